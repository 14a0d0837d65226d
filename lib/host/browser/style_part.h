/* SPDX-License-Identifier: MIT */
/*
 * style_part.h - the parts of a CSS value, as style_value.c reads them and style_shorthand.c puts them in order.
 */
#ifndef EVL_HOST_BROWSER_STYLE_PART_H
#define EVL_HOST_BROWSER_STYLE_PART_H

#include "host/browser/dom.h"

enum evl_style_part_kind {
	EVL_PART_WORD, EVL_PART_NUMBER, EVL_PART_PERCENT, EVL_PART_LENGTH, EVL_PART_ANGLE, EVL_PART_TIME, EVL_PART_COLOR, EVL_PART_FUNCTION,
	EVL_PART_TEXT, EVL_PART_MARK,
};

struct evl_style_part {
	enum evl_style_part_kind kind;
	const char *text; /* as it is written; in scratch memory */
	double number;
	char mark;        /* of a MARK: the character */
};

/*
 * The parts of a shorthand in the order in which Chromium writes them, without those that say nothing; at most twice as many as
 * there were, for which there must be room. *count 0: nothing is left, the value is the initial one.
 */
void evl_style_shorthand(struct evl_realm *realm, const char *name, struct evl_style_part *parts, size_t *count);
/* Is `word` in a list of words that each stand between blanks? */
bool evl_style_has_word(const char *words, const char *word);

#endif
