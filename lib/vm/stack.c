/* SPDX-License-Identifier: MIT */
/*
 * stack.c - what is on the stack, as V8 shows it.
 *
 * Capturing stores the function, its receiver and the place of each frame;
 * names are worked out when somebody reads them, because most errors are caught and forgotten.
 * Below the running frames follow the async functions that await their result
 * ("at async f"), found through the reactions of their promises.
 */
#include "vm/stack.h"

#include <string.h>

#include "base/diag.h"
#include "base/source.h"
#include "syntax/ast.h"
#include "vm/entry_place.h"
#include "vm/stack_element.h"
#include "vm/step.h"

enum { FRAMES_MAX = 200, CHAIN_MAX = 64 };

static const struct evl_site *site_at(const struct evl_frame *frame)
{
	const struct evl_template *t = frame->code->template_;
	if (t->site_of == NULL || t->site_count == 0)
		return NULL;
	uint32_t at = frame->pc > t->code ? (uint32_t)(frame->pc - t->code) - 1 : 0;
	return &t->sites[t->site_of[at]];
}

static bool is_host_frame(const struct evl_frame *frame)
{
	return evl_span_is_host(frame->code->template_->where);
}

static evl_span shown_span(const struct evl_frame *frame)
{
	const struct evl_site *site = site_at(frame);
	if (site == NULL)
		return frame->code->template_->where;
	return (evl_span){ .source = site->span.source, .start = site->position, .end = site->span.end };
}

bool evl_stack_in_host(const struct evl_realm *realm)
{
	return realm->vm->frame != NULL && is_host_frame(realm->vm->frame);
}

/* The innermost frame of the snippet's; a frame of the host's when there are only such. */
static const struct evl_frame *own_frame(struct evl_realm *realm)
{
	const struct evl_frame *innermost = realm->vm != NULL ? realm->vm->frame : NULL;
	for (const struct evl_frame *frame = innermost; frame != NULL; frame = frame->caller)
		if (!is_host_frame(frame))
			return frame;
	return innermost;
}

evl_span evl_stack_site(struct evl_realm *realm)
{
	const struct evl_frame *frame = own_frame(realm);
	if (frame == NULL)
		return evl_span_none();
	const struct evl_site *site = site_at(frame);
	return site != NULL ? site->span : frame->code->template_->where;
}

evl_span evl_stack_function_text(struct evl_realm *realm)
{
	const struct evl_frame *frame = own_frame(realm);
	const struct evl_template *t = frame != NULL ? frame->code->template_ : NULL;
	return t != NULL && (t->flags & (EVL_TEMPLATE_MODULE | EVL_TEMPLATE_SCRIPT)) == 0 ? t->text : evl_span_none();
}

evl_span evl_stack_place(struct evl_realm *realm)
{
	const struct evl_frame *frame = own_frame(realm);
	const struct evl_site *site = frame != NULL ? site_at(frame) : NULL;
	if (site == NULL)
		return evl_stack_site(realm);
	uint32_t end = site->span.end > site->position ? site->span.end : site->position + 1;
	return (evl_span){ site->span.source, site->position, end };
}

evl_span evl_stack_inner_place(struct evl_realm *realm)
{
	const struct evl_frame *frame = realm->vm->frame;
	return frame != NULL && is_host_frame(frame) ? shown_span(frame) : evl_span_none();
}

uint32_t evl_stack_inner_places(struct evl_realm *realm, evl_span *places, uint32_t room)
{
	uint32_t count = 0;
	for (const struct evl_frame *frame = realm->vm->frame; frame != NULL && is_host_frame(frame) && count < room; frame = frame->caller)
		places[count++] = shown_span(frame);
	return count;
}

const struct evl_node *evl_stack_node(struct evl_realm *realm)
{
	const struct evl_frame *frame = realm->vm != NULL ? realm->vm->frame : NULL;
	const struct evl_site *site = frame != NULL ? site_at(frame) : NULL;
	return site != NULL ? site->node : NULL;
}

struct capture {
	struct evl_realm *realm;
	uint32_t limit; /* how many at most */
	struct evl_stack_frame frames[FRAMES_MAX];
	uint32_t count;
	uint32_t hidden;	       /* frames of the host's, not taken */
	uint32_t unseen;	       /* frames that only a real host has: they count, too */
	uint32_t skip;		       /* frames still to leave out */
	evl_span inner;		       /* of the host's innermost frame, when nothing of the snippet's is above it */
	struct evl_object *skip_until; /* leave out everything down to the activation of this function; NULL: nothing */
};

static bool is_full(const struct capture *c) { return c->count + c->unseen >= c->limit; }

static void push(struct capture *c, struct evl_object *callee, evl_value receiver, evl_span span, uint8_t flags, uint32_t index)
{
	/* A frame of the host's own text is told by its place; what it leaves out may end there all the same. */
	if (evl_span_is_host(span)) {
		if (c->skip_until == NULL && c->count == 0 && c->inner.start == UINT32_MAX)
			c->inner = span;
		if (c->skip_until == callee)
			c->skip_until = NULL;
		else if (c->skip_until == NULL && c->skip != 0)
			c->skip--;
		else
			c->hidden++;
		return;
	}
	if (c->skip_until != NULL) {
		if (c->skip_until == callee)
			c->skip_until = NULL;
		return;
	}
	if (c->skip != 0) {
		c->skip--;
		return;
	}
	if (is_full(c))
		return;
	if (evl_is_class(receiver, EVL_CLASS_GENERATOR) || evl_is_class(receiver, EVL_CLASS_ASYNC_GENERATOR)) {
		/* Named after its function, which is forgotten when the generator ends. */
		const struct evl_generator *generator = evl_pointer(receiver);
		if (generator->frame != NULL) {
			receiver = evl_from_object(generator->frame->function);
			flags |= EVL_STACK_OF_GENERATOR;
		}
	}
	c->frames[c->count++] =
		(struct evl_stack_frame){ .span = span, .callee = callee, .receiver = receiver, .flags = flags, .index = index };
}

static void push_frame(struct capture *c, const struct evl_frame *frame, uint8_t flags)
{
	if (frame->flags & EVL_FRAME_CONSTRUCT)
		flags |= EVL_STACK_CONSTRUCT;
	push(c, &frame->function->object, frame->this_value, shown_span(frame), flags, 0);
	const struct evl_generator *generator = frame->generator;
	if (generator != NULL && !generator->is_async && (frame->flags & EVL_FRAME_BOUNDARY) == 0)
		push(c, &frame->function->object, EVL_UNDEFINED,
		     is_host_frame(frame) ? frame->code->template_->where : evl_span_none(), EVL_STACK_NEXT, 0);
}

/* Function.prototype.call, apply and Reflect's siblings hand over to the function and leave no frame. */
static bool is_trampoline(const struct evl_native_function *function)
{
	return strcmp(function->name, "call") == 0 || strcmp(function->name, "apply") == 0 ||
	       strcmp(function->name, "construct") == 0;
}

static bool is_shown(const char *name)
{
	return name != NULL && (name[0] != '\0' || name == evl_resolve_function_name || name == evl_finally_function_name);
}

static void push_native(struct capture *c, const struct evl_args *args)
{
	const struct evl_native_function *function = (const struct evl_native_function *)args->callee;
	if (!is_shown(function->name) || is_trampoline(function))
		return;
	if (c->realm->is_host_function != NULL && c->realm->is_host_function(function->fn)) {
		if (c->realm->host_frames != NULL && c->skip_until == NULL && c->skip == 0)
			c->unseen += c->realm->host_frames(function->fn, c->count + c->unseen == 0);
		return;
	}
	/* V8's constructors of arrays and proxies have no frames */
	if (c->realm->intrinsics[EVL_INTRINSIC_ARRAY] == args->callee ||
		(!evl_is_undefined(args->new_target) && strcmp(function->name, "Proxy") == 0))
		return;
	push(c, args->callee, args->this_value, evl_span_none(), evl_is_undefined(args->new_target) ? 0 : EVL_STACK_CONSTRUCT, 0);
}

/* What an async activation's completion settles. */
static struct evl_promise *promise_of(const struct evl_generator *generator)
{
	if (generator->promise != NULL)
		return generator->promise;
	if (generator->first != NULL && evl_is_class(generator->first->capability.promise, EVL_CLASS_PROMISE))
		return evl_pointer(generator->first->capability.promise);
	return NULL;
}

/* The element function of a combinator, which is pushed: Promise.all (index n). The promise that it will settle. */
static struct evl_promise *through_element(struct capture *c, evl_value handler)
{
	struct evl_combinator_element element;
	if (!evl_is_object(handler) || !evl_is_combinator_element(evl_as_object(handler), &element))
		return NULL;
	push(c, evl_as_object(handler), EVL_UNDEFINED, evl_span_none(), EVL_STACK_ASYNC, element.index);
	return evl_is_class(element.promise, EVL_CLASS_PROMISE) ? evl_pointer(element.promise) : NULL;
}

/* The resolve function that Promise.race hands over. The promise that it will settle. */
static struct evl_promise *through_resolve(evl_value handler)
{
	if (!evl_is_class(handler, EVL_CLASS_NATIVE_FUNCTION))
		return NULL;
	const struct evl_native_function *function = evl_pointer(handler);
	bool is_resolve = function->name == evl_resolve_function_name && evl_is_class(function->captured[0], EVL_CLASS_PROMISE);
	return is_resolve ? evl_pointer(function->captured[0]) : NULL;
}

/* Follow who waits for `promise`, as V8's CaptureAsyncStackTrace does: only while there is exactly one reaction. */
static void push_waiting(struct capture *c, const struct evl_promise *promise)
{
	for (unsigned i = 0; i < CHAIN_MAX && promise != NULL && !is_full(c); i++) {
		const struct evl_reaction *reaction = promise->first;
		if (promise->state != EVL_PROMISE_PENDING || reaction == NULL || reaction->next != NULL)
			return;
		if (reaction->coroutine != NULL) {
			if (reaction->coroutine->frame == NULL)
				return;
			push_frame(c, reaction->coroutine->frame, EVL_STACK_ASYNC);
			promise = promise_of(reaction->coroutine);
			continue;
		}
		struct evl_promise *next = through_element(c, reaction->on_fulfilled);
		if (next == NULL) /* Promise.any */
			next = through_element(c, reaction->on_rejected);
		if (next == NULL)
			next = through_resolve(reaction->on_fulfilled);
		if (next == NULL && evl_is_class(reaction->capability.promise, EVL_CLASS_PROMISE))
			next = evl_pointer(reaction->capability.promise);
		promise = next;
	}
}

/* Is `inner` a static block that the initialiser `frame` runs? To V8 they are one function. */
static bool runs_block(const struct evl_frame *frame, const struct evl_frame *inner)
{
	return inner != NULL && inner->caller == frame && (frame->code->template_->flags & EVL_TEMPLATE_FIELDS) != 0 &&
	       inner->code->template_->node != NULL && inner->code->template_->node->kind == EVL_NODE_CLASS_STATIC_BLOCK;
}

/* A function that has no room is on V8's stack all the same. */
static void push_entering(struct capture *c, const struct evl_vm *vm)
{
	const struct evl_template *t = vm->entering->code->template_;
	uint32_t at;
	if (!evl_span_is_host(t->where) && evl_entry_place(t, &at))
		push(c, &vm->entering->object, vm->entering_this, (evl_span){ t->text.source, at, at + 1 }, 0, 0);
}

static void walk(struct capture *c)
{
	struct evl_vm *vm = c->realm->vm;
	if (vm->entering != NULL)
		push_entering(c, vm);
	const struct evl_native_call *native = vm->native_call;
	const struct evl_frame *frame = vm->frame;
	const struct evl_frame *last = NULL;
	while (!is_full(c)) {
		if (native != NULL && native->frame == frame) {
			/* A library function that the host's own text calls is part of the host. */
			if (frame == NULL || !is_host_frame(frame))
				push_native(c, native->args);
			native = native->previous;
		} else if (frame != NULL) {
			if (!runs_block(frame, last))
				push_frame(c, frame, 0);
			last = frame;
			frame = frame->caller;
		} else {
			break;
		}
	}
	if (frame != NULL || !vm->microtasks.is_running)
		return;
	if (last != NULL && last->generator != NULL && last->generator->is_async)
		push_waiting(c, promise_of(last->generator));
	else if (vm->microtasks.running.kind == EVL_JOB_REACTION &&
		 evl_is_class(vm->microtasks.running.target, EVL_CLASS_PROMISE))
		push_waiting(c, evl_pointer(vm->microtasks.running.target));
}

static struct evl_stack_frames *finish(struct capture *c)
{
	size_t bytes = sizeof(struct evl_stack_frames) + c->count * sizeof(struct evl_stack_frame);
	struct evl_stack_frames *frames = evl_heap_alloc(&c->realm->heap, EVL_CELL_OTHER, bytes);
	frames->count = c->count;
	frames->host = c->hidden != 0;
	frames->inner = c->inner;
	memcpy(frames->frames, c->frames, c->count * sizeof(struct evl_stack_frame));
	return frames;
}

bool evl_stack_limit(struct evl_realm *realm, uint32_t *limit)
{
	*limit = 10;
	const struct evl_object *error = realm->intrinsics[EVL_INTRINSIC_ERROR];
	if (error == NULL)
		return true; /* never touched */
	const struct evl_property_entry *entry = evl_shape_find(error->shape, EVL_NAME_stackTraceLimit);
	if (entry == NULL || (entry->attributes & EVL_ACCESSOR))
		return false;
	evl_value value = error->slots[entry->slot];
	if (evl_is_lazy(value))
		return true;
	if (!evl_is_number(value))
		return false;
	double n = evl_number(value);
	*limit = n >= FRAMES_MAX ? FRAMES_MAX : n >= 1 ? (uint32_t)n : 0;
	return true;
}

struct evl_stack_frames *evl_stack_capture(struct evl_realm *realm, uint32_t skip)
{
	struct capture c;
	c.realm = realm;
	c.count = 0;
	c.hidden = 0;
	c.inner = evl_span_none();
	c.unseen = 0;
	c.skip = skip;
	c.skip_until = NULL;
	if (!evl_stack_limit(realm, &c.limit))
		c.limit = 0;
	walk(&c);
	return finish(&c);
}

static bool is_error_constructor(const struct evl_realm *realm, const struct evl_object *callee)
{
	static const uint8_t ids[] = {
		EVL_INTRINSIC_ERROR,	    EVL_INTRINSIC_TYPE_ERROR, EVL_INTRINSIC_RANGE_ERROR, EVL_INTRINSIC_REFERENCE_ERROR,
		EVL_INTRINSIC_SYNTAX_ERROR, EVL_INTRINSIC_EVAL_ERROR, EVL_INTRINSIC_URI_ERROR,	 EVL_INTRINSIC_AGGREGATE_ERROR,
	};
	for (size_t i = 0; i < sizeof ids; i++)
		if (realm->intrinsics[ids[i]] == callee)
			return true;
	return false;
}

static bool is_on_stack(const struct evl_vm *vm, const struct evl_object *function)
{
	for (const struct evl_frame *frame = vm->frame; frame != NULL; frame = frame->caller)
		if (&frame->function->object == function)
			return true;
	return false;
}

void evl_stack_capture_error(struct evl_realm *realm, struct evl_error *error)
{
	struct evl_vm *vm = realm->vm;
	if (vm == NULL)
		return;
	struct capture c;
	c.realm = realm;
	c.count = 0;
	c.hidden = 0;
	c.inner = evl_span_none();
	c.unseen = 0;
	c.skip = 0;
	c.skip_until = NULL;
	if (!evl_stack_limit(realm, &c.limit))
		c.limit = 0;
	const struct evl_native_call *native = vm->native_call;
	bool constructing = native != NULL && native->frame == vm->frame && is_error_constructor(realm, native->args->callee) &&
			    error->object.shape != NULL;
	if (constructing) {
		/* super(...) from a class: down to the constructor that `new` was applied to. */
		evl_value target = native->args->new_target;
		if (evl_is_object(target) && evl_as_object(target) != native->args->callee &&
		    is_on_stack(vm, evl_as_object(target)))
			c.skip_until = evl_as_object(target);
		else
			c.skip = 1;
	}
	walk(&c);
	error->frames = &finish(&c)->cell;
	error->host_frames = c.hidden != 0;
}
