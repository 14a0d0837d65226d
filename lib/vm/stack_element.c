/* SPDX-License-Identifier: MIT */
/* stack_element.c - element functions are told by the address of their name (stack.h). */
#include "vm/stack_element.h"

#include "value/rows.h"
#include "vm/stack.h"

const char evl_all_element_name[1] = "";
const char evl_all_settled_element_name[1] = "";
const char evl_any_element_name[1] = "";
const char evl_resolve_function_name[1] = "";
const char evl_finally_function_name[1] = "";

/* What the captured[0] cell of an element function begins with. */
struct shared_head {
	struct evl_cell cell;
	evl_value promise;
};

bool evl_is_combinator_element(const struct evl_object *callee, struct evl_combinator_element *out)
{
	if (evl_class_of(callee) != EVL_CLASS_NATIVE_FUNCTION)
		return false;
	const struct evl_native_function *function = (const struct evl_native_function *)callee;
	out->method = function->name == evl_all_element_name	       ? "all"
		      : function->name == evl_all_settled_element_name ? "allSettled"
		      : function->name == evl_any_element_name	       ? "any"
								       : NULL;
	if (out->method == NULL || !evl_is_cell(function->captured[0]))
		return false;
	out->promise = ((const struct shared_head *)evl_pointer(function->captured[0]))->promise;
	out->index = evl_is_int(function->captured[1]) ? (uint32_t)evl_as_int(function->captured[1]) : 0;
	return true;
}
