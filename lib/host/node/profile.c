/* SPDX-License-Identifier: MIT */
/*
 * profile.c - Node.js 20 as tables: its globals, its phases, and the ends of a
 * process.
 */
#include <string.h>

#include "base/diag.h"
#include "builtins/recent.h"
#include "host/node/node.h"
#include "host/outside.h"
#include "host/script.h"
#include "host/web/event.h"
#include "host/web/message.h"
#include "vm/job.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* ------------------------------------------------------------------- loop */

#define COMMON_QUEUES \
	[EVL_NODE_QUEUE_IMMEDIATES] = { .name = "immediates", .order = EVL_QUEUE_FIFO }, \
	[EVL_NODE_QUEUE_TICKS] = { .name = "nextTicks", .order = EVL_QUEUE_FIFO }, \
	[EVL_NODE_QUEUE_MICROTASKS] = { .name = "microtasks", .order = EVL_QUEUE_MACHINE }, \
	[EVL_NODE_QUEUE_POLL] = { .name = "I/O", .order = EVL_QUEUE_FIFO }, \
	[EVL_NODE_QUEUE_PENDING_IO] = { .name = "pending I/O", .order = EVL_QUEUE_DUE, .feeds = EVL_NODE_QUEUE_POLL }, \
	[EVL_NODE_QUEUE_PLATFORM] = { .name = "tasks of the engine", .order = EVL_QUEUE_FIFO }, \
	[EVL_NODE_QUEUE_PLATFORM_TIMERS] = { .name = "timers of the engine", .order = EVL_QUEUE_DUE, .feeds = EVL_NODE_QUEUE_PLATFORM }, \
	[EVL_NODE_QUEUE_CLOSE] = { .name = "close callbacks", .order = EVL_QUEUE_FIFO }, \
	[EVL_NODE_QUEUE_HELD] = { .name = "open handles", .order = EVL_QUEUE_FIFO },

static const struct evl_queue_rule queues[] = {
	COMMON_QUEUES
	[EVL_NODE_QUEUE_TIMERS] = { .name = "timers", .order = EVL_QUEUE_DURATION_LISTS },
};

/* Bun: one heap of timers by the time at which they are due. */
static const struct evl_queue_rule bun_queues[] = {
	COMMON_QUEUES
	[EVL_NODE_QUEUE_TIMERS] = { .name = "timers", .order = EVL_QUEUE_DUE, .feeds = EVL_NODE_QUEUE_DUE_TIMERS },
	[EVL_NODE_QUEUE_DUE_TIMERS] = { .name = "timers", .order = EVL_QUEUE_FIFO },
};

static const struct evl_phase phases[] = {
	{ .name = "timers", .queue = EVL_NODE_QUEUE_TIMERS, .take = EVL_TAKE_DUE, .when = EVL_WHEN_ANY },
	/* V8's platform is the first to have joined the loop: what it brings comes before messages. */
	{ .name = "poll", .queue = EVL_NODE_QUEUE_PLATFORM, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY },
	{ .name = "poll", .queue = EVL_NODE_QUEUE_POLL, .take = EVL_TAKE_HANDLES, .when = EVL_WHEN_ANY },
	{ .name = "check", .queue = EVL_NODE_QUEUE_IMMEDIATES, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY, .drains = true },
	{ .name = "close", .queue = EVL_NODE_QUEUE_CLOSE, .take = EVL_TAKE_REVERSED, .when = EVL_WHEN_ANY }, /* libuv's list of closing handles grows at its head */
};

/* Deno: what comes from outside resolves promises, whose reactions the callbacks are: microtasks follow before the ticks. */
static const struct evl_phase deno_phases[] = {
	{ .name = "poll", .queue = EVL_NODE_QUEUE_PLATFORM, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY, .inner_from = 1 },
	{ .name = "poll", .queue = EVL_NODE_QUEUE_POLL, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY, .inner_from = 1 },
	{ .name = "timers", .queue = EVL_NODE_QUEUE_TIMERS, .take = EVL_TAKE_DUE, .when = EVL_WHEN_ANY },
	{ .name = "check", .queue = EVL_NODE_QUEUE_IMMEDIATES, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY, .drains = true },
	{ .name = "close", .queue = EVL_NODE_QUEUE_CLOSE, .take = EVL_TAKE_REVERSED, .when = EVL_WHEN_ANY },
};

/* Bun: a tick (tasks and inner work until there is neither, then rejections), setImmediate, the wait for what comes next, and timers. */
static const struct evl_phase bun_phases[] = {
	{ .name = "poll", .queue = EVL_NODE_QUEUE_PLATFORM, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY },
	{ .name = "poll", .queue = EVL_NODE_QUEUE_POLL, .take = EVL_TAKE_ALL, .when = EVL_WHEN_ANY, .concludes = true },
	{ .name = "check", .queue = EVL_NODE_QUEUE_IMMEDIATES, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY, .skip_drain_after_throw = true },
	{ .name = "timers", .queue = EVL_NODE_QUEUE_DUE_TIMERS, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY, .awaits = true },
	{ .name = "close", .queue = EVL_NODE_QUEUE_CLOSE, .take = EVL_TAKE_SNAPSHOT, .when = EVL_WHEN_ANY },
};

#define COMMON_SOURCES \
	[EVL_SOURCE_MESSAGE] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_PENDING_IO }, \
	[EVL_SOURCE_POSTED] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_PENDING_IO }, \
	[EVL_SOURCE_DOM] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_PENDING_IO }, \
	[EVL_SOURCE_USER] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_PENDING_IO }, \
	[EVL_SOURCE_NETWORK] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_PENDING_IO, .least = 300, .free_order = true }, \
	[EVL_SOURCE_FILE] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_PENDING_IO, .least = 50, .free_order = true }, \
	[EVL_SOURCE_WORKER] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_PENDING_IO }, \
	/* A process is not kept alive by the engine's timers, but does not end before the engine's tasks have run. */ \
	[EVL_SOURCE_ENGINE] = { .queue = EVL_NODE_QUEUE_PLATFORM, .delayed = EVL_NODE_QUEUE_PLATFORM_TIMERS, .unreferenced_timers = true },

static const struct evl_task_source_rule sources[EVL_SOURCE_COUNT] = {
	[EVL_SOURCE_ABORT] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_TIMERS, .unreferenced = true },
	COMMON_SOURCES
	[EVL_SOURCE_BROADCAST] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_PENDING_IO },
};

/* Deno: an abort signal that waits for its time keeps the process. */
static const struct evl_task_source_rule deno_sources[EVL_SOURCE_COUNT] = {
	[EVL_SOURCE_ABORT] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_TIMERS },
	COMMON_SOURCES
	/* Through a thread of their own. */
	[EVL_SOURCE_BROADCAST] = { .queue = EVL_NODE_QUEUE_POLL, .delayed = EVL_NODE_QUEUE_PENDING_IO, .least = 200 },
};

static const uint8_t inner[] = { EVL_NODE_QUEUE_TICKS, EVL_NODE_QUEUE_MICROTASKS };

/*
 * start_cost and turn_cost: a 1 ms timer of the main script is usually not due
 * in the first turn and is in the second; one set in an immediate is not due in the
 * next turn.
 */
#define COMMON_RULES \
	.inner = inner, \
	.inner_count = sizeof inner, \
	.turn_cost = 10, \
	.drain_free = 500, \
	.drain_rate = 5, \
	.clock_grain = 1000,

static const struct evl_loop_rules rules = {
	.queues = queues,
	.queue_count = sizeof queues / sizeof queues[0],
	.phases = phases,
	.phase_count = sizeof phases / sizeof phases[0],
	.throw_ends_drain = true,
	.skip_drain_after_throw = true,
	.start_cost = 990,
	COMMON_RULES
};

/* Deno's loop begins later, and what waits for a timer wakes up a millisecond late. */
static const struct evl_loop_rules deno_rules = {
	.queues = queues,
	.queue_count = sizeof queues / sizeof queues[0],
	.phases = deno_phases,
	.phase_count = sizeof deno_phases / sizeof deno_phases[0],
	.start_cost = 1100,
	.late_first = true,
	.wake_late = 1150,
	COMMON_RULES
};

static const struct evl_loop_rules bun_rules = {
	.queues = bun_queues,
	.queue_count = sizeof bun_queues / sizeof bun_queues[0],
	.phases = bun_phases,
	.phase_count = sizeof bun_phases / sizeof bun_phases[0],
	.first_interrupts = true,
	.interval_rejoins = true,
	.start_cost = 990,
	COMMON_RULES
};

/* ---------------------------------------------------------------- globals */

bool evl_node_queue_microtask(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_node_require_function(realm, "callback", evl_arg(args, 0), "internal/process/task_queues:150  ^validateFunction(callback, 'callback');"))
		return false;
	evl_job_queue_call(realm, evl_arg(args, 0));
	return true;
}

extern const struct evl_rows evl_rows_structured_clone; /* builtins/: structuredClone */

static const struct evl_row function_row[] = { EVL_OPERATION("queueMicrotask", evl_node_queue_microtask, 1) };
static const struct evl_rows function_rows = EVL_ROWS(function_row);

/* Globals that a host script gives. */
#define SCRIPT_GLOBAL(function, script, property)                                                                      \
	static bool function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)                  \
	{                                                                                                              \
		(void)args;                                                                                            \
		return evl_host_script_get(realm, script, property, result);                                          \
	}
SCRIPT_GLOBAL(make_buffer, "node/buffer", "Buffer")
SCRIPT_GLOBAL(make_url, "node/web_url", "URL")
SCRIPT_GLOBAL(make_url_search_params, "node/web_url", "URLSearchParams")
SCRIPT_GLOBAL(make_performanceentry, "web/performance", "PerformanceEntry")
SCRIPT_GLOBAL(make_performancemark, "web/performance", "PerformanceMark")
SCRIPT_GLOBAL(make_performancemeasure, "web/performance", "PerformanceMeasure")
SCRIPT_GLOBAL(make_performanceobserver, "node/perf_hooks", "PerformanceObserver")
SCRIPT_GLOBAL(make_performanceobserverentrylist, "node/perf_hooks", "PerformanceObserverEntryList")
SCRIPT_GLOBAL(make_readablestream, "node/web_streams", "ReadableStream")
SCRIPT_GLOBAL(make_readablestreamdefaultreader, "node/web_streams", "ReadableStreamDefaultReader")
SCRIPT_GLOBAL(make_readablestreambyobreader, "node/web_streams", "ReadableStreamBYOBReader")
SCRIPT_GLOBAL(make_readablestreambyobrequest, "node/web_streams", "ReadableStreamBYOBRequest")
SCRIPT_GLOBAL(make_readablebytestreamcontroller, "node/web_streams", "ReadableByteStreamController")
SCRIPT_GLOBAL(make_readablestreamdefaultcontroller, "node/web_streams", "ReadableStreamDefaultController")
SCRIPT_GLOBAL(make_transformstream, "node/web_streams", "TransformStream")
SCRIPT_GLOBAL(make_transformstreamdefaultcontroller, "node/web_streams", "TransformStreamDefaultController")
SCRIPT_GLOBAL(make_writablestream, "node/web_streams", "WritableStream")
SCRIPT_GLOBAL(make_writablestreamdefaultwriter, "node/web_streams", "WritableStreamDefaultWriter")
SCRIPT_GLOBAL(make_writablestreamdefaultcontroller, "node/web_streams", "WritableStreamDefaultController")
SCRIPT_GLOBAL(make_bytelengthqueuingstrategy, "node/web_streams", "ByteLengthQueuingStrategy")
SCRIPT_GLOBAL(make_countqueuingstrategy, "node/web_streams", "CountQueuingStrategy")
SCRIPT_GLOBAL(make_textencoderstream, "node/web_streams", "TextEncoderStream")
SCRIPT_GLOBAL(make_textdecoderstream, "node/web_streams", "TextDecoderStream")
SCRIPT_GLOBAL(make_fetch, "node/fetch", "fetch")
SCRIPT_GLOBAL(make_formdata, "node/form_data", "FormData")
SCRIPT_GLOBAL(make_headers, "node/fetch_headers", "Headers")
SCRIPT_GLOBAL(make_request, "node/fetch_objects", "Request")
SCRIPT_GLOBAL(make_response, "node/fetch_objects", "Response")
SCRIPT_GLOBAL(make_crypto, "node/crypto", "webcrypto")

/* The same as an accessor, which an assignment replaces by a property. */
#define SCRIPT_ACCESSOR(id, script, property)                                                                          \
	SCRIPT_GLOBAL(get_##id, script, property)                                                                      \
	static bool set_##id(struct evl_realm *realm, const struct evl_args *args, evl_value *result)                  \
	{                                                                                                              \
		return evl_host_global_set(realm, args, result, property);                                             \
	}
SCRIPT_ACCESSOR(atob, "node/buffer", "atob")
SCRIPT_ACCESSOR(btoa, "node/buffer", "btoa")
SCRIPT_ACCESSOR(text_encoder, "node/web_encoding", "TextEncoder")
SCRIPT_ACCESSOR(text_decoder, "node/web_encoding", "TextDecoder")
SCRIPT_ACCESSOR(blob, "node/web_blob", "Blob")
SCRIPT_ACCESSOR(file, "node/web_blob", "File")
#define SCRIPT_ACCESSOR_ROW(n, id, more)                                                                               \
	{ .name = (n), .kind = EVL_ROW_ACCESSOR, .attributes = EVL_CONFIGURABLE | (more), .fn = get_##id, .setter = set_##id }

#define LATER(n) { .name = (n), .kind = EVL_ROW_NOT_COVERED, .attributes = EVL_DATA_DEFAULT, .text = (n) }
#define LATER_HIDDEN(n) EVL_NOT_COVERED_ROW(n, n)

static const struct evl_row other_row[] = {
	SCRIPT_ACCESSOR_ROW("atob", atob, EVL_ENUMERABLE),
	SCRIPT_ACCESSOR_ROW("btoa", btoa, EVL_ENUMERABLE),
	{ .name = "performance", .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE | EVL_CONFIGURABLE,
	  .fn = evl_host_performance_get, .setter = evl_host_performance_set },
	EVL_MADE_ROW("fetch", make_fetch, EVL_DATA_DEFAULT),
	{ .name = "crypto", .kind = EVL_ROW_GETTER, .attributes = EVL_ENUMERABLE | EVL_CONFIGURABLE, .fn = make_crypto },
	EVL_MADE_ROW("process", evl_node_process_make, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Buffer", make_buffer, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("URL", make_url, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("URLSearchParams", make_url_search_params, EVL_DATA_HIDDEN),
	SCRIPT_ACCESSOR_ROW("TextEncoder", text_encoder, 0),
	SCRIPT_ACCESSOR_ROW("TextDecoder", text_decoder, 0),
	SCRIPT_ACCESSOR_ROW("Blob", blob, 0),
	SCRIPT_ACCESSOR_ROW("File", file, 0),
	EVL_MADE_ROW("ReadableStream", make_readablestream, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableStreamDefaultReader", make_readablestreamdefaultreader, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableStreamBYOBReader", make_readablestreambyobreader, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableStreamBYOBRequest", make_readablestreambyobrequest, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableByteStreamController", make_readablebytestreamcontroller, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ReadableStreamDefaultController", make_readablestreamdefaultcontroller, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TransformStream", make_transformstream, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TransformStreamDefaultController", make_transformstreamdefaultcontroller, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("WritableStream", make_writablestream, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("WritableStreamDefaultWriter", make_writablestreamdefaultwriter, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("WritableStreamDefaultController", make_writablestreamdefaultcontroller, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("ByteLengthQueuingStrategy", make_bytelengthqueuingstrategy, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("CountQueuingStrategy", make_countqueuingstrategy, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TextEncoderStream", make_textencoderstream, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("TextDecoderStream", make_textdecoderstream, EVL_DATA_HIDDEN),
	LATER_HIDDEN("CompressionStream"),
	LATER_HIDDEN("DecompressionStream"),
	LATER_HIDDEN("Performance"),
	EVL_MADE_ROW("PerformanceEntry", make_performanceentry, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("PerformanceMark", make_performancemark, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("PerformanceMeasure", make_performancemeasure, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("PerformanceObserver", make_performanceobserver, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("PerformanceObserverEntryList", make_performanceobserverentrylist, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("FormData", make_formdata, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Headers", make_headers, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Request", make_request, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Response", make_response, EVL_DATA_HIDDEN),
	LATER_HIDDEN("Crypto"),
	LATER_HIDDEN("CryptoKey"),
	LATER_HIDDEN("SubtleCrypto"),
	LATER_HIDDEN("WebAssembly"),
};
static const struct evl_rows other_rows = EVL_ROWS(other_row);

/* A class with what Node adds to it. */
static bool completed_class(struct evl_realm *realm, enum evl_intrinsic class_, const char *complete, evl_value *result)
{
	evl_value value = evl_from_object(evl_intrinsic(realm, class_));
	return evl_host_script_call(realm, "node/node_event_target", complete, 1, &value, result);
}

static bool make_event_target(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return completed_class(realm, EVL_INTRINSIC_EVENT_TARGET, "completeTarget", result);
}

static bool make_event(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_event_class(realm));
	return true;
}

static bool make_abort_signal(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return completed_class(realm, EVL_INTRINSIC_ABORT_SIGNAL, "completeSignal", result);
}

static bool make_message_channel(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	evl_web(realm)->prepare_ports(realm);
	*result = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_MESSAGE_CHANNEL));
	return true;
}

static bool make_message_port(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	evl_web(realm)->prepare_ports(realm);
	*result = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_MESSAGE_PORT));
	return true;
}

static bool make_broadcast_channel(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	evl_web(realm)->prepare_ports(realm);
	*result = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_BROADCAST_CHANNEL));
	return true;
}

/* The classes of the web platform that Node has too (web/). */
static const struct evl_row interface_row[] = {
	EVL_MADE_ROW("EventTarget", make_event_target, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("Event", make_event, EVL_DATA_HIDDEN),
	EVL_INTERFACE_ROW("CustomEvent", CUSTOM_EVENT),
	EVL_INTERFACE_ROW("MessageEvent", MESSAGE_EVENT),
	EVL_INTERFACE_ROW("AbortController", ABORT_CONTROLLER),
	EVL_MADE_ROW("AbortSignal", make_abort_signal, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("MessageChannel", make_message_channel, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("MessagePort", make_message_port, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("BroadcastChannel", make_broadcast_channel, EVL_DATA_HIDDEN),
};
static const struct evl_rows interface_rows = EVL_ROWS(interface_row);

static bool make_global(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(realm->global);
	return true;
}

static const struct evl_row first_row[] = { EVL_MADE_ROW("global", make_global, EVL_DATA_DEFAULT) };
static const struct evl_rows first_rows = EVL_ROWS(first_row);

static const struct evl_rows *const globals[] = {
	&first_rows, &evl_node_timer_rows, &function_rows, &evl_rows_structured_clone, &interface_rows, &other_rows,
};

/* Deno and Bun name the global object as pages do, and have an object of their own. */
static const struct evl_row self_row[] = { EVL_MADE_ROW("self", make_global, EVL_DATA_DEFAULT) };
static const struct evl_rows self_rows = EVL_ROWS(self_row);

static const struct evl_rows *const kin_globals[] = {
	&first_rows, &self_rows, &evl_node_timer_rows, &function_rows, &evl_rows_structured_clone, &interface_rows, &other_rows,
};

static const struct evl_rows *const hidden[] = {
	&evl_node_process_rows, &evl_node_stdout_rows, &evl_node_stderr_rows,
	&evl_node_timeout_rows, &evl_node_immediate_rows, &evl_node_timers_list_rows, &evl_node_require_rows, &evl_node_module_methods, &evl_node_port_rows, &evl_node_broadcast_rows,
	&evl_node_clock_rows, &evl_node_env_traps,
};

static const struct evl_rows *const binding[] = {
	&evl_node_binding_rows, &evl_node_promise_binding, &evl_node_emitter_binding, &evl_node_module_binding, &evl_node_main_module_binding,
	&evl_node_text_binding, &evl_node_file_binding, &evl_node_crypto_binding, &evl_node_zlib_binding, &evl_node_cipher_binding,
	&evl_node_worker_binding, &evl_node_shared_binding, &evl_node_script_binding, &evl_node_outside_binding, &evl_node_target_binding, &evl_node_env_binding,
};

/* -------------------------------------------------------- start and end */

/* A MessageChannel has its ports as properties. */
static bool is_plain_platform(struct evl_object *object)
{
	return evl_platform_cast(evl_from_object(object), EVL_PLATFORM_MESSAGE_CHANNEL) != NULL;
}

static bool host_inspect(struct evl_realm *realm, struct evl_object *object, evl_value *function)
{
	const struct evl_broadcast *channel = evl_platform_cast(evl_from_object(object), EVL_PLATFORM_BROADCAST);
	if (channel != NULL)
		return evl_host_script_get(realm, "node/inspect_platform", channel->closed ? "inspectClosedBroadcast" : "inspectOpenBroadcast", function);
	if (realm->is_plain_platform != NULL && realm->is_plain_platform(object))
		return true;
	if (evl_class_of(object) == EVL_CLASS_PLATFORM)
		return evl_host_script_get(realm, "node/inspect_platform", "inspectPlatform", function);
	return true;
}

/* The global object inherits from an object of its own, as that of every context does. */
static void link_global(struct evl_realm *realm)
{
	static const struct evl_row constructor[] = { EVL_INTRINSIC_ROW("constructor", EVL_INTRINSIC_OBJECT) };
	static const struct evl_rows rows = EVL_ROWS(constructor);
	struct evl_object *prototype = evl_object_plain(realm);
	bool ok;
	evl_define_rows(realm, prototype, &rows);
	(void)evl_set_prototype(realm, realm->global, prototype, &ok);
}

static bool start(struct evl_realm *realm)
{
	struct evl_node *node = evl_arena_zalloc(&realm->scratch, sizeof *node);
	realm->host->data = node;
	realm->host_inspect = host_inspect;
	if (realm->host->profile->dialect == EVL_DIALECT_NODE) {
		realm->host_source = evl_node_function_source;
		realm->host_refused = evl_node_mark_refused;
		realm->outdated_attributes = realm->v8 < EVL_V8_15 ? evl_node_outdated_attributes : NULL;
		realm->layout = evl_node_layout;
		realm->is_plain_platform = is_plain_platform;
		realm->is_host_class = evl_node_is_timer_class;
		evl_web(realm)->keeps_stopped = true;
	}
	realm->exotics[EVL_CLASS_HOST] = &evl_node_timer_exotic;
	evl_web(realm)->report = realm->host->profile->reports_at_once ? NULL : evl_node_report_listener;
	evl_web(realm)->checks = &evl_node_web_checks;
	realm->vm->leave_sync_iterator_open = !realm->host->profile->closes_sync_iterators;
	evl_builtins_recent(realm, realm->host->profile->v8);
	evl_web(realm)->hold = evl_node_hold;
	evl_web(realm)->release = evl_node_release;
	evl_node_ports_start(realm);
	realm->host->untyped_module = realm->host->profile->prefers_modules ? NULL : evl_node_untyped_module;
	realm->can_block = true;
	node->internal_error = EVL_EMPTY;
	node->decorated = node->placed = EVL_EMPTY;
	node->enhance = EVL_UNDEFINED;
	node->exit_code = EVL_UNDEFINED;
	node->capture = EVL_NULL;
	link_global(realm);
	node->last_timer_id = 1;
	node->path = "[eval]";
	if (realm->trace->source_count != 0) {
		const struct evl_source *source = &realm->trace->sources[0];
		node->path = source->path != NULL ? source->path : source->name;
	}
	if (strncmp(node->path, "file://", 7) == 0)
		node->path += 7;
	struct evl_string *tag = evl_string_from_ascii(realm, "global");
	evl_define_new(realm, realm->global, EVL_NAME_symbol_to_string_tag, evl_string_value(tag), EVL_CONFIGURABLE);
	return true;
}

/* A process event raised by the host itself; a listener's exception is fatal. False: nothing more runs. */
struct raise {
	const char *event;
	int code;
};

static bool raise_body(struct evl_realm *realm, void *context)
{
	const struct raise *raise = context;
	bool handled;
	if (strcmp(raise->event, "exit") == 0)
		return evl_node_emit_exit(realm, raise->code);
	evl_value code = evl_from_int(raise->code);
	return evl_node_emit(realm, raise->event, 1, &code, &handled);
}

static bool raise_event(struct evl_realm *realm, const char *event, int code)
{
	struct raise raise = { event, code };
	if (raise_body(realm, &raise))
		return true;
	if (realm->halt != EVL_STATUS_OK || realm->host->exiting)
		return false;
	return evl_node_uncaught(realm, evl_take_exception(realm), EVL_ORIGIN_TASK, NULL);
}

static bool drained(struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	if (!evl_node_has_listeners(realm, "beforeExit"))
		return false;
	realm->current = EVL_NO_EVENT;
	if (!raise_event(realm, "beforeExit", evl_node_exit_code(realm, 0)) || host->exiting)
		return false;
	if (evl_loop_drain(&host->loop, 0) == EVL_RAN_STOP)
		return false;
	return host->loop.referenced != 0;
}

enum { EXIT_MICROTASKS = 200000 };

void evl_node_finish(struct evl_realm *realm, bool unsettled)
{
	struct evl_host *host = realm->host;
	int code = evl_node_exit_code(realm, 0);
	if (unsettled && host->profile->waits_for_module) {
		evl_host_tell_pending(realm);
		return;
	}
	/* A module that never settles: the handlers hear 0, the process ends with 13. */
	if (unsettled && code == 0)
		evl_node_set_exit_code(realm, 13);
	realm->current = EVL_NO_EVENT;
	if (!raise_event(realm, "exit", code))
		return;
	/* Promise callbacks that an exit handler queued still run; ticks and timers do not. */
	host->drain_start = realm->trace->count;
	for (uint64_t rounds = 0; !host->profile->exit_is_last && evl_jobs_pending(&realm->vm->microtasks) && realm->halt == EVL_STATUS_OK; rounds++) {
		if (rounds >= EXIT_MICROTASKS) {
			host->starved = true;
			host->starved_rounds = rounds;
			return;
		}
		if (!evl_job_run_one(realm)) {
			if (realm->halt == EVL_STATUS_OK && realm->exception != EVL_EMPTY)
				(void)evl_take_exception(realm);
			break;
		}
	}
	if (realm->halt != EVL_STATUS_OK)
		return;
	host->exit_code = evl_node_exit_code(realm, unsettled && code == 0 ? 13 : code);
	realm->current = EVL_NO_EVENT;
	evl_host_exit(realm);
	evl_host_tell_pending(realm);
}

static const char *const deno_surface[] = {
#define EVL_SURFACE(name) #name,
#include "host/node/deno_surface.def"
#undef EVL_SURFACE
};

static const char *const bun_surface[] = {
#define EVL_SURFACE(name) #name,
#include "host/node/bun_surface.def"
#undef EVL_SURFACE
};

static const char *const surface[] = {
#define EVL_SURFACE(name) #name,
#include "host/node/surface.def"
#undef EVL_SURFACE
};

/* What Node and those that follow it have in common, then what all its versions have. */
#define PROCESS \
	.up_time = 25000, \
	.hidden = hidden, \
	.hidden_count = sizeof hidden / sizeof hidden[0], \
	.binding = binding, \
	.binding_count = sizeof binding / sizeof binding[0], \
	.start = start, \
	.wrap_main = evl_node_wrap_main, \
	.host_frames = evl_node_host_frames, \
	.run_commonjs = evl_node_run_commonjs, \
	.main_ran = evl_node_main_ran, \
	.has_builtin = evl_node_has_builtin, \
	.builtin = evl_node_builtin, \
	.uncaught = evl_node_uncaught, \
	.rejection = evl_node_rejection, \
	.console_write = evl_node_console_write, \
	.drained = drained,

#define NODE \
	.dialect = EVL_DIALECT_NODE, \
	.first_line_cost = 1500, \
	.surface = surface, \
	.surface_count = sizeof surface / sizeof surface[0], \
	.globals = globals, \
	.global_table_count = sizeof globals / sizeof globals[0], \
	.sources = sources, \
	.loop = &rules, \
	.settled = evl_node_settled, \
	.finish = evl_node_finish, \
	PROCESS

const struct evl_host_profile evl_host_node = {
	.name = "node", .title = "Node.js 20", .version_line = "Node.js v20.20.2",
	.process_version = "20.20.2", .process_v8 = "11.3.244.8-node.38", .imports = &evl_node_imports, NODE
};
const struct evl_host_profile evl_host_node22 = {
	.name = "node22", .title = "Node.js 22", .version_line = "Node.js v22.23.3", .process_version = "22.23.3", .v8 = EVL_V8_12, .imports = &evl_node22_imports,
	.remark = "the order and the language are those of Node.js 22; of its modules some messages are those of Node.js 20", NODE
};
const struct evl_host_profile evl_host_node24 = {
	.name = "node24", .title = "Node.js 24", .version_line = "Node.js v24.21.0", .process_version = "24.21.0", .plain_try = true, .v8 = EVL_V8_13, .imports = &evl_node24_imports, .closes_sync_iterators = true,
	.remark = "the order and the language are those of Node.js 24; of its modules some messages are those of Node.js 20", NODE
};

/* Their orders are modelled where they were found to differ; their own objects and what follows an uncaught error are not. */
const struct evl_host_profile evl_host_deno = {
	.name = "deno", .title = "Deno 2", .dialect = EVL_DIALECT_DENO, .version_line = "Deno 2.9.6", .v8 = EVL_V8_15, .closes_sync_iterators = true,
	.process_version = "26.3.0", .process_v8 = "15.0.245.2-rusty", .own_version = "2.9.6", .plain_try = true, .prefers_modules = true,
	.remark = "approximate: the order is that of Deno as far as it is known to differ from Node.js; errors and platform objects are printed as Node.js does where nothing else is known",
	.fatal = evl_deno_fatal,
	.settled = evl_deno_settled,
	.finish = evl_deno_finish,
	.exit_is_last = true,
	.urls_in_stacks = true,
	.reports_at_once = true,
	.abort_text = "The signal has been aborted",
	.surface = deno_surface,
	.surface_count = sizeof deno_surface / sizeof deno_surface[0],
	.globals = kin_globals,
	.global_table_count = sizeof kin_globals / sizeof kin_globals[0],
	.sources = deno_sources,
	.loop = &deno_rules,
	.imports = &evl_deno_imports,
	PROCESS
};
const struct evl_host_profile evl_host_bun = {
	.name = "bun", .title = "Bun 1", .dialect = EVL_DIALECT_BUN, .version_line = "Bun v1.4.5 (Linux x64)", .v8 = EVL_V8_15, .closes_sync_iterators = true,
	.quick_finally = true, .ticks_first = true,
	.process_version = "26.3.0", .process_v8 = "14.6.202.34-node.20", .own_version = "1.4.5",
	.remark = "approximate: the order is that of Bun as far as it is known to differ from Node.js; the words of errors and their places are those of Node.js",
	.fatal = evl_bun_fatal,
	.turn = evl_bun_turn,
	.settled = evl_bun_settled,
	.loaded = evl_bun_loaded,
	.concluded = evl_bun_concluded,
	.rejections_are_fatal = true,
	.main_is_promise = true,
	.finish = evl_bun_finish,
	.exit_is_last = true,
	.waits_for_module = true,
	.reports_at_once = true,
	.calls_writers = true,
	.abort_text = "The operation was aborted.",
	.surface = bun_surface,
	.surface_count = sizeof bun_surface / sizeof bun_surface[0],
	.globals = kin_globals,
	.global_table_count = sizeof kin_globals / sizeof kin_globals[0],
	.sources = sources,
	.loop = &bun_rules,
	.imports = &evl_bun_imports,
	PROCESS
};
