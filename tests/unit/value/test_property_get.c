/* SPDX-License-Identifier: MIT */
#include "families.h"
#include "value/convert.h"

static bool this_x(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_get(realm, args->this_value, test_key(realm, "x"), result);
}

Test(value_property_get, getters_see_the_receiver)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *base = evl_object_plain(realm);
	struct evl_object *leaf = evl_object_new(realm, base);
	struct evl_descriptor d = { .get = test_function(realm, this_x), .set = EVL_UNDEFINED, .has_get = true };
	bool ok;
	cr_assert(evl_define_own_property(realm, base, test_key(realm, "twice"), &d, &ok) && ok);
	test_set(realm, leaf, "x", evl_from_int(5));
	cr_expect_eq(test_get(realm, leaf, "twice"), evl_from_int(5));
	cr_expect_eq(test_get(realm, base, "twice"), EVL_UNDEFINED);
	bool found;
	cr_assert(evl_has_property(realm, leaf, test_key(realm, "twice"), &found) && found);
	cr_assert(evl_has_own_property(realm, leaf, test_key(realm, "twice"), &found) && !found);
	test_realm_release(realm);
}

Test(value_property_get, primitives_look_in_their_prototypes)
{
	struct evl_realm *realm = test_realm();
	evl_value out;
	evl_value s = test_text(realm, "héllo");
	cr_assert(evl_get(realm, s, EVL_NAME_length, &out));
	cr_expect_eq(out, evl_from_int(5));
	cr_assert(evl_get(realm, s, evl_key_from_index(1), &out));
	cr_expect_str_eq(test_shown(realm, out), "é");
	cr_assert(evl_get(realm, s, evl_key_from_index(5), &out));
	cr_expect_eq(out, EVL_UNDEFINED);
	evl_value bases[] = { s, evl_from_int(1), EVL_TRUE, evl_symbol_value(realm, EVL_NAME_symbol_match) };
	for (size_t i = 0; i < sizeof(bases) / sizeof(bases[0]); i++) {
		cr_assert(evl_invoke(realm, bases[i], EVL_NAME_valueOf, 0, NULL, &out));
		cr_expect_eq(out, bases[i]);
	}
	test_realm_release(realm);
}

Test(value_property_get, reading_of_nothing_says_what_was_read)
{
	struct evl_realm *realm = test_realm();
	evl_value out;
	cr_expect_not(evl_get(realm, EVL_UNDEFINED, test_key(realm, "x"), &out));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot read properties of undefined (reading 'x')");
	cr_expect_not(evl_get(realm, EVL_NULL, evl_key_from_index(3), &out));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot read properties of null (reading '3')");
	cr_expect_not(evl_get(realm, EVL_NULL, EVL_NAME_symbol_iterator, &out));
	cr_expect_str_eq(test_message(realm), "TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))");
	cr_expect_not(evl_get(realm, EVL_UNDEFINED, EVL_NAME_symbol_match, &out));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot read properties of undefined (reading 'Symbol(Symbol.match)')");
	cr_expect_not(evl_set(realm, EVL_UNDEFINED, evl_key_from_index(0), EVL_TRUE, true));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot set properties of undefined (setting '0')");
	test_realm_release(realm);
}

Test(value_property_get, a_very_long_chain_is_walked)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_object_plain(realm);
	test_set(realm, o, "deep", EVL_TRUE);
	for (int i = 0; i < 100000; i++)
		o = evl_object_new(realm, o);
	cr_expect_eq(test_get(realm, o, "deep"), EVL_TRUE);
	test_realm_release(realm);
}

Test(value_property_get, indexes_of_prototypes_are_seen)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *array = evl_array_new(realm, 3, 0);
	cr_expect_not(realm->indexed_prototypes);
	test_set(realm, array->shape->prototype, "1", test_text(realm, "inherited"));
	cr_expect(realm->indexed_prototypes);
	cr_expect_str_eq(test_shown(realm, test_get(realm, array, "1")), "inherited");
	cr_expect_eq(test_get(realm, array, "0"), EVL_UNDEFINED);
	test_realm_release(realm);
}

Test(value_property_get, methods_are_functions_or_nothing)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_object_plain(realm);
	evl_value out;
	cr_assert(evl_get_method(realm, evl_from_object(o), test_key(realm, "absent"), &out));
	cr_expect_eq(out, EVL_UNDEFINED);
	test_set(realm, o, "none", EVL_NULL);
	cr_assert(evl_get_method(realm, evl_from_object(o), test_key(realm, "none"), &out));
	cr_expect_eq(out, EVL_UNDEFINED);
	test_set(realm, o, "bad", evl_from_int(1));
	cr_expect_not(evl_get_method(realm, evl_from_object(o), test_key(realm, "bad"), &out));
	cr_expect_str_eq(test_message(realm), "TypeError: '1' returned for property 'bad' of object '#<Object>' is not a function");
	test_set(realm, o, "length", evl_from_double(2.9));
	double length;
	cr_assert(evl_length_of(realm, o, &length));
	cr_expect_eq(length, 2);
	test_realm_release(realm);
}
