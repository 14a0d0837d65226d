/* SPDX-License-Identifier: MIT */
/*
 * agent.h - what run/ does for further agents (host/agent.h): realms for them, and the code that they begin with.
 */
#ifndef EVL_RUN_AGENT_H
#define EVL_RUN_AGENT_H

#include "host/host.h"

/* host->new_realm: realms are kept for the next run, as the first one is. */
bool evl_run_new_realm(struct evl_realm *realm, const struct evl_host_profile *profile, struct evl_realm **out);

/* host->require_module */
bool evl_run_require_module(struct evl_realm *realm, const char *path, const char *facade, evl_value *out);

/* host->compile_module */
bool evl_run_agent_module(struct evl_realm *realm, const char *path, const char *text, size_t length, struct evl_promise **evaluation);

#endif
