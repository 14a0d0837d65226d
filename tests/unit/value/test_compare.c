/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "families.h"
#include "value/convert.h"

Test(value_compare, equalities)
{
	struct evl_realm *realm = test_realm();
	evl_value object = evl_from_object(evl_object_plain(realm));
	struct {
		evl_value a, b;
		bool strict, loose, same, same_zero;
	} cases[] = {
		{ evl_from_int(1), evl_from_double(1), true, true, true, true },
		{ evl_from_int(0), evl_from_double(-0.0), true, true, false, true },
		{ evl_from_double(NAN), evl_from_double(NAN), false, false, true, true },
		{ evl_from_double(NAN), UINT64_C(0xFFF8000000000000), false, false, true, true },
		{ test_text(realm, "ab"), evl_string_value(evl_string_concat(realm, evl_string_from_ascii(realm, "a"), evl_string_from_ascii(realm, "b"))), true, true, true, true },
		{ evl_from_int(1), test_text(realm, "1"), false, true, false, false },
		{ EVL_TRUE, evl_from_int(1), false, true, false, false },
		{ EVL_FALSE, test_text(realm, ""), false, true, false, false },
		{ EVL_NULL, EVL_UNDEFINED, false, true, false, false },
		{ EVL_NULL, evl_from_int(0), false, false, false, false },
		{ EVL_NULL, EVL_NULL, true, true, true, true },
		{ object, test_text(realm, "[object Object]"), false, true, false, false },
		{ object, object, true, true, true, true },
		{ object, EVL_UNDEFINED, false, false, false, false },
		{ evl_symbol_value(realm, EVL_NAME_symbol_match), evl_from_int(1), false, false, false, false },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (int turn = 0; turn < 2; turn++) {
			evl_value a = turn ? cases[i].b : cases[i].a;
			evl_value b = turn ? cases[i].a : cases[i].b;
			bool loose;
			cr_assert(evl_loosely_equals(realm, a, b, &loose));
			cr_expect_eq(loose, cases[i].loose, "== %zu", i);
			cr_expect_eq(evl_strict_equals(realm, a, b), cases[i].strict, "=== %zu", i);
			cr_expect_eq(evl_same_value(realm, a, b), cases[i].same, "Object.is %zu", i);
			cr_expect_eq(evl_same_value_zero(realm, a, b), cases[i].same_zero, "SameValueZero %zu", i);
		}
	test_realm_release(realm);
}

Test(value_compare, less_than)
{
	struct evl_realm *realm = test_realm();
	struct {
		evl_value a, b;
		int less;
	} cases[] = {
		{ evl_from_int(1), evl_from_int(2), 1 },           { evl_from_int(2), evl_from_double(1.5), 0 },
		{ EVL_UNDEFINED, evl_from_int(1), -1 },            { test_text(realm, "10"), test_text(realm, "9"), 1 },
		{ test_text(realm, "10"), evl_from_int(9), 0 },    { test_text(realm, "x"), evl_from_int(9), -1 },
		{ EVL_NULL, EVL_TRUE, 1 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int less;
		cr_assert(evl_less_than(realm, cases[i].a, cases[i].b, true, &less));
		cr_expect_eq(less, cases[i].less, "case %zu", i);
	}
	test_realm_release(realm);
}

Test(value_compare, plus)
{
	struct evl_realm *realm = test_realm();
	struct {
		evl_value a, b;
		const char *sum;
	} cases[] = {
		{ evl_from_int(INT32_MAX), evl_from_int(1), "2147483648" }, { evl_from_int(1), test_text(realm, "2"), "12" },
		{ EVL_TRUE, EVL_TRUE, "2" },                                { EVL_UNDEFINED, evl_from_int(1), "NaN" },
		{ EVL_NULL, test_text(realm, "x"), "nullx" },               { evl_from_object(evl_object_plain(realm)), evl_from_int(1), "[object Object]1" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		evl_value sum;
		cr_assert(evl_add(realm, cases[i].a, cases[i].b, &sum));
		cr_expect_str_eq(test_shown(realm, sum), cases[i].sum);
	}
	evl_value sum;
	cr_expect_not(evl_add(realm, test_text(realm, ""), evl_symbol_value(realm, EVL_NAME_symbol_match), &sum));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot convert a Symbol value to a string");
	test_realm_release(realm);
}

Test(value_compare, instanceof)
{
	struct evl_realm *realm = test_realm();
	evl_value error = evl_from_object(evl_error_new(realm, EVL_ERROR_TYPE, EVL_UNDEFINED));
	evl_value type_error = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_TYPE_ERROR));
	bool is;
	cr_assert(evl_instance_of(realm, error, type_error, &is) && is);
	cr_assert(evl_instance_of(realm, error, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ERROR)), &is) && is);
	cr_assert(evl_instance_of(realm, error, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_RANGE_ERROR)), &is) && !is);
	cr_assert(evl_instance_of(realm, evl_from_int(1), type_error, &is) && !is);
	cr_expect_not(evl_instance_of(realm, error, evl_from_int(1), &is));
	cr_expect_str_eq(test_message(realm), "TypeError: Right-hand side of 'instanceof' is not an object");
	struct evl_object *plain = evl_object_plain(realm);
	cr_expect_not(evl_instance_of(realm, error, evl_from_object(plain), &is));
	cr_expect_str_eq(test_message(realm), "TypeError: Right-hand side of 'instanceof' is not callable");
	cr_expect_not(evl_instance_of(realm, error, test_function(realm, families_give_seven), &is));
	cr_expect_str_eq(test_message(realm), "TypeError: Function has non-object prototype 'undefined' in instanceof check");
	evl_create_data(realm, plain, EVL_NAME_symbol_has_instance, test_function(realm, families_give_seven));
	cr_assert(evl_instance_of(realm, EVL_NULL, evl_from_object(plain), &is) && is);
	test_realm_release(realm);
}
