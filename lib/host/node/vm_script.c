/* SPDX-License-Identifier: MIT */
/*
 * vm_script.c - what node:vm (a host script) needs: texts compiled as scripts of the global scope or of a context, run as often
 * as asked, and the lines about the place that Node writes before the stack of an error that comes out of them.
 */
#include <string.h>

#include "base/buffer.h"
#include "host/node/node.h"
#include "vm/function.h"
#include "vm/interp.h"
#include "vm/stack.h"
#include "vm/unknown_call.h"
#include "vm/vm.h"

/*
 * The pending exception, where it is an error: its stack from now on begins with where it was thrown, once. False always.
 */
static bool decorated(struct evl_realm *realm)
{
	struct evl_node *node = evl_node(realm);
	if (realm->halt == EVL_STATUS_OK && evl_is_object(realm->exception) && !evl_is_class(realm->exception, EVL_CLASS_ERROR) &&
	    realm->exception != node->placed) {
		node->placed = realm->exception;
		node->placed_at = realm->exception_span;
	}
	if (realm->halt != EVL_STATUS_OK || !evl_is_class(realm->exception, EVL_CLASS_ERROR) ||
	    realm->exception == node->decorated)
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

/* newGlobals(global, own): a context (vm_context.js), which is a function that does nothing and keeps the environment. */
static bool new_globals(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_native_function *function = evl_native_function_new(realm, "context", 0, evl_give_undefined);
	function->captured[0] =
		(uint64_t)(uintptr_t)evl_globals_new(realm, evl_as_object(args->values[0]), evl_as_object(args->values[1]));
	*result = evl_from_object(function);
	return true;
}

static uint64_t captured(const void *function)
{
	return ((const struct evl_native_function *)function)->captured[0];
}

/* How many steps a script may make in so many milliseconds: many, as V8 makes; an endless one is known soon. */
static int64_t steps_within(double milliseconds)
{
	static const double each = 1e6, most = 5e7;
	return (int64_t)(milliseconds * each < most ? milliseconds * each : most);
}

/*
 * Run it for so long at most, *timed_out: it was still running then. The time is what the clock shows after it.
 * False: an exception is pending or the run halts.
 */
static bool run_for(struct evl_realm *realm, const struct evl_template *code, struct evl_globals *globals, double milliseconds,
		    evl_value *result, bool *timed_out)
{
	struct evl_vm *vm = realm->vm;
	int64_t before = evl_vm_steps(vm), allowed = steps_within(milliseconds), start = realm->now;
	*timed_out = false;
	if (allowed >= before)
		return evl_run_globally(realm, code, globals, NULL, result);
	evl_vm_give_steps(vm, allowed);
	bool ok = evl_run_globally(realm, code, globals, NULL, result);
	evl_vm_give_steps(vm, before - (allowed - evl_vm_steps(vm)));
	if (ok || realm->halt != EVL_STATUS_STEP_LIMIT)
		return ok;
	realm->halt = EVL_STATUS_OK;
	realm->halt_text = NULL;
	realm->now = start + (int64_t)(milliseconds * 1000);
	*timed_out = true;
	return true;
}

/* What Node's C++ part throws then: `elsewhere`, out of a context. */
static bool throw_timeout(struct evl_realm *realm, const char *text, bool elsewhere)
{
	if (evl_node_throw_native(realm, EVL_ERROR_ERROR, "ERR_SCRIPT_EXECUTION_TIMEOUT", text) || realm->halt != EVL_STATUS_OK)
		return false;
	((struct evl_error *)evl_pointer(realm->exception))->host_frames = true;
	evl_node_mark_thrown(realm, realm->exception, elsewhere ? "vm:149    return ^ReflectApply(super.runInContext, this, args);" :
								  "vm:137    return ^ReflectApply(super.runInContext, this, args);");
	return false;
}

/* The function of one script: run(displayErrors, context, timeout), without the last two in this context and to its end. */
static bool run(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_template *code = (const struct evl_template *)(uintptr_t)captured(args->callee);
	bool elsewhere = evl_is_object(evl_arg(args, 1)), timed_out = false, ok;
	struct evl_globals *globals =
		elsewhere ? (struct evl_globals *)(uintptr_t)captured(evl_as_object(args->values[1])) : &realm->vm->globals;
	if (evl_is_number(evl_arg(args, 2)))
		ok = run_for(realm, code, globals, evl_number(args->values[2]), result, &timed_out);
	else
		ok = evl_run_globally(realm, code, globals, NULL, result);
	if (timed_out) {
		const char *text =
			evl_unknown_text(realm, "Script execution timed out after %.0fms", evl_number(args->values[2]));
		return throw_timeout(realm, text, elsewhere);
	}
	return ok || (evl_arg(args, 0) == EVL_TRUE && decorated(realm));
}

/* compileScript(text, name): a function that runs it, with whether errors are to show their place; it gives its completion value. */
static bool compile_script(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_template *code;
	const char *text = evl_value_text(realm, evl_arg(args, 0)), *name = evl_value_text(realm, evl_arg(args, 1)), *outer = realm->host->script_name;
	*result = EVL_UNDEFINED;
	realm->host->script_name = evl_arena_copy(&realm->scratch, name, strlen(name) + 1);
	bool ok = realm->host->compile_script_text(realm, evl_arena_copy(&realm->scratch, text, strlen(text) + 1), strlen(text),
						   &code);
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
	EVL_METHOD("newGlobals", new_globals, 2),
};
const struct evl_rows evl_node_script_binding = EVL_ROWS(script_row);
