/* SPDX-License-Identifier: MIT */
/*
 * measured.h - which printed lines show what was read off the clock.
 *
 * Values do not carry where they come from; that would cost every operation. Instead a program that has read the clock is
 * run once more with a clock whose readings are off, each by a little more than the one before, while timers and the order
 * of everything stay: what is printed differently then is what a real clock, too, would make different. So a rounded time,
 * or a comparison that holds anyway, is not marked. A program that does not read the clock pays nothing.
 */
#ifndef EVL_RUN_MEASURED_H
#define EVL_RUN_MEASURED_H

#include "run/run.h"

/*
 * Mark the print events of `trace` whose text is another one in `other`, the trace of the same program with the other
 * clock. Lines are matched by the place of their call, in order; one that has no match keeps its mark as it was.
 */
void evl_measured_mark(struct evl_trace *trace, const struct evl_trace *other);

/* How far each reading is off the one before, in microseconds. */
enum { EVL_MEASURED_PACE = 1373 };

#endif
