/* SPDX-License-Identifier: MIT */
/* math_exact.h - the functions of Math that round exactly; rows of math.c. */
#ifndef EVL_BUILTINS_MATH_EXACT_H
#define EVL_BUILTINS_MATH_EXACT_H

#include "value/rows.h"

bool evl_math_sum_precise(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_math_f16round(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
