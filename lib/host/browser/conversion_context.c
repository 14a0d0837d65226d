/* SPDX-License-Identifier: MIT */
/*
 * conversion_context.c - what Chromium says before the error of an argument that cannot be converted: which member was to have it (Web IDL's
 * bindings, "Failed to execute 'setAttribute' on 'Element': Cannot convert a Symbol value to a string").
 */
#include <string.h>

#include "host/browser/browser.h"
#include "host/web/event.h"
#include "host/web/platform.h"
#include "value/convert.h"
#include "value/property.h"
#include "value/shape.h"
#include "value/unknown.h"
#include "vm/frame.h"
#include "vm/function.h"
#include "vm/vm.h"

/* Attributes that hand what they are given on to an attribute of the object that they give (Web IDL, [PutForwards]). */
static const struct {
	const char *name, *attribute, *interface;
} forwards[] = { { "classList", "value", "DOMTokenList" }, { "style", "cssText", "CSSStyleDeclaration" } };

/* `prefix`: 0 of an operation, 'g' of a getter, 's' of a setter. */
static const char *words(struct evl_realm *realm, char prefix, const char *name, const char *interface)
{
	for (size_t i = 0; prefix == 's' && i < sizeof forwards / sizeof forwards[0]; i++)
		if (strcmp(forwards[i].name, name) == 0)
			return words(realm, prefix, forwards[i].attribute, forwards[i].interface);
	return prefix == 's' ? evl_unknown_text(realm, "Failed to set the '%s' property on '%s': ", name, interface) :
	       prefix == 'g' ? evl_unknown_text(realm, "Failed to read the '%s' property from '%s': ", name, interface) :
			       evl_unknown_text(realm, "Failed to execute '%s' on '%s': ", name, interface);
}

/* Is it a function of the window that C makes? */
static bool is_of_window(struct evl_realm *realm, const struct evl_native_function *function)
{
	const struct evl_host_profile *profile = realm->host->profile;
	for (uint32_t i = 0; i < profile->global_table_count; i++)
		for (uint32_t k = 0; k < profile->globals[i]->count; k++) {
			const struct evl_row *row = &profile->globals[i]->rows[k];
			if ((row->fn == function->fn || row->setter == function->fn) && strcmp(row->name, function->name) == 0)
				return true;
		}
	return false;
}

static const char *of_native(struct evl_realm *realm, const struct evl_args *args)
{
	const struct evl_native_function *function = (const struct evl_native_function *)(const void *)args->callee;
	if (function->interface != EVL_INTRINSIC_NONE) {
		const struct evl_native_function *constructor =
			(const struct evl_native_function *)(const void *)evl_intrinsic(realm, (enum evl_intrinsic)(function->interface - 1));
		return words(realm, (char)function->name_prefix, function->name, constructor->name);
	}
	if (!evl_is_undefined(args->new_target)) {
		uint32_t id = EVL_INTRINSIC_EVENT_TARGET;
		while (id < EVL_INTRINSIC_COUNT && realm->intrinsics[id] != args->callee)
			id++;
		bool ours = id < EVL_INTRINSIC_COUNT || args->callee == realm->intrinsics[EVL_INTRINSIC_DOM_EXCEPTION];
		return ours ? evl_unknown_text(realm, "Failed to construct '%s': ", function->name) : "";
	}
	if (evl_is_object(args->this_value) && args->this_value == evl_page(realm)->location)
		return words(realm, (char)function->name_prefix, function->name, "Location");
	return is_of_window(realm, function) ? words(realm, (char)function->name_prefix, function->name, "Window") : "";
}

/* Is the own property `entry` of `object` this function, or has it as its getter or setter? *prefix says which. */
static bool holds(struct evl_realm *realm, const struct evl_object *object, const struct evl_property_entry *entry, const void *function, char *prefix)
{
	evl_value value = object->slots[entry->slot];
	*prefix = 0;
	if ((entry->attributes & EVL_ACCESSOR) == 0 || evl_is_lazy(value))
		return evl_is_object(value) && evl_pointer(value) == function;
	evl_value get = evl_accessor_getter(realm, evl_pointer(value)), set = evl_accessor_setter(realm, evl_pointer(value));
	*prefix = evl_is_object(get) && evl_pointer(get) == function ? 'g' : 's';
	return *prefix == 'g' || (evl_is_object(set) && evl_pointer(set) == function);
}

/* The name that messages give an object whose members they name; NULL: none. */
static const char *interface_of(struct evl_realm *realm, struct evl_object *object)
{
	if (object == realm->global)
		return "Window";
	if (evl_class_of(object) == EVL_CLASS_FUNCTION)
		return evl_names_utf8(realm->names, ((const struct evl_function *)object)->code->template_->name, &realm->scratch);
	const struct evl_property_entry *tag = evl_shape_find(object->shape, EVL_NAME_symbol_to_string_tag);
	evl_value value = tag != NULL && (tag->attributes & EVL_ACCESSOR) == 0 ? object->slots[tag->slot] : EVL_UNDEFINED;
	if (evl_is_lazy(value) && !evl_object_resolve_lazy(realm, object, tag->slot, &value))
		return NULL;
	return evl_is_string(value) ? evl_string_utf8(realm, evl_as_string(value)) : NULL;
}

/* The member of `start`, or of what it inherits from, that the function is. */
static const char *member_of(struct evl_realm *realm, struct evl_object *start, const struct evl_function *function)
{
	char prefix;
	for (struct evl_object *at = start; at != NULL; at = at->shape->prototype)
		for (uint32_t i = 0; i < at->shape->count && at->shape->properties != NULL; i++) {
			const struct evl_property_entry *entry = &at->shape->properties->entries[i];
			if (entry->key == EVL_NAME_NONE || evl_key_is_index(entry->key) ||
			    evl_names_entry(realm->names, entry->key)->kind != EVL_NAME_KIND_STRING || !holds(realm, at, entry, function, &prefix))
				continue;
			const char *interface = interface_of(realm, at);
			return interface != NULL ? words(realm, prefix, evl_names_utf8(realm->names, entry->key, &realm->scratch), interface) : "";
		}
	return "";
}

/* Members that the library's own text makes: the outermost of its functions is what the snippet called. */
static const char *of_script(struct evl_realm *realm, const struct evl_frame *frame)
{
	while (frame->caller != NULL && evl_span_is_host(frame->caller->code->template_->where))
		frame = frame->caller;
	const struct evl_function *function = frame->function;
	if (frame->caller == NULL || function == NULL)
		return "";
	if (!evl_is_undefined(frame->new_target))
		return evl_unknown_text(realm, "Failed to construct '%s': ", evl_names_utf8(realm->names, function->code->template_->name, &realm->scratch));
	const char *text = evl_is_object(frame->this_value) ? member_of(realm, evl_as_object(frame->this_value), function) : "";
	return text[0] != '\0' ? text : member_of(realm, realm->global, function);
}

bool evl_page_refuse_named(struct evl_realm *realm, const char *interface, evl_key key, evl_value value)
{
	if (!evl_is_symbol(value))
		return false;
	evl_platform_type_error(realm, "Failed to set a named property '%s' on '%s': Cannot convert a Symbol value to a string",
				evl_string_utf8(realm, evl_as_string(evl_key_to_value(realm, key))), interface);
	return true;
}

const char *evl_page_conversion_context(struct evl_realm *realm)
{
	const struct evl_vm *vm = realm->vm;
	const struct evl_native_call *call = vm->native_call;
	if (realm->words != NULL)
		return "";
	if (vm->frame != NULL && evl_span_is_host(vm->frame->code->template_->where))
		return of_script(realm, vm->frame);
	if (call == NULL || call->frame != vm->frame || call->args->callee == NULL || evl_class_of(call->args->callee) != EVL_CLASS_NATIVE_FUNCTION)
		return "";
	const char *text = of_native(realm, call->args);
	const struct evl_web *web = evl_web(realm);
	return text[0] == '\0' || web->read_member == NULL ?
		       text :
		       evl_unknown_text(realm, "%sFailed to read the '%s' property from '%s%s': ", text, web->read_member, web->read_owner, web->read_suffix);
}
