/*
 * number.c - Number: constructor, tests, and numbers as text.
 */
#include <math.h>

#include "base/number_text.h"
#include "builtins/args.h"
#include "builtins/decimal.h"
#include "builtins/locale.h"
#include "builtins/number_parse.h"
#include "value/bigint.h"
#include "value/convert.h"

/* sec-number-constructor-number-value */
static bool number_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value number = evl_from_int(0);
	if (args->count > 0) {
		if (!evl_to_numeric(realm, args->values[0], &number))
			return false;
		if (evl_is_bigint(number))
			number = evl_from_number(evl_bigint_to_double(evl_as_bigint(number)));
	}
	*result = number;
	if (evl_is_undefined(args->new_target))
		return true;
	struct evl_object *prototype;
	if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_NUMBER_PROTOTYPE, &prototype))
		return false;
	struct evl_object *object =
		evl_object_alloc(realm, EVL_CLASS_NUMBER, evl_shape_root(realm, prototype), sizeof(struct evl_wrapper), 0);
	((struct evl_wrapper *)object)->primitive = number;
	*result = evl_from_object(object);
	return true;
}

static bool is_integral(evl_value v)
{
	return evl_is_int(v) || (evl_is_number(v) && isfinite(evl_as_double(v)) && trunc(evl_as_double(v)) == evl_as_double(v));
}

/* sec-number.isfinite */
static bool number_is_finite(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	evl_value v = evl_arg(args, 0);
	*result = evl_from_bool(evl_is_number(v) && isfinite(evl_number(v)));
	return true;
}

/* sec-number.isinteger */
static bool number_is_integer(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = evl_from_bool(is_integral(evl_arg(args, 0)));
	return true;
}

/* sec-number.isnan */
static bool number_is_nan(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	evl_value v = evl_arg(args, 0);
	*result = evl_from_bool(evl_is_number(v) && isnan(evl_number(v)));
	return true;
}

/* sec-number.issafeinteger */
static bool number_is_safe_integer(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	evl_value v = evl_arg(args, 0);
	*result = evl_from_bool(is_integral(v) && fabs(evl_number(v)) <= 9007199254740991.0);
	return true;
}

/* thisNumberValue (sec-thisnumbervalue). */
static bool this_number(struct evl_realm *realm, const struct evl_args *args, const char *method, double *out)
{
	evl_value v = args->this_value;
	*out = 0;
	if (evl_is_class(v, EVL_CLASS_NUMBER))
		v = ((struct evl_wrapper *)evl_as_object(v))->primitive;
	if (!evl_is_number(v))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_GENERIC, method, "Number");
	*out = evl_number(v);
	return true;
}

static bool give_text(struct evl_realm *realm, const char *text, evl_value *result)
{
	struct evl_string *s = evl_string_from_ascii(realm, text);
	if (s == NULL)
		return false;
	*result = evl_from_string(s);
	return true;
}

static bool give_number(struct evl_realm *realm, double number, evl_value *result)
{
	struct evl_string *s = evl_number_to_string(realm, evl_from_number(number));
	if (s == NULL)
		return false;
	*result = evl_from_string(s);
	return true;
}

/* Room for 100 digits after the point of 1e21, a sign and an exponent. */
enum { TEXT_ROOM = 400 };

struct text_out {
	char text[TEXT_ROOM];
	size_t length;
};

static void put(struct text_out *out, char c)
{
	if (out->length + 1 < sizeof out->text)
		out->text[out->length++] = c;
	out->text[out->length] = 0;
}

static void put_many(struct text_out *out, char c, int count)
{
	for (int i = 0; i < count; i++)
		put(out, c);
}

static void put_digits(struct text_out *out, const char *digits, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		put(out, digits[i]);
}

/* "e+21" for value = 0.d1d2... * 10^exponent. */
static void put_exponent(struct text_out *out, int exponent)
{
	int e = exponent - 1;
	char digits[8];
	int count = 0;
	put(out, 'e');
	put(out, e < 0 ? '-' : '+');
	if (e < 0)
		e = -e;
	do {
		digits[count++] = (char)('0' + e % 10);
		e /= 10;
	} while (e != 0);
	while (count > 0)
		put(out, digits[--count]);
}

/* sec-number.prototype.toexponential */
static bool number_prototype_to_exponential(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double x, f;
	if (!this_number(realm, args, "Number.prototype.toExponential", &x) ||
	    !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &f))
		return false;
	if (!isfinite(x))
		return give_number(realm, x, result);
	if (f < 0 || f > 100)
		return evl_throw_message(realm, EVL_MESSAGE_DIGITS_RANGE, "toExponential()", 0);
	struct text_out out = { .length = 0 };
	char digits[TEXT_ROOM];
	size_t count;
	int exponent = 1;
	if (x < 0) {
		put(&out, '-');
		x = -x;
	}
	if (evl_is_undefined(evl_arg(args, 0))) {
		/* As many digits as are needed to tell the number: those of its shortest text. */
		char text[EVL_NUMBER_TEXT_MAX];
		count = evl_decimal_digits(x, text, digits, &exponent);
	} else if (x == 0) {
		count = (size_t)f + 1;
		for (size_t i = 0; i < count; i++)
			digits[i] = '0';
	} else {
		count = evl_number_digits(x, (int)f + 1, false, digits, sizeof digits, &exponent);
	}
	put(&out, digits[0]);
	if (count > 1) {
		put(&out, '.');
		put_digits(&out, digits, 1, count);
	}
	put_exponent(&out, exponent);
	return give_text(realm, out.text, result);
}

/* Digits with the point after `point` of them (which may lie before or behind them); `places` digits after the point. */
static void put_fixed(struct text_out *out, const char *digits, size_t count, int point, int places)
{
	if (point <= 0) {
		put(out, '0');
	} else {
		size_t whole = (size_t)point < count ? (size_t)point : count;
		put_digits(out, digits, 0, whole);
		put_many(out, '0', point - (int)whole);
	}
	if (places <= 0)
		return;
	put(out, '.');
	int zeros = point < 0 ? -point : 0;
	if (zeros > places)
		zeros = places;
	put_many(out, '0', zeros);
	size_t from = point > 0 ? (size_t)point : 0;
	size_t want = (size_t)(places - zeros);
	size_t have = count > from ? count - from : 0;
	size_t take = have < want ? have : want;
	put_digits(out, digits, from, from + take);
	put_many(out, '0', (int)(want - take));
}

/* sec-number.prototype.tofixed */
static bool number_prototype_to_fixed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double x, f;
	if (!this_number(realm, args, "Number.prototype.toFixed", &x) ||
	    !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &f))
		return false;
	if (f < 0 || f > 100)
		return evl_throw_message(realm, EVL_MESSAGE_DIGITS_RANGE, "toFixed() digits", 0);
	if (!isfinite(x) || fabs(x) >= 1e21)
		return give_number(realm, x, result);
	struct text_out out = { .length = 0 };
	char digits[TEXT_ROOM];
	int exponent = 0;
	if (x < 0) {
		put(&out, '-');
		x = -x;
	}
	size_t count = evl_number_digits(x, (int)f, true, digits, sizeof digits, &exponent);
	put_fixed(&out, digits, count, count == 0 ? 0 : exponent, (int)f);
	return give_text(realm, out.text, result);
}

/* sec-number.prototype.toprecision */
static bool number_prototype_to_precision(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double x, p;
	if (!this_number(realm, args, "Number.prototype.toPrecision", &x))
		return false;
	if (evl_is_undefined(evl_arg(args, 0)))
		return give_number(realm, x, result);
	if (!evl_to_integer_or_infinity(realm, evl_arg(args, 0), &p))
		return false;
	if (!isfinite(x))
		return give_number(realm, x, result);
	if (p < 1 || p > 100)
		return evl_throw_message(realm, EVL_MESSAGE_DIGITS_RANGE, "toPrecision()", 1);
	struct text_out out = { .length = 0 };
	char digits[TEXT_ROOM];
	int exponent = 1, precision = (int)p;
	size_t count;
	if (x < 0) {
		put(&out, '-');
		x = -x;
	}
	if (x == 0) {
		count = (size_t)precision;
		for (size_t i = 0; i < count; i++)
			digits[i] = '0';
	} else {
		count = evl_number_digits(x, precision, false, digits, sizeof digits, &exponent);
	}
	int e = exponent - 1;
	if (e < -6 || e >= precision) {
		put(&out, digits[0]);
		if (count > 1) {
			put(&out, '.');
			put_digits(&out, digits, 1, count);
		}
		put_exponent(&out, exponent);
	} else {
		put_fixed(&out, digits, count, exponent, precision - exponent);
	}
	return give_text(realm, out.text, result);
}

/* sec-number.prototype.tostring */
static bool number_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double x, radix = 10;
	if (!this_number(realm, args, "Number.prototype.toString", &x))
		return false;
	if (!evl_is_undefined(evl_arg(args, 0)) && !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &radix))
		return false;
	if (radix < 2 || radix > 36)
		return evl_throw_message(realm, EVL_MESSAGE_RADIX_RANGE);
	if (radix == 10)
		return give_number(realm, x, result);
	char text[EVL_RADIX_TEXT_MAX];
	evl_number_to_radix_text(x, (int)radix, text);
	return give_text(realm, text, result);
}

/* sec-number.prototype.tolocalestring with Intl, for English (United States). */
static bool number_prototype_to_locale_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double x;
	struct evl_string *text;
	if (!this_number(realm, args, "Number.prototype.toLocaleString", &x) ||
	    !evl_number_to_locale_string(realm, x, evl_arg(args, 0), evl_arg(args, 1), &text))
		return false;
	*result = evl_from_string(text);
	return true;
}

/* sec-number.prototype.valueof */
static bool number_prototype_value_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double x;
	if (!this_number(realm, args, "Number.prototype.valueOf", &x))
		return false;
	*result = evl_from_number(x);
	return true;
}

static const struct evl_row number_statics[] = {
	EVL_METHOD("isFinite", number_is_finite, 1),
	EVL_METHOD("isInteger", number_is_integer, 1),
	EVL_METHOD("isNaN", number_is_nan, 1),
	EVL_METHOD("isSafeInteger", number_is_safe_integer, 1),
	EVL_METHOD("parseFloat", evl_parse_float_function, 1),
	EVL_METHOD("parseInt", evl_parse_int_function, 2),
	EVL_NUMBER_ROW("MAX_VALUE", 1.7976931348623157e308),
	EVL_NUMBER_ROW("MIN_VALUE", 5e-324),
	EVL_NUMBER_ROW("NaN", NAN),
	EVL_NUMBER_ROW("NEGATIVE_INFINITY", -INFINITY),
	EVL_NUMBER_ROW("POSITIVE_INFINITY", INFINITY),
	EVL_NUMBER_ROW("MAX_SAFE_INTEGER", 9007199254740991.0),
	EVL_NUMBER_ROW("MIN_SAFE_INTEGER", -9007199254740991.0),
	EVL_NUMBER_ROW("EPSILON", 2.220446049250313e-16),
};

static const struct evl_row number_prototype[] = {
	EVL_METHOD("toExponential", number_prototype_to_exponential, 1),
	EVL_METHOD("toFixed", number_prototype_to_fixed, 1),
	EVL_METHOD("toPrecision", number_prototype_to_precision, 1),
	EVL_METHOD("toString", number_prototype_to_string, 1),
	EVL_METHOD("valueOf", number_prototype_value_of, 0),
	EVL_METHOD("toLocaleString", number_prototype_to_locale_string, 0),
};

const struct evl_family evl_family_NUMBER = {
	.name = "Number",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = number_construct,
	.length = 1,
	.prototype_class = EVL_CLASS_NUMBER,
	.statics = EVL_ROWS(number_statics),
	.prototype = EVL_ROWS(number_prototype),
};
