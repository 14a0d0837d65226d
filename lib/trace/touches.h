/* SPDX-License-Identifier: MIT */
/*
 * touches.h - which variables and properties the snippet's functions read and wrote in a run: what races are found from.
 *
 * Beside the trace, for who asks (evloop orders); a run is slower with it.
 */
#ifndef EVL_TRACE_TOUCHES_H
#define EVL_TRACE_TOUCHES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/span.h"
#include "trace/trace.h"

struct evl_touch {
	uint64_t place;      /* the same for the same variable, property or content of a collection */
	uint64_t activation; /* of an async function; 0: of any other */
	const char *name;    /* of the variable, "cart.total"; UTF-8 */
	evl_event_id job;    /* the piece of work that it happened in */
	uint32_t event;      /* how long the trace was */
	evl_span span;
	bool writes;
};

enum { EVL_TOUCHES_MAX = 200000 };

struct evl_touches {
	struct evl_arena *arena; /* borrowed: items and names */
	struct evl_touch *items;
	uint32_t count, capacity;
	bool cut;                /* there were more than are kept */
};

/* Append one; its name is copied. */
void evl_touches_append(struct evl_touches *touches, const struct evl_touch *touch);

#endif
