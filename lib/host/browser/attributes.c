/* SPDX-License-Identifier: MIT */
/*
 * attributes.c - attributes as nodes, and the map of an element's (DOM, "Interface NamedNodeMap", "Interface Attr"). An Attr
 * is made when somebody asks for it; from then on the attribute knows it, and it the element.
 */
#include <stdio.h>
#include <string.h>

#include "builtins/dom_exception.h"
#include "host/browser/companions.h"
#include "host/browser/dom.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "value/convert.h"

struct attribute_map {
	struct evl_platform platform;
	struct evl_dom_node *element;
};

uint32_t evl_attribute_find(const struct evl_dom_node *element, evl_name name)
{
	uint32_t at = 0;
	while (at < element->attribute_count && element->attributes[at].name != name)
		at++;
	return at;
}

uint32_t evl_attribute_find_in(struct evl_realm *realm, const struct evl_dom_node *element, evl_name space, evl_name local)
{
	for (uint32_t at = 0; at < element->attribute_count; at++) {
		const struct evl_dom_attribute *attribute = &element->attributes[at];
		if (attribute->space == space && (space != EVL_NAME_NONE ? evl_name_local(realm, attribute->name) : attribute->name) == local)
			return at;
	}
	return element->attribute_count;
}

struct evl_dom_node *evl_attribute_node(struct evl_realm *realm, struct evl_dom_node *element, uint32_t index)
{
	struct evl_dom_attribute *attribute = &element->attributes[index];
	if (attribute->node == NULL) {
		attribute->node = evl_node_new(realm, EVL_DOM_ATTRIBUTE, EVL_INTRINSIC_ATTR_PROTOTYPE);
		attribute->node->name = attribute->name;
		attribute->node->space_name = attribute->space;
		attribute->node->text = attribute->value;
		attribute->node->element = element;
	}
	return attribute->node;
}

bool evl_attribute_set_value(struct evl_realm *realm, struct evl_dom_node *attribute, struct evl_string *value)
{
	if (attribute->element != NULL)
		return evl_element_set_in(realm, attribute->element, attribute->space_name, attribute->name, value);
	attribute->text = evl_from_string(value);
	return true;
}

/* --------------------------------------------------------------- on elements */

/* The index of the attribute that the arguments name: a qualified name, or a namespace and a local name. */
static bool find_named(struct evl_realm *realm, const struct evl_args *args, const struct evl_dom_node *element, bool in_space, uint32_t *at)
{
	struct evl_string *text;
	evl_name space;
	if (in_space) {
		if (!evl_space_argument(realm, evl_arg(args, 0), &space) || !evl_to_string(realm, evl_arg(args, 1), &text))
			return false;
		*at = evl_attribute_find_in(realm, element, space, evl_string_name(realm, text));
		return true;
	}
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	evl_name name = evl_string_name(realm, text);
	for (*at = 0; *at < element->attribute_count; ++*at)
		if (element->attributes[*at].name == name ||
		    (element->space == EVL_SPACE_HTML && evl_names_match(realm, name, element->attributes[*at].name)))
			return true;
	return true;
}

static bool ends_in_space(const struct evl_args *args)
{
	const char *name = evl_platform_name(args);
	size_t length = strlen(name);
	return length > 2 && strcmp(name + length - 2, "NS") == 0;
}

bool evl_attributes_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (element == NULL)
		return false;
	*result = evl_attribute_map(realm, element);
	return true;
}

bool evl_attribute_node_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	uint32_t at;
	if (element == NULL || !evl_platform_require_args(realm, args, ends_in_space(args) ? 2 : 1, "Element", evl_platform_name(args)) ||
	    !find_named(realm, args, element, ends_in_space(args), &at))
		return false;
	*result = at < element->attribute_count ? evl_from_object(evl_attribute_node(realm, element, at)) : EVL_NULL;
	return true;
}

/* "set an attribute" (concept-element-attributes-set); *result: the one that it takes the place of. */
static bool set_node(struct evl_realm *realm, const struct evl_args *args, const char *interface, struct evl_dom_node *element, evl_value *result)
{
	struct evl_dom_node *node = evl_node_cast(evl_arg(args, 0));
	char text[256];
	if (!evl_platform_require_args(realm, args, 1, interface, evl_platform_name(args)))
		return false;
	if (!evl_node_is(node, EVL_DOM_ATTRIBUTE))
		return evl_platform_bad_parameter(realm, args, interface, evl_platform_name(args), 1, "Attr");
	snprintf(text, sizeof text,
		 "Failed to execute '%s' on '%s': The node provided is an attribute node that is already an attribute of another Element; "
		 "attribute nodes must be explicitly cloned.",
		 evl_platform_name(args), interface);
	if (node->element != NULL && node->element != element)
		return evl_dom_exception_throw(realm, text, "InUseAttributeError");
	*result = evl_from_object(node);
	if (node->element == element)
		return true;
	evl_name local = node->space_name != EVL_NAME_NONE ? evl_name_local(realm, node->name) : node->name;
	uint32_t at = evl_attribute_find_in(realm, element, node->space_name, local);
	struct evl_dom_node *old = at < element->attribute_count ? evl_attribute_node(realm, element, at) : NULL;
	*result = evl_node_value(old);
	if (old != NULL) {
		old->element = NULL;
		element->attributes[at].node = NULL;
	}
	if (!evl_element_set_in(realm, element, node->space_name, node->name, evl_as_string(node->text)))
		return false;
	at = evl_attribute_find_in(realm, element, node->space_name, local);
	if (at < element->attribute_count) {
		element->attributes[at].node = node;
		element->attributes[at].name = node->name;
		node->element = element;
	}
	return true;
}

bool evl_attribute_node_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	return element != NULL && set_node(realm, args, "Element", element, result);
}

bool evl_attribute_node_remove(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT), *node = evl_node_cast(evl_arg(args, 0));
	if (element == NULL || !evl_platform_require_args(realm, args, 1, "Element", "removeAttributeNode"))
		return false;
	if (!evl_node_is(node, EVL_DOM_ATTRIBUTE))
		return evl_platform_bad_parameter(realm, args, "Element", "removeAttributeNode", 1, "Attr");
	if (node->element != element)
		return evl_dom_exception_throw(realm,
					       "Failed to execute 'removeAttributeNode' on 'Element': The node provided is owned by another element.",
					       "NotFoundError");
	*result = evl_from_object(node);
	return evl_element_set_in(realm, element, node->space_name, node->name, NULL);
}

bool evl_create_attribute(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool in_space = ends_in_space(args);
	struct evl_string *text;
	evl_name space = EVL_NAME_NONE, name;
	if (evl_node_receiver(realm, args, EVL_DOM_DOCUMENT) == NULL ||
	    !evl_platform_require_args(realm, args, in_space ? 2 : 1, "Document", evl_platform_name(args)))
		return false;
	if (in_space) {
		if (!evl_space_arguments(realm, args, "Document", true, &space, &name))
			return false;
	} else {
		if (!evl_to_string(realm, args->values[0], &text))
			return false;
		const uint16_t *units = evl_string_units(realm, text);
		uint16_t *lower = evl_arena_alloc(&realm->scratch, (text->length + (size_t)1) * sizeof *lower);
		for (uint32_t i = 0; units != NULL && i < text->length; i++)
			lower[i] = units[i] >= 'A' && units[i] <= 'Z' ? (uint16_t)(units[i] + 32) : units[i];
		name = evl_names_intern(realm->names, lower, text->length);
	}
	struct evl_dom_node *node = evl_node_new(realm, EVL_DOM_ATTRIBUTE, EVL_INTRINSIC_ATTR_PROTOTYPE);
	node->name = name;
	node->space_name = space;
	node->text = evl_platform_text(realm, "");
	*result = evl_from_object(node);
	return true;
}

/* ------------------------------------------------------------------- the map */

evl_value evl_attribute_map(struct evl_realm *realm, struct evl_dom_node *element)
{
	element->style_trails = false; /* the attributes are read */
	if (!evl_is_undefined(element->attribute_map))
		return element->attribute_map;
	struct attribute_map *map =
		evl_platform_new(realm, EVL_PLATFORM_ATTRIBUTES, sizeof *map, EVL_UNDEFINED, EVL_INTRINSIC_NAMED_NODE_MAP_PROTOTYPE);
	map->platform.object.cell.flags |= EVL_OBJECT_EXOTIC;
	map->element = element;
	element->attribute_map = evl_from_object(map);
	return element->attribute_map;
}

struct evl_dom_node *evl_attribute_map_element(struct evl_platform *map) { return ((struct attribute_map *)map)->element; }

evl_value evl_attribute_map_find(struct evl_realm *realm, struct evl_platform *map, evl_key key)
{
	struct evl_dom_node *element = evl_attribute_map_element(map);
	uint32_t at = evl_key_is_index(key) ? evl_key_index(key) : evl_attribute_find(element, key);
	bool inherited = false;
	element->style_trails = false;
	if (at >= element->attribute_count)
		return EVL_NULL;
	if (!evl_key_is_index(key) && (!evl_has_property(realm, map->object.shape->prototype, key, &inherited) || inherited))
		return EVL_NULL;
	return evl_from_object(evl_attribute_node(realm, element, at));
}

void evl_attribute_map_names(struct evl_realm *realm, struct evl_platform *map, struct evl_key_list *out)
{
	const struct evl_dom_node *element = evl_attribute_map_element(map);
	out->keys = evl_arena_alloc(&realm->scratch, (element->attribute_count + (size_t)1) * sizeof *out->keys);
	out->count = 0;
	for (uint32_t i = 0; i < element->attribute_count; i++)
		out->keys[out->count++] = element->attributes[i].name;
}

#define MAP(element)                                                                                                 \
	struct evl_platform *map_ = evl_platform_receiver(realm, args, EVL_PLATFORM_ATTRIBUTES);                     \
	if (map_ == NULL)                                                                                            \
		return false;                                                                                        \
	struct evl_dom_node *element = evl_attribute_map_element(map_)

static bool map_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	MAP(element);
	*result = evl_from_uint32(element->attribute_count);
	return true;
}

static bool map_item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t index;
	MAP(element);
	if (!evl_platform_require_args(realm, args, 1, "NamedNodeMap", "item") || !evl_to_uint32(realm, args->values[0], &index))
		return false;
	*result = index < element->attribute_count ? evl_from_object(evl_attribute_node(realm, element, index)) : EVL_NULL;
	return true;
}

static bool map_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t at;
	MAP(element);
	if (!evl_platform_require_args(realm, args, ends_in_space(args) ? 2 : 1, "NamedNodeMap", evl_platform_name(args)) ||
	    !find_named(realm, args, element, ends_in_space(args), &at))
		return false;
	*result = at < element->attribute_count ? evl_from_object(evl_attribute_node(realm, element, at)) : EVL_NULL;
	return true;
}

static bool map_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	MAP(element);
	return set_node(realm, args, "NamedNodeMap", element, result);
}

static bool map_remove(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t at;
	bool in_space = ends_in_space(args);
	MAP(element);
	if (!evl_platform_require_args(realm, args, in_space ? 2 : 1, "NamedNodeMap", evl_platform_name(args)) ||
	    !find_named(realm, args, element, in_space, &at))
		return false;
	if (at == element->attribute_count) {
		return evl_platform_exception(realm, "NotFoundError", "Failed to execute '%s' on 'NamedNodeMap': No item with name '%s' was found.",
					      evl_platform_name(args), evl_describe(realm, evl_arg(args, in_space)));
	}
	struct evl_dom_node *node = evl_attribute_node(realm, element, at);
	*result = evl_from_object(node);
	return evl_element_set_in(realm, element, node->space_name, node->name, NULL);
}

static const struct evl_row map_row[] = {
	EVL_ATTRIBUTE("length", map_length),
	EVL_OPERATION("getNamedItem", map_get, 1),
	EVL_OPERATION("getNamedItemNS", map_get, 2),
	EVL_OPERATION("item", map_item, 1),
	EVL_OPERATION("removeNamedItem", map_remove, 1),
	EVL_OPERATION("removeNamedItemNS", map_remove, 2),
	EVL_OPERATION("setNamedItem", map_set, 1),
	EVL_OPERATION("setNamedItemNS", map_set, 1),
	EVL_MADE_ROW("[Symbol.iterator]", evl_list_values, EVL_DATA_HIDDEN),
	EVL_TAG_ROW("NamedNodeMap"),
};
const struct evl_family evl_family_NAMED_NODE_MAP = {
	.name = "NamedNodeMap", .kind = EVL_FAMILY_CONSTRUCTOR, .construct = evl_platform_illegal_constructor, .prototype = EVL_ROWS(map_row),
};

/* ---------------------------------------------------------------------- Attr */

static bool attr_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *what = evl_platform_name(args);
	struct evl_dom_node *node = evl_node_receiver(realm, args, EVL_DOM_ATTRIBUTE);
	if (node == NULL)
		return false;
	evl_name name = node->name;
	if (strcmp(what, "namespaceURI") == 0)
		name = node->space_name;
	else if (strcmp(what, "prefix") == 0)
		name = node->space_name != EVL_NAME_NONE ? evl_name_prefix(realm, node->name) : EVL_NAME_NONE;
	else if (strcmp(what, "localName") == 0)
		name = node->space_name != EVL_NAME_NONE ? evl_name_local(realm, node->name) : node->name;
	*result = name != EVL_NAME_NONE ? evl_from_string(evl_string_from_name(realm, name)) : EVL_NULL;
	if (strcmp(what, "value") == 0)
		*result = node->text;
	else if (strcmp(what, "ownerElement") == 0)
		*result = evl_node_value(node->element);
	else if (strcmp(what, "specified") == 0)
		*result = EVL_TRUE;
	return true;
}

static bool attr_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *node = evl_node_receiver(realm, args, EVL_DOM_ATTRIBUTE);
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	return node != NULL && evl_partial_attribute(realm, node->name, evl_arg(args, 0), &text) && evl_attribute_set_value(realm, node, text);
}

static const struct evl_row attr_row[] = {
	EVL_ATTRIBUTE("namespaceURI", attr_get), EVL_ATTRIBUTE("prefix", attr_get), EVL_ATTRIBUTE("localName", attr_get),
	EVL_ATTRIBUTE("name", attr_get), EVL_ATTRIBUTE_RW("value", attr_get, attr_set), EVL_ATTRIBUTE("ownerElement", attr_get),
	EVL_ATTRIBUTE("specified", attr_get), EVL_TAG_ROW("Attr"),
};
const struct evl_family evl_family_ATTR = {
	.name = "Attr",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_NODE,
	.prototype_parent = EVL_INTRINSIC_NODE_PROTOTYPE,
	.prototype = EVL_ROWS(attr_row),
};
