/* SPDX-License-Identifier: MIT */
/*
 * test_groups.c - which lines of the canonical outcome come in other orders. An outcome is written as a word: a letter a line.
 */
#include "explore/groups.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* The groups as "1-3x2 ": from, to, orders; then "!" and the lines that not every outcome has. */
static const char *groups(const char *const *words)
{
	static char text[256];
	static struct evl_outcome_line lines[16][32];
	static struct evl_outcome outcomes[16];
	struct evl_arena arena;
	struct evl_exploration exploration = { .outcomes = outcomes };
	cr_assert(evl_arena_init(&arena, 1 << 20));
	for (; words[exploration.outcome_count] != NULL; exploration.outcome_count++) {
		uint32_t i = exploration.outcome_count;
		outcomes[i] = (struct evl_outcome){ .lines = lines[i], .line_count = (uint32_t)strlen(words[i]) };
		for (uint32_t k = 0; k < outcomes[i].line_count; k++)
			lines[i][k] = (struct evl_outcome_line){ .key = (unsigned char)words[i][k] * 2654435761u };
	}
	struct evl_line_groups out;
	evl_explore_groups(&exploration, &arena, &out);
	text[0] = '\0';
	for (uint32_t i = 0; i < out.group_count; i++)
		snprintf(text + strlen(text), sizeof text - strlen(text), "%u-%ux%u ", out.groups[i].from, out.groups[i].to, out.groups[i].orders);
	uint32_t common = 0;
	for (uint32_t k = 0; exploration.outcome_count != 0 && k < outcomes[0].line_count; k++) {
		common += out.is_common[k];
		if (!out.is_common[k])
			snprintf(text + strlen(text), sizeof text - strlen(text), "!%c", words[0][k]);
	}
	cr_expect_eq(common, out.common);
	evl_arena_release(&arena);
	return text;
}
#define GROUPS(...) groups((const char *const[]){ __VA_ARGS__, NULL })

Test(explore_groups, one_outcome_has_no_groups)
{
	cr_expect_str_eq(GROUPS("abc"), "");
	cr_expect_str_eq(GROUPS(""), "");
	cr_expect_str_eq(groups((const char *const[]){ NULL }), "");
}

Test(explore_groups, neighbours_that_change_places)
{
	cr_expect_str_eq(GROUPS("abcd", "acbd"), "1-2x2 ");
	cr_expect_str_eq(GROUPS("abcd", "bacd", "abdc"), "0-1x2 2-3x2 ");
}

Test(explore_groups, a_line_that_wanders_takes_those_between_along)
{
	cr_expect_str_eq(GROUPS("abcd", "bcda"), "0-3x2 ");
	cr_expect_str_eq(GROUPS("abc", "acb", "bac", "bca", "cab", "cba"), "0-2x6 ");
}

Test(explore_groups, orders_of_one_group_are_counted_without_the_others)
{
	cr_expect_str_eq(GROUPS("abxcd", "baxcd", "abxdc", "baxdc"), "0-1x2 3-4x2 ");
}

Test(explore_groups, lines_that_some_outcomes_lack)
{
	cr_expect_str_eq(GROUPS("abc", "ac"), "!b");
	cr_expect_str_eq(GROUPS("abc", "axbc"), "");
	cr_expect_str_eq(GROUPS("abc", ""), "!a!b!c");
}
