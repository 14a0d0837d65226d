/* SPDX-License-Identifier: MIT */
/*
 * place.h - inside check/: bytes of the document as lines and columns.
 */
#ifndef EVL_CHECK_PLACE_H
#define EVL_CHECK_PLACE_H

#include "check/check.h"
#include "samples/block.h"

struct evl_places {
	const char *text;
	uint32_t length;
	const uint32_t *lines; /* where each begins; ends are LF, CR LF, CR */
	uint32_t count;
	struct evl_check_place *last; /* what was found last: columns on one long line are counted once */
};

/* Find where the lines of the document begin; the table lies in `arena`, the text stays the caller's. */
void evl_places_init(struct evl_places *places, const char *text, uint32_t length, struct evl_arena *arena);
/* The same places for another thread: what was found last is its own, in `arena`. */
struct evl_places evl_places_share(const struct evl_places *places, struct evl_arena *arena);
/* A range of bytes with its lines and columns. */
struct evl_check_place evl_place_of(const struct evl_places *places, struct evl_range range);
/* The line, from 1. */
uint32_t evl_place_line(const struct evl_places *places, uint32_t at);

#endif
