/* SPDX-License-Identifier: MIT */
/*
 * import.h - the modules of one run: records of units, and those that import() loads meanwhile.
 */
#ifndef EVL_RUN_IMPORT_H
#define EVL_RUN_IMPORT_H

#include "run/run.h"
#include "vm/module.h"

/* The module of unit `number`, with those that it requests; made on first use. NULL: an exception is pending or the run halts. */
struct evl_module *evl_run_module(struct evl_realm *realm, uint32_t number);

/* evl_module_link, with the words of a host that knows better why a CommonJS module lacks a name. */
bool evl_run_link(struct evl_realm *realm, struct evl_module *module);

/* The hooks of the machine (vm/vm.h). */
bool evl_run_import(struct evl_realm *realm, struct evl_string *specifier, evl_name type, const char *bad_key, uint32_t source,
		    struct evl_promise *promise);
bool evl_run_import_meta(struct evl_realm *realm, uint32_t source, evl_value *out);

/* Read the module that `specifier` means in unit `from`, and all that it imports. *fresh: how many levels were not there before. */
enum evl_status evl_run_load(struct evl_realm *realm, uint32_t from, const char *specifier, evl_name type, uint32_t *unit, uint32_t *fresh);
/* Why that failed, as the host says it; EVL_EMPTY: the run halts. */
evl_value evl_run_load_error(struct evl_realm *realm, enum evl_status status);

#endif
