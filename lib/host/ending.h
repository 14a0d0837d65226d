/* SPDX-License-Identifier: MIT */
/*
 * ending.h - the last events of a run that goes on for ever, or that was left
 * with work waiting.
 */
#ifndef EVL_HOST_ENDING_H
#define EVL_HOST_ENDING_H

#include "host/host.h"

/*
 * Only self-renewing work is left (EVL_LOOP_REPEATS): keep its first rounds in the trace, those up to its first lines when the first rounds
 * print nothing, and append a repeat event for each piece of it; a pending event for what waits beside it and does not renew itself.
 */
void evl_host_cut_repeats(struct evl_realm *realm);

/* Inner work renews itself for ever (host->starved): keep the beginning of it and append the starve event, with all that never runs. */
void evl_host_cut_starvation(struct evl_realm *realm);

/* Where the first of the tasks was asked for that keep the host alive without ever running; the span of nothing: there is none. */
evl_span evl_host_held_at(struct evl_realm *realm);

#endif
