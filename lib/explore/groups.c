/* SPDX-License-Identifier: MIT */
/*
 * groups.c - racy groups are intervals: a cut between two lines of the canonical outcome is one that every outcome
 * has at the same place, with the same lines before it.
 */
#include "explore/groups.h"

#include <string.h>

struct keyed {
	uint64_t key;
	uint32_t line;
};

static int by_key(const struct keyed *a, const struct keyed *b)
{
	return a->key < b->key ? -1 : a->key > b->key;
}

/* A heap sort: in place, no allocation, the same on every machine. */
static void sift(struct keyed *items, uint32_t root, uint32_t count)
{
	for (uint32_t child; (child = 2 * root + 1) < count; root = child) {
		if (child + 1 < count && by_key(&items[child], &items[child + 1]) < 0)
			child++;
		if (by_key(&items[root], &items[child]) >= 0)
			return;
		struct keyed swap = items[root];
		items[root] = items[child];
		items[child] = swap;
	}
}

static void sort(struct keyed *items, uint32_t count)
{
	for (uint32_t i = count / 2; i > 0; i--)
		sift(items, i - 1, count);
	for (uint32_t end = count; end > 1; end--) {
		struct keyed swap = items[0];
		items[0] = items[end - 1];
		items[end - 1] = swap;
		sift(items, 0, end - 1);
	}
}

static uint32_t find(const struct keyed *items, uint32_t count, uint64_t key)
{
	uint32_t low = 0, high = count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (items[middle].key < key)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && items[low].key == key ? items[low].line : UINT32_MAX;
}

/* How many different orders of the group's lines the outcomes have. */
static uint32_t count_orders(const struct evl_exploration *e, const uint32_t *orders, uint32_t width, struct evl_line_group group,
			     uint64_t *hashes)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < e->outcome_count; i++) {
		uint64_t hash = 0xCBF29CE484222325u;
		const uint32_t *order = &orders[(size_t)i * width];
		for (uint32_t k = 0; k < width && order[k] != UINT32_MAX; k++)
			if (order[k] >= group.from && order[k] <= group.to)
				hash = (hash ^ order[k]) * 0x100000001B3u;
		uint32_t at = 0;
		while (at < count && hashes[at] != hash)
			at++;
		if (at == count && count < 4096)
			hashes[count++] = hash;
	}
	return count;
}

void evl_explore_groups(const struct evl_exploration *e, struct evl_arena *arena, struct evl_line_groups *out)
{
	memset(out, 0, sizeof *out);
	if (e->outcome_count == 0)
		return;
	const struct evl_outcome *first = &e->outcomes[0];
	uint32_t n = first->line_count;
	struct keyed *index = evl_arena_alloc(arena, (n + (size_t)1) * sizeof *index);
	uint32_t *seen = evl_arena_zalloc(arena, (n + (size_t)1) * sizeof *seen);
	bool *common = evl_arena_zalloc(arena, (n + (size_t)1) * sizeof *common);
	bool *cut = evl_arena_alloc(arena, (n + (size_t)1) * sizeof *cut);
	for (uint32_t i = 0; i < n; i++)
		index[i] = (struct keyed){ first->lines[i].key, i };
	sort(index, n);
	/* per outcome: the numbers of the canonical lines in its order */
	uint32_t *orders = evl_arena_alloc(arena, ((size_t)e->outcome_count * n + 1) * sizeof *orders);
	for (uint32_t i = 0; i < e->outcome_count; i++) {
		const struct evl_outcome *outcome = &e->outcomes[i];
		uint32_t *order = &orders[(size_t)i * n], count = 0;
		for (uint32_t k = 0; k < outcome->line_count && count < n; k++) {
			uint32_t line = find(index, n, outcome->lines[k].key);
			if (line == UINT32_MAX)
				continue;
			seen[line]++;
			order[count++] = line;
		}
		for (; count < n; count++)
			order[count] = UINT32_MAX;
	}
	for (uint32_t i = 0; i < n; i++) {
		common[i] = seen[i] == e->outcome_count;
		out->common += common[i];
		cut[i] = true;
	}
	/* a cut after line i: at some point this outcome has printed all the common lines up to i and no later one */
	bool *valid = evl_arena_alloc(arena, (n + (size_t)1) * sizeof *valid);
	for (uint32_t i = 0; i < e->outcome_count; i++) {
		const uint32_t *order = &orders[(size_t)i * n];
		uint32_t most = 0, count = 0, ranked = 0, rank = 0; /* rank: how many common lines there are up to `most` */
		memset(valid, 0, n * sizeof *valid);
		for (uint32_t k = 0; k < n && order[k] != UINT32_MAX; k++) {
			if (!common[order[k]])
				continue;
			count++;
			if (order[k] > most)
				most = order[k];
			for (; ranked <= most; ranked++)
				rank += common[ranked];
			valid[most] = rank == count;
		}
		for (uint32_t line = 0; line < n; line++)
			cut[line] = cut[line] && valid[line];
	}
	out->groups = evl_arena_alloc(arena, (n + (size_t)1) * sizeof *out->groups);
	uint64_t *hashes = evl_arena_alloc(arena, 4096 * sizeof *hashes);
	for (uint32_t i = 0; i < n; i++) {
		if (!common[i] || cut[i])
			continue;
		uint32_t to = i;
		while (to + 1 < n && (!cut[to] || !common[to]))
			to++;
		struct evl_line_group group = { i, to, 0 };
		group.orders = count_orders(e, orders, n, group, hashes);
		if (group.orders > 1)
			out->groups[out->group_count++] = group;
		i = to;
	}
	out->is_common = common;
}
