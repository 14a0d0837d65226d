/* SPDX-License-Identifier: MIT */
/*
 * modes_head.c - in front of the body: the insertion modes from "initial" to "after head", and templates.
 */
#include "host/browser/html/tree.h"

#include "base/ascii.h"
#include "host/browser/html/quirks.h"

uint32_t evl_html_blanks(const struct evl_html_token *token)
{
	uint32_t count = 0;
	while (count < token->length && evl_is_html_space(token->units[count]))
		count++;
	return count;
}

bool evl_html_drop(struct evl_html_token *token, uint32_t count)
{
	token->units += count;
	token->length -= count;
	return token->length != 0;
}

/* Is it an end tag that none of these modes knows? */
static bool is_stray_end(const struct evl_html_token *token, bool head_counts)
{
	return token->kind == EVL_HTML_END_TAG && token->tag != EVL_HTAG_BODY && token->tag != EVL_HTAG_HTML && token->tag != EVL_HTAG_BR &&
	       !(head_counts && token->tag == EVL_HTAG_HEAD);
}

static bool is_start(const struct evl_html_token *token, enum evl_html_tag tag) { return token->kind == EVL_HTML_START_TAG && token->tag == tag; }
static bool is_end(const struct evl_html_token *token, enum evl_html_tag tag) { return token->kind == EVL_HTML_END_TAG && token->tag == tag; }

/* ------------------------------------------------------- initial, before html */

static void insert_doctype(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	struct evl_dom_node *doctype = evl_node_new(p->realm, EVL_DOM_DOCTYPE, EVL_INTRINSIC_DOCUMENT_TYPE_PROTOTYPE);
	doctype->name = token->name;
	doctype->prefix = token->has_public ? token->public_id : EVL_NAME_NONE;
	doctype->space_name = token->has_system ? token->system_id : EVL_NAME_NONE;
	doctype->owner = p->root->owner;
	evl_html_put(p, (struct evl_html_spot){ .parent = p->root }, doctype);
	p->root->quirks = (uint8_t)evl_html_quirks(p->realm, token);
}

void evl_html_initial(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_TEXT && !evl_html_drop(token, evl_html_blanks(token)))
		return;
	if (token->kind == EVL_HTML_COMMENT) {
		evl_html_insert_comment(p, token, p->root);
	} else if (token->kind == EVL_HTML_DOCTYPE) {
		insert_doctype(p, token);
		p->mode = EVL_MODE_BEFORE_HTML;
	} else {
		p->root->quirks = EVL_QUIRKS_FULL;
		evl_html_again(p, EVL_MODE_BEFORE_HTML, token);
	}
}

void evl_html_before_html(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_DOCTYPE || is_stray_end(token, true) ||
	    (token->kind == EVL_HTML_TEXT && !evl_html_drop(token, evl_html_blanks(token))))
		return;
	if (token->kind == EVL_HTML_COMMENT) {
		evl_html_insert_comment(p, token, p->root);
	} else if (is_start(token, EVL_HTAG_HTML)) {
		(void)evl_html_insert_element(p, token);
		p->mode = EVL_MODE_BEFORE_HEAD;
	} else {
		(void)evl_html_insert_tag(p, EVL_HTAG_HTML);
		evl_html_again(p, EVL_MODE_BEFORE_HEAD, token);
	}
}

/* --------------------------------------------------------------------- head */

void evl_html_before_head(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_DOCTYPE || is_stray_end(token, true) ||
	    (token->kind == EVL_HTML_TEXT && !evl_html_drop(token, evl_html_blanks(token))))
		return;
	if (token->kind == EVL_HTML_COMMENT) {
		evl_html_insert_comment(p, token, NULL);
	} else if (is_start(token, EVL_HTAG_HTML)) {
		evl_html_in_body(p, token);
	} else if (is_start(token, EVL_HTAG_HEAD)) {
		p->head = evl_html_insert_element(p, token);
		p->mode = EVL_MODE_IN_HEAD;
	} else {
		p->head = evl_html_insert_tag(p, EVL_HTAG_HEAD);
		evl_html_again(p, EVL_MODE_IN_HEAD, token);
	}
}

/* Blanks at the beginning of a text are put into the current node. True: the token is used up. */
static bool takes_blanks(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind != EVL_HTML_TEXT)
		return false;
	uint32_t count = evl_html_blanks(token);
	if (count != 0)
		evl_html_insert_text(p, token->units, count);
	return !evl_html_drop(token, count);
}

void evl_html_push_template_mode(struct evl_markup_parser *p, enum evl_html_mode mode)
{
	if (p->template_count == p->template_capacity) {
		uint32_t capacity = p->template_capacity != 0 ? p->template_capacity * 2 : 16;
		uint8_t *grown = evl_arena_alloc(&p->realm->scratch, capacity);
		if (p->template_count != 0)
			memcpy(grown, p->template_modes, p->template_count);
		p->template_modes = grown;
		p->template_capacity = capacity;
	}
	p->template_modes[p->template_count++] = (uint8_t)mode;
}

/* A template whose content becomes a shadow root. */
static void refuse_shadow(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	evl_name name = evl_platform_intern(p->realm, "shadowrootmode");
	for (uint32_t i = 0; p->page != NULL && !p->page->apart && i < token->attribute_count; i++)
		if (token->attributes[i].name == name)
			evl_html_give_up(p, "shadow roots that markup declares");
}

static void begin_template(struct evl_markup_parser *p, struct evl_html_token *token)
{
	refuse_shadow(p, token);
	evl_html_format_mark(p);
	p->frameset_ok = false;
	p->mode = EVL_MODE_IN_TEMPLATE;
	evl_html_push_template_mode(p, EVL_MODE_IN_TEMPLATE);
	(void)evl_html_insert_element(p, token);
}

void evl_html_end_template(struct evl_markup_parser *p)
{
	if (p->open_tags[EVL_HTAG_TEMPLATE] == 0)
		return;
	evl_html_imply_ends_thoroughly(p);
	evl_html_pop_tag(p, EVL_HTAG_TEMPLATE);
	evl_html_format_clear(p);
	p->template_count -= p->template_count != 0;
	evl_html_reset_mode(p);
}

static void begin_noscript(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (p->scripting) {
		evl_html_begin_raw(p, token, EVL_HTML_RAWTEXT);
	} else {
		(void)evl_html_insert_element(p, token);
		p->mode = EVL_MODE_IN_HEAD_NOSCRIPT;
	}
}

static void insert_link(struct evl_markup_parser *p, struct evl_html_token *token)
{
	struct evl_dom_node *link = evl_html_insert_element(p, token);
	evl_html_pop(p);
	evl_html_tell_done(p, link);
}

/* A start tag that the head knows. False: it does not. */
static bool head_start(struct evl_markup_parser *p, struct evl_html_token *token)
{
	switch ((enum evl_html_tag)token->tag) {
	case EVL_HTAG_HTML:
		evl_html_in_body(p, token);
		return true;
	case EVL_HTAG_LINK:
		insert_link(p, token);
		return true;
	case EVL_HTAG_BASE:
	case EVL_HTAG_BASEFONT:
	case EVL_HTAG_BGSOUND:
	case EVL_HTAG_META:
		evl_html_insert_void(p, token);
		return true;
	case EVL_HTAG_TITLE:
		evl_html_begin_raw(p, token, EVL_HTML_RCDATA);
		return true;
	case EVL_HTAG_NOSCRIPT:
		begin_noscript(p, token);
		return true;
	case EVL_HTAG_NOFRAMES:
	case EVL_HTAG_STYLE:
		evl_html_begin_raw(p, token, EVL_HTML_RAWTEXT);
		return true;
	case EVL_HTAG_SCRIPT:
		evl_html_begin_raw(p, token, EVL_HTML_SCRIPT);
		return true;
	case EVL_HTAG_TEMPLATE:
		begin_template(p, token);
		return true;
	default:
		return token->tag == EVL_HTAG_HEAD;
	}
}

void evl_html_in_head(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_DOCTYPE || takes_blanks(p, token))
		return;
	if (token->kind == EVL_HTML_COMMENT) {
		evl_html_insert_comment(p, token, NULL);
	} else if (is_end(token, EVL_HTAG_HEAD)) {
		evl_html_pop(p);
		p->mode = EVL_MODE_AFTER_HEAD;
	} else if (is_end(token, EVL_HTAG_TEMPLATE)) {
		evl_html_end_template(p);
	} else if (!is_stray_end(token, false) && !(token->kind == EVL_HTML_START_TAG && head_start(p, token))) {
		evl_html_pop(p);
		evl_html_again(p, EVL_MODE_AFTER_HEAD, token);
	}
}

void evl_html_in_head_noscript(struct evl_markup_parser *p, struct evl_html_token *token)
{
	bool start = token->kind == EVL_HTML_START_TAG;
	if (token->kind == EVL_HTML_DOCTYPE || takes_blanks(p, token))
		return;
	if (token->kind == EVL_HTML_COMMENT) {
		evl_html_insert_comment(p, token, NULL);
	} else if (is_end(token, EVL_HTAG_NOSCRIPT)) {
		evl_html_pop(p);
		p->mode = EVL_MODE_IN_HEAD;
	} else if (start && (token->tag == EVL_HTAG_BASEFONT || token->tag == EVL_HTAG_BGSOUND || token->tag == EVL_HTAG_LINK || token->tag == EVL_HTAG_META ||
			     token->tag == EVL_HTAG_NOFRAMES || token->tag == EVL_HTAG_STYLE || token->tag == EVL_HTAG_HTML)) {
		evl_html_in_head(p, token);
	} else if (!(start && (token->tag == EVL_HTAG_HEAD || token->tag == EVL_HTAG_NOSCRIPT)) &&
		   !(token->kind == EVL_HTML_END_TAG && token->tag != EVL_HTAG_BR)) {
		evl_html_pop(p);
		evl_html_again(p, EVL_MODE_IN_HEAD, token);
	}
}

/* Does the tag go into the head although that is closed? */
static bool belongs_to_head(enum evl_html_tag tag)
{
	return tag == EVL_HTAG_BASE || tag == EVL_HTAG_BASEFONT || tag == EVL_HTAG_BGSOUND || tag == EVL_HTAG_LINK || tag == EVL_HTAG_META ||
	       tag == EVL_HTAG_NOFRAMES || tag == EVL_HTAG_SCRIPT || tag == EVL_HTAG_STYLE || tag == EVL_HTAG_TEMPLATE || tag == EVL_HTAG_TITLE;
}

static void after_head_start(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->tag == EVL_HTAG_HTML) {
		evl_html_in_body(p, token);
	} else if (token->tag == EVL_HTAG_BODY) {
		(void)evl_html_insert_element(p, token);
		p->frameset_ok = false;
		p->mode = EVL_MODE_IN_BODY;
	} else if (token->tag == EVL_HTAG_FRAMESET) {
		(void)evl_html_insert_element(p, token);
		p->mode = EVL_MODE_IN_FRAMESET;
	} else if (belongs_to_head(token->tag)) {
		evl_html_push(p, p->head, EVL_HTAG_HEAD);
		evl_html_in_head(p, token);
		uint32_t index = evl_html_find_open(p, p->head);
		if (index < p->open_count)
			evl_html_remove_open(p, index);
	} else if (token->tag != EVL_HTAG_HEAD) {
		(void)evl_html_insert_tag(p, EVL_HTAG_BODY);
		evl_html_again(p, EVL_MODE_IN_BODY, token);
	}
}

void evl_html_after_head(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_DOCTYPE || takes_blanks(p, token))
		return;
	if (token->kind == EVL_HTML_COMMENT) {
		evl_html_insert_comment(p, token, NULL);
	} else if (token->kind == EVL_HTML_START_TAG) {
		after_head_start(p, token);
	} else if (is_end(token, EVL_HTAG_TEMPLATE)) {
		evl_html_end_template(p);
	} else if (!is_stray_end(token, false)) {
		(void)evl_html_insert_tag(p, EVL_HTAG_BODY);
		evl_html_again(p, EVL_MODE_IN_BODY, token);
	}
}

/* ----------------------------------------------------------------- templates */

/* The mode in which a start tag in a template is read. */
static enum evl_html_mode template_mode(enum evl_html_tag tag)
{
	switch (tag) {
	case EVL_HTAG_CAPTION:
	case EVL_HTAG_COLGROUP:
	case EVL_HTAG_TBODY:
	case EVL_HTAG_TFOOT:
	case EVL_HTAG_THEAD:
		return EVL_MODE_IN_TABLE;
	case EVL_HTAG_COL:
		return EVL_MODE_IN_COLUMN_GROUP;
	case EVL_HTAG_TR:
		return EVL_MODE_IN_TABLE_BODY;
	case EVL_HTAG_TD:
	case EVL_HTAG_TH:
		return EVL_MODE_IN_ROW;
	default:
		return EVL_MODE_IN_BODY;
	}
}

static void template_start(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (belongs_to_head(token->tag)) {
		evl_html_in_head(p, token);
		return;
	}
	enum evl_html_mode mode = template_mode(token->tag);
	p->template_modes[p->template_count - 1] = (uint8_t)mode;
	evl_html_again(p, mode, token);
}

static void template_eof(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (p->open_tags[EVL_HTAG_TEMPLATE] == 0) {
		evl_html_stop(p);
		return;
	}
	evl_html_pop_tag(p, EVL_HTAG_TEMPLATE);
	evl_html_format_clear(p);
	p->template_count -= p->template_count != 0;
	evl_html_reset_mode(p);
	evl_html_by_mode(p, token);
}

void evl_html_in_template(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_EOF)
		template_eof(p, token);
	else if (token->kind == EVL_HTML_START_TAG)
		template_start(p, token);
	else if (is_end(token, EVL_HTAG_TEMPLATE))
		evl_html_end_template(p);
	else if (token->kind != EVL_HTML_END_TAG)
		evl_html_in_body(p, token);
}
