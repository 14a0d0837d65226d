/*
 * trace.h - the event log of one run: the one artefact that every report is made from.
 *
 * Append-only; ids are indexes. Each event names the event that caused it, and
 * causes only point back, so one pass reads a log. Virtual time is in
 * microseconds since the start of the run. Knows no JavaScript value.
 *
 * The log owns its memory (its own arena) because it outlives the run. It is
 * capped: past `max_events` only visible events (print, error, exit, starve,
 * repeat, halt, note) are kept, with `truncated` set; past twice the cap, none.
 */
#ifndef EVL_TRACE_TRACE_H
#define EVL_TRACE_TRACE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/source.h"
#include "base/span.h"

typedef uint32_t evl_event_id;
#define EVL_NO_EVENT UINT32_MAX

enum evl_event_kind {
#define EVL_EVENT(id, name, since) EVL_EVENT_##id,
#include "trace/events.def"
#undef EVL_EVENT
	EVL_EVENT_KIND_COUNT
};

enum evl_work {
#define EVL_WORK(id, cls, text) EVL_WORK_##id,
#include "trace/work.def"
#undef EVL_WORK
	EVL_WORK_COUNT
};

enum evl_work_class { EVL_CLASS_SYNC, EVL_CLASS_MICROTASK, EVL_CLASS_MACROTASK, EVL_CLASS_FRAME };

/* The detail of a pending event: work that never runs, or whose time lies behind what was followed. */
enum evl_pending { EVL_PENDING_NEVER, EVL_PENDING_LATER };

struct evl_event {
	uint8_t kind;   /* enum evl_event_kind */
	uint8_t work;   /* enum evl_work */
	uint8_t stream; /* print, error: 0 standard output, 1 standard error */
	uint8_t detail;
	evl_event_id cause;
	evl_event_id other;
	uint32_t id;
	int64_t time;  /* virtual, microseconds */
	int64_t value;
	evl_span span;
	uint32_t text;        /* offset into the trace's text, UTF-8 */
	uint32_t text_length;
};

struct evl_trace {
	struct evl_arena events_arena; /* the array below */
	struct evl_event *events;
	uint32_t count;
	uint32_t max_events;
	bool truncated;
	struct evl_arena text_arena; /* contiguous text bytes */
	/* what the run was, copied in by run/ so that a saved trace suffices to report on */
	struct evl_arena meta_arena;
	const char *profile;              /* "node", "browser" */
	const char *goal;                 /* "commonjs", "module", "script" */
	const struct evl_source *sources;
	uint32_t source_count;
	uint32_t source_capacity; /* 0: the table is the caller's and is copied before it grows */
	int exit_status;                  /* the predicted exit status of the host; 0 for a page */
};

/* Returns false when the system gives no address space. */
bool evl_trace_init(struct evl_trace *trace, uint32_t max_events);
void evl_trace_reset(struct evl_trace *trace);
void evl_trace_release(struct evl_trace *trace);

/*
 * Append a copy of `event` (its text fields are ignored; `text` of `length`
 * bytes is copied, may be NULL). Returns its id, or EVL_NO_EVENT when the log is full.
 */
evl_event_id evl_trace_append(struct evl_trace *trace, const struct evl_event *event, const char *text, size_t length);

/*
 * Forget the events from id `count` on: what was simulated only to learn that it
 * goes on for ever. Events that refer to forgotten ones must not be appended afterwards.
 */
void evl_trace_truncate(struct evl_trace *trace, uint32_t count);

/* The log is once more as it was when `events` and `texts` (the used part of its text) were copied from it, before any source was added. */
void evl_trace_restore(struct evl_trace *trace, const struct evl_event *events, uint32_t count, const char *texts, size_t text_length);

/*
 * Add a source that came up while the run went, code made from text at `origin` (struct evl_source; may be NULL):
 * copies of everything live in the trace. Returns its number for spans, UINT32_MAX when there is no room.
 */
uint32_t evl_trace_add_source(struct evl_trace *trace, const char *origin, const char *text, size_t length);

/* As before, of code that is part of the run's main source, as a page's event handler is: it has that one's name. The first `head_lines` lines are the host's;
 * what follows begins behind so many lines, and characters of a line, of a file. */
uint32_t evl_trace_add_part(struct evl_trace *trace, const char *text, size_t length, uint32_t head_lines, uint32_t lines_before, uint32_t columns_before);

/* Add a source that stays the caller's (a module loaded while the run goes); its number, UINT32_MAX when there is no room. */
uint32_t evl_trace_adopt_source(struct evl_trace *trace, const struct evl_source *source);

/* The event of an id; NULL when there is none (EVL_NO_EVENT). Borrowed. */
const struct evl_event *evl_trace_event(const struct evl_trace *trace, evl_event_id id);

/* The text of an event, NUL-terminated. Borrowed. */
const char *evl_trace_text(const struct evl_trace *trace, const struct evl_event *event);

/* The names of kinds (events.def), and what kind of work it is, in words. Static storage. */
const char *evl_event_kind_name(enum evl_event_kind kind);
enum evl_work_class evl_work_class(enum evl_work work);
const char *evl_work_text(enum evl_work work);
const char *evl_work_class_text(enum evl_work_class cls); /* "sync", "microtask", "macrotask", "animation frame" */

#endif
