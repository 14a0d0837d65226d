/* SPDX-License-Identifier: MIT */
/*
 * roots.h - which pieces of outside work (fetches, reads) have nothing to do with each other.
 *
 * A *root* is a task that completes at a time of its own, asked for by the main script; what it leads to belongs to it. Everything else
 * that the main script asked for (timers, frames, messages) is one root, the clock's. Roots that touch the same place, one of them
 * writing, depend on each other and are joined. Touches are gathered over several runs: a place that was there when the main script
 * ended is at the same address in all of them, any other belongs to its run.
 */
#ifndef EVL_LOOP_ROOTS_H
#define EVL_LOOP_ROOTS_H

#include <stdbool.h>
#include <stdint.h>

enum evl_root {
	EVL_ROOT_MAIN,  /* the main script: before all */
	EVL_ROOT_CLOCK,
	EVL_ROOT_FIRST, /* of outside work, in the order of asking */
	EVL_ROOTS_MAX = 256,
	EVL_ROOTS_PLACES = 1 << 15,
	EVL_ROOTS_TASKS = 1 << 12,
};

struct evl_roots_place {
	uint64_t key;            /* 0: free */
	uint16_t reader, writer; /* the root that did; 0: none; EVL_ROOTS_MAX: several */
};

/* A task of the present run, from which event of the trace on. */
struct evl_roots_task {
	uint32_t root, events;
	bool is_free; /* it completed at a time of its own */
};

struct evl_roots_table {
	struct evl_roots_place places[EVL_ROOTS_PLACES];
	uint32_t used[EVL_ROOTS_PLACES / 2], count;
};

struct evl_roots {
	struct evl_roots_table old, own; /* places that were there when the main script ended; those of the present run */
	uint16_t joined[EVL_ROOTS_MAX]; /* a root that it depends on, or itself */
	struct evl_roots_task tasks[EVL_ROOTS_TASKS];
	uint32_t task_count;
	uint64_t old_end;   /* addresses below belong to what the main script left; 0: it still runs */
	uint32_t rejected;  /* the root in whose last task a promise was rejected without handler; 0: none */
	bool dependent;     /* nothing is known of what depends on what */
};

/* Forget all. */
void evl_roots_init(struct evl_roots *roots);
/* The next run begins. */
void evl_roots_start(struct evl_roots *roots);
/* A task of `root` begins with event number `events`. */
void evl_roots_begin(struct evl_roots *roots, uint32_t root, uint32_t events, bool is_free);
/* It touches the place `key`, which lies at `address` (0: at none). */
void evl_roots_touch(struct evl_roots *roots, uint32_t root, uint64_t key, uint64_t address, bool writes);
/* Two depend on each other. */
void evl_roots_join(struct evl_roots *roots, uint32_t a, uint32_t b);
/* The first of those that depend on each other with this one. */
uint32_t evl_roots_group(const struct evl_roots *roots, uint32_t root);
/* Whose task event number `event` belongs to. */
uint32_t evl_roots_of_event(const struct evl_roots *roots, uint32_t event, uint32_t *task);

#endif
