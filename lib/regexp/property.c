/* SPDX-License-Identifier: MIT */
/*
 * property.c - looking up Unicode properties in packed tables (property_table.def, sequence_table.def).
 *
 * A property is a sequence of numbers of seven bits a byte: the gap before a range, the range's length less one.
 */
#include "regexp/property.h"

#include <string.h>

struct property_row {
	const char *name;
	uint32_t from, count; /* its bytes */
};

#include "regexp/property_table.def"
#include "regexp/sequence_table.def"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct property_row *find(const struct property_row *rows, size_t count, const char *name)
{
	size_t low = 0, high = count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(name, rows[middle].name);
		if (order == 0)
			return &rows[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static uint32_t number(const uint8_t **at)
{
	uint32_t n = 0, shift = 0;
	for (; **at & 128; (*at)++, shift += 7)
		n |= (uint32_t)(**at & 127) << shift;
	n |= (uint32_t)**at << shift;
	(*at)++;
	return n;
}

static bool add_row(const struct property_row *row, struct evl_charset *set)
{
	if (row == NULL)
		return false;
	uint32_t next = 0;
	for (const uint8_t *at = property_bytes + row->from, *end = at + row->count; at < end;) {
		uint32_t first = next + number(&at);
		uint32_t last = first + number(&at);
		evl_charset_add(set, first, last);
		next = last + 1;
	}
	return true;
}

bool evl_property_add(const char *name, const char *value, struct evl_charset *set)
{
	if (value == NULL) {
		const struct property_row *row = find(general_category_rows, COUNT(general_category_rows), name);
		return add_row(row != NULL ? row : find(binary_rows, COUNT(binary_rows), name), set);
	}
	if (strcmp(name, "General_Category") == 0 || strcmp(name, "gc") == 0)
		return add_row(find(general_category_rows, COUNT(general_category_rows), value), set);
	if (strcmp(name, "Script") == 0 || strcmp(name, "sc") == 0)
		return add_row(find(script_rows, COUNT(script_rows), value), set);
	if (strcmp(name, "Script_Extensions") == 0 || strcmp(name, "scx") == 0)
		return add_row(find(script_extensions_rows, COUNT(script_extensions_rows), value), set);
	return false;
}

static bool row_has(const struct property_row *row, uint32_t point)
{
	uint32_t next = 0;
	for (const uint8_t *at = property_bytes + row->from, *end = at + row->count; at < end;) {
		uint32_t first = next + number(&at);
		uint32_t last = first + number(&at);
		if (point <= last)
			return point >= first;
		next = last + 1;
	}
	return false;
}

bool evl_property_is_id_start(uint32_t point)
{
	return row_has(find(binary_rows, COUNT(binary_rows), "ID_Start"), point);
}

bool evl_property_is_id_continue(uint32_t point)
{
	return row_has(find(binary_rows, COUNT(binary_rows), "ID_Continue"), point);
}

/* --- properties of strings --- */

enum strings { BASIC = 1, KEYCAP = 2, MODIFIER = 4, FLAG = 8, TAG = 16, ZWJ = 32 };

static void add_basic(struct evl_charset *set, evl_property_string each, void *context)
{
	for (size_t i = 0; i < COUNT(basic_alone); i++)
		evl_charset_add(set, basic_alone[i][0], basic_alone[i][1]);
	for (size_t i = 0; i < COUNT(basic_presented); i++)
		for (uint32_t c = basic_presented[i][0]; c <= basic_presented[i][1]; c++)
			each(context, (const uint32_t[]){ c, 0xFE0F }, 2);
}

static void add_keycaps(evl_property_string each, void *context)
{
	for (const char *key = "#*0123456789"; *key != '\0'; key++)
		each(context, (const uint32_t[]){ (unsigned char)*key, 0xFE0F, 0x20E3 }, 3);
}

static void add_modified(struct evl_arena *arena, evl_property_string each, void *context)
{
	struct evl_charset bases;
	evl_charset_init(&bases, arena);
	(void)evl_property_add("Emoji_Modifier_Base", NULL, &bases);
	for (uint32_t i = 0; i < bases.count; i++)
		for (uint32_t c = bases.ranges[i][0]; c <= bases.ranges[i][1]; c++)
			for (uint32_t modifier = 0x1F3FB; modifier <= 0x1F3FF; modifier++)
				each(context, (const uint32_t[]){ c, modifier }, 2);
}

static void add_flags(evl_property_string each, void *context)
{
	for (size_t i = 0; i < COUNT(flag_pairs); i++)
		each(context, (const uint32_t[]){ 0x1F1E6u + flag_pairs[i] / 26u, 0x1F1E6u + flag_pairs[i] % 26u }, 2);
}

static void add_tags(evl_property_string each, void *context)
{
	for (size_t i = 0; i < COUNT(tag_regions); i++) {
		uint32_t points[16] = { 0x1F3F4 }, count = 1;
		for (const char *c = tag_regions[i]; *c != '\0'; c++)
			points[count++] = 0xE0000u + (unsigned char)*c;
		points[count++] = 0xE007F;
		each(context, points, count);
	}
}

static void add_joined(evl_property_string each, void *context)
{
	for (const uint8_t *at = zwj_bytes; at < zwj_bytes + COUNT(zwj_bytes);) {
		uint32_t points[256], count = *at++;
		for (uint32_t i = 0; i < count; i++)
			points[i] = zwj_parts[*at++];
		each(context, points, count);
	}
}

bool evl_property_add_strings(const char *name, struct evl_charset *set, evl_property_string each, void *context)
{
	static const struct {
		const char *name;
		uint32_t what;
	} rows[] = {
		{ "Basic_Emoji", BASIC },
		{ "Emoji_Keycap_Sequence", KEYCAP },
		{ "RGI_Emoji_Modifier_Sequence", MODIFIER },
		{ "RGI_Emoji_Flag_Sequence", FLAG },
		{ "RGI_Emoji_Tag_Sequence", TAG },
		{ "RGI_Emoji_ZWJ_Sequence", ZWJ },
		{ "RGI_Emoji", BASIC | KEYCAP | MODIFIER | FLAG | TAG | ZWJ },
	};
	uint32_t what = 0;
	for (size_t i = 0; i < COUNT(rows); i++)
		if (strcmp(rows[i].name, name) == 0)
			what = rows[i].what;
	if (what & BASIC)
		add_basic(set, each, context);
	if (what & KEYCAP)
		add_keycaps(each, context);
	if (what & MODIFIER)
		add_modified(set->arena, each, context);
	if (what & FLAG)
		add_flags(each, context);
	if (what & TAG)
		add_tags(each, context);
	if (what & ZWJ)
		add_joined(each, context);
	return what != 0;
}
