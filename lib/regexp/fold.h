/*
 * fold.h - what the flag i takes for the same character.
 *
 * Characters that are equal so form small groups; each is stood for by the least of its group. The standard's
 * Canonicalize (sec-runtime-semantics-canonicalize-ch) picks other representatives, but only equality can be observed.
 */
#ifndef EVL_REGEXP_FOLD_H
#define EVL_REGEXP_FOLD_H

#include <stdbool.h>
#include <stdint.h>

#include "regexp/charset.h"

/* The least character equal to `c`: by simple upper case of units, or by simple case folding (`unicode`, flags u and v). */
uint32_t evl_fold(uint32_t c, bool unicode);

/* Add to the set every character that is equal to a member. Normalizes. */
void evl_fold_close(struct evl_charset *set, bool unicode);

/* Replace every member by the least character equal to it. Normalizes. */
void evl_fold_reduce(struct evl_charset *set, bool unicode);

/* All characters equal to `c`, itself included, at most `room`; returns how many. */
uint32_t evl_fold_equals(uint32_t c, bool unicode, uint32_t *out, uint32_t room);

#endif
