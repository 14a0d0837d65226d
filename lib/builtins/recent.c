/* SPDX-License-Identifier: MIT */
/*
 * recent.c - the library of newer engines on top of Node 20's.
 */
#include "builtins/recent.h"

#include "value/realm.h"

void evl_builtins_recent(struct evl_realm *realm, enum evl_v8 v8)
{
	static const struct {
		uint32_t object; /* enum evl_intrinsic; NONE: the global object */
		const struct evl_rows *rows;
	} tables[] = {
		{ EVL_INTRINSIC_OBJECT, &evl_rows_object_recent },
		{ EVL_INTRINSIC_PROMISE, &evl_rows_promise_recent },
		{ EVL_INTRINSIC_MAP, &evl_rows_map_recent },
		{ EVL_INTRINSIC_MAP_PROTOTYPE, &evl_rows_map_prototype_recent },
		{ EVL_INTRINSIC_WEAK_MAP_PROTOTYPE, &evl_rows_weak_map_recent },
		{ EVL_INTRINSIC_JSON, &evl_rows_json_recent },
		{ EVL_INTRINSIC_ITERATOR, &evl_rows_iterator_static_recent },
		{ EVL_INTRINSIC_ITERATOR_PROTOTYPE, &evl_rows_iterator_recent },
		{ EVL_INTRINSIC_NONE, &evl_rows_global_typed_recent },
		{ EVL_INTRINSIC_INTL, &evl_rows_intl_recent },
		{ EVL_INTRINSIC_DATE_PROTOTYPE, &evl_rows_date_recent },
		{ EVL_INTRINSIC_NONE, &evl_rows_global_recent },
	};
	realm->v8 = (uint8_t)v8;
	if (v8 == EVL_V8_11)
		return;
	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		struct evl_object *object = tables[i].object != EVL_INTRINSIC_NONE ?
						    evl_intrinsic(realm, (enum evl_intrinsic)tables[i].object) : realm->global;
		evl_define_rows(realm, object, tables[i].rows);
	}
}
