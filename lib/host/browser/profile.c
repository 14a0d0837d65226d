/* SPDX-License-Identifier: MIT */
/*
 * profile.c - a page in Chromium as tables: its globals and its task sources.
 */
#include "builtins/recent.h"
#include "host/browser/browser.h"
#include "vm/vm.h"

/* ------------------------------------------------------------------- loop */

static const struct evl_queue_rule queues[] = {
	[EVL_PAGE_QUEUE_TIMERS] = { .name = "timers", .order = EVL_QUEUE_DUE, .feeds = EVL_PAGE_QUEUE_TASKS },
	[EVL_PAGE_QUEUE_TASKS] = { .name = "tasks", .order = EVL_QUEUE_FIFO },
	[EVL_PAGE_QUEUE_FRAME] = { .name = "animation frame callbacks", .order = EVL_QUEUE_FIFO },
	[EVL_PAGE_QUEUE_IDLE] = { .name = "idle callbacks", .order = EVL_QUEUE_FIFO },
	[EVL_PAGE_QUEUE_MICROTASKS] = { .name = "microtasks", .order = EVL_QUEUE_MACHINE },
};

static const struct evl_phase phases[] = {
	{ .name = "task", .queue = EVL_PAGE_QUEUE_TASKS, .take = EVL_TAKE_ONE, .when = EVL_WHEN_ANY },
	{ .name = "frame", .queue = EVL_PAGE_QUEUE_FRAME, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_FRAME },
	{ .name = "idle", .queue = EVL_PAGE_QUEUE_IDLE, .take = EVL_TAKE_ONE, .when = EVL_WHEN_QUIET },
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
	.frame_period = 16667, /* 60 frames a second */
};

/* ---------------------------------------------------------------- globals */

extern const struct evl_rows evl_rows_structured_clone_page; /* builtins/: structuredClone */

#define LATER(n) EVL_NOT_COVERED_ROW(n, n)

static const struct evl_row other_row[] = {
	{ .name = "performance", .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE | EVL_CONFIGURABLE,
	  .fn = evl_host_performance_get, .setter = evl_host_performance_set },
	EVL_TEXT_ROW("name", "", EVL_DATA_DEFAULT),
	EVL_TAG_ROW("Window"),
	LATER("document"), LATER("navigator"), LATER("location"), LATER("history"), LATER("screen"),
	LATER("localStorage"), LATER("sessionStorage"), LATER("indexedDB"), LATER("caches"), LATER("cookieStore"),
	LATER("fetch"), LATER("XMLHttpRequest"), LATER("WebSocket"), LATER("EventSource"), LATER("Worker"), LATER("SharedWorker"),
	LATER("MessageChannel"), LATER("MessagePort"), LATER("BroadcastChannel"), LATER("postMessage"), LATER("scheduler"),
	LATER("MutationObserver"), LATER("IntersectionObserver"), LATER("ResizeObserver"), LATER("PerformanceObserver"),
	LATER("AbortController"), LATER("AbortSignal"), LATER("Event"), LATER("EventTarget"), LATER("CustomEvent"),
	LATER("ErrorEvent"), LATER("PromiseRejectionEvent"), LATER("MessageEvent"), LATER("MouseEvent"), LATER("KeyboardEvent"),
	LATER("Node"), LATER("Element"), LATER("HTMLElement"), LATER("HTMLDivElement"), LATER("Document"), LATER("Window"),
	LATER("DocumentFragment"), LATER("DOMParser"), LATER("Image"), LATER("Audio"), LATER("Option"),
	LATER("customElements"), LATER("getComputedStyle"), LATER("matchMedia"), LATER("getSelection"), LATER("visualViewport"),
	LATER("Blob"), LATER("File"), LATER("FileReader"), LATER("FormData"), LATER("Headers"), LATER("Request"), LATER("Response"),
	LATER("URL"), LATER("URLSearchParams"), LATER("TextEncoder"), LATER("TextDecoder"), LATER("ReadableStream"),
	LATER("WritableStream"), LATER("TransformStream"), LATER("CompressionStream"), LATER("DecompressionStream"),
	LATER("crypto"), LATER("Crypto"), LATER("atob"), LATER("btoa"), LATER("Notification"), LATER("Performance"),
	LATER("alert"), LATER("confirm"), LATER("prompt"), LATER("print"), LATER("open"), LATER("close"), LATER("stop"),
	LATER("focus"), LATER("blur"), LATER("find"), LATER("scroll"), LATER("scrollTo"), LATER("scrollBy"), LATER("moveTo"),
	LATER("resizeTo"), LATER("dispatchEvent"), LATER("innerWidth"), LATER("innerHeight"), LATER("outerWidth"),
	LATER("outerHeight"), LATER("scrollX"), LATER("scrollY"), LATER("pageXOffset"), LATER("pageYOffset"),
	LATER("devicePixelRatio"), LATER("screenX"), LATER("screenY"), LATER("event"), LATER("status"), LATER("origin"),
	LATER("opener"), LATER("frameElement"), LATER("isSecureContext"), LATER("createImageBitmap"), LATER("WebAssembly"),
};
static const struct evl_rows other_rows = EVL_ROWS(other_row);

static const struct evl_rows *const globals[] = {
	&evl_page_timer_rows, &evl_page_animation_rows, &evl_page_window_rows, &evl_rows_structured_clone_page, &other_rows,
};

static bool start(struct evl_realm *realm)
{
	static const char *const windows[] = { "self", "top", "parent", "frames" };
	struct evl_object *global = realm->global;
	realm->host->data = evl_arena_zalloc(&realm->scratch, sizeof(struct evl_page));
	realm->vm->leave_sync_iterator_open = false;
	evl_define_new(realm, global, EVL_NAME_window, evl_from_object(global), EVL_ENUMERABLE);
	for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
		size_t length = 0;
		while (windows[i][length] != '\0')
			length++;
		evl_define_new(realm, global, evl_names_intern_utf8(realm->names, windows[i], length), evl_from_object(global),
			       EVL_DATA_DEFAULT);
	}
	static const char *const handlers[] = { "onerror", "onunhandledrejection", "onrejectionhandled" };
	for (size_t i = 0; i < sizeof handlers / sizeof handlers[0]; i++) {
		size_t length = 0;
		while (handlers[i][length] != '\0')
			length++;
		evl_define_new(realm, global, evl_names_intern_utf8(realm->names, handlers[i], length), EVL_NULL, EVL_DATA_DEFAULT);
	}
	/* What Chromium has and Node 20 has not. */
	evl_builtins_recent(realm);
	return true;
}

const struct evl_host_profile evl_host_browser = {
	.name = "browser",
	.title = "Chromium",
	.dialect = EVL_DIALECT_BROWSER,
	.up_time = 100000,
	.is_page = true,
	.globals = globals,
	.global_table_count = sizeof globals / sizeof globals[0],
	.loop = &rules,
	.start = start,
	.uncaught = evl_page_uncaught,
	.rejection = evl_page_rejection,
	.settled = evl_page_settled,
};
