/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "families.h"
#include "value/bigint.h"

Test(value_bigint_text, texts_that_are_none)
{
	struct evl_realm *realm = test_realm();
	static const char *const texts[] = { "-", "0x", "-0x1", "1n", "1.0", "1e3", "0b2", "1_0", "--1" };
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		evl_value out;
		bool found;
		cr_assert(evl_string_to_bigint(realm, evl_string_from_ascii(realm, texts[i]), &out, &found));
		cr_expect_not(found, "%s", texts[i]);
	}
	test_realm_release(realm);
}

Test(value_bigint_text, round_trip_in_every_radix)
{
	struct evl_realm *realm = test_realm();
	evl_value b = evl_bigint_from_int64(realm, -123456789), out;
	bool found;
	for (int i = 0; i < 7; i++) {
		cr_assert(evl_bigint_binary(realm, EVL_BIGINT_MUL, b, evl_bigint_from_int64(realm, 987654321987), &b));
		for (int radix = 2; radix <= 36; radix++)
			cr_assert(evl_bigint_to_string(realm, evl_as_bigint(b), radix) != NULL);
		cr_assert(evl_string_to_bigint(realm, evl_bigint_to_string(realm, evl_as_bigint(b), 10), &out, &found));
		cr_expect(evl_bigint_equals(evl_as_bigint(out), evl_as_bigint(b)));
	}
	char nines[5001];
	memset(nines, '9', 5000);
	nines[5000] = '\0';
	cr_assert(evl_string_to_bigint(realm, evl_string_from_ascii(realm, nines), &out, &found));
	cr_expect_str_eq(evl_string_utf8(realm, evl_bigint_to_string(realm, evl_as_bigint(out), 10)), nines);
	test_realm_release(realm);
}
