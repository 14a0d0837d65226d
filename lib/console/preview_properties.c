/* SPDX-License-Identifier: MIT */
/* preview_properties.c - the properties of an object in a preview: its own, those that the inspector knows of its kind, private ones. */
#include "console/preview.h"

#include <string.h>

#include "console/inspect_node.h"
#include "value/collection.h"

static const uint16_t ellipsis = 0x2026;

static void append_key(struct preview *p, evl_key key)
{
	if (evl_key_is_index(key)) {
		evl_text_append_number(p->text, evl_key_index(key));
		return;
	}
	const struct evl_name_entry *entry = evl_names_entry(p->realm->names, key);
	if (entry->kind == EVL_NAME_KIND_SYMBOL)
		evl_inspect_symbol(p->text, p->realm, key);
	else
		evl_text_append(p->text, entry->units, entry->length);
}

bool evl_preview_property(struct preview *p, evl_key key, evl_value value)
{
	evl_preview_separate(p);
	append_key(p, key);
	evl_text_append_ascii(p->text, ": ");
	return evl_preview_nested(p, value);
}

void evl_preview_more(struct preview *p)
{
	evl_preview_separate(p);
	evl_text_append_unit(p->text, ellipsis);
}

/* The private fields, which own_keys does not list. */
static bool add_private(struct preview *p, struct evl_object *object, evl_key *keys, evl_value *values, uint32_t *count, bool *more)
{
	const struct evl_properties *properties = object->shape->properties;
	for (uint32_t i = 0; i < object->shape->count; i++) {
		const struct evl_property_entry *e = &properties->entries[i];
		if (e->key == 0 || evl_key_is_index(e->key) || (e->attributes & EVL_ACCESSOR) != 0 ||
		    evl_names_entry(p->realm->names, e->key)->kind != EVL_NAME_KIND_PRIVATE)
			continue;
		evl_value value = object->slots[e->slot];
		if (evl_is_callable(value) && (e->attributes & EVL_WRITABLE) == 0)
			continue; /* a private method */
		if (*count == EVL_PREVIEW_PROPERTIES) {
			*more = true;
			return true;
		}
		keys[*count] = e->key;
		values[(*count)++] = value;
	}
	return true;
}

bool evl_preview_comes_last(evl_value value)
{
	return evl_is_callable(value) && !evl_is_class(value, EVL_CLASS_PROXY);
}

/* The accessors of buffers and views, which the inspector shows like own properties; those that throw are left out. */
static bool add_inherited(struct preview *p, struct evl_object *object, evl_key *keys, evl_value *values, uint32_t *count, bool *more)
{
	static const char *const of_views[] = { "buffer", "byteLength", "byteOffset", "length", NULL };
	static const char *const of_data_views[] = { "buffer", "byteLength", "byteOffset", NULL };
	static const char *const of_buffers[] = { "byteLength", "maxByteLength", "resizable", "detached", NULL };
	static const char *const of_shared[] = { "byteLength", "maxByteLength", "growable", NULL };
	struct evl_realm *realm = p->realm;
	enum evl_class cls = evl_class_of(object);
	const char *const *names = cls == EVL_CLASS_TYPED_ARRAY	    ? of_views
				   : cls == EVL_CLASS_DATA_VIEW	    ? of_data_views
				   : cls == EVL_CLASS_ARRAY_BUFFER ? of_buffers
								    : of_shared;
	const struct evl_object *prototype =
		evl_intrinsic(realm, cls == EVL_CLASS_TYPED_ARRAY   ? EVL_INTRINSIC_TYPED_ARRAY_PROTOTYPE
				     : cls == EVL_CLASS_DATA_VIEW   ? EVL_INTRINSIC_DATA_VIEW_PROTOTYPE
				     : cls == EVL_CLASS_ARRAY_BUFFER ? EVL_INTRINSIC_ARRAY_BUFFER_PROTOTYPE
								     : EVL_INTRINSIC_SHARED_ARRAY_BUFFER_PROTOTYPE);
	const struct evl_object *o = object->shape->prototype;
	for (uint32_t steps = 0; o != NULL && o != prototype && steps < 1000; steps++)
		o = o->shape->prototype;
	if (o != prototype)
		return true;
	for (uint32_t i = 0; names[i] != NULL || cls == EVL_CLASS_TYPED_ARRAY; i++) {
		evl_key key = names[i] != NULL ? evl_text_name(realm, names[i]) :
						 EVL_NAME_symbol_to_string_tag;
		evl_value value;
		if (evl_object_get(realm, object, key, evl_from_object(object), &value)) {
			if (*count == EVL_PREVIEW_PROPERTIES) {
				*more = true;
				return true;
			}
			keys[*count] = key;
			values[(*count)++] = value;
		} else {
			if (realm->halt != EVL_STATUS_OK)
				return false;
			realm->exception = EVL_EMPTY;
		}
		if (names[i] == NULL)
			break;
	}
	return true;
}

bool evl_preview_internal(struct preview *p, const char *name, const evl_value *value)
{
	evl_preview_separate(p);
	evl_text_append_ascii(p->text, name);
	if (value == NULL)
		return true;
	evl_text_append_ascii(p->text, ": ");
	return evl_preview_nested(p, *value);
}

/* How many of the five places are taken by what the inspector knows of the object besides its properties. */
static uint32_t internal_count(const struct evl_object *object)
{
	switch (evl_class_of(object)) {
	case EVL_CLASS_PROMISE: /* its state and its result */
		return 2;
	case EVL_CLASS_BOOLEAN:
	case EVL_CLASS_NUMBER:
	case EVL_CLASS_STRING:
	case EVL_CLASS_SYMBOL:
	case EVL_CLASS_BIGINT:
	case EVL_CLASS_GENERATOR:
	case EVL_CLASS_ASYNC_GENERATOR:
	case EVL_CLASS_WEAK_REF:
		return 1;
	default:
		return 0;
	}
}

/* A property that stands behind the object's own ones, if there is a place for it: a size, the description of a symbol. */
static bool add_last(struct preview *p, struct evl_object *object, evl_key *keys, evl_value *values, uint32_t *count, bool *more)
{
	enum evl_class cls = evl_class_of(object);
	bool collection = cls == EVL_CLASS_MAP || cls == EVL_CLASS_SET;
	if (!collection && cls != EVL_CLASS_SYMBOL)
		return true;
	if (*count + internal_count(object) >= EVL_PREVIEW_PROPERTIES) {
		*more = true;
		return true;
	}
	if (collection) {
		keys[*count] = evl_text_name(p->realm, "size");
		values[(*count)++] = evl_from_uint32(((const struct evl_collection *)object)->live);
		return true;
	}
	keys[*count] = evl_text_name(p->realm, "description");
	const struct evl_symbol *symbol = evl_as_symbol(((const struct evl_wrapper *)object)->primitive);
	values[(*count)++] = evl_from_string(evl_string_from_name(p->realm, symbol->name));
	return evl_preview_running(p);
}

/* V8's inspector goes through indexes and enumerable names first, then through what is not enumerable and symbols; each in the object's order. */
static bool put_enumerable_first(struct preview *p, struct evl_object *object, struct evl_key_list *list)
{
	evl_key *later = evl_arena_alloc(&p->realm->scratch, (list->count + 1) * sizeof *later);
	uint32_t first = 0, count = 0;
	for (uint32_t i = 0; i < list->count; i++) {
		evl_key key = list->keys[i];
		struct evl_descriptor d;
		bool found = true, is_text = evl_key_is_index(key) || evl_names_entry(p->realm->names, key)->kind == EVL_NAME_KIND_STRING;
		if (is_text && !evl_get_own_property(p->realm, object, key, &d, &found))
			return false;
		if (is_text && found && d.enumerable)
			list->keys[first++] = key;
		else
			later[count++] = key;
	}
	memcpy(list->keys + first, later, count * sizeof *later);
	return true;
}

/* Up to five own properties, functions last; accessors take a place but are not shown. */
bool evl_preview_properties(struct preview *p, struct evl_object *object, bool skip_indexes, bool skip_length)
{
	struct evl_key_list list;
	/* Indexes are counted apart: a hundred of them. */
	evl_key keys[EVL_PREVIEW_PROPERTIES + EVL_PREVIEW_ITEMS];
	evl_value values[EVL_PREVIEW_PROPERTIES + EVL_PREVIEW_ITEMS];
	uint32_t count = 0, indexes = 0;
	bool more = false;
	bool only_named = skip_indexes && evl_class_of(object) == EVL_CLASS_TYPED_ARRAY;
	if (!(only_named ? evl_ordinary_own_keys : evl_own_keys)(p->realm, object, &list) || !put_enumerable_first(p, object, &list))
		return false;
	for (uint32_t i = 0; i < list.count && !more; i++) {
		evl_key key = list.keys[i];
		struct evl_descriptor d;
		bool found;
		/* V8 leaves out what is called constructor, whatever it is. */
		if ((skip_indexes && evl_key_is_index(key)) || (skip_length && key == EVL_NAME_length) || key == EVL_NAME_constructor)
			continue;
		if (!evl_get_own_property(p->realm, object, key, &d, &found))
			return false;
		/* What has neither value nor getter takes no place. */
		if (!found || (!d.has_value && (!d.has_get || evl_is_undefined(d.get))))
			continue;
		bool is_index = evl_key_is_index(key);
		uint32_t limit = is_index ? EVL_PREVIEW_ITEMS : EVL_PREVIEW_PROPERTIES - internal_count(object);
		if ((is_index ? indexes : count - indexes) == limit) {
			more = true;
			break;
		}
		indexes += is_index;
		keys[count] = key;
		values[count++] = d.has_value ? d.value : EVL_EMPTY;
	}
	count -= indexes;
	if (!more && evl_preview_is_bytes(object) && !add_inherited(p, object, keys + indexes, values + indexes, &count, &more))
		return false;
	if (!more && !add_last(p, object, keys + indexes, values + indexes, &count, &more))
		return false;
	if (!more && !add_private(p, object, keys + indexes, values + indexes, &count, &more))
		return false;
	count += indexes;
	bool lists = evl_class_of(object) == EVL_CLASS_ARGUMENTS;
	for (int functions = 0; functions < 2; functions++) {
		for (uint32_t i = 0; i < count; i++) {
			if (values[i] == EVL_EMPTY && lists && functions == 0) {
				evl_preview_separate(p);
				append_key(p, keys[i]);
				evl_text_append_ascii(p->text, ": (...)");
			} else if (values[i] != EVL_EMPTY && evl_preview_comes_last(values[i]) == (functions == 1) && !evl_preview_property(p, keys[i], values[i])) {
				return false;
			}
		}
	}
	if (more)
		evl_preview_more(p);
	return evl_preview_running(p);
}
