/* SPDX-License-Identifier: MIT */
/*
 * format.h - what kind of module a file is to a host that has CommonJS beside ES modules.
 */
#ifndef EVL_RUN_FORMAT_H
#define EVL_RUN_FORMAT_H

#include "run/run.h"

enum evl_file_format { EVL_FORMAT_MODULE, EVL_FORMAT_COMMONJS };

/*
 * The type of the package that the file at `path` belongs to (Node's package scope: the nearest package.json above it, up to
 * a folder of packages); SILENT, too, where there is no package or no loader. What is no JSON says nothing, or what stands
 * before its fault: who has to report that reads it again.
 * *description: the path of its package.json, owned by the run; NULL when there is none.
 */
enum evl_package_type evl_package_type(struct evl_run *run, const char *path, const char **description);

/*
 * Node's ESM_FILE_FORMAT: by the name (.mjs, .cjs), else by the package, else by the syntax: a text that fails as CommonJS
 * for what only modules have is one.
 */
enum evl_file_format evl_file_format(struct evl_run *run, const char *path, const char *text, size_t length);

/*
 * The package.json that leaves open what the file at `path` is, so that its syntax makes it an ES module; NULL: its name or its package says it, or it
 * has no package, or is one that others installed.
 */
const char *evl_untyped_package(struct evl_run *run, const char *path);

/* Does the name of a file end so (".mjs")? */
bool evl_name_ends(const char *name, const char *ending);

/* Is this one of the errors after which Node reads a CommonJS file again, as a module? */
bool evl_format_is_module_error(const char *message);
/* Does the text fail as the body of a CommonJS module, for something that only ES modules have? */
bool evl_format_has_module_syntax(struct evl_run *run, const struct evl_source *source);

#endif
