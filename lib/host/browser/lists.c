/* SPDX-License-Identifier: MIT */
/*
 * lists.c - NodeList and HTMLCollection, static and live; the internal methods of
 * platform objects whose properties are not all in their shape.
 */
#include <string.h>

#include "host/browser/companions.h"
#include "host/browser/controls.h"
#include "host/browser/dom.h"
#include "value/own.h"
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
};

static enum evl_intrinsic interface_of(enum evl_list_kind kind)
{
	switch (kind) {
	case EVL_LIST_STATIC:
	case EVL_LIST_CHILD_NODES:
	case EVL_LIST_NAME:
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
	struct evl_string *id = evl_element_get(realm, node, "id"), *own = evl_element_get(realm, node, "name");
	return (id != NULL && evl_string_name(realm, id) == name) || (own != NULL && evl_string_name(realm, own) == name);
}

static bool is_control(struct evl_realm *realm, const struct evl_dom_node *node)
{
	return evl_element_is(realm, node, "input") || evl_element_is(realm, node, "button") || evl_element_is(realm, node, "select") ||
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
		struct evl_string *name = evl_element_get(realm, node, "name");
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
	case EVL_LIST_SELECTED:
		return evl_element_is(realm, node, "option") && evl_option_is_selected(realm, node);
	default:
		return true;
	}
}

/* The rows among the children of a part of a table. */
static void add_rows(struct evl_realm *realm, struct evl_node_list *list, const struct evl_dom_node *part)
{
	for (struct evl_dom_node *node = part->first; node != NULL; node = node->next)
		if (evl_element_is(realm, node, "tr"))
			evl_node_list_add(realm, list, node);
}

/* The rows of a table: those of its heads, then its own and those of its bodies, then those of its feet. */
static void add_table_rows(struct evl_realm *realm, struct evl_node_list *list)
{
	static const char *const parts[] = { "thead", "tbody", "tfoot" };
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
		for (struct evl_dom_node *node = list->root->first; node != NULL; node = node->next) {
			if (evl_element_is(realm, node, parts[i]))
				add_rows(realm, list, node);
			else if (i == 1 && evl_element_is(realm, node, "tr"))
				evl_node_list_add(realm, list, node);
		}
}

/* A live list looks again when the document changed since. That is work of the run: a loop that grows the list it goes through ends. */
static void refresh(struct evl_realm *realm, struct evl_node_list *list)
{
	enum { STEPS_PER_NODE = 4 };
	uint64_t looked = 0;
	/* What is selected changes without the document. */
	if (list->kind == EVL_LIST_STATIC || (list->version == evl_page(realm)->dom_version && list->kind != EVL_LIST_SELECTED))
		return;
	list->version = evl_page(realm)->dom_version;
	list->count = 0;
	if (list->kind == EVL_LIST_SELECTED && !evl_element_has(realm, list->root, "multiple")) {
		struct evl_dom_node *only = evl_select_only(realm, list->root);
		if (only != NULL)
			evl_node_list_add(realm, list, only);
		return;
	}
	if (list->kind == EVL_LIST_ROWS && evl_element_is(realm, list->root, "table")) {
		add_table_rows(realm, list);
		return;
	}
	bool flat = list->kind == EVL_LIST_CHILD_NODES || list->kind == EVL_LIST_CHILDREN || list->kind == EVL_LIST_ROWS ||
		    list->kind == EVL_LIST_CELLS || list->kind == EVL_LIST_BODIES;
	for (struct evl_dom_node *node = list->root->first; node != NULL; node = flat ? node->next : evl_node_next(list->root, node)) {
		looked++;
		if (list->kind != EVL_LIST_CHILD_NODES && node->type != EVL_DOM_ELEMENT)
			continue;
		if (belongs(realm, list, node))
			evl_node_list_add(realm, list, node);
	}
	(void)realm->hooks.spend(realm, looked * STEPS_PER_NODE);
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

static bool is_collection(const struct evl_node_list *list)
{
	return list->kind != EVL_LIST_STATIC && list->kind != EVL_LIST_CHILD_NODES && list->kind != EVL_LIST_NAME &&
	       list->kind != EVL_LIST_RADIOS;
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

/* The same as a value: of a form's controls all that are called so, in a list of their own when they are several. EVL_NULL: none. */
static evl_value named_value(struct evl_realm *realm, struct evl_node_list *list, evl_name name)
{
	struct evl_dom_node *first = named(realm, list, name);
	uint32_t count = 0;
	for (uint32_t i = 0; i < list->count && first != NULL && list->kind == EVL_LIST_CONTROLS; i++)
		count += is_called(realm, list->nodes[i], name);
	return count > 1 ? evl_from_object(evl_node_list_new(realm, EVL_LIST_RADIOS, list->root, name)) : evl_node_value(first);
}

/* The ids and names of a collection's members, each once. */
static void names_of(struct evl_realm *realm, struct evl_node_list *list, struct evl_key_list *out)
{
	static const char *const attributes[] = { "id", "name" };
	out->keys = evl_arena_alloc(&realm->scratch, (list->count * (size_t)2 + 1) * sizeof *out->keys);
	out->count = 0;
	for (uint32_t i = 0; i < list->count * 2; i++) {
		struct evl_string *text = evl_element_get(realm, list->nodes[i / 2], attributes[i % 2]);
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

/* -------------------------------------------------------- internal methods */

static void found_data(struct evl_descriptor *out, evl_value value, bool writable, bool enumerable)
{
	*out = (struct evl_descriptor){
		.value = value, .writable = writable, .enumerable = enumerable, .configurable = true,
		.has_value = true, .has_writable = true, .has_enumerable = true, .has_configurable = true,
	};
}

static bool is_text_key(struct evl_realm *realm, evl_key key)
{
	return !evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind == EVL_NAME_KIND_STRING;
}

/* What a form or a select element has as properties: its controls, its options. */
static struct evl_node_list *parts_of(struct evl_realm *realm, struct evl_dom_node *element)
{
	bool is_select = evl_element_is(realm, element, "select");
	return evl_node_list_new(realm, is_select ? EVL_LIST_OPTIONS : EVL_LIST_CONTROLS, element, EVL_NAME_NONE);
}

/* The part for an index or, of a form, for an id or a name, which comes before the form's own properties (HTML, "the form element"). EVL_NULL: none. */
static evl_value part_of(struct evl_realm *realm, struct evl_dom_node *element, evl_key key)
{
	if (evl_key_is_index(key))
		return evl_node_value(evl_node_list_at(realm, parts_of(realm, element), evl_key_index(key)));
	return is_text_key(realm, key) && evl_element_is(realm, element, "form") ? named_value(realm, parts_of(realm, element), key) : EVL_NULL;
}

/* The select whose options are set by index there; NULL: they are not. */
static struct evl_dom_node *select_behind(struct evl_realm *realm, struct evl_platform *platform)
{
	if (platform->kind == EVL_PLATFORM_NODE && evl_element_is(realm, (struct evl_dom_node *)platform, "select"))
		return (struct evl_dom_node *)platform;
	return evl_options_select(evl_from_object(platform));
}

/* The document's element of this name, unless Document itself has the name; *out NULL: none. False: an exception is pending or the run halts. */
static bool item_of(struct evl_realm *realm, struct evl_dom_node *document, evl_key key, struct evl_dom_node **out)
{
	bool inherited = false;
	for (struct evl_object *o = document->target.platform.object.shape->prototype; o != NULL && !inherited; o = o->shape->prototype)
		inherited = evl_own_find(o, key).kind != EVL_OWN_NONE;
	*out = NULL;
	return inherited || !is_text_key(realm, key) || evl_document_item(realm, document, key, out);
}

static bool get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found)
{
	struct evl_platform *platform = (struct evl_platform *)object;
	evl_value value = EVL_EMPTY;
	*found = false;
	switch ((enum evl_platform_kind)platform->kind) {
	case EVL_PLATFORM_LIST: {
		struct evl_node_list *list = (struct evl_node_list *)platform;
		if (evl_key_is_index(key)) {
			struct evl_dom_node *node = evl_node_list_at(realm, list, evl_key_index(key));
			*found = node != NULL;
			if (node != NULL)
				found_data(out, evl_from_object(node), list->kind == EVL_LIST_OPTIONS, true);
			return true;
		}
		if (is_collection(list) && is_text_key(realm, key)) {
			bool inherited = false;
			struct evl_dom_node *node = named(realm, list, key);
			if (node != NULL && !evl_has_property(realm, object->shape->prototype, key, &inherited))
				return false;
			if (node != NULL && !inherited) {
				*found = true;
				found_data(out, named_value(realm, list, key), false, list->kind == EVL_LIST_CONTROLS);
				return true;
			}
		}
		break;
	}
	case EVL_PLATFORM_NAMES:
		if (is_text_key(realm, key)) {
			struct evl_dom_node *node = evl_document_named(realm, key);
			*found = node != NULL;
			if (node != NULL) {
				found_data(out, evl_from_object(node), true, false);
				return true;
			}
		}
		break;
	case EVL_PLATFORM_NODE: {
		struct evl_dom_node *owner = (struct evl_dom_node *)platform, *node;
		bool is_document = owner->type == EVL_DOM_DOCUMENT;
		if (is_document && !item_of(realm, owner, key, &node))
			return false;
		value = is_document ? evl_node_value(node) : part_of(realm, owner, key);
		if (!evl_is_null(value)) {
			*found = true;
			found_data(out, value, evl_key_is_index(key) && select_behind(realm, platform) != NULL, evl_key_is_index(key) || is_document);
			return true;
		}
		break;
	}
	case EVL_PLATFORM_TOKENS:
		if (evl_key_is_index(key)) {
			value = evl_tokens_at(realm, platform, evl_key_index(key));
			*found = !evl_is_null(value);
			found_data(out, value, false, true);
			return true;
		}
		break;
	case EVL_PLATFORM_ATTRIBUTES:
		value = evl_attribute_map_find(realm, platform, key);
		if (!evl_is_null(value)) {
			*found = true;
			found_data(out, value, false, evl_key_is_index(key));
			return true;
		}
		break;
	case EVL_PLATFORM_DATASET:
	case EVL_PLATFORM_STYLE:
	case EVL_PLATFORM_STORAGE:
		if (evl_names_entry(realm->names, evl_key_is_index(key) ? EVL_NAME_empty : key)->kind != EVL_NAME_KIND_STRING)
			break;
		if (!evl_companion_get(realm, platform, key, &value))
			return false;
		if (value != EVL_EMPTY) {
			*found = true;
			found_data(out, value, true, true);
			return true;
		}
		break;
	default:
		break;
	}
	return evl_ordinary_get_own(realm, object, key, out, found);
}

static bool define_own(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *descriptor, bool *ok)
{
	struct evl_platform *platform = (struct evl_platform *)object;
	bool done = false;
	if ((evl_key_is_index(key) || is_text_key(realm, key)) && descriptor->has_value) {
		if (platform->kind == EVL_PLATFORM_DATASET || platform->kind == EVL_PLATFORM_STYLE || platform->kind == EVL_PLATFORM_STORAGE) {
			*ok = true;
			if (!evl_companion_set(realm, platform, key, descriptor->value, &done) || done)
				return done;
		} else if (evl_key_is_index(key)) {
			struct evl_dom_node *select = select_behind(realm, platform);
			*ok = select != NULL;
			return select == NULL || evl_select_put(realm, select, evl_key_index(key), descriptor->value);
		}
	}
	return evl_ordinary_define_own(realm, object, key, descriptor, ok);
}

static bool delete_own(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	struct evl_platform *platform = (struct evl_platform *)object;
	bool done = false;
	if (platform->kind == EVL_PLATFORM_LIST && evl_key_is_index(key)) {
		*ok = evl_node_list_at(realm, (struct evl_node_list *)platform, evl_key_index(key)) == NULL;
		return true;
	}
	if (platform->kind == EVL_PLATFORM_DATASET || platform->kind == EVL_PLATFORM_STORAGE) {
		*ok = true;
		if (!evl_companion_delete(realm, platform, key, &done) || done)
			return done;
	}
	return evl_ordinary_delete(realm, object, key, ok);
}

/* The names of the elements that are properties of the document. */
static void items_of(struct evl_realm *realm, struct evl_dom_node *document, struct evl_key_list *out)
{
	uint32_t capacity = 0;
	for (struct evl_dom_node *at = document; at != NULL; at = evl_node_next(document, at))
		capacity += at->type == EVL_DOM_ELEMENT && evl_document_knows_by_name(realm, at);
	out->keys = evl_arena_alloc(&realm->scratch, (capacity + 1) * sizeof *out->keys);
	for (struct evl_dom_node *at = document; at != NULL; at = evl_node_next(document, at)) {
		struct evl_string *name = at->type == EVL_DOM_ELEMENT && evl_document_knows_by_name(realm, at) ? evl_element_get_name(at, EVL_NAME_name) : NULL;
		if (name != NULL && name->length != 0)
			out->keys[out->count++] = evl_string_name(realm, name);
	}
}

static bool own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	struct evl_platform *platform = (struct evl_platform *)object;
	struct evl_key_list ordinary, more = { NULL, 0 };
	uint32_t indexes = 0;
	if (!evl_ordinary_own_keys(realm, object, &ordinary))
		return false;
	if (platform->kind == EVL_PLATFORM_LIST) {
		indexes = evl_node_list_count(realm, (struct evl_node_list *)platform);
		if (is_collection((struct evl_node_list *)platform))
			names_of(realm, (struct evl_node_list *)platform, &more);
	}
	if (platform->kind == EVL_PLATFORM_ATTRIBUTES) {
		indexes = evl_attribute_map_element(platform)->attribute_count;
		evl_attribute_map_names(realm, platform, &more);
	} else if (platform->kind == EVL_PLATFORM_NODE && ((struct evl_dom_node *)platform)->type == EVL_DOM_DOCUMENT) {
		items_of(realm, (struct evl_dom_node *)platform, &more);
	} else if (platform->kind == EVL_PLATFORM_NODE) {
		struct evl_dom_node *element = (struct evl_dom_node *)platform;
		struct evl_node_list *parts = parts_of(realm, element);
		indexes = evl_node_list_count(realm, parts);
		if (evl_element_is(realm, element, "form"))
			names_of(realm, parts, &more);
	} else if (platform->kind == EVL_PLATFORM_TOKENS)
		indexes = evl_tokens_count(realm, platform);
	else if (platform->kind != EVL_PLATFORM_LIST && platform->kind != EVL_PLATFORM_NAMES && !evl_companion_keys(realm, platform, &more))
		return false;
	out->keys = evl_arena_alloc(&realm->scratch, ((size_t)indexes + more.count + ordinary.count + 1) * sizeof *out->keys);
	out->count = 0;
	for (uint32_t i = 0; i < indexes; i++)
		out->keys[out->count++] = evl_key_from_index(i);
	for (uint32_t i = 0; i < more.count; i++)
		out->keys[out->count++] = more.keys[i];
	for (uint32_t i = 0; i < ordinary.count; i++)
		out->keys[out->count++] = ordinary.keys[i];
	return true;
}

/* Web IDL, "Legacy platform objects", [[PreventExtensions]]. */
static bool prevent_extensions(struct evl_realm *realm, struct evl_object *object, bool *ok)
{
	(void)realm;
	(void)object;
	*ok = false;
	return true;
}

const struct evl_exotic evl_platform_exotic = {
	.get_own = get_own, .define_own = define_own, .delete_ = delete_own, .own_keys = own_keys, .prevent_extensions = prevent_extensions,
};

/* --------------------------------------------------------------------- rows */

static bool list_receiver(struct evl_realm *realm, const struct evl_args *args, struct evl_node_list **out)
{
	*out = evl_platform_receiver(realm, args, EVL_PLATFORM_LIST);
	return *out != NULL;
}

static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	if (!list_receiver(realm, args, &list))
		return false;
	*result = evl_from_uint32(evl_node_list_count(realm, list));
	return true;
}

static bool item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	uint32_t index;
	if (!list_receiver(realm, args, &list) || !evl_to_uint32(realm, evl_arg(args, 0), &index))
		return false;
	*result = evl_node_value(evl_node_list_at(realm, list, index));
	return true;
}

static bool named_item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	struct evl_string *name;
	if (!list_receiver(realm, args, &list) || !evl_to_string(realm, evl_arg(args, 0), &name))
		return false;
	*result = named_value(realm, list, evl_string_name(realm, name));
	return true;
}

/* The functions that iterables over indexes share with Array.prototype. */
static bool array_function(struct evl_realm *realm, const char *name, evl_value *result)
{
	return evl_get(realm, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_PROTOTYPE)), evl_platform_intern(realm, name), result);
}

bool evl_list_values(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return array_function(realm, "values", result);
}

bool evl_list_keys(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return array_function(realm, "keys", result);
}

bool evl_list_entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return array_function(realm, "entries", result);
}

bool evl_list_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return array_function(realm, "forEach", result);
}

static const struct evl_row node_list_row[] = {
	EVL_MADE_ROW("entries", evl_list_entries, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("keys", evl_list_keys, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("values", evl_list_values, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("forEach", evl_list_for_each, EVL_DATA_DEFAULT),
	EVL_ATTRIBUTE("length", get_length),
	EVL_OPERATION("item", item, 1),
	EVL_MADE_ROW("[Symbol.iterator]", evl_list_values, EVL_DATA_HIDDEN),
	EVL_TAG_ROW("NodeList"),
};
const struct evl_family evl_family_NODE_LIST = {
	.name = "NodeList",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(node_list_row),
};

/* The value of the radio button that is checked among them; setting it checks the one with this value (HTML, "RadioNodeList"). */
static bool radio_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	*result = evl_platform_text(realm, "");
	if (!list_receiver(realm, args, &list))
		return false;
	refresh(realm, list);
	for (uint32_t i = 0; i < list->count; i++)
		if (evl_element_type_is(realm, list->nodes[i], "radio") && evl_control_checked(realm, list->nodes[i])) {
			struct evl_string *value = evl_element_get(realm, list->nodes[i], "value");
			*result = value != NULL ? evl_from_string(value) : evl_platform_text(realm, "on");
			break;
		}
	return true;
}

static bool radio_set_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	if (!list_receiver(realm, args, &list) || !evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	refresh(realm, list);
	for (uint32_t i = 0; i < list->count; i++) {
		struct evl_string *value = evl_element_get(realm, list->nodes[i], "value");
		bool same = value != NULL ? evl_string_equals(realm, value, text) : strcmp(evl_string_utf8(realm, text), "on") == 0;
		if (same && evl_element_type_is(realm, list->nodes[i], "radio")) {
			evl_control_set_checked(realm, list->nodes[i], true);
			break;
		}
	}
	return true;
}

static const struct evl_row radio_list_row[] = { EVL_ATTRIBUTE_RW("value", radio_value, radio_set_value), EVL_TAG_ROW("RadioNodeList") };
const struct evl_family evl_family_RADIO_NODE_LIST = {
	.name = "RadioNodeList",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_NODE_LIST,
	.prototype_parent = EVL_INTRINSIC_NODE_LIST_PROTOTYPE,
	.prototype = EVL_ROWS(radio_list_row),
};

static bool set_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_node_list *list;
	uint32_t length;
	*result = EVL_UNDEFINED;
	return list_receiver(realm, args, &list) && evl_to_uint32(realm, evl_arg(args, 0), &length) &&
	       evl_select_resize(realm, list->root, length);
}

static const struct evl_row collection_row[] = {
	EVL_ATTRIBUTE("length", get_length),
	EVL_OPERATION("item", item, 1),
	EVL_OPERATION("namedItem", named_item, 1),
	EVL_MADE_ROW("[Symbol.iterator]", evl_list_values, EVL_DATA_HIDDEN),
	EVL_TAG_ROW("HTMLCollection"),
};
const struct evl_family evl_family_HTML_COLLECTION = {
	.name = "HTMLCollection",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(collection_row),
};

#define COLLECTION(id, name_, rows)                                                                                  \
	const struct evl_family evl_family_##id = {                                                                  \
		.name = name_,                                                                                       \
		.kind = EVL_FAMILY_CONSTRUCTOR,                                                                      \
		.construct = evl_platform_illegal_constructor,                                                       \
		.parent = EVL_INTRINSIC_HTML_COLLECTION,                                                             \
		.prototype_parent = EVL_INTRINSIC_HTML_COLLECTION_PROTOTYPE,                                         \
		.prototype = EVL_ROWS(rows),                                                                         \
	}

static const struct evl_row controls_row[] = { EVL_OPERATION("namedItem", named_item, 1), EVL_TAG_ROW("HTMLFormControlsCollection") };
COLLECTION(HTML_FORM_CONTROLS_COLLECTION, "HTMLFormControlsCollection", controls_row);

struct evl_dom_node *evl_options_select(evl_value value)
{
	struct evl_node_list *list = evl_platform_cast(value, EVL_PLATFORM_LIST);
	return list != NULL && list->kind == EVL_LIST_OPTIONS ? list->root : NULL;
}

static const struct evl_row options_row[] = {
	EVL_ATTRIBUTE_RW("length", get_length, set_length),
	EVL_ATTRIBUTE_RW("selectedIndex", evl_select_index, evl_select_set_index),
	EVL_OPERATION("add", evl_select_add, 1),
	EVL_OPERATION("remove", evl_select_remove, 1),
	EVL_TAG_ROW("HTMLOptionsCollection"),
};
COLLECTION(HTML_OPTIONS_COLLECTION, "HTMLOptionsCollection", options_row);
