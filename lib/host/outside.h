/* SPDX-License-Identifier: MIT */
/*
 * outside.h - what comes from outside: results of functions that nobody defines, of fetch, and their choices.
 *
 * Nobody fixes when such a thing is ready: each is a task of the network that completes at a time of its own.
 */
#ifndef EVL_HOST_OUTSIDE_H
#define EVL_HOST_OUTSIDE_H

#include "host/host.h"

/* Give the realm the hooks that unknown values need. */
void evl_outside_start(struct evl_realm *realm);

/*
 * fetch(resource, options) to somewhere outside: fulfils with an unknown response, or rejects with the host's TypeError, or with the reason
 * of the AbortSignal `options.signal`, which has not aborted yet. */
bool evl_outside_fetch(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
