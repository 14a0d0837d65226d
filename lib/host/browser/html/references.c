/* SPDX-License-Identifier: MIT */
/*
 * references.c - the list of named character references, searched unit by unit: a name may end where the text that is there ends.
 */
#include "host/browser/html/references.h"

static const struct {
	const char *name;
	uint16_t units[2];
} names[] = {
#define R(name, first, second) { name, { first, second } },
#include "host/browser/html/references.def"
#undef R
};

struct evl_reference_search evl_reference_begin(void)
{
	return (struct evl_reference_search){ .to = sizeof names / sizeof names[0] };
}

/* The first of the names in [from, to), all alike in front of `at`, whose byte at `at` is not below `unit`. */
static uint32_t first_at_least(uint32_t from, uint32_t to, uint32_t at, uint32_t unit)
{
	while (from < to) {
		uint32_t middle = from + (to - from) / 2;
		if ((unsigned char)names[middle].name[at] < unit)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

bool evl_reference_read(struct evl_reference_search *search, uint32_t unit)
{
	if (unit == 0 || unit > 0x7F)
		return false;
	uint32_t at = search->length;
	uint32_t from = first_at_least(search->from, search->to, at, unit), to = first_at_least(from, search->to, at, unit + 1);
	if (from == to)
		return false;
	search->from = from;
	search->to = to;
	search->length++;
	if (names[from].name[at + 1] == '\0') {
		search->matched = at + 1;
		search->units[0] = names[from].units[0];
		search->units[1] = names[from].units[1];
		search->ended = unit == ';';
	}
	return true;
}

uint32_t evl_reference_number(uint32_t number)
{
	/* 0x80 to 0x9F, as windows-1252 has them; 0: as they are. */
	static const uint16_t windows[32] = {
		0x20AC, 0, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17D, 0,
		0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0, 0x17E, 0x178,
	};
	if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number < 0xE000))
		return 0xFFFD;
	if (number >= 0x80 && number < 0xA0 && windows[number - 0x80] != 0)
		return windows[number - 0x80];
	return number;
}
