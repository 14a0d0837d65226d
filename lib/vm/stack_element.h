/* SPDX-License-Identifier: MIT */
/*
 * stack_element.h - the element functions of Promise.all and its siblings, as frames of a stack.
 *
 * Through them a trace goes on from an async function to what awaits the whole ("at async Promise.all (index 0)").
 */
#ifndef EVL_VM_STACK_ELEMENT_H
#define EVL_VM_STACK_ELEMENT_H

#include "value/object.h"

struct evl_combinator_element {
	const char *method; /* of Promise: "all", "allSettled", "any" */
	evl_value promise;  /* of the whole */
	uint32_t index;     /* which of its elements */
};

/* Is the function an element function (27.2.4.1.3 and its siblings)? Then `out` says of what. */
bool evl_is_combinator_element(const struct evl_object *callee, struct evl_combinator_element *out);

#endif
