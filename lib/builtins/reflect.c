/* SPDX-License-Identifier: MIT */
/* reflect.c - the Reflect namespace: the internal methods of objects as functions. */
#include "builtins/args.h"
#include "builtins/array_like.h"
#include "builtins/set_prototype.h"
#include "builtins/type_phrase.h"

/* The first argument as an object, else "Reflect.x called on non-object". */
static bool target(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_object **out)
{
	*out = evl_is_object(evl_arg(args, 0)) ? evl_as_object(args->values[0]) : NULL;
	return *out != NULL || evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, method);
}

/* sec-reflect.apply */
static bool reflect_apply(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value function = evl_arg(args, 0);
	uint32_t count;
	evl_value *values;
	if (!evl_is_callable(function))
		return evl_throw_message(realm, EVL_MESSAGE_APPLY_OF_NON_FUNCTION, evl_describe(realm, function),
					 evl_is_undefined(function) ? "a undefined" : evl_type_phrase(function)); /* V8's own words */
	return evl_list_from_array_like(realm, evl_arg(args, 2), &count, &values) &&
	       evl_call(realm, function, evl_arg(args, 1), count, values, result);
}

/* sec-reflect.construct */
static bool reflect_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value constructor = evl_arg(args, 0);
	evl_value new_target = args->count > 2 ? args->values[2] : constructor;
	uint32_t count;
	evl_value *values;
	return evl_require_constructor(realm, constructor) && evl_require_constructor(realm, new_target) &&
	       evl_list_from_array_like(realm, evl_arg(args, 1), &count, &values) &&
	       evl_construct(realm, constructor, count, values, new_target, result);
}

/* sec-reflect.defineproperty */
static bool reflect_define_property(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	struct evl_descriptor descriptor;
	evl_key key;
	bool ok;
	if (!target(realm, args, "Reflect.defineProperty", &o) || !evl_to_key(realm, evl_arg(args, 1), &key) ||
	    !evl_to_descriptor(realm, evl_arg(args, 2), &descriptor) || !evl_define_own_property(realm, o, key, &descriptor, &ok))
		return false;
	bool is_accessor = descriptor.has_get || descriptor.has_set;
	*result = evl_from_bool(ok || evl_hides_refusal(realm, o, key, is_accessor ? EVL_REFUSED_ACCESSOR : EVL_REFUSED_DEFINE));
	return true;
}

/* sec-reflect.deleteproperty */
static bool reflect_delete_property(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	evl_key key;
	bool ok;
	if (!target(realm, args, "Reflect.deleteProperty", &o) || !evl_to_key(realm, evl_arg(args, 1), &key) ||
	    !evl_delete(realm, o, key, &ok))
		return false;
	*result = evl_from_bool(ok);
	return true;
}

/* sec-reflect.get */
static bool reflect_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	evl_key key;
	return target(realm, args, "Reflect.get", &o) && evl_to_key(realm, evl_arg(args, 1), &key) &&
	       evl_object_get(realm, o, key, args->count > 2 ? args->values[2] : evl_from_object(o), result);
}

/* sec-reflect.set */
static bool reflect_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	evl_key key;
	bool ok;
	if (!target(realm, args, "Reflect.set", &o) || !evl_to_key(realm, evl_arg(args, 1), &key) ||
	    !evl_object_set(realm, o, key, evl_arg(args, 2), args->count > 3 ? args->values[3] : evl_from_object(o), &ok))
		return false;
	*result = evl_from_bool(ok || evl_hides_refusal(realm, o, key, EVL_REFUSED_SET));
	return true;
}

/* sec-reflect.has */
static bool reflect_has(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	evl_key key;
	bool found;
	if (!target(realm, args, "Reflect.has", &o) || !evl_to_key(realm, evl_arg(args, 1), &key) ||
	    !evl_has_property(realm, o, key, &found))
		return false;
	*result = evl_from_bool(found);
	return true;
}

/* sec-reflect.getownpropertydescriptor */
static bool reflect_get_own_property_descriptor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	struct evl_descriptor own;
	evl_key key;
	bool found;
	if (!target(realm, args, "Reflect.getOwnPropertyDescriptor", &o) || !evl_to_key(realm, evl_arg(args, 1), &key) ||
	    !evl_get_own_property(realm, o, key, &own, &found))
		return false;
	*result = found ? evl_from_descriptor(realm, &own) : EVL_UNDEFINED;
	return true;
}

/* sec-reflect.getprototypeof */
static bool reflect_get_prototype_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	return target(realm, args, "Reflect.getPrototypeOf", &o) && evl_get_prototype(realm, o, result);
}

/* sec-reflect.setprototypeof */
static bool reflect_set_prototype_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o, *prototype;
	bool ok;
	if (!target(realm, args, "Reflect.setPrototypeOf", &o) ||
	    !evl_prototype_argument(realm, evl_arg(args, 1), &prototype) || !evl_set_prototype(realm, o, prototype, &ok))
		return false;
	*result = evl_from_bool(ok);
	return true;
}

/* sec-reflect.isextensible */
static bool reflect_is_extensible(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	bool is;
	if (!target(realm, args, "Reflect.isExtensible", &o) || !evl_is_extensible(realm, o, &is))
		return false;
	*result = evl_from_bool(is);
	return true;
}

/* sec-reflect.preventextensions */
static bool reflect_prevent_extensions(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	bool ok;
	if (!target(realm, args, "Reflect.preventExtensions", &o) || !evl_prevent_extensions(realm, o, &ok))
		return false;
	*result = evl_from_bool(ok);
	return true;
}

/* sec-reflect.ownkeys */
static bool reflect_own_keys(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	struct evl_key_list keys;
	if (!target(realm, args, "Reflect.ownKeys", &o) || !evl_own_keys(realm, o, &keys))
		return false;
	struct evl_object *list = evl_array_new(realm, 0, keys.count);
	for (uint32_t i = 0; i < keys.count; i++)
		if (!evl_library_step(realm) || !evl_array_append(realm, list, evl_key_to_value(realm, keys.keys[i])))
			return false;
	*result = evl_from_object(list);
	return true;
}

/* In V8's order. */
static const struct evl_row reflect_statics[] = {
	EVL_METHOD("defineProperty", reflect_define_property, 3),
	EVL_METHOD("deleteProperty", reflect_delete_property, 2),
	EVL_METHOD("apply", reflect_apply, 3),
	EVL_METHOD("construct", reflect_construct, 2),
	EVL_METHOD("get", reflect_get, 2),
	EVL_METHOD("getOwnPropertyDescriptor", reflect_get_own_property_descriptor, 2),
	EVL_METHOD("getPrototypeOf", reflect_get_prototype_of, 1),
	EVL_METHOD("has", reflect_has, 2),
	EVL_METHOD("isExtensible", reflect_is_extensible, 1),
	EVL_METHOD("ownKeys", reflect_own_keys, 1),
	EVL_METHOD("preventExtensions", reflect_prevent_extensions, 1),
	EVL_METHOD("set", reflect_set, 3),
	EVL_METHOD("setPrototypeOf", reflect_set_prototype_of, 2),
	EVL_TAG_ROW("Reflect"),
};

const struct evl_family evl_family_REFLECT = {
	.name = "Reflect",
	.kind = EVL_FAMILY_NAMESPACE,
	.global = true,
	.statics = EVL_ROWS(reflect_statics),
};
