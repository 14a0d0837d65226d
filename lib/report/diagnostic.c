/* SPDX-License-Identifier: MIT */
/*
 * diagnostic.c - one diagnostic with the source line it is about.
 */
#include <string.h>

#include "base/utf.h"
#include "report/formats.h"

enum { SHOWN_COLUMNS = 160, CONTEXT_COLUMNS = 60 };

static const char *severity_text(enum evl_severity severity)
{
	return severity == EVL_SEVERITY_ERROR ? "error" : severity == EVL_SEVERITY_WARNING ? "warning" : "note";
}

static const char *severity_style(const struct evl_style *s, enum evl_severity severity)
{
	return severity == EVL_SEVERITY_ERROR ? s->red : severity == EVL_SEVERITY_WARNING ? s->yellow : s->cyan;
}

static void repeat(struct evl_buffer *out, char c, size_t n)
{
	while (n-- > 0)
		evl_buffer_append_byte(out, c);
}

static void source_excerpt(struct evl_buffer *out, const struct evl_source *source, evl_span span, const struct evl_style *s,
			   const char *style, bool ascii)
{
	evl_place place = evl_source_place(source, span.start);
	size_t length;
	const char *line = evl_source_line(source, place.line, &length);
	const char *bar = ascii ? "|" : "\xE2\x94\x82";
	size_t at = (size_t)(source->text + span.start - line);
	if (at > length)
		at = length;
	size_t end = span.end > span.start ? at + (span.end - span.start) : at + 1;
	if (end > length)
		end = length > at ? length : at;
	/* a very long line is cut around the place */
	size_t from = 0, to = length;
	if (length > SHOWN_COLUMNS) {
		from = at > CONTEXT_COLUMNS ? at - CONTEXT_COLUMNS : 0;
		while (from > 0 && ((unsigned char)line[from] & 0xC0) == 0x80)
			from--;
		to = from + SHOWN_COLUMNS < length ? from + SHOWN_COLUMNS : length;
		while (to < length && ((unsigned char)line[to] & 0xC0) == 0x80)
			to++;
	}
	if (end > to)
		end = to;
	evl_buffer_printf(out, "%s%5u %s%s ", s->dim, (unsigned)place.line, bar, s->reset);
	if (from != 0)
		evl_buffer_append_text(out, "...");
	struct evl_buffer text;
	evl_buffer_init(&text);
	for (size_t i = from; i < to; i++)
		evl_buffer_append_byte(&text, line[i] == '\t' ? ' ' : line[i]);
	if (text.length != 0)
		evl_report_safe_text(out, text.bytes, text.length);
	evl_buffer_release(&text);
	if (to != length)
		evl_buffer_append_text(out, "...");
	evl_buffer_printf(out, "\n%s      %s%s ", s->dim, bar, s->reset);
	repeat(out, ' ', (from != 0 ? 3 : 0) + evl_utf8_count(line + from, at - from));
	size_t carets = end > at ? evl_utf8_count(line + at, end - at) : 1;
	evl_buffer_append_text(out, style);
	repeat(out, '^', carets != 0 ? carets : 1);
	evl_buffer_printf(out, "%s\n", s->reset);
}

void evl_report_diag(struct evl_buffer *out, const struct evl_source *sources, uint32_t source_count, const struct evl_diag *diag,
		     bool color, bool ascii)
{
	const struct evl_style *s = evl_style(color);
	const char *style = severity_style(s, diag->severity);
	bool placed = diag->span.start != UINT32_MAX && diag->span.source < source_count;
	if (placed) {
		const struct evl_source *source = &sources[diag->span.source];
		evl_place place = evl_source_place(source, diag->span.start);
		evl_buffer_printf(out, "%s%s:%u:%u: ", s->bold, source->name, (unsigned)place.line, (unsigned)place.column);
	}
	evl_buffer_printf(out, "%s%s:%s %s", style, severity_text(diag->severity), s->reset, s->bold);
	evl_report_safe_text(out, diag->message, strlen(diag->message));
	evl_buffer_printf(out, "%s\n", s->reset);
	if (placed)
		source_excerpt(out, &sources[diag->span.source], diag->span, s, style, ascii);
	if (diag->help != NULL)
		evl_buffer_printf(out, "      = help: %s\n", diag->help);
}
