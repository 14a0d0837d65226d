/* SPDX-License-Identifier: MIT */
/*
 * test_unicode_id.c - samples from inside, the edges and outside of the ranges.
 */
#include <criterion/criterion.h>

#include "syntax/unicode_id.h"

Test(syntax_unicode_id, letters_begin_and_marks_continue)
{
	static const struct {
		uint32_t c;
		bool start, rest;
	} rows[] = {
		{ 0xAA, true, true },	  { 0xE9, true, true },	  { 0x3C0, true, true },   { 0x4E2D, true, true },
		{ 0x1D400, true, true },  { 0x301, false, true }, { 0x660, false, true },  { 0x200C, false, true },
		{ 0x200D, false, true },  { 0x2014, false, false }, { 0x1F600, false, false }, { 0xFFFD, false, false },
		{ 0x80, false, false },	  { 0x10FFFF, false, false },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		cr_expect_eq(evl_unicode_is_id_start(rows[i].c), rows[i].start, "%x", (unsigned)rows[i].c);
		cr_expect_eq(evl_unicode_is_id_continue(rows[i].c), rows[i].rest, "%x", (unsigned)rows[i].c);
	}
}
