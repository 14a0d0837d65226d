/* SPDX-License-Identifier: MIT */
/*
 * snapshot.c - see snapshot.h.
 */
#include "run/snapshot.h"

#include <string.h>

#include "value/string.h"
#include "vm/vm.h"

void evl_snapshot_take(struct evl_snapshot *snapshot, struct evl_realm *realm)
{
	evl_string_expect_names(realm);
	snapshot->heap_used = evl_arena_used(&realm->heap.arena);
	snapshot->scratch_used = evl_arena_used(&realm->scratch);
	snapshot->realm = *realm;
	snapshot->machine = evl_arena_copy(snapshot->arena, realm->vm, sizeof *realm->vm);
	snapshot->heap = evl_arena_copy(snapshot->arena, realm->heap.arena.base, snapshot->heap_used);
	snapshot->scratch = evl_arena_copy(snapshot->arena, realm->scratch.base, snapshot->scratch_used);
	snapshot->is_taken = true;
}

void evl_snapshot_restore(const struct evl_snapshot *snapshot, struct evl_realm *realm)
{
	*realm = snapshot->realm;
	memcpy(realm->vm, snapshot->machine, sizeof *realm->vm);
	memcpy(realm->heap.arena.base, snapshot->heap, snapshot->heap_used);
	memcpy(realm->scratch.base, snapshot->scratch, snapshot->scratch_used);
}
