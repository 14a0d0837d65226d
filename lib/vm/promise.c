/* SPDX-License-Identifier: MIT */
/*
 * promise.c - promises and their abstract operations, to the tick.
 *
 * Two things keep the common paths short without being observable. A capability of
 * plain %Promise% has no resolving functions unless somebody asks for them. And while
 * %Promise% is as the library made it, `constructor`, `then` and the species are not
 * looked up: evl_promise_is_pristine compares a few pointers instead.
 */
#include "vm/promise.h"

#include "base/diag.h"
#include "base/misconception.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/property.h"
#include "vm/generator.h"
#include "vm/job.h"
#include "vm/stack.h"
#include "vm/track_step.h"
#include "vm/unknown_call.h"
#include "vm/vm.h"

/* ---- the trace ---- */

/* While exploring: the running task changes the promise, or looks at an object on the way of resolving. */
static inline void changes(struct evl_realm *realm, const void *promise)
{
	if (realm->vm->track != NULL)
		evl_track_write(realm->vm->track, (uint64_t)(uintptr_t)promise);
}

/* Where a promise operation happens: in script, or else what the running job was registered for. */
static evl_span site(struct evl_realm *realm)
{
	if (realm->vm->frame != NULL) {
		evl_span span = evl_stack_site(realm);
		if (!evl_span_is_host(span))
			return span;
	}
	if (realm->vm->microtasks.is_running)
		return realm->vm->microtasks.running.span;
	return evl_span_none();
}

static evl_span site_if_traced(struct evl_realm *realm)
{
	return realm->trace->truncated ? evl_span_none() : site(realm);
}

static evl_event_id append_settle(struct evl_realm *realm, const struct evl_promise *promise)
{
	struct evl_event event = {
		.kind = EVL_EVENT_SETTLE,
		.detail = promise->state == EVL_PROMISE_REJECTED,
		.cause = realm->current,
		.other = EVL_NO_EVENT,
		.id = promise->id,
		.time = realm->now,
		.span = site(realm),
	};
	return evl_trace_append(realm->trace, &event, NULL, 0);
}

static evl_event_id append_register(struct evl_realm *realm, const struct evl_promise *promise, uint32_t id, uint8_t work,
				    evl_span span)
{
	struct evl_event event = {
		.kind = EVL_EVENT_REGISTER,
		.work = work,
		.cause = realm->current,
		.other = EVL_NO_EVENT,
		.id = id,
		.time = realm->now,
		.value = promise->id,
		.span = span,
	};
	return evl_trace_append(realm->trace, &event, NULL, 0);
}

/* ---- what the library made ---- */

/* Is `v`, the value of a library method's slot, still that method? Lazy slots were never touched. */
static bool is_native(evl_value v, evl_native fn)
{
	if (evl_is_lazy(v))
		return true;
	return evl_is_class(v, EVL_CLASS_NATIVE_FUNCTION) && ((struct evl_native_function *)evl_as_object(v))->fn == fn;
}

static bool find_slot(const struct evl_object *object, evl_key key, uint8_t accessor, uint32_t *slot)
{
	const struct evl_property_entry *entry = evl_shape_find(object->shape, key);
	if (entry == NULL || (entry->attributes & EVL_ACCESSOR) != accessor)
		return false;
	*slot = entry->slot;
	return true;
}

/* Look at %Promise% anew and remember what is there; false when a script has changed it. */
static bool examine(struct evl_realm *realm, struct evl_promise_watch *w)
{
	struct evl_object *constructor = evl_intrinsic(realm, EVL_INTRINSIC_PROMISE);
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_PROMISE_PROTOTYPE);
	w->constructor = constructor;
	w->prototype = prototype;
	w->instance_shape = evl_shape_root(realm, prototype);
	w->constructor_shape = NULL; /* until all is found to be well */

	if (!find_slot(prototype, EVL_NAME_constructor, 0, &w->constructor_slot) ||
	    !find_slot(prototype, EVL_NAME_then, 0, &w->then_slot) ||
	    !find_slot(constructor, EVL_NAME_resolve, 0, &w->resolve_slot) ||
	    !find_slot(constructor, EVL_NAME_symbol_species, EVL_ACCESSOR, &w->species_slot))
		return false;
	evl_value link = prototype->slots[w->constructor_slot];
	w->constructor_value = link;
	w->then = prototype->slots[w->then_slot];
	w->resolve = constructor->slots[w->resolve_slot];
	w->species = constructor->slots[w->species_slot];
	w->species_getter = EVL_UNDEFINED;
	if (evl_is_cell(w->species)) {
		w->species_getter = ((struct evl_accessor *)evl_pointer(w->species))->get;
		if (!is_native(w->species_getter, evl_promise_species_getter))
			return false;
	} else if (!evl_is_lazy(w->species)) {
		return false;
	}
	if ((!evl_is_lazy(link) && link != evl_from_object(constructor)) || !is_native(w->then, evl_promise_prototype_then) ||
	    !is_native(w->resolve, evl_promise_static_resolve))
		return false;
	w->epoch = realm->prototype_epoch;
	w->prototype_shape = prototype->shape;
	w->constructor_shape = constructor->shape;
	return true;
}

bool evl_promise_is_pristine(struct evl_realm *realm)
{
	struct evl_promise_watch *w = &realm->vm->promise_watch;
	if (w->constructor_shape != NULL && w->epoch == realm->prototype_epoch && w->prototype->shape == w->prototype_shape &&
	    w->constructor->shape == w->constructor_shape && w->prototype->slots[w->constructor_slot] == w->constructor_value &&
	    w->prototype->slots[w->then_slot] == w->then && w->constructor->slots[w->resolve_slot] == w->resolve &&
	    w->constructor->slots[w->species_slot] == w->species &&
	    (!evl_is_cell(w->species) || ((struct evl_accessor *)evl_pointer(w->species))->get == w->species_getter))
		return true;
	return examine(realm, w);
}

bool evl_promise_is_plain(struct evl_realm *realm, evl_value v)
{
	if (!evl_is_class(v, EVL_CLASS_PROMISE))
		return false;
	/* The instance shape is remembered by the first look, which comes with the first promise. */
	if (evl_as_object(v)->shape != realm->vm->promise_watch.instance_shape)
		return false;
	return evl_promise_is_pristine(realm);
}

static evl_value promise_constructor(struct evl_realm *realm)
{
	struct evl_promise_watch *w = &realm->vm->promise_watch;
	if (w->constructor == NULL)
		examine(realm, w);
	return evl_from_object(w->constructor);
}

/* ---- making promises and capabilities ---- */

evl_value evl_take_exception(struct evl_realm *realm)
{
	evl_value reason = realm->exception;
	realm->exception = EVL_EMPTY;
	return reason;
}

static struct evl_promise *alloc_promise(struct evl_realm *realm, struct evl_shape *shape)
{
	struct evl_promise *promise =
		(struct evl_promise *)evl_object_alloc(realm, EVL_CLASS_PROMISE, shape, sizeof *promise, 0);
	promise->result = EVL_UNDEFINED;
	return promise;
}

/* With its number, and a host that watches told. */
static struct evl_promise *announced(struct evl_realm *realm, struct evl_promise *promise)
{
	promise->id = ++realm->vm->promise_count;
	if (realm->vm->promise_made != NULL)
		realm->vm->promise_made(realm, promise);
	return promise;
}

struct evl_promise *evl_promise_new(struct evl_realm *realm)
{
	struct evl_promise_watch *w = &realm->vm->promise_watch;
	if (w->blank == NULL) {
		examine(realm, w);
		w->blank = alloc_promise(realm, w->instance_shape);
	}
	/* A promise without own properties points nowhere into itself but to its slots, of which it has none. */
	struct evl_promise *promise = evl_heap_alloc(&realm->heap, EVL_CELL_OBJECT, sizeof *promise);
	*promise = *w->blank;
	promise->object.slots = (evl_value *)(void *)(promise + 1);
	return announced(realm, promise);
}

struct evl_promise *evl_promise_new_with(struct evl_realm *realm, struct evl_object *prototype)
{
	return announced(realm, alloc_promise(realm, evl_shape_root(realm, prototype)));
}

/* sec-getcapabilitiesexecutor-functions; captured 0 and 1 are resolve and reject. */
static bool capabilities_executor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_native_function *self = (struct evl_native_function *)args->callee;
	if (!evl_is_undefined(self->captured[0]) || !evl_is_undefined(self->captured[1]))
		return evl_throw_message(realm, EVL_MESSAGE_PROMISE_EXECUTOR_AGAIN);
	self->captured[0] = evl_arg(args, 0);
	self->captured[1] = evl_arg(args, 1);
	*result = EVL_UNDEFINED;
	return true;
}

bool evl_capability_new(struct evl_realm *realm, evl_value constructor, struct evl_capability *out)
{
	if (constructor == promise_constructor(realm)) {
		*out = (struct evl_capability){ evl_from_object(evl_promise_new(realm)), EVL_UNDEFINED, EVL_UNDEFINED };
		return true;
	}
	if (!evl_is_constructor(constructor))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CONSTRUCTOR, evl_describe(realm, constructor));
	struct evl_native_function *executor = evl_native_function_new(realm, "", 2, capabilities_executor);
	executor->captured[0] = executor->captured[1] = EVL_UNDEFINED;
	evl_value argument = evl_from_object(executor);
	evl_value promise;
	if (!evl_construct(realm, constructor, 1, &argument, constructor, &promise))
		return false;
	if (!evl_is_callable(executor->captured[0]) || !evl_is_callable(executor->captured[1]))
		return evl_throw_message(realm, EVL_MESSAGE_PROMISE_FUNCTIONS);
	*out = (struct evl_capability){ promise, executor->captured[0], executor->captured[1] };
	return true;
}

/* The host may want to know of what has no effect any more. */
static inline void settled_again(struct evl_realm *realm, struct evl_promise *promise, bool resolved, evl_value value)
{
	if (realm->vm->settled_again != NULL)
		realm->vm->settled_again(realm, resolved ? "resolve" : "reject", promise, value);
}

static bool reject_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/*
 * sec-promise-resolve-functions and sec-promise-reject-functions. captured: 0 the promise, 1 true once either was
 * called, 2 the other function of the pair.
 */
static bool first_call(struct evl_realm *realm, struct evl_native_function *self, evl_value value)
{
	changes(realm, evl_pointer(self->captured[0]));
	if (self->captured[1] == EVL_TRUE) {
		settled_again(realm, evl_pointer(self->captured[0]), self->fn != reject_function, value);
		return false;
	}
	struct evl_native_function *other = evl_pointer(self->captured[2]);
	self->captured[1] = other->captured[1] = EVL_TRUE;
	return true;
}

static bool resolve_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_native_function *self = (struct evl_native_function *)args->callee;
	*result = EVL_UNDEFINED;
	if (first_call(realm, self, evl_arg(args, 0)))
		evl_promise_resolve_with(realm, evl_pointer(self->captured[0]), evl_arg(args, 0));
	if (realm->vm->executing != 0)
		return evl_throw(realm, EVL_UNDEFINED); /* believed: nothing after resolve() runs */
	return realm->halt == EVL_STATUS_OK;
}

static bool reject_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_native_function *self = (struct evl_native_function *)args->callee;
	*result = EVL_UNDEFINED;
	if (first_call(realm, self, evl_arg(args, 0)))
		evl_promise_reject(realm, evl_pointer(self->captured[0]), evl_arg(args, 0));
	return true;
}

void evl_promise_resolving_functions(struct evl_realm *realm, struct evl_promise *promise, evl_value *resolve, evl_value *reject)
{
	struct evl_native_function *a = evl_native_function_new(realm, evl_resolve_function_name, 1, resolve_function);
	struct evl_native_function *b = evl_native_function_new(realm, "", 1, reject_function);
	a->captured[0] = b->captured[0] = evl_from_object(promise);
	a->captured[1] = b->captured[1] = EVL_FALSE;
	a->captured[2] = evl_from_object(b);
	b->captured[2] = evl_from_object(a);
	*resolve = evl_from_object(a);
	*reject = evl_from_object(b);
}

void evl_capability_functions(struct evl_realm *realm, struct evl_capability *capability)
{
	if (evl_is_undefined(capability->resolve))
		evl_promise_resolving_functions(realm, evl_pointer(capability->promise), &capability->resolve,
						&capability->reject);
}

/* ---- settling ---- */

/* The job of a reaction to a settled promise (sec-newpromisereactionjob). */
static void queue_reaction(struct evl_realm *realm, const struct evl_promise *promise, const struct evl_reaction *reaction,
			   evl_event_id settled)
{
	bool rejected = promise->state == EVL_PROMISE_REJECTED;
	struct evl_job job = {
		.rejected = rejected,
		.work = reaction->work,
		.of_unknown = reaction->of_unknown,
		.id = reaction->id,
		.span = reaction->span,
		.argument = promise->result,
		.context = reaction->context,
	};
	if (reaction->coroutine != NULL) {
		job.kind = EVL_JOB_RESUME;
		job.callee = evl_from_object(reaction->coroutine);
		job.target = EVL_UNDEFINED;
	} else {
		job.kind = EVL_JOB_REACTION;
		job.callee = rejected ? reaction->on_rejected : reaction->on_fulfilled;
		/* A plain promise stands for its own capability. */
		job.target = evl_is_undefined(reaction->capability.resolve) ? reaction->capability.promise
									    : evl_from_cell(reaction);
	}
	evl_job_queue(realm, job, settled);
}

static void settle(struct evl_realm *realm, struct evl_promise *promise, enum evl_promise_state state, evl_value value)
{
	struct evl_reaction *reaction = promise->first;
	changes(realm, promise);
	promise->first = promise->last = NULL;
	promise->state = (uint8_t)state;
	promise->result = value;
	evl_event_id settled = EVL_NO_EVENT;
	if (!realm->trace->truncated)
		settled = append_settle(realm, promise);
	if (state == EVL_PROMISE_REJECTED && !promise->handled && realm->vm->track != NULL)
		evl_track_rejection(realm->vm->track);
	if (state == EVL_PROMISE_REJECTED && !promise->handled && realm->vm->rejection_tracker != NULL)
		realm->vm->rejection_tracker(realm, promise, false);
	while (reaction != NULL) {
		struct evl_reaction *next = reaction->next;
		queue_reaction(realm, promise, reaction, settled);
		reaction = next;
	}
}

void evl_promise_fulfill(struct evl_realm *realm, struct evl_promise *promise, evl_value value)
{
	settle(realm, promise, EVL_PROMISE_FULFILLED, value);
}

void evl_promise_reject(struct evl_realm *realm, struct evl_promise *promise, evl_value reason)
{
	settle(realm, promise, EVL_PROMISE_REJECTED, reason);
}

static void reject_with_exception(struct evl_realm *realm, struct evl_promise *promise)
{
	if (realm->halt == EVL_STATUS_OK)
		evl_promise_reject(realm, promise, evl_take_exception(realm));
}

void evl_promise_resolve_with(struct evl_realm *realm, struct evl_promise *promise, evl_value resolution)
{
	if (realm->vm->track != NULL)
		evl_track_lookup(realm, resolution); /* its then */
	if (!evl_is_object(resolution)) {
		settle(realm, promise, EVL_PROMISE_FULFILLED, resolution);
		return;
	}
	if (evl_is_unknown(resolution)) {
		struct evl_unknown *unknown = evl_as_unknown(resolution);
		if (unknown->kind != EVL_UNKNOWN_RESULT && evl_is_undefined(unknown->promise)) {
			settle(realm, promise, EVL_PROMISE_FULFILLED, resolution);
			return;
		}
		if (!evl_unknown_promise(realm, unknown, &resolution))
			return;
	}
	if (evl_as_object(resolution) == &promise->object) {
		evl_throw_message(realm, EVL_MESSAGE_PROMISE_CYCLE, evl_describe(realm, resolution));
		reject_with_exception(realm, promise);
		return;
	}
	evl_value then = EVL_EMPTY;
	if (evl_promise_is_plain(realm, resolution))
		then = realm->vm->promise_watch.then;
	if (!evl_is_object(then) && !evl_get(realm, resolution, EVL_NAME_then, &then)) {
		reject_with_exception(realm, promise);
		return;
	}
	if (!evl_is_callable(then)) {
		settle(realm, promise, EVL_PROMISE_FULFILLED, resolution);
		return;
	}
	if (realm->vm->misconception == EVL_MISCONCEPTION_RETURN_PROMISE_SHORT && evl_promise_is_plain(realm, resolution)) {
		struct evl_capability forward = { evl_from_object(promise), EVL_UNDEFINED, EVL_UNDEFINED };
		evl_promise_then(realm, evl_pointer(resolution), EVL_UNDEFINED, EVL_UNDEFINED, &forward);
		return;
	}
	struct evl_job job = {
		.kind = EVL_JOB_THENABLE,
		.work = EVL_WORK_THENABLE,
		.span = site_if_traced(realm),
		.callee = then,
		.target = evl_from_object(promise),
		.argument = resolution,
	};
	evl_job_queue(realm, job, EVL_NO_EVENT);
}

bool evl_capability_resolve(struct evl_realm *realm, const struct evl_capability *capability, evl_value value)
{
	if (evl_is_undefined(capability->resolve)) {
		struct evl_promise *promise = evl_pointer(capability->promise);
		if (!promise->already_resolved) {
			promise->already_resolved = 1;
			evl_promise_resolve_with(realm, promise, value);
		} else {
			settled_again(realm, promise, true, value);
		}
		return realm->halt == EVL_STATUS_OK;
	}
	evl_value ignored;
	return evl_call(realm, capability->resolve, EVL_UNDEFINED, 1, &value, &ignored);
}

bool evl_capability_reject(struct evl_realm *realm, const struct evl_capability *capability, evl_value reason)
{
	if (evl_is_undefined(capability->resolve)) {
		struct evl_promise *promise = evl_pointer(capability->promise);
		if (!promise->already_resolved) {
			promise->already_resolved = 1;
			evl_promise_reject(realm, promise, reason);
		} else {
			settled_again(realm, promise, false, reason);
		}
		return true;
	}
	evl_value ignored;
	return evl_call(realm, capability->reject, EVL_UNDEFINED, 1, &reason, &ignored);
}

/* ---- resolve, then, await ---- */

bool evl_promise_resolve(struct evl_realm *realm, evl_value constructor, evl_value x, evl_value *out)
{
	bool native = constructor == promise_constructor(realm);
	if (evl_is_unknown(x) && (evl_as_unknown(x)->kind == EVL_UNKNOWN_RESULT || !evl_is_undefined(evl_as_unknown(x)->promise)) &&
	    !evl_unknown_promise(realm, evl_as_unknown(x), &x))
		return false;
	if (evl_is_class(x, EVL_CLASS_PROMISE)) {
		if (native && evl_promise_is_plain(realm, x)) {
			*out = x;
			return true;
		}
		evl_value made_by;
		if (!evl_get(realm, x, EVL_NAME_constructor, &made_by))
			return false;
		if (evl_same_value(realm, made_by, constructor)) {
			*out = x;
			return true;
		}
	}
	if (native) {
		struct evl_promise *promise = evl_promise_new(realm);
		evl_promise_resolve_with(realm, promise, x);
		*out = evl_from_object(promise);
		return realm->halt == EVL_STATUS_OK;
	}
	struct evl_capability capability;
	if (!evl_capability_new(realm, constructor, &capability) || !evl_capability_resolve(realm, &capability, x))
		return false;
	*out = capability.promise;
	return true;
}

/* The promise has a handler now. */
static void mark_handled(struct evl_realm *realm, struct evl_promise *promise)
{
	if (promise->state == EVL_PROMISE_REJECTED && !promise->handled && realm->vm->track != NULL)
		evl_track_everything(realm->vm->track);
	if (promise->state == EVL_PROMISE_REJECTED && !promise->handled && realm->vm->rejection_tracker != NULL)
		realm->vm->rejection_tracker(realm, promise, true);
	promise->handled = 1;
}

/* Add the reaction, or queue its job at once. */
static void react(struct evl_realm *realm, struct evl_promise *promise, struct evl_reaction *reaction)
{
	changes(realm, promise);
	reaction->next = NULL;
	reaction->context = realm->vm->async_context;
	reaction->registered = EVL_NO_EVENT;
	if (promise->state == EVL_PROMISE_PENDING) {
		reaction->id = ++realm->work_count;
		if (!realm->trace->truncated)
			reaction->registered = append_register(realm, promise, reaction->id, reaction->work, reaction->span);
		if (promise->last != NULL)
			promise->last->next = reaction;
		else
			promise->first = reaction;
		promise->last = reaction;
		promise->handled = 1;
		return;
	}
	reaction->id = 0;
	mark_handled(realm, promise);
	queue_reaction(realm, promise, reaction, EVL_NO_EVENT);
}

static void then_at(struct evl_realm *realm, struct evl_promise *promise, evl_value on_fulfilled, evl_value on_rejected,
		    const struct evl_capability *capability, evl_span span)
{
	changes(realm, promise);
	if (!evl_is_callable(on_fulfilled))
		on_fulfilled = EVL_UNDEFINED;
	if (!evl_is_callable(on_rejected))
		on_rejected = EVL_UNDEFINED;
	if (promise->state != EVL_PROMISE_PENDING && (capability == NULL || evl_is_undefined(capability->resolve))) {
		/* Settled, and no functions to carry: the job holds everything. */
		bool rejected = promise->state == EVL_PROMISE_REJECTED;
		struct evl_job job = {
			.kind = EVL_JOB_REACTION,
			.rejected = rejected,
			.work = EVL_WORK_REACTION,
			.of_unknown = promise->is_unknown,
			.span = span,
			.callee = rejected ? on_rejected : on_fulfilled,
			.target = capability != NULL ? capability->promise : EVL_UNDEFINED,
			.argument = promise->result,
		};
		mark_handled(realm, promise);
		evl_job_queue(realm, job, EVL_NO_EVENT);
		return;
	}
	struct evl_reaction *reaction = evl_heap_alloc(&realm->heap, EVL_CELL_REACTION, sizeof *reaction);
	reaction->on_fulfilled = on_fulfilled;
	reaction->on_rejected = on_rejected;
	reaction->capability = capability != NULL ? *capability
						  : (struct evl_capability){ EVL_UNDEFINED, EVL_UNDEFINED, EVL_UNDEFINED };
	reaction->coroutine = NULL;
	reaction->work = EVL_WORK_REACTION;
	reaction->of_unknown = promise->is_unknown;
	reaction->span = span;
	react(realm, promise, reaction);
}

void evl_promise_then(struct evl_realm *realm, struct evl_promise *promise, evl_value on_fulfilled, evl_value on_rejected,
		      const struct evl_capability *capability)
{
	then_at(realm, promise, on_fulfilled, on_rejected, capability, site_if_traced(realm));
}

bool evl_species_constructor(struct evl_realm *realm, struct evl_object *object, evl_value fallback, evl_value *out)
{
	evl_value constructor;
	evl_value species;
	if (!evl_get(realm, evl_from_object(object), EVL_NAME_constructor, &constructor))
		return false;
	if (evl_is_undefined(constructor)) {
		*out = fallback;
		return true;
	}
	if (!evl_is_object(constructor))
		return evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_NOT_OBJECT);
	if (!evl_get(realm, constructor, EVL_NAME_symbol_species, &species))
		return false;
	if (evl_is_nullish(species)) {
		*out = fallback;
		return true;
	}
	if (!evl_is_constructor(species))
		return evl_throw_message(realm, EVL_MESSAGE_SPECIES_NOT_CONSTRUCTOR);
	*out = species;
	return true;
}

bool evl_promise_species(struct evl_realm *realm, struct evl_promise *promise, evl_value *out)
{
	if (evl_promise_is_plain(realm, evl_from_object(promise))) {
		*out = promise_constructor(realm);
		return true;
	}
	return evl_species_constructor(realm, &promise->object, promise_constructor(realm), out);
}

bool evl_promise_then_method(struct evl_realm *realm, struct evl_promise *promise, evl_value on_fulfilled, evl_value on_rejected,
			     evl_value *out)
{
	evl_value constructor;
	struct evl_capability capability;
	if (!evl_promise_species(realm, promise, &constructor) || !evl_capability_new(realm, constructor, &capability))
		return false;
	evl_promise_then(realm, promise, on_fulfilled, on_rejected, &capability);
	*out = capability.promise;
	return true;
}

bool evl_promise_await(struct evl_realm *realm, evl_value value, struct evl_generator *coroutine)
{
	struct evl_promise *promise;
	/* A finished async generator that waits for the value of return() stands at no await. */
	bool draining = coroutine->awaiting_return != 0;
	evl_span span = draining ? site_if_traced(realm) : coroutine->await_span;
	uint8_t work = draining ? EVL_WORK_ASYNC_GENERATOR : EVL_WORK_AWAIT;
	if (!evl_is_object(value)) {
		/* The promise that PromiseResolve would make is fulfilled and nobody sees it: its reaction's job is all there is. */
		struct evl_job job = {
			.kind = EVL_JOB_RESUME,
			.work = work,
			.span = span,
			.callee = evl_from_object(coroutine),
			.target = EVL_UNDEFINED,
			.argument = value,
		};
		evl_job_queue(realm, job, EVL_NO_EVENT);
		return true;
	}
	if (evl_promise_is_plain(realm, value)) {
		promise = evl_pointer(value);
	} else {
		evl_value resolved;
		if (!evl_promise_resolve(realm, promise_constructor(realm), value, &resolved))
			return false;
		promise = evl_pointer(resolved);
	}
	struct evl_reaction *reaction = &coroutine->reaction;
	reaction->on_fulfilled = EVL_UNDEFINED;
	reaction->on_rejected = EVL_UNDEFINED;
	reaction->capability = (struct evl_capability){ EVL_UNDEFINED, EVL_UNDEFINED, EVL_UNDEFINED };
	reaction->coroutine = coroutine;
	reaction->work = work;
	reaction->span = span;
	react(realm, promise, reaction);
	return true;
}

/* ---- natives ---- */

bool evl_promise_prototype_then(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value self = args->this_value;
	bool is_unknown = evl_is_unknown(self);
	if (is_unknown && !evl_unknown_promise(realm, evl_as_unknown(self), &self))
		return false;
	if (!evl_is_class(self, EVL_CLASS_PROMISE))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, "Promise.prototype.then", evl_describe(realm, self));
	struct evl_promise *promise = evl_pointer(self);
	promise->is_unknown = is_unknown;
	bool ok = evl_promise_then_method(realm, promise, evl_arg(args, 0), evl_arg(args, 1), result);
	promise->is_unknown = false;
	return ok;
}

bool evl_promise_static_resolve(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, "PromiseResolve");
	return evl_promise_resolve(realm, args->this_value, evl_arg(args, 0), result);
}

bool evl_promise_species_getter(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = args->this_value;
	return true;
}

/* ---- jobs ---- */

bool evl_promise_run_reaction(struct evl_realm *realm, const struct evl_job *job)
{
	evl_value value = job->argument;
	bool rejected = job->rejected != 0;
	if (!evl_is_undefined(job->callee)) {
		evl_value argument = value;
		rejected = !(job->of_unknown ? evl_unknown_react(realm, job->callee, argument, &value) :
					       evl_call(realm, job->callee, EVL_UNDEFINED, 1, &argument, &value));
		if (realm->halt != EVL_STATUS_OK)
			return false;
		if (rejected)
			value = evl_take_exception(realm);
	}
	evl_value target = job->target;
	if (evl_is_object(target)) {
		/* Only this job settles the promise of a plain capability, so already_resolved needs no look. */
		if (rejected)
			evl_promise_reject(realm, evl_pointer(target), value);
		else
			evl_promise_resolve_with(realm, evl_pointer(target), value);
		return realm->halt == EVL_STATUS_OK;
	}
	if (!evl_is_cell(target))
		return true;
	const struct evl_reaction *reaction = evl_pointer(target);
	return rejected ? evl_capability_reject(realm, &reaction->capability, value)
			: evl_capability_resolve(realm, &reaction->capability, value);
}

void evl_promise_run_thenable(struct evl_realm *realm, const struct evl_job *job)
{
	struct evl_promise *promise = evl_pointer(job->target);
	if (is_native(job->callee, evl_promise_prototype_then) && evl_promise_is_plain(realm, job->argument)) {
		/*
		 * then() of a plain promise with the resolving functions: passing the outcome on is what a reaction
		 * without handlers does, and the promise that then() derives is never seen.
		 */
		struct evl_capability forward = { job->target, EVL_UNDEFINED, EVL_UNDEFINED };
		then_at(realm, evl_pointer(job->argument), EVL_UNDEFINED, EVL_UNDEFINED, &forward, job->span);
		return;
	}
	evl_value functions[2];
	evl_value ignored;
	evl_promise_resolving_functions(realm, promise, &functions[0], &functions[1]);
	if (evl_call(realm, job->callee, job->argument, 2, functions, &ignored) || realm->halt != EVL_STATUS_OK)
		return;
	evl_value reason = evl_take_exception(realm);
	if (first_call(realm, evl_pointer(functions[1]), reason))
		evl_promise_reject(realm, evl_pointer(realm->vm->microtasks.running.target), reason);
}

bool evl_promise_is_tracked(evl_native fn)
{
	return fn == resolve_function || fn == reject_function || fn == evl_promise_prototype_then || fn == evl_promise_static_resolve ||
	       fn == evl_promise_species_getter || fn == capabilities_executor;
}
