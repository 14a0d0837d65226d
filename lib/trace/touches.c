/* SPDX-License-Identifier: MIT */
/*
 * touches.c - see touches.h.
 */
#include "trace/touches.h"

#include <string.h>

void evl_touches_append(struct evl_touches *touches, const struct evl_touch *touch)
{
	enum { FIRST = 256 };
	if (touches->count == EVL_TOUCHES_MAX) {
		touches->cut = true;
		return;
	}
	if (touches->count == touches->capacity) {
		uint32_t capacity = touches->capacity != 0 ? 2 * touches->capacity : FIRST;
		struct evl_touch *grown = evl_arena_alloc(touches->arena, capacity * sizeof *grown);
		if (touches->count != 0)
			memcpy(grown, touches->items, touches->count * sizeof *grown);
		touches->items = grown;
		touches->capacity = capacity;
	}
	struct evl_touch *item = &touches->items[touches->count++];
	*item = *touch;
	item->name = evl_arena_copy(touches->arena, touch->name, strlen(touch->name) + 1);
}
