/* SPDX-License-Identifier: MIT */
/*
 * object.h - the functions of the Object family that object.c lists in its rows and others use.
 */
#ifndef EVL_BUILTINS_OBJECT_H
#define EVL_BUILTINS_OBJECT_H

#include <stdbool.h>

#include "value/realm.h"
#include "value/rows.h"

/* sec-object.prototype.tostring */
bool evl_object_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

/* object_properties.c: statics about the properties of an object */
bool evl_object_assign(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_define_properties(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_define_property(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_from_entries(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_get_own_property_descriptor(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_get_own_property_descriptors(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_get_own_property_names(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_get_own_property_symbols(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_has_own(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_keys(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_object_values(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
/* ObjectDefineProperties(object, properties) */
bool evl_object_define_all(struct evl_realm *realm, struct evl_object *object, evl_value properties);

#endif
