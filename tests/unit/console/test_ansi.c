/* SPDX-License-Identifier: MIT */
/*
 * test_ansi.c - escape sequences, as util.stripVTControlCharacters of Node 20 leaves them out.
 */
#include "console/ansi.h"

#include <criterion/criterion.h>
#include <string.h>

#include "base/utf.h"

/* How many units of the text belong to escape sequences. */
static size_t count(const char *text)
{
	static uint16_t units[1 << 16];
	return evl_ansi_count(units, evl_utf8_to_utf16(text, strlen(text), units));
}

Test(console_ansi, colours_and_movements)
{
	cr_expect_eq(count("\x1B[31mred\x1B[0m"), 9);
	cr_expect_eq(count("\x1B[1;4;38;5;200mx"), 15);
	cr_expect_eq(count("a\x1B[2Kb\x1B[10;20Hc"), 12);
	cr_expect_eq(count("\xC2\x9B" "1mx"), 3, "CSI as one character");
}

Test(console_ansi, links_and_titles_end_with_a_bell_or_a_string_terminator)
{
	cr_expect_eq(count("\x1B]8;;https://x.example/a?b=c#d\x07" "link\x1B]8;;\x07"), 37);
	cr_expect_eq(count("\x1B]8;;http://a\x1B\\x"), 15);
	cr_expect_eq(count("\x1B]0;title\x07x"), 10);
}

Test(console_ansi, what_is_none_stays)
{
	cr_expect_eq(count(""), 0);
	cr_expect_eq(count("[31m"), 0);
	cr_expect_eq(count("\x1B"), 0);
	cr_expect_eq(count("\x1B["), 0);
	cr_expect_eq(count("\x1B[ x"), 0);
}

Test(console_ansi, what_can_be_read_in_two_ways_is_read_as_long_as_possible)
{
	cr_expect_eq(count("\x1B[12345m"), 7, "four digits, and one of the final characters is a digit");
	cr_expect_eq(count("\x1B[;;;5m"), 7);
	cr_expect_eq(count("\x1B" "c"), 2);
}

Test(console_ansi, an_open_text_of_many_semicolons_takes_linear_time)
{
	static char text[60000];
	memset(text, ';', sizeof text - 1);
	memcpy(text, "\x1B]", 2);
	cr_expect_leq(count(text), sizeof text);
}
