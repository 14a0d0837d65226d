/* SPDX-License-Identifier: MIT */
/*
 * collection_make.h - what the constructors of Map, Set, WeakMap and WeakSet share.
 */
#ifndef EVL_BUILTINS_COLLECTION_MAKE_H
#define EVL_BUILTINS_COLLECTION_MAKE_H

#include "value/collection.h"
#include "value/rows.h"

/* One kind of collection as its constructor sees it. */
struct evl_collection_kind {
	const char *name;           /* "Map" */
	uint8_t cls;                /* enum evl_class */
	uint32_t prototype;         /* enum evl_intrinsic */
	evl_name adder;             /* EVL_NAME_set or EVL_NAME_add */
	evl_native native_adder;    /* the library's own, which need not be called to be obeyed */
	bool entries;               /* the iterable gives [key, value] pairs */
};

/* The constructor (sec-map-iterable and its siblings). */
bool evl_collection_construct(struct evl_realm *realm, const struct evl_args *args, const struct evl_collection_kind *kind,
			      evl_value *result);
/* The receiver as a collection of `cls`; NULL with a TypeError naming `method` otherwise. */
struct evl_collection *evl_collection_receiver(struct evl_realm *realm, const struct evl_args *args, uint8_t cls,
					       const char *method);
/* CanBeHeldWeakly (sec-canbeheldweakly). */
bool evl_can_be_held_weakly(struct evl_realm *realm, evl_value v);
/* Map.prototype.forEach and Set.prototype.forEach; sets give each value twice. */
bool evl_collection_for_each(struct evl_realm *realm, const struct evl_args *args, struct evl_collection *collection,
			     evl_value *result);

/* What getOrInsert and getOrInsertComputed share: the value under `key`, put there first when there is none. */
bool evl_collection_get_or_insert(struct evl_realm *realm, const struct evl_args *args, struct evl_collection *map,
				  const char *computed, evl_value *result);

#endif
