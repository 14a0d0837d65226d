/* SPDX-License-Identifier: MIT */
/*
 * modules.c - require() for the built-in modules whose content is part of the
 * profile. Every other module stops the prediction with its name.
 */
#include <stdio.h>
#include <string.h>

#include "host/node/node.h"
#include "host/script.h"
#include "value/convert.h"

static void define(struct evl_realm *realm, struct evl_object *object, const char *name, evl_value value)
{
	evl_define_new(realm, object, evl_names_intern_utf8(realm->names, name, strlen(name)), value, EVL_DATA_DEFAULT);
}

static bool copy_global(struct evl_realm *realm, struct evl_object *object, const char *name)
{
	evl_value value;
	if (!evl_get(realm, evl_from_object(realm->global), evl_names_intern_utf8(realm->names, name, strlen(name)), &value))
		return false;
	define(realm, object, name, value);
	return true;
}

static bool sleep_timeout(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (evl_is_object(evl_arg(args, 2)))
		return evl_not_covered(realm, "options of timers/promises setTimeout");
	return evl_node_sleep(realm, false, evl_arg(args, 0), evl_arg(args, 1), result);
}

static bool sleep_immediate(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (evl_is_object(evl_arg(args, 1)))
		return evl_not_covered(realm, "options of timers/promises setImmediate");
	return evl_node_sleep(realm, true, EVL_UNDEFINED, evl_arg(args, 0), result);
}

static bool scheduler_wait(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_node_sleep(realm, false, evl_arg(args, 0), EVL_UNDEFINED, result);
}

static bool scheduler_yield(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_node_sleep(realm, true, EVL_UNDEFINED, EVL_UNDEFINED, result);
}

static const struct evl_row sleep_row[] = {
	EVL_OPERATION("setTimeout", sleep_timeout, 3),
	EVL_OPERATION("setImmediate", sleep_immediate, 2),
	EVL_NOT_COVERED_ROW("setInterval", "setInterval of timers/promises"),
};
static const struct evl_rows sleep_rows = EVL_ROWS(sleep_row);

static const struct evl_row scheduler_row[] = {
	EVL_OPERATION("wait", scheduler_wait, 2),
	EVL_OPERATION("yield", scheduler_yield, 0),
};
static const struct evl_rows scheduler_rows = EVL_ROWS(scheduler_row);

static struct evl_object *timers_promises(struct evl_realm *realm)
{
	struct evl_object *module = evl_object_plain(realm), *scheduler = evl_object_plain(realm);
	evl_define_rows(realm, module, &sleep_rows);
	evl_define_rows(realm, scheduler, &scheduler_rows);
	define(realm, module, "scheduler", evl_from_object(scheduler));
	return module;
}

static struct evl_object *timers(struct evl_realm *realm)
{
	static const char *const names[] = { "setTimeout", "clearTimeout", "setImmediate", "clearImmediate", "setInterval", "clearInterval" };
	struct evl_object *module = evl_object_plain(realm);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (!copy_global(realm, module, names[i]))
			return NULL;
	define(realm, module, "promises", evl_from_object(timers_promises(realm)));
	return module;
}

static struct evl_object *perf_hooks(struct evl_realm *realm)
{
	struct evl_object *module = evl_object_plain(realm);
	return copy_global(realm, module, "performance") ? module : NULL;
}

struct builtin_module {
	const char *name;
	struct evl_object *(*make)(struct evl_realm *); /* NULL: an exception is pending */
};

static const struct builtin_module builtin_modules[] = {
	{ "process", evl_node_process },
	{ "timers", timers },
	{ "timers/promises", timers_promises },
	{ "util", evl_node_util },
	{ "perf_hooks", perf_hooks },
};

bool evl_node_require(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value specifier = evl_arg(args, 0);
	if (!evl_is_string(specifier))
		return evl_node_throw_arg_type(realm, "id", "of type string", specifier);
	const char *name = evl_string_utf8(realm, evl_as_string(specifier));
	const char *bare = strncmp(name, "node:", 5) == 0 ? name + 5 : name;
	/* A module is made once and then remembered on the require function itself. */
	struct evl_object *cache = (struct evl_object *)args->callee;
	char slot[64];
	for (size_t i = 0; i < sizeof builtin_modules / sizeof builtin_modules[0]; i++) {
		if (strcmp(builtin_modules[i].name, bare) != 0)
			continue;
		snprintf(slot, sizeof slot, "#%s", bare);
		evl_name key = evl_names_intern_utf8(realm->names, slot, strlen(slot));
		bool found;
		if (evl_has_own_property(realm, cache, key, &found) && found)
			return evl_get(realm, evl_from_object(cache), key, result);
		struct evl_object *module = builtin_modules[i].make(realm);
		if (module == NULL)
			return false;
		*result = evl_from_object(module);
		evl_define_new(realm, cache, key, *result, 0);
		return true;
	}
	char script[96];
	snprintf(script, sizeof script, "node/%.80s", bare);
	for (char *at = script + 5; *at != '\0'; at++)
		if (*at == '/')
			*at = '_';
	if (strcmp(bare, "errors") != 0 && evl_host_script_exists(script))
		return evl_host_script(realm, script, result);
	char text[160];
	snprintf(text, sizeof text, "require('%.120s')", name);
	return evl_not_covered(realm, text);
}

static const struct evl_row native_row[] = {
	EVL_METHOD("require", evl_node_require, 1),
};
const struct evl_rows evl_node_require_rows = EVL_ROWS(native_row);

/* --------------------------------------------------------- the main module */

static const struct evl_row require_row[] = {
	EVL_NOT_COVERED_ROW("resolve", "require.resolve"),
	EVL_NOT_COVERED_ROW("cache", "require.cache"),
	EVL_NOT_COVERED_ROW("extensions", "require.extensions"),
};
static const struct evl_rows require_rows = EVL_ROWS(require_row);

bool evl_node_wrap_main(struct evl_realm *realm, evl_value *this_value, evl_value *arguments, uint32_t *count)
{
	const char *path = evl_node(realm)->path;
	const char *slash = strrchr(path, '/');
	size_t directory_length = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
	evl_value exports = evl_from_object(evl_object_plain(realm));
	evl_value filename = evl_string_value(evl_string_from_utf8(realm, path, strlen(path)));
	evl_value directory = evl_string_value(evl_string_from_utf8(realm, slash != NULL ? path : ".", slash != NULL ? directory_length : 1));
	struct evl_object *module = evl_object_plain(realm);
	define(realm, module, "id", evl_string_value(evl_string_from_ascii(realm, ".")));
	define(realm, module, "path", directory);
	define(realm, module, "exports", exports);
	define(realm, module, "filename", filename);
	define(realm, module, "loaded", EVL_FALSE);
	define(realm, module, "children", evl_from_object(evl_array_new(realm, 0, 0)));
	define(realm, module, "paths", evl_from_object(evl_array_new(realm, 0, 0)));
	struct evl_native_function *require = evl_native_function_new(realm, "require", 1, evl_node_require);
	define(realm, (struct evl_object *)require, "main", evl_from_object(module));
	evl_define_rows(realm, (struct evl_object *)require, &require_rows);
	*this_value = exports;
	arguments[0] = exports;
	arguments[1] = evl_from_object(require);
	arguments[2] = evl_from_object(module);
	arguments[3] = filename;
	arguments[4] = directory;
	*count = 5;
	return realm->halt == EVL_STATUS_OK && filename != EVL_EMPTY && directory != EVL_EMPTY;
}
