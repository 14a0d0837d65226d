/* SPDX-License-Identifier: MIT */
/*
 * races.h - which callbacks touch the same variable, property or collection without an order, one of them writing.
 *
 * Found from what one run touched (trace/touches.h) and from how sure the order of its tasks is (order.h). A lost update is one of them
 * even where the order is certain: an async function reads, is suspended, and writes what it has made of the old value,
 * though another call has written in between.
 */
#ifndef EVL_EXPLAIN_RACES_H
#define EVL_EXPLAIN_RACES_H

#include "explain/order.h"
#include "trace/touches.h"

enum evl_race_kind {
	EVL_RACE_UNORDERED,   /* `first` and `second` come in any order */
	EVL_RACE_LOST_UPDATE, /* `first` reads, `second` writes after an await, `between` writes between them */
};

struct evl_race {
	uint8_t kind; /* enum evl_race_kind */
	const struct evl_touch *first, *second, *between; /* between: NULL for UNORDERED */
	uint32_t first_task, second_task, between_task;   /* of the order */
};

enum { EVL_RACES_MAX = 50 };

struct evl_races {
	struct evl_race races[EVL_RACES_MAX];
	uint32_t count;
	bool cut; /* there were more */
};

/* Each pair of places of the text once. */
void evl_races_find(const struct evl_touches *touches, const struct evl_order *order, struct evl_arena *arena, struct evl_races *out);

/* "the timer of 10 ms of line 3", "the main script". */
void evl_race_task(const struct evl_order *order, uint32_t task, struct evl_buffer *out);

/* One sentence without final stop. */
void evl_race_sentence(const struct evl_race *race, const struct evl_order *order, struct evl_buffer *out);

#endif
