/* SPDX-License-Identifier: MIT */
#include "families.h"

static struct evl_string *text(struct evl_realm *realm, const char *utf8)
{
	return evl_as_string(test_text(realm, utf8));
}

Test(value_string_text, searching)
{
	static const struct {
		const char *s, *needle;
		uint32_t from;
		int64_t found;
	} cases[] = {
		{ "banana", "ana", 0, 1 }, { "banana", "ana", 2, 3 }, { "banana", "nab", 0, -1 }, { "banana", "", 6, 6 },
		{ "banana", "", 7, -1 },   { "", "a", 0, -1 },        { "äöü", "ü", 0, 2 },       { "aaab", "aab", 0, 1 },
	};
	struct evl_realm *realm = test_realm();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_expect_eq(evl_string_index_of(realm, text(realm, cases[i].s), text(realm, cases[i].needle), cases[i].from),
			     cases[i].found, "%s in %s", cases[i].needle, cases[i].s);
	test_realm_release(realm);
}

Test(value_string_text, a_text_made_to_be_slow_is_searched_in_linear_time, .timeout = 20)
{
	struct evl_realm *realm = test_realm();
	enum { N = 1000000, M = 200000 };
	uint16_t *units;
	struct evl_string *s = evl_string_alloc(realm, N, &units);
	for (int i = 0; i < N; i++)
		units[i] = 'a';
	struct evl_string *needle = evl_string_alloc(realm, M, &units);
	for (int i = 0; i < M; i++)
		units[i] = i == M - 1 ? 'b' : 'a';
	cr_expect_eq(evl_string_index_of(realm, s, needle, 0), -1);
	struct evl_string *both = evl_string_concat(realm, s, needle);
	cr_expect_eq(evl_string_index_of(realm, both, needle, 5), N);
	test_realm_release(realm);
}

Test(value_string_text, order_is_by_units)
{
	struct evl_realm *realm = test_realm();
	cr_expect_lt(evl_string_compare(realm, text(realm, "a"), text(realm, "b")), 0);
	cr_expect_lt(evl_string_compare(realm, text(realm, "a"), text(realm, "aa")), 0);
	cr_expect_gt(evl_string_compare(realm, text(realm, "\xEF\xBF\xBF"), text(realm, "\xF0\x9F\x98\x80")), 0); /* U+FFFF after a surrogate */
	cr_expect_eq(evl_string_compare(realm, text(realm, "same"), text(realm, "same")), 0);
	cr_expect_str_eq(evl_string_utf8(realm, text(realm, "grüße 😀")), "grüße 😀");
	cr_expect_str_eq(evl_string_utf8(realm, evl_string_from_unit(realm, 0xD800)), "\xEF\xBF\xBD");
	test_realm_release(realm);
}
