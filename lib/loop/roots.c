/* SPDX-License-Identifier: MIT */
/*
 * roots.c - see roots.h.
 */
#include "loop/roots.h"

#include <string.h>

#include "loop/track.h"

void evl_roots_init(struct evl_roots *roots)
{
	memset(roots, 0, sizeof *roots);
	for (uint32_t i = 0; i < EVL_ROOTS_MAX; i++)
		roots->joined[i] = (uint16_t)i;
}

void evl_roots_start(struct evl_roots *roots)
{
	for (uint32_t i = 0; i < roots->own.count; i++)
		roots->own.places[roots->own.used[i]] = (struct evl_roots_place){ 0 };
	roots->own.count = 0;
	roots->old_end = 0;
	roots->task_count = 0;
	roots->rejected = 0;
}

void evl_roots_begin(struct evl_roots *roots, uint32_t root, uint32_t events, bool is_free)
{
	if (roots->task_count == EVL_ROOTS_TASKS || root >= EVL_ROOTS_MAX) {
		roots->dependent = true;
		return;
	}
	roots->tasks[roots->task_count++] = (struct evl_roots_task){ root, events, is_free };
}

uint32_t evl_roots_group(const struct evl_roots *roots, uint32_t root)
{
	while (roots->joined[root] != root)
		root = roots->joined[root];
	return root;
}

void evl_roots_join(struct evl_roots *roots, uint32_t a, uint32_t b)
{
	a = evl_roots_group(roots, a);
	b = evl_roots_group(roots, b);
	if (a < b)
		roots->joined[b] = (uint16_t)a;
	else
		roots->joined[a] = (uint16_t)b;
}

/* Joined with a root that was there before; with several nothing more is known. */
static void join_with(struct evl_roots *roots, uint32_t root, uint32_t other)
{
	if (other == EVL_ROOTS_MAX)
		roots->dependent = true;
	else if (other != 0 && other != root)
		evl_roots_join(roots, root, other);
}

void evl_roots_touch(struct evl_roots *roots, uint32_t root, uint64_t key, uint64_t address, bool writes)
{
	if (root == EVL_ROOT_MAIN || roots->dependent)
		return;
	struct evl_roots_table *table = address < roots->old_end ? &roots->old : &roots->own;
	if (root >= EVL_ROOTS_MAX || 2 * table->count >= EVL_ROOTS_PLACES) {
		roots->dependent = true;
		return;
	}
	key = key != 0 ? key : 1;
	uint32_t at = (uint32_t)evl_track_mix(8, key) & (EVL_ROOTS_PLACES - 1);
	while (table->places[at].key != 0 && table->places[at].key != key)
		at = (at + 1) & (EVL_ROOTS_PLACES - 1);
	struct evl_roots_place *place = &table->places[at];
	if (place->key == 0) {
		place->key = key;
		table->used[table->count++] = at;
	}
	join_with(roots, root, place->writer);
	if (writes)
		join_with(roots, root, place->reader);
	uint16_t *mark = writes ? &place->writer : &place->reader;
	if (*mark == 0)
		*mark = (uint16_t)root;
	else if (*mark != EVL_ROOTS_MAX && evl_roots_group(roots, *mark) != evl_roots_group(roots, root))
		*mark = EVL_ROOTS_MAX;
}

uint32_t evl_roots_of_event(const struct evl_roots *roots, uint32_t event, uint32_t *task)
{
	uint32_t low = 0, high = roots->task_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (roots->tasks[middle].events <= event)
			low = middle;
		else
			high = middle;
	}
	*task = low;
	bool is_before = low == high || event < roots->tasks[low].events; /* the main script's */
	return is_before ? EVL_ROOT_MAIN : roots->tasks[low].root;
}
