/* SPDX-License-Identifier: MIT */
/*
 * stall.h - a machine that has other things to do: while exploring with some slack, time may pass where the model has none pass.
 *
 * Orders that only hold while something is quick enough (EVL_SURE_TIMING) are explored so: in one run the machine may stall for the slack
 * in all, at the moments where that changes what comes next. Without slack nothing is asked.
 */
#ifndef EVL_LOOP_STALL_H
#define EVL_LOOP_STALL_H

#include "loop/loop.h"

/* Before a turn: until one of the next timers is due, too. */
void evl_stall_before_turn(struct evl_loop *loop);

/* Before a timer of this duration is armed: so long that it is due behind one that waits. */
void evl_stall_before_timer(struct evl_loop *loop, int64_t duration);

/* Before a task that reads the clock does so for the first time: some of the slack, or all. */
void evl_stall_before_reading(struct evl_loop *loop);

#endif
