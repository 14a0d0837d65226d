/* SPDX-License-Identifier: MIT */
/*
 * unknown_call.c - calling what only a real host knows, and what such calls give.
 */
#include "vm/unknown_call.h"

#include <string.h>

#include "value/convert.h"
#include "value/error.h"
#include "value/realm.h"
#include "vm/function.h"
#include "vm/promise.h"
#include "vm/unknown_callback.h"
#include "vm/unknown_name.h"
#include "vm/vm.h"

/* --------------------------------------------------------------- promises */

bool evl_unknown_promise(struct evl_realm *realm, struct evl_unknown *unknown, evl_value *out)
{
	if (evl_is_undefined(unknown->promise)) {
		unknown->promise = evl_from_object(evl_promise_new(realm));
		if (realm->hooks.unknown_later == NULL)
			return evl_unknown_refuse(realm, "the promise", evl_from_object(&unknown->object));
		struct evl_unknown_request request = { .unknown = unknown, .callback = EVL_UNDEFINED, .calls = EVL_UNKNOWN_SETTLES };
		if (!realm->hooks.unknown_later(realm, &request))
			return false;
	}
	*out = unknown->promise;
	return true;
}

bool evl_unknown_react(struct evl_realm *realm, evl_value reaction, evl_value value, evl_value *out)
{
	enum { PARAMETERS = 8 };
	struct evl_parameter_name names[PARAMETERS];
	evl_value values[PARAMETERS];
	uint32_t count = evl_parameter_names(realm, reaction, PARAMETERS, names);
	values[0] = value;
	for (uint32_t i = 1; i < count; i++) {
		const char *of = evl_is_unknown(value) ? evl_as_unknown(value)->text : "a promise";
		struct evl_unknown *further = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "value %u of %s", (unsigned)i + 1, of));
		further->unnamed = true;
		evl_unknown_name(further, names[i].text, names[i].length);
		values[i] = evl_from_object(&further->object);
	}
	return evl_call(realm, reaction, EVL_UNDEFINED, count > 1 ? count : 1, values, out);
}

/* ------------------------------------------------------------------ calls */

/* A method named as one of an array's, of an unknown value: over its elements; of a library, _.map(array, f): over that array. *done: it was. */
static bool call_over_elements(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values, evl_value *out,
			       bool *done)
{
	*done = false;
	if (callee->base == NULL || count == 0 || !evl_unknown_is_over_elements(evl_describe_key(realm, callee->key)))
		return true;
	if (evl_is_snippet_function(values[0])) {
		*done = true;
		struct evl_object *array = evl_unknown_elements(realm, callee->base);
		return evl_invoke(realm, evl_from_object(array), callee->key, count, values, out);
	}
	if (!evl_is_class(values[0], EVL_CLASS_ARRAY) || count < 2 || !evl_is_snippet_function(values[1]) || (count > 2 && evl_is_callable(values[2])))
		return true;
	*done = true;
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s does as Array.prototype.%s does", callee->text, evl_describe_key(realm, callee->key)));
	return evl_invoke(realm, values[0], callee->key, count - 1, values + 1, out);
}

/*
 * What a call with a function gave is called itself, memoize(f)(1): it stands for the function. Does this call of it call f? Not usually, when it is
 * called with fewer values than f has parameters.
 */
static bool wraps(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count)
{
	enum { PARAMETERS = 8 };
	struct evl_parameter_name parameters[PARAMETERS];
	bool is_usual = evl_parameter_names(realm, callee->callback, PARAMETERS, parameters) <= count;
	bool calls = evl_unknown_may_call(realm) && (evl_unknown_ask(realm, 2) == 0) == is_usual;
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming what %s gives %s the function that it was made of", callee->text,
						   calls ? "calls" : "does not call"));
	return calls;
}

bool evl_unknown_call(struct evl_realm *realm, struct evl_unknown *callee, uint32_t count, const evl_value *values, evl_value *out)
{
	bool done;
	if (!call_over_elements(realm, callee, count, values, out, &done) || done)
		return realm->exception == EVL_EMPTY && realm->halt == EVL_STATUS_OK;
	*out = callee->base != NULL ? evl_from_object(&callee->base->object) : EVL_UNDEFINED;
	if (realm->hooks.unknown_later != NULL && (!evl_unknown_wait(realm, callee, count, values, &done) || done))
		return realm->exception == EVL_EMPTY && realm->halt == EVL_STATUS_OK;
	if (callee->listens && count == 0 && !callee->ended) { /* what a registration gives ends it: unsubscribe() */
		callee->ended = true;
		evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s() ends what was asked for", callee->text));
	}
	if (!callee->listens && evl_is_callable(callee->callback)) {
		callee->ended = true;
		if (wraps(realm, callee, count))
			return evl_call(realm, callee->callback, EVL_UNDEFINED, count, values, out);
	}
	struct evl_unknown *result = evl_unknown_new(realm, EVL_UNKNOWN_RESULT, evl_unknown_call_text(realm, callee, count, values));
	*out = evl_from_object(&result->object);
	struct evl_unknown_request request = { .unknown = result, .callback = EVL_UNDEFINED };
	if (realm->hooks.unknown_later != NULL && (!evl_unknown_observe(realm, callee, result, count, values, &done) || done))
		return realm->exception == EVL_EMPTY && realm->halt == EVL_STATUS_OK;
	if (!evl_unknown_find_callback(realm, callee, count, values, &request))
		return false;
	if (evl_is_undefined(request.callback))
		return true;
	if (realm->hooks.unknown_later == NULL)
		return evl_unknown_refuse(realm, "a callback", *out);
	result->callback = request.callback;
	result->listens = request.calls == EVL_UNKNOWN_CALLS_EVENTS;
	return realm->hooks.unknown_later(realm, &request);
}

bool evl_unknown_construct(struct evl_realm *realm, struct evl_unknown *callee, evl_value new_target, uint32_t count, const evl_value *values,
			   evl_value *out)
{
	bool is_super = new_target != evl_from_object(&callee->object) && evl_is_class(new_target, EVL_CLASS_FUNCTION);
	const char *name = is_super ? evl_function_name(realm, evl_as_object(new_target)) : callee->text;
	const char *text = evl_unknown_text(realm, "new %s(%s)", name, evl_unknown_arguments_text(realm, count, values));
	struct evl_unknown *made = is_super ? evl_unknown_instance(realm, new_target, text) : evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text);
	if (made == NULL)
		return false;
	*out = evl_from_object(&made->object);
	return true;
}
