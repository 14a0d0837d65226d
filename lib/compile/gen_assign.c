/* SPDX-License-Identifier: MIT */
/*
 * gen_assign.c - assignment, ++ and --, destructuring.
 *
 * Order of evaluation (sec-assignment-operators): the target's object and key,
 * then the right side, then the write.
 */
#include "compile/gen.h"

enum target_kind { TARGET_NAME, TARGET_PROPERTY, TARGET_ELEMENT, TARGET_PRIVATE, TARGET_SUPER };

/* A simple assignment target with its parts evaluated. */
struct target {
	enum target_kind kind;
	struct evl_node *node;
	evl_name name;
	reg object, key; /* SUPER: object is the base of three registers; NAME: of dynamic names the base, else NO_REG */
	uint32_t position; /* of the store */
	bool covered;      /* NAME: in parentheses, so that no function is named after it */
};

static void target_prepare(struct builder *b, struct evl_node *node, struct target *t, const struct evl_node *later)
{
	node = strip_parentheses(node);
	t->node = node;
	t->position = node->position;
	t->covered = false;
	if (node->kind == EVL_NODE_IDENTIFIER) {
		t->kind = TARGET_NAME;
		t->name = node->as.identifier.name;
		t->object = variable_is_dynamic(b, t->name) ? variable_base(b, t->name, node->span.start) : NO_REG;
		return;
	}
	if (node->as.member.object->kind == EVL_NODE_SUPER) {
		t->kind = TARGET_SUPER;
		t->object = reg_block(b, 3);
		gen_super_reference(b, node, t->object);
		return;
	}
	struct evl_node *property = node->as.member.property;
	t->object = gen_operand(b, node->as.member.object,
				node->kind == EVL_NODE_INDEX && property->assigns ? property : later);
	if (node->kind == EVL_NODE_INDEX) {
		t->kind = TARGET_ELEMENT;
		t->key = gen_operand(b, property, later);
	} else if (property->kind == EVL_NODE_PRIVATE_NAME) {
		t->kind = TARGET_PRIVATE;
		t->key = reg_new(b);
		variable_load(b, property->as.identifier.name, UINT32_MAX, t->key);
		site_expression(b, property->span.start - 1); /* V8 places it at the dot */
	} else {
		t->kind = TARGET_PROPERTY;
	}
}

/* Is the private name one of a method or an accessor? What is asked of those, V8 places at the name. */
static bool is_private_member(struct builder *b, const struct target *t)
{
	const struct evl_variable *v = variable_of(b, t->node->as.member.property->as.identifier.name);
	return v != NULL && v->is_private_member;
}

/* Reading a target before it is written: no place of its own. */
static void target_load(struct builder *b, const struct target *t, reg dst)
{
	uint32_t site = site_set(b, t->node, NO_POSITION);
	switch (t->kind) {
	case TARGET_NAME:
		if (t->object != NO_REG)
			variable_load_from(b, t->object, t->name, t->node->span.start, false, dst);
		else
			variable_load(b, t->name, t->node->span.start, dst);
		break;
	case TARGET_PROPERTY:
		emit(b, EVL_OPCODE_GET_PROP, dst, t->object, property_site(b, key_of_node(b, t->node->as.member.property)));
		break;
	case TARGET_ELEMENT:
		emit(b, EVL_OPCODE_GET_ELEM, dst, t->object, t->key);
		break;
	case TARGET_PRIVATE:
		if (is_private_member(b, t))
			site_set(b, t->node, t->node->as.member.property->span.start);
		emit(b, EVL_OPCODE_GET_PRIVATE, dst, t->object, t->key);
		break;
	default:
		emit(b, EVL_OPCODE_GET_SUPER, dst, t->object, 0);
		break;
	}
	site_restore(b, site);
}

static void target_store(struct builder *b, const struct target *t, reg value)
{
	uint32_t site = site_set(b, t->node, t->position);
	switch (t->kind) {
	case TARGET_NAME:
		if (t->object != NO_REG)
			variable_assign_to(b, t->object, t->name, t->node->span.start, value);
		else
			variable_assign(b, t->name, t->node->span.start, value);
		break;
	case TARGET_PROPERTY:
		emit(b, EVL_OPCODE_SET_PROP, t->object, value, property_site(b, key_of_node(b, t->node->as.member.property)));
		break;
	case TARGET_ELEMENT:
		emit(b, EVL_OPCODE_SET_ELEM, t->object, t->key, value);
		break;
	case TARGET_PRIVATE:
		if (is_private_member(b, t))
			site_set(b, t->node, t->node->as.member.property->span.start);
		emit(b, EVL_OPCODE_SET_PRIVATE, t->object, t->key, value);
		break;
	default:
		emit(b, EVL_OPCODE_SET_SUPER, value, t->object, 0);
		break;
	}
	site_restore(b, site);
}

/*
 * The register of a plain variable that a result may be written to directly:
 * no checks, not constant, not captured.
 */
static reg direct_register(struct builder *b, const struct target *t)
{
	if (t->kind != TARGET_NAME || t->object != NO_REG)
		return NO_REG;
	const struct evl_variable *v = variable_of(b, t->name);
	reg r = variable_register(b, v);
	if (r == NO_REG || v->needs_check || v->kind == VARIABLE_CONST || v->kind == VARIABLE_FUNCTION_NAME)
		return NO_REG;
	return r;
}

/* Does the node write its result register only as its very last step? */
static bool writes_last(const struct evl_node *node)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_PARENTHESIZED:
		return writes_last(node->as.unary.operand);
	case EVL_NODE_NUMBER:
	case EVL_NODE_STRING:
	case EVL_NODE_NULL:
	case EVL_NODE_TRUE:
	case EVL_NODE_FALSE:
	case EVL_NODE_IDENTIFIER:
	case EVL_NODE_BINARY:
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
	case EVL_NODE_NEW:
	case EVL_NODE_AWAIT:
		return true;
	case EVL_NODE_CALL:
		return node->as.call.callee->kind != EVL_NODE_SUPER;
	case EVL_NODE_UNARY:
		return node->as.operation.op != EVL_OP_DELETE;
	default:
		return false;
	}
}

static bool is_logical(enum evl_operator op)
{
	return op == EVL_OP_AND || op == EVL_OP_OR || op == EVL_OP_NULLISH;
}

static bool is_pattern(const struct evl_node *node)
{
	return node->kind == EVL_NODE_ARRAY_PATTERN || node->kind == EVL_NODE_OBJECT_PATTERN;
}

static void gen_value(struct builder *b, const struct target *t, struct evl_node *right, reg dst)
{
	if (t->kind == TARGET_NAME && !t->covered)
		gen_named(b, right, t->name, dst);
	else
		gen_to(b, right, dst);
}

static void gen_plain(struct builder *b, struct evl_node *node, reg dst, bool wants_value)
{
	struct evl_node *right = node->as.operation.right;
	struct target t;
	target_prepare(b, node->as.operation.left, &t, right);
	t.covered = node->computed != 0;
	t.position = node->position;
	reg direct = direct_register(b, &t);
	if (direct != NO_REG && writes_last(right)) {
		gen_value(b, &t, right, direct);
		if (wants_value && dst != direct)
			emit(b, EVL_OPCODE_MOVE, dst, direct, 0);
		return;
	}
	reg value;
	if (is_anonymous_function(right)) {
		value = reg_new(b);
		gen_value(b, &t, right, value);
	} else {
		value = gen(b, right);
	}
	target_store(b, &t, value);
	if (wants_value && dst != value)
		emit(b, EVL_OPCODE_MOVE, dst, value, 0);
}

/* The operator has no place of its own in V8. */
static void gen_compound(struct builder *b, struct evl_node *node, reg dst, bool wants_value)
{
	enum evl_operator op = (enum evl_operator)node->as.operation.op;
	struct evl_node *right = node->as.operation.right;
	struct target t;
	target_prepare(b, node->as.operation.left, &t, right);
	t.covered = node->computed != 0;
	t.position = node->position;
	reg direct = direct_register(b, &t);
	if (direct != NO_REG) {
		reg current = direct;
		site_local_read(b, NO_POSITION);
		if (right->assigns || right->kind == EVL_NODE_AWAIT || right->kind == EVL_NODE_YIELD) {
			current = reg_new(b);
			emit(b, EVL_OPCODE_MOVE, current, direct, 0);
		}
		reg r = gen(b, right);
		uint32_t site = site_set(b, node, NO_POSITION);
		gen_binary(b, op, direct, current, r);
		site_restore(b, site);
		if (wants_value && dst != direct)
			emit(b, EVL_OPCODE_MOVE, dst, direct, 0);
		return;
	}
	reg value = reg_new(b);
	target_load(b, &t, value);
	reg r = gen(b, right);
	uint32_t site = site_set(b, node, NO_POSITION);
	gen_binary(b, op, value, value, r);
	site_restore(b, site);
	target_store(b, &t, value);
	if (wants_value)
		emit(b, EVL_OPCODE_MOVE, dst, value, 0);
}

static void gen_logical_assignment(struct builder *b, struct evl_node *node, reg dst, bool wants_value)
{
	enum evl_operator op = (enum evl_operator)node->as.operation.op;
	struct evl_node *right = node->as.operation.right;
	struct target t;
	struct label end;
	label_init(&end);
	target_prepare(b, node->as.operation.left, &t, right);
	t.covered = node->computed != 0;
	t.position = node->position;
	reg value = reg_new(b);
	target_load(b, &t, value);
	jump(b, op == EVL_OP_AND ? EVL_OPCODE_JUMP_FALSE : op == EVL_OP_OR ? EVL_OPCODE_JUMP_TRUE : EVL_OPCODE_JUMP_NOT_NULLISH, value,
	     &end);
	gen_value(b, &t, right, value);
	target_store(b, &t, value);
	label_bind(b, &end);
	if (wants_value)
		emit(b, EVL_OPCODE_MOVE, dst, value, 0);
}

void gen_assignment(struct builder *b, struct evl_node *node, reg dst, bool wants_value)
{
	uint32_t mark = reg_mark(b);
	enum evl_operator op = (enum evl_operator)node->as.operation.op;
	if (is_pattern(node->as.operation.left)) {
		reg value = gen_operand(b, node->as.operation.right, node->as.operation.left);
		b->pattern_position = node->position;
		uint32_t site = site_set(b, node, NO_POSITION); /* messages find the right side through it */
		gen_pattern(b, node->as.operation.left, value, false);
		site_restore(b, site);
		if (wants_value && dst != value)
			emit(b, EVL_OPCODE_MOVE, dst, value, 0);
	} else if (op == EVL_OP_ASSIGN) {
		gen_plain(b, node, dst, wants_value);
	} else if (is_logical(op)) {
		gen_logical_assignment(b, node, dst, wants_value);
	} else {
		gen_compound(b, node, dst, wants_value);
	}
	reg_release(b, mark);
}

void gen_update(struct builder *b, struct evl_node *node, reg dst, bool wants_value)
{
	uint32_t mark = reg_mark(b);
	struct target t;
	enum evl_opcode op = node->as.operation.op == EVL_OP_INCREMENT ? EVL_OPCODE_INC : EVL_OPCODE_DEC;
	target_prepare(b, node->as.operation.left, &t, NULL);
	t.position = node->position;
	uint32_t site = site_set(b, node, NO_POSITION); /* counting has no place of its own in V8, only the write has one */
	reg direct = direct_register(b, &t);
	if (direct != NO_REG)
		site_local_read(b, NO_POSITION);
	bool old_value = wants_value && !node->prefix;
	if (direct != NO_REG) {
		if (old_value && dst == direct) {
			/* x = x++ */
			emit(b, EVL_OPCODE_TO_NUMERIC, direct, direct, 0);
		} else {
			/* converted once: the old value is what is counted up */
			if (old_value)
				emit(b, EVL_OPCODE_TO_NUMERIC, dst, direct, 0);
			emit(b, op, direct, old_value ? dst : direct, 0);
			if (wants_value && node->prefix && dst != direct)
				emit(b, EVL_OPCODE_MOVE, dst, direct, 0);
		}
	} else {
		reg value = reg_new(b);
		target_load(b, &t, value);
		reg next = value;
		if (old_value) {
			emit(b, EVL_OPCODE_TO_NUMERIC, value, value, 0);
			next = reg_new(b);
		}
		emit(b, op, next, value, 0);
		target_store(b, &t, next);
		if (wants_value)
			emit(b, EVL_OPCODE_MOVE, dst, value, 0);
	}
	site_restore(b, site);
	reg_release(b, mark);
}

/* ---- destructuring ---- */

/* Put a value into a target that is a name, a property or a further pattern. */
static void bind_target(struct builder *b, struct evl_node *target, const struct target *prepared, reg value, bool initialize)
{
	if (is_pattern(target)) {
		gen_pattern(b, target, value, initialize);
	} else if (initialize) {
		struct evl_variable *v = variable_of(b, target->as.identifier.name);
		if (v != NULL && !variable_is_dynamic(b, v->name))
			variable_initialize(b, v, value);
		else
			variable_assign(b, target->as.identifier.name, target->span.start, value);
	} else {
		target_store(b, prepared, value);
	}
}

/* The target of an element without its default; parts of a property target are evaluated first. */
static struct evl_node *element_target(struct builder *b, struct evl_node *element, struct target *t, bool initialize)
{
	struct evl_node *target = element->kind == EVL_NODE_DEFAULT_PATTERN ? element->as.operation.left : element;
	target = strip_parentheses(target);
	if (!initialize && !is_pattern(target)) {
		target_prepare(b, target, t, element);
		if (t->kind != TARGET_NAME)
			t->position = NO_POSITION; /* V8 gives the store none */
	}
	return target;
}

static void gen_default(struct builder *b, struct evl_node *element, const struct evl_node *target, reg value)
{
	if (element->kind != EVL_NODE_DEFAULT_PATTERN)
		return;
	struct label present;
	label_init(&present);
	jump(b, EVL_OPCODE_JUMP_NOT_UNDEFINED, value, &present);
	if (target->kind == EVL_NODE_IDENTIFIER)
		gen_named(b, element->as.operation.right, target->as.identifier.name, value);
	else
		gen_to(b, element->as.operation.right, value);
	label_bind(b, &present);
}

/* Where V8 places the target of an element. */
static uint32_t target_position(const struct evl_node *element)
{
	if (element->kind == EVL_NODE_DEFAULT_PATTERN)
		element = element->as.operation.left;
	while (element->kind == EVL_NODE_PARENTHESIZED)
		element = element->as.unary.operand;
	return element->position;
}

/* The nullish value of an object pattern shows at the first property that would read from it. */
static uint32_t first_key_position(const struct evl_node *pattern)
{
	const struct evl_node_list *items = &pattern->as.list.items;
	if (items->count == 0)
		return pattern->span.start;
	if (items->items[0]->kind == EVL_NODE_REST)
		return target_position(items->items[0]->as.unary.operand);
	if (items->items[0]->computed)
		return pattern->span.start;
	return target_position(items->items[0]->as.property.value);
}

static void gen_object_pattern(struct builder *b, struct evl_node *pattern, reg value, bool initialize)
{
	const struct evl_node_list *items = &pattern->as.list.items;
	uint32_t site = site_set(b, pattern, first_key_position(pattern));
	b->pattern_position = NO_POSITION;
	emit(b, EVL_OPCODE_CHECK_DESTRUCTURE, value, 0, 0);
	bool has_rest = items->count != 0 && items->items[items->count - 1]->kind == EVL_NODE_REST;
	uint32_t mark = reg_mark(b);
	reg excluded = 0;
	if (has_rest) {
		excluded = reg_new(b);
		emit(b, EVL_OPCODE_NEW_ARRAY, excluded, items->count - 1, 0);
	}
	for (uint32_t i = 0; i < items->count; i++) {
		struct evl_node *item = items->items[i];
		uint32_t item_mark = reg_mark(b);
		reg element = reg_new(b);
		struct target t;
		if (item->kind == EVL_NODE_REST) {
			b->read_position = target_position(item->as.unary.operand);
			struct evl_node *target = element_target(b, item->as.unary.operand, &t, initialize);
			(void)site_set(b, item, NO_POSITION);
			emit(b, EVL_OPCODE_COPY_REST, element, value, excluded);
			bind_target(b, target, &t, element, initialize);
			reg_release(b, item_mark);
			continue;
		}
		struct evl_node *key = item->as.property.key;
		struct evl_node *inner = item->as.property.value;
		bool by_value = item->computed || key->kind == EVL_NODE_NUMBER || key->kind == EVL_NODE_BIGINT || has_rest;
		reg key_register = 0;
		if (by_value) {
			key_register = reg_new(b);
			gen_key(b, key, item->computed, key_register);
			if (has_rest)
				emit(b, EVL_OPCODE_ARRAY_PUSH, excluded, key_register, 0);
		}
		b->read_position = target_position(inner);
		struct evl_node *target = element_target(b, inner, &t, initialize);
		if (inner->kind == EVL_NODE_ARRAY_PATTERN)
			b->pattern_position = inner->span.start;
		uint32_t item_site = site_set(b, item, NO_POSITION);
		if (by_value)
			emit(b, EVL_OPCODE_GET_ELEM, element, value, key_register);
		else
			emit(b, EVL_OPCODE_GET_PROP, element, value, property_site(b, key_of_node(b, key)));
		site_restore(b, item_site);
		gen_default(b, inner, target, element);
		bind_target(b, target, &t, element, initialize);
		reg_release(b, item_mark);
	}
	reg_release(b, mark);
	site_restore(b, site);
}

/* The rest of an array pattern: everything that is left, as an array. */
static void gen_rest_elements(struct builder *b, reg iterator, reg array)
{
	struct label again, done;
	label_init(&again);
	label_init(&done);
	emit(b, EVL_OPCODE_NEW_ARRAY, array, 0, 0);
	uint32_t mark = reg_mark(b);
	reg value = reg_new(b);
	label_bind(b, &again);
	emit_iterator_step(b, value, iterator, &done);
	emit(b, EVL_OPCODE_ARRAY_PUSH, array, value, 0);
	jump(b, EVL_OPCODE_LOOP, 0, &again);
	label_bind(b, &done);
	reg_release(b, mark);
}

static void gen_array_pattern(struct builder *b, struct evl_node *pattern, reg value, bool initialize)
{
	const struct evl_node_list *items = &pattern->as.list.items;
	uint32_t site = site_set(b, pattern, b->pattern_position);
	b->pattern_position = pattern->span.start; /* of patterns inside */
	uint32_t mark = reg_mark(b);
	reg iterator = reg_block(b, 3);
	emit(b, EVL_OPCODE_GET_ITERATOR, iterator, value, 0);
	(void)site_set(b, pattern, NO_POSITION);
	struct control c;
	control_push(b, &c, CONTROL_ITERATOR);
	c.iterator = iterator;
	control_open(b, &c);
	for (uint32_t i = 0; i < items->count; i++) {
		struct evl_node *item = items->items[i];
		uint32_t item_mark = reg_mark(b);
		reg element = reg_new(b);
		struct target t;
		struct evl_node *target = NULL;
		b->pattern_position = item != NULL ? item->span.start : NO_POSITION;
		bool rest = item != NULL && item->kind == EVL_NODE_REST;
		if (item != NULL)
			b->read_position = target_position(rest ? item->as.unary.operand : item);
		if (item != NULL)
			target = element_target(b, rest ? item->as.unary.operand : item, &t, initialize);
		if (rest) {
			gen_rest_elements(b, iterator, element);
		} else {
			struct label stepped;
			label_init(&stepped);
			emit_iterator_step(b, element, iterator, &stepped);
			label_bind(b, &stepped);
		}
		if (item != NULL) {
			if (!rest)
				gen_default(b, item, target, element);
			bind_target(b, target, &t, element, initialize);
		}
		reg_release(b, item_mark);
	}
	control_close(b, &c);
	control_pop(b);
	gen_iterator_close(b, iterator, false);
	struct label end;
	label_init(&end);
	jump(b, EVL_OPCODE_JUMP, 0, &end);
	gen_iterator_throw_handler(b, &c);
	label_bind(b, &end);
	reg_release(b, mark);
	site_restore(b, site);
}

void gen_pattern(struct builder *b, struct evl_node *pattern, reg value, bool initialize)
{
	struct target t;
	switch ((enum evl_node_kind)pattern->kind) {
	case EVL_NODE_OBJECT_PATTERN:
		gen_object_pattern(b, pattern, value, initialize);
		break;
	case EVL_NODE_ARRAY_PATTERN:
		gen_array_pattern(b, pattern, value, initialize);
		break;
	default: {
		uint32_t mark = reg_mark(b);
		struct evl_node *target = element_target(b, pattern, &t, initialize);
		if (pattern->kind == EVL_NODE_DEFAULT_PATTERN) {
			/* `value` may be a register that others still read: the default goes to a copy */
			reg copy = reg_new(b);
			emit(b, EVL_OPCODE_MOVE, copy, value, 0);
			gen_default(b, pattern, target, copy);
			value = copy;
		}
		bind_target(b, target, &t, value, initialize);
		reg_release(b, mark);
		break;
	}
	}
}
