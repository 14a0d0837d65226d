/* SPDX-License-Identifier: MIT */
/*
 * setup.c - see setup.h.
 */
#include "run/setup.h"

#include <string.h>

#include "base/buffer.h"
#include "compile/compile.h"
#include "run/load.h"
#include "run/provide.h"

const char *evl_setup_call(struct evl_run *run, const char *text, size_t *length, const char *call)
{
	struct evl_buffer joined;
	evl_buffer_init(&joined);
	evl_buffer_append(&joined, text, *length);
	evl_buffer_append_text(&joined, "\n;globalThis[\"evloop:call\"](");
	evl_buffer_append_text(&joined, call);
	evl_buffer_append_text(&joined, ",\"");
	for (const char *p = call; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			evl_buffer_append_byte(&joined, '\\');
		evl_buffer_append_byte(&joined, *p == '\n' || *p == '\r' ? ' ' : *p);
	}
	evl_buffer_append_text(&joined, "\");\n");
	const char *result = text;
	if (!joined.failed) {
		result = evl_arena_copy(&run->program, joined.bytes, joined.length);
		*length = joined.length;
	}
	evl_buffer_release(&joined);
	return result;
}

/* One script that runs before the main source. */
static enum evl_status load(struct evl_run *run, const char *name, const char *text, size_t length)
{
	if (run->unit_count == run->unit_capacity) {
		evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_TOO_LARGE, evl_span_none(), "too many sources");
		return EVL_STATUS_TOO_LARGE;
	}
	uint32_t number = run->unit_count;
	struct evl_run_unit *unit = evl_load_add_unit(run, name, NULL, text, length);
	unit->is_prelude = true;
	unit->source_id = number;
	enum evl_status status = evl_parse(unit->source, number, EVL_GOAL_SCRIPT, run->names, &run->program, &run->diags, &unit->tree);
	if (status != EVL_STATUS_OK)
		return status;
	unit->tree->as.program.shares_names = true;
	status = evl_compile(unit->tree, EVL_GOAL_SCRIPT, number, evl_load_first_template(run), run->names, &run->program, &run->diags,
			     &unit->code);
	if (status != EVL_STATUS_OK)
		return status;
	evl_load_set_templates(run, unit->code->template_count);
	if (run->setup_count++ == 0)
		run->setup_first = number;
	return EVL_STATUS_OK;
}

static enum evl_status wrong(struct evl_run *run, evl_span span, const char *where, const char *error)
{
	evl_diags_add(&run->diags, EVL_SEVERITY_ERROR, EVL_STATUS_SYNTAX, span, "%s: %s", where, error);
	return EVL_STATUS_SYNTAX;
}

enum evl_status evl_setup_load(struct evl_run *run)
{
	const struct evl_run_options *options = &run->options;
	const struct evl_source *source = &run->sources[0];
	struct evl_buffer lines;
	const char *error = "";
	size_t at = 0;
	enum evl_status status = EVL_STATUS_OK;
	evl_buffer_init(&lines);
	for (uint32_t i = 0; i < options->provide_count && status == EVL_STATUS_OK; i++)
		if (!evl_provide_line(options->provide[i], strlen(options->provide[i]), &lines, &error))
			status = wrong(run, evl_span_none(), options->provide[i], error);
	if (status == EVL_STATUS_OK && strstr(source->text, "evloop:") != NULL &&
	    !evl_provide_directives(source->text, source->length, &lines, &error, &at))
		status = wrong(run, (evl_span){ 0, (uint32_t)at, (uint32_t)at + 1 }, "evloop directive", error);
	if (status == EVL_STATUS_OK && lines.length != 0)
		status = load(run, "<provided>", lines.bytes, lines.length);
	if (status == EVL_STATUS_OK && options->prelude_text != NULL)
		status = load(run, options->prelude_name, options->prelude_text, options->prelude_length);
	evl_buffer_release(&lines);
	return status;
}
