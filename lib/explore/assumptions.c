/* SPDX-License-Identifier: MIT */
/*
 * assumptions.c - see assumptions.h.
 */
#include "explore/assumptions.h"

#include <string.h>

static void add(struct evl_assumptions *a, const char *note, size_t length)
{
	if (a->used + length + 2 > EVL_ASSUMPTIONS_SHOWN) {
		memcpy(a->text + a->used, "; ...", 5);
		a->used += 5;
		a->full = true;
		return;
	}
	if (a->used != 0) {
		a->text[a->used++] = ';';
		a->text[a->used++] = ' ';
	}
	memcpy(a->text + a->used, note, length);
	a->used += length;
}

void evl_assumptions_add(struct evl_assumptions *a, const char *note, size_t length)
{
	static const char prefix[] = "assuming ", provided[] = " is provided";
	if (a->full || length < sizeof prefix)
		return;
	bool is_sample = strstr(note, ": a canonical value was used") != NULL || strstr(note, "is taken as empty") != NULL || strstr(note, " opens a dialog") != NULL;
	if (is_sample) {
		add(a, note, length);
		return;
	}
	if (memcmp(note, prefix, sizeof prefix - 1) != 0 ||
	    (length > sizeof provided && strcmp(note + length - (sizeof provided - 1), provided) == 0))
		return;
	note += sizeof prefix - 1;
	length -= sizeof prefix - 1;
	add(a, note, length);
}
