/* SPDX-License-Identifier: MIT */
/*
 * unknown_call.c - calling what only a real host knows, and what such calls give: promises, callbacks, names.
 */
#include "vm/unknown_call.h"

#include <string.h>

#include "base/ascii.h"
#include "base/source.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/realm.h"
#include "vm/function.h"
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
static const char *arguments_text(struct evl_realm *realm, uint32_t count, const evl_value *values)
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
static const char *call_text(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values)
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
	return evl_unknown_text(realm, "%s(%s)", callee->text, arguments_text(realm, count, values));
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

/* --------------------------------------------------------------- promises */

bool evl_unknown_promise(struct evl_realm *realm, struct evl_unknown *unknown, evl_value *out)
{
	if (evl_is_undefined(unknown->promise)) {
		unknown->promise = evl_from_object(evl_promise_new(realm));
		if (realm->hooks.unknown_later == NULL)
			return evl_unknown_refuse(realm, "the promise", evl_from_object(&unknown->object));
		struct evl_unknown_request request = { .unknown = unknown, .callback = EVL_UNDEFINED, .calls = EVL_UNKNOWN_SETTLES };
		if (!realm->hooks.unknown_later(realm, &request))
			return false;
	}
	*out = unknown->promise;
	return true;
}

bool evl_unknown_react(struct evl_realm *realm, evl_value reaction, evl_value value, evl_value *out)
{
	enum { PARAMETERS = 8 };
	struct evl_parameter_name names[PARAMETERS];
	evl_value values[PARAMETERS];
	uint32_t count = evl_parameter_names(realm, reaction, PARAMETERS, names);
	values[0] = value;
	for (uint32_t i = 1; i < count; i++) {
		const char *of = evl_is_unknown(value) ? evl_as_unknown(value)->text : "a promise";
		struct evl_unknown *further = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "value %u of %s", (unsigned)i + 1, of));
		further->unnamed = true;
		evl_unknown_name(further, names[i].text, names[i].length);
		values[i] = evl_from_object(&further->object);
	}
	return evl_call(realm, reaction, EVL_UNDEFINED, count > 1 ? count : 1, values, out);
}

/* ------------------------------------------------------------------ calls */

static bool is_one_of(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], text) == 0)
			return true;
	return false;
}
#define IS_ONE_OF(text, words) is_one_of(text, words, sizeof(words) / sizeof(words)[0])

/* The name that a function is called by: of a method its key, otherwise what follows the last dot. */
static const char *called_name(struct evl_realm *realm, const struct evl_unknown *callee)
{
	return callee->base != NULL ? evl_describe_key(realm, callee->key) : callee->text;
}

static bool is_array_method(const char *name)
{
	static const char *const names[] = { "forEach", "map", "filter", "reduce", "reduceRight", "find", "findIndex", "findLast", "some",
					     "every", "flatMap", "sort", "toSorted" };
	return IS_ONE_OF(name, names);
}

static bool is_snippet_function(evl_value value) { return evl_is_callable(value) && !evl_is_unknown(value); }

/* Two functions at the end are those for success and failure: as an object of both. */
static bool pair(struct evl_realm *realm, evl_value success, evl_value failure, evl_value *out)
{
	struct evl_object *both = evl_object_plain(realm);
	*out = evl_from_object(both);
	return evl_create_data(realm, both, evl_text_name(realm, "success"), success) && evl_create_data(realm, both, evl_text_name(realm, "error"), failure);
}

/* Is it told of requests: (req, res), or (err, req, res, next)? */
static bool takes_request(struct evl_realm *realm, evl_value callback)
{
	static const char *const names[] = { "req", "_req", "request", "ctx" };
	struct evl_parameter_name parameters[2];
	uint32_t count = evl_parameter_names(realm, callback, 2, parameters);
	bool found = false;
	for (uint32_t i = 0; i < count; i++)
		found = found || IS_ONE_OF(evl_unknown_text(realm, "%.*s", (int)parameters[i].length, parameters[i].text), names);
	return found;
}

/* Is what the function is told of something that happens again and again, and does it usually happen? Told by the method and the event's name. */
static bool find_events(struct evl_realm *realm, const struct evl_unknown *callee, evl_value first, struct evl_unknown_request *request)
{
	static const char *const listens[] = { "on", "once", "addListener", "addEventListener", "prependListener", "subscribe", "onSnapshot", "watch",
					       "observe", "bind", "delegate", "live", "click", "submit", "change", "keyup", "keydown", "hover" };
	static const char *const rare[] = { "error", "click", "dblclick", "submit", "change", "input", "keydown", "keyup", "keypress", "mousemove",
					    "mouseenter", "mouseleave", "mouseover", "mouseout", "scroll", "resize", "hover", "focus", "blur", "disconnect",
					    "SIGINT", "SIGTERM", "uncaughtException", "unhandledRejection", "timeout", "abort" };
	const char *name = called_name(realm, callee);
	bool serves = takes_request(realm, request->callback);
	if (!serves && (callee->base == NULL || !IS_ONE_OF(name, listens)))
		return false;
	request->calls = EVL_UNKNOWN_CALLS_EVENTS;
	request->unusual = serves || IS_ONE_OF(name, rare) || (evl_is_string(first) && IS_ONE_OF(evl_string_utf8(realm, evl_as_string(first)), rare));
	request->once = strcmp(name, "once") == 0;
	return true;
}

/*
 * What is called later: the last function among the arguments, or an object of functions for how it ends, { success, error, complete }. Two
 * functions at the end are those for success and failure.
 */
static bool find_callback(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values,
			  struct evl_unknown_request *request)
{
	static const char *const ways[] = { "success", "error" };
	uint32_t last = count;
	while (last > 0 && !is_snippet_function(values[last - 1]))
		last--;
	request->calls = EVL_UNKNOWN_CALLS_ONCE;
	if (last != 0) {
		request->callback = values[last - 1];
		if (find_events(realm, callee, values[0], request) || last < 2 || !is_snippet_function(values[last - 2]))
			return true;
		request->calls = EVL_UNKNOWN_CALLS_ONE_WAY;
		return pair(realm, values[last - 2], values[last - 1], &request->callback);
	}
	for (size_t i = 0; count != 0 && evl_is_class(values[count - 1], EVL_CLASS_OBJECT) && i < 2; i++) {
		evl_value found;
		if (!evl_get(realm, values[count - 1], evl_text_name(realm, ways[i]), &found))
			return false;
		if (!is_snippet_function(found))
			continue;
		request->calls = EVL_UNKNOWN_CALLS_ONE_WAY;
		request->callback = values[count - 1];
	}
	return true;
}

/* promise.done(f), fail, always: f waits for how the promise ends; so does what is given to them next. *done: it was one of them. */
static bool wait_for_end(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values, bool *done)
{
	static const char *const ways[] = { [EVL_UNKNOWN_DONE] = "done", [EVL_UNKNOWN_FAILED] = "fail", [EVL_UNKNOWN_ALWAYS] = "always" };
	uint32_t way = 0;
	*done = false;
	if (callee->base == NULL || callee->base->kind != EVL_UNKNOWN_RESULT || count == 0 || !is_snippet_function(values[0]))
		return true;
	while (way < sizeof ways / sizeof ways[0] && strcmp(ways[way], evl_describe_key(realm, callee->key)) != 0)
		way++;
	if (way == sizeof ways / sizeof ways[0])
		return true;
	*done = true;
	struct evl_unknown *promise = callee->base;
	bool is_first = evl_is_undefined(promise->waiting);
	if (is_first)
		promise->waiting = evl_from_object(evl_array_from(realm, NULL, 0));
	struct evl_object *waiting = evl_as_object(promise->waiting);
	if (!evl_array_append(realm, waiting, evl_from_uint32(way)) || !evl_array_append(realm, waiting, values[0]))
		return false;
	struct evl_unknown_request request = { .unknown = promise, .callback = values[0], .calls = EVL_UNKNOWN_CALLS_ENDED };
	return !is_first || realm->hooks.unknown_later(realm, &request);
}

/* A method named as one of an array's, of an unknown value: over its elements; of a library, _.map(array, f): over that array. *done: it was. */
static bool call_over_elements(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values, evl_value *out,
			       bool *done)
{
	*done = false;
	if (callee->base == NULL || count == 0 || !is_array_method(evl_describe_key(realm, callee->key)))
		return true;
	if (is_snippet_function(values[0])) {
		*done = true;
		struct evl_object *array = evl_unknown_elements(realm, callee->base);
		return evl_invoke(realm, evl_from_object(array), callee->key, count, values, out);
	}
	if (!evl_is_class(values[0], EVL_CLASS_ARRAY) || count < 2 || !is_snippet_function(values[1]) || (count > 2 && evl_is_callable(values[2])))
		return true;
	*done = true;
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s does as Array.prototype.%s does", callee->text, evl_describe_key(realm, callee->key)));
	return evl_invoke(realm, values[0], callee->key, count - 1, values + 1, out);
}

/* subscribe(next, error, complete), or with an object of them: each is told of something else. *done: it was that. */
static bool observe(struct evl_realm *realm, const struct evl_unknown *callee, struct evl_unknown *result, uint32_t count, const evl_value *values,
		    bool *done)
{
	static const char *const names[] = { "next", "error", "complete" };
	enum { TOLD = sizeof names / sizeof names[0] };
	bool is_object = count == 1 && evl_is_class(values[0], EVL_CLASS_OBJECT);
	*done = callee->base != NULL && strcmp(evl_describe_key(realm, callee->key), "subscribe") == 0 &&
		(is_object || (count > 1 && evl_is_callable(values[0]) && evl_is_callable(values[1])));
	for (uint32_t i = 0; *done && i < TOLD; i++) {
		struct evl_unknown_request request = { .unknown = result, .callback = !is_object && i < count ? values[i] : EVL_UNDEFINED,
						       .calls = EVL_UNKNOWN_CALLS_EVENTS, .name = names[i], .unusual = i == 1, .once = i == 2 };
		if (is_object && !evl_get(realm, values[0], evl_text_name(realm, names[i]), &request.callback))
			return false;
		if (is_snippet_function(request.callback) && !realm->hooks.unknown_later(realm, &request))
			return false;
	}
	result->listens = *done;
	return true;
}

/*
 * What a call with a function gave is called itself, memoize(f)(1): it stands for the function. Does this call of it call f? Not usually, when it is
 * called with fewer values than f has parameters.
 */
static bool wraps(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count)
{
	enum { PARAMETERS = 8 };
	struct evl_parameter_name parameters[PARAMETERS];
	bool is_usual = evl_parameter_names(realm, callee->callback, PARAMETERS, parameters) <= count;
	bool calls = evl_unknown_may_call(realm) && (evl_unknown_ask(realm, 2) == 0) == is_usual;
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming what %s gives %s the function that it was made of", callee->text,
						   calls ? "calls" : "does not call"));
	return calls;
}

bool evl_unknown_call(struct evl_realm *realm, struct evl_unknown *callee, uint32_t count, const evl_value *values, evl_value *out)
{
	bool done;
	if (!call_over_elements(realm, callee, count, values, out, &done) || done)
		return realm->exception == EVL_EMPTY && realm->halt == EVL_STATUS_OK;
	*out = callee->base != NULL ? evl_from_object(&callee->base->object) : EVL_UNDEFINED;
	if (realm->hooks.unknown_later != NULL && (!wait_for_end(realm, callee, count, values, &done) || done))
		return realm->exception == EVL_EMPTY && realm->halt == EVL_STATUS_OK;
	if (callee->listens && count == 0 && !callee->ended) { /* what a registration gives ends it: unsubscribe() */
		callee->ended = true;
		evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s() ends what was asked for", callee->text));
	}
	if (!callee->listens && evl_is_callable(callee->callback)) {
		callee->ended = true;
		if (wraps(realm, callee, count))
			return evl_call(realm, callee->callback, EVL_UNDEFINED, count, values, out);
	}
	struct evl_unknown *result = evl_unknown_new(realm, EVL_UNKNOWN_RESULT, call_text(realm, callee, count, values));
	*out = evl_from_object(&result->object);
	struct evl_unknown_request request = { .unknown = result, .callback = EVL_UNDEFINED };
	if (realm->hooks.unknown_later != NULL && (!observe(realm, callee, result, count, values, &done) || done))
		return realm->exception == EVL_EMPTY && realm->halt == EVL_STATUS_OK;
	if (!find_callback(realm, callee, count, values, &request))
		return false;
	if (evl_is_undefined(request.callback))
		return true;
	if (realm->hooks.unknown_later == NULL)
		return evl_unknown_refuse(realm, "a callback", *out);
	result->callback = request.callback;
	result->listens = request.calls == EVL_UNKNOWN_CALLS_EVENTS;
	return realm->hooks.unknown_later(realm, &request);
}

bool evl_unknown_construct(struct evl_realm *realm, struct evl_unknown *callee, evl_value new_target, uint32_t count, const evl_value *values,
			   evl_value *out)
{
	bool is_super = new_target != evl_from_object(&callee->object) && evl_is_class(new_target, EVL_CLASS_FUNCTION);
	const char *name = is_super ? evl_function_name(realm, evl_as_object(new_target)) : callee->text;
	const char *text = evl_unknown_text(realm, "new %s(%s)", name, arguments_text(realm, count, values));
	struct evl_unknown *made = is_super ? evl_unknown_instance(realm, new_target, text) : evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text);
	if (made == NULL)
		return false;
	*out = evl_from_object(&made->object);
	return true;
}

static const char *receiver_text(struct evl_realm *realm, evl_value receiver)
{
	struct evl_string *text;
	if (evl_is_class(receiver, EVL_CLASS_REGEXP) && evl_to_string(realm, receiver, &text))
		return evl_string_utf8(realm, text);
	return evl_unknown_operand(realm, receiver);
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
		{ &evl_family_OBJECT.statics, "Object." }, { &evl_family_REGEXP.prototype, NULL },
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
			bool is_test = tables[t].rows == &evl_family_REGEXP.prototype && strcmp(row->name, "test") == 0 && evl_is_class(this_value, EVL_CLASS_REGEXP);
			if (tables[t].prefix == NULL && !evl_is_string(this_value) && !is_test)
				return NULL;
			bool is_global = tables[t].rows == &evl_family_NUMBER.statics && strncmp(row->name, "parse", 5) == 0; /* one function of two names */
			*prefix = is_global ? "" : tables[t].prefix != NULL ? tables[t].prefix : evl_unknown_text(realm, "%s.", receiver_text(realm, this_value));
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
