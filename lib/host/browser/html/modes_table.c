/* SPDX-License-Identifier: MIT */
/*
 * modes_table.c - tables and their parts (HTML, the insertion modes from "in table" to "in cell").
 */
#include "host/browser/html/tree.h"

/* Sets of tags, one bit each. */
enum {
	CAPTION = 1,
	COL = 2,
	COLGROUP = 4,
	BODIES = 8, /* tbody, tfoot, thead */
	ROW = 16,
	CELLS = 32, /* td, th */
	TABLE = 64,
	FRAME = 128, /* body, html */
	PARTS = CAPTION | COL | COLGROUP | BODIES | ROW | CELLS
};

static int set_of(enum evl_html_tag tag)
{
	switch (tag) {
	case EVL_HTAG_CAPTION:
		return CAPTION;
	case EVL_HTAG_COL:
		return COL;
	case EVL_HTAG_COLGROUP:
		return COLGROUP;
	case EVL_HTAG_TBODY:
	case EVL_HTAG_TFOOT:
	case EVL_HTAG_THEAD:
		return BODIES;
	case EVL_HTAG_TR:
		return ROW;
	case EVL_HTAG_TD:
	case EVL_HTAG_TH:
		return CELLS;
	case EVL_HTAG_TABLE:
		return TABLE;
	case EVL_HTAG_BODY:
	case EVL_HTAG_HTML:
		return FRAME;
	default:
		return 0;
	}
}

static bool is_start(const struct evl_html_token *token, int set) { return token->kind == EVL_HTML_START_TAG && (set_of(token->tag) & set) != 0; }
static bool is_end(const struct evl_html_token *token, int set) { return token->kind == EVL_HTML_END_TAG && (set_of(token->tag) & set) != 0; }

/* "clear the stack back to a table context", or to a body's or a row's. */
static void clear_to(struct evl_markup_parser *p, int set)
{
	for (;;) {
		enum evl_html_tag tag = evl_html_current_tag(p);
		if (p->open_count <= 1 || tag == EVL_HTAG_TEMPLATE || tag == EVL_HTAG_HTML || (set_of(tag) & set) != 0)
			return;
		evl_html_pop(p);
	}
}

static bool in_table_scope(const struct evl_markup_parser *p, enum evl_html_tag tag) { return evl_html_in_scope(p, tag, EVL_SCOPE_TABLE); }

static bool body_in_scope(const struct evl_markup_parser *p)
{
	return in_table_scope(p, EVL_HTAG_TBODY) || in_table_scope(p, EVL_HTAG_THEAD) || in_table_scope(p, EVL_HTAG_TFOOT);
}

/* --------------------------------------------------------------------- table */

/* What is no part of a table goes in front of it. */
static void foster(struct evl_markup_parser *p, struct evl_html_token *token)
{
	p->fostering = true;
	evl_html_in_body(p, token);
	p->fostering = false;
}

/* Leave the element whose tag is the token's. */
static void end_table(struct evl_markup_parser *p)
{
	evl_html_pop_tag(p, EVL_HTAG_TABLE);
	evl_html_reset_mode(p);
}

/* A part of a table begins. False: it is none. */
static bool start_part(struct evl_markup_parser *p, struct evl_html_token *token)
{
	int set = token->kind == EVL_HTML_START_TAG ? set_of(token->tag) & PARTS : 0;
	if (set == 0)
		return false;
	clear_to(p, TABLE);
	if (set == CAPTION) {
		evl_html_format_mark(p);
		(void)evl_html_insert_element(p, token);
		p->mode = EVL_MODE_IN_CAPTION;
	} else if (set == COLGROUP) {
		(void)evl_html_insert_element(p, token);
		p->mode = EVL_MODE_IN_COLUMN_GROUP;
	} else if (set == COL) {
		(void)evl_html_insert_tag(p, EVL_HTAG_COLGROUP);
		evl_html_again(p, EVL_MODE_IN_COLUMN_GROUP, token);
	} else if (set == BODIES) {
		(void)evl_html_insert_element(p, token);
		p->mode = EVL_MODE_IN_TABLE_BODY;
	} else {
		(void)evl_html_insert_tag(p, EVL_HTAG_TBODY);
		evl_html_again(p, EVL_MODE_IN_TABLE_BODY, token);
	}
	return true;
}

static void form(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (p->form != NULL || p->open_tags[EVL_HTAG_TEMPLATE] != 0)
		return;
	p->form = evl_html_insert_element(p, token);
	evl_html_pop(p);
}

/* Text in a table is gathered first. */
static bool gathers_text(struct evl_markup_parser *p, struct evl_html_token *token)
{
	enum evl_html_tag tag = evl_html_current_tag(p);
	if (token->kind != EVL_HTML_TEXT || !((set_of(tag) & (TABLE | BODIES | ROW)) != 0 || tag == EVL_HTAG_TEMPLATE))
		return false;
	p->table_text.length = 0;
	p->original_mode = p->mode;
	evl_html_again(p, EVL_MODE_IN_TABLE_TEXT, token);
	return true;
}

static void table_tag(struct evl_markup_parser *p, struct evl_html_token *token)
{
	bool start = token->kind == EVL_HTML_START_TAG;
	if (is_start(token, TABLE) || is_end(token, TABLE)) {
		if (!in_table_scope(p, EVL_HTAG_TABLE))
			return;
		end_table(p);
		if (start)
			evl_html_by_mode(p, token);
	} else if (start ? token->tag == EVL_HTAG_STYLE || token->tag == EVL_HTAG_SCRIPT || token->tag == EVL_HTAG_TEMPLATE : token->tag == EVL_HTAG_TEMPLATE) {
		evl_html_in_head(p, token);
	} else if (evl_html_is_hidden_input(p->realm, token)) {
		evl_html_insert_void(p, token);
	} else if (start && token->tag == EVL_HTAG_FORM) {
		form(p, token);
	} else if (!is_end(token, PARTS | FRAME)) {
		foster(p, token);
	}
}

void evl_html_in_table(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_DOCTYPE || gathers_text(p, token) || start_part(p, token))
		return;
	if (token->kind == EVL_HTML_COMMENT)
		evl_html_insert_comment(p, token, NULL);
	else if (token->kind == EVL_HTML_EOF)
		evl_html_in_body(p, token);
	else if (token->kind == EVL_HTML_TEXT)
		foster(p, token);
	else
		table_tag(p, token);
}

void evl_html_in_table_text(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (token->kind == EVL_HTML_TEXT) {
		evl_text_append(&p->table_text, token->units, token->length);
		return;
	}
	struct evl_html_token text = { .kind = EVL_HTML_TEXT, .units = p->table_text.units, .length = p->table_text.length };
	if (evl_html_blanks(&text) < text.length)
		foster(p, &text);
	else if (text.length != 0)
		evl_html_insert_text(p, text.units, text.length);
	evl_html_again(p, (enum evl_html_mode)p->original_mode, token);
}

/* ---------------------------------------------------------- caption, columns */

/* False: no caption is open. */
static bool end_caption(struct evl_markup_parser *p)
{
	if (!in_table_scope(p, EVL_HTAG_CAPTION))
		return false;
	evl_html_imply_ends(p, EVL_HTAG_OTHER);
	evl_html_pop_tag(p, EVL_HTAG_CAPTION);
	evl_html_format_clear(p);
	p->mode = EVL_MODE_IN_TABLE;
	return true;
}

void evl_html_in_caption(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (is_end(token, CAPTION)) {
		(void)end_caption(p);
	} else if (is_start(token, PARTS) || is_end(token, TABLE)) {
		if (end_caption(p))
			evl_html_by_mode(p, token);
	} else if (!is_end(token, (PARTS & ~CAPTION) | FRAME)) {
		evl_html_in_body(p, token);
	}
}

static void column_text(struct evl_markup_parser *p, struct evl_html_token *token)
{
	uint32_t count = evl_html_blanks(token);
	if (count == token->length) {
		evl_html_insert_text(p, token->units, count);
	} else if (evl_html_current_tag(p) != EVL_HTAG_COLGROUP) {
		evl_html_keep_blanks(p, token);
	} else {
		if (count != 0)
			evl_html_insert_text(p, token->units, count);
		(void)evl_html_drop(token, count);
		evl_html_pop(p);
		evl_html_again(p, EVL_MODE_IN_TABLE, token);
	}
}

void evl_html_in_column_group(struct evl_markup_parser *p, struct evl_html_token *token)
{
	bool start = token->kind == EVL_HTML_START_TAG;
	if (token->kind == EVL_HTML_DOCTYPE || is_end(token, COL))
		return;
	if (token->kind == EVL_HTML_TEXT) {
		column_text(p, token);
	} else if (token->kind == EVL_HTML_COMMENT) {
		evl_html_insert_comment(p, token, NULL);
	} else if (token->kind == EVL_HTML_EOF || (start && token->tag == EVL_HTAG_HTML)) {
		evl_html_in_body(p, token);
	} else if (is_start(token, COL)) {
		evl_html_insert_void(p, token);
	} else if (token->tag == EVL_HTAG_TEMPLATE) {
		evl_html_in_head(p, token);
	} else if (evl_html_current_tag(p) == EVL_HTAG_COLGROUP) {
		bool ends = is_end(token, COLGROUP);
		evl_html_pop(p);
		p->mode = EVL_MODE_IN_TABLE;
		if (!ends)
			evl_html_by_mode(p, token);
	}
}

/* -------------------------------------------------------------- bodies, rows */

void evl_html_in_table_body(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (is_start(token, ROW)) {
		clear_to(p, BODIES);
		(void)evl_html_insert_element(p, token);
		p->mode = EVL_MODE_IN_ROW;
	} else if (is_start(token, CELLS)) {
		clear_to(p, BODIES);
		(void)evl_html_insert_tag(p, EVL_HTAG_TR);
		evl_html_again(p, EVL_MODE_IN_ROW, token);
	} else if (is_end(token, BODIES)) {
		if (!in_table_scope(p, token->tag))
			return;
		clear_to(p, BODIES);
		evl_html_pop(p);
		p->mode = EVL_MODE_IN_TABLE;
	} else if (is_start(token, CAPTION | COL | COLGROUP | BODIES) || is_end(token, TABLE)) {
		if (!body_in_scope(p))
			return;
		clear_to(p, BODIES);
		evl_html_pop(p);
		evl_html_again(p, EVL_MODE_IN_TABLE, token);
	} else if (!is_end(token, (PARTS & ~BODIES) | FRAME)) {
		evl_html_in_table(p, token);
	}
}

/* False: no row is open. */
static bool end_row(struct evl_markup_parser *p)
{
	if (!in_table_scope(p, EVL_HTAG_TR))
		return false;
	clear_to(p, ROW);
	evl_html_pop(p);
	p->mode = EVL_MODE_IN_TABLE_BODY;
	return true;
}

void evl_html_in_row(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (is_start(token, CELLS)) {
		clear_to(p, ROW);
		(void)evl_html_insert_element(p, token);
		p->mode = EVL_MODE_IN_CELL;
		evl_html_format_mark(p);
	} else if (is_end(token, ROW)) {
		(void)end_row(p);
	} else if (is_start(token, PARTS & ~CELLS) || is_end(token, TABLE) || (is_end(token, BODIES) && in_table_scope(p, token->tag))) {
		if (end_row(p))
			evl_html_by_mode(p, token);
	} else if (!is_end(token, PARTS | FRAME)) {
		evl_html_in_table(p, token);
	}
}

/* --------------------------------------------------------------------- cells */

static bool cell_in_scope(const struct evl_markup_parser *p) { return in_table_scope(p, EVL_HTAG_TD) || in_table_scope(p, EVL_HTAG_TH); }

static void close_cell(struct evl_markup_parser *p)
{
	evl_html_imply_ends(p, EVL_HTAG_OTHER);
	while (p->open_count > 1 && (set_of(evl_html_current_tag(p)) & CELLS) == 0)
		evl_html_pop(p);
	if (p->open_count > 1)
		evl_html_pop(p);
	evl_html_format_clear(p);
	p->mode = EVL_MODE_IN_ROW;
}

void evl_html_in_cell(struct evl_markup_parser *p, struct evl_html_token *token)
{
	if (is_end(token, CELLS)) {
		if (!in_table_scope(p, token->tag))
			return;
		evl_html_imply_ends(p, EVL_HTAG_OTHER);
		evl_html_pop_tag(p, token->tag);
		evl_html_format_clear(p);
		p->mode = EVL_MODE_IN_ROW;
	} else if (is_start(token, PARTS) || (is_end(token, TABLE | BODIES | ROW) && in_table_scope(p, token->tag))) {
		if (!cell_in_scope(p))
			return;
		close_cell(p);
		evl_html_by_mode(p, token);
	} else if (!is_end(token, PARTS | TABLE | FRAME)) {
		evl_html_in_body(p, token);
	}
}
