/* SPDX-License-Identifier: MIT */
/* preview_platform.c - previews of platform objects: what they have themselves, then the attributes of their interfaces. */
#include "console/preview.h"

#include <string.h>

#include "vm/function.h"
#include "vm/vm.h"

/* Is it a function of a host script? */
static bool is_of_host(evl_value function)
{
	return evl_is_class(function, EVL_CLASS_FUNCTION) &&
	       evl_span_is_host(((const struct evl_function *)evl_pointer(function))->code->template_->where);
}

/* Was the object made by a class of a host script? Such a class stands for a native one. */
bool evl_preview_is_host_made(struct preview *p, struct evl_object *object)
{
	for (struct evl_object *at = object->shape->prototype; at != NULL; at = at->shape->prototype) {
		struct evl_descriptor d;
		bool found;
		if (evl_has_flag(at, EVL_OBJECT_EXOTIC) || !evl_get_own_property(p->realm, at, EVL_NAME_constructor, &d, &found))
			return false;
		if (found && d.has_value && is_of_host(d.value))
			return true;
		/* Prototypes of iterators have no constructor. */
		if (!found && !evl_get_own_property(p->realm, at, EVL_NAME_next, &d, &found))
			return false;
		if (found && d.has_value && is_of_host(d.value))
			return true;
	}
	return false;
}

bool evl_preview_is_host_list(struct preview *p, const struct evl_proxy *proxy)
{
	struct evl_descriptor d;
	bool found;
	return proxy->handler != NULL && evl_class_of(proxy->handler) == EVL_CLASS_OBJECT &&
	       evl_get_own_property(p->realm, proxy->handler, evl_text_name(p->realm, "get"), &d, &found) && found && d.has_value && is_of_host(d.value);
}

/* The properties that a preview shows, in the order of the object. */
struct shown {
	evl_key keys[EVL_PREVIEW_PROPERTIES];
	evl_value values[EVL_PREVIEW_PROPERTIES];
	uint32_t count;
	bool more; /* there are further ones */
};

static void show(struct shown *shown, evl_key key, evl_value value)
{
	if (shown->count == EVL_PREVIEW_PROPERTIES) {
		shown->more = true;
		return;
	}
	shown->keys[shown->count] = key;
	shown->values[shown->count++] = value;
}

/* Functions last. */
static bool append_shown(struct preview *p, const struct shown *shown)
{
	for (int functions = 0; functions < 2; functions++)
		for (uint32_t i = 0; i < shown->count; i++)
			if (evl_preview_comes_last(shown->values[i]) == (functions == 1) && !evl_preview_property(p, shown->keys[i], shown->values[i]))
				return false;
	if (shown->more)
		evl_preview_more(p);
	return evl_preview_running(p);
}

/* A property of a platform object or of what it inherits from: its own data and the accessors of the platform, whose values show. */
static bool show_platform_property(struct preview *p, struct evl_object *object, struct evl_object *at, const struct evl_property_entry *e,
				   struct shown *shown)
{
	evl_key key = e->key;
	evl_value value = EVL_UNDEFINED;
	bool is_accessor = (e->attributes & EVL_ACCESSOR) != 0;
	evl_value get = is_accessor ? evl_accessor_getter(p->realm, evl_pointer(at->slots[e->slot])) : EVL_UNDEFINED;
	if (is_accessor ? !evl_is_class(get, EVL_CLASS_NATIVE_FUNCTION) && !is_of_host(get) : at != object)
		return true;
	if (shown->count < EVL_PREVIEW_PROPERTIES && !(is_accessor ? evl_call(p->realm, get, evl_from_object(object), 0, NULL, &value) :
							     evl_object_get(p->realm, object, key, evl_from_object(object), &value)))
		return false;
	show(shown, key, value);
	return true;
}

/* Has one of the objects before `at` in the chain from `object` on a property of this name? */
static bool is_shadowed(struct evl_object *object, const struct evl_object *at, evl_key key)
{
	while (object != at && evl_shape_find(object->shape, key) == NULL)
		object = object->shape->prototype;
	return object != at;
}

/* The named properties of the object or of one that it inherits from, those that are enumerable or those that are not. */
static bool show_platform_level(struct preview *p, struct evl_object *object, struct evl_object *at, bool enumerable, struct shown *shown)
{
	for (uint32_t i = 0; i < at->shape->count && !shown->more; i++) {
		const struct evl_property_entry *e = &at->shape->properties->entries[i];
		bool is_text = e->key != 0 && (evl_key_is_index(e->key) || evl_names_entry(p->realm->names, e->key)->kind == EVL_NAME_KIND_STRING);
		if (is_text && ((e->attributes & EVL_ENUMERABLE) != 0) == enumerable && !is_shadowed(object, at, e->key) &&
		    !show_platform_property(p, object, at, e, shown))
			return false;
	}
	return true;
}

/* Does the list of names have the key as an attribute? */
static bool is_attribute(struct preview *p, const char *names, evl_key key)
{
	for (size_t length; *names != '\0'; names += length + (names[length] == ' ')) {
		length = strcspn(names, " ");
		if (*names == '.' && evl_names_intern_utf8(p->realm->names, names + 1, length - 1) == key)
			return true;
	}
	return false;
}

/* What the real host has in an interface between this one and those that inherit from it stands here: it comes first. */
static bool show_further(struct preview *p, struct evl_object *object, struct evl_object *at, const char *names, struct shown *shown)
{
	for (uint32_t i = 0; i < at->shape->count && !shown->more; i++) {
		const struct evl_property_entry *e = &at->shape->properties->entries[i];
		bool is_text = e->key != 0 && !evl_key_is_index(e->key) && evl_names_entry(p->realm->names, e->key)->kind == EVL_NAME_KIND_STRING;
		if (is_text && (e->attributes & EVL_ACCESSOR) != 0 && (e->attributes & EVL_ENUMERABLE) != 0 && !is_attribute(p, names, e->key) &&
		    !is_shadowed(object, at, e->key) && !show_platform_property(p, object, at, e, shown))
			return false;
	}
	return true;
}

/* The attributes of an interface in the real host's order, which are `names` (realm.h, "members"): one of the five that the model lacks cannot be shown. */
static bool show_interface(struct preview *p, struct evl_object *object, struct evl_object *at, const char *names, struct shown *shown)
{
	if (!show_further(p, object, at, names, shown))
		return false;
	for (size_t length; *names != '\0' && !shown->more; names += length + (names[length] == ' ')) {
		length = strcspn(names, " ");
		if (*names != '.')
			continue;
		evl_key key = evl_names_intern_utf8(p->realm->names, names + 1, length - 1);
		const struct evl_property_entry *e = evl_shape_find(at->shape, key);
		if (is_shadowed(object, at, key))
			continue;
		if (e != NULL && (e->attributes & EVL_ACCESSOR) == 0)
			e = NULL; /* its row says that it is not covered */
		if (e == NULL && shown->count < EVL_PREVIEW_PROPERTIES)
			return evl_not_covered(p->realm, evl_describe_key(p->realm, key));
		shown->more = shown->more || e == NULL;
		if (e != NULL && !show_platform_property(p, object, at, e, shown))
			return false;
	}
	return true;
}

/* A platform object: what it has itself, then the attributes of its interface and of those that it inherits from. */
bool evl_preview_platform(struct preview *p, struct evl_object *object)
{
	struct shown shown = { .count = 0 };
	const struct evl_object *root = evl_intrinsic(p->realm, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	for (struct evl_object *at = object; at != NULL && at != root && !shown.more; at = at->shape->prototype) {
		const char *names = at != object && p->realm->hooks.members != NULL ? p->realm->hooks.members(p->realm, at) : NULL;
		if (names != NULL ? !show_interface(p, object, at, names, &shown) :
				    !show_platform_level(p, object, at, true, &shown) || !show_platform_level(p, object, at, false, &shown))
			return false;
	}
	return append_shown(p, &shown);
}

/* Storage and the like: what they hold, then their attributes. */
bool evl_preview_named(struct preview *p, struct evl_object *object, bool length)
{
	struct evl_key_list keys;
	uint32_t shown = 0;
	evl_value value;
	if (!evl_own_keys(p->realm, object, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count && shown < EVL_PREVIEW_PROPERTIES; i++, shown++)
		if (!evl_object_get(p->realm, object, keys.keys[i], evl_from_object(object), &value) || !evl_preview_property(p, keys.keys[i], value))
			return false;
	if (keys.count > shown) {
		evl_preview_more(p);
		return evl_preview_running(p);
	}
	if (!length)
		return true;
	if (shown == EVL_PREVIEW_PROPERTIES) {
		evl_preview_more(p);
		return evl_preview_running(p);
	}
	return evl_object_get(p->realm, object, EVL_NAME_length, evl_from_object(object), &value) && evl_preview_property(p, EVL_NAME_length, value);
}

/* NodeList and the like: "NodeList(2) [a, b]". */
bool evl_preview_platform_list(struct preview *p, struct evl_object *object, const char *attribute)
{
	double length;
	evl_value value;
	if (!evl_length_of(p->realm, object, &length))
		return false;
	struct evl_key_list keys;
	if (length > 1)
		evl_preview_size(p, length);
	evl_text_append_ascii(p->text, " [");
	for (uint32_t i = 0; i < length && i < EVL_PREVIEW_ITEMS; i++) {
		evl_preview_separate(p);
		if (!evl_object_get(p->realm, object, evl_key_from_index(i), evl_from_object(object), &value) || !evl_preview_nested(p, value))
			return false;
	}
	if (length > EVL_PREVIEW_ITEMS)
		evl_preview_more(p);
	if (!evl_own_keys(p->realm, object, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++)
		if (!evl_key_is_index(keys.keys[i]) &&
		    (!evl_object_get(p->realm, object, keys.keys[i], evl_from_object(object), &value) || !evl_preview_property(p, keys.keys[i], value)))
			return false;
	if (attribute != NULL && length <= EVL_PREVIEW_ITEMS) {
		evl_key key = evl_text_name(p->realm, attribute);
		if (!evl_object_get(p->realm, object, key, evl_from_object(object), &value) || !evl_preview_property(p, key, value))
			return false;
	}
	evl_text_append_unit(p->text, ']');
	return evl_preview_running(p);
}
