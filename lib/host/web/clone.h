/* SPDX-License-Identifier: MIT */
/*
 * clone.h - the objects of the host that structuredClone and messages can copy (HTML, "serializable objects"): blobs and files.
 */
#ifndef EVL_HOST_WEB_CLONE_H
#define EVL_HOST_WEB_CLONE_H

#include "value/realm.h"

/* For a realm's take_platform, make_platform and refuse_untransferred (value/realm.h). */
bool evl_web_take(struct evl_realm *realm, struct evl_object *object, evl_value *parts);
bool evl_web_make(struct evl_realm *realm, evl_value parts, evl_value *object);
bool evl_web_refuse_untransferred(struct evl_realm *realm);

#endif
