/* SPDX-License-Identifier: MIT */
/*
 * literal.h - what literals and identifiers in source text mean.
 *
 * The text given is that of a token that the checker has accepted; texts that
 * it would refuse give some value, never a fault.
 */
#ifndef EVL_SYNTAX_LITERAL_H
#define EVL_SYNTAX_LITERAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/names.h"

/* The value of a string literal, `text` without its quotes (sec-static-semantics-sv). */
evl_name evl_literal_string(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length);

/* The cooked value of a template chunk (sec-static-semantics-tv); EVL_NAME_NONE when an escape is not valid. */
evl_name evl_literal_cooked(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length);

/* The raw value of a template chunk (sec-static-semantics-trv): line ends are LF. */
evl_name evl_literal_raw(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length);

/* The name that an identifier or private name stands for; `*escaped` tells whether it has \u escapes. */
evl_name evl_literal_identifier(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length,
				bool *escaped);

/* The value of a numeric literal (sec-numericvalue), legacy octals included. */
double evl_literal_number(struct evl_arena *scratch, const char *text, size_t length);

/* The digits of a BigInt literal as written, without separators and the final n. */
evl_name evl_literal_bigint(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length);

#endif
