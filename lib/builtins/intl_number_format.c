/* SPDX-License-Identifier: MIT */
/*
 * intl_number_format.c - Intl.NumberFormat, and Number's and BigInt's toLocaleString, in English.
 */
#include "builtins/args.h"
#include "builtins/intl.h"
#include "builtins/locale.h"
#include "builtins/number_pattern.h"
#include "value/bigint.h"

static const char service[] = "Intl.NumberFormat";

struct number_format {
	struct evl_intl_object intl;
	struct evl_number_format format;
};

/* sec-intl.numberformat; also called as a function */
static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_args with_target = *args;
	struct evl_locale locale;
	struct evl_number_format format;
	evl_value options;
	if (evl_is_undefined(args->new_target))
		with_target.new_target = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_INTL_NUMBER_FORMAT));
	struct number_format *object = evl_intl_new(realm, &with_target, EVL_INTL_NUMBER_FORMAT, EVL_INTRINSIC_INTL_NUMBER_FORMAT_PROTOTYPE,
						    sizeof *object);
	if (object == NULL || !evl_intl_region(realm, evl_arg(args, 0), &locale))
		return false;
	if (evl_is_null(evl_arg(args, 1)))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NULLISH, service);
	if (!evl_intl_coerce_options(realm, evl_arg(args, 1), &options) || !evl_intl_number_options(realm, options, service, locale.region, &format))
		return false;
	object->intl.locale = locale;
	object->format = format;
	*result = evl_from_object(object);
	return true;
}

static struct number_format *receiver(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	return evl_intl_this(realm, args, EVL_INTL_NUMBER_FORMAT, method);
}

static bool format_text(struct evl_realm *realm, const struct evl_number_format *format, evl_value value, evl_value *result)
{
	struct evl_decimal number;
	struct evl_text_parts parts;
	if (!evl_intl_decimal(realm, value, &number))
		return false;
	evl_text_parts_init(&parts);
	evl_number_format(format, &number, &parts);
	return evl_intl_give_text(realm, &parts, result);
}

/* sec-number-format-functions */
static bool format_bound(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_native_function *self = (const struct evl_native_function *)args->callee;
	const struct number_format *object = (const struct number_format *)evl_as_object(self->captured[0]);
	return format_text(realm, &object->format, evl_arg(args, 0), result);
}

/* sec-intl.numberformat.prototype.format */
static bool get_format(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct number_format *object = evl_intl_unwrap(realm, args, EVL_INTL_NUMBER_FORMAT, "UnwrapNumberFormat");
	if (object == NULL)
		return false;
	if (evl_is_undefined(object->intl.bound)) {
		struct evl_native_function *function = evl_native_function_new(realm, "", 1, format_bound);
		function->captured[0] = evl_from_object(object);
		object->intl.bound = evl_from_object(function);
	}
	*result = object->intl.bound;
	return true;
}

/* sec-intl.numberformat.prototype.formattoparts */
static bool format_to_parts(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct number_format *object = receiver(realm, args, "Intl.NumberFormat.prototype.formatToParts");
	struct evl_decimal number;
	struct evl_text_parts parts;
	if (object == NULL || !evl_intl_decimal(realm, evl_arg(args, 0), &number))
		return false;
	evl_text_parts_init(&parts);
	evl_number_format(&object->format, &number, &parts);
	return evl_intl_give_parts(realm, &parts, NULL, result);
}

static bool make_range(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_text_parts *parts)
{
	struct number_format *object = receiver(realm, args, method);
	struct evl_decimal start, end;
	if (object == NULL)
		return false;
	if (evl_is_undefined(evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_RANGE_START_UNDEFINED, "undefined");
	if (evl_is_undefined(evl_arg(args, 1)))
		return evl_throw_message(realm, EVL_MESSAGE_RANGE_END_UNDEFINED, "undefined");
	if (!evl_intl_decimal(realm, args->values[0], &start) || !evl_intl_decimal(realm, args->values[1], &end))
		return false;
	if (start.kind == EVL_DECIMAL_NAN)
		return evl_throw_message(realm, EVL_MESSAGE_RANGE_START, evl_describe(realm, args->values[0]));
	if (end.kind == EVL_DECIMAL_NAN)
		return evl_throw_message(realm, EVL_MESSAGE_RANGE_END, evl_describe(realm, args->values[1]));
	evl_text_parts_init(parts);
	if (evl_number_format_range(&object->format, &start, &end, parts))
		return true;
	evl_text_parts_release(parts);
	return evl_not_covered(realm, "how this range of numbers is written");
}

/* sec-intl.numberformat.prototype.formatrange */
static bool format_range(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_text_parts parts;
	return make_range(realm, args, "Intl.NumberFormat.prototype.formatRange", &parts) && evl_intl_give_text(realm, &parts, result);
}

/* sec-intl.numberformat.prototype.formatrangetoparts */
static bool format_range_to_parts(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_text_parts parts;
	return make_range(realm, args, "Intl.NumberFormat.prototype.formatRangeToParts", &parts) &&
	       evl_intl_give_parts(realm, &parts, "source", result);
}

/* sec-intl.numberformat.prototype.resolvedoptions */
static bool resolved_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct number_format *object = evl_intl_unwrap(realm, args, EVL_INTL_NUMBER_FORMAT, "UnwrapNumberFormat");
	if (object == NULL)
		return false;
	struct evl_object *options = evl_object_plain(realm);
	*result = evl_from_object(options);
	return evl_intl_put_locale(realm, options, &object->intl.locale) && evl_intl_put_number_options(realm, options, &object->format);
}

/* Intl.NumberFormat(locales, options).format(value) without the object. */
static bool to_locale_string(struct evl_realm *realm, const char *method, evl_value value, evl_value locales, evl_value options, evl_value *result)
{
	struct evl_locale locale;
	struct evl_number_format format;
	if (!evl_intl_region(realm, locales, &locale))
		return false;
	if (evl_is_null(options))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NULLISH, method);
	return evl_intl_coerce_options(realm, options, &options) && evl_intl_number_options(realm, options, method, locale.region, &format) &&
	       format_text(realm, &format, value, result);
}

bool evl_number_to_locale_string(struct evl_realm *realm, double x, evl_value locales, evl_value options, struct evl_string **out)
{
	evl_value text;
	if (!to_locale_string(realm, "Number.prototype.toLocaleString", evl_from_number(x), locales, options, &text))
		return false;
	*out = evl_as_string(text);
	return true;
}

bool evl_bigint_to_locale_string(struct evl_realm *realm, const struct evl_bigint *b, evl_value locales, evl_value options,
				 struct evl_string **out)
{
	evl_value text;
	if (!to_locale_string(realm, "BigInt.prototype.toLocaleString", evl_from_bigint(b), locales, options, &text))
		return false;
	*out = evl_as_string(text);
	return true;
}

static const struct evl_row statics[] = {
	EVL_METHOD("supportedLocalesOf", evl_intl_supported_locales_of, 1),
};

static const struct evl_row prototype[] = {
	EVL_METHOD("resolvedOptions", resolved_options, 0),
	EVL_METHOD("formatToParts", format_to_parts, 1),
	EVL_GETTER("format", get_format),
	EVL_METHOD("formatRange", format_range, 2),
	EVL_METHOD("formatRangeToParts", format_range_to_parts, 2),
	EVL_TAG_ROW("Intl.NumberFormat"),
};

const struct evl_family evl_family_INTL_NUMBER_FORMAT = {
	.name = "NumberFormat",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.length = 0,
	.statics = EVL_ROWS(statics),
	.prototype = EVL_ROWS(prototype),
};
