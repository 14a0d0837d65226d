/* SPDX-License-Identifier: MIT */
/*
 * provide.h - what a person says the world around a snippet gives: provisions, and their directives in the source.
 *
 *   provision = name [ "(" params ")" ] ( "=" js-expression
 *             | ("resolves" | "returns" | "calls-back" | "rejects" | "throws") js-expression [ "after" time ] )
 *             | "'" address "'" ( "answers" js-expression | "fails" ) [ "after" time ]
 *   time      = number ("ms" | "s" | "us")
 *
 * What an address answers is text, or (any other value) JSON; the address is compared with what the snippet writes.
 *
 * A provision becomes a line of JavaScript that runs before the snippet and asks host/provided.h to make the function; its
 * expressions are evaluated by our own machine, in the snippet's realm, when the function is called.
 */
#ifndef EVL_RUN_PROVIDE_H
#define EVL_RUN_PROVIDE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* Append the line for one provision. False: *error says what is wrong with it (static). */
bool evl_provide_line(const char *text, size_t length, struct evl_buffer *out, const char **error);

/*
 * Append the lines of all directives in a source: comments `// evloop: provide ...` that stand alone on their line. False: one of them is wrong, at byte *at.
 */
bool evl_provide_directives(const char *text, size_t length, struct evl_buffer *out, const char **error, size_t *at);

#endif
