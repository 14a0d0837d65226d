/* SPDX-License-Identifier: MIT */
/*
 * callee_text.c - how V8's messages call an expression: "o.f", "f(...).x",
 * "(intermediate value)". What is not a name, a literal, a member access, a call
 * or an operator has no text of its own; V8 says "(intermediate value)" then.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/number_text.h"
#include "syntax/ast.h"
#include "vm/stack.h"
#include "vm/step.h"

enum { DEPTH_MAX = 100, LENGTH_MAX = 4096 };

struct printer {
	struct evl_realm *realm;
	struct evl_buffer text;
	unsigned depth;
};

static void print(struct printer *p, const struct evl_node *node);

static void put(struct printer *p, const char *text)
{
	if (p->text.length < LENGTH_MAX)
		evl_buffer_append_text(&p->text, text);
}

static void put_name(struct printer *p, evl_name name)
{
	const struct evl_name_entry *entry = evl_names_entry(p->realm->names, name);
	if (p->text.length < LENGTH_MAX)
		evl_buffer_append_utf16(&p->text, entry->units, entry->length);
}

/* Print the node, or the placeholder when it prints nothing. */
static void find(struct printer *p, const struct evl_node *node)
{
	size_t before = p->text.length;
	if (node != NULL && p->depth < DEPTH_MAX) {
		p->depth++;
		print(p, node);
		p->depth--;
	}
	if (p->text.length == before)
		put(p, "(intermediate value)");
}

static const char *operator_text(uint8_t op)
{
	static const char *const texts[] = {
		[EVL_OP_ADD] = "+", [EVL_OP_SUB] = "-", [EVL_OP_MUL] = "*", [EVL_OP_DIV] = "/", [EVL_OP_MOD] = "%", [EVL_OP_EXP] = "**",
		[EVL_OP_SHL] = "<<", [EVL_OP_SAR] = ">>", [EVL_OP_SHR] = ">>>", [EVL_OP_BIT_AND] = "&", [EVL_OP_BIT_OR] = "|",
		[EVL_OP_BIT_XOR] = "^", [EVL_OP_EQ] = "==", [EVL_OP_NE] = "!=", [EVL_OP_STRICT_EQ] = "===", [EVL_OP_STRICT_NE] = "!==",
		[EVL_OP_LT] = "<", [EVL_OP_LE] = "<=", [EVL_OP_GT] = ">", [EVL_OP_GE] = ">=", [EVL_OP_IN] = "in",
		[EVL_OP_INSTANCEOF] = "instanceof", [EVL_OP_AND] = "&&", [EVL_OP_OR] = "||", [EVL_OP_NULLISH] = "??", [EVL_OP_NOT] = "!",
		[EVL_OP_BIT_NOT] = "~", [EVL_OP_PLUS] = "+", [EVL_OP_MINUS] = "-", [EVL_OP_TYPEOF] = "typeof ", [EVL_OP_VOID] = "void ",
		[EVL_OP_DELETE] = "delete ", [EVL_OP_INCREMENT] = "++", [EVL_OP_DECREMENT] = "--",
	};
	return op < sizeof texts / sizeof texts[0] && texts[op] != NULL ? texts[op] : "";
}

static void print_binary(struct printer *p, const struct evl_node *node)
{
	put(p, "(");
	find(p, node->as.operation.left);
	put(p, " ");
	put(p, operator_text(node->as.operation.op));
	put(p, " ");
	find(p, node->as.operation.right);
	put(p, ")");
}

static void print_update(struct printer *p, const struct evl_node *node)
{
	put(p, "(");
	if (node->prefix)
		put(p, operator_text(node->as.operation.op));
	find(p, node->as.operation.left);
	if (!node->prefix)
		put(p, operator_text(node->as.operation.op));
	put(p, ")");
}

static const struct evl_node *without_parentheses(const struct evl_node *node)
{
	while (node != NULL && node->kind == EVL_NODE_PARENTHESIZED)
		node = node->as.unary.operand;
	return node;
}

static void print_member(struct printer *p, const struct evl_node *node)
{
	const struct evl_node *property = node->as.member.property;
	find(p, node->as.member.object);
	if (node->kind == EVL_NODE_MEMBER && property->kind == EVL_NODE_IDENTIFIER) {
		put(p, node->optional ? "?." : ".");
		put_name(p, property->as.identifier.name);
		return;
	}
	const struct evl_node *key = without_parentheses(property);
	if (key->kind == EVL_NODE_TEMPLATE && key->as.template_.expressions.count == 0)
		key = key->as.template_.quasis.items[0];
	if (key != NULL && key->kind == EVL_NODE_STRING) {
		put(p, node->optional ? "?." : ".");
		put_name(p, key->as.string.name);
		return;
	}
	put(p, node->optional ? "?.[" : "[");
	find(p, property);
	put(p, "]");
}

static void print_list(struct printer *p, const struct evl_node *node)
{
	const struct evl_node_list *items = &node->as.list.items;
	put(p, "[");
	for (uint32_t i = 0; i < items->count; i++) {
		if (i != 0)
			put(p, ",");
		if (items->items[i] != NULL)
			find(p, items->items[i]);
	}
	put(p, "]");
}

/* V8 shows the values of an object literal as placeholders, whatever they are. */
static void print_object(struct printer *p, const struct evl_node *node)
{
	put(p, "{");
	for (uint32_t i = 0; i < node->as.list.items.count; i++)
		put(p, "(intermediate value)");
	put(p, "}");
}

static void print_sequence(struct printer *p, const struct evl_node *node)
{
	put(p, "(");
	for (uint32_t i = 0; i < node->as.list.items.count; i++) {
		if (i != 0)
			put(p, " , ");
		find(p, node->as.list.items.items[i]);
	}
	put(p, ")");
}

static void print_number(struct printer *p, double value)
{
	char text[EVL_NUMBER_TEXT_MAX];
	evl_number_to_text(value, text);
	put(p, text);
}

static void print_quoted(struct printer *p, evl_name name)
{
	put(p, "\"");
	put_name(p, name);
	put(p, "\"");
}

static void print(struct printer *p, const struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_IDENTIFIER:
	case EVL_NODE_PRIVATE_NAME:
		put_name(p, node->as.identifier.name);
		break;
	case EVL_NODE_NUMBER:
		print_number(p, node->as.number.value);
		break;
	case EVL_NODE_STRING:
		print_quoted(p, node->as.string.name);
		break;
	case EVL_NODE_TEMPLATE:
		if (node->as.template_.expressions.count == 0 && node->as.template_.quasis.items[0] != NULL)
			print_quoted(p, node->as.template_.quasis.items[0]->as.string.name);
		for (uint32_t i = 0; i < node->as.template_.expressions.count; i++)
			find(p, node->as.template_.expressions.items[i]);
		break;
	case EVL_NODE_NULL:
		put(p, "null");
		break;
	case EVL_NODE_TRUE:
		put(p, "true");
		break;
	case EVL_NODE_FALSE:
		put(p, "false");
		break;
	case EVL_NODE_THIS:
		put(p, "this");
		break;
	case EVL_NODE_REGEXP:
		put(p, "/");
		put_name(p, node->as.regexp.pattern);
		put(p, "/");
		put_name(p, node->as.regexp.flags);
		break;
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
		print_member(p, node);
		break;
	case EVL_NODE_CALL:
		find(p, node->as.call.callee);
		put(p, "(...)");
		break;
	case EVL_NODE_TAGGED_TEMPLATE:
		find(p, node->as.tagged.tag);
		put(p, "(...)");
		break;
	case EVL_NODE_SPREAD:
		put(p, "(...");
		find(p, node->as.unary.operand);
		put(p, ")");
		break;
	case EVL_NODE_PARENTHESIZED:
		find(p, node->as.unary.operand);
		break;
	case EVL_NODE_BINARY:
	case EVL_NODE_LOGICAL:
		print_binary(p, node);
		break;
	case EVL_NODE_UNARY:
		put(p, "(");
		put(p, operator_text(node->as.operation.op));
		find(p, node->as.operation.left);
		put(p, ")");
		break;
	case EVL_NODE_UPDATE:
		print_update(p, node);
		break;
	case EVL_NODE_ASSIGNMENT:
		find(p, node->as.operation.left);
		break;
	case EVL_NODE_CONDITIONAL:
		for (int i = 0; i < 3; i++)
			put(p, "(intermediate value)");
		break;
	case EVL_NODE_ARRAY:
		print_list(p, node);
		break;
	case EVL_NODE_OBJECT:
		print_object(p, node);
		break;
	case EVL_NODE_SEQUENCE:
		print_sequence(p, node);
		break;
	default:
		break;
	}
}

static const char *text_of(struct evl_realm *realm, const struct evl_node *node)
{
	struct printer p = { .realm = realm };
	evl_buffer_init(&p.text);
	find(&p, node);
	const char *text = "(intermediate value)";
	if (!p.text.failed && p.text.length != 0)
		text = evl_arena_copy(&realm->scratch, p.text.bytes, p.text.length + 1);
	evl_buffer_release(&p.text);
	return text;
}

/* V8's BuildDefaultCallSite: "undefined", "object null", "number 5", `string "a"`, "object". */
static const char *default_text(struct evl_realm *realm, evl_value value)
{
	struct evl_buffer text;
	evl_buffer_init(&text);
	const struct evl_name_entry *type = evl_names_entry(realm->names, evl_typeof(value));
	evl_buffer_append_utf16(&text, type->units, type->length);
	if (evl_is_string(value))
		evl_buffer_printf(&text, " \"%s\"", evl_string_utf8(realm, evl_as_string(value)));
	else if (evl_is_null(value))
		evl_buffer_append_text(&text, " null");
	else if (evl_is_boolean(value))
		evl_buffer_append_text(&text, value == EVL_TRUE ? " true" : " false");
	else if (evl_is_number(value))
		evl_buffer_printf(&text, " %s", evl_string_utf8(realm, evl_number_to_string(realm, value)));
	const char *copy = text.failed ? "value" : evl_arena_copy(&realm->scratch, text.bytes, text.length + 1);
	evl_buffer_release(&text);
	return copy;
}

const char *evl_callee_text(struct evl_realm *realm, const struct evl_node *node, evl_value value)
{
	if (node == NULL)
		return default_text(realm, value);
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_CALL:
	case EVL_NODE_NEW:
		return text_of(realm, node->as.call.callee);
	case EVL_NODE_TAGGED_TEMPLATE:
		return text_of(realm, node->as.tagged.tag);
	case EVL_NODE_FOR_OF:
	case EVL_NODE_FOR_IN:
		return text_of(realm, node->as.for_each.right);
	case EVL_NODE_SPREAD:
		return text_of(realm, node->as.unary.operand);
	default:
		/* A getter, an implicit call: no call expression stands here. */
		return evl_describe(realm, value);
	}
}

/* ---- destructuring and iteration ---- */

/* Where a pattern gets its value from. */
enum pattern_source { SOURCE_VALUE, SOURCE_EXPRESSION, SOURCE_ASSIGNED, SOURCE_FOR, SOURCE_CATCH, SOURCE_NESTED };

/* Is `pattern` this element of another pattern, perhaps with a default? */
static bool is_nested(const struct evl_node *element, const struct evl_node *pattern, enum pattern_source *source,
		      const struct evl_node **expression)
{
	const struct evl_node *target = element;
	const struct evl_node *otherwise = NULL;
	if (element != NULL && element->kind == EVL_NODE_DEFAULT_PATTERN) {
		target = element->as.operation.left;
		otherwise = element->as.operation.right;
	}
	if (target != pattern)
		return false;
	*source = SOURCE_NESTED;
	*expression = otherwise;
	return true;
}

/* Is `pattern` the target in the construct `node`? */
static bool is_source(const struct evl_node *node, const struct evl_node *pattern, enum pattern_source *source,
		      const struct evl_node **expression)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_DECLARATOR:
		if (node->as.declarator.target != pattern)
			return false;
		*expression = node->as.declarator.init;
		*source = *expression != NULL ? SOURCE_EXPRESSION : SOURCE_FOR;
		return true;
	case EVL_NODE_ASSIGNMENT:
		if (node->as.operation.left != pattern)
			return false;
		*expression = node->as.operation.right;
		*source = SOURCE_ASSIGNED;
		return true;
	case EVL_NODE_VARIABLE_DECLARATION:
		for (uint32_t i = 0; i < node->as.declaration.declarators.count; i++)
			if (is_source(node->as.declaration.declarators.items[i], pattern, source, expression))
				return true;
		return false;
	case EVL_NODE_FOR_OF:
	case EVL_NODE_FOR_IN:
		return node->as.for_each.left != pattern && is_source(node->as.for_each.left, pattern, source, expression);
	case EVL_NODE_TRY:
		*source = SOURCE_CATCH;
		return node->as.try_.param == pattern;
	case EVL_NODE_DEFAULT_PATTERN:
		*expression = node->as.operation.right;
		*source = SOURCE_NESTED;
		return node->as.operation.left == pattern;
	case EVL_NODE_PATTERN_PROPERTY:
		return is_nested(node->as.property.value, pattern, source, expression);
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		for (uint32_t i = 0; i < node->as.list.items.count; i++) {
			const struct evl_node *item = node->as.list.items.items[i];
			if (item == NULL)
				continue;
			if (is_nested(item->kind == EVL_NODE_PATTERN_PROPERTY ? item->as.property.value : item, pattern, source, expression))
				return true;
		}
		return false;
	default:
		return false;
	}
}

/* The construct that a pattern belongs to is among the sites of its function. */
static enum pattern_source source_of(struct evl_realm *realm, const struct evl_node *pattern, const struct evl_node **expression)
{
	*expression = NULL;
	if (realm->vm->frame == NULL)
		return SOURCE_VALUE;
	const struct evl_template *t = realm->vm->frame->code->template_;
	for (uint32_t i = 0; i < t->site_count; i++) {
		enum pattern_source source;
		if (t->sites[i].node != NULL && t->sites[i].node != pattern &&
		    is_source(t->sites[i].node, pattern, &source, expression))
			return source;
	}
	return SOURCE_VALUE;
}

/* The text of a property key that is not computed, or NULL. */
static const char *key_text(struct evl_realm *realm, const struct evl_node *property)
{
	if (property->kind != EVL_NODE_PATTERN_PROPERTY || property->computed || property->as.property.key == NULL)
		return NULL;
	const struct evl_node *key = property->as.property.key;
	switch ((enum evl_node_kind)key->kind) {
	case EVL_NODE_IDENTIFIER:
		return evl_names_utf8(realm->names, key->as.identifier.name, &realm->scratch);
	case EVL_NODE_STRING:
		return evl_names_utf8(realm->names, key->as.string.name, &realm->scratch);
	case EVL_NODE_NUMBER:
		return evl_string_utf8(realm, evl_number_to_string(realm, evl_from_number(key->as.number.value)));
	default:
		return NULL;
	}
}

bool evl_step_destructure(struct evl_realm *realm, evl_value value)
{
	const struct evl_node *pattern = evl_stack_node(realm);
	const char *nullish = evl_is_null(value) ? "null" : "undefined";
	if (pattern == NULL || pattern->kind != EVL_NODE_OBJECT_PATTERN)
		return evl_throw_message(realm, EVL_MESSAGE_DESTRUCTURE, default_text(realm, value), nullish);
	const struct evl_node *expression;
	enum pattern_source source = source_of(realm, pattern, &expression);
	const char *text = default_text(realm, value);
	if (expression != NULL)
		text = text_of(realm, expression);
	else if (source == SOURCE_FOR)
		text = ".for";
	else if (source == SOURCE_CATCH)
		text = ".catch";
	const struct evl_node *first = pattern->as.list.items.count != 0 ? pattern->as.list.items.items[0] : NULL;
	const char *key = first != NULL ? key_text(realm, first) : NULL;
	if (key == NULL)
		return evl_throw_message(realm, EVL_MESSAGE_DESTRUCTURE, text, nullish);
	const struct evl_node *target = first->as.property.value;
	bool plain_read = (target != NULL && target->kind == EVL_NODE_DEFAULT_PATTERN) || (source == SOURCE_NESTED && expression == NULL);
	if (plain_read)
		return evl_throw_message(realm, EVL_MESSAGE_READ_OF_NULLISH, nullish, key);
	return evl_throw_message(realm, EVL_MESSAGE_DESTRUCTURE_PROPERTY, key, text, nullish);
}

/* Is this call what a for-of or an array pattern of the running function iterates over? V8 has words of its own then. */
static bool is_iterated(struct evl_realm *realm, const struct evl_node *call)
{
	const struct evl_frame *frame = realm->vm->frame;
	const struct evl_template *t = frame != NULL ? frame->code->template_ : NULL;
	if (t == NULL || t->site_of == NULL)
		return false;
	for (uint32_t i = 0; i < t->code_count; i++) {
		if (t->code[i].op != EVL_OPCODE_GET_ITERATOR)
			continue;
		const struct evl_node *node = t->sites[t->site_of[i]].node;
		const struct evl_node *expression = NULL;
		if (node == call)
			return true;
		if (node != NULL && node->kind == EVL_NODE_ARRAY_PATTERN &&
		    source_of(realm, node, &expression) == SOURCE_EXPRESSION && expression == call)
			return true;
	}
	return false;
}

bool evl_step_not_callable(struct evl_realm *realm, evl_value callee)
{
	const struct evl_node *node = evl_stack_node(realm);
	const char *text = evl_callee_text(realm, node, callee);
	if (node != NULL && node->kind == EVL_NODE_CALL && is_iterated(realm, node))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_RESULT, text);
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, text);
}

/* The subject of a for-of, a spread, an array pattern: V8 names it when it can find it. */
static bool not_iterable_expression(struct evl_realm *realm, const struct evl_node *expression, bool is_async)
{
	const struct evl_node *inner = without_parentheses(expression);
	if (inner->kind == EVL_NODE_NEW)
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_RESULT, text_of(realm, inner->as.call.callee));
	if (inner->kind == EVL_NODE_CALL) {
		if (is_async)
			return evl_throw_message(realm, EVL_MESSAGE_NOT_ASYNC_ITERABLE_RESULT, text_of(realm, inner));
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_RESULT, text_of(realm, inner->as.call.callee));
	}
	return evl_throw_message(realm, is_async ? EVL_MESSAGE_NOT_ASYNC_ITERABLE : EVL_MESSAGE_NOT_ITERABLE, text_of(realm, expression));
}

static bool is_named(const struct evl_node *expression)
{
	switch ((enum evl_node_kind)without_parentheses(expression)->kind) {
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
	case EVL_NODE_OPTIONAL_CHAIN:
	case EVL_NODE_SEQUENCE:
	case EVL_NODE_LOGICAL:
	case EVL_NODE_BINARY:
	case EVL_NODE_CONDITIONAL:
	case EVL_NODE_ASSIGNMENT:
		return false;
	default:
		return true;
	}
}

bool evl_throw_not_iterable(struct evl_realm *realm, evl_value value)
{
	const struct evl_node *node = evl_stack_node(realm);
	const struct evl_frame *frame = realm->vm->frame;
	bool is_async = frame != NULL && frame->pc[-1].op == EVL_OPCODE_GET_ASYNC_ITERATOR;
	if (node == NULL || frame == NULL)
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, default_text(realm, value));
	if (is_async && evl_is_nullish(value))
		return evl_throw_message(realm, EVL_MESSAGE_READ_OF_NULLISH, evl_is_null(value) ? "null" : "undefined",
					 "Symbol(Symbol.asyncIterator)");
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_ARRAY_PATTERN: {
		const struct evl_node *expression;
		enum pattern_source source = source_of(realm, node, &expression);
		if (source == SOURCE_EXPRESSION && is_named(expression))
			return not_iterable_expression(realm, expression, false);
		if (source == SOURCE_FOR)
			return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, ".for");
		break;
	}
	case EVL_NODE_YIELD:
		if (evl_is_object(value) || (node->as.yield_.argument != NULL && !is_named(node->as.yield_.argument)))
			return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, "yield* (intermediate value)");
		break;
	case EVL_NODE_SPREAD: {
		/* In a call's arguments V8 spreads in a helper of its own, with other words. */
		const struct evl_template *t = frame->code->template_;
		const struct evl_node *outer = NULL;
		for (uint32_t i = 0; i < t->site_count && outer == NULL; i++) {
			const struct evl_node *candidate = t->sites[i].node;
			if (candidate == NULL || (candidate->kind != EVL_NODE_CALL && candidate->kind != EVL_NODE_NEW))
				continue;
			for (uint32_t k = 0; k < candidate->as.call.arguments.count; k++)
				if (candidate->as.call.arguments.items[k] == node)
					outer = candidate;
		}
		if (outer != NULL && evl_is_nullish(value))
			return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_SPREAD, text_of(realm, node->as.unary.operand));
		if (outer != NULL)
			return evl_throw_message(realm, EVL_MESSAGE_SPREAD_NOT_ITERABLE);
		return not_iterable_expression(realm, node->as.unary.operand, false);
	}
	default:
		return not_iterable_expression(realm, node, is_async);
	}
	return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, default_text(realm, value));
}
