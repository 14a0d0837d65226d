/*
 * math.c - the Math namespace.
 *
 * Math.random() is unknown in the model: it gives canonical values out of a fixed
 * sequence, and a note tells so once a run.
 */
#include <math.h>

#include "base/fdlibm.h"
#include "builtins/args.h"
#include "builtins/math_exact.h"
#include "value/convert.h"
#include "value/typed_array.h"
#include "value/unknown.h"

/* Functions of one number. */
#define MATH_FUNCTION(name, expression)                                                                              \
	static bool math_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)            \
	{                                                                                                            \
		double x;                                                                                            \
		if (!evl_to_number(realm, evl_arg(args, 0), &x))                                                     \
			return false;                                                                                \
		*result = evl_from_number(expression);                                                               \
		return true;                                                                                         \
	}

MATH_FUNCTION(acos, evl_math_acos(x))
MATH_FUNCTION(acosh, evl_math_acosh(x))
MATH_FUNCTION(asin, evl_math_asin(x))
MATH_FUNCTION(asinh, evl_math_asinh(x))
MATH_FUNCTION(atan, evl_math_atan(x))
MATH_FUNCTION(atanh, atanh(x))
MATH_FUNCTION(cbrt, evl_math_cbrt(x))
MATH_FUNCTION(ceil, ceil(x))
MATH_FUNCTION(cos, evl_math_cos(x))
MATH_FUNCTION(cosh, evl_math_cosh(x))
MATH_FUNCTION(exp, evl_math_exp(x))
MATH_FUNCTION(expm1, evl_math_expm1(x))
MATH_FUNCTION(fround, (double)(float)x)
MATH_FUNCTION(log, evl_math_log(x))
MATH_FUNCTION(log10, evl_math_log10(x))
MATH_FUNCTION(log1p, log1p(x))
MATH_FUNCTION(log2, evl_math_log2(x))
MATH_FUNCTION(sign, x > 0 ? 1.0 : x < 0 ? -1.0 : x)
MATH_FUNCTION(sin, evl_math_sin(x))
MATH_FUNCTION(sinh, evl_math_sinh(x))
MATH_FUNCTION(sqrt, sqrt(x))
MATH_FUNCTION(tan, evl_math_tan(x))
MATH_FUNCTION(tanh, tanh(x))
MATH_FUNCTION(trunc, trunc(x))
#undef MATH_FUNCTION

/* sec-math.abs; integers stay integers. */
static bool math_abs(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value v = evl_arg(args, 0);
	double x;
	if (evl_is_int(v) && evl_as_int(v) != INT32_MIN) {
		*result = evl_from_int(evl_as_int(v) < 0 ? -evl_as_int(v) : evl_as_int(v));
		return true;
	}
	if (!evl_to_number(realm, v, &x))
		return false;
	*result = evl_from_number(fabs(x));
	return true;
}

/* sec-math.floor */
static bool math_floor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double x;
	if (evl_is_int(evl_arg(args, 0))) {
		*result = args->values[0];
		return true;
	}
	if (!evl_to_number(realm, evl_arg(args, 0), &x))
		return false;
	*result = evl_from_number(floor(x));
	return true;
}

/* sec-math.round: halves go up, towards +Infinity. */
static bool math_round(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double x;
	if (!evl_to_number(realm, evl_arg(args, 0), &x))
		return false;
	double rounded = ceil(x);
	if (rounded - 0.5 > x)
		rounded -= 1;
	*result = evl_from_number(copysign(rounded, x));
	return true;
}

/* sec-math.atan2 */
static bool math_atan2(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double y, x;
	if (!evl_to_number(realm, evl_arg(args, 0), &y) || !evl_to_number(realm, evl_arg(args, 1), &x))
		return false;
	*result = evl_from_number(evl_math_atan2(y, x));
	return true;
}

/* sec-math.pow */
static bool math_pow(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double x, y;
	if (!evl_to_number(realm, evl_arg(args, 0), &x) || !evl_to_number(realm, evl_arg(args, 1), &y))
		return false;
	*result = evl_from_number(evl_math_pow(x, y));
	return true;
}

/* sec-math.clz32 */
static bool math_clz32(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t x;
	int32_t zeros = 32;
	if (!evl_to_uint32(realm, evl_arg(args, 0), &x))
		return false;
	for (; x != 0; x >>= 1)
		zeros--;
	*result = evl_from_int(zeros);
	return true;
}

/* sec-math.imul */
static bool math_imul(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t a, b;
	if (!evl_to_uint32(realm, evl_arg(args, 0), &a) || !evl_to_uint32(realm, evl_arg(args, 1), &b))
		return false;
	*result = evl_from_int(evl_double_to_int32((double)(uint32_t)((uint64_t)a * b)));
	return true;
}

/* Max and min: every argument is converted, even once the result is known. */
static bool extreme(struct evl_realm *realm, const struct evl_args *args, bool greatest, evl_value *result)
{
	double best = greatest ? -INFINITY : INFINITY;
	for (uint32_t i = 0; i < args->count; i++) {
		double x;
		if (!evl_to_number(realm, args->values[i], &x))
			return false;
		if (isnan(best) || isnan(x))
			best = NAN;
		else if (greatest ? x > best : x < best)
			best = x;
		else if (x == 0 && best == 0 && signbit(x) != signbit(best))
			best = greatest ? 0.0 : -0.0;
	}
	*result = evl_from_number(best);
	return true;
}

/* sec-math.max */
static bool math_max(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return extreme(realm, args, true, result);
}

/* sec-math.min */
static bool math_min(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return extreme(realm, args, false, result);
}

/* sec-math.hypot, summed as V8 does: scaled by the greatest, with Kahan's correction. */
static bool math_hypot(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double greatest = 0;
	bool infinite = false, nan = false;
	for (uint32_t i = 0; i < args->count; i++) {
		double x;
		if (!evl_to_number(realm, args->values[i], &x))
			return false;
		infinite |= isinf(x) != 0;
		nan |= isnan(x) != 0;
		if (fabs(x) > greatest)
			greatest = fabs(x);
	}
	double sum = 0, correction = 0;
	if (infinite || nan || greatest == 0) {
		*result = evl_from_number(infinite ? INFINITY : nan ? NAN : 0);
		return true;
	}
	for (uint32_t i = 0; i < args->count; i++) {
		double x;
		if (!evl_to_number(realm, args->values[i], &x))
			return false;
		double n = fabs(x) / greatest;
		double summand = n * n - correction;
		double preliminary = sum + summand;
		correction = (preliminary - sum) - summand;
		sum = preliminary;
	}
	*result = evl_from_number(sqrt(sum) * greatest);
	return true;
}

static void note_random(struct evl_realm *realm)
{
	static const char note[] = "Math.random() is unknown: a canonical value was used";
	struct evl_event event = { .kind = EVL_EVENT_NOTE, .cause = realm->current, .other = EVL_NO_EVENT, .time = realm->now };
	event.span = realm->hooks.site(realm);
	evl_trace_append(realm->trace, &event, note, sizeof note - 1);
}

/* The numbers that V8 gives for --random-seed: xorshift128+, drawn 64 at a time and given from the last to the first. */
struct evl_seeded_numbers {
	uint64_t first, second;
	double drawn[64];
	uint32_t left;
};

/* The finalizer of MurmurHash3, which spreads the seed. */
static uint64_t spread(uint64_t h)
{
	h ^= h >> 33;
	h *= UINT64_C(0xFF51AFD7ED558CCD);
	h ^= h >> 33;
	h *= UINT64_C(0xC4CEB9FE1A85EC53);
	return h ^ h >> 33;
}

static double seeded_number(struct evl_realm *realm)
{
	struct evl_seeded_numbers *numbers = realm->seeded_numbers;
	if (numbers == NULL) {
		uint64_t seed = (uint64_t)(int64_t)realm->random_seed;
		numbers = realm->seeded_numbers = evl_arena_zalloc(&realm->scratch, sizeof *numbers);
		numbers->first = spread(seed);
		numbers->second = spread(~seed);
	}
	if (numbers->left == 0) {
		for (; numbers->left < 64; numbers->left++) {
			uint64_t a = numbers->first, b = numbers->second;
			numbers->first = b;
			a ^= a << 23;
			a ^= a >> 17;
			a ^= b ^ b >> 26;
			numbers->second = a;
			numbers->drawn[numbers->left] = (double)(b >> 12) * 0x1p-52;
		}
	}
	return numbers->drawn[--numbers->left];
}

enum { RANDOM_ASKED = 3 }; /* so many numbers of a run are asked for, what follows is canonical */

/*
 * A number that may be any: the canonical one, or one near an end, so that what branches on it is seen to go both ways. Those
 * three stand for all.
 */
static double sample(struct evl_realm *realm, double canonical)
{
	static const double ends[] = { 0.02, 0.98 };
	if (realm->random_asked == RANDOM_ASKED)
		return canonical;
	realm->random_asked++;
	uint32_t answer = evl_unknown_ask(realm, 1 + sizeof ends / sizeof ends[0]);
	if (answer == 0)
		return canonical;
	evl_unknown_assume(realm, evl_unknown_text(realm, "assuming Math.random() gives %g", ends[answer - 1]));
	return ends[answer - 1];
}

/* sec-math.random: xorshift64* from a fixed start, 53 bits; with a seed, what V8 gives for it. */
static bool math_random(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	if (realm->random_seed != 0) {
		*result = evl_from_number(seeded_number(realm));
		return true;
	}
	if (realm->random_state == 0) {
		realm->random_state = UINT64_C(0x9E3779B97F4A7C15);
		note_random(realm);
	}
	uint64_t s = realm->random_state;
	s ^= s >> 12;
	s ^= s << 25;
	s ^= s >> 27;
	realm->random_state = s;
	*result = evl_from_number(sample(realm, (double)(s * UINT64_C(0x2545F4914F6CDD1D) >> 11) / 9007199254740992.0));
	return true;
}

static const struct evl_row math_statics[] = {
	EVL_METHOD("abs", math_abs, 1),
	EVL_METHOD("acos", math_acos, 1),
	EVL_METHOD("acosh", math_acosh, 1),
	EVL_METHOD("asin", math_asin, 1),
	EVL_METHOD("asinh", math_asinh, 1),
	EVL_METHOD("atan", math_atan, 1),
	EVL_METHOD("atanh", math_atanh, 1),
	EVL_METHOD("atan2", math_atan2, 2),
	EVL_METHOD("ceil", math_ceil, 1),
	EVL_METHOD("cbrt", math_cbrt, 1),
	EVL_METHOD("expm1", math_expm1, 1),
	EVL_METHOD("clz32", math_clz32, 1),
	EVL_METHOD("cos", math_cos, 1),
	EVL_METHOD("cosh", math_cosh, 1),
	EVL_METHOD("exp", math_exp, 1),
	EVL_METHOD("floor", math_floor, 1),
	EVL_METHOD_SINCE(EVL_V8_15, "f16round", evl_math_f16round, 1),
	EVL_METHOD("fround", math_fround, 1),
	EVL_METHOD("hypot", math_hypot, 2),
	EVL_METHOD("imul", math_imul, 2),
	EVL_METHOD("log", math_log, 1),
	EVL_METHOD("log1p", math_log1p, 1),
	EVL_METHOD("log2", math_log2, 1),
	EVL_METHOD("log10", math_log10, 1),
	EVL_METHOD("max", math_max, 2),
	EVL_METHOD("min", math_min, 2),
	EVL_METHOD("pow", math_pow, 2),
	EVL_METHOD("random", math_random, 0),
	EVL_METHOD("round", math_round, 1),
	EVL_METHOD("sign", math_sign, 1),
	EVL_METHOD("sin", math_sin, 1),
	EVL_METHOD("sinh", math_sinh, 1),
	EVL_METHOD("sqrt", math_sqrt, 1),
	EVL_METHOD_SINCE(EVL_V8_15, "sumPrecise", evl_math_sum_precise, 1),
	EVL_METHOD("tan", math_tan, 1),
	EVL_METHOD("tanh", math_tanh, 1),
	EVL_METHOD("trunc", math_trunc, 1),
	EVL_NUMBER_ROW("E", 2.718281828459045),
	EVL_NUMBER_ROW("LN10", 2.302585092994046),
	EVL_NUMBER_ROW("LN2", 0.6931471805599453),
	EVL_NUMBER_ROW("LOG10E", 0.4342944819032518),
	EVL_NUMBER_ROW("LOG2E", 1.4426950408889634),
	EVL_NUMBER_ROW("PI", 3.141592653589793),
	EVL_NUMBER_ROW("SQRT1_2", 0.7071067811865476),
	EVL_NUMBER_ROW("SQRT2", 1.4142135623730951),
	EVL_TAG_ROW("Math"),
};

/* Where it came behind all others at first. */
static const struct evl_row math_later[] = { EVL_METHOD_SINCE(EVL_V8_13, "f16round", evl_math_f16round, 1) };
static const struct evl_rows math_recent = EVL_ROWS(math_later);

const struct evl_family evl_family_MATH = {
	.name = "Math",
	.kind = EVL_FAMILY_NAMESPACE,
	.global = true,
	.statics = EVL_ROWS(math_statics),
	.recent_statics = &math_recent,
};
