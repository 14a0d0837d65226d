/* SPDX-License-Identifier: MIT */
/*
 * ascii.h - classes of ASCII characters, for bytes, UTF-16 units and code points alike: what is not ASCII is in none of
 * them, except where a comment says so. No locale has a say.
 */
#ifndef EVL_BASE_ASCII_H
#define EVL_BASE_ASCII_H

#include <stdbool.h>
#include <stdint.h>

/* 0 to 9. */
static inline bool evl_is_digit(int32_t c) { return c >= '0' && c <= '9'; }

/* A to Z, a to z. */
static inline bool evl_is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/* The value of a hexadecimal digit in either case; -1 for everything else. */
static inline int evl_hex_value(int32_t c)
{
	if (evl_is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* HTML's ASCII whitespace: tab, line feed, form feed, carriage return, space. */
static inline bool evl_is_html_space(int32_t c) { return c == ' ' || (c >= '\t' && c <= '\r' && c != '\v'); }

/* Can the byte of UTF-8 stand in a JavaScript name? Bytes of longer characters count as letters. */
static inline bool evl_is_name_byte(char c)
{
	return evl_is_letter(c) || evl_is_digit(c) || c == '_' || c == '$' || (unsigned char)c >= 128;
}

#endif
