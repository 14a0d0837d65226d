/* SPDX-License-Identifier: MIT */
/*
 * async_generator.c - the queue of requests of an async generator
 * (sec-asyncgenerator-abstract-operations).
 *
 * The state "draining-queue" of the standard is AWAITING here: with `awaiting_return`
 * set while the value of a return() request is awaited. A suspended await of the body is AWAITING or RUNNING
 * too; in all of these a new request only joins the queue.
 */
#include "base/diag.h"
#include "value/error.h"
#include "vm/generator.h"
#include "vm/iterator.h"
#include "vm/vm.h"

/* AsyncGeneratorCompleteStep (sec-asyncgeneratorcompletestep): settle and remove the oldest request. */
static void complete_step(struct evl_realm *realm, struct evl_generator *generator, bool throws, evl_value value, bool done)
{
	struct evl_generator_request *request = generator->first;
	generator->first = request->next;
	if (generator->first == NULL)
		generator->last = NULL;
	/* The promise is a plain one and nobody else settles it. */
	struct evl_promise *promise = evl_pointer(request->capability.promise);
	if (throws)
		evl_promise_reject(realm, promise, value);
	else
		evl_promise_resolve_with(realm, promise, evl_iterator_result(realm, value, done));
}

/* AsyncGeneratorDrainQueue (sec-asyncgeneratordrainqueue) with AsyncGeneratorAwaitReturn. */
static void drain_queue(struct evl_realm *realm, struct evl_generator *generator)
{
	generator->state = EVL_GENERATOR_AWAITING;
	while (generator->first != NULL && realm->halt == EVL_STATUS_OK) {
		struct evl_generator_request *request = generator->first;
		switch ((enum evl_resume_mode)request->mode) {
		case EVL_RESUME_RETURN:
			generator->awaiting_return = 1;
			if (evl_promise_await(realm, request->value, generator))
				return;
			generator->awaiting_return = 0;
			if (realm->halt == EVL_STATUS_OK)
				complete_step(realm, generator, true, evl_take_exception(realm), true);
			break;
		case EVL_RESUME_THROW:
			complete_step(realm, generator, true, request->value, true);
			break;
		case EVL_RESUME_NEXT:
			complete_step(realm, generator, false, EVL_UNDEFINED, true);
			break;
		}
	}
	generator->state = EVL_GENERATOR_DONE;
}

void evl_async_generator_return_awaited(struct evl_realm *realm, struct evl_generator *generator, bool rejected, evl_value value)
{
	generator->awaiting_return = 0;
	complete_step(realm, generator, rejected, value, true);
	drain_queue(realm, generator);
}

static void finish(struct evl_realm *realm, struct evl_generator *generator, bool throws, evl_value value)
{
	generator->frame = NULL;
	generator->state = EVL_GENERATOR_AWAITING;
	complete_step(realm, generator, throws, value, true);
	drain_queue(realm, generator);
}

void evl_async_generator_return(struct evl_realm *realm, struct evl_generator *generator, evl_value value)
{
	finish(realm, generator, false, value);
}

void evl_async_generator_throw(struct evl_realm *realm, struct evl_generator *generator, evl_value reason)
{
	finish(realm, generator, true, reason);
}

bool evl_async_generator_yield(struct evl_realm *realm, struct evl_generator *generator, evl_value value,
			       enum evl_resume_mode *mode, evl_value *sent)
{
	complete_step(realm, generator, false, value, false);
	if (generator->first == NULL) {
		generator->state = EVL_GENERATOR_SUSPENDED;
		return false;
	}
	*mode = (enum evl_resume_mode)generator->first->mode;
	*sent = generator->first->value;
	return true;
}

static void append_request(struct evl_realm *realm, struct evl_generator *generator, enum evl_resume_mode mode, evl_value value,
			   struct evl_promise *promise)
{
	struct evl_generator_request *request = evl_heap_alloc(&realm->heap, EVL_CELL_REACTION, sizeof *request);
	request->next = NULL;
	request->mode = (uint8_t)mode;
	request->value = value;
	request->capability = (struct evl_capability){ evl_from_object(promise), EVL_UNDEFINED, EVL_UNDEFINED };
	if (generator->last != NULL)
		generator->last->next = request;
	else
		generator->first = request;
	generator->last = request;
}

bool evl_async_generator_enqueue(struct evl_realm *realm, evl_value receiver, const char *method, enum evl_resume_mode mode,
				 evl_value value, evl_value *out)
{
	struct evl_promise *promise = evl_promise_new(realm);
	*out = evl_from_object(promise);
	if (!evl_is_class(receiver, EVL_CLASS_ASYNC_GENERATOR)) {
		evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, receiver));
		evl_promise_reject(realm, promise, evl_take_exception(realm));
		return true;
	}
	struct evl_generator *generator = evl_pointer(receiver);
	if (generator->state == EVL_GENERATOR_START && mode != EVL_RESUME_NEXT) {
		generator->state = EVL_GENERATOR_DONE;
		generator->frame = NULL;
	}
	if (generator->state == EVL_GENERATOR_DONE) {
		switch (mode) {
		case EVL_RESUME_NEXT:
			evl_promise_resolve_with(realm, promise, evl_iterator_result(realm, EVL_UNDEFINED, true));
			break;
		case EVL_RESUME_THROW:
			evl_promise_reject(realm, promise, value);
			break;
		case EVL_RESUME_RETURN:
			append_request(realm, generator, mode, value, promise);
			drain_queue(realm, generator);
			break;
		}
		return realm->halt == EVL_STATUS_OK;
	}
	append_request(realm, generator, mode, value, promise);
	if (generator->state == EVL_GENERATOR_START || generator->state == EVL_GENERATOR_SUSPENDED)
		return evl_coroutine_enter(realm, generator, mode, value);
	return true;
}
