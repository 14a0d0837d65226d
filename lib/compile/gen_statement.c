/* SPDX-License-Identifier: MIT */
/*
 * gen_statement.c - statements, except loops and try.
 */
#include "compile/gen.h"

#include <string.h>

static struct evl_node *declaration_of(struct evl_node *s)
{
	while (s->kind == EVL_NODE_LABELED)
		s = s->as.labeled.body;
	if (s->kind == EVL_NODE_EXPORT_DECLARATION)
		return s->as.unary.operand;
	if (s->kind == EVL_NODE_EXPORT_DEFAULT && s->as.unary.operand->kind == EVL_NODE_FUNCTION_DECLARATION)
		return s->as.unary.operand;
	return s;
}

static evl_name function_name(const struct evl_node *f)
{
	return f->as.function.name != NULL ? f->as.function.name->as.identifier.name : EVL_NAME_star_default;
}

void gen_hoisted_functions(struct builder *b, const struct evl_node_list *body)
{
	for (uint32_t i = 0; i < body->count; i++) {
		struct evl_node *s = declaration_of(body->items[i]);
		if (s->kind != EVL_NODE_FUNCTION_DECLARATION)
			continue;
		evl_name name = function_name(s);
		/* of several of one name the last counts */
		bool replaced = false;
		for (uint32_t j = i + 1; j < body->count && j < i + 64; j++) {
			struct evl_node *later = declaration_of(body->items[j]);
			replaced |= later->kind == EVL_NODE_FUNCTION_DECLARATION && function_name(later) == name;
		}
		if (replaced)
			continue;
		uint32_t mark = reg_mark(b);
		if (b->record->is_eval && b->record->globals != NULL && b->scope == b->record->scope) {
			reg function = reg_new(b);
			gen_closure(b, s, name, function);
			if (b->record->var_scope != NULL)
				gen_eval_store(b, name, function);
			else
				emit_imm(b, EVL_OPCODE_DECLARE_EVAL_GLOBAL_FUNCTION, function, (int32_t)name);
			reg_release(b, mark);
			continue;
		}
		struct evl_variable *v = variable_of(b, name);
		reg r = variable_register(b, v);
		if (r == NO_REG)
			r = reg_new(b);
		gen_closure(b, s, name, r);
		if (v == NULL)
			emit_imm(b, EVL_OPCODE_DECLARE_GLOBAL_FUNCTION, r, (int32_t)name);
		else
			variable_initialize(b, v, r);
		reg_release(b, mark);
	}
}

void gen_statements(struct builder *b, const struct evl_node_list *body)
{
	for (uint32_t i = 0; i < body->count; i++)
		gen_statement(b, body->items[i]);
}

static void gen_block(struct builder *b, struct evl_node *node)
{
	uint32_t mark = reg_mark(b);
	struct evl_scope *scope = node->scope;
	if (scope != NULL) {
		scope_enter(b, scope);
		gen_hoisted_functions(b, &node->as.block.body);
	}
	gen_statements_disposing(b, &node->as.block.body);
	if (scope != NULL)
		scope_leave(b, scope);
	reg_release(b, mark);
}

static bool is_simple_value(const struct evl_node *init)
{
	switch ((enum evl_node_kind)init->kind) {
	case EVL_NODE_NUMBER:
	case EVL_NODE_STRING:
	case EVL_NODE_NULL:
	case EVL_NODE_TRUE:
	case EVL_NODE_FALSE:
	case EVL_NODE_IDENTIFIER:
	case EVL_NODE_BINARY:
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
	case EVL_NODE_CALL:
	case EVL_NODE_NEW:
	case EVL_NODE_AWAIT:
		return true;
	default:
		return false;
	}
}

static void gen_declarator(struct builder *b, struct evl_node *declaration, struct evl_node *d)
{
	struct evl_node *target = d->as.declarator.target;
	struct evl_node *init = d->as.declarator.init;
	uint32_t mark = reg_mark(b);
	uint32_t site = site_set(b, d, NO_POSITION);
	if (init != NULL)
		site_statement(b, init->span.start);
	bool lexical = declaration->as.declaration.kind != EVL_DECL_VAR;
	if (using_of_declaration(declaration) != USING_NONE) {
		reg value = reg_new(b);
		gen_named(b, init, target->as.identifier.name, value);
		emit(b, EVL_OPCODE_USING, b->disposal, value, declaration->as.declaration.kind == EVL_DECL_AWAIT_USING);
		variable_initialize(b, variable_of(b, target->as.identifier.name), value);
	} else if (target->kind != EVL_NODE_IDENTIFIER) {
		reg value = gen_operand(b, init, target);
		b->pattern_position = init->span.start;
		gen_pattern(b, target, value, true);
	} else if (init != NULL && !lexical && variable_is_dynamic(b, target->as.identifier.name)) {
		evl_name name = target->as.identifier.name;
		reg base = variable_base(b, name, target->span.start);
		reg r = reg_new(b);
		gen_named(b, init, name, r);
		variable_assign_to(b, base, name, target->span.start, r);
	} else {
		evl_name name = target->as.identifier.name;
		struct evl_variable *v = variable_of(b, name);
		/* a lexical initialiser cannot see its own variable unless that is checked; a var can */
		reg direct = variable_register(b, v);
		if (direct != NO_REG && (v->needs_check || (!lexical && init != NULL && !is_simple_value(init)) || v->kind == VARIABLE_FUNCTION_NAME))
			direct = NO_REG;
		if (init == NULL) {
			if (lexical) {
				reg r = direct != NO_REG ? direct : reg_new(b);
				emit(b, EVL_OPCODE_LOAD_UNDEFINED, r, 0, 0);
				if (r != direct)
					variable_initialize(b, v, r);
			}
		} else if (direct != NO_REG) {
			gen_named(b, init, name, direct);
		} else {
			reg r;
			if (is_anonymous_function(init)) {
				r = reg_new(b);
				gen_named(b, init, name, r);
			} else {
				r = gen(b, init);
			}
			if (v == NULL)
				variable_assign(b, name, target->span.start, r);
			else
				variable_initialize(b, v, r);
		}
	}
	site_restore(b, site);
	reg_release(b, mark);
}

/* `if (x) function f() {}` of sloppy code behaves as if the function stood in a block (B.3.3). */
static void gen_branch(struct builder *b, struct evl_node *node)
{
	if (node->kind != EVL_NODE_FUNCTION_DECLARATION) {
		gen_statement(b, node);
		return;
	}
	uint32_t mark = reg_mark(b);
	reg r = reg_new(b);
	evl_name name = function_name(node);
	gen_closure(b, node, name, r);
	if (b->record->is_eval && b->record->globals != NULL) {
		if (node->prefix != 0)
			gen_eval_store(b, name, r);
		reg_release(b, mark);
		return;
	}
	struct evl_variable *v = variable_of(b, name);
	if (v == NULL)
		emit(b, EVL_OPCODE_SET_GLOBAL, r, property_site(b, name), 0);
	else
		variable_initialize(b, v, r);
	reg_release(b, mark);
}

static void gen_if(struct builder *b, struct evl_node *node)
{
	struct label otherwise, end;
	label_init(&otherwise);
	label_init(&end);
	gen_condition(b, node->as.conditional.test, false, &otherwise);
	gen_branch(b, node->as.conditional.consequent);
	if (node->as.conditional.alternate != NULL) {
		jump(b, EVL_OPCODE_JUMP, 0, &end);
		label_bind(b, &otherwise);
		gen_branch(b, node->as.conditional.alternate);
		label_bind(b, &end);
	} else {
		label_bind(b, &otherwise);
	}
}

static void gen_switch(struct builder *b, struct evl_node *node)
{
	uint32_t mark = reg_mark(b);
	struct control c;
	control_push(b, &c, CONTROL_LABEL);
	c.labels = b->pending_labels;
	c.label_count = b->pending_label_count;
	c.is_breakable = true;
	b->pending_label_count = 0;
	const struct evl_node_list *cases = &node->as.switch_.cases;
	reg value = reg_new(b);
	gen_to(b, node->as.switch_.discriminant, value);
	struct evl_scope *scope = node->scope;
	if (scope != NULL) {
		scope_enter(b, scope);
		for (uint32_t i = 0; i < cases->count; i++)
			gen_hoisted_functions(b, &cases->items[i]->as.case_.body);
	}
	struct label *labels = evl_arena_alloc(b->compiler->arena, (cases->count + 1) * sizeof *labels);
	struct label *fallback = &c.break_label;
	for (uint32_t i = 0; i < cases->count; i++) {
		label_init(&labels[i]);
		struct evl_node *test = cases->items[i]->as.case_.test;
		if (test == NULL) {
			fallback = &labels[i];
			continue;
		}
		uint32_t test_mark = reg_mark(b);
		reg t = gen(b, test);
		jump_short(b, EVL_OPCODE_J_SEQ, value, t, &labels[i]);
		reg_release(b, test_mark);
	}
	jump(b, EVL_OPCODE_JUMP, 0, fallback);
	for (uint32_t i = 0; i < cases->count; i++) {
		label_bind(b, &labels[i]);
		gen_statements(b, &cases->items[i]->as.case_.body);
	}
	if (scope != NULL)
		scope_leave(b, scope);
	label_bind(b, &c.break_label);
	control_pop(b);
	reg_release(b, mark);
}

static bool has_label(const struct control *c, evl_name label)
{
	for (uint32_t i = 0; i < c->label_count; i++)
		if (c->labels[i] == label)
			return true;
	return false;
}

static void gen_jump(struct builder *b, struct evl_node *node)
{
	bool is_continue = node->kind == EVL_NODE_CONTINUE;
	evl_name label = node->as.jump.label;
	struct control *c = b->control;
	for (; c != NULL; c = c->outer) {
		if (label != EVL_NAME_NONE) {
			if ((c->kind == CONTROL_LOOP || c->kind == CONTROL_LABEL) && has_label(c, label))
				break;
		} else if (is_continue ? c->kind == CONTROL_LOOP : c->is_breakable) {
			break;
		}
	}
	if (c != NULL)
		gen_leave(b, c, is_continue ? LEAVE_CONTINUE : LEAVE_BREAK, 0);
}

static bool is_loop(const struct evl_node *node)
{
	return node->kind == EVL_NODE_FOR || node->kind == EVL_NODE_FOR_IN || node->kind == EVL_NODE_FOR_OF ||
	       node->kind == EVL_NODE_WHILE || node->kind == EVL_NODE_DO_WHILE;
}

static void gen_labeled(struct builder *b, struct evl_node *node)
{
	uint32_t count = 0;
	struct evl_node *body = node;
	for (; body->kind == EVL_NODE_LABELED; body = body->as.labeled.body)
		count++;
	evl_name *labels = evl_arena_alloc(b->compiler->arena, count * sizeof *labels);
	body = node;
	for (uint32_t i = 0; i < count; i++, body = body->as.labeled.body)
		labels[i] = body->as.labeled.label;
	if (is_loop(body) || body->kind == EVL_NODE_SWITCH) {
		b->pending_labels = labels;
		b->pending_label_count = count;
		gen_statement(b, body);
		b->pending_label_count = 0;
		return;
	}
	struct control c;
	control_push(b, &c, CONTROL_LABEL);
	c.labels = labels;
	c.label_count = count;
	gen_statement(b, body);
	label_bind(b, &c.break_label);
	control_pop(b);
}

static void gen_return_statement(struct builder *b, struct evl_node *node)
{
	uint32_t mark = reg_mark(b);
	reg value;
	if (node->as.unary.operand == NULL) {
		value = reg_new(b);
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, value, 0, 0);
	} else {
		value = gen(b, node->as.unary.operand);
		/* the value is fixed now, whatever a finally block assigns */
		if (b->control != NULL && value < mark) {
			reg copy = reg_new(b);
			emit(b, EVL_OPCODE_MOVE, copy, value, 0);
			value = copy;
		}
		if ((b->flags & EVL_TEMPLATE_ASYNC) != 0 && (b->flags & EVL_TEMPLATE_GENERATOR) != 0) {
			reg awaited = value < mark ? reg_new(b) : value;
			emit(b, EVL_OPCODE_AWAIT, awaited, value, 0);
			value = awaited;
		}
	}
	gen_leave(b, NULL, LEAVE_RETURN, value);
	reg_release(b, mark);
}

/* A block's function is stored in the var of its name when its declaration is reached (B.3.2.1). */
static void gen_annex_b_function(struct builder *b, struct evl_node *node)
{
	if (node->prefix == 0)
		return;
	evl_name name = node->as.function.name->as.identifier.name;
	struct evl_variable *inner = variable_of(b, name);
	if (inner == NULL)
		return;
	struct evl_scope *here = b->scope;
	uint32_t mark = reg_mark(b);
	reg r = reg_new(b);
	variable_load(b, name, UINT32_MAX, r);
	if (b->record->is_eval && b->record->globals != NULL) {
		gen_eval_store(b, name, r);
		reg_release(b, mark);
		return;
	}
	b->scope = b->record->body_scope;
	struct evl_variable *outer = variable_of(b, name);
	if (outer != inner) {
		if (outer == NULL)
			emit(b, EVL_OPCODE_SET_GLOBAL, r, property_site(b, name), 0);
		else if (outer->scope->function == b->record)
			variable_initialize(b, outer, r);
	}
	b->scope = here;
	reg_release(b, mark);
}

static void gen_class_declaration(struct builder *b, struct evl_node *node)
{
	uint32_t mark = reg_mark(b);
	evl_name name = node->as.class_.name != NULL ? node->as.class_.name->as.identifier.name : EVL_NAME_star_default;
	reg r = reg_new(b);
	gen_class(b, node, name, r);
	variable_initialize(b, variable_of(b, name), r);
	reg_release(b, mark);
}

static void gen_export_default(struct builder *b, struct evl_node *node)
{
	struct evl_node *operand = node->as.unary.operand;
	if (operand->kind == EVL_NODE_FUNCTION_DECLARATION)
		return;
	if (operand->kind == EVL_NODE_CLASS_DECLARATION) {
		gen_class_declaration(b, operand);
		return;
	}
	uint32_t mark = reg_mark(b);
	reg r = reg_new(b);
	gen_named(b, operand, EVL_NAME_star_default, r);
	variable_initialize(b, variable_of(b, EVL_NAME_star_default), r);
	reg_release(b, mark);
}

/* The statements whose first code V8 places at their beginning. */
static bool begins_with_place(const struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_EXPRESSION_STATEMENT:
	case EVL_NODE_IF:
	case EVL_NODE_RETURN:
	case EVL_NODE_THROW:
	case EVL_NODE_SWITCH:
	case EVL_NODE_WITH:
		return true;
	default:
		return false;
	}
}

static void gen_throw(struct builder *b, struct evl_node *node)
{
	reg value = gen(b, node->as.unary.operand);
	site_set(b, node, node->span.start);
	emit(b, EVL_OPCODE_THROW, value, 0, 0);
}

void gen_statement(struct builder *b, struct evl_node *node)
{
	uint32_t mark = reg_mark(b);
	uint32_t site = site_set(b, node, NO_POSITION);
	if (begins_with_place(node))
		site_statement(b, node->span.start);
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_EXPRESSION_STATEMENT:
		if (b->completion != NO_REG)
			gen_to(b, node->as.unary.operand, b->completion);
		else
			gen_effect(b, node->as.unary.operand);
		break;
	case EVL_NODE_EMPTY:
	case EVL_NODE_DEBUGGER:
	case EVL_NODE_IMPORT:
	case EVL_NODE_EXPORT_NAMED:
	case EVL_NODE_EXPORT_ALL:
		break;
	case EVL_NODE_BLOCK:
		gen_block(b, node);
		break;
	case EVL_NODE_VARIABLE_DECLARATION:
		for (uint32_t i = 0; i < node->as.declaration.declarators.count; i++)
			gen_declarator(b, node, node->as.declaration.declarators.items[i]);
		break;
	case EVL_NODE_FUNCTION_DECLARATION:
		gen_annex_b_function(b, node);
		break;
	case EVL_NODE_CLASS_DECLARATION:
		gen_class_declaration(b, node);
		break;
	case EVL_NODE_IF:
		gen_completion_reset(b);
		gen_if(b, node);
		break;
	case EVL_NODE_WITH:
		gen_completion_reset(b);
		gen_with(b, node);
		break;
	case EVL_NODE_FOR:
		gen_completion_reset(b);
		gen_for(b, node);
		break;
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		gen_completion_reset(b);
		gen_for_each(b, node);
		break;
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
		gen_completion_reset(b);
		gen_while(b, node);
		break;
	case EVL_NODE_SWITCH:
		gen_completion_reset(b);
		gen_switch(b, node);
		break;
	case EVL_NODE_RETURN:
		gen_return_statement(b, node);
		break;
	case EVL_NODE_THROW:
		gen_throw(b, node);
		break;
	case EVL_NODE_TRY:
		gen_completion_reset(b);
		gen_try(b, node);
		break;
	case EVL_NODE_BREAK:
	case EVL_NODE_CONTINUE:
		gen_jump(b, node);
		break;
	case EVL_NODE_LABELED:
		gen_labeled(b, node);
		break;
	case EVL_NODE_EXPORT_DECLARATION:
		gen_statement(b, node->as.unary.operand);
		break;
	case EVL_NODE_EXPORT_DEFAULT:
		gen_export_default(b, node);
		break;
	default:
		gen_not_covered(b, evl_node_kind_text((enum evl_node_kind)node->kind));
		break;
	}
	site_restore(b, site);
	reg_release(b, mark);
}
