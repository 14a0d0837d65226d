/* SPDX-License-Identifier: MIT */
/*
 * forin.c - for-in (sec-enumerate-object-properties), in V8's order: the
 * object's own enumerable string keys, then those of its prototypes; a key that an object nearer
 * has, enumerable or not, is not seen again. Keys are listed at the start; one that is gone by its turn is skipped.
 */
#include "value/key_set.h"
#include "value/unknown.h"
#include "vm/step.h"

/* An internal cell: the list of keys and the place in it. */
struct evl_forin {
	struct evl_cell cell;
	struct evl_object *object; /* NULL: nothing to enumerate */
	struct evl_shape *shape;   /* of the object at the start: while it is the same, its named keys are still there */
	uint32_t own_count;        /* the first keys are the object's own */
	uint32_t count;
	uint32_t capacity;
	uint32_t position;
	bool through_proxy;        /* a proxy is or was among the object and its prototypes: each key is looked up when its turn comes */
	evl_key *keys;             /* in a cell */
	struct evl_object *unknown_keys; /* the array of keys of an unknown value; NULL otherwise */
};

static bool add_key(struct evl_realm *realm, struct evl_forin *list, evl_key key)
{
	if (list->count == list->capacity) {
		uint32_t capacity = list->capacity == 0 ? 14 : list->capacity * 2;
		size_t bytes = sizeof(struct evl_cell) + (size_t)capacity * sizeof(evl_key);
		if (!evl_heap_can_take(&realm->heap, bytes))
			return evl_step_limits(realm);
		unsigned char *cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, bytes);
		evl_key *keys = (evl_key *)(void *)(cell + sizeof(struct evl_cell));
		if (list->count != 0)
			memcpy(keys, list->keys, list->count * sizeof(evl_key));
		list->keys = keys;
		list->capacity = capacity;
	}
	list->keys[list->count++] = key;
	return true;
}

/* Ordinary objects: straight from the elements and the shape. */
static bool list_plain(struct evl_realm *realm, struct evl_forin *list, struct evl_object *object)
{
	for (uint32_t i = 0; i < object->element_count; i++)
		if (object->elements[i] != EVL_HOLE && !add_key(realm, list, evl_key_from_index(i)))
			return false;
	const struct evl_shape *shape = object->shape;
	for (uint32_t i = 0; i < shape->count; i++) {
		const struct evl_property_entry *entry = &shape->properties->entries[i];
		if (entry->key == 0 || (entry->attributes & EVL_ENUMERABLE) == 0)
			continue;
		if (evl_names_entry(realm->names, entry->key)->kind != EVL_NAME_KIND_STRING)
			continue;
		if (!add_key(realm, list, entry->key))
			return false;
	}
	return true;
}

static bool has_own(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *found)
{
	return evl_has_own_property(realm, object, key, found);
}

/* Does an object between the start and `end` have the key? */
static bool is_shadowed(struct evl_realm *realm, struct evl_object *start, const struct evl_object *end, evl_key key, bool *out)
{
	*out = false;
	for (struct evl_object *o = start; o != end && o != NULL && !*out; o = o->shape->prototype)
		if (!has_own(realm, o, key, out))
			return false;
	return true;
}

/*
 * The keys of an object at or behind a proxy, which as V8 has it are not filtered now: whether a key
 * is enumerable is asked when its turn comes. None is listed twice.
 */
static bool list_unfiltered(struct evl_realm *realm, struct evl_forin *list, struct evl_object *object)
{
	struct evl_key_list keys;
	struct evl_key_set seen = { .slots = NULL };
	if (!evl_own_keys(realm, object, &keys) || !evl_key_set_make(realm, list->count + keys.count, &seen))
		return false;
	for (uint32_t i = 0; i < list->count; i++)
		evl_key_set_add(&seen, list->keys[i]);
	bool is_proxy = evl_class_of(object) == EVL_CLASS_PROXY;
	for (uint32_t i = 0; i < keys.count; i++) {
		evl_key key = keys.keys[i];
		if (!evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING)
			continue;
		if (!is_proxy) {
			struct evl_descriptor d;
			bool found;
			if (!evl_get_own_property(realm, object, key, &d, &found))
				return false;
			if (!found || !d.enumerable)
				continue;
		}
		if (evl_key_set_add(&seen, key) && !add_key(realm, list, key))
			return false;
	}
	return true;
}

static bool list_general(struct evl_realm *realm, struct evl_forin *list, struct evl_object *start, struct evl_object *object)
{
	struct evl_key_list keys;
	if (!evl_own_keys(realm, object, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++) {
		evl_key key = keys.keys[i];
		if (!evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING)
			continue;
		struct evl_descriptor d;
		bool found, shadowed;
		if (!evl_get_own_property(realm, object, key, &d, &found))
			return false;
		if (!found || !d.enumerable)
			continue;
		if (!is_shadowed(realm, start, object, key, &shadowed))
			return false;
		if (!shadowed && !add_key(realm, list, key))
			return false;
	}
	return true;
}

/* All its own keys stand in its elements and its shape. */
static bool is_plain(const struct evl_object *object)
{
	return (object->cell.flags & (EVL_OBJECT_EXOTIC | EVL_OBJECT_SPARSE)) == 0 && evl_class_of(object) != EVL_CLASS_STRING;
}

/* Library prototypes have no enumerable keys: worth knowing before listing and resolving them. */
static bool has_enumerable(const struct evl_object *object)
{
	if (!is_plain(object) || object->element_count != 0)
		return true;
	const struct evl_shape *shape = object->shape;
	for (uint32_t i = 0; i < shape->count; i++) {
		const struct evl_property_entry *entry = &shape->properties->entries[i];
		if (entry->key != 0 && (entry->attributes & EVL_ENUMERABLE) != 0)
			return true;
	}
	return false;
}

bool evl_forin_start(struct evl_realm *realm, evl_value value, evl_value *out)
{
	struct evl_forin *list = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, sizeof *list);
	list->object = NULL;
	list->shape = NULL;
	list->own_count = list->count = list->capacity = list->position = 0;
	list->keys = NULL;
	list->through_proxy = false;
	list->unknown_keys = NULL;
	*out = evl_from_cell(list);
	if (evl_is_nullish(value))
		return true;
	struct evl_object *object;
	if (!evl_to_object(realm, value, &object))
		return false;
	list->object = object;
	if (evl_is_unknown(value)) {
		list->unknown_keys = evl_unknown_elements(realm, evl_unknown_listed(realm, evl_as_unknown(value), "keys"));
		return realm->halt == EVL_STATUS_OK;
	}
	if (evl_class_of(object) == EVL_CLASS_PROXY) {
		list->through_proxy = true;
		if (!list_unfiltered(realm, list, object))
			return false;
	} else if (is_plain(object)) {
		list->shape = object->shape;
		if (!list_plain(realm, list, object))
			return false;
	} else if (!list_general(realm, list, object, object)) {
		return false;
	}
	list->own_count = list->count;
	evl_value next;
	if (!evl_get_prototype(realm, object, &next))
		return false;
	while (evl_is_object(next)) {
		struct evl_object *holder = evl_as_object(next);
		list->through_proxy |= evl_class_of(holder) == EVL_CLASS_PROXY;
		if (list->through_proxy) {
			if ((--realm->vm->steps_left <= 0 || realm->heap.over_limit) && !evl_step_limits(realm))
				return false;
			if (!list_unfiltered(realm, list, holder))
				return false;
		} else if (has_enumerable(holder) && !list_general(realm, list, object, holder)) {
			return false;
		}
		if (!evl_get_prototype(realm, holder, &next))
			return false;
	}
	return true;
}

/* The nearest property `key` from the object on: is there one, and is it enumerable? */
static bool is_enumerable_now(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *out)
{
	for (;;) {
		struct evl_descriptor d;
		bool found;
		evl_value next;
		if (!evl_get_own_property(realm, object, key, &d, &found))
			return false;
		*out = found && d.enumerable;
		if (found)
			return true;
		if (--realm->vm->steps_left <= 0 && !evl_step_limits(realm))
			return false;
		if (!evl_get_prototype(realm, object, &next))
			return false;
		if (!evl_is_object(next))
			return true;
		object = evl_as_object(next);
	}
}

/* Is the key still there? */
static bool still_there(struct evl_realm *realm, const struct evl_forin *list, uint32_t position, bool *out)
{
	evl_key key = list->keys[position];
	struct evl_object *object = list->object;
	*out = true;
	if (list->through_proxy)
		return is_enumerable_now(realm, object, key, out);
	if (position < list->own_count && list->shape != NULL && is_plain(object)) {
		if (!evl_key_is_index(key) && object->shape == list->shape)
			return true;
		if (evl_key_is_index(key) && evl_key_index(key) < object->element_count &&
		    object->elements[evl_key_index(key)] != EVL_HOLE)
			return true;
	}
	return evl_has_property(realm, object, key, out);
}

bool evl_forin_next(struct evl_realm *realm, evl_value enumeration, evl_value *out, bool *more)
{
	struct evl_forin *list = evl_pointer(enumeration);
	*out = EVL_UNDEFINED;
	*more = false;
	if (list->unknown_keys != NULL && list->position < list->unknown_keys->length) {
		*out = list->unknown_keys->elements[list->position++];
		*more = true;
		return true;
	}
	while (list->position < list->count) {
		uint32_t position = list->position++;
		bool there;
		if (!still_there(realm, list, position, &there))
			return false;
		if (!there)
			continue;
		*out = evl_key_to_value(realm, list->keys[position]);
		*more = true;
		return *out != EVL_EMPTY;
	}
	return true;
}
