/* SPDX-License-Identifier: MIT */
/*
 * iterator.c - %Iterator.prototype%, %AsyncIteratorPrototype% and the prototype of the
 * async iterators that wrap sync ones (sec-iteration).
 */
#include "builtins/iterator_methods.h"
#include "value/object.h"
#include "value/property.h"
#include "value/rows.h"
#include "vm/generator.h"
#include "vm/promise.h"

static const struct evl_row iterator_prototype[] = {
	EVL_METHOD("[Symbol.iterator]", evl_give_this, 0),
};

/* Today's engines have the constructor as a global and more methods: iterator_methods.c. */
const struct evl_family evl_family_ITERATOR = {
	.name = "Iterator",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_iterator_construct,
	.prototype_constructor_hidden = true,
	.prototype = EVL_ROWS(iterator_prototype),
};

/* Call `return` and wait for what it gives; a failure of it is the caller's. */
static bool dispose_async(struct evl_realm *realm, evl_value iterator, struct evl_promise *promise)
{
	evl_value method, returned, awaited;
	if (!evl_get_method(realm, iterator, EVL_NAME_return_, &method))
		return false;
	if (evl_is_undefined(method)) {
		evl_promise_fulfill(realm, promise, EVL_UNDEFINED);
		return true;
	}
	const evl_value constructor = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_PROMISE));
	if (!evl_call(realm, method, iterator, 0, NULL, &returned) || !evl_promise_resolve(realm, constructor, returned, &awaited))
		return false;
	const struct evl_capability capability = { .promise = evl_from_object(promise), .resolve = EVL_UNDEFINED, .reject = EVL_UNDEFINED };
	evl_promise_then(realm, evl_pointer(awaited), evl_from_object(evl_native_function_new(realm, "", 1, evl_give_undefined)), EVL_UNDEFINED,
			 &capability);
	return true;
}

/* sec-%asynciteratorprototype%-%symbol.asyncdispose% */
static bool async_iterator_dispose(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_promise *promise = evl_promise_new(realm);
	*result = evl_from_object(promise);
	if (dispose_async(realm, args->this_value, promise))
		return true;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	evl_promise_reject(realm, promise, evl_take_exception(realm));
	return true;
}

static const struct evl_row async_iterator_prototype[] = {
	EVL_METHOD("[Symbol.asyncIterator]", evl_give_this, 0),
	EVL_METHOD_SINCE(EVL_V8_13, "[Symbol.asyncDispose]", async_iterator_dispose, 0),
};

const struct evl_family evl_family_ASYNC_ITERATOR = {
	.name = "AsyncIterator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype = EVL_ROWS(async_iterator_prototype),
};

static const struct evl_row async_from_sync_iterator_prototype[] = {
	EVL_METHOD("next", evl_async_from_sync_iterator_next, 1),
	EVL_METHOD("return", evl_async_from_sync_iterator_return, 1),
	EVL_METHOD("throw", evl_async_from_sync_iterator_throw, 1),
};

const struct evl_family evl_family_ASYNC_FROM_SYNC_ITERATOR = {
	.name = "AsyncFromSyncIterator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ASYNC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(async_from_sync_iterator_prototype),
};
