/* SPDX-License-Identifier: MIT */
/*
 * block.c - see block.h: what the scanners share.
 */
#include "samples/block.h"

#include <string.h>

static void *grow(struct evl_arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity == 0 ? 32 : *capacity * 2;
	void *larger = evl_arena_alloc(arena, *capacity * size);
	if (count != 0)
		memcpy(larger, items, count * size);
	return larger;
}

void evl_blocks_init(struct evl_blocks *blocks, const char *text, uint32_t length, struct evl_arena *arena)
{
	*blocks = (struct evl_blocks){ .arena = arena, .text = text, .length = length };
}

struct evl_block *evl_blocks_add(struct evl_blocks *blocks, enum evl_block_kind kind, uint32_t start, uint32_t end)
{
	blocks->blocks = grow(blocks->arena, blocks->blocks, blocks->count, &blocks->capacity, sizeof *blocks->blocks);
	struct evl_block *block = &blocks->blocks[blocks->count++];
	*block = (struct evl_block){ .range = { start, end }, .kind = (uint8_t)kind, .fence = UINT32_MAX };
	return block;
}

struct evl_fence *evl_blocks_add_fence(struct evl_blocks *blocks, uint32_t start, uint32_t end)
{
	struct evl_block *block = evl_blocks_add(blocks, EVL_BLOCK_FENCE, start, end);
	blocks->fences = grow(blocks->arena, blocks->fences, blocks->fence_count, &blocks->fence_capacity, sizeof *blocks->fences);
	block->fence = blocks->fence_count;
	struct evl_fence *fence = &blocks->fences[blocks->fence_count++];
	*fence = (struct evl_fence){ .language = "" };
	return fence;
}

void evl_code_text_init(struct evl_code_text *text, struct evl_arena *arena, uint32_t room)
{
	*text = (struct evl_code_text){ .arena = arena, .capacity = room };
	text->code = evl_arena_alloc(arena, (size_t)room + 1);
}

void evl_code_text_add(struct evl_code_text *text, const char *bytes, uint32_t length, uint32_t document)
{
	if (length == 0)
		return;
	const struct evl_code_map *last = text->map_count != 0 ? &text->map[text->map_count - 1] : NULL;
	if (last == NULL || last->document + (text->length - last->code) != document) {
		text->map = grow(text->arena, text->map, text->map_count, &text->map_capacity, sizeof *text->map);
		text->map[text->map_count++] = (struct evl_code_map){ text->length, document };
	}
	memcpy(text->code + text->length, bytes, length);
	text->length += length;
}

void evl_code_text_finish(struct evl_code_text *text, struct evl_fence *fence)
{
	text->code[text->length] = '\0';
	fence->code = text->code;
	fence->length = text->length;
	fence->map = text->map;
	fence->map_count = text->map_count;
}

uint32_t evl_fence_place(const struct evl_fence *fence, uint32_t code)
{
	uint32_t low = 0, high = fence->map_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (fence->map[middle].code <= code)
			low = middle;
		else
			high = middle;
	}
	if (fence->map_count == 0)
		return fence->inside.start;
	if (code >= fence->length)
		return fence->inside.end;
	uint32_t place = fence->map[low].document + (code - fence->map[low].code);
	return place < fence->inside.end ? place : fence->inside.end;
}

uint32_t evl_line_of(const uint32_t *lines, uint32_t count, uint32_t at)
{
	uint32_t low = 0, high = count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (lines[middle] <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

bool evl_text_begins(const char *text, size_t length, const char *word)
{
	for (; *word != '\0'; word++, text++, length--) {
		if (length == 0)
			return false;
		char c = *text >= 'A' && *text <= 'Z' ? (char)(*text + 32) : *text;
		char w = *word >= 'A' && *word <= 'Z' ? (char)(*word + 32) : *word;
		if (c != w)
			return false;
	}
	return true;
}

struct evl_range evl_range_trim(const char *text, struct evl_range range)
{
	while (range.start < range.end && evl_is_blank(text[range.start]))
		range.start++;
	while (range.end > range.start && evl_is_blank(text[range.end - 1]))
		range.end--;
	return range;
}

enum evl_document_kind evl_document_kind(const char *name)
{
	static const struct {
		const char *ending;
		enum evl_document_kind kind;
	} endings[] = {
		{ ".md", EVL_DOCUMENT_MARKDOWN },   { ".markdown", EVL_DOCUMENT_MARKDOWN }, { ".mdx", EVL_DOCUMENT_MARKDOWN },
		{ ".mdoc", EVL_DOCUMENT_MARKDOWN }, { ".html", EVL_DOCUMENT_HTML },	 { ".htm", EVL_DOCUMENT_HTML },
		{ ".xhtml", EVL_DOCUMENT_HTML },    { ".js", EVL_DOCUMENT_SCRIPT },	 { ".mjs", EVL_DOCUMENT_SCRIPT },
		{ ".cjs", EVL_DOCUMENT_SCRIPT },
	};
	size_t length = strlen(name);
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		size_t own = strlen(endings[i].ending);
		if (length > own && evl_text_begins(name + length - own, own, endings[i].ending))
			return endings[i].kind;
	}
	return EVL_DOCUMENT_NONE;
}

void evl_blocks_script(struct evl_blocks *blocks, const char *name, const char *text, uint32_t length, struct evl_arena *arena)
{
	evl_blocks_init(blocks, text, length, arena);
	uint32_t from = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	struct evl_fence *fence = evl_blocks_add_fence(blocks, 0, length);
	fence->inside = (struct evl_range){ from, length };
	fence->is_closed = true;
	fence->is_script = true;
	fence->is_file = true;
	const char *dot = strrchr(name, '.');
	fence->language = dot != NULL ? dot + 1 : "js";
	struct evl_code_text code;
	evl_code_text_init(&code, arena, length - from);
	evl_code_text_add(&code, text + from, length - from, from);
	evl_code_text_finish(&code, fence);
}
