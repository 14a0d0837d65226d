/* SPDX-License-Identifier: MIT */
/*
 * selector.c - which elements a selector matches (Selectors, level 4, a part).
 */
#include "host/browser/selector.h"

#include <string.h>

#include "base/ascii.h"
#include "host/browser/partial_text.h"
#include "host/browser/pseudo_class.h"
#include "value/unknown.h"

/* What a selector is matched against beside the element: what :scope is, and the element that :has() is asked of. */
struct setting {
	const struct evl_dom_node *scope, *anchor;
};

static bool list_matches(struct evl_realm *realm, const struct evl_selector *selector, const struct evl_dom_node *element, const struct setting *in);

static const struct evl_dom_node *beside(const struct evl_dom_node *node, bool forwards)
{
	node = forwards ? node->next : node->previous;
	while (node != NULL && node->type != EVL_DOM_ELEMENT)
		node = forwards ? node->next : node->previous;
	return node;
}

/* The position among siblings, from 1: of the same type, or of all. */
static int32_t position(const struct evl_dom_node *node, bool from_end, bool same_type)
{
	int32_t at = 1;
	for (const struct evl_dom_node *s = beside(node, from_end); s != NULL; s = beside(s, from_end))
		at += !same_type || s->name == node->name;
	return at;
}

static bool is_nth(int32_t at, int32_t a, int32_t b)
{
	if (at == 0)
		return false;
	if (a == 0)
		return at == b;
	return (at - b) % a == 0 && (at - b) / a >= 0;
}

static bool has_text(struct evl_realm *realm, const struct evl_selector_part *part, struct evl_string *value)
{
	const uint16_t *units = evl_string_units(realm, value), *wanted = evl_string_units(realm, part->value);
	uint32_t length = value->length, size = part->value->length;
	if (units == NULL || wanted == NULL)
		return false;
	switch ((enum evl_selector_part_kind)part->kind) {
	case PART_EQUALS:
		return evl_string_equals(realm, value, part->value);
	case PART_PREFIX:
		return size != 0 && size <= length && memcmp(units, wanted, size * sizeof *units) == 0;
	case PART_SUFFIX:
		return size != 0 && size <= length && memcmp(units + length - size, wanted, size * sizeof *units) == 0;
	case PART_SUBSTRING:
		return size != 0 && evl_string_index_of(realm, value, part->value, 0) >= 0;
	case PART_DASH:
		return size <= length && memcmp(units, wanted, size * sizeof *units) == 0 && (size == length || units[size] == '-');
	default:
		for (uint32_t from = 0; size != 0 && from + size <= length; from++)
			if ((from == 0 || evl_is_html_space(units[from - 1])) && memcmp(units + from, wanted, size * sizeof *units) == 0 &&
			    (from + size == length || evl_is_html_space(units[from + size])))
				return true;
		return false;
	}
}

/* :has(): does anything below the element, or, for the combinators + and ~, among what follows it, match? */
static bool has_match(struct evl_realm *realm, const struct evl_selector *list, const struct evl_dom_node *element, const struct evl_dom_node *scope)
{
	struct setting in = { scope, element };
	for (const struct evl_selector *selector = list; selector != NULL; selector = selector->next) {
		const struct evl_selector_compound *first = selector->last;
		while (first->previous->previous != NULL)
			first = first->previous;
		bool beside_it = first->combinator == '+' || first->combinator == '~';
		struct evl_selector alone = { .last = selector->last };
		struct evl_dom_node *root = (struct evl_dom_node *)(beside_it ? element->parent : element);
		struct evl_dom_node *at = beside_it ? element->next : element->first;
		while (at != NULL && root != NULL) {
			if (at->type == EVL_DOM_ELEMENT && list_matches(realm, &alone, at, &in))
				return true;
			at = evl_node_next(root, at);
		}
	}
	return false;
}

/* The attribute that a part speaks of; NULL: the element has it not. */
static struct evl_string *attribute_of(struct evl_realm *realm, const struct evl_selector_part *part, const struct evl_dom_node *e)
{
	evl_name name = e->space == EVL_SPACE_HTML ? part->name : part->exact;
	for (uint32_t i = 0; i < e->attribute_count && part->any_space; i++)
		if (evl_name_local(realm, e->attributes[i].name) == name)
			return evl_as_string(e->attributes[i].value);
	return part->any_space ? NULL : evl_element_get_name(e, name);
}

/* The position among the siblings that match the selector; 0: it does not match itself. */
static int32_t position_of(struct evl_realm *realm, const struct evl_selector_part *part, const struct evl_dom_node *e, bool from_end, const struct setting *in)
{
	if (part->inner == NULL)
		return position(e, from_end, false);
	if (!list_matches(realm, part->inner, e, in))
		return 0;
	int32_t at = 1;
	for (const struct evl_dom_node *s = beside(e, from_end); s != NULL; s = beside(s, from_end))
		at += list_matches(realm, part->inner, s, in);
	return at;
}

static bool part_matches(struct evl_realm *realm, const struct evl_selector_part *part, const struct evl_dom_node *e, const struct setting *in)
{
	struct evl_string *value;
	switch ((enum evl_selector_part_kind)part->kind) {
	case PART_TYPE:
		return e->space == EVL_SPACE_HTML ? e->name == part->name : evl_names_match(realm, e->name, part->name);
	case PART_NO_SPACE:
		return e->space == EVL_SPACE_OTHER && e->space_name == EVL_NAME_NONE;
	case PART_ID:
		value = evl_element_get(realm, e, "id");
		return value != NULL && evl_string_equals(realm, value, part->value);
	case PART_CLASS:
		return evl_element_has_class(realm, e, part->value);
	case PART_HAS:
		return attribute_of(realm, part, e) != NULL;
	case PART_EQUALS:
	case PART_PREFIX:
	case PART_SUFFIX:
	case PART_SUBSTRING:
	case PART_WORD:
	case PART_DASH:
		value = attribute_of(realm, part, e);
		if (evl_text_is_partial(realm, value))
			return evl_not_covered(realm, "a selector that asks for an attribute whose value comes from outside");
		return value != NULL && has_text(realm, part, part->folds ? evl_text_folded(realm, value) : value);
	case PART_NOT:
		return !list_matches(realm, part->inner, e, in);
	case PART_IS:
		return list_matches(realm, part->inner, e, in);
	case PART_CONTAINS:
		return has_match(realm, part->inner, e, in->scope);
	case PART_FIRST:
		return beside(e, false) == NULL;
	case PART_LAST:
		return beside(e, true) == NULL;
	case PART_ONLY:
		return beside(e, false) == NULL && beside(e, true) == NULL;
	case PART_FIRST_TYPE:
		return position(e, false, true) == 1;
	case PART_LAST_TYPE:
		return position(e, true, true) == 1;
	case PART_ONLY_TYPE:
		return position(e, false, true) == 1 && position(e, true, true) == 1;
	case PART_NTH:
		return is_nth(position_of(realm, part, e, false, in), part->a, part->b);
	case PART_NTH_LAST:
		return is_nth(position_of(realm, part, e, true, in), part->a, part->b);
	case PART_NTH_TYPE:
		return is_nth(position(e, false, true), part->a, part->b);
	case PART_NTH_LAST_TYPE:
		return is_nth(position(e, true, true), part->a, part->b);
	case PART_EMPTY:
		for (const struct evl_dom_node *c = e->first; c != NULL; c = c->next)
			if (c->type != EVL_DOM_COMMENT)
				return false;
		return true;
	case PART_ROOT:
		return evl_node_is(e->parent, EVL_DOM_DOCUMENT);
	case PART_SCOPE:
		return evl_node_is(in->scope, EVL_DOM_ELEMENT) ? e == in->scope : evl_node_is(e->parent, EVL_DOM_DOCUMENT);
	case PART_ANCHOR:
		return e == in->anchor;
	case PART_STATE:
		return evl_pseudo_class_matches(realm, (enum evl_pseudo_class)part->state, e);
	}
	return false;
}

static bool compound_matches(struct evl_realm *realm, const struct evl_selector_compound *compound, const struct evl_dom_node *e,
			     const struct setting *in)
{
	if (!evl_node_is(e, EVL_DOM_ELEMENT))
		return false;
	for (const struct evl_selector_part *part = compound->parts; part != NULL; part = part->next)
		if (!part_matches(realm, part, e, in))
			return false;
	return true;
}

static bool complex_matches(struct evl_realm *realm, const struct evl_selector_compound *compound, const struct evl_dom_node *e,
			    const struct setting *in)
{
	if (!compound_matches(realm, compound, e, in))
		return false;
	const struct evl_selector_compound *outer = compound->previous;
	if (outer == NULL)
		return true;
	switch (compound->combinator) {
	case '>':
		return complex_matches(realm, outer, e->parent, in);
	case '+':
		return complex_matches(realm, outer, beside(e, false), in);
	case '~':
		for (const struct evl_dom_node *s = beside(e, false); s != NULL; s = beside(s, false))
			if (complex_matches(realm, outer, s, in))
				return true;
		return false;
	default:
		for (const struct evl_dom_node *a = e->parent; a != NULL; a = a->parent)
			if (complex_matches(realm, outer, a, in))
				return true;
		return false;
	}
}

static bool list_matches(struct evl_realm *realm, const struct evl_selector *selector, const struct evl_dom_node *element, const struct setting *in)
{
	for (; selector != NULL; selector = selector->next)
		if (complex_matches(realm, selector->last, element, in))
			return true;
	return false;
}

bool evl_selector_matches(struct evl_realm *realm, const struct evl_selector *selector, const struct evl_dom_node *element,
			  const struct evl_dom_node *scope)
{
	struct setting in = { scope, NULL };
	return list_matches(realm, selector, element, &in);
}

struct evl_dom_node *evl_selector_first(struct evl_realm *realm, const struct evl_selector *selector, struct evl_dom_node *root)
{
	for (struct evl_dom_node *at = root->first; at != NULL; at = evl_node_next(root, at))
		if (at->type == EVL_DOM_ELEMENT && evl_selector_matches(realm, selector, at, root))
			return at;
	return NULL;
}
