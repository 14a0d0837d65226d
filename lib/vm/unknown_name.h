/* SPDX-License-Identifier: MIT */
/*
 * unknown_name.h - what values that only a real host knows are called (value/unknown.h): after the call as it is written, what it is
 * assigned to, the parameters of functions.
 */
#ifndef EVL_VM_UNKNOWN_NAME_H
#define EVL_VM_UNKNOWN_NAME_H

#include "base/span.h"
#include "value/unknown.h"

/* The arguments of a call as text, several that are too long as one "...". In scratch memory. */
const char *evl_unknown_arguments_text(struct evl_realm *realm, uint32_t count, const evl_value *values);
/* The running call as it is written, when that is short and no function stands in it; otherwise with what its arguments are. In scratch memory. */
const char *evl_unknown_call_text(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values);

/* Name it after the variable that the expression at `span` is assigned to in the source. */
void evl_unknown_name_after(struct evl_realm *realm, struct evl_unknown *unknown, evl_span span);
/* Name it after the first parameter of a function that is called with it. */
void evl_unknown_name_parameter(struct evl_realm *realm, struct evl_unknown *unknown, evl_value function);

struct evl_parameter_name {
	const char *text; /* in scratch memory; not terminated */
	size_t length;    /* 0: the parameter is a pattern */
};
/* The names of a function's parameters as its source has them, at most `room`; how many. 0 for library functions. */
uint32_t evl_parameter_names(struct evl_realm *realm, evl_value function, uint32_t room, struct evl_parameter_name *names);

/* Is the first parameter of this function named as errors are? Then it is null when all went well. */
bool evl_takes_error_first(struct evl_realm *realm, evl_value function);

#endif
