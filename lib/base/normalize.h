/*
 * normalize.h - Unicode normalization forms of UTF-16 text (UAX #15), over libutf8proc's character data.
 */
#ifndef EVL_BASE_NORMALIZE_H
#define EVL_BASE_NORMALIZE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

enum evl_normal_form { EVL_NFC, EVL_NFD, EVL_NFKC, EVL_NFKD };

enum evl_normalize_status {
	EVL_NORMALIZED,
	EVL_NORMALIZE_NO_MEMORY,
	EVL_NORMALIZE_UNKNOWN, /* the text has a character that the data at hand does not know, so its form is not known either */
};

/* Append the form of `length` units to `out`. Lone surrogates stay as they are. */
enum evl_normalize_status evl_normalize(const uint16_t *units, size_t length, enum evl_normal_form form, struct evl_buffer16 *out);

#endif
