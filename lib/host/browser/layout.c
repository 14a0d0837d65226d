/* SPDX-License-Identifier: MIT */
/*
 * layout.c - sizes and places of elements (CSSOM View). Pages are not laid out: what the style attribute does not say in
 * pixels is an unknown value.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "host/browser/dom.h"
#include "host/browser/transitions.h"
#include "host/browser/viewport.h"
#include "value/convert.h"
#include "value/unknown.h"

#define RECEIVER(element)                                                                            \
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);             \
	if (element == NULL)                                                                         \
	return false

/* The value of a property in a style attribute; NULL: it is not there. Its end in *end. */
static const char *declared(const char *style, const char *property, const char **end)
{
	size_t length = strlen(property);
	for (const char *at = style; *at != '\0';) {
		at += strspn(at, " ;\t\n");
		size_t name = strcspn(at, ":;");
		const char *value = at + name + (at[name] == ':');
		*end = value + strcspn(value, ";");
		if (at[name] == ':' && name == length && strncmp(at, property, length) == 0)
			return value + strspn(value, " ");
		at = *end;
	}
	return NULL;
}

static bool pixels(const char *style, const char *property, double *out)
{
	const char *end, *value = declared(style, property, &end);
	char *rest;
	if (value == NULL)
		return false;
	*out = strtod(value, &rest);
	return rest != value && (strncmp(rest, "px", 2) == 0 || *out == 0);
}

void evl_element_style_size(struct evl_realm *realm, const struct evl_dom_node *node, double *width, double *height)
{
	struct evl_string *style = evl_element_get(realm, node, "style");
	const char *text = style != NULL ? evl_string_utf8(realm, style) : "";
	if (!pixels(text, "width", width))
		*width = 0;
	if (!pixels(text, "height", height))
		*height = 0;
}

bool evl_element_styled(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, const char *value)
{
	struct evl_string *style = evl_element_get(realm, element, "style");
	const char *end, *own = style != NULL ? declared(evl_string_utf8(realm, style), property, &end) : NULL;
	return own != NULL && strncmp(own, value, strlen(value)) == 0;
}

const struct evl_dom_node *evl_node_shown_in(struct evl_realm *realm, const struct evl_dom_node *node)
{
	if (node->parent == NULL)
		return node->host;
	return node->parent->shadow != NULL ? evl_slot_of(realm, node) : node->parent;
}

bool evl_element_inherits(struct evl_realm *realm, const struct evl_dom_node *element, const char *property, const char *value, const char *other)
{
	for (const struct evl_dom_node *at = element; at != NULL; at = evl_node_shown_in(realm, at))
		if (at->type == EVL_DOM_ELEMENT && evl_element_styled(realm, at, property, ""))
			return evl_element_styled(realm, at, property, value) || evl_element_styled(realm, at, property, other);
	return false;
}

static bool is_one_of(struct evl_realm *realm, const struct evl_dom_node *element, const char *const *tags, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (evl_element_is(realm, element, tags[i]))
			return true;
	return false;
}

bool evl_element_hides_itself(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const never[] = { "template", "noscript", "script", "style", "head", "title", "datalist", "meta", "link", "base",
					     "param", "source", "track", "rp", "area" };
	if (evl_element_styled(realm, element, "display", ""))
		return evl_element_styled(realm, element, "display", "none");
	return evl_element_has(realm, element, "hidden") || (evl_element_has(realm, element, "popover") && !element->popover_shown) ||
	       is_one_of(realm, element, never, sizeof never / sizeof never[0]) || evl_element_type_is(realm, element, "hidden") ||
	       (evl_element_is(realm, element, "dialog") && !evl_element_has(realm, element, "open"));
}

bool evl_element_drawn(struct evl_realm *realm, const struct evl_dom_node *element)
{
	/* Their children are not shown: the control is drawn from what it knows. */
	static const char *const leaves[] = { "input", "textarea", "select", "option", "br", "img", "meter", "progress", "audio", "video", "object",
					      "iframe", "embed" };
	if (!evl_node_connected(realm, element))
		return false;
	const struct evl_dom_node *at = element;
	for (; at != NULL && at->type != EVL_DOM_DOCUMENT; at = evl_node_shown_in(realm, at)) {
		if (at->type != EVL_DOM_ELEMENT)
			continue;
		if (evl_element_hides_itself(realm, at) || (at != element && is_one_of(realm, at, leaves, sizeof leaves / sizeof leaves[0])))
			return false;
	}
	return at != NULL;
}

/* A side of the element as far as it is known. */
static bool known_side(struct evl_realm *realm, const struct evl_dom_node *element, bool vertical, double *out)
{
	static const char *const more[] = { "padding", "border", "min-width", "max-width", "min-height", "max-height", "padding-left", "padding-top",
					    "border-left", "border-top", "transform", "zoom", "display", "float", "flex" };
	struct evl_string *style = evl_element_get(realm, element, "style");
	const char *text = style != NULL ? evl_string_utf8(realm, style) : "", *end;
	*out = 0;
	if (!evl_element_drawn(realm, element))
		return true;
	if (!pixels(text, vertical ? "height" : "width", out) || !evl_block_level(realm, element) || evl_element_is(realm, element, "button") ||
	    evl_element_is(realm, element, "input"))
		return false;
	for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
		if (declared(text, more[i], &end) != NULL)
			return false;
	return true;
}

double evl_element_content_side(struct evl_realm *realm, const struct evl_dom_node *element, bool vertical)
{
	static const char *const more[] = { "min-width", "max-width", "min-height", "max-height", "box-sizing", "zoom", "display", "flex" };
	struct evl_string *style = evl_element_get(realm, element, "style");
	const char *text = style != NULL ? evl_string_utf8(realm, style) : "", *end;
	/* What is in a line and has a size all the same. */
	static const char *const replaced[] = { "img", "input", "button", "textarea", "select", "video", "audio", "canvas", "iframe", "object", "embed", "svg",
						"meter", "progress" };
	double side;
	if (!evl_element_drawn(realm, element))
		return 0;
	if (is_one_of(realm, element, replaced, sizeof replaced / sizeof replaced[0]))
		return NAN;
	if (!evl_block_level(realm, element))
		return declared(text, "display", &end) != NULL || declared(text, "float", &end) != NULL || declared(text, "position", &end) != NULL ? NAN : 0;
	if (!pixels(text, vertical ? "height" : "width", &side))
		return NAN;
	for (size_t i = 0; i < sizeof more / sizeof more[0]; i++)
		if (declared(text, more[i], &end) != NULL)
			return NAN;
	return side;
}

double evl_element_padding(struct evl_realm *realm, const struct evl_dom_node *element, bool vertical)
{
	static const char *const padded[] = { "ul", "ol", "menu", "dir", "button", "input", "textarea", "select", "fieldset", "td", "th", "legend", "dialog" };
	struct evl_string *style = evl_element_get(realm, element, "style");
	const char *text = style != NULL ? evl_string_utf8(realm, style) : "", *end;
	const char *own = declared(text, vertical ? "padding-top" : "padding-left", &end), *all = declared(text, "padding", &end);
	double side;
	if (pixels(text, vertical ? "padding-top" : "padding-left", &side))
		return side;
	if (own != NULL || (all != NULL && (!pixels(text, "padding", &side) || strcspn(all, " ") < strcspn(all, ";"))))
		return NAN;
	if (all != NULL)
		return side;
	return is_one_of(realm, element, padded, sizeof padded / sizeof padded[0]) ? NAN : 0;
}

evl_value evl_element_unknown(struct evl_realm *realm, const struct evl_dom_node *element, const char *what)
{
	struct evl_string *id = evl_element_get(realm, element, "id");
	const char *tag = evl_names_utf8(realm->names, element->name, &realm->scratch);
	evl_page_no_layout(realm);
	const char *text = id != NULL && id->length != 0 ? evl_unknown_text(realm, "%s#%s.%s", tag, evl_string_utf8(realm, id), what) :
							   evl_unknown_text(realm, "%s.%s", tag, what);
	return evl_from_object(evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text));
}

bool evl_element_size(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	const char *name = evl_platform_name(args);
	bool vertical = strstr(name, "Height") != NULL, side = vertical || strstr(name, "Width") != NULL;
	double value, width, height;
	if (!evl_transitions_flush(realm))
		return false;
	if (element == evl_page(realm)->html && strncmp(name, "client", 6) == 0) {
		evl_viewport_size(realm, &width, &height);
		*result = evl_from_number(vertical ? height : width);
	} else if (side ? known_side(realm, element, vertical, &value) && strncmp(name, "scroll", 6) != 0 : !evl_element_drawn(realm, element)) {
		*result = evl_from_number(side ? value : 0);
	} else {
		*result = evl_element_unknown(realm, element, name);
	}
	return true;
}

evl_value evl_element_rectangle(struct evl_realm *realm, const struct evl_dom_node *element, const char *what, enum evl_intrinsic prototype)
{
	evl_value values[8];
	bool drawn = evl_element_drawn(realm, element);
	for (int i = 0; i < 8; i++) {
		double side;
		bool known = !drawn || ((i == 2 || i == 3) && known_side(realm, element, i == 3, &side));
		values[i] = !known ? evl_element_unknown(realm, element, evl_unknown_text(realm, "%s.%s", what, evl_rectangle_names[i])) :
				     evl_from_number(drawn ? side : 0);
	}
	return evl_rectangle_new(realm, prototype, values);
}

bool evl_element_rect(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	if (!evl_transitions_flush(realm))
		return false;
	*result = evl_element_rectangle(realm, element, "getBoundingClientRect()", EVL_INTRINSIC_DOM_RECT_PROTOTYPE);
	return true;
}

void evl_page_no_layout(struct evl_realm *realm)
{
	if (!evl_page(realm)->told_layout)
		evl_host_note(realm, evl_span_none(), "pages are not laid out: sizes and places of elements are unknown values");
	evl_page(realm)->told_layout = true;
}
