/* SPDX-License-Identifier: MIT */
/*
 * array_search.c - the Array methods that look for an element.
 */
#include "builtins/array.h"

#include "builtins/args.h"
#include "builtins/array_like.h"

/* sec-array.prototype.at */
bool evl_array_prototype_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length, k;
	if (!evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length) ||
	    !evl_to_integer_or_infinity(realm, evl_arg(args, 0), &k))
		return false;
	if (k < 0)
		k += length;
	*result = EVL_UNDEFINED;
	return k < 0 || k >= length || evl_index_get(realm, o, k, result);
}

/* Where a search from the front begins: fromIndex, negative from the end. `length` when it finds nothing for sure. */
static bool search_start(struct evl_realm *realm, const struct evl_args *args, double length, double *start)
{
	*start = length;
	return length == 0 || evl_relative_position(realm, evl_arg(args, 1), length, 0, start);
}

/* sec-array.prototype.indexof */
bool evl_array_prototype_index_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length, k;
	evl_value wanted = evl_arg(args, 0);
	if (!evl_require_object_coercible(realm, args->this_value, "Array.prototype.indexOf") ||
	    !evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length) ||
	    !search_start(realm, args, length, &k))
		return false;
	for (; k < length; k++) {
		bool found;
		evl_value value;
		if (!evl_library_step(realm) || !evl_index_read(realm, o, k, &found, &value))
			return false;
		if (!found) {
			k = evl_index_after(realm, o, k, length) - 1;
		} else if (evl_strict_equals(realm, value, wanted)) {
			*result = evl_from_number(k);
			return true;
		}
	}
	*result = evl_from_int(-1);
	return true;
}

/* sec-array.prototype.lastindexof */
bool evl_array_prototype_last_index_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length, k;
	evl_value wanted = evl_arg(args, 0);
	if (!evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length))
		return false;
	*result = evl_from_int(-1);
	if (length == 0)
		return true;
	k = length - 1;
	if (args->count > 1) {
		double n;
		if (!evl_to_integer_or_infinity(realm, args->values[1], &n))
			return false;
		if (n < 0)
			k = length + n;
		else if (n < k)
			k = n;
	}
	while (k >= 0) {
		bool found;
		evl_value value;
		if (!evl_library_step(realm) || !evl_index_read(realm, o, k, &found, &value))
			return false;
		if (!found) {
			k = evl_index_before(realm, o, k);
			continue;
		}
		if (evl_strict_equals(realm, value, wanted)) {
			*result = evl_from_number(k);
			return true;
		}
		k--;
	}
	return true;
}

/* sec-array.prototype.includes: absent elements are undefined, NaN equals NaN. */
bool evl_array_prototype_includes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	double length, k;
	evl_value wanted = evl_arg(args, 0);
	if (!evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length) ||
	    !search_start(realm, args, length, &k))
		return false;
	*result = EVL_FALSE;
	for (; k < length; k++) {
		bool found;
		evl_value value;
		bool exotic = evl_has_flag(o, EVL_OBJECT_EXOTIC);
		if (!evl_library_step(realm) ||
		    !(exotic ? evl_index_get(realm, o, k, &value) : evl_index_read(realm, o, k, &found, &value)))
			return false;
		if (!exotic && !found) {
			value = EVL_UNDEFINED;
			if (!evl_is_undefined(wanted)) {
				k = evl_index_after(realm, o, k, length) - 1;
				continue;
			}
		}
		if (evl_same_value_zero(realm, value, wanted)) {
			*result = EVL_TRUE;
			return true;
		}
	}
	return true;
}

/* FindViaPredicate (sec-findviapredicate): absent elements are visited as undefined. *index is -1 when none. */
static bool find(struct evl_realm *realm, const struct evl_args *args, const char *method, bool last, double *index,
		 evl_value *value)
{
	struct evl_object *o;
	double length;
	evl_value callback = evl_arg(args, 0);
	if (!evl_require_object_coercible(realm, args->this_value, method) ||
	    !evl_to_object(realm, args->this_value, &o) || !evl_length_of(realm, o, &length) ||
	    !evl_require_callable(realm, callback))
		return false;
	for (double n = 0; n < length; n++) {
		double k = last ? length - 1 - n : n;
		if (!evl_library_step(realm) || !evl_index_get(realm, o, k, value))
			return false;
		evl_value values[3] = { *value, evl_from_number(k), evl_from_object(o) };
		evl_value answer;
		if (!evl_call(realm, callback, evl_arg(args, 1), 3, values, &answer))
			return false;
		if (evl_to_boolean(answer)) {
			*index = k;
			return true;
		}
	}
	*index = -1;
	*value = EVL_UNDEFINED;
	return true;
}

/* sec-array.prototype.find */
bool evl_array_prototype_find(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double index;
	return find(realm, args, "Array.prototype.find", false, &index, result);
}

/* sec-array.prototype.findindex */
bool evl_array_prototype_find_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double index;
	evl_value value;
	if (!find(realm, args, "Array.prototype.findIndex", false, &index, &value))
		return false;
	*result = evl_from_number(index);
	return true;
}

/* sec-array.prototype.findlast */
bool evl_array_prototype_find_last(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double index;
	return find(realm, args, "Array.prototype.findLast", true, &index, result);
}

/* sec-array.prototype.findlastindex */
bool evl_array_prototype_find_last_index(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double index;
	evl_value value;
	if (!find(realm, args, "Array.prototype.findLastIndex", true, &index, &value))
		return false;
	*result = evl_from_number(index);
	return true;
}
