/* SPDX-License-Identifier: MIT */
/*
 * code.h - what the check looks at in a sample's code without parsing it: comments, calls that print, and marks of
 * code that is not meant to run as it stands. Read with the language's own lexer, so that "//" in a string, a template
 * or a regular expression is no comment.
 */
#ifndef EVL_SAMPLES_CODE_H
#define EVL_SAMPLES_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "samples/block.h"

struct evl_comment {
	struct evl_range range;  /* with its marks */
	struct evl_range inside; /* without them */
	uint32_t line, last_line; /* from 0 */
	uint32_t tokens;         /* how many tokens stand before it in the code */
	bool is_block;           /* slash and asterisk */
	bool is_alone;           /* nothing but comments on its lines */
};

/* A call that prints. */
struct evl_call {
	struct evl_range range;     /* from its first name to its closing parenthesis */
	uint32_t line, last_line;
	uint32_t arguments;
	struct evl_range only_text; /* its only argument is a plain string: the inside; else empty */
	bool only_literal;          /* the only argument is a plain string or number */
	bool is_alert;              /* shows text, not values */
	bool has_format;            /* the first argument is a string with %, or a spread stands in it */
	bool in_function;           /* braces are open around it */
};

/* Why what it prints may differ from run to run or place to place; a mask. */
enum { EVL_CODE_CLOCK = 1, EVL_CODE_RANDOM = 2, EVL_CODE_PLACE = 4, EVL_CODE_LOCALE = 8, EVL_CODE_NETWORK = 16, EVL_CODE_MEMORY = 32 };

struct evl_code {
	const char *text;
	uint32_t length;
	const uint32_t *lines; /* where each begins */
	uint32_t line_count;
	struct evl_comment *comments;
	uint32_t comment_count, comment_capacity;
	struct evl_call *calls; /* in order of their beginnings */
	uint32_t call_count, call_capacity;
	uint32_t token_count;
	uint32_t last_token_end;
	uint32_t taints;
	bool has_bare_body;      /* braces with a comment alone, or with nothing after a parenthesis: perhaps to be filled by the reader */
	bool has_ellipsis;       /* "..." where nothing can be spread, or a comment that stands for code */
	bool has_duplicates;     /* two functions of one name at top level */
	bool has_variants;       /* comments that mark a wrong and a right version */
	bool has_top_this;       /* `this` outside of any braces but those of arrow functions */
	bool has_import_export;  /* at top level, or import.meta: it is a module */
	bool is_markup;          /* begins with "<" */
	bool uses_page;          /* window, document, alert */
	bool uses_node;          /* process, require, module, Buffer, setImmediate, __dirname */
};

/* Read `length` bytes (NUL-terminated); tables lie in `arena`. */
void evl_code_read(struct evl_code *code, const char *text, uint32_t length, struct evl_arena *arena);

/* The line (from 0) of a code offset. */
uint32_t evl_code_line(const struct evl_code *code, uint32_t offset);

#endif
