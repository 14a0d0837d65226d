/* SPDX-License-Identifier: MIT */
/* set_algebra.h - the methods that combine two sets (sec-set.prototype.union and its siblings); rows of set.c. */
#ifndef EVL_BUILTINS_SET_ALGEBRA_H
#define EVL_BUILTINS_SET_ALGEBRA_H

#include "value/rows.h"

/* Library functions; the other set is a set-like (sec-getsetrecord), whose TypeErrors they throw. */
bool evl_set_union(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_set_intersection(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_set_difference(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_set_symmetric_difference(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_set_is_subset_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_set_is_superset_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_set_is_disjoint_from(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
