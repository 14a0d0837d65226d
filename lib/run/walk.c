/* SPDX-License-Identifier: MIT */
/*
 * walk.c - an explicit stack of (node, role) pairs, in its own short-lived arena.
 */
#include "run/walk.h"

#include "base/arena.h"

struct entry {
	const struct evl_node *node;
	enum evl_child_role role;
};

struct walk {
	struct evl_arena arena;
	struct entry *entries; /* contiguous: only this stack lives in the arena */
	size_t count, capacity, limit;
	bool failed;
};

enum { STEP = 1024 };

static void push(struct walk *walk, const struct evl_node *node, enum evl_child_role role)
{
	if (walk->count == walk->capacity) {
		if (walk->capacity + STEP > walk->limit) {
			walk->failed = true;
			return;
		}
		(void)evl_arena_alloc(&walk->arena, STEP * sizeof(struct entry));
		walk->capacity += STEP;
	}
	walk->entries[walk->count++] = (struct entry){ node, role };
}

static void push_child(void *context, struct evl_node *child, enum evl_child_role role)
{
	push(context, child, role);
}

/* What was pushed since `first` comes off the stack last pushed first: turn it round, so that it comes as the text has it. */
static void turn_round(struct walk *walk, size_t first)
{
	for (size_t last = walk->count; first + 1 < last; first++) {
		struct entry entry = walk->entries[first];
		walk->entries[first] = walk->entries[--last];
		walk->entries[last] = entry;
	}
}

bool evl_walk(const struct evl_node *root, evl_walk_visit *visit, void *context)
{
	struct walk walk = { .limit = (size_t)1 << 24 };
	if (!evl_arena_init(&walk.arena, walk.limit * sizeof(struct entry)))
		return false;
	walk.entries = (struct entry *)(void *)walk.arena.base;
	push(&walk, root, EVL_CHILD_PLAIN);
	while (walk.count != 0 && !walk.failed) {
		struct entry entry = walk.entries[--walk.count];
		if (!visit(context, entry.node, entry.role))
			continue;
		size_t first = walk.count;
		evl_visit_children(entry.node, entry.role, push_child, &walk);
		turn_round(&walk, first);
	}
	evl_arena_release(&walk.arena);
	return !walk.failed;
}
