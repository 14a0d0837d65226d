/* SPDX-License-Identifier: MIT */
/*
 * blocks_shown.h - for the tests of the scanners: the blocks of a document as one text.
 */
#ifndef TESTS_UNIT_SAMPLES_BLOCKS_SHOWN_H
#define TESTS_UNIT_SAMPLES_BLOCKS_SHOWN_H

#include <criterion/criterion.h>
#include <string.h>

#include "base/buffer.h"
#include "samples/block.h"

/*
 * A block a piece, joined by '|': "#" and a heading, "t" and text, "c" and a comment's inside, "f<language>" and code (line ends as '/'), with "!" when
 * the fence is not closed and ">" when it is output.
 */
static inline void blocks_shown(const struct evl_blocks *blocks, struct evl_buffer *out)
{
	static const char letters[] = { [EVL_BLOCK_HEADING] = '#', [EVL_BLOCK_TEXT] = 't', [EVL_BLOCK_COMMENT] = 'c', [EVL_BLOCK_FENCE] = 'f' };
	for (uint32_t i = 0; i < blocks->count; i++) {
		const struct evl_block *block = &blocks->blocks[i];
		if (i != 0)
			evl_buffer_append_byte(out, '|');
		evl_buffer_append_byte(out, letters[block->kind]);
		if (block->kind != EVL_BLOCK_FENCE) {
			evl_buffer_append(out, blocks->text + block->range.start, block->range.end - block->range.start);
			continue;
		}
		const struct evl_fence *fence = &blocks->fences[block->fence];
		if (!fence->is_closed)
			evl_buffer_append_byte(out, '!');
		if (fence->is_output)
			evl_buffer_append_byte(out, '>');
		evl_buffer_append_text(out, fence->language);
		evl_buffer_append_byte(out, ' ');
		for (uint32_t k = 0; k < fence->length; k++)
			evl_buffer_append_byte(out, fence->code[k] == '\n' ? '/' : fence->code[k]);
	}
}

/* Every byte of code is the document's byte at its place, unless the code was decoded. */
static inline void blocks_stand_where_they_say(const struct evl_blocks *blocks)
{
	for (uint32_t i = 0; i < blocks->fence_count; i++)
		for (uint32_t k = 0; k < blocks->fences[i].length; k++) {
			uint32_t at = evl_fence_place(&blocks->fences[i], k);
			cr_assert(at < blocks->length);
			cr_assert(blocks->fences[i].has_markup || blocks->text[at] == blocks->fences[i].code[k]);
		}
}

#endif
