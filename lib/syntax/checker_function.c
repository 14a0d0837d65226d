/* SPDX-License-Identifier: MIT */
/*
 * checker_function.c - functions, methods, object literals and classes
 * (sec-ecmascript-language-functions-and-classes).
 */
#include "syntax/checker.h"

#include <string.h>

#include "syntax/literal.h"

/* What belongs to one function and is put aside while another is read. */
struct saved {
	uint32_t in;
	bool strict, no_in;
	struct evl_checker_label *labels;
};

static struct saved save(struct evl_checker *c, uint32_t in)
{
	struct saved saved = { c->in, c->strict, c->no_in, c->labels };
	c->in = in;
	c->no_in = false;
	c->labels = NULL;
	return saved;
}

static void restore(struct evl_checker *c, const struct saved *saved)
{
	c->in = saved->in;
	c->strict = saved->strict;
	c->no_in = saved->no_in;
	c->labels = saved->labels;
}

/* A name that was read before its function turned out to be strict. */
static void judge_strict_name(struct evl_checker *c, const struct evl_token *token)
{
	if (token->keyword == EVL_KEYWORD_EVAL || token->keyword == EVL_KEYWORD_ARGUMENTS)
		evl_checker_fail_token(c, token, "Unexpected eval or arguments in strict mode");
	else if (evl_keyword_class((enum evl_keyword)token->keyword) == EVL_KEYWORD_CLASS_STRICT)
		evl_checker_fail_token(c, token, token->escaped ? "Keyword must not contain escaped characters" :
								  "Unexpected strict mode reserved word");
}

/* Simple parameters, source bytes [start, end), of a function that turned out to be strict: every name in them is one. */
static void judge_strict_parameters(struct evl_checker *c, uint32_t start, uint32_t end)
{
	uint32_t at = c->lexer.at;
	c->lexer.at = start;
	for (;;) {
		struct evl_token token = evl_lexer_next(&c->lexer);
		if (token.start >= end || token.kind == EVL_TOKEN_END)
			break;
		if (token.kind == EVL_TOKEN_NAME)
			judge_strict_name(c, &token);
	}
	if (c->status == EVL_STATUS_OK)
		c->lexer.at = at;
}

/* ( parameters ). Returns how many; tells whether all are plain names. */
static uint32_t parameters(struct evl_checker *c, bool *simple, bool *has_rest)
{
	uint32_t count = 0;
	*simple = true;
	*has_rest = false;
	evl_checker_expect(c, EVL_TOKEN_OPEN_PAREN);
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_PAREN) && c->status == EVL_STATUS_OK) {
		bool pattern;
		*has_rest = evl_checker_take(c, EVL_TOKEN_ELLIPSIS);
		evl_checker_binding(c, &pattern);
		count++;
		*simple = *simple && !pattern && !*has_rest;
		if (evl_checker_at(c, EVL_TOKEN_ASSIGN)) {
			if (*has_rest)
				evl_checker_fail_token(c, &c->token, "Rest parameter may not have a default initializer");
			*simple = false;
			evl_checker_next(c);
			evl_checker_assignment_value(c);
		}
		if (*has_rest) {
			if (evl_checker_at(c, EVL_TOKEN_COMMA))
				evl_checker_fail_token(c, &c->token, "Rest parameter must be last formal parameter");
			break;
		}
		if (!evl_checker_take(c, EVL_TOKEN_COMMA))
			break;
	}
	if (c->parameters_end != 0) {
		uint32_t end = c->parameters_end;
		c->parameters_end = 0;
		if (c->token.start < end)
			evl_checker_fail(c, c->token.start, c->token.start + 1, "Arg string terminates parameters early");
		else if (c->token.start > end)
			evl_checker_fail(c, end, end + 1, "Unexpected end of arg string");
	}
	evl_checker_expect(c, EVL_TOKEN_CLOSE_PAREN);
	return count;
}

/* { statements } of a function; its parameters were at [start, end). */
static void body(struct evl_checker *c, bool simple, const struct evl_token *name, uint32_t start, uint32_t end)
{
	bool own_strict = false;
	bool was_strict = c->strict;
	evl_checker_expect(c, EVL_TOKEN_OPEN_BRACE);
	evl_checker_statements(c, true, simple, &own_strict);
	if (own_strict && !was_strict) {
		if (name)
			judge_strict_name(c, name);
		judge_strict_parameters(c, start, end);
	}
	/* The token after } belongs to the surroundings: it is read in their mode, which the lexer does not depend on. */
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACE);
}

/* From the parameters' ( to the body's }. `name` is the function's own name or NULL, to be judged by the function's strictness. */
static void checker_function_rest(struct evl_checker *c, struct evl_function_shape shape, const struct evl_token *name)
{
	uint32_t in = EVL_IN_FUNCTION | EVL_IN_NEW_TARGET;
	if (shape.async)
		in |= EVL_IN_ASYNC;
	if (shape.generator)
		in |= EVL_IN_GENERATOR;
	if (shape.method)
		in |= EVL_IN_SUPER_PROPERTY;
	if (shape.derived)
		in |= EVL_IN_SUPER_CALL;
	if (!evl_checker_enter(c))
		return;
	struct saved saved = save(c, in | (shape.async || shape.generator ? EVL_IN_PARAMETERS : 0u));
	bool simple, has_rest;
	struct evl_token open = c->token;
	uint32_t count = parameters(c, &simple, &has_rest);
	if (shape.getter && count != 0)
		evl_checker_fail(c, open.start, c->previous_end, "Getter must not have any formal parameters.");
	if (shape.setter && count != 1)
		evl_checker_fail(c, open.start, c->previous_end, "Setter must have exactly one formal parameter.");
	if (shape.setter && has_rest)
		evl_checker_fail(c, open.start, c->previous_end, "Setter function argument must not be a rest parameter");
	c->in = in;
	body(c, simple, name, open.start, c->previous_end);
	evl_checker_judge_legacy(c, open.start);
	restore(c, &saved);
	evl_checker_leave(c);
}

static bool within(const struct evl_token *token, const struct evl_checked *range)
{
	return token->end > 0 && token->start >= range->start && token->end <= range->end;
}

/* Are the parameters of an arrow function plain names? Reads them again: only names, commas and parentheses may be there. */
static bool checker_simple_head(struct evl_checker *c, const struct evl_checked *head)
{
	uint32_t at = c->lexer.at;
	bool simple = true;
	c->lexer.at = head->start;
	for (;;) {
		struct evl_token token = evl_lexer_next(&c->lexer);
		if (token.start >= head->end || token.kind == EVL_TOKEN_END)
			break;
		if (token.kind != EVL_TOKEN_NAME && token.kind != EVL_TOKEN_COMMA && token.kind != EVL_TOKEN_OPEN_PAREN &&
		    token.kind != EVL_TOKEN_CLOSE_PAREN) {
			simple = false;
			break;
		}
		if (token.start == head->start && token.keyword == EVL_KEYWORD_ASYNC && head->kind != EVL_CHECKED_NAME)
			evl_lexer_keep(&c->lexer, &token);
	}
	c->lexer.at = at;
	return simple;
}

void evl_checker_arrow_rest(struct evl_checker *c, const struct evl_checked *head, bool async)
{
	if (async) {
		/* The first token of the head is `async`: let it be the keyword. */
		struct evl_token keyword = { .start = head->start, .end = head->start + 5 };
		if (c->status == EVL_STATUS_OK)
			evl_lexer_keep(&c->lexer, &keyword);
	}
	if (head->kind == EVL_CHECKED_NAME && c->strict &&
	    (head->keyword == EVL_KEYWORD_EVAL || head->keyword == EVL_KEYWORD_ARGUMENTS))
		evl_checker_fail(c, head->start, head->end, "Unexpected eval or arguments in strict mode");
	if (head->binding.message)
		evl_checker_fail_mark(c, &head->binding);
	if (within(&c->last_yield, head))
		evl_checker_fail_token(c, &c->last_yield, "Yield expression not allowed in formal parameter");
	if (within(&c->last_await, head))
		evl_checker_fail_token(c, &c->last_await,
				       "Illegal await-expression in formal parameters of async function");
	if (async && within(&c->last_await_name, head))
		evl_checker_fail_token(c, &c->last_await_name,
				       "'await' is not a valid identifier name in an async function");
	evl_checker_next(c); /* => */
	if (!evl_checker_enter(c))
		return;
	bool no_in = c->no_in;
	struct saved saved = save(c, (c->in & EVL_IN_INHERITED) | EVL_IN_FUNCTION | EVL_IN_ARROW | (async ? EVL_IN_ASYNC : 0u));
	if (evl_checker_at(c, EVL_TOKEN_OPEN_BRACE)) {
		body(c, checker_simple_head(c, head), NULL, head->start + (async ? 5u : 0u), head->end);
	} else {
		c->no_in = no_in;
		evl_checker_assignment_value(c);
	}
	evl_checker_judge_legacy(c, head->start);
	restore(c, &saved);
	evl_checker_leave(c);
}

bool evl_checker_function(struct evl_checker *c, bool async, bool declaration, bool default_export)
{
	struct evl_function_shape shape = { .async = async };
	struct evl_token keyword = c->token;
	evl_checker_next(c); /* function */
	struct evl_token star = c->token;
	shape.generator = evl_checker_take(c, EVL_TOKEN_MUL);
	struct evl_token name = c->token;
	bool has_name = c->token.kind == EVL_TOKEN_NAME;
	if (has_name) {
		/* A declaration's name is bound outside, an expression's inside (sec-function-definitions). */
		uint32_t in = c->in;
		if (!declaration)
			c->in = (in & ~(uint32_t)(EVL_IN_ASYNC | EVL_IN_GENERATOR | EVL_IN_STATIC_BLOCK | EVL_IN_FIELD)) |
				(async ? EVL_IN_ASYNC : 0u) | (shape.generator ? EVL_IN_GENERATOR : 0u);
		evl_checker_binding_identifier(c);
		if (c->status == EVL_STATUS_OK)
			c->in = in;
	} else if (declaration && !default_export) {
		if (evl_checker_at(c, EVL_TOKEN_OPEN_PAREN))
			evl_checker_fail_token(c, shape.generator ? &star : &keyword, "Function statements require a function name");
		evl_checker_unexpected(c, &c->token);
	}
	checker_function_rest(c, shape, has_name ? &name : NULL);
	return has_name;
}

/* A property key, computed or not; the token of a plain one goes to *key. */
static void property_key(struct evl_checker *c, struct evl_token *key)
{
	*key = c->token;
	switch (c->token.kind) {
	case EVL_TOKEN_NAME:
		evl_lexer_rename(&c->lexer, &c->token);
		evl_checker_next(c);
		break;
	case EVL_TOKEN_STRING:
	case EVL_TOKEN_NUMBER:
		evl_checker_note_legacy(c, &c->token);
		evl_checker_next(c);
		break;
	case EVL_TOKEN_BIGINT:
		evl_checker_next(c);
		break;
	case EVL_TOKEN_OPEN_BRACKET: {
		bool no_in = c->no_in;
		c->no_in = false;
		evl_checker_next(c);
		evl_checker_assignment_value(c);
		evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACKET);
		c->no_in = no_in;
		break;
	}
	default:
		evl_checker_unexpected(c, &c->token);
	}
}

/* The name that a plain key stands for, or EVL_NAME_NONE. */
static evl_name key_name(struct evl_checker *c, const struct evl_token *key)
{
	if (key->kind == EVL_TOKEN_NAME || key->kind == EVL_TOKEN_PRIVATE)
		return evl_checker_name(c, key);
	if (key->kind == EVL_TOKEN_STRING)
		return evl_literal_string(c->names, c->arena, c->lexer.text + key->start + 1, key->end - key->start - 2);
	return EVL_NAME_NONE;
}

/* Could the key be this keyword-like name? Saves interning every key. */
static bool may_be(const struct evl_token *key, enum evl_keyword keyword)
{
	return (key->kind == EVL_TOKEN_NAME && key->keyword == keyword) ||
	       (key->kind == EVL_TOKEN_STRING && key->end - key->start >= 2 + strlen(evl_keyword_text(keyword)));
}

static void spread_property(struct evl_checker *c, struct evl_checked *object)
{
	static const char assignable[] = "`...` must be followed by an assignable reference in assignment contexts";
	static const char bindable[] = "`...` must be followed by an identifier in declaration contexts";
	static const char last[] = "Rest element must be last element";
	evl_checker_next(c);
	struct evl_checked value = evl_checker_assignment(c);
	bool name = value.kind == EVL_CHECKED_NAME;
	if (!name && (value.kind != EVL_CHECKED_MEMBER || value.optional))
		evl_checker_mark(&object->pattern, value.start, value.end, assignable);
	if (value.parenthesized || (!name && value.kind != EVL_CHECKED_MEMBER))
		evl_checker_mark(&object->binding, value.start, value.end, bindable);
	if (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE)) {
		evl_checker_mark(&object->pattern, value.start, value.end, last);
		evl_checker_mark(&object->binding, value.start, value.end, last);
	}
	evl_checker_merge(c, object, &value);
}

/* { x } or { x = default } */
static void shorthand(struct evl_checker *c, const struct evl_token *key, struct evl_checked *object)
{
	if (!evl_checker_is_identifier(c, key)) {
		struct evl_token at = *key; /* of [x] V8 names the bracket that opens and marks the one that closes */
		at.start = c->previous.start;
		at.end = c->previous.end;
		evl_checker_unexpected(c, &at);
		return;
	}
	if (key->keyword == EVL_KEYWORD_AWAIT)
		c->last_await_name = *key;
	if (key->keyword == EVL_KEYWORD_ARGUMENTS && (c->in & EVL_IN_FIELD))
		evl_checker_fail_token(c, key,
				       "'arguments' is not allowed in class field initializer or static initialization block");
	struct evl_checked name = {
		.kind = EVL_CHECKED_NAME,
		.keyword = key->keyword,
		.start = key->start,
		.end = key->end,
	};
	if (c->strict && (key->keyword == EVL_KEYWORD_EVAL || key->keyword == EVL_KEYWORD_ARGUMENTS))
		evl_checker_mark(&object->pattern, key->start, key->end, "Unexpected eval or arguments in strict mode");
	evl_checker_merge(c, object, &name);
	if (evl_checker_at(c, EVL_TOKEN_ASSIGN)) {
		evl_checker_next(c);
		evl_checker_assignment_value(c);
		evl_checker_mark(&object->expression, key->start, c->previous_end, "Invalid shorthand property initializer");
	}
}

/* After async, get or set: is it a key itself, as what follows tells? */
static bool ends_key(const struct evl_token *next, bool in_class)
{
	switch (next->kind) {
	case EVL_TOKEN_OPEN_PAREN:
	case EVL_TOKEN_CLOSE_BRACE:
	case EVL_TOKEN_ASSIGN:
		return true;
	case EVL_TOKEN_COLON:
	case EVL_TOKEN_COMMA:
		return true;
	case EVL_TOKEN_SEMICOLON:
	case EVL_TOKEN_END:
		return in_class;
	default:
		return false;
	}
}

/* The words before a method's key. Returns whether there were any. */
static bool method_prefix(struct evl_checker *c, struct evl_function_shape *shape, bool in_class)
{
	bool modifies = c->token.kind == EVL_TOKEN_NAME &&
			(c->token.keyword == EVL_KEYWORD_ASYNC || c->token.keyword == EVL_KEYWORD_GET ||
			 c->token.keyword == EVL_KEYWORD_SET);
	if (modifies && c->token.escaped) {
		struct evl_token next = evl_checker_peek(c);
		if (!ends_key(&next, in_class) && next.kind != EVL_TOKEN_MUL && !next.newline_before)
			evl_checker_fail_token(c, &c->token, "Keyword must not contain escaped characters");
	}
	if (evl_checker_at_keyword(c, EVL_KEYWORD_ASYNC)) {
		struct evl_token next = evl_checker_peek(c);
		if (!ends_key(&next, in_class) && !next.newline_before) {
			evl_checker_next_kept(c);
			shape->async = true;
		}
	} else if (evl_checker_at_keyword(c, EVL_KEYWORD_GET) || evl_checker_at_keyword(c, EVL_KEYWORD_SET)) {
		struct evl_token next = evl_checker_peek(c);
		if (!ends_key(&next, in_class) && next.kind != EVL_TOKEN_MUL) {
			shape->getter = c->token.keyword == EVL_KEYWORD_GET;
			shape->setter = !shape->getter;
			evl_checker_next_kept(c);
			return true;
		}
	}
	if (evl_checker_take(c, EVL_TOKEN_MUL))
		shape->generator = true;
	return shape->async || shape->generator;
}

static void object_property(struct evl_checker *c, struct evl_checked *object, bool *has_proto)
{
	static const char invalid_target[] = "Invalid destructuring assignment target";
	struct evl_function_shape shape = { .method = true };
	struct evl_token key;
	if (evl_checker_at(c, EVL_TOKEN_ELLIPSIS)) {
		spread_property(c, object);
		return;
	}
	uint32_t start = c->token.start;
	bool prefixed = method_prefix(c, &shape, false);
	property_key(c, &key);
	if (prefixed || evl_checker_at(c, EVL_TOKEN_OPEN_PAREN)) {
		if (!evl_checker_at(c, EVL_TOKEN_OPEN_PAREN))
			evl_checker_unexpected(c, &c->token);
		evl_checker_mark(&object->pattern, start, c->previous_end, invalid_target);
		evl_checker_mark(&object->binding, start, c->previous_end, invalid_target);
		checker_function_rest(c, shape, NULL);
		return;
	}
	if (evl_checker_take(c, EVL_TOKEN_COLON)) {
		if (may_be(&key, EVL_KEYWORD_PROTO) && key_name(c, &key) == EVL_NAME_proto) {
			if (*has_proto)
				evl_checker_mark(&object->expression, key.start, key.end,
				     "Duplicate __proto__ fields are not allowed in object literals");
			*has_proto = true;
		}
		struct evl_checked value = evl_checker_assignment(c);
		evl_checker_merge(c, object, &value);
		return;
	}
	if (evl_checker_at(c, EVL_TOKEN_COMMA) || evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) || evl_checker_at(c, EVL_TOKEN_ASSIGN))
		shorthand(c, &key, object);
	else
		evl_checker_unexpected(c, &c->token);
}

void evl_checker_object(struct evl_checker *c, struct evl_checked *out)
{
	struct evl_checked object = { .kind = EVL_CHECKED_OBJECT, .start = c->token.start };
	bool has_proto = false;
	bool no_in = c->no_in;
	c->no_in = false;
	evl_checker_next(c);
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) && c->status == EVL_STATUS_OK) {
		object_property(c, &object, &has_proto);
		if (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE))
			evl_checker_expect(c, EVL_TOKEN_COMMA);
	}
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACE);
	c->no_in = no_in;
	object.end = c->previous_end;
	*out = object;
}

static void static_block(struct evl_checker *c)
{
	bool own_strict;
	if (!evl_checker_enter(c))
		return;
	struct saved saved = save(c, EVL_IN_STATIC_BLOCK | EVL_IN_FIELD | EVL_IN_SUPER_PROPERTY | EVL_IN_NEW_TARGET);
	evl_checker_expect(c, EVL_TOKEN_OPEN_BRACE);
	evl_checker_statements(c, false, true, &own_strict);
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACE);
	restore(c, &saved);
	evl_checker_leave(c);
}

static void constructor_kind(struct evl_checker *c, const struct evl_token *key, struct evl_function_shape *shape,
			     bool derived, bool *has_constructor)
{
	if (shape->getter || shape->setter)
		evl_checker_fail_token(c, key, "Class constructor may not be an accessor");
	else if (shape->generator)
		evl_checker_fail_token(c, key, "Class constructor may not be a generator");
	else if (shape->async)
		evl_checker_fail_token(c, key, "Class constructor may not be an async method");
	else if (*has_constructor)
		evl_checker_fail_token(c, key, "A class may only have one constructor");
	shape->constructor = true;
	shape->derived = derived;
	*has_constructor = true;
}

static void class_member(struct evl_checker *c, bool derived, bool *has_constructor, uint32_t *private)
{
	struct evl_function_shape shape = { .method = true };
	struct evl_token key;
	bool is_static = false;
	if (evl_checker_at_keyword(c, EVL_KEYWORD_STATIC)) {
		struct evl_token next = evl_checker_peek(c);
		bool is_name = next.kind == EVL_TOKEN_OPEN_PAREN || next.kind == EVL_TOKEN_ASSIGN ||
			       next.kind == EVL_TOKEN_SEMICOLON || next.kind == EVL_TOKEN_CLOSE_BRACE;
		if (!is_name) {
			is_static = true;
			evl_checker_next_kept(c);
			if (evl_checker_at(c, EVL_TOKEN_OPEN_BRACE)) {
				static_block(c);
				return;
			}
		}
	}
	bool prefixed = method_prefix(c, &shape, true);
	if (evl_checker_at(c, EVL_TOKEN_ELLIPSIS)) {
		/* V8 reads what is spread, and marks up to it */
		uint32_t start = c->token.start, end = c->lexer.length + 1;
		evl_checker_next(c);
		struct evl_checked value = evl_checker_assignment(c);
		if (c->status == EVL_STATUS_OK)
			end = value.kind == EVL_CHECKED_NAME ? value.start : value.end;
		evl_checker_refail(c, start, end, "Unexpected token '...'");
		return;
	}
	if (evl_checker_at(c, EVL_TOKEN_PRIVATE)) {
		key = c->token;
		*private = evl_checker_private(c, &key, key.start, key.end);
		evl_checker_next(c);
		if (evl_checker_name(c, &key) == evl_names_intern_text(c->names, "#constructor"))
			evl_checker_fail_token(c, &key, prefixed || evl_checker_at(c, EVL_TOKEN_OPEN_PAREN) ?
								"Class constructor may not be a private method" :
								"Classes may not have a field named 'constructor'");
	} else {
		property_key(c, &key);
	}
	bool plain = key.kind != EVL_TOKEN_PRIVATE;
	if (!prefixed && (evl_checker_at(c, EVL_TOKEN_COLON) || evl_checker_at(c, EVL_TOKEN_COMMA))) {
		evl_checker_unexpected(c, &key);
		if (key.kind != EVL_TOKEN_OPEN_BRACKET)
			evl_checker_refail_empty(c, key.start);
		return;
	}
	bool is_constructor = plain && may_be(&key, EVL_KEYWORD_CONSTRUCTOR) && key_name(c, &key) == EVL_NAME_constructor;
	bool is_prototype = plain && may_be(&key, EVL_KEYWORD_PROTOTYPE) && key_name(c, &key) == EVL_NAME_prototype;
	if (is_static && is_prototype)
		evl_checker_fail_token(c, &key, "Classes may not have a static property named 'prototype'");
	if (prefixed || evl_checker_at(c, EVL_TOKEN_OPEN_PAREN)) {
		if (!evl_checker_at(c, EVL_TOKEN_OPEN_PAREN))
			evl_checker_unexpected(c, &c->token);
		if (is_constructor && !is_static)
			constructor_kind(c, &key, &shape, derived, has_constructor);
		checker_function_rest(c, shape, NULL);
		return;
	}
	if (is_constructor)
		evl_checker_fail_token(c, &key, "Classes may not have a field named 'constructor'");
	if (evl_checker_take(c, EVL_TOKEN_ASSIGN)) {
		struct saved saved = save(c, EVL_IN_FIELD | EVL_IN_SUPER_PROPERTY | EVL_IN_NEW_TARGET);
		evl_checker_assignment_value(c);
		restore(c, &saved);
	}
	evl_checker_semicolon(c);
}

bool evl_checker_class(struct evl_checker *c, bool declaration, bool default_export)
{
	bool was_strict = c->strict;
	bool has_constructor = false, derived = false;
	if (!evl_checker_enter(c))
		return false;
	evl_checker_next(c); /* class */
	c->strict = true;
	bool named = c->token.kind == EVL_TOKEN_NAME && !evl_checker_at_keyword(c, EVL_KEYWORD_EXTENDS);
	if (named && evl_keyword_class((enum evl_keyword)c->token.keyword) == EVL_KEYWORD_CLASS_STRICT)
		evl_checker_fail_token(c, &c->token, "Unexpected strict mode reserved word");
	if (named)
		evl_checker_binding_identifier(c);
	else if (declaration && !default_export)
		evl_checker_unexpected(c, &c->token);
	if (evl_checker_at_keyword(c, EVL_KEYWORD_EXTENDS)) {
		evl_checker_next(c);
		bool no_in = c->no_in;
		c->no_in = false;
		struct evl_checked heritage = evl_checker_left_hand_side(c);
		evl_checker_validate(c, &heritage);
		c->no_in = no_in;
		derived = true;
	}
	evl_checker_expect(c, EVL_TOKEN_OPEN_BRACE);
	c->class_depth++;
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) && c->status == EVL_STATUS_OK) {
		uint32_t private = UINT32_MAX;
		if (!evl_checker_take(c, EVL_TOKEN_SEMICOLON))
			class_member(c, derived, &has_constructor, &private);
		if (private != UINT32_MAX) {
			c->privates[private].start = c->previous.start;
			c->privates[private].end = c->previous.end;
		}
	}
	c->class_depth--;
	c->strict = was_strict;
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACE);
	evl_checker_leave(c);
	return named;
}
