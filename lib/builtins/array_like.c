/* SPDX-License-Identifier: MIT */
/*
 * array_like.c - indexes of any object: the ways that are not inline, species, and lists.
 */
#include "builtins/array_like.h"

#include <string.h>

#include "builtins/args.h"
#include "value/proxy.h"
#include "builtins/array.h"

bool evl_array_is_packed(const struct evl_object *array, uint32_t count)
{
	if (count > array->element_count)
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (array->elements[i] == EVL_HOLE)
			return false;
	return true;
}

bool evl_index_delete(struct evl_realm *realm, struct evl_object *o, double index)
{
	bool ok, thrown;
	evl_key key = evl_index_key(realm, index);
	realm->refused_by = EVL_NAME_NONE;
	if (!evl_delete(realm, o, key, &ok))
		return false;
	if (ok)
		return true;
	if (!evl_throw_refusal(realm, key, &thrown))
		return false;
	struct evl_string *text;
	if (!evl_to_string(realm, evl_key_to_value(realm, key), &text))
		return false;
	return evl_throw_message(realm, EVL_MESSAGE_CANNOT_DELETE, evl_string_utf8(realm, text),
				 evl_describe(realm, evl_from_object(o)));
}

bool evl_index_create(struct evl_realm *realm, struct evl_object *o, double index, evl_value value)
{
	return evl_create_data(realm, o, evl_index_key(realm, index), value);
}

bool evl_length_set(struct evl_realm *realm, struct evl_object *o, double length)
{
	return evl_set(realm, evl_from_object(o), EVL_NAME_length, evl_from_number(length), true);
}

/* The number that a property name spells, when it is that of an index beyond index keys; -1 otherwise. */
static double name_as_index(const struct evl_name_entry *entry)
{
	if (entry->kind != EVL_NAME_KIND_STRING || entry->length < 10 || entry->length > 16)
		return -1;
	double n = 0;
	for (uint32_t i = 0; i < entry->length; i++) {
		if (entry->units[i] < '0' || entry->units[i] > '9')
			return -1;
		n = n * 10 + (entry->units[i] - '0');
	}
	return entry->units[0] == '0' || n >= EVL_MAX_SAFE_LENGTH ? -1 : n;
}

/* The index that `key` is, or -1. */
static double key_as_index(struct evl_realm *realm, evl_key key)
{
	if (evl_key_is_index(key))
		return (double)evl_key_index(key);
	if (key < EVL_NAME_PREDEFINED_COUNT)
		return -1;
	return name_as_index(evl_names_entry(realm->names, key));
}

/* The least index above (`up`) or the greatest below `from` among the own properties of `o`; `best` when none is nearer. */
static double nearest_own_index(struct evl_realm *realm, const struct evl_object *o, double from, double best, bool up)
{
	if (up) {
		for (double i = from + 1; i < o->element_count && i < best; i++)
			if (o->elements[(uint32_t)i] != EVL_HOLE)
				best = i;
	} else {
		double i = from - 1 < (double)o->element_count - 1 ? from - 1 : (double)o->element_count - 1;
		for (; i >= 0 && i > best; i--)
			if (o->elements[(uint32_t)i] != EVL_HOLE)
				best = i;
	}
	const struct evl_properties *properties = o->shape->properties;
	if (properties == NULL)
		return best;
	for (uint32_t i = 0; i < o->shape->count; i++) {
		if (properties->entries[i].key == 0)
			continue;
		double n = key_as_index(realm, properties->entries[i].key);
		if (n < 0)
			continue;
		if (up ? n > from && n < best : n < from && n > best)
			best = n;
	}
	return best;
}

double evl_index_after(struct evl_realm *realm, struct evl_object *o, double index, double length)
{
	double best = length;
	for (const struct evl_object *p = o; p != NULL; p = p->shape->prototype) {
		if (evl_has_flag(p, EVL_OBJECT_EXOTIC))
			return index + 1;
		best = nearest_own_index(realm, p, index, best, true);
	}
	return best;
}

double evl_index_before(struct evl_realm *realm, struct evl_object *o, double index)
{
	double best = -1;
	for (const struct evl_object *p = o; p != NULL; p = p->shape->prototype) {
		if (evl_has_flag(p, EVL_OBJECT_EXOTIC))
			return index - 1;
		best = nearest_own_index(realm, p, index, best, false);
	}
	return best;
}

bool evl_array_make_room(struct evl_realm *realm, struct evl_object *array, uint32_t count)
{
	if (count <= array->element_capacity)
		return true;
	uint64_t wanted = (uint64_t)array->element_capacity + array->element_capacity / 2 + 8;
	if (wanted < count)
		wanted = count;
	if (wanted > UINT32_MAX)
		wanted = UINT32_MAX;
	return evl_object_reserve_elements(realm, array, (uint32_t)wanted);
}

bool evl_array_put(struct evl_realm *realm, struct evl_object *array, double index, evl_value value)
{
	if (index < array->element_count && !evl_has_flag(array, EVL_OBJECT_SPARSE)) {
		array->elements[(uint32_t)index] = value;
		return true;
	}
	/* A gap of holes is filled when it is no larger than what is there already. */
	if (!evl_has_flag(array, EVL_OBJECT_SPARSE) && index <= (double)EVL_KEY_MAX_INDEX &&
	    index <= 2.0 * array->element_count + 64) {
		uint32_t at = (uint32_t)index;
		if (!evl_array_make_room(realm, array, at + 1))
			return false;
		for (uint32_t i = array->element_count; i < at; i++)
			array->elements[i] = EVL_HOLE;
		array->elements[at] = value;
		array->element_count = at + 1;
		if (array->length < array->element_count)
			array->length = array->element_count;
		return true;
	}
	return evl_index_create(realm, array, index, value);
}

struct evl_object *evl_array_create(struct evl_realm *realm, double length)
{
	if (length > EVL_MAX_ARRAY_LENGTH) {
		evl_throw_message(realm, EVL_MESSAGE_INVALID_ARRAY_LENGTH);
		return NULL;
	}
	uint32_t capacity = length <= 65536 ? (uint32_t)length : 0;
	return evl_array_new(realm, (uint32_t)length, capacity);
}

/* Is Array[Symbol.species] what the library made? */
static bool species_is_untouched(struct evl_realm *realm, struct evl_object *constructor)
{
	struct evl_descriptor own;
	bool found;
	if (!evl_get_own_property(realm, constructor, EVL_NAME_symbol_species, &own, &found) || !found || !own.has_get)
		return false;
	return evl_is_class(own.get, EVL_CLASS_NATIVE_FUNCTION) &&
	       ((struct evl_native_function *)evl_as_object(own.get))->fn == evl_array_species;
}

bool evl_array_has_plain_species(struct evl_realm *realm, struct evl_object *original)
{
	if (evl_class_of(original) != EVL_CLASS_ARRAY)
		return evl_class_of(original) != EVL_CLASS_PROXY;
	/* An own `constructor`, or a prototype other than %Array.prototype%, takes the long way. */
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_PROTOTYPE);
	if (original->shape->prototype != prototype || evl_shape_find(original->shape, EVL_NAME_constructor) != NULL)
		return false;
	const struct evl_property_entry *entry = evl_shape_find(prototype->shape, EVL_NAME_constructor);
	if (entry == NULL || (entry->attributes & EVL_ACCESSOR))
		return false;
	evl_value constructor = prototype->slots[entry->slot];
	if (evl_is_lazy(constructor) && !evl_object_resolve_lazy(realm, prototype, entry->slot, &constructor))
		return false;
	struct evl_object *array = evl_intrinsic(realm, EVL_INTRINSIC_ARRAY);
	return constructor == evl_from_object(array) && species_is_untouched(realm, array);
}

bool evl_array_species_create(struct evl_realm *realm, struct evl_object *original, double length, struct evl_object **out,
			      bool *fresh)
{
	*fresh = true;
	evl_value constructor = EVL_UNDEFINED;
	if (!evl_array_has_plain_species(realm, original)) {
		bool is_array;
		if (!evl_is_array(realm, evl_from_object(original), &is_array))
			return false;
		if (is_array) {
			if (!evl_get(realm, evl_from_object(original), EVL_NAME_constructor, &constructor))
				return false;
			if (evl_is_object(constructor)) {
				if (!evl_get(realm, constructor, EVL_NAME_symbol_species, &constructor))
					return false;
				if (evl_is_null(constructor))
					constructor = EVL_UNDEFINED;
			}
		}
	}
	if (evl_is_undefined(constructor)) {
		*out = evl_array_create(realm, length);
		return *out != NULL;
	}
	if (!evl_is_constructor(constructor))
		return evl_throw_message(realm, EVL_MESSAGE_SPECIES_NOT_CONSTRUCTOR);
	*fresh = false;
	evl_value argument = evl_from_number(length);
	evl_value made;
	if (!evl_construct(realm, constructor, 1, &argument, constructor, &made))
		return false;
	*out = evl_as_object(made);
	return true;
}

evl_value *evl_values_alloc(struct evl_realm *realm, size_t count)
{
	size_t bytes = sizeof(struct evl_cell) + count * sizeof(evl_value);
	if (count > SIZE_MAX / 16 || !evl_heap_can_take(&realm->heap, bytes)) {
		evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "in a library function");
		return NULL;
	}
	unsigned char *cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, bytes);
	return (evl_value *)(void *)(cell + sizeof(struct evl_cell)); /* a cell's header is 8 bytes, cells are aligned to 16 */
}

bool evl_list_from_array_like(struct evl_realm *realm, evl_value v, uint32_t *count, evl_value **values)
{
	if (!evl_is_object(v))
		return evl_throw_message(realm, EVL_MESSAGE_LIST_FROM_NON_OBJECT);
	struct evl_object *o = evl_as_object(v);
	double length;
	if (!evl_length_of(realm, o, &length))
		return false;
	/* What V8's stack holds: about 120,000 arguments; more than an array's length is refused before. */
	if (length > 134217726.0)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_ARRAY_LENGTH);
	if (length > 120000.0)
		return evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
	uint32_t n = (uint32_t)length;
	*count = n;
	*values = evl_values_alloc(realm, n);
	if (*values == NULL)
		return false;
	if (evl_is_dense_array(o) && evl_array_is_packed(o, n)) {
		if (n != 0)
			memcpy(*values, o->elements, n * sizeof(evl_value));
		return true;
	}
	for (uint32_t i = 0; i < n; i++)
		if (!evl_index_get(realm, o, i, &(*values)[i]))
			return false;
	return true;
}
