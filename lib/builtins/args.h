/* SPDX-License-Identifier: MIT */
/*
 * args.h - what library functions do with their arguments before their own work:
 * checks with V8's messages, positions relative to a length, and the step that
 * every loop over a length given by a snippet must take.
 */
#ifndef EVL_BUILTINS_ARGS_H
#define EVL_BUILTINS_ARGS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/status.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/realm.h"
#include "value/rows.h"
#include "vm/vm.h"

/*
 * One round of a loop whose length a snippet chose. Counts against the run's
 * steps and looks at the byte limit, because such a loop may be asked to go
 * 2^53 rounds and no safe point comes before it ends. False: the run is halting.
 */
static inline bool evl_library_step(struct evl_realm *realm)
{
	if (--realm->vm->steps_left <= 0 && !evl_vm_next_slice(realm))
		return false;
	if (realm->heap.over_limit)
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "the snippet's data grew past the limit");
	return realm->halt == EVL_STATUS_OK;
}

/* For evl_iterate: append the value to the array `context`. */
static inline bool evl_library_collect(struct evl_realm *realm, void *context, evl_value value)
{
	return evl_library_step(realm) && evl_array_append(realm, context, value);
}

/*
 * Before a library function calls itself in C: nested data that a snippet made may be arbitrarily deep, so depth is
 * bounded like that of calls. False: a RangeError is pending.
 */
static inline bool evl_library_room(struct evl_realm *realm)
{
	return evl_vm_native_room(realm->vm) || evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
}

/* TypeError "... is not a function" unless `v` is callable. */
static inline bool evl_require_callable(struct evl_realm *realm, evl_value v)
{
	if (evl_is_callable(v))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE,
				 realm->v8 >= EVL_V8_12 ? evl_describe_callee(realm, v) : evl_describe(realm, v));
}

/* TypeError "... is not a constructor" unless `v` is one. */
static inline bool evl_require_constructor(struct evl_realm *realm, evl_value v)
{
	if (evl_is_constructor(v))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CONSTRUCTOR, evl_describe(realm, v));
}

/* TypeError in the words of the realm's engine unless `v`, what sort and its kin compare with, is undefined or callable. */
static inline bool evl_require_comparator(struct evl_realm *realm, evl_value v)
{
	if (evl_is_undefined(v) || evl_is_callable(v))
		return true;
	if (realm->v8 >= EVL_V8_12)
		return evl_throw_message(realm, EVL_MESSAGE_BAD_COMPARATOR_RECENT, evl_describe(realm, v));
	return evl_throw_message(realm, EVL_MESSAGE_BAD_COMPARATOR);
}

/*
 * The argument `v` as a position in [0, length]: negative counts from the end,
 * undefined is `absent`. As slice, splice, fill, copyWithin and their kin do it.
 */
static inline bool evl_relative_position(struct evl_realm *realm, evl_value v, double length, double absent, double *out)
{
	if (evl_is_undefined(v)) {
		*out = absent;
		return true;
	}
	double n;
	if (!evl_to_integer_or_infinity(realm, v, &n))
		return false;
	if (n < 0)
		*out = length + n > 0 ? length + n : 0;
	else
		*out = n < length ? n : length;
	return true;
}

/* The argument `v` as a position kept within [0, length]; undefined is `absent`. As substring and indexOf do it. */
static inline bool evl_clamped_position(struct evl_realm *realm, evl_value v, uint32_t length, uint32_t absent, uint32_t *out)
{
	double n;
	*out = absent;
	if (evl_is_undefined(v))
		return true;
	if (!evl_to_integer_or_infinity(realm, v, &n))
		return false;
	*out = n <= 0 ? 0 : n >= length ? length : (uint32_t)n;
	return true;
}

#endif
