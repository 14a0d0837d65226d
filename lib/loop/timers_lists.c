/* SPDX-License-Identifier: MIT */
/*
 * timers_lists.c - pending timers as one first-in-first-out list per duration.
 *
 * A list's expiry is that of its first timer when the list was made or last
 * rescheduled; clearing or refreshing that timer does not move it, and a list
 * whose last timer was cleared goes only if that one was referenced. Lists are served by
 * (expiry, id), the id being given when the list is made or moved. When the loop
 * is late this serves all due timers of one duration before any timer of
 * another, which is observable: keep it.
 */
#include <string.h>

#include "loop/queues.h"

static bool before(const struct evl_timer_lists *t, uint32_t a, uint32_t b)
{
	const struct evl_timer_list *x = &t->lists[a], *y = &t->lists[b];
	return x->expiry != y->expiry ? x->expiry < y->expiry : x->id < y->id;
}

static void put(struct evl_timer_lists *t, uint32_t place, uint32_t list)
{
	t->heap[place] = list;
	t->lists[list].heap_place = place;
}

static void sift_up(struct evl_timer_lists *t, uint32_t place, uint32_t list)
{
	while (place > 0) {
		uint32_t parent = (place - 1) / 2;
		if (!before(t, list, t->heap[parent]))
			break;
		put(t, place, t->heap[parent]);
		place = parent;
	}
	put(t, place, list);
}

static void sift_down(struct evl_timer_lists *t, uint32_t place, uint32_t list)
{
	for (;;) {
		uint32_t child = place * 2 + 1;
		if (child >= t->heap_count)
			break;
		if (child + 1 < t->heap_count && before(t, t->heap[child + 1], t->heap[child]))
			child++;
		if (!before(t, t->heap[child], list))
			break;
		put(t, place, t->heap[child]);
		place = child;
	}
	put(t, place, list);
}

static uint32_t bucket_of(const struct evl_timer_lists *t, int64_t duration)
{
	return (uint32_t)((uint64_t)duration * UINT64_C(0x9E3779B97F4A7C15) >> 40) & (t->bucket_count - 1);
}

/* Keep chains short: as many buckets as lists, at least. */
static void grow_buckets(struct evl_loop *loop)
{
	struct evl_timer_lists *t = &loop->lists;
	if (t->live < t->bucket_count)
		return;
	t->bucket_count = t->bucket_count ? t->bucket_count * 2 : 16;
	t->buckets = evl_arena_zalloc(loop->arena, t->bucket_count * sizeof *t->buckets);
	for (uint32_t i = 0; i < t->heap_count; i++) {
		uint32_t list = t->heap[i];
		uint32_t bucket = bucket_of(t, t->lists[list].duration);
		t->lists[list].bucket_next = t->buckets[bucket];
		t->buckets[bucket] = list;
	}
}

static uint32_t new_list(struct evl_loop *loop)
{
	struct evl_timer_lists *t = &loop->lists;
	if (t->free != 0) {
		uint32_t list = t->free;
		t->free = t->lists[list].bucket_next;
		return list;
	}
	if (t->count == t->capacity) {
		uint32_t capacity = t->capacity ? t->capacity * 2 : 8;
		struct evl_timer_list *lists = evl_arena_alloc(loop->arena, (capacity + (size_t)1) * sizeof *lists);
		uint32_t *heap = evl_arena_alloc(loop->arena, capacity * sizeof *heap);
		if (t->count != 0) {
			memcpy(lists, t->lists, (t->count + (size_t)1) * sizeof *lists);
			memcpy(heap, t->heap, t->heap_count * sizeof *heap);
		}
		t->lists = lists;
		t->heap = heap;
		t->capacity = capacity;
	}
	return ++t->count;
}

void evl_lists_insert(struct evl_loop *loop, uint32_t task, int64_t start)
{
	struct evl_timer_lists *t = &loop->lists;
	struct evl_loop_task *record = &loop->tasks[task];
	grow_buckets(loop);
	uint32_t bucket = bucket_of(t, record->duration);
	uint32_t list = t->buckets[bucket];
	record->start = start;
	record->due = start + record->duration;
	while (list != 0 && t->lists[list].duration != record->duration)
		list = t->lists[list].bucket_next;
	if (list == 0) {
		list = new_list(loop);
		t->lists[list] = (struct evl_timer_list){
			.duration = record->duration,
			.expiry = record->due,
			.id = t->next_id++,
			.bucket_next = t->buckets[bucket],
		};
		t->buckets[bucket] = list;
		t->live++;
		sift_up(t, t->heap_count++, list);
	}
	record->place = list;
	evl_fifo_append(loop, &t->lists[list].tasks, task);
}

void evl_lists_drop(struct evl_loop *loop, uint32_t list)
{
	struct evl_timer_lists *t = &loop->lists;
	uint32_t *link = &t->buckets[bucket_of(t, t->lists[list].duration)];
	while (*link != list)
		link = &t->lists[*link].bucket_next;
	*link = t->lists[list].bucket_next;
	t->live--;

	uint32_t place = t->lists[list].heap_place;
	uint32_t moved = t->heap[--t->heap_count];
	if (moved != list) {
		if (place > 0 && before(t, moved, t->heap[(place - 1) / 2]))
			sift_up(t, place, moved);
		else
			sift_down(t, place, moved);
	}
	t->lists[list].id = UINT64_MAX; /* whoever was serving it sees that it is gone */
	t->lists[list].bucket_next = t->free;
	t->free = list;
}

void evl_lists_remove(struct evl_loop *loop, uint32_t task)
{
	struct evl_timer_list *list = &loop->lists.lists[loop->tasks[task].place];
	evl_fifo_remove(loop, &list->tasks, task);
	if (list->tasks.count == 0 && loop->tasks[task].referenced)
		evl_lists_drop(loop, loop->tasks[task].place);
}

void evl_lists_restart(struct evl_loop *loop, uint32_t task, int64_t start)
{
	struct evl_loop_task *record = &loop->tasks[task];
	struct evl_timer_list *list = &loop->lists.lists[record->place];
	evl_fifo_remove(loop, &list->tasks, task);
	record->start = start;
	record->due = start + record->duration;
	evl_fifo_append(loop, &list->tasks, task);
}

uint32_t evl_lists_peek(const struct evl_loop *loop)
{
	return loop->lists.heap_count != 0 ? loop->lists.heap[0] : 0;
}

void evl_lists_move(struct evl_loop *loop, uint32_t list, int64_t expiry)
{
	struct evl_timer_lists *t = &loop->lists;
	uint32_t place = t->lists[list].heap_place;
	t->lists[list].expiry = expiry;
	t->lists[list].id = t->next_id++;
	if (place > 0 && before(t, list, t->heap[(place - 1) / 2]))
		sift_up(t, place, list);
	else
		sift_down(t, place, list);
}
