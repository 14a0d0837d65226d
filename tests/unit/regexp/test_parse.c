/* SPDX-License-Identifier: MIT */
/* test_parse.c - V8's words for what is no pattern; bounded nesting. */
#include <criterion/criterion.h>

#include "matching.h"

static const struct {
	const char *pattern, *flags, *error;
} cases[] = {
	{ "(", "", "Unterminated group" },
	{ ")", "", "Unmatched ')'" },
	{ "a**", "", "Nothing to repeat" },
	{ "[b-a]", "", "Range out of order in character class" },
	{ "(?<a>x)(?<a>y)", "", "Duplicate capture group name" },
	{ "(?i:a)", "", "Invalid group" },
	{ "\\", "", "\\ at end of pattern" },
	{ "a{2,1}", "", "numbers out of order in {} quantifier" },
	{ "\\p{Foo}", "u", "Invalid property name" },
	{ "[^\\q{ab}]", "v", "Negated character class may contain strings" },
};

Test(regexp_parse, errors)
{
	char out[512];
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		cr_expect_str_eq(matching_run(cases[i].pattern, cases[i].flags, "", out), cases[i].error, "%s", cases[i].pattern);
}

Test(regexp_parse, deep_nesting_is_too_large)
{
	struct matching m;
	static uint16_t units[200000];
	cr_assert(matching_init(&m));
	for (size_t i = 0; i < 100000; i++) {
		units[i] = '(';
		units[100000 + i] = ')';
	}
	unsigned char *mark = m.arena.next;
	cr_expect_eq(evl_regexp_compile(units, 200000, 0, &m.arena, &m.program, &m.error), EVL_REGEXP_TOO_LARGE);
	cr_expect_eq(m.arena.next, mark, "the arena is as it was");
	evl_arena_release(&m.arena);
}
