/* SPDX-License-Identifier: MIT */
/*
 * literal.c - decoding literals.
 *
 * Scratch memory is taken from the arena and given back at once, so that only
 * the interned names stay.
 */
#include "syntax/literal.h"

#include <string.h>

#include "base/ascii.h"
#include "base/number_text.h"
#include "base/utf.h"

/* Read exactly `count` hexadecimal digits; false when there are fewer. */
static bool read_hex(const char *text, size_t length, size_t *at, int count, uint32_t *value)
{
	*value = 0;
	for (int i = 0; i < count; i++) {
		int digit = *at < length ? evl_hex_value(text[*at]) : -1;
		if (digit < 0)
			return false;
		*value = *value << 4 | (uint32_t)digit;
		(*at)++;
	}
	return true;
}

/* What follows "\u": four digits, or any number in braces. */
static bool read_unicode_escape(const char *text, size_t length, size_t *at, uint32_t *value)
{
	if (*at >= length || text[*at] != '{')
		return read_hex(text, length, at, 4, value);
	size_t first = ++*at;
	*value = 0;
	while (*at < length && evl_hex_value(text[*at]) >= 0) {
		*value = *value << 4 | (uint32_t)evl_hex_value(text[*at]);
		if (*value > 0x10FFFF)
			return false;
		(*at)++;
	}
	if (*at == first || *at >= length || text[*at] != '}')
		return false;
	(*at)++;
	return true;
}

static size_t put_code_point(uint16_t *units, uint32_t c)
{
	if (c < 0x10000) {
		units[0] = (uint16_t)c;
		return 1;
	}
	units[0] = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
	units[1] = (uint16_t)(0xDC00 + ((c - 0x10000) & 0x3FF));
	return 2;
}

/*
 * Decode an escape whose backslash is before `*at`. Writes at most two units
 * and returns how many, or -1 when the escape is not valid. A template has no octal escapes.
 */
static int decode_escape(const char *text, size_t length, size_t *at, bool is_template, uint16_t *units)
{
	size_t taken;
	uint32_t c = evl_wtf8_decode(text + *at, length - *at, &taken);
	*at += taken;
	uint32_t value;
	switch (c) {
	case 'n': units[0] = '\n'; return 1;
	case 't': units[0] = '\t'; return 1;
	case 'r': units[0] = '\r'; return 1;
	case 'b': units[0] = '\b'; return 1;
	case 'v': units[0] = '\v'; return 1;
	case 'f': units[0] = '\f'; return 1;
	case '\r':
		if (*at < length && text[*at] == '\n')
			(*at)++;
		return 0;
	case '\n':
	case 0x2028:
	case 0x2029:
		return 0;
	case 'x':
		if (!read_hex(text, length, at, 2, &value))
			return -1;
		units[0] = (uint16_t)value;
		return 1;
	case 'u':
		if (!read_unicode_escape(text, length, at, &value))
			return -1;
		return (int)put_code_point(units, value);
	default:
		break;
	}
	if (c < '0' || c > '9' || (c > '7' && !is_template))
		return (int)put_code_point(units, c);
	bool digit_follows = *at < length && text[*at] >= '0' && text[*at] <= '9';
	if (is_template) {
		if (c != '0' || digit_follows)
			return -1;
		units[0] = 0;
		return 1;
	}
	value = c - '0';
	int more = c <= '3' ? 2 : 1;
	while (more-- > 0 && *at < length && text[*at] >= '0' && text[*at] <= '7')
		value = value * 8 + (uint32_t)(text[(*at)++] - '0');
	units[0] = (uint16_t)value;
	return 1;
}

/* Decode text with escapes into scratch units and intern the result. */
static evl_name decode(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length, bool is_template)
{
	unsigned char *mark = scratch->next;
	uint16_t *units = evl_arena_alloc(scratch, (length + 2) * sizeof(*units));
	size_t count = 0;
	bool valid = true;
	for (size_t i = 0; i < length && valid;) {
		char c = text[i];
		if (c == '\\' && i + 1 < length) {
			i++;
			int n = decode_escape(text, length, &i, is_template, units + count);
			valid = n >= 0;
			count += n > 0 ? (size_t)n : 0;
		} else if (c == '\r' && is_template) {
			units[count++] = '\n';
			i += i + 1 < length && text[i + 1] == '\n' ? 2 : 1;
		} else {
			size_t taken;
			count += put_code_point(units + count, evl_wtf8_decode(text + i, length - i, &taken));
			i += taken;
		}
	}
	if (names && valid) {
		/* Interning may allocate from the same arena: its copy comes after the scratch units. */
		uint32_t before = evl_names_count(names);
		evl_name name = evl_names_intern(names, units, count);
		if (evl_names_count(names) == before)
			scratch->next = mark;
		return name;
	}
	scratch->next = mark;
	return EVL_NAME_NONE;
}

evl_name evl_literal_string(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length)
{
	if (!memchr(text, '\\', length))
		return evl_names_intern_source(names, text, length);
	return decode(names, scratch, text, length, false);
}

evl_name evl_literal_cooked(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length)
{
	if (!memchr(text, '\\', length) && !memchr(text, '\r', length))
		return evl_names_intern_source(names, text, length);
	return decode(names, scratch, text, length, true);
}

evl_name evl_literal_raw(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length)
{
	if (!memchr(text, '\r', length))
		return evl_names_intern_source(names, text, length);
	char *copy = evl_arena_alloc(scratch, length);
	size_t n = 0;
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\r') {
			copy[n++] = '\n';
			if (i + 1 < length && text[i + 1] == '\n')
				i++;
		} else {
			copy[n++] = text[i];
		}
	}
	return evl_names_intern_source(names, copy, n);
}

evl_name evl_literal_identifier(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length,
				bool *escaped)
{
	*escaped = memchr(text, '\\', length) != NULL;
	if (*escaped)
		return decode(names, scratch, text, length, false);
	return evl_names_intern_utf8(names, text, length);
}

/* Digits of a radix that is a power of two: exact, then rounded once to nearest, ties to even. */
static double read_power_of_two(const char *text, size_t length, unsigned bits)
{
	uint64_t value = 0;
	int dropped = 0;
	bool sticky = false;
	for (size_t i = 0; i < length; i++) {
		int digit = evl_hex_value(text[i]);
		for (unsigned b = bits; digit >= 0 && b-- > 0;) {
			uint64_t bit = (uint64_t)digit >> b & 1;
			if (value >> 62) {
				sticky = sticky || bit;
				dropped++;
			} else {
				value = value << 1 | bit;
			}
		}
	}
	if (value >> 53) {
		/* Make the lowest kept bit decide as the whole rest would. */
		value |= sticky;
	}
	double result = (double)value;
	for (; dropped > 0 && result <= 1.7976931348623157e308; dropped--)
		result *= 2;
	return result;
}

double evl_literal_number(struct evl_arena *scratch, const char *text, size_t length)
{
	if (length == 1)
		return text[0] - '0';
	if (text[0] == '0') {
		char c = text[1];
		if (c == 'x' || c == 'X')
			return read_power_of_two(text + 2, length - 2, 4);
		if (c == 'o' || c == 'O')
			return read_power_of_two(text + 2, length - 2, 3);
		if (c == 'b' || c == 'B')
			return read_power_of_two(text + 2, length - 2, 1);
		bool octal = true;
		for (size_t i = 0; i < length; i++)
			octal = octal && text[i] >= '0' && text[i] <= '7';
		if (octal)
			return read_power_of_two(text, length, 3);
	}
	double value = 0;
	if (!memchr(text, '_', length)) {
		evl_text_to_number(text, length, &value);
		return value;
	}
	unsigned char *mark = scratch->next;
	char *copy = evl_arena_alloc(scratch, length);
	size_t n = 0;
	for (size_t i = 0; i < length; i++) {
		if (text[i] != '_')
			copy[n++] = text[i];
	}
	evl_text_to_number(copy, n, &value);
	scratch->next = mark;
	return value;
}

evl_name evl_literal_bigint(struct evl_names *names, struct evl_arena *scratch, const char *text, size_t length)
{
	char *copy = evl_arena_alloc(scratch, length);
	size_t n = 0;
	for (size_t i = 0; i + 1 < length; i++) {
		if (text[i] != '_')
			copy[n++] = text[i];
	}
	return evl_names_intern_utf8(names, copy, n);
}
