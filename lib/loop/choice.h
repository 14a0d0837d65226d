/* SPDX-License-Identifier: MIT */
/*
 * choice.h - the freedom of a host, in one function.
 *
 * Wherever the standards leave more than one way to go on, the loop (and later
 * a host that does not know a value) asks evl_choose. The canonical answer gives
 * what a person usually sees. Answers are recorded; a run that is given a
 * prefix of recorded answers goes the same way again, so exploring all orders is
 * running again with other answers.
 */
#ifndef EVL_LOOP_CHOICE_H
#define EVL_LOOP_CHOICE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "loop/track.h"

enum evl_choice_kind {
	EVL_CHOICE_SOURCE,    /* several task sources are ready: which one is served (in the order of the phases) */
	EVL_CHOICE_TIMER_DUE, /* a timer within the clock's grain of being due: 0 it is not yet, 1 it is */
	EVL_CHOICE_PACE,      /* how fast the machine is: 0 timers fire when they are due, 1 a little later */
	EVL_CHOICE_OUTCOME,   /* an outside result that only a real host knows */
	EVL_CHOICE_KIND_COUNT
};

struct evl_choice {
	uint8_t kind;       /* enum evl_choice_kind */
	uint8_t count;      /* how many ways there were, at least 2 */
	uint8_t taken;      /* below `count` */
	uint8_t canonical;
	int64_t time;       /* virtual, microseconds */
	uint64_t state;     /* tracking: stands for all that what follows hangs on; 0: not known */
	uint32_t events;    /* tracking: how long the trace was */
};

enum { EVL_CHOICES_LIMIT = 1 << 16 }; /* answers recorded of one run */

struct evl_choices {
	struct evl_arena *arena;      /* borrowed; the record lives in it */
	const uint8_t *prefix;        /* answers to give again; borrowed; may be NULL */
	uint32_t prefix_count;
	struct evl_choice *record;
	uint32_t count, capacity;
	uint32_t limit;               /* beyond it answers are canonical and no longer recorded */
	bool truncated;               /* the limit was met */
	uint64_t state;               /* of the next choice; 0: not known */
	struct evl_track *track;      /* borrowed; NULL: not tracking */
	struct evl_choices *of;       /* those of another loop of the same run, which are asked instead; NULL: none */
	bool muted;                   /* answers are canonical and not recorded */
	const uint8_t *outcomes;      /* the next answers of kind OUTCOME that no prefix gives; borrowed */
	uint32_t outcome_count;
	uint32_t wish;                /* the next answer that no prefix gives + 1; 0: the canonical one */
};

/* No prefix: every answer is canonical. */
void evl_choices_init(struct evl_choices *choices, struct evl_arena *arena);

/* Give these answers first. `prefix` is borrowed for the life of the run; answers out of range are taken as canonical. */
void evl_choices_replay(struct evl_choices *choices, const uint8_t *prefix, uint32_t count);

/*
 * One of `count` ways to go on, numbered from 0; `canonical` is the usual one.
 * Asking with fewer than two ways records nothing. `now` is the virtual time.
 */
uint32_t evl_choose(struct evl_choices *choices, enum evl_choice_kind kind, uint32_t count, uint32_t canonical, int64_t now);

#endif
