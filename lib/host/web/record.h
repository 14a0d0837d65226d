/* SPDX-License-Identifier: MIT */
/*
 * record.h - platform objects whose attributes are plain data, read by name.
 */
#ifndef EVL_HOST_WEB_RECORD_H
#define EVL_HOST_WEB_RECORD_H

#include "host/web/platform.h"

/* `names` is NULL-terminated and static; `values` are copied. */
evl_value evl_record_new(struct evl_realm *realm, enum evl_intrinsic prototype, const char *const *names, const evl_value *values);
/* The value behind this name of a record; NULL: it has none. Borrowed. */
evl_value *evl_record_find(void *record, const char *name);
/* The getter of every attribute, for rows. */
bool evl_record_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* toJSON: an ordinary object with the same members. */
bool evl_record_json(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
