/* SPDX-License-Identifier: MIT */
#include "families.h"

static struct evl_string *long_source(struct evl_realm *realm, struct evl_object *function)
{
	(void)function;
	return evl_string_from_ascii(realm, "function aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
					    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa(){}");
}

Test(value_describe, as_v8_does)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *bare = evl_object_new(realm, NULL);
	struct evl_object *tagged = evl_object_new(realm, NULL);
	evl_create_data(realm, tagged, EVL_NAME_symbol_to_string_tag, test_text(realm, "Tag"));
	struct evl_object *own_text = evl_object_plain(realm);
	evl_create_data(realm, own_text, EVL_NAME_toString, test_function(realm, families_give_seven));
	struct evl_object *unnamed = evl_object_plain(realm);
	evl_create_data(realm, unnamed, EVL_NAME_constructor, evl_from_int(1));
	struct evl_object *nested = evl_error_new(realm, EVL_ERROR_ERROR, EVL_UNDEFINED);
	evl_create_data(realm, nested, EVL_NAME_message, evl_from_object(nested));
	evl_value array = evl_from_object(evl_array_new(realm, 0, 0));
	struct {
		evl_value v;
		const char *text, *typed, *callee;
	} cases[] = {
		{ EVL_UNDEFINED, "undefined", "undefined 'undefined'", "undefined" },
		{ EVL_NULL, "null", "object 'null'", "object null" },
		{ EVL_TRUE, "true", "boolean 'true'", "boolean true" },
		{ evl_from_double(-0.0), "0", "number '0'", "number 0" },
		{ test_text(realm, "a b"), "a b", "string 'a b'", "string \"a b\"" },
		{ evl_symbol_value(realm, EVL_NAME_symbol_match), "Symbol(Symbol.match)", "symbol 'Symbol(Symbol.match)'", "symbol" },
		{ evl_from_object(evl_object_plain(realm)), "#<Object>", "object '#<Object>'", "object" },
		{ array, "[object Array]", "object '[object Array]'", "object" },
		{ evl_from_object(bare), "[object Object]", "object '[object Object]'", "object" },
		{ evl_from_object(tagged), "[object Tag]", "object '[object Tag]'", "object" },
		{ evl_from_object(own_text), "[object Object]", "object '[object Object]'", "object" },
		{ evl_from_object(unnamed), "[object Object]", "object '[object Object]'", "object" },
		{ evl_from_object(evl_error_new(realm, EVL_ERROR_TYPE, test_text(realm, "m"))), "TypeError: m", "object 'TypeError: m'", "object" },
		{ evl_from_object(evl_error_new(realm, EVL_ERROR_TYPE, EVL_UNDEFINED)), "TypeError", "object 'TypeError'", "object" },
		{ evl_from_object(nested), "Error", "object 'Error'", "object" },
		{ test_function(realm, families_give_seven), "function f() { [native code] }", "function 'function f() { [native code] }'", "function" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		cr_expect_str_eq(evl_describe(realm, cases[i].v), cases[i].text);
		if (cases[i].typed)
			cr_expect_str_eq(evl_describe_typed(realm, cases[i].v), cases[i].typed);
		if (cases[i].callee)
			cr_expect_str_eq(evl_describe_callee(realm, cases[i].v), cases[i].callee);
	}
	realm->hooks.function_source = long_source;
	cr_expect_str_eq(evl_describe(realm, test_function(realm, families_give_seven)),
			 "function aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...<omitted>...{}");
	cr_expect_str_eq(evl_describe_key(realm, evl_key_from_index(12)), "12");
	cr_expect_str_eq(evl_describe_key(realm, EVL_NAME_then), "then");
	test_realm_release(realm);
}
