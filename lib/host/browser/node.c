/* SPDX-License-Identifier: MIT */
/*
 * node.c - the interfaces Node, CharacterData, Text, Comment, DocumentFragment and
 * ShadowRoot, and the methods of ParentNode and ChildNode.
 */
#include <stdio.h>
#include <string.h>

#include "builtins/dom_exception.h"
#include "host/browser/dom.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "value/convert.h"

struct evl_dom_node *evl_node_receiver(struct evl_realm *realm, const struct evl_args *args, int type)
{
	struct evl_dom_node *node = evl_platform_receiver(realm, args, EVL_PLATFORM_NODE);
	if (node != NULL && type != 0 && node->type != type) {
		evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation");
		return NULL;
	}
	return node;
}

#define RECEIVER(node)                                                                                               \
	struct evl_dom_node *node = evl_node_receiver(realm, args, 0);                                               \
	*result = EVL_UNDEFINED;                                                                                     \
	if (node == NULL)                                                                                            \
		return false

/* An argument that must be a node. */
static bool node_argument(struct evl_realm *realm, const struct evl_args *args, uint32_t index, bool nullable, struct evl_dom_node **out)
{
	*out = evl_node_cast(evl_arg(args, index));
	if (*out != NULL || (nullable && evl_is_nullish(evl_arg(args, index))))
		return true;
	return evl_platform_bad_parameter(realm, args, "Node", evl_platform_name(args), (int)index + 1, "Node");
}

/* ---------------------------------------------------------------- attributes */

static bool get_link(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	struct evl_dom_node *found = NULL;
	RECEIVER(node);
	if (strcmp(name, "parentNode") == 0)
		found = node->parent;
	else if (strcmp(name, "parentElement") == 0)
		found = evl_node_is(node->parent, EVL_DOM_ELEMENT) ? node->parent : NULL;
	else if (strcmp(name, "firstChild") == 0)
		found = node->first;
	else if (strcmp(name, "lastChild") == 0)
		found = node->last;
	else if (strcmp(name, "nextSibling") == 0)
		found = node->next;
	else if (strcmp(name, "previousSibling") == 0)
		found = node->previous;
	*result = evl_node_value(found);
	return true;
}

bool evl_node_element_link(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	bool forwards = name[0] == 'f' || name[0] == 'n', inside = name[0] == 'f' || name[0] == 'l';
	RECEIVER(node);
	struct evl_dom_node *at = inside ? (forwards ? node->first : node->last) : (forwards ? node->next : node->previous);
	while (at != NULL && at->type != EVL_DOM_ELEMENT)
		at = forwards ? at->next : at->previous;
	*result = evl_node_value(at);
	return true;
}

static bool get_type(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	*result = evl_from_int(node->type);
	return true;
}

evl_value evl_node_tag_name(struct evl_realm *realm, const struct evl_dom_node *element)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, evl_element_qualified(realm, element));
	uint16_t *units;
	if (element->space != EVL_SPACE_HTML)
		return evl_string_value(evl_string_from_name(realm, evl_element_qualified(realm, element)));
	struct evl_string *text = evl_string_alloc(realm, entry->length, &units);
	for (uint32_t i = 0; text != NULL && i < entry->length; i++)
		units[i] = entry->units[i] >= 'a' && entry->units[i] <= 'z' ? (uint16_t)(entry->units[i] - 32) : entry->units[i];
	return evl_string_value(text);
}

/* nodeName */
static evl_value node_name(struct evl_realm *realm, const struct evl_dom_node *node)
{
	switch ((enum evl_node_type)node->type) {
	case EVL_DOM_ELEMENT:
		return evl_node_tag_name(realm, node);
	case EVL_DOM_ATTRIBUTE:
		return evl_from_string(evl_string_from_name(realm, node->name));
	case EVL_DOM_TEXT:
		return evl_platform_text(realm, "#text");
	case EVL_DOM_COMMENT:
		return evl_platform_text(realm, "#comment");
	case EVL_DOM_DOCUMENT:
		return evl_platform_text(realm, "#document");
	case EVL_DOM_FRAGMENT:
		return evl_platform_text(realm, "#document-fragment");
	default:
		return evl_from_string(evl_string_from_name(realm, node->name));
	}
}

static bool get_name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	*result = node_name(realm, node);
	return true;
}

static bool get_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	*result = node->text != EVL_EMPTY && node->type != EVL_DOM_DOCTYPE ? node->text : EVL_NULL;
	return true;
}

/* The argument of a setter of type `DOMString?`: both null and undefined are the empty text. */
static bool nullable_text(struct evl_realm *realm, const struct evl_args *args, struct evl_string **out)
{
	*out = evl_string_from_name(realm, EVL_NAME_empty);
	return evl_is_nullish(evl_arg(args, 0)) || evl_partial_text(realm, evl_arg(args, 0), out);
}

/* `data` of CharacterData takes null only for the empty text; `nodeValue`, which any node has, undefined as well. */
static bool set_data(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	RECEIVER(node);
	return (evl_is_null(evl_arg(args, 0)) || evl_partial_text(realm, evl_arg(args, 0), &text)) && evl_node_set_text(realm, node, text);
}

static bool set_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	RECEIVER(node);
	if (node->text == EVL_EMPTY)
		return true;
	return nullable_text(realm, args, &text) && evl_node_set_text(realm, node, text);
}

static bool get_text_content(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	if (node->type == EVL_DOM_DOCUMENT || node->type == EVL_DOM_DOCTYPE)
		*result = EVL_NULL;
	else
		*result = evl_string_value(evl_node_text_content(realm, node));
	return *result != EVL_EMPTY;
}

static bool set_text_content(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	RECEIVER(node);
	return nullable_text(realm, args, &text) && evl_node_set_text(realm, node, text);
}

static bool get_child_nodes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	if (evl_is_undefined(node->child_nodes))
		node->child_nodes = evl_from_object(evl_node_list_new(realm, EVL_LIST_CHILD_NODES, node, EVL_NAME_NONE));
	*result = node->child_nodes;
	return true;
}

static bool get_owner_document(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	*result = node->type == EVL_DOM_DOCUMENT ? EVL_NULL : evl_from_object(evl_document_of(realm, node));
	return true;
}

/* Is its tree that of a document, whichever? */
static bool in_a_document(const struct evl_dom_node *node)
{
	while (node->parent != NULL || node->host != NULL)
		node = node->parent != NULL ? node->parent : node->host;
	return node->type == EVL_DOM_DOCUMENT;
}

static bool get_is_connected(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	*result = evl_from_bool(in_a_document(node));
	return true;
}

/* -------------------------------------------------------------------- edits */

/* Is `outer` around `inner`, seen through shadow trees and the contents of templates ("host-including inclusive ancestor")? */
static bool is_around(const struct evl_dom_node *outer, struct evl_dom_node *inner)
{
	while (inner != NULL) {
		if (evl_node_contains(outer, inner))
			return true;
		inner = evl_node_root(inner);
		inner = inner->host != NULL ? inner->host : inner->template_;
	}
	return false;
}

/* The interface that messages name as the function's: Node's own operations, or those of the receiver's kind of node. */
static const char *interface_of_function(const char *function, const struct evl_dom_node *receiver)
{
	static const char *const of_node[] = { "appendChild", "insertBefore", "replaceChild" };
	for (size_t i = 0; i < sizeof of_node / sizeof of_node[0]; i++)
		if (strcmp(function, of_node[i]) == 0)
			return "Node";
	return receiver->type == EVL_DOM_ELEMENT    ? "Element"
	       : receiver->type == EVL_DOM_DOCUMENT ? "Document"
	       : receiver->type == EVL_DOM_FRAGMENT ? "DocumentFragment"
	       : receiver->type == EVL_DOM_DOCTYPE  ? "DocumentType"
						    : "CharacterData";
}

/* Would an element come in with the node: itself, or of a fragment? */
static bool has_element(const struct evl_dom_node *node)
{
	const struct evl_dom_node *child = node->type == EVL_DOM_FRAGMENT ? node->first : NULL;
	while (child != NULL && child->type != EVL_DOM_ELEMENT)
		child = child->next;
	return node->type == EVL_DOM_ELEMENT || child != NULL;
}

bool evl_node_check_around(struct evl_realm *realm, struct evl_dom_node *parent, const struct evl_dom_node *node, const char *failed)
{
	return !is_around(node, parent) ||
	       evl_platform_exception(realm, "HierarchyRequestError", "%s: The new child element contains the parent.", failed);
}

bool evl_node_check_insertion(struct evl_realm *realm, const struct evl_args *args, struct evl_dom_node *parent, const struct evl_dom_node *node,
			      const struct evl_dom_node *before)
{
	const char *function = evl_platform_name(args), *what = NULL, *name = "HierarchyRequestError";
	bool text_in_document = parent->type == EVL_DOM_DOCUMENT && node->type == EVL_DOM_TEXT;
	if (parent->type != EVL_DOM_ELEMENT && parent->type != EVL_DOM_DOCUMENT && parent->type != EVL_DOM_FRAGMENT) {
		what = "This node type does not support this method.";
	} else if (is_around(node, parent)) {
		what = "The new child element contains the parent.";
	} else if (before != NULL && before->parent != parent) {
		what = "The node before which the new node is to be inserted is not a child of this node.";
		name = "NotFoundError";
	} else if (node->type == EVL_DOM_DOCUMENT || node->type == EVL_DOM_ATTRIBUTE || text_in_document || (node->type == EVL_DOM_DOCTYPE && parent->type != EVL_DOM_DOCUMENT)) {
		what = evl_platform_format(realm, "Nodes of type '%s' may not be inserted inside nodes of type '%s'.",
					   evl_describe(realm, node_name(realm, node)), evl_describe(realm, node_name(realm, parent)));
	} else if (parent->type == EVL_DOM_DOCUMENT && parent->first != NULL && has_element(node)) {
		what = "Only one element on document allowed.";
	} else if (parent->type == EVL_DOM_DOCUMENT && node->type == EVL_DOM_DOCTYPE) {
		what = "Can't insert a doctype after the root element.";
	}
	if (what == NULL)
		return true;
	return evl_platform_exception(realm, name, "Failed to execute '%s' on '%s': %s", function,
				      interface_of_function(function, evl_node_cast(args->this_value)), what);
}

static bool insert_before(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *child, *before = NULL;
	bool append = strcmp(evl_platform_name(args), "appendChild") == 0;
	RECEIVER(node);
	if (!evl_platform_require_args(realm, args, append ? 1 : 2, "Node", evl_platform_name(args)) ||
	    !node_argument(realm, args, 0, false, &child) || (!append && !node_argument(realm, args, 1, true, &before)) ||
	    !evl_node_check_insertion(realm, args, node, child, before) || !evl_node_insert(realm, node, child, before))
		return false;
	*result = args->values[0];
	return true;
}

static bool remove_child(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *child;
	RECEIVER(node);
	if (!evl_platform_require_args(realm, args, 1, "Node", "removeChild") || !node_argument(realm, args, 0, false, &child))
		return false;
	if (child->parent != node)
		return evl_dom_exception_throw(realm, "Failed to execute 'removeChild' on 'Node': The node to be removed is not a child of this node.",
					       "NotFoundError");
	*result = args->values[0];
	return evl_node_remove(realm, child);
}

static bool replace_child(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *child, *old;
	RECEIVER(node);
	if (!evl_platform_require_args(realm, args, 2, "Node", "replaceChild") || !node_argument(realm, args, 0, false, &child) ||
	    !node_argument(realm, args, 1, false, &old))
		return false;
	if (!evl_node_check_insertion(realm, args, node, child, NULL))
		return false;
	if (old->parent != node)
		return evl_dom_exception_throw(realm, "Failed to execute 'replaceChild' on 'Node': The node to be replaced is not a child of this node.",
					       "NotFoundError");
	*result = args->values[1];
	return evl_node_replace(realm, old, child);
}

static bool clone_node(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	if (node->type == EVL_DOM_DOCUMENT)
		return evl_not_covered(realm, "cloning the document");
	if (node->host != NULL)
		return evl_dom_exception_throw(realm, "Failed to execute 'cloneNode' on 'Node': ShadowRoot nodes are not clonable.", "NotSupportedError");
	*result = evl_from_object(evl_node_clone(realm, node, evl_to_boolean(evl_arg(args, 0))));
	return true;
}

static bool contains(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *other;
	RECEIVER(node);
	if (!evl_platform_require_args(realm, args, 1, "Node", "contains") || !node_argument(realm, args, 0, true, &other))
		return false;
	*result = evl_from_bool(other != NULL && evl_node_contains(node, other));
	return true;
}

static bool has_child_nodes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	*result = evl_from_bool(node->first != NULL);
	return true;
}

static bool is_same_node(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	if (!evl_platform_require_args(realm, args, 1, "Node", "isSameNode"))
		return false;
	*result = evl_from_bool(evl_arg(args, 0) == evl_from_object(node));
	return true;
}

static bool is_equal_node(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *other;
	RECEIVER(node);
	if (!evl_platform_require_args(realm, args, 1, "Node", "isEqualNode") || !node_argument(realm, args, 0, true, &other))
		return false;
	*result = EVL_FALSE;
	if (other == NULL || other->type != node->type)
		return true;
	struct evl_string *a = evl_markup_text(realm, node, true), *b = evl_markup_text(realm, other, true);
	*result = evl_from_bool(a != NULL && b != NULL && evl_string_equals(realm, a, b));
	return a != NULL && b != NULL;
}

static bool normalize(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	for (struct evl_dom_node *at = node->first, *next; at != NULL; at = next) {
		next = evl_node_next(node, at);
		if (at->type != EVL_DOM_TEXT)
			continue;
		while (at->next != NULL && at->next->type == EVL_DOM_TEXT) {
			uint32_t length = evl_as_string(at->text)->length;
			if (!evl_text_replace(realm, at, length, 0, evl_as_string(at->next->text)) || !evl_live_joined(realm, at, at->next, length) ||
			    !evl_node_remove(realm, at->next))
				return false;
		}
		next = evl_node_next(node, at);
		if (evl_as_string(at->text)->length == 0 && !evl_node_remove(realm, at))
			return false;
	}
	return true;
}

static bool get_root_node(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	while (node->parent != NULL)
		node = node->parent;
	*result = evl_from_object(node);
	return true;
}

/* Which of two trees comes first: browsers go by where they are in memory, which is the order of making, most often. The page's own is the first. */
static uint32_t tree_order(struct evl_realm *realm, struct evl_dom_node *root)
{
	if (root->type == EVL_DOM_DOCUMENT)
		return 0;
	if (root->tree_order == 0)
		root->tree_order = ++evl_page(realm)->trees;
	return root->tree_order;
}

/* compareDocumentPosition (DOM, "dom-node-comparedocumentposition"). */
static bool compare_position(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *other;
	RECEIVER(node);
	if (!node_argument(realm, args, 0, false, &other))
		return false;
	if (node == other) {
		*result = evl_from_int(0);
		return true;
	}
	if (evl_node_contains(other, node)) {
		*result = evl_from_int(10);
		return true;
	}
	if (evl_node_contains(node, other)) {
		*result = evl_from_int(20);
		return true;
	}
	struct evl_dom_node *root = evl_node_root(node);
	if (evl_node_root(other) != root) {
		uint32_t own = tree_order(realm, root);
		*result = evl_from_int(own < tree_order(realm, evl_node_root(other)) ? 37 : 35);
		return true;
	}
	for (struct evl_dom_node *at = root; at != NULL; at = evl_node_next(root, at)) {
		if (at != node && at != other)
			continue;
		*result = evl_from_int(at == node ? 4 : 2);
		return true;
	}
	return true;
}

#define NODE_CONSTANTS                                                                                               \
	EVL_CONSTANT("ELEMENT_NODE", 1), EVL_CONSTANT("ATTRIBUTE_NODE", 2), EVL_CONSTANT("TEXT_NODE", 3),            \
	EVL_CONSTANT("CDATA_SECTION_NODE", 4), EVL_CONSTANT("PROCESSING_INSTRUCTION_NODE", 7), EVL_CONSTANT("COMMENT_NODE", 8), \
	EVL_CONSTANT("DOCUMENT_NODE", 9), EVL_CONSTANT("DOCUMENT_TYPE_NODE", 10), EVL_CONSTANT("DOCUMENT_FRAGMENT_NODE", 11), \
	EVL_CONSTANT("DOCUMENT_POSITION_DISCONNECTED", 1), EVL_CONSTANT("DOCUMENT_POSITION_PRECEDING", 2),           \
	EVL_CONSTANT("DOCUMENT_POSITION_FOLLOWING", 4), EVL_CONSTANT("DOCUMENT_POSITION_CONTAINS", 8),               \
	EVL_CONSTANT("DOCUMENT_POSITION_CONTAINED_BY", 16)

static const struct evl_row node_static_row[] = { NODE_CONSTANTS };
static const struct evl_row node_row[] = {
	EVL_ATTRIBUTE("nodeType", get_type),
	EVL_ATTRIBUTE("nodeName", get_name),
	EVL_ATTRIBUTE("baseURI", evl_page_base),
	EVL_ATTRIBUTE("isConnected", get_is_connected),
	EVL_ATTRIBUTE("ownerDocument", get_owner_document),
	EVL_ATTRIBUTE("parentNode", get_link),
	EVL_ATTRIBUTE("parentElement", get_link),
	EVL_ATTRIBUTE("childNodes", get_child_nodes),
	EVL_ATTRIBUTE("firstChild", get_link),
	EVL_ATTRIBUTE("lastChild", get_link),
	EVL_ATTRIBUTE("previousSibling", get_link),
	EVL_ATTRIBUTE("nextSibling", get_link),
	EVL_ATTRIBUTE_RW("nodeValue", get_value, set_value),
	EVL_ATTRIBUTE_RW("textContent", get_text_content, set_text_content),
	NODE_CONSTANTS,
	EVL_OPERATION("appendChild", insert_before, 1),
	EVL_OPERATION("cloneNode", clone_node, 0),
	EVL_OPERATION("compareDocumentPosition", compare_position, 1),
	EVL_OPERATION("contains", contains, 1),
	EVL_OPERATION("getRootNode", get_root_node, 0),
	EVL_OPERATION("hasChildNodes", has_child_nodes, 0),
	EVL_OPERATION("insertBefore", insert_before, 2),
	EVL_OPERATION("isEqualNode", is_equal_node, 1),
	EVL_OPERATION("isSameNode", is_same_node, 1),
	EVL_OPERATION("normalize", normalize, 0),
	EVL_OPERATION("removeChild", remove_child, 1),
	EVL_OPERATION("replaceChild", replace_child, 2),
	EVL_TAG_ROW("Node"),
};
const struct evl_family evl_family_NODE = {
	.name = "Node",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_EVENT_TARGET,
	.prototype_parent = EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE,
	.statics = EVL_ROWS(node_static_row),
	.prototype = EVL_ROWS(node_row),
};

/* ----------------------------------------------------- ParentNode, ChildNode */

bool evl_node_append(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	struct evl_dom_node *child;
	RECEIVER(node);
	if (!evl_nodes_argument(realm, args, 0, &child) || !evl_node_check_insertion(realm, args, node, child, NULL))
		return false;
	if (strcmp(name, "replaceChildren") == 0)
		return evl_node_replace_all(realm, node, child);
	return evl_node_insert(realm, node, child, strcmp(name, "prepend") == 0 ? node->first : NULL);
}

static bool is_argument(const struct evl_args *args, const struct evl_dom_node *node)
{
	for (uint32_t i = 0; i < args->count; i++)
		if (node != NULL && args->values[i] == evl_from_object(node))
			return true;
	return false;
}

bool evl_node_beside(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	struct evl_dom_node *made;
	RECEIVER(node);
	struct evl_dom_node *parent = node->parent;
	if (parent == NULL)
		return true;
	/* Siblings that are arguments move, so the place is next to the nearest one that is none. */
	struct evl_dom_node *previous = node->previous, *next = node->next;
	while (is_argument(args, previous))
		previous = previous->previous;
	while (is_argument(args, next))
		next = next->next;
	if (!evl_nodes_argument(realm, args, 0, &made) || !evl_node_check_insertion(realm, args, parent, made, NULL))
		return false;
	if (strcmp(name, "before") == 0)
		return evl_node_insert(realm, parent, made, previous != NULL ? previous->next : parent->first);
	if (strcmp(name, "after") == 0)
		return evl_node_insert(realm, parent, made, next);
	return node->parent == parent ? evl_node_replace(realm, node, made) : evl_node_insert(realm, parent, made, next);
}

bool evl_node_remove_self(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	return evl_node_remove(realm, node);
}

bool evl_node_children(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	if (evl_is_undefined(node->children))
		node->children = evl_from_object(evl_node_list_new(realm, EVL_LIST_CHILDREN, node, EVL_NAME_NONE));
	*result = node->children;
	return true;
}

bool evl_node_child_element_count(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t count = 0;
	RECEIVER(node);
	for (const struct evl_dom_node *c = node->first; c != NULL; c = c->next)
		count += c->type == EVL_DOM_ELEMENT;
	*result = evl_from_uint32(count);
	return true;
}

static const char *interface_of(const struct evl_dom_node *node)
{
	return node->type == EVL_DOM_DOCUMENT ? "Document" : node->type == EVL_DOM_FRAGMENT ? "DocumentFragment" : "Element";
}

bool evl_node_query(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	bool all = strcmp(name, "querySelectorAll") == 0;
	struct evl_string *text;
	RECEIVER(node);
	if (!evl_platform_require_args(realm, args, 1, interface_of(node), name) || !evl_to_string(realm, args->values[0], &text))
		return false;
	const struct evl_selector *selector = evl_selector_parse(realm, text, name, interface_of(node));
	if (selector == NULL)
		return false;
	struct evl_dom_node *first = evl_selector_first(realm, selector, node);
	if (first == NULL && node->type == EVL_DOM_DOCUMENT && node->owner == NULL)
		first = evl_document_assume(realm, text, name);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	if (!all) {
		*result = evl_node_value(first);
		return true;
	}
	struct evl_node_list *list = evl_node_list_new(realm, EVL_LIST_STATIC, NULL, EVL_NAME_NONE);
	for (struct evl_dom_node *at = first; at != NULL; at = evl_node_next(node, at))
		if (at->type == EVL_DOM_ELEMENT && evl_selector_matches(realm, selector, at, node))
			evl_node_list_add(realm, list, at);
	*result = evl_from_object(list);
	return true;
}

/* ------------------------------------------------------------- CharacterData */

static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	if (node->text != EVL_EMPTY && evl_text_is_partial(realm, evl_as_string(node->text)))
		return evl_not_covered(realm, "the length of a text that comes from outside");
	*result = node->text != EVL_EMPTY ? evl_from_uint32(evl_as_string(node->text)->length) : EVL_UNDEFINED;
	return true;
}

static bool append_data(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	RECEIVER(node);
	if (!evl_platform_require_args(realm, args, 1, "CharacterData", "appendData") || !evl_partial_text(realm, args->values[0], &text))
		return false;
	if (node->text == EVL_EMPTY)
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation");
	return evl_text_replace(realm, node, evl_as_string(node->text)->length, 0, text);
}

/* deleteData, insertData, replaceData, substringData */
static bool edit_data(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	bool inserts = name[0] == 'i', replaces = name[0] == 'r';
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	uint32_t offset, count = 0;
	RECEIVER(node);
	if (!evl_platform_require_args(realm, args, replaces ? 3 : 2, "CharacterData", name) || !evl_to_uint32(realm, args->values[0], &offset) ||
	    (!inserts && !evl_to_uint32(realm, args->values[1], &count)) ||
	    ((inserts || replaces) && !evl_partial_text(realm, args->values[inserts ? 1 : 2], &text)))
		return false;
	if (node->text == EVL_EMPTY)
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation");
	struct evl_string *old = evl_as_string(node->text);
	if (offset > old->length) {
		char message[160];
		snprintf(message, sizeof message, "Failed to execute '%s' on 'CharacterData': The offset %u is greater than the node's length (%u).", name,
			 offset, old->length);
		return evl_dom_exception_throw(realm, message, "IndexSizeError");
	}
	count = count > old->length - offset ? old->length - offset : count;
	if (name[0] != 's')
		return evl_text_replace(realm, node, offset, count, text);
	*result = evl_string_value(evl_string_substring(realm, old, offset, offset + count));
	return *result != EVL_EMPTY;
}

static bool get_whole_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	while (evl_node_is(node->previous, EVL_DOM_TEXT))
		node = node->previous;
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	for (; text != NULL && evl_node_is(node, EVL_DOM_TEXT); node = node->next)
		text = evl_string_concat(realm, text, evl_as_string(node->text));
	*result = evl_string_value(text);
	return text != NULL;
}

static bool split_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t offset;
	RECEIVER(node);
	if (!evl_platform_require_args(realm, args, 1, "Text", "splitText") || !evl_to_uint32(realm, evl_arg(args, 0), &offset))
		return false;
	struct evl_string *text = evl_as_string(node->text);
	if (offset > text->length)
		return evl_dom_exception_throw(realm, "Failed to execute 'splitText' on 'Text': The offset is larger than the Text node's length.",
					       "IndexSizeError");
	struct evl_dom_node *rest = evl_text_new(realm, evl_from_string(evl_string_substring(realm, text, offset, text->length)));
	if (node->parent != NULL && !evl_node_insert(realm, node->parent, rest, node->next))
		return false;
	*result = evl_from_object(rest);
	return (node->parent == NULL || evl_live_split(realm, node, rest, offset)) &&
	       evl_text_replace(realm, node, offset, text->length - offset, evl_string_from_name(realm, EVL_NAME_empty));
}

static bool make_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	if (!evl_platform_require_new(realm, args) || (args->count > 0 && !evl_partial_text(realm, args->values[0], &text)))
		return false;
	bool is_text = strcmp(evl_platform_name(args), "Text") == 0;
	*result = evl_from_object(is_text ? evl_text_new(realm, evl_from_string(text)) : evl_comment_new(realm, evl_from_string(text)));
	return true;
}

static bool make_fragment(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_platform_require_new(realm, args))
		return false;
	*result = evl_from_object(evl_fragment_new(realm));
	return true;
}

static const struct evl_row character_data_row[] = {
	EVL_ATTRIBUTE_RW("data", get_value, set_data),
	EVL_ATTRIBUTE("length", get_length),
	EVL_ATTRIBUTE("previousElementSibling", evl_node_element_link),
	EVL_ATTRIBUTE("nextElementSibling", evl_node_element_link),
	EVL_OPERATION("after", evl_node_beside, 0),
	EVL_OPERATION("appendData", append_data, 1),
	EVL_OPERATION("before", evl_node_beside, 0),
	EVL_OPERATION("deleteData", edit_data, 2),
	EVL_OPERATION("insertData", edit_data, 2),
	EVL_OPERATION("remove", evl_node_remove_self, 0),
	EVL_OPERATION("replaceData", edit_data, 3),
	EVL_OPERATION("replaceWith", evl_node_beside, 0),
	EVL_OPERATION("substringData", edit_data, 2),
	EVL_TAG_ROW("CharacterData"),
};
static const struct evl_row text_row[] = {
	EVL_ATTRIBUTE("wholeText", get_whole_text),
	EVL_OPERATION("splitText", split_text, 1),
	EVL_TAG_ROW("Text"),
};
static const struct evl_row comment_row[] = { EVL_TAG_ROW("Comment") };

/* Of the doctype of HTML; other ones are not told apart. */
static bool get_doctype_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *part = evl_platform_name(args);
	RECEIVER(node);
	evl_name name = part[0] == 'n' ? node->name : part[0] == 'p' ? node->prefix : node->space_name;
	*result = evl_from_string(evl_string_from_name(realm, name != EVL_NAME_NONE ? name : EVL_NAME_empty));
	return true;
}

static const struct evl_row doctype_row[] = {
	EVL_ATTRIBUTE("name", get_doctype_part), EVL_ATTRIBUTE("publicId", get_doctype_part), EVL_ATTRIBUTE("systemId", get_doctype_part),
	EVL_OPERATION("after", evl_node_beside, 0), EVL_OPERATION("before", evl_node_beside, 0), EVL_OPERATION("remove", evl_node_remove_self, 0),
	EVL_OPERATION("replaceWith", evl_node_beside, 0), EVL_TAG_ROW("DocumentType"),
};
static const struct evl_row fragment_row[] = { EVL_PARENT_NODE_ROWS, EVL_TAG_ROW("DocumentFragment") };

static bool get_shadow_host(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	*result = evl_node_value(node->host);
	return true;
}

static bool get_shadow_mode(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	*result = evl_platform_text(realm, node->open_dialog ? "closed" : "open");
	return true;
}

static bool get_shadow_active(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(node);
	*result = evl_node_value(evl_focus_active(realm, node));
	return true;
}

static const struct evl_row shadow_row[] = {
	EVL_ATTRIBUTE("activeElement", get_shadow_active),
	EVL_ATTRIBUTE("mode", get_shadow_mode),
	EVL_ATTRIBUTE("host", get_shadow_host),
	EVL_ATTRIBUTE_RW("innerHTML", evl_element_inner_html, evl_element_set_inner_html),
	EVL_TAG_ROW("ShadowRoot"),
};

#define FAMILY(id, name_, construct_, parent_id, rows)                                                               \
	const struct evl_family evl_family_##id = {                                                                  \
		.name = name_,                                                                                       \
		.kind = EVL_FAMILY_CONSTRUCTOR,                                                                      \
		.construct = construct_,                                                                             \
		.parent = EVL_INTRINSIC_##parent_id,                                                                 \
		.prototype_parent = EVL_INTRINSIC_##parent_id##_PROTOTYPE,                                           \
		.prototype = EVL_ROWS(rows),                                                                         \
	}
FAMILY(CHARACTER_DATA, "CharacterData", evl_platform_illegal_constructor, NODE, character_data_row);
FAMILY(TEXT, "Text", make_text, CHARACTER_DATA, text_row);
FAMILY(COMMENT, "Comment", make_text, CHARACTER_DATA, comment_row);
FAMILY(DOCUMENT_TYPE, "DocumentType", evl_platform_illegal_constructor, NODE, doctype_row);
FAMILY(DOCUMENT_FRAGMENT, "DocumentFragment", make_fragment, NODE, fragment_row);
FAMILY(SHADOW_ROOT, "ShadowRoot", evl_platform_illegal_constructor, DOCUMENT_FRAGMENT, shadow_row);
