/* SPDX-License-Identifier: MIT */
/*
 * node.h - library functions that several interfaces of nodes share, for rows: those of ParentNode, ChildNode, InnerHTML.
 */
#ifndef EVL_HOST_BROWSER_NODE_H
#define EVL_HOST_BROWSER_NODE_H

#include <stdio.h>

#include "host/browser/dom.h"

/*
 * Methods and attributes that find out by their own name which they are (evl_platform_name): append and prepend; before, after
 * and replaceWith; querySelector and querySelectorAll; the first and last element and the siblings; the attributes that reflect one of
 * markup; getElementsBy... (DOM, "Mixin ParentNode", "Mixin ChildNode"; HTML, "Reflecting content attributes").
 */
bool evl_node_append(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_beside(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_remove_self(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_children(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_child_element_count(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_query(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_node_element_link(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_inner_html(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_set_inner_html(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_by_id(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_reflect_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_reflect_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_elements_by(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#define EVL_PARENT_NODE_ROWS                                                                                         \
	EVL_ATTRIBUTE("children", evl_node_children), EVL_ATTRIBUTE("firstElementChild", evl_node_element_link),     \
	EVL_ATTRIBUTE("lastElementChild", evl_node_element_link),                                                    \
	EVL_ATTRIBUTE("childElementCount", evl_node_child_element_count), EVL_OPERATION("append", evl_node_append, 0), \
	EVL_OPERATION("getElementById", evl_element_by_id, 1), EVL_OPERATION("prepend", evl_node_append, 0),         \
	EVL_OPERATION("querySelector", evl_node_query, 1), EVL_OPERATION("querySelectorAll", evl_node_query, 1),     \
	EVL_OPERATION("replaceChildren", evl_node_append, 0)

/*
 * "ensure pre-insertion validity" of `node` into `parent` before `before` (NULL: anywhere), for the function that runs.
 * False: a DOMException is pending.
 */
bool evl_node_check_insertion(struct evl_realm *realm, const struct evl_args *args, struct evl_dom_node *parent, const struct evl_dom_node *node,
			      const struct evl_dom_node *before);
/* The name in upper case. */
evl_value evl_node_tag_name(struct evl_realm *realm, const struct evl_dom_node *element);

#endif
