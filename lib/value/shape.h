/*
 * shape.h - shapes that belong to one object, and making property lists. For the files of value/ only;
 * the shared kind is object.h's.
 */
#ifndef EVL_VALUE_SHAPE_H
#define EVL_VALUE_SHAPE_H

#include "value/object.h"

/* The root of arrays and String objects that goes with the root `shape` of plain objects. */
struct evl_shape *evl_shape_special(struct evl_realm *realm, struct evl_shape *shape);

/* A fresh dictionary without properties and with room for `capacity`. Marks `prototype` (may be NULL) as a prototype. */
struct evl_shape *evl_dictionary_new(struct evl_realm *realm, struct evl_object *prototype, uint32_t capacity);
/* Make room for `capacity` properties in all in the object's dictionary and slots. */
void evl_dictionary_reserve(struct evl_realm *realm, struct evl_object *object, uint32_t capacity);
/* Give the object's dictionary a new identity: every cached lookup made with it fails from now on. Advances the epoch for prototypes. */
void evl_dictionary_renew(struct evl_realm *realm, struct evl_object *object);
/* Append a property that the dictionary object lacks. Tells nobody: evl_own_add does. */
void evl_dictionary_append(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, uint8_t attributes);

/* Put `prototype` (or NULL) into the object's shape; keeps the shape shared where it can. */
void evl_shape_set_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object *prototype);

#endif
