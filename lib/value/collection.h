/*
 * collection.h - the insertion-ordered hash table behind Map, Set, WeakMap and WeakSet.
 *
 * Entries are numbered in order of insertion; a deleted entry has the
 * key EVL_EMPTY until the table is rebuilt. Iterators hold an entry number, so
 * entries added during iteration are seen (sec-map.prototype.foreach). Keys
 * compare by SameValueZero; -0 is stored as 0. Objects hash by their place in the
 * heap, never by the address.
 */
#ifndef EVL_VALUE_COLLECTION_H
#define EVL_VALUE_COLLECTION_H

#include <stdbool.h>
#include <stdint.h>

#include "value/object.h"

struct evl_collection_entry {
	evl_value key; /* EVL_EMPTY: deleted */
	evl_value value;
	uint32_t next; /* next entry of the same bucket + 1 */
	uint32_t hash;
};

struct evl_collection {
	struct evl_object object;
	struct evl_cell *table; /* buckets and entries; NULL while empty */
	uint32_t used;          /* entries ever made: the number of the next one */
	uint32_t live;          /* the `size` */
	uint32_t epoch;         /* advanced by clear */
};

/* A new collection object of class MAP, SET, WEAK_MAP or WEAK_SET with this prototype. */
struct evl_collection *evl_collection_new(struct evl_realm *realm, enum evl_class cls, struct evl_object *prototype);
/* The value under `key`, EVL_EMPTY when absent (sets: the key itself). */
evl_value evl_collection_get(struct evl_realm *realm, struct evl_collection *c, evl_value key);
bool evl_collection_has(struct evl_realm *realm, struct evl_collection *c, evl_value key);
/* False with an exception when memory ran out. */
bool evl_collection_set(struct evl_realm *realm, struct evl_collection *c, evl_value key, evl_value value);
bool evl_collection_delete(struct evl_realm *realm, struct evl_collection *c, evl_value key); /* was it there? */
void evl_collection_clear(struct evl_realm *realm, struct evl_collection *c);
/*
 * Iterate: *position starts at 0 and is the iterator's whole state; false at the
 * end. Survives deletes, clear and growth in between: positions are numbers of
 * entries, which are never given twice.
 */
bool evl_collection_next(struct evl_collection *c, uint32_t *position, evl_value *key, evl_value *value);

#endif
