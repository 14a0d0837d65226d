/* SPDX-License-Identifier: MIT */
/*
 * explore_command.h - what the commands that look at all orders share: the budget, interrupting, comparing.
 */
#ifndef EVLOOP_EXPLORE_COMMAND_H
#define EVLOOP_EXPLORE_COMMAND_H

#include "source_command.h"

struct explore_options {
	int64_t max_schedules;
	size_t max_outcomes_memory;
	bool no_reduction;
};

#define EXPLORE_OPTION_ROWS(type)                                                                                                   \
	{ 0, "max-schedules", OPTION_COUNT, offsetof(type, explore.max_schedules), "N", "run at most N schedules (default 20000)", NULL }, \
	{ 0, "max-outcomes", OPTION_SIZE, offsetof(type, explore.max_outcomes_memory), "SIZE", "keep at most this much of what is printed", NULL }, \
	{ 0, "no-reduction", OPTION_FLAG, offsetof(type, explore.no_reduction), NULL, "run also what differs only in the order of independent tasks", NULL }

/*
 * All orders of a source. An interrupt ends the search, and what is known by then counts. NULL: a message stands on standard error.
 */
struct evloop_orders *explore_source(struct evloop *evloop, const struct input *input, const struct evloop_options *options,
				     const struct explore_options *explore);

/* Write an outcome, each of its lines behind `indent`, to standard error or output. */
void explore_print_outcome(const struct evloop_orders *orders, size_t index, bool stdout_only, const char *indent, FILE *to);

#endif
