/* SPDX-License-Identifier: MIT */
/*
 * object.c - making objects, and their storage: slots and elements.
 */
#include "value/object.h"

#include <string.h>

#include "value/error.h"
#include "value/property.h"
#include "value/realm.h"
#include "value/shape.h"

struct evl_object *evl_object_alloc(struct evl_realm *realm, enum evl_class cls, struct evl_shape *shape, size_t bytes,
				    uint32_t inline_slots)
{
	bytes = (bytes + sizeof(evl_value) - 1) & ~(sizeof(evl_value) - 1);
	struct evl_object *object = evl_heap_alloc(&realm->heap, EVL_CELL_OBJECT, bytes + inline_slots * sizeof(evl_value));
	object->cell.aux = (uint16_t)cls;
	object->cell.flags = EVL_OBJECT_EXTENSIBLE;
	if (cls == EVL_CLASS_ARRAY || cls == EVL_CLASS_STRING) {
		if (!(shape->cell.flags & (EVL_SHAPE_SPECIAL | EVL_SHAPE_DICTIONARY)) && shape->count == 0)
			shape = evl_shape_special(realm, shape);
	} else if (cls == EVL_CLASS_PROXY || cls == EVL_CLASS_NAMESPACE || cls == EVL_CLASS_TYPED_ARRAY) {
		shape = evl_dictionary_new(realm, shape->prototype, 0);
	}
	object->shape = shape;
	object->slots = (evl_value *)(void *)((unsigned char *)object + bytes);
	object->elements = NULL;
	object->element_count = 0;
	object->element_capacity = 0;
	object->slot_capacity = inline_slots;
	object->length = 0;
	if (bytes > sizeof(struct evl_object))
		memset(object + 1, 0, bytes - sizeof(struct evl_object));
	return object;
}

struct evl_object *evl_object_new(struct evl_realm *realm, struct evl_object *prototype)
{
	return evl_object_alloc(realm, EVL_CLASS_OBJECT, evl_shape_root(realm, prototype), sizeof(struct evl_object), 4);
}

struct evl_object *evl_object_plain(struct evl_realm *realm)
{
	if (!realm->plain_shape)
		realm->plain_shape = evl_shape_root(realm, evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE));
	return evl_object_alloc(realm, EVL_CLASS_OBJECT, realm->plain_shape, sizeof(struct evl_object), 4);
}

/* The values of a VALUES cell. */
static evl_value *values_of(struct evl_cell *cell)
{
	return (evl_value *)(void *)(cell + 1);
}

/* How many values a VALUES cell of `size` sixteenths has. */
static uint32_t capacity_of(const struct evl_cell *cell)
{
	return cell->size * 2 - 1;
}

void evl_object_grow_slots(struct evl_realm *realm, struct evl_object *object)
{
	uint32_t capacity = object->slot_capacity < 4 ? 7 : object->slot_capacity * 2 + 1;
	size_t bytes = sizeof(struct evl_cell) + capacity * sizeof(evl_value);
	struct evl_cell *cell = evl_heap_alloc(&realm->heap, EVL_CELL_VALUES, bytes);
	evl_value *slots = values_of(cell);
	if (object->slot_capacity)
		memcpy(slots, object->slots, object->slot_capacity * sizeof(evl_value));
	object->slots = slots;
	object->slot_capacity = capacity;
}

bool evl_object_reserve_elements(struct evl_realm *realm, struct evl_object *object, uint32_t capacity)
{
	if (capacity <= object->element_capacity)
		return true;
	enum { LARGE = 512 };
	size_t bytes = sizeof(struct evl_cell) + capacity * sizeof(evl_value);
	if (capacity > LARGE && !evl_heap_can_take(&realm->heap, bytes))
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "an array needs more memory than the limit of %zu MB allows",
				realm->heap.limit >> 20);
	struct evl_cell *cell = NULL;
	if (object->elements) {
		cell = (struct evl_cell *)(void *)(object->elements - 1);
		if (evl_heap_extend(&realm->heap, cell, bytes)) {
			object->element_capacity = capacity_of(cell);
			return true;
		}
	}
	cell = evl_heap_alloc(&realm->heap, EVL_CELL_VALUES, bytes);
	if (object->element_count)
		memcpy(values_of(cell), object->elements, object->element_count * sizeof(evl_value));
	object->elements = values_of(cell);
	object->element_capacity = capacity_of(cell);
	return true;
}

struct evl_object *evl_array_new(struct evl_realm *realm, uint32_t length, uint32_t capacity)
{
	if (!realm->array_shape) {
		struct evl_shape *root = evl_shape_root(realm, evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_PROTOTYPE));
		realm->array_shape = evl_shape_special(realm, root);
	}
	struct evl_object *array =
		evl_object_alloc(realm, EVL_CLASS_ARRAY, realm->array_shape, sizeof(struct evl_object), 0);
	array->length = length;
	if (capacity)
		evl_object_reserve_elements(realm, array, capacity); /* refused: the run is halting, and the array just empty */
	return array;
}

struct evl_object *evl_array_from(struct evl_realm *realm, const evl_value *values, uint32_t count)
{
	struct evl_object *array = evl_array_new(realm, count, count);
	if (count && array->element_capacity >= count) {
		memcpy(array->elements, values, count * sizeof(*values));
		array->element_count = count;
	}
	return array;
}

bool evl_array_append_slow(struct evl_realm *realm, struct evl_object *array, evl_value value)
{
	uint32_t count = array->element_count;
	if (count == UINT32_MAX)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_ARRAY_LENGTH);
	uint64_t wanted = (uint64_t)count + count / 2 + 4;
	if (!evl_object_reserve_elements(realm, array, wanted > UINT32_MAX ? UINT32_MAX : (uint32_t)wanted))
		return false;
	array->elements[count] = value;
	array->element_count = count + 1;
	array->length = count + 1;
	return true;
}

struct evl_object *evl_wrapper_new(struct evl_realm *realm, evl_value primitive)
{
	enum evl_class cls = EVL_CLASS_NUMBER;
	enum evl_intrinsic prototype = EVL_INTRINSIC_NUMBER_PROTOTYPE;
	if (evl_is_string(primitive)) {
		cls = EVL_CLASS_STRING;
		prototype = EVL_INTRINSIC_STRING_PROTOTYPE;
	} else if (evl_is_boolean(primitive)) {
		cls = EVL_CLASS_BOOLEAN;
		prototype = EVL_INTRINSIC_BOOLEAN_PROTOTYPE;
	} else if (evl_is_symbol(primitive)) {
		cls = EVL_CLASS_SYMBOL;
		prototype = EVL_INTRINSIC_SYMBOL_PROTOTYPE;
	} else if (evl_is_bigint(primitive)) {
		cls = EVL_CLASS_BIGINT;
		prototype = EVL_INTRINSIC_BIGINT_PROTOTYPE;
	}
	struct evl_shape *shape = evl_shape_root(realm, evl_intrinsic(realm, prototype));
	struct evl_object *object = evl_object_alloc(realm, cls, shape, sizeof(struct evl_wrapper), 0);
	((struct evl_wrapper *)object)->primitive = primitive;
	if (cls == EVL_CLASS_STRING)
		object->length = evl_as_string(primitive)->length;
	return object;
}
