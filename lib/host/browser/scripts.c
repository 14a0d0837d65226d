/* SPDX-License-Identifier: MIT */
/*
 * scripts.c - scripts that come into the document after it began.
 */
#include <string.h>

#include "base/diag.h"
#include "host/browser/partial_text.h"
#include "host/browser/resource.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/unknown.h"
#include "vm/interp.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* Is `text`, in lower case and without white space around it, one of the types of JavaScript (MIME Sniffing, "JavaScript MIME type")? */
static bool is_javascript_type(const char *text)
{
	static const char *const types[] = {
		"application/ecmascript", "application/javascript", "application/x-ecmascript", "application/x-javascript",
		"text/ecmascript",	  "text/javascript",	    "text/javascript1.0",	"text/javascript1.1",
		"text/javascript1.2",	  "text/javascript1.3",	    "text/javascript1.4",	"text/javascript1.5",
		"text/jscript",		  "text/livescript",	    "text/x-ecmascript",	"text/x-javascript",
	};
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strcmp(types[i], text) == 0)
			return true;
	return false;
}

/* `prefix` and the value without white space around it, in lower case; cut where it gets too long for any type. */
static void read_type(struct evl_realm *realm, struct evl_string *value, const char *prefix, char *out, size_t size)
{
	const char *from = evl_string_utf8(realm, value);
	while (*from != '\0' && strchr(" \t\n\f\r", *from) != NULL)
		from++;
	size_t length = strlen(from), n = strlen(prefix);
	while (length != 0 && strchr(" \t\n\f\r", from[length - 1]) != NULL)
		length--;
	memcpy(out, prefix, n);
	for (size_t i = 0; i < length && n + 1 < size; i++)
		out[n++] = from[i] >= 'A' && from[i] <= 'Z' ? (char)(from[i] + 32) : from[i];
	out[n] = '\0';
}

enum evl_script_kind evl_script_kind(struct evl_realm *realm, const struct evl_dom_node *script)
{
	struct evl_string *type = evl_element_get(realm, script, "type"), *language = evl_element_get(realm, script, "language");
	char text[48] = "text/javascript";
	if (type != NULL && type->length != 0)
		read_type(realm, type, "", text, sizeof text);
	else if (type == NULL && language != NULL && language->length != 0)
		read_type(realm, language, "text/", text, sizeof text);
	return is_javascript_type(text)	       ? EVL_SCRIPT_CLASSIC
	       : strcmp(text, "module") == 0    ? EVL_SCRIPT_MODULE
	       : strcmp(text, "importmap") == 0 ? EVL_SCRIPT_IMPORT_MAP
						: EVL_SCRIPT_NONE;
}

/* Scripts that were inserted with async = false: they run in the order of their insertion. */
struct evl_page_ordered {
	struct evl_page_ordered *next;
	struct evl_dom_node *script;
	bool came;
};

static bool in_order(struct evl_realm *realm, const struct evl_dom_node *script)
{
	return script->async_cleared && !evl_element_has(realm, script, "async");
}

/* The script came: it runs, then its load event is fired; or it waits for those before it. */
static bool script_came(struct evl_realm *realm, uint32_t record)
{
	struct evl_dom_node *script = evl_pointer(evl_host_task(realm->host, record)->this_value);
	bool awaited = evl_host_task(realm->host, record)->handle != 0;
	struct evl_page *page = evl_page(realm);
	struct evl_page_ordered *entry = page->ordered;
	while (entry != NULL && entry->script != script)
		entry = entry->next;
	if (entry == NULL && !realm->host->run_element_script(realm, script))
		return false;
	if (entry != NULL)
		entry->came = true;
	while (page->ordered != NULL && page->ordered->came) {
		struct evl_dom_node *next = page->ordered->script;
		page->ordered = page->ordered->next;
		if (!realm->host->run_element_script(realm, next))
			return false;
	}
	if (awaited)
		evl_resource_arrived(realm);
	return true;
}

enum { SCRIPT_LOADS = 3000 }; /* microseconds, typical of a file nearby */

static bool load_script(struct evl_realm *realm, struct evl_dom_node *script)
{
	struct evl_string *address = evl_element_get(realm, script, "src");
	struct evl_page *page = evl_page(realm);
	int64_t delay = address != NULL ? evl_resource_look(realm, evl_string_utf8(realm, address)).delay : 0;
	script->script_done = true;
	if (delay < SCRIPT_LOADS)
		delay = SCRIPT_LOADS;
	if (realm->host->run_element_script == NULL)
		return evl_not_covered(realm, "a script inserted by a script");
	if (address != NULL && in_order(realm, script)) {
		struct evl_page_ordered *entry = evl_arena_zalloc(&realm->scratch, sizeof *entry), **link = &page->ordered;
		entry->script = script;
		while (*link != NULL)
			link = &(*link)->next;
		*link = entry;
	}
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(script), 0, NULL, delay);
	evl_host_task(realm->host, record)->run = script_came;
	evl_host_task(realm->host, record)->handle = page->ready_state != EVL_PAGE_COMPLETE;
	if (page->ready_state != EVL_PAGE_COMPLETE)
		evl_resource_awaited(realm);
	evl_host_post(realm, record, EVL_SOURCE_NETWORK, delay);
	return true;
}

static bool run_code(struct evl_realm *realm, void *context)
{
	const struct evl_template *code = context;
	evl_value ignored;
	return evl_run_template(realm, code, NULL, evl_from_object(realm->global), 0, NULL, &ignored);
}

static bool fire_error(struct evl_realm *realm, uint32_t record)
{
	struct evl_dom_node *script = evl_pointer(evl_host_task(realm->host, record)->this_value);
	return evl_event_fire(realm, &script->target, "Event", "error", EVL_DOM_TRUSTED);
}

bool evl_page_script_fails(struct evl_realm *realm, struct evl_dom_node *script)
{
	script->script_done = true;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(script), 0, NULL, 0);
	evl_host_task(realm->host, record)->run = fire_error;
	evl_host_post(realm, record, EVL_SOURCE_DOM, 0);
	return true;
}

bool evl_page_script_inserted(struct evl_realm *realm, struct evl_dom_node *script)
{
	struct evl_page *page = evl_page(realm);
	enum evl_script_kind kind = evl_script_kind(realm, script);
	struct evl_string *source = evl_element_get(realm, script, "src");
	if (kind != EVL_SCRIPT_CLASSIC && kind != EVL_SCRIPT_MODULE)
		return true;
	if (source != NULL && source->length == 0)
		return evl_page_script_fails(realm, script);
	if (source == NULL && script->first == NULL)
		return true;
	if (kind == EVL_SCRIPT_MODULE || source != NULL)
		return load_script(realm, script);
	script->script_done = true;
	struct evl_dom_node *outer = page->script;
	struct evl_string *text = evl_node_child_text(realm, script);
	const struct evl_template *code;
	const char *bytes = text != NULL ? evl_string_utf8(realm, text) : NULL;
	page->script = script;
	const char *prefix = evl_page_operation(realm);
	bool compiled = bytes != NULL && realm->host->compile_script_text(realm, bytes, strlen(bytes), &code);
	realm->vm->redeclared = false;
	bool ok = compiled && evl_custom_apart(realm, run_code, (void *)(uintptr_t)code);
	page->script = outer;
	if (!ok && realm->halt == EVL_STATUS_OK) {
		evl_value error = evl_take_exception(realm);
		if (!compiled || realm->vm->redeclared)
			evl_page_prefix_error(realm, error, prefix);
		evl_page_uncaught(realm, error, EVL_ORIGIN_TASK, NULL);
	}
	realm->vm->redeclared = false;
	return realm->halt == EVL_STATUS_OK;
}
