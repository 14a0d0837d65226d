/* SPDX-License-Identifier: MIT */
/*
 * lexer.c - reading tokens, and blanking and filling the prepared copy.
 *
 * A token that is read again, as lookahead makes happen, writes the same bytes
 * again. Messages are V8's.
 */
#include "syntax/lexer.h"

#include <string.h>

#include "base/ascii.h"
#include "base/utf.h"
#include "syntax/unicode_id.h"

static const char illegal_message[] = "Invalid or unexpected token";
const char evl_lexer_unterminated_template[] = "Unterminated template literal";

static const struct {
	const char *text;
	uint8_t precedence;
	bool assigns;
} punctuators[EVL_TOKEN_KIND_COUNT] = {
#define PUNCTUATOR(id, text, precedence, assigns) [EVL_TOKEN_##id] = { text, precedence, assigns },
#define KEYWORD(id, text, class)
#include "syntax/tokens.def"
#undef PUNCTUATOR
#undef KEYWORD
};

static const struct {
	const char *text;
	uint8_t length;
	uint8_t class;
} keywords[EVL_KEYWORD_COUNT] = {
#define PUNCTUATOR(id, text, precedence, assigns)
#define KEYWORD(id, text, class) [EVL_KEYWORD_##id] = { text, sizeof(text) - 1, EVL_KEYWORD_CLASS_##class },
#include "syntax/tokens.def"
#undef PUNCTUATOR
#undef KEYWORD
};

const char *evl_token_text(enum evl_token_kind kind)
{
	return punctuators[kind].text ? punctuators[kind].text : "";
}

const char *evl_keyword_text(enum evl_keyword keyword)
{
	return keywords[keyword].text ? keywords[keyword].text : "";
}

enum evl_keyword_class evl_keyword_class(enum evl_keyword keyword)
{
	return (enum evl_keyword_class)keywords[keyword].class;
}

int evl_token_precedence(enum evl_token_kind kind)
{
	return punctuators[kind].precedence;
}

bool evl_token_assigns(enum evl_token_kind kind)
{
	return punctuators[kind].assigns;
}

/* Names that the grammar may take for keywords where they are none. */
static bool grammar_takes_for_keyword(enum evl_keyword keyword)
{
	switch (keyword) {
	case EVL_KEYWORD_AS:
	case EVL_KEYWORD_ASYNC:
	case EVL_KEYWORD_AWAIT:
	case EVL_KEYWORD_FROM:
	case EVL_KEYWORD_GET:
	case EVL_KEYWORD_LET:
	case EVL_KEYWORD_META:
	case EVL_KEYWORD_OF:
	case EVL_KEYWORD_SET:
	case EVL_KEYWORD_STATIC:
	case EVL_KEYWORD_TARGET:
	case EVL_KEYWORD_UNDEFINED:
	case EVL_KEYWORD_USING:
	case EVL_KEYWORD_YIELD:
		return true;
	default:
		return false;
	}
}

static enum evl_keyword find_keyword(const char *text, size_t length)
{
	if (length < 2 || length > 11)
		return EVL_KEYWORD_NONE;
	for (int i = 1; i < EVL_KEYWORD_COUNT; i++) {
		if (keywords[i].length == length && keywords[i].text[0] == text[0] &&
		    memcmp(keywords[i].text, text, length) == 0)
			return (enum evl_keyword)i;
	}
	return EVL_KEYWORD_NONE;
}

static void fill(struct evl_lexer *lexer, uint32_t start, uint32_t end, char filler)
{
	if (end > start)
		memset(lexer->prepared + start, filler, end - start);
}

void evl_lexer_keep(struct evl_lexer *lexer, const struct evl_token *token)
{
	memcpy(lexer->prepared + token->start, lexer->text + token->start, token->end - token->start);
}

void evl_lexer_rename(struct evl_lexer *lexer, const struct evl_token *token)
{
	if (token->keyword != EVL_KEYWORD_NONE && !token->escaped)
		lexer->prepared[token->end - 1] = '_';
}

static unsigned char byte_at(const struct evl_lexer *lexer, uint32_t i)
{
	return i < lexer->length ? (unsigned char)lexer->text[i] : 0;
}

static bool starts_with(const struct evl_lexer *lexer, uint32_t i, const char *text)
{
	size_t length = strlen(text);
	return lexer->length - i >= length && memcmp(lexer->text + i, text, length) == 0;
}

/* The code point at `i` and its length; *taken is 0 at the end or where the bytes are no UTF-8. */
static uint32_t code_point_at(const struct evl_lexer *lexer, uint32_t i, uint32_t *taken)
{
	size_t n = 0;
	uint32_t c = 0;
	if (i < lexer->length) {
		c = evl_utf8_decode(lexer->text + i, lexer->length - i, &n);
		if (n == 1 && c == 0xFFFD)
			n = 0;
	}
	*taken = (uint32_t)n;
	return c;
}

static bool is_ascii_id_start(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '$';
}

static bool is_id_start(uint32_t c)
{
	return c < 0x80 ? is_ascii_id_start((unsigned char)c) : evl_unicode_is_id_start(c);
}

static bool is_id_continue(uint32_t c)
{
	return c < 0x80 ? is_ascii_id_start((unsigned char)c) || evl_is_digit((unsigned char)c) : evl_unicode_is_id_continue(c);
}

/* The length of a line terminator at `i`, 0 when there is none. */
static uint32_t line_end_at(const struct evl_lexer *lexer, uint32_t i)
{
	unsigned char c = byte_at(lexer, i);
	if (c == '\n' || c == '\r')
		return i < lexer->length;
	if (c == 0xE2 && byte_at(lexer, i + 1) == 0x80 && (byte_at(lexer, i + 2) & 0xFE) == 0xA8)
		return 3;
	return 0;
}

/* The length of white space above ASCII at `i` (sec-white-space), 0 when there is none. */
static uint32_t wide_space_at(const struct evl_lexer *lexer, uint32_t i)
{
	uint32_t taken;
	uint32_t c = code_point_at(lexer, i, &taken);
	if (taken && (c == 0xA0 || c == 0xFEFF || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
		      c == 0x3000))
		return taken;
	return 0;
}

static void skip_line(struct evl_lexer *lexer)
{
	while (lexer->at < lexer->length && !line_end_at(lexer, lexer->at))
		lexer->at++;
}

void evl_lexer_init(struct evl_lexer *lexer, const char *text, uint32_t length, bool module, char *prepared)
{
	*lexer = (struct evl_lexer){ .text = text, .prepared = prepared, .length = length, .module = module };
	memcpy(prepared, text, length);
	prepared[length] = '\0';
	if (length >= 2 && text[0] == '#' && text[1] == '!') {
		skip_line(lexer);
		fill(lexer, 0, lexer->at, ' ');
	}
}

static struct evl_token make(const struct evl_lexer *lexer, uint32_t start, enum evl_token_kind kind)
{
	return (struct evl_token){ .start = start, .end = lexer->at, .kind = (uint8_t)kind };
}

static struct evl_token illegal(struct evl_lexer *lexer, uint32_t start, uint32_t error_start, const char *message)
{
	if (lexer->at <= start)
		lexer->at = start + (start < lexer->length);
	struct evl_token token = make(lexer, start, EVL_TOKEN_ILLEGAL);
	token.error = message;
	token.error_start = error_start;
	token.error_end = lexer->at > error_start ? lexer->at : error_start + 1;
	return token;
}

/*
 * Skip white space and comments and blank them. Returns false at a comment that
 * does not end or is not allowed; *error is then the token to give.
 */
static bool skip_space(struct evl_lexer *lexer, bool *newline, struct evl_token *error)
{
	for (;;) {
		uint32_t start = lexer->at;
		unsigned char c = byte_at(lexer, start);
		if (c == ' ') {
			lexer->at++;
			continue;
		}
		if (c == '\n' || c == '\r') {
			if (start >= lexer->length)
				return true;
			*newline = true;
			lexer->at++;
		} else if (c == '\t' || c == '\v' || c == '\f') {
			lexer->at++;
		} else if (c == '/' && byte_at(lexer, start + 1) == '/') {
			skip_line(lexer);
		} else if (c == '/' && byte_at(lexer, start + 1) == '*') {
			lexer->at += 2;
			while (lexer->at < lexer->length && !starts_with(lexer, lexer->at, "*/")) {
				uint32_t n = line_end_at(lexer, lexer->at);
				*newline = *newline || n;
				lexer->at += n ? n : 1;
			}
			if (lexer->at >= lexer->length) {
				*error = illegal(lexer, start, start, illegal_message);
				return false;
			}
			lexer->at += 2;
		} else if ((c == '<' && starts_with(lexer, start, "<!--")) ||
			   (c == '-' && *newline && starts_with(lexer, start, "-->"))) {
			lexer->at += c == '<' ? 4 : 3;
			if (lexer->module) {
				*error = illegal(lexer, start, start, "HTML comments are not allowed in modules");
				return false;
			}
			skip_line(lexer);
		} else if (c >= 0x80) {
			uint32_t n = line_end_at(lexer, start);
			*newline = *newline || n;
			if (!n)
				n = wide_space_at(lexer, start);
			if (!n)
				return true;
			lexer->at += n;
		} else {
			return true;
		}
		fill(lexer, start, lexer->at, ' ');
	}
}

/* What is wrong with an escape, and where V8 marks it: in the short forms all that should be there. */
struct flaw {
	const char *message;
	uint32_t start, end;
};

static struct flaw flaw_at(const char *message, uint32_t start, uint32_t length)
{
	return (struct flaw){ message, start, start + length };
}

/* Read \uXXXX or \u{X} whose backslash is at `at`; false when it is not valid. */
static bool read_unicode_escape(struct evl_lexer *lexer, uint32_t *value, struct flaw *flaw)
{
	uint32_t backslash = lexer->at;
	*flaw = flaw_at("Invalid Unicode escape sequence", backslash, 6);
	*value = 0;
	lexer->at += 2;
	if (byte_at(lexer, lexer->at) != '{') {
		for (int i = 0; i < 4; i++, lexer->at++) {
			if (evl_hex_value(byte_at(lexer, lexer->at)) < 0)
				return false;
			*value = *value << 4 | (uint32_t)evl_hex_value(byte_at(lexer, lexer->at));
		}
		return true;
	}
	uint32_t first = ++lexer->at;
	for (; evl_hex_value(byte_at(lexer, lexer->at)) >= 0; lexer->at++) {
		*value = *value << 4 | (uint32_t)evl_hex_value(byte_at(lexer, lexer->at));
		if (*value > 0x10FFFF) {
			*flaw = flaw_at("Undefined Unicode code-point", backslash, lexer->at + 1 - backslash);
			return false;
		}
	}
	if (lexer->at == first || byte_at(lexer, lexer->at) != '}') {
		*flaw = flaw_at(flaw->message, lexer->at, 1);
		return false;
	}
	lexer->at++;
	return true;
}

static struct evl_token illegal_escape(struct evl_lexer *lexer, uint32_t start, const struct flaw *flaw)
{
	struct evl_token token = illegal(lexer, start, flaw->start, flaw->message);
	token.error_end = flaw->end;
	return token;
}

/* A name that has escapes or characters above ASCII, from its beginning. */
static struct evl_token slow_name(struct evl_lexer *lexer, uint32_t start, uint32_t first)
{
	char ascii[12]; /* the name, to find keywords; too long a name is none */
	size_t count = 0;
	bool escaped = false;
	lexer->at = first;
	for (;;) {
		uint32_t here = lexer->at;
		uint32_t taken;
		uint32_t c = code_point_at(lexer, here, &taken);
		bool escape = taken == 1 && c == '\\';
		if (escape) {
			struct flaw flaw;
			if (byte_at(lexer, here + 1) != 'u') {
				lexer->at++;
				return illegal(lexer, start, start, illegal_message);
			}
			if (!read_unicode_escape(lexer, &c, &flaw))
				return illegal_escape(lexer, start, &flaw);
			escaped = true;
		}
		bool fits = here == first ? is_id_start(c) : is_id_continue(c);
		if ((!taken || !fits) && !escape) {
			if (here == first && first == start && c >= 0x80) {
				/* V8 stands still before such a character: there is nothing to mark */
				struct evl_token bad = illegal(lexer, start, start, illegal_message);
				bad.error_end = start + (c > 0xFFFF); /* but half of a pair */
				return bad;
			}
			if (here == first)
				return illegal(lexer, start, start, illegal_message);
			break;
		}
		if (!fits)
			return illegal(lexer, start, start, illegal_message);
		if (!escape)
			lexer->at += taken;
		if (count < sizeof(ascii))
			ascii[count++] = c < 0x80 ? (char)c : '?';
	}
	struct evl_token token = make(lexer, start, EVL_TOKEN_NAME);
	token.keyword = (uint8_t)find_keyword(ascii, count);
	token.escaped = escaped;
	fill(lexer, first, lexer->at, '_');
	return token;
}

static struct evl_token name(struct evl_lexer *lexer, uint32_t start)
{
	uint32_t i = start;
	while (is_ascii_id_start(byte_at(lexer, i)) || evl_is_digit(byte_at(lexer, i)))
		i++;
	uint32_t taken;
	if (byte_at(lexer, i) == '\\' ||
	    (byte_at(lexer, i) >= 0x80 && (i == start || (is_id_continue(code_point_at(lexer, i, &taken)) && taken))))
		return slow_name(lexer, start, start);
	lexer->at = i;
	struct evl_token token = make(lexer, start, EVL_TOKEN_NAME);
	token.keyword = (uint8_t)find_keyword(lexer->text + start, i - start);
	if (grammar_takes_for_keyword((enum evl_keyword)token.keyword))
		evl_lexer_rename(lexer, &token);
	return token;
}

static struct evl_token private_name(struct evl_lexer *lexer, uint32_t start)
{
	struct evl_token token = slow_name(lexer, start, start + 1);
	if (token.kind == EVL_TOKEN_NAME) {
		token.kind = EVL_TOKEN_PRIVATE;
		evl_lexer_keep(lexer, &token);
		fill(lexer, start + 1, token.end, '_');
	}
	return token;
}

/* Digits with separators. Returns the message of what is wrong, or NULL. */
static const char *digits(struct evl_lexer *lexer, unsigned base)
{
	bool separator = false;
	for (;; lexer->at++) {
		unsigned char c = byte_at(lexer, lexer->at);
		if (c == '_') {
			if (separator)
				return "Only one underscore is allowed as numeric separator";
			separator = true;
			continue;
		}
		if (evl_hex_value(c) < 0 || (uint32_t)evl_hex_value(c) >= base)
			break;
		separator = false;
	}
	return separator ? "Numeric separators are not allowed at the end of numeric literals" : NULL;
}

static struct evl_token number(struct evl_lexer *lexer, uint32_t start)
{
	const char *message = NULL;
	enum evl_legacy legacy = EVL_LEGACY_NONE;
	bool can_be_bigint = true;
	unsigned char first = byte_at(lexer, start);
	unsigned char second = byte_at(lexer, start + 1) | 0x20;
	unsigned base = first != '0' ? 10 : second == 'x' ? 16 : second == 'o' ? 8 : second == 'b' ? 2 : 10;
	lexer->at = start;
	if (base != 10) {
		lexer->at += 2;
		unsigned char c = byte_at(lexer, lexer->at);
		if (evl_hex_value(c) < 0 || (uint32_t)evl_hex_value(c) >= base)
			return illegal(lexer, start, start, illegal_message);
		message = digits(lexer, base);
	} else {
		bool decimal_point = true;
		if (first == '0' && byte_at(lexer, start + 1) == '_') {
			lexer->at = start + 1;
			return illegal(lexer, start, lexer->at, "Numeric separator can not be used after leading 0.");
		}
		if (first == '0' && evl_is_digit(byte_at(lexer, start + 1))) {
			legacy = EVL_LEGACY_OCTAL;
			can_be_bigint = false;
			while (evl_is_digit(byte_at(lexer, lexer->at))) {
				if (byte_at(lexer, lexer->at++) >= '8')
					legacy = EVL_LEGACY_DECIMAL;
			}
			if (byte_at(lexer, lexer->at) == '_')
				return illegal(lexer, start, legacy == EVL_LEGACY_DECIMAL ? lexer->at : start, illegal_message);
			decimal_point = legacy == EVL_LEGACY_DECIMAL;
		} else if (first != '.') {
			message = digits(lexer, 10);
		}
		if (!message && decimal_point && byte_at(lexer, lexer->at) == '.') {
			can_be_bigint = false;
			lexer->at++;
			if (byte_at(lexer, lexer->at) == '_')
				return illegal(lexer, start, start, illegal_message);
			message = digits(lexer, 10);
		}
		if (!message && decimal_point && (byte_at(lexer, lexer->at) | 0x20) == 'e') {
			can_be_bigint = false;
			lexer->at++;
			if (byte_at(lexer, lexer->at) == '+' || byte_at(lexer, lexer->at) == '-')
				lexer->at++;
			if (!evl_is_digit(byte_at(lexer, lexer->at)))
				return illegal(lexer, start, start, illegal_message);
			message = digits(lexer, 10);
		}
	}
	if (message)
		return illegal(lexer, start, lexer->at, message);
	bool bigint = can_be_bigint && byte_at(lexer, lexer->at) == 'n';
	lexer->at += bigint;
	uint32_t taken;
	uint32_t c = code_point_at(lexer, lexer->at, &taken);
	if (taken && (is_id_start(c) || evl_is_digit((unsigned char)(c < 0x80 ? c : 0)) || c == '\\'))
		return illegal(lexer, start, start, illegal_message);
	struct evl_token token = make(lexer, start, bigint ? EVL_TOKEN_BIGINT : EVL_TOKEN_NUMBER);
	token.legacy = (uint8_t)legacy;
	token.error_start = start;
	token.error_end = lexer->at;
	fill(lexer, start, lexer->at, '1');
	if (c == '.' && lexer->at - start > 1)
		lexer->prepared[lexer->at - 1] = '.'; /* 1..x: the grammar takes one dot for the number's */
	return token;
}

/*
 * Skip an escape sequence whose backslash is at `at`. Returns what is wrong with it, without a
 * message if nothing is. Octal escapes are noted in *legacy, where they are marked in *octal.
 */
static struct flaw escape(struct evl_lexer *lexer, enum evl_legacy *legacy, struct flaw *octal)
{
	uint32_t backslash = lexer->at;
	struct flaw flaw = { .message = NULL };
	unsigned char c = byte_at(lexer, lexer->at + 1);
	if (c == 'u') {
		uint32_t value;
		if (read_unicode_escape(lexer, &value, &flaw))
			flaw.message = NULL;
		return flaw;
	}
	if (c == 'x') {
		lexer->at += 2;
		for (int i = 0; i < 2; i++, lexer->at++) {
			if (evl_hex_value(byte_at(lexer, lexer->at)) < 0)
				return flaw_at("Invalid hexadecimal escape sequence", backslash, 4);
		}
		return flaw;
	}
	if (evl_is_digit(c) && !(c == '0' && !evl_is_digit(byte_at(lexer, lexer->at + 2)))) {
		/* V8 marks all but the last digit of an octal, the backslash of the others */
		uint32_t more = 0;
		for (uint32_t value = (uint32_t)(c - '0'); more < 2; more++) {
			unsigned char digit = byte_at(lexer, backslash + 2 + more);
			if (digit < '0' || digit > '7' || (value = value * 8 + (uint32_t)(digit - '0')) >= 256)
				break;
		}
		*legacy = c >= '8' ? EVL_LEGACY_8_9_ESCAPE : EVL_LEGACY_OCTAL_ESCAPE;
		*octal = c >= '8' ? flaw_at(NULL, backslash, 1) : flaw_at(NULL, backslash + 1, more);
	}
	lexer->at++;
	if (c == '\r' && byte_at(lexer, lexer->at + 1) == '\n')
		lexer->at++;
	if (lexer->at < lexer->length)
		lexer->at++;
	return flaw;
}

static struct evl_token string(struct evl_lexer *lexer, uint32_t start)
{
	unsigned char quote = byte_at(lexer, start);
	enum evl_legacy legacy = EVL_LEGACY_NONE;
	struct flaw octal = { .message = NULL };
	bool escaped = false;
	lexer->at = start + 1;
	for (;;) {
		unsigned char c = byte_at(lexer, lexer->at);
		if (lexer->at >= lexer->length || c == '\n' || c == '\r')
			return illegal(lexer, start, start, illegal_message);
		if (c == quote)
			break;
		if (c == '\\') {
			struct flaw flaw = escape(lexer, &legacy, &octal);
			if (flaw.message)
				return illegal_escape(lexer, start, &flaw);
			escaped = true;
		} else {
			lexer->at++;
		}
	}
	fill(lexer, start + 1, lexer->at, '_');
	lexer->at++;
	struct evl_token token = make(lexer, start, EVL_TOKEN_STRING);
	token.escaped = escaped;
	token.legacy = (uint8_t)legacy;
	token.error_start = octal.start;
	token.error_end = octal.end;
	return token;
}

/* A template chunk; `start` is the position of its ` or }. */
static struct evl_token template_chunk(struct evl_lexer *lexer, uint32_t start)
{
	struct evl_token bad = { .error = NULL };
	lexer->at = start + 1;
	for (;;) {
		unsigned char c = byte_at(lexer, lexer->at);
		if (lexer->at >= lexer->length)
			return illegal(lexer, start, start, evl_lexer_unterminated_template);
		if (c == '`' || (c == '$' && byte_at(lexer, lexer->at + 1) == '{'))
			break;
		if (c != '\\') {
			lexer->at++;
			continue;
		}
		enum evl_legacy legacy = EVL_LEGACY_NONE;
		struct flaw octal = { .message = NULL }, flaw = escape(lexer, &legacy, &octal);
		if (legacy != EVL_LEGACY_NONE) {
			flaw = octal;
			flaw.message = legacy == EVL_LEGACY_OCTAL_ESCAPE ? "Octal escape sequences are not allowed in template strings." :
									   "\\8 and \\9 are not allowed in template strings.";
		}
		if (flaw.message && !bad.error) {
			bad.error = flaw.message;
			bad.error_start = flaw.start;
			bad.error_end = flaw.end;
		}
	}
	bool tail = byte_at(lexer, lexer->at) == '`';
	fill(lexer, start + 1, lexer->at, '_');
	lexer->at += tail ? 1 : 2;
	struct evl_token token = make(lexer, start, EVL_TOKEN_TEMPLATE);
	token.tail = tail;
	token.error = bad.error;
	token.error_start = bad.error_start;
	token.error_end = bad.error_end;
	return token;
}

struct evl_token evl_lexer_template_rest(struct evl_lexer *lexer, const struct evl_token *brace)
{
	return template_chunk(lexer, brace->start);
}

struct evl_token evl_lexer_regexp(struct evl_lexer *lexer, const struct evl_token *slash)
{
	uint32_t start = slash->start;
	bool in_class = false;
	lexer->at = start + 1;
	for (;; lexer->at++) {
		unsigned char c = byte_at(lexer, lexer->at);
		if (c == '\\')
			c = byte_at(lexer, ++lexer->at);
		else if (c == '[')
			in_class = true;
		else if (c == ']')
			in_class = false;
		else if (c == '/' && !in_class)
			break;
		if (lexer->at >= lexer->length || line_end_at(lexer, lexer->at)) {
			struct evl_token bad = illegal(lexer, start, start, "Invalid regular expression: missing /");
			bad.error_end = start + 1;
			return bad;
		}
	}
	fill(lexer, start + 1, lexer->at, '_');
	lexer->at++;
	uint32_t seen = 0;
	bool valid = true;
	for (;;) {
		uint32_t taken;
		uint32_t c = code_point_at(lexer, lexer->at, &taken);
		if (!taken || !(is_id_continue(c) || c == '\\'))
			break;
		const char *known = c < 0x80 ? strchr("dgimsuvy", (int)c) : NULL;
		uint32_t bit = known && *known ? 1u << (c - 'a') : 0;
		valid = valid && bit && !(seen & bit);
		seen |= bit;
		lexer->at += taken;
	}
	if (!valid || ((seen >> ('u' - 'a') & 1) && (seen >> ('v' - 'a') & 1))) {
		struct evl_token bad = illegal(lexer, start, start, "Invalid regular expression flags");
		if (!valid) /* flags that exclude each other are found when all of it has been read */
			bad.error_end = start + 1;
		return bad;
	}
	struct evl_token token = make(lexer, start, EVL_TOKEN_REGEXP);
	token.newline_before = slash->newline_before;
	return token;
}

static struct evl_token punctuator(struct evl_lexer *lexer, uint32_t start, uint32_t length, enum evl_token_kind kind)
{
	lexer->at = start + length;
	return make(lexer, start, kind);
}

/* The longest of the punctuators that begin with `c`. */
static struct evl_token operator(struct evl_lexer *lexer, uint32_t start, unsigned char c)
{
	unsigned char d = byte_at(lexer, start + 1), e = byte_at(lexer, start + 2), f = byte_at(lexer, start + 3);
	switch (c) {
	case '{': return punctuator(lexer, start, 1, EVL_TOKEN_OPEN_BRACE);
	case '}': return punctuator(lexer, start, 1, EVL_TOKEN_CLOSE_BRACE);
	case '(': return punctuator(lexer, start, 1, EVL_TOKEN_OPEN_PAREN);
	case ')': return punctuator(lexer, start, 1, EVL_TOKEN_CLOSE_PAREN);
	case '[': return punctuator(lexer, start, 1, EVL_TOKEN_OPEN_BRACKET);
	case ']': return punctuator(lexer, start, 1, EVL_TOKEN_CLOSE_BRACKET);
	case ';': return punctuator(lexer, start, 1, EVL_TOKEN_SEMICOLON);
	case ',': return punctuator(lexer, start, 1, EVL_TOKEN_COMMA);
	case ':': return punctuator(lexer, start, 1, EVL_TOKEN_COLON);
	case '~': return punctuator(lexer, start, 1, EVL_TOKEN_BIT_NOT);
	case '.':
		if (d == '.' && e == '.')
			return punctuator(lexer, start, 3, EVL_TOKEN_ELLIPSIS);
		return punctuator(lexer, start, 1, EVL_TOKEN_DOT);
	case '?':
		if (d == '?')
			return e == '=' ? punctuator(lexer, start, 3, EVL_TOKEN_ASSIGN_NULLISH) :
					  punctuator(lexer, start, 2, EVL_TOKEN_NULLISH);
		if (d == '.' && !evl_is_digit(e))
			return punctuator(lexer, start, 2, EVL_TOKEN_QUESTION_DOT);
		return punctuator(lexer, start, 1, EVL_TOKEN_QUESTION);
	case '=':
		if (d == '=')
			return e == '=' ? punctuator(lexer, start, 3, EVL_TOKEN_STRICT_EQ) :
					  punctuator(lexer, start, 2, EVL_TOKEN_EQ);
		return d == '>' ? punctuator(lexer, start, 2, EVL_TOKEN_ARROW) : punctuator(lexer, start, 1, EVL_TOKEN_ASSIGN);
	case '!':
		if (d == '=')
			return e == '=' ? punctuator(lexer, start, 3, EVL_TOKEN_STRICT_NE) :
					  punctuator(lexer, start, 2, EVL_TOKEN_NE);
		return punctuator(lexer, start, 1, EVL_TOKEN_NOT);
	case '+':
		if (d == '+')
			return punctuator(lexer, start, 2, EVL_TOKEN_INCREMENT);
		return d == '=' ? punctuator(lexer, start, 2, EVL_TOKEN_ASSIGN_ADD) : punctuator(lexer, start, 1, EVL_TOKEN_ADD);
	case '-':
		if (d == '-')
			return punctuator(lexer, start, 2, EVL_TOKEN_DECREMENT);
		return d == '=' ? punctuator(lexer, start, 2, EVL_TOKEN_ASSIGN_SUB) : punctuator(lexer, start, 1, EVL_TOKEN_SUB);
	case '*':
		if (d == '*')
			return e == '=' ? punctuator(lexer, start, 3, EVL_TOKEN_ASSIGN_EXP) :
					  punctuator(lexer, start, 2, EVL_TOKEN_EXP);
		return d == '=' ? punctuator(lexer, start, 2, EVL_TOKEN_ASSIGN_MUL) : punctuator(lexer, start, 1, EVL_TOKEN_MUL);
	case '/':
		return d == '=' ? punctuator(lexer, start, 2, EVL_TOKEN_ASSIGN_DIV) : punctuator(lexer, start, 1, EVL_TOKEN_DIV);
	case '%':
		return d == '=' ? punctuator(lexer, start, 2, EVL_TOKEN_ASSIGN_MOD) : punctuator(lexer, start, 1, EVL_TOKEN_MOD);
	case '^':
		return d == '=' ? punctuator(lexer, start, 2, EVL_TOKEN_ASSIGN_BIT_XOR) :
				  punctuator(lexer, start, 1, EVL_TOKEN_BIT_XOR);
	case '&':
		if (d == '&')
			return e == '=' ? punctuator(lexer, start, 3, EVL_TOKEN_ASSIGN_AND) :
					  punctuator(lexer, start, 2, EVL_TOKEN_AND);
		return d == '=' ? punctuator(lexer, start, 2, EVL_TOKEN_ASSIGN_BIT_AND) :
				  punctuator(lexer, start, 1, EVL_TOKEN_BIT_AND);
	case '|':
		if (d == '|')
			return e == '=' ? punctuator(lexer, start, 3, EVL_TOKEN_ASSIGN_OR) :
					  punctuator(lexer, start, 2, EVL_TOKEN_OR);
		return d == '=' ? punctuator(lexer, start, 2, EVL_TOKEN_ASSIGN_BIT_OR) :
				  punctuator(lexer, start, 1, EVL_TOKEN_BIT_OR);
	case '<':
		if (d == '<')
			return e == '=' ? punctuator(lexer, start, 3, EVL_TOKEN_ASSIGN_SHL) :
					  punctuator(lexer, start, 2, EVL_TOKEN_SHL);
		return d == '=' ? punctuator(lexer, start, 2, EVL_TOKEN_LE) : punctuator(lexer, start, 1, EVL_TOKEN_LT);
	case '>':
		if (d == '>' && e == '>')
			return f == '=' ? punctuator(lexer, start, 4, EVL_TOKEN_ASSIGN_SHR) :
					  punctuator(lexer, start, 3, EVL_TOKEN_SHR);
		if (d == '>')
			return e == '=' ? punctuator(lexer, start, 3, EVL_TOKEN_ASSIGN_SAR) :
					  punctuator(lexer, start, 2, EVL_TOKEN_SAR);
		return d == '=' ? punctuator(lexer, start, 2, EVL_TOKEN_GE) : punctuator(lexer, start, 1, EVL_TOKEN_GT);
	default:
		return illegal(lexer, start, start, illegal_message);
	}
}

struct evl_token evl_lexer_next(struct evl_lexer *lexer)
{
	struct evl_token token;
	bool newline = lexer->at == 0; /* the first line counts as the beginning of a line for --> */
	if (!skip_space(lexer, &newline, &token)) {
		token.newline_before = newline;
		return token;
	}
	uint32_t start = lexer->at;
	unsigned char c = byte_at(lexer, start);
	if (start >= lexer->length)
		token = make(lexer, start, EVL_TOKEN_END);
	else if (is_ascii_id_start(c) || c == '\\' || c >= 0x80)
		token = name(lexer, start);
	else if (evl_is_digit(c) || (c == '.' && evl_is_digit(byte_at(lexer, start + 1))))
		token = number(lexer, start);
	else if (c == '"' || c == '\'')
		token = string(lexer, start);
	else if (c == '`')
		token = template_chunk(lexer, start);
	else if (c == '#')
		token = private_name(lexer, start);
	else
		token = operator(lexer, start, c);
	token.newline_before = newline;
	return token;
}
