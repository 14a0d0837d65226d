/* SPDX-License-Identifier: MIT */
/*
 * agent_wait.c - Atomics.wait between agents: the one that waits lets the others go on from where it stands.
 *
 * Its code stays on the C stack meanwhile, so the last that began to wait must be the first to be done. Where another would have to go on
 * before it, the prediction stops.
 */
#include "host/agent_wait.h"

#include "base/diag.h"
#include "vm/vm.h"

/* An agent that waits; lies on the C stack. */
struct evl_agent_waiter {
	struct evl_agent_waiter *next; /* that began to wait before */
	struct evl_agent *agent;
	const void *place;
	bool woken;
	int64_t woken_at;
};

bool evl_agent_is_blocked(const struct evl_agent *agent)
{
	for (const struct evl_agent_waiter *w = agent->realm->host->agents->waiters; w != NULL; w = w->next)
		if (w->agent == agent)
			return true;
	return false;
}

static bool lower_is_woken(const struct evl_agent_waiter *waiter)
{
	for (const struct evl_agent_waiter *w = waiter->next; w != NULL; w = w->next)
		if (w->woken)
			return true;
	return false;
}

/* When the first agent's loop goes on; -1: it waits for something, too. */
static int64_t first_next(const struct evl_agents *agents)
{
	const struct evl_loop *loop = &agents->first.realm->host->loop;
	return evl_agent_is_blocked(&agents->first) || loop->referenced == 0 ? -1 : evl_loop_next(loop);
}

/* Let whoever is next before `deadline` go on. False: nobody is, or (*stop) the run ends. */
static bool let_go_on(struct evl_realm *realm, int64_t deadline, bool *stop)
{
	struct evl_agents *agents = realm->host->agents;
	struct evl_realm *first = agents->first.realm;
	int64_t time = INT64_MAX, main = first_next(agents);
	struct evl_agent *next = evl_agent_next(agents, &time);
	*stop = false;
	if (main >= 0 && (next == NULL || main < time)) {
		if (main > deadline)
			return false;
		evl_agent_switch(realm, first);
		enum evl_loop_end end = evl_loop_turn(&first->host->loop);
		evl_agent_switch(first, realm);
		if (end == EVL_LOOP_TIME)
			evl_halt(first, EVL_STATUS_TIME_LIMIT, "the next task would run beyond the limit of virtual time");
		*stop = end != EVL_LOOP_GOES_ON && end != EVL_LOOP_EMPTY && end != EVL_LOOP_HELD;
		return !*stop;
	}
	if (next == NULL || time > deadline)
		return false;
	*stop = evl_agent_go(realm, next) == EVL_RAN_STOP;
	return !*stop;
}

/* The realm's hook `block` (value/realm.h). */
static bool block(struct evl_realm *realm, const void *place, double timeout, bool *notified)
{
	struct evl_agents *agents = realm->host->agents;
	int64_t deadline = timeout < 1e12 ? realm->now + (int64_t)(timeout * 1000) : INT64_MAX;
	struct evl_agent_waiter waiter = { .next = agents->waiters, .agent = realm->host->agent, .place = place };
	bool ok = true, stop = false;
	agents->waiters = &waiter;
	if (realm->halt == EVL_STATUS_OK && agents->first.realm->host->loop.turns == 0)
		agents->first.realm->host->loop.turns = 1; /* the others may go on from now on */
	while (ok && !waiter.woken) {
		if (let_go_on(realm, deadline, &stop))
			continue;
		if (stop || agents->first.realm->host->exiting || realm->host->agent->stopping) {
			realm->halt = realm->halt == EVL_STATUS_OK ? EVL_STATUS_EXITED : realm->halt;
			ok = false;
		} else if (lower_is_woken(&waiter)) {
			ok = evl_not_covered(realm, "Atomics.wait of several threads that go on in another order than they began to wait");
		} else if (deadline == INT64_MAX) {
			ok = evl_not_covered(realm, "Atomics.wait without an end");
		} else {
			break;
		}
	}
	agents->waiters = waiter.next;
	if (realm->host->agent->stopping && ok) {
		realm->halt = EVL_STATUS_EXITED;
		ok = false;
	}
	*notified = waiter.woken;
	int64_t until = waiter.woken ? waiter.woken_at + EVL_AGENT_LATENCY : deadline;
	if (ok && until > realm->now)
		realm->now = until;
	return ok;
}

/* The realm's hook `wake`. */
static uint32_t wake(struct evl_realm *realm, const void *place, double count)
{
	uint32_t woken = 0;
	/* Those that began to wait first come first: the list has them last. */
	while (woken < count) {
		struct evl_agent_waiter *oldest = NULL;
		for (struct evl_agent_waiter *w = realm->host->agents->waiters; w != NULL; w = w->next)
			if (w->place == place && !w->woken)
				oldest = w;
		if (oldest == NULL)
			break;
		oldest->woken = true;
		oldest->woken_at = realm->now;
		woken++;
	}
	return woken;
}

/* The realm's hook `thread`. */
static struct evl_realm *thread(struct evl_realm *realm, uint32_t number)
{
	struct evl_agent *agent = &realm->host->agents->first;
	while (agent != NULL && agent->number != number)
		agent = agent->next;
	return agent != NULL ? agent->realm : NULL;
}

void evl_agent_wait_start(struct evl_realm *realm)
{
	realm->hooks.block = block;
	realm->hooks.wake = wake;
	realm->hooks.thread = thread;
}
