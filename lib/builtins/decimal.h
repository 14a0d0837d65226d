/* SPDX-License-Identifier: MIT */
/*
 * decimal.h - numbers as decimal digits, rounded as Intl rounds: the shortest text of a double, or any number of digits.
 */
#ifndef EVL_BUILTINS_DECIMAL_H
#define EVL_BUILTINS_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/number_text.h"

enum evl_decimal_kind { EVL_DECIMAL_FINITE, EVL_DECIMAL_INFINITE, EVL_DECIMAL_NAN };

/* In the order of the option's values in intl_number_options.c. */
enum evl_rounding {
	EVL_ROUND_CEIL,
	EVL_ROUND_FLOOR,
	EVL_ROUND_EXPAND,
	EVL_ROUND_TRUNC,
	EVL_ROUND_HALF_CEIL,
	EVL_ROUND_HALF_FLOOR,
	EVL_ROUND_HALF_EXPAND,
	EVL_ROUND_HALF_TRUNC,
	EVL_ROUND_HALF_EVEN,
};

/* The value is 0.d1d2... * 10^exponent; neither the first nor the last digit is 0; a zero has no digits. */
struct evl_decimal {
	enum evl_decimal_kind kind;
	bool negative;
	char *digits;   /* room for count + EVL_DECIMAL_SPARE characters */
	size_t count;
	int64_t exponent;
};

enum { EVL_DECIMAL_SPARE = 24, EVL_DECIMAL_DOUBLE_ROOM = EVL_NUMBER_TEXT_MAX + EVL_DECIMAL_SPARE };

/*
 * The decimal digits of the shortest text of x (finite, not negative), without point or trailing zeros, and n such that
 * x = 0.d1d2... * 10^n. `text` is working room. Returns how many; a zero gives one digit and n 1.
 */
size_t evl_decimal_digits(double x, char text[EVL_NUMBER_TEXT_MAX], char *digits, int *exponent);

/* `room` (borrowed by the result) holds EVL_DECIMAL_DOUBLE_ROOM characters. */
void evl_decimal_from_double(double x, char *room, struct evl_decimal *out);

/*
 * Digits with an optional sign, point and exponent, as StrDecimalLiteral has them; anything else gives false.
 * `room` holds length + EVL_DECIMAL_SPARE characters.
 */
bool evl_decimal_from_text(const char *text, size_t length, char *room, struct evl_decimal *out);

/* Round to a multiple of increment * 10^-places; `increment` is 1 to 5000. */
void evl_decimal_round(struct evl_decimal *d, int64_t places, enum evl_rounding mode, int increment);

static inline bool evl_decimal_is_zero(const struct evl_decimal *d) { return d->kind == EVL_DECIMAL_FINITE && d->count == 0; }

/* The power of ten of the first digit; 0 for zero. */
static inline int64_t evl_decimal_magnitude(const struct evl_decimal *d) { return d->count == 0 ? 0 : d->exponent - 1; }


/* The digit at 10^position; 0 beyond the digits. */
static inline char evl_decimal_digit(const struct evl_decimal *d, int64_t position)
{
	int64_t at = d->exponent - 1 - position;
	return at >= 0 && (uint64_t)at < d->count ? d->digits[at] : '0';
}

#endif
