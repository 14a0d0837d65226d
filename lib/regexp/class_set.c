/* SPDX-License-Identifier: MIT */
/*
 * class_set.c - set algebra over characters and strings (flag v).
 */
#include "regexp/class_set.h"

#include <string.h>

void evl_class_set_init(struct evl_class_set *set, struct evl_arena *arena)
{
	*set = (struct evl_class_set){ .sorted = true };
	evl_charset_init(&set->chars, arena);
}

static bool push(struct evl_class_set *set, struct evl_class_string string)
{
	struct evl_arena *arena = set->chars.arena;
	if (set->count == set->room) {
		uint32_t room = set->room == 0 ? 8 : set->room * 2;
		if (evl_arena_room(arena) < room * sizeof *set->strings + ((size_t)1 << 20)) {
			set->chars.failed = true;
			return false;
		}
		struct evl_class_string *strings = evl_arena_alloc(arena, room * sizeof *strings);
		if (set->count != 0)
			memcpy(strings, set->strings, set->count * sizeof *strings);
		set->strings = strings;
		set->room = room;
	}
	set->strings[set->count++] = string;
	set->sorted = set->count == 1;
	return true;
}

void evl_class_set_add_string(struct evl_class_set *set, const uint32_t *points, uint32_t count)
{
	if (count == 1) {
		evl_charset_add(&set->chars, points[0], points[0]);
		return;
	}
	size_t bytes = count * sizeof *points;
	if (evl_arena_room(set->chars.arena) < bytes + ((size_t)1 << 20)) {
		set->chars.failed = true;
		return;
	}
	(void)push(set, (struct evl_class_string){ evl_arena_copy(set->chars.arena, points, bytes), count });
}

void evl_class_set_add(struct evl_class_set *set, const struct evl_class_set *other)
{
	evl_charset_add_set(&set->chars, &other->chars);
	for (uint32_t i = 0; i < other->count; i++)
		(void)push(set, other->strings[i]);
}

static int compare(const struct evl_class_string *a, const struct evl_class_string *b)
{
	for (uint32_t i = 0; i < a->count && i < b->count; i++)
		if (a->points[i] != b->points[i])
			return a->points[i] < b->points[i] ? -1 : 1;
	return a->count == b->count ? 0 : a->count < b->count ? -1 : 1;
}

/* Longest first, and then as they compare, so that the order does not depend on how they came. */
static int compare_length(const struct evl_class_string *a, const struct evl_class_string *b)
{
	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	return compare(a, b);
}

typedef int (*string_order)(const struct evl_class_string *, const struct evl_class_string *);

static void sift(struct evl_class_string *strings, uint32_t at, uint32_t count, string_order order)
{
	for (;;) {
		uint32_t child = at * 2 + 1;
		if (child >= count)
			return;
		if (child + 1 < count && order(&strings[child + 1], &strings[child]) > 0)
			child++;
		if (order(&strings[at], &strings[child]) >= 0)
			return;
		struct evl_class_string kept = strings[at];
		strings[at] = strings[child];
		strings[child] = kept;
		at = child;
	}
}

static void sort(struct evl_class_string *strings, uint32_t count, string_order order)
{
	for (uint32_t i = count / 2; i-- > 0;)
		sift(strings, i, count, order);
	for (uint32_t end = count; end-- > 1;) {
		struct evl_class_string kept = strings[0];
		strings[0] = strings[end];
		strings[end] = kept;
		sift(strings, 0, end, order);
	}
}

void evl_class_set_sort(struct evl_class_set *set)
{
	if (set->sorted || set->count == 0)
		return;
	uint32_t kept = 0;
	sort(set->strings, set->count, compare);
	for (uint32_t i = 1; i < set->count; i++)
		if (compare(&set->strings[i], &set->strings[kept]) != 0)
			set->strings[++kept] = set->strings[i];
	set->count = kept + 1;
	set->sorted = true;
}

void evl_class_set_longest_first(struct evl_class_set *set)
{
	evl_class_set_sort(set);
	sort(set->strings, set->count, compare_length);
	set->sorted = false;
}

/* Keep the strings that the other set has (`present`) or has not. */
static void filter(struct evl_class_set *set, struct evl_class_set *other, bool present)
{
	uint32_t kept = 0, j = 0;
	evl_class_set_sort(set);
	evl_class_set_sort(other);
	for (uint32_t i = 0; i < set->count; i++) {
		while (j < other->count && compare(&other->strings[j], &set->strings[i]) < 0)
			j++;
		bool has = j < other->count && compare(&other->strings[j], &set->strings[i]) == 0;
		if (has == present)
			set->strings[kept++] = set->strings[i];
	}
	set->count = kept;
	set->chars.failed |= other->chars.failed;
}

void evl_class_set_intersect(struct evl_class_set *set, struct evl_class_set *other)
{
	evl_charset_intersect(&set->chars, &other->chars);
	filter(set, other, true);
}

void evl_class_set_subtract(struct evl_class_set *set, struct evl_class_set *other)
{
	evl_charset_subtract(&set->chars, &other->chars);
	filter(set, other, false);
}
