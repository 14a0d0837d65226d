/* SPDX-License-Identifier: MIT */
/*
 * recent.h - library functions that are in today's ECMAScript but not in every host.
 *
 * The families have what Node 20 has. A host calls evl_builtins_recent with the V8 of its profile when it starts,
 * which adds what of these tables that V8 has to the objects named (recent.c lists them).
 */
#ifndef EVL_BUILTINS_RECENT_H
#define EVL_BUILTINS_RECENT_H

#include "value/rows.h"

/* Make the engine of `realm` the V8 `v8`: adds the rows of the tables below that it has. */
void evl_builtins_recent(struct evl_realm *realm, enum evl_v8 v8);

extern const struct evl_rows evl_rows_object_recent;  /* %Object%: groupBy (Node 21) */
extern const struct evl_rows evl_rows_promise_recent; /* %Promise%: withResolvers (Node 22), try (Node 24) */
extern const struct evl_rows evl_rows_map_recent;     /* %Map%: groupBy (Node 21) */
extern const struct evl_rows evl_rows_map_prototype_recent; /* %Map.prototype%: getOrInsert, getOrInsertComputed */
extern const struct evl_rows evl_rows_weak_map_recent; /* %WeakMap.prototype%: the same */
extern const struct evl_rows evl_rows_json_recent;  /* %JSON%: rawJSON, isRawJSON */
extern const struct evl_rows evl_rows_iterator_static_recent; /* %Iterator%: from, concat, zip (Node 22, 24, later) */
extern const struct evl_rows evl_rows_iterator_recent; /* %Iterator.prototype%: map and the other helpers (Node 22) */
extern const struct evl_rows evl_rows_global_typed_recent; /* the global object: Float16Array (Node 24) */
extern const struct evl_rows evl_rows_intl_recent;    /* %Intl%: DurationFormat (Node 23) */
extern const struct evl_rows evl_rows_date_recent;    /* %Date.prototype%: toTemporalInstant */
extern const struct evl_rows evl_rows_global_recent;   /* the global object: Iterator (Node 22) */

#endif
