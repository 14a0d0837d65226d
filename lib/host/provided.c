/* SPDX-License-Identifier: MIT */
/*
 * provided.c - see provided.h.
 */
#include "host/provided.h"

#include <string.h>

#include "console/console.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/unknown.h"
#include "vm/promise.h"
#include "vm/unknown_call.h"
#include "vm/unknown_name.h"

enum provided_kind { PROVIDED_VALUE, PROVIDED_RETURNS, PROVIDED_RESOLVES, PROVIDED_REJECTS, PROVIDED_CALLS_BACK, PROVIDED_THROWS, PROVIDED_ANSWERS,
		     PROVIDED_FAILS };

static const char provide_name[] = "evloop:provide", call_name[] = "evloop:call";

/* The task in which a provided promise is settled (this_value), with its one value. */
static bool fulfil_later(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	evl_promise_resolve_with(realm, evl_pointer(task->this_value), task->values[0]);
	return realm->halt == EVL_STATUS_OK;
}

static bool reject_later(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	evl_promise_reject(realm, evl_pointer(task->this_value), task->values[0]);
	return realm->halt == EVL_STATUS_OK;
}

/* A callback whose first parameter is named as errors are gets null there. */
static bool call_back_later(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	evl_value callback = task->callback, values[2] = { EVL_NULL, task->values[0] }, ignored;
	bool error_first = evl_takes_error_first(realm, callback);
	return evl_call(realm, callback, EVL_UNDEFINED, error_first ? 2 : 1, error_first ? values : values + 1, &ignored);
}

static void post(struct evl_realm *realm, bool (*run)(struct evl_realm *, uint32_t), evl_value callback, evl_value target, evl_value value,
		 int64_t delay)
{
	uint32_t record = evl_host_task_new(realm, EVL_WORK_PROVIDED, callback, target, 1, &value, delay);
	evl_host_task(realm->host, record)->run = run;
	evl_host_post(realm, record, EVL_SOURCE_POSTED, delay);
}

/* A provided function. captured: 0 what computes its value, 1 how it gives it, 2 after which time (microseconds). */
static bool provided(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_native_function *self = (const struct evl_native_function *)args->callee;
	int64_t delay = (int64_t)evl_number(self->captured[2]);
	evl_value value, last = args->count != 0 ? args->values[args->count - 1] : EVL_UNDEFINED;
	if (!evl_call(realm, self->captured[0], args->this_value, args->count, args->values, &value))
		return false;
	*result = EVL_UNDEFINED;
	switch ((enum provided_kind)evl_as_int(self->captured[1])) {
	case PROVIDED_THROWS:
		return evl_throw(realm, value);
	case PROVIDED_RESOLVES:
	case PROVIDED_REJECTS: {
		bool rejects = evl_as_int(self->captured[1]) == PROVIDED_REJECTS;
		*result = evl_from_object(evl_promise_new(realm));
		post(realm, rejects ? reject_later : fulfil_later, EVL_UNDEFINED, *result, value, delay);
		break;
	}
	case PROVIDED_CALLS_BACK:
		if (!evl_is_callable(last))
			return evl_throw_text(realm, EVL_ERROR_TYPE, "the provided function was called without a callback");
		post(realm, call_back_later, last, EVL_UNDEFINED, value, delay);
		break;
	default:
		realm->now += delay;
		*result = value;
	}
	return realm->halt == EVL_STATUS_OK;
}

/* Put it where a name with dots says; objects on the way are made. */
static bool define(struct evl_realm *realm, const char *name, evl_value value)
{
	struct evl_object *object = realm->global;
	for (const char *dot; (dot = strchr(name, '.')) != NULL; name = dot + 1) {
		evl_key key = evl_names_intern_utf8(realm->names, name, (size_t)(dot - name));
		evl_value next;
		bool found;
		if (!evl_has_property(realm, object, key, &found))
			return false;
		if (!found && !evl_create_data(realm, object, key, evl_from_object(evl_object_plain(realm))))
			return false;
		if (!evl_object_get(realm, object, key, evl_from_object(object), &next) || !evl_to_object(realm, next, &object))
			return false;
	}
	return evl_create_data(realm, object, evl_text_name(realm, name), value);
}

/* ---------------------------------------------------------------- addresses */

const struct evl_provided_answer *evl_provided_find(const struct evl_realm *realm, const char *address)
{
	const struct evl_provided_answer *answer = realm->host->answers;
	while (answer != NULL && strcmp(answer->address, address) != 0)
		answer = answer->next;
	return answer;
}

/* Keep what is at an address: text as it is, other values as `to_json` gives them. */
static bool provide_answer(struct evl_realm *realm, const char *address, int64_t delay, bool failed, evl_value content, evl_value to_json)
{
	struct evl_provided_answer *answer = evl_arena_zalloc(&realm->scratch, sizeof *answer);
	answer->is_json = !evl_is_string(content);
	struct evl_string *text;
	evl_value json = content;
	if ((answer->is_json && !evl_call(realm, to_json, EVL_UNDEFINED, 1, &content, &json)) || !evl_to_string(realm, json, &text))
		return false;
	answer->text = evl_string_utf8(realm, text);
	answer->length = strlen(answer->text);
	answer->address = address;
	answer->delay = delay;
	answer->failed = failed;
	answer->next = realm->host->answers;
	realm->host->answers = answer;
	return true;
}

/* (name or address, kind, delay in microseconds, function that gives the value, of an address: JSON.stringify) */
static bool provide(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_string_utf8(realm, evl_as_string(evl_arg(args, 0)));
	evl_value kind = evl_arg(args, 1), value;
	*result = EVL_UNDEFINED;
	if (evl_as_int(kind) == PROVIDED_ANSWERS || evl_as_int(kind) == PROVIDED_FAILS)
		return evl_call(realm, evl_arg(args, 3), EVL_UNDEFINED, 0, NULL, &value) &&
		       provide_answer(realm, name, (int64_t)evl_number(evl_arg(args, 2)), evl_as_int(kind) == PROVIDED_FAILS, value, evl_arg(args, 4));
	if (evl_as_int(kind) == PROVIDED_VALUE)
		return evl_call(realm, evl_arg(args, 3), EVL_UNDEFINED, 0, NULL, &value) && define(realm, name, value);
	const char *last = strrchr(name, '.');
	struct evl_native_function *function = evl_native_function_new(realm, last != NULL ? last + 1 : name, 0, provided);
	function->captured[0] = evl_arg(args, 3);
	function->captured[1] = kind;
	function->captured[2] = evl_arg(args, 2);
	return define(realm, name, evl_from_object(function));
}

/* ------------------------------------------------------------------ calls */

/* Say what a call came to: one line of the console, which is the tool's own. */
static bool tell(struct evl_realm *realm, evl_value text, const char *verb, evl_value value)
{
	struct evl_string *shown;
	struct evl_inspect_options options = { .depth = 2, .quote_strings = true };
	if (!evl_inspect(realm, realm->host->profile->dialect, value, &options, &shown))
		return false;
	const char *what = evl_string_utf8(realm, shown), *call = evl_string_utf8(realm, evl_as_string(text));
	const char *end = evl_is_class(value, EVL_CLASS_ERROR) ? strchr(what, '\n') : NULL;
	int length = end != NULL ? (int)(end - what) : (int)strlen(what);
	const char *line = evl_unknown_text(realm, "%s %s at %lld ms: %.*s", call, verb, (long long)((realm->now + 500) / 1000), length, what);
	evl_host_print_utf8(realm, 0, EVL_CONSOLE_LOG, line, strlen(line));
	return realm->halt == EVL_STATUS_OK;
}

static bool called_fulfils(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return tell(realm, ((const struct evl_native_function *)args->callee)->captured[0], "fulfils", evl_arg(args, 0));
}

static bool called_rejects(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return tell(realm, ((const struct evl_native_function *)args->callee)->captured[0], "rejects", evl_arg(args, 0));
}

/* (value of the expression, its text) */
static bool call(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value value = evl_arg(args, 0), text = evl_arg(args, 1);
	*result = EVL_UNDEFINED;
	if (evl_is_unknown(value) && evl_as_unknown(value)->kind == EVL_UNKNOWN_RESULT && !evl_unknown_promise(realm, evl_as_unknown(value), &value))
		return false;
	if (!evl_is_class(value, EVL_CLASS_PROMISE))
		return evl_is_undefined(value) || tell(realm, text, "gives", value);
	struct evl_native_function *fulfils = evl_native_function_new(realm, "", 1, called_fulfils);
	struct evl_native_function *rejects = evl_native_function_new(realm, "", 1, called_rejects);
	fulfils->captured[0] = rejects->captured[0] = text;
	evl_promise_then(realm, evl_pointer(value), evl_from_object(fulfils), evl_from_object(rejects), NULL);
	return true;
}

void evl_provided_start(struct evl_realm *realm)
{
	static const struct {
		const char *name;
		evl_native fn;
	} functions[] = { { provide_name, provide }, { call_name, call } };
	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
		struct evl_native_function *function = evl_native_function_new(realm, functions[i].name, 0, functions[i].fn);
		evl_define_new(realm, realm->global, evl_text_name(realm, functions[i].name), evl_from_object(function), EVL_CONFIGURABLE);
	}
}

void evl_provided_ready(struct evl_realm *realm)
{
	bool ignored;
	(void)evl_delete(realm, realm->global, evl_text_name(realm, provide_name), &ignored);
}
