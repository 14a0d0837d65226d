/* SPDX-License-Identifier: MIT */
/*
 * sources.h - outside work that has nothing to do with other outside work: its orders are counted, not run.
 *
 * What fifty fetches print that each print once is 50! orders. Where loop/roots.h shows that pieces of outside work touch nothing in
 * common, what they print in any order of all together follows from what each does alone. So each is explored with all others put
 * off until it is done (and what depends on each other is explored together); the number of orders is that of the ways to
 * interleave them. The clock's work (timers, frames, messages) is one more such source.
 */
#ifndef EVL_EXPLORE_SOURCES_H
#define EVL_EXPLORE_SOURCES_H

#include "base/buffer.h"
#include "explore/explore.h"

/* One way in which a source may go. */
struct evl_behaviour {
	struct evl_outcome_line *lines;
	uint32_t line_count;
	uint32_t *blocks;        /* how many lines each of its tasks prints that prints at all */
	uint32_t block_count;
	const char *assumptions; /* "fetch('/a') rejects"; "" for none */
	uint64_t hash;           /* of lines, blocks and whether it ends */
	bool usual;              /* every answer that it got is the usual one */
	bool ends;               /* the host ends with it */
	uint16_t *guide;         /* roots of its tasks as they completed */
	uint8_t *outcomes;       /* the answers that it got */
	uint32_t guide_count, outcome_count;
};

struct evl_outside {
	uint32_t root;           /* the first of those that depend on each other */
	struct evl_behaviour *behaviours; /* the canonical one first */
	uint32_t behaviour_count;
	uint32_t *lines;         /* of the canonical outcome: which are its, by number */
	uint32_t line_count;
};

enum { EVL_SOURCES_LEAST = 3 }; /* as many as make it worth it */

struct evl_sources {
	struct evl_outside *sources; /* those that print, the clock's (if it prints) first */
	uint32_t count;
	uint32_t outside;        /* how many are outside work */
	bool has_clock;
	bool exact;              /* every interleaving is possible: the number of orders is exact, otherwise at most that */
	uint64_t orders;         /* with the usual answers; UINT64_MAX: that many or more */
	const char *orders_text; /* "40,320", "50! (about 3.0e64)" */
	double outcomes;         /* about how many different outcomes there are with all answers */
};

/*
 * Take the program apart. False: its outside work depends on each other, or something in a run is not known well enough, or the arena would
 * be used beyond `memory_end`. `run->track` is set up; `max_runs` bounds how many runs are made, *runs counts them.
 */
bool evl_sources_find(struct evl_run *run, uint32_t index, const struct evl_explore_options *options, struct evl_arena *arena,
		      size_t memory_end, uint64_t max_runs, uint64_t *runs, struct evl_sources *out);

/* Run the program once more with its outside work completing in the order of `guide` and the first answers `outcomes`. */
enum evl_status evl_sources_run(struct evl_run *run, uint32_t index, const uint16_t *guide, uint32_t guide_count, const uint8_t *outcomes,
				uint32_t outcome_count);

/*
 * May the console show this text (without line end at its end), in some order of the sources and with some answers? `stdout_only`: on standard
 * output. *sure: false when finding out took too long.
 */
bool evl_sources_admit(const struct evl_sources *sources, const struct evl_exploration *exploration, const char *text, size_t length,
		       bool stdout_only, bool *sure);

/* Is what they may print the same? */
bool evl_sources_same(const struct evl_sources *a, const struct evl_sources *b);

#endif
