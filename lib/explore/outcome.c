/* SPDX-License-Identifier: MIT */
/*
 * outcome.c - see outcome.h.
 */
#include "explore/outcome.h"

#include <string.h>

#include "loop/track.h"

void evl_outcome_line_of(const struct evl_trace *trace, const struct evl_event *event, struct evl_arena *arena, struct evl_outcome_line *out)
{
	*out = (struct evl_outcome_line){
		.text = evl_arena_copy(arena, evl_trace_text(trace, event), event->text_length + (size_t)1),
		.length = event->text_length,
		.stream = event->stream,
		.error = event->kind == EVL_EVENT_ERROR,
		.method = event->detail,
		.span = event->span,
	};
}

uint64_t evl_line_hash(uint64_t hash, uint8_t stream, const char *text, uint32_t length)
{
	hash = evl_track_mix(hash, (uint64_t)length << 8 | stream);
	for (uint32_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 0x100000001B3u;
	return evl_track_mix(hash, 11);
}

/* The text of an uncaught error behind its place: Node shows the file, the line and a caret, then an empty line. */
static const char *behind_place(const struct evl_outcome_line *line)
{
	const char *empty = line->error && strncmp(line->text, "Uncaught", 8) != 0 ? strstr(line->text, "\n\n") : NULL;
	return empty != NULL ? empty + 2 : line->text;
}

uint64_t evl_outcome_placeless(const struct evl_outcome *outcome)
{
	static const char frame[] = "    at ";
	uint64_t hash = evl_track_mix(12, (uint64_t)(uint32_t)outcome->exit_status);
	for (uint32_t i = 0; i < outcome->line_count; i++) {
		const struct evl_outcome_line *line = &outcome->lines[i];
		const char *end = line->text + line->length;
		for (const char *p = behind_place(line); p <= end;) {
			const char *stop = memchr(p, '\n', (size_t)(end - p));
			if (stop == NULL)
				stop = end;
			if (strncmp(p, frame, sizeof frame - 1) != 0)
				hash = evl_line_hash(hash, line->stream, p, (uint32_t)(stop - p));
			p = stop + 1;
		}
	}
	return hash;
}

void evl_outcome_append_count(uint64_t n, struct evl_buffer *out)
{
	char digits[32];
	int length = 0;
	do {
		digits[length++] = (char)('0' + n % 10);
		n /= 10;
	} while (n != 0);
	while (length > 0) {
		evl_buffer_append_byte(out, digits[--length]);
		if (length > 0 && length % 3 == 0)
			evl_buffer_append_byte(out, ',');
	}
}
