/* SPDX-License-Identifier: MIT */
/*
 * abstract_walk.c - the code as if it ran once: branches taken, loops entered, up to a number of steps.
 */
#include "classify/classifier.h"
#include "syntax/children.h"

enum { MAX_STEPS = 20000 };

struct evl_scope *evl_classify_enter(struct evl_classifier *c, struct evl_scope *scope)
{
	struct evl_scope *outer = c->scope;
	if (scope != NULL)
		c->scope = scope;
	return outer;
}

void evl_classify_walk_list(struct evl_classifier *c, const struct evl_node_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (list->items[i] != NULL)
			evl_classify_walk(c, list->items[i]);
}

/* In the first pass functions are walked for the assignments in them; later they are only when they run. */
static void collect_function(struct evl_classifier *c, struct evl_node *node)
{
	if (!c->collecting || node->scope == NULL)
		return;
	struct evl_function_record *record = node->scope;
	struct evl_scope *outer = evl_classify_enter(c, record->scope);
	evl_classify_walk_list(c, &node->as.function.params);
	c->scope = record->body_scope;
	if ((node->as.function.flags & EVL_FN_EXPRESSION_BODY) != 0)
		evl_classify_walk(c, node->as.function.body);
	else
		evl_classify_walk_list(c, &node->as.function.body->as.block.body);
	c->scope = outer;
}

static void walk_class(struct evl_classifier *c, struct evl_node *node)
{
	struct evl_class_record *record = node->scope;
	struct evl_scope *outer = evl_classify_enter(c, record != NULL ? record->scope : NULL);
	if (node->as.class_.heritage != NULL)
		evl_classify_walk(c, node->as.class_.heritage);
	if (c->collecting) {
		if (node->as.class_.constructor != NULL)
			collect_function(c, node->as.class_.constructor);
		for (uint32_t i = 0; i < node->as.class_.members.count; i++) {
			struct evl_node *m = node->as.class_.members.items[i];
			if (m->kind == EVL_NODE_CLASS_MEMBER && m->as.member_def.kind != EVL_PROPERTY_FIELD)
				collect_function(c, m->as.member_def.value);
		}
	}
	c->scope = outer;
}

static void walk_loop(struct evl_classifier *c, struct evl_node *body)
{
	c->loops++;
	evl_classify_walk(c, body);
	c->loops--;
}

static void walk_declarator(struct evl_classifier *c, struct evl_node *node)
{
	struct evl_node *target = node->as.declarator.target;
	struct evl_node *init = node->as.declarator.init;
	if (c->collecting && target->kind == EVL_NODE_IDENTIFIER && init != NULL)
		evl_classify_bind(c, target->as.identifier.name, init);
	if (init != NULL)
		evl_classify_walk(c, init);
	if (target->kind != EVL_NODE_IDENTIFIER)
		evl_classify_walk(c, target);
}

static void walk_assignment(struct evl_classifier *c, struct evl_node *node)
{
	struct evl_node *left = node->as.operation.left;
	if (c->collecting && left->kind == EVL_NODE_IDENTIFIER)
		evl_classify_bind(c, left->as.identifier.name,
				  node->kind == EVL_NODE_ASSIGNMENT && node->as.operation.op == EVL_OP_ASSIGN
					  ? node->as.operation.right
					  : NULL);
	if (left->kind != EVL_NODE_IDENTIFIER)
		evl_classify_walk(c, left);
	if (node->as.operation.right != NULL)
		evl_classify_walk(c, node->as.operation.right);
}

static void walk_child(void *context, struct evl_node *child, enum evl_child_role role)
{
	(void)role;
	evl_classify_walk(context, child);
}

static void walk_children(struct evl_classifier *c, struct evl_node *node)
{
	struct evl_scope *outer;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_AWAIT:
		evl_classify_walk(c, node->as.unary.operand);
		if (!c->collecting)
			evl_classify_await_effect(c, node, "await");
		break;
	case EVL_NODE_BLOCK:
		outer = evl_classify_enter(c, node->scope);
		evl_classify_walk_list(c, &node->as.block.body);
		c->scope = outer;
		break;
	case EVL_NODE_DECLARATOR:
		walk_declarator(c, node);
		break;
	case EVL_NODE_FUNCTION_DECLARATION:
		if (c->collecting && node->as.function.name != NULL)
			evl_classify_bind(c, node->as.function.name->as.identifier.name, node);
		collect_function(c, node);
		break;
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
	case EVL_NODE_CLASS_STATIC_BLOCK:
		collect_function(c, node);
		break;
	case EVL_NODE_CLASS_DECLARATION:
	case EVL_NODE_CLASS_EXPRESSION:
		walk_class(c, node);
		break;
	case EVL_NODE_FOR:
		outer = evl_classify_enter(c, node->scope);
		if (node->as.for_.init != NULL)
			evl_classify_walk(c, node->as.for_.init);
		if (node->as.for_.test != NULL)
			evl_classify_walk(c, node->as.for_.test);
		walk_loop(c, node->as.for_.body);
		if (node->as.for_.update != NULL)
			evl_classify_walk(c, node->as.for_.update);
		c->scope = outer;
		break;
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		evl_classify_walk(c, node->as.for_each.right);
		outer = evl_classify_enter(c, node->scope);
		if (node->as.for_each.is_await && !c->collecting)
			evl_classify_await_effect(c, node, "for await");
		walk_loop(c, node->as.for_each.body);
		c->scope = outer;
		break;
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
	case EVL_NODE_WITH:
		evl_classify_walk(c, node->as.loop.test);
		walk_loop(c, node->as.loop.body);
		break;
	case EVL_NODE_SWITCH:
		evl_classify_walk(c, node->as.switch_.discriminant);
		outer = evl_classify_enter(c, node->scope);
		for (uint32_t i = 0; i < node->as.switch_.cases.count; i++) {
			struct evl_node *k = node->as.switch_.cases.items[i];
			if (k->as.case_.test != NULL)
				evl_classify_walk(c, k->as.case_.test);
			evl_classify_walk_list(c, &k->as.case_.body);
		}
		c->scope = outer;
		break;
	case EVL_NODE_TRY:
		evl_classify_walk(c, node->as.try_.block);
		if (node->as.try_.handler != NULL) {
			outer = evl_classify_enter(c, node->as.try_.param != NULL ? node->scope : NULL);
			evl_classify_walk(c, node->as.try_.handler);
			c->scope = outer;
		}
		if (node->as.try_.finalizer != NULL)
			evl_classify_walk(c, node->as.try_.finalizer);
		break;
	case EVL_NODE_ASSIGNMENT:
	case EVL_NODE_UPDATE:
		walk_assignment(c, node);
		break;
	case EVL_NODE_CALL:
		evl_classify_walk(c, node->as.call.callee);
		evl_classify_walk_list(c, &node->as.call.arguments);
		if (!c->collecting)
			evl_classify_call_effects(c, node);
		break;
	case EVL_NODE_NEW:
		evl_classify_walk(c, node->as.call.callee);
		evl_classify_walk_list(c, &node->as.call.arguments);
		if (!c->collecting)
			evl_classify_new_effects(c, node);
		break;
	case EVL_NODE_IMPORT_CALL:
		evl_classify_walk_list(c, &node->as.call.arguments);
		if (!c->collecting) {
			struct evl_effect *e = evl_classify_add_effect(c, EVL_WORK_DYNAMIC_IMPORT, "import()", node->span);
			if (e != NULL)
				e->callback_text = "the module settles the promise";
		}
		break;
	default:
		evl_visit_children(node, EVL_CHILD_PLAIN, walk_child, c);
		break;
	}
}

void evl_classify_walk(struct evl_classifier *c, struct evl_node *node)
{
	if (++c->steps > MAX_STEPS && !c->collecting)
		return;
	walk_children(c, node);
}
