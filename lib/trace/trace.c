/* SPDX-License-Identifier: MIT */
/*
 * trace.c - the log itself: append, cap, cut, and the names of what stands in it.
 *
 * Events are one contiguous array that grows in place inside its own
 * reservation, so that an id is an index and appending is filling one record.
 * Texts lie in a second reservation and are referred to by offset.
 */
#include "trace/trace.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"

enum { ORIGIN_MAX = 2000 }; /* bytes of what a source is said to come from */
enum { EVENTS_PER_STEP = 512 }; /* a multiple of 16 bytes for any size of record */

/* Room for the texts of one run. Address space only: untouched pages cost nothing. */
static const size_t text_reserve = (size_t)1 << 30;
static const size_t meta_reserve = (size_t)1 << 28;

bool evl_trace_init(struct evl_trace *trace, uint32_t max_events)
{
	memset(trace, 0, sizeof *trace);
	trace->max_events = max_events;
	size_t steps = ((size_t)max_events * 2 + EVENTS_PER_STEP - 1) / EVENTS_PER_STEP + 1;
	bool events = evl_arena_init(&trace->events_arena, steps * EVENTS_PER_STEP * sizeof(struct evl_event));
	bool text = evl_arena_init(&trace->text_arena, text_reserve);
	bool meta = evl_arena_init(&trace->meta_arena, meta_reserve);
	if (!events || !text || !meta) {
		evl_trace_release(trace);
		return false;
	}
	trace->events = (struct evl_event *)(void *)trace->events_arena.base;
	return true;
}

void evl_trace_reset(struct evl_trace *trace)
{
	evl_arena_reset(&trace->events_arena);
	evl_arena_reset(&trace->text_arena);
	evl_arena_reset(&trace->meta_arena);
	trace->count = 0;
	trace->truncated = false;
	trace->profile = NULL;
	trace->goal = NULL;
	trace->sources = NULL;
	trace->source_count = 0;
	trace->source_capacity = 0;
	trace->exit_status = 0;
}

void evl_trace_release(struct evl_trace *trace)
{
	evl_arena_release(&trace->events_arena);
	evl_arena_release(&trace->text_arena);
	evl_arena_release(&trace->meta_arena);
	memset(trace, 0, sizeof *trace);
}

/* Events that a person sees; they have twice the room of the others. */
static bool is_visible(uint8_t kind)
{
	switch ((enum evl_event_kind)kind) {
	case EVL_EVENT_PRINT:
	case EVL_EVENT_ERROR:
	case EVL_EVENT_EXIT:
	case EVL_EVENT_STARVE:
	case EVL_EVENT_REPEAT:
	case EVL_EVENT_HALT:
	case EVL_EVENT_NOTE:
		return true;
	default:
		return false;
	}
}

/* The last few records are kept for the end of the run, so that it is always told. */
static bool is_ending(uint8_t kind)
{
	return kind == EVL_EVENT_EXIT || kind == EVL_EVENT_STARVE || kind == EVL_EVENT_REPEAT || kind == EVL_EVENT_HALT;
}

static bool has_room(struct evl_trace *trace, uint8_t kind, size_t length)
{
	if (trace->count >= trace->max_events) {
		uint32_t reserve = is_ending(kind) ? EVENTS_PER_STEP : 0;
		if (!is_visible(kind) || trace->count - trace->max_events >= trace->max_events + reserve)
			return false;
	}
	return length == 0 || evl_arena_room(&trace->text_arena) > length + 64;
}

evl_event_id evl_trace_append(struct evl_trace *trace, const struct evl_event *event, const char *text, size_t length)
{
	if (text == NULL)
		length = 0;
	if (!has_room(trace, event->kind, length)) {
		trace->truncated = true;
		return EVL_NO_EVENT;
	}
	if (evl_arena_used(&trace->events_arena) / sizeof(struct evl_event) == trace->count)
		(void)evl_arena_alloc(&trace->events_arena, EVENTS_PER_STEP * sizeof(struct evl_event));
	struct evl_event *slot = &trace->events[trace->count];
	*slot = *event;
	/* What the host's own texts do counts as done at the place that set it going. */
	if (evl_span_is_host(slot->span))
		slot->span = slot->cause != EVL_NO_EVENT ? trace->events[slot->cause].span : evl_span_none();
	slot->text = 0;
	slot->text_length = (uint32_t)length;
	if (length != 0) {
		char *copy = evl_arena_alloc(&trace->text_arena, length + 1);
		memcpy(copy, text, length);
		copy[length] = '\0';
		slot->text = (uint32_t)((unsigned char *)copy - trace->text_arena.base);
	}
	return trace->count++;
}

const struct evl_event *evl_trace_event(const struct evl_trace *trace, evl_event_id id)
{
	return id < trace->count ? &trace->events[id] : NULL;
}

const char *evl_trace_text(const struct evl_trace *trace, const struct evl_event *event)
{
	if (event->text_length == 0)
		return "";
	return (const char *)trace->text_arena.base + event->text;
}

void evl_trace_truncate(struct evl_trace *trace, uint32_t count)
{
	if (count < trace->count)
		trace->count = count;
}

void evl_trace_restore(struct evl_trace *trace, const struct evl_event *events, uint32_t count, const char *texts, size_t text_length)
{
	size_t steps = (count + (size_t)EVENTS_PER_STEP - 1) / EVENTS_PER_STEP;
	evl_arena_reset(&trace->events_arena);
	evl_arena_reset(&trace->text_arena);
	memcpy(evl_arena_alloc(&trace->events_arena, steps * EVENTS_PER_STEP * sizeof *events), events, count * sizeof *events);
	memcpy(evl_arena_alloc(&trace->text_arena, text_length), texts, text_length);
	trace->count = count;
}

const char *evl_event_kind_name(enum evl_event_kind kind)
{
	static const char *const names[] = {
#define EVL_EVENT(id, name, since) name,
#include "trace/events.def"
#undef EVL_EVENT
	};
	return (unsigned)kind < EVL_EVENT_KIND_COUNT ? names[kind] : "unknown";
}

struct work_row {
	enum evl_work_class cls;
	const char *text;
};

static const struct work_row works[] = {
#define EVL_WORK(id, cls, text) { EVL_CLASS_##cls, text },
#include "trace/work.def"
#undef EVL_WORK
};

enum evl_work_class evl_work_class(enum evl_work work)
{
	return (unsigned)work < EVL_WORK_COUNT ? works[work].cls : EVL_CLASS_SYNC;
}

const char *evl_work_text(enum evl_work work)
{
	return (unsigned)work < EVL_WORK_COUNT ? works[work].text : "unknown";
}

const char *evl_work_class_text(enum evl_work_class cls)
{
	switch (cls) {
	case EVL_CLASS_SYNC:
		return "sync";
	case EVL_CLASS_MICROTASK:
		return "microtask";
	case EVL_CLASS_MACROTASK:
		return "macrotask";
	case EVL_CLASS_FRAME:
		return "animation frame";
	}
	return "unknown";
}

uint32_t evl_trace_adopt_source(struct evl_trace *trace, const struct evl_source *source)
{
	uint32_t count = trace->source_count;
	struct evl_arena *arena = &trace->meta_arena;
	if (evl_arena_room(arena) < (size_t)count * 2 * sizeof(struct evl_source) + 8 * ORIGIN_MAX)
		return UINT32_MAX;
	if (count >= trace->source_capacity) {
		uint32_t capacity = count < 16 ? 32 : count * 2;
		struct evl_source *table = evl_arena_alloc(arena, capacity * sizeof *table);
		if (count != 0)
			memcpy(table, trace->sources, count * sizeof *table);
		trace->sources = table;
		trace->source_capacity = capacity;
	}
	/* the table is ours now: made above, by this call or an earlier one */
	*(struct evl_source *)(uintptr_t)&trace->sources[count] = *source;
	trace->source_count++;
	return count;
}

uint32_t evl_trace_add_source(struct evl_trace *trace, const char *origin, const char *text, size_t length)
{
	static const char anonymous[] = "<anonymous>";
	struct evl_arena *arena = &trace->meta_arena;
	struct evl_source source;
	/* a line index takes four bytes for each line, and lines may be empty */
	size_t origin_length = origin != NULL ? strlen(origin) : 0;
	if (length > UINT32_MAX / 8 || origin_length > ORIGIN_MAX || evl_arena_room(arena) < length * 5 + 8 * ORIGIN_MAX)
		return UINT32_MAX;
	char name[ORIGIN_MAX + sizeof anonymous + 4];
	snprintf(name, sizeof name, "%s%s%s", origin != NULL ? origin : "", origin != NULL ? ", " : "", anonymous);
	evl_source_init(&source, arena, name, text, length);
	if (origin != NULL)
		source.origin = evl_arena_copy(arena, origin, origin_length + 1);
	return evl_trace_adopt_source(trace, &source);
}

uint32_t evl_trace_add_part(struct evl_trace *trace, const char *text, size_t length, uint32_t head_lines, uint32_t lines_before, uint32_t columns_before)
{
	struct evl_arena *arena = &trace->meta_arena;
	if (length > UINT32_MAX / 8 || evl_arena_room(arena) < length * 5 + 8 * ORIGIN_MAX || trace->source_count == 0)
		return UINT32_MAX;
	struct evl_source source;
	evl_source_init(&source, arena, trace->sources[0].name, text, length);
	source.path = trace->sources[0].path;
	source.url = trace->sources[0].url;
	source.head_lines = head_lines;
	source.lines_before = lines_before;
	source.columns_before = columns_before;
	return evl_trace_adopt_source(trace, &source);
}
