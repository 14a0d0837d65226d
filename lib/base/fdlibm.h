/* SPDX-License-Identifier: MIT */
/*
 * fdlibm.h - the elementary functions as V8 computes them.
 *
 * ECMAScript leaves the last bit of Math.sin and its kin to the engine. V8 uses the algorithms of
 * Sun's fdlibm, so the C library's more exact results would print differently in a few cases of a hundred (and
 * its cbrt in every second). What is not here agrees: log1p, atanh, tanh, sqrt.
 */
#ifndef EVL_BASE_FDLIBM_H
#define EVL_BASE_FDLIBM_H

/* Each is the function of Math of that name (sec-function-properties-of-the-math-object), special values included. */
double evl_math_acos(double x);
double evl_math_acosh(double x);
double evl_math_asin(double x);
double evl_math_asinh(double x);
double evl_math_atan(double x);
double evl_math_atan2(double y, double x);
double evl_math_cbrt(double x);
double evl_math_cos(double x);
double evl_math_cosh(double x);
double evl_math_exp(double x);
double evl_math_expm1(double x);
double evl_math_log(double x);
double evl_math_log10(double x);
double evl_math_log2(double x);
/* sec-numeric-types-number-exponentiate: unlike C's pow, 1 ** NaN and (+-1) ** Infinity are NaN. */
double evl_math_pow(double x, double y);
double evl_math_sin(double x);
double evl_math_sinh(double x);
double evl_math_tan(double x);

#endif
