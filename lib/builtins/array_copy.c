/* SPDX-License-Identifier: MIT */
/*
 * array_copy.c - the Array methods that answer with a new array: concat, slice, and the copying
 * counterparts of reverse, splice and index assignment.
 */
#include "builtins/array.h"

#include <string.h>

#include "base/number_text.h"
#include "builtins/args.h"
#include "builtins/array_like.h"

/* IsConcatSpreadable (sec-isconcatspreadable) */
static bool is_concat_spreadable(struct evl_realm *realm, evl_value v, bool *out)
{
	*out = false;
	if (!evl_is_object(v))
		return true;
	evl_value spreadable;
	if (!evl_get(realm, v, EVL_NAME_symbol_is_concat_spreadable, &spreadable))
		return false;
	if (evl_is_undefined(spreadable))
		return evl_is_array(realm, v, out);
	*out = evl_to_boolean(spreadable);
	return true;
}

/* Append the elements of `o` to a fresh array in memory when both allow it. *done tells. */
static bool append_dense(struct evl_realm *realm, struct evl_object *array, struct evl_object *o, double next, bool *done)
{
	*done = false;
	if (!evl_is_dense_array(o) || o->element_count != o->length || next != array->element_count ||
	    next + o->length > (double)EVL_KEY_MAX_INDEX || !evl_prototypes_lack_indexes(o))
		return true;
	if (!evl_array_make_room(realm, array, array->element_count + o->length))
		return false;
	if (o->length != 0)
		memcpy(array->elements + array->element_count, o->elements, o->length * sizeof(evl_value));
	array->element_count += o->length;
	if (array->length < array->element_count)
		array->length = array->element_count;
	*done = true;
	return true;
}

/* sec-array.prototype.concat */
bool evl_array_prototype_concat(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o, *joined;
	bool fresh;
	double next = 0;
	if (!evl_require_object_coercible(realm, args->this_value, "Array.prototype.concat") ||
	    !evl_to_object(realm, args->this_value, &o) || !evl_array_species_create(realm, o, 0, &joined, &fresh))
		return false;
	for (uint32_t i = 0; i <= args->count; i++) {
		evl_value item = i == 0 ? evl_from_object(o) : args->values[i - 1];
		bool spread;
		if (!is_concat_spreadable(realm, item, &spread))
			return false;
		if (!spread) {
			if (next >= EVL_MAX_SAFE_LENGTH)
				return evl_throw_message(realm, EVL_MESSAGE_INVALID_LENGTH_TYPE);
			if (!evl_species_put(realm, joined, fresh, next++, item))
				return false;
			continue;
		}
		struct evl_object *source = evl_as_object(item);
		double length;
		if (!evl_length_of(realm, source, &length))
			return false;
		if (next + length > EVL_MAX_SAFE_LENGTH)
			return evl_throw_message(realm, EVL_MESSAGE_INVALID_LENGTH_TYPE);
		bool done = false;
		if (fresh && !append_dense(realm, joined, source, next, &done))
			return false;
		for (double k = 0; !done && k < length; k++) {
			bool found;
			evl_value value;
			if (!evl_library_step(realm) || !evl_index_read(realm, source, k, &found, &value))
				return false;
			if (!found)
				k = evl_index_after(realm, source, k, length) - 1;
			else if (!evl_species_put(realm, joined, fresh, next + k, value))
				return false;
		}
		next += length;
	}
	*result = evl_from_object(joined);
	return evl_length_set(realm, joined, next);
}

/* sec-array.prototype.slice */
bool evl_array_prototype_slice(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o, *part;
	bool fresh;
	double length, start, end;
	if (!evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length) ||
	    !evl_relative_position(realm, evl_arg(args, 0), length, 0, &start) ||
	    !evl_relative_position(realm, evl_arg(args, 1), length, length, &end))
		return false;
	double count = end > start ? end - start : 0;
	if (evl_is_dense_array(o) && end <= o->element_count && count > 0 && evl_prototypes_lack_indexes(o) &&
	    evl_array_has_plain_species(realm, o)) {
		part = evl_array_from(realm, o->elements + (uint32_t)start, (uint32_t)count);
		if (part == NULL)
			return false;
		*result = evl_from_object(part);
		return true;
	}
	if (!evl_array_species_create(realm, o, count, &part, &fresh))
		return false;
	for (double k = start; k < end; k++) {
		bool found;
		evl_value value;
		if (!evl_library_step(realm) || !evl_index_read(realm, o, k, &found, &value))
			return false;
		if (!found)
			k = evl_index_after(realm, o, k, end) - 1;
		else if (!evl_species_put(realm, part, fresh, k - start, value))
			return false;
	}
	*result = evl_from_object(part);
	return evl_length_set(realm, part, count);
}

/* Append Get(o, k) for k in [from, to) to a fresh array whose next index is *next. */
static bool append_range(struct evl_realm *realm, struct evl_object *array, struct evl_object *o, double from, double to,
			 double *next)
{
	for (double k = from; k < to; k++) {
		evl_value value;
		if (!evl_library_step(realm) || !evl_index_get(realm, o, k, &value) ||
		    !evl_array_put(realm, array, (*next)++, value))
			return false;
	}
	return true;
}

/* sec-array.prototype.toreversed */
bool evl_array_prototype_to_reversed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length, next = 0;
	if (!evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length))
		return false;
	struct evl_object *reversed = evl_array_create(realm, length);
	if (reversed == NULL)
		return false;
	for (double k = length - 1; k >= 0; k--)
		if (!evl_library_step(realm) || !append_range(realm, reversed, o, k, k + 1, &next))
			return false;
	*result = evl_from_object(reversed);
	return true;
}

/* sec-array.prototype.tospliced */
bool evl_array_prototype_to_spliced(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length, start, skip = 0, next = 0;
	if (!evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length) ||
	    !evl_relative_position(realm, evl_arg(args, 0), length, 0, &start))
		return false;
	uint32_t count = args->count > 2 ? args->count - 2 : 0;
	if (args->count == 1) {
		skip = length - start;
	} else if (args->count > 1) {
		if (!evl_to_integer_or_infinity(realm, args->values[1], &skip))
			return false;
		skip = skip < 0 ? 0 : skip < length - start ? skip : length - start;
	}
	double total = length + count - skip;
	if (total > EVL_MAX_SAFE_LENGTH)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_LENGTH_TYPE);
	struct evl_object *spliced = evl_array_create(realm, total);
	if (spliced == NULL || !append_range(realm, spliced, o, 0, start, &next))
		return false;
	for (uint32_t i = 0; i < count; i++)
		if (!evl_array_put(realm, spliced, next++, args->values[i + 2]))
			return false;
	if (!append_range(realm, spliced, o, start + skip, length, &next))
		return false;
	*result = evl_from_object(spliced);
	return true;
}

/* sec-array.prototype.with */
bool evl_array_prototype_with(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length, index, next = 0;
	if (!evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length) ||
	    !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &index))
		return false;
	double at = index < 0 ? length + index : index;
	if (at < 0 || at >= length) {
		char text[EVL_NUMBER_TEXT_MAX];
		evl_number_to_text(index, text);
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_INDEX, text);
	}
	struct evl_object *changed = evl_array_create(realm, length);
	if (changed == NULL || !append_range(realm, changed, o, 0, at, &next) ||
	    !evl_array_put(realm, changed, next++, evl_arg(args, 1)) ||
	    !append_range(realm, changed, o, at + 1, length, &next))
		return false;
	*result = evl_from_object(changed);
	return true;
}
