/* SPDX-License-Identifier: MIT */
/*
 * input.c - a list of pieces of text with marks between them.
 */
#include "host/browser/html/input.h"

#include <stddef.h>

#include "base/arena.h"

/* Drop pieces that have been read. */
static struct evl_html_piece *head(struct evl_html_input *input)
{
	while (input->first != NULL && input->first->units != NULL && input->first->at == input->first->length)
		input->first = input->first->next;
	return input->first;
}

int32_t evl_html_peek(struct evl_html_input *input)
{
	for (;;) {
		struct evl_html_piece *piece = head(input);
		if (piece == NULL)
			return input->closed ? EVL_HTML_END : EVL_HTML_WAIT;
		if (piece->units == NULL)
			return EVL_HTML_WAIT;
		uint16_t unit = piece->units[piece->at];
		if (input->skip_lf && unit == '\n') {
			input->skip_lf = false;
			piece->at++;
			continue;
		}
		return unit == '\r' ? '\n' : unit;
	}
}

void evl_html_take(struct evl_html_input *input)
{
	struct evl_html_piece *piece = input->first;
	input->skip_lf = piece->units[piece->at++] == '\r';
}

int32_t evl_html_peek_at(const struct evl_html_input *input, uint32_t n)
{
	for (const struct evl_html_piece *piece = input->first; piece != NULL; piece = piece->next) {
		if (piece->units == NULL)
			return EVL_HTML_WAIT;
		if (n < piece->length - piece->at)
			return piece->units[piece->at + n];
		n -= piece->length - piece->at;
	}
	return input->closed ? EVL_HTML_END : EVL_HTML_WAIT;
}

int evl_html_comes(const struct evl_html_input *input, const char *text, bool exact)
{
	for (uint32_t i = 0; text[i] != '\0'; i++) {
		int32_t unit = evl_html_peek_at(input, i);
		if (unit == EVL_HTML_WAIT)
			return EVL_HTML_WAIT;
		if (!exact && unit >= 'A' && unit <= 'Z')
			unit += 32;
		if (unit != (unsigned char)text[i])
			return 0;
	}
	return 1;
}

static struct evl_html_piece *new_piece(struct evl_html_input *input, const uint16_t *units, uint32_t length)
{
	struct evl_html_piece *piece = evl_arena_zalloc(input->arena, sizeof *piece);
	piece->units = units;
	piece->length = length;
	return piece;
}

void evl_html_append(struct evl_html_input *input, const uint16_t *units, uint32_t length, bool is_source)
{
	struct evl_html_piece **link = &input->first, *piece = new_piece(input, units, length);
	while (*link != NULL)
		link = &(*link)->next;
	*link = piece;
	piece->is_source = is_source;
	if (is_source)
		input->source = piece;
}

struct evl_html_piece *evl_html_mark(struct evl_html_input *input)
{
	struct evl_html_piece *mark = new_piece(input, NULL, 0);
	mark->next = input->first;
	input->first = mark;
	return mark;
}

/* The link that leads to a mark; it is in the list. */
static struct evl_html_piece **link_to(struct evl_html_input *input, const struct evl_html_piece *mark)
{
	struct evl_html_piece **link = &input->first;
	while (*link != mark)
		link = &(*link)->next;
	return link;
}

void evl_html_unmark(struct evl_html_input *input, const struct evl_html_piece *mark) { *link_to(input, mark) = mark->next; }

void evl_html_insert(struct evl_html_input *input, const struct evl_html_piece *mark, const uint16_t *units, uint32_t length)
{
	struct evl_html_piece **link = link_to(input, mark), *piece = new_piece(input, units, length);
	piece->next = *link;
	*link = piece;
}

bool evl_html_at_source(const struct evl_html_input *input) { return input->first != NULL && input->first->is_source; }

uint32_t evl_html_place(const struct evl_html_input *input) { return input->source != NULL ? input->source->at : 0; }
