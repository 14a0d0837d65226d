/* SPDX-License-Identifier: MIT */
/*
 * bigint.h - BigInts: integers of any size, immutable.
 *
 * A BigInt is one heap cell: its sign, and its magnitude in digits of 60 bits, lowest first, the highest not zero. Zero has no
 * digits and no sign. The digits are those of libtommath, which does the arithmetic on large ones on views of the cells; what
 * fits in one digit is computed here. The longest BigInt is that of V8 ("Maximum BigInt size exceeded" beyond it).
 * Work that grows faster than its operands counts against the run's steps before it is begun (realm->hooks.spend).
 */
#ifndef EVL_VALUE_BIGINT_H
#define EVL_VALUE_BIGINT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value/heap.h"
#include "value/string.h"
#include "value/value.h"

struct evl_realm;

enum { EVL_BIGINT_DIGIT_BITS = 60 };
enum { EVL_BIGINT_NEGATIVE = 1 }; /* flag of the cell */

struct evl_bigint {
	struct evl_cell cell;
	uint32_t used; /* digits */
	uint64_t digits[];
};

/* The operators of two operands (sec-numeric-types-bigint). */
enum evl_bigint_op {
	EVL_BIGINT_ADD,
	EVL_BIGINT_SUB,
	EVL_BIGINT_MUL,
	EVL_BIGINT_DIV,
	EVL_BIGINT_MOD,
	EVL_BIGINT_EXP,
	EVL_BIGINT_SHL,
	EVL_BIGINT_SAR,
	EVL_BIGINT_SHR,
	EVL_BIGINT_AND,
	EVL_BIGINT_OR,
	EVL_BIGINT_XOR,
};

/* A BigInt as a value. */
static inline evl_value evl_from_bigint(const struct evl_bigint *b) { return evl_tagged(EVL_TAG_BIGINT, b); }
static inline bool evl_bigint_is_zero(const struct evl_bigint *b) { return b->used == 0; }
static inline bool evl_bigint_is_negative(const struct evl_bigint *b) { return (b->cell.flags & EVL_BIGINT_NEGATIVE) != 0; }

/* The BigInt of a machine integer. Never fails. */
evl_value evl_bigint_from_int64(struct evl_realm *realm, int64_t n);
evl_value evl_bigint_from_uint64(struct evl_realm *realm, uint64_t n);
/* The lowest 64 bits in two's complement (sec-tobigint64, sec-tobiguint64). */
uint64_t evl_bigint_to_uint64(const struct evl_bigint *b);
/* The exact value of an integral finite number. False: the run is halting. */
bool evl_bigint_from_double(struct evl_realm *realm, double d, evl_value *out);
/* Number(b): the nearest double, ties to even; infinite beyond them (sec-number-constructor-number-value). */
double evl_bigint_to_double(const struct evl_bigint *b);

/* a op b. False: RangeError (division by zero, too large, negative exponent), TypeError (>>>), or the run is halting. */
bool evl_bigint_binary(struct evl_realm *realm, enum evl_bigint_op op, evl_value a, evl_value b, evl_value *out);
/* -a and ~a (sec-numeric-types-bigint-unaryMinus, sec-numeric-types-bigint-bitwiseNOT). */
bool evl_bigint_negate(struct evl_realm *realm, evl_value a, evl_value *out);
bool evl_bigint_not(struct evl_realm *realm, evl_value a, evl_value *out);
/* sec-bigint.asintn (`is_signed`) and sec-bigint.asuintn */
bool evl_bigint_wrap(struct evl_realm *realm, double bits, evl_value a, bool is_signed, evl_value *out);

/* sec-numeric-types-bigint-equal */
bool evl_bigint_equals(const struct evl_bigint *a, const struct evl_bigint *b);
/* <0, 0, >0 */
int evl_bigint_compare(const struct evl_bigint *a, const struct evl_bigint *b);
/* The same against a number that is not NaN, without rounding. */
int evl_bigint_compare_double(const struct evl_bigint *a, double d);
/* A hash of the value, for collections. */
uint32_t evl_bigint_hash(const struct evl_bigint *b);

/* sec-numeric-types-bigint-tostring; radix 2 to 36. NULL: an exception is pending or the run is halting. */
struct evl_string *evl_bigint_to_string(struct evl_realm *realm, const struct evl_bigint *b, int radix);
/* sec-stringtobigint; *found false when the text is none. False: the run is halting, or too large (RangeError). */
bool evl_string_to_bigint(struct evl_realm *realm, struct evl_string *s, evl_value *out, bool *found);
/* The value of a BigInt literal: its digits as written, with 0x, 0o or 0b, without n and separators. */
bool evl_bigint_from_literal(struct evl_realm *realm, evl_name digits, evl_value *out);

#endif
