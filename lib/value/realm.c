/* SPDX-License-Identifier: MIT */
/*
 * realm.c - the life of a realm: reserving its memory, forgetting a run, giving the memory back.
 */
#include "value/realm.h"

#include <string.h>

#include "value/proxy.h"
#include "value/shape.h"
#include "value/unknown.h"

bool evl_realm_init(struct evl_realm *realm, struct evl_names *names, struct evl_trace *trace, size_t heap_limit)
{
	memset(realm, 0, sizeof(*realm));
	struct evl_heap scratch; /* reserved like the heap, for the same reasons */
	if (!evl_heap_init(&realm->heap, heap_limit))
		return false;
	if (!evl_heap_init(&scratch, heap_limit)) {
		evl_heap_release(&realm->heap);
		return false;
	}
	realm->scratch = scratch.arena;
	realm->names = names;
	realm->trace = trace;
	realm->exception = EVL_EMPTY;
	realm->current = EVL_NO_EVENT;
	realm->exotics[EVL_CLASS_PROXY] = &evl_proxy_exotic;
	realm->exotics[EVL_CLASS_UNKNOWN] = &evl_unknown_exotic;
	return true;
}

void evl_realm_reset(struct evl_realm *realm)
{
	struct evl_realm kept = *realm;
	memset(realm, 0, sizeof(*realm));
	realm->heap = kept.heap;
	realm->scratch = kept.scratch;
	realm->names = kept.names;
	realm->hooks = kept.hooks;
	memcpy(realm->exotics, kept.exotics, sizeof(realm->exotics));
	realm->trace = kept.trace;
	realm->vm = kept.vm;
	realm->host = kept.host;
	evl_heap_reset(&realm->heap);
	evl_arena_reset(&realm->scratch);
	realm->exception = EVL_EMPTY;
	realm->current = EVL_NO_EVENT;
}

void evl_realm_release(struct evl_realm *realm)
{
	evl_heap_release(&realm->heap);
	evl_arena_release(&realm->scratch);
}

void *evl_realm_scratch(struct evl_realm *realm, size_t bytes)
{
	void *piece = evl_arena_alloc(&realm->scratch, bytes);
	if (evl_arena_used(&realm->scratch) > realm->heap.limit)
		realm->heap.over_limit = true;
	return piece;
}

void evl_realm_make_global(struct evl_realm *realm)
{
	enum { ROOM = 128 };
	struct evl_shape *shape = evl_dictionary_new(realm, evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE), ROOM);
	struct evl_object *global = evl_object_alloc(realm, EVL_CLASS_GLOBAL, shape, sizeof(struct evl_object), ROOM);
	realm->global = global;
	evl_define_globals(realm, global);
}
