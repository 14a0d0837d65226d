/* SPDX-License-Identifier: MIT */
/*
 * test_roots.c - which pieces of outside work depend on each other, by the places that they touch.
 */
#include "loop/roots.h"

#include <criterion/criterion.h>
#include <stdlib.h>

static struct evl_roots *roots;
enum { A = EVL_ROOT_FIRST, B, C };

static void start(void)
{
	roots = malloc(sizeof *roots);
	cr_assert(roots != NULL);
	evl_roots_init(roots);
	evl_roots_start(roots);
}

static void end(void)
{
	free(roots);
}

TestSuite(loop_roots, .init = start, .fini = end);

static bool together(uint32_t a, uint32_t b)
{
	return evl_roots_group(roots, a) == evl_roots_group(roots, b);
}

Test(loop_roots, readers_of_a_place_stay_apart)
{
	evl_roots_touch(roots, A, 7, 0, false);
	evl_roots_touch(roots, B, 7, 0, false);
	cr_expect(!together(A, B));
}

Test(loop_roots, a_writer_joins_readers_and_writers)
{
	evl_roots_touch(roots, A, 7, 0, false);
	evl_roots_touch(roots, B, 7, 0, true);
	cr_expect(together(A, B));
	evl_roots_touch(roots, C, 8, 0, true);
	cr_expect(!together(A, C));
	evl_roots_touch(roots, C, 7, 0, false);
	cr_expect(together(A, C));
	cr_expect_eq(evl_roots_group(roots, C), A, "a group is named after its first");
}

Test(loop_roots, what_the_main_script_touches_joins_nothing)
{
	evl_roots_touch(roots, EVL_ROOT_MAIN, 7, 0, true);
	evl_roots_touch(roots, A, 7, 0, false);
	evl_roots_touch(roots, B, 9, 0, true);
	cr_expect(!together(A, B));
	cr_expect(!roots->dependent);
}

Test(loop_roots, several_readers_and_then_a_writer_are_not_known)
{
	evl_roots_touch(roots, A, 7, 0, false);
	evl_roots_touch(roots, B, 7, 0, false);
	evl_roots_touch(roots, C, 7, 0, true);
	cr_expect(roots->dependent);
}

Test(loop_roots, places_of_a_run_are_forgotten_and_old_ones_are_not)
{
	roots->old_end = 100;
	evl_roots_touch(roots, A, 7, 50, true);
	evl_roots_touch(roots, A, 8, 200, true);
	evl_roots_start(roots);
	roots->old_end = 100;
	evl_roots_touch(roots, B, 8, 200, true);
	cr_expect(!together(A, B), "another run's object at that address");
	evl_roots_touch(roots, B, 7, 50, true);
	cr_expect(together(A, B), "the same object");
}

Test(loop_roots, too_many_places_are_not_known)
{
	for (uint64_t key = 1; key <= EVL_ROOTS_PLACES; key++)
		evl_roots_touch(roots, A, key, 0, true);
	cr_expect(roots->dependent);
}

Test(loop_roots, the_key_zero_is_a_place_too)
{
	evl_roots_touch(roots, A, 0, 0, true);
	evl_roots_touch(roots, B, 0, 0, true);
	cr_expect(together(A, B));
}

Test(loop_roots, events_belong_to_the_task_that_runs)
{
	uint32_t task;
	cr_expect_eq(evl_roots_of_event(roots, 3, &task), EVL_ROOT_MAIN, "no task yet");
	evl_roots_begin(roots, A, 10, true);
	evl_roots_begin(roots, EVL_ROOT_CLOCK, 20, false);
	evl_roots_begin(roots, B, 30, true);
	cr_expect_eq(evl_roots_of_event(roots, 9, &task), EVL_ROOT_MAIN);
	cr_expect_eq(evl_roots_of_event(roots, 10, &task), A);
	cr_expect_eq(task, 0);
	cr_expect_eq(evl_roots_of_event(roots, 29, &task), EVL_ROOT_CLOCK);
	cr_expect_eq(task, 1);
	cr_expect_eq(evl_roots_of_event(roots, 1000000, &task), B);
	cr_expect_eq(task, 2);
}

Test(loop_roots, too_many_tasks_are_not_known)
{
	for (uint32_t i = 0; i < EVL_ROOTS_TASKS; i++)
		evl_roots_begin(roots, A, i, true);
	cr_expect(!roots->dependent);
	evl_roots_begin(roots, A, EVL_ROOTS_TASKS, true);
	cr_expect(roots->dependent);
	cr_expect_eq(roots->task_count, EVL_ROOTS_TASKS);
}
