/* SPDX-License-Identifier: MIT */
/*
 * agent.c - agents made, driven turn by turn beside the first one, and ended.
 *
 * What runs in an agent runs on the C stack of the first one's loop, between two of its turns. What counts for the whole run
 * (steps, numbers of work and promises, printed lines) travels along when another realm takes over.
 */
#include "host/agent.h"

#include <string.h>

#include "base/diag.h"
#include "host/agent_wait.h"
#include "vm/stack.h"
#include "vm/vm.h"

enum {
	MAX_AGENTS = 48,
	AT_ONCE = 1000, /* microseconds: steps of two threads as near to each other as this may come in either order */
};

/* ----------------------------------------------------------------- records */

struct evl_agent *evl_agent_of(struct evl_realm *realm)
{
	struct evl_host *host = realm->host;
	if (host->agent != NULL)
		return host->agent;
	struct evl_agents *agents = evl_arena_zalloc(&realm->scratch, sizeof *agents);
	agents->first = (struct evl_agent){ .realm = realm, .state = EVL_AGENT_RUNNING, .asked = EVL_NO_EVENT, .site = evl_span_none() };
	agents->last = agents->running = &agents->first;
	agents->count = 1;
	host->agents = agents;
	host->agent = &agents->first;
	return host->agent;
}

void evl_agent_switch(struct evl_realm *from, struct evl_realm *to)
{
	if (from == to)
		return;
	to->work_count = from->work_count;
	to->vm->promise_count = from->vm->promise_count;
	evl_vm_give_steps(to->vm, evl_vm_steps(from->vm));
	to->host->print_count = from->host->print_count;
	to->host->agents->running = to->host->agent;
}

struct evl_agent *evl_agent_new(struct evl_realm *parent, const struct evl_agent_kind *kind, void *data)
{
	struct evl_agent *asking = evl_agent_of(parent);
	struct evl_host *host = parent->host;
	struct evl_agents *agents = host->agents;
	struct evl_realm *first = agents->first.realm, *realm = NULL;
	const struct evl_host_profile *profile = kind->profile != NULL ? kind->profile : host->profile;
	if (host->new_realm == NULL || agents->count == MAX_AGENTS) {
		evl_halt(parent, EVL_STATUS_TOO_LARGE, "more than %d threads", MAX_AGENTS - 1);
		return NULL;
	}
	if (!host->new_realm(parent, profile, &realm)) {
		if (parent->halt == EVL_STATUS_OK)
			evl_halt(parent, EVL_STATUS_NO_MEMORY, "no memory for another thread");
		return NULL;
	}
	struct evl_agent *agent = evl_arena_zalloc(&first->scratch, sizeof *agent);
	agent->parent = asking;
	agent->realm = realm;
	agent->kind = kind;
	agent->data = data;
	agent->number = agents->count++;
	agent->begins = parent->now + kind->delay;
	agent->site = evl_stack_site(parent);
	agents->last->next = agent;
	agents->last = agent;
	realm->host->agents = agents;
	realm->host->agent = agent;
	realm->host->loop.choices.of = &first->host->loop.choices;
	realm->host->loop.limits = first->host->loop.limits;
	realm->host->loop.misconception = first->host->loop.misconception;
	realm->vm->misconception = first->vm->misconception;
	realm->now = agent->begins;
	first->host->loop.has_others = true;
	evl_agent_wait_start(parent);
	evl_agent_wait_start(realm);
	if (first->vm->track != NULL)
		first->vm->track->overflow = true; /* what happens in other agents is not tracked */
	struct evl_event event = {
		.kind = EVL_EVENT_QUEUE,
		.work = (uint8_t)kind->work,
		.detail = (uint8_t)(agent->number + 1),
		.cause = parent->current,
		.other = EVL_NO_EVENT,
		.id = ++parent->work_count,
		.time = parent->now,
		.value = kind->delay,
		.span = agent->site,
	};
	agent->asked = evl_trace_append(parent->trace, &event, NULL, 0);
	if (kind->prepare != NULL) {
		evl_agent_switch(parent, realm);
		bool ok = kind->prepare(realm, agent);
		evl_agent_switch(realm, parent);
		if (!ok) {
			if (realm->halt != EVL_STATUS_OK)
				evl_halt(parent, realm->halt, "%s", realm->halt_text != NULL ? realm->halt_text : "");
			return NULL;
		}
	}
	return agent;
}

uint32_t evl_agent_lane(struct evl_realm *realm)
{
	(void)evl_agent_of(realm);
	return ++realm->host->agents->lanes;
}

/* ------------------------------------------------------------------- places */

uint32_t evl_agent_site_number(struct evl_realm *realm)
{
	(void)evl_agent_of(realm);
	struct evl_agents *agents = realm->host->agents;
	if (agents->site_count == agents->site_capacity) {
		uint32_t capacity = agents->site_capacity != 0 ? agents->site_capacity * 2 : 32;
		evl_span *grown = evl_arena_alloc(&agents->first.realm->scratch, capacity * sizeof *grown);
		if (agents->site_count != 0)
			memcpy(grown, agents->sites, agents->site_count * sizeof *grown);
		agents->sites = grown;
		agents->site_capacity = capacity;
	}
	agents->sites[agents->site_count] = evl_stack_site(realm);
	return agents->site_count++;
}

evl_span evl_agent_site(struct evl_realm *realm, uint32_t number)
{
	const struct evl_agents *agents = realm->host->agents;
	return agents != NULL && number < agents->site_count ? agents->sites[number] : evl_span_none();
}

/* -------------------------------------------------------------------- tasks */

uint32_t evl_agent_task_new(struct evl_realm *from, struct evl_realm *to, enum evl_work work, evl_value callback, evl_value this_value,
			    uint32_t count, const evl_value *values, int64_t delay)
{
	if (from == to)
		return evl_host_task_new(to, work, callback, this_value, count, values, delay);
	evl_event_id current = to->current;
	to->current = from->current;
	to->work_count = from->work_count;
	uint32_t record = evl_host_task_new(to, work, callback, this_value, count, values, delay);
	from->work_count = to->work_count;
	to->current = current;
	struct evl_host_task *task = evl_host_task(to->host, record);
	evl_span site = evl_stack_site(from);
	if ((site.start == UINT32_MAX || evl_span_is_host(site)) && from->current != EVL_NO_EVENT) /* the host's own, in the work of the snippet */
		site = from->trace->events[from->current].span;
	task->site = site;
	if (task->queued != EVL_NO_EVENT) {
		to->trace->events[task->queued].span = site;
		to->trace->events[task->queued].time = from->now;
		to->trace->events[task->queued].detail = (uint8_t)(evl_agent_of(to)->number + 1);
	}
	return record;
}

bool evl_agent_post(struct evl_realm *from, struct evl_realm *to, uint32_t record, uint32_t lane, int64_t delay)
{
	struct evl_host *host = to->host;
	const struct evl_task_source_rule *rule = &host->profile->sources[EVL_SOURCE_WORKER];
	if (host->agent != NULL && host->agent->state == EVL_AGENT_ENDED) {
		evl_host_task_free(host, record);
		return false;
	}
	int64_t duration = from->now + delay - to->now;
	evl_task task = evl_loop_arm(&host->loop, rule->delayed, duration > 0 ? duration : 1, false, record);
	evl_host_task(host, record)->task = task;
	evl_loop_set_free(&host->loop, task);
	evl_loop_set_lane(&host->loop, task, lane);
	evl_loop_set_depth(&host->loop, task, from->host->loop.depth + 1);
	if (rule->unreferenced)
		evl_loop_reference(&host->loop, task, false);
	return true;
}

/* ------------------------------------------------------------------ the end */

static void stop_children(struct evl_agents *agents, const struct evl_agent *parent)
{
	for (struct evl_agent *agent = agents->first.next; agent != NULL; agent = agent->next)
		if (agent->parent == parent && agent->state != EVL_AGENT_ENDED)
			evl_agent_stop(agent, 1);
}

void evl_agent_stop(struct evl_agent *agent, int code)
{
	struct evl_host *host = agent->realm->host;
	if (agent->state == EVL_AGENT_ENDED)
		return;
	if (evl_agent_is_blocked(agent)) { /* its code is on the stack: it unwinds first */
		agent->stopping = true;
		host->exit_code = code;
		return;
	}
	agent->state = EVL_AGENT_ENDED;
	host->exiting = true;
	stop_children(host->agents, agent);
	agent->kind->ended(agent->realm, agent, code);
}

/* What halts one agent for good (a limit, what is not covered) halts the run. */
static enum evl_ran hand_on(struct evl_realm *first, struct evl_realm *realm)
{
	if (realm->halt != EVL_STATUS_OK && realm->halt != EVL_STATUS_EXITED) {
		first->halt = realm->halt;
		first->halt_text = realm->halt_text;
		first->halt_span = realm->halt_span;
		return EVL_RAN_STOP;
	}
	if (realm->host->starved) {
		first->host->starved = true;
		first->host->starved_queue = realm->host->starved_queue;
		first->host->starved_rounds = realm->host->starved_rounds;
		first->host->drain_start = realm->host->drain_start;
		return EVL_RAN_STOP;
	}
	return first->host->exiting || first->halt != EVL_STATUS_OK ? EVL_RAN_STOP : EVL_RAN_DONE;
}

/* Work that renews itself for ever in an agent: the run is cut where that was first seen. */
static void repeat_for_ever(struct evl_realm *first, const struct evl_host *host)
{
	struct evl_host *main = first->host;
	main->marked = host->marked;
	main->mark = host->mark;
	main->mark_time = host->mark_time;
	main->mark_truncated = host->mark_truncated;
	main->silent = false; /* its lines are printed by another */
	main->loop.marked = true;
	evl_loop_give_up(&main->loop);
}

static bool is_unsettled(const struct evl_agent *agent)
{
	return agent->evaluation != NULL && agent->evaluation->state == EVL_PROMISE_PENDING;
}

/* ---------------------------------------------------------------- going on */

static bool begin_body(struct evl_realm *realm, void *context)
{
	struct evl_agent *agent = context;
	return agent->kind->begin(realm, agent);
}

static void begin(struct evl_agent *agent)
{
	struct evl_realm *realm = agent->realm;
	agent->state = EVL_AGENT_RUNNING;
	realm->now = agent->begins;
	enum evl_ran ran = evl_host_run_work(realm, agent->kind->work, agent->asked, agent->site, EVL_ORIGIN_MAIN, begin_body, agent);
	if (ran != EVL_RAN_STOP)
		(void)evl_loop_drain(&realm->host->loop, evl_host_first_inner(realm->host));
}

static void turn(struct evl_realm *first, struct evl_agent *agent)
{
	struct evl_realm *realm = agent->realm;
	struct evl_host *host = realm->host;
	realm->current = EVL_NO_EVENT;
	switch (evl_loop_turn(&host->loop)) {
	case EVL_LOOP_EMPTY:
		if (host->profile->drained != NULL && host->profile->drained(realm))
			break;
		if (!host->exiting && realm->halt == EVL_STATUS_OK && host->profile->finish != NULL)
			host->profile->finish(realm, is_unsettled(agent));
		host->exiting = true;
		break;
	case EVL_LOOP_REPEATS:
		repeat_for_ever(first, host);
		break;
	case EVL_LOOP_TIME:
		evl_halt(realm, EVL_STATUS_TIME_LIMIT, "the next task of a thread would run at %.3f s of virtual time",
			 (double)evl_loop_next_due(&host->loop) / 1e6);
		break;
	default:
		break;
	}
}

/* When an agent has something to do next; -1: nothing by itself. */
static int64_t next_of(const struct evl_agent *agent)
{
	if (agent->state == EVL_AGENT_WAITING)
		return agent->begins;
	if (agent->state == EVL_AGENT_ENDED || evl_agent_is_blocked(agent))
		return -1;
	const struct evl_loop *loop = &agent->realm->host->loop;
	return loop->referenced == 0 ? agent->realm->now : evl_loop_next(loop);
}

enum evl_ran evl_agent_go(struct evl_realm *present, struct evl_agent *agent)
{
	struct evl_realm *first = agent->realm->host->agents->first.realm, *realm = agent->realm;
	evl_agent_switch(present, realm);
	if (agent->state == EVL_AGENT_WAITING)
		begin(agent);
	else
		turn(first, agent);
	evl_agent_switch(realm, present);
	if (realm->host->exiting || agent->stopping || realm->halt == EVL_STATUS_EXITED)
		evl_agent_stop(agent, realm->host->exit_code);
	return hand_on(first, realm);
}

struct evl_agent *evl_agent_next(struct evl_agents *agents, int64_t *time)
{
	struct evl_agent *next = NULL;
	for (struct evl_agent *agent = agents->first.next; agent != NULL; agent = agent->next) {
		int64_t at = next_of(agent);
		if (at < 0 || (next != NULL && at >= *time))
			continue;
		next = agent;
		*time = at;
	}
	return next;
}

/* Its next step comes no earlier than this. */
static void put_off(struct evl_agent *agent, int64_t until)
{
	int64_t *clock = agent->state == EVL_AGENT_WAITING ? &agent->begins : &agent->realm->now;
	if (*clock < until)
		*clock = until;
}

bool evl_agents_share_memory(const struct evl_host *host)
{
	for (const struct evl_agent *agent = host->agents != NULL ? &host->agents->first : NULL; agent != NULL; agent = agent->next)
		if (agent->realm->shares_memory)
			return true;
	return false;
}

/*
 * Threads run side by side, so the clock does not order what they do at almost the same time; and when one begins is the system's own
 * idea altogether. Is it open whether this one's next step, at `time`, comes before or after what the others do at `other`? What a thread does
 * matters to others when it shows: where it prints by itself, and where it begins to send messages.
 */
static bool is_open(const struct evl_agent *agent, int64_t time, int64_t other)
{
	int64_t apart = time < other ? other - time : time - other;
	return agent->state == EVL_AGENT_WAITING || apart <= AT_ONCE;
}

/* Those that may go on next, the one whose step is usually the next first. Returns how many; `times`: when each is to. */
static uint32_t rivals(struct evl_agents *agents, struct evl_agent **out, int64_t *times)
{
	uint32_t count = 1;
	out[0] = evl_agent_next(agents, &times[0]);
	if (out[0] == NULL)
		return 0;
	for (struct evl_agent *agent = agents->first.next; agent != NULL; agent = agent->next) {
		int64_t time = next_of(agent);
		bool prints = agent->realm->host->print == NULL || out[0]->realm->host->print == NULL;
		if (agent == out[0] || time < 0 || !prints || !is_open(agent, time, times[0]))
			continue;
		out[count] = agent;
		times[count++] = time;
	}
	return count;
}

enum evl_ran evl_agents_go(struct evl_realm *first, int64_t until, bool *went)
{
	struct evl_agents *agents = first->host->agents;
	struct evl_agent *open[MAX_AGENTS];
	int64_t times[MAX_AGENTS];
	uint32_t count = rivals(agents, open, times), ways = count;
	*went = false;
	if (count == 0)
		return EVL_RAN_DONE;
	/* the first agent's own next step is the last of the ways */
	bool begins = open[0]->state == EVL_AGENT_WAITING, usually_waits = times[0] >= until;
	bool may_wait = until != INT64_MAX && (begins ? until > first->now && times[0] > first->now : is_open(open[0], times[0], until));
	if (usually_waits && !may_wait)
		return EVL_RAN_DONE;
	ways += may_wait;
	uint32_t taken = evl_choose(&first->host->loop.choices, EVL_CHOICE_SOURCE, ways, usually_waits ? count : 0, first->now);
	if (taken == count) {
		if (times[0] < until) /* it is later than usual */
			put_off(open[0], until + 1);
		return EVL_RAN_DONE;
	}
	int64_t latest = usually_waits ? first->now : times[0]; /* one that goes before its time is earlier than usual */
	if (open[taken]->state == EVL_AGENT_WAITING && open[taken]->begins > latest)
		open[taken]->begins = latest;
	*went = true;
	return evl_agent_go(first, open[taken]);
}
