/* SPDX-License-Identifier: MIT */
/*
 * async_function.c - the beginning and the end of an async function's activation.
 *
 * The coroutine is a struct evl_generator that no script sees: it joins the heap frame,
 * the promise that the function returned, and the one await in progress.
 */
#include "base/diag.h"
#include "vm/generator.h"
#include "vm/vm.h"

struct evl_generator *evl_async_function_new(struct evl_realm *realm, struct evl_frame *frame)
{
	struct evl_generator *coroutine = (struct evl_generator *)evl_object_alloc(
		realm, EVL_CLASS_OBJECT, evl_shape_root(realm, NULL), sizeof *coroutine, 0);
	coroutine->frame = frame;
	coroutine->state = EVL_GENERATOR_RUNNING;
	coroutine->is_async = 1;
	coroutine->promise = evl_promise_new(realm);
	coroutine->await_span = evl_span_none();
	frame->generator = coroutine;
	return coroutine;
}

void evl_async_function_return(struct evl_realm *realm, struct evl_generator *coroutine, evl_value value)
{
	coroutine->state = EVL_GENERATOR_DONE;
	coroutine->frame = NULL;
	evl_promise_resolve_with(realm, coroutine->promise, value);
}

void evl_async_function_throw(struct evl_realm *realm, struct evl_generator *coroutine, evl_value reason)
{
	coroutine->state = EVL_GENERATOR_DONE;
	coroutine->frame = NULL;
	evl_promise_reject(realm, coroutine->promise, reason);
}
