/*
 * loop.h - the event loop: a virtual clock, timers, queues and phases.
 *
 * Knows no JavaScript: a task is a number that the host turns back into a
 * callback, and running it is a function of the host. The rules of a host are
 * a table: which phases a turn has, which queue each serves and how (all that is
 * due, a snapshot, one), and what is drained after each callback. Where more
 * than one thing may come next, choice.h is asked; it is the only such place.
 */
#ifndef EVL_LOOP_LOOP_H
#define EVL_LOOP_LOOP_H

#include <stdbool.h>
#include <stdint.h>

struct evl_loop_rules;

struct evl_loop {
	const struct evl_loop_rules *rules;
	void *state; /* loop.c's own: timers, queues, clock */
};

#endif
