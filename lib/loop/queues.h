/* SPDX-License-Identifier: MIT */
/*
 * queues.h - the three ways in which waiting tasks are kept, for loop.c and turns.c.
 *
 * fifo: linked in the order of posting. timers_due.c: a binary heap by due time,
 * then by order of asking. timers_lists.c: one list per duration and a heap of
 * lists by expiry.
 */
#ifndef EVL_LOOP_QUEUES_H
#define EVL_LOOP_QUEUES_H

#include "loop/loop.h"

/* A task to the end of a queue; out of it, wherever it is there. */
void evl_fifo_append(struct evl_loop *loop, struct evl_fifo *fifo, uint32_t task);
void evl_fifo_remove(struct evl_loop *loop, struct evl_fifo *fifo, uint32_t task);

/* The heap of timers by (due, seq). */
void evl_due_insert(struct evl_loop *loop, uint32_t task);
void evl_due_remove(struct evl_loop *loop, uint32_t task);
bool evl_due_before(const struct evl_loop *loop, uint32_t a, uint32_t b);
uint32_t evl_due_peek(const struct evl_loop *loop); /* 0: none */

/* The lists of timers per duration. */
void evl_lists_insert(struct evl_loop *loop, uint32_t task, int64_t start);
/* Taking a task out leaves its list's expiry alone; a list that a referenced one leaves empty is dropped. */
void evl_lists_remove(struct evl_loop *loop, uint32_t task);
/* A waiting task begins again at `start`, as the last of its list, which is not dropped even when it was alone in it. */
void evl_lists_restart(struct evl_loop *loop, uint32_t task, int64_t start);
/* The list due first, 0: none. */
uint32_t evl_lists_peek(const struct evl_loop *loop);
/* Move a list to a new expiry; it counts as moved last among equals. */
void evl_lists_move(struct evl_loop *loop, uint32_t list, int64_t expiry);
/* Drop a list that is empty now. */
void evl_lists_drop(struct evl_loop *loop, uint32_t list);

#endif
