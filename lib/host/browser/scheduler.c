/* SPDX-License-Identifier: MIT */
/*
 * scheduler.c - scheduler.postTask and scheduler.yield with their priorities, TaskController and TaskSignal
 * (Prioritized Task Scheduling).
 */
#include "host/browser/scheduler.h"

#include <math.h>
#include <string.h>

#include "builtins/dom_exception.h"
#include "host/browser/dom.h"
#include "host/web/abort.h"
#include "value/convert.h"
#include "vm/promise.h"
#include "vm/vm.h"

enum priority { BLOCKING, VISIBLE, BACKGROUND };

static const char *const priority_names[] = { "user-blocking", "user-visible", "background" };
static const uint8_t ready_queues[] = { EVL_PAGE_QUEUE_BLOCKING, EVL_PAGE_QUEUE_VISIBLE, EVL_PAGE_QUEUE_BACKGROUND };
static const uint8_t delayed_queues[] = { EVL_PAGE_QUEUE_BLOCKING_TIMERS, EVL_PAGE_QUEUE_VISIBLE_TIMERS, EVL_PAGE_QUEUE_BACKGROUND_TIMERS };

static const uint8_t continuation_queues[] = { EVL_PAGE_QUEUE_BLOCKING_CONTINUATIONS, EVL_PAGE_QUEUE_CONTINUATIONS,
					       EVL_PAGE_QUEUE_BACKGROUND_CONTINUATIONS };

/* A TaskSignal is an abort signal with a priority, which may be another's. */
struct task_signal {
	struct evl_abort_signal signal;
	uint8_t priority;
	bool changing;                      /* its prioritychange event is being dispatched */
	struct posted *posted;              /* the tasks that go by its priority, the newest first */
	struct task_signal *followers, *next_follower; /* signals of any() whose priority is this one's */
};

struct task_controller {
	struct evl_platform platform;
	struct evl_abort_signal *signal; /* where AbortController has it */
};

/* A posted task, or the continuation of yield(): its promise, and its place in the loop while it waits. */
struct posted {
	struct evl_platform platform;
	struct evl_promise *promise;
	struct evl_abort_signal *signal;  /* that aborts it; NULL: none */
	struct evl_abort_algorithm *algorithm;
	struct task_signal *source;       /* whose priority it has; NULL: its own */
	struct posted *next;              /* of the same source */
	const uint8_t *queues;            /* by priority */
	uint32_t record;
	uint8_t priority;
	evl_value outcome;                /* what the callback gave or threw, while its jobs run */
};

static struct task_signal *task_signal_cast(evl_value v)
{
	struct evl_abort_signal *signal = evl_platform_cast(v, EVL_PLATFORM_ABORT_SIGNAL);
	return signal != NULL && signal->has_priority ? (struct task_signal *)signal : NULL;
}

static uint8_t priority_of(const struct posted *posted)
{
	return posted->source != NULL ? posted->source->priority : posted->priority;
}

/* The priority that a text names. `context`: what a message says before it, printf text with nothing in it. False: TypeError pending. */
static bool to_priority(struct evl_realm *realm, evl_value value, const char *context, uint8_t *out)
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
	return evl_platform_type_error(realm, "%sThe provided value '%s' is not a valid enum value of type TaskPriority.", context, name);
}

static bool run_posted(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct posted *posted = evl_pointer(task->this_value);
	evl_value value = EVL_UNDEFINED;
	evl_value outer = realm->vm->async_context;
	posted->record = 0;
	/* Awaits inside carry it on to yield(). */
	realm->vm->async_context = evl_from_object(posted);
	bool ok = evl_is_undefined(task->callback) || evl_host_call(realm, task->callback, EVL_UNDEFINED, 0, NULL, &value);
	realm->vm->async_context = outer;
	if (posted->algorithm != NULL)
		posted->algorithm->removed = true;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	/* The callback's jobs run before its promise is settled (Web IDL, "clean up after running script"). */
	posted->outcome = ok ? value : evl_take_exception(realm);
	if (!evl_web_checkpoint(realm))
		return false;
	if (ok)
		evl_promise_resolve_with(realm, posted->promise, posted->outcome);
	else
		evl_promise_reject(realm, posted->promise, posted->outcome);
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

/* A task with nothing decided yet but its promise. */
static struct posted *posted_new(struct evl_realm *realm)
{
	struct posted *posted = evl_platform_new(realm, EVL_PLATFORM_PLAIN, sizeof *posted, EVL_UNDEFINED, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	posted->promise = evl_promise_new(realm);
	posted->priority = VISIBLE;
	posted->queues = ready_queues;
	return posted;
}

/* Let it wait: for `delay` microseconds, then for its turn. Its promise is rejected instead when its signal has been aborted. */
static void post(struct evl_realm *realm, struct posted *posted, evl_value callback, int64_t delay)
{
	if (posted->signal != NULL && posted->signal->aborted) {
		evl_promise_reject(realm, posted->promise, posted->signal->reason);
		return;
	}
	uint8_t priority = priority_of(posted);
	posted->record = evl_host_task_new(realm, EVL_WORK_TASK, callback, evl_from_object(posted), 0, NULL, delay);
	struct evl_host_task *task = evl_host_task(realm->host, posted->record);
	task->run = run_posted;
	task->task = delay > 0 ? evl_loop_arm(&realm->host->loop, delayed_queues[priority], delay, false, posted->record) :
				 evl_loop_post(&realm->host->loop, posted->queues[priority], posted->record);
	if (posted->signal != NULL)
		posted->algorithm = evl_abort_add(realm, posted->signal, evl_from_object(posted), aborted);
	if (posted->source != NULL) {
		posted->next = posted->source->posted;
		posted->source->posted = posted;
	}
}

#define POST_TASK "Failed to execute 'postTask' on 'Scheduler': "
#define POST_TASK_OPTION(name) POST_TASK "Failed to read the '" name "' property from 'SchedulerPostTaskOptions': "

static bool read_delay(struct evl_realm *realm, evl_value value, int64_t *microseconds)
{
	double delay;
	if (evl_is_undefined(value))
		return true;
	if (!evl_to_number(realm, value, &delay))
		return false;
	if (!isfinite(delay))
		return evl_platform_type_error(realm, POST_TASK_OPTION("delay") "Value is %snot of type 'unsigned long long'.",
					       isnan(delay) ? "" : "infinite and ");
	delay = trunc(delay);
	if (!(delay >= 0 && delay <= 9007199254740991.0))
		return evl_platform_type_error(realm, POST_TASK_OPTION("delay") "Value is outside the 'unsigned long long' value range.");
	*microseconds = delay < 9e12 ? (int64_t)(delay * 1000) : (int64_t)9e15;
	return true;
}

/* SchedulerPostTaskOptions: its members in the order of their names. */
static bool read_options(struct evl_realm *realm, evl_value options, struct posted *posted, int64_t *delay)
{
	evl_value value;
	if (evl_is_undefined(options) || evl_is_null(options))
		return true;
	if (!evl_is_object(options))
		return evl_platform_type_error(realm, POST_TASK "The provided value is not of type 'SchedulerPostTaskOptions'.");
	if (!evl_get(realm, options, evl_platform_intern(realm, "delay"), &value) || !read_delay(realm, value, delay) ||
	    !evl_get(realm, options, evl_platform_intern(realm, "priority"), &value))
		return false;
	bool given = !evl_is_undefined(value);
	if ((given && !to_priority(realm, value, POST_TASK_OPTION("priority"), &posted->priority)) ||
	    !evl_get(realm, options, evl_platform_intern(realm, "signal"), &value))
		return false;
	posted->signal = evl_platform_cast(value, EVL_PLATFORM_ABORT_SIGNAL);
	posted->source = given ? NULL : task_signal_cast(value);
	return posted->signal != NULL || evl_is_undefined(value) ||
	       evl_platform_type_error(realm, POST_TASK_OPTION("signal") "Failed to convert value to 'AbortSignal'.");
}

/* Is it called as it has to be? False: TypeError pending. */
static bool check_call(struct evl_realm *realm, const struct evl_args *args)
{
	if (!evl_platform_require_args(realm, args, 1, "Scheduler", "postTask"))
		return false;
	return evl_is_callable(args->values[0]) || evl_platform_bad_parameter(realm, args, "Scheduler", "postTask", 1, "Function");
}

/* What goes wrong rejects the promise. */
static bool post_task(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct posted *posted = posted_new(realm);
	int64_t delay = 0;
	*result = evl_from_object(posted->promise);
	if (check_call(realm, args) && read_options(realm, evl_arg(args, 1), posted, &delay)) {
		post(realm, posted, args->values[0], delay);
		return true;
	}
	if (realm->halt != EVL_STATUS_OK)
		return false;
	evl_promise_reject(realm, posted->promise, evl_take_exception(realm));
	return true;
}

/* yield() continues before other tasks of its priority, which is that of the posted task that it is in; what aborts that task aborts it. */
static bool yield(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	struct posted *posted = posted_new(realm);
	*result = evl_from_object(posted->promise);
	posted->queues = continuation_queues;
	if (evl_is_object(realm->vm->async_context)) {
		const struct posted *around = evl_pointer(realm->vm->async_context);
		posted->priority = around->priority;
		posted->source = around->source;
		posted->signal = around->signal;
	}
	post(realm, posted, EVL_UNDEFINED, 0);
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

static struct task_signal *task_signal_new(struct evl_realm *realm)
{
	struct task_signal *signal = evl_platform_new(realm, EVL_PLATFORM_ABORT_SIGNAL, sizeof *signal, EVL_UNDEFINED,
						      EVL_INTRINSIC_TASK_SIGNAL_PROTOTYPE);
	signal->signal.reason = EVL_UNDEFINED;
	signal->signal.has_priority = true;
	signal->priority = VISIBLE;
	return signal;
}

static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value init = evl_arg(args, 0), value = EVL_UNDEFINED;
	uint8_t priority = VISIBLE;
	if (!evl_platform_require_new(realm, args))
		return false;
	if (!evl_is_object(init) && !evl_is_undefined(init) && !evl_is_null(init))
		return evl_platform_type_error(realm, "Failed to construct 'TaskController': The provided value is not of type 'TaskControllerInit'.");
	if (evl_is_object(init) && !evl_get(realm, init, evl_platform_intern(realm, "priority"), &value))
		return false;
	if (!evl_is_undefined(value) && !to_priority(realm, value,
						     "Failed to construct 'TaskController': Failed to read the 'priority' property from "
						     "'TaskControllerInit': ",
						     &priority))
		return false;
	struct task_controller *controller = evl_platform_new(realm, EVL_PLATFORM_ABORT_CONTROLLER, sizeof *controller, args->new_target,
							      EVL_INTRINSIC_TASK_CONTROLLER_PROTOTYPE);
	if (controller == NULL)
		return false;
	struct task_signal *signal = task_signal_new(realm);
	signal->priority = priority;
	controller->signal = &signal->signal;
	*result = evl_from_object(controller);
	return true;
}

/* The tasks of a signal that wait go to the queue of its priority, each to its place in time; so with the signals that follow it. */
static void move_tasks(struct evl_realm *realm, struct task_signal *signal)
{
	struct evl_loop *loop = &realm->host->loop;
	for (const struct posted *posted = signal->posted; posted != NULL; posted = posted->next) {
		if (posted->record == 0)
			continue;
		evl_task task = evl_host_task(realm->host, posted->record)->task;
		uint8_t queue = evl_loop_task(loop, task)->queue;
		bool delayed = queue == delayed_queues[BLOCKING] || queue == delayed_queues[VISIBLE] || queue == delayed_queues[BACKGROUND];
		evl_loop_move(loop, task, (delayed ? delayed_queues : posted->queues)[signal->priority]);
	}
}

/* "signal priority change" */
static bool change_priority(struct evl_realm *realm, struct task_signal *signal, uint8_t priority)
{
	if (signal->changing)
		return evl_dom_exception_throw(
			realm,
			"Failed to execute 'setPriority' on 'TaskController': Cannot change priority when a prioritychange event is in progress.",
			"NotAllowedError");
	if (signal->priority == priority)
		return true;
	struct evl_dom_event *event = evl_event_new(realm, "TaskPriorityChangeEvent", "prioritychange", EVL_DOM_TRUSTED);
	evl_event_set(realm, event, "previousPriority", evl_platform_text(realm, priority_names[signal->priority]));
	signal->priority = priority;
	move_tasks(realm, signal);
	signal->changing = true;
	bool ok = evl_event_dispatch(realm, &signal->signal.target, event, NULL);
	for (struct task_signal *f = signal->followers; f != NULL && ok; f = f->next_follower)
		ok = change_priority(realm, f, priority);
	signal->changing = false;
	return ok;
}

static bool set_priority(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct task_controller *controller = evl_platform_receiver(realm, args, EVL_PLATFORM_ABORT_CONTROLLER);
	uint8_t priority;
	*result = EVL_UNDEFINED;
	if (controller == NULL || !evl_platform_require_args(realm, args, 1, "TaskController", "setPriority") ||
	    !to_priority(realm, args->values[0], "Failed to execute 'setPriority' on 'TaskController': ", &priority))
		return false;
	struct task_signal *signal = task_signal_cast(evl_from_object(controller->signal));
	return signal != NULL ? change_priority(realm, signal, priority) :
				evl_platform_type_error(realm, "Illegal invocation");
}

static bool get_priority(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_abort_signal *signal = evl_platform_receiver(realm, args, EVL_PLATFORM_ABORT_SIGNAL);
	if (signal == NULL)
		return false;
	const struct task_signal *with = task_signal_cast(evl_from_object(signal));
	*result = with != NULL ? evl_platform_text(realm, priority_names[with->priority]) : EVL_UNDEFINED;
	return with != NULL || evl_platform_type_error(realm, "Illegal invocation");
}

/* TaskSignal.any(signals, { priority }): the priority may be a signal, which is followed. */
static bool any(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char what[] = "Failed to execute 'any' on 'TaskSignal': Failed to read the 'priority' property from 'TaskSignalAnyInit': ";
	evl_value init = evl_arg(args, 1), value = EVL_UNDEFINED;
	struct task_signal *made = task_signal_new(realm), *source;
	*result = evl_from_object(made);
	if (!evl_platform_require_args(realm, args, 1, "TaskSignal", "any") ||
	    !evl_abort_follow_any(realm, args->values[0], "TaskSignal", &made->signal))
		return false;
	if (!evl_is_object(init) && !evl_is_undefined(init) && !evl_is_null(init))
		return evl_platform_type_error(realm, "Failed to execute 'any' on 'TaskSignal': The provided value is not of type 'TaskSignalAnyInit'.");
	if (evl_is_object(init) && !evl_get(realm, init, evl_platform_intern(realm, "priority"), &value))
		return false;
	if (evl_is_undefined(value))
		return true;
	if ((source = task_signal_cast(value)) == NULL)
		return to_priority(realm, value, what, &made->priority);
	made->priority = source->priority;
	struct task_signal **link = &source->followers;
	while (*link != NULL)
		link = &(*link)->next_follower;
	*link = made;
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
static const struct evl_row signal_static_row[] = { EVL_OPERATION("any", any, 1) };
const struct evl_family evl_family_TASK_SIGNAL = {
	.name = "TaskSignal",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_ABORT_SIGNAL,
	.prototype_parent = EVL_INTRINSIC_ABORT_SIGNAL_PROTOTYPE,
	.prototype = EVL_ROWS(signal_row),
	.statics = EVL_ROWS(signal_static_row),
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
