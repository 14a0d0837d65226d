/* SPDX-License-Identifier: MIT */
/*
 * decimal.c - decimal digits and their rounding in all nine modes, also to multiples of 5, 25 and the like.
 */
#include "builtins/decimal.h"

#include <math.h>
#include <string.h>

size_t evl_decimal_digits(double x, char text[EVL_NUMBER_TEXT_MAX], char *digits, int *exponent)
{
	size_t length = evl_number_to_text(x, text), count = 0;
	int point = 0, e = 0;
	bool seen_point = false, started = false;
	for (size_t i = 0; i < length; i++) {
		char c = text[i];
		if (c == '.') {
			seen_point = true;
		} else if (c == 'e') {
			bool negative = text[i + 1] == '-';
			for (i += 2; i < length; i++)
				e = e * 10 + (text[i] - '0');
			e = negative ? -e : e;
		} else {
			started |= c != '0';
			if (started)
				digits[count++] = c;
			if (!seen_point)
				point += started;
			else if (!started)
				point--;
		}
	}
	while (count > 1 && digits[count - 1] == '0')
		count--;
	if (count == 0) {
		digits[count++] = '0';
		point = 1;
		e = 0;
	}
	*exponent = point + e;
	return count;
}

/* No zeros at the ends. */
static void trim(struct evl_decimal *d)
{
	size_t zeros = 0;
	while (d->count > 0 && d->digits[d->count - 1] == '0')
		d->count--;
	while (zeros < d->count && d->digits[zeros] == '0')
		zeros++;
	if (zeros > 0) {
		memmove(d->digits, d->digits + zeros, d->count - zeros);
		d->count -= zeros;
		d->exponent -= (int64_t)zeros;
	}
	if (d->count == 0)
		d->exponent = 0;
}

void evl_decimal_from_double(double x, char *room, struct evl_decimal *out)
{
	*out = (struct evl_decimal){ .kind = EVL_DECIMAL_FINITE, .negative = signbit(x) && !isnan(x), .digits = room };
	if (isnan(x)) {
		out->kind = EVL_DECIMAL_NAN;
	} else if (isinf(x)) {
		out->kind = EVL_DECIMAL_INFINITE;
	} else if (x != 0) {
		char text[EVL_NUMBER_TEXT_MAX];
		int exponent;
		out->count = evl_decimal_digits(fabs(x), text, room, &exponent);
		out->exponent = exponent;
	}
}

bool evl_decimal_from_text(const char *text, size_t length, char *room, struct evl_decimal *out)
{
	size_t at = 0;
	bool any = false, seen_point = false;
	*out = (struct evl_decimal){ .kind = EVL_DECIMAL_FINITE, .digits = room };
	if (at < length && (text[at] == '-' || text[at] == '+'))
		out->negative = text[at++] == '-';
	if (length - at == 8 && memcmp(text + at, "Infinity", 8) == 0) {
		out->kind = EVL_DECIMAL_INFINITE;
		return true;
	}
	for (; at < length; at++) {
		if (text[at] == '.' && !seen_point) {
			seen_point = true;
		} else if (text[at] >= '0' && text[at] <= '9') {
			out->digits[out->count++] = text[at];
			out->exponent += !seen_point;
			any = true;
		} else {
			break;
		}
	}
	if (any && at < length && (text[at] == 'e' || text[at] == 'E')) {
		bool negative = false, digits = false;
		int64_t e = 0;
		at++;
		if (at < length && (text[at] == '-' || text[at] == '+'))
			negative = text[at++] == '-';
		for (; at < length && text[at] >= '0' && text[at] <= '9'; at++, digits = true)
			if (e < 100000000)
				e = e * 10 + (text[at] - '0');
		if (!digits)
			return false;
		out->exponent += negative ? -e : e;
	}
	trim(out);
	return any && at == length;
}

/* Add `n` to the whole number in digits[0..count), which has room for four more in front of it at need. */
static void add(struct evl_decimal *d, int n)
{
	size_t i = d->count;
	int carry = n;
	while (carry > 0 && i > 0) {
		i--;
		carry += d->digits[i] - '0';
		d->digits[i] = (char)('0' + carry % 10);
		carry /= 10;
	}
	while (carry > 0) {
		memmove(d->digits + 1, d->digits, d->count);
		d->digits[0] = (char)('0' + carry % 10);
		d->count++;
		d->exponent++;
		carry /= 10;
	}
}

/* Is the magnitude to grow, given how what is cut off compares with half a step? */
static bool rounds_up(enum evl_rounding mode, bool negative, int half, bool odd)
{
	switch (mode) {
	case EVL_ROUND_CEIL:
		return !negative;
	case EVL_ROUND_FLOOR:
		return negative;
	case EVL_ROUND_EXPAND:
		return true;
	case EVL_ROUND_TRUNC:
		return false;
	case EVL_ROUND_HALF_CEIL:
		return half > 0 || (half == 0 && !negative);
	case EVL_ROUND_HALF_FLOOR:
		return half > 0 || (half == 0 && negative);
	case EVL_ROUND_HALF_EXPAND:
		return half >= 0;
	case EVL_ROUND_HALF_TRUNC:
		return half > 0;
	case EVL_ROUND_HALF_EVEN:
		return half > 0 || (half == 0 && odd);
	}
	return false;
}

void evl_decimal_round(struct evl_decimal *d, int64_t places, enum evl_rounding mode, int increment)
{
	if (d->kind != EVL_DECIMAL_FINITE || d->count == 0)
		return;
	int64_t keep = d->exponent + places; /* digits of the whole number of units */
	if (increment == 1 && keep >= (int64_t)d->count)
		return;
	if (keep > (int64_t)d->count + 8)
		return; /* a multiple of 10^8 is one of every increment */
	/* The whole number of units: pad or cut. */
	bool any = false;
	int first = 0; /* how the cut part compares with 0.5 */
	if (keep < (int64_t)d->count) {
		size_t from = keep > 0 ? (size_t)keep : 0;
		any = true;
		if (keep < 0)
			first = -1;
		else
			first = d->digits[from] != '5' ? (d->digits[from] < '5' ? -1 : 1) : from + 1 < d->count;
		d->count = from;
	}
	while ((int64_t)d->count < keep)
		d->digits[d->count++] = '0';
	d->exponent = (int64_t)d->count - places;
	int rest = 0; /* modulo two steps, to tell odd from even */
	for (size_t i = 0; i < d->count; i++)
		rest = (rest * 10 + (d->digits[i] - '0')) % (2 * increment);
	bool odd = rest >= increment;
	rest %= increment;
	if (rest != 0 || any) {
		int half = increment % 2 == 0 ? (rest > increment / 2 || (rest == increment / 2 && any)) - (rest < increment / 2)
					      : rest != increment / 2 ? (rest > increment / 2 ? 1 : -1) : any ? first : -1;
		bool up = rounds_up(mode, d->negative, half, odd);
		/* down: take `rest` away, which never borrows beyond the digits there are */
		for (size_t i = d->count, borrow = (size_t)rest; borrow > 0 && i > 0;) {
			i--;
			int digit = d->digits[i] - '0' - (int)(borrow % 10);
			borrow /= 10;
			if (digit < 0) {
				digit += 10;
				borrow++;
			}
			d->digits[i] = (char)('0' + digit);
		}
		if (up)
			add(d, increment);
	}
	trim(d);
}
