/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "families.h"

Test(value_error, own_properties_in_the_order_of_v8)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_error_new(realm, EVL_ERROR_RANGE, test_text(realm, "too far"));
	cr_expect_str_eq(test_keys(realm, o), "stack,message");
	cr_expect(evl_is_lazy(o->slots[EVL_ERROR_SLOT_STACK]));
	cr_expect_str_eq(test_shown(realm, test_get(realm, o, "stack")), "the stack");
	cr_expect_str_eq(test_shown(realm, test_get(realm, o, "message")), "too far");
	cr_expect_str_eq(test_shown(realm, test_get(realm, o, "name")), "RangeError");
	struct evl_descriptor d;
	bool found;
	cr_assert(evl_get_own_property(realm, o, EVL_NAME_message, &d, &found) && found);
	cr_expect(d.writable && d.configurable && !d.enumerable);
	cr_expect_str_eq(test_keys(realm, evl_error_new(realm, EVL_ERROR_ERROR, EVL_UNDEFINED)), "stack");
	struct evl_object *written = evl_error_new(realm, EVL_ERROR_ERROR, EVL_UNDEFINED);
	cr_assert(test_set(realm, written, "stack", evl_from_int(1)));
	cr_expect_eq(test_get(realm, written, "stack"), evl_from_int(1));
	test_realm_release(realm);
}

Test(value_error, long_messages_are_whole)
{
	struct evl_realm *realm = test_realm();
	char name[5000];
	memset(name, 'n', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	cr_expect_not(evl_throw_message(realm, EVL_MESSAGE_NOT_DEFINED, name));
	struct evl_object *error = evl_as_object(realm->exception);
	cr_expect_eq(evl_as_string(test_get(realm, error, "message"))->length, sizeof(name) - 1 + strlen(" is not defined"));
	test_realm_release(realm);
}

Test(value_error, the_first_halt_counts)
{
	struct evl_realm *realm = test_realm();
	cr_expect_not(evl_not_covered(realm, "regular expressions"));
	cr_expect_not(evl_halt(realm, EVL_STATUS_STEP_LIMIT, "after %d steps", 3));
	cr_expect_eq(realm->halt, EVL_STATUS_NOT_COVERED);
	cr_expect_str_eq(realm->halt_text, "regular expressions");
	cr_expect_not(evl_throw_text(realm, EVL_ERROR_ERROR, "late"));
	cr_expect_eq(realm->exception, EVL_EMPTY);
	test_realm_release(realm);
}
