/* SPDX-License-Identifier: MIT */
/*
 * set_prototype.h - prototypes given by a snippet, with V8's messages: for Object, Reflect and __proto__.
 */
#ifndef EVL_BUILTINS_SET_PROTOTYPE_H
#define EVL_BUILTINS_SET_PROTOTYPE_H

#include <stdbool.h>

#include "value/error.h"
#include "value/property.h"
#include "value/proxy.h"
#include "value/realm.h"

/* An object or null (*out NULL), else TypeError. */
static inline bool evl_prototype_argument(struct evl_realm *realm, evl_value v, struct evl_object **out)
{
	*out = evl_is_object(v) ? evl_as_object(v) : NULL;
	if (evl_is_object(v) || evl_is_null(v))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_PROTOTYPE_NOT_OBJECT, evl_describe(realm, v));
}

/*
 * [[SetPrototypeOf]], with a TypeError that says why when it refuses. `from_static`: for Object.setPrototypeOf, where V8 names a
 * property "undefined" in the message about a trap.
 */
static inline bool evl_set_prototype_or_throw(struct evl_realm *realm, struct evl_object *object, struct evl_object *prototype,
					     bool from_static)
{
	bool ok, extensible, thrown;
	realm->refused_by = EVL_NAME_NONE;
	if (!evl_set_prototype(realm, object, prototype, &ok))
		return false;
	if (ok)
		return true;
	if (!evl_throw_refusal(realm, from_static ? EVL_NAME_undefined : EVL_NAME_NONE, &thrown))
		return false;
	if (object == evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE))
		return evl_throw_message(realm, EVL_MESSAGE_IMMUTABLE_PROTOTYPE);
	if (!evl_is_extensible(realm, object, &extensible))
		return false;
	if (!extensible)
		return evl_throw_message(realm, EVL_MESSAGE_OBJECT_NOT_EXTENSIBLE, evl_describe(realm, evl_from_object(object)));
	return evl_throw_message(realm, EVL_MESSAGE_CYCLIC_PROTOTYPE);
}

#endif
