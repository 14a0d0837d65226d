/* SPDX-License-Identifier: MIT */
#include "explore/assumptions.h"

#include <criterion/criterion.h>
#include <string.h>

static struct evl_assumptions assumptions;

static void add(const char *note)
{
	evl_assumptions_add(&assumptions, note, strlen(note));
}

Test(explore_assumptions, what_was_assumed_without_the_word)
{
	add("assuming fetch('/a') rejects");
	add("assuming res.ok is truthy");
	cr_expect_str_eq(assumptions.text, "fetch('/a') rejects; res.ok is truthy");
}

Test(explore_assumptions, other_notes_and_what_is_provided_are_left_out)
{
	add("the run was cut");
	add("assuming ");
	add("assuming getUser is provided");
	add("");
	cr_expect_str_eq(assumptions.text, "");
	add("Math.random(): a canonical value was used");
	cr_expect_str_eq(assumptions.text, "Math.random(): a canonical value was used");
}

Test(explore_assumptions, too_many_end_with_an_ellipsis_once)
{
	for (int i = 0; i < 100; i++)
		add("assuming something is truthy");
	size_t length = strlen(assumptions.text);
	cr_expect(assumptions.full);
	cr_expect_leq(length, sizeof assumptions.text - 1);
	cr_expect_str_eq(assumptions.text + length - 5, "; ...");
	cr_expect_eq(strstr(assumptions.text, "; ...") - assumptions.text, (ptrdiff_t)length - 5);
}

Test(explore_assumptions, one_that_is_too_long_alone)
{
	char note[1000] = "assuming ";
	memset(note + 9, 'x', sizeof note - 10);
	add(note);
	cr_expect_str_eq(assumptions.text, "; ...");
}
