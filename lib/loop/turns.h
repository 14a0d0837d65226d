/* SPDX-License-Identifier: MIT */
/*
 * turns.h - one turn of the loop, for loop.c only; and what turns.c needs of it.
 */
#ifndef EVL_LOOP_TURNS_H
#define EVL_LOOP_TURNS_H

#include "loop/loop.h"

/* Where a choice is asked for that is not asked within a task. */
enum evl_site { EVL_SITE_DUE = 1, EVL_SITE_LIST, EVL_SITE_GRAIN, EVL_SITE_COMPLETE, EVL_SITE_TURN, EVL_SITE_FIRST, EVL_SITE_STALL, EVL_SITE_AGAIN };

/* Ask one of them; while exploring it is told first what state this is. */
uint32_t evl_turn_choose(struct evl_loop *loop, enum evl_site site, enum evl_choice_kind kind, uint32_t count, uint32_t usual);

/* Serve what is ready. *ran: something was, or the clock was moved to something. */
enum evl_ran evl_turn_in_order(struct evl_loop *loop, bool *ran);
enum evl_ran evl_turn_by_choice(struct evl_loop *loop, bool *ran);

/* Before the first turn: the clock moves on to the time at which the loop first looks at what is due. */
void evl_turn_first_look(struct evl_loop *loop);

/* Is something ready now? */
bool evl_turn_ready(const struct evl_loop *loop);

/* When the frame comes that somebody asked for: the first point of the grid after the asking. -1: nobody did. */
int64_t evl_frame_time(const struct evl_loop *loop);

/* Do tasks with a due time join this queue? */
bool evl_loop_is_fed(const struct evl_loop *loop, uint32_t queue);

/* ---- loop.c ---- */

/* Is there work in the inner queues? */
bool evl_loop_inner_waits(struct evl_loop *loop);
/* Is the work of this root explored? */
bool evl_loop_is_alone(const struct evl_loop *loop, uint32_t root);
/* Take a waiting task out of its queue; count one out of what keeps the loop going. */
void evl_loop_dequeue(struct evl_loop *loop, uint32_t task);
void evl_loop_count_out(struct evl_loop *loop, uint32_t task);
/* Run a task that was just taken out of its queue. `start`: what a repeating one counts its next round from. */
enum evl_ran evl_loop_run_task(struct evl_loop *loop, uint32_t task, int64_t start);
/* Has self-renewing work gone on for so long that it counts as endless? Then nothing more runs. */
bool evl_loop_renews_endlessly(struct evl_loop *loop);
/* What follows a callback of a phase: the inner queues, unless it threw and the rules let its neighbour come first. */
enum evl_ran evl_loop_after_callback(struct evl_loop *loop, enum evl_ran result, bool has_neighbour, const struct evl_phase *phase);

#endif
