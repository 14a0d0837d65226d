/* SPDX-License-Identifier: MIT */
/*
 * entry_place.c - where V8 says that a function is which has just been entered.
 *
 * V8 looks whether there is room on the stack when a function is entered. What the trace then shows of it is the position of its
 * first instruction (src/interpreter/bytecode-generator.cc): of its first statement; of a property's name, where a property of this or of a
 * parameter is what that statement loads first; of the parameters' parenthesis, where other work comes before.
 */
#include "vm/entry_place.h"

#include "syntax/ast.h"
#include "syntax/children.h"

enum { PROLOGUE = 8 }; /* so many instructions at most make the arguments object and the function's own name */

static bool is_parameter(const struct evl_node *function, const struct evl_node *node)
{
	if (node->kind != EVL_NODE_IDENTIFIER)
		return false;
	const struct evl_node_list *params = &function->as.function.params;
	for (uint32_t i = 0; i < params->count; i++)
		if (params->items[i]->as.identifier.name == node->as.identifier.name)
			return true;
	return false;
}

struct capture {
	const struct evl_node *function;
	bool inside;    /* of another function in it */
	bool same_this; /* what this is there is what it is in the function */
	bool found;
};

static bool declares(const struct evl_node *statement, evl_name name)
{
	if (statement->kind != EVL_NODE_VARIABLE_DECLARATION)
		return false;
	for (uint32_t i = 0; i < statement->as.declaration.declarators.count; i++) {
		const struct evl_node *target = statement->as.declaration.declarators.items[i]->as.declarator.target;
		if (target->kind == EVL_NODE_IDENTIFIER && target->as.identifier.name == name)
			return true;
	}
	return false;
}

/* Is it one of the function's own variables: a parameter, or declared by a statement of its body? */
static bool is_own(const struct evl_node *function, const struct evl_node *name)
{
	const struct evl_node *body = function->as.function.body;
	bool own = is_parameter(function, name);
	for (uint32_t i = 0; !own && body->kind == EVL_NODE_BLOCK && i < body->as.block.body.count; i++)
		own = declares(body->as.block.body.items[i], name->as.identifier.name);
	return own;
}

static bool is_function(const struct evl_node *node)
{
	return node->kind == EVL_NODE_ARROW_FUNCTION || node->kind == EVL_NODE_FUNCTION_EXPRESSION || node->kind == EVL_NODE_FUNCTION_DECLARATION;
}

static void visit(void *context, struct evl_node *node, enum evl_child_role role)
{
	struct capture *capture = context, before = *capture;
	if (capture->found)
		return;
	if (is_function(node)) {
		capture->inside = true;
		capture->same_this = capture->same_this && node->kind == EVL_NODE_ARROW_FUNCTION;
	}
	bool is_name = node->kind == EVL_NODE_IDENTIFIER && role == EVL_CHILD_PLAIN && is_own(capture->function, node);
	bool used = capture->inside && (is_name || (node->kind == EVL_NODE_THIS && capture->same_this));
	evl_visit_children(node, role, visit, context);
	capture->found = capture->found || used;
	capture->inside = before.inside;
	capture->same_this = before.same_this;
}

/* Does a function inside use its variables, or the this of an arrow function? Then its first work is to make a context for them. */
static bool is_captured(const struct evl_node *function)
{
	struct capture capture = { .function = function, .same_this = function->kind != EVL_NODE_ARROW_FUNCTION };
	visit(&capture, function->as.function.body, EVL_CHILD_PLAIN);
	return capture.found;
}

static bool works_before(const struct evl_template *function)
{
	for (uint32_t i = 0; i < function->code_count && i < PROLOGUE; i++)
		switch (function->code[i].op) {
		case EVL_OPCODE_CREATE_ARGUMENTS:
		case EVL_OPCODE_CREATE_MAPPED_ARGUMENTS:
		case EVL_OPCODE_LOAD_CALLEE:
			return true;
		default:
			break;
		}
	return false;
}

/* The expression that is evaluated first within `node`, or NULL: node itself begins. */
static const struct evl_node *begins_with(const struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_CALL:
		return node->as.call.callee;
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
		return node->as.member.object;
	case EVL_NODE_BINARY:
	case EVL_NODE_LOGICAL:
	case EVL_NODE_UNARY:
		return node->as.operation.left;
	case EVL_NODE_CONDITIONAL:
		return node->as.conditional.test;
	case EVL_NODE_SEQUENCE:
		return node->as.list.items.items[0];
	default:
		return NULL;
	}
}

static bool is_plain(const struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_IDENTIFIER:
	case EVL_NODE_NUMBER:
	case EVL_NODE_STRING:
	case EVL_NODE_NULL:
	case EVL_NODE_TRUE:
	case EVL_NODE_FALSE:
	case EVL_NODE_THIS:
	case EVL_NODE_ARRAY:
	case EVL_NODE_OBJECT:
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
	case EVL_NODE_NEW:
	case EVL_NODE_UPDATE:
		return true;
	default:
		return false;
	}
}

/* An expression whose statement is at `position`: the name of a property instead, where that is loaded at once. */
static bool expression_at(const struct evl_node *function, const struct evl_node *node, uint32_t position, uint32_t *out)
{
	*out = position;
	for (node = evl_node_bare(node);;) {
		if (node->kind == EVL_NODE_ASSIGNMENT)
			return expression_at(function, node->as.operation.right, position, out) && *out == position;
		if (node->optional)
			return false;
		const struct evl_node *first = evl_node_bare(begins_with(node));
		if (first == NULL)
			return is_plain(node);
		if (node->kind == EVL_NODE_MEMBER && (first->kind == EVL_NODE_THIS || is_parameter(function, first))) {
			*out = node->as.member.property->span.start;
			return true;
		}
		node = first;
	}
}

/* Where an expression is, as V8 has it, that is a statement by itself. */
static uint32_t own_position(const struct evl_node *node)
{
	node = evl_node_bare(node);
	bool is_operation = node->kind == EVL_NODE_BINARY || node->kind == EVL_NODE_LOGICAL || node->kind == EVL_NODE_CALL || node->kind == EVL_NODE_MEMBER;
	return is_operation ? node->position : node->span.start;
}

enum found { FOUND, NOTHING, NOT_KNOWN };

static enum found expression(const struct evl_node *function, const struct evl_node *node, uint32_t position, uint32_t *out)
{
	return expression_at(function, node, position, out) ? FOUND : NOT_KNOWN;
}

static enum found declaration(const struct evl_node *function, const struct evl_node *node, uint32_t *out)
{
	for (uint32_t i = 0; i < node->as.declaration.declarators.count; i++) {
		const struct evl_node *d = node->as.declaration.declarators.items[i], *init = d->as.declarator.init;
		if (init != NULL)
			return expression(function, init, init->span.start, out);
		if (node->as.declaration.kind == EVL_DECL_VAR)
			continue;
		*out = d->as.declarator.target->span.start;
		return FOUND;
	}
	return NOTHING;
}

static enum found statement(const struct evl_node *function, const struct evl_node *node, uint32_t *out);

static enum found list(const struct evl_node *function, const struct evl_node_list *body, uint32_t *out)
{
	enum found found = NOTHING;
	for (uint32_t i = 0; i < body->count && found == NOTHING; i++)
		found = statement(function, body->items[i], out);
	return found;
}

static enum found loop(const struct evl_node *function, const struct evl_node *test, const struct evl_node *body, uint32_t *out)
{
	bool always = test == NULL || test->kind == EVL_NODE_TRUE || test->kind == EVL_NODE_NUMBER;
	return always ? statement(function, body, out) : expression(function, test, own_position(test), out);
}

static enum found for_loop(const struct evl_node *function, const struct evl_node *node, uint32_t *out)
{
	const struct evl_node *init = node->as.for_.init;
	enum found found = init == NULL				       ? NOTHING :
			   init->kind == EVL_NODE_VARIABLE_DECLARATION ? declaration(function, init, out) :
									 NOT_KNOWN;
	return found == NOTHING ? loop(function, node->as.for_.test, node->as.for_.body, out) : found;
}

static enum found statement(const struct evl_node *function, const struct evl_node *node, uint32_t *out)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_EMPTY:
	case EVL_NODE_FUNCTION_DECLARATION:
		return NOTHING;
	case EVL_NODE_EXPRESSION_STATEMENT:
		if (node->as.unary.operand->kind == EVL_NODE_STRING)
			return NOTHING;
		return expression(function, node->as.unary.operand, node->span.start, out);
	case EVL_NODE_RETURN:
	case EVL_NODE_THROW:
		*out = node->span.start;
		return node->as.unary.operand == NULL ? FOUND : expression(function, node->as.unary.operand, node->span.start, out);
	case EVL_NODE_IF:
		return expression(function, node->as.conditional.test, node->span.start, out);
	case EVL_NODE_SWITCH:
		return expression(function, node->as.switch_.discriminant, node->span.start, out);
	case EVL_NODE_VARIABLE_DECLARATION:
		return declaration(function, node, out);
	case EVL_NODE_BLOCK:
		return list(function, &node->as.block.body, out);
	case EVL_NODE_WHILE:
		return loop(function, node->as.loop.test, node->as.loop.body, out);
	case EVL_NODE_DO_WHILE:
		return statement(function, node->as.loop.body, out);
	case EVL_NODE_FOR:
		return for_loop(function, node, out);
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		return expression(function, node->as.for_each.right, node->as.for_each.right->span.start, out);
	case EVL_NODE_TRY:
		*out = function->as.function.open;
		return FOUND;
	default:
		return NOT_KNOWN;
	}
}

/* What the parameters are: names only (FOUND), with defaults or a rest (NOTHING), or patterns. */
static enum found parameters(const struct evl_node *function)
{
	const struct evl_node_list *params = &function->as.function.params;
	enum found found = FOUND;
	for (uint32_t i = 0; i < params->count; i++) {
		const struct evl_node *p = params->items[i];
		if (p->kind == EVL_NODE_REST || p->kind == EVL_NODE_DEFAULT_PATTERN)
			found = NOTHING;
		else if (p->kind != EVL_NODE_IDENTIFIER)
			return NOT_KNOWN;
	}
	return found;
}

static bool has_function(const struct evl_node_list *body)
{
	for (uint32_t i = 0; i < body->count; i++)
		if (body->items[i]->kind == EVL_NODE_FUNCTION_DECLARATION)
			return true;
	return false;
}

bool evl_entry_place(const struct evl_template *t, uint32_t *position)
{
	const uint32_t others = EVL_TEMPLATE_ASYNC | EVL_TEMPLATE_GENERATOR | EVL_TEMPLATE_GETTER | EVL_TEMPLATE_SETTER |
				EVL_TEMPLATE_CLASS_CONSTRUCTOR | EVL_TEMPLATE_FIELDS;
	const struct evl_node *node = t->node;
	bool is_function = node != NULL && (node->kind == EVL_NODE_FUNCTION_DECLARATION || node->kind == EVL_NODE_FUNCTION_EXPRESSION ||
					    node->kind == EVL_NODE_ARROW_FUNCTION);
	if (!is_function || (t->flags & others) != 0)
		return false;
	const struct evl_node *body = node->as.function.body;
	enum found simple = parameters(node);
	if (simple == NOT_KNOWN)
		return false;
	if (simple == NOTHING || works_before(t) || is_captured(node) || (body->kind == EVL_NODE_BLOCK && has_function(&body->as.block.body))) {
		*position = node->as.function.open;
		return true;
	}
	uint32_t at;
	enum found found = (node->as.function.flags & EVL_FN_EXPRESSION_BODY) != 0 ? expression(node, body, own_position(body), &at) :
										     list(node, &body->as.block.body, &at);
	if (found == FOUND)
		*position = at;
	return found == FOUND;
}
