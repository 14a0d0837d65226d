/* SPDX-License-Identifier: MIT */
/*
 * bigint.c - BigInts: making them, their operators, and the bounds of what they may cost.
 */
#include "value/bigint.h"

#include <math.h>
#include <string.h>

#include "value/bigint_digits.h"
#include "value/error.h"
#include "value/realm.h"

#define DIGIT_MASK ((UINT64_C(1) << EVL_BIGINT_DIGIT_BITS) - 1)

__extension__ typedef unsigned __int128 wide;

enum { STEPS_PER_ROUND = 8 }; /* steps of one digit that take as long as one counted step of a snippet */

/* The most bits that V8's BigInts have. */
static uint64_t bits_max(const struct evl_realm *realm)
{
	return realm->v8 >= EVL_V8_15 ? (UINT64_C(1) << 30) - 64 : UINT64_C(1) << 30;
}

bool evl_bigint_afford(struct evl_realm *realm, double digit_steps, size_t bytes)
{
	if (bytes > 4096 && !evl_heap_can_take(&realm->heap, bytes))
		return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "a BigInt needs more memory than the limit of %zu MB allows",
				realm->heap.limit >> 20);
	double rounds = digit_steps / STEPS_PER_ROUND;
	if (rounds < 8 || !realm->hooks.spend)
		return true;
	return realm->hooks.spend(realm, rounds < 9e18 ? (uint64_t)rounds : UINT64_C(9000000000000000000));
}

/* Steps of one digit that multiplying so many digits takes. */
static double bigint_mul_cost(size_t a, size_t b)
{
	enum { KARATSUBA_FROM = 80 };
	double small = (double)(a < b ? a : b);
	double large = (double)(a < b ? b : a);
	double cost = large * small;
	for (double n = small; n > KARATSUBA_FROM; n /= 2)
		cost *= 0.75;
	return cost;
}

uint64_t evl_bigint_bits(const struct evl_bigint *b)
{
	if (b->used == 0)
		return 0;
	uint64_t bits = (uint64_t)(b->used - 1) * EVL_BIGINT_DIGIT_BITS;
	for (uint64_t top = b->digits[b->used - 1]; top; top >>= 1)
		bits++;
	return bits;
}

static bool too_large(struct evl_realm *realm)
{
	return evl_throw_message(realm, EVL_MESSAGE_BIGINT_TOO_LARGE);
}

struct evl_bigint *evl_bigint_alloc(struct evl_realm *realm, size_t used)
{
	if (used > bits_max(realm) / EVL_BIGINT_DIGIT_BITS + 2) {
		too_large(realm);
		return NULL;
	}
	size_t bytes = sizeof(struct evl_bigint) + used * sizeof(uint64_t);
	if (!evl_bigint_afford(realm, 0, bytes))
		return NULL;
	struct evl_bigint *b = evl_heap_alloc(&realm->heap, EVL_CELL_BIGINT, bytes);
	b->used = (uint32_t)used;
	return b;
}

bool evl_bigint_finish(struct evl_realm *realm, struct evl_bigint *b, evl_value *out)
{
	while (b->used && b->digits[b->used - 1] == 0)
		b->used--;
	if (b->used == 0)
		b->cell.flags = 0;
	if (evl_bigint_bits(b) > bits_max(realm))
		return too_large(realm);
	*out = evl_from_bigint(b);
	return true;
}

bool evl_bigint_take(struct evl_realm *realm, mp_err status, mp_int *n, evl_value *out)
{
	bool ok = false;
	if (status == MP_OKAY) {
		struct evl_bigint *b = evl_bigint_alloc(realm, (size_t)n->used);
		if (b) {
			memcpy(b->digits, n->dp, (size_t)n->used * sizeof(uint64_t));
			b->cell.flags = n->sign == MP_NEG ? EVL_BIGINT_NEGATIVE : 0;
			ok = evl_bigint_finish(realm, b, out);
		}
	} else {
		evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "the system has no memory for a BigInt");
	}
	mp_clear(n);
	return ok;
}

/* ---- machine integers ---- */

static evl_value from_magnitude(struct evl_realm *realm, bool negative, uint64_t low, uint64_t high)
{
	uint32_t used = high ? 2 : low != 0;
	struct evl_bigint *b =
		evl_heap_alloc(&realm->heap, EVL_CELL_BIGINT, sizeof(struct evl_bigint) + used * sizeof(uint64_t));
	b->used = used;
	if (used > 0)
		b->digits[0] = low;
	if (used > 1)
		b->digits[1] = high;
	b->cell.flags = negative && used ? EVL_BIGINT_NEGATIVE : 0;
	return evl_from_bigint(b);
}

evl_value evl_bigint_from_uint64(struct evl_realm *realm, uint64_t n)
{
	return from_magnitude(realm, false, n & DIGIT_MASK, n >> EVL_BIGINT_DIGIT_BITS);
}

evl_value evl_bigint_from_int64(struct evl_realm *realm, int64_t n)
{
	uint64_t magnitude = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;
	return from_magnitude(realm, n < 0, magnitude & DIGIT_MASK, magnitude >> EVL_BIGINT_DIGIT_BITS);
}

uint64_t evl_bigint_to_uint64(const struct evl_bigint *b)
{
	uint64_t n = b->used ? b->digits[0] : 0;
	if (b->used > 1)
		n |= b->digits[1] << EVL_BIGINT_DIGIT_BITS;
	return evl_bigint_is_negative(b) ? 0 - n : n;
}

/* Does it fit in one digit? Then with its sign. */
static bool small(const struct evl_bigint *b, int64_t *out)
{
	if (b->used > 1)
		return false;
	int64_t n = b->used ? (int64_t)b->digits[0] : 0;
	*out = evl_bigint_is_negative(b) ? -n : n;
	return true;
}

/* ---- operators ---- */

static bool multiply(struct evl_realm *realm, const struct evl_bigint *a, const struct evl_bigint *b, evl_value *out)
{
	size_t used = (size_t)a->used + b->used;
	if (evl_bigint_is_zero(a) || evl_bigint_is_zero(b)) {
		*out = from_magnitude(realm, false, 0, 0);
		return true;
	}
	bool negative = evl_bigint_is_negative(a) != evl_bigint_is_negative(b);
	if (used == 2) {
		wide product = (wide)a->digits[0] * b->digits[0];
		*out = from_magnitude(realm, negative, (uint64_t)product & DIGIT_MASK,
				      (uint64_t)(product >> EVL_BIGINT_DIGIT_BITS));
		return true;
	}
	if (evl_bigint_bits(a) + evl_bigint_bits(b) > bits_max(realm) + 1)
		return too_large(realm);
	if (!evl_bigint_afford(realm, bigint_mul_cost(a->used, b->used), used * sizeof(uint64_t) * 4))
		return false;
	mp_int x = evl_bigint_view(a);
	mp_int y = evl_bigint_view(b);
	mp_int product;
	mp_err status = mp_init_size(&product, (int)used + 1);
	if (status == MP_OKAY)
		status = a == b ? mp_sqr(&x, &product) : mp_mul(&x, &y, &product);
	else
		product = (mp_int){ .dp = NULL };
	return evl_bigint_take(realm, status, &product, out);
}

static bool divide(struct evl_realm *realm, const struct evl_bigint *a, const struct evl_bigint *b, bool remainder, evl_value *out)
{
	int64_t m;
	int64_t n;
	if (evl_bigint_is_zero(b))
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_DIVISION);
	if (small(a, &m) && small(b, &n)) {
		*out = evl_bigint_from_int64(realm, remainder ? m % n : m / n);
		return true;
	}
	double rounds = a->used < b->used ? 0 : (double)(a->used - b->used + 1) * b->used * 4 + a->used * 4.0;
	if (!evl_bigint_afford(realm, rounds, ((size_t)a->used + b->used) * sizeof(uint64_t) * 3))
		return false;
	mp_int x = evl_bigint_view(a);
	mp_int y = evl_bigint_view(b);
	mp_int result;
	mp_err status = mp_init(&result);
	if (status == MP_OKAY)
		status = remainder ? mp_div(&x, &y, NULL, &result) : mp_div(&x, &y, &result, NULL);
	else
		result = (mp_int){ .dp = NULL };
	return evl_bigint_take(realm, status, &result, out);
}

static bool add_or_subtract(struct evl_realm *realm, const struct evl_bigint *a, const struct evl_bigint *b, bool subtract,
			    evl_value *out)
{
	int64_t m;
	int64_t n;
	if (small(a, &m) && small(b, &n)) {
		*out = evl_bigint_from_int64(realm, subtract ? m - n : m + n);
		return true;
	}
	size_t used = (size_t)(a->used > b->used ? a->used : b->used) + 2;
	if (!evl_bigint_afford(realm, (double)used, used * sizeof(uint64_t)))
		return false;
	mp_int x = evl_bigint_view(a);
	mp_int y = evl_bigint_view(b);
	mp_int sum;
	mp_err status = mp_init_size(&sum, (int)used);
	if (status == MP_OKAY)
		status = subtract ? mp_sub(&x, &y, &sum) : mp_add(&x, &y, &sum);
	else
		sum = (mp_int){ .dp = NULL };
	return evl_bigint_take(realm, status, &sum, out);
}

static bool bitwise(struct evl_realm *realm, enum evl_bigint_op op, const struct evl_bigint *a, const struct evl_bigint *b,
		    evl_value *out)
{
	int64_t m;
	int64_t n;
	if (small(a, &m) && small(b, &n)) {
		*out = evl_bigint_from_int64(realm, op == EVL_BIGINT_AND ? m & n : op == EVL_BIGINT_OR ? m | n : m ^ n);
		return true;
	}
	size_t used = (size_t)(a->used > b->used ? a->used : b->used) + 2;
	if (!evl_bigint_afford(realm, (double)used, used * sizeof(uint64_t)))
		return false;
	mp_int x = evl_bigint_view(a);
	mp_int y = evl_bigint_view(b);
	mp_int result;
	mp_err status = mp_init_size(&result, (int)used);
	if (status == MP_OKAY)
		status = op == EVL_BIGINT_AND ? mp_and(&x, &y, &result)
			 : op == EVL_BIGINT_OR ? mp_or(&x, &y, &result)
					       : mp_xor(&x, &y, &result);
	else
		result = (mp_int){ .dp = NULL };
	return evl_bigint_take(realm, status, &result, out);
}

/* a * 2^bits (sec-numeric-types-bigint-leftShift) */
static bool shift_left(struct evl_realm *realm, const struct evl_bigint *a, uint64_t bits, evl_value *out)
{
	if (evl_bigint_is_zero(a)) {
		*out = evl_from_bigint(a);
		return true;
	}
	if (bits > bits_max(realm) || evl_bigint_bits(a) + bits > bits_max(realm))
		return too_large(realm);
	uint32_t whole = (uint32_t)(bits / EVL_BIGINT_DIGIT_BITS);
	uint32_t part = (uint32_t)(bits % EVL_BIGINT_DIGIT_BITS);
	struct evl_bigint *b = evl_bigint_alloc(realm, (size_t)a->used + whole + 1);
	if (!b || !evl_bigint_afford(realm, b->used, 0))
		return false;
	memset(b->digits, 0, whole * sizeof(uint64_t));
	uint64_t carry = 0;
	for (uint32_t i = 0; i < a->used; i++) {
		b->digits[whole + i] = ((a->digits[i] << part) & DIGIT_MASK) | carry;
		carry = part ? a->digits[i] >> (EVL_BIGINT_DIGIT_BITS - part) : 0;
	}
	b->digits[whole + a->used] = carry;
	b->cell.flags = a->cell.flags;
	return evl_bigint_finish(realm, b, out);
}

/* a / 2^bits, rounded down (sec-numeric-types-bigint-signedRightShift) */
static bool shift_right(struct evl_realm *realm, const struct evl_bigint *a, uint64_t bits, evl_value *out)
{
	bool negative = evl_bigint_is_negative(a);
	if (bits >= evl_bigint_bits(a)) {
		*out = from_magnitude(realm, negative, negative, 0);
		return true;
	}
	uint32_t whole = (uint32_t)(bits / EVL_BIGINT_DIGIT_BITS);
	uint32_t part = (uint32_t)(bits % EVL_BIGINT_DIGIT_BITS);
	uint32_t used = a->used - whole;
	struct evl_bigint *b = evl_bigint_alloc(realm, (size_t)used + 1);
	if (!b || !evl_bigint_afford(realm, used, 0))
		return false;
	bool lost = (a->digits[whole] & ((UINT64_C(1) << part) - 1)) != 0;
	for (uint32_t i = 0; i < whole && !lost && negative; i++)
		lost = a->digits[i] != 0;
	for (uint32_t i = 0; i < used; i++) {
		uint64_t above = i + 1 < used ? a->digits[whole + i + 1] : 0;
		b->digits[i] = a->digits[whole + i] >> part | (part ? (above << (EVL_BIGINT_DIGIT_BITS - part)) & DIGIT_MASK : 0);
	}
	b->digits[used] = 0;
	if (negative && lost) /* towards minus infinity: one more */
		for (uint32_t i = 0; (b->digits[i] = (b->digits[i] + 1) & DIGIT_MASK) == 0; i++)
			;
	b->cell.flags = a->cell.flags;
	return evl_bigint_finish(realm, b, out);
}

static bool shift(struct evl_realm *realm, const struct evl_bigint *a, const struct evl_bigint *b, bool left, evl_value *out)
{
	uint64_t bits = b->used > 1 ? UINT64_MAX : b->used ? b->digits[0] : 0;
	if (evl_bigint_is_negative(b))
		left = !left;
	return left ? shift_left(realm, a, bits, out) : shift_right(realm, a, bits, out);
}

/* sec-numeric-types-bigint-exponentiate */
static bool power(struct evl_realm *realm, const struct evl_bigint *base, const struct evl_bigint *exponent, evl_value *out)
{
	if (evl_bigint_is_negative(exponent))
		return evl_throw_message(realm, realm->v8 >= EVL_V8_15 ? EVL_MESSAGE_BIGINT_EXPONENT_RECENT : EVL_MESSAGE_BIGINT_EXPONENT);
	if (evl_bigint_is_zero(exponent)) {
		*out = from_magnitude(realm, false, 1, 0);
		return true;
	}
	uint64_t bits = evl_bigint_bits(base);
	if (bits <= 1) { /* 0, 1, -1 */
		bool negative = evl_bigint_is_negative(base) && (exponent->digits[0] & 1) != 0;
		*out = from_magnitude(realm, negative, bits, 0);
		return true;
	}
	uint64_t n = exponent->digits[0];
	if (exponent->used > 1 || n > bits_max(realm) || (bits - 1) * n >= bits_max(realm))
		return too_large(realm);
	if (base->used == 1 && (base->digits[0] & (base->digits[0] - 1)) == 0) { /* a power of two */
		evl_value one = from_magnitude(realm, evl_bigint_is_negative(base) && (n & 1) != 0, 1, 0);
		return shift_left(realm, evl_as_bigint(one), (bits - 1) * n, out);
	}
	evl_value result = from_magnitude(realm, false, 1, 0);
	evl_value square = evl_from_bigint(base);
	for (;;) {
		if ((n & 1) && !multiply(realm, evl_as_bigint(result), evl_as_bigint(square), &result))
			return false;
		n >>= 1;
		if (n == 0)
			break;
		if (!multiply(realm, evl_as_bigint(square), evl_as_bigint(square), &square))
			return false;
	}
	*out = result;
	return true;
}

bool evl_bigint_binary(struct evl_realm *realm, enum evl_bigint_op op, evl_value left, evl_value right, evl_value *out)
{
	const struct evl_bigint *a = evl_as_bigint(left);
	const struct evl_bigint *b = evl_as_bigint(right);
	switch (op) {
	case EVL_BIGINT_ADD:
	case EVL_BIGINT_SUB:
		return add_or_subtract(realm, a, b, op == EVL_BIGINT_SUB, out);
	case EVL_BIGINT_MUL:
		return multiply(realm, a, b, out);
	case EVL_BIGINT_DIV:
	case EVL_BIGINT_MOD:
		return divide(realm, a, b, op == EVL_BIGINT_MOD, out);
	case EVL_BIGINT_EXP:
		return power(realm, a, b, out);
	case EVL_BIGINT_SHL:
	case EVL_BIGINT_SAR:
		return shift(realm, a, b, op == EVL_BIGINT_SHL, out);
	case EVL_BIGINT_SHR:
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_SHR);
	default:
		return bitwise(realm, op, a, b, out);
	}
}

bool evl_bigint_negate(struct evl_realm *realm, evl_value a, evl_value *out)
{
	const struct evl_bigint *from = evl_as_bigint(a);
	struct evl_bigint *to = evl_bigint_alloc(realm, from->used);
	if (!to)
		return false;
	memcpy(to->digits, from->digits, from->used * sizeof(uint64_t));
	to->cell.flags = evl_bigint_is_negative(from) ? 0 : EVL_BIGINT_NEGATIVE;
	return evl_bigint_finish(realm, to, out);
}

bool evl_bigint_not(struct evl_realm *realm, evl_value a, evl_value *out)
{
	evl_value one = from_magnitude(realm, false, 1, 0);
	return add_or_subtract(realm, evl_as_bigint(a), evl_as_bigint(one), false, out) && evl_bigint_negate(realm, *out, out);
}

bool evl_bigint_wrap(struct evl_realm *realm, double count, evl_value value, bool is_signed, evl_value *out)
{
	const struct evl_bigint *a = evl_as_bigint(value);
	bool negative = evl_bigint_is_negative(a);
	if (count == 0 || evl_bigint_is_zero(a)) {
		*out = from_magnitude(realm, false, 0, 0);
		return true;
	}
	double own = (double)evl_bigint_bits(a);
	if (own < count && (is_signed || !negative)) { /* it is in the range already */
		*out = value;
		return true;
	}
	if (count > (double)bits_max(realm)) { /* longer than any: only a negative one becomes too long */
		*out = value;
		return is_signed || !negative || too_large(realm);
	}
	uint64_t bits = (uint64_t)count;
	size_t used = (size_t)((bits + EVL_BIGINT_DIGIT_BITS - 1) / EVL_BIGINT_DIGIT_BITS);
	struct evl_bigint *b = evl_bigint_alloc(realm, used);
	if (!b || !evl_bigint_afford(realm, (double)used, 0))
		return false;
	/* The lowest bits in two's complement ... */
	uint64_t top_mask = bits % EVL_BIGINT_DIGIT_BITS ? (UINT64_C(1) << bits % EVL_BIGINT_DIGIT_BITS) - 1 : DIGIT_MASK;
	uint64_t carry = 1;
	for (size_t i = 0; i < used; i++) {
		uint64_t digit = i < a->used ? a->digits[i] : 0;
		if (negative) {
			digit = (~digit & DIGIT_MASK) + carry;
			carry = digit >> EVL_BIGINT_DIGIT_BITS;
		}
		b->digits[i] = digit & DIGIT_MASK;
	}
	b->digits[used - 1] &= top_mask;
	/* ... and for a signed one whose highest bit is set, that less 2^bits. */
	if (is_signed && (b->digits[used - 1] & (top_mask ^ top_mask >> 1)) != 0) {
		carry = 1;
		for (size_t i = 0; i < used; i++) {
			uint64_t digit = (~b->digits[i] & DIGIT_MASK) + carry;
			carry = digit >> EVL_BIGINT_DIGIT_BITS;
			b->digits[i] = digit & DIGIT_MASK;
		}
		b->digits[used - 1] &= top_mask;
		b->cell.flags = EVL_BIGINT_NEGATIVE;
	}
	return evl_bigint_finish(realm, b, out);
}
