/* SPDX-License-Identifier: MIT */
/*
 * page.c - the scripts of an HTML file as sources: inline and external, classic and modules.
 *
 * An inline script is a source of its own with all the rest of the page blanked out, so that its places are
 * those in the file. What classic scripts declare with let, const and class at their top level is shared by all
 * scripts of a page (sec-globaldeclarationinstantiation).
 */
#include "run/page.h"

#include <stdio.h>
#include <string.h>

#include "base/utf.h"
#include "compile/compile.h"
#include "host/browser/dom.h"
#include "host/browser/resource.h"
#include "run/format.h"
#include "run/load.h"
#include "syntax/parse.h"
#include "value/string.h"

bool evl_run_is_page(const struct evl_run_options *options)
{
	const char *name = options->path != NULL ? options->path : options->name;
	return name != NULL && (evl_name_ends(name, ".html") || evl_name_ends(name, ".htm"));
}

/* ---------------------------------------------------------------- compiling */

/* Report what is wrong with a script as the page's console does: the page goes on without it. */
static void report_syntax(struct evl_realm *realm, const struct evl_run *run)
{
	const struct evl_diag *diag = run->diags.first;
	const struct evl_run_import_failure *absent = &run->import_failure;
	char note[300];
	if (diag == NULL && absent->failed && absent->why == EVL_IMPORT_MISSING && absent->path != NULL) {
		snprintf(note, sizeof note, "the module %.200s is not there: the script that imports it does not run", absent->specifier);
		evl_host_note(realm, evl_span_none(), note);
		return;
	}
	if (diag == NULL && absent->failed && absent->why == EVL_IMPORT_BARE) {
		evl_page(realm)->static_import = true;
		evl_value error = realm->host->profile->imports->error(realm, absent->why, absent->specifier, absent->path, absent->referrer);
		evl_page(realm)->static_import = false;
		(void)evl_page_uncaught(realm, error, EVL_ORIGIN_MAIN, NULL);
		return;
	}
	if (diag == NULL) {
		evl_halt(realm, EVL_STATUS_NOT_COVERED, "a module script of which an import cannot be had");
		return;
	}
	const char *message = diag->message;
	if (diag->status == EVL_STATUS_NOT_COVERED) {
		evl_halt(realm, diag->status, "%s", strncmp(message, "not covered: ", 13) == 0 ? message + 13 : message);
		return;
	}
	if (strncmp(message, "SyntaxError: ", 13) == 0)
		message += 13;
	(void)evl_throw_text(realm, EVL_ERROR_SYNTAX, message);
	realm->exception_span = diag->span;
	(void)evl_page_uncaught(realm, evl_take_exception(realm), EVL_ORIGIN_MAIN, NULL);
}

static struct evl_run_unit *add_unit(struct evl_run *run, struct evl_realm *realm, const char *name, const char *path, const char *text,
				     size_t length, bool module)
{
	enum evl_goal goal = module ? EVL_GOAL_MODULE : EVL_GOAL_SCRIPT;
	evl_diags_init(&run->diags, &run->program);
	if (run->unit_count == run->unit_capacity) {
		evl_halt(realm, EVL_STATUS_TOO_LARGE, "too many scripts");
		return NULL;
	}
	struct evl_run_unit *unit = evl_load_add_unit(run, name, path, text, length);
	uint32_t first = run->unit_count - 1, number = unit->source_id = evl_trace_adopt_source(realm->trace, unit->source);
	enum evl_status status = evl_parse(unit->source, number, goal, run->names, &run->program, &run->diags, &unit->tree);
	if (status == EVL_STATUS_OK && module) {
		status = evl_load_imports(run, realm->trace, first);
		if (status == EVL_STATUS_OK)
			status = evl_load_compile(run, realm->trace, first, EVL_GOAL_MODULE);
	} else if (status == EVL_STATUS_OK) {
		unit->tree->as.program.shares_names = true;
		status = evl_compile(unit->tree, goal, number, evl_load_first_template(run), run->names, &run->program, &run->diags,
				     &unit->code);
		if (status == EVL_STATUS_OK)
			evl_load_set_templates(run, unit->code->template_count);
	}
	if (status == EVL_STATUS_OK)
		return unit;
	report_syntax(realm, run);
	return NULL;
}

/* The page's text with only bytes [from, to) of it. */
static const char *blanked(struct evl_run *run, size_t from, size_t to)
{
	const struct evl_source *page = &run->sources[0];
	char *text = evl_arena_alloc(&run->program, page->length + 1);
	for (size_t i = 0; i < page->length; i++) {
		char c = page->text[i];
		text[i] = (i >= from && i < to) || c == '\n' || c == '\r' ? c : ' ';
	}
	text[to] = '\0';
	return text;
}

struct evl_run_unit *evl_page_inline_unit(struct evl_run *run, struct evl_realm *realm, const uint16_t *units,
					  const struct evl_dom_node *element, bool module)
{
	size_t from = evl_utf16_to_utf8_length(units, element->span.start);
	size_t to = from + evl_utf16_to_utf8_length(units + element->span.start, element->span.end - element->span.start);
	return add_unit(run, realm, run->sources[0].name, run->sources[0].path, blanked(run, from, to), to, module);
}

struct evl_run_unit *evl_page_text_unit(struct evl_run *run, struct evl_realm *realm, const struct evl_dom_node *element)
{
	struct evl_string *content = evl_node_text_content(realm, element);
	const char *text = content != NULL ? evl_string_utf8(realm, content) : "";
	return add_unit(run, realm, "inserted module", run->sources[0].path, text, strlen(text), true);
}

static struct evl_run_unit *module_unit(struct evl_run *run, struct evl_realm *realm, const char *specifier)
{
	uint32_t number, before = run->unit_count;
	evl_diags_init(&run->diags, &run->program);
	enum evl_status status = evl_load_unit(run, realm->trace, 0, specifier, EVL_NAME_NONE, &number);
	if (status == EVL_STATUS_OK && number >= before) {
		status = evl_load_imports(run, realm->trace, before);
		if (status == EVL_STATUS_OK)
			status = evl_load_compile(run, realm->trace, before, EVL_GOAL_MODULE);
	}
	if (status == EVL_STATUS_OK)
		return &run->units[number];
	report_syntax(realm, run);
	return NULL;
}

struct evl_run_unit *evl_page_external_unit(struct evl_run *run, struct evl_realm *realm, const char *address, bool module,
					    enum evl_page_found *found)
{
	const char *referrer = run->sources[0].path != NULL ? run->sources[0].path : run->sources[0].name;
	const char *path = NULL, *text = NULL, *slash;
	char specifier[512], note[300];
	size_t length = 0, end = strcspn(address, "?#");
	enum evl_resource_kind kind = evl_resource_look(realm, address).kind;
	*found = EVL_PAGE_FOUND;
	if (kind == EVL_RESOURCE_SAID && evl_resource_said(realm, address, &text, &length))
		return add_unit(run, realm, address, NULL, text, length, module);
	snprintf(specifier, sizeof specifier, "%s%.*s", address[0] == '.' ? "" : address[0] == '/' ? "." : "./", (int)(end < 500 ? end : 500), address);
	evl_resource_slashes(specifier);
	bool named = end != 0 && address[end - 1] != '/'; /* a file, not a folder */
	bool had = named && kind == EVL_RESOURCE_NEAR && realm->host->read_source(realm, referrer, specifier, &path, &text, &length);
	if (!had && named && kind == EVL_RESOURCE_NEAR && address[0] == '/' && (slash = strrchr(specifier, '/')) != NULL) {
		/* The root of the page's server is not known: it may be the page's own folder. */
		char beside[512];
		snprintf(beside, sizeof beside, ".%s", slash);
		had = realm->host->read_source(realm, referrer, beside, &path, &text, &length);
	}
	/* A module is one, whoever asks for it. */
	if (had && module)
		return module_unit(run, realm, evl_arena_copy(&run->program, specifier, strlen(specifier) + 1));
	if (had) {
		const char *name = strrchr(path, '/');
		return add_unit(run, realm, name != NULL ? name + 1 : path, path, text, length, module);
	}
	*found = kind == EVL_RESOURCE_OUTSIDE ? EVL_PAGE_OUTSIDE : EVL_PAGE_ABSENT;
	if (kind == EVL_RESOURCE_OUTSIDE)
		snprintf(note, sizeof note, "the script %.200s is not at hand: what it does is not predicted", address);
	else
		snprintf(note, sizeof note, "the file %.200s is not there: its script gets an error event", address);
	if (kind != EVL_RESOURCE_SAID) /* what is said to fail needs no remark */
		evl_host_note(realm, evl_span_none(), note);
	return NULL;
}
