/* SPDX-License-Identifier: MIT */
/*
 * pointer.c - where the user's pointer is (UI Events, "Mouse event order"; Pointer Events, "Boundary events"): when it comes to another element,
 * the one that it leaves and the one that it enters are told, with their ancestors, first as a pointer, then as a mouse.
 */
#include "host/browser/pointer.h"

#include <string.h>

enum {
	BOUNDARY = EVL_DOM_TRUSTED | EVL_DOM_BUBBLES | EVL_DOM_CANCELABLE | EVL_DOM_COMPOSED,
	OF_ELEMENT = EVL_DOM_TRUSTED, /* enter and leave: told to each element of its own */
};

bool evl_pointer_fire(struct evl_realm *realm, struct evl_target *target, const char *interface, const char *type, uint8_t flags,
		      struct evl_dom_node *related, bool *go_on)
{
	struct evl_dom_event *event = evl_event_new(realm, interface, type, flags);
	evl_event_set(realm, event, "view", evl_from_object(realm->global));
	if (related != NULL)
		evl_event_set(realm, event, "relatedTarget", evl_from_object(related));
	if (strcmp(interface, "PointerEvent") == 0) {
		evl_event_set(realm, event, "pointerId", evl_from_int(1));
		evl_event_set(realm, event, "pointerType", evl_platform_text(realm, "mouse"));
		evl_event_set(realm, event, "isPrimary", EVL_TRUE);
	}
	return evl_event_dispatch(realm, target, event, go_on);
}

/* The nearest ancestor of both, or one of them; NULL: there is none. */
static struct evl_dom_node *common_ancestor(struct evl_dom_node *a, const struct evl_dom_node *b)
{
	while (a != NULL && (b == NULL || !evl_node_contains(a, b)))
		a = a->parent;
	return a;
}

/* pointerenter or mouseenter for `node` and its ancestors below `end`, the outermost first. */
static bool enter(struct evl_realm *realm, const char *interface, const char *type, struct evl_dom_node *node, const struct evl_dom_node *end,
		  struct evl_dom_node *from)
{
	struct evl_dom_node *done = NULL;
	while (done != node) {
		struct evl_dom_node *at = node;
		for (struct evl_dom_node *above = at->parent; above != end && above != done && above != NULL; above = above->parent)
			at = above;
		if (!evl_pointer_fire(realm, &at->target, interface, type, OF_ELEMENT, from, NULL))
			return false;
		done = at;
	}
	return true;
}

/* The events of one kind between two elements; `from` may be NULL. */
static bool cross(struct evl_realm *realm, const char *interface, const char *const types[4], struct evl_dom_node *from, struct evl_dom_node *to)
{
	struct evl_dom_node *common = from != NULL ? common_ancestor(from, to) : NULL;
	if (from != NULL && !evl_pointer_fire(realm, &from->target, interface, types[0], BOUNDARY, to, NULL))
		return false;
	for (struct evl_dom_node *at = from; at != NULL && at != common; at = at->parent)
		if (!evl_pointer_fire(realm, &at->target, interface, types[1], OF_ELEMENT, to, NULL))
			return false;
	if (!evl_pointer_fire(realm, &to->target, interface, types[2], BOUNDARY, from, NULL))
		return false;
	return to == common || enter(realm, interface, types[3], to, common, from);
}

bool evl_pointer_move(struct evl_realm *realm, struct evl_dom_node *to)
{
	static const char *const pointer[4] = { "pointerout", "pointerleave", "pointerover", "pointerenter" };
	static const char *const mouse[4] = { "mouseout", "mouseleave", "mouseover", "mouseenter" };
	struct evl_dom_node *from = evl_page(realm)->hovered;
	if (from == to)
		return true;
	evl_page(realm)->hovered = to;
	return cross(realm, "PointerEvent", pointer, from, to) && cross(realm, "MouseEvent", mouse, from, to);
}

void evl_pointer_removing(struct evl_realm *realm, const struct evl_dom_node *node)
{
	struct evl_page *page = evl_page(realm);
	if (page->hovered != NULL && evl_node_contains(node, page->hovered))
		page->hovered = evl_node_is(node->parent, EVL_DOM_ELEMENT) ? node->parent : NULL;
}
