/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdint.h>

#include "value/heap.h"

Test(value_heap, cells_tell_kind_and_size_and_the_limit_is_noticed)
{
	struct evl_heap heap;
	cr_assert(evl_heap_init(&heap, 4096));
	struct evl_cell *cell = evl_heap_alloc(&heap, EVL_CELL_VALUES, 40);
	cr_expect_eq(cell->kind, EVL_CELL_VALUES);
	cr_expect_eq(cell->size, 3);
	cr_expect_eq(cell->flags, 0);
	cr_expect(evl_heap_can_take(&heap, 4000));
	cr_expect_not(heap.over_limit);
	cr_expect_not(evl_heap_can_take(&heap, 4096));
	cr_expect(heap.over_limit);
	evl_heap_reset(&heap);
	cr_expect_not(heap.over_limit);
	cr_expect_not(evl_heap_can_take(&heap, SIZE_MAX));
	evl_heap_reset(&heap);
	for (int i = 0; i < 100; i++)
		evl_heap_alloc(&heap, EVL_CELL_OTHER, 64); /* small cells do not fail */
	cr_expect(heap.over_limit);
	evl_heap_release(&heap);
}

Test(value_heap, only_the_youngest_cell_grows_in_place)
{
	struct evl_heap heap;
	cr_assert(evl_heap_init(&heap, 4096));
	struct evl_cell *old = evl_heap_alloc(&heap, EVL_CELL_OTHER, 16);
	struct evl_cell *young = evl_heap_alloc(&heap, EVL_CELL_OTHER, 16);
	cr_expect_not(evl_heap_extend(&heap, old, 64));
	cr_expect(evl_heap_extend(&heap, young, 60));
	cr_expect_eq(young->size, 4);
	struct evl_cell *next = evl_heap_alloc(&heap, EVL_CELL_OTHER, 16);
	cr_expect_eq((unsigned char *)next, (unsigned char *)young + 64);
	cr_expect_not(evl_heap_extend(&heap, next, SIZE_MAX - 4));
	evl_heap_release(&heap);
}
