/* SPDX-License-Identifier: MIT */
/*
 * private.c - private names: fields, methods and accessors of classes.
 *
 * They lie in the object's shape beside its properties, under names of kind
 * PRIVATE that no key of a script can be. Freezing passes them by, and they can be added to
 * what is not extensible. On exotic objects, too, they are the object's own business.
 */
#include <string.h>

#include "value/error.h"
#include "value/own.h"
#include "value/property.h"
#include "value/realm.h"

/* "class A", or "an instance of class A", then *class_name is the name (NULL otherwise). */
static const char *brand_text(struct evl_realm *realm, evl_name brand, const char **class_name)
{
	static const char instance[] = "an instance of class ";
	const char *text = evl_names_utf8(realm->names, brand, &realm->scratch);
	*class_name = strncmp(text, instance, sizeof instance - 1) == 0 ? text + sizeof instance - 1 : NULL;
	return text;
}

/* The private element, or NULL with TypeError `message` pending. */
static const struct evl_property_entry *find(struct evl_realm *realm, evl_value base, evl_name name, enum evl_message message,
					     enum evl_message of_nullish)
{
	if (evl_is_object(base)) {
		const struct evl_property_entry *entry = evl_shape_find(evl_as_object(base)->shape, name);
		if (entry)
			return entry;
	}
	if (realm->hooks.foreign_receiver != NULL && realm->hooks.foreign_receiver(realm))
		return NULL;
	evl_name brand = evl_names_entry(realm->names, name)->brand;
	if (brand != EVL_NAME_NONE) {
		const char *class_name;
		const char *text = brand_text(realm, brand, &class_name);
		if (evl_is_nullish(base) && class_name != NULL)
			evl_throw_message(realm, EVL_MESSAGE_READ_OF_NULLISH, evl_describe(realm, base), class_name);
		else
			evl_throw_message(realm, EVL_MESSAGE_PRIVATE_RECEIVER, text);
	} else if (evl_is_nullish(base))
		evl_throw_message(realm, of_nullish, evl_describe(realm, base), evl_describe_key(realm, name));
	else
		evl_throw_message(realm, message, evl_describe_key(realm, name));
	return NULL;
}

/* sec-privateget */
bool evl_private_get(struct evl_realm *realm, evl_value base, evl_name name, evl_value *out)
{
	const struct evl_property_entry *entry = find(realm, base, name, EVL_MESSAGE_PRIVATE_READ, EVL_MESSAGE_READ_OF_NULLISH);
	if (!entry)
		return false;
	*out = evl_as_object(base)->slots[entry->slot];
	if (!(entry->attributes & EVL_ACCESSOR))
		return true;
	evl_value getter = evl_accessor_getter(realm, evl_pointer(*out));
	if (evl_is_undefined(getter))
		return evl_throw_message(realm, EVL_MESSAGE_PRIVATE_NO_GETTER, evl_describe_key(realm, name));
	return evl_call(realm, getter, base, 0, NULL, out);
}

/* sec-privateset */
bool evl_private_set(struct evl_realm *realm, evl_value base, evl_name name, evl_value value)
{
	const struct evl_property_entry *entry = find(realm, base, name, EVL_MESSAGE_PRIVATE_WRITE, EVL_MESSAGE_WRITE_OF_NULLISH);
	if (!entry)
		return false;
	evl_value *slot = &evl_as_object(base)->slots[entry->slot];
	if (entry->attributes & EVL_ACCESSOR) {
		evl_value setter = evl_accessor_setter(realm, evl_pointer(*slot));
		evl_value ignored;
		if (evl_is_undefined(setter))
			return evl_throw_message(realm, EVL_MESSAGE_PRIVATE_NO_SETTER, evl_describe_key(realm, name));
		return evl_call(realm, setter, base, 1, &value, &ignored);
	}
	if (!(entry->attributes & EVL_WRITABLE))
		return evl_throw_message(realm, EVL_MESSAGE_PRIVATE_METHOD_WRITE, evl_describe_key(realm, name));
	*slot = value;
	return true;
}

/* sec-privatefieldadd, sec-privatemethodoraccessoradd */
bool evl_private_add(struct evl_realm *realm, struct evl_object *object, evl_name name, evl_value value, uint8_t attributes)
{
	evl_name brand = evl_names_entry(realm->names, name)->brand;
	if (evl_shape_find(object->shape, name) && brand != EVL_NAME_NONE) {
		const char *class_name;
		brand_text(realm, brand, &class_name);
		return evl_throw_message(realm, EVL_MESSAGE_PRIVATE_METHODS_TWICE, class_name != NULL ? class_name : "anonymous");
	}
	if (evl_shape_find(object->shape, name))
		return evl_throw_message(realm, EVL_MESSAGE_PRIVATE_TWICE, evl_describe_key(realm, name));
	return evl_own_add(realm, object, name, value, attributes);
}

bool evl_private_has(struct evl_realm *realm, struct evl_object *object, evl_name name)
{
	(void)realm;
	return evl_shape_find(object->shape, name) != NULL;
}
