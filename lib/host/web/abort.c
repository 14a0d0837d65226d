/* SPDX-License-Identifier: MIT */
/*
 * abort.c - AbortController, AbortSignal and its static methods abort, timeout, any.
 */
#include "host/web/abort.h"

#include <math.h>

#include <string.h>

#include "value/unknown.h"
#include "value/convert.h"
#include "vm/iterator.h"

struct controller {
	struct evl_platform platform;
	struct evl_abort_signal *signal;
};

/* A new signal that is not aborted. */
static struct evl_abort_signal *abort_signal_new(struct evl_realm *realm)
{
	struct evl_abort_signal *signal = evl_platform_new(realm, EVL_PLATFORM_ABORT_SIGNAL, sizeof *signal, EVL_UNDEFINED,
							   EVL_INTRINSIC_ABORT_SIGNAL_PROTOTYPE);
	signal->reason = EVL_UNDEFINED;
	return signal;
}

static evl_value new_exception(struct evl_realm *realm, const char *message, const char *name)
{
	struct evl_object *exception = evl_dom_exception_new(realm, evl_string_from_ascii(realm, message), evl_string_from_ascii(realm, name));
	return exception != NULL ? evl_from_object(exception) : EVL_UNDEFINED;
}

static evl_value abort_error(struct evl_realm *realm)
{
	const char *text = realm->host->profile->abort_text;
	return new_exception(realm, text != NULL ? text : "This operation was aborted", "AbortError");
}

static struct evl_abort_algorithm *append(struct evl_realm *realm, struct evl_abort_signal *signal)
{
	struct evl_abort_algorithm **link = &signal->algorithms;
	while (*link != NULL)
		link = &(*link)->next;
	*link = evl_arena_zalloc(&realm->scratch, sizeof **link);
	return *link;
}

void evl_abort_add_listener(struct evl_realm *realm, struct evl_abort_signal *signal, evl_value target, struct evl_listener *listener,
			    bool (*remove)(struct evl_realm *, evl_value target, struct evl_listener *))
{
	struct evl_abort_algorithm *algorithm = append(realm, signal);
	algorithm->data = target;
	algorithm->listener = listener;
	algorithm->by_listener = remove;
	if (evl_web(realm)->listening != NULL)
		evl_web(realm)->listening(realm, &signal->target, evl_platform_intern(realm, "abort"),
					  evl_target_count(&signal->target, evl_platform_intern(realm, "abort")), true);
}

struct evl_abort_algorithm *evl_abort_add(struct evl_realm *realm, struct evl_abort_signal *signal, evl_value data,
					  bool (*run)(struct evl_realm *, evl_value data, evl_value reason))
{
	struct evl_abort_algorithm *algorithm = append(realm, signal);
	algorithm->data = data;
	algorithm->run = run;
	return algorithm;
}

/* "run the abort steps" */
static bool run_steps(struct evl_realm *realm, struct evl_abort_signal *signal)
{
	struct evl_abort_algorithm *algorithm = signal->algorithms;
	signal->algorithms = NULL;
	for (; algorithm != NULL; algorithm = algorithm->next) {
		if (algorithm->removed)
			continue;
		bool ok = algorithm->listener != NULL ? algorithm->by_listener(realm, algorithm->data, algorithm->listener) :
							algorithm->run(realm, algorithm->data, signal->reason);
		if (!ok)
			return false;
	}
	return evl_event_fire(realm, &signal->target, "Event", "abort", EVL_DOM_TRUSTED);
}

/* Abort with a reason (EVL_UNDEFINED: a new AbortError): algorithms, then the event, then dependent signals. False: halting. */
static bool abort_signal_abort(struct evl_realm *realm, struct evl_abort_signal *signal, evl_value reason)
{
	if (signal->aborted)
		return true;
	signal->aborted = true;
	signal->reason = evl_is_undefined(reason) ? abort_error(realm) : reason;
	/* Dependent signals are aborted before anybody hears of it. */
	struct evl_abort_dependent *told = NULL, **last = &told;
	for (struct evl_abort_dependent *d = signal->dependents; d != NULL; d = d->next) {
		if (d->signal->aborted)
			continue;
		d->signal->aborted = true;
		d->signal->reason = signal->reason;
		*last = evl_arena_zalloc(&realm->scratch, sizeof **last);
		(*last)->signal = d->signal;
		last = &(*last)->next;
	}
	if (!run_steps(realm, signal))
		return false;
	for (; told != NULL; told = told->next)
		if (!run_steps(realm, told->signal))
			return false;
	return true;
}

/* ------------------------------------------------------------- controller */

static bool controller_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_platform_require_new(realm, args))
		return false;
	struct controller *controller = evl_platform_new(realm, EVL_PLATFORM_ABORT_CONTROLLER, sizeof *controller, args->new_target,
							 EVL_INTRINSIC_ABORT_CONTROLLER_PROTOTYPE);
	if (controller == NULL)
		return false;
	controller->signal = abort_signal_new(realm);
	*result = evl_from_object(controller);
	return true;
}

static bool controller_signal(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct controller *controller = evl_platform_receiver(realm, args, EVL_PLATFORM_ABORT_CONTROLLER);
	if (controller == NULL)
		return false;
	*result = evl_from_object(controller->signal);
	return true;
}

static bool controller_abort(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct controller *controller = evl_platform_receiver(realm, args, EVL_PLATFORM_ABORT_CONTROLLER);
	*result = EVL_UNDEFINED;
	return controller != NULL && abort_signal_abort(realm, controller->signal, evl_arg(args, 0));
}

static const struct evl_row controller_row[] = {
	EVL_ATTRIBUTE("signal", controller_signal),
	EVL_OPERATION("abort", controller_abort, 0),
	EVL_TAG_ROW("AbortController"),
};
const struct evl_family evl_family_ABORT_CONTROLLER = {
	.name = "AbortController",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = controller_construct,
	.prototype = EVL_ROWS(controller_row),
};

/* ------------------------------------------------------------------ signal */

static bool signal_receiver(struct evl_realm *realm, const struct evl_args *args, struct evl_abort_signal **out)
{
	*out = evl_platform_receiver(realm, args, EVL_PLATFORM_ABORT_SIGNAL);
	return *out != NULL;
}

static bool signal_aborted(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_abort_signal *signal;
	if (!signal_receiver(realm, args, &signal))
		return false;
	*result = evl_from_bool(signal->aborted);
	return true;
}

static bool signal_reason(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_abort_signal *signal;
	if (!signal_receiver(realm, args, &signal))
		return false;
	*result = signal->reason;
	return true;
}

static bool signal_throw_if_aborted(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_abort_signal *signal;
	*result = EVL_UNDEFINED;
	if (!signal_receiver(realm, args, &signal))
		return false;
	if (!signal->aborted)
		return true;
	if (evl_web(realm)->checks != NULL)
		evl_web(realm)->checks->throwing(realm, signal->reason, "internal/abort_controller:162      ^throw this[kReason];");
	return evl_throw(realm, signal->reason);
}

static bool signal_abort(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_abort_signal *signal = abort_signal_new(realm);
	signal->aborted = true;
	signal->reason = evl_is_undefined(evl_arg(args, 0)) ? abort_error(realm) : args->values[0];
	*result = evl_from_object(signal);
	return true;
}

static bool time_out(struct evl_realm *realm, uint32_t record)
{
	struct evl_abort_signal *signal = evl_pointer(evl_host_task(realm->host, record)->this_value);
	const char *text = realm->host->profile->timeout_text;
	return abort_signal_abort(realm, signal, new_exception(realm, text != NULL ? text : "The operation was aborted due to timeout", "TimeoutError"));
}

static bool signal_timeout(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_abort_signal *signal = abort_signal_new(realm);
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	double milliseconds;
	if (checks != NULL && !checks->check(realm, "validateUint32", evl_arg(args, 0), "delay"))
		return false;
	if (!evl_platform_require_args(realm, args, 1, "AbortSignal", "timeout") || !evl_to_number(realm, args->values[0], &milliseconds))
		return false;
	if (checks == NULL && !isfinite(milliseconds))
		return evl_platform_type_error(realm, "Failed to execute 'timeout' on 'AbortSignal': Value is %snot of type 'unsigned long long'.",
					       isnan(milliseconds) ? "" : "infinite and ");
	if (!(milliseconds >= 0 && milliseconds <= 9007199254740991.0))
		return evl_platform_type_error(realm,
					       "Failed to execute 'timeout' on 'AbortSignal': Value is outside the 'unsigned long long' value "
					       "range.");
	int64_t delay = milliseconds < 9e12 ? (int64_t)milliseconds * 1000 : (int64_t)9e15;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_TIMER, EVL_UNDEFINED, evl_from_object(signal), 0, NULL, delay);
	evl_host_task(realm->host, record)->run = time_out;
	evl_host_post(realm, record, EVL_SOURCE_ABORT, delay);
	*result = evl_from_object(signal);
	return true;
}

/* Every signal that `signal` follows: itself, or the sources it was made from. */
static void follow(struct evl_realm *realm, struct evl_abort_signal *result, struct evl_abort_signal *source)
{
	for (struct evl_abort_dependent *d = source->dependents; d != NULL; d = d->next)
		if (d->signal == result)
			return;
	struct evl_abort_dependent **link = &source->dependents;
	while (*link != NULL)
		link = &(*link)->next;
	*link = evl_arena_zalloc(&realm->scratch, sizeof **link);
	(*link)->signal = result;
	link = &result->sources;
	while (*link != NULL)
		link = &(*link)->next;
	*link = evl_arena_zalloc(&realm->scratch, sizeof **link);
	(*link)->signal = source;
}

bool evl_abort_follow_any(struct evl_realm *realm, evl_value signals, const char *interface, struct evl_abort_signal *made)
{
	evl_value list, from;
	double length;
	if (!evl_is_object(signals))
		return evl_platform_type_error(realm, "Failed to execute 'any' on '%s': The provided value cannot be converted to a sequence.", interface);
	if (!evl_get(realm, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ARRAY)), EVL_NAME_from, &from) ||
	    !evl_call(realm, from, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ARRAY)), 1, &signals, &list) ||
	    !evl_length_of(realm, evl_as_object(list), &length))
		return false;
	made->dependent = true;
	for (int pass = 0; pass < 2; pass++) {
		for (uint32_t i = 0; i < (uint32_t)length; i++) {
			evl_value item;
			if (!evl_object_get(realm, evl_as_object(list), evl_key_from_index(i), list, &item))
				return false;
			struct evl_abort_signal *source = evl_platform_cast(item, EVL_PLATFORM_ABORT_SIGNAL);
			if (evl_is_unknown(item))
				return evl_unknown_refuse(realm, "a signal that depends", item);
			if (source == NULL)
				return evl_platform_type_error(realm, "Failed to execute 'any' on '%s': Failed to convert value to 'AbortSignal'.",
							       interface);
			if (pass == 0 && source->aborted) {
				made->aborted = true;
				made->reason = source->reason;
				return true;
			}
			if (pass == 0)
				continue;
			if (!source->dependent)
				follow(realm, made, source);
			for (struct evl_abort_dependent *d = source->sources; source->dependent && d != NULL; d = d->next)
				follow(realm, made, d->signal);
		}
	}
	return true;
}

static bool signal_any(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	struct evl_abort_signal *made = abort_signal_new(realm);
	if (checks != NULL && !checks->check(realm, "validateAbortSignalArray", evl_arg(args, 0), "signals"))
		return false;
	*result = evl_from_object(made);
	return evl_platform_require_args(realm, args, 1, "AbortSignal", "any") && evl_abort_follow_any(realm, args->values[0], "AbortSignal", made);
}

static bool signal_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (checks == NULL || evl_is_undefined(args->new_target))
		return evl_platform_illegal_constructor(realm, args, result);
	return checks->refuse(realm, EVL_ERROR_TYPE, "ERR_ILLEGAL_CONSTRUCTOR", "Illegal constructor",
			      "internal/abort_controller:140    ^throw new ERR_ILLEGAL_CONSTRUCTOR();");
}

static const struct evl_row signal_static_row[] = {
	EVL_OPERATION("abort", signal_abort, 0),
	EVL_OPERATION("any", signal_any, 1),
	EVL_OPERATION("timeout", signal_timeout, 1),
};
static const struct evl_row signal_row[] = {
	EVL_ATTRIBUTE("aborted", signal_aborted),
	EVL_ATTRIBUTE("reason", signal_reason),
	EVL_HANDLER("onabort"),
	EVL_OPERATION("throwIfAborted", signal_throw_if_aborted, 0),
	EVL_TAG_ROW("AbortSignal"),
};
const struct evl_family evl_family_ABORT_SIGNAL = {
	.name = "AbortSignal",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = signal_construct,
	.parent = EVL_INTRINSIC_EVENT_TARGET,
	.prototype_parent = EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE,
	.statics = EVL_ROWS(signal_static_row),
	.prototype = EVL_ROWS(signal_row),
};
