/* SPDX-License-Identifier: MIT */
/*
 * gen_function.c - function objects and what happens on entry to a function
 * (sec-functiondeclarationinstantiation).
 */
#include "compile/gen.h"

static uint32_t template_flags(const struct evl_function_record *record)
{
	static const struct {
		uint32_t from, to;
	} map[] = {
		{ EVL_FN_STRICT, EVL_TEMPLATE_STRICT },
		{ EVL_FN_ARROW, EVL_TEMPLATE_ARROW },
		{ EVL_FN_ASYNC, EVL_TEMPLATE_ASYNC },
		{ EVL_FN_GENERATOR, EVL_TEMPLATE_GENERATOR },
		{ EVL_FN_METHOD, EVL_TEMPLATE_METHOD },
		{ EVL_FN_CONSTRUCTOR, EVL_TEMPLATE_CLASS_CONSTRUCTOR },
		{ EVL_FN_DERIVED, EVL_TEMPLATE_DERIVED },
		{ EVL_FN_GETTER, EVL_TEMPLATE_GETTER },
		{ EVL_FN_SETTER, EVL_TEMPLATE_SETTER },
	};
	uint32_t flags = 0;
	for (size_t i = 0; i < sizeof map / sizeof map[0]; i++)
		if ((record->flags & map[i].from) != 0)
			flags |= map[i].to;
	if (record->is_initializer || record->node->kind == EVL_NODE_CLASS_STATIC_BLOCK)
		flags |= EVL_TEMPLATE_FIELDS | EVL_TEMPLATE_METHOD;
	return flags;
}

/* Values of this, new.target and the like, where something in the function uses them. */
static void gen_hidden_variables(struct builder *b)
{
	struct evl_scope *scope = b->record->scope;
	for (struct evl_variable *v = scope->first; v != NULL; v = v->next) {
		if (v->kind != VARIABLE_HIDDEN)
			continue;
		uint32_t mark = reg_mark(b);
		reg r = v->captured ? reg_new(b) : v->place;
		switch (v->name) {
		case EVL_NAME_this_:
			if ((b->flags & EVL_TEMPLATE_DERIVED) != 0)
				emit(b, EVL_OPCODE_LOAD_TDZ, r, 0, 0);
			else
				emit(b, (b->flags & (EVL_TEMPLATE_STRICT | EVL_TEMPLATE_SCRIPT | EVL_TEMPLATE_MODULE)) != 0
						? EVL_OPCODE_LOAD_THIS
						: EVL_OPCODE_LOAD_THIS_SLOPPY,
				     r, 0, 0);
			break;
		case EVL_NAME_new_target:
			emit(b, EVL_OPCODE_LOAD_NEW_TARGET, r, 0, 0);
			break;
		case EVL_NAME_home_object:
			emit(b, EVL_OPCODE_LOAD_HOME, r, 0, 0);
			break;
		case EVL_NAME_active_function:
			emit(b, EVL_OPCODE_LOAD_CALLEE, r, 0, 0);
			break;
		case EVL_NAME_arguments:
			if (b->record->mapped_arguments && scope->has_environment)
				emit(b, EVL_OPCODE_CREATE_MAPPED_ARGUMENTS, r, scope->environment_register, 0);
			else
				emit(b, EVL_OPCODE_CREATE_ARGUMENTS, r, 0, 0);
			break;
		default:
			reg_release(b, mark);
			continue;
		}
		if (v->captured)
			variable_initialize(b, v, r);
		reg_release(b, mark);
	}
}

/* Parameters: the first registers hold the arguments. */
static uint32_t gen_simple_parameters(struct builder *b, const struct evl_node_list *params)
{
	struct evl_scope *scope = b->record->scope;
	for (uint32_t i = 0; i < params->count; i++) {
		struct evl_node *p = params->items[i];
		if (p->kind != EVL_NODE_IDENTIFIER)
			continue;
		struct evl_variable *v = evl_scope_resolve(scope, p->as.identifier.name);
		/* one that a default may meet too early is copied, so that it can be uninitialised first */
		if (!v->captured && !v->needs_check)
			v->place = (uint16_t)i;
	}
	return params->count;
}

static void gen_bind_parameters(struct builder *b, const struct evl_node_list *params)
{
	for (uint32_t i = 0; i < params->count; i++) {
		struct evl_node *p = params->items[i];
		uint32_t mark = reg_mark(b);
		uint32_t site = site_set(b, p, NO_POSITION);
		b->pattern_position = NO_POSITION;
		if (p->kind == EVL_NODE_REST) {
			struct evl_node *target = p->as.unary.operand;
			reg r = reg_new(b);
			emit(b, EVL_OPCODE_CREATE_REST, r, i, 0);
			gen_pattern(b, target, r, true);
		} else if (p->kind == EVL_NODE_IDENTIFIER) {
			struct evl_variable *v = variable_of(b, p->as.identifier.name);
			/* the last of several parameters of one name wins */
			if (v->captured)
				variable_initialize(b, v, (reg)i);
			else if (v->place != i && v->place >= params->count)
				variable_initialize(b, v, (reg)i);
		} else {
			gen_pattern(b, p, (reg)i, true);
		}
		site_restore(b, site);
		reg_release(b, mark);
	}
}

/* The slot numbers of parameters for a mapped arguments object. */
static const uint16_t *mapped_slots(struct builder *b, const struct evl_node_list *params)
{
	if (!b->record->mapped_arguments || params->count == 0)
		return NULL;
	uint16_t *slots = evl_arena_alloc(b->compiler->arena, params->count * sizeof *slots);
	for (uint32_t i = 0; i < params->count; i++) {
		evl_name name = params->items[i]->as.identifier.name;
		slots[i] = evl_scope_resolve(b->record->scope, name)->place;
		for (uint32_t j = i + 1; j < params->count; j++)
			if (params->items[j]->as.identifier.name == name)
				slots[i] = UINT16_MAX;
	}
	return slots;
}

static void gen_name_scope(struct builder *b)
{
	struct evl_scope *scope = b->record->name_scope;
	if (scope == NULL)
		return;
	struct evl_scope *inner = b->scope;
	b->scope = scope;
	scope_prepare(b, scope);
	uint32_t mark = reg_mark(b);
	struct evl_variable *v = scope->first;
	reg r = v->captured ? reg_new(b) : v->place;
	emit(b, EVL_OPCODE_LOAD_CALLEE, r, 0, 0);
	if (v->captured)
		variable_initialize(b, v, r);
	reg_release(b, mark);
	b->scope = inner;
}

/* The separate variable scope of a function whose parameters have expressions. */
static void gen_body_scope(struct builder *b)
{
	struct evl_scope *body = b->record->body_scope;
	if (body == b->record->scope)
		return;
	scope_enter(b, body);
	for (struct evl_variable *v = body->first; v != NULL; v = v->next) {
		if (v->kind != VARIABLE_VAR)
			continue;
		/* a var of a parameter's name starts with the parameter's value */
		const struct evl_variable *outer = NULL;
		for (struct evl_variable *p = b->record->scope->first; p != NULL; p = p->next)
			if (p->name == v->name && (p->kind == VARIABLE_PARAMETER || p->name == EVL_NAME_arguments))
				outer = p;
		if (outer == NULL)
			continue;
		uint32_t mark = reg_mark(b);
		reg r = reg_new(b);
		b->scope = b->record->scope;
		variable_load(b, outer->name, UINT32_MAX, r);
		b->scope = body;
		variable_initialize(b, v, r);
		reg_release(b, mark);
	}
}

static void enter(struct builder *b, const struct evl_node_list *params)
{
	uint32_t count = params->count;
	if (count != 0 && params->items[count - 1]->kind == EVL_NODE_REST)
		count--;
	reg_block(b, count);
	b->scope = b->record->scope;
	gen_name_scope(b);
	if (b->record->callee_scope != NULL)
		scope_prepare(b, b->record->callee_scope);
	scope_enter(b, b->record->scope);
	/* uncaptured parameters that are plain names stay where they arrive; others got no register yet */
	for (struct evl_variable *v = b->record->scope->first; v != NULL; v = v->next)
		if (v->kind == VARIABLE_PARAMETER && !v->captured)
			v->place = UINT16_MAX;
	gen_simple_parameters(b, params);
	for (struct evl_variable *v = b->record->scope->first; v != NULL; v = v->next)
		if (v->kind == VARIABLE_PARAMETER && !v->captured && v->place == UINT16_MAX)
			v->place = reg_new(b);
	for (struct evl_variable *v = b->record->scope->first; v != NULL; v = v->next)
		if (v->kind == VARIABLE_PARAMETER && !v->captured && v->needs_check && v->place >= count)
			emit(b, EVL_OPCODE_LOAD_TDZ, v->place, 0, 0);
	gen_hidden_variables(b);
	gen_bind_parameters(b, params);
	gen_body_scope(b);
}

void gen_enter_program(struct builder *b, uint32_t parameter_count)
{
	struct evl_scope *scope = b->record->scope;
	reg_block(b, parameter_count);
	b->flags |= template_flags(b->record);
	scope_enter(b, scope);
	reg argument = 0;
	for (struct evl_variable *v = scope->first; v != NULL; v = v->next) {
		if (v->kind != VARIABLE_PARAMETER)
			continue;
		if (v->captured)
			variable_initialize(b, v, argument);
		else
			v->place = argument;
		argument++;
	}
	gen_hidden_variables(b);
}

static void gen_function_body(struct builder *b, struct evl_node *node)
{
	const struct evl_function_node *fn = &node->as.function;
	if ((fn->flags & EVL_FN_EXPRESSION_BODY) != 0) {
		uint32_t mark = reg_mark(b);
		site_statement(b, expression_position(b, fn->body));
		reg r = gen(b, fn->body);
		uint32_t site = site_set(b, fn->body, NO_POSITION);
		emit(b, EVL_OPCODE_RETURN, r, 0, 0);
		site_restore(b, site);
		reg_release(b, mark);
		return;
	}
	gen_hoisted_functions(b, &fn->body->as.block.body);
	gen_statements_disposing(b, &fn->body->as.block.body);
	if ((b->flags & EVL_TEMPLATE_DERIVED) != 0) {
		uint32_t mark = reg_mark(b);
		reg undefined = reg_new(b);
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, undefined, 0, 0);
		gen_return(b, undefined);
		reg_release(b, mark);
	} else {
		emit(b, EVL_OPCODE_RETURN_UNDEFINED, 0, 0, 0);
	}
}

struct evl_template *gen_function_template(struct builder *outer, struct evl_node *node, evl_name name)
{
	struct builder inner, *b = &inner;
	struct evl_function_record *record = node->scope;
	const struct evl_function_node *fn = &node->as.function;
	builder_init(b, outer->compiler, outer, record);
	b->flags = template_flags(record);
	b->last_position = fn->open; /* of code before the first statement */
	enter(b, &fn->params);
	if ((fn->flags & EVL_FN_CONSTRUCTOR) != 0 && (fn->flags & EVL_FN_DERIVED) == 0) {
		const struct evl_class_record *class_record = outer->class_record;
		if (class_record != NULL && class_record->instance != NULL) {
			uint32_t mark = reg_mark(b);
			reg callee = reg_new(b);
			reg this_register = reg_new(b);
			emit(b, EVL_OPCODE_LOAD_CALLEE, callee, 0, 0);
			emit(b, EVL_OPCODE_LOAD_THIS, this_register, 0, 0);
			gen_field_initialisation(b, callee, this_register);
			reg_release(b, mark);
		}
	}
	if ((fn->flags & EVL_FN_GENERATOR) != 0)
		emit(b, EVL_OPCODE_INITIAL_YIELD, 0, 0, 0);
	gen_function_body(b, node);
	struct evl_template *t = builder_finish(b);
	uint32_t count = fn->params.count;
	if (count != 0 && fn->params.items[count - 1]->kind == EVL_NODE_REST)
		count--;
	t->parameter_count = count;
	t->length = fn->expected_arguments;
	t->text = fn->text;
	t->mapped = mapped_slots(b, &fn->params);
	if (fn->name != NULL)
		t->name = fn->name->as.identifier.name;
	else if (name != EVL_NAME_NONE)
		t->name = name == EVL_NAME_star_default ? EVL_NAME_default_ : name;
	else
		t->flags |= EVL_TEMPLATE_NO_NAME;
	return t;
}

void gen_closure(struct builder *b, struct evl_node *node, evl_name name, reg dst)
{
	struct evl_template *t = gen_function_template(b, node, name);
	uint32_t site = site_set(b, node, NO_POSITION);
	emit(b, EVL_OPCODE_CLOSURE, dst, child_add(b, t), environment_here(b));
	site_restore(b, site);
}
