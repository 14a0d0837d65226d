/* SPDX-License-Identifier: MIT */
/*
 * assumptions.c - see assumptions.h.
 */
#include "explore/assumptions.h"

#include <string.h>

void evl_assumptions_add(struct evl_assumptions *a, const char *note, size_t length)
{
	static const char prefix[] = "assuming ", provided[] = " is provided";
	if (a->full || length < sizeof prefix || memcmp(note, prefix, sizeof prefix - 1) != 0 ||
	    (length > sizeof provided && strcmp(note + length - (sizeof provided - 1), provided) == 0))
		return;
	note += sizeof prefix - 1;
	length -= sizeof prefix - 1;
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
