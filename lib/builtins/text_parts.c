/* SPDX-License-Identifier: MIT */
/* text_parts.c - building a text part by part. */
#include "builtins/text_parts.h"

#include <stdlib.h>
#include <string.h>

void evl_text_parts_init(struct evl_text_parts *parts)
{
	*parts = (struct evl_text_parts){ .failed = false };
	evl_buffer16_init(&parts->text);
}

void evl_text_parts_release(struct evl_text_parts *parts)
{
	evl_buffer16_release(&parts->text);
	free(parts->items);
	parts->items = NULL;
	parts->count = parts->capacity = 0;
}

/* What was appended to the text since the last part is one of `type`. */
static void close_part(struct evl_text_parts *parts, const char *type)
{
	size_t start = parts->count > 0 ? parts->items[parts->count - 1].end : 0;
	parts->failed |= parts->text.failed;
	if (parts->failed || parts->text.length == start)
		return;
	if (parts->count == parts->capacity) {
		size_t capacity = parts->capacity > 0 ? parts->capacity * 2 : 16;
		struct evl_text_part *items = realloc(parts->items, capacity * sizeof *items);
		if (items == NULL) {
			parts->failed = true;
			return;
		}
		parts->items = items;
		parts->capacity = capacity;
	}
	parts->items[parts->count++] = (struct evl_text_part){ .type = type, .source = parts->source, .end = parts->text.length };
}

void evl_text_parts_add(struct evl_text_parts *parts, const char *type, const char *text, size_t length)
{
	evl_buffer16_append_utf8(&parts->text, text, length);
	close_part(parts, type);
}

void evl_text_parts_add_text(struct evl_text_parts *parts, const char *type, const char *text)
{
	evl_text_parts_add(parts, type, text, strlen(text));
}

void evl_text_parts_add_literal(struct evl_text_parts *parts, const char *text, size_t length)
{
	const struct evl_text_part *last = parts->count > 0 ? &parts->items[parts->count - 1] : NULL;
	if (last != NULL && strcmp(last->type, "literal") == 0 && last->source == parts->source)
		parts->count--;
	evl_text_parts_add(parts, "literal", text, length);
}

void evl_text_parts_add_units(struct evl_text_parts *parts, const char *type, const uint16_t *units, size_t length)
{
	evl_buffer16_append(&parts->text, units, length);
	close_part(parts, type);
}

void evl_text_parts_append(struct evl_text_parts *parts, const struct evl_text_parts *other)
{
	size_t start = 0;
	const char *source = parts->source;
	parts->failed |= other->failed;
	for (size_t i = 0; i < other->count; i++) {
		const struct evl_text_part *part = &other->items[i];
		if (source == NULL)
			parts->source = part->source;
		evl_text_parts_add_units(parts, part->type, other->text.units + start, part->end - start);
		start = part->end;
	}
	parts->source = source;
}
