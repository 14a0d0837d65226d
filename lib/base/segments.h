/* SPDX-License-Identifier: MIT */
/*
 * segments.h - where user-perceived characters and words of UTF-16 text end (UAX #29), over libutf8proc's character data.
 */
#ifndef EVL_BASE_SEGMENTS_H
#define EVL_BASE_SEGMENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The end of the extended grapheme cluster that begins at unit `from`, which is less than `length`. */
size_t evl_grapheme_end(const uint16_t *units, size_t length, size_t from);

enum evl_word_kind {
	EVL_WORD_NONE,    /* spaces, punctuation, pictures */
	EVL_WORD_LETTERS, /* letters or digits */
	EVL_WORD_UNKNOWN, /* of a script whose words only a dictionary tells */
};

/* The end of the word, or of what is between words, that begins at unit `from`, which is less than `length`. */
size_t evl_word_end(const uint16_t *units, size_t length, size_t from, enum evl_word_kind *kind);

#endif
