/* SPDX-License-Identifier: MIT */
/* test_utf.c - conversions, with every kind of ill-formed input. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/utf.h"

static const struct {
	const char *utf8;
	size_t length;
	uint16_t utf16[6];
	size_t units, points;
} cases[] = {
	{ "", 0, { 0 }, 0, 0 },
	{ "a\0b", 3, { 'a', 0, 'b' }, 3, 3 },
	{ "\xC3\xA9", 2, { 0xE9 }, 1, 1 },
	{ "\xE2\x82\xAC", 3, { 0x20AC }, 1, 1 },
	{ "\xF0\x9F\x98\x80", 4, { 0xD83D, 0xDE00 }, 2, 1 },
	{ "\xF4\x8F\xBF\xBF", 4, { 0xDBFF, 0xDFFF }, 2, 1 },
	{ "\x80", 1, { 0xFFFD }, 1, 1 },
	{ "a\xFF", 2, { 'a', 0xFFFD }, 2, 2 },
	{ "\xC0\x80", 2, { 0xFFFD, 0xFFFD }, 2, 2 },               /* overlong */
	{ "\xE0\x80\x80", 3, { 0xFFFD, 0xFFFD, 0xFFFD }, 3, 3 },   /* overlong */
	{ "\xED\xA0\x80", 3, { 0xFFFD, 0xFFFD, 0xFFFD }, 3, 3 },   /* surrogate */
	{ "\xF4\x90\x80\x80", 4, { 0xFFFD, 0xFFFD, 0xFFFD, 0xFFFD }, 4, 4 }, /* too large */
	{ "\xE2\x82", 2, { 0xFFFD, 0xFFFD }, 2, 2 },               /* cut off */
	{ "\xE2\x82z", 3, { 0xFFFD, 0xFFFD, 'z' }, 3, 3 },
};

Test(base_utf, utf8_becomes_utf16)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		uint16_t units[8];
		cr_expect_eq(evl_utf8_to_utf16_length(cases[i].utf8, cases[i].length), cases[i].units, "case %zu", i);
		cr_expect_eq(evl_utf8_to_utf16(cases[i].utf8, cases[i].length, units), cases[i].units, "case %zu", i);
		cr_expect_eq(memcmp(units, cases[i].utf16, cases[i].units * sizeof(units[0])), 0, "case %zu", i);
		cr_expect_eq(evl_utf8_count(cases[i].utf8, cases[i].length), cases[i].points, "case %zu", i);
	}
}

Test(base_utf, utf16_becomes_utf8_and_lone_surrogates_are_replaced)
{
	static const struct {
		uint16_t units[4];
		size_t count;
		const char *utf8;
	} back[] = {
		{ { 'a', 0xE9, 0x20AC }, 3, "a\xC3\xA9\xE2\x82\xAC" },
		{ { 0xD83D, 0xDE00 }, 2, "\xF0\x9F\x98\x80" },
		{ { 0xD83D }, 1, "\xEF\xBF\xBD" },
		{ { 0xDE00, 'x' }, 2, "\xEF\xBF\xBDx" },
		{ { 0xD83D, 'x' }, 2, "\xEF\xBF\xBDx" },
	};
	for (size_t i = 0; i < sizeof(back) / sizeof(back[0]); i++) {
		char text[16];
		size_t length = evl_utf16_to_utf8_length(back[i].units, back[i].count);
		cr_expect_eq(length, strlen(back[i].utf8), "case %zu", i);
		cr_expect_eq(evl_utf16_to_utf8(back[i].units, back[i].count, text), length, "case %zu", i);
		cr_expect_eq(memcmp(text, back[i].utf8, length), 0, "case %zu", i);
	}
}
