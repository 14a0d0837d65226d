/* SPDX-License-Identifier: MIT */
#include "families.h"

Test(value_property_keys, order_is_indexes_then_names_then_symbols)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_object_plain(realm);
	static const char *const keys[] = { "b", "10", "a", "2", "-1", "01", "4294967294", "3000000000" };
	cr_assert(evl_set(realm, evl_from_object(o), EVL_NAME_symbol_iterator, EVL_TRUE, true));
	evl_name private_name = evl_names_new_symbol(realm->names, EVL_NAME_KIND_PRIVATE, u"#p", 2);
	cr_assert(evl_private_add(realm, o, private_name, EVL_TRUE, EVL_WRITABLE));
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		cr_assert(test_set(realm, o, keys[i], EVL_TRUE));
	cr_expect_str_eq(test_keys(realm, o), "2,10,3000000000,4294967294,b,a,-1,01,Symbol(Symbol.iterator)");
	test_realm_release(realm);
}

Test(value_property_keys, prototypes_make_no_circle)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *a = evl_object_plain(realm);
	struct evl_object *b = evl_object_new(realm, a);
	struct evl_object *root = evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	bool ok;
	cr_assert(evl_set_prototype(realm, a, b, &ok) && !ok);
	cr_assert(evl_set_prototype(realm, a, a, &ok) && !ok);
	cr_assert(evl_set_prototype(realm, root, a, &ok) && !ok);
	cr_assert(evl_set_prototype(realm, root, NULL, &ok) && ok);
	cr_assert(evl_prevent_extensions(realm, b, &ok) && ok);
	cr_assert(evl_set_prototype(realm, b, NULL, &ok) && !ok);
	cr_assert(evl_set_prototype(realm, b, a, &ok) && ok);
	evl_value prototype;
	cr_assert(evl_get_prototype(realm, b, &prototype));
	cr_expect_eq(prototype, evl_from_object(a));
	test_realm_release(realm);
}

Test(value_property_keys, levels_of_integrity)
{
	struct evl_realm *realm = test_realm();
	for (int kind = 0; kind < 3; kind++) {
		evl_value values[2] = { evl_from_int(1), evl_from_int(2) };
		struct evl_object *o = kind == 0 ? evl_object_plain(realm)
				       : kind == 1 ? evl_array_from(realm, values, 2)
						   : evl_as_object(test_function(realm, families_give_seven));
		bool ok;
		bool is;
		cr_assert(test_set(realm, o, "x", EVL_TRUE));
		cr_assert(evl_test_integrity(realm, o, false, &is) && !is);
		cr_assert(evl_prevent_extensions(realm, o, &ok) && ok);
		cr_assert(evl_is_extensible(realm, o, &is) && !is);
		cr_assert(evl_test_integrity(realm, o, false, &is) && !is);
		cr_assert(evl_set_integrity(realm, o, false, &ok) && ok);
		cr_assert(evl_test_integrity(realm, o, false, &is) && is);
		cr_assert(evl_test_integrity(realm, o, true, &is) && !is);
		cr_assert(test_set(realm, o, "x", EVL_FALSE), "sealed is still writable");
		cr_assert(evl_delete(realm, o, test_key(realm, "x"), &ok) && !ok);
		cr_assert(evl_set_integrity(realm, o, true, &ok) && ok);
		cr_assert(evl_test_integrity(realm, o, true, &is) && is);
		cr_assert_not(test_set(realm, o, "x", EVL_TRUE));
		cr_expect_eq(test_get(realm, o, "x"), EVL_FALSE);
		if (kind == 1)
			cr_expect_eq(test_get(realm, o, "1"), evl_from_int(2));
	}
	test_realm_release(realm);
}

Test(value_property_keys, keys_of_numbers)
{
	struct evl_realm *realm = test_realm();
	static const struct {
		double number;
		const char *text;
	} cases[] = { { 0, "0" }, { -0.0, "0" }, { 2147483646.0, "2147483646" }, { 4294967294.0, "4294967294" }, { 9007199254740991.0, "9007199254740991" }, { -1, "-1" } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_expect_eq(evl_key_from_number(realm, cases[i].number), test_key(realm, cases[i].text), "%s", cases[i].text);
	test_realm_release(realm);
}
