/* SPDX-License-Identifier: MIT */
/*
 * stack_names.h - what V8 calls functions, receivers and methods in a trace.
 *
 * All texts are UTF-8, in the realm's scratch arena or constant. Nothing here runs script.
 */
#ifndef EVL_VM_STACK_NAMES_H
#define EVL_VM_STACK_NAMES_H

#include "value/realm.h"

/* The function's `name` property where that is a text, else the name in the source, else the inferred one; "" for none. */
const char *evl_stack_function_name(struct evl_realm *realm, struct evl_object *function);
/* What a generator of the function is called that has not ended. */
const char *evl_stack_generator_name(struct evl_realm *realm, struct evl_object *function);
/* V8's type name of a receiver (JSReceiver::GetConstructorName for objects); NULL for undefined, null and the global object: a plain call. */
const char *evl_stack_type_name(struct evl_realm *realm, evl_value receiver);
/* The property of the receiver that holds the function; EVL_NAME_NONE when there is none or more than one. */
evl_name evl_stack_method_name(struct evl_realm *realm, evl_value receiver, struct evl_object *callee);
/* The property through which Node calls back from a timer of the named type, which the model's objects do not have; NULL for none. */
const char *evl_stack_host_method(const char *type, evl_value receiver);
/* Is the value a function that `class` made? */
bool evl_is_class_constructor(evl_value value);
/* Is the function one without a name in code made from text? V8 calls it eval. */
bool evl_stack_is_nameless_eval(struct evl_realm *realm, const struct evl_object *callee);

/* The name that V8 gives an object by its class alone: "Object", "Array", "Map", "RangeError". */
const char *evl_class_name(const struct evl_object *object);
/*
 * V8's JSReceiver::GetConstructorName: what `new` made the object with, whatever its prototype is by now, else the nearest
 * tag or `constructor` that is a data property of it or inherited, else its class. UTF-8 in scratch or constant; never NULL.
 * Never runs script.
 */
const char *evl_constructor_name(struct evl_realm *realm, struct evl_object *object);

#endif
