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
#include "host/browser/partial_text.h"
#include "host/browser/style_color.h"
#include "host/browser/style_value.h"
#include "host/browser/transitions.h"
#include "host/script.h"
#include "value/convert.h"
#include "value/unknown.h"

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
	if (strncmp(out, "webkit-", 7) == 0) { /* webkitTransform names what -webkit-transform does */
		memmove(out + 1, out, n + 1);
		out[0] = '-';
	}
	return out[0] == '-' ? evl_style_prefixed(out) : evl_style_is_property(out) ? out : NULL;
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

/* The name of a declaration as it is kept: in lower case; NULL: no property that Chromium knows. */
static const char *known_name(struct evl_realm *realm, const char *name)
{
	size_t length = strlen(name);
	if (strncmp(name, "--", 2) == 0)
		return name;
	char *lower = evl_arena_alloc(&realm->scratch, length + 1);
	for (size_t i = 0; i <= length; i++)
		lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] + 32) : name[i];
	return lower[0] == '-' ? evl_style_prefixed(lower) : evl_style_is_property(lower) ? lower : NULL;
}

/* ------------------------------------------------------------------ shorthands */

enum { SIDES = 4, MORE_MAX = 4 /* how many declarations one can become */, DECLARATIONS_MAX = 2000 };

/* Shorthands whose parts snippets read and set one by one. */
static const struct sides {
	const char *name;
	uint32_t count;
	const char *parts[SIDES];
} sided[] = {
	{ "margin", SIDES, { "margin-top", "margin-right", "margin-bottom", "margin-left" } },
	{ "padding", SIDES, { "padding-top", "padding-right", "padding-bottom", "padding-left" } },
	{ "border-width", SIDES, { "border-top-width", "border-right-width", "border-bottom-width", "border-left-width" } },
	{ "border-style", SIDES, { "border-top-style", "border-right-style", "border-bottom-style", "border-left-style" } },
	{ "border-color", SIDES, { "border-top-color", "border-right-color", "border-bottom-color", "border-left-color" } },
	{ "inset", SIDES, { "top", "right", "bottom", "left" } },
	{ "overflow", 2, { "overflow-x", "overflow-y" } },
	{ "gap", 2, { "row-gap", "column-gap" } },
};

/* The part of a sided shorthand's value; values with functions are left alone: NULL. */
static const char *side_of(struct evl_realm *realm, const struct sides *sides, uint32_t index, const char *value)
{
	static const uint32_t from[SIDES + 1][SIDES] = { { 0 }, { 0, 0, 0, 0 }, { 0, 1, 0, 1 }, { 0, 1, 2, 1 }, { 0, 1, 2, 3 } };
	const char *starts[SIDES];
	uint32_t count = 0;
	if (value[strcspn(value, "(/")] != '\0')
		return NULL;
	for (const char *at = value; *at != '\0' && count < SIDES; at += strcspn(at, " "), at += strspn(at, " "))
		starts[count++] = at;
	if (count == 0 || count > sides->count)
		return NULL;
	const char *start = starts[from[count][index]];
	return trimmed(realm, start, strcspn(start, " "));
}

/* The sided shorthand of this name, whose value is taken apart; NULL: none. */
static const struct sides *find_sides(const char *name)
{
	for (size_t s = 0; s < sizeof sided / sizeof sided[0]; s++)
		if (strcmp(sided[s].name, name) == 0)
			return &sided[s];
	return NULL;
}

/* Which sided shorthand a property is a part of, and which part; NULL: none. */
static const struct sides *sides_with(const char *name, uint32_t *index)
{
	for (size_t s = 0; s < sizeof sided / sizeof sided[0]; s++)
		for (*index = 0; *index < sided[s].count; (*index)++)
			if (strcmp(sided[s].parts[*index], name) == 0)
				return &sided[s];
	return NULL;
}

static struct declaration *find_declaration(struct declaration *list, uint32_t count, const char *name)
{
	for (uint32_t i = count; i-- > 0;)
		if (strcmp(list[i].name, name) == 0)
			return &list[i];
	return NULL;
}

static void remove_at(struct declaration *list, uint32_t *count, uint32_t at)
{
	memmove(list + at, list + at + 1, (*count - at - 1) * sizeof *list);
	(*count)--;
}

/* Is this property set by that shorthand? */
static bool is_part_of(const char *name, const char *shorthand)
{
	static const char *const apart[] = { "border-radius", "border-collapse", "border-spacing", "flex-direction", "flex-wrap", "flex-flow", "overflow-wrap",
					     "overflow-anchor", "text-decoration-skip-ink", "font-palette", "font-synthesis", "font-feature-settings" };
	uint32_t index;
	const struct sides *sides = sides_with(name, &index);
	size_t length = strlen(shorthand);
	if (sides != NULL && strcmp(sides->name, shorthand) == 0)
		return true;
	return evl_style_longhands(shorthand) > 1 && strncmp(name, shorthand, length) == 0 && name[length] == '-' &&
	       !is_in(apart, sizeof apart / sizeof apart[0], name);
}

/* Sets one declaration in the list, which has room for MORE_MAX more: what it overrides goes, what it is a part of is taken apart. */
static void put(struct evl_realm *realm, struct declaration *list, uint32_t *count, struct declaration d)
{
	uint32_t index;
	for (uint32_t i = *count; i-- > 0;)
		if (is_part_of(list[i].name, d.name))
			remove_at(list, count, i);
	const struct sides *sides = sides_with(d.name, &index);
	struct declaration *whole = sides != NULL ? find_declaration(list, *count, sides->name) : NULL;
	if (whole != NULL && side_of(realm, sides, 0, whole->value) != NULL) {
		struct declaration was = *whole;
		uint32_t at = (uint32_t)(whole - list);
		memmove(list + at + sides->count, list + at + 1, (*count - at - 1) * sizeof *list);
		for (uint32_t i = 0; i < sides->count; i++)
			list[at + i] = (struct declaration){ sides->parts[i], side_of(realm, sides, i, was.value), was.important };
		*count += sides->count - 1;
	}
	struct declaration *own = find_declaration(list, *count, d.name);
	if (own != NULL)
		*own = d;
	else
		list[(*count)++] = d;
}

/* A border without anything is not written as one, but by its parts. */
static void put_no_border(struct evl_realm *realm, struct declaration *list, uint32_t *count, struct declaration d)
{
	static const char *const parts[][2] = { { "width", "medium" }, { "style", "none" }, { "color", "currentcolor" }, { "image", "none" } };
	struct declaration *own = find_declaration(list, *count, d.name);
	if (own != NULL)
		remove_at(list, count, (uint32_t)(own - list));
	for (size_t i = 0; i < (strcmp(d.name, "border") == 0 ? MORE_MAX : MORE_MAX - 1u); i++) {
		size_t size = strlen(d.name) + 8;
		char *name = evl_arena_alloc(&realm->scratch, size);
		snprintf(name, size, "%s-%s", d.name, parts[i][0]);
		put(realm, list, count, (struct declaration){ name, parts[i][1], d.important });
	}
}

/* Where all parts of a sided shorthand are there, they are written as one. */
static void collapse(struct evl_realm *realm, struct declaration *list, uint32_t *count)
{
	for (size_t s = 0; s < sizeof sided / sizeof sided[0]; s++) {
		struct declaration *parts[SIDES];
		size_t size = 1;
		bool all = true;
		for (uint32_t i = 0; i < sided[s].count && all; i++) {
			parts[i] = find_declaration(list, *count, sided[s].parts[i]);
			all = parts[i] != NULL && parts[i]->important == parts[0]->important && parts[i]->value[strcspn(parts[i]->value, "(/")] == '\0' &&
			      strstr(parts[i]->value, evl_unknown_opening) == NULL;
			size += all ? strlen(parts[i]->value) + 1 : 0;
		}
		if (!all)
			continue;
		char *text = evl_arena_alloc(&realm->scratch, size), *end = text;
		uint32_t first = *count;
		bool important = parts[0]->important;
		for (uint32_t i = 0; i < sided[s].count; i++) {
			end += snprintf(end, size - (size_t)(end - text), "%s%s", i == 0 ? "" : " ", parts[i]->value);
			if ((uint32_t)(parts[i] - list) < first)
				first = (uint32_t)(parts[i] - list);
		}
		const char *name = list[first].name;
		for (uint32_t i = *count; i-- > 0;)
			if (strcmp(list[i].name, name) != 0 && is_part_of(list[i].name, sided[s].name))
				remove_at(list, count, i);
		const char *value = evl_style_value(realm, sided[s].name, text);
		*find_declaration(list, *count, name) = (struct declaration){ sided[s].name, value != NULL ? value : text, important };
	}
}

/* The declarations of a text, in scratch memory with room for those that one more can become; how many. */
static uint32_t parse_declarations(struct evl_realm *realm, const char *text, struct declaration **out)
{
	uint32_t count = 0, semicolons = 2;
	for (const char *c = text; *c != '\0'; c++)
		semicolons += *c == ';';
	*out = evl_arena_alloc(&realm->scratch, (semicolons + (size_t)1) * MORE_MAX * sizeof **out);
	if (semicolons > DECLARATIONS_MAX) { /* each is looked for among the others */
		(void)evl_not_covered(realm, "a style of so many declarations");
		return 0;
	}
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
			d.name = known_name(realm, d.name);
			d.value = d.name != NULL ? evl_style_value(realm, d.name, value) : NULL;
			/* Only of properties that Chromium knows is there a limited number: the others are not looked for. */
			if (d.value != NULL && value[0] != '\0' && d.name[0] == '-')
				(*out)[count++] = d;
			else if (d.value != NULL && value[0] != '\0')
				(d.value[0] != '\0' ? put : put_no_border)(realm, *out, &count, d);
		}
		text = *end == ';' ? end + 1 : end;
	}
	collapse(realm, *out, &count);
	return count;
}

static uint32_t read_declarations(struct evl_realm *realm, const struct evl_dom_node *element, struct declaration **out)
{
	struct evl_string *attribute = evl_element_get(realm, element, "style");
	return parse_declarations(realm, attribute != NULL ? evl_string_utf8(realm, attribute) : "", out);
}

/* The declarations as text. NULL: memory ran out. */
static struct evl_string *declarations_text(struct evl_realm *realm, const struct declaration *list, uint32_t count)
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
	return string;
}

static bool write_declarations(struct evl_realm *realm, struct evl_dom_node *element, const struct declaration *list, uint32_t count)
{
	struct evl_string *text = declarations_text(realm, list, count);
	bool had = evl_element_has(realm, element, "style");
	if (text == NULL || !evl_element_set(realm, element, evl_platform_intern(realm, "style"), text))
		return false;
	element->style_trails = element->style_trails || !had;
	return true;
}

/* The name of longhand number `index` of the declarations in *out; NULL: there are fewer. False: it is a part of a shorthand whose parts are not known. */
static bool longhand_at(struct evl_realm *realm, const struct evl_dom_node *element, uint32_t index, const char **out)
{
	struct declaration *list;
	uint32_t count = read_declarations(realm, element, &list), at = 0;
	*out = NULL;
	while (at < count && index >= evl_style_longhands(list[at].name))
		index -= evl_style_longhands(list[at++].name);
	if (at == count)
		return true;
	const struct sides *sides = find_sides(list[at].name);
	bool is_one = evl_style_longhands(list[at].name) == 1;
	if (!is_one && (sides == NULL || index >= sides->count))
		return evl_not_covered(realm, "the names of a shorthand's parts");
	*out = is_one ? list[at].name : sides->parts[index];
	return true;
}

/* ---------------------------------------------------------------- one property */

static const char *find(struct evl_realm *realm, const struct evl_dom_node *element, const char *name)
{
	struct declaration *list;
	uint32_t index, count = read_declarations(realm, element, &list);
	const struct declaration *own = find_declaration(list, count, name);
	if (own != NULL)
		return own->value;
	const struct sides *sides = sides_with(name, &index);
	const struct declaration *whole = sides != NULL ? find_declaration(list, count, sides->name) : NULL;
	const struct declaration *background = strcmp(name, "background-color") == 0 ? find_declaration(list, count, "background") : NULL;
	struct evl_color color;
	if (background != NULL && evl_color_read(background->value, &color))
		return background->value;
	return whole != NULL ? side_of(realm, sides, index, whole->value) : NULL;
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

/* What only style sheets or layout say. */
static bool unknown_style(struct evl_realm *realm, const struct evl_dom_node *element, const char *name, evl_value *out)
{
	struct evl_string *id = evl_element_get(realm, element, "id");
	const char *tag = evl_names_utf8(realm->names, element->name, &realm->scratch), *mark = id != NULL && id->length != 0 ? "#" : "";
	evl_page_no_layout(realm);
	*out = evl_from_object(evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "getComputedStyle(%s%s%s)['%s']", tag, mark,
										     mark[0] != '\0' ? evl_string_utf8(realm, id) : "", name)));
	return true;
}

/* Are the sheets of the page known: style elements and what scripts adopted? */
static bool knows_sheets(struct evl_realm *realm)
{
	struct evl_dom_node *document = evl_document(realm);
	for (struct evl_dom_node *at = document; at != NULL; at = evl_node_next(document, at))
		if (evl_element_is(realm, at, "link") && evl_element_get(realm, at, "rel") != NULL &&
		    strstr(evl_string_utf8(realm, evl_element_get(realm, at, "rel")), "stylesheet") != NULL)
			return false;
	return true;
}

/* Is a value that a sheet declares what it comes to as it stands? */
static bool is_plain(const char *name, const char *value)
{
	static const char *const keywords[] = { "display", "visibility", "position", "float", "cursor", "pointer-events", "text-align", "overflow",
						"overflow-x", "overflow-y", "flex-direction", "white-space", "user-select", "text-transform" };
	static const char *const numbers[] = { "opacity", "z-index", "order", "flex-grow" };
	static const char *const lengths[] = { "width", "height", "margin-top", "margin-left", "margin-right", "margin-bottom", "padding-top",
					       "padding-left", "padding-right", "padding-bottom", "font-size" };
	static const char *const wide[] = { "inherit", "initial", "unset", "revert", "revert-layer" };
	struct evl_color color;
	if (is_in(wide, sizeof wide / sizeof wide[0], value))
		return false;
	if (evl_style_is_color(name))
		return evl_color_read(value, &color);
	size_t digits = strspn(value, "0123456789."), letters = strspn(value, "abcdefghijklmnopqrstuvwxyz-");
	if (strncmp(name, "--", 2) == 0)
		return strstr(value, "var(") == NULL;
	if (is_in(keywords, sizeof keywords / sizeof keywords[0], name))
		return value[letters] == '\0';
	if (is_in(numbers, sizeof numbers / sizeof numbers[0], name))
		return digits != 0 && value[digits] == '\0';
	return is_in(lengths, sizeof lengths / sizeof lengths[0], name) && digits != 0 && strcmp(value + digits, "px") == 0;
}

enum cascade { CASCADE_NONE, CASCADE_VALUE, CASCADE_UNKNOWN };

/* What the element's style attribute and the page's sheets declare of a property, as far as that is known. False: an exception is pending. */
static bool cascade(struct evl_realm *realm, struct evl_dom_node *element, const char *name, const char **value, enum cascade *how)
{
	evl_value arguments[2] = { evl_from_object(element), evl_platform_text(realm, name) }, found, part[2];
	const char *own = find(realm, element, name);
	*value = own;
	*how = own != NULL ? CASCADE_VALUE : CASCADE_NONE;
	if (!evl_page_has_sheets(realm) && !evl_page(realm)->adopts_sheets)
		return true;
	if (!knows_sheets(realm)) {
		*how = own != NULL ? CASCADE_VALUE : CASCADE_UNKNOWN;
		return true;
	}
	if (!evl_host_script_call(realm, "browser/sheets", "declared", 2, arguments, &found))
		return false;
	if (evl_is_null(found))
		*how = CASCADE_UNKNOWN;
	if (!evl_is_object(found))
		return true;
	for (uint32_t i = 0; i < 2; i++)
		if (!evl_object_get(realm, evl_as_object(found), evl_key_from_index(i), found, &part[i]))
			return false;
	struct evl_string *text = evl_element_get(realm, element, "style");
	bool important = evl_to_boolean(part[1]), own_important = text != NULL && strstr(evl_string_utf8(realm, text), "!important") != NULL;
	if (own != NULL && (!important || own_important)) {
		*how = important ? CASCADE_UNKNOWN : CASCADE_VALUE;
		return true;
	}
	*value = evl_string_utf8(realm, evl_as_string(part[0]));
	*how = is_plain(name, *value) ? CASCADE_VALUE : CASCADE_UNKNOWN;
	return true;
}

static bool read_property(struct evl_realm *realm, struct style *style, const char *name, evl_value *out)
{
	const char *value = find(realm, style->element, name);
	if (style->computed && !evl_transitions_flush(realm))
		return false;
	if (style->computed && !evl_node_connected(realm, style->element)) {
		*out = evl_platform_text(realm, ""); /* nothing is computed outside of the document */
		return true;
	}
	if (style->computed) {
		bool inherited = strcmp(name, "color") == 0 || strcmp(name, "visibility") == 0 || strcmp(name, "cursor") == 0 || strncmp(name, "--", 2) == 0;
		enum cascade how = CASCADE_NONE;
		for (struct evl_dom_node *at = style->element; how == CASCADE_NONE && evl_node_is(at, EVL_DOM_ELEMENT); at = inherited ? at->parent : NULL)
			if (!cascade(realm, at, name, &value, &how))
				return false;
		if (how == CASCADE_NONE && strncmp(name, "--", 2) == 0)
			value = "";
		else if (how == CASCADE_NONE)
			value = initial(realm, style->element, name);
		if (value == NULL || how == CASCADE_UNKNOWN)
			return unknown_style(realm, style->element, name, out);
	}
	struct evl_color color;
	if (style->computed && evl_style_is_color(name) && evl_color_read(value, &color)) {
		char text[EVL_COLOR_TEXT];
		evl_color_write(&color, text);
		*out = evl_platform_text(realm, text);
		return true;
	}
	*out = evl_platform_text(realm, value != NULL ? value : "");
	return true;
}

/* A computed style refuses what would change it; `what`: "execute 'setProperty'". Has it thrown? */
static bool refuses(struct evl_realm *realm, const struct style *style, const char *what, const char *name)
{
	if (style->computed)
		evl_platform_exception(realm, "NoModificationAllowedError",
				       "Failed to %s on 'CSSStyleDeclaration': These styles are computed, and therefore the '%s' property is read-only.",
				       what, name);
	return style->computed;
}

/* *wrote: the attribute was set. */
static bool change_property(struct evl_realm *realm, struct style *style, const char *name, const char *value, bool important, bool *wrote)
{
	struct declaration *list;
	uint32_t count = read_declarations(realm, style->element, &list), index;
	bool changed = false;
	if (value[0] == '\0') {
		for (uint32_t i = count; i-- > 0;)
			if (strcmp(list[i].name, name) == 0 || is_part_of(list[i].name, name)) {
				remove_at(list, &count, i);
				changed = true;
			}
		if (!changed && sides_with(name, &index) != NULL && find(realm, style->element, name) != NULL) {
			put(realm, list, &count, (struct declaration){ name, "", false });
			remove_at(list, &count, (uint32_t)(find_declaration(list, count, name) - list));
			changed = true;
		}
		*wrote = changed;
		return !changed || write_declarations(realm, style->element, list, count);
	}
	const char *normal = evl_style_value(realm, name, value);
	if (normal == NULL)
		return true;
	struct evl_string *before = declarations_text(realm, list, count);
	(normal[0] != '\0' ? put : put_no_border)(realm, list, &count, (struct declaration){ name, normal, important });
	collapse(realm, list, &count);
	/* What says the same as before leaves the attribute as it is. */
	struct evl_string *after = declarations_text(realm, list, count);
	if (before != NULL && after != NULL && evl_string_equals(realm, before, after))
		return true;
	*wrote = true;
	return write_declarations(realm, style->element, list, count);
}

static bool write_property(struct evl_realm *realm, struct style *style, const char *name, const char *value, bool important)
{
	bool wrote = false;
	if (!change_property(realm, style, name, value, important, &wrote))
		return false;
	if (!wrote && style->element->definition != EVL_EMPTY && realm->words == NULL) {
		/* Custom elements are told of what changes nothing, too (Chromium's StyleAttributeMutationScope). */
		struct evl_string *text = evl_element_get(realm, style->element, "style");
		evl_value now = text != NULL ? evl_from_string(text) : EVL_NULL;
		evl_custom_attribute(realm, style->element, EVL_NAME_NONE, evl_platform_intern(realm, "style"), now, now);
	}
	return true;
}

static const char *key_property(struct evl_realm *realm, evl_key key)
{
	if (evl_key_is_index(key))
		return NULL;
	const char *text = evl_names_utf8(realm->names, key, &realm->scratch);
	return text[0] == '-' && text[1] == '-' ? NULL : property_name(realm, text);
}

bool evl_style_find(struct evl_realm *realm, struct evl_platform *style, evl_key key, evl_value *out)
{
	if (evl_key_is_index(key)) {
		const char *longhand;
		if (((struct style *)style)->computed)
			return evl_not_covered(realm, "the names of all style properties");
		if (!longhand_at(realm, ((struct style *)style)->element, evl_key_index(key), &longhand))
			return false;
		if (longhand != NULL)
			*out = evl_platform_text(realm, longhand);
		return true;
	}
	const char *name = key_property(realm, key);
	if (name != NULL && !read_property(realm, (struct style *)style, name, out))
		return false;
	*out = evl_partial_read(realm, *out);
	return true;
}

bool evl_style_assign(struct evl_realm *realm, struct evl_platform *style, evl_key key, evl_value value, bool *done)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	const char *name = key_property(realm, key);
	if (name == NULL)
		return true;
	*done = true;
	if (evl_page_refuse_named(realm, "CSSStyleDeclaration", key, value))
		return false;
	if (!evl_is_null(value) && !(find_sides(name) == NULL ? evl_partial_style(realm, value, &text) : evl_to_string(realm, value, &text)))
		return false;
	const char *given = evl_names_utf8(realm->names, key, &realm->scratch);
	bool is_float = strcmp(given, "cssFloat") == 0; /* an attribute of its own */
	if (refuses(realm, (struct style *)style, evl_platform_format(realm, is_float ? "set the '%s' property" : "set a named property '%s'", given), name))
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
	if (!receiver(realm, args, &style) || !name_argument(realm, args, &name) || !evl_partial_style(realm, evl_arg(args, 1), &value) ||
	    (args->count > 2 && !evl_to_string(realm, args->values[2], &priority)))
		return false;
	/* A priority that is none: nothing is set. */
	static const char important[] = "important";
	const char *word = evl_string_utf8(realm, priority);
	size_t i = 0;
	while (important[i] != '\0' && (word[i] | 32) == important[i])
		i++;
	bool is_important = i == sizeof important - 1 && word[i] == '\0';
	if (name == NULL || (priority->length != 0 && !is_important))
		return true;
	return !refuses(realm, style, "execute 'setProperty'", name) &&
	       write_property(realm, style, name, evl_string_utf8(realm, value), is_important);
}

static bool remove_property(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	const char *name;
	if (!receiver(realm, args, &style) || !name_argument(realm, args, &name))
		return false;
	*result = evl_from_string(evl_string_from_name(realm, EVL_NAME_empty));
	return name == NULL || (!refuses(realm, style, "execute 'removeProperty'", name) && read_property(realm, style, name, result) &&
				write_property(realm, style, name, "", false));
}

static bool get_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	struct declaration *list;
	if (!receiver(realm, args, &style))
		return false;
	uint32_t count = read_declarations(realm, style->element, &list);
	*result = evl_string_value(declarations_text(realm, list, count));
	return *result != EVL_EMPTY;
}

bool evl_style_put_text(struct evl_realm *realm, struct evl_dom_node *element, evl_value value)
{
	struct evl_string *text;
	struct declaration *list;
	if (!evl_to_string(realm, value, &text))
		return false;
	uint32_t count = parse_declarations(realm, evl_string_utf8(realm, text), &list);
	return write_declarations(realm, element, list, count);
}

static bool set_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &style))
		return false;
	if (style->computed)
		return evl_platform_exception(realm, "NoModificationAllowedError",
					      "Failed to set the 'cssText' property on 'CSSStyleDeclaration': These styles are computed, and therefore read-only.");
	return evl_style_put_text(realm, style->element, evl_arg(args, 0));
}

static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	struct declaration *list;
	if (!receiver(realm, args, &style))
		return false;
	uint32_t count = read_declarations(realm, style->element, &list), longhands = 0;
	for (uint32_t i = 0; i < count; i++)
		longhands += evl_style_longhands(list[i].name);
	*result = evl_from_uint32(longhands);
	return true;
}

static bool item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	uint32_t index;
	const char *name;
	if (!receiver(realm, args, &style) || !evl_to_uint32(realm, evl_arg(args, 0), &index) || !longhand_at(realm, style->element, index, &name))
		return false;
	*result = evl_platform_text(realm, name != NULL ? name : "");
	return true;
}

static bool get_priority(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct style *style;
	struct declaration *list;
	const char *name;
	if (!receiver(realm, args, &style) || !name_argument(realm, args, &name))
		return false;
	uint32_t count = read_declarations(realm, style->element, &list);
	const struct declaration *own = name != NULL ? find_declaration(list, count, name) : NULL;
	*result = evl_platform_text(realm, own != NULL && own->important ? "important" : "");
	return true;
}

static const struct evl_row style_row[] = {
	EVL_ATTRIBUTE_RW("cssText", get_text, set_text),
	EVL_ATTRIBUTE("length", get_length),
	EVL_OPERATION("getPropertyPriority", get_priority, 1),
	EVL_OPERATION("getPropertyValue", get_property, 1),
	EVL_OPERATION("item", item, 1),
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
