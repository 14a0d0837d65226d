/* SPDX-License-Identifier: MIT */
/*
 * typed_array_methods.c - the methods of typed arrays that move, copy, find or show elements.
 *
 * Converting an argument may run script that detaches or shrinks the buffer, so lengths are asked for again behind it.
 */
#include <math.h>
#include <string.h>

#include "builtins/args.h"
#include "builtins/array.h"
#include "builtins/array_like.h"
#include "builtins/typed_array.h"

static size_t smaller(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* sec-%typedarray%.prototype.at */
bool evl_typed_array_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	double index;
	if (!evl_typed_receiver(realm, args, "%TypedArray%.prototype.at", true, &view, &length) ||
	    !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &index))
		return false;
	*result = evl_typed_get(realm, view, index < 0 ? index + (double)length : index);
	return true;
}

/* sec-%typedarray%.prototype.copywithin */
bool evl_typed_array_copy_within(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "%TypedArray%.prototype.copyWithin";
	struct evl_view *view;
	size_t length;
	double to, from, end;
	if (!evl_typed_receiver(realm, args, method, false, &view, &length) ||
	    !evl_relative_position(realm, evl_arg(args, 0), (double)length, 0, &to) ||
	    !evl_relative_position(realm, evl_arg(args, 1), (double)length, 0, &from) ||
	    !evl_relative_position(realm, evl_arg(args, 2), (double)length, (double)length, &end))
		return false;
	*result = args->this_value;
	double count = fmin(end - from, (double)length - to);
	if (count <= 0)
		return true;
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, method);
	double now = (double)evl_view_length(view);
	count = fmin(count, now - fmax(to, from));
	if (count > 0)
		evl_typed_copy(realm, view, (size_t)to, view, (size_t)from, (size_t)count);
	return true;
}

/* sec-%typedarray%.prototype.fill */
bool evl_typed_array_fill(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "%TypedArray%.prototype.fill";
	struct evl_view *view;
	size_t length;
	double from, end;
	evl_value value;
	if (!evl_typed_receiver(realm, args, method, false, &view, &length) ||
	    !evl_typed_convert(realm, view->type, evl_arg(args, 0), &value) ||
	    !evl_relative_position(realm, evl_arg(args, 1), (double)length, 0, &from) ||
	    !evl_relative_position(realm, evl_arg(args, 2), (double)length, (double)length, &end))
		return false;
	*result = args->this_value;
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, method);
	end = fmin(end, (double)evl_view_length(view));
	size_t size = evl_typed_sizes[view->type];
	if (from >= end)
		return true;
	uint8_t *bytes = evl_view_bytes(view);
	size_t first = (size_t)from * size;
	evl_typed_write(view->type, bytes + first, value);
	for (size_t at = first + size; at < (size_t)end * size; at += size)
		memcpy(bytes + at, bytes + first, size);
	return true;
}

/* The index to begin a search at; *none: there is nothing to search. */
static bool search_from(struct evl_realm *realm, evl_value v, size_t length, double *from)
{
	if (!evl_to_integer_or_infinity(realm, v, from))
		return false;
	if (*from < 0)
		*from = fmax(*from + (double)length, 0);
	return true;
}

/* sec-%typedarray%.prototype.includes */
bool evl_typed_array_includes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	double from;
	*result = EVL_FALSE;
	if (!evl_typed_receiver(realm, args, "%TypedArray%.prototype.includes", false, &view, &length))
		return false;
	if (length == 0)
		return true;
	if (!search_from(realm, evl_arg(args, 1), length, &from))
		return false;
	for (double k = from; k < (double)length; k++) {
		if (evl_same_value_zero(realm, evl_typed_get(realm, view, k), evl_arg(args, 0))) {
			*result = EVL_TRUE;
			return true;
		}
		if (!evl_library_step(realm))
			return false;
	}
	return true;
}

/* sec-%typedarray%.prototype.indexof */
bool evl_typed_array_index_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	double from;
	*result = evl_from_int(-1);
	if (!evl_typed_receiver(realm, args, "%TypedArray%.prototype.indexOf", false, &view, &length))
		return false;
	if (length == 0)
		return true;
	if (!search_from(realm, evl_arg(args, 1), length, &from))
		return false;
	length = smaller(length, evl_view_length(view));
	for (double k = from; k < (double)length; k++) {
		if (evl_strict_equals(realm, evl_typed_get(realm, view, k), evl_arg(args, 0))) {
			*result = evl_from_number(k);
			return true;
		}
		if (!evl_library_step(realm))
			return false;
	}
	return true;
}

/* sec-%typedarray%.prototype.lastindexof */
bool evl_typed_array_last_index_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	double from;
	*result = evl_from_int(-1);
	if (!evl_typed_receiver(realm, args, "%TypedArray%.prototype.lastIndexOf", false, &view, &length))
		return false;
	if (length == 0)
		return true;
	from = (double)length - 1;
	if (args->count > 1) {
		double given;
		if (!evl_to_integer_or_infinity(realm, args->values[1], &given))
			return false;
		from = given < 0 ? given + (double)length : fmin(given, from);
	}
	from = fmin(from, (double)evl_view_length(view) - 1);
	for (double k = from; k >= 0; k--) {
		if (evl_strict_equals(realm, evl_typed_get(realm, view, k), evl_arg(args, 0))) {
			*result = evl_from_number(k);
			return true;
		}
		if (!evl_library_step(realm))
			return false;
	}
	return true;
}

/* sec-%typedarray%.prototype.join */
bool evl_typed_array_join(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	struct evl_string *separator;
	if (!evl_typed_receiver(realm, args, "%TypedArray%.prototype.join", true, &view, &length))
		return false;
	if (evl_is_undefined(evl_arg(args, 0)))
		separator = evl_string_from_unit(realm, ',');
	else if (!evl_to_string(realm, args->values[0], &separator))
		return false;
	return evl_array_join(realm, &view->object, (double)length, separator, false, result);
}

/* sec-%typedarray%.prototype.tolocalestring */
bool evl_typed_array_to_locale_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	if (!evl_typed_receiver(realm, args, "%TypedArray%.prototype.toLocaleString", true, &view, &length))
		return false;
	return evl_array_join(realm, &view->object, (double)length, evl_string_from_unit(realm, ','), true, result);
}

static void reverse_bytes(struct evl_view *view, size_t length)
{
	size_t size = evl_typed_sizes[view->type];
	uint8_t held[8];
	if (length < 2)
		return;
	uint8_t *low = evl_view_bytes(view);
	uint8_t *high = low + (length - 1) * size;
	for (; low < high; low += size, high -= size) {
		memcpy(held, low, size);
		memcpy(low, high, size);
		memcpy(high, held, size);
	}
}

/* sec-%typedarray%.prototype.reverse */
bool evl_typed_array_reverse(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	if (!evl_typed_receiver(realm, args, "%TypedArray%.prototype.reverse", false, &view, &length))
		return false;
	reverse_bytes(view, length);
	*result = args->this_value;
	return true;
}

/* sec-%typedarray%.prototype.toreversed */
bool evl_typed_array_to_reversed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	if (!evl_typed_receiver(realm, args, "%TypedArray%.prototype.toReversed", true, &view, &length))
		return false;
	struct evl_view *made = evl_typed_create(realm, view->type, (double)length);
	if (!made)
		return false;
	evl_typed_copy(realm, made, 0, view, 0, length);
	reverse_bytes(made, length);
	*result = evl_from_object(made);
	return true;
}

/* SetTypedArrayFromTypedArray (sec-settypedarrayfromtypedarray) */
static bool set_from_typed_array(struct evl_realm *realm, struct evl_view *target, double offset, struct evl_view *source)
{
	static const char method[] = "%TypedArray%.prototype.set";
	if (evl_view_is_out(target) || evl_view_is_out(source))
		return evl_throw_detached(realm, method);
	size_t count = evl_view_length(source);
	if (evl_typed_is_bigint(target->type) != evl_typed_is_bigint(source->type))
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_MIXED);
	if (offset + (double)count > (double)evl_view_length(target))
		return evl_throw_message(realm, EVL_MESSAGE_TYPED_SET_OFFSET);
	if (source->block == target->block && source->type != target->type) { /* converting over its own bytes */
		struct evl_view *copy = evl_typed_create(realm, source->type, (double)count);
		if (!copy)
			return false;
		evl_typed_copy(realm, copy, 0, source, 0, count);
		source = copy;
	}
	evl_typed_copy(realm, target, (size_t)offset, source, 0, count);
	return true;
}

/* SetTypedArrayFromArrayLike (sec-settypedarrayfromarraylike) */
static bool set_from_array_like(struct evl_realm *realm, struct evl_view *target, double offset, evl_value items)
{
	struct evl_object *source;
	double count;
	if (evl_view_is_out(target))
		return evl_throw_detached(realm, "%TypedArray%.prototype.set");
	size_t length = evl_view_length(target);
	if (!evl_to_object(realm, items, &source) || !evl_length_of(realm, source, &count))
		return false;
	if (offset + count > (double)length)
		return evl_throw_message(realm, EVL_MESSAGE_TYPED_SET_OFFSET);
	for (double k = 0; k < count; k++) {
		evl_value value;
		if (!evl_library_step(realm) || !evl_index_get(realm, source, k, &value) ||
		    !evl_typed_set(realm, target, offset + k, value))
			return false;
	}
	return true;
}

/* sec-%typedarray%.prototype.set */
bool evl_typed_array_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double offset;
	*result = EVL_UNDEFINED;
	if (!evl_is_typed_array(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_TYPED_ARRAY);
	struct evl_view *target = evl_as_view(args->this_value);
	if (!evl_to_integer_or_infinity(realm, evl_arg(args, 1), &offset))
		return false;
	if (offset < 0)
		return evl_throw_message(realm, EVL_MESSAGE_TYPED_SET_OFFSET);
	if (evl_is_typed_array(evl_arg(args, 0)))
		return set_from_typed_array(realm, target, offset, evl_as_view(args->values[0]));
	return set_from_array_like(realm, target, offset, evl_arg(args, 0));
}

/* sec-%typedarray%.prototype.slice */
bool evl_typed_array_slice(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "%TypedArray%.prototype.slice";
	struct evl_view *view, *made;
	size_t length;
	double from, end;
	if (!evl_typed_receiver(realm, args, method, true, &view, &length) ||
	    !evl_relative_position(realm, evl_arg(args, 0), (double)length, 0, &from) ||
	    !evl_relative_position(realm, evl_arg(args, 1), (double)length, (double)length, &end))
		return false;
	double count = fmax(end - from, 0);
	evl_value number = evl_from_number(count);
	if (!evl_typed_species_create(realm, view, method, 1, &number, count, &made))
		return false;
	*result = evl_from_object(made);
	if (count <= 0)
		return true;
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, method);
	if (evl_typed_is_bigint(made->type) != evl_typed_is_bigint(view->type)) /* V8 looks at it here, and for slice alone */
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_MIXED);
	end = fmin(end, (double)evl_view_length(view));
	count = fmin(fmax(end - from, 0), (double)evl_view_length(made));
	if (count <= 0)
		return true;
	if (made->type == view->type) {
		/* Byte after byte from the first on, as the standard says: over its own bytes that repeats them. */
		size_t size = evl_typed_sizes[view->type];
		uint8_t *to = evl_view_bytes(made);
		const uint8_t *source = evl_view_bytes(view) + (size_t)from * size;
		for (size_t i = 0; i < (size_t)count * size; i++)
			to[i] = source[i];
		return true;
	}
	for (double k = 0; k < count; k++)
		if (!evl_library_step(realm) || !evl_typed_set(realm, made, k, evl_typed_get(realm, view, from + k)))
			return false;
	return true;
}

/* sec-%typedarray%.prototype.subarray */
bool evl_typed_array_subarray(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "%TypedArray%.prototype.subarray";
	double from, end;
	if (!evl_is_typed_array(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method,
					 realm->v8 >= EVL_V8_12 ? evl_describe(realm, args->this_value) : "undefined");
	struct evl_view *view = evl_as_view(args->this_value), *made;
	double length = (double)evl_view_length(view);
	if (!evl_relative_position(realm, evl_arg(args, 0), length, 0, &from))
		return false;
	uint32_t count = 2;
	evl_value values[3] = { evl_from_object(view->buffer) };
	if (!view->tracking || !evl_is_undefined(evl_arg(args, 1))) {
		if (!evl_relative_position(realm, evl_arg(args, 1), length, length, &end))
			return false;
		values[2] = evl_from_number(fmax(end - from, 0));
		count = 3;
	}
	values[1] = evl_from_number((double)view->offset + from * evl_typed_sizes[view->type]);
	if (!evl_typed_species_create(realm, view, method, count, values, -1, &made))
		return false;
	*result = evl_from_object(made);
	return true;
}

/* sec-%typedarray%.prototype.with */
bool evl_typed_array_with(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	double index;
	evl_value value;
	if (!evl_typed_receiver(realm, args, "%TypedArray%.prototype.with", false, &view, &length) ||
	    !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &index))
		return false;
	if (index < 0)
		index += (double)length;
	if (!evl_typed_convert(realm, view->type, evl_arg(args, 1), &value))
		return false;
	size_t now = evl_view_length(view);
	if (!(index >= 0 && index < (double)now))
		return evl_throw_message(realm, EVL_MESSAGE_TYPED_INDEX);
	struct evl_view *made = evl_typed_create(realm, view->type, (double)length);
	if (!made)
		return false;
	evl_typed_copy(realm, made, 0, view, 0, smaller(length, now));
	*result = evl_from_object(made);
	if (index < (double)length)
		evl_typed_write(made->type, evl_view_bytes(made) + (size_t)index * evl_typed_sizes[made->type], value);
	return true;
}
