/* SPDX-License-Identifier: MIT */
/*
 * text.c - the report for people: every printed line, and below it what kind of
 * work printed it, when, where, and why there.
 */
#include <string.h>

#include "console/console.h"
#include "explain/reason.h"
#include "report/formats.h"
#include "report/order_notes.h"

/* One predicted line with its number; further text lines are indented below. */
static void printed_text(struct evl_buffer *out, uint32_t number, char mark, const struct evl_trace *trace, const struct evl_event *e,
			 const struct evl_style *s)
{
	const char *text = evl_trace_text(trace, e);
	size_t length = e->text_length;
	if (e->kind == EVL_EVENT_PRINT && e->detail == EVL_CONSOLE_WRITE && length != 0 && text[length - 1] == '\n')
		length--;
	const char *style = e->stream != 0 ? s->red : s->bold;
	size_t at = 0;
	bool first = true;
	do {
		const char *end = memchr(text + at, '\n', length - at);
		size_t stop = end != NULL ? (size_t)(end - text) : length;
		if (first)
			evl_buffer_printf(out, "%s%4u%s%s%c%s %s", s->dim, (unsigned)number, s->reset, s->yellow, mark, s->reset, style);
		else
			evl_buffer_printf(out, "      %s", style);
		evl_report_safe_text(out, text + at, stop - at);
		evl_buffer_printf(out, "%s\n", s->reset);
		first = false;
		at = stop + 1;
	} while (at <= length);
}

static void explanation(struct evl_buffer *out, const struct evl_trace *trace, uint32_t id, const struct evl_style *s, bool ascii)
{
	const char *dot = ascii ? " - " : " \xC2\xB7 ";
	const struct evl_event *e = &trace->events[id];
	struct evl_reason reason;
	evl_reason_find(trace, id, &reason);
	evl_buffer_printf(out, "        %s", s->cyan);
	evl_reason_kind(trace, &reason, out);
	evl_buffer_printf(out, "%s%s", s->reset, dot);
	evl_reason_time(e->time, out);
	evl_buffer_append_text(out, dot);
	evl_reason_place(trace, e->span, out);
	if (e->stream != 0)
		evl_buffer_printf(out, "%sstderr", dot);
	evl_buffer_printf(out, "%s%s", dot, s->dim);
	evl_reason_sentence(trace, &reason, out);
	if (e->kind == EVL_EVENT_PRINT && e->value != 0)
		evl_buffer_printf(out, "%s%s%smeasured time: differs in a real run", s->reset, dot, s->yellow);
	evl_buffer_printf(out, "%s\n", s->reset);
}

static const char *goal_text(const char *goal)
{
	if (goal == NULL)
		return "";
	if (strcmp(goal, "commonjs") == 0)
		return ", CommonJS";
	if (strcmp(goal, "module") == 0)
		return ", ES module";
	return ", script";
}

bool evl_render_text(const struct evl_report *report, const struct evl_report_options *options, const struct evl_sink *out,
		     const struct evl_sink *notes)
{
	const struct evl_style *s = evl_style(options->color);
	const struct evl_trace *trace = report->run.trace;
	struct evl_buffer text, errors;
	evl_buffer_init(&text);
	evl_buffer_init(&errors);
	if (report->diags != NULL)
		for (const struct evl_diag *d = report->diags->first; d != NULL; d = d->next)
			evl_report_diag(&errors, report->sources, report->source_count, d, options->note_color, options->ascii);
	if (trace != NULL) {
		evl_buffer_printf(&text, "%s%s%s: what %s prints (%s%s)\n\n", s->bold, report->file, s->reset, report->run.title,
				  report->run.profile, goal_text(report->run.goal));
		uint32_t number = 0;
		struct evl_order_notes order;
		evl_order_notes_init(&order, &report->run);
		for (uint32_t i = 0; i < trace->count; i++) {
			const struct evl_event *e = &trace->events[i];
			if (e->kind != EVL_EVENT_PRINT && e->kind != EVL_EVENT_ERROR)
				continue;
			number++;
			printed_text(&text, number, evl_order_notes_mark(&order, number - 1), trace, e, s);
			explanation(&text, trace, i, s, options->ascii);
		}
		evl_order_notes_release(&order);
		if (number == 0)
			evl_buffer_append_text(&text, "      (nothing is printed)\n");
		evl_buffer_append_byte(&text, '\n');
		evl_report_remarks(&text, report, options->color, options->ascii);
		if (trace->exit_status != 0)
			evl_buffer_printf(&text, "%sexit status:%s %d\n", s->yellow, s->reset, trace->exit_status);
	}
	evl_report_assumed(&text, report, options->color);
	bool ok = evl_report_flush(&text, out);
	return evl_report_flush(&errors, notes) && ok;
}
