/* SPDX-License-Identifier: MIT */
/*
 * page.c - the scripts of an HTML file: inline and external, classic, deferred, async and modules.
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
#include "host/browser/markup.h"
#include "run/execute.h"
#include "run/import.h"
#include "run/load.h"
#include "syntax/parse.h"
#include "value/string.h"
#include "vm/interp.h"
#include "vm/module.h"
#include "vm/promise.h"

struct page_script {
	struct page_script *next;
	struct evl_dom_node *element;
	struct evl_run_unit *unit; /* NULL: it could not be had */
	bool module;
};

struct page_run {
	struct evl_run *run;
	const uint16_t *units; /* of the page */
	struct page_script *deferred;
	uint32_t async_count;
};

static bool has_suffix(const char *name, const char *suffix)
{
	size_t length = strlen(name), tail = strlen(suffix);
	return length >= tail && strcmp(name + length - tail, suffix) == 0;
}

bool evl_run_is_page(const struct evl_run_options *options)
{
	const char *name = options->path != NULL ? options->path : options->name;
	return name != NULL && (has_suffix(name, ".html") || has_suffix(name, ".htm"));
}

/* ---------------------------------------------------------------- compiling */

/* Report what the parser found wrong in a script: the page goes on without it. */
static void report_syntax(struct evl_realm *realm, const struct evl_run *run)
{
	const struct evl_diag *diag = run->diags.first;
	if (diag == NULL) { /* nothing is wrong in the text: an import of it failed */
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

static struct evl_run_unit *inline_unit(struct page_run *page, struct evl_realm *realm, const struct evl_dom_node *element, bool module)
{
	struct evl_run *run = page->run;
	size_t from = evl_utf16_to_utf8_length(page->units, element->span.start);
	size_t to = from + evl_utf16_to_utf8_length(page->units + element->span.start, element->span.end - element->span.start);
	return add_unit(run, realm, run->sources[0].name, run->sources[0].path, blanked(run, from, to), to, module);
}

static struct evl_run_unit *external_unit(struct page_run *page, struct evl_realm *realm, const char *address, bool module)
{
	struct evl_run *run = page->run;
	const char *referrer = run->sources[0].path != NULL ? run->sources[0].path : run->sources[0].name;
	const char *path = NULL, *text = NULL, *slash = strrchr(address, '/');
	char specifier[512], note[300];
	size_t length = 0;
	bool outside = strstr(address, "://") != NULL || strncmp(address, "//", 2) == 0;
	snprintf(specifier, sizeof specifier, "%s%s", address[0] == '.' ? "" : address[0] == '/' ? "." : "./", address);
	bool found = !outside && realm->host->read_source(realm, referrer, specifier, &path, &text, &length);
	if (!found && !outside && slash != NULL) {
		snprintf(specifier, sizeof specifier, "./%s", slash + 1);
		found = realm->host->read_source(realm, referrer, specifier, &path, &text, &length);
	}
	if (found) {
		const char *name = strrchr(path, '/');
		return add_unit(run, realm, name != NULL ? name + 1 : path, path, text, length, module);
	}
	snprintf(note, sizeof note, "the script %.200s is not at hand: what it does is not predicted", address);
	evl_host_note(realm, evl_span_none(), note);
	return NULL;
}

bool evl_run_compile_script_at(struct evl_realm *realm, const char *address, const struct evl_template **out)
{
	struct page_run page = { .run = realm->host->owner };
	struct evl_run_unit *unit = external_unit(&page, realm, address, false);
	*out = unit != NULL ? unit->code->main : NULL;
	return realm->halt == EVL_STATUS_OK;
}

/* ------------------------------------------------------------------ running */

static bool classic_body(struct evl_realm *realm, void *context)
{
	const struct page_script *script = context;
	evl_value ignored;
	return evl_run_template(realm, script->unit->code->main, NULL, evl_from_object(realm->global), 0, NULL, &ignored);
}

static bool module_body(struct evl_realm *realm, void *context)
{
	const struct page_script *script = context;
	struct evl_run *run = realm->host->owner;
	struct evl_module *module = evl_run_module(realm, (uint32_t)(script->unit - run->units));
	if (module == NULL || !evl_module_link(realm, module))
		return false;
	struct evl_promise *evaluation = evl_module_evaluate(realm, module);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	if (evaluation->state != EVL_PROMISE_FULFILLED)
		evl_execute_watch(realm, evaluation);
	return true;
}

static bool goes_on(const struct evl_realm *realm) { return realm->halt == EVL_STATUS_OK && !realm->host->exiting; }

static bool run_script(struct evl_realm *realm, struct page_script *script)
{
	struct evl_page *page = evl_page(realm);
	if (script->unit == NULL)
		return goes_on(realm);
	page->script = script->module ? NULL : script->element;
	evl_span whole = script->unit->tree->span;
	enum evl_ran ran = evl_host_run_work(realm, script->module ? EVL_WORK_MODULE : EVL_WORK_SCRIPT, EVL_NO_EVENT, whole, EVL_ORIGIN_MAIN,
					     script->module ? module_body : classic_body, script);
	bool ok = ran != EVL_RAN_STOP && evl_loop_drain(&realm->host->loop, 0) != EVL_RAN_STOP;
	realm->current = EVL_NO_EVENT;
	page->script = NULL;
	return ok && goes_on(realm);
}

static bool run_deferred(struct evl_realm *realm, void *context)
{
	struct page_run *page = context;
	for (struct page_script *script = page->deferred; script != NULL; script = script->next)
		if (!run_script(realm, script))
			return false;
	return true;
}

static bool run_async(struct evl_realm *realm, uint32_t record)
{
	struct evl_dom_node *element = evl_pointer(evl_host_task(realm->host, record)->this_value);
	struct evl_run *run = realm->host->owner;
	struct page_run page = { .run = run };
	struct page_script script = { .element = element };
	script.unit = external_unit(&page, realm, evl_string_utf8(realm, evl_element_get(realm, element, "src")), false);
	if (!run_script(realm, &script))
		return false;
	return evl_event_fire(realm, &element->target, "Event", script.unit != NULL ? "load" : "error", EVL_DOM_TRUSTED);
}

static void element_done(struct evl_realm *realm, struct evl_markup_page *markup, struct evl_dom_node *element)
{
	struct page_run *page = markup->context;
	if (!evl_element_is(realm, element, "script") || markup->stop)
		return;
	struct evl_string *type = evl_element_get(realm, element, "type"), *source = evl_element_get(realm, element, "src");
	const char *kind = type != NULL ? evl_string_utf8(realm, type) : "";
	bool module = strcmp(kind, "module") == 0;
	element->script_done = true;
	if (!module && kind[0] != '\0' && strcmp(kind, "text/javascript") != 0 && strcmp(kind, "application/javascript") != 0)
		return;
	if (!module && evl_element_has(realm, element, "nomodule"))
		return;
	if (source != NULL && !module && evl_element_has(realm, element, "async")) {
		uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(element), 0, NULL, 1000);
		evl_host_task(realm->host, record)->run = run_async;
		evl_host_post(realm, record, EVL_SOURCE_NETWORK, 1000);
		return;
	}
	struct page_script *script = evl_arena_zalloc(&realm->scratch, sizeof *script);
	script->element = element;
	script->module = module;
	script->unit = source != NULL ? external_unit(page, realm, evl_string_utf8(realm, source), module) :
					inline_unit(page, realm, element, module);
	if (!goes_on(realm)) {
		markup->stop = true;
		return;
	}
	if (module || (source != NULL && evl_element_has(realm, element, "defer"))) {
		struct page_script **link = &page->deferred;
		while (*link != NULL)
			link = &(*link)->next;
		*link = script;
		return;
	}
	if (!run_script(realm, script))
		markup->stop = true;
}

bool evl_run_page(struct evl_run *run, struct evl_realm *realm)
{
	const struct evl_source *source = &run->sources[0];
	struct evl_page *state = evl_page(realm);
	struct page_run *page = evl_arena_zalloc(&realm->scratch, sizeof *page);
	struct evl_string *text = evl_string_from_utf8(realm, source->text, source->length);
	page->units = text != NULL ? evl_string_units(realm, text) : NULL;
	if (page->units == NULL)
		return false;
	page->run = run;
	state->given = true;
	struct evl_dom_node *document = evl_document(realm);
	(void)document;
	struct evl_markup_page markup = {
		.html = state->html, .head = state->head, .body = state->body, .element_done = element_done, .context = page,
	};
	state->no_body = true;
	state->run_deferred = run_deferred;
	state->deferred_context = page;
	evl_markup_parse_page(realm, &markup, page->units, text->length);
	state->no_body = false;
	return !markup.stop && goes_on(realm);
}
