/* SPDX-License-Identifier: MIT */
/*
 * set.c - Set and its iterators (sec-set-objects). The methods that combine two sets are in set_algebra.c.
 */
#include "base/names.h"
#include "builtins/collection_make.h"
#include "builtins/set_algebra.h"
#include "value/collection.h"
#include "value/realm.h"
#include "value/rows.h"
#include "vm/iterator.h"

static struct evl_collection *receiver(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	return evl_collection_receiver(realm, args, EVL_CLASS_SET, method);
}

/* sec-set.prototype.add */
static bool set_prototype_add(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *set = receiver(realm, args, "Set.prototype.add");
	evl_value value = evl_arg(args, 0);
	*result = args->this_value;
	return set != NULL && evl_collection_set(realm, set, value, value);
}

static const struct evl_collection_kind set_kind = {
	"Set", EVL_CLASS_SET, EVL_INTRINSIC_SET_PROTOTYPE, EVL_NAME_add, set_prototype_add, false,
};

static bool set_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_collection_construct(realm, args, &set_kind, result);
}

static bool set_prototype_has(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *set = receiver(realm, args, "Set.prototype.has");
	if (set == NULL)
		return false;
	*result = evl_from_bool(evl_collection_has(realm, set, evl_arg(args, 0)));
	return true;
}

static bool set_prototype_delete(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *set = receiver(realm, args, "Set.prototype.delete");
	if (set == NULL)
		return false;
	*result = evl_from_bool(evl_collection_delete(realm, set, evl_arg(args, 0)));
	return true;
}

static bool set_prototype_clear(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *set = receiver(realm, args, "Set.prototype.clear");
	if (set == NULL)
		return false;
	evl_collection_clear(realm, set);
	*result = EVL_UNDEFINED;
	return true;
}

static bool set_prototype_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *set = receiver(realm, args, "Set.prototype.forEach");
	return set != NULL && evl_collection_for_each(realm, args, set, result);
}

static bool set_prototype_size(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_collection *set = receiver(realm, args, "get Set.prototype.size");
	if (set == NULL)
		return false;
	*result = evl_from_uint32(set->live);
	return true;
}

static bool set_prototype_entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (receiver(realm, args, "Set.prototype.entries") == NULL)
		return false;
	*result = evl_from_object(
		evl_builtin_iterator_new(realm, EVL_ITERATOR_SET, EVL_ITERATOR_ENTRIES, args->this_value));
	return true;
}

static bool set_prototype_values(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (receiver(realm, args, "Set.prototype.values") == NULL)
		return false;
	*result = evl_from_object(
		evl_builtin_iterator_new(realm, EVL_ITERATOR_SET, EVL_ITERATOR_VALUES, args->this_value));
	return true;
}

static const struct evl_row set_statics[] = {
	EVL_GETTER("[Symbol.species]", evl_give_this),
};

static const struct evl_row set_prototype[] = {
	EVL_METHOD("has", set_prototype_has, 1),
	EVL_METHOD("add", set_prototype_add, 1),
	EVL_METHOD("delete", set_prototype_delete, 1),
	EVL_METHOD_SINCE(EVL_V8_12, "difference", evl_set_difference, 1),
	EVL_METHOD("clear", set_prototype_clear, 0),
	EVL_METHOD("entries", set_prototype_entries, 0),
	EVL_METHOD("forEach", set_prototype_for_each, 1),
	EVL_METHOD_SINCE(EVL_V8_12, "intersection", evl_set_intersection, 1),
	EVL_METHOD_SINCE(EVL_V8_12, "isSubsetOf", evl_set_is_subset_of, 1),
	EVL_METHOD_SINCE(EVL_V8_12, "isSupersetOf", evl_set_is_superset_of, 1),
	EVL_METHOD_SINCE(EVL_V8_12, "isDisjointFrom", evl_set_is_disjoint_from, 1),
	EVL_GETTER("size", set_prototype_size),
	EVL_METHOD_SINCE(EVL_V8_12, "symmetricDifference", evl_set_symmetric_difference, 1),
	EVL_METHOD_SINCE(EVL_V8_12, "union", evl_set_union, 1),
	EVL_METHOD("values", set_prototype_values, 0),
	EVL_ALIAS_ROW("keys", "values"),
	EVL_TAG_ROW("Set"),
	EVL_ALIAS_ROW("[Symbol.iterator]", "values"),
};

const struct evl_family evl_family_SET = {
	.name = "Set",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = set_construct,
	.statics = EVL_ROWS(set_statics),
	.prototype = EVL_ROWS(set_prototype),
};

static const struct evl_row set_iterator_prototype[] = {
	EVL_METHOD("next", evl_set_iterator_prototype_next, 0),
	EVL_TAG_ROW("Set Iterator"),
};

const struct evl_family evl_family_SET_ITERATOR = {
	.name = "Set Iterator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(set_iterator_prototype),
};
