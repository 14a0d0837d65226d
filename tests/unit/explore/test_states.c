/* SPDX-License-Identifier: MIT */
/*
 * test_states.c - the graph of states. A made-up program: at each of its choices it prints one of two letters and goes on to a
 * state that the test fixes.
 */
#include "explore/states.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"

static struct evl_arena arena;
static struct evl_states states;
static struct evl_trace trace;
static uint8_t canonical; /* the usual answer to every choice */

static void start(void)
{
	cr_assert(evl_arena_init(&arena, (size_t)1 << 30));
	cr_assert(evl_trace_init(&trace, 10000));
	evl_states_init(&states, &arena);
}

static void end(void)
{
	evl_trace_release(&trace);
	evl_arena_release(&arena);
}

TestSuite(explore_states, .init = start, .fini = end);

static void print(char letter)
{
	struct evl_event event = { .kind = EVL_EVENT_PRINT, .cause = EVL_NO_EVENT, .other = EVL_NO_EVENT };
	evl_trace_append(&trace, &event, &letter, 1);
}

/* Run the program with these answers and take the run in: choice i is asked in the state `at(i, answers)`, answer k prints letters[i][k]. */
static uint32_t run(uint32_t depth, const uint8_t *answers, const char *const *letters, uint64_t (*at)(uint32_t, const uint8_t *), uint32_t from)
{
	struct evl_choice record[16];
	struct evl_choices choices = { .record = record, .count = depth };
	evl_trace_reset(&trace);
	for (uint32_t i = 0; i < depth; i++) {
		record[i] = (struct evl_choice){ .count = 2, .canonical = canonical, .taken = answers[i], .state = at(i, answers), .events = trace.count };
		print(letters[i][answers[i]]);
	}
	return evl_states_add(&states, &trace, &choices, from);
}

static bool tell(void *context, struct evl_outcome_line *const *lines, uint32_t line_count, int exit_status, const uint8_t *answers, uint32_t answer_count)
{
	struct evl_buffer *out = context;
	for (uint32_t i = 0; i < line_count; i++)
		evl_buffer_append_text(out, lines[i]->text);
	evl_buffer_append_byte(out, ':');
	for (uint32_t i = 0; i < answer_count; i++)
		evl_buffer_append_byte(out, (char)('0' + answers[i]));
	evl_buffer_append_byte(out, ' ');
	return exit_status == 0;
}

static void outputs_are(const char *expected)
{
	struct evl_buffer out;
	struct evl_states_budget budget = { .memory_end = SIZE_MAX, .max_steps = 100000 };
	evl_buffer_init(&out);
	cr_expect_eq(evl_states_expand(&states, &budget, tell, &out), EVL_STATES_ALL);
	cr_expect_str_eq(out.bytes, expected);
	evl_buffer_release(&out);
}

/* States by what was answered so far. */
static uint64_t by_path(uint32_t depth, const uint8_t *answers)
{
	uint64_t state = 1;
	for (uint32_t i = 0; i < depth; i++)
		state = 2 * state + answers[i];
	return state + 100;
}

/* The same state whatever was answered. */
static uint64_t by_depth(uint32_t depth, const uint8_t *answers)
{
	(void)answers;
	return depth + 100;
}

static const char *const ab_cd[] = { "ab", "cd" };

Test(explore_states, a_tree_gives_every_path)
{
	cr_expect_eq(run(2, (const uint8_t[]){ 0, 0 }, ab_cd, by_path, 0), 2);
	run(2, (const uint8_t[]){ 0, 1 }, ab_cd, by_path, 2);
	run(2, (const uint8_t[]){ 1, 0 }, ab_cd, by_path, 1);
	run(2, (const uint8_t[]){ 1, 1 }, ab_cd, by_path, 2);
	outputs_are("ac:00 ad:01 bc:10 bd:11 ");
	cr_expect_eq(evl_states_schedules(&states), 4);
}

Test(explore_states, the_canonical_answer_comes_first_wherever_it_stands)
{
	canonical = 1;
	run(2, (const uint8_t[]){ 1, 1 }, ab_cd, by_path, 0);
	run(2, (const uint8_t[]){ 1, 0 }, ab_cd, by_path, 2);
	run(2, (const uint8_t[]){ 0, 1 }, ab_cd, by_path, 1);
	run(2, (const uint8_t[]){ 0, 0 }, ab_cd, by_path, 2);
	outputs_are("bd:11 bc:10 ad:01 ac:00 ");
}

Test(explore_states, what_follows_a_known_state_is_not_run_again)
{
	cr_expect_eq(run(2, (const uint8_t[]){ 0, 0 }, ab_cd, by_depth, 0), 2);
	run(2, (const uint8_t[]){ 0, 1 }, ab_cd, by_depth, 2);
	cr_expect_eq(run(2, (const uint8_t[]){ 1, 0 }, ab_cd, by_depth, 1), 1, "the second choice is known");
	outputs_are("ac:00 ad:01 bc:10 bd:11 ");
	cr_expect_eq(evl_states_schedules(&states), 4);
}

Test(explore_states, equal_outputs_are_told_once)
{
	static const char *const same[] = { "aa", "cc" };
	run(2, (const uint8_t[]){ 0, 0 }, same, by_path, 0);
	run(2, (const uint8_t[]){ 0, 1 }, same, by_path, 2);
	run(2, (const uint8_t[]){ 1, 0 }, same, by_path, 1);
	run(2, (const uint8_t[]){ 1, 1 }, same, by_path, 2);
	outputs_are("ac:00 ");
	cr_expect_eq(evl_states_schedules(&states), 4);
}

Test(explore_states, many_states_and_a_budget)
{
	static const char *const letters[] = { "ab", "cd", "ef", "gh", "ij", "kl", "mn", "op" };
	for (uint32_t n = 0; n < 256; n++) {
		uint8_t answers[8];
		for (uint32_t i = 0; i < 8; i++)
			answers[i] = n >> (7 - i) & 1;
		run(8, answers, letters, by_path, n == 0 ? 0 : 8 - (uint32_t)__builtin_ctz(n));
	}
	cr_expect_eq(evl_states_schedules(&states), 256);
	struct evl_buffer out;
	evl_buffer_init(&out);
	struct evl_states_budget budget = { .memory_end = SIZE_MAX, .max_steps = 20 };
	cr_expect_eq(evl_states_expand(&states, &budget, tell, &out), EVL_STATES_STEPS);
	cr_expect_eq(memcmp(out.bytes, "acegikmo:", 9), 0, "the first output is told whatever the budget says");
	evl_buffer_release(&out);
}
