/*
 * own.h - where an object keeps an own property, without any rule of the language: finding, adding, changing, removing.
 * For the files of value/ only; everybody else uses property.h.
 */
#ifndef EVL_VALUE_OWN_H
#define EVL_VALUE_OWN_H

#include <stdbool.h>
#include <stdint.h>

#include "value/key.h"
#include "value/object.h"

struct evl_realm;

enum evl_own_kind {
	EVL_OWN_NONE,
	EVL_OWN_SLOT,          /* `at`: the slot */
	EVL_OWN_ELEMENT,       /* `at`: the index */
	EVL_OWN_ARRAY_LENGTH,
	EVL_OWN_STRING_UNIT,   /* `at`: the index */
	EVL_OWN_STRING_LENGTH,
};

struct evl_own {
	uint8_t kind; /* enum evl_own_kind */
	uint8_t attributes;
	uint32_t at;
};

/* Find `key` among the own properties that the object itself keeps (an exotic object may have others). */
static inline struct evl_own evl_own_find(const struct evl_object *object, evl_key key);

/* The part of evl_own_find for arrays' and String objects' properties that are in no shape. */
struct evl_own evl_own_find_special(const struct evl_object *object, evl_key key);

static inline struct evl_own evl_own_find(const struct evl_object *object, evl_key key)
{
	if (evl_key_is_index(key)) {
		uint32_t index = evl_key_index(key);
		if (index < object->element_count) {
			if (object->elements[index] != EVL_HOLE)
				return (struct evl_own){ .kind = EVL_OWN_ELEMENT, .attributes = EVL_DATA_DEFAULT, .at = index };
			if (object->cell.aux != EVL_CLASS_STRING)
				return (struct evl_own){ .kind = EVL_OWN_NONE };
			return evl_own_find_special(object, key);
		}
		if (!(object->cell.flags & EVL_OBJECT_SPARSE) && object->cell.aux != EVL_CLASS_STRING)
			return (struct evl_own){ .kind = EVL_OWN_NONE };
	}
	const struct evl_property_entry *entry = evl_shape_find(object->shape, key);
	if (entry)
		return (struct evl_own){ .kind = EVL_OWN_SLOT, .attributes = entry->attributes, .at = entry->slot };
	if (object->cell.aux != EVL_CLASS_ARRAY && object->cell.aux != EVL_CLASS_STRING)
		return (struct evl_own){ .kind = EVL_OWN_NONE };
	return evl_own_find_special(object, key);
}

/* The value of a data property (a lazy one is made), or the accessor cell. False: halting. */
bool evl_own_value(struct evl_realm *realm, struct evl_object *object, struct evl_own own, evl_value *out);

/*
 * Add a property that the object lacks; for arrays `length` follows an index.
 * `value` is an accessor cell with EVL_ACCESSOR. False with an exception pending when memory runs out.
 */
bool evl_own_add(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, uint8_t attributes);
/* Give the property `key`, found as `own`, this value (EVL_EMPTY: keep it) and these attributes. Not for units and lengths. */
bool evl_own_change(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_own own, evl_value value,
		    uint8_t attributes);
/* Remove it. Not for units and lengths. */
bool evl_own_remove(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_own own);

/*
 * Set the length of an array, removing the elements beyond it from the end on, until one that is not
 * configurable: the length is then one more than its index and *ok false. False with an exception when memory runs out.
 */
bool evl_own_set_array_length(struct evl_realm *realm, struct evl_object *array, uint32_t length, bool *ok);

/* Is `key` an array index (sec-array-index), also beyond 2^31-2? */
bool evl_key_array_index(const struct evl_realm *realm, evl_key key, uint32_t *index);

/* Sort keys that are array indexes, ascending. */
void evl_sort_index_keys(struct evl_realm *realm, evl_key *keys, uint32_t count);

#endif
