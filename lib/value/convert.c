/* SPDX-License-Identifier: MIT */
/*
 * convert.c - type conversion (sec-type-conversion). The common types come first; only objects run script.
 */
#include "value/convert.h"

#include <math.h>
#include <string.h>

#include "base/number_text.h"
#include "value/bigint.h"
#include "value/error.h"
#include "value/property.h"
#include "value/proxy.h"
#include "value/realm.h"
#include "value/unknown.h"

static double not_a_number(void)
{
	return evl_as_double(UINT64_C(0x7FF8000000000000));
}

bool evl_to_boolean(evl_value v)
{
	if (evl_is_object(v))
		return !evl_is_unknown(v) || evl_unknown_truth(evl_as_unknown(v));
	if (evl_is_int(v))
		return evl_as_int(v) != 0;
	if (evl_is_string(v))
		return evl_as_string(v)->length != 0;
	if (evl_is_double(v)) {
		double d = evl_as_double(v);
		return d == d && d != 0;
	}
	if (evl_is_bigint(v))
		return !evl_bigint_is_zero(evl_as_bigint(v));
	return v == EVL_TRUE || evl_is_symbol(v);
}

/* Throws one of the errors of a conversion, in a page with what is converted for whom. */
static bool refuse(struct evl_realm *realm, enum evl_message message)
{
	const char *before = realm->hooks.conversion_context != NULL ? realm->hooks.conversion_context(realm) : "";
	return before[0] != '\0' ? evl_throw_message(realm, EVL_MESSAGE_IN_CONTEXT, before, evl_message_format(message)) : evl_throw_message(realm, message);
}

/* sec-ordinarytoprimitive */
bool evl_ordinary_to_primitive(struct evl_realm *realm, evl_value v, enum evl_hint hint, evl_value *out)
{
	static const evl_name order[2] = { EVL_NAME_valueOf, EVL_NAME_toString };
	for (int i = 0; i < 2; i++) {
		evl_value method;
		if (!evl_get(realm, v, order[hint == EVL_HINT_STRING ? 1 - i : i], &method))
			return false;
		if (!evl_is_callable(method))
			continue;
		if (!evl_call(realm, method, v, 0, NULL, out))
			return false;
		if (!evl_is_object(*out))
			return true;
		if (evl_is_unknown(*out))
			return evl_unknown_refuse(realm, "the text", *out);
	}
	return refuse(realm, EVL_MESSAGE_PRIMITIVE_CONVERSION);
}

/* sec-toprimitive */
bool evl_to_primitive(struct evl_realm *realm, evl_value v, enum evl_hint hint, evl_value *out)
{
	if (!evl_is_object(v)) {
		*out = v;
		return true;
	}
	evl_value method;
	if (realm->unknowns != 0 && evl_is_unknown(v)) {
		const struct evl_unknown *unknown = evl_as_unknown(v);
		if (unknown->equal != EVL_EMPTY) {
			*out = unknown->equal;
			return true;
		}
		return evl_unknown_refuse(realm, hint == EVL_HINT_NUMBER ? "the number" : "the text", v);
	}
	if (!evl_get(realm, v, EVL_NAME_symbol_to_primitive, &method))
		return false;
	if (evl_is_nullish(method))
		return evl_ordinary_to_primitive(realm, v, hint, out);
	if (!evl_is_callable(method))
		return realm->hooks.refuse_conversion != NULL && realm->words == NULL ?
			       realm->hooks.refuse_conversion(realm, v, method) :
			       evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe_callee(realm, method));
	static const evl_name names[3] = { EVL_NAME_default_, EVL_NAME_number, EVL_NAME_string };
	evl_value argument = evl_from_string(evl_string_from_name(realm, names[hint]));
	if (!evl_call(realm, method, v, 1, &argument, out))
		return false;
	return !evl_is_object(*out) || refuse(realm, EVL_MESSAGE_PRIMITIVE_CONVERSION);
}

/* WhiteSpace and LineTerminator (sec-white-space, sec-line-terminators) */
bool evl_is_white_space(uint16_t unit)
{
	if (unit < 128)
		return unit == ' ' || (unit >= '\t' && unit <= '\r');
	return unit == 0xA0 || unit == 0x1680 || (unit >= 0x2000 && unit <= 0x200A) || unit == 0x2028 || unit == 0x2029 ||
	       unit == 0x202F || unit == 0x205F || unit == 0x3000 || unit == 0xFEFF;
}

static int digit_of(uint16_t unit)
{
	if (unit >= '0' && unit <= '9')
		return unit - '0';
	if (unit >= 'a' && unit <= 'f')
		return unit - 'a' + 10;
	return unit >= 'A' && unit <= 'F' ? unit - 'A' + 10 : 99;
}

/* Digits in radix 2, 8 or 16, correctly rounded; NaN when there are none or others. */
static double bits_to_number(const uint16_t *units, size_t length, int bits)
{
	uint64_t mantissa = 0; /* 54 bits: 53 and the half */
	int exponent = 0;
	bool sticky = false;
	if (length == 0)
		return not_a_number();
	for (size_t i = 0; i < length; i++) {
		int digit = digit_of(units[i]);
		if (digit >= 1 << bits)
			return not_a_number();
		for (int bit = bits - 1; bit >= 0; bit--) {
			uint64_t one = (uint64_t)(digit >> bit & 1);
			if (mantissa >> 53) {
				sticky |= one != 0;
				exponent += exponent < 100000;
			} else {
				mantissa = mantissa << 1 | one;
			}
		}
	}
	if (mantissa >> 53) {
		bool half = (mantissa & 1) != 0;
		mantissa >>= 1;
		exponent++;
		mantissa += half && (sticky || (mantissa & 1) != 0);
	}
	return ldexp((double)mantissa, exponent);
}

static bool is_infinity_text(const uint16_t *units, size_t length)
{
	static const char text[] = "Infinity";
	if (length != sizeof(text) - 1)
		return false;
	for (size_t i = 0; i < length; i++)
		if (units[i] != (unsigned char)text[i])
			return false;
	return true;
}

/* A decimal literal that fills the text; NaN otherwise. */
static double decimal_to_number(struct evl_realm *realm, const uint16_t *units, size_t length)
{
	enum { SMALL = 64 };
	char small[SMALL];
	char *text = small;
	if (length > SMALL) {
		if (!evl_heap_can_take(&realm->heap, length)) {
			evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "reading a number needs more memory than the limit of %zu MB allows",
				 realm->heap.limit >> 20);
			return not_a_number();
		}
		struct evl_cell *cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, sizeof(*cell) + length);
		text = (char *)(cell + 1);
	}
	for (size_t i = 0; i < length; i++) {
		if (units[i] > 127)
			return not_a_number();
		text[i] = (char)units[i];
	}
	double value;
	return length != 0 && evl_text_to_number(text, length, &value) == length ? value : not_a_number();
}

double evl_string_to_number(struct evl_realm *realm, struct evl_string *s)
{
	const uint16_t *units = evl_string_units(realm, s);
	if (!units)
		return not_a_number();
	size_t length = s->length;
	while (length && evl_is_white_space(units[0])) {
		units++;
		length--;
	}
	while (length && evl_is_white_space(units[length - 1]))
		length--;
	if (length == 0)
		return 0;
	if (length == 1)
		return units[0] >= '0' && units[0] <= '9' ? units[0] - '0' : not_a_number();
	if (units[0] == '0') {
		uint16_t letter = units[1] | 0x20;
		int bits = letter == 'x' ? 4 : letter == 'o' ? 3 : letter == 'b' ? 1 : 0;
		if (bits)
			return bits_to_number(units + 2, length - 2, bits);
	}
	bool negative = units[0] == '-';
	if (negative || units[0] == '+') {
		units++;
		length--;
	}
	double value;
	if (length == 0 || !((units[0] >= '0' && units[0] <= '9') || units[0] == '.'))
		value = is_infinity_text(units, length) ? HUGE_VAL : not_a_number();
	else
		value = decimal_to_number(realm, units, length);
	return negative ? -value : value;
}

bool evl_to_number(struct evl_realm *realm, evl_value v, double *out)
{
	if (evl_is_int(v)) {
		*out = evl_as_int(v);
		return true;
	}
	if (evl_is_double(v)) {
		*out = evl_as_double(v);
		return true;
	}
	if (evl_is_string(v)) {
		*out = evl_string_to_number(realm, evl_as_string(v));
		return realm->halt == EVL_STATUS_OK;
	}
	if (evl_is_object(v)) {
		evl_value primitive;
		return evl_to_primitive(realm, v, EVL_HINT_NUMBER, &primitive) && evl_to_number(realm, primitive, out);
	}
	if (evl_is_symbol(v))
		return refuse(realm, EVL_MESSAGE_SYMBOL_TO_NUMBER);
	if (evl_is_bigint(v))
		return refuse(realm, EVL_MESSAGE_BIGINT_TO_NUMBER);
	*out = evl_is_undefined(v) ? not_a_number() : v == EVL_TRUE;
	return true;
}

bool evl_to_numeric(struct evl_realm *realm, evl_value v, evl_value *out)
{
	if (evl_is_object(v) && !evl_to_primitive(realm, v, EVL_HINT_NUMBER, &v))
		return false;
	if (evl_is_number(v) || evl_is_bigint(v)) {
		*out = v;
		return true;
	}
	double number;
	if (!evl_to_number(realm, v, &number))
		return false;
	*out = evl_from_number(number);
	return true;
}

/* A text that is no BigInt, of which V8 tells a thousand units (BigInt::FromObject). */
static bool throw_no_bigint(struct evl_realm *realm, struct evl_string *text)
{
	enum { MOST_UNITS = 1000 };
	if (text->length > MOST_UNITS) {
		struct evl_string *cut = evl_string_substring(realm, text, 0, MOST_UNITS), *ellipsis = evl_string_from_unit(realm, 0x2026);
		text = cut != NULL && ellipsis != NULL ? evl_string_concat(realm, cut, ellipsis) : NULL;
		if (text == NULL)
			return false;
	}
	return evl_throw_message(realm, EVL_MESSAGE_BIGINT_FROM_TEXT, evl_describe(realm, evl_from_string(text)));
}

bool evl_to_bigint(struct evl_realm *realm, evl_value v, evl_value *out)
{
	if (!evl_to_primitive(realm, v, EVL_HINT_NUMBER, &v))
		return false;
	bool found = false;
	*out = v;
	if (evl_is_bigint(v))
		return true;
	if (evl_is_boolean(v)) {
		*out = evl_bigint_from_int64(realm, v == EVL_TRUE);
		return true;
	}
	if (!evl_is_string(v))
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_FROM, evl_describe(realm, v));
	if (!evl_string_to_bigint(realm, evl_as_string(v), out, &found))
		return false;
	return found || throw_no_bigint(realm, evl_as_string(v));
}

bool evl_to_integer_or_infinity(struct evl_realm *realm, evl_value v, double *out)
{
	if (!evl_to_number(realm, v, out))
		return false;
	*out = *out != *out ? 0 : trunc(*out) + 0.0; /* + 0.0: no negative zero */
	return true;
}

int32_t evl_double_to_int32(double d)
{
	if (d >= -2147483648.0 && d <= 2147483647.0)
		return (int32_t)d;
	if (!(d - d == 0)) /* NaN, infinities */
		return 0;
	double rest = fmod(trunc(d), 4294967296.0);
	if (rest < 0)
		rest += 4294967296.0;
	return (int32_t)(uint32_t)rest;
}

bool evl_to_int32(struct evl_realm *realm, evl_value v, int32_t *out)
{
	double d;
	if (evl_is_int(v)) {
		*out = evl_as_int(v);
		return true;
	}
	if (!evl_to_number(realm, v, &d))
		return false;
	*out = evl_double_to_int32(d);
	return true;
}

bool evl_to_uint32(struct evl_realm *realm, evl_value v, uint32_t *out)
{
	int32_t n;
	if (!evl_to_int32(realm, v, &n))
		return false;
	*out = (uint32_t)n;
	return true;
}

bool evl_to_length(struct evl_realm *realm, evl_value v, double *out)
{
	if (!evl_to_integer_or_infinity(realm, v, out))
		return false;
	if (*out <= 0)
		*out = 0;
	else if (*out > 9007199254740991.0)
		*out = 9007199254740991.0;
	return true;
}

static struct evl_string *int_to_string(struct evl_realm *realm, int32_t n)
{
	uint16_t units[11];
	uint32_t at = 11;
	uint32_t rest = n < 0 ? 0u - (uint32_t)n : (uint32_t)n;
	do {
		units[--at] = (uint16_t)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (n < 0)
		units[--at] = '-';
	return evl_string_new(realm, units + at, 11 - at);
}

struct evl_string *evl_number_to_string(struct evl_realm *realm, evl_value number)
{
	if (evl_is_int(number))
		return int_to_string(realm, evl_as_int(number));
	char text[EVL_NUMBER_TEXT_MAX];
	evl_number_to_text(evl_as_double(number), text);
	return evl_string_from_ascii(realm, text);
}

bool evl_to_string(struct evl_realm *realm, evl_value v, struct evl_string **out)
{
	if (evl_is_string(v)) {
		*out = evl_as_string(v);
		return true;
	}
	if (evl_is_number(v)) {
		*out = evl_number_to_string(realm, v);
		return *out != NULL;
	}
	if (evl_is_object(v)) {
		evl_value primitive;
		return evl_to_primitive(realm, v, EVL_HINT_STRING, &primitive) && evl_to_string(realm, primitive, out);
	}
	if (evl_is_symbol(v))
		return refuse(realm, EVL_MESSAGE_SYMBOL_TO_STRING);
	if (evl_is_bigint(v)) {
		*out = evl_bigint_to_string(realm, evl_as_bigint(v), 10);
		return *out != NULL;
	}
	evl_name name = evl_is_undefined(v) ? EVL_NAME_undefined
			: evl_is_null(v)    ? EVL_NAME_null_
			: v == EVL_TRUE     ? EVL_NAME_true_
					    : EVL_NAME_false_;
	*out = evl_string_from_name(realm, name);
	return true;
}

bool evl_to_object(struct evl_realm *realm, evl_value v, struct evl_object **out)
{
	if (evl_is_object(v)) {
		*out = evl_as_object(v);
		return true;
	}
	if (evl_is_nullish(v))
		return evl_throw_message(realm, EVL_MESSAGE_NULLISH_TO_OBJECT);
	*out = evl_wrapper_new(realm, v);
	return true;
}

/* A canonical integer key (no sign, no leading zero) up to EVL_KEY_MAX_INDEX? */
static bool index_of_units(const uint16_t *units, size_t length, uint32_t *index)
{
	if (length == 0 || length > 10 || units[0] < '0' || units[0] > '9' || (units[0] == '0' && length > 1))
		return false;
	uint64_t n = 0;
	for (size_t i = 0; i < length; i++) {
		if (units[i] < '0' || units[i] > '9')
			return false;
		n = n * 10 + (uint64_t)(units[i] - '0');
	}
	*index = (uint32_t)n;
	return n <= EVL_KEY_MAX_INDEX;
}

evl_key evl_key_from_string(struct evl_realm *realm, struct evl_string *s)
{
	uint32_t index;
	if (s->name != EVL_NAME_NONE && (s->length > 10 || s->units == NULL || s->units[0] > '9'))
		return s->name;
	if (s->length <= 10) {
		const uint16_t *units = evl_string_units(realm, s);
		if (units && index_of_units(units, s->length, &index))
			return evl_key_from_index(index);
	}
	return evl_string_name(realm, s);
}

bool evl_to_key(struct evl_realm *realm, evl_value v, evl_key *out)
{
	if (evl_is_int(v) && evl_as_int(v) >= 0 && (uint32_t)evl_as_int(v) <= EVL_KEY_MAX_INDEX) {
		*out = evl_key_from_index((uint32_t)evl_as_int(v));
		return true;
	}
	if (evl_is_object(v) && !evl_to_primitive(realm, v, EVL_HINT_STRING, &v))
		return false;
	if (evl_is_symbol(v)) {
		*out = evl_as_symbol(v)->name;
		return true;
	}
	if (evl_is_number(v)) {
		*out = evl_key_from_number(realm, evl_number(v));
		return true;
	}
	struct evl_string *s;
	if (!evl_to_string(realm, v, &s))
		return false;
	*out = evl_key_from_string(realm, s);
	return realm->halt == EVL_STATUS_OK;
}

evl_value evl_key_to_value(struct evl_realm *realm, evl_key key)
{
	if (evl_key_is_index(key))
		return evl_string_value(int_to_string(realm, (int32_t)evl_key_index(key)));
	if (key < realm->name_string_capacity && realm->name_strings[key])
		return evl_from_string(realm->name_strings[key]);
	if (evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING)
		return evl_symbol_value(realm, key);
	return evl_from_string(evl_string_from_name(realm, key));
}

bool evl_require_object_coercible(struct evl_realm *realm, evl_value v, const char *method)
{
	return !evl_is_nullish(v) || evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NULLISH, method);
}

evl_name evl_typeof(evl_value v)
{
	if (evl_is_object(v))
		return evl_has_flag(evl_as_object(v), EVL_OBJECT_CALLABLE) ? EVL_NAME_function : EVL_NAME_object;
	if (evl_is_string(v))
		return EVL_NAME_string;
	if (evl_is_number(v))
		return EVL_NAME_number;
	if (evl_is_boolean(v))
		return EVL_NAME_boolean;
	if (evl_is_symbol(v))
		return EVL_NAME_symbol;
	if (evl_is_bigint(v))
		return EVL_NAME_bigint;
	return evl_is_null(v) ? EVL_NAME_object : EVL_NAME_undefined;
}

bool evl_is_array(struct evl_realm *realm, evl_value v, bool *out)
{
	*out = evl_is_class(v, EVL_CLASS_ARRAY);
	if (evl_is_unknown(v)) {
		struct evl_unknown *unknown = evl_as_unknown(v);
		*out = evl_unknown_question(realm, unknown, evl_unknown_text(realm, "Array.isArray(%s)", unknown->text), true);
	}
	if (!evl_is_class(v, EVL_CLASS_PROXY))
		return true;
	const struct evl_object *target = evl_proxy_innermost(evl_as_object(v));
	if (target == NULL)
		return evl_throw_message(realm, EVL_MESSAGE_PROXY_REVOKED, "IsArray");
	*out = evl_class_of(target) == EVL_CLASS_ARRAY;
	return true;
}
