/* SPDX-License-Identifier: MIT */
/*
 * intl.c - the namespace Intl.
 */
#include "builtins/intl.h"

#include <string.h>

#include "builtins/args.h"
#include "builtins/number_pattern.h"
#include "builtins/recent.h"

/* sec-intl.getcanonicallocales */
static bool get_canonical_locales(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *list;
	if (!evl_intl_locale_list(realm, evl_arg(args, 0), &list))
		return false;
	*result = evl_from_object(list);
	return true;
}

static bool append_text(struct evl_realm *realm, struct evl_object *array, const char *text)
{
	struct evl_string *s = evl_string_from_ascii(realm, text);
	return s != NULL && evl_array_append(realm, array, evl_from_string(s));
}

/* sec-intl.supportedvaluesof, for the keys whose lists the model has */
static bool supported_values_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *s;
	const char *item;
	if (!evl_to_string(realm, evl_arg(args, 0), &s))
		return false;
	const char *key = evl_string_utf8(realm, s);
	struct evl_object *array = evl_array_new(realm, 0, 0);
	*result = evl_from_object(array);
	if (strcmp(key, "unit") == 0 || strcmp(key, "currency") == 0) {
		for (unsigned i = 0; (item = key[0] == 'u' ? evl_unit_listed(i) : evl_currency_listed(i)) != NULL; i++)
			if (!append_text(realm, array, item))
				return false;
		return true;
	}
	if (strcmp(key, "calendar") == 0 || strcmp(key, "collation") == 0 || strcmp(key, "numberingSystem") == 0 || strcmp(key, "timeZone") == 0)
		return evl_not_covered(realm, "this list of Intl.supportedValuesOf");
	return evl_throw_message(realm, EVL_MESSAGE_KEY_INVALID, key);
}

static const struct evl_row statics[] = {
	EVL_METHOD("getCanonicalLocales", get_canonical_locales, 1),
	EVL_METHOD("supportedValuesOf", supported_values_of, 1),
	EVL_INTRINSIC_ROW("DateTimeFormat", EVL_INTRINSIC_INTL_DATE_TIME_FORMAT),
	EVL_INTRINSIC_ROW("NumberFormat", EVL_INTRINSIC_INTL_NUMBER_FORMAT),
	EVL_INTRINSIC_ROW("Collator", EVL_INTRINSIC_INTL_COLLATOR),
	EVL_INTRINSIC_ROW("PluralRules", EVL_INTRINSIC_INTL_PLURAL_RULES),
	EVL_INTRINSIC_ROW("RelativeTimeFormat", EVL_INTRINSIC_INTL_RELATIVE_TIME_FORMAT),
	EVL_INTRINSIC_ROW("ListFormat", EVL_INTRINSIC_INTL_LIST_FORMAT),
	EVL_NOT_COVERED_ROW("Locale", "Intl.Locale"),
	EVL_NOT_COVERED_ROW("DisplayNames", "Intl.DisplayNames"),
	EVL_INTRINSIC_ROW("Segmenter", EVL_INTRINSIC_INTL_SEGMENTER),
	EVL_TAG_ROW("Intl"),
};

static const struct evl_row intl_recent[] = {
	EVL_NOT_COVERED_ROW_SINCE(EVL_V8_13, "DurationFormat", "Intl.DurationFormat"),
};

const struct evl_rows evl_rows_intl_recent = EVL_ROWS(intl_recent);

const struct evl_family evl_family_INTL = {
	.name = "Intl",
	.kind = EVL_FAMILY_NAMESPACE,
	.global = true,
	.statics = EVL_ROWS(statics),
};
