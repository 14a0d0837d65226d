/* SPDX-License-Identifier: MIT */
/*
 * gen_module.c - whole programs: scripts, CommonJS bodies, ES modules with their
 * import and export tables.
 */
#include "compile/gen.h"

#include <string.h>

static void gen_globals(struct builder *b)
{
	for (struct evl_variable *v = b->record->globals->first; v != NULL; v = v->next)
		if (v->kind == VARIABLE_VAR)
			emit_imm(b, EVL_OPCODE_DECLARE_GLOBAL, 0, (int32_t)v->name);
}

/* What other scripts have declared may stand in the way (sec-globaldeclarationinstantiation). */
static void gen_global_checks(struct builder *b)
{
	const struct evl_variable *first = b->record->globals->first;
	for (const struct evl_variable *v = first; v != NULL; v = v->next)
		emit_imm(b, EVL_OPCODE_CHECK_GLOBAL, 3, (int32_t)v->name);
	for (const struct evl_variable *v = first; v != NULL; v = v->next)
		if (v->kind == VARIABLE_FUNCTION)
			emit_imm(b, EVL_OPCODE_CHECK_GLOBAL, 1, (int32_t)v->name);
	for (const struct evl_variable *v = first; v != NULL; v = v->next)
		if (v->kind == VARIABLE_VAR)
			emit_imm(b, EVL_OPCODE_CHECK_GLOBAL, 0, (int32_t)v->name);
}

static struct evl_template *gen_script(struct compiler *c, struct evl_function_record *record)
{
	struct builder inner, *b = &inner;
	struct evl_node *program = record->node;
	uint32_t parameters = c->goal == EVL_GOAL_COMMONJS ? 5 : 0;
	builder_init(b, c, NULL, record);
	b->flags = EVL_TEMPLATE_SCRIPT;
	if (program->as.program.gives_value)
		b->completion = reg_new(b);
	gen_enter_program(b, parameters);
	if (record->globals != NULL) {
		bool shares = program->as.program.shares_names;
		/* names of the global object that stay (sec-hasrestrictedglobalproperty) */
		for (struct evl_variable *v = record->scope->first; v != NULL; v = v->next)
			if (shares || v->name == EVL_NAME_undefined || v->name == EVL_NAME_NaN || v->name == EVL_NAME_Infinity)
				emit_imm(b, EVL_OPCODE_CHECK_GLOBAL, 2, (int32_t)v->name);
		if (shares)
			gen_global_checks(b);
		if (record->scope->count != 0)
			emit(b, EVL_OPCODE_PAGE_SCOPE, environment_here(b), shares,
			     constant_add(b, (struct evl_constant){ .kind = EVL_CONSTANT_SCOPE, .scope = record->scope }));
		gen_globals(b);
	}
	gen_hoisted_functions(b, &program->as.program.body);
	gen_statements(b, &program->as.program.body);
	if (b->completion != NO_REG)
		emit(b, EVL_OPCODE_RETURN, b->completion, 0, 0);
	else
		emit(b, EVL_OPCODE_RETURN_UNDEFINED, 0, 0, 0);
	struct evl_template *t = builder_finish(b);
	t->parameter_count = parameters;
	t->length = parameters;
	return t;
}

/* The tables of a module while they grow; sizes are bounded by counting first. */
struct tables {
	struct compiler *compiler;
	struct evl_scope *scope;
	struct evl_module_request *requests;
	uint32_t request_count;
	struct evl_import_entry *imports;
	uint32_t import_count;
	struct evl_export_entry *exports;
	uint32_t export_count;
};

static uint32_t request(struct tables *t, const struct evl_node *source, evl_name type_attribute)
{
	evl_name specifier = source->as.string.name;
	for (uint32_t i = 0; i < t->request_count; i++)
		if (t->requests[i].specifier == specifier && t->requests[i].type_attribute == type_attribute)
			return i;
	t->requests[t->request_count] = (struct evl_module_request){ specifier, type_attribute, source->span };
	return t->request_count++;
}

static void add_import(struct tables *t, const struct evl_node *node)
{
	uint32_t r = request(t, node->as.import.source, node->as.import.type_attribute);
	for (uint32_t i = 0; i < node->as.import.specifiers.count; i++) {
		const struct evl_node *s = node->as.import.specifiers.items[i];
		t->imports[t->import_count++] = (struct evl_import_entry){
			.request = r,
			.imported = s->as.specifier.imported,
			.slot = evl_scope_resolve(t->scope, s->as.specifier.local)->place,
			.span = s->as.specifier.imported_span,
		};
	}
}

static void add_local_export(struct tables *t, evl_name exported, evl_name local, evl_span span)
{
	const struct evl_variable *v = evl_scope_resolve(t->scope, local);
	if (v == NULL)
		return;
	struct evl_export_entry e = { .exported = exported, .slot = v->place, .span = span };
	if (v->kind == VARIABLE_IMPORT && !v->is_namespace) {
		/* exporting an imported name hands the other module's binding on */
		for (uint32_t i = 0; i < t->import_count; i++) {
			if (t->imports[i].slot == v->place) {
				e.slot = UINT32_MAX;
				e.request = t->imports[i].request;
				e.imported = t->imports[i].imported;
			}
		}
	}
	t->exports[t->export_count++] = e;
}

static void export_pattern(struct tables *t, const struct evl_node *pattern)
{
	if (pattern == NULL)
		return;
	switch ((enum evl_node_kind)pattern->kind) {
	case EVL_NODE_IDENTIFIER:
		add_local_export(t, pattern->as.identifier.name, pattern->as.identifier.name, pattern->span);
		break;
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		for (uint32_t i = 0; i < pattern->as.list.items.count; i++)
			export_pattern(t, pattern->as.list.items.items[i]);
		break;
	case EVL_NODE_PATTERN_PROPERTY:
		export_pattern(t, pattern->as.property.value);
		break;
	case EVL_NODE_DEFAULT_PATTERN:
		export_pattern(t, pattern->as.operation.left);
		break;
	case EVL_NODE_REST:
		export_pattern(t, pattern->as.unary.operand);
		break;
	default:
		break;
	}
}

static void add_exports(struct tables *t, const struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_EXPORT_ALL: {
		uint32_t r = request(t, node->as.export_all.source, EVL_NAME_NONE);
		t->exports[t->export_count++] = (struct evl_export_entry){
			.exported = node->as.export_all.exported, .slot = UINT32_MAX, .request = r, .imported = EVL_NAME_NONE, .span = node->span
		};
		break;
	}
	case EVL_NODE_EXPORT_NAMED:
		for (uint32_t i = 0; i < node->as.export_named.specifiers.count; i++) {
			const struct evl_node *s = node->as.export_named.specifiers.items[i];
			if (node->as.export_named.source == NULL) {
				add_local_export(t, s->as.specifier.local, s->as.specifier.imported, s->span);
				continue;
			}
			t->exports[t->export_count++] = (struct evl_export_entry){
				.exported = s->as.specifier.local,
				.slot = UINT32_MAX,
				.request = request(t, node->as.export_named.source, EVL_NAME_NONE),
				.imported = s->as.specifier.imported,
				.span = s->as.specifier.imported_span,
			};
		}
		if (node->as.export_named.source != NULL)
			request(t, node->as.export_named.source, EVL_NAME_NONE);
		break;
	case EVL_NODE_EXPORT_DEFAULT: {
		const struct evl_node *d = node->as.unary.operand;
		evl_name local = EVL_NAME_star_default;
		if (d->kind == EVL_NODE_FUNCTION_DECLARATION && d->as.function.name != NULL)
			local = d->as.function.name->as.identifier.name;
		else if (d->kind == EVL_NODE_CLASS_DECLARATION && d->as.class_.name != NULL)
			local = d->as.class_.name->as.identifier.name;
		add_local_export(t, EVL_NAME_default_, local, node->span);
		break;
	}
	case EVL_NODE_EXPORT_DECLARATION: {
		const struct evl_node *d = node->as.unary.operand;
		if (d->kind == EVL_NODE_VARIABLE_DECLARATION) {
			for (uint32_t i = 0; i < d->as.declaration.declarators.count; i++)
				export_pattern(t, d->as.declaration.declarators.items[i]->as.declarator.target);
		} else {
			const struct evl_node *name = d->kind == EVL_NODE_CLASS_DECLARATION ? d->as.class_.name : d->as.function.name;
			add_local_export(t, name->as.identifier.name, name->as.identifier.name, name->span);
		}
		break;
	}
	default:
		break;
	}
}

/* An upper bound of the table sizes. */
static uint32_t count_entries(const struct evl_node_list *body, const struct evl_scope *scope)
{
	uint32_t n = scope->count + 1;
	for (uint32_t i = 0; i < body->count; i++) {
		const struct evl_node *s = body->items[i];
		n += 1;
		if (s->kind == EVL_NODE_IMPORT)
			n += s->as.import.specifiers.count;
		else if (s->kind == EVL_NODE_EXPORT_NAMED)
			n += s->as.export_named.specifiers.count;
	}
	return n;
}

/* The function that runs at link time: var bindings become undefined, function declarations are made. */
static struct evl_template *gen_instantiate(struct compiler *c, struct evl_function_record *body)
{
	struct evl_scope *scope = evl_arena_zalloc(c->arena, sizeof *scope);
	struct evl_function_record *record = evl_arena_zalloc(c->arena, sizeof *record);
	record->node = body->node;
	record->flags = EVL_FN_STRICT | EVL_FN_SIMPLE_PARAMS;
	record->scope = record->body_scope = scope;
	scope->function = record;
	scope->parent = body->body_scope;
	struct builder inner, *b = &inner;
	builder_init(b, c, NULL, record);
	b->flags = EVL_TEMPLATE_STRICT | EVL_TEMPLATE_METHOD;
	b->scope = scope;
	reg undefined = reg_new(b);
	emit(b, EVL_OPCODE_LOAD_UNDEFINED, undefined, 0, 0);
	for (struct evl_variable *v = body->body_scope->first; v != NULL; v = v->next)
		if (v->kind == VARIABLE_VAR)
			variable_initialize(b, v, undefined);
	gen_hoisted_functions(b, &body->node->as.program.body);
	emit(b, EVL_OPCODE_RETURN_UNDEFINED, 0, 0, 0);
	return builder_finish(b);
}

static struct evl_template *gen_module(struct compiler *c, struct evl_function_record *record)
{
	struct evl_node *program = record->node;
	const struct evl_node_list *body = &program->as.program.body;
	struct evl_scope *scope = record->body_scope;
	uint32_t slots = 0;
	for (struct evl_variable *v = scope->first; v != NULL; v = v->next)
		v->place = (uint16_t)slots++;
	if (slots >= UINT16_MAX) {
		c->too_large = true;
		c->too_large_span = program->span;
		return NULL;
	}
	scope->has_environment = true;
	scope->environment_slots = (uint16_t)slots;

	uint32_t bound = count_entries(body, scope);
	struct tables t = { .compiler = c, .scope = scope };
	t.requests = evl_arena_alloc(c->arena, bound * sizeof *t.requests);
	t.imports = evl_arena_alloc(c->arena, bound * sizeof *t.imports);
	t.exports = evl_arena_alloc(c->arena, bound * sizeof *t.exports);
	for (uint32_t i = 0; i < body->count; i++) {
		if (body->items[i]->kind == EVL_NODE_IMPORT)
			add_import(&t, body->items[i]);
		else if (body->items[i]->kind == EVL_NODE_EXPORT_ALL)
			request(&t, body->items[i]->as.export_all.source, EVL_NAME_NONE);
		else if (body->items[i]->kind == EVL_NODE_EXPORT_NAMED && body->items[i]->as.export_named.source != NULL)
			request(&t, body->items[i]->as.export_named.source, EVL_NAME_NONE);
	}
	for (uint32_t i = 0; i < body->count; i++)
		add_exports(&t, body->items[i]);

	struct evl_module_template *m = evl_arena_zalloc(c->arena, sizeof *m);
	*m = (struct evl_module_template){
		.requests = t.requests,
		.request_count = t.request_count,
		.imports = t.imports,
		.import_count = t.import_count,
		.exports = t.exports,
		.export_count = t.export_count,
		.environment_slots = slots,
		.has_await = program->as.program.has_top_level_await,
	};
	struct builder inner, *b = &inner;
	builder_init(b, c, NULL, record);
	b->flags = EVL_TEMPLATE_MODULE;
	gen_enter_program(b, 0);
	gen_statements_disposing(b, body);
	emit(b, EVL_OPCODE_RETURN_UNDEFINED, 0, 0, 0);
	struct evl_template *main = builder_finish(b);
	m->instantiate = gen_instantiate(c, record);
	main->module = m;
	return main;
}

struct evl_template *gen_program(struct compiler *c, struct evl_function_record *record)
{
	return c->goal == EVL_GOAL_MODULE ? gen_module(c, record) : gen_script(c, record);
}
