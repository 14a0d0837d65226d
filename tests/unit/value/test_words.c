/* SPDX-License-Identifier: MIT */
#include "value/words.h"

#include "families.h"

#define MARKED(text) "\xE2\x80\xB9" text "\xE2\x80\xBA"

static const char *message_of_exception(struct evl_realm *realm)
{
	const char *text = test_shown(realm, test_get(realm, evl_as_object(realm->exception), "message"));
	realm->exception = EVL_EMPTY;
	return text;
}

Test(value_words, known_texts_take_the_arguments_of_their_message)
{
	struct evl_realm *realm = test_realm();
	realm->words = &evl_words_spidermonkey;
	evl_throw_message(realm, EVL_MESSAGE_BEFORE_INITIALIZATION, "x");
	cr_expect_str_eq(message_of_exception(realm), "can't access lexical declaration 'x' before initialization");
	evl_throw_message(realm, EVL_MESSAGE_PRIVATE_NO_SETTER, "#m");
	cr_expect_str_eq(message_of_exception(realm), "setting getter-only property #m");
	evl_throw_message(realm, EVL_MESSAGE_JSON_CIRCULAR, " and so on");
	cr_expect_str_eq(message_of_exception(realm), "cyclic object value");
	test_realm_release(realm);
}

Test(value_words, other_texts_are_marked_as_not_known)
{
	struct evl_realm *realm = test_realm();
	cr_expect_str_eq(evl_words_unsure(realm, "as it is"), "as it is");
	realm->words = &evl_words_spidermonkey;
	cr_expect_str_eq(evl_words_unsure(realm, "about"), MARKED("about"));
	evl_throw_message(realm, EVL_MESSAGE_IN_NOT_OBJECT, "a", "5");
	cr_expect_str_eq(message_of_exception(realm), MARKED("Cannot use 'in' operator to search for 'a' in 5"));
	evl_throw_text(realm, EVL_ERROR_TYPE, "of a host");
	cr_expect_str_eq(message_of_exception(realm), MARKED("of a host"));
	evl_throw_exactly(realm, EVL_ERROR_TYPE, "its own");
	cr_expect_str_eq(message_of_exception(realm), "its own");
	cr_expect_str_eq(test_shown(realm, evl_from_string(evl_words_unsure_string(realm, evl_string_from_ascii(realm, "s")))), MARKED("s"));
	test_realm_release(realm);
}

Test(value_words, an_error_that_is_none_of_ecmascript_stops_the_run)
{
	struct evl_realm *realm = test_realm();
	realm->words = &evl_words_spidermonkey;
	cr_expect_not(evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW));
	cr_expect_eq(realm->halt, EVL_STATUS_NOT_COVERED);
	test_realm_release(realm);
}
