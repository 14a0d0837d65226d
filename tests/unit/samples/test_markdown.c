/* SPDX-License-Identifier: MIT */
#include "blocks_shown.h"

static void blocks_are(const char *text, const char *expected)
{
	struct evl_arena arena;
	struct evl_blocks blocks;
	struct evl_buffer out;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_buffer_init(&out);
	evl_blocks_markdown(&blocks, text, (uint32_t)strlen(text), &arena);
	blocks_shown(&blocks, &out);
	blocks_stand_where_they_say(&blocks);
	const char *shown = out.length != 0 ? out.bytes : "";
	cr_expect_str_eq(shown, expected, "%s\n-- is:\n%s", text, shown);
	evl_buffer_release(&out);
	evl_arena_release(&arena);
}

Test(samples_markdown, headings_text_and_fences)
{
	blocks_are("# One\ntext\n\n```js\na\n\nb\n```\nmore", "#One|ttext|fjs a//b/|tmore");
	blocks_are("Title\n=====\nx", "#Title|tx");
	blocks_are("", "");
}

Test(samples_markdown, a_fence_ends_with_as_many_of_its_own_marks)
{
	blocks_are("````js\n```\na\n````\nx", "fjs ```/a/|tx");
	blocks_are("~~~js\n```\n~~~\n", "fjs ```/");
	blocks_are("```js\na\n", "f!js a/");
	blocks_are("```js\na\n``` b\n```\n", "fjs a/``` b/");
}

Test(samples_markdown, fences_in_quotations_and_lists_lose_what_stands_before_them)
{
	blocks_are("> ```js\n> a\n>   b\n> ```\n", "fjs a/  b/");
	blocks_are("- x\n\n  ```js\n  a\n    b\n  ```\n", "t- x|fjs a/  b/");
	blocks_are("1. y\n\n   ~~~js\n   a\n   ~~~\n", "t1. y|fjs a/");
}

Test(samples_markdown, comments_and_code_in_a_line)
{
	blocks_are("<!-- evloop: skip -->\n```js\na\n```\n", "c evloop: skip |fjs a/");
	blocks_are("{/* evloop: skip */}\nx", "c evloop: skip |tx");
	blocks_are("see `<!-- x -->` here", "tsee `<!-- x -->` here");
}

Test(samples_markdown, line_ends_of_every_kind)
{
	blocks_are("# A\r\n```js\r\na\r\n```\r\nx\r", "#A|fjs a\r/|tx");
	blocks_are("```js\ra\r```", "fjs a\r");
}

Test(samples_markdown, hostile_documents_take_linear_time)
{
	static char text[1 << 19];
	static const char *const pieces[] = { "`", "<!--", "{/*", "> ", "```\n", "# ", "- ", "~~~~\n> ```\n" };
	for (size_t p = 0; p < sizeof pieces / sizeof pieces[0]; p++) {
		struct evl_arena arena;
		struct evl_blocks blocks;
		size_t length = 0, n = strlen(pieces[p]);
		for (; length + n < sizeof text; length += n)
			memcpy(text + length, pieces[p], n);
		cr_assert(evl_arena_init(&arena, (size_t)1 << 30));
		evl_blocks_markdown(&blocks, text, (uint32_t)length, &arena);
		blocks_stand_where_they_say(&blocks);
		evl_arena_release(&arena);
	}
}
