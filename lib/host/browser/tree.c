/* SPDX-License-Identifier: MIT */
/*
 * tree.c - nodes and their links: making, inserting, removing, cloning (DOM, "Nodes"
 * and "Mutation algorithms"), and what follows from a change.
 */
#include <string.h>

#include "base/diag.h"
#include "builtins/dom_exception.h"
#include "host/browser/controls.h"
#include "host/browser/dom.h"
#include "host/browser/partial_text.h"
#include "host/browser/pointer.h"
#include "value/convert.h"
#include "vm/vm.h"

struct evl_dom_node *evl_node_new(struct evl_realm *realm, enum evl_node_type type, enum evl_intrinsic prototype)
{
	struct evl_dom_node *node = evl_platform_new(realm, EVL_PLATFORM_NODE, sizeof *node, EVL_UNDEFINED, prototype);
	node->type = (uint8_t)type;
	node->text = node->value = node->definition = node->return_value = EVL_EMPTY;
	node->class_list = node->tokens = node->style = node->dataset = node->child_nodes = node->children = node->content = EVL_UNDEFINED;
	node->attribute_map = node->animated_class = node->animated_href = EVL_UNDEFINED;
	node->span = evl_span_none();
	return node;
}

struct evl_dom_node *evl_text_new(struct evl_realm *realm, evl_value text)
{
	struct evl_dom_node *node = evl_node_new(realm, EVL_DOM_TEXT, EVL_INTRINSIC_TEXT_PROTOTYPE);
	node->text = text;
	return node;
}

struct evl_dom_node *evl_comment_new(struct evl_realm *realm, evl_value text)
{
	struct evl_dom_node *node = evl_node_new(realm, EVL_DOM_COMMENT, EVL_INTRINSIC_COMMENT_PROTOTYPE);
	node->text = text;
	return node;
}

struct evl_dom_node *evl_fragment_new(struct evl_realm *realm)
{
	return evl_node_new(realm, EVL_DOM_FRAGMENT, EVL_INTRINSIC_DOCUMENT_FRAGMENT_PROTOTYPE);
}

/* ----------------------------------------------------------------- elements */

static const struct evl_element_kind kinds[] = {
#define EVL_ELEMENT_TAG(tag, id) { tag, EVL_INTRINSIC_##id##_PROTOTYPE },
#include "host/browser/elements.def"
};

static const struct evl_element_kind unknown_kind = { "", EVL_INTRINSIC_HTML_UNKNOWN_ELEMENT_PROTOTYPE };
static const struct evl_element_kind custom_kind = { "", EVL_INTRINSIC_HTML_ELEMENT_PROTOTYPE };

static const struct evl_element_kind *kind_of(struct evl_realm *realm, evl_name name)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		if (strlen(kinds[i].tag) != entry->length)
			continue;
		uint32_t at = 0;
		while (at < entry->length && entry->units[at] == (unsigned char)kinds[i].tag[at])
			at++;
		if (at == entry->length)
			return &kinds[i];
	}
	for (uint32_t i = 1; i < entry->length; i++)
		if (entry->units[i] == '-')
			return &custom_kind;
	return &unknown_kind;
}

/* A form has its controls as properties, a select element its options (platform_properties.c); some are watched by the browser (watched.c). */
static void mark_parts(struct evl_realm *realm, struct evl_dom_node *element)
{
	if (evl_element_is(realm, element, "option") || evl_element_is(realm, element, "summary"))
		evl_page(realm)->watches = true;
	if (evl_element_is(realm, element, "input"))
		evl_page(realm)->has_inputs = true;
	if (element->kind != NULL && (strcmp(element->kind->tag, "form") == 0 || strcmp(element->kind->tag, "select") == 0))
		element->target.platform.object.cell.flags |= EVL_OBJECT_EXOTIC;
}

bool evl_element_make(struct evl_realm *realm, evl_name local_name, bool construct, struct evl_dom_node **out)
{
	bool failed = false;
	*out = NULL;
	if (construct && !evl_custom_make(realm, local_name, out, &failed))
		return false;
	if (*out != NULL)
		return true;
	const struct evl_element_kind *kind = failed ? &unknown_kind : kind_of(realm, local_name);
	struct evl_dom_node *element = evl_node_new(realm, EVL_DOM_ELEMENT, kind->prototype);
	element->upgrade_failed = failed;
	element->name = local_name;
	element->kind = kind;
	mark_parts(realm, element);
	*out = element;
	return true;
}

static const struct evl_element_kind foreign_kind = { "", EVL_INTRINSIC_ELEMENT_PROTOTYPE };

struct evl_dom_node *evl_element_make_in(struct evl_realm *realm, enum evl_dom_space space, evl_name space_name, evl_name prefix, evl_name local_name)
{
	struct evl_dom_node *element;
	if (space == EVL_SPACE_HTML) {
		(void)evl_element_make(realm, local_name, true, &element);
	} else {
		enum evl_intrinsic interface = space == EVL_SPACE_SVG	    ? evl_svg_interface(realm, local_name)
					       : space == EVL_SPACE_MATHML ? EVL_INTRINSIC_MATHML_ELEMENT_PROTOTYPE
									   : EVL_INTRINSIC_ELEMENT_PROTOTYPE;
		element = evl_node_new(realm, EVL_DOM_ELEMENT, interface);
		element->name = local_name;
		element->kind = &foreign_kind;
		element->space_name = space_name;
	}
	element->space = (uint8_t)space;
	element->prefix = prefix;
	return element;
}

bool evl_element_is(struct evl_realm *realm, const struct evl_dom_node *node, const char *tag)
{
	if (!evl_node_is(node, EVL_DOM_ELEMENT) || node->space != EVL_SPACE_HTML)
		return false;
	if (node->kind != NULL && node->kind != &unknown_kind)
		return strcmp(node->kind->tag, tag) == 0;
	/* A tag without an interface of its own. */
	const struct evl_name_entry *entry = evl_names_entry(realm->names, node->name);
	uint32_t i = 0;
	while (i < entry->length && tag[i] != '\0' && entry->units[i] == (unsigned char)tag[i])
		i++;
	return i == entry->length && tag[i] == '\0';
}

/* ------------------------------------------------------------------ walking */

struct evl_dom_node *evl_node_next(const struct evl_dom_node *root, struct evl_dom_node *node)
{
	if (node->first != NULL)
		return node->first;
	while (node != root && node->next == NULL) {
		node = node->parent;
		if (node == NULL)
			return NULL;
	}
	return node == root ? NULL : node->next;
}

bool evl_node_contains(const struct evl_dom_node *outer, const struct evl_dom_node *inner)
{
	for (; inner != NULL; inner = inner->parent)
		if (inner == outer)
			return true;
	return false;
}

struct evl_dom_node *evl_node_root(struct evl_dom_node *node)
{
	while (node->parent != NULL)
		node = node->parent;
	return node;
}

bool evl_node_connected(struct evl_realm *realm, const struct evl_dom_node *node)
{
	const struct evl_target *document = evl_page(realm)->document;
	while (node != NULL && (node->parent != NULL || node->host != NULL))
		node = node->parent != NULL ? node->parent : node->host;
	return node != NULL && &node->target == document;
}

struct evl_string *evl_node_text_content(struct evl_realm *realm, const struct evl_dom_node *node)
{
	if (node->text != EVL_EMPTY)
		return evl_as_string(node->text);
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	for (struct evl_dom_node *at = node->first; at != NULL && text != NULL; at = evl_node_next(node, at))
		if (at->type == EVL_DOM_TEXT)
			text = evl_string_concat(realm, text, evl_as_string(at->text));
	return text;
}

struct evl_string *evl_node_child_text(struct evl_realm *realm, const struct evl_dom_node *node)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty);
	for (struct evl_dom_node *at = node->first; at != NULL && text != NULL; at = at->next)
		if (at->type == EVL_DOM_TEXT)
			text = evl_string_concat(realm, text, evl_as_string(at->text));
	return text;
}

/* ------------------------------------------------------------------ linking */

void evl_node_link(struct evl_dom_node *parent, struct evl_dom_node *node, struct evl_dom_node *before)
{
	if (node->owner != parent->owner)
		evl_node_adopt(node, parent->owner);
	node->parent = parent;
	node->next = before;
	node->previous = before != NULL ? before->previous : parent->last;
	if (node->previous != NULL)
		node->previous->next = node;
	else
		parent->first = node;
	if (before != NULL)
		before->previous = node;
	else
		parent->last = node;
}

void evl_node_unlink(struct evl_dom_node *node)
{
	struct evl_dom_node *parent = node->parent;
	if (node->previous != NULL)
		node->previous->next = node->next;
	else
		parent->first = node->next;
	if (node->next != NULL)
		node->next->previous = node->previous;
	else
		parent->last = node->previous;
	node->parent = node->next = node->previous = NULL;
}

/* A script in the document that was empty gets its text, a style element another one. */
static bool tell_filled(struct evl_realm *realm, struct evl_dom_node *parent)
{
	evl_style_changed(realm, parent);
	return !evl_element_is(realm, parent, "script") || parent->script_done || parent->parser_inserted || !evl_node_connected(realm, parent) ||
	       evl_page_script_inserted(realm, parent);
}

/* What follows when a subtree came into or left the document: custom elements, scripts, images. */
static bool tell_connected(struct evl_realm *realm, struct evl_dom_node *root, bool connected)
{
	for (struct evl_dom_node *node = root; node != NULL; node = evl_node_next(root, node)) {
		if (node->type != EVL_DOM_ELEMENT)
			continue;
		evl_custom_connected(realm, node, connected);
		if (connected && !evl_element_inserted(realm, node))
			return false;
		if (node->shadow != NULL && !tell_connected(realm, node->shadow, connected))
			return false;
	}
	return true;
}

static evl_value node_list(struct evl_realm *realm, struct evl_dom_node *const *nodes, uint32_t count)
{
	struct evl_node_list *list = evl_node_list_new(realm, EVL_LIST_STATIC, NULL, EVL_NAME_NONE);
	for (uint32_t i = 0; i < count; i++)
		evl_node_list_add(realm, list, nodes[i]);
	return evl_from_object(list);
}

static uint32_t children_of(struct evl_realm *realm, struct evl_dom_node *node, struct evl_dom_node ***out)
{
	uint32_t count = 0;
	for (struct evl_dom_node *c = node->first; c != NULL; c = c->next)
		count++;
	struct evl_dom_node **nodes = evl_arena_alloc(&realm->scratch, (count + (size_t)1) * sizeof(struct evl_dom_node *));
	count = 0;
	for (struct evl_dom_node *c = node->first; c != NULL; c = c->next)
		nodes[count++] = c;
	*out = nodes;
	return count;
}

/* Link a node, and tell the slots that it is shown in, or whose content it changes. */
static void link_told(struct evl_realm *realm, struct evl_dom_node *parent, struct evl_dom_node *node, struct evl_dom_node *before)
{
	struct evl_slotting slotting = evl_slots_before(realm, parent, node);
	evl_node_link(parent, node, before);
	evl_slots_child(realm, node);
	evl_slots_after(realm, &slotting);
	evl_watch_inserted(realm, node);
	evl_radio_inserted(realm, node);
	evl_select_inserted(realm, node);
}

/* Controls that leave the tree of the form which the parser gave them have none any more (HTML, "reset the form owner"). */
static void forget_owners(struct evl_realm *realm, struct evl_dom_node *root)
{
	for (struct evl_dom_node *at = evl_page(realm)->has_form_owners ? root : NULL; at != NULL; at = evl_node_next(root, at))
		if (at->form_owner != NULL && !evl_node_contains(root, at->form_owner))
			at->form_owner = NULL;
}

static bool remove_quietly(struct evl_realm *realm, struct evl_dom_node *node, bool tell)
{
	if (evl_page(realm)->focused != NULL) {
		struct evl_dom_node *had = node->parent;
		if (!evl_focus_removing(realm, node))
			return false;
		if (node->parent != had) /* moved by a listener */
			return true;
	}
	evl_pointer_removing(realm, node);
	if (!evl_live_removing(realm, node))
		return false;
	struct evl_dom_node *parent = node->parent, *previous = node->previous, *next = node->next;
	bool connected = evl_node_connected(realm, node);
	evl_observe_removal(realm, node);
	struct evl_slotting slotting = evl_slots_before(realm, parent, node);
	evl_slots_child(realm, node);
	struct evl_dom_node *select = evl_select_removing(realm, node);
	evl_node_unlink(node);
	evl_select_removed(realm, select);
	forget_owners(realm, node);
	evl_page(realm)->dom_version++;
	evl_slots_after(realm, &slotting);
	if (tell)
		evl_observe_children(realm, parent, node_list(realm, NULL, 0), node_list(realm, &node, 1), previous, next);
	evl_observe_layout(realm);
	if (tell)
		evl_style_changed(realm, parent);
	return !connected || tell_connected(realm, node, false);
}

bool evl_node_remove(struct evl_realm *realm, struct evl_dom_node *node)
{
	return node->parent == NULL || remove_quietly(realm, node, true);
}

/*
 * Insert before `before`, in the place of `replaced` if that is one (DOM, "insert" and "replace": one record tells of both).
 * What stands elsewhere is taken from there first.
 */
static bool insert(struct evl_realm *realm, struct evl_dom_node *parent, struct evl_dom_node *node, struct evl_dom_node *before,
		   struct evl_dom_node *replaced)
{
	struct evl_dom_node **nodes = &node;
	uint32_t count = 1;
	if (node->type == EVL_DOM_FRAGMENT) {
		count = children_of(realm, node, &nodes);
		if (count == 0 && replaced == NULL)
			return true;
		for (uint32_t i = 0; i < count; i++)
			evl_node_unlink(nodes[i]);
		if (count != 0)
			evl_observe_children(realm, node, node_list(realm, NULL, 0), node_list(realm, nodes, count), NULL, NULL);
	} else if (node->parent != NULL && !evl_node_remove(realm, node)) {
		return false;
	}
	if (replaced != NULL && replaced->parent != parent) /* itself, or a listener has moved it */
		replaced = NULL;
	struct evl_dom_node *previous = replaced != NULL ? replaced->previous : before != NULL ? before->previous : parent->last;
	if (replaced != NULL && !remove_quietly(realm, replaced, false))
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (nodes[i]->owner != parent->owner && !evl_custom_adopting(realm, nodes[i], parent->owner, parent))
			return false;
	for (uint32_t i = 0; i < count; i++)
		link_told(realm, parent, nodes[i], before);
	if (before != NULL && count != 0 && !evl_live_inserted(realm, parent, nodes[0], count))
		return false;
	evl_page(realm)->dom_version++;
	evl_observe_children(realm, parent, node_list(realm, nodes, count), node_list(realm, &replaced, replaced != NULL), previous, before);
	evl_observe_layout(realm);
	if (replaced != NULL)
		evl_style_changed(realm, parent);
	if (!evl_node_connected(realm, parent))
		return true;
	for (uint32_t i = 0; i < count; i++)
		if (!tell_connected(realm, nodes[i], true))
			return false;
	return count == 0 || tell_filled(realm, parent);
}

bool evl_node_insert(struct evl_realm *realm, struct evl_dom_node *parent, struct evl_dom_node *node, struct evl_dom_node *before)
{
	return insert(realm, parent, node, before == node ? node->next : before, NULL);
}

bool evl_node_replace(struct evl_realm *realm, struct evl_dom_node *old, struct evl_dom_node *node)
{
	return insert(realm, old->parent, node, old->next == node ? node->next : old->next, old);
}

bool evl_node_replace_all(struct evl_realm *realm, struct evl_dom_node *parent, struct evl_dom_node *node)
{
	struct evl_dom_node **removed, **added = &node;
	uint32_t removed_count = children_of(realm, parent, &removed), added_count = node != NULL;
	bool ok = true;
	if (node != NULL && node->type == EVL_DOM_FRAGMENT) {
		added_count = children_of(realm, node, &added);
		for (uint32_t i = 0; i < added_count; i++)
			evl_node_unlink(added[i]);
	} else if (node != NULL && node->parent != NULL && node->parent != parent && !evl_node_remove(realm, node)) {
		return false;
	}
	for (uint32_t i = 0; i < removed_count && ok; i++)
		if (removed[i]->parent == parent)
			ok = remove_quietly(realm, removed[i], false);
	if (!ok)
		return false;
	if (removed_count != 0)
		evl_style_changed(realm, parent);
	for (uint32_t i = 0; i < added_count; i++)
		link_told(realm, parent, added[i], NULL);
	evl_page(realm)->dom_version++;
	if (removed_count != 0 || added_count != 0) {
		evl_observe_children(realm, parent, node_list(realm, added, added_count), node_list(realm, removed, removed_count), NULL, NULL);
		evl_observe_layout(realm);
	}
	bool connected = evl_node_connected(realm, parent);
	for (uint32_t i = 0; i < added_count && connected; i++)
		if (!tell_connected(realm, added[i], true))
			return false;
	return added_count == 0 || tell_filled(realm, parent);
}

static bool put_text(struct evl_realm *realm, struct evl_dom_node *node, struct evl_string *text)
{
	evl_value old = node->text;
	node->text = evl_from_string(text);
	evl_page(realm)->dom_version++;
	evl_observe_text(realm, node, old);
	return true;
}

bool evl_text_replace(struct evl_realm *realm, struct evl_dom_node *node, uint32_t offset, uint32_t count, struct evl_string *text)
{
	struct evl_string *old = evl_as_string(node->text), *before = evl_string_substring(realm, old, 0, offset);
	struct evl_string *after = evl_string_substring(realm, old, offset + count, old->length);
	struct evl_string *all = before != NULL && after != NULL ? evl_string_concat(realm, before, text) : NULL;
	all = all != NULL ? evl_string_concat(realm, all, after) : NULL;
	return all != NULL && put_text(realm, node, all) && evl_live_replaced(realm, node, offset, count, text->length);
}

bool evl_node_set_text(struct evl_realm *realm, struct evl_dom_node *node, struct evl_string *text)
{
	if (node->type == EVL_DOM_ATTRIBUTE)
		return evl_attribute_set_value(realm, node, text);
	if (node->text != EVL_EMPTY) {
		uint32_t length = evl_as_string(node->text)->length;
		return put_text(realm, node, text) && evl_live_replaced(realm, node, 0, length, text->length);
	}
	if (node->type == EVL_DOM_DOCUMENT)
		return true;
	return evl_node_replace_all(realm, node, text->length != 0 ? evl_text_new(realm, evl_from_string(text)) : NULL);
}

/* ------------------------------------------------------------------ cloning */

static struct evl_dom_node *clone_element(struct evl_realm *realm, const struct evl_dom_node *node, bool deep)
{
	struct evl_dom_node *copy;
	if (node->type == EVL_DOM_ELEMENT && node->space != EVL_SPACE_HTML)
		copy = evl_element_make_in(realm, (enum evl_dom_space)node->space, node->space_name, node->prefix, node->name);
	else
		copy = evl_node_new(realm, (enum evl_node_type)node->type,
				    node->kind != NULL ? node->kind->prototype :
				    node->type == EVL_DOM_ATTRIBUTE ? EVL_INTRINSIC_ATTR_PROTOTYPE : EVL_INTRINSIC_DOCUMENT_TYPE_PROTOTYPE);
	copy->name = node->name;
	copy->prefix = node->prefix;
	copy->space_name = node->space_name;
	copy->kind = node->kind;
	mark_parts(realm, copy);
	copy->text = node->text;
	copy->quirks = node->quirks;
	copy->value = node->value;
	copy->checked = node->checked;
	copy->checked_set = node->checked_set;
	copy->script_done = node->script_done && evl_element_is(realm, node, "script"); /* a copy of what has run does not run */
	copy->attribute_count = copy->attribute_capacity = node->attribute_count;
	if (node->attribute_count != 0)
		copy->attributes = evl_arena_copy(&realm->scratch, node->attributes, node->attribute_count * sizeof *node->attributes);
	for (uint32_t i = 0; i < copy->attribute_count; i++)
		copy->attributes[i].node = NULL;
	if (deep && evl_is_object(node->content) && evl_vm_native_room(realm->vm)) {
		struct evl_dom_node *content = evl_node_clone(realm, evl_pointer(node->content), true);
		copy->content = evl_from_object(content);
		content->template_ = copy;
	}
	return copy;
}

static struct evl_dom_node *clone_one(struct evl_realm *realm, const struct evl_dom_node *node, bool deep)
{
	struct evl_dom_node *copy = node->type == EVL_DOM_TEXT	     ? evl_text_new(realm, node->text)
				    : node->type == EVL_DOM_COMMENT  ? evl_comment_new(realm, node->text)
				    : node->type == EVL_DOM_FRAGMENT ? evl_fragment_new(realm)
								     : clone_element(realm, node, deep);
	copy->owner = node->owner;
	return copy;
}

struct evl_dom_node *evl_node_clone(struct evl_realm *realm, const struct evl_dom_node *node, bool deep)
{
	struct evl_dom_node *copy = clone_one(realm, node, deep), *into = copy;
	/* Step through both trees side by side: markup may be nested deeply. */
	for (struct evl_dom_node *at = deep ? node->first : NULL; at != NULL;) {
		struct evl_dom_node *made = clone_one(realm, at, true);
		evl_node_link(into, made, NULL);
		evl_slots_child(realm, made);
		if (at->first != NULL) {
			into = made;
			at = at->first;
			continue;
		}
		while (at != node && at->next == NULL) {
			at = at->parent;
			if (at != node)
				into = into->parent;
		}
		at = at == node ? NULL : at->next;
	}
	/* Handlers and addresses of the copies count; those of a template's content only when they come into the document. */
	bool inert = node->owner != NULL;
	for (struct evl_dom_node *at = copy; at != NULL; at = evl_node_next(copy, at))
		if (at->attribute_count != 0 && !evl_element_attributes_came(realm, at, inert))
			break;
	if (!inert)
		evl_custom_upgrade_all(realm, copy);
	return copy;
}

/* ---------------------------------------------------------------- arguments */

bool evl_nodes_argument(struct evl_realm *realm, const struct evl_args *args, uint32_t from, struct evl_dom_node **out)
{
	struct evl_dom_node *fragment = args->count == from + 1 ? NULL : evl_fragment_new(realm);
	*out = fragment;
	for (uint32_t i = from; i < args->count; i++) {
		struct evl_dom_node *node = evl_node_cast(args->values[i]);
		if (node == NULL) {
			struct evl_string *text;
			if (!evl_partial_text(realm, args->values[i], &text))
				return false;
			node = evl_text_new(realm, evl_from_string(text));
		}
		if (fragment == NULL)
			*out = node;
		else if (!evl_node_insert(realm, fragment, node, NULL))
			return false;
	}
	return true;
}
