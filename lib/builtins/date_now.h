/* SPDX-License-Identifier: MIT */
/* date_now.h - the part of Date that needs only the clock. */
#ifndef EVL_BUILTINS_DATE_NOW_H
#define EVL_BUILTINS_DATE_NOW_H

#include <stdbool.h>

#include "value/realm.h"
#include "value/rows.h"

/* For a MADE row: the constructor Date, of which only `now` is covered. */
bool evl_date_make(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
