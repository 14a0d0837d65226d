/* SPDX-License-Identifier: MIT */
/*
 * documents.c - documents besides the page's own: those that DOMParser and createHTMLDocument make, and the one that the contents
 * of templates belong to. They have no window: nothing in them runs, is asked for or is upgraded.
 */
#include <string.h>

#include "base/ascii.h"
#include "host/browser/dom.h"
#include "host/browser/markup.h"
#include "host/browser/node.h"
#include "value/convert.h"

struct evl_dom_node *evl_document_of(struct evl_realm *realm, const struct evl_dom_node *node)
{
	return node->owner != NULL ? node->owner : evl_document(realm);
}

static struct evl_dom_node *make(struct evl_realm *realm, const char *address)
{
	evl_document(realm); /* the page's own is the first */
	struct evl_dom_node *document = evl_node_new(realm, EVL_DOM_DOCUMENT, EVL_INTRINSIC_HTML_DOCUMENT_PROTOTYPE);
	document->owner = document;
	evl_page_own_location(realm, document);
	document->value = evl_platform_text(realm, address);
	document->target.platform.object.cell.flags |= EVL_OBJECT_EXOTIC;
	return document;
}

struct evl_dom_node *evl_document_inert(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (page->inert == NULL)
		page->inert = make(realm, "about:blank");
	return page->inert;
}

void evl_node_adopt(struct evl_dom_node *node, struct evl_dom_node *owner)
{
	if (node->owner == owner || node->type == EVL_DOM_DOCUMENT)
		return;
	for (struct evl_dom_node *at = node; at != NULL; at = evl_node_next(node, at)) {
		at->owner = owner;
		if (at->shadow != NULL)
			evl_node_adopt(at->shadow, owner);
	}
}

/* -------------------------------------------------------------------- parts */

static struct evl_dom_node *child_called(struct evl_realm *realm, const struct evl_dom_node *parent, const char *tag)
{
	struct evl_dom_node *at = parent != NULL ? parent->first : NULL;
	while (at != NULL && !evl_element_is(realm, at, tag))
		at = at->next;
	return at;
}

struct evl_dom_node *evl_document_part(struct evl_realm *realm, const struct evl_dom_node *document, const char *name)
{
	struct evl_dom_node *root = document->first;
	while (root != NULL && root->type != EVL_DOM_ELEMENT)
		root = root->next;
	if (strcmp(name, "documentElement") == 0)
		return root;
	if (strcmp(name, "head") == 0)
		return child_called(realm, root, "head");
	if (strcmp(name, "body") == 0 || strcmp(name, "activeElement") == 0)
		return child_called(realm, root, "body");
	return NULL;
}

/* --------------------------------------------------------------------- making */

static struct evl_dom_node *add(struct evl_realm *realm, struct evl_dom_node *parent, const char *tag)
{
	struct evl_dom_node *element;
	(void)evl_element_make(realm, evl_platform_intern(realm, tag), false, &element);
	evl_node_link(parent, element, NULL);
	return element;
}

/* Does the text begin, behind blanks and comments, with a doctype? */
static bool has_doctype(const uint16_t *units, uint32_t length)
{
	static const char doctype[] = "<!doctype";
	uint32_t at = 0, n = 0;
	for (;;) {
		while (at < length && evl_is_html_space(units[at]))
			at++;
		if (at + 4 > length || units[at] != '<' || units[at + 1] != '!' || units[at + 2] != '-' || units[at + 3] != '-')
			break;
		at += 4;
		while (at + 2 < length && !(units[at] == '-' && units[at + 1] == '-' && units[at + 2] == '>'))
			at++;
		at += 3;
	}
	while (doctype[n] != '\0' && at + n < length && (units[at + n] >= 'A' && units[at + n] <= 'Z' ? units[at + n] + 32 : units[at + n]) == doctype[n])
		n++;
	return doctype[n] == '\0';
}

static void parse(struct evl_realm *realm, struct evl_dom_node *document, const uint16_t *units, uint32_t length)
{
	if (has_doctype(units, length))
		evl_node_link(document, evl_node_new(realm, EVL_DOM_DOCTYPE, EVL_INTRINSIC_DOCUMENT_TYPE_PROTOTYPE), NULL);
	struct evl_markup_page page = { .apart = true };
	page.html = add(realm, document, "html");
	page.head = add(realm, page.html, "head");
	page.body = add(realm, page.html, "body");
	evl_markup_begin_page(realm, &page, units, length);
	evl_markup_continue(realm, &page);
	for (struct evl_dom_node *at = document; at != NULL; at = evl_node_next(document, at))
		at->script_done = true; /* what DOMParser makes of scripts never runs */
}

/* parseDocument(text): the document that DOMParser makes of HTML. */
static bool parse_document(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	const uint16_t *units = evl_string_units(realm, text);
	struct evl_dom_node *document = make(realm, evl_page_address(realm));
	if (units != NULL)
		parse(realm, document, units, text->length);
	*result = evl_from_object(document);
	return realm->halt == EVL_STATUS_OK;
}

/* makeDocument(title): as createHTMLDocument; undefined: without a title. emptyDocument(): as new Document(). */
static bool make_document(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *document = make(realm, "about:blank");
	struct evl_string *text;
	evl_node_link(document, evl_node_new(realm, EVL_DOM_DOCTYPE, EVL_INTRINSIC_DOCUMENT_TYPE_PROTOTYPE), NULL);
	struct evl_dom_node *html = add(realm, document, "html"), *head = add(realm, html, "head");
	*result = evl_from_object(document);
	if (!evl_is_undefined(evl_arg(args, 0))) {
		if (!evl_to_string(realm, args->values[0], &text))
			return false;
		evl_node_link(add(realm, head, "title"), evl_text_new(realm, evl_from_string(text)), NULL);
	}
	add(realm, html, "body");
	return true;
}

static const struct evl_row binding_row[] = {
	EVL_METHOD("parseDocument", parse_document, 1),
	EVL_METHOD("makeDocument", make_document, 1),
};
const struct evl_rows evl_page_documents_binding = EVL_ROWS(binding_row);
