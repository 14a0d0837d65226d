/* SPDX-License-Identifier: MIT */
/*
 * tokenizer_text.c - text that only its own end tag ends: RCDATA, RAWTEXT, script data with its escaped parts, PLAINTEXT.
 *
 * Where the standard keeps what might become an end tag in a temporary buffer, this looks ahead.
 */
#include "host/browser/html/tokenizer.h"

#include "base/ascii.h"

/* May the unit stand behind the name of a tag? */
static bool ends_name(int32_t unit) { return evl_is_html_space(unit) || unit == '/' || unit == '>'; }

/* At a "<": does "</" and the last start tag's name come, and then what ends a name? EVL_HTML_WAIT: that is not known yet. */
static int end_tag_comes(const struct evl_html_tokenizer *t, uint32_t *length)
{
	const struct evl_name_entry *entry = evl_names_entry(t->realm->names, t->last_start);
	int32_t unit = evl_html_peek_at(&t->input, 1);
	if (unit != '/')
		return unit == EVL_HTML_WAIT ? EVL_HTML_WAIT : 0;
	for (uint32_t i = 0; i < entry->length; i++) {
		unit = evl_html_peek_at(&t->input, i + 2);
		if (unit == EVL_HTML_WAIT)
			return EVL_HTML_WAIT;
		if ((unit >= 'A' && unit <= 'Z' ? unit + 32 : unit) != entry->units[i])
			return 0;
	}
	*length = entry->length;
	unit = evl_html_peek_at(&t->input, entry->length + 2);
	return unit == EVL_HTML_WAIT ? EVL_HTML_WAIT : ends_name(unit);
}

/* At a "<": begin the end tag that fits. 1: it has begun; 0: none comes; EVL_HTML_WAIT. */
static int begin_end_tag(struct evl_html_tokenizer *t)
{
	uint32_t length = 0;
	int comes = t->last_start != EVL_NAME_NONE ? end_tag_comes(t, &length) : 0;
	if (comes != 1)
		return comes;
	t->start_known = evl_html_at_source(&t->input);
	t->start = evl_html_place(&t->input);
	evl_html_skip(t, length + 2);
	evl_html_begin_token(t, EVL_HTML_END_TAG);
	t->token.name = t->last_start;
	t->token.tag = (uint8_t)evl_html_tag(t->realm, t->last_start);
	return evl_html_go(t, EVL_HTML_BEFORE_ATTRIBUTE);
}

/* A unit of the text itself; NUL is replaced. */
static bool take(struct evl_html_tokenizer *t, int32_t unit)
{
	evl_text_append_unit(&t->text, unit == 0 ? 0xFFFD : (uint16_t)unit);
	evl_html_take(&t->input);
	return true;
}

static bool raw(struct evl_html_tokenizer *t, bool references)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END)
		return evl_html_tell_end(t);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (unit == 0 && references && t->drops_nul) {
		evl_html_take(&t->input);
		return true;
	}
	if (unit == '<') {
		int begun = begin_end_tag(t);
		return begun == 0 ? take(t, unit) : begun == 1;
	}
	if (unit != '&' || !references)
		return take(t, unit);
	evl_html_take(&t->input);
	t->return_state = t->state;
	return evl_html_go(t, EVL_HTML_REFERENCE);
}

bool evl_html_rcdata(struct evl_html_tokenizer *t) { return raw(t, true); }
bool evl_html_rawtext(struct evl_html_tokenizer *t) { return raw(t, false); }

bool evl_html_plaintext(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END)
		return evl_html_tell_end(t);
	return unit != EVL_HTML_WAIT && take(t, unit);
}

/* ------------------------------------------------------------------- scripts */

bool evl_html_script(struct evl_html_tokenizer *t)
{
	int comes = evl_html_peek(&t->input) == '<' ? evl_html_comes(&t->input, "<!--", true) : 0;
	if (comes == 1) {
		evl_html_take_text(t, 4);
		t->dashes = 2;
		return evl_html_go(t, EVL_HTML_SCRIPT_ESCAPED);
	}
	return comes == 0 && raw(t, false);
}

/* At `opening` and "script": does what ends a name come behind it? */
static int script_comes(const struct evl_html_tokenizer *t, const char *opening, uint32_t length)
{
	int comes = evl_html_comes(&t->input, opening, false);
	if (comes != 1)
		return comes;
	int32_t unit = evl_html_peek_at(&t->input, length);
	return unit == EVL_HTML_WAIT ? EVL_HTML_WAIT : ends_name(unit);
}

/* A unit in an escaped part: dashes are counted, and a ">" behind two of them ends it. */
static bool take_escaped(struct evl_html_tokenizer *t, int32_t unit)
{
	if (unit == '>' && t->dashes >= 2)
		t->state = EVL_HTML_SCRIPT;
	t->dashes = unit == '-' ? t->dashes + 1 : 0;
	return take(t, unit);
}

/* "Script data escaped state" and the "double escaped" one: at a "<", "<script" leads into the second, "</script" out of it or, in the first, ends all. */
static bool escaped(struct evl_html_tokenizer *t, bool twice)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END)
		return evl_html_tell_end(t);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (unit != '<')
		return take_escaped(t, unit);
	int begun = twice ? 0 : begin_end_tag(t);
	if (begun != 0)
		return begun == 1;
	uint32_t length = twice ? sizeof "</script" - 1 : sizeof "<script" - 1;
	int turns = script_comes(t, twice ? "</script" : "<script", length);
	if (turns == EVL_HTML_WAIT)
		return false;
	if (turns == 0)
		return take_escaped(t, unit);
	evl_html_take_text(t, length + 1);
	t->dashes = 0;
	return evl_html_go(t, twice ? EVL_HTML_SCRIPT_ESCAPED : EVL_HTML_SCRIPT_DOUBLE_ESCAPED);
}

bool evl_html_script_escaped(struct evl_html_tokenizer *t) { return escaped(t, false); }
bool evl_html_script_double_escaped(struct evl_html_tokenizer *t) { return escaped(t, true); }
