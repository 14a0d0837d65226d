/* SPDX-License-Identifier: MIT */
/*
 * intl_options.c - objects of Intl's services, their options, and their results as strings and lists of parts.
 */
#include <math.h>
#include <string.h>

#include "builtins/args.h"
#include "builtins/intl.h"
#include "builtins/region.h"

void *evl_intl_new(struct evl_realm *realm, const struct evl_args *args, enum evl_intl_service service, enum evl_intrinsic prototype,
		   size_t bytes)
{
	struct evl_object *parent;
	if (!evl_prototype_from_constructor(realm, args->new_target, prototype, &parent))
		return NULL;
	struct evl_intl_object *object =
		(struct evl_intl_object *)evl_object_alloc(realm, EVL_CLASS_INTL, evl_shape_root(realm, parent), bytes, 0);
	object->service = (uint8_t)service;
	object->bound = EVL_UNDEFINED;
	return object;
}

void *evl_intl_this(struct evl_realm *realm, const struct evl_args *args, enum evl_intl_service service, const char *method)
{
	if (evl_is_class(args->this_value, EVL_CLASS_INTL)) {
		struct evl_intl_object *object = (struct evl_intl_object *)evl_as_object(args->this_value);
		if (object->service == service)
			return object;
	}
	evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	return NULL;
}

void *evl_intl_unwrap(struct evl_realm *realm, const struct evl_args *args, enum evl_intl_service service, const char *unwrapper)
{
	struct evl_args again = *args;
	if (!evl_is_class(args->this_value, EVL_CLASS_INTL) ||
	    ((const struct evl_intl_object *)evl_as_object(args->this_value))->service != service)
		again.this_value = EVL_UNDEFINED;
	return evl_intl_this(realm, &again, service, unwrapper);
}

bool evl_intl_require_new(struct evl_realm *realm, const struct evl_args *args, const char *name)
{
	return !evl_is_undefined(args->new_target) || evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_WITHOUT_NEW, name);
}

bool evl_intl_coerce_options(struct evl_realm *realm, evl_value options, evl_value *out)
{
	struct evl_object *object;
	*out = options;
	if (evl_is_undefined(options))
		return true;
	if (!evl_to_object(realm, options, &object))
		return false;
	*out = evl_from_object(object);
	return true;
}

bool evl_intl_options_object(struct evl_realm *realm, evl_value options)
{
	return evl_is_undefined(options) || evl_is_object(options) || evl_throw_message(realm, EVL_MESSAGE_OPTIONS_NOT_OBJECT);
}

bool evl_intl_option(struct evl_realm *realm, evl_value options, const char *name, evl_value *out)
{
	*out = EVL_UNDEFINED;
	return evl_is_undefined(options) || evl_get(realm, options, evl_text_name(realm, name), out);
}

/* The index of `text` in the list; -1: it is not there. */
static int index_in(const char *values, const char *text)
{
	size_t length = strlen(text);
	for (int index = 0;; index++) {
		const char *end = strchr(values, '|');
		size_t n = end != NULL ? (size_t)(end - values) : strlen(values);
		if (n == length && memcmp(values, text, n) == 0)
			return index;
		if (end == NULL)
			return -1;
		values = end + 1;
	}
}

void evl_intl_choice_text(const char *values, int index, char text[32])
{
	for (; index > 0; index--)
		values = strchr(values, '|') + 1;
	const char *end = strchr(values, '|');
	size_t n = end != NULL ? (size_t)(end - values) : strlen(values);
	memcpy(text, values, n);
	text[n] = '\0';
}

bool evl_intl_text_option(struct evl_realm *realm, evl_value options, const char *name, const char **out)
{
	evl_value value;
	struct evl_string *s;
	*out = NULL;
	if (!evl_intl_option(realm, options, name, &value))
		return false;
	if (evl_is_undefined(value))
		return true;
	if (!evl_to_string(realm, value, &s))
		return false;
	*out = evl_string_utf8(realm, s);
	return true;
}

bool evl_intl_choice(struct evl_realm *realm, evl_value options, const char *service, const char *name, const char *values,
		     int fallback, int *out)
{
	const char *text;
	*out = fallback;
	if (!evl_intl_text_option(realm, options, name, &text))
		return false;
	if (text == NULL)
		return true;
	*out = index_in(values, text);
	return *out >= 0 || evl_throw_message(realm, EVL_MESSAGE_OPTION_RANGE, text, service, name);
}

bool evl_intl_flag(struct evl_realm *realm, evl_value options, const char *name, int *out)
{
	evl_value value;
	*out = -1;
	if (!evl_intl_option(realm, options, name, &value))
		return false;
	if (!evl_is_undefined(value))
		*out = evl_to_boolean(value);
	return true;
}

bool evl_intl_number(struct evl_realm *realm, evl_value value, const char *name, int low, int high, int *out)
{
	double number;
	*out = -1;
	if (evl_is_undefined(value))
		return true;
	if (!evl_to_number(realm, value, &number))
		return false;
	if (!(number >= low && number <= high))
		return evl_throw_message(realm, EVL_MESSAGE_FRACTION_DIGITS_RANGE, name);
	*out = (int)floor(number);
	return true;
}

bool evl_intl_matcher(struct evl_realm *realm, evl_value options, const char *service)
{
	int ignored;
	return evl_intl_choice(realm, options, service, "localeMatcher", "lookup|best fit", 1, &ignored);
}

bool evl_intl_numbering(struct evl_realm *realm, evl_value options, const struct evl_region *region)
{
	evl_value value;
	struct evl_string *s;
	if (!evl_intl_option(realm, options, "numberingSystem", &value))
		return false;
	if (evl_is_undefined(value))
		return true;
	if (!evl_to_string(realm, value, &s))
		return false;
	const char *text = evl_string_utf8(realm, s);
	bool own = strcmp(text, "latn") == 0 && (region == NULL || region->numbers->zero == '0');
	return own || evl_not_covered(realm, "a numbering system other than latn");
}

bool evl_intl_put(struct evl_realm *realm, struct evl_object *object, const char *name, evl_value value)
{
	return evl_create_data(realm, object, evl_text_name(realm, name), value);
}

bool evl_intl_put_text(struct evl_realm *realm, struct evl_object *object, const char *name, const char *text)
{
	evl_value value = evl_text_value(realm, text);
	return value != EVL_EMPTY && evl_intl_put(realm, object, name, value);
}

bool evl_intl_put_choice(struct evl_realm *realm, struct evl_object *object, const char *name, const char *values, int index)
{
	char text[32];
	evl_intl_choice_text(values, index, text);
	return evl_intl_put_text(realm, object, name, text);
}

bool evl_intl_put_locale(struct evl_realm *realm, struct evl_object *object, const struct evl_locale *locale)
{
	if (locale->extended)
		return evl_not_covered(realm, "resolvedOptions of a locale with an extension");
	return evl_intl_put_text(realm, object, "locale", locale->tag);
}

static bool no_memory(struct evl_realm *realm) { return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in Intl"); }

bool evl_intl_give_text(struct evl_realm *realm, struct evl_text_parts *parts, evl_value *result)
{
	bool failed = parts->failed || parts->text.failed;
	*result = failed ? EVL_EMPTY : evl_string_value(evl_string_new(realm, parts->text.units, parts->text.length));
	evl_text_parts_release(parts);
	return failed ? no_memory(realm) : *result != EVL_EMPTY;
}

static bool put_part(struct evl_realm *realm, struct evl_object *array, const struct evl_text_part *part, const uint16_t *units,
		     size_t length, const char *extra)
{
	struct evl_object *object = evl_object_plain(realm);
	struct evl_string *text = evl_string_new(realm, units, length);
	return text != NULL && evl_intl_put_text(realm, object, "type", part->type) &&
	       evl_intl_put(realm, object, "value", evl_from_string(text)) &&
	       (extra == NULL || part->source == NULL || evl_intl_put_text(realm, object, extra, part->source)) &&
	       evl_array_append(realm, array, evl_from_object(object));
}

bool evl_intl_give_parts(struct evl_realm *realm, struct evl_text_parts *parts, const char *extra, evl_value *result)
{
	bool failed = parts->failed || parts->text.failed, ok = true;
	struct evl_object *array = evl_array_new(realm, 0, 0);
	size_t start = 0;
	for (size_t i = 0; !failed && ok && i < parts->count; i++) {
		ok = put_part(realm, array, &parts->items[i], parts->text.units + start, parts->items[i].end - start, extra);
		start = parts->items[i].end;
	}
	evl_text_parts_release(parts);
	*result = evl_from_object(array);
	return failed ? no_memory(realm) : ok;
}
