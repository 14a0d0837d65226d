/* SPDX-License-Identifier: MIT */
/*
 * assumed_element.c - an element that a selector matches, for the page that is assumed around a snippet.
 */
#include <string.h>

#include "host/browser/selector.h"

/* The tag that a word in an id or class speaks of. */
static const char *likely_tag(const char *word)
{
	static const char *const words[][2] = {
		{ "checkbox", "input" }, { "btn", "button" }, { "button", "button" }, { "submit", "button" }, { "form", "form" }, { "input", "input" },
		{ "field", "input" }, { "search", "input" }, { "email", "input" }, { "password", "input" }, { "username", "input" },
		{ "textarea", "textarea" }, { "select", "select" }, { "dropdown", "select" }, { "list", "ul" }, { "link", "a" }, { "image", "img" },
		{ "img", "img" }, { "photo", "img" }, { "heading", "h1" }, { "canvas", "canvas" }, { "video", "video" }, { "dialog", "dialog" },
		{ "table", "table" }, { "label", "label" },
	};
	char lower[64];
	size_t n = 0;
	for (; word[n] != '\0' && n < sizeof lower - 1; n++)
		lower[n] = word[n] >= 'A' && word[n] <= 'Z' ? (char)(word[n] + 32) : word[n];
	lower[n] = '\0';
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (strstr(lower, words[i][0]) != NULL)
			return words[i][1];
	return "div";
}

static struct evl_dom_node *build_compound(struct evl_realm *realm, const struct evl_selector_compound *compound, const struct evl_dom_node *parent)
{
	evl_name tag = EVL_NAME_NONE, exact = EVL_NAME_NONE;
	const char *word = NULL;
	struct evl_dom_node *element;
	for (const struct evl_selector_part *part = compound->parts; part != NULL; part = part->next) {
		if (part->kind == PART_TYPE)
			tag = part->name, exact = part->exact;
		else if ((part->kind == PART_ID || part->kind == PART_CLASS) && (word == NULL || part->kind == PART_ID))
			word = evl_names_utf8(realm->names, part->name, &realm->scratch);
		else if (part->kind > PART_EQUALS && part->kind != PART_FIRST && part->kind != PART_LAST)
			return NULL;
	}
	if (tag == EVL_NAME_NONE)
		tag = exact = evl_platform_intern(realm, word != NULL ? likely_tag(word) : "div");
	bool is_svg = tag == evl_platform_intern(realm, "svg") || parent->space == EVL_SPACE_SVG;
	if (is_svg)
		element = evl_element_make_in(realm, EVL_SPACE_SVG, EVL_NAME_NONE, EVL_NAME_NONE, exact);
	else if (!evl_element_make(realm, tag, false, &element))
		return NULL;
	if (word != NULL && strstr(word, "heckbox") != NULL && !evl_element_set_text(realm, element, "type", "checkbox"))
		return NULL;
	struct evl_string *classes = NULL;
	for (const struct evl_selector_part *part = compound->parts; part != NULL; part = part->next) {
		bool ok = true;
		if (part->kind == PART_ID)
			ok = evl_element_set(realm, element, evl_platform_intern(realm, "id"), part->value);
		else if (part->kind == PART_HAS || part->kind == PART_EQUALS)
			ok = evl_element_set(realm, element, part->name,
					     part->value != NULL ? part->value : evl_string_from_name(realm, EVL_NAME_empty));
		else if (part->kind == PART_CLASS)
			classes = classes == NULL ? part->value :
						    evl_string_concat(realm, evl_string_concat(realm, classes, evl_string_from_unit(realm, ' ')), part->value);
		if (!ok)
			return NULL;
	}
	if (classes != NULL && !evl_element_set(realm, element, evl_platform_intern(realm, "class"), classes))
		return NULL;
	element->assumed = true;
	return element;
}

static struct evl_dom_node *build(struct evl_realm *realm, const struct evl_selector_compound *compound, struct evl_dom_node *body)
{
	struct evl_dom_node *parent = body;
	if (compound->previous != NULL) {
		if (compound->combinator != ' ' && compound->combinator != '>')
			return NULL;
		/* As much of the outer part as is there already. */
		struct evl_selector outer = { .last = compound->previous };
		parent = evl_selector_first(realm, &outer, evl_document(realm));
		if (parent == NULL)
			parent = build(realm, compound->previous, body);
	}
	struct evl_dom_node *made = parent != NULL ? build_compound(realm, compound, parent) : NULL;
	if (made == NULL)
		return NULL;
	evl_node_link(parent, made, NULL);
	evl_page(realm)->dom_version++;
	return made;
}

bool evl_selector_is_named(const struct evl_selector *selector)
{
	bool named = false;
	if (selector->next != NULL || selector->last->previous != NULL)
		return false;
	for (const struct evl_selector_part *part = selector->last->parts; part != NULL; part = part->next) {
		named = named || part->kind == PART_ID || part->kind == PART_CLASS;
		if (part->kind != PART_ID && part->kind != PART_CLASS && part->kind != PART_TYPE)
			return false;
	}
	return named;
}

struct evl_dom_node *evl_selector_build(struct evl_realm *realm, const struct evl_selector *selector, struct evl_dom_node *body)
{
	return build(realm, selector->last, body);
}
