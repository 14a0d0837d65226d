/* SPDX-License-Identifier: MIT */
/*
 * endless.h - work that provably never ends.
 */
#ifndef EVL_RUN_ENDLESS_H
#define EVL_RUN_ENDLESS_H

#include <stdbool.h>

#include "base/names.h"
#include "base/span.h"
#include "syntax/ast.h"
#include "trace/trace.h"

/*
 * Is this loop (WHILE, DO_WHILE, FOR) left by nothing in its own text: the condition is constantly true or absent,
 * and there is no break out of it, return, throw or yield? Calls in it might still throw.
 */
bool evl_loop_is_endless(const struct evl_node *loop);

/* The innermost endless loop whose text holds `span`; NULL: none. */
const struct evl_node *evl_endless_loop_at(const struct evl_node *program, evl_span span);

/*
 * Is what the trace holds from event `from` on the round of a chain of microtasks that cannot end? True when over its last
 * events nothing was printed, everything was queued from the same few places, and the functions there change nothing
 * and call nothing but promise methods, queueMicrotask, process.nextTick and each other; or when an endless loop awaits.
 */
bool evl_chain_is_endless(const struct evl_trace *trace, uint32_t from, const struct evl_node *program, const struct evl_names *names);

#endif
