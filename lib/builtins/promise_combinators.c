/* SPDX-License-Identifier: MIT */
/*
 * promise_combinators.c - Promise.all, allSettled, any and race.
 *
 * The four loops of the standard are one here: resolve each value of the iterable, call
 * `then` of what that gives with handlers that the combinator chooses. The promise that
 * `then` derives is not made while nobody could see it.
 */
#include "builtins/promise_combinators.h"

#include "base/names.h"
#include "builtins/args.h"
#include "value/error.h"
#include "value/property.h"
#include "value/realm.h"
#include "value/words.h"
#include "vm/iterator.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/stack.h"

enum combinator { ALL, ALL_SETTLED, ANY, RACE };

/* What the element functions of one call share; a cell that holds nothing but values. */
struct shared {
	struct evl_cell cell;
	evl_value promise, resolve, reject; /* the result capability */
	evl_value values;                   /* array of results or errors */
	evl_value remaining;                /* remainingElementsCount */
};

static struct evl_capability capability_of(const struct shared *shared)
{
	return (struct evl_capability){ shared->promise, shared->resolve, shared->reject };
}

/* One element less to wait for: was it the last? */
static bool was_last(struct shared *shared)
{
	int32_t remaining = evl_as_int(shared->remaining) - 1;
	shared->remaining = evl_from_int(remaining);
	return remaining == 0;
}

static evl_value all_rejected(struct evl_realm *realm, const struct shared *shared)
{
	struct evl_string *text = evl_string_from_ascii(realm, realm->words != NULL ? realm->words->none_fulfilled : "All promises were rejected");
	struct evl_object *error = evl_error_new(realm, EVL_ERROR_AGGREGATE, evl_string_value(text));
	((struct evl_error *)error)->frames = NULL; /* the engine makes it in no function's name, even where it is made at once */
	((struct evl_error *)error)->host_frames = false;
	evl_define_new(realm, error, EVL_NAME_errors, shared->values, EVL_DATA_HIDDEN);
	return evl_from_object(error);
}

/*
 * The element functions. captured: 0 the shared record, 1 the index, EVL_EMPTY once called, 2 for allSettled the other
 * function of the element. Returns NULL when the element was settled before.
 */
static struct shared *first_call(struct evl_native_function *self, uint32_t *index)
{
	if (self->captured[1] == EVL_EMPTY)
		return NULL;
	*index = (uint32_t)evl_as_int(self->captured[1]);
	self->captured[1] = EVL_EMPTY;
	if (evl_is_object(self->captured[2]))
		((struct evl_native_function *)evl_pointer(self->captured[2]))->captured[1] = EVL_EMPTY;
	return evl_pointer(self->captured[0]);
}

/* Store the value of an element; settle the result when it was the last. */
static bool element_settled(struct evl_realm *realm, struct shared *shared, uint32_t index, evl_value value, bool any,
			    evl_value *result)
{
	struct evl_capability capability = capability_of(shared);
	evl_value array = shared->values;
	evl_value settle = any ? capability.reject : capability.resolve;
	evl_as_object(array)->elements[index] = value;
	*result = EVL_UNDEFINED;
	if (!was_last(shared))
		return true;
	if (any)
		array = all_rejected(realm, shared);
	return evl_call(realm, settle, EVL_UNDEFINED, 1, &array, result);
}

/* sec-promise.all-resolve-element-functions */
static bool all_element(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t index;
	struct shared *shared = first_call((struct evl_native_function *)args->callee, &index);
	*result = EVL_UNDEFINED;
	return shared == NULL || element_settled(realm, shared, index, evl_arg(args, 0), false, result);
}

/* sec-promise.any-reject-element-functions */
static bool any_element(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t index;
	struct shared *shared = first_call((struct evl_native_function *)args->callee, &index);
	*result = EVL_UNDEFINED;
	return shared == NULL || element_settled(realm, shared, index, evl_arg(args, 0), true, result);
}

static bool settled_element(struct evl_realm *realm, const struct evl_args *args, evl_name status, evl_name key, evl_value *result)
{
	uint32_t index;
	struct shared *shared = first_call((struct evl_native_function *)args->callee, &index);
	*result = EVL_UNDEFINED;
	if (shared == NULL)
		return true;
	struct evl_object *object = evl_object_plain(realm);
	if (!evl_create_data(realm, object, EVL_NAME_status, evl_from_string(evl_string_from_name(realm, status))) ||
	    !evl_create_data(realm, object, key, evl_arg(args, 0)))
		return false;
	return element_settled(realm, shared, index, evl_from_object(object), false, result);
}

/* sec-promise.allsettled-resolve-element-functions and sec-promise.allsettled-reject-element-functions */
static bool fulfilled_element(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return settled_element(realm, args, EVL_NAME_fulfilled, EVL_NAME_value, result);
}

static bool rejected_element(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return settled_element(realm, args, EVL_NAME_rejected, EVL_NAME_reason, result);
}

/* `name` is empty; its address tells stack traces which combinator waits ("async Promise.all (index 0)"). */
static evl_value element_function(struct evl_realm *realm, const char *name, evl_native fn, struct shared *shared, uint32_t index)
{
	struct evl_native_function *function = evl_native_function_new(realm, name, 1, fn);
	function->captured[0] = evl_from_cell(shared);
	function->captured[1] = evl_from_int((int32_t)index);
	function->captured[2] = EVL_UNDEFINED;
	return evl_from_object(function);
}

/* The handlers of element `index`. */
static void choose_handlers(struct evl_realm *realm, enum combinator kind, struct shared *shared, uint32_t index,
			    evl_value handlers[2])
{
	handlers[0] = shared->resolve;
	handlers[1] = shared->reject;
	switch (kind) {
	case ALL:
		handlers[0] = element_function(realm, evl_all_element_name, all_element, shared, index);
		break;
	case ALL_SETTLED:
		handlers[0] = element_function(realm, evl_all_settled_element_name, fulfilled_element, shared, index);
		handlers[1] = element_function(realm, evl_all_settled_element_name, rejected_element, shared, index);
		((struct evl_native_function *)evl_pointer(handlers[0]))->captured[2] = handlers[1];
		((struct evl_native_function *)evl_pointer(handlers[1]))->captured[2] = handlers[0];
		break;
	case ANY:
		handlers[1] = element_function(realm, evl_any_element_name, any_element, shared, index);
		break;
	case RACE:
		break;
	}
}

/* The loop: PerformPromiseAll and its siblings up to the end of the iterable. */
static bool perform(struct evl_realm *realm, enum combinator kind, evl_value constructor, evl_value resolve,
		    struct evl_iterator_record *record, struct shared *shared)
{
	for (uint32_t index = 0;; index++) {
		evl_value value;
		evl_value promise;
		evl_value handlers[2];
		evl_value ignored;
		if (!evl_library_step(realm) || !evl_iterator_step(realm, record, &value))
			return false;
		if (record->done)
			return true;
		if (kind != RACE && !evl_array_append(realm, evl_as_object(shared->values), EVL_UNDEFINED))
			return false;
		if (!evl_call(realm, resolve, constructor, 1, &value, &promise))
			return false;
		choose_handlers(realm, kind, shared, index, handlers);
		if (kind != RACE)
			shared->remaining = evl_from_int(evl_as_int(shared->remaining) + 1);
		if (evl_promise_is_plain(realm, promise))
			evl_promise_then(realm, evl_pointer(promise), handlers[0], handlers[1], NULL);
		else if (!evl_invoke(realm, promise, EVL_NAME_then, 2, handlers, &ignored))
			return false;
	}
}

/* The pending exception rejects the result (IfAbruptRejectPromise). */
static bool reject_abrupt(struct evl_realm *realm, const struct evl_capability *capability, evl_value *result)
{
	if (realm->halt != EVL_STATUS_OK)
		return false;
	*result = capability->promise;
	return evl_capability_reject(realm, capability, evl_take_exception(realm));
}

static bool combine(struct evl_realm *realm, const struct evl_args *args, enum combinator kind, const char *name,
		    evl_value *result)
{
	struct evl_capability capability;
	struct evl_iterator_record record;
	evl_value resolve;
	evl_value ignored;
	evl_value constructor = args->this_value;
	if (!evl_is_object(constructor))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, name);
	if (!evl_capability_new(realm, constructor, &capability))
		return false;
	evl_capability_functions(realm, &capability);
	*result = capability.promise;
	if (!evl_get(realm, constructor, EVL_NAME_resolve, &resolve))
		return reject_abrupt(realm, &capability, result);
	if (!evl_is_callable(resolve)) {
		evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, "resolve");
		return reject_abrupt(realm, &capability, result);
	}
	if (!evl_iterator_open(realm, evl_arg(args, 0), &record))
		return reject_abrupt(realm, &capability, result);

	struct shared *shared = evl_heap_alloc(&realm->heap, EVL_CELL_VALUES, sizeof *shared);
	shared->promise = capability.promise;
	shared->resolve = capability.resolve;
	shared->reject = capability.reject;
	shared->values = kind == RACE ? EVL_UNDEFINED : evl_from_object(evl_array_new(realm, 0, 4));
	shared->remaining = evl_from_int(1);
	if (!perform(realm, kind, constructor, resolve, &record, shared)) {
		if (!record.done && realm->halt == EVL_STATUS_OK)
			evl_iterator_close(realm, &record);
		return reject_abrupt(realm, &capability, result);
	}
	if (kind == RACE || !was_last(shared))
		return true;
	if (kind == ANY)
		return evl_capability_reject(realm, &capability, all_rejected(realm, shared));
	if (evl_call(realm, capability.resolve, EVL_UNDEFINED, 1, &shared->values, &ignored))
		return true;
	return reject_abrupt(realm, &capability, result);
}

bool evl_promise_all(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return combine(realm, args, ALL, "Promise.all", result);
}

bool evl_promise_all_settled(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return combine(realm, args, ALL_SETTLED, "Promise.allSettled", result);
}

bool evl_promise_any(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return combine(realm, args, ANY, "Promise.any", result);
}

bool evl_promise_race(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return combine(realm, args, RACE, "Promise.race", result);
}
