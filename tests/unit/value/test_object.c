/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include "families.h"

Test(value_object, slots_grow_beyond_the_inline_ones)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_object_plain(realm);
	for (int i = 0; i < 200; i++) {
		char key[24];
		snprintf(key, sizeof(key), "k%d", i);
		test_set(realm, o, key, evl_from_int(i));
	}
	for (int i = 0; i < 200; i++) {
		char key[24];
		snprintf(key, sizeof(key), "k%d", i);
		cr_assert_eq(test_get(realm, o, key), evl_from_int(i));
	}
	test_realm_release(realm);
}

Test(value_object, arrays_are_appended_to)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *array = evl_array_new(realm, 0, 0);
	struct evl_object *other = evl_array_new(realm, 0, 2);
	for (int i = 0; i < 10000; i++) {
		cr_assert(evl_array_append(realm, array, evl_from_int(i)));
		cr_assert(evl_array_append(realm, other, evl_from_int(-i)));
	}
	cr_expect_eq(array->length, 10000);
	for (int i = 0; i < 10000; i++) {
		cr_assert_eq(array->elements[i], evl_from_int(i));
		cr_assert_eq(other->elements[i], evl_from_int(-i));
	}
	evl_value values[3] = { EVL_TRUE, EVL_NULL, EVL_UNDEFINED };
	struct evl_object *three = evl_array_from(realm, values, 3);
	cr_expect_eq(three->length, 3);
	cr_expect_eq(test_get(realm, three, "1"), EVL_NULL);
	test_realm_release(realm);
}

Test(value_object, an_array_that_outgrows_the_limit_halts_the_run)
{
	struct evl_realm *realm = test_realm_limited(1 << 20);
	struct evl_object *array = evl_array_new(realm, 0, 0);
	bool ok = true;
	for (int i = 0; i < 1000000 && ok; i++)
		ok = evl_array_append(realm, array, EVL_NULL);
	cr_expect_not(ok);
	cr_expect_eq(realm->halt, EVL_STATUS_MEMORY_LIMIT);
	cr_expect_not_null(realm->halt_text);
	test_realm_release(realm);
}

Test(value_object, wrappers_have_the_class_of_their_primitive)
{
	struct evl_realm *realm = test_realm();
	struct {
		evl_value primitive;
		enum evl_class cls;
	} cases[] = {
		{ EVL_TRUE, EVL_CLASS_BOOLEAN },
		{ evl_from_int(1), EVL_CLASS_NUMBER },
		{ evl_from_double(1.5), EVL_CLASS_NUMBER },
		{ test_text(realm, "ab"), EVL_CLASS_STRING },
		{ evl_symbol_value(realm, EVL_NAME_symbol_iterator), EVL_CLASS_SYMBOL },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct evl_object *o = evl_wrapper_new(realm, cases[i].primitive);
		cr_expect_eq(evl_class_of(o), cases[i].cls);
		cr_expect_eq(((struct evl_wrapper *)o)->primitive, cases[i].primitive);
	}
	test_realm_release(realm);
}
