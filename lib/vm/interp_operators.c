/* SPDX-License-Identifier: MIT */
/*
 * interp_operators.c - operators on operands that interp.c's fast paths left
 * over: mixed numbers, strings, objects with valueOf, and errors.
 */
#include <math.h>

#include "base/fdlibm.h"
#include "value/bigint.h"
#include "value/unknown.h"
#include "vm/step.h"

static evl_value from_arithmetic(double d)
{
	return evl_from_number(d);
}

static double remainder_of(double a, double b)
{
	if (isinf(b) && isfinite(a))
		return a;
	double r = fmod(a, b);
	return r == 0 && signbit(a) ? -0.0 : r;
}

static evl_value on_numbers(enum evl_opcode op, double a, double b)
{
	switch (op) {
	case EVL_OPCODE_SUB:
		return from_arithmetic(a - b);
	case EVL_OPCODE_MUL:
		return from_arithmetic(a * b);
	case EVL_OPCODE_DIV:
		return from_arithmetic(a / b);
	case EVL_OPCODE_MOD:
		return from_arithmetic(remainder_of(a, b));
	case EVL_OPCODE_EXP:
		return from_arithmetic(evl_math_pow(a, b));
	default:
		break;
	}
	int32_t x = evl_double_to_int32(a);
	int32_t y = evl_double_to_int32(b);
	uint32_t shift = (uint32_t)y & 31;
	switch (op) {
	case EVL_OPCODE_SHL:
		return evl_from_int((int32_t)((uint32_t)x << shift));
	case EVL_OPCODE_SAR:
		return evl_from_int(x >> shift);
	case EVL_OPCODE_SHR:
		return evl_from_uint32((uint32_t)x >> shift);
	case EVL_OPCODE_BIT_AND:
		return evl_from_int(x & y);
	case EVL_OPCODE_BIT_OR:
		return evl_from_int(x | y);
	default:
		return evl_from_int(x ^ y);
	}
}

static enum evl_bigint_op bigint_op(enum evl_opcode op)
{
	switch (op) {
	case EVL_OPCODE_SUB:
		return EVL_BIGINT_SUB;
	case EVL_OPCODE_MUL:
		return EVL_BIGINT_MUL;
	case EVL_OPCODE_DIV:
		return EVL_BIGINT_DIV;
	case EVL_OPCODE_MOD:
		return EVL_BIGINT_MOD;
	case EVL_OPCODE_EXP:
		return EVL_BIGINT_EXP;
	case EVL_OPCODE_SHL:
		return EVL_BIGINT_SHL;
	case EVL_OPCODE_SAR:
		return EVL_BIGINT_SAR;
	case EVL_OPCODE_SHR:
		return EVL_BIGINT_SHR;
	case EVL_OPCODE_BIT_AND:
		return EVL_BIGINT_AND;
	case EVL_OPCODE_BIT_OR:
		return EVL_BIGINT_OR;
	default:
		return EVL_BIGINT_XOR;
	}
}

/* An operator of one operand on a BigInt. */
static bool on_bigint(struct evl_realm *realm, enum evl_opcode op, evl_value a, evl_value *out)
{
	if (op == EVL_OPCODE_NEG)
		return evl_bigint_negate(realm, a, out);
	if (op == EVL_OPCODE_BIT_NOT)
		return evl_bigint_not(realm, a, out);
	evl_value one = evl_bigint_from_int64(realm, 1);
	return evl_bigint_binary(realm, op == EVL_OPCODE_INC ? EVL_BIGINT_ADD : EVL_BIGINT_SUB, a, one, out);
}

static const char *operator_text(enum evl_opcode op)
{
	switch (op) {
	case EVL_OPCODE_ADD:
		return "+";
	case EVL_OPCODE_SUB:
		return "-";
	case EVL_OPCODE_MUL:
		return "*";
	case EVL_OPCODE_DIV:
		return "/";
	case EVL_OPCODE_MOD:
		return "%";
	case EVL_OPCODE_EXP:
		return "**";
	case EVL_OPCODE_SHL:
		return "<<";
	case EVL_OPCODE_SAR:
		return ">>";
	case EVL_OPCODE_SHR:
		return ">>>";
	case EVL_OPCODE_BIT_AND:
		return "&";
	case EVL_OPCODE_BIT_OR:
		return "|";
	case EVL_OPCODE_BIT_XOR:
		return "^";
	case EVL_OPCODE_LT:
		return "<";
	case EVL_OPCODE_LE:
		return "<=";
	case EVL_OPCODE_GT:
		return ">";
	default:
		return ">=";
	}
}

static bool has_unknown(const struct evl_realm *realm, evl_value a, evl_value b)
{
	return realm->unknowns != 0 && (evl_is_unknown(a) || evl_is_unknown(b));
}

bool evl_step_binary(struct evl_realm *realm, enum evl_opcode op, evl_value a, evl_value b, evl_value *out)
{
	if (EVL_UNLIKELY(has_unknown(realm, a, b)))
		return evl_unknown_binary(realm, operator_text(op), a, b, out);
	if (op == EVL_OPCODE_ADD) {
		if (evl_is_number(a) && evl_is_number(b)) {
			*out = from_arithmetic(evl_number(a) + evl_number(b));
			return true;
		}
		return evl_add(realm, a, b, out);
	}
	/* The left operand is converted in full before the right one (sec-evaluatestringornumericbinaryexpression). */
	if (!evl_is_number(a) && !evl_to_numeric(realm, a, &a))
		return false;
	if (!evl_is_number(b) && !evl_to_numeric(realm, b, &b))
		return false;
	if (evl_is_bigint(a) && evl_is_bigint(b))
		return evl_bigint_binary(realm, bigint_op(op), a, b, out);
	if (!evl_is_number(a) || !evl_is_number(b))
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_MIXED);
	*out = on_numbers(op, evl_number(a), evl_number(b));
	return true;
}

bool evl_step_unary(struct evl_realm *realm, enum evl_opcode op, evl_value a, evl_value *out)
{
	if (EVL_UNLIKELY(realm->unknowns != 0) && evl_is_unknown(a)) {
		if (op == EVL_OPCODE_INC || op == EVL_OPCODE_DEC)
			return evl_unknown_binary(realm, op == EVL_OPCODE_INC ? "+" : "-", a, evl_from_int(1), out);
		*out = op == EVL_OPCODE_TO_NUMERIC ? a :
		       evl_unknown_prefixed(realm, op == EVL_OPCODE_NEG ? "-" : op == EVL_OPCODE_TO_NUMBER ? "+" : "~", a);
		return true;
	}
	if (op == EVL_OPCODE_TO_NUMBER) {
		double d;
		if (!evl_to_number(realm, a, &d))
			return false;
		*out = evl_from_number(d);
		return true;
	}
	if (!evl_is_number(a) && !evl_to_numeric(realm, a, &a))
		return false;
	*out = a;
	if (op == EVL_OPCODE_TO_NUMERIC)
		return true;
	if (!evl_is_number(a))
		return on_bigint(realm, op, a, out);
	double d = evl_number(a);
	switch (op) {
	case EVL_OPCODE_INC:
		*out = from_arithmetic(d + 1);
		return true;
	case EVL_OPCODE_DEC:
		*out = from_arithmetic(d - 1);
		return true;
	case EVL_OPCODE_NEG:
		*out = from_arithmetic(-d);
		return true;
	default:
		*out = evl_from_int(~evl_double_to_int32(d));
		return true;
	}
}

bool evl_step_comparison(struct evl_realm *realm, enum evl_opcode op, evl_value a, evl_value b, evl_value *out)
{
	bool holds;
	if (EVL_UNLIKELY(has_unknown(realm, a, b)))
		return evl_unknown_compare(realm, operator_text(op), a, b, out);
	if (!evl_step_compare(realm, op, a, b, &holds))
		return false;
	*out = evl_from_bool(holds);
	return true;
}

bool evl_step_compare(struct evl_realm *realm, enum evl_opcode op, evl_value a, evl_value b, bool *out)
{
	if (EVL_UNLIKELY(has_unknown(realm, a, b))) {
		evl_value answer;
		if (!evl_unknown_compare(realm, operator_text(op), a, b, &answer))
			return false;
		*out = evl_to_boolean(answer);
		return true;
	}
	if (evl_is_number(a) && evl_is_number(b)) {
		double x = evl_number(a);
		double y = evl_number(b);
		*out = op == EVL_OPCODE_LT ? x < y : op == EVL_OPCODE_LE ? x <= y : op == EVL_OPCODE_GT ? x > y : x >= y;
		return true;
	}
	/* a > b is b < a, a <= b is not b < a, a >= b is not a < b, each converting its left operand first (sec-relational-operators). */
	bool swapped = op == EVL_OPCODE_GT || op == EVL_OPCODE_LE;
	int less;
	if (!evl_less_than(realm, swapped ? b : a, swapped ? a : b, !swapped, &less))
		return false;
	*out = op == EVL_OPCODE_LT || op == EVL_OPCODE_GT ? less == 1 : less == 0;
	return true;
}

bool evl_step_concat(struct evl_realm *realm, const evl_value *values, uint32_t count, evl_value *out)
{
	struct evl_string *text = NULL;
	if (EVL_UNLIKELY(realm->unknowns != 0)) {
		for (uint32_t i = 0; i < count; i++) {
			if (!evl_is_unknown(values[i]))
				continue;
			*out = evl_unknown_concat(realm, values, count);
			return realm->halt == EVL_STATUS_OK && realm->exception == EVL_EMPTY;
		}
	}
	for (uint32_t i = 0; i < count; i++) {
		struct evl_string *piece;
		if (evl_is_string(values[i]))
			piece = evl_as_string(values[i]);
		else if (!evl_to_string(realm, values[i], &piece))
			return false;
		text = text == NULL ? piece : evl_string_concat(realm, text, piece);
		if (text == NULL)
			return false;
	}
	if (text == NULL)
		text = evl_string_from_name(realm, EVL_NAME_empty);
	*out = evl_from_string(text);
	return true;
}

evl_value evl_step_count(evl_value from, evl_value limit, bool inclusive)
{
	static const double exact = 9007199254740991; /* Number.MAX_SAFE_INTEGER */
	if (!evl_is_number(from) || !evl_is_number(limit))
		return from;
	double first = evl_number(from), end = evl_number(limit);
	if (first != floor(first) || !(first >= -exact) || !(end <= exact))
		return from;
	double last = inclusive ? floor(end) : ceil(end) - 1;
	return last > first ? evl_from_number(last) : from;
}

bool evl_step_loop_compare(struct evl_realm *realm, const void *test, enum evl_opcode op, evl_value a, evl_value b, bool *out)
{
	realm->loop_test = test;
	bool ok = evl_step_compare(realm, op, a, b, out);
	realm->loop_test = NULL;
	return ok;
}

bool evl_step_loop_truth(struct evl_realm *realm, const void *test, evl_value v)
{
	realm->loop_test = test;
	bool truth = evl_to_boolean(v);
	realm->loop_test = NULL;
	return truth;
}
