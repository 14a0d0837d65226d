/* SPDX-License-Identifier: MIT */
/*
 * ansi.c - finding terminals' escape sequences, as Node's util does.
 *
 * After ESC or CSI and any of [ ] ( ) # ; ? stands either a text that a bell or
 * string terminator closes (titles, links) or numbers and one final character.
 * What can be read in two ways is read with as long a beginning as possible.
 */
#include "console/ansi.h"

#include <stdbool.h>

#include "base/ascii.h"

enum { ESCAPE = 0x1B, CONTROL_SEQUENCE = 0x9B, BELL = 7, STRING_TERMINATOR = 0x9C };

static bool is_among(uint16_t unit, const char *set)
{
	for (; *set != 0; set++)
		if (unit == (unsigned char)*set)
			return true;
	return false;
}

static bool is_final(uint16_t u)
{
	return evl_is_digit(u) || (u >= 'A' && u <= 'P') || (u >= 'R' && u <= 'T') || u == 'Z' || u == 'c' || (u >= 'f' && u <= 'n') || u == 'q' ||
	       u == 'u' || u == 'y' || is_among(u, "=><~");
}

static bool is_text(uint16_t u) { return evl_is_letter(u) || evl_is_digit(u) || is_among(u, "-/\\#&.:=?%@~_"); }

/* The end of a closed text that begins at `at`; 0: there is none. */
static size_t closed_text(const uint16_t *units, size_t length, size_t at)
{
	size_t i = at;
	bool lettered = i < length && (evl_is_letter(units[i]) || evl_is_digit(units[i]));
	while (i < length && (evl_is_letter(units[i]) || evl_is_digit(units[i])))
		i++;
	while (i < length && units[i] == ';') {
		size_t from = ++i;
		while (i < length && is_text(units[i]))
			i++;
		if (!lettered && i == from)
			return 0;
	}
	if (i < length && (units[i] == BELL || units[i] == STRING_TERMINATOR))
		return i + 1;
	return i + 1 < length && units[i] == ESCAPE && units[i + 1] == '\\' ? i + 2 : 0;
}

/* The end of numbers and a final character; 0: there is none. */
static size_t control(const uint16_t *units, size_t length, size_t at)
{
	size_t i = at;
	if (i < length && evl_is_digit(units[i])) {
		for (size_t n = 0; n < 4 && i < length && evl_is_digit(units[i]); n++)
			i++;
		while (i < length && units[i] == ';') {
			i++;
			for (size_t n = 0; n < 4 && i < length && evl_is_digit(units[i]); n++)
				i++;
		}
	}
	for (;; i--) {
		if (i < length && is_final(units[i]))
			return i + 1;
		if (i == at)
			return 0;
	}
}

size_t evl_ansi_sequence(const uint16_t *units, size_t length, size_t at)
{
	if (at >= length || (units[at] != ESCAPE && units[at] != CONTROL_SEQUENCE))
		return 0;
	size_t lead = at + 1;
	while (lead < length && is_among(units[lead], "[]()#;?"))
		lead++;
	/* Where a text from one semicolon on is not closed, none from an earlier one is: it would go through there. */
	bool open = false;
	for (; lead > at; lead--) {
		bool semicolon = lead < length && units[lead] == ';';
		size_t end = semicolon && open ? 0 : closed_text(units, length, lead);
		open |= semicolon && end == 0;
		if (end == 0)
			end = control(units, length, lead);
		if (end != 0)
			return end - at;
	}
	return 0;
}

size_t evl_ansi_count(const uint16_t *units, size_t length)
{
	size_t count = 0;
	for (size_t i = 0; i < length;) {
		size_t taken = units[i] == ESCAPE || units[i] == CONTROL_SEQUENCE ? evl_ansi_sequence(units, length, i) : 0;
		count += taken;
		i += taken != 0 ? taken : 1;
	}
	return count;
}
