/* SPDX-License-Identifier: MIT */
/* boolean.c - the Boolean family. */
#include "builtins/args.h"

/* sec-boolean-constructor-boolean-value */
static bool boolean_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value b = evl_from_bool(evl_to_boolean(evl_arg(args, 0)));
	if (evl_is_undefined(args->new_target)) {
		*result = b;
		return true;
	}
	struct evl_object *prototype;
	if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_BOOLEAN_PROTOTYPE, &prototype))
		return false;
	struct evl_object *o = evl_object_alloc(realm, EVL_CLASS_BOOLEAN, evl_shape_root(realm, prototype),
						sizeof(struct evl_wrapper), 0);
	((struct evl_wrapper *)o)->primitive = b;
	*result = evl_from_object(o);
	return true;
}

/* ThisBooleanValue (sec-thisbooleanvalue) */
static bool this_boolean(struct evl_realm *realm, const struct evl_args *args, const char *method, evl_value *out)
{
	*out = args->this_value;
	if (evl_is_boolean(*out))
		return true;
	if (evl_is_class(*out, EVL_CLASS_BOOLEAN)) {
		*out = ((struct evl_wrapper *)evl_as_object(*out))->primitive;
		return true;
	}
	return evl_throw_message(realm, EVL_MESSAGE_REQUIRES_THIS, method, "Boolean");
}

/* sec-boolean.prototype.tostring */
static bool boolean_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value b;
	if (!this_boolean(realm, args, "Boolean.prototype.toString", &b))
		return false;
	*result = evl_from_string(evl_string_from_name(realm, b == EVL_TRUE ? EVL_NAME_true_ : EVL_NAME_false_));
	return true;
}

/* sec-boolean.prototype.valueof */
static bool boolean_prototype_value_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return this_boolean(realm, args, "Boolean.prototype.valueOf", result);
}

static const struct evl_row boolean_prototype[] = {
	EVL_METHOD("toString", boolean_prototype_to_string, 0),
	EVL_METHOD("valueOf", boolean_prototype_value_of, 0),
};

const struct evl_family evl_family_BOOLEAN = {
	.name = "Boolean",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = boolean_construct,
	.length = 1,
	.prototype_class = EVL_CLASS_BOOLEAN,
	.prototype = EVL_ROWS(boolean_prototype),
};
