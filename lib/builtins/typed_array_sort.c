/* SPDX-License-Identifier: MIT */
/*
 * typed_array_sort.c - sort and toSorted of typed arrays (sec-%typedarray%.prototype.sort).
 *
 * With a comparator every comparison is the one that V8 makes: a merge sort from the top, which halves and merges between
 * two copies; in Firefox it is that of arrays (window_sort.c). Without one the numbers themselves are sorted; nothing of that can be seen.
 */
#include <string.h>

#include "builtins/args.h"
#include "builtins/array_like.h"
#include "builtins/typed_array.h"
#include "builtins/window_sort.h"
#include "value/bigint.h"

/* Order of values: NaN last, -0 before 0. */
static int compare_values(evl_value a, evl_value b)
{
	if (evl_is_bigint(a))
		return evl_bigint_compare(evl_as_bigint(a), evl_as_bigint(b));
	double x = evl_number(a);
	double y = evl_number(b);
	if (x != x || y != y)
		return (x != x) - (y != y);
	if (x != y)
		return x < y ? -1 : 1;
	if (x != 0)
		return 0;
	return (1 / x > 0) - (1 / y > 0);
}

static bool compare(struct evl_realm *realm, evl_value comparator, evl_value a, evl_value b, int *out)
{
	if (!evl_library_step(realm))
		return false;
	if (evl_is_undefined(comparator)) {
		*out = compare_values(a, b);
		return true;
	}
	evl_value pair[2] = { a, b }, answer;
	double order;
	if (!evl_call(realm, comparator, EVL_UNDEFINED, 2, pair, &answer) || !evl_to_number(realm, answer, &order))
		return false;
	*out = order < 0 ? -1 : order > 0;
	return true;
}

/* Merge source[from, middle) and source[middle, to) into target. */
static bool merge(struct evl_realm *realm, evl_value comparator, const evl_value *source, size_t from, size_t middle, size_t to,
		  evl_value *target)
{
	size_t left = from, right = middle;
	for (size_t i = from; i < to; i++) {
		int order = -1;
		if (left < middle && right < to && !compare(realm, comparator, source[left], source[right], &order))
			return false;
		if (left < middle && (right >= to || order <= 0))
			target[i] = source[left++];
		else
			target[i] = source[right++];
	}
	return true;
}

/* Sort target[from, to); both hold the same values there before. The depth is the logarithm of the length. */
static bool merge_sort(struct evl_realm *realm, evl_value comparator, evl_value *source, size_t from, size_t to, evl_value *target)
{
	size_t middle = from + ((to - from) >> 1);
	if (middle - from > 1 && !merge_sort(realm, comparator, target, from, middle, source))
		return false;
	if (to - middle > 1 && !merge_sort(realm, comparator, target, middle, to, source))
		return false;
	return merge(realm, comparator, source, from, middle, to, target);
}

struct comparison {
	struct evl_realm *realm;
	evl_value comparator;
	const evl_value *values;
};

static bool compare_at(void *data, uint32_t a, uint32_t b, int *order)
{
	struct comparison *c = data;
	return compare(c->realm, c->comparator, c->values[a], c->values[b], order);
}

/* As Firefox sorts. */
static bool sort_by_windows(struct evl_realm *realm, evl_value comparator, const evl_value *values, size_t count, evl_value *sorted)
{
	uint32_t *order = evl_arena_alloc(&realm->scratch, count * 2 * sizeof *order);
	if (!order)
		return false;
	for (size_t i = 0; i < count; i++)
		order[i] = (uint32_t)i;
	struct comparison c = { realm, comparator, values };
	if (!evl_window_sort(order, order + count, (uint32_t)count, compare_at, &c))
		return false;
	for (size_t i = 0; i < count; i++)
		sorted[i] = values[order[i]];
	return true;
}

/* The elements of `view`, sorted into *sorted. */
static bool sorted_values(struct evl_realm *realm, struct evl_view *view, size_t length, evl_value comparator, evl_value **sorted)
{
	*sorted = evl_values_alloc(realm, length);
	evl_value *other = *sorted ? evl_values_alloc(realm, length) : NULL;
	if (!other)
		return false;
	for (size_t i = 0; i < length; i++)
		(*sorted)[i] = other[i] = evl_typed_get(realm, view, (double)i);
	if (realm->spidermonkey && !evl_is_undefined(comparator))
		return sort_by_windows(realm, comparator, other, length, *sorted);
	return length < 2 || merge_sort(realm, comparator, other, 0, length, *sorted);
}

static void store(struct evl_view *view, const evl_value *values, size_t count)
{
	size_t size = evl_typed_sizes[view->type];
	for (size_t i = 0; i < count; i++)
		evl_typed_write(view->type, evl_view_bytes(view) + i * size, values[i]);
}

/* sec-%typedarray%.prototype.sort */
bool evl_typed_array_sort(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	evl_value *values;
	if (!evl_require_comparator(realm, evl_arg(args, 0)) ||
	    !evl_typed_receiver(realm, args, "%TypedArray%.prototype.sort", true, &view, &length) ||
	    !sorted_values(realm, view, length, evl_arg(args, 0), &values))
		return false;
	size_t now = evl_view_length(view);
	store(view, values, length < now ? length : now);
	*result = args->this_value;
	return true;
}

/* sec-%typedarray%.prototype.tosorted */
bool evl_typed_array_to_sorted(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	size_t length;
	evl_value *values;
	if (!evl_require_comparator(realm, evl_arg(args, 0)) ||
	    !evl_typed_receiver(realm, args, "%TypedArray%.prototype.toSorted", true, &view, &length))
		return false;
	struct evl_view *made = evl_typed_create(realm, view->type, (double)length);
	if (!made || !sorted_values(realm, view, length, evl_arg(args, 0), &values))
		return false;
	store(made, values, length);
	*result = evl_from_object(made);
	return true;
}
