/* SPDX-License-Identifier: MIT */
/*
 * snapshot.h - realm, machine and host as they are before the program runs, so that running it again begins with a copy.
 *
 * Everything that a run makes lies in arenas at fixed addresses, so bringing their used parts back brings the whole state back.
 */
#ifndef EVL_RUN_SNAPSHOT_H
#define EVL_RUN_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "value/realm.h"

struct evl_snapshot {
	struct evl_arena *arena; /* borrowed: holds the copies */
	bool is_taken;
	struct evl_realm realm;
	void *machine, *heap, *scratch;
	size_t heap_used, scratch_used;
};

/* Copy the state of `realm`. */
void evl_snapshot_take(struct evl_snapshot *snapshot, struct evl_realm *realm);
/* Bring it back. */
void evl_snapshot_restore(const struct evl_snapshot *snapshot, struct evl_realm *realm);

#endif
