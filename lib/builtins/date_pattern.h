/* SPDX-License-Identifier: MIT */
/*
 * date_pattern.h - a moment as English writes it under the settings of an Intl.DateTimeFormat (sec-intl-datetimeformat-constructor).
 */
#ifndef EVL_BUILTINS_DATE_PATTERN_H
#define EVL_BUILTINS_DATE_PATTERN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/calendar.h"
#include "builtins/text_parts.h"

/* Texts: narrow, short, long. Numbers: numeric, 2-digit; a month may be any: numeric, 2-digit, narrow, short, long. 0 is absent. */
enum evl_text_width { EVL_TEXT_NONE, EVL_TEXT_NARROW, EVL_TEXT_SHORT, EVL_TEXT_LONG };
enum evl_digits_width { EVL_DIGITS_NONE, EVL_DIGITS_NUMERIC, EVL_DIGITS_TWO };
enum evl_month_width { EVL_MONTH_NONE, EVL_MONTH_NUMERIC, EVL_MONTH_TWO, EVL_MONTH_NARROW, EVL_MONTH_SHORT, EVL_MONTH_LONG };
enum evl_zone_width {
	EVL_ZONE_NAME_NONE,
	EVL_ZONE_NAME_SHORT,
	EVL_ZONE_NAME_LONG,
	EVL_ZONE_NAME_SHORT_OFFSET,
	EVL_ZONE_NAME_LONG_OFFSET,
	EVL_ZONE_NAME_SHORT_GENERIC,
	EVL_ZONE_NAME_LONG_GENERIC,
};
enum evl_date_style { EVL_STYLE_NONE, EVL_STYLE_FULL, EVL_STYLE_LONG, EVL_STYLE_MEDIUM, EVL_STYLE_SHORT };
enum evl_hour_cycle { EVL_HOURS_11, EVL_HOURS_12, EVL_HOURS_23, EVL_HOURS_24 };

struct evl_region;

struct evl_date_format {
	uint8_t weekday, era, year, month, day, day_period, hour, minute, second;
	uint8_t fraction;               /* digits, 0 to 3 */
	uint8_t zone_name, date_style, time_style, hour_cycle;
	int16_t zone;
	const struct evl_region *region; /* whose words and orders (region.h); NULL: English of the United States */
	bool narrow_spaces;             /* ranges and parts have thin and narrow spaces, as in Node 20 */
};

enum { EVL_DATE_PATTERN_MAX = 80 };

/*
 * The pattern for these settings: text with fields, each a % and a letter for the field in a width (date_pattern.c).
 * False: the model does not know how English would write such a choice of fields.
 */
bool evl_date_pattern(const struct evl_date_format *format, char pattern[EVL_DATE_PATTERN_MAX]);

/* Append the moment (a finite time value); `as_parts` for formatToParts, whose spaces may differ. False: as above, or the zone has no name of the kind asked for in the model. */
bool evl_date_format(const struct evl_date_format *format, double time, bool as_parts, struct evl_text_parts *parts);

/* The same for a range. False: how English joins the two is not in the model. */
bool evl_date_format_range(const struct evl_date_format *format, double start, double end, bool as_parts, struct evl_text_parts *parts);

/* A field of a pattern that is a number. */
struct evl_date_number {
	const char *type; /* "hour", as formatToParts names it; static */
	int64_t value;
	int width;        /* digits at least */
};

/* What the letter of a field means of a moment in the format's zone: the letters of both kinds of patterns. False: it is no number. */
bool evl_date_number(const struct evl_date_format *format, const struct evl_moment *moment, char letter, struct evl_date_number *out);

/* The width of a field in a pattern; 0: it is not there. The letters are those of the widths, in the enums' order. */
int evl_date_pattern_width(const char *pattern, const char *letters);

#endif
