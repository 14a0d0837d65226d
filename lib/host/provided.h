/* SPDX-License-Identifier: MIT */
/*
 * provided.h - functions that a person says the world provides, and calls of what a snippet defines.
 *
 * run/provide.h turns the person's words into scripts that call the functions which this puts on the global object, under
 * names that no snippet uses. What they provide completes as I/O does: in the poll phase, or in a task; equal times keep order.
 */
#ifndef EVL_HOST_PROVIDED_H
#define EVL_HOST_PROVIDED_H

#include "host/host.h"

/* What is at an address, as a person says. */
struct evl_provided_answer {
	const struct evl_provided_answer *next;
	const char *address, *text;
	size_t length;
	int64_t delay; /* microseconds */
	bool is_json, failed;
};
/* The answer for this address; NULL: nothing is said of it. */
const struct evl_provided_answer *evl_provided_find(const struct evl_realm *realm, const char *address);

/* "evloop:provide" and "evloop:call" on the global object. */
void evl_provided_start(struct evl_realm *realm);
/* Take away the first one, when the scripts that need it have run. */
void evl_provided_ready(struct evl_realm *realm);

#endif
