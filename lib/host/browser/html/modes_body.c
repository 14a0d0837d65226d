/* SPDX-License-Identifier: MIT */
/*
 * modes_body.c - start tags in the body (HTML, the insertion mode "in body").
 */
#include "host/browser/html/tree.h"

void evl_html_close_p(struct evl_markup_parser *p)
{
	if (!evl_html_in_scope(p, EVL_HTAG_P, EVL_SCOPE_BUTTON))
		return;
	evl_html_imply_ends(p, EVL_HTAG_P);
	evl_html_pop_tag(p, EVL_HTAG_P);
}

/* ------------------------------------------------- the frame of the document */

/* The body element is the second one that is open, and no template is. */
static bool has_body(const struct evl_markup_parser *p)
{
	return p->open_count > 1 && evl_html_open_is(&p->open[1], EVL_HTAG_BODY) && p->open_tags[EVL_HTAG_TEMPLATE] == 0;
}

static void html_again(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	if (p->open_tags[EVL_HTAG_TEMPLATE] == 0 && p->page != NULL)
		evl_html_merge_attributes(p, p->open[0].node, token);
}

static void body_again(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	if (!has_body(p))
		return;
	p->frameset_ok = false;
	evl_html_merge_attributes(p, p->open[1].node, token);
}

static void frameset_instead(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (!has_body(p) || !p->frameset_ok)
		return;
	struct evl_dom_node *body = p->open[1].node;
	if (body->parent != NULL && !evl_node_remove(p->realm, body))
		p->page->stop = true;
	evl_html_pop_to(p, 1);
	(void)evl_html_insert_element(p, token);
	p->mode = EVL_MODE_IN_FRAMESET;
}

/* -------------------------------------------------------------------- blocks */

static void block(struct evl_markup_parser *p, struct evl_html_token *token)
{
	evl_html_close_p(p);
	(void)evl_html_insert_element(p, token);
}

static void heading(struct evl_markup_parser *p, struct evl_html_token *token)
{
	evl_html_close_p(p);
	if (evl_html_is_heading(evl_html_current_tag(p)))
		evl_html_pop(p);
	(void)evl_html_insert_element(p, token);
}

static void preformatted(struct evl_markup_parser *p, struct evl_html_token *token)
{
	block(p, token);
	p->ignore_line_end = true;
	p->frameset_ok = false;
}

static void form(struct evl_markup_parser *p, struct evl_html_token *token)
{
	bool in_template = p->open_tags[EVL_HTAG_TEMPLATE] != 0;
	if (p->form != NULL && !in_template)
		return;
	evl_html_close_p(p);
	struct evl_dom_node *element = evl_html_insert_element(p, token);
	if (!in_template)
		p->form = element;
}

/* An item of a list: the one that is open, as far out as ordinary elements reach, is closed. */
static void item(struct evl_markup_parser *p, struct evl_html_token *token)
{
	bool li = token->tag == EVL_HTAG_LI;
	p->frameset_ok = false;
	for (uint32_t i = p->open_count; i-- > 0;) {
		const struct evl_html_open *open = &p->open[i];
		enum evl_html_tag tag = open->node->space == EVL_SPACE_HTML ? (enum evl_html_tag)open->tag : EVL_HTAG_OTHER;
		if (li ? tag == EVL_HTAG_LI : tag == EVL_HTAG_DD || tag == EVL_HTAG_DT) {
			evl_html_imply_ends(p, tag);
			evl_html_pop_tag(p, tag);
			break;
		}
		if (evl_html_is_special(open) && tag != EVL_HTAG_ADDRESS && tag != EVL_HTAG_DIV && tag != EVL_HTAG_P)
			break;
	}
	block(p, token);
}

static void button(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (evl_html_in_scope(p, EVL_HTAG_BUTTON, EVL_SCOPE_DEFAULT)) {
		evl_html_imply_ends(p, EVL_HTAG_OTHER);
		evl_html_pop_tag(p, EVL_HTAG_BUTTON);
	}
	evl_html_reconstruct(p);
	(void)evl_html_insert_element(p, token);
	p->frameset_ok = false;
}

static void table(struct evl_markup_parser *p, struct evl_html_token *token)
{
	const struct evl_dom_node *document = p->page != NULL ? p->root : evl_document_of(p->realm, p->context != NULL ? p->context : p->root);
	if (document->quirks != EVL_QUIRKS_FULL)
		evl_html_close_p(p);
	(void)evl_html_insert_element(p, token);
	p->frameset_ok = false;
	p->mode = EVL_MODE_IN_TABLE;
}

/* ---------------------------------------------------------------- formatting */

static void formatting(struct evl_markup_parser *p, struct evl_html_token *token)
{
	evl_html_reconstruct(p);
	struct evl_html_token own = *token;
	evl_html_format_push(p, evl_html_insert_element(p, token), &own);
}

static void anchor(struct evl_markup_parser *p, struct evl_html_token *token)
{
	struct evl_dom_node *open = evl_html_format_find(p, EVL_HTAG_A);
	if (open != NULL) {
		evl_html_adopt(p, token);
		evl_html_format_remove(p, open);
		uint32_t index = evl_html_find_open(p, open);
		if (index < p->open_count)
			evl_html_remove_open(p, index);
	}
	formatting(p, token);
}

static void nobr(struct evl_markup_parser *p, struct evl_html_token *token)
{
	evl_html_reconstruct(p);
	if (evl_html_in_scope(p, EVL_HTAG_NOBR, EVL_SCOPE_DEFAULT))
		evl_html_adopt(p, token);
	formatting(p, token);
}

/* -------------------------------------------------------------- void elements */

static void void_inline(struct evl_markup_parser *p, struct evl_html_token *token)
{
	evl_html_reconstruct(p);
	evl_html_insert_void(p, token);
	p->frameset_ok = false;
}

static bool is_hidden(struct evl_realm *realm, const struct evl_html_token *token)
{
	static const char hidden[] = "hidden";
	evl_name type = evl_platform_intern(realm, "type");
	for (uint32_t i = 0; i < token->attribute_count; i++) {
		if (token->attributes[i].name != type)
			continue;
		struct evl_string *value = evl_as_string(token->attributes[i].value);
		const uint16_t *units = evl_string_units(realm, value);
		uint32_t n = 0;
		while (units != NULL && n < value->length && hidden[n] != '\0' && (units[n] | 32) == (unsigned char)hidden[n])
			n++;
		return n == value->length && hidden[n] == '\0';
	}
	return false;
}

bool evl_html_is_hidden_input(struct evl_realm *realm, const struct evl_html_token *token)
{
	return token->kind == EVL_HTML_START_TAG && token->tag == EVL_HTAG_INPUT && is_hidden(realm, token);
}

/* An open select is closed by the tag. */
static void leave_select(struct evl_markup_parser *p)
{
	if (evl_html_in_scope(p, EVL_HTAG_SELECT, EVL_SCOPE_DEFAULT))
		evl_html_pop_tag(p, EVL_HTAG_SELECT);
}

static void input(struct evl_markup_parser *p, struct evl_html_token *token)
{
	bool hidden = is_hidden(p->realm, token);
	leave_select(p);
	evl_html_reconstruct(p);
	evl_html_insert_void(p, token);
	p->frameset_ok = p->frameset_ok && hidden;
}

static void rule(struct evl_markup_parser *p, struct evl_html_token *token)
{
	evl_html_close_p(p);
	if (evl_html_in_scope(p, EVL_HTAG_SELECT, EVL_SCOPE_DEFAULT))
		evl_html_imply_ends(p, EVL_HTAG_OTHER);
	evl_html_insert_void(p, token);
	p->frameset_ok = false;
}

/* ------------------------------------------------------------ text, selects */

static void raw(struct evl_markup_parser *p, struct evl_html_token *token)
{
	p->frameset_ok = p->frameset_ok && token->tag != EVL_HTAG_IFRAME && token->tag != EVL_HTAG_XMP;
	if (token->tag == EVL_HTAG_XMP) {
		evl_html_close_p(p);
		evl_html_reconstruct(p);
	}
	evl_html_begin_raw(p, token, EVL_HTML_RAWTEXT);
}

static void textarea(struct evl_markup_parser *p, struct evl_html_token *token)
{
	p->frameset_ok = false;
	evl_html_begin_raw(p, token, EVL_HTML_RCDATA);
	p->ignore_line_end = true;
}

static void plaintext(struct evl_markup_parser *p, struct evl_html_token *token)
{
	block(p, token);
	p->tokens.state = EVL_HTML_PLAINTEXT;
}

static void ordinary(struct evl_markup_parser *p, struct evl_html_token *token)
{
	evl_html_reconstruct(p);
	(void)evl_html_insert_element(p, token);
}

static void select(struct evl_markup_parser *p, struct evl_html_token *token)
{
	bool in_context = p->context_tag == EVL_HTAG_SELECT && p->context != NULL && p->context->space == EVL_SPACE_HTML;
	bool inside = evl_html_in_scope(p, EVL_HTAG_SELECT, EVL_SCOPE_DEFAULT);
	if (inside && !in_context)
		leave_select(p);
	if (inside || in_context)
		return;
	ordinary(p, token);
	p->frameset_ok = false;
}

static void option(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (evl_html_in_scope(p, EVL_HTAG_SELECT, EVL_SCOPE_DEFAULT))
		evl_html_imply_ends(p, token->tag == EVL_HTAG_OPTION ? EVL_HTAG_OPTGROUP : EVL_HTAG_OTHER);
	else if (evl_html_current_tag(p) == EVL_HTAG_OPTION)
		evl_html_pop(p);
	ordinary(p, token);
}

static void ruby(struct evl_markup_parser *p, struct evl_html_token *token)
{
	bool text = token->tag == EVL_HTAG_RT || token->tag == EVL_HTAG_RP;
	if (evl_html_in_scope(p, EVL_HTAG_RUBY, EVL_SCOPE_DEFAULT))
		evl_html_imply_ends(p, text ? EVL_HTAG_RTC : EVL_HTAG_OTHER);
	(void)evl_html_insert_element(p, token);
}

/* An element that formatting does not reach into. */
static void enclosed(struct evl_markup_parser *p, struct evl_html_token *token)
{
	ordinary(p, token);
	evl_html_format_mark(p);
	p->frameset_ok = false;
}

static void foreign(struct evl_markup_parser *p, struct evl_html_token *token)
{
	bool closed = token->self_closing;
	evl_html_reconstruct(p);
	(void)evl_html_insert_foreign(p, token, token->tag == EVL_HTAG_SVG ? EVL_SPACE_SVG : EVL_SPACE_MATHML);
	if (closed)
		evl_html_pop(p);
}

static void image(struct evl_markup_parser *p, struct evl_html_token *token)
{
	token->tag = EVL_HTAG_IMG;
	token->name = evl_html_tag_name(p->realm, EVL_HTAG_IMG);
	void_inline(p, token);
}

/* What a select shows of the option that is selected is a copy, which is not made. */
static void selected_content(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (p->open_tags[EVL_HTAG_SELECT] != 0 || p->context_tag == EVL_HTAG_SELECT || p->context_tag == EVL_HTAG_BUTTON)
		evl_html_give_up(p, "the element selectedcontent");
	ordinary(p, token);
}

typedef void rule_fn(struct evl_markup_parser *p, struct evl_html_token *token);

static void ignored(struct evl_markup_parser *p, struct evl_html_token *token)
{
	(void)p;
	(void)token;
}

static void noscript(struct evl_markup_parser *p, struct evl_html_token *token) { (p->scripting ? raw : ordinary)(p, token); }
static void html_start(struct evl_markup_parser *p, struct evl_html_token *token) { html_again(p, token); }
static void body_start(struct evl_markup_parser *p, struct evl_html_token *token) { body_again(p, token); }

/* The rules of the start tags that are not like any other's. */
static rule_fn *const rules[EVL_HTAG_COUNT] = {
	[EVL_HTAG_HTML] = html_start, [EVL_HTAG_BODY] = body_start, [EVL_HTAG_FRAMESET] = frameset_instead,
	[EVL_HTAG_BASE] = evl_html_in_head, [EVL_HTAG_BASEFONT] = evl_html_in_head, [EVL_HTAG_BGSOUND] = evl_html_in_head, [EVL_HTAG_LINK] = evl_html_in_head,
	[EVL_HTAG_META] = evl_html_in_head, [EVL_HTAG_NOFRAMES] = evl_html_in_head, [EVL_HTAG_SCRIPT] = evl_html_in_head, [EVL_HTAG_STYLE] = evl_html_in_head,
	[EVL_HTAG_TEMPLATE] = evl_html_in_head, [EVL_HTAG_TITLE] = evl_html_in_head,
	[EVL_HTAG_ADDRESS] = block, [EVL_HTAG_ARTICLE] = block, [EVL_HTAG_ASIDE] = block, [EVL_HTAG_BLOCKQUOTE] = block, [EVL_HTAG_CENTER] = block,
	[EVL_HTAG_DETAILS] = block, [EVL_HTAG_DIALOG] = block, [EVL_HTAG_DIR] = block, [EVL_HTAG_DIV] = block, [EVL_HTAG_DL] = block,
	[EVL_HTAG_FIELDSET] = block, [EVL_HTAG_FIGCAPTION] = block, [EVL_HTAG_FIGURE] = block, [EVL_HTAG_FOOTER] = block, [EVL_HTAG_HEADER] = block,
	[EVL_HTAG_HGROUP] = block, [EVL_HTAG_MAIN] = block, [EVL_HTAG_MENU] = block, [EVL_HTAG_NAV] = block, [EVL_HTAG_OL] = block, [EVL_HTAG_P] = block,
	[EVL_HTAG_SEARCH] = block, [EVL_HTAG_SECTION] = block, [EVL_HTAG_SUMMARY] = block, [EVL_HTAG_UL] = block,
	[EVL_HTAG_H1] = heading, [EVL_HTAG_H2] = heading, [EVL_HTAG_H3] = heading, [EVL_HTAG_H4] = heading, [EVL_HTAG_H5] = heading, [EVL_HTAG_H6] = heading,
	[EVL_HTAG_PRE] = preformatted, [EVL_HTAG_LISTING] = preformatted, [EVL_HTAG_FORM] = form,
	[EVL_HTAG_LI] = item, [EVL_HTAG_DD] = item, [EVL_HTAG_DT] = item, [EVL_HTAG_PLAINTEXT] = plaintext, [EVL_HTAG_BUTTON] = button,
	[EVL_HTAG_A] = anchor, [EVL_HTAG_NOBR] = nobr,
	[EVL_HTAG_B] = formatting, [EVL_HTAG_BIG] = formatting, [EVL_HTAG_CODE] = formatting, [EVL_HTAG_EM] = formatting, [EVL_HTAG_FONT] = formatting,
	[EVL_HTAG_I] = formatting, [EVL_HTAG_S] = formatting, [EVL_HTAG_SMALL] = formatting, [EVL_HTAG_STRIKE] = formatting, [EVL_HTAG_STRONG] = formatting,
	[EVL_HTAG_TT] = formatting, [EVL_HTAG_U] = formatting,
	[EVL_HTAG_APPLET] = enclosed, [EVL_HTAG_MARQUEE] = enclosed, [EVL_HTAG_OBJECT] = enclosed, [EVL_HTAG_TABLE] = table,
	[EVL_HTAG_AREA] = void_inline, [EVL_HTAG_BR] = void_inline, [EVL_HTAG_EMBED] = void_inline, [EVL_HTAG_IMG] = void_inline,
	[EVL_HTAG_KEYGEN] = void_inline, [EVL_HTAG_WBR] = void_inline, [EVL_HTAG_INPUT] = input, [EVL_HTAG_IMAGE] = image, [EVL_HTAG_HR] = rule,
	[EVL_HTAG_PARAM] = evl_html_insert_void, [EVL_HTAG_SOURCE] = evl_html_insert_void, [EVL_HTAG_TRACK] = evl_html_insert_void,
	[EVL_HTAG_TEXTAREA] = textarea, [EVL_HTAG_XMP] = raw, [EVL_HTAG_IFRAME] = raw, [EVL_HTAG_NOEMBED] = raw, [EVL_HTAG_NOSCRIPT] = noscript,
	[EVL_HTAG_SELECT] = select, [EVL_HTAG_OPTION] = option, [EVL_HTAG_OPTGROUP] = option, [EVL_HTAG_SELECTEDCONTENT] = selected_content,
	[EVL_HTAG_RB] = ruby, [EVL_HTAG_RTC] = ruby, [EVL_HTAG_RP] = ruby, [EVL_HTAG_RT] = ruby, [EVL_HTAG_MATH] = foreign, [EVL_HTAG_SVG] = foreign,
	[EVL_HTAG_CAPTION] = ignored, [EVL_HTAG_COL] = ignored, [EVL_HTAG_COLGROUP] = ignored, [EVL_HTAG_FRAME] = ignored, [EVL_HTAG_HEAD] = ignored,
	[EVL_HTAG_TBODY] = ignored, [EVL_HTAG_TD] = ignored, [EVL_HTAG_TFOOT] = ignored, [EVL_HTAG_TH] = ignored, [EVL_HTAG_THEAD] = ignored,
	[EVL_HTAG_TR] = ignored,
};

static void body_text(struct evl_markup_parser *p, const struct evl_html_token *token)
{
	p->frameset_ok = p->frameset_ok && evl_html_blanks(token) == token->length;
	evl_html_reconstruct(p);
	evl_html_insert_text(p, token->units, token->length);
}

void evl_html_in_body(struct evl_markup_parser *p, struct evl_html_token *token)
{
	switch ((enum evl_html_kind)token->kind) {
	case EVL_HTML_TEXT:
		body_text(p, token);
		break;
	case EVL_HTML_COMMENT:
		evl_html_insert_comment(p, token, NULL);
		break;
	case EVL_HTML_START_TAG:
		(rules[token->tag] != NULL ? rules[token->tag] : ordinary)(p, token);
		break;
	case EVL_HTML_END_TAG:
		evl_html_body_end_tag(p, token);
		break;
	case EVL_HTML_EOF:
		if (p->template_count != 0)
			evl_html_in_template(p, token);
		else
			evl_html_stop(p);
		break;
	default:
		break;
	}
}
