/* SPDX-License-Identifier: MIT */
/*
 * receiver.c - members of a page's interfaces are for the objects that implement the interface (Web IDL, "attributes" and
 * "operations": steps that throw a TypeError). Each interface has functions of its own, even where one C function serves
 * several of them: the getter of one element's `target` is not for another kind of element.
 */
#include <string.h>

#include "host/browser/browser.h"
#include "host/web/platform.h"
#include "value/shape.h"
#include "value/unknown.h"
#include "vm/frame.h"
#include "vm/function.h"
#include "vm/promise.h"
#include "vm/vm.h"

/* Operations whose return type is a promise: what they throw, it is rejected with. */
static const struct {
	enum evl_intrinsic interface;
	const char *name;
} promising[] = {
	{ EVL_INTRINSIC_SCHEDULER_PROTOTYPE, "postTask" },
	{ EVL_INTRINSIC_SCHEDULER_PROTOTYPE, "yield" },
	{ EVL_INTRINSIC_CUSTOM_ELEMENT_REGISTRY_PROTOTYPE, "whenDefined" },
	{ EVL_INTRINSIC_ELEMENT_PROTOTYPE, "scroll" },
	{ EVL_INTRINSIC_ELEMENT_PROTOTYPE, "scrollBy" },
	{ EVL_INTRINSIC_ELEMENT_PROTOTYPE, "scrollIntoView" },
	{ EVL_INTRINSIC_ELEMENT_PROTOTYPE, "scrollTo" },
	{ EVL_INTRINSIC_HTML_IMAGE_ELEMENT_PROTOTYPE, "decode" },
	{ EVL_INTRINSIC_HTML_MEDIA_ELEMENT_PROTOTYPE, "play" },
};

/* Attributes whose getters and setters do nothing for other objects ([LegacyLenientThis]). */
static const char *const lenient[] = { "onmouseenter", "onmouseleave", "onreadystatechange" };

static bool is_lenient(const struct evl_native_function *function)
{
	for (size_t i = 0; i < sizeof lenient / sizeof lenient[0]; i++)
		if (strcmp(function->name, lenient[i]) == 0)
			return true;
	return false;
}

static bool gives_promise(const struct evl_native_function *function)
{
	for (size_t i = 0; i < sizeof promising / sizeof promising[0]; i++)
		if (promising[i].interface == function->interface && strcmp(promising[i].name, function->name) == 0)
			return true;
	return false;
}

/* What a promise of the operation is rejected with names the operation. */
static void reject(struct evl_realm *realm, const struct evl_native_function *function, evl_value *out)
{
	const struct evl_native_function *constructor =
		(const struct evl_native_function *)(const void *)evl_intrinsic(realm, (enum evl_intrinsic)(function->interface - 1));
	struct evl_promise *promise = evl_promise_new(realm);
	evl_platform_type_error(realm, "Failed to execute '%s' on '%s': Illegal invocation", function->name, constructor->name);
	evl_promise_reject(realm, promise, evl_take_exception(realm));
	*out = evl_from_object(promise);
}

/* ------------------------------------------------------- classes of host scripts */

/* Their members that are promises, separated by blanks; NULL: all. */
static const struct {
	const char *class_name, *members;
} promises[] = {
	{ "Animation", " finished ready " },
	{ "Blob", " arrayBuffer bytes text " },
	{ "Cache", NULL },
	{ "CacheStorage", NULL },
	{ "CSSStyleSheet", " replace " },
	{ "ReadableStream", " cancel pipeTo " },
	{ "ReadableStreamBYOBReader", " cancel closed read " },
	{ "ReadableStreamDefaultReader", " cancel closed read " },
	{ "SubtleCrypto", NULL },
	{ "WritableStream", " abort close " },
	{ "WritableStreamDefaultWriter", " abort close closed ready write " },
};

static bool is_promise(struct evl_realm *realm, const char *class_name, const char *name)
{
	const char *blanks = evl_unknown_text(realm, " %s ", name);
	for (size_t i = 0; i < sizeof promises / sizeof promises[0]; i++)
		if (strcmp(promises[i].class_name, class_name) == 0)
			return promises[i].members == NULL || strstr(promises[i].members, blanks) != NULL;
	return false;
}

/* The class whose prototype a method belongs to, unless `this_value` inherits from that; NULL: it does, or there is none. */
static const struct evl_function *foreign_class(const struct evl_object *home, evl_value this_value)
{
	const struct evl_property_entry *entry = evl_shape_find(home->shape, EVL_NAME_constructor);
	evl_value constructor = entry != NULL && (entry->attributes & EVL_ACCESSOR) == 0 ? home->slots[entry->slot] : EVL_UNDEFINED;
	const struct evl_object *at = evl_is_object(this_value) ? evl_as_object(this_value) : NULL;
	if (evl_shape_find(home->shape, EVL_NAME_symbol_to_string_tag) == NULL) /* a mixin, whose members are those of other prototypes */
		return NULL;
	while (at != NULL && at != home)
		at = at->shape->prototype;
	return at == NULL && evl_is_class(constructor, EVL_CLASS_FUNCTION) ? evl_pointer(constructor) : NULL;
}

/* The name of the attribute whose getter it is; "": of none. */
static const char *attribute_of(struct evl_realm *realm, const struct evl_object *home, const struct evl_function *getter)
{
	for (uint32_t i = 0; i < home->shape->count && home->shape->properties != NULL; i++) {
		const struct evl_property_entry *entry = &home->shape->properties->entries[i];
		if (entry->key == EVL_NAME_NONE || evl_key_is_index(entry->key) || (entry->attributes & EVL_ACCESSOR) == 0)
			continue;
		evl_value get = evl_accessor_getter(realm, evl_pointer(home->slots[entry->slot]));
		if (evl_is_object(get) && evl_pointer(get) == getter)
			return evl_names_utf8(realm->names, entry->key, &realm->scratch);
	}
	return "";
}

/* The promise that such a member gives all the same. */
static void reject_member(struct evl_realm *realm, const char *class_name, const char *name, bool is_getter, evl_value *out)
{
	struct evl_promise *promise = evl_promise_new(realm);
	evl_platform_type_error(realm, is_getter ? "Failed to read the '%s' property from '%s': Illegal invocation" : "Failed to execute '%s' on '%s': Illegal invocation",
				name, class_name);
	evl_promise_reject(realm, promise, evl_take_exception(realm));
	*out = evl_from_object(promise);
}

bool evl_page_refuses_member(struct evl_realm *realm, const struct evl_function *function, evl_value this_value, evl_value *out, bool *ok)
{
	const struct evl_frame *frame = realm->vm->frame;
	if ((frame != NULL && evl_span_is_host(frame->code->template_->where)) || !evl_is_object(function->home) || evl_is_unknown(this_value))
		return false;
	const struct evl_function *class_ = foreign_class(evl_as_object(function->home), this_value);
	const char *class_name = class_ != NULL ? evl_names_utf8(realm->names, class_->code->template_->name, &realm->scratch) : "";
	if (class_ == NULL)
		return false;
	bool is_getter = (function->code->template_->flags & EVL_TEMPLATE_GETTER) != 0;
	const char *name = is_getter ? attribute_of(realm, evl_as_object(function->home), function) :
				       evl_names_utf8(realm->names, function->code->template_->name, &realm->scratch);
	*out = EVL_UNDEFINED;
	*ok = true;
	if (is_promise(realm, class_name, name))
		reject_member(realm, class_name, name, is_getter, out);
	else
		*ok = evl_platform_type_error(realm, "Illegal invocation");
	return true;
}

/* ---------------------------------------------------------------------- C members */

bool evl_page_refuses_receiver(struct evl_realm *realm, const struct evl_args *args, evl_value *out, bool *ok)
{
	const struct evl_native_function *function = (const struct evl_native_function *)(const void *)args->callee;
	evl_value this_value = args->this_value;
	/* The window stands behind the global object, which is no platform object here; event_target.c and window.c know it. */
	bool of_window = function->interface == EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE || function->interface == EVL_INTRINSIC_WINDOW_PROTOTYPE;
	if (of_window || evl_is_unknown(this_value))
		return false;
	if (evl_platform_implements(this_value, (enum evl_intrinsic)function->interface))
		return false;
	*out = EVL_UNDEFINED;
	*ok = true;
	if (gives_promise(function))
		reject(realm, function, out);
	else if (!is_lenient(function))
		*ok = evl_platform_type_error(realm, "Illegal invocation");
	return true;
}
