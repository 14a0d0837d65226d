/* SPDX-License-Identifier: MIT */
/*
 * weak.c - WeakMap and WeakSet (sec-weakmap-objects, sec-weakset-objects). A run does
 * not collect what could be seen, so their entries stay as long as the collection does.
 */
#include "base/names.h"
#include "builtins/collection_make.h"
#include "builtins/recent.h"
#include "value/collection.h"
#include "value/error.h"
#include "value/realm.h"
#include "value/rows.h"

static struct evl_collection *map_receiver(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	return evl_collection_receiver(realm, args, EVL_CLASS_WEAK_MAP, method);
}

static struct evl_collection *set_receiver(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	return evl_collection_receiver(realm, args, EVL_CLASS_WEAK_SET, method);
}

static bool weak_map_prototype_delete(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = map_receiver(realm, args, "WeakMap.prototype.delete");
	if (map == NULL)
		return false;
	*result = evl_from_bool(evl_collection_delete(realm, map, evl_arg(args, 0)));
	return true;
}

static bool weak_map_prototype_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = map_receiver(realm, args, "WeakMap.prototype.get");
	if (map == NULL)
		return false;
	evl_value value = evl_collection_get(realm, map, evl_arg(args, 0));
	*result = value == EVL_EMPTY ? EVL_UNDEFINED : value;
	return true;
}

static bool weak_map_prototype_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = map_receiver(realm, args, "WeakMap.prototype.set");
	if (map == NULL)
		return false;
	if (!evl_can_be_held_weakly(realm, evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_WEAK_MAP_KEY);
	*result = args->this_value;
	return evl_collection_set(realm, map, evl_arg(args, 0), evl_arg(args, 1));
}

static bool weak_map_prototype_has(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = map_receiver(realm, args, "WeakMap.prototype.has");
	if (map == NULL)
		return false;
	*result = evl_from_bool(evl_collection_has(realm, map, evl_arg(args, 0)));
	return true;
}

static const struct evl_collection_kind weak_map_kind = {
	"WeakMap", EVL_CLASS_WEAK_MAP, EVL_INTRINSIC_WEAK_MAP_PROTOTYPE, EVL_NAME_set, weak_map_prototype_set, true,
};

static bool weak_map_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_collection_construct(realm, args, &weak_map_kind, result);
}

static const struct evl_row weak_map_prototype[] = {
	EVL_METHOD("delete", weak_map_prototype_delete, 1),
	EVL_METHOD("get", weak_map_prototype_get, 1),
	EVL_METHOD("set", weak_map_prototype_set, 2),
	EVL_METHOD("has", weak_map_prototype_has, 1),
	EVL_TAG_ROW("WeakMap"),
};

const struct evl_family evl_family_WEAK_MAP = {
	.name = "WeakMap",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = weak_map_construct,
	.prototype = EVL_ROWS(weak_map_prototype),
};

/* sec-weakmap.prototype.getorinsert */
static bool weak_map_prototype_get_or_insert(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = map_receiver(realm, args, "WeakMap.prototype.getOrInsert");
	return map != NULL && evl_collection_get_or_insert(realm, args, map, NULL, result);
}

/* sec-weakmap.prototype.getorinsertcomputed */
static bool weak_map_prototype_get_or_insert_computed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *map = map_receiver(realm, args, "WeakMap.prototype.getOrInsertComputed");
	return map != NULL && evl_collection_get_or_insert(realm, args, map, "WeakMap.prototype.getOrInsertComputed", result);
}

static const struct evl_row weak_map_prototype_recent[] = {
	EVL_METHOD_SINCE(EVL_V8_15, "getOrInsert", weak_map_prototype_get_or_insert, 2),
	EVL_METHOD_SINCE(EVL_V8_15, "getOrInsertComputed", weak_map_prototype_get_or_insert_computed, 2),
};

const struct evl_rows evl_rows_weak_map_recent = EVL_ROWS(weak_map_prototype_recent);

static bool weak_set_prototype_delete(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *set = set_receiver(realm, args, "WeakSet.prototype.delete");
	if (set == NULL)
		return false;
	*result = evl_from_bool(evl_collection_delete(realm, set, evl_arg(args, 0)));
	return true;
}

static bool weak_set_prototype_has(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *set = set_receiver(realm, args, "WeakSet.prototype.has");
	if (set == NULL)
		return false;
	*result = evl_from_bool(evl_collection_has(realm, set, evl_arg(args, 0)));
	return true;
}

static bool weak_set_prototype_add(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *set = set_receiver(realm, args, "WeakSet.prototype.add");
	evl_value value = evl_arg(args, 0);
	if (set == NULL)
		return false;
	if (!evl_can_be_held_weakly(realm, value))
		return evl_throw_message(realm, EVL_MESSAGE_WEAK_SET_VALUE);
	*result = args->this_value;
	return evl_collection_set(realm, set, value, value);
}

static const struct evl_collection_kind weak_set_kind = {
	"WeakSet", EVL_CLASS_WEAK_SET, EVL_INTRINSIC_WEAK_SET_PROTOTYPE, EVL_NAME_add, weak_set_prototype_add, false,
};

static bool weak_set_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_collection_construct(realm, args, &weak_set_kind, result);
}

static const struct evl_row weak_set_prototype[] = {
	EVL_METHOD("delete", weak_set_prototype_delete, 1),
	EVL_METHOD("has", weak_set_prototype_has, 1),
	EVL_METHOD("add", weak_set_prototype_add, 1),
	EVL_TAG_ROW("WeakSet"),
};

const struct evl_family evl_family_WEAK_SET = {
	.name = "WeakSet",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = weak_set_construct,
	.prototype = EVL_ROWS(weak_set_prototype),
};
