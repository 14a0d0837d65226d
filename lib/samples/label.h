/* SPDX-License-Identifier: MIT */
/*
 * label.h - the words that introduce an output: "Output:", "**Console output**", "执行结果：", "Logs, in order:".
 */
#ifndef EVL_SAMPLES_LABEL_H
#define EVL_SAMPLES_LABEL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ascii.h"
#include "samples/block.h"

enum { LABEL_SITE = 1, LABEL_HEADER = 2, LABEL_UNORDERED = 4, LABEL_ANSWER = 8 };

/* Words of the user's besides the table's: SITE and HEADER. */
struct evl_label_words {
	const char *const *words;
	size_t count;
};

struct evl_label {
	unsigned flags;         /* 0: no label here */
	uint32_t end;           /* after the words and the decoration that closes them */
	bool has_colon;         /* or an arrow; `end` is after it */
	struct evl_range qualifier; /* in parentheses; empty: none */
};

/* The label that begins at range.start (after decoration: **, _, #, quotes); flags 0 when there is none. */
struct evl_label evl_label_read(const char *text, struct evl_range range, const struct evl_label_words *words);

/* Is the range a header, a label whose words may be followed by "order", "in the console" and the like and then a colon? What stands after it begins at label.end. */
struct evl_label evl_label_header(const char *text, struct evl_range range, const struct evl_label_words *words);

/* After an arrow ("=>", "→", "->", ">" ...) at range.start; range.start when there is none. */
uint32_t evl_label_arrow(const char *text, struct evl_range range);

/* Does the byte belong to a word: a letter of any script, a digit, an underscore? */
static inline bool evl_is_word_byte(char c) { return evl_is_name_byte(c) && c != '$'; }

#endif
