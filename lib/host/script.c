/* SPDX-License-Identifier: MIT */
/*
 * script.c - running host scripts, and the functions that they find in
 * require('host') under every host: `primordial`, `notCovered`.
 */
#include "host/script.h"

#include <string.h>

#include "builtins/clock.h"
#include "host/host.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/interp.h"

/* -------------------------------------------------------------- primordials */

static const struct evl_family *const families[] = {
#define EVL_FAMILY(id) &evl_family_##id,
#include "value/families.def"
#undef EVL_FAMILY
};

enum { FAMILY_COUNT = sizeof families / sizeof families[0] };

static const struct evl_row *find_row(const struct evl_rows *rows, const char *name)
{
	for (uint32_t i = 0; i < rows->count; i++)
		if (strcmp(rows->rows[i].name, name) == 0)
			return &rows->rows[i];
	return NULL;
}

/* Calls the method in captured[0] with the first argument as its this value. */
static bool uncurried(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_native_function *self = (const struct evl_native_function *)(const void *)args->callee;
	struct evl_native_function *method = evl_pointer(self->captured[0]);
	uint32_t count = args->count > 0 ? args->count - 1 : 0;
	struct evl_args shifted = {
		.this_value = evl_arg(args, 0),
		.values = args->values + (args->count > 0),
		.count = count,
		.new_target = EVL_UNDEFINED,
		.callee = (struct evl_object *)method,
	};
	return method->fn(realm, &shifted, result);
}

/* Calls the static method in captured[0] with its constructor, captured[1], as this value. */
static bool of_constructor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_native_function *self = (const struct evl_native_function *)(const void *)args->callee;
	struct evl_native_function *method = evl_pointer(self->captured[0]);
	struct evl_args given = *args;
	given.this_value = self->captured[1];
	given.callee = (struct evl_object *)method;
	given.new_target = EVL_UNDEFINED;
	return method->fn(realm, &given, result);
}

static evl_value uncurry(struct evl_realm *realm, const struct evl_row *row, evl_native fn)
{
	struct evl_native_function *method = evl_native_function_new(realm, row->name, row->length, fn);
	struct evl_native_function *outer = evl_native_function_new(realm, row->name, row->length, uncurried);
	outer->captured[0] = evl_from_object(method);
	return evl_from_object(outer);
}

/* primordial('Map'), primordial('Object.keys'), primordial('Map.prototype.get'), primordial('get Map.prototype.size') */
static bool primordial(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *path = evl_value_text(realm, evl_arg(args, 0));
	const char *whole = path;
	if (strncmp(path, "get ", 4) == 0)
		path += 4;
	const char *dot = strchr(path, '.');
	size_t family_length = dot != NULL ? (size_t)(dot - path) : strlen(path);
	for (uint32_t i = 0; i < FAMILY_COUNT; i++) {
		const struct evl_family *family = families[i];
		if (family->kind == EVL_FAMILY_GLOBALS ? dot != NULL :
							 strncmp(family->name, path, family_length) != 0 || family->name[family_length] != '\0')
			continue;
		const struct evl_row *row = NULL;
		if (family->kind == EVL_FAMILY_GLOBALS) {
			row = find_row(&family->statics, path);
		} else if (dot == NULL) {
			*result = evl_from_object(evl_intrinsic(realm, (enum evl_intrinsic)(1 + i * 2)));
			return true;
		} else if (strcmp(dot, ".prototype") == 0) {
			*result = evl_from_object(evl_intrinsic(realm, (enum evl_intrinsic)(2 + i * 2)));
			return true;
		} else if (strncmp(dot, ".prototype.", 11) == 0) {
			row = find_row(&family->prototype, dot + 11);
			if (row == NULL && family->recent_prototype != NULL)
				row = find_row(family->recent_prototype, dot + 11);
			if (row != NULL && row->fn != NULL) {
				*result = uncurry(realm, row, row->fn);
				return true;
			}
		} else {
			row = find_row(&family->statics, dot + 1);
			if (row != NULL && row->kind == EVL_ROW_NUMBER) {
				*result = evl_from_number(row->number);
				return true;
			}
			if (row != NULL && row->kind == EVL_ROW_SYMBOL) {
				*result = evl_symbol_value(realm, row->id);
				return true;
			}
		}
		if (row != NULL && row->fn != NULL) {
			struct evl_native_function *outer = evl_native_function_new(realm, row->name, row->length, of_constructor);
			outer->captured[0] = evl_from_object(evl_native_function_new(realm, row->name, row->length, row->fn));
			outer->captured[1] = family->kind == EVL_FAMILY_GLOBALS ?
						     EVL_UNDEFINED :
						     evl_from_object(evl_intrinsic(realm, (enum evl_intrinsic)(1 + i * 2)));
			*result = evl_from_object(outer);
			return true;
		}
	}
	return evl_not_covered(realm, whole);
}

/* notCovered('text'): the prediction stops there. */
static bool not_covered(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	*result = EVL_UNDEFINED;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	return evl_not_covered(realm, evl_string_utf8(realm, text));
}

/* notCoveredFunction('text'): a function that stops the prediction when it is called or constructed. */
static bool refuse(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_native_function *self = (const struct evl_native_function *)(const void *)args->callee;
	*result = EVL_UNDEFINED;
	return evl_not_covered(realm, evl_string_utf8(realm, evl_as_string(self->captured[0])));
}

static bool not_covered_function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	const char *dot = strrchr(evl_string_utf8(realm, text), '.');
	struct evl_native_function *function = evl_native_function_new(realm, dot != NULL ? dot + 1 : evl_string_utf8(realm, text), 0, refuse);
	function->captured[0] = evl_from_string(text);
	function->object.cell.flags |= EVL_OBJECT_CONSTRUCTOR;
	*result = evl_from_object(function);
	return true;
}

/* now(): performance.now(). */
static bool now(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_number((double)(realm->host->profile->up_time + evl_clock_read(realm)) / 1000.0);
	return true;
}

/* isUnknown(value): asks nothing. */
static bool is_unknown(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = evl_from_bool(evl_is_unknown(evl_arg(args, 0)));
	return true;
}

/* isPerformance(value): is it the object `performance`? */
static bool is_performance(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = evl_from_bool(evl_is_object(evl_arg(args, 0)) && evl_as_object(args->values[0]) == realm->host->performance);
	return true;
}

/* isPage: the host is a browser's page. */
static bool is_page(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_bool(realm->host->profile->is_page);
	return true;
}

/* Is it a page of Chromium's kind, whose choices where it leaves the standards are its own? */
static bool is_chromium(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_bool(realm->host->profile->is_page && realm->words == NULL);
	return true;
}

static const struct evl_row common_row[] = {
	EVL_METHOD("now", now, 0),
	EVL_METHOD("isUnknown", is_unknown, 1),
	EVL_METHOD("isPerformance", is_performance, 1),
	EVL_MADE_ROW("isPage", is_page, EVL_DATA_HIDDEN), EVL_MADE_ROW("isChromium", is_chromium, EVL_DATA_HIDDEN),
	EVL_METHOD("notCoveredFunction", not_covered_function, 1),
	EVL_METHOD("primordial", primordial, 1),
	EVL_METHOD("notCovered", not_covered, 1),
};
static const struct evl_rows common_rows = EVL_ROWS(common_row);

/* ------------------------------------------------------------------ running */

static bool require_script(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_host *host = realm->host;
	const char *name = evl_value_text(realm, evl_arg(args, 0));
	if (strcmp(name, "host") != 0)
		return evl_host_script(realm, name, result);
	if (host->binding == EVL_EMPTY) {
		struct evl_object *binding = evl_object_plain(realm);
		evl_define_rows(realm, binding, &common_rows);
		for (uint32_t i = 0; i < host->profile->binding_count; i++)
			evl_define_rows(realm, binding, host->profile->binding[i]);
		host->binding = evl_from_object(binding);
	}
	*result = host->binding;
	return true;
}

static bool run_script(struct evl_realm *realm, uint32_t number, evl_value *exports)
{
	struct evl_host *host = realm->host;
	const struct evl_template *template_;
	if (!host->compile_script(realm, number, &template_))
		return false;
	struct evl_object *module = evl_object_plain(realm);
	*exports = evl_from_object(evl_object_plain(realm));
	host->scripts[number] = *exports; /* what a cycle sees */
	evl_define_text(realm, module, "exports", *exports);
	evl_value arguments[5] = { *exports, host->script_require, evl_from_object(module), EVL_UNDEFINED, EVL_UNDEFINED }, ignored;
	if (!evl_run_template(realm, template_, NULL, *exports, 5, arguments, &ignored) ||
	    !evl_get(realm, evl_from_object(module), evl_text_name(realm, "exports"), exports))
		return false;
	host->scripts[number] = *exports;
	return true;
}

const char *evl_host_script_remark(struct evl_realm *realm, evl_span place)
{
	static const char sign[] = "// node: ";
	if (!evl_span_is_host(place) || place.source - EVL_SOURCE_HOST >= evl_host_script_count)
		return NULL;
	const struct evl_host_script *script = &evl_host_scripts[place.source - EVL_SOURCE_HOST];
	const char *text = (const char *)script->text;
	if (place.start >= *script->length)
		return NULL;
	const char *from = strstr(text + place.start, sign), *end = strchr(text + place.start, '\n');
	if (from == NULL || end == NULL || from > end)
		return NULL;
	from += sizeof sign - 1;
	char *remark = evl_realm_scratch(realm, (size_t)(end - from) + 1);
	memcpy(remark, from, (size_t)(end - from));
	remark[end - from] = '\0';
	return remark;
}

bool evl_host_script_exists(const char *name)
{
	for (uint32_t i = 0; i < evl_host_script_count; i++)
		if (strcmp(evl_host_scripts[i].name, name) == 0)
			return true;
	return false;
}

bool evl_host_script(struct evl_realm *realm, const char *name, evl_value *exports)
{
	struct evl_host *host = realm->host;
	if (host->scripts == NULL) {
		host->scripts = evl_realm_scratch(realm, (evl_host_script_count + (size_t)1) * sizeof *host->scripts);
		for (uint32_t i = 0; i < evl_host_script_count; i++)
			host->scripts[i] = EVL_EMPTY;
		host->script_require = evl_from_object(evl_native_function_new(realm, "require", 1, require_script));
	}
	for (uint32_t i = 0; i < evl_host_script_count; i++) {
		if (strcmp(evl_host_scripts[i].name, name) != 0)
			continue;
		*exports = host->scripts[i];
		return *exports != EVL_EMPTY || run_script(realm, i, exports);
	}
	return evl_not_covered(realm, name);
}

bool evl_host_script_get(struct evl_realm *realm, const char *name, const char *property, evl_value *out)
{
	evl_value exports;
	return evl_host_script(realm, name, &exports) && evl_get(realm, exports, evl_text_name(realm, property), out);
}

bool evl_host_script_call(struct evl_realm *realm, const char *name, const char *property, uint32_t count, const evl_value *values,
			  evl_value *out)
{
	evl_value function;
	return evl_host_script_get(realm, name, property, &function) && evl_call(realm, function, EVL_UNDEFINED, count, values, out);
}
