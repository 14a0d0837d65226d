/* SPDX-License-Identifier: MIT */
/*
 * checker_statement.c - statements, declarations and scripts
 * (sec-ecmascript-language-statements-and-declarations).
 */
#include "syntax/checker.h"

#include <string.h>

static void sub_statement(struct evl_checker *c, bool function_allowed, bool label_function);

static void parenthesized_expression(struct evl_checker *c)
{
	evl_checker_expect(c, EVL_TOKEN_OPEN_PAREN);
	evl_checker_expression(c);
	evl_checker_expect(c, EVL_TOKEN_CLOSE_PAREN);
}

/* Does `let` begin a declaration here? What follows tells (sec-let-and-const-declarations). */
static bool let_declares(struct evl_checker *c)
{
	struct evl_token next = evl_checker_peek(c);
	if (next.kind == EVL_TOKEN_OPEN_BRACE || next.kind == EVL_TOKEN_OPEN_BRACKET)
		return true;
	if (next.kind != EVL_TOKEN_NAME)
		return false;
	/* V8 takes `let` for a name before a word that strict code reserves: then `let` is what it calls unexpected. */
	switch (evl_keyword_class((enum evl_keyword)next.keyword)) {
	case EVL_KEYWORD_CLASS_RESERVED:
		return false;
	case EVL_KEYWORD_CLASS_STRICT:
		return !c->strict || next.keyword == EVL_KEYWORD_YIELD ||
		       (!next.escaped && (next.keyword == EVL_KEYWORD_LET || next.keyword == EVL_KEYWORD_STATIC));
	default:
		return true;
	}
}

/* The first character after blanks on this line from `at` on; 0: the line ends. */
static char next_on_line(const struct evl_checker *c, uint32_t at)
{
	const char *text = c->lexer.text;
	while (text[at] == ' ' || text[at] == '\t')
		at++;
	return text[at] == '\n' || text[at] == '\r' ? '\0' : text[at];
}

static bool begins_name(char ch)
{
	return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || ch == '_' || ch == '$' || ch == '\\' || (unsigned char)ch >= 0x80;
}

/* Does `using` or `await using` begin a declaration here (sec-let-and-const-declarations)? In a for head, `using of` does not. */
static bool using_declares(struct evl_checker *c, bool head, bool *is_await)
{
	*is_await = false;
	if (!c->recent)
		return false;
	struct evl_token next = evl_checker_peek(c);
	if (next.kind != EVL_TOKEN_NAME || next.newline_before)
		return false;
	if (evl_checker_at_keyword(c, EVL_KEYWORD_USING))
		return evl_keyword_class((enum evl_keyword)next.keyword) != EVL_KEYWORD_CLASS_RESERVED &&
		       !(head && next.keyword == EVL_KEYWORD_OF && next_on_line(c, next.end) != '=');
	*is_await = evl_checker_at_keyword(c, EVL_KEYWORD_AWAIT) && (c->in & EVL_IN_ASYNC) != 0 &&
		    next.keyword == EVL_KEYWORD_USING && !next.escaped && begins_name(next_on_line(c, next.end)) &&
		    strncmp(c->lexer.text + next.end, " in ", 4) != 0 && strncmp(c->lexer.text + next.end, " instanceof ", 12) != 0;
	return *is_await;
}

/* Consume `using` or `await using`; the grammar sees `var`. */
static void using_keyword(struct evl_checker *c, bool is_await)
{
	uint32_t start = c->token.start;
	if (is_await) {
		c->last_await = c->token;
		evl_checker_next(c);
	}
	if (c->status == EVL_STATUS_OK) {
		memset(c->lexer.prepared + start, ' ', c->token.end - start);
		memcpy(c->lexer.prepared + start, "var", 3);
	}
	evl_checker_next(c);
}

/* Consume var, let or const. The grammar might take `let [` for an index, never `var [`. */
static void declaration_keyword(struct evl_checker *c)
{
	if (c->status == EVL_STATUS_OK && c->token.keyword == EVL_KEYWORD_LET)
		memcpy(c->lexer.prepared + c->token.start, "var", 3);
	evl_checker_next(c);
}

struct declarators {
	uint32_t count;
	uint32_t start;
	uint32_t initializer_start, initializer_end; /* of the first, from the end of its target on */
	bool has_initializer, pattern;
	const char *using; /* using declarations: the message of a missing initialiser; NULL: others */
};

/* The declarators after var, let or const. In a for head, initialisers may be missing when `in` or `of` follows. */
static void declarators(struct evl_checker *c, bool lexical, bool constant, bool head, struct declarators *out)
{
	const char *using = out->using;
	*out = (struct declarators){ .start = c->token.start, .using = using };
	do {
		bool pattern;
		struct evl_token target = c->token;
		if (lexical && target.kind == EVL_TOKEN_NAME && target.keyword == EVL_KEYWORD_LET && !c->strict)
			evl_checker_fail_token(c, &target, "let is disallowed as a lexically bound name");
		if (using != NULL && target.kind != EVL_TOKEN_NAME)
			evl_checker_unexpected(c, &target);
		evl_checker_binding(c, &pattern);
		uint32_t end = c->previous_end;
		uint32_t target_end = c->previous.start;
		if (evl_checker_take(c, EVL_TOKEN_ASSIGN)) {
			evl_checker_assignment_value(c);
			if (!out->has_initializer) {
				out->initializer_start = target_end;
				out->initializer_end = c->previous_end;
			}
			out->has_initializer = true;
		} else if (!(head && (evl_checker_at_keyword(c, EVL_KEYWORD_IN) || evl_checker_at_keyword(c, EVL_KEYWORD_OF)))) {
			if (pattern)
				evl_checker_fail(c, target.start, end, "Missing initializer in destructuring declaration");
			else if (using != NULL)
				evl_checker_fail(c, target.start, end, using);
			else if (constant)
				evl_checker_fail(c, target.start, end, "Missing initializer in const declaration");
		}
		out->pattern = out->pattern || pattern;
		out->count++;
	} while (evl_checker_take(c, EVL_TOKEN_COMMA));
}

static void checker_variables(struct evl_checker *c, bool lexical, bool constant)
{
	struct declarators all = { .using = NULL };
	declaration_keyword(c);
	declarators(c, lexical, constant, false, &all);
	evl_checker_semicolon(c);
}

void evl_checker_let(struct evl_checker *c) { checker_variables(c, true, false); }

static const char *using_message(bool is_await)
{
	return is_await ? "Missing initializer in await using declaration" : "Missing initializer in using declaration";
}

static void using_declaration(struct evl_checker *c, bool is_await)
{
	struct declarators all = { .using = using_message(is_await) };
	using_keyword(c, is_await);
	declarators(c, true, true, false, &all);
	evl_checker_semicolon(c);
}

static void block(struct evl_checker *c)
{
	bool own_strict;
	evl_checker_expect(c, EVL_TOKEN_OPEN_BRACE);
	evl_checker_statements(c, false, true, &own_strict);
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACE);
}

static void loop_body(struct evl_checker *c)
{
	uint32_t in = c->in;
	c->in |= EVL_IN_LOOP;
	sub_statement(c, false, false);
	c->in = in;
}

/* An if statement's branch: sloppy code may have a function there (sec-functiondeclarations-in-ifstatement-statement-clauses). */
static void branch(struct evl_checker *c)
{
	if (evl_checker_at_keyword(c, EVL_KEYWORD_FUNCTION) && !c->strict)
		sub_statement(c, true, false);
	else
		sub_statement(c, false, false);
}

static void if_statement(struct evl_checker *c)
{
	evl_checker_next(c);
	parenthesized_expression(c);
	branch(c);
	if (evl_checker_at_keyword(c, EVL_KEYWORD_ELSE)) {
		evl_checker_next(c);
		branch(c);
	}
}

/* in or of, the right side and ). */
static void for_each_head(struct evl_checker *c, bool of)
{
	evl_checker_next_kept(c);
	if (of)
		evl_checker_assignment_value(c);
	else
		evl_checker_expression(c);
	evl_checker_expect(c, EVL_TOKEN_CLOSE_PAREN);
}

/* The second and third part of for (;;), from the first semicolon on. */
static void for_rest(struct evl_checker *c)
{
	evl_checker_expect(c, EVL_TOKEN_SEMICOLON);
	if (!evl_checker_at(c, EVL_TOKEN_SEMICOLON))
		evl_checker_expression(c);
	evl_checker_expect(c, EVL_TOKEN_SEMICOLON);
	if (!evl_checker_at(c, EVL_TOKEN_CLOSE_PAREN))
		evl_checker_expression(c);
	evl_checker_expect(c, EVL_TOKEN_CLOSE_PAREN);
	loop_body(c);
}

static bool at_in_or_of(struct evl_checker *c, bool *of)
{
	*of = evl_checker_at_keyword(c, EVL_KEYWORD_OF);
	return *of || evl_checker_at_keyword(c, EVL_KEYWORD_IN);
}

static void for_declaration(struct evl_checker *c, bool lexical, bool is_await)
{
	struct declarators all = { .using = NULL };
	bool of, using_await;
	bool constant = c->token.keyword == EVL_KEYWORD_CONST;
	if (using_declares(c, true, &using_await)) {
		all.using = using_message(using_await);
		constant = true;
		using_keyword(c, using_await);
	} else {
		declaration_keyword(c);
	}
	c->no_in = true;
	declarators(c, lexical, constant, true, &all);
	if (is_await && c->status == EVL_STATUS_SYNTAX)
		evl_checker_replace(c, "Invalid left-hand side in for-await-of loop: Must have a single binding.");
	c->no_in = false;
	if (!at_in_or_of(c, &of)) {
		if (is_await)
			evl_checker_unexpected(c, &c->token);
		for_rest(c);
		return;
	}
	if (all.using != NULL && !of)
		evl_checker_unexpected(c, &c->token);
	if (all.count != 1)
		evl_checker_fail(c, all.start, c->previous_end,
				 is_await ? "Invalid left-hand side in for-await-of loop: Must have a single binding." :
				 of       ? "Invalid left-hand side in for-of loop: Must have a single binding." :
					    "Invalid left-hand side in for-in loop: Must have a single binding.");
	if (all.has_initializer && (of || lexical || c->strict || all.pattern))
		evl_checker_fail(c, all.initializer_start, all.initializer_end,
				 is_await ? "for-await-of loop variable declaration may not have an initializer." :
				 of       ? "for-of loop variable declaration may not have an initializer." :
					    "for-in loop variable declaration may not have an initializer.");
	if (is_await && !of)
		evl_checker_unexpected(c, &c->token);
	for_each_head(c, of);
	loop_body(c);
}

static void for_expression(struct evl_checker *c, bool is_await)
{
	struct evl_token first = c->token, awaits = c->last_await; /* of the head, when is_await */
	struct evl_token next = evl_checker_peek(c);
	bool of;
	bool is_async = evl_checker_at_keyword(c, EVL_KEYWORD_ASYNC) && next.kind == EVL_TOKEN_NAME &&
			next.keyword == EVL_KEYWORD_OF && !next.escaped;
	c->no_in = true;
	struct evl_checked left = evl_checker_expression_open(c);
	c->no_in = false;
	if (!at_in_or_of(c, &of)) {
		evl_checker_validate(c, &left);
		if (is_await)
			evl_checker_unexpected(c, &c->token);
		for_rest(c);
		return;
	}
	if (of && first.kind == EVL_TOKEN_NAME && first.keyword == EVL_KEYWORD_LET && !first.escaped)
		evl_checker_fail_token(c, &first, "The left-hand side of a for-of loop may not be 'let'.");
	if (of && !is_await && is_async && left.kind == EVL_CHECKED_NAME)
		evl_checker_fail_token(c, &first, "The left-hand side of a for-of loop may not be 'async'.");
	struct evl_token separator = c->token;
	bool is_call = left.kind == EVL_CHECKED_CALL && !left.optional;
	if (is_call)
		evl_checker_call_target(c, &left, is_await ? EVL_CALL_FOR_AWAIT : of ? EVL_CALL_FOR_OF : EVL_CALL_FOR_IN);
	else
		evl_checker_target(c, &left, true, "Invalid left-hand side in for-loop");
	if (is_await && !of)
		evl_checker_unexpected(c, &c->token);
	for_each_head(c, of);
	if (is_call && c->status == EVL_STATUS_OK) {
		memcpy(c->lexer.prepared + separator.start, ";;", 2);
		if (is_await)
			evl_checker_blank(c, awaits.start, awaits.end);
	}
	loop_body(c);
}

static void for_statement(struct evl_checker *c)
{
	bool is_await = false, using_await;
	evl_checker_next(c);
	if (c->token.kind == EVL_TOKEN_NAME && c->token.keyword == EVL_KEYWORD_AWAIT) {
		if (!(c->in & EVL_IN_ASYNC) || c->token.escaped)
			evl_checker_unexpected(c, &c->token);
		is_await = true;
		c->last_await = c->token;
		evl_checker_next_kept(c);
	}
	evl_checker_expect(c, EVL_TOKEN_OPEN_PAREN);
	if (evl_checker_at_keyword(c, EVL_KEYWORD_VAR)) {
		for_declaration(c, false, is_await);
	} else if (evl_checker_at_keyword(c, EVL_KEYWORD_CONST) || using_declares(c, true, &using_await) ||
		   (evl_checker_at_keyword(c, EVL_KEYWORD_LET) && let_declares(c))) {
		for_declaration(c, true, is_await);
	} else if (evl_checker_at(c, EVL_TOKEN_SEMICOLON)) {
		if (is_await)
			evl_checker_unexpected(c, &c->token);
		for_rest(c);
	} else {
		for_expression(c, is_await);
	}
}

static void do_statement(struct evl_checker *c)
{
	evl_checker_next(c);
	loop_body(c);
	evl_checker_expect_keyword(c, EVL_KEYWORD_WHILE);
	parenthesized_expression(c);
	if (!evl_checker_take(c, EVL_TOKEN_SEMICOLON))
		evl_checker_insert_semicolon(c);
}

static void switch_statement(struct evl_checker *c)
{
	bool has_default = false;
	uint32_t in = c->in;
	evl_checker_next(c);
	parenthesized_expression(c);
	evl_checker_expect(c, EVL_TOKEN_OPEN_BRACE);
	c->in |= EVL_IN_SWITCH;
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) && c->status == EVL_STATUS_OK) {
		if (evl_checker_at_keyword(c, EVL_KEYWORD_CASE)) {
			evl_checker_next(c);
			evl_checker_expression(c);
		} else {
			struct evl_token token = c->token;
			evl_checker_expect_keyword(c, EVL_KEYWORD_DEFAULT);
			if (has_default)
				evl_checker_fail_token(c, &token, "More than one default clause in switch statement");
			has_default = true;
		}
		evl_checker_expect(c, EVL_TOKEN_COLON);
		while (!evl_checker_at_keyword(c, EVL_KEYWORD_CASE) && !evl_checker_at_keyword(c, EVL_KEYWORD_DEFAULT) &&
		       !evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) && c->status == EVL_STATUS_OK) {
			c->no_using = true;
			evl_checker_statement_item(c);
		}
	}
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACE);
	c->in = in;
}

static void try_statement(struct evl_checker *c)
{
	bool any = false;
	evl_checker_next(c);
	block(c);
	if (evl_checker_at_keyword(c, EVL_KEYWORD_CATCH)) {
		any = true;
		evl_checker_next(c);
		if (evl_checker_take(c, EVL_TOKEN_OPEN_PAREN)) {
			bool pattern;
			evl_checker_binding(c, &pattern);
			evl_checker_expect(c, EVL_TOKEN_CLOSE_PAREN);
		}
		block(c);
	}
	if (evl_checker_at_keyword(c, EVL_KEYWORD_FINALLY)) {
		any = true;
		evl_checker_next(c);
		block(c);
	}
	if (!any)
		evl_checker_fail_token(c, &c->previous, "Missing catch or finally after try");
}

static const struct evl_checker_label *find_label(const struct evl_checker *c, evl_name name)
{
	const struct evl_checker_label *label = c->labels;
	while (label && label->name != name)
		label = label->outer;
	return label;
}

static void jump(struct evl_checker *c)
{
	struct evl_token keyword = c->token;
	bool is_continue = keyword.keyword == EVL_KEYWORD_CONTINUE;
	evl_checker_next(c);
	if (!c->token.newline_before && !evl_checker_at(c, EVL_TOKEN_SEMICOLON) && !evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) &&
	    !evl_checker_at(c, EVL_TOKEN_END)) {
		struct evl_token token = c->token;
		if (!evl_checker_is_identifier(c, &token)) {
			evl_checker_unexpected(c, &token);
			return;
		}
		const struct evl_checker_label *label = find_label(c, evl_checker_name(c, &token));
		if (!label)
			evl_checker_fail_name(c, &token, "Undefined label '%s'");
		else if (is_continue && !label->loop)
			evl_checker_fail_name(c, &token,
					      "Illegal continue statement: '%s' does not denote an iteration statement");
		evl_checker_next(c);
	} else if (is_continue && !(c->in & EVL_IN_LOOP)) {
		evl_checker_fail_token(c, &keyword, "Illegal continue statement: no surrounding iteration statement");
	} else if (!(c->in & (EVL_IN_LOOP | EVL_IN_SWITCH))) {
		evl_checker_fail_token(c, &keyword, "Illegal break statement");
	}
	evl_checker_semicolon(c);
}

static void return_statement(struct evl_checker *c)
{
	if (!(c->in & EVL_IN_FUNCTION))
		evl_checker_fail_token(c, &c->token, "Illegal return statement");
	evl_checker_next(c);
	if (!c->token.newline_before && !evl_checker_at(c, EVL_TOKEN_SEMICOLON) && !evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) &&
	    !evl_checker_at(c, EVL_TOKEN_END))
		evl_checker_expression(c);
	evl_checker_semicolon(c);
}

static void throw_statement(struct evl_checker *c)
{
	evl_checker_next(c);
	if (c->token.newline_before)
		evl_checker_fail_token(c, &c->previous, "Illegal newline after throw");
	evl_checker_expression(c);
	evl_checker_semicolon(c);
}

static void with_statement(struct evl_checker *c)
{
	if (c->strict)
		evl_checker_fail_token(c, &c->token, "Strict mode code may not include a with statement");
	evl_checker_next(c);
	parenthesized_expression(c);
	sub_statement(c, false, false);
}

/* Blank a label and its colon and list it; the statement's place is set when it is known. */
static void list_label(struct evl_checker *c, const struct evl_token *token, const struct evl_token *colon, evl_name name)
{
	if (c->status != EVL_STATUS_OK)
		return;
	if (c->label_count == c->label_room) {
		uint32_t room = c->label_room ? c->label_room * 2 : 8;
		struct evl_prepared_label *grown = evl_arena_alloc(c->arena, room * sizeof(*grown));
		if (c->label_count)
			memcpy(grown, c->label_list, c->label_count * sizeof(*grown));
		c->label_list = grown;
		c->label_room = room;
	}
	memset(c->lexer.prepared + token->start, ' ', token->end - token->start);
	c->lexer.prepared[colon->start] = ' ';
	c->label_list[c->label_count++] = (struct evl_prepared_label){ .name = name, .start = token->start, .end = token->end };
}

static void labeled_statement(struct evl_checker *c, bool label_function)
{
	struct evl_token token = c->token;
	struct evl_checker_label label = { .outer = c->labels, .name = evl_checker_name(c, &token), .fresh = true };
	if (find_label(c, label.name))
		evl_checker_fail_name(c, &token, "Label '%s' has already been declared");
	if (token.keyword == EVL_KEYWORD_AWAIT)
		c->last_await_name = token;
	evl_checker_next(c);
	list_label(c, &token, &c->token, label.name);
	uint32_t index = c->label_count - 1;
	evl_checker_next(c); /* : */
	/* Labels in a row all stand before one statement: the last one's place holds for those before it. */
	for (uint32_t i = index + 1; i-- > 0 && c->status == EVL_STATUS_OK;) {
		bool in_row = i == index || c->label_list[i].statement == token.start;
		if (!in_row)
			break;
		c->label_list[i].statement = c->token.start;
	}
	c->labels = &label;
	sub_statement(c, label_function && !c->strict, label_function);
	c->labels = label.outer;
}

/* A statement that begins with an expression or a label. */
static void expression_statement(struct evl_checker *c, bool label_function)
{
	if (c->token.kind == EVL_TOKEN_NAME) {
		struct evl_token next = evl_checker_peek(c);
		if (next.kind == EVL_TOKEN_COLON && evl_checker_is_identifier(c, &c->token)) {
			labeled_statement(c, label_function);
			return;
		}
	}
	evl_checker_expression(c);
	evl_checker_semicolon(c);
}

/* The labels before a statement belong to it if it is a loop. */
static void settle_labels(struct evl_checker *c)
{
	bool loop = evl_checker_at_keyword(c, EVL_KEYWORD_FOR) || evl_checker_at_keyword(c, EVL_KEYWORD_WHILE) ||
		    evl_checker_at_keyword(c, EVL_KEYWORD_DO);
	for (struct evl_checker_label *label = c->labels; label && label->fresh; label = label->outer) {
		label->loop = loop;
		label->fresh = false;
	}
}

/* What may not stand alone as the body of another statement. */
static void refuse_declaration(struct evl_checker *c, bool function_allowed)
{
	if (evl_checker_at_keyword(c, EVL_KEYWORD_FUNCTION) && !function_allowed) {
		evl_checker_fail_token(c, &c->token,
				       c->strict ? "In strict mode code, functions can only be declared at top level or inside a "
						   "block." :
						   "In non-strict mode code, functions can only be declared at top level, inside "
						   "a block, or as the body of an if statement.");
	} else if (evl_checker_at_keyword(c, EVL_KEYWORD_CLASS)) {
		evl_checker_unexpected(c, &c->token);
	} else if (evl_checker_at_keyword(c, EVL_KEYWORD_LET)) {
		struct evl_token next = evl_checker_peek(c);
		bool name = next.kind == EVL_TOKEN_NAME &&
			    evl_keyword_class((enum evl_keyword)next.keyword) == EVL_KEYWORD_CLASS_NAME;
		if (next.kind == EVL_TOKEN_OPEN_BRACKET ||
		    ((next.kind == EVL_TOKEN_OPEN_BRACE || name) && !next.newline_before))
			evl_checker_fail_token(c, &c->token,
					       "Lexical declaration cannot appear in a single-statement context");
	} else if (evl_checker_at_keyword(c, EVL_KEYWORD_ASYNC)) {
		struct evl_token next = evl_checker_peek(c);
		if (next.kind == EVL_TOKEN_NAME && next.keyword == EVL_KEYWORD_FUNCTION && !next.newline_before && !next.escaped)
			evl_checker_fail_token(c, &c->token,
					       "Async functions can only be declared at the top level or inside a block.");
	}
}

static void function_statement(struct evl_checker *c, bool in_block)
{
	struct evl_token next = evl_checker_peek(c);
	if (next.kind == EVL_TOKEN_MUL && !in_block)
		evl_checker_fail_token(c, &next, "Generators can only be declared at the top level or inside a block.");
	evl_checker_function(c, false, true, false);
}

/* `label_function`: a label may stand before a function (sec-labelled-function-declarations). */
static void statement(struct evl_checker *c, bool label_function)
{
	switch (c->token.kind) {
	case EVL_TOKEN_OPEN_BRACE:
		block(c);
		return;
	case EVL_TOKEN_SEMICOLON:
		evl_checker_next(c);
		return;
	case EVL_TOKEN_NAME:
		break;
	default:
		expression_statement(c, label_function);
		return;
	}
	switch (c->token.escaped ? EVL_KEYWORD_NONE : c->token.keyword) {
	case EVL_KEYWORD_VAR:
		checker_variables(c, false, false);
		break;
	case EVL_KEYWORD_IF:
		if_statement(c);
		break;
	case EVL_KEYWORD_FOR:
		for_statement(c);
		break;
	case EVL_KEYWORD_WHILE:
		evl_checker_next(c);
		parenthesized_expression(c);
		loop_body(c);
		break;
	case EVL_KEYWORD_DO:
		do_statement(c);
		break;
	case EVL_KEYWORD_CONTINUE:
	case EVL_KEYWORD_BREAK:
		jump(c);
		break;
	case EVL_KEYWORD_RETURN:
		return_statement(c);
		break;
	case EVL_KEYWORD_THROW:
		throw_statement(c);
		break;
	case EVL_KEYWORD_TRY:
		try_statement(c);
		break;
	case EVL_KEYWORD_WITH:
		with_statement(c);
		break;
	case EVL_KEYWORD_SWITCH:
		switch_statement(c);
		break;
	case EVL_KEYWORD_DEBUGGER:
		evl_checker_next(c);
		evl_checker_semicolon(c);
		break;
	default:
		expression_statement(c, label_function);
	}
}

/* A statement where no declaration may stand, but a function if `function_allowed`. */
static void sub_statement(struct evl_checker *c, bool function_allowed, bool label_function)
{
	if (!evl_checker_enter(c))
		return;
	struct evl_token next = { .kind = EVL_TOKEN_END };
	if (c->token.kind == EVL_TOKEN_NAME)
		next = evl_checker_peek(c);
	if (!(next.kind == EVL_TOKEN_COLON))
		settle_labels(c);
	refuse_declaration(c, function_allowed);
	if (evl_checker_at_keyword(c, EVL_KEYWORD_FUNCTION))
		function_statement(c, false);
	else
		statement(c, label_function);
	evl_checker_leave(c);
}

void evl_checker_statement_item(struct evl_checker *c)
{
	if (!evl_checker_enter(c))
		return;
	bool no_using = c->no_using, is_await;
	c->no_using = false;
	if (c->token.kind != EVL_TOKEN_NAME || c->token.escaped) {
		statement(c, true);
	} else if (!no_using && using_declares(c, false, &is_await)) {
		using_declaration(c, is_await);
	} else if (c->token.keyword == EVL_KEYWORD_FUNCTION) {
		function_statement(c, true);
	} else if (c->token.keyword == EVL_KEYWORD_CLASS) {
		evl_checker_class(c, true, false);
	} else if (c->token.keyword == EVL_KEYWORD_CONST) {
		checker_variables(c, true, true);
	} else if (c->token.keyword == EVL_KEYWORD_LET && let_declares(c)) {
		checker_variables(c, true, false);
	} else if (c->token.keyword == EVL_KEYWORD_ASYNC) {
		struct evl_token next = evl_checker_peek(c);
		if (next.kind == EVL_TOKEN_NAME && next.keyword == EVL_KEYWORD_FUNCTION && !next.newline_before && !next.escaped) {
			evl_checker_next_kept(c);
			evl_checker_function(c, true, true, false);
		} else {
			statement(c, true);
		}
	} else {
		statement(c, true);
	}
	evl_checker_leave(c);
}

/* A statement that begins with a string: a directive if nothing else is in it (sec-directive-prologues-and-the-use-strict-directive). */
static bool directive(struct evl_checker *c, bool simple_parameters, bool *own_strict)
{
	struct evl_token token = c->token;
	evl_checker_expression(c);
	bool alone = c->previous_end == token.end && c->previous.kind == EVL_TOKEN_STRING;
	if (alone && token.end - token.start == 12 && memcmp(c->lexer.text + token.start + 1, "use strict", 10) == 0) {
		if (!simple_parameters)
			evl_checker_fail_token(c, &token,
					       "Illegal 'use strict' directive in function with non-simple parameter list");
		*own_strict = true;
		c->strict = true;
	}
	evl_checker_semicolon(c);
	return alone;
}

void evl_checker_statements(struct evl_checker *c, bool directives, bool simple_parameters, bool *own_strict)
{
	*own_strict = false;
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) && !evl_checker_at(c, EVL_TOKEN_END)) {
		if (directives && evl_checker_at(c, EVL_TOKEN_STRING)) {
			directives = directive(c, simple_parameters, own_strict);
		} else {
			directives = false;
			evl_checker_statement_item(c);
		}
	}
}

void evl_checker_program(struct evl_checker *c)
{
	bool own_strict = false, directives = true;
	while (!evl_checker_at(c, EVL_TOKEN_END) && c->status == EVL_STATUS_OK) {
		if (directives && evl_checker_at(c, EVL_TOKEN_STRING)) {
			directives = directive(c, true, &own_strict);
			continue;
		}
		directives = false;
		if (c->goal == EVL_GOAL_MODULE && evl_checker_at_keyword(c, EVL_KEYWORD_EXPORT)) {
			evl_checker_export(c);
		} else if (c->goal == EVL_GOAL_MODULE && evl_checker_at_keyword(c, EVL_KEYWORD_IMPORT)) {
			struct evl_token next = evl_checker_peek(c);
			if (next.kind == EVL_TOKEN_OPEN_PAREN || next.kind == EVL_TOKEN_DOT)
				evl_checker_statement_item(c);
			else
				evl_checker_import(c);
		} else {
			c->no_using = c->goal == EVL_GOAL_SCRIPT;
			evl_checker_statement_item(c);
		}
	}
	evl_checker_judge_legacy(c, 0);
}
