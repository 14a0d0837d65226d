/*
 * charset.h - sets of code points as sorted ranges, while a pattern is read.
 *
 * A set lives in the arena of the pattern being compiled and grows there. When the arena has no more room the set is
 * marked `failed` and keeps what it has; the reader of the pattern looks at that once for each set that it finishes.
 */
#ifndef EVL_REGEXP_CHARSET_H
#define EVL_REGEXP_CHARSET_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum { EVL_CODE_POINT_MAX = 0x10FFFF };

struct evl_charset {
	struct evl_arena *arena;
	uint32_t (*ranges)[2]; /* first and last; sorted and apart once normalized */
	uint32_t count, room;
	bool sorted;
	bool failed;
};

/* An empty set in `arena`. */
void evl_charset_init(struct evl_charset *set, struct evl_arena *arena);

/* Add all from `first` to `last`. */
void evl_charset_add(struct evl_charset *set, uint32_t first, uint32_t last);
void evl_charset_add_set(struct evl_charset *set, const struct evl_charset *other);

/* Sort and join the ranges. The functions below do it first, with their arguments too. */
void evl_charset_normalize(struct evl_charset *set);
void evl_charset_invert(struct evl_charset *set, uint32_t last);
void evl_charset_intersect(struct evl_charset *set, struct evl_charset *other);
void evl_charset_subtract(struct evl_charset *set, struct evl_charset *other);

/* Is `point` in the normalized set? */
bool evl_charset_has(const struct evl_charset *set, uint32_t point);

/* \d, \s, \w: their characters. */
void evl_charset_add_digits(struct evl_charset *set);
void evl_charset_add_spaces(struct evl_charset *set);
void evl_charset_add_words(struct evl_charset *set);

#endif
