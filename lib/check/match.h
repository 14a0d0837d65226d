/* SPDX-License-Identifier: MIT */
/*
 * match.h - does a documented value or line mean what is printed? Lenient where it says yes, strict where it says no.
 */
#ifndef EVL_CHECK_MATCH_H
#define EVL_CHECK_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum evl_match { EVL_MATCH_SAME, EVL_MATCH_UNSURE, EVL_MATCH_DIFFERENT };

struct evl_piece {
	const char *text;
	uint32_t length;
};

/* One documented value and one printed text. DIFFERENT only if both are read completely as values. Scratch goes to `arena`. */
enum evl_match evl_match_value(struct evl_piece documented, struct evl_piece printed, struct evl_arena *arena);

/* As above without remarks before or after the value: `exact` for transcripts that are compared as text. */
bool evl_match_line(struct evl_piece documented, struct evl_piece printed, bool exact, struct evl_arena *arena);

/* Equal but for quotes, blanks and punctuation between values. */
bool evl_match_loosely(struct evl_piece documented, struct evl_piece printed);

/* "..." or "…" alone: any lines. */
bool evl_match_any_lines(struct evl_piece documented);

/* Does the line leave something out, or say that it holds only sometimes ("NaN (or an error in strict mode)")? */
bool evl_match_is_open(struct evl_piece documented);

/* Is it a complete value, other than a word that may be prose? Is it a list, a record or the beginning of one, a function? */
bool evl_match_is_value(struct evl_piece piece, struct evl_arena *arena);
bool evl_match_is_compound(struct evl_piece piece, struct evl_arena *arena);

/* Without blanks at both ends. */
struct evl_piece evl_piece_trim(struct evl_piece piece);

#endif
