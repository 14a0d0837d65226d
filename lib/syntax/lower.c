/* SPDX-License-Identifier: MIT */
/*
 * lower.c - the frame of the lowering: nodes, lists, limits, the program.
 */
#include "syntax/lower.h"

struct evl_node *evl_lower_new(struct evl_lower *l, enum evl_node_kind kind, TSNode cst)
{
	struct evl_node *node = evl_arena_zalloc(l->arena, sizeof(*node));
	node->kind = (uint8_t)kind;
	node->span = (evl_span){ l->source, ts_node_start_byte(cst), ts_node_end_byte(cst) };
	node->position = node->span.start;
	return node;
}

struct evl_node *evl_lower_refuse(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_EMPTY, cst);
	if (l->status == EVL_STATUS_OK) {
		l->status = EVL_STATUS_NOT_COVERED;
		evl_diags_add(l->diags, EVL_SEVERITY_ERROR, EVL_STATUS_NOT_COVERED, node->span, "not covered: %s",
			      ts_node_type(cst));
	}
	return node;
}

bool evl_lower_enter(struct evl_lower *l, TSNode cst)
{
	if (++l->depth <= EVL_SYNTAX_MAX_DEPTH)
		return true;
	if (l->status == EVL_STATUS_OK) {
		uint32_t start = ts_node_start_byte(cst);
		l->status = EVL_STATUS_TOO_LARGE;
		evl_diags_add(l->diags, EVL_SEVERITY_ERROR, EVL_STATUS_TOO_LARGE, (evl_span){ l->source, start, start + 1 },
			      "nesting too deep: more than %d levels", (int)EVL_SYNTAX_MAX_DEPTH);
	}
	return false;
}

void evl_lower_leave(struct evl_lower *l)
{
	l->depth--;
}

struct evl_node_list evl_lower_list(struct evl_lower *l, uint32_t most)
{
	struct evl_node_list list = { NULL, 0 };
	if (most)
		list.items = evl_arena_alloc(l->arena, most * sizeof(struct evl_node *));
	return list;
}

struct evl_node *evl_lower_program(struct evl_lower *l, TSNode root, bool module)
{
	struct evl_node *program = evl_lower_new(l, EVL_NODE_PROGRAM, root);
	program->span = (evl_span){ l->source, 0, l->length };
	l->strict = l->strict || module || evl_lower_has_use_strict(l, root);
	program->as.program.strict = l->strict;
	program->as.program.module = module;
	program->as.program.body = evl_lower_statements(l, root, 0);
	program->as.program.has_top_level_await = l->top_level_await;
	program->as.program.has_direct_eval = l->top_level_eval;
	return l->status == EVL_STATUS_OK ? program : NULL;
}
