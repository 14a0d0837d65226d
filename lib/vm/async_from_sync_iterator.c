/* SPDX-License-Identifier: MIT */
/*
 * async_from_sync_iterator.c - the async iterator over a sync one that for await and
 * yield* make (sec-async-from-sync-iterator-objects).
 */
#include "value/convert.h"
#include "value/error.h"
#include "value/property.h"
#include "vm/generator.h"
#include "vm/iterator.h"
#include "vm/vm.h"

struct async_from_sync_iterator {
	struct evl_object object;
	struct evl_iterator_record sync;
};

evl_value evl_async_from_sync_iterator_new(struct evl_realm *realm, evl_value iterator, evl_value next)
{
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_ASYNC_FROM_SYNC_ITERATOR_PROTOTYPE);
	struct async_from_sync_iterator *self = (struct async_from_sync_iterator *)evl_object_alloc(
		realm, EVL_CLASS_ASYNC_FROM_SYNC_ITERATOR, evl_shape_root(realm, prototype), sizeof *self, 0);
	self->sync.iterator = iterator;
	self->sync.next = next;
	return evl_from_object(self);
}

/* The exception becomes the rejection of `promise` (IfAbruptRejectPromise). False only when the run halts. */
static bool reject_abrupt(struct evl_realm *realm, struct evl_promise *promise)
{
	if (realm->halt != EVL_STATUS_OK)
		return false;
	evl_promise_reject(realm, promise, evl_take_exception(realm));
	return true;
}

/* captured 0: done */
static bool unwrap(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool done = ((struct evl_native_function *)args->callee)->captured[0] == EVL_TRUE;
	*result = evl_iterator_result(realm, evl_arg(args, 0), done);
	return true;
}

/* captured 0: the iterator object */
static bool close_and_rethrow(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct async_from_sync_iterator *self = evl_pointer(((struct evl_native_function *)args->callee)->captured[0]);
	*result = EVL_UNDEFINED;
	evl_throw(realm, evl_arg(args, 0));
	return evl_iterator_close(realm, &self->sync);
}

/* AsyncFromSyncIteratorContinuation (sec-asyncfromsynciteratorcontinuation). */
static bool continuation(struct evl_realm *realm, struct async_from_sync_iterator *self, evl_value result,
			 struct evl_promise *promise, bool close)
{
	evl_value value;
	if (realm->vm->leave_sync_iterator_open)
		close = false;
	if (!evl_get(realm, result, EVL_NAME_done, &value))
		return reject_abrupt(realm, promise);
	bool done = evl_to_boolean(value);
	if (!evl_get(realm, result, EVL_NAME_value, &value))
		return reject_abrupt(realm, promise);
	evl_value wrapper;
	if (!evl_promise_resolve(realm, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_PROMISE)), value, &wrapper)) {
		if (!done && close && realm->halt == EVL_STATUS_OK)
			evl_iterator_close(realm, &self->sync);
		return reject_abrupt(realm, promise);
	}
	struct evl_native_function *fulfilled = evl_native_function_new(realm, "", 1, unwrap);
	fulfilled->captured[0] = evl_from_bool(done);
	evl_value rejected = EVL_UNDEFINED;
	if (!done && close) {
		struct evl_native_function *closer = evl_native_function_new(realm, "", 1, close_and_rethrow);
		closer->captured[0] = evl_from_object(self);
		rejected = evl_from_object(closer);
	}
	struct evl_capability capability = { evl_from_object(promise), EVL_UNDEFINED, EVL_UNDEFINED };
	evl_promise_then(realm, evl_pointer(wrapper), evl_from_object(fulfilled), rejected, &capability);
	return true;
}

/* Call a method of the sync iterator and go on with its result, which must be an object. */
static bool call_and_continue(struct evl_realm *realm, struct async_from_sync_iterator *self, evl_value method,
			      const struct evl_args *args, struct evl_promise *promise, bool close)
{
	evl_value result;
	uint32_t count = args->count != 0 ? 1 : 0;
	if (!evl_call(realm, method, self->sync.iterator, count, args->values, &result))
		return reject_abrupt(realm, promise);
	if (!evl_is_object(result)) {
		evl_throw_message(realm, EVL_MESSAGE_ITERATOR_RESULT_NOT_OBJECT, evl_describe(realm, result));
		return reject_abrupt(realm, promise);
	}
	return continuation(realm, self, result, promise, close);
}

bool evl_async_from_sync_iterator_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct async_from_sync_iterator *self = evl_pointer(args->this_value);
	struct evl_promise *promise = evl_promise_new(realm);
	*result = evl_from_object(promise);
	return call_and_continue(realm, self, self->sync.next, args, promise, true);
}

bool evl_async_from_sync_iterator_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct async_from_sync_iterator *self = evl_pointer(args->this_value);
	struct evl_promise *promise = evl_promise_new(realm);
	evl_value method;
	*result = evl_from_object(promise);
	if (!evl_get_callee(realm, self->sync.iterator, EVL_NAME_return_, &method))
		return reject_abrupt(realm, promise);
	if (evl_is_undefined(method)) {
		evl_promise_resolve_with(realm, promise, evl_iterator_result(realm, evl_arg(args, 0), true));
		return realm->halt == EVL_STATUS_OK;
	}
	return call_and_continue(realm, self, method, args, promise, false);
}

bool evl_async_from_sync_iterator_throw(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct async_from_sync_iterator *self = evl_pointer(args->this_value);
	struct evl_promise *promise = evl_promise_new(realm);
	evl_value method;
	*result = evl_from_object(promise);
	if (!evl_get_callee(realm, self->sync.iterator, EVL_NAME_throw_, &method))
		return reject_abrupt(realm, promise);
	if (!evl_is_undefined(method))
		return call_and_continue(realm, self, method, args, promise, true);
	if (realm->vm->leave_sync_iterator_open) {
		/* As it was before ECMAScript 2024. */
		evl_promise_reject(realm, promise, evl_arg(args, 0));
		return true;
	}
	self->sync.done = true;
	if (!evl_iterator_close(realm, &self->sync))
		return reject_abrupt(realm, promise);
	evl_throw_message(realm, EVL_MESSAGE_ITERATOR_WITHOUT_THROW);
	return reject_abrupt(realm, promise);
}
