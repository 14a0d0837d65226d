/*
 * inspect_text.c - primitives and property names as Node's util.inspect writes them.
 */
#include <math.h>
#include <string.h>

#include "base/number_text.h"
#include "base/utf.h"
#include "console/inspect_node.h"
#include "value/convert.h"

static const char hex_upper[] = "0123456789ABCDEF";
static const char hex_lower[] = "0123456789abcdef";

static bool is_high(uint16_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
static bool is_low(uint16_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

/* Must units[i] be escaped between quotes of kind `quote`? Sets *skip when a whole pair was passed. */
static bool needs_escape(const uint16_t *units, size_t length, size_t i, uint16_t quote, bool *pair)
{
	uint16_t unit = units[i];
	*pair = false;
	if (unit < 0x20 || unit == '\\' || unit == quote || (unit >= 0x7F && unit <= 0x9F))
		return true;
	if (is_high(unit) && i + 1 < length && is_low(units[i + 1])) {
		*pair = true;
		return false;
	}
	return unit >= 0xD800 && unit <= 0xDFFF;
}

static void append_escape(struct evl_text *text, uint16_t unit, bool copied)
{
	static const char short_names[] = { 'b', 't', 'n', 'v', 'f', 'r' };
	char escape[8] = { '\\' };
	if (copied && unit >= 0xD800) {
		evl_text_append_unit(text, 0xFFFD);
		return;
	}
	if (unit >= ' ' && unit < 0x7F) {
		escape[1] = (char)unit;
	} else if (unit >= 8 && unit <= 13 && (unit != '\v' || copied)) {
		escape[1] = short_names[unit - 8];
	} else if (unit < 0x100) {
		const char *hex = copied ? hex_lower : hex_upper;
		escape[1] = 'x';
		escape[2] = hex[unit >> 4];
		escape[3] = hex[unit & 15];
	} else {
		escape[1] = 'u';
		for (int i = 0; i < 4; i++)
			escape[2 + i] = hex_lower[(unit >> (12 - 4 * i)) & 15];
	}
	evl_text_append_ascii(text, escape);
}

/* The units with what must be escaped escaped, without quotes. */
static void append_escaped(struct evl_text *text, const uint16_t *units, size_t length, uint16_t quote, bool copied)
{
	size_t plain = 0;
	for (size_t i = 0; i < length; i++) {
		bool pair;
		if (units[i] >= 0x20 && units[i] < 0x7F && units[i] != quote && units[i] != '\\')
			continue;
		if (needs_escape(units, length, i, quote, &pair)) {
			evl_text_append(text, units + plain, i - plain);
			append_escape(text, units[i], copied);
			plain = i + 1;
		} else if (pair) {
			i++;
		}
	}
	if (plain < length)
		evl_text_append(text, units + plain, length - plain);
}

static uint16_t choose_quote(const struct evl_inspect_manner *manner, const uint16_t *units, size_t length)
{
	bool contained[3] = { false };
	for (size_t i = 0; i < length; i++) {
		for (int q = 0; q < 3; q++)
			contained[q] |= units[i] == manner->quotes[q];
		contained[2] |= !manner->copies_text && units[i] == '$' && i + 1 < length && units[i + 1] == '{';
	}
	for (int q = 0; q < 3; q++)
		if (!contained[q])
			return manner->quotes[q];
	return manner->quotes[0];
}

void evl_inspect_quote(struct evl_text *text, const struct evl_inspect_manner *manner, const uint16_t *units, size_t length)
{
	uint16_t quote = choose_quote(manner, units, length);
	evl_text_append_unit(text, quote);
	append_escaped(text, units, length, quote, manner->copies_text);
	evl_text_append_unit(text, quote);
}

void evl_inspect_remaining(struct evl_text *text, double count, const char *noun)
{
	evl_text_append_ascii(text, "... ");
	evl_text_append_number(text, count);
	evl_text_append_ascii(text, " more ");
	evl_text_append_ascii(text, noun);
	if (count > 1)
		evl_text_append_unit(text, 's');
}

static bool append_quoted(struct evl_inspector *ins, const uint16_t *units, size_t length)
{
	uint32_t start = ins->text->length;
	evl_inspect_quote(ins->text, ins->manner, units, length);
	return evl_inspect_styled(ins, start, EVL_STYLE_STRING);
}

bool evl_inspect_string(struct evl_inspector *ins, struct evl_string *s)
{
	const uint16_t *units = evl_string_units(ins->realm, s);
	if (units == NULL)
		return false;
	struct evl_text *text = ins->text;
	double cut = s->length - ins->max_string;
	size_t length = s->length;
	if (cut > 0) /* slice(0, maxStringLength) */
		length = (size_t)fmax(ins->max_string < 0 ? s->length + ceil(ins->max_string) : ins->max_string, 0);
	if (!ins->compact_all && length > 16 && (double)length > ins->break_length - ins->indentation - 4) {
		size_t line = 0;
		for (size_t i = 0; i < length; i++) {
			if (units[i] != '\n' || i + 1 == length)
				continue;
			if (!append_quoted(ins, units + line, i + 1 - line))
				return false;
			evl_text_append_ascii(text, " +\n");
			evl_text_append_spaces(text, ins->indentation + 2);
			line = i + 1;
		}
		if (!append_quoted(ins, units + line, length - line))
			return false;
	} else if (!append_quoted(ins, units, length)) {
		return false;
	}
	if (cut > 0)
		evl_inspect_remaining(text, cut, "character");
	return ins->realm->halt == EVL_STATUS_OK;
}

void evl_inspect_symbol(struct evl_text *text, struct evl_realm *realm, evl_name symbol)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, symbol);
	evl_text_append_ascii(text, "Symbol(");
	evl_text_append(text, entry->units, entry->length);
	evl_text_append_unit(text, ')');
}

/* /^[a-zA-Z_][a-zA-Z_.0-9]*$/, without the dot with dots false */
static bool is_name(const uint16_t *units, size_t length, bool dots)
{
	for (size_t i = 0; i < length; i++) {
		uint16_t u = units[i];
		bool letter = (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u == '_';
		if (!letter && (i == 0 || ((u < '0' || u > '9') && (u != '.' || !dots))))
			return false;
	}
	return length != 0;
}

/* A symbol as a value: a description that is no name stands in quotes where the host has it so. */
static void append_symbol(struct evl_inspector *ins, evl_name symbol)
{
	const struct evl_name_entry *entry = evl_names_entry(ins->realm->names, symbol);
	if (!ins->manner->quotes_symbols || !entry->has_description || is_name(entry->units, entry->length, true)) {
		evl_inspect_symbol(ins->text, ins->realm, symbol);
		return;
	}
	evl_text_append_ascii(ins->text, "Symbol(");
	evl_inspect_quote(ins->text, ins->manner, entry->units, entry->length);
	evl_text_append_unit(ins->text, ')');
}

/* An underscore before every three units of [from, to), counted from its end (addNumericSeparator). A sign counts for nothing. */
static void separate_integer(struct evl_text *text, uint32_t from, uint32_t to)
{
	static const uint16_t underscore = '_';
	if (from < to && text->units[from] == '-')
		from++;
	for (uint32_t at = to; at >= from + 4; at -= 3)
		evl_text_insert(text, at - 3, &underscore, 1);
}

/* The number that stands from `start` on with underscores (numericSeparator). */
static void separate_number(struct evl_text *text, uint32_t start, double number)
{
	static const uint16_t underscore = '_', dot = '.';
	uint32_t end = text->length, point = start;
	if (!isfinite(number))
		return;
	if (trunc(number) == number) {
		if (!evl_text_contains_unit(text, start, end, 'e'))
			separate_integer(text, start, end);
		return;
	}
	while (point < end && text->units[point] != '.')
		point++;
	if (point == end) {
		/* Node takes "1e-7", which has no point, for an integer part "1e-" and a fraction "1e-7". */
		uint16_t whole[32];
		uint32_t length = end - start;
		if (length > 32)
			return;
		memcpy(whole, text->units + start, length * sizeof *whole);
		text->length = point = end - 1;
		evl_text_append(text, &dot, 1);
		evl_text_append(text, whole, length);
	}
	for (uint32_t at = point + 4; at < text->length; at += 4)
		evl_text_insert(text, at, &underscore, 1);
	separate_integer(text, start, point);
}

/* What is said of a primitive that is no string; *style: how it is coloured. */
static bool append_scalar(struct evl_inspector *ins, evl_value value, enum evl_inspect_style *style)
{
	struct evl_text *text = ins->text;
	uint32_t start = text->length;
	if (evl_is_number(value)) {
		double number = evl_number(value);
		*style = EVL_STYLE_NUMBER;
		if (number == 0 && !ins->numeric_separator && !evl_is_int(value) && evl_as_double(value) == 0 && value != 0)
			evl_text_append_unit(text, '-');
		evl_text_append_number(text, number == 0 ? 0 : number);
		if (ins->numeric_separator)
			separate_number(text, start, number);
	} else if (evl_is_undefined(value)) {
		*style = EVL_STYLE_UNDEFINED;
		evl_text_append_ascii(text, "undefined");
	} else if (evl_is_null(value)) {
		*style = EVL_STYLE_NULL;
		evl_text_append_ascii(text, "null");
	} else if (evl_is_boolean(value)) {
		*style = EVL_STYLE_BOOLEAN;
		evl_text_append_ascii(text, value == EVL_TRUE ? "true" : "false");
	} else if (evl_is_symbol(value)) {
		*style = EVL_STYLE_SYMBOL;
		append_symbol(ins, evl_as_symbol(value)->name);
	} else if (evl_is_bigint(value)) {
		struct evl_string *digits;
		*style = EVL_STYLE_BIGINT;
		if (!evl_to_string(ins->realm, value, &digits))
			return false;
		evl_text_append_string(text, digits);
		if (ins->numeric_separator)
			separate_integer(text, start, text->length);
		evl_text_append_unit(text, 'n');
	}
	return ins->realm->halt == EVL_STATUS_OK;
}

bool evl_inspect_primitive(struct evl_inspector *ins, evl_value value)
{
	enum evl_inspect_style style = EVL_STYLE_UNDEFINED;
	uint32_t start = ins->text->length;
	if (evl_is_string(value))
		return evl_inspect_string(ins, evl_as_string(value));
	return append_scalar(ins, value, &style) && evl_inspect_styled(ins, start, style);
}

enum { UNKNOWN_OPENING = 0x2039 }; /* what a key that stands for an unknown value begins with */

/* The name as it stands in front of an enumerable property's value, without the brackets that symbols had until Node 24. */
static bool append_plain_key(struct evl_inspector *ins, evl_key key)
{
	struct evl_text *text = ins->text;
	uint32_t start = text->length;
	if (evl_key_is_index(key)) {
		evl_text_append_unit(text, ins->manner->quotes[0]);
		evl_text_append_number(text, evl_key_index(key));
		evl_text_append_unit(text, ins->manner->quotes[0]);
		return evl_inspect_styled(ins, start, EVL_STYLE_STRING);
	}
	const struct evl_name_entry *entry = evl_names_entry(ins->realm->names, key);
	if (entry->kind == EVL_NAME_KIND_SYMBOL) {
		evl_text_append_ascii(text, "Symbol(");
		append_escaped(text, entry->units, entry->length, '\'', false);
		evl_text_append_unit(text, ')');
		return evl_inspect_styled(ins, start, EVL_STYLE_SYMBOL);
	}
	if (key == EVL_NAME_proto) {
		evl_text_append_ascii(text, "['__proto__']");
	} else if (is_name(entry->units, entry->length, false) || (ins->realm->unknowns != 0 && entry->length > 0 && entry->units[0] == UNKNOWN_OPENING)) {
		evl_text_append(text, entry->units, entry->length);
		return evl_inspect_styled(ins, start, EVL_STYLE_NAME);
	} else {
		evl_inspect_quote(text, ins->manner, entry->units, entry->length);
		return evl_inspect_styled(ins, start, EVL_STYLE_STRING);
	}
	return ins->realm->halt == EVL_STATUS_OK;
}

/* Until Node 24 a hidden name stands in its brackets without quotes and style. */
static void append_hidden_key(struct evl_text *text, struct evl_realm *realm, evl_key key)
{
	if (evl_key_is_index(key)) {
		evl_text_append_number(text, evl_key_index(key));
		return;
	}
	const struct evl_name_entry *entry = evl_names_entry(realm->names, key);
	append_escaped(text, entry->units, entry->length, '\'', false);
}

bool evl_inspect_key(struct evl_inspector *ins, evl_key key, bool enumerable)
{
	struct evl_text *text = ins->text;
	bool newer = ins->realm->v8 >= EVL_V8_13;
	bool symbol = !evl_key_is_index(key) && evl_names_entry(ins->realm->names, key)->kind == EVL_NAME_KIND_SYMBOL;
	bool brackets = newer || key == EVL_NAME_proto ? newer && !enumerable : !enumerable || symbol;
	if (brackets)
		evl_text_append_unit(text, '[');
	if (brackets && !newer && !symbol)
		append_hidden_key(text, ins->realm, key);
	else if (!append_plain_key(ins, key))
		return false;
	if (brackets)
		evl_text_append_unit(text, ']');
	return ins->realm->halt == EVL_STATUS_OK;
}
