/*
 * key_set.h - a set of property keys: open addressing in a cell of the heap, of a size that is known beforehand.
 */
#ifndef EVL_VALUE_KEY_SET_H
#define EVL_VALUE_KEY_SET_H

#include "value/error.h"
#include "value/key.h"
#include "value/realm.h"

struct evl_key_set {
	evl_key *slots; /* EVL_NAME_NONE: free */
	uint32_t mask;
};

/* An empty set with room for `count` keys. False: the run is halting because memory is short. */
static inline bool evl_key_set_make(struct evl_realm *realm, uint32_t count, struct evl_key_set *set)
{
	size_t capacity = 8;
	while (capacity < (size_t)count * 2)
		capacity *= 2;
	size_t bytes = sizeof(struct evl_cell) + capacity * sizeof(evl_key);
	if (!evl_heap_can_take(&realm->heap, bytes))
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "a list of keys needs more memory than the limit of %zu MB allows",
				realm->heap.limit >> 20);
	struct evl_cell *cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, bytes);
	set->slots = (evl_key *)(void *)(cell + 1);
	set->mask = (uint32_t)capacity - 1;
	for (size_t i = 0; i < capacity; i++)
		set->slots[i] = EVL_NAME_NONE;
	return true;
}

/* Where `key` is, or where it belongs. */
static inline evl_key *evl_key_set_slot(const struct evl_key_set *set, evl_key key)
{
	uint32_t at = (key * UINT32_C(2654435761) >> 7) & set->mask;
	while (set->slots[at] != EVL_NAME_NONE && set->slots[at] != key)
		at = (at + 1) & set->mask;
	return &set->slots[at];
}

/* Is the key in the set? */
static inline bool evl_key_set_has(const struct evl_key_set *set, evl_key key)
{
	return *evl_key_set_slot(set, key) == key;
}

/* Add; false when it is there already. */
static inline bool evl_key_set_add(const struct evl_key_set *set, evl_key key)
{
	evl_key *slot = evl_key_set_slot(set, key);
	if (*slot == key)
		return false;
	*slot = key;
	return true;
}

#endif
