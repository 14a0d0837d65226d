/* SPDX-License-Identifier: MIT */
/*
 * scope_declare.c - which names a list of statements declares, and the var names below it that belong to the function.
 */
#include "compile/scope_pass.h"

void scope_each_name(struct scope_pass *a, struct evl_node *pattern, scope_bind_fn *bind, void *context)
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
			scope_each_name(a, pattern->as.list.items.items[i], bind, context);
		break;
	case EVL_NODE_PATTERN_PROPERTY:
		scope_each_name(a, pattern->as.property.value, bind, context);
		break;
	case EVL_NODE_DEFAULT_PATTERN:
		scope_each_name(a, pattern->as.operation.left, bind, context);
		break;
	case EVL_NODE_REST:
		scope_each_name(a, pattern->as.unary.operand, bind, context);
		break;
	default:
		break;
	}
}

bool scope_is_lexical_kind(uint8_t kind)
{
	return kind == VARIABLE_LET || kind == VARIABLE_CONST || kind == VARIABLE_CLASS;
}

void scope_bind(struct scope_pass *a, evl_name name, const struct evl_node *node, void *context)
{
	const struct scope_binding *b = context;
	scope_declare(a, b->scope, name, b->kind, b->ready == UINT32_MAX ? node->span.end : b->ready);
}

bool scope_is_lexical(const struct evl_node *node)
{
	return node->kind == EVL_NODE_VARIABLE_DECLARATION && node->as.declaration.kind != EVL_DECL_VAR;
}

void scope_declare_lexical(struct scope_pass *a, struct evl_scope *scope, struct evl_node *declaration)
{
	struct evl_variable *before = scope->last;
	for (uint32_t i = 0; i < declaration->as.declaration.declarators.count; i++) {
		struct evl_node *d = declaration->as.declaration.declarators.items[i];
		struct scope_binding b = {
			.scope = scope,
			.kind = declaration->as.declaration.kind == EVL_DECL_LET ? VARIABLE_LET : VARIABLE_CONST,
			/* later patterns of a destructuring may use earlier names, so the whole declarator is early */
			.ready = d->span.end,
		};
		scope_each_name(a, d->as.declarator.target, scope_bind, &b);
	}
	if (declaration->as.declaration.kind == EVL_DECL_USING || declaration->as.declaration.kind == EVL_DECL_AWAIT_USING)
		for (struct evl_variable *v = before != NULL ? before->next : scope->first; v != NULL; v = v->next)
			v->is_using = true;
}

struct evl_node *scope_exported_declaration(struct evl_node *node)
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

struct evl_node *scope_unlabelled(struct evl_node *node)
{
	while (node->kind == EVL_NODE_LABELED)
		node = node->as.labeled.body;
	return node;
}

/* The lexical declarations that stand directly in a statement list. */
void scope_declare_block(struct scope_pass *a, struct evl_scope *scope, const struct evl_node_list *body, bool top_level)
{
	for (uint32_t i = 0; i < body->count; i++) {
		struct evl_node *s = scope_exported_declaration(scope_unlabelled(body->items[i]));
		if (scope_is_lexical(s)) {
			scope_declare_lexical(a, scope, s);
		} else if (s->kind == EVL_NODE_CLASS_DECLARATION) {
			evl_name name = s->as.class_.name != NULL ? s->as.class_.name->as.identifier.name : EVL_NAME_star_default;
			scope_declare(a, scope, name, VARIABLE_CLASS, s->span.end);
		} else if (s->kind == EVL_NODE_FUNCTION_DECLARATION && !top_level) {
			scope_declare(a, scope, s->as.function.name->as.identifier.name, VARIABLE_FUNCTION, 0);
		}
	}
}

bool scope_has_declarations(const struct evl_node_list *body)
{
	for (uint32_t i = 0; i < body->count; i++) {
		const struct evl_node *s = scope_unlabelled(body->items[i]);
		if (scope_is_lexical(s) || s->kind == EVL_NODE_CLASS_DECLARATION || s->kind == EVL_NODE_FUNCTION_DECLARATION)
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

static void match_name(struct scope_pass *a, evl_name name, const struct evl_node *node, void *context)
{
	(void)a;
	(void)node;
	struct name_search *search = context;
	if (name == search->name)
		search->found = true;
}

static bool list_declares(struct scope_pass *a, const struct evl_node_list *body, evl_name name, const struct evl_node *except)
{
	struct name_search search = { name, false };
	for (uint32_t i = 0; i < body->count && !search.found; i++) {
		struct evl_node *s = scope_unlabelled(body->items[i]);
		if (scope_is_lexical(s)) {
			for (uint32_t d = 0; d < s->as.declaration.declarators.count; d++)
				scope_each_name(a, s->as.declaration.declarators.items[d]->as.declarator.target, match_name, &search);
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
static bool may_hoist(struct scope_pass *a, const struct enclosing *around, evl_name name, const struct evl_node *declaration)
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
					scope_each_name(a, e->head->as.declaration.declarators.items[d]->as.declarator.target, match_name,
							&search);
			} else if (e->head->kind != EVL_NODE_IDENTIFIER) {
				/* catch (pattern) blocks hoisting, catch (name) does not (B.3.4) */
				scope_each_name(a, (struct evl_node *)(uintptr_t)e->head, match_name, &search);
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
		const struct evl_variable *v = scope_find(s, name);
		if (s == f->var_scope)
			return v != NULL && scope_is_lexical_kind(v->kind);
		if (v != NULL)
			return true;
	}
	return false;
}

static void hoist(struct scope_pass *a, struct evl_node *s, const struct enclosing *around, bool top_level);

void scope_hoist(struct scope_pass *a, const struct evl_node_list *body, const struct enclosing *outer, bool top_level)
{
	struct enclosing here = { .outer = outer, .body = body };
	for (uint32_t i = 0; i < body->count; i++)
		hoist(a, body->items[i], &here, top_level);
}

/* Declare the var names below `s` (not inside functions) in the function's body scope. */
static void hoist(struct scope_pass *a, struct evl_node *s, const struct enclosing *around, bool top_level)
{
	if (s == NULL)
		return;
	bool script = a->function->globals != NULL;
	struct evl_scope *target = script ? a->function->globals : a->function->body_scope;
	struct scope_binding b = { .scope = target, .kind = VARIABLE_VAR, .ready = 0 };
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
				scope_each_name(a, s->as.declaration.declarators.items[i]->as.declarator.target, scope_bind, &b);
		break;
	case EVL_NODE_FUNCTION_DECLARATION: {
		evl_name name = s->as.function.name != NULL ? s->as.function.name->as.identifier.name : EVL_NAME_star_default;
		if (top_level) {
			scope_declare(a, target, name, VARIABLE_FUNCTION, 0);
		} else if ((a->function->flags & EVL_FN_STRICT) == 0 && (s->as.function.flags & (EVL_FN_ASYNC | EVL_FN_GENERATOR)) == 0 &&
			   may_hoist(a, around, name, s)) {
			const struct evl_variable *v = scope_find(a->function->scope, name);
			if ((v == NULL || v->kind != VARIABLE_PARAMETER) && !is_hidden_from_eval(a->function, name)) {
				scope_declare(a, target, name, VARIABLE_VAR, 0);
				s->prefix = 1; /* evaluating it also assigns the var (compile_statement.c) */
			}
		}
		break;
	}
	case EVL_NODE_BLOCK:
		scope_hoist(a, &s->as.block.body, around, false);
		break;
	case EVL_NODE_IF:
		for (int i = 0; i < 2; i++) {
			struct evl_node *branch = i == 0 ? s->as.conditional.consequent : s->as.conditional.alternate;
			struct enclosing own = { .outer = around };
			hoist(a, branch, &own, false);
		}
		break;
	case EVL_NODE_FOR: {
		struct enclosing own = { .outer = around, .head = s->as.for_.init != NULL && scope_is_lexical(s->as.for_.init) ? s->as.for_.init : NULL };
		hoist(a, s->as.for_.init, around, false);
		hoist(a, s->as.for_.body, &own, false);
		break;
	}
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF: {
		struct enclosing own = { .outer = around, .head = scope_is_lexical(s->as.for_each.left) ? s->as.for_each.left : NULL };
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
			scope_hoist(a, &s->as.switch_.cases.items[i]->as.case_.body, around, false);
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

void scope_declare_imports(struct scope_pass *a, struct evl_scope *scope, const struct evl_node_list *body)
{
	for (uint32_t i = 0; i < body->count; i++) {
		const struct evl_node *s = body->items[i];
		if (s->kind != EVL_NODE_IMPORT)
			continue;
		for (uint32_t j = 0; j < s->as.import.specifiers.count; j++) {
			const struct evl_node *p = s->as.import.specifiers.items[j];
			struct evl_variable *v = scope_declare(a, scope, p->as.specifier.local, VARIABLE_IMPORT, 0);
			v->is_namespace = p->as.specifier.imported == EVL_NAME_NONE;
		}
	}
}
