/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "families.h"
#include "value/convert.h"

Test(value_convert, strings_to_numbers)
{
	static const struct {
		const char *text;
		double number;
	} cases[] = {
		{ "", 0 }, { "  \t\n", 0 }, { "12", 12 }, { " 12 ", 12 }, { "-12.5e1", -125 }, { "+.5", 0.5 }, { "5.", 5 },
		{ ".", NAN }, { "1e", NAN }, { "1 2", NAN }, { "abc", NAN }, { "Infinity", INFINITY }, { "-Infinity", -INFINITY },
		{ "infinity", NAN }, { "+", NAN }, { "--1", NAN }, { "0x1F", 31 }, { "0X1f", 31 }, { "0b101", 5 }, { "0o17", 15 }, { "-0x1", NAN },
		{ "0x", NAN }, { "0b2", NAN }, { "1_000", NAN }, { "0x20000000000001", 9007199254740992.0 },
		{ "0x20000000000003", 9007199254740996.0 }, { "0x200000000000011", 144115188075855904.0 }, { "1n", NAN },
		{ "\xEF\xBB\xBF" "3" "\xC2\xA0", 3 }, { "1e1000", INFINITY }, { "0.1", 0.1 }, { "9", 9 }, { "00012", 12 },
	};
	struct evl_realm *realm = test_realm();
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		double number = evl_string_to_number(realm, evl_as_string(test_text(realm, cases[i].text)));
		cr_expect(number == cases[i].number || (isnan(number) && isnan(cases[i].number)), "\"%s\" is %.17g", cases[i].text, number);
	}
	cr_expect(signbit(evl_string_to_number(realm, evl_as_string(test_text(realm, "-0")))));
	test_realm_release(realm);
}

Test(value_convert, doubles_to_int32)
{
	static const struct {
		double d;
		int32_t n;
	} cases[] = {
		{ 0, 0 }, { -0.0, 0 }, { 1.9, 1 }, { -1.9, -1 }, { 2147483648.0, INT32_MIN }, { -2147483649.0, INT32_MAX }, { 4294967296.0, 0 },
		{ 4294967297.5, 1 }, { -4294967297.5, -1 }, { NAN, 0 }, { INFINITY, 0 }, { -INFINITY, 0 }, { 1e300, 0 }, { 9007199254740993.0 * 4, 0 },
		{ 6442450944.0, INT32_MIN }, { 9007199254740991.0, -1 }, { 2147483647.5, INT32_MAX },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		cr_expect_eq(evl_double_to_int32(cases[i].d), cases[i].n, "%g", cases[i].d);
}

Test(value_convert, primitives_to_text_boolean_and_number)
{
	struct evl_realm *realm = test_realm();
	struct {
		evl_value v;
		const char *text;
		bool truth;
		double number;
		evl_name type;
	} cases[] = {
		{ EVL_UNDEFINED, "undefined", false, NAN, EVL_NAME_undefined }, { EVL_NULL, "null", false, 0, EVL_NAME_object },
		{ EVL_TRUE, "true", true, 1, EVL_NAME_boolean },                { EVL_FALSE, "false", false, 0, EVL_NAME_boolean },
		{ evl_from_int(0), "0", false, 0, EVL_NAME_number },            { evl_from_int(INT32_MIN), "-2147483648", true, INT32_MIN, EVL_NAME_number },
		{ evl_from_double(-0.0), "0", false, 0, EVL_NAME_number },      { evl_from_double(NAN), "NaN", false, NAN, EVL_NAME_number },
		{ evl_from_double(1e21), "1e+21", true, 1e21, EVL_NAME_number }, { evl_from_double(0.1), "0.1", true, 0.1, EVL_NAME_number },
		{ test_text(realm, ""), "", false, 0, EVL_NAME_string },        { test_text(realm, "0"), "0", true, 0, EVL_NAME_string },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct evl_string *s;
		double number;
		cr_assert(evl_to_string(realm, cases[i].v, &s));
		cr_expect_str_eq(evl_string_utf8(realm, s), cases[i].text);
		cr_expect_eq(evl_to_boolean(cases[i].v), cases[i].truth, "%s", cases[i].text);
		cr_assert(evl_to_number(realm, cases[i].v, &number));
		cr_expect(number == cases[i].number || (isnan(number) && isnan(cases[i].number)), "%s", cases[i].text);
		cr_expect_eq(evl_typeof(cases[i].v), cases[i].type, "%s", cases[i].text);
	}
	evl_value symbol = evl_symbol_value(realm, EVL_NAME_symbol_match);
	struct evl_string *s;
	double number;
	cr_expect_not(evl_to_string(realm, symbol, &s));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot convert a Symbol value to a string");
	cr_expect_not(evl_to_number(realm, symbol, &number));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot convert a Symbol value to a number");
	test_realm_release(realm);
}

static bool give_object(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_object_plain(realm));
	return true;
}

Test(value_convert, objects_to_primitives)
{
	struct evl_realm *realm = test_realm();
	struct evl_object *o = evl_object_plain(realm);
	evl_value object = evl_from_object(o);
	evl_value out;
	cr_assert(evl_to_primitive(realm, object, EVL_HINT_DEFAULT, &out));
	cr_expect_str_eq(test_shown(realm, out), "[object Object]");
	test_set(realm, o, "valueOf", test_function(realm, families_give_seven));
	cr_assert(evl_to_primitive(realm, object, EVL_HINT_NUMBER, &out));
	cr_expect_eq(out, evl_from_int(7));
	cr_assert(evl_to_primitive(realm, object, EVL_HINT_STRING, &out));
	cr_expect_str_eq(test_shown(realm, out), "[object Object]");
	test_set(realm, o, "valueOf", test_function(realm, give_object));
	test_set(realm, o, "toString", EVL_NULL);
	cr_expect_not(evl_to_primitive(realm, object, EVL_HINT_NUMBER, &out));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot convert object to primitive value");
	evl_create_data(realm, o, EVL_NAME_symbol_to_primitive, evl_from_int(1));
	cr_expect_not(evl_to_primitive(realm, object, EVL_HINT_NUMBER, &out));
	cr_expect_str_eq(test_message(realm), "TypeError: number 1 is not a function");
	evl_set(realm, object, EVL_NAME_symbol_to_primitive, test_function(realm, families_give_seven), true);
	double number;
	cr_assert(evl_to_number(realm, object, &number));
	cr_expect_eq(number, 7);
	struct evl_object *wrapped;
	cr_expect_not(evl_to_object(realm, EVL_NULL, &wrapped));
	cr_expect_str_eq(test_message(realm), "TypeError: Cannot convert undefined or null to object");
	test_realm_release(realm);
}

Test(value_convert, keys)
{
	struct evl_realm *realm = test_realm();
	static const struct {
		const char *text;
		bool index;
	} cases[] = { { "0", true }, { "2147483646", true }, { "2147483647", false }, { "01", false }, { "-0", false }, { "", false }, { "1e3", false }, { "12345678901", false } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		evl_key key = test_key(realm, cases[i].text);
		cr_expect_eq(evl_key_is_index(key), cases[i].index, "%s", cases[i].text);
		cr_expect_str_eq(test_shown(realm, evl_key_to_value(realm, key)), cases[i].text);
	}
	evl_key key;
	cr_assert(evl_to_key(realm, evl_from_double(3.0), &key));
	cr_expect_eq(key, evl_key_from_index(3));
	cr_assert(evl_to_key(realm, evl_from_int(-3), &key));
	cr_expect_eq(key, test_key(realm, "-3"));
	cr_assert(evl_to_key(realm, evl_symbol_value(realm, EVL_NAME_symbol_match), &key));
	cr_expect_eq(key, EVL_NAME_symbol_match);
	cr_expect_eq(evl_key_to_value(realm, key), evl_symbol_value(realm, EVL_NAME_symbol_match));
	test_realm_release(realm);
}

Test(value_convert, lengths_and_integers)
{
	struct evl_realm *realm = test_realm();
	double d;
	cr_assert(evl_to_length(realm, evl_from_double(-3), &d) && d == 0);
	cr_assert(evl_to_length(realm, evl_from_double(INFINITY), &d) && d == 9007199254740991.0);
	cr_assert(evl_to_integer_or_infinity(realm, evl_from_double(-0.5), &d) && d == 0 && !signbit(d));
	cr_assert(evl_to_integer_or_infinity(realm, EVL_UNDEFINED, &d) && d == 0);
	cr_assert_not(evl_require_object_coercible(realm, EVL_NULL, "String.prototype.at"));
	cr_expect_str_eq(test_message(realm), "TypeError: String.prototype.at called on null or undefined");
	test_realm_release(realm);
}
