/* SPDX-License-Identifier: MIT */
/*
 * state.h - while exploring: one number for all that the loop's next steps hang on.
 */
#ifndef EVL_LOOP_STATE_H
#define EVL_LOOP_STATE_H

#include "loop/loop.h"

/*
 * The same for two moments of two runs only if what can follow is the same: the tasks that ran are the same up to the order of
 * independent ones, and the same ones wait in the same order under the same clock. `site`: where in a turn the loop
 * stands. 0: not known (too many tasks wait).
 */
uint64_t evl_loop_state(const struct evl_loop *loop, uint32_t site);

#endif
