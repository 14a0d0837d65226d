/* SPDX-License-Identifier: MIT */
/*
 * call.h - calls from C: what the realm's hooks `call` and `construct` are.
 */
#ifndef EVL_VM_CALL_H
#define EVL_VM_CALL_H

#include "value/realm.h"
#include "vm/stack.h"

/* Call (sec-call); TypeError NOT_CALLABLE names the value. False: an exception is pending. */
bool evl_vm_call(struct evl_realm *realm, evl_value callee, evl_value this_value, uint32_t count, const evl_value *values,
		 evl_value *out);
/* Construct (sec-construct). */
bool evl_vm_construct(struct evl_realm *realm, evl_value callee, uint32_t count, const evl_value *values, evl_value new_target,
		      evl_value *out);

#endif
