/* SPDX-License-Identifier: MIT */
/*
 * iterator.c - %Iterator.prototype%, %AsyncIteratorPrototype% and the prototype of the
 * async iterators that wrap sync ones (sec-iteration).
 */
#include "builtins/iterator_helper.h"
#include "value/object.h"
#include "value/rows.h"
#include "vm/generator.h"

/* sec-%iterator.prototype%-%symbol.iterator%, sec-%asynciteratorprototype%-%symbol.asynciterator% */
static bool return_this(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = args->this_value;
	return true;
}

static const struct evl_row iterator_prototype[] = {
	EVL_METHOD("[Symbol.iterator]", return_this, 0),
};

/* Today's engines have the constructor as a global and more methods: iterator_helper.c. */
const struct evl_family evl_family_ITERATOR = {
	.name = "Iterator",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_iterator_construct,
	.prototype_constructor_hidden = true,
	.prototype = EVL_ROWS(iterator_prototype),
};

static const struct evl_row async_iterator_prototype[] = {
	EVL_METHOD("[Symbol.asyncIterator]", return_this, 0),
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
