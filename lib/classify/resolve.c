/* SPDX-License-Identifier: MIT */
/*
 * resolve.c - what an expression stands for: variables that are given one value, and parameters of followed calls.
 *
 * Values are syntax nodes with the call they were met in, so that a parameter can be followed to its argument.
 */
#include <stdarg.h>
#include <stdio.h>

#include "base/diag.h"
#include "classify/classifier.h"

const char *evl_classify_text(struct evl_classifier *c, const char *format, ...)
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

const char *evl_classify_name_text(struct evl_classifier *c, evl_name name)
{
	return evl_names_utf8(c->names, name, c->arena);
}

uint32_t evl_classify_line_of(struct evl_classifier *c, evl_span span)
{
	return evl_source_place(c->source, span.start).line;
}

static struct evl_binding *binding_of(struct evl_classifier *c, const struct evl_variable *v, bool make)
{
	struct evl_binding **bucket = &c->bindings[v->name % BINDING_BUCKETS];
	for (struct evl_binding *b = *bucket; b != NULL; b = b->next)
		if (b->variable == v)
			return b;
	if (!make)
		return NULL;
	struct evl_binding *b = evl_arena_zalloc(c->arena, sizeof *b);
	b->variable = v;
	b->next = *bucket;
	*bucket = b;
	return b;
}

void evl_classify_bind(struct evl_classifier *c, evl_name name, struct evl_node *value)
{
	const struct evl_variable *v = evl_scope_resolve(c->scope, name);
	if (v == NULL)
		return;
	struct evl_binding *b = binding_of(c, v, true);
	b->assignments++;
	b->value = value;
	b->scope = c->scope;
}

struct evl_node *evl_classify_bare(struct evl_node *node)
{
	while (node != NULL && (node->kind == EVL_NODE_PARENTHESIZED || node->kind == EVL_NODE_OPTIONAL_CHAIN))
		node = node->as.unary.operand;
	return node;
}

/* Which parameter of the followed call `v` is; -1: none. */
static int parameter_index(const struct evl_activation *a, const struct evl_variable *v)
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

static const struct evl_activation *activation_of(const struct evl_activation *a, const struct evl_variable *v)
{
	for (; a != NULL; a = a->outer) {
		const struct evl_function_record *record = a->function->scope;
		if (record != NULL && v->scope == record->scope)
			return a;
	}
	return NULL;
}

bool evl_classify_is_function(const struct evl_node *node)
{
	return node->kind == EVL_NODE_FUNCTION_EXPRESSION || node->kind == EVL_NODE_FUNCTION_DECLARATION ||
	       node->kind == EVL_NODE_ARROW_FUNCTION;
}

/* Follow names to what they stand for. */
struct evl_classified_value evl_classify_resolve(struct evl_classifier *c, struct evl_node *node, struct evl_scope *scope,
						 const struct evl_activation *activation)
{
	struct evl_classified_value v = { evl_classify_bare(node), activation, scope, NULL };
	for (int hops = 0; hops < 32 && v.node != NULL && v.node->kind == EVL_NODE_IDENTIFIER; hops++) {
		const struct evl_variable *variable = evl_scope_resolve(v.scope, v.node->as.identifier.name);
		if (variable == NULL)
			return v;
		if (variable->kind == VARIABLE_PARAMETER) {
			const struct evl_activation *a = activation_of(v.activation, variable);
			int index = a != NULL ? parameter_index(a, variable) : -1;
			if (index < 0)
				return v;
			if (a->is_executor) {
				v.special = evl_classify_text(c, "%s of the promise made at line %u",
							      index == 0 ? "resolve" : "reject",
							      (unsigned)evl_classify_line_of(c, a->site));
				return v;
			}
			if (a->arguments == NULL || (uint32_t)index >= a->arguments->count)
				return v;
			struct evl_node *argument = a->arguments->items[index];
			if (argument == NULL || argument->kind == EVL_NODE_SPREAD)
				return v;
			v.node = evl_classify_bare(argument);
			v.activation = a->argument_activation;
			/* the argument stands in the caller: its scope is that of the call */
			v.scope = a->outer != NULL && a->outer->function->scope != NULL
					  ? ((struct evl_function_record *)a->outer->function->scope)->body_scope
					  : v.scope;
			continue;
		}
		const struct evl_binding *b = binding_of(c, variable, false);
		if (b == NULL || b->assignments != 1 || b->value == NULL)
			return v;
		v.node = evl_classify_bare(b->value);
		v.scope = b->scope;
	}
	return v;
}

/* "process.nextTick" for a chain of names that the snippet does not declare; false otherwise. */
bool evl_classify_global_path(struct evl_classifier *c, struct evl_classified_value v, char *out, size_t room)
{
	if (v.node == NULL)
		return false;
	if (v.node->kind == EVL_NODE_IDENTIFIER) {
		if (evl_scope_resolve(v.scope, v.node->as.identifier.name) != NULL)
			return false;
		snprintf(out, room, "%s", evl_classify_name_text(c, v.node->as.identifier.name));
		return true;
	}
	if (v.node->kind != EVL_NODE_MEMBER || v.node->as.member.property->kind != EVL_NODE_IDENTIFIER)
		return false;
	char object[80];
	if (!evl_classify_global_path(c, evl_classify_resolve(c, v.node->as.member.object, v.scope, v.activation), object,
				      sizeof object))
		return false;
	snprintf(out, room, "%.60s.%.60s", object, evl_classify_name_text(c, v.node->as.member.property->as.identifier.name));
	return true;
}
