/* SPDX-License-Identifier: MIT */
/*
 * load.c - sources of a program, each read once.
 *
 * Paths come from the caller's loader; two specifiers that it resolves to one
 * path are one module. The table of sources is what spans and traces refer to, so it
 * has its full size from the start.
 */
#include "run/load.h"

#include <string.h>

#include "compile/compile.h"

enum { MAX_UNITS = 256, MAX_MODULE = 16 << 20 };

struct evl_run_unit *evl_load_add_unit(struct evl_run *run, const char *name, const char *path, const char *text,
				       size_t length)
{
	struct evl_source *source = &run->sources[run->unit_count];
	struct evl_run_unit *unit = &run->units[run->unit_count++];
	evl_source_init(source, &run->program, name, text, length);
	if (path != NULL)
		source->path = evl_arena_copy(&run->program, path, strlen(path) + 1);
	memset(unit, 0, sizeof *unit);
	unit->source = source;
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

/* One import request of a module's tree: its specifier and where it stands. */
struct request {
	evl_name specifier;
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
		      relative ? "the module '%s' cannot be read" : "not covered: the module '%s'", specifier);
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

/* The unit of a request; added (and parsed) when it is new. */
static enum evl_status find_unit(struct evl_run *run, uint32_t from, const struct request *request, uint32_t *unit)
{
	const char *specifier = evl_names_utf8(run->names, request->specifier, &run->program);
	const char *path = NULL, *text = NULL;
	size_t length = 0;
	const struct evl_host_profile *profile = run->results[0].profile;
	if (profile->has_builtin != NULL && profile->has_builtin(specifier))
		return find_builtin(run, specifier, unit);
	bool relative = strncmp(specifier, "./", 2) == 0 || strncmp(specifier, "../", 3) == 0 || specifier[0] == '/';
	if (!relative || run->options.load == NULL ||
	    !run->options.load(run->options.load_context, path_of(&run->units[from]), specifier, &path, &text, &length))
		return not_covered(run, request, specifier);
	for (uint32_t i = 0; i < run->unit_count; i++) {
		if (strcmp(path_of(&run->units[i]), path) == 0) {
			*unit = i;
			return EVL_STATUS_OK;
		}
	}
	if (run->unit_count == run->unit_capacity || length > MAX_MODULE) {
		evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_TOO_LARGE, request->span, "too many or too large modules");
		return EVL_STATUS_TOO_LARGE;
	}
	*unit = run->unit_count;
	/* People know it by the way it is written; a host by its path. */
	const char *name = strncmp(specifier, "./", 2) == 0 ? specifier + 2 : specifier;
	struct evl_run_unit *added = evl_load_add_unit(run, name, path, text, length);
	return evl_parse(added->source, *unit, EVL_GOAL_MODULE, run->names, &run->program, &run->diags, &added->tree);
}

enum evl_status evl_load_imports(struct evl_run *run)
{
	/* Breadth first: a unit's requests in the order of its text, each module once. */
	for (uint32_t i = 0; i < run->unit_count; i++) {
		const struct evl_node *tree = run->units[i].tree;
		if (tree == NULL)
			continue;
		struct evl_node_list body = tree->as.program.body;
		for (uint32_t k = 0; k < body.count; k++) {
			const struct evl_node *source = source_of(body.items[k]);
			uint32_t unit;
			if (source == NULL)
				continue;
			struct request request = { source->as.string.name, source->span };
			enum evl_status status = find_unit(run, i, &request, &unit);
			if (status != EVL_STATUS_OK)
				return status;
		}
	}
	return EVL_STATUS_OK;
}

/* Connect a compiled module's requests, which the compiler numbered, with units. */
static enum evl_status connect(struct evl_run *run, uint32_t number)
{
	struct evl_run_unit *unit = &run->units[number];
	const struct evl_module_template *module = unit->code->main->module;
	if (module == NULL)
		return EVL_STATUS_OK;
	unit->request_count = module->request_count;
	unit->requested = evl_arena_alloc(&run->program, (module->request_count + (size_t)1) * sizeof *unit->requested);
	for (uint32_t i = 0; i < module->request_count; i++) {
		struct request request = { module->requests[i].specifier, module->requests[i].span };
		enum evl_status status = find_unit(run, number, &request, &unit->requested[i]);
		if (status != EVL_STATUS_OK)
			return status;
	}
	return EVL_STATUS_OK;
}

enum evl_status evl_load_compile(struct evl_run *run, enum evl_goal goal)
{
	for (uint32_t i = 0; i < run->unit_count; i++) {
		struct evl_run_unit *unit = &run->units[i];
		enum evl_goal of_unit = i == 0 ? goal : EVL_GOAL_MODULE;
		if (unit->builtin != NULL || unit->is_demanded)
			continue;
		if (unit->code != NULL && (unit->is_prelude || unit->code->goal == of_unit))
			continue;
		enum evl_status status = evl_compile(unit->tree, of_unit, i, run->template_count, run->names, &run->program,
						     &run->diags, &unit->code);
		if (status != EVL_STATUS_OK)
			return status;
		run->template_count = unit->code->template_count;
		if (of_unit == EVL_GOAL_MODULE) {
			status = connect(run, i);
			if (status != EVL_STATUS_OK)
				return status;
		}
	}
	return EVL_STATUS_OK;
}

enum evl_status evl_load_script(struct evl_run *run, const char *text, size_t length, struct evl_run_unit **out)
{
	evl_diags_init(&run->diags, &run->program);
	if (run->unit_count == run->unit_capacity || length > MAX_MODULE) {
		evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_TOO_LARGE, evl_span_none(), "too many or too large scripts");
		return EVL_STATUS_TOO_LARGE;
	}
	uint32_t number = run->unit_count;
	struct evl_run_unit *unit = evl_load_add_unit(run, "<script>", NULL, text, length);
	enum evl_status status =
		evl_parse(unit->source, number, EVL_GOAL_SCRIPT, run->names, &run->program, &run->diags, &unit->tree);
	if (status == EVL_STATUS_OK)
		status = evl_compile(unit->tree, EVL_GOAL_SCRIPT, number, run->template_count, run->names, &run->program,
				     &run->diags, &unit->code);
	if (status == EVL_STATUS_OK)
		run->template_count = unit->code->template_count;
	*out = unit;
	return status;
}

void evl_load_name_sources(struct evl_run *run, bool by_url)
{
	for (uint32_t i = 0; i < run->unit_count; i++) {
		struct evl_source *source = run->units[i].source;
		bool has_url = by_url && source->path != NULL && source->path[0] == '/';
		source->url = has_url ? evl_source_file_url(source->path, &run->program) : NULL;
	}
}
