/* SPDX-License-Identifier: MIT */
/*
 * documents.c - documents besides the page's own: those that DOMParser and createHTMLDocument make, and the one that the contents
 * of templates belong to. They have no window: nothing in them runs, is asked for or is upgraded.
 */
#include <string.h>

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

void evl_document_add_doctype(struct evl_realm *realm, struct evl_dom_node *document)
{
	struct evl_dom_node *doctype = evl_node_new(realm, EVL_DOM_DOCTYPE, EVL_INTRINSIC_DOCUMENT_TYPE_PROTOTYPE);
	doctype->name = evl_platform_intern(realm, "html");
	evl_node_link(document, doctype, NULL);
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

/* The body element: the first child of <html> that is a body or a frameset. */
static struct evl_dom_node *body_of(struct evl_realm *realm, const struct evl_dom_node *root)
{
	struct evl_dom_node *at = root != NULL ? root->first : NULL;
	while (at != NULL && !evl_element_is(realm, at, "body") && !evl_element_is(realm, at, "frameset"))
		at = at->next;
	return at;
}

static struct evl_dom_node *doctype_of(const struct evl_dom_node *document)
{
	struct evl_dom_node *at = document->first;
	while (at != NULL && at->type != EVL_DOM_DOCTYPE)
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
	if (strcmp(name, "doctype") == 0)
		return doctype_of(document);
	return strcmp(name, "body") == 0 || strcmp(name, "activeElement") == 0 ? body_of(realm, root) : NULL;
}

/* --------------------------------------------------------------------- making */

static struct evl_dom_node *add(struct evl_realm *realm, struct evl_dom_node *parent, const char *tag)
{
	struct evl_dom_node *element;
	(void)evl_element_make(realm, evl_platform_intern(realm, tag), false, &element);
	evl_node_link(parent, element, NULL);
	return element;
}

static void parse(struct evl_realm *realm, struct evl_dom_node *document, const uint16_t *units, uint32_t length)
{
	struct evl_markup_page page = { .document = document, .apart = true };
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
	evl_document_add_doctype(realm, document);
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
