/* SPDX-License-Identifier: MIT */
/*
 * collection_make.c - making a Map, Set, WeakMap or WeakSet out of an iterable, and what else is the same for all.
 */
#include "builtins/collection_make.h"

#include "base/names.h"
#include "builtins/args.h"
#include "value/error.h"
#include "value/property.h"
#include "value/realm.h"
#include "vm/iterator.h"

struct filling {
	const struct evl_collection_kind *kind;
	struct evl_collection *collection;
	evl_value adder;
	bool native; /* the adder is the library's own */
};

static bool add_one(struct evl_realm *realm, void *context, evl_value item)
{
	struct filling *filling = context;
	evl_value values[2] = { item, EVL_UNDEFINED };
	uint32_t count = 1;
	evl_value ignored;
	if (!evl_library_step(realm))
		return false;
	if (filling->kind->entries) {
		if (!evl_is_object(item))
			return evl_throw_message(realm, EVL_MESSAGE_ENTRY_NOT_OBJECT, evl_describe(realm, item));
		if (!evl_get(realm, item, evl_key_from_index(0), &values[0]) ||
		    !evl_get(realm, item, evl_key_from_index(1), &values[1]))
			return false;
		count = 2;
	}
	if (filling->native) {
		struct evl_args args = {
			.this_value = evl_from_object(filling->collection),
			.values = values,
			.count = count,
			.new_target = EVL_UNDEFINED,
			.callee = evl_as_object(filling->adder),
		};
		return filling->kind->native_adder(realm, &args, &ignored);
	}
	return evl_call(realm, filling->adder, evl_from_object(filling->collection), count, values, &ignored);
}

bool evl_collection_construct(struct evl_realm *realm, const struct evl_args *args, const struct evl_collection_kind *kind,
			      evl_value *result)
{
	struct evl_object *prototype;
	evl_value iterable = evl_arg(args, 0);
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_WITHOUT_NEW, kind->name);
	if (!evl_prototype_from_constructor(realm, args->new_target, (enum evl_intrinsic)kind->prototype, &prototype))
		return false;
	struct evl_collection *collection = evl_collection_new(realm, (enum evl_class)kind->cls, prototype);
	*result = evl_from_object(collection);
	if (evl_is_nullish(iterable))
		return true;

	struct filling filling = { .kind = kind, .collection = collection };
	if (!evl_get(realm, *result, kind->adder, &filling.adder))
		return false;
	if (!evl_is_callable(filling.adder))
		return evl_throw_message(realm, EVL_MESSAGE_PROPERTY_NOT_FUNCTION, evl_describe(realm, filling.adder),
					 kind->adder == EVL_NAME_set ? "set" : "add", evl_describe(realm, *result));
	/* V8 calls the weak collections' own: they show in stacks */
	bool is_weak = kind->cls == EVL_CLASS_WEAK_MAP || kind->cls == EVL_CLASS_WEAK_SET;
	filling.native = !is_weak && evl_is_class(filling.adder, EVL_CLASS_NATIVE_FUNCTION) &&
			 ((struct evl_native_function *)evl_pointer(filling.adder))->fn == kind->native_adder;
	return evl_iterate(realm, iterable, add_one, &filling);
}

struct evl_collection *evl_collection_receiver(struct evl_realm *realm, const struct evl_args *args, uint8_t cls,
					       const char *method)
{
	if (evl_is_class(args->this_value, (enum evl_class)cls))
		return evl_pointer(args->this_value);
	evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	return NULL;
}

bool evl_can_be_held_weakly(struct evl_realm *realm, evl_value v)
{
	if (evl_is_object(v))
		return true;
	return evl_is_symbol(v) && !evl_names_entry(realm->names, evl_as_symbol(v)->name)->registered;
}

bool evl_collection_for_each(struct evl_realm *realm, const struct evl_args *args, struct evl_collection *collection,
			     evl_value *result)
{
	evl_value callback = evl_arg(args, 0);
	uint32_t position = 0;
	evl_value values[3];
	evl_value ignored;
	if (!evl_is_callable(callback))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe_callee(realm, callback));
	while (evl_collection_next(collection, &position, &values[1], &values[0])) {
		values[2] = args->this_value;
		if (!evl_library_step(realm) || !evl_call(realm, callback, evl_arg(args, 1), 3, values, &ignored))
			return false;
	}
	*result = EVL_UNDEFINED;
	return true;
}

bool evl_collection_get_or_insert(struct evl_realm *realm, const struct evl_args *args, struct evl_collection *map,
				  const char *computed, evl_value *result)
{
	evl_value key = evl_arg(args, 0), value = evl_arg(args, 1);
	if (computed != NULL && !evl_is_callable(value))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, computed);
	if (evl_class_of(&map->object) == EVL_CLASS_WEAK_MAP && !evl_can_be_held_weakly(realm, key))
		return evl_throw_message(realm, EVL_MESSAGE_WEAK_MAP_KEY);
	*result = evl_collection_get(realm, map, key);
	if (*result != EVL_EMPTY)
		return true;
	if (evl_is_number(key) && evl_number(key) == 0)
		key = evl_from_int(0); /* -0 */
	*result = value;
	if (computed != NULL && !evl_call(realm, value, EVL_UNDEFINED, 1, &key, result))
		return false;
	return evl_collection_set(realm, map, key, *result);
}
