/* SPDX-License-Identifier: MIT */
/*
 * generator.c - making and resuming coroutines (sec-generator-abstract-operations).
 *
 * The interpreter resumes a generator itself when bytecode calls its `next`; what is here
 * serves the callers in C: natives, iteration helpers, and jobs that go on after an await.
 */
#include "vm/generator.h"

#include "base/diag.h"
#include "code/template.h"
#include "value/error.h"
#include "vm/function.h"
#include "vm/interp.h"
#include "vm/iterator.h"
#include "vm/vm.h"

struct evl_generator *evl_generator_new(struct evl_realm *realm, struct evl_frame *frame)
{
	bool is_async = (frame->code->template_->flags & EVL_TEMPLATE_ASYNC) != 0;
	evl_value prototype;
	if (!evl_get(realm, evl_from_object(frame->function), EVL_NAME_prototype, &prototype))
		return NULL;
	struct evl_object *parent =
		evl_is_object(prototype) ?
			evl_as_object(prototype) :
			evl_intrinsic(realm, is_async ? EVL_INTRINSIC_ASYNC_GENERATOR_PROTOTYPE : EVL_INTRINSIC_GENERATOR_PROTOTYPE);
	struct evl_generator *generator = (struct evl_generator *)evl_object_alloc(
		realm, is_async ? EVL_CLASS_ASYNC_GENERATOR : EVL_CLASS_GENERATOR, evl_shape_root(realm, parent),
		sizeof *generator, 0);
	generator->frame = frame;
	generator->state = EVL_GENERATOR_START;
	generator->is_async = is_async;
	generator->await_span = evl_span_none();
	frame->generator = generator;
	return generator;
}

/* Run the suspended frame of `generator` in an interpreter loop of its own. */
static enum evl_exit enter(struct evl_realm *realm, struct evl_generator *generator, enum evl_resume_mode mode, evl_value value,
			   evl_value *out)
{
	struct evl_vm *vm = realm->vm;
	if (vm->depth >= vm->max_depth || vm->native_depth >= vm->max_native_depth) {
		evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
		return EVL_EXIT_THROW;
	}
	struct evl_frame *frame = generator->frame;
	generator->state = EVL_GENERATOR_RUNNING;
	frame->caller = vm->frame;
	frame->flags |= EVL_FRAME_BOUNDARY;
	vm->frame = frame; /* evl_interpret counts the depth of what it is entered with */
	if (!evl_frame_deliver(realm, frame, mode, value))
		evl_throw(realm, value);
	return evl_interpret(realm, out);
}

/*
 * Run `generator` until it suspends or ends: links its frame on top and enters
 * the interpreter (in its own boundary when `nest`). `value` is what YIELD or
 * AWAIT gives, `mode` how. For sync generators called from C: *out is the value
 * yielded or returned, *done tells which; but while `delegating` is set (yield*) a value yielded is the inner
 * iterator's whole result object. False: exception pending (it is done then).
 */
static bool generator_resume(struct evl_realm *realm, struct evl_generator *generator, enum evl_resume_mode mode, evl_value value,
			  evl_value *out, bool *done)
{
	*done = true;
	if (generator->state == EVL_GENERATOR_RUNNING)
		return evl_throw_message(realm, EVL_MESSAGE_GENERATOR_RUNNING);
	if (generator->state == EVL_GENERATOR_START && mode != EVL_RESUME_NEXT) {
		struct evl_frame *caller = realm->vm->frame;
		generator->state = EVL_GENERATOR_DONE;
		if (mode == EVL_RESUME_THROW) {
			/* thrown where the function waits to be begun */
			generator->frame->caller = caller;
			realm->vm->frame = generator->frame;
			evl_throw(realm, value);
			realm->vm->frame = caller;
			generator->frame = NULL;
			return false;
		}
		generator->frame = NULL;
	}
	if (generator->state == EVL_GENERATOR_DONE) {
		*out = mode == EVL_RESUME_RETURN ? value : EVL_UNDEFINED;
		return mode == EVL_RESUME_THROW ? evl_throw(realm, value) : true;
	}
	switch (enter(realm, generator, mode, value, out)) {
	case EVL_EXIT_SUSPEND:
		generator->state = EVL_GENERATOR_SUSPENDED;
		*done = false;
		return true;
	case EVL_EXIT_RETURN:
		generator->state = EVL_GENERATOR_DONE;
		generator->frame = NULL;
		return true;
	case EVL_EXIT_THROW:
		break;
	}
	generator->state = EVL_GENERATOR_DONE;
	generator->frame = NULL;
	return false;
}

bool evl_coroutine_enter(struct evl_realm *realm, struct evl_generator *coroutine, enum evl_resume_mode mode, evl_value value)
{
	evl_value ignored;
	enum evl_exit how = enter(realm, coroutine, mode, value, &ignored);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	/* Only a stack overflow before the body ran leaves an exception: it ends the activation as one of its own would. */
	if (how == EVL_EXIT_THROW && coroutine->frame != NULL) {
		evl_value reason = evl_take_exception(realm);
		if (evl_class_of(&coroutine->object) == EVL_CLASS_ASYNC_GENERATOR)
			evl_async_generator_throw(realm, coroutine, reason);
		else
			evl_async_function_throw(realm, coroutine, reason);
	}
	return realm->halt == EVL_STATUS_OK;
}

bool evl_coroutine_resume(struct evl_realm *realm, struct evl_generator *coroutine, bool rejected, evl_value value)
{
	if (coroutine->awaiting_return) {
		evl_async_generator_return_awaited(realm, coroutine, rejected, value);
		return realm->halt == EVL_STATUS_OK;
	}
	return evl_coroutine_enter(realm, coroutine, rejected ? EVL_RESUME_THROW : EVL_RESUME_NEXT, value);
}

static bool resume_method(struct evl_realm *realm, const struct evl_args *args, const char *method, enum evl_resume_mode mode,
			  evl_value *result)
{
	if (!evl_is_class(args->this_value, EVL_CLASS_GENERATOR))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	struct evl_generator *generator = evl_pointer(args->this_value);
	evl_value value;
	bool done;
	if (!generator_resume(realm, generator, mode, evl_arg(args, 0), &value, &done))
		return false;
	/* In a yield* the inner iterator's result object is handed on as it is. */
	*result = !done && generator->delegating ? value : evl_iterator_result(realm, value, done);
	return true;
}

bool evl_generator_prototype_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return resume_method(realm, args, "[Generator].prototype.next", EVL_RESUME_NEXT, result);
}

bool evl_generator_prototype_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return resume_method(realm, args, "[Generator].prototype.return", EVL_RESUME_RETURN, result);
}

bool evl_generator_prototype_throw(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return resume_method(realm, args, "[Generator].prototype.throw", EVL_RESUME_THROW, result);
}
