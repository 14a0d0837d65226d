/* SPDX-License-Identifier: MIT */
/*
 * typed_array.c - %TypedArray% and its types: constructors, statics, accessors, and the rows of the methods.
 */
#include "builtins/typed_array.h"

#include <string.h>

#include "builtins/args.h"
#include "builtins/array.h"
#include "builtins/array_like.h"
#include "builtins/recent.h"
#include "vm/iterator.h"
#include "vm/promise.h"

static const double typed_length_max = 8589934592.0; /* 2^33 */

bool evl_throw_detached(struct evl_realm *realm, const char *method)
{
	return evl_throw_message(realm, realm->v8 >= EVL_V8_15 ? EVL_MESSAGE_BUFFER_OUT : EVL_MESSAGE_BUFFER_DETACHED, method);
}

bool evl_typed_receiver(struct evl_realm *realm, const struct evl_args *args, const char *method, bool named, struct evl_view **view,
			size_t *length)
{
	if (!evl_is_typed_array(args->this_value)) {
		if (named)
			return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
		return evl_throw_message(realm, EVL_MESSAGE_NOT_TYPED_ARRAY);
	}
	*view = evl_as_view(args->this_value);
	if (evl_view_is_out(*view))
		return evl_throw_detached(realm, method);
	*length = evl_view_length(*view);
	return true;
}

/* AllocateTypedArrayBuffer and AllocateTypedArray (sec-allocatetypedarray). */
static struct evl_view *allocate(struct evl_realm *realm, enum evl_typed type, struct evl_object *prototype, double length)
{
	double bytes = length * evl_typed_sizes[type];
	if (length > typed_length_max || (realm->v8 >= EVL_V8_15 && bytes > typed_length_max)) {
		evl_throw_message(realm, EVL_MESSAGE_TYPED_LENGTH, evl_describe(realm, evl_from_number(length)));
		return NULL;
	}
	struct evl_array_buffer *buffer = evl_array_buffer_new(realm, false, NULL, bytes, -1);
	return buffer ? evl_typed_array_new(realm, type, prototype, buffer, 0, (int64_t)length) : NULL;
}

struct evl_view *evl_typed_create(struct evl_realm *realm, enum evl_typed type, double length)
{
	return allocate(realm, type, NULL, length);
}

/*
 * TypedArrayCreateFromConstructor (sec-typedarraycreatefromconstructor) with these arguments; it must have `least` elements
 * (negative: any number). False: exception pending.
 */
static bool typed_create_from(struct evl_realm *realm, evl_value constructor, const char *method, uint32_t count, const evl_value *values,
			   double least, struct evl_view **out)
{
	evl_value made;
	if (!evl_construct(realm, constructor, count, values, constructor, &made))
		return false;
	if (!evl_is_typed_array(made))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, made));
	*out = evl_as_view(made);
	if (evl_view_is_out(*out))
		return evl_throw_detached(realm, method);
	return (double)evl_view_length(*out) >= least || evl_throw_message(realm, EVL_MESSAGE_TYPED_SHORT);
}

bool evl_typed_species_create(struct evl_realm *realm, struct evl_view *exemplar, const char *method, uint32_t count,
			      const evl_value *values, double least, struct evl_view **out)
{
	evl_value own = evl_from_object(evl_intrinsic(realm, evl_typed_constructor(exemplar->type)));
	evl_value species;
	if (!evl_species_constructor(realm, &exemplar->object, own, &species))
		return false;
	return typed_create_from(realm, species, method, count, values, least, out);
}

void evl_typed_copy(struct evl_realm *realm, struct evl_view *to, size_t at, const struct evl_view *from, size_t first, size_t count)
{
	size_t wide = evl_typed_sizes[to->type];
	size_t step = evl_typed_sizes[from->type];
	if (count == 0)
		return;
	uint8_t *target = evl_view_bytes(to) + at * wide;
	const uint8_t *source = evl_view_bytes(from) + first * step;
	if (to->type == from->type) {
		memmove(target, source, count * wide);
		return;
	}
	for (size_t i = 0; i < count; i++)
		evl_typed_write(to->type, target + i * wide, evl_typed_read(realm, from->type, source + i * step));
}

/* ---- constructors ---- */

static bool no_index(struct evl_realm *realm, enum evl_message message, evl_value v)
{
	return evl_throw_message(realm, message, evl_describe(realm, v));
}

/* ToIndex with a message of its own. */
static bool to_index(struct evl_realm *realm, evl_value v, enum evl_message message, double *out)
{
	if (!evl_to_integer_or_infinity(realm, v, out))
		return false;
	if (*out >= 0 && *out <= EVL_MAX_SAFE_LENGTH)
		return true;
	return no_index(realm, message, v);
}

static bool from_typed_array(struct evl_realm *realm, enum evl_typed type, struct evl_object *prototype, struct evl_view *source,
			     struct evl_view **out)
{
	if (evl_view_is_out(source))
		return evl_throw_detached(realm, "Construct");
	size_t length = evl_view_length(source);
	if (evl_typed_is_bigint(type) != evl_typed_is_bigint(source->type))
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_MIXED);
	*out = allocate(realm, type, prototype, (double)length);
	if (!*out)
		return false;
	/* A copy may be of another buffer's bytes only in tests that overlap: here the new buffer is ours alone. */
	evl_typed_copy(realm, *out, 0, source, 0, length);
	return true;
}

/* InitializeTypedArrayFromArrayBuffer (sec-initializetypedarrayfromarraybuffer) */
static bool from_buffer(struct evl_realm *realm, enum evl_typed type, struct evl_object *prototype, struct evl_array_buffer *buffer,
			evl_value offset_value, evl_value length_value, struct evl_view **out)
{
	int size = evl_typed_sizes[type];
	double offset, length = 0;
	if (!to_index(realm, offset_value, EVL_MESSAGE_VIEW_OFFSET, &offset))
		return false;
	if ((uint64_t)offset % (uint64_t)size != 0)
		return evl_throw_message(realm, EVL_MESSAGE_TYPED_OFFSET_STEP, evl_typed_names[type], size);
	bool tracking = evl_is_undefined(length_value);
	if (!tracking && !to_index(realm, length_value, EVL_MESSAGE_TYPED_LENGTH, &length))
		return false;
	const struct evl_block *block = buffer->block;
	if (block->detached)
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_DETACHED, "Construct");
	double bytes = (double)block->length;
	if (tracking && block->resizable && (realm->v8 >= EVL_V8_15 || block->length % (size_t)size == 0)) {
		if (offset > bytes)
			return no_index(realm, EVL_MESSAGE_VIEW_OFFSET, evl_from_number(offset));
		*out = evl_typed_array_new(realm, type, prototype, buffer, (size_t)offset, -1);
		return true;
	}
	if (tracking) {
		if (block->length % (size_t)size != 0)
			return evl_throw_message(realm, EVL_MESSAGE_TYPED_LENGTH_STEP, evl_typed_names[type], size);
		if (offset > bytes)
			return no_index(realm, EVL_MESSAGE_VIEW_OFFSET, evl_from_number(offset));
		length = (bytes - offset) / size;
	} else if (offset + length * size > bytes) {
		return no_index(realm, EVL_MESSAGE_TYPED_LENGTH, evl_from_number(length));
	}
	*out = evl_typed_array_new(realm, type, prototype, buffer, (size_t)offset, (int64_t)length);
	return true;
}

/*
 * The values of an iterable or an array-like, as an array no script sees; the elements of a list that is iterated are read
 * first. *source is what to read from: that array, or the array-like itself.
 */
static bool source_of(struct evl_realm *realm, evl_value items, enum evl_message not_iterable, struct evl_object **source, double *length)
{
	evl_value method;
	if (!evl_get(realm, items, EVL_NAME_symbol_iterator, &method))
		return false;
	if (!evl_is_nullish(method)) {
		if (!evl_is_callable(method))
			return evl_throw_message(realm, not_iterable);
		struct evl_object *list = evl_array_new(realm, 0, 8);
		if (!evl_iterate(realm, items, evl_library_collect, list))
			return false;
		*source = list;
		*length = list->length;
		return true;
	}
	return evl_to_object(realm, items, source) && evl_length_of(realm, *source, length);
}

static bool construct(struct evl_realm *realm, const struct evl_args *args, enum evl_typed type, evl_value *result)
{
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_WITHOUT_NEW, evl_typed_names[type]);
	evl_value first = evl_arg(args, 0);
	struct evl_object *prototype = NULL;
	struct evl_view *view = NULL;
	double length;
	if (!evl_is_object(first)) {
		if (!to_index(realm, first, EVL_MESSAGE_TYPED_LENGTH, &length) ||
		    !evl_prototype_from_constructor(realm, args->new_target, evl_typed_prototype(type), &prototype))
			return false;
		view = allocate(realm, type, prototype, length);
		*result = evl_from_object(view);
		return view != NULL;
	}
	if (!evl_prototype_from_constructor(realm, args->new_target, evl_typed_prototype(type), &prototype))
		return false;
	bool ok;
	if (evl_is_typed_array(first)) {
		ok = from_typed_array(realm, type, prototype, evl_as_view(first), &view);
	} else if (evl_is_array_buffer(first)) {
		ok = from_buffer(realm, type, prototype, (struct evl_array_buffer *)evl_as_object(first), evl_arg(args, 1), evl_arg(args, 2), &view);
	} else {
		struct evl_object *source;
		ok = source_of(realm, first, EVL_MESSAGE_TYPED_CONSTRUCT_ITERATOR, &source, &length);
		if (ok)
			view = allocate(realm, type, prototype, length);
		ok = ok && view != NULL;
		for (double k = 0; ok && k < length; k++) {
			evl_value value;
			ok = evl_library_step(realm) && evl_index_get(realm, source, k, &value) && evl_typed_set(realm, view, k, value);
		}
	}
	*result = evl_from_object(view);
	return ok;
}

/* sec-%typedarray% */
static bool typed_array_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	(void)result;
	return evl_throw_message(realm, EVL_MESSAGE_TYPED_ABSTRACT);
}

/* ---- statics ---- */

static bool require_constructor(struct evl_realm *realm, evl_value v)
{
	return evl_is_constructor(v) || evl_throw_message(realm, EVL_MESSAGE_NOT_CONSTRUCTOR, evl_describe(realm, v));
}

/* What `from` and `of` fill: a typed array of `length`. */
static bool make_target(struct evl_realm *realm, const struct evl_args *args, const char *method, double length, struct evl_view **out)
{
	evl_value number = evl_from_number(length), made;
	if (!evl_construct(realm, args->this_value, 1, &number, args->this_value, &made))
		return false;
	if (!evl_is_typed_array(made))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, made));
	*out = evl_as_view(made);
	if (evl_view_is_out(*out))
		return evl_throw_detached(realm, method);
	return (double)evl_view_length(*out) >= length || evl_throw_message(realm, EVL_MESSAGE_TYPED_SHORT);
}

/* sec-%typedarray%.of */
static bool typed_array_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	if (!require_constructor(realm, args->this_value) || !make_target(realm, args, "%TypedArray%.of", args->count, &view))
		return false;
	*result = evl_from_object(view);
	for (uint32_t i = 0; i < args->count; i++)
		if (!evl_typed_set(realm, view, i, args->values[i]))
			return false;
	return true;
}

/* sec-%typedarray%.from */
static bool typed_array_from(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value items = evl_arg(args, 0), callback = evl_arg(args, 1);
	struct evl_object *source;
	struct evl_view *view;
	double length;
	if (!require_constructor(realm, args->this_value) || (!evl_is_undefined(callback) && !evl_require_callable(realm, callback)))
		return false;
	if (evl_is_nullish(items))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, evl_is_null(items) ? "object null" : "undefined");
	if (!source_of(realm, items, EVL_MESSAGE_TYPED_FROM_ITERATOR, &source, &length) ||
	    !make_target(realm, args, "%TypedArray%.from", length, &view))
		return false;
	*result = evl_from_object(view);
	for (double k = 0; k < length; k++) {
		evl_value value;
		if (!evl_library_step(realm) || !evl_index_get(realm, source, k, &value))
			return false;
		if (!evl_is_undefined(callback)) {
			evl_value values[2] = { value, evl_from_number(k) };
			if (!evl_call(realm, callback, evl_arg(args, 2), 2, values, &value))
				return false;
		}
		if (!evl_typed_set(realm, view, k, value))
			return false;
	}
	return true;
}

/* ---- accessors ---- */

static struct evl_view *accessor_receiver(struct evl_realm *realm, const struct evl_args *args, const char *name)
{
	if (evl_is_typed_array(args->this_value))
		return evl_as_view(args->this_value);
	evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, name, evl_describe(realm, args->this_value));
	return NULL;
}

/* sec-get-%typedarray%.prototype.buffer */
static bool get_buffer(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view = accessor_receiver(realm, args, "get %TypedArray%.prototype.buffer");
	if (view)
		*result = evl_from_object(view->buffer);
	return view != NULL;
}

/* sec-get-%typedarray%.prototype.bytelength */
static bool get_byte_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view = accessor_receiver(realm, args, "get TypedArray.prototype.byteLength");
	if (view)
		*result = evl_from_number((double)evl_view_length(view) * evl_typed_sizes[view->type]);
	return view != NULL;
}

/* sec-get-%typedarray%.prototype.byteoffset */
static bool get_byte_offset(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view = accessor_receiver(realm, args, "get TypedArray.prototype.byteOffset");
	if (view)
		*result = evl_from_number(evl_view_is_out(view) ? 0 : (double)view->offset);
	return view != NULL;
}

/* sec-get-%typedarray%.prototype.length */
static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view = accessor_receiver(realm, args, "get TypedArray.prototype.length");
	if (view)
		*result = evl_from_number((double)evl_view_length(view));
	return view != NULL;
}

/* sec-get-%typedarray%.prototype-%symbol.tostringtag% */
static bool get_tag(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (evl_is_typed_array(args->this_value))
		*result = evl_text_value(realm, evl_typed_names[evl_as_view(args->this_value)->type]);
	return *result != EVL_EMPTY;
}

static bool make_iterator(struct evl_realm *realm, const struct evl_args *args, const char *method, enum evl_iterator_kind kind,
			  evl_value *result)
{
	struct evl_view *view;
	size_t length;
	if (!evl_typed_receiver(realm, args, method, false, &view, &length))
		return false;
	*result = evl_from_object(evl_builtin_iterator_new(realm, EVL_ITERATOR_ARRAY, kind, args->this_value));
	return true;
}

/* sec-%typedarray%.prototype.entries */
static bool entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return make_iterator(realm, args, "%TypedArray%.prototype.entries", EVL_ITERATOR_ENTRIES, result);
}

/* sec-%typedarray%.prototype.keys */
static bool keys(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (evl_is_typed_array(args->this_value) && evl_view_is_out(evl_as_view(args->this_value)))
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_DETACHED, "%TypedArray%.prototype.keys");
	return make_iterator(realm, args, "%TypedArray%.prototype.keys", EVL_ITERATOR_KEYS, result);
}

/* sec-%typedarray%.prototype.values */
static bool values(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return make_iterator(realm, args, "%TypedArray%.prototype.values", EVL_ITERATOR_VALUES, result);
}

/* Array.prototype.toString itself (sec-%typedarray%.prototype.tostring). */
static bool make_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_object_get(realm, evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_PROTOTYPE), EVL_NAME_toString, EVL_UNDEFINED, result);
}

static const struct evl_row typed_array_statics[] = {
	EVL_METHOD("of", typed_array_of, 0),
	EVL_METHOD("from", typed_array_from, 1),
	EVL_GETTER("[Symbol.species]", evl_array_species),
};

/* In V8's order. */
static const struct evl_row typed_array_prototype[] = {
	EVL_GETTER("buffer", get_buffer),
	EVL_GETTER("byteLength", get_byte_length),
	EVL_GETTER("byteOffset", get_byte_offset),
	EVL_GETTER("length", get_length),
	EVL_METHOD("entries", entries, 0),
	EVL_METHOD("keys", keys, 0),
	EVL_METHOD("values", values, 0),
	EVL_METHOD("at", evl_typed_array_at, 1),
	EVL_METHOD("copyWithin", evl_typed_array_copy_within, 2),
	EVL_METHOD("every", evl_typed_array_every, 1),
	EVL_METHOD("fill", evl_typed_array_fill, 1),
	EVL_METHOD("filter", evl_typed_array_filter, 1),
	EVL_METHOD("find", evl_typed_array_find, 1),
	EVL_METHOD("findIndex", evl_typed_array_find_index, 1),
	EVL_METHOD("findLast", evl_typed_array_find_last, 1),
	EVL_METHOD("findLastIndex", evl_typed_array_find_last_index, 1),
	EVL_METHOD("forEach", evl_typed_array_for_each, 1),
	EVL_METHOD("includes", evl_typed_array_includes, 1),
	EVL_METHOD("indexOf", evl_typed_array_index_of, 1),
	EVL_METHOD("join", evl_typed_array_join, 1),
	EVL_METHOD("lastIndexOf", evl_typed_array_last_index_of, 1),
	EVL_METHOD("map", evl_typed_array_map, 1),
	EVL_METHOD("reverse", evl_typed_array_reverse, 0),
	EVL_METHOD("reduce", evl_typed_array_reduce, 1),
	EVL_METHOD("reduceRight", evl_typed_array_reduce_right, 1),
	EVL_METHOD("set", evl_typed_array_set, 1),
	EVL_METHOD("slice", evl_typed_array_slice, 2),
	EVL_METHOD("some", evl_typed_array_some, 1),
	EVL_METHOD("sort", evl_typed_array_sort, 1),
	EVL_METHOD("subarray", evl_typed_array_subarray, 2),
	EVL_METHOD("toLocaleString", evl_typed_array_to_locale_string, 0),
	EVL_MADE_ROW("toString", make_to_string, EVL_DATA_HIDDEN),
	EVL_METHOD("toReversed", evl_typed_array_to_reversed, 0),
	EVL_METHOD("toSorted", evl_typed_array_to_sorted, 1),
	EVL_METHOD("with", evl_typed_array_with, 2),
	EVL_GETTER("[Symbol.toStringTag]", get_tag),
	EVL_ALIAS_ROW("[Symbol.iterator]", "values"),
};

const struct evl_family evl_family_TYPED_ARRAY = {
	.name = "TypedArray",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = typed_array_construct,
	.length = 0,
	.statics = EVL_ROWS(typed_array_statics),
	.prototype = EVL_ROWS(typed_array_prototype),
};

/* One family a type; Float16Array becomes a global of recent engines only. */
#define FAMILY(id, title, size, is_global) \
	static bool construct_##id(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{ \
		return construct(realm, args, EVL_TYPED_##id, result); \
	} \
	static const struct evl_row rows_##id[] = { EVL_NUMBER_ROW("BYTES_PER_ELEMENT", size) }; \
	const struct evl_family evl_family_##id##_ARRAY = { \
		.name = title, \
		.kind = EVL_FAMILY_CONSTRUCTOR, \
		.global = is_global, \
		.construct = construct_##id, \
		.length = 3, \
		.parent = EVL_INTRINSIC_TYPED_ARRAY, \
		.prototype_parent = EVL_INTRINSIC_TYPED_ARRAY_PROTOTYPE, \
		.statics = EVL_ROWS(rows_##id), \
		.prototype = EVL_ROWS(rows_##id), \
		.recent_statics = EVL_TYPED_##id == EVL_TYPED_UINT8 ? &evl_rows_uint8_array_recent : NULL, \
		.recent_prototype = EVL_TYPED_##id == EVL_TYPED_UINT8 ? &evl_rows_uint8_array_prototype_recent : NULL, \
	};

#define EVL_TYPED(id, title, size, type) FAMILY(id, title, size, EVL_TYPED_##id != EVL_TYPED_FLOAT16)
#include "value/typed_arrays.def"
#undef EVL_TYPED

static const struct evl_row global_typed_recent[] = { EVL_INTRINSIC_ROW_SINCE(EVL_V8_13, "Float16Array", EVL_INTRINSIC_FLOAT16_ARRAY) };
const struct evl_rows evl_rows_global_typed_recent = EVL_ROWS(global_typed_recent);
