/* SPDX-License-Identifier: MIT */
/*
 * timers_due.c - pending timers of one heap, earliest first.
 *
 * A binary heap keyed by (due, seq), where seq counts requests: timers that fall
 * due together fire in the order the script asked for them. Each task knows its
 * place, so that clearing one is quick.
 */
#include <string.h>

#include "loop/queues.h"

bool evl_due_before(const struct evl_loop *loop, uint32_t a, uint32_t b)
{
	const struct evl_loop_task *x = &loop->tasks[a], *y = &loop->tasks[b];
	return x->due != y->due ? x->due < y->due : x->seq < y->seq;
}

static void put(struct evl_loop *loop, uint32_t place, uint32_t task)
{
	loop->due.heap[place] = task;
	loop->tasks[task].place = place;
}

static void sift_up(struct evl_loop *loop, uint32_t place, uint32_t task)
{
	while (place > 0) {
		uint32_t parent = (place - 1) / 2;
		if (!evl_due_before(loop, task, loop->due.heap[parent]))
			break;
		put(loop, place, loop->due.heap[parent]);
		place = parent;
	}
	put(loop, place, task);
}

static void sift_down(struct evl_loop *loop, uint32_t place, uint32_t task)
{
	for (;;) {
		uint32_t child = place * 2 + 1;
		if (child >= loop->due.count)
			break;
		if (child + 1 < loop->due.count && evl_due_before(loop, loop->due.heap[child + 1], loop->due.heap[child]))
			child++;
		if (!evl_due_before(loop, loop->due.heap[child], task))
			break;
		put(loop, place, loop->due.heap[child]);
		place = child;
	}
	put(loop, place, task);
}

void evl_due_insert(struct evl_loop *loop, uint32_t task)
{
	struct evl_due_heap *due = &loop->due;
	if (due->count == due->capacity) {
		uint32_t capacity = due->capacity ? due->capacity * 2 : 16;
		uint32_t *grown = evl_arena_alloc(loop->arena, capacity * sizeof *grown);
		if (due->count != 0)
			memcpy(grown, due->heap, due->count * sizeof *grown);
		due->heap = grown;
		due->capacity = capacity;
	}
	sift_up(loop, due->count++, task);
}

void evl_due_remove(struct evl_loop *loop, uint32_t task)
{
	struct evl_due_heap *due = &loop->due;
	uint32_t place = loop->tasks[task].place;
	uint32_t moved = due->heap[--due->count];
	if (moved == task)
		return;
	if (place > 0 && evl_due_before(loop, moved, due->heap[(place - 1) / 2]))
		sift_up(loop, place, moved);
	else
		sift_down(loop, place, moved);
}

uint32_t evl_due_peek(const struct evl_loop *loop)
{
	return loop->due.count != 0 ? loop->due.heap[0] : 0;
}
