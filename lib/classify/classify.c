/* SPDX-License-Identifier: MIT */
/*
 * classify.c - the statements in source order, those inside of functions below them.
 */
#include "classify/classify.h"

#include "classify/classifier.h"
#include "syntax/children.h"

static void list_statement(struct evl_classifier *c, struct evl_node *node);

static struct evl_statement_class *add_statement(struct evl_classifier *c, evl_span span, const struct evl_node *node)
{
	struct evl_statement_class *s = evl_arena_zalloc(c->arena, sizeof *s);
	s->span = span;
	s->depth = c->level;
	s->what = evl_node_kind_text((enum evl_node_kind)node->kind);
	if (c->last != NULL)
		c->last->next = s;
	else
		c->first = s;
	c->last = s;
	c->tail = &s->effects;
	c->effect_count = 0;
	c->steps = 0;
	return s;
}

static evl_span head_span(const struct evl_node *node, const struct evl_node *body)
{
	evl_span span = node->span;
	if (body != NULL && body->span.start > span.start)
		span.end = body->span.start;
	return span;
}

static void list_body(struct evl_classifier *c, struct evl_node *body)
{
	if (body == NULL)
		return;
	c->level++;
	if (body->kind == EVL_NODE_BLOCK) {
		struct evl_scope *outer = evl_classify_enter(c, body->scope);
		for (uint32_t i = 0; i < body->as.block.body.count; i++)
			list_statement(c, body->as.block.body.items[i]);
		c->scope = outer;
	} else {
		list_statement(c, body);
	}
	c->level--;
}

/* The statements inside of functions that an expression holds. */
static void list_functions(struct evl_classifier *c, struct evl_node *node);

static void list_function_body(struct evl_classifier *c, struct evl_node *function)
{
	if (function->scope == NULL || c->level > 40)
		return;
	if ((function->as.function.flags & EVL_FN_EXPRESSION_BODY) != 0) {
		struct evl_function_record *record = function->scope;
		struct evl_scope *outer = evl_classify_enter(c, record->body_scope);
		list_functions(c, function->as.function.body);
		c->scope = outer;
		return;
	}
	struct evl_function_record *record = function->scope;
	struct evl_scope *outer = evl_classify_enter(c, record->body_scope);
	struct evl_activation a = { c->activation, function, NULL, NULL, false, function->span, NULL };
	c->activation = &a;
	c->level++;
	for (uint32_t i = 0; i < function->as.function.body->as.block.body.count; i++)
		list_statement(c, function->as.function.body->as.block.body.items[i]);
	c->level--;
	c->activation = a.outer;
	c->scope = outer;
}

static void list_class(struct evl_classifier *c, struct evl_node *node)
{
	struct evl_class_record *record = node->scope;
	struct evl_scope *outer = evl_classify_enter(c, record != NULL ? record->scope : NULL);
	if (node->as.class_.constructor != NULL)
		list_function_body(c, node->as.class_.constructor);
	for (uint32_t i = 0; i < node->as.class_.members.count; i++) {
		struct evl_node *m = node->as.class_.members.items[i];
		if (m->kind == EVL_NODE_CLASS_MEMBER && m->as.member_def.kind != EVL_PROPERTY_FIELD)
			list_function_body(c, m->as.member_def.value);
	}
	c->scope = outer;
}

static void list_child(void *context, struct evl_node *child, enum evl_child_role role)
{
	(void)role;
	list_functions(context, child);
}

static void list_functions(struct evl_classifier *c, struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
		list_function_body(c, node);
		break;
	case EVL_NODE_CLASS_EXPRESSION:
		list_class(c, node);
		break;
	default:
		evl_visit_children(node, EVL_CHILD_PLAIN, list_child, c);
		break;
	}
}

static void list_statement(struct evl_classifier *c, struct evl_node *node)
{
	struct evl_scope *outer = c->scope;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_EMPTY:
		return;
	case EVL_NODE_EXPORT_DECLARATION:
	case EVL_NODE_LABELED:
		list_statement(c, node->kind == EVL_NODE_LABELED ? node->as.labeled.body : node->as.unary.operand);
		return;
	case EVL_NODE_FUNCTION_DECLARATION:
		add_statement(c, head_span(node, node->as.function.body), node)->is_declaration = true;
		list_function_body(c, node);
		return;
	case EVL_NODE_CLASS_DECLARATION:
		add_statement(c, head_span(node, NULL), node)->is_declaration = true;
		list_class(c, node);
		return;
	case EVL_NODE_BLOCK:
		list_body(c, node);
		return;
	case EVL_NODE_IF:
		add_statement(c, head_span(node, node->as.conditional.consequent), node);
		evl_classify_walk(c, node->as.conditional.test);
		list_body(c, node->as.conditional.consequent);
		list_body(c, node->as.conditional.alternate);
		return;
	case EVL_NODE_FOR:
		add_statement(c, head_span(node, node->as.for_.body), node);
		evl_classify_enter(c, node->scope);
		if (node->as.for_.init != NULL)
			evl_classify_walk(c, node->as.for_.init);
		if (node->as.for_.test != NULL)
			evl_classify_walk(c, node->as.for_.test);
		if (node->as.for_.update != NULL)
			evl_classify_walk(c, node->as.for_.update);
		c->loops++;
		list_body(c, node->as.for_.body);
		c->loops--;
		c->scope = outer;
		return;
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		add_statement(c, head_span(node, node->as.for_each.body), node);
		evl_classify_walk(c, node->as.for_each.right);
		if (node->as.for_each.is_await)
			evl_classify_await_effect(c, node, "for await");
		evl_classify_enter(c, node->scope);
		c->loops++;
		list_body(c, node->as.for_each.body);
		c->loops--;
		c->scope = outer;
		return;
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
	case EVL_NODE_WITH:
		add_statement(c, head_span(node, node->as.loop.body), node);
		evl_classify_walk(c, node->as.loop.test);
		c->loops++;
		list_body(c, node->as.loop.body);
		c->loops--;
		return;
	case EVL_NODE_SWITCH:
		add_statement(c, head_span(node, node->as.switch_.cases.count != 0 ? node->as.switch_.cases.items[0] : NULL),
			      node);
		evl_classify_walk(c, node->as.switch_.discriminant);
		evl_classify_enter(c, node->scope);
		c->level++;
		for (uint32_t i = 0; i < node->as.switch_.cases.count; i++)
			for (uint32_t j = 0; j < node->as.switch_.cases.items[i]->as.case_.body.count; j++)
				list_statement(c, node->as.switch_.cases.items[i]->as.case_.body.items[j]);
		c->level--;
		c->scope = outer;
		return;
	case EVL_NODE_TRY:
		add_statement(c, head_span(node, node->as.try_.block), node);
		list_body(c, node->as.try_.block);
		if (node->as.try_.handler != NULL) {
			evl_classify_enter(c, node->as.try_.param != NULL ? node->scope : NULL);
			list_body(c, node->as.try_.handler);
			c->scope = outer;
		}
		list_body(c, node->as.try_.finalizer);
		return;
	default:
		add_statement(c, node->span, node);
		evl_classify_walk(c, node);
		list_functions(c, node);
		return;
	}
}

struct evl_statement_class *evl_classify(struct evl_node *program, enum evl_goal goal, const struct evl_source *source,
					 struct evl_names *names, struct evl_arena *arena)
{
	struct evl_classifier *c = evl_arena_zalloc(arena, sizeof *c);
	c->arena = arena;
	c->names = names;
	c->source = source;
	struct evl_function_record *record = evl_scope_analyse(program, goal, names, arena);
	struct evl_effect *nowhere = NULL;
	c->tail = &nowhere;
	c->scope = record->is_module_body ? record->scope : record->body_scope;
	c->collecting = true;
	evl_classify_walk_list(c, &program->as.program.body);
	c->collecting = false;
	for (uint32_t i = 0; i < program->as.program.body.count; i++)
		list_statement(c, program->as.program.body.items[i]);
	return c->first;
}
