/* SPDX-License-Identifier: MIT */
/* region.c - the table of regions, and their signs of currencies. */
#include "builtins/region.h"

#include <stdio.h>
#include <string.h>

#include "builtins/number_pattern.h"

enum { X = 0xFFFF };

static const struct evl_region_numbers numbers[] = {
#define NUMBERS(...) { __VA_ARGS__ },
#include "builtins/region_table.def"
#undef NUMBERS
};

static const struct evl_region_dates dates[] = {
#define DATES(...) { __VA_ARGS__ },
#include "builtins/region_table.def"
#undef DATES
};

static const struct evl_region regions[] = {
#define REGION(tag, resolved, number, date, n0, n1, n2, c0, c1, c2) \
	{ tag, resolved, &numbers[number], (date) < 0 ? NULL : &dates[(date) < 0 ? 0 : (date)], { { n0, n1, n2 }, { c0, c1, c2 } } },
#include "builtins/region_table.def"
#undef REGION
};

const struct evl_region *evl_region_find(const char *tag)
{
	for (size_t i = 0; i < sizeof regions / sizeof regions[0]; i++)
		if (strcmp(regions[i].tag, tag) == 0)
			return &regions[i];
	return NULL;
}

bool evl_region_symbol(const struct evl_region_numbers *region, const char code[4], bool narrow, char symbol[32])
{
	char mark = narrow ? '~' : '=';
	for (const char *at = region->symbols; *at != '\0';) {
		size_t length = strcspn(at, "|");
		if (memcmp(at, code, 3) == 0 && at[3] == '?')
			return false;
		if (memcmp(at, code, 3) == 0 && at[3] == mark) {
			snprintf(symbol, 32, "%.*s", (int)length - 4, at + 4);
			return true;
		}
		at += length + (at[length] == '|');
	}
	const char *english = evl_currency_symbol(code, narrow ? EVL_CURRENCY_NARROW : EVL_CURRENCY_SYMBOL, false);
	snprintf(symbol, 32, "%s", english != NULL ? english : code);
	return true;
}
