/* SPDX-License-Identifier: MIT */
#include "families.h"
#include "value/convert.h"

/* A descriptor in letters: w e c set the attribute, W E C clear it, v gives a value, g a getter. */
static struct evl_descriptor descriptor(struct evl_realm *realm, const char *letters)
{
	struct evl_descriptor d = { .value = EVL_UNDEFINED, .get = EVL_UNDEFINED, .set = EVL_UNDEFINED };
	for (; *letters; letters++)
		switch (*letters) {
		case 'w': d.has_writable = d.writable = true; break;
		case 'W': d.has_writable = true; break;
		case 'e': d.has_enumerable = d.enumerable = true; break;
		case 'E': d.has_enumerable = true; break;
		case 'c': d.has_configurable = d.configurable = true; break;
		case 'C': d.has_configurable = true; break;
		case '1': d.has_value = true; d.value = evl_from_int(1); break;
		case '2': d.has_value = true; d.value = evl_from_int(2); break;
		case 'g': d.has_get = true; d.get = test_function(realm, families_give_seven); break;
		case 's': d.has_set = true; break;
		}
	return d;
}

Test(value_property_define, validation)
{
	static const struct {
		const char *first, *second;
		bool ok;
		const char *after; /* value and attributes */
	} cases[] = {
		{ "1", "", true, "1---" },        { "1wec", "2", true, "2wec" },     { "1wec", "W", true, "1-ec" },
		{ "1wec", "E", true, "1w-c" },    { "1wec", "C", true, "1we-" },     { "1we", "W", true, "1-e-" },
		{ "1", "1", true, "1---" },       { "1", "2", false, "1---" },       { "1", "w", false, "1---" },
		{ "1", "c", false, "1---" },      { "1", "e", false, "1---" },       { "1", "E", true, "1---" },
		{ "1w", "2", true, "2w--" },      { "1w", "2W", true, "2---" },      { "1c", "g", true, "g--c" },
		{ "1", "g", false, "1---" },      { "gc", "1", true, "1--c" },       { "gc", "w", true, "uw-c" },
		{ "gec", "E", true, "g--c" },     { "g", "g", false, "g---" },       { "g", "1", false, "g---" },
		{ "gc", "s", true, "g--c" },      { "W", "", true, "u---" },
	};
	static const char *const keys[] = { "name", "3", "100000" };
	struct evl_realm *realm = test_realm();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		for (int k = 0; k < 3; k++) {
			struct evl_object *o = k == 1 ? evl_array_new(realm, 0, 0) : evl_object_plain(realm);
			evl_key key = test_key(realm, keys[k]);
			struct evl_descriptor d = descriptor(realm, cases[i].first);
			bool ok;
			cr_assert(evl_define_own_property(realm, o, key, &d, &ok) && ok);
			d = descriptor(realm, cases[i].second);
			cr_assert(evl_define_own_property(realm, o, key, &d, &ok));
			cr_expect_eq(ok, cases[i].ok, "%s then %s", cases[i].first, cases[i].second);
			bool found;
			cr_assert(evl_get_own_property(realm, o, key, &d, &found) && found);
			char after[5] = { 0 };
			after[0] = d.has_get ? 'g' : evl_is_undefined(d.value) ? 'u' : (char)('0' + evl_as_int(d.value));
			after[1] = d.writable ? 'w' : '-';
			after[2] = d.enumerable ? 'e' : '-';
			after[3] = d.configurable ? 'c' : '-';
			cr_expect_str_eq(after, cases[i].after, "%s then %s gives %s", cases[i].first, cases[i].second, after);
		}
	test_realm_release(realm);
}

Test(value_property_define, what_is_refused_is_named)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_object_plain(realm);
	bool ok;
	test_set(realm, o, "x", evl_from_int(1));
	evl_set_integrity(realm, o, true, &ok);
	struct evl_descriptor d = descriptor(realm, "2");
	cr_expect_not(evl_define_or_throw(realm, o, test_key(realm, "x"), &d));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot redefine property: x");
	cr_expect_not(evl_define_or_throw(realm, o, test_key(realm, "z"), &d));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot define property z, object is not extensible");
	test_realm_release(realm);
}

Test(value_property_define, elements_that_cannot_go_stop_a_shrinking_array)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *array = evl_array_new(realm, 0, 0);
	for (int i = 0; i < 10; i++)
		evl_array_append(realm, array, evl_from_int(i));
	struct evl_descriptor d = descriptor(realm, "C");
	cr_assert(evl_define_or_throw(realm, array, evl_key_from_index(4), &d));
	d = (struct evl_descriptor){ .value = evl_from_int(2), .has_value = true };
	bool ok;
	cr_assert(evl_define_own_property(realm, array, EVL_NAME_length, &d, &ok));
	cr_expect_not(ok);
	cr_expect_eq(array->length, 5);
	cr_expect_str_eq(test_keys(realm, array), "0,1,2,3,4,length");
	test_realm_release(realm);
}

Test(value_property_define, units_of_string_objects_stand_fast)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_wrapper_new(realm, test_text(realm, "ab"));
	struct evl_descriptor d = { .value = test_text(realm, "b"), .has_value = true };
	bool ok;
	cr_assert(evl_define_own_property(realm, o, evl_key_from_index(1), &d, &ok));
	cr_expect(ok, "the same value");
	d.value = test_text(realm, "c");
	cr_assert(evl_define_own_property(realm, o, evl_key_from_index(1), &d, &ok));
	cr_expect_not(ok);
	cr_assert(test_set(realm, o, "5", EVL_TRUE));
	cr_assert(test_set(realm, o, "x", EVL_TRUE));
	cr_expect_str_eq(test_keys(realm, o), "0,1,5,length,x");
	cr_expect_str_eq(test_shown(realm, test_get(realm, o, "1")), "b");
	test_realm_release(realm);
}

Test(value_property_define, descriptors_as_objects)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_object_plain(realm);
	struct evl_descriptor d;
	test_set(realm, o, "value", evl_from_int(1));
	test_set(realm, o, "enumerable", test_text(realm, "yes"));
	cr_assert(evl_to_descriptor(realm, evl_from_object(o), &d));
	cr_expect(d.has_value && d.enumerable && !d.has_writable && !d.has_get);
	struct evl_descriptor full = { .value = EVL_NULL, .has_value = true, .has_writable = true, .has_enumerable = true, .has_configurable = true };
	evl_value made = evl_from_descriptor(realm, &full);
	cr_expect_str_eq(test_keys(realm, evl_as_object(made)), "value,writable,enumerable,configurable");
	test_set(realm, o, "get", evl_from_int(1));
	cr_expect_not(evl_to_descriptor(realm, evl_from_object(o), &d));
	cr_expect_str_eq(test_message(realm), "TypeError: Getter must be a function: 1");
	test_set(realm, o, "get", test_function(realm, families_give_seven));
	cr_expect_not(evl_to_descriptor(realm, evl_from_object(o), &d));
	cr_expect_str_eq(test_message(realm), "TypeError: Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, #<Object>");
	cr_expect_not(evl_to_descriptor(realm, evl_from_int(1), &d));
	cr_expect_str_eq(test_message(realm), "TypeError: Property description must be an object: 1");
	test_realm_release(realm);
}
