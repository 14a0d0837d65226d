/* SPDX-License-Identifier: MIT */
#include "run/json_text.h"

#include <stdint.h>
#include <string.h>

enum { DEEPEST = 200 };

struct reader {
	const char *at, *end;
	uint32_t depth;
};

static bool value(struct reader *r);

static void skip(struct reader *r)
{
	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t' || *r->at == '\n' || *r->at == '\r'))
		r->at++;
}

static bool take(struct reader *r, char c)
{
	skip(r);
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

static bool word(struct reader *r, const char *text)
{
	size_t length = strlen(text);
	if ((size_t)(r->end - r->at) < length || memcmp(r->at, text, length) != 0)
		return false;
	r->at += length;
	return true;
}

static bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

static bool string(struct reader *r)
{
	for (r->at++; r->at < r->end && *r->at != '"'; r->at++) {
		if ((unsigned char)*r->at < 0x20)
			return false;
		if (*r->at != '\\')
			continue;
		if (++r->at == r->end || *r->at == '\0' || strchr("\"\\/bfnrtu", *r->at) == NULL)
			return false;
		for (uint32_t i = 0; *r->at == 'u' && i < 4; i++)
			if (r->end - r->at <= (ptrdiff_t)i + 1 || !is_hex(r->at[i + 1]))
				return false;
	}
	if (r->at == r->end)
		return false;
	r->at++;
	return true;
}

static bool digits(struct reader *r)
{
	const char *start = r->at;
	while (r->at < r->end && *r->at >= '0' && *r->at <= '9')
		r->at++;
	return r->at != start;
}

static bool number(struct reader *r)
{
	if (*r->at == '-')
		r->at++;
	if (r->at < r->end && *r->at == '0')
		r->at++;
	else if (!digits(r))
		return false;
	if (r->at < r->end && *r->at == '.') {
		r->at++;
		if (!digits(r))
			return false;
	}
	if (r->at < r->end && (*r->at == 'e' || *r->at == 'E')) {
		r->at++;
		if (r->at < r->end && (*r->at == '+' || *r->at == '-'))
			r->at++;
		return digits(r);
	}
	return true;
}

/* The members of an object, or the elements of an array, up to `close`. */
static bool members(struct reader *r, char close)
{
	r->at++;
	if (++r->depth > DEEPEST)
		return false;
	if (!take(r, close)) {
		do {
			skip(r);
			if (close == '}' && (r->at == r->end || *r->at != '"' || !string(r) || !take(r, ':')))
				return false;
			if (!value(r))
				return false;
		} while (take(r, ','));
		if (!take(r, close))
			return false;
	}
	r->depth--;
	return true;
}

static bool value(struct reader *r)
{
	skip(r);
	if (r->at == r->end)
		return false;
	switch (*r->at) {
	case '{':
		return members(r, '}');
	case '[':
		return members(r, ']');
	case '"':
		return string(r);
	case 't':
		return word(r, "true");
	case 'f':
		return word(r, "false");
	case 'n':
		return word(r, "null");
	default:
		return (*r->at == '-' || (*r->at >= '0' && *r->at <= '9')) && number(r);
	}
}

bool evl_json_is_valid(const char *text, size_t length)
{
	struct reader r = { text, text + length, 0 };
	(void)word(&r, "\xef\xbb\xbf");
	if (!value(&r))
		return false;
	skip(&r);
	return r.at == r.end;
}
