/* SPDX-License-Identifier: MIT */
/*
 * profile.c - a page in Chromium as tables: its globals and its task sources.
 */
#include <string.h>

#include "builtins/recent.h"
#include "host/browser/browser.h"
#include "host/browser/dom.h"
#include "host/browser/scheduler.h"
#include "host/browser/viewport.h"
#include "host/outside.h"
#include "host/script.h"
#include "host/web/message.h"
#include "value/words.h"
#include "vm/vm.h"

/* ------------------------------------------------------------------- loop */

#define DUE(text, to) { .name = text, .order = EVL_QUEUE_DUE, .feeds = EVL_PAGE_QUEUE_##to }
#define FIFO(text) { .name = text, .order = EVL_QUEUE_FIFO }

static const struct evl_queue_rule queues[] = {
	[EVL_PAGE_QUEUE_TIMERS] = DUE("timers", TASKS),
	[EVL_PAGE_QUEUE_NETWORK_TIMERS] = DUE("network answers", NETWORK),
	[EVL_PAGE_QUEUE_USER_TIMERS] = DUE("user actions", USER),
	[EVL_PAGE_QUEUE_DOM_TIMERS] = DUE("delayed document tasks", DOM),
	[EVL_PAGE_QUEUE_FRAME_TIMERS] = DUE("animations", FRAME_EVENTS),
	[EVL_PAGE_QUEUE_BLOCKING_TIMERS] = DUE("delayed user-blocking tasks", BLOCKING),
	[EVL_PAGE_QUEUE_VISIBLE_TIMERS] = DUE("delayed user-visible tasks", VISIBLE),
	[EVL_PAGE_QUEUE_BACKGROUND_TIMERS] = DUE("delayed background tasks", BACKGROUND),
	[EVL_PAGE_QUEUE_IDLE_TIMERS] = DUE("callbacks of the next idle period", IDLE),
	[EVL_PAGE_QUEUE_TASKS] = FIFO("tasks"),
	[EVL_PAGE_QUEUE_MESSAGES] = FIFO("channel messages"),
	[EVL_PAGE_QUEUE_POSTED] = FIFO("posted messages"),
	[EVL_PAGE_QUEUE_DOM] = FIFO("document tasks"),
	[EVL_PAGE_QUEUE_USER] = FIFO("user events"),
	[EVL_PAGE_QUEUE_NETWORK] = FIFO("network tasks"),
	[EVL_PAGE_QUEUE_BLOCKING_CONTINUATIONS] = FIFO("user-blocking continuations of scheduler.yield"),
	[EVL_PAGE_QUEUE_BACKGROUND_CONTINUATIONS] = FIFO("background continuations of scheduler.yield"),
	[EVL_PAGE_QUEUE_CONTINUATIONS] = FIFO("continuations of scheduler.yield"),
	[EVL_PAGE_QUEUE_BLOCKING] = FIFO("user-blocking tasks"),
	[EVL_PAGE_QUEUE_VISIBLE] = FIFO("user-visible tasks"),
	[EVL_PAGE_QUEUE_BACKGROUND] = FIFO("background tasks"),
	[EVL_PAGE_QUEUE_FRAME_EVENTS] = FIFO("events of a frame"),
	[EVL_PAGE_QUEUE_FRAME] = FIFO("animation frame callbacks"),
	[EVL_PAGE_QUEUE_RESIZE] = FIFO("resize observers"),
	[EVL_PAGE_QUEUE_INTERSECTION] = FIFO("intersection observers"),
	[EVL_PAGE_QUEUE_IDLE] = FIFO("idle callbacks"),
	[EVL_PAGE_QUEUE_MICROTASKS] = { .name = "microtasks", .order = EVL_QUEUE_MACHINE },
};

#define ONE(text, q, p) { .name = text, .queue = EVL_PAGE_QUEUE_##q, .take = EVL_TAKE_ONE, .when = EVL_WHEN_ANY, .priority = (p) }
#define FRAME(text, q) { .name = text, .queue = EVL_PAGE_QUEUE_##q, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_FRAME }

/* Any of them may come next; priorities are those that Chromium was seen to keep. */
static const struct evl_phase phases[] = {
	ONE("task", TASKS, 0),
	ONE("message", MESSAGES, 0),
	ONE("posted message", POSTED, 0),
	ONE("document task", DOM, 0),
	{ .name = "user event", .queue = EVL_PAGE_QUEUE_USER, .take = EVL_TAKE_ONE, .when = EVL_WHEN_ANY, .priority = 4, .brings_frame = true },
	ONE("network task", NETWORK, 0),
	ONE("continuation", BLOCKING_CONTINUATIONS, 3),
	ONE("user-blocking task", BLOCKING, 2),
	ONE("continuation", CONTINUATIONS, 1),
	ONE("user-visible task", VISIBLE, 0),
	ONE("continuation", BACKGROUND_CONTINUATIONS, -1),
	ONE("background task", BACKGROUND, -2),
	FRAME("frame", FRAME_EVENTS),
	FRAME("frame", FRAME),
	FRAME("frame", RESIZE),
	FRAME("frame", INTERSECTION),
	{ .name = "idle", .queue = EVL_PAGE_QUEUE_IDLE, .take = EVL_TAKE_ONE, .when = EVL_WHEN_QUIET, .priority = -3 },
};

#define COMMON_SOURCES \
	[EVL_SOURCE_MESSAGE] = { .queue = EVL_PAGE_QUEUE_MESSAGES, .delayed = EVL_PAGE_QUEUE_NETWORK_TIMERS }, \
	[EVL_SOURCE_BROADCAST] = { .queue = EVL_PAGE_QUEUE_NETWORK, .delayed = EVL_PAGE_QUEUE_NETWORK_TIMERS, .least = 300, .free_order = true, .in_order = true }, \
	[EVL_SOURCE_DOM] = { .queue = EVL_PAGE_QUEUE_DOM, .delayed = EVL_PAGE_QUEUE_DOM_TIMERS }, \
	[EVL_SOURCE_USER] = { .queue = EVL_PAGE_QUEUE_USER, .delayed = EVL_PAGE_QUEUE_USER_TIMERS }, \
	[EVL_SOURCE_NETWORK] = { .queue = EVL_PAGE_QUEUE_NETWORK, .delayed = EVL_PAGE_QUEUE_NETWORK_TIMERS, .free_order = true }, \
	[EVL_SOURCE_FILE] = { .queue = EVL_PAGE_QUEUE_NETWORK, .delayed = EVL_PAGE_QUEUE_NETWORK_TIMERS, .least = 500, .free_order = true }, \
	[EVL_SOURCE_WORKER] = { .queue = EVL_PAGE_QUEUE_NETWORK, .delayed = EVL_PAGE_QUEUE_NETWORK_TIMERS, .least = 200 }, \
	[EVL_SOURCE_ENGINE] = { .queue = EVL_PAGE_QUEUE_TASKS, .delayed = EVL_PAGE_QUEUE_TIMERS },

/* Broadcast messages go through another process of the browser. */
static const struct evl_task_source_rule sources[EVL_SOURCE_COUNT] = {
	/* A timer due at the same moment was seen to come first, always; but from 32 ms on timers are taken less exactly. */
	[EVL_SOURCE_ABORT] = { .queue = EVL_PAGE_QUEUE_TASKS, .delayed = EVL_PAGE_QUEUE_TIMERS, .least = 500, .below = 32000 },
	[EVL_SOURCE_POSTED] = { .queue = EVL_PAGE_QUEUE_POSTED, .delayed = EVL_PAGE_QUEUE_NETWORK_TIMERS },
	COMMON_SOURCES
};

/* Firefox: abort signals are timers like others; what is posted to a window comes after channels' messages and timers of 0 ms. */
static const struct evl_task_source_rule due_sources[EVL_SOURCE_COUNT] = {
	[EVL_SOURCE_ABORT] = { .queue = EVL_PAGE_QUEUE_TASKS, .delayed = EVL_PAGE_QUEUE_TIMERS },
	[EVL_SOURCE_POSTED] = { .queue = EVL_PAGE_QUEUE_POSTED, .delayed = EVL_PAGE_QUEUE_NETWORK_TIMERS, .least = 300 },
	COMMON_SOURCES
};

static const uint8_t inner[] = { EVL_PAGE_QUEUE_MICROTASKS };

static const struct evl_loop_rules rules = {
	.queues = queues,
	.queue_count = sizeof queues / sizeof queues[0],
	.phases = phases,
	.phase_count = sizeof phases / sizeof phases[0],
	.inner = inner,
	.inner_count = sizeof inner,
	.any_source = true,
	.quiet_margin = 1000,
	.frame_period = 16667, /* 60 frames a second */
};

/* Firefox runs timers by the time at which they are due, those of no delay too. */
static const struct evl_loop_rules due_rules = {
	.queues = queues,
	.queue_count = sizeof queues / sizeof queues[0],
	.phases = phases,
	.phase_count = sizeof phases / sizeof phases[0],
	.inner = inner,
	.inner_count = sizeof inner,
	.any_source = true,
	.zero_waits = true,
	.interval_rejoins = true,
	.quiet_margin = 1000,
	.frame_period = 16667,
};

/* ---------------------------------------------------------------- globals */

extern const struct evl_rows evl_rows_structured_clone_page; /* builtins/: structuredClone */

#define LATER(n) EVL_NOT_COVERED_ROW(n, n)

static const struct evl_row other_row[] = {
	{ .name = "performance", .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE | EVL_CONFIGURABLE,
	  .fn = evl_host_performance_get, .setter = evl_host_performance_set },
	EVL_TEXT_ROW("name", "", EVL_DATA_DEFAULT),
	EVL_TAG_ROW("Window"),
	LATER("cookieStore"), LATER("SharedWorker"), 
	LATER("visualViewport"),
	LATER("CompressionStream"), LATER("DecompressionStream"), LATER("open"), LATER("close"),
	LATER("find"), LATER("moveTo"), LATER("resizeTo"), LATER("createImageBitmap"), LATER("WebAssembly"),
};
static const struct evl_rows other_rows = EVL_ROWS(other_row);

/* Globals that are made by host scripts when they are first touched. */
#define SCRIPT_GLOBAL(function, script, property)                                                                    \
	static bool function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)                \
	{                                                                                                            \
		(void)args;                                                                                          \
		return evl_host_script_get(realm, script, property, result);                                         \
	}
SCRIPT_GLOBAL(make_fetch, "browser/network", "fetch")
SCRIPT_GLOBAL(make_Headers, "browser/network", "Headers")
SCRIPT_GLOBAL(make_Request, "browser/network", "Request")
SCRIPT_GLOBAL(make_Response, "browser/network", "Response")
SCRIPT_GLOBAL(make_FormData, "browser/form_data", "FormData")
SCRIPT_GLOBAL(make_FileReader, "browser/file_reader", "FileReader")
SCRIPT_GLOBAL(make_XMLHttpRequest, "browser/xhr", "XMLHttpRequest")
SCRIPT_GLOBAL(make_Blob, "browser/network", "Blob")
SCRIPT_GLOBAL(make_File, "browser/network", "File")
SCRIPT_GLOBAL(make_URL, "browser/network", "URL")
SCRIPT_GLOBAL(make_URLSearchParams, "browser/network", "URLSearchParams")
SCRIPT_GLOBAL(make_TextEncoder, "web/encoding", "TextEncoder")
SCRIPT_GLOBAL(make_TextDecoder, "web/encoding", "TextDecoder")
SCRIPT_GLOBAL(make_ReadableStream, "web/readable_stream", "ReadableStream")
SCRIPT_GLOBAL(make_ReadableStreamDefaultReader, "web/readable_stream", "ReadableStreamDefaultReader")
SCRIPT_GLOBAL(make_ReadableStreamDefaultController, "web/readable_stream", "ReadableStreamDefaultController")
SCRIPT_GLOBAL(make_ReadableStreamBYOBReader, "web/readable_bytes", "ReadableStreamBYOBReader")
SCRIPT_GLOBAL(make_ReadableStreamBYOBRequest, "web/readable_bytes", "ReadableStreamBYOBRequest")
SCRIPT_GLOBAL(make_ReadableByteStreamController, "web/readable_bytes", "ReadableByteStreamController")
SCRIPT_GLOBAL(make_WritableStream, "web/writable_stream", "WritableStream")
SCRIPT_GLOBAL(make_WritableStreamDefaultWriter, "web/writable_stream", "WritableStreamDefaultWriter")
SCRIPT_GLOBAL(make_WritableStreamDefaultController, "web/writable_stream", "WritableStreamDefaultController")
SCRIPT_GLOBAL(make_TransformStream, "web/transform_stream", "TransformStream")
SCRIPT_GLOBAL(make_TransformStreamDefaultController, "web/transform_stream", "TransformStreamDefaultController")
SCRIPT_GLOBAL(make_ByteLengthQueuingStrategy, "web/stream_base", "ByteLengthQueuingStrategy")
SCRIPT_GLOBAL(make_CountQueuingStrategy, "web/stream_base", "CountQueuingStrategy")
SCRIPT_GLOBAL(make_TextEncoderStream, "web/text_streams", "TextEncoderStream")
SCRIPT_GLOBAL(make_TextDecoderStream, "web/text_streams", "TextDecoderStream")
SCRIPT_GLOBAL(make_indexedDB, "browser/indexeddb", "indexedDB")
SCRIPT_GLOBAL(make_IDBFactory, "browser/indexeddb", "IDBFactory")
SCRIPT_GLOBAL(make_IDBDatabase, "browser/indexeddb", "IDBDatabase")
SCRIPT_GLOBAL(make_IDBTransaction, "browser/indexeddb", "IDBTransaction")
SCRIPT_GLOBAL(make_IDBObjectStore, "browser/indexeddb", "IDBObjectStore")
SCRIPT_GLOBAL(make_IDBIndex, "browser/indexeddb", "IDBIndex")
SCRIPT_GLOBAL(make_IDBCursor, "browser/indexeddb", "IDBCursor")
SCRIPT_GLOBAL(make_IDBCursorWithValue, "browser/indexeddb", "IDBCursorWithValue")
SCRIPT_GLOBAL(make_IDBRequest, "browser/indexeddb", "IDBRequest")
SCRIPT_GLOBAL(make_IDBOpenDBRequest, "browser/indexeddb", "IDBOpenDBRequest")
SCRIPT_GLOBAL(make_IDBKeyRange, "browser/indexeddb", "IDBKeyRange")
SCRIPT_GLOBAL(make_DOMImplementation, "browser/implementation", "DOMImplementation")
SCRIPT_GLOBAL(make_DOMParser, "browser/implementation", "DOMParser")
SCRIPT_GLOBAL(make_Range, "browser/range", "Range")
SCRIPT_GLOBAL(make_AbstractRange, "browser/range", "AbstractRange")
SCRIPT_GLOBAL(make_StaticRange, "browser/range", "StaticRange")
SCRIPT_GLOBAL(make_Selection, "browser/selection", "Selection")
SCRIPT_GLOBAL(make_getSelection, "browser/selection", "windowSelection")
SCRIPT_GLOBAL(make_NodeFilter, "browser/walkers", "NodeFilter")
SCRIPT_GLOBAL(make_TreeWalker, "browser/walkers", "TreeWalker")
SCRIPT_GLOBAL(make_NodeIterator, "browser/walkers", "NodeIterator")
SCRIPT_GLOBAL(make_AnimationTimeline, "browser/animation", "AnimationTimeline")
SCRIPT_GLOBAL(make_DocumentTimeline, "browser/animation", "DocumentTimeline")
SCRIPT_GLOBAL(make_CSSRule, "browser/sheets", "CSSRule")
SCRIPT_GLOBAL(make_CSSStyleRule, "browser/sheets", "CSSStyleRule")
SCRIPT_GLOBAL(make_CSSMediaRule, "browser/sheets", "CSSMediaRule")
SCRIPT_GLOBAL(make_CSSRuleList, "browser/sheets", "CSSRuleList")
SCRIPT_GLOBAL(make_StyleSheet, "browser/sheets", "StyleSheet")
SCRIPT_GLOBAL(make_CSSStyleSheet, "browser/sheets", "CSSStyleSheet")
SCRIPT_GLOBAL(make_StyleSheetList, "browser/sheets", "StyleSheetList")
SCRIPT_GLOBAL(make_CSS, "browser/css", "CSS")
SCRIPT_GLOBAL(make_ImageData, "browser/canvas", "ImageData")
SCRIPT_GLOBAL(make_caches, "browser/cache", "caches")
SCRIPT_GLOBAL(make_Cache, "browser/cache", "Cache")
SCRIPT_GLOBAL(make_CacheStorage, "browser/cache", "CacheStorage")
SCRIPT_GLOBAL(make_ServiceWorker, "browser/service_worker", "ServiceWorker")
SCRIPT_GLOBAL(make_ServiceWorkerContainer, "browser/service_worker", "ServiceWorkerContainer")
SCRIPT_GLOBAL(make_ServiceWorkerRegistration, "browser/service_worker", "ServiceWorkerRegistration")
SCRIPT_GLOBAL(make_matchMedia, "browser/media", "matchMedia")
SCRIPT_GLOBAL(make_MediaQueryList, "browser/media", "MediaQueryList")
SCRIPT_GLOBAL(make_PerformanceObserver, "browser/performance", "PerformanceObserver")
SCRIPT_GLOBAL(make_PerformanceObserverEntryList, "browser/performance", "PerformanceObserverEntryList")
SCRIPT_GLOBAL(make_PerformanceEntry, "web/performance", "PerformanceEntry")
SCRIPT_GLOBAL(make_PerformanceMark, "web/performance", "PerformanceMark")
SCRIPT_GLOBAL(make_PerformanceMeasure, "web/performance", "PerformanceMeasure")
SCRIPT_GLOBAL(make_crypto, "browser/crypto", "crypto")
SCRIPT_GLOBAL(make_Crypto, "browser/crypto", "Crypto")
SCRIPT_GLOBAL(make_SubtleCrypto, "browser/crypto", "SubtleCrypto")
SCRIPT_GLOBAL(make_Animation, "browser/animation", "Animation")
SCRIPT_GLOBAL(make_AnimationEffect, "browser/animation", "AnimationEffect")
SCRIPT_GLOBAL(make_KeyframeEffect, "browser/animation", "KeyframeEffect")
SCRIPT_GLOBAL(make_ValidityState, "browser/validity", "ValidityState")
SCRIPT_GLOBAL(make_CanvasGradient, "browser/canvas", "CanvasGradient")
SCRIPT_GLOBAL(make_CanvasRenderingContext2D, "browser/canvas", "CanvasRenderingContext2D")
SCRIPT_GLOBAL(make_WebSocket, "browser/websocket", "WebSocket")
SCRIPT_GLOBAL(make_EventSource, "browser/websocket", "EventSource")
SCRIPT_GLOBAL(make_atob, "web/encoding", "atob")
SCRIPT_GLOBAL(make_btoa, "web/encoding", "btoa")

static const struct evl_row script_row[] = {
	EVL_MADE_ROW("fetch", make_fetch, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("Headers", make_Headers, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Request", make_Request, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Response", make_Response, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("FormData", make_FormData, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("FileReader", make_FileReader, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("XMLHttpRequest", make_XMLHttpRequest, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Blob", make_Blob, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("File", make_File, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("URL", make_URL, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("URLSearchParams", make_URLSearchParams, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TextEncoder", make_TextEncoder, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TextDecoder", make_TextDecoder, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableStream", make_ReadableStream, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableStreamDefaultReader", make_ReadableStreamDefaultReader, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableStreamDefaultController", make_ReadableStreamDefaultController, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableStreamBYOBReader", make_ReadableStreamBYOBReader, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableStreamBYOBRequest", make_ReadableStreamBYOBRequest, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableByteStreamController", make_ReadableByteStreamController, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("WritableStream", make_WritableStream, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("WritableStreamDefaultWriter", make_WritableStreamDefaultWriter, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("WritableStreamDefaultController", make_WritableStreamDefaultController, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TransformStream", make_TransformStream, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TransformStreamDefaultController", make_TransformStreamDefaultController, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ByteLengthQueuingStrategy", make_ByteLengthQueuingStrategy, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CountQueuingStrategy", make_CountQueuingStrategy, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TextEncoderStream", make_TextEncoderStream, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TextDecoderStream", make_TextDecoderStream, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("indexedDB", make_indexedDB, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("IDBFactory", make_IDBFactory, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("IDBDatabase", make_IDBDatabase, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("IDBTransaction", make_IDBTransaction, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("IDBObjectStore", make_IDBObjectStore, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("IDBIndex", make_IDBIndex, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("IDBCursor", make_IDBCursor, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("IDBCursorWithValue", make_IDBCursorWithValue, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("IDBRequest", make_IDBRequest, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("IDBOpenDBRequest", make_IDBOpenDBRequest, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("IDBKeyRange", make_IDBKeyRange, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("DOMImplementation", make_DOMImplementation, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("DOMParser", make_DOMParser, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Range", make_Range, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("AbstractRange", make_AbstractRange, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("StaticRange", make_StaticRange, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Selection", make_Selection, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("getSelection", make_getSelection, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("NodeFilter", make_NodeFilter, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TreeWalker", make_TreeWalker, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("NodeIterator", make_NodeIterator, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("AnimationTimeline", make_AnimationTimeline, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("DocumentTimeline", make_DocumentTimeline, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CSSRule", make_CSSRule, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CSSStyleRule", make_CSSStyleRule, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CSSMediaRule", make_CSSMediaRule, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CSSRuleList", make_CSSRuleList, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("StyleSheet", make_StyleSheet, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CSSStyleSheet", make_CSSStyleSheet, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("StyleSheetList", make_StyleSheetList, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CSS", make_CSS, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ImageData", make_ImageData, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("caches", make_caches, EVL_DATA_DEFAULT), EVL_MADE_ROW("Cache", make_Cache, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CacheStorage", make_CacheStorage, EVL_DATA_HIDDEN), EVL_MADE_ROW("ServiceWorker", make_ServiceWorker, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ServiceWorkerContainer", make_ServiceWorkerContainer, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ServiceWorkerRegistration", make_ServiceWorkerRegistration, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("matchMedia", make_matchMedia, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("MediaQueryList", make_MediaQueryList, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("PerformanceObserver", make_PerformanceObserver, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("PerformanceObserverEntryList", make_PerformanceObserverEntryList, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("PerformanceEntry", make_PerformanceEntry, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("PerformanceMark", make_PerformanceMark, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("PerformanceMeasure", make_PerformanceMeasure, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("crypto", make_crypto, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("Crypto", make_Crypto, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("SubtleCrypto", make_SubtleCrypto, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ValidityState", make_ValidityState, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CanvasGradient", make_CanvasGradient, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CanvasRenderingContext2D", make_CanvasRenderingContext2D, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Animation", make_Animation, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("AnimationEffect", make_AnimationEffect, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("KeyframeEffect", make_KeyframeEffect, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("WebSocket", make_WebSocket, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("EventSource", make_EventSource, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("atob", make_atob, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("btoa", make_btoa, EVL_DATA_DEFAULT),
};
static const struct evl_rows script_rows = EVL_ROWS(script_row);

static const struct evl_row interface_row[] = {
	EVL_INTERFACE_ROW("EventTarget", EVENT_TARGET), EVL_INTERFACE_ROW("Event", EVENT),
#define EVL_EVENT_INTERFACE(id, name, parent_id, parent, members) EVL_INTERFACE_ROW(#name, id),
#include "host/web/event_interfaces.def"
#undef EVL_EVENT_INTERFACE
	EVL_INTERFACE_ROW("Performance", PERFORMANCE), EVL_INTERFACE_ROW("AbortController", ABORT_CONTROLLER), EVL_INTERFACE_ROW("AbortSignal", ABORT_SIGNAL),
	EVL_INTERFACE_ROW("MessageChannel", MESSAGE_CHANNEL), EVL_INTERFACE_ROW("MessagePort", MESSAGE_PORT),
	EVL_INTERFACE_ROW("BroadcastChannel", BROADCAST_CHANNEL),
};
static const struct evl_rows interface_rows = EVL_ROWS(interface_row);

static const struct evl_rows *const globals[] = {
	&evl_page_timer_rows, &evl_page_animation_rows, &evl_page_window_rows, &evl_page_window_handler_rows, &evl_rows_window_target,
	&evl_rows_window_message, &evl_rows_structured_clone_page, &interface_rows, &evl_page_document_rows, &evl_page_storage_rows,
	&evl_page_scheduler_rows, &script_rows, &evl_page_dialog_rows, &evl_page_address_rows, &evl_page_viewport_rows, &evl_page_worker_rows,
	&other_rows, &evl_page_window_outside,
};

static const struct evl_rows *const binding[] = { &evl_page_binding_rows, &evl_page_crypto_binding, &evl_page_media_binding, &evl_page_documents_binding, &evl_page_live_binding, &evl_page_markup_binding, &evl_page_service_binding };

/* The members of the page's classes that are written in JavaScript: what Web IDL's bindings say to an object of another class. */
static bool foreign_receiver(struct evl_realm *realm)
{
	const struct evl_frame *frame = realm->vm->frame;
	if (frame == NULL || !evl_span_is_host(frame->code->template_->where))
		return false;
	evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation");
	return true;
}

/* The members of console in Chromium's order; the last is no function. */
static const char console_layout[] = "debug error info log warn dir dirxml table trace group groupCollapsed groupEnd clear count countReset assert profile "
				     "profileEnd time timeLog timeEnd timeStamp context createTask [Symbol.toStringTag]";
static const struct evl_row console_row[] = {
	{ .name = "memory", .kind = EVL_ROW_NOT_COVERED, .attributes = EVL_DATA_DEFAULT, .text = "console.memory" },
};
static const struct evl_rows console_rows = EVL_ROWS(console_row);

/* What windows and workers have in common. */
static bool start_scope(struct evl_realm *realm)
{
	struct evl_object *global = realm->global;
	realm->host->data = evl_arena_zalloc(&realm->scratch, sizeof(struct evl_page));
	/* Listeners of the window; the global object itself is what a snippet sees of it. */
	struct evl_target *window = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, sizeof *window);
	memset((char *)window + sizeof(struct evl_cell), 0, sizeof *window - sizeof(struct evl_cell));
	window->platform.kind = EVL_PLATFORM_WINDOW;
	evl_web(realm)->window = window;
	evl_web(realm)->origin = "http://localhost"; /* of the address that pages are taken to have */
	/* Module scripts wait for the end of parsing. */
	if (realm->host->is_module)
		evl_page(realm)->ready_state = EVL_PAGE_INTERACTIVE;
	realm->bare_dom_exceptions = true;
	realm->console_layout = console_layout;
	evl_define_rows(realm, evl_intrinsic(realm, EVL_INTRINSIC_CONSOLE), &console_rows);
	realm->platform_view = evl_page_view;
	realm->hooks.foreign_receiver = foreign_receiver;
	realm->hooks.refuses_receiver = evl_page_refuses_receiver;
	realm->hooks.refuses_member = evl_page_refuses_member;
	realm->hooks.conversion_context = evl_page_conversion_context;
	realm->hooks.named = evl_page_named;
	realm->exotics[EVL_CLASS_PLATFORM] = &evl_platform_exotic;
	realm->vm->leave_sync_iterator_open = false;
	/* What Chromium has and Node 20 has not. */
	evl_builtins_recent(realm, realm->host->profile->v8);
	/* Only pages that are isolated from other origins may share memory. */
	bool deleted;
	return evl_delete(realm, global, evl_text_name(realm, "SharedArrayBuffer"), &deleted);
}

static bool start(struct evl_realm *realm)
{
	static const char *const windows[] = { "self", "parent", "frames" };
	struct evl_object *global = realm->global;
	if (!start_scope(realm))
		return false;
	realm->global_class = "Window";
	evl_define_new(realm, global, EVL_NAME_window, evl_from_object(global), EVL_ENUMERABLE);
	evl_define_new(realm, global, evl_platform_intern(realm, "top"), evl_from_object(global), EVL_ENUMERABLE);
	for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
		size_t length = 0;
		while (windows[i][length] != '\0')
			length++;
		evl_define_new(realm, global, evl_names_intern_utf8(realm->names, windows[i], length), evl_from_object(global),
			       EVL_DATA_DEFAULT);
	}
	return true;
}

static const char *const surface[] = {
#define EVL_SURFACE(name) #name,
#include "host/browser/surface.def"
#undef EVL_SURFACE
};

static const struct evl_interface_members members[] = {
#define EVL_MEMBERS(interface, names) { #interface, names },
#include "host/browser/members.def"
#include "host/browser/service_worker_members.def"
#undef EVL_MEMBERS
};

/* A dedicated worker's global object. */
static const struct evl_row worker_other_row[] = {
	{ .name = "performance", .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE | EVL_CONFIGURABLE,
	  .fn = evl_host_performance_get, .setter = evl_host_performance_set },
	EVL_TAG_ROW("DedicatedWorkerGlobalScope"), EVL_NOT_COVERED_ROW("constructor", "the constructor of a worker's global object"),
};
static const struct evl_rows worker_other_rows = EVL_ROWS(worker_other_row);

static const struct evl_rows *const worker_globals[] = {
	&evl_page_timer_rows, &evl_page_window_rows, &evl_worker_handler_rows, &evl_rows_window_target, &evl_rows_structured_clone_page,
	&interface_rows, &evl_page_scheduler_rows, &script_rows, &evl_page_worker_rows, &evl_worker_scope_rows, &worker_other_rows,
};

static const char *const worker_surface[] = {
#define EVL_SURFACE(name) #name,
#include "host/browser/worker_surface.def"
#undef EVL_SURFACE
};

static const char *const service_worker_surface[] = {
#define EVL_SURFACE(name) #name,
#include "host/browser/service_worker_surface.def"
#undef EVL_SURFACE
};

/* What the global object of this worker does not have of these rows. */
static bool drop_of_others(struct evl_realm *realm, const struct evl_rows *rows)
{
	const struct evl_host_profile *profile = realm->host->profile;
	for (uint32_t i = 0; i < rows->count; i++) {
		bool known = false, deleted;
		for (uint32_t k = 0; k < profile->surface_count && !known; k++)
			known = strcmp(profile->surface[k], rows->rows[i].name) == 0;
		if (!known && !evl_delete(realm, realm->global, evl_platform_intern(realm, rows->rows[i].name), &deleted))
			return false;
	}
	return true;
}

static bool name_self(struct evl_realm *realm)
{
	evl_define_new(realm, realm->global, evl_platform_intern(realm, "self"), evl_from_object(realm->global), EVL_DATA_DEFAULT);
	return true;
}

static bool start_worker(struct evl_realm *realm)
{
	if (!start_scope(realm))
		return false;
	realm->global_class = "DedicatedWorkerGlobalScope";
	return drop_of_others(realm, &interface_rows) && drop_of_others(realm, &script_rows) && drop_of_others(realm, &evl_page_window_rows) &&
	       name_self(realm);
}

static bool start_service_worker(struct evl_realm *realm)
{
	if (!start_worker(realm))
		return false;
	realm->global_class = "ServiceWorkerGlobalScope";
	struct evl_descriptor tag = { .value = evl_platform_text(realm, realm->global_class), .has_value = true };
	return drop_of_others(realm, &evl_worker_scope_rows) && drop_of_others(realm, &evl_page_worker_rows) &&
	       evl_define_or_throw(realm, realm->global, EVL_NAME_symbol_to_string_tag, &tag);
}

/* What all pages have in common. */
#define PAGE \
	.surface = surface, \
	.surface_count = sizeof surface / sizeof surface[0], \
	.members = members, \
	.member_count = sizeof members / sizeof members[0], \
	.dialect = EVL_DIALECT_BROWSER, \
	.up_time = 100000, \
	.v8 = EVL_V8_15, \
	.is_page = true, \
	.globals = globals, \
	.global_table_count = sizeof globals / sizeof globals[0], \
	.binding = binding, \
	.binding_count = sizeof binding / sizeof binding[0], \
	.loaded = evl_page_loaded, \
	.action = evl_page_action, \
	.imports = &evl_page_imports, \
	.start = start, \
	.uncaught = evl_page_uncaught, \
	.rejection = evl_page_rejection, \
	.settled = evl_page_settled,

const struct evl_host_profile evl_host_browser = {
	.keeps_load_target = true, .port_reading = EVL_PORT_READS_REST, .promises_scrolls = true, .name = "browser", .title = "Chromium", .loop = &rules, .sources = sources, .free_nesting = 5, .abort_text = "signal is aborted without reason", .timeout_text = "signal timed out", PAGE };

/* The other engines differ in their orders; how they word errors and print values is not modelled. */
const struct evl_host_profile evl_host_firefox = {
	.name = "firefox", .title = "Firefox", .loop = &due_rules, .sources = due_sources, .free_nesting = 3, .plain_try = true,
	.port_reading = EVL_PORT_READS_NEXT, .reports_at_once = true, .tells_all_rejections = true, .words = &evl_words_spidermonkey, .abort_text = "The operation was aborted. ", .timeout_text = "The operation timed out.",
	.remark = "the order is Firefox's; values are printed as Chromium does, and messages of errors that Firefox words otherwise stand in \xE2\x80\xB9 \xE2\x80\xBA", PAGE
};
const struct evl_host_profile evl_host_safari = {
	.name = "safari", .title = "Safari", .loop = &rules, .sources = sources, .free_nesting = 5, .quick_finally = true, .abort_text = "signal is aborted without reason", .timeout_text = "signal timed out",
	.remark = "the order is that of Safari's engine on Chromium's tasks; values and error messages are printed as Chromium does", PAGE
};

/* What all workers have in common. */
#define WORKER \
	.title = "Chromium", .loop = &rules, .free_nesting = 5, .port_reading = EVL_PORT_READS_REST, \
	.members = members, \
	.member_count = sizeof members / sizeof members[0], \
	.dialect = EVL_DIALECT_BROWSER, \
	.abort_text = "signal is aborted without reason", \
	.timeout_text = "signal timed out", \
	.up_time = 1000, \
	.v8 = EVL_V8_15, \
	.is_page = true, \
	.globals = worker_globals, \
	.global_table_count = sizeof worker_globals / sizeof worker_globals[0], \
	.binding = binding, \
	.binding_count = sizeof binding / sizeof binding[0], \
	.sources = sources, \
	.imports = &evl_page_imports, \
	.uncaught = evl_page_uncaught, \
	.rejection = evl_page_rejection, \
	.settled = evl_page_settled,

const struct evl_host_profile evl_host_worker = {
	.name = "worker", .surface = worker_surface, .surface_count = sizeof worker_surface / sizeof worker_surface[0], .start = start_worker, WORKER
};

const struct evl_host_profile evl_host_service_worker = {
	.name = "service worker", .surface = service_worker_surface,
	.surface_count = sizeof service_worker_surface / sizeof service_worker_surface[0], .start = start_service_worker, WORKER
};
