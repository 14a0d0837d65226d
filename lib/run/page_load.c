/* SPDX-License-Identifier: MIT */
/*
 * page_load.c - an HTML file as its parser meets it: which scripts run when (HTML, "Scripting" and "Parsing HTML documents").
 *
 * The parser runs in the main work of the page up to a script that is not there yet, or that waits for a style sheet;
 * then it goes on in a task. Deferred scripts and modules run at its end, in their order.
 */
#include <string.h>

#include "host/browser/markup.h"
#include "host/browser/resource.h"
#include "run/execute.h"
#include "run/import.h"
#include "run/import_map.h"
#include "run/load.h"
#include "run/page.h"
#include "value/string.h"
#include "vm/interp.h"
#include "vm/module.h"
#include "vm/promise.h"

struct page_script {
	struct page_script *next;
	struct evl_dom_node *element;
	struct evl_run_unit *unit;
	struct evl_string *address; /* of an external one, as its src said when it was prepared; NULL: it is inline */
	bool module;
	enum evl_page_found found;
	int64_t ready_at;
};

struct page_run {
	struct evl_run *run;
	struct evl_realm *realm;
	const uint16_t *units; /* of the page */
	struct evl_markup_page markup;
	struct page_script *deferred;
	struct page_script *blocking; /* the parser waits for it */
	bool in_task;                 /* the parser goes on in a task */
	bool end_posted;              /* a task will look at the deferred scripts again */
};

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

/* Run a script that is there, then the microtasks, then its load event. False: nothing more may run. */
static bool run_script(struct evl_realm *realm, struct page_run *page, struct page_script *script)
{
	struct evl_page *state = evl_page(realm);
	struct evl_dom_node *outer = state->script;
	script->found = EVL_PAGE_FOUND;
	/* What a script has written is no part of the page's text. */
	if (script->address == NULL && !script->module && script->element->span.end == 0)
		return evl_page_script_inserted(realm, script->element) && goes_on(realm);
	if (script->address != NULL)
		script->unit = evl_page_external_unit(realm->host->owner, realm, evl_string_utf8(realm, script->address), script->module, &script->found);
	else if (script->element->span.end != 0 && page != NULL)
		script->unit = evl_page_inline_unit(page->run, realm, page->units, script->element, script->module);
	else
		script->unit = evl_page_text_unit(realm->host->owner, realm, script->element);
	if (!goes_on(realm))
		return false;
	if (script->unit != NULL) {
		state->script = script->module ? NULL : script->element;
		evl_span whole = script->unit->tree->span;
		enum evl_ran ran = evl_host_run_work(realm, script->module ? EVL_WORK_MODULE : EVL_WORK_SCRIPT, EVL_NO_EVENT, whole, EVL_ORIGIN_MAIN,
						     script->module ? module_body : classic_body, script);
		bool ok = ran != EVL_RAN_STOP && evl_loop_drain(&realm->host->loop, 0) != EVL_RAN_STOP;
		realm->current = EVL_NO_EVENT;
		state->script = outer;
		if (!ok || !goes_on(realm))
			return false;
	}
	if (script->address == NULL && !script->module)
		return true;
	/* A text with a syntax error has come all the same; a module whose import is not there has not. */
	const struct evl_run *run = realm->host->owner;
	bool imports_miss = script->unit == NULL && script->module && run->diags.first == NULL && script->found == EVL_PAGE_FOUND &&
			    run->import_failure.why == EVL_IMPORT_MISSING;
	bool came = script->found != EVL_PAGE_ABSENT && !imports_miss;
	if (came && script->address == NULL)
		return true;
	return evl_event_fire(realm, &script->element->target, "Event", came ? "load" : "error", EVL_DOM_TRUSTED) && goes_on(realm);
}

/* A task for this element, whose script is at `address` (NULL: it is inline), and page, after `delay`. */
static void post(struct evl_realm *realm, struct evl_dom_node *element, struct evl_string *address, bool (*run)(struct evl_realm *, uint32_t), int64_t delay)
{
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, address != NULL ? evl_from_string(address) : EVL_UNDEFINED,
					    element != NULL ? evl_from_object(element) : EVL_UNDEFINED, 0, NULL, delay);
	evl_host_task(realm->host, record)->run = run;
	evl_host_post(realm, record, EVL_SOURCE_NETWORK, delay);
}

static struct page_run *page_of(struct evl_realm *realm) { return evl_page(realm)->deferred_context; }

/* ------------------------------------------------------- the end of parsing */

static bool try_end(struct evl_realm *realm, uint32_t record)
{
	(void)record;
	page_of(realm)->end_posted = false;
	return evl_page_content_loaded(realm);
}

static bool run_deferred(struct evl_realm *realm, void *context, bool *waits)
{
	struct page_run *page = context;
	while (page->deferred != NULL) {
		struct page_script *script = page->deferred;
		*waits = evl_page(realm)->blocking_sheets != 0;
		if (*waits)
			return true;
		if (script->ready_at > realm->now) {
			*waits = true;
			if (!page->end_posted)
				post(realm, NULL, NULL, try_end, script->ready_at - realm->now);
			page->end_posted = true;
			return true;
		}
		page->deferred = script->next;
		if (!run_script(realm, page, script))
			return false;
	}
	return true;
}

/* -------------------------------------------------------------- the parser */

static void parse_on(struct evl_realm *realm, struct page_run *page)
{
	evl_markup_continue(realm, &page->markup);
	if (page->markup.stop || page->markup.paused || !goes_on(realm))
		return;
	evl_page(realm)->markup = NULL;
	evl_page(realm)->parsing = false;
	if (page->in_task)
		evl_page_loaded(realm);
}

/* The script that the parser waits for, if nothing keeps it any more. */
static bool try_blocking(struct evl_realm *realm, struct page_run *page)
{
	struct page_script *script = page->blocking;
	if (script == NULL || script->ready_at > realm->now || evl_page(realm)->blocking_sheets != 0)
		return true;
	page->blocking = NULL;
	page->in_task = true;
	struct evl_html_piece *outer = evl_markup_enter_script(&page->markup);
	bool ok = run_script(realm, page, script);
	evl_markup_leave_script(&page->markup, outer);
	if (!ok)
		return false;
	parse_on(realm, page);
	return goes_on(realm);
}

static bool blocking_came(struct evl_realm *realm, uint32_t record)
{
	(void)record;
	return try_blocking(realm, page_of(realm));
}

static bool sheets_done(struct evl_realm *realm, void *context)
{
	struct page_run *page = context;
	if (page->blocking != NULL)
		return try_blocking(realm, page);
	/* Deferred scripts may have waited. */
	bool parsed = !evl_page(realm)->parsing && evl_page(realm)->ready_state == EVL_PAGE_INTERACTIVE;
	return !parsed || page->deferred == NULL || page->end_posted || evl_page_content_loaded(realm);
}

static bool run_async(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_dom_node *element = evl_pointer(task->this_value);
	struct page_script script = { .element = element, .address = evl_is_string(task->callback) ? evl_as_string(task->callback) : NULL };
	script.module = evl_script_kind(realm, element) == EVL_SCRIPT_MODULE;
	if (!run_script(realm, page_of(realm), &script))
		return false;
	evl_resource_arrived(realm);
	return true;
}

bool evl_run_element_script(struct evl_realm *realm, void *element)
{
	struct evl_dom_node *node = element;
	struct page_script script = { .element = node, .address = evl_element_get(realm, node, "src") };
	script.module = evl_script_kind(realm, node) == EVL_SCRIPT_MODULE;
	return run_script(realm, NULL, &script);
}

/* A parser may pause before a script and let tasks run that wait (HTML, "scripts that block the parser" and the parser's own tasks). */
static bool pauses(struct evl_realm *realm)
{
	struct evl_loop *loop = &realm->host->loop;
	return loop->waiting != 0 && evl_choose(&loop->choices, EVL_CHOICE_SOURCE, 2, 0, realm->now) == 1;
}

static void script_done(struct evl_realm *realm, struct page_run *page, struct evl_dom_node *element)
{
	/* Observers of what has been parsed are called before the script (HTML, the insertion mode "text"). */
	if (!evl_markup_is_nested(&page->markup) && evl_loop_drain(&realm->host->loop, 0) == EVL_RAN_STOP) {
		page->markup.stop = true;
		return;
	}
	struct evl_string *source = evl_element_get(realm, element, "src");
	enum evl_script_kind kind = evl_script_kind(realm, element);
	bool module = kind == EVL_SCRIPT_MODULE, external = source != NULL, async = evl_element_has(realm, element, "async");
	/* What has nothing to run, or not as JavaScript, has not begun: it is as if a script had made it ("prepare the script element"). */
	if (kind == EVL_SCRIPT_NONE || (!external && element->first == NULL)) {
		element->parser_inserted = false;
		return;
	}
	if (!evl_node_connected(realm, element))
		return;
	element->script_done = true;
	if (kind == EVL_SCRIPT_IMPORT_MAP) {
		page->markup.stop = !evl_import_map_add(realm, page->run, evl_node_text_content(realm, element));
		return;
	}
	if (!module && evl_element_has(realm, element, "nomodule"))
		return;
	if (external && source->length == 0) {
		page->markup.stop = !evl_page_script_fails(realm, element);
		return;
	}
	int64_t delay = external ? evl_resource_look(realm, evl_string_utf8(realm, source)).delay : 0;
	if (async && (external || module)) {
		evl_resource_awaited(realm);
		post(realm, element, source, run_async, delay != 0 ? delay : 300);
		return;
	}
	struct page_script *script = evl_arena_zalloc(&realm->scratch, sizeof *script);
	script->element = element;
	script->module = module;
	script->address = source;
	script->ready_at = realm->now + delay;
	if (module || (external && evl_element_has(realm, element, "defer"))) {
		struct page_script **link = &page->deferred;
		while (*link != NULL)
			link = &(*link)->next;
		*link = script;
	} else if (external || evl_page(realm)->blocking_sheets != 0 || (!evl_markup_is_nested(&page->markup) && pauses(realm))) {
		page->blocking = script;
		page->markup.paused = true;
		if (external || evl_page(realm)->blocking_sheets == 0)
			post(realm, NULL, NULL, blocking_came, delay);
	} else if (!run_script(realm, page, script)) {
		page->markup.stop = true;
	}
}

static void element_done(struct evl_realm *realm, struct evl_markup_page *markup, struct evl_dom_node *element)
{
	struct page_run *page = markup->context;
	if (markup->stop)
		return;
	if (evl_element_is(realm, element, "script"))
		script_done(realm, page, element);
	else if (evl_element_is(realm, element, "link"))
		markup->stop = !evl_link_inserted(realm, element);
	else if (evl_element_is(realm, element, "iframe"))
		markup->stop = !evl_frame_inserted(realm, element);
	markup->stop = markup->stop || !goes_on(realm);
}

/* The parser makes the document's children itself; its elements are those that the page knows. */
static void empty_document(const struct evl_page *state, struct evl_dom_node *document)
{
	while (document->first != NULL)
		evl_node_unlink(document->first);
	evl_node_unlink(state->head);
	evl_node_unlink(state->body);
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
	run->import_map = NULL;
	page->realm = realm;
	state->given = true;
	struct evl_dom_node *document = evl_document(realm);
	empty_document(state, document);
	page->markup = (struct evl_markup_page){ .document = document, .element_done = element_done, .context = page };
	state->markup = &page->markup;
	state->parsing = true;
	state->run_deferred = run_deferred;
	state->sheets_done = sheets_done;
	state->deferred_context = page;
	evl_markup_begin_page(realm, &page->markup, page->units, text->length);
	parse_on(realm, page);
	return !page->markup.stop && goes_on(realm);
}
