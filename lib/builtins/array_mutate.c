/* SPDX-License-Identifier: MIT */
/*
 * array_mutate.c - the Array methods that change their receiver.
 *
 * Each has two bodies: one that moves the elements of a plain dense array in
 * memory, and the steps of the standard for everything else. Arguments are
 * converted before the choice, because a conversion may run script that changes
 * the array.
 */
#include "builtins/array.h"

#include <string.h>

#include "base/number_text.h"
#include "builtins/args.h"
#include "builtins/array_like.h"

/* The elements are the whole array and may be moved freely: holes stay holes, since no prototype shows through them. */
static bool can_move(const struct evl_object *o)
{
	return evl_is_open_array(o) && o->element_count == o->length && evl_prototypes_lack_indexes(o);
}

static bool receiver(struct evl_realm *realm, const struct evl_args *args, struct evl_object **o, double *length)
{
	return evl_to_object(realm, args->this_value, o) && evl_length_of(realm, *o, length);
}

/* sec-array.prototype.push */
bool evl_array_prototype_push(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length;
	if (!receiver(realm, args, &o, &length))
		return false;
	if (can_move(o) && length + args->count <= (double)EVL_KEY_MAX_INDEX) {
		if (!evl_array_make_room(realm, o, o->length + args->count))
			return false;
		for (uint32_t i = 0; i < args->count; i++)
			o->elements[o->element_count++] = args->values[i];
		o->length = o->element_count;
		*result = evl_from_uint32(o->length);
		return true;
	}
	if (length + args->count > EVL_MAX_SAFE_LENGTH) {
		char count[EVL_NUMBER_TEXT_MAX], total[EVL_NUMBER_TEXT_MAX];
		evl_number_to_text(args->count, count);
		evl_number_to_text(length, total);
		return evl_throw_message(realm, EVL_MESSAGE_TOO_MANY_PUSHED, count, total);
	}
	for (uint32_t i = 0; i < args->count; i++)
		if (!evl_index_set(realm, o, length + i, args->values[i]))
			return false;
	length += args->count;
	*result = evl_from_number(length);
	return evl_length_set(realm, o, length);
}

/* sec-array.prototype.pop */
bool evl_array_prototype_pop(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length;
	if (!receiver(realm, args, &o, &length))
		return false;
	if (length == 0) {
		*result = EVL_UNDEFINED;
		return evl_length_set(realm, o, 0);
	}
	if (can_move(o)) {
		evl_value last = o->elements[--o->element_count];
		o->length--;
		*result = last == EVL_HOLE ? EVL_UNDEFINED : last;
		return true;
	}
	return evl_index_get(realm, o, length - 1, result) && evl_index_delete(realm, o, length - 1) &&
	       evl_length_set(realm, o, length - 1);
}

/*
 * Move what is at `from` to `to`, an absent element as an absent one: the loop body of shift, unshift, splice and
 * copyWithin.
 */
static bool move_element(struct evl_realm *realm, struct evl_object *o, double from, double to)
{
	bool found;
	evl_value value;
	if (!evl_library_step(realm) || !evl_index_read(realm, o, from, &found, &value))
		return false;
	return found ? evl_index_set(realm, o, to, value) : evl_index_delete(realm, o, to);
}

/* Move [from, from + count) down to `to` < from, leaping over stretches where nothing is. */
static bool move_down(struct evl_realm *realm, struct evl_object *o, double from, double to, double count)
{
	double distance = from - to;
	for (double k = from; k < from + count; k++) {
		if (!move_element(realm, o, k, k - distance))
			return false;
		/* After a long absence the next index that matters is one that is there, or whose target is. */
		double next = evl_has_flag(o, EVL_OBJECT_EXOTIC) ? k + 1 : evl_index_after(realm, o, k, from + count);
		if (next > k + 64) {
			double target = evl_index_after(realm, o, k - distance, to + count) + distance;
			k = (target < next ? target : next) - 1;
		}
	}
	return true;
}

/* Move [from, from + count) up to `to` > from, from the end. */
static bool move_up(struct evl_realm *realm, struct evl_object *o, double from, double to, double count)
{
	double distance = to - from;
	for (double k = from + count - 1; k >= from; k--) {
		if (!move_element(realm, o, k, k + distance))
			return false;
		double next = evl_has_flag(o, EVL_OBJECT_EXOTIC) ? k - 1 : evl_index_before(realm, o, k);
		if (next < k - 64) {
			double target = evl_index_before(realm, o, k + distance) - distance;
			k = (target > next ? target : next) + 1;
		}
	}
	return true;
}

/* Delete the indexes of [from, to), from the end. */
static bool delete_down(struct evl_realm *realm, struct evl_object *o, double from, double to)
{
	for (double k = to - 1; k >= from; k--) {
		if (!evl_library_step(realm) || !evl_index_delete(realm, o, k))
			return false;
		double next = evl_index_before(realm, o, k);
		if (next < k - 1)
			k = next + 1;
	}
	return true;
}

/*
 * Take `count` elements off the front of a movable array. A long array keeps its
 * elements where they are and begins later, so that a queue worked off with
 * shift() takes linear time. The word before the elements then is no longer the
 * header of their cell; one of size 0 there says so (value/object.h).
 */
static void drop_front(struct evl_object *o, uint32_t count)
{
	o->element_count -= count;
	o->length -= count;
	if (count != 0 && o->element_count > 32) {
		struct evl_cell *mark = (struct evl_cell *)(void *)(o->elements + count - 1);
		*mark = (struct evl_cell){ .kind = EVL_CELL_VALUES };
		o->elements += count;
		o->element_capacity -= count;
	} else if (count != 0) {
		memmove(o->elements, o->elements + count, o->element_count * sizeof(evl_value));
	}
}

/* sec-array.prototype.shift */
bool evl_array_prototype_shift(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length;
	if (!receiver(realm, args, &o, &length))
		return false;
	if (length == 0) {
		*result = EVL_UNDEFINED;
		return evl_length_set(realm, o, 0);
	}
	if (can_move(o)) {
		*result = o->elements[0] == EVL_HOLE ? EVL_UNDEFINED : o->elements[0];
		drop_front(o, 1);
		return true;
	}
	return evl_index_get(realm, o, 0, result) && move_down(realm, o, 1, 0, length - 1) &&
	       evl_index_delete(realm, o, length - 1) && evl_length_set(realm, o, length - 1);
}

/* sec-array.prototype.unshift */
bool evl_array_prototype_unshift(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length;
	uint32_t count = args->count;
	if (!receiver(realm, args, &o, &length))
		return false;
	if (can_move(o) && length + count <= (double)EVL_KEY_MAX_INDEX) {
		if (count != 0) {
			if (!evl_array_make_room(realm, o, o->length + count))
				return false;
			memmove(o->elements + count, o->elements, o->element_count * sizeof(evl_value));
			memcpy(o->elements, args->values, count * sizeof(evl_value));
			o->element_count += count;
			o->length += count;
		}
		*result = evl_from_uint32(o->length);
		return true;
	}
	if (count > 0) {
		if (length + count > EVL_MAX_SAFE_LENGTH)
			return evl_throw_message(realm, EVL_MESSAGE_INVALID_LENGTH_TYPE);
		if (!move_up(realm, o, 0, count, length))
			return false;
		for (uint32_t i = 0; i < count; i++)
			if (!evl_index_set(realm, o, i, args->values[i]))
				return false;
	}
	*result = evl_from_number(length + count);
	return evl_length_set(realm, o, length + count);
}

/* The body of splice for a movable array; what goes is already known to lie inside it. */
static bool splice_elements(struct evl_realm *realm, struct evl_object *o, uint32_t start, uint32_t gone, uint32_t count,
			    const evl_value *items, evl_value *result)
{
	struct evl_object *removed = evl_array_from(realm, o->elements + start, gone);
	if (removed == NULL)
		return false;
	*result = evl_from_object(removed);
	uint32_t tail = o->element_count - start - gone;
	if (start == 0 && count == 0) {
		drop_front(o, gone);
		return true;
	}
	if (count > gone && !evl_array_make_room(realm, o, o->element_count - gone + count))
		return false;
	if (tail != 0 && count != gone)
		memmove(o->elements + start + count, o->elements + start + gone, tail * sizeof(evl_value));
	if (count != 0)
		memcpy(o->elements + start, items, count * sizeof(evl_value));
	o->element_count = start + count + tail;
	o->length = o->element_count;
	return true;
}

/* sec-array.prototype.splice */
bool evl_array_prototype_splice(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length, start, gone = 0;
	if (!receiver(realm, args, &o, &length) || !evl_relative_position(realm, evl_arg(args, 0), length, 0, &start))
		return false;
	uint32_t count = args->count > 2 ? args->count - 2 : 0;
	const evl_value *items = count != 0 ? args->values + 2 : NULL;
	if (args->count == 1) {
		gone = length - start;
	} else if (args->count > 1) {
		if (!evl_to_integer_or_infinity(realm, args->values[1], &gone))
			return false;
		gone = gone < 0 ? 0 : gone < length - start ? gone : length - start;
	}
	if (length + count - gone > EVL_MAX_SAFE_LENGTH)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_LENGTH_TYPE);
	if (can_move(o) && o->length == length && length > 0 && length + count <= (double)EVL_KEY_MAX_INDEX &&
	    evl_array_has_plain_species(realm, o) && evl_array_is_packed(o, o->element_count))
		return splice_elements(realm, o, (uint32_t)start, (uint32_t)gone, count, items, result);

	struct evl_object *removed;
	bool fresh;
	if (!evl_array_species_create(realm, o, gone, &removed, &fresh))
		return false;
	for (double k = 0; k < gone; k++) {
		bool found;
		evl_value value;
		if (!evl_library_step(realm) || !evl_index_read(realm, o, start + k, &found, &value))
			return false;
		if (!found)
			k = evl_index_after(realm, o, start + k, start + gone) - start - 1;
		else if (!evl_species_put(realm, removed, fresh, k, value))
			return false;
	}
	if (!evl_length_set(realm, removed, gone))
		return false;
	double tail = length - start - gone;
	if (count < gone) {
		if (!move_down(realm, o, start + gone, start + count, tail) ||
		    !delete_down(realm, o, length - gone + count, length))
			return false;
	} else if (count > gone) {
		if (!move_up(realm, o, start + gone, start + count, tail))
			return false;
	}
	for (uint32_t i = 0; i < count; i++)
		if (!evl_index_set(realm, o, start + i, items[i]))
			return false;
	*result = evl_from_object(removed);
	return evl_length_set(realm, o, length - gone + count);
}

/* sec-array.prototype.reverse */
bool evl_array_prototype_reverse(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length;
	if (!receiver(realm, args, &o, &length))
		return false;
	*result = evl_from_object(o);
	if (evl_is_dense_array(o) && o->element_count == length && evl_array_is_packed(o, o->element_count)) {
		for (uint32_t i = 0, j = o->element_count; i + 1 < j--; i++) {
			evl_value v = o->elements[i];
			o->elements[i] = o->elements[j];
			o->elements[j] = v;
		}
		return true;
	}
	for (double lower = 0; lower < length - 1 - lower; lower++) {
		double upper = length - 1 - lower;
		bool has_lower, has_upper;
		evl_value low, high;
		if (!evl_library_step(realm) || !evl_index_read(realm, o, lower, &has_lower, &low) ||
		    !evl_index_read(realm, o, upper, &has_upper, &high))
			return false;
		if (has_upper) {
			if (!evl_index_set(realm, o, lower, high))
				return false;
		} else if (has_lower && !evl_index_delete(realm, o, lower)) {
			return false;
		}
		if (has_lower) {
			if (!evl_index_set(realm, o, upper, low))
				return false;
		} else if (has_upper && !evl_index_delete(realm, o, upper)) {
			return false;
		}
		if (!has_lower && !has_upper) {
			double next = evl_index_after(realm, o, lower, length);
			double mirrored = length - 1 - evl_index_before(realm, o, upper);
			lower = (next < mirrored ? next : mirrored) - 1;
		}
	}
	return true;
}

/* sec-array.prototype.fill */
bool evl_array_prototype_fill(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length, start, end;
	evl_value value = evl_arg(args, 0);
	if (!receiver(realm, args, &o, &length) || !evl_relative_position(realm, evl_arg(args, 1), length, 0, &start) ||
	    !evl_relative_position(realm, evl_arg(args, 2), length, length, &end))
		return false;
	*result = evl_from_object(o);
	if (start >= end)
		return true;
	if (evl_is_open_array(o) && o->length == length && start <= o->element_count && end <= (double)EVL_KEY_MAX_INDEX &&
	    evl_prototypes_lack_indexes(o)) {
		uint32_t from = (uint32_t)start, to = (uint32_t)end;
		if (to > o->element_capacity && !evl_object_reserve_elements(realm, o, to))
			return false;
		for (uint32_t i = from; i < to; i++)
			o->elements[i] = value;
		if (o->element_count < to)
			o->element_count = to;
		return true;
	}
	/* An array that could never hold so many is refused before it has grown as far as it can. */
	if (evl_is_open_array(o) && end - start > (double)EVL_KEY_MAX_INDEX &&
	    !evl_heap_can_take(&realm->heap, (size_t)(end - start) * sizeof(evl_value)))
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "an array needs more memory than the limit of %zu MB allows",
				realm->heap.limit >> 20);
	for (double k = start; k < end; k++)
		if (!evl_library_step(realm) || !evl_index_set(realm, o, k, value))
			return false;
	return true;
}

/* sec-array.prototype.copywithin */
bool evl_array_prototype_copy_within(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length, to, from, final;
	if (!receiver(realm, args, &o, &length) || !evl_relative_position(realm, evl_arg(args, 0), length, 0, &to) ||
	    !evl_relative_position(realm, evl_arg(args, 1), length, 0, &from) ||
	    !evl_relative_position(realm, evl_arg(args, 2), length, length, &final))
		return false;
	*result = evl_from_object(o);
	double count = final - from < length - to ? final - from : length - to;
	if (count <= 0)
		return true;
	if (evl_is_dense_array(o) && o->element_count == length && evl_array_is_packed(o, o->element_count)) {
		memmove(o->elements + (uint32_t)to, o->elements + (uint32_t)from, (size_t)count * sizeof(evl_value));
		return true;
	}
	if (from < to && to < from + count)
		return move_up(realm, o, from, to, count);
	if (to < from)
		return move_down(realm, o, from, to, count);
	for (double k = 0; k < count; k++)
		if (!move_element(realm, o, from + k, to + k))
			return false;
	return true;
}
