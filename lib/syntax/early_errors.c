/* SPDX-License-Identifier: MIT */
/*
 * early_errors.c - one walk over a finished tree, with its scopes.
 *
 * For each name there are three stacks of what is declared under it around the
 * current node: variables, lexical declarations, private names. A declaration
 * looks only at their tops, so time is linear in the tree's size.
 *
 * A `var` hoists through all blocks up to its function. Instead of noting it in
 * each of them, it and every scope get a number in order of appearance: a
 * variable whose last declaration has a higher number than a scope that is still
 * open was declared inside that scope.
 */
#include "syntax/early_errors.h"

#include <string.h>

#include "syntax/children.h"

enum declared {
	DECLARED_VARIABLE,
	DECLARED_PARAMETER,
	DECLARED_LEXICAL,	 /* let, const, class, import; function at the top level of a module */
	DECLARED_BLOCK_FUNCTION, /* a plain function in a block */
	DECLARED_CATCH_NAME,	 /* catch (e): a var of the same name may stand inside */
};

struct record {
	struct record *below; /* what this one shadows */
	struct record *next;  /* the next record of the same scope */
	struct scope *scope;
	evl_name name;
	uint32_t number; /* VARIABLE: when it was last declared */
	evl_span span;	 /* VARIABLE: where */
	enum declared kind;
};

struct scope {
	struct scope *function; /* the function, script or module scope around, or itself */
	struct record *records;
	uint32_t number;
};

struct private_record {
	struct private_record *below;
	evl_name name;
	uint8_t kind; /* enum evl_property_kind */
	bool is_static, paired;
	const void *owner; /* the class node */
};

struct exported {
	struct exported *next;
	evl_name name;	/* exported as */
	evl_name local; /* EVL_NAME_NONE: nothing to look up */
	evl_span span;
};

struct walker {
	const struct evl_names *names;
	struct evl_arena *arena;
	struct evl_diags *diags;
	struct record **variables; /* by name */
	struct record **lexicals;
	struct private_record **privates;
	struct record *free_records;
	struct scope *scope;
	struct exported *exports, **exports_end;
	uint32_t counter;
	uint32_t errors;
	bool strict;
	const struct evl_prepared *prepared;
	const struct evl_surroundings *around; /* of the code of a direct eval, else NULL */
	bool module;
	struct scope *top; /* of the program */
};

static void walk(struct walker *w, const struct evl_node *node);

static void complain(struct walker *w, evl_span span, const char *before, evl_name name, const char *after)
{
	evl_diags_add(w->diags, EVL_SEVERITY_ERROR, EVL_STATUS_SYNTAX, span, "%s%s%s", before,
		      name == EVL_NAME_NONE ? "" : evl_names_utf8(w->names, name, w->arena), after);
	w->errors++;
}

static void already_declared(struct walker *w, evl_name name, evl_span span)
{
	complain(w, span, "Identifier '", name, "' has already been declared");
}

/* V8 knows where most names begin only, and marks their first character. */
static evl_span first_character(evl_span span)
{
	span.end = span.start + 1;
	return span;
}

/* Where a private name at `span` is marked. */
static evl_span private_mark(const struct walker *w, evl_span span)
{
	uint32_t low = 0, high = w->prepared->private_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (w->prepared->privates[middle].name < span.start)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < w->prepared->private_count && w->prepared->privates[low].name == span.start) {
		span.start = w->prepared->privates[low].start;
		span.end = w->prepared->privates[low].end;
	}
	return span;
}

static bool is_variable_like(enum declared kind)
{
	return kind == DECLARED_VARIABLE || kind == DECLARED_PARAMETER;
}

static struct record *push(struct walker *w, struct scope *scope, evl_name name, enum declared kind)
{
	struct record *record = w->free_records;
	if (record)
		w->free_records = record->next;
	else
		record = evl_arena_alloc(w->arena, sizeof(*record));
	struct record **top = is_variable_like(kind) ? &w->variables[name] : &w->lexicals[name];
	*record = (struct record){ .below = *top, .next = scope->records, .scope = scope, .name = name, .kind = kind };
	*top = record;
	scope->records = record;
	return record;
}

static void open_scope(struct walker *w, struct scope *scope, struct scope *function)
{
	*scope = (struct scope){ .function = function, .number = ++w->counter };
	w->scope = scope;
}

static void close_scope(struct walker *w, struct scope *outer)
{
	for (struct record *record = w->scope->records; record;) {
		struct record *next = record->next;
		(is_variable_like(record->kind) ? w->variables : w->lexicals)[record->name] = record->below;
		record->next = w->free_records;
		w->free_records = record;
		record = next;
	}
	w->scope = outer;
}

static void declare_lexical(struct walker *w, evl_name name, evl_span span, enum declared kind)
{
	struct scope *scope = w->scope;
	const struct record *lexical = w->lexicals[name];
	const struct record *variable = w->variables[name];
	if (lexical && lexical->scope == scope) {
		/* sec-block-duplicates-allowed-static-semantics */
		if (kind == DECLARED_BLOCK_FUNCTION && lexical->kind == DECLARED_BLOCK_FUNCTION && !w->strict)
			return;
		already_declared(w, name, span);
		return;
	}
	if (variable && variable->scope == scope->function && scope == scope->function) {
		already_declared(w, name, span);
		return;
	}
	if (variable && variable->scope == scope->function && variable->number > scope->number) {
		already_declared(w, name, variable->span); /* V8 finds it when the function ends */
		return;
	}
	push(w, scope, name, kind);
}

static void declare_variable(struct walker *w, evl_name name, evl_span span)
{
	struct scope *function = w->scope->function;
	const struct record *lexical = w->lexicals[name];
	while (lexical && lexical->scope->function == function && lexical->kind == DECLARED_CATCH_NAME)
		lexical = lexical->below;
	if (lexical && lexical->scope->function == function) {
		already_declared(w, name, span);
		return;
	}
	struct record *variable = w->variables[name];
	if (!variable || variable->scope != function)
		variable = push(w, function, name, DECLARED_VARIABLE);
	variable->number = ++w->counter;
	variable->span = span;
}

static void export_name(struct walker *w, evl_name name, evl_name local, evl_span span)
{
	struct exported *exported = evl_arena_alloc(w->arena, sizeof(*exported));
	*exported = (struct exported){ .name = name, .local = local, .span = span };
	*w->exports_end = exported;
	w->exports_end = &exported->next;
}

/* How the names of a pattern are declared. */
struct binding {
	bool variable, parameter, unique, exported;
	enum declared kind;
};

static void declare_parameter(struct walker *w, evl_name name, evl_span span, bool unique)
{
	const struct record *variable = w->variables[name];
	if (!variable || variable->scope != w->scope)
		push(w, w->scope, name, DECLARED_PARAMETER);
	else if (unique)
		complain(w, span, "Duplicate parameter name not allowed in this context", EVL_NAME_NONE, "");
}

/* Declare every name in `target`, and walk the expressions in it. */
static void bind(struct walker *w, const struct evl_node *target, const struct binding *how)
{
	if (!target)
		return;
	switch (target->kind) {
	case EVL_NODE_IDENTIFIER: {
		evl_name name = target->as.identifier.name;
		if (how->exported)
			export_name(w, name, EVL_NAME_NONE, target->span);
		if (how->parameter)
			declare_parameter(w, name, target->span, how->unique);
		else if (how->variable)
			declare_variable(w, name, first_character(target->span));
		else
			declare_lexical(w, name, first_character(target->span), how->kind);
		break;
	}
	case EVL_NODE_DEFAULT_PATTERN:
		bind(w, target->as.operation.left, how);
		walk(w, target->as.operation.right);
		break;
	case EVL_NODE_REST:
		bind(w, target->as.unary.operand, how);
		break;
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		for (uint32_t i = 0; i < target->as.list.items.count; i++)
			bind(w, target->as.list.items.items[i], how);
		break;
	case EVL_NODE_PATTERN_PROPERTY:
		if (target->computed)
			walk(w, target->as.property.key);
		bind(w, target->as.property.value, how);
		break;
	default:
		walk(w, target);
	}
}

static void walk_list(struct walker *w, const struct evl_node_list *list)
{
	for (uint32_t i = 0; i < list->count; i++) {
		if (list->items[i])
			walk(w, list->items[i]);
	}
}

static void walk_block(struct walker *w, const struct evl_node *block)
{
	struct scope scope, *outer = w->scope;
	open_scope(w, &scope, outer->function);
	walk_list(w, &block->as.block.body);
	close_scope(w, outer);
}

static void walk_declaration(struct walker *w, const struct evl_node *node, bool exported)
{
	struct binding how = {
		.variable = node->as.declaration.kind == EVL_DECL_VAR,
		.kind = DECLARED_LEXICAL,
		.exported = exported,
	};
	const struct evl_node_list *list = &node->as.declaration.declarators;
	for (uint32_t i = 0; i < list->count; i++) {
		bind(w, list->items[i]->as.declarator.target, &how);
		if (list->items[i]->as.declarator.init)
			walk(w, list->items[i]->as.declarator.init);
	}
}

static void walk_function(struct walker *w, const struct evl_node *node)
{
	const struct evl_function_node *function = &node->as.function;
	struct scope scope, *outer = w->scope;
	bool outer_strict = w->strict;
	open_scope(w, &scope, &scope);
	w->strict = function->flags & EVL_FN_STRICT;
	struct binding how = {
		.parameter = true,
		.unique = w->strict || !(function->flags & EVL_FN_SIMPLE_PARAMS) ||
			  (function->flags & (EVL_FN_ARROW | EVL_FN_METHOD)),
	};
	for (uint32_t i = 0; i < function->params.count; i++)
		bind(w, function->params.items[i], &how);
	if (function->flags & EVL_FN_EXPRESSION_BODY)
		walk(w, function->body);
	else
		walk_list(w, &function->body->as.block.body);
	close_scope(w, outer);
	w->strict = outer_strict;
}

/* A function declaration's name, in a block or at the top of its function. */
static void declare_function(struct walker *w, const struct evl_node *node, bool exported)
{
	const struct evl_node *name = node->as.function.name;
	if (!name)
		return;
	evl_name id = name->as.identifier.name;
	bool plain = !(node->as.function.flags & (EVL_FN_ASYNC | EVL_FN_GENERATOR));
	bool top = w->scope == w->scope->function;
	if (exported)
		export_name(w, id, EVL_NAME_NONE, name->span);
	if (top && !(w->module && w->scope == w->top))
		declare_variable(w, id, first_character(node->span));
	else
		declare_lexical(w, id, first_character(node->span), plain && !top ? DECLARED_BLOCK_FUNCTION : DECLARED_LEXICAL);
}

static evl_name private_key(const struct evl_node *member)
{
	if (member->kind != EVL_NODE_CLASS_MEMBER || member->as.member_def.key->kind != EVL_NODE_PRIVATE_NAME)
		return EVL_NAME_NONE;
	return member->as.member_def.key->as.identifier.name;
}

/* sec-class-definitions-static-semantics-early-errors: a private name once, or once as getter and once as setter. */
static void declare_private(struct walker *w, const struct evl_node *class, const struct evl_node *member, evl_name name)
{
	uint8_t kind = member->as.member_def.kind;
	struct private_record *before = w->privates[name];
	if (before && before->owner == class) {
		bool pair = (kind == EVL_PROPERTY_GET && before->kind == EVL_PROPERTY_SET) ||
			    (kind == EVL_PROPERTY_SET && before->kind == EVL_PROPERTY_GET);
		if (!pair || before->paired || before->is_static != member->as.member_def.is_static)
			already_declared(w, name, private_mark(w, member->as.member_def.key->span));
		before->paired = true;
		return;
	}
	struct private_record *record = evl_arena_alloc(w->arena, sizeof(*record));
	*record = (struct private_record){
		.below = before,
		.name = name,
		.kind = kind,
		.is_static = member->as.member_def.is_static,
		.owner = class,
	};
	w->privates[name] = record;
}

static void walk_class(struct walker *w, const struct evl_node *node)
{
	const struct evl_node_list *members = &node->as.class_.members;
	bool outer_strict = w->strict;
	w->strict = true;
	if (node->as.class_.heritage)
		walk(w, node->as.class_.heritage);
	for (uint32_t i = 0; i < members->count; i++) {
		evl_name name = private_key(members->items[i]);
		if (name != EVL_NAME_NONE)
			declare_private(w, node, members->items[i], name);
	}
	if (node->as.class_.constructor)
		walk_function(w, node->as.class_.constructor);
	for (uint32_t i = 0; i < members->count; i++) {
		const struct evl_node *member = members->items[i];
		if (member->kind == EVL_NODE_CLASS_STATIC_BLOCK) {
			walk_function(w, member);
			continue;
		}
		if (member->computed)
			walk(w, member->as.member_def.key);
		if (member->as.member_def.value)
			walk(w, member->as.member_def.value);
	}
	for (uint32_t i = 0; i < members->count; i++) {
		evl_name name = private_key(members->items[i]);
		if (name != EVL_NAME_NONE && w->privates[name] && w->privates[name]->owner == node)
			w->privates[name] = w->privates[name]->below;
	}
	w->strict = outer_strict;
}

static void use_private(struct walker *w, const struct evl_node *node)
{
	const struct evl_surroundings *around = w->around;
	if (around != NULL && around->has_private != NULL && around->has_private(around->context, node->as.identifier.name))
		return;
	if (!w->privates[node->as.identifier.name])
		complain(w, private_mark(w, node->span), "Private field '", node->as.identifier.name,
			 "' must be declared in an enclosing class");
}

static void walk_for(struct walker *w, const struct evl_node *node)
{
	struct scope scope, *outer = w->scope;
	open_scope(w, &scope, outer->function);
	if (node->kind == EVL_NODE_FOR) {
		if (node->as.for_.init)
			walk(w, node->as.for_.init);
		if (node->as.for_.test)
			walk(w, node->as.for_.test);
		if (node->as.for_.update)
			walk(w, node->as.for_.update);
		walk(w, node->as.for_.body);
	} else {
		const struct evl_node *left = node->as.for_each.left;
		if (left->kind == EVL_NODE_VARIABLE_DECLARATION)
			walk_declaration(w, left, false);
		else
			walk(w, left);
		walk(w, node->as.for_each.right);
		walk(w, node->as.for_each.body);
	}
	close_scope(w, outer);
}

static void walk_try(struct walker *w, const struct evl_node *node)
{
	walk_block(w, node->as.try_.block);
	if (node->as.try_.handler) {
		/* Parameter and block share a scope here: a lexical declaration must not repeat the parameter. */
		struct scope scope, *outer = w->scope;
		const struct evl_node *param = node->as.try_.param;
		struct binding how = {
			.kind = param && param->kind == EVL_NODE_IDENTIFIER ? DECLARED_CATCH_NAME : DECLARED_LEXICAL,
		};
		open_scope(w, &scope, outer->function);
		bind(w, param, &how);
		walk_list(w, &node->as.try_.handler->as.block.body);
		close_scope(w, outer);
	}
	if (node->as.try_.finalizer)
		walk_block(w, node->as.try_.finalizer);
}

static void walk_switch(struct walker *w, const struct evl_node *node)
{
	struct scope scope, *outer = w->scope;
	walk(w, node->as.switch_.discriminant);
	open_scope(w, &scope, outer->function);
	for (uint32_t i = 0; i < node->as.switch_.cases.count; i++) {
		const struct evl_node *clause = node->as.switch_.cases.items[i];
		if (clause->as.case_.test)
			walk(w, clause->as.case_.test);
		walk_list(w, &clause->as.case_.body);
	}
	close_scope(w, outer);
}

static void declare_class(struct walker *w, const struct evl_node *node, bool exported)
{
	const struct evl_node *name = node->as.class_.name;
	if (!name)
		return;
	if (exported)
		export_name(w, name->as.identifier.name, EVL_NAME_NONE, name->span);
	declare_lexical(w, name->as.identifier.name, node->span, DECLARED_LEXICAL);
}

/* A declaration, with its export name if it is exported by name. */
static void walk_exported(struct walker *w, const struct evl_node *node, bool by_name)
{
	switch (node->kind) {
	case EVL_NODE_VARIABLE_DECLARATION:
		walk_declaration(w, node, by_name);
		break;
	case EVL_NODE_FUNCTION_DECLARATION:
		declare_function(w, node, by_name);
		walk_function(w, node);
		break;
	case EVL_NODE_CLASS_DECLARATION:
		declare_class(w, node, by_name);
		walk_class(w, node);
		break;
	default:
		walk(w, node);
	}
}

/* An import's own name; from the import's beginning on for the default and the namespace. */
static evl_span import_mark(struct walker *w, const struct evl_node *import, const struct evl_node *specifier)
{
	evl_span span = specifier->span;
	evl_name imported = specifier->as.specifier.imported;
	if (imported == EVL_NAME_NONE ||
	    (imported == EVL_NAME_default_ && specifier->as.specifier.imported_span.end == span.end)) {
		span.start = import->span.start;
		return span;
	}
	uint32_t length = (uint32_t)strlen(evl_names_utf8(w->names, specifier->as.specifier.local, w->arena));
	if (length < span.end - span.start)
		span.start = span.end - length; /* x as local */
	return span;
}

static void walk_module_item(struct walker *w, const struct evl_node *node)
{
	switch (node->kind) {
	case EVL_NODE_IMPORT:
		for (uint32_t i = 0; i < node->as.import.specifiers.count; i++) {
			const struct evl_node *specifier = node->as.import.specifiers.items[i];
			declare_lexical(w, specifier->as.specifier.local, import_mark(w, node, specifier), DECLARED_LEXICAL);
		}
		break;
	case EVL_NODE_EXPORT_NAMED:
		for (uint32_t i = 0; i < node->as.export_named.specifiers.count; i++) {
			const struct evl_node *specifier = node->as.export_named.specifiers.items[i];
			export_name(w, specifier->as.specifier.local,
				    node->as.export_named.source ? EVL_NAME_NONE : specifier->as.specifier.imported,
				    specifier->span);
		}
		break;
	case EVL_NODE_EXPORT_ALL:
		if (node->as.export_all.exported != EVL_NAME_NONE)
			export_name(w, node->as.export_all.exported, EVL_NAME_NONE, node->span);
		break;
	case EVL_NODE_EXPORT_DEFAULT:
		export_name(w, EVL_NAME_default_, EVL_NAME_NONE, node->span);
		walk_exported(w, node->as.unary.operand, false);
		break;
	default:
		walk_exported(w, node->as.unary.operand, true);
	}
}

/* Once all declarations are known: every exported name once, every exported binding declared. */
static void check_exports(struct walker *w)
{
	uint32_t count = evl_names_count(w->names);
	bool *seen = evl_arena_zalloc(w->arena, count * sizeof(*seen));
	const struct exported *duplicate = NULL; /* V8 tells of the last one */
	for (const struct exported *exported = w->exports; exported; exported = exported->next) {
		if (seen[exported->name] && (duplicate == NULL || exported->span.start > duplicate->span.start))
			duplicate = exported;
		seen[exported->name] = true;
	}
	if (duplicate != NULL)
		complain(w, duplicate->span, "Duplicate export of '", duplicate->name, "'");
	for (const struct exported *exported = w->exports; exported; exported = exported->next) {
		if (exported->local != EVL_NAME_NONE && !w->variables[exported->local] && !w->lexicals[exported->local])
			complain(w, exported->span, "Export '", exported->local, "' is not defined in module");
	}
}

static void walk_child(void *context, struct evl_node *child, enum evl_child_role role)
{
	(void)role;
	walk(context, child);
}

static void walk(struct walker *w, const struct evl_node *node)
{
	switch (node->kind) {
	case EVL_NODE_BLOCK:
		walk_block(w, node);
		break;
	case EVL_NODE_VARIABLE_DECLARATION:
		walk_declaration(w, node, false);
		break;
	case EVL_NODE_FUNCTION_DECLARATION:
	case EVL_NODE_CLASS_DECLARATION:
		walk_exported(w, node, false);
		break;
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
		walk_function(w, node);
		break;
	case EVL_NODE_CLASS_EXPRESSION:
		walk_class(w, node);
		break;
	case EVL_NODE_FOR:
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		walk_for(w, node);
		break;
	case EVL_NODE_SWITCH:
		walk_switch(w, node);
		break;
	case EVL_NODE_TRY:
		walk_try(w, node);
		break;
	case EVL_NODE_IMPORT:
	case EVL_NODE_EXPORT_NAMED:
	case EVL_NODE_EXPORT_ALL:
	case EVL_NODE_EXPORT_DEFAULT:
	case EVL_NODE_EXPORT_DECLARATION:
		walk_module_item(w, node);
		break;
	case EVL_NODE_PRIVATE_NAME:
		use_private(w, node);
		break;
	default:
		evl_visit_children(node, EVL_CHILD_PLAIN, walk_child, w);
	}
}

uint32_t evl_early_errors(const struct evl_node *program, enum evl_goal goal, const struct evl_surroundings *around,
			  const struct evl_prepared *prepared, const struct evl_names *names, struct evl_arena *arena,
			  struct evl_diags *diags)
{
	uint32_t count = evl_names_count(names);
	struct walker w = {
		.names = names,
		.arena = arena,
		.diags = diags,
		.variables = evl_arena_zalloc(arena, count * sizeof(struct record *)),
		.lexicals = evl_arena_zalloc(arena, count * sizeof(struct record *)),
		.privates = evl_arena_zalloc(arena, count * sizeof(struct private_record *)),
		.strict = program->as.program.strict,
		.module = goal == EVL_GOAL_MODULE,
		.around = around,
		.prepared = prepared,
	};
	struct scope scope;
	w.exports_end = &w.exports;
	open_scope(&w, &scope, &scope);
	w.top = &scope;
	if (goal == EVL_GOAL_COMMONJS) {
		static const evl_name wrapper[] = {
			EVL_NAME_exports, EVL_NAME_require, EVL_NAME_module, EVL_NAME_filename_, EVL_NAME_dirname_,
		};
		for (uint32_t i = 0; i < sizeof(wrapper) / sizeof(wrapper[0]); i++)
			push(&w, &scope, wrapper[i], DECLARED_PARAMETER);
	}
	walk_list(&w, &program->as.program.body);
	if (w.module)
		check_exports(&w);
	return w.errors;
}
