/* SPDX-License-Identifier: MIT */
/*
 * children.h - the nodes directly below a node: the one place that knows where each kind keeps them.
 *
 * An analysis handles the kinds that mean something to it and leaves the rest to this.
 */
#ifndef EVL_SYNTAX_CHILDREN_H
#define EVL_SYNTAX_CHILDREN_H

#include "syntax/ast.h"

/* How a node is reached: what a name there means. */
enum evl_child_role {
	EVL_CHILD_PLAIN,   /* an expression, a statement, a list element */
	EVL_CHILD_BINDING, /* the target of a declaration, a parameter, the name of a function or class */
	EVL_CHILD_KEY,	   /* a property name that is not computed: an identifier there is no reference */
};

/* Called with a child, never NULL. `context` is the caller's. */
typedef void evl_child_visit(void *context, struct evl_node *child, enum evl_child_role role);

/*
 * Call `visit` for each child of `node`, in the order of the text (of a member, a class or a loop: head before body).
 * `role` is how `node` itself was reached: the parts of a binding pattern are bindings too. Does not recurse.
 */
void evl_visit_children(const struct evl_node *node, enum evl_child_role role, evl_child_visit *visit, void *context);

#endif
