/* SPDX-License-Identifier: MIT */
/*
 * children.c - one switch over all kinds of node.
 */
#include "syntax/children.h"

struct giving {
	evl_child_visit *visit;
	void *context;
};

static void give(const struct giving *g, struct evl_node *child, enum evl_child_role role)
{
	if (child != NULL)
		g->visit(g->context, child, role);
}

static void give_list(const struct giving *g, struct evl_node_list list, enum evl_child_role role)
{
	for (uint32_t i = 0; i < list.count; i++)
		give(g, list.items[i], role);
}

static void give_function(const struct giving *g, const struct evl_function_node *f)
{
	give(g, f->name, EVL_CHILD_BINDING);
	give_list(g, f->params, EVL_CHILD_BINDING);
	give(g, f->body, EVL_CHILD_PLAIN);
}

void evl_visit_children(const struct evl_node *n, enum evl_child_role role, evl_child_visit *visit, void *context)
{
	const struct giving giving = { visit, context }, *g = &giving;
	enum evl_child_role key = n->computed ? EVL_CHILD_PLAIN : EVL_CHILD_KEY;
	switch ((enum evl_node_kind)n->kind) {
	case EVL_NODE_PROGRAM:
		give_list(g, n->as.program.body, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_BLOCK:
		give_list(g, n->as.block.body, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_EXPRESSION_STATEMENT:
	case EVL_NODE_RETURN:
	case EVL_NODE_THROW:
	case EVL_NODE_EXPORT_DECLARATION:
	case EVL_NODE_EXPORT_DEFAULT:
	case EVL_NODE_SPREAD:
	case EVL_NODE_OPTIONAL_CHAIN:
	case EVL_NODE_PARENTHESIZED:
	case EVL_NODE_AWAIT:
		give(g, n->as.unary.operand, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_REST:
		give(g, n->as.unary.operand, role);
		break;
	case EVL_NODE_VARIABLE_DECLARATION:
		give_list(g, n->as.declaration.declarators, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_DECLARATOR:
		give(g, n->as.declarator.target, EVL_CHILD_BINDING);
		give(g, n->as.declarator.init, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_FUNCTION_DECLARATION:
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
	case EVL_NODE_CLASS_STATIC_BLOCK:
		give_function(g, &n->as.function);
		break;
	case EVL_NODE_CLASS_DECLARATION:
	case EVL_NODE_CLASS_EXPRESSION:
		give(g, n->as.class_.name, EVL_CHILD_BINDING);
		give(g, n->as.class_.heritage, EVL_CHILD_PLAIN);
		give(g, n->as.class_.constructor, EVL_CHILD_PLAIN);
		give_list(g, n->as.class_.members, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_CLASS_MEMBER:
		give(g, n->as.member_def.key, key);
		give(g, n->as.member_def.value, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_IF:
	case EVL_NODE_CONDITIONAL:
		give(g, n->as.conditional.test, EVL_CHILD_PLAIN);
		give(g, n->as.conditional.consequent, EVL_CHILD_PLAIN);
		give(g, n->as.conditional.alternate, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_FOR:
		give(g, n->as.for_.init, EVL_CHILD_PLAIN);
		give(g, n->as.for_.test, EVL_CHILD_PLAIN);
		give(g, n->as.for_.update, EVL_CHILD_PLAIN);
		give(g, n->as.for_.body, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		give(g, n->as.for_each.left, EVL_CHILD_PLAIN);
		give(g, n->as.for_each.right, EVL_CHILD_PLAIN);
		give(g, n->as.for_each.body, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
	case EVL_NODE_WITH:
		give(g, n->as.loop.test, EVL_CHILD_PLAIN);
		give(g, n->as.loop.body, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_SWITCH:
		give(g, n->as.switch_.discriminant, EVL_CHILD_PLAIN);
		give_list(g, n->as.switch_.cases, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_CASE:
		give(g, n->as.case_.test, EVL_CHILD_PLAIN);
		give_list(g, n->as.case_.body, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_TRY:
		give(g, n->as.try_.block, EVL_CHILD_PLAIN);
		give(g, n->as.try_.param, EVL_CHILD_BINDING);
		give(g, n->as.try_.handler, EVL_CHILD_PLAIN);
		give(g, n->as.try_.finalizer, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_LABELED:
		give(g, n->as.labeled.body, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_IMPORT:
		give(g, n->as.import.source, EVL_CHILD_KEY);
		give_list(g, n->as.import.specifiers, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_EXPORT_NAMED:
		give(g, n->as.export_named.source, EVL_CHILD_KEY);
		give_list(g, n->as.export_named.specifiers, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_EXPORT_ALL:
		give(g, n->as.export_all.source, EVL_CHILD_KEY);
		break;
	case EVL_NODE_TEMPLATE:
		give_list(g, n->as.template_.expressions, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_TAGGED_TEMPLATE:
		give(g, n->as.tagged.tag, EVL_CHILD_PLAIN);
		give(g, n->as.tagged.quasi, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_ARRAY:
	case EVL_NODE_OBJECT:
	case EVL_NODE_SEQUENCE:
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		give_list(g, n->as.list.items, role);
		break;
	case EVL_NODE_PROPERTY:
	case EVL_NODE_PATTERN_PROPERTY:
		give(g, n->as.property.key, key);
		give(g, n->as.property.value, n->kind == EVL_NODE_PROPERTY ? EVL_CHILD_PLAIN : role);
		break;
	case EVL_NODE_DEFAULT_PATTERN:
		give(g, n->as.operation.left, role);
		give(g, n->as.operation.right, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_UNARY:
	case EVL_NODE_UPDATE:
	case EVL_NODE_BINARY:
	case EVL_NODE_LOGICAL:
	case EVL_NODE_ASSIGNMENT:
		give(g, n->as.operation.left, EVL_CHILD_PLAIN);
		give(g, n->as.operation.right, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_CALL:
	case EVL_NODE_NEW:
	case EVL_NODE_IMPORT_CALL:
		give(g, n->as.call.callee, EVL_CHILD_PLAIN);
		give_list(g, n->as.call.arguments, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_MEMBER:
		give(g, n->as.member.object, EVL_CHILD_PLAIN);
		give(g, n->as.member.property, EVL_CHILD_KEY);
		break;
	case EVL_NODE_INDEX:
		give(g, n->as.member.object, EVL_CHILD_PLAIN);
		give(g, n->as.member.property, EVL_CHILD_PLAIN);
		break;
	case EVL_NODE_YIELD:
		give(g, n->as.yield_.argument, EVL_CHILD_PLAIN);
		break;
	default:
		break;
	}
}
