/* SPDX-License-Identifier: MIT */
/*
 * host.c - the tests' host: the library of today's engines, `print`, `$262` and microtasks; no console, no timers.
 *
 * It is a profile like any other, but known only here: no prediction can meet `$262`.
 */
#include <stdio.h>
#include <string.h>

#include "builtins/recent.h"
#include "run/execute.h"
#include "suite.h"
#include "value/array_buffer.h"
#include "value/convert.h"
#include "vm/promise.h"

static struct worker *worker_of(struct evl_realm *realm)
{
	struct evl_run *run = realm->host->owner;
	return run->options.load_context;
}

/* The text of a value; "" when making it fails. */
static void text_of(struct evl_realm *realm, evl_value value, char *to, size_t size)
{
	struct evl_string *string;
	to[0] = '\0';
	if (evl_is_symbol(value))
		snprintf(to, size, "%s", evl_describe(realm, value));
	else if (evl_to_string(realm, value, &string))
		snprintf(to, size, "%s", evl_string_utf8(realm, string));
	else if (realm->halt == EVL_STATUS_OK)
		(void)evl_take_exception(realm);
}

/* The text of a property, "" when it is undefined. */
static void property_text(struct evl_realm *realm, evl_value base, const char *name, char *to, size_t size, evl_value *value)
{
	to[0] = '\0';
	*value = EVL_UNDEFINED;
	if (!evl_is_object(base))
		return;
	if (!evl_get(realm, base, evl_names_intern_utf8(realm->names, name, strlen(name)), value)) {
		if (realm->halt == EVL_STATUS_OK)
			(void)evl_take_exception(realm);
		return;
	}
	if (!evl_is_undefined(*value))
		text_of(realm, *value, to, size);
}

static bool print(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char prefix[] = "Test262:";
	struct outcome *outcome = &worker_of(realm)->outcome;
	char line[REASON_LENGTH];
	*result = EVL_UNDEFINED;
	text_of(realm, evl_arg(args, 0), line, sizeof line);
	if (!outcome->printed && strncmp(line, prefix, sizeof prefix - 1) == 0) {
		outcome->printed = true;
		memcpy(outcome->line, line, sizeof line);
	}
	return realm->halt == EVL_STATUS_OK;
}

/* ---------------------------------------------------------------------- $262 */

static bool detach_array_buffer(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_NULL;
	if (!evl_is_class(evl_arg(args, 0), EVL_CLASS_ARRAY_BUFFER))
		return evl_throw_text(realm, EVL_ERROR_TYPE, "not an ArrayBuffer");
	evl_array_buffer_detach((struct evl_array_buffer *)evl_as_object(args->values[0]), NULL);
	return true;
}

static bool eval_script(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *string;
	if (!evl_to_string(realm, evl_arg(args, 0), &string))
		return false;
	const char *text = evl_string_utf8(realm, string);
	return text != NULL && evl_execute_script(realm, text, strlen(text), result);
}

/* A run never collects what a test could see going away. */
static bool gc(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	(void)args;
	*result = EVL_UNDEFINED;
	return true;
}

static bool global(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(realm->global);
	return true;
}

static const struct evl_row member_rows[] = {
	EVL_METHOD("detachArrayBuffer", detach_array_buffer, 1),
	EVL_METHOD("evalScript", eval_script, 1),
	EVL_METHOD("gc", gc, 0),
	EVL_MADE_ROW("global", global, EVL_DATA_HIDDEN),
};
static const struct evl_rows members = EVL_ROWS(member_rows);

static bool make(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	struct evl_object *object = evl_object_new(realm, evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE));
	evl_define_rows(realm, object, &members);
	*result = evl_from_object(object);
	return true;
}

static const struct evl_row global_rows[] = {
	EVL_METHOD("print", print, 1),
	EVL_MADE_ROW("$262", make, EVL_DATA_HIDDEN),
};
static const struct evl_rows globals_rows = EVL_ROWS(global_rows);
static const struct evl_rows *const globals[] = { &globals_rows };

/* ---------------------------------------------------------------------- host */

static bool start(struct evl_realm *realm)
{
	evl_builtins_recent(realm, EVL_V8_15);
	realm->can_block = true;
	return true;
}

/* As a page, whose thread may not be suspended. */
static bool start_page(struct evl_realm *realm)
{
	evl_builtins_recent(realm, EVL_V8_15);
	return true;
}

static bool uncaught(struct evl_realm *realm, evl_value reason, enum evl_origin origin, struct evl_promise *promise)
{
	struct outcome *outcome = &worker_of(realm)->outcome;
	evl_value constructor, ignored;
	char scratch[8];
	(void)promise;
	if (origin == EVL_ORIGIN_REJECTION || outcome->threw)
		return true;
	outcome->threw = true;
	outcome->in_module = origin == EVL_ORIGIN_MODULE;
	property_text(realm, reason, "constructor", scratch, sizeof scratch, &constructor);
	property_text(realm, constructor, "name", outcome->type, sizeof outcome->type, &ignored);
	text_of(realm, reason, outcome->message, sizeof outcome->message);
	realm->host->exiting = true;
	return false;
}

static void rejection(struct evl_realm *realm, struct evl_promise *promise, bool handled)
{
	(void)realm;
	(void)promise;
	(void)handled;
}

enum { QUEUE_TASKS, QUEUE_TIMERS, QUEUE_MICROTASKS };

static const struct evl_queue_rule queues[] = {
	[QUEUE_TASKS] = { .name = "tasks", .order = EVL_QUEUE_FIFO },
	[QUEUE_TIMERS] = { .name = "timers", .order = EVL_QUEUE_DUE, .feeds = QUEUE_TASKS },
	[QUEUE_MICROTASKS] = { .name = "microtasks", .order = EVL_QUEUE_MACHINE },
};
static const struct evl_phase phases[] = {
	{ .name = "task", .queue = QUEUE_TASKS, .take = EVL_TAKE_ONE, .when = EVL_WHEN_ANY },
};
static const uint8_t inner[] = { QUEUE_MICROTASKS };

static const struct evl_loop_rules rules = {
	.queues = queues,
	.queue_count = sizeof queues / sizeof queues[0],
	.phases = phases,
	.phase_count = sizeof phases / sizeof phases[0],
	.inner = inner,
	.inner_count = sizeof inner,
};

static evl_value import_error(struct evl_realm *realm, enum evl_import_failure failure, const char *specifier, const char *path,
			      const char *referrer)
{
	(void)failure;
	(void)path;
	(void)referrer;
	struct evl_string *message = evl_string_from_utf8(realm, specifier, strlen(specifier));
	return evl_from_object(evl_error_new(realm, EVL_ERROR_TYPE, evl_string_value(message)));
}

static bool import_meta(struct evl_realm *realm, const char *path, bool main, struct evl_object *meta)
{
	(void)realm;
	(void)path;
	(void)main;
	(void)meta;
	return true;
}

static const struct evl_import_rules imports = { .loaded_ticks = 2, .failed_ticks = 1, .error = import_error, .meta = import_meta };

/* All in the one queue. */
static const struct evl_task_source_rule sources[EVL_SOURCE_COUNT] = { [EVL_SOURCE_ENGINE] = { .delayed = QUEUE_TIMERS } };

#define PROFILE(starter) \
	{ \
		.imports = &imports, \
		.sources = sources, \
		.v8 = EVL_V8_15, \
		.name = "test262", \
		.title = "test262", \
		.dialect = EVL_DIALECT_BROWSER, \
		.is_page = true, \
		.globals = globals, \
		.global_table_count = sizeof globals / sizeof globals[0], \
		.loop = &rules, \
		.start = (starter), \
		.uncaught = uncaught, \
		.rejection = rejection, \
	}

const struct evl_host_profile test262_host = PROFILE(start);
const struct evl_host_profile test262_page = PROFILE(start_page);
