/* SPDX-License-Identifier: MIT */
/*
 * event.c - Event and the interfaces that inherit from it, as tables: what their
 * init dictionaries set and their attributes read (event_interfaces.def).
 */
#include "host/web/event.h"
#include "host/web/event_init.h"
#include "host/web/event_path.h"

#include <math.h>
#include <string.h>

#include "builtins/clock.h"
#include "value/convert.h"

/* ------------------------------------------------------------- interfaces */

#define MEMBER(n, t, d) { #n, EVL_MEMBER_##t, d },
#define DERIVED(n, get)
#define EVL_EVENT_INTERFACE(id, name, parent_id, parent, members)                                                    \
	static const struct evl_event_member members_of_##id[] = { members(MEMBER, DERIVED) { NULL, 0, 0 } };
#include "host/web/event_interfaces.def"
#undef EVL_EVENT_INTERFACE

enum interface_index {
	INTERFACE_EVENT,
#define EVL_EVENT_INTERFACE(id, name, parent_id, parent, members) INTERFACE_##id,
#include "host/web/event_interfaces.def"
#undef EVL_EVENT_INTERFACE
};

static const struct evl_event_interface interfaces[] = {
	{ .name = "Event", .prototype = EVL_INTRINSIC_EVENT_PROTOTYPE },
#define EVL_EVENT_INTERFACE(id, name_, parent_id, parent_, list)                                                     \
	{ .name = #name_,                                                                                            \
	  .parent = &interfaces[INTERFACE_##parent_id],                                                              \
	  .members = members_of_##id,                                                                                \
	  .count = sizeof members_of_##id / sizeof members_of_##id[0] - 1,                                           \
	  .prototype = EVL_INTRINSIC_##id##_PROTOTYPE },
#include "host/web/event_interfaces.def"
#undef EVL_EVENT_INTERFACE
};

const struct evl_event_interface *evl_event_interface(const char *name)
{
	for (size_t i = 0; i < sizeof interfaces / sizeof interfaces[0]; i++)
		if (strcmp(interfaces[i].name, name) == 0)
			return &interfaces[i];
	return NULL;
}

uint32_t evl_event_members_below(const struct evl_event_interface *interface)
{
	uint32_t count = 0;
	for (; interface != NULL; interface = interface->parent)
		count += interface->count;
	return count;
}

/* The place of a member in the event's values; its most derived one. UINT32_MAX: none. */
static uint32_t find_member(const struct evl_event_interface *interface, const char *name, const struct evl_event_member **out)
{
	for (; interface != NULL; interface = interface->parent) {
		uint32_t below = evl_event_members_below(interface->parent);
		for (uint32_t i = 0; i < interface->count; i++) {
			if (strcmp(interface->members[i].name, name) != 0)
				continue;
			if (out != NULL)
				*out = &interface->members[i];
			return below + i;
		}
	}
	return UINT32_MAX;
}

/* ----------------------------------------------------------------- making */

static bool get_is_trusted(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	/* Node keeps the trusted ones in a set, and asks that of any value. */
	bool is_set = realm->layout != NULL && evl_platform_cast(args->this_value, EVL_PLATFORM_EVENT) == NULL;
	const struct evl_dom_event *event = is_set ? NULL : evl_platform_receiver(realm, args, EVL_PLATFORM_EVENT);
	if (event == NULL && !is_set)
		return false;
	*result = evl_from_bool(event != NULL && (event->flags & EVL_DOM_TRUSTED) != 0);
	return true;
}

static evl_value default_of(struct evl_realm *realm, const struct evl_event_member *member)
{
	switch ((enum evl_member_type)member->type) {
	case EVL_MEMBER_UNDEFINED:
		return EVL_UNDEFINED;
	case EVL_MEMBER_TEXT:
		return evl_from_string(evl_string_from_name(realm, EVL_NAME_empty));
	case EVL_MEMBER_LONG:
	case EVL_MEMBER_ULONG:
	case EVL_MEMBER_SHORT:
	case EVL_MEMBER_USHORT:
	case EVL_MEMBER_ULONG_LONG:
	case EVL_MEMBER_FLOAT:
	case EVL_MEMBER_DOUBLE:
	case EVL_MEMBER_PLACE:
		return evl_from_number(member->number);
	case EVL_MEMBER_BOOL:
		return evl_from_bool(member->number != 0);
	case EVL_MEMBER_LIST: {
		struct evl_object *list = evl_array_new(realm, 0, 0);
		bool ok;
		(void)evl_set_integrity(realm, list, true, &ok);
		return evl_from_object(list);
	}
	default:
		break;
	}
	return EVL_NULL;
}

/* isTrusted is an own accessor of every event ([LegacyUnforgeable]); Node has it in the prototype. */
static void add_is_trusted(struct evl_realm *realm, struct evl_object *event)
{
	struct evl_web *web = evl_web(realm);
	bool is_node = strncmp(realm->host->profile->name, "node", 4) == 0, is_new = web->is_trusted == NULL;
	if (is_new) {
		struct evl_native_function *get = evl_native_function_new(realm, "isTrusted", 0, get_is_trusted);
		get->name_prefix = 'g';
		web->is_trusted = evl_accessor_new(realm, evl_from_object(get), EVL_UNDEFINED);
	}
	struct evl_object *object = is_node ? evl_intrinsic(realm, EVL_INTRINSIC_EVENT_PROTOTYPE) : event;
	if (is_node && !is_new)
		return;
	evl_object_push_slot(realm, object,
			     evl_shape_add(realm, object->shape, evl_platform_intern(realm, "isTrusted"), EVL_ENUMERABLE | EVL_ACCESSOR),
			     evl_from_cell(web->is_trusted));
}

struct evl_object *evl_event_class(struct evl_realm *realm)
{
	if (evl_web(realm)->is_trusted == NULL)
		add_is_trusted(realm, evl_intrinsic(realm, EVL_INTRINSIC_EVENT_PROTOTYPE));
	return evl_intrinsic(realm, EVL_INTRINSIC_EVENT);
}

static struct evl_dom_event *make(struct evl_realm *realm, const struct evl_event_interface *interface, evl_value new_target)
{
	struct evl_dom_event *event =
		evl_platform_new(realm, EVL_PLATFORM_EVENT, sizeof *event, new_target, interface->prototype);
	if (event == NULL)
		return NULL;
	event->interface = interface;
	event->type = evl_from_string(evl_string_from_name(realm, EVL_NAME_empty));
	event->target = event->current_target = EVL_NULL;
	event->member_count = evl_event_members_below(interface);
	event->members = evl_arena_alloc(&realm->scratch, (event->member_count + (size_t)1) * sizeof *event->members);
	for (const struct evl_event_interface *at = interface; at != NULL; at = at->parent)
		for (uint32_t i = 0; i < at->count; i++)
			event->members[evl_event_members_below(at->parent) + i] = default_of(realm, &at->members[i]);
	event->time_stamp = (double)(realm->host->profile->up_time + realm->now + evl_clock_shift(realm)) / 1000.0;
	add_is_trusted(realm, &event->platform.object);
	return event;
}

struct evl_dom_event *evl_event_new(struct evl_realm *realm, const char *interface, const char *type, uint8_t flags)
{
	const struct evl_event_interface *found = evl_event_interface(interface);
	struct evl_dom_event *event = make(realm, found != NULL ? found : &interfaces[0], EVL_UNDEFINED);
	event->type = evl_platform_text(realm, type);
	event->flags = flags;
	event->initialized = true;
	return event;
}

void evl_event_set(struct evl_realm *realm, struct evl_dom_event *event, const char *member, evl_value value)
{
	uint32_t at = find_member(event->interface, member, NULL);
	(void)realm;
	if (at != UINT32_MAX)
		event->members[at] = value;
}

evl_value evl_event_get(const struct evl_dom_event *event, const char *member)
{
	uint32_t at = find_member(event->interface, member, NULL);
	return at != UINT32_MAX ? event->members[at] : EVL_UNDEFINED;
}

bool evl_event_is(struct evl_realm *realm, const struct evl_dom_event *event, const char *type)
{
	return evl_string_name(realm, evl_as_string(event->type)) == evl_platform_intern(realm, type);
}

/* ------------------------------------------------------------ constructor */

static bool read_flag(struct evl_realm *realm, evl_value init, const char *name, uint8_t flag, uint8_t *flags)
{
	evl_value value;
	if (!evl_get(realm, init, evl_platform_intern(realm, name), &value))
		return false;
	if (evl_to_boolean(value))
		*flags |= flag;
	return true;
}

/* new Event(type, init) and all that inherit from it (DOM, "Constructing events"). */
static bool construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	const struct evl_event_interface *interface = evl_event_interface(name);
	struct evl_string *type;
	evl_value init = evl_arg(args, 1);
	if (!evl_platform_require_new(realm, args))
		return false;
	if (strcmp(name, "BeforeUnloadEvent") == 0)
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal constructor");
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (checks != NULL && args->count == 0)
		return checks->bad_argument(realm, "type", NULL, EVL_UNDEFINED,
					    interface->parent == NULL ? "internal/event_target:120      ^throw new ERR_MISSING_ARGS('type');" :
									"internal/event_target:393      ^throw new ERR_MISSING_ARGS('type');");
	if (checks != NULL && !evl_is_nullish(init) && !checks->check(realm, "validateObject", init, "options"))
		return false;
	bool requires = checks == NULL && evl_event_init_required(interface);
	if (!evl_platform_require_args(realm, args, requires ? 2 : 1, name, NULL))
		return false;
	if (!evl_to_string(realm, args->values[0], &type))
		return evl_refused_in(realm, "internal/event_target:127    this[kType] = `${^type}`;");
	if ((requires || !evl_is_nullish(init)) && !evl_is_object(init))
		return evl_platform_type_error(realm, "Failed to construct '%s': The provided value is not of type '%sInit'.", name, name);
	struct evl_dom_event *event = make(realm, interface, args->new_target);
	if (event == NULL)
		return false;
	event->type = evl_from_string(type);
	event->initialized = true;
	if (evl_is_object(init) && (!read_flag(realm, init, "bubbles", EVL_DOM_BUBBLES, &event->flags) ||
				    !read_flag(realm, init, "cancelable", EVL_DOM_CANCELABLE, &event->flags) ||
				    !read_flag(realm, init, "composed", EVL_DOM_COMPOSED, &event->flags) ||
				    !evl_event_init_read(realm, interface, init, event)))
		return false;
	*result = evl_from_object(event);
	return true;
}

/* --------------------------------------------------------------- attributes */

static bool receiver(struct evl_realm *realm, const struct evl_args *args, struct evl_dom_event **out)
{
	*out = evl_platform_receiver(realm, args, EVL_PLATFORM_EVENT);
	return *out != NULL;
}

static bool is_pointer_event(const struct evl_dom_event *event)
{
	return strcmp(event->interface->name, "PointerEvent") == 0;
}

/* UIEvent.which (UI Events, "Legacy UIEvent initializer"): the button of a mouse's events, counted from 1, the key's code of a keyboard's. */
static bool get_which(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	evl_value button = evl_event_get(event, "button"), key = evl_event_get(event, "keyCode");
	*result = !evl_is_undefined(button) ? evl_from_number(evl_number(button) + 1) : evl_is_undefined(key) ? evl_from_int(0) : key;
	return true;
}

/* A place on the screen or in the page: those of PointerEvents have fractions, others are whole pixels (CSSOM View, "Extensions to the MouseEvent Interface"). */
static bool get_place(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	bool is_screen = name[0] == 's', is_offset = name[0] == 'o', vertical = name[strlen(name) - 1] == 'Y' || name[0] == 'y';
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	if (is_offset && evl_platform_implements(event->target, EVL_INTRINSIC_ELEMENT_PROTOTYPE))
		return evl_not_covered(realm, "where in an element an event is (offsetX, offsetY)");
	*result = evl_event_get(event, is_screen ? (vertical ? "screenY" : "screenX") : vertical ? "clientY" : "clientX");
	if (!evl_is_number(*result) || is_pointer_event(event))
		return true;
	double number = evl_number(*result);
	*result = evl_from_number((is_offset ? round(number) : floor(number)) + 0.0);
	return true;
}

/* An attribute that an init dictionary sets. */
static bool get_member(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	const struct evl_event_member *member = NULL;
	uint32_t at = find_member(event->interface, name, &member);
	if (member != NULL && member->type == EVL_MEMBER_PLACE)
		return get_place(realm, args, result);
	*result = at != UINT32_MAX ? event->members[at] : EVL_UNDEFINED;
	/* Only PointerEvents know of no button. */
	if (member != NULL && member->type == EVL_MEMBER_SHORT && evl_is_number(*result) && evl_number(*result) < 0 && !is_pointer_event(event))
		*result = evl_from_int(0);
	return true;
}

static bool get_type(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	*result = event->type;
	return true;
}

static bool get_target(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	*result = event->target;
	return true;
}

static bool get_current_target(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	*result = event->current_target;
	return true;
}

static bool get_phase(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	*result = evl_from_int(event->phase);
	return true;
}

static bool get_flag(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_platform_name(args);
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	uint8_t flag = strcmp(name, "bubbles") == 0 ? EVL_DOM_BUBBLES : strcmp(name, "cancelable") == 0 ? EVL_DOM_CANCELABLE : EVL_DOM_COMPOSED;
	*result = evl_from_bool((event->flags & flag) != 0);
	return true;
}

static bool get_default_prevented(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	*result = evl_from_bool(event->canceled);
	return true;
}

static bool get_return_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	*result = evl_from_bool(!event->canceled);
	return true;
}

static void cancel(struct evl_dom_event *event)
{
	if ((event->flags & EVL_DOM_CANCELABLE) != 0 && !event->in_passive)
		event->canceled = true;
}

static bool set_return_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &event))
		return false;
	if (!evl_to_boolean(evl_arg(args, 0)))
		cancel(event);
	return true;
}

static bool get_cancel_bubble(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	*result = evl_from_bool(event->stopped);
	return true;
}

static bool set_cancel_bubble(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &event))
		return false;
	event->stopped = event->stopped || evl_to_boolean(evl_arg(args, 0));
	return true;
}

static bool get_time_stamp(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	*result = evl_from_number(event->time_stamp);
	return true;
}

/* ----------------------------------------------------------------- methods */

static bool prevent_default(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &event))
		return false;
	cancel(event);
	return true;
}

static bool stop_propagation(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &event))
		return false;
	event->stopped = true;
	return true;
}

static bool stop_immediate_propagation(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &event))
		return false;
	event->stopped = event->stopped_now = true;
	return true;
}

static bool composed_path(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	if (!receiver(realm, args, &event))
		return false;
	struct evl_object *path = evl_array_new(realm, 0, event->path_count);
	struct evl_target *current = evl_is_object(event->current_target) ? evl_target_of(realm, event->current_target) : NULL;
	for (uint32_t i = 0; i < event->path_count; i++) {
		if (evl_event_path_hides(event, i, current))
			continue;
		if (!evl_array_append(realm, path, evl_target_value(realm, event->path[i])))
			return false;
	}
	*result = evl_from_object(path);
	return true;
}

/* initEvent(type, bubbles, cancelable) and initCustomEvent(…, detail), of document.createEvent. */
static bool init_event(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	struct evl_string *type;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &event) || !evl_platform_require_args(realm, args, 1, event->interface->name, evl_platform_name(args)) ||
	    !evl_to_string(realm, args->values[0], &type))
		return false;
	if (event->dispatching)
		return true;
	event->type = evl_from_string(type);
	event->initialized = true;
	event->stopped = event->stopped_now = event->canceled = false;
	event->flags = (uint8_t)((evl_to_boolean(evl_arg(args, 1)) ? EVL_DOM_BUBBLES : 0) |
				 (evl_to_boolean(evl_arg(args, 2)) ? EVL_DOM_CANCELABLE : 0));
	event->target = EVL_NULL;
	if (strcmp(evl_platform_name(args), "initCustomEvent") == 0 && args->count > 3)
		evl_event_set(realm, event, "detail", args->values[3]);
	return true;
}

static bool get_modifier_state(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_dom_event *event;
	struct evl_string *text;
	if (!receiver(realm, args, &event) || !evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	const char *key = evl_string_utf8(realm, text);
	const char *member = strcmp(key, "Control") == 0 || strcmp(key, "Accel") == 0 ? "ctrlKey" : strcmp(key, "Shift") == 0 ? "shiftKey" :
			     strcmp(key, "Alt") == 0 ? "altKey" : strcmp(key, "Meta") == 0 ? "metaKey" : "";
	evl_value value = evl_event_get(event, member);
	*result = evl_is_undefined(value) ? EVL_FALSE : value;
	return true;
}

/* -------------------------------------------------------------------- rows */

#define PHASES EVL_CONSTANT("NONE", 0), EVL_CONSTANT("CAPTURING_PHASE", 1), EVL_CONSTANT("AT_TARGET", 2), EVL_CONSTANT("BUBBLING_PHASE", 3)

static const struct evl_row event_static_row[] = { PHASES };
static const struct evl_row event_row[] = {
	EVL_ATTRIBUTE("type", get_type),
	EVL_ATTRIBUTE("target", get_target),
	EVL_ATTRIBUTE("currentTarget", get_current_target),
	EVL_ATTRIBUTE("eventPhase", get_phase),
	EVL_ATTRIBUTE("bubbles", get_flag),
	EVL_ATTRIBUTE("cancelable", get_flag),
	EVL_ATTRIBUTE("defaultPrevented", get_default_prevented),
	EVL_ATTRIBUTE("composed", get_flag),
	EVL_ATTRIBUTE("timeStamp", get_time_stamp),
	EVL_ATTRIBUTE("srcElement", get_target),
	EVL_ATTRIBUTE_RW("returnValue", get_return_value, set_return_value),
	EVL_ATTRIBUTE_RW("cancelBubble", get_cancel_bubble, set_cancel_bubble),
	PHASES,
	EVL_OPERATION("composedPath", composed_path, 0),
	EVL_OPERATION("initEvent", init_event, 1),
	EVL_OPERATION("preventDefault", prevent_default, 0),
	EVL_OPERATION("stopImmediatePropagation", stop_immediate_propagation, 0),
	EVL_OPERATION("stopPropagation", stop_propagation, 0),
	EVL_TAG_ROW("Event"),
};
const struct evl_family evl_family_EVENT = {
	.name = "Event",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = construct,
	.length = 1,
	.statics = EVL_ROWS(event_static_row),
	.prototype = EVL_ROWS(event_row),
};

#define DELTA_MODES EVL_CONSTANT("DOM_DELTA_PIXEL", 0), EVL_CONSTANT("DOM_DELTA_LINE", 1), EVL_CONSTANT("DOM_DELTA_PAGE", 2)
#define KEY_LOCATIONS                                                                                                \
	EVL_CONSTANT("DOM_KEY_LOCATION_STANDARD", 0), EVL_CONSTANT("DOM_KEY_LOCATION_LEFT", 1),                      \
	EVL_CONSTANT("DOM_KEY_LOCATION_RIGHT", 2), EVL_CONSTANT("DOM_KEY_LOCATION_NUMPAD", 3)
#define METHODS_CUSTOM_EVENT EVL_OPERATION("initCustomEvent", init_event, 1),
#define METHODS_MOUSE_EVENT EVL_OPERATION("getModifierState", get_modifier_state, 1),
#define METHODS_KEYBOARD_EVENT KEY_LOCATIONS, EVL_OPERATION("getModifierState", get_modifier_state, 1),
#define METHODS_UI_EVENT
#define METHODS_POINTER_EVENT
#define METHODS_WHEEL_EVENT DELTA_MODES,
#define METHODS_DRAG_EVENT
#define METHODS_INPUT_EVENT
#define METHODS_FOCUS_EVENT
#define METHODS_COMPOSITION_EVENT
#define METHODS_TOUCH_EVENT
#define METHODS_MESSAGE_EVENT
#define METHODS_ERROR_EVENT
#define METHODS_PROMISE_REJECTION_EVENT
#define METHODS_PROGRESS_EVENT
#define METHODS_SUBMIT_EVENT
#define METHODS_HASH_CHANGE_EVENT
#define METHODS_POP_STATE_EVENT
#define METHODS_STORAGE_EVENT
#define METHODS_CLOSE_EVENT
#define METHODS_TOGGLE_EVENT
#define METHODS_FORM_DATA_EVENT
#define METHODS_PAGE_TRANSITION_EVENT
#define METHODS_TRANSITION_EVENT
#define METHODS_ANIMATION_EVENT
#define METHODS_MEDIA_QUERY_LIST_EVENT
#define METHODS_TASK_PRIORITY_CHANGE_EVENT
#define METHODS_BEFORE_UNLOAD_EVENT
#define METHODS_IDB_VERSION_CHANGE_EVENT
#define METHODS_ANIMATION_PLAYBACK_EVENT

static const struct evl_row wheel_static_row[] = { DELTA_MODES };
static const struct evl_row keyboard_static_row[] = { KEY_LOCATIONS };
/* The constants of the interface object; most have none. */
#define CONSTANTS_OF(id)                                                                                             \
	EVL_INTRINSIC_##id == EVL_INTRINSIC_WHEEL_EVENT ? wheel_static_row :                                         \
	EVL_INTRINSIC_##id == EVL_INTRINSIC_KEYBOARD_EVENT ? keyboard_static_row : NULL
#define CONSTANT_COUNT(id) (EVL_INTRINSIC_##id == EVL_INTRINSIC_WHEEL_EVENT ? 3 : EVL_INTRINSIC_##id == EVL_INTRINSIC_KEYBOARD_EVENT ? 4 : 0)
#define MEMBER_ROW(n, t, d) EVL_ATTRIBUTE(#n, get_member),
#define DERIVED_ROW(n, get) EVL_ATTRIBUTE(#n, get),
#define EVL_EVENT_INTERFACE(id, name_, parent_id, parent_, members)                                                  \
	static const struct evl_row rows_of_##id[] = { members(MEMBER_ROW, DERIVED_ROW) METHODS_##id EVL_TAG_ROW(#name_) };  \
	const struct evl_family evl_family_##id = {                                                                  \
		.name = #name_,                                                                                      \
		.kind = EVL_FAMILY_CONSTRUCTOR,                                                                      \
		.construct = construct,                                                                              \
		.length = 1,                                                                                         \
		.statics = { CONSTANTS_OF(id), CONSTANT_COUNT(id) },                                                 \
		.parent = EVL_INTRINSIC_##parent_id,                                                                 \
		.prototype_parent = EVL_INTRINSIC_##parent_id##_PROTOTYPE,                                           \
		.prototype = EVL_ROWS(rows_of_##id),                                                                 \
	};
#include "host/web/event_interfaces.def"
#undef EVL_EVENT_INTERFACE
