/* SPDX-License-Identifier: MIT */
/*
 * modes_body_end.c - end tags in the body, and what stands behind the body and in framesets.
 */
#include "host/browser/html/tree.h"

#include "base/ascii.h"

void evl_html_end_other(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	for (uint32_t i = p->open_count; i-- > 0;) {
		const struct evl_html_open *open = &p->open[i];
		if (open->node->space == EVL_SPACE_HTML && open->node->name == token->name && i > 0) {
			evl_html_imply_ends(p, token->tag != EVL_HTAG_OTHER ? token->tag : EVL_HTAG_COUNT);
			evl_html_pop_to(p, i);
			return;
		}
		if (evl_html_is_special(open))
			return;
	}
}

/* The end of an element that a scope has: what is open in it is closed. */
static bool end_in_scope(struct evl_markup_parser *p, enum evl_html_tag tag, enum evl_html_scope scope, enum evl_html_tag except)
{
	if (!evl_html_in_scope(p, tag, scope))
		return false;
	evl_html_imply_ends(p, except);
	evl_html_pop_tag(p, tag);
	return true;
}

/*
 * Chromium takes the tag for one of an ordinary element, too, once the form is closed: a form around it may end with it. In a template it is nothing
 * else.
 */
static void end_form(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	if (p->open_tags[EVL_HTAG_TEMPLATE] != 0) {
		evl_html_end_other(p, token);
		return;
	}
	struct evl_dom_node *form = p->form;
	p->form = NULL;
	if (form == NULL || !evl_html_node_in_scope(p, form))
		return;
	evl_html_imply_ends(p, EVL_HTAG_OTHER);
	evl_html_remove_open(p, evl_html_find_open(p, form));
	evl_html_end_other(p, token);
}

static void end_heading(struct evl_markup_parser *p)
{
	if (!evl_html_heading_in_scope(p))
		return;
	evl_html_imply_ends(p, EVL_HTAG_OTHER);
	while (p->open_count > 1 && !evl_html_is_heading(evl_html_current_tag(p)))
		evl_html_pop(p);
	evl_html_pop(p);
}

static void end_body(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (!evl_html_in_scope(p, EVL_HTAG_BODY, EVL_SCOPE_DEFAULT))
		return;
	p->mode = EVL_MODE_AFTER_BODY;
	if (token->tag == EVL_HTAG_HTML)
		evl_html_by_mode(p, token);
}

static void end_break(struct evl_markup_parser *p)
{
	struct evl_html_token start = { .kind = EVL_HTML_START_TAG, .tag = EVL_HTAG_BR, .name = evl_html_tag_name(p->realm, EVL_HTAG_BR) };
	evl_html_in_body(p, &start);
}

void evl_html_body_end_tag(struct evl_markup_parser *p, struct evl_html_token *token)
{
	enum evl_html_tag tag = token->tag;
	switch (tag) {
	case EVL_HTAG_TEMPLATE:
		evl_html_end_template(p);
		break;
	case EVL_HTAG_BODY:
	case EVL_HTAG_HTML:
		end_body(p, token);
		break;
	case EVL_HTAG_ADDRESS:
	case EVL_HTAG_ARTICLE:
	case EVL_HTAG_ASIDE:
	case EVL_HTAG_BLOCKQUOTE:
	case EVL_HTAG_BUTTON:
	case EVL_HTAG_CENTER:
	case EVL_HTAG_DETAILS:
	case EVL_HTAG_DIALOG:
	case EVL_HTAG_DIR:
	case EVL_HTAG_DIV:
	case EVL_HTAG_DL:
	case EVL_HTAG_FIELDSET:
	case EVL_HTAG_FIGCAPTION:
	case EVL_HTAG_FIGURE:
	case EVL_HTAG_FOOTER:
	case EVL_HTAG_HEADER:
	case EVL_HTAG_HGROUP:
	case EVL_HTAG_LISTING:
	case EVL_HTAG_MAIN:
	case EVL_HTAG_MENU:
	case EVL_HTAG_NAV:
	case EVL_HTAG_OL:
	case EVL_HTAG_PRE:
	case EVL_HTAG_SEARCH:
	case EVL_HTAG_SECTION:
	case EVL_HTAG_SELECT:
	case EVL_HTAG_SUMMARY:
	case EVL_HTAG_UL:
		(void)end_in_scope(p, tag, EVL_SCOPE_DEFAULT, EVL_HTAG_OTHER);
		break;
	case EVL_HTAG_FORM:
		end_form(p, token);
		break;
	case EVL_HTAG_P:
		if (!evl_html_in_scope(p, EVL_HTAG_P, EVL_SCOPE_BUTTON))
			(void)evl_html_insert_tag(p, EVL_HTAG_P);
		evl_html_close_p(p);
		break;
	case EVL_HTAG_LI:
		(void)end_in_scope(p, tag, EVL_SCOPE_LIST_ITEM, tag);
		break;
	case EVL_HTAG_DD:
	case EVL_HTAG_DT:
		(void)end_in_scope(p, tag, EVL_SCOPE_DEFAULT, tag);
		break;
	case EVL_HTAG_H1:
	case EVL_HTAG_H2:
	case EVL_HTAG_H3:
	case EVL_HTAG_H4:
	case EVL_HTAG_H5:
	case EVL_HTAG_H6:
		end_heading(p);
		break;
	case EVL_HTAG_APPLET:
	case EVL_HTAG_MARQUEE:
	case EVL_HTAG_OBJECT:
		if (end_in_scope(p, tag, EVL_SCOPE_DEFAULT, EVL_HTAG_OTHER))
			evl_html_format_clear(p);
		break;
	case EVL_HTAG_BR:
		end_break(p);
		break;
	default:
		if (evl_html_tag_is(tag, EVL_HTAG_IS_FORMATTING))
			evl_html_adopt(p, token);
		else
			evl_html_end_other(p, token);
	}
}

/* --------------------------------------------------------- behind the body */

static bool is_end(const struct evl_html_token *token, enum evl_html_tag tag) { return token->kind == EVL_HTML_END_TAG && token->tag == tag; }
static bool is_start(const struct evl_html_token *token, enum evl_html_tag tag) { return token->kind == EVL_HTML_START_TAG && token->tag == tag; }

/* Is it a text of blanks only? Blanks in front of something else are put by the body's rules, and dropped. */
static bool takes_blanks(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind != EVL_HTML_TEXT)
		return false;
	struct evl_html_token blanks = *token;
	blanks.length = evl_html_blanks(token);
	if (blanks.length != 0)
		evl_html_in_body(p, &blanks);
	return !evl_html_drop(token, blanks.length);
}

void evl_html_after_body(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_DOCTYPE || takes_blanks(p, token))
		return;
	if (token->kind == EVL_HTML_COMMENT)
		evl_html_insert_comment(p, token, p->open[0].node);
	else if (is_start(token, EVL_HTAG_HTML))
		evl_html_in_body(p, token);
	else if (token->kind == EVL_HTML_EOF)
		evl_html_stop(p);
	else if (!is_end(token, EVL_HTAG_HTML))
		evl_html_again(p, EVL_MODE_IN_BODY, token);
	else if (p->page != NULL)
		p->mode = EVL_MODE_AFTER_AFTER_BODY;
}

void evl_html_after_after_body(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_DOCTYPE || takes_blanks(p, token))
		return;
	if (token->kind == EVL_HTML_COMMENT)
		evl_html_insert_comment(p, token, p->root);
	else if (is_start(token, EVL_HTAG_HTML))
		evl_html_in_body(p, token);
	else if (token->kind == EVL_HTML_EOF)
		evl_html_stop(p);
	else
		evl_html_again(p, EVL_MODE_IN_BODY, token);
}

/* ----------------------------------------------------------------- framesets */

void evl_html_keep_blanks(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	uint16_t *units = evl_arena_alloc(&p->realm->scratch, (token->length + (size_t)1) * sizeof *units);
	uint32_t length = 0;
	for (uint32_t i = 0; i < token->length; i++)
		if (evl_is_html_space(token->units[i]))
			units[length++] = token->units[i];
	if (length != 0)
		evl_html_insert_text(p, units, length);
}

static void frame(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (p->live && evl_html_comes_alive(p))
		evl_html_give_up(p, "the element frame");
	evl_html_insert_void(p, token);
}

void evl_html_in_frameset(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_TEXT) {
		evl_html_keep_blanks(p, token);
	} else if (token->kind == EVL_HTML_COMMENT) {
		evl_html_insert_comment(p, token, NULL);
	} else if (is_start(token, EVL_HTAG_HTML)) {
		evl_html_in_body(p, token);
	} else if (is_start(token, EVL_HTAG_FRAMESET)) {
		(void)evl_html_insert_element(p, token);
	} else if (is_start(token, EVL_HTAG_FRAME)) {
		frame(p, token);
	} else if (is_start(token, EVL_HTAG_NOFRAMES)) {
		evl_html_in_head(p, token);
	} else if (token->kind == EVL_HTML_EOF) {
		evl_html_stop(p);
	} else if (is_end(token, EVL_HTAG_FRAMESET) && p->open_count > 1) {
		evl_html_pop(p);
		if (p->page != NULL && evl_html_current_tag(p) != EVL_HTAG_FRAMESET)
			p->mode = EVL_MODE_AFTER_FRAMESET;
	}
}

void evl_html_after_frameset(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_TEXT)
		evl_html_keep_blanks(p, token);
	else if (token->kind == EVL_HTML_COMMENT)
		evl_html_insert_comment(p, token, NULL);
	else if (is_start(token, EVL_HTAG_HTML))
		evl_html_in_body(p, token);
	else if (is_end(token, EVL_HTAG_HTML))
		p->mode = EVL_MODE_AFTER_AFTER_FRAMESET;
	else if (is_start(token, EVL_HTAG_NOFRAMES))
		evl_html_in_head(p, token);
	else if (token->kind == EVL_HTML_EOF)
		evl_html_stop(p);
}

void evl_html_after_after_frameset(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_TEXT) {
		evl_html_reconstruct(p);
		evl_html_keep_blanks(p, token);
	} else if (token->kind == EVL_HTML_COMMENT) {
		evl_html_insert_comment(p, token, p->root);
	} else if (is_start(token, EVL_HTAG_HTML)) {
		evl_html_in_body(p, token);
	} else if (is_start(token, EVL_HTAG_NOFRAMES)) {
		evl_html_in_head(p, token);
	} else if (token->kind == EVL_HTML_EOF) {
		evl_html_stop(p);
	}
}
