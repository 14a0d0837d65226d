/* SPDX-License-Identifier: MIT */
/*
 * remark.h - a remark beside a call that prints: what it says, and how plainly.
 */
#ifndef EVL_SAMPLES_REMARK_H
#define EVL_SAMPLES_REMARK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "samples/label.h"

enum evl_remark_mark { EVL_REMARK_BARE, EVL_REMARK_ARROW, EVL_REMARK_LABEL };

struct evl_remark {
	uint8_t mark;             /* enum evl_remark_mark */
	struct evl_range payload; /* what is said to be printed; in the text that was read */
	struct evl_range value;   /* the literal that it begins with, or the whole; empty: it has none */
	bool is_literal;          /* a complete literal, with nothing after it but perhaps a tail */
	bool has_tail;            /* a remark on the value follows */
	bool is_conditional;      /* "if", "or", "maybe", "depends", "~" */
	bool is_incomplete;       /* "..." or a bracket that is not closed */
	bool is_approximate;      /* "approximately", "≈" */
	bool is_list;             /* several literals, separated by commas or blanks */
	bool is_error;            /* the name of an error, perhaps with its message */
	bool is_qualified;        /* "(varies ...)", "(in GMT timezone)": it holds in places only */
	uint8_t hosts;            /* mask of check's hosts that the qualifier names; 0: none */
	bool is_question;         /* "?" */
	bool is_prose;            /* a label without colon, followed by words: not meant as a value */
};

/* Read the inside of a comment. Values are parsed in `arena`. */
void evl_remark_read(struct evl_remark *remark, const char *text, struct evl_range inside, const struct evl_label_words *words,
		     struct evl_arena *arena);

/* Does the text say that it holds only sometimes? */
bool evl_remark_conditional(const char *text, struct evl_range range);

/* The name of an error at the beginning ("TypeError", "Uncaught (in promise) Error", "ReferenceError: x"); its end, or range.start. */
uint32_t evl_remark_error(const char *text, struct evl_range range, struct evl_range *name);

#endif
