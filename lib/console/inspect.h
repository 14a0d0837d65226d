/*
 * inspect.h - values as a console shows them.
 *
 * Two dialects: Node's util.inspect (colours off, breakLength 80, compact 3) and
 * the one-line text of Chromium's DevTools console. Getters are never called; custom
 * inspect functions and user-defined toString for %s are (they may throw).
 */
#ifndef EVL_CONSOLE_INSPECT_H
#define EVL_CONSOLE_INSPECT_H

#include <stdbool.h>
#include <stdint.h>

#include "value/realm.h"

/* DENO and BUN: their consoles; their node:util writes as Node's does (Deno's nearly so). */
enum evl_dialect { EVL_DIALECT_NODE, EVL_DIALECT_DENO, EVL_DIALECT_BUN, EVL_DIALECT_BROWSER };

struct evl_inspect_options {
	double depth;       /* levels; infinity: all */
	bool show_hidden;
	bool ignore_custom; /* console.dir */
	bool quote_strings; /* top-level strings are quoted */
};

/* formatWithOptions (util.format): the arguments of console.log as one text, without a final newline. False: exception pending, *out is what came before it, or NULL. */
bool evl_console_format(struct evl_realm *realm, enum evl_dialect dialect, uint32_t count, const evl_value *values,
			struct evl_string **out);

/* util.inspect(value, options); options NULL: the defaults (depth 2). */
bool evl_inspect(struct evl_realm *realm, enum evl_dialect dialect, evl_value value, const struct evl_inspect_options *options,
		 struct evl_string **out);

/* Error.prototype.toString without its checks: name, message, or both. False: exception pending. */
bool evl_inspect_error_line(struct evl_realm *realm, struct evl_object *error, struct evl_string **out);

/* node:util's inspect(value, options) and format(...values), for rows; inspect is also handed to custom inspect functions. */
bool evl_util_inspect(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* formatWithOptions(inspectOptions, ...values) */
bool evl_util_format_with_options(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_util_format(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
