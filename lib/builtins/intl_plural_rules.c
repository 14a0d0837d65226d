/* SPDX-License-Identifier: MIT */
/*
 * intl_plural_rules.c - Intl.PluralRules in English: one and other; first, second, third and other.
 */
#include <string.h>

#include "builtins/args.h"
#include "builtins/intl.h"
#include "builtins/number_pattern.h"

static const char service[] = "Intl.PluralRules";
static const char types[] = "cardinal|ordinal";

struct plural_rules {
	struct evl_intl_object intl;
	struct evl_digit_options digits;
	bool ordinal;
};

/* sec-intl.pluralrules */
static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_locale locale;
	struct evl_digit_options digits;
	evl_value options;
	int type;
	if (!evl_intl_require_new(realm, args, service))
		return false;
	struct plural_rules *object = evl_intl_new(realm, args, EVL_INTL_PLURAL_RULES, EVL_INTRINSIC_INTL_PLURAL_RULES_PROTOTYPE, sizeof *object);
	if (object == NULL || !evl_intl_locale(realm, evl_arg(args, 0), &locale))
		return false;
	if (evl_is_null(evl_arg(args, 1)))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NULLISH, service);
	if (!evl_intl_coerce_options(realm, evl_arg(args, 1), &options) || !evl_intl_matcher(realm, options, service) ||
	    !evl_intl_choice(realm, options, service, "type", types, 0, &type) ||
	    !evl_intl_digit_options(realm, options, service, 0, 3, false, &digits))
		return false;
	object->intl.locale = locale;
	object->digits = digits;
	object->ordinal = type == 1;
	*result = evl_from_object(object);
	return true;
}

/* The rules of CLDR for English. */
static const char *category(const struct plural_rules *rules, struct evl_decimal *d)
{
	if (d->kind != EVL_DECIMAL_FINITE)
		return "other";
	int64_t minimum = evl_number_round(&rules->digits, d);
	bool whole = (int64_t)d->count <= d->exponent;
	if (!rules->ordinal)
		return whole && minimum == 0 && d->count == 1 && d->exponent == 1 && d->digits[0] == '1' ? "one" : "other";
	char last = evl_decimal_digit(d, 0);
	if (!whole || evl_decimal_digit(d, 1) == '1')
		return "other";
	return last == '1' ? "one" : last == '2' ? "two" : last == '3' ? "few" : "other";
}

static bool number_of(struct evl_realm *realm, evl_value value, struct evl_decimal *out)
{
	double x;
	if (!evl_to_number(realm, value, &x))
		return false;
	evl_decimal_from_double(x, evl_realm_scratch(realm, EVL_DECIMAL_DOUBLE_ROOM), out);
	return true;
}

static bool give(struct evl_realm *realm, const char *text, evl_value *result)
{
	*result = evl_text_value(realm, text);
	return *result != EVL_EMPTY;
}

/* sec-intl.pluralrules.prototype.select */
static bool select_category(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_decimal number;
	struct plural_rules *rules = evl_intl_this(realm, args, EVL_INTL_PLURAL_RULES, "Intl.PluralRules.prototype.select");
	return rules != NULL && number_of(realm, evl_arg(args, 0), &number) && give(realm, category(rules, &number), result);
}

/* sec-intl.pluralrules.prototype.selectrange; every range is "other" in English */
static bool select_range(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_decimal start, end;
	if (evl_intl_this(realm, args, EVL_INTL_PLURAL_RULES, "Intl.PluralRules.prototype.selectRange") == NULL)
		return false;
	if (evl_is_undefined(evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_PLURAL_START_UNDEFINED, "undefined");
	if (evl_is_undefined(evl_arg(args, 1)))
		return evl_throw_message(realm, EVL_MESSAGE_PLURAL_END_UNDEFINED, "undefined");
	if (!number_of(realm, args->values[0], &start) || !number_of(realm, args->values[1], &end))
		return false;
	if (start.kind == EVL_DECIMAL_NAN)
		return evl_throw_message(realm, EVL_MESSAGE_PLURAL_START, evl_describe(realm, args->values[0]));
	if (end.kind == EVL_DECIMAL_NAN)
		return evl_throw_message(realm, EVL_MESSAGE_PLURAL_END, evl_describe(realm, args->values[1]));
	return give(realm, "other", result);
}

/* sec-intl.pluralrules.prototype.resolvedoptions; the order of the categories is the engine's */
static bool resolved_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const names[][4] = { { "one", "other" }, { "few", "one", "two", "other" }, { "one", "two", "few", "other" } };
	struct plural_rules *rules = evl_intl_this(realm, args, EVL_INTL_PLURAL_RULES, "Intl.PluralRules.prototype.resolvedOptions");
	if (rules == NULL)
		return false;
	struct evl_object *o = evl_object_plain(realm), *list = evl_array_new(realm, 0, 4);
	*result = evl_from_object(o);
	const char *const *row = names[!rules->ordinal ? 0 : realm->v8 >= EVL_V8_13 ? 2 : 1];
	for (int i = 0; i < 4 && row[i] != NULL; i++) {
		evl_value text;
		if (!give(realm, row[i], &text) || !evl_array_append(realm, list, text))
			return false;
	}
	return evl_intl_put_locale(realm, o, &rules->intl.locale) && evl_intl_put_choice(realm, o, "type", types, rules->ordinal) &&
	       (realm->v8 < EVL_V8_15 || evl_intl_put_text(realm, o, "notation", "standard")) &&
	       evl_intl_put_digit_options(realm, o, &rules->digits) &&
	       evl_intl_put(realm, o, "pluralCategories", evl_from_object(list)) &&
	       (realm->v8 < EVL_V8_12 || evl_intl_put_rounding(realm, o, &rules->digits));
}

static const struct evl_row statics[] = {
	EVL_METHOD("supportedLocalesOf", evl_intl_supported_locales_of, 1),
};

static const struct evl_row prototype[] = {
	EVL_METHOD("resolvedOptions", resolved_options, 0),
	EVL_METHOD("select", select_category, 1),
	EVL_METHOD("selectRange", select_range, 2),
	EVL_TAG_ROW("Intl.PluralRules"),
};

const struct evl_family evl_family_INTL_PLURAL_RULES = {
	.name = "PluralRules",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.statics = EVL_ROWS(statics),
	.prototype = EVL_ROWS(prototype),
};
