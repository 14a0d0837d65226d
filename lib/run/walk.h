/* SPDX-License-Identifier: MIT */
/*
 * walk.h - every node of a syntax tree, without recursion in C.
 */
#ifndef EVL_RUN_WALK_H
#define EVL_RUN_WALK_H

#include <stdbool.h>

#include "syntax/ast.h"

/* How a node is reached: what a name there means. */
enum evl_walk_role {
	EVL_WALK_PLAIN,   /* an expression, a statement, a list element */
	EVL_WALK_BINDING, /* the target of a declaration, a parameter, the name of a function or class */
	EVL_WALK_KEY,     /* a property name that is not computed: an identifier there is no reference */
};

/* Called before the children; false: leave them out. */
typedef bool evl_walk_visit(void *context, const struct evl_node *node, enum evl_walk_role role);

/* Visit `root` and everything below it, in an order that follows the text within one list. False: the tree is deeper than memory for it. */
bool evl_walk(const struct evl_node *root, evl_walk_visit *visit, void *context);

#endif
