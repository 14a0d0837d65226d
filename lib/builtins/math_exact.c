/* SPDX-License-Identifier: MIT */
/*
 * math_exact.c - Math.sumPrecise and Math.f16round (sec-math.sumprecise, sec-math.f16round). Not in Node 20.
 */
#include <math.h>
#include <string.h>

#include "builtins/args.h"
#include "builtins/math_exact.h"
#include "vm/iterator.h"

/*
 * A fixed-point number wide enough for any sum of doubles: limb i counts 2^(32 i - LOWEST), with room in
 * each for CARRY_AFTER additions before the carries are passed on.
 */
enum { LIMBS = 72, LOWEST = 1152, CARRY_AFTER = 1 << 28 };

struct exact {
	int64_t limbs[LIMBS];
	uint32_t pending;      /* additions since carries were passed on */
	bool any;              /* something that is not -0 */
	bool plus, minus, nan; /* infinities, NaN */
};

static void pass_carries(struct exact *sum)
{
	int64_t carry = 0;
	for (int i = 0; i < LIMBS - 1; i++) {
		int64_t whole = sum->limbs[i] + carry;
		int64_t low = whole & INT64_C(0xFFFFFFFF);
		carry = (whole - low) / INT64_C(0x100000000);
		sum->limbs[i] = low;
	}
	sum->limbs[LIMBS - 1] += carry;
	sum->pending = 0;
}

static void add_exactly(struct exact *sum, double x)
{
	int exponent;
	double fraction = frexp(fabs(x), &exponent);
	uint64_t mantissa = (uint64_t)ldexp(fraction, 53);
	int shift = exponent - 53 + LOWEST; /* at least 25: the smallest double is 2^-1074, and 52 bits behind its own are zero */
	int at = shift / 32, by = shift % 32;
	int64_t sign = x < 0 ? -1 : 1;
	uint64_t low = (mantissa & 0xFFFFFFFF) << by, high = (mantissa >> 32) << by;
	sum->limbs[at] += sign * (int64_t)(low & 0xFFFFFFFF);
	sum->limbs[at + 1] += sign * (int64_t)((low >> 32) + (high & 0xFFFFFFFF));
	sum->limbs[at + 2] += sign * (int64_t)(high >> 32);
	if (++sum->pending == CARRY_AFTER)
		pass_carries(sum);
}

/* The sum as the nearest double, ties to even. */
static double rounded(struct exact *sum)
{
	pass_carries(sum);
	bool negative = sum->limbs[LIMBS - 1] < 0;
	if (negative) {
		for (int i = 0; i < LIMBS; i++)
			sum->limbs[i] = -sum->limbs[i];
		pass_carries(sum);
	}
	int top = LIMBS - 1;
	while (top >= 0 && sum->limbs[top] == 0)
		top--;
	if (top < 0)
		return 0;
	/* The 64 leading bits, the last of them set also when anything behind them is: enough to round once. */
	int bits = 0;
	while ((uint64_t)sum->limbs[top] >> bits != 0)
		bits++;
	uint64_t lead = 0;
	bool rest = false;
	int position = top * 32 + bits - 64; /* of the lowest bit of `lead` */
	for (int i = top; i >= 0; i--) {
		int shift = i * 32 - position;
		uint64_t limb = (uint64_t)sum->limbs[i];
		if (shift >= 0)
			lead |= limb << shift;
		else if (shift > -32) {
			lead |= limb >> -shift;
			rest |= (limb & ((UINT64_C(1) << -shift) - 1)) != 0;
		} else {
			rest |= limb != 0;
		}
	}
	int exponent = position - LOWEST; /* value = lead * 2^exponent */
	int kept = exponent + 63 < -1022 ? 53 - (-1022 - (exponent + 63)) : 53;
	int dropped = 64 - kept; /* at least 11; subnormal sums are exact, so that nothing is lost of them */
	double value;
	if (dropped >= 64) {
		value = ldexp((double)(lead >> 32), exponent + 32);
	} else {
		uint64_t whole = lead >> dropped, tail = lead & ((UINT64_C(1) << dropped) - 1), half = UINT64_C(1) << (dropped - 1);
		if (tail > half || (tail == half && (rest || (whole & 1))))
			whole++;
		value = ldexp((double)whole, exponent + dropped);
	}
	return negative ? -value : value;
}

static bool add_number(struct evl_realm *realm, void *context, evl_value value)
{
	struct exact *sum = context;
	if (!evl_is_number(value))
		return evl_throw_message(realm, EVL_MESSAGE_SUM_TYPE, evl_names_utf8(realm->names, evl_typeof(value), &realm->scratch));
	double x = evl_number(value);
	if (!evl_library_step(realm))
		return false;
	sum->any |= x != 0 || !signbit(x);
	if (isnan(x))
		sum->nan = true;
	else if (isinf(x))
		*(x > 0 ? &sum->plus : &sum->minus) = true;
	else if (x != 0)
		add_exactly(sum, x);
	return true;
}

/* sec-math.sumprecise */
bool evl_math_sum_precise(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct exact sum;
	memset(&sum, 0, sizeof sum);
	if (evl_is_nullish(evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NULLISH, "Math.sumPrecise");
	if (!evl_iterate(realm, args->values[0], add_number, &sum))
		return false;
	if (sum.nan || (sum.plus && sum.minus))
		*result = evl_from_double(NAN);
	else if (sum.plus || sum.minus)
		*result = evl_from_double(sum.plus ? INFINITY : -INFINITY);
	else if (args->count != 0 && !sum.any)
		*result = evl_from_double(-0.0);
	else
		*result = evl_from_number(rounded(&sum));
	return true;
}

/* The nearest double that is a half-precision number, ties to even. */
static double round_to_half(double x)
{
	if (x == 0 || !isfinite(x))
		return x;
	int exponent;
	frexp(x, &exponent);
	if (exponent < -13)
		exponent = -13; /* subnormal halves are multiples of 2^-24 */
	double unit = ldexp(1, exponent - 11);
	double scaled = x / unit; /* exact; below 2^11 */
	double whole = trunc(scaled), rest = fabs(scaled - whole);
	if (rest > 0.5 || (rest == 0.5 && fmod(whole, 2) != 0))
		whole += x < 0 ? -1 : 1;
	double half = whole * unit;
	return fabs(half) >= 65520 ? copysign(INFINITY, x) : copysign(half, x);
}

/* sec-math.f16round */
bool evl_math_f16round(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double x;
	if (!evl_to_number(realm, evl_arg(args, 0), &x))
		return false;
	*result = evl_from_number(round_to_half(x));
	return true;
}
