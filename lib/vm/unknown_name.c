/* SPDX-License-Identifier: MIT */
/*
 * unknown_name.c - see unknown_name.h.
 */
#include "vm/unknown_name.h"

#include <string.h>

#include "base/ascii.h"
#include "base/source.h"
#include "value/realm.h"
#include "vm/function.h"
#include "vm/stack.h"
#include "vm/track_step.h"
#include "vm/vm.h"

/* A name changes how the value is printed, wherever it is known. */
static void give_name(struct evl_realm *realm, struct evl_unknown *unknown, const char *name, size_t length)
{
	if (realm->vm->track != NULL)
		evl_track_unknown(realm, evl_from_object(&unknown->object), true);
	evl_unknown_name(unknown, name, length);
}

enum { CALL_TEXT_MAX = 60, ARGUMENT_TEXT_MAX = 30 };
static const char dots[] = "\xE2\x80\xA6";

static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* The source text at the place of the running instruction; NULL: it has none. */
static const char *text_at(const struct evl_realm *realm, evl_span span, uint32_t *length)
{
	if (evl_span_is_host(span) || span.source >= realm->trace->source_count)
		return NULL;
	const struct evl_source *source = &realm->trace->sources[span.source];
	if (source->text == NULL || span.end > source->length || span.start >= span.end)
		return NULL;
	*length = span.end - span.start;
	return source->text + span.start;
}

/* An argument in the text of a call: names, and primitives that are short. */
static const char *argument_text(struct evl_realm *realm, evl_value value)
{
	const char *text = evl_is_unknown(value) || !evl_is_object(value) ? evl_unknown_operand(realm, value) : dots;
	return strlen(text) <= ARGUMENT_TEXT_MAX && strchr(text, '\n') == NULL ? text : dots;
}

/* The arguments as values; several that are too long are one "...". */
const char *evl_unknown_arguments_text(struct evl_realm *realm, uint32_t count, const evl_value *values)
{
	const char *text = "";
	bool had_dots = false;
	for (uint32_t i = 0; i < count && strlen(text) < CALL_TEXT_MAX; i++) {
		if (realm->by_origin && evl_is_callable(values[i]) && !evl_is_unknown(values[i]))
			continue; /* with a callback or awaited, it is the same call */
		const char *argument = argument_text(realm, values[i]);
		if (!had_dots || strcmp(argument, dots) != 0)
			text = evl_unknown_text(realm, "%s%s%s", text, *text == '\0' ? "" : ", ", argument);
		had_dots = strcmp(argument, dots) == 0;
	}
	return text;
}

/* The call as it is written, when that is short and no function stands in it; otherwise with what its arguments are. */
const char *evl_unknown_call_text(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values)
{
	uint32_t length;
	size_t head = strlen(callee->text);
	const char *text = text_at(realm, evl_stack_site(realm), &length);
	bool has_function = realm->by_origin;
	for (uint32_t i = 0; i < count; i++)
		has_function = has_function || evl_is_callable(values[i]);
	if (text != NULL && !has_function && length <= CALL_TEXT_MAX && length > head && memcmp(text, callee->text, head) == 0 &&
	    text[head] == '(' && memchr(text, '\n', length) == NULL && memchr(text, '{', length) == NULL)
		return evl_unknown_text(realm, "%.*s", (int)length, text);
	return evl_unknown_text(realm, "%s(%s)", callee->text, evl_unknown_arguments_text(realm, count, values));
}

/* ------------------------------------------------------------------ names */

void evl_unknown_name_after(struct evl_realm *realm, struct evl_unknown *unknown, evl_span span)
{
	uint32_t length;
	if (!unknown->unnamed || text_at(realm, span, &length) == NULL)
		return;
	const char *text = realm->trace->sources[span.source].text, *p = text + span.start;
	while (p > text && is_space(p[-1]))
		p--;
	if (p == text || *--p != '=' || (p > text && strchr("=!<>+-*/%&|^?", p[-1]) != NULL))
		return;
	while (p > text && is_space(p[-1]))
		p--;
	const char *end = p;
	while (p > text && (evl_is_name_byte(p[-1]) || p[-1] == '.'))
		p--;
	if (p < end && !(*p >= '0' && *p <= '9'))
		give_name(realm, unknown, p, (size_t)(end - p));
}

uint32_t evl_parameter_names(struct evl_realm *realm, evl_value function, uint32_t room, struct evl_parameter_name *names)
{
	if (!evl_is_class(function, EVL_CLASS_FUNCTION) || realm->hooks.function_source == NULL)
		return 0;
	struct evl_string *source = realm->hooks.function_source(realm, evl_as_object(function));
	if (source == NULL)
		return 0;
	const char *p = evl_string_utf8(realm, source);
	uint32_t count = 0;
	if (strncmp(p, "async", 5) == 0 && !evl_is_name_byte(p[5]))
		p += 5;
	while (is_space(*p))
		p++;
	const char *end = p;
	while (evl_is_name_byte(*end))
		end++;
	const char *after = end;
	while (is_space(*after))
		after++;
	if (end > p && after[0] == '=' && after[1] == '>') {
		if (room != 0)
			names[0] = (struct evl_parameter_name){ p, (size_t)(end - p) };
		return 1;
	}
	p = strchr(p, '(');
	if (p == NULL)
		return 0;
	for (p++; count < room;) {
		while (is_space(*p))
			p++;
		if (*p == ')' || *p == '\0')
			break;
		const char *start = p;
		while (evl_is_name_byte(*p))
			p++;
		names[count++] = (struct evl_parameter_name){ start, (size_t)(p - start) };
		int depth = 0;
		for (; *p != '\0' && (depth > 0 || (*p != ',' && *p != ')')); p++)
			depth += *p == '(' || *p == '{' || *p == '[' ? 1 : *p == ')' || *p == '}' || *p == ']' ? -1 : 0;
		if (*p != ',')
			break;
		p++;
	}
	return count;
}

bool evl_takes_error_first(struct evl_realm *realm, evl_value function)
{
	static const char *const names[] = { "err", "error", "e", "ex" };
	enum { CERTAIN = 2 }; /* those that mean an error also when there is no other parameter */
	struct evl_parameter_name parameters[2];
	uint32_t count = evl_parameter_names(realm, function, 2, parameters);
	for (size_t i = 0; count != 0 && i < sizeof names / sizeof names[0]; i++)
		if (strlen(names[i]) == parameters[0].length && memcmp(names[i], parameters[0].text, parameters[0].length) == 0)
			return i < CERTAIN || count > 1;
	return false;
}

void evl_unknown_name_parameter(struct evl_realm *realm, struct evl_unknown *unknown, evl_value function)
{
	struct evl_parameter_name name;
	if (unknown->unnamed && evl_parameter_names(realm, function, 1, &name) == 1)
		give_name(realm, unknown, name.text, name.length);
}
