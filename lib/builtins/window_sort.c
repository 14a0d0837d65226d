/* SPDX-License-Identifier: MIT */
/*
 * window_sort.c - see window_sort.h. Up to eight elements are inserted one after another, from behind; of more, windows of
 * four are, and neighbouring windows are then merged, twice as long in every round. Two that are in order already are left
 * alone after one comparison.
 */
#include "builtins/window_sort.h"

#include <string.h>

enum { INSERT_ONLY = 8, FIRST_WINDOW = 4 };

struct windows {
	uint32_t *from, *to; /* a round reads the one and writes the other */
	evl_window_compare *compare;
	void *data;
};

static uint32_t least(uint64_t a, uint32_t b)
{
	return a < b ? (uint32_t)a : b;
}

/* Insert each of from[low, high) into those before it. */
static bool insert_window(struct windows *w, uint32_t low, uint32_t high)
{
	for (uint32_t i = low + 1; i < high; i++) {
		uint32_t item = w->from[i], at = i;
		int order = 1;
		for (; at > low; at--) {
			if (!w->compare(w->data, w->from[at - 1], item, &order))
				return false;
			if (order <= 0)
				break;
			w->from[at] = w->from[at - 1];
		}
		w->from[at] = item;
	}
	return true;
}

/* Merge from[low, middle) and from[middle, high) into `to`. */
static bool merge_windows(struct windows *w, uint32_t low, uint32_t middle, uint32_t high)
{
	int order = 0;
	if (middle < high && !w->compare(w->data, w->from[middle - 1], w->from[middle], &order))
		return false;
	uint32_t left = low, right = middle, at = low;
	if (order > 0) {
		while (left < middle && right < high) {
			if (!w->compare(w->data, w->from[left], w->from[right], &order))
				return false;
			w->to[at++] = order <= 0 ? w->from[left++] : w->from[right++];
		}
	}
	while (left < middle)
		w->to[at++] = w->from[left++];
	while (right < high)
		w->to[at++] = w->from[right++];
	return true;
}

static bool merge_round(struct windows *w, uint32_t count, uint64_t window)
{
	for (uint64_t low = 0; low < count; low += 2 * window)
		if (!merge_windows(w, (uint32_t)low, least(low + window, count), least(low + 2 * window, count)))
			return false;
	uint32_t *sorted = w->to;
	w->to = w->from;
	w->from = sorted;
	return true;
}

bool evl_window_sort(uint32_t *order, uint32_t *spare, uint32_t count, evl_window_compare *compare, void *data)
{
	struct windows w = { .from = order, .to = spare, .compare = compare, .data = data };
	uint32_t first = count <= INSERT_ONLY ? count : FIRST_WINDOW;
	for (uint64_t low = 0; low < count; low += first)
		if (!insert_window(&w, (uint32_t)low, least(low + first, count)))
			return false;
	for (uint64_t window = first; window < count; window *= 2)
		if (!merge_round(&w, count, window))
			return false;
	if (w.from != order)
		memcpy(order, w.from, count * sizeof *order);
	return true;
}
