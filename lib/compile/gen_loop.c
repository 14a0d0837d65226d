/* SPDX-License-Identifier: MIT */
/*
 * gen_loop.c - loops. Tests stand at the bottom, so one round is one jump.
 */
#include "compile/gen.h"

static void push_loop(struct builder *b, struct control *c)
{
	control_push(b, c, CONTROL_LOOP);
	c->labels = b->pending_labels;
	c->label_count = b->pending_label_count;
	c->is_breakable = true;
	b->pending_label_count = 0;
}

/* A loop's test has a place like a statement. */
static void gen_test(struct builder *b, struct evl_node *test, bool when, struct label *l)
{
	if (test->kind != EVL_NODE_TRUE)
		site_statement(b, expression_position(b, test));
	gen_condition(b, test, when, l);
}

void gen_while(struct builder *b, struct evl_node *node)
{
	struct control c;
	struct label top;
	label_init(&top);
	push_loop(b, &c);
	if (node->kind == EVL_NODE_WHILE)
		jump(b, EVL_OPCODE_JUMP, 0, &c.continue_label);
	label_bind(b, &top);
	gen_statement(b, node->as.loop.body);
	label_bind(b, &c.continue_label);
	gen_test(b, node->as.loop.test, true, &top);
	label_bind(b, &c.break_label);
	control_pop(b);
}

/* Does a statement do nothing? */
static bool is_idle(const struct evl_node *statement)
{
	return statement->kind == EVL_NODE_EMPTY || (statement->kind == EVL_NODE_BLOCK && statement->as.block.body.count == 0);
}

/* The variable that an expression names, when reading it is all that happens; NULL: it is something else. */
static const struct evl_variable *plain_variable(struct builder *b, const struct evl_node *node)
{
	const struct evl_variable *v = node->kind == EVL_NODE_IDENTIFIER ? variable_of(b, node->as.identifier.name) : NULL;
	return v != NULL && !variable_is_dynamic(b, v->name) ? v : NULL;
}

/*
 * The first test of a loop that only counts a variable up, as in `for (let i = 0; i < n; i++) {}`, has just been made:
 * the counting is one instruction.
 */
static void gen_counting(struct builder *b, const struct evl_node *node)
{
	const struct evl_node *update = node->as.for_.update, *test = node->as.for_.test;
	if (!is_idle(node->as.for_.body) || update == NULL || update->kind != EVL_NODE_UPDATE ||
	    update->as.operation.op != EVL_OP_INCREMENT || test->kind != EVL_NODE_BINARY)
		return;
	const struct evl_node *limit = test->as.operation.right;
	const struct evl_variable *counter = plain_variable(b, update->as.operation.left);
	if (counter == NULL || (counter->kind != VARIABLE_LET && counter->kind != VARIABLE_VAR) ||
	    (limit->kind != EVL_NODE_NUMBER && plain_variable(b, limit) == NULL))
		return;
	const struct evl_insn *made = &b->code[b->count - 1];
	if ((made->op == EVL_OPCODE_J_NLT || made->op == EVL_OPCODE_J_NLE) && made->a == variable_register(b, counter) && made->b != made->a)
		emit(b, made->op == EVL_OPCODE_J_NLT ? EVL_OPCODE_COUNT_LT : EVL_OPCODE_COUNT_LE, made->a, made->b, 0);
}

static void gen_for_plain(struct builder *b, void *context)
{
	struct evl_node *node = context;
	uint32_t mark = reg_mark(b);
	struct control c;
	struct label top, test;
	label_init(&top);
	label_init(&test);
	const evl_name *labels = b->pending_labels;
	uint32_t label_count = b->pending_label_count;
	b->pending_label_count = 0;
	struct evl_scope *scope = node->scope;
	if (scope != NULL)
		scope_enter(b, scope);
	if (node->as.for_.init != NULL) {
		if (node->as.for_.init->kind == EVL_NODE_VARIABLE_DECLARATION)
			gen_statement(b, node->as.for_.init);
		else
			gen_effect(b, node->as.for_.init);
	}
	/* every iteration has its own copies of captured let variables (sec-createperiterationenvironment) */
	bool copies = scope != NULL && scope->has_environment && node->as.for_.init->as.declaration.kind == EVL_DECL_LET;
	b->pending_labels = labels;
	b->pending_label_count = label_count;
	push_loop(b, &c);
	if (copies)
		emit(b, EVL_OPCODE_CLONE_ENV, scope->environment_register, 0, 0);
	if (node->as.for_.test != NULL) {
		/* the first test apart from the later ones: nothing is jumped over */
		gen_test(b, node->as.for_.test, false, &c.break_label);
		gen_counting(b, node);
	}
	label_bind(b, &top);
	gen_statement(b, node->as.for_.body);
	label_bind(b, &c.continue_label);
	if (copies)
		emit(b, EVL_OPCODE_CLONE_ENV, scope->environment_register, 0, 0);
	if (node->as.for_.update != NULL) {
		site_statement(b, expression_position(b, node->as.for_.update));
		gen_effect(b, node->as.for_.update);
	}
	if (node->as.for_.test != NULL)
		gen_test(b, node->as.for_.test, true, &top);
	else
		jump(b, EVL_OPCODE_LOOP, 0, &top);
	label_bind(b, &c.break_label);
	control_pop(b);
	if (scope != NULL)
		scope_leave(b, scope);
	reg_release(b, mark);
}

void gen_for(struct builder *b, struct evl_node *node)
{
	enum using_kind kind = using_of_declaration(node->as.for_.init);
	if (kind == USING_NONE)
		gen_for_plain(b, node);
	else
		gen_disposing(b, kind, gen_for_plain, node);
}

/* Give the head's target the value of this iteration; a lexical head has a fresh scope each time. */
static void gen_head(struct builder *b, struct evl_node *node, reg value)
{
	struct evl_node *left = node->as.for_each.left;
	if (node->scope != NULL)
		scope_enter(b, node->scope);
	uint32_t site = site_set(b, node, NO_POSITION); /* messages find the head through it */
	(void)site_set(b, left, NO_POSITION);
	if (left->kind == EVL_NODE_VARIABLE_DECLARATION) {
		struct evl_node *target = left->as.declaration.declarators.items[0]->as.declarator.target;
		b->pattern_position = target->span.end - 1;
		gen_pattern(b, target, value, true);
	} else if (left->kind == EVL_NODE_UNARY) {
		gen_effect(b, left); /* a call, which throws when it has run */
	} else {
		gen_pattern(b, left, value, false);
	}
	site_restore(b, site);
}

/* The right side is evaluated where the head's names exist but are uninitialised. */
static reg gen_subject(struct builder *b, struct evl_node *node, reg dst)
{
	if (node->scope != NULL) {
		struct evl_scope *scope = node->scope;
		uint32_t mark = reg_mark(b);
		bool early = false;
		for (struct evl_variable *v = scope->first; v != NULL; v = v->next)
			early |= v->needs_check;
		if (early) {
			scope_enter(b, scope);
			site_statement(b, expression_position(b, node->as.for_each.right));
			gen_to(b, node->as.for_each.right, dst);
			scope_leave(b, scope);
			reg_release(b, mark);
			return dst;
		}
	}
	site_statement(b, expression_position(b, node->as.for_each.right));
	gen_to(b, node->as.for_each.right, dst);
	return dst;
}

static void gen_for_in(struct builder *b, struct evl_node *node)
{
	uint32_t mark = reg_mark(b);
	struct control c;
	struct label top;
	label_init(&top);
	const evl_name *labels = b->pending_labels;
	uint32_t label_count = b->pending_label_count;
	b->pending_label_count = 0;
	reg enumeration = reg_new(b);
	reg key = reg_new(b);
	/* Annex B: for (var x = 1 in o) */
	struct evl_node *left = node->as.for_each.left;
	if (left->kind == EVL_NODE_VARIABLE_DECLARATION && left->as.declaration.declarators.items[0]->as.declarator.init != NULL)
		gen_statement(b, left);
	gen_subject(b, node, key);
	uint32_t site = site_set(b, node->as.for_each.right, node->as.for_each.right->span.start);
	emit(b, EVL_OPCODE_FORIN_START, enumeration, key, 0);
	site_restore(b, site);
	b->pending_labels = labels;
	b->pending_label_count = label_count;
	push_loop(b, &c);
	label_bind(b, &c.continue_label);
	jump_short(b, EVL_OPCODE_FORIN_NEXT, key, enumeration, &c.break_label);
	uint32_t body_mark = reg_mark(b);
	gen_head(b, node, key);
	gen_statement(b, node->as.for_each.body);
	if (node->scope != NULL)
		scope_leave(b, node->scope);
	reg_release(b, body_mark);
	jump(b, EVL_OPCODE_LOOP, 0, &c.continue_label);
	label_bind(b, &c.break_label);
	control_pop(b);
	reg_release(b, mark);
}

/* Stepping the iterator shows the loop's variable. */
static uint32_t each_position(const struct evl_node *node)
{
	const struct evl_node *left = node->as.for_each.left;
	if (left->kind == EVL_NODE_VARIABLE_DECLARATION)
		return left->as.declaration.declarators.items[0]->span.start;
	return left->span.start;
}

struct each_body {
	struct evl_node *node;
	reg value;
};

/* One round of a for-of: the head's target, the body. */
static void gen_each_body(struct builder *b, void *context)
{
	const struct each_body *body = context;
	struct evl_node *node = body->node;
	enum using_kind kind = using_of_declaration(node->as.for_each.left);
	if (kind != USING_NONE) {
		scope_enter(b, node->scope);
		emit(b, EVL_OPCODE_USING, b->disposal, body->value, kind == USING_ASYNC);
		gen_pattern(b, node->as.for_each.left->as.declaration.declarators.items[0]->as.declarator.target, body->value, true);
	} else {
		gen_head(b, node, body->value);
	}
	gen_statement(b, node->as.for_each.body);
	if (node->scope != NULL)
		scope_leave(b, node->scope);
}

static void gen_for_of(struct builder *b, struct evl_node *node)
{
	uint32_t mark = reg_mark(b);
	bool is_await = node->as.for_each.is_await;
	struct control loop, closing;
	struct label done, end;
	label_init(&done);
	label_init(&end);
	const evl_name *labels = b->pending_labels;
	uint32_t label_count = b->pending_label_count;
	b->pending_label_count = 0;
	reg iterator = reg_block(b, 3);
	reg value = reg_new(b);
	gen_subject(b, node, value);
	uint32_t site = site_set(b, node->as.for_each.right, node->as.for_each.right->span.start);
	emit(b, is_await ? EVL_OPCODE_GET_ASYNC_ITERATOR : EVL_OPCODE_GET_ITERATOR, iterator, value, 0);
	b->pending_labels = labels;
	b->pending_label_count = label_count;
	push_loop(b, &loop);
	control_push(b, &closing, CONTROL_ITERATOR);
	closing.iterator = iterator;
	closing.is_async = is_await;
	loop.own_iterator = &closing;
	label_bind(b, &loop.continue_label);
	site_set(b, node->as.for_each.right, each_position(node));
	if (is_await) {
		emit(b, EVL_OPCODE_ITER_CALL_NEXT, value, iterator, 0);
		emit(b, EVL_OPCODE_AWAIT, value, value, 0);
		jump_short(b, EVL_OPCODE_ITER_UNWRAP, value, iterator, &done);
	} else {
		emit_iterator_step(b, value, iterator, &done);
	}
	site_restore(b, site);
	control_open(b, &closing);
	uint32_t body_mark = reg_mark(b);
	struct each_body body = { node, value };
	enum using_kind kind = using_of_declaration(node->as.for_each.left);
	if (kind == USING_NONE)
		gen_each_body(b, &body);
	else
		gen_disposing(b, kind, gen_each_body, &body);
	reg_release(b, body_mark);
	jump(b, EVL_OPCODE_LOOP, 0, &loop.continue_label);
	control_close(b, &closing);
	control_pop(b);
	label_bind(b, &done);
	label_bind(b, &loop.break_label);
	control_pop(b);
	jump(b, EVL_OPCODE_JUMP, 0, &end);
	gen_iterator_throw_handler(b, &closing);
	label_bind(b, &end);
	reg_release(b, mark);
}

void gen_for_each(struct builder *b, struct evl_node *node)
{
	if (node->kind == EVL_NODE_FOR_IN)
		gen_for_in(b, node);
	else
		gen_for_of(b, node);
}
