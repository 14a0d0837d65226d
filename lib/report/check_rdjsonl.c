/* SPDX-License-Identifier: MIT */
/*
 * check_rdjsonl.c - what `evloop check` found as reviewdog's diagnostics, one JSON object per line.
 *
 * That format counts columns in bytes of UTF-8, from 1.
 */
#include "report/check_report.h"

#include "report/formats.h"

static unsigned byte_column(const struct evl_checked *checked, uint32_t at)
{
	uint32_t start = at <= checked->length ? at : (uint32_t)checked->length;
	uint32_t from = start;
	while (from > 0 && checked->text[from - 1] != '\n')
		from--;
	return start - from + 1;
}

static void range(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_place *p)
{
	evl_buffer_printf(out, "{\"start\":{\"line\":%u,\"column\":%u},\"end\":{\"line\":%u,\"column\":%u}}", (unsigned)p->line,
			  byte_column(checked, p->start), (unsigned)p->end_line, byte_column(checked, p->end));
}

/* Suggestions are alternatives to each other, so that all edits of a finding are one: the text from the first to the last. */
static void suggestion(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_finding *f)
{
	const struct evl_check_place *first = &f->fixes[0].place, *last = &f->fixes[f->fix_count - 1].place;
	struct evl_check_place all = *first;
	struct evl_buffer text;
	evl_buffer_init(&text);
	all.end = last->end;
	all.end_line = last->end_line;
	uint32_t at = first->start;
	for (uint32_t i = 0; i < f->fix_count; i++) {
		if (f->fixes[i].place.start > at)
			evl_buffer_append(&text, checked->text + at, f->fixes[i].place.start - at);
		evl_buffer_append(&text, f->fixes[i].text.text, f->fixes[i].text.length);
		at = f->fixes[i].place.end;
	}
	evl_buffer_append_text(out, ",\"suggestions\":[{\"range\":");
	range(out, checked, &all);
	evl_buffer_append_text(out, ",\"text\":");
	evl_json_string(out, text.bytes != NULL ? text.bytes : "", text.length);
	evl_buffer_append_text(out, "}]");
	out->failed |= text.failed;
	evl_buffer_release(&text);
}

static void diagnostic(struct evl_buffer *out, const struct evl_checked *checked, const struct evl_check_finding *f)
{
	static const char *const severities[] = { "ERROR", "WARNING", "INFO" };
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_buffer_append_text(&text, f->message);
	if (f->label != NULL)
		evl_buffer_printf(&text, ": %s", f->label);
	for (uint32_t i = 0; i < f->because_count; i++)
		evl_buffer_printf(&text, "\nbecause: %s", f->because[i]);
	if (f->help != NULL)
		evl_buffer_printf(&text, "\nhelp: %s", f->help);
	evl_buffer_append_text(out, "{\"message\":");
	evl_json_string(out, text.bytes != NULL ? text.bytes : "", text.length);
	if (text.failed)
		out->failed = true;
	evl_buffer_release(&text);
	evl_buffer_append_text(out, ",\"location\":{\"path\":");
	evl_json_text(out, checked->path);
	if (f->place.line != 0) {
		evl_buffer_append_text(out, ",\"range\":");
		range(out, checked, &f->place);
	}
	evl_buffer_printf(out, "},\"severity\":\"%s\",\"source\":{\"name\":\"evloop\"},\"code\":{\"value\":\"EV%u\"}", severities[f->level],
			  (unsigned)f->rule);
	if (f->fix_count != 0)
		suggestion(out, checked, f);
	evl_buffer_append_text(out, "}\n");
}

void evl_check_rdjsonl_begin(struct evl_check_output *output, struct evl_buffer *out)
{
	(void)output, (void)out;
}

void evl_check_rdjsonl_document(struct evl_check_output *output, const struct evl_checked *checked, struct evl_buffer *out)
{
	for (uint32_t i = 0; i < checked->document->finding_count; i++) {
		if (!evl_check_counts(checked, i))
			continue;
		output->count++;
		diagnostic(out, checked, &checked->document->findings[i]);
	}
}

void evl_check_rdjsonl_end(struct evl_check_output *output, const struct evl_check_totals *totals, struct evl_buffer *out)
{
	(void)output, (void)totals, (void)out;
}
