/* SPDX-License-Identifier: MIT */
/*
 * fold.c - case-insensitive equality out of a table of runs (fold_table.def).
 */
#include "regexp/fold.h"

#include <stddef.h>

/* Every `step`th character from first to last is equal to the one `distance` (negative) away, the least of its group. */
struct fold_range {
	uint32_t first, last, step;
	int32_t distance;
};

#include "regexp/fold_table.def"

struct folds {
	const struct fold_range *ranges;
	size_t count;
};

static struct folds folds(bool unicode)
{
	if (unicode)
		return (struct folds){ point_folds, sizeof point_folds / sizeof point_folds[0] };
	return (struct folds){ unit_folds, sizeof unit_folds / sizeof unit_folds[0] };
}

static uint32_t moved(const struct fold_range *range, uint32_t c)
{
	return (uint32_t)((int64_t)c + range->distance);
}

uint32_t evl_fold(uint32_t c, bool unicode)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? c ^ 0x20 : c;
	struct folds table = folds(unicode);
	size_t low = 0, high = table.count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		const struct fold_range *range = &table.ranges[middle];
		if (c > range->last)
			low = middle + 1;
		else if (c < range->first)
			high = middle;
		else
			return (c - range->first) % range->step == 0 ? moved(range, c) : c;
	}
	return c;
}

uint32_t evl_fold_equals(uint32_t c, bool unicode, uint32_t *out, uint32_t room)
{
	struct folds table = folds(unicode);
	uint32_t least = evl_fold(c, unicode), count = 0;
	if (room != 0)
		out[count++] = least;
	for (size_t i = 0; i < table.count; i++) {
		const struct fold_range *range = &table.ranges[i];
		uint32_t first = moved(range, range->first), last = moved(range, range->last);
		if (least >= first && least <= last && (least - first) % range->step == 0 && count < room)
			out[count++] = (uint32_t)((int64_t)least - range->distance);
	}
	return count;
}

void evl_fold_close(struct evl_charset *set, bool unicode)
{
	struct folds table = folds(unicode);
	struct evl_charset least;
	evl_charset_normalize(set);
	evl_charset_init(&least, set->arena);
	for (size_t i = 0; i < table.count; i++) {
		const struct fold_range *range = &table.ranges[i];
		for (uint32_t c = range->first; c <= range->last; c += range->step)
			if (evl_charset_has(set, c) && !evl_charset_has(set, moved(range, c)))
				evl_charset_add(&least, moved(range, c), moved(range, c));
	}
	evl_charset_add_set(set, &least);
	evl_charset_normalize(set);
	struct evl_charset more;
	evl_charset_init(&more, set->arena);
	for (size_t i = 0; i < table.count; i++) {
		const struct fold_range *range = &table.ranges[i];
		for (uint32_t c = range->first; c <= range->last; c += range->step)
			if (evl_charset_has(set, moved(range, c)))
				evl_charset_add(&more, c, c);
	}
	evl_charset_add_set(set, &more);
	evl_charset_normalize(set);
}

void evl_fold_reduce(struct evl_charset *set, bool unicode)
{
	struct folds table = folds(unicode);
	struct evl_charset least, gone;
	evl_charset_normalize(set);
	evl_charset_init(&least, set->arena);
	evl_charset_init(&gone, set->arena);
	for (size_t i = 0; i < table.count; i++) {
		const struct fold_range *range = &table.ranges[i];
		for (uint32_t c = range->first; c <= range->last; c += range->step) {
			evl_charset_add(&gone, c, c);
			if (evl_charset_has(set, c))
				evl_charset_add(&least, moved(range, c), moved(range, c));
		}
	}
	evl_charset_subtract(set, &gone);
	evl_charset_add_set(set, &least);
	evl_charset_normalize(set);
}
