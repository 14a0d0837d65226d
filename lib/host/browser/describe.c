/* SPDX-License-Identifier: MIT */
/*
 * describe.c - nodes as the console shows them: an element as its markup, folded where it
 * has more inside than a short text; inside of something else as "div#id.class".
 */
#include "host/browser/markup.h"

enum { SHORT_TEXT = 80 };

static void append_ascii_units(struct evl_realm *realm, struct evl_text *out, struct evl_string *text)
{
	const uint16_t *units = evl_string_units(realm, text);
	if (units != NULL)
		evl_text_append(out, units, text->length);
}

static void selector_form(struct evl_realm *realm, struct evl_text *out, const struct evl_dom_node *element)
{
	struct evl_string *id = evl_element_get(realm, element, "id"), *classes = evl_element_get(realm, element, "class");
	const struct evl_name_entry *name = evl_names_entry(realm->names, element->name);
	evl_text_append(out, name->units, name->length);
	if (id != NULL && id->length != 0) {
		evl_text_append_unit(out, '#');
		append_ascii_units(realm, out, id);
	}
	const uint16_t *units = classes != NULL ? evl_string_units(realm, classes) : NULL;
	bool inside = false;
	for (uint32_t i = 0; units != NULL && i < classes->length; i++) {
		bool space = units[i] == ' ' || (units[i] >= 9 && units[i] <= 13);
		if (!space && !inside)
			evl_text_append_unit(out, '.');
		if (!space)
			evl_text_append_unit(out, units[i]);
		inside = !space;
	}
}

static void markup_form(struct evl_realm *realm, struct evl_text *out, const struct evl_dom_node *element)
{
	const struct evl_name_entry *name = evl_names_entry(realm->names, element->name);
	evl_markup_open_tag(realm, out, element);
	if (evl_markup_is_void(realm, element->name))
		return;
	const struct evl_dom_node *only = element->first;
	if (only != NULL && only->next == NULL && only->type == EVL_DOM_TEXT && evl_as_string(only->text)->length < SHORT_TEXT)
		append_ascii_units(realm, out, evl_as_string(only->text));
	else if (only != NULL || element->shadow != NULL)
		evl_text_append_unit(out, 0x2026);
	evl_text_append_ascii(out, "</");
	evl_text_append(out, name->units, name->length);
	evl_text_append_unit(out, '>');
}

enum evl_platform_view evl_page_view(struct evl_realm *realm, struct evl_object *object, bool nested, struct evl_string **text)
{
	const struct evl_platform *platform = (const struct evl_platform *)object;
	struct evl_text out = { .realm = realm };
	*text = NULL;
	switch ((enum evl_platform_kind)platform->kind) {
	case EVL_PLATFORM_LIST:
	case EVL_PLATFORM_TOKENS:
		return EVL_VIEW_LIST;
	case EVL_PLATFORM_DATASET:
	case EVL_PLATFORM_STORAGE:
		return EVL_VIEW_NAMED;
	case EVL_PLATFORM_ATTRIBUTES:
		(void)evl_not_covered(realm, "how a map of attributes is printed");
		return EVL_VIEW_ATTRIBUTES;
	case EVL_PLATFORM_STYLE:
		(void)evl_not_covered(realm, "how a style is printed");
		return EVL_VIEW_ATTRIBUTES;
	case EVL_PLATFORM_NODE:
		break;
	default:
		return EVL_VIEW_ATTRIBUTES;
	}
	const struct evl_dom_node *node = (const struct evl_dom_node *)(const void *)object;
	switch ((enum evl_node_type)node->type) {
	case EVL_DOM_ELEMENT:
		if (nested)
			selector_form(realm, &out, node);
		else
			markup_form(realm, &out, node);
		break;
	case EVL_DOM_TEXT:
		if (nested) {
			evl_text_append_ascii(&out, "text");
		} else {
			evl_text_append_unit(&out, '"');
			append_ascii_units(realm, &out, evl_as_string(node->text));
			evl_text_append_unit(&out, '"');
		}
		break;
	case EVL_DOM_COMMENT:
		if (nested) {
			evl_text_append_ascii(&out, "comment");
		} else {
			evl_text_append_ascii(&out, "<!--");
			append_ascii_units(realm, &out, evl_as_string(node->text));
			evl_text_append_ascii(&out, "-->");
		}
		break;
	case EVL_DOM_ATTRIBUTE:
		(void)evl_not_covered(realm, "how an attribute is printed");
		return EVL_VIEW_ATTRIBUTES;
	case EVL_DOM_FRAGMENT:
		evl_text_append_ascii(&out, nested ? "document-fragment" : "#document-fragment");
		break;
	case EVL_DOM_DOCTYPE:
		if (node->prefix != EVL_NAME_NONE || node->space_name != EVL_NAME_NONE)
			(void)evl_not_covered(realm, "how a doctype with identifiers is printed");
		evl_text_append_ascii(&out, nested ? "" : "<!DOCTYPE ");
		evl_text_append_string(&out, evl_string_from_name(realm, node->name));
		evl_text_append_ascii(&out, nested ? "" : ">");
		break;
	default:
		evl_text_append_ascii(&out, nested ? "document" : "#document (");
		if (!nested) {
			evl_text_append_ascii(&out, node->owner != NULL ? evl_string_utf8(realm, evl_as_string(node->value)) : evl_page_address(realm));
			evl_text_append_ascii(&out, ")");
		}
		break;
	}
	*text = evl_text_take(&out, 0);
	return EVL_VIEW_TEXT;
}
