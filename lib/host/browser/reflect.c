/* SPDX-License-Identifier: MIT */
/*
 * reflect.c - content attributes as properties (HTML, "Reflecting content attributes in IDL attributes"): one getter and
 * one setter over a table. reflect_number.c and reflect_word.c have the rules of numbers and of keywords.
 */
#include <string.h>

#include "host/browser/dom.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "host/browser/reflect.h"
#include "value/convert.h"

enum kind { TEXT, NULL_TEXT, FLAG, NUMBER, ADDRESS, WORD, NULL_WORD };

/*
 * NULL_TEXT: null is set as the empty text ([LegacyNullToEmptyString]). NULL_WORD: a keyword; null takes the
 * attribute away. `tag`: of these elements
 * only; NULL: of all that have the property and are not named above.
 */
static const struct reflected {
	const char *property, *attribute;
	enum kind kind;
	const char *tag;
} reflected[] = {
#define EVL_REFLECTED(property, attribute, kind, tag) { property, attribute, kind, tag },
#include "host/browser/reflected.def"
};

enum { REFLECTED = sizeof reflected / sizeof reflected[0] };

static const struct reflected *entry_of(struct evl_realm *realm, const struct evl_dom_node *element, const char *property)
{
	const struct reflected *at = reflected, *last = reflected + REFLECTED - 1;
	while (at < last && (strcmp(at->property, property) != 0 || (at->tag != NULL && !evl_element_is(realm, element, at->tag))))
		at++;
	return at;
}

/* Is it the address that a form is sent to, which is the page's own unless another is given? */
static bool is_of_action(const struct reflected *entry)
{
	return strcmp(entry->attribute, "action") == 0 || strcmp(entry->attribute, "formaction") == 0;
}

bool evl_reflect_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (element == NULL)
		return false;
	const struct reflected *at = entry_of(realm, element, evl_platform_name(args));
	struct evl_string *value = evl_element_get(realm, element, at->attribute);
	switch (at->kind) {
	case FLAG:
		*result = evl_from_bool(value != NULL);
		return true;
	case NUMBER:
		*result = evl_from_int(evl_reflect_number(realm, element, at->property, value));
		return true;
	case NULL_WORD:
	case WORD:
		return evl_reflect_word(realm, element, at->property, value, result);
	case ADDRESS:
		if ((value == NULL || value->length == 0) && is_of_action(at)) {
			*result = evl_platform_text(realm, evl_page_address(realm));
			return true;
		}
		if (value != NULL) {
			if (evl_text_is_partial(realm, value))
				break;
			return evl_page_resolve(realm, value, result);
		}
		break;
	case TEXT:
	case NULL_TEXT:
		break;
	}
	*result = value != NULL ? evl_from_string(value) : evl_from_string(evl_string_from_name(realm, EVL_NAME_empty));
	return true;
}

bool evl_reflect_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	struct evl_string *text;
	int32_t number;
	*result = EVL_UNDEFINED;
	if (element == NULL)
		return false;
	const struct reflected *at = entry_of(realm, element, evl_platform_name(args));
	evl_name name = evl_platform_intern(realm, at->attribute);
	switch (at->kind) {
	case FLAG:
		return evl_element_set(realm, element, name,
				       evl_to_boolean(evl_arg(args, 0)) ? evl_string_from_name(realm, EVL_NAME_empty) : NULL);
	case NUMBER:
		return evl_reflect_to_number(realm, element, at->property, evl_arg(args, 0), &number) &&
		       evl_element_set(realm, element, name, evl_number_to_string(realm, evl_from_int(number)));
	case NULL_WORD:
		if (evl_is_nullish(evl_arg(args, 0)))
			return evl_element_set(realm, element, name, NULL);
		break;
	case NULL_TEXT:
		if (evl_is_null(evl_arg(args, 0)))
			return evl_element_set(realm, element, name, evl_string_from_name(realm, EVL_NAME_empty));
		break;
	default:
		break;
	}
	return evl_partial_attribute(realm, name, evl_arg(args, 0), &text) && evl_element_set(realm, element, name, text);
}
