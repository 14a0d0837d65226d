/* SPDX-License-Identifier: MIT */
/*
 * abort.h - AbortController and AbortSignal (DOM, "Aborting ongoing activities").
 */
#ifndef EVL_HOST_WEB_ABORT_H
#define EVL_HOST_WEB_ABORT_H

#include "builtins/dom_exception.h"
#include "host/web/event.h"

/* What C code does when a signal aborts. */
struct evl_abort_algorithm {
	struct evl_abort_algorithm *next;
	evl_value data;
	struct evl_listener *listener; /* of addEventListener's signal option; NULL otherwise */
	bool (*by_listener)(struct evl_realm *realm, evl_value target, struct evl_listener *listener);
	bool (*run)(struct evl_realm *realm, evl_value data, evl_value reason);
	bool removed;
};

struct evl_abort_dependent {
	struct evl_abort_dependent *next;
	struct evl_abort_signal *signal;
};

struct evl_abort_signal {
	struct evl_target target;
	evl_value reason;
	bool aborted;
	bool dependent;
	bool has_priority; /* a TaskSignal: the head of a bigger record (host/browser/scheduler.c) */
	struct evl_abort_algorithm *algorithms;
	struct evl_abort_dependent *dependents, *sources;
};

/* Make a new signal follow all of `signals`, an iterable (AbortSignal.any; `interface` for messages). False: exception pending. */
bool evl_abort_follow_any(struct evl_realm *realm, evl_value signals, const char *interface, struct evl_abort_signal *made);
/* Remove `listener` from `target` when the signal aborts. */
void evl_abort_add_listener(struct evl_realm *realm, struct evl_abort_signal *signal, evl_value target, struct evl_listener *listener,
			    bool (*remove)(struct evl_realm *, evl_value target, struct evl_listener *));
/* Run `run(data, reason)` when it aborts. The algorithm's record; set `removed` to take it back. */
struct evl_abort_algorithm *evl_abort_add(struct evl_realm *realm, struct evl_abort_signal *signal, evl_value data,
					  bool (*run)(struct evl_realm *, evl_value data, evl_value reason));

#endif
