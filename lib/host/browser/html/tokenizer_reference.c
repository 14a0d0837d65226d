/* SPDX-License-Identifier: MIT */
/*
 * tokenizer_reference.c - character references behind a "&" (HTML, "Character reference state").
 */
#include "host/browser/html/tokenizer.h"

#include "base/ascii.h"

static bool in_attribute(const struct evl_html_tokenizer *t)
{
	return t->return_state == EVL_HTML_QUOTED_VALUE || t->return_state == EVL_HTML_UNQUOTED_VALUE;
}

/* Where the characters go: a value, or the text. */
static struct evl_text *target(struct evl_html_tokenizer *t) { return in_attribute(t) ? &t->data : &t->text; }

static bool leave(struct evl_html_tokenizer *t) { return evl_html_go(t, (enum evl_html_state)t->return_state); }

static void put_character(struct evl_html_tokenizer *t, uint32_t c)
{
	if (c > 0xFFFF)
		evl_text_append_unit(target(t), (uint16_t)(0xD7C0 + (c >> 10)));
	evl_text_append_unit(target(t), (uint16_t)(c > 0xFFFF ? 0xDC00 + (c & 0x3FF) : c));
}

static bool is_alphanumeric(int32_t c) { return evl_is_letter(c) || evl_is_digit(c); }

/* The longest name that stands here. False: more of the text must come. */
static bool named(struct evl_html_tokenizer *t)
{
	struct evl_reference_search search = evl_reference_begin();
	int32_t unit = evl_html_peek_at(&t->input, 0);
	/* No name goes on behind a semicolon. */
	while (unit >= 0 && !(search.ended && search.matched == search.length) && evl_reference_read(&search, (uint32_t)unit))
		unit = evl_html_peek_at(&t->input, search.length);
	if (unit == EVL_HTML_WAIT && !search.ended)
		return false;
	int32_t next = search.matched != 0 ? evl_html_peek_at(&t->input, search.matched) : EVL_HTML_END;
	/* "&not=" and "&notit" in an attribute are parts of a query. */
	bool itself = search.matched == 0 || (in_attribute(t) && !search.ended && (next == '=' || is_alphanumeric(next)));
	if (itself) {
		evl_text_append_unit(target(t), '&');
		return leave(t);
	}
	evl_text_append_unit(target(t), search.units[0]);
	if (search.units[1] != 0)
		evl_text_append_unit(target(t), search.units[1]);
	evl_html_skip(t, search.matched);
	return leave(t);
}

bool evl_html_reference(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (is_alphanumeric(unit))
		return named(t);
	if (unit != '#') {
		evl_text_append_unit(target(t), '&');
		return leave(t);
	}
	unit = evl_html_peek_at(&t->input, 1);
	bool hex = unit == 'x' || unit == 'X';
	int32_t digit = hex ? evl_html_peek_at(&t->input, 2) : unit;
	if (digit == EVL_HTML_WAIT)
		return false;
	if (hex ? evl_hex_value(digit) < 0 : !evl_is_digit(digit)) {
		evl_text_append_unit(target(t), '&');
		return leave(t);
	}
	evl_html_skip(t, hex ? 2 : 1);
	t->number = 0;
	t->number_base = hex ? 16 : 10;
	return evl_html_go(t, EVL_HTML_NUMBER);
}

bool evl_html_number(struct evl_html_tokenizer *t)
{
	int32_t unit = evl_html_peek(&t->input);
	int digit = unit < 0 ? -1 : evl_hex_value(unit);
	if (unit == EVL_HTML_WAIT)
		return false;
	if (digit >= 0 && digit < t->number_base) {
		t->number = t->number > 0x10FFFF ? t->number : t->number * (uint32_t)t->number_base + (uint32_t)digit;
		evl_html_take(&t->input);
		return true;
	}
	if (unit == ';')
		evl_html_take(&t->input);
	put_character(t, evl_reference_number(t->number));
	return leave(t);
}
