/* SPDX-License-Identifier: MIT */
/*
 * promise_combinators.h - Promise.all, allSettled, any and race, for the rows of promise.c.
 */
#ifndef EVL_BUILTINS_PROMISE_COMBINATORS_H
#define EVL_BUILTINS_PROMISE_COMBINATORS_H

#include "value/rows.h"

/* sec-promise.all, sec-promise.allsettled, sec-promise.any, sec-promise.race */
bool evl_promise_all(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_promise_all_settled(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_promise_any(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_promise_race(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
