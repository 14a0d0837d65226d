/* SPDX-License-Identifier: MIT */
/*
 * event_init.c - what the init dictionaries of events set (DOM, "Constructing events"), converted as Web IDL does with the types of
 * their members. Kinds of objects are only told apart in a page; Node's own checks come before.
 */
#include "host/web/event_init.h"

#include <math.h>

#include "host/script.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/promise.h"

/* A member is being read: of the dictionary of `owner`, for an event of `made`. */
struct place {
	const struct evl_event_interface *made, *owner;
	const struct evl_event_member *member;
};

static bool refuse(struct evl_realm *realm, const struct place *at, const char *why)
{
	return evl_platform_type_error(realm, "Failed to construct '%s': Failed to read the '%s' property from '%sInit': %s", at->made->name,
				       at->member->name, at->owner->name, why);
}

/* Web IDL, "ConvertToInt" of 64 bits without a sign and without attributes; smaller ones are parts of ToInt32. */
static double to_ulong_long(double number)
{
	const double range = ldexp(1, 64);
	if (!isfinite(number))
		return 0;
	double rest = fmod(trunc(number), range);
	return (rest < 0 ? rest + range : rest) + 0.0;
}

static bool convert_number(struct evl_realm *realm, const struct place *at, evl_value given, evl_value *out)
{
	double number;
	enum evl_member_type type = (enum evl_member_type)at->member->type;
	if ((type == EVL_MEMBER_NULL_DOUBLE || type == EVL_MEMBER_NULL_ULONG_LONG) && evl_is_nullish(given)) {
		*out = EVL_NULL;
		return true;
	}
	if (!evl_to_number(realm, given, &number))
		return false;
	switch (type) {
	case EVL_MEMBER_LONG:
		number = evl_double_to_int32(number);
		break;
	case EVL_MEMBER_ULONG:
		number = (uint32_t)evl_double_to_int32(number);
		break;
	case EVL_MEMBER_SHORT:
		number = (int16_t)evl_double_to_int32(number);
		break;
	case EVL_MEMBER_USHORT:
		number = (uint16_t)evl_double_to_int32(number);
		break;
	case EVL_MEMBER_ULONG_LONG:
	case EVL_MEMBER_NULL_ULONG_LONG:
		number = to_ulong_long(number);
		break;
	case EVL_MEMBER_FLOAT:
		if (!isfinite(number))
			return refuse(realm, at, "The provided float value is non-finite.");
		number = (float)number;
		break;
	default:
		if (!isfinite(number))
			return refuse(realm, at, "The provided double value is non-finite.");
		break;
	}
	*out = evl_from_number(number);
	return true;
}

/* The interface that an object must implement; NULL: any will do. */
static const char *interface_of(enum evl_member_type type, enum evl_intrinsic *interface)
{
	*interface = EVL_INTRINSIC_NONE;
	switch (type) {
	case EVL_MEMBER_WINDOW:
		return "Window";
	case EVL_MEMBER_TARGET:
		return "EventTarget";
	case EVL_MEMBER_ELEMENT:
		*interface = EVL_INTRINSIC_ELEMENT_PROTOTYPE;
		return "Element";
	case EVL_MEMBER_HTML_ELEMENT:
		*interface = EVL_INTRINSIC_HTML_ELEMENT_PROTOTYPE;
		return "HTMLElement";
	case EVL_MEMBER_STORAGE:
		*interface = EVL_INTRINSIC_STORAGE_PROTOTYPE;
		return "Storage";
	/* The model has no objects of these. */
	case EVL_MEMBER_TRANSFER:
		return "DataTransfer";
	case EVL_MEMBER_CAPABILITIES:
		return "InputDeviceCapabilities";
	default:
		return NULL;
	}
}

static bool convert_object(struct evl_realm *realm, const struct place *at, evl_value given, evl_value *out)
{
	enum evl_member_type type = (enum evl_member_type)at->member->type;
	enum evl_intrinsic interface;
	const char *name = interface_of(type, &interface);
	*out = evl_is_undefined(given) ? EVL_NULL : given;
	if (name == NULL || !realm->host->profile->is_page || evl_is_nullish(given) || evl_is_unknown(given))
		return true;
	bool fits = type == EVL_MEMBER_WINDOW ? evl_is_object(given) && evl_as_object(given) == realm->global :
		    type == EVL_MEMBER_TARGET ? evl_is_object(given) && evl_target_of(realm, given) != NULL :
						interface != EVL_INTRINSIC_NONE && evl_platform_implements(given, interface);
	return fits || refuse(realm, at, evl_platform_format(realm, "Failed to convert value to '%s'.", name));
}

static bool convert_form_data(struct evl_realm *realm, const struct place *at, evl_value given)
{
	evl_value interface;
	bool fits;
	if (evl_is_unknown(given))
		return true;
	if (!evl_host_script_get(realm, "browser/form_data", "FormData", &interface) || !evl_ordinary_has_instance(realm, interface, given, &fits))
		return false;
	return fits || refuse(realm, at, "Failed to convert value to 'FormData'.");
}

static bool convert(struct evl_realm *realm, const struct place *at, evl_value given, evl_value *out)
{
	struct evl_string *text;
	*out = given;
	switch ((enum evl_member_type)at->member->type) {
	case EVL_MEMBER_NULL_TEXT:
		if (evl_is_null(given))
			return true;
		/* fallthrough */
	case EVL_MEMBER_TEXT:
		if (!evl_to_string(realm, given, &text))
			return false;
		*out = evl_from_string(text);
		return true;
	case EVL_MEMBER_BOOL:
		*out = evl_from_bool(evl_to_boolean(given));
		return true;
	case EVL_MEMBER_PROMISE:
		return evl_promise_resolve(realm, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_PROMISE)), given, out);
	case EVL_MEMBER_TOUCHES:
		return evl_not_covered(realm, "the touches of an event that a script makes");
	case EVL_MEMBER_ANY:
	case EVL_MEMBER_UNDEFINED:
		return true;
	case EVL_MEMBER_LIST:
		return evl_is_object(given) || !realm->host->profile->is_page || refuse(realm, at, "The provided value cannot be converted to a sequence.");
	case EVL_MEMBER_FORM_DATA:
		return convert_form_data(realm, at, given);
	case EVL_MEMBER_WINDOW:
	case EVL_MEMBER_TARGET:
	case EVL_MEMBER_ELEMENT:
	case EVL_MEMBER_HTML_ELEMENT:
	case EVL_MEMBER_STORAGE:
	case EVL_MEMBER_TRANSFER:
	case EVL_MEMBER_CAPABILITIES:
		return convert_object(realm, at, given, out);
	default:
		return convert_number(realm, at, given, out);
	}
}

static bool is_required(const struct evl_event_member *member)
{
	return member->type == EVL_MEMBER_PROMISE || member->type == EVL_MEMBER_FORM_DATA;
}

bool evl_event_init_required(const struct evl_event_interface *interface)
{
	for (uint32_t i = 0; i < interface->count; i++)
		if (is_required(&interface->members[i]))
			return true;
	return false;
}

static bool read(struct evl_realm *realm, const struct evl_event_interface *made, const struct evl_event_interface *owner, evl_value init,
		 struct evl_dom_event *event)
{
	if (owner->parent != NULL && !read(realm, made, owner->parent, init, event))
		return false;
	uint32_t below = evl_event_members_below(owner->parent);
	for (uint32_t i = 0; i < owner->count; i++) {
		struct place at = { .made = made, .owner = owner, .member = &owner->members[i] };
		evl_value given;
		if (!evl_get(realm, init, evl_platform_intern(realm, owner->members[i].name), &given))
			return false;
		if (evl_is_undefined(given) && is_required(&owner->members[i]) && realm->host->profile->is_page)
			return refuse(realm, &at, "Required member is undefined.");
		struct evl_web *web = evl_web(realm);
		const char *outer_member = web->read_member, *outer_owner = web->read_owner, *outer_suffix = web->read_suffix;
		web->read_member = at.member->name;
		web->read_owner = owner->name;
		web->read_suffix = "Init";
		bool ok = evl_is_undefined(given) || convert(realm, &at, given, &event->members[below + i]);
		web->read_member = outer_member;
		web->read_owner = outer_owner;
		web->read_suffix = outer_suffix;
		if (!ok)
			return false;
	}
	return true;
}

bool evl_event_init_read(struct evl_realm *realm, const struct evl_event_interface *interface, evl_value init, struct evl_dom_event *event)
{
	return read(realm, interface, interface, init, event);
}
