/* SPDX-License-Identifier: MIT */
/*
 * missing_name.h - how the source uses a name that nothing defines.
 */
#ifndef EVL_VM_MISSING_NAME_H
#define EVL_VM_MISSING_NAME_H

#include <stdbool.h>

#include "value/realm.h"

/*
 * Is the name that the running instruction reads used as something that is provided elsewhere? It is called, or a member of it is; it is a tag, a
 * parent class, or handed to a function. Only printed, or standing alone, it is a slip.
 */
bool evl_missing_name_is_used(struct evl_realm *realm, evl_key name);

#endif
