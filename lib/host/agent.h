/* SPDX-License-Identifier: MIT */
/*
 * agent.h - agents: the threads of a run (sec-agents), as workers are.
 *
 * The snippet begins in the first agent. Another one has all that a run has, of its own: a realm with its heap and machine, a host
 * with its loop, globals and timers. Agents share names, the trace, the budget of steps and the loop's choices, and no
 * value: what one tells another is copied into the other's realm (evl_structured_clone with two realms; message ports do so by
 * themselves), and only the bytes of a SharedArrayBuffer are the same.
 *
 * Each has a clock of its own (realm->now), since they run side by side: a loop that watches the clock in one takes no time of
 * another. The loop of the first agent drives all: before each of its turns those go on that are behind it, one turn at a time, the
 * one whose next work is due first (evl_agents_go). So a message is always posted before the time of its arrival has come for the
 * agent that gets it. How long a message takes is nobody's guarantee: it is a task of free order in the loop of the one that
 * gets it (evl_loop_set_free), but tasks of one lane keep theirs. When an agent begins is free too, and which of two goes first that have
 * something to do at almost the same time.
 *
 * A host makes workers of this: it names a kind (what the main source of one is, who hears of its end), makes ports
 * between both realms (evl_port_pair in web/message.h), and keeps its own loop alive as long as it waits for it.
 */
#ifndef EVL_HOST_AGENT_H
#define EVL_HOST_AGENT_H

#include "host/host.h"

enum evl_agent_state {
	EVL_AGENT_WAITING, /* asked for, not begun */
	EVL_AGENT_RUNNING,
	EVL_AGENT_ENDED,
};

struct evl_agent;

/* What a host's workers are. Static storage. */
struct evl_agent_kind {
	const struct evl_host_profile *profile; /* of its realm; NULL: that of the agent that asks */
	enum evl_work work;   /* of its main source, such as EVL_WORK_SCRIPT */
	int64_t delay;        /* microseconds from the asking to its beginning, usually */
	/* Before anything runs in the realm: what its globals lack. May be NULL. False: an exception is pending there. */
	bool (*prepare)(struct evl_realm *realm, struct evl_agent *agent);
	/* Run the main source. False: an exception is pending in its realm, which is uncaught there, or the run halts. */
	bool (*begin)(struct evl_realm *realm, struct evl_agent *agent);
	/*
	 * It has ended, by itself or because it was stopped: told at that moment, while another agent or none is at work. `realm`: its own, where
	 * nothing may run any more. To tell the one that made it, post a task there (evl_agent_post).
	 */
	void (*ended)(struct evl_realm *realm, struct evl_agent *agent, int code);
};

struct evl_agent {
	struct evl_agent *next;    /* in the order of making */
	struct evl_agent *parent;  /* who asked for it; NULL: the first */
	struct evl_realm *realm;
	const struct evl_agent_kind *kind; /* NULL: the first */
	void *data;                /* the kind's own */
	uint32_t number;           /* 0: the first */
	uint8_t state;             /* enum evl_agent_state */
	int64_t begins;            /* when it usually begins */
	evl_event_id asked;        /* the queue event of its main source */
	evl_span site;             /* where it was asked for */
	struct evl_promise *evaluation; /* of its main module, set by begin(); NULL: a script, or not there yet */
	bool stopping;             /* evl_agent_stop was called while it runs */
};

/* The agents of a run; in the first realm's scratch memory, host->agents of each. */
struct evl_agents {
	struct evl_agent first;
	struct evl_agent *last;
	struct evl_agent *running; /* whose code runs, or ran last */
	struct evl_agent_waiter *waiters; /* those in Atomics.wait, the last first (agent_wait.c) */
	uint32_t count;
	uint32_t lanes;            /* numbers of lanes given out */
	evl_span *sites;           /* evl_agent_site_number */
	uint32_t site_count, site_capacity;
};

enum { EVL_AGENT_LATENCY = 60 }; /* microseconds that a message usually takes */

/* The agent of a realm. Never NULL; makes the record of the first one. */
struct evl_agent *evl_agent_of(struct evl_realm *realm);

/* Is it the first, or are there no others? Makes nothing. */
static inline bool evl_agent_is_first(const struct evl_host *host) { return host->agent == NULL || host->agent->parent == NULL; }

/*
 * Ask for a new agent: its realm is there at once, its main source runs later. NULL: the run halts (there are too many), or its
 * kind's prepare() failed.
 */
struct evl_agent *evl_agent_new(struct evl_realm *parent, const struct evl_agent_kind *kind, void *data);

/* End it: nothing of it runs any more. For the one that is at work now use the host's own way (host->exiting). */
void evl_agent_stop(struct evl_agent *agent, int code);

/* A lane for messages that keep their order (evl_agent_post). */
uint32_t evl_agent_lane(struct evl_realm *realm);

/*
 * A task record in the realm `to` for something that `from` has asked for: as evl_host_task_new, but with cause and place out of `from`.
 * `values` are of `to`.
 */
uint32_t evl_agent_task_new(struct evl_realm *from, struct evl_realm *to, enum evl_work work, evl_value callback, evl_value this_value,
			    uint32_t count, const evl_value *values, int64_t delay);

/*
 * Post it: it usually arrives `delay` microseconds from `from`'s now. lane 0: in any order. Ignored when the agent of `to` has
 * ended (the record is freed then and false returned).
 */
bool evl_agent_post(struct evl_realm *from, struct evl_realm *to, uint32_t record, uint32_t lane, int64_t delay);

/* Have two of the run's agents the bytes of a SharedArrayBuffer in common? */
bool evl_agents_share_memory(const struct evl_host *host);

/* The loop's `others`: let one agent go on that has work before `until` of the first one's clock. */
enum evl_ran evl_agents_go(struct evl_realm *first, int64_t until, bool *went);

/* Tell all agents' clocks and counts apart: work in `to` follows work in `from`. Called by what runs code in another realm than the present one. */
void evl_agent_switch(struct evl_realm *from, struct evl_realm *to);

/* A number for the place of the running snippet, which can travel in a message; and back. Span none: an unknown number. */
uint32_t evl_agent_site_number(struct evl_realm *realm);
evl_span evl_agent_site(struct evl_realm *realm, uint32_t number);

#endif
