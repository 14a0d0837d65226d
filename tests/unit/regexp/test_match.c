/* SPDX-License-Identifier: MIT */
/* test_match.c - what matches where, and that nothing hangs. */
#include <criterion/criterion.h>

#include "matching.h"

static const struct {
	const char *pattern, *flags, *text, *expected;
} cases[] = {
	{ "a", "", "ba", "1-2" },
	{ "(a*)*", "", "b", "0-0 -" },
	{ "(z)((a+)?(b+)?(c))*", "", "zaacbbbcac", "0-10 0-1 8-10 8-9 - 9-10" },
	{ "(?<=(\\d+)(\\d+))$", "", "1053", "4-4 0-1 1-4" },
	{ "(?=(a+))a*b\\1", "", "baaabac", "3-6 3-4" },
	{ "(.*?)a(?!(a+)b\\2c)\\2(.*)", "", "baaabaac", "0-8 0-2 - 3-8" },
	{ "a{2,3}?b", "", "aaab", "0-4" },
	{ "^b$", "m", "a\nb\nc", "2-3" },
	{ ".", "s", "\n", "0-1" },
	{ "[^x]", "iu", "\xF0\x9F\x98\x80", "0-2" },
	{ "\\w+", "iu", "\xC5\xBF", "0-1" },
	{ "[\\q{abc|b}--\\q{b}]", "v", "babc", "1-4" },
	{ "(?:a|ab)(?:c|bcd)(d*)", "", "abcd", "0-4 4-4" },
	{ "x", "y", "ax", "none" },
};

Test(regexp_match, cases)
{
	char out[512];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		cr_expect_str_eq(matching_run(cases[i].pattern, cases[i].flags, cases[i].text, out), cases[i].expected, "/%s/%s",
				 cases[i].pattern, cases[i].flags);
}

Test(regexp_match, an_explosive_pattern_ends_when_its_steps_do)
{
	char out[512];
	cr_expect_str_eq(matching_run("^(a+)+$", "", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", out), "steps");
}
