/*
 * reason.h - why a line was printed where it was: a pure function of the trace.
 */
#ifndef EVL_EXPLAIN_REASON_H
#define EVL_EXPLAIN_REASON_H

#include <stdbool.h>

#include "base/buffer.h"
#include "trace/trace.h"

/* What a visible event (print, error) ran in. */
struct evl_reason {
	enum evl_work work;
	enum evl_work_class cls;
	const struct evl_event *event;  /* the visible event itself */
	const struct evl_event *begin;  /* of the work that printed; NULL when the trace does not hold it */
	const struct evl_event *queued; /* that asked for the work; NULL for scripts */
	const struct evl_event *settle; /* that made a waiting reaction ready; NULL when it was ready at once */
	const struct evl_event *during; /* begin of the work in which it was queued; NULL for scripts */
	uint32_t round;                 /* intervals: which call, from 1; others 0 */
};

/* Collect what the trace says about event `id`. */
void evl_reason_find(const struct evl_trace *trace, evl_event_id id, struct evl_reason *reason);

/* The class and finer kind for people: "sync", "microtask (await)", "macrotask (timer 300 ms)". */
void evl_reason_kind(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out);

/* The finer kind alone: "script", "await", "timer 300 ms", "nextTick". */
void evl_reason_detail(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out);

/* One sentence, without final stop. */
void evl_reason_sentence(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out);

/* The line that `span` begins in, "line 5" ("util.mjs:5" outside of the main source); "an unknown place" without one. */
void evl_reason_place(const struct evl_trace *trace, evl_span span, struct evl_buffer *out);

/* Virtual time as people write it: "0 ms", "16.7 ms", "1.5 s". */
void evl_reason_time(int64_t microseconds, struct evl_buffer *out);

#endif
