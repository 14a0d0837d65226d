/* SPDX-License-Identifier: MIT */
/*
 * document.c - the document: an empty page with html, head and body, the interface
 * Document, and the assumed document that supplies elements which nothing made.
 */
#include <stdio.h>
#include <string.h>

#include "builtins/dom_exception.h"
#include "host/browser/cookies.h"
#include "host/browser/dom.h"
#include "host/browser/markup.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "host/script.h"
#include "value/convert.h"
#include "vm/stack.h"

static void link_window(struct evl_realm *realm);

/* -------------------------------------------------------------------- making */

static struct evl_dom_node *make(struct evl_realm *realm, const char *tag, struct evl_dom_node *parent)
{
	struct evl_dom_node *element = NULL;
	(void)evl_element_make(realm, evl_platform_intern(realm, tag), false, &element);
	evl_node_link(parent, element, NULL);
	return element;
}

/* What stands in a page between <script> and </script> around the snippet: its lines, each ended as the parser ends them. */
static struct evl_string *script_text(struct evl_realm *realm)
{
	const struct evl_source *source = realm->trace->sources;
	char *text = evl_arena_alloc(&realm->scratch, source->length + (size_t)2);
	size_t length = 0;
	text[length++] = '\n';
	for (uint32_t i = 0; i < source->length; i++)
		if (source->text[i] != '\r')
			text[length++] = source->text[i];
		else if (i + 1 == source->length || source->text[i + 1] != '\n')
			text[length++] = '\n';
	text[length++] = '\n';
	return evl_string_from_utf8(realm, text, length);
}

/* The snippet stands in a script of its own at the end of the body. A module is nobody's current script. */
static void make_own_script(struct evl_realm *realm, struct evl_page *page)
{
	struct evl_dom_node *script = make(realm, "script", page->body);
	script->script_done = true;
	if (realm->host->is_module)
		(void)evl_element_set_text(realm, script, "type", "module");
	else if (page->ready_state == EVL_PAGE_LOADING)
		page->script = script;
	if (realm->trace != NULL && realm->trace->source_count != 0)
		evl_node_link(script, evl_text_new(realm, evl_from_string(script_text(realm))), NULL);
}

struct evl_dom_node *evl_document(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (page->document == NULL) {
		struct evl_dom_node *document = evl_node_new(realm, EVL_DOM_DOCUMENT, EVL_INTRINSIC_HTML_DOCUMENT_PROTOTYPE);
		page->document = &document->target;
		evl_page_own_location(realm, document);
		evl_document_add_doctype(realm, document);
		page->html = make(realm, "html", document);
		page->head = make(realm, "head", page->html);
		page->body = make(realm, "body", page->html);
		evl_page_init_events(realm);
		link_window(realm);
		if (!page->given)
			make_own_script(realm, page);
	}
	return (struct evl_dom_node *)page->document;
}

struct evl_dom_node *evl_document_body(struct evl_realm *realm)
{
	evl_document(realm);
	return evl_page(realm)->body;
}

bool evl_document_knows_by_name(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const tags[] = { "form", "img", "iframe", "embed", "object" };
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (evl_element_is(realm, element, tags[i]))
			return true;
	return false;
}

void evl_document_names_of(struct evl_realm *realm, const struct evl_dom_node *element, struct evl_string *out[2])
{
	out[0] = out[1] = NULL;
	if (element->type != EVL_DOM_ELEMENT || !evl_document_knows_by_name(realm, element))
		return;
	struct evl_string *name = evl_element_get_name(element, EVL_NAME_name), *id = evl_element_get(realm, element, "id");
	if (name != NULL && name->length != 0)
		out[1] = name;
	if (id != NULL && id->length != 0 && (evl_element_is(realm, element, "object") || (out[1] != NULL && evl_element_is(realm, element, "img"))))
		out[0] = id;
}

bool evl_document_calls(struct evl_realm *realm, const struct evl_dom_node *element, evl_name name)
{
	struct evl_string *names[2];
	evl_document_names_of(realm, element, names);
	return (names[0] != NULL && evl_string_name(realm, names[0]) == name) || (names[1] != NULL && evl_string_name(realm, names[1]) == name);
}

bool evl_window_calls(struct evl_realm *realm, const struct evl_dom_node *element, evl_name name)
{
	if (element->type != EVL_DOM_ELEMENT)
		return false;
	struct evl_string *id = evl_element_get(realm, element, "id"), *own = evl_element_get_name(element, EVL_NAME_name);
	return (id != NULL && evl_string_name(realm, id) == name) ||
	       (own != NULL && evl_string_name(realm, own) == name && evl_document_knows_by_name(realm, element));
}

/* What a tree has of this name: nothing, an element, or several in a live collection. `calls` says which elements have it. */
static evl_value named_in(struct evl_realm *realm, struct evl_dom_node *document, evl_name name, enum evl_list_kind kind,
			  bool (*calls)(struct evl_realm *, const struct evl_dom_node *, evl_name))
{
	struct evl_dom_node *first = NULL;
	for (struct evl_dom_node *at = document; at != NULL && name != EVL_NAME_empty; at = evl_node_next(document, at)) {
		if (!calls(realm, at, name))
			continue;
		if (first != NULL)
			return evl_from_object(evl_node_list_asked(realm, kind, document, name, EVL_NAME_NONE, false));
		first = at;
	}
	return evl_node_value(first);
}

bool evl_document_named(struct evl_realm *realm, evl_name name, evl_value *out)
{
	*out = named_in(realm, (struct evl_dom_node *)evl_page(realm)->document, name, EVL_LIST_OF_WINDOW, evl_window_calls);
	const struct evl_dom_node *frame = evl_node_cast(*out);
	struct evl_string *own = evl_element_is(realm, frame, "iframe") ? evl_element_get_name(frame, EVL_NAME_name) : NULL;
	return own == NULL || evl_string_name(realm, own) != name || evl_not_covered(realm, "frames inside a page");
}

bool evl_document_item(struct evl_realm *realm, struct evl_dom_node *document, evl_key key, evl_value *out)
{
	*out = named_in(realm, document, key, EVL_LIST_OF_DOCUMENT, evl_document_calls);
	return !evl_element_is(realm, evl_node_cast(*out), "iframe") || evl_not_covered(realm, "a document's property that is a frame");
}

/* The window inherits from Window.prototype, that from the object of named elements, and that from EventTarget.prototype. */
static void link_window(struct evl_realm *realm)
{
	bool ok;
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_WINDOW_PROTOTYPE);
	struct evl_platform *names = evl_platform_new(realm, EVL_PLATFORM_NAMES, sizeof *names, EVL_UNDEFINED,
						      EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE);
	names->object.cell.flags |= EVL_OBJECT_EXOTIC;
	(void)evl_set_prototype(realm, prototype, &names->object, &ok);
	(void)evl_set_prototype(realm, realm->global, prototype, &ok);
}

/* --------------------------------------------------------- assumed elements */

static void note_assumed(struct evl_realm *realm, const struct evl_dom_node *element)
{
	struct evl_text text = { .realm = realm };
	char note[256];
	evl_markup_open_tag(realm, &text, element);
	struct evl_string *markup = evl_text_take(&text, 0);
	if (markup == NULL)
		return;
	snprintf(note, sizeof note, "assuming that the page has %.180s", evl_string_utf8(realm, markup));
	evl_host_note(realm, evl_stack_site(realm), note);
}

struct evl_dom_node *evl_document_assume(struct evl_realm *realm, struct evl_string *selector, const char *function)
{
	struct evl_page *page = evl_page(realm);
	if (page->given || selector == NULL || selector->length < 2)
		return NULL;
	const struct evl_selector *parsed = evl_selector_parse(realm, selector, function, "Document");
	if (parsed == NULL) {
		if (realm->halt == EVL_STATUS_OK)
			realm->exception = EVL_EMPTY;
		return NULL;
	}
	/* Next to elements that the snippet made itself, only what has a name of its own is assumed. */
	if (page->made && !evl_selector_is_named(parsed))
		return NULL;
	/* What was there once and is gone is known not to be there. */
	evl_name name = evl_string_name(realm, selector);
	for (uint32_t i = 0; i < page->assumed_count; i++)
		if (page->assumed[i] == name)
			return NULL;
	if (page->assumed_count == page->assumed_capacity) {
		uint32_t capacity = page->assumed_capacity ? page->assumed_capacity * 2 : 8;
		evl_name *grown = evl_arena_alloc(&realm->scratch, capacity * sizeof *grown);
		if (page->assumed_count != 0)
			memcpy(grown, page->assumed, page->assumed_count * sizeof *grown);
		page->assumed = grown;
		page->assumed_capacity = capacity;
	}
	page->assumed[page->assumed_count++] = name;
	struct evl_dom_node *made = evl_selector_build(realm, parsed, evl_document_body(realm));
	if (made != NULL)
		note_assumed(realm, made);
	return made;
}

/* ------------------------------------------------------------------- methods */

#define RECEIVER(document)                                                                                           \
	struct evl_dom_node *document = evl_node_receiver(realm, args, EVL_DOM_DOCUMENT);                            \
	*result = EVL_UNDEFINED;                                                                                     \
	if (document == NULL)                                                                                        \
		return false

static bool create_element(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	struct evl_dom_node *element;
	RECEIVER(document);
	if (!evl_platform_require_args(realm, args, 1, "Document", evl_platform_name(args)) || !evl_to_string(realm, args->values[0], &text))
		return false;
	const uint16_t *units = evl_string_units(realm, text);
	uint16_t *lower = evl_arena_alloc(&realm->scratch, (text->length + (size_t)1) * sizeof *lower);
	bool bad = text->length == 0;
	for (uint32_t i = 0; units != NULL && i < text->length; i++) {
		uint16_t c = units[i];
		lower[i] = c >= 'A' && c <= 'Z' ? (uint16_t)(c + 32) : c;
		bad = bad || c == ' ' || c == '<' || c == '>' || c == '/' || (i == 0 && !((c | 32) >= 'a' && (c | 32) <= 'z') && c < 128 && c != '_' && c != ':');
	}
	if (bad) {
		return evl_platform_exception(realm, "InvalidCharacterError",
					      "Failed to execute 'createElement' on 'Document': The tag name provided ('%s') is not a valid name.",
					      evl_string_utf8(realm, text));
	}
	evl_page(realm)->made = true;
	if (!evl_element_make(realm, evl_names_intern(realm->names, lower, text->length), document->owner == NULL, &element))
		return false;
	element->owner = document->owner;
	*result = evl_from_object(element);
	return true;
}

static bool create_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	bool comment = strcmp(evl_platform_name(args), "createComment") == 0;
	RECEIVER(document);
	if (!evl_platform_require_args(realm, args, 1, "Document", evl_platform_name(args)) || !evl_partial_text(realm, args->values[0], &text))
		return false;
	struct evl_dom_node *node = comment ? evl_comment_new(realm, evl_from_string(text)) : evl_text_new(realm, evl_from_string(text));
	node->owner = document->owner;
	*result = evl_from_object(node);
	return true;
}

static bool create_fragment(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	struct evl_dom_node *fragment = evl_fragment_new(realm);
	fragment->owner = document->owner;
	*result = evl_from_object(fragment);
	return true;
}

static bool create_event(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const names[][2] = {
		{ "beforeunloadevent", "BeforeUnloadEvent" }, { "compositionevent", "CompositionEvent" }, { "customevent", "CustomEvent" },
		{ "devicemotionevent", NULL }, { "deviceorientationevent", NULL }, { "dragevent", "DragEvent" }, { "event", "Event" },
		{ "events", "Event" }, { "focusevent", "FocusEvent" }, { "hashchangeevent", "HashChangeEvent" }, { "htmlevents", "Event" },
		{ "keyboardevent", "KeyboardEvent" }, { "messageevent", "MessageEvent" }, { "mouseevent", "MouseEvent" },
		{ "mouseevents", "MouseEvent" }, { "storageevent", "StorageEvent" }, { "svgevents", "Event" }, { "textevent", NULL },
		{ "transitionevent", "TransitionEvent" }, { "uievent", "UIEvent" }, { "uievents", "UIEvent" },
	};
	struct evl_string *text;
	char lower[32];
	size_t n = 0;
	RECEIVER(document);
	if (!evl_platform_require_args(realm, args, 1, "Document", "createEvent") || !evl_to_string(realm, args->values[0], &text))
		return false;
	const char *given = evl_string_utf8(realm, text);
	for (; given[n] != '\0' && n < sizeof lower - 1; n++)
		lower[n] = given[n] >= 'A' && given[n] <= 'Z' ? (char)(given[n] + 32) : given[n];
	lower[n] = '\0';
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		if (strcmp(names[i][0], lower) != 0)
			continue;
		if (names[i][1] == NULL)
			return evl_not_covered(realm, given);
		struct evl_dom_event *event = evl_event_new(realm, names[i][1], "", 0);
		event->initialized = false;
		*result = evl_from_object(event);
		return true;
	}
	return evl_platform_exception(realm, "NotSupportedError",
				      "Failed to execute 'createEvent' on 'Document': The provided event type ('%s') is invalid.", given);
}

/* The first argument, as the node that the operation is about; NULL with a TypeError pending. */
static struct evl_dom_node *node_argument(struct evl_realm *realm, const struct evl_args *args)
{
	struct evl_dom_node *node = evl_node_cast(evl_arg(args, 0));
	if (node == NULL)
		evl_platform_bad_parameter(realm, args, "Document", evl_platform_name(args), 1, "Node");
	return node;
}

static bool import_node(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	struct evl_dom_node *node = node_argument(realm, args);
	if (node == NULL)
		return false;
	if (node->type == EVL_DOM_DOCUMENT || node->host != NULL)
		return evl_platform_exception(realm, "NotSupportedError", "Failed to execute 'importNode' on 'Document': The node provided is a %s, which may not be imported.",
					      node->host != NULL ? "shadow root" : "document");
	struct evl_dom_node *copy = evl_node_clone(realm, node, evl_to_boolean(evl_arg(args, 1)));
	bool was_apart = copy->owner != NULL;
	evl_node_adopt(copy, document->owner);
	if (was_apart && document->owner == NULL) {
		for (struct evl_dom_node *at = copy; at != NULL; at = evl_node_next(copy, at))
			if (at->attribute_count != 0 && !evl_element_attributes_came(realm, at, false))
				return false;
		evl_custom_upgrade_all(realm, copy);
	}
	*result = evl_from_object(copy);
	return true;
}

/* What is adopted leaves its place (DOM, concept-node-adopt). */
static bool adopt_node(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	struct evl_dom_node *node = node_argument(realm, args);
	if (node == NULL)
		return false;
	if (node->type == EVL_DOM_DOCUMENT)
		return evl_dom_exception_throw(
			realm, "Failed to execute 'adoptNode' on 'Document': The node provided is of type '#document', which may not be adopted.", "NotSupportedError");
	if (node->host != NULL)
		return evl_dom_exception_throw(realm, "Failed to execute 'adoptNode' on 'Document': The node provided is a shadow root, which may not be adopted.",
					       "HierarchyRequestError");
	*result = evl_from_object(node);
	if (node->parent != NULL && !evl_node_remove(realm, node))
		return false;
	if (node->owner != document->owner && !evl_custom_adopting(realm, node, document->owner, NULL))
		return false;
	evl_node_adopt(node, document->owner);
	return true;
}

/* What markup that a snippet's script has written begins. */
static void written_done(struct evl_realm *realm, struct evl_markup_page *page, struct evl_dom_node *element)
{
	page->stop = !evl_element_inserted(realm, element) || realm->halt != EVL_STATUS_OK;
}

/* The parser that takes what is written: the page's, or one that begins behind the snippet's own script. NULL: not covered. */
static struct evl_markup_page *writing_parser(struct evl_realm *realm, const struct evl_dom_node *document)
{
	struct evl_page *page = evl_page(realm);
	if (page->ready_state == EVL_PAGE_LOADING && document->owner == NULL && !page->given && page->script != NULL && page->markup == NULL) {
		page->markup = evl_arena_zalloc(&realm->scratch, sizeof *page->markup);
		page->markup->document = evl_document(realm);
		page->markup->element_done = written_done;
		evl_markup_begin_behind(realm, page->markup);
	}
	if (page->ready_state != EVL_PAGE_LOADING || page->script == NULL || document->owner != NULL || page->markup == NULL || !evl_markup_takes(page->markup)) {
		(void)evl_not_covered(realm, "document.write outside of a page's own scripts");
		return NULL;
	}
	return page->markup;
}

/* document.write while the page is parsed: behind the running script (HTML, "document write steps"). */
static bool write(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text = evl_string_from_name(realm, EVL_NAME_empty), *part;
	RECEIVER(document);
	*result = EVL_UNDEFINED;
	for (uint32_t i = 0; i < args->count; i++)
		if (!evl_to_string(realm, args->values[i], &part) || (text = evl_string_concat(realm, text, part)) == NULL)
			return false;
	if (strcmp(evl_platform_name(args), "writeln") == 0)
		text = evl_string_concat(realm, text, evl_string_from_unit(realm, '\n'));
	const uint16_t *units = evl_string_units(realm, text);
	struct evl_markup_page *markup = units != NULL ? writing_parser(realm, document) : NULL;
	evl_page(realm)->made = true;
	return markup != NULL && evl_markup_write(realm, markup, units, text->length);
}

static bool has_focus(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	*result = evl_from_bool(document->owner == NULL);
	return true;
}

/* ---------------------------------------------------------------- attributes */

static bool get_address(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	RECEIVER(document);
	if (document->owner != NULL && name[0] != 'r' && strcmp(name, "domain") != 0) {
		*result = document->value;
		return true;
	}
	if (strcmp(name, "domain") == 0)
		return evl_page_address_part(realm, evl_as_string(evl_platform_text(realm, evl_page_address(realm))), "hostname", result);
	*result = evl_platform_text(realm, strcmp(name, "referrer") == 0 ? "" : evl_page_address(realm));
	return true;
}

static bool get_part(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	const struct evl_page *page = evl_page(realm);
	RECEIVER(document);
	bool own = document->owner == NULL;
	if (own && strcmp(name, "scrollingElement") == 0)
		*result = evl_node_value(evl_document_part(realm, document, document->quirks == EVL_QUIRKS_FULL ? "body" : "documentElement"));
	else if (own && strcmp(name, "activeElement") == 0 && page->focused != NULL)
		*result = evl_node_value(evl_focus_active(realm, document));
	else if (own && strcmp(name, "currentScript") == 0)
		*result = evl_node_value(page->script);
	else
		*result = evl_node_value(evl_document_part(realm, document, name));
	return true;
}

static bool get_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const states[] = { "loading", "interactive", "complete" };
	const char *name = evl_platform_name(args);
	RECEIVER(document);
	const char *text = "";
	if (strcmp(name, "readyState") == 0)
		text = states[document->owner != NULL ? EVL_PAGE_COMPLETE : evl_page(realm)->ready_state];
	else if (strcmp(name, "visibilityState") == 0)
		text = evl_page(realm)->hidden || document->owner != NULL ? "hidden" : "visible";
	else if (strcmp(name, "compatMode") == 0)
		text = document->quirks == EVL_QUIRKS_FULL ? "BackCompat" : "CSS1Compat";
	else if (strcmp(name, "characterSet") == 0 || strcmp(name, "charset") == 0)
		text = "UTF-8";
	else if (strcmp(name, "contentType") == 0)
		text = "text/html";
	*result = evl_platform_text(realm, text);
	return true;
}

static bool get_hidden(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	*result = evl_from_bool(evl_page(realm)->hidden || document->owner != NULL);
	return true;
}

static bool get_window(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	*result = document->owner == NULL ? evl_from_object(realm->global) : EVL_NULL;
	return true;
}

static struct evl_dom_node *title_element(struct evl_realm *realm, struct evl_dom_node *document)
{
	for (struct evl_dom_node *at = document->first; at != NULL; at = evl_node_next(document, at))
		if (evl_element_is(realm, at, "title"))
			return at;
	return NULL;
}

/* Infra, "strip and collapse ASCII whitespace". NULL: out of memory. */
static struct evl_string *strip_and_collapse(struct evl_realm *realm, struct evl_string *text)
{
	const uint16_t *units = text != NULL ? evl_string_units(realm, text) : NULL;
	uint16_t *kept = units != NULL ? evl_arena_alloc(&realm->scratch, (text->length + (size_t)1) * sizeof *kept) : NULL;
	size_t count = 0;
	if (kept == NULL)
		return NULL;
	for (uint32_t i = 0; i < text->length; i++) {
		bool is_blank = units[i] == ' ' || units[i] == '\t' || units[i] == '\n' || units[i] == '\f' || units[i] == '\r';
		if (!is_blank)
			kept[count++] = units[i];
		else if (count != 0 && kept[count - 1] != ' ')
			kept[count++] = ' ';
	}
	if (count != 0 && kept[count - 1] == ' ')
		count--;
	return evl_string_new(realm, kept, count);
}

static bool get_title(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	struct evl_dom_node *title = title_element(realm, document);
	*result = title != NULL ? evl_string_value(strip_and_collapse(realm, evl_node_text_content(realm, title))) : evl_platform_text(realm, "");
	return *result != EVL_EMPTY;
}

static bool set_title(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	RECEIVER(document);
	struct evl_dom_node *title = title_element(realm, document);
	if (!evl_partial_text(realm, evl_arg(args, 0), &text))
		return false;
	if (title == NULL) {
		struct evl_dom_node *head = document->owner != NULL ? evl_document_part(realm, document, "head") : evl_page(realm)->head;
		if (head == NULL)
			return true;
		if (!evl_element_make(realm, evl_platform_intern(realm, "title"), false, &title) || !evl_node_insert(realm, head, title, NULL))
			return false;
	}
	return evl_node_set_text(realm, title, text);
}

/* The body attribute's setter (HTML, dom-document-body). */
static bool set_body(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	struct evl_page *page = evl_page(realm);
	if (document->owner != NULL)
		return evl_not_covered(realm, "setting the body of another document");
	struct evl_dom_node *body = evl_node_cast(evl_arg(args, 0)), *old = evl_document_part(realm, document, "body");
	if (body == NULL || body->type != EVL_DOM_ELEMENT)
		return evl_throw_text(realm, EVL_ERROR_TYPE,
				      "Failed to set the 'body' property on 'Document': Failed to convert value to 'HTMLElement'.");
	if (!evl_element_is(realm, body, "body") && !evl_element_is(realm, body, "frameset")) {
		return evl_platform_exception(realm, "HierarchyRequestError",
					      "Failed to set the 'body' property on 'Document': The new body element is of type '%s'. It must be either a 'BODY' or "
					      "'FRAMESET' element.",
					      evl_string_utf8(realm, evl_as_string(evl_node_tag_name(realm, body))));
	}
	if (body == old)
		return true;
	page->body = body;
	struct evl_dom_node *before = old != NULL ? old->next : NULL;
	return (old == NULL || evl_node_remove(realm, old)) && evl_node_insert(realm, page->html, body, before);
}

static bool get_collection(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const tags[][2] = { { "forms", "form" }, { "images", "img" }, { "scripts", "script" } };
	RECEIVER(document);
	evl_name html = evl_platform_intern(realm, "http://www.w3.org/1999/xhtml");
	struct evl_node_list *list = NULL;
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (strcmp(tags[i][0], evl_platform_name(args)) == 0)
			list = evl_node_list_asked(realm, EVL_LIST_TAG_IN, document, evl_platform_intern(realm, tags[i][1]), html, false);
	*result = evl_from_object(list != NULL ? list : evl_node_list_asked(realm, EVL_LIST_LINKS, document, EVL_NAME_NONE, EVL_NAME_NONE, false));
	return true;
}

static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)result;
	return evl_platform_require_new(realm, args) && evl_not_covered(realm, "a second document");
}

static bool get_implementation(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	evl_value value = evl_from_object(document);
	return evl_host_script_call(realm, "browser/implementation", "implementationOf", 1, &value, result);
}

static bool get_timeline(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	if (document->owner != NULL)
		return evl_not_covered(realm, "the timeline of another document");
	return evl_host_script_get(realm, "browser/animation", "timeline", result);
}

static bool get_sheets(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(document);
	if (document->owner != NULL)
		return evl_not_covered(realm, "style sheets of another document");
	return evl_platform_name(args)[0] == 's' ? evl_host_script_get(realm, "browser/sheets", "styleSheets", result) :
						   evl_host_script_call(realm, "browser/sheets", "adoptedStyleSheets", 0, NULL, result);
}

static bool set_adopted(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value given = evl_arg(args, 0);
	RECEIVER(document);
	evl_page(realm)->adopts_sheets = true;
	return evl_host_script_call(realm, "browser/sheets", "adopt", 1, &given, result);
}

/* Operations that host scripts carry out, with the document as their first argument. */
static bool make_of_script(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	evl_value values[4] = { EVL_UNDEFINED, EVL_UNDEFINED, EVL_UNDEFINED, EVL_UNDEFINED };
	uint32_t count = 1;
	RECEIVER(document);
	values[0] = evl_from_object(document);
	for (; count < 4 && count <= args->count; count++)
		values[count] = args->values[count - 1];
	const char *script = strcmp(name, "getSelection") == 0 ? "browser/selection" : strcmp(name, "createRange") == 0 ? "browser/range" : "browser/walkers";
	return evl_host_script_call(realm, script, name, count, values, result);
}

/* [Symbol.unscopables]: what inline handlers do not see as names. */
static bool make_unscopables(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const names[] = { "append", "fullscreen", "prepend", "replaceChildren" };
	(void)args;
	return evl_platform_unscopables(realm, names, sizeof names / sizeof names[0], result);
}

static const struct evl_row document_row[] = {
	EVL_MADE_ROW("[Symbol.unscopables]", make_unscopables, EVL_CONFIGURABLE),
	EVL_ATTRIBUTE("implementation", get_implementation),
	EVL_ATTRIBUTE("timeline", get_timeline),
	EVL_ATTRIBUTE("compatMode", get_text),
	EVL_ATTRIBUTE("characterSet", get_text),
	EVL_ATTRIBUTE("charset", get_text),
	EVL_ATTRIBUTE("contentType", get_text),
	EVL_ATTRIBUTE("doctype", get_part),
	EVL_ATTRIBUTE("documentElement", get_part),
	EVL_ATTRIBUTE_RW("cookie", evl_cookies_get, evl_cookies_set),
	EVL_ATTRIBUTE("readyState", get_text),
	EVL_ATTRIBUTE_RW("title", get_title, set_title),
	EVL_ATTRIBUTE_RW("body", get_part, set_body),
	EVL_ATTRIBUTE("head", get_part),
	EVL_ATTRIBUTE("images", get_collection),
	EVL_ATTRIBUTE("links", get_collection),
	EVL_ATTRIBUTE("forms", get_collection),
	EVL_ATTRIBUTE("scripts", get_collection),
	EVL_ATTRIBUTE("currentScript", get_part),
	EVL_ATTRIBUTE("defaultView", get_window),
	EVL_HANDLER("onreadystatechange"),
	EVL_ATTRIBUTE("hidden", get_hidden),
	EVL_ATTRIBUTE("visibilityState", get_text),
	EVL_HANDLER("onvisibilitychange"),
	EVL_ATTRIBUTE("activeElement", get_part),
	EVL_ATTRIBUTE("scrollingElement", get_part),
#define EVL_GLOBAL_HANDLER(type) EVL_HANDLER("on" #type),
#include "host/browser/handlers.def"
	EVL_PARENT_NODE_ROWS,
	EVL_OPERATION("adoptNode", adopt_node, 1),
	EVL_OPERATION("createComment", create_text, 1),
	EVL_OPERATION("createDocumentFragment", create_fragment, 0),
	EVL_OPERATION("createElement", create_element, 1),
	EVL_OPERATION("createEvent", create_event, 1),
	EVL_OPERATION("createTextNode", create_text, 1),
	EVL_OPERATION("getElementsByClassName", evl_elements_by, 1),
	EVL_OPERATION("getElementsByName", evl_elements_by, 1),
	EVL_OPERATION("getElementsByTagName", evl_elements_by, 1),
	EVL_OPERATION("hasFocus", has_focus, 0),
	EVL_OPERATION("importNode", import_node, 1),
	EVL_OPERATION("write", write, 0),
	EVL_OPERATION("writeln", write, 0),
	EVL_OPERATION("createElementNS", evl_create_element_in, 2),
	EVL_OPERATION("createAttribute", evl_create_attribute, 1),
	EVL_OPERATION("createAttributeNS", evl_create_attribute, 2),
	EVL_OPERATION("getElementsByTagNameNS", evl_elements_by_in, 2),
	EVL_OPERATION("createRange", make_of_script, 0),
	EVL_OPERATION("createTreeWalker", make_of_script, 1),
	EVL_OPERATION("createNodeIterator", make_of_script, 1),
	EVL_OPERATION("getSelection", make_of_script, 0),
	EVL_NOT_COVERED_ROW("open", "document.open"),
	EVL_NOT_COVERED_ROW("close", "document.close"),
	EVL_NOT_COVERED_ROW("execCommand", "document.execCommand"),
	EVL_NOT_COVERED_ROW("elementFromPoint", "places of elements"),
	EVL_ATTRIBUTE("URL", get_address),
	EVL_ATTRIBUTE("documentURI", get_address),
	EVL_ATTRIBUTE("referrer", get_address),
	EVL_ATTRIBUTE("domain", get_address),
	EVL_NOT_COVERED_ROW("lastModified", "document.lastModified"),
	EVL_ATTRIBUTE("styleSheets", get_sheets),
	EVL_ATTRIBUTE_RW("adoptedStyleSheets", get_sheets, set_adopted),
	EVL_NOT_COVERED_ROW("fonts", "fonts"),
	EVL_NOT_COVERED_ROW("startViewTransition", "view transitions"),
	EVL_TAG_ROW("Document"),
};
const struct evl_family evl_family_DOCUMENT = {
	.name = "Document",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.parent = EVL_INTRINSIC_NODE,
	.prototype_parent = EVL_INTRINSIC_NODE_PROTOTYPE,
	.prototype = EVL_ROWS(document_row),
};
static const struct evl_row html_document_row[] = { EVL_TAG_ROW("HTMLDocument") };
const struct evl_family evl_family_HTML_DOCUMENT = {
	.name = "HTMLDocument",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_DOCUMENT,
	.prototype_parent = EVL_INTRINSIC_DOCUMENT_PROTOTYPE,
	.prototype = EVL_ROWS(html_document_row),
};

/* ------------------------------------------------------------- on the window */

static bool window_document(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_document(realm));
	return true;
}

static bool computed_style(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_cast(evl_arg(args, 0));
	if (!evl_platform_require_args(realm, args, 1, "Window", "getComputedStyle"))
		return false;
	if (!evl_node_is(element, EVL_DOM_ELEMENT))
		return evl_platform_bad_parameter(realm, args, "Window", "getComputedStyle", 1, "Element");
	if (evl_is_string(evl_arg(args, 1)) && evl_as_string(args->values[1])->length > 1)
		return evl_not_covered(realm, "the computed style of a pseudo-element");
	*result = evl_inline_style(realm, element, true);
	return true;
}

/* new Image(width, height), new Option(text, value, defaultSelected, selected) */
static bool make_image(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element;
	if (!evl_platform_require_new(realm, args) || !evl_element_make(realm, evl_platform_intern(realm, "img"), false, &element))
		return false;
	*result = evl_from_object(element);
	static const char *const names[] = { "width", "height" };
	for (uint32_t i = 0; i < 2 && i < args->count; i++) {
		struct evl_string *text;
		if (!evl_to_string(realm, args->values[i], &text) || !evl_element_set(realm, element, evl_platform_intern(realm, names[i]), text))
			return false;
	}
	return true;
}

static bool make_option(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element;
	struct evl_string *text;
	if (!evl_platform_require_new(realm, args) || !evl_element_make(realm, evl_platform_intern(realm, "option"), false, &element))
		return false;
	*result = evl_from_object(element);
	if (args->count > 0 && !evl_is_undefined(args->values[0]) && (!evl_partial_text(realm, args->values[0], &text) || !evl_node_set_text(realm, element, text)))
		return false;
	if (args->count > 1 && !evl_is_undefined(args->values[1]) &&
	    (!evl_partial_text(realm, args->values[1], &text) || !evl_element_set(realm, element, evl_platform_intern(realm, "value"), text)))
		return false;
	/* Whether it is selected by default, and now. */
	if (evl_to_boolean(evl_arg(args, 2)) && !evl_element_set_text(realm, element, "selected", ""))
		return false;
	if (args->count > 2) {
		element->selected = evl_to_boolean(evl_arg(args, 3));
		element->selected_set = true;
	}
	return true;
}

static const struct evl_row none[] = { EVL_TAG_ROW("") };
const struct evl_family evl_family_IMAGE = {
	.name = "Image", .kind = EVL_FAMILY_CONSTRUCTOR, .construct = make_image,
	.prototype_parent = EVL_INTRINSIC_HTML_IMAGE_ELEMENT_PROTOTYPE, .prototype = { none, 0 },
};
const struct evl_family evl_family_OPTION = {
	.name = "Option", .kind = EVL_FAMILY_CONSTRUCTOR, .construct = make_option,
	.prototype_parent = EVL_INTRINSIC_HTML_OPTION_ELEMENT_PROTOTYPE, .prototype = { none, 0 },
};

static const struct evl_row window_prototype_row[] = { EVL_TAG_ROW("Window") };
const struct evl_family evl_family_WINDOW = {
	.name = "Window",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_EVENT_TARGET,
	.prototype_parent = EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE,
	.prototype = EVL_ROWS(window_prototype_row),
};

static bool get_window_interface(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	evl_document(realm);
	*result = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_WINDOW));
	return true;
}

static const struct evl_row window_row[] = {
	EVL_MADE_ROW("Window", get_window_interface, EVL_DATA_HIDDEN),
	{ .name = "document", .kind = EVL_ROW_GETTER, .attributes = EVL_ENUMERABLE, .fn = window_document }, /* LegacyUnforgeable */
	EVL_ATTRIBUTE("customElements", evl_page_custom_elements),
	EVL_OPERATION("getComputedStyle", computed_style, 1),
	EVL_INTERFACE_ROW("Node", NODE), EVL_INTERFACE_ROW("CharacterData", CHARACTER_DATA), EVL_INTERFACE_ROW("Text", TEXT),
	EVL_INTERFACE_ROW("Comment", COMMENT), EVL_INTERFACE_ROW("DocumentType", DOCUMENT_TYPE),
	EVL_INTERFACE_ROW("DocumentFragment", DOCUMENT_FRAGMENT), EVL_INTERFACE_ROW("ShadowRoot", SHADOW_ROOT),
	EVL_INTERFACE_ROW("Document", DOCUMENT), EVL_INTERFACE_ROW("HTMLDocument", HTML_DOCUMENT), EVL_INTERFACE_ROW("Element", ELEMENT),
	EVL_INTERFACE_ROW("HTMLElement", HTML_ELEMENT), EVL_INTERFACE_ROW("NodeList", NODE_LIST),
	EVL_INTERFACE_ROW("RadioNodeList", RADIO_NODE_LIST), EVL_INTERFACE_ROW("HTMLFormControlsCollection", HTML_FORM_CONTROLS_COLLECTION),
	EVL_INTERFACE_ROW("HTMLOptionsCollection", HTML_OPTIONS_COLLECTION),
	EVL_INTERFACE_ROW("HTMLCollection", HTML_COLLECTION), EVL_INTERFACE_ROW("DOMTokenList", DOM_TOKEN_LIST),
	EVL_INTERFACE_ROW("DOMStringMap", DOM_STRING_MAP), EVL_INTERFACE_ROW("CSSStyleDeclaration", CSS_STYLE_DECLARATION),
	EVL_INTERFACE_ROW("MutationObserver", MUTATION_OBSERVER), EVL_INTERFACE_ROW("MutationRecord", MUTATION_RECORD),
	EVL_INTERFACE_ROW("ResizeObserver", RESIZE_OBSERVER), EVL_INTERFACE_ROW("ResizeObserverEntry", RESIZE_OBSERVER_ENTRY),
	EVL_INTERFACE_ROW("IntersectionObserver", INTERSECTION_OBSERVER),
	EVL_INTERFACE_ROW("IntersectionObserverEntry", INTERSECTION_OBSERVER_ENTRY),
	EVL_INTERFACE_ROW("DOMRect", DOM_RECT), EVL_INTERFACE_ROW("DOMRectReadOnly", DOM_RECT_READ_ONLY),
	EVL_INTERFACE_ROW("CustomElementRegistry", CUSTOM_ELEMENT_REGISTRY),
	EVL_INTERFACE_ROW("Image", IMAGE), EVL_INTERFACE_ROW("Option", OPTION), EVL_INTERFACE_ROW("Audio", AUDIO),
#define EVL_ELEMENT_INTERFACE(id, name) EVL_INTERFACE_ROW(#name, id),
#include "host/browser/elements.def"
	EVL_INTERFACE_ROW("SVGElement", SVG_ELEMENT), EVL_INTERFACE_ROW("MathMLElement", MATHML_ELEMENT),
	EVL_INTERFACE_ROW("SVGAnimatedString", SVG_ANIMATED_STRING), EVL_INTERFACE_ROW("Attr", ATTR),
	EVL_INTERFACE_ROW("NamedNodeMap", NAMED_NODE_MAP),
#define EVL_SVG_INTERFACE(id, name, parent) EVL_INTERFACE_ROW(#name, id),
#include "host/browser/svg_elements.def"
};
const struct evl_rows evl_page_document_rows = EVL_ROWS(window_row);
