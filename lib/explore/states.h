/* SPDX-License-Identifier: MIT */
/*
 * states.h - the states that schedules pass at their choices, as a graph without cycles: what was explored from a state need not be
 * explored again when another schedule comes to it.
 *
 * An edge is an answer to a choice, with the lines that are printed until the next. Every path from the root to
 * an end is a schedule; expanding the graph gives what all of them print.
 */
#ifndef EVL_EXPLORE_STATES_H
#define EVL_EXPLORE_STATES_H

#include "explore/explore.h"

enum { EVL_STATES_NOTE = 2 }; /* the stream of a line that is a note of the trace */

struct evl_state_edge {
	struct evl_outcome_line *lines; /* in arena memory; notes among them */
	uint32_t line_count;
	uint32_t target; /* number of the node + 1; 0: not explored */
};

struct evl_state_node {
	uint64_t state;
	struct evl_state_edge *edges; /* by answer; NULL: an end */
	uint8_t count, canonical;
	int exit_status;              /* of an end */
};

struct evl_states {
	struct evl_arena *arena;
	struct evl_state_node *nodes;
	uint32_t count, capacity;
	uint32_t *slots; /* by state: number of the node + 1 */
	uint32_t slot_count;
	struct evl_state_edge root;
	uint32_t *path;  /* nodes of the present schedule's choices; EVL_CHOICES_LIMIT of them */
};

/* Begin with an empty graph in `arena`. */
void evl_states_init(struct evl_states *states, struct evl_arena *arena);

/*
 * Take in the run that has just ended: its choices from number `from` on are new. Returns how many of its choices belong to states that were not
 * known, counted from the first: what comes after them was explored before.
 */
uint32_t evl_states_add(struct evl_states *states, const struct evl_trace *trace, const struct evl_choices *choices, uint32_t from);

/* How much may be walked; the first output is told whatever it says. */
struct evl_states_budget {
	size_t memory_end;  /* the arena may be used up to here */
	uint64_t max_steps; /* along edges */
	bool (*stop)(void *context); /* asked now and then; NULL: never */
	void *stop_context;
};

enum evl_states_end { EVL_STATES_ALL, EVL_STATES_ENDED, EVL_STATES_MEMORY, EVL_STATES_STEPS, EVL_STATES_STOPPED };

/*
 * Every different output of the graph, the canonical one first: `each` is called with the lines and the answers that lead to it. It returns false
 * to end the walk (ENDED).
 */
typedef bool evl_states_each(void *context, struct evl_outcome_line *const *lines, uint32_t line_count, int exit_status,
			     const uint8_t *answers, uint32_t answer_count);
enum evl_states_end evl_states_expand(struct evl_states *states, const struct evl_states_budget *budget, evl_states_each *each, void *context);

/* How many schedules the graph stands for; UINT64_MAX: that many or more. */
uint64_t evl_states_schedules(struct evl_states *states);

#endif
