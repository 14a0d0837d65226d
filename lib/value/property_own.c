/* SPDX-License-Identifier: MIT */
/*
 * property_own.c - where an object keeps its own properties.
 *
 * Integer keys go to `elements` while they are dense enough, have default
 * attributes and the object is extensible; otherwise all of them go to the
 * object's dictionary. An array that has room for the index because its length says so gets
 * dense elements too, so that filling from the back works like filling from the front.
 */
#include "value/own.h"

#include <string.h>

#include "value/error.h"
#include "value/property.h"
#include "value/realm.h"
#include "value/shape.h"

enum {
	DICTIONARY_FROM = 64,       /* properties from which on an object is no longer worth a shared shape */
	GAP_MAX = 1024,             /* holes that one new element may leave */
	DENSE_LENGTH_MAX = 1 << 22, /* arrays up to this length stay dense however they are filled */
};

struct evl_own evl_own_find_special(const struct evl_object *object, evl_key key)
{
	if (evl_class_of(object) == EVL_CLASS_ARRAY) {
		if (key != EVL_NAME_length)
			return (struct evl_own){ .kind = EVL_OWN_NONE };
		uint8_t attributes = evl_has_flag(object, EVL_OBJECT_LENGTH_FIXED) ? 0 : EVL_WRITABLE;
		return (struct evl_own){ .kind = EVL_OWN_ARRAY_LENGTH, .attributes = attributes };
	}
	const struct evl_wrapper *wrapper = (const struct evl_wrapper *)object;
	uint32_t length = evl_as_string(wrapper->primitive)->length;
	if (evl_key_is_index(key) && evl_key_index(key) < length)
		return (struct evl_own){ .kind = EVL_OWN_STRING_UNIT, .attributes = EVL_ENUMERABLE, .at = evl_key_index(key) };
	return (struct evl_own){ .kind = key == EVL_NAME_length ? EVL_OWN_STRING_LENGTH : EVL_OWN_NONE };
}

bool evl_own_value(struct evl_realm *realm, struct evl_object *object, struct evl_own own, evl_value *out)
{
	switch (own.kind) {
	case EVL_OWN_SLOT:
		*out = object->slots[own.at];
		if (evl_is_lazy(*out))
			return evl_object_resolve_lazy(realm, object, own.at, out);
		return true;
	case EVL_OWN_ELEMENT:
		*out = object->elements[own.at];
		return true;
	case EVL_OWN_ARRAY_LENGTH:
		*out = evl_from_uint32(object->length);
		return true;
	case EVL_OWN_STRING_UNIT: {
		struct evl_string *s = evl_as_string(((struct evl_wrapper *)object)->primitive);
		const uint16_t *units = evl_string_units(realm, s);
		if (!units)
			return false;
		*out = evl_string_value(evl_string_from_unit(realm, units[own.at]));
		return true;
	}
	case EVL_OWN_STRING_LENGTH:
		*out = evl_from_uint32(evl_as_string(((struct evl_wrapper *)object)->primitive)->length);
		return true;
	default:
		*out = EVL_UNDEFINED;
		return true;
	}
}

bool evl_key_array_index(const struct evl_realm *realm, evl_key key, uint32_t *index)
{
	if (evl_key_is_index(key)) {
		*index = evl_key_index(key);
		return true;
	}
	const struct evl_name_entry *entry = evl_names_entry(realm->names, key);
	if (!entry->is_index || entry->kind != EVL_NAME_KIND_STRING)
		return false;
	uint32_t n = 0;
	for (uint32_t i = 0; i < entry->length; i++)
		n = n * 10 + (uint32_t)(entry->units[i] - '0');
	*index = n;
	return true;
}

bool evl_object_make_sparse(struct evl_realm *realm, struct evl_object *object)
{
	if (evl_has_flag(object, EVL_OBJECT_SPARSE))
		return true;
	uint32_t count = object->element_count;
	size_t each = sizeof(struct evl_property_entry) + 2 * sizeof(uint32_t) + sizeof(evl_value);
	if (count > GAP_MAX && !evl_heap_can_take(&realm->heap, 2 * each * count))
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "an array needs more memory than the limit of %zu MB allows",
				realm->heap.limit >> 20);
	evl_object_make_dictionary(realm, object);
	if (count)
		evl_dictionary_reserve(realm, object, object->shape->properties->count + count);
	for (uint32_t i = 0; i < count; i++)
		if (object->elements[i] != EVL_HOLE)
			evl_dictionary_append(realm, object, evl_key_from_index(i), object->elements[i], EVL_DATA_DEFAULT);
	object->cell.flags |= EVL_OBJECT_SPARSE;
	object->elements = NULL;
	object->element_count = 0;
	object->element_capacity = 0;
	if (evl_has_flag(object, EVL_OBJECT_PROTOTYPE)) {
		realm->indexed_prototypes = true;
		realm->prototype_epoch++;
	}
	return true;
}

/* Has one of the prototypes of `object` a property `key` in its shape? (To be told when a new own property hides it.) */
static bool is_inherited(const struct evl_object *object, evl_key key)
{
	for (const struct evl_object *o = object->shape->prototype; o; o = o->shape->prototype)
		if (evl_shape_find(o->shape, key))
			return true;
	return false;
}

static void add_to_shape(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, uint8_t attributes)
{
	struct evl_shape *shape = object->shape;
	if (!(shape->cell.flags & EVL_SHAPE_DICTIONARY)) {
		if (shape->count < DICTIONARY_FROM) {
			evl_object_push_slot(realm, object, evl_shape_add(realm, shape, key, attributes), value);
			return;
		}
		evl_object_make_dictionary(realm, object);
	}
	evl_dictionary_append(realm, object, key, value, attributes);
	if (evl_has_flag(object, EVL_OBJECT_PROTOTYPE) || is_inherited(object, key))
		realm->prototype_epoch++;
}

/* Store the new element `index`, if elements can hold it; *done tells. */
static bool add_element(struct evl_realm *realm, struct evl_object *object, uint32_t index, evl_value value, bool *done)
{
	uint32_t count = object->element_count;
	if (index >= object->element_capacity) {
		uint32_t wanted = index + 1;
		if (index - count > GAP_MAX) {
			bool promised = evl_class_of(object) == EVL_CLASS_ARRAY && index < object->length &&
					object->length <= DENSE_LENGTH_MAX;
			*done = promised;
			if (!promised)
				return true;
			wanted = object->length;
		} else {
			wanted += wanted / 2 + 3;
		}
		if (!evl_object_reserve_elements(realm, object, wanted))
			return false;
	}
	*done = true;
	evl_value *elements = object->elements;
	if (index >= count) {
		for (uint32_t i = count; i < index; i++)
			elements[i] = EVL_HOLE;
		object->element_count = index + 1;
	}
	elements[index] = value;
	return true;
}

bool evl_own_add(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, uint8_t attributes)
{
	bool is_array = evl_class_of(object) == EVL_CLASS_ARRAY;
	if (evl_key_is_index(key)) {
		uint32_t index = evl_key_index(key);
		bool done = false;
		if (attributes == EVL_DATA_DEFAULT && !evl_has_flag(object, EVL_OBJECT_SPARSE) &&
		    evl_has_flag(object, EVL_OBJECT_EXTENSIBLE) && !add_element(realm, object, index, value, &done))
			return false;
		if (!done) {
			if (!evl_object_make_sparse(realm, object))
				return false;
			add_to_shape(realm, object, key, value, attributes);
		}
		if (is_array && index >= object->length)
			object->length = index + 1;
		if (evl_has_flag(object, EVL_OBJECT_PROTOTYPE))
			realm->indexed_prototypes = true;
		return true;
	}
	add_to_shape(realm, object, key, value, attributes);
	uint32_t index;
	if (is_array && evl_key_array_index(realm, key, &index) && index >= object->length)
		object->length = index + 1;
	return true;
}

bool evl_own_change(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_own own, evl_value value,
		    uint8_t attributes)
{
	if (own.kind == EVL_OWN_ELEMENT) {
		if (attributes == EVL_DATA_DEFAULT) {
			if (value != EVL_EMPTY)
				object->elements[own.at] = value;
			return true;
		}
		if (!evl_object_make_sparse(realm, object))
			return false;
		own = evl_own_find(object, key);
	}
	if (attributes != own.attributes) {
		evl_object_make_dictionary(realm, object);
		evl_dictionary_renew(realm, object);
		const struct evl_shape *shape = object->shape;
		const struct evl_property_entry *entry = evl_shape_find(shape, key);
		shape->properties->entries[entry - shape->properties->entries].attributes = attributes;
	}
	if (value != EVL_EMPTY)
		object->slots[own.at] = value;
	return true;
}

bool evl_own_remove(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_own own)
{
	if (own.kind == EVL_OWN_ELEMENT) {
		object->elements[own.at] = EVL_HOLE;
		if (own.at + 1 == object->element_count) {
			do
				object->element_count--;
			while (object->element_count != 0 && object->elements[object->element_count - 1] == EVL_HOLE);
		}
		return true;
	}
	evl_object_make_dictionary(realm, object);
	evl_dictionary_renew(realm, object);
	const struct evl_shape *shape = object->shape;
	const struct evl_property_entry *entry = evl_shape_find(shape, key);
	shape->properties->entries[entry - shape->properties->entries].key = EVL_NAME_NONE;
	object->slots[own.at] = EVL_UNDEFINED;
	return true;
}

/* Heap sort by index: small, in place, and the same for every run. */
void evl_sort_index_keys(struct evl_realm *realm, evl_key *keys, uint32_t count)
{
	bool sorted = true;
	uint32_t previous = 0;
	for (uint32_t i = 0; i < count && sorted; i++) {
		uint32_t index = 0;
		evl_key_array_index(realm, keys[i], &index);
		sorted = i == 0 || previous < index;
		previous = index;
	}
	if (sorted)
		return;
	for (uint32_t heapify = count / 2, end = count; end > 1;) {
		evl_key moved;
		if (heapify > 0) {
			moved = keys[--heapify];
		} else {
			end--;
			moved = keys[end];
			keys[end] = keys[0];
		}
		uint32_t moved_index = 0;
		evl_key_array_index(realm, moved, &moved_index);
		uint32_t hole = heapify;
		for (uint32_t child = hole * 2 + 1; child < end; child = hole * 2 + 1) {
			uint32_t index = 0;
			evl_key_array_index(realm, keys[child], &index);
			uint32_t other = 0;
			if (child + 1 < end && evl_key_array_index(realm, keys[child + 1], &other) && other > index) {
				child++;
				index = other;
			}
			if (index <= moved_index)
				break;
			keys[hole] = keys[child];
			hole = child;
		}
		keys[hole] = moved;
	}
}

bool evl_own_set_array_length(struct evl_realm *realm, struct evl_object *array, uint32_t length, bool *ok)
{
	*ok = true;
	if (length >= array->length) {
		array->length = length;
		return true;
	}
	if (array->element_count > length)
		array->element_count = length;
	/* Indexes in the shape: those of sparse arrays, and names beyond 2^31-2. */
	if (evl_has_flag(array, EVL_OBJECT_SPARSE) || array->length > EVL_KEY_MAX_INDEX) {
		struct evl_key_list list;
		if (!evl_ordinary_own_keys(realm, array, &list))
			return false;
		uint32_t count = 0;
		uint32_t index;
		while (count < list.count && evl_key_array_index(realm, list.keys[count], &index))
			count++;
		while (count-- > 0) {
			evl_key_array_index(realm, list.keys[count], &index);
			if (index < length)
				break;
			struct evl_own own = evl_own_find(array, list.keys[count]);
			if (own.kind == EVL_OWN_NONE)
				continue;
			if (!(own.attributes & EVL_CONFIGURABLE)) {
				array->length = index + 1;
				*ok = false;
				return true;
			}
			evl_own_remove(realm, array, list.keys[count], own);
		}
	}
	array->length = length;
	return true;
}
