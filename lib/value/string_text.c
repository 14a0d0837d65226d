/* SPDX-License-Identifier: MIT */
/*
 * string_text.c - looking into strings: comparing, searching, and UTF-8 for the world outside.
 */
#include <string.h>

#include "base/utf.h"
#include "value/realm.h"
#include "value/string.h"

bool evl_string_equals(struct evl_realm *realm, struct evl_string *a, struct evl_string *b)
{
	if (a == b)
		return true;
	if (a->length != b->length)
		return false;
	if (a->name != EVL_NAME_NONE && b->name != EVL_NAME_NONE)
		return a->name == b->name;
	const uint16_t *x = evl_string_units(realm, a);
	const uint16_t *y = evl_string_units(realm, b);
	return x && y && memcmp(x, y, a->length * sizeof(*x)) == 0;
}

int evl_string_compare(struct evl_realm *realm, struct evl_string *a, struct evl_string *b)
{
	if (a == b)
		return 0;
	const uint16_t *x = evl_string_units(realm, a);
	const uint16_t *y = evl_string_units(realm, b);
	if (!x || !y)
		return 0;
	uint32_t shorter = a->length < b->length ? a->length : b->length;
	for (uint32_t i = 0; i < shorter; i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return a->length < b->length ? -1 : a->length > b->length;
}

/* Knuth, Morris and Pratt: never more than two looks per unit. `fail` has m places. */
static int64_t find_patiently(const uint16_t *text, size_t n, const uint16_t *needle, size_t m, size_t from, uint32_t *fail)
{
	fail[0] = 0;
	for (size_t i = 1, k = 0; i < m; i++) {
		while (k > 0 && needle[i] != needle[k])
			k = fail[k - 1];
		if (needle[i] == needle[k])
			k++;
		fail[i] = (uint32_t)k;
	}
	for (size_t i = from, k = 0; i < n; i++) {
		while (k > 0 && text[i] != needle[k])
			k = fail[k - 1];
		if (text[i] == needle[k])
			k++;
		if (k == m)
			return (int64_t)(i + 1 - m);
	}
	return -1;
}

int64_t evl_string_index_of(struct evl_realm *realm, struct evl_string *s, struct evl_string *needle, uint32_t from)
{
	size_t n = s->length;
	size_t m = needle->length;
	if (from > n || m > n - from)
		return -1;
	if (m == 0)
		return from;
	const uint16_t *text = evl_string_units(realm, s);
	const uint16_t *sought = evl_string_units(realm, needle);
	if (!text || !sought)
		return -1;
	size_t work = 0;
	size_t patience = 8 * n + 4096; /* a text made to make the plain way quadratic goes the other way */
	for (size_t i = from; i <= n - m; i++) {
		if (text[i] != sought[0])
			continue;
		size_t k = 1;
		while (k < m && text[i + k] == sought[k])
			k++;
		if (k == m)
			return (int64_t)i;
		work += k;
		if (work <= patience)
			continue;
		if (!evl_heap_can_take(&realm->heap, m * sizeof(uint32_t)))
			patience = SIZE_MAX;
		else {
			struct evl_cell *cell =
				evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, sizeof(*cell) + m * sizeof(uint32_t));
			return find_patiently(text, n, sought, m, i + 1, (uint32_t *)(void *)(cell + 1));
		}
	}
	return -1;
}

const char *evl_string_utf8(struct evl_realm *realm, struct evl_string *s)
{
	const uint16_t *units = evl_string_units(realm, s);
	if (!units)
		return "";
	size_t length = evl_utf16_to_utf8_length(units, s->length);
	char *text = evl_realm_scratch(realm, length + 1);
	text[evl_utf16_to_utf8(units, s->length, text)] = '\0';
	return text;
}
