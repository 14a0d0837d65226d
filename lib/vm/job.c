/* SPDX-License-Identifier: MIT */
/*
 * job.c - the queue of microtasks: a ring of records that doubles when full.
 *
 * The job that runs is copied to `running` before its slot is free for reuse: what a job
 * needs after script has run is read from there, where a collector finds it.
 */
#include "vm/job.h"

#include <string.h>

#include "base/diag.h"
#include "base/misconception.h"
#include "value/error.h"
#include "value/realm.h"
#include "vm/generator.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/unknown_name.h"
#include "vm/vm.h"

enum { FIRST_CAPACITY = 64 };

/* Make room for one more job; false when the run ran out of memory (it is halting then). */
static bool grow(struct evl_realm *realm, struct evl_jobs *jobs)
{
	uint32_t capacity = jobs->capacity != 0 ? jobs->capacity * 2 : FIRST_CAPACITY;
	size_t bytes = (size_t)capacity * sizeof(struct evl_job);
	if (capacity == 0 || bytes > realm->heap.limit || bytes + 4096 > evl_arena_room(&realm->scratch))
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "%u microtasks are waiting", jobs->count);
	struct evl_job *ring = evl_arena_alloc(&realm->scratch, bytes);
	if (jobs->count != 0) {
		uint32_t tail = jobs->capacity - jobs->head;
		memcpy(ring, jobs->ring + jobs->head, tail * sizeof *ring);
		memcpy(ring + tail, jobs->ring, jobs->head * sizeof *ring);
	}
	jobs->ring = ring;
	jobs->capacity = capacity;
	jobs->head = 0;
	return true;
}

/* ---- changed rules (base/misconceptions.def) ---- */

static struct evl_job *job_at(struct evl_jobs *jobs, uint32_t index)
{
	return &jobs->ring[(jobs->head + index) & (jobs->capacity - 1)];
}

/* Is the job believed to run at once? */
static bool runs_now(const struct evl_realm *realm, const struct evl_job *job)
{
	if (job->kind != EVL_JOB_REACTION)
		return false;
	return realm->vm->misconception == EVL_MISCONCEPTION_THEN_SYNC ||
	       (realm->vm->misconception == EVL_MISCONCEPTION_PASS_FREE && evl_is_undefined(job->callee));
}

/* Let the newest job overtake those that it is believed to overtake. */
static void overtake(const struct evl_realm *realm, struct evl_jobs *jobs, bool settled)
{
	uint32_t at = jobs->count - 1, first = at;
	struct evl_job job = *job_at(jobs, at);
	switch ((enum evl_misconception)realm->vm->misconception) {
	case EVL_MISCONCEPTION_CHAIN_AT_ONCE:
		if (settled && jobs->is_running && job.kind == EVL_JOB_REACTION)
			first = 0;
		break;
	case EVL_MISCONCEPTION_MICROTASK_FIRST:
		for (first = 0; job.kind == EVL_JOB_CALL && first < at && job_at(jobs, first)->kind == EVL_JOB_CALL;)
			first++;
		first = job.kind == EVL_JOB_CALL ? first : at;
		break;
	case EVL_MISCONCEPTION_AWAIT_LAST:
		for (first = 0; first < at && job_at(jobs, first)->kind != EVL_JOB_RESUME;)
			first++;
		first = job.kind == EVL_JOB_RESUME ? at : first;
		break;
	default:
		return;
	}
	for (; at > first; at--)
		*job_at(jobs, at) = *job_at(jobs, at - 1);
	*job_at(jobs, first) = job;
}

void evl_job_queue(struct evl_realm *realm, struct evl_job job, evl_event_id settle)
{
	struct evl_jobs *jobs = &realm->vm->microtasks;
	if (realm->vm->misconception != EVL_MISCONCEPTION_NONE && runs_now(realm, &job)) {
		(void)evl_promise_run_reaction(realm, &job);
		return;
	}
	if (jobs->count == jobs->capacity && !grow(realm, jobs))
		return;
	struct evl_job *slot = &jobs->ring[(jobs->head + jobs->count) & (jobs->capacity - 1)];
	jobs->count++;
	jobs->total++;
	*slot = job;
	if (slot->context == 0)
		slot->context = realm->vm->async_context;
	if (slot->id == 0)
		slot->id = ++realm->work_count;
	slot->queued = EVL_NO_EVENT;
	if (!realm->trace->truncated) {
		struct evl_event event = {
			.kind = EVL_EVENT_QUEUE,
			.work = slot->work,
			.detail = slot->rejected,
			.cause = realm->current,
			.other = settle,
			.id = slot->id,
			.time = realm->now,
			.span = slot->span,
		};
		slot->queued = evl_trace_append(realm->trace, &event, NULL, 0);
	}
	if (realm->vm->misconception != EVL_MISCONCEPTION_NONE)
		overtake(realm, jobs, settle != EVL_NO_EVENT);
}

void evl_job_queue_call(struct evl_realm *realm, evl_value callback)
{
	struct evl_job job = {
		.kind = EVL_JOB_CALL,
		.work = EVL_WORK_QUEUE_MICROTASK,
		.span = evl_stack_site(realm),
		.callee = callback,
		.target = EVL_UNDEFINED,
		.argument = EVL_UNDEFINED,
	};
	evl_job_queue(realm, job, EVL_NO_EVENT);
}

static evl_event_id append_begin(struct evl_realm *realm, const struct evl_job *job)
{
	struct evl_event event = {
		.kind = EVL_EVENT_BEGIN,
		.work = job->work,
		.cause = job->queued,
		.other = EVL_NO_EVENT,
		.id = job->id,
		.time = realm->now,
		.span = job->span,
	};
	return evl_trace_append(realm->trace, &event, NULL, 0);
}

static void append_end(struct evl_realm *realm, const struct evl_job *job, evl_event_id begin)
{
	struct evl_event event = {
		.kind = EVL_EVENT_END,
		.work = job->work,
		.cause = begin,
		.other = EVL_NO_EVENT,
		.id = job->id,
		.time = realm->now,
		.span = job->span,
	};
	evl_trace_append(realm->trace, &event, NULL, 0);
}

bool evl_job_run_one(struct evl_realm *realm)
{
	struct evl_jobs *jobs = &realm->vm->microtasks;
	struct evl_job *job = &jobs->running;
	/* Between jobs is a safe point. */
	if (realm->heap.over_limit)
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "while microtasks ran");
	if (--realm->vm->steps_left < 0 && !evl_vm_next_slice(realm))
		return false;
	*job = jobs->ring[jobs->head];
	jobs->head = (jobs->head + 1) & (jobs->capacity - 1);
	jobs->count--;
	jobs->is_running = true;

	evl_event_id before = realm->current;
	evl_event_id begin = EVL_NO_EVENT;
	if (!realm->trace->truncated)
		begin = append_begin(realm, job);
	realm->current = begin;

	if (realm->unknowns != 0 && evl_is_unknown(job->argument)) {
		if (job->kind == EVL_JOB_RESUME && !job->rejected)
			evl_unknown_name_after(realm, evl_as_unknown(job->argument), job->span);
		else if (job->kind == EVL_JOB_REACTION)
			evl_unknown_name_parameter(realm, evl_as_unknown(job->argument), job->callee);
	}
	bool ok = true;
	evl_value ignored, context = realm->vm->async_context;
	realm->vm->async_context = job->context;
	switch ((enum evl_job_kind)job->kind) {
	case EVL_JOB_REACTION:
		ok = evl_promise_run_reaction(realm, job);
		break;
	case EVL_JOB_RESUME:
		ok = evl_coroutine_resume(realm, (struct evl_generator *)evl_pointer(job->callee), job->rejected != 0, job->argument);
		break;
	case EVL_JOB_THENABLE:
		evl_promise_run_thenable(realm, job);
		break;
	case EVL_JOB_CALL:
		ok = evl_call(realm, job->callee, EVL_UNDEFINED, 0, NULL, &ignored);
		break;
	case EVL_JOB_NATIVE:
		ok = job->native(realm, job->argument);
		break;
	}
	if (realm->halt != EVL_STATUS_OK)
		ok = false;

	if (!realm->trace->truncated)
		append_end(realm, job, begin);
	/* An exception that leaves the job belongs to it: the host reports it with this cause, then moves on. */
	if (ok)
		realm->current = before;
	jobs->is_running = false;
	realm->vm->async_context = context;
	return ok;
}
