/* SPDX-License-Identifier: MIT */
/*
 * missing_name.c - looks at the source text around the name.
 */
#include "vm/missing_name.h"

#include <string.h>

#include "base/ascii.h"
#include "base/source.h"
#include "trace/trace.h"
#include "value/convert.h"
#include "value/error.h"
#include "vm/stack.h"

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

static const char *skip_spaces(const char *p)
{
	while (is_space(*p))
		p++;
	return p;
}

/* The end of what stands before `p`, down to `text`. */
static const char *skip_back(const char *text, const char *p)
{
	while (p > text && is_space(p[-1]))
		p--;
	return p;
}

/* Where the name or chain of names that ends at `end` begins. */
static const char *chain_before(const char *text, const char *end)
{
	while (end > text && (evl_is_name_byte(end[-1]) || end[-1] == '.'))
		end--;
	return end;
}

/* The parenthesis that what stands before `p` is an argument behind; NULL: it is none. */
static const char *open_parenthesis(const char *text, const char *p)
{
	for (int depth = 0; p > text; p--) {
		char c = p[-1];
		if (c == ')' || c == ']' || c == '}')
			depth++;
		else if (depth > 0 && (c == '(' || c == '[' || c == '{'))
			depth--;
		else if (c == '(')
			return p - 1;
		else if (c == ';' || c == '{')
			return NULL;
	}
	return NULL;
}

static bool is_word(const char *start, const char *end, const char *word)
{
	size_t length = strlen(word);
	return (size_t)(end - start) == length && memcmp(start, word, length) == 0;
}

/* Is it an argument, from `start` to `end`, of a call that does not just print? */
static bool is_handed_over(const char *text, const char *start, const char *end)
{
	static const char *const others[] = { "if", "while", "for", "switch", "catch", "function", "with", "return", "typeof", "alert" };
	char before = start > text ? skip_back(text, start)[-1] : '\0';
	end = skip_spaces(end);
	if ((before != '(' && before != ',') || (*end != ')' && *end != ','))
		return false;
	const char *open = open_parenthesis(text, start);
	if (open == NULL)
		return false;
	const char *callee_end = skip_back(text, open), *callee = chain_before(text, callee_end);
	if (callee == callee_end || strncmp(callee, "console.", 8) == 0)
		return false;
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (is_word(callee, callee_end, others[i]))
			return false;
	return true;
}

bool evl_missing_name_is_used(struct evl_realm *realm, evl_key name)
{
	evl_span span = evl_stack_site(realm);
	const char *word = evl_describe_key(realm, name);
	size_t used = strlen(word);
	if (evl_span_is_host(span) || span.source >= realm->trace->source_count)
		return false;
	const struct evl_source *source = &realm->trace->sources[span.source];
	if (source->text == NULL || span.end > source->length || span.end - span.start < used || memcmp(source->text + span.start, word, used) != 0)
		return false;
	const char *start = source->text + span.start, *end = start + used;
	const char *before = skip_back(source->text, start), *last = chain_before(source->text, before);
	if (is_word(last, before, "extends"))
		return true;
	for (;;) { /* members of it */
		end = skip_spaces(end);
		if (end[0] == '?' && end[1] == '.')
			end++;
		if (*end != '.')
			break;
		end = skip_spaces(end + 1);
		while (evl_is_name_byte(*end))
			end++;
	}
	return *end == '(' || *end == '`' || is_handed_over(source->text, start, end);
}
