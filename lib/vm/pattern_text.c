/* SPDX-License-Identifier: MIT */
/*
 * pattern_text.c - V8's words for destructuring and iterating over what cannot be.
 *
 * V8 reparses the function and looks for the construct at the place of the error. Here the constructs are
 * the sites of the running function.
 */
#include "syntax/ast.h"
#include "vm/stack.h"
#include "vm/step.h"

/* Where a pattern gets its value from. */
enum pattern_source {
	SOURCE_VALUE,      /* a parameter without default: V8 has no expression for it */
	SOURCE_EXPRESSION, /* the initializer of a declaration */
	SOURCE_ASSIGNED,   /* the right side of an assignment */
	SOURCE_DEFAULT,    /* the default of an element of another pattern */
	SOURCE_PARAMETER_DEFAULT,
	SOURCE_FOR,        /* the declaration in a for-of head */
	SOURCE_FOR_TARGET, /* a for-of head without declaration */
	SOURCE_CATCH,
	SOURCE_ELEMENT,    /* an element of another pattern without default */
};

struct pattern_place {
	enum pattern_source source;
	const struct evl_node *expression; /* EXPRESSION, ASSIGNED, the DEFAULTs */
	const struct evl_node *outer;      /* ELEMENT: the other pattern */
	const struct evl_node *property;   /* ELEMENT of an object pattern: the PATTERN_PROPERTY */
};

/* Is `pattern` an element of the pattern `outer`? */
static bool is_element(const struct evl_node *outer, const struct evl_node *pattern, struct pattern_place *place)
{
	for (uint32_t i = 0; i < outer->as.list.items.count; i++) {
		const struct evl_node *item = outer->as.list.items.items[i];
		const struct evl_node *property = item != NULL && item->kind == EVL_NODE_PATTERN_PROPERTY ? item : NULL;
		const struct evl_node *target = property != NULL ? property->as.property.value : item;
		bool has_default = target != NULL && target->kind == EVL_NODE_DEFAULT_PATTERN;
		if (target == NULL || (has_default ? target->as.operation.left : target) != pattern)
			continue;
		*place = (struct pattern_place){ .source = has_default ? SOURCE_DEFAULT : SOURCE_ELEMENT,
						 .expression = has_default ? target->as.operation.right : NULL,
						 .outer = outer, .property = property };
		return true;
	}
	return false;
}

/* Is `pattern` the target in the construct `node`? */
static bool is_target(const struct evl_node *node, const struct evl_node *pattern, struct pattern_place *place)
{
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_DECLARATOR: {
		const struct evl_node *init = node->as.declarator.init;
		*place = (struct pattern_place){ .source = init != NULL ? SOURCE_EXPRESSION : SOURCE_FOR, .expression = init };
		return node->as.declarator.target == pattern;
	}
	case EVL_NODE_ASSIGNMENT:
		*place = (struct pattern_place){ .source = SOURCE_ASSIGNED, .expression = node->as.operation.right };
		return node->as.operation.left == pattern;
	case EVL_NODE_VARIABLE_DECLARATION:
		for (uint32_t i = 0; i < node->as.declaration.declarators.count; i++)
			if (is_target(node->as.declaration.declarators.items[i], pattern, place))
				return true;
		return false;
	case EVL_NODE_FOR_OF:
	case EVL_NODE_FOR_IN:
		if (node->as.for_each.left != pattern)
			return is_target(node->as.for_each.left, pattern, place);
		*place = (struct pattern_place){ .source = SOURCE_FOR_TARGET };
		return true;
	case EVL_NODE_TRY:
		*place = (struct pattern_place){ .source = SOURCE_CATCH };
		return node->as.try_.param == pattern;
	case EVL_NODE_ARRAY_PATTERN:
	case EVL_NODE_OBJECT_PATTERN:
		return is_element(node, pattern, place);
	case EVL_NODE_DEFAULT_PATTERN:
		*place = (struct pattern_place){ .source = SOURCE_PARAMETER_DEFAULT, .expression = node->as.operation.right };
		return node->as.operation.left == pattern;
	default:
		return false;
	}
}

/* The construct that a pattern belongs to is among the sites of its function. */
static struct pattern_place place_of(struct evl_realm *realm, const struct evl_node *pattern)
{
	struct pattern_place found = { .source = SOURCE_VALUE }, place;
	if (realm->vm->frame == NULL)
		return found;
	const struct evl_template *t = realm->vm->frame->code->template_;
	for (uint32_t i = 0; i < t->site_count; i++) {
		const struct evl_node *node = t->sites[i].node;
		if (node == NULL || node == pattern || !is_target(node, pattern, &place))
			continue;
		found = place;
		if (place.source != SOURCE_PARAMETER_DEFAULT) /* the default of an element has a site of its own */
			break;
	}
	return found;
}

/* What V8 calls the value that a pattern takes apart; `value`: that value, or one in it. */
static const char *place_text(struct evl_realm *realm, const struct pattern_place *place, evl_value value)
{
	switch (place->source) {
	case SOURCE_EXPRESSION:
	case SOURCE_ASSIGNED:
	case SOURCE_DEFAULT:
		return evl_node_text(realm, place->expression, false);
	case SOURCE_PARAMETER_DEFAULT: /* for V8 a conditional expression */
		return "(intermediate value)(intermediate value)(intermediate value)";
	case SOURCE_FOR:
		return ".for";
	case SOURCE_CATCH:
		return ".catch";
	default:
		return evl_describe_callee(realm, value);
	}
}

/* Does V8 find an element's outer pattern as the target of an assignment (and then names the property there)? */
static bool is_direct_element(struct evl_realm *realm, const struct pattern_place *place, struct pattern_place *outer)
{
	if (place->source != SOURCE_ELEMENT || place->property == NULL)
		return false;
	*outer = place_of(realm, place->outer);
	return outer->source != SOURCE_ELEMENT && outer->source != SOURCE_FOR_TARGET;
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
		return evl_throw_message(realm, EVL_MESSAGE_DESTRUCTURE, evl_describe_callee(realm, value), nullish);
	struct pattern_place place = place_of(realm, pattern), outer;
	bool hidden = evl_is_out_of_sight(realm), inner = hidden || place.source == SOURCE_ELEMENT || place.source == SOURCE_FOR_TARGET;
	const struct evl_node *first = pattern->as.list.items.count != 0 ? pattern->as.list.items.items[0] : NULL;
	const char *key = first != NULL ? key_text(realm, first) : NULL;
	if (key != NULL) {
		const struct evl_node *target = first->as.property.value;
		if (inner || (target != NULL && target->kind == EVL_NODE_DEFAULT_PATTERN))
			return evl_throw_message(realm, EVL_MESSAGE_READ_OF_NULLISH, nullish, key);
		return evl_throw_message(realm, EVL_MESSAGE_DESTRUCTURE_PROPERTY, key, place_text(realm, &place, value), nullish);
	}
	if (!inner)
		return evl_throw_message(realm, EVL_MESSAGE_DESTRUCTURE, place_text(realm, &place, value), nullish);
	bool only_rest = first != NULL && first->kind == EVL_NODE_REST;
	const char *name = NULL;
	if (!only_rest && !hidden && is_direct_element(realm, &place, &outer))
		name = key_text(realm, place.property);
	if (name == NULL)
		return evl_throw_message(realm, EVL_MESSAGE_ANY_READ_OF_NULLISH, nullish);
	return evl_throw_message(realm, EVL_MESSAGE_DESTRUCTURE_PROPERTY, name, place_text(realm, &outer, value), nullish);
}

enum spread_place { SPREAD_IN_ARRAY, SPREAD_LAST_ARGUMENT, SPREAD_AMONG_ARGUMENTS };

/* Where a spread stands. The last of a call's arguments V8 spreads in a helper of its own, with other words, if it is the only spread. */
static enum spread_place spread_place(const struct evl_frame *frame, const struct evl_node *spread)
{
	const struct evl_template *t = frame->code->template_;
	for (uint32_t i = 0; i < t->site_count; i++) {
		const struct evl_node *call = t->sites[i].node;
		if (call == NULL || (call->kind != EVL_NODE_CALL && call->kind != EVL_NODE_NEW))
			continue;
		const struct evl_node_list *arguments = &call->as.call.arguments;
		uint32_t spreads = 0;
		bool here = false;
		for (uint32_t k = 0; k < arguments->count; k++) {
			spreads += arguments->items[k]->kind == EVL_NODE_SPREAD;
			here |= arguments->items[k] == spread;
		}
		if (here)
			return spreads == 1 && arguments->items[arguments->count - 1] == spread ? SPREAD_LAST_ARGUMENT : SPREAD_AMONG_ARGUMENTS;
	}
	return SPREAD_IN_ARRAY;
}

/* Is this call what a for-of, a spread or an array pattern of the running function iterates over? V8 has words of its own then. */
static bool is_iterated(struct evl_realm *realm, const struct evl_node *call)
{
	const struct evl_frame *frame = realm->vm->frame;
	const struct evl_template *t = frame != NULL ? frame->code->template_ : NULL;
	if (t == NULL || t->site_of == NULL)
		return false;
	for (uint32_t i = 0; i < t->code_count; i++) {
		if (t->code[i].op != EVL_OPCODE_GET_ITERATOR && t->code[i].op != EVL_OPCODE_ARRAY_SPREAD)
			continue;
		const struct evl_node *node = t->sites[t->site_of[i]].node;
		if (node == call)
			return true;
		if (node == NULL)
			continue;
		if (node->kind == EVL_NODE_SPREAD && node->as.unary.operand == call)
			return spread_place(frame, node) == SPREAD_IN_ARRAY;
		if (node->kind != EVL_NODE_ARRAY_PATTERN)
			continue;
		struct pattern_place place = place_of(realm, node);
		if ((place.source == SOURCE_EXPRESSION || place.source == SOURCE_DEFAULT || place.source == SOURCE_ASSIGNED) && place.expression == call)
			return true;
	}
	return false;
}

bool evl_step_not_callable(struct evl_realm *realm, evl_value callee)
{
	const struct evl_node *node = evl_stack_node(realm);
	const char *decompiled = realm->spidermonkey && node != NULL && node->kind == EVL_NODE_CALL ? evl_decompiled_text(realm, node->as.call.callee) : NULL;
	if (decompiled != NULL)
		return evl_throw_message(realm, EVL_MESSAGE_EXPRESSION_NOT_CALLABLE, decompiled);
	if (node != NULL && node->kind == EVL_NODE_CALL && !evl_is_out_of_sight(realm) && is_iterated(realm, node))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_RESULT, evl_node_text(realm, node->as.call.callee, true));
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_callee_text(realm, node, callee));
}

/* The subject of a for-of, a spread, an array pattern: V8 names it when it can find it. */
static bool not_iterable_expression(struct evl_realm *realm, const struct evl_node *expression, bool is_async)
{
	const struct evl_node *inner = evl_node_bare(expression);
	if (inner->kind == EVL_NODE_NEW)
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_RESULT, evl_node_text(realm, inner->as.call.callee, true));
	if (inner->kind == EVL_NODE_CALL) {
		if (is_async)
			return evl_throw_message(realm, EVL_MESSAGE_NOT_ASYNC_ITERABLE_RESULT, evl_node_text(realm, inner, false));
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_RESULT, evl_node_text(realm, inner->as.call.callee, true));
	}
	return evl_throw_message(realm, is_async ? EVL_MESSAGE_NOT_ASYNC_ITERABLE : EVL_MESSAGE_NOT_ITERABLE, evl_node_text(realm, expression, true));
}

/* Is this a default that V8 knows the place of: a name, a member, a call? */
static bool has_position(const struct evl_node *expression)
{
	switch ((enum evl_node_kind)evl_node_bare(expression)->kind) {
	case EVL_NODE_IDENTIFIER:
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
	case EVL_NODE_CALL:
	case EVL_NODE_NEW:
		return true;
	default:
		return false;
	}
}

/*
 * The call that begins where the expression does: f() and new F in `f().x`, `new F().m()`. NULL: none does; V8 places
 * a method's call at the method's name, and one in parentheses behind them.
 */
static const struct evl_node *leading_call(const struct evl_node *expression)
{
	for (;;) {
		switch ((enum evl_node_kind)expression->kind) {
		case EVL_NODE_MEMBER:
		case EVL_NODE_INDEX:
			expression = expression->as.member.object;
			break;
		case EVL_NODE_OPTIONAL_CHAIN:
			expression = expression->as.unary.operand;
			break;
		case EVL_NODE_LOGICAL:
		case EVL_NODE_BINARY:
			expression = expression->as.operation.left;
			break;
		case EVL_NODE_CALL:
			if (expression->as.call.callee->kind == EVL_NODE_IDENTIFIER)
				return expression->optional ? NULL : expression;
			expression = expression->as.call.callee;
			break;
		case EVL_NODE_NEW:
			return expression;
		default:
			return NULL;
		}
	}
}

/* The initializer of a declaration over which an array pattern cannot iterate: V8 looks where the initializer begins. */
static bool not_iterable_initializer(struct evl_realm *realm, const struct evl_node *init, evl_value value)
{
	const struct evl_node *call = leading_call(init);
	if (call == init)
		return not_iterable_expression(realm, init, false);
	const char *text = call != NULL ? evl_node_text(realm, call->as.call.callee, false) : evl_describe_callee(realm, value);
	return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, text);
}

static bool is_named(const struct evl_node *expression)
{
	switch ((enum evl_node_kind)expression->kind) {
	case EVL_NODE_CALL:
	case EVL_NODE_NEW:
	case EVL_NODE_TAGGED_TEMPLATE:
	case EVL_NODE_PARENTHESIZED:
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

/* Where V8 says that a spread argument is. */
static uint32_t spread_start(const struct evl_node *operand)
{
	operand = evl_node_bare(operand);
	if (operand->kind == EVL_NODE_CALL && operand->as.call.callee->kind != EVL_NODE_CALL)
		operand = operand->as.call.callee;
	switch ((enum evl_node_kind)operand->kind) {
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
	case EVL_NODE_CALL:
	case EVL_NODE_LOGICAL:
	case EVL_NODE_BINARY:
		return operand->position;
	default:
		return operand->span.start;
	}
}

bool evl_throw_not_called(struct evl_realm *realm, evl_value callee)
{
	const struct evl_vm *vm = realm->vm;
	bool in_library = vm->native_call != NULL && vm->native_call->frame == vm->frame;
	const struct evl_node *node = vm->frame != NULL && !in_library ? evl_stack_node(realm) : NULL;
	if (node != NULL && node->kind == EVL_NODE_SPREAD && spread_place(vm->frame, node) == SPREAD_IN_ARRAY)
		return not_iterable_expression(realm, node->as.unary.operand, false);
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe_callee(realm, callee));
}

/* An array pattern over what is not iterable. */
static bool not_iterable_pattern(struct evl_realm *realm, const struct evl_node *pattern, evl_value value)
{
	struct pattern_place place = place_of(realm, pattern), outer;
	if (place.source == SOURCE_EXPRESSION && is_named(place.expression))
		return not_iterable_expression(realm, place.expression, false);
	if (place.source == SOURCE_EXPRESSION)
		return not_iterable_initializer(realm, place.expression, value);
	if (place.source == SOURCE_PARAMETER_DEFAULT && place.expression->kind == EVL_NODE_CALL)
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, evl_node_text(realm, place.expression->as.call.callee, false));
	if (place.source == SOURCE_DEFAULT && has_position(place.expression))
		return not_iterable_expression(realm, place.expression, false);
	if (place.source == SOURCE_FOR)
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, ".for");
	if (is_direct_element(realm, &place, &outer)) {
		const char *text = place_text(realm, &outer, value);
		if (evl_is_nullish(value))
			return evl_throw_message(realm, EVL_MESSAGE_DESTRUCTURE_PROPERTY, "Symbol(Symbol.iterator)", text,
						 evl_is_null(value) ? "null" : "undefined");
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, text);
	}
	return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, evl_describe_callee(realm, value));
}

/* An object literal whose values are all known when it is compiled (and getters, spreads): only such ones does V8 name in a for-of. */
static bool is_static_literal(const struct evl_node *literal)
{
	for (uint32_t i = 0; i < literal->as.list.items.count; i++) {
		const struct evl_node *item = literal->as.list.items.items[i];
		if (item->kind != EVL_NODE_PROPERTY || item->computed)
			return false;
		uint8_t kind = item->as.property.kind;
		if (kind == EVL_PROPERTY_SPREAD || kind == EVL_PROPERTY_GET || kind == EVL_PROPERTY_SET)
			continue;
		const struct evl_node *value = evl_node_bare(item->as.property.value);
		if (item->as.property.key == NULL || value == NULL)
			return false;
		switch ((enum evl_node_kind)value->kind) {
		case EVL_NODE_NUMBER:
		case EVL_NODE_STRING:
		case EVL_NODE_NULL:
		case EVL_NODE_TRUE:
		case EVL_NODE_FALSE:
			break;
		case EVL_NODE_OBJECT:
			if (!is_static_literal(value))
				return false;
			break;
		default:
			return false;
		}
	}
	return true;
}

/* Where V8 places an operand: the expression that messages find there. UINT32_MAX: nowhere that an error could be. */
static uint32_t operand_position(const struct evl_node *operand)
{
	operand = evl_node_bare(operand);
	switch ((enum evl_node_kind)operand->kind) {
	case EVL_NODE_IDENTIFIER:
	case EVL_NODE_NEW:
		return operand->span.start;
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
		return operand->position;
	case EVL_NODE_BINARY: /* V8 counts with numbers as it reads them */
		return evl_node_bare(operand->as.operation.left)->kind == EVL_NODE_NUMBER && evl_node_bare(operand->as.operation.right)->kind == EVL_NODE_NUMBER ?
			       UINT32_MAX :
			       operand->position;
	case EVL_NODE_CALL: {
		const struct evl_node *callee = evl_node_bare(operand->as.call.callee);
		if (callee->kind == EVL_NODE_IDENTIFIER)
			return callee->span.start;
		return callee->kind == EVL_NODE_MEMBER ? callee->as.member.property->span.start : operand->position;
	}
	default:
		return UINT32_MAX;
	}
}

bool evl_throw_not_iterable(struct evl_realm *realm, evl_value value)
{
	const struct evl_node *node = evl_stack_node(realm);
	const struct evl_frame *frame = realm->vm->frame;
	bool hidden = evl_is_out_of_sight(realm) && (node == NULL || node->kind != EVL_NODE_SPREAD || spread_place(frame, node) == SPREAD_IN_ARRAY);
	if (node == NULL || frame == NULL || hidden)
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, evl_describe_callee(realm, value));
	switch ((enum evl_node_kind)node->kind) {
	case EVL_NODE_ARRAY_PATTERN:
		return not_iterable_pattern(realm, node, value);
	case EVL_NODE_YIELD:
		if (evl_stack_place(realm).start == operand_position(node->as.yield_.argument))
			return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, "yield* (intermediate value)");
		break;
	case EVL_NODE_SPREAD:
		switch (spread_place(frame, node)) {
		case SPREAD_IN_ARRAY:
			return not_iterable_expression(realm, node->as.unary.operand, false);
		case SPREAD_AMONG_ARGUMENTS:
			break;
		case SPREAD_LAST_ARGUMENT:
			if (!evl_is_nullish(value))
				evl_throw_message(realm, EVL_MESSAGE_SPREAD_NOT_ITERABLE);
			else
				evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_SPREAD, evl_node_text(realm, node->as.unary.operand, false),
						  evl_is_null(value) ? "null" : "undefined");
			/* on the stack it is the call, but the source line shows the argument */
			realm->exception_span.start = spread_start(node->as.unary.operand);
			return false;
		}
		break;
	case EVL_NODE_OBJECT:
		if (is_static_literal(node))
			return not_iterable_expression(realm, node, false);
		break;
	default:
		return not_iterable_expression(realm, node, false);
	}
	return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, evl_describe_callee(realm, value));
}

bool evl_throw_not_async_iterable(struct evl_realm *realm, evl_value value, evl_value method)
{
	const struct evl_node *node = evl_stack_node(realm);
	if (evl_is_nullish(value))
		return evl_throw_message(realm, EVL_MESSAGE_READ_OF_NULLISH, evl_is_null(value) ? "null" : "undefined", "Symbol(Symbol.asyncIterator)");
	if (node == NULL || node->kind == EVL_NODE_YIELD || (node->kind == EVL_NODE_OBJECT && !is_static_literal(node)))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe_callee(realm, method));
	return not_iterable_expression(realm, node, true);
}
