/* SPDX-License-Identifier: MIT */
/*
 * walk.h - every node of a syntax tree, without recursion in C.
 */
#ifndef EVL_RUN_WALK_H
#define EVL_RUN_WALK_H

#include <stdbool.h>

#include "syntax/children.h"

/* Called before the children; false: leave them out. */
typedef bool evl_walk_visit(void *context, const struct evl_node *node, enum evl_child_role role);

/* Visit `root` and everything below it, in an order that follows the text within one list. False: the tree is deeper than memory for it. */
bool evl_walk(const struct evl_node *root, evl_walk_visit *visit, void *context);

#endif
