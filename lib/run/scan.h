/* SPDX-License-Identifier: MIT */
/*
 * scan.h - which host and which goal a snippet was written for, by what it mentions.
 */
#ifndef EVL_RUN_SCAN_H
#define EVL_RUN_SCAN_H

#include <stdbool.h>

#include "base/names.h"
#include "syntax/ast.h"

struct evl_scan {
	const char *node_name;     /* the first name that only Node has ("process"), NULL: none */
	const char *browser_name;  /* the first name that only a page has */
	bool module_syntax;        /* import or export declarations, import.meta, or top-level await */
	bool top_level_return;     /* only the body of a CommonJS module may have it */
	bool endless_loop;         /* a loop that its own text never leaves */
};

/* Look through a PROGRAM node. Names that the snippet declares itself count for nothing. */
void evl_scan(const struct evl_node *program, struct evl_names *names, struct evl_scan *scan);

#endif
