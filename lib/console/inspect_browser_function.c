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

bool evl_browser_function(struct evl_realm *realm, struct evl_text *text, struct evl_object *function)
{
	enum { MAX_BODY = 200, ELLIPSIS = 0x2026, FLORIN = 0x0192 };
	while (evl_class_of(function) == EVL_CLASS_BOUND_FUNCTION)
		function = evl_as_object(((struct evl_bound_function *)function)->target);
	struct evl_string *source = evl_function_source(realm, function);
	struct rest rest = { source != NULL ? evl_string_units(realm, source) : NULL, source != NULL ? source->length : 0 };
	if (rest.units == NULL)
		return false;
	if (!take(&rest, "get "))
		(void)take(&rest, "set ");
	struct rest class_ = rest;
	const char *prefix;
	bool florin = true;
	if (take(&class_, "class") && class_.length != 0 && (class_.units[0] == ' ' || class_.units[0] == '{')) {
		rest = class_;
		prefix = "class";
		florin = false;
	} else if (take_async(&rest)) {
		prefix = "async ";
	} else if (take(&rest, "function*") || take(&rest, "*")) {
		prefix = "*";
	} else if (!take(&rest, "function") && has_arrow(&rest)) {
		prefix = NULL;
	} else {
		prefix = "";
	}
	trim(&rest);
	if (prefix != NULL) {
		if (prefix[0] != '*')
			evl_text_append_ascii(text, prefix);
		if (florin)
			evl_text_append_unit(text, FLORIN);
		evl_text_append_ascii(text, prefix[0] == '*' ? "* " : " ");
	}
	evl_text_append(text, rest.units, rest.length > MAX_BODY ? MAX_BODY - 1 : rest.length);
	if (rest.length > MAX_BODY)
		evl_text_append_unit(text, ELLIPSIS);
	return true;
}
