/* SPDX-License-Identifier: MIT */
/*
 * outside.c - see outside.h.
 */
#include "host/outside.h"

#include <string.h>

#include "base/diag.h"
#include "host/web/abort.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/unknown.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/unknown_call.h"
#include "vm/unknown_name.h"

static const int64_t usual_delay = 30000; /* microseconds: more than a turn, less than most timers */

/*
 * How long outside work usually takes. Where it is asked what a call does (--call), its times are those that the snippet itself
 * waits: outside work takes next to none, which is told once.
 */
static int64_t delay(struct evl_realm *realm)
{
	if (!realm->host->times_own)
		return usual_delay;
	if (!realm->host->times_told)
		evl_host_note(realm, evl_span_none(), "times leave out how long outside work takes");
	realm->host->times_told = true;
	return 1;
}

static uint32_t choose_outcome(struct evl_realm *realm, uint32_t count)
{
	return evl_choose(&realm->host->loop.choices, EVL_CHOICE_OUTCOME, count, 0, realm->now);
}

/* Does it come out well? Asked when the time has come, once, and noted. */
static bool comes_well(struct evl_realm *realm, struct evl_unknown *unknown, const char *well, const char *badly)
{
	if (unknown->well == EVL_UNKNOWN_UNASKED) {
		unknown->well = choose_outcome(realm, 2) == 0 ? EVL_UNKNOWN_YES : EVL_UNKNOWN_NO;
		evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s %s", unknown->text, unknown->well == EVL_UNKNOWN_YES ? well : badly));
	}
	return unknown->well == EVL_UNKNOWN_YES;
}

static evl_value unnamed(struct evl_realm *realm, const char *text)
{
	struct evl_unknown *value = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, text);
	value->unnamed = true;
	return evl_from_object(&value->object);
}

static evl_value failure(struct evl_realm *realm, const struct evl_unknown *unknown)
{
	evl_value reason = unnamed(realm, evl_unknown_text(realm, "error of %s", unknown->text));
	evl_as_unknown(reason)->is_compound = true;
	evl_as_unknown(reason)->truth = EVL_UNKNOWN_YES;
	return reason;
}

/* The task that settles the promise of an unknown result. */
static bool settle(struct evl_realm *realm, uint32_t record)
{
	struct evl_unknown *unknown = evl_as_unknown(evl_host_task(realm->host, record)->this_value);
	struct evl_promise *promise = evl_pointer(unknown->promise);
	if (comes_well(realm, unknown, "fulfils", "rejects")) {
		evl_promise_fulfill(realm, promise, unnamed(realm, unknown->text));
	} else {
		evl_promise_reject(realm, promise, failure(realm, unknown));
	}
	return realm->halt == EVL_STATUS_OK;
}

enum { MAX_PARAMETERS = 8 };

/* The values that a function is called with, from the one numbered `first`, which is what the call gives, by the names of its parameters. */
static void fill_arguments(struct evl_realm *realm, const struct evl_unknown *unknown, const struct evl_parameter_name *names, uint32_t first,
			   uint32_t count, evl_value *values)
{
	for (uint32_t i = first; i < count; i++) {
		values[i] = unnamed(realm, i == first ? unknown->text : evl_unknown_text(realm, "argument %u of %s", (unsigned)i + 1, unknown->text));
		evl_unknown_name(evl_as_unknown(values[i]), names[i].text, names[i].length);
	}
}

/* Its parameters; a function of the host's own is called with one value. */
static uint32_t parameters(struct evl_realm *realm, evl_value callback, struct evl_parameter_name *names)
{
	if (evl_is_class(callback, EVL_CLASS_FUNCTION))
		return evl_parameter_names(realm, callback, MAX_PARAMETERS, names);
	names[0] = (struct evl_parameter_name){ "", 0 };
	return 1;
}

/* Call it with unknown values named as its parameters are; the first one is what the call gives, or (`failed`) why it failed. */
static bool call_with(struct evl_realm *realm, const struct evl_unknown *unknown, evl_value callback, bool failed)
{
	evl_value values[MAX_PARAMETERS], ignored;
	struct evl_parameter_name names[MAX_PARAMETERS];
	uint32_t count = parameters(realm, callback, names);
	fill_arguments(realm, unknown, names, 0, count, values);
	if (failed && count != 0) {
		values[0] = failure(realm, unknown);
		evl_unknown_name(evl_as_unknown(values[0]), names[0].text, names[0].length);
	}
	return evl_call(realm, callback, EVL_UNDEFINED, count, values, &ignored);
}

/* The task that calls a function given to an unknown one. A first parameter that is named as errors are is null, or the only one that is not. */
static bool call_back(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_unknown *unknown = evl_as_unknown(task->this_value);
	evl_value callback = task->callback, values[MAX_PARAMETERS], ignored;
	struct evl_parameter_name names[MAX_PARAMETERS];
	if (unknown->ended)
		return true;
	uint32_t count = parameters(realm, callback, names);
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s calls its callback once, later", unknown->text));
	if (!evl_takes_error_first(realm, callback))
		return call_with(realm, unknown, callback, false);
	bool ok = comes_well(realm, unknown, "succeeds", "fails");
	values[0] = ok ? EVL_NULL : failure(realm, unknown);
	if (ok)
		fill_arguments(realm, unknown, names, 1, count, values);
	else
		evl_unknown_name(evl_as_unknown(values[0]), names[0].text, names[0].length);
	for (uint32_t i = 1; i < count && !ok; i++)
		values[i] = EVL_UNDEFINED;
	return evl_call(realm, callback, EVL_UNDEFINED, count, values, &ignored);
}

/* The task in which something happens that a function is to be told of. */
static bool happen(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	const struct evl_unknown *unknown = evl_as_unknown(task->this_value);
	return unknown->ended || call_with(realm, unknown, task->callback, false);
}

/* The task that calls one of the functions for success and failure, then the one that is told in any case. */
static bool call_one_way(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_unknown *unknown = evl_as_unknown(task->this_value);
	evl_value ways = task->callback, callback;
	if (unknown->ended)
		return true;
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming %s calls one of its callbacks once, later", unknown->text));
	bool ok = comes_well(realm, unknown, "succeeds", "fails");
	const char *const called[] = { ok ? "success" : "error", "complete" };
	for (size_t i = 0; i < sizeof called / sizeof called[0]; i++) {
		if (!evl_get(realm, ways, evl_text_name(realm, called[i]), &callback))
			return false;
		if (!evl_is_callable(callback))
			continue;
		if (!call_with(realm, unknown, callback, i == 0 && !ok))
			return false;
	}
	return true;
}

/* The task that calls what waits for the end of an unknown promise, in the order in which it was given. */
static bool call_waiting(struct evl_realm *realm, uint32_t record)
{
	struct evl_unknown *unknown = evl_as_unknown(evl_host_task(realm->host, record)->this_value);
	const struct evl_object *waiting = evl_as_object(unknown->waiting);
	unknown->waiting = EVL_UNDEFINED; /* what comes to wait from now on is called in a task of its own */
	bool ok = comes_well(realm, unknown, "fulfils", "rejects");
	for (uint32_t i = 0; i + 1 < waiting->element_count; i += 2) {
		enum evl_unknown_way way = (enum evl_unknown_way)evl_as_int(waiting->elements[i]);
		if (way != EVL_UNKNOWN_ALWAYS && (way == EVL_UNKNOWN_DONE) != ok)
			continue;
		if (!call_with(realm, unknown, waiting->elements[i + 1], way == EVL_UNKNOWN_FAILED))
			return false;
	}
	return true;
}

static bool post(struct evl_realm *realm, const struct evl_unknown_request *request, bool (*run)(struct evl_realm *, uint32_t))
{
	int64_t wait = delay(realm);
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, request->callback, evl_from_object(&request->unknown->object), 0, NULL, wait);
	evl_host_task(realm->host, record)->run = run;
	evl_host_task(realm->host, record)->is_tracked = true;
	evl_host_post(realm, record, EVL_SOURCE_NETWORK, wait);
	return realm->halt == EVL_STATUS_OK;
}

/* How often it happens is asked at once: usually once, or not at all. */
static bool post_events(struct evl_realm *realm, const struct evl_unknown_request *request)
{
	static const char *const often[] = { "", "once", "twice" };
	static const uint8_t usual[] = { 1, 0, 2 }, unusual[] = { 0, 1, 2 };
	bool may = evl_unknown_may_call(realm);
	uint32_t answer = may ? choose_outcome(realm, request->once || request->unusual ? 2 : 3) : 0;
	uint32_t times = may ? (request->unusual ? unusual : usual)[answer] : 0;
	const char *text = request->unknown->text, *name = request->name != NULL ? request->name : "callback";
	bool is_handler = request->unknown->kind != EVL_UNKNOWN_RESULT;
	if (times == 0)
		evl_unknown_assume(realm, evl_unknown_text(realm, is_handler ? "assuming %s is never called" : "assuming %s never calls its %s", text, name));
	else
		evl_unknown_assume(realm, evl_unknown_text(realm, is_handler ? "assuming %s is called%.0s %s, later" : "assuming %s calls its %s %s, later", text,
							   name, often[times]));
	for (uint32_t i = 0; i < times; i++)
		if (!post(realm, request, happen))
			return false;
	return true;
}

static bool later(struct evl_realm *realm, const struct evl_unknown_request *request)
{
	switch (request->calls) {
	case EVL_UNKNOWN_CALLS_EVENTS:
		return post_events(realm, request);
	case EVL_UNKNOWN_CALLS_ONE_WAY:
		return post(realm, request, call_one_way);
	case EVL_UNKNOWN_CALLS_ENDED:
		return post(realm, request, call_waiting);
	case EVL_UNKNOWN_CALLS_ONCE:
		return post(realm, request, call_back);
	default:
		return post(realm, request, settle);
	}
}

void evl_outside_start(struct evl_realm *realm)
{
	realm->hooks.outcome = choose_outcome;
	realm->hooks.unknown_promise = evl_unknown_promise;
	realm->hooks.unknown_later = later;
}

/* ------------------------------------------------------------------ fetch */

static bool answer_fetch(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_unknown *response = evl_as_unknown(task->this_value);
	struct evl_promise *promise = evl_pointer(response->promise);
	response->work = 0;
	if (comes_well(realm, response, "fulfils", "rejects")) {
		response->promise = EVL_UNDEFINED;
		evl_promise_fulfill(realm, promise, evl_from_object(&response->object));
		return realm->halt == EVL_STATUS_OK;
	}
	const char *text = realm->host->profile->is_page ? "Failed to fetch" : "fetch failed";
	evl_throw_text(realm, EVL_ERROR_TYPE, text);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	evl_promise_reject(realm, promise, evl_take_exception(realm));
	return realm->halt == EVL_STATUS_OK;
}

/* The signal of a fetch aborts: nobody waits for the answer any more. */
static bool abandon_fetch(struct evl_realm *realm, evl_value answer, evl_value reason)
{
	struct evl_unknown *response = evl_as_unknown(answer);
	if (response->work == 0)
		return true;
	evl_host_task_cancel(realm, response->work);
	response->work = 0;
	evl_promise_reject(realm, evl_pointer(response->promise), reason);
	return realm->halt == EVL_STATUS_OK;
}

/* The signal among the options of a fetch, NULL: there is none. False: an exception is pending or the run halts. */
static bool fetch_signal(struct evl_realm *realm, evl_value options, struct evl_abort_signal **signal)
{
	evl_value value;
	*signal = NULL;
	if (!evl_is_object(options) || evl_is_unknown(options))
		return true;
	if (!evl_get(realm, options, evl_text_name(realm, "signal"), &value))
		return false;
	if (evl_is_nullish(value) || evl_is_unknown(value))
		return true;
	*signal = evl_platform_cast(value, EVL_PLATFORM_ABORT_SIGNAL);
	return *signal != NULL || evl_not_covered(realm, "fetch with a signal that is no AbortSignal");
}

/* A short text of what is fetched: the call as it is written, or with its address. */
static const char *fetch_text(struct evl_realm *realm, evl_value resource)
{
	enum { LONGEST = 60 };
	if (evl_is_unknown(resource))
		return evl_unknown_text(realm, "fetch(%s)", evl_as_unknown(resource)->text);
	if (evl_is_string(resource) && evl_as_string(resource)->length <= LONGEST)
		return evl_unknown_text(realm, "fetch('%s')", evl_string_utf8(realm, evl_as_string(resource)));
	return "fetch(\xE2\x80\xA6)";
}

bool evl_outside_fetch(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value resource = evl_arg(args, 0), options = evl_arg(args, 1);
	if (evl_is_string(resource) && strncmp(evl_string_utf8(realm, evl_as_string(resource)), "data:", 5) == 0)
		return evl_not_covered(realm, "fetch of a data: URL");
	if (evl_is_undefined(resource))
		return evl_not_covered(realm, "fetch without an address");
	struct evl_abort_signal *signal;
	if (!fetch_signal(realm, options, &signal))
		return false;
	int64_t wait = delay(realm);
	struct evl_promise *promise = evl_promise_new(realm);
	struct evl_unknown *response = evl_unknown_new(realm, EVL_UNKNOWN_VALUE, fetch_text(realm, resource));
	response->unnamed = true;
	response->promise = evl_from_object(promise);
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, EVL_UNDEFINED, evl_from_object(&response->object), 0, NULL, wait);
	evl_host_task(realm->host, record)->run = answer_fetch;
	evl_host_task(realm->host, record)->is_tracked = true;
	evl_host_post(realm, record, EVL_SOURCE_NETWORK, wait);
	response->work = record;
	if (signal != NULL)
		evl_abort_add(realm, signal, evl_from_object(&response->object), abandon_fetch);
	*result = evl_from_object(promise);
	return realm->halt == EVL_STATUS_OK;
}
