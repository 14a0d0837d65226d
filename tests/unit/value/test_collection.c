/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "families.h"
#include "value/collection.h"

static struct evl_collection *map(struct evl_realm *realm)
{
	return evl_collection_new(realm, EVL_CLASS_MAP, evl_intrinsic(realm, EVL_INTRINSIC_MAP_PROTOTYPE));
}

Test(value_collection, keys_are_the_same_by_same_value_zero)
{
	struct evl_realm *realm = test_realm();
	struct evl_collection *m = map(realm);
	evl_value object = evl_from_object(evl_object_plain(realm));
	struct {
		evl_value stored, asked;
		bool same;
	} cases[] = {
		{ evl_from_int(1), evl_from_double(1), true },
		{ evl_from_double(-0.0), evl_from_int(0), true },
		{ evl_from_double(NAN), UINT64_C(0xFFF8000000000000), true },
		{ test_text(realm, "key"), evl_string_value(evl_string_concat(realm, evl_string_from_ascii(realm, "k"), evl_string_from_ascii(realm, "ey"))), true },
		{ test_text(realm, "2"), evl_from_int(2), false },
		{ object, object, true },
		{ EVL_UNDEFINED, EVL_NULL, false },
		{ evl_symbol_value(realm, EVL_NAME_symbol_match), evl_symbol_value(realm, EVL_NAME_symbol_match), true },
		{ evl_from_double(2.5), evl_from_double(2.5), true },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		cr_assert(evl_collection_set(realm, m, cases[i].stored, evl_from_int((int)i)));
		cr_expect_eq(evl_collection_has(realm, m, cases[i].asked), cases[i].same, "case %zu", i);
		cr_expect_eq(evl_collection_get(realm, m, cases[i].asked), cases[i].same ? evl_from_int((int)i) : EVL_EMPTY);
		cr_expect_eq(evl_collection_delete(realm, m, cases[i].asked), cases[i].same);
	}
	cr_expect_eq(m->live, 2);
	uint32_t position = 0;
	evl_value key;
	evl_value value;
	evl_collection_set(realm, m, evl_from_double(-0.0), EVL_TRUE);
	while (evl_collection_next(m, &position, &key, &value))
		cr_expect_neq(key, evl_from_double(-0.0));
	test_realm_release(realm);
}

Test(value_collection, iteration_survives_what_happens_in_between)
{
	struct evl_realm *realm = test_realm();
	struct evl_collection *m = map(realm);
	uint32_t position = 0;
	evl_value key;
	evl_value value;
	for (int i = 0; i < 10; i++)
		evl_collection_set(realm, m, evl_from_int(i), evl_from_int(i * i));
	for (int i = 0; i < 5; i++)
		cr_assert(evl_collection_next(m, &position, &key, &value) && key == evl_from_int(i));
	for (int i = 0; i < 8; i++)
		evl_collection_delete(realm, m, evl_from_int(i));
	for (int i = 10; i < 100; i++) /* rebuilt without the deleted ones, several times */
		evl_collection_set(realm, m, evl_from_int(i), EVL_NULL);
	for (int i = 8; i < 50; i++)
		cr_assert(evl_collection_next(m, &position, &key, &value) && key == evl_from_int(i), "%d", i);
	evl_collection_clear(realm, m);
	cr_expect_not(evl_collection_next(m, &position, &key, &value));
	evl_collection_set(realm, m, evl_from_int(3), EVL_TRUE); /* deleted and added again: seen again */
	cr_assert(evl_collection_next(m, &position, &key, &value) && key == evl_from_int(3));
	cr_expect_not(evl_collection_next(m, &position, &key, &value));
	test_realm_release(realm);
}

Test(value_collection, adding_and_deleting_for_ever_takes_little_memory)
{
	struct evl_realm *realm = test_realm();
	struct evl_collection *m = map(realm);
	evl_value key;
	evl_value value;
	for (int i = 0; i < 200000; i++) {
		cr_assert(evl_collection_set(realm, m, evl_from_int(i), EVL_NULL));
		if (i >= 10)
			cr_assert(evl_collection_delete(realm, m, evl_from_int(i - 10)));
	}
	uint32_t position = 0;
	cr_assert(evl_collection_next(m, &position, &key, &value) && key == evl_from_int(199990));
	cr_expect_eq(m->live, 10);
	cr_expect_lt(evl_arena_used(&realm->heap.arena), (size_t)32 << 20);
	test_realm_release(realm);
}

Test(value_collection, random_operations_agree_with_a_plain_list)
{
	struct evl_realm *realm = test_realm();
	struct evl_collection *set = evl_collection_new(realm, EVL_CLASS_SET, evl_intrinsic(realm, EVL_INTRINSIC_SET_PROTOTYPE));
	int list[64];
	int count = 0;
	uint32_t seed = 1;
	for (int step = 0; step < 20000; step++) {
		seed = seed * 1664525u + 1013904223u;
		int key = (int)(seed >> 16 & 31);
		int at = 0;
		while (at < count && list[at] != key)
			at++;
		if (seed >> 30 == 0) {
			cr_assert_eq(evl_collection_delete(realm, set, evl_from_int(key)), at < count);
			if (at < count) {
				count--;
				for (; at < count; at++)
					list[at] = list[at + 1];
			}
		} else {
			cr_assert(evl_collection_set(realm, set, evl_from_int(key), evl_from_int(key)));
			if (at == count)
				list[count++] = key;
		}
		if (step % 97 == 0) {
			uint32_t position = 0;
			evl_value found;
			evl_value value;
			for (int i = 0; i < count; i++)
				cr_assert(evl_collection_next(set, &position, &found, &value) && found == evl_from_int(list[i]));
			cr_assert_not(evl_collection_next(set, &position, &found, &value));
		}
	}
	test_realm_release(realm);
}

Test(value_collection, the_limit_halts)
{
	struct evl_realm *realm = test_realm_limited(1 << 20);
	struct evl_collection *m = map(realm);
	bool ok = true;
	for (int i = 0; i < 1000000 && ok; i++)
		ok = evl_collection_set(realm, m, evl_from_int(i), EVL_NULL);
	cr_expect_not(ok);
	cr_expect_eq(realm->halt, EVL_STATUS_MEMORY_LIMIT);
	test_realm_release(realm);
}
