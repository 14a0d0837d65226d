/* SPDX-License-Identifier: MIT */
/*
 * interfaces.c - what the real host's interfaces have, as its profile lists them: which names only the model lacks, and in which order a
 * prototype has its own.
 */
#include <string.h>

#include "host/host.h"
#include "value/error.h"
#include "value/rows.h"
#include "value/shape.h"
#include "vm/function.h"
#include "vm/stack.h"
#include "vm/vm.h"

enum listed { NOT_LISTED, LISTED_METHOD, LISTED_ATTRIBUTE };

/* The name among those that are separated by blanks: a point before one says that it is an attribute's. */
static enum listed find_listed(const struct evl_name_entry *entry, const char *names)
{
	while (*names != '\0') {
		uint32_t i = 0;
		bool attribute = *names == '.';
		names += attribute;
		while (i < entry->length && names[i] != '\0' && entry->units[i] == (unsigned char)names[i])
			i++;
		if (i == entry->length && (names[i] == ' ' || names[i] == '\0'))
			return attribute ? LISTED_ATTRIBUTE : LISTED_METHOD;
		names += strcspn(names, " ");
		names += *names == ' ';
	}
	return NOT_LISTED;
}

/* Is it the prototype of a class that a host script defines? */
static bool is_of_host_script(const struct evl_object *prototype)
{
	const struct evl_property_entry *entry = evl_shape_find(prototype->shape, EVL_NAME_constructor);
	evl_value constructor = entry != NULL && (entry->attributes & EVL_ACCESSOR) == 0 ? prototype->slots[entry->slot] : EVL_UNDEFINED;
	return evl_is_class(constructor, EVL_CLASS_FUNCTION) &&
	       evl_span_is_host(((const struct evl_function *)evl_pointer(constructor))->code->template_->where);
}

/* Is it the prototype of an interface that C makes? Those have a tag, which tells most others from them at once. */
static bool is_interface(struct evl_realm *realm, const struct evl_object *object)
{
	uint32_t id = EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE;
	if (!evl_has_flag((struct evl_object *)object, EVL_OBJECT_PROTOTYPE) || evl_shape_find(object->shape, EVL_NAME_symbol_to_string_tag) == NULL)
		return false;
	while (id < EVL_INTRINSIC_COUNT && realm->intrinsics[id] != object)
		id += 2;
	return id < EVL_INTRINSIC_COUNT;
}

/* The members of the real host's interface whose prototype it is; NULL: of none that is known. */
static const char *members_of(struct evl_realm *realm, struct evl_object *prototype)
{
	const struct evl_host_profile *profile = realm->host->profile;
	const struct evl_property_entry *tag = evl_shape_find(prototype->shape, EVL_NAME_symbol_to_string_tag);
	evl_value value = tag != NULL && (tag->attributes & EVL_ACCESSOR) == 0 ? prototype->slots[tag->slot] : EVL_UNDEFINED;
	if ((evl_is_lazy(value) && !evl_object_resolve_lazy(realm, prototype, tag->slot, &value)) || !evl_is_string(value))
		return NULL;
	const char *name = evl_string_utf8(realm, evl_as_string(value));
	for (uint32_t i = 0; i < profile->member_count; i++)
		if (strcmp(profile->members[i].interface, name) == 0)
			return profile->members[i].names;
	return NULL;
}

/*
 * Has an interface of the real host that the object implements a member of this name? The prototypes' tags say which those are: of the objects
 * that C makes, and of those that host scripts make.
 */
static enum listed lacks_member(struct evl_realm *realm, const struct evl_object *object, const struct evl_name_entry *entry)
{
	bool native = evl_class_of(object) == EVL_CLASS_PLATFORM;
	for (struct evl_object *o = is_interface(realm, object) ? (struct evl_object *)object : object->shape->prototype; o != NULL; o = o->shape->prototype) {
		const char *names = native || is_interface(realm, o) || is_of_host_script(o) ? members_of(realm, o) : NULL;
		enum listed listed = names != NULL ? find_listed(entry, names) : NOT_LISTED;
		if (listed != NOT_LISTED)
			return listed;
	}
	return NOT_LISTED;
}

static bool lacks(struct evl_realm *realm, const struct evl_object *object, evl_key key)
{
	const struct evl_host_profile *profile = realm->host->profile;
	if (evl_key_is_index(key))
		return object == realm->global && realm->host->has_frames;
	if (evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING)
		return false;
	const struct evl_name_entry *entry = evl_names_entry(realm->names, key);
	if (object != realm->global)
		return profile->member_count != 0 && lacks_member(realm, object, entry) != NOT_LISTED;
	uint32_t low = 0, high = profile->surface_count;
	while (low < high) {
		uint32_t middle = low + (high - low) / 2, i = 0;
		const unsigned char *text = (const unsigned char *)profile->surface[middle];
		while (i < entry->length && text[i] != '\0' && entry->units[i] == text[i])
			i++;
		if (i == entry->length && text[i] == '\0')
			return true;
		if (i < entry->length && entry->units[i] > text[i])
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

/* A method that is assigned to is the object's own from then on, whether or not the model has it. */
static bool lacks_setter(struct evl_realm *realm, const struct evl_object *object, evl_key key)
{
	if (evl_key_is_index(key) || object == realm->global || realm->host->profile->member_count == 0)
		return false;
	const struct evl_name_entry *entry = evl_names_entry(realm->names, key);
	return entry->kind == EVL_NAME_KIND_STRING && lacks_member(realm, object, entry) == LISTED_ATTRIBUTE;
}

/* Only asked for what the prototype has not. */
static bool lacks_own(struct evl_realm *realm, struct evl_object *object, evl_key key)
{
	if (evl_key_is_index(key) || evl_names_entry(realm->names, key)->kind != EVL_NAME_KIND_STRING || !is_interface(realm, object))
		return false;
	const char *names = members_of(realm, object);
	return names != NULL && find_listed(evl_names_entry(realm->names, key), names) != NOT_LISTED;
}

/* Is it the prototype of a builtin class or interface? */
static bool is_builtin(struct evl_realm *realm, const struct evl_object *object)
{
	uint32_t id = 0;
	while (id < EVL_INTRINSIC_COUNT && realm->intrinsics[id] != object)
		id++;
	return id < EVL_INTRINSIC_COUNT;
}

/* Is it a helper of the host's own text, which no real host shows? */
static bool is_helper(struct evl_realm *realm, const struct evl_object *prototype, evl_key key)
{
	const struct evl_property_entry *entry = evl_shape_find(prototype->shape, key);
	evl_value value = entry != NULL ? prototype->slots[entry->slot] : EVL_UNDEFINED;
	if (entry != NULL && (entry->attributes & EVL_ACCESSOR) != 0 && !evl_is_lazy(value))
		value = evl_accessor_getter(realm, evl_pointer(value));
	return evl_is_class(value, EVL_CLASS_FUNCTION) &&
	       evl_span_is_host(((const struct evl_function *)evl_pointer(value))->code->template_->where);
}

/*
 * The keys of an interface's prototype as the real host has them: its members in their order, what only the model lacks among them, then what
 * scripts added; among symbols the tag is the first.
 */
static bool arrange_keys(struct evl_realm *realm, struct evl_object *prototype, struct evl_key_list *list)
{
	if (realm->vm == NULL || realm->vm->frame == NULL || evl_shape_find(prototype->shape, EVL_NAME_symbol_to_string_tag) == NULL ||
	    evl_stack_in_host(realm) || !(is_of_host_script(prototype) || is_builtin(realm, prototype)))
		return true;
	const char *names = members_of(realm, prototype);
	if (names == NULL)
		return true;
	struct evl_key_list old = *list;
	size_t count = 1;
	for (const char *at = names; *at != '\0'; at++)
		count += *at == ' ';
	list->keys = evl_arena_alloc(&realm->scratch, (old.count + count) * sizeof *list->keys);
	list->count = 0;
	for (uint32_t i = 0; i < old.count && evl_key_is_index(old.keys[i]); i++)
		list->keys[list->count++] = old.keys[i];
	uint32_t indexes = list->count;
	for (size_t length; *names != '\0'; names += length + (names[length] == ' ')) {
		length = strcspn(names, " ");
		size_t point = *names == '.';
		list->keys[list->count++] = evl_names_intern_utf8(realm->names, names + point, length - point);
	}
	const char *all = members_of(realm, prototype);
	for (int pass = 0; pass < 3; pass++)
		for (uint32_t i = indexes; i < old.count; i++) {
			const struct evl_name_entry *entry = evl_names_entry(realm->names, old.keys[i]);
			bool is_text = entry->kind == EVL_NAME_KIND_STRING, is_tag = old.keys[i] == EVL_NAME_symbol_to_string_tag;
			if (is_text ? pass == 0 && find_listed(entry, all) == NOT_LISTED && !is_helper(realm, prototype, old.keys[i]) : pass == (is_tag ? 1 : 2))
				list->keys[list->count++] = old.keys[i];
		}
	return true;
}

void evl_host_interfaces_start(struct evl_realm *realm)
{
	const struct evl_host_profile *profile = realm->host->profile;
	if (profile->surface_count != 0) {
		realm->hooks.lacks = lacks;
		realm->hooks.lacks_setter = lacks_setter;
	}
	if (profile->member_count == 0)
		return;
	realm->hooks.members = members_of;
	realm->hooks.lacks_own = lacks_own;
	realm->hooks.arrange_keys = arrange_keys;
}
