/* SPDX-License-Identifier: MIT */
/*
 * mark.c - a source line with marks under it.
 */
#include "base/mark.h"

#include "base/utf.h"

void evl_mark_append(const struct evl_source *source, evl_span span, struct evl_buffer *out)
{
	enum { MOST = 1020 };
	size_t length;
	evl_place place = evl_source_place_utf16(source, span.start);
	const char *line = evl_source_line(source, place.line, &length);
	evl_buffer_append(out, line, length);
	evl_buffer_append_byte(out, '\n');
	uint32_t to = span.end > source->length ? source->length : span.end;
	size_t start = place.column - 1, end = start;
	if (to > span.start)
		end += evl_wtf8_to_utf16_length(source->text + span.start, to - span.start);
	end += span.end - to; /* at the end of the text: what is missing there */
	if (end > length)
		return;
	for (size_t i = 0; i < end && i < MOST; i++)
		evl_buffer_append_byte(out, i >= start ? '^' : line[i] == '\t' ? '\t' : ' ');
	evl_buffer_append_byte(out, '\n');
}
