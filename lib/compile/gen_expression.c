/* SPDX-License-Identifier: MIT */
/*
 * gen_expression.c - expressions: names, operators, conditions, property reads.
 */
#include "compile/gen.h"

#include "value/error.h"

#include <math.h>
#include <string.h>

uint32_t expression_position(const struct builder *b, const struct evl_node *node)
{
	while (node->kind == EVL_NODE_PARENTHESIZED || node->kind == EVL_NODE_OPTIONAL_CHAIN)
		node = node->as.unary.operand;
	if (node->kind == EVL_NODE_SEQUENCE) /* V8: of two operands the second one's, of more the first one's */
		return expression_position(b, node->as.list.items.items[node->as.list.items.count == 2]);
	return node->kind == EVL_NODE_CALL ? call_position(b, node) : node->position;
}

struct evl_node *strip_parentheses(struct evl_node *node)
{
	while (node->kind == EVL_NODE_PARENTHESIZED)
		node = node->as.unary.operand;
	return node;
}

uint32_t member_position(const struct evl_node *member)
{
	return member->position;
}

/* A name that spells an array index below 2^31-1 is an index key (value/key.h). */
static uint32_t key_of_name(struct builder *b, evl_name name)
{
	const struct evl_name_entry *e = evl_names_entry(b->compiler->names, name);
	if (e->length == 0 || e->length > 10 || (e->units[0] == '0' && e->length > 1))
		return name;
	uint64_t n = 0;
	for (uint32_t i = 0; i < e->length; i++) {
		if (e->units[i] < '0' || e->units[i] > '9')
			return name;
		n = n * 10 + (uint64_t)(e->units[i] - '0');
	}
	return n <= UINT32_C(0x7FFFFFFE) ? (uint32_t)n | UINT32_C(0x80000000) : name;
}

uint32_t key_of_node(struct builder *b, const struct evl_node *key)
{
	if (key->kind == EVL_NODE_IDENTIFIER)
		return key->as.identifier.name;
	return key_of_name(b, key->as.string.name);
}

void load_string(struct builder *b, evl_name name, reg dst)
{
	emit_imm(b, EVL_OPCODE_LOAD_CONST, dst, (int32_t)constant_string(b, name));
}

static void load_number(struct builder *b, double value, reg dst)
{
	if (value >= INT32_MIN && value <= INT32_MAX && value == (double)(int32_t)value && !(value == 0 && signbit(value)))
		emit_imm(b, EVL_OPCODE_LOAD_INT, dst, (int32_t)value);
	else
		emit_imm(b, EVL_OPCODE_LOAD_CONST, dst, (int32_t)constant_number(b, value));
}

/* A literal that fits in an immediate operand. */
static bool small_int(const struct evl_node *node, int32_t *out)
{
	double sign = 1;
	if (node->kind == EVL_NODE_UNARY && node->as.operation.op == EVL_OP_MINUS && node->as.operation.left->kind == EVL_NODE_NUMBER &&
	    node->as.operation.left->as.number.value != 0) {
		sign = -1;
		node = node->as.operation.left;
	}
	if (node->kind != EVL_NODE_NUMBER)
		return false;
	double v = sign * node->as.number.value;
	if (!(v >= INT16_MIN && v <= INT16_MAX) || v != (double)(int32_t)v)
		return false;
	*out = (int32_t)v;
	return true;
}

static bool is_derived_this(const struct builder *b)
{
	const struct evl_function_record *f = b->record;
	while ((f->flags & EVL_FN_ARROW) != 0 && f->parent != NULL)
		f = f->parent;
	return (f->flags & EVL_FN_DERIVED) != 0;
}

reg gen_hidden(struct builder *b, evl_name name)
{
	struct evl_variable *v = variable_of(b, name);
	reg r = variable_register(b, v);
	if (r == NO_REG) {
		r = reg_new(b);
		variable_load(b, name, UINT32_MAX, r);
	} else {
		site_local_read(b, NO_POSITION);
	}
	return r;
}

static reg gen_this(struct builder *b)
{
	reg r = gen_hidden(b, EVL_NAME_this_);
	if (is_derived_this(b))
		emit(b, EVL_OPCODE_CHECK_THIS, r, 0, 0);
	return r;
}

void gen_super_reference(struct builder *b, const struct evl_node *member, reg base)
{
	uint32_t mark = reg_mark(b);
	emit(b, EVL_OPCODE_MOVE, (uint32_t)base + 1, gen_this(b), 0);
	emit(b, EVL_OPCODE_MOVE, base, gen_hidden(b, EVL_NAME_home_object), 0);
	reg_release(b, mark);
	if (member->kind == EVL_NODE_INDEX)
		gen_to(b, member->as.member.property, (reg)(base + 2));
	else
		load_string(b, member->as.member.property->as.identifier.name, (reg)(base + 2));
}

reg gen(struct builder *b, struct evl_node *node)
{
	node = strip_parentheses(node);
	if (node->kind == EVL_NODE_IDENTIFIER) {
		struct evl_variable *v = variable_of(b, node->as.identifier.name);
		reg r = variable_register(b, v);
		if (r != NO_REG && !variable_is_dynamic(b, v->name)) {
			site_local_read(b, node->span.start);
			if (v->needs_check && evl_scope_may_be_early(v, b->scope, node->span.start)) {
				uint32_t site = site_set(b, node, NO_POSITION);
				emit_imm(b, EVL_OPCODE_CHECK_TDZ, r, (int32_t)v->name);
				site_restore(b, site);
			}
			return r;
		}
	} else if (node->kind == EVL_NODE_THIS) {
		return gen_this(b);
	}
	reg t = reg_new(b);
	gen_to(b, node, t);
	/* only the result stays in use */
	reg_release(b, (uint32_t)t + 1);
	return t;
}

reg gen_operand(struct builder *b, struct evl_node *node, const struct evl_node *later)
{
	uint32_t mark = reg_mark(b);
	reg r = gen(b, node);
	if (later == NULL || !later->assigns || r >= mark)
		return r;
	reg t = reg_new(b);
	emit(b, EVL_OPCODE_MOVE, t, r, 0);
	return t;
}

static const struct {
	enum evl_opcode op, immediate;
} binary_opcodes[] = {
	[EVL_OP_ADD] = { EVL_OPCODE_ADD, EVL_OPCODE_ADD_I },
	[EVL_OP_SUB] = { EVL_OPCODE_SUB, EVL_OPCODE_SUB_I },
	[EVL_OP_MUL] = { EVL_OPCODE_MUL, EVL_OPCODE_MUL_I },
	[EVL_OP_DIV] = { EVL_OPCODE_DIV, 0 },
	[EVL_OP_MOD] = { EVL_OPCODE_MOD, EVL_OPCODE_MOD_I },
	[EVL_OP_EXP] = { EVL_OPCODE_EXP, 0 },
	[EVL_OP_SHL] = { EVL_OPCODE_SHL, 0 },
	[EVL_OP_SAR] = { EVL_OPCODE_SAR, 0 },
	[EVL_OP_SHR] = { EVL_OPCODE_SHR, 0 },
	[EVL_OP_BIT_AND] = { EVL_OPCODE_BIT_AND, EVL_OPCODE_BIT_AND_I },
	[EVL_OP_BIT_OR] = { EVL_OPCODE_BIT_OR, 0 },
	[EVL_OP_BIT_XOR] = { EVL_OPCODE_BIT_XOR, 0 },
	[EVL_OP_EQ] = { EVL_OPCODE_EQ, 0 },
	[EVL_OP_NE] = { EVL_OPCODE_NE, 0 },
	[EVL_OP_STRICT_EQ] = { EVL_OPCODE_SEQ, 0 },
	[EVL_OP_STRICT_NE] = { EVL_OPCODE_SNE, 0 },
	[EVL_OP_LT] = { EVL_OPCODE_LT, 0 },
	[EVL_OP_LE] = { EVL_OPCODE_LE, 0 },
	[EVL_OP_GT] = { EVL_OPCODE_GT, 0 },
	[EVL_OP_GE] = { EVL_OPCODE_GE, 0 },
	[EVL_OP_IN] = { EVL_OPCODE_IN, 0 },
	[EVL_OP_INSTANCEOF] = { EVL_OPCODE_INSTANCEOF, 0 },
};

void gen_binary(struct builder *b, enum evl_operator op, reg dst, reg left, reg right)
{
	emit(b, binary_opcodes[op].op, dst, left, right);
}

static void gen_binary_node(struct builder *b, struct evl_node *node, reg dst)
{
	struct evl_node *left = node->as.operation.left;
	struct evl_node *right = node->as.operation.right;
	uint32_t mark = reg_mark(b);
	if (left->kind == EVL_NODE_PRIVATE_NAME) {
		reg object = gen(b, right);
		reg name = reg_new(b);
		variable_load(b, left->as.identifier.name, UINT32_MAX, name);
		uint32_t site = site_set(b, node, node->position);
		emit(b, EVL_OPCODE_HAS_PRIVATE, dst, object, name);
		site_restore(b, site);
		reg_release(b, mark);
		return;
	}
	reg l = gen_operand(b, left, right);
	int32_t imm;
	enum evl_opcode immediate = binary_opcodes[node->as.operation.op].immediate;
	if (immediate != 0 && small_int(right, &imm)) {
		uint32_t site = site_set(b, node, node->position);
		emit(b, immediate, dst, l, (uint16_t)(int16_t)imm);
		site_restore(b, site);
	} else {
		reg r = gen(b, right);
		uint32_t site = site_set(b, node, node->position);
		gen_binary(b, (enum evl_operator)node->as.operation.op, dst, l, r);
		site_restore(b, site);
	}
	reg_release(b, mark);
}

static void gen_logical(struct builder *b, struct evl_node *node, reg dst)
{
	/* the intermediate value must not show in dst when dst is a variable that the right side reads */
	uint32_t mark = reg_mark(b);
	reg t = dst;
	if (dst < mark)
		t = reg_new(b);
	struct label end;
	label_init(&end);
	gen_to(b, node->as.operation.left, t);
	enum evl_opcode op = node->as.operation.op == EVL_OP_AND ? EVL_OPCODE_JUMP_FALSE
			     : node->as.operation.op == EVL_OP_OR ? EVL_OPCODE_JUMP_TRUE
								  : EVL_OPCODE_JUMP_NOT_NULLISH;
	jump(b, op, t, &end);
	gen_to(b, node->as.operation.right, t);
	label_bind(b, &end);
	if (t != dst)
		emit(b, EVL_OPCODE_MOVE, dst, t, 0);
	reg_release(b, mark);
}

static void gen_delete(struct builder *b, struct evl_node *node, reg dst)
{
	struct evl_node *target = strip_parentheses(node->as.operation.left);
	uint32_t mark = reg_mark(b);
	struct label nil, end;
	label_init(&nil);
	label_init(&end);
	bool chain = target->kind == EVL_NODE_OPTIONAL_CHAIN;
	struct label *outer = b->chain;
	if (chain) {
		b->chain = &nil;
		target = target->as.unary.operand;
	}
	uint32_t site = site_set(b, node, NO_POSITION);
	if (target->kind == EVL_NODE_MEMBER || target->kind == EVL_NODE_INDEX) {
		if (target->as.member.object->kind == EVL_NODE_SUPER) {
			reg base = reg_block(b, 3);
			gen_super_reference(b, target, base);
			emit(b, EVL_OPCODE_THROW_MESSAGE, EVL_MESSAGE_SUPER_DELETE, 0, 0);
		} else {
			reg object = gen_operand(b, target->as.member.object, target->as.member.property);
			if (target->optional)
				jump(b, EVL_OPCODE_JUMP_NULLISH, object, b->chain);
			reg key = reg_new(b);
			if (target->kind == EVL_NODE_INDEX)
				gen_to(b, target->as.member.property, key);
			else
				load_string(b, target->as.member.property->as.identifier.name, key);
			emit(b, EVL_OPCODE_DELETE_PROP, dst, object, key);
		}
	} else if (target->kind == EVL_NODE_IDENTIFIER) {
		variable_delete(b, target->as.identifier.name, dst);
	} else {
		gen_effect(b, target);
		emit(b, EVL_OPCODE_LOAD_TRUE, dst, 0, 0);
	}
	if (chain) {
		b->chain = outer;
		jump(b, EVL_OPCODE_JUMP, 0, &end);
		label_bind(b, &nil);
		emit(b, EVL_OPCODE_LOAD_TRUE, dst, 0, 0);
		label_bind(b, &end);
	}
	site_restore(b, site);
	reg_release(b, mark);
}

/* typeof reads a name without a place of its own. */
static reg gen_typeof_operand(struct builder *b, struct evl_node *operand)
{
	struct evl_node *inner = strip_parentheses(operand);
	struct evl_variable *v = inner->kind == EVL_NODE_IDENTIFIER ? variable_of(b, inner->as.identifier.name) : NULL;
	if (v == NULL)
		return gen(b, operand);
	site_local_read(b, NO_POSITION);
	reg r = variable_register(b, v);
	if (v->needs_check && evl_scope_may_be_early(v, b->scope, inner->span.start)) {
		uint32_t site = site_set(b, inner, NO_POSITION);
		emit_imm(b, EVL_OPCODE_CHECK_TDZ, r, (int32_t)v->name);
		site_restore(b, site);
	}
	return r;
}

static void gen_unary(struct builder *b, struct evl_node *node, reg dst)
{
	struct evl_node *operand = node->as.operation.left;
	uint32_t mark = reg_mark(b);
	switch ((enum evl_operator)node->as.operation.op) {
	case EVL_OP_DELETE:
		gen_delete(b, node, dst);
		return;
	case EVL_OP_VOID:
		gen_effect(b, operand);
		if (node->prefix != 0) { /* a call that is assigned to */
			static const enum evl_message messages[] = { EVL_MESSAGE_CALL_ASSIGNED, EVL_MESSAGE_CALL_POSTFIX, EVL_MESSAGE_CALL_PREFIX,
								     EVL_MESSAGE_CALL_FOR, EVL_MESSAGE_CALL_FOR, EVL_MESSAGE_CALL_FOR };
			/* The error is made where the call is, and thrown where the target begins. */
			uint32_t site = site_set(b, operand, call_position(b, operand));
			emit(b, EVL_OPCODE_NEW_ERROR, dst, messages[node->prefix - 1], 0);
			(void)site_set(b, node, node->span.start);
			emit(b, EVL_OPCODE_THROW, dst, 0, 0);
			site_restore(b, site);
		}
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, dst, 0, 0);
		return;
	case EVL_OP_TYPEOF: {
		struct evl_node *inner = strip_parentheses(operand);
		if (inner->kind == EVL_NODE_IDENTIFIER && (variable_of(b, inner->as.identifier.name) == NULL ||
							   variable_is_dynamic(b, inner->as.identifier.name))) {
			reg t = reg_new(b);
			uint32_t site = site_set(b, inner, NO_POSITION);
			variable_load_or_undefined(b, inner->as.identifier.name, inner->span.start, t);
			site_restore(b, site);
			emit(b, EVL_OPCODE_TYPEOF, dst, t, 0);
		} else if (inner->kind == EVL_NODE_IDENTIFIER && variable_register(b, variable_of(b, inner->as.identifier.name)) == NO_REG) {
			reg t = reg_new(b);
			uint32_t site = site_set(b, inner, NO_POSITION);
			variable_load(b, inner->as.identifier.name, inner->span.start, t);
			site_restore(b, site);
			emit(b, EVL_OPCODE_TYPEOF, dst, t, 0);
		} else {
			emit(b, EVL_OPCODE_TYPEOF, dst, gen_typeof_operand(b, operand), 0);
		}
		reg_release(b, mark);
		return;
	}
	default:
		break;
	}
	int32_t imm;
	if (node->as.operation.op == EVL_OP_MINUS && small_int(node, &imm)) {
		emit_imm(b, EVL_OPCODE_LOAD_INT, dst, imm);
		return;
	}
	reg r = gen(b, operand);
	uint32_t site = site_set(b, node, node->span.start);
	static const enum evl_opcode ops[] = {
		[EVL_OP_NOT] = EVL_OPCODE_NOT,
		[EVL_OP_BIT_NOT] = EVL_OPCODE_BIT_NOT,
		[EVL_OP_PLUS] = EVL_OPCODE_TO_NUMBER,
		[EVL_OP_MINUS] = EVL_OPCODE_NEG,
	};
	emit(b, ops[node->as.operation.op], dst, r, 0);
	site_restore(b, site);
	reg_release(b, mark);
}

static void gen_member(struct builder *b, struct evl_node *node, reg dst)
{
	uint32_t mark = reg_mark(b);
	struct evl_node *property = node->as.member.property;
	if (node->as.member.object->kind == EVL_NODE_SUPER) {
		reg base = reg_block(b, 3);
		gen_super_reference(b, node, base);
		uint32_t site = site_set(b, node, member_position(node));
		emit(b, EVL_OPCODE_GET_SUPER, dst, base, 0);
		site_restore(b, site);
		reg_release(b, mark);
		return;
	}
	reg object = gen_operand(b, node->as.member.object, node->kind == EVL_NODE_INDEX ? property : NULL);
	if (node->optional)
		jump(b, EVL_OPCODE_JUMP_NULLISH, object, b->chain);
	if (node->kind == EVL_NODE_INDEX) {
		reg key = gen(b, property);
		uint32_t site = site_set(b, node, member_position(node));
		emit(b, EVL_OPCODE_GET_ELEM, dst, object, key);
		site_restore(b, site);
	} else if (property->kind == EVL_NODE_PRIVATE_NAME) {
		reg name = reg_new(b);
		variable_load(b, property->as.identifier.name, UINT32_MAX, name);
		uint32_t site = site_set(b, node, member_position(node));
		emit(b, EVL_OPCODE_GET_PRIVATE, dst, object, name);
		site_restore(b, site);
	} else {
		uint32_t site = site_set(b, node, member_position(node));
		emit(b, EVL_OPCODE_GET_PROP, dst, object, property_site(b, key_of_node(b, property)));
		site_restore(b, site);
	}
	reg_release(b, mark);
}

bool is_anonymous_function(const struct evl_node *node)
{
	while (node->kind == EVL_NODE_PARENTHESIZED)
		node = node->as.unary.operand;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_ARROW_FUNCTION:
		return true;
	case EVL_NODE_FUNCTION_EXPRESSION:
		return node->as.function.name == NULL;
	case EVL_NODE_CLASS_EXPRESSION:
		return node->as.class_.name == NULL;
	default:
		return false;
	}
}

void gen_named(struct builder *b, struct evl_node *node, evl_name name, reg dst)
{
	if (!is_anonymous_function(node)) {
		gen_to(b, node, dst);
		return;
	}
	node = strip_parentheses(node);
	if (node->kind == EVL_NODE_CLASS_EXPRESSION)
		gen_class(b, node, name, dst);
	else
		gen_closure(b, node, name, dst);
}

static void gen_optional_chain(struct builder *b, struct evl_node *node, reg dst)
{
	struct label nil, end;
	label_init(&nil);
	label_init(&end);
	struct label *outer = b->chain;
	b->chain = &nil;
	gen_to(b, node->as.unary.operand, dst);
	b->chain = outer;
	jump(b, EVL_OPCODE_JUMP, 0, &end);
	label_bind(b, &nil);
	emit(b, EVL_OPCODE_LOAD_UNDEFINED, dst, 0, 0);
	label_bind(b, &end);
}

void gen_not_covered(struct builder *b, const char *what)
{
	evl_name text = evl_names_intern_text(b->compiler->names, what);
	emit_imm(b, EVL_OPCODE_NOT_COVERED, 0, (int32_t)constant_string(b, text));
}

static void gen_conditional(struct builder *b, struct evl_node *node, reg dst)
{
	struct label otherwise, end;
	label_init(&otherwise);
	label_init(&end);
	gen_condition(b, node->as.conditional.test, false, &otherwise);
	gen_to(b, node->as.conditional.consequent, dst);
	jump(b, EVL_OPCODE_JUMP, 0, &end);
	label_bind(b, &otherwise);
	gen_to(b, node->as.conditional.alternate, dst);
	label_bind(b, &end);
}

static void gen_await(struct builder *b, struct evl_node *node, reg dst)
{
	uint32_t mark = reg_mark(b);
	site_expression(b, node->span.start);
	reg value = gen(b, node->as.unary.operand);
	uint32_t site = site_set(b, node, node->span.start);
	emit(b, EVL_OPCODE_AWAIT, dst, value, 0);
	site_restore(b, site);
	reg_release(b, mark);
}

static void gen_import_call(struct builder *b, struct evl_node *node, reg dst)
{
	uint32_t mark = reg_mark(b);
	const struct evl_node_list *arguments = &node->as.call.arguments;
	reg specifier = gen_operand(b, arguments->items[0], arguments->count > 1 ? arguments->items[1] : NULL);
	reg options = reg_new(b);
	if (arguments->count > 1)
		gen_to(b, arguments->items[1], options);
	else
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, options, 0, 0);
	uint32_t site = site_set(b, node, node->span.start);
	emit(b, EVL_OPCODE_IMPORT_CALL, dst, specifier, options);
	site_restore(b, site);
	reg_release(b, mark);
}

/* Each operand but the first has a position of its own, like a statement. */
static void gen_sequence(struct builder *b, struct evl_node *node, reg dst)
{
	const struct evl_node_list *items = &node->as.list.items;
	for (uint32_t i = 0; i + 1 < items->count; i++) {
		if (i != 0)
			site_statement(b, expression_position(b, items->items[i]));
		gen_effect(b, items->items[i]);
	}
	site_statement(b, expression_position(b, items->items[items->count - 1]));
	gen_to(b, items->items[items->count - 1], dst);
}

void gen_to(struct builder *b, struct evl_node *node, reg dst)
{
	uint32_t site = site_set(b, node, node->kind == EVL_NODE_IDENTIFIER ? node->span.start : NO_POSITION);
	uint32_t mark = reg_mark(b);
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_IDENTIFIER:
		variable_load(b, node->as.identifier.name, node->span.start, dst);
		break;
	case EVL_NODE_NUMBER:
		load_number(b, node->as.number.value, dst);
		break;
	case EVL_NODE_STRING:
		load_string(b, node->as.string.name, dst);
		break;
	case EVL_NODE_BIGINT:
		emit_imm(b, EVL_OPCODE_LOAD_CONST, dst,
			 (int32_t)constant_add(b, (struct evl_constant){ .kind = EVL_CONSTANT_BIGINT, .name = node->as.string.name }));
		break;
	case EVL_NODE_REGEXP:
		emit_imm(b, EVL_OPCODE_REGEXP, dst,
			 (int32_t)constant_add(b, (struct evl_constant){ .kind = EVL_CONSTANT_REGEXP,
									 .name = node->as.regexp.pattern,
									 .flags = node->as.regexp.flags }));
		break;
	case EVL_NODE_NULL:
		emit(b, EVL_OPCODE_LOAD_NULL, dst, 0, 0);
		break;
	case EVL_NODE_TRUE:
		emit(b, EVL_OPCODE_LOAD_TRUE, dst, 0, 0);
		break;
	case EVL_NODE_FALSE:
		emit(b, EVL_OPCODE_LOAD_FALSE, dst, 0, 0);
		break;
	case EVL_NODE_THIS: {
		reg r = gen_this(b);
		if (r != dst)
			emit(b, EVL_OPCODE_MOVE, dst, r, 0);
		break;
	}
	case EVL_NODE_NEW_TARGET: {
		reg r = gen_hidden(b, EVL_NAME_new_target);
		if (r != dst)
			emit(b, EVL_OPCODE_MOVE, dst, r, 0);
		break;
	}
	case EVL_NODE_TEMPLATE:
		gen_template(b, node, dst);
		break;
	case EVL_NODE_TAGGED_TEMPLATE:
		gen_tagged(b, node, dst);
		break;
	case EVL_NODE_ARRAY:
		gen_array(b, node, dst);
		break;
	case EVL_NODE_OBJECT:
		gen_object(b, node, dst);
		break;
	case EVL_NODE_FUNCTION_EXPRESSION:
	case EVL_NODE_ARROW_FUNCTION:
		gen_closure(b, node, EVL_NAME_NONE, dst);
		break;
	case EVL_NODE_CLASS_EXPRESSION:
		gen_class(b, node, EVL_NAME_NONE, dst);
		break;
	case EVL_NODE_UNARY:
		gen_unary(b, node, dst);
		break;
	case EVL_NODE_UPDATE:
		gen_update(b, node, dst, true);
		break;
	case EVL_NODE_BINARY:
		gen_binary_node(b, node, dst);
		break;
	case EVL_NODE_LOGICAL:
		gen_logical(b, node, dst);
		break;
	case EVL_NODE_ASSIGNMENT:
		gen_assignment(b, node, dst, true);
		break;
	case EVL_NODE_CONDITIONAL:
		gen_conditional(b, node, dst);
		break;
	case EVL_NODE_CALL:
		gen_call(b, node, dst);
		break;
	case EVL_NODE_NEW:
		gen_new(b, node, dst);
		break;
	case EVL_NODE_IMPORT_CALL:
		gen_import_call(b, node, dst);
		break;
	case EVL_NODE_IMPORT_META:
		emit(b, EVL_OPCODE_IMPORT_META, dst, 0, 0);
		break;
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
		gen_member(b, node, dst);
		break;
	case EVL_NODE_OPTIONAL_CHAIN:
		gen_optional_chain(b, node, dst);
		break;
	case EVL_NODE_SEQUENCE:
		gen_sequence(b, node, dst);
		break;
	case EVL_NODE_PARENTHESIZED:
		gen_to(b, node->as.unary.operand, dst);
		break;
	case EVL_NODE_AWAIT:
		gen_await(b, node, dst);
		break;
	case EVL_NODE_YIELD:
		gen_yield(b, node, dst);
		break;
	default:
		gen_not_covered(b, evl_node_kind_text((enum evl_node_kind)node->kind));
		break;
	}
	reg_release(b, mark);
	site_restore(b, site);
}

void gen_effect(struct builder *b, struct evl_node *node)
{
	uint32_t mark = reg_mark(b);
	uint32_t site = site_set(b, node, NO_POSITION);
	struct evl_node *inner = strip_parentheses(node);
	switch ((enum evl_node_kind)inner->kind) {
	case EVL_NODE_UPDATE:
		gen_update(b, inner, NO_REG, false);
		break;
	case EVL_NODE_ASSIGNMENT:
		gen_assignment(b, inner, NO_REG, false);
		break;
	case EVL_NODE_SEQUENCE:
		for (uint32_t i = 0; i < inner->as.list.items.count; i++) {
			if (i != 0)
				site_statement(b, expression_position(b, inner->as.list.items.items[i]));
			gen_effect(b, inner->as.list.items.items[i]);
		}
		break;
	case EVL_NODE_LOGICAL:
		if (inner->as.operation.op != EVL_OP_NULLISH) {
			struct label end;
			label_init(&end);
			gen_condition(b, inner->as.operation.left, inner->as.operation.op == EVL_OP_OR, &end);
			gen_effect(b, inner->as.operation.right);
			label_bind(b, &end);
			break;
		}
		gen(b, inner);
		break;
	default:
		gen(b, inner);
		break;
	}
	site_restore(b, site);
	reg_release(b, mark);
}

struct comparison {
	enum evl_opcode jump, negated, immediate, negated_immediate, loop, loop_immediate;
};

static const struct comparison *comparison_of(enum evl_operator op)
{
	static const struct comparison table[] = {
		{ EVL_OPCODE_J_LT, EVL_OPCODE_J_NLT, EVL_OPCODE_J_LT_I, EVL_OPCODE_J_NLT_I, EVL_OPCODE_LOOP_LT, EVL_OPCODE_LOOP_LT_I },
		{ EVL_OPCODE_J_LE, EVL_OPCODE_J_NLE, EVL_OPCODE_J_LE_I, EVL_OPCODE_J_NLE_I, EVL_OPCODE_LOOP_LE, EVL_OPCODE_LOOP_LE_I },
		{ EVL_OPCODE_J_GT, EVL_OPCODE_J_NGT, EVL_OPCODE_J_GT_I, EVL_OPCODE_J_NGT_I, EVL_OPCODE_LOOP_GT, EVL_OPCODE_LOOP_GT_I },
		{ EVL_OPCODE_J_GE, EVL_OPCODE_J_NGE, EVL_OPCODE_J_GE_I, EVL_OPCODE_J_NGE_I, EVL_OPCODE_LOOP_GE, EVL_OPCODE_LOOP_GE_I },
		{ EVL_OPCODE_J_SEQ, EVL_OPCODE_J_SNE, EVL_OPCODE_J_SEQ_I, EVL_OPCODE_J_SNE_I, 0, 0 },
		{ EVL_OPCODE_J_SNE, EVL_OPCODE_J_SEQ, EVL_OPCODE_J_SNE_I, EVL_OPCODE_J_SEQ_I, 0, 0 },
	};
	switch (op) {
	case EVL_OP_LT:
		return &table[0];
	case EVL_OP_LE:
		return &table[1];
	case EVL_OP_GT:
		return &table[2];
	case EVL_OP_GE:
		return &table[3];
	case EVL_OP_STRICT_EQ:
		return &table[4];
	case EVL_OP_STRICT_NE:
		return &table[5];
	default:
		return NULL;
	}
}

static bool gen_comparison_jump(struct builder *b, struct evl_node *node, bool when, struct label *l)
{
	const struct comparison *c = comparison_of((enum evl_operator)node->as.operation.op);
	bool back = l->position >= 0;
	if (c == NULL || node->as.operation.left->kind == EVL_NODE_PRIVATE_NAME || (back && (!when || c->loop == 0)))
		return false;
	struct evl_node *right = node->as.operation.right;
	uint32_t mark = reg_mark(b);
	reg left = gen_operand(b, node->as.operation.left, right);
	int32_t imm;
	bool immediate = small_int(right, &imm);
	reg r = immediate ? 0 : gen(b, right);
	uint32_t site = site_set(b, node, node->position);
	enum evl_opcode op = back ? (immediate ? c->loop_immediate : c->loop)
			     : when ? (immediate ? c->immediate : c->jump)
				    : (immediate ? c->negated_immediate : c->negated);
	jump_short(b, op, left, immediate ? (uint16_t)(int16_t)imm : r, l);
	site_restore(b, site);
	reg_release(b, mark);
	return true;
}

void gen_condition(struct builder *b, struct evl_node *node, bool when, struct label *l)
{
	node = strip_parentheses(node);
	uint32_t mark = reg_mark(b);
	bool back = l->position >= 0;
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_TRUE:
	case EVL_NODE_FALSE:
		if ((node->kind == EVL_NODE_TRUE) == when)
			jump(b, back ? EVL_OPCODE_LOOP : EVL_OPCODE_JUMP, 0, l);
		return;
	case EVL_NODE_UNARY:
		if (node->as.operation.op == EVL_OP_NOT) {
			gen_condition(b, node->as.operation.left, !when, l);
			return;
		}
		break;
	case EVL_NODE_LOGICAL:
		if (node->as.operation.op == EVL_OP_NULLISH)
			break;
		/* a && b jumping when false, a || b jumping when true: either side may jump */
		if ((node->as.operation.op == EVL_OP_OR) == when) {
			gen_condition(b, node->as.operation.left, when, l);
			gen_condition(b, node->as.operation.right, when, l);
		} else {
			struct label past;
			label_init(&past);
			gen_condition(b, node->as.operation.left, !when, &past);
			gen_condition(b, node->as.operation.right, when, l);
			label_bind(b, &past);
		}
		return;
	case EVL_NODE_BINARY:
		if (gen_comparison_jump(b, node, when, l))
			return;
		break;
	default:
		break;
	}
	reg r = gen(b, node);
	if (!back) {
		jump(b, when ? EVL_OPCODE_JUMP_TRUE : EVL_OPCODE_JUMP_FALSE, r, l);
	} else {
		if (!when) {
			reg t = reg_new(b);
			emit(b, EVL_OPCODE_NOT, t, r, 0);
			r = t;
		}
		jump(b, EVL_OPCODE_LOOP_TRUE, r, l);
	}
	reg_release(b, mark);
}
