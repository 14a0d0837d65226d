/* SPDX-License-Identifier: MIT */
/*
 * scope.c - the declaration pass of the compiler. See scope.h.
 *
 * Declarations of a scope are collected when it is entered (they are visible in
 * all of it), `var` names when their function is entered; then the statements are
 * walked and every reference is resolved at once.
 */
#include "compile/scope.h"

#include <stdio.h>
#include <string.h>

#include "compile/scope_pass.h"

struct evl_variable *scope_find(const struct evl_scope *scope, evl_name name)
{
	if (scope->table != NULL) {
		uint32_t i = (name * 2654435761u) & scope->table_mask;
		while (scope->table[i] != NULL) {
			if (scope->table[i]->name == name)
				return scope->table[i];
			i = (i + 1) & scope->table_mask;
		}
		return NULL;
	}
	for (struct evl_variable *v = scope->first; v != NULL; v = v->next)
		if (v->name == name)
			return v;
	return NULL;
}

static void table_put(struct evl_scope *scope, struct evl_variable *v)
{
	uint32_t i = (v->name * 2654435761u) & scope->table_mask;
	while (scope->table[i] != NULL)
		i = (i + 1) & scope->table_mask;
	scope->table[i] = v;
}

struct evl_variable *scope_declare(struct scope_pass *a, struct evl_scope *scope, evl_name name, enum variable_kind kind,
				    uint32_t ready)
{
	struct evl_variable *v = scope_find(scope, name);
	if (v != NULL) {
		/* a function declaration takes over a var or parameter of its name; everything else was an early error */
		if (kind == VARIABLE_FUNCTION && v->kind == VARIABLE_VAR)
			v->kind = VARIABLE_FUNCTION;
		return v;
	}
	v = evl_arena_zalloc(a->arena, sizeof *v);
	v->name = name;
	v->kind = (uint8_t)kind;
	v->ready = ready;
	v->scope = scope;
	v->captured = v->needs_check = scope->holds_eval;
	if (scope->last != NULL)
		scope->last->next = v;
	else
		scope->first = v;
	scope->last = v;
	scope->count++;
	if (scope->count > 8 && (scope->table == NULL || scope->count * 2 > scope->table_mask)) {
		uint32_t size = 32;
		while (size < scope->count * 4)
			size *= 2;
		scope->table = evl_arena_zalloc(a->arena, size * sizeof *scope->table);
		scope->table_mask = size - 1;
		for (struct evl_variable *w = scope->first; w != NULL; w = w->next)
			table_put(scope, w);
	} else if (scope->table != NULL) {
		table_put(scope, v);
	}
	return v;
}

struct evl_scope *scope_new(struct scope_pass *a, uint32_t start)
{
	struct evl_scope *scope = evl_arena_zalloc(a->arena, sizeof *scope);
	scope->parent = a->scope;
	scope->function = a->function;
	scope->start = start;
	return scope;
}

struct evl_variable *evl_scope_resolve(struct evl_scope *scope, evl_name name)
{
	for (; scope != NULL; scope = scope->parent) {
		struct evl_variable *v = scope_find(scope, name);
		if (v != NULL)
			return v;
	}
	return NULL;
}

struct evl_scope *evl_scope_dynamic(struct evl_scope *scope, evl_name name)
{
	for (; scope != NULL; scope = scope->parent) {
		const struct evl_variable *v = scope_find(scope, name);
		if (v != NULL)
			return NULL;
		if (scope->dynamic != NULL)
			return scope;
	}
	return NULL;
}

bool evl_scope_is_strict(const struct evl_scope *scope)
{
	const struct evl_function_record *function = scope->function;
	for (const struct evl_scope *s = scope; s != NULL && s->function == function; s = s->parent)
		if (s->is_class)
			return true;
	return function != NULL && (function->flags & EVL_FN_STRICT) != 0;
}

evl_name evl_scope_member_name(struct evl_names *names, const char *role, evl_name of)
{
	/* numbered, not spelled: a private name is itself a string name here */
	char text[48];
	int n = snprintf(text, sizeof text, "%%%s%u", role, (unsigned)of);
	return evl_names_intern_utf8(names, text, (size_t)n);
}

evl_name evl_scope_key_name(struct evl_names *names, uint32_t member)
{
	return evl_scope_member_name(names, "key", member);
}

static bool same_activation(const struct evl_function_record *a, const struct evl_function_record *b)
{
	if (a == b)
		return true;
	/* the body of a module runs straight through the module's own scope */
	return a != NULL && b == NULL && a->is_module_body;
}

bool evl_scope_may_be_early(const struct evl_variable *variable, const struct evl_scope *from, uint32_t at)
{
	switch ((enum variable_kind)variable->kind) {
	case VARIABLE_LET:
	case VARIABLE_CONST:
	case VARIABLE_CLASS:
		break;
	case VARIABLE_PARAMETER:
		/* a default may refer to a later parameter */
		if (!variable->scope->function->parameter_expressions)
			return false;
		break;
	default:
		return false;
	}
	if (variable->scope->is_switch)
		return true;
	const struct evl_function_record *home = variable->scope->function;
	const struct evl_function_record *function = from->function;
	if (same_activation(function, home))
		return at < variable->ready;
	/* the outermost function between the reference and the variable decides when the reference can run */
	while (function->parent != NULL && !same_activation(function->parent, home)) {
		if (function->is_eval)
			return true; /* offsets of another text */
		function = function->parent;
	}
	if (function->is_eval)
		return true;
	uint32_t start = function->node->span.start;
	if (function->node->kind == EVL_NODE_FUNCTION_DECLARATION) {
		const struct evl_scope *outside = function->scope->parent;
		start = outside != NULL ? outside->start : 0;
	}
	return start < variable->ready;
}

void scope_refer(struct scope_pass *a, evl_name name, uint32_t at)
{
	struct evl_variable *v = NULL;
	for (struct evl_scope *s = a->scope; s != NULL; s = s->parent) {
		v = scope_find(s, name);
		if (v != NULL)
			break;
		/* the object of a `with` is asked first */
		if (s->is_with && s->function != a->function && !s->dynamic->captured)
			s->dynamic->captured = true;
	}
	if (v == NULL)
		return;
	/* what direct evals see is captured and checked already, and may belong to another run: not written */
	if (v->scope->function != a->function && !v->captured)
		v->captured = true;
	if (!v->needs_check && evl_scope_may_be_early(v, a->scope, at))
		v->needs_check = true;
}

/* The nearest function that has its own this, arguments, new.target and super. */
static struct evl_function_record *own_function(struct evl_function_record *f)
{
	while (f != NULL && (f->flags & EVL_FN_ARROW) != 0)
		f = f->parent;
	return f;
}

void scope_refer_hidden(struct scope_pass *a, evl_name name)
{
	struct evl_function_record *f = own_function(a->function);
	if (f == NULL)
		return;
	scope_declare(a, f->scope, name, VARIABLE_HIDDEN, 0);
	scope_refer(a, name, UINT32_MAX);
}

void scope_refer_arguments(struct scope_pass *a)
{
	struct evl_function_record *f = own_function(a->function);
	bool has_arguments = f != NULL && (f->node->kind != EVL_NODE_PROGRAM || a->goal == EVL_GOAL_COMMONJS);
	if (has_arguments && !f->is_initializer &&
	    f->node->kind != EVL_NODE_CLASS_STATIC_BLOCK) {
		/* declared by the snippet between here and the function: that one is meant */
		for (struct evl_scope *s = a->scope; s != NULL; s = s->parent) {
			struct evl_variable *own = scope_find(s, EVL_NAME_arguments);
			if (own != NULL && own->kind == VARIABLE_VAR && s == f->body_scope && !a->in_eval) {
				/* a var of this name does not hide the object, it is the object's variable */
				if (s != f->scope) {
					f->arguments = scope_declare(a, f->scope, EVL_NAME_arguments, VARIABLE_HIDDEN, 0);
					break;
				}
				own->kind = VARIABLE_HIDDEN;
				own = NULL;
			}
			if (own != NULL)
				break;
			if (s == f->scope) {
				f->arguments = scope_declare(a, f->scope, EVL_NAME_arguments, VARIABLE_HIDDEN, 0);
				bool simple = (f->flags & EVL_FN_SIMPLE_PARAMS) != 0;
				if (simple && (f->flags & EVL_FN_STRICT) == 0 && f->node->kind != EVL_NODE_PROGRAM) {
					f->mapped_arguments = true;
					for (struct evl_variable *v = f->scope->first; v != NULL; v = v->next)
						if (v->kind == VARIABLE_PARAMETER)
							v->captured = true;
				}
				break;
			}
		}
	}
	scope_refer(a, EVL_NAME_arguments, UINT32_MAX);
}

/* Where the var declarations of a direct eval in `scope` go; NULL: they become global. */
static struct evl_scope *eval_var_scope(const struct evl_scope *scope)
{
	const struct evl_function_record *f = scope->function;
	if (f == NULL)
		return NULL;
	if (f->is_eval && f->globals != NULL)
		return f->var_scope;
	if (f->globals != NULL)
		return NULL;
	for (const struct evl_scope *s = scope; s != NULL && s->function == f; s = s->parent)
		if (s == f->body_scope)
			return f->body_scope;
	return f->callee_scope;
}

static void capture_all(struct evl_scope *scope)
{
	if (scope->holds_eval)
		return;
	scope->holds_eval = true;
	for (struct evl_variable *v = scope->first; v != NULL; v = v->next)
		v->captured = v->needs_check = true;
}

/* A direct eval stands here: whatever is visible must be findable by name. */
void scope_note_direct_eval(struct scope_pass *a)
{
	static const evl_name hidden[] = { EVL_NAME_this_, EVL_NAME_new_target, EVL_NAME_home_object, EVL_NAME_active_function };
	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
		scope_refer_hidden(a, hidden[i]);
	scope_refer_arguments(a);
	for (struct evl_scope *s = a->scope; s != NULL; s = s->parent)
		capture_all(s);
	if (evl_scope_is_strict(a->scope))
		return;
	struct evl_scope *target = eval_var_scope(a->scope);
	if (target == NULL)
		return;
	if (target->dynamic == NULL)
		target->dynamic = scope_declare(a, target, evl_names_intern_text(a->names, "%eval"), VARIABLE_HIDDEN, 0);
}

struct evl_function_record *evl_scope_analyse(struct evl_node *program, enum evl_goal goal, struct evl_names *names,
					      struct evl_arena *arena)
{
	struct scope_pass a = { .arena = arena, .names = names, .goal = goal };
	uint32_t flags = EVL_FN_SIMPLE_PARAMS;
	if (program->as.program.strict || goal == EVL_GOAL_MODULE)
		flags |= EVL_FN_STRICT;
	if (goal == EVL_GOAL_MODULE && program->as.program.has_top_level_await)
		flags |= EVL_FN_ASYNC;
	const struct evl_node_list *body = &program->as.program.body;
	if (goal == EVL_GOAL_MODULE) {
		/* the module environment is outside of the body function: everything at top level is captured */
		struct evl_scope *module_scope = scope_new(&a, 0);
		a.scope = module_scope;
		struct evl_function_record *f = scope_enter_function(&a, program, flags);
		f->is_module_body = true;
		f->body_scope = module_scope;
		scope_declare_imports(&a, module_scope, body);
		scope_declare(&a, module_scope, EVL_NAME_star_default, VARIABLE_LET, UINT32_MAX);
		scope_hoist(&a, body, NULL, true);
		scope_declare_block(&a, module_scope, body, true);
		for (struct evl_variable *v = module_scope->first; v != NULL; v = v->next)
			v->captured = true;
		for (uint32_t i = 0; i < body->count; i++) {
			/* function declarations are made when the module is linked, before its body has an activation */
			struct evl_node *s = scope_exported_declaration(scope_unlabelled(body->items[i]));
			a.scope = s->kind == EVL_NODE_FUNCTION_DECLARATION ? module_scope : f->scope;
			scope_walk(&a, body->items[i]);
		}
		program->scope = f;
		return f;
	}
	struct evl_function_record *f = scope_enter_function(&a, program, flags);
	if (goal == EVL_GOAL_COMMONJS) {
		static const evl_name parameters[] = { EVL_NAME_exports, EVL_NAME_require, EVL_NAME_module, EVL_NAME_filename_,
						       EVL_NAME_dirname_ };
		for (size_t i = 0; i < sizeof parameters / sizeof parameters[0]; i++)
			scope_declare(&a, f->scope, parameters[i], VARIABLE_PARAMETER, 0);
	}
	if (goal == EVL_GOAL_SCRIPT)
		f->globals = evl_arena_zalloc(arena, sizeof *f->globals);
	scope_hoist(&a, body, NULL, true);
	scope_declare_block(&a, f->scope, body, true);
	scope_walk_list(&a, body);
	/* code made from text, and other scripts, find the page's own let, const and class by name */
	if (goal == EVL_GOAL_SCRIPT && (a.makes_code || program->as.program.shares_names))
		capture_all(f->scope);
	program->scope = f;
	return f;
}

/* The first var name of an eval that a lexical declaration around it stands in the way of. */
static void find_conflict(const struct evl_function_record *f, struct evl_name_place *conflict)
{
	for (const struct evl_variable *v = f->globals->first; v != NULL; v = v->next) {
		for (const struct evl_scope *s = f->scope->parent; s != NULL; s = s->parent) {
			const struct evl_variable *there = scope_find(s, v->name);
			bool own = s == f->var_scope;
			/* the scope of a catch clause is passed over (B.3.4), as are names of `with` */
			if (there != NULL && there->kind != VARIABLE_CATCH && (!own || scope_is_lexical_kind(there->kind)) &&
			    there->name != EVL_NAME_star_default) {
				*conflict = (struct evl_name_place){ v->name, f->node->span };
				return;
			}
			if (own)
				break;
		}
	}
}

struct evl_function_record *evl_scope_analyse_eval(struct evl_node *program, struct evl_scope *site, bool direct,
						   struct evl_names *names, struct evl_arena *arena, struct evl_name_place *conflict)
{
	struct scope_pass a = { .arena = arena, .names = names, .goal = EVL_GOAL_SCRIPT, .scope = site, .in_eval = true };
	a.function = site != NULL ? site->function : NULL;
	uint32_t flags = EVL_FN_SIMPLE_PARAMS;
	conflict->name = EVL_NAME_NONE;
	if (program->as.program.strict)
		flags |= EVL_FN_STRICT;
	if (direct)
		flags |= EVL_FN_ARROW; /* this, arguments and the like are those around it */
	struct evl_function_record *f = scope_enter_function(&a, program, flags);
	f->is_eval = true;
	const struct evl_node_list *body = &program->as.program.body;
	if (!program->as.program.strict) {
		f->globals = evl_arena_zalloc(arena, sizeof *f->globals);
		f->var_scope = direct && site != NULL ? eval_var_scope(site) : NULL;
	}
	scope_hoist(&a, body, NULL, true);
	scope_declare_block(&a, f->scope, body, true);
	if (f->globals != NULL)
		find_conflict(f, conflict);
	scope_walk_list(&a, body);
	program->scope = f;
	return f;
}
