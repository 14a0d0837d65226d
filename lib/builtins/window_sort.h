/* SPDX-License-Identifier: MIT */
/*
 * window_sort.h - the merge sort of Firefox's engine, in which the comparisons that a snippet can see are made in its order.
 */
#ifndef EVL_BUILTINS_WINDOW_SORT_H
#define EVL_BUILTINS_WINDOW_SORT_H

#include <stdbool.h>
#include <stdint.h>

/* Compares elements `a` and `b` (indices of what is sorted): *order is positive when `b` is to come first. False: an exception is pending. */
typedef bool evl_window_compare(void *data, uint32_t a, uint32_t b, int *order);

/*
 * Sort the indices in order[0, count), stably. `spare`: room for as many, whose contents do not matter. The result stands in
 * `order`. False when a comparison failed.
 */
bool evl_window_sort(uint32_t *order, uint32_t *spare, uint32_t count, evl_window_compare *compare, void *data);

#endif
