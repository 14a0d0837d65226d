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
 * May `node` become a child of `parent`, or does it stand around it? False: a HierarchyRequestError is pending, which begins with `failed`
 * ("Failed to execute 'add' on 'HTMLSelectElement'"). DOM, "ensure pre-insert validity".
 */
bool evl_node_check_around(struct evl_realm *realm, struct evl_dom_node *parent, const struct evl_dom_node *node, const char *failed);
/*
 * "ensure pre-insertion validity" of `node` into `parent` before `before` (NULL: anywhere), for the function that runs.
 * False: a DOMException is pending.
 */
bool evl_node_check_insertion(struct evl_realm *realm, const struct evl_args *args, struct evl_dom_node *parent, const struct evl_dom_node *node,
			      const struct evl_dom_node *before);
/* The rows of Element and of Document about namespaces (namespaces.c), those about attributes as nodes (attributes.c). */
bool evl_element_space_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_attribute_in(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_elements_by_in(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_create_element_in(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_attributes_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_attribute_node_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_attribute_node_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_attribute_node_remove(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_create_attribute(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#define EVL_ELEMENT_NAMESPACE_ROWS                                                                                   \
	EVL_ATTRIBUTE("namespaceURI", evl_element_space_get), EVL_ATTRIBUTE("prefix", evl_element_space_get),        \
	EVL_OPERATION("getAttributeNS", evl_attribute_in, 2), EVL_OPERATION("setAttributeNS", evl_attribute_in, 3),  \
	EVL_OPERATION("removeAttributeNS", evl_attribute_in, 2), EVL_OPERATION("hasAttributeNS", evl_attribute_in, 2), \
	EVL_OPERATION("getElementsByTagNameNS", evl_elements_by_in, 2)
#define EVL_ELEMENT_ATTRIBUTE_ROWS                                                                                   \
	EVL_ATTRIBUTE("attributes", evl_attributes_get), EVL_OPERATION("getAttributeNode", evl_attribute_node_get, 1), \
	EVL_OPERATION("getAttributeNodeNS", evl_attribute_node_get, 2),                                              \
	EVL_OPERATION("setAttributeNode", evl_attribute_node_set, 1),                                                \
	EVL_OPERATION("setAttributeNodeNS", evl_attribute_node_set, 1),                                              \
	EVL_OPERATION("removeAttributeNode", evl_attribute_node_remove, 1)

/* Scrolling (scroll.c), popovers (popover.c). */
bool evl_window_scroll(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_scroll_call(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_scroll_into_view(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_popover_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_popover_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_popover_show(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_popover_hide(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_popover_toggle(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_popover_element(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_popover_action(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* What the elements of all namespaces have (html_element.c). */
bool evl_element_dataset_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_style_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_style_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_focus_call(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_element_blur_call(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
#define EVL_ANY_ELEMENT_ROWS                                                                                         \
	EVL_ATTRIBUTE_RW("style", evl_element_style_get, evl_element_style_set),                                     \
	EVL_ATTRIBUTE("dataset", evl_element_dataset_get), EVL_ATTRIBUTE_RW("autofocus", evl_reflect_get, evl_reflect_set), \
	EVL_ATTRIBUTE_RW("tabIndex", evl_reflect_get, evl_reflect_set),                                              \
	EVL_OPERATION("blur", evl_element_blur_call, 0), EVL_OPERATION("focus", evl_element_focus_call, 0)

/* The qualified name, of an HTML element in upper case. */
evl_value evl_node_tag_name(struct evl_realm *realm, const struct evl_dom_node *element);

#endif
