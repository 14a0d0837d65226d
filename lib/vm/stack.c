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

#include "base/buffer.h"
#include "base/diag.h"
#include "base/source.h"
#include "compile/inferred_name.h"
#include "syntax/ast.h"
#include "value/convert.h"
#include "value/unknown.h"
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

evl_span evl_stack_place(struct evl_realm *realm)
{
	const struct evl_frame *frame = own_frame(realm);
	const struct evl_site *site = frame != NULL ? site_at(frame) : NULL;
	if (site == NULL)
		return evl_stack_site(realm);
	uint32_t end = site->span.end > site->position ? site->span.end : site->position + 1;
	return (evl_span){ site->span.source, site->position, end };
}

const struct evl_node *evl_stack_node(struct evl_realm *realm)
{
	const struct evl_frame *frame = realm->vm != NULL ? realm->vm->frame : NULL;
	const struct evl_site *site = frame != NULL ? site_at(frame) : NULL;
	return site != NULL ? site->node : NULL;
}

/* ---- capturing ---- */

const char evl_all_element_name[1] = "";
const char evl_all_settled_element_name[1] = "";
const char evl_any_element_name[1] = "";
const char evl_resolve_function_name[1] = "";

struct element {
	const char *method;
	evl_value promise;
	uint32_t index;
};

/* What the captured[0] cell of an element function begins with. */
struct shared_head {
	struct evl_cell cell;
	evl_value promise;
};

static bool is_element(const struct evl_object *callee, struct element *out)
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

struct capture {
	struct evl_realm *realm;
	uint32_t limit; /* how many at most */
	struct evl_stack_frame frames[FRAMES_MAX];
	uint32_t count;
	uint32_t hidden;	       /* frames of the host's, not taken */
	uint32_t skip;		       /* frames still to leave out */
	struct evl_object *skip_until; /* leave out everything down to the activation of this function; NULL: nothing */
};

static void push(struct capture *c, struct evl_object *callee, evl_value receiver, evl_span span, uint8_t flags, uint32_t index)
{
	/* A frame of the host's own text is told by its place; what it leaves out may end there all the same. */
	if (evl_span_is_host(span)) {
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
	if (c->count >= c->limit)
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

static evl_span shown_span(const struct evl_frame *frame)
{
	const struct evl_site *site = site_at(frame);
	if (site == NULL)
		return frame->code->template_->where;
	return (evl_span){ .source = site->span.source, .start = site->position, .end = site->span.end };
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

static void push_native(struct capture *c, const struct evl_args *args)
{
	const struct evl_native_function *function = (const struct evl_native_function *)args->callee;
	bool is_shown = function->name != NULL && (function->name[0] != '\0' || function->name == evl_resolve_function_name);
	if (!is_shown || is_trampoline(function))
		return;
	if (c->realm->is_host_function != NULL && c->realm->is_host_function(function->fn))
		return;
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

/* The element function of a combinator: Promise.all (index n). The promise that it will settle. */
static struct evl_promise *through_combinator(struct capture *c, evl_value handler)
{
	struct element element;
	if (evl_is_class(handler, EVL_CLASS_NATIVE_FUNCTION)) {
		/* The resolve function that Promise.race hands over. */
		const struct evl_native_function *function = evl_pointer(handler);
		if (function->name == evl_resolve_function_name && evl_is_class(function->captured[0], EVL_CLASS_PROMISE))
			return evl_pointer(function->captured[0]);
	}
	if (!evl_is_object(handler) || !is_element(evl_as_object(handler), &element))
		return NULL;
	push(c, evl_as_object(handler), EVL_UNDEFINED, evl_span_none(), EVL_STACK_ASYNC, element.index);
	return evl_is_class(element.promise, EVL_CLASS_PROMISE) ? evl_pointer(element.promise) : NULL;
}

/* Follow who waits for `promise`, as V8's CaptureAsyncStackTrace does: only while there is exactly one reaction. */
static void push_waiting(struct capture *c, const struct evl_promise *promise)
{
	for (unsigned i = 0; i < CHAIN_MAX && promise != NULL && c->count < c->limit; i++) {
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
		struct evl_promise *next = through_combinator(c, reaction->on_fulfilled);
		if (next == NULL)
			next = through_combinator(c, reaction->on_rejected);
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

static void walk(struct capture *c)
{
	struct evl_vm *vm = c->realm->vm;
	const struct evl_native_call *native = vm->native_call;
	const struct evl_frame *frame = vm->frame;
	const struct evl_frame *last = NULL;
	while (c->count < c->limit) {
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

/* ---- names ---- */

struct text {
	struct evl_realm *realm;
	struct evl_buffer buffer;
};

/* What V8's parser infers for a function without a name: what it was assigned to (compile/inferred_name.h); "" for none. */
static const char *inferred_name(struct evl_realm *realm, const struct evl_template *template_)
{
	const char *name = "";
	struct evl_buffer buffer;
	evl_buffer_init(&buffer);
	evl_inferred_name(template_, realm->names, &buffer);
	if (buffer.length != 0 && !buffer.failed)
		name = evl_arena_copy(&realm->scratch, buffer.bytes, buffer.length + 1);
	evl_buffer_release(&buffer);
	return name;
}

/* The name that the function has in the source, else the inferred one; its property does not matter. */
static const char *shared_name(struct evl_realm *realm, struct evl_object *function)
{
	if (evl_class_of(function) != EVL_CLASS_FUNCTION)
		return evl_function_name(realm, function);
	const struct evl_template *template_ = ((struct evl_function *)function)->code->template_;
	if (template_->name == EVL_NAME_NONE || template_->name == EVL_NAME_empty)
		return inferred_name(realm, template_);
	return evl_names_utf8(realm->names, template_->name, &realm->scratch);
}

/* The name as V8's traces have it: the property's, if that is a text. */
static const char *debug_name(struct evl_realm *realm, struct evl_object *function)
{
	const char *name = evl_function_name(realm, function);
	return *name != '\0' ? name : shared_name(realm, function);
}

/* What the function lends its name to (what it made, its static methods): newer engines look at the property for that. */
static const char *lent_name(struct evl_realm *realm, struct evl_object *function)
{
	return realm->recent_engine ? debug_name(realm, function) : shared_name(realm, function);
}

/* The value of the object's own data property `key`; undefined where it has none. Never runs script. */
static evl_value own_data(struct evl_realm *realm, struct evl_object *object, evl_key key)
{
	const struct evl_property_entry *entry = evl_shape_find(object->shape, key);
	if (entry == NULL || (entry->attributes & EVL_ACCESSOR) != 0)
		return EVL_UNDEFINED;
	evl_value value = object->slots[entry->slot];
	if (evl_is_lazy(value) && !evl_object_resolve_lazy(realm, object, entry->slot, &value))
		return EVL_UNDEFINED;
	return value;
}

/* What objects of a class are called that have neither a maker nor a tag nor a `constructor`. */
static const char *class_name(const struct evl_object *object)
{
	switch (evl_class_of(object)) {
	case EVL_CLASS_ASYNC_FROM_SYNC_ITERATOR:
		return "Async-from-Sync Iterator";
	case EVL_CLASS_ARRAY:
		return "Array";
	case EVL_CLASS_PROXY:
		return "Proxy";
	default:
		return "Object";
	}
}

/* What V8 calls the library's iterators, where that is not their tag. */
static const char *iterator_name(const struct evl_object *object)
{
	static const char *const names[] = {
		[EVL_ITERATOR_ARRAY] = "Array Iterator",
		[EVL_ITERATOR_MAP] = "MapIterator",
		[EVL_ITERATOR_SET] = "SetIterator",
		[EVL_ITERATOR_STRING] = "StringIterator",
	};
	return names[((const struct evl_builtin_iterator *)object)->source];
}

/* The functions that V8 makes the library's objects with, where they have names of their own; NULL for other objects. */
static const char *maker_name(struct evl_realm *realm, struct evl_object *object)
{
	switch (evl_class_of(object)) {
	case EVL_CLASS_ARGUMENTS:
		return "Arguments";
	case EVL_CLASS_ITERATOR:
		return iterator_name(object);
	case EVL_CLASS_REGEXP_STRING_ITERATOR:
		return "RegExpStringIterator";
	default:
		return object->shape->constructor != NULL ? lent_name(realm, object->shape->constructor) : NULL;
	}
}

static bool is_telling(const char *name)
{
	return name != NULL && *name != '\0' && strcmp(name, "Object") != 0;
}

/* V8's JSReceiver::GetConstructorName: what made the object, else the nearest tag or `constructor` that it inherits. Never runs script. */
static const char *constructor_name(struct evl_realm *realm, struct evl_object *object)
{
	const char *name = evl_has_flag(object, EVL_OBJECT_PROTOTYPE) ? NULL : maker_name(realm, object);
	if (is_telling(name) || evl_class_of(object) == EVL_CLASS_PROXY)
		return is_telling(name) ? name : class_name(object);
	for (struct evl_object *o = object; o != NULL; o = o->shape->prototype) {
		evl_value tag = own_data(realm, o, EVL_NAME_symbol_to_string_tag);
		if (evl_is_string(tag))
			return evl_string_utf8(realm, evl_as_string(tag));
		evl_value constructor = o != object ? own_data(realm, o, EVL_NAME_constructor) : EVL_UNDEFINED;
		name = evl_is_callable(constructor) ? shared_name(realm, evl_as_object(constructor)) : NULL;
		if (is_telling(name))
			return name;
	}
	return class_name(object);
}

/* What a generator that has not ended is called: its function's name, else what it inherits. */
static const char *generator_name(struct evl_realm *realm, struct evl_object *function)
{
	const char *name = lent_name(realm, function);
	if (*name != '\0')
		return name;
	bool is_async = evl_class_of(function) == EVL_CLASS_FUNCTION &&
			(((struct evl_function *)function)->code->template_->flags & EVL_TEMPLATE_ASYNC) != 0;
	return is_async ? "AsyncGenerator" : "Generator";
}

/* V8's type name of a receiver; NULL for undefined, null and the global object: a plain call. */
static const char *type_name(struct evl_realm *realm, evl_value receiver)
{
	if (evl_is_nullish(receiver) || evl_is_cell(receiver) || receiver == EVL_TDZ || receiver == EVL_EMPTY)
		return NULL;
	if (!evl_is_object(receiver))
		return evl_is_string(receiver)	  ? "String"
		       : evl_is_number(receiver)  ? "Number"
		       : evl_is_boolean(receiver) ? "Boolean"
		       : evl_is_symbol(receiver)  ? "Symbol"
						  : "BigInt";
	struct evl_object *object = evl_as_object(receiver);
	if (object == realm->global)
		return NULL;
	if (evl_class_of(object) == EVL_CLASS_PROXY)
		return "Proxy";
	if (evl_has_flag(object, EVL_OBJECT_CALLABLE))
		return "Function";
	return constructor_name(realm, object);
}

static bool is_same_function(evl_value value, const struct evl_object *function)
{
	return evl_is_object(value) && evl_as_object(value) == function;
}

static bool slot_holds(const struct evl_object *object, const struct evl_property_entry *entry, const struct evl_object *function)
{
	evl_value value = object->slots[entry->slot];
	if ((entry->attributes & EVL_ACCESSOR) == 0)
		return is_same_function(value, function);
	if (!evl_is_cell(value))
		return false;
	const struct evl_accessor *accessor = evl_pointer(value);
	return is_same_function(accessor->get, function) || is_same_function(accessor->set, function);
}

/* The name that the function was written with. */
static evl_name written_name(struct evl_realm *realm, const struct evl_object *callee)
{
	if (evl_class_of(callee) == EVL_CLASS_FUNCTION)
		return ((const struct evl_function *)callee)->code->template_->name;
	if (evl_class_of(callee) == EVL_CLASS_NATIVE_FUNCTION) {
		const char *name = ((const struct evl_native_function *)callee)->name;
		return name == NULL ? EVL_NAME_NONE : evl_names_intern_utf8(realm->names, name, strlen(name));
	}
	return EVL_NAME_NONE;
}

/* Where a method of the receiver is looked for. */
static struct evl_object *lookup_start(struct evl_realm *realm, evl_value receiver)
{
	if (evl_is_object(receiver))
		return evl_as_object(receiver);
	enum evl_intrinsic id = evl_is_string(receiver)	   ? EVL_INTRINSIC_STRING_PROTOTYPE
				: evl_is_number(receiver)  ? EVL_INTRINSIC_NUMBER_PROTOTYPE
				: evl_is_boolean(receiver) ? EVL_INTRINSIC_BOOLEAN_PROTOTYPE
				: evl_is_symbol(receiver)  ? EVL_INTRINSIC_SYMBOL_PROTOTYPE
							   : EVL_INTRINSIC_NONE;
	return id != EVL_INTRINSIC_NONE ? evl_intrinsic(realm, id) : NULL;
}

/* The property of the receiver that holds the function; NONE when there is none or more than one. */
static evl_name method_name(struct evl_realm *realm, evl_value receiver, const struct evl_object *callee)
{
	struct evl_object *start = lookup_start(realm, receiver);
	if (start == NULL)
		return EVL_NAME_NONE;
	evl_name written = written_name(realm, callee);
	if (written != EVL_NAME_NONE && written != EVL_NAME_empty) {
		for (const struct evl_object *o = start; o != NULL; o = o->shape->prototype) {
			const struct evl_property_entry *entry = evl_shape_find(o->shape, written);
			if (entry == NULL)
				continue;
			if (slot_holds(o, entry, callee))
				return written;
			break;
		}
	}
	for (const struct evl_object *o = start; o != NULL; o = o->shape->prototype) {
		evl_name found = EVL_NAME_NONE;
		for (uint32_t i = 0; i < o->shape->count; i++) {
			const struct evl_property_entry *entry = &o->shape->properties->entries[i];
			if (entry->key == 0 || evl_key_is_index(entry->key) ||
			    evl_names_entry(realm->names, entry->key)->kind != EVL_NAME_KIND_STRING)
				continue;
			if (!slot_holds(o, entry, callee))
				continue;
			if (found != EVL_NAME_NONE)
				return EVL_NAME_NONE;
			found = entry->key;
		}
		if (found != EVL_NAME_NONE)
			return found;
	}
	return EVL_NAME_NONE;
}

static bool is_identifier(const char *text)
{
	if (*text == '\0' || (*text >= '0' && *text <= '9'))
		return false;
	for (; *text != '\0'; text++) {
		char ch = *text;
		bool word = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_' ||
			    ch == '$' || (unsigned char)ch >= 0x80;
		if (!word)
			return false;
	}
	return true;
}

/* Does "a.b" end with the method name b, on its own or behind a dot or blank? */
static bool ends_with_method(const char *function, const char *method)
{
	size_t length = strlen(function);
	size_t tail = strlen(method);
	if (length < tail || strcmp(function + length - tail, method) != 0)
		return false;
	return length == tail || function[length - tail - 1] == '.';
}

/* Node's timers call back through a property that the model's objects do not have. */
static const char *host_method(const char *type, evl_value receiver)
{
	if (!evl_is_class(receiver, EVL_CLASS_HOST))
		return NULL;
	/* a Timeout has it until it is cleared, */
	if (strcmp(type, "Timeout") == 0)
		return evl_as_object(receiver)->length == 0 ? "_onTimeout" : NULL;
	/* an Immediate has it only while its callback runs (its host counts that in `length`) */
	return strcmp(type, "Immediate") == 0 && evl_as_object(receiver)->length != 0 ? "_onImmediate" : NULL;
}

static bool is_class_constructor(evl_value receiver)
{
	return evl_is_class(receiver, EVL_CLASS_FUNCTION) &&
	       (((struct evl_function *)evl_as_object(receiver))->code->template_->flags & EVL_TEMPLATE_CLASS_CONSTRUCTOR) != 0;
}

static void append_method_call(struct text *t, const struct evl_stack_frame *frame, const char *type, const char *function)
{
	struct evl_buffer *out = &t->buffer;
	if (is_class_constructor(frame->receiver) && (frame->flags & EVL_STACK_OF_GENERATOR) == 0) {
		const char *name = lent_name(t->realm, evl_as_object(frame->receiver));
		if (*name != '\0' && is_identifier(function)) {
			evl_buffer_printf(out, "%s.%s", name, function);
			return;
		}
	}
	evl_name property = method_name(t->realm, frame->receiver, frame->callee);
	const char *method = property != EVL_NAME_NONE ? evl_names_utf8(t->realm->names, property, &t->realm->scratch)
						       : host_method(type, frame->receiver);
	if (*function == '\0') {
		evl_buffer_printf(out, "%s.%s", type, method != NULL ? method : "<anonymous>");
		return;
	}
	if (is_identifier(function))
		evl_buffer_printf(out, "%s.", type);
	evl_buffer_append_text(out, function);
	if (method != NULL && !ends_with_method(function, method))
		evl_buffer_printf(out, " [as %s]", method);
}

/* A function without a name in code made from text is called eval. */
static bool is_nameless_eval(struct evl_realm *realm, const struct evl_stack_frame *frame)
{
	if (evl_class_of(frame->callee) != EVL_CLASS_FUNCTION)
		return false;
	const struct evl_template *t = ((const struct evl_function *)frame->callee)->code->template_;
	const struct evl_trace *trace = realm->trace;
	if ((t->name != EVL_NAME_NONE && t->name != EVL_NAME_empty) || trace == NULL || t->where.source >= trace->source_count)
		return false;
	return trace->sources[t->where.source].origin != NULL;
}

const char *evl_stack_frame_name(struct evl_realm *realm, struct evl_stack_frame *frame)
{
	if (frame->flags & EVL_STACK_NAMED)
		return frame->function;
	frame->flags |= EVL_STACK_NAMED;
	frame->function = NULL;
	struct text t = { .realm = realm };
	evl_buffer_init(&t.buffer);
	const char *function = is_nameless_eval(realm, frame) ? "eval" : debug_name(realm, frame->callee);
	const char *type = frame->flags & EVL_STACK_OF_GENERATOR ? generator_name(realm, evl_as_object(frame->receiver))
								 : type_name(realm, frame->receiver);
	bool async = (frame->flags & EVL_STACK_ASYNC) != 0;
	struct element element;
	if (async)
		evl_buffer_append_text(&t.buffer, "async ");
	size_t before = t.buffer.length;
	if (async && is_element(frame->callee, &element))
		evl_buffer_printf(&t.buffer, "Promise.%s", element.method);
	else if (frame->flags & EVL_STACK_NEXT)
		evl_buffer_printf(&t.buffer, "%s.next", generator_name(realm, frame->callee));
	else if (frame->flags & EVL_STACK_CONSTRUCT)
		evl_buffer_printf(&t.buffer, "new %s", *function != '\0' ? function : "<anonymous>");
	else if (type != NULL)
		append_method_call(&t, frame, type, function);
	else
		evl_buffer_append_text(&t.buffer, function);
	if (t.buffer.length > before && !t.buffer.failed)
		frame->function = evl_arena_copy(&realm->scratch, t.buffer.bytes, t.buffer.length + 1);
	evl_buffer_release(&t.buffer);
	return frame->function;
}

/* ---- text ---- */

static void append_place(struct text *t, const struct evl_stack_frame *frame)
{
	const struct evl_trace *trace = t->realm->trace;
	evl_span span = frame->span;
	if (span.start == UINT32_MAX || trace == NULL || span.source >= trace->source_count) {
		evl_buffer_append_text(&t->buffer, "<anonymous>");
		return;
	}
	const struct evl_source *source = &trace->sources[span.source];
	evl_place place = evl_source_place_utf16(source, span.start);
	evl_buffer_printf(&t->buffer, "%s:%u:%u", evl_source_host_name(source), place.line, place.column);
}

static void append_frame(struct text *t, struct evl_stack_frame *frame)
{
	const char *name = evl_stack_frame_name(t->realm, frame);
	evl_buffer_append_text(&t->buffer, "\n    at ");
	struct element element;
	if (name == NULL) {
		if (frame->flags & EVL_STACK_ASYNC)
			evl_buffer_append_text(&t->buffer, "async ");
		append_place(t, frame);
		return;
	}
	evl_buffer_append_text(&t->buffer, name);
	evl_buffer_append_text(&t->buffer, " (");
	if ((frame->flags & EVL_STACK_ASYNC) != 0 && is_element(frame->callee, &element))
		evl_buffer_printf(&t->buffer, "index %u", frame->index);
	else
		append_place(t, frame);
	evl_buffer_append_text(&t->buffer, ")");
}

/* The place as text, or "index n" of an element of a combinator. */
const char *evl_stack_frame_text(struct evl_realm *realm, struct evl_stack_frame *frame)
{
	enum { MARGIN = sizeof "\n    at " - 1 };
	struct text t = { .realm = realm };
	evl_buffer_init(&t.buffer);
	append_frame(&t, frame);
	const char *text =
		t.buffer.failed ? "" : evl_arena_copy(&realm->scratch, t.buffer.bytes + MARGIN, t.buffer.length - MARGIN + 1);
	evl_buffer_release(&t.buffer);
	return text;
}

void evl_stack_frame_words(struct evl_realm *realm, const struct evl_stack_frame *frame, struct evl_stack_words *out)
{
	struct element element;
	*out = (struct evl_stack_words){ 0 };
	const char *function = debug_name(realm, frame->callee);
	out->function = *function != '\0' ? function : NULL;
	if ((frame->flags & EVL_STACK_CONSTRUCT) == 0) {
		out->type = frame->flags & EVL_STACK_OF_GENERATOR ? generator_name(realm, evl_as_object(frame->receiver))
								  : type_name(realm, frame->receiver);
		if (realm->recent_engine && is_class_constructor(frame->receiver))
			out->type = debug_name(realm, evl_as_object(frame->receiver));
		out->top_level = out->type == NULL;
		evl_value holder = frame->receiver;
		if (out->top_level && realm->recent_engine)
			holder = evl_from_object(realm->global);
		evl_name method =
			out->top_level && !realm->recent_engine ? EVL_NAME_NONE : method_name(realm, holder, frame->callee);
		if (method != EVL_NAME_NONE)
			out->method = evl_names_utf8(realm->names, method, &realm->scratch);
	}
	out->promise_all = (frame->flags & EVL_STACK_ASYNC) != 0 && is_element(frame->callee, &element) &&
			   strcmp(element.method, "all") == 0;
	const struct evl_trace *trace = realm->trace;
	if (frame->span.start != UINT32_MAX && trace != NULL && frame->span.source < trace->source_count)
		out->source = &trace->sources[frame->span.source];
}

const char *evl_stack_frames_text(struct evl_realm *realm, const struct evl_stack_frames *frames)
{
	if (frames == NULL || frames->count == 0)
		return "";
	struct text t = { .realm = realm };
	evl_buffer_init(&t.buffer);
	for (uint32_t i = 0; i < frames->count; i++) {
		struct evl_stack_frame copy = frames->frames[i];
		append_frame(&t, &copy);
	}
	const char *text = t.buffer.failed ? "" : evl_arena_copy(&realm->scratch, t.buffer.bytes, t.buffer.length + 1);
	evl_buffer_release(&t.buffer);
	return text;
}

/* ErrorUtils::ToString: name and message, read like any script would. Recent V8s keep the message that the error was made with. */
static bool header(struct evl_realm *realm, struct evl_error *error, struct evl_string **out)
{
	evl_value object = evl_from_object(error);
	evl_value namev, messagev;
	struct evl_string *name, *message;
	if (!evl_get(realm, object, EVL_NAME_name, &namev) || !evl_get(realm, object, EVL_NAME_message, &messagev))
		return false;
	if (realm->recent_engine)
		messagev = error->message;
	if (evl_is_undefined(namev))
		namev = evl_from_string(evl_string_from_name(realm, EVL_NAME_Error));
	if (evl_is_undefined(messagev))
		messagev = evl_from_string(evl_string_from_name(realm, EVL_NAME_empty));
	if (evl_is_unknown(messagev)) {
		struct evl_string *shown = evl_unknown_string(realm, evl_as_unknown(messagev));
		if (shown == NULL)
			return false;
		messagev = evl_from_string(shown);
	}
	if (!evl_to_string(realm, namev, &name) || !evl_to_string(realm, messagev, &message))
		return false;
	*out = name;
	if (name->length == 0) {
		*out = message;
		return true;
	}
	if (message->length == 0)
		return true;
	struct evl_string *head = evl_string_concat(realm, name, evl_string_from_ascii(realm, ": "));
	*out = head != NULL ? evl_string_concat(realm, head, message) : NULL;
	return *out != NULL;
}

bool evl_stack_text(struct evl_realm *realm, struct evl_error *error, evl_value *out)
{
	struct evl_string *text;
	const struct evl_stack_frames *captured = (const struct evl_stack_frames *)(const void *)error->frames;
	bool prepared = false;
	if (realm->hooks.prepare_stack != NULL &&
	    !realm->hooks.prepare_stack(realm, evl_from_object(error), captured, &prepared, out))
		return false;
	if (prepared)
		return true;
	if (!header(realm, error, &text))
		return false;
	const char *frames = evl_stack_frames_text(realm, (const struct evl_stack_frames *)(const void *)error->frames);
	struct evl_string *tail = evl_string_from_utf8(realm, frames, strlen(frames));
	struct evl_string *all = tail != NULL ? evl_string_concat(realm, text, tail) : NULL;
	if (all == NULL)
		return false;
	*out = evl_from_string(all);
	return true;
}
