/* SPDX-License-Identifier: MIT */
/*
 * bigint_text.c - BigInts from text and to text.
 *
 * Digits of a power of two are bits. Other radixes go in chunks of what fits in one digit; long texts are halved, so that
 * reading takes as long as multiplying.
 */
#include <string.h>

#include "value/bigint_digits.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/realm.h"

static int digit_of(uint16_t unit)
{
	if (unit >= '0' && unit <= '9')
		return unit - '0';
	uint16_t letter = unit | 0x20;
	return letter >= 'a' && letter <= 'z' ? letter - 'a' + 10 : 99;
}

/* How many digits of this radix fit in one digit of libtommath; their range in *range. */
static int chunk_of(int radix, uint64_t *range)
{
	int count = 0;
	*range = 1;
	while (*range <= ((UINT64_C(1) << EVL_BIGINT_DIGIT_BITS) - 1) / (uint64_t)radix) {
		*range *= (uint64_t)radix;
		count++;
	}
	return count;
}

/* ---- to text ---- */

static int bits_of_radix(int radix)
{
	switch (radix) {
	case 2:
		return 1;
	case 4:
		return 2;
	case 8:
		return 3;
	case 16:
		return 4;
	case 32:
		return 5;
	default:
		return 0;
	}
}

static const char digit_letters[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static struct evl_string *bits_to_string(struct evl_realm *realm, const struct evl_bigint *b, int bits)
{
	uint64_t total = evl_bigint_bits(b);
	uint64_t count = (total + (uint64_t)bits - 1) / (uint64_t)bits;
	bool negative = evl_bigint_is_negative(b);
	uint16_t *units;
	if (!evl_bigint_afford(realm, (double)count, 0))
		return NULL;
	struct evl_string *s = evl_string_alloc(realm, (size_t)(count + negative), &units);
	if (!s)
		return NULL;
	if (negative)
		*units++ = '-';
	for (uint64_t i = 0; i < count; i++) {
		uint64_t at = i * (uint64_t)bits;
		uint32_t index = (uint32_t)(at / EVL_BIGINT_DIGIT_BITS);
		uint32_t offset = (uint32_t)(at % EVL_BIGINT_DIGIT_BITS);
		uint64_t digit = b->digits[index] >> offset;
		if (offset + (uint32_t)bits > EVL_BIGINT_DIGIT_BITS && index + 1 < b->used)
			digit |= b->digits[index + 1] << (EVL_BIGINT_DIGIT_BITS - offset);
		units[count - 1 - i] = (uint16_t)digit_letters[digit & ((UINT64_C(1) << bits) - 1)];
	}
	return s;
}

/* A divisor of one digit with its reciprocal, so that dividing by it takes two multiplications. */
struct divisor {
	uint64_t shifted; /* with the top bit of 64 set */
	uint64_t reciprocal; /* floor((2^128 - 1) / shifted) - 2^64 */
	int shift;
};

__extension__ typedef unsigned __int128 wide;

static struct divisor divisor_of(uint64_t n)
{
	struct divisor d = { .shifted = n };
	while (!(d.shifted >> 63)) {
		d.shifted <<= 1;
		d.shift++;
	}
	d.reciprocal = (uint64_t)(~(wide)0 / d.shifted);
	return d;
}

/* Divide the digits in place; returns the remainder. (Moeller and Granlund, "Improved division by invariant integers") */
static uint64_t divide_digits(uint64_t *digits, size_t used, const struct divisor *d)
{
	uint64_t rest = 0; /* shifted, too */
	for (size_t i = used; i-- > 0;) {
		wide n = ((wide)(rest >> d->shift) << EVL_BIGINT_DIGIT_BITS | digits[i]) << d->shift;
		uint64_t high = (uint64_t)(n >> 64);
		uint64_t low = (uint64_t)n;
		wide q = (wide)d->reciprocal * high + n;
		uint64_t quotient = (uint64_t)(q >> 64) + 1;
		rest = low - quotient * d->shifted;
		if (rest > (uint64_t)q) {
			quotient--;
			rest += d->shifted;
		}
		if (rest >= d->shifted) {
			quotient++;
			rest -= d->shifted;
		}
		digits[i] = quotient;
	}
	return rest >> d->shift;
}

/* Write the number backwards before `end`, destroying its digits; returns how many. */
static size_t write_digits(uint64_t *digits, size_t used, int radix, uint16_t *end)
{
	uint64_t range;
	int chunk = chunk_of(radix, &range);
	struct divisor divisor = divisor_of(range);
	size_t written = 0;
	while (used != 0) {
		uint64_t rest = divide_digits(digits, used, &divisor);
		while (used != 0 && digits[used - 1] == 0)
			used--;
		for (int i = 0; i < chunk && (rest != 0 || used != 0); i++) {
			end[-1 - (ptrdiff_t)written++] = (uint16_t)digit_letters[rest % (uint64_t)radix];
			rest /= (uint64_t)radix;
		}
	}
	return written;
}

struct evl_string *evl_bigint_to_string(struct evl_realm *realm, const struct evl_bigint *b, int radix)
{
	enum { SMALL = 80 };
	if (evl_bigint_is_zero(b))
		return evl_string_from_unit(realm, '0');
	int bits = bits_of_radix(radix);
	if (bits)
		return bits_to_string(realm, b, bits);
	if (b->used == 1) {
		uint16_t text[SMALL];
		size_t at = SMALL;
		for (uint64_t rest = b->digits[0]; rest; rest /= (uint64_t)radix)
			text[--at] = (uint16_t)digit_letters[rest % (uint64_t)radix];
		if (evl_bigint_is_negative(b))
			text[--at] = '-';
		return evl_string_new(realm, text + at, SMALL - at);
	}
	double used = b->used;
	size_t room = (size_t)b->used * EVL_BIGINT_DIGIT_BITS + 1; /* as if in radix 2: above all that this code is given */
	room = radix >= 8 ? room / 3 + 2 : room;
	size_t bytes = sizeof(struct evl_cell) + b->used * sizeof(uint64_t) + room * sizeof(uint16_t);
	if (!evl_bigint_afford(realm, used * used, bytes * 2))
		return NULL;
	struct evl_cell *cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, bytes);
	uint64_t *digits = (uint64_t *)(void *)(cell + 1);
	memcpy(digits, b->digits, b->used * sizeof(uint64_t));
	uint16_t *end = (uint16_t *)(void *)(digits + b->used) + room;
	size_t count = write_digits(digits, b->used, radix, end);
	if (evl_bigint_is_negative(b))
		end[-1 - (ptrdiff_t)count++] = '-';
	return evl_string_new(realm, end - count, count);
}

/* ---- from text ---- */

static bool bits_from_units(struct evl_realm *realm, const uint16_t *units, size_t length, int bits, evl_value *out)
{
	while (length && *units == '0') {
		units++;
		length--;
	}
	size_t used = (length * (size_t)bits + EVL_BIGINT_DIGIT_BITS - 1) / EVL_BIGINT_DIGIT_BITS;
	struct evl_bigint *b = evl_bigint_alloc(realm, used);
	if (!b)
		return false;
	memset(b->digits, 0, used * sizeof(uint64_t));
	for (size_t i = 0; i < length; i++) {
		size_t at = i * (size_t)bits;
		uint64_t digit = (uint64_t)digit_of(units[length - 1 - i]);
		size_t offset = at % EVL_BIGINT_DIGIT_BITS;
		b->digits[at / EVL_BIGINT_DIGIT_BITS] |= (digit << offset) & ((UINT64_C(1) << EVL_BIGINT_DIGIT_BITS) - 1);
		if (offset + (size_t)bits > EVL_BIGINT_DIGIT_BITS)
			b->digits[at / EVL_BIGINT_DIGIT_BITS + 1] |= digit >> (EVL_BIGINT_DIGIT_BITS - offset);
	}
	return evl_bigint_finish(realm, b, out);
}

/* The value of decimal digits; long ones as high * 10^k + low. */
static bool decimal_from_units(struct evl_realm *realm, const uint16_t *units, size_t length, evl_value *out)
{
	enum { CHUNK = 18, SPLIT_FROM = 2000 };
	if (length <= SPLIT_FROM) {
		struct evl_bigint *b = evl_bigint_alloc(realm, length / CHUNK + 1);
		if (!b)
			return false;
		uint32_t used = 0;
		for (size_t at = 0; at < length;) {
			size_t count = (length - at - 1) % CHUNK + 1; /* the first chunk is the odd one */
			uint64_t chunk = 0;
			uint64_t range = 1;
			for (size_t i = 0; i < count; i++, at++) {
				chunk = chunk * 10 + (uint64_t)(units[at] - '0');
				range *= 10;
			}
			b->used = used;
			for (uint32_t i = 0; i < used; i++) {
				wide product = (wide)b->digits[i] * range + chunk;
				b->digits[i] = (uint64_t)product & ((UINT64_C(1) << EVL_BIGINT_DIGIT_BITS) - 1);
				chunk = (uint64_t)(product >> EVL_BIGINT_DIGIT_BITS);
			}
			if (chunk)
				b->digits[used++] = chunk;
		}
		b->used = used;
		return evl_bigint_finish(realm, b, out);
	}
	size_t low_count = length / 2;
	evl_value high, low, ten = evl_bigint_from_int64(realm, 10), scale;
	return decimal_from_units(realm, units, length - low_count, &high) &&
	       decimal_from_units(realm, units + length - low_count, low_count, &low) &&
	       evl_bigint_binary(realm, EVL_BIGINT_EXP, ten, evl_bigint_from_int64(realm, (int64_t)low_count), &scale) &&
	       evl_bigint_binary(realm, EVL_BIGINT_MUL, high, scale, &high) &&
	       evl_bigint_binary(realm, EVL_BIGINT_ADD, high, low, out);
}

/* An integer literal or a StringNumericLiteral without white space; *found false when it is none. */
static bool from_units(struct evl_realm *realm, const uint16_t *units, size_t length, evl_value *out, bool *found)
{
	bool negative = false;
	int bits = 0;
	*found = true;
	if (length > 1 && units[0] == '0') {
		uint16_t letter = units[1] | 0x20;
		bits = letter == 'x' ? 4 : letter == 'o' ? 3 : letter == 'b' ? 1 : 0;
	}
	if (bits) {
		units += 2;
		length -= 2;
		*found = length != 0;
	} else if (length > 0 && (units[0] == '-' || units[0] == '+')) {
		negative = units[0] == '-';
		units++;
		length--;
		*found = length != 0;
	}
	int radix = bits ? 1 << bits : 10;
	for (size_t i = 0; i < length && *found; i++)
		*found = units[i] < 128 && digit_of(units[i]) < radix;
	if (!*found)
		return true;
	if (bits)
		return bits_from_units(realm, units, length, bits, out);
	while (length && *units == '0') {
		units++;
		length--;
	}
	if (!evl_bigint_afford(realm, (double)length, length) || !decimal_from_units(realm, units, length, out))
		return false;
	return !negative || evl_bigint_negate(realm, *out, out);
}

bool evl_string_to_bigint(struct evl_realm *realm, struct evl_string *s, evl_value *out, bool *found)
{
	const uint16_t *units = evl_string_units(realm, s);
	if (!units)
		return false;
	size_t length = s->length;
	while (length && evl_is_white_space(units[0])) {
		units++;
		length--;
	}
	while (length && evl_is_white_space(units[length - 1]))
		length--;
	return from_units(realm, units, length, out, found);
}

bool evl_bigint_from_literal(struct evl_realm *realm, evl_name digits, evl_value *out)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, digits);
	bool found;
	return from_units(realm, entry->units, entry->length, out, &found);
}
