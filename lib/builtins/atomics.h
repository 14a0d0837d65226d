/* SPDX-License-Identifier: MIT */
/*
 * atomics.h - what the files of Atomics share: the checks of their arguments. False: an exception is pending.
 */
#ifndef EVL_BUILTINS_ATOMICS_H
#define EVL_BUILTINS_ATOMICS_H

#include "builtins/args.h"
#include "builtins/typed_array.h"

/* ValidateIntegerTypedArray (sec-validateintegertypedarray); `method` for messages ("Atomics.add"). */
bool evl_atomics_integer_array(struct evl_realm *realm, evl_value v, bool waitable, const char *method, struct evl_view **out);
/* ValidateAtomicAccess (sec-validateatomicaccess) */
bool evl_atomics_access_index(struct evl_realm *realm, const struct evl_view *view, evl_value v, double *index);
/* The bytes of the element, its view asked for again behind the conversions (sec-revalidateatomicaccess). */
bool evl_atomics_element(struct evl_realm *realm, const struct evl_view *view, double index, const char *method, uint8_t **out);
/* Are these numbers the same as elements of the type? */
bool evl_atomics_same_bits(enum evl_typed type, evl_value a, evl_value b);

/* atomics_wait.c */
bool evl_atomics_wait(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_atomics_wait_async(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_atomics_notify(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
