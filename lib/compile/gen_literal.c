/* SPDX-License-Identifier: MIT */
/*
 * gen_literal.c - object, array and template literals, property keys.
 */
#include "compile/gen.h"

#include "base/number_text.h"

static evl_name number_name(struct builder *b, double value)
{
	char text[EVL_NUMBER_TEXT_MAX];
	size_t n = evl_number_to_text(value, text);
	return evl_names_intern_utf8(b->compiler->names, text, n);
}

void gen_key(struct builder *b, struct evl_node *key, bool computed, reg dst)
{
	if (computed) {
		uint32_t mark = reg_mark(b);
		reg value = gen(b, key);
		uint32_t site = site_set(b, key, key->span.start);
		emit(b, EVL_OPCODE_TO_KEY, dst, value, 0);
		site_restore(b, site);
		reg_release(b, mark);
	} else if (key->kind == EVL_NODE_NUMBER) {
		load_string(b, number_name(b, key->as.number.value), dst);
	} else {
		load_string(b, key->kind == EVL_NODE_IDENTIFIER ? key->as.identifier.name : key->as.string.name, dst);
	}
}

static evl_name static_key_name(struct builder *b, const struct evl_node *key)
{
	switch ((enum evl_node_kind)key->kind) {
	case EVL_NODE_IDENTIFIER:
		return key->as.identifier.name;
	case EVL_NODE_NUMBER:
		return number_name(b, key->as.number.value);
	default:
		return key->as.string.name;
	}
}

static bool is_proto(const struct evl_node *property)
{
	return property->as.property.kind == EVL_PROPERTY_INIT && !property->computed &&
	       ((property->as.property.key->kind == EVL_NODE_IDENTIFIER &&
		 property->as.property.key->as.identifier.name == EVL_NAME_proto) ||
		(property->as.property.key->kind == EVL_NODE_STRING && property->as.property.key->as.string.name == EVL_NAME_proto));
}

static void gen_accessor(struct builder *b, struct evl_node *property, reg object)
{
	uint8_t kind = property->as.property.kind;
	uint32_t mark = reg_mark(b);
	reg key = reg_new(b);
	reg function = reg_new(b);
	gen_key(b, property->as.property.key, property->computed, key);
	evl_name name = property->computed ? EVL_NAME_NONE : static_key_name(b, property->as.property.key);
	gen_closure(b, property->as.property.value, name, function);
	if (kind == EVL_PROPERTY_METHOD) {
		if (property->computed)
			emit(b, EVL_OPCODE_SET_FUNCTION_NAME, function, key, 0);
		emit(b, EVL_OPCODE_DEFINE_METHOD, object, key, function);
	} else {
		bool getter = kind == EVL_PROPERTY_GET;
		emit(b, EVL_OPCODE_SET_FUNCTION_NAME, function, key, getter ? 1 : 2);
		emit(b, getter ? EVL_OPCODE_DEFINE_GETTER : EVL_OPCODE_DEFINE_SETTER, object, key, function);
	}
	reg_release(b, mark);
}

static void gen_property(struct builder *b, struct evl_node *property, reg object)
{
	uint32_t mark = reg_mark(b);
	struct evl_node *key = property->as.property.key;
	struct evl_node *value = property->as.property.value;
	switch ((enum evl_property_kind)property->as.property.kind) {
	case EVL_PROPERTY_SPREAD:
		emit(b, EVL_OPCODE_COPY_DATA, object, gen(b, value), 0);
		break;
	case EVL_PROPERTY_METHOD:
		if (!property->computed)
			site_expression(b, property->span.start);
		gen_accessor(b, property, object);
		break;
	case EVL_PROPERTY_GET:
	case EVL_PROPERTY_SET:
		gen_accessor(b, property, object);
		break;
	default:
		if (!property->computed && b->pending_statement == NO_POSITION)
			b->read_position = expression_position(b, value);
		if (is_proto(property)) {
			emit(b, EVL_OPCODE_SET_LITERAL_PROTO, object, gen(b, value), 0);
		} else if (property->computed || key->kind == EVL_NODE_NUMBER || key->kind == EVL_NODE_BIGINT) {
			reg k = reg_new(b);
			gen_key(b, key, property->computed, k);
			if (property->computed)
				b->read_position = expression_position(b, value);
			reg v = reg_new(b);
			if (property->computed && is_anonymous_function(value)) {
				gen_to(b, value, v);
				emit(b, EVL_OPCODE_SET_FUNCTION_NAME, v, k, 0);
			} else if (is_anonymous_function(value)) {
				gen_named(b, value, static_key_name(b, key), v);
			} else {
				gen_to(b, value, v);
			}
			emit(b, EVL_OPCODE_DEFINE_ELEM, object, k, v);
		} else {
			evl_name name = static_key_name(b, key);
			reg v;
			if (is_anonymous_function(value)) {
				v = reg_new(b);
				gen_named(b, value, name, v);
			} else {
				v = gen(b, value);
			}
			emit(b, EVL_OPCODE_DEFINE_FIELD, object, v, property_site(b, key_of_node(b, key)));
		}
		break;
	}
	reg_release(b, mark);
}

void gen_object(struct builder *b, struct evl_node *node, reg dst)
{
	/* dst may be a variable that the values read: build in a temporary unless dst is one */
	const struct evl_node_list *items = &node->as.list.items;
	uint32_t i = 0;
	if (items->count != 0 && items->items[0]->as.property.kind == EVL_PROPERTY_SPREAD) {
		/* V8 makes the object as a copy: what is spread comes first */
		uint32_t mark = reg_mark(b);
		reg value = reg_new(b);
		gen_to(b, items->items[0]->as.property.value, value);
		emit(b, EVL_OPCODE_NEW_OBJECT, dst, 0, 0);
		emit(b, EVL_OPCODE_COPY_DATA, dst, value, 0);
		reg_release(b, mark);
		i++;
	} else {
		emit(b, EVL_OPCODE_NEW_OBJECT, dst, 0, 0);
	}
	for (; i < items->count; i++)
		gen_property(b, items->items[i], dst);
}

void gen_array(struct builder *b, struct evl_node *node, reg dst)
{
	struct evl_node_list items = node->as.list.items;
	uint32_t count = items.count;
	if (count != 0 && items.items[0] != NULL && items.items[0]->kind == EVL_NODE_SPREAD) {
		/* V8 makes the array from what is spread: that comes first */
		uint32_t mark = reg_mark(b);
		struct evl_node *operand = items.items[0]->as.unary.operand;
		reg value = reg_new(b);
		gen_to(b, operand, value);
		emit_imm(b, EVL_OPCODE_NEW_ARRAY, dst, 0);
		uint32_t site = site_set(b, items.items[0], expression_position(b, operand));
		emit(b, EVL_OPCODE_ARRAY_SPREAD, dst, value, 0);
		site_restore(b, site);
		reg_release(b, mark);
		items.items++;
		items.count--;
	} else {
		emit(b, EVL_OPCODE_NEW_ARRAY, dst, count < 1024 ? count : 1024, 0);
	}
	gen_elements(b, &items, NULL, dst);
}

void gen_template(struct builder *b, struct evl_node *node, reg dst)
{
	const struct evl_node_list *quasis = &node->as.template_.quasis;
	const struct evl_node_list *values = &node->as.template_.expressions;
	if (values->count == 0) {
		load_string(b, quasis->items[0]->as.string.name, dst);
		return;
	}
	site_expression(b, node->span.start);
	/* all parts first, in order: each value is converted when it is joined, which a script can see only through
	   toString: so values are converted one by one (sec-template-literals-runtime-semantics-evaluation) */
	uint32_t mark = reg_mark(b);
	bool simple = true;
	for (uint32_t i = 0; i < values->count; i++)
		simple &= values->items[i]->kind == EVL_NODE_IDENTIFIER || values->items[i]->kind == EVL_NODE_NUMBER;
	uint32_t parts = 0;
	reg base = reg_block(b, 2 * values->count + 1);
	for (uint32_t i = 0; i < quasis->count; i++) {
		if (quasis->items[i]->as.string.name != EVL_NAME_empty)
			load_string(b, quasis->items[i]->as.string.name, (reg)(base + parts++));
		if (i < values->count) {
			reg r = (reg)(base + parts++);
			gen_to(b, values->items[i], r);
			if (!simple && i + 1 < values->count)
				emit(b, EVL_OPCODE_CONCAT, r, r, 1);
		}
	}
	emit(b, EVL_OPCODE_CONCAT, dst, base, parts);
	reg_release(b, mark);
}
