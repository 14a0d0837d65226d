/* SPDX-License-Identifier: MIT */
/*
 * tokenizer.c - text and tags: the states of HTML, "Tokenization", from "Data state" to "Self-closing start tag state".
 */
#include "host/browser/html/tokenizer.h"

#include "base/ascii.h"

static bool (*const steps[EVL_HTML_STATE_COUNT])(struct evl_html_tokenizer *t) = {
#define STATE(id, function) function,
#include "host/browser/html/states.def"
#undef STATE
};

void evl_html_tokenizer_init(struct evl_html_tokenizer *t, struct evl_realm *realm)
{
	*t = (struct evl_html_tokenizer){ .realm = realm, .input = { .arena = &realm->scratch }, .text = { .realm = realm }, .data = { .realm = realm } };
}

/* Chromium shows of such a text what came with its start tag, and the rest when its end tag comes. */
static bool is_raw(uint8_t state)
{
	return state == EVL_HTML_RCDATA || state == EVL_HTML_RAWTEXT || state == EVL_HTML_SCRIPT || state == EVL_HTML_SCRIPT_ESCAPED ||
	       state == EVL_HTML_SCRIPT_DOUBLE_ESCAPED;
}

void evl_html_tokenize(struct evl_html_tokenizer *t)
{
	while (!t->ended && !t->stops(t->context) && steps[t->state](t))
		;
	bool held = t->holds_text;
	t->holds_text = is_raw(t->state == EVL_HTML_REFERENCE || t->state == EVL_HTML_NUMBER ? t->return_state : t->state);
	if (!held || !t->holds_text)
		evl_html_tell_text(t);
}

/* ------------------------------------------------------------------- telling */

void evl_html_tell_text(struct evl_html_tokenizer *t)
{
	if (t->text.length == 0)
		return;
	struct evl_html_token token = { .kind = EVL_HTML_TEXT, .units = t->text.units, .length = t->text.length };
	t->text.length = 0;
	t->take(t->context, &token);
}

bool evl_html_tell_end(struct evl_html_tokenizer *t)
{
	struct evl_html_token token = { .kind = EVL_HTML_EOF };
	evl_html_tell_text(t);
	if (!t->stops(t->context)) {
		t->ended = true;
		t->take(t->context, &token);
	}
	return false;
}

void evl_html_begin_token(struct evl_html_tokenizer *t, enum evl_html_kind kind)
{
	evl_html_tell_text(t);
	t->token = (struct evl_html_token){ .kind = (uint8_t)kind };
	t->data.length = 0;
}

void evl_html_tell(struct evl_html_tokenizer *t)
{
	struct evl_html_token *token = &t->token;
	t->state = EVL_HTML_DATA;
	token->units = t->data.units;
	token->length = t->data.length;
	t->holds_text = false;
	if (token->kind == EVL_HTML_START_TAG)
		t->last_start = token->name;
	if (t->start_known && evl_html_at_source(&t->input))
		token->span = (evl_span){ 0, t->start, evl_html_place(&t->input) };
	else if (t->start_known && t->input.first == NULL && t->input.source != NULL)
		token->span = (evl_span){ 0, t->start, t->input.source->length };
	t->take(t->context, token);
}

void evl_html_skip(struct evl_html_tokenizer *t, uint32_t count)
{
	while (count-- > 0 && evl_html_peek(&t->input) >= 0)
		evl_html_take(&t->input);
}

void evl_html_take_text(struct evl_html_tokenizer *t, uint32_t count)
{
	for (int32_t unit; count > 0 && (unit = evl_html_peek(&t->input)) >= 0; count--) {
		evl_text_append_unit(&t->text, (uint16_t)unit);
		evl_html_take(&t->input);
	}
}

/* ---------------------------------------------------------------------- data */

/* Add what stands up to the next unit that is not itself. */
static void take_run(struct evl_html_tokenizer *t)
{
	struct evl_html_piece *piece = t->input.first;
	uint32_t end = piece->at;
	while (end < piece->length && piece->units[end] != '<' && piece->units[end] != '&' && piece->units[end] != '\r')
		end++;
	if (end == piece->at)
		return;
	t->input.skip_lf = false;
	evl_text_append(&t->text, piece->units + piece->at, end - piece->at);
	piece->at = end;
}

static bool begin_tag(struct evl_html_tokenizer *t, enum evl_html_kind kind)
{
	t->start_known = evl_html_at_source(&t->input);
	t->start = evl_html_place(&t->input);
	evl_html_skip(t, kind == EVL_HTML_START_TAG ? 1 : 2);
	evl_html_begin_token(t, kind);
	return evl_html_go(t, EVL_HTML_TAG_NAME);
}

/* "Tag open state" and "End tag open state" at a "<". */
static bool open_tag(struct evl_html_tokenizer *t)
{
	int32_t next = evl_html_peek_at(&t->input, 1);
	if (next == EVL_HTML_WAIT)
		return false;
	if (evl_is_letter(next))
		return begin_tag(t, EVL_HTML_START_TAG);
	if (next == '!') {
		evl_html_skip(t, 2);
		return evl_html_go(t, EVL_HTML_DECLARATION);
	}
	if (next == '?') {
		evl_html_skip(t, 1);
		evl_html_begin_token(t, EVL_HTML_COMMENT);
		return evl_html_go(t, EVL_HTML_QUESTION);
	}
	if (next != '/') {
		evl_html_take_text(t, 1);
		return true;
	}
	next = evl_html_peek_at(&t->input, 2);
	if (next == EVL_HTML_WAIT)
		return false;
	if (evl_is_letter(next))
		return begin_tag(t, EVL_HTML_END_TAG);
	if (next == EVL_HTML_END) {
		evl_html_take_text(t, 2);
		return true;
	}
	evl_html_skip(t, 2);
	if (next == '>') {
		evl_html_skip(t, 1);
		return true;
	}
	evl_html_begin_token(t, EVL_HTML_COMMENT);
	return evl_html_go(t, EVL_HTML_BOGUS_COMMENT);
}

bool evl_html_data(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END)
		return evl_html_tell_end(t);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (unit == '<')
		return open_tag(t);
	if (unit == '&') {
		evl_html_take(&t->input);
		t->return_state = EVL_HTML_DATA;
		return evl_html_go(t, EVL_HTML_REFERENCE);
	}
	if (unit == '\n')
		evl_html_take_text(t, 1);
	else
		take_run(t);
	return true;
}

/* ---------------------------------------------------------------------- tags */

evl_name evl_html_data_name(struct evl_html_tokenizer *t)
{
	for (uint32_t i = 0; i < t->data.length; i++)
		if (t->data.units[i] >= 'A' && t->data.units[i] <= 'Z')
			t->data.units[i] = (uint16_t)(t->data.units[i] + 32);
	evl_name name = t->data.length != 0 ? evl_names_intern(t->realm->names, t->data.units, t->data.length) : EVL_NAME_empty;
	t->data.length = 0;
	return name;
}

/* The tag ends: "emit the current tag token". */
static bool end_tag(struct evl_html_tokenizer *t)
{
	evl_html_take(&t->input);
	evl_html_tell(t);
	return true;
}

/* A unit of a name or a value; NUL is replaced. */
static void take_data(struct evl_html_tokenizer *t, int32_t unit)
{
	evl_text_append_unit(&t->data, unit == 0 ? 0xFFFD : (uint16_t)unit);
	evl_html_take(&t->input);
}

bool evl_html_tag_name_state(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END)
		return evl_html_tell_end(t);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (!evl_is_html_space(unit) && unit != '/' && unit != '>') {
		take_data(t, unit);
		return true;
	}
	t->token.name = evl_html_data_name(t);
	t->token.tag = (uint8_t)evl_html_tag(t->realm, t->token.name);
	return evl_html_go(t, EVL_HTML_BEFORE_ATTRIBUTE);
}

/* Skip white space. What comes then; EVL_HTML_WAIT and EVL_HTML_END as evl_html_peek. */
static int32_t skip_spaces(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	while (evl_is_html_space(unit)) {
		evl_html_take(&t->input);
		unit = evl_html_peek(&t->input);
	}
	return unit;
}

bool evl_html_before_attribute(struct evl_html_tokenizer *t)
{
	int32_t unit = skip_spaces(t);
	if (unit == EVL_HTML_END)
		return evl_html_tell_end(t);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (unit == '>')
		return end_tag(t);
	if (unit == '/') {
		evl_html_take(&t->input);
		return evl_html_go(t, EVL_HTML_SELF_CLOSING);
	}
	t->data.length = 0;
	if (unit == '=')
		take_data(t, unit);
	return evl_html_go(t, EVL_HTML_ATTRIBUTE_NAME);
}

/* Give the tag the attribute whose name has been read, without a value so far; the first of one name counts. */
static void add_attribute(struct evl_html_tokenizer *t)
{
	struct evl_html_token *token = &t->token;
	evl_name name = evl_html_data_name(t);
	t->duplicate = false;
	for (uint32_t i = 0; i < token->attribute_count && !t->duplicate; i++)
		t->duplicate = token->attributes[i].name == name;
	if (t->duplicate)
		return;
	if (token->attribute_count == token->attribute_capacity) {
		uint32_t capacity = token->attribute_capacity != 0 ? token->attribute_capacity * 2 : 4;
		struct evl_dom_attribute *grown = evl_arena_alloc(&t->realm->scratch, capacity * sizeof *grown);
		if (token->attribute_count != 0)
			memcpy(grown, token->attributes, token->attribute_count * sizeof *grown);
		token->attributes = grown;
		token->attribute_capacity = capacity;
	}
	evl_value empty = evl_from_string(evl_string_from_name(t->realm, EVL_NAME_empty));
	token->attributes[token->attribute_count++] = (struct evl_dom_attribute){ .name = name, .value = empty };
}

bool evl_html_attribute_name(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (unit != EVL_HTML_END && !evl_is_html_space(unit) && unit != '/' && unit != '>' && unit != '=') {
		take_data(t, unit);
		return true;
	}
	add_attribute(t);
	return evl_html_go(t, EVL_HTML_AFTER_ATTRIBUTE_NAME);
}

bool evl_html_after_attribute_name(struct evl_html_tokenizer *t)
{
	int32_t unit = skip_spaces(t);
	if (unit != '=')
		return unit != EVL_HTML_WAIT && evl_html_go(t, EVL_HTML_BEFORE_ATTRIBUTE);
	evl_html_take(&t->input);
	return evl_html_go(t, EVL_HTML_BEFORE_VALUE);
}

bool evl_html_before_value(struct evl_html_tokenizer *t)
{
	int32_t unit = skip_spaces(t);
	if (unit == EVL_HTML_WAIT)
		return false;
	t->data.length = 0;
	if (unit != '"' && unit != '\'')
		return evl_html_go(t, unit == '>' ? EVL_HTML_BEFORE_ATTRIBUTE : EVL_HTML_UNQUOTED_VALUE);
	t->quote = (uint16_t)unit;
	evl_html_take(&t->input);
	return evl_html_go(t, EVL_HTML_QUOTED_VALUE);
}

/* The value has been read. */
static bool end_value(struct evl_html_tokenizer *t, enum evl_html_state state)
{
	if (!t->duplicate && t->data.length != 0) {
		struct evl_string *value = evl_string_new(t->realm, t->data.units, t->data.length);
		if (value != NULL)
			t->token.attributes[t->token.attribute_count - 1].value = evl_from_string(value);
	}
	t->data.length = 0;
	return evl_html_go(t, state);
}

/* A unit of a value that may begin a character reference. */
static bool take_value(struct evl_html_tokenizer *t, int32_t unit)
{
	if (unit != '&') {
		take_data(t, unit);
		return true;
	}
	evl_html_take(&t->input);
	t->return_state = t->state;
	return evl_html_go(t, EVL_HTML_REFERENCE);
}

bool evl_html_quoted_value(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END)
		return evl_html_tell_end(t);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (unit != t->quote)
		return take_value(t, unit);
	evl_html_take(&t->input);
	return end_value(t, EVL_HTML_AFTER_VALUE);
}

bool evl_html_unquoted_value(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END)
		return evl_html_tell_end(t);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (evl_is_html_space(unit) || unit == '>')
		return end_value(t, EVL_HTML_BEFORE_ATTRIBUTE);
	return take_value(t, unit);
}

bool evl_html_after_value(struct evl_html_tokenizer *t) { return evl_html_go(t, EVL_HTML_BEFORE_ATTRIBUTE); }

bool evl_html_self_closing(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_END)
		return evl_html_tell_end(t);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (unit != '>')
		return evl_html_go(t, EVL_HTML_BEFORE_ATTRIBUTE);
	t->token.self_closing = true;
	return end_tag(t);
}
