/* SPDX-License-Identifier: MIT */
/*
 * block.h - a document as a row of blocks: headings, lines of text, comments, and blocks of code with the text that a
 * reader would copy out of them.
 *
 * The scanners are line-oriented and take any bytes in linear time. They see fences where a person sees them: of any
 * indentation, in quotations and lists, inside of containers and JSX, which CommonMark would take for indented code.
 */
#ifndef EVL_SAMPLES_BLOCK_H
#define EVL_SAMPLES_BLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* A piece of the document, in bytes. */
struct evl_range {
	uint32_t start, end;
};

enum evl_block_kind { EVL_BLOCK_HEADING, EVL_BLOCK_TEXT, EVL_BLOCK_COMMENT, EVL_BLOCK_FENCE };

struct evl_block {
	struct evl_range range; /* text: without quotation marks and indentation; comment: its inside; fence: all of it */
	uint32_t fence;         /* FENCE: its number */
	uint8_t kind;
};

/* From code offset `code` on (up to the next one) the document's bytes are those from `document` on. */
struct evl_code_map {
	uint32_t code, document;
};

struct evl_fence {
	struct evl_range info;     /* "js run" */
	struct evl_range inside;   /* the lines of code, with what was stripped */
	struct evl_range prefix;   /* what stands before the opening fence on its line */
	const char *code;          /* `length` bytes and a NUL */
	uint32_t length;
	struct evl_code_map *map;
	uint32_t map_count;
	bool is_closed;
	bool is_output;            /* HTML: marked as output by its element or class */
	bool is_script;            /* HTML: a script element; JavaScript: the whole file */
	bool is_file;              /* the whole file */
	bool has_markup;           /* HTML: entities or tags stand inside, so that edits need escapes */
	char mark;                 /* '`', '~'; 0: no Markdown */
	uint32_t mark_count;
	const char *language;      /* HTML: as its class says; otherwise the first word of info. "" when nothing says it */
	const char *attribute;     /* evloop="...": the body; NULL: none */
	struct evl_range attribute_range;
};

struct evl_blocks {
	struct evl_arena *arena;
	const char *text;
	uint32_t length;
	struct evl_block *blocks;
	uint32_t count, capacity;
	struct evl_fence *fences;
	uint32_t fence_count, fence_capacity;
};

enum evl_document_kind { EVL_DOCUMENT_NONE, EVL_DOCUMENT_MARKDOWN, EVL_DOCUMENT_HTML, EVL_DOCUMENT_SCRIPT };

/* What kind of document is this, by its name's ending? */
enum evl_document_kind evl_document_kind(const char *name);

/* Cut the document into blocks, in `arena`. `scripts`: script elements are code blocks too. */
void evl_blocks_markdown(struct evl_blocks *blocks, const char *text, uint32_t length, struct evl_arena *arena);
void evl_blocks_html(struct evl_blocks *blocks, const char *text, uint32_t length, bool scripts, struct evl_arena *arena);
void evl_blocks_script(struct evl_blocks *blocks, const char *name, const char *text, uint32_t length, struct evl_arena *arena);

/* For the scanners: append. */
void evl_blocks_init(struct evl_blocks *blocks, const char *text, uint32_t length, struct evl_arena *arena);
struct evl_block *evl_blocks_add(struct evl_blocks *blocks, enum evl_block_kind kind, uint32_t start, uint32_t end);
struct evl_fence *evl_blocks_add_fence(struct evl_blocks *blocks, uint32_t start, uint32_t end);

/* Collects the text of a code block together with its map. */
struct evl_code_text {
	struct evl_arena *arena;
	char *code;
	uint32_t length, capacity;
	struct evl_code_map *map;
	uint32_t map_count, map_capacity;
};
/* Begin empty; at most `room` bytes will be added. */
void evl_code_text_init(struct evl_code_text *text, struct evl_arena *arena, uint32_t room);
/* `length` bytes that stand at `document`, or stand for what begins there. */
void evl_code_text_add(struct evl_code_text *text, const char *bytes, uint32_t length, uint32_t document);
void evl_code_text_finish(struct evl_code_text *text, struct evl_fence *fence);

/* The document's offset of a code offset. */
uint32_t evl_fence_place(const struct evl_fence *fence, uint32_t code);

/* Which of `count` ascending offsets, the first of them 0, is the last one at or before `at`: the number of a line, from 0. */
uint32_t evl_line_of(const uint32_t *lines, uint32_t count, uint32_t at);

/* Does `word` stand at the beginning of the `length` bytes, case-insensitively for ASCII? */
bool evl_text_begins(const char *text, size_t length, const char *word);
/* Without blanks at both ends. */
struct evl_range evl_range_trim(const char *text, struct evl_range range);
/* Is this a blank: space, tab, line end, no-break space's bytes are not. */
static inline bool evl_is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

#endif
