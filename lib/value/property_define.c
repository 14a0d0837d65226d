/* SPDX-License-Identifier: MIT */
/*
 * property_define.c - [[DefineOwnProperty]], and descriptors as objects.
 */
#include "value/array_length.h"
#include "value/convert.h"
#include "value/error.h"
#include "value/own.h"
#include "value/property.h"
#include "value/proxy.h"
#include "value/realm.h"
#include "value/typed_array.h"

struct evl_accessor *evl_accessor_new(struct evl_realm *realm, evl_value get, evl_value set)
{
	struct evl_accessor *accessor = evl_heap_alloc(&realm->heap, EVL_CELL_ACCESSOR, sizeof(*accessor));
	accessor->get = get;
	accessor->set = set;
	return accessor;
}

static bool is_accessor(const struct evl_descriptor *d)
{
	return d->has_get || d->has_set;
}

static bool is_data(const struct evl_descriptor *d)
{
	return d->has_value || d->has_writable;
}

bool evl_descriptor_is_compatible(struct evl_realm *realm, bool extensible, const struct evl_descriptor *d,
				  const struct evl_descriptor *current)
{
	if (!current)
		return extensible;
	if (current->configurable)
		return true;
	if ((d->has_configurable && d->configurable) || (d->has_enumerable && d->enumerable != current->enumerable))
		return false;
	if (is_accessor(current)) {
		if (is_data(d))
			return false;
		return !(d->has_get && d->get != current->get) && !(d->has_set && d->set != current->set);
	}
	if (is_accessor(d))
		return false;
	if (current->writable)
		return true;
	return !(d->has_writable && d->writable) && !(d->has_value && !evl_same_value(realm, d->value, current->value));
}

/* The attributes after applying `d` over `attributes`. */
static uint8_t applied(uint8_t attributes, const struct evl_descriptor *d)
{
	if (is_accessor(d))
		attributes = (uint8_t)((attributes & ~EVL_WRITABLE) | EVL_ACCESSOR);
	else if (is_data(d) && (attributes & EVL_ACCESSOR))
		attributes = (uint8_t)(attributes & ~(EVL_ACCESSOR | EVL_WRITABLE));
	if (d->has_writable)
		attributes = (uint8_t)((attributes & ~EVL_WRITABLE) | (d->writable ? EVL_WRITABLE : 0));
	if (d->has_enumerable)
		attributes = (uint8_t)((attributes & ~EVL_ENUMERABLE) | (d->enumerable ? EVL_ENUMERABLE : 0));
	if (d->has_configurable)
		attributes = (uint8_t)((attributes & ~EVL_CONFIGURABLE) | (d->configurable ? EVL_CONFIGURABLE : 0));
	return attributes;
}

/* ValidateAndApplyPropertyDescriptor (sec-validateandapplypropertydescriptor). */
static bool validate_and_apply(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *d,
			       bool *ok)
{
	struct evl_own own = evl_own_find(object, key);
	*ok = true;
	if (own.kind == EVL_OWN_NONE) {
		*ok = evl_has_flag(object, EVL_OBJECT_EXTENSIBLE);
		if (!*ok)
			return true;
		evl_value value = d->has_value ? d->value : EVL_UNDEFINED;
		if (is_accessor(d))
			value = evl_from_cell(evl_accessor_new(realm, d->has_get ? d->get : EVL_UNDEFINED,
							       d->has_set ? d->set : EVL_UNDEFINED));
		return evl_own_add(realm, object, key, value, applied(0, d));
	}
	/* What an error's `stack` says is settled here, too: the present descriptor is read. */
	evl_value settled;
	if (own.kind == EVL_OWN_SLOT && evl_class_of(object) == EVL_CLASS_ERROR && evl_is_lazy(object->slots[own.at]) &&
	    !evl_own_value(realm, object, own, &settled))
		return false;
	if (!(own.attributes & EVL_CONFIGURABLE)) {
		struct evl_descriptor current;
		bool found;
		if (!evl_ordinary_get_own(realm, object, key, &current, &found))
			return false;
		*ok = evl_descriptor_is_compatible(realm, true, d, &current);
		if (!*ok)
			return true;
	}
	if (own.kind == EVL_OWN_STRING_UNIT || own.kind == EVL_OWN_STRING_LENGTH)
		return true; /* compatible, so it changes nothing */
	evl_value value = d->has_value ? d->value : EVL_EMPTY;
	if (is_accessor(d)) {
		evl_value get = EVL_UNDEFINED;
		evl_value set = EVL_UNDEFINED;
		if (own.attributes & EVL_ACCESSOR) {
			evl_value cell;
			if (!evl_own_value(realm, object, own, &cell))
				return false;
			const struct evl_accessor *old = evl_pointer(cell);
			get = old->get;
			set = old->set;
		}
		value = evl_from_cell(evl_accessor_new(realm, d->has_get ? d->get : get, d->has_set ? d->set : set));
	} else if (is_data(d) && (own.attributes & EVL_ACCESSOR) && !d->has_value) {
		value = EVL_UNDEFINED;
	}
	return evl_own_change(realm, object, key, own, value, applied(own.attributes, d));
}

/* Steps 3 to 5: the value as an array length. `assigned`: by an assignment, of which Chromium speaks in its own words. */
static bool array_length_from(struct evl_realm *realm, evl_value value, bool assigned, uint32_t *length)
{
	if (evl_is_int(value) && evl_as_int(value) >= 0) {
		*length = (uint32_t)evl_as_int(value);
		return true;
	}
	double number;
	bool page = assigned && realm->v8 >= EVL_V8_15;
	if (page && (evl_is_symbol(value) || evl_is_bigint(value)))
		return evl_throw_message(realm, EVL_MESSAGE_WRONG_LENGTH_ASSIGNED, evl_is_symbol(value) ? "Symbol" : "BigInt");
	if (!evl_to_uint32(realm, value, length) || !evl_to_number(realm, value, &number))
		return false;
	return number == (double)*length ||
	       evl_throw_message(realm, page ? EVL_MESSAGE_INVALID_LENGTH_ASSIGNED : EVL_MESSAGE_INVALID_ARRAY_LENGTH);
}

bool evl_array_set_length(struct evl_realm *realm, struct evl_object *array, evl_value value, bool *ok)
{
	uint32_t length;
	if (!array_length_from(realm, value, true, &length))
		return false;
	*ok = !evl_has_flag(array, EVL_OBJECT_LENGTH_FIXED); /* the conversion may have run script that fixed it */
	if (!*ok) {
		*ok = length == array->length;
		return true;
	}
	return evl_own_set_array_length(realm, array, length, ok);
}

/* ArraySetLength (sec-arraysetlength) */
static bool define_array_length(struct evl_realm *realm, struct evl_object *array, const struct evl_descriptor *d, bool *ok)
{
	uint32_t length = array->length;
	if (d->has_value && !array_length_from(realm, d->value, false, &length))
		return false;
	bool writable = !evl_has_flag(array, EVL_OBJECT_LENGTH_FIXED);
	*ok = !is_accessor(d) && !(d->has_configurable && d->configurable) && !(d->has_enumerable && d->enumerable) &&
	      (writable || (!(d->has_writable && d->writable) && length == array->length));
	if (!*ok)
		return true;
	bool all_gone = true;
	if (length != array->length && !evl_own_set_array_length(realm, array, length, &all_gone))
		return false;
	if (d->has_writable && !d->writable) {
		if (!evl_object_make_sparse(realm, array)) /* so that no fast path appends */
			return false;
		array->cell.flags |= EVL_OBJECT_LENGTH_FIXED;
	}
	*ok = all_gone;
	return true;
}

bool evl_ordinary_define_own(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *d, bool *ok)
{
	if (evl_class_of(object) == EVL_CLASS_ARRAY) {
		if (key == EVL_NAME_length)
			return define_array_length(realm, object, d, ok);
		uint32_t index;
		if (evl_has_flag(object, EVL_OBJECT_LENGTH_FIXED) && evl_key_array_index(realm, key, &index) &&
		    index >= object->length) {
			*ok = false;
			return true;
		}
	}
	return validate_and_apply(realm, object, key, d, ok);
}

bool evl_define_own_property(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *d, bool *ok)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	if (exotic != NULL && exotic->define_own != NULL)
		return exotic->define_own(realm, object, key, d, ok);
	return evl_ordinary_define_own(realm, object, key, d, ok);
}

bool evl_blame_host(struct evl_realm *realm, struct evl_object *object, evl_key key, enum evl_refused what)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	return exotic == NULL || exotic->blame == NULL || exotic->blame(realm, object, key, what);
}

bool evl_hides_refusal(struct evl_realm *realm, struct evl_object *object, evl_key key, enum evl_refused what)
{
	const struct evl_exotic *exotic = evl_exotic_of(realm, object);
	return exotic != NULL && exotic->hides_refusal != NULL && exotic->hides_refusal(realm, object, key, what);
}

bool evl_define_or_throw(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *d)
{
	bool ok, thrown;
	realm->refused_by = EVL_NAME_NONE;
	if (!evl_define_own_property(realm, object, key, d, &ok))
		return false;
	if (ok)
		return true;
	if (!evl_throw_refusal(realm, key, &thrown) ||
	    !evl_blame_host(realm, object, key, d->has_get || d->has_set ? EVL_REFUSED_ACCESSOR : EVL_REFUSED_DEFINE))
		return false;
	if (evl_class_of(object) == EVL_CLASS_PROXY && evl_proxy_innermost(object) != NULL)
		object = evl_proxy_innermost(object);
	double index;
	if (evl_class_of(object) == EVL_CLASS_TYPED_ARRAY && evl_typed_key(realm, key, &index) &&
	    !(index >= 0 && index < (double)evl_view_length((struct evl_view *)object)))
		return evl_throw_message(realm, EVL_MESSAGE_TYPED_INDEX_TYPE);
	enum evl_message message = EVL_MESSAGE_CANNOT_REDEFINE;
	if (evl_own_find(object, key).kind == EVL_OWN_NONE && !evl_has_flag(object, EVL_OBJECT_EXOTIC))
		message = EVL_MESSAGE_CANNOT_DEFINE;
	if (realm->spidermonkey && evl_class_of(object) != EVL_CLASS_OBJECT)
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Cannot redefine property"); /* it names the class, or speaks of an array's length */
	return evl_throw_message(realm, message, evl_describe_key(realm, key));
}

/* What no object lets be made anew, whatever the value: V8 says so before it looks at that. */
static bool is_fixed_part(struct evl_realm *realm, const struct evl_object *object, evl_key key)
{
	double index;
	if (evl_class_of(object) == EVL_CLASS_ARRAY)
		return key == EVL_NAME_length;
	return evl_class_of(object) == EVL_CLASS_TYPED_ARRAY && evl_typed_key(realm, key, &index) &&
	       !(index >= 0 && index < (double)evl_view_length((const struct evl_view *)object));
}

bool evl_create_data(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value)
{
	const uint8_t plain = EVL_OBJECT_EXTENSIBLE;
	if ((object->cell.flags & (EVL_OBJECT_EXTENSIBLE | EVL_OBJECT_EXOTIC | EVL_OBJECT_LENGTH_FIXED)) == plain &&
	    evl_own_find(object, key).kind == EVL_OWN_NONE)
		return evl_own_add(realm, object, key, value, EVL_DATA_DEFAULT);
	if (is_fixed_part(realm, object, key))
		return evl_throw_message(realm, EVL_MESSAGE_CANNOT_REDEFINE, evl_describe_key(realm, key));
	const struct evl_descriptor d = {
		.value = value,
		.get = EVL_UNDEFINED,
		.set = EVL_UNDEFINED,
		.writable = true,
		.enumerable = true,
		.configurable = true,
		.has_value = true,
		.has_writable = true,
		.has_enumerable = true,
		.has_configurable = true,
	};
	return evl_define_or_throw(realm, object, key, &d);
}

void evl_define_new(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, uint8_t attributes)
{
	evl_own_add(realm, object, key, value, attributes);
}

void evl_define_text(struct evl_realm *realm, struct evl_object *object, const char *name, evl_value value)
{
	evl_define_new(realm, object, evl_text_name(realm, name), value, EVL_DATA_DEFAULT);
}

/* One boolean field of ToPropertyDescriptor. */
static bool descriptor_flag(struct evl_realm *realm, struct evl_object *object, evl_name name, bool *flag, bool *has)
{
	evl_value value;
	if (!evl_has_property(realm, object, name, has))
		return false;
	if (!*has)
		return true;
	if (!evl_object_get(realm, object, name, evl_from_object(object), &value))
		return false;
	*flag = evl_to_boolean(value);
	return true;
}

/* One field of ToPropertyDescriptor that is kept as it is. */
static bool descriptor_value(struct evl_realm *realm, struct evl_object *object, evl_name name, evl_value *value, bool *has)
{
	if (!evl_has_property(realm, object, name, has))
		return false;
	return !*has || evl_object_get(realm, object, name, evl_from_object(object), value);
}

/* sec-topropertydescriptor */
bool evl_to_descriptor(struct evl_realm *realm, evl_value value, struct evl_descriptor *out)
{
	if (!evl_is_object(value))
		return evl_throw_message(realm, EVL_MESSAGE_DESCRIPTOR_NOT_OBJECT, evl_describe(realm, value));
	struct evl_object *object = evl_as_object(value);
	*out = (struct evl_descriptor){ .value = EVL_UNDEFINED, .get = EVL_UNDEFINED, .set = EVL_UNDEFINED };
	if (!descriptor_flag(realm, object, EVL_NAME_enumerable, &out->enumerable, &out->has_enumerable) ||
	    !descriptor_flag(realm, object, EVL_NAME_configurable, &out->configurable, &out->has_configurable) ||
	    !descriptor_value(realm, object, EVL_NAME_value, &out->value, &out->has_value) ||
	    !descriptor_flag(realm, object, EVL_NAME_writable, &out->writable, &out->has_writable) ||
	    !descriptor_value(realm, object, EVL_NAME_get, &out->get, &out->has_get))
		return false;
	if (out->has_get && !evl_is_undefined(out->get) && !evl_is_callable(out->get))
		return evl_throw_message(realm, EVL_MESSAGE_GETTER_NOT_CALLABLE, evl_describe(realm, out->get));
	if (!descriptor_value(realm, object, EVL_NAME_set, &out->set, &out->has_set))
		return false;
	if (out->has_set && !evl_is_undefined(out->set) && !evl_is_callable(out->set))
		return evl_throw_message(realm, EVL_MESSAGE_SETTER_NOT_CALLABLE, evl_describe(realm, out->set));
	if (is_accessor(out) && is_data(out))
		return evl_throw_message(realm, EVL_MESSAGE_DESCRIPTOR_MIXED, evl_describe(realm, value));
	return true;
}

/* sec-frompropertydescriptor, for a descriptor with all fields of its kind */
evl_value evl_from_descriptor(struct evl_realm *realm, const struct evl_descriptor *d)
{
	struct evl_object *object = evl_object_plain(realm);
	if (d->has_value)
		evl_own_add(realm, object, EVL_NAME_value, d->value, EVL_DATA_DEFAULT);
	if (d->has_writable)
		evl_own_add(realm, object, EVL_NAME_writable, evl_from_bool(d->writable), EVL_DATA_DEFAULT);
	if (d->has_get)
		evl_own_add(realm, object, EVL_NAME_get, d->get, EVL_DATA_DEFAULT);
	if (d->has_set)
		evl_own_add(realm, object, EVL_NAME_set, d->set, EVL_DATA_DEFAULT);
	if (d->has_enumerable)
		evl_own_add(realm, object, EVL_NAME_enumerable, evl_from_bool(d->enumerable), EVL_DATA_DEFAULT);
	if (d->has_configurable)
		evl_own_add(realm, object, EVL_NAME_configurable, evl_from_bool(d->configurable), EVL_DATA_DEFAULT);
	return evl_from_object(object);
}
