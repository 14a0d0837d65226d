/* SPDX-License-Identifier: MIT */
/*
 * intl_list_format.c - Intl.ListFormat in English: "a, b, and c".
 */
#include <string.h>

#include "builtins/args.h"
#include "builtins/intl.h"
#include "vm/iterator.h"

static const char service[] = "Intl.ListFormat";
static const char types[] = "conjunction|disjunction|unit";
static const char styles[] = "long|short|narrow";

struct list_format {
	struct evl_intl_object intl;
	uint8_t type, style;
};

/* sec-intl.listformat */
static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_locale locale;
	evl_value options = evl_arg(args, 1);
	int type, style;
	if (!evl_intl_require_new(realm, args, service))
		return false;
	struct list_format *object = evl_intl_new(realm, args, EVL_INTL_LIST_FORMAT, EVL_INTRINSIC_INTL_LIST_FORMAT_PROTOTYPE, sizeof *object);
	if (object == NULL || !evl_intl_locale(realm, evl_arg(args, 0), &locale) || !evl_intl_options_object(realm, options) ||
	    !evl_intl_matcher(realm, options, service) || !evl_intl_choice(realm, options, service, "type", types, 0, &type) ||
	    !evl_intl_choice(realm, options, service, "style", styles, 0, &style))
		return false;
	object->intl.locale = locale;
	object->type = (uint8_t)type;
	object->style = (uint8_t)style;
	*result = evl_from_object(object);
	return true;
}

static bool take(struct evl_realm *realm, void *context, evl_value value)
{
	if (!evl_is_string(value))
		return evl_throw_message(realm, EVL_MESSAGE_LIST_ELEMENT, evl_describe(realm, value));
	return evl_library_step(realm) && evl_array_append(realm, context, value);
}

/* What stands before the last of two, before the last of more, and between the others. */
static void separators(const struct list_format *f, const char *out[3])
{
	static const char *const table[3][3][3] = {
		{ { " and ", ", and ", ", " }, { " & ", ", & ", ", " }, { ", ", ", ", ", " } },
		{ { " or ", ", or ", ", " }, { " or ", ", or ", ", " }, { " or ", ", or ", ", " } },
		{ { ", ", ", ", ", " }, { ", ", ", ", ", " }, { " ", " ", " " } },
	};
	memcpy(out, table[f->type][f->style], sizeof table[0][0]);
}

static bool make(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_text_parts *parts)
{
	struct list_format *object = evl_intl_this(realm, args, EVL_INTL_LIST_FORMAT, method);
	if (object == NULL)
		return false;
	struct evl_object *list = evl_array_new(realm, 0, 0);
	const char *between[3];
	if (!evl_is_undefined(evl_arg(args, 0)) && !evl_iterate(realm, args->values[0], take, list))
		return false;
	separators(object, between);
	for (uint32_t i = 0; i < list->element_count; i++)
		if (evl_string_units(realm, evl_as_string(list->elements[i])) == NULL)
			return false;
	evl_text_parts_init(parts);
	for (uint32_t i = 0; i < list->element_count; i++) {
		struct evl_string *s = evl_as_string(list->elements[i]);
		if (i > 0) {
			const char *text = between[i + 1 < list->element_count ? 2 : list->element_count > 2];
			evl_text_parts_add_literal(parts, text, strlen(text));
		}
		evl_text_parts_add_units(parts, "element", s->units, s->length);
	}
	return true;
}

/* sec-intl.listformat.prototype.format */
static bool format(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_text_parts parts;
	return make(realm, args, "Intl.ListFormat.prototype.format", &parts) && evl_intl_give_text(realm, &parts, result);
}

/* sec-intl.listformat.prototype.formattoparts */
static bool format_to_parts(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_text_parts parts;
	return make(realm, args, "Intl.ListFormat.prototype.formatToParts", &parts) && evl_intl_give_parts(realm, &parts, NULL, result);
}

/* sec-intl.listformat.prototype.resolvedoptions */
static bool resolved_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct list_format *object = evl_intl_this(realm, args, EVL_INTL_LIST_FORMAT, "Intl.ListFormat.prototype.resolvedOptions");
	if (object == NULL)
		return false;
	struct evl_object *o = evl_object_plain(realm);
	*result = evl_from_object(o);
	return evl_intl_put_locale(realm, o, &object->intl.locale) && evl_intl_put_choice(realm, o, "type", types, object->type) &&
	       evl_intl_put_choice(realm, o, "style", styles, object->style);
}

static const struct evl_row statics[] = {
	EVL_METHOD("supportedLocalesOf", evl_intl_supported_locales_of, 1),
};

static const struct evl_row prototype[] = {
	EVL_METHOD("resolvedOptions", resolved_options, 0),
	EVL_METHOD("format", format, 1),
	EVL_METHOD("formatToParts", format_to_parts, 1),
	EVL_TAG_ROW("Intl.ListFormat"),
};

const struct evl_family evl_family_INTL_LIST_FORMAT = {
	.name = "ListFormat",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.statics = EVL_ROWS(statics),
	.prototype = EVL_ROWS(prototype),
};
