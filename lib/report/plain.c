/* SPDX-License-Identifier: MIT */
/*
 * plain.c - exactly what the console shows, both streams in their order.
 * Everything the tool itself has to say goes to the notes.
 */
#include "console/console.h"
#include "report/formats.h"

static void diagnostics(struct evl_buffer *notes, const struct evl_report *report, const struct evl_report_options *options)
{
	if (report->diags == NULL)
		return;
	for (const struct evl_diag *d = report->diags->first; d != NULL; d = d->next)
		evl_report_diag(notes, report->sources, report->source_count, d, options->note_color, options->ascii);
}

bool evl_render_plain(const struct evl_report *report, const struct evl_report_options *options, const struct evl_sink *out,
		      const struct evl_sink *notes)
{
	struct evl_buffer text, remarks;
	evl_buffer_init(&text);
	evl_buffer_init(&remarks);
	const struct evl_trace *trace = report->run.trace;
	bool ok = true;
	for (uint32_t i = 0; trace != NULL && i < trace->count && ok; i++) {
		const struct evl_event *e = &trace->events[i];
		if (e->kind != EVL_EVENT_PRINT && e->kind != EVL_EVENT_ERROR)
			continue;
		if (options->stdout_only && e->stream != 0)
			continue;
		evl_buffer_append(&text, evl_trace_text(trace, e), e->text_length);
		if (!(e->kind == EVL_EVENT_PRINT && e->detail == EVL_CONSOLE_WRITE))
			evl_buffer_append_byte(&text, '\n');
		if (text.length > 1u << 20) {
			ok = !text.failed && out->write(out->context, text.bytes, text.length);
			evl_buffer_reset(&text);
		}
	}
	diagnostics(&remarks, report, options);
	evl_report_remarks(&remarks, report, options->note_color, options->ascii);
	ok = evl_report_flush(&text, out) && ok;
	return evl_report_flush(&remarks, notes) && ok;
}
