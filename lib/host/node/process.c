/* SPDX-License-Identifier: MIT */
/*
 * process.c - the `process` object: nextTick, exit, events, and the little that
 * a snippet may ask of its process. What belongs to a real machine (memory, files,
 * standard input) is not covered and says so.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "builtins/clock.h"
#include "console/console.h"
#include "host/node/node.h"
#include "host/script.h"
#include "value/bigint.h"
#include "value/convert.h"
#include "vm/function.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/vm.h"

static const char listener_check[] = "events:275  ^validateFunction(listener, 'listener');";

/* --------------------------------------------------------------- nextTick */

uint32_t evl_node_tick(struct evl_realm *realm, evl_value callback, bool (*run)(struct evl_realm *, uint32_t record))
{
	struct evl_host *host = realm->host;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_NEXT_TICK, callback, EVL_UNDEFINED, 0, NULL, 0);
	evl_host_task(host, record)->run = run;
	evl_host_task(host, record)->task = evl_loop_post(&host->loop, EVL_NODE_QUEUE_TICKS, record);
	return record;
}

bool evl_node_next_tick(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_node_require_function(realm, "callback", evl_arg(args, 0), "internal/process/task_queues:104  ^validateFunction(callback, 'callback');"))
		return false;
	if (evl_node(realm)->ticks_off)
		return true;
	uint32_t record = evl_node_tick(realm, evl_arg(args, 0), NULL);
	struct evl_host_task *task = evl_host_task(realm->host, record);
	task->values = evl_host_copy_values(realm, args, 1, &task->count);
	return true;
}

/* ----------------------------------------------------------------- events */

static struct evl_node_event *find_event(struct evl_realm *realm, evl_key name, bool make)
{
	struct evl_node *node = evl_node(realm);
	struct evl_node_event **link = &node->events;
	while (*link != NULL && (*link)->name != name)
		link = &(*link)->next;
	if (*link == NULL && make) {
		*link = evl_arena_zalloc(&realm->scratch, sizeof **link);
		(*link)->name = name;
	}
	return *link;
}

/* 'multipleResolves' is raised in a tick of its own. */
static bool emit_settled_again(struct evl_realm *realm, uint32_t record)
{
	struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_node *node = evl_node(realm);
	bool handled;
	if (!evl_node_emit(realm, "multipleResolves", task->count, task->values, &handled))
		return false;
	if (handled && !node->warned_resolves)
		evl_node_warn(realm, "DeprecationWarning", "DEP0160", "The multipleResolves event has been deprecated.");
	node->warned_resolves = node->warned_resolves || handled;
	return true;
}

static void settled_again(struct evl_realm *realm, const char *kind, struct evl_promise *promise, evl_value value)
{
	uint32_t record = evl_node_tick(realm, EVL_UNDEFINED, emit_settled_again);
	struct evl_host_task *task = evl_host_task(realm->host, record);
	evl_value values[3] = { evl_text_value(realm, kind), evl_from_object((struct evl_object *)promise), value };
	task->values = evl_arena_copy(&realm->scratch, values, sizeof values);
	task->count = 3;
}

static double listeners_of(struct evl_realm *realm, const char *name)
{
	const struct evl_node_event *event = find_event(realm, evl_text_name(realm, name), false);
	return event != NULL ? event->count : 0;
}

/* The listeners of a forked process have changed: they keep its channel open. */
static void tell_channel(struct evl_realm *realm)
{
	evl_value ignored;
	if (evl_node_process_number(realm) == 0)
		return;
	evl_value counts[2] = { evl_from_number(listeners_of(realm, "message")), evl_from_number(listeners_of(realm, "disconnect")) };
	if (!evl_host_script_call(realm, "node/forked", "listening", 2, counts, &ignored) && realm->exception != EVL_EMPTY)
		(void)evl_take_exception(realm);
}

/* An event that the machine raises only when somebody listens. */
static void listens_to(struct evl_realm *realm, evl_key name)
{
	if (name == evl_text_name(realm, "multipleResolves"))
		realm->vm->settled_again = settled_again;
}

static bool add_listener(struct evl_realm *realm, const struct evl_args *args, evl_value *result, bool once, bool first)
{
	evl_key name;
	*result = args->this_value;
	if (!evl_node_require_function(realm, "listener", evl_arg(args, 1), listener_check) || !evl_to_key(realm, evl_arg(args, 0), &name))
		return false;
	struct evl_node_event *event = find_event(realm, name, true);
	struct evl_node_listener *listener = evl_arena_zalloc(&realm->scratch, sizeof *listener);
	listener->callback = evl_arg(args, 1);
	listener->once = once;
	listener->site = evl_stack_site(realm);
	listens_to(realm, name);
	struct evl_node_listener **link = &event->first;
	while (!first && *link != NULL)
		link = &(*link)->next;
	listener->next = *link;
	*link = listener;
	event->count++;
	tell_channel(realm);
	return realm->halt == EVL_STATUS_OK;
}

static bool process_on(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return add_listener(realm, args, result, false, false);
}

static bool process_once(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return add_listener(realm, args, result, true, false);
}

static bool process_prepend_listener(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return add_listener(realm, args, result, false, true);
}

static bool process_prepend_once_listener(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return add_listener(realm, args, result, true, true);
}

static bool process_off(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_key name;
	*result = args->this_value;
	if (!evl_node_require_function(realm, "listener", evl_arg(args, 1), listener_check) || !evl_to_key(realm, evl_arg(args, 0), &name))
		return false;
	struct evl_node_event *event = find_event(realm, name, false);
	if (event == NULL)
		return true;
	/* The most recently added one that matches. */
	struct evl_node_listener **found = NULL;
	for (struct evl_node_listener **link = &event->first; *link != NULL; link = &(*link)->next)
		if ((*link)->callback == evl_arg(args, 1))
			found = link;
	if (found != NULL) {
		*found = (*found)->next;
		event->count--;
		tell_channel(realm);
	}
	return realm->halt == EVL_STATUS_OK;
}

static bool process_remove_all_listeners(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_key name = 0;
	*result = args->this_value;
	if (args->count != 0 && !evl_to_key(realm, evl_arg(args, 0), &name))
		return false;
	for (struct evl_node_event *event = evl_node(realm)->events; event != NULL; event = event->next) {
		if (args->count == 0 || event->name == name) {
			event->first = NULL;
			event->count = 0;
		}
	}
	tell_channel(realm);
	return realm->halt == EVL_STATUS_OK;
}

static bool process_listener_count(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_key name;
	if (!evl_to_key(realm, evl_arg(args, 0), &name))
		return false;
	const struct evl_node_event *event = find_event(realm, name, false);
	*result = evl_from_uint32(event != NULL ? event->count : 0);
	return true;
}

static bool process_listeners(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_key name;
	if (!evl_to_key(realm, evl_arg(args, 0), &name))
		return false;
	const struct evl_node_event *event = find_event(realm, name, false);
	struct evl_object *list = evl_array_new(realm, 0, 0);
	*result = evl_from_object(list);
	for (const struct evl_node_listener *l = event != NULL ? event->first : NULL; l != NULL; l = l->next)
		if (!evl_array_append(realm, list, l->callback))
			return false;
	return true;
}

static bool process_event_names(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *list = evl_array_new(realm, 0, 0);
	(void)args;
	*result = evl_from_object(list);
	for (const struct evl_node_event *event = evl_node(realm)->events; event != NULL; event = event->next)
		if (event->count != 0 && !evl_array_append(realm, list, evl_key_to_value(realm, event->name)))
			return false;
	return true;
}

static bool process_set_max_listeners(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double n;
	if (!evl_to_number(realm, evl_arg(args, 0), &n))
		return false;
	evl_node(realm)->max_listeners = n;
	*result = args->this_value;
	return true;
}

static bool process_get_max_listeners(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_number(evl_node(realm)->max_listeners);
	return true;
}

struct emission {
	evl_value callback, this_value;
	uint32_t count;
	const evl_value *values;
};

/* One listener, as a piece of work of its own: it tells which event the host raised. */
static bool call_listener(struct evl_realm *realm, const struct emission *emission, evl_span site)
{
	evl_event_id before = realm->current;
	uint32_t id = ++realm->work_count;
	struct evl_event event = {
		.kind = EVL_EVENT_BEGIN,
		.work = EVL_WORK_PROCESS_EVENT,
		.cause = before,
		.other = EVL_NO_EVENT,
		.id = id,
		.time = realm->now,
		.span = evl_host_function_span(realm, emission->callback, site),
	};
	evl_event_id begin = evl_trace_append(realm->trace, &event, NULL, 0);
	realm->current = begin;
	evl_value ignored;
	bool ok = evl_host_call(realm, emission->callback, emission->this_value, emission->count, emission->values, &ignored);
	event.kind = EVL_EVENT_END;
	event.cause = begin;
	event.time = realm->now;
	evl_trace_append(realm->trace, &event, NULL, 0);
	realm->current = before;
	return ok;
}

static bool emit(struct evl_realm *realm, evl_key name, uint32_t count, const evl_value *values, bool *handled)
{
	struct evl_node_event *event = find_event(realm, name, false);
	*handled = event != NULL && event->count != 0;
	if (!*handled)
		return true;
	/* Those there when the event is raised; a removed one still runs this time. */
	uint32_t listeners = event->count;
	struct evl_node_listener *snapshot = evl_arena_alloc(&realm->scratch, listeners * sizeof *snapshot);
	uint32_t n = 0;
	for (const struct evl_node_listener *l = event->first; l != NULL && n < listeners; l = l->next)
		snapshot[n++] = *l;
	evl_value process = evl_from_object(evl_node_process(realm));
	for (uint32_t i = 0; i < n; i++) {
		if (snapshot[i].once) {
			for (struct evl_node_listener **link = &event->first; *link != NULL; link = &(*link)->next) {
				if ((*link)->callback == snapshot[i].callback && (*link)->once) {
					*link = (*link)->next;
					event->count--;
					break;
				}
			}
			tell_channel(realm);
		}
		struct emission emission = { snapshot[i].callback, process, count, values };
		if (!call_listener(realm, &emission, snapshot[i].site))
			return false;
	}
	return true;
}

bool evl_node_emit(struct evl_realm *realm, const char *event, uint32_t count, const evl_value *values, bool *handled)
{
	return emit(realm, evl_text_name(realm, event), count, values, handled);
}

bool evl_node_has_listeners(struct evl_realm *realm, const char *event)
{
	const struct evl_node_event *found = find_event(realm, evl_text_name(realm, event), false);
	return found != NULL && found->count != 0;
}

static bool process_emit(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_key name;
	bool handled;
	if (!evl_to_key(realm, evl_arg(args, 0), &name))
		return false;
	uint32_t count = args->count > 1 ? args->count - 1 : 0;
	if (!emit(realm, name, count, args->values + (count != 0), &handled))
		return false;
	*result = evl_from_bool(handled);
	return true;
}

/* --------------------------------------------------------------- warnings */

static bool deliver_warning(struct evl_realm *realm, uint32_t record)
{
	struct evl_host_task *task = evl_host_task(realm->host, record);
	evl_value warning = task->values[0], code = task->values[1], name, message, detail;
	bool handled;
	if (!evl_get(realm, warning, EVL_NAME_name, &name) || !evl_get(realm, warning, EVL_NAME_message, &message) ||
	    !evl_get(realm, warning, evl_text_name(realm, "detail"), &detail))
		return false;
	struct evl_string *name_text, *message_text;
	if (!evl_to_string(realm, name, &name_text) || !evl_to_string(realm, message, &message_text))
		return false;
	struct evl_buffer line;
	evl_buffer_init(&line);
	evl_buffer_append_text(&line, "(node:PID) ");
	if (evl_is_string(code))
		evl_buffer_printf(&line, "[%s] ", evl_string_utf8(realm, evl_as_string(code)));
	evl_buffer_append_text(&line, evl_string_utf8(realm, name_text));
	if (message_text->length != 0)
		evl_buffer_printf(&line, ": %s", evl_string_utf8(realm, message_text));
	if (evl_is_string(detail))
		evl_buffer_printf(&line, "\n%s", evl_string_utf8(realm, evl_as_string(detail)));
	struct evl_node *node = evl_node(realm);
	if (!node->warned) {
		bool deprecation = strcmp(evl_string_utf8(realm, name_text), "DeprecationWarning") == 0;
		evl_buffer_printf(&line, "\n(Use `node --trace-%s ...` to show where the warning was created)",
				  deprecation ? "deprecation" : "warnings");
	}
	node->warned = true;
	/* Node's own listener was there first: it writes the line as console.error would, inside of the open groups. */
	bool written = !line.failed &&
		       evl_console_print_text(realm, EVL_CONSOLE_REPORT, evl_string_from_utf8(realm, line.bytes, line.length));
	evl_buffer_release(&line);
	return written && realm->halt == EVL_STATUS_OK && evl_node_emit(realm, "warning", 1, &warning, &handled);
}

static void queue_warning(struct evl_realm *realm, evl_value warning, evl_value code)
{
	uint32_t record = evl_node_tick(realm, EVL_UNDEFINED, deliver_warning);
	struct evl_host_task *task = evl_host_task(realm->host, record);
	evl_value values[2] = { warning, code };
	task->values = evl_arena_copy(&realm->scratch, values, sizeof values);
	task->count = 2;
}

struct evl_object *evl_node_warning_new(struct evl_realm *realm, const char *name, const char *text)
{
	struct evl_object *warning = evl_error_new(realm, EVL_ERROR_ERROR, evl_text_value(realm, text));
	evl_define_new(realm, warning, EVL_NAME_name, evl_text_value(realm, name), EVL_DATA_DEFAULT);
	return warning;
}

void evl_node_warn_object(struct evl_realm *realm, struct evl_object *warning)
{
	queue_warning(realm, evl_from_object(warning), EVL_UNDEFINED);
}

void evl_node_warn(struct evl_realm *realm, const char *name, const char *code, const char *text)
{
	struct evl_object *warning = evl_node_warning_new(realm, name, text);
	queue_warning(realm, evl_from_object(warning), code != NULL ? evl_text_value(realm, code) : EVL_UNDEFINED);
}

/* process.emitWarning(warning[, type | options[, code]]) */
bool evl_node_emit_warning(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value warning = evl_arg(args, 0), type = evl_arg(args, 1), code = evl_arg(args, 2), detail = EVL_UNDEFINED;
	*result = EVL_UNDEFINED;
	if (evl_is_object(type) && !evl_is_callable(type)) {
		evl_value options = type;
		if (!evl_get(realm, options, evl_text_name(realm, "code"), &code) ||
		    !evl_get(realm, options, evl_text_name(realm, "detail"), &detail) ||
		    !evl_get(realm, options, evl_text_name(realm, "type"), &type))
			return false;
		if (!evl_to_boolean(type))
			type = EVL_UNDEFINED;
	}
	if ((!evl_is_undefined(type) && !evl_is_object(type) && !evl_node_check(realm, "validateString", type, "type")) ||
	    (!evl_is_undefined(code) && !evl_is_callable(code) && !evl_node_check(realm, "validateString", code, "code")))
		return false;
	if (evl_is_string(warning)) {
		struct evl_object *error = evl_error_new(realm, EVL_ERROR_ERROR, warning);
		evl_define_new(realm, error, EVL_NAME_name, evl_is_string(type) ? type : evl_text_value(realm, "Warning"),
			       EVL_DATA_DEFAULT);
		if (evl_is_string(code))
			evl_define_text(realm, error, "code", code);
		if (evl_is_string(detail))
			evl_define_text(realm, error, "detail", detail);
		warning = evl_from_object(error);
	} else if (!evl_is_class(warning, EVL_CLASS_ERROR)) {
		return evl_node_throw_arg_type(realm, "warning", "of type string or an instance of Error", warning,
					       "internal/process/warning:176    ^throw new ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);");
	} else if (!evl_get(realm, warning, evl_text_name(realm, "code"), &code)) {
		return false;
	}
	queue_warning(realm, warning, code);
	return true;
}

/* ------------------------------------------------------------------- exit */

int evl_node_exit_code(struct evl_realm *realm, int otherwise)
{
	evl_value code = evl_node(realm)->exit_code;
	double number;
	if (evl_is_nullish(code) || !evl_to_number(realm, code, &number))
		return otherwise;
	return evl_double_to_int32(number) & 0xFF;
}

void evl_node_set_exit_code(struct evl_realm *realm, int code)
{
	struct evl_node *node = evl_node(realm);
	if (node->process != NULL)
		node->exit_code = evl_from_int(code);
}

/* A code for process.exitCode: nothing, an integer, or its text. */
static bool set_exit_code(struct evl_realm *realm, evl_value code)
{
	evl_value checked = code;
	if (evl_is_string(code) && evl_as_string(code)->length != 0) {
		double number = evl_string_to_number(realm, evl_as_string(code));
		if (!isnan(number))
			checked = evl_from_number(number);
	}
	if (!evl_is_nullish(code) && !evl_node_check(realm, "validateInteger", checked, "code"))
		return false;
	evl_node(realm)->exit_code = code;
	return true;
}

static bool process_exit_code(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_node(realm)->exit_code;
	return true;
}

static bool process_set_exit_code(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return set_exit_code(realm, evl_arg(args, 0));
}

bool evl_node_emit_exit(struct evl_realm *realm, int code)
{
	struct evl_node *node = evl_node(realm);
	if (node->exit_emitted)
		return true;
	node->exit_emitted = true;
	if (node->process == NULL)
		return true;
	node->ticks_off = true;
	evl_value value = evl_from_int(code);
	bool handled;
	if (code != 0) /* an end without failure leaves process.exitCode undefined */
		evl_node_set_exit_code(realm, code);
	return evl_node_emit(realm, "exit", 1, &value, &handled);
}

/* process.exit([code]): the exit handlers run, then nothing more. */
static bool process_exit(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host *host = realm->host;
	*result = EVL_UNDEFINED;
	if (args->count != 0 && !set_exit_code(realm, args->values[0]))
		return false;
	if (!evl_node_emit_exit(realm, evl_node_exit_code(realm, 0)) && realm->halt == EVL_STATUS_OK)
		return false;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	host->exit_code = evl_node_exit_code(realm, 0);
	evl_host_exit(realm);
	host->exiting = true;
	/* Unwind everything that is on the stack, uncatchably. */
	realm->halt = EVL_STATUS_EXITED;
	return false;
}


/* ------------------------------------------------------------------ clock */

static const double nanoseconds_per_second = 1e9;

/* Nanoseconds of a machine that has been up for a while. */
static double nanoseconds(struct evl_realm *realm)
{
	return (double)evl_clock_read(realm) * 1000.0 + 1e12;
}

static bool refuse_time(struct evl_realm *realm, double length)
{
	char text[96];
	snprintf(text, sizeof text, "The value of \"time\" is out of range. It must be 2. Received %.0f", length);
	return evl_node_throw_code(realm, EVL_ERROR_RANGE, "ERR_OUT_OF_RANGE", text,
				   "internal/process/per_thread:75      ^throw new ERR_OUT_OF_RANGE('time', 2, time.length);");
}

static bool hrtime(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double now = nanoseconds(realm);
	double seconds = floor(now / nanoseconds_per_second), rest = now - seconds * nanoseconds_per_second;
	if (!evl_is_undefined(evl_arg(args, 0))) {
		double length;
		if (!evl_node_check(realm, "validateArray", args->values[0], "time") ||
		    !evl_length_of(realm, evl_as_object(args->values[0]), &length))
			return false;
		if (length != 2)
			return refuse_time(realm, length);
		evl_value since[2];
		double previous[2];
		for (uint32_t i = 0; i < 2; i++)
			if (!evl_get(realm, evl_arg(args, 0), evl_key_from_index(i), &since[i]) ||
			    !evl_to_number(realm, since[i], &previous[i]))
				return false;
		seconds -= previous[0];
		rest -= previous[1];
		if (rest < 0) {
			seconds--;
			rest += nanoseconds_per_second;
		}
	}
	evl_value values[2] = { evl_from_number(seconds), evl_from_number(rest) };
	*result = evl_from_object(evl_array_from(realm, values, 2));
	return true;
}

static bool hrtime_bigint(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_bigint_from_int64(realm, (int64_t)nanoseconds(realm));
	return true;
}

static const struct evl_row clock_row[] = { EVL_METHOD("hrtime", hrtime, 1) };
const struct evl_rows evl_node_clock_rows = EVL_ROWS(clock_row); /* of the natives here, for stack traces */
/* Its name is not that of the property. */
static bool make_hrtime_bigint(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_native_function_new(realm, "hrtimeBigInt", 0, hrtime_bigint));
	return true;
}

static const struct evl_row hrtime_row[] = { EVL_MADE_ROW("bigint", make_hrtime_bigint, EVL_DATA_DEFAULT) };
static const struct evl_rows hrtime_rows = EVL_ROWS(hrtime_row);

static bool process_uptime(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_number((double)(evl_clock_read(realm) + realm->host->profile->up_time) / 1e6);
	return true;
}

static bool process_cwd(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	const char *path = evl_node(realm)->path;
	const char *slash = strrchr(path, '/');
	struct evl_string *text = slash != NULL && slash != path ? evl_string_from_utf8(realm, path, (size_t)(slash - path)) :
								   evl_string_from_ascii(realm, "/");
	*result = evl_string_value(text);
	return text != NULL;
}

static bool process_env(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node *node = evl_node(realm);
	if (!node->env_noted)
		evl_host_note(realm, evl_stack_site(realm), "process.env is taken as empty: what it holds is the machine's");
	node->env_noted = true;
	struct evl_object *process = evl_node_process(realm);
	struct evl_object *env = evl_node_env_new(realm);
	struct evl_descriptor descriptor = {
		.value = evl_from_object(env), .writable = true, .enumerable = true, .configurable = true,
		.has_value = true, .has_writable = true, .has_enumerable = true, .has_configurable = true,
	};
	(void)args;
	*result = evl_from_object(env);
	return evl_define_or_throw(realm, process, evl_text_name(realm, "env"), &descriptor);
}

/* ------------------------------------------------------------- the object */

/* Numbers that only a real process has: an example, and a note that it is one. */
static bool example(struct evl_realm *realm, const char *note, double number, evl_value *result)
{
	evl_host_note(realm, evl_stack_site(realm), note);
	*result = evl_from_number(number);
	return true;
}

static bool process_pid(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return example(realm, "process.pid is another number in every run: 4242 and those after it are examples",
		       4242 + evl_node_process_number(realm), result);
}

static bool process_ppid(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return example(realm, "process.ppid is another number in every run: 4241 is an example",
		       evl_node_process_number(realm) != 0 ? 4242 : 4241, result);
}

static const struct {
	const char *name;
	double bytes;
} memory_parts[] = { { "rss", 45000000 }, { "heapTotal", 6500000 }, { "heapUsed", 5500000 }, { "external", 1600000 }, { "arrayBuffers", 10500 } };
static const char memory_note[] = "process.memoryUsage() gives other numbers in every run: these are an example";

static bool memory_usage(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *usage = evl_object_plain(realm);
	evl_value ignored;
	(void)args;
	for (size_t i = 0; i < sizeof memory_parts / sizeof memory_parts[0]; i++)
		evl_define_text(realm, usage, memory_parts[i].name, evl_from_number(memory_parts[i].bytes));
	*result = evl_from_object(usage);
	return example(realm, memory_note, 0, &ignored);
}

static bool memory_usage_rss(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return example(realm, memory_note, memory_parts[0].bytes, result);
}

static const struct evl_row memory_usage_row[] = { EVL_OPERATION("rss", memory_usage_rss, 0) };
static const struct evl_rows memory_usage_rows = EVL_ROWS(memory_usage_row);

static bool process_stdin(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	if (realm->host->input == NULL)
		evl_host_note(realm, evl_stack_site(realm), "standard input is taken as empty");
	return evl_host_script_get(realm, "node/stdin", "stdin", result);
}

/* getBuiltinModule(id): undefined for what is no module of Node's own. */
static bool process_builtin_module(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_is_string(evl_arg(args, 0)))
		return evl_node_throw_arg_type(realm, "id", "of type string", evl_arg(args, 0), NULL);
	const char *name = evl_string_utf8(realm, evl_as_string(evl_arg(args, 0)));
	return !evl_node_has_builtin(name) || evl_node_builtin(realm, name, result);
}

static bool process_kill(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/process_members", "kill", result);
}

static bool process_features(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/process_members", "features", result);
}

static bool process_report(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/process_members", "report", result);
}

#define PROCESS_LATER(name) EVL_NOT_COVERED_ROW(name, "process." name)
#define PROCESS_MACHINE(name) EVL_METHOD(name, evl_node_of_machine, 0)

static bool process_version(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	char text[32];
	snprintf(text, sizeof text, "v%s", realm->host->profile->process_version);
	*result = evl_text_value(realm, text);
	return true;
}

static const struct evl_row no_v8_row[] = { EVL_NOT_COVERED_ROW("v8", "process.versions.v8") };
static const struct evl_rows no_v8_rows = EVL_ROWS(no_v8_row);

static const struct evl_row process_rows_array[] = {
	EVL_METHOD("nextTick", evl_node_next_tick, 1),
	EVL_METHOD("exit", process_exit, 1),
	{ .name = "exitCode", .kind = EVL_ROW_ACCESSOR, .attributes = EVL_ENUMERABLE, .fn = process_exit_code, .setter = process_set_exit_code },
	EVL_METHOD("on", process_on, 2),
	EVL_METHOD("addListener", process_on, 2),
	EVL_METHOD("once", process_once, 2),
	EVL_METHOD("prependListener", process_prepend_listener, 2),
	EVL_METHOD("prependOnceListener", process_prepend_once_listener, 2),
	EVL_METHOD("off", process_off, 2),
	EVL_METHOD("removeListener", process_off, 2),
	EVL_METHOD("removeAllListeners", process_remove_all_listeners, 1),
	EVL_METHOD("listenerCount", process_listener_count, 1),
	EVL_METHOD("emit", process_emit, 1),
	EVL_METHOD("emitWarning", evl_node_emit_warning, 1),
	EVL_METHOD("uptime", process_uptime, 0),
	EVL_METHOD("cwd", process_cwd, 0),
	EVL_GETTER("env", process_env),
	EVL_TEXT_ROW("title", "node", EVL_DATA_DEFAULT),
	EVL_MADE_ROW("version", process_version, EVL_ENUMERABLE),
	EVL_TEXT_ROW("platform", "linux", EVL_ENUMERABLE),
	EVL_TEXT_ROW("arch", "x64", EVL_ENUMERABLE),
	EVL_TAG_ROW("process"),
	EVL_MADE_ROW("pid", process_pid, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("features", process_features, EVL_ENUMERABLE),
	EVL_MADE_ROW("report", process_report, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("mainModule", evl_node_main_module, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("ppid", process_ppid, EVL_DATA_DEFAULT),
	PROCESS_MACHINE("cpuUsage"),
	PROCESS_MACHINE("resourceUsage"),
	EVL_MADE_ROW("stdin", process_stdin, EVL_DATA_DEFAULT),
	EVL_METHOD("listeners", process_listeners, 1),
	EVL_METHOD("rawListeners", process_listeners, 1),
	EVL_METHOD("eventNames", process_event_names, 0),
	EVL_METHOD("setMaxListeners", process_set_max_listeners, 1),
	EVL_METHOD("getMaxListeners", process_get_max_listeners, 0),
	EVL_MADE_ROW("kill", process_kill, EVL_DATA_DEFAULT),
	EVL_NOT_COVERED_ROW("abort", "process.abort"),
	EVL_NOT_COVERED_ROW("chdir", "process.chdir"),
	EVL_NOT_COVERED_ROW("binding", "process.binding"),
	EVL_TEXT_ROW("execPath", "/usr/local/bin/node", EVL_ENUMERABLE),
	EVL_NOT_COVERED_ROW("setUncaughtExceptionCaptureCallback", "process.setUncaughtExceptionCaptureCallback"),
	PROCESS_MACHINE("getActiveResourcesInfo"),
	EVL_TEXT_ROW("argv0", "node", EVL_ENUMERABLE),
	EVL_METHOD("getBuiltinModule", process_builtin_module, 1),
	PROCESS_LATER("allowedNodeEnvironmentFlags"), PROCESS_LATER("assert"), PROCESS_MACHINE("availableMemory"), PROCESS_LATER("config"),
	PROCESS_MACHINE("constrainedMemory"), PROCESS_LATER("debugPort"), PROCESS_LATER("dlopen"), 
	PROCESS_MACHINE("getegid"), PROCESS_MACHINE("geteuid"), PROCESS_MACHINE("getgid"), PROCESS_MACHINE("getgroups"), PROCESS_MACHINE("getuid"),
	PROCESS_LATER("hasUncaughtExceptionCaptureCallback"), PROCESS_LATER("initgroups"), PROCESS_LATER("loadEnvFile"),
	PROCESS_LATER("moduleLoadList"), PROCESS_LATER("openStdin"), PROCESS_LATER("reallyExit"),
	 PROCESS_LATER("setSourceMapsEnabled"), PROCESS_LATER("setegid"), PROCESS_LATER("seteuid"),
	PROCESS_LATER("setgid"), PROCESS_LATER("setgroups"), PROCESS_LATER("setuid"), PROCESS_LATER("sourceMapsEnabled"),
	PROCESS_MACHINE("umask"), PROCESS_LATER("_getActiveHandles"), PROCESS_LATER("_getActiveRequests"), PROCESS_LATER("_linkedBinding"),
	PROCESS_LATER("_rawDebug"), PROCESS_LATER("_tickCallback"), PROCESS_LATER("_kill"), PROCESS_LATER("_exiting"),
	PROCESS_LATER("_events"), PROCESS_LATER("_eventsCount"), PROCESS_LATER("_maxListeners"), EVL_MADE_ROW("domain", evl_give_null, EVL_DATA_DEFAULT), PROCESS_LATER("_fatalException"), PROCESS_LATER("_preload_modules"), PROCESS_LATER("_debugProcess"),
	PROCESS_LATER("_debugEnd"), PROCESS_LATER("_startProfilerIdleNotifier"), PROCESS_LATER("_stopProfilerIdleNotifier"),
};
const struct evl_rows evl_node_process_rows = EVL_ROWS(process_rows_array);

/* An object whose inside only a real process has; its kind is that of no timer. */
static struct evl_object *host_object(struct evl_realm *realm, struct evl_object *prototype)
{
	struct evl_host_object *object = (struct evl_host_object *)(void *)evl_object_alloc(
		realm, EVL_CLASS_HOST, evl_shape_root(realm, prototype), sizeof *object, 0);
	object->kind = UINT8_MAX;
	return &object->object;
}

static struct evl_object *with_rows(struct evl_realm *realm, const struct evl_rows *rows)
{
	struct evl_object *object = host_object(realm, evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE));
	evl_define_rows(realm, object, rows);
	return object;
}

static bool illegal_constructor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	(void)result;
	return evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal constructor");
}

static const char components_of[] = "20.20.2";
static const struct {
	const char *name, *version;
} components[] = {
#define EVL_COMPONENT(name, version) { name, version },
#include "host/node/components.def"
#undef EVL_COMPONENT
};

static struct evl_object *make_versions(struct evl_realm *realm)
{
	struct evl_object *versions = evl_object_plain(realm);
	const struct evl_host_profile *profile = realm->host->profile;
	evl_define_text(realm, versions, "node", evl_text_value(realm, profile->process_version));
	if (strcmp(profile->process_version, components_of) == 0) {
		for (size_t i = 0; i < sizeof components / sizeof components[0]; i++) {
			const char *version = components[i].version != NULL ? components[i].version : profile->process_v8;
			evl_define_text(realm, versions, components[i].name, evl_text_value(realm, version));
		}
		return versions;
	}
	if (profile->process_v8 != NULL)
		evl_define_text(realm, versions, "v8", evl_text_value(realm, profile->process_v8));
	else
		evl_define_rows(realm, versions, &no_v8_rows);
	if (profile->own_version != NULL)
		evl_define_text(realm, versions, profile->name, evl_text_value(realm, profile->own_version));
	return versions;
}

/* process.release: the name of the line of long support, and where the release is fetched. */
static struct evl_object *make_release(struct evl_realm *realm)
{
	static const struct {
		const char *major, *name;
	} lines[] = { { "20.", "Iron" }, { "22.", "Jod" }, { "24.", "Krypton" } };
	struct evl_object *release = evl_object_plain(realm);
	const struct evl_host_profile *profile = realm->host->profile;
	const char *version = profile->process_version;
	evl_define_text(realm, release, "name", evl_text_value(realm, "node"));
	if (profile->own_version != NULL)
		return release;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
		if (strncmp(version, lines[i].major, 3) == 0)
			evl_define_text(realm, release, "lts", evl_text_value(realm, lines[i].name));
	static const char *const parts[][2] = { { "sourceUrl", "" }, { "headersUrl", "-headers" } };
	for (size_t i = 0; i < 2; i++) {
		char url[128];
		snprintf(url, sizeof url, "https://nodejs.org/download/release/v%s/node-v%s%s.tar.gz", version, version, parts[i][1]);
		evl_define_text(realm, release, parts[i][0], evl_text_value(realm, url));
	}
	return release;
}

struct evl_object *evl_node_process(struct evl_realm *realm)
{
	struct evl_node *node = evl_node(realm);
	if (node->process != NULL)
		return node->process;
	struct evl_object *prototype = evl_object_plain(realm);
	struct evl_native_function *constructor = evl_native_function_new(realm, "process", 0, illegal_constructor);
	evl_define_new(realm, prototype, EVL_NAME_constructor, evl_from_object(constructor), EVL_DATA_HIDDEN);
	struct evl_object *process = host_object(realm, prototype);
	evl_define_rows(realm, process, &evl_node_process_rows);
	node->process = process;
	evl_value argv[2] = { evl_text_value(realm, "/usr/local/bin/node"), evl_text_value(realm, node->path) };
	evl_define_text(realm, process, "argv", evl_from_object(evl_array_from(realm, argv, 2)));
	evl_define_text(realm, process, "execArgv", evl_from_object(evl_array_new(realm, 0, 0)));
	evl_define_text(realm, process, "versions", evl_from_object(make_versions(realm)));
	evl_define_text(realm, process, "release", evl_from_object(make_release(realm)));
	for (int i = 0; i < 2; i++) {
		node->stdio[i] = with_rows(realm, i == 0 ? &evl_node_stdout_rows : &evl_node_stderr_rows);
		evl_define_text(realm, process, i == 0 ? "stdout" : "stderr", evl_from_object(node->stdio[i]));
	}
	struct evl_native_function *clock = evl_native_function_new(realm, "hrtime", 1, hrtime);
	evl_define_rows(realm, (struct evl_object *)clock, &hrtime_rows);
	evl_define_text(realm, process, "hrtime", evl_from_object(clock));
	struct evl_native_function *usage = evl_native_function_new(realm, "memoryUsage", 0, memory_usage);
	evl_define_rows(realm, (struct evl_object *)usage, &memory_usage_rows);
	evl_define_text(realm, process, "memoryUsage", evl_from_object(usage));
	return process;
}

bool evl_node_process_make(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_node_process(realm));
	return true;
}
