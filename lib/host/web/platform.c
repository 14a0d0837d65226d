/* SPDX-License-Identifier: MIT */
/*
 * platform.c - making and checking platform objects, and the errors of Web IDL's bindings.
 */
#include "host/web/platform.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "builtins/dom_exception.h"
#include "host/web/event.h"
#include "value/unknown.h"

void *evl_platform_new(struct evl_realm *realm, enum evl_platform_kind kind, size_t bytes, evl_value new_target,
		       enum evl_intrinsic fallback)
{
	struct evl_object *prototype;
	if (!evl_prototype_from_constructor(realm, new_target, fallback, &prototype))
		return NULL;
	struct evl_platform *platform =
		(struct evl_platform *)evl_object_alloc(realm, EVL_CLASS_PLATFORM, evl_shape_root(realm, prototype), bytes, 2);
	platform->kind = (uint16_t)kind;
	platform->interface = (uint16_t)fallback;
	return platform;
}

bool evl_platform_implements(evl_value v, enum evl_intrinsic interface)
{
	if (!evl_is_class(v, EVL_CLASS_PLATFORM))
		return false;
	enum evl_intrinsic at = (enum evl_intrinsic)((const struct evl_platform *)evl_pointer(v))->interface;
	while (at != interface && at != EVL_INTRINSIC_NONE)
		at = evl_intrinsic_parent(at);
	return at == interface;
}

bool evl_platform_wrong_receiver(struct evl_realm *realm, const struct evl_args *args, enum evl_platform_kind kind)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (checks != NULL && checks->wrong_receiver != NULL)
		return checks->wrong_receiver(realm, args, kind);
	return evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation");
}

void *evl_platform_receiver(struct evl_realm *realm, const struct evl_args *args, enum evl_platform_kind kind)
{
	void *found = evl_platform_cast(args->this_value, kind);
	if (found == NULL)
		evl_platform_wrong_receiver(realm, args, kind);
	return found;
}

static const char *format_list(struct evl_realm *realm, const char *format, va_list list)
{
	va_list again;
	va_copy(again, list);
	int length = vsnprintf(NULL, 0, format, list);
	size_t room = length > 0 ? (size_t)length + 1 : 1;
	char *text = evl_arena_alloc(&realm->scratch, room);
	text[0] = '\0';
	if (length > 0)
		vsnprintf(text, room, format, again);
	va_end(again);
	return text;
}

const char *evl_platform_format(struct evl_realm *realm, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	const char *text = format_list(realm, format, list);
	va_end(list);
	return text;
}

bool evl_platform_type_error(struct evl_realm *realm, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	const char *text = format_list(realm, format, list);
	va_end(list);
	return evl_throw_text(realm, EVL_ERROR_TYPE, text);
}

bool evl_platform_exception(struct evl_realm *realm, const char *name, const char *format, ...)
{
	va_list list;
	va_start(list, format);
	const char *text = format_list(realm, format, list);
	va_end(list);
	return evl_dom_exception_throw(realm, text, name);
}

bool evl_platform_require_new(struct evl_realm *realm, const struct evl_args *args)
{
	if (!evl_is_undefined(args->new_target))
		return true;
	const char *name = evl_platform_name(args);
	if (realm->host->profile->is_page)
		return evl_platform_type_error(realm,
					       "Failed to construct '%s': Please use the 'new' operator, this DOM object constructor cannot be "
					       "called as a function.",
					       name);
	return evl_throw_message(realm, EVL_MESSAGE_CLASS_WITHOUT_NEW, name);
}

bool evl_platform_require_args(struct evl_realm *realm, const struct evl_args *args, uint32_t count, const char *interface,
			       const char *function)
{
	if (args->count >= count)
		return true;
	if (function == NULL)
		return evl_platform_type_error(realm, "Failed to construct '%s': %u argument%s required, but only %u present.", interface,
					       count, count == 1 ? "" : "s", args->count);
	return evl_platform_type_error(realm, "Failed to execute '%s' on '%s': %u argument%s required, but only %u present.", function,
				       interface, count, count == 1 ? "" : "s", args->count);
}

bool evl_platform_bad_parameter(struct evl_realm *realm, const struct evl_args *args, const char *interface, const char *function,
				int parameter, const char *type)
{
	evl_value given = evl_arg(args, (uint32_t)parameter - 1);
	if (evl_is_unknown(given))
		return evl_unknown_refuse(realm, function, given);
	return evl_platform_type_error(realm, "Failed to execute '%s' on '%s': parameter %d is not of type '%s'.", function, interface,
				       parameter, type);
}

bool evl_platform_illegal_constructor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)result;
	if (!realm->host->profile->is_page || evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_ILLEGAL_CONSTRUCTOR);
	return evl_platform_type_error(realm, "Failed to construct '%s': Illegal constructor", evl_platform_name(args));
}

evl_name evl_platform_intern(struct evl_realm *realm, const char *text)
{
	return evl_text_name(realm, text);
}

evl_value evl_platform_text(struct evl_realm *realm, const char *text)
{
	return evl_text_value(realm, text);
}

bool evl_platform_unscopables(struct evl_realm *realm, const char *const *names, uint32_t count, evl_value *result)
{
	struct evl_object *o = evl_object_new(realm, NULL);
	for (uint32_t i = 0; i < count; i++)
		if (!evl_create_data(realm, o, evl_platform_intern(realm, names[i]), EVL_TRUE))
			return false;
	*result = evl_from_object(o);
	return true;
}
