/* SPDX-License-Identifier: MIT */
#include "regexp/fold.h"

#include <criterion/criterion.h>

Test(regexp_fold, equal_characters_have_one_representative)
{
	cr_expect_eq(evl_fold('k', true), evl_fold('K', true));
	cr_expect_eq(evl_fold(0x212A, true), evl_fold('k', true), "the Kelvin sign, with the flag u");
	cr_expect_neq(evl_fold(0x212A, false), evl_fold('k', false), "not without (sec-runtime-semantics-canonicalize-ch)");
	cr_expect_neq(evl_fold('a', true), evl_fold('b', true));
	cr_expect_eq(evl_fold(0xDF, false), 0xDF, "upper case of several characters does not count");
}

Test(regexp_fold, all_that_are_equal)
{
	uint32_t equal[8];
	uint32_t count = evl_fold_equals('s', true, equal, 8);
	bool seen_capital = false, seen_long = false;
	cr_expect_eq(count, 3);
	for (uint32_t i = 0; i < count; i++) {
		seen_capital |= equal[i] == 'S';
		seen_long |= equal[i] == 0x17F;
	}
	cr_expect(seen_capital && seen_long);
	cr_expect_eq(evl_fold_equals('1', true, equal, 8), 1);
}

Test(regexp_fold, close_and_reduce_are_opposites)
{
	struct evl_arena arena;
	struct evl_charset set;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_charset_init(&set, &arena);
	evl_charset_add(&set, 'a', 'c');
	evl_fold_close(&set, false);
	cr_expect(evl_charset_has(&set, 'A') && evl_charset_has(&set, 'C') && !evl_charset_has(&set, 'D'));
	evl_fold_reduce(&set, false);
	cr_expect(evl_charset_has(&set, evl_fold('a', false)));
	cr_expect_neq(evl_charset_has(&set, 'a'), evl_charset_has(&set, 'A'), "one of each pair is left");
	evl_arena_release(&arena);
}
