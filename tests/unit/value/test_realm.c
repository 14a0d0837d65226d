/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include "families.h"

Test(value_realm, the_global_object_names_the_families)
{
	struct evl_realm *realm = test_realm();
	evl_realm_make_global(realm);
	cr_expect_null(realm->intrinsics[EVL_INTRINSIC_MAP]);
	cr_expect_eq(test_get(realm, realm->global, "Map"), evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_MAP)));
	cr_expect_eq(test_get(realm, realm->global, "globalThis"), evl_from_object(realm->global));
	cr_expect(evl_is_callable(test_get(realm, realm->global, "isNaN")));
	cr_expect_eq(test_get(realm, realm->global, "nothing"), EVL_UNDEFINED);
	struct evl_descriptor d;
	bool found;
	cr_assert(evl_get_own_property(realm, realm->global, test_key(realm, "Map"), &d, &found) && found);
	cr_expect(d.writable && d.configurable && !d.enumerable);
	test_realm_release(realm);
}

Test(value_realm, a_reset_forgets_the_run_and_repeats_it_exactly)
{
	struct evl_realm *realm = test_realm();
	uint32_t names = evl_names_count(realm->names);
	size_t used[2];
	for (int run = 0; run < 2; run++) {
		evl_realm_make_global(realm);
		struct evl_object *o = evl_object_plain(realm);
		for (int i = 0; i < 100; i++) {
			char key[24];
			snprintf(key, sizeof(key), "k%d", i);
			test_set(realm, o, key, test_get(realm, realm->global, "Map"));
		}
		cr_expect_not(evl_not_covered(realm, "x"));
		used[run] = evl_arena_used(&realm->heap.arena);
		evl_realm_reset(realm);
		evl_names_reset(realm->names, names);
		cr_expect_eq(realm->halt, EVL_STATUS_OK);
		cr_expect_not_null(realm->hooks.call);
	}
	cr_expect_eq(used[0], used[1]);
	test_realm_release(realm);
}

Test(value_realm, scratch_memory_counts_against_the_limit)
{
	struct evl_realm *realm = test_realm_limited(1 << 20);
	cr_expect_not(realm->heap.over_limit);
	cr_expect_not_null(evl_realm_scratch(realm, 2 << 20));
	cr_expect(realm->heap.over_limit);
	test_realm_release(realm);
}
