/* SPDX-License-Identifier: MIT */
/*
 * gen_call.c - calls, new, super calls, tagged templates.
 *
 * The callee, its this value and the arguments are put in consecutive registers.
 */
#include "compile/gen.h"

static bool has_spread(const struct evl_node_list *items)
{
	for (uint32_t i = 0; i < items->count; i++)
		if (items->items[i] != NULL && items->items[i]->kind == EVL_NODE_SPREAD)
			return true;
	return false;
}

/* Where V8 places the spread of `item`: a call whose last argument alone is spread does it itself. */
static uint32_t spread_position(const struct builder *b, const struct evl_node_list *items, uint32_t index, const struct evl_node *call)
{
	if (call == NULL)
		return expression_position(b, items->items[index]->as.unary.operand);
	for (uint32_t i = 0; i < items->count; i++)
		if (items->items[i]->kind == EVL_NODE_SPREAD && i != items->count - 1)
			return NO_POSITION;
	return call->kind == EVL_NODE_NEW ? call->span.start : call_position(b, call);
}

void gen_elements(struct builder *b, const struct evl_node_list *items, const struct evl_node *call, reg array)
{
	for (uint32_t i = 0; i < items->count; i++) {
		struct evl_node *item = items->items[i];
		uint32_t mark = reg_mark(b);
		if (item == NULL) {
			emit(b, EVL_OPCODE_ARRAY_PUSH_HOLE, array, 0, 0);
		} else if (item->kind == EVL_NODE_SPREAD) {
			reg value = gen(b, item->as.unary.operand);
			uint32_t site = site_set(b, item, spread_position(b, items, i, call));
			emit(b, EVL_OPCODE_ARRAY_SPREAD, array, value, 0);
			site_restore(b, site);
		} else {
			emit(b, EVL_OPCODE_ARRAY_PUSH, array, gen(b, item), 0);
		}
		reg_release(b, mark);
	}
}

/* Arguments into base+2 ...; returns how many, or UINT32_MAX when they are one array in base+2. */
static uint32_t gen_arguments(struct builder *b, const struct evl_node *call, reg base)
{
	const struct evl_node_list *arguments = &call->as.call.arguments;
	if (has_spread(arguments)) {
		reg array = reg_new(b);
		emit(b, EVL_OPCODE_NEW_ARRAY, array, 0, 0);
		gen_elements(b, arguments, call, array);
		return UINT32_MAX;
	}
	(void)base;
	for (uint32_t i = 0; i < arguments->count; i++) {
		reg argument = reg_new(b);
		gen_to(b, arguments->items[i], argument);
		reg_release(b, (uint32_t)argument + 1);
	}
	return arguments->count;
}

/* The words that are never identifiers: as the name of a method V8 places the call at its parenthesis. */
static bool is_reserved_word(const struct evl_names *names, evl_name name)
{
	static const char *const words[] = {
		"break", "case", "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum",
		"export", "extends", "false", "finally", "for", "function", "if", "import", "in", "instanceof", "new", "null",
		"return", "super", "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with",
	};
	const struct evl_name_entry *entry = evl_names_entry(names, name);
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		uint32_t k = 0;
		while (k < entry->length && words[i][k] != '\0' && entry->units[k] == (unsigned char)words[i][k])
			k++;
		if (k == entry->length && words[i][k] == '\0')
			return true;
	}
	return false;
}

uint32_t call_position(const struct builder *b, const struct evl_node *call)
{
	const struct evl_node *callee = call->as.call.callee;
	while (callee->kind == EVL_NODE_OPTIONAL_CHAIN)
		callee = callee->as.unary.operand;
	if (callee->kind == EVL_NODE_IDENTIFIER || callee->kind == EVL_NODE_SUPER)
		return callee->span.start;
	if (callee->kind == EVL_NODE_MEMBER && callee->as.member.property->kind == EVL_NODE_IDENTIFIER &&
	    !is_reserved_word(b->compiler->names, callee->as.member.property->as.identifier.name))
		return callee->as.member.property->span.start;
	return call->position;
}

static void load_key_property(struct builder *b, struct evl_node *member, reg object, reg dst)
{
	uint32_t site = site_set(b, member, member_position(member));
	if (member->kind == EVL_NODE_INDEX) {
		uint32_t mark = reg_mark(b);
		site_restore(b, site);
		reg key = gen(b, member->as.member.property);
		site_set(b, member, member_position(member));
		emit(b, EVL_OPCODE_GET_ELEM, dst, object, key);
		reg_release(b, mark);
	} else if (member->as.member.property->kind == EVL_NODE_PRIVATE_NAME) {
		uint32_t mark = reg_mark(b);
		reg name = reg_new(b);
		variable_load(b, member->as.member.property->as.identifier.name, UINT32_MAX, name);
		emit(b, EVL_OPCODE_GET_PRIVATE, dst, object, name);
		reg_release(b, mark);
	} else {
		emit(b, EVL_OPCODE_GET_PROP, dst, object, property_site(b, key_of_node(b, member->as.member.property)));
	}
	site_restore(b, site);
}


/* r[base] = the function, r[base+1] = its this value. */
static void gen_callee(struct builder *b, struct evl_node *callee, reg base)
{
	reg this_register = (reg)(base + 1);
	switch ((enum evl_node_kind)callee->kind) {
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
		if (callee->as.member.object->kind == EVL_NODE_SUPER) {
			uint32_t mark = reg_mark(b);
			reg super = reg_block(b, 3);
			gen_super_reference(b, callee, super);
			uint32_t site = site_set(b, callee, member_position(callee));
			emit(b, EVL_OPCODE_GET_SUPER, base, super, 0);
			site_restore(b, site);
			emit(b, EVL_OPCODE_MOVE, this_register, (uint32_t)super + 1, 0);
			reg_release(b, mark);
			return;
		}
		gen_to(b, callee->as.member.object, this_register);
		if (callee->optional)
			jump(b, EVL_OPCODE_JUMP_NULLISH, this_register, b->chain);
		load_key_property(b, callee, this_register, base);
		return;
	case EVL_NODE_PARENTHESIZED: {
		struct evl_node *inner = strip_parentheses(callee);
		if (inner->kind == EVL_NODE_MEMBER || inner->kind == EVL_NODE_INDEX || inner->kind == EVL_NODE_OPTIONAL_CHAIN ||
		    (inner->kind == EVL_NODE_IDENTIFIER && variable_is_dynamic(b, inner->as.identifier.name))) {
			gen_callee(b, inner, base);
			return;
		}
		break;
	}
	case EVL_NODE_OPTIONAL_CHAIN: {
		/* (a?.b)(): outside of parentheses the chain goes on into the call and does not come here */
		struct label nil, end;
		label_init(&nil);
		label_init(&end);
		struct label *outer = b->chain;
		b->chain = &nil;
		gen_callee(b, callee->as.unary.operand, base);
		b->chain = outer;
		jump(b, EVL_OPCODE_JUMP, 0, &end);
		label_bind(b, &nil);
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, base, 0, 0);
		emit(b, EVL_OPCODE_LOAD_UNDEFINED, this_register, 0, 0);
		label_bind(b, &end);
		return;
	}
	default:
		break;
	}
	if (callee->kind == EVL_NODE_IDENTIFIER && variable_is_dynamic(b, callee->as.identifier.name)) {
		variable_load_callee(b, callee->as.identifier.name, callee->span.start, base, this_register);
		return;
	}
	struct evl_node *plain = strip_parentheses(callee);
	if (plain->kind == EVL_NODE_IDENTIFIER && variable_of(b, plain->as.identifier.name) == NULL) {
		callee = plain;
		/* V8 gives the load of a global callee no place of its own */
		uint32_t site = site_set(b, callee, NO_POSITION);
		variable_load(b, callee->as.identifier.name, callee->span.start, base);
		site_restore(b, site);
	} else {
		struct evl_variable *v = callee->kind == EVL_NODE_IDENTIFIER ? variable_of(b, callee->as.identifier.name) : NULL;
		if (variable_register(b, v) != NO_REG)
			emit_quiet(b, EVL_OPCODE_MOVE, base, gen(b, callee));
		else
			gen_to(b, callee, base);
	}
	emit_quiet(b, EVL_OPCODE_LOAD_UNDEFINED, this_register, 0);
}

static void gen_super_call(struct builder *b, struct evl_node *node, reg dst)
{
	uint32_t mark = reg_mark(b);
	reg base = reg_block(b, 2);
	emit(b, EVL_OPCODE_MOVE, base, gen_hidden(b, EVL_NAME_active_function), 0);
	emit(b, EVL_OPCODE_MOVE, (uint32_t)base + 1, gen_hidden(b, EVL_NAME_new_target), 0);
	reg_release(b, (uint32_t)base + 2);
	uint32_t count = gen_arguments(b, node, base);
	uint32_t site = site_set(b, node, node->as.call.callee->span.start);
	if (count == UINT32_MAX)
		emit(b, EVL_OPCODE_SUPER_CALL_SPREAD, dst, base, 0);
	else
		emit(b, EVL_OPCODE_SUPER_CALL, dst, base, count);
	reg_release(b, mark);
	struct evl_variable *this_variable = variable_of(b, EVL_NAME_this_);
	reg current = variable_register(b, this_variable);
	mark = reg_mark(b);
	if (current == NO_REG) {
		current = reg_new(b);
		variable_load(b, EVL_NAME_this_, UINT32_MAX, current);
	}
	emit(b, EVL_OPCODE_CHECK_UNBOUND, current, 0, 0);
	reg_release(b, mark);
	variable_initialize(b, this_variable, dst);
	gen_field_initialisation(b, gen_hidden(b, EVL_NAME_active_function), dst);
	site_restore(b, site);
	reg_release(b, mark);
}

static bool is_direct_eval(const struct evl_node *node)
{
	const struct evl_node *callee = node->as.call.callee;
	while (callee->kind == EVL_NODE_PARENTHESIZED)
		callee = callee->as.unary.operand;
	return callee->kind == EVL_NODE_IDENTIFIER && callee->as.identifier.name == EVL_NAME_eval && !node->optional;
}

/* What a direct eval needs to know about its place. */
static void gen_eval_site(struct builder *b)
{
	uint32_t constant = constant_add(b, (struct evl_constant){ .kind = EVL_CONSTANT_SCOPE, .scope = b->scope });
	emit(b, EVL_OPCODE_EVAL_SITE, environment_here(b), 0, constant);
}

void gen_call(struct builder *b, struct evl_node *node, reg dst)
{
	struct evl_node *callee = node->as.call.callee;
	if (callee->kind == EVL_NODE_SUPER) {
		gen_super_call(b, node, dst);
		return;
	}
	uint32_t mark = reg_mark(b);
	reg base = reg_block(b, 2);
	gen_callee(b, callee, base);
	if (node->optional)
		jump(b, EVL_OPCODE_JUMP_NULLISH, base, b->chain);
	uint32_t count = gen_arguments(b, node, base);
	uint32_t site = site_set(b, node, call_position(b, node));
	bool direct = is_direct_eval(node);
	if (count == UINT32_MAX)
		emit(b, direct ? EVL_OPCODE_CALL_EVAL_SPREAD : EVL_OPCODE_CALL_SPREAD, dst, base, 0);
	else
		emit(b, direct ? EVL_OPCODE_CALL_EVAL : EVL_OPCODE_CALL, dst, base, count);
	if (direct)
		gen_eval_site(b);
	site_restore(b, site);
	reg_release(b, mark);
}

void gen_new(struct builder *b, struct evl_node *node, reg dst)
{
	uint32_t mark = reg_mark(b);
	reg base = reg_block(b, 2);
	gen_to(b, node->as.call.callee, base);
	uint32_t count = gen_arguments(b, node, base);
	uint32_t site = site_set(b, node, node->span.start);
	if (count == UINT32_MAX)
		emit(b, EVL_OPCODE_NEW_SPREAD, dst, base, 0);
	else
		emit(b, EVL_OPCODE_NEW, dst, base, count);
	site_restore(b, site);
	reg_release(b, mark);
}

void gen_tagged(struct builder *b, struct evl_node *node, reg dst)
{
	struct evl_node *quasi = node->as.tagged.quasi;
	uint32_t parts = quasi->as.template_.quasis.count;
	evl_name *cooked = evl_arena_alloc(b->compiler->arena, parts * sizeof *cooked);
	for (uint32_t i = 0; i < parts; i++) {
		const struct evl_node *q = quasi->as.template_.quasis.items[i];
		cooked[i] = q != NULL ? q->as.string.name : EVL_NAME_NONE;
	}
	uint32_t constant = constant_add(b, (struct evl_constant){ .kind = EVL_CONSTANT_TEMPLATE_OBJECT,
								   .cooked = cooked,
								   .raw = quasi->as.template_.raw,
								   .count = parts });
	uint32_t mark = reg_mark(b);
	reg base = reg_block(b, 3);
	gen_callee(b, node->as.tagged.tag, base);
	emit_imm(b, EVL_OPCODE_TEMPLATE_OBJECT, (uint32_t)base + 2, (int32_t)constant);
	site_expression(b, quasi->span.start);
	const struct evl_node_list *values = &quasi->as.template_.expressions;
	for (uint32_t i = 0; i < values->count; i++) {
		reg argument = reg_new(b);
		gen_to(b, values->items[i], argument);
	}
	uint32_t site = site_set(b, node, node->as.tagged.quasi->span.start);
	emit(b, EVL_OPCODE_CALL, dst, base, values->count + 1);
	site_restore(b, site);
	reg_release(b, mark);
}
