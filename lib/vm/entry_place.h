/* SPDX-License-Identifier: MIT */
/* entry_place.h - where V8 says that a function is which has just been entered. */
#ifndef EVL_VM_ENTRY_PLACE_H
#define EVL_VM_ENTRY_PLACE_H

#include "code/template.h"

/*
 * The position in `function`'s source that belongs to the first instruction of V8's code for it: what the stack shows of a
 * function for which there was no more room. False: it is not known, *position is left alone.
 */
bool evl_entry_place(const struct evl_template *function, uint32_t *position);

#endif
