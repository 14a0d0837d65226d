/* SPDX-License-Identifier: MIT */
/*
 * platform_properties.c - the internal methods of platform objects whose properties are not all in their shape: lists, forms
 * and selects, the document's named elements, classList, attributes, dataset, style and storage (Web IDL, "Legacy platform objects").
 */
#include "host/browser/companions.h"
#include "host/browser/controls.h"
#include "host/browser/lists.h"
#include "value/own.h"

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
	return is_text_key(realm, key) && evl_element_is(realm, element, "form") ? evl_node_list_named(realm, parts_of(realm, element), key) : EVL_NULL;
}

/* The select whose options are set by index there; NULL: they are not. */
static struct evl_dom_node *select_behind(struct evl_realm *realm, struct evl_platform *platform)
{
	if (platform->kind == EVL_PLATFORM_NODE && evl_element_is(realm, (struct evl_dom_node *)platform, "select"))
		return (struct evl_dom_node *)platform;
	return evl_options_select(evl_from_object(platform));
}

/* What the document has of this name, unless Document itself has the name; *out EVL_NULL: nothing. False: an exception is pending or the run halts. */
static bool item_of(struct evl_realm *realm, struct evl_dom_node *document, evl_key key, evl_value *out)
{
	bool inherited = false;
	for (struct evl_object *o = document->target.platform.object.shape->prototype; o != NULL && !inherited; o = o->shape->prototype)
		inherited = evl_own_find(o, key).kind != EVL_OWN_NONE;
	*out = EVL_NULL;
	return inherited || !is_text_key(realm, key) || evl_document_item(realm, document, key, out);
}

/*
 * What platform objects have as own properties beside those in their shape. Each function finds one: *found, and then *out is
 * its descriptor. False: an exception is pending or the run halts.
 */
static bool get_own_of_list(struct evl_realm *realm, struct evl_node_list *list, evl_key key, struct evl_descriptor *out, bool *found)
{
	evl_value value;
	bool inherited = false;
	if (evl_key_is_index(key)) {
		value = evl_node_value(evl_node_list_at(realm, list, evl_key_index(key)));
		*found = !evl_is_null(value);
		if (*found)
			found_data(out, value, evl_node_list_kind(list) == EVL_LIST_OPTIONS, true);
		return true;
	}
	/* What a script has put there stays in front of the members' names (Web IDL, "named property visibility"). */
	if (!evl_node_list_has_names(list) || !is_text_key(realm, key) || evl_own_find((struct evl_object *)list, key).kind != EVL_OWN_NONE)
		return true;
	value = evl_node_list_named(realm, list, key);
	if (evl_is_null(value))
		return true;
	/* Names that the interface itself has are not overridden (Web IDL, "named property visibility"). */
	if (!evl_has_property(realm, ((struct evl_object *)list)->shape->prototype, key, &inherited))
		return false;
	*found = !inherited;
	if (*found)
		found_data(out, value, false, evl_node_list_kind(list) == EVL_LIST_CONTROLS);
	return true;
}

static bool get_own_of_node(struct evl_realm *realm, struct evl_dom_node *owner, evl_key key, struct evl_descriptor *out, bool *found)
{
	bool is_document = owner->type == EVL_DOM_DOCUMENT, is_index = evl_key_is_index(key);
	evl_value value;
	if (is_document && !item_of(realm, owner, key, &value))
		return false;
	value = is_document ? value : part_of(realm, owner, key);
	*found = !evl_is_null(value);
	if (*found)
		found_data(out, value, is_index && select_behind(realm, &owner->target.platform) != NULL, is_index || is_document);
	return true;
}

static bool get_own_of_companion(struct evl_realm *realm, struct evl_platform *platform, evl_key key, struct evl_descriptor *out, bool *found)
{
	evl_value value = EVL_EMPTY;
	if (!evl_key_is_index(key) && !is_text_key(realm, key))
		return true;
	if (!evl_companion_get(realm, platform, key, &value))
		return false;
	*found = value != EVL_EMPTY;
	if (*found)
		found_data(out, value, platform->kind != EVL_PLATFORM_STYLE || !evl_key_is_index(key), true);
	return true;
}

static bool get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found)
{
	struct evl_platform *platform = (struct evl_platform *)object;
	evl_value value = EVL_NULL;
	bool ok = true;
	*found = false;
	switch ((enum evl_platform_kind)platform->kind) {
	case EVL_PLATFORM_LIST:
		ok = get_own_of_list(realm, (struct evl_node_list *)platform, key, out, found);
		break;
	case EVL_PLATFORM_NODE:
		ok = get_own_of_node(realm, (struct evl_dom_node *)platform, key, out, found);
		break;
	case EVL_PLATFORM_DATASET:
	case EVL_PLATFORM_STYLE:
	case EVL_PLATFORM_STORAGE:
		ok = get_own_of_companion(realm, platform, key, out, found);
		break;
	case EVL_PLATFORM_NAMES:
		if (is_text_key(realm, key))
			ok = evl_document_named(realm, key, &value);
		*found = !evl_is_null(value);
		found_data(out, value, true, false);
		break;
	case EVL_PLATFORM_TOKENS:
		if (evl_key_is_index(key))
			value = evl_tokens_at(realm, platform, evl_key_index(key));
		*found = !evl_is_null(value);
		found_data(out, value, false, true);
		break;
	case EVL_PLATFORM_ATTRIBUTES:
		value = evl_attribute_map_find(realm, platform, key);
		*found = !evl_is_null(value);
		found_data(out, value, false, evl_key_is_index(key));
		break;
	default:
		break;
	}
	return ok && (*found || evl_ordinary_get_own(realm, object, key, out, found));
}

/* Has it indexes of its own, whatever its shape has? */
static bool has_indexes(const struct evl_platform *platform)
{
	return platform->kind != EVL_PLATFORM_NAMES && (platform->kind != EVL_PLATFORM_NODE || ((const struct evl_dom_node *)platform)->type != EVL_DOM_DOCUMENT);
}

/* Does it take any value by any name or index? */
static bool takes_values(const struct evl_platform *platform)
{
	return platform->kind == EVL_PLATFORM_DATASET || platform->kind == EVL_PLATFORM_STORAGE;
}

/* Does it have something by this name that it lets nobody replace? *is: it does. False: an exception is pending. */
static bool is_kept_name(struct evl_realm *realm, struct evl_platform *platform, evl_key key, bool *is)
{
	struct evl_descriptor found;
	struct evl_dom_node *node = platform->kind == EVL_PLATFORM_NODE ? (struct evl_dom_node *)platform : NULL;
	bool names = platform->kind == EVL_PLATFORM_LIST || platform->kind == EVL_PLATFORM_ATTRIBUTES || (node != NULL && evl_element_is(realm, node, "form"));
	*is = false;
	return !names || !is_text_key(realm, key) || evl_own_find(&platform->object, key).kind != EVL_OWN_NONE ||
	       get_own(realm, &platform->object, key, &found, is);
}

/* Only data can be defined. To Chromium that is all that is no accessor; Firefox wants a value or writability, as Web IDL does. */
static bool is_data(struct evl_realm *realm, const struct evl_descriptor *descriptor)
{
	return realm->words == NULL ? !descriptor->has_get && !descriptor->has_set : descriptor->has_value || descriptor->has_writable;
}

static const char *interface_of(struct evl_realm *realm, struct evl_platform *platform)
{
	switch ((enum evl_platform_kind)platform->kind) {
	case EVL_PLATFORM_LIST:
		return evl_node_list_interface((struct evl_node_list *)platform);
	case EVL_PLATFORM_TOKENS:
		return "DOMTokenList";
	case EVL_PLATFORM_ATTRIBUTES:
		return "NamedNodeMap";
	case EVL_PLATFORM_DATASET:
		return "DOMStringMap";
	case EVL_PLATFORM_STYLE:
		return realm->words == NULL ? "CSSStyleDeclaration" : "CSSStyleProperties"; /* CSSOM has the second */
	case EVL_PLATFORM_STORAGE:
		return "Storage";
	default:
		return evl_element_is(realm, (struct evl_dom_node *)platform, "form") ? "HTMLFormElement" : "HTMLSelectElement";
	}
}

/* [[DefineOwnProperty]] of Web IDL's "Legacy platform objects". */
static bool define_own(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *descriptor, bool *ok)
{
	struct evl_platform *platform = (struct evl_platform *)object;
	bool is_index = evl_key_is_index(key), data = is_data(realm, descriptor), done = false, kept;
	evl_value value = descriptor->has_value ? descriptor->value : EVL_UNDEFINED;
	if (takes_values(platform) && (is_index || is_text_key(realm, key))) {
		*ok = data;
		return !data || evl_companion_set(realm, platform, key, value, &done);
	}
	if (is_index && has_indexes(platform)) {
		struct evl_dom_node *select = select_behind(realm, platform);
		*ok = select != NULL && data;
		return !*ok || evl_select_put(realm, select, interface_of(realm, platform), evl_key_index(key), value);
	}
	*ok = platform->kind == EVL_PLATFORM_STYLE;
	if (*ok && descriptor->has_value && is_text_key(realm, key)) {
		bool set = evl_companion_set(realm, platform, key, value, &done);
		if (!set || done)
			return set;
	}
	if (!is_kept_name(realm, platform, key, &kept))
		return false;
	*ok = false;
	return kept || evl_ordinary_define_own(realm, object, key, descriptor, ok);
}

/* [[Delete]] of Web IDL's "Legacy platform objects". */
static bool delete_own(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	struct evl_platform *platform = (struct evl_platform *)object;
	bool done = false, kept;
	if (takes_values(platform)) {
		*ok = true;
		if (!evl_companion_delete(realm, platform, key, &done) || done)
			return done;
	} else if (evl_key_is_index(key) && has_indexes(platform)) {
		struct evl_descriptor found;
		if (!get_own(realm, object, key, &found, &kept))
			return false;
		*ok = !kept;
		return true;
	} else if (platform->kind != EVL_PLATFORM_NODE) { /* Chromium says that a form's controls are deleted, and keeps them */
		if (!is_kept_name(realm, platform, key, &kept))
			return false;
		*ok = false;
		if (kept)
			return true;
	}
	return evl_ordinary_delete(realm, object, key, ok);
}

/* What Chromium says of a refusal; EVL_MESSAGE_COUNT: it is not the platform object's, or something else is pending. */
static enum evl_message message_for(struct evl_realm *realm, struct evl_platform *platform, evl_key key, enum evl_refused what)
{
	static const enum evl_message of_index[] = { EVL_MESSAGE_PLATFORM_INDEX_SET, EVL_MESSAGE_PLATFORM_INDEX_DEFINE, EVL_MESSAGE_PLATFORM_INDEX_ACCESSOR,
						     EVL_MESSAGE_PLATFORM_INDEX_DELETE };
	static const enum evl_message of_name[] = { EVL_MESSAGE_PLATFORM_NAME_SET, EVL_MESSAGE_PLATFORM_NAME_SET, EVL_MESSAGE_PLATFORM_NAME_SET,
						    EVL_MESSAGE_PLATFORM_NAME_DELETE };
	bool kept;
	if (what == EVL_REFUSED_DEFINE && (takes_values(platform) || select_behind(realm, platform) != NULL))
		what = EVL_REFUSED_ACCESSOR; /* what takes any data refused only what is none */
	if (evl_key_is_index(key))
		return has_indexes(platform) ? of_index[what] : EVL_MESSAGE_COUNT;
	if (takes_values(platform) && what == EVL_REFUSED_ACCESSOR && is_text_key(realm, key))
		return EVL_MESSAGE_PLATFORM_NAME_ACCESSOR;
	return is_kept_name(realm, platform, key, &kept) && kept ? of_name[what] : EVL_MESSAGE_COUNT;
}

static bool blame(struct evl_realm *realm, struct evl_object *object, evl_key key, enum evl_refused what)
{
	enum evl_message message = message_for(realm, (struct evl_platform *)object, key, what);
	if (message == EVL_MESSAGE_COUNT)
		return realm->halt == EVL_STATUS_OK;
	return evl_throw_message(realm, message, evl_describe_key(realm, key), interface_of(realm, (struct evl_platform *)object));
}

/* In Chromium only: Firefox says no, as Web IDL does. */
static bool hides_refusal(struct evl_realm *realm, struct evl_object *object, evl_key key, enum evl_refused what)
{
	return realm->words == NULL && message_for(realm, (struct evl_platform *)object, key, what) != EVL_MESSAGE_COUNT;
}

/* The names of the elements that are properties of the document, each once. */
static void items_of(struct evl_realm *realm, struct evl_dom_node *document, struct evl_key_list *out)
{
	uint32_t capacity = 0;
	for (struct evl_dom_node *at = document; at != NULL; at = evl_node_next(document, at))
		capacity += at->type == EVL_DOM_ELEMENT && evl_document_knows_by_name(realm, at) ? 2 : 0;
	out->keys = evl_arena_alloc(&realm->scratch, (capacity + 1) * sizeof *out->keys);
	for (struct evl_dom_node *at = document; at != NULL; at = evl_node_next(document, at)) {
		struct evl_string *names[2];
		evl_document_names_of(realm, at, names);
		for (size_t i = 0; i < 2; i++) {
			evl_key key = names[i] != NULL ? evl_string_name(realm, names[i]) : EVL_NAME_empty;
			uint32_t same = 0;
			while (same < out->count && out->keys[same] != key)
				same++;
			if (names[i] != NULL && same == out->count) /* several elements of one name are one property */
				out->keys[out->count++] = key;
		}
	}
}

/* How many indexes it has and, in `names`, what it has by name. False: the run halts. */
static bool parts_by_key(struct evl_realm *realm, struct evl_platform *platform, uint32_t *indexes, struct evl_key_list *names)
{
	struct evl_node_list *list = (struct evl_node_list *)platform;
	struct evl_dom_node *node = (struct evl_dom_node *)platform;
	switch ((enum evl_platform_kind)platform->kind) {
	case EVL_PLATFORM_LIST:
		*indexes = evl_node_list_count(realm, list);
		if (evl_node_list_has_names(list))
			evl_node_list_names(realm, list, names);
		return true;
	case EVL_PLATFORM_ATTRIBUTES:
		*indexes = evl_attribute_map_element(platform)->attribute_count;
		evl_attribute_map_names(realm, platform, names);
		return true;
	case EVL_PLATFORM_NODE:
		if (node->type == EVL_DOM_DOCUMENT) {
			items_of(realm, node, names);
			return true;
		}
		list = parts_of(realm, node);
		*indexes = evl_node_list_count(realm, list);
		if (evl_element_is(realm, node, "form"))
			evl_node_list_names(realm, list, names);
		return true;
	case EVL_PLATFORM_TOKENS:
		*indexes = evl_tokens_count(realm, platform);
		return true;
	case EVL_PLATFORM_NAMES:
		return true;
	default:
		return evl_companion_keys(realm, platform, names);
	}
}

static bool is_among(const struct evl_key_list *list, evl_key key)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (list->keys[i] == key)
			return true;
	return false;
}

/*
 * [[OwnPropertyKeys]] of "Legacy platform objects": indexes, what the object has as any other, then the names that those do not hide, and symbols.
 * (Web IDL has the names before the others; V8 has not.)
 */
static bool own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	struct evl_key_list ordinary, names = { NULL, 0 };
	uint32_t indexes = 0;
	if (!evl_ordinary_own_keys(realm, object, &ordinary) || !parts_by_key(realm, (struct evl_platform *)object, &indexes, &names))
		return false;
	out->keys = evl_arena_alloc(&realm->scratch, ((size_t)indexes + names.count + ordinary.count + 1) * sizeof *out->keys);
	out->count = 0;
	for (uint32_t i = 0; i < indexes; i++)
		out->keys[out->count++] = evl_key_from_index(i);
	uint32_t at = 0;
	for (; at < ordinary.count && (evl_key_is_index(ordinary.keys[at]) || is_text_key(realm, ordinary.keys[at])); at++)
		out->keys[out->count++] = ordinary.keys[at];
	for (uint32_t i = 0; i < names.count; i++)
		if (!is_among(&ordinary, names.keys[i]))
			out->keys[out->count++] = names.keys[i];
	for (; at < ordinary.count; at++)
		out->keys[out->count++] = ordinary.keys[at];
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

/* Web IDL, "Legacy platform objects", [[Set]]: a dataset's named setter comes before what it inherits. */
static bool takes(struct evl_realm *realm, struct evl_object *object, evl_key key)
{
	return ((struct evl_platform *)object)->kind == EVL_PLATFORM_DATASET && is_text_key(realm, key);
}

const struct evl_exotic evl_platform_exotic = {
	.get_own = get_own, .define_own = define_own, .delete_ = delete_own, .own_keys = own_keys, .prevent_extensions = prevent_extensions,
	.takes = takes, .blame = blame, .hides_refusal = hides_refusal,
};

