/* SPDX-License-Identifier: MIT */
/*
 * recording.h - a host for the loop's tests: every task appends its letter (the
 * payload) to a text and may do something more.
 */
#ifndef TESTS_UNIT_LOOP_RECORDING_H
#define TESTS_UNIT_LOOP_RECORDING_H

#include "loop/loop.h"

struct recording {
	struct evl_arena arena;
	struct evl_loop loop;
	int64_t now;
	char text[4096];
	size_t length;
	int machine;   /* letters of pending microtasks, as a count: each prints '.' */
	void (*on_run)(struct recording *, char letter);
	bool throws;   /* the next task throws */
	int marks;
	bool scarce; /* memory is said to be */
	int64_t times[256]; /* when each letter ran last */
};

void recording_start(struct recording *r, const struct evl_loop_rules *rules);
void recording_end(struct recording *r);

/* Rules after Node's: 0 timers, 1 immediates, 2 ticks, 3 microtasks. */
extern const struct evl_loop_rules lists_rules;
/* Rules after a page's: 0 timers, 1 tasks, 2 frame, 3 idle, 4 microtasks. */
extern const struct evl_loop_rules heap_rules;
/* Rules after Bun's: 0 timers, 1 immediates, 2 tasks, which conclude ('|'), 3 microtasks. */
extern const struct evl_loop_rules ticking_rules;

#endif
