/* SPDX-License-Identifier: MIT */
/*
 * legacy_function.h - what `arguments` and `caller` of sloppy functions say while the function runs.
 */
#ifndef EVL_VM_LEGACY_FUNCTION_H
#define EVL_VM_LEGACY_FUNCTION_H

#include <stdbool.h>

#include "value/object.h"

struct evl_realm;

/* Is it a sloppy function that is no arrow, method, generator or async function? Only those have `arguments` and `caller`. */
bool evl_is_legacy_function(const struct evl_object *object);

/* The arguments of the innermost activation as a new arguments object, or null. EVL_EMPTY: an exception is pending. */
evl_value evl_legacy_arguments(struct evl_realm *realm, const struct evl_object *function);

/* The sloppy function that called the innermost activation, or null. */
evl_value evl_legacy_caller(struct evl_realm *realm, const struct evl_object *function);

#endif
