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

struct analysis {
	struct evl_arena *arena;
	struct evl_names *names;
	enum evl_goal goal;
	struct evl_scope *scope;
	struct evl_function_record *function;
	bool in_eval;    /* the functions around the code are finished already */
	bool makes_code; /* something that may make code from text occurs: eval, Function, constructor */
};

static struct evl_variable *find_in(const struct evl_scope *scope, evl_name name)
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

static struct evl_variable *declare(struct analysis *a, struct evl_scope *scope, evl_name name, enum variable_kind kind,
				    uint32_t ready)
{
	struct evl_variable *v = find_in(scope, name);
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

static struct evl_scope *new_scope(struct analysis *a, uint32_t start)
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
		struct evl_variable *v = find_in(scope, name);
		if (v != NULL)
			return v;
	}
	return NULL;
}

struct evl_scope *evl_scope_dynamic(struct evl_scope *scope, evl_name name)
{
	for (; scope != NULL; scope = scope->parent) {
		const struct evl_variable *v = find_in(scope, name);
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

static void refer(struct analysis *a, evl_name name, uint32_t at)
{
	struct evl_variable *v = NULL;
	for (struct evl_scope *s = a->scope; s != NULL; s = s->parent) {
		v = find_in(s, name);
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

static void refer_hidden(struct analysis *a, evl_name name)
{
	struct evl_function_record *f = own_function(a->function);
	if (f == NULL)
		return;
	declare(a, f->scope, name, VARIABLE_HIDDEN, 0);
	refer(a, name, UINT32_MAX);
}

static void refer_arguments(struct analysis *a)
{
	struct evl_function_record *f = own_function(a->function);
	bool has_arguments = f != NULL && (f->node->kind != EVL_NODE_PROGRAM || a->goal == EVL_GOAL_COMMONJS);
	if (has_arguments && !f->is_initializer &&
	    f->node->kind != EVL_NODE_CLASS_STATIC_BLOCK) {
		/* declared by the snippet between here and the function: that one is meant */
		for (struct evl_scope *s = a->scope; s != NULL; s = s->parent) {
			struct evl_variable *own = find_in(s, EVL_NAME_arguments);
			if (own != NULL && own->kind == VARIABLE_VAR && s == f->body_scope && !a->in_eval) {
				/* a var of this name does not hide the object, it is the object's variable */
				if (s != f->scope) {
					f->arguments = declare(a, f->scope, EVL_NAME_arguments, VARIABLE_HIDDEN, 0);
					break;
				}
				own->kind = VARIABLE_HIDDEN;
				own = NULL;
			}
			if (own != NULL)
				break;
			if (s == f->scope) {
				f->arguments = declare(a, f->scope, EVL_NAME_arguments, VARIABLE_HIDDEN, 0);
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
	refer(a, EVL_NAME_arguments, UINT32_MAX);
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
static void note_direct_eval(struct analysis *a)
{
	static const evl_name hidden[] = { EVL_NAME_this_, EVL_NAME_new_target, EVL_NAME_home_object, EVL_NAME_active_function };
	for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
		refer_hidden(a, hidden[i]);
	refer_arguments(a);
	for (struct evl_scope *s = a->scope; s != NULL; s = s->parent)
		capture_all(s);
	if (evl_scope_is_strict(a->scope))
		return;
	struct evl_scope *target = eval_var_scope(a->scope);
	if (target == NULL)
		return;
	if (target->dynamic == NULL)
		target->dynamic = declare(a, target, evl_names_intern_utf8(a->names, "%eval", 5), VARIABLE_HIDDEN, 0);
}

/* ---- collecting declarations ---- */

typedef void bind_fn(struct analysis *a, evl_name name, const struct evl_node *node, void *context);

static void each_bound_name(struct analysis *a, struct evl_node *pattern, bind_fn *bind, void *context)
{
	if (pattern == NULL)
		return;
	switch ((enum evl_node_kind)pattern->kind) {
	case EVL_NODE_IDENTIFIER:
		bind(a, pattern->as.identifier.name, pattern, context);
		break;
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		for (uint32_t i = 0; i < pattern->as.list.items.count; i++)
			each_bound_name(a, pattern->as.list.items.items[i], bind, context);
		break;
	case EVL_NODE_PATTERN_PROPERTY:
		each_bound_name(a, pattern->as.property.value, bind, context);
		break;
	case EVL_NODE_DEFAULT_PATTERN:
		each_bound_name(a, pattern->as.operation.left, bind, context);
		break;
	case EVL_NODE_REST:
		each_bound_name(a, pattern->as.unary.operand, bind, context);
		break;
	default:
		break;
	}
}

static bool is_lexical_kind(uint8_t kind)
{
	return kind == VARIABLE_LET || kind == VARIABLE_CONST || kind == VARIABLE_CLASS;
}

struct binding {
	struct evl_scope *scope;
	enum variable_kind kind;
	uint32_t ready; /* UINT32_MAX: the end of the bound name itself */
};

static void bind_variable(struct analysis *a, evl_name name, const struct evl_node *node, void *context)
{
	const struct binding *b = context;
	declare(a, b->scope, name, b->kind, b->ready == UINT32_MAX ? node->span.end : b->ready);
}

static bool is_lexical(const struct evl_node *node)
{
	return node->kind == EVL_NODE_VARIABLE_DECLARATION && node->as.declaration.kind != EVL_DECL_VAR;
}

static void declare_lexical(struct analysis *a, struct evl_scope *scope, struct evl_node *declaration)
{
	struct evl_variable *before = scope->last;
	for (uint32_t i = 0; i < declaration->as.declaration.declarators.count; i++) {
		struct evl_node *d = declaration->as.declaration.declarators.items[i];
		struct binding b = {
			.scope = scope,
			.kind = declaration->as.declaration.kind == EVL_DECL_LET ? VARIABLE_LET : VARIABLE_CONST,
			/* later patterns of a destructuring may use earlier names, so the whole declarator is early */
			.ready = d->span.end,
		};
		each_bound_name(a, d->as.declarator.target, bind_variable, &b);
	}
	if (declaration->as.declaration.kind == EVL_DECL_USING || declaration->as.declaration.kind == EVL_DECL_AWAIT_USING)
		for (struct evl_variable *v = before != NULL ? before->next : scope->first; v != NULL; v = v->next)
			v->is_using = true;
}

static struct evl_node *exported_declaration(struct evl_node *node)
{
	if (node->kind == EVL_NODE_EXPORT_DECLARATION)
		return node->as.unary.operand;
	if (node->kind == EVL_NODE_EXPORT_DEFAULT && node->as.unary.operand != NULL) {
		struct evl_node *inner = node->as.unary.operand;
		if (inner->kind == EVL_NODE_FUNCTION_DECLARATION || inner->kind == EVL_NODE_CLASS_DECLARATION)
			return inner;
	}
	return node;
}

static struct evl_node *unlabelled(struct evl_node *node)
{
	while (node->kind == EVL_NODE_LABELED)
		node = node->as.labeled.body;
	return node;
}

/* The lexical declarations that stand directly in a statement list. */
static void declare_block_level(struct analysis *a, struct evl_scope *scope, const struct evl_node_list *body, bool top_level)
{
	for (uint32_t i = 0; i < body->count; i++) {
		struct evl_node *s = exported_declaration(unlabelled(body->items[i]));
		if (is_lexical(s)) {
			declare_lexical(a, scope, s);
		} else if (s->kind == EVL_NODE_CLASS_DECLARATION) {
			evl_name name = s->as.class_.name != NULL ? s->as.class_.name->as.identifier.name : EVL_NAME_star_default;
			declare(a, scope, name, VARIABLE_CLASS, s->span.end);
		} else if (s->kind == EVL_NODE_FUNCTION_DECLARATION && !top_level) {
			declare(a, scope, s->as.function.name->as.identifier.name, VARIABLE_FUNCTION, 0);
		}
	}
}

static bool has_block_declarations(const struct evl_node_list *body)
{
	for (uint32_t i = 0; i < body->count; i++) {
		const struct evl_node *s = unlabelled(body->items[i]);
		if (is_lexical(s) || s->kind == EVL_NODE_CLASS_DECLARATION || s->kind == EVL_NODE_FUNCTION_DECLARATION)
			return true;
	}
	return false;
}

/* A statement list (or loop head) around the place where hoisting looks, with its lexical names. */
struct enclosing {
	const struct enclosing *outer;
	const struct evl_node_list *body; /* or */
	const struct evl_node *head;      /* a lexical declaration or catch pattern */
};

struct name_search {
	evl_name name;
	bool found;
};

static void match_name(struct analysis *a, evl_name name, const struct evl_node *node, void *context)
{
	(void)a;
	(void)node;
	struct name_search *search = context;
	if (name == search->name)
		search->found = true;
}

static bool list_declares(struct analysis *a, const struct evl_node_list *body, evl_name name, const struct evl_node *except)
{
	struct name_search search = { name, false };
	for (uint32_t i = 0; i < body->count && !search.found; i++) {
		struct evl_node *s = unlabelled(body->items[i]);
		if (is_lexical(s)) {
			for (uint32_t d = 0; d < s->as.declaration.declarators.count; d++)
				each_bound_name(a, s->as.declaration.declarators.items[d]->as.declarator.target, match_name, &search);
		} else if (s->kind == EVL_NODE_CLASS_DECLARATION) {
			search.found = s->as.class_.name->as.identifier.name == name;
		} else if (s->kind == EVL_NODE_FUNCTION_DECLARATION && s != except && except != NULL) {
			/* another block's function of this name is lexical there */
			search.found = s->as.function.name->as.identifier.name == name;
		}
	}
	return search.found;
}

/* May the function declaration of a block also be a var of the function (sec-web-compat-functiondeclarationinstantiation)? */
static bool may_hoist(struct analysis *a, const struct enclosing *around, evl_name name, const struct evl_node *declaration)
{
	if (around == NULL)
		return false;
	/* its own list may hold other functions of the name, not let or const (an early error) */
	for (const struct enclosing *e = around->outer; e != NULL; e = e->outer) {
		if (e->body != NULL && list_declares(a, e->body, name, e->outer == NULL ? NULL : declaration))
			return false;
		if (e->head != NULL) {
			struct name_search search = { name, false };
			if (e->head->kind == EVL_NODE_VARIABLE_DECLARATION) {
				for (uint32_t d = 0; d < e->head->as.declaration.declarators.count; d++)
					each_bound_name(a, e->head->as.declaration.declarators.items[d]->as.declarator.target, match_name,
							&search);
			} else if (e->head->kind != EVL_NODE_IDENTIFIER) {
				/* catch (pattern) blocks hoisting, catch (name) does not (B.3.4) */
				each_bound_name(a, (struct evl_node *)(uintptr_t)e->head, match_name, &search);
			}
			if (search.found)
				return false;
		}
	}
	return true;
}

/* Does a scope between an eval's code and its var scope have this name (B.3.2.3)? */
static bool is_hidden_from_eval(const struct evl_function_record *f, evl_name name)
{
	if (!f->is_eval || f->globals == NULL)
		return false;
	for (const struct evl_scope *s = f->scope->parent; s != NULL; s = s->parent) {
		const struct evl_variable *v = find_in(s, name);
		if (s == f->var_scope)
			return v != NULL && is_lexical_kind(v->kind);
		if (v != NULL)
			return true;
	}
	return false;
}

static void hoist(struct analysis *a, struct evl_node *s, const struct enclosing *around, bool top_level);

static void hoist_list(struct analysis *a, const struct evl_node_list *body, const struct enclosing *outer, bool top_level)
{
	struct enclosing here = { .outer = outer, .body = body };
	for (uint32_t i = 0; i < body->count; i++)
		hoist(a, body->items[i], &here, top_level);
}

/* Declare the var names below `s` (not inside functions) in the function's body scope. */
static void hoist(struct analysis *a, struct evl_node *s, const struct enclosing *around, bool top_level)
{
	if (s == NULL)
		return;
	bool script = a->function->globals != NULL;
	struct evl_scope *target = script ? a->function->globals : a->function->body_scope;
	struct binding b = { .scope = target, .kind = VARIABLE_VAR, .ready = 0 };
	switch ((enum evl_node_kind)s->kind) {
	case EVL_NODE_EXPORT_DECLARATION:
		hoist(a, s->as.unary.operand, around, top_level);
		break;
	case EVL_NODE_EXPORT_DEFAULT:
		if (s->as.unary.operand->kind == EVL_NODE_FUNCTION_DECLARATION)
			hoist(a, s->as.unary.operand, around, top_level);
		break;
	case EVL_NODE_VARIABLE_DECLARATION:
		if (s->as.declaration.kind == EVL_DECL_VAR)
			for (uint32_t i = 0; i < s->as.declaration.declarators.count; i++)
				each_bound_name(a, s->as.declaration.declarators.items[i]->as.declarator.target, bind_variable, &b);
		break;
	case EVL_NODE_FUNCTION_DECLARATION: {
		evl_name name = s->as.function.name != NULL ? s->as.function.name->as.identifier.name : EVL_NAME_star_default;
		if (top_level) {
			declare(a, target, name, VARIABLE_FUNCTION, 0);
		} else if ((a->function->flags & EVL_FN_STRICT) == 0 && (s->as.function.flags & (EVL_FN_ASYNC | EVL_FN_GENERATOR)) == 0 &&
			   may_hoist(a, around, name, s)) {
			const struct evl_variable *v = find_in(a->function->scope, name);
			if ((v == NULL || v->kind != VARIABLE_PARAMETER) && !is_hidden_from_eval(a->function, name)) {
				declare(a, target, name, VARIABLE_VAR, 0);
				s->prefix = 1; /* evaluating it also assigns the var (compile_statement.c) */
			}
		}
		break;
	}
	case EVL_NODE_BLOCK:
		hoist_list(a, &s->as.block.body, around, false);
		break;
	case EVL_NODE_IF:
		for (int i = 0; i < 2; i++) {
			struct evl_node *branch = i == 0 ? s->as.conditional.consequent : s->as.conditional.alternate;
			struct enclosing own = { .outer = around };
			hoist(a, branch, &own, false);
		}
		break;
	case EVL_NODE_FOR: {
		struct enclosing own = { .outer = around, .head = s->as.for_.init != NULL && is_lexical(s->as.for_.init) ? s->as.for_.init : NULL };
		hoist(a, s->as.for_.init, around, false);
		hoist(a, s->as.for_.body, &own, false);
		break;
	}
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF: {
		struct enclosing own = { .outer = around, .head = is_lexical(s->as.for_each.left) ? s->as.for_each.left : NULL };
		if (s->as.for_each.left->kind == EVL_NODE_VARIABLE_DECLARATION)
			hoist(a, s->as.for_each.left, around, false);
		hoist(a, s->as.for_each.body, &own, false);
		break;
	}
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
	case EVL_NODE_WITH:
		hoist(a, s->as.loop.body, around, false);
		break;
	case EVL_NODE_SWITCH:
		for (uint32_t i = 0; i < s->as.switch_.cases.count; i++)
			hoist_list(a, &s->as.switch_.cases.items[i]->as.case_.body, around, false);
		break;
	case EVL_NODE_TRY: {
		hoist(a, s->as.try_.block, around, false);
		struct enclosing own = { .outer = around, .head = s->as.try_.param };
		hoist(a, s->as.try_.handler, &own, false);
		hoist(a, s->as.try_.finalizer, around, false);
		break;
	}
	case EVL_NODE_LABELED:
		hoist(a, s->as.labeled.body, around, top_level);
		break;
	default:
		break;
	}
}

/* ---- walking ---- */

static bool walk(struct analysis *a, struct evl_node *node);

static bool walk_list(struct analysis *a, const struct evl_node_list *list)
{
	bool assigns = false;
	for (uint32_t i = 0; i < list->count; i++)
		if (list->items[i] != NULL)
			assigns |= walk(a, list->items[i]);
	return assigns;
}

/* A pattern that declares: its names are no references, but its keys and defaults are code. */
static void walk_binding(struct analysis *a, struct evl_node *pattern)
{
	if (pattern == NULL)
		return;
	switch ((enum evl_node_kind)pattern->kind) {
	case EVL_NODE_IDENTIFIER:
		break;
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		for (uint32_t i = 0; i < pattern->as.list.items.count; i++)
			walk_binding(a, pattern->as.list.items.items[i]);
		break;
	case EVL_NODE_PATTERN_PROPERTY:
		if (pattern->computed)
			walk(a, pattern->as.property.key);
		walk_binding(a, pattern->as.property.value);
		break;
	case EVL_NODE_DEFAULT_PATTERN:
		walk_binding(a, pattern->as.operation.left);
		walk(a, pattern->as.operation.right);
		break;
	case EVL_NODE_REST:
		walk_binding(a, pattern->as.unary.operand);
		break;
	default:
		walk(a, pattern);
		break;
	}
	/* binding is assigning: operands read before must be copied */
	pattern->assigns = true;
}

static bool has_expressions(const struct evl_node *pattern)
{
	if (pattern == NULL)
		return false;
	switch ((enum evl_node_kind)pattern->kind) {
	case EVL_NODE_DEFAULT_PATTERN:
		return true;
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		for (uint32_t i = 0; i < pattern->as.list.items.count; i++)
			if (has_expressions(pattern->as.list.items.items[i]))
				return true;
		return false;
	case EVL_NODE_PATTERN_PROPERTY:
		return pattern->computed || has_expressions(pattern->as.property.value);
	case EVL_NODE_REST:
		return has_expressions(pattern->as.unary.operand);
	default:
		return false;
	}
}

static struct evl_function_record *enter_function(struct analysis *a, struct evl_node *node, uint32_t flags)
{
	struct evl_function_record *f = evl_arena_zalloc(a->arena, sizeof *f);
	f->parent = a->function;
	f->node = node;
	f->flags = flags;
	a->function = f;
	f->scope = new_scope(a, node->span.start);
	f->body_scope = f->scope;
	a->scope = f->scope;
	return f;
}

static void walk_function(struct analysis *a, struct evl_node *node)
{
	struct evl_scope *outside = a->scope;
	struct evl_function_record *around = a->function;
	struct evl_function_node *fn = &node->as.function;
	struct evl_scope *name_scope = NULL;
	if (node->kind == EVL_NODE_FUNCTION_EXPRESSION && fn->name != NULL) {
		/* belongs to the function itself, so that using it inside captures nothing; set after its record exists */
		name_scope = new_scope(a, node->span.start);
		a->scope = name_scope;
	}
	bool parameter_expressions = false;
	for (uint32_t i = 0; i < fn->params.count; i++)
		parameter_expressions |= has_expressions(fn->params.items[i]);
	struct evl_scope *callee_scope = NULL;
	if (parameter_expressions && (fn->flags & (EVL_FN_HAS_DIRECT_EVAL | EVL_FN_STRICT)) == EVL_FN_HAS_DIRECT_EVAL) {
		callee_scope = new_scope(a, node->span.start);
		a->scope = callee_scope;
	}
	struct evl_function_record *f = enter_function(a, node, fn->flags);
	f->parameter_expressions = parameter_expressions;
	node->scope = f;
	if (callee_scope != NULL) {
		callee_scope->function = f;
		f->callee_scope = callee_scope;
	}
	if (name_scope != NULL) {
		name_scope->function = f;
		f->name_scope = name_scope;
		declare(a, name_scope, fn->name->as.identifier.name, VARIABLE_FUNCTION_NAME, 0);
	}
	for (uint32_t i = 0; i < fn->params.count; i++) {
		struct binding b = { .scope = f->scope, .kind = VARIABLE_PARAMETER, .ready = fn->params.items[i]->span.end };
		each_bound_name(a, fn->params.items[i], bind_variable, &b);
	}
	if (f->parameter_expressions)
		f->body_scope = new_scope(a, fn->body->span.start);
	for (uint32_t i = 0; i < fn->params.count; i++)
		walk_binding(a, fn->params.items[i]);
	a->scope = f->body_scope;
	if ((fn->flags & EVL_FN_EXPRESSION_BODY) != 0) {
		walk(a, fn->body);
	} else {
		hoist_list(a, &fn->body->as.block.body, NULL, true);
		declare_block_level(a, f->body_scope, &fn->body->as.block.body, true);
		walk_list(a, &fn->body->as.block.body);
	}
	/* an `arguments` that the body declares as function or lexical name hides the implicit one */
	a->scope = outside;
	a->function = around;
}

static bool needs_instance_initializer(const struct evl_node *class_node)
{
	for (uint32_t i = 0; i < class_node->as.class_.members.count; i++) {
		const struct evl_node *m = class_node->as.class_.members.items[i];
		if (m->kind != EVL_NODE_CLASS_MEMBER || m->as.member_def.is_static)
			continue;
		if (m->as.member_def.kind == EVL_PROPERTY_FIELD || m->as.member_def.key->kind == EVL_NODE_PRIVATE_NAME)
			return true;
	}
	return false;
}

static bool needs_static_initializer(const struct evl_node *class_node)
{
	for (uint32_t i = 0; i < class_node->as.class_.members.count; i++) {
		const struct evl_node *m = class_node->as.class_.members.items[i];
		if (m->kind == EVL_NODE_CLASS_STATIC_BLOCK)
			return true;
		if (m->as.member_def.is_static &&
		    (m->as.member_def.kind == EVL_PROPERTY_FIELD || m->as.member_def.key->kind == EVL_NODE_PRIVATE_NAME))
			return true;
	}
	return false;
}

static void declare_private(struct analysis *a, struct evl_scope *scope, const struct evl_node *m)
{
	evl_name name = m->as.member_def.key->as.identifier.name;
	declare(a, scope, name, VARIABLE_HIDDEN, 0);
	switch (m->as.member_def.kind) {
	case EVL_PROPERTY_METHOD:
		declare(a, scope, evl_scope_member_name(a->names, "method", name), VARIABLE_HIDDEN, 0);
		break;
	case EVL_PROPERTY_GET:
		declare(a, scope, evl_scope_member_name(a->names, "getter", name), VARIABLE_HIDDEN, 0);
		break;
	case EVL_PROPERTY_SET:
		declare(a, scope, evl_scope_member_name(a->names, "setter", name), VARIABLE_HIDDEN, 0);
		break;
	default:
		break;
	}
}

/* References that the initialiser's own code makes to class-level hidden variables. */
static void refer_member(struct analysis *a, const struct evl_node *m, uint32_t index)
{
	const struct evl_node *key = m->as.member_def.key;
	if (key->kind == EVL_NODE_PRIVATE_NAME) {
		evl_name name = key->as.identifier.name;
		refer(a, name, UINT32_MAX);
		refer(a, evl_scope_member_name(a->names, "method", name), UINT32_MAX);
		refer(a, evl_scope_member_name(a->names, "getter", name), UINT32_MAX);
		refer(a, evl_scope_member_name(a->names, "setter", name), UINT32_MAX);
	} else if (m->computed) {
		refer(a, evl_scope_key_name(a->names, index), UINT32_MAX);
	}
}

static void walk_initializer(struct analysis *a, struct evl_node *node, struct evl_function_record **slot, bool statics)
{
	struct evl_scope *outside = a->scope;
	struct evl_function_record *around = a->function;
	struct evl_function_record *f =
		enter_function(a, node, EVL_FN_METHOD | EVL_FN_STRICT | EVL_FN_SIMPLE_PARAMS);
	f->is_initializer = true;
	*slot = f;
	refer_hidden(a, EVL_NAME_this_);
	const struct evl_node_list *members = &node->as.class_.members;
	for (uint32_t i = 0; i < members->count; i++) {
		struct evl_node *m = members->items[i];
		if (m->kind == EVL_NODE_CLASS_STATIC_BLOCK) {
			if (statics) {
				walk_function(a, m);
			}
			continue;
		}
		if (m->as.member_def.is_static != statics)
			continue;
		if (m->as.member_def.kind == EVL_PROPERTY_FIELD) {
			refer_member(a, m, i);
			if (m->as.member_def.value != NULL)
				walk(a, m->as.member_def.value);
		} else if (m->as.member_def.key->kind == EVL_NODE_PRIVATE_NAME) {
			refer_member(a, m, i);
		}
	}
	a->scope = outside;
	a->function = around;
}

static bool walk_class(struct analysis *a, struct evl_node *node)
{
	struct evl_class_record *record = evl_arena_zalloc(a->arena, sizeof *record);
	node->scope = record;
	struct evl_scope *outside = a->scope;
	struct evl_scope *scope = new_scope(a, node->span.start);
	record->scope = scope;
	scope->is_class = true;
	a->scope = scope;
	if (node->as.class_.name != NULL)
		declare(a, scope, node->as.class_.name->as.identifier.name, VARIABLE_CONST, node->span.end);
	const struct evl_node_list *members = &node->as.class_.members;
	for (uint32_t i = 0; i < members->count; i++) {
		struct evl_node *m = members->items[i];
		if (m->kind != EVL_NODE_CLASS_MEMBER)
			continue;
		if (m->as.member_def.key->kind == EVL_NODE_PRIVATE_NAME)
			declare_private(a, scope, m);
		else if (m->computed && m->as.member_def.kind == EVL_PROPERTY_FIELD)
			declare(a, scope, evl_scope_key_name(a->names, i), VARIABLE_HIDDEN, 0);
	}
	bool assigns = false;
	if (node->as.class_.heritage != NULL)
		assigns |= walk(a, node->as.class_.heritage);
	for (uint32_t i = 0; i < members->count; i++) {
		struct evl_node *m = members->items[i];
		if (m->kind != EVL_NODE_CLASS_MEMBER)
			continue;
		if (m->computed)
			assigns |= walk(a, m->as.member_def.key);
		if (m->as.member_def.kind != EVL_PROPERTY_FIELD)
			walk_function(a, m->as.member_def.value);
	}
	if (node->as.class_.constructor != NULL)
		walk_function(a, node->as.class_.constructor);
	if (needs_instance_initializer(node))
		walk_initializer(a, node, &record->instance, false);
	if (needs_static_initializer(node))
		walk_initializer(a, node, &record->statics, true);
	a->scope = outside;
	return assigns;
}

static struct evl_scope *enter_block(struct analysis *a, struct evl_node *node, const struct evl_node_list *body)
{
	struct evl_scope *outside = a->scope;
	if (has_block_declarations(body)) {
		struct evl_scope *scope = new_scope(a, node->span.start);
		node->scope = scope;
		a->scope = scope;
		declare_block_level(a, scope, body, false);
	}
	return outside;
}

/* A function declaration as the body of `if` (Annex B.3.3) gets a block of its own. */
static bool walk_statement(struct analysis *a, struct evl_node *s)
{
	return s != NULL && walk(a, s);
}

static bool walk_for(struct analysis *a, struct evl_node *node)
{
	struct evl_scope *outside = a->scope;
	bool assigns = false;
	if (node->as.for_.init != NULL && is_lexical(node->as.for_.init)) {
		struct evl_scope *scope = new_scope(a, node->span.start);
		node->scope = scope;
		a->scope = scope;
		declare_lexical(a, scope, node->as.for_.init);
	}
	if (node->as.for_.init != NULL)
		assigns |= walk(a, node->as.for_.init);
	if (node->as.for_.test != NULL)
		assigns |= walk(a, node->as.for_.test);
	if (node->as.for_.update != NULL)
		assigns |= walk(a, node->as.for_.update);
	assigns |= walk_statement(a, node->as.for_.body);
	a->scope = outside;
	return assigns;
}

static bool walk_for_each(struct analysis *a, struct evl_node *node)
{
	struct evl_scope *outside = a->scope;
	bool assigns = true;
	struct evl_node *left = node->as.for_each.left;
	if (is_lexical(left)) {
		struct evl_scope *scope = new_scope(a, node->span.start);
		node->scope = scope;
		a->scope = scope;
		declare_lexical(a, scope, left);
		/* in the head's right side the names are still uninitialised */
		for (struct evl_variable *v = scope->first; v != NULL; v = v->next)
			v->ready = node->as.for_each.right->span.end;
	}
	walk(a, node->as.for_each.right);
	walk(a, left);
	walk_statement(a, node->as.for_each.body);
	a->scope = outside;
	return assigns;
}

static bool walk_switch(struct analysis *a, struct evl_node *node)
{
	bool assigns = walk(a, node->as.switch_.discriminant);
	struct evl_scope *outside = a->scope;
	const struct evl_node_list *cases = &node->as.switch_.cases;
	bool declares = false;
	for (uint32_t i = 0; i < cases->count; i++)
		declares |= has_block_declarations(&cases->items[i]->as.case_.body);
	if (declares) {
		struct evl_scope *scope = new_scope(a, node->span.start);
		scope->is_switch = true;
		node->scope = scope;
		a->scope = scope;
		for (uint32_t i = 0; i < cases->count; i++)
			declare_block_level(a, scope, &cases->items[i]->as.case_.body, false);
	}
	for (uint32_t i = 0; i < cases->count; i++) {
		if (cases->items[i]->as.case_.test != NULL)
			assigns |= walk(a, cases->items[i]->as.case_.test);
		assigns |= walk_list(a, &cases->items[i]->as.case_.body);
	}
	a->scope = outside;
	return assigns;
}

static bool walk_try(struct analysis *a, struct evl_node *node)
{
	bool assigns = walk(a, node->as.try_.block);
	if (node->as.try_.handler != NULL) {
		struct evl_scope *outside = a->scope;
		if (node->as.try_.param != NULL) {
			struct evl_scope *scope = new_scope(a, node->as.try_.param->span.start);
			node->scope = scope;
			a->scope = scope;
			struct binding b = { .scope = scope, .kind = VARIABLE_CATCH, .ready = 0 };
			each_bound_name(a, node->as.try_.param, bind_variable, &b);
			walk_binding(a, node->as.try_.param);
		}
		assigns |= walk(a, node->as.try_.handler);
		a->scope = outside;
	}
	if (node->as.try_.finalizer != NULL)
		assigns |= walk(a, node->as.try_.finalizer);
	return assigns;
}

static bool walk_with(struct analysis *a, struct evl_node *node)
{
	walk(a, node->as.loop.test);
	struct evl_scope *outside = a->scope;
	struct evl_scope *scope = new_scope(a, node->span.start);
	scope->is_with = true;
	scope->dynamic = declare(a, scope, evl_names_intern_utf8(a->names, "%with", 5), VARIABLE_HIDDEN, 0);
	node->scope = scope;
	a->scope = scope;
	walk_statement(a, node->as.loop.body);
	a->scope = outside;
	return true;
}

static bool is_direct_eval(const struct evl_node *call)
{
	const struct evl_node *callee = call->as.call.callee;
	while (callee->kind == EVL_NODE_PARENTHESIZED)
		callee = callee->as.unary.operand;
	return callee->kind == EVL_NODE_IDENTIFIER && callee->as.identifier.name == EVL_NAME_eval && !call->optional;
}

static bool makes_code(evl_name name)
{
	return name == EVL_NAME_eval || name == EVL_NAME_Function || name == EVL_NAME_constructor;
}

static bool walk_children(struct analysis *a, struct evl_node *node)
{
	struct evl_scope *outside;
	bool assigns = false;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_EXPRESSION_STATEMENT:
	case EVL_NODE_RETURN:
	case EVL_NODE_THROW:
	case EVL_NODE_SPREAD:
	case EVL_NODE_REST:
	case EVL_NODE_OPTIONAL_CHAIN:
	case EVL_NODE_PARENTHESIZED:
	case EVL_NODE_AWAIT:
	case EVL_NODE_EXPORT_DECLARATION:
		return node->as.unary.operand != NULL && walk(a, node->as.unary.operand);
	case EVL_NODE_EXPORT_DEFAULT:
		assigns = walk(a, node->as.unary.operand);
		refer(a, EVL_NAME_star_default, UINT32_MAX);
		return assigns;
	case EVL_NODE_BLOCK:
		outside = enter_block(a, node, &node->as.block.body);
		assigns = walk_list(a, &node->as.block.body);
		a->scope = outside;
		return assigns;
	case EVL_NODE_VARIABLE_DECLARATION:
		return walk_list(a, &node->as.declaration.declarators) || true;
	case EVL_NODE_DECLARATOR:
		if (node->as.declarator.init != NULL)
			walk(a, node->as.declarator.init);
		walk_binding(a, node->as.declarator.target);
		return true;
	case EVL_NODE_FUNCTION_DECLARATION:
		/* Annex B: the block's function is also stored in the var of the same name */
		if (node->prefix != 0 && a->scope->parent != NULL)
			refer(a, node->as.function.name->as.identifier.name, UINT32_MAX);
		walk_function(a, node);
		return false;
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
	case EVL_NODE_CLASS_STATIC_BLOCK:
		walk_function(a, node);
		return false;
	case EVL_NODE_CLASS_DECLARATION:
	case EVL_NODE_CLASS_EXPRESSION:
		return walk_class(a, node);
	case EVL_NODE_IF:
	case EVL_NODE_CONDITIONAL:
		assigns = walk(a, node->as.conditional.test);
		assigns |= walk_statement(a, node->as.conditional.consequent);
		assigns |= walk_statement(a, node->as.conditional.alternate);
		return assigns;
	case EVL_NODE_FOR:
		return walk_for(a, node);
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		return walk_for_each(a, node);
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
		assigns = walk(a, node->as.loop.test);
		return walk_statement(a, node->as.loop.body) || assigns;
	case EVL_NODE_WITH:
		return walk_with(a, node);
	case EVL_NODE_SWITCH:
		return walk_switch(a, node);
	case EVL_NODE_TRY:
		return walk_try(a, node);
	case EVL_NODE_LABELED:
		return walk_statement(a, node->as.labeled.body);
	case EVL_NODE_EXPORT_NAMED:
		if (node->as.export_named.source == NULL)
			for (uint32_t i = 0; i < node->as.export_named.specifiers.count; i++)
				refer(a, node->as.export_named.specifiers.items[i]->as.specifier.imported, UINT32_MAX);
		return false;
	case EVL_NODE_IDENTIFIER:
		a->makes_code |= makes_code(node->as.identifier.name);
		if (node->as.identifier.name == EVL_NAME_arguments)
			refer_arguments(a);
		else
			refer(a, node->as.identifier.name, node->span.start);
		return false;
	case EVL_NODE_PRIVATE_NAME:
		refer(a, node->as.identifier.name, UINT32_MAX);
		return false;
	case EVL_NODE_THIS:
		refer_hidden(a, EVL_NAME_this_);
		return false;
	case EVL_NODE_NEW_TARGET:
		refer_hidden(a, EVL_NAME_new_target);
		return false;
	case EVL_NODE_SUPER:
		refer_hidden(a, EVL_NAME_home_object);
		refer_hidden(a, EVL_NAME_this_);
		return false;
	case EVL_NODE_TEMPLATE:
		return walk_list(a, &node->as.template_.expressions);
	case EVL_NODE_TAGGED_TEMPLATE:
		assigns = walk(a, node->as.tagged.tag);
		return walk(a, node->as.tagged.quasi) || assigns;
	case EVL_NODE_ARRAY:
	case EVL_NODE_OBJECT:
	case EVL_NODE_SEQUENCE:
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		return walk_list(a, &node->as.list.items);
	case EVL_NODE_PROPERTY:
	case EVL_NODE_PATTERN_PROPERTY:
		if (node->computed)
			assigns = walk(a, node->as.property.key);
		return (node->as.property.value != NULL && walk(a, node->as.property.value)) || assigns;
	case EVL_NODE_UPDATE:
	case EVL_NODE_ASSIGNMENT:
		walk(a, node->as.operation.left);
		if (node->as.operation.right != NULL)
			walk(a, node->as.operation.right);
		return true;
	case EVL_NODE_UNARY:
	case EVL_NODE_BINARY:
	case EVL_NODE_LOGICAL:
	case EVL_NODE_DEFAULT_PATTERN:
		assigns = walk(a, node->as.operation.left);
		return (node->as.operation.right != NULL && walk(a, node->as.operation.right)) || assigns;
	case EVL_NODE_CALL:
		if (node->as.call.callee->kind == EVL_NODE_SUPER) {
			refer_hidden(a, EVL_NAME_this_);
			refer_hidden(a, EVL_NAME_new_target);
			refer_hidden(a, EVL_NAME_active_function);
			return walk_list(a, &node->as.call.arguments);
		}
		assigns = walk(a, node->as.call.callee);
		assigns |= walk_list(a, &node->as.call.arguments);
		if (is_direct_eval(node))
			note_direct_eval(a);
		return assigns || is_direct_eval(node);
	case EVL_NODE_NEW:
	case EVL_NODE_IMPORT_CALL:
		if (node->as.call.callee != NULL)
			assigns = walk(a, node->as.call.callee);
		return walk_list(a, &node->as.call.arguments) || assigns;
	case EVL_NODE_MEMBER:
		assigns = walk(a, node->as.member.object);
		if (node->as.member.property->kind == EVL_NODE_PRIVATE_NAME)
			walk(a, node->as.member.property);
		else
			a->makes_code |= makes_code(node->as.member.property->as.identifier.name);
		return assigns;
	case EVL_NODE_INDEX:
		assigns = walk(a, node->as.member.object);
		return walk(a, node->as.member.property) || assigns;
	case EVL_NODE_YIELD:
		return node->as.yield_.argument != NULL && walk(a, node->as.yield_.argument);
	default:
		return false;
	}
}

static bool walk(struct analysis *a, struct evl_node *node)
{
	bool assigns = walk_children(a, node);
	node->assigns = assigns;
	return assigns;
}

static void declare_imports(struct analysis *a, struct evl_scope *scope, const struct evl_node_list *body)
{
	for (uint32_t i = 0; i < body->count; i++) {
		const struct evl_node *s = body->items[i];
		if (s->kind != EVL_NODE_IMPORT)
			continue;
		for (uint32_t j = 0; j < s->as.import.specifiers.count; j++) {
			const struct evl_node *p = s->as.import.specifiers.items[j];
			struct evl_variable *v = declare(a, scope, p->as.specifier.local, VARIABLE_IMPORT, 0);
			v->is_namespace = p->as.specifier.imported == EVL_NAME_NONE;
		}
	}
}

struct evl_function_record *evl_scope_analyse(struct evl_node *program, enum evl_goal goal, struct evl_names *names,
					      struct evl_arena *arena)
{
	struct analysis a = { .arena = arena, .names = names, .goal = goal };
	uint32_t flags = EVL_FN_SIMPLE_PARAMS;
	if (program->as.program.strict || goal == EVL_GOAL_MODULE)
		flags |= EVL_FN_STRICT;
	if (goal == EVL_GOAL_MODULE && program->as.program.has_top_level_await)
		flags |= EVL_FN_ASYNC;
	const struct evl_node_list *body = &program->as.program.body;
	if (goal == EVL_GOAL_MODULE) {
		/* the module environment is outside of the body function: everything at top level is captured */
		struct evl_scope *module_scope = new_scope(&a, 0);
		a.scope = module_scope;
		struct evl_function_record *f = enter_function(&a, program, flags);
		f->is_module_body = true;
		f->body_scope = module_scope;
		declare_imports(&a, module_scope, body);
		declare(&a, module_scope, EVL_NAME_star_default, VARIABLE_LET, UINT32_MAX);
		hoist_list(&a, body, NULL, true);
		declare_block_level(&a, module_scope, body, true);
		for (struct evl_variable *v = module_scope->first; v != NULL; v = v->next)
			v->captured = true;
		for (uint32_t i = 0; i < body->count; i++) {
			/* function declarations are made when the module is linked, before its body has an activation */
			struct evl_node *s = exported_declaration(unlabelled(body->items[i]));
			a.scope = s->kind == EVL_NODE_FUNCTION_DECLARATION ? module_scope : f->scope;
			walk(&a, body->items[i]);
		}
		program->scope = f;
		return f;
	}
	struct evl_function_record *f = enter_function(&a, program, flags);
	if (goal == EVL_GOAL_COMMONJS) {
		static const evl_name parameters[] = { EVL_NAME_exports, EVL_NAME_require, EVL_NAME_module, EVL_NAME_filename_,
						       EVL_NAME_dirname_ };
		for (size_t i = 0; i < sizeof parameters / sizeof parameters[0]; i++)
			declare(&a, f->scope, parameters[i], VARIABLE_PARAMETER, 0);
	}
	if (goal == EVL_GOAL_SCRIPT)
		f->globals = evl_arena_zalloc(arena, sizeof *f->globals);
	hoist_list(&a, body, NULL, true);
	declare_block_level(&a, f->scope, body, true);
	walk_list(&a, body);
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
			const struct evl_variable *there = find_in(s, v->name);
			bool own = s == f->var_scope;
			/* the scope of a catch clause is passed over (B.3.4), as are names of `with` */
			if (there != NULL && there->kind != VARIABLE_CATCH && (!own || is_lexical_kind(there->kind)) &&
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
	struct analysis a = { .arena = arena, .names = names, .goal = EVL_GOAL_SCRIPT, .scope = site, .in_eval = true };
	a.function = site != NULL ? site->function : NULL;
	uint32_t flags = EVL_FN_SIMPLE_PARAMS;
	conflict->name = EVL_NAME_NONE;
	if (program->as.program.strict)
		flags |= EVL_FN_STRICT;
	if (direct)
		flags |= EVL_FN_ARROW; /* this, arguments and the like are those around it */
	struct evl_function_record *f = enter_function(&a, program, flags);
	f->is_eval = true;
	const struct evl_node_list *body = &program->as.program.body;
	if (!program->as.program.strict) {
		f->globals = evl_arena_zalloc(arena, sizeof *f->globals);
		f->var_scope = direct && site != NULL ? eval_var_scope(site) : NULL;
	}
	hoist_list(&a, body, NULL, true);
	declare_block_level(&a, f->scope, body, true);
	if (f->globals != NULL)
		find_conflict(f, conflict);
	walk_list(&a, body);
	program->scope = f;
	return f;
}
