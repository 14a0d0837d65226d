/* SPDX-License-Identifier: MIT */
/*
 * rejections.c - rejected promises that nobody handles: noted as they come,
 * told when the inner queues are empty, as node:internal/process/promises does.
 */
#include <string.h>

#include "base/buffer.h"
#include "host/node/node.h"
#include "value/convert.h"
#include "vm/promise.h"
#include "vm/vm.h"

/* A rejected promise that nobody has handled yet, or that got its handler after it was told. */
struct rejection {
	struct rejection *next;
	struct evl_promise *promise;
	evl_value context; /* the async context that it was rejected in: where its handlers run */
	uint32_t id;       /* as warnings number it */
	struct evl_object *warning; /* made where it got its late handler */
};

struct list {
	struct rejection *first, *last;
};

struct evl_node_rejections {
	struct list pending; /* to be told when the queues are empty, unless handled by then */
	struct list told;    /* a late handler is told */
	struct list handled; /* got a late handler, to be told */
	uint32_t count;
};

static void append(struct list *list, struct rejection *rejection)
{
	rejection->next = NULL;
	if (list->first == NULL)
		list->first = rejection;
	else
		list->last->next = rejection;
	list->last = rejection;
}

static struct rejection *take_first(struct list *list)
{
	struct rejection *rejection = list->first;
	list->first = rejection->next;
	return rejection;
}

/* Take the record of `promise` out of the list; NULL: it is not there. */
static struct rejection *take(struct list *list, const struct evl_promise *promise)
{
	struct rejection *before = NULL, *rejection = list->first;
	for (; rejection != NULL && rejection->promise != promise; rejection = rejection->next)
		before = rejection;
	if (rejection == NULL)
		return NULL;
	if (before == NULL)
		list->first = rejection->next;
	else
		before->next = rejection->next;
	if (list->last == rejection)
		list->last = before;
	return rejection;
}

static struct evl_object *numbered_warning(struct evl_realm *realm, const char *name, const char *text, uint32_t id)
{
	struct evl_buffer whole;
	evl_buffer_init(&whole);
	evl_buffer_printf(&whole, "%s (rejection id: %u)", text, (unsigned)id);
	struct evl_object *warning = evl_node_warning_new(realm, name, whole.failed ? text : whole.bytes);
	evl_buffer_release(&whole);
	return warning;
}

/* A task: a late handler is told. */
static bool raise_handled(struct evl_realm *realm, uint32_t record)
{
	evl_value promise = evl_host_task(realm->host, record)->this_value;
	bool heard;
	return evl_node_emit(realm, "rejectionHandled", 1, &promise, &heard);
}

static void post_handled(struct evl_realm *realm, struct evl_promise *promise)
{
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, EVL_UNDEFINED, evl_from_object(promise), 0, NULL, 0);
	evl_host_task(realm->host, record)->run = raise_handled;
	evl_host_post(realm, record, EVL_SOURCE_POSTED, 0);
}

void evl_node_rejection(struct evl_realm *realm, struct evl_promise *promise, bool handled)
{
	struct evl_node *node = evl_node(realm);
	if (node->rejections == NULL)
		node->rejections = evl_arena_zalloc(&realm->scratch, sizeof *node->rejections);
	struct evl_node_rejections *all = node->rejections;
	struct rejection *rejection;
	if (!handled) {
		rejection = evl_arena_zalloc(&realm->scratch, sizeof *rejection);
		rejection->promise = promise;
		rejection->context = realm->vm->async_context;
		rejection->id = ++all->count;
		append(&all->pending, rejection);
		return;
	}
	/* Among the pending ones it is left out later, because the promise is handled then. */
	rejection = take(&all->told, promise);
	if (rejection == NULL)
		return;
	if (realm->host->profile->concluded != NULL) {
		post_handled(realm, promise);
		return;
	}
	rejection->warning = numbered_warning(realm, "PromiseRejectionHandledWarning", "Promise rejection was handled asynchronously", rejection->id);
	evl_define_text(realm, rejection->warning, "id", evl_from_number(rejection->id));
	append(&all->handled, rejection);
}

/* A piece of work for process events that no callback caused. */
struct event_call {
	const char *event;
	uint32_t count;
	evl_value values[2];
	bool handled;
};

/* Raise a process event. DONE: all listeners returned; THREW: one threw, which was handled as an uncaught exception. */
static enum evl_ran raise_event(struct evl_realm *realm, struct event_call *call)
{
	if (evl_node_emit(realm, call->event, call->count, call->values, &call->handled))
		return EVL_RAN_DONE;
	if (realm->halt != EVL_STATUS_OK || realm->host->exiting)
		return EVL_RAN_STOP;
	return evl_node_uncaught(realm, evl_take_exception(realm), EVL_ORIGIN_TASK, NULL) ? EVL_RAN_THREW : EVL_RAN_STOP;
}

static enum evl_ran tell_handled(struct evl_realm *realm, struct rejection *rejection)
{
	struct event_call call = { .event = "rejectionHandled", .count = 1, .values = { evl_from_object(rejection->promise) } };
	enum evl_ran ran = raise_event(realm, &call);
	if (ran == EVL_RAN_DONE && !call.handled)
		evl_node_warn_object(realm, rejection->warning);
	return ran;
}

/* Two warnings: one with the reason, one that says what it is about. */
static void warn_of(struct evl_realm *realm, const struct rejection *rejection)
{
	static const char name[] = "UnhandledPromiseRejectionWarning";
	evl_value reason = rejection->promise->result, stack = EVL_UNDEFINED;
	if (evl_node_is_like_error(realm, reason) && !evl_get(realm, reason, EVL_NAME_stack, &stack) && realm->exception != EVL_EMPTY)
		(void)evl_take_exception(realm);
	evl_node_warn(realm, name, NULL, evl_is_string(stack) ? evl_string_utf8(realm, evl_as_string(stack)) : evl_node_reason_text(realm, reason));
	evl_node_warn_object(realm, numbered_warning(realm, name,
		"Unhandled promise rejection. This error originated either by throwing inside of an async function without a catch block, or by "
		"rejecting a promise which was not handled with .catch(). To terminate the node process on unhandled promise rejection, use the CLI "
		"flag `--unhandled-rejections=strict` (see https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode).", rejection->id));
}

/* The rejection as an uncaught exception. DONE: handlers of the program took it. */
static enum evl_ran raise_exception(struct evl_realm *realm, struct evl_promise *promise)
{
	return evl_node_uncaught(realm, promise->result, EVL_ORIGIN_REJECTION, promise) ? EVL_RAN_DONE : EVL_RAN_STOP;
}

/* A rejection that nothing handles, as the mode says: its event, an uncaught exception (the end of the process, usually), warnings. */
static enum evl_ran tell_unhandled(struct evl_realm *realm, struct rejection *rejection)
{
	const enum evl_rejection_mode mode = (enum evl_rejection_mode)realm->host->rejection_mode;
	struct event_call call = {
		.event = "unhandledRejection", .count = 2, .values = { rejection->promise->result, evl_from_object(rejection->promise) },
	};
	if (mode == EVL_REJECTIONS_STRICT && raise_exception(realm, rejection->promise) == EVL_RAN_STOP)
		return EVL_RAN_STOP;
	enum evl_ran ran = raise_event(realm, &call);
	if (ran != EVL_RAN_DONE)
		return ran;
	if (mode == EVL_REJECTIONS_THROW && !call.handled)
		return raise_exception(realm, rejection->promise);
	if (mode == EVL_REJECTIONS_WARN || (mode != EVL_REJECTIONS_NONE && !call.handled))
		warn_of(realm, rejection);
	if (mode == EVL_REJECTIONS_WARN_WITH_ERROR_CODE && !call.handled)
		evl_node(realm)->exit_code = evl_from_int(1);
	return EVL_RAN_DONE;
}

/* What is still unhandled of the pending rejections; none is pending after it. */
static struct list take_unhandled(struct list *pending)
{
	struct list unhandled = { NULL, NULL };
	while (pending->first != NULL) {
		struct rejection *rejection = take_first(pending);
		if (!rejection->promise->handled)
			append(&unhandled, rejection);
	}
	return unhandled;
}

/* The same in the async context of the rejection; a late handler is told from now on. */
static enum evl_ran tell_in_context(struct evl_realm *realm, struct rejection *rejection)
{
	evl_event_id before = realm->current;
	evl_value outer = realm->vm->async_context;
	append(&evl_node(realm)->rejections->told, rejection);
	realm->vm->async_context = rejection->context;
	enum evl_ran ran = tell_unhandled(realm, rejection);
	if (ran != EVL_RAN_STOP) {
		realm->vm->async_context = outer;
		realm->current = before;
	}
	return ran;
}

enum evl_ran evl_node_settled(struct evl_realm *realm, bool *again)
{
	struct evl_node_rejections *all = evl_node(realm)->rejections;
	if (all == NULL)
		return EVL_RAN_DONE;
	enum evl_ran ran = EVL_RAN_DONE;
	while (all->handled.first != NULL && ran == EVL_RAN_DONE) {
		*again = true;
		ran = tell_handled(realm, take_first(&all->handled));
	}
	if (ran != EVL_RAN_DONE)
		return ran;
	/* Those after one whose listener threw are never told of. */
	struct list unhandled = take_unhandled(&all->pending);
	while (unhandled.first != NULL && ran == EVL_RAN_DONE) {
		*again = true;
		ran = tell_in_context(realm, take_first(&unhandled));
	}
	return ran;
}

enum evl_ran evl_node_tell_rejections(struct evl_realm *realm)
{
	struct evl_node_rejections *all = evl_node(realm)->rejections;
	while (all != NULL && all->pending.first != NULL) {
		struct rejection *rejection = take_first(&all->pending);
		if (!rejection->promise->handled && tell_in_context(realm, rejection) == EVL_RAN_STOP)
			return EVL_RAN_STOP;
	}
	return EVL_RAN_DONE;
}
