/* SPDX-License-Identifier: MIT */
/*
 * compare.c - equality, order, the + operator and instanceof (sec-testing-and-comparison-operations).
 */
#include <string.h>

#include "value/bigint.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/property.h"
#include "value/realm.h"
#include "value/unknown.h"

bool evl_strict_equals(struct evl_realm *realm, evl_value a, evl_value b)
{
	if (evl_is_number(a) && evl_is_number(b))
		return evl_number(a) == evl_number(b);
	if (a == b)
		return true;
	if (realm->unknowns != 0 && (evl_is_unknown(a) || evl_is_unknown(b)))
		return evl_unknown_equals(realm, a, b);
	if (evl_is_bigint(a))
		return evl_is_bigint(b) && evl_bigint_equals(evl_as_bigint(a), evl_as_bigint(b));
	return evl_is_string(a) && evl_is_string(b) && evl_string_equals(realm, evl_as_string(a), evl_as_string(b));
}

/*
 * A BigInt against another primitive that is no symbol: <0, 0, >0 in *order; *comparable false when the other one is
 * not a number then. False: the run is halting.
 */
static bool compare_bigint(struct evl_realm *realm, const struct evl_bigint *a, evl_value b, int *order, bool *comparable)
{
	*comparable = true;
	if (evl_is_string(b)) {
		if (!evl_string_to_bigint(realm, evl_as_string(b), &b, comparable))
			return false;
		if (!*comparable)
			return true;
	}
	if (evl_is_bigint(b)) {
		*order = evl_bigint_compare(a, evl_as_bigint(b));
		return true;
	}
	double d;
	if (!evl_to_number(realm, b, &d))
		return false;
	*comparable = d == d;
	if (*comparable)
		*order = evl_bigint_compare_double(a, d);
	return true;
}

bool evl_same_value_zero(struct evl_realm *realm, evl_value a, evl_value b)
{
	if (evl_strict_equals(realm, a, b))
		return true;
	return evl_is_double(a) && evl_is_double(b) && evl_as_double(a) != evl_as_double(a) &&
	       evl_as_double(b) != evl_as_double(b);
}

static bool is_negative_zero(evl_value v)
{
	return v == UINT64_C(0x8000000000000000);
}

bool evl_same_value(struct evl_realm *realm, evl_value a, evl_value b)
{
	return evl_same_value_zero(realm, a, b) && is_negative_zero(a) == is_negative_zero(b);
}

/* sec-islooselyequal */
bool evl_loosely_equals(struct evl_realm *realm, evl_value a, evl_value b, bool *out)
{
	if (realm->unknowns != 0 && (evl_is_unknown(a) || evl_is_unknown(b))) {
		struct evl_unknown *unknown = evl_as_unknown(evl_is_unknown(a) ? a : b);
		evl_value other = evl_is_unknown(a) ? b : a;
		*out = a == b || (evl_is_nullish(other) ? evl_unknown_is_nullish(realm, unknown) : evl_unknown_equals(realm, a, b));
		return true;
	}
	for (;;) {
		if (evl_typeof(a) == evl_typeof(b) || (evl_is_object(a) && evl_is_object(b))) {
			*out = evl_strict_equals(realm, a, b);
			return true;
		}
		if (evl_is_nullish(a) || evl_is_nullish(b)) {
			*out = evl_is_nullish(a) && evl_is_nullish(b);
			return true;
		}
		if (evl_is_boolean(a)) {
			a = evl_from_int(a == EVL_TRUE);
		} else if (evl_is_boolean(b)) {
			b = evl_from_int(b == EVL_TRUE);
		} else if (evl_is_number(a) && evl_is_string(b)) {
			b = evl_from_number(evl_string_to_number(realm, evl_as_string(b)));
		} else if (evl_is_string(a) && evl_is_number(b)) {
			a = evl_from_number(evl_string_to_number(realm, evl_as_string(a)));
		} else if (evl_is_object(a)) {
			if (!evl_to_primitive(realm, a, EVL_HINT_DEFAULT, &a))
				return false;
		} else if (evl_is_object(b)) {
			if (!evl_to_primitive(realm, b, EVL_HINT_DEFAULT, &b))
				return false;
		} else if (evl_is_bigint(a) || evl_is_bigint(b)) {
			bool first = evl_is_bigint(a);
			evl_value other = first ? b : a;
			int order = 1;
			bool comparable = false;
			if (!evl_is_symbol(other) &&
			    !compare_bigint(realm, evl_as_bigint(first ? a : b), other, &order, &comparable))
				return false;
			*out = comparable && order == 0;
			return true;
		} else {
			*out = false; /* a symbol and something else */
			return true;
		}
	}
}

/* sec-islessthan */
bool evl_less_than(struct evl_realm *realm, evl_value a, evl_value b, bool left_first, int *out)
{
	if (!(evl_is_number(a) && evl_is_number(b))) {
		if (left_first) {
			if (!evl_to_primitive(realm, a, EVL_HINT_NUMBER, &a) || !evl_to_primitive(realm, b, EVL_HINT_NUMBER, &b))
				return false;
		} else {
			if (!evl_to_primitive(realm, b, EVL_HINT_NUMBER, &b) || !evl_to_primitive(realm, a, EVL_HINT_NUMBER, &a))
				return false;
		}
		if (evl_is_string(a) && evl_is_string(b)) {
			*out = evl_string_compare(realm, evl_as_string(a), evl_as_string(b)) < 0;
			return realm->halt == EVL_STATUS_OK;
		}
		if (evl_is_bigint(a) || evl_is_bigint(b)) {
			bool first = evl_is_bigint(a);
			bool comparable;
			int order = 0;
			if (!compare_bigint(realm, evl_as_bigint(first ? a : b), first ? b : a, &order, &comparable))
				return false;
			*out = !comparable ? -1 : first ? order < 0 : order > 0;
			return true;
		}
	}
	double x;
	double y;
	if (!evl_to_number(realm, a, &x) || !evl_to_number(realm, b, &y))
		return false;
	*out = x < y ? 1 : x != x || y != y ? -1 : 0;
	return true;
}

/* sec-applystringornumericbinaryoperator with + */
bool evl_add(struct evl_realm *realm, evl_value a, evl_value b, evl_value *out)
{
	if (evl_is_number(a) && evl_is_number(b)) {
		*out = evl_from_number(evl_number(a) + evl_number(b));
		return true;
	}
	if (realm->unknowns != 0 && (evl_is_unknown(a) || evl_is_unknown(b)))
		return evl_unknown_binary(realm, "+", a, b, out);
	if (!evl_to_primitive(realm, a, EVL_HINT_DEFAULT, &a) || !evl_to_primitive(realm, b, EVL_HINT_DEFAULT, &b))
		return false;
	if (evl_is_string(a) || evl_is_string(b)) {
		struct evl_string *x;
		struct evl_string *y;
		if (!evl_to_string(realm, a, &x) || !evl_to_string(realm, b, &y))
			return false;
		struct evl_string *sum = evl_string_concat(realm, x, y);
		if (!sum)
			return false;
		*out = evl_from_string(sum);
		return true;
	}
	if (evl_is_bigint(a) || evl_is_bigint(b)) {
		if (evl_is_bigint(a) && evl_is_bigint(b))
			return evl_bigint_binary(realm, EVL_BIGINT_ADD, a, b, out);
		evl_value other = evl_is_bigint(a) ? b : a;
		if (evl_is_symbol(other))
			return evl_throw_message(realm, EVL_MESSAGE_SYMBOL_TO_NUMBER);
		return evl_throw_message(realm, EVL_MESSAGE_BIGINT_MIXED);
	}
	double x;
	double y;
	if (!evl_to_number(realm, a, &x) || !evl_to_number(realm, b, &y))
		return false;
	*out = evl_from_number(x + y);
	return true;
}

/* sec-ordinaryhasinstance; a bound function asks for its target (realm->hooks.bound_target) */
bool evl_ordinary_has_instance(struct evl_realm *realm, evl_value constructor, evl_value v, bool *out)
{
	*out = false;
	if (!evl_is_callable(constructor))
		return true;
	if (evl_is_class(constructor, EVL_CLASS_BOUND_FUNCTION) && realm->hooks.bound_target)
		return evl_instance_of(realm, v, realm->hooks.bound_target(evl_as_object(constructor)), out);
	if (!evl_is_object(v))
		return true;
	if (realm->unknowns != 0 && (evl_is_unknown(v) || evl_is_unknown(constructor))) {
		struct evl_unknown *unknown = evl_as_unknown(evl_is_unknown(v) ? v : constructor);
		evl_value name = EVL_UNDEFINED;
		if (!evl_is_unknown(constructor) && !evl_get(realm, constructor, EVL_NAME_name, &name))
			return false;
		if (evl_is_unknown(v) && evl_as_unknown(v)->prototype != NULL && !evl_is_unknown(constructor)) {
			evl_value known;
			if (!evl_get(realm, constructor, EVL_NAME_prototype, &known))
				return false;
			if (evl_unknown_inherits(evl_as_unknown(v), known))
				return *out = true;
		}
		const char *right = evl_is_unknown(constructor) ? evl_unknown_operand(realm, constructor) :
				    evl_value_text(realm, name);
		const char *left = evl_is_unknown(v) ? evl_unknown_operand(realm, v) : evl_describe(realm, v);
		*out = evl_unknown_question(realm, unknown, evl_unknown_text(realm, "%s instanceof %s", left, right), true);
		return true;
	}
	evl_value prototype;
	if (!evl_get(realm, constructor, EVL_NAME_prototype, &prototype))
		return false;
	if (!evl_is_object(prototype))
		return evl_throw_message(realm, EVL_MESSAGE_INSTANCEOF_PROTOTYPE, evl_describe(realm, prototype));
	for (;;) {
		if (!evl_get_prototype(realm, evl_as_object(v), &v))
			return false;
		if (evl_is_null(v))
			return true;
		if (v == prototype) {
			*out = true;
			return true;
		}
	}
}

/*
 * Is the @@hasInstance that `target` sees the one of %Function.prototype%? That one
 * can be neither changed nor removed, so being found there is enough.
 */
static bool has_ordinary_instances(struct evl_realm *realm, const struct evl_object *target)
{
	for (const struct evl_object *o = target; o && !evl_has_flag(o, EVL_OBJECT_EXOTIC); o = o->shape->prototype)
		if (evl_shape_find(o->shape, EVL_NAME_symbol_has_instance))
			return o == realm->intrinsics[EVL_INTRINSIC_FUNCTION_PROTOTYPE];
	return false;
}

/* Does the ordinary @@hasInstance of `target` have more to do than to look at a prototype: ask another function, or refuse? Its frame may be seen then. */
static bool asks_itself(evl_value target, evl_value v)
{
	if (evl_is_class(target, EVL_CLASS_BOUND_FUNCTION))
		return true;
	if (!evl_is_object(v) || evl_is_unknown(v) || evl_is_unknown(target) || evl_has_flag(evl_as_object(target), EVL_OBJECT_EXOTIC))
		return false;
	const struct evl_object *function = evl_as_object(target);
	const struct evl_property_entry *entry = evl_shape_find(function->shape, EVL_NAME_prototype);
	if (entry == NULL)
		return true;
	evl_value prototype = function->slots[entry->slot];
	return (entry->attributes & EVL_ACCESSOR) == 0 && !evl_is_object(prototype) && !evl_is_lazy(prototype);
}

/* The method @@hasInstance that `target` has, called as a function; a realm without the library has none. */
static bool ask_instance(struct evl_realm *realm, evl_value target, evl_value v, bool *out)
{
	evl_value method, result;
	if (!evl_get(realm, target, EVL_NAME_symbol_has_instance, &method))
		return false;
	if (!evl_is_callable(method))
		return evl_ordinary_has_instance(realm, target, v, out);
	if (!evl_call(realm, method, target, 1, &v, &result))
		return false;
	*out = evl_to_boolean(result);
	return true;
}

/* sec-instanceofoperator */
bool evl_instance_of(struct evl_realm *realm, evl_value v, evl_value target, bool *out)
{
	if (!evl_is_object(target))
		return evl_throw_message(realm, EVL_MESSAGE_INSTANCEOF_NOT_OBJECT);
	if (!evl_is_unknown(target) && !has_ordinary_instances(realm, evl_as_object(target))) {
		evl_value method;
		if (!evl_get(realm, target, EVL_NAME_symbol_has_instance, &method))
			return false;
		if (!evl_is_nullish(method)) {
			if (!evl_is_callable(method))
				return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe_callee(realm, method));
			evl_value result;
			if (!evl_call(realm, method, target, 1, &v, &result))
				return false;
			*out = evl_to_boolean(result);
			return true;
		}
	}
	if (!evl_is_callable(target))
		return evl_throw_message(realm, EVL_MESSAGE_INSTANCEOF_NOT_CALLABLE);
	return asks_itself(target, v) ? ask_instance(realm, target, v, out) : evl_ordinary_has_instance(realm, target, v, out);
}
