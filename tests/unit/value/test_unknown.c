/* SPDX-License-Identifier: MIT */
/*
 * test_unknown.c - the texts of unknown values, and that the same operation gives the same value.
 */
#include "families.h"
#include "value/convert.h"
#include "value/unknown.h"

static const char *shown(struct evl_realm *realm, evl_value v)
{
	cr_assert(evl_is_unknown(v));
	return evl_unknown_shown(realm, evl_as_unknown(v));
}

#define IN_MARKS(text) "\xE2\x80\xB9" text "\xE2\x80\xBA"

Test(value_unknown, texts_are_expressions)
{
	struct evl_realm *realm = test_realm();
	cr_expect_eq(realm->unknowns, 0u);
	evl_value res = evl_from_object(&evl_unknown_new(realm, EVL_UNKNOWN_VALUE, "res")->object), status, again, sum, product, text;
	evl_key key = evl_names_intern_utf8(realm->names, "status", 6);
	cr_assert(evl_get(realm, res, key, &status) && evl_get(realm, res, key, &again));
	cr_expect_eq(status, again, "a property is the same value when read again");
	cr_expect_str_eq(shown(realm, status), IN_MARKS("res.status"));
	cr_assert(evl_unknown_binary(realm, "+", status, evl_from_int(1), &sum));
	cr_assert(evl_unknown_binary(realm, "*", sum, evl_from_int(2), &product));
	cr_expect_str_eq(shown(realm, product), IN_MARKS("(res.status + 1) * 2"));
	cr_assert(evl_unknown_binary(realm, "+", status, evl_from_int(1), &again));
	cr_expect_eq(sum, again, "and so is what an operator gives");
	cr_assert(evl_unknown_binary(realm, "+", test_text(realm, "Status "), status, &text));
	cr_expect_str_eq(shown(realm, text), "Status " IN_MARKS("res.status"));
	cr_expect_str_eq(evl_as_unknown(text)->text, "`Status ${res.status}`");
	test_realm_release(realm);
}

Test(value_unknown, what_cannot_be_carried_halts)
{
	struct evl_realm *realm = test_realm();
	evl_value res = evl_from_object(&evl_unknown_new(realm, EVL_UNKNOWN_VALUE, "res")->object);
	double number;
	cr_expect_not(evl_to_number(realm, res, &number));
	cr_expect_eq(realm->halt, EVL_STATUS_NOT_COVERED);
	cr_expect_str_eq(realm->halt_text, "the number of an unknown value (res)");
	test_realm_release(realm);
}

Test(value_unknown, only_the_first_name_counts)
{
	struct evl_realm *realm = test_realm();
	struct evl_unknown *value = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, "await f()");
	evl_unknown_name(value, "early", 5);
	cr_expect_str_eq(value->text, "await f()", "it has a name already");
	value->unnamed = true;
	evl_unknown_name(value, "id = 3", 2);
	evl_unknown_name(value, "later", 5);
	cr_expect_str_eq(value->text, "id");
	test_realm_release(realm);
}
