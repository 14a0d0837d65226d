/* SPDX-License-Identifier: MIT */
/*
 * number_pattern.h - a number as English writes it under the settings of an Intl.NumberFormat (sec-intl-numberformat-constructor).
 */
#ifndef EVL_BUILTINS_NUMBER_PATTERN_H
#define EVL_BUILTINS_NUMBER_PATTERN_H

#include <stdbool.h>
#include <stdint.h>

#include "builtins/decimal.h"
#include "builtins/text_parts.h"

/* The orders are those of the options' values in intl_number_options.c. */
enum evl_number_style { EVL_NUMBER_DECIMAL, EVL_NUMBER_PERCENT, EVL_NUMBER_CURRENCY, EVL_NUMBER_UNIT };
enum evl_number_notation { EVL_NOTATION_STANDARD, EVL_NOTATION_SCIENTIFIC, EVL_NOTATION_ENGINEERING, EVL_NOTATION_COMPACT };
enum evl_currency_display { EVL_CURRENCY_CODE, EVL_CURRENCY_SYMBOL, EVL_CURRENCY_NARROW, EVL_CURRENCY_NAME };
enum evl_sign_display { EVL_SIGN_AUTO, EVL_SIGN_NEVER, EVL_SIGN_ALWAYS, EVL_SIGN_EXCEPT_ZERO, EVL_SIGN_NEGATIVE };
enum evl_unit_display { EVL_UNIT_SHORT, EVL_UNIT_NARROW, EVL_UNIT_LONG };
enum evl_grouping { EVL_GROUPING_NONE, EVL_GROUPING_MIN2, EVL_GROUPING_AUTO, EVL_GROUPING_ALWAYS };
enum evl_rounding_type { EVL_ROUNDING_FRACTION, EVL_ROUNDING_SIGNIFICANT, EVL_ROUNDING_MORE, EVL_ROUNDING_LESS };

enum { EVL_UNIT_NAME_MAX = 40 };

/* How digits are chosen: also of Intl.PluralRules (sec-setnfdigitoptions). */
struct evl_digit_options {
	uint8_t minimum_integer, minimum_fraction, maximum_fraction, minimum_significant, maximum_significant;
	uint8_t type;     /* enum evl_rounding_type */
	uint8_t mode;     /* enum evl_rounding */
	int16_t increment;
	bool strip_if_integer;
};

struct evl_region_numbers;

struct evl_number_format {
	const struct evl_region_numbers *region; /* whose signs and orders (region.h); NULL: English of the United States */
	struct evl_digit_options digits;
	uint8_t style, notation, currency_display, sign_display, unit_display, grouping;
	bool compact_long, accounting;
	char currency[4];
	char unit[EVL_UNIT_NAME_MAX];
};

/* Is it a unit that ECMA-402 sanctions, or two of them with "-per-" between? */
bool evl_unit_is_known(const char *name);
/* The number of digits after the point of a currency; 2 for an unknown one. */
int evl_currency_digits(const char code[4]);
/* The name of a currency ("US dollars" for others, "US Dollar" is DisplayNames'); NULL: unknown. */
const char *evl_currency_symbol(const char code[4], enum evl_currency_display display, bool one);
/* The codes, and the units, that Intl.supportedValuesOf lists; NULL past the last. */
const char *evl_currency_listed(unsigned index);
const char *evl_unit_listed(unsigned index);

/*
 * Round `number` (changed) by the options. Gives the smallest number of digits to show after the point.
 */
int64_t evl_number_round(const struct evl_digit_options *options, struct evl_decimal *number);

/* Does the model know how such numbers are written? English writes all of them. */
bool evl_number_format_is_known(const struct evl_number_format *format);

/* Append the number (changed) with sign and all to `parts`. */
void evl_number_format(const struct evl_number_format *format, struct evl_decimal *number, struct evl_text_parts *parts);

/*
 * Append a range as Intl.NumberFormat.prototype.formatRange has it. False: how English joins these two is not in
 * the model (nothing was appended).
 */
bool evl_number_format_range(const struct evl_number_format *format, struct evl_decimal *start, struct evl_decimal *end,
			     struct evl_text_parts *parts);

#endif
