/* SPDX-License-Identifier: MIT */
/*
 * lower_expression.c - expressions other than functions and classes.
 */
#include "syntax/lower.h"

#include <string.h>

#include "syntax/literal.h"

static const char *text_of(struct evl_lower *l, TSNode cst, size_t *length)
{
	uint32_t start = ts_node_start_byte(cst);
	*length = ts_node_end_byte(cst) - start;
	return l->text + start;
}

struct evl_node *evl_lower_identifier(struct evl_lower *l, TSNode cst)
{
	bool is_private = evl_cst_is(cst, EVL_CST_PRIVATE_PROPERTY_IDENTIFIER);
	struct evl_node *node = evl_lower_new(l, is_private ? EVL_NODE_PRIVATE_NAME : EVL_NODE_IDENTIFIER, cst);
	size_t length;
	const char *text = text_of(l, cst, &length);
	bool escaped;
	node->as.identifier.name = evl_literal_identifier(l->names, l->arena, text, length, &escaped);
	node->as.identifier.escaped = escaped;
	return node;
}

struct evl_node *evl_lower_string(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_STRING, cst);
	size_t length;
	const char *text = text_of(l, cst, &length);
	node->as.string.name = evl_literal_string(l->names, l->arena, text + 1, length - 2);
	return node;
}

static struct evl_node *number(struct evl_lower *l, TSNode cst)
{
	size_t length;
	const char *text = text_of(l, cst, &length);
	struct evl_node *node;
	if (text[length - 1] == 'n') {
		node = evl_lower_new(l, EVL_NODE_BIGINT, cst);
		node->as.string.name = evl_literal_bigint(l->names, l->arena, text, length);
	} else {
		node = evl_lower_new(l, EVL_NODE_NUMBER, cst);
		node->as.number.value = evl_literal_number(l->arena, text, length);
	}
	return node;
}

static struct evl_node *regexp(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_REGEXP, cst);
	size_t length;
	const char *text = text_of(l, cst, &length);
	size_t slash = length - 1;
	while (slash > 0 && text[slash] != '/')
		slash--;
	node->as.regexp.pattern = evl_names_intern_source(l->names, text + 1, slash - 1);
	node->as.regexp.flags = evl_names_intern_utf8(l->names, text + slash + 1, length - slash - 1);
	return node;
}

/* One chunk of a template, source bytes [start, end). */
static void template_chunk(struct evl_lower *l, struct evl_node *node, uint32_t start, uint32_t end)
{
	const char *text = l->text + start;
	uint32_t i = node->as.template_.quasis.count;
	struct evl_node *quasi = NULL;
	evl_name cooked = evl_literal_cooked(l->names, l->arena, text, end - start);
	if (cooked != EVL_NAME_NONE) {
		quasi = evl_arena_zalloc(l->arena, sizeof(*quasi));
		quasi->kind = EVL_NODE_STRING;
		quasi->span = (evl_span){ l->source, start, end };
		quasi->as.string.name = cooked;
	}
	node->as.template_.raw[i] = evl_literal_raw(l->names, l->arena, text, end - start);
	evl_lower_append(&node->as.template_.quasis, quasi);
}

static struct evl_node *template(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_TEMPLATE, cst);
	uint32_t count = ts_node_child_count(cst);
	uint32_t expressions = 0;
	for (uint32_t i = 0; i < count; i++)
		expressions += evl_cst_is(evl_cst_child(cst, i), EVL_CST_TEMPLATE_SUBSTITUTION);
	node->as.template_.expressions = evl_lower_list(l, expressions);
	node->as.template_.quasis = evl_lower_list(l, expressions + 1);
	node->as.template_.raw = evl_arena_alloc(l->arena, (expressions + 1) * sizeof(evl_name));
	uint32_t start = node->span.start + 1;
	for (uint32_t i = 0; i < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (!evl_cst_is(child, EVL_CST_TEMPLATE_SUBSTITUTION))
			continue;
		template_chunk(l, node, start, ts_node_start_byte(child));
		evl_lower_append(&node->as.template_.expressions, evl_lower_expression(l, evl_cst_child(child, 1)));
		start = ts_node_end_byte(child);
	}
	template_chunk(l, node, start, node->span.end - 1);
	return node;
}

/* The operator written as `text`; compound assignments without their '='. */
static enum evl_operator operator_of(const char *text, size_t length)
{
	static const struct {
		char text[11];
		uint8_t length;
		uint8_t op;
	} rows[] = {
		{ "+", 1, EVL_OP_ADD }, { "-", 1, EVL_OP_SUB }, { "*", 1, EVL_OP_MUL }, { "/", 1, EVL_OP_DIV },
		{ "%", 1, EVL_OP_MOD }, { "<", 1, EVL_OP_LT }, { ">", 1, EVL_OP_GT }, { "&", 1, EVL_OP_BIT_AND },
		{ "|", 1, EVL_OP_BIT_OR }, { "^", 1, EVL_OP_BIT_XOR }, { "!", 1, EVL_OP_NOT }, { "~", 1, EVL_OP_BIT_NOT },
		{ "==", 2, EVL_OP_EQ }, { "!=", 2, EVL_OP_NE }, { "<=", 2, EVL_OP_LE }, { ">=", 2, EVL_OP_GE },
		{ "&&", 2, EVL_OP_AND }, { "||", 2, EVL_OP_OR }, { "??", 2, EVL_OP_NULLISH }, { "**", 2, EVL_OP_EXP },
		{ "<<", 2, EVL_OP_SHL }, { ">>", 2, EVL_OP_SAR }, { "in", 2, EVL_OP_IN }, { "===", 3, EVL_OP_STRICT_EQ },
		{ "!==", 3, EVL_OP_STRICT_NE }, { ">>>", 3, EVL_OP_SHR }, { "instanceof", 10, EVL_OP_INSTANCEOF },
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].length == length && memcmp(rows[i].text, text, length) == 0)
			return rows[i].op;
	}
	return EVL_OP_NONE;
}

/*
 * A chain of binary operators leans to the left, one level for each operator:
 * walk down its spine without recursion, then build from the bottom up.
 */
static struct evl_node *binary(struct evl_lower *l, TSNode cst)
{
	uint32_t levels = 1;
	TSNode bottom = cst;
	for (TSNode left = evl_cst_child(cst, 0); evl_cst_is(left, EVL_CST_BINARY_EXPRESSION); left = evl_cst_child(left, 0)) {
		bottom = left;
		levels++;
	}
	if (levels > EVL_SYNTAX_MAX_DEPTH - l->depth) {
		l->depth += levels;
		evl_lower_enter(l, cst);
		l->depth -= levels + 1;
		return evl_lower_new(l, EVL_NODE_EMPTY, cst);
	}
	TSNode *spine = evl_arena_alloc(l->arena, levels * sizeof(*spine));
	uint32_t n = 0;
	for (TSNode at = cst; n < levels; at = evl_cst_child(at, 0))
		spine[n++] = at;
	uint32_t depth = l->depth;
	l->depth += levels;
	struct evl_node *left = NULL;
	while (n-- > 0) {
		TSNode at = spine[n];
		if (!left)
			left = evl_lower_expression(l, evl_cst_child(bottom, 0));
		size_t length;
		const char *text = text_of(l, evl_cst_child(at, 1), &length);
		enum evl_operator op = operator_of(text, length);
		bool logical = op == EVL_OP_AND || op == EVL_OP_OR || op == EVL_OP_NULLISH;
		struct evl_node *node = evl_lower_new(l, logical ? EVL_NODE_LOGICAL : EVL_NODE_BINARY, at);
		node->position = ts_node_start_byte(evl_cst_child(at, 1));
		node->as.operation.op = (uint8_t)op;
		node->as.operation.left = left;
		node->as.operation.right = evl_lower_expression(l, evl_cst_child(at, 2));
		left = node;
	}
	l->depth = depth;
	return left;
}

/* Prefix operators; `await` was prepared as `void`. */
static struct evl_node *unary(struct evl_lower *l, TSNode cst)
{
	TSNode operator = evl_cst_child(cst, 0);
	const char *text = l->text + ts_node_start_byte(operator);
	struct evl_node *operand = evl_lower_expression(l, evl_cst_child(cst, 1));
	struct evl_node *node = evl_lower_new(l, EVL_NODE_UNARY, cst);
	if (text[0] == 'a') {
		node->kind = EVL_NODE_AWAIT;
		node->as.unary.operand = operand;
		if (!l->function)
			l->top_level_await = true;
		return node;
	}
	enum evl_operator op;
	switch (text[0]) {
	case '!': op = EVL_OP_NOT; break;
	case '~': op = EVL_OP_BIT_NOT; break;
	case '+': op = EVL_OP_PLUS; break;
	case '-': op = EVL_OP_MINUS; break;
	case 't': op = EVL_OP_TYPEOF; break;
	case 'v': op = EVL_OP_VOID; break;
	default: op = EVL_OP_DELETE; break;
	}
	node->as.operation.op = (uint8_t)op;
	node->as.operation.left = operand;
	return node;
}

static struct evl_node *update(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_UPDATE, cst);
	char c = l->text[node->span.start];
	bool prefix = (c == '+' || c == '-') && !ts_node_is_named(evl_cst_child(cst, 0));
	TSNode operator = evl_cst_child(cst, prefix ? 0 : 1);
	node->prefix = prefix;
	node->position = ts_node_start_byte(operator);
	node->as.operation.op = l->text[ts_node_start_byte(operator)] == '+' ? EVL_OP_INCREMENT : EVL_OP_DECREMENT;
	TSNode target = evl_cst_child(cst, prefix ? 1 : 0);
	node->as.operation.left = evl_lower_target(l, target);
	if (prefix) {
		/* the last token before, which of ++x is the target's */
		if (evl_cst_is(target, EVL_CST_MEMBER_EXPRESSION))
			target = evl_cst_child(target, ts_node_child_count(target) - 1);
		bool closed = evl_cst_is(target, EVL_CST_SUBSCRIPT_EXPRESSION) || evl_cst_is(target, EVL_CST_PARENTHESIZED_EXPRESSION);
		node->position = closed ? ts_node_end_byte(target) - 1 : ts_node_start_byte(target);
	}
	return node;
}

static struct evl_node *assignment(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_ASSIGNMENT, cst);
	size_t length;
	const char *text = text_of(l, evl_cst_child(cst, 1), &length);
	node->position = ts_node_start_byte(evl_cst_child(cst, 1));
	node->as.operation.op = length == 1 ? EVL_OP_ASSIGN : (uint8_t)operator_of(text, length - 1);
	node->computed = evl_cst_is(evl_cst_child(cst, 0), EVL_CST_PARENTHESIZED_EXPRESSION);
	node->as.operation.left = evl_lower_target(l, evl_cst_child(cst, 0));
	node->as.operation.right = evl_lower_expression(l, evl_cst_child(cst, 2));
	return node;
}

static struct evl_node_list arguments(struct evl_lower *l, TSNode cst)
{
	uint32_t count = ts_node_child_count(cst);
	struct evl_node_list list = evl_lower_list(l, count / 2 + 1);
	for (uint32_t i = 1; i < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (ts_node_is_named(child))
			evl_lower_append(&list, evl_lower_expression(l, child));
	}
	return list;
}

static void note_direct_eval(struct evl_lower *l)
{
	struct evl_lower_function *f = l->function;
	for (; f; f = f->parent) {
		f->flags |= EVL_FN_HAS_DIRECT_EVAL;
		if (!(f->flags & EVL_FN_ARROW))
			return;
	}
	l->top_level_eval = true;
}

static struct evl_node *chain(struct evl_lower *l, TSNode cst, bool *optional);

/* The object or callee of a chain element: more of the chain, or any other expression. */
static struct evl_node *chain_base(struct evl_lower *l, TSNode cst, bool *optional)
{
	struct evl_node *node;
	switch (ts_node_symbol(cst)) {
	case EVL_CST_MEMBER_EXPRESSION:
	case EVL_CST_SUBSCRIPT_EXPRESSION:
	case EVL_CST_CALL_EXPRESSION:
		node = evl_lower_enter(l, cst) ? chain(l, cst, optional) : evl_lower_new(l, EVL_NODE_EMPTY, cst);
		evl_lower_leave(l);
		return node;
	default:
		return evl_lower_expression(l, cst);
	}
}

/* Does the chain before this element hold a call or ?. (ParseLeftHandSideContinuation of V8)? */
static bool follows_call(const struct evl_node *object)
{
	switch ((enum evl_node_kind)object->kind) {
	case EVL_NODE_CALL:
	case EVL_NODE_IMPORT_CALL:
		return true;
	case EVL_NODE_MEMBER:
	case EVL_NODE_INDEX:
		return object->prefix != 0;
	default:
		return false;
	}
}

static struct evl_node *call(struct evl_lower *l, TSNode cst, bool *optional)
{
	TSNode callee = evl_cst_child(cst, 0);
	uint32_t last = ts_node_child_count(cst) - 1;
	TSNode args = evl_cst_child(cst, last);
	struct evl_node *node = evl_lower_new(l, EVL_NODE_CALL, cst);
	node->position = ts_node_start_byte(args);
	if (evl_cst_is(args, EVL_CST_TEMPLATE_STRING)) {
		node->kind = EVL_NODE_TAGGED_TEMPLATE;
		node->as.tagged.tag = chain_base(l, callee, optional);
		node->as.tagged.quasi = template(l, args);
		return node;
	}
	if (evl_cst_is(callee, EVL_CST_IMPORT)) {
		node->kind = EVL_NODE_IMPORT_CALL;
	} else {
		node->as.call.callee = chain_base(l, callee, optional);
		node->optional = last > 1;
		*optional = *optional || node->optional;
		const struct evl_node *target = node->as.call.callee;
		if (target->kind == EVL_NODE_IDENTIFIER && target->as.identifier.name == EVL_NAME_eval && !node->optional)
			note_direct_eval(l);
	}
	node->as.call.arguments = arguments(l, args);
	return node;
}

/* Is `target` the call at `cst`, or the call in parentheses? */
static bool is_target(const struct evl_prepared_target *target, TSNode cst)
{
	while (ts_node_start_byte(cst) > target->start && ts_node_end_byte(cst) < target->end) {
		cst = ts_node_parent(cst);
		if (!evl_cst_is(cst, EVL_CST_PARENTHESIZED_EXPRESSION))
			return false;
	}
	return ts_node_start_byte(cst) == target->start && ts_node_end_byte(cst) == target->end;
}

/* A call that is assigned to throws when it has run: void, with the kind of the target in `prefix`. */
static struct evl_node *as_target(struct evl_lower *l, TSNode cst, struct evl_node *call)
{
	uint32_t low = 0, high = l->target_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (l->targets[middle].end < call->span.end)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == l->target_count || !is_target(&l->targets[low], cst))
		return call;
	struct evl_node *node = evl_lower_new(l, EVL_NODE_UNARY, cst);
	node->as.operation.op = EVL_OP_VOID;
	node->as.operation.left = call;
	node->prefix = l->targets[low].kind;
	node->span.start = l->targets[low].start;
	return node;
}

/* A member access, index or call, and what is before it up to the first that is none of these. */
static struct evl_node *chain(struct evl_lower *l, TSNode cst, bool *optional)
{
	switch (ts_node_symbol(cst)) {
	case EVL_CST_CALL_EXPRESSION:
		return as_target(l, cst, call(l, cst, optional));
	case EVL_CST_MEMBER_EXPRESSION: {
		struct evl_node *node = evl_lower_new(l, EVL_NODE_MEMBER, cst);
		node->as.member.object = chain_base(l, evl_cst_child(cst, 0), optional);
		node->optional = evl_cst_is(evl_cst_child(cst, 1), EVL_CST_OPTIONAL_CHAIN);
		*optional = *optional || node->optional;
		node->as.member.property = evl_lower_identifier(l, evl_cst_child(cst, 2));
		/* behind a call or ?. it is the dot itself, elsewhere the name */
		node->prefix = node->optional || follows_call(node->as.member.object);
		node->position = ts_node_start_byte(evl_cst_child(cst, node->prefix ? 1 : 2));
		return node;
	}
	default: {
		struct evl_node *node = evl_lower_new(l, EVL_NODE_INDEX, cst);
		node->as.member.object = chain_base(l, evl_cst_child(cst, 0), optional);
		node->optional = evl_cst_is(evl_cst_child(cst, 1), EVL_CST_OPTIONAL_CHAIN);
		*optional = *optional || node->optional;
		node->as.member.property = evl_lower_expression(l, evl_cst_child(cst, node->optional ? 3 : 2));
		node->prefix = node->optional || follows_call(node->as.member.object);
		node->position = ts_node_start_byte(evl_cst_child(cst, node->optional ? 2 : 1));
		return node;
	}
	}
}

static struct evl_node *whole_chain(struct evl_lower *l, TSNode cst)
{
	bool optional = false;
	struct evl_node *inner = chain(l, cst, &optional);
	if (!optional)
		return inner;
	struct evl_node *node = evl_lower_new(l, EVL_NODE_OPTIONAL_CHAIN, cst);
	node->as.unary.operand = inner;
	return node;
}

static struct evl_node *new_expression(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_NEW, cst);
	node->as.call.callee = evl_lower_expression(l, evl_cst_child(cst, 1));
	if (ts_node_child_count(cst) > 2)
		node->as.call.arguments = arguments(l, evl_cst_child(cst, 2));
	return node;
}

/* Elements between brackets; two commas in a row leave a hole. */
static struct evl_node *array(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_ARRAY, cst);
	uint32_t count = ts_node_child_count(cst);
	struct evl_node_list list = evl_lower_list(l, count);
	bool filled = false;
	for (uint32_t i = 1; i + 1 < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (evl_cst_is(child, EVL_CST_TOKEN_COMMA)) {
			if (!filled)
				evl_lower_append(&list, NULL);
			filled = false;
		} else {
			evl_lower_append(&list, evl_lower_expression(l, child));
			filled = true;
		}
	}
	node->as.list.items = list;
	return node;
}

struct evl_node *evl_lower_key(struct evl_lower *l, TSNode cst, uint8_t *computed)
{
	*computed = 0;
	switch (ts_node_symbol(cst)) {
	case EVL_CST_STRING:
		return evl_lower_string(l, cst);
	case EVL_CST_NUMBER:
		return number(l, cst);
	case EVL_CST_COMPUTED_PROPERTY_NAME:
		*computed = 1;
		return evl_lower_expression(l, evl_cst_child(cst, 1));
	default:
		return evl_lower_identifier(l, cst);
	}
}

static struct evl_node *property(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node;
	switch (ts_node_symbol(cst)) {
	case EVL_CST_PAIR:
		node = evl_lower_new(l, EVL_NODE_PROPERTY, cst);
		node->as.property.kind = EVL_PROPERTY_INIT;
		node->as.property.key = evl_lower_key(l, evl_cst_child(cst, 0), &node->computed);
		node->as.property.value = evl_lower_expression(l, evl_cst_child(cst, 2));
		return node;
	case EVL_CST_SPREAD_ELEMENT:
		node = evl_lower_new(l, EVL_NODE_PROPERTY, cst);
		node->as.property.kind = EVL_PROPERTY_SPREAD;
		node->as.property.value = evl_lower_expression(l, evl_cst_child(cst, 1));
		return node;
	case EVL_CST_METHOD_DEFINITION:
		return evl_lower_method(l, cst, EVL_NODE_PROPERTY, false);
	default:
		node = evl_lower_new(l, EVL_NODE_PROPERTY, cst);
		node->as.property.kind = EVL_PROPERTY_SHORTHAND;
		node->as.property.key = evl_lower_identifier(l, cst);
		node->as.property.value = evl_lower_identifier(l, cst);
		return node;
	}
}

static struct evl_node *object(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_OBJECT, cst);
	uint32_t count = ts_node_child_count(cst);
	struct evl_node_list list = evl_lower_list(l, count);
	for (uint32_t i = 1; i + 1 < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (ts_node_is_named(child))
			evl_lower_append(&list, property(l, child));
	}
	node->as.list.items = list;
	return node;
}

static struct evl_node *yield(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_YIELD, cst);
	uint32_t count = ts_node_child_count(cst);
	node->as.yield_.delegate = count > 2;
	if (count > 1)
		node->as.yield_.argument = evl_lower_expression(l, evl_cst_child(cst, count - 1));
	return node;
}

/* A node whose one operand is child `i`. */
static struct evl_node *wrap(struct evl_lower *l, TSNode cst, enum evl_node_kind kind, uint32_t i)
{
	struct evl_node *node = evl_lower_new(l, kind, cst);
	node->as.unary.operand = evl_lower_expression(l, evl_cst_child(cst, i));
	return node;
}

/* Child sequences may nest to the right in the grammar; one list is made of them. */
static struct evl_node *sequence(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node = evl_lower_new(l, EVL_NODE_SEQUENCE, cst);
	uint32_t count = ts_node_child_count(cst);
	struct evl_node_list list = evl_lower_list(l, count);
	for (uint32_t i = 0; i < count; i++) {
		TSNode child = evl_cst_child(cst, i);
		if (ts_node_is_named(child))
			evl_lower_append(&list, evl_lower_expression(l, child));
	}
	node->as.list.items = list;
	return node;
}

static struct evl_node *expression(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node;
	switch (ts_node_symbol(cst)) {
	case EVL_CST_IDENTIFIER:
	case EVL_CST_UNDEFINED:
	case EVL_CST_PRIVATE_PROPERTY_IDENTIFIER: /* #x in object */
		return evl_lower_identifier(l, cst);
	case EVL_CST_MEMBER_EXPRESSION:
	case EVL_CST_SUBSCRIPT_EXPRESSION:
	case EVL_CST_CALL_EXPRESSION:
		return whole_chain(l, cst);
	case EVL_CST_STRING:
		return evl_lower_string(l, cst);
	case EVL_CST_NUMBER:
		return number(l, cst);
	case EVL_CST_TEMPLATE_STRING:
		return template(l, cst);
	case EVL_CST_REGEX:
		return regexp(l, cst);
	case EVL_CST_NULL:
		return evl_lower_new(l, EVL_NODE_NULL, cst);
	case EVL_CST_TRUE:
		return evl_lower_new(l, EVL_NODE_TRUE, cst);
	case EVL_CST_FALSE:
		return evl_lower_new(l, EVL_NODE_FALSE, cst);
	case EVL_CST_THIS:
		return evl_lower_new(l, EVL_NODE_THIS, cst);
	case EVL_CST_SUPER:
		return evl_lower_new(l, EVL_NODE_SUPER, cst);
	case EVL_CST_META_PROPERTY:
		return evl_lower_new(l, l->text[ts_node_start_byte(cst)] == 'n' ? EVL_NODE_NEW_TARGET : EVL_NODE_IMPORT_META,
				     cst);
	case EVL_CST_ARRAY:
		return array(l, cst);
	case EVL_CST_OBJECT:
		return object(l, cst);
	case EVL_CST_FUNCTION_EXPRESSION:
	case EVL_CST_GENERATOR_FUNCTION:
		return evl_lower_function(l, cst, EVL_NODE_FUNCTION_EXPRESSION);
	case EVL_CST_ARROW_FUNCTION:
		return evl_lower_arrow(l, cst);
	case EVL_CST_CLASS:
		return evl_lower_class(l, cst, EVL_NODE_CLASS_EXPRESSION);
	case EVL_CST_UNARY_EXPRESSION:
		return unary(l, cst);
	case EVL_CST_UPDATE_EXPRESSION:
		return update(l, cst);
	case EVL_CST_BINARY_EXPRESSION:
		return binary(l, cst);
	case EVL_CST_ASSIGNMENT_EXPRESSION:
	case EVL_CST_AUGMENTED_ASSIGNMENT_EXPRESSION:
		return assignment(l, cst);
	case EVL_CST_TERNARY_EXPRESSION:
		node = evl_lower_new(l, EVL_NODE_CONDITIONAL, cst);
		node->as.conditional.test = evl_lower_expression(l, evl_cst_child(cst, 0));
		node->as.conditional.consequent = evl_lower_expression(l, evl_cst_child(cst, 2));
		node->as.conditional.alternate = evl_lower_expression(l, evl_cst_child(cst, 4));
		return node;
	case EVL_CST_NEW_EXPRESSION:
		return new_expression(l, cst);
	case EVL_CST_SEQUENCE_EXPRESSION:
		return sequence(l, cst);
	case EVL_CST_PARENTHESIZED_EXPRESSION:
		return wrap(l, cst, EVL_NODE_PARENTHESIZED, 1);
	case EVL_CST_SPREAD_ELEMENT:
		return wrap(l, cst, EVL_NODE_SPREAD, 1);
	case EVL_CST_AWAIT_EXPRESSION:
		if (!l->function)
			l->top_level_await = true;
		return wrap(l, cst, EVL_NODE_AWAIT, 1);
	case EVL_CST_YIELD_EXPRESSION:
		return yield(l, cst);
	default:
		return evl_lower_refuse(l, cst);
	}
}

struct evl_node *evl_lower_expression(struct evl_lower *l, TSNode cst)
{
	struct evl_node *node;
	if (evl_lower_enter(l, cst))
		node = expression(l, cst);
	else
		node = evl_lower_new(l, EVL_NODE_EMPTY, cst);
	evl_lower_leave(l);
	return node;
}
