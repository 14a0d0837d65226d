/* SPDX-License-Identifier: MIT */
/*
 * unknown_callback.h - which of the functions that an unknown function is called with are called, when and how often: told by the
 * names of the method, the event and the parameters, as libraries use them.
 */
#ifndef EVL_VM_UNKNOWN_CALLBACK_H
#define EVL_VM_UNKNOWN_CALLBACK_H

#include "value/unknown.h"

/* A function that the snippet may have written: it is known what it does. */
static inline bool evl_is_snippet_function(evl_value value) { return evl_is_callable(value) && !evl_is_unknown(value); }

/* Does a method of this name call a function for the elements of what it is called on? */
bool evl_unknown_is_over_elements(const char *name);

/*
 * What is called later: the last function among the arguments, or an object of functions for how it ends, { success, error, complete }. Two
 * functions at the end are those for success and failure. Fills `request`; its callback stays undefined when there is none. False: an exception is
 * pending.
 */
bool evl_unknown_find_callback(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values,
			  struct evl_unknown_request *request);

/*
 * promise.done(f), fail, always: f waits for how the promise ends; so does what is given to them next. *done: it was one of them. False:
 * an exception is pending or the run halts.
 */
bool evl_unknown_wait(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values, bool *done);

/* subscribe(next, error, complete), or with an object of them: each is told of something else. *done: it was that. False: as above. */
bool evl_unknown_observe(struct evl_realm *realm, const struct evl_unknown *callee, struct evl_unknown *result, uint32_t count, const evl_value *values,
		    bool *done);

#endif
