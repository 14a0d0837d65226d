/* SPDX-License-Identifier: MIT */
/*
 * script.h - the parts of a host's library that are written in JavaScript.
 *
 * In general the library is C (no frames and ticks of its own may show). But where
 * the real host's library is itself JavaScript (node's events, streams, readline;
 * the ticks of an `await` inside timers/promises), its ticks, reads and calls are
 * those of JavaScript, and a snippet sees them. There the faithful model is JavaScript
 * run by our own machine, and C would only imitate it. The texts are ours.
 *
 * host/<folder>/js/<name>.js is the script "<folder>/<name>", embedded by the build. It is the body of a CommonJS
 * module: `require` finds other scripts by that name and 'host' (see below), `exports` is what it gives. A script is
 * parsed, compiled and run when something of it is first touched; a snippet that touches none pays nothing.
 *
 * What a snippet does to the library's objects does not reach them: `require('host').primordial('Array.prototype.push')`
 * is the original function with its this value as first argument, primordial('Object.keys') the original function,
 * primordial('Map') the constructor. (Syntax that looks things up, such as spreading an array, does see the snippet's
 * changes, as it does in node where its text uses it.)
 *
 * Rules for what is shown: frames of host scripts and of what they call are left out of stack traces; events
 * and errors are attributed to the nearest frame of the snippet, or else to what caused the work; their functions print
 * like library functions ("[Function: on]"), and what their source text is, the host says (host_source in value/realm.h).
 */
#ifndef EVL_HOST_SCRIPT_H
#define EVL_HOST_SCRIPT_H

#include <stdbool.h>

#include "value/realm.h"
#include "value/rows.h"

struct evl_host_script {
	const char *name;
	const unsigned char *text; /* UTF-8, NUL-terminated */
	const unsigned *length;    /* bytes */
};

/* All of them, by number; made by the build. */
extern const struct evl_host_script evl_host_scripts[];
extern const unsigned evl_host_script_count;

/*
 * What stands behind "// node: " in the line of a host script that `place` is in: the line of the real host's own file that
 * an uncaught error from there is reported with ("fs:244  binding.^access(path);"). In the realm's scratch; NULL: nothing.
 */
const char *evl_host_script_remark(struct evl_realm *realm, evl_span place);

/* Is there a script of this name ("node/events")? */
bool evl_host_script_exists(const char *name);

/* The exports of script `name` ("node/events"); run when first asked for. False: an exception is pending or the run halts. */
bool evl_host_script(struct evl_realm *realm, const char *name, evl_value *exports);

/* One property of its exports: what MADE rows of globals give. */
bool evl_host_script_get(struct evl_realm *realm, const char *name, const char *property, evl_value *out);

/* Call the function `property` of its exports. */
bool evl_host_script_call(struct evl_realm *realm, const char *name, const char *property, uint32_t count, const evl_value *values,
			  evl_value *out);

#endif
