/* SPDX-License-Identifier: MIT */
/*
 * jsonc.c - see jsonc.h. A descent over RFC 8259's grammar with a bound on its depth; values live in pieces of memory
 * that are released together.
 */
#include "jsonc.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 200, PIECE = 16384 };

struct piece {
	struct piece *next;
	size_t used, size;
	max_align_t bytes[];
};

struct reader {
	struct json_document *document;
	const char *text;
	size_t length, at;
	enum json_read_flags flags;
	unsigned depth;
};

static bool fail(struct reader *r, const char *why, size_t at)
{
	if (r->document->error == NULL) {
		r->document->error = why;
		r->document->error_at = at;
	}
	return false;
}

static void *give(struct reader *r, size_t size)
{
	struct piece *piece = r->document->pieces;
	size = (size + sizeof(max_align_t) - 1) / sizeof(max_align_t) * sizeof(max_align_t);
	if (piece == NULL || piece->size - piece->used < size) {
		size_t room = size > PIECE ? size : PIECE;
		struct piece *fresh = malloc(sizeof *fresh + room);
		if (fresh == NULL) {
			fail(r, "the system gives no memory", r->at);
			return NULL;
		}
		*fresh = (struct piece){ .next = piece, .size = room };
		r->document->pieces = piece = fresh;
	}
	void *given = (char *)piece->bytes + piece->used;
	piece->used += size;
	return given;
}

static int peek(const struct reader *r)
{
	return r->at < r->length ? (unsigned char)r->text[r->at] : -1;
}

static bool pass_comment(struct reader *r)
{
	size_t start = r->at;
	if (r->at + 1 < r->length && r->text[r->at + 1] == '/') {
		while (peek(r) >= 0 && peek(r) != '\n' && peek(r) != '\r')
			r->at++;
		return true;
	}
	if (r->at + 1 >= r->length || r->text[r->at + 1] != '*')
		return fail(r, "'/' begins no comment", start);
	for (r->at += 2; r->at + 1 < r->length; r->at++) {
		if (r->text[r->at] == '*' && r->text[r->at + 1] == '/') {
			r->at += 2;
			return true;
		}
	}
	r->at = r->length;
	return fail(r, "a comment is not closed", start);
}

static bool pass_space(struct reader *r)
{
	for (;;) {
		int c = peek(r);
		if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
			r->at++;
		else if (c == '/' && (r->flags & JSON_COMMENTS) != 0) {
			if (!pass_comment(r))
				return false;
		} else
			return true;
	}
}

static size_t put_utf8(char *to, uint32_t c)
{
	if (c < 0x80) {
		to[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		to[0] = (char)(0xE0 | c >> 12);
		to[1] = (char)(0x80 | (c >> 6 & 0x3F));
		to[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	to[0] = (char)(0xF0 | c >> 18);
	to[1] = (char)(0x80 | (c >> 12 & 0x3F));
	to[2] = (char)(0x80 | (c >> 6 & 0x3F));
	to[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

static bool read_hex(const struct reader *r, size_t at, uint32_t *out)
{
	*out = 0;
	if (at + 4 > r->length)
		return false;
	for (size_t i = at; i < at + 4; i++) {
		char c = r->text[i];
		uint32_t digit = c >= '0' && c <= '9' ? (uint32_t)(c - '0')
				 : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
				 : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10) : 16;
		if (digit == 16)
			return false;
		*out = *out << 4 | digit;
	}
	return true;
}

/* The escape at r->at (behind the backslash), decoded to `to`; its bytes, 0 when it is none. */
static size_t read_escape(struct reader *r, char *to)
{
	static const char from[] = "\"\\/bfnrt", into[] = "\"\\/\b\f\n\r\t";
	int c = peek(r);
	const char *simple = c > 0 ? strchr(from, c) : NULL;
	if (simple != NULL) {
		r->at++;
		to[0] = into[simple - from];
		return 1;
	}
	uint32_t unit, low;
	if (c != 'u' || !read_hex(r, r->at + 1, &unit))
		return 0;
	r->at += 5;
	if (unit >= 0xD800 && unit < 0xDC00 && r->at + 1 < r->length && r->text[r->at] == '\\' && r->text[r->at + 1] == 'u' &&
	    read_hex(r, r->at + 2, &low) && low >= 0xDC00 && low < 0xE000) {
		r->at += 6;
		unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
	} else if (unit >= 0xD800 && unit < 0xE000) {
		r->document->lone_surrogate = true;
		unit = 0xFFFD;
	}
	return put_utf8(to, unit);
}

static bool read_string(struct reader *r, const char **out, size_t *out_length)
{
	size_t start = r->at++, end = r->at;
	while (end < r->length && r->text[end] != '"') {
		if (r->text[end] == '\\')
			end++;
		end++;
	}
	if (end >= r->length)
		return fail(r, "a string is not closed", start);
	char *to = give(r, end - start + 1); /* no escape is longer decoded than written */
	if (to == NULL)
		return false;
	*out = to;
	while (r->text[r->at] != '"') {
		unsigned char c = (unsigned char)r->text[r->at];
		if (c < 0x20)
			return fail(r, "a control character in a string", r->at);
		if (c != '\\') {
			*to++ = (char)c;
			r->at++;
			continue;
		}
		r->at++;
		size_t n = read_escape(r, to);
		if (n == 0)
			return fail(r, "no escape of JSON", r->at - 1);
		to += n;
	}
	r->at++;
	*out_length = (size_t)(to - *out);
	*to = '\0';
	return true;
}

static bool digits(struct reader *r)
{
	size_t start = r->at;
	while (peek(r) >= '0' && peek(r) <= '9')
		r->at++;
	return r->at > start;
}

static bool read_number(struct reader *r, struct json_value *value)
{
	size_t start = r->at;
	if (peek(r) == '-')
		r->at++;
	bool zero = peek(r) == '0';
	if (!digits(r) || (zero && r->at - start > (r->text[start] == '-' ? 2u : 1u)))
		return fail(r, "no number of JSON", start);
	if (peek(r) == '.') {
		r->at++;
		if (!digits(r))
			return fail(r, "no number of JSON", start);
	}
	if (peek(r) == 'e' || peek(r) == 'E') {
		r->at++;
		if (peek(r) == '+' || peek(r) == '-')
			r->at++;
		if (!digits(r))
			return fail(r, "no number of JSON", start);
	}
	size_t n = r->at - start;
	char *copy = give(r, n + 1);
	if (copy == NULL)
		return false;
	memcpy(copy, r->text + start, n);
	copy[n] = '\0';
	value->kind = JSON_NUMBER;
	value->number = strtod(copy, NULL);
	return true;
}

static bool read_value(struct reader *r, struct json_value *value);

/* A key and its colon. */
static bool read_key(struct reader *r, struct json_value *member)
{
	member->key_start = r->at;
	if (peek(r) != '"')
		return fail(r, "the name of a member stands in double quotes", r->at);
	if (!read_string(r, &member->key, &member->key_length) || !pass_space(r))
		return false;
	if (peek(r) != ':')
		return fail(r, "':' is missing", r->at);
	r->at++;
	return pass_space(r);
}

/* Elements or members up to `close`; r->at is behind the opening bracket. */
static bool read_children(struct reader *r, struct json_value *parent, char close)
{
	struct json_value **tail = &parent->first;
	size_t start = r->at - 1;
	for (bool more = true;;) {
		if (!pass_space(r))
			return false;
		if (peek(r) == close && (!more || parent->length == 0 || (r->flags & JSON_COMMENTS) != 0)) {
			r->at++;
			return true;
		}
		if (peek(r) < 0)
			return fail(r, close == '}' ? "an object is not closed" : "an array is not closed", start);
		if (!more)
			return fail(r, "',' is missing", r->at);
		struct json_value *child = give(r, sizeof *child);
		if (child == NULL)
			return false;
		*child = (struct json_value){ 0 };
		if ((close == '}' && !read_key(r, child)) || !read_value(r, child) || !pass_space(r))
			return false;
		*tail = child;
		tail = &child->next;
		parent->length++;
		more = peek(r) == ',';
		if (more)
			r->at++;
	}
}

static bool read_word(struct reader *r, struct json_value *value)
{
	static const struct {
		const char *text;
		enum json_kind kind;
	} words[] = { { "null", JSON_NULL }, { "false", JSON_FALSE }, { "true", JSON_TRUE } };
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		size_t n = strlen(words[i].text);
		if (r->length - r->at >= n && memcmp(r->text + r->at, words[i].text, n) == 0) {
			value->kind = words[i].kind;
			r->at += n;
			return true;
		}
	}
	return fail(r, r->at >= r->length ? "a value is missing" : "not a value", r->at);
}

static bool read_value(struct reader *r, struct json_value *value)
{
	bool good;
	int c = peek(r);
	value->start = r->at;
	if (c == '{' || c == '[') {
		if (++r->depth > DEEPEST)
			return fail(r, "nested too deep", r->at);
		value->kind = c == '{' ? JSON_OBJECT : JSON_ARRAY;
		r->at++;
		good = read_children(r, value, c == '{' ? '}' : ']');
		r->depth--;
	} else if (c == '"') {
		value->kind = JSON_STRING;
		good = read_string(r, &value->string, &value->length);
	} else if (c == '-' || (c >= '0' && c <= '9')) {
		good = read_number(r, value);
	} else {
		good = read_word(r, value);
	}
	value->end = r->at;
	return good;
}

bool json_read(struct json_document *document, const char *text, size_t length, enum json_read_flags flags)
{
	*document = (struct json_document){ 0 };
	struct reader r = { .document = document, .text = text, .length = length, .flags = flags };
	if (length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0)
		r.at = 3;
	struct json_value *root = give(&r, sizeof *root);
	if (root == NULL)
		return false;
	*root = (struct json_value){ 0 };
	if (!pass_space(&r) || !read_value(&r, root) || !pass_space(&r))
		return false;
	if (r.at != length)
		return fail(&r, "something stands behind the value", r.at);
	document->root = root;
	return true;
}

void json_release(struct json_document *document)
{
	for (struct piece *piece = document->pieces; piece != NULL;) {
		struct piece *next = piece->next;
		free(piece);
		piece = next;
	}
	*document = (struct json_document){ 0 };
}

const struct json_value *json_member(const struct json_value *object, const char *key)
{
	const struct json_value *found = NULL;
	if (object == NULL || object->kind != JSON_OBJECT)
		return NULL;
	for (const struct json_value *v = object->first; v != NULL; v = v->next)
		if (strcmp(v->key, key) == 0)
			found = v;
	return found;
}

void json_place(const char *text, size_t length, size_t at, unsigned *line, unsigned *column)
{
	*line = *column = 1;
	for (size_t i = 0; i < at && i < length; i++) {
		if (text[i] == '\n') {
			++*line;
			*column = 1;
		} else if (((unsigned char)text[i] & 0xC0) != 0x80 && text[i] != '\r') {
			++*column;
		}
	}
}
