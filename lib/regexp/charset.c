/* SPDX-License-Identifier: MIT */
/*
 * charset.c - sets of code points: adding, sorting, set algebra.
 */
#include "regexp/charset.h"

#include <string.h>

/* What the arena must have left, so that the pieces that are never asked for first (nodes) always find room. */
enum { KEEP = 1 << 20 };

void evl_charset_init(struct evl_charset *set, struct evl_arena *arena)
{
	*set = (struct evl_charset){ .arena = arena, .sorted = true };
}

static bool reserve(struct evl_charset *set, uint32_t room)
{
	if (room <= set->room)
		return true;
	uint32_t wanted = set->room < 4 ? 8 : set->room * 2;
	if (wanted < room)
		wanted = room;
	size_t bytes = (size_t)wanted * sizeof *set->ranges;
	if (wanted > (UINT32_MAX >> 4) || evl_arena_room(set->arena) < bytes + KEEP) {
		set->failed = true;
		return false;
	}
	uint32_t(*ranges)[2] = evl_arena_alloc(set->arena, bytes);
	if (set->count != 0)
		memcpy(ranges, set->ranges, (size_t)set->count * sizeof *ranges);
	set->ranges = ranges;
	set->room = wanted;
	return true;
}

void evl_charset_add(struct evl_charset *set, uint32_t first, uint32_t last)
{
	if (set->count != 0) {
		uint32_t *end = set->ranges[set->count - 1];
		if (first >= end[0] && first <= end[1] + 1) { /* goes on where the last one ends */
			if (last > end[1])
				end[1] = last;
			return;
		}
	}
	if (set->count == set->room) {
		uint32_t before = set->count;
		evl_charset_normalize(set); /* what grows again and again is often the same */
		if (set->count >= before / 2 && !reserve(set, set->count + 1))
			return;
		if (set->count < before) {
			evl_charset_add(set, first, last);
			return;
		}
	}
	if (set->count != 0 && first < set->ranges[set->count - 1][0])
		set->sorted = false;
	set->ranges[set->count][0] = first;
	set->ranges[set->count][1] = last;
	set->count++;
}

void evl_charset_add_set(struct evl_charset *set, const struct evl_charset *other)
{
	set->failed |= other->failed;
	for (uint32_t i = 0; i < other->count; i++)
		evl_charset_add(set, other->ranges[i][0], other->ranges[i][1]);
}

static void sift(uint32_t (*ranges)[2], uint32_t at, uint32_t count)
{
	for (;;) {
		uint32_t child = at * 2 + 1;
		if (child >= count)
			return;
		if (child + 1 < count && ranges[child + 1][0] > ranges[child][0])
			child++;
		if (ranges[at][0] >= ranges[child][0])
			return;
		uint32_t kept[2] = { ranges[at][0], ranges[at][1] };
		memcpy(ranges[at], ranges[child], sizeof kept);
		memcpy(ranges[child], kept, sizeof kept);
		at = child;
	}
}

/* A heap sort: in place, and no order of the input makes it slow. */
static void sort(uint32_t (*ranges)[2], uint32_t count)
{
	for (uint32_t i = count / 2; i-- > 0;)
		sift(ranges, i, count);
	for (uint32_t end = count; end-- > 1;) {
		uint32_t kept[2] = { ranges[0][0], ranges[0][1] };
		memcpy(ranges[0], ranges[end], sizeof kept);
		memcpy(ranges[end], kept, sizeof kept);
		sift(ranges, 0, end);
	}
}

void evl_charset_normalize(struct evl_charset *set)
{
	if (set->sorted || set->count < 2) {
		set->sorted = true;
		return;
	}
	sort(set->ranges, set->count);
	uint32_t kept = 0;
	for (uint32_t i = 1; i < set->count; i++) {
		if (set->ranges[i][0] <= set->ranges[kept][1] + 1) {
			if (set->ranges[i][1] > set->ranges[kept][1])
				set->ranges[kept][1] = set->ranges[i][1];
		} else {
			kept++;
			memmove(set->ranges[kept], set->ranges[i], sizeof set->ranges[i]);
		}
	}
	set->count = kept + 1;
	set->sorted = true;
}

void evl_charset_invert(struct evl_charset *set, uint32_t last)
{
	struct evl_charset out;
	uint32_t next = 0;
	evl_charset_normalize(set);
	evl_charset_init(&out, set->arena);
	out.failed = set->failed;
	for (uint32_t i = 0; i < set->count && set->ranges[i][0] <= last; i++) {
		if (set->ranges[i][0] > next)
			evl_charset_add(&out, next, set->ranges[i][0] - 1);
		next = set->ranges[i][1] + 1;
	}
	if (next <= last)
		evl_charset_add(&out, next, last);
	*set = out;
}

void evl_charset_intersect(struct evl_charset *set, struct evl_charset *other)
{
	struct evl_charset out;
	evl_charset_normalize(set);
	evl_charset_normalize(other);
	evl_charset_init(&out, set->arena);
	out.failed = set->failed || other->failed;
	for (uint32_t i = 0, j = 0; i < set->count && j < other->count;) {
		uint32_t first = set->ranges[i][0] > other->ranges[j][0] ? set->ranges[i][0] : other->ranges[j][0];
		uint32_t last = set->ranges[i][1] < other->ranges[j][1] ? set->ranges[i][1] : other->ranges[j][1];
		if (first <= last)
			evl_charset_add(&out, first, last);
		if (set->ranges[i][1] < other->ranges[j][1])
			i++;
		else
			j++;
	}
	*set = out;
}

void evl_charset_subtract(struct evl_charset *set, struct evl_charset *other)
{
	struct evl_charset rest = *other;
	evl_charset_normalize(other);
	rest = *other;
	evl_charset_invert(&rest, EVL_CODE_POINT_MAX);
	evl_charset_intersect(set, &rest);
}

bool evl_charset_has(const struct evl_charset *set, uint32_t point)
{
	uint32_t low = 0, high = set->count;
	while (low < high) {
		uint32_t middle = (low + high) / 2;
		if (point > set->ranges[middle][1])
			low = middle + 1;
		else if (point < set->ranges[middle][0])
			high = middle;
		else
			return true;
	}
	return false;
}

void evl_charset_add_digits(struct evl_charset *set)
{
	evl_charset_add(set, '0', '9');
}

/* WhiteSpace and LineTerminator (sec-white-space) */
void evl_charset_add_spaces(struct evl_charset *set)
{
	static const uint32_t spaces[][2] = {
		{ 9, 13 },           { 32, 32 },         { 0xA0, 0xA0 },     { 0x1680, 0x1680 }, { 0x2000, 0x200A },
		{ 0x2028, 0x2029 }, { 0x202F, 0x202F }, { 0x205F, 0x205F }, { 0x3000, 0x3000 }, { 0xFEFF, 0xFEFF },
	};
	for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
		evl_charset_add(set, spaces[i][0], spaces[i][1]);
}

void evl_charset_add_words(struct evl_charset *set)
{
	evl_charset_add(set, '0', '9');
	evl_charset_add(set, 'A', 'Z');
	evl_charset_add(set, '_', '_');
	evl_charset_add(set, 'a', 'z');
}
