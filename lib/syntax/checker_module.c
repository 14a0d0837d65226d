/* SPDX-License-Identifier: MIT */
/*
 * checker_module.c - import and export declarations (sec-imports, sec-exports).
 */
#include "syntax/checker.h"

#include <string.h>

#include "syntax/literal.h"

/* A string that names an export must be well-formed UTF-16. */
static void check_well_formed(struct evl_checker *c, const struct evl_token *token)
{
	evl_name name = evl_literal_string(c->names, c->arena, c->lexer.text + token->start + 1, token->end - token->start - 2);
	const struct evl_name_entry *entry = evl_names_entry(c->names, name);
	for (uint32_t i = 0; i < entry->length; i++) {
		bool high = (entry->units[i] & 0xFC00) == 0xD800;
		bool pair = high && i + 1 < entry->length && (entry->units[i + 1] & 0xFC00) == 0xDC00;
		if (pair)
			i++;
		else if ((entry->units[i] & 0xF800) == 0xD800)
			evl_checker_fail_token(c, token, "Invalid module export name: contains unpaired surrogate");
	}
}

/* ModuleExportName: any name or a string. */
static struct evl_token export_name(struct evl_checker *c)
{
	struct evl_token token = c->token;
	if (token.kind == EVL_TOKEN_STRING)
		check_well_formed(c, &token);
	else if (token.kind == EVL_TOKEN_NAME)
		evl_lexer_rename(&c->lexer, &token);
	else
		evl_checker_unexpected(c, &token);
	evl_checker_next(c);
	return token;
}

/*
 * with { key: 'value', ... } or its older spelling with `assert`. Today's hosts refuse a module with a key other than type
 * (HTML: creating a JavaScript module script), Node 20 when it resolves. Tells whether there is a key.
 */
static bool attributes(struct evl_checker *c)
{
	const evl_name type = evl_names_intern_text(c->names, "type");
	evl_name seen[8];
	uint32_t count = 0;
	struct evl_token first = c->token;
	if (evl_checker_at_keyword(c, EVL_KEYWORD_ASSERT) && !c->token.newline_before)
		memcpy(c->lexer.prepared + c->token.start, "with  ", 6);
	else if (!evl_checker_at_keyword(c, EVL_KEYWORD_WITH))
		return false;
	evl_checker_next(c);
	evl_checker_expect(c, EVL_TOKEN_OPEN_BRACE);
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) && c->status == EVL_STATUS_OK) {
		if (evl_checker_at(c, EVL_TOKEN_NAME)) {
			evl_lexer_rename(&c->lexer, &c->token);
		} else if (!evl_checker_at(c, EVL_TOKEN_STRING)) {
			evl_checker_unexpected(c, &c->token);
			break;
		}
		struct evl_token key = c->token;
		evl_name name = key.kind == EVL_TOKEN_NAME ? evl_checker_name(c, &key) :
							     evl_literal_string(c->names, c->arena, c->lexer.text + key.start + 1,
										key.end - key.start - 2);
		for (uint32_t i = 0; i < count && i < sizeof(seen) / sizeof(seen[0]); i++) {
			if (seen[i] == name)
				evl_checker_fail_name(c, &key, "Import assertion has duplicate key '%s'");
		}
		if (count < sizeof(seen) / sizeof(seen[0]))
			seen[count++] = name;
		if (name != type && c->bad_attribute.end == 0) {
			c->bad_attribute = key;
			c->bad_attribute.start += key.kind == EVL_TOKEN_STRING;
			c->bad_attribute.end -= key.kind == EVL_TOKEN_STRING;
		}
		evl_checker_next(c);
		evl_checker_expect(c, EVL_TOKEN_COLON);
		evl_checker_expect(c, EVL_TOKEN_STRING);
		if (!evl_checker_take(c, EVL_TOKEN_COMMA))
			break;
	}
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACE);
	if (c->bad_attribute.end != 0 && !c->recent)
		evl_checker_refuse(c, first.start, c->previous_end, "not covered: import attributes other than type");
	if (count == 0)
		evl_checker_blank(c, first.start, c->previous_end);
	return count != 0;
}

/* The module specifier and what may follow it. Attributes of an export are not kept in the tree. */
static void source(struct evl_checker *c, bool export)
{
	evl_checker_expect(c, EVL_TOKEN_STRING);
	struct evl_token first = c->token;
	if (attributes(c) && export)
		evl_checker_refuse(c, first.start, c->previous_end, "not covered: import attributes on an export");
	evl_checker_semicolon(c);
}

static void named_imports(struct evl_checker *c)
{
	evl_checker_next(c);
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) && c->status == EVL_STATUS_OK) {
		struct evl_token name = export_name(c);
		if (evl_checker_at_keyword(c, EVL_KEYWORD_AS)) {
			evl_checker_next_kept(c);
			evl_checker_binding_identifier(c);
		} else if (!evl_checker_is_identifier(c, &name)) {
			evl_checker_fail_token(c, &name, name.keyword && evl_keyword_class((enum evl_keyword)name.keyword) ==
										 EVL_KEYWORD_CLASS_STRICT ?
								 "Unexpected strict mode reserved word" :
								 "Unexpected reserved word");
		} else if (name.keyword == EVL_KEYWORD_EVAL || name.keyword == EVL_KEYWORD_ARGUMENTS) {
			evl_checker_fail_token(c, &name, "Unexpected eval or arguments in strict mode");
		}
		if (!evl_checker_take(c, EVL_TOKEN_COMMA))
			break;
	}
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACE);
}

void evl_checker_import(struct evl_checker *c)
{
	evl_checker_next(c);
	if (evl_checker_at(c, EVL_TOKEN_STRING)) {
		source(c, false);
		return;
	}
	bool more = true;
	struct evl_token comma = c->token;
	if (c->token.kind == EVL_TOKEN_NAME) {
		evl_checker_binding_identifier(c);
		comma = c->token;
		more = evl_checker_take(c, EVL_TOKEN_COMMA);
	}
	if (more) {
		if (evl_checker_take(c, EVL_TOKEN_MUL)) {
			evl_checker_expect_keyword(c, EVL_KEYWORD_AS);
			evl_checker_binding_identifier(c);
		} else if (evl_checker_at(c, EVL_TOKEN_OPEN_BRACE)) {
			named_imports(c);
		} else {
			evl_checker_unexpected(c, &comma); /* the comma is what V8 points at */
		}
	}
	evl_checker_expect_keyword(c, EVL_KEYWORD_FROM);
	source(c, false);
}

static void export_clause(struct evl_checker *c)
{
	struct evl_token bad = { .kind = EVL_TOKEN_END };
	evl_checker_next(c);
	while (!evl_checker_at(c, EVL_TOKEN_CLOSE_BRACE) && c->status == EVL_STATUS_OK) {
		struct evl_token name = export_name(c);
		if (bad.kind == EVL_TOKEN_END && !evl_checker_is_identifier(c, &name))
			bad = name;
		if (evl_checker_at_keyword(c, EVL_KEYWORD_AS)) {
			evl_checker_next_kept(c);
			export_name(c);
		}
		if (!evl_checker_take(c, EVL_TOKEN_COMMA))
			break;
	}
	evl_checker_expect(c, EVL_TOKEN_CLOSE_BRACE);
	if (evl_checker_at_keyword(c, EVL_KEYWORD_FROM)) {
		evl_checker_next_kept(c);
		source(c, true);
		return;
	}
	if (bad.kind == EVL_TOKEN_STRING)
		evl_checker_fail_token(c, &bad, "String literal module export names must be followed by a 'from' clause");
	else if (bad.kind == EVL_TOKEN_NAME && evl_keyword_class((enum evl_keyword)bad.keyword) == EVL_KEYWORD_CLASS_STRICT)
		evl_checker_unexpected(c, &bad);
	else if (bad.kind == EVL_TOKEN_NAME)
		evl_checker_fail_token(c, &bad, "Unexpected reserved word");
	evl_checker_semicolon(c);
}

static void export_default(struct evl_checker *c)
{
	evl_checker_next(c);
	struct evl_token next = evl_checker_peek(c);
	bool async = evl_checker_at_keyword(c, EVL_KEYWORD_ASYNC) && next.kind == EVL_TOKEN_NAME &&
		     next.keyword == EVL_KEYWORD_FUNCTION && !next.newline_before && !next.escaped;
	if (async)
		evl_checker_next_kept(c);
	bool named;
	if (async || evl_checker_at_keyword(c, EVL_KEYWORD_FUNCTION)) {
		named = evl_checker_function(c, async, true, true);
	} else if (evl_checker_at_keyword(c, EVL_KEYWORD_CLASS)) {
		named = evl_checker_class(c, true, true);
	} else {
		evl_checker_assignment_value(c);
		evl_checker_semicolon(c);
		return;
	}
	/* The grammar wants a semicolon after a nameless function or class. */
	if (!named)
		evl_checker_insert_semicolon(c);
}

void evl_checker_export(struct evl_checker *c)
{
	struct evl_token keyword = c->token;
	evl_checker_next(c);
	if (evl_checker_take(c, EVL_TOKEN_MUL)) {
		if (evl_checker_at_keyword(c, EVL_KEYWORD_AS)) {
			evl_checker_next_kept(c);
			export_name(c);
		}
		evl_checker_expect_keyword(c, EVL_KEYWORD_FROM);
		source(c, true);
	} else if (evl_checker_at(c, EVL_TOKEN_OPEN_BRACE)) {
		export_clause(c);
	} else if (evl_checker_at_keyword(c, EVL_KEYWORD_DEFAULT)) {
		export_default(c);
	} else if (evl_checker_at_keyword(c, EVL_KEYWORD_LET)) {
		evl_checker_let(c);
	} else if (evl_checker_at_keyword(c, EVL_KEYWORD_VAR) || evl_checker_at_keyword(c, EVL_KEYWORD_CONST) || evl_checker_at_keyword(c, EVL_KEYWORD_FUNCTION) ||
		   evl_checker_at_keyword(c, EVL_KEYWORD_CLASS)) {
		evl_checker_statement_item(c);
	} else if (evl_checker_at_keyword(c, EVL_KEYWORD_ASYNC)) {
		struct evl_token next = evl_checker_peek(c);
		if (next.kind == EVL_TOKEN_NAME && next.keyword == EVL_KEYWORD_FUNCTION && !next.newline_before)
			evl_checker_statement_item(c);
		else
			evl_checker_unexpected(c, &keyword);
	} else {
		evl_checker_unexpected(c, &keyword);
	}
}
