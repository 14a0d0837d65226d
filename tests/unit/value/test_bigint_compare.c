/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "families.h"
#include "value/bigint.h"

Test(value_bigint_compare, numbers_are_exact)
{
	struct evl_realm *realm = test_realm();
	static const double numbers[] = { 0, 1, -1, 9007199254740991, 9007199254740992, 1152921504606846976.0, -18446744073709551616.0, 1e30, 1.7976931348623157e308 };
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		evl_value b, more;
		cr_assert(evl_bigint_from_double(realm, numbers[i], &b));
		cr_expect_eq(evl_bigint_to_double(evl_as_bigint(b)), numbers[i], "%g", numbers[i]);
		cr_expect_eq(evl_bigint_compare_double(evl_as_bigint(b), numbers[i]), 0, "%g", numbers[i]);
		cr_assert(evl_bigint_binary(realm, EVL_BIGINT_ADD, b, evl_bigint_from_int64(realm, 1), &more));
		cr_expect(evl_bigint_compare_double(evl_as_bigint(more), numbers[i]) > 0, "%g", numbers[i]);
		cr_expect(evl_bigint_compare(evl_as_bigint(b), evl_as_bigint(more)) < 0, "%g", numbers[i]);
		cr_expect_not(evl_bigint_equals(evl_as_bigint(b), evl_as_bigint(more)));
	}
	evl_value one = evl_bigint_from_int64(realm, 1), minus = evl_bigint_from_int64(realm, -1);
	cr_expect(evl_bigint_compare_double(evl_as_bigint(one), 1.5) < 0);
	cr_expect(evl_bigint_compare_double(evl_as_bigint(minus), -1.5) > 0);
	cr_expect(evl_bigint_compare_double(evl_as_bigint(one), INFINITY) < 0);
	cr_expect_eq(evl_bigint_hash(evl_as_bigint(one)), evl_bigint_hash(evl_as_bigint(evl_bigint_from_uint64(realm, 1))));
	test_realm_release(realm);
}
