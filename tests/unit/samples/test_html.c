/* SPDX-License-Identifier: MIT */
#include "blocks_shown.h"

static void blocks_are(const char *text, bool scripts, const char *expected)
{
	struct evl_arena arena;
	struct evl_blocks blocks;
	struct evl_buffer out;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_buffer_init(&out);
	evl_blocks_html(&blocks, text, (uint32_t)strlen(text), scripts, &arena);
	blocks_shown(&blocks, &out);
	blocks_stand_where_they_say(&blocks);
	const char *shown = out.length != 0 ? out.bytes : "";
	cr_expect_str_eq(shown, expected, "%s\n-- is:\n%s", text, shown);
	evl_buffer_release(&out);
	evl_arena_release(&arena);
}

Test(samples_html, code_with_its_language)
{
	blocks_are("<pre><code class=\"language-js\">a &lt; b\n</code></pre>", false, "fjs a < b/");
	blocks_are("<pre class='lang-js'>x</pre>", false, "fjs x");
	blocks_are("<pre>x</pre>", false, "f x");
}

Test(samples_html, output_is_marked)
{
	blocks_are("<pre><code class=language-js>f()</code></pre><samp>1</samp>", false, "fjs f()|f> 1");
	blocks_are("<output>2</output>", false, "f> 2");
}

Test(samples_html, headings_comments_and_tags_in_code)
{
	blocks_are("<h2>A b</h2><!-- evloop: skip -->", false, "#A b|c evloop: skip ");
	blocks_are("<pre><code class=language-js><span>let</span> a</code></pre>", false, "fjs let a");
}

Test(samples_html, scripts_only_when_asked_for)
{
	blocks_are("<script>a()</script>", false, "");
	blocks_are("<script>a() // <b></script>", true, "fjs a() // <b>");
	blocks_are("<script src=x.js></script>", true, "");
}

Test(samples_html, what_is_not_closed)
{
	static const char *const texts[] = { "<", "<pre", "<pre>", "<pre><code class=\"language-js", "<!--", "<script>", "<h1>", "&#x", "</", "<pre>&", "<a \"'>" };
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct evl_arena arena;
		struct evl_blocks blocks;
		cr_assert(evl_arena_init(&arena, 1 << 20));
		evl_blocks_html(&blocks, texts[i], (uint32_t)strlen(texts[i]), true, &arena);
		for (uint32_t k = 0; k < blocks.count; k++)
			cr_assert(blocks.blocks[k].range.end <= blocks.length, "%s", texts[i]);
		evl_arena_release(&arena);
	}
}

Test(samples_html, hostile_documents_take_linear_time)
{
	static char text[1 << 19];
	static const char *const pieces[] = { "<", "<pre>", "<!--", "<h1>", "&amp;", "<a b=\"", "</pre", "<pre><code>" };
	for (size_t p = 0; p < sizeof pieces / sizeof pieces[0]; p++) {
		struct evl_arena arena;
		struct evl_blocks blocks;
		size_t length = 0, n = strlen(pieces[p]);
		for (; length + n < sizeof text; length += n)
			memcpy(text + length, pieces[p], n);
		cr_assert(evl_arena_init(&arena, (size_t)1 << 30));
		evl_blocks_html(&blocks, text, (uint32_t)length, true, &arena);
		evl_arena_release(&arena);
	}
}
