/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "families.h"

static struct evl_string *repeat(struct evl_realm *realm, const char *text, uint32_t count, bool on_the_left)
{
	struct evl_string *piece = evl_string_from_ascii(realm, text);
	struct evl_string *s = evl_string_from_ascii(realm, "");
	for (uint32_t i = 0; i < count; i++)
		s = on_the_left ? evl_string_concat(realm, piece, s) : evl_string_concat(realm, s, piece);
	return s;
}

Test(value_string, deep_ropes_of_every_lean_flatten)
{
	struct evl_realm *realm = test_realm();
	enum { COUNT = 300000 };
	for (int lean = 0; lean < 2; lean++) {
		struct evl_string *s = repeat(realm, "abc", COUNT, lean == 1);
		cr_assert_eq(s->length, 3 * COUNT);
		cr_assert_null(s->units);
		const uint16_t *units = evl_string_units(realm, s);
		for (uint32_t i = 0; i < s->length; i++)
			cr_assert_eq(units[i], "abc"[i % 3]);
	}
	/* both sides ropes, at every depth */
	struct evl_string *x = repeat(realm, "xy", 20, false);
	struct evl_string *y = repeat(realm, "xy", 20, true);
	for (int i = 0; i < 12; i++) {
		struct evl_string *sum = evl_string_concat(realm, x, y);
		y = evl_string_concat(realm, y, x);
		x = sum;
	}
	cr_assert(evl_string_equals(realm, x, repeat(realm, "xy", x->length / 2, false)));
	test_realm_release(realm);
}

Test(value_string, appending_and_looking_in_turn_shares_one_buffer)
{
	struct evl_realm *realm = test_realm();
	struct evl_string *s = repeat(realm, "0123456789", 3, false);
	struct evl_string *piece = evl_string_from_ascii(realm, "abcde");
	evl_string_units(realm, s);
	for (int i = 0; i < 200000; i++) {
		s = evl_string_concat(realm, s, piece);
		cr_assert_not_null(evl_string_units(realm, s));
	}
	cr_expect_lt(evl_arena_used(&realm->heap.arena), (size_t)64 << 20);
	cr_expect_eq(s->units[29], '9');
	cr_expect_eq(s->units[s->length - 1], 'e');
	/* two strings grown out of one do not write into each other */
	struct evl_string *a = evl_string_concat(realm, s, evl_string_from_ascii(realm, "A"));
	struct evl_string *b = evl_string_concat(realm, s, evl_string_from_ascii(realm, "B"));
	cr_expect_eq(evl_string_units(realm, a)[s->length], 'A');
	cr_expect_eq(evl_string_units(realm, b)[s->length], 'B');
	cr_expect_eq(evl_string_units(realm, a)[s->length], 'A');
	test_realm_release(realm);
}

Test(value_string, the_longest_string_is_that_of_v8)
{
	struct evl_realm *realm = test_realm();
	struct evl_string *s = repeat(realm, "0123456789012345", 1, false);
	while (s->length <= EVL_STRING_MAX / 2)
		s = evl_string_concat(realm, s, s);
	cr_assert_null(evl_string_concat(realm, s, s));
	cr_expect_str_eq(test_message(realm), "RangeError: Invalid string length");
	uint16_t *units;
	cr_assert_null(evl_string_alloc(realm, (size_t)1 << 30, &units));
	cr_expect_str_eq(test_message(realm), "RangeError: Invalid string length");
	cr_assert_null(evl_string_alloc(realm, EVL_STRING_MAX, &units));
	cr_expect_eq(realm->halt, EVL_STATUS_MEMORY_LIMIT);
	test_realm_release(realm);
}

Test(value_string, names_and_single_units_are_shared)
{
	struct evl_realm *realm = test_realm();
	cr_expect_eq(evl_string_from_unit(realm, 'q'), evl_string_from_ascii(realm, "q"));
	cr_expect_eq(evl_string_from_name(realm, EVL_NAME_then), evl_string_from_name(realm, EVL_NAME_then));
	struct evl_string *then = evl_string_concat(realm, evl_string_from_ascii(realm, "th"), evl_string_from_ascii(realm, "en"));
	cr_expect_eq(evl_string_name(realm, then), EVL_NAME_then);
	cr_expect_eq(then->name, EVL_NAME_then);
	cr_expect_eq(evl_symbol_value(realm, EVL_NAME_symbol_iterator), evl_symbol_value(realm, EVL_NAME_symbol_iterator));
	for (int i = 0; i < 2000; i++) {
		char text[24];
		snprintf(text, sizeof(text), "name%d", i);
		evl_name name = evl_string_name(realm, evl_string_from_ascii(realm, text));
		cr_assert_str_eq(evl_string_utf8(realm, evl_string_from_name(realm, name)), text);
	}
	test_realm_release(realm);
}

Test(value_string, substrings_are_slices_or_copies)
{
	struct evl_realm *realm = test_realm();
	struct evl_string *s = repeat(realm, "abcdefghij", 10, false);
	cr_expect_str_eq(evl_string_utf8(realm, evl_string_substring(realm, s, 8, 12)), "ijab");
	cr_expect_str_eq(evl_string_utf8(realm, evl_string_substring(realm, s, 79, 100)), "jabcdefghijabcdefghij");
	cr_expect_eq(evl_string_substring(realm, s, 5, 5)->length, 0);
	cr_expect_eq(evl_string_substring(realm, s, 0, 100), s);
	test_realm_release(realm);
}
