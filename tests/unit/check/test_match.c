/* SPDX-License-Identifier: MIT */
#include "check/match.h"

#include <criterion/criterion.h>
#include <string.h>

static struct evl_piece piece(const char *text)
{
	return (struct evl_piece){ text, (uint32_t)strlen(text) };
}

static enum evl_match value(const char *documented, const char *printed)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 24));
	enum evl_match match = evl_match_value(piece(documented), piece(printed), &arena);
	evl_arena_release(&arena);
	return match;
}

Test(check_match, the_same_value_in_other_words)
{
	cr_expect_eq(value("42", "42"), EVL_MATCH_SAME);
	cr_expect_eq(value("\"a\"", "a"), EVL_MATCH_SAME);
	cr_expect_eq(value("(3) [1, 2, 3]", "[ 1, 2, 3 ]"), EVL_MATCH_SAME);
}

Test(check_match, only_what_is_read_whole_contradicts)
{
	cr_expect_eq(value("42", "43"), EVL_MATCH_DIFFERENT);
	cr_expect_eq(value("[1, 2]", "[ 1, 2, 3 ]"), EVL_MATCH_DIFFERENT);
	cr_expect_neq(value("some words about it", "43"), EVL_MATCH_SAME);
	cr_expect_eq(value("[1, 2, ...]", "[ 1, 2, 3 ]") == EVL_MATCH_DIFFERENT, false);
}

Test(check_match, lines)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 24));
	cr_expect(evl_match_line(piece("hello"), piece("hello"), true, &arena));
	cr_expect_not(evl_match_line(piece("hello"), piece("hallo"), false, &arena));
	cr_expect(evl_match_loosely(piece("'a', 'b'"), piece("a b")));
	cr_expect_not(evl_match_loosely(piece("'a', 'b'"), piece("a c")));
	evl_arena_release(&arena);
}

Test(check_match, quotes_around_a_record_and_what_cannot_be_seen)
{
	cr_expect_eq(value("\"{ value: 1, done: false }\"", "{ done: false, value: 1 }"), EVL_MATCH_SAME);
	cr_expect_eq(value("\"{ value: 1, done: false }\"", "{ done: false, value: 2 }"), EVL_MATCH_DIFFERENT);
	cr_expect_eq(value("\"ab\"", "a\xE2\x80\x8B" "b"), EVL_MATCH_UNSURE);
	cr_expect_eq(value("\"A\"", "\xD0\x90"), EVL_MATCH_UNSURE);
	cr_expect_eq(value("\"A\"", "B"), EVL_MATCH_DIFFERENT);
	cr_expect_eq(value("1.41421", "1.4142135623730951"), EVL_MATCH_UNSURE);
	cr_expect_eq(value("1.41429", "1.4142135623730951"), EVL_MATCH_DIFFERENT);
}

Test(check_match, remarks_behind_a_line)
{
	struct evl_arena arena;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 24));
	cr_expect(evl_match_line(piece("[\"a\", \"b\"]  // after both"), piece("[ 'a', 'b' ]"), false, &arena));
	cr_expect(evl_match_line(piece("(1, 5)"), piece("1, 5"), false, &arena));
	cr_expect(evl_match_line(piece("user: {name: \"a\", ...}"), piece("user: { name: 'a', age: 1 }"), false, &arena));
	cr_expect(evl_match_line(piece("Error: Cannot read property 'a' of null"), piece("Error: Cannot read properties of null (reading 'a')"), false, &arena));
	cr_expect_not(evl_match_line(piece("[\"a\"]  // after both"), piece("[ 'a', 'b' ]"), false, &arena));
	cr_expect(evl_match_is_open(piece("NaN (or an error in strict mode)")));
	cr_expect_not(evl_match_is_open(piece("NaN (a number)")));
	evl_arena_release(&arena);
}

Test(check_match, dots_stand_for_any_lines)
{
	cr_expect(evl_match_any_lines(piece("...")));
	cr_expect(evl_match_any_lines(piece("\xE2\x80\xA6")));
	cr_expect_not(evl_match_any_lines(piece("... and so on")));
}

Test(check_match, trim)
{
	struct evl_piece trimmed = evl_piece_trim(piece(" \t a b \t"));
	cr_expect(trimmed.length == 3 && memcmp(trimmed.text, "a b", 3) == 0);
	cr_expect_eq(evl_piece_trim(piece("  ")).length, 0);
}
