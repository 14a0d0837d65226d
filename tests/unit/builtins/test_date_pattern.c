/* SPDX-License-Identifier: MIT */
/* lib/builtins/date_pattern.c: moments in English, without an engine around them. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/time_zone.h"
#include "base/utf.h"
#include "builtins/date_pattern.h"

static void expect(const struct evl_date_format *format, double time, const char *expected)
{
	char text[256] = "";
	struct evl_text_parts parts;
	evl_text_parts_init(&parts);
	cr_assert(evl_date_format(format, time, false, &parts));
	evl_utf16_to_utf8(parts.text.units, parts.text.length, text);
	text[evl_utf16_to_utf8_length(parts.text.units, parts.text.length)] = '\0';
	cr_expect_str_eq(text, expected);
	evl_text_parts_release(&parts);
}

Test(builtins_date_pattern, fields_and_styles)
{
	expect(&(struct evl_date_format){ .weekday = EVL_TEXT_LONG, .month = EVL_MONTH_LONG, .day = EVL_DIGITS_NUMERIC, .year = EVL_DIGITS_NUMERIC },
	       0, "Thursday, January 1, 1970");
	expect(&(struct evl_date_format){ .date_style = EVL_STYLE_LONG, .time_style = EVL_STYLE_SHORT, .hour_cycle = EVL_HOURS_12 }, 0,
	       "January 1, 1970 at 12:00 AM");
	expect(&(struct evl_date_format){ .time_style = EVL_STYLE_LONG, .hour_cycle = EVL_HOURS_24, .zone = (int16_t)evl_zone_find("Europe/Paris", 12) },
	       82800000, "24:00:00 GMT+1");
}

Test(builtins_date_pattern, what_english_has_no_words_for_is_refused)
{
	struct evl_text_parts parts;
	struct evl_date_format odd = { .hour = EVL_DIGITS_NUMERIC, .second = EVL_DIGITS_NUMERIC, .hour_cycle = EVL_HOURS_12 };
	evl_text_parts_init(&parts);
	cr_expect(!evl_date_format(&odd, 0, false, &parts));
	evl_text_parts_release(&parts);
}
