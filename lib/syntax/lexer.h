/* SPDX-License-Identifier: MIT */
/*
 * lexer.h - inside syntax/: source text to tokens (sec-ecmascript-language-lexical-grammar).
 *
 * Tokens are read on demand because the text alone does not tell a regular
 * expression from a division or a template's continuation from a brace: the checker, which
 * knows what may come, reads those again. While reading, the lexer writes the
 * prepared copy that check.h describes: blanks between tokens, filler inside them.
 */
#ifndef EVL_SYNTAX_LEXER_H
#define EVL_SYNTAX_LEXER_H

#include <stdbool.h>
#include <stdint.h>

enum evl_token_kind {
	EVL_TOKEN_END,
	EVL_TOKEN_ILLEGAL, /* `error` says why */
	EVL_TOKEN_NAME,    /* identifier or keyword */
	EVL_TOKEN_PRIVATE, /* #name */
	EVL_TOKEN_NUMBER,
	EVL_TOKEN_BIGINT,
	EVL_TOKEN_STRING,
	EVL_TOKEN_TEMPLATE, /* a chunk, from ` or } to ${ or ` */
	EVL_TOKEN_REGEXP,
#define PUNCTUATOR(id, text, precedence, assigns) EVL_TOKEN_##id,
#define KEYWORD(id, text, class)
#include "syntax/tokens.def"
#undef PUNCTUATOR
#undef KEYWORD
	EVL_TOKEN_KIND_COUNT
};

enum evl_keyword {
	EVL_KEYWORD_NONE, /* any other name */
#define PUNCTUATOR(id, text, precedence, assigns)
#define KEYWORD(id, text, class) EVL_KEYWORD_##id,
#include "syntax/tokens.def"
#undef PUNCTUATOR
#undef KEYWORD
	EVL_KEYWORD_COUNT
};

enum evl_keyword_class { EVL_KEYWORD_CLASS_NAME, EVL_KEYWORD_CLASS_STRICT, EVL_KEYWORD_CLASS_RESERVED };

/* Legacy syntax that strict code forbids. */
enum evl_legacy {
	EVL_LEGACY_NONE,
	EVL_LEGACY_OCTAL,         /* 010 */
	EVL_LEGACY_DECIMAL,       /* 09 */
	EVL_LEGACY_OCTAL_ESCAPE,  /* '\07' */
	EVL_LEGACY_8_9_ESCAPE,    /* '\8' */
};

struct evl_token {
	uint32_t start, end;
	uint8_t kind;         /* enum evl_token_kind */
	uint8_t keyword;      /* NAME: enum evl_keyword */
	bool newline_before;
	bool escaped;         /* NAME, PRIVATE: has \u escapes; STRING: has any escape */
	bool tail;            /* TEMPLATE: ends the template */
	uint8_t legacy;       /* NUMBER, STRING: enum evl_legacy */
	const char *error;    /* ILLEGAL: message; TEMPLATE: message of an invalid escape; else NULL */
	uint32_t error_start, error_end;
};

struct evl_lexer {
	const char *text; /* `length` bytes, then a NUL */
	char *prepared;
	uint32_t length;
	uint32_t at;
	bool module; /* HTML-like comments are errors */
};

/* The error of a template that the text ends in. */
extern const char evl_lexer_unterminated_template[];

/* Begin: copies the text to `prepared` and blanks a hashbang. */
void evl_lexer_init(struct evl_lexer *lexer, const char *text, uint32_t length, bool module, char *prepared);

/* The next token. */
struct evl_token evl_lexer_next(struct evl_lexer *lexer);

/* Read a regular expression whose first token was taken for / or /=. */
struct evl_token evl_lexer_regexp(struct evl_lexer *lexer, const struct evl_token *slash);

/* Read on in a template, from the token that was taken for }. */
struct evl_token evl_lexer_template_rest(struct evl_lexer *lexer, const struct evl_token *brace);

/* The prepared copy has contextual keywords changed into other names. Give `token` its own text back. */
void evl_lexer_keep(struct evl_lexer *lexer, const struct evl_token *token);

/* Change the name `token`, if it is a keyword of any kind, into another name in the prepared copy. */
void evl_lexer_rename(struct evl_lexer *lexer, const struct evl_token *token);

/* How a token or keyword is written ("=>", "await"; "" for names and literals), and where a keyword is reserved. Static storage. */
const char *evl_token_text(enum evl_token_kind kind);
const char *evl_keyword_text(enum evl_keyword keyword);
enum evl_keyword_class evl_keyword_class(enum evl_keyword keyword);
/* Binary precedence of a punctuator, 0 when it is no binary operator. */
int evl_token_precedence(enum evl_token_kind kind);
bool evl_token_assigns(enum evl_token_kind kind);

#endif
