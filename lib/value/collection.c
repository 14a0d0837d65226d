/* SPDX-License-Identifier: MIT */
/*
 * collection.c - the insertion-ordered hash table of Map and Set.
 *
 * Entries stand in order of insertion and are chained into buckets. Every
 * entry ever made has a number, counted by `used`; an iterator's position is the
 * number that it looks at next, so it stays right whatever happens in between.
 * As long as nothing was compacted, entry i has the number first + i; a table that
 * was rebuilt without its deleted entries keeps the numbers in a list beside them.
 *
 * Objects hash by their offset in the heap, which is the same in every run.
 */
#include "value/collection.h"

#include <string.h>

#include "value/bigint.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/own.h"
#include "value/realm.h"
#include "value/unknown.h"

enum { FIRST_CAPACITY = 4, ENTRIES_MAX = 1 << 24 }; /* V8's limit */

struct table {
	struct evl_cell cell;
	uint32_t capacity; /* entries; also the number of buckets, a power of two */
	uint32_t count;    /* entries in use, deleted ones included */
	uint32_t first;    /* number of the first entry, when `numbers` is NULL */
	uint32_t *numbers; /* ascending */
	uint32_t *buckets; /* entry index + 1 */
	struct evl_collection_entry entries[];
};

static struct table *table_of(const struct evl_collection *c)
{
	return (struct table *)(void *)c->table;
}

struct evl_collection *evl_collection_new(struct evl_realm *realm, enum evl_class cls, struct evl_object *prototype)
{
	return (struct evl_collection *)evl_object_alloc(realm, cls, evl_shape_root(realm, prototype), sizeof(struct evl_collection), 0);
}

/* One bit pattern for all keys that are the same by SameValueZero, strings aside. */
static evl_value normalized(evl_value key)
{
	return evl_is_double(key) ? evl_from_number(evl_as_double(key) + 0.0) : key;
}

static uint32_t hash_of(struct evl_realm *realm, evl_value key)
{
	uint64_t bits = key;
	if (evl_is_string(key)) {
		struct evl_string *s = evl_as_string(key);
		const uint16_t *units = evl_string_units(realm, s);
		uint32_t h = s->length;
		for (uint32_t i = 0; units && i < s->length; i++)
			h = (h ^ units[i]) * 0x9E3779B1u;
		h ^= h >> 15;
		return h * 0x85EBCA6Bu;
	}
	if (evl_is_symbol(key))
		bits = evl_as_symbol(key)->name;
	else if (evl_is_bigint(key))
		return evl_bigint_hash(evl_as_bigint(key));
	else if (evl_is_object(key))
		bits = (uint64_t)((const unsigned char *)evl_pointer(key) - realm->heap.arena.base) >> 4;
	bits *= UINT64_C(0x9E3779B97F4A7C15);
	return (uint32_t)(bits >> 32);
}

static bool same_key(struct evl_realm *realm, evl_value a, evl_value b)
{
	if (a == b)
		return true;
	if (evl_is_bigint(a))
		return evl_is_bigint(b) && evl_bigint_equals(evl_as_bigint(a), evl_as_bigint(b));
	return evl_is_string(a) && evl_is_string(b) && evl_string_equals(realm, evl_as_string(a), evl_as_string(b));
}

/* Is an unknown key one of those that are there, or the other way round? That is a question for each. */
static struct evl_collection_entry *find_unknown(struct evl_realm *realm, struct table *t, evl_value key)
{
	enum { LOOKED_AT = 1000, ASKED = 8 };
	uint32_t asked = 0;
	for (uint32_t i = 0; i < t->count && i < LOOKED_AT; i++) {
		struct evl_collection_entry *entry = &t->entries[i];
		if (entry->key == EVL_EMPTY || !(evl_is_unknown(entry->key) || evl_is_unknown(key)))
			continue;
		if (++asked > ASKED) {
			evl_unknown_refuse(realm, "a key in a large collection", evl_is_unknown(key) ? key : entry->key);
			return NULL;
		}
		if (evl_strict_equals(realm, entry->key, key))
			return entry;
	}
	return NULL;
}

static struct evl_collection_entry *find(struct evl_realm *realm, const struct evl_collection *c, evl_value key, uint32_t hash)
{
	struct table *t = table_of(c);
	if (!t)
		return NULL;
	for (uint32_t at = t->buckets[hash & (t->capacity - 1)]; at; at = t->entries[at - 1].next) {
		struct evl_collection_entry *entry = &t->entries[at - 1];
		if (entry->hash == hash && same_key(realm, entry->key, key))
			return entry;
	}
	return realm->unknowns != 0 ? find_unknown(realm, t, key) : NULL;
}

static void link_entry(struct table *t, uint32_t index)
{
	struct evl_collection_entry *entry = &t->entries[index];
	uint32_t *bucket = &t->buckets[entry->hash & (t->capacity - 1)];
	entry->next = *bucket;
	*bucket = index + 1;
}

/* A table with room for `capacity` entries and the live entries of the old one. */
static bool rebuild(struct evl_realm *realm, struct evl_collection *c, uint32_t capacity)
{
	struct table *old = table_of(c);
	bool numbered = old && (old->numbers || c->live != old->count);
	size_t entries = capacity * sizeof(struct evl_collection_entry);
	size_t lists = capacity * sizeof(uint32_t) * (numbered ? 2 : 1);
	size_t bytes = sizeof(struct table) + entries + lists;
	if (capacity > 256 && !evl_heap_can_take(&realm->heap, bytes))
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "a collection needs more memory than the limit of %zu MB allows",
				realm->heap.limit >> 20);
	struct table *t = evl_heap_alloc(&realm->heap, EVL_CELL_TABLE, bytes);
	t->capacity = capacity;
	t->count = 0;
	t->buckets = (uint32_t *)(void *)((unsigned char *)t->entries + entries);
	t->numbers = numbered ? t->buckets + capacity : NULL;
	t->first = old ? old->first : c->used;
	memset(t->buckets, 0, capacity * sizeof(uint32_t));
	for (uint32_t i = 0; old && i < old->count; i++) {
		if (old->entries[i].key == EVL_EMPTY)
			continue;
		if (numbered)
			t->numbers[t->count] = old->numbers ? old->numbers[i] : old->first + i;
		t->entries[t->count] = old->entries[i];
		link_entry(t, t->count);
		t->count++;
	}
	c->table = &t->cell;
	return true;
}

evl_value evl_collection_get(struct evl_realm *realm, struct evl_collection *c, evl_value key)
{
	key = normalized(key);
	const struct evl_collection_entry *entry = c->live ? find(realm, c, key, hash_of(realm, key)) : NULL;
	if (!entry)
		return EVL_EMPTY;
	bool is_set = evl_class_of(&c->object) == EVL_CLASS_SET || evl_class_of(&c->object) == EVL_CLASS_WEAK_SET;
	return is_set ? entry->key : entry->value;
}

bool evl_collection_has(struct evl_realm *realm, struct evl_collection *c, evl_value key)
{
	key = normalized(key);
	return c->live && find(realm, c, key, hash_of(realm, key));
}

bool evl_collection_set(struct evl_realm *realm, struct evl_collection *c, evl_value key, evl_value value)
{
	key = normalized(key);
	if (evl_class_of(&c->object) == EVL_CLASS_SET)
		value = key;
	uint32_t hash = hash_of(realm, key);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	struct evl_collection_entry *entry = find(realm, c, key, hash);
	if (entry) {
		entry->value = value;
		return true;
	}
	struct table *t = table_of(c);
	if (!t || t->count == t->capacity) {
		if (c->live >= ENTRIES_MAX || c->used == UINT32_MAX) {
			bool is_map = evl_class_of(&c->object) == EVL_CLASS_MAP || evl_class_of(&c->object) == EVL_CLASS_WEAK_MAP;
			return evl_throw_message(realm, EVL_MESSAGE_COLLECTION_FULL, is_map ? "Map" : "Set");
		}
		uint32_t capacity = FIRST_CAPACITY;
		if (t)
			capacity = c->live <= t->count - t->count / 4 && t->count > FIRST_CAPACITY ? t->capacity : t->capacity * 2;
		if (!rebuild(realm, c, capacity))
			return false;
		t = table_of(c);
	}
	uint32_t index = t->count++;
	t->entries[index] = (struct evl_collection_entry){ .key = key, .value = value, .hash = hash };
	if (t->numbers)
		t->numbers[index] = c->used;
	link_entry(t, index);
	c->used++;
	c->live++;
	return true;
}

bool evl_collection_delete(struct evl_realm *realm, struct evl_collection *c, evl_value key)
{
	key = normalized(key);
	struct table *t = table_of(c);
	if (c->live == 0)
		return false;
	uint32_t hash = hash_of(realm, key);
	for (uint32_t *at = &t->buckets[hash & (t->capacity - 1)]; *at; at = &t->entries[*at - 1].next) {
		struct evl_collection_entry *entry = &t->entries[*at - 1];
		if (entry->hash != hash || !same_key(realm, entry->key, key))
			continue;
		*at = entry->next;
		entry->key = EVL_EMPTY;
		entry->value = EVL_UNDEFINED;
		c->live--;
		return true;
	}
	return false;
}

void evl_collection_clear(struct evl_realm *realm, struct evl_collection *c)
{
	(void)realm;
	c->table = NULL;
	c->live = 0;
	c->epoch++;
}

bool evl_collection_next(struct evl_collection *c, uint32_t *position, evl_value *key, evl_value *value)
{
	const struct table *t = table_of(c);
	if (!t)
		return false;
	uint32_t index = 0;
	if (t->numbers) {
		uint32_t end = t->count;
		while (index < end) {
			uint32_t middle = index + (end - index) / 2;
			if (t->numbers[middle] < *position)
				index = middle + 1;
			else
				end = middle;
		}
	} else if (*position > t->first) {
		index = *position - t->first;
	}
	for (; index < t->count; index++) {
		const struct evl_collection_entry *entry = &t->entries[index];
		if (entry->key == EVL_EMPTY)
			continue;
		*key = entry->key;
		*value = entry->value;
		*position = (t->numbers ? t->numbers[index] : t->first + index) + 1;
		return true;
	}
	return false;
}
