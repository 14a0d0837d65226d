/* SPDX-License-Identifier: MIT */
/*
 * reflect.c - content attributes as properties (HTML, "Reflecting content attributes in IDL attributes"): one getter and
 * one setter over a table.
 */
#include <stdlib.h>
#include <string.h>

#include "host/browser/dom.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "value/convert.h"

enum kind { TEXT, FLAG, NUMBER, ADDRESS, TYPE, METHOD, LOADING, PRELOAD };

static const struct {
	const char *property, *attribute;
	enum kind kind;
	int default_number;
} reflected[] = {
	{ "id", "id", TEXT, 0 }, { "className", "class", TEXT, 0 }, { "slot", "slot", TEXT, 0 }, { "title", "title", TEXT, 0 },
	{ "lang", "lang", TEXT, 0 }, { "dir", "dir", TEXT, 0 }, { "hidden", "hidden", FLAG, 0 }, { "accessKey", "accesskey", TEXT, 0 },
	{ "autofocus", "autofocus", FLAG, 0 }, { "name", "name", TEXT, 0 }, { "type", "type", TYPE, 0 }, { "placeholder", "placeholder", TEXT, 0 },
	{ "disabled", "disabled", FLAG, 0 }, { "required", "required", FLAG, 0 }, { "readOnly", "readonly", FLAG, 0 },
	{ "multiple", "multiple", FLAG, 0 }, { "autocomplete", "autocomplete", TEXT, 0 }, { "min", "min", TEXT, 0 }, { "max", "max", TEXT, 0 },
	{ "step", "step", TEXT, 0 }, { "pattern", "pattern", TEXT, 0 }, { "maxLength", "maxlength", NUMBER, -1 },
	{ "minLength", "minlength", NUMBER, -1 }, { "size", "size", NUMBER, 20 }, { "accept", "accept", TEXT, 0 }, { "src", "src", ADDRESS, 0 },
	{ "href", "href", ADDRESS, 0 }, { "alt", "alt", TEXT, 0 }, { "target", "target", TEXT, 0 }, { "rel", "rel", TEXT, 0 },
	{ "download", "download", TEXT, 0 }, { "htmlFor", "for", TEXT, 0 }, { "action", "action", ADDRESS, 0 }, { "method", "method", METHOD, 0 },
	{ "noValidate", "novalidate", FLAG, 0 }, { "width", "width", NUMBER, 0 }, { "height", "height", NUMBER, 0 },
	{ "loading", "loading", LOADING, 0 }, { "open", "open", FLAG, 0 }, { "defer", "defer", FLAG, 0 }, { "noModule", "nomodule", FLAG, 0 },
	{ "charset", "charset", TEXT, 0 }, { "media", "media", TEXT, 0 }, { "content", "content", TEXT, 0 }, { "label", "label", TEXT, 0 },
	{ "defaultValue", "value", TEXT, 0 }, { "defaultChecked", "checked", FLAG, 0 }, { "defaultSelected", "selected", FLAG, 0 },
	{ "rows", "rows", NUMBER, 2 }, { "cols", "cols", NUMBER, 20 }, { "colSpan", "colspan", NUMBER, 1 }, { "rowSpan", "rowspan", NUMBER, 1 },
	{ "start", "start", NUMBER, 1 }, { "controls", "controls", FLAG, 0 }, { "loop", "loop", FLAG, 0 }, { "autoplay", "autoplay", FLAG, 0 },
	{ "preload", "preload", PRELOAD, 0 }, { "poster", "poster", ADDRESS, 0 }, { "playsInline", "playsinline", FLAG, 0 },
	{ "defaultMuted", "muted", FLAG, 0 }, { "srcdoc", "srcdoc", TEXT, 0 }, { "nonce", "nonce", TEXT, 0 }, { "as", "as", TEXT, 0 },
};

enum { REFLECTED = sizeof reflected / sizeof reflected[0] };

static size_t entry_of(const char *property)
{
	size_t i = 0;
	while (i < REFLECTED - 1 && strcmp(reflected[i].property, property) != 0)
		i++;
	return i;
}

/* The type of an input or button: a known word, else the default. */
static const char *control_type(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const known[] = { "text", "checkbox", "radio", "button", "submit", "reset", "number", "email", "password", "search",
					     "tel", "url", "date", "time", "datetime-local", "month", "week", "color", "range", "file", "hidden", "image" };
	struct evl_string *text = evl_element_get(realm, element, "type");
	bool button = evl_element_is(realm, element, "button");
	if (evl_element_is(realm, element, "select"))
		return evl_element_has(realm, element, "multiple") ? "select-multiple" : "select-one";
	if (evl_element_is(realm, element, "textarea"))
		return "textarea";
	if (!button && !evl_element_is(realm, element, "input"))
		return NULL;
	if (text != NULL) {
		char lower[20];
		const char *given = evl_string_utf8(realm, text);
		size_t n = 0;
		for (; given[n] != '\0' && n < sizeof lower - 1; n++)
			lower[n] = given[n] >= 'A' && given[n] <= 'Z' ? (char)(given[n] + 32) : given[n];
		lower[n] = '\0';
		for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
			if (strcmp(known[i], lower) == 0 && (!button || (i >= 3 && i <= 5)))
				return known[i];
	}
	return button ? "submit" : "text";
}

bool evl_element_type_is(struct evl_realm *realm, const struct evl_dom_node *element, const char *type)
{
	const char *own = control_type(realm, element);
	return own != NULL && strcmp(own, type) == 0;
}

/* Of an enumerated attribute: the keyword that the value is, in any case, else the first. */
static const char *keyword_of(struct evl_realm *realm, struct evl_string *value, const char *const *keywords)
{
	const char *text = value != NULL ? evl_string_utf8(realm, value) : "";
	for (const char *const *keyword = keywords; *keyword != NULL; keyword++) {
		size_t i = 0;
		while ((*keyword)[i] != '\0' && (*keyword)[i] == (text[i] >= 'A' && text[i] <= 'Z' ? text[i] + 32 : text[i]))
			i++;
		if ((*keyword)[i] == '\0' && text[i] == '\0')
			return *keyword;
	}
	return keywords[0];
}

/* Leading blanks, a sign and digits (HTML, rules for parsing integers); 0 where there are none. */
static int32_t read_integer(const char *text)
{
	int64_t number = 0;
	while (*text == ' ' || (*text >= '\t' && *text <= '\r'))
		text++;
	bool minus = *text == '-';
	if (*text == '-' || *text == '+')
		text++;
	for (; *text >= '0' && *text <= '9' && number <= INT32_MAX; text++)
		number = number * 10 + (*text - '0');
	if (number > INT32_MAX)
		return 0;
	return (int32_t)(minus ? -number : number);
}

/* Has the address a scheme of its own? */
static bool is_absolute(const char *address)
{
	const char *c = address;
	while ((*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || *c == '+' || *c == '-' || *c == '.' || (c > address && *c >= '0' && *c <= '9'))
		c++;
	return c > address && *c == ':';
}

bool evl_reflect_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (element == NULL)
		return false;
	size_t at = entry_of(evl_platform_name(args));
	struct evl_string *value = evl_element_get(realm, element, reflected[at].attribute);
	static const char *const methods[] = { "get", "post", "dialog", NULL }, *const loadings[] = { "eager", "lazy", NULL },
				 *const preloads[] = { "metadata", "auto", "none", NULL };
	const char *type;
	switch (reflected[at].kind) {
	case FLAG:
		*result = evl_from_bool(value != NULL);
		return true;
	case NUMBER: {
		*result = evl_from_int(value != NULL ? read_integer(evl_string_utf8(realm, value)) : reflected[at].default_number);
		return true;
	}
	case TYPE:
		type = control_type(realm, element);
		if (type != NULL) {
			*result = evl_platform_text(realm, type);
			return true;
		}
		break;
	case ADDRESS:
		if ((value == NULL || value->length == 0) && strcmp(reflected[at].attribute, "action") == 0) {
			*result = evl_platform_text(realm, evl_page_address(realm));
			return true;
		}
		if (value != NULL && value->length != 0) {
			const char *address = evl_string_utf8(realm, value);
			if (evl_text_is_partial(realm, value))
				break;
			if (!is_absolute(address))
				return evl_page_resolve(realm, value, result);
			/* An address without a path gets one. */
			const char *host = strstr(address, "://");
			if (host != NULL && host[3 + strcspn(host + 3, "/?#")] == '\0')
				value = evl_string_concat(realm, value, evl_string_from_unit(realm, '/'));
		}
		break;
	case METHOD:
	case LOADING:
		*result = evl_platform_text(realm, keyword_of(realm, value, reflected[at].kind == METHOD ? methods : loadings));
		return true;
	case PRELOAD: /* "" is "auto" */
		*result = evl_platform_text(realm, value != NULL && value->length == 0 ? "auto" : keyword_of(realm, value, preloads));
		return true;
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
	switch (reflected[at].kind) {
	case FLAG:
		return evl_element_set(realm, element, name,
				       evl_to_boolean(evl_arg(args, 0)) ? evl_string_from_name(realm, EVL_NAME_empty) : NULL);
	case NUMBER:
		if (!evl_to_int32(realm, evl_arg(args, 0), &number))
			return false;
		return evl_element_set(realm, element, name, evl_number_to_string(realm, evl_from_int(number)));
	default:
		return evl_partial_attribute(realm, name, evl_arg(args, 0), &text) && evl_element_set(realm, element, name, text);
	}
}
