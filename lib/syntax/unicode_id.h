/* SPDX-License-Identifier: MIT */
/*
 * unicode_id.h - identifier characters above ASCII.
 */
#ifndef EVL_SYNTAX_UNICODE_ID_H
#define EVL_SYNTAX_UNICODE_ID_H

#include <stdbool.h>
#include <stdint.h>

/* May `c` (above 0x7F) begin an identifier? */
bool evl_unicode_is_id_start(uint32_t c);

/* May `c` (above 0x7F) continue an identifier? */
bool evl_unicode_is_id_continue(uint32_t c);

#endif
