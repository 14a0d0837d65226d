/* SPDX-License-Identifier: MIT */
/*
 * lower_pattern.c - targets: bindings, parameters, left sides of assignments.
 *
 * The grammar gives patterns in two shapes, as patterns or as the literals they
 * look like; both become the same nodes here.
 */
#include "syntax/lower.h"

static struct evl_node *with_default(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_DEFAULT_PATTERN, cst);
	node->as.operation.left = evl_lower_target(l, evl_cst_child(cst, 0));
	node->as.operation.right = evl_lower_expression(l, evl_cst_child(cst, 2));
	return node;
}

static struct evl_node *rest(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_REST, cst);
	node->as.unary.operand = evl_lower_target(l, evl_cst_child(cst, 1));
	return node;
}

static struct evl_node *array_pattern(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_ARRAY_PATTERN, cst);
	uint32_t count = ts_node_child_count(cst);
	struct evl_node_list list = evl_lower_list(l, count);
	bool filled = false;
	for (uint32_t i = 1; i + 1 < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (evl_cst_is(child, EVL_CST_TOKEN_COMMA)) {
			if (!filled)
				evl_lower_append(&list, NULL);
			filled = false;
		} else {
			evl_lower_append(&list, evl_lower_target(l, child));
			filled = true;
		}
	}
	node->as.list.items = list;
	return node;
}

static struct evl_node *pattern_property(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node;
	switch (ts_node_symbol(cst)) {
	case EVL_CST_REST_PATTERN:
	case EVL_CST_SPREAD_ELEMENT:
		return rest(l, cst);
	case EVL_CST_PAIR_PATTERN:
	case EVL_CST_PAIR:
		node = evl_lower_new(l, EVL_NODE_PATTERN_PROPERTY, cst);
		node->as.property.kind = EVL_PROPERTY_INIT;
		node->as.property.key = evl_lower_key(l, evl_cst_child(cst, 0), &node->computed);
		node->as.property.value = evl_lower_target(l, evl_cst_child(cst, 2));
		return node;
	case EVL_CST_OBJECT_ASSIGNMENT_PATTERN:
		node = evl_lower_new(l, EVL_NODE_PATTERN_PROPERTY, cst);
		node->as.property.kind = EVL_PROPERTY_SHORTHAND;
		node->as.property.key = evl_lower_identifier(l, evl_cst_child(cst, 0));
		node->as.property.value = with_default(l, cst);
		return node;
	default:
		node = evl_lower_new(l, EVL_NODE_PATTERN_PROPERTY, cst);
		node->as.property.kind = EVL_PROPERTY_SHORTHAND;
		node->as.property.key = evl_lower_identifier(l, cst);
		node->as.property.value = evl_lower_identifier(l, cst);
		return node;
	}
}

static struct evl_node *object_pattern(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_OBJECT_PATTERN, cst);
	uint32_t count = ts_node_child_count(cst);
	struct evl_node_list list = evl_lower_list(l, count);
	for (uint32_t i = 1; i + 1 < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (ts_node_is_named(child))
			evl_lower_append(&list, pattern_property(l, child));
	}
	node->as.list.items = list;
	return node;
}

static struct evl_node *target(struct evl_lower *l, TSNode cst)
{
	switch (ts_node_symbol(cst)) {
	case EVL_CST_OBJECT_PATTERN:
	case EVL_CST_OBJECT:
		return object_pattern(l, cst);
	case EVL_CST_ARRAY_PATTERN:
	case EVL_CST_ARRAY:
		return array_pattern(l, cst);
	case EVL_CST_ASSIGNMENT_PATTERN:
	case EVL_CST_ASSIGNMENT_EXPRESSION:
		return with_default(l, cst);
	case EVL_CST_REST_PATTERN:
	case EVL_CST_SPREAD_ELEMENT:
		return rest(l, cst);
	case EVL_CST_PARENTHESIZED_EXPRESSION:
		return evl_lower_target(l, evl_cst_child(cst, 1));
	case EVL_CST_SHORTHAND_PROPERTY_IDENTIFIER_PATTERN:
		return evl_lower_identifier(l, cst);
	default:
		return evl_lower_expression(l, cst);
	}
}

struct evl_node *evl_lower_target(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node;
	if (evl_lower_enter(l, cst))
		node = target(l, cst);
	else
		node = evl_lower_new(l, EVL_NODE_EMPTY, cst);
	evl_lower_leave(l);
	return node;
}
