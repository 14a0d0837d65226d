/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "families.h"
#include "value/convert.h"

static bool remember(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)result;
	return evl_create_data(realm, evl_as_object(args->this_value), test_key(realm, "seen"), evl_arg(args, 0));
}

static void accessor(struct evl_realm *realm, struct evl_object *o, const char *key, evl_value get, evl_value set)
{
	struct evl_descriptor d = { .get = get, .set = set, .has_get = true, .has_set = true };
	bool ok;
	cr_assert(evl_define_own_property(realm, o, test_key(realm, key), &d, &ok) && ok);
}

static struct evl_object *frozen(struct evl_realm *realm, struct evl_object *o)
{
	bool ok;
	cr_assert(evl_set_integrity(realm, o, true, &ok) && ok);
	return o;
}

Test(value_property_set, what_strict_code_may_not_do)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *plain = evl_object_plain(realm);
	test_set(realm, plain, "x", evl_from_int(1));
	frozen(realm, plain);
	struct evl_object *getter = evl_object_plain(realm);
	accessor(realm, getter, "x", test_function(realm, remember), EVL_UNDEFINED);
	evl_value one = evl_from_int(1);
	struct evl_object *array = frozen(realm, evl_array_from(realm, &one, 1));
	struct evl_object *fixed = evl_array_from(realm, &one, 1);
	struct evl_descriptor d = { .has_writable = true };
	cr_assert(evl_define_or_throw(realm, fixed, EVL_NAME_length, &d));
	struct {
		evl_value base;
		const char *key;
		const char *message;
	} cases[] = {
		{ evl_from_object(plain), "x", "Cannot assign to read only property 'x' of object '#<Object>'" },
		{ evl_from_object(plain), "y", "Cannot add property y, object is not extensible" },
		{ evl_from_object(plain), "0", "Cannot add property 0, object is not extensible" },
		{ evl_from_object(getter), "x", "Cannot set property x of #<Object> which has only a getter" },
		{ evl_from_object(evl_object_new(realm, plain)), "x", "Cannot assign to read only property 'x' of object '#<Object>'" },
		{ evl_from_object(array), "0", "Cannot assign to read only property '0' of object '[object Array]'" },
		{ evl_from_object(array), "1", "Cannot add property 1, object is not extensible" },
		{ evl_from_object(array), "length", "Cannot assign to read only property 'length' of object '[object Array]'" },
		{ evl_from_object(fixed), "1", "Cannot assign to read only property 'length' of object '[object Array]'" },
		{ test_text(realm, "abc"), "x", "Cannot create property 'x' on string 'abc'" },
		{ test_text(realm, "abc"), "0", "Cannot assign to read only property '0' of string 'abc'" },
		{ test_text(realm, "abc"), "length", "Cannot assign to read only property 'length' of string 'abc'" },
		{ evl_from_int(5), "x", "Cannot create property 'x' on number '5'" },
		{ EVL_TRUE, "x", "Cannot create property 'x' on boolean 'true'" },
		{ evl_from_object(evl_wrapper_new(realm, test_text(realm, "a"))), "0", "Cannot assign to read only property '0' of object '[object String]'" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		evl_key key = test_key(realm, cases[i].key);
		cr_expect(evl_set(realm, cases[i].base, key, EVL_NULL, false), "sloppy code goes on: %s", cases[i].message);
		cr_expect_not(evl_set(realm, cases[i].base, key, EVL_NULL, true), "%s", cases[i].message);
		const char *said = test_message(realm);
		cr_expect(strncmp(said, "TypeError: ", 11) == 0 && strcmp(said + 11, cases[i].message) == 0, "%s", said);
	}
	test_realm_release(realm);
}

Test(value_property_set, setters_are_called_on_the_receiver)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *base = evl_object_plain(realm);
	struct evl_object *leaf = evl_object_new(realm, base);
	accessor(realm, base, "x", EVL_UNDEFINED, test_function(realm, remember));
	cr_assert(test_set(realm, leaf, "x", evl_from_int(3)));
	cr_expect_eq(test_get(realm, leaf, "seen"), evl_from_int(3));
	cr_expect_str_eq(test_keys(realm, leaf), "seen");
	test_realm_release(realm);
}

Test(value_property_set, another_receiver_gets_the_property)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *target = evl_object_plain(realm);
	struct evl_object *receiver = evl_object_plain(realm);
	bool ok;
	test_set(realm, target, "x", evl_from_int(1));
	cr_assert(evl_object_set(realm, target, test_key(realm, "x"), evl_from_int(2), evl_from_object(receiver), &ok) && ok);
	cr_expect_eq(test_get(realm, target, "x"), evl_from_int(1));
	cr_expect_eq(test_get(realm, receiver, "x"), evl_from_int(2));
	cr_assert(evl_object_set(realm, target, test_key(realm, "x"), evl_from_int(2), evl_from_int(9), &ok) && !ok);
	frozen(realm, receiver);
	cr_assert(evl_object_set(realm, target, test_key(realm, "x"), evl_from_int(3), evl_from_object(receiver), &ok) && !ok);
	test_realm_release(realm);
}

Test(value_property_set, the_length_of_arrays)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *array = evl_array_new(realm, 0, 0);
	for (int i = 0; i < 10; i++)
		evl_array_append(realm, array, evl_from_int(i));
	cr_assert(test_set(realm, array, "length", evl_from_int(3)));
	cr_expect_str_eq(test_keys(realm, array), "0,1,2,length");
	cr_assert(test_set(realm, array, "length", test_text(realm, "5")));
	cr_expect_eq(array->length, 5);
	cr_assert(test_set(realm, array, "length", evl_from_double(4294967295.0)));
	static const double wrong[] = { -1, 1.5, 4294967296.0 };
	for (int i = 0; i < 3; i++) {
		cr_expect_not(test_set(realm, array, "length", evl_from_double(wrong[i])));
		cr_expect_str_eq(test_message(realm), "RangeError: Invalid array length");
	}
	cr_assert(test_set(realm, array, "7", EVL_TRUE));
	cr_expect_eq(array->length, UINT32_MAX);
	test_realm_release(realm);
}

/* An exotic object whose property `v` is kept in object.length. */
static bool get_own_v(struct evl_realm *realm, struct evl_object *o, evl_key key, struct evl_descriptor *out, bool *found)
{
	if (key != EVL_NAME_value)
		return evl_ordinary_get_own(realm, o, key, out, found);
	*found = true;
	*out = (struct evl_descriptor){ .value = evl_from_uint32(o->length), .get = EVL_UNDEFINED, .set = EVL_UNDEFINED, .writable = true,
					.enumerable = true, .configurable = false, .has_value = true, .has_writable = true,
					.has_enumerable = true, .has_configurable = true };
	return true;
}

static bool define_own_v(struct evl_realm *realm, struct evl_object *o, evl_key key, const struct evl_descriptor *d, bool *ok)
{
	if (key != EVL_NAME_value)
		return evl_ordinary_define_own(realm, o, key, d, ok);
	*ok = true;
	return !d->has_value || evl_to_uint32(realm, d->value, &o->length);
}

Test(value_property_set, the_ordinary_methods_ask_an_exotic_object_for_its_own)
{
	static const struct evl_exotic exotic = { .get_own = get_own_v, .define_own = define_own_v };
	struct evl_realm *realm = test_realm();
	realm->exotics[EVL_CLASS_HOST] = &exotic;
	struct evl_shape *shape = evl_shape_root(realm, evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE));
	struct evl_object *o = evl_object_alloc(realm, EVL_CLASS_HOST, shape, sizeof(struct evl_object), 2);
	o->cell.flags |= EVL_OBJECT_EXOTIC;
	struct evl_object *leaf = evl_object_new(realm, o);
	bool found;
	bool ok;
	cr_assert(test_set(realm, o, "value", evl_from_int(7)));
	cr_expect_eq(o->length, 7);
	cr_expect_eq(test_get(realm, o, "value"), evl_from_int(7));
	cr_expect_eq(test_get(realm, leaf, "value"), evl_from_int(7));
	cr_assert(evl_has_property(realm, leaf, EVL_NAME_value, &found) && found);
	cr_assert(test_set(realm, leaf, "value", evl_from_int(8)), "inherited and writable: the leaf gets its own");
	cr_expect_eq(o->length, 7);
	cr_expect_eq(test_get(realm, leaf, "value"), evl_from_int(8));
	cr_assert(test_set(realm, o, "x", EVL_TRUE));
	cr_expect_str_eq(test_keys(realm, o), "x");
	cr_assert(evl_delete(realm, o, EVL_NAME_value, &ok) && !ok);
	cr_assert(evl_delete(realm, o, test_key(realm, "x"), &ok) && ok);
	cr_assert(evl_set_integrity(realm, o, true, &ok) && ok);
	cr_assert(evl_is_extensible(realm, o, &ok) && !ok);
	test_realm_release(realm);
}
