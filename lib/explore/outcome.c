/* SPDX-License-Identifier: MIT */
/*
 * outcome.c - see outcome.h.
 */
#include "explore/outcome.h"

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
