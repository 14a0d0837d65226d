/* SPDX-License-Identifier: MIT */
/*
 * arena.c - arenas over one reservation of address space.
 *
 * The reservation is an anonymous mapping without a commit charge: the system
 * gives a page when it is first touched, so a generous reservation costs only
 * its page table. This is also the one place of lib/base that asks the system
 * for memory other than through buffer.c.
 */
#define _DEFAULT_SOURCE /* MAP_ANONYMOUS and MAP_NORESERVE */
#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

bool evl_arena_init(struct evl_arena *arena, size_t reserve)
{
	*arena = (struct evl_arena){ 0 };
	if (reserve == 0)
		return true;
	void *base = mmap(NULL, reserve, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	if (base == MAP_FAILED)
		return false;
	arena->base = base;
	arena->next = arena->base;
	arena->end = arena->base + reserve;
	return true;
}

void evl_arena_reset(struct evl_arena *arena)
{
	arena->next = arena->base;
}

void evl_arena_release(struct evl_arena *arena)
{
	if (arena->base)
		munmap(arena->base, (size_t)(arena->end - arena->base));
	*arena = (struct evl_arena){ 0 };
}

_Noreturn void evl_arena_exhausted(void)
{
	abort();
}

void *evl_arena_zalloc(struct evl_arena *arena, size_t size)
{
	void *piece = evl_arena_alloc(arena, size);
	if (size)
		memset(piece, 0, size);
	return piece;
}

void *evl_arena_copy(struct evl_arena *arena, const void *bytes, size_t size)
{
	void *piece = evl_arena_alloc(arena, size);
	if (size)
		memcpy(piece, bytes, size);
	return piece;
}

char *evl_arena_copy_text(struct evl_arena *arena, const char *text, size_t length)
{
	char *copy = evl_arena_alloc(arena, length + 1);
	memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}
