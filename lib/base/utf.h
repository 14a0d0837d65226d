/*
 * utf.h - between UTF-8 (source text, output) and UTF-16 (JavaScript strings).
 *
 * Lone surrogates survive in UTF-16; on the way to UTF-8 they become U+FFFD,
 * as TextEncoder and Node's stdout do.
 */
#ifndef EVL_BASE_UTF_H
#define EVL_BASE_UTF_H

#include <stddef.h>
#include <stdint.h>

/* How many UTF-16 units `length` bytes of UTF-8 give. Each ill-formed byte gives one U+FFFD. */
size_t evl_utf8_to_utf16_length(const char *text, size_t length);

/* Convert into `units`, which has room for evl_utf8_to_utf16_length units. Returns the units written. */
size_t evl_utf8_to_utf16(const char *text, size_t length, uint16_t *units);

/* How many bytes `length` units of UTF-16 give. */
size_t evl_utf16_to_utf8_length(const uint16_t *units, size_t length);

/* Convert into `text`, which has room for evl_utf16_to_utf8_length bytes; adds no NUL. Returns the bytes written. */
size_t evl_utf16_to_utf8(const uint16_t *units, size_t length, char *text);

/* Decode one code point of UTF-8 at `text`; stores the bytes it took (>= 1). Ill-formed: U+FFFD, 1 byte. */
uint32_t evl_utf8_decode(const char *text, size_t length, size_t *taken);

/* How many code points `length` bytes of UTF-8 hold; each ill-formed byte counts as one. */
size_t evl_utf8_count(const char *text, size_t length);

/* The conversions above where a lone surrogate stands as three bytes like any other code point: code made from a string. */
size_t evl_wtf8_to_utf16_length(const char *text, size_t length);
size_t evl_wtf8_to_utf16(const char *text, size_t length, uint16_t *units);
uint32_t evl_wtf8_decode(const char *text, size_t length, size_t *taken);

/* As evl_utf16_to_utf8, but lone surrogates stay what they are; the length is the same. */
size_t evl_utf16_to_wtf8(const uint16_t *units, size_t length, char *text);

/* Is there a surrogate as three bytes in the text, which is no UTF-8? */
_Bool evl_utf8_has_surrogate(const char *text, size_t length);

/* Decode one code point of UTF-16 at index `i`; stores the units taken (1 or 2). A lone surrogate is returned as it is. */
uint32_t evl_utf16_decode(const uint16_t *units, size_t length, size_t i, size_t *taken);

#endif
