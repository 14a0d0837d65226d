/* SPDX-License-Identifier: MIT */
/*
 * unknown_call.c - calling what only a real host knows, and what such calls give: promises, callbacks, names.
 */
#include "vm/unknown_call.h"

#include <string.h>

#include "base/source.h"
#include "value/error.h"
#include "value/realm.h"
#include "vm/promise.h"
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

enum { CALL_TEXT_MAX = 60 };

static bool is_name_part(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' || (c & 0x80) != 0;
}

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

/* The call as it is written, when that is short; otherwise the callee and dots. */
static const char *call_text(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count)
{
	uint32_t length;
	size_t head = strlen(callee->text);
	const char *text = text_at(realm, evl_stack_site(realm), &length);
	if (text != NULL && length <= CALL_TEXT_MAX && length > head && memcmp(text, callee->text, head) == 0 && text[head] == '(' &&
	    memchr(text, '\n', length) == NULL && memchr(text, '{', length) == NULL)
		return evl_unknown_text(realm, "%.*s", (int)length, text);
	return evl_unknown_text(realm, "%s(%s)", callee->text, count != 0 ? "\xE2\x80\xA6" : "");
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
	while (p > text && (is_name_part(p[-1]) || p[-1] == '.'))
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
	if (strncmp(p, "async", 5) == 0 && !is_name_part(p[5]))
		p += 5;
	while (is_space(*p))
		p++;
	const char *end = p;
	while (is_name_part(*end))
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
		while (is_name_part(*p))
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

void evl_unknown_name_parameter(struct evl_realm *realm, struct evl_unknown *unknown, evl_value function)
{
	struct evl_parameter_name name;
	if (unknown->unnamed && evl_parameter_names(realm, function, 1, &name) == 1)
		give_name(realm, unknown, name.text, name.length);
}

/* --------------------------------------------------------------- promises */

bool evl_unknown_promise(struct evl_realm *realm, struct evl_unknown *unknown, evl_value *out)
{
	if (evl_is_undefined(unknown->promise)) {
		unknown->promise = evl_from_object(evl_promise_new(realm));
		if (realm->hooks.unknown_later == NULL)
			return evl_unknown_refuse(realm, "the promise", evl_from_object(&unknown->object));
		if (!realm->hooks.unknown_later(realm, unknown, EVL_UNDEFINED))
			return false;
	}
	*out = unknown->promise;
	return true;
}

/* ------------------------------------------------------------------ calls */

static bool is_array_method(struct evl_realm *realm, evl_key key)
{
	static const char *const names[] = { "forEach", "map", "filter", "reduce", "reduceRight", "find", "findIndex", "findLast", "some",
					     "every", "flatMap", "sort", "toSorted" };
	const char *name = evl_describe_key(realm, key);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static bool is_snippet_function(evl_value value) { return evl_is_callable(value) && !evl_is_unknown(value); }

/*
 * What is called later: the last argument, or an object of functions for how it ends, { success, error, complete }. Two functions at
 * the end are those for success and failure. EVL_UNDEFINED: nothing is.
 */
static bool find_callback(struct evl_realm *realm, uint32_t count, const evl_value *values, evl_value *out)
{
	static const char *const ways[] = { "success", "error" };
	evl_value last = count != 0 ? values[count - 1] : EVL_UNDEFINED, found;
	*out = EVL_UNDEFINED;
	if (is_snippet_function(last)) {
		*out = last;
		if (count < 2 || !is_snippet_function(values[count - 2]))
			return true;
		struct evl_object *both = evl_object_plain(realm);
		*out = evl_from_object(both);
		for (uint32_t i = 0; i < 2; i++)
			if (!evl_create_data(realm, both, evl_names_intern_utf8(realm->names, ways[i], strlen(ways[i])), values[count - 2 + i]))
				return false;
		return true;
	}
	if (!evl_is_class(last, EVL_CLASS_OBJECT))
		return true;
	for (size_t i = 0; i < 2 && evl_is_undefined(*out); i++) {
		if (!evl_get(realm, last, evl_names_intern_utf8(realm->names, ways[i], strlen(ways[i])), &found))
			return false;
		if (is_snippet_function(found))
			*out = last;
	}
	return true;
}

bool evl_unknown_call(struct evl_realm *realm, struct evl_unknown *callee, uint32_t count, const evl_value *values, evl_value *out)
{
	bool with_function = count != 0 && evl_is_callable(values[0]) && !evl_is_unknown(values[0]);
	if (with_function && callee->base != NULL && is_array_method(realm, callee->key)) {
		struct evl_object *array = evl_unknown_elements(realm, callee->base);
		return evl_invoke(realm, evl_from_object(array), callee->key, count, values, out);
	}
	struct evl_unknown *result = evl_unknown_new(realm, EVL_UNKNOWN_RESULT, call_text(realm, callee, count));
	*out = evl_from_object(&result->object);
	evl_value last;
	if (!find_callback(realm, count, values, &last))
		return false;
	if (evl_is_undefined(last))
		return true;
	if (realm->hooks.unknown_later == NULL)
		return evl_unknown_refuse(realm, "a callback", *out);
	return realm->hooks.unknown_later(realm, result, last);
}

bool evl_unknown_construct(struct evl_realm *realm, struct evl_unknown *callee, uint32_t count, evl_value *out)
{
	const char *text = evl_unknown_text(realm, "new %s(%s)", callee->text, count != 0 ? "\xE2\x80\xA6" : "");
	struct evl_unknown *made = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text);
	*out = evl_from_object(&made->object);
	return true;
}

/* Families of functions that only compute; what their functions are called with in front. */
static const char *pure_name(evl_native fn, evl_value this_value, struct evl_realm *realm, const char **prefix)
{
	const struct {
		const struct evl_rows *rows;
		const char *prefix; /* NULL: the receiver */
	} tables[] = {
		{ &evl_family_MATH.statics, "Math." },   { &evl_family_NUMBER.statics, "Number." },
		{ &evl_family_GLOBALS.statics, "" },     { &evl_family_DATE.statics, "Date." },
		{ &evl_family_JSON.statics, "JSON." },   { &evl_family_STRING.prototype, NULL },
		{ &evl_family_OBJECT.statics, "Object." },
	};
	for (size_t t = 0; t < sizeof tables / sizeof tables[0]; t++) {
		for (uint32_t i = 0; i < tables[t].rows->count; i++) {
			const struct evl_row *row = &tables[t].rows->rows[i];
			if (row->fn != fn || row->kind != EVL_ROW_METHOD)
				continue;
			if (tables[t].rows == &evl_family_JSON.statics && strcmp(row->name, "parse") != 0)
				return NULL;
			if (tables[t].rows == &evl_family_OBJECT.statics && strcmp(row->name, "keys") != 0 && strcmp(row->name, "values") != 0 &&
			    strcmp(row->name, "entries") != 0 && strcmp(row->name, "fromEntries") != 0 && strcmp(row->name, "getOwnPropertyNames") != 0)
				return NULL;
			if (tables[t].prefix == NULL && !evl_is_string(this_value))
				return NULL;
			bool is_global = tables[t].rows == &evl_family_NUMBER.statics && strncmp(row->name, "parse", 5) == 0; /* one function of two names */
			*prefix = is_global ? "" : tables[t].prefix != NULL ? tables[t].prefix : evl_unknown_text(realm, "%s.", evl_unknown_operand(realm, this_value));
			return row->name;
		}
	}
	*prefix = "";
	if (fn == evl_family_NUMBER.construct || fn == evl_family_BIGINT.construct || fn == evl_family_DATE.construct)
		return fn == evl_family_NUMBER.construct ? "Number" : fn == evl_family_BIGINT.construct ? "BigInt" : "Date";
	return NULL;
}

bool evl_unknown_native(struct evl_realm *realm, const struct evl_native_function *function, const struct evl_args *args, evl_value *out)
{
	uint32_t unknowns = 0;
	for (uint32_t i = 0; i < args->count; i++)
		unknowns += evl_is_unknown(args->values[i]) && evl_as_unknown(args->values[i])->equal == EVL_EMPTY;
	if (unknowns == 0)
		return false;
	bool is_new = !evl_is_undefined(args->new_target);
	if (function->fn == evl_family_STRING.construct && !is_new) {
		*out = evl_unknown_concat(realm, args->values, 1);
		return evl_is_unknown(*out);
	}
	const char *prefix, *name = pure_name(function->fn, args->this_value, realm, &prefix);
	if (name == NULL || (is_new && function->fn != evl_family_DATE.construct))
		return false;
	const char *list = "";
	for (uint32_t i = 0; i < args->count; i++)
		list = evl_unknown_text(realm, "%s%s%s", list, i == 0 ? "" : ", ", evl_unknown_operand(realm, args->values[i]));
	const char *text = evl_unknown_text(realm, "%s%s%s(%s)", is_new ? "new " : "", prefix, name, list);
	*out = evl_from_object(&evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text)->object);
	return true;
}

bool evl_is_called_here(struct evl_realm *realm, evl_key name)
{
	uint32_t length;
	evl_span span = evl_stack_site(realm);
	const char *text = text_at(realm, span, &length), *word = evl_describe_key(realm, name);
	if (text == NULL)
		return false;
	size_t used = strlen(word);
	if (length < used || memcmp(text, word, used) != 0)
		return false;
	text += used;
	for (;;) { /* a method of it is called, too */
		while (is_space(*text))
			text++;
		if (*text != '.')
			break;
		for (text++; is_space(*text); text++)
			;
		while (is_name_part(*text))
			text++;
	}
	return *text == '(';
}
