/* SPDX-License-Identifier: MIT */
/*
 * ending.c - what stands at the end of the trace of a run that its host did
 * not bring to an end: work that never runs, work that renews itself for ever.
 */
#include "host/ending.h"

#include "base/diag.h"
#include "host/agent.h"

enum { MAX_TOLD = 64 };

/* Work that waits, one of each place in the text: a loop may have asked for a million. */
struct waiting_walk {
	struct evl_realm *realm;
	struct evl_event events[MAX_TOLD];
	uint32_t count;
};

static bool is_told(const struct waiting_walk *walk, const struct evl_host_task *task)
{
	for (uint32_t i = 0; i < walk->count; i++) {
		const struct evl_event *event = &walk->events[i];
		if (event->work == task->work && event->span.start == task->site.start && event->span.source == task->site.source)
			return true;
	}
	return walk->count == MAX_TOLD;
}

static struct evl_event pending_event(const struct evl_realm *realm, const struct evl_host_task *task)
{
	return (struct evl_event){
		.kind = EVL_EVENT_PENDING,
		.work = task->work,
		.cause = EVL_NO_EVENT,
		.other = task->queued,
		.id = task->id,
		.time = realm->now,
		.span = task->site,
	};
}

static void collect_pending(void *context, evl_task number, uint32_t record)
{
	struct waiting_walk *walk = context;
	const struct evl_host_task *task = evl_host_task(walk->realm->host, record);
	(void)number;
	if (!is_told(walk, task))
		walk->events[walk->count++] = pending_event(walk->realm, task);
}

void evl_host_tell_pending(struct evl_realm *realm)
{
	struct waiting_walk walk = { .realm = realm };
	evl_loop_each_waiting(&realm->host->loop, collect_pending, &walk);
	for (uint32_t i = 0; i < walk.count; i++) {
		/* The queue event may have been cut off. */
		if (walk.events[i].other != EVL_NO_EVENT && walk.events[i].other >= realm->trace->count)
			walk.events[i].other = EVL_NO_EVENT;
		evl_trace_append(realm->trace, &walk.events[i], NULL, 0);
	}
}

/* The queue event of a task as far as it stands before the cut; further back along its causes otherwise. */
static evl_event_id queue_event_before(const struct evl_trace *trace, evl_event_id queued, uint32_t cut)
{
	while (queued != EVL_NO_EVENT && queued >= cut) {
		evl_event_id begin = trace->events[queued].cause;
		while (begin != EVL_NO_EVENT && trace->events[begin].kind != EVL_EVENT_BEGIN)
			begin = trace->events[begin].cause;
		queued = begin != EVL_NO_EVENT ? trace->events[begin].cause : EVL_NO_EVENT;
	}
	return queued;
}

static const struct evl_host *first_host(struct evl_host *host)
{
	return evl_agent_is_first(host) ? host : host->agents->first.realm->host;
}

static struct evl_event repeat_event(const struct evl_realm *realm, const struct evl_host_task *task, const struct evl_loop_task *waiting)
{
	struct evl_host *host = realm->host;
	int64_t period = waiting->repeats ? waiting->duration : waiting->due - waiting->start;
	if (task->work == EVL_WORK_ANIMATION_FRAME)
		period = host->profile->loop->frame_period;
	return (struct evl_event){
		.kind = EVL_EVENT_REPEAT,
		.work = task->work,
		.cause = EVL_NO_EVENT,
		.other = queue_event_before(realm->trace, task->queued, first_host(host)->mark),
		.id = task->id,
		.time = host->mark_time,
		.value = period,
		.span = task->site,
	};
}

static void collect_repeat(void *context, evl_task number, uint32_t record)
{
	struct waiting_walk *walk = context;
	struct evl_host *host = walk->realm->host;
	const struct evl_host_task *task = evl_host_task(host, record);
	const struct evl_loop_task *waiting = evl_loop_task(&host->loop, number);
	if (is_told(walk, task))
		return;
	struct evl_event event;
	if (waiting->repeats || waiting->seq >= host->loop.mark_seq || !host->loop.marked) {
		event = repeat_event(walk->realm, task, waiting);
	} else {
		event = pending_event(walk->realm, task);
		event.detail = EVL_PENDING_LATER;
	}
	walk->events[walk->count++] = event;
}

/* How many lines are shown of work that prints nothing in its first rounds. */
enum { FIRST_LINES = 5 };

/* Does this event end a task of its own, after which the trace can be cut? */
static bool ends_task(const struct evl_event *event)
{
	return event->kind == EVL_EVENT_END && evl_work_class((enum evl_work)event->work) >= EVL_CLASS_MACROTASK;
}

/* The first rounds printed nothing: what is kept goes on to the end of the round that printed the last of the first lines. */
static void keep_first_lines(struct evl_host *host, const struct evl_trace *trace)
{
	uint32_t lines = 0;
	bool cut_here = false;
	const uint32_t whole = trace->truncated && trace->count > trace->max_events ? trace->max_events : trace->count;
	for (uint32_t i = host->mark; i < whole && lines <= FIRST_LINES; i++) {
		const struct evl_event *event = &trace->events[i];
		if (event->kind == EVL_EVENT_PRINT) {
			cut_here = ++lines <= FIRST_LINES;
		} else if (cut_here && ends_task(event)) {
			host->mark = i + 1;
			host->mark_time = event->time;
			cut_here = false;
		}
	}
}

void evl_host_cut_repeats(struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	struct waiting_walk walk = { .realm = realm };
	if (host->marked && host->silent)
		keep_first_lines(host, realm->trace);
	evl_loop_each_waiting(&host->loop, collect_repeat, &walk);
	for (struct evl_agent *agent = host->agents != NULL ? host->agents->first.next : NULL; agent != NULL; agent = agent->next) {
		walk.realm = agent->realm;
		if (agent->state == EVL_AGENT_RUNNING)
			evl_loop_each_waiting(&agent->realm->host->loop, collect_repeat, &walk);
	}
	if (host->marked) {
		evl_trace_truncate(realm->trace, host->mark);
		realm->trace->truncated = host->mark_truncated;
		realm->now = host->mark_time;
	}
	realm->current = EVL_NO_EVENT;
	for (uint32_t i = 0; i < walk.count; i++)
		evl_trace_append(realm->trace, &walk.events[i], NULL, 0);
}

/* The queue event of what renewed itself last, for its site and its kind. */
static const struct evl_event *last_inner_queue(const struct evl_trace *trace)
{
	for (uint32_t i = trace->count; i > 0; i--) {
		const struct evl_event *event = &trace->events[i - 1];
		if (event->kind == EVL_EVENT_QUEUE && evl_work_class((enum evl_work)event->work) == EVL_CLASS_MICROTASK)
			return event;
	}
	return NULL;
}

/* Where the first of the tasks was asked for that keep the host alive without ever running. */
static void find_held(void *context, evl_task number, uint32_t record)
{
	struct waiting_walk *walk = context;
	(void)number;
	if (walk->count++ == 0)
		walk->events[0].span = evl_host_task(walk->realm->host, record)->site;
}

evl_span evl_host_held_at(struct evl_realm *realm)
{
	struct waiting_walk walk = { .realm = realm };
	walk.events[0].span = evl_span_none();
	evl_loop_each_waiting(&realm->host->loop, find_held, &walk);
	return walk.events[0].span;
}

/* How much of an endless chain is kept: enough to see it turn. */
enum { SHOWN_EVENTS = 200 };

void evl_host_cut_starvation(struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	struct evl_trace *trace = realm->trace;
	const struct evl_event *queued = last_inner_queue(trace);
	struct evl_event event = {
		.kind = EVL_EVENT_STARVE,
		.work = queued != NULL ? queued->work : (uint8_t)EVL_WORK_QUEUE_MICROTASK,
		.cause = EVL_NO_EVENT,
		.other = EVL_NO_EVENT,
		.time = realm->now,
		.value = (int64_t)host->starved_rounds,
		.span = queued != NULL ? queued->span : evl_span_none(),
	};
	if (trace->count > host->drain_start + SHOWN_EVENTS) {
		evl_trace_truncate(trace, host->drain_start + SHOWN_EVENTS);
		trace->truncated = false;
	}
	realm->current = EVL_NO_EVENT;
	evl_trace_append(trace, &event, NULL, 0);
	evl_host_tell_pending(realm);
}

