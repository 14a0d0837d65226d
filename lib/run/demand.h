/* SPDX-License-Identifier: MIT */
/*
 * demand.h - sources that the snippet asks for while it runs: CommonJS modules.
 */
#ifndef EVL_RUN_DEMAND_H
#define EVL_RUN_DEMAND_H

#include <stdbool.h>
#include <stddef.h>

#include "code/template.h"
#include "host/host.h"
#include "value/realm.h"

/* For host->read_source: the text behind `specifier` seen from `referrer`. False: there is none; nothing is pending. */
bool evl_run_read_source(struct evl_realm *realm, const char *referrer, const char *specifier, const char **path, const char **text,
			 size_t *length);

/* For host->package_type (run/format.h). */
enum evl_package_type evl_run_package_type(struct evl_realm *realm, const char *path, const char **description);

/* For host->has_module_syntax: does the text fail as CommonJS, for something that only ES modules have? */
bool evl_run_has_module_syntax(struct evl_realm *realm, const char *path, const char *text);

/*
 * For host->compile_source: the text at `path` as the body of a CommonJS module. It becomes one of the program's
 * sources, so places in it are shown. False: a SyntaxError is pending (its place in *place, in scratch memory, as a fatal
 * report begins with it), or the run halts.
 */
bool evl_run_compile_source(struct evl_realm *realm, const char *path, const char *text, size_t length,
			    const struct evl_template **out, const char **place);

#endif
