/* SPDX-License-Identifier: MIT */
/*
 * glob.c - see glob.h.
 *
 * Names are matched one by one. Within a name it is enough to go back to the last `*`, between names to the last `**`:
 * what stands before it was matched as early as possible, and a later match of it allows nothing more.
 */
#include "glob.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ALTERNATIVES = 4096 };

static size_t name_length(const char *text)
{
	size_t n = 0;
	while (text[n] != '\0' && text[n] != '/')
		n++;
	return n;
}

/* The next character of a name as bytes of UTF-8. */
static size_t character(const char *text, size_t left)
{
	size_t n = 1;
	while (n < left && ((unsigned char)text[n] & 0xC0) == 0x80)
		n++;
	return n;
}

/* `[...]` at *at against one byte; false with *at unchanged when it is not closed (then '[' is itself). */
static bool match_class(const char *pattern, size_t length, size_t *at, unsigned char c, bool *matched)
{
	size_t i = *at + 1;
	bool negated = i < length && (pattern[i] == '!' || pattern[i] == '^'), found = false;
	if (negated)
		i++;
	for (size_t first = i; i < length && (pattern[i] != ']' || i == first); i++) {
		if (pattern[i] == '\\' && i + 1 < length)
			i++;
		unsigned char from = (unsigned char)pattern[i], to = from;
		if (i + 2 < length && pattern[i + 1] == '-' && pattern[i + 2] != ']') {
			to = (unsigned char)pattern[i + 2];
			i += 2;
		}
		if (c >= from && c <= to)
			found = true;
	}
	if (i >= length)
		return false;
	*at = i + 1;
	*matched = found != negated;
	return true;
}

/* One step of a name other than `*`: does the pattern at *p take the text at *t? Both move on. */
static bool match_one(const char *pattern, size_t length, size_t *p, const char *text, size_t left, size_t *t)
{
	bool matched;
	if (*p >= length || *t >= left)
		return false;
	if (pattern[*p] == '?') {
		++*p;
		*t += character(text + *t, left - *t);
		return true;
	}
	if (pattern[*p] == '[' && match_class(pattern, length, p, (unsigned char)text[*t], &matched)) {
		*t += character(text + *t, left - *t);
		return matched;
	}
	if (pattern[*p] == '\\' && *p + 1 < length)
		++*p;
	return pattern[(*p)++] == text[(*t)++];
}

static bool match_name(const char *pattern, size_t length, const char *text, size_t left)
{
	size_t p = 0, t = 0, star = SIZE_MAX, retry = 0;
	while (t < left) {
		if (p < length && pattern[p] == '*') {
			star = ++p;
			retry = t;
			continue;
		}
		size_t next_p = p, next_t = t;
		if (match_one(pattern, length, &next_p, text, left, &next_t)) {
			p = next_p;
			t = next_t;
			continue;
		}
		if (star == SIZE_MAX)
			return false;
		p = star;
		t = ++retry;
	}
	while (p < length && pattern[p] == '*')
		p++;
	return p == length;
}

/* No braces any more. */
static bool match_path(const char *pattern, const char *path)
{
	const char *star = NULL, *retry = NULL;
	while (*path != '\0') {
		size_t n = name_length(pattern), m = name_length(path);
		if (n == 2 && memcmp(pattern, "**", 2) == 0) {
			if (pattern[2] == '\0')
				return true;
			star = pattern = pattern + 3;
			retry = path;
			continue;
		}
		bool ends = pattern[n] == '\0', path_ends = path[m] == '\0';
		if (ends == path_ends && match_name(pattern, n, path, m)) {
			if (ends)
				return true;
			pattern += n + 1;
			path += m + 1;
			continue;
		}
		if (star == NULL)
			return false;
		size_t step = name_length(retry);
		if (retry[step] == '\0')
			return false;
		path = retry = retry + step + 1;
		pattern = star;
	}
	return false;
}

/* The first `{...}` with a comma at its own level. False: there is none. */
static bool find_braces(const char *pattern, size_t *open, size_t *close)
{
	for (size_t i = 0; pattern[i] != '\0'; i++) {
		if (pattern[i] == '\\' && pattern[i + 1] != '\0') {
			i++;
			continue;
		}
		if (pattern[i] != '{')
			continue;
		unsigned depth = 0;
		bool comma = false;
		for (size_t j = i; pattern[j] != '\0'; j++) {
			if (pattern[j] == '\\' && pattern[j + 1] != '\0')
				j++;
			else if (pattern[j] == '{')
				depth++;
			else if (pattern[j] == ',' && depth == 1)
				comma = true;
			else if (pattern[j] == '}' && --depth == 0) {
				if (comma) {
					*open = i;
					*close = j;
					return true;
				}
				break;
			}
		}
	}
	return false;
}

static bool match_braces(const char *pattern, const char *path, unsigned *left)
{
	size_t open, close;
	if (*left == 0)
		return false;
	if (!find_braces(pattern, &open, &close)) {
		--*left;
		return match_path(pattern, path);
	}
	size_t length = strlen(pattern), from = open + 1;
	unsigned depth = 0;
	char *one = malloc(length + 1);
	bool found = false;
	for (size_t i = open + 1; one != NULL && i <= close && !found; i++) {
		if (pattern[i] == '\\' && pattern[i + 1] != '\0') {
			i++;
		} else if (pattern[i] == '{') {
			depth++;
		} else if (pattern[i] == '}' && i != close) {
			depth--;
		} else if ((pattern[i] == ',' && depth == 0) || i == close) {
			memcpy(one, pattern, open);
			memcpy(one + open, pattern + from, i - from);
			memcpy(one + open + (i - from), pattern + close + 1, length - close);
			found = match_braces(one, path, left);
			from = i + 1;
		}
	}
	free(one);
	return found;
}

bool glob_match(const char *pattern, const char *path, enum glob_flags flags)
{
	unsigned left = MOST_ALTERNATIVES;
	if (pattern[0] == '.' && pattern[1] == '/')
		pattern += 2;
	return (flags & GLOB_BRACES) != 0 ? match_braces(pattern, path, &left) : match_path(pattern, path);
}

bool glob_has_magic(const char *pattern)
{
	return strpbrk(pattern, "*?[{") != NULL;
}
