/* SPDX-License-Identifier: MIT */
/*
 * load.h - the sources of a program: the main one and the modules it imports.
 */
#ifndef EVL_RUN_LOAD_H
#define EVL_RUN_LOAD_H

#include "run/run.h"

/* Start the tables with the main source. */
void evl_load_units(struct evl_run *run, const char *text, size_t length);

/* Add a source to the tables, unparsed; texts are copied. There must be room (unit_count below unit_capacity). */
struct evl_run_unit *evl_load_add_unit(struct evl_run *run, const char *name, const char *path, const char *text, size_t length);

/*
 * Find, parse and connect everything that the main module imports, in the order
 * in which a host would. Diagnostics tell what could not be had.
 */
enum evl_status evl_load_imports(struct evl_run *run, struct evl_trace *trace, uint32_t first);

/* Tell the host of the modules among the units from `first` to before `end` that are so by their syntax alone (host->untyped_module). */
void evl_load_tell_untyped(struct evl_run *run, struct evl_realm *realm, uint32_t first, uint32_t end, bool main);
/* Tell the host of import attributes that are written with `assert` in the modules among these units, the last of a module first. */
void evl_load_tell_outdated(struct evl_run *run, struct evl_realm *realm, uint32_t first, uint32_t end, bool main);

/* The unit of a module whose text is at hand, by its address; both are copied. */
enum evl_status evl_load_text(struct evl_run *run, struct evl_trace *trace, const char *address, const char *text, size_t length, uint32_t *unit);
/*
 * The unit that `specifier` means in unit `from`, read and parsed when it is new. `trace`: of the run that goes on, or NULL
 * before it does. When a host would say why the module cannot be had, run->import_failure tells.
 */
enum evl_status evl_load_unit(struct evl_run *run, struct evl_trace *trace, uint32_t from, const char *specifier, evl_name type,
			      uint32_t *unit);

/* The first number that no template has, and what it is from now on: evals take numbers, too. */
uint32_t evl_load_first_template(const struct evl_run *run);
void evl_load_set_templates(struct evl_run *run, uint32_t count);

/* Add, parse and compile a script while the program runs; diags are those of this script alone. */
enum evl_status evl_load_script(struct evl_run *run, struct evl_trace *trace, const char *name, const char *text, size_t length, struct evl_run_unit **out);

/* Compile every unit from number `first` on for `goal` (imported ones are modules). */
enum evl_status evl_load_compile(struct evl_run *run, struct evl_trace *trace, uint32_t first, enum evl_goal goal);

/* How stack traces call the sources: `by_url`, those that have an absolute path by its file: URL, as Node does for ES modules. */
void evl_load_name_sources(struct evl_run *run, bool by_url);

#endif
