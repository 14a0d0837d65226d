/* SPDX-License-Identifier: MIT */
/*
 * array.c - the Array family: constructor, statics, iterators, and the rows of all its methods, whose functions
 * are in the array_*.c files by what they do.
 */
#include "builtins/array.h"

#include "builtins/args.h"
#include "builtins/array_like.h"
#include "vm/iterator.h"

/* sec-get-array-@@species */
bool evl_array_species(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = args->this_value;
	return true;
}

/* sec-array */
static bool array_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *array, *prototype = NULL;
	double length = 0;
	const evl_value *values = args->values;
	uint32_t count = args->count;
	if (!evl_is_undefined(args->new_target) && args->new_target != evl_from_object(args->callee) &&
	    !evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_ARRAY_PROTOTYPE, &prototype))
		return false;
	if (count == 1 && evl_is_number(values[0])) {
		length = evl_number(values[0]);
		if (!(length >= 0 && length <= EVL_MAX_ARRAY_LENGTH) || length != (double)(uint32_t)length)
			return evl_throw_message(realm, EVL_MESSAGE_INVALID_ARRAY_LENGTH);
		count = 0;
	}
	if (prototype == NULL) {
		array = evl_array_create(realm, length);
		if (array == NULL)
			return false;
	} else {
		array = evl_object_alloc(realm, EVL_CLASS_ARRAY, evl_shape_root(realm, prototype), sizeof(struct evl_object), 0);
		array->length = (uint32_t)length;
	}
	for (uint32_t i = 0; i < count; i++)
		if (!evl_array_put(realm, array, i, values[i]))
			return false;
	*result = evl_from_object(array);
	return true;
}

/* sec-array.isarray */
static bool array_is_array(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool is;
	if (!evl_is_array(realm, evl_arg(args, 0), &is))
		return false;
	*result = evl_from_bool(is);
	return true;
}

/*
 * What `of` and `from` fill: Construct(C, length) when their this value is a
 * constructor, else an array. `length` below 0: no argument. *fresh as in ArraySpeciesCreate.
 */
static bool make_target(struct evl_realm *realm, evl_value constructor, double length, struct evl_object **out, bool *fresh)
{
	*fresh = !evl_is_constructor(constructor) || constructor == evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ARRAY));
	if (*fresh) {
		*out = evl_array_create(realm, length < 0 ? 0 : length);
		return *out != NULL;
	}
	evl_value argument = evl_from_number(length), made;
	if (!evl_construct(realm, constructor, length < 0 ? 0 : 1, &argument, constructor, &made))
		return false;
	*out = evl_as_object(made);
	return true;
}

/* sec-array.of */
static bool array_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *array;
	bool fresh;
	if (!make_target(realm, args->this_value, args->count, &array, &fresh))
		return false;
	for (uint32_t i = 0; i < args->count; i++)
		if (!evl_species_put(realm, array, fresh, i, args->values[i]))
			return false;
	*result = evl_from_object(array);
	return evl_length_set(realm, array, args->count);
}

/* Array.from at work. */
struct from {
	struct evl_object *array;
	bool fresh;
	evl_value callback; /* EVL_UNDEFINED: none */
	evl_value this_argument;
	double next;
};

/* Map the value when there is a callback, and add it. */
static bool from_add(struct evl_realm *realm, void *context, evl_value value)
{
	struct from *from = context;
	if (!evl_library_step(realm))
		return false;
	if (!evl_is_undefined(from->callback)) {
		evl_value values[2] = { value, evl_from_number(from->next) };
		if (!evl_call(realm, from->callback, from->this_argument, 2, values, &value))
			return false;
	}
	return evl_species_put(realm, from->array, from->fresh, from->next++, value);
}

/* sec-array.from */
static bool array_from(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value items = evl_arg(args, 0), method;
	struct from from = { .callback = evl_arg(args, 1), .this_argument = evl_arg(args, 2), .next = 0 };
	if (!evl_is_undefined(from.callback) && !evl_require_callable(realm, from.callback))
		return false;
	if (evl_is_nullish(items))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL,
					 evl_is_null(items) ? "object null" : "undefined");
	if (!evl_get(realm, items, EVL_NAME_symbol_iterator, &method))
		return false;
	if (!evl_is_nullish(method)) {
		if (!evl_is_callable(method))
			return evl_throw_message(realm, EVL_MESSAGE_ARRAY_FROM_ITERATOR);
		if (!make_target(realm, args->this_value, -1, &from.array, &from.fresh) ||
		    !evl_iterate(realm, items, from_add, &from))
			return false;
	} else {
		struct evl_object *source;
		double length;
		if (!evl_to_object(realm, items, &source) || !evl_length_of(realm, source, &length) ||
		    !make_target(realm, args->this_value, length, &from.array, &from.fresh))
			return false;
		while (from.next < length) {
			evl_value value;
			if (!evl_index_get(realm, source, from.next, &value) || !from_add(realm, &from, value))
				return false;
		}
	}
	*result = evl_from_object(from.array);
	return evl_length_set(realm, from.array, from.next);
}

static bool make_iterator(struct evl_realm *realm, const struct evl_args *args, enum evl_iterator_kind kind, evl_value *result)
{
	struct evl_object *o;
	if (!evl_to_object(realm, args->this_value, &o))
		return false;
	*result = evl_from_object(evl_builtin_iterator_new(realm, EVL_ITERATOR_ARRAY, kind, evl_from_object(o)));
	return true;
}

/* sec-array.prototype.keys */
static bool array_prototype_keys(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return make_iterator(realm, args, EVL_ITERATOR_KEYS, result);
}

/* sec-array.prototype.entries */
static bool array_prototype_entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return make_iterator(realm, args, EVL_ITERATOR_ENTRIES, result);
}

/* sec-array.prototype-@@unscopables: an object without prototype that names the methods `with` must not see. */
static bool make_unscopables(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const names[] = {
		"at", "copyWithin", "entries", "fill", "find", "findIndex", "findLast", "findLastIndex", "flat", "flatMap",
		"includes", "keys", "values", "toReversed", "toSorted", "toSpliced", "values",
	};
	enum { VALUES_FIRST = 12, VALUES_LAST = 16 }; /* the order differs */
	(void)args;
	struct evl_object *o = evl_object_new(realm, NULL);
	for (uint32_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (i == (realm->v8 >= EVL_V8_13 ? VALUES_FIRST : VALUES_LAST))
			continue;
		struct evl_string *name = evl_string_from_ascii(realm, names[i]);
		if (name == NULL || !evl_create_data(realm, o, evl_key_from_string(realm, name), EVL_TRUE))
			return false;
	}
	*result = evl_from_object(o);
	return true;
}

static const struct evl_row array_statics[] = {
	EVL_METHOD("isArray", array_is_array, 1),
	EVL_METHOD("from", array_from, 1),
	EVL_METHOD_SINCE(EVL_V8_12, "fromAsync", evl_array_from_async, 1),
	EVL_METHOD("of", array_of, 0),
	EVL_GETTER("[Symbol.species]", evl_array_species),
};

/* In V8's order. */
static const struct evl_row array_prototype[] = {
	EVL_METHOD("at", evl_array_prototype_at, 1),
	EVL_METHOD("concat", evl_array_prototype_concat, 1),
	EVL_METHOD("copyWithin", evl_array_prototype_copy_within, 2),
	EVL_METHOD("fill", evl_array_prototype_fill, 1),
	EVL_METHOD("find", evl_array_prototype_find, 1),
	EVL_METHOD("findIndex", evl_array_prototype_find_index, 1),
	EVL_METHOD("findLast", evl_array_prototype_find_last, 1),
	EVL_METHOD("findLastIndex", evl_array_prototype_find_last_index, 1),
	EVL_METHOD("lastIndexOf", evl_array_prototype_last_index_of, 1),
	EVL_METHOD("pop", evl_array_prototype_pop, 0),
	EVL_METHOD("push", evl_array_prototype_push, 1),
	EVL_METHOD("reverse", evl_array_prototype_reverse, 0),
	EVL_METHOD("shift", evl_array_prototype_shift, 0),
	EVL_METHOD("unshift", evl_array_prototype_unshift, 1),
	EVL_METHOD("slice", evl_array_prototype_slice, 2),
	EVL_METHOD("sort", evl_array_prototype_sort, 1),
	EVL_METHOD("splice", evl_array_prototype_splice, 2),
	EVL_METHOD("includes", evl_array_prototype_includes, 1),
	EVL_METHOD("indexOf", evl_array_prototype_index_of, 1),
	EVL_METHOD("join", evl_array_prototype_join, 1),
	EVL_METHOD("keys", array_prototype_keys, 0),
	EVL_METHOD("entries", array_prototype_entries, 0),
	EVL_METHOD("values", evl_array_prototype_values, 0),
	EVL_METHOD("forEach", evl_array_prototype_for_each, 1),
	EVL_METHOD("filter", evl_array_prototype_filter, 1),
	EVL_METHOD("flat", evl_array_prototype_flat, 0),
	EVL_METHOD("flatMap", evl_array_prototype_flat_map, 1),
	EVL_METHOD("map", evl_array_prototype_map, 1),
	EVL_METHOD("every", evl_array_prototype_every, 1),
	EVL_METHOD("some", evl_array_prototype_some, 1),
	EVL_METHOD("reduce", evl_array_prototype_reduce, 1),
	EVL_METHOD("reduceRight", evl_array_prototype_reduce_right, 1),
	EVL_METHOD_UNTIL(EVL_V8_12, "toLocaleString", evl_array_prototype_to_locale_string, 0),
	EVL_METHOD_UNTIL(EVL_V8_12, "toString", evl_array_prototype_to_string, 0),
	EVL_METHOD("toReversed", evl_array_prototype_to_reversed, 0),
	EVL_METHOD("toSorted", evl_array_prototype_to_sorted, 1),
	EVL_METHOD("toSpliced", evl_array_prototype_to_spliced, 2),
	EVL_METHOD("with", evl_array_prototype_with, 2),
	EVL_METHOD_SINCE(EVL_V8_12, "toLocaleString", evl_array_prototype_to_locale_string, 0),
	EVL_METHOD_SINCE(EVL_V8_12, "toString", evl_array_prototype_to_string, 0),
	EVL_ALIAS_ROW("[Symbol.iterator]", "values"),
	EVL_MADE_ROW("[Symbol.unscopables]", make_unscopables, EVL_CONFIGURABLE),
};

const struct evl_family evl_family_ARRAY = {
	.name = "Array",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = array_construct,
	.length = 1,
	.prototype_class = EVL_CLASS_ARRAY,
	.statics = EVL_ROWS(array_statics),
	.prototype = EVL_ROWS(array_prototype),
};

static const struct evl_row array_iterator_prototype[] = {
	EVL_METHOD("next", evl_array_iterator_prototype_next, 0),
	EVL_TAG_ROW("Array Iterator"),
};

const struct evl_family evl_family_ARRAY_ITERATOR = {
	.name = "Array Iterator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(array_iterator_prototype),
};
