/*
 * number_parse.c - parseInt and parseFloat.
 */
#include "builtins/number_parse.h"

#include <math.h>

#include "base/number_text.h"
#include "value/convert.h"

static uint32_t skip_white_space(const uint16_t *units, uint32_t length)
{
	uint32_t at = 0;
	while (at < length && evl_is_white_space(units[at]))
		at++;
	return at;
}

static int digit_value(uint16_t u)
{
	if (u >= '0' && u <= '9')
		return u - '0';
	if (u >= 'a' && u <= 'z')
		return u - 'a' + 10;
	if (u >= 'A' && u <= 'Z')
		return u - 'A' + 10;
	return 36;
}

/* The value of decimal digits, correctly rounded. */
static double decimal_value(struct evl_realm *realm, const uint16_t *units, uint32_t length)
{
	char buffer[64], *text = buffer;
	double value = 0;
	if (length > sizeof buffer) {
		if (evl_arena_room(&realm->scratch) < (size_t)length + 64)
			return INFINITY;
		text = evl_arena_alloc(&realm->scratch, length);
	}
	for (uint32_t i = 0; i < length; i++)
		text[i] = (char)units[i];
	evl_text_to_number(text, length, &value);
	return value;
}

/* Digits of a radix that is a power of two: exact, rounded to even at 53 bits. */
static double binary_value(const uint16_t *units, uint32_t length, int bits)
{
	uint64_t mantissa = 0;
	int exponent = 0;
	bool sticky = false;
	for (uint32_t i = 0; i < length; i++) {
		int digit = digit_value(units[i]);
		for (int b = bits - 1; b >= 0; b--) {
			bool one = (digit >> b & 1) != 0;
			if (mantissa >> 54 == 0) {
				mantissa = mantissa << 1 | one;
			} else {
				sticky |= one;
				if (exponent < 100000)
					exponent++;
			}
		}
	}
	if (mantissa >> 54 != 0) {
		/* 55 bits: two too many. */
		uint64_t low = mantissa & 3;
		mantissa >>= 2;
		exponent += 2;
		if (low > 2 || (low == 2 && (sticky || (mantissa & 1) != 0)) || (low == 3))
			mantissa++;
	} else if (mantissa >> 53 != 0) {
		uint64_t low = mantissa & 1;
		mantissa >>= 1;
		exponent += 1;
		if (low != 0 && (sticky || (mantissa & 1) != 0))
			mantissa++;
	}
	return ldexp((double)mantissa, exponent);
}

double evl_parse_int(struct evl_realm *realm, struct evl_string *s, int32_t radix)
{
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return NAN;
	uint32_t at = skip_white_space(units, s->length), length = s->length;
	bool negative = false, strip = true;
	if (at < length && (units[at] == '+' || units[at] == '-'))
		negative = units[at++] == '-';
	if (radix != 0) {
		if (radix < 2 || radix > 36)
			return NAN;
		strip = radix == 16;
	} else {
		radix = 10;
	}
	if (strip && at + 1 < length && units[at] == '0' && (units[at + 1] == 'x' || units[at + 1] == 'X')) {
		at += 2;
		radix = 16;
	}
	uint32_t end = at;
	while (end < length && digit_value(units[end]) < radix)
		end++;
	if (end == at)
		return NAN;
	double value = 0;
	if (end - at <= 9 && radix <= 10) {
		for (uint32_t i = at; i < end; i++)
			value = value * radix + digit_value(units[i]);
	} else if (radix == 10) {
		value = decimal_value(realm, units + at, end - at);
	} else if ((radix & (radix - 1)) == 0) {
		int bits = 0;
		while (1 << bits < radix)
			bits++;
		value = binary_value(units + at, end - at, bits);
	} else {
		/* As V8: parts of as many digits as surely fit 32 bits, so that long numbers round as they do there. */
		for (uint32_t i = at; i < end;) {
			uint32_t part = 0, multiplier = 1;
			while (i < end && multiplier <= UINT32_MAX / 36 / (uint32_t)radix) {
				part = part * (uint32_t)radix + (uint32_t)digit_value(units[i++]);
				multiplier *= (uint32_t)radix;
			}
			value = value * multiplier + part;
		}
	}
	return negative ? -value : value;
}

double evl_parse_float(struct evl_realm *realm, struct evl_string *s)
{
	static const char infinity[] = "Infinity";
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return NAN;
	uint32_t at = skip_white_space(units, s->length), length = s->length;
	bool negative = false;
	if (at < length && (units[at] == '+' || units[at] == '-'))
		negative = units[at++] == '-';
	uint32_t i = 0;
	while (infinity[i] != 0 && at + i < length && units[at + i] == (unsigned char)infinity[i])
		i++;
	if (infinity[i] == 0)
		return negative ? -INFINITY : INFINITY;
	/* What can belong to a decimal literal; the exact end is found by the conversion. */
	uint32_t end = at;
	while (end < length && units[end] < 0x80 &&
	       ((units[end] >= '0' && units[end] <= '9') || units[end] == '.' || units[end] == 'e' || units[end] == 'E' ||
		units[end] == '+' || units[end] == '-'))
		end++;
	char buffer[64], *text = buffer;
	if (end - at > sizeof buffer) {
		if (evl_arena_room(&realm->scratch) < (size_t)(end - at) + 64)
			return NAN;
		text = evl_arena_alloc(&realm->scratch, end - at);
	}
	for (uint32_t k = at; k < end; k++)
		text[k - at] = (char)units[k];
	double value = 0;
	if (evl_text_to_number(text, end - at, &value) == 0)
		return NAN;
	return negative ? -value : value;
}

/* sec-parseint-string-radix */
bool evl_parse_int_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	int32_t radix;
	if (evl_is_int(evl_arg(args, 0)) && args->count == 1) {
		*result = args->values[0];
		return true;
	}
	if (!evl_to_string(realm, evl_arg(args, 0), &s) || !evl_to_int32(realm, evl_arg(args, 1), &radix))
		return false;
	*result = evl_from_number(evl_parse_int(realm, s, radix));
	return true;
}

/* sec-parsefloat-string */
bool evl_parse_float_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	if (!evl_to_string(realm, evl_arg(args, 0), &s))
		return false;
	*result = evl_from_number(evl_parse_float(realm, s));
	return true;
}
