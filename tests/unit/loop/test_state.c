/* SPDX-License-Identifier: MIT */
/*
 * test_state.c - moments after which the same can follow have one number, and no others.
 */
#include "loop/state.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "recording.h"

static const uint32_t events = 0;

/* The state when the main script has asked for these: a letter and its time in milliseconds, one digit; '+' gives the clock a millisecond. */
static uint64_t state_of(const struct evl_loop_rules *rules, const char *asked, uint32_t site)
{
	struct recording r;
	struct evl_track *track = calloc(1, sizeof *track);
	cr_assert_not_null(track);
	recording_start(&r, rules);
	evl_track_start(track, &r.now, &events);
	r.loop.choices.track = track;
	for (; *asked != '\0'; asked += *asked == '+' ? 1 : 2) {
		if (*asked == '+')
			r.now += 1000;
		else
			evl_loop_arm(&r.loop, 0, (asked[1] - '0') * 1000, asked[0] == 'R', (unsigned char)asked[0]);
	}
	evl_track_end(track);
	uint64_t state = evl_loop_state(&r.loop, site);
	recording_end(&r);
	free(track);
	return state;
}

Test(loop_state, the_same_that_waits_is_the_same_state)
{
	cr_expect_eq(state_of(&heap_rules, "a1b2", 1), state_of(&heap_rules, "a1b2", 1));
	cr_expect_eq(state_of(&lists_rules, "a1b2", 1), state_of(&lists_rules, "a1b2", 1));
	cr_expect_neq(state_of(&heap_rules, "", 1), 0);
}

Test(loop_state, where_the_loop_stands_is_part_of_it)
{
	cr_expect_neq(state_of(&heap_rules, "a1", 1), state_of(&heap_rules, "a1", 2));
}

Test(loop_state, what_waits_and_until_when_is_part_of_it)
{
	cr_expect_neq(state_of(&heap_rules, "a1", 1), state_of(&heap_rules, "", 1));
	cr_expect_neq(state_of(&heap_rules, "a1", 1), state_of(&heap_rules, "a2", 1));
	cr_expect_neq(state_of(&heap_rules, "a1b2", 1), state_of(&heap_rules, "a2b1", 1));
	cr_expect_neq(state_of(&heap_rules, "r1", 1), state_of(&heap_rules, "R1", 1), "one of them repeats");
}

Test(loop_state, the_clock_is_part_of_it)
{
	cr_expect_neq(state_of(&heap_rules, "a2", 1), state_of(&heap_rules, "a2+", 1));
}

Test(loop_state, too_many_that_wait_are_not_known)
{
	struct recording r;
	struct evl_track *track = calloc(1, sizeof *track);
	cr_assert_not_null(track);
	recording_start(&r, &heap_rules);
	evl_track_start(track, &r.now, &events);
	r.loop.choices.track = track;
	for (uint32_t i = 0; i < 256; i++)
		evl_loop_arm(&r.loop, 0, 1000, false, 'a');
	cr_expect_eq(evl_loop_state(&r.loop, 1), 0, "the main script is still running");
	evl_track_end(track);
	cr_expect_neq(evl_loop_state(&r.loop, 1), 0);
	evl_loop_arm(&r.loop, 0, 1000, false, 'a');
	cr_expect_eq(evl_loop_state(&r.loop, 1), 0);
	recording_end(&r);
	free(track);
}
