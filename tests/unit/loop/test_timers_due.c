/* SPDX-License-Identifier: MIT */
/*
 * test_timers_due.c - timers in one heap: what was measured on Chromium.
 */
#include <criterion/criterion.h>

#include "recording.h"

static struct recording r;

static void start(void)
{
	recording_start(&r, &heap_rules);
}

static void end(void)
{
	recording_end(&r);
}

TestSuite(loop_timers_due, .init = start, .fini = end);

static evl_task arm_at(int64_t time_ms, int64_t duration_ms, char letter)
{
	r.now = time_ms * 1000;
	return evl_loop_arm(&r.loop, 0, duration_ms * 1000, false, (uint32_t)letter);
}

Test(loop_timers_due, earliest_due_first_then_request_order)
{
	arm_at(0, 1, '1');
	arm_at(0, 0, '2');
	arm_at(0, 1, '3');
	arm_at(0, 0, '4');
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "2413");
}

Test(loop_timers_due, overdue_timers_go_by_due_time)
{
	arm_at(0, 50, 'A');
	arm_at(10, 51, 'B');
	arm_at(20, 50, 'C');
	r.now = 120000;
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "ABC");
}

Test(loop_timers_due, a_new_timer_of_no_delay_was_posted_before_an_overdue_one_woke)
{
	arm_at(0, 10, 'a');
	arm_at(20, 0, 'b');
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "ba");
}

Test(loop_timers_due, intervals_stay_on_their_grid)
{
	evl_loop_arm(&r.loop, 0, 10000, true, 'a');
	evl_loop_arm(&r.loop, 0, 20000, true, 'b');
	r.loop.limits.max_rounds = 6;
	r.loop.limits.shown_rounds = 1;
	evl_loop_run(&r.loop);
	r.text[6] = '\0';
	cr_assert_str_eq(r.text, "aabaab");
}

Test(loop_timers_due, any_timer_can_be_taken_out)
{
	evl_task tasks[20];
	for (int i = 0; i < 20; i++)
		tasks[i] = arm_at(0, 1 + (i * 7) % 20, (char)('a' + i));
	for (int i = 0; i < 20; i += 2)
		evl_loop_cancel(&r.loop, tasks[i]);
	evl_loop_run(&r.loop);
	cr_assert_eq(r.length, 10);
	for (size_t i = 1; i < r.length; i++)
		cr_assert(r.times[(unsigned char)r.text[i - 1]] <= r.times[(unsigned char)r.text[i]]);
}
