/* SPDX-License-Identifier: MIT */
/*
 * object_properties.c - the statics of Object that list, read, copy and define properties.
 */
#include "builtins/object.h"

#include "builtins/args.h"
#include "builtins/array_like.h"
#include "builtins/recent.h"
#include "vm/iterator.h"

static bool key_is_symbol(struct evl_realm *realm, evl_key key)
{
	return !evl_key_is_index(key) && evl_names_entry(realm->names, key)->kind == EVL_NAME_KIND_SYMBOL;
}

/* Is `key` an own enumerable property now? Without making a descriptor where the object is ordinary. */
static bool own_enumerable(struct evl_realm *realm, struct evl_object *o, evl_key key, bool *enumerable)
{
	if (!evl_has_flag(o, EVL_OBJECT_EXOTIC)) {
		if (evl_key_is_index(key) && evl_key_index(key) < o->element_count &&
		    o->elements[evl_key_index(key)] != EVL_HOLE) {
			*enumerable = true;
			return true;
		}
		const struct evl_property_entry *entry = evl_shape_find(o->shape, key);
		if (entry != NULL) {
			*enumerable = (entry->attributes & EVL_ENUMERABLE) != 0;
			return true;
		}
	}
	struct evl_descriptor own;
	bool found;
	if (!evl_get_own_property(realm, o, key, &own, &found))
		return false;
	*enumerable = found && own.enumerable;
	return true;
}

/* sec-object.assign */
bool evl_object_assign(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *to, *from;
	if (!evl_to_object(realm, evl_arg(args, 0), &to))
		return false;
	for (uint32_t i = 1; i < args->count; i++) {
		struct evl_key_list keys;
		if (evl_is_nullish(args->values[i]))
			continue;
		if (!evl_to_object(realm, args->values[i], &from) || !evl_own_keys(realm, from, &keys))
			return false;
		for (uint32_t k = 0; k < keys.count; k++) {
			bool enumerable;
			evl_value value;
			if (!evl_library_step(realm) || !own_enumerable(realm, from, keys.keys[k], &enumerable))
				return false;
			if (enumerable && (!evl_object_get(realm, from, keys.keys[k], evl_from_object(from), &value) ||
					   !evl_set(realm, evl_from_object(to), keys.keys[k], value, true)))
				return false;
		}
	}
	*result = evl_from_object(to);
	return true;
}

/* A property to be defined. */
struct definition {
	evl_key key;
	struct evl_descriptor descriptor;
};

/* sec-objectdefineproperties: all descriptors are read before the first is applied. */
bool evl_object_define_all(struct evl_realm *realm, struct evl_object *object, evl_value properties)
{
	struct evl_object *from;
	struct evl_key_list keys;
	if (!evl_to_object(realm, properties, &from) || !evl_own_keys(realm, from, &keys))
		return false;
	size_t room = ((size_t)keys.count * sizeof(struct definition) + sizeof(evl_value) - 1) / sizeof(evl_value);
	struct definition *list = (struct definition *)(void *)evl_values_alloc(realm, room);
	if (list == NULL)
		return false;
	uint32_t count = 0;
	for (uint32_t i = 0; i < keys.count; i++) {
		bool enumerable;
		evl_value value;
		if (!evl_library_step(realm) || !own_enumerable(realm, from, keys.keys[i], &enumerable))
			return false;
		if (!enumerable)
			continue;
		if (!evl_object_get(realm, from, keys.keys[i], evl_from_object(from), &value) ||
		    !evl_to_descriptor(realm, value, &list[count].descriptor))
			return false;
		list[count++].key = keys.keys[i];
	}
	for (uint32_t i = 0; i < count; i++)
		if (!evl_define_or_throw(realm, object, list[i].key, &list[i].descriptor))
			return false;
	return true;
}

static bool require_object(struct evl_realm *realm, evl_value v, const char *method)
{
	return evl_is_object(v) || evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, method);
}

/* sec-object.defineproperties */
bool evl_object_define_properties(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = evl_arg(args, 0);
	return require_object(realm, *result, "Object.defineProperties") &&
	       evl_object_define_all(realm, evl_as_object(*result), evl_arg(args, 1));
}

/* sec-object.defineproperty */
bool evl_object_define_property(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_key key;
	struct evl_descriptor descriptor;
	*result = evl_arg(args, 0);
	return require_object(realm, *result, "Object.defineProperty") && evl_to_key(realm, evl_arg(args, 1), &key) &&
	       evl_to_descriptor(realm, evl_arg(args, 2), &descriptor) &&
	       evl_define_or_throw(realm, evl_as_object(*result), key, &descriptor);
}

/* EnumerableOwnProperties (sec-enumerableownproperties) */
static bool enumerable_own(struct evl_realm *realm, const struct evl_args *args, bool with_keys, bool with_values,
			   evl_value *result)
{
	struct evl_object *o;
	struct evl_key_list keys;
	if (!evl_to_object(realm, evl_arg(args, 0), &o) || !evl_own_keys(realm, o, &keys))
		return false;
	struct evl_object *list = evl_array_new(realm, 0, keys.count);
	for (uint32_t i = 0; i < keys.count; i++) {
		bool enumerable;
		if (!evl_library_step(realm))
			return false;
		if (key_is_symbol(realm, keys.keys[i]))
			continue;
		if (!own_enumerable(realm, o, keys.keys[i], &enumerable))
			return false;
		if (!enumerable)
			continue;
		evl_value pair[2] = { EVL_UNDEFINED, EVL_UNDEFINED };
		if (with_keys)
			pair[0] = evl_key_to_value(realm, keys.keys[i]);
		if (with_values && !evl_object_get(realm, o, keys.keys[i], evl_from_object(o), &pair[1]))
			return false;
		evl_value entry = !with_values ? pair[0] : !with_keys ? pair[1] : evl_from_object(evl_array_from(realm, pair, 2));
		if (!evl_array_append(realm, list, entry))
			return false;
	}
	*result = evl_from_object(list);
	return true;
}

/* sec-object.keys */
bool evl_object_keys(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return enumerable_own(realm, args, true, false, result);
}

/* sec-object.values */
bool evl_object_values(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return enumerable_own(realm, args, false, true, result);
}

/* sec-object.entries */
bool evl_object_entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return enumerable_own(realm, args, true, true, result);
}

/* One entry of Object.fromEntries: an object with 0 and 1. */
static bool add_entry(struct evl_realm *realm, void *context, evl_value entry)
{
	struct evl_object *object = context;
	evl_value name, value;
	evl_key key;
	if (!evl_library_step(realm))
		return false;
	if (!evl_is_object(entry))
		return evl_throw_message(realm, EVL_MESSAGE_ENTRY_NOT_OBJECT, evl_describe(realm, entry));
	return evl_index_get(realm, evl_as_object(entry), 0, &name) && evl_index_get(realm, evl_as_object(entry), 1, &value) &&
	       evl_to_key(realm, name, &key) && evl_create_data(realm, object, key, value);
}

/* sec-object.fromentries */
bool evl_object_from_entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (evl_is_nullish(evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, "undefined");
	struct evl_object *object = evl_object_plain(realm);
	*result = evl_from_object(object);
	return evl_iterate(realm, evl_arg(args, 0), add_entry, object);
}

/* sec-object.getownpropertydescriptor */
bool evl_object_get_own_property_descriptor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	struct evl_descriptor own;
	evl_key key;
	bool found;
	if (!evl_to_object(realm, evl_arg(args, 0), &o) || !evl_to_key(realm, evl_arg(args, 1), &key) ||
	    !evl_get_own_property(realm, o, key, &own, &found))
		return false;
	*result = found ? evl_from_descriptor(realm, &own) : EVL_UNDEFINED;
	return true;
}

/* sec-object.getownpropertydescriptors */
bool evl_object_get_own_property_descriptors(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o, *all;
	struct evl_key_list keys;
	if (!evl_to_object(realm, evl_arg(args, 0), &o) || !evl_own_keys(realm, o, &keys))
		return false;
	all = evl_object_plain(realm);
	for (uint32_t i = 0; i < keys.count; i++) {
		struct evl_descriptor own;
		bool found;
		if (!evl_library_step(realm) || !evl_get_own_property(realm, o, keys.keys[i], &own, &found))
			return false;
		if (found && !evl_create_data(realm, all, keys.keys[i], evl_from_descriptor(realm, &own)))
			return false;
	}
	*result = evl_from_object(all);
	return true;
}

/* GetOwnPropertyKeys (sec-getownpropertykeys) */
static bool own_keys_of_kind(struct evl_realm *realm, const struct evl_args *args, bool symbols, evl_value *result)
{
	struct evl_object *o;
	struct evl_key_list keys;
	if (!evl_to_object(realm, evl_arg(args, 0), &o) || !evl_own_keys(realm, o, &keys))
		return false;
	struct evl_object *list = evl_array_new(realm, 0, 0);
	for (uint32_t i = 0; i < keys.count; i++) {
		if (!evl_library_step(realm))
			return false;
		if (key_is_symbol(realm, keys.keys[i]) == symbols &&
		    !evl_array_append(realm, list, evl_key_to_value(realm, keys.keys[i])))
			return false;
	}
	*result = evl_from_object(list);
	return true;
}

/* sec-object.getownpropertynames */
bool evl_object_get_own_property_names(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return own_keys_of_kind(realm, args, false, result);
}

/* sec-object.getownpropertysymbols */
bool evl_object_get_own_property_symbols(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return own_keys_of_kind(realm, args, true, result);
}

/* sec-object.hasown */
bool evl_object_has_own(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	evl_key key;
	bool found;
	if (!evl_to_object(realm, evl_arg(args, 0), &o) || !evl_to_key(realm, evl_arg(args, 1), &key) ||
	    !evl_has_own_property(realm, o, key, &found))
		return false;
	*result = evl_from_bool(found);
	return true;
}

/* Object.groupBy at work. */
struct grouping {
	struct evl_object *groups; /* no script sees it before the end */
	evl_value callback;
	double next;
};

static bool add_to_group(struct evl_realm *realm, void *context, evl_value value)
{
	struct grouping *g = context;
	evl_value values[2] = { value, evl_from_number(g->next++) };
	evl_value name, group;
	evl_key key;
	bool found;
	if (!evl_library_step(realm) || !evl_call(realm, g->callback, EVL_UNDEFINED, 2, values, &name) ||
	    !evl_to_key(realm, name, &key) || !evl_has_own_property(realm, g->groups, key, &found))
		return false;
	if (!found)
		return evl_create_data(realm, g->groups, key, evl_from_object(evl_array_from(realm, &value, 1)));
	return evl_object_get(realm, g->groups, key, evl_from_object(g->groups), &group) &&
	       evl_array_append(realm, evl_as_object(group), value);
}

/* sec-object.groupby */
static bool object_group_by(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_require_object_coercible(realm, evl_arg(args, 0), "Object.groupBy") ||
	    !evl_require_callable(realm, evl_arg(args, 1)))
		return false;
	struct grouping g = { .groups = evl_object_new(realm, NULL), .callback = evl_arg(args, 1) };
	*result = evl_from_object(g.groups);
	return evl_iterate(realm, evl_arg(args, 0), add_to_group, &g);
}

static const struct evl_row object_recent[] = {
	EVL_METHOD("groupBy", object_group_by, 2),
};

const struct evl_rows evl_rows_object_recent = EVL_ROWS(object_recent);
