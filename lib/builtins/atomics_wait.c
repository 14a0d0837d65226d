/* SPDX-License-Identifier: MIT */
/*
 * atomics_wait.c - Atomics.wait, waitAsync and notify.
 *
 * Where one thread runs, what waits in Atomics.wait can only be woken by its own timeout; where there are more, the host lets them go on
 * (hooks.block). Those that wait by a promise are
 * kept in the order of asking. As in V8, one task of the host's settles the promises of all that were notified since the
 * last such task, and one task each those whose time is over; nothing of this keeps a process alive but the first.
 */
#include <math.h>

#include "builtins/atomics.h"
#include "value/error.h"
#include "vm/function.h"
#include "vm/promise.h"

/* sec-waiter-record */
struct waiter {
	struct waiter *next, *previous;
	struct evl_block *block;
	size_t offset; /* of the element, in bytes */
	struct evl_promise *promise;
	uint32_t timer; /* the host's task for the timeout; 0: none */
};

struct waiter_list {
	struct waiter *first, *last;
};

struct evl_waiters {
	struct waiter_list waiting;
	struct waiter_list notified; /* whose promises a task will fulfil */
};

static bool text(struct evl_realm *realm, const char *ascii, evl_value *result)
{
	*result = evl_text_value(realm, ascii);
	return *result != EVL_EMPTY;
}

/* What a call waits for. */
struct waiting {
	struct evl_block *block;
	size_t offset;
	bool equal;     /* it would wait */
	double timeout; /* milliseconds, may be infinite */
};

/* The checks of DoWait (sec-dowait). */
static bool wait_begin(struct evl_realm *realm, const struct evl_args *args, const char *method, struct waiting *waiting)
{
	struct evl_view *view;
	double index, timeout;
	evl_value value;
	uint8_t *place;
	if (!evl_atomics_integer_array(realm, evl_arg(args, 0), true, method, &view))
		return false;
	if (!evl_array_buffer_is_shared(view->buffer))
		return evl_throw_message(realm, EVL_MESSAGE_ATOMICS_NOT_SHARED, evl_describe(realm, evl_arg(args, 0)));
	if (!evl_atomics_access_index(realm, view, evl_arg(args, 1), &index))
		return false;
	if (view->type == EVL_TYPED_INT32) {
		int32_t n;
		if (!evl_to_int32(realm, evl_arg(args, 2), &n))
			return false;
		value = evl_from_int(n);
	} else if (!evl_to_bigint(realm, evl_arg(args, 2), &value)) {
		return false;
	}
	if (!evl_to_number(realm, evl_arg(args, 3), &timeout) || !evl_atomics_element(realm, view, index, method, &place))
		return false;
	waiting->block = view->block;
	waiting->offset = (size_t)(place - view->block->bytes);
	waiting->equal = evl_atomics_same_bits(view->type, evl_typed_read(realm, view->type, place), value);
	waiting->timeout = timeout != timeout ? HUGE_VAL : fmax(timeout, 0);
	return true;
}

/* sec-atomics.wait: the other threads go on; where there are none, the virtual clock moves by the timeout. */
bool evl_atomics_wait(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct waiting waiting;
	if (!wait_begin(realm, args, "Atomics.wait", &waiting))
		return false;
	if (!realm->can_block)
		return evl_throw_message(realm, EVL_MESSAGE_ATOMICS_WAIT);
	if (!waiting.equal)
		return text(realm, "not-equal", result);
	if (realm->hooks.block != NULL) {
		bool notified;
		return realm->hooks.block(realm, waiting.block->bytes + waiting.offset, waiting.timeout, &notified) &&
		       text(realm, notified ? "ok" : "timed-out", result);
	}
	if (waiting.timeout > 1e12)
		return evl_not_covered(realm, "Atomics.wait without an end");
	realm->now += (int64_t)(waiting.timeout * 1000);
	return text(realm, "timed-out", result);
}

/* ---------------------------------------------------------------- waitAsync */

static evl_value task_function(struct evl_realm *realm, evl_native fn, struct waiter *waiter)
{
	struct evl_native_function *function = evl_native_function_new(realm, "", 0, fn);
	function->captured[0] = (uint64_t)(uintptr_t)waiter;
	return evl_from_object(function);
}

static void append(struct waiter_list *list, struct waiter *waiter)
{
	waiter->previous = list->last;
	waiter->next = NULL;
	*(list->last != NULL ? &list->last->next : &list->first) = waiter;
	list->last = waiter;
}

static void take_out(struct waiter_list *list, struct waiter *waiter)
{
	*(waiter->previous != NULL ? &waiter->previous->next : &list->first) = waiter->next;
	*(waiter->next != NULL ? &waiter->next->previous : &list->last) = waiter->previous;
}

/* Its time is over (sec-enqueueatomicswaitasynctimeoutjob). */
static bool time_out(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct waiter *waiter = (struct waiter *)(uintptr_t)((struct evl_native_function *)args->callee)->captured[0];
	evl_value value;
	*result = EVL_UNDEFINED;
	take_out(&realm->waiters->waiting, waiter);
	if (!text(realm, "timed-out", &value))
		return false;
	evl_promise_fulfill(realm, waiter->promise, value);
	return realm->halt == EVL_STATUS_OK;
}

/* sec-atomics.waitasync */
bool evl_atomics_wait_async(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct waiting waiting;
	evl_value value;
	if (!wait_begin(realm, args, "Atomics.waitAsync", &waiting))
		return false;
	bool waits = waiting.equal && waiting.timeout > 0;
	if (waits) {
		if (realm->hooks.post_call == NULL)
			return evl_not_covered(realm, "Atomics.waitAsync that waits");
		if (realm->waiters == NULL)
			realm->waiters = evl_arena_zalloc(&realm->scratch, sizeof *realm->waiters);
		struct waiter *waiter = evl_realm_scratch(realm, sizeof *waiter);
		*waiter = (struct waiter){ .block = waiting.block, .offset = waiting.offset, .promise = evl_promise_new(realm) };
		append(&realm->waiters->waiting, waiter);
		/* Hosts arm their timers by whole milliseconds; what is too long for any is no timeout. */
		if (waiting.timeout < 9e12 &&
		    !realm->hooks.post_call(realm, task_function(realm, time_out, waiter), (int64_t)round(waiting.timeout) * 1000, &waiter->timer))
			return false;
		value = evl_from_object(waiter->promise);
	} else if (!text(realm, waiting.equal ? "timed-out" : "not-equal", &value)) {
		return false;
	}
	struct evl_object *object = evl_object_plain(realm);
	*result = evl_from_object(object);
	return evl_create_data(realm, object, evl_text_name(realm, "async"), evl_from_bool(waits)) &&
	       evl_create_data(realm, object, EVL_NAME_value, value);
}

/* The task behind notify: all that were notified before it ran. */
static bool settle_notified(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = EVL_UNDEFINED;
	struct waiter *waiter = realm->waiters->notified.first;
	evl_value value;
	realm->waiters->notified = (struct waiter_list){ 0 };
	if (!text(realm, "ok", &value))
		return false;
	for (; waiter != NULL && realm->halt == EVL_STATUS_OK; waiter = waiter->next)
		evl_promise_fulfill(realm, waiter->promise, value);
	return realm->halt == EVL_STATUS_OK;
}

/* NotifyWaiter (sec-notifywaiter) */
static bool wake(struct evl_realm *realm, struct waiter *waiter)
{
	uint32_t ignored;
	struct evl_waiters *waiters = realm->waiters;
	bool first = waiters->notified.first == NULL;
	take_out(&waiters->waiting, waiter);
	append(&waiters->notified, waiter);
	if (waiter->timer != 0)
		realm->hooks.cancel_call(realm, waiter->timer);
	return !first || realm->hooks.post_call(realm, task_function(realm, settle_notified, NULL), 0, &ignored);
}

/* Wake those that wait in `of`, which may be another thread's realm, by a promise. */
static bool wake_promises(struct evl_realm *realm, struct evl_realm *of, const struct evl_block *block, size_t offset, double most,
			  int32_t *count)
{
	struct waiter *waiter = of->waiters != NULL ? of->waiters->waiting.first : NULL, *next;
	for (; waiter != NULL && *count < most; waiter = next) {
		next = waiter->next;
		if (!realm->hooks.spend(realm, 1))
			return false;
		if (waiter->block != block || waiter->offset != offset)
			continue;
		if (!wake(of, waiter))
			return false;
		++*count;
	}
	return true;
}

/* sec-atomics.notify */
bool evl_atomics_notify(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_view *view;
	double index, most = HUGE_VAL;
	int32_t count = 0;
	if (!evl_atomics_integer_array(realm, evl_arg(args, 0), true, "Atomics.notify", &view) ||
	    !evl_atomics_access_index(realm, view, evl_arg(args, 1), &index) ||
	    (!evl_is_undefined(evl_arg(args, 2)) && !evl_to_integer_or_infinity(realm, args->values[2], &most)))
		return false;
	if (!evl_array_buffer_is_shared(view->buffer)) {
		*result = evl_from_int(0);
		return true;
	}
	size_t offset = view->offset + (size_t)index * evl_typed_sizes[view->type];
	if (realm->hooks.wake != NULL)
		count = (int32_t)realm->hooks.wake(realm, view->block->bytes + offset, most);
	if (!wake_promises(realm, realm, view->block, offset, most, &count))
		return false;
	struct evl_realm *other;
	for (uint32_t i = 0; realm->hooks.thread != NULL && (other = realm->hooks.thread(realm, i)) != NULL; i++)
		if (other != realm && !wake_promises(realm, other, view->block, offset, most, &count))
			return false;
	*result = evl_from_int(count);
	return true;
}
