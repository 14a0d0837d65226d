/* SPDX-License-Identifier: MIT */
/*
 * input.h - the text that a tokenizer reads: pieces in a row, and places where it waits (HTML, "The input byte stream", "insertion point").
 *
 * A mark is an insertion point. What is written while the script runs that it was made for comes in front of it, and the tokenizer stops there
 * until the mark is taken away.
 */
#ifndef EVL_HOST_BROWSER_HTML_INPUT_H
#define EVL_HOST_BROWSER_HTML_INPUT_H

#include <stdbool.h>
#include <stdint.h>

struct evl_arena;

struct evl_html_piece {
	struct evl_html_piece *next;
	const uint16_t *units; /* borrowed; NULL: an insertion point */
	uint32_t length, at;
	bool is_source; /* the text of the page itself, whose places are told */
};

struct evl_html_input {
	struct evl_arena *arena;
	struct evl_html_piece *first;
	const struct evl_html_piece *source; /* the page's own text; NULL: none */
	bool closed;  /* nothing comes behind the last piece */
	bool skip_lf; /* a CR has been read */
};

enum { EVL_HTML_END = -1, EVL_HTML_WAIT = -2 };

/* The next unit, with line ends as LF; EVL_HTML_END: the text has ended; EVL_HTML_WAIT: it stops here for now. */
int32_t evl_html_peek(struct evl_html_input *input);
/* Step over the unit that evl_html_peek gave. */
void evl_html_take(struct evl_html_input *input);
/* The unit `n` behind the next one, line ends as they are. */
int32_t evl_html_peek_at(const struct evl_html_input *input, uint32_t n);
/* Does `text`, in lower case, come next? 1: yes, in this case (`exact`) or in any; 0: no; EVL_HTML_WAIT: as far as the text goes. */
int evl_html_comes(const struct evl_html_input *input, const char *text, bool exact);
void evl_html_append(struct evl_html_input *input, const uint16_t *units, uint32_t length, bool is_source);
/* A mark in front of all that has not been read; take it away again; put a text in front of it. */
struct evl_html_piece *evl_html_mark(struct evl_html_input *input);
void evl_html_unmark(struct evl_html_input *input, const struct evl_html_piece *mark);
void evl_html_insert(struct evl_html_input *input, const struct evl_html_piece *mark, const uint16_t *units, uint32_t length);
/* Does the page's own text come next? */
bool evl_html_at_source(const struct evl_html_input *input);
/* How far the page's own text has been read. */
uint32_t evl_html_place(const struct evl_html_input *input);

#endif
