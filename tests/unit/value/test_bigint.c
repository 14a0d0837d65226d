/* SPDX-License-Identifier: MIT */
#include "value/bigint.h"

#include "families.h"

static evl_value big(struct evl_realm *realm, const char *text)
{
	evl_value out = EVL_EMPTY;
	bool found;
	cr_assert(evl_string_to_bigint(realm, evl_string_from_ascii(realm, text), &out, &found));
	cr_assert(found, "%s", text);
	return out;
}

static void expect(struct evl_realm *realm, enum evl_bigint_op op, const char *a, const char *b, const char *want)
{
	evl_value out;
	cr_assert(evl_bigint_binary(realm, op, big(realm, a), big(realm, b), &out), "%s %d %s", a, (int)op, b);
	cr_expect_str_eq(evl_string_utf8(realm, evl_bigint_to_string(realm, evl_as_bigint(out), 10)), want, "%s %d %s", a, (int)op, b);
}

Test(value_bigint, operators)
{
	struct evl_realm *realm = test_realm();
	expect(realm, EVL_BIGINT_ADD, "1152921504606846975", "1", "1152921504606846976");
	expect(realm, EVL_BIGINT_SUB, "0", "18446744073709551616", "-18446744073709551616");
	expect(realm, EVL_BIGINT_MUL, "1152921504606846975", "-1152921504606846975", "-1329227995784915870597964051066650625");
	expect(realm, EVL_BIGINT_DIV, "-340282366920938463463374607431768211456", "18446744073709551615", "-18446744073709551617");
	expect(realm, EVL_BIGINT_MOD, "-340282366920938463463374607431768211456", "18446744073709551615", "-1");
	expect(realm, EVL_BIGINT_EXP, "-3", "41", "-36472996377170786403");
	expect(realm, EVL_BIGINT_SHL, "-1", "64", "-18446744073709551616");
	expect(realm, EVL_BIGINT_SAR, "-18446744073709551617", "64", "-2");
	expect(realm, EVL_BIGINT_SAR, "5", "-2", "20");
	expect(realm, EVL_BIGINT_AND, "-5", "0xffffffffffffffffffff", "1208925819614629174706171");
	expect(realm, EVL_BIGINT_XOR, "-1", "0x8000000000000000", "-9223372036854775809");
	test_realm_release(realm);
}

Test(value_bigint, what_is_refused)
{
	struct evl_realm *realm = test_realm();
	evl_value out, one = evl_bigint_from_int64(realm, 1), zero = evl_bigint_from_int64(realm, 0), large = big(realm, "0x10000000000000000");
	cr_expect_not(evl_bigint_binary(realm, EVL_BIGINT_DIV, one, zero, &out));
	realm->exception = EVL_EMPTY;
	cr_expect_not(evl_bigint_binary(realm, EVL_BIGINT_SHL, one, large, &out));
	realm->exception = EVL_EMPTY;
	cr_expect_not(evl_bigint_binary(realm, EVL_BIGINT_EXP, big(realm, "3"), large, &out));
	realm->exception = EVL_EMPTY;
	cr_expect_not(evl_bigint_binary(realm, EVL_BIGINT_SHR, one, one, &out));
	realm->exception = EVL_EMPTY;
	cr_expect(evl_bigint_binary(realm, EVL_BIGINT_SHL, zero, large, &out) && evl_bigint_is_zero(evl_as_bigint(out)));
	test_realm_release(realm);
}

Test(value_bigint, widths)
{
	struct evl_realm *realm = test_realm();
	evl_value out;
	cr_assert(evl_bigint_wrap(realm, 64, big(realm, "0x8000000000000000"), true, &out));
	cr_expect(evl_as_bigint(out)->used == 2 && evl_bigint_to_uint64(evl_as_bigint(out)) == UINT64_C(1) << 63);
	cr_expect(evl_bigint_is_negative(evl_as_bigint(out)));
	cr_assert(evl_bigint_wrap(realm, 60, evl_bigint_from_int64(realm, -1), false, &out));
	cr_expect_eq(evl_as_bigint(out)->digits[0], (UINT64_C(1) << 60) - 1);
	cr_expect_eq(evl_bigint_to_uint64(evl_as_bigint(evl_bigint_from_int64(realm, INT64_MIN))), UINT64_C(1) << 63);
	cr_expect_eq(evl_bigint_to_uint64(evl_as_bigint(evl_bigint_from_uint64(realm, UINT64_MAX))), UINT64_MAX);
	test_realm_release(realm);
}
