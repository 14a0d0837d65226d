/* SPDX-License-Identifier: MIT */
/* format.c - CommonJS or ES module: by name, by package.json, by syntax. */
#include "run/format.h"

#include <string.h>

#include "base/diag.h"
#include "run/json_text.h"
#include "syntax/parse.h"

bool evl_name_ends(const char *name, const char *ending)
{
	size_t length = strlen(name), tail = strlen(ending);
	return length >= tail && strcmp(name + length - tail, ending) == 0;
}

/* ---- package.json ---- */

/* Behind the string that begins at `at`; `end` when it does not end. */
static const char *skip_string(const char *at, const char *end)
{
	for (at++; at < end && *at != '"'; at++)
		if (*at == '\\' && at + 1 < end)
			at++;
	return at < end ? at + 1 : end;
}

static const char *skip_blanks(const char *at, const char *end)
{
	while (at < end && (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r'))
		at++;
	return at;
}

static bool is_string(const char *at, const char *behind, const char *text)
{
	size_t length = strlen(text);
	return (size_t)(behind - at) == length + 2 && memcmp(at + 1, text, length) == 0;
}

/* The member "type" of the outermost object, the last when it has several. */
static enum evl_package_type type_in(const char *text, size_t length)
{
	const char *end = text + length;
	enum evl_package_type type = EVL_PACKAGE_SILENT;
	uint32_t depth = 0;
	for (const char *at = text; at < end;) {
		if (*at != '"') {
			depth += *at == '{' || *at == '[';
			depth -= (*at == '}' || *at == ']') && depth != 0;
			at++;
			continue;
		}
		const char *key = at, *behind = skip_string(at, end), *value = skip_blanks(behind, end);
		at = behind;
		if (depth != 1 || !is_string(key, behind, "type") || value == end || *value != ':')
			continue;
		value = skip_blanks(value + 1, end);
		behind = value < end && *value == '"' ? skip_string(value, end) : value;
		type = is_string(value, behind, "module") ? EVL_PACKAGE_MODULE : is_string(value, behind, "commonjs") ? EVL_PACKAGE_COMMONJS : EVL_PACKAGE_SILENT;
		at = behind;
	}
	return type;
}

enum evl_package_type evl_package_type(struct evl_run *run, const char *path, const char **description)
{
	static const char name[] = "/package.json", packages[] = "/node_modules";
	const size_t tail = sizeof packages - 1;
	size_t length = path != NULL ? strlen(path) : 0;
	bool can_look = run->options.load != NULL && length != 0 && path[0] == '/';
	char *candidate = can_look ? evl_arena_alloc(&run->program, length + sizeof name) : NULL;
	*description = NULL;
	while (candidate != NULL && length != 0) {
		while (path[--length] != '/')
			;
		if (length >= tail && memcmp(path + length - tail, packages, tail) == 0)
			break;
		memcpy(candidate, path, length);
		memcpy(candidate + length, name, sizeof name);
		const char *found, *text;
		size_t size;
		if (run->options.load(run->options.load_context, path, candidate, &found, &text, &size)) {
			*description = candidate;
			run->package_is_faulty = !evl_json_is_valid(text, size);
			return type_in(text, size);
		}
	}
	return EVL_PACKAGE_SILENT;
}

const char *evl_untyped_package(struct evl_run *run, const char *path)
{
	const char *description;
	if (path == NULL || !evl_name_ends(path, ".js") || strstr(path, "/node_modules/") != NULL)
		return NULL;
	return evl_package_type(run, path, &description) == EVL_PACKAGE_SILENT ? description : NULL;
}

/* ---- syntax ---- */

bool evl_format_is_module_error(const char *message)
{
	static const char *const errors[] = {
		"Cannot use import statement outside a module", "Unexpected token 'export'", "Cannot use 'import.meta' outside a module" };
	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
		if (strcmp(message, errors[i]) == 0)
			return true;
	return false;
}

static enum evl_status parse(struct evl_run *run, const struct evl_source *source, enum evl_goal goal, struct evl_arena *arena, struct evl_diags *diags)
{
	struct evl_node *tree;
	const struct evl_surroundings around = { .recent = run->loading_for != NULL && run->loading_for->v8 >= EVL_V8_13 };
	evl_diags_init(diags, arena);
	return evl_parse_within(source, 0, goal, &around, run->names, arena, diags, &tree);
}

bool evl_format_has_module_syntax(struct evl_run *run, const struct evl_source *source)
{
	struct evl_diags diags;
	if (parse(run, source, EVL_GOAL_COMMONJS, &run->program, &diags) != EVL_STATUS_SYNTAX || diags.first == NULL)
		return false;
	if (evl_format_is_module_error(diags.first->message))
		return true;
	return strcmp(diags.first->message, "await is only valid in async functions and the top level bodies of modules") == 0 &&
	       parse(run, source, EVL_GOAL_MODULE, &run->program, &diags) == EVL_STATUS_OK;
}

enum evl_file_format evl_file_format(struct evl_run *run, const char *path, const char *text, size_t length)
{
	if (evl_name_ends(path, ".mjs"))
		return EVL_FORMAT_MODULE;
	if (evl_name_ends(path, ".cjs"))
		return EVL_FORMAT_COMMONJS;
	const char *description;
	enum evl_package_type type = evl_package_type(run, path, &description);
	if (type != EVL_PACKAGE_SILENT)
		return type == EVL_PACKAGE_MODULE ? EVL_FORMAT_MODULE : EVL_FORMAT_COMMONJS;
	struct evl_source source;
	evl_source_init(&source, &run->program, path, text, length);
	return evl_format_has_module_syntax(run, &source) ? EVL_FORMAT_MODULE : EVL_FORMAT_COMMONJS;
}
