/* SPDX-License-Identifier: MIT */
/*
 * promisify.c - the part of node:util that snippets about order use: promisify,
 * and beside it inspect and format.
 */
#include <string.h>

#include "host/node/node.h"
#include "value/convert.h"
#include "vm/function.h"
#include "vm/iterator.h"
#include "vm/promise.h"

static evl_name name_of(struct evl_realm *realm, const char *text)
{
	return evl_names_intern_utf8(realm->names, text, strlen(text));
}

/* ---------------------------------------------------------------- promisify */

static const struct evl_native_function *self_of(const struct evl_args *args)
{
	return (const struct evl_native_function *)(const void *)args->callee;
}

/* The callback that a promisified function hands over: (error, value). */
static bool promisified_callback(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_promise *promise = evl_pointer(self_of(args)->captured[0]);
	*result = EVL_UNDEFINED;
	if (promise->already_resolved)
		return true;
	promise->already_resolved = 1;
	if (evl_to_boolean(evl_arg(args, 0)))
		evl_promise_reject(realm, promise, evl_arg(args, 0));
	else
		evl_promise_resolve_with(realm, promise, evl_arg(args, 1));
	return true;
}

static bool promisified(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_promise *promise = evl_promise_new(realm);
	struct evl_native_function *callback = evl_native_function_new(realm, "", 0, promisified_callback);
	callback->captured[0] = evl_from_object(promise);
	evl_value *values = evl_arena_alloc(&realm->scratch, (args->count + (size_t)1) * sizeof *values);
	if (args->count != 0)
		memcpy(values, args->values, args->count * sizeof *values);
	values[args->count] = evl_from_object(callback);
	evl_value ignored;
	*result = evl_from_object(promise);
	if (!evl_call(realm, self_of(args)->captured[0], args->this_value, args->count + 1, values, &ignored)) {
		if (realm->halt != EVL_STATUS_OK)
			return false;
		evl_promise_reject(realm, promise, evl_take_exception(realm));
	}
	return true;
}

static bool promisified_timeout(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_node_sleep(realm, false, evl_arg(args, 0), evl_arg(args, 1), result);
}

static bool promisified_immediate(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_node_sleep(realm, true, EVL_UNDEFINED, evl_arg(args, 0), result);
}

static bool util_promisify(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value original = evl_arg(args, 0);
	if (!evl_node_require_function(realm, "original", original))
		return false;
	evl_native fn = promisified;
	if (evl_is_class(original, EVL_CLASS_NATIVE_FUNCTION)) {
		evl_native of = ((const struct evl_native_function *)evl_pointer(original))->fn;
		if (of == evl_node_set_timeout)
			fn = promisified_timeout;
		else if (of == evl_node_set_immediate)
			fn = promisified_immediate;
	}
	const char *name = evl_function_name(realm, evl_as_object(original));
	struct evl_native_function *made = evl_native_function_new(realm, name, 0, fn);
	made->captured[0] = original;
	*result = evl_from_object(made);
	return true;
}

static const struct evl_row inspect_row[] = { EVL_SYMBOL_ROW("custom", EVL_NAME_symbol_inspect_custom) };
static const struct evl_rows inspect_rows = EVL_ROWS(inspect_row);

static const struct evl_row util_row[] = {
	EVL_OPERATION("promisify", util_promisify, 1),
	EVL_OPERATION("format", evl_util_format, 0),
	EVL_NOT_COVERED_ROW("callbackify", "util.callbackify"),
	EVL_NOT_COVERED_ROW("debuglog", "util.debuglog"),
	EVL_NOT_COVERED_ROW("deprecate", "util.deprecate"),
	EVL_NOT_COVERED_ROW("formatWithOptions", "util.formatWithOptions"),
	EVL_NOT_COVERED_ROW("inherits", "util.inherits"),
	EVL_NOT_COVERED_ROW("isDeepStrictEqual", "util.isDeepStrictEqual"),
	EVL_NOT_COVERED_ROW("parseArgs", "util.parseArgs"),
	EVL_NOT_COVERED_ROW("stripVTControlCharacters", "util.stripVTControlCharacters"),
	EVL_NOT_COVERED_ROW("styleText", "util.styleText"),
	EVL_NOT_COVERED_ROW("toUSVString", "util.toUSVString"),
	EVL_NOT_COVERED_ROW("types", "util.types"),
	EVL_NOT_COVERED_ROW("TextEncoder", "TextEncoder"),
	EVL_NOT_COVERED_ROW("TextDecoder", "TextDecoder"),
	EVL_NOT_COVERED_ROW("isArray", "util.isArray"),
	EVL_NOT_COVERED_ROW("aborted", "util.aborted"),
};
static const struct evl_rows util_rows = EVL_ROWS(util_row);

struct evl_object *evl_node_util(struct evl_realm *realm)
{
	struct evl_object *util = evl_object_plain(realm);
	evl_define_rows(realm, util, &util_rows);
	struct evl_native_function *inspect = evl_native_function_new(realm, "inspect", 2, evl_util_inspect);
	evl_define_rows(realm, (struct evl_object *)inspect, &inspect_rows);
	evl_define_new(realm, util, name_of(realm, "inspect"), evl_from_object(inspect), EVL_DATA_DEFAULT);
	return util;
}
