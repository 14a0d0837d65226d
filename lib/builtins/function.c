/* SPDX-License-Identifier: MIT */
/*
 * function.c - the Function family. Functions from text are made by vm/eval.
 */
#include "vm/eval.h"
#include "vm/function.h"

#include "builtins/args.h"
#include "builtins/array_like.h"
#include "builtins/type_phrase.h"
#include "vm/legacy_function.h"

/* sec-function-p1-p2-pn-body */
static bool function_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_dynamic_function(realm, args, EVL_DYNAMIC_FUNCTION, result);
}

/* What V8 says for a this value that cannot be called. `method` is "Function.prototype.call" or its sibling. */
static bool require_function(struct evl_realm *realm, evl_value v, const char *method, const char *called)
{
	if (evl_is_callable(v))
		return true;
	if (realm->v8 >= EVL_V8_15)
		return evl_throw_message(realm, EVL_MESSAGE_CALL_OF_NON_FUNCTION, method, evl_describe(realm, v), evl_type_phrase(v));
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, called);
}

/* sec-function.prototype.call */
static bool function_prototype_call(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!require_function(realm, args->this_value, "Function.prototype.call", "Function.prototype.call.call"))
		return false;
	return evl_call(realm, args->this_value, evl_arg(args, 0), args->count > 1 ? args->count - 1 : 0,
			args->count > 1 ? args->values + 1 : NULL, result);
}

/* sec-function.prototype.apply */
static bool function_prototype_apply(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t count = 0;
	evl_value *values = NULL;
	if (!require_function(realm, args->this_value, "Function.prototype.apply", "Function.prototype.apply.call"))
		return false;
	if (!evl_is_nullish(evl_arg(args, 1)) && !evl_list_from_array_like(realm, args->values[1], &count, &values))
		return false;
	return evl_call(realm, args->this_value, evl_arg(args, 0), count, values, result);
}

/* The `length` of a bound function: that of the target less the arguments that are bound. */
static bool bound_length(struct evl_realm *realm, struct evl_object *target, uint32_t bound, evl_value *out)
{
	bool found;
	evl_value length;
	*out = evl_from_int(0);
	if (!evl_has_own_property(realm, target, EVL_NAME_length, &found))
		return false;
	if (!found)
		return true;
	if (!evl_get(realm, evl_from_object(target), EVL_NAME_length, &length))
		return false;
	if (evl_is_number(length)) {
		double n;
		if (!evl_to_integer_or_infinity(realm, length, &n))
			return false;
		*out = evl_from_number(n > bound ? n - bound : 0);
	}
	return true;
}

/* sec-function.prototype.bind */
static bool function_prototype_bind(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_callable(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_BIND_OF_NON_FUNCTION);
	uint32_t count = args->count > 1 ? args->count - 1 : 0;
	struct evl_bound_function *bound = evl_bound_function_new(realm, args->this_value, evl_arg(args, 0), count,
								  count != 0 ? args->values + 1 : NULL);
	evl_value length, name;
	if (bound == NULL || !bound_length(realm, evl_as_object(args->this_value), count, &length) ||
	    !evl_get(realm, args->this_value, EVL_NAME_name, &name))
		return false;
	struct evl_string *prefix = evl_string_from_ascii(realm, "bound ");
	if (prefix != NULL && evl_is_string(name))
		prefix = evl_string_concat(realm, prefix, evl_as_string(name));
	if (prefix == NULL)
		return false;
	evl_define_new(realm, &bound->object, EVL_NAME_length, length, EVL_CONFIGURABLE);
	evl_define_new(realm, &bound->object, EVL_NAME_name, evl_from_string(prefix), EVL_CONFIGURABLE);
	*result = evl_from_object(bound);
	return true;
}

/* sec-function.prototype.tostring */
static bool function_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_callable(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_REQUIRES_THIS, "Function.prototype.toString", "Function");
	*result = EVL_UNDEFINED;
	if (realm->host_source != NULL && !realm->host_source(realm, evl_as_object(args->this_value), result))
		return false;
	if (!evl_is_undefined(*result))
		return true;
	struct evl_string *source = evl_function_source(realm, evl_as_object(args->this_value));
	*result = evl_string_value(source);
	return source != NULL;
}

/* sec-function.prototype-@@hasinstance */
static bool function_prototype_has_instance(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool is;
	if (!evl_ordinary_has_instance(realm, args->this_value, evl_arg(args, 0), &is))
		return false;
	*result = evl_from_bool(is);
	return true;
}

/* Today's accessors `arguments` and `caller`: for sloppy functions, others throw as with sec-addrestrictedfunctionproperties. */
static bool require_legacy(struct evl_realm *realm, const struct evl_args *args)
{
	return (evl_is_object(args->this_value) && evl_is_legacy_function(evl_as_object(args->this_value))) ||
	       evl_throw_message(realm, EVL_MESSAGE_STRICT_POISON);
}

static bool get_arguments(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!require_legacy(realm, args))
		return false;
	*result = evl_legacy_arguments(realm, evl_as_object(args->this_value));
	return *result != EVL_EMPTY;
}

static bool get_caller(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!require_legacy(realm, args))
		return false;
	*result = evl_legacy_caller(realm, evl_as_object(args->this_value));
	return true;
}

static bool set_nothing(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return require_legacy(realm, args);
}

/* In V8's order. */
static const struct evl_row function_prototype[] = {
	EVL_ACCESSOR_ROW_UNTIL(EVL_V8_15, "arguments", evl_throw_type_error_native, evl_throw_type_error_native),
	EVL_ACCESSOR_ROW_UNTIL(EVL_V8_15, "caller", evl_throw_type_error_native, evl_throw_type_error_native),
	EVL_INTRINSIC_ROW("constructor", EVL_INTRINSIC_FUNCTION),
	EVL_METHOD("apply", function_prototype_apply, 2),
	EVL_METHOD("bind", function_prototype_bind, 1),
	EVL_METHOD("call", function_prototype_call, 1),
	EVL_METHOD("toString", function_prototype_to_string, 0),
	EVL_ACCESSOR_ROW_SINCE(EVL_V8_15, "arguments", get_arguments, set_nothing),
	EVL_ACCESSOR_ROW_SINCE(EVL_V8_15, "caller", get_caller, set_nothing),
	{ .name = "[Symbol.hasInstance]", .kind = EVL_ROW_METHOD, .length = 1, .fn = function_prototype_has_instance },
};

const struct evl_family evl_family_FUNCTION = {
	.name = "Function",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = function_construct,
	.length = 1,
	.prototype_class = EVL_CLASS_NATIVE_FUNCTION,
	.prototype_constructor_hidden = true, /* it is a row */
	.prototype = EVL_ROWS(function_prototype),
};
