/* SPDX-License-Identifier: MIT */
/*
 * eval.h - code from text: direct and indirect eval, function constructors, event handlers that are text.
 */
#ifndef EVL_VM_EVAL_H
#define EVL_VM_EVAL_H

#include "value/realm.h"
#include "value/rows.h"
#include "value/string.h"

/* The kinds of functions that can be made from text (sec-createdynamicfunction). */
enum evl_dynamic_kind { EVL_DYNAMIC_FUNCTION, EVL_DYNAMIC_GENERATOR, EVL_DYNAMIC_ASYNC, EVL_DYNAMIC_ASYNC_GENERATOR };

/* The library's eval (sec-eval-x): an indirect one. CALL_EVAL knows a direct one by this function. */
bool evl_global_eval(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* The steps of Function and its three siblings (sec-createdynamicfunction): all arguments but the last are parameters. */
bool evl_dynamic_function(struct evl_realm *realm, const struct evl_args *args, enum evl_dynamic_kind kind, evl_value *result);

/* An event handler that is the text of an attribute. */
struct evl_handler_text {
	const char *name, *parameters; /* "onclick", "event" */
	struct evl_string *body;
	evl_value scopes[3]; /* objects whose properties the body sees as names, the outermost first */
	uint32_t scope_count;
	uint32_t lines_before, columns_before; /* where in the page it begins */
};

/*
 * The function that a handler's text is (HTML, "getting the current value of the event handler"), in *result. False: a SyntaxError is pending,
 * or the run halts.
 */
bool evl_handler_function(struct evl_realm *realm, const struct evl_handler_text *text, evl_value *result);

#endif
