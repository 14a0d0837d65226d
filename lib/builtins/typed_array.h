/* SPDX-License-Identifier: MIT */
/*
 * typed_array.h - what the files of the %TypedArray% family share: checking receivers, making new ones, and the
 * functions that typed_array.c lists in its rows.
 */
#ifndef EVL_BUILTINS_TYPED_ARRAY_H
#define EVL_BUILTINS_TYPED_ARRAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value/realm.h"
#include "value/rows.h"
#include "value/typed_array.h"

/* TypeError "Cannot perform ... on a detached ArrayBuffer", in the words of the realm's engine. Always false. */
bool evl_throw_detached(struct evl_realm *realm, const char *method);

/*
 * ValidateTypedArray (sec-validatetypedarray) on the receiver: *view and its elements *length. `method` as in
 * "%TypedArray%.prototype.at"; `named`: V8's message for other receivers names it. False: TypeError.
 */
bool evl_typed_receiver(struct evl_realm *realm, const struct evl_args *args, const char *method, bool named, struct evl_view **view,
			size_t *length);

/* A typed array of `length` zeros with the type's own constructor. NULL: RangeError, or the run is halting. */
struct evl_view *evl_typed_create(struct evl_realm *realm, enum evl_typed type, double length);
/* TypedArraySpeciesCreate (sec-typedarray-species-create), without its look at the content type: V8 has none. */
bool evl_typed_species_create(struct evl_realm *realm, struct evl_view *exemplar, const char *method, uint32_t count,
			      const evl_value *values, double least, struct evl_view **out);
/* Copy `count` elements between views of the same content type; they may be of one buffer. Both are in bounds. */
void evl_typed_copy(struct evl_realm *realm, struct evl_view *to, size_t at, const struct evl_view *from, size_t first, size_t count);

/* typed_array_methods.c */
bool evl_typed_array_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_copy_within(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_fill(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_includes(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_index_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_last_index_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_join(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_to_locale_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_reverse(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_slice(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_subarray(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_to_reversed(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_with(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* typed_array_iterate.c */
bool evl_typed_array_every(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_some(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_filter(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_map(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_find(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_find_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_find_last(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_find_last_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_reduce(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_reduce_right(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* typed_array_sort.c */
bool evl_typed_array_sort(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_typed_array_to_sorted(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* uint8_array_text.c: what recent engines have on Uint8Array and its prototype */
extern const struct evl_rows evl_rows_uint8_array_recent;
extern const struct evl_rows evl_rows_uint8_array_prototype_recent;

#endif
