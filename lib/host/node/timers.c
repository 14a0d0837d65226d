/* SPDX-License-Identifier: MIT */
/*
 * timers.c - setTimeout, setInterval, setImmediate and their clear functions,
 * and the Timeout and Immediate objects that they return.
 *
 * A delay that is not between 1 and 2^31-1 ms becomes 1; fractions are cut. The
 * object carries what to call, so that refresh() can arm it again; the record
 * behind the loop's task lives only while it waits.
 */
#include <stdio.h>
#include <string.h>

#include "base/utf.h"

#include "host/node/node.h"
#include "host/script.h"
#include "base/misconception.h"
#include "value/convert.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* ------------------------------------------------------------ the objects */

static bool timeout_refresh(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
static bool handle_ref(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
static bool handle_unref(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
static bool handle_has_ref(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
static bool timeout_close(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
static bool timeout_to_primitive(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
static bool handle_dispose(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

static bool timeout_custom(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* Those that Node puts into the prototype by assignment: functions without a name, which can be listed. */
#define NAMELESS(maker, native) \
	static bool maker(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{ \
		(void)args; \
		*result = evl_from_object(evl_native_function_new(realm, "", 0, native)); \
		return true; \
	}
NAMELESS(make_close, timeout_close)
NAMELESS(make_dispose, handle_dispose)
NAMELESS(make_to_primitive, timeout_to_primitive)

static const struct evl_row timeout_methods[] = {
	EVL_METHOD("refresh", timeout_refresh, 0),
	EVL_METHOD("unref", handle_unref, 0),
	EVL_METHOD("ref", handle_ref, 0),
	EVL_METHOD("hasRef", handle_has_ref, 0),
	EVL_MADE_ROW("close", make_close, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("[nodejs.util.inspect.custom]", timeout_custom, EVL_DATA_HIDDEN),
	EVL_MADE_ROW("[nodejs.dispose]", make_dispose, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("[Symbol.toPrimitive]", make_to_primitive, EVL_DATA_DEFAULT),
};
const struct evl_rows evl_node_timeout_rows = EVL_ROWS(timeout_methods);

static const struct evl_row immediate_methods[] = {
	EVL_METHOD("ref", handle_ref, 0),
	EVL_METHOD("unref", handle_unref, 0),
	EVL_METHOD("hasRef", handle_has_ref, 0),
	EVL_MADE_ROW("[nodejs.dispose]", make_dispose, EVL_DATA_DEFAULT),
};
const struct evl_rows evl_node_immediate_rows = EVL_ROWS(immediate_methods);

static bool illegal_constructor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	(void)result;
	return evl_not_covered(realm, "making a Timeout or Immediate without setTimeout or setImmediate");
}

bool evl_node_is_timer_class(evl_native fn) { return fn == illegal_constructor; }

static struct evl_object *make_prototype(struct evl_realm *realm, const char *name, const struct evl_rows *rows)
{
	struct evl_object *prototype = evl_object_plain(realm);
	struct evl_native_function *constructor = evl_native_function_new(realm, name, 0, illegal_constructor);
	evl_define_new(realm, prototype, EVL_NAME_constructor, evl_from_object(constructor), EVL_DATA_HIDDEN);
	evl_define_new(realm, (struct evl_object *)constructor, EVL_NAME_prototype, evl_from_object(prototype), 0);
	evl_define_rows(realm, prototype, rows);
	return prototype;
}

/* What the objects of a kind inherit from. */
static const struct kind {
	const char *name;
	const struct evl_rows *rows;
} kinds[EVL_NODE_TIMER_KINDS] = {
	[EVL_NODE_TIMEOUT] = { "Timeout", &evl_node_timeout_rows },
	[EVL_NODE_IMMEDIATE] = { "Immediate", &evl_node_immediate_rows },
	[EVL_NODE_TIMERS_LIST] = { "TimersList", &evl_node_timers_list_rows },
};

struct evl_host_object *evl_node_timer_object(struct evl_realm *realm, enum evl_node_timer_kind kind)
{
	struct evl_shape **shape = &evl_node(realm)->timer_shapes[kind];
	if (*shape == NULL)
		*shape = evl_shape_root(realm, make_prototype(realm, kinds[kind].name, kinds[kind].rows));
	struct evl_host_object *handle =
		(struct evl_host_object *)(void *)evl_object_alloc(realm, EVL_CLASS_HOST, *shape, sizeof *handle, 0);
	handle->object.cell.flags |= EVL_OBJECT_EXOTIC;
	handle->kind = (uint8_t)kind;
	return handle;
}

static struct evl_host_object *new_handle(struct evl_realm *realm, enum evl_node_timer_kind kind)
{
	struct evl_host_object *handle = evl_node_timer_object(realm, kind);
	handle->referenced = true;
	handle->by_main = evl_node_running_work(realm) == EVL_WORK_SCRIPT;
	handle->id = ++evl_node(realm)->last_timer_id;
	evl_node_keep_stores(realm, &handle->object);
	return handle;
}

struct evl_host_object *evl_node_as_timer(evl_value value)
{
	if (!evl_is_class(value, EVL_CLASS_HOST) || !evl_has_flag(evl_as_object(value), EVL_OBJECT_EXOTIC))
		return NULL;
	return evl_pointer(value);
}

/* The Timeout or Immediate that `value` is, or NULL. */
static struct evl_host_object *as_handle(evl_value value)
{
	struct evl_host_object *handle = evl_node_as_timer(value);
	return handle != NULL && handle->kind != EVL_NODE_TIMERS_LIST ? handle : NULL;
}

bool evl_node_timer_is_cleared(const struct evl_host_object *handle)
{
	return handle->kind == EVL_NODE_TIMEOUT ? handle->object.length != 0 : handle->destroyed && handle->object.length == 0;
}

/* The row of Immediates that wait for the same turn, in the order of asking: those that have run stay in it, cleared ones do not. */
static void join_row(struct evl_realm *realm, struct evl_host_object *handle)
{
	struct evl_node *node = evl_node(realm);
	handle->row = node->immediate_row;
	handle->previous = node->last_immediate;
	if (handle->previous != NULL)
		handle->previous->next = handle;
	node->last_immediate = handle;
}

static void leave_row(struct evl_realm *realm, struct evl_host_object *handle)
{
	struct evl_node *node = evl_node(realm);
	if (handle->next != NULL)
		handle->next->previous = handle->previous;
	if (handle->previous != NULL)
		handle->previous->next = handle->next;
	if (node->last_immediate == handle)
		node->last_immediate = handle->previous;
	handle->previous = handle->next = NULL;
}

/* When one of the row is called, others that are asked for begin a row of their own. */
static void end_row(struct evl_realm *realm, const struct evl_host_object *handle)
{
	struct evl_node *node = evl_node(realm);
	if (handle->row != node->immediate_row)
		return;
	node->immediate_row++;
	node->last_immediate = NULL;
}

/* ---------------------------------------------------------------- running */

static bool run_timeout(struct evl_realm *realm, uint32_t record)
{
	struct evl_host *host = realm->host;
	struct evl_host_object *handle = as_handle(evl_host_task(host, record)->this_value);
	evl_value ignored;
	if (!handle->repeats)
		handle->record = 0;
	bool ok = evl_host_call(realm, handle->callback, evl_from_object(handle), handle->count, handle->values, &ignored);
	if (!handle->repeats && handle->record == 0)
		handle->destroyed = true;
	return ok;
}

static bool run_immediate(struct evl_realm *realm, uint32_t record)
{
	struct evl_host_object *handle = as_handle(evl_host_task(realm->host, record)->this_value);
	evl_value ignored;
	handle->record = 0;
	handle->destroyed = true;
	end_row(realm, handle);
	/* only while it runs does its callback stand in a property, which names it in stack traces (vm/stack.c) */
	handle->object.length = 1;
	bool ok = evl_host_call(realm, handle->callback, evl_from_object(handle), handle->count, handle->values, &ignored);
	handle->object.length = 0;
	return ok;
}

static void arm(struct evl_realm *realm, struct evl_host_object *handle)
{
	struct evl_host *host = realm->host;
	uint32_t record = evl_host_task_new(realm, handle->repeats ? EVL_WORK_INTERVAL : EVL_WORK_TIMER, handle->callback,
					    evl_from_object(handle), 0, NULL, handle->duration);
	struct evl_host_task *task = evl_host_task(host, record);
	task->run = run_timeout;
	task->handle = handle->id;
	task->task = evl_loop_arm(&host->loop, EVL_NODE_QUEUE_TIMERS, handle->duration, handle->repeats, record);
	if (!handle->referenced)
		evl_loop_reference(&host->loop, task->task, false);
	handle->record = record;
	handle->destroyed = false;
	handle->kept[0] = EVL_UNDEFINED;
}

static void cancel(struct evl_realm *realm, struct evl_host_object *handle)
{
	if (handle->record != 0)
		evl_host_task_cancel(realm, handle->record);
	if (handle->kind == EVL_NODE_IMMEDIATE && !handle->destroyed)
		leave_row(realm, handle);
	handle->record = 0;
	handle->unenrolled |= !handle->destroyed;
	handle->destroyed = true;
	/* clearTimeout takes the callback out of its property: stack traces no longer name it (vm/stack.c) */
	handle->object.length = handle->kind == EVL_NODE_TIMEOUT;
}

/* ------------------------------------------------------------ the methods */

static bool timeout_refresh(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host_object *handle = as_handle(args->this_value);
	*result = args->this_value;
	if (handle == NULL || handle->kind != EVL_NODE_TIMEOUT)
		return true;
	if (handle->record != 0) {
		struct evl_host_task *task = evl_host_task(realm->host, handle->record);
		evl_loop_restart(&realm->host->loop, task->task);
	} else if (!evl_node_timer_is_cleared(handle)) { /* one that is cleared would wait again, but calls nothing */
		arm(realm, handle);
	}
	return true;
}

static bool set_reference(struct evl_realm *realm, const struct evl_args *args, evl_value *result, bool referenced)
{
	struct evl_host_object *handle = as_handle(args->this_value);
	*result = args->this_value;
	if (handle == NULL)
		return true;
	handle->referenced = referenced;
	if (handle->record != 0)
		evl_loop_reference(&realm->host->loop, evl_host_task(realm->host, handle->record)->task, referenced);
	return true;
}

static bool handle_ref(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return set_reference(realm, args, result, true);
}

static bool handle_unref(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return set_reference(realm, args, result, false);
}

static bool handle_has_ref(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	struct evl_host_object *handle = as_handle(args->this_value);
	*result = evl_from_bool(handle != NULL && handle->referenced);
	return true;
}

static bool timeout_close(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host_object *handle = as_handle(args->this_value);
	*result = args->this_value;
	if (handle != NULL)
		cancel(realm, handle);
	return true;
}

static bool handle_dispose(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host_object *handle = as_handle(args->this_value);
	*result = EVL_UNDEFINED;
	if (handle != NULL)
		cancel(realm, handle);
	return true;
}

static bool timeout_to_primitive(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	struct evl_host_object *handle = as_handle(args->this_value);
	/* The async id of a real process starts after what Node itself made; only that it is a number is predictable. */
	*result = handle != NULL ? evl_from_uint32(handle->id) : EVL_UNDEFINED;
	if (handle != NULL)
		handle->numbered = true;
	return true;
}

/* A Timeout shows itself without what is in it; an Immediate does not. */
static bool timeout_custom(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/inspect_timer", "inspectTimer", result);
}

/* ---------------------------------------------------------- the functions */

/* The delay in milliseconds as Node uses it, 1 to 2^31-1. */
static bool to_delay(struct evl_realm *realm, evl_value value, int64_t *milliseconds)
{
	double delay;
	*milliseconds = 1;
	if (!evl_to_numeric(realm, value, &value))
		return false;
	if (evl_is_bigint(value)) /* Node multiplies it by 1 */
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_MIXED);
	delay = evl_number(value);
	if (delay >= 1 && delay <= 2147483647.0) {
		*milliseconds = (int64_t)delay;
	} else if (delay > 2147483647.0) {
		char text[160];
		evl_value number = evl_from_number(delay);
		snprintf(text, sizeof text, "%s does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.",
			 evl_string_utf8(realm, evl_number_to_string(realm, number)));
		evl_node_warn(realm, "TimeoutOverflowWarning", NULL, text);
	}
	return true;
}

static bool set_timer(struct evl_realm *realm, const struct evl_args *args, evl_value *result, bool repeats)
{
	evl_value callback = evl_arg(args, 0);
	int64_t milliseconds;
	static const char timeout_check[] = "timers:140  ^validateFunction(callback, 'callback');", interval_check[] = "timers:210  ^validateFunction(callback, 'callback');";
	if (!evl_node_require_function(realm, "callback", callback, repeats ? interval_check : timeout_check) || !to_delay(realm, evl_arg(args, 1), &milliseconds))
		return false;
	struct evl_host_object *handle = new_handle(realm, EVL_NODE_TIMEOUT);
	handle->callback = callback;
	handle->values = evl_host_copy_values(realm, args, 2, &handle->count);
	handle->repeats = repeats;
	handle->duration = milliseconds * 1000;
	arm(realm, handle);
	*result = evl_from_object(handle);
	if (realm->vm->misconception == EVL_MISCONCEPTION_TIMEOUT_SYNC && !repeats && milliseconds == 1) {
		evl_value ignored;
		cancel(realm, handle);
		return evl_call(realm, callback, evl_from_object(handle), handle->count, handle->values, &ignored);
	}
	return true;
}

bool evl_node_set_timeout(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return set_timer(realm, args, result, false);
}

bool evl_node_set_interval(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return set_timer(realm, args, result, true);
}

bool evl_node_set_immediate(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value callback = evl_arg(args, 0);
	if (!evl_node_require_function(realm, "callback", callback, "timers:283  ^validateFunction(callback, 'callback');"))
		return false;
	struct evl_host_object *handle = new_handle(realm, EVL_NODE_IMMEDIATE);
	handle->callback = callback;
	handle->values = evl_host_copy_values(realm, args, 1, &handle->count);
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IMMEDIATE, callback, evl_from_object(handle), 0, NULL, 0);
	struct evl_host_task *task = evl_host_task(realm->host, record);
	task->run = run_immediate;
	task->handle = handle->id;
	task->task = evl_loop_post(&realm->host->loop, EVL_NODE_QUEUE_IMMEDIATES, record);
	join_row(realm, handle);
	handle->record = record;
	*result = evl_from_object(handle);
	return true;
}

/* The waiting timer with this id, given as a number or its text: what a Timeout gave as a primitive. */
static struct evl_host_object *find_timer(struct evl_realm *realm, double id)
{
	struct evl_host *host = realm->host;
	for (uint32_t i = 1; i <= host->task_count; i++) {
		const struct evl_host_task *task = &host->tasks[i];
		if (task->used && (task->work == EVL_WORK_TIMER || task->work == EVL_WORK_INTERVAL) && task->handle == id)
			return as_handle(task->this_value);
	}
	return NULL;
}

bool evl_node_clear_timer(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value which = evl_arg(args, 0);
	struct evl_host_object *handle = as_handle(which);
	*result = EVL_UNDEFINED;
	if (evl_is_number(which))
		handle = find_timer(realm, evl_number(which));
	else if (evl_is_string(which))
		handle = find_timer(realm, evl_string_to_number(realm, evl_as_string(which)));
	if (handle != NULL && handle->kind == EVL_NODE_TIMEOUT)
		cancel(realm, handle);
	return true;
}

bool evl_node_clear_immediate(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host_object *handle = as_handle(evl_arg(args, 0));
	*result = EVL_UNDEFINED;
	if (handle != NULL && handle->kind == EVL_NODE_IMMEDIATE)
		cancel(realm, handle);
	return true;
}

/* What util.promisify makes of setTimeout and setImmediate: their namesakes of timers/promises. */
static bool get_promisified(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool immediate = evl_is_class(args->this_value, EVL_CLASS_NATIVE_FUNCTION) &&
			 ((const struct evl_native_function *)evl_pointer(args->this_value))->fn == evl_node_set_immediate;
	return evl_host_script_get(realm, "node/timers_promises", immediate ? "setImmediate" : "setTimeout", result);
}

static evl_value with_promisified(struct evl_realm *realm, const char *name, uint8_t length, evl_native fn)
{
	static const char custom[] = "nodejs.util.promisify.custom";
	uint16_t units[sizeof custom];
	evl_name symbol = evl_names_symbol_for(realm->names, units, evl_utf8_to_utf16(custom, sizeof custom - 1, units));
	struct evl_native_function *function = evl_native_function_new(realm, name, length, fn);
	struct evl_descriptor descriptor = {
		.get = evl_from_object(evl_native_function_new(realm, "get", 0, get_promisified)), .set = EVL_UNDEFINED,
		.enumerable = true, .has_get = true, .has_enumerable = true,
	};
	if (!evl_define_or_throw(realm, (struct evl_object *)function, symbol, &descriptor))
		(void)evl_take_exception(realm);
	return evl_from_object(function);
}

static bool make_set_timeout(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = with_promisified(realm, "setTimeout", 5, evl_node_set_timeout);
	return true;
}

static bool make_set_immediate(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = with_promisified(realm, "setImmediate", 4, evl_node_set_immediate);
	return true;
}

static const struct evl_row timer_functions[] = {
	EVL_OPERATION("clearImmediate", evl_node_clear_immediate, 1),
	EVL_MADE_ROW("setImmediate", make_set_immediate, EVL_DATA_DEFAULT),
	EVL_OPERATION("clearInterval", evl_node_clear_timer, 1),
	EVL_OPERATION("clearTimeout", evl_node_clear_timer, 1),
	EVL_OPERATION("setInterval", evl_node_set_interval, 5),
	EVL_MADE_ROW("setTimeout", make_set_timeout, EVL_DATA_DEFAULT),
};
const struct evl_rows evl_node_timer_rows = EVL_ROWS(timer_functions);
