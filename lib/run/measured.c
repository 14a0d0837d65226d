/* SPDX-License-Identifier: MIT */
/* measured.c - comparing what two clocks made of a program. */
#include "run/measured.h"

#include <string.h>

enum { AHEAD = 64 }; /* how many lines a line may have moved */

static bool is_same_call(const struct evl_event *a, const struct evl_event *b)
{
	return b->kind == EVL_EVENT_PRINT && a->detail == b->detail && a->span.source == b->span.source && a->span.start == b->span.start &&
	       a->span.end == b->span.end;
}

static bool is_same_text(const struct evl_trace *x, const struct evl_event *a, const struct evl_trace *y, const struct evl_event *b)
{
	return a->text_length == b->text_length && memcmp(evl_trace_text(x, a), evl_trace_text(y, b), a->text_length) == 0;
}

void evl_measured_mark(struct evl_trace *trace, const struct evl_trace *other)
{
	uint32_t at = 0;
	for (uint32_t i = 0; i < trace->count; i++) {
		struct evl_event *event = &trace->events[i];
		if (event->kind != EVL_EVENT_PRINT)
			continue;
		uint32_t k = at;
		for (uint32_t seen = 0; k < other->count && seen < AHEAD && !is_same_call(event, &other->events[k]); k++)
			seen += other->events[k].kind == EVL_EVENT_PRINT;
		if (k >= other->count || !is_same_call(event, &other->events[k]))
			continue;
		at = k + 1;
		if (!is_same_text(trace, event, other, &other->events[k]))
			event->value = 1;
	}
}
