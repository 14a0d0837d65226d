/* SPDX-License-Identifier: MIT */
/*
 * bigint_compare.c - BigInts against each other and against numbers, and one as the other.
 */
#include <math.h>
#include <string.h>

#include "value/bigint_digits.h"
#include "value/realm.h"

bool evl_bigint_equals(const struct evl_bigint *a, const struct evl_bigint *b)
{
	return a->used == b->used && a->cell.flags == b->cell.flags &&
	       memcmp(a->digits, b->digits, a->used * sizeof(uint64_t)) == 0;
}

int evl_bigint_compare(const struct evl_bigint *a, const struct evl_bigint *b)
{
	bool negative = evl_bigint_is_negative(a);
	if (negative != evl_bigint_is_negative(b))
		return negative ? -1 : 1;
	int larger = negative ? -1 : 1;
	if (a->used != b->used)
		return a->used > b->used ? larger : -larger;
	for (uint32_t i = a->used; i-- > 0;)
		if (a->digits[i] != b->digits[i])
			return a->digits[i] > b->digits[i] ? larger : -larger;
	return 0;
}

uint32_t evl_bigint_hash(const struct evl_bigint *b)
{
	uint64_t h = evl_bigint_is_negative(b) ? 2 : 1;
	for (uint32_t i = 0; i < b->used; i++) {
		h = (h ^ b->digits[i]) * UINT64_C(0x9E3779B97F4A7C15);
		h ^= h >> 29;
	}
	return (uint32_t)(h >> 16);
}

/* The magnitude of a finite number, truncated: `count` digits from the position `first` on; those below are zero. */
struct magnitude {
	uint64_t digits[2];
	int first;
	int count;
};

static struct magnitude magnitude_of(double d)
{
	int exponent;
	double fraction = frexp(fabs(d), &exponent); /* 0.5 <= fraction < 1, or 0 */
	struct magnitude m = { .count = 0 };
	if (exponent <= 0 || fraction == 0)
		return m;
	uint64_t mantissa = (uint64_t)ldexp(fraction, 53);
	int shift = exponent - 53;
	if (shift < 0) {
		mantissa >>= -shift;
		shift = 0;
	}
	m.first = shift / EVL_BIGINT_DIGIT_BITS;
	int part = shift % EVL_BIGINT_DIGIT_BITS;
	const uint64_t mask = (UINT64_C(1) << EVL_BIGINT_DIGIT_BITS) - 1;
	m.digits[0] = (mantissa << part) & mask;
	m.digits[1] = part > EVL_BIGINT_DIGIT_BITS - 53 ? mantissa >> (EVL_BIGINT_DIGIT_BITS - part) : 0;
	m.count = m.digits[1] ? 2 : 1;
	return m;
}

bool evl_bigint_from_double(struct evl_realm *realm, double d, evl_value *out)
{
	struct magnitude m = magnitude_of(d);
	struct evl_bigint *b = evl_bigint_alloc(realm, (size_t)(m.count ? m.first + m.count : 0));
	if (!b)
		return false;
	memset(b->digits, 0, b->used * sizeof(uint64_t));
	for (int i = 0; i < m.count; i++)
		b->digits[m.first + i] = m.digits[i];
	b->cell.flags = d < 0 ? EVL_BIGINT_NEGATIVE : 0;
	return evl_bigint_finish(realm, b, out);
}

int evl_bigint_compare_double(const struct evl_bigint *a, double d)
{
	if (isinf(d))
		return d > 0 ? -1 : 1;
	bool negative = evl_bigint_is_negative(a);
	int own_sign = evl_bigint_is_zero(a) ? 0 : negative ? -1 : 1;
	int sign = d > 0 ? 1 : d < 0 ? -1 : 0;
	if (own_sign != sign)
		return own_sign < sign ? -1 : 1;
	if (sign == 0)
		return 0;
	struct magnitude m = magnitude_of(d);
	int count = m.count ? m.first + m.count : 0;
	if ((int)a->used != count)
		return (int)a->used > count ? sign : -sign;
	for (int i = count; i-- > 0;) {
		uint64_t digit = i >= m.first ? m.digits[i - m.first] : 0;
		if (a->digits[i] != digit)
			return a->digits[i] > digit ? sign : -sign;
	}
	return trunc(d) == d ? 0 : -sign;
}

double evl_bigint_to_double(const struct evl_bigint *b)
{
	enum { DOUBLE_BITS_MAX = 1024 };
	uint64_t bits = evl_bigint_bits(b);
	double sign = evl_bigint_is_negative(b) ? -1 : 1;
	if (bits > DOUBLE_BITS_MAX)
		return sign * HUGE_VAL;
	/* The highest 64 bits, and whether any of those below is set. */
	uint64_t top = 0;
	bool sticky = false;
	uint64_t skipped = bits > 64 ? bits - 64 : 0;
	for (uint32_t i = b->used; i-- > 0;) {
		uint64_t at = (uint64_t)i * EVL_BIGINT_DIGIT_BITS;
		uint64_t digit = b->digits[i];
		if (at >= skipped) {
			top |= digit << (at - skipped);
		} else {
			uint64_t below = skipped - at;
			if (below < EVL_BIGINT_DIGIT_BITS)
				top |= digit >> below;
			sticky |= below >= EVL_BIGINT_DIGIT_BITS ? digit != 0 : (digit & ((UINT64_C(1) << below) - 1)) != 0;
		}
	}
	int exponent = (int)skipped;
	while (top >> 54) { /* to 53 bits and the one that decides */
		sticky |= (top & 1) != 0;
		top >>= 1;
		exponent++;
	}
	if (top >> 53) {
		bool half = (top & 1) != 0;
		top >>= 1;
		exponent++;
		top += half && (sticky || (top & 1) != 0);
	}
	return sign * ldexp((double)top, exponent);
}
