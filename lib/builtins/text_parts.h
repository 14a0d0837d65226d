/* SPDX-License-Identifier: MIT */
/*
 * text_parts.h - a text and which stretches of it are what: what Intl's format and formatToParts both come from.
 */
#ifndef EVL_BUILTINS_TEXT_PARTS_H
#define EVL_BUILTINS_TEXT_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct evl_text_part {
	const char *type;   /* static: "integer", "literal" */
	const char *source; /* static, or NULL: "startRange" */
	size_t end;         /* in UTF-16 units */
};

struct evl_text_parts {
	struct evl_buffer16 text;
	struct evl_text_part *items;
	size_t count, capacity;
	const char *source; /* given to the parts that are added */
	bool failed;        /* memory ran out */
};

/* Begin without parts. Release: give the memory back. */
void evl_text_parts_init(struct evl_text_parts *parts);
void evl_text_parts_release(struct evl_text_parts *parts);

/* Append UTF-8 `text` of `length` bytes as a part of its own; an empty one is no part. `type` is static. */
void evl_text_parts_add(struct evl_text_parts *parts, const char *type, const char *text, size_t length);
/* The same for NUL-terminated text. */
void evl_text_parts_add_text(struct evl_text_parts *parts, const char *type, const char *text);
/* As above, but a literal next to a literal of the same source makes one part. */
void evl_text_parts_add_literal(struct evl_text_parts *parts, const char *text, size_t length);
/* Append all of `other` (its sources kept unless `parts` has one). */
void evl_text_parts_append(struct evl_text_parts *parts, const struct evl_text_parts *other);
/* Append UTF-16. */
void evl_text_parts_add_units(struct evl_text_parts *parts, const char *type, const uint16_t *units, size_t length);

#endif
