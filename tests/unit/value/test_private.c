/* SPDX-License-Identifier: MIT */
#include "families.h"

static evl_name private_name(struct evl_realm *realm)
{
	return evl_names_new_symbol(realm->names, EVL_NAME_KIND_PRIVATE, u"#x", 2);
}

Test(value_private, fields_methods_and_accessors)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_object_plain(realm);
	evl_value object = evl_from_object(o);
	evl_name field = private_name(realm);
	evl_name method = private_name(realm);
	evl_name getter = private_name(realm);
	evl_name setter = private_name(realm);
	evl_value seven = test_function(realm, families_give_seven);
	evl_value out;
	bool ok;
	cr_assert(evl_set_integrity(realm, o, true, &ok) && ok); /* does not matter to private names */
	cr_assert(evl_private_add(realm, o, field, EVL_NULL, EVL_WRITABLE));
	cr_assert(evl_private_add(realm, o, method, seven, 0));
	cr_assert(evl_private_add(realm, o, getter, evl_from_cell(evl_accessor_new(realm, seven, EVL_UNDEFINED)), EVL_ACCESSOR));
	cr_assert(evl_private_add(realm, o, setter, evl_from_cell(evl_accessor_new(realm, EVL_UNDEFINED, seven)), EVL_ACCESSOR));
	cr_assert(evl_private_set(realm, object, field, EVL_TRUE));
	cr_assert(evl_private_get(realm, object, field, &out));
	cr_expect_eq(out, EVL_TRUE);
	cr_assert(evl_private_get(realm, object, getter, &out));
	cr_expect_eq(out, evl_from_int(7));
	cr_assert(evl_private_set(realm, object, setter, EVL_TRUE));
	cr_expect(evl_private_has(realm, o, field));
	cr_expect_not(evl_private_has(realm, o, private_name(realm)));
	cr_expect_str_eq(test_keys(realm, o), "");

	cr_expect_not(evl_private_get(realm, object, setter, &out));
	cr_expect_str_eq(test_message(realm), "TypeError: '#x' was defined without a getter");
	cr_expect_not(evl_private_set(realm, object, getter, EVL_TRUE));
	cr_expect_str_eq(test_message(realm), "TypeError: '#x' was defined without a setter");
	cr_expect_not(evl_private_set(realm, object, method, EVL_TRUE));
	cr_expect_str_eq(test_message(realm), "TypeError: Private method '#x' is not writable");
	cr_expect_not(evl_private_add(realm, o, field, EVL_TRUE, EVL_WRITABLE));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot initialize #x twice on the same object");
	evl_value other = evl_from_object(evl_object_new(realm, o)); /* no inheritance */
	cr_expect_not(evl_private_get(realm, other, field, &out));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot read private member #x from an object whose class did not declare it");
	cr_expect_not(evl_private_set(realm, evl_from_int(1), field, EVL_TRUE));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot write private member #x to an object whose class did not declare it");
	cr_expect_not(evl_private_get(realm, EVL_UNDEFINED, field, &out));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot read properties of undefined (reading '#x')");
	test_realm_release(realm);
}
