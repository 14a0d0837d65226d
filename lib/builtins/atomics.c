/* SPDX-License-Identifier: MIT */
/*
 * atomics.c - Atomics (sec-atomics-object). Threads take turns, so every operation is atomic as it is. Waiting is in
 * atomics_wait.c.
 */
#include <math.h>
#include <string.h>

#include "builtins/args.h"
#include "builtins/atomics.h"
#include "builtins/typed_array.h"
#include "value/bigint.h"

bool evl_atomics_integer_array(struct evl_realm *realm, evl_value v, bool waitable, const char *method, struct evl_view **out)
{
	if (!evl_is_typed_array(v))
		return evl_throw_message(realm, waitable ? EVL_MESSAGE_ATOMICS_NOT_WAITABLE : EVL_MESSAGE_ATOMICS_NOT_INTEGER,
					 evl_describe(realm, v));
	struct evl_view *view = evl_as_view(v);
	enum evl_typed type = view->type;
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, method);
	if (waitable && type != EVL_TYPED_INT32 && type != EVL_TYPED_BIGINT64)
		return evl_throw_message(realm, EVL_MESSAGE_ATOMICS_NOT_WAITABLE, evl_describe(realm, v));
	if (type == EVL_TYPED_UINT8_CLAMPED || (type >= EVL_TYPED_FLOAT16 && type <= EVL_TYPED_FLOAT64))
		return evl_throw_message(realm, EVL_MESSAGE_ATOMICS_NOT_INTEGER, evl_describe(realm, v));
	*out = view;
	return true;
}

bool evl_atomics_access_index(struct evl_realm *realm, const struct evl_view *view, evl_value v, double *index)
{
	double length = (double)evl_view_length(view);
	if (!evl_to_integer_or_infinity(realm, v, index))
		return false;
	return (*index >= 0 && *index < length) || evl_throw_message(realm, EVL_MESSAGE_ATOMICS_INDEX);
}

/* ToBigInt or ToIntegerOrInfinity, as the operations want their operands. */
static bool operand(struct evl_realm *realm, const struct evl_view *view, evl_value v, evl_value *out)
{
	double d;
	if (evl_typed_is_bigint(view->type))
		return evl_to_bigint(realm, v, out);
	if (!evl_to_integer_or_infinity(realm, v, &d))
		return false;
	*out = evl_from_number(d);
	return true;
}

bool evl_atomics_element(struct evl_realm *realm, const struct evl_view *view, double index, const char *method, uint8_t **out)
{
	if (evl_view_is_out(view))
		return evl_throw_detached(realm, method);
	if (!(index < (double)evl_view_length(view)))
		return evl_throw_message(realm, EVL_MESSAGE_ATOMICS_INDEX);
	*out = evl_view_bytes(view) + (size_t)index * evl_typed_sizes[view->type];
	return true;
}

/* The lowest bits of an operand, in two's complement. */
static uint64_t bits_of(evl_value number)
{
	if (evl_is_bigint(number))
		return evl_bigint_to_uint64(evl_as_bigint(number));
	return (uint32_t)(evl_is_int(number) ? evl_as_int(number) : evl_double_to_int32(evl_as_double(number)));
}

bool evl_atomics_same_bits(enum evl_typed type, evl_value a, evl_value b)
{
	unsigned unused = 64 - 8u * evl_typed_sizes[type];
	return bits_of(a) << unused == bits_of(b) << unused;
}

enum change { CHANGE_ADD, CHANGE_SUB, CHANGE_AND, CHANGE_OR, CHANGE_XOR, CHANGE_STORE };

/* AtomicReadModifyWrite (sec-atomicreadmodifywrite) */
static bool modify(struct evl_realm *realm, const struct evl_args *args, const char *method, enum change change, evl_value *result)
{
	struct evl_view *view;
	double index;
	evl_value value;
	uint8_t *place;
	if (!evl_atomics_integer_array(realm, evl_arg(args, 0), false, method, &view) || !evl_atomics_access_index(realm, view, evl_arg(args, 1), &index) ||
	    !operand(realm, view, evl_arg(args, 2), &value) || !evl_atomics_element(realm, view, index, method, &place))
		return false;
	*result = evl_typed_read(realm, view->type, place);
	uint64_t old = bits_of(*result), given = bits_of(value);
	uint64_t made = change == CHANGE_ADD   ? old + given
			: change == CHANGE_SUB ? old - given
			: change == CHANGE_AND ? old & given
			: change == CHANGE_OR  ? old | given
			: change == CHANGE_XOR ? old ^ given
					       : given;
	if (evl_typed_is_bigint(view->type))
		memcpy(place, &made, sizeof made);
	else
		evl_typed_write(view->type, place, evl_from_int((int32_t)(uint32_t)made));
	return true;
}

/* sec-atomics.add and its siblings */
#define OPERATION(name, text, change) \
	static bool name(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{ \
		return modify(realm, args, "Atomics." text, change, result); \
	}
OPERATION(atomics_add, "add", CHANGE_ADD)
OPERATION(atomics_sub, "sub", CHANGE_SUB)
OPERATION(atomics_and, "and", CHANGE_AND)
OPERATION(atomics_or, "or", CHANGE_OR)
OPERATION(atomics_xor, "xor", CHANGE_XOR)
OPERATION(atomics_exchange, "exchange", CHANGE_STORE)

/* sec-atomics.compareexchange */
static bool atomics_compare_exchange(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "Atomics.compareExchange";
	struct evl_view *view;
	double index;
	evl_value expected, replacement;
	uint8_t *place;
	if (!evl_atomics_integer_array(realm, evl_arg(args, 0), false, method, &view) || !evl_atomics_access_index(realm, view, evl_arg(args, 1), &index) ||
	    !operand(realm, view, evl_arg(args, 2), &expected) || !operand(realm, view, evl_arg(args, 3), &replacement) ||
	    !evl_atomics_element(realm, view, index, method, &place))
		return false;
	*result = evl_typed_read(realm, view->type, place);
	if (evl_atomics_same_bits(view->type, *result, expected))
		evl_typed_write(view->type, place, replacement);
	return true;
}

/* sec-atomics.load */
static bool atomics_load(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "Atomics.load";
	struct evl_view *view;
	double index;
	uint8_t *place;
	if (!evl_atomics_integer_array(realm, evl_arg(args, 0), false, method, &view) || !evl_atomics_access_index(realm, view, evl_arg(args, 1), &index) ||
	    !evl_atomics_element(realm, view, index, method, &place))
		return false;
	*result = evl_typed_read(realm, view->type, place);
	return true;
}

/* sec-atomics.store */
static bool atomics_store(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char method[] = "Atomics.store";
	struct evl_view *view;
	double index;
	uint8_t *place;
	if (!evl_atomics_integer_array(realm, evl_arg(args, 0), false, method, &view) || !evl_atomics_access_index(realm, view, evl_arg(args, 1), &index) ||
	    !operand(realm, view, evl_arg(args, 2), result) || !evl_atomics_element(realm, view, index, method, &place))
		return false;
	evl_typed_write(view->type, place, *result);
	return true;
}

/* sec-atomics.islockfree */
static bool atomics_is_lock_free(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double n;
	if (!evl_to_integer_or_infinity(realm, evl_arg(args, 0), &n))
		return false;
	*result = evl_from_bool(n == 1 || n == 2 || n == 4 || n == 8);
	return true;
}

/* sec-atomics.pause */
static bool atomics_pause(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value n = evl_arg(args, 0);
	*result = EVL_UNDEFINED;
	if (evl_is_undefined(n) || (evl_is_number(n) && isfinite(evl_number(n)) && trunc(evl_number(n)) == evl_number(n)))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_ATOMICS_PAUSE);
}

static const struct evl_row atomics_statics[] = {
	EVL_METHOD("load", atomics_load, 2),
	EVL_METHOD("store", atomics_store, 3),
	EVL_METHOD("add", atomics_add, 3),
	EVL_METHOD("sub", atomics_sub, 3),
	EVL_METHOD("and", atomics_and, 3),
	EVL_METHOD("or", atomics_or, 3),
	EVL_METHOD("xor", atomics_xor, 3),
	EVL_METHOD("exchange", atomics_exchange, 3),
	EVL_METHOD("compareExchange", atomics_compare_exchange, 4),
	EVL_METHOD("isLockFree", atomics_is_lock_free, 1),
	EVL_METHOD("wait", evl_atomics_wait, 4),
	EVL_METHOD("waitAsync", evl_atomics_wait_async, 4),
	EVL_METHOD("notify", evl_atomics_notify, 3),
	EVL_TAG_ROW("Atomics"),
};

static const struct evl_row atomics_later[] = { EVL_METHOD_SINCE(EVL_V8_13, "pause", atomics_pause, 0) };
static const struct evl_rows atomics_recent = EVL_ROWS(atomics_later);

const struct evl_family evl_family_ATOMICS = {
	.name = "Atomics",
	.kind = EVL_FAMILY_NAMESPACE,
	.global = true,
	.namespace_class = EVL_CLASS_OBJECT,
	.statics = EVL_ROWS(atomics_statics),
	.recent_statics = &atomics_recent,
};
