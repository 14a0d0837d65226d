/* SPDX-License-Identifier: MIT */
/*
 * array_like.h - reading and writing indexes of any object, fast where it is a plain dense array.
 *
 * Indexes are doubles because the length of an array-like goes up to 2^53-1
 * (sec-lengthofarraylike). Loops over absent indexes leap: evl_index_after finds the next
 * index that can be there, so `new Array(2 ** 32 - 1).map(f)` ends at once.
 */
#ifndef EVL_BUILTINS_ARRAY_LIKE_H
#define EVL_BUILTINS_ARRAY_LIKE_H

#include <stdbool.h>
#include <stdint.h>

#include "value/key.h"
#include "value/object.h"
#include "value/property.h"
#include "value/realm.h"

#define EVL_MAX_SAFE_LENGTH 9007199254740991.0
#define EVL_MAX_ARRAY_LENGTH 4294967295.0

/* The key of an integral index of any size: beyond what index keys hold it is a name. */
static inline evl_key evl_index_key(struct evl_realm *realm, double index)
{
	if (index <= (double)EVL_KEY_MAX_INDEX)
		return evl_key_from_index((uint32_t)index);
	return evl_key_from_number(realm, index);
}

/* An array whose elements lie in `elements`, apart from holes. Reading them so is exact. */
static inline bool evl_is_dense_array(const struct evl_object *o)
{
	return evl_class_of(o) == EVL_CLASS_ARRAY && !(o->cell.flags & (EVL_OBJECT_SPARSE | EVL_OBJECT_EXOTIC));
}

/* A dense array that may also be written and resized without asking the internal methods. */
static inline bool evl_is_open_array(const struct evl_object *o)
{
	return evl_class_of(o) == EVL_CLASS_ARRAY && (o->cell.flags & EVL_OBJECT_EXTENSIBLE) &&
	       !(o->cell.flags & (EVL_OBJECT_SPARSE | EVL_OBJECT_EXOTIC | EVL_OBJECT_LENGTH_FIXED | EVL_OBJECT_PROTOTYPE));
}

/* No prototype of `o` has anything under an index: absent elements read as undefined and can be added directly. */
static inline bool evl_prototypes_lack_indexes(const struct evl_object *o)
{
	for (const struct evl_object *p = o->shape->prototype; p != NULL; p = p->shape->prototype)
		if (p->element_count != 0 || (p->cell.flags & (EVL_OBJECT_SPARSE | EVL_OBJECT_EXOTIC)))
			return false;
	return true;
}

/* Are the first `count` elements of a dense array all there? */
bool evl_array_is_packed(const struct evl_object *array, uint32_t count);

/* Get(o, index). False: exception pending. */
static inline bool evl_index_get(struct evl_realm *realm, struct evl_object *o, double index, evl_value *out)
{
	if (index < o->element_count && !evl_has_flag(o, EVL_OBJECT_EXOTIC) && o->elements[(uint32_t)index] != EVL_HOLE) {
		*out = o->elements[(uint32_t)index];
		return true;
	}
	return evl_object_get(realm, o, evl_index_key(realm, index), evl_from_object(o), out);
}

/* HasProperty(o, index), and when it is there, Get. */
static inline bool evl_index_read(struct evl_realm *realm, struct evl_object *o, double index, bool *found, evl_value *out)
{
	if (index < o->element_count && !evl_has_flag(o, EVL_OBJECT_EXOTIC) && o->elements[(uint32_t)index] != EVL_HOLE) {
		*out = o->elements[(uint32_t)index];
		*found = true;
		return true;
	}
	evl_key key = evl_index_key(realm, index);
	if (!evl_has_property(realm, o, key, found))
		return false;
	return !*found || evl_object_get(realm, o, key, evl_from_object(o), out);
}

/* Set(o, index, value, true). */
static inline bool evl_index_set(struct evl_realm *realm, struct evl_object *o, double index, evl_value value)
{
	if (index < o->element_count && evl_is_dense_array(o) && o->elements[(uint32_t)index] != EVL_HOLE) {
		o->elements[(uint32_t)index] = value;
		return true;
	}
	return evl_set(realm, evl_from_object(o), evl_index_key(realm, index), value, true);
}

/* DeletePropertyOrThrow(o, index). */
bool evl_index_delete(struct evl_realm *realm, struct evl_object *o, double index);
/* CreateDataPropertyOrThrow(o, index, value). */
bool evl_index_create(struct evl_realm *realm, struct evl_object *o, double index, evl_value value);
/* Set(o, "length", length, true). */
bool evl_length_set(struct evl_realm *realm, struct evl_object *o, double length);

/*
 * The least index above `index` and below `length` that may be a property of
 * `o` or of its prototypes; `length` when there is none. Exotic objects: simply the next one.
 */
double evl_index_after(struct evl_realm *realm, struct evl_object *o, double index, double length);
/* The same downwards: the greatest below `index`, -1 when there is none. */
double evl_index_before(struct evl_realm *realm, struct evl_object *o, double index);

/*
 * Room for `count` elements in all, growing by half at least, so that appending
 * one by one takes linear time. False with an exception pending when memory runs out.
 */
bool evl_array_make_room(struct evl_realm *realm, struct evl_object *array, uint32_t count);
/*
 * Put `value` at `index` of an array that no script has seen yet. Also raises `length`.
 */
bool evl_array_put(struct evl_realm *realm, struct evl_object *array, double index, evl_value value);

/* ArrayCreate(length) (sec-arraycreate); RangeError above 2^32-1. Nothing is reserved for absurd lengths. */
struct evl_object *evl_array_create(struct evl_realm *realm, double length);
/*
 * ArraySpeciesCreate (sec-arrayspeciescreate). *fresh: the result is a plain new
 * array that no script has seen, so evl_array_put may fill it.
 */
bool evl_array_species_create(struct evl_realm *realm, struct evl_object *original, double length, struct evl_object **out,
			      bool *fresh);
/* Would ArraySpeciesCreate run script or give anything but a plain array? */
bool evl_array_has_plain_species(struct evl_realm *realm, struct evl_object *original);
/* Put into what ArraySpeciesCreate made: evl_array_put or CreateDataPropertyOrThrow. */
static inline bool evl_species_put(struct evl_realm *realm, struct evl_object *o, bool fresh, double index, evl_value value)
{
	return fresh ? evl_array_put(realm, o, index, value) : evl_index_create(realm, o, index, value);
}

/*
 * CreateListFromArrayLike (sec-createlistfromarraylike). The values lie in a
 * heap cell. TypeError for primitives, RangeError when longer than a call can take.
 */
bool evl_list_from_array_like(struct evl_realm *realm, evl_value v, uint32_t *count, evl_value **values);

/* An array of values in a heap cell, for work inside one library function. NULL with the run halting when memory is short. */
evl_value *evl_values_alloc(struct evl_realm *realm, size_t count);

#endif
