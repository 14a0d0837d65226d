/* SPDX-License-Identifier: MIT */
/* clone.c - the objects of the host that structuredClone and messages can copy: see clone.h. */
#include "host/web/clone.h"

#include "host/script.h"
#include "host/web/event.h"

bool evl_web_take(struct evl_realm *realm, struct evl_object *object, evl_value *parts)
{
	evl_value value = evl_from_object(object);
	*parts = EVL_UNDEFINED;
	return evl_class_of(object) == EVL_CLASS_PLATFORM || evl_host_script_call(realm, "web/blob", "taken", 1, &value, parts);
}

bool evl_web_make(struct evl_realm *realm, evl_value parts, evl_value *object)
{
	return evl_host_script_call(realm, "web/blob", "made", 1, &parts, object);
}

bool evl_web_refuse_untransferred(struct evl_realm *realm)
{
	return evl_web(realm)->untransferred(realm);
}
