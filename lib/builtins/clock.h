/* SPDX-License-Identifier: MIT */
/*
 * clock.h - reading the virtual clock from script.
 */
#ifndef EVL_BUILTINS_CLOCK_H
#define EVL_BUILTINS_CLOCK_H

#include <stdint.h>

struct evl_realm;

/* Date.now() when a run begins, unless the run says when (realm->clock_start): 2025-01-01 00:00:00 UTC, in milliseconds. */
#define EVL_CLOCK_EPOCH_MS INT64_C(1735689600000)

/*
 * The virtual time in microseconds since the run began, as synchronous code sees it.
 *
 * Work takes no time, so a loop that waits for the clock to pass a moment would
 * never end. A read that stands where the last one stood, with nothing visible
 * in between, is such a loop after a few rounds: from then on each read moves the
 * clock by one millisecond, so that the loop ends at the very millisecond it waits for. Due timers are late accordingly.
 * The whole wait is one `clock` event of the trace, whose time is where the clock came to.
 */
int64_t evl_clock_read(struct evl_realm *realm);

/*
 * How many microseconds what scripts read of the clock is off the virtual clock: 0, unless the run is made to learn which
 * lines depend on the clock's readings. Then each reading is off by a little more, as on a host whose work takes time.
 */
int64_t evl_clock_shift(struct evl_realm *realm);

/*
 * Something is about to be shown that only a real clock knows: the trace gets a note at this place, once a run.
 */
void evl_clock_note(struct evl_realm *realm);

/* The same as Date.now() has it: whole milliseconds since 1970. */
double evl_clock_read_ms(struct evl_realm *realm);
/* What that was when the run began; counts as a reading of the clock. */
double evl_clock_start_ms(struct evl_realm *realm);

#endif
