/* SPDX-License-Identifier: MIT */
/*
 * tree.c - the parser as a whole: a page, piece by piece as its scripts run and write, and fragments (HTML, "Parsing HTML fragments",
 * "dynamic markup insertion").
 */
#include "host/browser/html/tree.h"

#include "vm/vm.h"

static void (*const modes[EVL_MODE_COUNT])(struct evl_markup_parser *p, struct evl_html_token *token) = {
#define MODE(id, function) function,
#include "host/browser/html/modes.def"
#undef MODE
};

void evl_html_by_mode(struct evl_markup_parser *p, struct evl_html_token *token) { modes[p->mode](p, token); }

void evl_html_again(struct evl_markup_parser *p, enum evl_html_mode mode, struct evl_html_token *token)
{
	p->mode = (uint8_t)mode;
	evl_html_by_mode(p, token);
}

void evl_html_give_up(struct evl_markup_parser *p, const char *what)
{
	if (!p->given_up)
		(void)evl_not_covered(p->realm, what);
	p->given_up = true;
	if (p->page != NULL)
		p->page->stop = true;
}

void evl_html_stop(struct evl_markup_parser *p) { evl_html_pop_to(p, 0); }

/* The mode that an element of the stack stands for; EVL_MODE_COUNT: none. */
static enum evl_html_mode mode_of(const struct evl_markup_parser *p, enum evl_html_tag tag, bool last)
{
	switch (tag) {
	case EVL_HTAG_TD:
	case EVL_HTAG_TH:
		return last ? EVL_MODE_COUNT : EVL_MODE_IN_CELL;
	case EVL_HTAG_TR:
		return EVL_MODE_IN_ROW;
	case EVL_HTAG_TBODY:
	case EVL_HTAG_THEAD:
	case EVL_HTAG_TFOOT:
		return EVL_MODE_IN_TABLE_BODY;
	case EVL_HTAG_CAPTION:
		return EVL_MODE_IN_CAPTION;
	case EVL_HTAG_COLGROUP:
		return EVL_MODE_IN_COLUMN_GROUP;
	case EVL_HTAG_TABLE:
		return EVL_MODE_IN_TABLE;
	case EVL_HTAG_TEMPLATE:
		return p->template_count != 0 ? (enum evl_html_mode)p->template_modes[p->template_count - 1] : EVL_MODE_COUNT;
	case EVL_HTAG_HEAD:
		return last ? EVL_MODE_COUNT : EVL_MODE_IN_HEAD;
	case EVL_HTAG_BODY:
		return EVL_MODE_IN_BODY;
	case EVL_HTAG_FRAMESET:
		return EVL_MODE_IN_FRAMESET;
	case EVL_HTAG_HTML:
		return p->head == NULL ? EVL_MODE_BEFORE_HEAD : EVL_MODE_AFTER_HEAD;
	default:
		return EVL_MODE_COUNT;
	}
}

void evl_html_reset_mode(struct evl_markup_parser *p)
{
	enum evl_html_mode mode = EVL_MODE_COUNT;
	for (uint32_t i = p->open_count; i-- > 0 && mode == EVL_MODE_COUNT;) {
		bool last = i == 0, by_context = last && p->page == NULL;
		enum evl_html_tag tag = by_context ? (enum evl_html_tag)p->context_tag : (enum evl_html_tag)p->open[i].tag;
		const struct evl_dom_node *node = by_context && p->context != NULL ? p->context : p->open[i].node;
		if (node->space == EVL_SPACE_HTML)
			mode = mode_of(p, tag, last);
	}
	p->mode = (uint8_t)(mode == EVL_MODE_COUNT ? EVL_MODE_IN_BODY : mode);
}

/* ------------------------------------------------------------------- tokens */

static void take(void *context, struct evl_html_token *token)
{
	struct evl_markup_parser *p = context;
	bool skip = p->ignore_line_end && token->kind == EVL_HTML_TEXT && token->units[0] == '\n';
	p->ignore_line_end = false;
	if (!skip || evl_html_drop(token, 1))
		evl_html_dispatch(p, token);
}

static bool is_foreign(void *context)
{
	enum evl_html_tag tag;
	const struct evl_dom_node *node = evl_html_adjusted(context, &tag);
	return node != NULL && node->space != EVL_SPACE_HTML;
}

static bool stops(void *context)
{
	const struct evl_markup_parser *p = context;
	return p->realm->halt != EVL_STATUS_OK || p->given_up || (p->page != NULL && (p->page->stop || p->page->paused));
}

static void init(struct evl_markup_parser *p, struct evl_realm *realm, struct evl_dom_node *root)
{
	*p = (struct evl_markup_parser){ .realm = realm, .root = root, .frameset_ok = true, .table_text = { .realm = realm } };
	evl_html_tokenizer_init(&p->tokens, realm);
	p->tokens.context = p;
	p->tokens.take = take;
	p->tokens.is_foreign = is_foreign;
	p->tokens.stops = stops;
}

/* ---------------------------------------------------------------- fragments */

static enum evl_html_tag tag_of(struct evl_realm *realm, const struct evl_dom_node *node)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, node->name);
	uint16_t lower[32];
	if (node->space == EVL_SPACE_HTML || entry->length > 32)
		return evl_html_tag(realm, node->name);
	for (uint32_t i = 0; i < entry->length; i++)
		lower[i] = entry->units[i] >= 'A' && entry->units[i] <= 'Z' ? (uint16_t)(entry->units[i] + 32) : entry->units[i];
	return evl_html_tag(realm, evl_names_intern(realm->names, lower, entry->length));
}

/* How the text in an element is read. */
static enum evl_html_state state_in(const struct evl_markup_parser *p)
{
	if (p->context == NULL || p->context->space != EVL_SPACE_HTML)
		return EVL_HTML_DATA;
	switch ((enum evl_html_tag)p->context_tag) {
	case EVL_HTAG_TITLE:
	case EVL_HTAG_TEXTAREA:
		return EVL_HTML_RCDATA;
	case EVL_HTAG_STYLE:
	case EVL_HTAG_XMP:
	case EVL_HTAG_IFRAME:
	case EVL_HTAG_NOEMBED:
	case EVL_HTAG_NOFRAMES:
		return EVL_HTML_RAWTEXT;
	case EVL_HTAG_SCRIPT:
		return EVL_HTML_SCRIPT;
	case EVL_HTAG_NOSCRIPT:
		return p->scripting ? EVL_HTML_RAWTEXT : EVL_HTML_DATA;
	case EVL_HTAG_PLAINTEXT:
		return EVL_HTML_PLAINTEXT;
	default:
		return EVL_HTML_DATA;
	}
}

void evl_markup_parse(struct evl_realm *realm, const struct evl_dom_node *context, bool live, struct evl_dom_node *parent, const uint16_t *units,
		      uint32_t length)
{
	struct evl_markup_parser p;
	init(&p, realm, parent);
	p.live = live;
	p.context = evl_node_is(context, EVL_DOM_ELEMENT) ? context : NULL;
	p.context_tag = (uint8_t)(p.context != NULL ? tag_of(realm, p.context) : EVL_HTAG_BODY);
	bool in_template = p.context != NULL && p.context->space == EVL_SPACE_HTML && p.context_tag == EVL_HTAG_TEMPLATE;
	p.scripting = (context == NULL || context->owner == NULL) && !in_template;
	evl_html_push(&p, parent, EVL_HTAG_HTML);
	if (in_template)
		evl_html_push_template_mode(&p, EVL_MODE_IN_TEMPLATE);
	evl_html_reset_mode(&p);
	p.tokens.state = (uint8_t)state_in(&p);
	p.tokens.drops_nul = p.tokens.state == EVL_HTML_RCDATA;
	p.form = (struct evl_dom_node *)(uintptr_t)p.context;
	while (p.form != NULL && !evl_element_is(realm, p.form, "form"))
		p.form = p.form->parent;
	evl_html_append(&p.tokens.input, units, length, false);
	p.tokens.input.closed = true;
	evl_html_tokenize(&p.tokens);
}

/* -------------------------------------------------------------------- pages */

void evl_markup_begin_page(struct evl_realm *realm, struct evl_markup_page *page, const uint16_t *units, uint32_t length)
{
	struct evl_markup_parser *p = evl_arena_alloc(&realm->scratch, sizeof *p);
	init(p, realm, page->document);
	p->page = page;
	p->live = p->scripting = !page->apart;
	page->parser = p;
	evl_html_append(&p->tokens.input, units, length, true);
	p->tokens.input.closed = true;
}

void evl_markup_begin_behind(struct evl_realm *realm, struct evl_markup_page *page)
{
	const struct evl_page *state = evl_page(realm);
	struct evl_markup_parser *p = evl_arena_alloc(&realm->scratch, sizeof *p);
	init(p, realm, page->document);
	p->page = page;
	p->live = p->scripting = true;
	p->frameset_ok = false;
	p->mode = EVL_MODE_IN_BODY;
	p->head = state->head;
	evl_html_push(p, state->html, EVL_HTAG_HTML);
	evl_html_push(p, state->body, EVL_HTAG_BODY);
	page->parser = p;
	(void)evl_markup_enter_script(page);
}

void evl_markup_continue(struct evl_realm *realm, struct evl_markup_page *page)
{
	page->paused = false;
	evl_html_tokenize(&page->parser->tokens);
	if (!page->paused)
		evl_web(realm)->text_place = (evl_place){ 0, 0 };
}

struct evl_html_piece *evl_markup_enter_script(struct evl_markup_page *page)
{
	struct evl_markup_parser *p = page->parser;
	struct evl_html_piece *outer = p->mark;
	p->mark = evl_html_mark(&p->tokens.input);
	return outer;
}

void evl_markup_leave_script(struct evl_markup_page *page, struct evl_html_piece *outer)
{
	struct evl_markup_parser *p = page->parser;
	evl_html_unmark(&p->tokens.input, p->mark);
	p->mark = outer;
}

bool evl_markup_takes(const struct evl_markup_page *page) { return page->parser != NULL && page->parser->mark != NULL && !page->parser->busy; }

bool evl_markup_write(struct evl_realm *realm, struct evl_markup_page *page, const uint16_t *units, uint32_t length)
{
	struct evl_markup_parser *p = page->parser;
	if (!evl_vm_native_room(realm->vm))
		return evl_not_covered(realm, "document.write in scripts that document.write wrote, so deeply");
	evl_html_insert(&p->tokens.input, p->mark, evl_arena_copy(&realm->scratch, units, length * sizeof *units), length);
	evl_html_tokenize(&p->tokens);
	return realm->halt == EVL_STATUS_OK && realm->exception == EVL_EMPTY;
}

bool evl_markup_is_nested(const struct evl_markup_page *page) { return page->parser->depth > 1; }
