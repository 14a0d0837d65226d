/* SPDX-License-Identifier: MIT */
/*
 * markup_page.c - where in a page's frame its text stands (HTML, "The rules for parsing tokens in HTML content": before head, in head, after head,
 * in body, after body, after after body). html, head and body are there from the start.
 */
#include "host/browser/markup.h"

/* Elements that go into the head. */
static bool is_for_head(struct evl_realm *realm, evl_name name)
{
	static const char *const tags[] = { "title", "meta", "link", "style", "script", "base", "noscript", "template" };
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (name == evl_platform_intern(realm, tags[i]))
			return true;
	return false;
}

struct evl_dom_node *evl_markup_page_tag(struct evl_realm *realm, struct evl_markup_page *page, evl_name name, struct evl_dom_node **current)
{
	page->html_seen = true;
	if (name == evl_platform_intern(realm, "html"))
		return page->html;
	page->after = 0;
	if (name == evl_platform_intern(realm, "head")) {
		if (!page->in_body && !page->head_closed)
			*current = page->head;
		return page->head;
	}
	if (name == evl_platform_intern(realm, "body")) {
		if (!page->in_body)
			evl_markup_open_body(realm, page, current);
		return page->body;
	}
	/* Inside of a template in the head it is as inside of any other. */
	if (page->in_body || (*current != page->html && *current != page->head))
		return NULL;
	if (!is_for_head(realm, name)) {
		evl_markup_open_body(realm, page, current);
	} else if (*current == page->html) {
		page->head_again = page->head_closed;
		*current = page->head;
	}
	return NULL;
}

void evl_markup_open_body(struct evl_realm *realm, struct evl_markup_page *page, struct evl_dom_node **current)
{
	evl_page(realm)->no_body = evl_page(realm)->no_body && page->apart;
	page->in_body = page->html_seen = page->head_closed = true;
	page->head_again = false;
	*current = page->body;
}

void evl_markup_page_comment(struct evl_realm *realm, struct evl_markup_page *page, struct evl_dom_node *current, struct evl_dom_node *comment)
{
	struct evl_dom_node *document = page->html->parent;
	evl_page(realm)->dom_version++;
	if (page->after == 2)
		evl_node_link(document, comment, NULL);
	else if (page->after == 1)
		evl_node_link(page->html, comment, NULL);
	else if (!page->html_seen)
		evl_node_link(document, comment, page->doctype_seen ? page->html : document->first);
	else if (current == page->html)
		evl_node_link(page->html, comment, page->head_closed ? page->body : page->head);
	else
		evl_node_link(current, comment, NULL);
}

bool evl_markup_page_end(struct evl_realm *realm, struct evl_markup_page *page, evl_name name, struct evl_dom_node **current)
{
	bool is_body = name == evl_platform_intern(realm, "body"), is_html = name == evl_platform_intern(realm, "html");
	if (name == evl_platform_intern(realm, "head")) {
		if (!page->in_body && (*current == page->head || *current == page->html)) {
			page->html_seen = page->head_closed = true;
			*current = page->html;
		}
		return true;
	}
	if (!is_body && !is_html)
		return false;
	if (!page->in_body)
		evl_markup_open_body(realm, page, current);
	page->after = is_html ? 2 : page->after == 0 ? 1 : page->after;
	return true;
}
