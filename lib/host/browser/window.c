/* SPDX-License-Identifier: MIT */
/*
 * window.c - the window as an event target, reportError and queueMicrotask.
 *
 * Only the events that a page without documents can raise by itself are raised:
 * error, unhandledrejection, rejectionhandled.
 */
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "host/browser/browser.h"
#include "value/convert.h"
#include "vm/job.h"
#include "vm/promise.h"
#include "vm/stack.h"

static evl_name name_of(struct evl_realm *realm, const char *text)
{
	return evl_names_intern_utf8(realm->names, text, strlen(text));
}

bool evl_page_require_function(struct evl_realm *realm, const struct evl_args *args, const char *function)
{
	char text[160];
	if (evl_is_callable(evl_arg(args, 0)))
		return true;
	if (args->count == 0)
		snprintf(text, sizeof text, "Failed to execute '%s' on 'Window': 1 argument required, but only 0 present.", function);
	else
		snprintf(text, sizeof text, "Failed to execute '%s' on 'Window': parameter 1 is not of type 'Function'.", function);
	return evl_throw_text(realm, EVL_ERROR_TYPE, text);
}

static bool queue_microtask(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_page_require_function(realm, args, "queueMicrotask"))
		return false;
	evl_job_queue_call(realm, evl_arg(args, 0));
	return true;
}

/* ---------------------------------------------------------------- listeners */

/* The options that this model reads: { once, capture } or the boolean `capture`. */
static bool read_options(struct evl_realm *realm, evl_value options, bool *once, bool *capture)
{
	evl_value value;
	*once = false;
	*capture = !evl_is_object(options) && evl_to_boolean(options);
	if (!evl_is_object(options))
		return true;
	if (!evl_get(realm, options, name_of(realm, "once"), &value))
		return false;
	*once = evl_to_boolean(value);
	if (!evl_get(realm, options, name_of(realm, "capture"), &value))
		return false;
	*capture = evl_to_boolean(value);
	if (!evl_get(realm, options, name_of(realm, "signal"), &value))
		return false;
	return evl_is_undefined(value) || evl_not_covered(realm, "addEventListener with a signal");
}

static struct evl_page_listener **find_listener(struct evl_page *page, evl_key type, evl_value callback, bool capture)
{
	struct evl_page_listener **link = &page->listeners;
	while (*link != NULL && ((*link)->type != type || (*link)->callback != callback || (*link)->capture != capture))
		link = &(*link)->next;
	return link;
}

static bool add_event_listener(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const loading[] = { "load", "DOMContentLoaded", "pageshow", "beforeunload", "message", "storage" };
	struct evl_page *page = evl_page(realm);
	evl_key type;
	bool once, capture;
	*result = EVL_UNDEFINED;
	if (!evl_to_key(realm, evl_arg(args, 0), &type) || !read_options(realm, evl_arg(args, 2), &once, &capture))
		return false;
	for (size_t i = 0; i < sizeof loading / sizeof loading[0]; i++)
		if (type == name_of(realm, loading[i]))
			return evl_not_covered(realm, "events of the page's loading and of other windows");
	if (evl_is_nullish(evl_arg(args, 1)))
		return true;
	if (!evl_is_object(evl_arg(args, 1)))
		return evl_throw_text(realm, EVL_ERROR_TYPE,
				      "Failed to execute 'addEventListener' on 'EventTarget': parameter 2 is not of type 'Object'.");
	struct evl_page_listener **link = find_listener(page, type, evl_arg(args, 1), capture);
	if (*link != NULL)
		return true;
	*link = evl_arena_zalloc(&realm->scratch, sizeof **link);
	**link = (struct evl_page_listener){
		.type = type, .callback = evl_arg(args, 1), .site = evl_stack_site(realm), .once = once, .capture = capture,
	};
	return true;
}

static bool remove_event_listener(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_key type;
	bool once, capture;
	*result = EVL_UNDEFINED;
	if (!evl_to_key(realm, evl_arg(args, 0), &type) || !read_options(realm, evl_arg(args, 2), &once, &capture))
		return false;
	struct evl_page_listener **link = find_listener(evl_page(realm), type, evl_arg(args, 1), capture);
	if (*link != NULL)
		*link = (*link)->next;
	return true;
}

/* ------------------------------------------------------------------- events */

static bool event_prevent_default(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_is_class(args->this_value, EVL_CLASS_HOST))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation");
	((struct evl_host_object *)evl_pointer(args->this_value))->destroyed = true;
	return true;
}

static bool event_stop(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_is_class(args->this_value, EVL_CLASS_HOST))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation");
	((struct evl_host_object *)evl_pointer(args->this_value))->repeats = true;
	return true;
}

static bool event_default_prevented(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = EVL_FALSE;
	if (evl_is_class(args->this_value, EVL_CLASS_HOST))
		*result = evl_from_bool(((const struct evl_host_object *)evl_pointer(args->this_value))->destroyed);
	return true;
}

static const struct evl_row event_row[] = {
	EVL_OPERATION("preventDefault", event_prevent_default, 0),
	EVL_OPERATION("stopImmediatePropagation", event_stop, 0),
	EVL_GETTER("defaultPrevented", event_default_prevented),
};
static const struct evl_rows event_rows = EVL_ROWS(event_row);

/* An event object: flag `destroyed` says that its default was prevented, `repeats` that no further listener is called. */
static struct evl_host_object *new_event(struct evl_realm *realm, const char *type, const char *const *fields, const evl_value *values)
{
	struct evl_page *page = evl_page(realm);
	if (page->event_prototype == NULL) {
		page->event_prototype = evl_object_plain(realm);
		evl_define_rows(realm, page->event_prototype, &event_rows);
	}
	struct evl_shape *shape = evl_shape_root(realm, page->event_prototype);
	struct evl_host_object *event = (struct evl_host_object *)(void *)evl_object_alloc(realm, EVL_CLASS_HOST, shape, sizeof *event, 8);
	evl_define_new(realm, &event->object, name_of(realm, "type"), evl_string_value(evl_string_from_ascii(realm, type)), EVL_DATA_DEFAULT);
	for (uint32_t i = 0; fields[i] != NULL; i++)
		evl_define_new(realm, &event->object, name_of(realm, fields[i]), values[i], EVL_DATA_DEFAULT);
	return event;
}

/* One handler as a piece of work of its own; its exception is reported in place. */
static void call_handler(struct evl_realm *realm, evl_value callback, evl_value this_value, evl_span site, uint32_t count,
			 const evl_value *values, evl_value *out)
{
	evl_event_id before = realm->current;
	struct evl_event event = {
		.kind = EVL_EVENT_BEGIN,
		.work = EVL_WORK_EVENT,
		.cause = before,
		.other = EVL_NO_EVENT,
		.id = ++realm->work_count,
		.time = realm->now,
		.span = evl_host_function_span(realm, callback, site),
	};
	evl_event_id begin = evl_trace_append(realm->trace, &event, NULL, 0);
	realm->current = begin;
	*out = EVL_UNDEFINED;
	if (!evl_host_call(realm, callback, this_value, count, values, out) && realm->halt == EVL_STATUS_OK)
		evl_page_uncaught(realm, evl_take_exception(realm), EVL_ORIGIN_TASK, NULL);
	event.kind = EVL_EVENT_END;
	event.cause = begin;
	event.time = realm->now;
	evl_trace_append(realm->trace, &event, NULL, 0);
	realm->current = before;
}

/* window.on<type>: onerror gets five arguments and prevents by returning true, the others get the event. */
static void call_attribute(struct evl_realm *realm, const char *type, struct evl_host_object *event, const evl_value *values)
{
	char attribute[48];
	evl_value handler, returned;
	snprintf(attribute, sizeof attribute, "on%s", type);
	if (!evl_get(realm, evl_from_object(realm->global), name_of(realm, attribute), &handler)) {
		if (realm->halt == EVL_STATUS_OK)
			(void)evl_take_exception(realm);
		return;
	}
	if (!evl_is_callable(handler))
		return;
	evl_value window = evl_from_object(realm->global), object = evl_from_object(event);
	bool is_error = strcmp(type, "error") == 0;
	call_handler(realm, handler, window, evl_span_none(), is_error ? 5 : 1, is_error ? values : &object, &returned);
	if (is_error ? returned == EVL_TRUE : returned == EVL_FALSE)
		event->destroyed = true;
}

void evl_page_dispatch(struct evl_realm *realm, const char *type, const char *const *fields, const evl_value *values, bool *prevented)
{
	struct evl_page *page = evl_page(realm);
	struct evl_host_object *event = new_event(realm, type, fields, values);
	evl_key key = name_of(realm, type);
	call_attribute(realm, type, event, values);
	/* Those there when the event is raised, and still there when their turn comes. */
	uint32_t count = 0;
	for (const struct evl_page_listener *l = page->listeners; l != NULL; l = l->next)
		count += l->type == key;
	struct evl_page_listener *snapshot = evl_arena_alloc(&realm->scratch, (count + (size_t)1) * sizeof *snapshot);
	uint32_t n = 0;
	for (const struct evl_page_listener *l = page->listeners; l != NULL; l = l->next)
		if (l->type == key)
			snapshot[n++] = *l;
	for (uint32_t i = 0; i < n && !event->repeats && realm->halt == EVL_STATUS_OK; i++) {
		struct evl_page_listener **link = find_listener(page, key, snapshot[i].callback, snapshot[i].capture);
		if (*link == NULL)
			continue;
		if ((*link)->once)
			*link = (*link)->next;
		evl_value callback = snapshot[i].callback, this_value = evl_from_object(realm->global), object = evl_from_object(event), ignored;
		if (!evl_is_callable(callback)) {
			this_value = callback;
			if (!evl_get(realm, callback, name_of(realm, "handleEvent"), &callback)) {
				if (realm->halt == EVL_STATUS_OK)
					(void)evl_take_exception(realm);
				continue;
			}
			if (!evl_is_callable(callback))
				continue;
		}
		call_handler(realm, callback, this_value, snapshot[i].site, 1, &object, &ignored);
	}
	*prevented = event->destroyed;
}

/* reportError(e): as if it were uncaught, but the caller goes on. */
static bool report_error(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (args->count == 0)
		return evl_throw_text(realm, EVL_ERROR_TYPE,
				      "Failed to execute 'reportError' on 'Window': 1 argument required, but only 0 present.");
	realm->exception_span = evl_span_none();
	evl_page_uncaught(realm, evl_arg(args, 0), EVL_ORIGIN_TASK, NULL);
	return realm->halt == EVL_STATUS_OK;
}

static const struct evl_row window_row[] = {
	EVL_OPERATION("queueMicrotask", queue_microtask, 1),
	EVL_OPERATION("reportError", report_error, 1),
	EVL_OPERATION("addEventListener", add_event_listener, 2),
	EVL_OPERATION("removeEventListener", remove_event_listener, 2),
};
const struct evl_rows evl_page_window_rows = EVL_ROWS(window_row);
