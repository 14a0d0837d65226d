/* SPDX-License-Identifier: MIT */
/*
 * provide.c - see provide.h.
 */
#include "run/provide.h"

#include <string.h>

#include "base/ascii.h"
#include "base/number_text.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

struct text {
	const char *at, *end;
};

static void trim(struct text *t)
{
	while (t->at < t->end && is_space(*t->at))
		t->at++;
	while (t->end > t->at && is_space(t->end[-1]))
		t->end--;
}

static size_t left(const struct text *t) { return (size_t)(t->end - t->at); }

/* Take this word, when the text goes on with it. */
static bool take_word(struct text *t, const char *word)
{
	size_t length = strlen(word);
	if (left(t) < length || memcmp(t->at, word, length) != 0 || (left(t) > length && evl_is_name_byte(t->at[length]) && evl_is_name_byte(word[length - 1])))
		return false;
	t->at += length;
	trim(t);
	return true;
}

/* "5ms" in microseconds; all of the text. */
static bool read_time(struct text t, long long *microseconds)
{
	double value;
	trim(&t);
	size_t used = left(&t) != 0 ? evl_text_to_number(t.at, left(&t), &value) : 0;
	if (used == 0 || !(value >= 0 && value < 1e12))
		return false;
	t.at += used;
	trim(&t);
	double factor = left(&t) == 2 && memcmp(t.at, "ms", 2) == 0 ? 1e3 : left(&t) == 1 && *t.at == 's' ? 1e6 :
			left(&t) == 2 && memcmp(t.at, "us", 2) == 0 ? 1 : 0;
	*microseconds = (long long)(value * factor);
	return factor != 0;
}

/* Cut " after TIME" off the end, when it is there. */
static void take_after(struct text *t, long long *microseconds)
{
	static const char word[] = "after";
	*microseconds = 0;
	for (const char *p = t->end; p > t->at + sizeof word - 1; p--) {
		const char *start = p - (sizeof word - 1);
		if (memcmp(start, word, sizeof word - 1) != 0 || start == t->at || !is_space(start[-1]) || p == t->end || !is_space(*p))
			continue;
		if (read_time((struct text){ p, t->end }, microseconds))
			t->end = start;
		trim(t);
		return;
	}
}

static void append_quoted(struct evl_buffer *out, struct text t)
{
	evl_buffer_append_byte(out, '"');
	for (const char *p = t.at; p < t.end; p++) {
		if (*p == '"' || *p == '\\')
			evl_buffer_append_byte(out, '\\');
		evl_buffer_append_byte(out, *p);
	}
	evl_buffer_append_byte(out, '"');
}

/* A provision's verbs, in the order of the kinds in host/provided.c: those of names, then those of addresses. */
static const char *const verbs[] = { "=", "returns", "resolves", "rejects", "calls-back", "throws", "answers", "fails" };
enum { VALUE, RETURNS, FIRST_OF_ADDRESS = 6, FAILS = 7, VERB_COUNT = 8 };

/* Take the name (with its parameters; NULL when there are no parentheses) or the address in quotes that the text begins with. */
static bool take_subject(struct text *t, struct text *name, struct text *parameters, bool *address, const char **error)
{
	char quote = left(t) != 0 ? *t->at : '\0';
	*address = quote == '\'' || quote == '"';
	*name = (struct text){ t->at + *address, t->at + *address };
	*parameters = (struct text){ NULL, NULL };
	*error = "a name or an address in quotes is missing";
	while (name->end < t->end && (*address ? *name->end != quote : evl_is_name_byte(*name->end) || *name->end == '.'))
		name->end++;
	if (name->end == name->at || (*address && name->end == t->end) || (!*address && *name->at >= '0' && *name->at <= '9'))
		return false;
	t->at = name->end + *address;
	trim(t);
	if (*address || left(t) == 0 || *t->at != '(')
		return true;
	const char *close = memchr(t->at, ')', left(t));
	*error = "a ')' is missing";
	if (close == NULL)
		return false;
	*parameters = (struct text){ t->at + 1, close };
	t->at = close + 1;
	trim(t);
	return true;
}

bool evl_provide_line(const char *text, size_t length, struct evl_buffer *out, const char **error)
{
	struct text t = { text, text + length }, name, parameters;
	bool address;
	trim(&t);
	if (!take_subject(&t, &name, &parameters, &address, error))
		return false;
	for (size_t i = address ? FIRST_OF_ADDRESS : 0; i < (address ? VERB_COUNT : FIRST_OF_ADDRESS); i++) {
		long long delay = 0;
		if (!take_word(&t, verbs[i]))
			continue;
		if (i == VALUE && parameters.at != NULL)
			i = RETURNS; /* f(x) = EXPR: what has parameters is a function */
		if (i == FAILS) {
			/* No expression stands between the verb and the time. */
			*error = "nothing but 'after' and a time may follow";
			if (left(&t) != 0 && !(take_word(&t, "after") && read_time(t, &delay)))
				return false;
			t.at = t.end;
		} else if (i != VALUE) {
			take_after(&t, &delay);
		}
		*error = "an expression is missing";
		if (left(&t) == 0 && i != FAILS)
			return false;
		evl_buffer_append_text(out, "globalThis[\"evloop:provide\"](");
		append_quoted(out, name);
		evl_buffer_printf(out, ",%u,%lld,function(", (unsigned)i, delay);
		if (parameters.at != NULL)
			evl_buffer_append(out, parameters.at, left(&parameters));
		evl_buffer_append_text(out, "){return (");
		if (i == FAILS)
			evl_buffer_append_text(out, "''");
		evl_buffer_append(out, t.at, left(&t));
		evl_buffer_append_text(out, "\n)}");
		if (address)
			evl_buffer_append_text(out, ",JSON.stringify");
		evl_buffer_append_text(out, ");\n");
		return !out->failed;
	}
	*error = address ? "one of answers, fails is missing" : "one of =, resolves, returns, calls-back, rejects, throws is missing";
	return false;
}

bool evl_provide_directives(const char *text, size_t length, struct evl_buffer *out, const char **error, size_t *at)
{
	const char *end = text + length;
	for (const char *line = text; line < end;) {
		const char *stop = memchr(line, '\n', (size_t)(end - line));
		if (stop == NULL)
			stop = end;
		struct text t = { line, stop };
		*at = (size_t)(line - text);
		line = stop + 1;
		trim(&t);
		if (left(&t) < 2 || t.at[0] != '/' || t.at[1] != '/')
			continue;
		t.at += 2;
		trim(&t);
		if (!take_word(&t, "evloop:"))
			continue;
		if (take_word(&t, "provide") && !evl_provide_line(t.at, left(&t), out, error))
			return false;
	}
	return true;
}
