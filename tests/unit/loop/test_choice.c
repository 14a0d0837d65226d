/* SPDX-License-Identifier: MIT */
/*
 * test_choice.c - canonical answers, recording, giving a prefix again.
 */
#include <criterion/criterion.h>

#include "loop/choice.h"

static struct evl_arena arena;
static struct evl_choices choices;

static void start(void)
{
	cr_assert(evl_arena_init(&arena, (size_t)1 << 24));
	evl_choices_init(&choices, &arena);
}

static void end(void)
{
	evl_arena_release(&arena);
}

TestSuite(loop_choice, .init = start, .fini = end);

Test(loop_choice, one_way_is_no_choice)
{
	cr_assert_eq(evl_choose(&choices, EVL_CHOICE_SOURCE, 1, 0, 0), 0);
	cr_assert_eq(choices.count, 0);
}

Test(loop_choice, answers_are_canonical_and_recorded)
{
	cr_assert_eq(evl_choose(&choices, EVL_CHOICE_SOURCE, 3, 2, 7), 2);
	cr_assert_eq(choices.count, 1);
	cr_assert_eq(choices.record[0].count, 3);
	cr_assert_eq(choices.record[0].taken, 2);
	cr_assert_eq(choices.record[0].time, 7);
}

Test(loop_choice, a_prefix_is_given_again_then_canonical_answers)
{
	static const uint8_t prefix[] = { 1, 9 };
	evl_choices_replay(&choices, prefix, 2);
	cr_assert_eq(evl_choose(&choices, EVL_CHOICE_SOURCE, 2, 0, 0), 1);
	cr_assert_eq(evl_choose(&choices, EVL_CHOICE_SOURCE, 2, 0, 0), 0); /* 9 is out of range */
	cr_assert_eq(evl_choose(&choices, EVL_CHOICE_SOURCE, 2, 0, 0), 0);
	cr_assert_eq(choices.count, 3);
}

Test(loop_choice, beyond_the_limit_nothing_is_recorded)
{
	choices.limit = 64;
	for (int i = 0; i < 100; i++)
		evl_choose(&choices, EVL_CHOICE_SOURCE, 2, 1, i);
	cr_assert_eq(choices.count, 64);
	cr_assert(choices.truncated);
}
