/* SPDX-License-Identifier: MIT */
/*
 * slots.c - which slot of a shadow tree shows which child of its host, and when slots are told that their nodes
 * are others (DOM, "Slots", "Finding slots and slottables", "Signaling slot change").
 *
 * Some elements have a shadow tree of the browser's own, with one slot without a name. Nobody can listen to it; all
 * that shows is that the mutation observers' microtask is queued when its nodes change.
 */
#include <string.h>

#include "host/browser/dom.h"
#include "value/convert.h"
#include "vm/vm.h"

static bool is_slottable(const struct evl_dom_node *node)
{
	return node->type == EVL_DOM_ELEMENT || node->type == EVL_DOM_TEXT;
}

/* The elements whose children Chromium shows in a slot of its own by name (those of details and select are assigned by hand). */
static bool has_own_slot(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const tags[] = { "option", "object", "embed", "marquee" };
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (evl_element_is(realm, element, tags[i]))
			return true;
	return false;
}

/* An attribute that names a slot; empty and missing are the same: NULL. */
static struct evl_string *slot_name(struct evl_realm *realm, const struct evl_dom_node *node, const char *attribute)
{
	struct evl_string *name = node->type == EVL_DOM_ELEMENT ? evl_element_get(realm, node, attribute) : NULL;
	return name != NULL && name->length != 0 ? name : NULL;
}

struct evl_dom_node *evl_slot_of(struct evl_realm *realm, const struct evl_dom_node *node)
{
	struct evl_dom_node *shadow = node->parent->shadow;
	if (!is_slottable(node))
		return NULL;
	struct evl_string *wanted = slot_name(realm, node, "slot");
	for (struct evl_dom_node *at = shadow->first; at != NULL; at = evl_node_next(shadow, at)) {
		if (!evl_element_is(realm, at, "slot"))
			continue;
		struct evl_string *name = slot_name(realm, at, "name");
		if (name == NULL || wanted == NULL ? name == wanted : evl_string_equals(realm, name, wanted))
			return at;
	}
	return NULL;
}

/* The host in whose shadow tree `node` stands; NULL: in none. */
static struct evl_dom_node *host_around(struct evl_dom_node *node)
{
	return evl_node_root(node)->host;
}

static bool shows_any(struct evl_realm *realm, struct evl_dom_node *slot, const struct evl_dom_node *host)
{
	for (const struct evl_dom_node *c = host->first; c != NULL; c = c->next)
		if (evl_slot_of(realm, c) == slot)
			return true;
	return false;
}

/* ------------------------------------------------------------------ changes */

/* Where a child is shown: the slot, or its parent for the browser's own slot in there; NULL: nowhere. */
static struct evl_dom_node *place_of(struct evl_realm *realm, const struct evl_dom_node *child)
{
	if (child->parent->shadow != NULL)
		return evl_slot_of(realm, child);
	return is_slottable(child) && has_own_slot(realm, child->parent) && slot_name(realm, child, "slot") == NULL ? child->parent : NULL;
}

/* "signal a slot change" at a place. */
static void signal(struct evl_realm *realm, struct evl_dom_node *place)
{
	if (place == NULL)
		return;
	if (evl_element_is(realm, place, "slot"))
		evl_observe_slot(realm, place);
	else
		evl_observe_wake(realm);
}

static struct evl_slotting places_now(struct evl_realm *realm, struct evl_dom_node *host)
{
	size_t count = 0;
	for (const struct evl_dom_node *c = host->first; c != NULL; c = c->next)
		count++;
	struct evl_slotting now = { host, evl_arena_alloc(&realm->scratch, (count + 1) * sizeof(struct evl_dom_node *)) };
	count = 0;
	for (const struct evl_dom_node *c = host->first; c != NULL; c = c->next)
		now.before[count++] = place_of(realm, c);
	return now;
}

struct evl_slotting evl_slots_before(struct evl_realm *realm, struct evl_dom_node *parent, struct evl_dom_node *node)
{
	struct evl_dom_node *host = host_around(parent);
	for (struct evl_dom_node *at = host != NULL ? node : NULL; at != NULL; at = evl_node_next(node, at))
		if (evl_element_is(realm, at, "slot"))
			return places_now(realm, host);
	return (struct evl_slotting){ NULL, NULL };
}

struct evl_slotting evl_slots_before_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name)
{
	struct evl_dom_node *host = NULL;
	if (name == EVL_NAME_name && evl_element_is(realm, element, "slot"))
		host = host_around(element);
	else if (element->parent != NULL && (element->parent->shadow != NULL || has_own_slot(realm, element->parent)) &&
		 name == evl_platform_intern(realm, "slot"))
		host = element->parent;
	return host != NULL ? places_now(realm, host) : (struct evl_slotting){ NULL, NULL };
}

void evl_slots_after(struct evl_realm *realm, const struct evl_slotting *slotting)
{
	size_t i = 0;
	for (const struct evl_dom_node *c = slotting->host != NULL ? slotting->host->first : NULL; c != NULL; c = c->next, i++) {
		struct evl_dom_node *before = slotting->before[i], *now = place_of(realm, c);
		if (before != now) {
			signal(realm, before);
			signal(realm, now);
		}
	}
}

void evl_slots_child(struct evl_realm *realm, struct evl_dom_node *node)
{
	struct evl_dom_node *parent = node->parent;
	if (parent->type != EVL_DOM_ELEMENT || !is_slottable(node))
		return;
	signal(realm, place_of(realm, node));
	if (evl_element_is(realm, parent, "slot")) {
		struct evl_dom_node *host = host_around(parent);
		if (host != NULL && !shows_any(realm, parent, host))
			evl_observe_slot(realm, parent);
	}
}

/* -------------------------------------------------------------- what is shown */

/* Collect the nodes that a slot shows; `flatten`: its own content where it shows none, and slots among them by what these show. */
static bool collect(struct evl_realm *realm, struct evl_object *list, struct evl_dom_node *slot, bool elements, bool flatten)
{
	struct evl_dom_node *host = host_around(slot);
	bool any = host != NULL && shows_any(realm, slot, host);
	if (host == NULL || (!any && !flatten))
		return true;
	for (struct evl_dom_node *c = any ? host->first : slot->first; c != NULL; c = c->next) {
		if (!is_slottable(c) || (elements && c->type != EVL_DOM_ELEMENT) || (any && evl_slot_of(realm, c) != slot))
			continue;
		bool nested = flatten && evl_element_is(realm, c, "slot") && host_around(c) != NULL;
		if (nested ? !evl_vm_native_room(realm->vm) || !collect(realm, list, c, elements, true) : !evl_array_append(realm, list, evl_from_object(c)))
			return false;
	}
	return true;
}

bool evl_slot_assigned(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *slot = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	evl_value flatten = EVL_UNDEFINED;
	*result = EVL_UNDEFINED;
	if (slot == NULL || (evl_is_object(evl_arg(args, 0)) && !evl_get(realm, args->values[0], evl_platform_intern(realm, "flatten"), &flatten)))
		return false;
	struct evl_object *list = evl_array_new(realm, 0, 0);
	if (list == NULL || !collect(realm, list, slot, strcmp(evl_platform_name(args), "assignedElements") == 0, evl_to_boolean(flatten)))
		return false;
	*result = evl_from_object(list);
	return true;
}
