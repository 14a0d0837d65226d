/* SPDX-License-Identifier: MIT */
/*
 * function_slots.h - where the own properties of bytecode functions lie, as long as their shape is the initial one.
 */
#ifndef EVL_VM_FUNCTION_SLOTS_H
#define EVL_VM_FUNCTION_SLOTS_H

#include <stdbool.h>
#include <stdint.h>

#include "value/object.h"

enum { EVL_FUNCTION_SLOT_LENGTH = 0, EVL_FUNCTION_SLOT_NAME = 1 };

/* The hook for lazy slots of class FUNCTION. */
bool evl_function_slot(struct evl_realm *realm, struct evl_object *object, uint32_t slot, evl_value *out);

#endif
