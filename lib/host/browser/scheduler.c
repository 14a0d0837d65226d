/* SPDX-License-Identifier: MIT */
/*
 * scheduler.c - scheduler.postTask and scheduler.yield with their priorities, TaskController and TaskSignal
 * (Prioritized Task Scheduling).
 */
#include "host/browser/scheduler.h"

#include <string.h>

#include "host/browser/dom.h"
#include "host/web/abort.h"
#include "value/convert.h"
#include "vm/promise.h"
#include "vm/vm.h"

enum priority { BLOCKING, VISIBLE, BACKGROUND };

static const char *const priority_names[] = { "user-blocking", "user-visible", "background" };
static const uint8_t ready_queues[] = { EVL_PAGE_QUEUE_BLOCKING, EVL_PAGE_QUEUE_VISIBLE, EVL_PAGE_QUEUE_BACKGROUND };
static const uint8_t delayed_queues[] = { EVL_PAGE_QUEUE_BLOCKING_TIMERS, EVL_PAGE_QUEUE_VISIBLE_TIMERS, EVL_PAGE_QUEUE_BACKGROUND_TIMERS };

/* A TaskSignal is an abort signal with a priority. */
struct task_signal {
	struct evl_abort_signal signal;
	uint8_t priority;
};

struct task_controller {
	struct evl_platform platform;
	struct evl_abort_signal *signal; /* where AbortController has it */
};

/* A posted task: its promise, and its place in the loop while it waits. */
struct posted {
	struct evl_platform platform;
	struct evl_promise *promise;
	struct evl_abort_algorithm *algorithm;
	uint32_t record;
	uint8_t priority;
};

static bool is_task_signal(struct evl_realm *realm, struct evl_abort_signal *signal)
{
	for (const struct evl_object *at = signal->target.platform.object.shape->prototype; at != NULL; at = at->shape->prototype)
		if (at == evl_intrinsic(realm, EVL_INTRINSIC_TASK_SIGNAL_PROTOTYPE))
			return true;
	return false;
}

static bool to_priority(struct evl_realm *realm, evl_value value, const char *function, const char *interface, uint8_t *out)
{
	struct evl_string *text;
	if (!evl_to_string(realm, value, &text))
		return false;
	const char *name = evl_string_utf8(realm, text);
	for (uint8_t i = 0; i < 3; i++) {
		if (strcmp(priority_names[i], name) == 0) {
			*out = i;
			return true;
		}
	}
	return evl_platform_type_error(realm, "Failed to execute '%s' on '%s': The provided value '%.60s' is not a valid enum value of type TaskPriority.",
				       function, interface, name);
}

static bool run_posted(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct posted *posted = evl_pointer(task->this_value);
	evl_value value;
	evl_value outer = realm->vm->async_context;
	if (posted->algorithm != NULL)
		posted->algorithm->removed = true;
	posted->record = 0;
	/* Awaits inside carry it on to yield(). */
	realm->vm->async_context = evl_from_int(posted->priority);
	bool ok = evl_host_call(realm, task->callback, EVL_UNDEFINED, 0, NULL, &value);
	realm->vm->async_context = outer;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	if (ok)
		evl_promise_resolve_with(realm, posted->promise, value);
	else
		evl_promise_reject(realm, posted->promise, evl_take_exception(realm));
	return true;
}

static bool aborted(struct evl_realm *realm, evl_value data, evl_value reason)
{
	struct posted *posted = evl_pointer(data);
	if (posted->record != 0)
		evl_host_task_cancel(realm, posted->record);
	posted->record = 0;
	evl_promise_reject(realm, posted->promise, reason);
	return true;
}

static bool post_task(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value options = evl_arg(args, 1), value;
	struct evl_abort_signal *signal = NULL;
	uint8_t priority = VISIBLE;
	bool given = false;
	double delay = 0;
	if (!evl_platform_require_args(realm, args, 1, "Scheduler", "postTask"))
		return false;
	struct evl_promise *promise = evl_promise_new(realm);
	*result = evl_from_object(promise);
	if (!evl_is_callable(args->values[0])) {
		evl_platform_bad_parameter(realm, "Scheduler", "postTask", 1, "Function");
		evl_promise_reject(realm, promise, evl_take_exception(realm));
		return true;
	}
	if (evl_is_object(options)) {
		if (!evl_get(realm, options, evl_platform_intern(realm, "delay"), &value) ||
		    (!evl_is_undefined(value) && !evl_to_number(realm, value, &delay)) ||
		    !evl_get(realm, options, evl_platform_intern(realm, "priority"), &value))
			return false;
		given = !evl_is_undefined(value);
		if (given && !to_priority(realm, value, "postTask", "Scheduler", &priority)) {
			evl_promise_reject(realm, promise, evl_take_exception(realm));
			return true;
		}
		if (!evl_get(realm, options, evl_platform_intern(realm, "signal"), &value))
			return false;
		signal = evl_platform_cast(value, EVL_PLATFORM_ABORT_SIGNAL);
	}
	if (signal != NULL && !given && is_task_signal(realm, signal))
		priority = ((struct task_signal *)signal)->priority;
	if (signal != NULL && signal->aborted) {
		evl_promise_reject(realm, promise, signal->reason);
		return true;
	}
	struct posted *posted = evl_platform_new(realm, EVL_PLATFORM_PLAIN, sizeof *posted, EVL_UNDEFINED, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	int64_t microseconds = delay > 0 && delay < 9e12 ? (int64_t)(delay * 1000) : 0;
	posted->promise = promise;
	posted->priority = priority;
	posted->record = evl_host_task_new(realm, EVL_WORK_TASK, args->values[0], evl_from_object(posted), 0, NULL, microseconds);
	struct evl_host_task *task = evl_host_task(realm->host, posted->record);
	task->run = run_posted;
	task->task = microseconds > 0 ? evl_loop_arm(&realm->host->loop, delayed_queues[priority], microseconds, false, posted->record) :
					evl_loop_post(&realm->host->loop, ready_queues[priority], posted->record);
	if (signal != NULL)
		posted->algorithm = evl_abort_add(realm, signal, evl_from_object(posted), aborted);
	return true;
}

static bool continue_after_yield(struct evl_realm *realm, uint32_t record)
{
	struct evl_promise *promise = evl_pointer(evl_host_task(realm->host, record)->this_value);
	evl_promise_resolve_with(realm, promise, EVL_UNDEFINED);
	return true;
}

/* yield() continues before other tasks of its priority, which is that of the posted task that it is in. */
static bool yield(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	struct evl_promise *promise = evl_promise_new(realm);
	uint32_t record = evl_host_task_new(realm, EVL_WORK_TASK, EVL_UNDEFINED, evl_from_object(promise), 0, NULL, 0);
	evl_host_task(realm->host, record)->run = continue_after_yield;
	static const uint8_t queues[] = { EVL_PAGE_QUEUE_BLOCKING_CONTINUATIONS, EVL_PAGE_QUEUE_CONTINUATIONS, EVL_PAGE_QUEUE_BACKGROUND_CONTINUATIONS };
	evl_value inherited = realm->vm->async_context;
	uint8_t queue = queues[evl_is_int(inherited) ? evl_as_int(inherited) : VISIBLE];
	evl_host_task(realm->host, record)->task = evl_loop_post(&realm->host->loop, queue, record);
	*result = evl_from_object(promise);
	return true;
}

static const struct evl_row scheduler_row[] = {
	EVL_OPERATION("postTask", post_task, 1),
	EVL_OPERATION("yield", yield, 0),
	EVL_TAG_ROW("Scheduler"),
};
const struct evl_family evl_family_SCHEDULER = {
	.name = "Scheduler",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(scheduler_row),
};

/* -------------------------------------------------- controllers with priority */

static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value value;
	uint8_t priority = VISIBLE;
	if (!evl_platform_require_new(realm, args))
		return false;
	if (evl_is_object(evl_arg(args, 0))) {
		if (!evl_get(realm, args->values[0], evl_platform_intern(realm, "priority"), &value) ||
		    (!evl_is_undefined(value) && !to_priority(realm, value, "constructor", "TaskController", &priority)))
			return false;
	}
	struct task_controller *controller = evl_platform_new(realm, EVL_PLATFORM_ABORT_CONTROLLER, sizeof *controller, args->new_target,
							      EVL_INTRINSIC_TASK_CONTROLLER_PROTOTYPE);
	if (controller == NULL)
		return false;
	struct task_signal *signal = evl_platform_new(realm, EVL_PLATFORM_ABORT_SIGNAL, sizeof *signal, EVL_UNDEFINED,
						      EVL_INTRINSIC_TASK_SIGNAL_PROTOTYPE);
	signal->signal.reason = EVL_UNDEFINED;
	signal->priority = priority;
	controller->signal = &signal->signal;
	*result = evl_from_object(controller);
	return true;
}

static bool set_priority(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct task_controller *controller = evl_platform_receiver(realm, args, EVL_PLATFORM_ABORT_CONTROLLER);
	uint8_t priority;
	*result = EVL_UNDEFINED;
	if (controller == NULL || !to_priority(realm, evl_arg(args, 0), "setPriority", "TaskController", &priority))
		return false;
	struct task_signal *signal = (struct task_signal *)controller->signal;
	if (signal->priority == priority)
		return true;
	struct evl_dom_event *event = evl_event_new(realm, "TaskPriorityChangeEvent", "prioritychange", EVL_DOM_TRUSTED);
	evl_event_set(realm, event, "previousPriority", evl_platform_text(realm, priority_names[signal->priority]));
	signal->priority = priority;
	/* Tasks that wait move to their new queue. */
	for (struct evl_abort_algorithm *a = signal->signal.algorithms; a != NULL; a = a->next) {
		if (a->run != aborted || a->removed)
			continue;
		struct posted *posted = evl_pointer(a->data);
		struct evl_host_task *task = evl_host_task(realm->host, posted->record);
		if (posted->record == 0 || evl_loop_task(&realm->host->loop, task->task)->due > realm->now)
			continue;
		evl_loop_cancel(&realm->host->loop, task->task);
		posted->priority = priority;
		evl_host_task(realm->host, posted->record)->task = evl_loop_post(&realm->host->loop, ready_queues[priority], posted->record);
	}
	return evl_event_dispatch(realm, &signal->signal.target, event, NULL);
}

static bool get_priority(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_abort_signal *signal = evl_platform_receiver(realm, args, EVL_PLATFORM_ABORT_SIGNAL);
	if (signal == NULL)
		return false;
	*result = evl_platform_text(realm, priority_names[is_task_signal(realm, signal) ? ((struct task_signal *)signal)->priority : VISIBLE]);
	return true;
}

static const struct evl_row controller_row[] = { EVL_OPERATION("setPriority", set_priority, 1), EVL_TAG_ROW("TaskController") };
const struct evl_family evl_family_TASK_CONTROLLER = {
	.name = "TaskController",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.parent = EVL_INTRINSIC_ABORT_CONTROLLER,
	.prototype_parent = EVL_INTRINSIC_ABORT_CONTROLLER_PROTOTYPE,
	.prototype = EVL_ROWS(controller_row),
};
static const struct evl_row signal_row[] = {
	EVL_ATTRIBUTE("priority", get_priority),
	EVL_HANDLER("onprioritychange"),
	EVL_TAG_ROW("TaskSignal"),
};
const struct evl_family evl_family_TASK_SIGNAL = {
	.name = "TaskSignal",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_ABORT_SIGNAL,
	.prototype_parent = EVL_INTRINSIC_ABORT_SIGNAL_PROTOTYPE,
	.prototype = EVL_ROWS(signal_row),
};

static bool make(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(
		evl_platform_new(realm, EVL_PLATFORM_PLAIN, sizeof(struct evl_platform), EVL_UNDEFINED, EVL_INTRINSIC_SCHEDULER_PROTOTYPE));
	return true;
}

static const struct evl_row window_row[] = {
	EVL_MADE_ROW("scheduler", make, EVL_DATA_DEFAULT),
	EVL_INTERFACE_ROW("Scheduler", SCHEDULER),
	EVL_INTERFACE_ROW("TaskController", TASK_CONTROLLER),
	EVL_INTERFACE_ROW("TaskSignal", TASK_SIGNAL),
};
const struct evl_rows evl_page_scheduler_rows = EVL_ROWS(window_row);
