/* SPDX-License-Identifier: MIT */
/*
 * task.c - the records behind the loop's tasks: what to call, with what, and
 * which events of the trace it belongs to.
 *
 * The loop knows a record by its number only. Numbers are used again; an API
 * that hands out numbers of its own keeps them in `handle`.
 */
#include <string.h>

#include "host/host.h"
#include "vm/function.h"
#include "vm/stack.h"
#include "vm/vm.h"

static uint32_t new_record(struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	if (host->task_free != 0) {
		uint32_t record = host->task_free;
		host->task_free = host->tasks[record].next_free;
		return record;
	}
	if (host->task_count == host->task_capacity) {
		/* The tables here and in the loop double together; stop while there is room for that. */
		size_t growth = (size_t)host->task_capacity * 2 * (sizeof(struct evl_host_task) + sizeof(struct evl_loop_task) + 64);
		if (evl_arena_room(&realm->scratch) < growth * 2 + ((size_t)1 << 20) && host->task_count != 0) {
			evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "%u tasks are waiting", host->task_count);
			return host->task_count;
		}
		uint32_t capacity = host->task_capacity ? host->task_capacity * 2 : 16;
		struct evl_host_task *grown = evl_arena_alloc(&realm->scratch, (capacity + (size_t)1) * sizeof *grown);
		if (host->task_count != 0)
			memcpy(grown, host->tasks, (host->task_count + (size_t)1) * sizeof *grown);
		host->tasks = grown;
		host->task_capacity = capacity;
	}
	return ++host->task_count;
}

static evl_value *copy_values(struct evl_realm *realm, const evl_value *values, uint32_t count)
{
	if (count == 0)
		return NULL;
	return evl_arena_copy(&realm->scratch, values, count * sizeof *values);
}

evl_value *evl_host_copy_values(struct evl_realm *realm, const struct evl_args *args, uint32_t from, uint32_t *count)
{
	*count = args->count > from ? args->count - from : 0;
	return copy_values(realm, args->values + from, *count);
}

uint32_t evl_host_task_new(struct evl_realm *realm, enum evl_work work, evl_value callback, evl_value this_value, uint32_t count,
			   const evl_value *values, int64_t delay)
{
	struct evl_host *host = realm->host;
	uint32_t record = new_record(realm);
	evl_span site = evl_stack_site(realm);
	struct evl_event event = {
		.kind = EVL_EVENT_QUEUE,
		.work = (uint8_t)work,
		.cause = realm->current,
		.other = EVL_NO_EVENT,
		.id = ++realm->work_count,
		.time = realm->now,
		.value = delay,
		.span = site,
	};
	host->tasks[record] = (struct evl_host_task){
		.callback = callback,
		.this_value = this_value,
		.values = copy_values(realm, values, count),
		.count = count,
		.id = event.id,
		.queued = evl_trace_append(realm->trace, &event, NULL, 0),
		.site = site,
		.work = (uint8_t)work,
		.context = realm->host->profile->is_page ? EVL_UNDEFINED : realm->vm->async_context,
		.used = true,
	};
	return record;
}

void evl_host_post(struct evl_realm *realm, uint32_t record, enum evl_task_source source, int64_t delay)
{
	struct evl_host *host = realm->host;
	if (host->profile->sources == NULL) {
		evl_not_covered(realm, "tasks of this source");
		return;
	}
	const struct evl_task_source_rule *rule = &host->profile->sources[source];
	if (rule->below == 0 || (delay >= 1000 && delay < rule->below))
		delay += host->times_own ? 0 : rule->least;
	evl_task task = delay > 0 ? evl_loop_arm(&host->loop, rule->delayed, delay, false, record) :
				    evl_loop_post(&host->loop, rule->queue, record);
	host->tasks[record].task = task;
	if (rule->free_order && delay > 0)
		evl_loop_set_free(&host->loop, task);
	if (rule->in_order && delay > 0)
		evl_loop_set_lane(&host->loop, task, UINT32_MAX - (uint32_t)source);
	if (rule->unreferenced || (rule->unreferenced_timers && delay > 0))
		evl_loop_reference(&host->loop, task, false);
}

bool evl_host_post_call(struct evl_realm *realm, evl_value function, int64_t delay, uint32_t *record)
{
	*record = evl_host_task_new(realm, delay > 0 ? EVL_WORK_TIMER : EVL_WORK_TASK, function, EVL_UNDEFINED, 0, NULL, delay);
	evl_host_post(realm, *record, EVL_SOURCE_ENGINE, delay);
	return realm->halt == EVL_STATUS_OK;
}

uint32_t evl_host_task_new_copy(struct evl_realm *realm, const struct evl_host_task *task)
{
	uint32_t record = new_record(realm);
	realm->host->tasks[record] = *task;
	realm->host->tasks[record].task = 0;
	return record;
}

void evl_host_task_free(struct evl_host *host, uint32_t record)
{
	if (!host->tasks[record].used)
		return;
	host->tasks[record].used = false;
	host->tasks[record].values = NULL;
	host->tasks[record].callback = EVL_UNDEFINED;
	host->tasks[record].this_value = EVL_UNDEFINED;
	host->tasks[record].next_free = host->task_free;
	host->task_free = record;
}

void evl_host_task_cancel(struct evl_realm *realm, uint32_t record)
{
	struct evl_host *host = realm->host;
	struct evl_host_task *task = &host->tasks[record];
	if (!task->used || task->task == 0)
		return;
	struct evl_event event = {
		.kind = EVL_EVENT_CANCEL,
		.work = task->work,
		.cause = realm->current,
		.other = task->queued,
		.id = task->id,
		.time = realm->now,
		.span = evl_stack_site(realm),
	};
	evl_trace_append(realm->trace, &event, NULL, 0);
	evl_loop_cancel(&host->loop, task->task);
	task->task = 0;
	if (host->running != record)
		evl_host_task_free(host, record);
}

evl_span evl_host_function_span(struct evl_realm *realm, evl_value callback, evl_span fallback)
{
	(void)realm;
	for (int bound = 0; bound < 8 && evl_is_class(callback, EVL_CLASS_BOUND_FUNCTION); bound++)
		callback = ((struct evl_bound_function *)evl_pointer(callback))->target;
	if (!evl_is_class(callback, EVL_CLASS_FUNCTION))
		return fallback;
	const struct evl_function *function = evl_pointer(callback);
	evl_span where = function->code->template_->where;
	return evl_span_is_host(where) ? fallback : where;
}
