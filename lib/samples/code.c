/* SPDX-License-Identifier: MIT */
/*
 * code.c - see code.h.
 */
#include "samples/code.h"

#include <string.h>

#include "syntax/lexer.h"

enum { FUNCTIONS_MAX = 128, VARIABLES_MAX = 128 };

/* What is open, innermost last. */
struct opened {
	uint8_t kind;      /* the opening token; EVL_TOKEN_TEMPLATE: a substitution in a template */
	bool before_regexp; /* after its closing parenthesis a slash begins a regular expression: if (...) */
	uint32_t call;     /* that it is the parenthesis of; UINT32_MAX: none */
	bool has_this;     /* braces that may have a `this` of their own */
};

struct reader {
	struct evl_code *code;
	struct evl_arena *arena;
	struct evl_lexer lexer;
	struct opened *stack;
	uint32_t depth, capacity, braces, own_this; /* own_this: open braces but for bodies of arrow functions */
	struct evl_token last[4]; /* the tokens before this one, the nearest first */
	bool after_regexp_paren;
	struct evl_range functions[FUNCTIONS_MAX], variables[VARIABLES_MAX]; /* names declared at the top level */
	uint32_t variable_count;
	uint32_t function_count;
	bool wrong_mark, right_mark;
};

static void *grow(struct evl_arena *arena, void *items, uint32_t count, uint32_t *capacity, size_t size)
{
	if (count < *capacity)
		return items;
	*capacity = *capacity == 0 ? 16 : *capacity * 2;
	void *larger = evl_arena_alloc(arena, *capacity * size);
	if (count != 0)
		memcpy(larger, items, count * size);
	return larger;
}

uint32_t evl_code_line(const struct evl_code *code, uint32_t offset) { return evl_line_of(code->lines, code->line_count, offset); }

static bool is_separator(const char *text, uint32_t at, uint32_t end) /* U+2028, U+2029 */
{
	return end - at >= 3 && (unsigned char)text[at] == 0xE2 && (unsigned char)text[at + 1] == 0x80 && ((unsigned char)text[at + 2] | 1) == 0xA9;
}

static void index_lines(struct evl_code *code, struct evl_arena *arena)
{
	uint32_t count = 1;
	for (int pass = 0; pass < 2; pass++) {
		uint32_t *lines = pass == 1 ? evl_arena_alloc(arena, count * sizeof *lines) : NULL;
		count = 1;
		if (pass == 1)
			lines[0] = 0;
		for (uint32_t i = 0; i < code->length; i++) {
			bool separator = is_separator(code->text, i, code->length);
			if (code->text[i] != '\n' && code->text[i] != '\r' && !separator)
				continue;
			if (separator)
				i += 2;
			else if (code->text[i] == '\r' && i + 1 < code->length && code->text[i + 1] == '\n')
				i++;
			if (pass == 1)
				lines[count] = i + 1;
			count++;
		}
		code->lines = lines;
	}
	code->line_count = count;
}

static bool is_name(const struct reader *r, const struct evl_token *token, const char *name)
{
	size_t n = strlen(name);
	return token->kind == EVL_TOKEN_NAME && token->end - token->start == n && memcmp(r->code->text + token->start, name, n) == 0;
}

static bool is_one_of(const struct reader *r, const struct evl_token *token, const char *const *names)
{
	for (; *names != NULL; names++)
		if (is_name(r, token, *names))
			return true;
	return false;
}

/* ----------------------------------------------------------------- comments */

static const char *const wrong_marks[] = { "❌", "✗", "✘", "👎", "🚫", "WRONG", "BAD", "BUG", "PROBLEM", "BEFORE", "INCORRECT", "Wrong", "Bad", "Bug",
					   "Problem", "Before", "Incorrect", "Don't", "错误", NULL };
static const char *const right_marks[] = { "✅", "✓", "✔", "👍", "RIGHT", "GOOD", "FIX", "SOLUTION", "AFTER", "CORRECT", "BETTER", "Right", "Good",
					   "Fix", "Solution", "After", "Correct", "Better", "正确", NULL };

static bool begins_with_mark(const char *text, struct evl_range inside, const char *const *marks)
{
	for (; *marks != NULL; marks++) {
		size_t n = strlen(*marks), room = inside.end - inside.start;
		if (room < n || memcmp(text + inside.start, *marks, n) != 0)
			continue;
		char next = room > n ? text[inside.start + n] : '\0';
		bool is_word = (unsigned char)**marks < 128;
		if (!is_word || next == ':' || next == '\0' || next == ' ' || next == '!' || next == ',' || next == '\n')
			return true;
	}
	return false;
}

/* Does what stands there only say that the reader is to write something? "your", in the languages of tutorials. */
static bool is_stub_text(const char *text, struct evl_range inside)
{
	static const char *const beginnings[] = { "...", "…", "your ", "todo", "some code", "code here", "rest of", "ваш", "Ваш", "твой", "Твой",
						  "tu código", "su código", "seu código", "votre code", "ihr code", "dein code", "il tuo codice", "twój kod",
						  "你的", "您的", "あなたの", "ここに", "여기에", "당신의", "kodunuz", "váš kód" };
	for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++)
		if (evl_text_begins(text + inside.start, inside.end - inside.start, beginnings[i]))
			return true;
	return false;
}

/* A pattern that says that one is to stand there: "la tua regexp". */
static bool names_itself(const char *text, struct evl_range inside)
{
	bool blank = false;
	for (uint32_t i = inside.start; i < inside.end; i++) {
		blank |= text[i] == ' ';
		if (blank && evl_text_begins(text + i, inside.end - i, " regexp"))
			return true;
	}
	return false;
}

/* The comment that is the last thing before this token; NULL: a token is. */
static const struct evl_comment *last_comment(const struct evl_code *code)
{
	const struct evl_comment *last = code->comment_count != 0 ? &code->comments[code->comment_count - 1] : NULL;
	return last != NULL && last->range.start >= code->last_token_end ? last : NULL;
}

static void add_comment(struct reader *r, uint32_t start, uint32_t end, uint32_t in, uint32_t out, bool block)
{
	struct evl_code *code = r->code;
	code->comments = grow(r->arena, code->comments, code->comment_count, &code->comment_capacity, sizeof *code->comments);
	struct evl_comment *comment = &code->comments[code->comment_count++];
	*comment = (struct evl_comment){
		.range = { start, end },
		.inside = evl_range_trim(code->text, (struct evl_range){ in, out }),
		.line = evl_code_line(code, start),
		.last_line = evl_code_line(code, end > start ? end - 1 : end),
		.tokens = code->token_count,
		.is_block = block,
	};
	const char *text = code->text;
	/* Alone: only blanks and comments before it on its line; what follows is seen with the next token. */
	uint32_t from = code->lines[comment->line];
	comment->is_alone = code->token_count == 0 || code->last_token_end <= from;
	if (is_stub_text(text, comment->inside))
		code->has_ellipsis = true;
	r->wrong_mark |= begins_with_mark(text, comment->inside, wrong_marks);
	r->right_mark |= begins_with_mark(text, comment->inside, right_marks);
}

/* Comments between two tokens. */
static void read_gap(struct reader *r, uint32_t at, uint32_t end)
{
	const char *text = r->code->text;
	while (at + 1 < end) {
		bool line = text[at] == '/' && text[at + 1] == '/';
		bool block = text[at] == '/' && text[at + 1] == '*';
		bool other = (text[at] == '#' && text[at + 1] == '!') || (end - at >= 4 && memcmp(text + at, "<!--", 4) == 0) ||
			     (end - at >= 3 && memcmp(text + at, "-->", 3) == 0);
		if (!line && !block && !other) {
			at++;
			continue;
		}
		uint32_t to = at + 2;
		if (block) {
			while (to + 1 < end && !(text[to] == '*' && text[to + 1] == '/'))
				to++;
			uint32_t out = to;
			to = to + 2 <= end ? to + 2 : end;
			add_comment(r, at, to, at + 2, out, true);
		} else {
			while (to < end && text[to] != '\n' && text[to] != '\r' && !is_separator(text, to, end))
				to++;
			if (line)
				add_comment(r, at, to, at + 2, to, false);
		}
		at = to;
	}
}

/* ------------------------------------------------------------------- tokens */

static bool slash_begins_regexp(const struct reader *r, const struct evl_token *slash)
{
	const struct evl_token *before = &r->last[0];
	if (r->code->token_count == 0)
		return true;
	switch (before->kind) {
	case EVL_TOKEN_NAME: {
		static const char *const words[] = { "return", "typeof", "case", "in", "of", "delete", "void", "instanceof", "new",
						     "throw", "else", "do", "yield", "await", NULL };
		return is_one_of(r, before, words) && r->last[1].kind != EVL_TOKEN_DOT;
	}
	case EVL_TOKEN_PRIVATE:
	case EVL_TOKEN_NUMBER:
	case EVL_TOKEN_BIGINT:
	case EVL_TOKEN_STRING:
	case EVL_TOKEN_TEMPLATE:
	case EVL_TOKEN_REGEXP:
	case EVL_TOKEN_CLOSE_BRACKET:
	case EVL_TOKEN_INCREMENT:
	case EVL_TOKEN_DECREMENT:
		return false;
	case EVL_TOKEN_CLOSE_PAREN:
		return r->after_regexp_paren;
	case EVL_TOKEN_CLOSE_BRACE:
		return slash->newline_before;
	default:
		return true;
	}
}

static void open(struct reader *r, uint8_t kind, uint32_t call)
{
	static const char *const words[] = { "if", "while", "for", "with", NULL };
	r->stack = grow(r->arena, r->stack, r->depth, &r->capacity, sizeof *r->stack);
	r->stack[r->depth++] = (struct opened){
		.kind = kind, .call = call,
		.before_regexp = kind == EVL_TOKEN_OPEN_PAREN && r->code->token_count != 0 && is_one_of(r, &r->last[0], words),
	};
	r->braces += kind == EVL_TOKEN_OPEN_BRACE;
	r->stack[r->depth - 1].has_this = kind == EVL_TOKEN_OPEN_BRACE && (r->code->token_count == 0 || r->last[0].kind != EVL_TOKEN_ARROW);
	r->own_this += r->stack[r->depth - 1].has_this;
}

static void close_one(struct reader *r, const struct evl_token *token, uint8_t kind)
{
	r->after_regexp_paren = false;
	if (r->depth == 0 || r->stack[r->depth - 1].kind != kind)
		return;
	struct opened *top = &r->stack[--r->depth];
	r->braces -= kind == EVL_TOKEN_OPEN_BRACE;
	r->own_this -= top->has_this;
	r->after_regexp_paren = top->before_regexp;
	if (top->call == UINT32_MAX)
		return;
	struct evl_call *call = &r->code->calls[top->call];
	call->range.end = token->end;
	call->last_line = evl_code_line(r->code, token->start);
}

/* The token is an opening parenthesis: of a call that prints? Its number, or UINT32_MAX. */
static uint32_t begin_call(struct reader *r, const struct evl_token *token)
{
	static const char *const methods[] = { "log", "info", "debug", "warn", "error", "dir", "trace", "table", NULL };
	static const char *const alerts[] = { "alert", "print", NULL };
	const struct evl_token *t = r->last;
	struct evl_code *code = r->code;
	uint32_t start;
	bool alert = false;
	if (code->token_count >= 3 && is_one_of(r, &t[0], methods) && (t[1].kind == EVL_TOKEN_DOT || t[1].kind == EVL_TOKEN_QUESTION_DOT) &&
	    is_name(r, &t[2], "console")) {
		start = t[2].start;
	} else if (code->token_count >= 3 && (is_name(r, &t[0], "write") || is_name(r, &t[0], "writeln")) && t[1].kind == EVL_TOKEN_DOT &&
		   is_name(r, &t[2], "document")) {
		start = t[2].start;
		alert = true;
	} else if (code->token_count >= 1 && is_one_of(r, &t[0], alerts) && (code->token_count < 2 || t[1].kind != EVL_TOKEN_DOT) &&
		   (code->token_count < 2 || !is_name(r, &t[1], "function"))) {
		start = t[0].start;
		alert = true;
	} else {
		return UINT32_MAX;
	}
	code->calls = grow(r->arena, code->calls, code->call_count, &code->call_capacity, sizeof *code->calls);
	code->calls[code->call_count] = (struct evl_call){
		.range = { start, token->end }, .line = evl_code_line(code, start), .last_line = evl_code_line(code, token->start),
		.is_alert = alert, .in_function = r->braces != 0,
	};
	return code->call_count++;
}

/* `token` stands directly in the parentheses of a call. */
static void read_argument(struct reader *r, const struct evl_token *token, uint32_t number)
{
	struct evl_call *call = &r->code->calls[number];
	bool first = r->last[0].kind == EVL_TOKEN_OPEN_PAREN && r->last[0].end == call->range.end;
	if (first) {
		call->arguments = 1;
		bool text = token->kind == EVL_TOKEN_STRING || (token->kind == EVL_TOKEN_TEMPLATE && token->tail);
		call->only_literal = text || token->kind == EVL_TOKEN_NUMBER;
		if (text)
			call->only_text = (struct evl_range){ token->start + 1, token->end - 1 };
		call->has_format = text && memchr(r->code->text + token->start, '%', token->end - token->start) != NULL;
	} else {
		call->only_literal = false;
		call->only_text = (struct evl_range){ 0, 0 };
		if (token->kind == EVL_TOKEN_COMMA)
			call->arguments++;
	}
	if (token->kind == EVL_TOKEN_ELLIPSIS)
		call->has_format = true;
}

static bool same_range(const char *text, struct evl_range a, struct evl_range b)
{
	return a.end - a.start == b.end - b.start && memcmp(text + a.start, text + b.start, a.end - a.start) == 0;
}

/*
 * A variable that is declared again is common ("var can be"). Behind a comment of its own ("Effectively becomes:") it is
 * another way to write what stands above.
 */
static void read_variable(struct reader *r, const struct evl_token *token)
{
	struct evl_code *code = r->code;
	const struct evl_comment *above = code->comment_count != 0 ? &code->comments[code->comment_count - 1] : NULL;
	bool is_titled = above != NULL && above->is_alone && above->tokens + 1 == code->token_count;
	struct evl_range name = { token->start, token->end };
	for (uint32_t i = 0; i < r->variable_count && is_titled; i++)
		code->has_duplicates |= same_range(code->text, r->variables[i], name);
	if (r->variable_count < VARIABLES_MAX)
		r->variables[r->variable_count++] = name;
}

static void read_name(struct reader *r, const struct evl_token *token)
{
	static const struct {
		const char *name, *of; /* `of` NULL: not after a dot */
		uint32_t taint;
	} tainted[] = {
		{ "Date", NULL, EVL_CODE_CLOCK }, { "performance", NULL, EVL_CODE_CLOCK }, { "hrtime", "process", EVL_CODE_CLOCK },
		{ "time", "console", EVL_CODE_CLOCK }, { "timeEnd", "console", EVL_CODE_CLOCK }, { "timeStamp", "*", EVL_CODE_CLOCK },
		{ "now", "*", EVL_CODE_CLOCK }, { "random", "Math", EVL_CODE_RANDOM }, { "randomUUID", "*", EVL_CODE_RANDOM }, { "randomUUID", NULL, EVL_CODE_RANDOM },
		{ "randomBytes", NULL, EVL_CODE_RANDOM }, { "randomBytes", "*", EVL_CODE_RANDOM }, { "randomInt", NULL, EVL_CODE_RANDOM },
		{ "randomInt", "*", EVL_CODE_RANDOM }, { "getRandomValues", NULL, EVL_CODE_RANDOM },
		{ "getRandomValues", "*", EVL_CODE_RANDOM }, { "env", "process", EVL_CODE_PLACE }, { "pid", "process", EVL_CODE_PLACE },
		{ "argv", "process", EVL_CODE_PLACE }, { "cwd", "process", EVL_CODE_PLACE }, { "platform", "process", EVL_CODE_PLACE },
		{ "version", "process", EVL_CODE_PLACE }, { "versions", "process", EVL_CODE_PLACE }, { "__filename", NULL, EVL_CODE_PLACE },
		{ "__dirname", NULL, EVL_CODE_PLACE }, { "meta", "import", EVL_CODE_PLACE }, { "location", NULL, EVL_CODE_PLACE }, { "location", "window", EVL_CODE_PLACE },
		{ "navigator", NULL, EVL_CODE_PLACE }, { "navigator", "window", EVL_CODE_PLACE },
		{ "screen", NULL, EVL_CODE_PLACE }, { "stack", "*", EVL_CODE_PLACE }, { "Intl", NULL, EVL_CODE_LOCALE },
		{ "toLocaleString", "*", EVL_CODE_LOCALE }, { "toLocaleDateString", "*", EVL_CODE_LOCALE },
		{ "toLocaleTimeString", "*", EVL_CODE_LOCALE }, { "localeCompare", "*", EVL_CODE_LOCALE },
		{ "getTimezoneOffset", "*", EVL_CODE_LOCALE }, { "fetch", NULL, EVL_CODE_NETWORK }, { "XMLHttpRequest", NULL, EVL_CODE_NETWORK },
		{ "memoryUsage", "process", EVL_CODE_MEMORY }, { "memory", "performance", EVL_CODE_MEMORY },
		{ "document", NULL, EVL_CODE_PLACE }, { "localStorage", NULL, EVL_CODE_PLACE },
		{ "sessionStorage", NULL, EVL_CODE_PLACE }, { "WeakRef", NULL, EVL_CODE_MEMORY }, { "FinalizationRegistry", NULL, EVL_CODE_MEMORY },
	};
	static const char *const page[] = { "window", "document", "alert", "requestAnimationFrame", "localStorage", "sessionStorage", NULL };
	static const char *const node[] = { "process", "require", "module", "Buffer", "setImmediate", "__dirname", "__filename", NULL };
	struct evl_code *code = r->code;
	bool dot = code->token_count != 0 && (r->last[0].kind == EVL_TOKEN_DOT || r->last[0].kind == EVL_TOKEN_QUESTION_DOT);
	for (size_t i = 0; i < sizeof tainted / sizeof tainted[0]; i++) {
		if (!is_name(r, token, tainted[i].name))
			continue;
		const char *of = tainted[i].of;
		if (of == NULL ? !dot : dot && (of[0] == '*' || (code->token_count >= 2 && is_name(r, &r->last[1], of))))
			code->taints |= tainted[i].taint;
	}
	code->has_import_export |= dot && is_name(r, token, "meta") && code->token_count >= 2 && is_name(r, &r->last[1], "import");
	if (dot)
		return;
	code->uses_page |= is_one_of(r, token, page);
	code->uses_node |= is_one_of(r, token, node);
	if (r->depth == 0 && token->keyword == EVL_KEYWORD_THIS)
		code->has_top_this = true;
	if (r->own_this == 0 && token->keyword == EVL_KEYWORD_THIS)
		code->has_top_this = true;
	if (r->depth == 0 && (token->keyword == EVL_KEYWORD_IMPORT || token->keyword == EVL_KEYWORD_EXPORT))
		code->has_import_export = true;
	bool after_function = code->token_count != 0 && r->last[0].kind == EVL_TOKEN_NAME && r->last[0].keyword == EVL_KEYWORD_FUNCTION;
	bool after_star = code->token_count > 1 && r->last[0].kind == EVL_TOKEN_MUL && is_name(r, &r->last[1], "function");
	bool after_var = code->token_count != 0 && is_name(r, &r->last[0], "var");
	if (r->depth == 0 && after_var)
		read_variable(r, token);
	if (r->depth != 0 || (!after_function && !after_star))
		return;
	for (uint32_t i = 0; i < r->function_count; i++) {
		if (same_range(code->text, r->functions[i], (struct evl_range){ token->start, token->end }))
			code->has_duplicates = true;
	}
	if (r->function_count < FUNCTIONS_MAX)
		r->functions[r->function_count++] = (struct evl_range){ token->start, token->end };
}

static void read_token(struct reader *r, struct evl_token *token)
{
	if ((token->kind == EVL_TOKEN_DIV || token->kind == EVL_TOKEN_ASSIGN_DIV) && slash_begins_regexp(r, token))
		*token = evl_lexer_regexp(&r->lexer, token);
	else if (token->kind == EVL_TOKEN_CLOSE_BRACE && r->depth != 0 && r->stack[r->depth - 1].kind == EVL_TOKEN_TEMPLATE) {
		r->depth--;
		*token = evl_lexer_template_rest(&r->lexer, token);
	}
	if (r->depth != 0 && r->stack[r->depth - 1].call != UINT32_MAX && token->kind != EVL_TOKEN_CLOSE_PAREN)
		read_argument(r, token, r->stack[r->depth - 1].call);
	else if (r->depth != 0 && token->kind != EVL_TOKEN_CLOSE_PAREN)
		for (uint32_t up = r->depth; up-- > 0 && r->depth - up < 3;) /* a piece of a larger argument is no plain string */
			if (r->stack[up].call != UINT32_MAX)
				r->code->calls[r->stack[up].call].only_literal = false;
	switch (token->kind) {
	case EVL_TOKEN_OPEN_PAREN:
		open(r, token->kind, begin_call(r, token));
		break;
	case EVL_TOKEN_OPEN_BRACE:
	case EVL_TOKEN_OPEN_BRACKET:
		open(r, token->kind, UINT32_MAX);
		break;
	case EVL_TOKEN_CLOSE_PAREN:
		close_one(r, token, EVL_TOKEN_OPEN_PAREN);
		break;
	case EVL_TOKEN_CLOSE_BRACE:
		close_one(r, token, EVL_TOKEN_OPEN_BRACE);
		break;
	case EVL_TOKEN_CLOSE_BRACKET:
		close_one(r, token, EVL_TOKEN_OPEN_BRACKET);
		break;
	case EVL_TOKEN_TEMPLATE:
		if (!token->tail)
			open(r, EVL_TOKEN_TEMPLATE, UINT32_MAX);
		break;
	case EVL_TOKEN_NAME:
		read_name(r, token);
		break;
	default:
		break;
	}
	struct evl_range inside = { token->start + 1, token->end };
	if (token->kind == EVL_TOKEN_REGEXP && ((r->code->text[inside.start] != '.' && is_stub_text(r->code->text, inside)) || names_itself(r->code->text, inside)))
		r->code->has_ellipsis = true;
	if (token->kind == EVL_TOKEN_CLOSE_BRACE && r->last[0].kind == EVL_TOKEN_OPEN_BRACE) {
		const struct evl_comment *only = last_comment(r->code);
		r->code->has_ellipsis |= only != NULL && only->is_block;
		r->code->has_bare_body |= only != NULL || (r->code->token_count > 1 && r->last[1].kind == EVL_TOKEN_CLOSE_PAREN);
	}
	bool spread = r->last[0].kind == EVL_TOKEN_ELLIPSIS && r->code->token_count != 0;
	if (spread && (token->newline_before || token->kind == EVL_TOKEN_CLOSE_BRACE || token->kind == EVL_TOKEN_CLOSE_PAREN ||
		       token->kind == EVL_TOKEN_CLOSE_BRACKET || token->kind == EVL_TOKEN_SEMICOLON || token->kind == EVL_TOKEN_ELLIPSIS))
		r->code->has_ellipsis = true;
}

void evl_code_read(struct evl_code *code, const char *text, uint32_t length, struct evl_arena *arena)
{
	*code = (struct evl_code){ .text = text, .length = length };
	index_lines(code, arena);
	struct reader r = { .code = code, .arena = arena };
	evl_lexer_init(&r.lexer, text, length, false, evl_arena_alloc(arena, (size_t)length + 8));
	uint32_t end = 0;
	for (;;) {
		struct evl_token token = evl_lexer_next(&r.lexer);
		read_gap(&r, end, token.kind == EVL_TOKEN_END ? length : token.start);
		if (token.kind == EVL_TOKEN_END)
			break;
		if (code->token_count == 0 && token.kind == EVL_TOKEN_LT)
			code->is_markup = true;
		if (code->comment_count != 0) { /* a comment before code on one line is not alone */
			struct evl_comment *last = &code->comments[code->comment_count - 1];
			if (last->tokens == code->token_count && last->last_line == evl_code_line(code, token.start))
				last->is_alone = false;
		}
		read_token(&r, &token);
		if (token.end <= end && token.kind == EVL_TOKEN_ILLEGAL)
			token.end = end + 1;
		if (r.lexer.at < token.end)
			r.lexer.at = token.end;
		end = token.end;
		if (end >= length)
			end = length;
		memmove(r.last + 1, r.last, sizeof r.last - sizeof r.last[0]);
		r.last[0] = token;
		code->token_count++;
		code->last_token_end = end;
	}
	code->has_variants = r.wrong_mark && r.right_mark;
}
