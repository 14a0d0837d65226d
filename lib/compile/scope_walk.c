/* SPDX-License-Identifier: MIT */
/*
 * scope_walk.c - the walk of the declaration pass: scopes are entered, references resolved, in the order of the text.
 */
#include "compile/scope_pass.h"

bool scope_walk_list(struct scope_pass *a, const struct evl_node_list *list)
{
	bool assigns = false;
	for (uint32_t i = 0; i < list->count; i++)
		if (list->items[i] != NULL)
			assigns |= scope_walk(a, list->items[i]);
	return assigns;
}

/* A pattern that declares: its names are no references, but its keys and defaults are code. */
static void walk_binding(struct scope_pass *a, struct evl_node *pattern)
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
			scope_walk(a, pattern->as.property.key);
		walk_binding(a, pattern->as.property.value);
		break;
	case EVL_NODE_DEFAULT_PATTERN:
		walk_binding(a, pattern->as.operation.left);
		scope_walk(a, pattern->as.operation.right);
		break;
	case EVL_NODE_REST:
		walk_binding(a, pattern->as.unary.operand);
		break;
	default:
		scope_walk(a, pattern);
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

struct evl_function_record *scope_enter_function(struct scope_pass *a, struct evl_node *node, uint32_t flags)
{
	struct evl_function_record *f = evl_arena_zalloc(a->arena, sizeof *f);
	f->parent = a->function;
	f->node = node;
	f->flags = flags;
	a->function = f;
	f->scope = scope_new(a, node->span.start);
	f->body_scope = f->scope;
	a->scope = f->scope;
	return f;
}

static void walk_function(struct scope_pass *a, struct evl_node *node)
{
	struct evl_scope *outside = a->scope;
	struct evl_function_record *around = a->function;
	struct evl_function_node *fn = &node->as.function;
	struct evl_scope *name_scope = NULL;
	if (node->kind == EVL_NODE_FUNCTION_EXPRESSION && fn->name != NULL) {
		/* belongs to the function itself, so that using it inside captures nothing; set after its record exists */
		name_scope = scope_new(a, node->span.start);
		a->scope = name_scope;
	}
	bool parameter_expressions = false;
	for (uint32_t i = 0; i < fn->params.count; i++)
		parameter_expressions |= has_expressions(fn->params.items[i]);
	struct evl_scope *callee_scope = NULL;
	if (parameter_expressions && (fn->flags & (EVL_FN_HAS_DIRECT_EVAL | EVL_FN_STRICT)) == EVL_FN_HAS_DIRECT_EVAL) {
		callee_scope = scope_new(a, node->span.start);
		a->scope = callee_scope;
	}
	struct evl_function_record *f = scope_enter_function(a, node, fn->flags);
	f->parameter_expressions = parameter_expressions;
	node->scope = f;
	if (callee_scope != NULL) {
		callee_scope->function = f;
		f->callee_scope = callee_scope;
	}
	if (name_scope != NULL) {
		name_scope->function = f;
		f->name_scope = name_scope;
		scope_declare(a, name_scope, fn->name->as.identifier.name, VARIABLE_FUNCTION_NAME, 0);
	}
	for (uint32_t i = 0; i < fn->params.count; i++) {
		struct scope_binding b = { .scope = f->scope, .kind = VARIABLE_PARAMETER, .ready = fn->params.items[i]->span.end };
		scope_each_name(a, fn->params.items[i], scope_bind, &b);
	}
	if (f->parameter_expressions)
		f->body_scope = scope_new(a, fn->body->span.start);
	for (uint32_t i = 0; i < fn->params.count; i++)
		walk_binding(a, fn->params.items[i]);
	a->scope = f->body_scope;
	if ((fn->flags & EVL_FN_EXPRESSION_BODY) != 0) {
		scope_walk(a, fn->body);
	} else {
		scope_hoist(a, &fn->body->as.block.body, NULL, true);
		scope_declare_block(a, f->body_scope, &fn->body->as.block.body, true);
		scope_walk_list(a, &fn->body->as.block.body);
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

static void declare_private(struct scope_pass *a, struct evl_scope *scope, const struct evl_node *m)
{
	evl_name name = m->as.member_def.key->as.identifier.name;
	scope_declare(a, scope, name, VARIABLE_HIDDEN, 0)->is_private_member = m->as.member_def.kind != EVL_PROPERTY_FIELD;
	switch (m->as.member_def.kind) {
	case EVL_PROPERTY_METHOD:
		scope_declare(a, scope, evl_scope_member_name(a->names, "method", name), VARIABLE_HIDDEN, 0);
		break;
	case EVL_PROPERTY_GET:
		scope_declare(a, scope, evl_scope_member_name(a->names, "getter", name), VARIABLE_HIDDEN, 0);
		break;
	case EVL_PROPERTY_SET:
		scope_declare(a, scope, evl_scope_member_name(a->names, "setter", name), VARIABLE_HIDDEN, 0);
		break;
	default:
		break;
	}
}

/* References that the initialiser's own code makes to class-level hidden variables. */
static void refer_member(struct scope_pass *a, const struct evl_node *m, uint32_t index)
{
	const struct evl_node *key = m->as.member_def.key;
	if (key->kind == EVL_NODE_PRIVATE_NAME) {
		evl_name name = key->as.identifier.name;
		scope_refer(a, name, UINT32_MAX);
		scope_refer(a, evl_scope_member_name(a->names, "method", name), UINT32_MAX);
		scope_refer(a, evl_scope_member_name(a->names, "getter", name), UINT32_MAX);
		scope_refer(a, evl_scope_member_name(a->names, "setter", name), UINT32_MAX);
	} else if (m->computed) {
		scope_refer(a, evl_scope_key_name(a->names, index), UINT32_MAX);
	}
}

static void walk_initializer(struct scope_pass *a, struct evl_node *node, struct evl_function_record **slot, bool statics)
{
	struct evl_scope *outside = a->scope;
	struct evl_function_record *around = a->function;
	struct evl_function_record *f =
		scope_enter_function(a, node, EVL_FN_METHOD | EVL_FN_STRICT | EVL_FN_SIMPLE_PARAMS);
	f->is_initializer = true;
	*slot = f;
	scope_refer_hidden(a, EVL_NAME_this_);
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
				scope_walk(a, m->as.member_def.value);
		} else if (m->as.member_def.key->kind == EVL_NODE_PRIVATE_NAME) {
			refer_member(a, m, i);
		}
	}
	a->scope = outside;
	a->function = around;
}

static bool walk_class(struct scope_pass *a, struct evl_node *node)
{
	struct evl_class_record *record = evl_arena_zalloc(a->arena, sizeof *record);
	node->scope = record;
	struct evl_scope *outside = a->scope;
	struct evl_scope *scope = scope_new(a, node->span.start);
	record->scope = scope;
	scope->is_class = true;
	a->scope = scope;
	if (node->as.class_.name != NULL)
		scope_declare(a, scope, node->as.class_.name->as.identifier.name, VARIABLE_CONST, node->span.end);
	const struct evl_node_list *members = &node->as.class_.members;
	for (uint32_t i = 0; i < members->count; i++) {
		struct evl_node *m = members->items[i];
		if (m->kind != EVL_NODE_CLASS_MEMBER)
			continue;
		if (m->as.member_def.key->kind == EVL_NODE_PRIVATE_NAME)
			declare_private(a, scope, m);
		else if (m->computed && m->as.member_def.kind == EVL_PROPERTY_FIELD)
			scope_declare(a, scope, evl_scope_key_name(a->names, i), VARIABLE_HIDDEN, 0);
	}
	bool assigns = false;
	if (node->as.class_.heritage != NULL)
		assigns |= scope_walk(a, node->as.class_.heritage);
	for (uint32_t i = 0; i < members->count; i++) {
		struct evl_node *m = members->items[i];
		if (m->kind != EVL_NODE_CLASS_MEMBER)
			continue;
		if (m->computed)
			assigns |= scope_walk(a, m->as.member_def.key);
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

static struct evl_scope *enter_block(struct scope_pass *a, struct evl_node *node, const struct evl_node_list *body)
{
	struct evl_scope *outside = a->scope;
	if (scope_has_declarations(body)) {
		struct evl_scope *scope = scope_new(a, node->span.start);
		node->scope = scope;
		a->scope = scope;
		scope_declare_block(a, scope, body, false);
	}
	return outside;
}

/* A function declaration as the body of `if` (Annex B.3.3) gets a block of its own. */
static bool walk_statement(struct scope_pass *a, struct evl_node *s)
{
	return s != NULL && scope_walk(a, s);
}

static bool walk_for(struct scope_pass *a, struct evl_node *node)
{
	struct evl_scope *outside = a->scope;
	bool assigns = false;
	if (node->as.for_.init != NULL && scope_is_lexical(node->as.for_.init)) {
		struct evl_scope *scope = scope_new(a, node->span.start);
		node->scope = scope;
		a->scope = scope;
		scope_declare_lexical(a, scope, node->as.for_.init);
	}
	if (node->as.for_.init != NULL)
		assigns |= scope_walk(a, node->as.for_.init);
	if (node->as.for_.test != NULL)
		assigns |= scope_walk(a, node->as.for_.test);
	if (node->as.for_.update != NULL)
		assigns |= scope_walk(a, node->as.for_.update);
	assigns |= walk_statement(a, node->as.for_.body);
	a->scope = outside;
	return assigns;
}

static bool walk_for_each(struct scope_pass *a, struct evl_node *node)
{
	struct evl_scope *outside = a->scope;
	bool assigns = true;
	struct evl_node *left = node->as.for_each.left;
	if (scope_is_lexical(left)) {
		struct evl_scope *scope = scope_new(a, node->span.start);
		node->scope = scope;
		a->scope = scope;
		scope_declare_lexical(a, scope, left);
		/* in the head's right side the names are still uninitialised */
		for (struct evl_variable *v = scope->first; v != NULL; v = v->next)
			v->ready = node->as.for_each.right->span.end;
	}
	scope_walk(a, node->as.for_each.right);
	scope_walk(a, left);
	walk_statement(a, node->as.for_each.body);
	a->scope = outside;
	return assigns;
}

static bool walk_switch(struct scope_pass *a, struct evl_node *node)
{
	bool assigns = scope_walk(a, node->as.switch_.discriminant);
	struct evl_scope *outside = a->scope;
	const struct evl_node_list *cases = &node->as.switch_.cases;
	bool declares = false;
	for (uint32_t i = 0; i < cases->count; i++)
		declares |= scope_has_declarations(&cases->items[i]->as.case_.body);
	if (declares) {
		struct evl_scope *scope = scope_new(a, node->span.start);
		scope->is_switch = true;
		node->scope = scope;
		a->scope = scope;
		for (uint32_t i = 0; i < cases->count; i++)
			scope_declare_block(a, scope, &cases->items[i]->as.case_.body, false);
	}
	for (uint32_t i = 0; i < cases->count; i++) {
		if (cases->items[i]->as.case_.test != NULL)
			assigns |= scope_walk(a, cases->items[i]->as.case_.test);
		assigns |= scope_walk_list(a, &cases->items[i]->as.case_.body);
	}
	a->scope = outside;
	return assigns;
}

static bool walk_try(struct scope_pass *a, struct evl_node *node)
{
	bool assigns = scope_walk(a, node->as.try_.block);
	if (node->as.try_.handler != NULL) {
		struct evl_scope *outside = a->scope;
		if (node->as.try_.param != NULL) {
			struct evl_scope *scope = scope_new(a, node->as.try_.param->span.start);
			node->scope = scope;
			a->scope = scope;
			struct scope_binding b = { .scope = scope, .kind = VARIABLE_CATCH, .ready = 0 };
			scope_each_name(a, node->as.try_.param, scope_bind, &b);
			walk_binding(a, node->as.try_.param);
		}
		assigns |= scope_walk(a, node->as.try_.handler);
		a->scope = outside;
	}
	if (node->as.try_.finalizer != NULL)
		assigns |= scope_walk(a, node->as.try_.finalizer);
	return assigns;
}

static bool walk_with(struct scope_pass *a, struct evl_node *node)
{
	scope_walk(a, node->as.loop.test);
	struct evl_scope *outside = a->scope;
	struct evl_scope *scope = scope_new(a, node->span.start);
	scope->is_with = true;
	scope->dynamic = scope_declare(a, scope, evl_names_intern_text(a->names, "%with"), VARIABLE_HIDDEN, 0);
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

static bool walk_children(struct scope_pass *a, struct evl_node *node)
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
		return node->as.unary.operand != NULL && scope_walk(a, node->as.unary.operand);
	case EVL_NODE_EXPORT_DEFAULT:
		assigns = scope_walk(a, node->as.unary.operand);
		scope_refer(a, EVL_NAME_star_default, UINT32_MAX);
		return assigns;
	case EVL_NODE_BLOCK:
		outside = enter_block(a, node, &node->as.block.body);
		assigns = scope_walk_list(a, &node->as.block.body);
		a->scope = outside;
		return assigns;
	case EVL_NODE_VARIABLE_DECLARATION:
		return scope_walk_list(a, &node->as.declaration.declarators) || true;
	case EVL_NODE_DECLARATOR:
		if (node->as.declarator.init != NULL)
			scope_walk(a, node->as.declarator.init);
		walk_binding(a, node->as.declarator.target);
		return true;
	case EVL_NODE_FUNCTION_DECLARATION:
		/* Annex B: the block's function is also stored in the var of the same name */
		if (node->prefix != 0 && a->scope->parent != NULL)
			scope_refer(a, node->as.function.name->as.identifier.name, UINT32_MAX);
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
		assigns = scope_walk(a, node->as.conditional.test);
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
		assigns = scope_walk(a, node->as.loop.test);
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
				scope_refer(a, node->as.export_named.specifiers.items[i]->as.specifier.imported, UINT32_MAX);
		return false;
	case EVL_NODE_IDENTIFIER:
		a->makes_code |= makes_code(node->as.identifier.name);
		if (node->as.identifier.name == EVL_NAME_arguments)
			scope_refer_arguments(a);
		else
			scope_refer(a, node->as.identifier.name, node->span.start);
		return false;
	case EVL_NODE_PRIVATE_NAME:
		scope_refer(a, node->as.identifier.name, UINT32_MAX);
		return false;
	case EVL_NODE_THIS:
		scope_refer_hidden(a, EVL_NAME_this_);
		return false;
	case EVL_NODE_NEW_TARGET:
		scope_refer_hidden(a, EVL_NAME_new_target);
		return false;
	case EVL_NODE_SUPER:
		scope_refer_hidden(a, EVL_NAME_home_object);
		scope_refer_hidden(a, EVL_NAME_this_);
		return false;
	case EVL_NODE_TEMPLATE:
		return scope_walk_list(a, &node->as.template_.expressions);
	case EVL_NODE_TAGGED_TEMPLATE:
		assigns = scope_walk(a, node->as.tagged.tag);
		return scope_walk(a, node->as.tagged.quasi) || assigns;
	case EVL_NODE_ARRAY:
	case EVL_NODE_OBJECT:
	case EVL_NODE_SEQUENCE:
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		return scope_walk_list(a, &node->as.list.items);
	case EVL_NODE_PROPERTY:
	case EVL_NODE_PATTERN_PROPERTY:
		if (node->computed)
			assigns = scope_walk(a, node->as.property.key);
		return (node->as.property.value != NULL && scope_walk(a, node->as.property.value)) || assigns;
	case EVL_NODE_UPDATE:
	case EVL_NODE_ASSIGNMENT:
		scope_walk(a, node->as.operation.left);
		if (node->as.operation.right != NULL)
			scope_walk(a, node->as.operation.right);
		return true;
	case EVL_NODE_UNARY:
	case EVL_NODE_BINARY:
	case EVL_NODE_LOGICAL:
	case EVL_NODE_DEFAULT_PATTERN:
		assigns = scope_walk(a, node->as.operation.left);
		return (node->as.operation.right != NULL && scope_walk(a, node->as.operation.right)) || assigns;
	case EVL_NODE_CALL:
		if (node->as.call.callee->kind == EVL_NODE_SUPER) {
			scope_refer_hidden(a, EVL_NAME_this_);
			scope_refer_hidden(a, EVL_NAME_new_target);
			scope_refer_hidden(a, EVL_NAME_active_function);
			return scope_walk_list(a, &node->as.call.arguments);
		}
		assigns = scope_walk(a, node->as.call.callee);
		assigns |= scope_walk_list(a, &node->as.call.arguments);
		if (is_direct_eval(node))
			scope_note_direct_eval(a);
		return assigns || is_direct_eval(node);
	case EVL_NODE_NEW:
	case EVL_NODE_IMPORT_CALL:
		if (node->as.call.callee != NULL)
			assigns = scope_walk(a, node->as.call.callee);
		return scope_walk_list(a, &node->as.call.arguments) || assigns;
	case EVL_NODE_MEMBER:
		assigns = scope_walk(a, node->as.member.object);
		if (node->as.member.property->kind == EVL_NODE_PRIVATE_NAME)
			scope_walk(a, node->as.member.property);
		else
			a->makes_code |= makes_code(node->as.member.property->as.identifier.name);
		return assigns;
	case EVL_NODE_INDEX:
		assigns = scope_walk(a, node->as.member.object);
		return scope_walk(a, node->as.member.property) || assigns;
	case EVL_NODE_YIELD:
		return node->as.yield_.argument != NULL && scope_walk(a, node->as.yield_.argument);
	default:
		return false;
	}
}

bool scope_walk(struct scope_pass *a, struct evl_node *node)
{
	bool assigns = walk_children(a, node);
	node->assigns = assigns;
	return assigns;
}
