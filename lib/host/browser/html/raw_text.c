/* SPDX-License-Identifier: MIT */
/*
 * raw_text.c - elements that hold text only, and what their end begins: scripts run, styles and frames count (HTML, the insertion mode "text").
 */
#include "host/browser/html/tree.h"

#include "host/browser/companions.h"

void evl_html_begin_raw(struct evl_markup_parser *p, struct evl_html_token *token, enum evl_html_state state)
{
	p->raw_known = token->span.end != 0;
	p->raw_start = token->span.end;
	(void)evl_html_insert_element(p, token);
	p->tokens.state = (uint8_t)state;
	p->original_mode = p->mode;
	p->mode = EVL_MODE_RAW_TEXT;
}

void evl_html_tell_done(struct evl_markup_parser *p, struct evl_dom_node *element)
{
	if (!evl_html_comes_alive(p) || p->page->element_done == NULL || p->page->stop)
		return;
	struct evl_html_piece *outer = evl_markup_enter_script(p->page);
	p->depth++;
	p->page->element_done(p->realm, p->page, element);
	p->depth--;
	evl_markup_leave_script(p->page, outer);
}

/* The element is complete: in a page its consequences follow. `whole`: its end tag has come. */
static void end_raw(struct evl_markup_parser *p, const struct evl_html_token *token, bool whole)
{
	struct evl_dom_node *element = evl_html_current(p);
	enum evl_html_tag tag = evl_html_current_tag(p);
	bool known = whole && p->raw_known && token->span.end != 0;
	element->span = (evl_span){ 0, known ? p->raw_start : 0, known ? token->span.start : 0 };
	evl_html_pop(p);
	p->mode = p->original_mode;
	if (!evl_html_comes_alive(p))
		return;
	evl_html_tell_place(p);
	if (tag == EVL_HTAG_STYLE)
		evl_style_changed(p->realm, element);
	else if (tag == EVL_HTAG_SCRIPT && !whole)
		element->script_done = true;
	else if (tag == EVL_HTAG_SCRIPT || tag == EVL_HTAG_IFRAME)
		evl_html_tell_done(p, element);
}

void evl_html_raw_text(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_TEXT) {
		evl_html_insert_text(p, token->units, token->length);
	} else if (token->kind == EVL_HTML_END_TAG) {
		end_raw(p, token, true);
	} else {
		end_raw(p, token, false);
		evl_html_by_mode(p, token);
	}
}
