/* SPDX-License-Identifier: MIT */
/*
 * lists.h - what the interfaces of lists (list_interfaces.c) and the internal methods of platform objects
 * (platform_properties.c) need of a list, beside what dom.h says. Nodes and lists live in the run's arenas; nothing here is
 * owned by its caller.
 */
#ifndef EVL_HOST_BROWSER_LISTS_H
#define EVL_HOST_BROWSER_LISTS_H

#include "host/browser/dom.h"

enum evl_list_kind evl_node_list_kind(const struct evl_node_list *list);
/* What a live list is of: the element or document whose parts it has. */
struct evl_dom_node *evl_node_list_root(const struct evl_node_list *list);
/* The interface's name. */
const char *evl_node_list_interface(const struct evl_node_list *list);
/* Is it an HTMLCollection, which has its members by id and name, too (DOM, "Interface HTMLCollection")? */
bool evl_node_list_has_names(const struct evl_node_list *list);

/*
 * The member with this id or name; of a form's controls, all that are called so in a list of their own when they are several
 * (HTML, "The HTMLFormControlsCollection interface", namedItem). EVL_NULL: none.
 */
evl_value evl_node_list_named(struct evl_realm *realm, struct evl_node_list *list, evl_name name);
/* The ids and names of the members, each once, in tree order; those that are indexes are left out. `out` is in scratch. */
void evl_node_list_names(struct evl_realm *realm, struct evl_node_list *list, struct evl_key_list *out);

#endif
