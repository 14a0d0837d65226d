/* SPDX-License-Identifier: MIT */
/*
 * checker.h - inside syntax/: the state of the recogniser, shared by its files.
 *
 * One function for each production of the standard's grammar, in V8's order of
 * decisions so that the first error is V8's. The first error ends the reading:
 * the current token becomes the end of input and everything unwinds. No tree is built.
 *
 * Cover grammars: an expression that may yet turn out to be a pattern or
 * parameters carries what would be wrong with it as each (struct evl_checked).
 */
#ifndef EVL_SYNTAX_CHECKER_H
#define EVL_SYNTAX_CHECKER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/diag.h"
#include "base/names.h"
#include "syntax/check.h"
#include "syntax/lexer.h"
#include "syntax/parse.h"

/* What the code being read is inside of. */
enum {
	EVL_IN_ASYNC = 1u << 0,          /* `await` is an operator */
	EVL_IN_GENERATOR = 1u << 1,      /* `yield` is an operator */
	EVL_IN_FUNCTION = 1u << 2,       /* `return` is allowed */
	EVL_IN_NEW_TARGET = 1u << 3,     /* `new.target` is allowed */
	EVL_IN_SUPER_PROPERTY = 1u << 4, /* `super.x` is allowed */
	EVL_IN_SUPER_CALL = 1u << 5,     /* `super()` is allowed */
	EVL_IN_FIELD = 1u << 6,          /* `arguments` is not allowed: class fields and static blocks */
	EVL_IN_STATIC_BLOCK = 1u << 7,   /* `await` is neither name nor operator */
	EVL_IN_PARAMETERS = 1u << 8,     /* of an async function or generator: no await or yield expressions */
	EVL_IN_LOOP = 1u << 9,
	EVL_IN_SWITCH = 1u << 10,
	EVL_IN_ARROW = 1u << 11,         /* the innermost function is an arrow function */
	/* what an arrow function has from its surroundings */
	EVL_IN_INHERITED = EVL_IN_NEW_TARGET | EVL_IN_SUPER_PROPERTY | EVL_IN_SUPER_CALL | EVL_IN_FIELD,
};

/* What an expression is, as far as its later use as a target cares. */
enum evl_checked_kind {
	EVL_CHECKED_OTHER,
	EVL_CHECKED_NAME,
	EVL_CHECKED_MEMBER,       /* a.b, a[b], super.a */
	EVL_CHECKED_CALL,
	EVL_CHECKED_ARRAY,
	EVL_CHECKED_OBJECT,
	EVL_CHECKED_ASSIGN,       /* target = value */
	EVL_CHECKED_PARAMETERS,   /* (...): followed by => */
	EVL_CHECKED_ASYNC_CALL,   /* async(...): parameters if => follows */
	EVL_CHECKED_ASYNC_NAME,   /* async x, followed by => */
	EVL_CHECKED_ARROW,
};

struct evl_mark {
	uint32_t start, end;
	const char *message; /* NULL: nothing is wrong */
};

struct evl_checked {
	uint8_t kind; /* enum evl_checked_kind */
	bool parenthesized;
	bool optional;     /* has a ?. in its chain */
	bool is_private;   /* MEMBER: of a private name */
	uint8_t keyword;   /* NAME: enum evl_keyword */
	uint32_t start, end;
	uint32_t place; /* where V8 says that it is: the last name of a call */
	struct evl_mark expression; /* wrong as an expression */
	struct evl_mark pattern;    /* wrong as an assignment target */
	struct evl_mark binding;    /* wrong as a binding or parameter */
};

struct evl_checker_label {
	struct evl_checker_label *outer;
	evl_name name;
	bool loop;
	bool fresh; /* its statement has not begun yet */
};

struct evl_parenthesized {
	uint32_t start, end;
};

struct evl_checker {
	struct evl_lexer lexer;
	struct evl_token token; /* the current one, not consumed yet */
	uint32_t previous_end;  /* end of the last consumed token */
	struct evl_token previous; /* the last consumed token */
	uint32_t source_id;
	enum evl_goal goal;
	struct evl_names *names;
	struct evl_arena *arena;
	struct evl_diags *diags;
	enum evl_status status;
	struct evl_mark refused; /* the first construct that is not covered */
	struct evl_token bad_attribute; /* the first import attribute that no host knows; its end is 0: none */
	uint32_t depth;
	uint32_t in; /* EVL_IN_ bits */
	bool recent;  /* what is newer than Node 20 is known: using declarations, some syntax of regular expressions */
	bool no_using; /* and may not stand here: at the top of a script, in a case */
	uint32_t parameters_end; /* where the first function's parameters must end (struct evl_surroundings), 0: anywhere */
	bool strict;
	bool no_in; /* `in` is no operator here: head of a for statement */
	struct evl_checker_label *labels;
	/* the last await and yield expressions, and the last `await` as a name: no part of arrow parameters */
	struct evl_token last_await, last_yield, last_await_name;
	struct evl_token legacy; /* the last octal so far; end 0: none */
	struct evl_prepared_label *label_list;
	uint32_t label_count, label_room;
	struct evl_prepared_target *targets;
	uint32_t target_count, target_room;
	struct evl_prepared_private *privates;
	uint32_t private_count, private_room;
	uint32_t class_depth; /* class bodies around */
	bool within;          /* in other code, whose classes may declare private names */
	/* parenthesised targets inside literals: their parentheses are blanked when the literal becomes a pattern */
	struct evl_parenthesized *parenthesized;
	uint32_t parenthesized_count, parenthesized_room;
};

/* Errors. Only the first is kept. */
void evl_checker_fail(struct evl_checker *c, uint32_t start, uint32_t end, const char *message);
/* The error found before is this one if this ends before that begins. The message must last. */
void evl_checker_override(struct evl_checker *c, uint32_t start, uint32_t end, const char *message);
/* The error is this one, whatever was found before. The message must last. */
void evl_checker_refail(struct evl_checker *c, uint32_t start, uint32_t end, const char *message);
/* The error found before has an empty mark at `start`. */
void evl_checker_refail_empty(struct evl_checker *c, uint32_t start);
/* The error found before is another, without a place. */
void evl_checker_replace(struct evl_checker *c, const char *message);
void evl_checker_fail_token(struct evl_checker *c, const struct evl_token *token, const char *message);
/* Set a mark unless it is set already: the first fault counts. */
void evl_checker_mark(struct evl_mark *mark, uint32_t start, uint32_t end, const char *message);
void evl_checker_fail_mark(struct evl_checker *c, const struct evl_mark *mark);
/* A message with the name that `token` stands for. `format` has one %s. */
void evl_checker_fail_name(struct evl_checker *c, const struct evl_token *token, const char *format);
void evl_checker_unexpected(struct evl_checker *c, const struct evl_token *token);

/* Tokens. */
void evl_checker_next(struct evl_checker *c);
struct evl_token evl_checker_peek(struct evl_checker *c);
static inline bool evl_checker_at(const struct evl_checker *c, enum evl_token_kind kind)
{
	return c->token.kind == kind;
}
/* The keyword, written without escapes. */
static inline bool evl_checker_at_keyword(const struct evl_checker *c, enum evl_keyword keyword)
{
	return c->token.kind == EVL_TOKEN_NAME && c->token.keyword == keyword && !c->token.escaped;
}
bool evl_checker_take(struct evl_checker *c, enum evl_token_kind kind); /* consume it if it is there */
void evl_checker_expect(struct evl_checker *c, enum evl_token_kind kind);
void evl_checker_expect_keyword(struct evl_checker *c, enum evl_keyword keyword);
/* Consume a contextual keyword, as the keyword that it is. */
void evl_checker_next_kept(struct evl_checker *c);
/* The end of a statement: a semicolon, or a place where one is put in (sec-automatic-semicolon-insertion). */
void evl_checker_semicolon(struct evl_checker *c);
/* Put a semicolon into the blank after the last token, if there is one. */
void evl_checker_insert_semicolon(struct evl_checker *c);

/* Limit of nesting: false and an error when passed. Pair with evl_checker_leave. */
bool evl_checker_enter(struct evl_checker *c);
void evl_checker_leave(struct evl_checker *c);

/* Is `token` a name that may be an identifier here? If not, *message is the fitting error, or NULL for "unexpected". */
bool evl_checker_is_identifier(const struct evl_checker *c, const struct evl_token *token);
/* Consume an identifier that is declared (binding) or referred to. */
void evl_checker_binding_identifier(struct evl_checker *c);
void evl_checker_reference(struct evl_checker *c);
/* A numeric or string literal: its octals are remembered. */
void evl_checker_note_legacy(struct evl_checker *c, const struct evl_token *token);
/* A function or program that began at `start` ends: in strict code the last octal in it is an error. */
void evl_checker_judge_legacy(struct evl_checker *c, uint32_t start);
/* The interned name of a token. */
evl_name evl_checker_name(struct evl_checker *c, const struct evl_token *token);

/* Expressions. */
struct evl_checked evl_checker_assignment(struct evl_checker *c);
void evl_checker_assignment_value(struct evl_checker *c); /* and it must be an expression */
void evl_checker_expression(struct evl_checker *c);       /* with commas */
struct evl_checked evl_checker_expression_open(struct evl_checker *c); /* with commas; may still become a for head's target */
struct evl_checked evl_checker_left_hand_side(struct evl_checker *c);
/* Fail unless `checked` is an expression. */
void evl_checker_validate(struct evl_checker *c, const struct evl_checked *checked);
/* Fail unless `checked` is a target of assignment; pattern tells whether patterns are. */
void evl_checker_target(struct evl_checker *c, const struct evl_checked *checked, bool pattern, const char *message);
/* Something that we do not cover. Reading goes on, for what is no program is an error first. */
void evl_checker_refuse(struct evl_checker *c, uint32_t start, uint32_t end, const char *message);
/* f() as a target: it parses, and throws ReferenceError when it runs. */
void evl_checker_call_target(struct evl_checker *c, const struct evl_checked *checked, enum evl_call_target kind);
/* A private name begins: the index of its record, which says that `mark` is to be marked, at one character for a use. */
uint32_t evl_checker_private(struct evl_checker *c, const struct evl_token *name, uint32_t start, uint32_t end);
/* The same for the use of one, which the current token is; outside of all classes that is an error at once. */
void evl_checker_use_private(struct evl_checker *c);
/* Blank the prepared copy from `start` to `end`. */
void evl_checker_blank(struct evl_checker *c, uint32_t start, uint32_t end);
/* A binding identifier or binding pattern; *pattern tells which. */
void evl_checker_binding(struct evl_checker *c, bool *pattern);

/* The pattern of a regular expression literal must be one (checker_regexp.c). */
void evl_checker_regexp(struct evl_checker *c, const struct evl_token *token);

/* Functions and classes (checker_function.c). */
struct evl_function_shape {
	bool async, generator, arrow, method, getter, setter, constructor, derived;
};
/* From => on; `head` are the parameters. */
void evl_checker_arrow_rest(struct evl_checker *c, const struct evl_checked *head, bool async);
/* function ...; current token is `function`. A declaration needs a name unless `default_export`. Tells whether there was one. */
bool evl_checker_function(struct evl_checker *c, bool async, bool declaration, bool default_export);
bool evl_checker_class(struct evl_checker *c, bool declaration, bool default_export);
/* An object literal or pattern from { on. */
void evl_checker_object(struct evl_checker *c, struct evl_checked *out);
/* An element of a literal or of parameters: what is wrong with it is wrong with the whole. */
void evl_checker_merge(struct evl_checker *c, struct evl_checked *whole, const struct evl_checked *element);

/* Statements (checker_statement.c). */
void evl_checker_program(struct evl_checker *c);
/* Statements up to `}` or the end, with a directive prologue if `directives`; *own_strict tells of "use strict". */
void evl_checker_statements(struct evl_checker *c, bool directives, bool simple_parameters, bool *own_strict);

/* Modules (checker_module.c). */
void evl_checker_import(struct evl_checker *c);
void evl_checker_export(struct evl_checker *c);
void evl_checker_statement_item(struct evl_checker *c);
/* `let` and what it declares, whatever follows the word (behind `export` V8 asks nothing more). */
void evl_checker_let(struct evl_checker *c);

#endif
