/* SPDX-License-Identifier: MIT */
/*
 * checker.c - the recogniser's tokens, names and errors.
 */
#include "syntax/checker.h"

#include <string.h>

#include "syntax/check.h"
#include "syntax/literal.h"
#include "syntax/lower.h"

static const char end_of_input[] = "Unexpected end of input";

/* From the first error on there are no more tokens, so every loop ends. */
static void stop(struct evl_checker *c, enum evl_status status)
{
	c->status = status;
	c->token = (struct evl_token){ .start = c->lexer.length, .end = c->lexer.length, .kind = EVL_TOKEN_END };
	c->lexer.at = c->lexer.length;
}

static void report(struct evl_checker *c, enum evl_status status, uint32_t start, uint32_t end, const char *message)
{
	if (c->status != EVL_STATUS_OK)
		return;
	if (start >= c->lexer.length) {
		end = c->lexer.length + (end > start && message != end_of_input);
		start = c->lexer.length;
	}
	evl_diags_add(c->diags, EVL_SEVERITY_ERROR, status, (evl_span){ c->source_id, start, end }, "%s", message);
	stop(c, status);
}

/* V8 replaces an error by a later one that ends before it begins. */
void evl_checker_override(struct evl_checker *c, uint32_t start, uint32_t end, const char *message)
{
	if (c->status != EVL_STATUS_SYNTAX || c->diags->last == NULL || end >= c->diags->last->span.start)
		return;
	c->diags->last->message = message;
	c->diags->last->span.start = start;
	c->diags->last->span.end = end;
}

/* V8 replaces an error by a later one that has no place. */
void evl_checker_replace(struct evl_checker *c, const char *message)
{
	if (c->status != EVL_STATUS_SYNTAX || c->diags->last == NULL)
		return;
	c->diags->last->message = message;
	c->diags->last->span.end = c->diags->last->span.start;
	c->diags->last->no_place = true;
}

void evl_checker_fail(struct evl_checker *c, uint32_t start, uint32_t end, const char *message)
{
	report(c, EVL_STATUS_SYNTAX, start, end, message);
}

void evl_checker_refail(struct evl_checker *c, uint32_t start, uint32_t end, const char *message)
{
	evl_checker_fail(c, start, end, message);
	if (c->status != EVL_STATUS_SYNTAX || c->diags->last == NULL)
		return;
	c->diags->last->message = message;
	c->diags->last->span.start = start;
	c->diags->last->span.end = end;
}

void evl_checker_refail_empty(struct evl_checker *c, uint32_t start)
{
	if (c->status != EVL_STATUS_SYNTAX || c->diags->last == NULL)
		return;
	c->diags->last->span.start = c->diags->last->span.end = start;
}

void evl_checker_fail_token(struct evl_checker *c, const struct evl_token *token, const char *message)
{
	report(c, EVL_STATUS_SYNTAX, token->start, token->end, message);
}

void evl_checker_mark(struct evl_mark *mark, uint32_t start, uint32_t end, const char *message)
{
	if (!mark->message)
		*mark = (struct evl_mark){ start, end, message };
}

void evl_checker_fail_mark(struct evl_checker *c, const struct evl_mark *mark)
{
	report(c, EVL_STATUS_SYNTAX, mark->start, mark->end, mark->message);
}

evl_name evl_checker_name(struct evl_checker *c, const struct evl_token *token)
{
	bool escaped;
	return evl_literal_identifier(c->names, c->arena, c->lexer.text + token->start, token->end - token->start, &escaped);
}

void evl_checker_fail_name(struct evl_checker *c, const struct evl_token *token, const char *format)
{
	if (c->status != EVL_STATUS_OK)
		return;
	const char *name = evl_names_utf8(c->names, evl_checker_name(c, token), c->arena);
	struct evl_buffer message;
	evl_buffer_init(&message);
	for (const char *at = format; *at; at++) {
		if (at[0] == '%' && at[1] == 's') {
			evl_buffer_append_text(&message, name);
			at++;
		} else {
			evl_buffer_append_byte(&message, *at);
		}
	}
	report(c, EVL_STATUS_SYNTAX, token->start, token->end, message.bytes ? message.bytes : format);
	evl_buffer_release(&message);
}

static void unexpected_name(struct evl_checker *c, const struct evl_token *token)
{
	enum evl_keyword keyword = (enum evl_keyword)token->keyword;
	enum evl_keyword_class class = evl_keyword_class(keyword);
	bool token_of_its_own = keyword == EVL_KEYWORD_ASYNC || keyword == EVL_KEYWORD_GET || keyword == EVL_KEYWORD_SET;
	if (token_of_its_own && !token->escaped)
		evl_checker_fail_name(c, token, "Unexpected token '%s'");
	else if (keyword == EVL_KEYWORD_NONE || (class == EVL_KEYWORD_CLASS_NAME && keyword != EVL_KEYWORD_AWAIT))
		evl_checker_fail_name(c, token, "Unexpected identifier '%s'");
	else if (keyword == EVL_KEYWORD_AWAIT || (keyword == EVL_KEYWORD_ENUM && !token->escaped))
		evl_checker_fail_token(c, token, "Unexpected reserved word");
	else if (token->escaped && keyword != EVL_KEYWORD_YIELD && (class == EVL_KEYWORD_CLASS_RESERVED || c->strict))
		evl_checker_fail_token(c, token, "Keyword must not contain escaped characters");
	else if (class == EVL_KEYWORD_CLASS_STRICT)
		evl_checker_fail_name(c, token,
				      c->strict ? "Unexpected strict mode reserved word" : "Unexpected identifier '%s'");
	else
		evl_checker_fail_name(c, token, "Unexpected token '%s'");
}

/* V8 has no words of its own for this and complains about the end; say more in the help. */
static void unterminated_template(struct evl_checker *c)
{
	bool first = c->status == EVL_STATUS_OK;
	evl_checker_fail(c, c->lexer.length, c->lexer.length, end_of_input);
	if (first)
		c->diags->last->help = "a template literal is not closed with `";
}

void evl_checker_unexpected(struct evl_checker *c, const struct evl_token *token)
{
	char message[32] = "Unexpected token '";
	switch (token->kind) {
	case EVL_TOKEN_END:
		evl_checker_fail_token(c, token, end_of_input);
		return;
	case EVL_TOKEN_ILLEGAL:
		if (token->error == evl_lexer_unterminated_template)
			unterminated_template(c);
		else
			evl_checker_fail(c, token->error_start, token->error_end, token->error);
		return;
	case EVL_TOKEN_NAME:
		unexpected_name(c, token);
		return;
	case EVL_TOKEN_PRIVATE:
		evl_checker_fail_name(c, token, "Unexpected identifier '%s'");
		return;
	case EVL_TOKEN_NUMBER:
	case EVL_TOKEN_BIGINT:
		evl_checker_fail_token(c, token, "Unexpected number");
		return;
	case EVL_TOKEN_STRING:
		evl_checker_fail_token(c, token, "Unexpected string");
		return;
	case EVL_TOKEN_TEMPLATE:
		evl_checker_fail_token(c, token, "Unexpected template string");
		return;
	default: {
		size_t n = 18;
		for (const char *text = evl_token_text((enum evl_token_kind)token->kind); *text; text++)
			message[n++] = *text;
		message[n++] = '\'';
		message[n] = '\0';
		evl_checker_fail_token(c, token, message);
	}
	}
}

void evl_checker_next(struct evl_checker *c)
{
	if (c->status != EVL_STATUS_OK)
		return;
	c->previous_end = c->token.end;
	c->previous = c->token;
	c->token = evl_lexer_next(&c->lexer);
}

struct evl_token evl_checker_peek(struct evl_checker *c)
{
	uint32_t at = c->lexer.at;
	struct evl_token token = evl_lexer_next(&c->lexer);
	c->lexer.at = at;
	return token;
}

bool evl_checker_take(struct evl_checker *c, enum evl_token_kind kind)
{
	if (c->token.kind != kind)
		return false;
	evl_checker_next(c);
	return true;
}

void evl_checker_expect(struct evl_checker *c, enum evl_token_kind kind)
{
	if (!evl_checker_take(c, kind))
		evl_checker_unexpected(c, &c->token);
}

void evl_checker_expect_keyword(struct evl_checker *c, enum evl_keyword keyword)
{
	bool named = c->token.kind == EVL_TOKEN_NAME && c->token.keyword == keyword;
	if (named && c->token.escaped && evl_keyword_class(keyword) != EVL_KEYWORD_CLASS_RESERVED)
		evl_checker_fail_name(c, &c->token, "'%s' must not contain escaped characters");
	else if (!named || c->token.escaped)
		evl_checker_unexpected(c, &c->token);
	else
		evl_checker_next_kept(c);
}

void evl_checker_next_kept(struct evl_checker *c)
{
	if (c->status == EVL_STATUS_OK)
		evl_lexer_keep(&c->lexer, &c->token);
	evl_checker_next(c);
}

void evl_checker_insert_semicolon(struct evl_checker *c)
{
	if (c->status == EVL_STATUS_OK && c->previous_end < c->token.start)
		c->lexer.prepared[c->previous_end] = ';';
}

void evl_checker_semicolon(struct evl_checker *c)
{
	if (evl_checker_take(c, EVL_TOKEN_SEMICOLON) || c->status != EVL_STATUS_OK)
		return;
	if (evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) || evl_checker_at(c, EVL_TOKEN_END) || c->token.newline_before) {
		evl_checker_insert_semicolon(c);
		return;
	}
	if (c->previous.kind == EVL_TOKEN_NAME && c->previous.keyword == EVL_KEYWORD_AWAIT && !(c->in & EVL_IN_ASYNC))
		evl_checker_fail_token(c, &c->previous,
				       "await is only valid in async functions and the top level bodies of modules");
	else
		evl_checker_unexpected(c, &c->token);
}

bool evl_checker_enter(struct evl_checker *c)
{
	if (++c->depth <= EVL_SYNTAX_MAX_DEPTH)
		return true;
	report(c, EVL_STATUS_TOO_LARGE, c->token.start, c->token.end, "nesting too deep");
	return false;
}

void evl_checker_leave(struct evl_checker *c)
{
	c->depth--;
}

bool evl_checker_is_identifier(const struct evl_checker *c, const struct evl_token *token)
{
	if (token->kind != EVL_TOKEN_NAME)
		return false;
	switch (evl_keyword_class((enum evl_keyword)token->keyword)) {
	case EVL_KEYWORD_CLASS_RESERVED:
		return false;
	case EVL_KEYWORD_CLASS_STRICT:
		return !c->strict && !(token->keyword == EVL_KEYWORD_YIELD && (c->in & EVL_IN_GENERATOR));
	default:
		return token->keyword != EVL_KEYWORD_AWAIT ||
		       !(c->goal == EVL_GOAL_MODULE || (c->in & (EVL_IN_ASYNC | EVL_IN_STATIC_BLOCK)));
	}
}

static bool is_eval_or_arguments(const struct evl_token *token)
{
	return token->keyword == EVL_KEYWORD_EVAL || token->keyword == EVL_KEYWORD_ARGUMENTS;
}

void evl_checker_binding_identifier(struct evl_checker *c)
{
	if (!evl_checker_is_identifier(c, &c->token))
		evl_checker_unexpected(c, &c->token);
	else if (c->strict && is_eval_or_arguments(&c->token))
		evl_checker_fail_token(c, &c->token, "Unexpected eval or arguments in strict mode");
	if (c->token.keyword == EVL_KEYWORD_AWAIT)
		c->last_await_name = c->token;
	evl_checker_next(c);
}

void evl_checker_reference(struct evl_checker *c)
{
	if (!evl_checker_is_identifier(c, &c->token))
		evl_checker_unexpected(c, &c->token);
	else if (c->token.keyword == EVL_KEYWORD_ARGUMENTS && (c->in & EVL_IN_FIELD))
		evl_checker_fail_token(c, &c->token,
				       "'arguments' is not allowed in class field initializer or static initialization block");
	if (c->token.keyword == EVL_KEYWORD_AWAIT)
		c->last_await_name = c->token;
	evl_checker_next(c);
}

void evl_checker_note_legacy(struct evl_checker *c, const struct evl_token *token)
{
	if (token->legacy != EVL_LEGACY_NONE)
		c->legacy = *token;
}

void evl_checker_judge_legacy(struct evl_checker *c, uint32_t start)
{
	static const char *const messages[] = {
		[EVL_LEGACY_OCTAL] = "Octal literals are not allowed in strict mode.",
		[EVL_LEGACY_DECIMAL] = "Decimals with leading zeros are not allowed in strict mode.",
		[EVL_LEGACY_OCTAL_ESCAPE] = "Octal escape sequences are not allowed in strict mode.",
		[EVL_LEGACY_8_9_ESCAPE] = "\\8 and \\9 are not allowed in strict mode.",
	};
	if (c->strict && c->legacy.end != 0 && c->legacy.start >= start)
		evl_checker_fail(c, c->legacy.error_start, c->legacy.error_end, messages[c->legacy.legacy]);
}

void evl_checker_refuse(struct evl_checker *c, uint32_t start, uint32_t end, const char *message)
{
	if (!c->refused.message)
		c->refused = (struct evl_mark){ start, end, message };
}

/* The EVL_IN_ bits of a direct eval's code. */
static uint32_t allowed_within(const struct evl_surroundings *around)
{
	return (around->new_target ? EVL_IN_NEW_TARGET : 0u) | (around->super_property ? EVL_IN_SUPER_PROPERTY : 0u) |
	       (around->super_call ? EVL_IN_SUPER_CALL : 0u) | (around->in_field ? EVL_IN_FIELD : 0u);
}

void evl_checker_blank(struct evl_checker *c, uint32_t start, uint32_t end)
{
	if (c->status == EVL_STATUS_OK && start < end)
		memset(c->lexer.prepared + start, ' ', end - start);
}

void evl_checker_call_target(struct evl_checker *c, const struct evl_checked *checked, enum evl_call_target kind)
{
	if (c->target_count == c->target_room) {
		uint32_t room = c->target_room ? c->target_room * 2 : 8;
		struct evl_prepared_target *grown = evl_arena_alloc(c->arena, room * sizeof(*grown));
		if (c->target_count)
			memcpy(grown, c->targets, c->target_count * sizeof(*grown));
		c->targets = grown;
		c->target_room = room;
	}
	c->targets[c->target_count++] = (struct evl_prepared_target){ checked->start, checked->end, (uint8_t)kind };
}

uint32_t evl_checker_private(struct evl_checker *c, const struct evl_token *name, uint32_t start, uint32_t end)
{
	if (c->private_count == c->private_room) {
		uint32_t room = c->private_room ? c->private_room * 2 : 16;
		struct evl_prepared_private *grown = evl_arena_alloc(c->arena, room * sizeof(*grown));
		if (c->private_count)
			memcpy(grown, c->privates, c->private_count * sizeof(*grown));
		c->privates = grown;
		c->private_room = room;
	}
	c->privates[c->private_count] = (struct evl_prepared_private){ name->start, start, end };
	return c->private_count++;
}

void evl_checker_use_private(struct evl_checker *c)
{
	uint32_t start = c->previous.start;
	if (c->status != EVL_STATUS_OK)
		return;
	if (c->class_depth == 0 && !c->within) {
		struct evl_token mark = c->token;
		const char *name = evl_names_utf8(c->names, evl_checker_name(c, &mark), c->arena);
		struct evl_buffer message;
		evl_buffer_init(&message);
		evl_buffer_printf(&message, "Private field '%s' must be declared in an enclosing class", name);
		report(c, EVL_STATUS_SYNTAX, start, start + 1, message.bytes ? message.bytes : name);
		evl_buffer_release(&message);
		return;
	}
	evl_checker_private(c, &c->token, start, start + 1);
}

enum evl_status evl_check(const struct evl_source *source, uint32_t source_id, enum evl_goal goal,
			  const struct evl_surroundings *around, struct evl_names *names, struct evl_arena *arena,
			  struct evl_diags *diags, struct evl_prepared *prepared)
{
	struct evl_checker c = {
		.source_id = source_id,
		.goal = goal,
		.names = names,
		.arena = arena,
		.diags = diags,
		.strict = goal == EVL_GOAL_MODULE,
		.in = goal == EVL_GOAL_MODULE   ? EVL_IN_ASYNC :
		      goal == EVL_GOAL_COMMONJS ? EVL_IN_FUNCTION | EVL_IN_NEW_TARGET :
						  0u,
	};
	if (around != NULL) {
		c.strict |= around->strict;
		c.in |= allowed_within(around);
		c.recent = around->recent;
		c.parameters_end = around->parameters_end;
		c.within = around->has_private != NULL;
	}
	prepared->text = evl_arena_alloc(arena, (size_t)source->length + 1);
	evl_lexer_init(&c.lexer, source->text, source->length, goal == EVL_GOAL_MODULE, prepared->text);
	evl_checker_next(&c);
	evl_checker_program(&c);
	if (c.bad_attribute.end != 0 && c.recent)
		evl_checker_fail_name(&c, &c.bad_attribute, "Invalid attribute key \"%s\".");
	if (c.refused.message)
		report(&c, EVL_STATUS_NOT_COVERED, c.refused.start, c.refused.end, c.refused.message);
	prepared->labels = c.label_list;
	prepared->label_count = c.label_count;
	prepared->targets = c.targets;
	prepared->target_count = c.target_count;
	prepared->privates = c.privates;
	prepared->private_count = c.private_count;
	return c.status;
}
