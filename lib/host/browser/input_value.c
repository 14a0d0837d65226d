/* SPDX-License-Identifier: MIT */
/*
 * input_value.c - what an input of each type makes of a text that is to be its value (HTML, "value sanitization algorithm").
 */
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "host/browser/controls.h"
#include "host/browser/style_color.h"
#include "value/convert.h"

static struct evl_string *text_of(struct evl_realm *realm, const char *text) { return evl_string_from_utf8(realm, text, strlen(text)); }

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool evl_is_floating_point(const char *text)
{
	const char *at = text + (*text == '-');
	size_t whole = strspn(at, "0123456789");
	at += whole;
	if (*at == '.') {
		size_t fraction = strspn(++at, "0123456789");
		if (fraction == 0)
			return false;
		at += fraction;
	} else if (whole == 0) {
		return false;
	}
	if (*at == 'e' || *at == 'E') {
		at++;
		at += *at == '+' || *at == '-';
		size_t exponent = strspn(at, "0123456789");
		if (exponent == 0)
			return false;
		at += exponent;
	}
	return *at == '\0';
}

/* Reads `digits` digits (at least so many where `more`); false: others stand there. */
static bool read_digits(const char **at, int digits, bool more, int *out)
{
	int count = 0;
	*out = 0;
	while (is_digit(**at) && (more || count < digits) && count < 7) {
		*out = *out * 10 + (*(*at)++ - '0');
		count++;
	}
	return count >= digits;
}

static bool skip(const char **at, char c)
{
	if (**at != c)
		return false;
	(*at)++;
	return true;
}

static bool is_leap(int year) { return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0; }

static bool read_month(const char **at, int *year, int *month)
{
	return read_digits(at, 4, true, year) && *year > 0 && *year <= 275760 && skip(at, '-') && read_digits(at, 2, false, month) && *month >= 1 &&
	       *month <= 12;
}

static bool read_date(const char **at)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int year, month, day;
	return read_month(at, &year, &month) && skip(at, '-') && read_digits(at, 2, false, &day) && day >= 1 &&
	       day <= days[month - 1] + (month == 2 && is_leap(year));
}

/* *seconds: where they stand, with what follows; NULL: there are none. */
static bool read_time(const char **at, const char **seconds)
{
	int hours, minutes, whole, fraction;
	*seconds = NULL;
	if (!read_digits(at, 2, false, &hours) || hours > 23 || !skip(at, ':') || !read_digits(at, 2, false, &minutes) || minutes > 59)
		return false;
	if (**at != ':')
		return true;
	*seconds = (*at)++;
	if (!read_digits(at, 2, false, &whole) || whole > 59)
		return false;
	const char *point = *at;
	return !skip(at, '.') || (read_digits(at, 1, true, &fraction) && *at - point <= 4);
}

/* The days of a year's first week decide whether it has 53 of them (ISO 8601). */
static bool has_week_53(int year)
{
	int before = year - 1, first = (1 + before + before / 4 - before / 100 + before / 400) % 7; /* 0: Sunday */
	return first == 4 || (first == 3 && is_leap(year));
}

static bool is_week(const char *at)
{
	int year, week;
	return read_digits(&at, 4, true, &year) && year > 0 && skip(&at, '-') && skip(&at, 'W') && read_digits(&at, 2, false, &week) && week >= 1 &&
	       week <= 52 + has_week_53(year) && *at == '\0';
}

/* A local date and time as it is normalised: with a T, without seconds that are zero; NULL: it is none. */
static struct evl_string *date_time(struct evl_realm *realm, const char *text)
{
	const char *at = text, *seconds;
	if (!read_date(&at) || (*at != 'T' && *at != ' '))
		return NULL;
	const char *mark = at++;
	if (!read_time(&at, &seconds) || *at != '\0')
		return NULL;
	size_t length = seconds != NULL && strspn(seconds, ":0.") == strlen(seconds) ? (size_t)(seconds - text) : strlen(text);
	char *out = evl_arena_copy(&realm->scratch, text, strlen(text) + 1);
	out[mark - text] = 'T';
	out[length] = '\0';
	return text_of(realm, out);
}

static bool is_moment(const char *type, const char *text)
{
	int year, month;
	const char *at = text, *seconds;
	bool ok = strcmp(type, "date") == 0 ? read_date(&at) : strcmp(type, "time") == 0 ? read_time(&at, &seconds) : read_month(&at, &year, &month);
	return ok && *at == '\0';
}

static struct evl_string *color(struct evl_realm *realm, const char *text)
{
	struct evl_color c;
	char out[8];
	if (!evl_color_read(text, &c))
		return text_of(realm, "#000000");
	snprintf(out, sizeof out, "#%02x%02x%02x", c.red & 255u, c.green & 255u, c.blue & 255u);
	return text_of(realm, out);
}

/* Without line ends; where `trims` also without white space around it. */
static struct evl_string *one_line(struct evl_realm *realm, struct evl_string *text, bool trims)
{
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return text;
	uint16_t *out = evl_arena_alloc(&realm->scratch, (text->length + (size_t)1) * sizeof *out);
	uint32_t n = 0, from = 0;
	for (uint32_t i = 0; i < text->length; i++)
		if (units[i] != '\n' && units[i] != '\r')
			out[n++] = units[i];
	while (trims && n > 0 && (out[n - 1] == ' ' || (out[n - 1] >= 9 && out[n - 1] <= 12)))
		n--;
	while (trims && from < n && (out[from] == ' ' || (out[from] >= 9 && out[from] <= 12)))
		from++;
	return n == text->length ? text : evl_string_new(realm, out + from, n - from);
}

/* Addresses with commas between them, without blanks around any. */
static struct evl_string *addresses(struct evl_realm *realm, struct evl_string *text)
{
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return text;
	uint16_t *out = evl_arena_alloc(&realm->scratch, (text->length + (size_t)1) * sizeof *out);
	uint32_t n = 0, blanks = 0;
	for (uint32_t i = 0; i < text->length; i++) {
		bool blank = evl_is_html_space(units[i]);
		if (units[i] == ',')
			n -= blanks;
		blanks = blank ? blanks + 1 : 0;
		if (blank && (n == 0 || out[n - 1] == ','))
			blanks = 0;
		else
			out[n++] = units[i];
	}
	return evl_string_new(realm, out, n - blanks);
}

struct evl_string *evl_input_sanitized(struct evl_realm *realm, struct evl_dom_node *input, struct evl_string *text)
{
	static const char *const as_they_are[] = { "checkbox", "radio", "hidden", "submit", "button", "reset", "image", "file" };
	static const char *const moments[] = { "date", "time", "month" };
	for (size_t i = 0; i < sizeof as_they_are / sizeof as_they_are[0]; i++)
		if (evl_element_type_is(realm, input, as_they_are[i]))
			return text;
	if (evl_element_type_is(realm, input, "number"))
		return evl_is_floating_point(evl_string_utf8(realm, text)) && evl_string_to_number(realm, text) <= 1.7976931348623157e308 ?
			       text :
			       text_of(realm, "");
	if (evl_element_type_is(realm, input, "range"))
		return evl_range_sanitized(realm, input, text);
	if (evl_element_type_is(realm, input, "color"))
		return color(realm, evl_string_utf8(realm, text));
	if (evl_element_type_is(realm, input, "week"))
		return is_week(evl_string_utf8(realm, text)) ? text : text_of(realm, "");
	if (evl_element_type_is(realm, input, "datetime-local")) {
		struct evl_string *normal = date_time(realm, evl_string_utf8(realm, text));
		return normal != NULL ? normal : text_of(realm, "");
	}
	for (size_t i = 0; i < sizeof moments / sizeof moments[0]; i++)
		if (evl_element_type_is(realm, input, moments[i]))
			return is_moment(moments[i], evl_string_utf8(realm, text)) ? text : text_of(realm, "");
	if (evl_element_type_is(realm, input, "email") && evl_element_has(realm, input, "multiple"))
		return addresses(realm, one_line(realm, text, true));
	return one_line(realm, text, evl_element_type_is(realm, input, "email") || evl_element_type_is(realm, input, "url"));
}
