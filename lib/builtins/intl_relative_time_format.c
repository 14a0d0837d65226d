/* SPDX-License-Identifier: MIT */
/*
 * intl_relative_time_format.c - Intl.RelativeTimeFormat in English: "in 2 days", "yesterday".
 */
#include <math.h>
#include <string.h>

#include "builtins/args.h"
#include "builtins/intl.h"
#include "builtins/number_pattern.h"

static const char service[] = "Intl.RelativeTimeFormat";
static const char styles[] = "long|short|narrow";
static const char numerics[] = "always|auto";
static const char *const units[] = { "second", "minute", "hour", "day", "week", "month", "quarter", "year" };

enum { UNITS = 8 };

struct words {
	uint8_t style, unit;
	const char *around[2][2][2]; /* to come, gone by; one, others; before and after the number */
	const char *instead[3];      /* for -1, 0, 1 */
};

static const struct words table[] = {
#define RELATIVE(s, u, a, b, c, d, e, f, g, h, x, y, z) { s, u, { { { a, b }, { c, d } }, { { e, f }, { g, h } } }, { x, y, z } },
#include "builtins/relative_time_table.def"
#undef RELATIVE
};

struct relative_time_format {
	struct evl_intl_object intl;
	uint8_t style;
	bool automatic;
};

/* sec-intl.relativetimeformat */
static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_locale locale;
	evl_value options;
	int style, numeric;
	if (!evl_intl_require_new(realm, args, service))
		return false;
	struct relative_time_format *object = evl_intl_new(realm, args, EVL_INTL_RELATIVE_TIME_FORMAT,
							   EVL_INTRINSIC_INTL_RELATIVE_TIME_FORMAT_PROTOTYPE, sizeof *object);
	if (object == NULL || !evl_intl_locale(realm, evl_arg(args, 0), &locale))
		return false;
	if (evl_is_null(evl_arg(args, 1)))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NULLISH, service);
	if (!evl_intl_coerce_options(realm, evl_arg(args, 1), &options) || !evl_intl_matcher(realm, options, service) ||
	    !evl_intl_numbering(realm, options, NULL) || !evl_intl_choice(realm, options, service, "style", styles, 0, &style) ||
	    !evl_intl_choice(realm, options, service, "numeric", numerics, 0, &numeric))
		return false;
	object->intl.locale = locale;
	object->style = (uint8_t)style;
	object->automatic = numeric == 1;
	*result = evl_from_object(object);
	return true;
}

/* SingularRelativeTimeUnit (sec-singularrelativetimeunit); -1: none */
static int unit_of(const char *text)
{
	size_t length = strlen(text);
	for (int i = 0; i < UNITS; i++) {
		size_t n = strlen(units[i]);
		if (strncmp(text, units[i], n) == 0 && (length == n || (length == n + 1 && text[n] == 's')))
			return i;
	}
	return -1;
}

static bool make(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_text_parts *parts)
{
	struct relative_time_format *object = evl_intl_this(realm, args, EVL_INTL_RELATIVE_TIME_FORMAT, method);
	struct evl_string *s;
	double value;
	if (object == NULL || !evl_to_number(realm, evl_arg(args, 0), &value) || !evl_to_string(realm, evl_arg(args, 1), &s))
		return false;
	const char *text = evl_string_utf8(realm, s);
	int unit = unit_of(text);
	if (!isfinite(value))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_FINITE, method);
	if (unit < 0)
		return evl_throw_message(realm, EVL_MESSAGE_UNIT_INVALID, method, text);
	const struct words *words = &table[object->style * UNITS + unit];
	evl_text_parts_init(parts);
	if (object->automatic && (value == -1 || value == 0 || value == 1) && words->instead[(int)value + 1] != NULL) {
		evl_text_parts_add_text(parts, "literal", words->instead[(int)value + 1]);
		return true;
	}
	static const struct evl_number_format plain = {
		.digits = { .minimum_integer = 1, .maximum_fraction = 3, .mode = EVL_ROUND_HALF_EXPAND, .increment = 1 },
		.grouping = EVL_GROUPING_AUTO,
	};
	struct evl_decimal number;
	struct evl_text_parts digits;
	bool past = signbit(value);
	evl_decimal_from_double(fabs(value), evl_realm_scratch(realm, EVL_DECIMAL_DOUBLE_ROOM), &number);
	evl_text_parts_init(&digits);
	digits.source = units[unit];
	evl_number_format(&plain, &number, &digits);
	bool one = number.count == 1 && number.exponent == 1 && number.digits[0] == '1';
	const char *const *around = words->around[past][!one];
	evl_text_parts_add_text(parts, "literal", around[0]);
	evl_text_parts_append(parts, &digits);
	evl_text_parts_add_text(parts, "literal", around[1]);
	evl_text_parts_release(&digits);
	return true;
}

/* sec-intl.relativetimeformat.prototype.format */
static bool format(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_text_parts parts;
	return make(realm, args, "Intl.RelativeTimeFormat.prototype.format", &parts) && evl_intl_give_text(realm, &parts, result);
}

/* sec-intl.relativetimeformat.prototype.formattoparts */
static bool format_to_parts(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_text_parts parts;
	return make(realm, args, "Intl.RelativeTimeFormat.prototype.formatToParts", &parts) &&
	       evl_intl_give_parts(realm, &parts, "unit", result);
}

/* sec-intl.relativetimeformat.prototype.resolvedoptions */
static bool resolved_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct relative_time_format *object =
		evl_intl_this(realm, args, EVL_INTL_RELATIVE_TIME_FORMAT, "Intl.RelativeTimeFormat.prototype.resolvedOptions");
	if (object == NULL)
		return false;
	struct evl_object *o = evl_object_plain(realm);
	*result = evl_from_object(o);
	return evl_intl_put_locale(realm, o, &object->intl.locale) && evl_intl_put_choice(realm, o, "style", styles, object->style) &&
	       evl_intl_put_choice(realm, o, "numeric", numerics, object->automatic) &&
	       evl_intl_put_text(realm, o, "numberingSystem", "latn");
}

static const struct evl_row statics[] = {
	EVL_METHOD("supportedLocalesOf", evl_intl_supported_locales_of, 1),
};

static const struct evl_row prototype[] = {
	EVL_METHOD("resolvedOptions", resolved_options, 0),
	EVL_METHOD("format", format, 2),
	EVL_METHOD("formatToParts", format_to_parts, 2),
	EVL_TAG_ROW("Intl.RelativeTimeFormat"),
};

const struct evl_family evl_family_INTL_RELATIVE_TIME_FORMAT = {
	.name = "RelativeTimeFormat",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.statics = EVL_ROWS(statics),
	.prototype = EVL_ROWS(prototype),
};
