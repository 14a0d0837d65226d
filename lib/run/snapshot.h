/* SPDX-License-Identifier: MIT */
/*
 * snapshot.h - a program's state before it runs and when its main source has run, so that running it again begins with a copy.
 *
 * Everything that a run makes lies in arenas at fixed addresses, so bringing their used parts back brings the whole state back: of the first
 * realm and of those of further agents. Code instances count among it, since they remember shapes and strings of the heap. What the
 * main source does is the same in all schedules unless it asked for a choice, so only what follows is run again.
 */
#ifndef EVL_RUN_SNAPSHOT_H
#define EVL_RUN_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "run/run.h"

/* A realm and its machine. */
struct evl_realm_state {
	struct evl_realm realm;
	void *machine, *heap, *scratch, *code;
	size_t heap_used, scratch_used, code_used;
};

/* How much of the program's arena was used: what a run adds (modules and texts that it loads, names) goes with it. */
struct evl_program_mark {
	unsigned char *end;
	uint32_t name_count, template_count;
	struct evl_diags diags;
};

struct evl_snapshot {
	struct evl_arena *arena; /* borrowed: holds the copies */
	bool is_taken;
	struct evl_realm_state before; /* the program */
	struct evl_program_mark program_before;
	bool has_run;                  /* the rest is there: */
	struct evl_realm_state after;  /* its main source */
	struct evl_program_mark program_after;
	struct evl_realm_state *agents;
	uint32_t agent_count;
	struct evl_event *events;      /* the trace by then */
	char *texts;
	uint32_t event_count;
	size_t text_length;
	struct evl_promise *evaluation; /* of the main module; NULL: a script */
	const struct evl_track *track; /* who was told what it touches; NULL: nobody */
	struct evl_track_start tracked;
};

/* Copy the state of the run as it is before the program runs, bring it back. */
void evl_snapshot_take(struct evl_run *run);
void evl_snapshot_restore(struct evl_run *run);

/*
 * Its main source has run, the loop has not begun: copy that state of the run with `trace`. `units`: how many sources there were before. Does nothing
 * where the next run may have to begin before: somebody is to be told of all of it, or it has asked for choices or loaded more sources.
 */
void evl_snapshot_take_start(struct evl_run *run, const struct evl_trace *trace, uint32_t units, struct evl_promise *evaluation);

/* Bring it back, `trace` included. False: there is none that fits the present run. */
bool evl_snapshot_restore_start(struct evl_run *run, struct evl_trace *trace, struct evl_promise **evaluation);

#endif
