/* SPDX-License-Identifier: MIT */
/*
 * tokens.c - classList, relList and their kin (DOM, "DOMTokenList") and dataset (HTML, "DOMStringMap"): an
 * element's attributes seen as a set of tokens and as properties.
 */
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "builtins/dom_exception.h"
#include "host/browser/companions.h"
#include "host/browser/partial_text.h"
#include "value/convert.h"

struct companion {
	struct evl_platform platform;
	struct evl_dom_node *element;
	const char *attribute; /* of a list of tokens: where they stand; static storage */
};

/* The next token of `units` from *at on; false at the end. */
static bool next_token(const uint16_t *units, uint32_t length, uint32_t *at, uint32_t *from, uint32_t *to)
{
	while (*at < length && evl_is_html_space(units[*at]))
		(*at)++;
	*from = *at;
	while (*at < length && !evl_is_html_space(units[*at]))
		(*at)++;
	*to = *at;
	return *to > *from;
}

/* The distinct tokens of the attribute, as names. */
static uint32_t read_tokens(struct evl_realm *realm, const struct companion *list, evl_name **out)
{
	struct evl_string *text = evl_element_get(realm, list->element, list->attribute);
	const uint16_t *units = text != NULL ? evl_string_units(realm, text) : NULL;
	uint32_t count = 0, at = 0, from, to;
	*out = NULL;
	if (units == NULL)
		return 0;
	evl_name *names = evl_arena_alloc(&realm->scratch, (text->length / 2 + (size_t)2) * sizeof *names);
	while (next_token(units, text->length, &at, &from, &to)) {
		evl_name name = evl_names_intern(realm->names, units + from, to - from);
		uint32_t i = 0;
		while (i < count && names[i] != name)
			i++;
		if (i == count)
			names[count++] = name;
	}
	*out = names;
	return count;
}

bool evl_element_has_class(struct evl_realm *realm, const struct evl_dom_node *element, struct evl_string *token)
{
	struct evl_string *text = evl_element_get(realm, element, "class");
	const uint16_t *units = text != NULL ? evl_string_units(realm, text) : NULL, *wanted = evl_string_units(realm, token);
	uint32_t at = 0, from, to;
	if (units == NULL || wanted == NULL)
		return false;
	while (next_token(units, text->length, &at, &from, &to))
		if (to - from == token->length && memcmp(units + from, wanted, token->length * sizeof *units) == 0)
			return true;
	return false;
}

bool evl_element_has_classes(struct evl_realm *realm, const struct evl_dom_node *element, struct evl_string *tokens)
{
	const uint16_t *units = evl_string_units(realm, tokens);
	uint32_t at = 0, from, to, count = 0;
	while (units != NULL && next_token(units, tokens->length, &at, &from, &to)) {
		count++;
		if (!evl_element_has_class(realm, element, evl_string_substring(realm, tokens, from, to)))
			return false;
	}
	return count != 0;
}

static bool write_tokens(struct evl_realm *realm, const struct companion *list, const evl_name *names, uint32_t count)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	if (count == 0 && !evl_element_has(realm, list->element, list->attribute))
		return true;
	for (uint32_t i = 0; i < count && text != NULL; i++) {
		if (i != 0)
			text = evl_string_concat(realm, text, evl_string_from_unit(realm, ' '));
		if (text != NULL)
			text = evl_string_concat(realm, text, evl_string_from_name(realm, names[i]));
	}
	return text != NULL && evl_element_set(realm, list->element, evl_platform_intern(realm, list->attribute), text);
}

static struct evl_dom_node *element_of(struct evl_platform *platform) { return ((struct companion *)platform)->element; }

evl_value evl_token_list(struct evl_realm *realm, struct evl_dom_node *element, const char *attribute)
{
	struct companion *list =
		evl_platform_new(realm, EVL_PLATFORM_TOKENS, sizeof *list, EVL_UNDEFINED, EVL_INTRINSIC_DOM_TOKEN_LIST_PROTOTYPE);
	list->platform.object.cell.flags |= EVL_OBJECT_EXOTIC;
	list->element = element;
	list->attribute = attribute;
	return evl_from_object(list);
}

uint32_t evl_tokens_count(struct evl_realm *realm, struct evl_platform *tokens)
{
	evl_name *names;
	return read_tokens(realm, (const struct companion *)tokens, &names);
}

evl_value evl_tokens_at(struct evl_realm *realm, struct evl_platform *tokens, uint32_t index)
{
	evl_name *names;
	uint32_t count = read_tokens(realm, (const struct companion *)tokens, &names);
	return index < count ? evl_from_string(evl_string_from_name(realm, names[index])) : EVL_NULL;
}

static bool receiver(struct evl_realm *realm, const struct evl_args *args, const struct companion **out)
{
	*out = evl_platform_receiver(realm, args, EVL_PLATFORM_TOKENS);
	return *out != NULL;
}

/* A token given by the snippet: not empty, no white space. */
static bool token_argument(struct evl_realm *realm, const struct evl_args *args, evl_value value, evl_name *out)
{
	struct evl_string *text;
	if (!evl_to_string(realm, value, &text))
		return false;
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return false;
	if (text->length == 0) {
		return evl_platform_exception(realm, "SyntaxError", "Failed to execute '%s' on 'DOMTokenList': The token provided must not be empty.",
					      evl_platform_name(args));
	}
	for (uint32_t i = 0; i < text->length; i++) {
		if (!evl_is_html_space(units[i]))
			continue;
		return evl_platform_exception(realm, "InvalidCharacterError",
					      "Failed to execute '%s' on 'DOMTokenList': The token provided ('%s') contains HTML space characters, which are "
					      "not valid in tokens.",
					      evl_platform_name(args), evl_string_utf8(realm, text));
	}
	*out = evl_string_name(realm, text);
	return true;
}

static uint32_t find_token(const evl_name *names, uint32_t count, evl_name name)
{
	uint32_t i = 0;
	while (i < count && names[i] != name)
		i++;
	return i;
}

static bool add_or_remove(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool add = strcmp(evl_platform_name(args), "add") == 0;
	const struct companion *list;
	evl_name *given = evl_arena_alloc(&realm->scratch, (args->count + (size_t)1) * sizeof *given), *names;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &list))
		return false;
	for (uint32_t i = 0; i < args->count; i++)
		if (!token_argument(realm, args, args->values[i], &given[i]))
			return false;
	uint32_t count = read_tokens(realm, list, &names);
	evl_name *all = evl_arena_alloc(&realm->scratch, ((size_t)count + args->count + 1) * sizeof *all);
	if (count != 0)
		memcpy(all, names, count * sizeof *all);
	for (uint32_t i = 0; i < args->count; i++) {
		uint32_t at = find_token(all, count, given[i]);
		if (add && at == count) {
			all[count++] = given[i];
		} else if (!add && at < count) {
			memmove(all + at, all + at + 1, (count - at - 1) * sizeof *all);
			count--;
		}
	}
	return write_tokens(realm, list, all, count);
}

static bool toggle(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct companion *list;
	evl_name token, *names;
	if (!receiver(realm, args, &list) || !evl_platform_require_args(realm, args, 1, "DOMTokenList", "toggle") ||
	    !token_argument(realm, args, args->values[0], &token))
		return false;
	uint32_t count = read_tokens(realm, list, &names);
	uint32_t at = find_token(names, count, token);
	bool forced = !evl_is_undefined(evl_arg(args, 1)), force = evl_to_boolean(evl_arg(args, 1));
	if (at < count) {
		*result = evl_from_bool(forced && force);
		if (forced && force)
			return true;
		memmove(names + at, names + at + 1, (count - at - 1) * sizeof *names);
		return write_tokens(realm, list, names, count - 1);
	}
	*result = evl_from_bool(!forced || force);
	if (forced && !force)
		return true;
	evl_name *all = evl_arena_alloc(&realm->scratch, (count + (size_t)1) * sizeof *all);
	if (count != 0)
		memcpy(all, names, count * sizeof *all);
	all[count] = token;
	return write_tokens(realm, list, all, count + 1);
}

static bool replace(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct companion *list;
	evl_name from, to, *names;
	if (!receiver(realm, args, &list) || !evl_platform_require_args(realm, args, 2, "DOMTokenList", "replace") ||
	    !token_argument(realm, args, args->values[0], &from) || !token_argument(realm, args, args->values[1], &to))
		return false;
	uint32_t count = read_tokens(realm, list, &names), at = find_token(names, count, from), other = find_token(names, count, to);
	*result = evl_from_bool(at < count);
	if (at == count)
		return true;
	names[at] = to;
	if (other < count && other != at) {
		uint32_t last = other > at ? other : at;
		names[other > at ? at : other] = to;
		memmove(names + last, names + last + 1, (count - last - 1) * sizeof *names);
		count--;
	}
	return write_tokens(realm, list, names, count);
}

static bool contains(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct companion *list;
	struct evl_string *token;
	if (!receiver(realm, args, &list) || !evl_platform_require_args(realm, args, 1, "DOMTokenList", "contains") ||
	    !evl_to_string(realm, args->values[0], &token))
		return false;
	evl_name *names;
	uint32_t count = read_tokens(realm, list, &names);
	*result = evl_from_bool(find_token(names, count, evl_string_name(realm, token)) < count);
	return true;
}

static bool item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct companion *list;
	uint32_t index;
	if (!receiver(realm, args, &list) || !evl_to_uint32(realm, evl_arg(args, 0), &index))
		return false;
	*result = evl_tokens_at(realm, evl_pointer(args->this_value), index);
	return true;
}

static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct companion *list;
	evl_name *names;
	if (!receiver(realm, args, &list))
		return false;
	*result = evl_from_uint32(read_tokens(realm, list, &names));
	return true;
}

static bool get_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct companion *list;
	if (!receiver(realm, args, &list))
		return false;
	struct evl_string *text = evl_element_get(realm, list->element, list->attribute);
	*result = evl_from_string(text != NULL ? text : evl_string_from_name(realm, EVL_NAME_empty));
	return true;
}

static bool set_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct companion *list;
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	return receiver(realm, args, &list) && evl_to_string(realm, evl_arg(args, 0), &text) &&
	       evl_element_set(realm, list->element, evl_platform_intern(realm, list->attribute), text);
}

static const struct evl_row token_row[] = {
	EVL_MADE_ROW("entries", evl_list_entries, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("keys", evl_list_keys, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("values", evl_list_values, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("forEach", evl_list_for_each, EVL_DATA_DEFAULT),
	EVL_ATTRIBUTE("length", get_length),
	EVL_ATTRIBUTE_RW("value", get_value, set_value),
	EVL_OPERATION("add", add_or_remove, 0),
	EVL_OPERATION("contains", contains, 1),
	EVL_OPERATION("item", item, 1),
	EVL_OPERATION("remove", add_or_remove, 0),
	EVL_OPERATION("replace", replace, 2),
	EVL_OPERATION("toString", get_value, 0),
	EVL_OPERATION("toggle", toggle, 1),
	EVL_MADE_ROW("[Symbol.iterator]", evl_list_values, EVL_DATA_HIDDEN),
	EVL_TAG_ROW("DOMTokenList"),
};
const struct evl_family evl_family_DOM_TOKEN_LIST = {
	.name = "DOMTokenList",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(token_row),
};

/* ------------------------------------------------------------------- dataset */

evl_value evl_dataset(struct evl_realm *realm, struct evl_dom_node *element)
{
	struct companion *map =
		evl_platform_new(realm, EVL_PLATFORM_DATASET, sizeof *map, EVL_UNDEFINED, EVL_INTRINSIC_DOM_STRING_MAP_PROTOTYPE);
	map->platform.object.cell.flags |= EVL_OBJECT_EXOTIC;
	map->element = element;
	return evl_from_object(map);
}

static const struct evl_row map_row[] = { EVL_TAG_ROW("DOMStringMap") };
const struct evl_family evl_family_DOM_STRING_MAP = {
	.name = "DOMStringMap",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(map_row),
};

/* "userId" as "data-user-id" */
static evl_name attribute_of(struct evl_realm *realm, evl_key key)
{
	struct evl_string *text = evl_as_string(evl_key_to_value(realm, key));
	const uint16_t *units = evl_string_units(realm, text);
	uint16_t *out = evl_arena_alloc(&realm->scratch, (text->length * (size_t)2 + 8) * sizeof *out);
	uint32_t n = 0;
	for (const char *c = "data-"; *c != '\0'; c++)
		out[n++] = (unsigned char)*c;
	for (uint32_t i = 0; i < text->length; i++) {
		if (units[i] >= 'A' && units[i] <= 'Z') {
			out[n++] = '-';
			out[n++] = (uint16_t)(units[i] + 32);
		} else {
			out[n++] = units[i];
		}
	}
	return evl_names_intern(realm->names, out, n);
}

/* Is it a name that an attribute can have as a property: no dash stands before a small letter? */
static bool is_camel(struct evl_realm *realm, evl_key key)
{
	struct evl_string *text = evl_as_string(evl_key_to_value(realm, key));
	const uint16_t *units = evl_string_units(realm, text);
	for (uint32_t i = 0; units != NULL && i + 1 < text->length; i++)
		if (units[i] == '-' && units[i + 1] >= 'a' && units[i + 1] <= 'z')
			return false;
	return true;
}

/* May a property of this name be set (HTML, dom-domstringmap-setitem)? False: an exception is pending. */
static bool check_property(struct evl_realm *realm, evl_key key)
{
	struct evl_string *text = evl_as_string(evl_key_to_value(realm, key));
	const uint16_t *units = evl_string_units(realm, text);
	bool is_name = is_camel(realm, key), is_attribute = true;
	for (uint32_t i = 0; i < text->length; i++)
		is_attribute = is_attribute && !evl_is_html_space(units[i]) && units[i] != 0 && units[i] != '/' && units[i] != '=' && units[i] != '>';
	if (is_name && is_attribute)
		return true;
	const char *name = evl_string_utf8(realm, text);
	struct evl_buffer message;
	evl_buffer_init(&message);
	evl_buffer_printf(&message, "Failed to set a named property '%s' on 'DOMStringMap': '%s%s' is not a valid %s name.", name, is_name ? "data-" : "",
			  name, is_name ? "attribute" : "property");
	(void)evl_dom_exception_throw(realm, message.bytes != NULL ? message.bytes : "", is_name ? "InvalidCharacterError" : "SyntaxError");
	evl_buffer_release(&message);
	return false;
}

/* "data-user-id" as "userId"; EVL_NAME_NONE: another attribute. */
static evl_name property_of(struct evl_realm *realm, evl_name attribute)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, attribute);
	static const char prefix[] = "data-";
	uint16_t *out = evl_arena_alloc(&realm->scratch, (entry->length + (size_t)1) * sizeof *out);
	uint32_t n = 0;
	if (entry->length < 5)
		return EVL_NAME_NONE;
	for (uint32_t i = 0; i < 5; i++)
		if (entry->units[i] != (unsigned char)prefix[i])
			return EVL_NAME_NONE;
	for (uint32_t i = 5; i < entry->length; i++) {
		if (entry->units[i] == '-' && i + 1 < entry->length && entry->units[i + 1] >= 'a' && entry->units[i + 1] <= 'z')
			out[n++] = (uint16_t)(entry->units[++i] - 32);
		else
			out[n++] = entry->units[i];
	}
	return evl_names_intern(realm->names, out, n);
}

/* ------------------------------------------------- what platform_properties.c asks for */

bool evl_companion_get(struct evl_realm *realm, struct evl_platform *object, evl_key key, evl_value *out)
{
	*out = EVL_EMPTY;
	if (object->kind == EVL_PLATFORM_STORAGE)
		return evl_storage_find(realm, object, key, out) && ((*out = evl_partial_read(realm, *out)), true);
	if (object->kind == EVL_PLATFORM_STYLE)
		return evl_style_find(realm, object, key, out);
	if (!is_camel(realm, key)) /* what has a dash before a small letter is the name of no attribute */
		return true;
	struct evl_string *value = evl_element_get_name(element_of(object), attribute_of(realm, key));
	if (value != NULL)
		*out = evl_partial_read(realm, evl_from_string(value));
	return true;
}

/* A change of a companion: what custom elements are told of it follows at once. */
struct change {
	struct evl_platform *object;
	evl_key key;
	evl_value value; /* EVL_EMPTY: it is deleted */
	bool done;
};

static bool put(struct evl_realm *realm, struct evl_platform *object, evl_key key, evl_value value, bool *done)
{
	struct evl_string *text;
	*done = false;
	if (object->kind == EVL_PLATFORM_STYLE)
		return evl_style_assign(realm, object, key, value, done);
	if (evl_page_refuse_named(realm, object->kind == EVL_PLATFORM_DATASET ? "DOMStringMap" : "Storage", key, value))
		return false;
	if (!evl_partial_text(realm, value, &text) || (object->kind == EVL_PLATFORM_DATASET && !check_property(realm, key)))
		return false;
	bool inherited;
	if (object->kind == EVL_PLATFORM_STORAGE && !evl_has_property(realm, object->object.shape->prototype, key, &inherited))
		return false;
	if (object->kind == EVL_PLATFORM_STORAGE && inherited)
		return evl_not_covered(realm, "assigning to a name that Storage itself has");
	*done = object->kind == EVL_PLATFORM_STORAGE ? evl_storage_set(realm, object, key, evl_from_string(text)) :
						       evl_element_set(realm, element_of(object), attribute_of(realm, key), text);
	return *done;
}

static bool take_away(struct evl_realm *realm, struct evl_platform *object, evl_key key, bool *done)
{
	evl_value found;
	*done = false;
	if (!evl_companion_get(realm, object, key, &found))
		return false;
	if (found == EVL_EMPTY)
		return true;
	*done = object->kind == EVL_PLATFORM_STORAGE ? evl_storage_remove(realm, object, key) :
						       evl_element_set(realm, element_of(object), attribute_of(realm, key), NULL);
	return *done;
}

static bool carry_out(struct evl_realm *realm, void *context)
{
	struct change *change = context;
	return change->value != EVL_EMPTY ? put(realm, change->object, change->key, change->value, &change->done) :
					    take_away(realm, change->object, change->key, &change->done);
}

bool evl_companion_set(struct evl_realm *realm, struct evl_platform *object, evl_key key, evl_value value, bool *done)
{
	struct change change = { object, key, value, false };
	bool ok = evl_custom_within(realm, carry_out, &change);
	*done = change.done;
	return ok;
}

bool evl_companion_delete(struct evl_realm *realm, struct evl_platform *object, evl_key key, bool *done)
{
	struct change change = { object, key, EVL_EMPTY, false };
	bool ok = evl_custom_within(realm, carry_out, &change);
	*done = change.done;
	return ok;
}

bool evl_companion_keys(struct evl_realm *realm, struct evl_platform *object, struct evl_key_list *out)
{
	*out = (struct evl_key_list){ NULL, 0 };
	if (object->kind == EVL_PLATFORM_STORAGE) {
		evl_storage_keys(realm, object, out);
		return true;
	}
	if (object->kind != EVL_PLATFORM_DATASET)
		return evl_not_covered(realm, "the names of all style properties");
	const struct evl_dom_node *element = element_of(object);
	out->keys = evl_arena_alloc(&realm->scratch, (element->attribute_count + (size_t)1) * sizeof *out->keys);
	for (uint32_t i = 0; i < element->attribute_count; i++) {
		evl_name name = property_of(realm, element->attributes[i].name);
		if (name != EVL_NAME_NONE)
			out->keys[out->count++] = evl_key_from_string(realm, evl_string_from_name(realm, name));
	}
	return true;
}
