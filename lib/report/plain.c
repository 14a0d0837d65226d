/* SPDX-License-Identifier: MIT */
/*
 * plain.c - exactly what the console shows, both streams in their order.
 * Everything the tool itself has to say goes to the notes.
 */
#include "base/mark.h"
#include "console/console.h"
#include "report/formats.h"

static void diagnostics(struct evl_buffer *notes, const struct evl_report *report, const struct evl_report_options *options)
{
	if (report->diags == NULL)
		return;
	for (const struct evl_diag *d = report->diags->first; d != NULL; d = d->next)
		evl_report_diag(notes, report->sources, report->source_count, d, options->note_color, options->ascii);
}

/*
 * A snippet that does not parse prints nothing, and its host says why: Node with the place before it, on standard error.
 * The diagnostic that the notes get says the same to a person.
 */
static void syntax_error(struct evl_buffer *out, const struct evl_report *report)
{
	const struct evl_diag *d = report->diags != NULL ? report->diags->first : NULL;
	while (d != NULL && d->status != EVL_STATUS_SYNTAX)
		d = d->next;
	if (d == NULL || d->span.start == UINT32_MAX || d->span.source >= report->source_count)
		return;
	if (report->run.version_line == NULL) {
		evl_buffer_printf(out, "Uncaught SyntaxError: %s\n", d->message);
		return;
	}
	const struct evl_source *source = &report->sources[d->span.source];
	if (d->wants_module)
		evl_buffer_append_text(out, "(node:PID) Warning: To load an ES module, set \"type\": \"module\" in the package.json or use the "
					    ".mjs extension.\n(Use `node --trace-warnings ...` to show where the warning was created)\n");
	unsigned line = d->no_place ? 0 : evl_source_place(source, d->span.start).line;
	evl_buffer_printf(out, "%s:%u\n", evl_source_host_name(source), line);
	if (d->no_place)
		evl_buffer_append_text(out, "\n\n");
	else
		evl_mark_append(source, d->span, out);
	evl_buffer_printf(out, "\nSyntaxError: %s\n\n%s\n", d->message, report->run.version_line);
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
	if (trace == NULL && report->run.status == EVL_STATUS_SYNTAX && !options->stdout_only)
		syntax_error(&text, report);
	diagnostics(&remarks, report, options);
	evl_report_remarks(&remarks, report, options->note_color, options->ascii);
	ok = evl_report_flush(&text, out) && ok;
	return evl_report_flush(&remarks, notes) && ok;
}
