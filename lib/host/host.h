/*
 * host.h - a host as data: which globals exist, which task sources there are and
 * how they are served, what an uncaught error does, how values are printed.
 *
 * `loop/` serves the phases without knowing any host by name; a new host is a new
 * folder with a profile table and one small file per API.
 */
#ifndef EVL_HOST_HOST_H
#define EVL_HOST_HOST_H

#include <stdbool.h>
#include <stdint.h>

#include "console/inspect.h"
#include "loop/loop.h"
#include "value/realm.h"

struct evl_host;

struct evl_host_profile {
	const char *name;               /* "node", "browser" */
	const char *title;              /* "Node.js 20", "Chromium" */
	enum evl_dialect dialect;
	const struct evl_rows *globals; /* NULL-terminated by count 0: tables of rows for the global object */
	uint32_t global_table_count;
	const struct evl_loop_rules *loop; /* phases, sources, priorities, what drains after each callback */
	/* Report an uncaught exception or unhandled rejection as this host does: prints, appends the error event; returns true when the host goes on afterwards. */
	bool (*report_uncaught)(struct evl_realm *realm, evl_value reason, bool is_rejection, struct evl_promise *promise);
	/* Start: what is queued or defined before the script runs. */
	bool (*start)(struct evl_realm *realm);
	/* Nothing is left to do: beforeExit, exit. Returns true when there is work again. */
	bool (*drained)(struct evl_realm *realm);
	int (*exit_status)(struct evl_realm *realm);
};

/* The profiles by name; NULL when unknown. Static storage. */
const struct evl_host_profile *evl_host_profile(const char *name);

/* What the running host keeps; made by evl_host_new, found through realm->host. */
struct evl_host {
	const struct evl_host_profile *profile;
	struct evl_loop loop;
	void *data; /* the profile's own state, in the realm's scratch */
	bool is_module; /* the main source is an ES module */
	bool exiting;   /* process.exit or a fatal error: nothing more runs */
	int exit_code;
	uint32_t group_depth; /* console.group */
};

/* Print one console line (text without final newline) to stream 0 or 1: appends a `print` event. */
void evl_host_print(struct evl_realm *realm, uint8_t stream, uint8_t method, struct evl_string *text);

#endif
