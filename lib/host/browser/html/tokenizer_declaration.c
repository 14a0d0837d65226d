/* SPDX-License-Identifier: MIT */
/*
 * tokenizer_declaration.c - what begins with "<!" or "<?": comments, doctypes, sections of CDATA.
 */
#include "host/browser/html/tokenizer.h"

#include "base/ascii.h"

/* ------------------------------------------------------------------ comments */

static bool end_comment(struct evl_html_tokenizer *t)
{
	if (evl_html_peek(&t->input) == '>')
		evl_html_take(&t->input);
	evl_html_tell(t);
	return true;
}

static bool take(struct evl_html_tokenizer *t, int32_t unit)
{
	evl_text_append_unit(&t->data, unit == 0 ? 0xFFFD : (uint16_t)unit);
	evl_html_take(&t->input);
	return true;
}

bool evl_html_bogus_comment(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END || unit == '>')
		return end_comment(t);
	return unit != EVL_HTML_WAIT && take(t, unit);
}

/* Is it the target of a processing instruction, [from, to) of the text? Those of XML are none. */
static bool is_target(const struct evl_text *text, uint32_t from, uint32_t to)
{
	static const char *const reserved[] = { "xml", "xml-stylesheet" };
	bool taken = false;
	for (size_t i = 0; i < 2; i++) {
		uint32_t n = 0;
		while (from + n < to && reserved[i][n] != '\0' && (text->units[from + n] | 32) == (unsigned char)reserved[i][n])
			n++;
		taken = taken || (from + n == to && reserved[i][n] == '\0');
	}
	return to > from && !taken && (evl_is_letter(text->units[from]) || text->units[from] == '_');
}

/*
 * What begins with "<?", here from the "?" on: a processing instruction, which ends with the text or not at all, or a comment. Chromium 156 reads it so;
 * other engines make a comment of it all.
 */
static bool end_question(struct evl_html_tokenizer *t, bool whole)
{
	uint32_t end = 1;
	while (end < t->data.length &&
	       (evl_is_letter(t->data.units[end]) || evl_is_digit(t->data.units[end]) || t->data.units[end] == '_' || t->data.units[end] == '-'))
		end++;
	bool in_target = end == t->data.length;
	bool ends = in_target || evl_is_html_space(t->data.units[end]) || t->data.units[end] == '?';
	bool reserved = !is_target(&t->data, 1, end), begins = end > 1 && !evl_is_digit(t->data.units[1]) && t->data.units[1] != '-';
	if (!whole && (t->data.length == 1 || (in_target && begins) || (ends && !reserved))) {
		t->data.length = 0;
		return evl_html_go(t, EVL_HTML_DATA);
	}
	t->token.instruction = ends && !reserved;
	return end_comment(t);
}

bool evl_html_question(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END || unit == '>')
		return end_question(t, unit == '>');
	return unit != EVL_HTML_WAIT && take(t, unit);
}

/*
 * What `unit` leads to from a state of a comment in which `held` has been read but not added: a dash to `dash`, ">" to the end, "!" to `bang` (the same
 * state: it is like any other), anything else to the comment's text.
 */
static bool comment_step(struct evl_html_tokenizer *t, const char *held, enum evl_html_state dash, bool closes)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (unit == EVL_HTML_END || (closes && unit == '>'))
		return end_comment(t);
	if (unit == '-') {
		evl_html_take(&t->input);
		return evl_html_go(t, dash);
	}
	evl_text_append_ascii(&t->data, held);
	return evl_html_go(t, EVL_HTML_COMMENT_TEXT);
}

bool evl_html_comment_start(struct evl_html_tokenizer *t) { return comment_step(t, "", EVL_HTML_COMMENT_START_DASH, true); }
bool evl_html_comment_start_dash(struct evl_html_tokenizer *t) { return comment_step(t, "-", EVL_HTML_COMMENT_END, true); }
bool evl_html_comment_end_dash(struct evl_html_tokenizer *t) { return comment_step(t, "-", EVL_HTML_COMMENT_END, false); }

bool evl_html_comment_text(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (unit == EVL_HTML_END)
		return end_comment(t);
	if (unit != '-')
		return take(t, unit);
	evl_html_take(&t->input);
	return evl_html_go(t, EVL_HTML_COMMENT_END_DASH);
}

bool evl_html_comment_end(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == '-')
		return take(t, unit);
	if (unit != '!')
		return comment_step(t, "--", EVL_HTML_COMMENT_END, true);
	evl_html_take(&t->input);
	return evl_html_go(t, EVL_HTML_COMMENT_END_BANG);
}

bool evl_html_comment_end_bang(struct evl_html_tokenizer *t)
{
	if (evl_html_peek(&t->input) == '-')
		evl_text_append_ascii(&t->data, "--!");
	return comment_step(t, "--!", EVL_HTML_COMMENT_END_DASH, true);
}

/* -------------------------------------------------------------- declarations */

/* Skip what has come and begin a token in a state. */
static bool begin(struct evl_html_tokenizer *t, uint32_t skipped, enum evl_html_kind kind, enum evl_html_state state)
{
	evl_html_skip(t, skipped);
	evl_html_begin_token(t, kind);
	return evl_html_go(t, state);
}

bool evl_html_declaration(struct evl_html_tokenizer *t)
{
	int comment = evl_html_comes(&t->input, "--", true), doctype = evl_html_comes(&t->input, "doctype", false);
	int cdata = evl_html_comes(&t->input, "[CDATA[", true);
	if (comment == 1)
		return begin(t, 2, EVL_HTML_COMMENT, EVL_HTML_COMMENT_START);
	if (doctype == 1)
		return begin(t, 7, EVL_HTML_DOCTYPE, EVL_HTML_DOCTYPE_TEXT);
	if (cdata == 1) {
		evl_html_tell_text(t);
		if (t->is_foreign(t->context)) {
			evl_html_skip(t, 7);
			return evl_html_go(t, EVL_HTML_CDATA);
		}
	}
	if (comment == EVL_HTML_WAIT || doctype == EVL_HTML_WAIT || cdata == EVL_HTML_WAIT)
		return false;
	return begin(t, 0, EVL_HTML_COMMENT, EVL_HTML_BOGUS_COMMENT);
}

bool evl_html_cdata(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END)
		return evl_html_tell_end(t);
	int ends = unit == ']' ? evl_html_comes(&t->input, "]]>", true) : 0;
	if (unit == EVL_HTML_WAIT || ends == EVL_HTML_WAIT)
		return false;
	if (ends == 1) {
		evl_html_skip(t, 3);
		return evl_html_go(t, EVL_HTML_DATA);
	}
	evl_text_append_unit(&t->text, unit == 0 ? 0xFFFD : (uint16_t)unit);
	evl_html_take(&t->input);
	return true;
}

/* ------------------------------------------------------------------ doctypes */

/* A doctype always ends at the first ">"; here is what stands in front of it. */
struct doctype {
	struct evl_html_tokenizer *t;
	uint32_t at;
	bool whole; /* the ">" has come */
};

static bool at_end(const struct doctype *d) { return d->at == d->t->data.length; }

static void skip_spaces(struct doctype *d)
{
	while (!at_end(d) && evl_is_html_space(d->t->data.units[d->at]))
		d->at++;
}

static bool keyword(struct doctype *d, const char *word)
{
	uint32_t n = 0;
	while (word[n] != '\0' && d->at + n < d->t->data.length && (d->t->data.units[d->at + n] | 32) == (unsigned char)word[n])
		n++;
	if (word[n] != '\0')
		return false;
	d->at += n;
	return true;
}

/* An identifier in quotes. False: none stands here. What is not closed forces quirks. */
static bool identifier(struct doctype *d, evl_name *out)
{
	const uint16_t *units = d->t->data.units;
	skip_spaces(d);
	if (at_end(d) || (units[d->at] != '"' && units[d->at] != '\''))
		return false;
	uint32_t from = d->at + 1, to = from;
	while (to < d->t->data.length && units[to] != units[d->at])
		to++;
	*out = to != from ? evl_names_intern(d->t->realm->names, units + from, to - from) : EVL_NAME_empty;
	if (to == d->t->data.length)
		d->t->token.force_quirks = true;
	d->at = to < d->t->data.length ? to + 1 : to;
	return true;
}

static void read_identifiers(struct doctype *d)
{
	struct evl_html_token *token = &d->t->token;
	bool public_given = keyword(d, "public");
	if (!public_given && !keyword(d, "system")) {
		token->force_quirks = true;
		return;
	}
	if (public_given) {
		token->has_public = identifier(d, &token->public_id);
		token->force_quirks = token->force_quirks || !token->has_public;
		skip_spaces(d);
		if (token->force_quirks || (at_end(d) && d->whole))
			return;
	}
	token->has_system = identifier(d, &token->system_id);
	/* What stands behind the system identifier counts for nothing. */
	skip_spaces(d);
	if (!token->has_system || (at_end(d) && !d->whole))
		token->force_quirks = true;
}

static bool end_doctype(struct evl_html_tokenizer *t, bool whole)
{
	struct doctype d = { .t = t, .whole = whole };
	skip_spaces(&d);
	uint32_t from = d.at;
	while (!at_end(&d) && !evl_is_html_space(t->data.units[d.at])) {
		uint16_t unit = t->data.units[d.at];
		t->data.units[d.at++] = unit >= 'A' && unit <= 'Z' ? (uint16_t)(unit + 32) : unit;
	}
	t->token.name = d.at != from ? evl_names_intern(t->realm->names, t->data.units + from, d.at - from) : EVL_NAME_empty;
	skip_spaces(&d);
	if (d.at == from || (at_end(&d) && !whole))
		t->token.force_quirks = true;
	if (!at_end(&d))
		read_identifiers(&d);
	if (whole)
		evl_html_take(&t->input);
	evl_html_tell(t);
	return true;
}

bool evl_html_doctype(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == '>' || unit == EVL_HTML_END)
		return end_doctype(t, unit == '>');
	return unit != EVL_HTML_WAIT && take(t, unit);
}
