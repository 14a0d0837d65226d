/* SPDX-License-Identifier: MIT */
/*
 * value.c - see value.h.
 */
#include "samples/value.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ascii.h"
#include "base/utf.h"

enum { DEPTH_MAX = 48 };

struct reader {
	const char *text;
	uint32_t length, at, depth;
	struct evl_arena *arena;
};

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static char peek(const struct reader *r, uint32_t ahead) { return r->at + ahead < r->length ? r->text[r->at + ahead] : '\0'; }
/* The no-break space, which Chromium's panel puts into what it shows. */
static bool is_fixed_space(const struct reader *r, uint32_t at) { return r->length - at >= 2 && memcmp(r->text + at, "\xC2\xA0", 2) == 0; }

static void blanks(struct reader *r)
{
	while (r->at < r->length && (is_blank(r->text[r->at]) || is_fixed_space(r, r->at)))
		r->at += is_blank(r->text[r->at]) ? 1 : 2;
}
static bool looks(const struct reader *r, const char *word)
{
	size_t n = strlen(word);
	return r->length - r->at >= n && memcmp(r->text + r->at, word, n) == 0;
}

static struct evl_shown *make(struct reader *r, enum evl_shown_kind kind)
{
	struct evl_shown *shown = evl_arena_zalloc(r->arena, sizeof *shown);
	shown->kind = (uint8_t)kind;
	return shown;
}

static struct evl_shown *read_value(struct reader *r);

/* A quoted string, decoded. */
static struct evl_shown *read_text(struct reader *r)
{
	char quote = r->text[r->at];
	uint32_t i = r->at + 1, n = 0;
	while (i < r->length && r->text[i] != quote)
		i += r->text[i] == '\\' ? 2 : 1;
	if (i >= r->length)
		return NULL;
	char *to = evl_arena_alloc(r->arena, i - r->at + 1);
	for (uint32_t k = r->at + 1; k < i; k++) {
		char c = r->text[k];
		if (quote == '`' && c == '$' && k + 1 < i && r->text[k + 1] == '{')
			return NULL;
		if (c != '\\') {
			to[n++] = c;
			continue;
		}
		c = r->text[++k];
		bool is_u = c == 'u' || c == 'x';
		unsigned digits = c == 'u' ? 4 : 2, code = 0;
		bool good = is_u && k + digits < i;
		for (unsigned d = 1; good && d <= digits; d++) {
			int digit = evl_hex_value(r->text[k + d]);
			good = digit >= 0;
			code = code * 16 + (uint32_t)(digit & 15);
		}
		if (good) {
			k += digits;
			uint16_t units[2] = { (uint16_t)code, 0 };
			size_t count = 1;
			if (code >= 0xD800 && code < 0xDC00 && k + 6 < i && r->text[k + 1] == '\\' && r->text[k + 2] == 'u') {
				unsigned low = 0;
				for (unsigned d = 3; d <= 6; d++)
					low = low * 16 + (uint32_t)(evl_hex_value(r->text[k + d]) & 15);
				units[1] = (uint16_t)low;
				count = 2;
				k += 6;
			}
			n += (uint32_t)evl_utf16_to_utf8(units, count, to + n);
			continue;
		}
		to[n++] = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c == 'b' ? '\b' : c == 'f' ? '\f' : c == 'v' ? '\v' : c == '0' ? '\0' : c;
	}
	to[n] = '\0';
	r->at = i + 1;
	struct evl_shown *shown = make(r, EVL_SHOWN_TEXT);
	shown->text = to;
	shown->length = n;
	return shown;
}

/* A number with its sign, separators and the n of big integers; or a date, which begins like one. */
static struct evl_shown *read_number(struct reader *r)
{
	uint32_t from = r->at, i = from;
	char plain[64];
	uint32_t n = 0;
	if (r->text[i] == '-' || r->text[i] == '+')
		plain[n++] = r->text[i++];
	uint32_t digits = i;
	if (i + 1 < r->length && r->text[i] == '0' && (r->text[i + 1] | 32) == 'x') {
		i += 2;
		while (i < r->length && evl_hex_value(r->text[i]) >= 0)
			i++;
	} else {
		while (i < r->length && (evl_is_digit(r->text[i]) || r->text[i] == '.' || r->text[i] == '_')) {
			if (r->text[i] == '.' && (i + 1 >= r->length || !evl_is_digit(r->text[i + 1])) )
				break;
			i++;
		}
		if (i < r->length && (r->text[i] | 32) == 'e') {
			uint32_t e = i + 1;
			if (e < r->length && (r->text[e] == '-' || r->text[e] == '+'))
				e++;
			if (e < r->length && evl_is_digit(r->text[e]))
				for (i = e; i < r->length && evl_is_digit(r->text[i]); i++)
					;
		}
	}
	if (i == digits)
		return NULL;
	bool big = i < r->length && r->text[i] == 'n';
	uint32_t end = big ? i + 1 : i;
	if (end < r->length && (evl_is_name_byte(r->text[end]) || r->text[end] == ':' ||
				(r->text[end] == '-' && end + 1 < r->length && evl_is_digit(r->text[end + 1])))) {
		/* 2020-01-01T00:00:00.000Z, 12:30, 10px: a word */
		bool any = false;
		while (end < r->length && (evl_is_name_byte(r->text[end]) || ((r->text[end] == ':' || r->text[end] == '-' || r->text[end] == '.') &&
								      end + 1 < r->length && evl_is_name_byte(r->text[end + 1])))) {
			end++;
			any = true;
		}
		if (any) {
			struct evl_shown *word = make(r, EVL_SHOWN_WORD);
			word->text = r->text + from;
			word->length = end - from;
			word->is_bare = !(end - from >= 20 && r->text[end - 1] == 'Z');
			r->at = end;
			return word;
		}
	}
	for (uint32_t k = digits; k < i && n < sizeof plain - 1; k++)
		if (r->text[k] != '_')
			plain[n++] = r->text[k];
	plain[n] = '\0';
	struct evl_shown *shown = make(r, big ? EVL_SHOWN_WORD : EVL_SHOWN_NUMBER);
	shown->number = strtod(plain, NULL);
	/* 00000110 is a picture of bits, or an octal number: nothing that a console writes */
	uint32_t bits = digits;
	while (bits < i && (r->text[bits] == '0' || r->text[bits] == '1'))
		bits++;
	shown->is_bare = i - digits > 1 && ((r->text[digits] == '0' && evl_is_digit(r->text[digits + 1])) || (bits == i && i - digits >= 8));
	shown->text = r->text + from;
	shown->length = end - from;
	r->at = end;
	return shown;
}

static struct evl_shown *elided(struct reader *r, uint32_t end)
{
	r->at = end;
	return make(r, EVL_SHOWN_ELIDED);
}

/* "<2 empty items>", "empty × 2", "empty". NULL: neither. */
static struct evl_shown *read_holes(struct reader *r)
{
	uint32_t i = r->at;
	double count = 1;
	if (looks(r, "empty")) {
		i += 5;
		while (i < r->length && is_blank(r->text[i]))
			i++;
		if (r->length - i >= 2 && (memcmp(r->text + i, "×", 2) == 0 || r->text[i] == 'x')) {
			i += r->text[i] == 'x' ? 1 : 2;
			char *end;
			count = strtod(r->text + i, &end);
			i = (uint32_t)(end - r->text);
		}
	} else if (looks(r, "<") && evl_is_digit(peek(r, 1))) {
		uint32_t to = i + 1;
		count = 0;
		for (; to < r->length && evl_is_digit(r->text[to]); to++)
			count = count * 10 + (r->text[to] - '0');
		if (r->length - to < 7 || memcmp(r->text + to, " empty ", 7) != 0)
			return NULL;
		while (to < r->length && r->text[to] != '>')
			to++;
		i = to < r->length ? to + 1 : to;
	} else {
		return NULL;
	}
	struct evl_shown *holes = make(r, EVL_SHOWN_HOLES);
	holes->number = count;
	r->at = i;
	return holes;
}

/* "..." or "…" with what follows up to a comma or bracket ("... 5 more items"). */
static struct evl_shown *read_dots(struct reader *r)
{
	if (!looks(r, "...") && !looks(r, "…"))
		return NULL;
	uint32_t i = r->at;
	while (i < r->length && strchr(",]})\n", r->text[i]) == NULL)
		i++;
	return elided(r, i);
}

/* Entries up to `close`. False: it does not end. */
static bool read_entries(struct reader *r, struct evl_shown *parent, char close)
{
	struct evl_shown **to = &parent->first;
	bool after_comma = true;
	for (;;) {
		blanks(r);
		if (r->at >= r->length)
			return false;
		char c = r->text[r->at];
		if (c == close) {
			parent->is_open_ended = after_comma && parent->first != NULL;
			r->at++;
			return true;
		}
		if (c == ',') {
			if (after_comma && close == ']') { /* [ , 1]: a hole */
				*to = make(r, EVL_SHOWN_HOLES);
				(*to)->number = 1;
				to = &(*to)->next;
			}
			r->at++;
			after_comma = true;
			continue;
		}
		struct evl_shown *child = read_holes(r);
		if (child == NULL)
			child = read_dots(r);
		if (child == NULL)
			child = read_value(r);
		if (child == NULL)
			return false;
		uint32_t key_end = r->at;
		blanks(r);
		bool colon = peek(r, 0) == ':', arrow = looks(r, "=>");
		if (colon || arrow) {
			r->at += colon ? 1 : 2;
			struct evl_shown *key = child;
			blanks(r);
			child = read_dots(r);
			if (child == NULL)
				child = read_value(r);
			if (child == NULL)
				return false;
			child->key = key->text != NULL ? key->text : "";
			child->key_length = key->length;
		} else {
			r->at = key_end;
		}
		*to = child;
		to = &child->next;
		after_comma = false;
	}
}

static const char *const bracketed[] = { "Function", "AsyncFunction", "GeneratorFunction", "AsyncGeneratorFunction", "class", "Getter/Setter", "Getter",
					 "Setter", "Circular", "Array", "Object", "Number", "String", "Boolean", "Symbol", "BigInt", "object", NULL };

/* "[Function: f]", "[class A]", "[Array]", "[Circular *1]": what node and strings write in brackets. NULL: a list. */
static struct evl_shown *read_bracketed(struct reader *r)
{
	uint32_t from = r->at + 1;
	for (size_t i = 0; bracketed[i] != NULL; i++) {
		size_t n = strlen(bracketed[i]);
		if (r->length - from <= n || memcmp(r->text + from, bracketed[i], n) != 0)
			continue;
		char next = r->text[from + n];
		if (next != ']' && next != ':' && next != ' ' && next != '(')
			continue;
		uint32_t end = from;
		int nested = 0;
		for (; end < r->length && (r->text[end] != ']' || nested != 0); end++)
			nested += r->text[end] == '[' ? 1 : r->text[end] == ']' ? -1 : r->text[end] == ',' && i > 4 ? 1000 : 0;
		if (end >= r->length)
			return NULL;
		if (i < 5) {
			struct evl_shown *f = make(r, EVL_SHOWN_FUNCTION);
			uint32_t name = from + (uint32_t)n;
			while (name < end && (r->text[name] == ':' || r->text[name] == ' '))
				name++;
			uint32_t name_end = name;
			while (name_end < end && evl_is_name_byte(r->text[name_end]))
				name_end++;
			f->text = r->text + name;
			f->length = name_end - name;
			r->at = end + 1;
			return f;
		}
		if ((i == 9 || i == 10 || i == 8) && (next == ']' || i == 8)) /* [Array], [Object], [Circular *1] */
			return elided(r, end + 1);
		if (i == 10) { /* [Object: null prototype] {} */
			r->at = end + 1;
			blanks(r);
			return peek(r, 0) == '{' ? read_value(r) : elided(r, r->at);
		}
		struct evl_shown *word = make(r, EVL_SHOWN_WORD);
		word->text = r->text + r->at;
		word->length = end + 1 - r->at;
		r->at = end + 1;
		return word;
	}
	return NULL;
}

/* After a constructor's name, or at the bracket itself. */
static struct evl_shown *read_compound(struct reader *r, const char *name, uint32_t name_length)
{
	char open = peek(r, 0);
	if ((name_length == 5 && memcmp(name, "Array", 5) == 0) || (name_length == 6 && memcmp(name, "Object", 6) == 0))
		name_length = 0;
	struct evl_shown *shown = make(r, open == '[' ? EVL_SHOWN_LIST : EVL_SHOWN_RECORD);
	shown->name = name_length != 0 ? name : NULL;
	shown->name_length = name_length;
	if (++r->depth > DEPTH_MAX)
		return NULL;
	r->at++;
	bool good = read_entries(r, shown, open == '[' ? ']' : '}');
	r->depth--;
	return good ? shown : NULL;
}

static struct evl_shown *read_function(struct reader *r, uint32_t from)
{
	struct evl_shown *f = make(r, EVL_SHOWN_FUNCTION);
	r->at = from;
	blanks(r);
	while (peek(r, 0) == '*' || is_blank(peek(r, 0)))
		r->at++;
	uint32_t name = r->at;
	while (evl_is_name_byte(peek(r, 0)))
		r->at++;
	f->text = r->text + name;
	f->length = r->at - name;
	if (peek(r, 0) == '(') {
		while (r->at < r->length && r->text[r->at] != ')')
			r->at++;
		r->at += r->at < r->length;
	}
	uint32_t end = r->at;
	blanks(r);
	if (peek(r, 0) == '{') { /* its source, as Chromium shows it */
		int depth = 0;
		uint32_t i = r->at;
		for (; i < r->length; i++) {
			depth += r->text[i] == '{' ? 1 : r->text[i] == '}' ? -1 : 0;
			if (depth == 0)
				break;
		}
		r->at = i < r->length ? i + 1 : end;
	} else {
		r->at = end;
	}
	return f;
}

static bool is_known_word(const char *text, uint32_t length)
{
	static const char *const words[] = { "true", "false", "null", "undefined", "NaN", "Infinity", NULL };
	for (size_t i = 0; words[i] != NULL; i++)
		if (strlen(words[i]) == length && memcmp(words[i], text, length) == 0)
			return true;
	return false;
}

static struct evl_shown *read_word(struct reader *r)
{
	uint32_t from = r->at, i = from;
	if (looks(r, "ƒ"))
		return read_function(r, from + 2);
	if (looks(r, "function") && !evl_is_name_byte(peek(r, 8))) {
		struct evl_shown *function = read_function(r, from + 8);
		function->is_bare = r->depth == 0 && r->at != from + 8 && r->text[r->at - 1] != ')' && r->text[r->at - 1] != '}';
		return function; /* "function reference" may be words */
	}
	if (looks(r, "class ") )
		return read_function(r, from + 6);
	while (i < r->length && !is_fixed_space(r, i) &&
	       (evl_is_name_byte(r->text[i]) || (r->text[i] == '.' && i + 1 < r->length && evl_is_name_byte(r->text[i + 1]) && i > from) ||
				  (r->text[i] == '-' && i + 1 < r->length && evl_is_name_byte(r->text[i + 1]) && i > from)))
		i++;
	if (i == from)
		return NULL;
	uint32_t length = i - from;
	r->at = i;
	bool capital = (r->text[from] >= 'A' && r->text[from] <= 'Z') || r->text[from] == '$' || r->text[from] == '_';
	if (peek(r, 0) == '(') {
		uint32_t end = r->at + 1;
		bool digits = true;
		for (; end < r->length && r->text[end] != ')'; end++)
			digits = digits && evl_is_digit(r->text[end]);
		if (end < r->length) {
			r->at = end + 1;
			blanks(r);
			if (digits && (peek(r, 0) == '[' || peek(r, 0) == '{'))
				return read_compound(r, r->text + from, length);
			r->at = end + 1;
			if (digits && capital && length == 5 && memcmp(r->text + from, "Array", 5) == 0)
				return elided(r, r->at);
			struct evl_shown *word = make(r, EVL_SHOWN_WORD);
			word->text = r->text + from;
			word->length = r->at - from;
			word->is_bare = !(length == 6 && memcmp(r->text + from, "Symbol", 6) == 0);
			return word;
		}
	}
	uint32_t end = r->at;
	blanks(r);
	if (capital && looks(r, "<") && peek(r, 1) != '/') { /* Object <[Object: null prototype] {}> {} */
		int depth = 0;
		for (uint32_t k = r->at; k < r->length && k - r->at < 80; k++) {
			depth += r->text[k] == '<' ? 1 : r->text[k] == '>' ? -1 : 0;
			if (depth == 0) {
				r->at = k + 1;
				blanks(r);
				break;
			}
		}
	}
	if (capital && (peek(r, 0) == '{' || peek(r, 0) == '[')) {
		/* "Foo [bar] {": the name and what toStringTag says */
		uint32_t before = r->at;
		struct evl_shown *compound = read_compound(r, r->text + from, length);
		if (compound != NULL) {
			uint32_t after = r->at;
			blanks(r);
			if (compound->kind == EVL_SHOWN_LIST && peek(r, 0) == '{')
				return read_compound(r, r->text + from, length);
			r->at = after;
			return compound;
		}
		r->at = before;
		return NULL;
	}
	r->at = end;
	struct evl_shown *word = make(r, EVL_SHOWN_WORD);
	word->text = r->text + from;
	word->length = length;
	word->is_bare = !is_known_word(word->text, length);
	return word;
}

static struct evl_shown *read_regexp(struct reader *r)
{
	uint32_t i = r->at + 1;
	bool in_class = false;
	for (; i < r->length && (r->text[i] != '/' || in_class) && r->text[i] != '\n'; i++) {
		if (r->text[i] == '\\')
			i++;
		else if (r->text[i] == '[' || r->text[i] == ']')
			in_class = r->text[i] == '[';
	}
	if (i >= r->length || r->text[i] != '/' || i == r->at + 1)
		return NULL;
	for (i++; i < r->length && r->text[i] >= 'a' && r->text[i] <= 'z'; i++)
		;
	struct evl_shown *word = make(r, EVL_SHOWN_WORD);
	word->text = r->text + r->at;
	word->length = i - r->at;
	r->at = i;
	return word;
}

static struct evl_shown *read_value(struct reader *r)
{
	blanks(r);
	if (r->at >= r->length)
		return NULL;
	char c = r->text[r->at];
	if (c == '"' || c == '\'' || c == '`')
		return read_text(r);
	if (c == '[') {
		struct evl_shown *shown = read_bracketed(r);
		return shown != NULL ? shown : read_compound(r, NULL, 0);
	}
	if (c == '{') {
		if (looks(r, "{…}") || looks(r, "{...}"))
			return elided(r, r->at + 5);
		return read_compound(r, NULL, 0);
	}
	if (c == '(' && evl_is_digit(peek(r, 1))) { /* (3) [1, 2, 3] */
		uint32_t i = r->at + 1;
		while (i < r->length && evl_is_digit(r->text[i]))
			i++;
		while (i < r->length && (r->text[i] == ')' || is_blank(r->text[i])))
			i++;
		if (i < r->length && (r->text[i] == '[' || r->text[i] == '{')) {
			r->at = i;
			return read_compound(r, NULL, 0);
		}
		return NULL;
	}
	if (c == '<') {
		uint32_t i = r->at;
		while (i < r->length && r->text[i] != '>' && i - r->at < 64)
			i++;
		if (i >= r->length || r->text[i] != '>')
			return NULL;
		if (looks(r, "<ref ")) {
			r->at = i + 1;
			return ++r->depth <= DEPTH_MAX ? read_value(r) : NULL;
		}
		struct evl_shown *word = make(r, EVL_SHOWN_WORD);
		word->text = r->text + r->at;
		word->length = i + 1 - r->at;
		word->is_bare = r->depth == 0; /* "<empty string>" */
		r->at = i + 1;
		uint32_t after = r->at;
		if (word->length == 10 && memcmp(word->text, "<rejected>", 10) == 0 && peek(r, 0) == ' ') { /* node: <rejected> value */
			struct evl_shown *value = read_value(r);
			if (value != NULL) {
				value->key = word->text;
				value->key_length = word->length;
				return value;
			}
			r->at = after;
		}
		return word;
	}
	if (evl_is_digit(c) || ((c == '-' || c == '+' ) && (evl_is_digit(peek(r, 1)) || peek(r, 1) == '.')) || (c == '.' && evl_is_digit(peek(r, 1))))
		return read_number(r);
	if (looks(r, "-Infinity")) {
		struct evl_shown *word = make(r, EVL_SHOWN_WORD);
		word->text = r->text + r->at;
		word->length = 9;
		r->at += 9;
		return word;
	}
	if (c == '/')
		return read_regexp(r);
	return read_word(r);
}

struct evl_shown *evl_shown_read(const char *text, uint32_t length, struct evl_arena *arena, uint32_t *taken)
{
	struct reader r = { .text = text, .length = length, .arena = arena };
	struct evl_shown *shown = read_value(&r);
	*taken = r.at;
	return shown;
}

/* --------------------------------------------------------------- comparison */

static bool same_bytes(const char *a, uint32_t n, const char *b, uint32_t m) { return n == m && (n == 0 || memcmp(a, b, n) == 0); }
static bool is_text_of(const struct evl_shown *s, const char *text) { return same_bytes(s->text, s->length, text, (uint32_t)strlen(text)); }

/* The digits of a number that count. */
static uint32_t digits_of(const struct evl_shown *s)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->length && s->text[i] != 'e'; i++)
		n += s->text[i] >= (n == 0 ? '1' : '0') && s->text[i] <= '9';
	return n;
}

/* A long fraction of which the document has the first digits, cut or rounded; few of them, if it is no sum like 0.1 + 0.2. */
static bool is_shortened(const struct evl_shown *d, const struct evl_shown *p)
{
	enum { DIGITS_TOLD = 3, DIGITS_PLENTY = 5, DIGITS_PRINTED = 12 };
	const double nearly_exact = 1e-4; /* of the last digit told */
	const char *point = memchr(d->text, '.', d->length);
	if (point == NULL || digits_of(d) < DIGITS_TOLD || digits_of(p) < DIGITS_PRINTED || digits_of(d) >= digits_of(p))
		return false;
	double unit = 1, apart = fabs(d->number - p->number);
	for (const char *c = point + 1; c < d->text + d->length && evl_is_digit(*c); c++)
		unit /= 10;
	return apart < unit && (digits_of(d) >= DIGITS_PLENTY || apart > unit * nearly_exact);
}

static uint32_t children(const struct evl_shown *s)
{
	uint32_t n = 0;
	for (const struct evl_shown *c = s->first; c != NULL; c = c->next)
		n += c->kind != EVL_SHOWN_ELIDED && !(c->key != NULL && same_bytes(c->key, c->key_length, "length", 6) && s->kind == EVL_SHOWN_LIST);
	return n;
}

static bool has_elision(const struct evl_shown *s)
{
	for (const struct evl_shown *c = s->first; c != NULL; c = c->next)
		if (c->kind == EVL_SHOWN_ELIDED && c->key == NULL)
			return true;
	return false;
}

static bool is_promise(const struct evl_shown *s)
{
	return s->kind == EVL_SHOWN_RECORD && s->name != NULL && same_bytes(s->name, s->name_length, "Promise", 7);
}

/* A promise in any spelling: 'p', 'f' or 'r', and its value. */
static char promise_state(const struct evl_shown *s, const struct evl_shown **value)
{
	char state = 'f';
	*value = NULL;
	for (const struct evl_shown *c = s->first; c != NULL; c = c->next) {
		if (c->key == NULL && c->kind == EVL_SHOWN_WORD && is_text_of(c, "<pending>"))
			state = 'p';
		else if (c->key == NULL && c->kind == EVL_SHOWN_WORD && is_text_of(c, "pending"))
			state = 'p';
		else if (c->key != NULL && (same_bytes(c->key, c->key_length, "<rejected>", 10) || same_bytes(c->key, c->key_length, "rejected", 8))) {
			state = 'r';
			*value = c;
		} else if (c->key != NULL && (same_bytes(c->key, c->key_length, "<state>", 7) || same_bytes(c->key, c->key_length, "[[PromiseState]]", 16)))
			state = c->length > 0 ? c->text[0] : 'f';
		else
			*value = c;
	}
	return state;
}

/* How many holes stand here in a row, "empty, empty" being as many as "<2 empty items>"; *next gets what follows them. */
static double holes_at(const struct evl_shown *s, const struct evl_shown **next)
{
	double count = 0;
	for (; s != NULL && s->kind == EVL_SHOWN_HOLES && s->key == NULL; s = s->next)
		count += s->number;
	*next = s;
	return count;
}

static bool same_lists(const struct evl_shown *d, const struct evl_shown *p, bool *unsure)
{
	const struct evl_shown *a = d->first, *b = p->first;
	bool partial = has_elision(d) || has_elision(p);
	while (a != NULL && b != NULL && a->kind != EVL_SHOWN_ELIDED && b->kind != EVL_SHOWN_ELIDED) {
		if (a->kind == EVL_SHOWN_HOLES && b->kind == EVL_SHOWN_HOLES) {
			double holes_a = holes_at(a, &a), holes_b = holes_at(b, &b);
			if (holes_a < holes_b || holes_a > holes_b)
				return false;
			continue;
		}
		if (!evl_shown_same(a, b, unsure))
			return false;
		a = a->next;
		b = b->next;
	}
	if (partial)
		return true;
	/* Documents leave out the properties of match results, and Chromium adds length. */
	while (b != NULL && b->key != NULL) {
		b = b->next;
		*unsure = true;
	}
	while (a != NULL && a->key != NULL)
		a = a->next;
	*unsure = *unsure || (a == NULL && b != NULL && b->kind == EVL_SHOWN_HOLES && d->is_open_ended);
	return a == NULL && b == NULL;
}

static bool same_records(const struct evl_shown *d, const struct evl_shown *p, bool *unsure)
{
	bool keyed = false;
	for (const struct evl_shown *a = d->first; a != NULL; a = a->next) {
		if (a->key == NULL)
			continue;
		keyed = true;
		if (a->key_length >= 2 && (memcmp(a->key, "[[", 2) == 0 || memcmp(a->key, "__", 2) == 0))
			continue;
		const struct evl_shown *b = p->first;
		while (b != NULL && !(b->key != NULL && same_bytes(a->key, a->key_length, b->key, b->key_length)))
			b = b->next;
		if (b == NULL && same_bytes(a->key, a->key_length, "constructor", 11)) { /* not enumerable, but some consoles show it */
			*unsure = true;
			continue;
		}
		if (b == NULL && has_elision(p))
			continue;
		if (b == NULL || !evl_shown_same(a, b, unsure))
			return false;
	}
	if (!keyed)
		return same_lists(d, p, unsure);
	return has_elision(d) || has_elision(p) || children(d) >= children(p);
}

/* Both name their constructor, and not the same one; "set(3)" is as good as "Set(3)". */
static bool differ_in_name(const struct evl_shown *d, const struct evl_shown *p)
{
	if (d->name == NULL || p->name == NULL)
		return false;
	for (uint32_t i = 0; d->name_length == p->name_length && i < d->name_length; i++)
		if (d->name[i] != p->name[i] && ((d->name[i] ^ p->name[i]) != 32 || !evl_is_letter(d->name[i])))
			return true;
	return d->name_length != p->name_length;
}

bool evl_shown_same(const struct evl_shown *d, const struct evl_shown *p, bool *unsure)
{
	if (d->kind == EVL_SHOWN_ELIDED || p->kind == EVL_SHOWN_ELIDED)
		return true;
	if (d->kind == EVL_SHOWN_RECORD && p->kind == EVL_SHOWN_RECORD) {
		if (is_promise(d) && is_promise(p)) {
			const struct evl_shown *dv, *pv;
			char ds = promise_state(d, &dv), ps = promise_state(p, &pv);
			*unsure = *unsure || d->first == NULL; /* consoles that say nothing of what it holds */
			if (ds != ps)
				return false;
			return ds == 'p' || dv == NULL || pv == NULL || evl_shown_same(dv, pv, unsure);
		}
		if (differ_in_name(d, p))
			return false;
		if ((d->name == NULL) != (p->name == NULL))
			*unsure = true;
		return same_records(d, p, unsure);
	}
	if (d->kind == EVL_SHOWN_LIST && p->kind == EVL_SHOWN_LIST) {
		if (differ_in_name(d, p))
			return false;
		if ((d->name == NULL) != (p->name == NULL))
			*unsure = true;
		return same_lists(d, p, unsure);
	}
	/* Set { 1, 2 } and Set [1, 2]; arguments; dialects of containers */
	if ((d->kind == EVL_SHOWN_LIST && p->kind == EVL_SHOWN_RECORD) || (d->kind == EVL_SHOWN_RECORD && p->kind == EVL_SHOWN_LIST)) {
		*unsure = d->name != NULL || p->name != NULL;
		return d->name != NULL && p->name != NULL && !differ_in_name(d, p) && same_lists(d, p, unsure);
	}
	if (d->kind == EVL_SHOWN_FUNCTION && p->kind == EVL_SHOWN_FUNCTION)
		return d->length == 0 || p->length == 0 || same_bytes(d->text, d->length, p->text, p->length);
	if (d->kind == EVL_SHOWN_FUNCTION || p->kind == EVL_SHOWN_FUNCTION) {
		*unsure = true;
		return false;
	}
	if (d->kind == EVL_SHOWN_HOLES && p->kind == EVL_SHOWN_HOLES)
		return !(d->number < p->number) && !(d->number > p->number);
	if (d->kind == EVL_SHOWN_HOLES || p->kind == EVL_SHOWN_HOLES) {
		*unsure = true;
		return d->text != NULL && is_text_of(d, "undefined");
	}
	if (d->kind == EVL_SHOWN_NUMBER && p->kind == EVL_SHOWN_NUMBER) {
		if (d->number < p->number || d->number > p->number) {
			/* engines may round the last digit of sin, pow and their kin differently */
			double apart = fabs(d->number - p->number);
			*unsure = *unsure || (digits_of(d) >= 15 && digits_of(p) >= 15 && apart <= 4 * DBL_EPSILON * fabs(p->number)) || is_shortened(d, p);
			return false;
		}
		return signbit(d->number) == signbit(p->number);
	}
	if (d->text == NULL || p->text == NULL)
		return false;
	if (same_bytes(d->text, d->length, p->text, p->length))
		return true;
	if ((d->kind == EVL_SHOWN_TEXT) != (p->kind == EVL_SHOWN_TEXT) || d->is_bare || p->is_bare)
		*unsure = *unsure || d->is_bare;
	return false;
}
