/* SPDX-License-Identifier: MIT */
/* test_style_color.c - colors read and written. What is expected is CSS Color 4, "Serializing sRGB values", and the names of the standard. */
#include "host/browser/style_color.h"

#include <criterion/criterion.h>

static void is(const char *text, const char *written)
{
	struct evl_color color;
	char out[EVL_COLOR_TEXT];
	cr_assert(evl_color_read(text, &color), "%s", text);
	evl_color_write(&color, out);
	cr_expect_str_eq(out, written, "%s", text);
}

Test(host_browser_style_color, the_ways_of_saying_a_color)
{
	is("red", "rgb(255, 0, 0)");
	is("RebeccaPurple", "rgb(102, 51, 153)");
	is("#f80", "rgb(255, 136, 0)");
	is("#FF8800", "rgb(255, 136, 0)");
	is("rgb(1,2,3)", "rgb(1, 2, 3)");
	is("hsl(120, 100%, 50%)", "rgb(0, 255, 0)");
}

Test(host_browser_style_color, what_is_seen_through)
{
	is("rgba(0, 0, 0, 0.5)", "rgba(0, 0, 0, 0.5)");
	is("rgba(9, 9, 9, 1)", "rgb(9, 9, 9)");
	is("#0000", "rgba(0, 0, 0, 0)");
}

Test(host_browser_style_color, what_is_none)
{
	static const char *const texts[] = { "", "#", "#12", "#12345", "#ggg", "rgb(1,2)", "reddish", "rgb" };
	struct evl_color color;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		cr_expect_not(evl_color_read(texts[i], &color), "%s", texts[i]);
}

Test(host_browser_style_color, names_are_lower_case_and_colors)
{
	cr_expect(evl_color_is_name("teal"));
	cr_expect_not(evl_color_is_name("Teal"));
	cr_expect_not(evl_color_is_name("transparent"));
	cr_expect_not(evl_color_is_name("currentcolor"));
}
