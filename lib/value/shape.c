/* SPDX-License-Identifier: MIT */
/*
 * shape.c - the tree of shared shapes, and dictionaries.
 *
 * A chain of shapes shares one property list as long as nobody branches off:
 * the youngest shape appends in place, and a shape that already has a longer
 * sibling's list below it copies its part. Lists with room for more than eight
 * entries have an open hash table of entry numbers; entries of other shapes
 * of the chain are told by their number.
 *
 * The first children of a shape are a list. A shape with many children (the
 * empty one, in programs that use objects as maps) keeps further ones in one
 * hash table of the realm, keyed by parent, key and attributes.
 */
#include "value/shape.h"

#include <string.h>

#include "value/realm.h"

enum { LISTED_CHILDREN = 8 };
enum { FIRST_CAPACITY = 4, HASH_FROM = 8 }; /* lists larger than HASH_FROM are hashed */

static uint32_t mix(uint32_t key)
{
	uint32_t h = key * 0x9E3779B1u;
	return h ^ h >> 15;
}

const struct evl_property_entry *evl_shape_find_hashed(const struct evl_shape *shape, evl_key key)
{
	const struct evl_properties *p = shape->properties;
	for (uint32_t i = mix(key);; i++) {
		uint32_t at = p->hash[i & p->hash_mask];
		if (at == 0)
			return NULL;
		if (p->entries[at - 1].key == key)
			return at <= shape->count ? &p->entries[at - 1] : NULL;
	}
}

static void hash_entry(struct evl_properties *p, uint32_t index)
{
	uint32_t i = mix(p->entries[index].key) & p->hash_mask;
	while (p->hash[i] != 0)
		i = (i + 1) & p->hash_mask;
	p->hash[i] = index + 1;
}

/* Give the list room for `capacity` entries (a power of two) and hash it when it is large. Entries keep their numbers. */
static void resize_properties(struct evl_realm *realm, struct evl_properties *p, uint32_t capacity)
{
	struct evl_cell *cell =
		evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, sizeof(*cell) + capacity * sizeof(struct evl_property_entry));
	struct evl_property_entry *entries = (struct evl_property_entry *)(void *)(cell + 1);
	if (p->count)
		memcpy(entries, p->entries, p->count * sizeof(*entries));
	p->entries = entries;
	p->capacity = capacity;
	if (capacity <= HASH_FROM)
		return;
	size_t bytes = (size_t)capacity * 2 * sizeof(uint32_t);
	cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, sizeof(*cell) + bytes);
	p->hash = (uint32_t *)(void *)(cell + 1);
	p->hash_mask = capacity * 2 - 1;
	memset(p->hash, 0, bytes);
	for (uint32_t i = 0; i < p->count; i++)
		if (entries[i].key != 0)
			hash_entry(p, i);
}

static uint32_t power_of_two(uint32_t n)
{
	uint32_t power = FIRST_CAPACITY;
	while (power < n)
		power *= 2;
	return power;
}

static struct evl_properties *new_properties(struct evl_realm *realm, uint32_t capacity)
{
	struct evl_properties *p = evl_heap_alloc(&realm->heap, EVL_CELL_PROPERTIES, sizeof(*p));
	p->count = 0;
	p->hash = NULL;
	p->hash_mask = 0;
	resize_properties(realm, p, power_of_two(capacity));
	return p;
}

/* A list of its own with the first `count` entries of `p` and room for more. */
static struct evl_properties *copy_properties(struct evl_realm *realm, const struct evl_properties *p, uint32_t count,
					      uint32_t capacity)
{
	struct evl_properties *copy = new_properties(realm, capacity > count ? capacity : count);
	if (count)
		memcpy(copy->entries, p->entries, count * sizeof(*copy->entries));
	copy->count = count;
	if (copy->hash)
		for (uint32_t i = 0; i < count; i++)
			if (copy->entries[i].key != 0)
				hash_entry(copy, i);
	return copy;
}

static void append_entry(struct evl_realm *realm, struct evl_properties *p, evl_key key, uint32_t slot, uint8_t attributes)
{
	if (p->count == p->capacity)
		resize_properties(realm, p, p->capacity * 2);
	p->entries[p->count] = (struct evl_property_entry){ .key = key, .slot = slot, .attributes = attributes };
	p->count++;
	if (p->hash)
		hash_entry(p, p->count - 1);
}

static struct evl_shape *new_shape(struct evl_realm *realm, struct evl_object *prototype, uint8_t flags)
{
	struct evl_shape *shape = evl_heap_alloc(&realm->heap, EVL_CELL_SHAPE, sizeof(*shape));
	memset((unsigned char *)shape + sizeof(shape->cell), 0, sizeof(*shape) - sizeof(shape->cell));
	shape->cell.flags = flags;
	shape->prototype = prototype;
	return shape;
}

/* May lookups of absent integer keys that come to `object` find something? */
static bool may_be_indexed(const struct evl_object *object)
{
	return object->element_count != 0 || evl_has_flag(object, EVL_OBJECT_SPARSE) || evl_has_flag(object, EVL_OBJECT_EXOTIC) ||
	       (evl_class_of(object) == EVL_CLASS_STRING && object->length != 0);
}

static void mark_prototype(struct evl_realm *realm, struct evl_object *object)
{
	if (evl_has_flag(object, EVL_OBJECT_PROTOTYPE))
		return;
	evl_object_make_dictionary(realm, object);
	object->cell.flags |= EVL_OBJECT_PROTOTYPE;
	if (may_be_indexed(object))
		realm->indexed_prototypes = true;
}

struct evl_shape *evl_shape_root(struct evl_realm *realm, struct evl_object *prototype)
{
	if (!prototype) {
		if (!realm->null_shape)
			realm->null_shape = new_shape(realm, NULL, 0);
		return realm->null_shape;
	}
	mark_prototype(realm, prototype);
	if (!prototype->shape->child_root)
		prototype->shape->child_root = new_shape(realm, prototype, 0);
	return prototype->shape->child_root;
}

struct evl_shape *evl_shape_of_instances(struct evl_realm *realm, struct evl_object *prototype, struct evl_object *constructor)
{
	if (prototype)
		mark_prototype(realm, prototype);
	struct evl_shape *shape = new_shape(realm, prototype, 0);
	shape->constructor = constructor;
	return shape;
}

struct evl_shape *evl_shape_special(struct evl_realm *realm, struct evl_shape *shape)
{
	if (!shape->special) {
		shape->special = new_shape(realm, shape->prototype, EVL_SHAPE_SPECIAL);
		shape->special->constructor = shape->constructor;
	}
	return shape->special;
}

static uint32_t transition_hash(const struct evl_realm *realm, const struct evl_shape *parent, evl_key key, uint8_t attributes)
{
	uint32_t offset = (uint32_t)((size_t)((const unsigned char *)parent - realm->heap.arena.base) >> 4);
	return mix(offset ^ mix(key + attributes));
}

static struct evl_shape *find_transition(struct evl_realm *realm, struct evl_shape *parent, evl_key key, uint8_t attributes)
{
	if (realm->transition_capacity == 0)
		return NULL;
	uint32_t mask = realm->transition_capacity - 1;
	for (uint32_t i = transition_hash(realm, parent, key, attributes);; i++) {
		struct evl_shape *child = realm->transitions[i & mask];
		if (!child || (child->parent == parent && child->key == key && child->attributes == attributes))
			return child;
	}
}

static void place_transition(struct evl_realm *realm, struct evl_shape *child)
{
	uint32_t mask = realm->transition_capacity - 1;
	uint32_t i = transition_hash(realm, child->parent, child->key, child->attributes) & mask;
	while (realm->transitions[i])
		i = (i + 1) & mask;
	realm->transitions[i] = child;
}

static void add_transition(struct evl_realm *realm, struct evl_shape *child)
{
	if (realm->transition_count * 2 >= realm->transition_capacity) {
		struct evl_shape **old = realm->transitions;
		uint32_t old_capacity = realm->transition_capacity;
		realm->transition_capacity = old_capacity ? old_capacity * 2 : 64;
		size_t bytes = realm->transition_capacity * sizeof(*old);
		realm->transitions = evl_realm_scratch(realm, bytes);
		memset(realm->transitions, 0, bytes);
		for (uint32_t i = 0; i < old_capacity; i++)
			if (old[i])
				place_transition(realm, old[i]);
	}
	realm->transition_count++;
	place_transition(realm, child);
}

struct evl_shape *evl_shape_add(struct evl_realm *realm, struct evl_shape *shape, evl_key key, uint8_t attributes)
{
	uint32_t listed = 0;
	for (struct evl_shape *child = shape->children; child; child = child->sibling, listed++)
		if (child->key == key && child->attributes == attributes)
			return child;
	if (listed == LISTED_CHILDREN) {
		struct evl_shape *child = find_transition(realm, shape, key, attributes);
		if (child)
			return child;
	}
	struct evl_properties *p = shape->properties;
	if (!p)
		p = new_properties(realm, FIRST_CAPACITY);
	else if (p->count != shape->count)
		p = copy_properties(realm, p, shape->count, shape->count + 1);
	if (shape->count == 0)
		shape->properties = p; /* so that the first chain that starts here has it, and the next one copies */
	struct evl_shape *child = new_shape(realm, shape->prototype, shape->cell.flags & EVL_SHAPE_SPECIAL);
	append_entry(realm, p, key, shape->slot_count, attributes);
	child->properties = p;
	child->count = shape->count + 1;
	child->slot_count = shape->slot_count + 1;
	child->parent = shape;
	child->constructor = shape->constructor;
	child->key = key;
	child->attributes = attributes;
	if (listed < LISTED_CHILDREN) {
		child->sibling = shape->children;
		shape->children = child;
	} else {
		add_transition(realm, child);
	}
	return child;
}

struct evl_shape *evl_dictionary_new(struct evl_realm *realm, struct evl_object *prototype, uint32_t capacity)
{
	if (prototype)
		mark_prototype(realm, prototype);
	struct evl_shape *shape = new_shape(realm, prototype, EVL_SHAPE_DICTIONARY);
	shape->properties = new_properties(realm, capacity);
	return shape;
}

void evl_object_make_dictionary(struct evl_realm *realm, struct evl_object *object)
{
	struct evl_shape *old = object->shape;
	if (old->cell.flags & EVL_SHAPE_DICTIONARY)
		return;
	uint8_t flags = (uint8_t)(EVL_SHAPE_DICTIONARY | (old->cell.flags & EVL_SHAPE_SPECIAL));
	struct evl_shape *shape = new_shape(realm, old->prototype, flags);
	shape->properties = copy_properties(realm, old->properties, old->count, old->count + 1);
	shape->count = old->count;
	shape->slot_count = old->slot_count;
	shape->constructor = old->constructor;
	object->shape = shape;
}

void evl_dictionary_reserve(struct evl_realm *realm, struct evl_object *object, uint32_t capacity)
{
	struct evl_properties *p = object->shape->properties;
	if (p->capacity < capacity)
		resize_properties(realm, p, power_of_two(capacity));
	while (object->slot_capacity < capacity)
		evl_object_grow_slots(realm, object);
}

void evl_dictionary_renew(struct evl_realm *realm, struct evl_object *object)
{
	struct evl_shape *shape = evl_heap_alloc(&realm->heap, EVL_CELL_SHAPE, sizeof(*shape));
	struct evl_cell cell = shape->cell;
	*shape = *object->shape;
	cell.flags = shape->cell.flags;
	shape->cell = cell;
	object->shape = shape;
	if (evl_has_flag(object, EVL_OBJECT_PROTOTYPE))
		realm->prototype_epoch++;
}

/* Close the gaps that deleted properties left in entries and slots. */
static void compact(struct evl_realm *realm, struct evl_object *object)
{
	struct evl_shape *shape = object->shape;
	struct evl_properties *p = shape->properties;
	uint32_t live = 0;
	for (uint32_t i = 0; i < p->count; i++) {
		struct evl_property_entry entry = p->entries[i];
		if (entry.key == 0)
			continue;
		/* slots were given out in the order of entries: entry.slot >= live */
		object->slots[live] = object->slots[entry.slot];
		entry.slot = live;
		p->entries[live++] = entry;
	}
	p->count = live;
	shape->count = live;
	shape->slot_count = live;
	if (p->hash) {
		memset(p->hash, 0, ((size_t)p->hash_mask + 1) * sizeof(*p->hash));
		for (uint32_t i = 0; i < live; i++)
			hash_entry(p, i);
	}
	evl_dictionary_renew(realm, object);
}

/* Before slots are renumbered: the machine tells its lazy slots apart by their numbers. */
static void resolve_lazy_slots(struct evl_realm *realm, struct evl_object *object)
{
	if (evl_class_of(object) != EVL_CLASS_FUNCTION && evl_class_of(object) != EVL_CLASS_ERROR)
		return;
	for (uint32_t i = 0; i < object->shape->slot_count; i++)
		if (evl_is_lazy(object->slots[i])) {
			evl_value ignored;
			if (!evl_object_resolve_lazy(realm, object, i, &ignored))
				object->slots[i] = EVL_UNDEFINED; /* halting */
		}
}

void evl_dictionary_append(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, uint8_t attributes)
{
	struct evl_properties *p = object->shape->properties;
	if (p->count == p->capacity && p->count >= 8) {
		uint32_t live = 0;
		for (uint32_t i = 0; i < p->count; i++)
			live += p->entries[i].key != 0;
		if (live <= p->count / 2) {
			resolve_lazy_slots(realm, object);
			compact(realm, object);
		}
	}
	struct evl_shape *shape = object->shape;
	append_entry(realm, shape->properties, key, shape->slot_count, attributes);
	shape->count++;
	shape->slot_count++;
	evl_object_push_slot(realm, object, shape, value);
}

void evl_shape_set_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object *prototype)
{
	struct evl_shape *old = object->shape;
	enum { REPLAY_AT_MOST = 32 };
	if (!(old->cell.flags & EVL_SHAPE_DICTIONARY) && old->count <= REPLAY_AT_MOST) {
		/* What made it is remembered; of the library's own objects, that their prototype is not the one that they were made with. */
		struct evl_object *made_by = old->constructor;
		enum evl_class cls = evl_class_of(object);
		bool of_library = cls != EVL_CLASS_OBJECT && cls != EVL_CLASS_ERROR && cls != EVL_CLASS_PLATFORM && !evl_has_flag(object, EVL_OBJECT_CALLABLE);
		if (!made_by && of_library)
			made_by = realm->intrinsics[EVL_INTRINSIC_OBJECT_PROTOTYPE];
		struct evl_shape *shape = made_by ? evl_shape_of_instances(realm, prototype, made_by) : evl_shape_root(realm, prototype);
		if (old->cell.flags & EVL_SHAPE_SPECIAL)
			shape = evl_shape_special(realm, shape);
		for (uint32_t i = 0; i < old->count; i++)
			shape = evl_shape_add(realm, shape, old->properties->entries[i].key,
					      old->properties->entries[i].attributes);
		object->shape = shape;
		return;
	}
	if (prototype)
		mark_prototype(realm, prototype);
	evl_object_make_dictionary(realm, object);
	evl_dictionary_renew(realm, object);
	object->shape->prototype = prototype;
}
