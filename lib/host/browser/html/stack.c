/* SPDX-License-Identifier: MIT */
/*
 * stack.c - the stack of open elements and its scopes (HTML, "The stack of open elements").
 */
#include "host/browser/html/tree.h"

static void grow(struct evl_markup_parser *p)
{
	if (p->open_count < p->open_capacity)
		return;
	uint32_t capacity = p->open_capacity != 0 ? p->open_capacity * 2 : 32;
	struct evl_html_open *grown = evl_arena_alloc(&p->realm->scratch, capacity * sizeof *grown);
	if (p->open_count != 0)
		memcpy(grown, p->open, p->open_count * sizeof *grown);
	p->open = grown;
	p->open_capacity = capacity;
}

void evl_html_insert_open(struct evl_markup_parser *p, uint32_t index, struct evl_dom_node *node, enum evl_html_tag tag)
{
	grow(p);
	memmove(p->open + index + 1, p->open + index, (p->open_count - index) * sizeof *p->open);
	p->open[index] = (struct evl_html_open){ .node = node, .tag = (uint8_t)tag };
	p->open_count++;
	p->open_tags[tag]++;
}

void evl_html_push(struct evl_markup_parser *p, struct evl_dom_node *node, enum evl_html_tag tag) { evl_html_insert_open(p, p->open_count, node, tag); }

void evl_html_remove_open(struct evl_markup_parser *p, uint32_t index)
{
	p->open_tags[p->open[index].tag]--;
	p->open_count--;
	memmove(p->open + index, p->open + index + 1, (p->open_count - index) * sizeof *p->open);
}

void evl_html_pop(struct evl_markup_parser *p)
{
	if (p->open_count != 0)
		evl_html_remove_open(p, p->open_count - 1);
}

void evl_html_pop_to(struct evl_markup_parser *p, uint32_t count)
{
	while (p->open_count > count)
		evl_html_pop(p);
}

uint32_t evl_html_find_open(const struct evl_markup_parser *p, const struct evl_dom_node *node)
{
	for (uint32_t i = p->open_count; i-- > 0;)
		if (p->open[i].node == node)
			return i;
	return p->open_count;
}

struct evl_dom_node *evl_html_current(const struct evl_markup_parser *p) { return p->open_count != 0 ? p->open[p->open_count - 1].node : p->root; }

bool evl_html_open_is(const struct evl_html_open *open, enum evl_html_tag tag) { return open->tag == tag && open->node->space == EVL_SPACE_HTML; }

enum evl_html_tag evl_html_current_tag(const struct evl_markup_parser *p)
{
	if (p->open_count == 0 || p->open[p->open_count - 1].node->space != EVL_SPACE_HTML)
		return EVL_HTAG_OTHER;
	return (enum evl_html_tag)p->open[p->open_count - 1].tag;
}

const struct evl_dom_node *evl_html_adjusted(const struct evl_markup_parser *p, enum evl_html_tag *tag)
{
	if (p->open_count == 1 && p->context != NULL) {
		*tag = (enum evl_html_tag)p->context_tag;
		return p->context;
	}
	*tag = p->open_count != 0 ? (enum evl_html_tag)p->open[p->open_count - 1].tag : EVL_HTAG_OTHER;
	return p->open_count != 0 ? p->open[p->open_count - 1].node : NULL;
}

void evl_html_pop_tag(struct evl_markup_parser *p, enum evl_html_tag tag)
{
	while (p->open_count > 1 && !evl_html_open_is(&p->open[p->open_count - 1], tag))
		evl_html_pop(p);
	if (p->open_count > 1)
		evl_html_pop(p);
}

/* ------------------------------------------------------------------- scopes */

/* Elements of svg and math that the standard lists with those of HTML: special ones, which end scopes as well. */
static bool is_special_foreign(const struct evl_html_open *open)
{
	if (open->node->space == EVL_SPACE_MATHML)
		return open->tag == EVL_HTAG_MI || open->tag == EVL_HTAG_MO || open->tag == EVL_HTAG_MN || open->tag == EVL_HTAG_MS || open->tag == EVL_HTAG_MTEXT ||
		       open->tag == EVL_HTAG_ANNOTATION_XML;
	return open->node->space == EVL_SPACE_SVG && (open->tag == EVL_HTAG_FOREIGNOBJECT || open->tag == EVL_HTAG_DESC || open->tag == EVL_HTAG_TITLE);
}

bool evl_html_is_special(const struct evl_html_open *open)
{
	return open->node->space == EVL_SPACE_HTML ? evl_html_tag_is(open->tag, EVL_HTAG_IS_SPECIAL) : is_special_foreign(open);
}

static bool ends_scope(const struct evl_html_open *open, enum evl_html_scope scope)
{
	bool html = open->node->space == EVL_SPACE_HTML;
	if (scope == EVL_SCOPE_TABLE)
		return html && (open->tag == EVL_HTAG_HTML || open->tag == EVL_HTAG_TABLE || open->tag == EVL_HTAG_TEMPLATE);
	if (!html)
		return is_special_foreign(open);
	return evl_html_tag_is(open->tag, EVL_HTAG_IS_SCOPE) || (scope == EVL_SCOPE_BUTTON && open->tag == EVL_HTAG_BUTTON) ||
	       (scope == EVL_SCOPE_LIST_ITEM && (open->tag == EVL_HTAG_OL || open->tag == EVL_HTAG_UL));
}

bool evl_html_in_scope(const struct evl_markup_parser *p, enum evl_html_tag tag, enum evl_html_scope scope)
{
	for (uint32_t i = p->open_tags[tag] != 0 ? p->open_count : 0; i-- > 0;) {
		if (evl_html_open_is(&p->open[i], tag))
			return true;
		if (ends_scope(&p->open[i], scope))
			return false;
	}
	return false;
}

bool evl_html_node_in_scope(const struct evl_markup_parser *p, const struct evl_dom_node *node)
{
	for (uint32_t i = p->open_count; i-- > 0;) {
		if (p->open[i].node == node)
			return true;
		if (ends_scope(&p->open[i], EVL_SCOPE_DEFAULT))
			return false;
	}
	return false;
}

bool evl_html_is_heading(enum evl_html_tag tag)
{
	return tag == EVL_HTAG_H1 || tag == EVL_HTAG_H2 || tag == EVL_HTAG_H3 || tag == EVL_HTAG_H4 || tag == EVL_HTAG_H5 || tag == EVL_HTAG_H6;
}

bool evl_html_heading_in_scope(const struct evl_markup_parser *p)
{
	static const enum evl_html_tag tags[] = { EVL_HTAG_H1, EVL_HTAG_H2, EVL_HTAG_H3, EVL_HTAG_H4, EVL_HTAG_H5, EVL_HTAG_H6 };
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (evl_html_in_scope(p, tags[i], EVL_SCOPE_DEFAULT))
			return true;
	return false;
}

void evl_html_imply_ends(struct evl_markup_parser *p, enum evl_html_tag except)
{
	for (;;) {
		enum evl_html_tag tag = evl_html_current_tag(p);
		if (tag == EVL_HTAG_OTHER || tag == except || !evl_html_tag_is(tag, EVL_HTAG_IS_IMPLIED))
			return;
		evl_html_pop(p);
	}
}

void evl_html_imply_ends_thoroughly(struct evl_markup_parser *p)
{
	for (;;) {
		enum evl_html_tag tag = evl_html_current_tag(p);
		bool of_table = tag == EVL_HTAG_CAPTION || tag == EVL_HTAG_COLGROUP || tag == EVL_HTAG_TBODY || tag == EVL_HTAG_TD || tag == EVL_HTAG_TFOOT ||
				tag == EVL_HTAG_TH || tag == EVL_HTAG_THEAD || tag == EVL_HTAG_TR;
		if (!of_table && (tag == EVL_HTAG_OTHER || !evl_html_tag_is(tag, EVL_HTAG_IS_IMPLIED)))
			return;
		evl_html_pop(p);
	}
}
