/* SPDX-License-Identifier: MIT */
/*
 * commonjs_names.h - what an ES module can import by name from a CommonJS module.
 *
 * Node reads the text of the module before anything runs and looks for a few ways of writing exports (cjs-module-lexer);
 * what it does not see so can only be reached through the default export.
 */
#ifndef EVL_RUN_COMMONJS_NAMES_H
#define EVL_RUN_COMMONJS_NAMES_H

#include "base/arena.h"
#include "base/names.h"
#include "base/source.h"
#include "syntax/ast.h"

struct evl_commonjs_names {
	evl_name *names; /* without duplicates, as they are met */
	uint32_t count, capacity;
	evl_name *reexports; /* specifiers of modules whose names are this one's, too */
	uint32_t reexport_count, reexport_capacity;
};

/* Add what the PROGRAM `tree` of `source` exports. The lists are in `arena`. */
void evl_commonjs_names(const struct evl_source *source, struct evl_node *tree, struct evl_names *texts, struct evl_arena *arena,
			struct evl_commonjs_names *out);
/* Add one name, unless it is there. */
void evl_commonjs_names_add(struct evl_commonjs_names *list, evl_name name, struct evl_arena *arena);

#endif
