/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "families.h"
#include "value/shape.h"

Test(value_shape, objects_made_alike_share_a_shape)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *a = evl_object_plain(realm);
	struct evl_object *b = evl_object_plain(realm);
	struct evl_object *c = evl_object_plain(realm);
	static const char *const keys[] = { "one", "two", "three" };
	for (int i = 0; i < 3; i++) {
		test_set(realm, a, keys[i], evl_from_int(i));
		test_set(realm, b, keys[i], evl_from_int(i));
		test_set(realm, c, keys[2 - i], evl_from_int(i));
	}
	cr_expect_eq(a->shape, b->shape);
	cr_expect_neq(a->shape, c->shape);
	cr_expect_str_eq(test_keys(realm, a), "one,two,three");
	cr_expect_str_eq(test_keys(realm, c), "three,two,one");
	test_realm_release(realm);
}

Test(value_shape, branches_and_long_chains_find_their_own_keys_only)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *objects[40];
	for (int i = 0; i < 40; i++) {
		objects[i] = evl_object_plain(realm);
		for (int k = 0; k < 30; k++) {
			char key[24];
			snprintf(key, sizeof(key), "%c%d", k < i ? 'a' : 'b', k);
			test_set(realm, objects[i], key, evl_from_int(i * 100 + k));
		}
	}
	for (int i = 0; i < 40; i++)
		for (int k = 0; k < 30; k++) {
			char key[24];
			snprintf(key, sizeof(key), "%c%d", k < i ? 'a' : 'b', k);
			cr_assert_eq(test_get(realm, objects[i], key), evl_from_int(i * 100 + k));
			snprintf(key, sizeof(key), "%c%d", k < i ? 'b' : 'a', k);
			cr_assert_eq(test_get(realm, objects[i], key), EVL_UNDEFINED);
		}
	test_realm_release(realm);
}

Test(value_shape, many_first_keys_stay_findable)
{
	struct evl_realm *realm = test_realm();
	struct evl_shape *shapes[500];
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < 500; i++) {
			char key[24];
			snprintf(key, sizeof(key), "k%d", i);
			struct evl_object *o = evl_object_plain(realm);
			test_set(realm, o, key, EVL_TRUE);
			if (round == 0)
				shapes[i] = o->shape;
			else
				cr_assert_eq(o->shape, shapes[i]);
		}
	test_realm_release(realm);
}

Test(value_shape, deleting_gives_a_dictionary_and_a_new_identity)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_object_plain(realm);
	bool ok;
	test_set(realm, o, "a", evl_from_int(1));
	test_set(realm, o, "b", evl_from_int(2));
	cr_assert(evl_delete(realm, o, test_key(realm, "a"), &ok) && ok);
	struct evl_shape *shape = o->shape;
	cr_expect(shape->cell.flags & EVL_SHAPE_DICTIONARY);
	test_set(realm, o, "c", evl_from_int(3));
	cr_expect_eq(o->shape, shape, "adding keeps the identity");
	cr_assert(evl_delete(realm, o, test_key(realm, "b"), &ok) && ok);
	cr_expect_neq(o->shape, shape);
	/* adding and deleting for ever neither fills the table nor loses anything */
	for (int i = 0; i < 5000; i++) {
		char key[24];
		snprintf(key, sizeof(key), "t%d", i);
		test_set(realm, o, key, evl_from_int(i));
		cr_assert(evl_delete(realm, o, test_key(realm, key), &ok) && ok);
	}
	cr_expect_lt(o->shape->properties->capacity, 64);
	cr_expect_str_eq(test_keys(realm, o), "c");
	cr_expect_eq(test_get(realm, o, "c"), evl_from_int(3));
	test_realm_release(realm);
}

Test(value_shape, changes_of_prototypes_advance_the_epoch)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *base = evl_object_plain(realm);
	struct evl_object *middle = evl_object_new(realm, base);
	struct evl_object *leaf = evl_object_new(realm, middle);
	bool ok;
	uint32_t epoch = realm->prototype_epoch;
	test_set(realm, leaf, "x", EVL_TRUE);
	cr_expect_eq(realm->prototype_epoch, epoch, "the leaf is no prototype");
	test_set(realm, base, "x", EVL_TRUE);
	cr_expect_gt(realm->prototype_epoch, epoch);
	epoch = realm->prototype_epoch;
	test_set(realm, base, "x", EVL_FALSE);
	cr_expect_eq(realm->prototype_epoch, epoch, "a value changes without notice");
	evl_delete(realm, base, test_key(realm, "x"), &ok);
	cr_expect_gt(realm->prototype_epoch, epoch);
	epoch = realm->prototype_epoch;
	evl_set_prototype(realm, middle, NULL, &ok);
	cr_expect(ok);
	cr_expect_gt(realm->prototype_epoch, epoch);
	/* a dictionary that hides what it inherited */
	test_set(realm, middle, "hidden", EVL_TRUE);
	test_set(realm, leaf, "gone", EVL_TRUE);
	evl_delete(realm, leaf, test_key(realm, "gone"), &ok);
	epoch = realm->prototype_epoch;
	test_set(realm, leaf, "other", EVL_TRUE);
	cr_expect_eq(realm->prototype_epoch, epoch);
	test_set(realm, leaf, "hidden", EVL_TRUE);
	cr_expect_gt(realm->prototype_epoch, epoch);
	test_realm_release(realm);
}

Test(value_shape, arrays_never_share_a_shape_with_plain_objects)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *array = evl_array_new(realm, 0, 0);
	struct evl_object *plain = evl_object_new(realm, array->shape->prototype);
	struct evl_object *alike = evl_object_alloc(realm, EVL_CLASS_ARRAY, plain->shape, sizeof(struct evl_object), 0);
	cr_expect_neq(array->shape, plain->shape);
	cr_expect_eq(array->shape, alike->shape);
	test_set(realm, array, "x", EVL_TRUE);
	cr_expect(array->shape->cell.flags & EVL_SHAPE_SPECIAL);
	test_realm_release(realm);
}

Test(value_shape, a_new_prototype_keeps_small_shapes_shared)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *parent = evl_object_plain(realm);
	struct evl_object *pair[2];
	bool ok;
	for (int i = 0; i < 2; i++) {
		pair[i] = evl_object_plain(realm);
		test_set(realm, pair[i], "x", evl_from_int(i));
		evl_set_prototype(realm, pair[i], parent, &ok);
	}
	cr_expect_eq(pair[0]->shape, pair[1]->shape);
	cr_expect_eq(test_get(realm, pair[1], "x"), evl_from_int(1));
	test_set(realm, parent, "y", EVL_TRUE);
	cr_expect_eq(test_get(realm, pair[0], "y"), EVL_TRUE);
	test_realm_release(realm);
}
