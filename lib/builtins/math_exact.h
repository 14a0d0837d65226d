/* SPDX-License-Identifier: MIT */
/* math_exact.h - the functions of Math that round exactly; rows of math.c. */
#ifndef EVL_BUILTINS_MATH_EXACT_H
#define EVL_BUILTINS_MATH_EXACT_H

#include "value/rows.h"

/* sec-math.sumprecise: the exact sum of an iterable of numbers, rounded once. sec-math.f16round. */
bool evl_math_sum_precise(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
bool evl_math_f16round(struct evl_realm *realm, const struct evl_args *args, evl_value *result);

#endif
