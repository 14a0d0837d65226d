/* SPDX-License-Identifier: MIT */
/*
 * assumptions.h - what a run assumed of the world, gathered from the notes of its trace.
 */
#ifndef EVL_EXPLORE_ASSUMPTIONS_H
#define EVL_EXPLORE_ASSUMPTIONS_H

#include <stdbool.h>
#include <stddef.h>

enum { EVL_ASSUMPTIONS_SHOWN = 400 };

/* "fetch('/a') rejects; res.ok is truthy"; zero-initialised it is empty. */
struct evl_assumptions {
	char text[EVL_ASSUMPTIONS_SHOWN + 8];
	size_t used;
	bool full;
};

/* One more note; those that do not begin with "assuming", and those that something is provided, are left out. */
void evl_assumptions_add(struct evl_assumptions *assumptions, const char *note, size_t length);

#endif
