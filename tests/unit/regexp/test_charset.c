/* SPDX-License-Identifier: MIT */
/* test_charset.c - set algebra on ranges, case closure, properties. */
#include <criterion/criterion.h>

#include "regexp/charset.h"
#include "regexp/fold.h"
#include "regexp/property.h"

Test(regexp_charset, algebra)
{
	struct evl_arena arena;
	struct evl_charset a, b;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_charset_init(&a, &arena);
	evl_charset_init(&b, &arena);
	for (uint32_t c = 200; c-- > 100;)
		evl_charset_add(&a, c * 2, c * 2);
	evl_charset_normalize(&a);
	cr_expect_eq(a.count, 100);
	evl_charset_add(&b, 300, 320);
	evl_charset_intersect(&a, &b);
	cr_expect_eq(a.count, 11);
	evl_charset_invert(&a, EVL_CODE_POINT_MAX);
	cr_expect(!evl_charset_has(&a, 310) && evl_charset_has(&a, 311) && evl_charset_has(&a, 0));
	evl_charset_subtract(&a, &b);
	cr_expect(!evl_charset_has(&a, 311) && evl_charset_has(&a, 321));
	evl_arena_release(&arena);
}

Test(regexp_charset, case_and_properties)
{
	struct evl_arena arena;
	struct evl_charset set;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_charset_init(&set, &arena);
	evl_charset_add(&set, 's', 's');
	evl_fold_close(&set, true);
	cr_expect(evl_charset_has(&set, 'S') && evl_charset_has(&set, 0x17F));
	cr_expect_eq(evl_fold(0x17F, false), 0x17F);
	evl_charset_init(&set, &arena);
	cr_expect(evl_property_add("Script", "Greek", &set) && evl_charset_has(&set, 0x3B1) && !evl_charset_has(&set, 'a'));
	cr_expect(!evl_property_add("Script", "Nowhere", &set) && !evl_property_add("lu", NULL, &set));
	evl_arena_release(&arena);
}
