/* SPDX-License-Identifier: MIT */
/* test_source.c - lines and columns with every line terminator. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/source.h"
#include "base/utf.h"

Test(base_source, places_count_lines_and_code_points_from_one)
{
	static const char text[] = "a\nb\r\nc\rd\xE2\x80\xA8" "e\xE2\x80\xA9\xC3\xA9x\xF0\x9F\x98\x80y";
	static const struct {
		uint32_t offset, line, column;
	} rows[] = {
		{ 0, 1, 1 }, { 1, 1, 2 }, { 2, 2, 1 }, { 5, 3, 1 }, { 7, 4, 1 }, { 11, 5, 1 }, { 15, 6, 1 }, { 17, 6, 2 },
		{ 18, 6, 3 }, { 22, 6, 4 }, { 23, 6, 5 }, { 999, 6, 5 },
	};
	struct evl_arena arena;
	struct evl_source source;
	cr_assert(evl_arena_init(&arena, 1 << 16));
	evl_source_init(&source, &arena, "name.js", text, sizeof(text) - 1);
	cr_expect_eq(source.line_count, 6);
	cr_expect_str_eq(source.name, "name.js");
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		evl_place place = evl_source_place(&source, rows[i].offset);
		cr_expect(place.line == rows[i].line && place.column == rows[i].column, "offset %u: %u:%u",
			  (unsigned)rows[i].offset, (unsigned)place.line, (unsigned)place.column);
	}
	size_t length;
	cr_expect_eq(memcmp(evl_source_line(&source, 2, &length), "b", 1), 0);
	cr_expect_eq(length, 1);
	evl_source_line(&source, 6, &length);
	cr_expect_eq(length, 8);
	evl_source_line(&source, 7, &length);
	cr_expect_eq(length, 0);
	evl_source_line(&source, 0, &length);
	cr_expect_eq(length, 0);
	evl_arena_release(&arena);
}

Test(base_source, an_empty_text_has_one_empty_line)
{
	struct evl_arena arena;
	struct evl_source source;
	size_t length = 9;
	cr_assert(evl_arena_init(&arena, 1 << 16));
	evl_source_init(&source, &arena, "", "", 0);
	cr_expect_eq(source.line_count, 1);
	evl_source_line(&source, 1, &length);
	cr_expect_eq(length, 0);
	evl_arena_release(&arena);
}

/* Every place of a long line, counted from its beginning. */
Test(base_source, long_lines_are_counted_as_short_ones)
{
	enum { LENGTH = 6000 };
	static const char piece[] = "ab\xC3\xA9" "c\xE2\x82\xAC\xF0\x9F\x98\x80\x80z\xF0\x9F";
	static char text[LENGTH];
	struct evl_arena arena;
	struct evl_source source;
	for (size_t i = 0; i < LENGTH; i++)
		text[i] = i == 17 || i == 4000 ? '\n' : piece[i % (sizeof piece - 1)];
	cr_assert(evl_arena_init(&arena, 1 << 16));
	evl_source_init(&source, &arena, "name.js", text, LENGTH);
	for (uint32_t offset = 0; offset <= LENGTH; offset++) {
		uint32_t start = offset > 4000 ? 4001 : offset > 17 ? 18 : 0, points = 0, units = 0;
		for (size_t i = start, taken; i < offset; i += taken) {
			uint32_t point = evl_wtf8_decode(text + i, LENGTH - i, &taken);
			points += i + taken <= offset;
			units += i + taken <= offset ? (point > 0xFFFF ? 2 : 1) : 0;
		}
		cr_assert_eq(evl_source_place(&source, offset).column, points + 1, "offset %u", (unsigned)offset);
		cr_assert_eq(evl_source_place_utf16(&source, offset).column, units + 1, "offset %u", (unsigned)offset);
	}
	evl_arena_release(&arena);
}
