/* SPDX-License-Identifier: MIT */
/*
 * heap.c - reserving and resetting the memory of a run.
 *
 * The reservation is far larger than the limit: small cells never fail, and a
 * library function may pass the limit by what it makes until the next safe
 * point. Untouched address space costs nothing.
 */
#include "value/heap.h"

/* Room beyond the limit, halved until the system agrees. */
static const size_t largest_headroom = (size_t)16 << 30;
static const size_t smallest_headroom = (size_t)64 << 20;

bool evl_heap_init(struct evl_heap *heap, size_t limit)
{
	*heap = (struct evl_heap){ .limit = limit };
	for (size_t headroom = largest_headroom; headroom >= smallest_headroom; headroom >>= 1)
		if (limit <= SIZE_MAX - headroom && evl_arena_init(&heap->arena, limit + headroom))
			return true;
	return false;
}

void evl_heap_reset(struct evl_heap *heap)
{
	evl_arena_reset(&heap->arena);
	heap->over_limit = false;
}

void evl_heap_release(struct evl_heap *heap)
{
	evl_arena_release(&heap->arena);
}

bool evl_heap_can_take(struct evl_heap *heap, size_t bytes)
{
	size_t used = evl_arena_used(&heap->arena);
	if (used <= heap->limit && bytes <= heap->limit - used)
		return true;
	heap->over_limit = true;
	return false;
}
