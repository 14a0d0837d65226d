/* SPDX-License-Identifier: MIT */
/* test_segments.c - ends of graphemes and words. */
#include <criterion/criterion.h>

#include "base/segments.h"

Test(base_segments, marks_and_joined_pictures_belong_to_one_character)
{
	const uint16_t accent[] = { 'e', 0x301, 'a' }, family[] = { 0xD83D, 0xDC68, 0x200D, 0xD83D, 0xDC67, '!' }, line[] = { '\r', '\n', '\n' };
	const uint16_t flags[] = { 0xD83C, 0xDDEB, 0xD83C, 0xDDF7, 0xD83C, 0xDDE9 }, conjunct[] = { 0x938, 0x94D, 0x924, 0x947, 'x' };
	cr_expect_eq(evl_grapheme_end(accent, 3, 0), 2);
	cr_expect_eq(evl_grapheme_end(family, 6, 0), 5);
	cr_expect_eq(evl_grapheme_end(line, 3, 0), 2);
	cr_expect_eq(evl_grapheme_end(flags, 6, 0), 4);
	cr_expect_eq(evl_grapheme_end(conjunct, 5, 0), 4);
}

static void word(const char *text, size_t from, size_t expected, enum evl_word_kind kind)
{
	uint16_t units[32];
	size_t length = 0;
	enum evl_word_kind found;
	for (; text[length] != '\0'; length++)
		units[length] = (uint16_t)text[length];
	cr_expect_eq(evl_word_end(units, length, from, &found), expected, "%s", text);
	cr_expect_eq(found, kind, "%s", text);
}

Test(base_segments, words)
{
	word("don't stop", 0, 5, EVL_WORD_LETTERS);
	word("a  b", 1, 3, EVL_WORD_NONE);
	word("3.14,", 0, 4, EVL_WORD_LETTERS);
	word("12:30", 0, 2, EVL_WORD_LETTERS);
	word("a, b", 1, 2, EVL_WORD_NONE);
	const uint16_t sign[] = { 0x6F22 };
	enum evl_word_kind kind;
	cr_expect_eq(evl_word_end(sign, 1, 0, &kind), 1);
	cr_expect_eq(kind, EVL_WORD_UNKNOWN);
}
