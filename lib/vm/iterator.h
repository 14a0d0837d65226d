/* SPDX-License-Identifier: MIT */
/*
 * iterator.h - the iterators of arrays, maps, sets and strings, and iterator results.
 *
 * They live in vm/ because for-of and spread step through them without calling
 * their `next`. The families in builtins/ list the natives below in their rows; the
 * interpreter knows them by address of the C function, so a snippet that
 * replaces one is respected.
 */
#ifndef EVL_VM_ITERATOR_H
#define EVL_VM_ITERATOR_H

#include <stdbool.h>
#include <stdint.h>

#include "value/object.h"
#include "value/realm.h"
#include "value/rows.h"

enum evl_iterator_kind { EVL_ITERATOR_KEYS, EVL_ITERATOR_VALUES, EVL_ITERATOR_ENTRIES };

enum evl_iterator_source { EVL_ITERATOR_ARRAY, EVL_ITERATOR_MAP, EVL_ITERATOR_SET, EVL_ITERATOR_STRING };

/* An object of class ITERATOR. */
struct evl_builtin_iterator {
	struct evl_object object;
	evl_value target;  /* array-like object, collection, or string; EVL_UNDEFINED once exhausted */
	uint64_t position; /* next index; collections: the state of evl_collection_next */
	uint8_t kind;      /* enum evl_iterator_kind */
	uint8_t source;    /* enum evl_iterator_source */
};

/* A new iterator over `target` with the prototype that belongs to `source` (sec-createarrayiterator and its siblings). */
struct evl_builtin_iterator *evl_builtin_iterator_new(struct evl_realm *realm, enum evl_iterator_source source,
						      enum evl_iterator_kind kind, evl_value target);
/* One step: *done, or *value. Entries make a fresh [key, value] array. False: an exception is pending. */
bool evl_builtin_iterator_next(struct evl_realm *realm, struct evl_builtin_iterator *iterator, evl_value *value, bool *done);

/* CreateIterResultObject (sec-createiterresultobject). Never fails. */
evl_value evl_iterator_result(struct evl_realm *realm, evl_value value, bool done);

/* The natives for the rows. %ArrayIteratorPrototype%.next and its siblings: */
bool evl_array_iterator_prototype_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_map_iterator_prototype_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_set_iterator_prototype_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_string_iterator_prototype_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* Array.prototype.values (also Array.prototype[Symbol.iterator]). */
bool evl_array_prototype_values(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/*
 * Call `each` with every value of `iterable` (GetIterator, IteratorStep), closing the iterator when `each`
 * returns false (sec-iteratorclose). Arrays with the untouched protocol are read directly. False: an exception is
 * pending, of the protocol or the one that `each` left.
 */
typedef bool (*evl_iterate_each)(struct evl_realm *realm, void *context, evl_value value);
bool evl_iterate(struct evl_realm *realm, evl_value iterable, evl_iterate_each each, void *context);

/* An iterator record for C code (sec-iterator-records). */
struct evl_iterator_record {
	evl_value iterator, next;
	bool done;
};
/* GetIterator(value, sync); TypeError NOT_ITERABLE. */
bool evl_iterator_open(struct evl_realm *realm, evl_value iterable, struct evl_iterator_record *record);
/* IteratorStepValue: record->done at the end or when the protocol threw, otherwise *value. False: exception pending. */
bool evl_iterator_step(struct evl_realm *realm, struct evl_iterator_record *record, evl_value *value);
/* IteratorStep: the same without reading the value. */
bool evl_iterator_step_over(struct evl_realm *realm, struct evl_iterator_record *record);
/*
 * IteratorClose. With an exception pending: calls `return`, ignores what it does, and leaves the first exception
 * pending (returns false). Otherwise: false when `return` threw or gave no object.
 */
bool evl_iterator_close(struct evl_realm *realm, struct evl_iterator_record *record);

#endif
