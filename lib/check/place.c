/* SPDX-License-Identifier: MIT */
/*
 * place.c - see place.h.
 */
#include "check/place.h"

void evl_places_init(struct evl_places *places, const char *text, uint32_t length, struct evl_arena *arena)
{
	uint32_t count = 1, *lines = NULL;
	for (int pass = 0; pass < 2; pass++) {
		if (pass == 1) {
			lines = evl_arena_alloc(arena, (size_t)count * sizeof *lines);
			lines[0] = 0;
			count = 1;
		}
		for (uint32_t i = 0; i < length; i++) {
			if (text[i] != '\n' && (text[i] != '\r' || (i + 1 < length && text[i + 1] == '\n')))
				continue;
			if (pass == 1)
				lines[count] = i + 1;
			count++;
		}
	}
	*places = (struct evl_places){ text, length, lines, count, evl_arena_zalloc(arena, sizeof *places->last) };
}

struct evl_places evl_places_share(const struct evl_places *places, struct evl_arena *arena)
{
	struct evl_places own = *places;
	own.last = evl_arena_zalloc(arena, sizeof *own.last);
	return own;
}

uint32_t evl_place_line(const struct evl_places *places, uint32_t at) { return evl_line_of(places->lines, places->count, at) + 1; }

static void find(const struct evl_places *places, uint32_t at, uint32_t *line, uint32_t *column)
{
	*line = evl_place_line(places, at);
	*column = 1;
	uint32_t i = places->lines[*line - 1];
	if (places->last->line == *line && places->last->start <= at) {
		i = places->last->start;
		*column = places->last->column;
	}
	for (; i < at && i < places->length; i++)
		*column += ((unsigned char)places->text[i] & 0xC0) != 0x80;
	*places->last = (struct evl_check_place){ .start = at, .line = *line, .column = *column };
}

struct evl_check_place evl_place_of(const struct evl_places *places, struct evl_range range)
{
	struct evl_check_place place = { .start = range.start, .end = range.end };
	find(places, range.start, &place.line, &place.column);
	find(places, range.end, &place.end_line, &place.end_column);
	return place;
}
