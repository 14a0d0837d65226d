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

enum kind { TEXT, FLAG, NUMBER, ADDRESS, WORD };

static const struct {
	const char *property, *attribute;
	enum kind kind;
} reflected[] = {
	{ "id", "id", TEXT }, { "className", "class", TEXT }, { "slot", "slot", TEXT }, { "title", "title", TEXT },
	{ "lang", "lang", TEXT }, { "dir", "dir", WORD }, { "hidden", "hidden", FLAG }, { "accessKey", "accesskey", TEXT },
	{ "autofocus", "autofocus", FLAG }, { "name", "name", TEXT }, { "type", "type", WORD }, { "placeholder", "placeholder", TEXT },
	{ "disabled", "disabled", FLAG }, { "required", "required", FLAG }, { "readOnly", "readonly", FLAG },
	{ "multiple", "multiple", FLAG }, { "autocomplete", "autocomplete", WORD }, { "min", "min", TEXT }, { "max", "max", TEXT },
	{ "step", "step", TEXT }, { "pattern", "pattern", TEXT }, { "maxLength", "maxlength", NUMBER },
	{ "minLength", "minlength", NUMBER }, { "size", "size", NUMBER }, { "accept", "accept", TEXT }, { "src", "src", ADDRESS },
	{ "href", "href", ADDRESS }, { "alt", "alt", TEXT }, { "target", "target", TEXT }, { "rel", "rel", TEXT },
	{ "download", "download", TEXT }, { "htmlFor", "for", TEXT }, { "action", "action", ADDRESS }, { "method", "method", WORD },
	{ "noValidate", "novalidate", FLAG }, { "width", "width", NUMBER }, { "height", "height", NUMBER },
	{ "loading", "loading", WORD }, { "open", "open", FLAG }, { "defer", "defer", FLAG }, { "noModule", "nomodule", FLAG },
	{ "charset", "charset", TEXT }, { "media", "media", TEXT }, { "content", "content", TEXT }, { "label", "label", TEXT },
	{ "defaultValue", "value", TEXT }, { "defaultChecked", "checked", FLAG }, { "defaultSelected", "selected", FLAG },
	{ "rows", "rows", NUMBER }, { "cols", "cols", NUMBER }, { "colSpan", "colspan", NUMBER }, { "rowSpan", "rowspan", NUMBER },
	{ "start", "start", NUMBER }, { "tabIndex", "tabindex", NUMBER }, { "controls", "controls", FLAG }, { "loop", "loop", FLAG },
	{ "autoplay", "autoplay", FLAG }, { "preload", "preload", WORD }, { "poster", "poster", ADDRESS },
	{ "playsInline", "playsinline", FLAG }, { "defaultMuted", "muted", FLAG }, { "srcdoc", "srcdoc", TEXT }, { "nonce", "nonce", TEXT },
	{ "as", "as", WORD },
	{ "inert", "inert", FLAG }, { "dateTime", "datetime", TEXT }, { "cite", "cite", ADDRESS }, { "value", "value", TEXT },
};

enum { REFLECTED = sizeof reflected / sizeof reflected[0] };

static size_t entry_of(const char *property)
{
	size_t i = 0;
	while (i < REFLECTED - 1 && strcmp(reflected[i].property, property) != 0)
		i++;
	return i;
}

/* Its kind for this element: the sizes of frames are texts. */
static enum kind kind_of(struct evl_realm *realm, const struct evl_dom_node *element, size_t entry)
{
	bool is_text = reflected[entry].property[0] != 's' && reflected[entry].kind == NUMBER && evl_element_is(realm, element, "iframe");
	return is_text && strcmp(reflected[entry].property, "tabIndex") != 0 ? TEXT : reflected[entry].kind;
}

bool evl_reflect_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (element == NULL)
		return false;
	size_t at = entry_of(evl_platform_name(args));
	struct evl_string *value = evl_element_get(realm, element, reflected[at].attribute);
	switch (kind_of(realm, element, at)) {
	case FLAG:
		*result = evl_from_bool(value != NULL);
		return true;
	case NUMBER:
		*result = evl_from_int(evl_reflect_number(realm, element, reflected[at].property, value));
		return true;
	case WORD:
		return evl_reflect_word(realm, element, reflected[at].property, value, result);
	case ADDRESS:
		if ((value == NULL || value->length == 0) && strcmp(reflected[at].attribute, "action") == 0) {
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
	size_t at = entry_of(evl_platform_name(args));
	evl_name name = evl_platform_intern(realm, reflected[at].attribute);
	switch (kind_of(realm, element, at)) {
	case FLAG:
		return evl_element_set(realm, element, name,
				       evl_to_boolean(evl_arg(args, 0)) ? evl_string_from_name(realm, EVL_NAME_empty) : NULL);
	case NUMBER:
		return evl_reflect_to_number(realm, element, reflected[at].property, evl_arg(args, 0), &number) &&
		       evl_element_set(realm, element, name, evl_number_to_string(realm, evl_from_int(number)));
	default:
		return evl_partial_attribute(realm, name, evl_arg(args, 0), &text) && evl_element_set(realm, element, name, text);
	}
}
