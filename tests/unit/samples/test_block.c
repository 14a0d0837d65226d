/* SPDX-License-Identifier: MIT */
#include "samples/block.h"

#include <criterion/criterion.h>
#include <string.h>

Test(samples_block, kinds_of_documents_by_their_names)
{
	static const struct {
		const char *name;
		enum evl_document_kind kind;
	} cases[] = {
		{ "a.md", EVL_DOCUMENT_MARKDOWN }, { "a.mdx", EVL_DOCUMENT_MARKDOWN }, { "A.MD", EVL_DOCUMENT_MARKDOWN },
		{ "dir/a.html", EVL_DOCUMENT_HTML }, { "a.htm", EVL_DOCUMENT_HTML }, { "a.js", EVL_DOCUMENT_SCRIPT },
		{ "a.mjs", EVL_DOCUMENT_SCRIPT }, { "a.md/b", EVL_DOCUMENT_NONE }, { "md", EVL_DOCUMENT_NONE },
		{ "", EVL_DOCUMENT_NONE }, { "a.ts", EVL_DOCUMENT_NONE },
	};
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		cr_expect_eq(evl_document_kind(cases[i].name), cases[i].kind, "%s", cases[i].name);
}

Test(samples_block, code_remembers_where_its_bytes_stood)
{
	struct evl_arena arena;
	struct evl_code_text text;
	struct evl_fence fence = { .inside = { 10, 24 } };
	cr_assert(evl_arena_init(&arena, 1 << 20));
	evl_code_text_init(&text, &arena, 64);
	evl_code_text_add(&text, "abc\n", 4, 10);
	evl_code_text_add(&text, "de\n", 3, 14); /* goes on where the first ended */
	evl_code_text_add(&text, "", 0, 500);
	evl_code_text_add(&text, "fg\n", 3, 20); /* behind two bytes that were stripped */
	evl_code_text_finish(&text, &fence);
	cr_expect_str_eq(fence.code, "abc\nde\nfg\n");
	cr_expect_eq(fence.length, 10);
	cr_expect_eq(fence.map_count, 2, "pieces that follow each other are one");
	cr_expect_eq(evl_fence_place(&fence, 0), 10);
	cr_expect_eq(evl_fence_place(&fence, 6), 16);
	cr_expect_eq(evl_fence_place(&fence, 7), 20);
	cr_expect_eq(evl_fence_place(&fence, 9), 22);
	cr_expect_eq(evl_fence_place(&fence, 10), 24, "behind the last byte");
	evl_arena_release(&arena);
}

Test(samples_block, the_line_of_an_offset)
{
	static const uint32_t lines[] = { 0, 4, 4, 9 };
	cr_expect_eq(evl_line_of(lines, 4, 0), 0);
	cr_expect_eq(evl_line_of(lines, 4, 3), 0);
	cr_expect_eq(evl_line_of(lines, 4, 4), 2, "the last that begins there");
	cr_expect_eq(evl_line_of(lines, 4, 8), 2);
	cr_expect_eq(evl_line_of(lines, 4, 1000), 3);
	cr_expect_eq(evl_line_of(lines, 1, 1000), 0);
}

Test(samples_block, words_at_the_beginning_in_any_case)
{
	cr_expect(evl_text_begins("Script>", 7, "script"));
	cr_expect(evl_text_begins("x", 1, ""));
	cr_expect_not(evl_text_begins("scr", 3, "script"));
	cr_expect_not(evl_text_begins("[cript", 6, "{cript"), "only letters have cases");
}

Test(samples_block, blanks_at_both_ends)
{
	static const char text[] = " \t a b\r\n ";
	struct evl_range range = evl_range_trim(text, (struct evl_range){ 0, 9 });
	cr_expect_eq(range.start, 3);
	cr_expect_eq(range.end, 6);
	range = evl_range_trim(text, (struct evl_range){ 6, 9 });
	cr_expect_eq(range.start, range.end);
}
