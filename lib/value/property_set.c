/* SPDX-License-Identifier: MIT */
/*
 * property_set.c - writing: [[Set]] and PutValue, with V8's words for what strict code may not do.
 */
#include "value/array_length.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/own.h"
#include "value/property.h"
#include "value/proxy.h"
#include "value/realm.h"
#include "value/typed_array.h"

/* Store into the writable data property that the object itself keeps. */
static bool store(struct evl_realm *realm, struct evl_object *object, struct evl_own own, evl_value value, bool *ok)
{
	*ok = true;
	switch (own.kind) {
	case EVL_OWN_SLOT:
		object->slots[own.at] = value;
		return true;
	case EVL_OWN_ELEMENT:
		object->elements[own.at] = value;
		return true;
	case EVL_OWN_ARRAY_LENGTH:
		return evl_array_set_length(realm, object, value, ok);
	default:
		*ok = false; /* units and length of strings are never writable */
		return true;
	}
}

/* The second half of OrdinarySetWithOwnDescriptor: the property goes to the receiver as a data property. */
static bool set_on_receiver(struct evl_realm *realm, evl_value receiver, evl_key key, evl_value value, bool *ok)
{
	*ok = false;
	if (!evl_is_object(receiver))
		return true;
	struct evl_object *object = evl_as_object(receiver);
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic && (exotic->get_own || exotic->define_own)) {
		struct evl_descriptor own;
		bool found;
		if (!evl_get_own_property(realm, object, key, &own, &found))
			return false;
		struct evl_descriptor update = { .value = value, .has_value = true };
		if (found) {
			if (own.has_get || own.has_set || !own.writable)
				return true;
		} else {
			update.writable = update.enumerable = update.configurable = true;
			update.has_writable = update.has_enumerable = update.has_configurable = true;
		}
		return evl_define_own_property(realm, object, key, &update, ok);
	}
	struct evl_own own = evl_own_find(object, key);
	if (own.kind != EVL_OWN_NONE) {
		if ((own.attributes & EVL_ACCESSOR) || !(own.attributes & EVL_WRITABLE))
			return true;
		return store(realm, object, own, value, ok);
	}
	if (!evl_has_flag(object, EVL_OBJECT_EXTENSIBLE))
		return true;
	uint32_t index;
	if (evl_has_flag(object, EVL_OBJECT_LENGTH_FIXED) && evl_key_array_index(realm, key, &index) && index >= object->length)
		return true;
	*ok = true;
	return evl_own_add(realm, object, key, value, EVL_DATA_DEFAULT);
}

/* [[Set]]: OrdinarySet (sec-ordinaryset) up to an object that has its own. */
bool evl_object_set(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, evl_value receiver, bool *ok)
{
	struct evl_object *o = object;
	for (; o != NULL; o = o->shape->prototype) {
		const struct evl_exotic *exotic = evl_exotic_of(realm, o);
		evl_value setter;
		if (exotic && exotic->set)
			return exotic->set(realm, o, key, value, receiver, ok);
		if (exotic == &evl_typed_array_exotic) { /* sec-typedarray-set */
			struct evl_view *array = (struct evl_view *)o;
			double index;
			if (evl_typed_key(realm, key, &index)) {
				*ok = true;
				if (receiver == evl_from_object(o))
					return evl_typed_set(realm, array, index, value);
				if (!(index >= 0 && index < (double)evl_view_length(array)))
					return true;
				break;
			}
			exotic = NULL;
		}
		if (exotic && exotic->get_own) {
			struct evl_descriptor d;
			bool found;
			if (!exotic->get_own(realm, o, key, &d, &found))
				return false;
			if (!found && exotic->takes != NULL && evl_from_object(o) == receiver && exotic->takes(realm, o, key))
				break;
			if (!found)
				continue;
			if (!d.has_get && !d.has_set) {
				if (d.writable)
					break;
				*ok = false;
				return true;
			}
			setter = d.set;
		} else {
			struct evl_own own = evl_own_find(o, key);
			if (own.kind == EVL_OWN_NONE) {
				if (evl_key_is_index(key) && !realm->indexed_prototypes)
					break;
				continue;
			}
			if (!(own.attributes & EVL_ACCESSOR)) {
				if (own.attributes & EVL_WRITABLE) {
					if (evl_from_object(o) == receiver && !exotic)
						return store(realm, o, own, value, ok);
					break;
				}
				*ok = false;
				return true;
			}
			evl_value cell;
			if (!evl_own_value(realm, o, own, &cell))
				return false;
			setter = evl_accessor_setter(realm, evl_pointer(cell));
		}
		*ok = evl_is_callable(setter);
		evl_value ignored;
		return !*ok || evl_call(realm, setter, receiver, 1, &value, &ignored);
	}
	/* A setter of the real host's is not passed over; objects with internal methods of their own see to that themselves. */
	if (o == NULL && realm->hooks.lacks_setter != NULL && evl_is_object(receiver) && !evl_has_flag(evl_as_object(receiver), EVL_OBJECT_EXOTIC) &&
	    evl_model_lacks_setter(realm, evl_as_object(receiver), key))
		return false;
	return set_on_receiver(realm, receiver, key, value, ok);
}

/* Throw the TypeError for an assignment that was refused. Looks for the reason without running script. */
static bool refuse(struct evl_realm *realm, evl_value base, struct evl_object *first, evl_key key)
{
	bool thrown;
	if (!evl_throw_refusal(realm, key, &thrown) || (first != NULL && !evl_blame_host(realm, first, key, EVL_REFUSED_SET)))
		return false;
	const char *name = evl_describe_key(realm, key);
	if (evl_is_object(base) && first != NULL && evl_class_of(first) == EVL_CLASS_PROXY) {
		first = evl_proxy_innermost(first);
		if (first != NULL && evl_own_find(first, key).kind == EVL_OWN_NONE && !evl_has_flag(first, EVL_OBJECT_EXTENSIBLE))
			return evl_throw_message(realm, EVL_MESSAGE_CANNOT_DEFINE, name);
	}
	if (first != NULL && evl_class_of(first) == EVL_CLASS_NAMESPACE && realm->v8 >= EVL_V8_15)
		return evl_throw_message(realm, EVL_MESSAGE_ASSIGN_TO_MODULE, name, evl_describe(realm, base));
	if (evl_is_string(base)) {
		struct evl_string *s = evl_as_string(base);
		if (key == EVL_NAME_length || (evl_key_is_index(key) && evl_key_index(key) < s->length))
			return evl_throw_message(realm, EVL_MESSAGE_READ_ONLY, name, evl_describe_typed(realm, base));
	}
	for (struct evl_object *o = evl_proxy_innermost(first); o; o = evl_proxy_innermost(o->shape->prototype)) {
		struct evl_own own = evl_own_find(o, key);
		if (own.kind == EVL_OWN_NONE)
			continue;
		if (own.attributes & EVL_ACCESSOR)
			return evl_throw_message(realm, EVL_MESSAGE_NO_SETTER, name, evl_describe(realm, evl_from_object(o)));
		if (own.kind == EVL_OWN_ARRAY_LENGTH && (own.attributes & EVL_WRITABLE)) /* an element that cannot go */
			return evl_throw_message(realm, EVL_MESSAGE_CANNOT_DELETE,
						 evl_describe_key(realm, evl_key_from_number(realm, (double)o->length - 1)),
						 evl_describe(realm, base));
		if (own.attributes & EVL_WRITABLE) /* the receiver itself is in the way */
			break;
		return evl_throw_message(realm, EVL_MESSAGE_READ_ONLY, name, evl_describe_typed(realm, base));
	}
	if (!evl_is_object(base))
		return evl_throw_message(realm, EVL_MESSAGE_CANNOT_CREATE, name, evl_describe_typed(realm, base));
	if (first && !evl_has_flag(first, EVL_OBJECT_EXTENSIBLE)) {
		bool has = evl_has_flag(first, EVL_OBJECT_EXOTIC);
		if (has && evl_class_of(first) == EVL_CLASS_NAMESPACE && !evl_has_property(realm, first, key, &has))
			return false;
		if (!has && realm->spidermonkey && evl_class_of(first) != EVL_CLASS_OBJECT)
			return evl_throw_text(realm, EVL_ERROR_TYPE, "Cannot add property"); /* it names the class, or speaks of an array's length */
		if (!has)
			return evl_throw_message(realm, EVL_MESSAGE_NOT_EXTENSIBLE, name);
	}
	if (realm->spidermonkey)
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Cannot assign to read only property");
	if (first && evl_has_flag(first, EVL_OBJECT_LENGTH_FIXED))
		name = "length";
	return evl_throw_message(realm, EVL_MESSAGE_READ_ONLY, name, evl_describe_typed(realm, base));
}

bool evl_set(struct evl_realm *realm, evl_value base, evl_key key, evl_value value, bool strict)
{
	bool ok;
	struct evl_object *first;
	if (evl_is_object(base)) {
		first = evl_as_object(base);
	} else if (evl_is_nullish(base)) {
		return evl_throw_message(realm, EVL_MESSAGE_WRITE_OF_NULLISH, evl_describe(realm, base), evl_describe_key(realm, key));
	} else {
		enum evl_intrinsic prototype = evl_is_string(base)    ? EVL_INTRINSIC_STRING_PROTOTYPE
					       : evl_is_number(base)  ? EVL_INTRINSIC_NUMBER_PROTOTYPE
					       : evl_is_boolean(base) ? EVL_INTRINSIC_BOOLEAN_PROTOTYPE
					       : evl_is_symbol(base)  ? EVL_INTRINSIC_SYMBOL_PROTOTYPE
								      : EVL_INTRINSIC_BIGINT_PROTOTYPE;
		first = evl_intrinsic(realm, prototype);
	}
	realm->refused_by = EVL_NAME_NONE;
	if (!evl_object_set(realm, first, key, value, base, &ok))
		return false;
	return ok || !strict || refuse(realm, base, first, key);
}
