/* SPDX-License-Identifier: MIT */
/*
 * load.c - sources of a program, each read once.
 *
 * Paths come from the caller's loader; two specifiers that it resolves to one
 * path are one module. The table of sources is what spans and traces refer to, so it
 * has its full size from the start.
 */
#include "run/load.h"

#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "compile/compile.h"
#include "host/import.h"
#include "run/commonjs_names.h"
#include "run/format.h"
#include "run/import_map.h"
#include "vm/vm.h"

enum { MAX_UNITS = 256, MAX_MODULE = 16 << 20, MAX_REEXPORTS = 16 };

struct evl_run_unit *evl_load_add_unit(struct evl_run *run, const char *name, const char *path, const char *text,
				       size_t length)
{
	struct evl_source *source = &run->sources[run->unit_count];
	struct evl_run_unit *unit = &run->units[run->unit_count];
	evl_source_init(source, &run->program, name, text, length);
	if (path != NULL)
		source->path = evl_arena_copy(&run->program, path, strlen(path) + 1);
	memset(unit, 0, sizeof *unit);
	unit->source = source;
	unit->source_id = run->unit_count++;
	return unit;
}

void evl_load_units(struct evl_run *run, const char *text, size_t length)
{
	run->unit_capacity = MAX_UNITS;
	run->sources = evl_arena_alloc(&run->program, MAX_UNITS * sizeof *run->sources);
	run->units = evl_arena_alloc(&run->program, MAX_UNITS * sizeof *run->units);
	evl_load_add_unit(run, run->options.name, run->options.path, text, length);
	for (uint32_t i = 0; i < run->prelude_count; i++) {
		run->sources[run->unit_count] = *run->preludes[i].source;
		run->units[run->unit_count] = run->preludes[i];
		run->units[run->unit_count].source = &run->sources[run->unit_count];
		run->unit_count++;
	}
}

static const char *path_of(const struct evl_run_unit *unit)
{
	return unit->source->path != NULL ? unit->source->path : unit->source->name;
}

/* One import request of a module's tree: its specifier, its type attribute and where it stands. */
struct request {
	evl_name specifier;
	evl_name type;
	evl_span span;
};

static const struct evl_node *source_of(const struct evl_node *item)
{
	switch ((enum evl_node_kind)item->kind) {
	case EVL_NODE_IMPORT:
		return item->as.import.source;
	case EVL_NODE_EXPORT_NAMED:
		return item->as.export_named.source;
	case EVL_NODE_EXPORT_ALL:
		return item->as.export_all.source;
	default:
		return NULL;
	}
}

static enum evl_status not_covered(struct evl_run *run, const struct request *request, const char *specifier)
{
	bool relative = specifier[0] == '.' || specifier[0] == '/';
	evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_NOT_COVERED, request->span,
		      specifier[strcspn(specifier, "?#")] != '\0' ? "not covered: a module's name with a query or a fragment, '%s'" :
		      relative			       ? "the module '%s' cannot be read" :
							 "not covered: the module '%s'",
		      specifier);
	return EVL_STATUS_NOT_COVERED;
}

/* The unit of a module of the host's own. */
static enum evl_status find_builtin(struct evl_run *run, const char *specifier, uint32_t *unit)
{
	for (*unit = 0; *unit < run->unit_count; ++*unit)
		if (run->units[*unit].builtin != NULL && strcmp(run->units[*unit].builtin, specifier) == 0)
			return EVL_STATUS_OK;
	if (run->unit_count == run->unit_capacity)
		return EVL_STATUS_TOO_LARGE;
	evl_load_add_unit(run, specifier, NULL, "", 0)->builtin = specifier;
	return EVL_STATUS_OK;
}

static bool is_path(const char *specifier)
{
	return strncmp(specifier, "./", 2) == 0 || strncmp(specifier, "../", 3) == 0 || specifier[0] == '/' ||
	       strncmp(specifier, "file:", 5) == 0;
}

static enum evl_status fail(struct evl_run *run, enum evl_import_failure failure, uint32_t from, const char *specifier,
			    const char *path)
{
	run->import_failure = (struct evl_run_import_failure){ true, failure, specifier, path, path_of(&run->units[from]) };
	return EVL_STATUS_SYNTAX;
}

static uint32_t unit_by_path(const struct evl_run *run, const char *path, bool is_json)
{
	for (uint32_t i = 0; i < run->unit_count; i++) {
		const struct evl_run_unit *unit = &run->units[i];
		bool is_module = unit->tree == NULL || unit->tree->as.program.module;
		if (is_module && !unit->is_prelude && !unit->is_demanded && unit->builtin == NULL && unit->is_json == is_json && strcmp(path_of(unit), path) == 0)
			return i;
	}
	return UINT32_MAX;
}

/* ---- CommonJS modules that ES modules import ---- */

/* The file that require(specifier) in the file at `referrer` gives the exports of. */
static bool find_required(struct evl_run *run, const char *referrer, const char *specifier, const char **path, const char **text, size_t *length)
{
	static const char *const endings[] = { "", ".js", "/index.js" };
	size_t room = strlen(specifier) + sizeof "/index.js";
	char *name = evl_arena_alloc(&run->program, room);
	for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
		snprintf(name, room, "%s%s", specifier, endings[i]);
		if (run->options.load(run->options.load_context, referrer, name, path, text, length))
			return true;
	}
	return false;
}

/* Add the names that the text of a CommonJS module shows, with those of the modules whose exports it hands on. */
static void gather_exports(struct evl_run *run, const char *path, const char *text, size_t length, uint32_t depth, struct evl_commonjs_names *out)
{
	struct evl_commonjs_names own = { 0 };
	struct evl_source source;
	struct evl_diags diags;
	struct evl_node *tree;
	evl_source_init(&source, &run->program, path, text, length);
	evl_diags_init(&diags, &run->program);
	if (evl_parse(&source, 0, EVL_GOAL_COMMONJS, run->names, &run->program, &diags, &tree) != EVL_STATUS_OK)
		return; /* it throws when it is evaluated */
	evl_commonjs_names(&source, tree, run->names, &run->program, &own);
	for (uint32_t i = 0; i < own.count; i++)
		evl_commonjs_names_add(out, own.names[i], &run->program);
	for (uint32_t i = 0; i < own.reexport_count && depth < MAX_REEXPORTS; i++) {
		const char *specifier = evl_names_utf8(run->names, own.reexports[i], &run->program), *found, *inside;
		size_t size;
		if (is_path(specifier) && find_required(run, path, specifier, &found, &inside, &size) && !evl_name_ends(found, ".json"))
			gather_exports(run, found, inside, size, depth + 1, out);
	}
}

static void add_commonjs(struct evl_run *run, const char *name, const char *path, const char *text, size_t length, uint32_t *unit)
{
	struct evl_commonjs_names exports = { 0 };
	gather_exports(run, path, text, length, 0, &exports);
	evl_commonjs_names_add(&exports, EVL_NAME_default_, &run->program);
	*unit = run->unit_count;
	struct evl_run_unit *added = evl_load_add_unit(run, name, path, "", 0);
	added->is_commonjs = true;
	added->exported = exports.names;
	added->exported_count = exports.count;
}

/* Is this, of a specifier that is no path, the name of a package for Node? */
static bool is_package_name(const char *specifier)
{
	size_t slash = strcspn(specifier, "/");
	if (specifier[0] == '.' || (specifier[0] == '@' && specifier[slash] == '\0'))
		return false;
	if (specifier[0] == '@')
		slash += 1 + strcspn(specifier + slash + 1, "/");
	return strcspn(specifier, "\\%") >= slash;
}

/* "#name", which the nearest package.json may define. */
static enum evl_status refuse_internal(struct evl_run *run, uint32_t from, const char *specifier)
{
	const char *description, *path = path_of(&run->units[from]), *found, *text;
	size_t length = strlen(specifier), size;
	if (length == 1 || specifier[1] == '/' || specifier[length - 1] == '/')
		return fail(run, EVL_IMPORT_INVALID_INTERNAL, from, specifier, NULL);
	(void)evl_package_type(run, path, &description);
	if (description != NULL && run->options.load(run->options.load_context, path, description, &found, &text, &size))
		for (size_t i = 0; i + 9 < size; i++)
			if (memcmp(text + i, "\"imports\"", 9) == 0)
				return EVL_STATUS_NOT_COVERED;
	return fail(run, EVL_IMPORT_NOT_DEFINED, from, specifier, description);
}

/* Is a package of this name installed in a node_modules folder above the file (PACKAGE_RESOLVE)? Which file of it is meant is not modelled. */
static bool is_installed(struct evl_run *run, uint32_t from, const char *specifier)
{
	static const char *const files[] = { "/package.json", "/index.js" };
	const char *referrer = path_of(&run->units[from]), *found, *text;
	size_t scope = specifier[0] == '@' ? strcspn(specifier, "/") + 1 : 0, size;
	int name = (int)(scope + strcspn(specifier + scope, "/"));
	size_t room = strlen(referrer) + (size_t)name + sizeof "/node_modules//package.json";
	char *candidate = evl_arena_alloc(&run->program, room);
	for (size_t length = strlen(referrer); length != 0;) {
		while (length != 0 && referrer[--length] != '/')
			;
		for (size_t i = 0; i < sizeof files / sizeof files[0]; i++) {
			snprintf(candidate, room, "%.*s/node_modules/%.*s%s", (int)length, referrer, name, specifier, files[i]);
			if (run->options.load(run->options.load_context, referrer, candidate, &found, &text, &size))
				return true;
		}
	}
	return false;
}

/* A specifier that is neither a path nor a module of the host's own. */
static enum evl_status refuse_bare(struct evl_run *run, uint32_t from, const char *specifier)
{
	bool is_node = run->loading_for->has_builtin != NULL;
	if (run->loading_for->imports == NULL)
		return EVL_STATUS_NOT_COVERED;
	if (is_node && strncmp(specifier, "node:", 5) == 0)
		return fail(run, EVL_IMPORT_NO_BUILTIN, from, specifier, NULL);
	if (is_node && specifier[0] == '#')
		return refuse_internal(run, from, specifier);
	if (is_node && strchr(specifier, ':') == NULL && specifier[0] != '\0' && !is_package_name(specifier))
		return fail(run, EVL_IMPORT_INVALID_NAME, from, specifier, NULL);
	if (is_node && strchr(specifier, ':') == NULL && run->options.load != NULL && is_installed(run, from, specifier))
		return EVL_STATUS_NOT_COVERED;
	if (strchr(specifier, ':') == NULL)
		return fail(run, EVL_IMPORT_BARE, from, specifier, NULL);
	if (strncmp(specifier, "data:", 5) == 0 || strncmp(specifier, "blob:", 5) == 0)
		return EVL_STATUS_NOT_COVERED;
	return fail(run, is_node ? EVL_IMPORT_SCHEME : EVL_IMPORT_MISSING, from, specifier, NULL);
}

/* A file as the caller's loader gives it. */
struct file {
	const char *path, *text;
	size_t length;
};

/* Ask the loader for the file behind a path. False: there is none. */
static bool read_file(struct evl_run *run, uint32_t from, const char *specifier, struct file *out)
{
	const struct evl_run_options *options = &run->options;
	const char *referrer = path_of(&run->units[from]);
	if (options->load(options->load_context, referrer, specifier, &out->path, &out->text, &out->length))
		return true;
	if (!run->loading_for->is_page || specifier[0] != '/')
		return false;
	/* The root of the page's server is not known: it may be the page's own folder. */
	const char *name = strrchr(specifier, '/');
	char *beside = evl_arena_alloc(&run->program, strlen(name) + 2);
	beside[0] = '.';
	memcpy(beside + 1, name, strlen(name) + 1);
	return options->load(options->load_context, referrer, beside, &out->path, &out->text, &out->length);
}

/* Does a path lead to a folder? Node takes any that ends in a slash for one. */
static bool is_folder(struct evl_run *run, uint32_t from, const char *specifier)
{
	size_t length = strlen(specifier), size;
	const char *found, *text;
	if (specifier[length - 1] == '/' || strcmp(specifier, ".") == 0 || strcmp(specifier, "..") == 0)
		return true;
	char *folder = evl_arena_alloc(&run->program, length + 2);
	memcpy(folder, specifier, length);
	memcpy(folder + length, "/", 2);
	return run->options.load(run->options.load_context, path_of(&run->units[from]), folder, &found, &text, &size);
}

/* Where a folder lies, with the slash that its specifier ends in. */
static const char *folder_path(struct evl_run *run, uint32_t from, const char *specifier)
{
	const char *path = evl_import_path(&run->program, path_of(&run->units[from]), specifier);
	size_t length = strlen(path), end = strlen(specifier);
	bool slash = (specifier[end - 1] == '/' || specifier[end - 1] == '.') && path[length - 1] != '/';
	char *out = evl_arena_alloc(&run->program, length + 2);
	memcpy(out, path, length);
	memcpy(out + length, slash ? "/" : "", slash ? 2 : 1);
	return out;
}

void evl_load_tell_untyped(struct evl_run *run, struct evl_realm *realm, uint32_t first, uint32_t end, bool main)
{
	if (realm->host->untyped_module == NULL)
		return;
	for (uint32_t i = first; i < end; i++) {
		const struct evl_run_unit *unit = &run->units[i];
		bool said = i == 0 && run->options.goal != EVL_RUN_GOAL_AUTO;
		if (said || unit->tree == NULL || unit->is_demanded || unit->is_prelude || unit->is_json || unit->is_commonjs)
			continue;
		const char *package = evl_untyped_package(run, unit->source->path);
		if (package != NULL)
			realm->host->untyped_module(realm, unit->source->path, package, main);
	}
}

/* The unit of a file that has none yet: a CommonJS module, JSON, or an ES module, which is parsed. */
static enum evl_status add_file(struct evl_run *run, struct evl_trace *trace, const char *specifier, const struct file *file, bool is_json,
				uint32_t *unit)
{
	const struct evl_host_profile *profile = run->loading_for;
	if (run->unit_count == run->unit_capacity || file->length > MAX_MODULE) {
		evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_TOO_LARGE, evl_span_none(), "too many or too large modules");
		return EVL_STATUS_TOO_LARGE;
	}
	/* People know it by the way it is written; a host by its path. */
	const char *name = strncmp(specifier, "./", 2) == 0 ? specifier + 2 : specifier;
	bool has_commonjs = profile->wrap_main != NULL && !profile->prefers_modules;
	if (has_commonjs && !is_json && evl_file_format(run, file->path, file->text, file->length) == EVL_FORMAT_COMMONJS) {
		add_commonjs(run, name, file->path, file->text, file->length, unit);
		return EVL_STATUS_OK;
	}
	*unit = run->unit_count;
	struct evl_run_unit *added = evl_load_add_unit(run, name, file->path, file->text, file->length);
	added->is_json = is_json;
	if (trace != NULL) {
		if (!profile->is_page && file->path[0] == '/')
			added->source->url = evl_source_file_url(file->path, &run->program);
		added->source_id = evl_trace_adopt_source(trace, added->source);
		if (added->source_id == UINT32_MAX)
			return EVL_STATUS_TOO_LARGE;
	}
	if (is_json)
		return EVL_STATUS_OK;
	const struct evl_surroundings around = { .recent = profile->v8 >= EVL_V8_13 };
	enum evl_status status = evl_parse_within(added->source, added->source_id, EVL_GOAL_MODULE, &around, run->names, &run->program,
						  &run->diags, &added->tree);
	if (status != EVL_STATUS_OK)
		run->unit_count--; /* another import reads it again */
	return status;
}

enum evl_status evl_load_text(struct evl_run *run, struct evl_trace *trace, const char *address, const char *text, size_t length, uint32_t *unit)
{
	struct file file = { evl_arena_copy(&run->program, address, strlen(address) + 1), evl_arena_copy(&run->program, text, length + 1), length };
	run->import_failure.failed = false;
	*unit = unit_by_path(run, file.path, false);
	return *unit != UINT32_MAX ? EVL_STATUS_OK : add_file(run, trace, file.path, &file, false, unit);
}

/* Is there a file by the name without the query and the fragment behind it? They make it another module. */
static bool is_there_without_suffix(struct evl_run *run, uint32_t from, const char *specifier)
{
	size_t length = strcspn(specifier, "?#");
	struct file file;
	if (specifier[length] == '\0')
		return false;
	char *name = evl_arena_alloc(&run->program, length + 1);
	memcpy(name, specifier, length);
	name[length] = '\0';
	return read_file(run, from, name, &file);
}

enum evl_status evl_load_unit(struct evl_run *run, struct evl_trace *trace, uint32_t from, const char *specifier, evl_name type,
			      uint32_t *unit)
{
	const struct evl_host_profile *profile = run->loading_for;
	struct file file;
	run->import_failure.failed = false;
	if (profile->is_page)
		specifier = evl_import_map_resolve(run, specifier);
	if (profile->has_builtin != NULL && profile->has_builtin(specifier))
		return find_builtin(run, specifier, unit);
	bool is_node = profile->has_builtin != NULL && !profile->prefers_modules;
	bool is_dots = is_node && (strcmp(specifier, ".") == 0 || strcmp(specifier, "..") == 0);
	if (!is_path(specifier) && !is_dots)
		return refuse_bare(run, from, specifier);
	if (run->options.load == NULL)
		return EVL_STATUS_NOT_COVERED;
	if (is_node && (is_dots || specifier[strlen(specifier) - 1] == '/'))
		return fail(run, EVL_IMPORT_DIRECTORY, from, specifier, folder_path(run, from, specifier));
	bool found = read_file(run, from, specifier, &file);
	if (!found && is_node && is_folder(run, from, specifier))
		return fail(run, EVL_IMPORT_DIRECTORY, from, specifier, folder_path(run, from, specifier));
	if (!found && is_there_without_suffix(run, from, specifier))
		return EVL_STATUS_NOT_COVERED;
	if (!found)
		return fail(run, EVL_IMPORT_MISSING, from, specifier, evl_import_path(&run->program, path_of(&run->units[from]), specifier));
	bool is_json = type == evl_names_intern_text(run->names, "json");
	if (type != EVL_NAME_NONE && !is_json)
		return fail(run, EVL_IMPORT_TYPE, from, evl_names_utf8(run->names, type, &run->program), NULL);
	if (profile->imports != NULL && is_json != evl_name_ends(file.path, ".json"))
		return fail(run, is_json ? EVL_IMPORT_NOT_OF_TYPE : EVL_IMPORT_NEEDS_TYPE, from, specifier, file.path);
	*unit = unit_by_path(run, file.path, is_json);
	return *unit != UINT32_MAX ? EVL_STATUS_OK : add_file(run, trace, specifier, &file, is_json, unit);
}

/* Failures of a static import that Node reports itself. */
static bool ends_before_it_begins(enum evl_import_failure why)
{
	return why == EVL_IMPORT_BARE || why == EVL_IMPORT_MISSING || why == EVL_IMPORT_NEEDS_TYPE || why == EVL_IMPORT_NO_BUILTIN ||
	       why >= EVL_IMPORT_DIRECTORY;
}

/* The unit of a request in a tree, before anything runs; what cannot be had ends the prediction. */
static enum evl_status find_unit(struct evl_run *run, uint32_t from, const struct request *request, struct evl_trace *trace, uint32_t *unit)
{
	const char *specifier = evl_names_utf8(run->names, request->specifier, &run->program);
	enum evl_status status = evl_load_unit(run, trace, from, specifier, request->type, unit);
	/* Node says so before anything runs; nothing of it will be asked for. */
	if (trace == NULL && run->import_failure.failed && ends_before_it_begins(run->import_failure.why) && !run->loading_for->is_page) {
		if (!run->absent.failed)
			run->absent = run->import_failure;
		status = find_builtin(run, specifier, unit);
		run->units[*unit].is_absent = status == EVL_STATUS_OK;
		return status;
	}
	if (trace == NULL && (run->import_failure.failed || status == EVL_STATUS_NOT_COVERED) && run->diags.first == NULL)
		return not_covered(run, request, specifier);
	return status;
}

static evl_name type_of(const struct evl_node *item)
{
	return item->kind == EVL_NODE_IMPORT ? item->as.import.type_attribute : EVL_NAME_NONE;
}

enum evl_status evl_load_imports(struct evl_run *run, struct evl_trace *trace, uint32_t first)
{
	/* Breadth first: a unit's requests in the order of its text, each module once. */
	for (uint32_t i = first; i < run->unit_count; i++) {
		const struct evl_node *tree = run->units[i].tree;
		if (tree == NULL || !tree->as.program.module)
			continue;
		struct evl_node_list body = tree->as.program.body;
		for (uint32_t k = 0; k < body.count; k++) {
			const struct evl_node *source = source_of(body.items[k]);
			uint32_t unit;
			if (source == NULL)
				continue;
			struct request request = { source->as.string.name, type_of(body.items[k]), source->span };
			enum evl_status status = find_unit(run, i, &request, trace, &unit);
			if (status != EVL_STATUS_OK)
				return status;
		}
	}
	return EVL_STATUS_OK;
}

/* Connect a compiled module's requests, which the compiler numbered, with units. */
static enum evl_status connect(struct evl_run *run, struct evl_trace *trace, uint32_t number)
{
	struct evl_run_unit *unit = &run->units[number];
	const struct evl_module_template *module = unit->code->main->module;
	if (module == NULL)
		return EVL_STATUS_OK;
	unit->request_count = module->request_count;
	unit->requested = evl_arena_alloc(&run->program, (module->request_count + (size_t)1) * sizeof *unit->requested);
	for (uint32_t i = 0; i < module->request_count; i++) {
		struct request request = { module->requests[i].specifier, module->requests[i].type_attribute, module->requests[i].span };
		enum evl_status status = find_unit(run, number, &request, trace, &unit->requested[i]);
		if (status != EVL_STATUS_OK)
			return status;
	}
	return EVL_STATUS_OK;
}

/* Is there markup or a name of a handler, " onclick=" or "'onclick'", at `at`? */
static bool is_handler_name(const char *at)
{
	size_t length = 3;
	if (strchr(" '\"\t\n\\", at[0]) == NULL || at[1] != 'o' || at[2] != 'n')
		return false;
	while (at[length] >= 'a' && at[length] <= 'z')
		length++;
	if (length < 6)
		return false;
	return at[length] == '=' ? strchr("'\"\\$", at[length + 1]) != NULL : at[0] != ' ' && at[length] == at[0];
}

/* Does a page's script speak of scripts, of timers, which may run text, or of handlers in markup? Such code sees its let, const and class. */
static bool may_add_scripts(const struct evl_run *run, const struct evl_run_unit *unit)
{
	static const char *const words[] = { "script", "settimeout(", "setinterval(" };
	const struct evl_source *source = unit->source;
	if (run->loading_for == NULL || !run->loading_for->is_page)
		return false;
	for (size_t i = 0; i + 6 < source->length; i++)
		if (is_handler_name(source->text + i))
			return true;
	for (size_t w = 0; w < sizeof words / sizeof words[0]; w++) {
		size_t length = strlen(words[w]);
		for (size_t i = 0; i + length < source->length; i++) {
			size_t k = 0;
			while (k < length && ((unsigned char)source->text[i + k] | 0x20) == (unsigned char)(words[w][k] | 0x20))
				k++;
			if (k == length && (w == 0 || strchr("'\"`", source->text[i + k]) != NULL))
				return true;
		}
	}
	return false;
}

enum evl_status evl_load_compile(struct evl_run *run, struct evl_trace *trace, uint32_t first, enum evl_goal goal)
{
	for (uint32_t i = first; i < run->unit_count; i++) {
		struct evl_run_unit *unit = &run->units[i];
		enum evl_goal of_unit = i == 0 ? goal : EVL_GOAL_MODULE;
		if (unit->tree == NULL || unit->is_demanded || (unit->code != NULL && (unit->is_prelude || unit->code->goal == of_unit)))
			continue;
		unit->tree->as.program.shares_names = of_unit == EVL_GOAL_SCRIPT && (run->options.prelude_count != 0 || run->setup_count != 0 || may_add_scripts(run, unit));
		enum evl_status status = evl_compile(unit->tree, of_unit, unit->source_id, evl_load_first_template(run), run->names,
						     &run->program, &run->diags, &unit->code);
		if (status != EVL_STATUS_OK)
			return status;
		evl_load_set_templates(run, unit->code->template_count);
		if (of_unit == EVL_GOAL_MODULE) {
			status = connect(run, trace, i);
			if (status != EVL_STATUS_OK)
				return status;
		}
	}
	return EVL_STATUS_OK;
}

uint32_t evl_load_first_template(const struct evl_run *run)
{
	uint32_t made = run->realm != NULL && run->realm->vm != NULL ? run->realm->vm->next_template_id : 0;
	for (uint32_t i = 0; i < EVL_RUN_AGENTS && run->agents[i] != NULL; i++)
		if (run->agents[i]->vm->next_template_id > made)
			made = run->agents[i]->vm->next_template_id;
	return made > run->template_count ? made : run->template_count;
}

void evl_load_set_templates(struct evl_run *run, uint32_t count)
{
	run->template_count = count;
	if (run->realm != NULL && run->realm->vm != NULL)
		run->realm->vm->next_template_id = count;
	for (uint32_t i = 0; i < EVL_RUN_AGENTS && run->agents[i] != NULL; i++)
		run->agents[i]->vm->next_template_id = count;
}

enum evl_status evl_load_script(struct evl_run *run, struct evl_trace *trace, const char *name, const char *text, size_t length, struct evl_run_unit **out)
{
	evl_diags_init(&run->diags, &run->program);
	if (run->unit_count == run->unit_capacity || length > MAX_MODULE) {
		evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_TOO_LARGE, evl_span_none(), "too many or too large scripts");
		return EVL_STATUS_TOO_LARGE;
	}
	struct evl_run_unit *unit = evl_load_add_unit(run, name, NULL, text, length);
	uint32_t number = evl_trace_adopt_source(trace, unit->source);
	unit->source_id = number;
	enum evl_status status =
		evl_parse(unit->source, number, EVL_GOAL_SCRIPT, run->names, &run->program, &run->diags, &unit->tree);
	if (status == EVL_STATUS_OK)
		unit->tree->as.program.shares_names = unit->tree->as.program.gives_value = true;
	if (status == EVL_STATUS_OK)
		status = evl_compile(unit->tree, EVL_GOAL_SCRIPT, number, evl_load_first_template(run), run->names, &run->program,
				     &run->diags, &unit->code);
	if (status == EVL_STATUS_OK)
		evl_load_set_templates(run, unit->code->template_count);
	*out = unit;
	return status;
}

void evl_load_name_sources(struct evl_run *run, bool by_url)
{
	for (uint32_t i = 0; i < run->unit_count; i++) {
		struct evl_source *source = run->units[i].source;
		bool has_url = by_url && source->path != NULL && source->path[0] == '/';
		if (!has_url)
			source->url = NULL;
		else if (source->url == NULL)
			source->url = evl_source_file_url(source->path, &run->program);
	}
}
