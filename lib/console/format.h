/* SPDX-License-Identifier: MIT */
/*
 * format.h - what the format strings of all consoles have in common.
 */
#ifndef EVL_CONSOLE_FORMAT_H
#define EVL_CONSOLE_FORMAT_H

#include <stdbool.h>
#include <stdint.h>

/* Does this UTF-16 unit behind a percent sign take an argument (Console, sec-formatter)? */
static inline bool evl_format_is_specifier(uint16_t unit)
{
	return unit == 's' || unit == 'd' || unit == 'i' || unit == 'f' || unit == 'j' || unit == 'o' || unit == 'O' || unit == 'c';
}

#endif
