/* SPDX-License-Identifier: MIT */
/*
 * array.h - the functions of the Array family that array.c lists in its rows, by the file that has them,
 * and the few that other families use.
 */
#ifndef EVL_BUILTINS_ARRAY_H
#define EVL_BUILTINS_ARRAY_H

#include <stdbool.h>
#include <stdint.h>

#include "value/realm.h"
#include "value/rows.h"

/* array.c: get Array[Symbol.species] */
bool evl_array_species(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* array_text.c: `length` elements of `o` as one text; "" while it is being joined already */
bool evl_array_join(struct evl_realm *realm, struct evl_object *o, double length, struct evl_string *separator, bool localized,
		    evl_value *result);

/* array_iterate.c */
bool evl_array_prototype_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_map(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_filter(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_every(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_some(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_reduce(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_reduce_right(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_flat(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_flat_map(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* array_search.c */
bool evl_array_prototype_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_index_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_last_index_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_includes(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_find(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_find_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_find_last(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_find_last_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* array_mutate.c */
bool evl_array_prototype_push(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_pop(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_shift(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_unshift(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_splice(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_reverse(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_fill(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_copy_within(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* array_sort.c */
bool evl_array_prototype_sort(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_to_sorted(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* array_copy.c */
bool evl_array_prototype_concat(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_slice(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_to_reversed(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_to_spliced(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_from_async(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_with(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* array_text.c */
bool evl_array_prototype_join(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_array_prototype_to_locale_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
