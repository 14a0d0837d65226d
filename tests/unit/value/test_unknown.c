/* SPDX-License-Identifier: MIT */
/*
 * test_unknown.c - the texts of unknown values, and that the same operation gives the same value.
 */
#include "families.h"
#include "base/diag.h"
#include "trace/trace.h"
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

static evl_span nowhere(struct evl_realm *realm)
{
	(void)realm;
	return evl_span_none();
}

/* Answers are noted in a trace. */
static struct evl_realm *realm_that_notes(struct evl_trace *trace)
{
	struct evl_realm *realm = test_realm();
	cr_assert(evl_trace_init(trace, 1000));
	realm->trace = trace;
	realm->hooks.site = nowhere;
	return realm;
}

Test(value_unknown, what_was_used_is_there)
{
	struct evl_trace trace;
	struct evl_realm *realm = realm_that_notes(&trace);
	struct evl_unknown *user = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, "user"), *fresh = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, "fresh");
	evl_value name;
	cr_assert(evl_get(realm, evl_from_object(&user->object), evl_names_intern_utf8(realm->names, "name", 4), &name));
	cr_expect_not(evl_unknown_is_nullish(realm, user), "a property of it was read");
	cr_expect_null(realm->unknown_questions, "that is no question");
	cr_expect_not(evl_unknown_is_nullish(realm, fresh), "the usual answer");
	cr_expect_not_null(realm->unknown_questions);
	test_realm_release(realm);
	evl_trace_release(&trace);
}

Test(value_unknown, an_unknown_key_is_one_that_is_there_or_its_own)
{
	struct evl_trace trace;
	struct evl_realm *realm = realm_that_notes(&trace);
	struct evl_object *object = evl_object_plain(realm);
	struct evl_unknown *id = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, "id");
	evl_key key, own = evl_names_intern_utf8(realm->names, "a", 1);
	cr_assert(evl_unknown_key(realm, object, id, &key));
	cr_expect_str_eq(evl_names_utf8(realm->names, key, &realm->scratch), IN_MARKS("id"));
	cr_assert(evl_create_data(realm, object, own, evl_from_int(1)));
	cr_assert(evl_unknown_key(realm, object, evl_unknown_new(realm, EVL_UNKNOWN_VALUE, "other"), &key));
	cr_expect_eq(key, own, "the usual answer: it is the one that is there");
	test_realm_release(realm);
	evl_trace_release(&trace);
}
