/*
 * vm.h - the machine of one run: activations, code instances, jobs, limits.
 *
 * One interpreter loop (interp.c) runs bytecode; a call from bytecode to bytecode
 * pushes a frame and never recurses in C. Library functions that call back
 * nest the loop (evl_call), which is bounded by `max_native_depth`.
 */
#ifndef EVL_VM_VM_H
#define EVL_VM_VM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "code/template.h"
#include "value/realm.h"
#include "vm/frame.h"
#include "vm/job.h"
#include "vm/promise.h"

/* Inline cache of one property or global site. */
struct evl_ic {
	struct evl_shape *shape;   /* receiver's shape; NULL: empty */
	struct evl_object *holder; /* NULL: own property */
	struct evl_shape *next_shape; /* DEFINE_FIELD, SET_PROP: the shape after adding; NULL: the property exists */
	uint32_t slot;
	uint32_t epoch;            /* prototype_epoch the entry was made under (holder or next_shape set) */
	uint32_t misses;
	uint8_t kind;              /* interp's own */
};

/* What a run adds to a template. */
struct evl_code {
	const struct evl_template *template_;
	evl_value *constants;     /* EVL_EMPTY until first used (strings, template objects) */
	struct evl_ic *ics;
	struct evl_code **children; /* NULL until first used */
};

struct evl_vm {
	struct evl_realm *realm;
	struct evl_arena stack;      /* frames with their registers */
	struct evl_frame *frame;     /* the running activation; NULL outside */
	uint32_t depth;              /* frames on the stack */
	uint32_t native_depth;       /* nested interpreter loops */
	uint32_t max_depth;
	uint32_t max_native_depth;
	int64_t steps_left;          /* back edges and calls that may still be done */
	struct evl_jobs microtasks;
	struct evl_arena code_arena; /* code instances; lives as long as the run */
	/* the reaction to a rejected promise without handler, and to a handler added late (sec-host-promise-rejection-tracker); may be NULL */
	void (*rejection_tracker)(struct evl_realm *realm, struct evl_promise *promise, bool handled);
	/* %AsyncFromSyncIteratorPrototype% closes the sync iterator when a value rejects (ECMAScript 2025): 0 yes, 1 as before (Node 18 to 22) */
	bool leave_sync_iterator_open;
	struct evl_promise_watch promise_watch;
	uint32_t promise_count;      /* promises made, for their numbers in the trace */
	uint32_t async_module_count; /* order numbers given to modules with top-level await */
};

struct evl_vm_limits {
	int64_t max_steps;   /* <= 0: the default, 2^40 */
	uint32_t max_depth;  /* 0: the default, 10,000 frames like Node's */
};

/* Make the machine of `realm` (realm->vm), fill the realm's hooks and exotics. False: no memory. */
bool evl_vm_init(struct evl_realm *realm, const struct evl_vm_limits *limits);
void evl_vm_reset(struct evl_realm *realm);
void evl_vm_release(struct evl_realm *realm);

/* The instance of a template in this run; made on first use. */
struct evl_code *evl_code_instance(struct evl_realm *realm, const struct evl_template *template_);

#endif
