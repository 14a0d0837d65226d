/* SPDX-License-Identifier: MIT */
/*
 * remarks.c - what a prediction has to say beside its lines.
 */
#include <inttypes.h>
#include <string.h>

#include "explain/reason.h"
#include "report/formats.h"
#include "report/order_notes.h"

static void label(struct evl_buffer *out, const struct evl_style *s, const char *style, const char *word)
{
	evl_buffer_printf(out, "%s%s:%s ", style, word, s->reset);
}

/* "timer of 0 ms set at line 9" */
static void describe_queued(struct evl_buffer *out, const struct evl_trace *trace, const struct evl_event *q)
{
	evl_buffer_append_text(out, evl_work_text((enum evl_work)q->work));
	if (q->work == EVL_WORK_TIMER || q->work == EVL_WORK_INTERVAL) {
		evl_buffer_append_text(out, " of ");
		evl_reason_time(q->value, out);
		evl_buffer_append_text(out, " set at ");
	} else {
		evl_buffer_append_text(out, " asked for at ");
	}
	evl_reason_place(trace, q->span, out);
}

static void starvation(struct evl_buffer *out, const struct evl_trace *trace, const struct evl_event *e, const struct evl_style *s)
{
	label(out, s, s->red, "starvation");
	if (e->work == EVL_WORK_SCRIPT || e->work == EVL_WORK_MODULE) {
		evl_buffer_append_text(out, "the loop at ");
		evl_reason_place(trace, e->span, out);
		evl_buffer_append_text(out, " never ends, so nothing after it runs");
	} else {
		evl_buffer_printf(out, "endless work: each %s queues the next one at ", evl_work_text((enum evl_work)e->work));
		evl_reason_place(trace, e->span, out);
		evl_buffer_printf(out, " (%" PRId64 " rounds seen), so the queue never runs empty and no timer, frame or event gets its turn",
				  e->value);
	}
	evl_buffer_append_byte(out, '\n');
}

static void repetition(struct evl_buffer *out, const struct evl_trace *trace, const struct evl_event *e, const struct evl_style *s)
{
	label(out, s, s->yellow, "endless");
	const struct evl_event *q = evl_trace_event(trace, e->other);
	evl_buffer_append_text(out, "the ");
	if (q != NULL) {
		describe_queued(out, trace, q);
	} else {
		evl_buffer_printf(out, "%s of ", evl_work_text((enum evl_work)e->work));
		evl_reason_place(trace, e->span, out);
	}
	evl_buffer_append_text(out, " repeats every ");
	evl_reason_time(e->value, out);
	evl_buffer_append_text(out, ", for ever; its first rounds are shown\n");
}

static void halted(struct evl_buffer *out, const struct evl_trace *trace, const struct evl_event *e, const struct evl_report *report,
		   bool color, bool ascii)
{
	struct evl_buffer message;
	evl_buffer_init(&message);
	const char *text = evl_trace_text(trace, e);
	if (e->detail == EVL_STATUS_NOT_COVERED)
		evl_buffer_printf(&message, "not covered: %s", text);
	else
		evl_buffer_printf(&message, "%s%s%s", evl_status_sentence((enum evl_status)e->detail), text[0] != '\0' ? ": " : "", text);
	struct evl_diag diag = {
		.severity = EVL_SEVERITY_ERROR,
		.status = (enum evl_status)e->detail,
		.span = e->span,
		.message = message.bytes != NULL ? message.bytes : "the prediction stopped",
		.help = "what is printed up to here is predicted; the rest is not",
	};
	evl_report_diag(out, trace->sources, trace->source_count, &diag, color, ascii);
	evl_buffer_release(&message);
	(void)report;
}

/* The lines of another run, indented. */
/* A text whose lines but the first are indented. */
static void indented_lines(struct evl_buffer *out, const char *text, size_t length)
{
	const char *end = text + length;
	for (bool first = true; text <= end; first = false) {
		const char *stop = memchr(text, '\n', (size_t)(end - text));
		if (stop == NULL)
			stop = end;
		evl_buffer_append_text(out, first ? "" : "      ");
		evl_report_safe_text(out, text, (size_t)(stop - text));
		evl_buffer_append_byte(out, '\n');
		text = stop + 1;
	}
}

static void other_lines(struct evl_buffer *out, const struct evl_trace *trace)
{
	uint32_t number = 0;
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		if (e->kind != EVL_EVENT_PRINT && e->kind != EVL_EVENT_ERROR)
			continue;
		evl_buffer_printf(out, "%4u  ", (unsigned)++number);
		indented_lines(out, evl_trace_text(trace, e), e->text_length);
	}
	if (number == 0)
		evl_buffer_append_text(out, "      (nothing is printed)\n");
}

static void other_host(struct evl_buffer *out, const struct evl_report *report, const struct evl_style *s)
{
	const struct evl_report_run *other = report->other;
	if (other == NULL || other->trace == NULL || report->run.trace == NULL)
		return;
	if (other->status != EVL_STATUS_OK || report->run.status != EVL_STATUS_OK) {
		if (other->status != report->run.status) {
			label(out, s, s->yellow, "note");
			evl_buffer_printf(out, "under %s the prediction is %s\n", other->title,
					  other->status == EVL_STATUS_OK ? "complete" : evl_status_sentence(other->status));
		}
		return;
	}
	if (evl_report_same_output(report->run.trace, other->trace)) {
		label(out, s, s->cyan, "note");
		evl_buffer_printf(out, "%s prints the same in the same order\n", other->title);
		return;
	}
	label(out, s, s->yellow, "note");
	evl_buffer_printf(out, "%s prints otherwise:\n", other->title);
	uint32_t shown = 0;
	for (uint32_t i = 0; i < other->trace->count; i++) {
		const struct evl_event *e = &other->trace->events[i];
		if (e->kind != EVL_EVENT_PRINT && e->kind != EVL_EVENT_ERROR)
			continue;
		if (++shown > 40) {
			evl_buffer_append_text(out, "    ...\n");
			break;
		}
		const char *text = evl_trace_text(other->trace, e);
		const char *end = strchr(text, '\n');
		evl_buffer_append_text(out, "    ");
		evl_report_safe_text(out, text, end != NULL ? (size_t)(end - text) : e->text_length);
		evl_buffer_append_byte(out, '\n');
	}
}

static void pending(struct evl_buffer *out, const struct evl_trace *trace, const struct evl_event *e, const struct evl_style *s)
{
	const struct evl_event *q = evl_trace_event(trace, e->other);
	const bool later = e->detail == EVL_PENDING_LATER;
	label(out, s, s->yellow, later ? "later" : "never runs");
	evl_buffer_append_text(out, "the ");
	if (q != NULL) {
		describe_queued(out, trace, q);
	} else {
		evl_buffer_printf(out, "%s of ", evl_work_text((enum evl_work)e->work));
		evl_reason_place(trace, e->span, out);
	}
	evl_buffer_append_text(out, later ? ", whose time lies behind the rounds that were followed\n" : "\n");
}

/* A name that nothing defines: the host throws, and the page or module around the snippet may have meant to provide it. */
static void undefined_name(struct evl_buffer *out, const struct evl_trace *trace, const struct evl_event *e, const struct evl_report *report,
			   const struct evl_style *s)
{
	static const char kind[] = "ReferenceError: ", rest[] = " is not defined";
	const char *text = evl_trace_text(trace, e);
	const char *name = strstr(text, kind);
	if (name == NULL && report->assumed != NULL && strstr(text, "Error: Cannot find ") != NULL) {
		label(out, s, s->cyan, "note");
		evl_buffer_append_text(out, "nobody has that module; what holds if it were provided stands below\n");
	}
	if (name == NULL)
		return;
	name += sizeof kind - 1;
	const char *end = strstr(name, rest);
	if (end == NULL || memchr(name, '\n', (size_t)(end - name)) != NULL)
		return;
	label(out, s, s->cyan, "note");
	evl_report_safe_text(out, name, (size_t)(end - name));
	evl_buffer_append_text(out, " is defined nowhere in the snippet, so the host throws");
	evl_buffer_append_text(out, report->assumed != NULL ? "; what holds if it were provided stands below\n" :
							      "; what follows if it were provided is not predicted\n");
}

static void order_notes(struct evl_buffer *out, const struct evl_report *report, const struct evl_style *s)
{
	struct evl_order_notes notes;
	struct evl_buffer word;
	evl_buffer_init(&word);
	label(&word, s, s->yellow, "order");
	evl_order_notes_init(&notes, &report->run);
	if (!word.failed)
		evl_order_notes_remarks(&notes, word.bytes, false, out);
	evl_order_notes_release(&notes);
	evl_buffer_release(&word);
}

static bool is_same_text(const struct evl_trace *trace, const struct evl_event *a, const struct evl_event *b)
{
	return a->kind == b->kind && a->text_length == b->text_length &&
	       memcmp(evl_trace_text(trace, a), evl_trace_text(trace, b), a->text_length) == 0;
}

static bool is_same_note(const struct evl_trace *trace, const struct evl_event *a, const struct evl_event *b)
{
	return memcmp(&a->span, &b->span, sizeof a->span) == 0 && is_same_text(trace, a, b);
}

void evl_report_remarks(struct evl_buffer *out, const struct evl_report *report, bool color, bool ascii)
{
	const struct evl_style *s = evl_style(color);
	const struct evl_trace *trace = report->run.trace;
	uint32_t repeats;
	if (trace == NULL)
		return;
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		switch ((enum evl_event_kind)e->kind) {
		case EVL_EVENT_ERROR:
			undefined_name(out, trace, e, report, s);
			break;
		case EVL_EVENT_STARVE:
			starvation(out, trace, e, s);
			break;
		case EVL_EVENT_REPEAT:
			repetition(out, trace, e, s);
			break;
		case EVL_EVENT_PENDING:
			pending(out, trace, e, s);
			break;
		case EVL_EVENT_HALT:
			halted(out, trace, e, report, color, ascii);
			break;
		case EVL_EVENT_NOTE:
			for (repeats = 1; i + 1 < trace->count && is_same_note(trace, e, &trace->events[i + 1]); i++)
				repeats++;
			label(out, s, s->cyan, "note");
			evl_report_safe_text(out, evl_trace_text(trace, e), e->text_length);
			if (repeats > 1)
				evl_buffer_printf(out, ", %u times", (unsigned)repeats);
			if (e->span.start != UINT32_MAX) {
				evl_buffer_append_text(out, " (");
				evl_reason_place(trace, e->span, out);
				evl_buffer_append_byte(out, ')');
			}
			evl_buffer_append_byte(out, '\n');
			break;
		default:
			break;
		}
	}
	order_notes(out, report, s);
	if (report->host_reason != NULL) {
		label(out, s, s->cyan, "note");
		evl_buffer_printf(out, "predicted for %s: %s\n", report->run.title, report->host_reason);
	}
	other_host(out, report, s);
}

void evl_report_assumed(struct evl_buffer *out, const struct evl_report *report, bool color)
{
	const struct evl_style *s = evl_style(color);
	static const char prefix[] = "assuming ", suffix[] = " is provided";
	const struct evl_trace *trace = report->assumed != NULL ? report->assumed->trace : NULL;
	bool first = true;
	if (trace == NULL)
		return;
	evl_buffer_printf(out, "\n%sif ", s->bold);
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		const char *text = evl_trace_text(trace, e);
		size_t length = e->text_length, around = sizeof prefix + sizeof suffix - 2;
		if (e->kind != EVL_EVENT_NOTE || length < around || strcmp(text + length - (sizeof suffix - 1), suffix) != 0)
			continue;
		evl_buffer_append_text(out, first ? "" : ", ");
		evl_report_safe_text(out, text + sizeof prefix - 1, length - around);
		first = false;
	}
	evl_buffer_printf(out, " were provided%s (--assume makes this the prediction):\n\n", s->reset);
	other_lines(out, trace);
	evl_buffer_append_byte(out, '\n');
	for (uint32_t i = 0; i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		const char *text = evl_trace_text(trace, e);
		if (e->kind == EVL_EVENT_HALT) {
			label(out, s, s->yellow, "not covered there");
			evl_report_safe_text(out, text, e->text_length);
			evl_buffer_append_byte(out, '\n');
		}
		if (e->kind != EVL_EVENT_NOTE || strcmp(text + e->text_length - (sizeof suffix - 1), suffix) == 0)
			continue;
		uint32_t repeats = 1;
		for (; i + 1 < trace->count && is_same_text(trace, e, &trace->events[i + 1]); i++)
			repeats++;
		label(out, s, s->cyan, "note");
		evl_report_safe_text(out, text, e->text_length);
		if (repeats > 1)
			evl_buffer_printf(out, ", %u times", (unsigned)repeats);
		evl_buffer_append_byte(out, '\n');
	}
}
