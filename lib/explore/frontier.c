/* SPDX-License-Identifier: MIT */
/*
 * frontier.c - a queue of schedules; those that one run names share its answers.
 */
#include "explore/frontier.h"

#include <string.h>

enum { FIRST_CAPACITY = 256 };

void evl_frontier_init(struct evl_frontier *frontier, struct evl_arena *arena)
{
	memset(frontier, 0, sizeof *frontier);
	frontier->arena = arena;
}

/* Room for `more` items. False: there is none below `memory_end`. */
static bool make_room(struct evl_frontier *frontier, uint32_t more, size_t memory_end)
{
	uint32_t needed = frontier->count + more, capacity = frontier->capacity != 0 ? frontier->capacity : FIRST_CAPACITY;
	if (needed <= frontier->capacity)
		return true;
	while (capacity < needed)
		capacity *= 2;
	if (evl_arena_used(frontier->arena) + capacity * sizeof *frontier->items > memory_end)
		return false;
	struct evl_frontier_item *items = evl_arena_alloc(frontier->arena, capacity * sizeof *items);
	for (uint32_t i = 0; i < frontier->count; i++)
		items[i] = frontier->items[(frontier->first + i) % frontier->capacity];
	frontier->items = items;
	frontier->first = 0;
	frontier->capacity = capacity;
	return true;
}

bool evl_frontier_add(struct evl_frontier *frontier, const struct evl_choice *record, uint32_t count, uint32_t given, size_t memory_end)
{
	uint32_t more = 0;
	for (uint32_t i = given; i < count; i++)
		more += record[i].count - 1u;
	if (more == 0)
		return true;
	if (!make_room(frontier, more, memory_end) || evl_arena_used(frontier->arena) + count > memory_end)
		return false;
	uint8_t *base = evl_arena_alloc(frontier->arena, count);
	for (uint32_t i = 0; i < count; i++)
		base[i] = record[i].taken;
	for (uint32_t i = given; i < count; i++)
		for (uint8_t answer = 0; answer < record[i].count; answer++)
			if (answer != record[i].taken)
				frontier->items[(frontier->first + frontier->count++) % frontier->capacity] =
					(struct evl_frontier_item){ base, i, answer };
	return true;
}

uint32_t evl_frontier_take(struct evl_frontier *frontier, uint8_t *answers)
{
	if (frontier->count == 0)
		return 0;
	struct evl_frontier_item item = frontier->items[frontier->first];
	frontier->first = (frontier->first + 1) % frontier->capacity;
	frontier->count--;
	memcpy(answers, item.base, item.length);
	answers[item.length] = item.answer;
	return item.length + 1;
}
