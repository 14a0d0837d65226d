/* SPDX-License-Identifier: MIT */
/*
 * list_interfaces.c - the interfaces of lists: NodeList, RadioNodeList, HTMLCollection and those of a form's controls and a
 * select's options. What is in a list is the matter of lists.c.
 */
#include <string.h>

#include "host/browser/companions.h"
#include "host/browser/controls.h"
#include "host/browser/lists.h"
#include "value/convert.h"

static bool list_receiver(struct evl_realm *realm, const struct evl_args *args, struct evl_node_list **out)
{
	*out = evl_platform_receiver(realm, args, EVL_PLATFORM_LIST);
	return *out != NULL;
}

static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	if (!list_receiver(realm, args, &list))
		return false;
	*result = evl_from_uint32(evl_node_list_count(realm, list));
	return true;
}

static bool item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	uint32_t index;
	if (!list_receiver(realm, args, &list) || !evl_to_uint32(realm, evl_arg(args, 0), &index))
		return false;
	*result = evl_node_value(evl_node_list_at(realm, list, index));
	return true;
}

static bool named_item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	struct evl_string *name;
	if (!list_receiver(realm, args, &list) || !evl_to_string(realm, evl_arg(args, 0), &name))
		return false;
	*result = evl_node_list_named(realm, list, evl_string_name(realm, name));
	return true;
}

/* The functions that iterables over indexes share with Array.prototype. */
static bool array_function(struct evl_realm *realm, const char *name, evl_value *result)
{
	return evl_get(realm, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_PROTOTYPE)), evl_platform_intern(realm, name), result);
}

bool evl_list_values(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return array_function(realm, "values", result);
}

bool evl_list_keys(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return array_function(realm, "keys", result);
}

bool evl_list_entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return array_function(realm, "entries", result);
}

bool evl_list_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return array_function(realm, "forEach", result);
}

static const struct evl_row node_list_row[] = {
	EVL_MADE_ROW("entries", evl_list_entries, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("keys", evl_list_keys, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("values", evl_list_values, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("forEach", evl_list_for_each, EVL_DATA_DEFAULT),
	EVL_ATTRIBUTE("length", get_length),
	EVL_OPERATION("item", item, 1),
	EVL_MADE_ROW("[Symbol.iterator]", evl_list_values, EVL_DATA_HIDDEN),
	EVL_TAG_ROW("NodeList"),
};
const struct evl_family evl_family_NODE_LIST = {
	.name = "NodeList",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(node_list_row),
};

/* The value of a radio button: "on" without an attribute (HTML, "The value mode", default/on). */
static struct evl_string *radio_button_value(struct evl_realm *realm, const struct evl_dom_node *button)
{
	struct evl_string *value = evl_element_get(realm, button, "value");
	return value != NULL ? value : evl_string_from_ascii(realm, "on");
}

/* The value of the radio button that is checked among them; setting it checks the one with this value (HTML, "RadioNodeList"). */
static bool radio_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	struct evl_dom_node *node;
	*result = evl_platform_text(realm, "");
	if (!list_receiver(realm, args, &list))
		return false;
	for (uint32_t i = 0; (node = evl_node_list_at(realm, list, i)) != NULL; i++)
		if (evl_element_type_is(realm, node, "radio") && evl_control_checked(realm, node)) {
			*result = evl_from_string(radio_button_value(realm, node));
			break;
		}
	return true;
}

static bool radio_set_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	struct evl_string *text;
	struct evl_dom_node *node;
	*result = EVL_UNDEFINED;
	if (!list_receiver(realm, args, &list) || !evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	for (uint32_t i = 0; (node = evl_node_list_at(realm, list, i)) != NULL; i++)
		if (evl_element_type_is(realm, node, "radio") && evl_string_equals(realm, radio_button_value(realm, node), text)) {
			evl_control_set_checked(realm, node, true);
			break;
		}
	return true;
}

static const struct evl_row radio_list_row[] = { EVL_ATTRIBUTE_RW("value", radio_value, radio_set_value), EVL_TAG_ROW("RadioNodeList") };
const struct evl_family evl_family_RADIO_NODE_LIST = {
	.name = "RadioNodeList",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_NODE_LIST,
	.prototype_parent = EVL_INTRINSIC_NODE_LIST_PROTOTYPE,
	.prototype = EVL_ROWS(radio_list_row),
};

static bool set_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	uint32_t length;
	*result = EVL_UNDEFINED;
	return list_receiver(realm, args, &list) && evl_to_uint32(realm, evl_arg(args, 0), &length) &&
	       evl_select_resize(realm, evl_node_list_root(list), length);
}

static const struct evl_row collection_row[] = {
	EVL_ATTRIBUTE("length", get_length),
	EVL_OPERATION("item", item, 1),
	EVL_OPERATION("namedItem", named_item, 1),
	EVL_MADE_ROW("[Symbol.iterator]", evl_list_values, EVL_DATA_HIDDEN),
	EVL_TAG_ROW("HTMLCollection"),
};
const struct evl_family evl_family_HTML_COLLECTION = {
	.name = "HTMLCollection",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(collection_row),
};

#define COLLECTION(id, name_, rows)                                                                                  \
	const struct evl_family evl_family_##id = {                                                                  \
		.name = name_,                                                                                       \
		.kind = EVL_FAMILY_CONSTRUCTOR,                                                                      \
		.construct = evl_platform_illegal_constructor,                                                       \
		.parent = EVL_INTRINSIC_HTML_COLLECTION,                                                             \
		.prototype_parent = EVL_INTRINSIC_HTML_COLLECTION_PROTOTYPE,                                         \
		.prototype = EVL_ROWS(rows),                                                                         \
	}

static const struct evl_row controls_row[] = { EVL_OPERATION("namedItem", named_item, 1), EVL_TAG_ROW("HTMLFormControlsCollection") };
COLLECTION(HTML_FORM_CONTROLS_COLLECTION, "HTMLFormControlsCollection", controls_row);

struct evl_dom_node *evl_options_select(evl_value value)
{
	struct evl_node_list *list = evl_platform_cast(value, EVL_PLATFORM_LIST);
	return list != NULL && evl_node_list_kind(list) == EVL_LIST_OPTIONS ? evl_node_list_root(list) : NULL;
}

static const struct evl_row options_row[] = {
	EVL_ATTRIBUTE_RW("length", get_length, set_length),
	EVL_ATTRIBUTE_RW("selectedIndex", evl_select_index, evl_select_set_index),
	EVL_OPERATION("add", evl_select_add, 1),
	EVL_OPERATION("remove", evl_select_remove, 1),
	EVL_TAG_ROW("HTMLOptionsCollection"),
};
COLLECTION(HTML_OPTIONS_COLLECTION, "HTMLOptionsCollection", options_row);
