/* SPDX-License-Identifier: MIT */
/*
 * namespaces.c - names of elements and attributes in namespaces (DOM, "Namespaces"; Infra, "Namespaces"), and what the
 * parser calls the elements and attributes of SVG and MathML (HTML, "The rules for parsing tokens in foreign content").
 */
#include <string.h>

#include "base/ascii.h"
#include "host/browser/dom.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "value/convert.h"

static const char *const spaces[] = { "http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1998/Math/MathML" };
static const char xlink_space[] = "http://www.w3.org/1999/xlink", xml_space[] = "http://www.w3.org/XML/1998/namespace",
		  xmlns_space[] = "http://www.w3.org/2000/xmlns/";

static bool is_text(struct evl_realm *realm, evl_name name, const char *text) { return name == evl_platform_intern(realm, text); }

enum evl_dom_space evl_space_of(struct evl_realm *realm, evl_name name)
{
	for (int i = 0; i < EVL_SPACE_OTHER; i++)
		if (is_text(realm, name, spaces[i]))
			return (enum evl_dom_space)i;
	return EVL_SPACE_OTHER;
}

evl_name evl_element_space(struct evl_realm *realm, const struct evl_dom_node *element)
{
	return element->space == EVL_SPACE_OTHER ? element->space_name : evl_platform_intern(realm, spaces[element->space]);
}

/* ------------------------------------------------------------------- names */

/* The place of the first colon; the length: there is none. */
static uint32_t colon_of(const struct evl_name_entry *entry)
{
	uint32_t at = 0;
	while (at < entry->length && entry->units[at] != ':')
		at++;
	return at;
}

evl_name evl_name_local(struct evl_realm *realm, evl_name qualified)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, qualified);
	uint32_t colon = colon_of(entry);
	return colon == entry->length ? qualified : evl_names_intern(realm->names, entry->units + colon + 1, entry->length - colon - 1);
}

evl_name evl_name_prefix(struct evl_realm *realm, evl_name qualified)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, qualified);
	uint32_t colon = colon_of(entry);
	return colon == entry->length ? EVL_NAME_NONE : evl_names_intern(realm->names, entry->units, colon);
}

evl_name evl_element_qualified(struct evl_realm *realm, const struct evl_dom_node *element)
{
	if (element->prefix == EVL_NAME_NONE)
		return element->name;
	const struct evl_name_entry *prefix = evl_names_entry(realm->names, element->prefix), *local = evl_names_entry(realm->names, element->name);
	uint16_t *units = evl_arena_alloc(&realm->scratch, (prefix->length + local->length + (size_t)1) * sizeof *units);
	memcpy(units, prefix->units, prefix->length * sizeof *units);
	units[prefix->length] = ':';
	memcpy(units + prefix->length + 1, local->units, local->length * sizeof *units);
	return evl_names_intern(realm->names, units, prefix->length + local->length + 1);
}

bool evl_element_called(struct evl_realm *realm, const struct evl_dom_node *element, evl_name lower, evl_name exact)
{
	evl_name wanted = element->space == EVL_SPACE_HTML || exact == EVL_NAME_NONE ? lower : exact;
	return element->prefix == EVL_NAME_NONE ? element->name == wanted : evl_element_qualified(realm, element) == wanted;
}

bool evl_names_match(struct evl_realm *realm, evl_name name, evl_name lower)
{
	const struct evl_name_entry *a = evl_names_entry(realm->names, name), *b = evl_names_entry(realm->names, lower);
	uint32_t i = 0;
	while (name != lower && a->length == b->length && i < a->length &&
	       (a->units[i] >= 'A' && a->units[i] <= 'Z' ? a->units[i] + 32 : a->units[i]) == b->units[i])
		i++;
	return name == lower || (a->length == b->length && i == a->length);
}

/* --------------------------------------------------------------- arguments */

bool evl_space_argument(struct evl_realm *realm, evl_value value, evl_name *space)
{
	struct evl_string *text;
	*space = EVL_NAME_NONE;
	if (evl_is_nullish(value))
		return true;
	if (!evl_to_string(realm, value, &text))
		return false;
	*space = text->length != 0 ? evl_string_name(realm, text) : EVL_NAME_NONE;
	return true;
}

static bool is_always_bad(uint16_t c) { return evl_is_html_space(c) || c == 0 || c == '/' || c == '>'; }

/* The first character that a local name may not have there (DOM, "valid element local name", "valid attribute local name"); the end: none. */
static uint32_t bad_in_local(const uint16_t *units, uint32_t from, uint32_t to, bool of_attribute)
{
	bool letters = of_attribute || (from < to && evl_is_letter(units[from]));
	if (!letters && from < to && units[from] != ':' && units[from] != '_' && units[from] < 128)
		return from;
	for (uint32_t i = from; i < to; i++) {
		uint16_t c = units[i];
		bool plain = evl_is_letter(c) || evl_is_digit(c) || c == '-' || c == '.' || c == ':' || c == '_' || c >= 128;
		if (letters ? is_always_bad(c) || (of_attribute && c == '=') : !plain)
			return i;
	}
	return to;
}

/* A DOMException that the function called throws. */
static bool refuse(struct evl_realm *realm, const struct evl_args *args, const char *interface, const char *error, const char *what)
{
	return evl_platform_exception(realm, error, "Failed to execute '%s' on '%s': %s", evl_platform_name(args), interface, what);
}

/* Is the qualified name one? */
static bool check_qualified(struct evl_realm *realm, const struct evl_args *args, const char *interface, bool of_attribute, evl_name qualified)
{
	static const char error[] = "InvalidCharacterError";
	const struct evl_name_entry *entry = evl_names_entry(realm->names, qualified);
	uint32_t length = entry->length, colon = colon_of(entry), local = colon < length ? colon + 1 : 0, bad = 0;
	const char *name = evl_names_utf8(realm->names, qualified, &realm->scratch);
	if (length == 0)
		return refuse(realm, args, interface, error, "The qualified name provided is empty.");
	if (colon == 0)
		return refuse(realm, args, interface, error, evl_platform_format(realm, "The qualified name provided ('%s') has an empty namespace prefix.", name));
	if (local == length)
		return refuse(realm, args, interface, error, evl_platform_format(realm, "The qualified name provided ('%s') has an empty local name.", name));
	while (local != 0 && bad < colon && !is_always_bad(entry->units[bad]))
		bad++;
	if (bad == colon || local == 0) /* the prefix is good */
		bad = bad_in_local(entry->units, local, length, of_attribute);
	if (bad == length)
		return true;
	const char *c = evl_string_utf8(realm, evl_string_from_unit(realm, entry->units[bad]));
	return refuse(realm, args, interface, error,
		      evl_platform_format(realm, "The qualified name provided ('%s') contains the invalid character '%s'.", name, c));
}

bool evl_space_arguments(struct evl_realm *realm, const struct evl_args *args, const char *interface, bool of_attribute, evl_name *space, evl_name *qualified)
{
	struct evl_string *text;
	if (!evl_space_argument(realm, evl_arg(args, 0), space) || !evl_to_string(realm, evl_arg(args, 1), &text))
		return false;
	*qualified = evl_string_name(realm, text);
	if (!check_qualified(realm, args, interface, of_attribute, *qualified))
		return false;
	evl_name prefix = evl_name_prefix(realm, *qualified);
	bool is_xmlns = is_text(realm, *qualified, "xmlns") || (prefix != EVL_NAME_NONE && is_text(realm, prefix, "xmlns"));
	bool wrong = (prefix != EVL_NAME_NONE && *space == EVL_NAME_NONE) ||
		     (prefix != EVL_NAME_NONE && is_text(realm, prefix, "xml") && !is_text(realm, *space, xml_space)) ||
		     is_xmlns != (*space != EVL_NAME_NONE && is_text(realm, *space, xmlns_space));
	if (!wrong)
		return true;
	const char *given = *space != EVL_NAME_NONE ? evl_names_utf8(realm->names, *space, &realm->scratch) : "";
	bool is_set = strcmp(evl_platform_name(args), "setAttributeNS") == 0; /* which Chromium words another way than what creates nodes */
	return refuse(realm, args, interface, "NamespaceError",
		      is_set ? evl_platform_format(realm, "'%s' is an invalid namespace for attributes.", given) :
			       evl_platform_format(realm, "The namespace URI provided ('%s') is not valid for the qualified name provided ('%s').", given,
						   evl_names_utf8(realm->names, *qualified, &realm->scratch)));
}

/* --------------------------------------------------------------------- rows */

bool evl_create_element_in(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_name space, qualified;
	struct evl_dom_node *document = evl_node_receiver(realm, args, EVL_DOM_DOCUMENT);
	if (document == NULL || !evl_platform_require_args(realm, args, 2, "Document", "createElementNS") ||
	    !evl_space_arguments(realm, args, "Document", false, &space, &qualified))
		return false;
	if (!evl_is_nullish(evl_arg(args, 2)))
		return evl_not_covered(realm, "createElementNS with options");
	evl_page(realm)->made = true;
	enum evl_dom_space kind = space != EVL_NAME_NONE ? evl_space_of(realm, space) : EVL_SPACE_OTHER;
	evl_name prefix = evl_name_prefix(realm, qualified), local = evl_name_local(realm, qualified);
	if (prefix != EVL_NAME_NONE)
		local = evl_name_prefix(realm, local) != EVL_NAME_NONE ? evl_name_prefix(realm, local) : local;
	struct evl_dom_node *element = evl_element_make_in(realm, kind, space, prefix, local);
	evl_node_adopt(element, document->owner);
	*result = evl_from_object(element);
	return realm->halt == EVL_STATUS_OK && realm->exception == EVL_EMPTY;
}

/* namespaceURI and prefix */
bool evl_element_space_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (element == NULL)
		return false;
	evl_name name = evl_platform_name(args)[0] == 'n' ? evl_element_space(realm, element) : element->prefix;
	*result = name != EVL_NAME_NONE ? evl_from_string(evl_string_from_name(realm, name)) : EVL_NULL;
	return true;
}

/* getAttributeNS, hasAttributeNS, removeAttributeNS, setAttributeNS */
bool evl_attribute_in(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *function = evl_platform_name(args);
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	evl_name space, name;
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	if (element == NULL || !evl_platform_require_args(realm, args, function[0] == 's' ? 3 : 2, "Element", function))
		return false;
	if (function[0] == 's')
		return evl_space_arguments(realm, args, "Element", true, &space, &name) && evl_partial_attribute(realm, name, args->values[2], &text) &&
		       evl_element_set_in(realm, element, space, name, text);
	if (!evl_space_argument(realm, args->values[0], &space) || !evl_to_string(realm, args->values[1], &text))
		return false;
	uint32_t at = evl_attribute_find_in(realm, element, space, evl_string_name(realm, text));
	bool has = at < element->attribute_count;
	if (function[0] == 'r')
		return !has || evl_element_set_in(realm, element, space, element->attributes[at].name, NULL);
	*result = function[0] == 'h' ? evl_from_bool(has) : has ? element->attributes[at].value : EVL_NULL;
	return true;
}

bool evl_elements_by_in(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *root = evl_node_receiver(realm, args, 0);
	struct evl_string *text;
	evl_name space;
	if (root == NULL ||
	    !evl_platform_require_args(realm, args, 2, root->type == EVL_DOM_DOCUMENT ? "Document" : "Element", "getElementsByTagNameNS") ||
	    !evl_space_argument(realm, args->values[0], &space) || !evl_to_string(realm, args->values[1], &text))
		return false;
	evl_name any = evl_platform_intern(realm, "*"), local = evl_string_name(realm, text);
	*result = evl_from_object(evl_node_list_asked(realm, EVL_LIST_TAG_IN, root, local == any ? EVL_NAME_NONE : local, space, space == any));
	return true;
}

/* -------------------------------------------------------------- the parser */

static evl_name find_adjusted(struct evl_realm *realm, evl_name name, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (evl_names_match(realm, evl_platform_intern(realm, list[i]), name))
			return evl_platform_intern(realm, list[i]);
	return name;
}

evl_name evl_space_adjust_tag(struct evl_realm *realm, evl_name name)
{
	static const char *const tags[] = {
		"altGlyph", "altGlyphDef", "altGlyphItem", "animateColor", "animateMotion", "animateTransform", "clipPath", "feBlend", "feColorMatrix",
		"feComponentTransfer", "feComposite", "feConvolveMatrix", "feDiffuseLighting", "feDisplacementMap", "feDistantLight", "feDropShadow",
		"feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feImage", "feMerge", "feMergeNode", "feMorphology", "feOffset",
		"fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence", "foreignObject", "glyphRef", "linearGradient",
		"radialGradient", "textPath",
	};
	return find_adjusted(realm, name, tags, sizeof tags / sizeof tags[0]);
}

evl_name evl_space_adjust_attribute(struct evl_realm *realm, enum evl_dom_space space, evl_name name, evl_name *attribute_space)
{
	static const char *const svg[] = {
		"attributeName", "attributeType", "baseFrequency", "baseProfile", "calcMode", "clipPathUnits", "diffuseConstant", "edgeMode",
		"filterUnits", "glyphRef", "gradientTransform", "gradientUnits", "kernelMatrix", "kernelUnitLength", "keyPoints", "keySplines",
		"keyTimes", "lengthAdjust", "limitingConeAngle", "markerHeight", "markerUnits", "markerWidth", "maskContentUnits", "maskUnits",
		"numOctaves", "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "pointsAtX", "pointsAtY", "pointsAtZ",
		"preserveAlpha", "preserveAspectRatio", "primitiveUnits", "refX", "refY", "repeatCount", "repeatDur", "requiredExtensions",
		"requiredFeatures", "specularConstant", "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles",
		"surfaceScale", "systemLanguage", "tableValues", "targetX", "targetY", "textLength", "viewBox", "viewTarget", "xChannelSelector",
		"yChannelSelector", "zoomAndPan",
	};
	static const char *const mathml[] = { "definitionURL" };
	static const struct {
		const char *name, *space;
	} foreign[] = {
		{ "xlink:actuate", xlink_space }, { "xlink:arcrole", xlink_space }, { "xlink:href", xlink_space }, { "xlink:role", xlink_space },
		{ "xlink:show", xlink_space }, { "xlink:title", xlink_space }, { "xlink:type", xlink_space }, { "xml:lang", xml_space },
		{ "xml:space", xml_space }, { "xmlns", xmlns_space }, { "xmlns:xlink", xmlns_space },
	};
	*attribute_space = EVL_NAME_NONE;
	for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++)
		if (is_text(realm, name, foreign[i].name))
			*attribute_space = evl_platform_intern(realm, foreign[i].space);
	return space == EVL_SPACE_SVG ? find_adjusted(realm, name, svg, sizeof svg / sizeof svg[0]) :
					find_adjusted(realm, name, mathml, 1);
}
