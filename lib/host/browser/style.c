/* SPDX-License-Identifier: MIT */
/*
 * style.c - element.style and getComputedStyle as far as they need no layout: a bag of
 * declarations that is the style attribute (CSSOM, "CSSStyleDeclaration").
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/buffer.h"
#include "base/utf.h"
#include "builtins/dom_exception.h"
#include "host/browser/companions.h"
#include "host/browser/transitions.h"
#include "value/convert.h"

struct declaration {
	const char *name; /* kebab case; UTF-8 in scratch */
	const char *value;
	bool important;
};

struct style {
	struct evl_platform platform;
	struct evl_dom_node *element;
	bool computed;
};

/* The properties that snippets use, in kebab case, sorted as they come. A name that is not here is an ordinary property. */
static const char *const properties[] = {
	"align-content", "align-items", "align-self", "animation", "animation-delay", "animation-duration", "animation-name", "background",
	"background-color", "background-image", "background-position", "background-repeat", "background-size", "border", "border-bottom",
	"border-collapse", "border-color", "border-left", "border-radius", "border-right", "border-style", "border-top", "border-width",
	"bottom", "box-shadow", "box-sizing", "clear", "clip-path", "color", "column-gap", "content", "cursor", "display", "filter", "flex",
	"flex-basis", "flex-direction", "flex-grow", "flex-shrink", "flex-wrap", "float", "font", "font-family", "font-size", "font-style",
	"font-weight", "gap", "grid", "grid-area", "grid-column", "grid-row", "grid-template-columns", "grid-template-rows", "height",
	"justify-content", "left", "letter-spacing", "line-height", "list-style", "list-style-type", "margin", "margin-bottom", "margin-left",
	"margin-right", "margin-top", "max-height", "max-width", "min-height", "min-width", "object-fit", "opacity", "order", "outline",
	"overflow", "overflow-x", "overflow-y", "padding", "padding-bottom", "padding-left", "padding-right", "padding-top", "perspective",
	"pointer-events", "position", "resize", "right", "row-gap", "text-align", "text-decoration", "text-overflow", "text-transform", "top",
	"transform", "transform-origin", "transition", "transition-delay", "transition-duration", "transition-property", "user-select",
	"vertical-align", "visibility", "white-space", "width", "word-break", "word-wrap", "z-index", "zoom",
};

/* Those whose numbers need a unit. */
static const char *const lengths[] = {
	"bottom", "font-size", "height", "left", "letter-spacing", "margin", "margin-bottom", "margin-left", "margin-right", "margin-top",
	"max-height", "max-width", "min-height", "min-width", "padding", "padding-bottom", "padding-left", "padding-right", "padding-top",
	"right", "top", "width", "border-radius", "gap",
};

static bool is_in(const char *const *list, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(list[i], name) == 0)
			return true;
	return false;
}

/* "backgroundColor", "background-color" or "--x" as the property's name; NULL: none. */
static const char *property_name(struct evl_realm *realm, const char *text)
{
	size_t length = strlen(text), n = 0;
	char *out = evl_arena_alloc(&realm->scratch, length * 2 + 2);
	if (text[0] == '-' && text[1] == '-')
		return text;
	for (size_t i = 0; i < length; i++) {
		if (text[i] >= 'A' && text[i] <= 'Z') {
			out[n++] = '-';
			out[n++] = (char)(text[i] + 32);
		} else {
			out[n++] = text[i];
		}
	}
	out[n] = '\0';
	if (strcmp(out, "css-float") == 0)
		return "float";
	return is_in(properties, sizeof properties / sizeof properties[0], out) ? out : NULL;
}

/* ------------------------------------------------------------- declarations */

static bool is_blank(char c) { return c == ' ' || (c >= 9 && c <= 13); }

static char *trimmed(struct evl_realm *realm, const char *from, size_t length)
{
	while (length > 0 && is_blank(*from)) {
		from++;
		length--;
	}
	while (length > 0 && is_blank(from[length - 1]))
		length--;
	char *text = evl_arena_alloc(&realm->scratch, length + 1);
	memcpy(text, from, length);
	text[length] = '\0';
	return text;
}

/* A color as the CSSOM writes it: "#fff" becomes "rgb(255, 255, 255)". */
static const char *normal_value(struct evl_realm *realm, const char *name, const char *value)
{
	if (strcmp(value, "0") == 0 && is_in(lengths, sizeof lengths / sizeof lengths[0], name))
		return "0px";
	unsigned parts[3];
	size_t length = strlen(value), digits = length - 1;
	if (value[0] != '#' || (digits != 3 && digits != 6))
		return value;
	for (size_t i = 0; i < 3; i++) {
		parts[i] = 0;
		for (size_t k = 0; k < 2; k++) {
			int digit = evl_hex_value(value[1 + (digits == 3 ? i : i * 2 + k)]);
			if (digit < 0)
				return value;
			parts[i] = parts[i] * 16 + (unsigned)digit;
		}
	}
	char *out = evl_arena_alloc(&realm->scratch, 32);
	snprintf(out, 32, "rgb(%u, %u, %u)", parts[0], parts[1], parts[2]);
	return out;
}

/* Would CSS take this value? Only what is surely wrong is refused. */
static bool is_valid(const char *name, const char *value)
{
	char *end;
	if (!is_in(lengths, sizeof lengths / sizeof lengths[0], name))
		return true;
	double number = strtod(value, &end);
	if (end == value || *end != '\0')
		return true;
	return number == 0;
}

static uint32_t read_declarations(struct evl_realm *realm, const struct evl_dom_node *element, struct declaration **out)
{
	struct evl_string *attribute = evl_element_get(realm, element, "style");
	*out = evl_arena_alloc(&realm->scratch, sizeof **out);
	if (attribute == NULL)
		return 0;
	const char *text = evl_string_utf8(realm, attribute);
	uint32_t count = 0, semicolons = 1;
	for (const char *c = text; *c != '\0'; c++)
		semicolons += *c == ';';
	*out = evl_arena_alloc(&realm->scratch, (semicolons + (size_t)1) * sizeof **out);
	while (*text != '\0') {
		const char *end = text, *colon = NULL;
		int depth = 0;
		while (*end != '\0' && (*end != ';' || depth > 0)) {
			depth += *end == '(' ? 1 : *end == ')' ? -1 : 0;
			if (*end == ':' && colon == NULL)
				colon = end;
			end++;
		}
		if (colon != NULL) {
			struct declaration d = { .name = trimmed(realm, text, (size_t)(colon - text)) };
			char *value = trimmed(realm, colon + 1, (size_t)(end - colon - 1));
			char *bang = strchr(value, '!');
			if (bang != NULL) {
				d.important = true;
				value = trimmed(realm, value, (size_t)(bang - value));
			}
			d.value = normal_value(realm, d.name, value);
			if (d.name[0] != '\0' && value[0] != '\0' && is_valid(d.name, value))
				(*out)[count++] = d;
		}
		text = *end == ';' ? end + 1 : end;
	}
	return count;
}

static bool write_declarations(struct evl_realm *realm, struct evl_dom_node *element, const struct declaration *list, uint32_t count)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	for (uint32_t i = 0; i < count; i++) {
		evl_buffer_append_text(&text, i == 0 ? "" : " ");
		evl_buffer_append_text(&text, list[i].name);
		evl_buffer_append_text(&text, ": ");
		evl_buffer_append_text(&text, list[i].value);
		evl_buffer_append_text(&text, list[i].important ? " !important;" : ";");
	}
	struct evl_string *string = evl_string_from_utf8(realm, text.bytes != NULL ? text.bytes : "", text.length);
	evl_buffer_release(&text);
	return string != NULL && evl_element_set(realm, element, evl_platform_intern(realm, "style"), string);
}

/* ---------------------------------------------------------------- one property */

static const char *find(struct evl_realm *realm, const struct evl_dom_node *element, const char *name)
{
	struct declaration *list;
	uint32_t count = read_declarations(realm, element, &list);
	for (uint32_t i = count; i-- > 0;)
		if (strcmp(list[i].name, name) == 0)
			return list[i].value;
	return NULL;
}

/* What a property comes to without any style sheet; NULL: only layout knows. */
static const char *initial(struct evl_realm *realm, const struct evl_dom_node *element, const char *name)
{
	static const char *const inlines[] = { "a", "span", "b", "i", "em", "strong", "small", "code", "label", "abbr", "sub", "sup", "u", "s" };
	static const char *const values[][2] = {
		{ "color", "rgb(0, 0, 0)" }, { "visibility", "visible" }, { "opacity", "1" }, { "position", "static" },
		{ "background-color", "rgba(0, 0, 0, 0)" }, { "float", "none" }, { "z-index", "auto" }, { "overflow", "visible" },
		{ "transform", "none" }, { "cursor", "auto" }, { "pointer-events", "auto" }, { "text-align", "start" }, { "animation-name", "none" },
	};
	(void)realm;
	if (strcmp(name, "display") == 0) {
		if (element->kind == NULL)
			return NULL;
		return is_in(inlines, sizeof inlines / sizeof inlines[0], element->kind->tag) ? "inline" :
		       strcmp(element->kind->tag, "button") == 0 || strcmp(element->kind->tag, "input") == 0 ? "inline-block" :
		       strcmp(element->kind->tag, "li") == 0 ? "list-item" : "block";
	}
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		if (strcmp(values[i][0], name) == 0)
			return values[i][1];
	return NULL;
}

static bool read_property(struct evl_realm *realm, struct style *style, const char *name, evl_value *out)
{
	const char *value = find(realm, style->element, name);
	if (style->computed && !evl_transitions_flush(realm))
		return false;
	if (style->computed) {
		bool inherited = strcmp(name, "color") == 0 || strcmp(name, "visibility") == 0 || strcmp(name, "cursor") == 0;
		for (const struct evl_dom_node *at = style->element->parent; value == NULL && inherited && evl_node_is(at, EVL_DOM_ELEMENT);
		     at = at->parent)
			value = find(realm, at, name);
		if (value == NULL)
			value = initial(realm, style->element, name);
		if (value == NULL)
			return evl_not_covered(realm, "a computed style that needs layout");
	}
	*out = evl_platform_text(realm, value != NULL ? value : "");
	return true;
}

static bool write_property(struct evl_realm *realm, struct style *style, const char *name, const char *value, bool important)
{
	struct declaration *list;
	uint32_t count = read_declarations(realm, style->element, &list), at = 0;
	if (style->computed)
		return evl_dom_exception_throw(realm,
					       "Failed to set a property on 'CSSStyleDeclaration': These styles are computed, and therefore the "
					       "property is read-only.",
					       "NoModificationAllowedError");
	while (at < count && strcmp(list[at].name, name) != 0)
		at++;
	if (value[0] == '\0') {
		if (at == count)
			return true;
		memmove(list + at, list + at + 1, (count - at - 1) * sizeof *list);
		return write_declarations(realm, style->element, list, count - 1);
	}
	if (!is_valid(name, value))
		return true;
	struct declaration *grown = evl_arena_alloc(&realm->scratch, (count + (size_t)1) * sizeof *grown);
	if (count != 0)
		memcpy(grown, list, count * sizeof *grown);
	grown[at] = (struct declaration){ name, normal_value(realm, name, value), important };
	return write_declarations(realm, style->element, grown, at == count ? count + 1 : count);
}

static const char *key_property(struct evl_realm *realm, evl_key key)
{
	if (evl_key_is_index(key))
		return NULL;
	const char *text = evl_names_utf8(realm->names, key, &realm->scratch);
	return text[0] == '-' ? NULL : property_name(realm, text);
}

bool evl_style_find(struct evl_realm *realm, struct evl_platform *style, evl_key key, evl_value *out)
{
	const char *name = key_property(realm, key);
	return name == NULL || read_property(realm, (struct style *)style, name, out);
}

bool evl_style_assign(struct evl_realm *realm, struct evl_platform *style, evl_key key, evl_value value, bool *done)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	const char *name = key_property(realm, key);
	if (name == NULL)
		return true;
	*done = true;
	if (!evl_is_null(value) && !evl_to_string(realm, value, &text))
		return false;
	return write_property(realm, (struct style *)style, name, trimmed(realm, evl_string_utf8(realm, text), strlen(evl_string_utf8(realm, text))),
			      false);
}

evl_value evl_inline_style(struct evl_realm *realm, struct evl_dom_node *element, bool computed)
{
	struct style *style =
		evl_platform_new(realm, EVL_PLATFORM_STYLE, sizeof *style, EVL_UNDEFINED, EVL_INTRINSIC_CSS_STYLE_DECLARATION_PROTOTYPE);
	style->platform.object.cell.flags |= EVL_OBJECT_EXOTIC;
	style->element = element;
	style->computed = computed;
	return evl_from_object(style);
}

/* --------------------------------------------------------------------- rows */

static bool receiver(struct evl_realm *realm, const struct evl_args *args, struct style **out)
{
	*out = evl_platform_receiver(realm, args, EVL_PLATFORM_STYLE);
	return *out != NULL;
}

static bool name_argument(struct evl_realm *realm, const struct evl_args *args, const char **name)
{
	struct evl_string *text;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	*name = property_name(realm, evl_string_utf8(realm, text));
	return true;
}

static bool get_property(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	const char *name;
	if (!receiver(realm, args, &style) || !name_argument(realm, args, &name))
		return false;
	*result = evl_from_string(evl_string_from_name(realm, EVL_NAME_empty));
	return name == NULL || read_property(realm, style, name, result);
}

static bool set_property(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	struct evl_string *value, *priority = evl_string_from_name(realm, EVL_NAME_empty);
	const char *name;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &style) || !name_argument(realm, args, &name) || !evl_to_string(realm, evl_arg(args, 1), &value) ||
	    (args->count > 2 && !evl_to_string(realm, args->values[2], &priority)))
		return false;
	return name == NULL || write_property(realm, style, name, evl_string_utf8(realm, value), priority->length != 0);
}

static bool remove_property(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	const char *name;
	if (!receiver(realm, args, &style) || !name_argument(realm, args, &name))
		return false;
	*result = evl_from_string(evl_string_from_name(realm, EVL_NAME_empty));
	return name == NULL || (read_property(realm, style, name, result) && write_property(realm, style, name, "", false));
}

static bool get_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	struct declaration *list;
	struct evl_buffer text;
	if (!receiver(realm, args, &style))
		return false;
	uint32_t count = read_declarations(realm, style->element, &list);
	evl_buffer_init(&text);
	for (uint32_t i = 0; i < count; i++) {
		evl_buffer_append_text(&text, i == 0 ? "" : " ");
		evl_buffer_append_text(&text, list[i].name);
		evl_buffer_append_text(&text, ": ");
		evl_buffer_append_text(&text, list[i].value);
		evl_buffer_append_text(&text, list[i].important ? " !important;" : ";");
	}
	*result = evl_string_value(evl_string_from_utf8(realm, text.bytes != NULL ? text.bytes : "", text.length));
	evl_buffer_release(&text);
	return *result != EVL_EMPTY;
}

static bool set_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	return receiver(realm, args, &style) && evl_to_string(realm, evl_arg(args, 0), &text) &&
	       evl_element_set(realm, style->element, evl_platform_intern(realm, "style"), text);
}

static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	struct declaration *list;
	if (!receiver(realm, args, &style))
		return false;
	*result = evl_from_uint32(read_declarations(realm, style->element, &list));
	return true;
}

static const struct evl_row style_row[] = {
	EVL_ATTRIBUTE_RW("cssText", get_text, set_text),
	EVL_ATTRIBUTE("length", get_length),
	EVL_OPERATION("getPropertyValue", get_property, 1),
	EVL_OPERATION("removeProperty", remove_property, 1),
	EVL_OPERATION("setProperty", set_property, 2),
	EVL_TAG_ROW("CSSStyleDeclaration"),
};
const struct evl_family evl_family_CSS_STYLE_DECLARATION = {
	.name = "CSSStyleDeclaration",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(style_row),
};
