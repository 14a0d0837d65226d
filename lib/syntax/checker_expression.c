/* SPDX-License-Identifier: MIT */
/*
 * checker_expression.c - expressions (sec-ecmascript-language-expressions).
 */
#include "syntax/checker.h"

#include <string.h>

static const char invalid_target[] = "Invalid destructuring assignment target";
static const char unexpected_ellipsis[] = "Unexpected token '...'";
static const char strict_eval_arguments[] = "Unexpected eval or arguments in strict mode";

static struct evl_checked unary(struct evl_checker *c);
static struct evl_checked member(struct evl_checker *c);

static struct evl_checked other(uint32_t start, uint32_t end)
{
	return (struct evl_checked){ .kind = EVL_CHECKED_OTHER, .start = start, .end = end };
}

void evl_checker_validate(struct evl_checker *c, const struct evl_checked *checked)
{
	if (checked->expression.message)
		evl_checker_fail_mark(c, &checked->expression);
}

/* The parts of a literal: what they become when the literal is a pattern. */
void evl_checker_merge(struct evl_checker *c, struct evl_checked *whole, const struct evl_checked *e)
{
	struct evl_mark none = { e->start, e->end, NULL };
	struct evl_mark pattern = none, binding = none;
	bool strict_name = c->strict && (e->keyword == EVL_KEYWORD_EVAL || e->keyword == EVL_KEYWORD_ARGUMENTS);
	switch (e->kind) {
	case EVL_CHECKED_NAME:
		if (strict_name)
			pattern.message = invalid_target, binding.message = strict_eval_arguments;
		else if (e->parenthesized)
			binding.message = invalid_target;
		break;
	case EVL_CHECKED_MEMBER:
		if (e->optional)
			pattern.message = invalid_target;
		binding.message = e->parenthesized || (whole->kind != EVL_CHECKED_ARRAY && whole->kind != EVL_CHECKED_OBJECT) ?
					  invalid_target :
					  "Illegal property in declaration context";
		break;
	case EVL_CHECKED_ARRAY:
	case EVL_CHECKED_OBJECT:
	case EVL_CHECKED_ASSIGN:
		if (e->parenthesized) {
			pattern.message = binding.message = invalid_target;
		} else {
			pattern = e->pattern;
			binding = e->binding;
		}
		break;
	default:
		pattern.message = binding.message = invalid_target;
	}
	if (pattern.message)
		evl_checker_mark(&whole->pattern, pattern.start, pattern.end, pattern.message);
	if (binding.message)
		evl_checker_mark(&whole->binding, binding.start, binding.end, binding.message);
	if (e->expression.message)
		evl_checker_mark(&whole->expression, e->expression.start, e->expression.end, e->expression.message);
	if (!e->parenthesized || (e->kind != EVL_CHECKED_NAME && e->kind != EVL_CHECKED_MEMBER))
		return;
	if (c->parenthesized_count == c->parenthesized_room) {
		uint32_t room = c->parenthesized_room ? c->parenthesized_room * 2 : 16;
		struct evl_parenthesized *grown = evl_arena_alloc(c->arena, room * sizeof(*grown));
		if (c->parenthesized_count)
			memcpy(grown, c->parenthesized, c->parenthesized_count * sizeof(*grown));
		c->parenthesized = grown;
		c->parenthesized_room = room;
	}
	c->parenthesized[c->parenthesized_count++] = (struct evl_parenthesized){ e->start, e->end };
}

/* The literal [start, end) is a pattern: blank the parentheses around its targets. */
static void blank_parentheses(struct evl_checker *c, uint32_t start, uint32_t end)
{
	char *prepared = c->lexer.prepared;
	for (uint32_t i = c->parenthesized_count; i-- > 0;) {
		struct evl_parenthesized p = c->parenthesized[i];
		if (p.start < start)
			break;
		if (p.end > end || c->status != EVL_STATUS_OK)
			continue;
		uint32_t from = p.start, to = p.end, open = 0;
		for (; from < to && (prepared[from] == '(' || prepared[from] == ' '); from++) {
			open += prepared[from] == '(';
			prepared[from] = ' ';
		}
		while (open > 0 && to-- > from) {
			if (prepared[to] == ')') {
				prepared[to] = ' ';
				open--;
			}
		}
	}
}

void evl_checker_target(struct evl_checker *c, const struct evl_checked *e, bool pattern, const char *message)
{
	bool is_pattern = e->kind == EVL_CHECKED_ARRAY || e->kind == EVL_CHECKED_OBJECT;
	if (is_pattern && pattern) {
		if (e->parenthesized)
			evl_checker_fail(c, e->start, e->end, message);
		else if (e->pattern.message)
			evl_checker_fail_mark(c, &e->pattern);
		else
			blank_parentheses(c, e->start, e->end);
		return;
	}
	if (e->kind == EVL_CHECKED_NAME) {
		if (c->strict && (e->keyword == EVL_KEYWORD_EVAL || e->keyword == EVL_KEYWORD_ARGUMENTS))
			evl_checker_fail(c, e->start, e->end, strict_eval_arguments);
		return;
	}
	if (e->kind == EVL_CHECKED_MEMBER && !e->optional)
		return;
	evl_checker_fail(c, e->start, e->end, message);
}

/* A template literal; its first chunk is the current token. */
static void template(struct evl_checker *c, bool tagged)
{
	for (;;) {
		struct evl_token chunk = c->token;
		if (chunk.kind != EVL_TOKEN_TEMPLATE) {
			evl_checker_unexpected(c, &c->token);
			return;
		}
		if (chunk.error && !tagged)
			evl_checker_fail(c, chunk.error_start, chunk.error_end, chunk.error);
		evl_checker_next(c);
		if (chunk.tail || c->status != EVL_STATUS_OK)
			return;
		bool no_in = c->no_in;
		c->no_in = false;
		evl_checker_expression(c);
		c->no_in = no_in;
		if (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE)) {
			if (evl_checker_at(c, EVL_TOKEN_ILLEGAL))
				evl_checker_unexpected(c, &c->token);
			else
				evl_checker_fail_token(c, &c->token, "Missing } in template expression");
			return;
		}
		struct evl_token brace = c->token;
		c->token = evl_lexer_template_rest(&c->lexer, &brace);
	}
}

static struct evl_checked array(struct evl_checker *c)
{
	struct evl_checked result = { .kind = EVL_CHECKED_ARRAY, .start = c->token.start };
	bool no_in = c->no_in;
	c->no_in = false;
	evl_checker_next(c);
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACKET) && c->status == EVL_STATUS_OK) {
		if (evl_checker_take(c, EVL_TOKEN_COMMA))
			continue;
		uint32_t from = c->token.start;
		bool spread = evl_checker_take(c, EVL_TOKEN_ELLIPSIS);
		struct evl_checked element = evl_checker_assignment(c);
		if (spread && element.kind == EVL_CHECKED_ASSIGN) {
			evl_checker_mark(&result.pattern, from, element.end, invalid_target);
			evl_checker_mark(&result.binding, from, element.end, invalid_target);
		}
		evl_checker_merge(c, &result, &element);
		if (evl_checker_at(c, EVL_TOKEN_CLOSE_BRACKET))
			break;
		if (spread && evl_checker_at(c, EVL_TOKEN_COMMA)) {
			evl_checker_mark(&result.pattern, from, element.end, "Rest element must be last element");
			evl_checker_mark(&result.binding, from, element.end, "Rest element must be last element");
		}
		evl_checker_expect(c, EVL_TOKEN_COMMA);
	}
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACKET);
	c->no_in = no_in;
	result.end = c->previous_end;
	return result;
}

/* What follows ( of a parenthesised expression or of an arrow function's parameters. */
static struct evl_checked parenthesized(struct evl_checker *c)
{
	struct evl_checked result = { .kind = EVL_CHECKED_PARAMETERS, .start = c->token.start };
	struct evl_checked single = other(0, 0);
	uint32_t count = 0;
	bool needs_arrow = false;
	struct evl_token complaint = c->token;
	bool no_in = c->no_in;
	c->no_in = false;
	evl_checker_next(c);
	if (evl_checker_at(c, EVL_TOKEN_CLOSE_PAREN)) {
		needs_arrow = true;
		complaint = c->token;
	}
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_PAREN) && c->status == EVL_STATUS_OK) {
		if (evl_checker_at(c, EVL_TOKEN_ELLIPSIS)) {
			bool pattern;
			complaint = c->token;
			needs_arrow = true;
			evl_checker_next(c);
			evl_checker_binding(c, &pattern);
			evl_checker_override(c, complaint.start, complaint.end, unexpected_ellipsis);
			if (evl_checker_at(c, EVL_TOKEN_ASSIGN))
				evl_checker_fail_token(c, &c->previous, "Rest parameter may not have a default initializer");
			else if (evl_checker_at(c, EVL_TOKEN_COMMA))
				evl_checker_fail_token(c, &c->previous, "Rest parameter must be last formal parameter");
			break;
		}
		single = evl_checker_assignment(c);
		count++;
		evl_checker_merge(c, &result, &single);
		if (!evl_checker_at(c, EVL_TOKEN_COMMA))
			break;
		evl_checker_next(c);
		if (evl_checker_at(c, EVL_TOKEN_CLOSE_PAREN)) {
			needs_arrow = true;
			complaint = c->token;
		}
	}
	evl_checker_expect(c, EVL_TOKEN_CLOSE_PAREN);
	c->no_in = no_in;
	result.end = c->previous_end;
	if (evl_checker_at(c, EVL_TOKEN_ARROW))
		return result;
	if (needs_arrow) {
		evl_checker_unexpected(c, &complaint);
		return result;
	}
	struct evl_mark expression = result.expression;
	uint32_t start = result.start, end = result.end;
	if (count != 1)
		result = other(start, end);
	else
		result = single;
	result.start = start;
	result.end = end;
	result.parenthesized = true;
	result.expression = expression;
	if (result.kind == EVL_CHECKED_PARAMETERS || result.kind == EVL_CHECKED_ASYNC_CALL ||
	    result.kind == EVL_CHECKED_ASYNC_NAME)
		result.kind = EVL_CHECKED_OTHER;
	return result;
}

static struct evl_checked name_reference(struct evl_checker *c)
{
	struct evl_checked result = {
		.kind = EVL_CHECKED_NAME,
		.keyword = c->token.keyword,
		.start = c->token.start,
		.end = c->token.end,
	};
	evl_checker_reference(c);
	return result;
}

/* async function, async x =>, or the name `async`. */
static struct evl_checked async_name(struct evl_checker *c)
{
	uint32_t start = c->token.start;
	uint32_t at = c->lexer.at;
	struct evl_token next = evl_lexer_next(&c->lexer);
	struct evl_token after = evl_lexer_next(&c->lexer);
	c->lexer.at = at;
	if (next.newline_before || next.kind != EVL_TOKEN_NAME)
		return name_reference(c);
	if (next.keyword == EVL_KEYWORD_FUNCTION && !next.escaped) {
		evl_checker_next_kept(c);
		evl_checker_function(c, true, false, false);
		return other(start, c->previous_end);
	}
	if (after.kind != EVL_TOKEN_ARROW || evl_keyword_class((enum evl_keyword)next.keyword) == EVL_KEYWORD_CLASS_RESERVED)
		return name_reference(c);
	evl_checker_next_kept(c);
	struct evl_checked result = { .kind = EVL_CHECKED_ASYNC_NAME, .start = start, .end = c->token.end };
	if (c->token.keyword == EVL_KEYWORD_AWAIT)
		evl_checker_unexpected(c, &c->token);
	evl_checker_binding_identifier(c);
	return result;
}

static struct evl_checked primary_keyword(struct evl_checker *c)
{
	uint32_t start = c->token.start;
	if (c->token.escaped) {
		if (evl_keyword_class((enum evl_keyword)c->token.keyword) == EVL_KEYWORD_CLASS_RESERVED)
			evl_checker_unexpected(c, &c->token);
		return name_reference(c);
	}
	switch (c->token.keyword) {
	case EVL_KEYWORD_THIS:
	case EVL_KEYWORD_NULL:
	case EVL_KEYWORD_TRUE:
	case EVL_KEYWORD_FALSE:
		evl_checker_next(c);
		break;
	case EVL_KEYWORD_FUNCTION:
		evl_checker_function(c, false, false, false);
		break;
	case EVL_KEYWORD_CLASS:
		evl_checker_class(c, false, false);
		break;
	case EVL_KEYWORD_ASYNC:
		return async_name(c);
	default:
		return name_reference(c);
	}
	return other(start, c->previous_end);
}

static struct evl_checked primary(struct evl_checker *c)
{
	struct evl_checked result = other(c->token.start, c->token.end);
	switch (c->token.kind) {
	case EVL_TOKEN_NAME:
		return primary_keyword(c);
	case EVL_TOKEN_NUMBER:
	case EVL_TOKEN_STRING:
		evl_checker_note_legacy(c, &c->token);
		evl_checker_next(c);
		return result;
	case EVL_TOKEN_BIGINT:
		evl_checker_next(c);
		return result;
	case EVL_TOKEN_TEMPLATE:
		template(c, false);
		break;
	case EVL_TOKEN_OPEN_PAREN:
		return parenthesized(c);
	case EVL_TOKEN_OPEN_BRACKET:
		return array(c);
	case EVL_TOKEN_OPEN_BRACE:
		evl_checker_object(c, &result);
		return result;
	case EVL_TOKEN_DIV:
	case EVL_TOKEN_ASSIGN_DIV: {
		struct evl_token slash = c->token;
		c->token = evl_lexer_regexp(&c->lexer, &slash);
		if (c->token.kind == EVL_TOKEN_REGEXP)
			evl_checker_regexp(c, &c->token);
		if (!evl_checker_take(c, EVL_TOKEN_REGEXP))
			evl_checker_unexpected(c, &c->token);
		break;
	}
	default:
		evl_checker_unexpected(c, &c->token);
	}
	result.end = c->previous_end;
	return result;
}

/* ( arguments ). In async(...) they may turn out to be parameters: their marks go to `call`. */
static void arguments(struct evl_checker *c, struct evl_checked *call, bool maybe_parameters)
{
	bool no_in = c->no_in;
	struct evl_checked marks = other(0, 0);
	c->no_in = false;
	evl_checker_next(c);
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_PAREN) && c->status == EVL_STATUS_OK) {
		struct evl_token dots = c->token;
		bool spread = evl_checker_take(c, EVL_TOKEN_ELLIPSIS);
		struct evl_checked argument = evl_checker_assignment(c);
		if (!maybe_parameters)
			evl_checker_validate(c, &argument);
		evl_checker_merge(c, &marks, &argument);
		if (spread && argument.kind == EVL_CHECKED_ASSIGN)
			evl_checker_mark(&marks.binding, dots.start, argument.end, "Rest parameter may not have a default initializer");
		if (!evl_checker_at(c, EVL_TOKEN_COMMA))
			break;
		if (spread)
			evl_checker_mark(&marks.binding, c->token.start, c->token.end, "Rest parameter must be last formal parameter");
		evl_checker_next(c);
	}
	c->no_in = no_in;
	if (!evl_checker_take(c, EVL_TOKEN_CLOSE_PAREN)) {
		if (evl_checker_at(c, EVL_TOKEN_ILLEGAL))
			evl_checker_unexpected(c, &c->token);
		else
			evl_checker_fail_token(c, &c->previous, "missing ) after argument list");
	}
	if (!maybe_parameters)
		return;
	call->binding = marks.binding;
	call->expression = marks.expression;
}

/* The name after . or ?. */
static void property_name(struct evl_checker *c, struct evl_checked *result)
{
	result->is_private = evl_checker_at(c, EVL_TOKEN_PRIVATE);
	if (result->is_private)
		evl_checker_use_private(c);
	if (evl_checker_at(c, EVL_TOKEN_NAME))
		evl_lexer_rename(&c->lexer, &c->token);
	else if (!result->is_private)
		evl_checker_unexpected(c, &c->token);
	evl_checker_next(c);
	result->kind = EVL_CHECKED_MEMBER;
	result->place = c->previous.start;
}

static void index_expression(struct evl_checker *c, struct evl_checked *result)
{
	bool no_in = c->no_in;
	c->no_in = false;
	evl_checker_next(c);
	evl_checker_expression(c);
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACKET);
	c->no_in = no_in;
	result->kind = EVL_CHECKED_MEMBER;
	result->is_private = false;
}

/*
 * .name, [index], template and, with `calls`, (arguments) and ?. after `base`
 * (sec-left-hand-side-expressions).
 */
static struct evl_checked chain(struct evl_checker *c, struct evl_checked base, bool calls)
{
	struct evl_checked result = base;
	for (;;) {
		bool open = c->status == EVL_STATUS_OK;
		bool dot = evl_checker_at(c, EVL_TOKEN_DOT), bracket = evl_checker_at(c, EVL_TOKEN_OPEN_BRACKET);
		bool call = calls && evl_checker_at(c, EVL_TOKEN_OPEN_PAREN);
		bool question = evl_checker_at(c, EVL_TOKEN_QUESTION_DOT);
		bool quasi = evl_checker_at(c, EVL_TOKEN_TEMPLATE);
		if (!open || !(dot || bracket || call || question || quasi))
			return result;
		if (result.kind == EVL_CHECKED_ASYNC_CALL)
			evl_checker_validate(c, &result);
		bool maybe_parameters = call && result.kind == EVL_CHECKED_NAME && !result.parenthesized &&
					result.keyword == EVL_KEYWORD_ASYNC && !c->token.newline_before && !c->previous.escaped;
		evl_checker_validate(c, &result);
		if (question && !calls)
			return result;
		if (result.parenthesized)
			result.optional = false; /* the chain ends at the parentheses */
		result.parenthesized = false;
		if (question) {
			evl_checker_next(c);
			result.optional = true;
			bracket = evl_checker_at(c, EVL_TOKEN_OPEN_BRACKET);
			call = evl_checker_at(c, EVL_TOKEN_OPEN_PAREN);
			quasi = evl_checker_at(c, EVL_TOKEN_TEMPLATE);
			if (!bracket && !call && !quasi)
				property_name(c, &result);
		} else if (dot) {
			evl_checker_next(c);
			property_name(c, &result);
		}
		if (bracket)
			index_expression(c, &result);
		if (quasi) {
			if (result.optional)
				evl_checker_fail_token(c, &c->token, "Invalid tagged template on optional chain");
			template(c, true);
			result.kind = EVL_CHECKED_OTHER;
		}
		if (call) {
			arguments(c, &result, maybe_parameters);
			result.kind = maybe_parameters ? EVL_CHECKED_ASYNC_CALL : EVL_CHECKED_CALL;
		}
		result.end = c->previous_end;
	}
}

static struct evl_checked super_expression(struct evl_checker *c, bool is_new)
{
	struct evl_token token = c->token;
	struct evl_checked result = other(token.start, token.end);
	evl_checker_next(c);
	bool property = evl_checker_at(c, EVL_TOKEN_DOT) || evl_checker_at(c, EVL_TOKEN_OPEN_BRACKET);
	if (evl_checker_at(c, EVL_TOKEN_QUESTION_DOT) && (c->in & EVL_IN_SUPER_PROPERTY)) {
		evl_checker_fail_token(c, &c->token, "Invalid optional chain from super property");
		return result;
	}
	if (property && (c->in & EVL_IN_SUPER_PROPERTY)) {
		if (evl_checker_at(c, EVL_TOKEN_DOT)) {
			evl_checker_next(c);
			if (evl_checker_at(c, EVL_TOKEN_PRIVATE))
				evl_checker_fail_token(c, &c->token, "Unexpected private field");
			property_name(c, &result);
		} else {
			index_expression(c, &result);
		}
		result.end = c->previous_end;
		return result;
	}
	if (!is_new && evl_checker_at(c, EVL_TOKEN_OPEN_PAREN) && (c->in & EVL_IN_SUPER_CALL))
		return result;
	evl_checker_fail_token(c, &token, "'super' keyword unexpected here");
	return result;
}

/* import(...) or import.meta */
static struct evl_checked import_expression(struct evl_checker *c)
{
	struct evl_token token = c->token;
	struct evl_checked result = other(token.start, token.end);
	evl_checker_next(c);
	if (evl_checker_take(c, EVL_TOKEN_DOT)) {
		if (!evl_checker_at_keyword(c, EVL_KEYWORD_META)) {
			if (c->token.kind == EVL_TOKEN_NAME && c->token.keyword == EVL_KEYWORD_META)
				evl_checker_fail(c, token.start, c->token.end,
						 "'import.meta' must not contain escaped characters");
			evl_checker_unexpected(c, &c->token);
		} else {
			evl_checker_next_kept(c);
			if (c->goal != EVL_GOAL_MODULE)
				evl_checker_fail_token(c, &c->previous, "Cannot use 'import.meta' outside a module");
		}
		result.end = c->previous_end;
		return result;
	}
	if (!evl_checker_at(c, EVL_TOKEN_OPEN_PAREN)) {
		if (c->goal != EVL_GOAL_MODULE)
			evl_checker_fail_token(c, &token, "Cannot use import statement outside a module");
		else
			evl_checker_unexpected(c, &c->token);
		return result;
	}
	evl_checker_next(c);
	if (evl_checker_at(c, EVL_TOKEN_CLOSE_PAREN))
		evl_checker_fail_token(c, &c->previous, "import() requires a specifier");
	bool no_in = c->no_in;
	c->no_in = false;
	evl_checker_assignment_value(c);
	if (evl_checker_take(c, EVL_TOKEN_COMMA) && !evl_checker_at(c, EVL_TOKEN_CLOSE_PAREN)) {
		evl_checker_assignment_value(c);
		evl_checker_take(c, EVL_TOKEN_COMMA);
	}
	c->no_in = no_in;
	evl_checker_expect(c, EVL_TOKEN_CLOSE_PAREN);
	result.end = c->previous_end;
	return result;
}

/* new X, new X(...), new.target; nested `new`s are read without recursion past the limit. */
static struct evl_checked new_expression(struct evl_checker *c)
{
	struct evl_token token = c->token;
	struct evl_checked result = other(token.start, token.end);
	evl_checker_next(c);
	if (evl_checker_take(c, EVL_TOKEN_DOT)) {
		if (!evl_checker_at_keyword(c, EVL_KEYWORD_TARGET)) {
			if (c->token.kind == EVL_TOKEN_NAME && c->token.keyword == EVL_KEYWORD_TARGET)
				evl_checker_fail(c, token.start, c->token.end,
						 "'new.target' must not contain escaped characters");
			evl_checker_unexpected(c, &c->token);
			return result;
		}
		evl_checker_next_kept(c);
		if (!(c->in & EVL_IN_NEW_TARGET))
			evl_checker_fail_token(c, &c->previous, "new.target expression is not allowed here");
		result.end = c->previous_end;
		return chain(c, result, false);
	}
	if (evl_checker_at_keyword(c, EVL_KEYWORD_IMPORT)) {
		struct evl_token next = evl_checker_peek(c);
		if (next.kind == EVL_TOKEN_OPEN_PAREN)
			evl_checker_fail_token(c, &c->token, "Cannot use new with import");
	}
	struct evl_checked callee;
	if (evl_checker_at_keyword(c, EVL_KEYWORD_SUPER))
		callee = chain(c, super_expression(c, true), false);
	else
		callee = member(c);
	evl_checker_validate(c, &callee);
	if (evl_checker_at(c, EVL_TOKEN_QUESTION_DOT))
		evl_checker_fail_token(c, &c->token, "Invalid optional chain from new expression");
	if (evl_checker_at(c, EVL_TOKEN_OPEN_PAREN))
		arguments(c, &result, false);
	result.end = c->previous_end;
	return chain(c, result, false);
}

/* A member expression: no calls but those of `new`. */
static struct evl_checked member(struct evl_checker *c)
{
	struct evl_checked result;
	if (!evl_checker_enter(c))
		return other(c->token.start, c->token.end);
	if (evl_checker_at_keyword(c, EVL_KEYWORD_NEW))
		result = new_expression(c);
	else if (evl_checker_at_keyword(c, EVL_KEYWORD_SUPER))
		result = super_expression(c, false);
	else if (evl_checker_at_keyword(c, EVL_KEYWORD_IMPORT))
		result = import_expression(c);
	else
		result = primary(c);
	evl_checker_leave(c);
	if (result.kind == EVL_CHECKED_ASYNC_NAME || result.kind == EVL_CHECKED_PARAMETERS)
		return result;
	if (evl_checker_at(c, EVL_TOKEN_QUESTION_DOT))
		return result;
	return chain(c, result, false);
}

struct evl_checked evl_checker_left_hand_side(struct evl_checker *c)
{
	struct evl_checked result = member(c);
	if (result.kind == EVL_CHECKED_ASYNC_NAME || result.kind == EVL_CHECKED_PARAMETERS)
		return result;
	return chain(c, result, true);
}

/* async() that is assigned to: a call after all. */
static void settle_async_call(struct evl_checker *c, struct evl_checked *checked)
{
	if (checked->kind != EVL_CHECKED_ASYNC_CALL)
		return;
	evl_checker_validate(c, checked);
	checked->kind = EVL_CHECKED_CALL;
	checked->expression.message = checked->binding.message = NULL;
}

static struct evl_checked postfix(struct evl_checker *c)
{
	struct evl_checked result = evl_checker_left_hand_side(c);
	if ((evl_checker_at(c, EVL_TOKEN_INCREMENT) || evl_checker_at(c, EVL_TOKEN_DECREMENT)) && !c->token.newline_before) {
		settle_async_call(c, &result);
		if (result.kind == EVL_CHECKED_CALL && !result.optional)
			evl_checker_call_target(c, &result, EVL_CALL_POSTFIX);
		else
			evl_checker_target(c, &result, false, "Invalid left-hand side expression in postfix operation");
		bool is_call = result.kind == EVL_CHECKED_CALL;
		evl_checker_next(c);
		if (is_call)
			evl_checker_blank(c, result.end, c->previous_end);
		result = other(result.start, c->previous_end);
	}
	return result;
}

static bool at_unary_operator(const struct evl_checker *c)
{
	switch (c->token.kind) {
	case EVL_TOKEN_NOT:
	case EVL_TOKEN_BIT_NOT:
	case EVL_TOKEN_ADD:
	case EVL_TOKEN_SUB:
		return true;
	default:
		return evl_checker_at_keyword(c, EVL_KEYWORD_TYPEOF) || evl_checker_at_keyword(c, EVL_KEYWORD_VOID) ||
		       evl_checker_at_keyword(c, EVL_KEYWORD_DELETE);
	}
}

static void refuse_exponent(struct evl_checker *c, uint32_t start)
{
	if (evl_checker_at(c, EVL_TOKEN_EXP))
		evl_checker_fail(c, start, c->token.end,
				 "Unary operator used immediately before exponentiation expression. Parenthesis must be used "
				 "to disambiguate operator precedence");
}

static struct evl_checked await_expression(struct evl_checker *c)
{
	struct evl_token token = c->token;
	if (token.escaped)
		evl_checker_fail_token(c, &token, "Keyword must not contain escaped characters");
	if (c->in & EVL_IN_PARAMETERS)
		evl_checker_fail_token(c, &token, "Illegal await-expression in formal parameters of async function");
	if (c->status == EVL_STATUS_OK)
		memcpy(c->lexer.prepared + token.start, "void ", 5);
	c->last_await = token;
	evl_checker_next(c);
	struct evl_checked operand = unary(c);
	evl_checker_validate(c, &operand);
	refuse_exponent(c, token.start);
	return other(token.start, c->previous_end);
}

static struct evl_checked unary_operators(struct evl_checker *c)
{
	uint32_t start = c->token.start;
	if (at_unary_operator(c)) {
		bool is_delete = c->token.kind == EVL_TOKEN_NAME && c->token.keyword == EVL_KEYWORD_DELETE;
		evl_checker_next(c);
		struct evl_checked operand = unary(c);
		evl_checker_validate(c, &operand);
		if (is_delete && operand.kind == EVL_CHECKED_NAME && c->strict)
			evl_checker_fail_token(c, &c->previous, "Delete of an unqualified identifier in strict mode.");
		if (is_delete && operand.kind == EVL_CHECKED_MEMBER && operand.is_private)
			evl_checker_fail_token(c, &c->previous, "Private fields can not be deleted");
		refuse_exponent(c, start);
		return other(start, c->previous_end);
	}
	if (evl_checker_at(c, EVL_TOKEN_INCREMENT) || evl_checker_at(c, EVL_TOKEN_DECREMENT)) {
		evl_checker_next(c);
		struct evl_checked operand = unary(c);
		settle_async_call(c, &operand);
		if (operand.kind == EVL_CHECKED_CALL && !operand.optional) {
			evl_checker_call_target(c, &operand, EVL_CALL_PREFIX);
			evl_checker_blank(c, start, start + 2);
		} else
			evl_checker_target(c, &operand, false, "Invalid left-hand side expression in prefix operation");
		return other(start, c->previous_end);
	}
	if (c->token.kind == EVL_TOKEN_NAME && c->token.keyword == EVL_KEYWORD_AWAIT && (c->in & EVL_IN_ASYNC))
		return await_expression(c);
	return postfix(c);
}

static struct evl_checked unary(struct evl_checker *c)
{
	if (!evl_checker_enter(c))
		return other(c->token.start, c->token.end);
	struct evl_checked result = unary_operators(c);
	evl_checker_leave(c);
	return result;
}

static int precedence(const struct evl_checker *c)
{
	if (c->token.kind != EVL_TOKEN_NAME)
		return evl_token_precedence((enum evl_token_kind)c->token.kind);
	if (evl_checker_at_keyword(c, EVL_KEYWORD_INSTANCEOF) || (evl_checker_at_keyword(c, EVL_KEYWORD_IN) && !c->no_in))
		return 10;
	return 0;
}

enum { PRECEDENCE_OR = 4, PRECEDENCE_BIT_OR = 6, PRECEDENCE_RELATION = 10, PRECEDENCE_EXP = 14 };

/* Binary operators of at least `least`; a chain at one level is a loop, only tighter operators recurse. */
static struct evl_checked binary(struct evl_checker *c, int least)
{
	struct evl_checked result;
	if (evl_checker_at(c, EVL_TOKEN_PRIVATE)) {
		/* #x in object */
		struct evl_token token = c->token;
		evl_checker_use_private(c);
		evl_checker_next(c);
		if (!evl_checker_at_keyword(c, EVL_KEYWORD_IN) || c->no_in || least > PRECEDENCE_RELATION)
			evl_checker_unexpected(c, &token);
		result = other(token.start, token.end);
	} else {
		result = unary(c);
	}
	for (;;) {
		int here = precedence(c);
		if (here < least || here == 0 || here == 3 || c->status != EVL_STATUS_OK)
			return result;
		evl_checker_validate(c, &result);
		evl_checker_next(c);
		if (!evl_checker_enter(c))
			return result;
		struct evl_checked right = binary(c, here == PRECEDENCE_EXP ? here : here + 1);
		evl_checker_leave(c);
		evl_checker_validate(c, &right);
		result = other(result.start, c->previous_end);
	}
}

/* && and || or else ??: they do not mix (sec-binary-logical-operators). */
static struct evl_checked logical(struct evl_checker *c)
{
	struct evl_checked result = binary(c, PRECEDENCE_BIT_OR);
	if (evl_checker_at(c, EVL_TOKEN_AND) || evl_checker_at(c, EVL_TOKEN_OR)) {
		while (evl_checker_at(c, EVL_TOKEN_AND) || evl_checker_at(c, EVL_TOKEN_OR)) {
			evl_checker_validate(c, &result);
			evl_checker_next(c);
			struct evl_checked right = binary(c, PRECEDENCE_BIT_OR);
			evl_checker_validate(c, &right);
			result = other(result.start, c->previous_end);
		}
	} else {
		while (evl_checker_at(c, EVL_TOKEN_NULLISH)) {
			evl_checker_validate(c, &result);
			evl_checker_next(c);
			struct evl_checked right = binary(c, PRECEDENCE_BIT_OR);
			evl_checker_validate(c, &right);
			result = other(result.start, c->previous_end);
		}
	}
	return result;
}

static struct evl_checked conditional(struct evl_checker *c)
{
	struct evl_checked result = logical(c);
	if (!evl_checker_at(c, EVL_TOKEN_QUESTION))
		return result;
	evl_checker_validate(c, &result);
	evl_checker_next(c);
	bool no_in = c->no_in;
	c->no_in = false;
	evl_checker_assignment_value(c);
	c->no_in = no_in;
	evl_checker_expect(c, EVL_TOKEN_COLON);
	evl_checker_assignment_value(c);
	return other(result.start, c->previous_end);
}

/* sec-generator-function-definitions: YieldExpression */
static struct evl_checked yield_expression(struct evl_checker *c)
{
	struct evl_token token = c->token;
	if (token.escaped)
		evl_checker_fail_token(c, &token, "Keyword must not contain escaped characters");
	if (c->in & EVL_IN_PARAMETERS)
		evl_checker_fail_token(c, &token, "Yield expression not allowed in formal parameter");
	c->last_yield = token;
	evl_checker_next_kept(c);
	if (!c->token.newline_before) {
		bool delegate = evl_checker_take(c, EVL_TOKEN_MUL);
		bool operand = delegate;
		switch (c->token.kind) {
		case EVL_TOKEN_END:
		case EVL_TOKEN_SEMICOLON:
		case EVL_TOKEN_CLOSE_BRACE:
		case EVL_TOKEN_CLOSE_BRACKET:
		case EVL_TOKEN_CLOSE_PAREN:
		case EVL_TOKEN_COLON:
		case EVL_TOKEN_COMMA:
			break;
		default:
			operand = operand || !evl_checker_at_keyword(c, EVL_KEYWORD_IN);
		}
		if (operand)
			evl_checker_assignment_value(c);
	}
	return other(token.start, c->previous_end);
}

static struct evl_checked assignment(struct evl_checker *c)
{
	if (c->token.kind == EVL_TOKEN_NAME && c->token.keyword == EVL_KEYWORD_YIELD && (c->in & EVL_IN_GENERATOR))
		return yield_expression(c);
	struct evl_checked left = conditional(c);
	if (evl_checker_at(c, EVL_TOKEN_ARROW)) {
		bool name = left.kind == EVL_CHECKED_NAME && !left.parenthesized;
		bool async = left.kind == EVL_CHECKED_ASYNC_CALL || left.kind == EVL_CHECKED_ASYNC_NAME;
		if (c->token.newline_before && (name || async || left.kind == EVL_CHECKED_PARAMETERS)) {
			evl_checker_unexpected(c, &c->token);
		} else if (name || async || left.kind == EVL_CHECKED_PARAMETERS) {
			evl_checker_arrow_rest(c, &left, async);
		} else if (left.parenthesized) {
			evl_checker_unexpected(c, &c->token);
		} else {
			evl_checker_fail(c, left.place > left.start ? left.place : left.start, c->previous.start, "Malformed arrow function parameter list");
		}
		struct evl_checked result = other(left.start, c->previous_end);
		result.kind = EVL_CHECKED_ARROW;
		return result;
	}
	if (left.kind == EVL_CHECKED_ASYNC_NAME) {
		evl_checker_unexpected(c, &c->token);
		return left;
	}
	settle_async_call(c, &left);
	enum evl_token_kind operator = (enum evl_token_kind)c->token.kind;
	if (!evl_token_assigns(operator))
		return left;
	bool plain = operator == EVL_TOKEN_ASSIGN;
	bool short_circuits = operator == EVL_TOKEN_ASSIGN_AND || operator == EVL_TOKEN_ASSIGN_OR ||
			      operator== EVL_TOKEN_ASSIGN_NULLISH;
	bool is_call = left.kind == EVL_CHECKED_CALL && !left.optional && !short_circuits;
	if (is_call)
		evl_checker_call_target(c, &left, EVL_CALL_ASSIGNED);
	else
		evl_checker_target(c, &left, plain, "Invalid left-hand side in assignment");
	struct evl_checked result = { .kind = EVL_CHECKED_ASSIGN, .start = left.start };
	if (plain) {
		evl_checker_merge(c, &result, &left);
		result.expression.message = NULL; /* {a = 1} became a pattern */
	} else {
		evl_checker_mark(&result.pattern, left.start, left.end, invalid_target);
		evl_checker_mark(&result.binding, left.start, left.end, invalid_target);
	}
	evl_checker_next(c);
	uint32_t targets = c->target_count, labels = c->label_count;
	evl_checker_assignment_value(c);
	result.end = c->previous_end;
	if (is_call) {
		/* nothing of it is left */
		c->target_count = targets;
		c->label_count = labels;
		evl_checker_blank(c, left.end, c->previous_end);
		result.kind = EVL_CHECKED_OTHER;
	}
	return result;
}

struct evl_checked evl_checker_assignment(struct evl_checker *c)
{
	if (!evl_checker_enter(c))
		return other(c->token.start, c->token.end);
	struct evl_checked result = assignment(c);
	evl_checker_leave(c);
	return result;
}

void evl_checker_assignment_value(struct evl_checker *c)
{
	struct evl_checked value = evl_checker_assignment(c);
	evl_checker_validate(c, &value);
}

/* ... in place of an expression: V8 takes it for the last of an arrow function's parameters, and only then complains. */
static void refuse_rest(struct evl_checker *c)
{
	struct evl_token ellipsis = c->token;
	bool pattern;
	if (!evl_checker_take(c, EVL_TOKEN_ELLIPSIS))
		return;
	evl_checker_binding(c, &pattern);
	evl_checker_override(c, ellipsis.start, ellipsis.end, unexpected_ellipsis);
	evl_checker_unexpected(c, &ellipsis);
}

struct evl_checked evl_checker_expression_open(struct evl_checker *c)
{
	refuse_rest(c);
	struct evl_checked result = evl_checker_assignment(c);
	while (evl_checker_at(c, EVL_TOKEN_COMMA)) {
		evl_checker_validate(c, &result);
		evl_checker_next(c);
		refuse_rest(c);
		evl_checker_assignment_value(c);
		result = other(result.start, c->previous_end);
	}
	return result;
}

void evl_checker_expression(struct evl_checker *c)
{
	struct evl_checked value = evl_checker_expression_open(c);
	evl_checker_validate(c, &value);
}

void evl_checker_binding(struct evl_checker *c, bool *pattern)
{
	*pattern = evl_checker_at(c, EVL_TOKEN_OPEN_BRACKET) || evl_checker_at(c, EVL_TOKEN_OPEN_BRACE);
	if (!*pattern) {
		evl_checker_binding_identifier(c);
		return;
	}
	if (!evl_checker_enter(c))
		return;
	struct evl_checked literal = primary(c);
	evl_checker_leave(c);
	if (literal.binding.message)
		evl_checker_fail_mark(c, &literal.binding);
}
