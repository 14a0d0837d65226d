/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "families.h"
#include "value/own.h"

Test(value_property_own, huge_indexes_take_no_memory)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *array = evl_array_new(realm, UINT32_MAX, 0);
	cr_expect_eq(test_get(realm, array, "4294967294"), EVL_UNDEFINED);
	size_t used = evl_arena_used(&realm->heap.arena);
	cr_assert(test_set(realm, array, "4294967294", EVL_TRUE));
	cr_assert(test_set(realm, array, "2147483646", EVL_FALSE));
	cr_assert(test_set(realm, array, "5", EVL_NULL));
	cr_assert(test_set(realm, array, "4294967295", EVL_NULL)); /* no index */
	cr_expect_lt(evl_arena_used(&realm->heap.arena) - used, 65536);
	cr_expect_str_eq(test_keys(realm, array), "5,2147483646,4294967294,length,4294967295");
	cr_expect_eq(array->length, UINT32_MAX);
	bool ok;
	cr_assert(evl_own_set_array_length(realm, array, 6, &ok) && ok);
	cr_expect_str_eq(test_keys(realm, array), "5,length,4294967295");
	test_realm_release(realm);
}

Test(value_property_own, names_that_are_indexes_make_an_array_longer)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *array = evl_array_new(realm, 0, 0);
	cr_assert(test_set(realm, array, "3000000000", EVL_TRUE));
	cr_expect_eq(array->length, 3000000001u);
	cr_assert(test_set(realm, array, "length", evl_from_int(0)));
	cr_expect_str_eq(test_keys(realm, array), "length");
	test_realm_release(realm);
}

Test(value_property_own, filling_an_array_from_the_back_stays_dense)
{
	struct evl_realm *realm = test_realm();
	enum { N = 100000 };
	struct evl_object *array = evl_array_new(realm, N, 0);
	for (uint32_t i = N; i-- > 0;)
		cr_assert(evl_set(realm, evl_from_object(array), evl_key_from_index(i), evl_from_int((int)i), true));
	cr_expect_not(evl_has_flag(array, EVL_OBJECT_SPARSE));
	cr_expect_eq(array->element_count, N);
	cr_expect_eq(array->elements[777], evl_from_int(777));
	test_realm_release(realm);
}

Test(value_property_own, a_far_index_makes_an_object_sparse_and_keeps_its_elements)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_object_plain(realm);
	test_set(realm, o, "name", EVL_TRUE);
	for (int i = 0; i < 20; i += 2) {
		char key[24];
		snprintf(key, sizeof(key), "%d", i);
		test_set(realm, o, key, evl_from_int(i));
	}
	test_set(realm, o, "1000000", evl_from_int(-1));
	cr_expect(evl_has_flag(o, EVL_OBJECT_SPARSE));
	test_set(realm, o, "7", evl_from_int(7));
	cr_expect_str_eq(test_keys(realm, o), "0,2,4,6,7,8,10,12,14,16,18,1000000,name");
	cr_expect_eq(test_get(realm, o, "18"), evl_from_int(18));
	cr_expect_eq(test_get(realm, o, "19"), EVL_UNDEFINED);
	bool ok;
	cr_assert(evl_delete(realm, o, test_key(realm, "18"), &ok) && ok);
	cr_expect_eq(test_get(realm, o, "18"), EVL_UNDEFINED);
	test_realm_release(realm);
}

Test(value_property_own, deleting_the_last_elements_shrinks)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *array = evl_array_new(realm, 0, 0);
	bool ok;
	for (int i = 0; i < 5; i++)
		evl_array_append(realm, array, evl_from_int(i));
	evl_delete(realm, array, evl_key_from_index(3), &ok);
	evl_delete(realm, array, evl_key_from_index(4), &ok);
	cr_expect_eq(array->element_count, 3);
	cr_expect_eq(array->length, 5);
	cr_expect_str_eq(test_keys(realm, array), "0,1,2,length");
	test_realm_release(realm);
}

Test(value_property_own, keys_are_sorted_whatever_their_order)
{
	struct evl_realm *realm = test_realm();
	enum { N = 1000 };
	evl_key keys[N];
	for (uint32_t i = 0; i < N; i++)
		keys[i] = evl_key_from_index((i * 7919u) % 100003u);
	keys[17] = test_key(realm, "4000000000");
	evl_sort_index_keys(realm, keys, N);
	uint32_t previous = 0;
	for (uint32_t i = 0; i < N; i++) {
		uint32_t index;
		cr_assert(evl_key_array_index(realm, keys[i], &index));
		cr_assert_geq(index, previous);
		previous = index;
	}
	cr_expect_eq(previous, 4000000000u);
	test_realm_release(realm);
}
