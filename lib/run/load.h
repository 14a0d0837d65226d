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
enum evl_status evl_load_imports(struct evl_run *run);

/* Add, parse and compile a script while the program runs; diags are those of this script alone. */
enum evl_status evl_load_script(struct evl_run *run, const char *text, size_t length, struct evl_run_unit **out);

/* Compile every unit for `goal` (imported ones are modules). */
enum evl_status evl_load_compile(struct evl_run *run, enum evl_goal goal);

/* How stack traces call the sources: `by_url`, those that have an absolute path by its file: URL, as Node does for ES modules. */
void evl_load_name_sources(struct evl_run *run, bool by_url);

#endif
