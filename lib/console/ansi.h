/* SPDX-License-Identifier: MIT */
/*
 * ansi.h - terminals' escape sequences inside texts: colours count neither for
 * the width of an entry nor for what fits on a line.
 */
#ifndef EVL_CONSOLE_ANSI_H
#define EVL_CONSOLE_ANSI_H

#include <stddef.h>
#include <stdint.h>

/* How many units the escape sequence takes that begins at units[at]; 0: none begins there. As util.stripVTControlCharacters sees them. */
size_t evl_ansi_sequence(const uint16_t *units, size_t length, size_t at);
/* How many of the units belong to escape sequences. */
size_t evl_ansi_count(const uint16_t *units, size_t length);

#endif
