/* SPDX-License-Identifier: MIT */
/*
 * number_pattern.c - numbers in English: digits in groups, signs, percent, currencies, units, compact and scientific notation.
 * The rules are ICU's (number formatting of CLDR's English), the words come from tables made from it.
 */
#include "builtins/number_pattern.h"

#include <stdio.h>
#include <string.h>

#include "builtins/region.h"

struct currency {
	char code[4];
	uint8_t digits, listed;
	const char *symbol, *narrow, *one, *other;
};

static const struct currency currencies[] = {
#define CURRENCY(code, digits, symbol, narrow, one, other, listed) { code, digits, listed, symbol, narrow, one, other },
#include "builtins/currency_table.def"
#undef CURRENCY
};

struct unit {
	const char *name;
	const char *forms[3][2]; /* short, long, narrow; of one, of others: what follows the number */
	const char *per[3];      /* what "-per-" this adds */
};

static const struct unit units[] = {
#define UNIT(name, s1, s2, l1, l2, n1, n2, ps, pl, pn) { name, { { s1, s2 }, { l1, l2 }, { n1, n2 } }, { ps, pl, pn } },
#include "builtins/unit_table.def"
#undef UNIT
};

static const struct unit pairs[] = {
#define UNIT_PAIR(name, s1, s2, l1, l2, n1, n2) { name, { { s1, s2 }, { l1, l2 }, { n1, n2 } }, { NULL, NULL, NULL } },
#include "builtins/unit_table.def"
#undef UNIT_PAIR
};

enum {
	CURRENCIES = sizeof currencies / sizeof currencies[0],
	UNITS = sizeof units / sizeof units[0],
	PAIRS = sizeof pairs / sizeof pairs[0],
};

/* ----------------------------------------------------------------- tables */

static const struct currency *currency_of(const char code[4])
{
	for (size_t i = 0; i < CURRENCIES; i++)
		if (memcmp(currencies[i].code, code, 3) == 0)
			return &currencies[i];
	return NULL;
}

int evl_currency_digits(const char code[4])
{
	const struct currency *currency = currency_of(code);
	return currency != NULL ? currency->digits : 2;
}

const char *evl_currency_symbol(const char code[4], enum evl_currency_display display, bool one)
{
	const struct currency *c = currency_of(code);
	if (c == NULL || display == EVL_CURRENCY_CODE)
		return NULL;
	if (display == EVL_CURRENCY_NAME)
		return one ? c->one : c->other;
	return display == EVL_CURRENCY_NARROW ? c->narrow : c->symbol;
}

const char *evl_currency_listed(unsigned index)
{
	for (size_t i = 0; i < CURRENCIES; i++)
		if (currencies[i].listed && index-- == 0)
			return currencies[i].code;
	return NULL;
}

const char *evl_unit_listed(unsigned index) { return index < UNITS ? units[index].name : NULL; }

static const struct unit *unit_of(const struct unit *table, size_t count, const char *name, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strncmp(table[i].name, name, length) == 0 && table[i].name[length] == '\0')
			return &table[i];
	return NULL;
}

/* The unit before "-per-" and, in *per, the one after it. */
static const struct unit *unit_parts(const char *name, const struct unit **per)
{
	const char *between = strstr(name, "-per-");
	*per = NULL;
	if (between == NULL)
		return unit_of(units, UNITS, name, strlen(name));
	*per = unit_of(units, UNITS, between + 5, strlen(between + 5));
	return *per != NULL ? unit_of(units, UNITS, name, (size_t)(between - name)) : NULL;
}

bool evl_unit_is_known(const char *name)
{
	const struct unit *per;
	return strlen(name) < EVL_UNIT_NAME_MAX && unit_parts(name, &per) != NULL;
}

/* --------------------------------------------------------------- rounding */

int64_t evl_number_round(const struct evl_digit_options *o, struct evl_decimal *d)
{
	enum evl_rounding mode = (enum evl_rounding)o->mode;
	int64_t minimum;
	if (o->type == EVL_ROUNDING_FRACTION) {
		evl_decimal_round(d, o->maximum_fraction, mode, o->increment);
		minimum = o->minimum_fraction;
	} else {
		int64_t by_digits = o->maximum_significant - 1 - evl_decimal_magnitude(d); /* places after the point */
		int64_t places = by_digits;
		if (o->type == EVL_ROUNDING_MORE && o->maximum_fraction > by_digits)
			places = o->maximum_fraction;
		if (o->type == EVL_ROUNDING_LESS && o->maximum_fraction < by_digits)
			places = o->maximum_fraction;
		int64_t before = evl_decimal_magnitude(d);
		evl_decimal_round(d, places, mode, 1);
		if (d->count > 0 && evl_decimal_magnitude(d) != before && by_digits == o->maximum_fraction)
			by_digits--;
		int64_t shown = o->minimum_significant - 1 - evl_decimal_magnitude(d);
		if (shown < 0)
			shown = 0;
		bool digits_win = o->type == EVL_ROUNDING_SIGNIFICANT ||
				  (o->type == EVL_ROUNDING_MORE) == (by_digits >= o->maximum_fraction);
		minimum = digits_win ? shown : o->minimum_fraction;
	}
	if (o->strip_if_integer && (int64_t)d->count <= d->exponent)
		minimum = 0;
	return minimum;
}

/* ----------------------------------------------------------------- digits */

static void add_digits(const struct evl_number_format *format, struct evl_text_parts *parts, const char *type, const struct evl_decimal *d,
		       int64_t from, int64_t to)
{
	uint16_t piece[64];
	size_t length = 0;
	int moved = format->region != NULL ? (int)format->region->zero - '0' : 0;
	/* long stretches go piece by piece into one part */
	for (int64_t position = from; position >= to; position--) {
		piece[length++] = (uint16_t)(evl_decimal_digit(d, position) + moved);
		if (length == sizeof piece / sizeof piece[0] && position > to) {
			evl_buffer16_append(&parts->text, piece, length);
			length = 0;
		}
	}
	evl_text_parts_add_units(parts, type, piece, length);
}

/* How a number falls into groups. */
struct groups {
	const char *separator;
	int64_t primary, secondary;
	int64_t least; /* digits before the last group */
};

static struct groups groups_of(const struct evl_number_format *format)
{
	const struct evl_region_numbers *region = format->region;
	struct groups g = { ",", 3, 3, 1 };
	if (region != NULL)
		g = (struct groups){ format->style == EVL_NUMBER_CURRENCY ? region->money_group : region->group, region->primary, region->secondary, region->least };
	bool sparse = format->grouping == EVL_GROUPING_MIN2 || (format->grouping == EVL_GROUPING_AUTO && format->notation == EVL_NOTATION_COMPACT);
	if (sparse && g.least < 2)
		g.least = 2;
	if (format->grouping == EVL_GROUPING_ALWAYS && g.least < 9)
		g.least = 1;
	return g;
}

static void add_whole(const struct evl_number_format *format, const struct evl_decimal *d, struct evl_text_parts *parts)
{
	int64_t highest = d->exponent > 0 ? d->exponent - 1 : 0;
	if (highest < format->digits.minimum_integer - 1)
		highest = format->digits.minimum_integer - 1;
	struct groups g = groups_of(format);
	if (format->grouping == EVL_GROUPING_NONE || g.least >= 9 || highest < g.primary + g.least - 1) {
		add_digits(format, parts, "integer", d, highest, 0);
		return;
	}
	int64_t from = highest;
	while (from >= 0) {
		int64_t to = from < g.primary ? 0 : g.primary + (from - g.primary) / g.secondary * g.secondary;
		add_digits(format, parts, "integer", d, from, to);
		if (to > 0)
			evl_text_parts_add_text(parts, "group", g.separator);
		from = to - 1;
	}
}

static const char *decimal_of(const struct evl_number_format *format)
{
	if (format->region == NULL)
		return ".";
	return format->style == EVL_NUMBER_CURRENCY ? format->region->money_decimal : format->region->decimal;
}

/* The number without sign; true when English would say "one" of it. */
static bool add_number(const struct evl_number_format *format, const struct evl_decimal *d, int64_t minimum_fraction,
		       struct evl_text_parts *parts)
{
	const struct evl_region_numbers *region = format->region;
	if (d->kind == EVL_DECIMAL_NAN) {
		evl_text_parts_add_text(parts, "nan", region != NULL ? region->nan : "NaN");
		return false;
	}
	if (d->kind == EVL_DECIMAL_INFINITE) {
		evl_text_parts_add_text(parts, "infinity", region != NULL ? region->infinity : "\u221E");
		return false;
	}
	int64_t places = (int64_t)d->count - d->exponent;
	if (places < minimum_fraction)
		places = minimum_fraction;
	add_whole(format, d, parts);
	if (places > 0) {
		evl_text_parts_add_text(parts, "decimal", decimal_of(format));
		add_digits(format, parts, "fraction", d, -1, -places);
	}
	return places <= 0 && d->count == 1 && d->exponent == 1 && d->digits[0] == '1';
}

/* --------------------------------------------------------------- notations */

/* By how many powers of ten a number of this magnitude is made smaller. */
static int64_t scale_of(const struct evl_number_format *format, int64_t magnitude)
{
	switch (format->notation) {
	case EVL_NOTATION_SCIENTIFIC:
		return magnitude;
	case EVL_NOTATION_ENGINEERING:
		return magnitude - ((magnitude % 3 + 3) % 3);
	case EVL_NOTATION_COMPACT:
		return magnitude < 3 ? 0 : magnitude >= 12 ? 12 : magnitude - magnitude % 3;
	default:
		return 0;
	}
}

static void move_point(struct evl_decimal *d, int64_t by)
{
	if (d->count > 0)
		d->exponent += by;
}

/* Scale and round; gives the power of ten that was taken away. */
static int64_t scale_and_round(const struct evl_number_format *format, struct evl_decimal *d, int64_t *minimum)
{
	if (d->kind != EVL_DECIMAL_FINITE)
		return 0;
	int64_t magnitude = evl_decimal_magnitude(d), scale = scale_of(format, magnitude);
	move_point(d, -scale);
	*minimum = evl_number_round(&format->digits, d);
	if (d->count == 0 || evl_decimal_magnitude(d) == magnitude - scale)
		return scale;
	int64_t again = scale_of(format, magnitude + 1);
	if (again == scale)
		return scale;
	/* rounding brought it to the next step: 999.9 thousand is a million */
	move_point(d, scale - again);
	*minimum = evl_number_round(&format->digits, d);
	return again;
}

static void add_exponent(struct evl_text_parts *parts, int64_t exponent)
{
	char text[24];
	evl_text_parts_add_text(parts, "exponentSeparator", "E");
	if (exponent < 0)
		evl_text_parts_add_text(parts, "exponentMinusSign", "-");
	snprintf(text, sizeof text, "%lld", (long long)(exponent < 0 ? -exponent : exponent));
	evl_text_parts_add_text(parts, "exponentInteger", text);
}

/* " million" or "M": what follows the digits, its space a literal. */
static void add_words(struct evl_text_parts *parts, const char *type, const char *words)
{
	if (words[0] == ' ') {
		evl_text_parts_add_literal(parts, words, 1);
		words++;
	}
	evl_text_parts_add_text(parts, type, words);
}

static void add_compact(const struct evl_number_format *format, int64_t scale, struct evl_text_parts *parts)
{
	static const char *const words[2][4] = { { "K", "M", "B", "T" }, { " thousand", " million", " billion", " trillion" } };
	bool symbol = format->style == EVL_NUMBER_CURRENCY && format->currency_display != EVL_CURRENCY_NAME;
	if (scale >= 3)
		add_words(parts, "compact", words[format->compact_long && !symbol][scale / 3 - 1]);
}

/* ------------------------------------------------------------------- affixes */

static void add_unit(const struct evl_number_format *format, bool one, struct evl_text_parts *parts)
{
	static const uint8_t column[] = { [EVL_UNIT_SHORT] = 0, [EVL_UNIT_LONG] = 1, [EVL_UNIT_NARROW] = 2 };
	unsigned display = column[format->unit_display];
	const struct unit *per, *unit = unit_of(pairs, PAIRS, format->unit, strlen(format->unit));
	if (unit != NULL) {
		add_words(parts, "unit", unit->forms[display][!one]);
		return;
	}
	unit = unit_parts(format->unit, &per);
	const char *own = unit->forms[display][!one];
	char both[160];
	/* "%" stays alone but in compact notation */
	const char *added = per == NULL || (own[0] == '%' && format->notation != EVL_NOTATION_COMPACT) ? "" : per->per[display];
	snprintf(both, sizeof both, "%s%s", own, added);
	add_words(parts, "unit", both);
}

/* Is the last character of a currency's sign a symbol, so that digits follow it at once? */
static bool ends_in_symbol(const char *text)
{
	size_t length = strlen(text), start = length;
	uint32_t c = 0;
	do
		start--;
	while (start > 0 && ((unsigned char)text[start] & 0xC0) == 0x80);
	if (length - start == 1)
		return text[start] == '$';
	/* two or three bytes */
	unsigned char lead = (unsigned char)text[start];
	c = length - start == 2 ? lead & 0x1Fu : lead & 0x0Fu;
	for (size_t i = start + 1; i < length; i++)
		c = c << 6 | ((unsigned char)text[i] & 0x3Fu);
	return (c >= 0xA2 && c <= 0xA5) || c == 0x58F || c == 0x60B || c == 0x9F2 || c == 0x9F3 || c == 0xE3F || c == 0x17DB ||
	       (c >= 0x20A0 && c <= 0x20CF) || c == 0xFFE0 || c == 0xFFE1 || c == 0xFFE5 || c == 0xFFE6;
}

static void add_currency(const struct evl_number_format *format, bool digits_follow, struct evl_text_parts *parts)
{
	const char *symbol = evl_currency_symbol(format->currency, (enum evl_currency_display)format->currency_display, false);
	if (symbol == NULL)
		symbol = format->currency;
	evl_text_parts_add_text(parts, "currency", symbol);
	if (digits_follow && !ends_in_symbol(symbol))
		evl_text_parts_add_text(parts, "literal", "\u00A0");
}

enum sign { SIGN_NONE, SIGN_MINUS, SIGN_PLUS };

static enum sign sign_of(const struct evl_number_format *format, const struct evl_decimal *d)
{
	bool zero = evl_decimal_is_zero(d);
	switch ((enum evl_sign_display)format->sign_display) {
	case EVL_SIGN_AUTO:
		return d->negative ? SIGN_MINUS : SIGN_NONE;
	case EVL_SIGN_NEVER:
		return SIGN_NONE;
	case EVL_SIGN_ALWAYS:
		return d->negative ? SIGN_MINUS : SIGN_PLUS;
	case EVL_SIGN_EXCEPT_ZERO:
		return zero || d->kind == EVL_DECIMAL_NAN ? SIGN_NONE : d->negative ? SIGN_MINUS : SIGN_PLUS;
	case EVL_SIGN_NEGATIVE:
		return d->negative && !zero ? SIGN_MINUS : SIGN_NONE;
	}
	return SIGN_NONE;
}

/* The sign of a currency as the region has it, and which shape goes with it. */
static const char *money_shape(const struct evl_number_format *format, const struct evl_decimal *d, bool is_signed, char symbol[32])
{
	const struct evl_region_numbers *region = format->region;
	bool before = strchr(region->money, 'C') < strchr(region->money, '#'), touches;
	if (format->currency_display == EVL_CURRENCY_CODE)
		snprintf(symbol, 32, "%s", format->currency);
	else
		(void)evl_region_symbol(region, format->currency, format->currency_display == EVL_CURRENCY_NARROW, symbol);
	touches = before && d->kind == EVL_DECIMAL_FINITE && !ends_in_symbol(symbol);
	if (is_signed)
		return touches ? region->coded_signed : region->money_signed;
	return touches ? region->coded : region->money;
}

static void format_region(const struct evl_number_format *format, struct evl_decimal *d, struct evl_text_parts *parts)
{
	const struct evl_region_numbers *region = format->region;
	int64_t minimum = 0;
	if (format->style == EVL_NUMBER_PERCENT)
		move_point(d, 2);
	if (d->kind == EVL_DECIMAL_FINITE)
		minimum = evl_number_round(&format->digits, d);
	enum sign sign = sign_of(format, d);
	char symbol[32] = "";
	const char *shape = sign != SIGN_NONE ? region->plain_signed : region->plain;
	if (format->style == EVL_NUMBER_PERCENT)
		shape = sign != SIGN_NONE ? region->per_cent_signed : region->per_cent;
	else if (format->style == EVL_NUMBER_CURRENCY)
		shape = money_shape(format, d, sign != SIGN_NONE, symbol);
	while (*shape != '\0') {
		size_t literal = strcspn(shape, "-#%C");
		if (literal != 0)
			evl_text_parts_add_literal(parts, shape, literal);
		shape += literal;
		switch (*shape) {
		case '-':
			evl_text_parts_add_text(parts, sign == SIGN_MINUS ? "minusSign" : "plusSign", sign == SIGN_MINUS ? region->minus : region->plus);
			break;
		case '%':
			evl_text_parts_add_text(parts, "percentSign", region->percent);
			break;
		case 'C':
			evl_text_parts_add_text(parts, "currency", symbol);
			break;
		case '#':
			add_number(format, d, minimum, parts);
			break;
		default:
			return;
		}
		shape++;
	}
}

bool evl_number_format_is_known(const struct evl_number_format *format)
{
	char ignored[32];
	if (format->region == NULL)
		return true;
	if (format->notation != EVL_NOTATION_STANDARD || format->style == EVL_NUMBER_UNIT)
		return false;
	return format->style != EVL_NUMBER_CURRENCY || (!format->accounting && format->currency_display != EVL_CURRENCY_NAME &&
							 evl_region_symbol(format->region, format->currency, false, ignored));
}

void evl_number_format(const struct evl_number_format *format, struct evl_decimal *d, struct evl_text_parts *parts)
{
	if (format->region != NULL) {
		format_region(format, d, parts);
		return;
	}
	int64_t minimum = 0;
	if (format->style == EVL_NUMBER_PERCENT)
		move_point(d, 2);
	int64_t scale = scale_and_round(format, d, &minimum);
	bool symbol = format->style == EVL_NUMBER_CURRENCY && format->currency_display != EVL_CURRENCY_NAME;
	enum sign sign = sign_of(format, d);
	bool brackets = symbol && format->accounting && sign == SIGN_MINUS && (format->notation != EVL_NOTATION_COMPACT || scale == 0);
	if (brackets)
		evl_text_parts_add_text(parts, "literal", "(");
	else if (sign != SIGN_NONE)
		evl_text_parts_add_text(parts, sign == SIGN_MINUS ? "minusSign" : "plusSign", sign == SIGN_MINUS ? "-" : "+");
	if (symbol)
		add_currency(format, d->kind == EVL_DECIMAL_FINITE, parts);
	bool one = add_number(format, d, minimum, parts);
	if (d->kind == EVL_DECIMAL_FINITE) {
		if (format->notation == EVL_NOTATION_COMPACT)
			add_compact(format, scale, parts);
		else if (format->notation != EVL_NOTATION_STANDARD)
			add_exponent(parts, scale);
	}
	one = one && scale == 0;
	if (format->style == EVL_NUMBER_PERCENT) {
		evl_text_parts_add_text(parts, format->notation == EVL_NOTATION_COMPACT ? "unit" : "percentSign", "%");
	} else if (format->style == EVL_NUMBER_UNIT) {
		add_unit(format, one, parts);
	} else if (format->style == EVL_NUMBER_CURRENCY && !symbol) {
		const char *name = evl_currency_symbol(format->currency, EVL_CURRENCY_NAME, one);
		evl_text_parts_add_literal(parts, " ", 1);
		evl_text_parts_add_text(parts, "currency", name != NULL ? name : format->currency);
	}
	if (brackets)
		evl_text_parts_add_text(parts, "literal", ")");
}

/* -------------------------------------------------------------------- ranges */

static bool has_sign(const struct evl_text_parts *parts)
{
	return parts->count > 0 && (strcmp(parts->items[0].type, "minusSign") == 0 || strcmp(parts->items[0].type, "plusSign") == 0);
}

bool evl_number_format_range(const struct evl_number_format *format, struct evl_decimal *start, struct evl_decimal *end,
			     struct evl_text_parts *parts)
{
	struct evl_text_parts a, b;
	bool plain = format->style == EVL_NUMBER_DECIMAL && format->notation == EVL_NOTATION_STANDARD;
	bool done = true;
	if (format->region != NULL)
		return false;
	if (start->count > 17 || end->count > 17)
		return false; /* ICU compares such ones as doubles */
	evl_text_parts_init(&a);
	evl_text_parts_init(&b);
	evl_number_format(format, start, &a);
	evl_number_format(format, end, &b);
	a.source = b.source = NULL;
	if (a.text.length == b.text.length && memcmp(a.text.units, b.text.units, a.text.length * sizeof *a.text.units) == 0) {
		if (plain || (format->style == EVL_NUMBER_CURRENCY && format->notation == EVL_NOTATION_STANDARD && !has_sign(&a))) {
			parts->source = "shared";
			evl_text_parts_add_text(parts, "approximatelySign", "~");
			evl_text_parts_append(parts, &a);
		} else {
			done = false;
		}
	} else if (plain || (format->style == EVL_NUMBER_PERCENT && format->notation == EVL_NOTATION_STANDARD && !has_sign(&a) && !has_sign(&b)) ||
		   (format->style == EVL_NUMBER_CURRENCY && format->notation == EVL_NOTATION_STANDARD && !has_sign(&a) && !has_sign(&b) &&
		    memcmp(format->currency, "USD", 3) == 0 && format->currency_display == EVL_CURRENCY_SYMBOL && !format->accounting)) {
		bool tight = plain && !has_sign(&a);
		parts->source = "startRange";
		evl_text_parts_append(parts, &a);
		parts->source = "shared";
		evl_text_parts_add_text(parts, "literal", tight ? "\u2013" : " \u2013 ");
		parts->source = "endRange";
		evl_text_parts_append(parts, &b);
	} else {
		done = false;
	}
	parts->failed |= a.failed || b.failed;
	parts->source = NULL;
	evl_text_parts_release(&a);
	evl_text_parts_release(&b);
	return done;
}
