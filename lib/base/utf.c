/* SPDX-License-Identifier: MIT */
/*
 * utf.c - conversions between UTF-8 and UTF-16.
 *
 * Well-formedness is that of Unicode's table 3-7: no overlong forms, no
 * surrogates, nothing above U+10FFFF. Each byte that does not begin a
 * well-formed sequence counts alone as one U+FFFD.
 */
#include "base/utf.h"

#include <stdbool.h>
#include <string.h>

enum { REPLACEMENT = 0xFFFD };

/* The length of the well-formed sequence at `s`, and its code point; 0 when there is none. */
static size_t sequence(const unsigned char *s, size_t length, bool surrogates, uint32_t *code_point)
{
	unsigned char c = s[0];
	if (c < 0x80) {
		*code_point = c;
		return 1;
	}
	if (c < 0xC2 || c > 0xF4)
		return 0;
	size_t need = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
	if (length < need)
		return 0;
	unsigned char low = 0x80, high = 0xBF; /* bounds of the second byte */
	if (c == 0xE0)
		low = 0xA0;
	else if (c == 0xED && !surrogates)
		high = 0x9F;
	else if (c == 0xF0)
		low = 0x90;
	else if (c == 0xF4)
		high = 0x8F;
	if (s[1] < low || s[1] > high)
		return 0;
	uint32_t value = c & (0x7Fu >> need);
	value = value << 6 | (s[1] & 0x3Fu);
	for (size_t i = 2; i < need; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 0;
		value = value << 6 | (s[i] & 0x3Fu);
	}
	*code_point = value;
	return need;
}

static uint32_t decode(const char *text, size_t length, bool surrogates, size_t *taken)
{
	uint32_t code_point = REPLACEMENT;
	size_t n = length ? sequence((const unsigned char *)text, length, surrogates, &code_point) : 0;
	*taken = n ? n : 1;
	return n ? code_point : REPLACEMENT;
}

uint32_t evl_utf8_decode(const char *text, size_t length, size_t *taken)
{
	return decode(text, length, false, taken);
}

size_t evl_utf8_count(const char *text, size_t length)
{
	size_t n = 0;
	for (size_t i = 0, taken; i < length; i += taken, n++)
		evl_utf8_decode(text + i, length - i, &taken);
	return n;
}

uint32_t evl_wtf8_decode(const char *text, size_t length, size_t *taken)
{
	return decode(text, length, true, taken);
}

static size_t units_of(const char *text, size_t length, bool surrogates)
{
	size_t units = 0;
	for (size_t i = 0, taken; i < length; i += taken) {
		if ((unsigned char)text[i] < 0x80) {
			taken = 1;
			units++;
		} else {
			units += decode(text + i, length - i, surrogates, &taken) > 0xFFFF ? 2 : 1;
		}
	}
	return units;
}

size_t evl_utf8_to_utf16_length(const char *text, size_t length)
{
	return units_of(text, length, false);
}

size_t evl_wtf8_to_utf16_length(const char *text, size_t length)
{
	return units_of(text, length, true);
}

static size_t to_utf16(const char *text, size_t length, bool surrogates, uint16_t *units)
{
	size_t n = 0;
	for (size_t i = 0, taken; i < length; i += taken) {
		uint32_t c = (unsigned char)text[i];
		if (c < 0x80)
			taken = 1;
		else
			c = decode(text + i, length - i, surrogates, &taken);
		if (c > 0xFFFF) {
			units[n++] = (uint16_t)(0xD800 + ((c - 0x10000) >> 10));
			units[n++] = (uint16_t)(0xDC00 + ((c - 0x10000) & 0x3FF));
		} else {
			units[n++] = (uint16_t)c;
		}
	}
	return n;
}

size_t evl_utf8_to_utf16(const char *text, size_t length, uint16_t *units)
{
	return to_utf16(text, length, false, units);
}

size_t evl_wtf8_to_utf16(const char *text, size_t length, uint16_t *units)
{
	return to_utf16(text, length, true, units);
}

_Bool evl_utf8_has_surrogate(const char *text, size_t length)
{
	const char *end = text + length, *at = text;
	while (at < end && (at = memchr(at, 0xED, (size_t)(end - at))) != NULL) {
		if (end - at > 2 && (unsigned char)at[1] >= 0xA0)
			return true;
		at++;
	}
	return false;
}

uint32_t evl_utf16_decode(const uint16_t *units, size_t length, size_t i, size_t *taken)
{
	uint32_t c = units[i];
	*taken = 1;
	if ((c & 0xFC00) == 0xD800 && i + 1 < length && (units[i + 1] & 0xFC00) == 0xDC00) {
		*taken = 2;
		return 0x10000 + ((c & 0x3FF) << 10 | (units[i + 1] & 0x3FFu));
	}
	return c;
}

size_t evl_utf16_to_utf8_length(const uint16_t *units, size_t length)
{
	size_t bytes = 0;
	for (size_t i = 0, taken; i < length; i += taken) {
		uint32_t c = evl_utf16_decode(units, length, i, &taken);
		bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
	}
	return bytes;
}

static size_t from_utf16(const uint16_t *units, size_t length, bool surrogates, char *text)
{
	unsigned char *out = (unsigned char *)text;
	size_t n = 0;
	for (size_t i = 0, taken; i < length; i += taken) {
		uint32_t c = evl_utf16_decode(units, length, i, &taken);
		if (c < 0x80) {
			out[n++] = (unsigned char)c;
			continue;
		}
		if (!surrogates && taken == 1 && (c & 0xF800) == 0xD800)
			c = REPLACEMENT;
		if (c < 0x800) {
			out[n++] = (unsigned char)(0xC0 | c >> 6);
		} else {
			if (c < 0x10000) {
				out[n++] = (unsigned char)(0xE0 | c >> 12);
			} else {
				out[n++] = (unsigned char)(0xF0 | c >> 18);
				out[n++] = (unsigned char)(0x80 | (c >> 12 & 0x3F));
			}
			out[n++] = (unsigned char)(0x80 | (c >> 6 & 0x3F));
		}
		out[n++] = (unsigned char)(0x80 | (c & 0x3F));
	}
	return n;
}

size_t evl_utf16_to_utf8(const uint16_t *units, size_t length, char *text)
{
	return from_utf16(units, length, false, text);
}

size_t evl_utf16_to_wtf8(const uint16_t *units, size_t length, char *text)
{
	return from_utf16(units, length, true, text);
}
