/* SPDX-License-Identifier: MIT */
/*
 * media.c - <audio>, <video> and new Audio() (HTML, "Media elements"): what js/media_element.js knows of them, as properties of the
 * elements, and what it asks of C.
 */
#include "host/browser/controls.h"
#include "host/browser/resource.h"
#include "host/script.h"
#include "value/convert.h"
#include "value/unknown.h"

enum { MOST_ARGUMENTS = 2 };

bool evl_media_is(struct evl_realm *realm, const struct evl_dom_node *element)
{
	return evl_element_is(realm, element, "audio") || evl_element_is(realm, element, "video");
}

bool evl_media_source(struct evl_realm *realm, struct evl_dom_node *element, bool inside)
{
	evl_value value = evl_from_object(element), ignored;
	return evl_host_script_call(realm, "browser/media_element", inside ? "sourceCame" : "load", 1, &value, &ignored);
}

static bool call(struct evl_realm *realm, const struct evl_args *args, const char *function, evl_value name, evl_value *result)
{
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);
	if (element == NULL)
		return false;
	evl_value values[1 + MOST_ARGUMENTS] = { evl_from_object(element), name, evl_arg(args, 0) };
	return evl_host_script_call(realm, "browser/media_element", function, 1 + MOST_ARGUMENTS, values, result);
}

bool evl_media_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return call(realm, args, "get", evl_platform_text(realm, evl_platform_name(args)), result);
}

bool evl_media_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	evl_value ignored;
	return call(realm, args, "set", evl_platform_text(realm, evl_platform_name(args)), &ignored);
}

bool evl_media_operation(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return call(realm, args, evl_platform_name(args), EVL_UNDEFINED, result);
}

bool evl_media_can_play(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *type;
	if (args->count == 0)
		return evl_throw_text(realm, EVL_ERROR_TYPE,
				      "Failed to execute 'canPlayType' on 'HTMLMediaElement': 1 argument required, but only 0 present.");
	return evl_to_string(realm, args->values[0], &type) && call(realm, args, "canPlayType", evl_string_value(type), result);
}

/* new Audio(address) */
static bool make_audio(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element;
	struct evl_string *address;
	if (!evl_platform_require_new(realm, args) || !evl_element_make(realm, evl_platform_intern(realm, "audio"), false, &element) ||
	    !evl_element_set_text(realm, element, "preload", "auto"))
		return false;
	*result = evl_from_object(element);
	return evl_is_undefined(evl_arg(args, 0)) || (evl_to_string(realm, args->values[0], &address) &&
						      evl_element_set(realm, element, evl_platform_intern(realm, "src"), address));
}

static const struct evl_row none[] = { EVL_TAG_ROW("") };
const struct evl_family evl_family_AUDIO = {
	.name = "Audio", .kind = EVL_FAMILY_CONSTRUCTOR, .construct = make_audio,
	.prototype_parent = EVL_INTRINSIC_HTML_AUDIO_ELEMENT_PROTOTYPE, .prototype = { none, 0 },
};

/* ------------------------------------------------------------ for the script */

/* mediaComes(address, what): [does it come?, milliseconds until that is known] */
static bool media_comes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *address, *what;
	int64_t delay;
	if (!evl_to_string(realm, evl_arg(args, 0), &address) || !evl_to_string(realm, evl_arg(args, 1), &what))
		return false;
	bool comes = evl_resource_comes(realm, evl_string_utf8(realm, address), evl_string_utf8(realm, what), &delay);
	evl_value values[2] = { evl_from_bool(comes), evl_from_number((double)delay / 1000) };
	*result = evl_from_object(evl_array_from(realm, values, 2));
	return true;
}

/* userActive(): has the user done something with the page (HTML, "sticky activation")? */
static bool user_active(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_bool(evl_page(realm)->activated);
	return true;
}

/* unknownOf(element, name): what only playing it shows */
static bool unknown_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_node *element = evl_node_cast(evl_arg(args, 0));
	struct evl_string *name;
	if (element == NULL || !evl_to_string(realm, evl_arg(args, 1), &name))
		return false;
	const char *tag = evl_names_utf8(realm->names, element->name, &realm->scratch);
	*result = evl_from_object(evl_unknown_new(realm, EVL_UNKNOWN_VALUE, evl_unknown_text(realm, "%s.%s", tag, evl_string_utf8(realm, name))));
	return true;
}

static const struct evl_row binding_row[] = {
	EVL_METHOD("mediaComes", media_comes, 2),
	EVL_METHOD("userActive", user_active, 0),
	EVL_METHOD("unknownOf", unknown_of, 2),
};
const struct evl_rows evl_page_media_binding = EVL_ROWS(binding_row);
