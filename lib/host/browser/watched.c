/* SPDX-License-Identifier: MIT */
/*
 * watched.c - what the browser itself watches with mutation observers of its own. Nobody sees their records, but they
 * queue the observers' microtask, so that a page's own observers are called earlier than its own changes ask for.
 *
 * As measured on Chromium: a summary element in a document is watched for children and attributes in all of its tree
 * (not for text); an option that has had an element in it while it was in a select, for children and text, for good.
 */
#include "host/browser/dom.h"

/* Is a change of `target` seen by the browser? */
static bool is_watched(struct evl_realm *realm, struct evl_dom_node *target, enum evl_dom_change change)
{
	for (struct evl_dom_node *at = target; at != NULL; at = at->parent) {
		if (at->type != EVL_DOM_ELEMENT)
			continue;
		if (at->text_watched && change != EVL_CHANGE_ATTRIBUTE)
			return true;
		if (change != EVL_CHANGE_TEXT && evl_element_is(realm, at, "summary") && evl_node_connected(realm, at))
			return true;
	}
	return false;
}

void evl_watch_change(struct evl_realm *realm, struct evl_dom_node *target, enum evl_dom_change change)
{
	if (evl_page(realm)->watches && is_watched(realm, target, change))
		evl_observe_wake(realm);
}

static bool has_element(const struct evl_dom_node *node)
{
	for (node = node->first; node != NULL; node = node->next)
		if (node->type == EVL_DOM_ELEMENT)
			return true;
	return false;
}

void evl_watch_inserted(struct evl_realm *realm, struct evl_dom_node *node)
{
	bool in_select = false;
	if (!evl_page(realm)->watches)
		return;
	for (struct evl_dom_node *at = node; at != NULL && !in_select; at = at->parent)
		in_select = evl_element_is(realm, at, "select");
	if (!in_select)
		return;
	/* The option that the node came into, or those in it. */
	for (struct evl_dom_node *at = node->parent; at != NULL; at = at->parent)
		if (evl_element_is(realm, at, "option"))
			at->text_watched = at->text_watched || has_element(at);
	for (struct evl_dom_node *at = node; at != NULL; at = evl_node_next(node, at))
		if (evl_element_is(realm, at, "option"))
			at->text_watched = at->text_watched || has_element(at);
}
