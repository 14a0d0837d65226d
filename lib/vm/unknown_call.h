/* SPDX-License-Identifier: MIT */
/*
 * unknown_call.h - calling what only a real host knows (value/unknown.h).
 *
 * A call of an unknown function gives an unknown. A function among its arguments, in the last place, is called back by the host
 * later, in a task of its own. A result that is awaited, or whose `then` is read, is a promise that the host settles.
 */
#ifndef EVL_VM_UNKNOWN_CALL_H
#define EVL_VM_UNKNOWN_CALL_H

#include "value/rows.h"
#include "value/unknown.h"

/* What the host makes of it is in its trace and its tasks. False: an exception is pending or the run halts. */
bool evl_unknown_call(struct evl_realm *realm, struct evl_unknown *callee, uint32_t count, const evl_value *values, evl_value *out);
/* new callee(...); with another `new_target`: super(...) of a class that extends it. */
bool evl_unknown_construct(struct evl_realm *realm, struct evl_unknown *callee, evl_value new_target, uint32_t count, const evl_value *values,
			   evl_value *out);
/* A library function that only computes, called with an unknown argument: the unknown that it gives. False: it is none, or knows all. */
bool evl_unknown_native(struct evl_realm *realm, const struct evl_native_function *function, const struct evl_args *args, evl_value *out);
/* The promise that it is: made when first asked for, which the host is told of. */
bool evl_unknown_promise(struct evl_realm *realm, struct evl_unknown *unknown, evl_value *out);

/* A reaction to the promise of an unknown call: where the function has more than one parameter it is a library's, which passes more values. */
bool evl_unknown_react(struct evl_realm *realm, evl_value reaction, evl_value value, evl_value *out);

#endif
