/* SPDX-License-Identifier: MIT */
/*
 * bigint_digits.h - between the cells of BigInts and libtommath's integers. For value/bigint*.c only.
 *
 * libtommath takes its results from malloc. So every mp_int made here is cleared in the function that made it.
 */
#ifndef EVL_VALUE_BIGINT_DIGITS_H
#define EVL_VALUE_BIGINT_DIGITS_H

#include <tommath.h>

#include "value/bigint.h"

_Static_assert(MP_DIGIT_BIT == EVL_BIGINT_DIGIT_BITS && sizeof(mp_digit) == sizeof(uint64_t), "libtommath with digits of 60 bits");

/* The BigInt as an integer of libtommath that nothing may be stored in. */
static inline mp_int evl_bigint_view(const struct evl_bigint *b)
{
	return (mp_int){
		.used = (int)b->used,
		.alloc = (int)b->used,
		.sign = evl_bigint_is_negative(b) ? MP_NEG : MP_ZPOS,
		.dp = (mp_digit *)(uintptr_t)b->digits,
	};
}

/* A new cell with room for `used` digits. NULL: too long (RangeError) or past the heap's limit (halting). */
struct evl_bigint *evl_bigint_alloc(struct evl_realm *realm, size_t used);
/* Drop leading zero digits; the sign of zero too. Checks the length in bits: false is a RangeError. */
bool evl_bigint_finish(struct evl_realm *realm, struct evl_bigint *b, evl_value *out);
/* The result of libtommath as a BigInt, unless `status` is an error. Clears `n`. */
bool evl_bigint_take(struct evl_realm *realm, mp_err status, mp_int *n, evl_value *out);
/* Count a computation of so many steps of one digit, and see whether `bytes` would still have room. False: halting. */
bool evl_bigint_afford(struct evl_realm *realm, double digit_steps, size_t bytes);
/* Bits of the magnitude. */
uint64_t evl_bigint_bits(const struct evl_bigint *b);

#endif
