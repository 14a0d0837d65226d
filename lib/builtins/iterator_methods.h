/* SPDX-License-Identifier: MIT */
/*
 * iterator_methods.h - the objects that Iterator.prototype.map, Iterator.zip and their kin give
 * (sec-iterator-helper-objects), and what their makers share.
 *
 * The standard writes them as generators. Here each kind is a step function over the
 * state below; what a generator would do at its yield when it is told to return is
 * the kind's close function.
 */
#ifndef EVL_BUILTINS_ITERATOR_METHODS_H
#define EVL_BUILTINS_ITERATOR_METHODS_H

#include "value/rows.h"
#include "vm/iterator.h"

struct evl_iterator_helper;

enum evl_helper_state { EVL_HELPER_START, EVL_HELPER_SUSPENDED, EVL_HELPER_RUNNING, EVL_HELPER_DONE };

struct evl_helper_kind {
	/* The next value, or *done. False: an exception is pending. What is to be closed has been closed then. */
	bool (*step)(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value *value, bool *done);
	/* Close what is open. With an exception pending: keep it and return false. */
	bool (*close)(struct evl_realm *realm, struct evl_iterator_helper *helper);
};

/* Of class ITERATOR_HELPER. */
struct evl_iterator_helper {
	struct evl_object object;
	const struct evl_helper_kind *kind;
	uint8_t state; /* enum evl_helper_state */
	struct evl_iterator_record source; /* the underlying iterator */
	evl_value function;
	double counter;
	double remaining;  /* take, drop */
	struct evl_iterator_record inner; /* flatMap, concat: the iterator that gives values now */
	bool has_inner;
	/* concat: pairs of iterable and method; zip: see iterator_zip.c */
	struct evl_iterator_record *records;
	evl_value *items;
	uint32_t count, at;
	uint8_t mode;
	const evl_key *keys; /* zipKeyed: of the results; NULL: arrays */
};

/* A helper of this kind in its first state. */
struct evl_iterator_helper *evl_iterator_helper_new(struct evl_realm *realm, const struct evl_helper_kind *kind);

/* GetIteratorDirect (sec-getiteratordirect). */
bool evl_iterator_direct(struct evl_realm *realm, evl_value iterator, struct evl_iterator_record *record);
/* GetIteratorFlattenable (sec-getiteratorflattenable). `method` names the caller: "Iterator.from"; NULL: V8 says "is not iterable". */
bool evl_iterator_flattenable(struct evl_realm *realm, evl_value value, bool strings, const char *method, struct evl_iterator_record *record);

/* [[Call]] and [[Construct]] of Iterator (sec-iterator-constructor). */
bool evl_iterator_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* iterator_zip.c */
bool evl_iterator_concat(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_iterator_zip(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_iterator_zip_keyed(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* iterator_consume.c: the methods that run an iterator to its end. */
bool evl_iterator_prototype_reduce(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_iterator_prototype_to_array(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_iterator_prototype_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_iterator_prototype_some(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_iterator_prototype_every(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_iterator_prototype_find(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_iterator_prototype_join(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_iterator_prototype_includes(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/*
 * The receiver as an iterator whose `next` is not read yet, and that is closed when the arguments are wrong: TypeError "... called on non-object".
 */
bool evl_iterator_receiver(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_iterator_record *record);
/* The same with a callable first argument, and `next` read. */
bool evl_iterator_receiver_with(struct evl_realm *realm, const struct evl_args *args, const char *method,
				struct evl_iterator_record *record);

#endif
