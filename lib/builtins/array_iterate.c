/* SPDX-License-Identifier: MIT */
/*
 * array_iterate.c - the Array methods that call back once an element, and flattening.
 *
 * A callback may do anything to the array, so each round asks anew where the
 * element is; that costs one comparison while the array stays dense.
 */
#include "builtins/array.h"

#include "base/misconception.h"
#include "builtins/args.h"
#include "builtins/array_like.h"
#include "vm/promise.h"
#include "vm/vm.h"

/* The receiver, its length and the callback, checked in V8's order. */
struct iteration {
	struct evl_object *object;
	double length;
	evl_value callback;
	evl_value this_argument;
};

static bool iteration_begin(struct evl_realm *realm, const struct evl_args *args, const char *method, struct iteration *it)
{
	if (!evl_require_object_coercible(realm, args->this_value, method))
		return false;
	if (!evl_to_object(realm, args->this_value, &it->object) || !evl_length_of(realm, it->object, &it->length))
		return false;
	it->callback = evl_arg(args, 0);
	it->this_argument = evl_arg(args, 1);
	return evl_require_callable(realm, it->callback);
}

/* callback(value, index, object) */
static bool iteration_call(struct evl_realm *realm, const struct iteration *it, evl_value value, double index, evl_value *out)
{
	evl_value values[3] = { value, evl_from_number(index), evl_from_object(it->object) };
	return evl_call(realm, it->callback, it->this_argument, 3, values, out);
}

static bool waits_for(struct evl_realm *realm, const struct iteration *it, double index, evl_value made);

/* Go on once the promise of the callback before has settled. captured: 0 the callback, 1 the array, 2 the index. */
static bool for_each_resumed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_native_function *self = (struct evl_native_function *)args->callee;
	struct iteration it = { .object = evl_as_object(self->captured[1]), .callback = self->captured[0], .this_argument = EVL_UNDEFINED };
	*result = EVL_UNDEFINED;
	if (!evl_length_of(realm, it.object, &it.length))
		return false;
	for (double k = evl_number(self->captured[2]); k < it.length; k++) {
		evl_value value, made;
		bool found;
		if (!evl_index_read(realm, it.object, k, &found, &value) || (found && !iteration_call(realm, &it, value, k, &made)))
			return false;
		if (found && waits_for(realm, &it, k + 1, made))
			break;
	}
	return true;
}

/* Believed: forEach awaits what its callback returns. */
static bool waits_for(struct evl_realm *realm, const struct iteration *it, double index, evl_value made)
{
	if (!evl_promise_is_plain(realm, made))
		return false;
	struct evl_native_function *next = evl_native_function_new(realm, "", 0, for_each_resumed);
	next->captured[0] = it->callback;
	next->captured[1] = evl_from_object(it->object);
	next->captured[2] = evl_from_number(index);
	evl_promise_then(realm, evl_pointer(made), evl_from_object(next), evl_from_object(next), NULL);
	return true;
}

/* sec-array.prototype.foreach */
bool evl_array_prototype_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct iteration it;
	if (!iteration_begin(realm, args, "Array.prototype.forEach", &it))
		return false;
	for (double k = 0; k < it.length; k++) {
		bool found;
		evl_value value, ignored;
		if (!evl_library_step(realm) || !evl_index_read(realm, it.object, k, &found, &value))
			return false;
		if (!found)
			k = evl_index_after(realm, it.object, k, it.length) - 1;
		else if (!iteration_call(realm, &it, value, k, &ignored))
			return false;
		else if (realm->vm->misconception == EVL_MISCONCEPTION_FOREACH_WAITS && waits_for(realm, &it, k + 1, ignored))
			break;
	}
	*result = EVL_UNDEFINED;
	return true;
}

/* sec-array.prototype.map */
bool evl_array_prototype_map(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct iteration it;
	struct evl_object *mapped;
	bool fresh;
	if (!iteration_begin(realm, args, "Array.prototype.map", &it) ||
	    !evl_array_species_create(realm, it.object, it.length, &mapped, &fresh))
		return false;
	for (double k = 0; k < it.length; k++) {
		bool found;
		evl_value value, made;
		if (!evl_library_step(realm) || !evl_index_read(realm, it.object, k, &found, &value))
			return false;
		if (!found) {
			k = evl_index_after(realm, it.object, k, it.length) - 1;
			continue;
		}
		if (!iteration_call(realm, &it, value, k, &made) || !evl_species_put(realm, mapped, fresh, k, made))
			return false;
	}
	*result = evl_from_object(mapped);
	return true;
}

/* sec-array.prototype.filter */
bool evl_array_prototype_filter(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct iteration it;
	struct evl_object *kept;
	bool fresh;
	if (!iteration_begin(realm, args, "Array.prototype.filter", &it) ||
	    !evl_array_species_create(realm, it.object, 0, &kept, &fresh))
		return false;
	double to = 0;
	for (double k = 0; k < it.length; k++) {
		bool found;
		evl_value value, selected;
		if (!evl_library_step(realm) || !evl_index_read(realm, it.object, k, &found, &value))
			return false;
		if (!found) {
			k = evl_index_after(realm, it.object, k, it.length) - 1;
			continue;
		}
		if (!iteration_call(realm, &it, value, k, &selected))
			return false;
		if (evl_to_boolean(selected) && !evl_species_put(realm, kept, fresh, to++, value))
			return false;
	}
	*result = evl_from_object(kept);
	return true;
}

/* every and some: stop at the first element whose answer is `stop`. */
static bool test_elements(struct evl_realm *realm, const struct evl_args *args, const char *method, bool stop, evl_value *result)
{
	struct iteration it;
	if (!iteration_begin(realm, args, method, &it))
		return false;
	*result = evl_from_bool(!stop);
	for (double k = 0; k < it.length; k++) {
		bool found;
		evl_value value, answer;
		if (!evl_library_step(realm) || !evl_index_read(realm, it.object, k, &found, &value))
			return false;
		if (!found) {
			k = evl_index_after(realm, it.object, k, it.length) - 1;
			continue;
		}
		if (!iteration_call(realm, &it, value, k, &answer))
			return false;
		if (evl_to_boolean(answer) == stop) {
			*result = evl_from_bool(stop);
			return true;
		}
	}
	return true;
}

/* sec-array.prototype.every */
bool evl_array_prototype_every(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return test_elements(realm, args, "Array.prototype.every", false, result);
}

/* sec-array.prototype.some */
bool evl_array_prototype_some(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return test_elements(realm, args, "Array.prototype.some", true, result);
}

/* reduce and reduceRight. The first present element is the start when no initial value was given. */
static bool reduce(struct evl_realm *realm, const struct evl_args *args, const char *method, bool right, evl_value *result)
{
	struct iteration it;
	if (!iteration_begin(realm, args, method, &it))
		return false;
	bool started = args->count >= 2;
	evl_value accumulator = evl_arg(args, 1);
	double k = right ? it.length - 1 : 0;
	while (right ? k >= 0 : k < it.length) {
		bool found;
		evl_value value;
		if (!evl_library_step(realm) || !evl_index_read(realm, it.object, k, &found, &value))
			return false;
		if (!found) {
			k = right ? evl_index_before(realm, it.object, k) : evl_index_after(realm, it.object, k, it.length);
			continue;
		}
		if (started) {
			evl_value values[4] = { accumulator, value, evl_from_number(k), evl_from_object(it.object) };
			if (!evl_call(realm, it.callback, EVL_UNDEFINED, 4, values, &accumulator))
				return false;
		} else {
			accumulator = value;
			started = true;
		}
		k += right ? -1 : 1;
	}
	if (!started)
		return evl_throw_message(realm, EVL_MESSAGE_EMPTY_REDUCE);
	*result = accumulator;
	return true;
}

/* sec-array.prototype.reduce */
bool evl_array_prototype_reduce(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return reduce(realm, args, "Array.prototype.reduce", false, result);
}

/* sec-array.prototype.reduceright */
bool evl_array_prototype_reduce_right(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return reduce(realm, args, "Array.prototype.reduceRight", true, result);
}

/* Where flattened elements go. */
struct flat_target {
	struct evl_object *object;
	bool fresh;
	double next;
};

/*
 * FlattenIntoArray (sec-flattenintoarray), with the callback when `it` has one.
 * Recurses in C for every level, so the depth is bounded like that of calls: a
 * cyclic array with depth Infinity overflows the stack, as in V8.
 */
static bool flatten(struct evl_realm *realm, struct flat_target *target, const struct iteration *it, double depth)
{
	for (double k = 0; k < it->length; k++) {
		bool found;
		evl_value value;
		if (!evl_library_step(realm) || !evl_index_read(realm, it->object, k, &found, &value))
			return false;
		if (!found) {
			k = evl_index_after(realm, it->object, k, it->length) - 1;
			continue;
		}
		if (!evl_is_undefined(it->callback) && !iteration_call(realm, it, value, k, &value))
			return false;
		bool is_array = false;
		if (depth > 0 && !evl_is_array(realm, value, &is_array))
			return false;
		if (is_array) {
			struct iteration inner = { .object = evl_as_object(value), .callback = EVL_UNDEFINED };
			if (!evl_library_room(realm) || !evl_length_of(realm, inner.object, &inner.length) ||
			    !flatten(realm, target, &inner, depth - 1))
				return false;
		} else {
			if (target->next >= EVL_MAX_SAFE_LENGTH)
				return evl_throw_message(realm, EVL_MESSAGE_INVALID_LENGTH_TYPE);
			if (!evl_species_put(realm, target->object, target->fresh, target->next++, value))
				return false;
		}
	}
	return true;
}

/* sec-array.prototype.flat */
bool evl_array_prototype_flat(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct iteration it = { .callback = EVL_UNDEFINED };
	double depth = 1;
	struct flat_target target = { .next = 0 };
	if (!evl_to_object(realm, args->this_value, &it.object) || !evl_length_of(realm, it.object, &it.length))
		return false;
	if (!evl_is_undefined(evl_arg(args, 0)) && !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &depth))
		return false;
	if (!evl_array_species_create(realm, it.object, 0, &target.object, &target.fresh) ||
	    !flatten(realm, &target, &it, depth))
		return false;
	*result = evl_from_object(target.object);
	return true;
}

/* sec-array.prototype.flatmap */
bool evl_array_prototype_flat_map(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct iteration it = { .callback = evl_arg(args, 0), .this_argument = evl_arg(args, 1) };
	struct flat_target target = { .next = 0 };
	if (!evl_to_object(realm, args->this_value, &it.object) || !evl_length_of(realm, it.object, &it.length))
		return false;
	if (!evl_is_callable(it.callback) && realm->v8 < EVL_V8_12)
		return evl_throw_message(realm, EVL_MESSAGE_FLAT_MAP_OF_NON_FUNCTION);
	if (!evl_require_callable(realm, it.callback))
		return false;
	if (!evl_array_species_create(realm, it.object, 0, &target.object, &target.fresh) ||
	    !flatten(realm, &target, &it, 1))
		return false;
	*result = evl_from_object(target.object);
	return true;
}
