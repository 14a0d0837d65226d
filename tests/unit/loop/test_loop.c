/* SPDX-License-Identifier: MIT */
/*
 * test_loop.c - turns, phases, what drains between callbacks, endless work.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "recording.h"

static struct recording r;

static void end(void)
{
	recording_end(&r);
}

TestSuite(loop_loop, .fini = end);

static void posts_inner(struct recording *rec, char letter)
{
	if (letter == 'a' || letter == 'b') {
		rec->machine++;
		evl_loop_post(&rec->loop, 2, 't');
	}
}

Test(loop_loop, inner_queues_run_empty_after_each_callback)
{
	recording_start(&r, &lists_rules);
	r.on_run = posts_inner;
	evl_loop_post(&r.loop, 1, 'a');
	evl_loop_post(&r.loop, 1, 'b');
	cr_assert_eq(evl_loop_run(&r.loop), EVL_LOOP_EMPTY);
	cr_assert_str_eq(r.text, "at.bt.");
}

Test(loop_loop, a_drain_may_begin_with_the_second_queue)
{
	recording_start(&r, &lists_rules);
	r.machine = 2;
	evl_loop_post(&r.loop, 2, 't');
	cr_assert_eq(evl_loop_drain(&r.loop, 1), EVL_RAN_DONE);
	cr_assert_str_eq(r.text, "..t");
}

static void throws_first(struct recording *rec, char letter)
{
	posts_inner(rec, letter);
	rec->throws = letter == 'a';
}

Test(loop_loop, a_throw_lets_the_neighbour_come_first_where_the_rules_say_so)
{
	recording_start(&r, &lists_rules);
	r.on_run = throws_first;
	evl_loop_post(&r.loop, 1, 'a');
	evl_loop_post(&r.loop, 1, 'b');
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "abtt..");
}

static void posts_another(struct recording *rec, char letter)
{
	if (letter == 'a')
		evl_loop_post(&rec->loop, 1, 'c');
}

Test(loop_loop, a_snapshot_leaves_new_tasks_to_the_next_turn)
{
	recording_start(&r, &lists_rules);
	r.on_run = posts_another;
	evl_loop_post(&r.loop, 1, 'a');
	evl_loop_post(&r.loop, 1, 'b');
	evl_loop_arm(&r.loop, 0, 1000, false, 'T');
	evl_loop_run(&r.loop);
	/* The timer of 1 ms is not due in the first turn and is in the second. */
	cr_assert_str_eq(r.text, "abTc");
}

static void goes_on(struct recording *rec, char letter)
{
	if (letter == 'a' || letter == 'c')
		evl_loop_post_next(&rec->loop, 1, letter == 'a' ? 'c' : 'd');
}

Test(loop_loop, what_goes_on_with_a_task_comes_before_what_waits)
{
	recording_start(&r, &lists_rules);
	r.on_run = goes_on;
	evl_loop_post(&r.loop, 1, 'a');
	evl_loop_post(&r.loop, 1, 'b');
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "acdb");
}

Test(loop_loop, another_answer_finds_the_timer_due)
{
	static const uint8_t answers[] = { 1 };
	recording_start(&r, &lists_rules);
	evl_choices_replay(&r.loop.choices, answers, 1);
	evl_loop_arm(&r.loop, 0, 1000, false, 'T');
	evl_loop_post(&r.loop, 1, 'I');
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "TI");
	cr_assert_eq(r.loop.choices.record[0].kind, EVL_CHOICE_TIMER_DUE);
	cr_assert_eq(r.loop.choices.record[0].canonical, 0);
}

static void sets_timers_in_a_tick(struct recording *rec, char letter)
{
	if (letter == 'A') {
		evl_loop_post(&rec->loop, 1, 'I');
		evl_loop_post(&rec->loop, 2, 'k');
	} else if (letter == 'k') {
		evl_loop_arm(&rec->loop, 0, 1000, false, 'T');
		evl_loop_arm(&rec->loop, 0, 80000, false, 'L'); /* the system's loop looks at its clock once more */
	}
}

Test(loop_loop, a_timer_may_be_due_when_ticks_after_timers_look_at_the_clock)
{
	static const uint8_t answers[] = { 1 };
	recording_start(&r, &lists_rules);
	r.on_run = sets_timers_in_a_tick;
	evl_loop_arm(&r.loop, 0, 5000, false, 'A');
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "AkITL");
	cr_assert_eq(r.loop.choices.count, 1);
	recording_end(&r);
	recording_start(&r, &lists_rules);
	r.on_run = sets_timers_in_a_tick;
	evl_choices_replay(&r.loop.choices, answers, 1);
	evl_loop_arm(&r.loop, 0, 5000, false, 'A');
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "AkTIL");
}

static void sets_one_timer_in_a_tick(struct recording *rec, char letter)
{
	if (letter == 'A') {
		evl_loop_post(&rec->loop, 1, 'I');
		evl_loop_post(&rec->loop, 2, 'k');
	} else if (letter == 'k') {
		evl_loop_arm(&rec->loop, 0, 1000, false, 'T');
	}
}

Test(loop_loop, a_timer_is_not_due_as_long_as_nothing_looks_at_the_clock_after_it)
{
	recording_start(&r, &lists_rules);
	r.on_run = sets_one_timer_in_a_tick;
	evl_loop_arm(&r.loop, 0, 5000, false, 'A');
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "AkIT");
	cr_assert_eq(r.loop.choices.count, 0);
}

Test(loop_loop, unreferenced_tasks_do_not_keep_it_alive)
{
	recording_start(&r, &lists_rules);
	evl_task task = evl_loop_arm(&r.loop, 0, 5000, false, 'u');
	evl_loop_reference(&r.loop, task, false);
	evl_loop_arm(&r.loop, 0, 1000, false, 'a');
	cr_assert_eq(evl_loop_run(&r.loop), EVL_LOOP_EMPTY);
	cr_assert_str_eq(r.text, "a");
}

Test(loop_loop, a_frame_comes_at_the_next_point_of_the_grid_and_idle_work_after_it)
{
	recording_start(&r, &heap_rules);
	evl_loop_post(&r.loop, 3, 'i');
	evl_loop_post(&r.loop, 2, 'f');
	evl_loop_arm(&r.loop, 0, 0, false, 't');
	evl_loop_arm(&r.loop, 0, 20000, false, 'l');
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "tfil");
	cr_assert_eq(r.times['f'], 16667);
	cr_assert_eq(r.times['l'], 20000);
}

Test(loop_loop, work_that_has_renewed_itself_often_is_given_up_when_memory_is_scarce)
{
	recording_start(&r, &heap_rules);
	r.scarce = true;
	evl_loop_arm(&r.loop, 0, 1000, true, 'x');
	cr_assert_eq(evl_loop_run(&r.loop), EVL_LOOP_REPEATS);
	cr_expect_geq(r.loop.renewals, 10000);
	cr_expect_lt(r.loop.renewals, r.loop.limits.max_rounds);
}

Test(loop_loop, work_that_renews_itself_is_shown_then_given_up)
{
	recording_start(&r, &heap_rules);
	r.loop.limits.max_rounds = 50;
	evl_loop_arm(&r.loop, 0, 1000, true, 'x');
	cr_assert_eq(evl_loop_run(&r.loop), EVL_LOOP_REPEATS);
	cr_assert_eq(r.marks, 1);
	cr_assert_eq(r.length, 50);
}

static void cancels_itself(struct recording *rec, char letter)
{
	(void)letter;
	if (rec->length == 20)
		evl_loop_cancel(&rec->loop, 1);
}

Test(loop_loop, a_repeating_task_that_is_cancelled_ends_the_loop)
{
	recording_start(&r, &heap_rules);
	r.on_run = cancels_itself;
	cr_assert_eq(evl_loop_arm(&r.loop, 0, 1000, true, 'x'), 1);
	cr_assert_eq(evl_loop_run(&r.loop), EVL_LOOP_EMPTY);
	cr_assert_eq(r.length, 20);
}

Test(loop_loop, a_task_beyond_the_time_limit_is_not_waited_for)
{
	recording_start(&r, &heap_rules);
	r.loop.limits.max_time = 1000000;
	evl_loop_arm(&r.loop, 0, 2000000, false, 'x');
	cr_assert_eq(evl_loop_run(&r.loop), EVL_LOOP_TIME);
	cr_assert_str_eq(r.text, "");
}

static void asks_for_more(struct recording *rec, char letter)
{
	if (letter == 'a' || letter == 'i')
		rec->machine++;
	if (letter == 'a')
		evl_loop_post(&rec->loop, 2, 'c');
}

Test(loop_loop, a_phase_that_concludes_does_its_tasks_and_inner_work_until_neither_is_left)
{
	recording_start(&r, &ticking_rules);
	r.on_run = asks_for_more;
	evl_loop_post(&r.loop, 2, 'a');
	evl_loop_post(&r.loop, 2, 'b');
	evl_loop_post(&r.loop, 1, 'i');
	evl_loop_run(&r.loop);
	/* Once after the tasks, once at the end of the phase. */
	cr_assert_str_eq(r.text, "a.bc||i.");
}

Test(loop_loop, a_turn_waits_before_its_timers)
{
	recording_start(&r, &ticking_rules);
	evl_loop_post(&r.loop, 1, 'i');
	evl_loop_arm(&r.loop, 0, 5000, false, 't');
	evl_loop_arm(&r.loop, 0, 9000, false, 'u');
	cr_assert_eq(evl_loop_run(&r.loop), EVL_LOOP_EMPTY);
	/* The phase of tasks is served once for each of them: not again after the wait. */
	cr_assert_str_eq(r.text, "|it|u");
	cr_assert_eq(r.times['t'], 5000);
}

Test(loop_loop, a_turn_with_tasks_does_not_wait)
{
	recording_start(&r, &ticking_rules);
	evl_loop_post(&r.loop, 2, 'a');
	evl_loop_arm(&r.loop, 0, 5000, false, 't');
	evl_loop_run(&r.loop);
	cr_assert_str_eq(r.text, "a|||t");
}
