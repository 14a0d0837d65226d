/* SPDX-License-Identifier: MIT */
/*
 * receiver.c - members of a page's interfaces are for the objects that implement the interface (Web IDL, "attributes" and
 * "operations": steps that throw a TypeError). Each interface has functions of its own, even where one C function serves
 * several of them: the getter of one element's `target` is not for another kind of element.
 */
#include <string.h>

#include "host/browser/browser.h"
#include "host/web/platform.h"
#include "value/unknown.h"
#include "vm/promise.h"

/* Operations whose return type is a promise: what they throw, it is rejected with. */
static const struct {
	enum evl_intrinsic interface;
	const char *name;
} promising[] = {
	{ EVL_INTRINSIC_SCHEDULER_PROTOTYPE, "postTask" },
	{ EVL_INTRINSIC_SCHEDULER_PROTOTYPE, "yield" },
	{ EVL_INTRINSIC_CUSTOM_ELEMENT_REGISTRY_PROTOTYPE, "whenDefined" },
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
