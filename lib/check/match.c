/* SPDX-License-Identifier: MIT */
/*
 * match.c - see match.h.
 */
#include "check/match.h"

#include <string.h>

#include "base/normalize.h"
#include "base/utf.h"
#include "samples/remark.h"
#include "samples/value.h"

enum { VALUE_MAX = 1 << 14 };

struct evl_piece evl_piece_trim(struct evl_piece piece)
{
	while (piece.length > 0 && evl_is_blank(*piece.text)) {
		piece.text++;
		piece.length--;
	}
	while (piece.length > 0 && evl_is_blank(piece.text[piece.length - 1]))
		piece.length--;
	return piece;
}

/* The first line of an error with its stack, or with V8's drawing of a circle, which documents leave out. */
static struct evl_piece without_stack(struct evl_piece p)
{
	for (uint32_t i = 0; i + 8 < p.length; i++)
		if (memcmp(p.text + i, "\n    at ", 8) == 0 || memcmp(p.text + i, "\n    -->", 8) == 0)
			return (struct evl_piece){ p.text, i };
	return p;
}

/* Node marks an arguments object, which older ones showed as a plain record. */
static struct evl_piece without_arguments_mark(struct evl_piece p)
{
	static const char mark[] = "[Arguments] ";
	uint32_t n = (uint32_t)sizeof mark - 1;
	return p.length > n && memcmp(p.text, mark, n) == 0 ? (struct evl_piece){ p.text + n, p.length - n } : p;
}

static bool same(struct evl_piece a, struct evl_piece b) { return a.length == b.length && (a.length == 0 || memcmp(a.text, b.text, a.length) == 0); }

/* Equal but for how many blanks stand where blanks stand. */
static bool same_collapsed(struct evl_piece a, struct evl_piece b)
{
	uint32_t i = 0, k = 0;
	while (i < a.length && k < b.length) {
		if (evl_is_blank(a.text[i]) && evl_is_blank(b.text[k])) {
			while (i < a.length && evl_is_blank(a.text[i]))
				i++;
			while (k < b.length && evl_is_blank(b.text[k]))
				k++;
		} else if (a.text[i++] != b.text[k++]) {
			return false;
		}
	}
	return i == a.length && k == b.length;
}

/* Canonically equivalent text looks the same; nobody sees which form a document has. */
static bool same_normalized(struct evl_piece a, struct evl_piece b, struct evl_arena *arena)
{
	struct evl_piece pieces[2] = { a, b };
	struct evl_buffer16 forms[2];
	bool plain = true, same_form = true;
	for (uint32_t i = 0; i < a.length && plain; i++)
		plain = (unsigned char)a.text[i] < 128;
	if (plain || a.length > VALUE_MAX || b.length > VALUE_MAX)
		return false;
	for (int i = 0; i < 2; i++) {
		uint16_t *units = evl_arena_alloc(arena, (evl_utf8_to_utf16_length(pieces[i].text, pieces[i].length) + 1) * sizeof *units);
		size_t count = evl_utf8_to_utf16(pieces[i].text, pieces[i].length, units);
		evl_buffer16_init(&forms[i]);
		same_form = evl_normalize(units, count, EVL_NFC, &forms[i]) == EVL_NORMALIZED && same_form;
	}
	same_form = same_form && forms[0].length == forms[1].length && forms[0].length != 0 &&
		    memcmp(forms[0].units, forms[1].units, forms[0].length * sizeof *forms[0].units) == 0;
	evl_buffer16_release(&forms[0]);
	evl_buffer16_release(&forms[1]);
	return same_form;
}

static bool is_skipped(char c) { return evl_is_blank(c) || strchr("'\"`\\,;", c) != NULL; }

bool evl_match_loosely(struct evl_piece d, struct evl_piece p)
{
	uint32_t i = 0, k = 0;
	char before_d = '\0', before_p = '\0';
	for (;;) {
		bool gap_d = false, gap_p = false;
		while (i < d.length && d.text[i] != '\0' && is_skipped(d.text[i])) {
			gap_d = true;
			i++;
		}
		while (k < p.length && p.text[k] != '\0' && is_skipped(p.text[k])) {
			gap_p = true;
			k++;
		}
		if (i == d.length || k == p.length)
			return i == d.length && k == p.length && d.length != 0;
		/* "1 2" is not "12" */
		if (gap_d != gap_p && evl_is_word_byte(before_d) && evl_is_word_byte(d.text[i]) && evl_is_word_byte(before_p) && evl_is_word_byte(p.text[k]))
			return false;
		if (d.text[i] != p.text[k])
			return false;
		before_d = d.text[i++];
		before_p = p.text[k++];
	}
}

/* The bytes of a character that a document cannot show at `at`: controls, lone surrogates, zero-width marks. 0: it is visible. */
static uint32_t invisible_at(struct evl_piece p, uint32_t at)
{
	static const char *const marks[] = { "\xEF\xBF\xBD", "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xEF\xBB\xBF" };
	unsigned char c = (unsigned char)p.text[at];
	if (c < 32 || c == 127)
		return 1;
	for (size_t i = 0; c >= 0xE2 && i < sizeof marks / sizeof marks[0]; i++)
		if (p.length - at >= 3 && memcmp(p.text + at, marks[i], 3) == 0)
			return 3;
	return 0;
}

/* The next byte that can be seen, *at behind it; a Cyrillic letter that looks like a Latin one counts as that, a space that is fixed as any. '\0': the end. */
static char next_visible(struct evl_piece p, uint32_t *at)
{
	static const struct {
		char cyrillic[3], latin;
	} twins[] = { { "А", 'A' }, { "В", 'B' }, { "Е", 'E' }, { "К", 'K' }, { "М", 'M' }, { "Н", 'H' }, { "О", 'O' }, { "Р", 'P' }, { "С", 'C' },
		      { "Т", 'T' }, { "Х", 'X' }, { "І", 'I' }, { "а", 'a' }, { "е", 'e' }, { "о", 'o' }, { "р", 'p' }, { "с", 'c' }, { "у", 'y' },
		      { "х", 'x' }, { "і", 'i' } };
	static const char fixed_space[] = "\xC2\xA0";
	uint32_t n;
	while (*at < p.length && (n = invisible_at(p, *at)) != 0)
		*at += n;
	if (*at == p.length)
		return '\0';
	if (p.length - *at >= 2 && memcmp(p.text + *at, fixed_space, 2) == 0) {
		*at += 2;
		return ' ';
	}
	bool cyrillic = ((unsigned char)p.text[*at] & 0xFE) == 0xD0 && p.length - *at >= 2;
	for (size_t i = 0; cyrillic && i < sizeof twins / sizeof twins[0]; i++) {
		if (memcmp(p.text + *at, twins[i].cyrillic, 2) == 0) {
			*at += 2;
			return twins[i].latin;
		}
	}
	return p.text[(*at)++];
}

/* Equal in what can be seen. */
static bool same_visibly(struct evl_piece a, struct evl_piece b)
{
	uint32_t i = 0, k = 0;
	for (;;) {
		char c = next_visible(a, &i);
		if (c != next_visible(b, &k))
			return false;
		if (c == '\0')
			return i == a.length && k == b.length;
	}
}

static bool begins_with(struct evl_piece d, struct evl_piece p)
{
	return p.length != 0 && d.length > p.length && memcmp(d.text, p.text, p.length) == 0 &&
	       !(evl_is_word_byte(d.text[p.length]) && evl_is_word_byte(p.text[p.length - 1])) && d.text[p.length] != '.';
}

static bool ends_with(struct evl_piece p, struct evl_piece d)
{
	if (d.length == 0 || p.length <= d.length || memcmp(p.text + p.length - d.length, d.text, d.length) != 0)
		return false;
	char before = p.text[p.length - d.length - 1];
	return !(evl_is_word_byte(before) && evl_is_word_byte(d.text[0])) && before != '.' && before != '-';
}

static bool same_error(struct evl_piece d, struct evl_piece p)
{
	struct evl_range dn, pn, dr = { 0, d.length }, pr = { 0, p.length };
	return evl_remark_error(d.text, dr, &dn) != 0 && evl_remark_error(p.text, pr, &pn) != 0 && dn.end - dn.start == pn.end - pn.start &&
	       memcmp(d.text + dn.start, p.text + pn.start, dn.end - dn.start) == 0;
}

static const struct evl_shown *read_whole(struct evl_piece piece, struct evl_arena *arena)
{
	uint32_t taken;
	if (piece.length > VALUE_MAX)
		return NULL;
	const struct evl_shown *shown = evl_shown_read(piece.text, piece.length, arena, &taken);
	while (shown != NULL && taken < piece.length && evl_is_blank(piece.text[taken]))
		taken++;
	return shown != NULL && taken == piece.length ? shown : NULL;
}

/* A list or a record that was put in quotes as a whole. NULL: it is no such text. */
static const struct evl_shown *read_compound(struct evl_piece text, struct evl_arena *arena)
{
	const struct evl_shown *shown = read_whole(text, arena);
	return shown != NULL && (shown->kind == EVL_SHOWN_LIST || shown->kind == EVL_SHOWN_RECORD) ? shown : NULL;
}

bool evl_match_any_lines(struct evl_piece d)
{
	d = evl_piece_trim(d);
	return (d.length == 3 && (memcmp(d.text, "...", 3) == 0 || memcmp(d.text, "…", 3) == 0)) || (d.length > 3 && d.length < 40 && memcmp(d.text, "... (", 5) == 0);
}

enum evl_match evl_match_value(struct evl_piece d, struct evl_piece p, struct evl_arena *arena)
{
	d = evl_piece_trim(d);
	p = without_stack(p);
	struct evl_piece whole = p;
	p = evl_piece_trim(p);
	if (same(d, p) || same_collapsed(d, p))
		return EVL_MATCH_SAME;
	const struct evl_shown *ds = read_whole(d, arena), *ps = read_whole(without_arguments_mark(p), arena);
	if (ds != NULL && ds->kind == EVL_SHOWN_TEXT) {
		struct evl_piece text = { ds->text, ds->length };
		if (same(text, whole) || same_collapsed(evl_piece_trim(text), p) || same_normalized(text, whole, arena))
			return EVL_MATCH_SAME;
	}
	if (d.length == 0 || p.length == 0)
		return d.length == 0 ? EVL_MATCH_UNSURE : EVL_MATCH_DIFFERENT;
	bool unsure = false;
	if (ds != NULL && ds->kind == EVL_SHOWN_TEXT) {
		struct evl_piece text = { ds->text, ds->length };
		const struct evl_shown *quoted = read_compound(text, arena);
		if (quoted != NULL && ps != NULL && evl_shown_same(quoted, ps, &unsure))
			return EVL_MATCH_SAME;
		unsure = unsure || same_visibly(text, whole);
	}
	if (ds != NULL && ps != NULL && evl_shown_same(ds, ps, &unsure))
		return EVL_MATCH_SAME;
	if (evl_match_loosely(d, p) || same_error(d, p) || ends_with(p, d) || begins_with(d, p))
		return EVL_MATCH_SAME;
	if (ds != NULL && ds->kind == EVL_SHOWN_TEXT && ends_with(p, (struct evl_piece){ ds->text, ds->length }))
		return EVL_MATCH_SAME;
	if (ds == NULL || ds->is_bare || unsure)
		return EVL_MATCH_UNSURE;
	/* "[object Promise]" is what a page's alert shows; a boxed value or a list of one may be written as what is in it. */
	if (ds->kind == EVL_SHOWN_WORD && d.text[0] == '[')
		return EVL_MATCH_UNSURE;
	if (ps != NULL && ps->kind == EVL_SHOWN_WORD && p.text[0] == '[')
		return EVL_MATCH_UNSURE;
	if (ps != NULL && ps->kind == EVL_SHOWN_LIST && ps->first != NULL && ps->first->next == NULL && evl_match_loosely(d, (struct evl_piece){ ps->first->text, ps->first->length }))
		return EVL_MATCH_UNSURE;
	if (same_normalized(d, p, arena))
		return EVL_MATCH_SAME;
	/* Text may be anything; it is not what a complete value says. A number beside a list in another dialect is. */
	if (ps == NULL && (ds->kind == EVL_SHOWN_LIST || ds->kind == EVL_SHOWN_RECORD))
		return EVL_MATCH_UNSURE;
	return EVL_MATCH_DIFFERENT;
}

/* Past "1. ", "2) ", "3: ", "> ", "- ", and ">" before a quote, at the beginning of a documented line. */
static struct evl_piece without_number(struct evl_piece d)
{
	uint32_t i = 0;
	while (i < d.length && d.text[i] >= '0' && d.text[i] <= '9' && i < 4)
		i++;
	if (i != 0 && i + 1 < d.length && strchr(".):", d.text[i]) != NULL && evl_is_blank(d.text[i + 1]))
		i++;
	else if (i == 0 && d.length > 2 && strchr(">-*", d.text[0]) != NULL && d.text[0] != '\0' &&
		 (d.text[1] == ' ' || (d.text[0] == '>' && strchr("\"'`", d.text[1]) != NULL)))
		i = 1;
	else
		return d;
	return evl_piece_trim((struct evl_piece){ d.text + i, d.length - i });
}

/* What follows a printed line as a remark: two blanks, or blanks and a mark. */
static bool is_remark(struct evl_piece d, uint32_t at)
{
	static const char *const marks[] = { "(", "（", "←", "<-", "//", "#", "—", "–", "- ", "✓", "✅", "<=", "⟵", "❌", "✗" };
	uint32_t i = at;
	while (i < d.length && evl_is_blank(d.text[i]))
		i++;
	if (i == at && !(d.length - at >= 3 && memcmp(d.text + at, "（", 3) == 0))
		return false;
	for (size_t m = 0; m < sizeof marks / sizeof marks[0]; m++)
		if (d.length - i >= strlen(marks[m]) && memcmp(d.text + i, marks[m], strlen(marks[m])) == 0)
			return true;
	return i - at >= 2 && d.text[at] != '\0' && i - at >= 3;
}

static bool has_elision(struct evl_piece d)
{
	for (uint32_t i = 0; i + 2 < d.length; i++)
		if (memcmp(d.text + i, "...", 3) == 0 || memcmp(d.text + i, "…", 3) == 0)
			return true;
	return false;
}

/* Where a remark on the line begins, from `from` on; the line's length: nowhere. */
static uint32_t next_remark(struct evl_piece d, uint32_t from)
{
	for (uint32_t i = from > 0 ? from : 1; i < d.length; i++)
		if (!evl_is_blank(d.text[i - 1]) && is_remark(d, i))
			return i;
	return d.length;
}

bool evl_match_is_open(struct evl_piece d)
{
	uint32_t remark = next_remark(d, 0);
	return has_elision(d) || (remark < d.length && evl_remark_conditional(d.text, (struct evl_range){ remark, d.length }));
}

bool evl_match_is_value(struct evl_piece piece, struct evl_arena *arena)
{
	const struct evl_shown *shown = read_whole(evl_piece_trim(piece), arena);
	return shown != NULL && !shown->is_bare;
}

bool evl_match_is_compound(struct evl_piece piece, struct evl_arena *arena)
{
	const struct evl_shown *shown = read_whole(evl_piece_trim(piece), arena);
	if (shown == NULL) /* the first line of several */
		return piece.length != 0 && (piece.text[piece.length - 1] == '{' || piece.text[piece.length - 1] == '[');
	return shown->kind == EVL_SHOWN_LIST || shown->kind == EVL_SHOWN_RECORD || shown->kind == EVL_SHOWN_FUNCTION || shown->kind == EVL_SHOWN_ELIDED;
}

/* The piece without what evl_match_loosely skips. */
static struct evl_piece without_skipped(struct evl_piece p, struct evl_arena *arena)
{
	char *to = evl_arena_alloc(arena, (size_t)p.length + 1);
	uint32_t n = 0;
	for (uint32_t i = 0; i < p.length; i++)
		if (p.text[i] == '\0' || !is_skipped(p.text[i]))
			to[n++] = p.text[i];
	return (struct evl_piece){ to, n };
}

/* Each piece between "..." in turn stands in the printed line, the first at its beginning. */
static bool matches_elided(struct evl_piece d, struct evl_piece p)
{
	uint32_t at = 0, from = 0;
	bool first = true;
	for (uint32_t i = 0; i <= d.length; i++) {
		bool dots = d.length - i >= 3 && (memcmp(d.text + i, "...", 3) == 0 || memcmp(d.text + i, "…", 3) == 0);
		if (!dots && i != d.length)
			continue;
		uint32_t n = i - from;
		while (n != 0 && at + n <= p.length && memcmp(p.text + at, d.text + from, n) != 0 && !first)
			at++;
		if (at + n > p.length || (n != 0 && memcmp(p.text + at, d.text + from, n) != 0))
			return i == d.length && from != 0; /* what follows the last dots may be a remark */
		at += n;
		from = i + 3;
		i += dots ? 2 : 0;
		first = false;
	}
	return true;
}

/* How V8 named the property in errors until 2021: "Cannot read property 'a' of null". */
static bool same_old_wording(struct evl_piece d, struct evl_piece p)
{
	static const char *const beginnings[] = { "Cannot read propert", "Cannot set propert" };
	for (size_t b = 0; b < sizeof beginnings / sizeof beginnings[0]; b++) {
		uint32_t n = (uint32_t)strlen(beginnings[b]);
		for (uint32_t i = 0; i + n <= d.length && i + n <= p.length && (i == 0 || d.text[i - 1] == p.text[i - 1]); i++)
			if (memcmp(d.text + i, beginnings[b], n) == 0 && memcmp(p.text + i, beginnings[b], n) == 0)
				return true;
	}
	return false;
}

static bool holds_text(struct evl_piece p, const char *text)
{
	uint32_t n = (uint32_t)strlen(text);
	for (uint32_t i = 0; i + n <= p.length; i++)
		if (memcmp(p.text + i, text, n) == 0)
			return true;
	return false;
}

/* What JSON.parse says of a wrong text, which V8 words more exactly since 2022: "Unexpected token i in JSON at position 2". */
static bool same_old_json(struct evl_piece d, struct evl_piece p)
{
	static const char *const old[] = { "Unexpected token", "Unexpected end of JSON" };
	static const char *const now[] = { " in JSON at position ", " is not valid JSON", "Unexpected end of JSON" };
	for (size_t o = 0; o < sizeof old / sizeof old[0]; o++) {
		uint32_t n = (uint32_t)strlen(old[o]), from = 0;
		while (from + n <= d.length && memcmp(d.text + from, old[o], n) != 0)
			from++;
		if (from + n > d.length || from > p.length || memcmp(d.text, p.text, from) != 0 || !holds_text(d, "JSON"))
			continue;
		for (size_t i = 0; i < sizeof now / sizeof now[0]; i++)
			if (holds_text((struct evl_piece){ p.text + from, p.length - from }, now[i]))
				return true;
	}
	return false;
}

/* A documented line, without a number before it and without remarks, against a printed one. Both are trimmed. */
static bool same_content(struct evl_piece d, struct evl_piece p, struct evl_arena *arena)
{
	if (same_collapsed(d, p))
		return true;
	const struct evl_shown *ds = read_whole(d, arena), *ps = read_whole(without_arguments_mark(p), arena);
	if (ds != NULL && ds->kind == EVL_SHOWN_TEXT && same_collapsed(evl_piece_trim((struct evl_piece){ ds->text, ds->length }), p))
		return true;
	bool unsure = false;
	if (ds != NULL && ps != NULL && evl_shown_same(ds, ps, &unsure))
		return true;
	if (evl_match_loosely(d, p) || same_old_wording(d, p) || same_old_json(d, p))
		return true;
	if (d.length > 2 && d.text[0] == '(' && d.text[d.length - 1] == ')') /* "(1, 5)" for two values */
		return evl_match_loosely((struct evl_piece){ d.text + 1, d.length - 2 }, p);
	return has_elision(d) && (matches_elided(d, p) || matches_elided(without_skipped(d, arena), without_skipped(p, arena)));
}

/* "(after 1 sec) User 1", "(wait 1s) → User 1" */
static bool follows_remark(struct evl_piece d, struct evl_piece p)
{
	if (d.length <= p.length || d.text[0] != '(' || p.length == 0 || !ends_with(d, p))
		return false;
	const char *close = memchr(d.text, ')', d.length);
	if (close == NULL)
		return false;
	struct evl_piece rest = evl_piece_trim((struct evl_piece){ close + 1, d.length - (uint32_t)(close + 1 - d.text) });
	uint32_t arrow = evl_label_arrow(rest.text, (struct evl_range){ 0, rest.length });
	return same(rest, p) || same(evl_piece_trim((struct evl_piece){ rest.text + arrow, rest.length - arrow }), p);
}

bool evl_match_line(struct evl_piece d, struct evl_piece p, bool exact, struct evl_arena *arena)
{
	enum { REMARKS_MAX = 8, REMARKED_LINE_MAX = 2000 };
	while (p.length > 0 && evl_is_blank(p.text[p.length - 1]))
		p.length--;
	if (same(d, p))
		return true;
	if (exact)
		return false;
	p = evl_piece_trim(p);
	d = evl_piece_trim(d);
	struct evl_piece n = without_number(d);
	if (same_content(d, p, arena) || (n.text != d.text && same_content(n, p, arena)) || follows_remark(d, p))
		return true;
	if (p.length == 0 || d.length > REMARKED_LINE_MAX)
		return false;
	uint32_t tries = 0;
	for (uint32_t at = next_remark(d, 0); at < d.length && tries < REMARKS_MAX; at = next_remark(d, at + 1), tries++) {
		struct evl_piece plain = { d.text, at }, counted = without_number(plain);
		if (same_content(plain, p, arena) || (counted.text != plain.text && same_content(counted, p, arena)))
			return true;
	}
	return false;
}
