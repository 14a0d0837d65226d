/* SPDX-License-Identifier: MIT */
/*
 * unknown_callback.c - see unknown_callback.h.
 */
#include "vm/unknown_callback.h"

#include <string.h>

#include "value/realm.h"
#include "value/rows.h"
#include "vm/unknown_name.h"

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

bool evl_unknown_is_over_elements(const char *name)
{
	static const char *const names[] = { "forEach", "map", "filter", "reduce", "reduceRight", "find", "findIndex", "findLast", "some",
					     "every", "flatMap", "sort", "toSorted" };
	return IS_ONE_OF(name, names);
}

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

bool evl_unknown_find_callback(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values,
			  struct evl_unknown_request *request)
{
	static const char *const ways[] = { "success", "error" };
	uint32_t last = count;
	while (last > 0 && !evl_is_snippet_function(values[last - 1]))
		last--;
	request->calls = EVL_UNKNOWN_CALLS_ONCE;
	if (last != 0) {
		request->callback = values[last - 1];
		if (find_events(realm, callee, values[0], request) || last < 2 || !evl_is_snippet_function(values[last - 2]))
			return true;
		request->calls = EVL_UNKNOWN_CALLS_ONE_WAY;
		return pair(realm, values[last - 2], values[last - 1], &request->callback);
	}
	for (size_t i = 0; count != 0 && evl_is_class(values[count - 1], EVL_CLASS_OBJECT) && i < 2; i++) {
		evl_value found;
		if (!evl_get(realm, values[count - 1], evl_text_name(realm, ways[i]), &found))
			return false;
		if (!evl_is_snippet_function(found))
			continue;
		request->calls = EVL_UNKNOWN_CALLS_ONE_WAY;
		request->callback = values[count - 1];
	}
	return true;
}

bool evl_unknown_wait(struct evl_realm *realm, const struct evl_unknown *callee, uint32_t count, const evl_value *values, bool *done)
{
	static const char *const ways[] = { [EVL_UNKNOWN_DONE] = "done", [EVL_UNKNOWN_FAILED] = "fail", [EVL_UNKNOWN_ALWAYS] = "always" };
	uint32_t way = 0;
	*done = false;
	if (callee->base == NULL || callee->base->kind != EVL_UNKNOWN_RESULT || count == 0 || !evl_is_snippet_function(values[0]))
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

bool evl_unknown_observe(struct evl_realm *realm, const struct evl_unknown *callee, struct evl_unknown *result, uint32_t count, const evl_value *values,
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
		if (evl_is_snippet_function(request.callback) && !realm->hooks.unknown_later(realm, &request))
			return false;
	}
	result->listens = *done;
	return true;
}
