/* SPDX-License-Identifier: MIT */
/*
 * explore.h - all the ways in which a program may go, by running it again with other answers to its choices.
 *
 * A run asks loop/choice.h wherever its host is free; the answers that it got are a schedule. Exploring is running again with
 * one answer changed and what comes after it as usual. What schedules print is gathered as outcomes, each with the first schedule that led to it, which replays it exactly.
 */
#ifndef EVL_EXPLORE_EXPLORE_H
#define EVL_EXPLORE_EXPLORE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "run/run.h"
#include "trace/touches.h"

struct evl_outcome_line {
	const char *text; /* UTF-8, NUL-terminated */
	uint32_t length;
	uint8_t stream;   /* 0 standard output, 1 standard error */
	uint8_t error;    /* 1: an uncaught error's report */
	uint8_t method;   /* enum evl_console_method */
	evl_span span;
	uint64_t key;     /* the same for the same line in all outcomes: its text, stream and which one of its equals it is */
};

/* One thing that may be printed. */
struct evl_outcome {
	uint64_t hash;       /* of the lines and the exit status */
	uint64_t placeless;  /* the same without places in the source, for other programs */
	struct evl_outcome_line *lines;
	uint32_t line_count;
	int exit_status;
	enum evl_status status; /* of the run: OK, or why it is incomplete */
	uint64_t schedules;  /* how many led here */
	const char *assumptions; /* what the first run that led here assumed of the world, "a; b"; "" when nothing */
	const uint8_t *witness; /* answers that lead here, without the canonical ones at the end */
	uint32_t witness_count;
};

enum evl_explore_end {
	EVL_EXPLORE_COMPLETE,  /* every schedule was run, or stands for ones that print the same */
	EVL_EXPLORE_SCHEDULES, /* max_schedules were run */
	EVL_EXPLORE_OUTCOMES,  /* more outcomes than are kept */
	EVL_EXPLORE_MEMORY,    /* the memory for outcomes is full */
	EVL_EXPLORE_MIXED,     /* independent outside work, which may not come between all of the clock's: at most so many orders */
	EVL_EXPLORE_ENDLESS, /* many of those that were run reached the limit of steps or memory */
	EVL_EXPLORE_SHARED,  /* threads share memory, and what they do to it at the same time is not cut into its single steps */
	EVL_EXPLORE_STOPPED,   /* the caller's `stop` said so */
};

struct evl_explore_options {
	uint64_t max_schedules; /* 0: the default, which is less with threads */
	size_t max_memory;      /* bytes for outcomes; 0: the default */
	uint32_t max_outcomes;  /* 0: the default */
	bool no_reduction;      /* run every schedule, also those that differ only in the order of independent tasks */
	bool (*stop)(void *context); /* asked now and then; NULL: never */
	void *stop_context;
};

struct evl_sources; /* explore/sources.h */

struct evl_exploration {
	const struct evl_sources *sources; /* `outcomes` are only samples of what these give in all orders; NULL: they are all */
	struct evl_outcome *outcomes; /* the canonical one first, the others as they were met */
	uint32_t outcome_count;
	uint64_t schedules;     /* all that the search stands for; UINT64_MAX: that many or more */
	uint64_t runs;          /* how many of them were run */
	uint32_t most_choices;  /* of one schedule */
	bool cut;               /* a schedule had more choices than are recorded: not complete */
	bool shortened;         /* a condition on what is not known was asked so often that it was not asked freely: not complete */
	enum evl_explore_end end;
	struct evl_touches touches; /* what the canonical run read and wrote */
};

/*
 * Explore the program that `run` has predicted (evl_run_predict with status OK or a limit), under its result number `predicted`, which stays as
 * it is. Outcomes lie in `arena`. The prediction was interrupted, or the search before its first run has ended: what it has is the one outcome.
 */
void evl_explore(struct evl_run *run, uint32_t predicted, const struct evl_explore_options *options, struct evl_arena *arena,
		 struct evl_exploration *out);

/* Was everything explored that may happen? */
bool evl_exploration_is_complete(const struct evl_exploration *exploration);

/* The next schedule after the recorded one in depth-first order, written to `answers` (room for `count`); 0 when there is none. */
uint32_t evl_explore_next(const struct evl_choice *record, uint32_t count, uint8_t *answers);

#endif
