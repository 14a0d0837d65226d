/* SPDX-License-Identifier: MIT */
/*
 * walk.c - an explicit stack of (node, role) pairs.
 *
 * The stack of an ordinary program fits into this function's own frame. One that is wider moves to a short-lived arena:
 * reserving address space is a system call that all threads of the process wait for.
 */
#include "run/walk.h"

#include <string.h>

#include "base/arena.h"

enum { OWN_ENTRIES = 512, MOST_ENTRIES = 1 << 24, STEP = 1024 };

struct entry {
	const struct evl_node *node;
	enum evl_child_role role;
};

struct walk {
	struct evl_arena arena; /* without a base until `own` was too small */
	struct entry *entries;  /* contiguous: `own`, or all of the arena */
	size_t count, capacity;
	bool failed;
	struct entry own[OWN_ENTRIES];
};

/* Room for more entries. False: the tree is too wide. */
static bool grow(struct walk *walk)
{
	if (walk->capacity + STEP > MOST_ENTRIES)
		return false;
	if (walk->arena.base != NULL) {
		(void)evl_arena_alloc(&walk->arena, STEP * sizeof(struct entry));
		walk->capacity += STEP;
		return true;
	}
	if (!evl_arena_init(&walk->arena, MOST_ENTRIES * sizeof(struct entry)))
		return false;
	walk->capacity = STEP;
	walk->entries = evl_arena_alloc(&walk->arena, STEP * sizeof(struct entry));
	memcpy(walk->entries, walk->own, sizeof walk->own);
	return true;
}

static void push(struct walk *walk, const struct evl_node *node, enum evl_child_role role)
{
	if (walk->count == walk->capacity && !grow(walk)) {
		walk->failed = true;
		return;
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
	struct walk walk;
	walk.arena.base = NULL;
	walk.entries = walk.own;
	walk.count = 0;
	walk.capacity = OWN_ENTRIES;
	walk.failed = false;
	push(&walk, root, EVL_CHILD_PLAIN);
	while (walk.count != 0 && !walk.failed) {
		struct entry entry = walk.entries[--walk.count];
		if (!visit(context, entry.node, entry.role))
			continue;
		size_t first = walk.count;
		evl_visit_children(entry.node, entry.role, push_child, &walk);
		turn_round(&walk, first);
	}
	if (walk.arena.base != NULL)
		evl_arena_release(&walk.arena);
	return !walk.failed;
}
