/* SPDX-License-Identifier: MIT */
/*
 * reason.c - the chain of causes behind one line, and a sentence from it.
 *
 * print <- begin of its work <- the queue event <- begin of what queued it. For a
 * reaction that had to wait, the queue event also names the settling.
 */
#include "explain/reason.h"

#include <inttypes.h>
#include <string.h>

/* The begin event that `id` is or leads back to. */
static const struct evl_event *begin_of(const struct evl_trace *trace, evl_event_id id)
{
	const struct evl_event *e = evl_trace_event(trace, id);
	while (e != NULL && e->kind != EVL_EVENT_BEGIN)
		e = evl_trace_event(trace, e->cause);
	return e;
}

static uint32_t count_rounds(const struct evl_trace *trace, const struct evl_event *begin)
{
	uint32_t rounds = 0;
	for (const struct evl_event *e = trace->events; e <= begin; e++)
		if (e->kind == EVL_EVENT_BEGIN && e->work == EVL_WORK_INTERVAL && e->id == begin->id)
			rounds++;
	return rounds;
}

void evl_reason_find(const struct evl_trace *trace, evl_event_id id, struct evl_reason *reason)
{
	memset(reason, 0, sizeof *reason);
	reason->event = evl_trace_event(trace, id);
	reason->work = EVL_WORK_SCRIPT;
	reason->begin = reason->event != NULL ? begin_of(trace, reason->event->cause) : NULL;
	if (reason->begin != NULL) {
		reason->work = (enum evl_work)reason->begin->work;
		const struct evl_event *cause = evl_trace_event(trace, reason->begin->cause);
		if (cause != NULL && cause->kind == EVL_EVENT_QUEUE) {
			reason->queued = cause;
			const struct evl_event *settle = evl_trace_event(trace, cause->other);
			if (settle != NULL && settle->kind == EVL_EVENT_SETTLE)
				reason->settle = settle;
			reason->during = begin_of(trace, cause->cause);
		}
		if (reason->work == EVL_WORK_INTERVAL)
			reason->round = count_rounds(trace, reason->begin);
	}
	reason->cls = evl_work_class(reason->work);
}

void evl_reason_time(int64_t microseconds, struct evl_buffer *out)
{
	if (microseconds >= 10000000 && microseconds % 100000 == 0) {
		evl_buffer_printf(out, "%" PRId64, microseconds / 1000000);
		if (microseconds % 1000000 != 0)
			evl_buffer_printf(out, ".%" PRId64, microseconds % 1000000 / 100000);
		evl_buffer_append_text(out, " s");
		return;
	}
	evl_buffer_printf(out, "%" PRId64, microseconds / 1000);
	int64_t tenths = microseconds % 1000 / 100;
	if (tenths != 0 && microseconds < 1000000)
		evl_buffer_printf(out, ".%" PRId64, tenths);
	evl_buffer_append_text(out, " ms");
}

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash != NULL ? slash + 1 : path;
}

void evl_reason_place(const struct evl_trace *trace, evl_span span, struct evl_buffer *out)
{
	if (span.start == UINT32_MAX || span.source >= trace->source_count) {
		evl_buffer_append_text(out, "an unknown place");
		return;
	}
	const struct evl_source *source = &trace->sources[span.source];
	evl_place place = evl_source_place(source, span.start);
	if (span.source == 0)
		evl_buffer_printf(out, "line %u", (unsigned)place.line);
	else
		evl_buffer_printf(out, "%s:%u", base_name(source->name), (unsigned)place.line);
}

static bool known(evl_span span)
{
	return span.start != UINT32_MAX;
}

void evl_reason_detail(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out)
{
	(void)trace;
	switch (reason->work) {
	case EVL_WORK_TIMER:
	case EVL_WORK_INTERVAL:
		evl_buffer_append_text(out, evl_work_text(reason->work));
		if (reason->queued != NULL) {
			evl_buffer_append_byte(out, ' ');
			evl_reason_time(reason->queued->value, out);
		}
		break;
	default:
		evl_buffer_append_text(out, evl_work_text(reason->work));
		break;
	}
}

void evl_reason_kind(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out)
{
	evl_buffer_append_text(out, evl_work_class_text(reason->cls));
	if (reason->cls == EVL_CLASS_SYNC || reason->cls == EVL_CLASS_FRAME)
		return;
	evl_buffer_append_text(out, " (");
	evl_reason_detail(trace, reason, out);
	evl_buffer_append_byte(out, ')');
}

/* "timer callback", but "I/O callback". */
static const char *callback_word(uint8_t work) { return work == EVL_WORK_IO || work == EVL_WORK_PROVIDED ? "" : " callback"; }

/* "once the script had ended" and the like: what had to finish before a microtask queued in `during` could run. */
static void after_what(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out)
{
	const struct evl_event *during = reason->during;
	if (during == NULL) {
		evl_buffer_append_text(out, "ran when the stack was empty");
		return;
	}
	switch (evl_work_class((enum evl_work)during->work)) {
	case EVL_CLASS_SYNC:
		evl_buffer_printf(out, "ran once the %s had ended, before any timer", during->work == EVL_WORK_MODULE ? "module" : "script");
		break;
	case EVL_CLASS_MICROTASK:
		evl_buffer_append_text(out, "ran later in the same round of microtasks, before any timer");
		break;
	case EVL_CLASS_FRAME:
		evl_buffer_append_text(out, "ran right after the frame callback of ");
		evl_reason_place(trace, during->span, out);
		break;
	case EVL_CLASS_MACROTASK:
		evl_buffer_printf(out, "ran right after the %s%s of ", evl_work_text((enum evl_work)during->work), callback_word(during->work));
		evl_reason_place(trace, during->span, out);
		evl_buffer_append_text(out, ", before the next task");
		break;
	}
}

static void settled_where(const struct evl_trace *trace, const struct evl_event *settle, struct evl_buffer *out)
{
	evl_buffer_append_text(out, settle->detail == 0 ? "fulfilled" : "rejected");
	if (known(settle->span)) {
		evl_buffer_append_text(out, " at ");
		evl_reason_place(trace, settle->span, out);
	}
	const struct evl_event *by = begin_of(trace, settle->cause);
	if (by != NULL && evl_work_class((enum evl_work)by->work) == EVL_CLASS_MACROTASK)
		evl_buffer_printf(out, " (in %s %s%s)", by->work == EVL_WORK_IO ? "an" : "a", evl_work_text((enum evl_work)by->work), callback_word(by->work));
}

static void reaction(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out)
{
	const struct evl_event *q = reason->queued;
	if (reason->settle == NULL) {
		evl_buffer_append_text(out, "queued at ");
		evl_reason_place(trace, q->span, out);
		evl_buffer_printf(out, " when the promise was already %s; ", q->detail == 0 ? "fulfilled" : "rejected");
	} else {
		evl_buffer_append_text(out, "added at ");
		evl_reason_place(trace, q->span, out);
		evl_buffer_append_text(out, "; queued when the promise was ");
		settled_where(trace, reason->settle, out);
		evl_buffer_append_text(out, "; ");
	}
	after_what(trace, reason, out);
}

static void awaited(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out)
{
	const struct evl_event *q = reason->queued;
	evl_buffer_append_text(out, "goes on after the await of ");
	evl_reason_place(trace, q->span, out);
	if (reason->settle == NULL) {
		evl_buffer_append_text(out, ", whose value was there already: one microtask later; ");
	} else {
		evl_buffer_append_text(out, ", whose promise was ");
		settled_where(trace, reason->settle, out);
		evl_buffer_append_text(out, "; ");
	}
	after_what(trace, reason, out);
}

static void timer(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out)
{
	const struct evl_event *q = reason->queued;
	if (reason->work == EVL_WORK_INTERVAL)
		evl_buffer_printf(out, "call %u of the interval of ", (unsigned)reason->round);
	else
		evl_buffer_append_text(out, "timer of ");
	evl_reason_time(q->value, out);
	evl_buffer_append_text(out, " set at ");
	evl_reason_place(trace, q->span, out);
	int64_t due = q->time + q->value;
	if (reason->work == EVL_WORK_TIMER && reason->begin->time > due + 999) {
		evl_buffer_append_text(out, "; it was due at ");
		evl_reason_time(due, out);
		evl_buffer_append_text(out, " but other code was running until ");
		evl_reason_time(reason->begin->time, out);
	} else {
		evl_buffer_append_text(out, "; a task of its own, after every microtask");
	}
}

static void synchronous(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out)
{
	(void)trace;
	if (reason->work == EVL_WORK_PROCESS_EVENT)
		evl_buffer_append_text(out, "runs in a handler that the process calls by itself");
	else if (reason->work == EVL_WORK_MODULE)
		evl_buffer_append_text(out, "runs with the module's own code, before anything that it queues");
	else
		evl_buffer_append_text(out, "runs with the script itself, before anything that it queues");
}

void evl_reason_sentence(const struct evl_trace *trace, const struct evl_reason *reason, struct evl_buffer *out)
{
	const struct evl_event *q = reason->queued;
	if (reason->event != NULL && reason->event->kind == EVL_EVENT_ERROR) {
		evl_buffer_append_text(out, reason->event->detail != 0
						    ? "a promise was rejected and nobody had handled it when the microtasks were done"
						    : "nothing caught this error");
		if (known(reason->event->span)) {
			evl_buffer_append_text(out, "; thrown at ");
			evl_reason_place(trace, reason->event->span, out);
		}
		return;
	}
	if (reason->begin == NULL) {
		evl_buffer_append_text(out, "the trace was full before the work that printed this began");
		return;
	}
	if (q == NULL) {
		if (reason->cls == EVL_CLASS_SYNC)
			synchronous(trace, reason, out);
		else
			evl_buffer_printf(out, "runs as %s", evl_work_text(reason->work));
		return;
	}
	switch (reason->work) {
	case EVL_WORK_REACTION:
	case EVL_WORK_ASYNC_GENERATOR:
		reaction(trace, reason, out);
		break;
	case EVL_WORK_AWAIT:
		awaited(trace, reason, out);
		break;
	case EVL_WORK_THENABLE:
		evl_buffer_append_text(out, "calls the then method of the thenable given at ");
		evl_reason_place(trace, q->span, out);
		evl_buffer_append_text(out, " in a microtask of its own; ");
		after_what(trace, reason, out);
		break;
	case EVL_WORK_NEXT_TICK:
		evl_buffer_append_text(out, "queued by process.nextTick at ");
		evl_reason_place(trace, q->span, out);
		evl_buffer_append_text(out, "; ");
		if (reason->during != NULL && evl_work_class((enum evl_work)reason->during->work) == EVL_CLASS_MICROTASK &&
		    reason->during->work != EVL_WORK_NEXT_TICK)
			evl_buffer_append_text(out, "ran after the microtasks that were being run");
		else
			evl_buffer_append_text(out, "the nextTick queue runs before promise jobs and before any timer");
		break;
	case EVL_WORK_TIMER:
	case EVL_WORK_INTERVAL:
		timer(trace, reason, out);
		break;
	case EVL_WORK_IMMEDIATE:
		evl_buffer_append_text(out, "set by setImmediate at ");
		evl_reason_place(trace, q->span, out);
		evl_buffer_append_text(out, "; runs in the check phase of the loop's turn, after every microtask");
		break;
	case EVL_WORK_ANIMATION_FRAME:
		evl_buffer_append_text(out, "asked for at ");
		evl_reason_place(trace, q->span, out);
		evl_buffer_append_text(out, "; runs when the next frame is drawn, at ");
		evl_reason_time(reason->begin->time, out);
		break;
	case EVL_WORK_IDLE:
		evl_buffer_append_text(out, "asked for at ");
		evl_reason_place(trace, q->span, out);
		evl_buffer_append_text(out, "; runs when the page has nothing else to do");
		break;
	default:
		evl_buffer_printf(out, "queued by %s at ", evl_work_text(reason->work));
		evl_reason_place(trace, q->span, out);
		if (reason->cls == EVL_CLASS_MICROTASK) {
			evl_buffer_append_text(out, "; ");
			after_what(trace, reason, out);
		}
		break;
	}
}
