/*
 * promise.h - promises and their abstract operations (sec-promise-abstract-operations).
 *
 * A job that reacts to a promise carries what it needs without closures: await
 * and the combinators add reactions that name a coroutine or a C function.
 */
#ifndef EVL_VM_PROMISE_H
#define EVL_VM_PROMISE_H

#include <stdbool.h>
#include <stdint.h>

#include "trace/trace.h"
#include "value/realm.h"
#include "value/rows.h"

struct evl_generator;

enum evl_promise_state { EVL_PROMISE_PENDING, EVL_PROMISE_FULFILLED, EVL_PROMISE_REJECTED };

/* PromiseCapability Record; `promise` may be of any constructor. resolve and reject are EVL_UNDEFINED for a plain %Promise% that C code settles itself. */
struct evl_capability {
	evl_value promise, resolve, reject;
};

struct evl_reaction {
	struct evl_cell cell;
	struct evl_reaction *next;
	evl_value on_fulfilled; /* callable or EVL_UNDEFINED */
	evl_value on_rejected;
	struct evl_capability capability; /* promise EVL_UNDEFINED: none */
	struct evl_generator *coroutine;  /* await: resume it instead; NULL otherwise */
	uint8_t work;                     /* enum evl_work */
	bool of_unknown;                  /* asked of a value that is not known, which may have a `then` of its own kind */
	evl_event_id registered;          /* the register event, or EVL_NO_EVENT */
	uint32_t id;                      /* number of the piece of work that it becomes */
	evl_span span;                    /* where it was registered */
	evl_value context;                /* the asynchronous context of the registration */
};

struct evl_promise {
	struct evl_object object;
	uint8_t state;      /* enum evl_promise_state */
	uint8_t handled;
	uint8_t already_resolved; /* for promises settled by C code (async functions) */
	bool is_unknown;    /* it stands for a value that is not known, whose `then` is being called */
	uint32_t id;        /* number for the trace */
	evl_value result;
	struct evl_reaction *first, *last;
};

/*
 * What the fast paths remember of %Promise% and its prototype: they are as the library made them (constructor,
 * then, resolve, species), so looking them up cannot be observed. Checked by identity on every use.
 */
struct evl_promise_watch {
	struct evl_object *constructor, *prototype;
	struct evl_shape *constructor_shape, *prototype_shape;
	struct evl_shape *instance_shape; /* of promises without own properties */
	struct evl_promise *blank;        /* a pending one that new ones are copied from */
	uint32_t epoch;                   /* prototype_epoch that the shapes were examined under */
	uint32_t constructor_slot, then_slot, species_slot, resolve_slot;
	evl_value constructor_value, then, resolve, species; /* values of those slots; species: its accessor cell */
	evl_value species_getter;
};

/* A pending %Promise%. */
struct evl_promise *evl_promise_new(struct evl_realm *realm);
/* The same with another prototype (sec-promise-executor, step 3). */
struct evl_promise *evl_promise_new_with(struct evl_realm *realm, struct evl_object *prototype);
/* NewPromiseCapability (sec-newpromisecapability). */
bool evl_capability_new(struct evl_realm *realm, evl_value constructor, struct evl_capability *out);
/* The functions made by CreateResolvingFunctions. */
void evl_promise_resolving_functions(struct evl_realm *realm, struct evl_promise *promise, evl_value *resolve, evl_value *reject);
/* What the resolve function does (sec-promise-resolve-functions, from step 7 on). Never throws. */
void evl_promise_resolve_with(struct evl_realm *realm, struct evl_promise *promise, evl_value resolution);
void evl_promise_fulfill(struct evl_realm *realm, struct evl_promise *promise, evl_value value);
void evl_promise_reject(struct evl_realm *realm, struct evl_promise *promise, evl_value reason);
/* PromiseResolve (sec-promise-resolve): `constructor` may be any. */
bool evl_promise_resolve(struct evl_realm *realm, evl_value constructor, evl_value x, evl_value *out);
/* Does this function of the library touch nothing but promises (and what track_step.c says of its operands)? */
bool evl_promise_is_tracked(evl_native fn);
/* PerformPromiseThen (sec-performpromisethen). `capability` may be NULL. */
void evl_promise_then(struct evl_realm *realm, struct evl_promise *promise, evl_value on_fulfilled, evl_value on_rejected,
		      const struct evl_capability *capability);
/* Await (sec-await) for a coroutine, at its await_span: PromiseResolve, then a reaction that resumes it. False: an exception from PromiseResolve is pending. */
bool evl_promise_await(struct evl_realm *realm, evl_value value, struct evl_generator *coroutine);
/* The functions of a capability, made now when C code had kept them back. */
void evl_capability_functions(struct evl_realm *realm, struct evl_capability *capability);
/* SpeciesConstructor(object, fallback) (sec-speciesconstructor). */
bool evl_species_constructor(struct evl_realm *realm, struct evl_object *object, evl_value fallback, evl_value *out);
/* The same for a promise and %Promise%. */
bool evl_promise_species(struct evl_realm *realm, struct evl_promise *promise, evl_value *out);
/* promise.then(onFulfilled, onRejected) with the species looked up; *out is the derived promise (sec-promise.prototype.then). */
bool evl_promise_then_method(struct evl_realm *realm, struct evl_promise *promise, evl_value on_fulfilled, evl_value on_rejected,
			     evl_value *out);
/* Settle a capability: calls its resolve/reject functions, or settles the plain promise. */
bool evl_capability_resolve(struct evl_realm *realm, const struct evl_capability *capability, evl_value value);
bool evl_capability_reject(struct evl_realm *realm, const struct evl_capability *capability, evl_value reason);
/* The pending exception as a reason, which is cleared. */
evl_value evl_take_exception(struct evl_realm *realm);
/* Run a reaction job: called by job.c. False when a capability's own function threw. */
struct evl_job;
bool evl_promise_run_reaction(struct evl_realm *realm, const struct evl_job *job);
/* Run NewPromiseResolveThenableJob. Never throws. */
void evl_promise_run_thenable(struct evl_realm *realm, const struct evl_job *job);
/* %Promise%, `then` and `resolve` are untouched, and `v` is a promise without own properties made by %Promise%. */
bool evl_promise_is_plain(struct evl_realm *realm, evl_value v);
bool evl_promise_is_pristine(struct evl_realm *realm);

/* The natives that the fast paths know by address. */
bool evl_promise_prototype_then(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_promise_static_resolve(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_promise_species_getter(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
