/* SPDX-License-Identifier: MIT */
/* test_normalize.c - the four forms. */
#include <criterion/criterion.h>

#include <string.h>

#include "base/normalize.h"

static void expect(const uint16_t *from, size_t length, enum evl_normal_form form, const uint16_t *to, size_t count)
{
	struct evl_buffer16 out;
	evl_buffer16_init(&out);
	cr_expect_eq(evl_normalize(from, length, form, &out), EVL_NORMALIZED);
	cr_expect(out.length == count && memcmp(out.units, to, count * sizeof *to) == 0);
	evl_buffer16_release(&out);
}

Test(base_normalize, forms)
{
	const uint16_t ring[] = { 0x212B }, a_ring[] = { 0xC5 }, apart[] = { 'A', 0x30A }, ligature[] = { 0xFB01 }, fi[] = { 'f', 'i' };
	const uint16_t marks[] = { 'a', 0x301, 0x323 }, ordered[] = { 'a', 0x323, 0x301 }, lone[] = { 0xD800, 'e' };
	expect(ring, 1, EVL_NFC, a_ring, 1);
	expect(ring, 1, EVL_NFD, apart, 2);
	expect(ligature, 1, EVL_NFC, ligature, 1);
	expect(ligature, 1, EVL_NFKD, fi, 2);
	expect(marks, 3, EVL_NFD, ordered, 3);
	expect(lone, 2, EVL_NFC, lone, 2);
}
