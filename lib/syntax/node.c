/* SPDX-License-Identifier: MIT */
/*
 * node.c - what people call the kinds of syntax nodes, and looking through parentheses.
 */
#include "syntax/ast.h"

#include <stddef.h>

static const char *const texts[EVL_NODE_KIND_COUNT] = {
#define EVL_NODE(id, member, text) [EVL_NODE_##id] = text,
#include "syntax/nodes.def"
#undef EVL_NODE
};

const char *evl_node_kind_text(enum evl_node_kind kind)
{
	return (unsigned)kind < EVL_NODE_KIND_COUNT ? texts[kind] : "construct";
}

const struct evl_node *evl_node_bare(const struct evl_node *node)
{
	while (node != NULL && node->kind == EVL_NODE_PARENTHESIZED)
		node = node->as.unary.operand;
	return node;
}
