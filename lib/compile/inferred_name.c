/* SPDX-License-Identifier: MIT */
/*
 * inferred_name.c - V8's function name inference, replayed over our tree.
 *
 * V8 parses the functions inside a function only to skip them, and reads a function again when it is first called. So
 * what counts for a function is one reading of the text of the function around it: the walk below visits that text in
 * source order, with the names read so far on a stack. Arrow functions are the exception: their bodies are read together
 * with what surrounds them, which can give a name to a function that waits for one.
 *
 * The rules: an identifier, a property name after a dot and the name of a declared variable are pushed; an assignment
 * expression, a property of an object literal, a class member and a declarator forget on leaving what was pushed inside;
 * a call takes the last function of the waiting ones off (a callback is not named after what it is passed to).
 */
#include "compile/inferred_name.h"

#include "base/number_text.h"
#include "syntax/ast.h"

enum { NAMES_MAX = 64, WAITING_MAX = 32, DEPTH_MAX = 1500, OUTER_MAX = 16 };

enum name_kind { LITERAL, VARIABLE, ENCLOSING };

struct inference {
	struct evl_names *names;
	const struct evl_node *wanted; /* the function or class whose name is asked for */
	struct {
		evl_name name;
		enum name_kind kind;
	} stack[NAMES_MAX];
	uint32_t name_count;  /* may pass NAMES_MAX: what is beyond is not kept */
	const struct evl_node *waiting[WAITING_MAX];
	uint32_t waiting_count;
	uint32_t states;      /* names are kept only inside of at least one */
	bool is_arrow;        /* the text is an arrow function's: V8 then skips no function inside */
	const struct evl_node *outer; /* a function of which we want to know whether it is called where it stands */
	bool is_called;
	uint32_t depth;
	struct evl_buffer *out;
};

static void visit(struct inference *in, const struct evl_node *node);
static void assignment(struct inference *in, const struct evl_node *node);

static void push(struct inference *in, evl_name name, enum name_kind kind)
{
	if (in->states == 0 && kind != ENCLOSING)
		return;
	if (in->name_count < NAMES_MAX) {
		in->stack[in->name_count].name = name;
		in->stack[in->name_count].kind = kind;
	}
	in->name_count++;
}

static void push_literal(struct inference *in, evl_name name)
{
	if (name != EVL_NAME_prototype)
		push(in, name, LITERAL);
}

static uint32_t enter(struct inference *in)
{
	in->states++;
	return in->name_count;
}

static void leave(struct inference *in, uint32_t mark)
{
	in->name_count = mark;
	in->states--;
}

static void add_function(struct inference *in, const struct evl_node *node)
{
	if (in->waiting_count < WAITING_MAX)
		in->waiting[in->waiting_count++] = node;
}

static void remove_last(struct inference *in)
{
	if (in->waiting_count > 0)
		in->waiting_count--;
}

static void write_name(struct inference *in)
{
	uint32_t count = in->name_count < NAMES_MAX ? in->name_count : NAMES_MAX;
	evl_buffer_reset(in->out);
	for (uint32_t i = 0; i < count; i++) {
		if (i + 1 < count && in->stack[i].kind == VARIABLE && in->stack[i + 1].kind == VARIABLE)
			continue;
		if (in->out->length != 0)
			evl_buffer_append_text(in->out, ".");
		const struct evl_name_entry *entry = evl_names_entry(in->names, in->stack[i].name);
		evl_buffer_append_utf16(in->out, entry->units, entry->length);
	}
}

/* All functions that wait are called what stands on the stack. */
static void infer(struct inference *in)
{
	for (uint32_t i = 0; i < in->waiting_count; i++)
		if (in->waiting[i] == in->wanted)
			write_name(in);
	in->waiting_count = 0;
}

/* After the right side of an assignment or declaration: what is called at once gives its name to nothing. */
static void infer_from(struct inference *in, const struct evl_node *right)
{
	right = evl_node_bare(right);
	if (right->kind == EVL_NODE_CALL || right->kind == EVL_NODE_NEW)
		remove_last(in);
	else
		infer(in);
}

static void visit_list(struct inference *in, struct evl_node_list list)
{
	for (uint32_t i = 0; i < list.count; i++)
		if (list.items[i] != NULL)
			visit(in, list.items[i]);
}

static void assignment_list(struct inference *in, struct evl_node_list list)
{
	for (uint32_t i = 0; i < list.count; i++)
		if (list.items[i] != NULL)
			assignment(in, list.items[i]);
}

static void push_key(struct inference *in, const struct evl_node *key)
{
	switch ((enum evl_node_kind)key->kind) {
	case EVL_NODE_IDENTIFIER:
	case EVL_NODE_PRIVATE_NAME:
		push_literal(in, key->as.identifier.name);
		break;
	case EVL_NODE_STRING:
		push_literal(in, key->as.string.name);
		break;
	case EVL_NODE_NUMBER: {
		char text[EVL_NUMBER_TEXT_MAX];
		push_literal(in, evl_names_intern_utf8(in->names, text, evl_number_to_text(key->as.number.value, text)));
		break;
	}
	default:
		break;
	}
}

static void function_text(struct inference *in, const struct evl_function_node *fn)
{
	visit_list(in, fn->params);
	if ((fn->flags & EVL_FN_EXPRESSION_BODY) != 0)
		assignment(in, fn->body);
	else
		visit(in, fn->body);
}

/* A function that V8 would skip by itself: its text has an effect only on functions that wait for a name. */
static void inner_function(struct inference *in, const struct evl_node *node)
{
	if (in->is_arrow && in->waiting_count != 0)
		function_text(in, &node->as.function);
}

/* A function that is called where it stands is read and compiled together with what is around it. */
static void called_function(struct inference *in, const struct evl_node *node)
{
	if (node == in->outer)
		in->is_called = true;
	function_text(in, &node->as.function);
	if (node->as.function.name == NULL)
		add_function(in, node);
}

static void property(struct inference *in, const struct evl_node *node)
{
	uint32_t mark = enter(in);
	if (node->as.property.key != NULL && node->computed)
		assignment(in, node->as.property.key);
	else if (node->as.property.key != NULL)
		push_key(in, node->as.property.key);
	uint8_t kind = node->as.property.kind;
	if (kind == EVL_PROPERTY_INIT || kind == EVL_PROPERTY_SPREAD)
		assignment(in, node->as.property.value);
	else if (kind != EVL_PROPERTY_SHORTHAND)
		inner_function(in, node->as.property.value);
	infer(in);
	leave(in, mark);
}

static void class_member(struct inference *in, const struct evl_node *node)
{
	if (node->kind == EVL_NODE_CLASS_STATIC_BLOCK)
		visit(in, node->as.function.body);
	if (node->kind != EVL_NODE_CLASS_MEMBER)
		return;
	uint32_t mark = enter(in);
	if (node->computed)
		assignment(in, node->as.member_def.key);
	else
		push_key(in, node->as.member_def.key);
	if (node->as.member_def.kind == EVL_PROPERTY_FIELD && node->as.member_def.value != NULL)
		assignment(in, node->as.member_def.value);
	else if (node->as.member_def.value != NULL)
		inner_function(in, node->as.member_def.value);
	infer(in);
	leave(in, mark);
}

static void class_members(struct inference *in, const struct evl_node *node)
{
	for (uint32_t i = 0; i < node->as.class_.members.count; i++)
		class_member(in, node->as.class_.members.items[i]);
}

static void visit_class(struct inference *in, const struct evl_node *node)
{
	if (node->as.class_.heritage != NULL) {
		uint32_t mark = enter(in);
		visit(in, node->as.class_.heritage);
		leave(in, mark);
	}
	class_members(in, node);
	if (node->kind == EVL_NODE_CLASS_EXPRESSION)
		add_function(in, node);
}

static void declarator(struct inference *in, const struct evl_node *node)
{
	uint32_t mark = enter(in);
	const struct evl_node *target = node->as.declarator.target, *init = node->as.declarator.init;
	if (target->kind == EVL_NODE_IDENTIFIER)
		push(in, target->as.identifier.name, VARIABLE);
	else
		visit(in, target);
	if (init != NULL) {
		assignment(in, init);
		if (target->kind == EVL_NODE_IDENTIFIER)
			infer_from(in, init);
	}
	leave(in, mark);
}

static void arrow(struct inference *in, const struct evl_node *node)
{
	if (in->waiting_count != 0) /* else the body has no effect out here */
		function_text(in, &node->as.function);
	add_function(in, node);
}

/* An AssignmentExpression: names pushed inside are forgotten after it. */
static void assignment(struct inference *in, const struct evl_node *node)
{
	if (node->kind == EVL_NODE_SPREAD) {
		assignment(in, node->as.unary.operand);
		return;
	}
	if (node->kind == EVL_NODE_YIELD) {
		if (node->as.yield_.argument != NULL)
			assignment(in, node->as.yield_.argument);
		return;
	}
	uint32_t mark = enter(in);
	if (node->kind == EVL_NODE_ASSIGNMENT) {
		uint8_t op = node->as.operation.op;
		visit(in, node->as.operation.left);
		assignment(in, node->as.operation.right);
		if (op == EVL_OP_ASSIGN || op == EVL_OP_AND || op == EVL_OP_OR || op == EVL_OP_NULLISH)
			infer_from(in, node->as.operation.right);
		else
			remove_last(in);
	} else if (node->kind == EVL_NODE_ARROW_FUNCTION) {
		arrow(in, node);
	} else {
		visit(in, node);
	}
	leave(in, mark);
}

/* V8 takes a function for a constructor when its name begins with a capital letter. */
static void push_enclosing(struct inference *in, evl_name name)
{
	const struct evl_name_entry *entry = evl_names_entry(in->names, name);
	if (entry->length != 0 && entry->units[0] >= 'A' && entry->units[0] <= 'Z')
		push(in, name, ENCLOSING);
}

/* "0", "42": V8 keeps elements apart from named properties. */
static bool is_index(const struct evl_name_entry *entry)
{
	for (uint32_t i = 0; i < entry->length; i++)
		if (entry->units[i] < '0' || entry->units[i] > '9')
			return false;
	return entry->length == 1 || (entry->length > 1 && entry->length <= 10 && entry->units[0] != '0');
}

static void index_access(struct inference *in, const struct evl_node *node)
{
	static const char computed[] = "<computed>";
	const struct evl_node *key = node->as.member.property;
	visit(in, node->as.member.object);
	assignment(in, key);
	if (key->kind == EVL_NODE_STRING && !is_index(evl_names_entry(in->names, key->as.string.name)))
		push_literal(in, key->as.string.name);
	else
		push_literal(in, evl_names_intern_utf8(in->names, computed, sizeof computed - 1));
}

static void visit_statement(struct inference *in, const struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_PROGRAM:
		visit_list(in, node->as.program.body);
		break;
	case EVL_NODE_BLOCK:
		visit_list(in, node->as.block.body);
		break;
	case EVL_NODE_EXPRESSION_STATEMENT:
	case EVL_NODE_RETURN:
	case EVL_NODE_THROW:
	case EVL_NODE_EXPORT_DEFAULT:
		if (node->as.unary.operand != NULL)
			assignment(in, node->as.unary.operand);
		break;
	case EVL_NODE_EXPORT_DECLARATION:
		visit(in, node->as.unary.operand);
		break;
	case EVL_NODE_VARIABLE_DECLARATION:
		for (uint32_t i = 0; i < node->as.declaration.declarators.count; i++)
			declarator(in, node->as.declaration.declarators.items[i]);
		break;
	case EVL_NODE_CLASS_DECLARATION:
		visit_class(in, node);
		break;
	case EVL_NODE_IF:
		assignment(in, node->as.conditional.test);
		visit(in, node->as.conditional.consequent);
		if (node->as.conditional.alternate != NULL)
			visit(in, node->as.conditional.alternate);
		break;
	case EVL_NODE_FOR:
		if (node->as.for_.init != NULL)
			visit(in, node->as.for_.init);
		if (node->as.for_.test != NULL)
			assignment(in, node->as.for_.test);
		if (node->as.for_.update != NULL)
			assignment(in, node->as.for_.update);
		visit(in, node->as.for_.body);
		break;
	case EVL_NODE_FOR_IN:
	case EVL_NODE_FOR_OF:
		visit(in, node->as.for_each.left);
		assignment(in, node->as.for_each.right);
		visit(in, node->as.for_each.body);
		break;
	case EVL_NODE_WHILE:
	case EVL_NODE_WITH:
		assignment(in, node->as.loop.test);
		visit(in, node->as.loop.body);
		break;
	case EVL_NODE_DO_WHILE:
		visit(in, node->as.loop.body);
		assignment(in, node->as.loop.test);
		break;
	case EVL_NODE_SWITCH:
		assignment(in, node->as.switch_.discriminant);
		visit_list(in, node->as.switch_.cases);
		break;
	case EVL_NODE_CASE:
		if (node->as.case_.test != NULL)
			assignment(in, node->as.case_.test);
		visit_list(in, node->as.case_.body);
		break;
	case EVL_NODE_TRY:
		visit(in, node->as.try_.block);
		if (node->as.try_.param != NULL)
			visit(in, node->as.try_.param);
		if (node->as.try_.handler != NULL)
			visit(in, node->as.try_.handler);
		if (node->as.try_.finalizer != NULL)
			visit(in, node->as.try_.finalizer);
		break;
	case EVL_NODE_LABELED:
		visit(in, node->as.labeled.body);
		break;
	case EVL_NODE_FUNCTION_DECLARATION: {
		uint32_t mark = enter(in);
		push_enclosing(in, node->as.function.name != NULL ? node->as.function.name->as.identifier.name : EVL_NAME_empty);
		inner_function(in, node);
		leave(in, mark);
		break;
	}
	default: /* the rest holds no expressions */
		break;
	}
}

static void visit_expression(struct inference *in, const struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_IDENTIFIER:
		push(in, node->as.identifier.name, VARIABLE);
		break;
	case EVL_NODE_MEMBER:
		visit(in, node->as.member.object);
		push_key(in, node->as.member.property);
		break;
	case EVL_NODE_INDEX:
		index_access(in, node);
		break;
	case EVL_NODE_CALL: {
		const struct evl_node *callee = evl_node_bare(node->as.call.callee);
		if (callee->kind == EVL_NODE_FUNCTION_EXPRESSION || callee->kind == EVL_NODE_ARROW_FUNCTION)
			called_function(in, callee);
		else
			visit(in, node->as.call.callee);
		assignment_list(in, node->as.call.arguments);
		remove_last(in);
		break;
	}
	case EVL_NODE_NEW:
		visit(in, node->as.call.callee);
		assignment_list(in, node->as.call.arguments);
		break;
	case EVL_NODE_IMPORT_CALL:
		assignment_list(in, node->as.call.arguments);
		break;
	case EVL_NODE_TEMPLATE:
		assignment_list(in, node->as.template_.expressions);
		break;
	case EVL_NODE_TAGGED_TEMPLATE:
		visit(in, node->as.tagged.tag);
		visit(in, node->as.tagged.quasi);
		break;
	case EVL_NODE_PARENTHESIZED:
		assignment(in, node->as.unary.operand);
		break;
	case EVL_NODE_SEQUENCE:
	case EVL_NODE_ARRAY:
		assignment_list(in, node->as.list.items);
		break;
	case EVL_NODE_ARRAY_PATTERN:
		for (uint32_t i = 0; i < node->as.list.items.count; i++) {
			uint32_t mark = enter(in);
			if (node->as.list.items.items[i] != NULL)
				visit(in, node->as.list.items.items[i]);
			leave(in, mark);
		}
		break;
	case EVL_NODE_OBJECT_PATTERN:
	case EVL_NODE_OBJECT:
		visit_list(in, node->as.list.items);
		break;
	case EVL_NODE_PROPERTY:
		property(in, node);
		break;
	case EVL_NODE_PATTERN_PROPERTY: {
		uint32_t mark = enter(in);
		if (!node->computed && node->as.property.key != NULL)
			push_key(in, node->as.property.key);
		visit(in, node->as.property.value);
		infer(in);
		leave(in, mark);
		break;
	}
	case EVL_NODE_DEFAULT_PATTERN:
		visit(in, node->as.operation.left);
		assignment(in, node->as.operation.right);
		break;
	case EVL_NODE_FUNCTION_EXPRESSION:
		inner_function(in, node);
		if (node->as.function.name == NULL)
			add_function(in, node);
		break;
	case EVL_NODE_CLASS_EXPRESSION:
		visit_class(in, node);
		break;
	case EVL_NODE_UNARY:
	case EVL_NODE_UPDATE:
		visit(in, node->as.operation.left);
		break;
	case EVL_NODE_BINARY:
	case EVL_NODE_LOGICAL:
		visit(in, node->as.operation.left);
		visit(in, node->as.operation.right);
		break;
	case EVL_NODE_CONDITIONAL:
		visit(in, node->as.conditional.test);
		assignment(in, node->as.conditional.consequent);
		assignment(in, node->as.conditional.alternate);
		break;
	case EVL_NODE_OPTIONAL_CHAIN:
	case EVL_NODE_AWAIT:
	case EVL_NODE_SPREAD:
	case EVL_NODE_REST:
		visit(in, node->as.unary.operand);
		break;
	case EVL_NODE_ASSIGNMENT:
	case EVL_NODE_ARROW_FUNCTION:
	case EVL_NODE_YIELD:
		assignment(in, node);
		break;
	default:
		visit_statement(in, node);
		break;
	}
}

static void visit(struct inference *in, const struct evl_node *node)
{
	if (in->depth == DEPTH_MAX)
		return;
	in->depth++;
	visit_expression(in, node);
	in->depth--;
}

/* Read the text that `outer` was compiled from. */
static void read_text(struct inference *in, const struct evl_template *outer)
{
	const struct evl_node *node = outer->node;
	in->is_arrow = node->kind == EVL_NODE_ARROW_FUNCTION;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_CLASS_DECLARATION:
	case EVL_NODE_CLASS_EXPRESSION:
		if ((outer->flags & EVL_TEMPLATE_CLASS_CONSTRUCTOR) == 0) {
			class_members(in, node);
		} else if (node->as.class_.constructor != NULL) {
			push_enclosing(in, outer->name);
			function_text(in, &node->as.class_.constructor->as.function);
		}
		break;
	case EVL_NODE_FUNCTION_DECLARATION:
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
		push_enclosing(in, outer->name);
		function_text(in, &node->as.function);
		break;
	default:
		visit(in, node);
		break;
	}
}

static bool is_called_in_place(const struct evl_template *function, struct evl_names *names, struct evl_buffer *out)
{
	uint8_t kind = function->node->kind;
	if ((kind != EVL_NODE_FUNCTION_EXPRESSION && kind != EVL_NODE_ARROW_FUNCTION) || function->outer == NULL)
		return false;
	struct inference in = { .names = names, .outer = function->node, .out = out };
	read_text(&in, function->outer);
	return in.is_called;
}

void evl_inferred_name(const struct evl_template *function, struct evl_names *names, struct evl_buffer *out)
{
	evl_buffer_reset(out);
	const struct evl_template *outer = function->outer;
	if (outer == NULL)
		return;
	for (int i = 0; i < OUTER_MAX && is_called_in_place(outer, names, out); i++)
		outer = outer->outer;
	struct inference in = { .names = names, .wanted = function->node, .out = out };
	read_text(&in, outer);
}
