/* SPDX-License-Identifier: MIT */
/*
 * interp_call.c - entering functions and leaving frames: the general case of
 * CALL, NEW and RETURN, unwinding, suspension, and the hooks by which C code calls.
 *
 * A call of a bytecode function is a new frame, never a C call; only library
 * functions that call back nest the interpreter loop.
 */
#include <string.h>

#include "base/misconception.h"
#include "syntax/ast.h"
#include "value/proxy.h"
#include "vm/entry_place.h"
#include "vm/unknown_call.h"
#include "vm/call.h"
#include "vm/step.h"
#include "vm/track_step.h"

static inline uintptr_t stack_address(void)
{
#if defined(__GNUC__)
	return (uintptr_t)__builtin_frame_address(0);
#else
	char here;
	return (uintptr_t)&here;
#endif
}

/* Bytes of C stack that nested loops and library functions may use. Stacks grow down or up: take the distance. */
enum { NATIVE_STACK_BYTES = 4 << 20 };

static inline bool native_room(const struct evl_vm *vm)
{
	uintptr_t here = stack_address();
	uintptr_t used = vm->native_base > here ? vm->native_base - here : here - vm->native_base;
	return used < NATIVE_STACK_BYTES && vm->native_depth < vm->max_native_depth;
}

bool evl_vm_native_room(const struct evl_vm *vm)
{
	return vm->native_base == 0 || native_room(vm); /* a host may ask before any script has run */
}

bool evl_step_limits(struct evl_realm *realm)
{
	if (realm->heap.over_limit)
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "the snippet's data grew past the limit");
	return realm->vm->steps_left > 0 || evl_vm_next_slice(realm);
}

/* ---- frames ---- */

/* A call of a snippet's function is worth so many rounds of a loop: about what it takes in time, so that the limit comes as soon. */
enum { STEPS_PER_CALL = 3 };

/* There is no room for a frame. `function`: it has been entered in V8, which shows it; NULL: nothing has. */
static void refuse_room(struct evl_realm *realm, struct evl_function *function, evl_value this_value)
{
	uint32_t at;
	realm->vm->entering = function;
	realm->vm->entering_this = this_value;
	evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
	realm->vm->entering = NULL;
	const struct evl_template *t = function != NULL ? function->code->template_ : NULL;
	if (t != NULL && !evl_span_is_host(t->where) && evl_entry_place(t, &at))
		realm->exception_span = (evl_span){ t->text.source, at, at + 1 };
}

static inline struct evl_frame *push(struct evl_realm *realm, struct evl_function *function, evl_value this_value,
				     evl_value new_target, uint32_t count, const evl_value *values, uint16_t flags, uint16_t reg)
{
	struct evl_vm *vm = realm->vm;
	struct evl_code *code = function->code;
	if (EVL_UNLIKELY((vm->steps_left -= STEPS_PER_CALL) <= 0 || realm->heap.over_limit) && !evl_step_limits(realm))
		return NULL;
	if (vm->depth >= vm->max_depth || (size_t)(vm->stack.end - vm->stack.next) < code->frame_bytes) {
		refuse_room(realm, (flags & (EVL_FRAME_CONSTRUCT | EVL_FRAME_COROUTINE)) == 0 ? function : NULL, this_value);
		return NULL;
	}
	struct evl_frame *frame;
	if (flags & EVL_FRAME_COROUTINE) {
		frame = evl_heap_alloc(&realm->heap, EVL_CELL_FRAME, code->frame_bytes);
	} else {
		frame = (struct evl_frame *)(void *)vm->stack.next;
		vm->stack.next += code->frame_bytes;
	}
	frame->caller = vm->frame;
	frame->code = code;
	frame->pc = code->entry;
	frame->regs = (evl_value *)(void *)(frame + 1);
	frame->function = function;
	frame->this_value = this_value;
	frame->new_target = new_target;
	frame->arguments = values;
	frame->argument_count = count;
	frame->result_register = reg;
	frame->flags = flags;
	frame->generator = NULL;
	uint32_t copied = count < code->parameter_count ? count : code->parameter_count;
	for (uint32_t i = 0; i < copied; i++)
		frame->regs[i] = values[i];
	for (uint32_t i = copied; i < code->register_count; i++)
		frame->regs[i] = EVL_UNDEFINED;
	vm->frame = frame;
	if ((flags & EVL_FRAME_BOUNDARY) == 0) /* evl_interpret counts its own */
		vm->depth++;
	return frame;
}

struct evl_frame *evl_frame_push(struct evl_realm *realm, struct evl_function *function, evl_value this_value,
				 evl_value new_target, uint32_t count, const evl_value *values, uint16_t flags, uint16_t reg)
{
	return push(realm, function, this_value, new_target, count, values, flags, reg);
}

/* Take the running frame off the chain. */
static void pop(struct evl_vm *vm, struct evl_frame *frame)
{
	vm->frame = frame->caller;
	if ((frame->flags & EVL_FRAME_BOUNDARY) == 0)
		vm->depth--;
	if (frame->flags & EVL_FRAME_COROUTINE) {
		frame->caller = NULL;
		frame->flags &= (uint16_t)~(EVL_FRAME_BOUNDARY | EVL_FRAME_STEPPED);
	} else {
		vm->stack.next = (unsigned char *)frame;
	}
}

/* Leave `frame` with `value` for its caller; results as evl_step_return. */
static bool leave(struct evl_vm *vm, struct evl_frame *frame, evl_value value, enum evl_exit how, evl_value *out,
		  enum evl_exit *exit)
{
	bool boundary = (frame->flags & EVL_FRAME_BOUNDARY) != 0;
	uint16_t reg = frame->result_register;
	pop(vm, frame);
	if (boundary) {
		*out = value;
		*exit = how;
		return true;
	}
	vm->frame->regs[reg] = value;
	return false;
}

static evl_value promise_of(const struct evl_generator *generator)
{
	return evl_from_object(generator->promise);
}

static bool is_async_function(const struct evl_frame *frame)
{
	return frame->code->call_kind == EVL_CALL_ASYNC;
}

static void finish_generator(struct evl_generator *generator)
{
	generator->state = EVL_GENERATOR_DONE;
	generator->frame = NULL;
}

/* A sync generator ran to its end. */
static bool return_from_generator(struct evl_realm *realm, struct evl_frame *frame, evl_value value, evl_value *out,
				  enum evl_exit *exit)
{
	struct evl_vm *vm = realm->vm;
	if (frame->generator != NULL)
		finish_generator(frame->generator);
	if (frame->flags & EVL_FRAME_BOUNDARY)
		return leave(vm, frame, value, EVL_EXIT_RETURN, out, exit);
	if (frame->flags & EVL_FRAME_STEPPED) {
		/* The caller stands behind ITER_NEXT: take its jump. */
		pop(vm, frame);
		struct evl_frame *caller = vm->frame;
		struct evl_insn insn = caller->pc[-1];
		caller->regs[insn.a] = EVL_UNDEFINED;
		caller->regs[insn.b + 2u] = EVL_TRUE;
		caller->pc += (int16_t)insn.c;
		return false;
	}
	return leave(vm, frame, evl_iterator_result(realm, value, true), EVL_EXIT_RETURN, out, exit);
}

bool evl_step_return(struct evl_realm *realm, evl_value value, evl_value *out, enum evl_exit *exit)
{
	struct evl_vm *vm = realm->vm;
	struct evl_frame *frame = vm->frame;
	if (frame->flags & EVL_FRAME_COROUTINE) {
		struct evl_generator *generator = frame->generator;
		if (is_async_function(frame)) {
			evl_async_function_return(realm, generator, value);
			finish_generator(generator);
			return leave(vm, frame, promise_of(generator), EVL_EXIT_RETURN, out, exit);
		}
		if (generator != NULL && generator->is_async) {
			bool left = leave(vm, frame, value, EVL_EXIT_RETURN, out, exit);
			evl_async_generator_return(realm, generator, value);
			return left;
		}
		return return_from_generator(realm, frame, value, out, exit);
	}
	if ((frame->flags & EVL_FRAME_CONSTRUCT) != 0 && !evl_is_object(value))
		value = frame->this_value;
	return leave(vm, frame, value, EVL_EXIT_RETURN, out, exit);
}

bool evl_step_derived_result(struct evl_realm *realm, evl_value value, evl_value this_value, evl_value *out)
{
	*out = value;
	if (evl_is_object(value))
		return true;
	if (!evl_is_undefined(value)) {
		/* V8 finds it when the constructor has been left */
		struct evl_vm *vm = realm->vm;
		struct evl_frame *frame = vm->frame;
		if (frame->caller != NULL && (frame->flags & EVL_FRAME_BOUNDARY) == 0)
			vm->frame = frame->caller;
		(void)evl_throw_message(realm, EVL_MESSAGE_DERIVED_RESULT);
		vm->frame = frame;
		return false;
	}
	if (this_value == EVL_TDZ)
		return evl_throw_message(realm, EVL_MESSAGE_SUPER_NOT_CALLED);
	*out = this_value;
	return true;
}

/* ---- unwinding ---- */

static bool catch_here(struct evl_realm *realm, struct evl_frame *frame)
{
	const struct evl_template *t = frame->code->template_;
	if (t->handler_count == 0 || frame->pc == t->code)
		return false;
	uint32_t at = (uint32_t)(frame->pc - t->code) - 1;
	for (uint32_t i = 0; i < t->handler_count; i++) {
		const struct evl_handler *handler = &t->handlers[i];
		if (at < handler->start || at >= handler->end)
			continue;
		frame->regs[handler->reg] = realm->exception;
		realm->exception = EVL_EMPTY;
		frame->pc = t->code + handler->target;
		return true;
	}
	return false;
}

/* An exception leaves `frame`. True: the loop ends; false: *settled tells that it became a promise's rejection and the caller goes on. */
static bool throw_out_of(struct evl_realm *realm, struct evl_frame *frame, evl_value *out, enum evl_exit *exit, bool *settled)
{
	struct evl_vm *vm = realm->vm;
	struct evl_generator *generator = frame->generator;
	bool boundary = (frame->flags & EVL_FRAME_BOUNDARY) != 0;
	bool halting = realm->halt != EVL_STATUS_OK;
	*settled = false;
	*exit = EVL_EXIT_THROW;
	if (generator != NULL && !halting && is_async_function(frame)) {
		evl_value reason = realm->exception;
		realm->exception = EVL_EMPTY;
		evl_async_function_throw(realm, generator, reason);
		finish_generator(generator);
		*settled = true;
		return leave(vm, frame, promise_of(generator), EVL_EXIT_RETURN, out, exit);
	}
	pop(vm, frame);
	if (generator == NULL)
		return boundary;
	if (!generator->is_async || halting) {
		finish_generator(generator);
		return boundary;
	}
	evl_value reason = realm->exception;
	realm->exception = EVL_EMPTY;
	evl_async_generator_throw(realm, generator, reason);
	*out = EVL_UNDEFINED;
	*exit = EVL_EXIT_RETURN;
	return boundary;
}

bool evl_step_unwind(struct evl_realm *realm, evl_value *out, enum evl_exit *exit)
{
	struct evl_vm *vm = realm->vm;
	for (;;) {
		struct evl_frame *frame = vm->frame;
		if (realm->halt == EVL_STATUS_OK && catch_here(realm, frame))
			return false;
		bool settled;
		if (throw_out_of(realm, frame, out, exit, &settled))
			return true;
		if (settled)
			return false;
	}
}

/* ---- suspension ---- */

static evl_span running_span(const struct evl_frame *frame)
{
	const struct evl_template *t = frame->code->template_;
	if (t->site_of == NULL)
		return t->where;
	return t->sites[t->site_of[frame->pc - t->code - 1]].span;
}

static void append_suspend(struct evl_realm *realm, evl_span span)
{
	if (realm->trace == NULL || realm->trace->truncated)
		return;
	struct evl_event event = {
		.kind = EVL_EVENT_SUSPEND,
		.cause = realm->current,
		.other = EVL_NO_EVENT,
		.time = realm->now,
		.span = span,
	};
	evl_trace_append(realm->trace, &event, NULL, 0);
}

/* Believed: await of what is there already does not suspend. */
static bool goes_on(struct evl_realm *realm, struct evl_frame *frame, evl_value value)
{
	if (evl_is_object(value)) {
		if (!evl_promise_is_plain(realm, value))
			return false;
		const struct evl_promise *promise = evl_pointer(value);
		if (promise->state != EVL_PROMISE_FULFILLED)
			return false;
		value = promise->result;
	}
	return evl_frame_deliver(realm, frame, EVL_RESUME_NEXT, value);
}

bool evl_step_await(struct evl_realm *realm, evl_value value, evl_value *out, enum evl_exit *exit, bool *threw)
{
	struct evl_vm *vm = realm->vm;
	struct evl_frame *frame = vm->frame;
	struct evl_generator *generator = frame->generator;
	*threw = false;
	if (vm->misconception == EVL_MISCONCEPTION_AWAIT_FREE && goes_on(realm, frame, value))
		return false;
	generator->await_span = running_span(frame);
	generator->state = EVL_GENERATOR_AWAITING;
	if (!evl_promise_await(realm, value, generator)) {
		generator->state = EVL_GENERATOR_RUNNING;
		*threw = true;
		return false;
	}
	append_suspend(realm, generator->await_span);
	evl_value result = generator->promise != NULL ? promise_of(generator) : EVL_UNDEFINED;
	return leave(vm, frame, result, EVL_EXIT_SUSPEND, out, exit);
}

bool evl_step_yield(struct evl_realm *realm, evl_value value, bool delegate, evl_value *out, enum evl_exit *exit, bool *threw)
{
	struct evl_vm *vm = realm->vm;
	struct evl_frame *frame = vm->frame;
	struct evl_generator *generator = frame->generator;
	*threw = false;
	generator->delegating = delegate;
	if (generator->is_async) {
		enum evl_resume_mode mode;
		evl_value sent;
		if (!evl_async_generator_yield(realm, generator, value, &mode, &sent))
			return leave(vm, frame, EVL_UNDEFINED, EVL_EXIT_SUSPEND, out, exit);
		if (!evl_frame_deliver(realm, frame, mode, sent)) {
			evl_throw(realm, sent);
			*threw = true;
		}
		return false;
	}
	generator->state = EVL_GENERATOR_SUSPENDED;
	if (frame->flags & EVL_FRAME_BOUNDARY)
		return leave(vm, frame, value, EVL_EXIT_SUSPEND, out, exit);
	if ((frame->flags & EVL_FRAME_STEPPED) != 0 && !delegate) {
		/* The caller stands behind ITER_NEXT: the value goes to its register, ITER_UNWRAP is skipped. */
		pop(vm, frame);
		struct evl_frame *caller = vm->frame;
		struct evl_insn insn = caller->pc[-1];
		caller->regs[insn.a] = value;
		caller->regs[insn.b + 2u] = EVL_FALSE;
		caller->pc++;
		return false;
	}
	/* a result object that yield* hands on goes where the ITER_NEXT wants it, and is unwrapped there */
	if ((frame->flags & EVL_FRAME_STEPPED) != 0)
		frame->result_register = frame->caller->pc[-1].a;
	return leave(vm, frame, delegate ? value : evl_iterator_result(realm, value, false), EVL_EXIT_SUSPEND, out, exit);
}

bool evl_step_initial_yield(struct evl_realm *realm, evl_value *out, enum evl_exit *exit, bool *threw)
{
	struct evl_frame *frame = realm->vm->frame;
	struct evl_generator *generator = evl_generator_new(realm, frame);
	*threw = generator == NULL;
	if (generator == NULL)
		return false;
	frame->arguments = NULL;
	return leave(realm->vm, frame, evl_from_object(generator), EVL_EXIT_RETURN, out, exit);
}

bool evl_frame_deliver(struct evl_realm *realm, struct evl_frame *frame, enum evl_resume_mode mode, evl_value value)
{
	(void)realm;
	struct evl_insn insn = frame->pc[-1];
	switch ((enum evl_opcode)insn.op) {
	case EVL_OPCODE_YIELD_DELEGATE:
		frame->regs[insn.a] = value;
		frame->regs[insn.a + 1u] = evl_from_int(mode == EVL_RESUME_NEXT ? 0 : mode == EVL_RESUME_THROW ? 1 : 2);
		return true;
	case EVL_OPCODE_YIELD:
		if (mode == EVL_RESUME_THROW)
			return false;
		frame->regs[insn.a] = value;
		frame->regs[insn.a + 1u] = evl_from_bool(mode == EVL_RESUME_RETURN);
		return true;
	case EVL_OPCODE_AWAIT:
		if (mode == EVL_RESUME_THROW)
			return false;
		frame->regs[insn.a] = value;
		return true;
	default:
		return mode != EVL_RESUME_THROW;
	}
}

enum evl_step evl_step_generator_next(struct evl_realm *realm, evl_value receiver, evl_value sent, uint16_t flags, uint16_t reg,
				      evl_value *out)
{
	struct evl_vm *vm = realm->vm;
	struct evl_generator *generator = (struct evl_generator *)evl_as_object(receiver);
	if (generator->state == EVL_GENERATOR_DONE) {
		*out = evl_iterator_result(realm, EVL_UNDEFINED, true);
		return EVL_STEP_DONE;
	}
	if ((--vm->steps_left <= 0 || realm->heap.over_limit) && !evl_step_limits(realm))
		return EVL_STEP_THROW;
	if (vm->depth >= vm->max_depth) {
		evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
		return EVL_STEP_THROW;
	}
	struct evl_frame *frame = generator->frame;
	if (generator->state != EVL_GENERATOR_START)
		(void)evl_frame_deliver(realm, frame, EVL_RESUME_NEXT, sent);
	generator->state = EVL_GENERATOR_RUNNING;
	frame->caller = vm->frame;
	frame->result_register = reg;
	frame->flags = (uint16_t)((frame->flags & ~(EVL_FRAME_BOUNDARY | EVL_FRAME_STEPPED)) | flags);
	vm->frame = frame;
	vm->depth++;
	return EVL_STEP_ENTER;
}

/* ---- calls ---- */

/* Run what waits for the end of a native function; an exception of its own is pending again afterwards. */
static bool after_native(struct evl_realm *realm, bool ok)
{
	if (realm->halt != EVL_STATUS_OK)
		return ok;
	evl_value thrown = ok ? EVL_EMPTY : evl_take_exception(realm);
	if (!realm->after_native(realm))
		return false;
	return ok || evl_throw(realm, thrown);
}

bool evl_native_enter(struct evl_realm *realm, struct evl_native_function *function, const struct evl_args *args, evl_value *out)
{
	struct evl_vm *vm = realm->vm;
	struct evl_native_call record = { .previous = vm->native_call, .args = args, .frame = vm->frame };
	evl_value result = EVL_UNDEFINED;
	if (EVL_UNLIKELY(realm->unknowns != 0) && evl_unknown_native(realm, function, args, out))
		return true;
	vm->native_call = &record;
	if (EVL_UNLIKELY(vm->track != NULL))
		evl_track_native(realm, function, args);
	bool ok, refused = function->interface != EVL_INTRINSIC_NONE && realm->hooks.refuses_receiver != NULL &&
			   realm->hooks.refuses_receiver(realm, args, &result, &ok);
	if (EVL_LIKELY(!refused))
		ok = function->fn(realm, args, &result);
	vm->native_call = record.previous;
	if (EVL_UNLIKELY(realm->after_native != NULL))
		ok = after_native(realm, ok);
	if (EVL_UNLIKELY(realm->hooks.read_text != NULL) && evl_is_string(result))
		result = realm->hooks.read_text(realm, result);
	*out = result;
	return ok && (realm->unknowns == 0 || realm->halt == EVL_STATUS_OK);
}

/* V8 calls a class as its text does, whatever its property `name` is by then. */
static const char *class_name(struct evl_realm *realm, struct evl_object *function)
{
	if (evl_class_of(function) != EVL_CLASS_FUNCTION)
		return evl_function_name(realm, function);
	return evl_names_utf8(realm->names, ((struct evl_function *)function)->code->template_->name, &realm->scratch);
}

static bool class_without_new(struct evl_realm *realm, struct evl_object *function)
{
	const char *name = class_name(realm, function);
	if (name[0] == '\0')
		return evl_throw_message(realm, EVL_MESSAGE_ANONYMOUS_CLASS_WITHOUT_NEW);
	/* A class of a host's library that is written in JavaScript here, but in C++ in a browser. */
	if (realm->v8 >= EVL_V8_15 && evl_class_of(function) == EVL_CLASS_FUNCTION &&
	    evl_span_is_host(((struct evl_function *)function)->code->template_->where))
		return evl_throw_message(realm, EVL_MESSAGE_DOM_WITHOUT_NEW, name);
	return evl_throw_message(realm, EVL_MESSAGE_CLASS_WITHOUT_NEW, name);
}

static enum evl_step call_bytecode(struct evl_realm *realm, struct evl_function *function, evl_value this_value, uint32_t count,
				   const evl_value *values, uint16_t flags, uint16_t reg)
{
	uint8_t kind = function->code->call_kind;
	if (kind == EVL_CALL_CLASS) {
		class_without_new(realm, &function->object);
		return EVL_STEP_THROW;
	}
	if (kind == EVL_CALL_ASYNC || kind == EVL_CALL_GENERATOR)
		flags |= EVL_FRAME_COROUTINE;
	struct evl_frame *frame = evl_frame_push(realm, function, this_value, EVL_UNDEFINED, count, values, flags, reg);
	if (frame == NULL)
		return EVL_STEP_THROW;
	if (kind == EVL_CALL_ASYNC)
		(void)evl_async_function_new(realm, frame);
	return EVL_STEP_ENTER;
}

/*
 * Look through a bound function and all that it is bound around: *values and *count become their arguments, innermost
 * first, and those of the call, in one piece, in the heap because a frame may refer to them. Returns the innermost, whose target
 * is to be entered; NULL with an exception pending. `new_target` may be NULL (sec-bound-function-exotic-objects).
 */
static const struct evl_bound_function *unwrap_bound(struct evl_realm *realm, const struct evl_bound_function *bound, uint32_t *count,
						     const evl_value **values, evl_value *new_target)
{
	enum { MOST = 130000 }; /* what V8's stack holds, more or less */
	const struct evl_bound_function *last = bound;
	size_t total = *count;
	for (;; last = (const struct evl_bound_function *)evl_pointer(last->target)) {
		total += last->count;
		if (new_target != NULL && *new_target == evl_from_object(last))
			*new_target = last->target;
		if (!evl_is_class(last->target, EVL_CLASS_BOUND_FUNCTION))
			break;
	}
	if (total == *count)
		return last;
	if (total > MOST) {
		evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
		return NULL;
	}
	unsigned char *cell = evl_heap_alloc(&realm->heap, EVL_CELL_VALUES, sizeof(struct evl_cell) + total * sizeof(evl_value));
	evl_value *joined = (evl_value *)(void *)(cell + sizeof(struct evl_cell));
	evl_value *to = joined + (total - *count);
	if (*count != 0)
		memcpy(to, *values, *count * sizeof(evl_value));
	for (;; bound = (const struct evl_bound_function *)evl_pointer(bound->target)) {
		to -= bound->count;
		if (bound->count != 0)
			memcpy(to, bound->arguments, bound->count * sizeof(evl_value));
		if (bound == last)
			break;
	}
	*values = joined;
	*count = (uint32_t)total;
	return last;
}

/* What the traps `apply` and `construct` are called with: target, `this` (EVL_EMPTY: leave out), the arguments as an array, new.target (likewise). */
static const evl_value *trap_arguments(struct evl_realm *realm, const struct evl_proxy *proxy, evl_value this_value, uint32_t count,
				       const evl_value *values, evl_value new_target)
{
	unsigned char *cell = evl_heap_alloc(&realm->heap, EVL_CELL_VALUES, sizeof(struct evl_cell) + 3 * sizeof(evl_value));
	evl_value *all = (evl_value *)(void *)(cell + sizeof(struct evl_cell));
	uint32_t used = 0;
	all[used++] = evl_from_object(proxy->target);
	if (this_value != EVL_EMPTY)
		all[used++] = this_value;
	all[used++] = evl_from_object(evl_array_from(realm, values, count));
	if (new_target != EVL_EMPTY)
		all[used++] = new_target;
	return all;
}

/* [[Construct]] of a proxy that has a trap for it (sec-proxy-object-internal-methods-and-internal-slots-construct-argumentslist-newtarget). */
static enum evl_step construct_by_trap(struct evl_realm *realm, const struct evl_proxy *proxy, evl_value trap, evl_value new_target,
				       uint32_t count, const evl_value *values, evl_value *out)
{
	const evl_value *arguments = trap_arguments(realm, proxy, EVL_EMPTY, count, values, new_target);
	if (!evl_call(realm, trap, evl_from_object(proxy->handler), 3, arguments, out))
		return EVL_STEP_THROW;
	if (evl_is_object(*out))
		return EVL_STEP_DONE;
	evl_throw_message(realm, EVL_MESSAGE_PROXY_CONSTRUCT, evl_describe(realm, *out));
	return EVL_STEP_THROW;
}

enum evl_step evl_step_call(struct evl_realm *realm, evl_value callee, evl_value this_value, uint32_t count,
			    const evl_value *values, uint16_t flags, uint16_t reg, evl_value *out)
{
	struct evl_vm *vm = realm->vm;
	bool ok;
	for (;;) {
		if (!evl_is_callable(callee))
			return evl_step_not_callable(realm, callee), EVL_STEP_THROW;
		struct evl_object *object = evl_as_object(callee);
		switch (evl_class_of(object)) {
		case EVL_CLASS_FUNCTION:
			if (((struct evl_function *)object)->code->call_kind == EVL_CALL_MEMBER && realm->hooks.refuses_member != NULL &&
			    realm->hooks.refuses_member(realm, (struct evl_function *)object, this_value, out, &ok))
				return ok ? EVL_STEP_DONE : EVL_STEP_THROW;
			return call_bytecode(realm, (struct evl_function *)object, this_value, count, values, flags, reg);
		case EVL_CLASS_NATIVE_FUNCTION: {
			struct evl_native_function *native = (struct evl_native_function *)object;
			if (native->fn == evl_generator_prototype_next && (flags & EVL_FRAME_BOUNDARY) == 0 &&
			    evl_step_is_idle_generator(this_value))
				return evl_step_generator_next(realm, this_value, count != 0 ? values[0] : EVL_UNDEFINED, 0, reg, out);
			if ((--vm->steps_left <= 0 || realm->heap.over_limit) && !evl_step_limits(realm))
				return EVL_STEP_THROW;
			struct evl_args args = { .this_value = this_value, .values = values, .count = count,
						 .new_target = EVL_UNDEFINED, .callee = object };
			return evl_native_enter(realm, native, &args, out) ? EVL_STEP_DONE : EVL_STEP_THROW;
		}
		case EVL_CLASS_BOUND_FUNCTION: {
			const struct evl_bound_function *bound =
				unwrap_bound(realm, (const struct evl_bound_function *)object, &count, &values, NULL);
			if (bound == NULL)
				return EVL_STEP_THROW;
			this_value = bound->bound_this;
			callee = bound->target;
			continue;
		}
		case EVL_CLASS_PROXY: {
			struct evl_proxy *proxy = (struct evl_proxy *)object;
			evl_value trap;
			if ((--vm->steps_left <= 0 || realm->heap.over_limit) && !evl_step_limits(realm))
				return EVL_STEP_THROW;
			if (!evl_proxy_trap(realm, proxy, EVL_NAME_apply, &trap))
				return EVL_STEP_THROW;
			if (evl_is_undefined(trap)) {
				evl_proxy_left(realm, true);
				callee = evl_from_object(proxy->target);
				continue;
			}
			/* The trap's arguments lie in the heap, because its frame may refer to them. */
			values = trap_arguments(realm, proxy, this_value, count, values, EVL_EMPTY);
			count = 3;
			callee = trap;
			this_value = evl_from_object(proxy->handler);
			continue;
		}
		case EVL_CLASS_UNKNOWN:
			if ((--vm->steps_left <= 0 || realm->heap.over_limit) && !evl_step_limits(realm))
				return EVL_STEP_THROW;
			return evl_unknown_call(realm, (struct evl_unknown *)object, count, values, out) ? EVL_STEP_DONE : EVL_STEP_THROW;
		default:
			evl_not_covered(realm, "calls of this kind of object");
			return EVL_STEP_THROW;
		}
	}
}

/* The `this` that the base constructor `constructor` gets (sec-ordinarycreatefromconstructor). */
static bool create_this(struct evl_realm *realm, evl_value constructor, evl_value new_target, evl_value *out)
{
	struct evl_object *target = evl_as_object(new_target);
	struct evl_object *prototype = NULL;
	if (evl_class_of(target) == EVL_CLASS_FUNCTION) {
		struct evl_function *function = (struct evl_function *)target;
		const struct evl_property_entry *entry = evl_shape_find(target->shape, EVL_NAME_prototype);
		if (entry != NULL && (entry->attributes & EVL_ACCESSOR) == 0) {
			evl_value value = target->slots[entry->slot];
			if (evl_is_lazy(value) && !evl_object_resolve_lazy(realm, target, entry->slot, &value))
				return false;
			if (evl_is_object(value) && evl_as_object(value) == function->instance_prototype &&
			    (constructor == new_target || function->instance_shape->constructor == NULL)) {
				*out = evl_from_object(evl_object_alloc(realm, EVL_CLASS_OBJECT, function->instance_shape,
									sizeof(struct evl_object), 4));
				return true;
			}
			if (evl_is_object(value)) {
				prototype = evl_as_object(value);
				function->instance_prototype = prototype;
				function->instance_shape = constructor == new_target
								   ? evl_shape_of_instances(realm, prototype, target)
								   : evl_shape_root(realm, prototype);
				*out = evl_from_object(evl_object_alloc(realm, EVL_CLASS_OBJECT, function->instance_shape,
									sizeof(struct evl_object), 4));
				return true;
			}
		}
	}
	if (!evl_prototype_from_constructor(realm, new_target, EVL_INTRINSIC_OBJECT_PROTOTYPE, &prototype))
		return false;
	*out = evl_from_object(evl_object_new(realm, prototype));
	return true;
}

static bool not_constructor(struct evl_realm *realm, evl_value callee)
{
	const struct evl_node *node = evl_stack_node(realm);
	const char *decompiled = realm->spidermonkey && node != NULL && node->kind == EVL_NODE_NEW ? evl_decompiled_text(realm, node->as.call.callee) : NULL;
	if (decompiled != NULL)
		return evl_throw_message(realm, EVL_MESSAGE_EXPRESSION_NOT_CONSTRUCTOR, decompiled);
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CONSTRUCTOR, evl_callee_text(realm, node, callee));
}

enum evl_step evl_step_construct(struct evl_realm *realm, evl_value callee, evl_value new_target, uint32_t count,
				 const evl_value *values, uint16_t flags, uint16_t reg, evl_value *out)
{
	struct evl_vm *vm = realm->vm;
	for (;;) {
		if (!evl_is_constructor(callee))
			return not_constructor(realm, callee), EVL_STEP_THROW;
		struct evl_object *object = evl_as_object(callee);
		switch (evl_class_of(object)) {
		case EVL_CLASS_FUNCTION: {
			struct evl_function *function = (struct evl_function *)object;
			evl_value this_value = EVL_TDZ;
			if ((function->code->template_->flags & EVL_TEMPLATE_DERIVED) == 0 && !create_this(realm, callee, new_target, &this_value))
				return EVL_STEP_THROW;
			flags |= EVL_FRAME_CONSTRUCT;
			return evl_frame_push(realm, function, this_value, new_target, count, values, flags, reg) != NULL
				       ? EVL_STEP_ENTER
				       : EVL_STEP_THROW;
		}
		case EVL_CLASS_NATIVE_FUNCTION: {
			if ((--vm->steps_left <= 0 || realm->heap.over_limit) && !evl_step_limits(realm))
				return EVL_STEP_THROW;
			struct evl_args args = { .this_value = EVL_UNDEFINED, .values = values, .count = count,
						 .new_target = new_target, .callee = object };
			return evl_native_enter(realm, (struct evl_native_function *)object, &args, out) ? EVL_STEP_DONE
													 : EVL_STEP_THROW;
		}
		case EVL_CLASS_BOUND_FUNCTION: {
			const struct evl_bound_function *bound =
				unwrap_bound(realm, (const struct evl_bound_function *)object, &count, &values, &new_target);
			if (bound == NULL)
				return EVL_STEP_THROW;
			callee = bound->target;
			continue;
		}
		case EVL_CLASS_PROXY: {
			struct evl_proxy *proxy = (struct evl_proxy *)object;
			evl_value trap;
			if ((--vm->steps_left <= 0 || realm->heap.over_limit) && !evl_step_limits(realm))
				return EVL_STEP_THROW;
			if (!evl_proxy_trap(realm, proxy, EVL_NAME_construct, &trap))
				return EVL_STEP_THROW;
			if (!evl_is_undefined(trap))
				return construct_by_trap(realm, proxy, trap, new_target, count, values, out);
			evl_proxy_left(realm, true);
			callee = evl_from_object(proxy->target);
			continue;
		}
		case EVL_CLASS_UNKNOWN:
			return evl_unknown_construct(realm, (struct evl_unknown *)object, new_target, count, values, out) ? EVL_STEP_DONE : EVL_STEP_THROW;
		default:
			evl_not_covered(realm, "constructing with this kind of object");
			return EVL_STEP_THROW;
		}
	}
}

enum evl_step evl_step_super_call(struct evl_realm *realm, evl_value active, evl_value new_target, uint32_t count,
				  const evl_value *values, uint16_t reg, evl_value *out)
{
	evl_value parent;
	if (!evl_get_prototype(realm, evl_as_object(active), &parent))
		return EVL_STEP_THROW;
	if (!evl_is_constructor(parent)) {
		const char *name = evl_function_name(realm, evl_as_object(active));
		const char *text = evl_is_callable(parent) ? evl_function_name(realm, evl_as_object(parent)) : evl_describe(realm, parent);
		if (*text == '\0') /* Function.prototype, the parent of `class extends null` */
			text = "null";
		if (*name == '\0')
			evl_throw_message(realm, EVL_MESSAGE_SUPER_OF_ANONYMOUS, text);
		else
			evl_throw_message(realm, EVL_MESSAGE_SUPER_NOT_CONSTRUCTOR, text, name);
		return EVL_STEP_THROW;
	}
	return evl_step_construct(realm, parent, new_target, count, values, 0, reg, out);
}

evl_value evl_step_this_sloppy(struct evl_realm *realm, evl_value this_value)
{
	if (evl_is_object(this_value))
		return this_value;
	if (evl_is_nullish(this_value))
		return evl_context_this(realm, evl_globals_here(realm->vm));
	return evl_from_object(evl_wrapper_new(realm, this_value));
}

/* ---- the ways in from C ---- */

static bool finish(struct evl_realm *realm, enum evl_step step, evl_value *out)
{
	if (step != EVL_STEP_ENTER)
		return step == EVL_STEP_DONE;
	return evl_interpret(realm, out) != EVL_EXIT_THROW;
}

/* The outermost entry measures the C stack from where it stands. */
static bool enter(struct evl_realm *realm)
{
	struct evl_vm *vm = realm->vm;
	if (vm->native_depth == 0 && vm->native_call == NULL)
		vm->native_base = stack_address();
	if (realm->halt != EVL_STATUS_OK)
		return false;
	return native_room(vm) || evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
}

bool evl_vm_call(struct evl_realm *realm, evl_value callee, evl_value this_value, uint32_t count, const evl_value *values,
		 evl_value *out)
{
	*out = EVL_UNDEFINED;
	if (!enter(realm))
		return false;
	if (evl_is_class(callee, EVL_CLASS_FUNCTION)) {
		/* What library functions call back most. */
		struct evl_function *function = (struct evl_function *)evl_as_object(callee);
		if (function->code->call_kind == EVL_CALL_PLAIN)
			return push(realm, function, this_value, EVL_UNDEFINED, count, values, EVL_FRAME_BOUNDARY, 0) != NULL &&
			       evl_interpret(realm, out) != EVL_EXIT_THROW;
	}
	if (!evl_is_callable(callee))
		return evl_throw_not_called(realm, callee);
	return finish(realm, evl_step_call(realm, callee, this_value, count, values, EVL_FRAME_BOUNDARY, 0, out), out);
}

bool evl_vm_construct(struct evl_realm *realm, evl_value callee, uint32_t count, const evl_value *values, evl_value new_target,
		      evl_value *out)
{
	*out = EVL_UNDEFINED;
	if (!enter(realm))
		return false;
	if (!evl_is_constructor(callee))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CONSTRUCTOR, evl_describe(realm, callee));
	return finish(realm, evl_step_construct(realm, callee, new_target, count, values, EVL_FRAME_BOUNDARY, 0, out), out);
}

static bool run_code(struct evl_realm *realm, const struct evl_template *template_, struct evl_globals *globals, struct evl_env *env,
		     evl_value this_value, uint32_t count, const evl_value *arguments, evl_value *out)
{
	*out = EVL_UNDEFINED;
	if (!enter(realm))
		return false;
	if (template_->id >= realm->vm->next_template_id)
		realm->vm->next_template_id = template_->id + 1;
	struct evl_function *function = evl_function_new(realm, evl_code_instance_in(realm, template_, globals), env);
	return finish(realm, call_bytecode(realm, function, this_value, count, arguments, EVL_FRAME_BOUNDARY, 0), out);
}

bool evl_run_template(struct evl_realm *realm, const struct evl_template *template_, struct evl_env *env, evl_value this_value,
		      uint32_t count, const evl_value *arguments, evl_value *out)
{
	return run_code(realm, template_, NULL, env, this_value, count, arguments, out);
}

bool evl_run_globally(struct evl_realm *realm, const struct evl_template *template_, struct evl_globals *globals, struct evl_env *env, evl_value *out)
{
	return run_code(realm, template_, globals->object != NULL ? globals : NULL, env, evl_context_this(realm, globals), 0, NULL, out);
}
