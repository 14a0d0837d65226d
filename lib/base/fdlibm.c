/* SPDX-License-Identifier: MIT */
/*
 * fdlibm.c - elementary functions by the algorithms of fdlibm. See fdlibm.h.
 *
 * The algorithms and their coefficients are Sun's, whose notice must stay:
 *   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved.
 *   Developed at SunSoft, a Sun Microsystems, Inc. business.
 *   Permission to use, copy, modify, and distribute this software is freely granted, provided that this notice is preserved.
 *
 * The order of every operation matters: results are meant to be equal to the last bit.
 */
#include "base/fdlibm.h"

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static uint64_t bits_of(double x)
{
	uint64_t bits;
	memcpy(&bits, &x, sizeof bits);
	return bits;
}

static double from_bits(uint64_t bits)
{
	double x;
	memcpy(&x, &bits, sizeof x);
	return x;
}

static int32_t high(double x) { return (int32_t)(uint32_t)(bits_of(x) >> 32); }
static uint32_t low(double x) { return (uint32_t)bits_of(x); }
static double from_words(uint32_t hi, uint32_t lo) { return from_bits((uint64_t)hi << 32 | lo); }
static double with_high(double x, int32_t hi) { return from_words((uint32_t)hi, low(x)); }
static double without_low(double x) { return from_bits(bits_of(x) & UINT64_C(0xFFFFFFFF00000000)); }
/* 2 to the k, for normal results. */
static double power_of_two(int32_t k) { return from_words((uint32_t)(0x3FF00000 + (int32_t)((uint32_t)k << 20)), 0); }

static const double two54 = 1.80143985094819840000e+16, two1023 = 8.98846567431157953865e+307,
		    twom1000 = 9.33263618503218878990e-302, ln2_hi = 6.93147180369123816490e-01,
		    ln2_lo = 1.90821492927058770002e-10, ln2 = 6.93147180559945286227e-01,
		    inv_ln2 = 1.44269504088896338700e+00;

/* --- exponentials --- */

static double exp_polynomial(double t)
{
	return t * (1.66666666666666019037e-01 +
		    t * (-2.77777777770155933842e-03 +
			 t * (6.61375632143793436117e-05 + t * (-1.65339022054652515390e-06 + t * 4.13813679705723846039e-08))));
}

double evl_math_exp(double x)
{
	uint32_t hx = (uint32_t)high(x);
	int32_t sign = (int32_t)(hx >> 31), k = 0;
	double hi = 0, lo = 0;
	hx &= 0x7FFFFFFF;
	if (hx >= 0x40862E42) {
		if (isnan(x))
			return x;
		if (isinf(x))
			return sign == 0 ? x : 0;
		if (x > 7.09782712893383973096e+02)
			return INFINITY;
		if (x < -7.45133219101941108420e+02)
			return 0;
	}
	if (hx > 0x3FD62E42) {
		if (hx < 0x3FF0A2B2) {
			if (x == 1.0)
				return 2.718281828459045;
			hi = x - (sign == 0 ? ln2_hi : -ln2_hi);
			lo = sign == 0 ? ln2_lo : -ln2_lo;
			k = 1 - sign - sign;
		} else {
			k = (int32_t)(inv_ln2 * x + (sign == 0 ? 0.5 : -0.5));
			hi = x - k * ln2_hi;
			lo = k * ln2_lo;
		}
		x = hi - lo;
	} else if (hx < 0x3E300000) {
		return 1 + x;
	}
	double c = x - exp_polynomial(x * x);
	if (k == 0)
		return 1 - ((x * c) / (c - 2.0) - x);
	double y = 1 - ((lo - (x * c) / (2.0 - c)) - hi);
	if (k == 1024)
		return y * 2.0 * two1023;
	return k >= -1021 ? y * power_of_two(k) : y * power_of_two(k + 1000) * twom1000;
}

double evl_math_expm1(double x)
{
	uint32_t hx = (uint32_t)high(x);
	bool negative = (hx & 0x80000000u) != 0;
	double c = 0;
	int32_t k = 0;
	hx &= 0x7FFFFFFF;
	if (hx >= 0x4043687A) {
		if (isnan(x))
			return x;
		if (isinf(x))
			return negative ? -1.0 : x;
		if (x > 7.09782712893383973096e+02)
			return INFINITY;
		if (negative)
			return -1.0;
	}
	if (hx > 0x3FD62E42) {
		double hi, lo;
		if (hx < 0x3FF0A2B2) {
			hi = negative ? x + ln2_hi : x - ln2_hi;
			lo = negative ? -ln2_lo : ln2_lo;
			k = negative ? -1 : 1;
		} else {
			k = (int32_t)(inv_ln2 * x + (negative ? -0.5 : 0.5));
			hi = x - k * ln2_hi;
			lo = k * ln2_lo;
		}
		x = hi - lo;
		c = (hi - x) - lo;
	} else if (hx < 0x3C900000) {
		return x;
	}
	double hfx = 0.5 * x, hxs = x * hfx;
	double r1 = 1 + hxs * (-3.33333333333331316428e-02 +
			       hxs * (1.58730158725481460165e-03 +
				      hxs * (-7.93650757867487942473e-05 +
					     hxs * (4.00821782732936239552e-06 + hxs * -2.01099218183624371326e-07))));
	double t = 3.0 - r1 * hfx;
	double e = hxs * ((r1 - t) / (6.0 - x * t));
	if (k == 0)
		return x - (x * e - hxs);
	e = x * (e - c) - c;
	e -= hxs;
	if (k == -1)
		return 0.5 * (x - e) - 0.5;
	if (k == 1)
		return x < -0.25 ? -2.0 * (e - (x + 0.5)) : 1 + 2.0 * (x - e);
	if (k <= -2 || k > 56) {
		double y = 1 - (e - x);
		y = k == 1024 ? y * 2.0 * two1023 : y * power_of_two(k);
		return y - 1;
	}
	if (k < 20) {
		t = from_words((uint32_t)(0x3FF00000 - (0x200000 >> k)), 0);
		return (t - (e - x)) * power_of_two(k);
	}
	t = from_words((uint32_t)((0x3FF - k) << 20), 0);
	double y = x - (e + t);
	y += 1;
	return y * power_of_two(k);
}

double evl_math_sinh(double x)
{
	double h = x < 0 ? -0.5 : 0.5, ax = fabs(x);
	if (isnan(x) || isinf(x))
		return x;
	if (ax < 22) {
		if (ax < 3.725290298461914e-9)
			return x;
		double t = evl_math_expm1(ax);
		return ax < 1 ? h * (2 * t - t * t / (t + 1)) : h * (t + t / (t + 1));
	}
	if (ax < 709.7822265625)
		return h * evl_math_exp(ax);
	if (ax <= 710.4758600739439) {
		double w = evl_math_exp(0.5 * ax);
		return h * w * w;
	}
	return x < 0 ? -INFINITY : INFINITY;
}

double evl_math_cosh(double x)
{
	uint32_t ix = (uint32_t)high(x) & 0x7FFFFFFF;
	double ax = fabs(x);
	if (isnan(x))
		return x;
	if (ix < 0x3FD62E43) {
		double t = evl_math_expm1(ax), w = 1 + t;
		return ix < 0x3C800000 ? w : 1 + (t * t) / (w + w);
	}
	if (ix < 0x40360000) {
		double t = evl_math_exp(ax);
		return 0.5 * t + 0.5 / t;
	}
	if (ix < 0x40862E42)
		return 0.5 * evl_math_exp(ax);
	if (ax <= 710.4758600739439) {
		double w = evl_math_exp(0.5 * ax), t = 0.5 * w;
		return t * w;
	}
	return INFINITY;
}

/* --- logarithms --- */

/* The polynomial that all logarithms share, in s = f / (2 + f). */
static double log_polynomial(double z)
{
	double w = z * z;
	double t1 = w * (3.999999999940941908e-01 + w * (2.222219843214978396e-01 + w * 1.531383769920937332e-01));
	double t2 = z * (6.666666666666735130e-01 +
			 w * (2.857142874366239149e-01 + w * (1.818357216161805012e-01 + w * 1.479819860511658591e-01)));
	return t2 + t1;
}

/* What needs no computing: zero, negative, not finite. */
static int log_special(double x, double *result)
{
	if (x == 0)
		*result = -INFINITY;
	else if (x < 0)
		*result = NAN;
	else if (isnan(x) || isinf(x))
		*result = x;
	else
		return 0;
	return 1;
}

double evl_math_log(double x)
{
	double result;
	int32_t k = 0;
	if (log_special(x, &result))
		return result;
	int32_t hx = high(x);
	if (hx < 0x00100000) {
		k -= 54;
		x *= two54;
		hx = high(x);
	}
	k += (hx >> 20) - 1023;
	hx &= 0x000FFFFF;
	int32_t i = (hx + 0x95F64) & 0x100000;
	x = with_high(x, hx | (i ^ 0x3FF00000));
	k += i >> 20;
	double f = x - 1.0, dk = k;
	if ((0x000FFFFF & (2 + hx)) < 3) {
		if (f == 0)
			return k == 0 ? 0 : dk * ln2_hi + dk * ln2_lo;
		double r = f * f * (0.5 - 0.33333333333333333 * f);
		return k == 0 ? f - r : dk * ln2_hi - ((r - dk * ln2_lo) - f);
	}
	double s = f / (2.0 + f), z = s * s, r = log_polynomial(z);
	if (((hx - 0x6147A) | (0x6B851 - hx)) > 0) {
		double hfsq = 0.5 * f * f;
		return k == 0 ? f - (hfsq - s * (hfsq + r)) :
				dk * ln2_hi - ((hfsq - (s * (hfsq + r) + dk * ln2_lo)) - f);
	}
	return k == 0 ? f - s * (f - r) : dk * ln2_hi - ((s * (f - r) - dk * ln2_lo) - f);
}

double evl_math_log10(double x)
{
	double result;
	int32_t k = 0;
	if (log_special(x, &result))
		return result;
	if (x == 1)
		return 0;
	int32_t hx = high(x);
	if (hx < 0x00100000) {
		k -= 54;
		x *= two54;
		hx = high(x);
	}
	k += (hx >> 20) - 1023;
	int32_t i = k < 0;
	x = with_high(x, (hx & 0x000FFFFF) | ((0x3FF - i) << 20));
	double y = k + i;
	double z = y * 3.69423907715893078616e-13 + 4.34294481903251816668e-01 * evl_math_log(x);
	return z + y * 3.01029995663611771306e-01;
}

double evl_math_log2(double x)
{
	static const double inv_hi = 1.44269504072144627571e+00, inv_lo = 1.67517131648865118353e-10;
	double result;
	int32_t k = 0;
	if (log_special(x, &result))
		return result;
	if (x == 1)
		return 0;
	int32_t hx = high(x);
	if (hx < 0x00100000) {
		k -= 54;
		x *= two54;
		hx = high(x);
	}
	k += (hx >> 20) - 1023;
	hx &= 0x000FFFFF;
	int32_t i = (hx + 0x95F64) & 0x100000;
	x = with_high(x, hx | (i ^ 0x3FF00000));
	k += i >> 20;
	double y = k, f = x - 1.0, hfsq = 0.5 * f * f, s = f / (2.0 + f);
	double r = s * (hfsq + log_polynomial(s * s));
	double hi = without_low(f - hfsq), lo = (f - hi) - hfsq + r;
	double val_hi = hi * inv_hi, val_lo = (lo + hi) * inv_lo + lo * inv_hi;
	double w = y + val_hi;
	val_lo += (y - w) + val_hi;
	return val_lo + w;
}

double evl_math_asinh(double x)
{
	uint32_t ix = (uint32_t)high(x) & 0x7FFFFFFF;
	double ax = fabs(x), w;
	if (ix >= 0x7FF00000 || ix < 0x3E300000)
		return x;
	if (ix > 0x41B00000)
		w = evl_math_log(ax) + ln2;
	else if (ix > 0x40000000)
		w = evl_math_log(2.0 * ax + 1 / (sqrt(x * x + 1) + ax));
	else
		w = log1p(ax + x * x / (1 + sqrt(1 + x * x)));
	return x > 0 ? w : -w;
}

double evl_math_acosh(double x)
{
	if (isnan(x) || x < 1)
		return NAN;
	if (x == 1)
		return 0;
	int32_t hx = high(x);
	if (hx >= 0x41B00000)
		return isinf(x) ? x : evl_math_log(x) + ln2;
	if (hx > 0x40000000)
		return evl_math_log(2.0 * x - 1 / (x + sqrt(x * x - 1)));
	double t = x - 1;
	return log1p(t + sqrt(2.0 * t + t * t));
}

/* --- arcs --- */

static const double pio2_hi = 1.57079632679489655800e+00, pio2_lo = 6.12323399573676603587e-17,
		    pio4_hi = 7.85398163397448278999e-01, pi = 3.14159265358979311600e+00;

double evl_math_atan(double x)
{
	static const double hi[] = { 4.63647609000806093515e-01, 7.85398163397448278999e-01, 9.82793723247329054082e-01,
				     1.57079632679489655800e+00 };
	static const double lo[] = { 2.26987774529616870924e-17, 3.06161699786838301793e-17, 1.39033110312309984516e-17,
				     6.12323399573676603587e-17 };
	static const double a[] = { 3.33333333333329318027e-01,  -1.99999999998764832476e-01, 1.42857142725034663711e-01,
				    -1.11111104054623557880e-01, 9.09088713343650656196e-02,  -7.69187620504482999495e-02,
				    6.66107313738753120669e-02,  -5.83357013379057348645e-02, 4.97687799461593236017e-02,
				    -3.65315727442169155270e-02, 1.62858201153657823623e-02 };
	bool negative = high(x) < 0;
	uint32_t ix = (uint32_t)high(x) & 0x7FFFFFFF;
	int id = -1;
	if (ix >= 0x44100000) {
		if (isnan(x))
			return x;
		return negative ? -hi[3] - lo[3] : hi[3] + lo[3];
	}
	if (ix < 0x3FDC0000) {
		if (ix < 0x3E400000)
			return x;
	} else {
		x = fabs(x);
		if (ix < 0x3FE60000) {
			id = 0;
			x = (2.0 * x - 1) / (2.0 + x);
		} else if (ix < 0x3FF30000) {
			id = 1;
			x = (x - 1) / (x + 1);
		} else if (ix < 0x40038000) {
			id = 2;
			x = (x - 1.5) / (1 + 1.5 * x);
		} else {
			id = 3;
			x = -1.0 / x;
		}
	}
	double z = x * x, w = z * z;
	double s1 = z * (a[0] + w * (a[2] + w * (a[4] + w * (a[6] + w * (a[8] + w * a[10])))));
	double s2 = w * (a[1] + w * (a[3] + w * (a[5] + w * (a[7] + w * a[9]))));
	if (id < 0)
		return x - x * (s1 + s2);
	z = hi[id] - ((x * (s1 + s2) - lo[id]) - x);
	return negative ? -z : z;
}

double evl_math_atan2(double y, double x)
{
	static const double pi_lo = 1.2246467991473531772E-16;
	if (isnan(x) || isnan(y))
		return NAN;
	if (x == 1)
		return evl_math_atan(y);
	bool y_negative = signbit(y), x_negative = signbit(x);
	if (y == 0)
		return x_negative ? (y_negative ? -pi : pi) : y;
	if (x == 0)
		return y_negative ? -pio2_hi : pio2_hi;
	if (isinf(x)) {
		double angle = isinf(y) ? (x_negative ? 3.0 * pio4_hi : pio4_hi) : x_negative ? pi : 0;
		return y_negative ? -angle : angle;
	}
	if (isinf(y))
		return y_negative ? -pio2_hi : pio2_hi;
	int32_t k = ((high(y) & 0x7FFFFFFF) - (high(x) & 0x7FFFFFFF)) >> 20;
	double z;
	if (k > 60) {
		z = pio2_hi + 0.5 * pi_lo;
		x_negative = false;
	} else if (x_negative && k < -60) {
		z = 0;
	} else {
		z = evl_math_atan(fabs(y / x));
	}
	if (!x_negative)
		return y_negative ? -z : z;
	return y_negative ? (z - pi_lo) - pi : pi - (z - pi_lo);
}

/* The rational function of asin and acos. */
static double arc_ratio(double t)
{
	double p = t * (1.66666666666666657415e-01 +
			t * (-3.25565818622400915405e-01 +
			     t * (2.01212532134862925881e-01 +
				  t * (-4.00555345006794114027e-02 +
				       t * (7.91534994289814532176e-04 + t * 3.47933107596021167570e-05)))));
	double q = 1 + t * (-2.40339491173441421878e+00 +
			    t * (2.02094576023350569471e+00 +
				 t * (-6.88283971605453293030e-01 + t * 7.70381505559019352791e-02)));
	return p / q;
}

double evl_math_asin(double x)
{
	uint32_t ix = (uint32_t)high(x) & 0x7FFFFFFF;
	if (ix >= 0x3FF00000)
		return fabs(x) == 1 ? x * pio2_hi + x * pio2_lo : NAN;
	if (ix < 0x3FE00000) {
		if (ix < 0x3E400000)
			return x;
		return x + x * arc_ratio(x * x);
	}
	double w = 1 - fabs(x), t = w * 0.5, r = arc_ratio(t), s = sqrt(t);
	if (ix >= 0x3FEF3333) {
		t = pio2_hi - (2.0 * (s + s * r) - pio2_lo);
	} else {
		w = without_low(s);
		double c = (t - w * w) / (s + w);
		double p = 2.0 * s * r - (pio2_lo - 2.0 * c), q = pio4_hi - 2.0 * w;
		t = pio4_hi - (p - q);
	}
	return x > 0 ? t : -t;
}

double evl_math_acos(double x)
{
	uint32_t ix = (uint32_t)high(x) & 0x7FFFFFFF;
	if (ix >= 0x3FF00000)
		return x == 1 ? 0 : x == -1 ? pi + 2.0 * pio2_lo : NAN;
	if (ix < 0x3FE00000) {
		if (ix <= 0x3C600000)
			return pio2_hi + pio2_lo;
		return pio2_hi - (x - (pio2_lo - x * arc_ratio(x * x)));
	}
	if (x < 0) {
		double z = (1 + x) * 0.5, s = sqrt(z), w = arc_ratio(z) * s - pio2_lo;
		return pi - 2.0 * (s + w);
	}
	double z = (1 - x) * 0.5, s = sqrt(z), df = without_low(s);
	double c = (z - df * df) / (s + df), w = arc_ratio(z) * s + c;
	return 2.0 * (df + w);
}

/* --- sine, cosine, tangent --- */

static double kernel_sin(double x, double y, bool has_tail)
{
	if (((uint32_t)high(x) & 0x7FFFFFFF) < 0x3E400000)
		return x;
	double z = x * x, v = z * x;
	double r = 8.33333333332248946124e-03 +
		   z * (-1.98412698298579493134e-04 +
			z * (2.75573137070700676789e-06 + z * (-2.50507602534068634195e-08 + z * 1.58969099521155010221e-10)));
	static const double s1 = -1.66666666666666324348e-01;
	return has_tail ? x - ((z * (0.5 * y - v * r) - y) - v * s1) : x + v * (s1 + z * r);
}

static double kernel_cos(double x, double y)
{
	uint32_t ix = (uint32_t)high(x) & 0x7FFFFFFF;
	if (ix < 0x3E400000)
		return 1;
	double z = x * x;
	double r = z * (4.16666666666666019037e-02 +
			z * (-1.38888888888741095749e-03 +
			     z * (2.48015872894767294178e-05 +
				  z * (-2.75573143513906633035e-07 +
				       z * (2.08757232129817482790e-09 + z * -1.13596475577881948265e-11)))));
	if (ix < 0x3FD33333)
		return 1 - (0.5 * z - (z * r - x * y));
	double qx = ix > 0x3FE90000 ? 0.28125 : from_words(ix - 0x00200000, 0);
	double iz = 0.5 * z - qx, a = 1 - qx;
	return a - (iz - (z * r - x * y));
}

static double kernel_tan(double x, double y, int iy)
{
	static const double t_[] = { 3.33333333333334091986e-01, 1.33333333333201242699e-01, 5.39682539762260521377e-02,
				     2.18694882948595424599e-02, 8.86323982359930005737e-03, 3.59207910759131235356e-03,
				     1.45620945432529025516e-03, 5.88041240820264096874e-04, 2.46463134818469906812e-04,
				     7.81794442939557092300e-05, 7.14072491382608190305e-05, -1.85586374855275456654e-05,
				     2.59073051863633712884e-05 };
	static const double pio4_lo = 3.06161699786838301793e-17;
	int32_t hx = high(x);
	uint32_t ix = (uint32_t)hx & 0x7FFFFFFF;
	if (ix < 0x3E300000 && (int)x == 0) {
		if (iy == 1)
			return x;
		if (x == 0)
			return INFINITY;
		double w = x + y, z = without_low(w), v = y - (z - x), a = -1 / w, t = without_low(a), s = 1 + t * z;
		return t + a * (s + t * v);
	}
	bool large = ix >= 0x3FE59428;
	if (large) {
		if (x < 0) {
			x = -x;
			y = -y;
		}
		double z = pio4_hi - x, w = pio4_lo - y;
		x = z + w;
		y = 0;
	}
	double z = x * x, w = z * z;
	double r = t_[1] + w * (t_[3] + w * (t_[5] + w * (t_[7] + w * (t_[9] + w * t_[11]))));
	double v = z * (t_[2] + w * (t_[4] + w * (t_[6] + w * (t_[8] + w * (t_[10] + w * t_[12])))));
	double s = z * x;
	r = y + z * (s * (r + v) + y);
	r += t_[0] * s;
	w = x + r;
	if (large) {
		v = iy;
		return (1 - ((hx >> 30) & 2)) * (v - 2.0 * (x - (w * w / (w + v) - r)));
	}
	if (iy == 1)
		return w;
	z = without_low(w);
	v = r - (z - x);
	double a = -1.0 / w, t = without_low(a);
	s = 1.0 + t * z;
	return t + a * (s + t * v);
}

/* Beyond this, a reduction with hundreds of digits of pi would be needed: those few use the C library. */
static const double largest_reduced = 823549.0;

/* x - n * pi/2 in two parts, n returned. |x| at most largest_reduced. */
static int32_t reduce(double x, double y[2])
{
	static const double inv_pio2 = 6.36619772367581382433e-01, p1 = 1.57079632673412561417e+00,
			    p1t = 6.07710050650619224932e-11, p2 = 6.07710050630396597660e-11, p2t = 2.02226624879595063154e-21,
			    p3 = 2.02226624871116645580e-21, p3t = 8.47842766036889956997e-32;
	bool negative = high(x) < 0;
	uint32_t ix = (uint32_t)high(x) & 0x7FFFFFFF;
	if (ix <= 0x3FE921FB) {
		y[0] = x;
		y[1] = 0;
		return 0;
	}
	double t = fabs(x);
	if (ix < 0x4002D97C) {
		double z = t - p1, tail = p1t;
		if (ix == 0x3FF921FB) {
			z -= p2;
			tail = p2t;
		}
		y[0] = z - tail;
		y[1] = (z - y[0]) - tail;
		if (negative) {
			y[0] = -y[0];
			y[1] = -y[1];
		}
		return negative ? -1 : 1;
	}
	int32_t n = (int32_t)(t * inv_pio2 + 0.5);
	double fn = n, r = t - fn * p1, w = fn * p1t;
	y[0] = r - w;
	if (n >= 32 || (int32_t)ix == high(n * pio2_hi)) {
		int32_t j = (int32_t)(ix >> 20);
		if (j - ((high(y[0]) >> 20) & 0x7FF) > 16) {
			t = r;
			w = fn * p2;
			r = t - w;
			w = fn * p2t - ((t - r) - w);
			y[0] = r - w;
			if (j - ((high(y[0]) >> 20) & 0x7FF) > 49) {
				t = r;
				w = fn * p3;
				r = t - w;
				w = fn * p3t - ((t - r) - w);
				y[0] = r - w;
			}
		}
	}
	y[1] = (r - y[0]) - w;
	if (negative) {
		y[0] = -y[0];
		y[1] = -y[1];
		return -n;
	}
	return n;
}

double evl_math_sin(double x)
{
	double y[2];
	if (isnan(x) || isinf(x))
		return NAN;
	if (fabs(x) > largest_reduced)
		return sin(x);
	int32_t n = reduce(x, y);
	if (n == 0)
		return kernel_sin(y[0], 0, y[1] != 0);
	switch (n & 3) {
	case 0:
		return kernel_sin(y[0], y[1], true);
	case 1:
		return kernel_cos(y[0], y[1]);
	case 2:
		return -kernel_sin(y[0], y[1], true);
	default:
		return -kernel_cos(y[0], y[1]);
	}
}

double evl_math_cos(double x)
{
	double y[2];
	if (isnan(x) || isinf(x))
		return NAN;
	if (fabs(x) > largest_reduced)
		return cos(x);
	switch (reduce(x, y) & 3) {
	case 0:
		return kernel_cos(y[0], y[1]);
	case 1:
		return -kernel_sin(y[0], y[1], true);
	case 2:
		return -kernel_cos(y[0], y[1]);
	default:
		return kernel_sin(y[0], y[1], true);
	}
}

double evl_math_tan(double x)
{
	double y[2];
	if (isnan(x) || isinf(x))
		return NAN;
	if (fabs(x) > largest_reduced)
		return tan(x);
	int32_t n = reduce(x, y);
	return kernel_tan(y[0], y[1], 1 - ((n & 1) << 1));
}

/* --- roots and powers --- */

double evl_math_cbrt(double x)
{
	uint32_t hx = (uint32_t)high(x), sign = hx & 0x80000000u;
	double t;
	hx ^= sign;
	if (hx >= 0x7FF00000)
		return x;
	if (hx < 0x00100000) {
		if (x == 0)
			return x;
		t = two54 * x;
		t = from_words(sign | (((uint32_t)high(t) & 0x7FFFFFFF) / 3 + 696219795), 0);
	} else {
		t = from_words(sign | (hx / 3 + 715094163), 0);
	}
	double r = (t * t) * (t / x);
	t = t * ((1.87595182427177009643 + r * (-1.88497979543377169875 + r * 1.621429720105354466140)) +
		 ((r * r) * r) * (-0.758397934778766047437 + r * 0.145996192886612446982));
	t = from_bits((bits_of(t) + UINT64_C(0x80000000)) & UINT64_C(0xFFFFFFFFC0000000));
	double s = t * t;
	r = x / s;
	double w = t + t;
	r = (r - t) / (w + r);
	return t + t * r;
}

/* 0: y is no odd or even integer; 1: odd; 2: even. */
static int integer_kind(double y)
{
	if (fabs(y) >= 9007199254740992.0)
		return 2;
	if (floor(y) != y)
		return 0;
	return fmod(y, 2) != 0 ? 1 : 2;
}

/* log2(ax) as *t1 + *t2, for finite ax > 0 in extra precision. */
static void extended_log2(double ax, double *t1, double *t2)
{
	static const double bp[] = { 1.0, 1.5 }, dp_h[] = { 0.0, 5.84962487220764160156e-01 },
			    dp_l[] = { 0.0, 1.35003920212974897128e-08 };
	static const double cp = 9.61796693925975554329e-01, cp_h = 9.61796700954437255859e-01, cp_l = -7.02846165095275826516e-09;
	int32_t n = 0, k;
	int32_t ix = high(ax);
	if (ix < 0x00100000) {
		ax *= 9007199254740992.0;
		n -= 53;
		ix = high(ax);
	}
	n += (ix >> 20) - 0x3FF;
	int32_t j = ix & 0x000FFFFF;
	ix = j | 0x3FF00000;
	if (j <= 0x3988E) {
		k = 0;
	} else if (j < 0xBB67A) {
		k = 1;
	} else {
		k = 0;
		n += 1;
		ix -= 0x00100000;
	}
	ax = with_high(ax, ix);
	double u = ax - bp[k], v = 1 / (ax + bp[k]), ss = u * v;
	double s_h = without_low(ss);
	double t_h = from_words((uint32_t)(((ix >> 1) | 0x20000000) + 0x00080000 + (k << 18)), 0);
	double t_l = ax - (t_h - bp[k]);
	double s_l = v * ((u - s_h * t_h) - s_h * t_l);
	double s2 = ss * ss;
	double r = s2 * s2 *
		   (5.99999999999994648725e-01 +
		    s2 * (4.28571428578550184252e-01 +
			  s2 * (3.33333329818377432918e-01 +
				s2 * (2.72728123808534006489e-01 + s2 * (2.30660745775561754067e-01 + s2 * 2.06975017800338417784e-01)))));
	r += s_l * (s_h + ss);
	s2 = s_h * s_h;
	t_h = without_low(3.0 + s2 + r);
	t_l = r - ((t_h - 3.0) - s2);
	u = s_h * t_h;
	v = s_l * t_h + t_l * ss;
	double p_h = without_low(u + v), p_l = v - (p_h - u);
	double z_h = cp_h * p_h, z_l = cp_l * p_h + p_l * cp + dp_l[k];
	double t = n;
	*t1 = without_low(((z_h + z_l) + dp_h[k]) + t);
	*t2 = z_l - (((*t1 - t) - dp_h[k]) - z_h);
}

/* 2 ** (p_h + p_l), whose sum is z, below overflow and above underflow. */
static double extended_exp2(double z, double p_h, double p_l)
{
	static const double lg2_h = 6.93147182464599609375e-01, lg2_l = -1.90465429995776804525e-09;
	int32_t j = high(z), i = j & 0x7FFFFFFF, k = (i >> 20) - 0x3FF, n = 0;
	if (i > 0x3FE00000) {
		n = j + (0x00100000 >> (k + 1));
		k = ((n & 0x7FFFFFFF) >> 20) - 0x3FF;
		double t = from_words((uint32_t)(n & ~(0x000FFFFF >> k)), 0);
		n = ((n & 0x000FFFFF) | 0x00100000) >> (20 - k);
		if (j < 0)
			n = -n;
		p_h -= t;
	}
	double t = without_low(p_l + p_h);
	double u = t * lg2_h, v = (p_l - (t - p_h)) * ln2 + t * lg2_l;
	z = u + v;
	double w = v - (z - u);
	double t1 = z - exp_polynomial(z * z);
	/* fdlibm subtracts the last term from the quotient; V8 has it in the divisor. */
	double r = (z * t1) / ((t1 - 2.0) - (w + z * w));
	z = 1 - (r - z);
	j = high(z) + (int32_t)((uint32_t)n << 20);
	return (j >> 20) <= 0 ? ldexp(z, n) : with_high(z, j);
}

double evl_math_pow(double x, double y)
{
	if (y == 0)
		return 1;
	if (isnan(x) || isnan(y))
		return NAN;
	double ax = fabs(x);
	if (isinf(y)) {
		if (ax == 1)
			return NAN;
		return (ax > 1) == (y > 0) ? INFINITY : 0;
	}
	if (y == 1)
		return x;
	if (y == 2)
		return x * x;
	if (y == -1)
		return 1 / x;
	if (y == 0.5 && x >= 0)
		return sqrt(x);
	int kind = x < 0 || (x == 0 && signbit(x)) ? integer_kind(y) : 2;
	if (ax == 0 || ax == 1 || isinf(ax)) {
		double z = y < 0 ? 1 / ax : ax;
		if (x < 0 && kind == 0 && ax == 1)
			return NAN;
		return signbit(x) && kind == 1 ? -z : z;
	}
	if (x < 0 && kind == 0)
		return NAN;
	double sign = x < 0 && kind == 1 ? -1.0 : 1.0, t1, t2;
	uint32_t iy = (uint32_t)high(y) & 0x7FFFFFFF, ix = (uint32_t)high(ax);
	if (iy > 0x41E00000) {
		/* |y| > 2**31: overflows or underflows unless x is very near 1. */
		if (iy > 0x43F00000) {
			if (ix <= 0x3FEFFFFF)
				return y < 0 ? INFINITY : 0;
			if (ix >= 0x3FF00000)
				return y > 0 ? INFINITY : 0;
		}
		if (ix < 0x3FEFFFFF)
			return y < 0 ? sign * INFINITY : sign * 0.0;
		if (ix > 0x3FF00000)
			return y > 0 ? sign * INFINITY : sign * 0.0;
		double t = ax - 1;
		double w = (t * t) * (0.5 - t * (0.3333333333333333333333 - t * 0.25));
		double u = 1.44269502162933349609e+00 * t, v = t * 1.92596299112661746887e-08 - w * inv_ln2;
		t1 = without_low(u + v);
		t2 = v - (t1 - u);
	} else {
		extended_log2(ax, &t1, &t2);
	}
	double y1 = without_low(y);
	double p_l = (y - y1) * t1 + y * t2, p_h = y1 * t1, z = p_l + p_h;
	int32_t j = high(z);
	uint32_t i = low(z);
	if (j >= 0x40900000) {
		if (j > 0x40900000 || i != 0 || p_l + 8.0085662595372944372e-17 > z - p_h)
			return sign * INFINITY;
	} else if ((j & 0x7FFFFFFF) >= 0x4090CC00) {
		if ((uint32_t)j > 0xC090CC00u || i != 0 || p_l <= z - p_h)
			return sign * 0.0;
	}
	return sign * extended_exp2(z, p_h, p_l);
}
