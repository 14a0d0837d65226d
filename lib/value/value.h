/*
 * value.h - a JavaScript value in 64 bits.
 *
 * NaN boxing: a double is stored as it is; every other type lives in the space
 * of negative quiet NaNs that arithmetic never produces (0xFFF9 and up in the
 * top 16 bits). NaN is always the canonical 0x7FF8000000000000 or the
 * processor's 0xFFF8000000000000, both below the tags.
 *
 * Integers that fit in 32 bits are kept as int32 wherever that is cheap; -0 is
 * always a double. So a number is either tag: compare with evl_strict_equals,
 * never bit by bit.
 */
#ifndef EVL_VALUE_VALUE_H
#define EVL_VALUE_VALUE_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

typedef uint64_t evl_value;

struct evl_cell;
struct evl_object;
struct evl_string;
struct evl_symbol;
struct evl_bigint;

#define EVL_TAG_INT UINT64_C(0xFFF9)
#define EVL_TAG_SIMPLE UINT64_C(0xFFFA) /* undefined, null, booleans, and internal markers */
#define EVL_TAG_OBJECT UINT64_C(0xFFFB)
#define EVL_TAG_STRING UINT64_C(0xFFFC)
#define EVL_TAG_SYMBOL UINT64_C(0xFFFD)
#define EVL_TAG_BIGINT UINT64_C(0xFFFE)
#define EVL_TAG_CELL UINT64_C(0xFFFF) /* internal: environments, accessors, private names; never visible to a snippet */

#define EVL_SIMPLE(n) ((EVL_TAG_SIMPLE << 48) | UINT64_C(n))
#define EVL_UNDEFINED EVL_SIMPLE(0)
#define EVL_NULL EVL_SIMPLE(1)
#define EVL_FALSE EVL_SIMPLE(2)
#define EVL_TRUE EVL_SIMPLE(3)
#define EVL_HOLE EVL_SIMPLE(4)  /* an absent array element */
#define EVL_TDZ EVL_SIMPLE(5)   /* a binding before its initialisation */
#define EVL_EMPTY EVL_SIMPLE(6) /* "no value here", for C code */
/* A property value that is made when first read; the low 32 bits say how (lazy.h). */
#define EVL_LAZY_BIT UINT64_C(0x0000800000000000)
#define EVL_LAZY(n) ((EVL_TAG_SIMPLE << 48) | EVL_LAZY_BIT | UINT64_C(n))

/* What a value is. An int is a number, too; `nullish` is undefined or null. */
static inline uint64_t evl_tag(evl_value v) { return v >> 48; }
static inline bool evl_is_double(evl_value v) { return v < (EVL_TAG_INT << 48); }
static inline bool evl_is_int(evl_value v) { return evl_tag(v) == EVL_TAG_INT; }
static inline bool evl_is_number(evl_value v) { return v < (EVL_TAG_SIMPLE << 48); }
static inline bool evl_is_object(evl_value v) { return evl_tag(v) == EVL_TAG_OBJECT; }
static inline bool evl_is_string(evl_value v) { return evl_tag(v) == EVL_TAG_STRING; }
static inline bool evl_is_symbol(evl_value v) { return evl_tag(v) == EVL_TAG_SYMBOL; }
static inline bool evl_is_bigint(evl_value v) { return evl_tag(v) == EVL_TAG_BIGINT; }
static inline bool evl_is_cell(evl_value v) { return evl_tag(v) == EVL_TAG_CELL; }
static inline bool evl_is_undefined(evl_value v) { return v == EVL_UNDEFINED; }
static inline bool evl_is_null(evl_value v) { return v == EVL_NULL; }
static inline bool evl_is_nullish(evl_value v) { return (v & ~UINT64_C(1)) == EVL_UNDEFINED; }
static inline bool evl_is_boolean(evl_value v) { return (v & ~UINT64_C(1)) == EVL_FALSE; }
/* A slot's value that is not made yet: never seen outside of value/. */
static inline bool evl_is_lazy(evl_value v)
{
	return (v & ((UINT64_C(0xFFFF) << 48) | EVL_LAZY_BIT)) == ((EVL_TAG_SIMPLE << 48) | EVL_LAZY_BIT);
}

/* To values and back. What is taken out must be of that kind. */
static inline evl_value evl_from_int(int32_t n) { return (EVL_TAG_INT << 48) | (uint32_t)n; }
static inline int32_t evl_as_int(evl_value v) { return (int32_t)(uint32_t)v; }
static inline evl_value evl_from_bool(bool b) { return b ? EVL_TRUE : EVL_FALSE; }
static inline double evl_as_double(evl_value v)
{
	double d;
	memcpy(&d, &v, sizeof d);
	return d;
}
/* A double as it is, without turning it into an int32. NaNs are made canonical. */
static inline evl_value evl_from_double(double d)
{
	evl_value v;
	if (d != d)
		return UINT64_C(0x7FF8000000000000);
	memcpy(&v, &d, sizeof v);
	return v;
}
/* Any number, as int32 when it is one exactly (and not -0). */
static inline evl_value evl_from_number(double d)
{
	if (d >= -2147483648.0 && d <= 2147483647.0) {
		int32_t i = (int32_t)d;
		if ((double)i == d && (i != 0 || evl_from_double(d) == 0))
			return evl_from_int(i);
	}
	return evl_from_double(d);
}
/* The same of an unsigned integer. */
static inline evl_value evl_from_uint32(uint32_t n)
{
	return n <= INT32_MAX ? evl_from_int((int32_t)n) : evl_from_double((double)n);
}
/* The number as a double; `v` must be a number. */
static inline double evl_number(evl_value v)
{
	return evl_is_int(v) ? (double)evl_as_int(v) : evl_as_double(v);
}

/* Pointers in values: the low 48 bits below a tag. What is taken out must be of that kind. */
static inline void *evl_pointer(evl_value v) { return (void *)(uintptr_t)(v & UINT64_C(0x0000FFFFFFFFFFFF)); }
static inline evl_value evl_tagged(uint64_t tag, const void *p) { return (tag << 48) | (uint64_t)(uintptr_t)p; }
static inline struct evl_object *evl_as_object(evl_value v) { return (struct evl_object *)evl_pointer(v); }
static inline struct evl_string *evl_as_string(evl_value v) { return (struct evl_string *)evl_pointer(v); }
static inline struct evl_symbol *evl_as_symbol(evl_value v) { return (struct evl_symbol *)evl_pointer(v); }
static inline struct evl_bigint *evl_as_bigint(evl_value v) { return (struct evl_bigint *)evl_pointer(v); }
static inline evl_value evl_from_object(const void *o) { return evl_tagged(EVL_TAG_OBJECT, o); } /* any struct that begins with struct evl_object */
static inline evl_value evl_from_string(const struct evl_string *s) { return evl_tagged(EVL_TAG_STRING, s); }
static inline evl_value evl_from_symbol(const struct evl_symbol *s) { return evl_tagged(EVL_TAG_SYMBOL, s); }
static inline evl_value evl_from_cell(const void *c) { return evl_tagged(EVL_TAG_CELL, c); }

#endif
