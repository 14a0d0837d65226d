/* SPDX-License-Identifier: MIT */
/*
 * track.h - what the tasks of a run read and write, and what follows from it: which of them had to come in this order.
 *
 * Only while exploring. A task is one piece of outer work with the microtasks that follow it. It *depends* on an earlier
 * one when both touch the same place (a variable, an object, a promise, ...) and one of them writes there. The *causal
 * hash* of a task is made of who asked for it and of the causal hashes of the tasks that it depends on, so it is the same in all
 * schedules that differ only in the order of independent tasks; so is the sum over all tasks that ran, which
 * together with what waits in the loop stands for the state of the whole machine. A task whose accesses
 * are not known in detail touches everything.
 *
 * Places are addresses in the heap of one run and never compared between runs.
 */
#ifndef EVL_LOOP_TRACK_H
#define EVL_LOOP_TRACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "loop/roots.h"

struct evl_touches;

enum { EVL_TRACK_PLACES = 1 << 12, EVL_TRACK_TASKS = 1 << 12, EVL_TRACK_KNOWN = 1 << 10 };

/* Places that are no address. */
enum evl_track_fixed { EVL_TRACK_TIMERS = 1, EVL_TRACK_RANDOM = 2 };

struct evl_track_place {
	uint64_t key;     /* 0: free */
	uint64_t writer;  /* causal hash of the task that wrote here last; 0: none */
	uint64_t readers; /* sum of the causal hashes of those that read since */
	uint32_t task;    /* the last that touched it */
	uint8_t mode;     /* what that one did: 1 read, 2 write */
};

/* What the machine has found out about a library function (vm/track_native.h). */
struct evl_track_known {
	uint64_t function; /* 0: free */
	uint8_t known;
};

struct evl_track {
	struct evl_track_place places[EVL_TRACK_PLACES];
	uint32_t used[EVL_TRACK_PLACES];
	uint32_t used_count;
	uint32_t touched[EVL_TRACK_PLACES]; /* places of the running task */
	uint32_t touched_count;
	uint64_t hashes[EVL_TRACK_TASKS]; /* causal, by number of the task; 0 is the main script */
	uint32_t task;       /* number of the running one, from 1 */
	bool running;
	bool everything;     /* it touches everything */
	bool overflow;       /* more places or tasks than are kept: every task touches everything */
	uint64_t identity;   /* who asked for the running task */
	uint64_t past;       /* hash of what it depends on */
	uint32_t posts;      /* how many tasks it asked for */
	uint64_t done;       /* sum of the causal hashes of tasks that ran */
	uint64_t barrier;    /* causal hash of the last task that touched everything */
	uint32_t barriers;   /* how many there were after the main script */
	struct evl_track_known known[EVL_TRACK_KNOWN]; /* kept from run to run */
	uint32_t known_count;
	const int64_t *now;
	const uint32_t *events; /* how long the trace is */
	struct evl_roots *roots; /* told what outside work touches; borrowed; NULL: nobody asks */
	uint32_t root;           /* of the running task */
	unsigned char *const *heap_end; /* where the next cell will lie; for `roots` */
	struct evl_touches *touches;    /* told which variables are read and written; borrowed; NULL: nobody asks */
	bool keeps_rejections;   /* the host tells of unhandled rejections in tasks of their own, which are known in detail */
};

/* Begin a run: its main script is the first task. `now` and `events` are borrowed for the run. */
void evl_track_start(struct evl_track *track, const int64_t *now, const uint32_t *events);

/* What the main script has touched by its end, to begin with that again. */
struct evl_track_start {
	uint32_t *used, *touched; /* numbers of places */
	struct evl_track_place *places; /* the used ones */
	uint32_t used_count, touched_count, posts;
	uint64_t past;
	bool everything, overflow;
};

/* The main script has ended, no task has begun: copy what it touched into `arena`. */
void evl_track_keep_start(const struct evl_track *track, struct evl_arena *arena, struct evl_track_start *out);

/* Begin a run as evl_track_start does, with its main script at its end. */
void evl_track_start_again(struct evl_track *track, const int64_t *now, const uint32_t *events, const struct evl_track_start *start);

/* The running task ends; the next begins, which task number `creator` asked for as its `nth`. */
void evl_track_end(struct evl_track *track);
void evl_track_begin(struct evl_track *track, uint32_t creator, uint32_t nth);

/* The running task reads, writes a place. */
void evl_track_read(struct evl_track *track, uint64_t place);
void evl_track_write(struct evl_track *track, uint64_t place);

/* The same for a place that is no address itself but lies at one (0: at none, and is always there). */
void evl_track_read_at(struct evl_track *track, uint64_t place, uint64_t address);
void evl_track_write_at(struct evl_track *track, uint64_t place, uint64_t address);

/* It may read and write anything, and the clock. */
static inline void evl_track_everything(struct evl_track *track)
{
	if (track->roots != NULL && track->root != EVL_ROOT_MAIN)
		track->roots->dependent = true;
	track->everything = true;
	track->overflow = track->overflow || !track->running;
}

/* In it a promise is rejected that has no handler yet. */
static inline void evl_track_rejection(struct evl_track *track)
{
	if (track->roots != NULL)
		track->roots->rejected = track->root;
	else if (!track->keeps_rejections)
		evl_track_everything(track);
}

/* One more word of a hash. */
uint64_t evl_track_mix(uint64_t hash, uint64_t word);

/* Who a task is that was asked for so, once its creator has ended. */
uint64_t evl_track_identity(const struct evl_track *track, uint32_t creator, uint32_t nth);

#endif
