/*
 * key.h - a property key in 32 bits: an interned name (string, symbol or
 * private name), or, with the top bit set, an integer index from 0 to 2^31-2.
 *
 * Array indexes from 2^31-1 to 2^32-2 are names whose entry has `is_index`.
 * Every canonical numeric string below that is an index key, never a name.
 */
#ifndef EVL_VALUE_KEY_H
#define EVL_VALUE_KEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/names.h"

typedef uint32_t evl_key;

#define EVL_KEY_INDEX_BIT UINT32_C(0x80000000)
#define EVL_KEY_MAX_INDEX UINT32_C(0x7FFFFFFE)

/* A key is an array index or a name (base/names.h). */
static inline bool evl_key_is_index(evl_key key) { return (key & EVL_KEY_INDEX_BIT) != 0; }
static inline uint32_t evl_key_index(evl_key key) { return key & ~EVL_KEY_INDEX_BIT; }
static inline evl_key evl_key_from_index(uint32_t index) { return index | EVL_KEY_INDEX_BIT; } /* index <= EVL_KEY_MAX_INDEX */

#endif
