/* SPDX-License-Identifier: MIT */
/*
 * lower_function.c - functions of every kind, and classes.
 */
#include "syntax/lower.h"

#include <string.h>

/* Is the string literal `cst` the directive "use strict", written without escapes? */
static bool is_use_strict(struct evl_lower *l, TSNode cst)
{
	uint32_t start = ts_node_start_byte(cst);
	return ts_node_end_byte(cst) - start == 12 && memcmp(l->text + start + 1, "use strict", 10) == 0;
}

bool evl_lower_has_use_strict(struct evl_lower *l, TSNode body)
{
	uint32_t count = ts_node_child_count(body);
	for (uint32_t i = 0; i < count; i++) {
		TSNode child = evl_cst_child(body, i);
		if (!ts_node_is_named(child))
			continue;
		if (!evl_cst_is(child, EVL_CST_EXPRESSION_STATEMENT))
			return false;
		TSNode expression = evl_cst_child(child, 0);
		if (!evl_cst_is(expression, EVL_CST_STRING))
			return false;
		uint32_t labels;
		evl_lower_find_labels(l, ts_node_start_byte(child), &labels);
		if (labels)
			return false;
		if (is_use_strict(l, expression))
			return true;
	}
	return false;
}

/* Parameters: targets between parentheses, or the one name of an arrow function. */
static void parameters(struct evl_lower *l, struct evl_node *node, TSNode cst)
{
	struct evl_function_node *function = &node->as.function;
	if (!evl_cst_is(cst, EVL_CST_FORMAL_PARAMETERS)) {
		function->params = evl_lower_list(l, 1);
		evl_lower_append(&function->params, evl_lower_identifier(l, cst));
	} else {
		uint32_t count = ts_node_child_count(cst);
		function->params = evl_lower_list(l, count / 2);
		for (uint32_t i = 1; i + 1 < count; i++) {
			TSNode child = evl_cst_child(cst, i);
			if (ts_node_is_named(child))
				evl_lower_append(&function->params, evl_lower_target(l, child));
		}
	}
	bool simple = true, counting = true;
	for (uint32_t i = 0; i < function->params.count; i++) {
		const struct evl_node *param = function->params.items[i];
		simple = simple && param->kind == EVL_NODE_IDENTIFIER;
		counting = counting && param->kind != EVL_NODE_DEFAULT_PATTERN && param->kind != EVL_NODE_REST;
		function->expected_arguments += counting;
	}
	if (simple)
		function->flags |= EVL_FN_SIMPLE_PARAMS;
}

/* Parameters and body, in the function's own strictness. */
static void signature_and_body(struct evl_lower *l, struct evl_node *node, TSNode params, TSNode body, uint32_t flags)
{
	bool outer_strict = l->strict;
	bool is_block = evl_cst_is(body, EVL_CST_STATEMENT_BLOCK);
	if (is_block && evl_lower_has_use_strict(l, body)) {
		flags |= EVL_FN_OWN_USE_STRICT;
		l->strict = true;
	}
	if (l->strict)
		flags |= EVL_FN_STRICT;
	if (!is_block)
		flags |= EVL_FN_EXPRESSION_BODY;
	struct evl_lower_function function = { .parent = l->function, .flags = flags };
	l->function = &function;
	node->as.function.flags = 0;
	node->as.function.open = params.id ? ts_node_start_byte(params) : ts_node_start_byte(body);
	if (params.id)
		parameters(l, node, params);
	else
		function.flags |= EVL_FN_SIMPLE_PARAMS;
	node->as.function.body = is_block ? evl_lower_block(l, body) : evl_lower_expression(l, body);
	node->as.function.flags |= function.flags;
	l->function = function.parent;
	l->strict = outer_strict;
}

struct evl_node *evl_lower_function(struct evl_lower *l, TSNode cst, enum evl_node_kind kind)
{
	struct evl_node *node = evl_lower_new(l, kind, cst);
	uint32_t flags = 0;
	uint32_t i = 0;
	if (evl_cst_is(evl_cst_child(cst, i), EVL_CST_TOKEN_ASYNC)) {
		flags |= EVL_FN_ASYNC;
		i++;
	}
	i++; /* function */
	if (evl_cst_is(evl_cst_child(cst, i), EVL_CST_TOKEN_STAR)) {
		flags |= EVL_FN_GENERATOR;
		i++;
	}
	if (evl_cst_is(evl_cst_child(cst, i), EVL_CST_IDENTIFIER))
		node->as.function.name = evl_lower_identifier(l, evl_cst_child(cst, i++));
	signature_and_body(l, node, evl_cst_child(cst, i), evl_cst_child(cst, i + 1), flags);
	node->span.end = node->as.function.body->span.end;
	node->as.function.text = node->span;
	return node;
}

struct evl_node *evl_lower_arrow(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_ARROW_FUNCTION, cst);
	uint32_t flags = EVL_FN_ARROW;
	uint32_t i = 0;
	uint32_t count = ts_node_child_count(cst);
	if (count == 4) {
		flags |= EVL_FN_ASYNC;
		i++;
	}
	signature_and_body(l, node, evl_cst_child(cst, i), evl_cst_child(cst, i + 2), flags);
	node->as.function.text = node->span;
	return node;
}

/* Method, getter or setter of an object literal (kind PROPERTY) or of a class (kind CLASS_MEMBER). */
struct evl_node *evl_lower_method(struct evl_lower *l, TSNode cst, enum evl_node_kind kind, bool derived)
{
	struct evl_node *node = evl_lower_new(l, kind, cst);
	struct evl_node *function = evl_lower_new(l, EVL_NODE_FUNCTION_EXPRESSION, cst);
	uint32_t flags = EVL_FN_METHOD;
	uint8_t property_kind = EVL_PROPERTY_METHOD;
	bool is_static = false;
	uint32_t text_start = UINT32_MAX;
	uint32_t i = 0;
	for (;; i++) {
		TSNode child = evl_cst_child(cst, i);
		uint32_t start = ts_node_start_byte(child);
		bool is_key = false;
		switch (ts_node_symbol(child)) {
		case EVL_CST_TOKEN_STATIC:
			is_static = true;
			continue;
		case EVL_CST_TOKEN_ASYNC:
			flags |= EVL_FN_ASYNC;
			break;
		case EVL_CST_TOKEN_STAR:
			flags |= EVL_FN_GENERATOR;
			break;
		case EVL_CST_TOKEN_GET:
			flags |= EVL_FN_GETTER;
			property_kind = EVL_PROPERTY_GET;
			break;
		case EVL_CST_TOKEN_SET:
			flags |= EVL_FN_SETTER;
			property_kind = EVL_PROPERTY_SET;
			break;
		default:
			is_key = true;
		}
		if (text_start == UINT32_MAX)
			text_start = start;
		if (is_key)
			break;
	}
	struct evl_node *key = evl_lower_key(l, evl_cst_child(cst, i), &node->computed);
	bool is_constructor = kind == EVL_NODE_CLASS_MEMBER && !is_static && !node->computed &&
			      ((key->kind == EVL_NODE_IDENTIFIER && key->as.identifier.name == EVL_NAME_constructor) ||
			       (key->kind == EVL_NODE_STRING && key->as.string.name == EVL_NAME_constructor));
	if (is_constructor)
		flags |= EVL_FN_CONSTRUCTOR | (derived ? EVL_FN_DERIVED : 0u);
	signature_and_body(l, function, evl_cst_child(cst, i + 1), evl_cst_child(cst, i + 2), flags);
	function->span.start = text_start;
	function->span.end = function->as.function.body->span.end;
	function->as.function.text = function->span;
	node->span.end = function->span.end;
	if (is_constructor)
		return function;
	if (kind == EVL_NODE_PROPERTY) {
		node->as.property.key = key;
		node->as.property.value = function;
		node->as.property.kind = property_kind;
	} else {
		node->as.member_def.key = key;
		node->as.member_def.value = function;
		node->as.member_def.kind = property_kind;
		node->as.member_def.is_static = is_static;
	}
	return node;
}

static struct evl_node *field(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_CLASS_MEMBER, cst);
	uint32_t i = 0;
	node->as.member_def.kind = EVL_PROPERTY_FIELD;
	if (evl_cst_is(evl_cst_child(cst, 0), EVL_CST_TOKEN_STATIC)) {
		node->as.member_def.is_static = true;
		i++;
	}
	node->as.member_def.key = evl_lower_key(l, evl_cst_child(cst, i), &node->computed);
	if (ts_node_child_count(cst) > i + 1) {
		/* The initialiser is the body of a method of its own (sec-runtime-semantics-classfielddefinitionevaluation). */
		struct evl_lower_function function = { .parent = l->function, .flags = EVL_FN_METHOD };
		l->function = &function;
		node->as.member_def.value = evl_lower_expression(l, evl_cst_child(cst, i + 2));
		l->function = function.parent;
	}
	return node;
}

static struct evl_node *static_block(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_CLASS_STATIC_BLOCK, cst);
	TSNode body = evl_cst_child(cst, ts_node_child_count(cst) - 1);
	struct evl_lower_function function = {
		.parent = l->function,
		.flags = EVL_FN_STATIC_BLOCK | EVL_FN_STRICT | EVL_FN_METHOD | EVL_FN_SIMPLE_PARAMS,
	};
	l->function = &function;
	node->as.function.body = evl_lower_block(l, body);
	node->as.function.flags = function.flags;
	node->as.function.text = node->span;
	l->function = function.parent;
	return node;
}

static void class_body(struct evl_lower *l, struct evl_node *node, TSNode cst)
{
	uint32_t count = ts_node_child_count(cst);
	struct evl_node_list list = evl_lower_list(l, count);
	bool derived = node->as.class_.heritage != NULL;
	for (uint32_t i = 1; i + 1 < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		struct evl_node *member;
		switch (ts_node_symbol(child)) {
		case EVL_CST_METHOD_DEFINITION:
			member = evl_lower_method(l, child, EVL_NODE_CLASS_MEMBER, derived);
			if (member->kind == EVL_NODE_FUNCTION_EXPRESSION)
				node->as.class_.constructor = member;
			else
				evl_lower_append(&list, member);
			break;
		case EVL_CST_FIELD_DEFINITION:
			evl_lower_append(&list, field(l, child));
			break;
		case EVL_CST_CLASS_STATIC_BLOCK:
			evl_lower_append(&list, static_block(l, child));
			break;
		default:
			break; /* ; */
		}
	}
	node->as.class_.members = list;
}

struct evl_node *evl_lower_class(struct evl_lower *l, TSNode cst, enum evl_node_kind kind)
{
	struct evl_node *node = evl_lower_new(l, kind, cst);
	bool outer_strict = l->strict;
	uint32_t count = ts_node_child_count(cst);
	l->strict = true;
	for (uint32_t i = 1; i < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		switch (ts_node_symbol(child)) {
		case EVL_CST_IDENTIFIER:
			node->as.class_.name = evl_lower_identifier(l, child);
			break;
		case EVL_CST_CLASS_HERITAGE:
			node->as.class_.heritage = evl_lower_expression(l, evl_cst_child(child, 1));
			break;
		case EVL_CST_CLASS_BODY:
			node->span.end = ts_node_end_byte(child);
			class_body(l, node, child);
			break;
		default:
			break;
		}
	}
	l->strict = outer_strict;
	return node;
}
