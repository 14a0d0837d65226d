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
	evl_event_id registered;          /* the register event, or EVL_NO_EVENT */
	evl_span span;                    /* where it was registered */
};

struct evl_promise {
	struct evl_object object;
	uint8_t state;      /* enum evl_promise_state */
	uint8_t handled;
	uint8_t already_resolved; /* for promises settled by C code (async functions) */
	uint32_t id;        /* number for the trace */
	evl_value result;
	struct evl_reaction *first, *last;
	evl_event_id settled; /* the settle event, or EVL_NO_EVENT */
};

/* A pending %Promise%. */
struct evl_promise *evl_promise_new(struct evl_realm *realm);
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
/* PerformPromiseThen (sec-performpromisethen). `capability` may be NULL. */
void evl_promise_then(struct evl_realm *realm, struct evl_promise *promise, evl_value on_fulfilled, evl_value on_rejected,
		      const struct evl_capability *capability);
/* Await (sec-await) for a coroutine: PromiseResolve, then a reaction that resumes it. False: an exception from PromiseResolve is pending. */
bool evl_promise_await(struct evl_realm *realm, evl_value value, struct evl_generator *coroutine);
/* Settle a capability: calls its resolve/reject functions, or settles the plain promise. */
bool evl_capability_resolve(struct evl_realm *realm, const struct evl_capability *capability, evl_value value);
bool evl_capability_reject(struct evl_realm *realm, const struct evl_capability *capability, evl_value reason);
/* The pending exception as a reason, which is cleared. */
evl_value evl_take_exception(struct evl_realm *realm);

#endif
