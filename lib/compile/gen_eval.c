/* SPDX-License-Identifier: MIT */
/*
 * gen_eval.c - the code of evals, and `with`: what looks names up while it runs.
 *
 * An eval's template runs over the environment that its call stands in. Its lexical names are its
 * own; its var names go to the variables of the function around (a static one of
 * that name, or a property of the object that holds what direct evals declared) or become global properties
 * (sec-evaldeclarationinstantiation). Its completion value is kept in a register.
 */
#include "compile/gen.h"

/* The variable of this name where a direct eval declares; NULL: a property of the object for such. */
static struct evl_variable *declared_variable(const struct builder *b, evl_name name)
{
	struct evl_scope *scope = b->record->var_scope;
	for (struct evl_variable *v = scope->first; v != NULL; v = v->next)
		if (v->name == name)
			return v;
	return NULL;
}

static reg load_variables(struct builder *b)
{
	reg t = reg_new(b);
	variable_load_hidden(b, b->record->var_scope->dynamic, t);
	return t;
}

void gen_eval_store(struct builder *b, evl_name name, reg value)
{
	uint32_t mark = reg_mark(b);
	if (b->record->var_scope == NULL) {
		emit(b, EVL_OPCODE_SET_GLOBAL, value, property_site(b, name), 0);
	} else {
		struct evl_variable *v = declared_variable(b, name);
		if (v != NULL)
			variable_initialize(b, v, value);
		else
			emit(b, EVL_OPCODE_DEFINE_FIELD, load_variables(b), value, property_site(b, name));
	}
	reg_release(b, mark);
}

static void declare_global(struct builder *b)
{
	/* nothing is declared when one of them cannot be: functions from the last to the first, then variables */
	const struct evl_scope *globals = b->record->globals;
	for (int functions = 1; functions >= 0; functions--)
		for (struct evl_variable *v = globals->first; v != NULL; v = v->next)
			if ((v->kind == VARIABLE_FUNCTION) == (functions == 1))
				emit_imm(b, EVL_OPCODE_CHECK_GLOBAL, (uint32_t)functions, (int32_t)v->name);
	for (struct evl_variable *v = globals->first; v != NULL; v = v->next)
		if (v->kind == VARIABLE_VAR)
			emit_imm(b, EVL_OPCODE_DECLARE_EVAL_GLOBAL, 0, (int32_t)v->name);
}

static void declare_local(struct builder *b)
{
	uint32_t mark = reg_mark(b);
	struct evl_scope *scope = b->record->var_scope;
	reg variables = NO_REG;
	for (struct evl_variable *v = b->record->globals->first; v != NULL; v = v->next) {
		if (declared_variable(b, v->name) != NULL)
			continue;
		if (variables == NO_REG) {
			variables = load_variables(b);
			emit(b, EVL_OPCODE_NEW_EVAL_VARS, variables, 0, 0);
			variable_initialize(b, scope->dynamic, variables);
		}
		struct label there;
		label_init(&there);
		uint32_t inner = reg_mark(b);
		reg t = reg_new(b);
		emit(b, EVL_OPCODE_HAS_BINDING, t, variables, property_site(b, v->name));
		jump(b, EVL_OPCODE_JUMP_TRUE, t, &there);
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, t, 0, 0);
		emit(b, EVL_OPCODE_DEFINE_FIELD, variables, t, property_site(b, v->name));
		label_bind(b, &there);
		reg_release(b, inner);
	}
	reg_release(b, mark);
}

struct evl_template *gen_eval(struct compiler *c, struct evl_function_record *record)
{
	struct builder inner, *b = &inner;
	struct evl_node *program = record->node;
	builder_init(b, c, NULL, record);
	b->flags = EVL_TEMPLATE_SCRIPT;
	b->completion = reg_new(b);
	gen_enter_program(b, 0);
	if (record->globals != NULL && record->var_scope == NULL)
		declare_global(b);
	else if (record->globals != NULL)
		declare_local(b);
	gen_hoisted_functions(b, &program->as.program.body);
	gen_statements(b, &program->as.program.body);
	emit(b, EVL_OPCODE_RETURN, b->completion, 0, 0);
	struct evl_template *t = builder_finish(b);
	t->name = EVL_NAME_eval;
	return t;
}

void gen_completion_reset(struct builder *b)
{
	if (b->completion != NO_REG)
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, b->completion, 0, 0);
}

void gen_with(struct builder *b, struct evl_node *node)
{
	uint32_t mark = reg_mark(b);
	struct evl_scope *scope = node->scope;
	reg object = reg_new(b);
	gen_to(b, node->as.loop.test, object);
	uint32_t site = site_set(b, node, node->span.start);
	emit(b, EVL_OPCODE_WITH_OBJECT, object, object, 0);
	site_restore(b, site);
	scope_enter(b, scope);
	variable_initialize(b, scope->dynamic, object);
	gen_statement(b, node->as.loop.body);
	scope_leave(b, scope);
	reg_release(b, mark);
}
