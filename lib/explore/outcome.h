/* SPDX-License-Identifier: MIT */
/*
 * outcome.h - lines of outcomes: which events they are, their texts, their hashes.
 */
#ifndef EVL_EXPLORE_OUTCOME_H
#define EVL_EXPLORE_OUTCOME_H

#include "base/buffer.h"
#include "explore/explore.h"

/* Is it a line that a console shows? */
static inline bool evl_outcome_is_line(const struct evl_event *e)
{
	return e->kind == EVL_EVENT_PRINT || e->kind == EVL_EVENT_ERROR;
}

/* The line (or note) that an event is; its text is copied to `arena`, its key is left out. */
void evl_outcome_line_of(const struct evl_trace *trace, const struct evl_event *event, struct evl_arena *arena, struct evl_outcome_line *out);

/* A line's share of the hash of an output. */
uint64_t evl_line_hash(uint64_t hash, uint8_t stream, const char *text, uint32_t length);

/*
 * The hash of an output without the places in the source that it shows: the stack frames of errors, and the line that Node shows above an uncaught
 * one. Two versions of a program can be told apart by it.
 */
uint64_t evl_outcome_placeless(const struct evl_outcome *outcome);

/* 20000 as "20,000". */
void evl_outcome_append_count(uint64_t n, struct evl_buffer *out);

#endif
