/* SPDX-License-Identifier: MIT */
/*
 * lists.c - the members of a NodeList or an HTMLCollection, static or live.
 *
 * A live list is filled when it is asked, and again when the document has changed since: `version` says which state of the
 * document it was filled from.
 */
#include "host/browser/lists.h"

#include <string.h>

#include "host/browser/controls.h"
#include "value/convert.h"

struct evl_node_list {
	struct evl_platform platform;
	uint8_t kind; /* enum evl_list_kind */
	struct evl_dom_node *root;
	evl_name key, also; /* also: of tags what elements outside of HTML are called, or the namespace */
	bool any_space;
	struct evl_dom_node **nodes; /* in scratch */
	uint32_t count, capacity;
	uint64_t version;            /* of the document when it was filled; live lists */
	struct evl_node_list *other; /* the next that was asked of its root */
};

static enum evl_intrinsic interface_of(enum evl_list_kind kind)
{
	switch (kind) {
	case EVL_LIST_STATIC:
	case EVL_LIST_CHILD_NODES:
	case EVL_LIST_NAME:
	case EVL_LIST_LABELS:
		return EVL_INTRINSIC_NODE_LIST_PROTOTYPE;
	case EVL_LIST_RADIOS:
		return EVL_INTRINSIC_RADIO_NODE_LIST_PROTOTYPE;
	case EVL_LIST_CONTROLS:
		return EVL_INTRINSIC_HTML_FORM_CONTROLS_COLLECTION_PROTOTYPE;
	case EVL_LIST_OPTIONS:
		return EVL_INTRINSIC_HTML_OPTIONS_COLLECTION_PROTOTYPE;
	default:
		return EVL_INTRINSIC_HTML_COLLECTION_PROTOTYPE;
	}
}

struct evl_node_list *evl_node_list_new(struct evl_realm *realm, enum evl_list_kind kind, struct evl_dom_node *root, evl_name key)
{
	struct evl_node_list *list = evl_platform_new(realm, EVL_PLATFORM_LIST, sizeof *list, EVL_UNDEFINED, interface_of(kind));
	list->platform.object.cell.flags |= EVL_OBJECT_EXOTIC;
	list->kind = (uint8_t)kind;
	list->root = root;
	list->key = key;
	list->version = UINT64_MAX;
	return list;
}

struct evl_node_list *evl_node_list_asked(struct evl_realm *realm, enum evl_list_kind kind, struct evl_dom_node *root, evl_name key, evl_name also,
					  bool any_space)
{
	for (struct evl_node_list *list = root->lists; list != NULL; list = list->other)
		if (list->kind == (uint8_t)kind && list->key == key && list->also == also && list->any_space == any_space)
			return list;
	struct evl_node_list *list = evl_node_list_new(realm, kind, root, key);
	evl_node_list_also(list, also, any_space);
	list->other = root->lists;
	root->lists = list;
	return list;
}

void evl_node_list_also(struct evl_node_list *list, evl_name name, bool any_space)
{
	list->also = name;
	list->any_space = any_space;
}

void evl_node_list_add(struct evl_realm *realm, struct evl_node_list *list, struct evl_dom_node *node)
{
	if (list->count == list->capacity) {
		uint32_t capacity = list->capacity ? list->capacity * 2 : 8;
		struct evl_dom_node **grown = evl_arena_alloc(&realm->scratch, capacity * sizeof(struct evl_dom_node *));
		if (list->count != 0)
			memcpy(grown, list->nodes, list->count * sizeof(struct evl_dom_node *));
		list->nodes = grown;
		list->capacity = capacity;
	}
	list->nodes[list->count++] = node;
}

static bool is_called(struct evl_realm *realm, const struct evl_dom_node *node, evl_name name)
{
	struct evl_string *id = evl_element_get(realm, node, "id"), *own = node->space == EVL_SPACE_HTML ? evl_element_get(realm, node, "name") : NULL;
	return (id != NULL && evl_string_name(realm, id) == name) || (own != NULL && evl_string_name(realm, own) == name);
}

static bool is_control(struct evl_realm *realm, const struct evl_dom_node *node)
{
	if (evl_element_is(realm, node, "input"))
		return !evl_element_type_is(realm, node, "image");
	return evl_element_is(realm, node, "object") || evl_element_is(realm, node, "button") || evl_element_is(realm, node, "select") ||
	       evl_element_is(realm, node, "textarea") || evl_element_is(realm, node, "fieldset") || evl_element_is(realm, node, "output");
}

static bool belongs(struct evl_realm *realm, const struct evl_node_list *list, const struct evl_dom_node *node)
{
	switch ((enum evl_list_kind)list->kind) {
	case EVL_LIST_TAG:
		return list->key == EVL_NAME_NONE || evl_element_called(realm, node, list->key, list->also);
	case EVL_LIST_TAG_IN:
		return (list->key == EVL_NAME_NONE || node->name == list->key) && (list->any_space || evl_element_space(realm, node) == list->also);
	case EVL_LIST_CLASS:
		return evl_element_has_classes(realm, node, evl_string_from_name(realm, list->key));
	case EVL_LIST_NAME: {
		struct evl_string *name = node->space == EVL_SPACE_HTML ? evl_element_get(realm, node, "name") : NULL;
		return name != NULL && evl_string_name(realm, name) == list->key;
	}
	case EVL_LIST_CONTROLS:
		return is_control(realm, node);
	case EVL_LIST_RADIOS:
		return is_control(realm, node) && is_called(realm, node, list->key);
	case EVL_LIST_CELLS:
		return evl_element_is(realm, node, "td") || evl_element_is(realm, node, "th");
	case EVL_LIST_BODIES:
		return evl_element_is(realm, node, "tbody");
	case EVL_LIST_ROWS:
		return evl_element_is(realm, node, "tr");
	case EVL_LIST_OPTIONS:
		return evl_element_is(realm, node, "option");
	case EVL_LIST_LINKS:
		return (evl_element_is(realm, node, "a") || evl_element_is(realm, node, "area")) && evl_element_has(realm, node, "href");
	case EVL_LIST_OF_DOCUMENT:
		return evl_document_calls(realm, node, list->key);
	case EVL_LIST_OF_WINDOW:
		return evl_window_calls(realm, node, list->key);
	case EVL_LIST_SELECTED:
		return evl_element_is(realm, node, "option") && evl_option_is_selected(realm, node);
	default:
		return true;
	}
}

/* The rows among the children of a part of a table. Returns how many children there are. */
static uint64_t add_rows(struct evl_realm *realm, struct evl_node_list *list, const struct evl_dom_node *part)
{
	uint64_t looked = 0;
	for (struct evl_dom_node *node = part->first; node != NULL; node = node->next, looked++)
		if (evl_element_is(realm, node, "tr"))
			evl_node_list_add(realm, list, node);
	return looked;
}

/*
 * The rows of a table (HTML, "table.rows"): those of its heads, then its own and those of its bodies, then those of its feet.
 * Returns how many nodes were looked at, as the functions below do.
 */
static uint64_t add_table_rows(struct evl_realm *realm, struct evl_node_list *list)
{
	static const char *const parts[] = { "thead", "tbody", "tfoot" };
	uint64_t looked = 0;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		for (struct evl_dom_node *node = list->root->first; node != NULL; node = node->next, looked++) {
			if (evl_element_is(realm, node, parts[i]))
				looked += add_rows(realm, list, node);
			else if (i == 1 && evl_element_is(realm, node, "tr"))
				evl_node_list_add(realm, list, node);
		}
	return looked;
}

/* What belongs to an element from anywhere in its tree: the controls of a form (all, or those of one name), the labels of a control. */
static uint64_t add_owned(struct evl_realm *realm, struct evl_node_list *list)
{
	struct evl_dom_node *root = evl_node_root(list->root);
	uint64_t looked = 0;
	for (struct evl_dom_node *node = root; node != NULL; node = evl_node_next(root, node), looked++) {
		if (node->type != EVL_DOM_ELEMENT)
			continue;
		bool owned = list->kind == EVL_LIST_LABELS ? evl_element_is(realm, node, "label") && evl_control_of(realm, node) == list->root :
							     belongs(realm, list, node) && evl_form_of(realm, node) == list->root;
		if (owned)
			evl_node_list_add(realm, list, node);
	}
	return looked;
}

/* The one selected option of a select element that has not `multiple`. */
static uint64_t add_only_selected(struct evl_realm *realm, struct evl_node_list *list)
{
	struct evl_dom_node *only = evl_select_only(realm, list->root);
	if (only != NULL)
		evl_node_list_add(realm, list, only);
	return 1;
}

/* Does the list look at children only, and not at what is below them? */
static bool is_flat(const struct evl_node_list *list)
{
	return list->kind == EVL_LIST_CHILD_NODES || list->kind == EVL_LIST_CHILDREN || list->kind == EVL_LIST_ROWS ||
	       list->kind == EVL_LIST_CELLS || list->kind == EVL_LIST_BODIES;
}

static uint64_t add_all(struct evl_realm *realm, struct evl_node_list *list)
{
	bool flat = is_flat(list);
	uint64_t looked = 0;
	for (struct evl_dom_node *node = list->root->first; node != NULL; node = flat ? node->next : evl_node_next(list->root, node)) {
		looked++;
		if ((list->kind == EVL_LIST_CHILD_NODES || node->type == EVL_DOM_ELEMENT) && belongs(realm, list, node))
			evl_node_list_add(realm, list, node);
	}
	return looked;
}

/*
 * A live list looks again when the document changed since; what is selected changes without the document. Looking is work
 * of the run: a loop that grows the list it goes through ends.
 */
static void refresh(struct evl_realm *realm, struct evl_node_list *list)
{
	enum { STEPS_PER_NODE = 4 };
	uint64_t looked;
	if (list->kind == EVL_LIST_STATIC || (list->version == evl_page(realm)->dom_version && list->kind != EVL_LIST_SELECTED))
		return;
	list->version = evl_page(realm)->dom_version;
	list->count = 0;
	if (list->kind == EVL_LIST_SELECTED && !evl_element_has(realm, list->root, "multiple"))
		looked = add_only_selected(realm, list);
	else if (list->kind == EVL_LIST_ROWS && evl_element_is(realm, list->root, "table"))
		looked = add_table_rows(realm, list);
	else if (list->kind == EVL_LIST_LABELS || ((list->kind == EVL_LIST_CONTROLS || list->kind == EVL_LIST_RADIOS) && evl_element_is(realm, list->root, "form")))
		looked = add_owned(realm, list);
	else
		looked = add_all(realm, list);
	(void)realm->hooks.spend(realm, looked * STEPS_PER_NODE); /* the machine halts after this call if that was too much */
}

uint32_t evl_node_list_count(struct evl_realm *realm, struct evl_node_list *list)
{
	refresh(realm, list);
	return list->count;
}

struct evl_dom_node *evl_node_list_at(struct evl_realm *realm, struct evl_node_list *list, uint32_t index)
{
	refresh(realm, list);
	return index < list->count ? list->nodes[index] : NULL;
}

enum evl_list_kind evl_node_list_kind(const struct evl_node_list *list) { return (enum evl_list_kind)list->kind; }

const char *evl_node_list_interface(const struct evl_node_list *list)
{
	switch (interface_of((enum evl_list_kind)list->kind)) {
	case EVL_INTRINSIC_NODE_LIST_PROTOTYPE:
		return "NodeList";
	case EVL_INTRINSIC_RADIO_NODE_LIST_PROTOTYPE:
		return "RadioNodeList";
	case EVL_INTRINSIC_HTML_FORM_CONTROLS_COLLECTION_PROTOTYPE:
		return "HTMLFormControlsCollection";
	case EVL_INTRINSIC_HTML_OPTIONS_COLLECTION_PROTOTYPE:
		return "HTMLOptionsCollection";
	default:
		return "HTMLCollection";
	}
}

struct evl_dom_node *evl_node_list_root(const struct evl_node_list *list) { return list->root; }

bool evl_node_list_has_names(const struct evl_node_list *list)
{
	return list->kind != EVL_LIST_STATIC && list->kind != EVL_LIST_CHILD_NODES && list->kind != EVL_LIST_NAME &&
	       list->kind != EVL_LIST_RADIOS && list->kind != EVL_LIST_LABELS;
}

/* A member of an HTMLCollection by its id or name. */
static struct evl_dom_node *named(struct evl_realm *realm, struct evl_node_list *list, evl_name name)
{
	refresh(realm, list);
	if (name == EVL_NAME_empty)
		return NULL;
	for (uint32_t i = 0; i < list->count; i++)
		if (is_called(realm, list->nodes[i], name))
			return list->nodes[i];
	return NULL;
}

evl_value evl_node_list_named(struct evl_realm *realm, struct evl_node_list *list, evl_name name)
{
	struct evl_dom_node *first = named(realm, list, name);
	uint32_t count = 0;
	for (uint32_t i = 0; i < list->count && first != NULL && list->kind == EVL_LIST_CONTROLS; i++)
		count += is_called(realm, list->nodes[i], name);
	return count > 1 ? evl_from_object(evl_node_list_new(realm, EVL_LIST_RADIOS, list->root, name)) : evl_node_value(first);
}

void evl_node_list_names(struct evl_realm *realm, struct evl_node_list *list, struct evl_key_list *out)
{
	static const char *const attributes[] = { "id", "name" };
	out->keys = evl_arena_alloc(&realm->scratch, (list->count * (size_t)2 + 1) * sizeof *out->keys);
	out->count = 0;
	for (uint32_t i = 0; i < list->count * 2; i++) {
		const struct evl_dom_node *node = list->nodes[i / 2];
		struct evl_string *text = i % 2 == 0 || node->space == EVL_SPACE_HTML ? evl_element_get(realm, node, attributes[i % 2]) : NULL;
		if (text == NULL || text->length == 0)
			continue;
		evl_key key = evl_key_from_string(realm, text);
		uint32_t at = 0;
		while (at < out->count && out->keys[at] != key)
			at++;
		if (at == out->count && !evl_key_is_index(key))
			out->keys[out->count++] = key;
	}
}
