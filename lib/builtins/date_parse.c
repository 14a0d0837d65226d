/* SPDX-License-Identifier: MIT */
/*
 * date_parse.c - Date.parse: the standard's date time string format (sec-date-time-string-format) and, for everything
 * else, the lenient reading that V8 has and that samples rely on ("Jan 1, 2020 10:00 GMT+0200", "2020/1/2").
 *
 * What V8 does: a text is a row of tokens (numbers, words, signs, spaces). The standard's format is tried first; what of it
 * was read when it fails stays read. Then numbers go to the day or, near colons, to the time; words are month names, AM and PM,
 * zones, or noise that may only stand before the first number; text in parentheses is skipped.
 */
#include <math.h>

#include "base/ascii.h"
#include "builtins/date.h"
#include "value/convert.h"

enum token_kind { TOKEN_END, TOKEN_INVALID, TOKEN_NUMBER, TOKEN_SYMBOL, TOKEN_SPACE, TOKEN_WORD, TOKEN_OTHER };

enum word_kind { WORD_UNKNOWN, WORD_AM_PM, WORD_MONTH, WORD_ZONE, WORD_TIME_SEPARATOR };

struct token {
	enum token_kind kind;
	enum word_kind word;
	int length; /* numbers and words: characters */
	int value;  /* number, symbol, or what the word stands for */
};

struct scanner {
	const uint16_t *units;
	size_t length, at;
	struct token current;
};

enum { NONE = INT32_MAX, SIGNIFICANT_DIGITS = 9 };

/* What was found so far. */
struct found {
	int day[3], day_count, month_name;
	bool is_iso;
	int time[4], time_count, hour_offset;
	int zone_sign, zone_hour, zone_minute;
};

/* ----------------------------------------------------------------- tokens */

/* The character there; 0 at the end. As in V8 a NUL ends the text. */
static uint16_t unit_at(const struct scanner *s) { return s->at < s->length ? s->units[s->at] : 0; }

/* To V8 the line ends beyond ASCII are letters here. */
static bool is_space(uint16_t c) { return evl_is_white_space(c) && c != 0x2028 && c != 0x2029; }
static bool in_word(uint16_t c) { return c >= 'A' && !is_space(c); }

static void skip_parentheses(struct scanner *s)
{
	int balance = 0;
	do {
		uint16_t c = unit_at(s);
		balance += (c == '(') - (c == ')');
		s->at++;
	} while (balance > 0 && unit_at(s) != 0);
}

static struct token scan_number(struct scanner *s)
{
	size_t start = s->at;
	int number = 0, digits = 0;
	while (unit_at(s) == '0')
		s->at++;
	for (; evl_is_digit(unit_at(s)); s->at++)
		if (digits++ < SIGNIFICANT_DIGITS)
			number = number * 10 + (unit_at(s) - '0');
	return (struct token){ .kind = TOKEN_NUMBER, .value = number, .length = (int)(s->at - start) };
}

/* A word is known by its first three letters; only months may be longer. */
static struct token scan_word(struct scanner *s)
{
	static const struct {
		char text[4];
		enum word_kind kind;
		int value;
	} words[] = {
		{ "jan", WORD_MONTH, 1 },  { "feb", WORD_MONTH, 2 },  { "mar", WORD_MONTH, 3 },  { "apr", WORD_MONTH, 4 },
		{ "may", WORD_MONTH, 5 },  { "jun", WORD_MONTH, 6 },  { "jul", WORD_MONTH, 7 },  { "aug", WORD_MONTH, 8 },
		{ "sep", WORD_MONTH, 9 },  { "oct", WORD_MONTH, 10 }, { "nov", WORD_MONTH, 11 }, { "dec", WORD_MONTH, 12 },
		{ "am", WORD_AM_PM, 0 },   { "pm", WORD_AM_PM, 12 },  { "ut", WORD_ZONE, 0 },    { "utc", WORD_ZONE, 0 },
		{ "z", WORD_ZONE, 0 },     { "gmt", WORD_ZONE, 0 },   { "cdt", WORD_ZONE, -5 },  { "cst", WORD_ZONE, -6 },
		{ "edt", WORD_ZONE, -4 },  { "est", WORD_ZONE, -5 },  { "mdt", WORD_ZONE, -6 },  { "mst", WORD_ZONE, -7 },
		{ "pdt", WORD_ZONE, -7 },  { "pst", WORD_ZONE, -8 },  { "t", WORD_TIME_SEPARATOR, 0 },
	};
	uint16_t prefix[3] = { 0, 0, 0 };
	int length = 0;
	for (; in_word(unit_at(s)); s->at++, length++)
		if (length < 3)
			prefix[length] = unit_at(s) | 0x20;
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		const char *text = words[i].text;
		if (prefix[0] == text[0] && prefix[1] == text[1] && prefix[2] == (text[1] != '\0' ? text[2] : '\0') &&
		    (length <= 3 || words[i].kind == WORD_MONTH))
			return (struct token){ .kind = TOKEN_WORD, .word = words[i].kind, .value = words[i].value, .length = length };
	}
	return (struct token){ .kind = TOKEN_WORD, .word = WORD_UNKNOWN, .length = length };
}

static struct token scan(struct scanner *s)
{
	uint16_t c = unit_at(s);
	if (c == 0)
		return (struct token){ .kind = TOKEN_END };
	if (evl_is_digit(c))
		return scan_number(s);
	if (in_word(c))
		return scan_word(s);
	if (c == '(') {
		skip_parentheses(s);
		return (struct token){ .kind = TOKEN_OTHER };
	}
	s->at++;
	if (c == ':' || c == '-' || c == '+' || c == '.' || c == ')')
		return (struct token){ .kind = TOKEN_SYMBOL, .value = c };
	return (struct token){ .kind = is_space(c) ? TOKEN_SPACE : TOKEN_OTHER };
}

static struct token next(struct scanner *s)
{
	struct token token = s->current;
	s->current = scan(s);
	return token;
}

static bool is_symbol(const struct token *t, int symbol) { return t->kind == TOKEN_SYMBOL && t->value == symbol; }
static bool is_sign(const struct token *t) { return is_symbol(t, '+') || is_symbol(t, '-'); }
static bool is_fixed(const struct token *t, int length) { return t->kind == TOKEN_NUMBER && t->length == length; }
static bool is_zulu(const struct token *t) { return t->kind == TOKEN_WORD && t->word == WORD_ZONE && t->value == 0 && t->length == 1; }
static bool between(int n, int low, int high) { return n >= low && n <= high; }

static bool skip_symbol(struct scanner *s, int symbol)
{
	if (!is_symbol(&s->current, symbol))
		return false;
	next(s);
	return true;
}

/* ------------------------------------------------------------- what is found */

static bool add_day(struct found *f, int n)
{
	if (f->day_count == 3)
		return false;
	f->day[f->day_count++] = n;
	return true;
}

static bool add_time(struct found *f, int n)
{
	if (f->time_count == 4)
		return false;
	f->time[f->time_count++] = n;
	return true;
}

/* The last of the time's numbers: what is missing is zero. */
static void end_time(struct found *f, int n)
{
	add_time(f, n);
	while (f->time_count < 4)
		add_time(f, 0);
}

static bool expects_time(const struct found *f, int n)
{
	return f->time_count >= 1 && f->time_count <= 3 && between(n, 0, f->time_count == 3 ? 999 : 59);
}

static void set_zone(struct found *f, int sign, int hour, int minute)
{
	f->zone_sign = sign;
	f->zone_hour = hour;
	f->zone_minute = minute;
}

/* The first three digits of a fraction. */
static int milliseconds(const struct token *number)
{
	int n = number->value, length = number->length < SIGNIFICANT_DIGITS ? number->length : SIGNIFICANT_DIGITS;
	for (; length < 3; length++)
		n *= 10;
	for (; length > 3; length--)
		n /= 10;
	return n;
}

/* ------------------------------------------------------ the standard's format */

enum { INVALID_TEXT, FALL_BACK, WHOLE_TEXT };

/* "+02:00", "Z", "-0530"; nothing: local time. */
static bool read_iso_zone(struct scanner *s, struct found *f)
{
	if (is_zulu(&s->current)) {
		next(s);
		set_zone(f, 1, 0, 0);
		return true;
	}
	if (!is_sign(&s->current))
		return true;
	int sign = next(s).value == '-' ? -1 : 1, hour, minute;
	if (is_fixed(&s->current, 4)) {
		int both = next(s).value;
		hour = both / 100;
		minute = both % 100;
	} else {
		if (!is_fixed(&s->current, 2))
			return false;
		hour = next(s).value;
		if (!skip_symbol(s, ':') || !is_fixed(&s->current, 2))
			return false;
		minute = next(s).value;
	}
	set_zone(f, sign, hour, minute);
	return hour <= 23 && minute <= 59;
}

/* What follows "T". */
static bool read_iso_time(struct scanner *s, struct found *f)
{
	if (!is_fixed(&s->current, 2) || s->current.value > 24)
		return false;
	int most = s->current.value == 24 ? 0 : 59;
	add_time(f, next(s).value);
	if (!skip_symbol(s, ':') || !is_fixed(&s->current, 2) || s->current.value > most)
		return false;
	add_time(f, next(s).value);
	if (skip_symbol(s, ':')) {
		if (!is_fixed(&s->current, 2) || s->current.value > most)
			return false;
		add_time(f, next(s).value);
		if (skip_symbol(s, '.')) {
			if (s->current.kind != TOKEN_NUMBER || (most == 0 && s->current.value > 0))
				return false;
			struct token fraction = next(s);
			add_time(f, milliseconds(&fraction));
		}
	}
	return read_iso_zone(s, f) && s->current.kind == TOKEN_END;
}

/* Try it; *unread is the token that the lenient reading begins with when it falls back. */
static int read_iso(struct scanner *s, struct found *f, struct token *unread)
{
	if (is_sign(&s->current)) {
		*unread = next(s);
		if (!is_fixed(&s->current, 6))
			return FALL_BACK;
		int sign = unread->value == '-' ? -1 : 1, year = next(s).value;
		if (sign < 0 && year == 0)
			return FALL_BACK;
		add_day(f, sign * year);
	} else if (is_fixed(&s->current, 4)) {
		add_day(f, next(s).value);
	} else {
		*unread = next(s);
		return FALL_BACK;
	}
	static const int highest[2] = { 12, 31 };
	for (int i = 0; i < 2 && skip_symbol(s, '-'); i++) {
		if (!is_fixed(&s->current, 2) || !between(s->current.value, 1, highest[i])) {
			*unread = next(s);
			return FALL_BACK;
		}
		add_day(f, next(s).value);
	}
	if (s->current.kind == TOKEN_WORD && s->current.word == WORD_TIME_SEPARATOR) {
		next(s);
		if (!read_iso_time(s, f))
			return INVALID_TEXT;
	} else if (s->current.kind != TOKEN_END) {
		*unread = next(s);
		return FALL_BACK;
	}
	if (f->zone_hour == NONE && f->time_count == 0)
		set_zone(f, 1, 0, 0); /* a date alone is UTC */
	f->is_iso = true;
	return WHOLE_TEXT;
}

/* --------------------------------------------------------- the lenient reading */

static bool read_number(struct scanner *s, struct found *f, int n)
{
	if (skip_symbol(s, ':')) {
		if (skip_symbol(s, ':')) {
			if (f->time_count != 0)
				return false;
			add_time(f, n);
			add_time(f, 0);
			return true;
		}
		if (!add_time(f, n))
			return false;
		skip_symbol(s, '.');
		return true;
	}
	if (skip_symbol(s, '.') && expects_time(f, n)) {
		add_time(f, n);
		if (s->current.kind != TOKEN_NUMBER)
			return false;
		struct token fraction = next(s);
		end_time(f, milliseconds(&fraction));
		return true;
	}
	if (f->zone_hour != NONE && f->zone_minute == NONE && between(n, 0, 59)) {
		f->zone_minute = n;
		return true;
	}
	if (expects_time(f, n)) {
		end_time(f, n);
		const struct token *after = &s->current;
		return after->kind == TOKEN_END || after->kind == TOKEN_SPACE || is_zulu(after) || is_sign(after);
	}
	if (!add_day(f, n))
		return false;
	skip_symbol(s, '-');
	return true;
}

static bool read_word(struct scanner *s, struct found *f, const struct token *word, bool has_number)
{
	if (word->word == WORD_AM_PM && f->time_count != 0) {
		f->hour_offset = word->value;
	} else if (word->word == WORD_MONTH) {
		f->month_name = word->value;
		skip_symbol(s, '-');
	} else if (word->word == WORD_ZONE && has_number) {
		set_zone(f, word->value < 0 ? -1 : 1, word->value < 0 ? -word->value : word->value, 0);
	} else {
		return !has_number && s->current.kind != TOKEN_NUMBER;
	}
	return true;
}

/* "+2", "-08", "+0530", or the hour of "+05:30", whose minutes come as a number. */
static bool read_offset(struct scanner *s, struct found *f, int sign)
{
	int n = 0, length = 0;
	f->zone_sign = sign;
	if (s->current.kind == TOKEN_NUMBER) {
		struct token number = next(s);
		n = number.value;
		length = number.length;
	}
	if (is_symbol(&s->current, ':'))
		set_zone(f, sign, n, NONE);
	else if (length == 1 || length == 2)
		set_zone(f, sign, n, 0);
	else if (length == 3 || length == 4)
		set_zone(f, sign, n / 100, n % 100);
	else
		return false;
	return true;
}

static bool read_lenient(struct scanner *s, struct found *f, struct token token)
{
	bool has_number = f->day_count != 0;
	for (; token.kind != TOKEN_END; token = next(s)) {
		if (token.kind == TOKEN_NUMBER) {
			has_number = true;
			if (!read_number(s, f, token.value))
				return false;
		} else if (token.kind == TOKEN_WORD) {
			if (!read_word(s, f, &token, has_number))
				return false;
		} else if (is_sign(&token) && ((f->zone_hour == 0 && f->zone_minute == 0) || f->time_count != 0)) {
			has_number = true;
			if (!read_offset(s, f, token.value == '-' ? -1 : 1))
				return false;
		} else if ((is_sign(&token) || is_symbol(&token, ')')) && has_number) {
			return false;
		}
	}
	return true;
}

/* ------------------------------------------------------------------ the result */

static bool day_of(struct found *f, double *out)
{
	int year = 0, month, day;
	if (f->day_count < 1)
		return false;
	while (f->day_count < 3)
		f->day[f->day_count++] = 1;
	const int *n = f->day;
	bool first_is_day = between(n[0], 1, 31);
	if (f->month_name == NONE) {
		bool year_first = f->is_iso || !first_is_day;
		year = year_first ? n[0] : n[2];
		month = year_first ? n[1] : n[0];
		day = year_first ? n[2] : n[1];
	} else {
		month = f->month_name;
		day = first_is_day ? n[0] : n[1];
		year = first_is_day ? n[1] : n[0];
	}
	if (!f->is_iso && between(year, 0, 99))
		year += year < 50 ? 2000 : 1900;
	if (!between(month, 1, 12) || !between(day, 1, 31))
		return false;
	*out = evl_make_day(year, month - 1, day);
	return true;
}

static bool time_of(const struct found *f, double *out)
{
	int n[4] = { 0, 0, 0, 0 };
	for (int i = 0; i < f->time_count; i++)
		n[i] = f->time[i];
	if (f->hour_offset != NONE) {
		if (n[0] > 12)
			return false;
		n[0] = n[0] % 12 + f->hour_offset;
	}
	bool midnight = n[0] == 24 && n[1] == 0 && n[2] == 0 && n[3] == 0;
	if (!midnight && (n[0] > 23 || n[1] > 59 || n[2] > 59 || n[3] > 999))
		return false;
	*out = evl_make_time(n[0], n[1], n[2], n[3]);
	return true;
}

double evl_date_parse(struct evl_realm *realm, const uint16_t *units, size_t length)
{
	struct scanner s = { .units = units, .length = length };
	struct found f = { .month_name = NONE, .hour_offset = NONE, .zone_sign = NONE, .zone_hour = NONE, .zone_minute = NONE };
	struct token unread = { .kind = TOKEN_END };
	s.current = scan(&s);
	int read = read_iso(&s, &f, &unread);
	if (read == INVALID_TEXT || (read == FALL_BACK && !read_lenient(&s, &f, unread)))
		return NAN;
	double day, time;
	if (!day_of(&f, &day) || !time_of(&f, &time))
		return NAN;
	time = evl_make_date(day, time);
	if (f.zone_sign == NONE)
		return evl_time_clip(evl_date_utc(realm, time));
	double hour = f.zone_hour == NONE ? 0 : f.zone_hour, minute = f.zone_minute == NONE ? 0 : f.zone_minute;
	double offset = hour * 3600 + minute * 60;
	return offset > INT32_MAX ? NAN : evl_time_clip(time - f.zone_sign * offset * EVL_MS_PER_SECOND);
}
