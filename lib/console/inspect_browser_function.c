/* SPDX-License-Identifier: MIT */
/*
 * inspect_browser_function.c - functions by their source, as DevTools shows them: it goes by the first words of the text.
 */
#include <string.h>

#include "console/inspect_browser.h"
#include "value/convert.h"
#include "vm/function.h"

/* A source text, or the rest of one. */
struct rest {
	const uint16_t *units;
	uint32_t length;
};

/* Take `word` off the front, if the text begins with it. */
static bool take(struct rest *rest, const char *word)
{
	uint32_t length = (uint32_t)strlen(word);
	for (uint32_t i = 0; i < length; i++)
		if (i >= rest->length || rest->units[i] != (unsigned char)word[i])
			return false;
	rest->units += length;
	rest->length -= length;
	return true;
}

static void trim(struct rest *rest)
{
	while (rest->length != 0 && evl_is_white_space(rest->units[0])) {
		rest->units++;
		rest->length--;
	}
	while (rest->length != 0 && evl_is_white_space(rest->units[rest->length - 1]))
		rest->length--;
}

/* "async" and "function" with white space between. */
static bool take_async(struct rest *rest)
{
	struct rest at = *rest;
	if (!take(&at, "async") || at.length == 0 || !evl_is_white_space(at.units[0]))
		return false;
	trim(&at);
	if (!take(&at, "function"))
		return false;
	*rest = at;
	return true;
}

static bool has_arrow(const struct rest *rest)
{
	for (uint32_t i = 1; i + 1 < rest->length; i++)
		if (rest->units[i] == '=' && rest->units[i + 1] == '>')
			return true;
	return false;
}

enum { MAX_BODY = 200, MAX_ARROW = 60, ELLIPSIS = 0x2026, FLORIN = 0x0192 };

/* A function's source as DevTools sees it: what kind of function it is, and what follows the word for that. */
struct function_text {
	const char *prefix; /* "class", "async ", "*" (a generator), "" (any other); NULL: an arrow function */
	struct rest rest;
};

static bool read_function(struct evl_realm *realm, struct evl_object *function, struct function_text *out)
{
	while (evl_class_of(function) == EVL_CLASS_BOUND_FUNCTION)
		function = evl_as_object(((struct evl_bound_function *)function)->target);
	struct evl_string *source = evl_function_source(realm, function);
	struct rest rest = { source != NULL ? evl_string_units(realm, source) : NULL, source != NULL ? source->length : 0 };
	if (rest.units == NULL)
		return false;
	if (!take(&rest, "get "))
		(void)take(&rest, "set ");
	struct rest class_ = rest;
	if (take(&class_, "class") && class_.length != 0 && (class_.units[0] == ' ' || class_.units[0] == '{')) {
		rest = class_;
		out->prefix = "class";
	} else if (take_async(&rest)) {
		out->prefix = "async ";
	} else if (take(&rest, "function*") || take(&rest, "*")) {
		out->prefix = "*";
	} else if (!take(&rest, "function") && has_arrow(&rest)) {
		out->prefix = NULL;
	} else {
		out->prefix = "";
	}
	trim(&rest);
	out->rest = rest;
	return true;
}

static void append_prefix(struct evl_text *text, const char *prefix)
{
	if (prefix == NULL)
		return;
	if (prefix[0] != '*')
		evl_text_append_ascii(text, prefix);
	if (prefix[0] != 'c')
		evl_text_append_unit(text, FLORIN);
	evl_text_append_ascii(text, prefix[0] == '*' ? "* " : " ");
}

bool evl_browser_function(struct evl_realm *realm, struct evl_text *text, struct evl_object *function)
{
	struct function_text parts;
	if (!read_function(realm, function, &parts))
		return false;
	append_prefix(text, parts.prefix);
	evl_text_append(text, parts.rest.units, parts.rest.length > MAX_BODY ? MAX_BODY - 1 : parts.rest.length);
	if (parts.rest.length > MAX_BODY)
		evl_text_append_unit(text, ELLIPSIS);
	return true;
}

/* Where the parameters end that a body follows: behind their parenthesis; 0: nowhere. */
static uint32_t parameters_end(const struct rest *rest)
{
	for (uint32_t i = 0; i < rest->length; i++) {
		uint32_t next = i + 1;
		if (rest->units[i] != ')')
			continue;
		while (next < rest->length && evl_is_white_space(rest->units[next]))
			next++;
		if (next < rest->length && rest->units[next] == '{')
			return i + 1;
	}
	return 0;
}

bool evl_browser_function_head(struct evl_realm *realm, struct evl_text *text, struct evl_object *function)
{
	struct function_text parts;
	if (!read_function(realm, function, &parts))
		return false;
	const struct rest *rest = &parts.rest;
	uint32_t end = 0;
	append_prefix(text, parts.prefix);
	if (parts.prefix == NULL) {
		end = rest->length;
		for (uint32_t i = 1; rest->length > MAX_ARROW && end == rest->length && i < rest->length; i++)
			if (rest->units[i - 1] == '=' && rest->units[i] == '>')
				end = i + 1;
	} else if (parts.prefix[0] == 'c') {
		while (end < rest->length && rest->units[end] != '{' && !evl_is_white_space(rest->units[end]))
			end++;
	} else {
		end = parameters_end(rest);
	}
	evl_text_append(text, rest->units, end);
	if (parts.prefix == NULL && end < rest->length) {
		evl_text_append_ascii(text, " {");
		evl_text_append_unit(text, ELLIPSIS);
		evl_text_append_unit(text, '}');
	}
	return true;
}
