/* SPDX-License-Identifier: MIT */
/*
 * property_keys.c - an object as a whole: its keys, deleting, its prototype, extensibility and integrity.
 */
#include "value/convert.h"
#include "value/error.h"
#include "value/own.h"
#include "value/property.h"
#include "value/realm.h"
#include "value/shape.h"
#include "value/typed_array.h"

static bool key_list(struct evl_realm *realm, size_t capacity, struct evl_key_list *out)
{
	enum { LARGE = 1024 };
	size_t bytes = sizeof(struct evl_cell) + capacity * sizeof(evl_key);
	if (capacity > LARGE && !evl_heap_can_take(&realm->heap, bytes))
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "a list of keys needs more memory than the limit of %zu MB allows",
				realm->heap.limit >> 20);
	struct evl_cell *cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, bytes);
	out->keys = (evl_key *)(void *)(cell + 1);
	out->count = 0;
	return true;
}

enum key_sort { KEY_INDEX, KEY_STRING, KEY_SYMBOL, KEY_PRIVATE };

static enum key_sort sort_of(const struct evl_realm *realm, evl_key key)
{
	if (evl_key_is_index(key))
		return KEY_INDEX;
	const struct evl_name_entry *entry = evl_names_entry(realm->names, key);
	if (entry->kind == EVL_NAME_KIND_STRING)
		return entry->is_index ? KEY_INDEX : KEY_STRING;
	return entry->kind == EVL_NAME_KIND_SYMBOL ? KEY_SYMBOL : KEY_PRIVATE;
}

/* sec-ordinaryownpropertykeys, with the units of String objects first (sec-string-exotic-objects-ownpropertykeys) */
bool evl_ordinary_own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	enum evl_class cls = evl_class_of(object);
	uint32_t units = cls == EVL_CLASS_STRING ? evl_as_string(((struct evl_wrapper *)object)->primitive)->length : 0;
	const struct evl_shape *shape = object->shape;
	const struct evl_property_entry *entries = shape->properties ? shape->properties->entries : NULL;
	if (!key_list(realm, (size_t)units + object->element_count + shape->count + 1, out))
		return false;
	for (uint32_t i = 0; i < units; i++)
		out->keys[out->count++] = evl_key_from_index(i);
	for (uint32_t i = 0; i < object->element_count; i++)
		if (object->elements[i] != EVL_HOLE)
			out->keys[out->count++] = evl_key_from_index(i);
	uint32_t before = out->count;
	bool has_symbols = false;
	bool has_indexes = false;
	for (uint32_t i = 0; i < shape->count; i++) {
		if (entries[i].key == EVL_NAME_NONE)
			continue;
		switch (sort_of(realm, entries[i].key)) {
		case KEY_INDEX:
			has_indexes = true;
			break;
		case KEY_SYMBOL:
			has_symbols = true;
			break;
		default:
			break;
		}
	}
	if (has_indexes) {
		for (uint32_t i = 0; i < shape->count; i++)
			if (entries[i].key != EVL_NAME_NONE && sort_of(realm, entries[i].key) == KEY_INDEX)
				out->keys[out->count++] = entries[i].key;
		evl_sort_index_keys(realm, out->keys + before, out->count - before);
	}
	if (cls == EVL_CLASS_ARRAY || cls == EVL_CLASS_STRING)
		out->keys[out->count++] = EVL_NAME_length;
	for (uint32_t i = 0; i < shape->count; i++)
		if (entries[i].key != EVL_NAME_NONE && sort_of(realm, entries[i].key) == KEY_STRING)
			out->keys[out->count++] = entries[i].key;
	for (uint32_t i = 0; i < shape->count && has_symbols; i++)
		if (entries[i].key != EVL_NAME_NONE && sort_of(realm, entries[i].key) == KEY_SYMBOL)
			out->keys[out->count++] = entries[i].key;
	return true;
}

bool evl_own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic && exotic->own_keys)
		return exotic->own_keys(realm, object, out);
	if (!evl_ordinary_own_keys(realm, object, out))
		return false;
	return realm->hooks.arrange_keys == NULL || realm->hooks.arrange_keys(realm, object, out);
}

/* sec-ordinarydelete; the exotic [[GetOwnProperty]] of objects that have one decides for them */
bool evl_ordinary_delete(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	*ok = true;
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic && exotic->get_own) {
		struct evl_descriptor d;
		bool found;
		if (!exotic->get_own(realm, object, key, &d, &found))
			return false;
		*ok = !found || d.configurable;
		if (!found || !*ok)
			return true;
	}
	struct evl_own own = evl_own_find(object, key);
	if (own.kind == EVL_OWN_NONE)
		return true;
	*ok = (own.attributes & EVL_CONFIGURABLE) != 0;
	return !*ok || evl_own_remove(realm, object, key, own);
}

bool evl_delete(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic && exotic->delete_)
		return exotic->delete_(realm, object, key, ok);
	return evl_ordinary_delete(realm, object, key, ok);
}

bool evl_get_prototype(struct evl_realm *realm, struct evl_object *object, evl_value *out)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic && exotic->get_prototype)
		return exotic->get_prototype(realm, object, out);
	*out = object->shape->prototype ? evl_from_object(object->shape->prototype) : EVL_NULL;
	return true;
}

/* sec-ordinarysetprototypeof */
bool evl_set_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object *prototype, bool *ok)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic && exotic->set_prototype)
		return exotic->set_prototype(realm, object, prototype, ok);
	*ok = object->shape->prototype == prototype;
	if (*ok || !evl_has_flag(object, EVL_OBJECT_EXTENSIBLE))
		return true;
	if (object == realm->intrinsics[EVL_INTRINSIC_OBJECT_PROTOTYPE])
		return true; /* sec-immutable-prototype-exotic-objects */
	for (const struct evl_object *p = prototype; p; p = p->shape->prototype) {
		if (p == object)
			return true;
		const struct evl_exotic *other = evl_exotic_of(realm, p);
		if (other && other->get_prototype)
			break;
	}
	*ok = true;
	evl_shape_set_prototype(realm, object, prototype);
	return true;
}

bool evl_is_extensible(struct evl_realm *realm, struct evl_object *object, bool *out)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic && exotic->is_extensible)
		return exotic->is_extensible(realm, object, out);
	*out = evl_has_flag(object, EVL_OBJECT_EXTENSIBLE);
	return true;
}

bool evl_prevent_extensions(struct evl_realm *realm, struct evl_object *object, bool *ok)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic && exotic->prevent_extensions)
		return exotic->prevent_extensions(realm, object, ok);
	*ok = true;
	if (!evl_has_flag(object, EVL_OBJECT_EXTENSIBLE))
		return true;
	/* A shape of its own, so that no cached transition adds to it; no elements, so that nothing is appended in passing. */
	evl_object_make_dictionary(realm, object);
	if ((object->elements || evl_class_of(object) == EVL_CLASS_ARRAY) && !evl_object_make_sparse(realm, object))
		return false;
	object->cell.flags &= (uint8_t)~EVL_OBJECT_EXTENSIBLE;
	return true;
}

/* SetIntegrityLevel by the object's own methods. */
static bool set_integrity_slowly(struct evl_realm *realm, struct evl_object *object, bool frozen)
{
	struct evl_key_list list;
	if (!evl_own_keys(realm, object, &list))
		return false;
	for (uint32_t i = 0; i < list.count; i++) {
		struct evl_descriptor d = { .has_configurable = true };
		if (frozen) {
			struct evl_descriptor current;
			bool found;
			if (!evl_get_own_property(realm, object, list.keys[i], &current, &found))
				return false;
			if (!found)
				continue;
			d.has_writable = !current.has_get && !current.has_set;
		}
		if (!evl_define_or_throw(realm, object, list.keys[i], &d))
			return false;
	}
	return true;
}

/*
 * SetIntegrityLevel of a typed array: elements can be neither frozen nor sealed, as V8 says before it changes anything.
 * The V8 of Node 20 seals what else there is.
 */
static bool set_typed_array_integrity(struct evl_realm *realm, struct evl_object *object, bool frozen, bool *ok)
{
	if (!evl_prevent_extensions(realm, object, ok))
		return false;
	if (!*ok)
		return true;
	struct evl_key_list list;
	if (!evl_ordinary_own_keys(realm, object, &list))
		return false;
	for (uint32_t i = 0; i < list.count; i++) {
		struct evl_own own = evl_own_find(object, list.keys[i]);
		struct evl_descriptor d = { .has_configurable = true, .has_writable = frozen && !(own.attributes & EVL_ACCESSOR) };
		if (!evl_define_or_throw(realm, object, list.keys[i], &d))
			return false;
	}
	return true;
}

bool evl_set_integrity(struct evl_realm *realm, struct evl_object *object, bool frozen, bool *ok)
{
	if (evl_class_of(object) == EVL_CLASS_TYPED_ARRAY) {
		const struct evl_view *view = (const struct evl_view *)object;
		bool refused = evl_view_length(view) != 0 && (frozen || realm->v8 >= EVL_V8_15);
		if (refused && !(realm->v8 >= EVL_V8_15 && view->block->resizable))
			return evl_throw_message(realm, frozen ? EVL_MESSAGE_TYPED_FREEZE : EVL_MESSAGE_TYPED_SEAL);
		return set_typed_array_integrity(realm, object, frozen, ok);
	}
	if (!evl_prevent_extensions(realm, object, ok))
		return false;
	if (!*ok)
		return true;
	if (evl_has_flag(object, EVL_OBJECT_EXOTIC))
		return set_integrity_slowly(realm, object, frozen);
	evl_object_make_dictionary(realm, object);
	if (object->element_count && !evl_object_make_sparse(realm, object))
		return false;
	evl_dictionary_renew(realm, object);
	struct evl_properties *p = object->shape->properties;
	for (uint32_t i = 0; i < p->count; i++) {
		struct evl_property_entry *entry = &p->entries[i];
		if (entry->key == EVL_NAME_NONE || sort_of(realm, entry->key) == KEY_PRIVATE)
			continue;
		entry->attributes &= (uint8_t)~EVL_CONFIGURABLE;
		if (frozen && !(entry->attributes & EVL_ACCESSOR))
			entry->attributes &= (uint8_t)~EVL_WRITABLE;
	}
	if (frozen && evl_class_of(object) == EVL_CLASS_ARRAY)
		object->cell.flags |= EVL_OBJECT_LENGTH_FIXED;
	return true;
}

/* sec-testintegritylevel */
bool evl_test_integrity(struct evl_realm *realm, struct evl_object *object, bool frozen, bool *out)
{
	bool extensible;
	if (!evl_is_extensible(realm, object, &extensible))
		return false;
	*out = !extensible;
	if (extensible)
		return true;
	struct evl_key_list list;
	if (!evl_own_keys(realm, object, &list))
		return false;
	for (uint32_t i = 0; i < list.count && *out; i++) {
		struct evl_descriptor d;
		bool found;
		/* The V8 of Node 20 takes the `length` of an array for an accessor here, so that an empty sealed array is frozen. */
		if (frozen && realm->v8 < EVL_V8_15 && list.keys[i] == EVL_NAME_length && evl_class_of(object) == EVL_CLASS_ARRAY)
			continue;
		if (!frozen && realm->v8 < EVL_V8_15 && evl_key_is_index(list.keys[i]) && evl_class_of(object) == EVL_CLASS_TYPED_ARRAY)
			continue;
		if (!evl_has_flag(object, EVL_OBJECT_EXOTIC)) { /* without making lazy values */
			struct evl_own own = evl_own_find(object, list.keys[i]);
			*out = !(own.attributes & EVL_CONFIGURABLE) &&
			       !(frozen && !(own.attributes & EVL_ACCESSOR) && (own.attributes & EVL_WRITABLE));
			continue;
		}
		if (!evl_get_own_property(realm, object, list.keys[i], &d, &found))
			return false;
		if (found && (d.configurable || (frozen && d.has_writable && d.writable)))
			*out = false;
	}
	return true;
}

evl_key evl_key_from_number(struct evl_realm *realm, double index)
{
	if (index >= 0 && index <= EVL_KEY_MAX_INDEX && index == (double)(uint32_t)index)
		return evl_key_from_index((uint32_t)index);
	return evl_string_name(realm, evl_number_to_string(realm, evl_from_double(index)));
}
