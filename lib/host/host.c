/* SPDX-License-Identifier: MIT */
/*
 * host.c - what every host does: run a piece of work between its events, give
 * the loop its operations, and bring a run to its end.
 */
#include "host/web/clone.h"
#include "host/host.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "host/agent.h"
#include "host/browser/browser.h"
#include "host/ending.h"
#include "host/node/node.h"
#include "host/outside.h"
#include "loop/stall.h"
#include "vm/function.h"
#include "vm/job.h"
#include "vm/stack.h"
#include "value/words.h"
#include "vm/vm.h"

enum {
	DEFAULT_MAX_PRINTS = 500000,
	DEFAULT_MAX_DRAIN = 4000000,
	/* Work that renews itself is looked on for so many steps and lines, besides the loop's rounds; for more while no time passes. */
	WATCHED_STEPS = 50000000,
	WATCHED_STEPS_AT_ONCE = 250000000,
	AT_ONCE = 1000000, /* microseconds */
	WATCHED_PRINTS = 100000,
};

const struct evl_host_profile *evl_host_profile(const char *name)
{
	static const struct evl_host_profile *const profiles[] = { &evl_host_node, &evl_host_browser, &evl_host_node22, &evl_host_node24,
								   &evl_host_firefox, &evl_host_safari, &evl_host_deno, &evl_host_bun };
	for (size_t i = 0; i < sizeof profiles / sizeof profiles[0]; i++)
		if (strcmp(profiles[i]->name, name) == 0)
			return profiles[i];
	return NULL;
}

/* -------------------------------------------------------- pieces of work */

static evl_event_id append_begin(struct evl_realm *realm, enum evl_work work, uint32_t id, evl_event_id queued, evl_span span)
{
	struct evl_event event = {
		.kind = EVL_EVENT_BEGIN,
		.work = (uint8_t)work,
		.cause = queued,
		.other = EVL_NO_EVENT,
		.id = id,
		.time = realm->now,
		.span = span,
	};
	return evl_trace_append(realm->trace, &event, NULL, 0);
}

static void append_end(struct evl_realm *realm, enum evl_work work, uint32_t id, evl_event_id begin, evl_span span)
{
	struct evl_event event = {
		.kind = EVL_EVENT_END,
		.work = (uint8_t)work,
		.cause = begin,
		.other = EVL_NO_EVENT,
		.id = id,
		.time = realm->now,
		.span = span,
	};
	evl_trace_append(realm->trace, &event, NULL, 0);
}

/* What a piece of work that failed means for the run. Takes the pending exception. */
static enum evl_ran failed(struct evl_realm *realm, enum evl_origin origin)
{
	struct evl_host *host = realm->host;
	if (host->exiting || realm->halt != EVL_STATUS_OK)
		return EVL_RAN_STOP;
	evl_value reason = evl_take_exception(realm);
	bool goes_on = host->profile->uncaught(realm, reason, origin, NULL);
	return goes_on && !host->exiting && realm->halt == EVL_STATUS_OK ? EVL_RAN_THREW : EVL_RAN_STOP;
}

/* So many callbacks run inside of each other in Chromium, which counts them besides the stack. */
enum { MAX_CALLBACKS = 44 };

bool evl_host_call_reporting(struct evl_realm *realm, evl_value callback, evl_value this_value, uint32_t count, const evl_value *values,
			     evl_value *out, void (*report)(struct evl_realm *))
{
	struct evl_host *host = realm->host;
	const struct evl_vm *vm = realm->vm;
	uint32_t outer = host->callbacks, inside = outer;
	/* A script and the callback of queueMicrotask count as well, a promise's reaction does not. */
	if (outer == 0 && (vm->frame != NULL || vm->native_call != NULL) &&
	    !(vm->microtasks.is_running && vm->microtasks.running.kind != EVL_JOB_CALL))
		inside = 1;
	if (inside >= MAX_CALLBACKS && host->profile->is_page) {
		*out = EVL_UNDEFINED;
		if (realm->words != NULL)
			return evl_not_covered(realm, "callbacks within callbacks deeper than Chromium lets them go, in another engine");
		if (host->overflowing)
			return true;
		host->overflowing = true;
		evl_throw_text(realm, EVL_ERROR_RANGE, "Maximum call stack size exceeded.");
		if (report != NULL)
			report(realm);
		return false;
	}
	host->callbacks = inside + 1;
	bool ok = evl_call(realm, callback, this_value, count, values, out) && realm->halt == EVL_STATUS_OK;
	if (!ok && realm->halt == EVL_STATUS_OK && report != NULL)
		report(realm);
	host->callbacks = outer;
	return ok;
}

bool evl_host_call(struct evl_realm *realm, evl_value callback, evl_value this_value, uint32_t count, const evl_value *values,
		   evl_value *out)
{
	return evl_host_call_reporting(realm, callback, this_value, count, values, out, NULL);
}

enum evl_ran evl_host_run_work(struct evl_realm *realm, enum evl_work work, evl_event_id queued, evl_span span,
			       enum evl_origin origin, bool (*body)(struct evl_realm *, void *context), void *context)
{
	evl_event_id before = realm->current;
	uint32_t id = ++realm->work_count;
	evl_event_id begin = append_begin(realm, work, id, queued, span);
	realm->current = begin;
	realm->clock_reads = 0;
	enum evl_ran result = EVL_RAN_DONE;
	if (!body(realm, context) || realm->halt != EVL_STATUS_OK)
		result = failed(realm, origin);
	append_end(realm, work, id, begin, span);
	/* What the main script queues into the inner queues is its own doing: it stays their cause until they are empty. */
	if (before != EVL_NO_EVENT)
		realm->current = before;
	return result;
}

/* ------------------------------------------------- the loop's operations */

/* Has work that renews itself, and is not shown any more, been looked on for long enough to say that it goes on for ever? */
static bool watched_enough(struct evl_realm *realm)
{
	const struct evl_host *host = realm->host;
	int64_t steps = realm->now - host->mark_time < AT_ONCE ? WATCHED_STEPS_AT_ONCE : WATCHED_STEPS;
	return host->mark_steps - evl_vm_steps(realm->vm) > steps || host->print_count - host->mark_prints > WATCHED_PRINTS;
}

static enum evl_ran run_task(void *context, evl_task number, uint32_t record)
{
	struct evl_realm *realm = context;
	struct evl_host *host = realm->host;
	struct evl_host_task *task = evl_host_task(host, record);
	bool repeats = evl_loop_task(&host->loop, number)->state == EVL_TASK_RUNNING;
	enum evl_work work = task->work;
	uint32_t id = task->id;
	evl_span span = evl_host_function_span(realm, task->callback, task->site);
	evl_event_id begin = append_begin(realm, work, id, task->queued, span);
	realm->current = begin;
	realm->asker = host->loop.root;
	realm->clock_reads = 0;
	if (!repeats)
		task->task = 0;
	uint32_t outer = host->running;
	host->nesting = 0;
	host->running = record;
	if (task->partner != 0) {
		/* The other way in which this callback could have been called. */
		struct evl_host_task *partner = evl_host_task(host, task->partner);
		evl_loop_cancel(&host->loop, partner->task);
		partner->partner = 0;
		evl_host_task_free(host, task->partner);
		task->partner = 0;
	}
	if (realm->vm->track != NULL && work == EVL_WORK_ANIMATION_FRAME) /* it is told the time */
		realm->vm->track->identity = evl_track_mix(realm->vm->track->identity, (uint64_t)(realm->now ^ host->loop.last_frame << 1));
	else if (realm->vm->track != NULL && task->run != NULL && !task->is_tracked && work != EVL_WORK_TIMER &&
		 work != EVL_WORK_IMMEDIATE && work != EVL_WORK_NEXT_TICK)
		evl_track_everything(realm->vm->track); /* what the host does itself is not known in detail, or sees the clock */
	evl_value ignored, outer_context = realm->vm->async_context;
	realm->vm->async_context = task->context;
	if (host->loop.renewals == 1)
		host->renewal_prints = host->print_count;
	bool ok = task->run != NULL ? task->run(realm, record) :
				      evl_call(realm, task->callback, task->this_value, task->count, task->values, &ignored);
	enum evl_ran result = EVL_RAN_DONE;
	if (!ok || realm->halt != EVL_STATUS_OK)
		result = failed(realm, EVL_ORIGIN_TASK); /* where the callback got to: its handlers see its context */
	realm->vm->async_context = outer_context;
	append_end(realm, work, id, begin, span);
	host->running = outer;
	if (host->marked && watched_enough(realm))
		evl_loop_give_up(&host->loop);
	task = evl_host_task(host, record); /* the table may have grown */
	if (task->task == 0 && !task->keep)
		evl_host_task_free(host, record);
	return result;
}

static bool machine_pending(void *context)
{
	struct evl_realm *realm = context;
	return evl_jobs_pending(&realm->vm->microtasks);
}

static enum evl_ran machine_run(void *context)
{
	struct evl_realm *realm = context;
	evl_event_id before = realm->current;
	if (evl_job_run_one(realm))
		return EVL_RAN_DONE;
	enum evl_ran result = failed(realm, EVL_ORIGIN_MICROTASK);
	realm->current = before;
	return result;
}

static enum evl_ran settled(void *context, bool *again)
{
	struct evl_realm *realm = context;
	struct evl_host *host = realm->host;
	*again = false;
	host->settled_before = host->settled_at;
	host->settled_at = host->drain_start = realm->trace->count;
	host->drain_rounds = 0;
	if (host->profile->settled == NULL)
		return EVL_RAN_DONE;
	return host->profile->settled(realm, again);
}

/* Inner work that goes on and on: from here on nothing else will ever run. */
static enum evl_ran turn(void *context)
{
	struct evl_realm *realm = context;
	const struct evl_host_profile *profile = realm->host->profile;
	return profile->turn == NULL || (profile->turn(realm) && !realm->host->exiting && realm->halt == EVL_STATUS_OK) ? EVL_RAN_DONE : EVL_RAN_STOP;
}

static enum evl_ran concluded(void *context)
{
	struct evl_realm *realm = context;
	return realm->host->profile->concluded(realm);
}

static enum evl_ran drain_check(void *context, uint32_t queue, uint64_t rounds)
{
	struct evl_realm *realm = context;
	struct evl_host *host = realm->host;
	host->drain_rounds = rounds;
	host->starved_queue = queue;
	if (rounds < host->max_drain && !(host->is_endless != NULL && host->is_endless(realm, host->drain_start)))
		return EVL_RAN_DONE;
	host->starved = true;
	host->starved_rounds = rounds;
	return EVL_RAN_STOP;
}

static void mark(void *context)
{
	struct evl_realm *realm = context;
	struct evl_host *host = realm->host;
	host->marked = true;
	host->mark = realm->trace->count;
	host->mark_time = realm->now;
	host->mark_truncated = realm->trace->truncated;
	host->mark_steps = evl_vm_steps(realm->vm);
	host->mark_prints = host->print_count;
	host->silent = host->print_count == host->renewal_prints;
}

static bool scarce(void *context)
{
	const struct evl_realm *realm = context;
	return evl_arena_used(&realm->heap.arena) > realm->heap.limit / 2 || evl_arena_used(&realm->scratch) > realm->heap.limit / 2;
}

static void unmark(void *context)
{
	struct evl_realm *realm = context;
	realm->host->marked = false;
}

static void stalled(void *context, int64_t microseconds)
{
	struct evl_realm *realm = context;
	char text[96];
	snprintf(text, sizeof text, "assuming the machine is busy for %.10g ms at %.10g ms", (double)microseconds / 1000.0, (double)realm->now / 1000.0);
	evl_host_note(realm, evl_span_none(), text);
}

static void reading(struct evl_realm *realm) { evl_stall_before_reading(&realm->host->loop); }

static enum evl_ran others(void *context, int64_t until, bool *went)
{
	struct evl_realm *realm = context;
	return evl_agents_go(realm, until, went);
}

static const struct evl_loop_ops operations = {
	.run = run_task,
	.machine_pending = machine_pending,
	.machine_run = machine_run,
	.settled = settled,
	.concluded = concluded,
	.turn = turn,
	.drain_check = drain_check,
	.stalled = stalled,
	.mark = mark,
	.unmark = unmark,
	.scarce = scarce,
	.others = others,
};

static bool has_function(const struct evl_rows *rows, evl_native fn)
{
	for (uint32_t i = 0; i < rows->count; i++)
		if (rows->rows[i].fn == fn || rows->rows[i].setter == fn)
			return true;
	return false;
}

/* The families that host/ defines stand behind those of the engine. */
static const struct evl_family *const families[] = {
#define EVL_FAMILY(id) &evl_family_##id,
#include "value/families.def"
#undef EVL_FAMILY
};
enum { FIRST_PLATFORM_FAMILY = (EVL_INTRINSIC_EVENT_TARGET - 1) / 2, FAMILY_COUNT = sizeof families / sizeof families[0] };

static bool is_host_function(evl_native fn)
{
	static const struct evl_host_profile *const profiles[] = { &evl_host_node, &evl_host_browser, &evl_host_worker };
	if (has_function(&evl_family_CONSOLE.statics, fn) || evl_family_DOM_EXCEPTION.construct == fn)
		return true;
	for (uint32_t i = FIRST_PLATFORM_FAMILY; i < FAMILY_COUNT; i++)
		if (families[i]->construct == fn || has_function(&families[i]->statics, fn) || has_function(&families[i]->prototype, fn))
			return true;
	for (size_t p = 0; p < sizeof profiles / sizeof profiles[0]; p++) {
		for (uint32_t i = 0; i < profiles[p]->global_table_count; i++)
			if (has_function(profiles[p]->globals[i], fn))
				return true;
		for (uint32_t i = 0; i < profiles[p]->hidden_count; i++)
			if (has_function(profiles[p]->hidden[i], fn))
				return true;
		for (uint32_t i = 0; i < profiles[p]->binding_count; i++)
			if (has_function(profiles[p]->binding[i], fn))
				return true;
	}
	return false;
}

static void track_rejection(struct evl_realm *realm, struct evl_promise *promise, bool handled)
{
	realm->host->profile->rejection(realm, promise, handled);
}

bool evl_host_new(struct evl_realm *realm, const struct evl_host_profile *profile, bool is_module)
{
	struct evl_host *host = evl_arena_zalloc(&realm->scratch, sizeof *host);
	host->profile = profile;
	host->is_module = is_module;
	host->max_prints = DEFAULT_MAX_PRINTS;
	host->max_drain = DEFAULT_MAX_DRAIN;
	host->binding = EVL_EMPTY;
	evl_loop_init(&host->loop, profile->loop, &operations, realm, &realm->scratch, &realm->now);
	realm->host = host;
	realm->is_host_function = is_host_function;
	realm->host_frames = profile->host_frames;
	realm->take_platform = evl_web_take;
	realm->make_platform = evl_web_make;
	realm->refuse_untransferred = evl_web_refuse_untransferred;
	if (profile->rejection != NULL)
		realm->vm->rejection_tracker = track_rejection;
	for (uint32_t i = 0; i < profile->global_table_count; i++)
		evl_define_rows(realm, realm->global, profile->globals[i]);
	evl_outside_start(realm);
	realm->hooks.post_call = profile->sources != NULL ? evl_host_post_call : NULL;
	realm->hooks.cancel_call = evl_host_task_cancel;
	realm->hooks.reading = reading;
	evl_host_interfaces_start(realm);
	realm->quick_finally = profile->quick_finally;
	realm->plain_try = profile->plain_try;
	realm->words = profile->words;
	realm->spidermonkey = profile->words == &evl_words_spidermonkey;
	if (profile->remark != NULL)
		evl_host_note(realm, evl_span_none(), profile->remark);
	return profile->start(realm);
}

/* ------------------------------------------------------------ the end */

uint32_t evl_host_first_inner(const struct evl_host *host)
{
	const struct evl_loop_rules *rules = host->profile->loop;
	for (uint32_t i = 0; host->is_module && !host->profile->ticks_first && i < rules->inner_count; i++)
		if (rules->queues[rules->inner[i]].order == EVL_QUEUE_MACHINE)
			return i;
	return 0;
}

/* Run the loop, again whenever its becoming empty made new work. That too can go on for ever. */
static enum evl_loop_end run_until_drained(struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	uint32_t mark_at = 0, rounds = 0;
	int64_t mark_time = 0;
	for (;;) {
		enum evl_loop_end end = evl_loop_run(&host->loop);
		if (end != EVL_LOOP_EMPTY || host->profile->drained == NULL || !host->profile->drained(realm))
			return end;
		rounds++;
		if (rounds == host->loop.limits.shown_rounds) {
			mark_at = realm->trace->count;
			mark_time = realm->now;
		}
		if (rounds >= host->loop.limits.max_rounds / 10) {
			host->marked = mark_at != 0;
			host->mark = mark_at;
			host->mark_time = mark_time;
			host->mark_truncated = false;
			return EVL_LOOP_REPEATS;
		}
	}
}

void evl_host_run_loop(struct evl_realm *realm, bool (*unsettled)(struct evl_realm *, void *context), void *context)
{
	struct evl_host *host = realm->host;
	enum evl_loop_end end = EVL_LOOP_STOPPED;
	host->drain_start = realm->trace->count;
	if (!host->exiting && realm->halt == EVL_STATUS_OK && evl_loop_drain(&host->loop, evl_host_first_inner(host)) != EVL_RAN_STOP) {
		if (host->profile->loaded != NULL)
			host->profile->loaded(realm);
		end = run_until_drained(realm);
	}
	realm->current = EVL_NO_EVENT;
	host->repeats = end == EVL_LOOP_REPEATS;
	if (realm->halt == EVL_STATUS_STEP_LIMIT && host->print_count >= host->max_prints && host->drain_rounds != 0) {
		/* An endless chain that prints in every round meets the limit of lines first. */
		realm->halt = EVL_STATUS_OK;
		host->starved = true;
		host->starved_rounds = host->drain_rounds;
	}
	if (host->starved) {
		/* Told below. */
	} else if (end == EVL_LOOP_REPEATS) {
		evl_host_cut_repeats(realm);
	} else if (end == EVL_LOOP_TIME) {
		evl_halt(realm, EVL_STATUS_TIME_LIMIT, "the next task would run at %.3f s of virtual time",
			 (double)evl_loop_next_due(&host->loop) / 1e6);
	} else if (end == EVL_LOOP_HELD && realm->halt == EVL_STATUS_OK && !host->profile->is_page) {
		/* A server listens, a port is open: the host never ends by itself. */
		evl_host_note(realm, evl_host_held_at(realm), "this keeps the process alive: it does not end by itself");
	} else if (end == EVL_LOOP_EMPTY && host->profile->finish != NULL && !host->exiting && realm->halt == EVL_STATUS_OK) {
		host->profile->finish(realm, unsettled != NULL && unsettled(realm, context));
	}
	if (host->starved)
		evl_host_cut_starvation(realm);
	else if (host->exiting)
		evl_host_tell_pending(realm);
}
