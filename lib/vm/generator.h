/*
 * generator.h - coroutines: generators, async functions, async generators.
 *
 * All three are an activation whose frame is a heap cell. interp.c suspends it
 * by leaving it; these functions decide what happens around that.
 */
#ifndef EVL_VM_GENERATOR_H
#define EVL_VM_GENERATOR_H

#include <stdbool.h>
#include <stdint.h>

#include "value/realm.h"
#include "value/rows.h"
#include "vm/frame.h"
#include "vm/promise.h"

enum evl_generator_state {
	EVL_GENERATOR_START,     /* suspended before the body */
	EVL_GENERATOR_SUSPENDED, /* at a yield */
	EVL_GENERATOR_RUNNING,
	EVL_GENERATOR_AWAITING,  /* async: suspended at an await, or waiting for return's value */
	EVL_GENERATOR_DONE,
};

enum evl_resume_mode { EVL_RESUME_NEXT, EVL_RESUME_THROW, EVL_RESUME_RETURN };

/* A request to an async generator (sec-asyncgeneratorrequest-records). */
struct evl_generator_request {
	struct evl_cell cell;
	struct evl_generator_request *next;
	uint8_t mode; /* enum evl_resume_mode */
	evl_value value;
	struct evl_capability capability;
};

/* For generator objects this is the object itself; for async functions it is never seen by a script. */
struct evl_generator {
	struct evl_object object; /* class GENERATOR, ASYNC_GENERATOR, or OBJECT for async functions */
	struct evl_frame *frame;  /* NULL once done */
	uint8_t state;            /* enum evl_generator_state */
	uint8_t is_async;
	uint8_t delegating;       /* suspended at YIELD_DELEGATE: resumption never throws */
	uint8_t awaiting_return;  /* async generators: the await in progress is AsyncGeneratorAwaitReturn's */
	struct evl_promise *promise; /* async functions: what they return */
	struct evl_generator_request *first, *last; /* async generators */
	struct evl_reaction reaction; /* the one await in progress */
	evl_span await_span;
};

/*
 * INITIAL_YIELD: the generator object of the activation `frame` (a heap frame; its function says which kind and
 * has the prototype, else the realm's). Links frame and object to each other, state START. NULL with an exception
 * pending when `prototype` could not be read.
 */
struct evl_generator *evl_generator_new(struct evl_realm *realm, struct evl_frame *frame);
/*
 * The start of an async function's activation (sec-async-functions-abstract-operations-async-function-start): the
 * coroutine with its pending promise, linked to `frame`, state RUNNING. Never fails.
 */
struct evl_generator *evl_async_function_new(struct evl_realm *realm, struct evl_frame *frame);

/* Async: run the suspended activation (an async generator's at a yield or its start too). False only when the run halts. */
bool evl_coroutine_enter(struct evl_realm *realm, struct evl_generator *coroutine, enum evl_resume_mode mode, evl_value value);
/* Async: continue after await. Never fails except when the run halts. */
bool evl_coroutine_resume(struct evl_realm *realm, struct evl_generator *coroutine, bool rejected, evl_value value);

/* The end of an async function's or async generator's activation: settle its promise or requests. Called by interp.c. */
void evl_async_function_return(struct evl_realm *realm, struct evl_generator *coroutine, evl_value value);
void evl_async_function_throw(struct evl_realm *realm, struct evl_generator *coroutine, evl_value reason);
void evl_async_generator_return(struct evl_realm *realm, struct evl_generator *generator, evl_value value);
void evl_async_generator_throw(struct evl_realm *realm, struct evl_generator *generator, evl_value reason);
/*
 * An async generator reached YIELD: resolve the oldest request with `value`.
 * True: another request is waiting and the activation goes on at once with *mode and *sent; false: it is suspended.
 */
bool evl_async_generator_yield(struct evl_realm *realm, struct evl_generator *generator, evl_value value,
			       enum evl_resume_mode *mode, evl_value *sent);
/* The value of a return() request was awaited (sec-asyncgeneratorawaitreturn). */
void evl_async_generator_return_awaited(struct evl_realm *realm, struct evl_generator *generator, bool rejected, evl_value value);
/* A request from a script: next, throw or return of an async generator; *out is the request's promise. */
bool evl_async_generator_enqueue(struct evl_realm *realm, evl_value generator, const char *method, enum evl_resume_mode mode,
				 evl_value value, evl_value *out);

/*
 * The natives of %GeneratorPrototype%. The interpreter knows `next` by the address of the C function and resumes
 * the frame without nesting when a snippet calls it.
 */
bool evl_generator_prototype_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_generator_prototype_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_generator_prototype_throw(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/*
 * CreateAsyncFromSyncIterator (sec-createasyncfromsynciterator): GET_ASYNC_ITERATOR wraps the sync record
 * (iterator, next method) in an object whose `next` is %AsyncFromSyncIteratorPrototype%.next.
 */
evl_value evl_async_from_sync_iterator_new(struct evl_realm *realm, evl_value iterator, evl_value next);
bool evl_async_from_sync_iterator_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_async_from_sync_iterator_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_async_from_sync_iterator_throw(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
