/* SPDX-License-Identifier: MIT */
/*
 * classify.c - an abstract walk over the tree.
 *
 * Values are syntax nodes with the call they were met in (so that a parameter
 * can be followed to its argument). Following stops at functions that are being
 * followed already, at a depth, and at a number of steps.
 */
#include "classify/classify.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "compile/scope.h"

enum { MAX_DEPTH = 12, MAX_STEPS = 20000, MAX_EFFECTS = 400 };

/* A call being followed: what its parameters are bound to. */
struct activation {
	const struct activation *outer;  /* the one that calls */
	struct evl_node *function;
	const struct evl_node_list *arguments; /* NULL: unknown */
	const struct activation *argument_activation;
	bool is_executor; /* parameters are resolve and reject of the promise at `site` */
	evl_span site;
	const char *via;
};

struct value {
	struct evl_node *node; /* NULL: unknown */
	const struct activation *activation;
	struct evl_scope *scope; /* where the node stands */
	const char *special;     /* "resolve of the promise made at line 3" */
};

/* The one value that a variable is given, if it is given only one. */
struct binding {
	const struct evl_variable *variable;
	struct evl_node *value;
	struct evl_scope *scope;
	uint32_t assignments;
	struct binding *next;
};

enum { BINDING_BUCKETS = 256 };

struct classifier {
	struct evl_arena *arena;
	struct evl_names *names;
	const struct evl_source *source;
	struct binding *bindings[BINDING_BUCKETS];
	struct evl_scope *scope;
	const struct activation *activation;
	struct evl_effect **tail; /* where the next effect goes */
	uint32_t effect_count;
	uint32_t steps;
	uint32_t depth;
	uint32_t loops;
	bool collecting;          /* first pass: only bindings */
	/* statements */
	struct evl_statement_class *first, *last;
	uint32_t level;
};

static const char *text(struct classifier *c, const char *format, ...)
{
	char buffer[200];
	va_list list;
	va_start(list, format);
	int n = vsnprintf(buffer, sizeof buffer, format, list);
	va_end(list);
	if (n < 0)
		return "";
	if ((size_t)n >= sizeof buffer)
		n = (int)sizeof buffer - 1;
	char *copy = evl_arena_copy(c->arena, buffer, (size_t)n + 1);
	copy[n] = '\0';
	return copy;
}

static const char *name_text(struct classifier *c, evl_name name)
{
	return evl_names_utf8(c->names, name, c->arena);
}

static uint32_t line_of(struct classifier *c, evl_span span)
{
	return evl_source_place(c->source, span.start).line;
}

/* ---- bindings ---- */

static struct binding *binding_of(struct classifier *c, const struct evl_variable *v, bool make)
{
	struct binding **bucket = &c->bindings[v->name % BINDING_BUCKETS];
	for (struct binding *b = *bucket; b != NULL; b = b->next)
		if (b->variable == v)
			return b;
	if (!make)
		return NULL;
	struct binding *b = evl_arena_zalloc(c->arena, sizeof *b);
	b->variable = v;
	b->next = *bucket;
	*bucket = b;
	return b;
}

static void bind(struct classifier *c, evl_name name, struct evl_node *value)
{
	const struct evl_variable *v = evl_scope_resolve(c->scope, name);
	if (v == NULL)
		return;
	struct binding *b = binding_of(c, v, true);
	b->assignments++;
	b->value = value;
	b->scope = c->scope;
}

static struct evl_node *bare(struct evl_node *node)
{
	while (node != NULL && (node->kind == EVL_NODE_PARENTHESIZED || node->kind == EVL_NODE_OPTIONAL_CHAIN))
		node = node->as.unary.operand;
	return node;
}

/* Which parameter of the followed call `v` is; -1: none. */
static int parameter_index(const struct activation *a, const struct evl_variable *v)
{
	const struct evl_node_list *params = &a->function->as.function.params;
	for (uint32_t i = 0; i < params->count; i++) {
		const struct evl_node *p = params->items[i];
		if (p->kind == EVL_NODE_DEFAULT_PATTERN)
			p = p->as.operation.left;
		if (p->kind == EVL_NODE_IDENTIFIER && p->as.identifier.name == v->name)
			return (int)i;
	}
	return -1;
}

static const struct activation *activation_of(const struct activation *a, const struct evl_variable *v)
{
	for (; a != NULL; a = a->outer) {
		const struct evl_function_record *record = a->function->scope;
		if (record != NULL && v->scope == record->scope)
			return a;
	}
	return NULL;
}

static bool is_function(const struct evl_node *node)
{
	return node->kind == EVL_NODE_FUNCTION_EXPRESSION || node->kind == EVL_NODE_FUNCTION_DECLARATION ||
	       node->kind == EVL_NODE_ARROW_FUNCTION;
}

/* Follow names to what they stand for. */
static struct value resolve(struct classifier *c, struct evl_node *node, struct evl_scope *scope, const struct activation *activation)
{
	struct value v = { bare(node), activation, scope, NULL };
	for (int hops = 0; hops < 32 && v.node != NULL && v.node->kind == EVL_NODE_IDENTIFIER; hops++) {
		const struct evl_variable *variable = evl_scope_resolve(v.scope, v.node->as.identifier.name);
		if (variable == NULL)
			return v;
		if (variable->kind == VARIABLE_PARAMETER) {
			const struct activation *a = activation_of(v.activation, variable);
			int index = a != NULL ? parameter_index(a, variable) : -1;
			if (index < 0)
				return v;
			if (a->is_executor) {
				v.special = text(c, "%s of the promise made at line %u", index == 0 ? "resolve" : "reject",
						 (unsigned)line_of(c, a->site));
				return v;
			}
			if (a->arguments == NULL || (uint32_t)index >= a->arguments->count)
				return v;
			struct evl_node *argument = a->arguments->items[index];
			if (argument == NULL || argument->kind == EVL_NODE_SPREAD)
				return v;
			v.node = bare(argument);
			v.activation = a->argument_activation;
			/* the argument stands in the caller: its scope is that of the call */
			v.scope = a->outer != NULL && a->outer->function->scope != NULL
					  ? ((struct evl_function_record *)a->outer->function->scope)->body_scope
					  : v.scope;
			continue;
		}
		const struct binding *b = binding_of(c, variable, false);
		if (b == NULL || b->assignments != 1 || b->value == NULL)
			return v;
		v.node = bare(b->value);
		v.scope = b->scope;
	}
	return v;
}

/* "process.nextTick" for a chain of names that the snippet does not declare; false otherwise. */
static bool global_path(struct classifier *c, struct value v, char *out, size_t room)
{
	if (v.node == NULL)
		return false;
	if (v.node->kind == EVL_NODE_IDENTIFIER) {
		if (evl_scope_resolve(v.scope, v.node->as.identifier.name) != NULL)
			return false;
		snprintf(out, room, "%s", name_text(c, v.node->as.identifier.name));
		return true;
	}
	if (v.node->kind != EVL_NODE_MEMBER || v.node->as.member.property->kind != EVL_NODE_IDENTIFIER)
		return false;
	char object[80];
	if (!global_path(c, resolve(c, v.node->as.member.object, v.scope, v.activation), object, sizeof object))
		return false;
	snprintf(out, room, "%.60s.%.60s", object, name_text(c, v.node->as.member.property->as.identifier.name));
	return true;
}

struct api {
	const char *path;
	enum evl_work work;
	int callback, delay;
};

static const struct api apis[] = {
#define EVL_API(path, work, callback, delay) { path, EVL_WORK_##work, callback, delay },
#include "classify/apis.def"
#undef EVL_API
};

static const struct api *find_api(const char *path)
{
	for (size_t i = 0; i < sizeof apis / sizeof apis[0]; i++)
		if (strcmp(apis[i].path, path) == 0)
			return &apis[i];
	return NULL;
}

/* ---- effects ---- */

static const char *function_text(struct classifier *c, const struct evl_node *f)
{
	if (f->kind == EVL_NODE_ARROW_FUNCTION)
		return "the arrow function";
	if (f->as.function.name != NULL)
		return text(c, "function %.60s", name_text(c, f->as.function.name->as.identifier.name));
	return "the function";
}

static const char *source_text(struct classifier *c, const struct evl_node *node)
{
	uint32_t n = node->span.end - node->span.start;
	return n > 60 ? text(c, "%.57s...", c->source->text + node->span.start)
		      : text(c, "%.*s", (int)n, c->source->text + node->span.start);
}

static struct evl_effect *add_effect(struct classifier *c, enum evl_work work, const char *api, evl_span span)
{
	if (c->effect_count >= MAX_EFFECTS)
		return NULL;
	c->effect_count++;
	struct evl_effect *e = evl_arena_zalloc(c->arena, sizeof *e);
	e->work = (uint8_t)work;
	e->api = api;
	e->span = span;
	e->callback = evl_span_none();
	e->in_loop = c->loops != 0;
	e->via = c->activation != NULL ? c->activation->via : NULL;
	*c->tail = e;
	c->tail = &e->next;
	return e;
}

static void walk(struct classifier *c, struct evl_node *node);
static void walk_list(struct classifier *c, const struct evl_node_list *list);

static bool is_followed(const struct classifier *c, const struct evl_node *function)
{
	for (const struct activation *a = c->activation; a != NULL; a = a->outer)
		if (a->function == function)
			return true;
	return false;
}

/* Walk a function's body as if it ran now. */
static void follow(struct classifier *c, struct evl_node *function, const struct evl_node_list *arguments,
		   const struct activation *argument_activation, bool is_executor, evl_span site, const char *via)
{
	if (c->depth >= MAX_DEPTH || is_followed(c, function) || function->scope == NULL ||
	    (function->as.function.flags & EVL_FN_GENERATOR) != 0)
		return;
	struct activation a = { c->activation, function, arguments, argument_activation, is_executor, site, via };
	struct evl_scope *scope = c->scope;
	struct evl_effect **tail = c->tail;
	c->depth++;
	c->activation = &a;
	struct evl_function_record *record = function->scope;
	c->scope = record->body_scope;
	if ((function->as.function.flags & EVL_FN_EXPRESSION_BODY) != 0)
		walk(c, function->as.function.body);
	else
		walk_list(c, &function->as.function.body->as.block.body);
	c->activation = a.outer;
	c->depth--;
	c->scope = scope;
	/* after an await the rest hung below it; the caller goes on beside it */
	if ((function->as.function.flags & EVL_FN_ASYNC) != 0) {
		while (*tail != NULL)
			tail = &(*tail)->next;
		c->tail = tail;
	}
}

/* Say which function an effect will run, and follow it into `then`. */
static void set_callback(struct classifier *c, struct evl_effect *e, struct evl_node *node)
{
	if (e == NULL || node == NULL)
		return;
	struct value v = resolve(c, node, c->scope, c->activation);
	if (v.special != NULL) {
		e->callback_text = v.special;
		return;
	}
	if (v.node == NULL || !is_function(v.node)) {
		e->callback_text = source_text(c, node);
		return;
	}
	e->callback = v.node->span;
	e->callback_text = function_text(c, v.node);
	if (is_followed(c, v.node)) {
		e->again = true;
		return;
	}
	struct evl_effect **tail = c->tail;
	const struct activation *activation = c->activation;
	uint32_t loops = c->loops;
	c->tail = &e->then;
	c->loops = 0;
	follow(c, v.node, NULL, NULL, false, v.node->span, NULL);
	c->loops = loops;
	c->activation = activation;
	c->tail = tail;
}

static struct evl_node *argument(const struct evl_node *call, uint32_t index)
{
	const struct evl_node_list *arguments = &call->as.call.arguments;
	if (index >= arguments->count || arguments->items[index]->kind == EVL_NODE_SPREAD)
		return NULL;
	return arguments->items[index];
}

static const char *delay_text(struct classifier *c, struct evl_node *node)
{
	if (node == NULL)
		return "0";
	struct value v = resolve(c, node, c->scope, c->activation);
	return source_text(c, v.node != NULL ? v.node : node);
}

static bool calls_back_now(const char *method)
{
	static const char *const methods[] = { "forEach", "map", "filter", "reduce", "reduceRight", "some", "every", "find", "findIndex",
					       "findLast", "findLastIndex", "flatMap", "sort" };
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (strcmp(methods[i], method) == 0)
			return true;
	return false;
}

/* then, catch, finally of anything. */
static void reaction(struct classifier *c, struct evl_node *call, const char *method)
{
	uint32_t handlers = strcmp(method, "then") == 0 ? 2 : 1;
	for (uint32_t i = 0; i < handlers; i++) {
		struct evl_node *handler = argument(call, i);
		if (handler == NULL && i != 0)
			break;
		struct evl_effect *e = add_effect(c, EVL_WORK_REACTION, method, call->span);
		set_callback(c, e, handler);
	}
}

static bool is_combinator(const char *path)
{
	static const char *const names[] = { "Promise.all", "Promise.allSettled", "Promise.any", "Promise.race" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], path) == 0)
			return true;
	return false;
}

static void call_effects(struct classifier *c, struct evl_node *call)
{
	struct evl_node *callee = bare(call->as.call.callee);
	struct value v = resolve(c, callee, c->scope, c->activation);
	char path[160];
	if (v.node == NULL)
		return;
	if (global_path(c, v, path, sizeof path)) {
		const struct api *api = find_api(path);
		if (api != NULL) {
			struct evl_effect *e = add_effect(c, api->work, api->path, call->span);
			if (e != NULL && api->delay >= 0)
				e->delay = delay_text(c, argument(call, (uint32_t)api->delay));
			set_callback(c, e, argument(call, (uint32_t)api->callback));
			return;
		}
		if (is_combinator(path)) {
			struct evl_effect *e = add_effect(c, EVL_WORK_REACTION, text(c, "%s", path), call->span);
			if (e != NULL)
				e->callback_text = "one reaction for each promise given";
			return;
		}
		if (strcmp(path, "fetch") == 0) {
			struct evl_effect *e = add_effect(c, EVL_WORK_IO, "fetch", call->span);
			if (e != NULL)
				e->callback_text = "the response settles the promise";
			return;
		}
	}
	if (is_function(v.node)) {
		const char *name = callee->kind == EVL_NODE_IDENTIFIER ? name_text(c, callee->as.identifier.name) : "function";
		follow(c, v.node, &call->as.call.arguments, c->activation, false, call->span,
		       text(c, "%.60s(), line %u", name, (unsigned)line_of(c, v.node->span)));
		return;
	}
	if (v.node->kind == EVL_NODE_MEMBER && v.node->as.member.property->kind == EVL_NODE_IDENTIFIER) {
		const char *method = name_text(c, v.node->as.member.property->as.identifier.name);
		if (strcmp(method, "then") == 0 || strcmp(method, "catch") == 0 || strcmp(method, "finally") == 0) {
			reaction(c, call, method);
		} else if (strcmp(method, "addEventListener") == 0 || strcmp(method, "on") == 0 || strcmp(method, "once") == 0) {
			struct evl_effect *e = add_effect(c, EVL_WORK_EVENT, strcmp(method, "on") == 0	 ? "on"
									     : strcmp(method, "once") == 0 ? "once"
													   : "addEventListener",
							  call->span);
			set_callback(c, e, argument(call, 1));
		} else if (calls_back_now(method)) {
			struct evl_node *callback = argument(call, 0);
			struct value f = resolve(c, callback, c->scope, c->activation);
			if (f.node != NULL && is_function(f.node)) {
				c->loops++;
				follow(c, f.node, NULL, NULL, false, call->span, NULL);
				c->loops--;
			}
		}
	}
}

static void new_effects(struct classifier *c, struct evl_node *node)
{
	char path[160];
	if (!global_path(c, resolve(c, node->as.call.callee, c->scope, c->activation), path, sizeof path))
		return;
	struct evl_node *first = argument(node, 0);
	if (strcmp(path, "Promise") == 0 && first != NULL) {
		struct value v = resolve(c, first, c->scope, c->activation);
		if (v.node != NULL && is_function(v.node))
			follow(c, v.node, NULL, NULL, true, node->span, c->activation != NULL ? c->activation->via : NULL);
	} else if (strcmp(path, "MutationObserver") == 0) {
		struct evl_effect *e = add_effect(c, EVL_WORK_MUTATION_OBSERVER, "MutationObserver", node->span);
		set_callback(c, e, first);
	}
}

static void await_effect(struct classifier *c, const struct evl_node *node, const char *api)
{
	struct evl_effect *e = add_effect(c, EVL_WORK_AWAIT, api, node->span);
	if (e == NULL)
		return;
	const struct activation *a = c->activation;
	if (a != NULL && a->function->as.function.name != NULL)
		e->callback_text = text(c, "the rest of %.60s", name_text(c, a->function->as.function.name->as.identifier.name));
	else
		e->callback_text = a != NULL ? "the rest of the function" : "the rest of the code after it";
	/* inside a followed function everything after the await happens then */
	if (a != NULL)
		c->tail = &e->then;
}

/* ---- the walk ---- */

static struct evl_scope *enter(struct classifier *c, struct evl_scope *scope)
{
	struct evl_scope *outer = c->scope;
	if (scope != NULL)
		c->scope = scope;
	return outer;
}

static void walk_list(struct classifier *c, const struct evl_node_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		if (list->items[i] != NULL)
			walk(c, list->items[i]);
}

/* In the first pass functions are walked for the assignments in them; later they are only when they run. */
static void collect_function(struct classifier *c, struct evl_node *node)
{
	if (!c->collecting || node->scope == NULL)
		return;
	struct evl_function_record *record = node->scope;
	struct evl_scope *outer = enter(c, record->scope);
	walk_list(c, &node->as.function.params);
	c->scope = record->body_scope;
	if ((node->as.function.flags & EVL_FN_EXPRESSION_BODY) != 0)
		walk(c, node->as.function.body);
	else
		walk_list(c, &node->as.function.body->as.block.body);
	c->scope = outer;
}

static void walk_class(struct classifier *c, struct evl_node *node)
{
	struct evl_class_record *record = node->scope;
	struct evl_scope *outer = enter(c, record != NULL ? record->scope : NULL);
	if (node->as.class_.heritage != NULL)
		walk(c, node->as.class_.heritage);
	if (c->collecting) {
		if (node->as.class_.constructor != NULL)
			collect_function(c, node->as.class_.constructor);
		for (uint32_t i = 0; i < node->as.class_.members.count; i++) {
			struct evl_node *m = node->as.class_.members.items[i];
			if (m->kind == EVL_NODE_CLASS_MEMBER && m->as.member_def.kind != EVL_PROPERTY_FIELD)
				collect_function(c, m->as.member_def.value);
		}
	}
	c->scope = outer;
}

static void walk_loop(struct classifier *c, struct evl_node *body)
{
	c->loops++;
	walk(c, body);
	c->loops--;
}

static void walk_declarator(struct classifier *c, struct evl_node *node)
{
	struct evl_node *target = node->as.declarator.target;
	struct evl_node *init = node->as.declarator.init;
	if (c->collecting && target->kind == EVL_NODE_IDENTIFIER && init != NULL)
		bind(c, target->as.identifier.name, init);
	if (init != NULL)
		walk(c, init);
	if (target->kind != EVL_NODE_IDENTIFIER)
		walk(c, target);
}

static void walk_assignment(struct classifier *c, struct evl_node *node)
{
	struct evl_node *left = node->as.operation.left;
	if (c->collecting && left->kind == EVL_NODE_IDENTIFIER)
		bind(c, left->as.identifier.name, node->kind == EVL_NODE_ASSIGNMENT && node->as.operation.op == EVL_OP_ASSIGN
							  ? node->as.operation.right
							  : NULL);
	if (left->kind != EVL_NODE_IDENTIFIER)
		walk(c, left);
	if (node->as.operation.right != NULL)
		walk(c, node->as.operation.right);
}

static void walk_children(struct classifier *c, struct evl_node *node)
{
	struct evl_scope *outer;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_EXPRESSION_STATEMENT:
	case EVL_NODE_RETURN:
	case EVL_NODE_THROW:
	case EVL_NODE_SPREAD:
	case EVL_NODE_REST:
	case EVL_NODE_OPTIONAL_CHAIN:
	case EVL_NODE_PARENTHESIZED:
	case EVL_NODE_EXPORT_DECLARATION:
	case EVL_NODE_EXPORT_DEFAULT:
		if (node->as.unary.operand != NULL)
			walk(c, node->as.unary.operand);
		break;
	case EVL_NODE_AWAIT:
		walk(c, node->as.unary.operand);
		if (!c->collecting)
			await_effect(c, node, "await");
		break;
	case EVL_NODE_BLOCK:
		outer = enter(c, node->scope);
		walk_list(c, &node->as.block.body);
		c->scope = outer;
		break;
	case EVL_NODE_VARIABLE_DECLARATION:
		walk_list(c, &node->as.declaration.declarators);
		break;
	case EVL_NODE_DECLARATOR:
		walk_declarator(c, node);
		break;
	case EVL_NODE_FUNCTION_DECLARATION:
		if (c->collecting && node->as.function.name != NULL)
			bind(c, node->as.function.name->as.identifier.name, node);
		collect_function(c, node);
		break;
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
	case EVL_NODE_CLASS_STATIC_BLOCK:
		collect_function(c, node);
		break;
	case EVL_NODE_CLASS_DECLARATION:
	case EVL_NODE_CLASS_EXPRESSION:
		walk_class(c, node);
		break;
	case EVL_NODE_IF:
	case EVL_NODE_CONDITIONAL:
		walk(c, node->as.conditional.test);
		walk(c, node->as.conditional.consequent);
		if (node->as.conditional.alternate != NULL)
			walk(c, node->as.conditional.alternate);
		break;
	case EVL_NODE_FOR:
		outer = enter(c, node->scope);
		if (node->as.for_.init != NULL)
			walk(c, node->as.for_.init);
		if (node->as.for_.test != NULL)
			walk(c, node->as.for_.test);
		walk_loop(c, node->as.for_.body);
		if (node->as.for_.update != NULL)
			walk(c, node->as.for_.update);
		c->scope = outer;
		break;
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		walk(c, node->as.for_each.right);
		outer = enter(c, node->scope);
		if (node->as.for_each.is_await && !c->collecting)
			await_effect(c, node, "for await");
		walk_loop(c, node->as.for_each.body);
		c->scope = outer;
		break;
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
	case EVL_NODE_WITH:
		walk(c, node->as.loop.test);
		walk_loop(c, node->as.loop.body);
		break;
	case EVL_NODE_SWITCH:
		walk(c, node->as.switch_.discriminant);
		outer = enter(c, node->scope);
		for (uint32_t i = 0; i < node->as.switch_.cases.count; i++) {
			struct evl_node *k = node->as.switch_.cases.items[i];
			if (k->as.case_.test != NULL)
				walk(c, k->as.case_.test);
			walk_list(c, &k->as.case_.body);
		}
		c->scope = outer;
		break;
	case EVL_NODE_TRY:
		walk(c, node->as.try_.block);
		if (node->as.try_.handler != NULL) {
			outer = enter(c, node->as.try_.param != NULL ? node->scope : NULL);
			walk(c, node->as.try_.handler);
			c->scope = outer;
		}
		if (node->as.try_.finalizer != NULL)
			walk(c, node->as.try_.finalizer);
		break;
	case EVL_NODE_LABELED:
		walk(c, node->as.labeled.body);
		break;
	case EVL_NODE_TEMPLATE:
		walk_list(c, &node->as.template_.expressions);
		break;
	case EVL_NODE_TAGGED_TEMPLATE:
		walk(c, node->as.tagged.tag);
		walk(c, node->as.tagged.quasi);
		break;
	case EVL_NODE_ARRAY:
	case EVL_NODE_OBJECT:
	case EVL_NODE_SEQUENCE:
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		walk_list(c, &node->as.list.items);
		break;
	case EVL_NODE_PROPERTY:
	case EVL_NODE_PATTERN_PROPERTY:
		if (node->computed)
			walk(c, node->as.property.key);
		if (node->as.property.value != NULL)
			walk(c, node->as.property.value);
		break;
	case EVL_NODE_ASSIGNMENT:
	case EVL_NODE_UPDATE:
		walk_assignment(c, node);
		break;
	case EVL_NODE_UNARY:
	case EVL_NODE_BINARY:
	case EVL_NODE_LOGICAL:
	case EVL_NODE_DEFAULT_PATTERN:
		walk(c, node->as.operation.left);
		if (node->as.operation.right != NULL)
			walk(c, node->as.operation.right);
		break;
	case EVL_NODE_CALL:
		walk(c, node->as.call.callee);
		walk_list(c, &node->as.call.arguments);
		if (!c->collecting)
			call_effects(c, node);
		break;
	case EVL_NODE_NEW:
		walk(c, node->as.call.callee);
		walk_list(c, &node->as.call.arguments);
		if (!c->collecting)
			new_effects(c, node);
		break;
	case EVL_NODE_IMPORT_CALL:
		walk_list(c, &node->as.call.arguments);
		if (!c->collecting) {
			struct evl_effect *e = add_effect(c, EVL_WORK_DYNAMIC_IMPORT, "import()", node->span);
			if (e != NULL)
				e->callback_text = "the module settles the promise";
		}
		break;
	case EVL_NODE_MEMBER:
		walk(c, node->as.member.object);
		break;
	case EVL_NODE_INDEX:
		walk(c, node->as.member.object);
		walk(c, node->as.member.property);
		break;
	case EVL_NODE_YIELD:
		if (node->as.yield_.argument != NULL)
			walk(c, node->as.yield_.argument);
		break;
	default:
		break;
	}
}

static void walk(struct classifier *c, struct evl_node *node)
{
	if (++c->steps > MAX_STEPS && !c->collecting)
		return;
	walk_children(c, node);
}

/* ---- statements ---- */

static void list_statement(struct classifier *c, struct evl_node *node);

static struct evl_statement_class *add_statement(struct classifier *c, evl_span span, const struct evl_node *node)
{
	struct evl_statement_class *s = evl_arena_zalloc(c->arena, sizeof *s);
	s->span = span;
	s->depth = c->level;
	s->what = evl_node_kind_text((enum evl_node_kind)node->kind);
	if (c->last != NULL)
		c->last->next = s;
	else
		c->first = s;
	c->last = s;
	c->tail = &s->effects;
	c->effect_count = 0;
	c->steps = 0;
	return s;
}

static evl_span head_span(const struct evl_node *node, const struct evl_node *body)
{
	evl_span span = node->span;
	if (body != NULL && body->span.start > span.start)
		span.end = body->span.start;
	return span;
}

static void list_body(struct classifier *c, struct evl_node *body)
{
	if (body == NULL)
		return;
	c->level++;
	if (body->kind == EVL_NODE_BLOCK) {
		struct evl_scope *outer = enter(c, body->scope);
		for (uint32_t i = 0; i < body->as.block.body.count; i++)
			list_statement(c, body->as.block.body.items[i]);
		c->scope = outer;
	} else {
		list_statement(c, body);
	}
	c->level--;
}

/* The statements inside of functions that an expression holds. */
static void list_functions(struct classifier *c, struct evl_node *node);

static void list_function_body(struct classifier *c, struct evl_node *function)
{
	if (function->scope == NULL || c->level > 40)
		return;
	if ((function->as.function.flags & EVL_FN_EXPRESSION_BODY) != 0) {
		struct evl_function_record *record = function->scope;
		struct evl_scope *outer = enter(c, record->body_scope);
		list_functions(c, function->as.function.body);
		c->scope = outer;
		return;
	}
	struct evl_function_record *record = function->scope;
	struct evl_scope *outer = enter(c, record->body_scope);
	struct activation a = { c->activation, function, NULL, NULL, false, function->span, NULL };
	c->activation = &a;
	c->level++;
	for (uint32_t i = 0; i < function->as.function.body->as.block.body.count; i++)
		list_statement(c, function->as.function.body->as.block.body.items[i]);
	c->level--;
	c->activation = a.outer;
	c->scope = outer;
}

static void list_each(struct classifier *c, const struct evl_node_list *list)
{
	for (uint32_t i = 0; i < list->count; i++)
		list_functions(c, list->items[i]);
}

static void list_functions(struct classifier *c, struct evl_node *node)
{
	if (node == NULL)
		return;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
		list_function_body(c, node);
		break;
	case EVL_NODE_CALL:
	case EVL_NODE_NEW:
		list_functions(c, node->as.call.callee);
		list_each(c, &node->as.call.arguments);
		break;
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
		list_functions(c, node->as.member.object);
		break;
	case EVL_NODE_EXPRESSION_STATEMENT:
	case EVL_NODE_RETURN:
	case EVL_NODE_THROW:
	case EVL_NODE_AWAIT:
	case EVL_NODE_PARENTHESIZED:
	case EVL_NODE_OPTIONAL_CHAIN:
	case EVL_NODE_SPREAD:
		list_functions(c, node->as.unary.operand);
		break;
	case EVL_NODE_VARIABLE_DECLARATION:
		list_each(c, &node->as.declaration.declarators);
		break;
	case EVL_NODE_DECLARATOR:
		list_functions(c, node->as.declarator.init);
		break;
	case EVL_NODE_ASSIGNMENT:
	case EVL_NODE_BINARY:
	case EVL_NODE_LOGICAL:
	case EVL_NODE_UNARY:
		list_functions(c, node->as.operation.left);
		list_functions(c, node->as.operation.right);
		break;
	case EVL_NODE_CONDITIONAL:
		list_functions(c, node->as.conditional.consequent);
		list_functions(c, node->as.conditional.alternate);
		break;
	case EVL_NODE_ARRAY:
	case EVL_NODE_OBJECT:
	case EVL_NODE_SEQUENCE:
		list_each(c, &node->as.list.items);
		break;
	case EVL_NODE_PROPERTY:
		list_functions(c, node->as.property.value);
		break;
	default:
		break;
	}
}

static void list_class(struct classifier *c, struct evl_node *node)
{
	struct evl_class_record *record = node->scope;
	struct evl_scope *outer = enter(c, record != NULL ? record->scope : NULL);
	if (node->as.class_.constructor != NULL)
		list_function_body(c, node->as.class_.constructor);
	for (uint32_t i = 0; i < node->as.class_.members.count; i++) {
		struct evl_node *m = node->as.class_.members.items[i];
		if (m->kind == EVL_NODE_CLASS_MEMBER && m->as.member_def.kind != EVL_PROPERTY_FIELD)
			list_function_body(c, m->as.member_def.value);
	}
	c->scope = outer;
}

static void list_statement(struct classifier *c, struct evl_node *node)
{
	struct evl_scope *outer = c->scope;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_EMPTY:
		return;
	case EVL_NODE_EXPORT_DECLARATION:
	case EVL_NODE_LABELED:
		list_statement(c, node->kind == EVL_NODE_LABELED ? node->as.labeled.body : node->as.unary.operand);
		return;
	case EVL_NODE_FUNCTION_DECLARATION:
		add_statement(c, head_span(node, node->as.function.body), node)->is_declaration = true;
		list_function_body(c, node);
		return;
	case EVL_NODE_CLASS_DECLARATION:
		add_statement(c, head_span(node, NULL), node)->is_declaration = true;
		list_class(c, node);
		return;
	case EVL_NODE_BLOCK:
		list_body(c, node);
		return;
	case EVL_NODE_IF:
		add_statement(c, head_span(node, node->as.conditional.consequent), node);
		walk(c, node->as.conditional.test);
		list_body(c, node->as.conditional.consequent);
		list_body(c, node->as.conditional.alternate);
		return;
	case EVL_NODE_FOR:
		add_statement(c, head_span(node, node->as.for_.body), node);
		enter(c, node->scope);
		if (node->as.for_.init != NULL)
			walk(c, node->as.for_.init);
		if (node->as.for_.test != NULL)
			walk(c, node->as.for_.test);
		if (node->as.for_.update != NULL)
			walk(c, node->as.for_.update);
		c->loops++;
		list_body(c, node->as.for_.body);
		c->loops--;
		c->scope = outer;
		return;
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		add_statement(c, head_span(node, node->as.for_each.body), node);
		walk(c, node->as.for_each.right);
		if (node->as.for_each.is_await)
			await_effect(c, node, "for await");
		enter(c, node->scope);
		c->loops++;
		list_body(c, node->as.for_each.body);
		c->loops--;
		c->scope = outer;
		return;
	case EVL_NODE_WHILE:
	case EVL_NODE_DO_WHILE:
	case EVL_NODE_WITH:
		add_statement(c, head_span(node, node->as.loop.body), node);
		walk(c, node->as.loop.test);
		c->loops++;
		list_body(c, node->as.loop.body);
		c->loops--;
		return;
	case EVL_NODE_SWITCH:
		add_statement(c, head_span(node, node->as.switch_.cases.count != 0 ? node->as.switch_.cases.items[0] : NULL), node);
		walk(c, node->as.switch_.discriminant);
		enter(c, node->scope);
		c->level++;
		for (uint32_t i = 0; i < node->as.switch_.cases.count; i++)
			for (uint32_t j = 0; j < node->as.switch_.cases.items[i]->as.case_.body.count; j++)
				list_statement(c, node->as.switch_.cases.items[i]->as.case_.body.items[j]);
		c->level--;
		c->scope = outer;
		return;
	case EVL_NODE_TRY:
		add_statement(c, head_span(node, node->as.try_.block), node);
		list_body(c, node->as.try_.block);
		if (node->as.try_.handler != NULL) {
			enter(c, node->as.try_.param != NULL ? node->scope : NULL);
			list_body(c, node->as.try_.handler);
			c->scope = outer;
		}
		list_body(c, node->as.try_.finalizer);
		return;
	default:
		add_statement(c, node->span, node);
		walk(c, node);
		list_functions(c, node);
		return;
	}
}

struct evl_statement_class *evl_classify(struct evl_node *program, enum evl_goal goal, const struct evl_source *source,
					 struct evl_names *names, struct evl_arena *arena)
{
	struct classifier *c = evl_arena_zalloc(arena, sizeof *c);
	c->arena = arena;
	c->names = names;
	c->source = source;
	struct evl_function_record *record = evl_scope_analyse(program, goal, names, arena);
	struct evl_effect *nowhere = NULL;
	c->tail = &nowhere;
	c->scope = record->is_module_body ? record->scope : record->body_scope;
	c->collecting = true;
	walk_list(c, &program->as.program.body);
	c->collecting = false;
	for (uint32_t i = 0; i < program->as.program.body.count; i++)
		list_statement(c, program->as.program.body.items[i]);
	return c->first;
}
