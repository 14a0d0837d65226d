/*
 * object.h - objects, shapes, and the layout that the machine's fast paths rely on.
 *
 * Named properties: the *shape* maps keys to slot numbers, the object holds the
 * slots. Objects made alike share a shape, so an inline cache compares one
 * pointer. A shape that belongs to one object only (after deletes, for
 * prototypes, for the global object) is a *dictionary*; it gets a new identity
 * whenever a property is deleted or changes its attributes, but not when one is added.
 *
 * Integer-keyed properties with default attributes live in `elements`
 * (EVL_HOLE where absent). When an object gets an index far beyond its end, or
 * one with other attributes, or is sealed or frozen, its indexed properties
 * move into the (dictionary) shape as index keys and the flag SPARSE is set.
 *
 * Prototypes: an object that serves as one has the flag PROTOTYPE and a
 * dictionary shape of its own; adding, deleting or reconfiguring a property of
 * it, or changing its prototype, advances realm->prototype_epoch, which
 * invalidates every cached lookup that went through a prototype. So does adding
 * to a dictionary object a property that one of its prototypes has.
 *
 * `length` of arrays and String objects, and the units of the latter, are
 * in no shape. So that a cached lookup made with a plain object never serves such an
 * object, those classes have their own tree of shapes beside that of plain objects with
 * the same prototype (evl_object_alloc picks it), whose shapes have the flag SPECIAL: on
 * these never cache the key `length`. Objects with the flag EXOTIC are never cached at all.
 */
#ifndef EVL_VALUE_OBJECT_H
#define EVL_VALUE_OBJECT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value/heap.h"
#include "value/key.h"
#include "value/value.h"

struct evl_realm;

enum evl_class {
#define EVL_CLASS(id, name) EVL_CLASS_##id,
#include "value/classes.def"
#undef EVL_CLASS
	EVL_CLASS_COUNT
};

/* property attributes */
enum {
	EVL_WRITABLE = 1,
	EVL_ENUMERABLE = 2,
	EVL_CONFIGURABLE = 4,
	EVL_ACCESSOR = 8, /* the slot holds an accessor cell */
	EVL_DATA_DEFAULT = 7,
	EVL_DATA_HIDDEN = 5, /* writable, configurable, not enumerable: library methods */
};

/* flags of an object's cell */
enum {
	EVL_OBJECT_EXTENSIBLE = 1,
	EVL_OBJECT_CALLABLE = 2,
	EVL_OBJECT_CONSTRUCTOR = 4,
	EVL_OBJECT_PROTOTYPE = 8,
	EVL_OBJECT_SPARSE = 16,
	EVL_OBJECT_EXOTIC = 32,  /* internal methods differ: evl_realm.exotics[class] */
	EVL_OBJECT_LENGTH_FIXED = 64, /* arrays: `length` is not writable */
	EVL_OBJECT_JOINING = 128, /* Array.prototype.join is at work on it: an inner join gives "" (cycles) */
};

struct evl_property_entry {
	evl_key key; /* 0: deleted (dictionaries only) */
	uint32_t slot;
	uint8_t attributes;
};

/* The property list that a chain of shapes shares; shape n sees its first n entries. */
struct evl_properties {
	struct evl_cell cell;
	uint32_t count;
	uint32_t capacity;
	uint32_t *hash;      /* capacity*2 slots, entry index + 1; NULL while count <= 8 */
	uint32_t hash_mask;
	struct evl_property_entry *entries;
};

/* flags of a shape's cell */
enum {
	EVL_SHAPE_DICTIONARY = 1,
	EVL_SHAPE_SPECIAL = 2, /* of arrays and String objects: own properties that are in no shape */
};

struct evl_shape {
	struct evl_cell cell;
	struct evl_object *prototype; /* or NULL */
	struct evl_properties *properties;
	uint32_t count;      /* how many entries of `properties` belong to this shape */
	uint32_t slot_count; /* slots that an object of this shape has in use */
	struct evl_shape *parent;
	struct evl_shape *children; /* first transition; siblings through `sibling` */
	struct evl_shape *sibling;
	struct evl_shape *child_root; /* for the shape of a prototype object: the root shape of objects that inherit from it */
	struct evl_shape *special;    /* root shapes: the root of arrays and String objects with the same prototype */
	/* The function that `new` made these objects with; NULL: something else did; Object.prototype: so, and they have got another prototype since. */
	struct evl_object *constructor;
	evl_key key;         /* the key that led here from parent */
	uint8_t attributes;
};

struct evl_object {
	struct evl_cell cell; /* kind OBJECT, aux: enum evl_class */
	struct evl_shape *shape;
	evl_value *slots;      /* inline behind the struct, or in a VALUES cell */
	evl_value *elements;   /* element_capacity values; NULL when none. After shift() they begin inside their cell: the word before them is a header of size 0 */
	uint32_t element_count; /* elements in use; beyond it indexes are absent */
	uint32_t element_capacity;
	uint32_t slot_capacity;
	uint32_t length;       /* arrays: the `length` property, element_count <= length; others: free for the class */
};


struct evl_accessor {
	struct evl_cell cell;
	evl_value get; /* function object, EVL_UNDEFINED, or a lazy value */
	evl_value set;
};

struct evl_wrapper {
	struct evl_object object;
	evl_value primitive;
};

/* Which class it is, which flags it has; is a value an object that can be called, constructed, or of a class? */
static inline enum evl_class evl_class_of(const struct evl_object *o) { return (enum evl_class)o->cell.aux; }
static inline bool evl_has_flag(const struct evl_object *o, uint8_t flag) { return (o->cell.flags & flag) != 0; }
static inline bool evl_is_callable(evl_value v) { return evl_is_object(v) && evl_has_flag(evl_as_object(v), EVL_OBJECT_CALLABLE); }
static inline bool evl_is_constructor(evl_value v) { return evl_is_object(v) && evl_has_flag(evl_as_object(v), EVL_OBJECT_CONSTRUCTOR); }
static inline bool evl_is_class(evl_value v, enum evl_class c) { return evl_is_object(v) && evl_class_of(evl_as_object(v)) == c; }

/* A fresh root shape lookup: the empty shape of objects whose prototype is `prototype` (NULL: none). Marks it as a prototype. */
struct evl_shape *evl_shape_root(struct evl_realm *realm, struct evl_object *prototype);

/*
 * A fresh empty shape for what `new constructor` makes: as evl_shape_root, but shared with nothing, so that such objects
 * are told apart from others with the same prototype (V8 names them after the constructor in stack traces).
 */
struct evl_shape *evl_shape_of_instances(struct evl_realm *realm, struct evl_object *prototype, struct evl_object *constructor);

/* The shape after adding `key` with `attributes` to `shape` (not a dictionary); found or made. */
struct evl_shape *evl_shape_add(struct evl_realm *realm, struct evl_shape *shape, evl_key key, uint8_t attributes);

/* Find `key`; NULL when absent. Borrowed until the shape's properties change. */
static inline const struct evl_property_entry *evl_shape_find(const struct evl_shape *shape, evl_key key);
/* The part of it for shapes of so many keys that they have a hash table. */
const struct evl_property_entry *evl_shape_find_hashed(const struct evl_shape *shape, evl_key key);

static inline const struct evl_property_entry *evl_shape_find(const struct evl_shape *shape, evl_key key)
{
	const struct evl_properties *p = shape->properties;
	if (p == NULL)
		return NULL;
	if (p->hash != NULL)
		return evl_shape_find_hashed(shape, key);
	for (uint32_t i = 0; i < shape->count; i++)
		if (p->entries[i].key == key)
			return &p->entries[i];
	return NULL;
}

/*
 * New objects. `bytes` is the size of the C struct (sizeof(struct evl_object) or
 * of one that begins with it); the part after the evl_object is zeroed.
 * `inline_slots` slots follow the struct. Flags: EXTENSIBLE. Never fails.
 */
struct evl_object *evl_object_alloc(struct evl_realm *realm, enum evl_class cls, struct evl_shape *shape, size_t bytes,
				    uint32_t inline_slots);
/* OrdinaryObjectCreate(prototype); 4 inline slots. */
struct evl_object *evl_object_new(struct evl_realm *realm, struct evl_object *prototype);
/* {} with %Object.prototype%. */
struct evl_object *evl_object_plain(struct evl_realm *realm);
/* An array of `length` (sec-arraycreate) with room for `capacity` elements; element_count is 0. */
struct evl_object *evl_array_new(struct evl_realm *realm, uint32_t length, uint32_t capacity);
/* An array of these values. */
struct evl_object *evl_array_from(struct evl_realm *realm, const evl_value *values, uint32_t count);
/* The part of evl_array_append that makes room. */
bool evl_array_append_slow(struct evl_realm *realm, struct evl_object *array, evl_value value);

/*
 * Append to a plain dense array: not SPARSE, extensible, `length` writable, element_count equal to length.
 * False with an exception when memory runs out.
 */
static inline bool evl_array_append(struct evl_realm *realm, struct evl_object *array, evl_value value)
{
	if (array->element_count >= array->element_capacity)
		return evl_array_append_slow(realm, array, value);
	array->elements[array->element_count++] = value;
	array->length = array->element_count;
	return true;
}

/* new Boolean, Number, String, Symbol, BigInt around a primitive (sec-toobject). */
struct evl_object *evl_wrapper_new(struct evl_realm *realm, evl_value primitive);

/* Room for one more slot than slot_capacity (the storage doubles). */
void evl_object_grow_slots(struct evl_realm *realm, struct evl_object *object);

/* Store `value` as the next slot (growing the storage) and give the object `shape`, which has one slot more. */
static inline void evl_object_push_slot(struct evl_realm *realm, struct evl_object *object, struct evl_shape *shape,
					evl_value value)
{
	uint32_t slot = shape->slot_count - 1;
	if (slot >= object->slot_capacity)
		evl_object_grow_slots(realm, object);
	object->slots[slot] = value;
	object->shape = shape;
}

/* Give the object a dictionary shape of its own (if it has none yet). */
void evl_object_make_dictionary(struct evl_realm *realm, struct evl_object *object);
/* Room for `capacity` elements in all. False with an exception pending when memory runs out. */
bool evl_object_reserve_elements(struct evl_realm *realm, struct evl_object *object, uint32_t capacity);

/* Move the elements into the dictionary shape as index keys, for what elements cannot express. False with an exception when memory runs out. */
bool evl_object_make_sparse(struct evl_realm *realm, struct evl_object *object);

/* Resolve a lazy slot value: make the function, compute the stack text, ...; stores the result in the slot. */
bool evl_object_resolve_lazy(struct evl_realm *realm, struct evl_object *object, uint32_t slot, evl_value *out);

#endif
