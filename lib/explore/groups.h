/* SPDX-License-Identifier: MIT */
/*
 * groups.h - what the outcomes of an exploration have in common, and where they part.
 */
#ifndef EVL_EXPLORE_GROUPS_H
#define EVL_EXPLORE_GROUPS_H

#include "explore/explore.h"

/* Lines of the canonical outcome, from..to (both included, from 0), that come in different orders. */
struct evl_line_group {
	uint32_t from, to;
	uint32_t orders; /* how many different ones were seen */
};

struct evl_line_groups {
	struct evl_line_group *groups;
	uint32_t group_count;
	uint32_t common;      /* how many lines of the canonical outcome every outcome has */
	const bool *is_common;/* per line of the canonical outcome */
};

/* Compare all outcomes with the first. Tables lie in `arena`. */
void evl_explore_groups(const struct evl_exploration *exploration, struct evl_arena *arena, struct evl_line_groups *out);

#endif
