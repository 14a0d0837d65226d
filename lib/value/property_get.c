/* SPDX-License-Identifier: MIT */
/*
 * property_get.c - reading: [[Get]], [[HasProperty]], [[GetOwnProperty]], and the operations made of them.
 *
 * Chains of prototypes are walked in a loop, however long they are. Integer
 * keys that the object lacks are not looked for in its prototypes while no
 * prototype anywhere has any (realm->indexed_prototypes).
 */
#include "value/convert.h"
#include "value/error.h"
#include "value/own.h"
#include "value/property.h"
#include "value/realm.h"
#include "value/unknown.h"
#include "value/typed_array.h"

/* The value of a property that was found on `holder`: the data, or what the getter returns. */
static bool read_own(struct evl_realm *realm, struct evl_object *holder, struct evl_own own, evl_value receiver, evl_value *out)
{
	if (!evl_own_value(realm, holder, own, out))
		return false;
	if (!(own.attributes & EVL_ACCESSOR))
		return true;
	evl_value getter = evl_accessor_getter(realm, evl_pointer(*out));
	if (evl_is_undefined(getter)) {
		*out = EVL_UNDEFINED;
		return true;
	}
	return evl_call(realm, getter, receiver, 0, NULL, out);
}

/* Has the real host's object a property of this name, which only the model's lacks? */
static bool has_outside_model(struct evl_realm *realm, const struct evl_object *object, evl_key key,
			      bool (*lacks)(struct evl_realm *, const struct evl_object *, evl_key))
{
	if (lacks == NULL)
		return false;
	/* Ordinary objects matter when a class made them: it may be one of the host's own scripts. */
	bool plain = evl_class_of(object) != EVL_CLASS_OBJECT || object->shape->prototype == NULL ||
		     object->shape->prototype == realm->intrinsics[EVL_INTRINSIC_OBJECT_PROTOTYPE];
	if (plain && object != realm->global && evl_class_of(object) != EVL_CLASS_PLATFORM)
		return false;
	return lacks(realm, object, key);
}

/* Such a name is never answered as if nobody had it. True: the run is halting. */
bool evl_model_lacks(struct evl_realm *realm, const struct evl_object *object, evl_key key)
{
	if (!has_outside_model(realm, object, key, realm->hooks.lacks))
		return false;
	evl_not_covered(realm, evl_describe_key(realm, key));
	return true;
}

bool evl_model_lacks_setter(struct evl_realm *realm, const struct evl_object *object, evl_key key)
{
	if (!has_outside_model(realm, object, key, realm->hooks.lacks_setter))
		return false;
	evl_not_covered(realm, evl_describe_key(realm, key));
	return true;
}

/* [[Get]]: OrdinaryGet (sec-ordinaryget) up to an object that has its own. */
bool evl_object_get(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value receiver, evl_value *out)
{
	for (struct evl_object *o = object; o; o = o->shape->prototype) {
		const struct evl_exotic *exotic = evl_exotic_of(realm, o);
		if (exotic && exotic->get)
			return exotic->get(realm, o, key, receiver, out);
		if (exotic == &evl_typed_array_exotic) { /* sec-typedarray-get */
			double index;
			if (evl_typed_key(realm, key, &index)) {
				*out = evl_typed_get(realm, (struct evl_view *)o, index);
				return true;
			}
			exotic = NULL;
		}
		if (exotic && exotic->get_own) {
			struct evl_descriptor d;
			bool found;
			if (!exotic->get_own(realm, o, key, &d, &found))
				return false;
			if (!found)
				continue;
			if (d.has_get || d.has_set) {
				*out = EVL_UNDEFINED;
				return !evl_is_callable(d.get) || evl_call(realm, d.get, receiver, 0, NULL, out);
			}
			*out = d.value;
			return true;
		}
		struct evl_own own = evl_own_find(o, key);
		if (own.kind != EVL_OWN_NONE)
			return read_own(realm, o, own, receiver, out);
		if (evl_key_is_index(key) && !realm->indexed_prototypes)
			break;
	}
	*out = EVL_UNDEFINED;
	return !evl_model_lacks(realm, object, key);
}

bool evl_get(struct evl_realm *realm, evl_value base, evl_key key, evl_value *out)
{
	enum evl_intrinsic prototype;
	if (evl_is_object(base))
		return evl_object_get(realm, evl_as_object(base), key, base, out);
	if (evl_is_string(base)) {
		struct evl_string *s = evl_as_string(base);
		if (key == EVL_NAME_length) {
			*out = evl_from_int((int32_t)s->length);
			return true;
		}
		if (evl_key_is_index(key) && evl_key_index(key) < s->length) {
			const uint16_t *units = evl_string_units(realm, s);
			if (!units)
				return false;
			*out = evl_from_string(evl_string_from_unit(realm, units[evl_key_index(key)]));
			return true;
		}
		prototype = EVL_INTRINSIC_STRING_PROTOTYPE;
	} else if (evl_is_number(base)) {
		prototype = EVL_INTRINSIC_NUMBER_PROTOTYPE;
	} else if (evl_is_boolean(base)) {
		prototype = EVL_INTRINSIC_BOOLEAN_PROTOTYPE;
	} else if (evl_is_symbol(base)) {
		prototype = EVL_INTRINSIC_SYMBOL_PROTOTYPE;
	} else if (evl_is_bigint(base)) {
		prototype = EVL_INTRINSIC_BIGINT_PROTOTYPE;
	} else {
		if (key == EVL_NAME_symbol_iterator)
			return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, evl_describe_callee(realm, base));
		return evl_throw_message(realm, EVL_MESSAGE_READ_OF_NULLISH, evl_describe(realm, base), evl_describe_key(realm, key));
	}
	return evl_object_get(realm, evl_intrinsic(realm, prototype), key, base, out);
}

/* sec-ordinarygetownproperty, sec-string-exotic-objects-getownproperty-p */
bool evl_ordinary_get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found)
{
	struct evl_own own = evl_own_find(object, key);
	*found = own.kind != EVL_OWN_NONE;
	if (!*found)
		return true;
	evl_value value;
	if (!evl_own_value(realm, object, own, &value))
		return false;
	*out = (struct evl_descriptor){
		.value = EVL_UNDEFINED,
		.get = EVL_UNDEFINED,
		.set = EVL_UNDEFINED,
		.enumerable = (own.attributes & EVL_ENUMERABLE) != 0,
		.configurable = (own.attributes & EVL_CONFIGURABLE) != 0,
		.has_enumerable = true,
		.has_configurable = true,
	};
	if (own.attributes & EVL_ACCESSOR) {
		struct evl_accessor *accessor = evl_pointer(value);
		out->get = evl_accessor_getter(realm, accessor);
		out->set = evl_accessor_setter(realm, accessor);
		out->has_get = true;
		out->has_set = true;
	} else {
		out->value = value;
		out->writable = (own.attributes & EVL_WRITABLE) != 0;
		out->has_value = true;
		out->has_writable = true;
	}
	return true;
}

/* Has the prototype of a host's interface a member of this name, which only the model's lacks? */
static bool has_outside_own(struct evl_realm *realm, struct evl_object *object, evl_key key)
{
	return realm->hooks.lacks_own != NULL && evl_has_flag(object, EVL_OBJECT_PROTOTYPE) && realm->hooks.lacks_own(realm, object, key);
}

/* Nor is such a member described as if nobody had it. True: the run is halting. */
static bool model_lacks_own(struct evl_realm *realm, struct evl_object *object, evl_key key)
{
	if (!has_outside_own(realm, object, key))
		return false;
	evl_not_covered(realm, evl_describe_key(realm, key));
	return true;
}

bool evl_get_own_property(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic && exotic->get_own)
		return exotic->get_own(realm, object, key, out, found);
	return evl_ordinary_get_own(realm, object, key, out, found) && (*found || !model_lacks_own(realm, object, key));
}

bool evl_has_own_property(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *found)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic && exotic->get_own) {
		struct evl_descriptor ignored;
		return exotic->get_own(realm, object, key, &ignored, found);
	}
	*found = evl_own_find(object, key).kind != EVL_OWN_NONE;
	*found = *found || has_outside_own(realm, object, key);
	return true;
}

bool evl_has_property(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *found)
{
	for (struct evl_object *o = object; o; o = o->shape->prototype) {
		const struct evl_exotic *exotic = evl_exotic_of(realm, o);
		if (exotic && exotic->has)
			return exotic->has(realm, o, key, found);
		double index;
		if (exotic == &evl_typed_array_exotic && evl_typed_key(realm, key, &index)) { /* sec-typedarray-hasproperty */
			*found = index >= 0 && index < (double)evl_view_length((struct evl_view *)o);
			return true;
		}
		if (!evl_has_own_property(realm, o, key, found))
			return false;
		if (*found)
			return true;
	}
	*found = has_outside_model(realm, object, key, realm->hooks.lacks);
	return true;
}

bool evl_get_method(struct evl_realm *realm, evl_value base, evl_key key, evl_value *out)
{
	if (!evl_get(realm, base, key, out))
		return false;
	if (evl_is_nullish(*out)) {
		*out = EVL_UNDEFINED;
		return true;
	}
	if (evl_is_callable(*out))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_PROPERTY_NOT_FUNCTION, evl_describe(realm, *out), evl_describe_key(realm, key),
				 evl_describe(realm, base));
}

bool evl_get_callee(struct evl_realm *realm, evl_value base, evl_key key, evl_value *out)
{
	if (!evl_get(realm, base, key, out))
		return false;
	if (evl_is_nullish(*out))
		*out = EVL_UNDEFINED;
	if (evl_is_undefined(*out) || evl_is_callable(*out))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe_callee(realm, *out));
}

bool evl_invoke(struct evl_realm *realm, evl_value base, evl_key key, uint32_t count, const evl_value *arguments, evl_value *out)
{
	evl_value function;
	if (!evl_get(realm, base, key, &function))
		return false;
	if (!evl_is_callable(function))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe(realm, function));
	return evl_call(realm, function, base, count, arguments, out);
}

bool evl_length_of(struct evl_realm *realm, struct evl_object *object, double *out)
{
	if (evl_class_of(object) == EVL_CLASS_ARRAY) {
		*out = object->length;
		return true;
	}
	if (evl_class_of(object) == EVL_CLASS_UNKNOWN) {
		*out = evl_unknown_elements(realm, (struct evl_unknown *)object)->length;
		return true;
	}
	evl_value length;
	if (!evl_object_get(realm, object, EVL_NAME_length, evl_from_object(object), &length))
		return false;
	return evl_to_length(realm, length, out);
}
