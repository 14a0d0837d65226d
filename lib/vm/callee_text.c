/* SPDX-License-Identifier: MIT */
/*
 * callee_text.c - how V8's messages call an expression: "o.f", "f(...).x",
 * "(intermediate value)". What is not a name, a literal, a member access, a call
 * or an operator has no text of its own; V8 says "(intermediate value)" then.
 */
#include <math.h>
#include <string.h>

#include "base/buffer.h"
#include "base/number_text.h"
#include "syntax/ast.h"
#include "value/convert.h"
#include "vm/stack.h"
#include "vm/step.h"

enum { DEPTH_MAX = 100, LENGTH_MAX = 4096 };

struct printer {
	struct evl_realm *realm;
	struct evl_buffer text;
	unsigned depth;
	bool iterated; /* the message is about iteration: `new f()` has a text then */
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

/* Print the node, or V8's "(intermediate value)" when it prints nothing. */
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

static void print_number(struct printer *p, double value)
{
	char text[EVL_NUMBER_TEXT_MAX];
	evl_number_to_text(value, text);
	put(p, text);
}

/* The value of what V8's parser folds: arithmetic on number literals . */
static bool folded_number(const struct evl_node *node, double *value, unsigned depth);

static bool folded_operation(const struct evl_node *node, double *value, unsigned depth)
{
	double left, right;
	if (!folded_number(node->as.operation.left, &left, depth) || !folded_number(node->as.operation.right, &right, depth))
		return false;
	int32_t l = evl_double_to_int32(left), r = evl_double_to_int32(right);
	switch ((enum evl_operator)node->as.operation.op) {
	case EVL_OP_ADD: *value = left + right; return true;
	case EVL_OP_SUB: *value = left - right; return true;
	case EVL_OP_MUL: *value = left * right; return true;
	case EVL_OP_DIV: *value = left / right; return true;
	case EVL_OP_MOD: *value = fmod(left, right); return true;
	case EVL_OP_EXP: *value = pow(left, right); return true;
	case EVL_OP_BIT_AND: *value = l & r; return true;
	case EVL_OP_BIT_OR: *value = l | r; return true;
	case EVL_OP_BIT_XOR: *value = l ^ r; return true;
	case EVL_OP_SHL: *value = (int32_t)((uint32_t)l << (r & 31)); return true;
	case EVL_OP_SAR: *value = l >> (r & 31); return true;
	case EVL_OP_SHR: *value = (uint32_t)l >> (r & 31); return true;
	default: return false;
	}
}

static bool folded_number(const struct evl_node *node, double *value, unsigned depth)
{
	node = evl_node_bare(node);
	if (node == NULL || depth == DEPTH_MAX)
		return false;
	if (node->kind == EVL_NODE_NUMBER) {
		*value = node->as.number.value;
		return true;
	}
	if (node->kind == EVL_NODE_BINARY)
		return folded_operation(node, value, depth + 1);
	if (node->kind != EVL_NODE_UNARY || !folded_number(node->as.operation.left, value, depth + 1))
		return false;
	switch ((enum evl_operator)node->as.operation.op) {
	case EVL_OP_PLUS: return true;
	case EVL_OP_MINUS: *value = -*value; return true;
	case EVL_OP_BIT_NOT: *value = ~evl_double_to_int32(*value); return true;
	default: return false;
	}
}

/* Is this literal true or false? */
static bool literal_truth(const struct evl_node *node, bool *truth)
{
	double number;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_NULL:
	case EVL_NODE_FALSE:
		*truth = false;
		return true;
	case EVL_NODE_TRUE:
		*truth = true;
		return true;
	case EVL_NODE_STRING:
		*truth = node->as.string.name != EVL_NAME_empty;
		return true;
	default:
		if (!folded_number(node, &number, 0))
			return false;
		*truth = number != 0 && number == number;
		return true;
	}
}

/* a + b + c is one operation of three operands for V8. */
static void print_operands(struct printer *p, const struct evl_node *node, const struct evl_node *operand)
{
	if (operand->kind == node->kind && operand->as.operation.op == node->as.operation.op && p->depth < DEPTH_MAX &&
	    node->as.operation.op != EVL_OP_EXP) {
		p->depth++;
		print_operands(p, node, operand->as.operation.left);
		p->depth--;
		operand = operand->as.operation.right;
		put(p, " ");
		put(p, operator_text(node->as.operation.op));
		put(p, " ");
	}
	find(p, operand);
}

static void print_binary(struct printer *p, const struct evl_node *node)
{
	double folded;
	if (node->kind == EVL_NODE_BINARY && folded_number(node, &folded, 0)) {
		print_number(p, folded);
		return;
	}
	put(p, "(");
	print_operands(p, node, node->as.operation.left);
	put(p, " ");
	put(p, operator_text(node->as.operation.op));
	put(p, " ");
	find(p, node->as.operation.right);
	put(p, ")");
}

static void print_unary(struct printer *p, const struct evl_node *node)
{
	double folded;
	const struct evl_node *operand = evl_node_bare(node->as.operation.left);
	if (folded_number(node, &folded, 0)) {
		print_number(p, folded);
		return;
	}
	if (node->as.operation.op == EVL_OP_NOT && operand != NULL) {
		bool truth;
		if (literal_truth(operand, &truth)) {
			put(p, truth ? "false" : "true");
			return;
		}
	}
	put(p, "(");
	put(p, operator_text(node->as.operation.op));
	find(p, node->as.operation.left);
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

static void print_member(struct printer *p, const struct evl_node *node)
{
	const struct evl_node *property = node->as.member.property;
	find(p, node->as.member.object);
	if (node->kind == EVL_NODE_MEMBER && property->kind == EVL_NODE_IDENTIFIER) {
		put(p, node->optional ? "?." : ".");
		put_name(p, property->as.identifier.name);
		return;
	}
	const struct evl_node *key = evl_node_bare(property);
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

/* V8 shows each value of an object literal as "(intermediate value)", whatever it is. */
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
		if (!p->iterated)
			put(p, "(...)");
		break;
	case EVL_NODE_NEW:
		if (p->iterated)
			find(p, node->as.call.callee);
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
		print_unary(p, node);
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

const char *evl_node_text(struct evl_realm *realm, const struct evl_node *node, bool iterated)
{
	struct printer p = { .realm = realm, .iterated = iterated };
	evl_buffer_init(&p.text);
	find(&p, node);
	const char *text = "(intermediate value)";
	if (!p.text.failed && p.text.length != 0)
		text = evl_arena_copy(&realm->scratch, p.text.bytes, p.text.length + 1);
	evl_buffer_release(&p.text);
	return text;
}

bool evl_is_out_of_sight(const struct evl_realm *realm)
{
	const struct evl_frame *frame = realm->vm->frame;
	return realm->v8 == EVL_V8_11 && frame != NULL && frame->code->template_->name == EVL_NAME_static_initializer;
}

const char *evl_callee_text(struct evl_realm *realm, const struct evl_node *node, evl_value value)
{
	if (node == NULL || evl_is_out_of_sight(realm))
		return evl_describe_callee(realm, value);
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_CALL:
	case EVL_NODE_NEW:
		return evl_node_text(realm, node->as.call.callee, false);
	case EVL_NODE_TAGGED_TEMPLATE:
		return evl_node_text(realm, node->as.tagged.tag, false);
	case EVL_NODE_FOR_OF:
	case EVL_NODE_FOR_IN:
		return evl_node_text(realm, node->as.for_each.right, false);
	case EVL_NODE_SPREAD:
		return evl_node_text(realm, node->as.unary.operand, false);
	default:
		/* A getter, an implicit call: no call expression stands here. */
		return evl_describe_callee(realm, value);
	}
}
