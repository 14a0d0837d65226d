/* SPDX-License-Identifier: MIT */
/*
 * traced.h - for tests of what is made from a trace: a log written by hand, without any engine.
 */
#ifndef EVL_TESTS_UNIT_EXPLAIN_TRACED_H
#define EVL_TESTS_UNIT_EXPLAIN_TRACED_H

#include <criterion/criterion.h>
#include <string.h>

#include "base/diag.h"
#include "trace/trace.h"

struct traced {
	struct evl_arena arena;
	struct evl_source source;
	struct evl_trace trace;
};

/* A text of five lines "a;" ... "e;", so that offset 3n is line n + 1. */
static inline void traced_init(struct traced *t)
{
	memset(t, 0, sizeof *t);
	cr_assert(evl_arena_init(&t->arena, 1 << 20));
	evl_source_init(&t->source, &t->arena, "test.js", "a;\nb;\nc;\nd;\ne;\n", 15);
	cr_assert(evl_trace_init(&t->trace, 1000));
	t->trace.sources = &t->source;
	t->trace.source_count = 1;
	t->trace.profile = "node";
	t->trace.goal = "commonjs";
}

static inline void traced_release(struct traced *t)
{
	evl_trace_release(&t->trace);
	evl_arena_release(&t->arena);
}

static inline evl_event_id traced_add(struct traced *t, enum evl_event_kind kind, enum evl_work work, evl_event_id cause, uint32_t line,
				      int64_t time, const char *text)
{
	struct evl_event e = { .kind = (uint8_t)kind, .work = (uint8_t)work, .cause = cause, .other = EVL_NO_EVENT, .time = time,
			       .span = { 0, 3 * (line - 1), 3 * (line - 1) + 1 } };
	return evl_trace_append(&t->trace, &e, text, text != NULL ? strlen(text) : 0);
}

/* A script on line 1 that prints "a", arms a timer of 5 ms on line 2, which prints "t" from line 3. */
static inline void traced_timer(struct traced *t)
{
	traced_init(t);
	evl_event_id script = traced_add(t, EVL_EVENT_BEGIN, EVL_WORK_SCRIPT, EVL_NO_EVENT, 1, 0, NULL);
	traced_add(t, EVL_EVENT_PRINT, EVL_WORK_SCRIPT, script, 1, 0, "a");
	evl_event_id queue = traced_add(t, EVL_EVENT_QUEUE, EVL_WORK_TIMER, script, 2, 0, NULL);
	t->trace.events[queue].value = 5000;
	traced_add(t, EVL_EVENT_END, EVL_WORK_SCRIPT, script, 1, 0, NULL);
	evl_event_id begin = traced_add(t, EVL_EVENT_BEGIN, EVL_WORK_TIMER, queue, 2, 5000, NULL);
	traced_add(t, EVL_EVENT_PRINT, EVL_WORK_TIMER, begin, 3, 5000, "t \"q\"");
	traced_add(t, EVL_EVENT_END, EVL_WORK_TIMER, begin, 2, 5000, NULL);
}

#endif
