/* SPDX-License-Identifier: MIT */
/*
 * bigint.c - BigInt: conversion, wrapping to a width, and BigInts as text (sec-bigint-objects).
 */
#include "value/bigint.h"

#include <math.h>

#include "builtins/args.h"
#include "builtins/locale.h"

/* sec-numbertobigint */
static bool from_number(struct evl_realm *realm, evl_value number, evl_value *result)
{
	double d = evl_number(number);
	if (!isfinite(d) || trunc(d) != d)
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_FROM_NUMBER, evl_describe(realm, number));
	return evl_bigint_from_double(realm, d, result);
}

/* sec-bigint-constructor-number-value */
static bool bigint_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value primitive;
	if (!evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_CONSTRUCTOR);
	if (!evl_to_primitive(realm, evl_arg(args, 0), EVL_HINT_NUMBER, &primitive))
		return false;
	return evl_is_number(primitive) ? from_number(realm, primitive, result) : evl_to_bigint(realm, primitive, result);
}

/* The arguments (bits, bigint) of asIntN and asUintN. */
static bool wrap(struct evl_realm *realm, const struct evl_args *args, bool is_signed, evl_value *result)
{
	double bits;
	evl_value value;
	if (!evl_to_integer_or_infinity(realm, evl_arg(args, 0), &bits))
		return false;
	if (!(bits >= 0 && bits <= 9007199254740991.0))
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_WIDTH);
	return evl_to_bigint(realm, evl_arg(args, 1), &value) && evl_bigint_wrap(realm, bits, value, is_signed, result);
}

/* sec-bigint.asintn */
static bool bigint_as_int_n(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return wrap(realm, args, true, result);
}

/* sec-bigint.asuintn */
static bool bigint_as_uint_n(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return wrap(realm, args, false, result);
}

/* ThisBigIntValue (sec-thisbigintvalue). */
static bool this_bigint(struct evl_realm *realm, const struct evl_args *args, const char *method, evl_value *out)
{
	evl_value v = args->this_value;
	if (evl_is_class(v, EVL_CLASS_BIGINT))
		v = ((struct evl_wrapper *)evl_as_object(v))->primitive;
	*out = v;
	return evl_is_bigint(v) || evl_throw_message(realm, EVL_MESSAGE_NOT_GENERIC, method, "BigInt");
}

/* sec-bigint.prototype.tostring */
static bool bigint_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value b;
	double radix = 10;
	if (!this_bigint(realm, args, "BigInt.prototype.toString", &b))
		return false;
	if (!evl_is_undefined(evl_arg(args, 0)) && !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &radix))
		return false;
	if (radix < 2 || radix > 36)
		return evl_throw_message(realm, EVL_MESSAGE_RADIX_RANGE);
	*result = evl_string_value(evl_bigint_to_string(realm, evl_as_bigint(b), (int)radix));
	return *result != EVL_EMPTY;
}

/* sec-bigint.prototype.tolocalestring with Intl, for English (United States) */
static bool bigint_prototype_to_locale_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value b;
	struct evl_string *text;
	if (!this_bigint(realm, args, "BigInt.prototype.toLocaleString", &b) ||
	    !evl_bigint_to_locale_string(realm, evl_as_bigint(b), evl_arg(args, 0), evl_arg(args, 1), &text))
		return false;
	*result = evl_from_string(text);
	return true;
}

/* sec-bigint.prototype.valueof */
static bool bigint_prototype_value_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return this_bigint(realm, args, "BigInt.prototype.valueOf", result);
}

static const struct evl_row bigint_statics[] = {
	EVL_METHOD("asUintN", bigint_as_uint_n, 2),
	EVL_METHOD("asIntN", bigint_as_int_n, 2),
};

static const struct evl_row bigint_prototype[] = {
	EVL_METHOD("toLocaleString", bigint_prototype_to_locale_string, 0),
	EVL_METHOD("toString", bigint_prototype_to_string, 0),
	EVL_METHOD("valueOf", bigint_prototype_value_of, 0),
	EVL_TAG_ROW("BigInt"),
};

const struct evl_family evl_family_BIGINT = {
	.name = "BigInt",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = bigint_construct,
	.length = 1,
	.statics = EVL_ROWS(bigint_statics),
	.prototype = EVL_ROWS(bigint_prototype),
};
