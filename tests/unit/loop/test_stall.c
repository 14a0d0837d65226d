/* SPDX-License-Identifier: MIT */
/*
 * test_stall.c - time that passes where the model has none pass: when it is asked for, how far it goes, what it costs.
 */
#include "loop/stall.h"

#include <criterion/criterion.h>

#include "recording.h"

static struct recording r;

static void end(void) { recording_end(&r); }

TestSuite(loop_stall, .fini = end);

static void start(int64_t slack, const uint8_t *answers, size_t count)
{
	recording_start(&r, &heap_rules);
	r.loop.slack = slack;
	evl_choices_replay(&r.loop.choices, answers, count);
}

/* How many ways the question about the machine's pace has that was asked last; 0: none was asked. */
static uint32_t ways(void)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < r.loop.choices.count; i++)
		if (r.loop.choices.record[i].kind == EVL_CHOICE_PACE)
			count = r.loop.choices.record[i].count;
	return count;
}

Test(loop_stall, a_machine_without_slack_is_asked_nothing)
{
	start(0, NULL, 0);
	evl_loop_arm(&r.loop, 0, 3000, false, 'b');
	evl_stall_before_timer(&r.loop, 2000);
	evl_stall_before_reading(&r.loop);
	evl_stall_before_turn(&r.loop);
	cr_expect_eq(ways(), 0);
	cr_expect_eq(r.now, 0);
}

Test(loop_stall, before_a_timer_until_it_is_due_behind_one_that_waits)
{
	static const uint8_t answers[] = { 1 };
	start(5000, answers, 1);
	evl_loop_arm(&r.loop, 0, 3000, false, 'b');
	evl_stall_before_timer(&r.loop, 2000);
	cr_expect_eq(ways(), 2);
	cr_expect_eq(r.now, 1001, "1001 and 2000 are one microsecond behind 3000, not %d", (int)r.now);
	cr_expect_eq(r.loop.slack, 5000 - 1001);
}

Test(loop_stall, usually_no_time_is_lost)
{
	start(5000, NULL, 0);
	evl_loop_arm(&r.loop, 0, 3000, false, 'b');
	evl_stall_before_timer(&r.loop, 2000);
	cr_expect_eq(ways(), 2);
	cr_expect_eq(r.now, 0);
	cr_expect_eq(r.loop.slack, 5000);
}

Test(loop_stall, a_timer_that_is_further_away_than_the_slack_is_no_way)
{
	start(900, NULL, 0);
	evl_loop_arm(&r.loop, 0, 3000, false, 'b');
	evl_stall_before_timer(&r.loop, 2000);
	cr_expect_eq(ways(), 0);
}

Test(loop_stall, three_moments_at_most_each_once_the_nearest_first)
{
	start(100000, NULL, 0);
	static const int64_t due[] = { 9000, 7000, 5000, 5000, 3000 };
	for (size_t i = 0; i < sizeof due / sizeof due[0]; i++)
		evl_loop_arm(&r.loop, 0, due[i], false, 'a' + (uint32_t)i);
	r.loop.choices.wish = 4; /* the last; arming has asked questions of its own */
	evl_stall_before_timer(&r.loop, 1000);
	cr_expect_eq(ways(), 4);
	cr_expect_eq(r.now, 7000 - 1000 + 1);
}

Test(loop_stall, before_the_clock_is_read_half_of_it_or_all)
{
	static const uint8_t answers[] = { 1, 2 };
	start(1000, answers, 2);
	evl_stall_before_reading(&r.loop);
	cr_expect_eq(ways(), 3);
	cr_expect_eq(r.now, 500);
	cr_expect_eq(r.loop.slack, 500);
	evl_stall_before_reading(&r.loop);
	cr_expect_eq(r.now, 1000);
	cr_expect_eq(r.loop.slack, 0);
	evl_stall_before_reading(&r.loop);
	cr_expect_eq(r.loop.choices.count, 2, "no slack is left: nothing is asked");
}

Test(loop_stall, before_a_turn_until_the_next_timer_is_due_too)
{
	static const uint8_t answers[] = { 1 };
	start(5000, answers, 1);
	evl_loop_arm(&r.loop, 0, 1000, false, 'a');
	evl_loop_arm(&r.loop, 0, 4000, false, 'b');
	evl_stall_before_turn(&r.loop);
	cr_expect_eq(ways(), 2);
	cr_expect_eq(r.now, 4000);
	cr_expect_eq(r.loop.slack, 5000 - 3000);
	cr_assert_eq(evl_loop_run(&r.loop), EVL_LOOP_EMPTY);
	cr_expect_str_eq(r.text, "ab");
	cr_expect_eq(r.times['a'], 4000);
}
