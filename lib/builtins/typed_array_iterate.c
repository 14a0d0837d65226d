/* SPDX-License-Identifier: MIT */
/*
 * typed_array_iterate.c - the methods of typed arrays that call back once an element. The callback may detach or shrink the
 * buffer, so every element is looked up when its turn comes; those that are gone read as undefined.
 */
#include "builtins/args.h"
#include "builtins/array_like.h"
#include "builtins/typed_array.h"

struct iteration {
	struct evl_view *view;
	size_t length;
	evl_value callback;
	evl_value this_argument;
};

static bool begin(struct evl_realm *realm, const struct evl_args *args, const char *method, bool plain, struct iteration *it)
{
	it->callback = evl_arg(args, 0);
	it->this_argument = evl_arg(args, 1);
	if (!evl_typed_receiver(realm, args, method, false, &it->view, &it->length))
		return false;
	if (plain && !evl_is_callable(it->callback)) /* V8's map is written in another way than its siblings */
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe(realm, it->callback));
	return evl_require_callable(realm, it->callback);
}

/* callback(element, index, array); the element in *value */
static bool call(struct evl_realm *realm, const struct iteration *it, size_t index, evl_value *value, evl_value *out)
{
	*value = evl_typed_get(realm, it->view, (double)index);
	evl_value values[3] = { *value, evl_from_number((double)index), evl_from_object(it->view) };
	return evl_library_step(realm) && evl_call(realm, it->callback, it->this_argument, 3, values, out);
}

/* sec-%typedarray%.prototype.every, .some, .foreach: ends at the first answer that is `until` (forEach: -1). */
static bool test_each(struct evl_realm *realm, const struct evl_args *args, const char *method, int until, evl_value *result)
{
	struct iteration it;
	if (!begin(realm, args, method, false, &it))
		return false;
	for (size_t k = 0; k < it.length; k++) {
		evl_value value, answer;
		if (!call(realm, &it, k, &value, &answer))
			return false;
		if (until >= 0 && evl_to_boolean(answer) == (until != 0)) {
			*result = evl_from_bool(until != 0);
			return true;
		}
	}
	*result = until < 0 ? EVL_UNDEFINED : evl_from_bool(until == 0);
	return true;
}

bool evl_typed_array_every(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return test_each(realm, args, "%TypedArray%.prototype.every", 0, result);
}

bool evl_typed_array_some(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return test_each(realm, args, "%TypedArray%.prototype.some", 1, result);
}

bool evl_typed_array_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return test_each(realm, args, "%TypedArray%.prototype.forEach", -1, result);
}

/* sec-%typedarray%.prototype.filter */
bool evl_typed_array_filter(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "%TypedArray%.prototype.filter";
	struct iteration it;
	if (!begin(realm, args, method, false, &it))
		return false;
	struct evl_object *kept = evl_array_new(realm, 0, 8);
	for (size_t k = 0; k < it.length; k++) {
		evl_value value, answer;
		if (!call(realm, &it, k, &value, &answer))
			return false;
		if (evl_to_boolean(answer) && !evl_array_append(realm, kept, value))
			return false;
	}
	struct evl_view *made;
	evl_value count = evl_from_uint32(kept->length);
	if (!evl_typed_species_create(realm, it.view, method, 1, &count, kept->length, &made))
		return false;
	for (uint32_t i = 0; i < kept->length; i++)
		if (!evl_typed_set(realm, made, i, kept->elements[i]))
			return false;
	*result = evl_from_object(made);
	return true;
}

/* sec-%typedarray%.prototype.map */
bool evl_typed_array_map(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "%TypedArray%.prototype.map";
	struct iteration it;
	struct evl_view *made;
	if (!begin(realm, args, method, true, &it))
		return false;
	evl_value count = evl_from_number((double)it.length);
	if (!evl_typed_species_create(realm, it.view, method, 1, &count, (double)it.length, &made))
		return false;
	for (size_t k = 0; k < it.length; k++) {
		evl_value value, mapped;
		if (!call(realm, &it, k, &value, &mapped) || !evl_typed_set(realm, made, (double)k, mapped))
			return false;
	}
	*result = evl_from_object(made);
	return true;
}

/* sec-%typedarray%.prototype.find and its siblings */
static bool find(struct evl_realm *realm, const struct evl_args *args, const char *method, bool last, bool give_index, evl_value *result)
{
	struct iteration it;
	if (!begin(realm, args, method, false, &it))
		return false;
	for (size_t i = 0; i < it.length; i++) {
		size_t k = last ? it.length - 1 - i : i;
		evl_value value, answer;
		if (!call(realm, &it, k, &value, &answer))
			return false;
		if (evl_to_boolean(answer)) {
			*result = give_index ? evl_from_number((double)k) : value;
			return true;
		}
	}
	*result = give_index ? evl_from_int(-1) : EVL_UNDEFINED;
	return true;
}

bool evl_typed_array_find(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return find(realm, args, "%TypedArray%.prototype.find", false, false, result);
}

bool evl_typed_array_find_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return find(realm, args, "%TypedArray%.prototype.findIndex", false, true, result);
}

bool evl_typed_array_find_last(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return find(realm, args, "%TypedArray%.prototype.findLast", true, false, result);
}

bool evl_typed_array_find_last_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return find(realm, args, "%TypedArray%.prototype.findIndexLast", true, true, result);
}

/* sec-%typedarray%.prototype.reduce and .reduceright */
static bool reduce(struct evl_realm *realm, const struct evl_args *args, const char *method, bool right, evl_value *result)
{
	struct iteration it;
	if (!right && evl_is_typed_array(args->this_value) && evl_view_is_out(evl_as_view(args->this_value)))
		return evl_throw_message(realm, EVL_MESSAGE_BUFFER_DETACHED, method);
	if (!begin(realm, args, method, false, &it))
		return false;
	size_t i = 0;
	if (args->count > 1) {
		*result = args->values[1];
	} else {
		if (it.length == 0)
			return evl_throw_message(realm, EVL_MESSAGE_EMPTY_REDUCE);
		*result = evl_typed_get(realm, it.view, right ? (double)it.length - 1 : 0);
		i = 1;
	}
	for (; i < it.length; i++) {
		double k = (double)(right ? it.length - 1 - i : i);
		evl_value values[4] = { *result, evl_typed_get(realm, it.view, k), evl_from_number(k), evl_from_object(it.view) };
		if (!evl_library_step(realm) || !evl_call(realm, it.callback, EVL_UNDEFINED, 4, values, result))
			return false;
	}
	return true;
}

bool evl_typed_array_reduce(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return reduce(realm, args, "%TypedArray%.prototype.reduce", false, result);
}

bool evl_typed_array_reduce_right(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return reduce(realm, args, "%TypedArray%.prototype.reduceRight", true, result);
}
