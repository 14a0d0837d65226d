/* SPDX-License-Identifier: MIT */
/*
 * test_timers_lists.c - timers in one list per duration: what was measured on Node when the loop is late.
 */
#include <criterion/criterion.h>

#include "recording.h"

static struct recording r;

static void start(void)
{
	recording_start(&r, &lists_rules);
}

static void end(void)
{
	recording_end(&r);
}

TestSuite(loop_timers_lists, .init = start, .fini = end);

static evl_task arm_at(int64_t time_ms, int64_t duration_ms, char letter)
{
	r.now = time_ms * 1000;
	return evl_loop_arm(&r.loop, 0, duration_ms * 1000, false, (uint32_t)letter);
}

static const char *run_at(int64_t time_ms)
{
	r.now = time_ms * 1000;
	evl_loop_run(&r.loop);
	return r.text;
}

Test(loop_timers_lists, equal_durations_keep_request_order)
{
	arm_at(0, 1, 'a');
	arm_at(0, 1, 'b');
	arm_at(0, 2, 'd');
	arm_at(0, 1, 'c');
	cr_assert_str_eq(run_at(0), "abcd");
}

Test(loop_timers_lists, a_late_loop_serves_one_duration_before_another)
{
	arm_at(0, 50, 'A');
	arm_at(10, 51, 'B');
	arm_at(20, 50, 'a');
	cr_assert_str_eq(run_at(120), "AaB");
}

Test(loop_timers_lists, a_list_that_is_due_first_goes_first_whatever_stands_in_it)
{
	arm_at(0, 60, 'C');
	arm_at(10, 55, 'A');
	arm_at(20, 60, 'B');
	cr_assert_str_eq(run_at(120), "CBA");
}

Test(loop_timers_lists, clearing_the_first_timer_does_not_move_its_list)
{
	evl_task first = arm_at(0, 50, 'F');
	arm_at(10, 60, 'B');
	arm_at(30, 50, 'a');
	evl_loop_cancel(&r.loop, first);
	cr_assert_str_eq(run_at(130), "aB");
}

static void arms_again(struct recording *rec, char letter)
{
	if (letter == 'a')
		evl_loop_arm(&rec->loop, 0, 1000, false, 'n');
}

Test(loop_timers_lists, a_timer_made_in_a_timer_waits_for_a_later_turn)
{
	r.on_run = arms_again;
	arm_at(0, 1, 'a');
	arm_at(0, 1, 'b');
	evl_loop_post(&r.loop, 1, 'I');
	cr_assert_str_eq(run_at(5), "abIn");
}

static void clears_second(struct recording *rec, char letter)
{
	if (letter == 'a')
		evl_loop_cancel(&rec->loop, 2);
}

Test(loop_timers_lists, a_timer_of_the_same_batch_can_be_cleared)
{
	r.on_run = clears_second;
	arm_at(0, 1, 'a');
	arm_at(0, 1, 'b');
	arm_at(0, 1, 'c');
	cr_assert_str_eq(run_at(5), "ac");
}

Test(loop_timers_lists, restarting_counts_from_now)
{
	evl_task a = arm_at(0, 60, 'a');
	arm_at(0, 80, 'b');
	r.now = 40000;
	evl_loop_restart(&r.loop, a);
	cr_assert_str_eq(run_at(40), "ba");
}

static void takes_long(struct recording *rec, char letter)
{
	if (letter == 'i' && rec->length < 4)
		rec->now += 50000;
	if (rec->length >= 4)
		evl_loop_cancel(&rec->loop, 1);
}

Test(loop_timers_lists, an_interval_counts_from_before_its_callback)
{
	r.on_run = takes_long;
	evl_loop_arm(&r.loop, 0, 20000, true, 'i');
	cr_assert_str_eq(run_at(0), "iiii");
	cr_assert_eq(r.times['i'], 20000 + 3 * 50000 + 3 * 10);
}

Test(loop_timers_lists, many_durations_stay_in_order)
{
	for (int i = 25; i >= 0; i--)
		arm_at(0, 10 + i, (char)('a' + i));
	cr_assert_str_eq(run_at(0), "abcdefghijklmnopqrstuvwxyz");
}
