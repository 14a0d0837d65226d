/* SPDX-License-Identifier: MIT */
/*
 * object.c - the Object family: constructor, prototypes, integrity, Object.prototype, and all rows.
 */
#include "builtins/object.h"

#include "builtins/args.h"
#include "builtins/set_prototype.h"
#include "value/proxy.h"

/* sec-object-value */
static bool object_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	if (!evl_is_undefined(args->new_target) && args->new_target != evl_from_object(args->callee)) {
		struct evl_object *prototype;
		if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_OBJECT_PROTOTYPE, &prototype))
			return false;
		*result = evl_from_object(evl_object_new(realm, prototype));
		return true;
	}
	if (evl_is_nullish(evl_arg(args, 0))) {
		*result = evl_from_object(evl_object_plain(realm));
		return true;
	}
	if (!evl_to_object(realm, args->values[0], &o))
		return false;
	*result = evl_from_object(o);
	return true;
}

/* sec-object.create */
static bool object_create(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *prototype;
	if (!evl_prototype_argument(realm, evl_arg(args, 0), &prototype))
		return false;
	struct evl_object *o = evl_object_new(realm, prototype);
	*result = evl_from_object(o);
	return evl_is_undefined(evl_arg(args, 1)) || evl_object_define_all(realm, o, args->values[1]);
}

/* sec-object.getprototypeof */
static bool object_get_prototype_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	return evl_to_object(realm, evl_arg(args, 0), &o) && evl_get_prototype(realm, o, result);
}

/* sec-object.setprototypeof */
static bool object_set_prototype_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *prototype;
	*result = evl_arg(args, 0);
	if (!evl_require_object_coercible(realm, *result, "Object.setPrototypeOf") ||
	    !evl_prototype_argument(realm, evl_arg(args, 1), &prototype))
		return false;
	return !evl_is_object(*result) || evl_set_prototype_or_throw(realm, evl_as_object(*result), prototype, true);
}

/* sec-object.is */
static bool object_is(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = evl_from_bool(evl_same_value(realm, evl_arg(args, 0), evl_arg(args, 1)));
	return true;
}

/* freeze and seal */
static bool set_integrity(struct evl_realm *realm, const struct evl_args *args, bool frozen, evl_value *result)
{
	bool ok = true;
	*result = evl_arg(args, 0);
	if (evl_is_object(*result) && !evl_set_integrity(realm, evl_as_object(*result), frozen, &ok))
		return false;
	bool thrown;
	return ok || (evl_throw_refusal(realm, EVL_NAME_NONE, &thrown) &&
		      evl_throw_text(realm, EVL_ERROR_TYPE, frozen ? "Cannot freeze" : "Cannot seal"));
}

/* sec-object.freeze */
static bool object_freeze(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return set_integrity(realm, args, true, result);
}

/* sec-object.seal */
static bool object_seal(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return set_integrity(realm, args, false, result);
}

/* sec-object.preventextensions */
static bool object_prevent_extensions(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool ok = true;
	*result = evl_arg(args, 0);
	if (evl_is_object(*result) && !evl_prevent_extensions(realm, evl_as_object(*result), &ok))
		return false;
	bool thrown;
	return ok || (evl_throw_refusal(realm, EVL_NAME_NONE, &thrown) &&
		      evl_throw_text(realm, EVL_ERROR_TYPE, "Cannot prevent extensions"));
}

/* isFrozen and isSealed */
static bool test_integrity(struct evl_realm *realm, const struct evl_args *args, bool frozen, evl_value *result)
{
	bool is = true;
	if (evl_is_object(evl_arg(args, 0)) && !evl_test_integrity(realm, evl_as_object(args->values[0]), frozen, &is))
		return false;
	*result = evl_from_bool(is);
	return true;
}

/* sec-object.isfrozen */
static bool object_is_frozen(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return test_integrity(realm, args, true, result);
}

/* sec-object.issealed */
static bool object_is_sealed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return test_integrity(realm, args, false, result);
}

/* sec-object.isextensible */
static bool object_is_extensible(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool is = false;
	if (evl_is_object(evl_arg(args, 0)) && !evl_is_extensible(realm, evl_as_object(args->values[0]), &is))
		return false;
	*result = evl_from_bool(is);
	return true;
}

/* sec-object.prototype.hasownproperty: the key is converted first */
static bool object_prototype_has_own_property(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	evl_key key;
	bool found;
	if (!evl_to_key(realm, evl_arg(args, 0), &key) || !evl_to_object(realm, args->this_value, &o) ||
	    !evl_has_own_property(realm, o, key, &found))
		return false;
	*result = evl_from_bool(found);
	return true;
}

/* sec-object.prototype.isprototypeof */
static bool object_prototype_is_prototype_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	evl_value v = evl_arg(args, 0);
	*result = EVL_FALSE;
	if (!evl_is_object(v))
		return true;
	if (!evl_to_object(realm, args->this_value, &o))
		return false;
	for (;;) {
		if (!evl_library_step(realm) || !evl_get_prototype(realm, evl_as_object(v), &v))
			return false;
		if (!evl_is_object(v))
			return true;
		if (evl_as_object(v) == o) {
			*result = EVL_TRUE;
			return true;
		}
	}
}

/* sec-object.prototype.propertyisenumerable */
static bool object_prototype_property_is_enumerable(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	struct evl_descriptor own;
	evl_key key;
	bool found;
	if (!evl_to_key(realm, evl_arg(args, 0), &key) || !evl_to_object(realm, args->this_value, &o) ||
	    !evl_get_own_property(realm, o, key, &own, &found))
		return false;
	*result = evl_from_bool(found && own.enumerable);
	return true;
}

/* sec-object.prototype.tolocalestring */
static bool object_prototype_to_locale_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_require_object_coercible(realm, args->this_value, "Object.prototype.toLocaleString") &&
	       evl_invoke(realm, args->this_value, EVL_NAME_toString, 0, NULL, result);
}

/* builtinTag of sec-object.prototype.tostring */
static const char *builtin_tag(const struct evl_object *o)
{
	switch (evl_class_of(o)) {
	case EVL_CLASS_ARGUMENTS:
		return "[object Arguments]";
	case EVL_CLASS_ERROR:
		return "[object Error]";
	case EVL_CLASS_BOOLEAN:
		return "[object Boolean]";
	case EVL_CLASS_NUMBER:
		return "[object Number]";
	case EVL_CLASS_STRING:
		return "[object String]";
	case EVL_CLASS_DATE:
		return "[object Date]";
	case EVL_CLASS_REGEXP:
		return "[object RegExp]";
	default:
		return evl_has_flag(o, EVL_OBJECT_CALLABLE) ? "[object Function]" : "[object Object]";
	}
}

bool evl_object_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *text;
	if (evl_is_undefined(args->this_value)) {
		text = "[object Undefined]";
	} else if (evl_is_null(args->this_value)) {
		text = "[object Null]";
	} else {
		struct evl_object *o;
		bool is_array;
		evl_value tag;
		if (evl_is_class(args->this_value, EVL_CLASS_PROXY) && evl_proxy_innermost(evl_as_object(args->this_value)) == NULL)
			return evl_throw_message(realm, EVL_MESSAGE_PROXY_REVOKED, "Object.prototype.toString");
		if (!evl_to_object(realm, args->this_value, &o) || !evl_is_array(realm, evl_from_object(o), &is_array))
			return false;
		text = is_array ? "[object Array]" : builtin_tag(o);
		if (!evl_get(realm, evl_from_object(o), EVL_NAME_symbol_to_string_tag, &tag))
			return false;
		if (evl_is_string(tag)) {
			struct evl_string *open = evl_string_from_ascii(realm, "[object ");
			struct evl_string *head = open ? evl_string_concat(realm, open, evl_as_string(tag)) : NULL;
			struct evl_string *all = head ? evl_string_concat(realm, head, evl_string_from_unit(realm, ']')) : NULL;
			*result = evl_string_value(all);
			return all != NULL;
		}
	}
	struct evl_string *s = evl_string_from_ascii(realm, text);
	*result = evl_string_value(s);
	return s != NULL;
}

/* sec-object.prototype.valueof */
static bool object_prototype_value_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	if (!evl_to_object(realm, args->this_value, &o))
		return false;
	*result = evl_from_object(o);
	return true;
}

/* sec-get-object.prototype.__proto__ */
static bool object_prototype_get_proto(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *o;
	return evl_to_object(realm, args->this_value, &o) && evl_get_prototype(realm, o, result);
}

/* sec-set-object.prototype.__proto__ */
static bool object_prototype_set_proto(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value prototype = evl_arg(args, 0);
	*result = EVL_UNDEFINED;
	if (!evl_require_object_coercible(realm, args->this_value, "set Object.prototype.__proto__"))
		return false;
	if (!evl_is_object(args->this_value) || !(evl_is_object(prototype) || evl_is_null(prototype)))
		return true;
	return evl_set_prototype_or_throw(realm, evl_as_object(args->this_value),
					  evl_is_null(prototype) ? NULL : evl_as_object(prototype), false);
}

/* __defineGetter__ and __defineSetter__ */
static bool define_accessor(struct evl_realm *realm, const struct evl_args *args, bool getter, evl_value *result)
{
	struct evl_object *o;
	evl_value function = evl_arg(args, 1);
	struct evl_descriptor descriptor = {
		.get = EVL_UNDEFINED, .set = EVL_UNDEFINED, .value = EVL_UNDEFINED, .has_get = getter, .has_set = !getter,
		.enumerable = true, .has_enumerable = true, .configurable = true, .has_configurable = true,
	};
	evl_key key;
	if (!evl_to_object(realm, args->this_value, &o))
		return false;
	if (!evl_is_callable(function))
		return evl_throw_message(realm, EVL_MESSAGE_EXPECTING_FUNCTION,
					 getter ? "Object.prototype.__defineGetter__" : "Object.prototype.__defineSetter__");
	*(getter ? &descriptor.get : &descriptor.set) = function;
	*result = EVL_UNDEFINED;
	return evl_to_key(realm, evl_arg(args, 0), &key) && evl_define_or_throw(realm, o, key, &descriptor);
}

/* sec-object.prototype.__defineGetter__ */
static bool object_prototype_define_getter(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return define_accessor(realm, args, true, result);
}

/* sec-object.prototype.__defineSetter__ */
static bool object_prototype_define_setter(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return define_accessor(realm, args, false, result);
}

/* __lookupGetter__ and __lookupSetter__ */
static bool lookup_accessor(struct evl_realm *realm, const struct evl_args *args, bool getter, evl_value *result)
{
	struct evl_object *o;
	evl_key key;
	*result = EVL_UNDEFINED;
	if (!evl_to_object(realm, args->this_value, &o) || !evl_to_key(realm, evl_arg(args, 0), &key))
		return false;
	for (;;) {
		struct evl_descriptor own;
		evl_value next;
		bool found;
		if (!evl_library_step(realm) || !evl_get_own_property(realm, o, key, &own, &found))
			return false;
		if (found) {
			if (own.has_get || own.has_set)
				*result = getter ? own.get : own.set;
			return true;
		}
		if (!evl_get_prototype(realm, o, &next))
			return false;
		if (!evl_is_object(next))
			return true;
		o = evl_as_object(next);
	}
}

/* sec-object.prototype.__lookupGetter__ */
static bool object_prototype_lookup_getter(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return lookup_accessor(realm, args, true, result);
}

/* sec-object.prototype.__lookupSetter__ */
static bool object_prototype_lookup_setter(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return lookup_accessor(realm, args, false, result);
}

/* Both in V8's order. */
static const struct evl_row object_statics[] = {
	EVL_METHOD("assign", evl_object_assign, 2),
	EVL_METHOD("getOwnPropertyDescriptor", evl_object_get_own_property_descriptor, 2),
	EVL_METHOD("getOwnPropertyDescriptors", evl_object_get_own_property_descriptors, 1),
	EVL_METHOD("getOwnPropertyNames", evl_object_get_own_property_names, 1),
	EVL_METHOD("getOwnPropertySymbols", evl_object_get_own_property_symbols, 1),
	EVL_METHOD("hasOwn", evl_object_has_own, 2),
	EVL_METHOD("is", object_is, 2),
	EVL_METHOD("preventExtensions", object_prevent_extensions, 1),
	EVL_METHOD("seal", object_seal, 1),
	EVL_METHOD("create", object_create, 2),
	EVL_METHOD("defineProperties", evl_object_define_properties, 2),
	EVL_METHOD("defineProperty", evl_object_define_property, 3),
	EVL_METHOD("freeze", object_freeze, 1),
	EVL_METHOD("getPrototypeOf", object_get_prototype_of, 1),
	EVL_METHOD("setPrototypeOf", object_set_prototype_of, 2),
	EVL_METHOD("isExtensible", object_is_extensible, 1),
	EVL_METHOD("isFrozen", object_is_frozen, 1),
	EVL_METHOD("isSealed", object_is_sealed, 1),
	EVL_METHOD("keys", evl_object_keys, 1),
	EVL_METHOD("entries", evl_object_entries, 1),
	EVL_METHOD("fromEntries", evl_object_from_entries, 1),
	EVL_METHOD("values", evl_object_values, 1),
};

static const struct evl_row object_prototype[] = {
	EVL_METHOD("__defineGetter__", object_prototype_define_getter, 2),
	EVL_METHOD("__defineSetter__", object_prototype_define_setter, 2),
	EVL_METHOD("hasOwnProperty", object_prototype_has_own_property, 1),
	EVL_METHOD("__lookupGetter__", object_prototype_lookup_getter, 1),
	EVL_METHOD("__lookupSetter__", object_prototype_lookup_setter, 1),
	EVL_METHOD("isPrototypeOf", object_prototype_is_prototype_of, 1),
	EVL_METHOD("propertyIsEnumerable", object_prototype_property_is_enumerable, 1),
	EVL_METHOD("toString", evl_object_prototype_to_string, 0),
	EVL_METHOD("valueOf", object_prototype_value_of, 0),
	EVL_ACCESSOR_ROW("__proto__", object_prototype_get_proto, object_prototype_set_proto),
	EVL_METHOD("toLocaleString", object_prototype_to_locale_string, 0),
};

const struct evl_family evl_family_OBJECT = {
	.name = "Object",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = object_construct,
	.length = 1,
	.statics = EVL_ROWS(object_statics),
	.prototype = EVL_ROWS(object_prototype),
};
