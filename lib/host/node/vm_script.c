/* SPDX-License-Identifier: MIT */
/*
 * vm_script.c - what node:vm (a host script) needs: texts compiled as scripts of the global scope, run as often as asked, and the
 * lines about the place that Node writes before the stack of an error that comes out of them.
 */
#include <string.h>

#include "base/buffer.h"
#include "host/node/node.h"
#include "vm/function.h"
#include "vm/interp.h"
#include "vm/stack.h"

/*
 * The pending exception, where it is an error: its stack from now on begins with where it was thrown, once. False always.
 */
static bool decorated(struct evl_realm *realm)
{
	struct evl_node *node = evl_node(realm);
	if (realm->halt != EVL_STATUS_OK || !evl_is_class(realm->exception, EVL_CLASS_ERROR) || realm->exception == node->decorated)
		return false;
	evl_span place = realm->exception_span;
	evl_value error = evl_take_exception(realm), stack;
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_node_append_throw_place(realm, &text, error, place);
	evl_buffer_append_byte(&text, '\n');
	struct evl_string *lines = text.failed ? NULL : evl_string_from_utf8(realm, text.bytes, text.length);
	evl_buffer_release(&text);
	if (!evl_get(realm, error, EVL_NAME_stack, &stack)) {
		(void)evl_take_exception(realm);
		stack = EVL_UNDEFINED;
	}
	if (lines != NULL && evl_is_string(stack)) {
		struct evl_string *whole = evl_string_concat(realm, lines, evl_as_string(stack));
		struct evl_descriptor descriptor = { .value = evl_string_value(whole), .has_value = true };
		if (whole != NULL && !evl_define_or_throw(realm, evl_as_object(error), EVL_NAME_stack, &descriptor))
			(void)evl_take_exception(realm);
		node->decorated = error;
	}
	if (realm->halt == EVL_STATUS_OK) {
		(void)evl_throw(realm, error);
		realm->exception_span = place;
	}
	return false;
}

/* The function of one script: run(displayErrors). */
static bool run(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_native_function *self = (const struct evl_native_function *)(const void *)args->callee;
	const struct evl_template *code = (const struct evl_template *)(uintptr_t)self->captured[0];
	if (evl_run_template(realm, code, NULL, evl_from_object(realm->global), 0, NULL, result))
		return true;
	return evl_arg(args, 0) == EVL_TRUE && decorated(realm);
}

/* compileScript(text, name): a function that runs it, with whether errors are to show their place; it gives its completion value. */
static bool compile_script(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_template *code;
	const char *text = evl_value_text(realm, evl_arg(args, 0)), *name = evl_value_text(realm, evl_arg(args, 1)), *outer = realm->host->script_name;
	*result = EVL_UNDEFINED;
	realm->host->script_name = evl_arena_copy(&realm->scratch, name, strlen(name) + 1);
	bool ok = realm->host->compile_script_text(realm, evl_arena_copy(&realm->scratch, text, strlen(text) + 1), strlen(text), &code);
	realm->host->script_name = outer;
	if (!ok)
		return decorated(realm);
	struct evl_native_function *function = evl_native_function_new(realm, "run", 1, run);
	function->captured[0] = (uint64_t)(uintptr_t)code;
	*result = evl_from_object(function);
	return true;
}

static const struct evl_row script_row[] = {
	EVL_METHOD("compileScript", compile_script, 2),
};
const struct evl_rows evl_node_script_binding = EVL_ROWS(script_row);
