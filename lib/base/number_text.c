/* SPDX-License-Identifier: MIT */
/*
 * number_text.c - numbers to text and back, exactly.
 *
 * Common numbers (integers, decimals of up to 15 digits) take short ways in
 * plain double arithmetic whose results are exact. The rest uses a small fixed
 * big integer: reading compares exact ratios, writing generates digits after
 * Steele and White. Nothing of the C library's conversions is used, so no
 * locale and no rounding mode of printf can show.
 */
#include "base/number_text.h"

#include <math.h>
#include <string.h>

#include "base/ascii.h"

enum {
	MAX_LIMBS = 160,      /* 5120 bits: more than 10^(800+324) times 2^64 needs */
	MAX_READ_DIGITS = 800,/* digits after these only matter as "more than nothing" */
};

struct big {
	uint32_t count; /* limbs in use; 0: the number zero */
	uint32_t limbs[MAX_LIMBS];
};

static void big_set(struct big *big, uint64_t value)
{
	big->count = 0;
	while (value) {
		big->limbs[big->count++] = (uint32_t)value;
		value >>= 32;
	}
}

static void big_push(struct big *big, uint32_t limb)
{
	if (limb && big->count < MAX_LIMBS)
		big->limbs[big->count++] = limb;
}

static void big_multiply_add(struct big *big, uint32_t factor, uint32_t addend)
{
	uint64_t carry = addend;
	for (uint32_t i = 0; i < big->count; i++) {
		carry += (uint64_t)big->limbs[i] * factor;
		big->limbs[i] = (uint32_t)carry;
		carry >>= 32;
	}
	big_push(big, (uint32_t)carry);
}

static void big_multiply_power10(struct big *big, int power)
{
	for (; power >= 9; power -= 9)
		big_multiply_add(big, 1000000000u, 0);
	uint32_t factor = 1;
	for (; power > 0; power--)
		factor *= 10;
	if (factor > 1)
		big_multiply_add(big, factor, 0);
}

static void big_shift_left(struct big *big, uint32_t bits)
{
	if (big->count == 0 || bits == 0)
		return;
	uint32_t limbs = bits / 32, rest = bits % 32;
	if (big->count + limbs > MAX_LIMBS)
		return; /* cannot happen within the bounds of the callers */
	memmove(big->limbs + limbs, big->limbs, big->count * sizeof(uint32_t));
	memset(big->limbs, 0, limbs * sizeof(uint32_t));
	big->count += limbs;
	if (rest == 0)
		return;
	uint32_t carry = 0;
	for (uint32_t i = limbs; i < big->count; i++) {
		uint32_t limb = big->limbs[i];
		big->limbs[i] = limb << rest | carry;
		carry = limb >> (32 - rest);
	}
	big_push(big, carry);
}

static int big_compare(const struct big *a, const struct big *b)
{
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	for (uint32_t i = a->count; i-- > 0;) {
		if (a->limbs[i] != b->limbs[i])
			return a->limbs[i] < b->limbs[i] ? -1 : 1;
	}
	return 0;
}

/* a -= b; a must not be smaller. */
static void big_subtract(struct big *a, const struct big *b)
{
	uint64_t borrow = 0;
	for (uint32_t i = 0; i < a->count; i++) {
		uint64_t take = borrow + (i < b->count ? b->limbs[i] : 0);
		borrow = a->limbs[i] < take;
		a->limbs[i] = (uint32_t)(a->limbs[i] - take);
	}
	while (a->count && a->limbs[a->count - 1] == 0)
		a->count--;
}

/* Compare a + b with c. */
static int big_compare_sum(const struct big *a, const struct big *b, const struct big *c)
{
	struct big sum = *a;
	uint64_t carry = 0;
	for (uint32_t i = 0; i < sum.count || i < b->count; i++) {
		if (i >= sum.count)
			sum.limbs[sum.count++] = 0;
		carry += (uint64_t)sum.limbs[i] + (i < b->count ? b->limbs[i] : 0);
		sum.limbs[i] = (uint32_t)carry;
		carry >>= 32;
	}
	big_push(&sum, (uint32_t)carry);
	return big_compare(&sum, c);
}

static uint32_t big_bits(const struct big *big)
{
	if (big->count == 0)
		return 0;
	uint32_t bits = (big->count - 1) * 32;
	for (uint32_t top = big->limbs[big->count - 1]; top; top >>= 1)
		bits++;
	return bits;
}

/* floor(a / b) when it is below 2^16; a becomes the remainder. */
static uint32_t big_divide_small(struct big *a, const struct big *b)
{
	uint32_t quotient = 0;
	while (big_compare(a, b) >= 0) {
		big_subtract(a, b);
		quotient++;
	}
	return quotient;
}

/* value = mantissa * 2^exponent, exactly; value finite and positive. */
static uint64_t take_apart(double value, int *exponent)
{
	uint64_t bits;
	memcpy(&bits, &value, sizeof(bits));
	uint64_t mantissa = bits & 0xFFFFFFFFFFFFFu;
	int biased = (int)(bits >> 52 & 0x7FF);
	if (biased == 0) {
		*exponent = -1074;
		return mantissa;
	}
	*exponent = biased - 1075;
	return mantissa | (uint64_t)1 << 52;
}

static const double exact_powers10[] = {
	1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

/* The decimal digits of `value`, without leading zeros. Returns how many. */
static int write_integer(uint64_t value, char *out)
{
	char reversed[20];
	int n = 0;
	while (value) {
		reversed[n++] = (char)('0' + value % 10);
		value /= 10;
	}
	for (int i = 0; i < n; i++)
		out[i] = reversed[n - 1 - i];
	return n;
}

/*
 * Set up value = numerator / denominator * 10^(*point), with the ratio in [0.1, 1)
 * once the caller has checked the estimate with fix_point.
 */
static void set_ratio(struct big *numerator, struct big *denominator, uint64_t mantissa, int exponent, int point)
{
	big_set(numerator, mantissa);
	big_set(denominator, 1);
	if (point >= 0)
		big_multiply_power10(denominator, point);
	else
		big_multiply_power10(numerator, -point);
	if (exponent >= 0)
		big_shift_left(numerator, (uint32_t)exponent);
	else
		big_shift_left(denominator, (uint32_t)-exponent);
}

/* An estimate of n with value = 0.d1d2... * 10^n: right or one too small. */
static int estimate_point(uint64_t mantissa, int exponent)
{
	int bits = 0;
	for (uint64_t m = mantissa; m; m >>= 1)
		bits++;
	double log10_low = (double)(bits + exponent - 1) * 0.30102999566398120;
	return (int)floor(log10_low - 1e-10) + 1;
}

/*
 * The shortest digits that identify `value` among all doubles, the closest of
 * them where there are several. Returns their number, at most 17.
 */
static int shortest_digits(double value, char *out, int *point)
{
	int exponent;
	uint64_t mantissa = take_apart(value, &exponent);
	bool even = (mantissa & 1) == 0;
	/* The gap below a power of two is half the gap above it. Everything is scaled by 2 (or 4). */
	bool narrow = mantissa == (uint64_t)1 << 52 && exponent > -1074;
	int n = estimate_point(mantissa, exponent);
	struct big r, s, low, high;
	set_ratio(&r, &s, mantissa, exponent, n);
	big_set(&high, 1);
	if (n < 0)
		big_multiply_power10(&high, -n);
	if (exponent >= 0)
		big_shift_left(&high, (uint32_t)exponent);
	low = high;
	big_shift_left(&r, narrow ? 2 : 1);
	big_shift_left(&s, narrow ? 2 : 1);
	if (narrow)
		big_shift_left(&high, 1);
	int order = big_compare_sum(&r, &high, &s);
	if (even ? order >= 0 : order > 0) {
		n++;
		big_multiply_add(&s, 10, 0);
	}
	int count = 0;
	for (;;) {
		big_multiply_add(&r, 10, 0);
		big_multiply_add(&low, 10, 0);
		big_multiply_add(&high, 10, 0);
		uint32_t digit = big_divide_small(&r, &s);
		int below = big_compare(&r, &low);
		int above = big_compare_sum(&r, &high, &s);
		bool can_stop_low = even ? below <= 0 : below < 0;
		bool can_stop_high = even ? above >= 0 : above > 0;
		if ((can_stop_low || can_stop_high) || count == 16) {
			int half = big_compare_sum(&r, &r, &s);
			if (can_stop_high && (!can_stop_low || half > 0 || (half == 0 && (digit & 1))))
				digit++;
			out[count++] = (char)('0' + digit);
			break;
		}
		out[count++] = (char)('0' + digit);
	}
	while (count > 1 && out[count - 1] == '0')
		count--;
	*point = n;
	return count;
}

/* As shortest_digits, by double arithmetic alone; 0 when this way does not apply. */
static int short_decimal(double value, char *out, int *point)
{
	if (value < 1e-7 || value >= 1e15)
		return 0;
	for (int k = 0; k <= 22; k++) {
		double scaled = floor(value * exact_powers10[k] + 0.5);
		if (scaled >= 1e15)
			return 0;
		/* Both operands are exact, so the quotient is what reading "scaled e-k" gives. */
		if (scaled / exact_powers10[k] == value) {
			int count = write_integer((uint64_t)scaled, out);
			*point = count - k;
			while (count > 1 && out[count - 1] == '0')
				count--;
			return count;
		}
	}
	return 0;
}

/* Lay out digits as sec-numeric-types-number-tostring says. Returns the length. */
static size_t lay_out(const char *digits, int k, int n, char *text)
{
	char *out = text;
	if (k <= n && n <= 21) {
		memcpy(out, digits, (size_t)k);
		out += k;
		memset(out, '0', (size_t)(n - k));
		out += n - k;
	} else if (n > 0 && n <= 21) {
		memcpy(out, digits, (size_t)n);
		out += n;
		*out++ = '.';
		memcpy(out, digits + n, (size_t)(k - n));
		out += k - n;
	} else if (n > -6 && n <= 0) {
		*out++ = '0';
		*out++ = '.';
		memset(out, '0', (size_t)-n);
		out += -n;
		memcpy(out, digits, (size_t)k);
		out += k;
	} else {
		*out++ = digits[0];
		if (k > 1) {
			*out++ = '.';
			memcpy(out, digits + 1, (size_t)(k - 1));
			out += k - 1;
		}
		*out++ = 'e';
		*out++ = n > 0 ? '+' : '-';
		int e = n > 0 ? n - 1 : 1 - n;
		out += write_integer((uint64_t)e, out);
	}
	return (size_t)(out - text);
}

static size_t write_constant(char *text, const char *constant)
{
	size_t length = strlen(constant);
	memcpy(text, constant, length + 1);
	return length;
}

size_t evl_number_to_text(double value, char text[EVL_NUMBER_TEXT_MAX])
{
	if (isnan(value))
		return write_constant(text, "NaN");
	if (value == 0)
		return write_constant(text, "0");
	if (isinf(value))
		return write_constant(text, value > 0 ? "Infinity" : "-Infinity");
	char *out = text;
	if (value < 0) {
		*out++ = '-';
		value = -value;
	}
	if (value < 9007199254740992.0 && value == floor(value)) {
		out += write_integer((uint64_t)value, out);
	} else {
		char digits[20];
		int n = 0;
		int k = short_decimal(value, digits, &n);
		if (k == 0)
			k = shortest_digits(value, digits, &n);
		out += lay_out(digits, k, n, out);
	}
	*out = '\0';
	return (size_t)(out - text);
}

static double next_double(double value)
{
	uint64_t bits;
	memcpy(&bits, &value, sizeof(bits));
	bits++;
	memcpy(&value, &bits, sizeof(bits));
	return value;
}

/*
 * The specification leaves the digits of fractions open; this gives V8's: as
 * many as are needed to tell the value from its neighbours.
 */
size_t evl_number_to_radix_text(double value, int radix, char text[EVL_RADIX_TEXT_MAX])
{
	static const char symbols[] = "0123456789abcdefghijklmnopqrstuvwxyz";
	enum { MIDDLE = 1100, ROOM = 2240 };
	char buffer[ROOM];
	int front = MIDDLE, back = MIDDLE;

	if (radix == 10)
		return evl_number_to_text(value, text);
	if (isnan(value))
		return write_constant(text, "NaN");
	if (value == 0)
		return write_constant(text, "0");
	if (isinf(value))
		return write_constant(text, value > 0 ? "Infinity" : "-Infinity");
	bool negative = value < 0;
	if (negative)
		value = -value;
	double integer = floor(value);
	double fraction = value - integer;
	double delta = value < 1.7976931348623157e308 ? 0.5 * (next_double(value) - value) : 1;
	if (delta < 4.9406564584124654e-324)
		delta = 4.9406564584124654e-324;
	if (fraction >= delta) {
		buffer[back++] = '.';
		do {
			fraction *= radix;
			delta *= radix;
			int digit = (int)fraction;
			buffer[back++] = symbols[digit];
			fraction -= digit;
			bool up = fraction > 0.5 || (fraction == 0.5 && (digit & 1));
			if (!up || fraction + delta <= 1)
				continue;
			for (;;) { /* carry into the digits written before */
				back--;
				if (back == MIDDLE) {
					integer += 1;
					break;
				}
				char c = buffer[back];
				int before = c > '9' ? c - 'a' + 10 : c - '0';
				if (before + 1 < radix) {
					buffer[back++] = symbols[before + 1];
					break;
				}
			}
			break;
		} while (fraction >= delta && back < ROOM - 1);
	}
	while (integer / radix >= 9007199254740992.0 && front > 1) { /* V8 writes zeros beyond the precision */
		integer /= radix;
		buffer[--front] = '0';
	}
	do {
		double remainder = fmod(integer, radix);
		buffer[--front] = symbols[(int)remainder];
		integer = (integer - remainder) / radix;
	} while (integer > 0 && front > 1);
	if (negative)
		buffer[--front] = '-';
	size_t length = (size_t)(back - front);
	if (length > EVL_RADIX_TEXT_MAX - 1)
		length = EVL_RADIX_TEXT_MAX - 1;
	memcpy(text, buffer + front, length);
	text[length] = '\0';
	return length;
}

/* mantissa * 2^exponent with `sticky` for a non-zero rest below, rounded to nearest, ties to even. */
static double put_together(uint64_t mantissa, int exponent, bool sticky)
{
	/* The mantissa has its highest bit set. Keep 53 bits, fewer for subnormal results. */
	int drop = 11;
	if (exponent + drop < -1074)
		drop = -1074 - exponent;
	if (drop > 64)
		return 0;
	uint64_t kept = drop == 64 ? 0 : mantissa >> drop;
	uint64_t rest = drop == 64 ? mantissa : mantissa & (((uint64_t)1 << drop) - 1);
	uint64_t half = (uint64_t)1 << (drop - 1);
	if (rest > half || (rest == half && (sticky || (kept & 1))))
		kept++;
	exponent += drop;
	if (kept == (uint64_t)1 << 53) {
		kept >>= 1;
		exponent++;
	}
	if (exponent > 971)
		return INFINITY;
	uint64_t bits = kept;
	if (kept >> 52)
		bits = (kept & 0xFFFFFFFFFFFFFu) | (uint64_t)(exponent + 1075) << 52;
	double value;
	memcpy(&value, &bits, sizeof(value));
	return value;
}

/* digits * 10^power, correctly rounded; digits is not zero. */
static double read_exactly(struct big *numerator, int power)
{
	struct big denominator;
	big_set(&denominator, 1);
	if (power >= 0)
		big_multiply_power10(numerator, power);
	else
		big_multiply_power10(&denominator, -power);
	/* Scale so that the quotient has 64 bits, its highest set. */
	int shift = 64 - ((int)big_bits(numerator) - (int)big_bits(&denominator));
	if (shift >= 0)
		big_shift_left(numerator, (uint32_t)shift);
	else
		big_shift_left(&denominator, (uint32_t)-shift);
	/* Now numerator/denominator is in (2^63, 2^65). */
	uint64_t quotient = 0;
	big_shift_left(&denominator, 64);
	bool top = big_compare(numerator, &denominator) >= 0;
	if (top)
		big_subtract(numerator, &denominator);
	int bits = top ? 63 : 64;
	quotient = top;
	while (bits-- > 0) {
		big_shift_left(numerator, 1);
		quotient <<= 1;
		if (big_compare(numerator, &denominator) >= 0) {
			big_subtract(numerator, &denominator);
			quotient |= 1;
		}
	}
	return put_together(quotient, top ? 1 - shift : -shift, numerator->count != 0);
}

/* A decimal literal as it is read: digits * 10^scale. */
struct decimal {
	uint64_t small;     /* the first 19 significant digits */
	int significant;    /* digits from the first that is not zero */
	int64_t scale;
	size_t first, end;  /* where the significant digits begin, and where all end */
	bool any;
};

static struct decimal read_digits(const char *text, size_t length)
{
	struct decimal d = { 0 };
	bool point = false;
	for (; d.end < length; d.end++) {
		char c = text[d.end];
		if (c == '.' && !point) {
			point = true;
			continue;
		}
		if (!evl_is_digit(c))
			break;
		d.any = true;
		if (d.significant == 0 && c != '0')
			d.first = d.end;
		if (d.significant || c != '0') {
			if (d.significant < 19)
				d.small = d.small * 10 + (uint64_t)(c - '0');
			else if (d.significant >= MAX_READ_DIGITS)
				d.scale++;
			if (d.significant < INT32_MAX)
				d.significant++;
		}
		if (point)
			d.scale--;
	}
	return d;
}

/* An exponent part at `at`: where it ends; `at` itself where there is none. */
static size_t read_power(const char *text, size_t at, size_t length, int64_t *scale)
{
	if (at >= length || (text[at] != 'e' && text[at] != 'E'))
		return at;
	size_t i = at + 1;
	bool minus = i < length && text[i] == '-';
	if (i < length && (text[i] == '-' || text[i] == '+'))
		i++;
	if (i == length || !evl_is_digit(text[i]))
		return at;
	int64_t power = 0;
	for (; i < length && evl_is_digit(text[i]); i++)
		if (power < 100000000000)
			power = power * 10 + (text[i] - '0');
	*scale += minus ? -power : power;
	return i;
}

/* The number nearest to the literal, however many digits it has. */
static double nearest(const char *text, struct decimal *d)
{
	int used = d->significant < MAX_READ_DIGITS ? d->significant : MAX_READ_DIGITS;
	if (d->scale + used > 310)
		return INFINITY;
	if (d->scale + used < -326)
		return 0;
	struct big digits;
	big_set(&digits, d->significant <= 19 ? d->small : 0);
	int taken = 0;
	bool more = false;
	for (size_t i = d->first; d->significant > 19 && i < d->end; i++) {
		if (!evl_is_digit(text[i]))
			continue;
		if (taken++ < used)
			big_multiply_add(&digits, 10, (uint32_t)(text[i] - '0'));
		else
			more = more || text[i] != '0';
	}
	if (more) { /* a digit that stands for everything beyond */
		big_multiply_add(&digits, 10, 1);
		d->scale--;
	}
	return read_exactly(&digits, (int)d->scale);
}

size_t evl_text_to_number(const char *text, size_t length, double *value)
{
	struct decimal d = read_digits(text, length);
	if (!d.any)
		return 0;
	size_t end = read_power(text, d.end, length, &d.scale);
	if (d.significant == 0)
		*value = 0;
	else if (d.significant <= 15 && d.scale >= -22 && d.scale <= 22)
		*value = d.scale < 0 ? (double)d.small / exact_powers10[-d.scale] : (double)d.small * exact_powers10[d.scale];
	else
		*value = nearest(text, &d);
	return end;
}

size_t evl_number_digits(double value, int digits, bool fixed, char *out, size_t room, int *exponent)
{
	*exponent = 0;
	if (value == 0) {
		*exponent = fixed ? 0 : 1;
		if (fixed || room == 0)
			return 0;
		size_t n = (size_t)digits < room ? (size_t)digits : room;
		memset(out, '0', n);
		return n;
	}
	int binary;
	uint64_t mantissa = take_apart(value, &binary);
	int n = estimate_point(mantissa, binary);
	struct big r, s;
	set_ratio(&r, &s, mantissa, binary, n);
	if (big_compare(&r, &s) >= 0) {
		n++;
		big_multiply_add(&s, 10, 0);
	}
	*exponent = n;
	int wanted = fixed ? n + digits : digits;
	if (wanted < 0 || room == 0)
		return 0;
	size_t count = (size_t)wanted < room ? (size_t)wanted : room;
	for (size_t i = 0; i < count; i++) {
		big_multiply_add(&r, 10, 0);
		out[i] = (char)('0' + big_divide_small(&r, &s));
	}
	if (big_compare_sum(&r, &r, &s) < 0)
		return count;
	size_t i = count;
	while (i > 0 && out[i - 1] == '9')
		out[--i] = '0';
	if (i > 0) {
		out[i - 1]++;
		return count;
	}
	/* 9.99 became 10.0: one digit more before the point. */
	*exponent = n + 1;
	if (fixed && count < room)
		count++;
	if (count > 0) {
		out[0] = '1';
		for (size_t j = 1; j < count; j++)
			out[j] = '0';
	}
	return count;
}
