/* SPDX-License-Identifier: MIT */
/*
 * frontier.h - schedules that are still to be run, those with the fewest unusual answers first.
 *
 * A schedule is known by its answers up to the last unusual one. Every run names those that differ from it in one answer more, behind what it was
 * given, so each schedule is named once. When a search is cut short it has seen what is nearest to the usual.
 */
#ifndef EVL_EXPLORE_FRONTIER_H
#define EVL_EXPLORE_FRONTIER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "loop/choice.h"

struct evl_frontier_item {
	const uint8_t *base; /* answers of the run that named it */
	uint32_t length;     /* how many of them it shares */
	uint8_t answer;      /* what follows them */
};

struct evl_frontier {
	struct evl_arena *arena; /* borrowed */
	struct evl_frontier_item *items;
	uint32_t first, count, capacity; /* a ring */
};

/* Begin without schedules; they will lie in `arena`. */
void evl_frontier_init(struct evl_frontier *frontier, struct evl_arena *arena);

/*
 * Name what differs in one answer from the run that has just ended, whose first `given` answers were given to it. False: the arena would grow
 * beyond `memory_end`, and some are left out.
 */
bool evl_frontier_add(struct evl_frontier *frontier, const struct evl_choice *record, uint32_t count, uint32_t given, size_t memory_end);

/* Take the next one, written to `answers` (room for EVL_CHOICES_LIMIT). Returns how many there are; 0: none is left. */
uint32_t evl_frontier_take(struct evl_frontier *frontier, uint8_t *answers);

#endif
