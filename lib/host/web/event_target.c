/* SPDX-License-Identifier: MIT */
/*
 * event_target.c - EventTarget: listeners, handler attributes, and the dispatch of
 * an event along its path (DOM, "Interface EventTarget" and "Dispatching events").
 *
 * A listener that a host calls with nothing else on the stack is followed by a
 * microtask checkpoint; one called from dispatchEvent or click() is not.
 */
#include <stdio.h>
#include <string.h>

#include "host/web/abort.h"
#include "host/web/event.h"
#include "host/web/event_path.h"
#include "value/convert.h"
#include "vm/stack.h"
#include "vm/vm.h"

struct evl_web *evl_web(struct evl_realm *realm)
{
	if (realm->host->web == NULL)
		realm->host->web = evl_arena_zalloc(&realm->scratch, sizeof(struct evl_web));
	return realm->host->web;
}

struct evl_target *evl_target_of(struct evl_realm *realm, evl_value value)
{
	if (evl_is_class(value, EVL_CLASS_PLATFORM)) {
		struct evl_platform *platform = evl_pointer(value);
		return platform->kind >= EVL_PLATFORM_FIRST_TARGET ? (struct evl_target *)platform : NULL;
	}
	if (evl_is_nullish(value) || value == evl_from_object(realm->global))
		return evl_web(realm)->window;
	return NULL;
}

evl_value evl_target_value(struct evl_realm *realm, const struct evl_target *target)
{
	return evl_from_object(target == evl_web(realm)->window ? (const void *)realm->global : (const void *)target);
}

/* ---------------------------------------------------------------- listeners */

static struct evl_listener **find(struct evl_target *target, evl_key type, evl_value callback, bool capture)
{
	struct evl_listener **link = &target->listeners;
	while (*link != NULL && ((*link)->attribute || (*link)->type != type || (*link)->callback != callback ||
				 (*link)->capture != capture))
		link = &(*link)->next;
	return link;
}

static struct evl_listener *append(struct evl_realm *realm, struct evl_target *target, evl_key type, evl_value callback)
{
	struct evl_listener **link = &target->listeners;
	while (*link != NULL)
		link = &(*link)->next;
	struct evl_listener *listener = evl_arena_zalloc(&realm->scratch, sizeof *listener);
	listener->seq = ++evl_web(realm)->listener_seq;
	listener->type = type;
	listener->callback = callback;
	listener->site = evl_stack_site(realm);
	*link = listener;
	return listener;
}

uint32_t evl_target_count(const struct evl_target *target, evl_key type)
{
	uint32_t count = 0;
	for (const struct evl_listener *l = target->listeners; l != NULL; l = l->next)
		count += l->type == type;
	return count;
}

static void tell(struct evl_realm *realm, struct evl_target *target, evl_key type, bool added)
{
	if (evl_web(realm)->listening != NULL)
		evl_web(realm)->listening(realm, target, type, evl_target_count(target, type), added);
}

static void unlink_listener(struct evl_realm *realm, struct evl_target *target, struct evl_listener *listener)
{
	struct evl_listener **link = &target->listeners;
	while (*link != NULL && *link != listener)
		link = &(*link)->next;
	bool found = *link != NULL;
	if (found)
		*link = listener->next;
	listener->removed = true;
	if (found)
		tell(realm, target, listener->type, false);
}

bool evl_target_add(struct evl_realm *realm, struct evl_target *target, evl_key type, evl_value callback, bool once, bool plain)
{
	if (*find(target, type, callback, false) != NULL)
		return false;
	struct evl_listener *listener = append(realm, target, type, callback);
	listener->once = once;
	listener->plain = plain;
	tell(realm, target, type, true);
	return true;
}

void evl_target_remove(struct evl_realm *realm, struct evl_target *target, evl_key type, evl_value callback)
{
	struct evl_listener *listener = callback != EVL_EMPTY ? *find(target, type, callback, false) : NULL;
	if (listener != NULL)
		unlink_listener(realm, target, listener);
	for (listener = target->listeners; callback == EVL_EMPTY && listener != NULL; listener = listener->next)
		if (listener->type == type)
			unlink_listener(realm, target, listener);
}

bool evl_target_has_listener(struct evl_realm *realm, const struct evl_target *target, const char *type)
{
	evl_key key = evl_platform_intern(realm, type);
	for (const struct evl_listener *l = target->listeners; l != NULL; l = l->next)
		if (l->type == key && (l->text != NULL || !evl_is_null(l->callback)))
			return true;
	return false;
}

static bool passive_by_default(struct evl_realm *realm, struct evl_target *target, evl_key type)
{
	const struct evl_web *web = evl_web(realm);
	return web->passive_by_default != NULL && web->passive_by_default(realm, target, type);
}

struct options {
	bool capture, once, passive, has_passive;
	struct evl_abort_signal *signal;
};

static bool read_option(struct evl_realm *realm, evl_value options, const char *name, bool *out, bool *given)
{
	evl_value value;
	if (!evl_get(realm, options, evl_platform_intern(realm, name), &value))
		return false;
	*out = evl_to_boolean(value);
	if (given != NULL)
		*given = !evl_is_undefined(value);
	return true;
}

static bool read_options(struct evl_realm *realm, evl_value value, struct options *out)
{
	evl_value signal;
	*out = (struct options){ .capture = !evl_is_object(value) && evl_to_boolean(value) };
	if (!evl_is_object(value))
		return true;
	if (!read_option(realm, value, "capture", &out->capture, NULL) || !read_option(realm, value, "once", &out->once, NULL) ||
	    !read_option(realm, value, "passive", &out->passive, &out->has_passive) ||
	    !evl_get(realm, value, evl_platform_intern(realm, "signal"), &signal))
		return false;
	if (evl_is_undefined(signal))
		return true;
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (checks != NULL && !checks->check(realm, "validateAbortSignal", signal, "options.signal"))
		return false;
	out->signal = evl_platform_cast(signal, EVL_PLATFORM_ABORT_SIGNAL);
	if (out->signal != NULL)
		return true;
	return evl_throw_text(realm, EVL_ERROR_TYPE,
			      "Failed to execute 'addEventListener' on 'EventTarget': Failed to read the 'signal' property from "
			      "'AddEventListenerOptions': Failed to convert value to 'AbortSignal'.");
}

/* What addEventListener's caller gave as `options`, by the checks of the host. */
static bool check_options(struct evl_realm *realm, evl_value options)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	return checks == NULL || evl_is_nullish(options) || evl_is_boolean(options) || evl_is_object(options) ||
	       checks->check(realm, "validateObject", options, "options");
}

/* A listener that is none. False: exception pending. */
static bool refuse_listener(struct evl_realm *realm, const struct evl_args *args)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (checks == NULL)
		return evl_platform_bad_parameter(realm, args, "EventTarget", evl_platform_name(args), 2, "Object");
	return checks->bad_argument(realm, "listener", "an instance of EventListener", args->values[1],
				    "internal/event_target:1059  ^throw new ERR_INVALID_ARG_TYPE('listener', 'EventListener', listener);");
}

static bool require_type_and_listener(struct evl_realm *realm, const struct evl_args *args, const char *function, const char *place)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (checks == NULL || args->count >= 2)
		return evl_platform_require_args(realm, args, 2, "EventTarget", function);
	return checks->refuse(realm, EVL_ERROR_TYPE, "ERR_MISSING_ARGS", "The \"type\" and \"listener\" arguments must be specified", place);
}

static bool remove_by_signal(struct evl_realm *realm, evl_value target, struct evl_listener *listener)
{
	struct evl_target *found = evl_target_of(realm, target);
	if (found != NULL)
		unlink_listener(realm, found, listener);
	return true;
}

static bool target_receiver(struct evl_realm *realm, const struct evl_args *args, struct evl_target **out)
{
	*out = evl_target_of(realm, args->this_value);
	if (*out != NULL)
		return true;
	return evl_platform_wrong_receiver(realm, args, EVL_PLATFORM_TARGET);
}

/* The type of an event as a method was given it: a DOMString by the host's own conversion. */
static bool type_text(struct evl_realm *realm, evl_value value, struct evl_string **out)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (checks == NULL || !evl_is_symbol(value))
		return evl_to_string(realm, value, out);
	char message[256];
	snprintf(message, sizeof message, "The argument 'value' is invalid. Received %.200s", evl_describe(realm, value));
	return checks->refuse(realm, EVL_ERROR_TYPE, "ERR_INVALID_ARG_VALUE", message, "internal/webidl:170    ^throw new ERR_INVALID_ARG_VALUE('value', V);");
}

static bool add_event_listener(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_target *target;
	struct evl_string *text;
	struct options options;
	evl_value callback = evl_arg(args, 1);
	*result = EVL_UNDEFINED;
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (!target_receiver(realm, args, &target) ||
	    !require_type_and_listener(realm, args, "addEventListener",
				       "internal/event_target:602      ^throw new ERR_MISSING_ARGS('type', 'listener');") ||
	    (checks == NULL && !evl_to_string(realm, args->values[0], &text)) || !check_options(realm, evl_arg(args, 2)))
		return false;
	bool callable = evl_is_nullish(callback) || evl_is_object(callback);
	if (!callable && checks == NULL)
		return refuse_listener(realm, args);
	if (!read_options(realm, evl_arg(args, 2), &options))
		return false;
	if (options.signal != NULL && options.signal->aborted)
		return true;
	if (!callable)
		return refuse_listener(realm, args);
	if (evl_is_nullish(callback)) {
		if (checks != NULL)
			checks->warn(realm, "AddEventListenerArgumentTypeWarning",
				     evl_is_null(callback) ? "addEventListener called with null which has no effect." :
							     "addEventListener called with undefined which has no effect.");
		return true;
	}
	if (checks != NULL && !type_text(realm, args->values[0], &text)) /* Node reads it last */
		return false;
	evl_key type = evl_key_from_string(realm, text);
	if (evl_web(realm)->refuses != NULL && evl_web(realm)->refuses(realm, target, text))
		return false;
	if (*find(target, type, callback, options.capture) != NULL)
		return true;
	struct evl_listener *listener = append(realm, target, type, callback);
	listener->capture = options.capture;
	listener->once = options.once;
	listener->passive = options.has_passive ? options.passive : passive_by_default(realm, target, type);
	if (options.signal != NULL)
		evl_abort_add_listener(realm, options.signal, args->this_value, listener, remove_by_signal);
	tell(realm, target, type, true);
	return true;
}

static bool remove_event_listener(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_target *target;
	struct evl_string *text;
	bool capture = false;
	evl_value options = evl_arg(args, 2);
	*result = EVL_UNDEFINED;
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (!target_receiver(realm, args, &target) ||
	    !require_type_and_listener(realm, args, "removeEventListener",
				       "internal/event_target:704      ^throw new ERR_MISSING_ARGS('type', 'listener');"))
		return false;
	bool callable = evl_is_nullish(evl_arg(args, 1)) || evl_is_object(evl_arg(args, 1));
	if (checks != NULL && !callable)
		return refuse_listener(realm, args);
	if (checks != NULL && evl_is_nullish(evl_arg(args, 1)))
		return true;
	if (!type_text(realm, args->values[0], &text))
		return false;
	if (!callable)
		return refuse_listener(realm, args);
	if (checks != NULL && evl_is_object(options)) {
		evl_value given;
		if (!evl_get(realm, options, evl_platform_intern(realm, "capture"), &given))
			return false;
		capture = given == EVL_TRUE;
	} else if (evl_is_object(options)) {
		if (!read_option(realm, options, "capture", &capture, NULL))
			return false;
	} else if (checks == NULL) { /* Node looks into objects only */
		capture = evl_to_boolean(options);
	}
	struct evl_listener *listener = *find(target, evl_key_from_string(realm, text), evl_arg(args, 1), capture);
	if (listener != NULL)
		unlink_listener(realm, target, listener);
	return true;
}

static bool refuse_recursion(struct evl_realm *realm, const struct evl_dom_event *event)
{
	char text[256];
	snprintf(text, sizeof text, "The event \"%.200s\" is already being dispatched", evl_string_utf8(realm, evl_as_string(event->type)));
	return evl_web(realm)->checks->refuse(realm, EVL_ERROR_ERROR, "ERR_EVENT_RECURSION", text,
					      "internal/event_target:764      ^throw new ERR_EVENT_RECURSION(event.type);");
}

static bool dispatch_event(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_target *target;
	bool not_canceled;
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (!target_receiver(realm, args, &target))
		return false;
	if (checks != NULL && args->count == 0)
		return checks->bad_argument(realm, "event", NULL, EVL_UNDEFINED, "internal/event_target:758      ^throw new ERR_MISSING_ARGS('event');");
	if (!evl_platform_require_args(realm, args, 1, "EventTarget", "dispatchEvent"))
		return false;
	struct evl_dom_event *event = evl_platform_cast(args->values[0], EVL_PLATFORM_EVENT);
	if (event == NULL) {
		if (checks != NULL)
			return checks->bad_argument(realm, "event", "an instance of Event", args->values[0],
						    "internal/event_target:761      ^throw new ERR_INVALID_ARG_TYPE('event', 'Event', event);");
		return evl_platform_bad_parameter(realm, args, "EventTarget", "dispatchEvent", 1, "Event");
	}
	if (event->dispatching && checks != NULL)
		return refuse_recursion(realm, event);
	if (event->dispatching)
		return evl_dom_exception_throw(realm, "Failed to execute 'dispatchEvent' on 'EventTarget': The event is already being dispatched.",
					       "InvalidStateError");
	if (!event->initialized)
		return evl_dom_exception_throw(realm, "Failed to execute 'dispatchEvent' on 'EventTarget': The event provided is uninitialized.",
					       "InvalidStateError");
	event->flags &= (uint8_t)~EVL_DOM_TRUSTED;
	if (!evl_event_dispatch(realm, target, event, &not_canceled))
		return false;
	*result = evl_from_bool(not_canceled);
	return true;
}

static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_platform_require_new(realm, args))
		return false;
	struct evl_target *target = evl_platform_new(realm, EVL_PLATFORM_TARGET, sizeof *target, args->new_target,
						     EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE);
	*result = target != NULL ? evl_from_object(target) : EVL_UNDEFINED;
	return target != NULL;
}

static const struct evl_row target_row[] = {
	EVL_OPERATION("addEventListener", add_event_listener, 2),
	EVL_OPERATION("dispatchEvent", dispatch_event, 1),
	EVL_OPERATION("removeEventListener", remove_event_listener, 2),
	EVL_TAG_ROW("EventTarget"),
};
const struct evl_family evl_family_EVENT_TARGET = {
	.name = "EventTarget",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.prototype = EVL_ROWS(target_row),
};
const struct evl_rows evl_rows_window_target = { target_row, 3 };

/* ------------------------------------------------------ handler attributes */

static struct evl_listener *find_attribute(const struct evl_target *target, evl_key type)
{
	for (struct evl_listener *l = target->listeners; l != NULL; l = l->next)
		if (l->attribute && l->type == type)
			return l;
	return NULL;
}

/* The handler attribute's listener, with its place in the list. */
static struct evl_listener *attribute_listener(struct evl_realm *realm, struct evl_target *target, evl_key type)
{
	struct evl_listener *listener = find_attribute(target, type);
	if (listener != NULL)
		return listener;
	listener = append(realm, target, type, EVL_NULL);
	listener->attribute = true;
	listener->passive = passive_by_default(realm, target, type);
	tell(realm, target, type, true);
	return listener;
}

void evl_handler_assign(struct evl_realm *realm, struct evl_target *target, evl_key type, evl_value callback, evl_span site)
{
	struct evl_listener *listener = find_attribute(target, type);
	if (!evl_is_object(callback)) {
		/* Reset: the place in the list is given up. */
		if (listener != NULL)
			unlink_listener(realm, target, listener);
		return;
	}
	listener = attribute_listener(realm, target, type);
	listener->callback = callback;
	listener->text = NULL;
	listener->site = site;
}

void evl_handler_assign_text(struct evl_realm *realm, struct evl_target *target, evl_key type, struct evl_string *text)
{
	struct evl_listener *listener = attribute_listener(realm, target, type);
	listener->callback = EVL_NULL;
	listener->text = text;
	listener->text_place = evl_web(realm)->text_place;
	listener->site = evl_stack_site(realm);
}

/* The callback of a handler attribute, made now where it is text yet. A faulty text is reported once. */
static evl_value handler_callback(struct evl_realm *realm, struct evl_target *target, struct evl_listener *listener)
{
	struct evl_string *text = listener->text;
	if (text != NULL) {
		listener->text = NULL;
		listener->callback = evl_web(realm)->make_handler(realm, target, listener->type, text, listener->text_place);
	}
	return listener->callback;
}

/* Whose handler the attribute that runs gets or sets, and of which type. */
static bool handler_receiver(struct evl_realm *realm, const struct evl_args *args, struct evl_target **target, evl_key *type)
{
	if (!target_receiver(realm, args, target))
		return false;
	*type = evl_platform_intern(realm, evl_platform_name(args) + 2);
	if (evl_web(realm)->handler_owner != NULL)
		*target = evl_web(realm)->handler_owner(realm, *target, *type);
	return true;
}

bool evl_handler_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_target *target;
	evl_key type;
	if (!handler_receiver(realm, args, &target, &type))
		return false;
	struct evl_listener *listener = find_attribute(target, type);
	*result = listener != NULL ? handler_callback(realm, target, listener) : EVL_NULL;
	return realm->halt == EVL_STATUS_OK;
}

bool evl_handler_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_target *target;
	evl_key type;
	*result = EVL_UNDEFINED;
	if (!handler_receiver(realm, args, &target, &type))
		return false;
	evl_handler_assign(realm, target, type, evl_arg(args, 0), evl_stack_site(realm));
	/* Setting it also starts a message port (HTML, "message ports"). */
	if (target->platform.kind == EVL_PLATFORM_PORT && strcmp(evl_platform_name(args), "onmessage") == 0)
		evl_port_start(realm, target);
	return true;
}

/* ----------------------------------------------------------------- dispatch */

bool evl_web_checkpoint(struct evl_realm *realm)
{
	/* Node's events are its own code: microtasks wait until all listeners were called. */
	if (!realm->host->profile->is_page)
		return true;
	if (realm->vm->frame != NULL || realm->vm->native_call != NULL || realm->vm->microtasks.is_running || realm->host->reporting)
		return true;
	return evl_loop_drain(&realm->host->loop, 0) != EVL_RAN_STOP && !realm->host->exiting && realm->halt == EVL_STATUS_OK;
}

static void report(struct evl_realm *realm)
{
	if (realm->halt != EVL_STATUS_OK)
		return;
	evl_value reason = evl_take_exception(realm);
	struct evl_web *web = evl_web(realm);
	if (web->report != NULL)
		web->report(realm, reason);
	else
		realm->host->profile->uncaught(realm, reason, EVL_ORIGIN_TASK, NULL);
	if (realm->host->exiting && realm->halt == EVL_STATUS_OK)
		realm->halt = EVL_STATUS_EXITED;
}

/* Call one listener as a piece of work of its own; its exception is reported in place. False: nothing more may run. */
static bool call_listener(struct evl_realm *realm, struct evl_listener *listener, evl_value callback, evl_value this_value, uint32_t count,
			  const evl_value *values, evl_value *out)
{
	evl_event_id before = realm->current;
	evl_event_id event_of_task = before;
	struct evl_event event = {
		.kind = EVL_EVENT_BEGIN,
		.work = EVL_WORK_EVENT,
		.cause = event_of_task,
		.other = EVL_NO_EVENT,
		.id = ++realm->work_count,
		.time = realm->now,
		.span = evl_host_function_span(realm, callback, listener->site),
	};
	evl_event_id begin = evl_trace_append(realm->trace, &event, NULL, 0);
	realm->current = begin;
	*out = EVL_UNDEFINED;
	bool ok = evl_host_call_reporting(realm, callback, this_value, count, values, out, report);
	event.kind = EVL_EVENT_END;
	event.cause = begin;
	event.time = realm->now;
	evl_trace_append(realm->trace, &event, NULL, 0);
	if (realm->host->exiting || realm->halt != EVL_STATUS_OK)
		return false;
	bool go_on = evl_web_checkpoint(realm);
	realm->current = before;
	return go_on && ok;
}

static bool goes_on(const struct evl_realm *realm) { return realm->halt == EVL_STATUS_OK && !realm->host->exiting; }

/* A handler attribute: what it returns may prevent the default (HTML, the event handler processing algorithm). */
static void call_attribute(struct evl_realm *realm, struct evl_listener *listener, struct evl_dom_event *event, evl_value this_value)
{
	evl_value returned, object = evl_from_object(event), values[5];
	evl_value callback = handler_callback(realm, evl_target_of(realm, event->current_target), listener);
	struct evl_web *web = evl_web(realm);
	bool is_error = strcmp(event->interface->name, "ErrorEvent") == 0 && event->current_target == evl_from_object(realm->global) &&
			evl_event_is(realm, event, "error");
	if (!evl_is_callable(callback))
		return;
	uint32_t count = 1;
	values[0] = object;
	if (is_error && web->window != NULL) {
		static const char *const fields[] = { "message", "filename", "lineno", "colno", "error" };
		for (count = 0; count < 5; count++)
			values[count] = evl_event_get(event, fields[count]);
	}
	if (!call_listener(realm, listener, callback, this_value, count, values, &returned))
		return;
	if (is_error ? returned == EVL_TRUE : returned == EVL_FALSE)
		if ((event->flags & EVL_DOM_CANCELABLE) != 0)
			event->canceled = true;
}

static void call_one(struct evl_realm *realm, struct evl_listener *listener, struct evl_dom_event *event, evl_value this_value)
{
	evl_value ignored, object = evl_from_object(event), callback = listener->callback;
	if (listener->attribute) {
		call_attribute(realm, listener, event, this_value);
		return;
	}
	if (listener->plain && !evl_event_is(realm, event, "close"))
		object = evl_event_get(event, "data");
	if (!evl_is_callable(callback)) {
		this_value = callback;
		if (!evl_get(realm, callback, evl_platform_intern(realm, "handleEvent"), &callback)) {
			report(realm);
			return;
		}
		if (!evl_is_callable(callback)) {
			if (evl_web(realm)->checks == NULL) /* a page's console is told nothing */
				return;
			evl_throw_text(realm, EVL_ERROR_TYPE,
				       "Failed to execute 'handleEvent' on 'EventListener': The provided value is not callable.");
			report(realm);
			return;
		}
	}
	call_listener(realm, listener, callback, this_value, 1, &object, &ignored);
}

/* Which listeners of a target are called. A target that is in no tree has no capturing: all are called as they were added. */
enum which { CAPTURING = 1, BUBBLING = 2, ALL = 3 };

/*
 * Is the event dispatched at a target outside of any tree? Chromium calls its listeners whether or not the event's propagation
 * was stopped before, and the event stays as its listeners left it.
 */
static bool is_alone(const struct evl_dom_event *event)
{
	return event->path_count == 1 && event->path[0]->platform.kind < EVL_PLATFORM_NODE;
}

/* Inner invoke: the listeners of one target for one direction. */
static void invoke(struct evl_realm *realm, struct evl_target *target, struct evl_dom_event *event, enum which which)
{
	struct evl_web *web = evl_web(realm);
	/* Node's targets have no tree around them: what is stopped there is only what comes after a listener. */
	if ((event->stopped && web->checks == NULL && !is_alone(event)) || target->listeners == NULL)
		return;
	evl_value this_value = evl_target_value(realm, target);
	evl_key type = evl_key_from_string(realm, evl_as_string(event->type));
	uint64_t last = web->listener_seq;
	struct evl_dom_event *outer = web->current;
	event->current_target = this_value;
	web->current = event;
	for (struct evl_listener *l = target->listeners; l != NULL && l->seq <= last && goes_on(realm) && !event->stopped_now; l = l->next) {
		if (l->removed || l->type != type || (which & (l->capture ? CAPTURING : BUBBLING)) == 0)
			continue;
		if (l->once)
			unlink_listener(realm, target, l);
		event->in_passive = l->passive;
		call_one(realm, l, event, this_value);
		event->in_passive = false;
	}
	web->current = outer;
}

bool evl_event_dispatch(struct evl_realm *realm, struct evl_target *target, struct evl_dom_event *event, bool *not_canceled)
{
	struct evl_web *web = evl_web(realm);
	void *state = NULL;
	struct evl_target *activated = NULL;
	struct evl_event_views views;
	if (!evl_vm_native_room(realm->vm))
		return evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
	event->dispatching = true;
	event->target = evl_target_value(realm, event->seen_as != NULL ? event->seen_as : target);
	bool goes = evl_event_path_build(realm, target, event, &views);
	if (goes && web->before_default != NULL)
		activated = web->before_default(realm, event, &state);
	bool in_order = target->platform.kind < EVL_PLATFORM_NODE;
	for (uint32_t i = event->path_count; i-- > 0 && !in_order && goes_on(realm);) {
		event->phase = evl_event_path_enter(realm, event, &views, i) ? 2 : 1;
		invoke(realm, event->path[i], event, CAPTURING);
	}
	for (uint32_t i = 0; i < event->path_count && goes_on(realm); i++) {
		bool at_target = evl_event_path_enter(realm, event, &views, i);
		if (!at_target && (event->flags & EVL_DOM_BUBBLES) == 0)
			continue;
		event->phase = at_target ? 2 : 3;
		invoke(realm, event->path[i], event, in_order ? ALL : BUBBLING);
	}
	evl_event_path_leave(realm, event, &views);
	bool keeps = web->keeps_stopped || (web->checks == NULL && is_alone(event));
	event->phase = 0;
	event->current_target = EVL_NULL;
	event->path_count = 0;
	event->dispatching = false;
	event->stopped = event->stopped && keeps;
	event->stopped_now = event->stopped_now && keeps;
	if (not_canceled != NULL)
		*not_canceled = !event->canceled;
	if (!goes_on(realm))
		return false;
	return activated == NULL || web->after_default == NULL || web->after_default(realm, activated, event, state);
}

bool evl_event_fire(struct evl_realm *realm, struct evl_target *target, const char *interface, const char *type, uint8_t flags)
{
	return evl_event_dispatch(realm, target, evl_event_new(realm, interface, type, flags), NULL);
}
