/* SPDX-License-Identifier: MIT */
/*
 * agent_wait.h - Atomics.wait and notify between agents (sec-atomics.wait), for agent.c.
 */
#ifndef EVL_HOST_AGENT_WAIT_H
#define EVL_HOST_AGENT_WAIT_H

#include "host/agent.h"

/* From now on Atomics.wait in this realm lets the other agents go on. */
void evl_agent_wait_start(struct evl_realm *realm);

/* Is its code on the C stack, waiting? */
bool evl_agent_is_blocked(const struct evl_agent *agent);

/* ---- agent.c ---- */

/* The agent but the first that has something to do soonest, and when; NULL: none. */
struct evl_agent *evl_agent_next(struct evl_agents *agents, int64_t *time);
/* It begins, or does one turn of its loop; `present`: whose code runs now. STOP: the run ends. */
enum evl_ran evl_agent_go(struct evl_realm *present, struct evl_agent *agent);

#endif
