/* SPDX-License-Identifier: MIT */
/*
 * json.c - the whole prediction as one JSON document (described in evloop-predict(1)).
 *
 * `evloop` is the version of the format: it goes up when a field changes its
 * meaning or goes away; new fields may come without that. Key order is fixed and
 * there are no timestamps: the same input gives the same bytes.
 */
#include <inttypes.h>
#include <string.h>

#include "console/console.h"
#include "explain/reason.h"
#include "report/formats.h"
#include "report/order_notes.h"

enum { FORMAT_VERSION = 1 };

/* Milliseconds with three digits after the point, without trailing zeros. */
static void milliseconds(struct evl_buffer *out, int64_t microseconds)
{
	evl_buffer_printf(out, "%" PRId64, microseconds / 1000);
	int64_t rest = microseconds % 1000;
	if (rest == 0)
		return;
	if (rest % 100 == 0)
		evl_buffer_printf(out, ".%" PRId64, rest / 100);
	else if (rest % 10 == 0)
		evl_buffer_printf(out, ".%02" PRId64, rest / 10);
	else
		evl_buffer_printf(out, ".%03" PRId64, rest);
}

static void place(struct evl_buffer *out, const struct evl_source *sources, uint32_t source_count, evl_span span)
{
	if (span.start == UINT32_MAX || span.source >= source_count) {
		evl_buffer_append_text(out, "null");
		return;
	}
	const struct evl_source *source = &sources[span.source];
	evl_place from = evl_source_place(source, span.start);
	evl_place to = evl_source_place(source, span.end);
	evl_buffer_append_text(out, "{\"file\":");
	evl_json_text(out, source->name);
	evl_buffer_printf(out, ",\"line\":%u,\"column\":%u,\"endLine\":%u,\"endColumn\":%u}", (unsigned)from.line, (unsigned)from.column,
			  (unsigned)to.line, (unsigned)to.column);
}

static void buffer_value(struct evl_buffer *out, struct evl_buffer *value)
{
	evl_json_string(out, value->bytes != NULL ? value->bytes : "", value->length);
	evl_buffer_release(value);
}

static void cause(struct evl_buffer *out, const struct evl_trace *trace, const struct evl_event *e)
{
	if (e == NULL) {
		evl_buffer_append_text(out, "null");
		return;
	}
	evl_buffer_append_text(out, "{\"work\":");
	evl_json_text(out, evl_work_text((enum evl_work)e->work));
	evl_json_key(out, "at");
	place(out, trace->sources, trace->source_count, e->span);
	evl_json_key(out, "time");
	milliseconds(out, e->time);
	evl_buffer_append_byte(out, '}');
}

/* How sure the line's place is, and the line that it is least sure against (0: no other). */
static void sureness(struct evl_buffer *out, const struct evl_order_notes *order, uint32_t number)
{
	uint32_t other = number - 1;
	struct evl_relation r = { .sure = EVL_SURE_GUARANTEED };
	if (order->ready)
		r = evl_order_weakest(&order->order, number - 1, &other);
	evl_json_key(out, "sure");
	evl_json_text(out, evl_sure_name((enum evl_sure)r.sure));
	evl_buffer_printf(out, ",\"against\":%u", other == number - 1 ? 0u : (unsigned)other + 1);
	evl_json_key(out, "margin");
	if (r.sure == EVL_SURE_TIMING)
		milliseconds(out, r.margin);
	else
		evl_buffer_append_text(out, "null");
}

static void output_line(struct evl_buffer *out, const struct evl_trace *trace, const struct evl_order_notes *order, uint32_t id,
			uint32_t number)
{
	const struct evl_event *e = &trace->events[id];
	struct evl_reason reason;
	struct evl_buffer value;
	evl_reason_find(trace, id, &reason);
	evl_buffer_printf(out, "{\"n\":%u", (unsigned)number);
	evl_json_key(out, "text");
	evl_json_string(out, evl_trace_text(trace, e), e->text_length);
	evl_buffer_printf(out, ",\"stream\":\"%s\"", e->stream == 0 ? "out" : "err");
	evl_json_key(out, "by");
	evl_json_text(out, e->kind == EVL_EVENT_ERROR ? (e->detail != 0 ? "unhandled rejection" : "uncaught error")
						      : evl_console_method_name((enum evl_console_method)e->detail));
	if (e->kind == EVL_EVENT_PRINT && e->value != 0)
		evl_buffer_append_text(out, ",\"measured\":true");
	evl_json_key(out, "class");
	evl_json_text(out, evl_work_class_text(reason.cls));
	evl_json_key(out, "kind");
	evl_buffer_init(&value);
	evl_reason_detail(trace, &reason, &value);
	buffer_value(out, &value);
	evl_json_key(out, "time");
	milliseconds(out, e->time);
	evl_json_key(out, "at");
	place(out, trace->sources, trace->source_count, e->span);
	evl_json_key(out, "reason");
	evl_buffer_init(&value);
	evl_reason_sentence(trace, &reason, &value);
	buffer_value(out, &value);
	evl_json_key(out, "queued");
	cause(out, trace, reason.queued);
	evl_json_key(out, "settled");
	cause(out, trace, reason.settle);
	sureness(out, order, number);
	evl_buffer_append_byte(out, '}');
}

static void output_lines(struct evl_buffer *out, const struct evl_report_run *run)
{
	const struct evl_trace *trace = run->trace;
	struct evl_order_notes order;
	uint32_t number = 0;
	evl_order_notes_init(&order, run);
	evl_buffer_append_byte(out, '[');
	for (uint32_t i = 0; trace != NULL && i < trace->count; i++) {
		if (trace->events[i].kind != EVL_EVENT_PRINT && trace->events[i].kind != EVL_EVENT_ERROR)
			continue;
		if (number++ != 0)
			evl_buffer_append_byte(out, ',');
		evl_buffer_append_byte(out, '\n');
		output_line(out, trace, &order, i, number);
	}
	evl_order_notes_release(&order);
	evl_buffer_append_byte(out, ']');
}

/* Remarks that stand in the trace: starvation, repetition, what never runs, limits, notes. */
static void remarks(struct evl_buffer *out, const struct evl_trace *trace)
{
	bool first = true;
	evl_buffer_append_byte(out, '[');
	for (uint32_t i = 0; trace != NULL && i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		if (e->kind != EVL_EVENT_STARVE && e->kind != EVL_EVENT_REPEAT && e->kind != EVL_EVENT_PENDING &&
		    e->kind != EVL_EVENT_HALT && e->kind != EVL_EVENT_NOTE)
			continue;
		evl_buffer_append_text(out, first ? "\n{\"kind\":" : ",\n{\"kind\":");
		first = false;
		evl_json_text(out, evl_event_kind_name((enum evl_event_kind)e->kind));
		if (e->kind == EVL_EVENT_HALT) {
			evl_json_key(out, "status");
			evl_json_text(out, evl_status_name((enum evl_status)e->detail));
		}
		if (e->kind == EVL_EVENT_STARVE || e->kind == EVL_EVENT_REPEAT || e->kind == EVL_EVENT_PENDING) {
			evl_json_key(out, "work");
			evl_json_text(out, evl_work_text((enum evl_work)e->work));
		}
		if (e->kind == EVL_EVENT_PENDING && e->detail == EVL_PENDING_LATER)
			evl_buffer_append_text(out, ",\"later\":true");
		if (e->kind == EVL_EVENT_REPEAT) {
			evl_json_key(out, "period");
			milliseconds(out, e->value);
		}
		if (e->text_length != 0) {
			evl_json_key(out, "text");
			evl_json_string(out, evl_trace_text(trace, e), e->text_length);
		}
		evl_json_key(out, "at");
		place(out, trace->sources, trace->source_count, e->span);
		evl_buffer_append_byte(out, '}');
	}
	evl_buffer_append_byte(out, ']');
}

static void diagnostics(struct evl_buffer *out, const struct evl_report *report)
{
	evl_buffer_append_byte(out, '[');
	for (const struct evl_diag *d = report->diags != NULL ? report->diags->first : NULL; d != NULL; d = d->next) {
		if (d != report->diags->first)
			evl_buffer_append_byte(out, ',');
		evl_buffer_printf(out, "\n{\"severity\":\"%s\"", d->severity == EVL_SEVERITY_ERROR	? "error"
								  : d->severity == EVL_SEVERITY_WARNING ? "warning"
													: "note");
		evl_json_key(out, "message");
		evl_json_text(out, d->message);
		evl_json_key(out, "help");
		evl_json_text(out, d->help);
		evl_json_key(out, "at");
		place(out, report->sources, report->source_count, d->span);
		evl_buffer_append_byte(out, '}');
	}
	evl_buffer_append_byte(out, ']');
}

static void run(struct evl_buffer *out, const struct evl_report_run *r)
{
	evl_buffer_append_text(out, "\"host\":");
	evl_json_text(out, r->profile);
	evl_json_key(out, "engine");
	evl_json_text(out, r->title);
	evl_json_key(out, "goal");
	evl_json_text(out, r->goal);
	evl_json_key(out, "status");
	evl_json_text(out, evl_status_name(r->status));
	evl_json_key(out, "exit");
	evl_buffer_printf(out, "%d", r->trace != NULL ? r->trace->exit_status : 1);
	evl_json_key(out, "lines");
	output_lines(out, r);
	evl_json_key(out, "remarks");
	remarks(out, r->trace);
}

bool evl_render_json(const struct evl_report *report, const struct evl_report_options *options, const struct evl_sink *out,
		     const struct evl_sink *notes)
{
	(void)options;
	(void)notes;
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_buffer_printf(&text, "{\"evloop\":%d", FORMAT_VERSION);
	evl_json_key(&text, "version");
	evl_json_text(&text, report->version);
	evl_json_key(&text, "file");
	evl_json_text(&text, report->file);
	evl_buffer_append_text(&text, ",\n");
	run(&text, &report->run);
	evl_json_key(&text, "hostReason");
	evl_json_text(&text, report->host_reason);
	evl_json_key(&text, "diagnostics");
	diagnostics(&text, report);
	evl_json_key(&text, "other");
	if (report->other != NULL) {
		bool same = report->run.trace != NULL && report->other->trace != NULL &&
			    evl_report_same_output(report->run.trace, report->other->trace);
		evl_buffer_printf(&text, "{\"same\":%s,", same ? "true" : "false");
		run(&text, report->other);
		evl_buffer_append_byte(&text, '}');
	} else {
		evl_buffer_append_text(&text, "null");
	}
	if (report->assumed != NULL) {
		evl_json_key(&text, "assumed");
		evl_buffer_append_byte(&text, '{');
		run(&text, report->assumed);
		evl_buffer_append_byte(&text, '}');
	}
	evl_buffer_append_text(&text, "}\n");
	return evl_report_flush(&text, out);
}
