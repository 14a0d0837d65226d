/* SPDX-License-Identifier: MIT */
/*
 * json_text.h - is a text JSON (RFC 8259)? Of package.json, which Node reads before anything runs.
 */
#ifndef EVL_RUN_JSON_TEXT_H
#define EVL_RUN_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Is this text, UTF-8 with or without a byte order mark, one JSON value? Nesting deeper than 200 is taken to be none. */
bool evl_json_is_valid(const char *text, size_t length);

#endif
