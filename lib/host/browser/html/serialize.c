/* SPDX-License-Identifier: MIT */
/*
 * serialize.c - nodes to markup (HTML, "Serializing HTML fragments").
 */
#include "host/browser/html/tags.h"
#include "host/browser/markup.h"
#include "vm/vm.h"

bool evl_markup_is_void(struct evl_realm *realm, evl_name name) { return evl_html_tag_is(evl_html_tag(realm, name), EVL_HTAG_IS_VOID); }

static void append_escaped(struct evl_text *out, const uint16_t *units, uint32_t length, bool attribute)
{
	for (uint32_t i = 0; i < length; i++) {
		uint16_t c = units[i];
		if (c == '&')
			evl_text_append_ascii(out, "&amp;");
		else if (c == 0xA0)
			evl_text_append_ascii(out, "&nbsp;");
		else if (attribute && c == '"')
			evl_text_append_ascii(out, "&quot;");
		else if (c == '<')
			evl_text_append_ascii(out, "&lt;");
		else if (c == '>')
			evl_text_append_ascii(out, "&gt;");
		else
			evl_text_append_unit(out, c);
	}
}

static void append_name(struct evl_realm *realm, struct evl_text *out, evl_name name)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	evl_text_append(out, entry->units, entry->length);
}

void evl_markup_open_tag(struct evl_realm *realm, struct evl_text *out, const struct evl_dom_node *element)
{
	evl_text_append_unit(out, '<');
	append_name(realm, out, evl_element_qualified(realm, element));
	for (uint32_t i = 0; i < element->attribute_count; i++) {
		struct evl_string *value = evl_as_string(element->attributes[i].value);
		const uint16_t *units = evl_string_units(realm, value);
		evl_text_append_unit(out, ' ');
		append_name(realm, out, element->attributes[i].name);
		evl_text_append_ascii(out, "=\"");
		if (units != NULL)
			append_escaped(out, units, value->length, true);
		evl_text_append_unit(out, '"');
	}
	evl_text_append_unit(out, '>');
}

/* Is text in this element written as it is? Chromium takes every noscript for one of a document that runs scripts. */
static bool is_literal_in(struct evl_realm *realm, const struct evl_dom_node *parent)
{
	if (!evl_node_is(parent, EVL_DOM_ELEMENT) || parent->space != EVL_SPACE_HTML)
		return false;
	switch (evl_html_tag(realm, parent->name)) {
	case EVL_HTAG_SCRIPT:
	case EVL_HTAG_STYLE:
	case EVL_HTAG_XMP:
	case EVL_HTAG_IFRAME:
	case EVL_HTAG_NOEMBED:
	case EVL_HTAG_NOFRAMES:
	case EVL_HTAG_PLAINTEXT:
		return true;
	case EVL_HTAG_NOSCRIPT:
		return parent->owner == NULL;
	default:
		return false;
	}
}

static void begin_node(struct evl_realm *realm, struct evl_text *out, struct evl_dom_node *node)
{
	struct evl_string *text = node->text != EVL_EMPTY ? evl_as_string(node->text) : NULL;
	const uint16_t *units = text != NULL ? evl_string_units(realm, text) : NULL;
	switch ((enum evl_node_type)node->type) {
	case EVL_DOM_TEXT:
		if (units == NULL)
			break;
		if (is_literal_in(realm, node->parent))
			evl_text_append(out, units, text->length);
		else
			append_escaped(out, units, text->length, false);
		break;
	case EVL_DOM_COMMENT:
		evl_text_append_ascii(out, "<!--");
		if (units != NULL)
			evl_text_append(out, units, text->length);
		evl_text_append_ascii(out, "-->");
		break;
	case EVL_DOM_DOCTYPE:
		evl_text_append_ascii(out, "<!DOCTYPE ");
		append_name(realm, out, node->name);
		evl_text_append_unit(out, '>');
		break;
	case EVL_DOM_ELEMENT:
		node->style_trails = false; /* the attributes are read */
		evl_markup_open_tag(realm, out, node);
		if (evl_is_object(node->content) && evl_vm_native_room(realm->vm)) {
			struct evl_string *inside = evl_markup_text(realm, evl_pointer(node->content), false);
			const uint16_t *inner = inside != NULL ? evl_string_units(realm, inside) : NULL;
			if (inner != NULL)
				evl_text_append(out, inner, inside->length);
		}
		break;
	default:
		break;
	}
}

/* Is it written without an end tag, and without what may be in it? */
static bool is_void(struct evl_realm *realm, const struct evl_dom_node *node)
{
	return node->type == EVL_DOM_ELEMENT && node->space == EVL_SPACE_HTML && evl_markup_is_void(realm, node->name);
}

static void end_node(struct evl_realm *realm, struct evl_text *out, const struct evl_dom_node *node)
{
	if (node->type != EVL_DOM_ELEMENT || is_void(realm, node))
		return;
	evl_text_append_ascii(out, "</");
	append_name(realm, out, evl_element_qualified(realm, node));
	evl_text_append_unit(out, '>');
}

struct evl_string *evl_markup_text(struct evl_realm *realm, struct evl_dom_node *node, bool outer)
{
	struct evl_text out = { .realm = realm };

	struct evl_dom_node *at = outer ? node : is_void(realm, node) ? NULL : node->first;
	while (at != NULL) {
		begin_node(realm, &out, at);
		if (at->first != NULL && !is_void(realm, at)) {
			at = at->first;
			continue;
		}
		for (;;) {
			end_node(realm, &out, at);
			if (at == node || (at->parent == node && !outer && at->next == NULL)) {
				at = NULL;
				break;
			}
			if (at->next != NULL) {
				at = at->next;
				break;
			}
			at = at->parent;
		}
	}
	return evl_text_take(&out, 0);
}
