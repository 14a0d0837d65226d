/* SPDX-License-Identifier: MIT */
/*
 * region.h - how languages and countries other than English (United States) write numbers, dates and times.
 *
 * The data is a table made from the ICU of Node and of Chromium; where the two differ there is nothing. Texts are UTF-8.
 */
#ifndef EVL_BUILTINS_REGION_H
#define EVL_BUILTINS_REGION_H

#include <stdbool.h>
#include <stdint.h>

#include "builtins/date_pattern.h"

/* How numbers are written. */
struct evl_region_numbers {
	const char *decimal, *group, *minus, *plus, *percent, *nan, *infinity;
	uint32_t zero;                     /* the digit 0; the others follow it */
	uint8_t primary, secondary;        /* digits of the last group, and of the ones before */
	uint8_t least;                     /* digits that must stand before the last group for there to be groups; 9: never */
	const char *exponent;              /* between digits and power of ten; "": not known */
	const char *money_decimal, *money_group; /* of amounts of money */
	/* "-# %": # the digits, - the sign, % the sign of percent, C a currency's; of no sign and of one. */
	const char *plain, *plain_signed;
	const char *per_cent, *per_cent_signed;
	const char *money, *money_signed;  /* of a currency whose sign is a symbol next to the digits */
	const char *coded, *coded_signed;  /* of one whose sign is a letter there */
	const char *symbols;               /* "USD=US$|JPY~¥": signs (=) and narrow signs (~) that differ from those of en-US; "XCG?" one that is disputed */
};

enum { EVL_REGION_DATES = 135, EVL_REGION_TIMES = 18 };

/* How dates are written: names ("Januar|Februar", lists separated by #), and numbers of patterns (region_date.c). */
struct evl_region_dates {
	const char *months, *weekdays, *periods;
	uint16_t dates[EVL_REGION_DATES]; /* by weekday (none, short, long), year, month (no narrow), day */
	uint16_t joins[EVL_REGION_DATES]; /* what stands between such a date and a time */
	uint16_t times[2][EVL_REGION_TIMES]; /* in 12 hours, in 24; by hour, minute, second */
	uint16_t date_styles[4], style_joins[4]; /* full, long, medium, short */
	uint16_t time_styles[2][2]; /* medium, short */
};

struct evl_region {
	const char *tag, *resolved; /* "nb-NO" resolves to "nb" */
	const struct evl_region_numbers *numbers;
	const struct evl_region_dates *dates; /* NULL: not known */
	uint8_t cycles[2][3]; /* hour cycles in Node 20, in today's engines: default, with hour12 true, with hour12 false */
};

/* The region of a canonical tag; NULL: not known (so is "en-US", which needs none). Static storage. */
const struct evl_region *evl_region_find(const char *tag);

/* A currency's sign as the region has it; `narrow`: the narrow one. False: engines do not agree on it. */
bool evl_region_symbol(const struct evl_region_numbers *numbers, const char code[4], bool narrow, char symbol[32]);

/* Append the moment, as evl_date_format does. False: how the region writes such a choice of fields is not known. */
bool evl_region_date(const struct evl_date_format *format, double time, bool as_parts, struct evl_text_parts *parts);

#endif
