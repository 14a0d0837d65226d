/* SPDX-License-Identifier: MIT */
/* test_arena.c - pieces are aligned, apart, and taken back all at once. */
#include <criterion/criterion.h>
#include <signal.h>
#include <string.h>

#include "base/arena.h"

Test(base_arena, pieces_are_aligned_and_do_not_overlap)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 20));
	unsigned char *before = evl_arena_alloc(&arena, 0);
	for (size_t size = 1; size < 200; size += 7) {
		unsigned char *piece = evl_arena_alloc(&arena, size);
		cr_expect_eq((uintptr_t)piece % 16, 0);
		cr_expect(piece >= before);
		memset(piece, 0xAB, size);
		before = piece + size;
	}
	cr_expect_eq(evl_arena_used(&arena) + evl_arena_room(&arena), 1u << 20);
	evl_arena_release(&arena);
}

Test(base_arena, a_reset_gives_the_same_memory_again_and_zalloc_clears_it)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 16));
	unsigned char *first = evl_arena_copy(&arena, "0123456789", 10);
	cr_expect_eq(memcmp(first, "0123456789", 10), 0);
	evl_arena_reset(&arena);
	cr_expect_eq(evl_arena_used(&arena), 0);
	unsigned char *second = evl_arena_zalloc(&arena, 10);
	cr_expect_eq((void *)first, (void *)second);
	for (size_t i = 0; i < 10; i++)
		cr_expect_eq(second[i], 0);
	evl_arena_release(&arena);
	cr_expect_null(arena.base);
}

Test(base_arena, a_huge_reservation_costs_nothing_until_touched)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, (size_t)64 << 30));
	*(char *)evl_arena_alloc(&arena, 1) = 1;
	evl_arena_release(&arena);
}

Test(base_arena, a_size_that_cannot_be_is_no_piece, .signal = SIGABRT)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 16));
	evl_arena_alloc(&arena, SIZE_MAX - 3);
}
