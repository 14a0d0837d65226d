/* SPDX-License-Identifier: MIT */
/*
 * radio_group.c - of the radio buttons of one name and form owner at most one is checked (HTML, "Radio Button state").
 *
 * As measured on Chromium: one that comes into a tree with its attribute takes the place of the others only where the
 * tree is in the document or a form owns it; one that is checked there by a script or an attribute does so everywhere.
 */
#include <string.h>

#include "host/browser/browser.h"
#include "host/browser/controls.h"
#include "host/browser/dom.h"
#include "value/string.h"

struct evl_dom_node *evl_radio_of_group(struct evl_realm *realm, struct evl_dom_node *radio)
{
	struct evl_dom_node *root = evl_node_root(radio), *form = evl_form_of(realm, radio);
	struct evl_string *name = evl_element_get(realm, radio, "name");
	for (struct evl_dom_node *at = root; at != NULL && name != NULL && name->length != 0; at = evl_node_next(root, at)) {
		if (at == radio || at->type != EVL_DOM_ELEMENT || !evl_element_type_is(realm, at, "radio") || !evl_control_checked(realm, at))
			continue;
		struct evl_string *other = evl_element_get(realm, at, "name");
		if (other != NULL && evl_string_equals(realm, other, name) && evl_form_of(realm, at) == form)
			return at;
	}
	return NULL;
}

void evl_radio_chosen(struct evl_realm *realm, struct evl_dom_node *radio)
{
	for (struct evl_dom_node *other = evl_radio_of_group(realm, radio); other != NULL; other = evl_radio_of_group(realm, radio)) {
		other->checked_set = true;
		other->checked = false;
	}
}

static bool is_checked_radio(struct evl_realm *realm, const struct evl_dom_node *node)
{
	return node->type == EVL_DOM_ELEMENT && evl_element_type_is(realm, node, "radio") && evl_control_checked(realm, node);
}

struct evl_nodes {
	struct evl_dom_node **list;
	size_t count, capacity;
};

static void add(struct evl_realm *realm, struct evl_nodes *nodes, struct evl_dom_node *node)
{
	if (nodes->count == nodes->capacity) {
		size_t capacity = nodes->capacity * 2 + 8;
		struct evl_dom_node **list = evl_arena_alloc(&realm->scratch, capacity * sizeof *list);
		if (nodes->count != 0)
			memcpy(list, nodes->list, nodes->count * sizeof *list);
		nodes->list = list;
		nodes->capacity = capacity;
	}
	nodes->list[nodes->count++] = node;
}

void evl_radio_inserted(struct evl_realm *realm, struct evl_dom_node *root)
{
	if (!evl_page(realm)->has_inputs)
		return;
	bool connected = evl_node_connected(realm, root);
	struct evl_nodes radios = { 0 };
	for (struct evl_dom_node *at = root; at != NULL; at = evl_node_next(root, at))
		if (is_checked_radio(realm, at) && (connected || evl_form_of(realm, at) != NULL))
			add(realm, &radios, at);
	/* They come one by one, each in the place of those before. */
	while (radios.count > 0)
		if (evl_control_checked(realm, radios.list[--radios.count]))
			evl_radio_chosen(realm, radios.list[radios.count]);
}

void evl_radio_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name)
{
	if (!evl_page(realm)->has_inputs || !is_checked_radio(realm, element))
		return;
	bool checks = name == evl_platform_intern(realm, "checked") && !element->checked_set;
	bool moves = name == evl_platform_intern(realm, "name") || name == evl_platform_intern(realm, "type") || name == evl_platform_intern(realm, "form");
	if (checks || (moves && (evl_form_of(realm, element) != NULL || evl_node_connected(realm, element))))
		evl_radio_chosen(realm, element);
}
