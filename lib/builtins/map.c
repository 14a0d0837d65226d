/* SPDX-License-Identifier: MIT */
/*
 * map.c - Map and its iterators (sec-map-objects).
 */
#include "base/names.h"
#include "builtins/args.h"
#include "builtins/collection_make.h"
#include "builtins/recent.h"
#include "value/collection.h"
#include "value/property.h"
#include "value/realm.h"
#include "value/rows.h"
#include "vm/iterator.h"

static struct evl_collection *receiver(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	return evl_collection_receiver(realm, args, EVL_CLASS_MAP, method);
}

/* sec-map.prototype.set */
static bool map_prototype_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = receiver(realm, args, "Map.prototype.set");
	*result = args->this_value;
	return map != NULL && evl_collection_set(realm, map, evl_arg(args, 0), evl_arg(args, 1));
}

static const struct evl_collection_kind map_kind = {
	"Map", EVL_CLASS_MAP, EVL_INTRINSIC_MAP_PROTOTYPE, EVL_NAME_set, map_prototype_set, true,
};

static bool map_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_collection_construct(realm, args, &map_kind, result);
}

struct grouping {
	evl_value callback;
	struct evl_collection *map;
	double index;
};

static bool group_one(struct evl_realm *realm, void *context, evl_value item)
{
	struct grouping *grouping = context;
	evl_value values[2] = { item, evl_from_number(grouping->index++) };
	evl_value key;
	if (!evl_library_step(realm) || !evl_call(realm, grouping->callback, EVL_UNDEFINED, 2, values, &key))
		return false;
	evl_value group = evl_collection_get(realm, grouping->map, key);
	if (group == EVL_EMPTY) {
		group = evl_from_object(evl_array_new(realm, 0, 4));
		if (!evl_collection_set(realm, grouping->map, key, group))
			return false;
	}
	return evl_array_append(realm, evl_as_object(group), item);
}

/* sec-map.groupby */
static bool map_group_by(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct grouping grouping = { .callback = evl_arg(args, 1) };
	if (!evl_require_object_coercible(realm, evl_arg(args, 0), "Map.groupBy") ||
	    !evl_require_callable(realm, grouping.callback))
		return false;
	grouping.map = evl_collection_new(realm, EVL_CLASS_MAP, evl_intrinsic(realm, EVL_INTRINSIC_MAP_PROTOTYPE));
	*result = evl_from_object(grouping.map);
	return evl_iterate(realm, evl_arg(args, 0), group_one, &grouping);
}

static bool map_prototype_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = receiver(realm, args, "Map.prototype.get");
	if (map == NULL)
		return false;
	evl_value value = evl_collection_get(realm, map, evl_arg(args, 0));
	*result = value == EVL_EMPTY ? EVL_UNDEFINED : value;
	return true;
}

static bool map_prototype_has(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = receiver(realm, args, "Map.prototype.has");
	if (map == NULL)
		return false;
	*result = evl_from_bool(evl_collection_has(realm, map, evl_arg(args, 0)));
	return true;
}

static bool map_prototype_delete(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = receiver(realm, args, "Map.prototype.delete");
	if (map == NULL)
		return false;
	*result = evl_from_bool(evl_collection_delete(realm, map, evl_arg(args, 0)));
	return true;
}

static bool map_prototype_clear(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = receiver(realm, args, "Map.prototype.clear");
	if (map == NULL)
		return false;
	evl_collection_clear(realm, map);
	*result = EVL_UNDEFINED;
	return true;
}

static bool map_prototype_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = receiver(realm, args, "Map.prototype.forEach");
	return map != NULL && evl_collection_for_each(realm, args, map, result);
}

static bool map_prototype_size(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = receiver(realm, args, "get Map.prototype.size");
	if (map == NULL)
		return false;
	*result = evl_from_uint32(map->live);
	return true;
}

static bool iterate(struct evl_realm *realm, const struct evl_args *args, const char *method, enum evl_iterator_kind kind,
		    evl_value *result)
{
	if (receiver(realm, args, method) == NULL)
		return false;
	*result = evl_from_object(evl_builtin_iterator_new(realm, EVL_ITERATOR_MAP, kind, args->this_value));
	return true;
}

static bool map_prototype_entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return iterate(realm, args, "Map.prototype.entries", EVL_ITERATOR_ENTRIES, result);
}

static bool map_prototype_keys(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return iterate(realm, args, "Map.prototype.keys", EVL_ITERATOR_KEYS, result);
}

static bool map_prototype_values(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return iterate(realm, args, "Map.prototype.values", EVL_ITERATOR_VALUES, result);
}

static const struct evl_row map_statics[] = {
	EVL_GETTER("[Symbol.species]", evl_give_this),
};

static const struct evl_row map_prototype[] = {
	EVL_METHOD("get", map_prototype_get, 1),
	EVL_METHOD("set", map_prototype_set, 2),
	EVL_METHOD("has", map_prototype_has, 1),
	EVL_METHOD("delete", map_prototype_delete, 1),
	EVL_METHOD("clear", map_prototype_clear, 0),
	EVL_METHOD("entries", map_prototype_entries, 0),
	EVL_METHOD("forEach", map_prototype_for_each, 1),
	EVL_METHOD("keys", map_prototype_keys, 0),
	EVL_GETTER("size", map_prototype_size),
	EVL_METHOD("values", map_prototype_values, 0),
	EVL_TAG_ROW("Map"),
	EVL_ALIAS_ROW("[Symbol.iterator]", "entries"),
};

const struct evl_family evl_family_MAP = {
	.name = "Map",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = map_construct,
	.statics = EVL_ROWS(map_statics),
	.prototype = EVL_ROWS(map_prototype),
};

static const struct evl_row map_recent[] = {
	EVL_METHOD("groupBy", map_group_by, 2),
};

const struct evl_rows evl_rows_map_recent = EVL_ROWS(map_recent);

/* sec-map.prototype.getorinsert */
static bool map_prototype_get_or_insert(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = receiver(realm, args, "Map.prototype.getOrInsert");
	return map != NULL && evl_collection_get_or_insert(realm, args, map, NULL, result);
}

/* sec-map.prototype.getorinsertcomputed */
static bool map_prototype_get_or_insert_computed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = receiver(realm, args, "Map.prototype.getOrInsertComputed");
	return map != NULL && evl_collection_get_or_insert(realm, args, map, "Map.prototype.getOrInsertComputed", result);
}

static const struct evl_row map_prototype_recent[] = {
	EVL_METHOD_SINCE(EVL_V8_15, "getOrInsert", map_prototype_get_or_insert, 2),
	EVL_METHOD_SINCE(EVL_V8_15, "getOrInsertComputed", map_prototype_get_or_insert_computed, 2),
};

const struct evl_rows evl_rows_map_prototype_recent = EVL_ROWS(map_prototype_recent);

static const struct evl_row map_iterator_prototype[] = {
	EVL_METHOD("next", evl_map_iterator_prototype_next, 0),
	EVL_TAG_ROW("Map Iterator"),
};

const struct evl_family evl_family_MAP_ITERATOR = {
	.name = "Map Iterator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(map_iterator_prototype),
};
