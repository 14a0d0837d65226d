/* SPDX-License-Identifier: MIT */
/*
 * track_native.h - while exploring: what a library function reads and writes.
 */
#ifndef EVL_VM_TRACK_NATIVE_H
#define EVL_VM_TRACK_NATIVE_H

#include "loop/track.h"
#include "value/rows.h"

enum evl_known {
	EVL_KNOWN_NOT,           /* touches everything */
	EVL_KNOWN_PRINTS,        /* reads its arguments to the bottom */
	EVL_KNOWN_READS,         /* and what it is called on; functions that it calls tell of themselves */
	EVL_KNOWN_CHANGES_THIS,  /* writes what it is called on */
	EVL_KNOWN_CHANGES_FIRST, /* writes its first argument */
	EVL_KNOWN_CLOCK,         /* tells the time */
	EVL_KNOWN_RANDOM,
	EVL_KNOWN_POSTS,         /* asks for a task, numbered */
	EVL_KNOWN_CLEARS,        /* takes one back */
	EVL_KNOWN_QUEUES,        /* asks for a microtask, or makes a new object and calls its argument */
	EVL_KNOWN_FETCHES,       /* makes a promise of an answer from outside */
};

/* Looked up once for each function, made with this name; `track` remembers. */
enum evl_known evl_known_function(struct evl_track *track, evl_native function, const char *name);

#endif
