/* SPDX-License-Identifier: MIT */
/*
 * iterator.c - %Iterator.prototype%, %AsyncIteratorPrototype% and the prototype of the
 * async iterators that wrap sync ones (sec-iteration).
 */
#include "builtins/recent.h"
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

const struct evl_family evl_family_ITERATOR = {
	.name = "Iterator",
	.kind = EVL_FAMILY_PROTOTYPE,
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

static const struct evl_row iterator_recent[] = {
	EVL_NOT_COVERED_ROW("map", "iterator helpers (Iterator.prototype.map)"),
	EVL_NOT_COVERED_ROW("filter", "iterator helpers (Iterator.prototype.filter)"),
	EVL_NOT_COVERED_ROW("take", "iterator helpers (Iterator.prototype.take)"),
	EVL_NOT_COVERED_ROW("drop", "iterator helpers (Iterator.prototype.drop)"),
	EVL_NOT_COVERED_ROW("flatMap", "iterator helpers (Iterator.prototype.flatMap)"),
	EVL_NOT_COVERED_ROW("reduce", "iterator helpers (Iterator.prototype.reduce)"),
	EVL_NOT_COVERED_ROW("toArray", "iterator helpers (Iterator.prototype.toArray)"),
	EVL_NOT_COVERED_ROW("forEach", "iterator helpers (Iterator.prototype.forEach)"),
	EVL_NOT_COVERED_ROW("some", "iterator helpers (Iterator.prototype.some)"),
	EVL_NOT_COVERED_ROW("every", "iterator helpers (Iterator.prototype.every)"),
	EVL_NOT_COVERED_ROW("find", "iterator helpers (Iterator.prototype.find)"),
};

const struct evl_rows evl_rows_iterator_recent = EVL_ROWS(iterator_recent);

static const struct evl_row global_recent[] = {
	EVL_NOT_COVERED_ROW("Iterator", "the Iterator constructor"),
};

const struct evl_rows evl_rows_global_recent = EVL_ROWS(global_recent);
