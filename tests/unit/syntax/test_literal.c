/* SPDX-License-Identifier: MIT */
/*
 * test_literal.c - values of literals.
 */
#include "parsed.h"

#include <math.h>

#include "syntax/literal.h"

Test(syntax_literal, numbers_are_rounded_once)
{
	static const struct {
		const char *text;
		double value;
	} rows[] = {
		{ "0", 0 }, { "7", 7 }, { "0xff", 255 }, { "0XFF", 255 }, { "0b1_01", 5 }, { "0o17", 15 }, { "017", 15 },
		{ "019", 19 }, { "1_000", 1000 }, { "1e3", 1000 }, { ".5", 0.5 }, { "0x20000000000001", 9007199254740993.0 },
		{ "0x20000000000003", 9007199254740996.0 }, { "0x1fffffffffffffffff", 590295810358705700000.0 },
		{ "1_0.0_1e0_1", 100.1 },
	};
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 20));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect(evl_literal_number(&arena, rows[i].text, strlen(rows[i].text)) == rows[i].value, "%s", rows[i].text);
	char many[400];
	memset(many, 'f', sizeof(many));
	memcpy(many, "0x", 2);
	cr_expect(isinf(evl_literal_number(&arena, many, sizeof(many))));
	evl_arena_release(&arena);
}

Test(syntax_literal, escapes_are_decoded)
{
	static const struct {
		const char *text;
		uint16_t units[8];
		uint32_t count;
	} rows[] = {
		{ "a\\nb", { 'a', '\n', 'b' }, 3 },	  { "\\x41\\u0042\\u{43}", { 'A', 'B', 'C' }, 3 },
		{ "\\ud83d", { 0xD83D }, 1 },		  { "\\u{1F600}", { 0xD83D, 0xDE00 }, 2 },
		{ "\\\r\nx\\\ny", { 'x', 'y' }, 2 },	  { "\\0\\07\\377\\400", { 0, 7, 255, 32, '0' }, 5 },
		{ "\\8\\q\\\"", { '8', 'q', '"' }, 3 },	  { "\\\xE2\x80\xA8z", { 'z' }, 1 },
		{ "\\b\\v\\f\\t\\r", { 8, 11, 12, 9, 13 }, 5 },
	};
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, 1 << 20));
	struct evl_names *names = evl_names_new(&arena);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		evl_name name = evl_literal_string(names, &arena, rows[i].text, strlen(rows[i].text));
		const struct evl_name_entry *entry = evl_names_entry(names, name);
		cr_assert_eq(entry->length, rows[i].count, "row %zu", i);
		cr_expect_eq(memcmp(entry->units, rows[i].units, rows[i].count * 2), 0, "row %zu", i);
	}
	cr_expect_eq(evl_literal_cooked(names, &arena, "\\u{z}", 5), EVL_NAME_NONE);
	cr_expect_eq(evl_literal_cooked(names, &arena, "\\01", 3), EVL_NAME_NONE);
	cr_expect_eq(evl_literal_cooked(names, &arena, "a\r\nb", 4), evl_names_intern_utf8(names, "a\nb", 3));
	cr_expect_eq(evl_literal_raw(names, &arena, "a\rb\\n", 5), evl_names_intern_utf8(names, "a\nb\\n", 5));
	cr_expect_eq(evl_literal_bigint(names, &arena, "1_0n", 4), evl_names_intern_utf8(names, "10", 2));
	evl_arena_release(&arena);
}
