/* SPDX-License-Identifier: MIT */
/*
 * foreign.c - what stands inside of svg and math (HTML, "The rules for parsing tokens in foreign content"), and when its rules hold.
 */
#include "host/browser/html/tree.h"

#include "base/ascii.h"

static bool is_mathml_text(const struct evl_dom_node *node, enum evl_html_tag tag)
{
	return node->space == EVL_SPACE_MATHML &&
	       (tag == EVL_HTAG_MI || tag == EVL_HTAG_MO || tag == EVL_HTAG_MN || tag == EVL_HTAG_MS || tag == EVL_HTAG_MTEXT);
}

/* Is it a text that differs from `lower` in the case of letters at most? */
static bool is_text(struct evl_realm *realm, struct evl_string *text, const char *lower)
{
	const uint16_t *units = evl_string_units(realm, text);
	uint32_t i = 0;
	while (units != NULL && i < text->length && lower[i] != '\0' &&
	       (units[i] >= 'A' && units[i] <= 'Z' ? units[i] + 32 : units[i]) == (unsigned char)lower[i])
		i++;
	return i == text->length && lower[i] == '\0';
}

/* Inside of it the rules of HTML hold again. */
static bool is_html_integration(struct evl_realm *realm, const struct evl_dom_node *node, enum evl_html_tag tag)
{
	if (node->space == EVL_SPACE_SVG)
		return tag == EVL_HTAG_FOREIGNOBJECT || tag == EVL_HTAG_DESC || tag == EVL_HTAG_TITLE;
	if (node->space != EVL_SPACE_MATHML || tag != EVL_HTAG_ANNOTATION_XML)
		return false;
	struct evl_string *encoding = evl_element_get(realm, node, "encoding");
	return encoding != NULL && (is_text(realm, encoding, "text/html") || is_text(realm, encoding, "application/xhtml+xml"));
}

/* Do the rules of HTML's insertion modes hold for the token? */
static bool is_of_html(const struct evl_markup_parser *p, const struct evl_html_token *token)
{
	enum evl_html_tag tag;
	const struct evl_dom_node *node = evl_html_adjusted(p, &tag);
	if (node == NULL || node->space == EVL_SPACE_HTML || token->kind == EVL_HTML_EOF)
		return true;
	bool start = token->kind == EVL_HTML_START_TAG, text = token->kind == EVL_HTML_TEXT;
	if (is_mathml_text(node, tag) && (text || (start && token->tag != EVL_HTAG_MGLYPH && token->tag != EVL_HTAG_MALIGNMARK)))
		return true;
	if (node->space == EVL_SPACE_MATHML && tag == EVL_HTAG_ANNOTATION_XML && start && token->tag == EVL_HTAG_SVG)
		return true;
	return (start || text) && is_html_integration(p->realm, node, tag);
}

/* NUL counts for nothing in HTML's own text (Chromium drops it before the tokenizer sees it). False: nothing else is there. */
static bool drop_nul(struct evl_realm *realm, struct evl_html_token *token)
{
	uint32_t length = 0;
	while (length < token->length && token->units[length] != 0)
		length++;
	if (length == token->length)
		return true;
	uint16_t *units = evl_arena_copy(&realm->scratch, token->units, token->length * sizeof *units);
	for (uint32_t i = length; i < token->length; i++)
		if (units[i] != 0)
			units[length++] = units[i];
	token->units = units;
	token->length = length;
	return length != 0;
}

void evl_html_dispatch(struct evl_markup_parser *p, struct evl_html_token *token)
{
	bool html = is_of_html(p, token);
	if (html && token->kind == EVL_HTML_TEXT && !drop_nul(p->realm, token))
		return;
	if (html)
		evl_html_by_mode(p, token);
	else
		evl_html_in_foreign(p, token);
}

/* ---------------------------------------------------------------- the rules */

static void foreign_text(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	uint16_t *units = evl_arena_copy(&p->realm->scratch, token->units, token->length * sizeof *units);
	for (uint32_t i = 0; i < token->length; i++) {
		if (units[i] != 0 && !evl_is_html_space(units[i]))
			p->frameset_ok = false;
		if (units[i] == 0)
			units[i] = 0xFFFD;
	}
	evl_html_insert_text(p, units, token->length);
}

/* Does the start tag end what stands outside of HTML? */
static bool breaks_out(const struct evl_markup_parser *p, const struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_END_TAG)
		return token->tag == EVL_HTAG_P || token->tag == EVL_HTAG_BR;
	if (token->tag != EVL_HTAG_FONT)
		return evl_html_tag_is(token->tag, EVL_HTAG_IS_BREAKOUT);
	for (uint32_t i = 0; i < token->attribute_count; i++) {
		evl_name name = token->attributes[i].name;
		if (name == evl_platform_intern(p->realm, "color") || name == evl_platform_intern(p->realm, "face") ||
		    name == evl_platform_intern(p->realm, "size"))
			return true;
	}
	return false;
}

static void break_out(struct evl_markup_parser *p, struct evl_html_token *token)
{
	while (p->open_count > 1) {
		const struct evl_html_open *open = &p->open[p->open_count - 1];
		if (open->node->space == EVL_SPACE_HTML || is_mathml_text(open->node, (enum evl_html_tag)open->tag) ||
		    is_html_integration(p->realm, open->node, (enum evl_html_tag)open->tag))
			break;
		evl_html_pop(p);
	}
	evl_html_by_mode(p, token);
}

/* A script of svg that would run, or be asked for, is not modelled. */
static void refuse_script(struct evl_markup_parser *p, const struct evl_html_token *token, enum evl_dom_space space)
{
	if (space == EVL_SPACE_SVG && token->tag == EVL_HTAG_SCRIPT && p->live && evl_html_comes_alive(p))
		evl_html_give_up(p, "scripts inside of svg");
}

static void foreign_start(struct evl_markup_parser *p, struct evl_html_token *token)
{
	enum evl_html_tag tag;
	enum evl_dom_space space = (enum evl_dom_space)evl_html_adjusted(p, &tag)->space;
	bool closed = token->self_closing;
	refuse_script(p, token, space);
	(void)evl_html_insert_foreign(p, token, space);
	if (closed)
		evl_html_pop(p);
}

static void foreign_end(struct evl_markup_parser *p, struct evl_html_token *token)
{
	for (uint32_t i = p->open_count; i-- > 1;) {
		const struct evl_html_open *open = &p->open[i];
		if (open->node->space == EVL_SPACE_HTML) {
			evl_html_by_mode(p, token);
			return;
		}
		if (evl_names_match(p->realm, open->node->name, token->name)) {
			evl_html_pop_to(p, i);
			return;
		}
	}
}

void evl_html_in_foreign(struct evl_markup_parser *p, struct evl_html_token *token)
{
	switch ((enum evl_html_kind)token->kind) {
	case EVL_HTML_TEXT:
		foreign_text(p, token);
		break;
	case EVL_HTML_COMMENT:
		evl_html_insert_comment(p, token, NULL);
		break;
	case EVL_HTML_START_TAG:
		if (breaks_out(p, token))
			break_out(p, token);
		else
			foreign_start(p, token);
		break;
	case EVL_HTML_END_TAG:
		if (breaks_out(p, token))
			break_out(p, token);
		else
			foreign_end(p, token);
		break;
	default:
		break;
	}
}
