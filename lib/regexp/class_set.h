/*
 * class_set.h - inside regexp/: what a character class stands for with the flag v: characters, and strings of several.
 */
#ifndef EVL_REGEXP_CLASS_SET_H
#define EVL_REGEXP_CLASS_SET_H

#include <stdbool.h>
#include <stdint.h>

#include "regexp/charset.h"

/* One string of no or several code points. */
struct evl_class_string {
	const uint32_t *points;
	uint32_t count;
};

struct evl_class_set {
	struct evl_charset chars;
	struct evl_class_string *strings; /* once sorted: by code points, each once */
	uint32_t count, room;
	bool sorted;
};

/* Begin empty; characters and strings lie in `arena`. */
void evl_class_set_init(struct evl_class_set *set, struct evl_arena *arena);
/* Add a string; one of a single character goes to `chars`. The points are copied. */
void evl_class_set_add_string(struct evl_class_set *set, const uint32_t *points, uint32_t count);
void evl_class_set_add(struct evl_class_set *set, const struct evl_class_set *other);
void evl_class_set_intersect(struct evl_class_set *set, struct evl_class_set *other);
void evl_class_set_subtract(struct evl_class_set *set, struct evl_class_set *other);
/* Sort the strings, and forget those that are there twice. */
void evl_class_set_sort(struct evl_class_set *set);
/* Order the strings for matching: longest first. The set is no longer sorted. */
void evl_class_set_longest_first(struct evl_class_set *set);

#endif
