/* SPDX-License-Identifier: MIT */
/*
 * demand.c - a source becomes a unit of the program when the snippet first asks for
 * it; the unit is found again when the same program is run once more.
 */
#include "run/demand.h"

#include <string.h>

#include "base/buffer.h"
#include "base/mark.h"
#include "compile/compile.h"
#include "host/host.h"
#include "run/format.h"
#include "run/load.h"
#include "run/run.h"
#include "syntax/parse.h"

enum { MAX_DEMANDED = 16 << 20 };

bool evl_run_read_source(struct evl_realm *realm, const char *referrer, const char *specifier, const char **path, const char **text,
			 size_t *length)
{
	struct evl_run *run = realm->host->owner;
	const struct evl_run_options *options = &run->options;
	return options->load != NULL && options->load(options->load_context, referrer, specifier, path, text, length) &&
	       *length <= MAX_DEMANDED;
}

/* The unit of this path that was read as a CommonJS module; NULL: none yet. */
static struct evl_run_unit *find(struct evl_run *run, const char *path)
{
	for (uint32_t i = 1; i < run->unit_count; i++) {
		struct evl_run_unit *unit = &run->units[i];
		if (unit->is_demanded && unit->code != NULL && unit->source->path != NULL &&
		    strcmp(unit->source->path, path) == 0)
			return unit;
	}
	return NULL;
}

static const char *place_text(struct evl_realm *realm, const struct evl_source *source, evl_span span)
{
	if (span.start == UINT32_MAX)
		return NULL;
	struct evl_buffer text;
	evl_buffer_init(&text);
	evl_buffer_printf(&text, "%s:%u\n", source->path, evl_source_place(source, span.start).line);
	evl_mark_append(source, span, &text);
	const char *copy = text.failed ? NULL : evl_arena_copy(&realm->scratch, text.bytes, text.length + 1);
	evl_buffer_release(&text);
	return copy;
}

/* What the parser found wrong, as the snippet meets it. */
static bool throw_syntax(struct evl_realm *realm, const struct evl_source *source, const struct evl_diags *diags, const char **place)
{
	const struct evl_diag *diag = diags->first;
	if (diag != NULL && diag->status != EVL_STATUS_SYNTAX)
		return evl_halt(realm, diag->status, "%s (in %s)", diag->message, source->name);
	*place = diag != NULL ? place_text(realm, source, diag->span) : NULL;
	const char *message = diag != NULL ? diag->message : "";
	if (strncmp(message, "SyntaxError: ", 13) == 0)
		message += 13;
	return evl_throw_text(realm, EVL_ERROR_SYNTAX, message);
}

enum evl_package_type evl_run_package_type(struct evl_realm *realm, const char *path, const char **description)
{
	return evl_package_type(realm->host->owner, path, description);
}

bool evl_run_has_module_syntax(struct evl_realm *realm, const char *path, const char *text)
{
	struct evl_run *run = realm->host->owner;
	struct evl_source source;
	if (find(run, path) != NULL)
		return false;
	evl_source_init(&source, &run->program, path, text, strlen(text));
	return evl_format_has_module_syntax(run, &source);
}

bool evl_run_compile_source(struct evl_realm *realm, const char *path, const char *text, size_t length,
			    const struct evl_template **out, const char **place)
{
	struct evl_run *run = realm->host->owner;
	struct evl_run_unit *unit = find(run, path);
	*place = NULL;
	if (unit == NULL) {
		if (run->unit_count == run->unit_capacity)
			return evl_halt(realm, EVL_STATUS_TOO_LARGE, "too many modules");
		const char *slash = strrchr(path, '/');
		struct evl_diags diags;
		evl_diags_init(&diags, &run->program);
		unit = evl_load_add_unit(run, slash != NULL ? slash + 1 : path, path, text, length);
		unit->is_demanded = true;
		uint32_t number = unit->source_id = evl_trace_adopt_source(realm->trace, unit->source);
		if (evl_parse(unit->source, number, EVL_GOAL_COMMONJS, run->names, &run->program, &diags, &unit->tree) != EVL_STATUS_OK ||
		    evl_compile(unit->tree, EVL_GOAL_COMMONJS, number, evl_load_first_template(run), run->names, &run->program, &diags,
				&unit->code) != EVL_STATUS_OK)
			return throw_syntax(realm, unit->source, &diags, place);
		evl_load_set_templates(run, unit->code->template_count);
	}
	*out = unit->code->main;
	return true;
}
