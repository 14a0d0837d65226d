/* SPDX-License-Identifier: MIT */
/*
 * test_mark.c - a place in a source as Node shows it: the forms are those of its fatal reports.
 */
#include "base/mark.h"

#include <criterion/criterion.h>
#include <string.h>

static void marked(const char *text, uint32_t start, uint32_t end, const char *expected)
{
	struct evl_arena arena;
	struct evl_source source;
	struct evl_buffer out;
	cr_assert(evl_arena_init(&arena, 1 << 20));
	evl_source_init(&source, &arena, "test.js", text, strlen(text));
	evl_buffer_init(&out);
	evl_mark_append(&source, (evl_span){ .source = 0, .start = start, .end = end }, &out);
	cr_assert(!out.failed);
	cr_expect_str_eq(out.bytes, expected);
	evl_buffer_release(&out);
	evl_arena_release(&arena);
}

Test(base_mark, the_span_is_underlined_on_its_line)
{
	marked("let a;\nlet a = 1;\nb();\n", 11, 12, "let a = 1;\n    ^\n");
	marked("throw new Error", 0, 5, "throw new Error\n^^^^^\n");
}

Test(base_mark, tabs_are_kept_before_the_marks)
{
	marked("\t\tx y", 4, 5, "\t\tx y\n\t\t  ^\n");
}

Test(base_mark, columns_count_utf16_units)
{
	marked("'\xF0\x9F\x98\x80' x", 7, 8, "'\xF0\x9F\x98\x80' x\n     ^\n");
}

Test(base_mark, an_empty_span_leaves_blanks)
{
	marked("a b", 2, 2, "a b\n  \n");
}

Test(base_mark, what_goes_past_the_line_is_not_underlined)
{
	marked("f(\n1)", 0, 5, "f(\n");
	marked("f(", 2, 4, "f(\n");
	marked("", 0, 0, "\n\n");
}
