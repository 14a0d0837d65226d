/* SPDX-License-Identifier: MIT */
/* test_track.c - what stays the same when independent tasks change places, and what does not. */
#include "loop/track.h"

#include <criterion/criterion.h>
#include <stdlib.h>

TestSuite(loop_track);

static const int64_t now = 5;
static const uint32_t events = 0;

/* The main script asks for two tasks, which run in this order; task n does `accesses[n]`: r or w and a place. */
static uint64_t after(const char *accesses[2], uint32_t first, bool *overflow)
{
	struct evl_track *track = calloc(1, sizeof *track);
	evl_track_start(track, &now, &events);
	for (uint32_t i = 0; i < 2; i++) {
		uint32_t task = i == 0 ? first : 1 - first;
		evl_track_begin(track, 1, task);
		for (const char *at = accesses[task]; *at != '\0'; at += 2) {
			if (at[0] == 'e')
				evl_track_everything(track);
			else if (at[0] == 'r')
				evl_track_read(track, (uint64_t)at[1]);
			else
				evl_track_write(track, (uint64_t)at[1]);
		}
	}
	evl_track_end(track);
	uint64_t done = track->done;
	*overflow = track->overflow;
	free(track);
	return done;
}

static bool commute(const char *a, const char *b)
{
	const char *accesses[2] = { a, b };
	bool overflow;
	bool same = after(accesses, 0, &overflow) == after(accesses, 1, &overflow);
	cr_assert(!overflow);
	return same;
}

Test(loop_track, tasks_commute_unless_one_writes_where_the_other_is)
{
	cr_expect(commute("r1", "r1"));
	cr_expect(commute("w1", "w2"));
	cr_expect(commute("r1w2", "r1w3"));
	cr_expect(!commute("w1", "r1"));
	cr_expect(!commute("r1", "w1"));
	cr_expect(!commute("w1", "w1"));
	cr_expect(!commute("r2r1w1", "r2r1w1"));
}

Test(loop_track, what_touches_everything_commutes_with_nothing)
{
	cr_expect(!commute("e1", "r1"));
	cr_expect(!commute("", "e1"));
}

Test(loop_track, an_access_outside_of_any_task_ends_the_knowledge)
{
	struct evl_track *track = calloc(1, sizeof *track);
	evl_track_start(track, &now, &events);
	evl_track_end(track);
	evl_track_read(track, 7);
	cr_expect(track->overflow);
	free(track);
}
