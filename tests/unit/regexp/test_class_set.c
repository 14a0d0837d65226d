/* SPDX-License-Identifier: MIT */
#include "regexp/class_set.h"

#include <criterion/criterion.h>

static const uint32_t ab[] = { 'a', 'b' }, abc[] = { 'a', 'b', 'c' }, x[] = { 'x' };

Test(regexp_class_set, a_string_of_one_character_is_that_character)
{
	struct evl_arena arena;
	struct evl_class_set set;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_class_set_init(&set, &arena);
	evl_class_set_add_string(&set, x, 1);
	cr_expect_eq(set.count, 0);
	evl_charset_normalize(&set.chars);
	cr_expect(evl_charset_has(&set.chars, 'x'));
	evl_arena_release(&arena);
}

Test(regexp_class_set, algebra_of_strings)
{
	struct evl_arena arena;
	struct evl_class_set a, b;
	cr_assert(evl_arena_init(&arena, (size_t)1 << 26));
	evl_class_set_init(&a, &arena);
	evl_class_set_init(&b, &arena);
	evl_class_set_add_string(&a, abc, 3);
	evl_class_set_add_string(&a, ab, 2);
	evl_class_set_add_string(&a, ab, 2);
	evl_class_set_sort(&a);
	cr_expect_eq(a.count, 2, "each once");
	evl_class_set_longest_first(&a);
	cr_expect_eq(a.strings[0].count, 3);
	evl_class_set_add_string(&b, ab, 2);
	evl_class_set_intersect(&a, &b);
	cr_expect(a.count == 1 && a.strings[0].count == 2);
	evl_class_set_subtract(&a, &b);
	cr_expect_eq(a.count, 0);
	evl_class_set_add(&a, &b);
	cr_expect_eq(a.count, 1);
	evl_arena_release(&arena);
}
