/* SPDX-License-Identifier: MIT */
/*
 * text_selection.c - what of a text control's value is selected (HTML, "APIs for the text control selections"), as Chromium has it.
 */
#include <string.h>

#include "host/browser/controls.h"
#include "host/browser/node.h"
#include "host/browser/partial_text.h"
#include "builtins/dom_exception.h"
#include "value/convert.h"
#include "value/unknown.h"

struct selection {
	struct evl_dom_node *control;
	uint32_t length; /* of the value */
};

/* Do the APIs apply: a textarea, or an input of text? */
static bool applies(struct evl_realm *realm, const struct evl_dom_node *control)
{
	static const char *const others[] = { "checkbox", "radio",	    "hidden", "submit", "button", "reset", "image",  "file", "range",
					      "color",	  "date",	    "month",  "week",	"time",	  "datetime-local", "number", "email" };
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (evl_element_type_is(realm, control, others[i]))
			return false;
	return true;
}

static const char *interface_of(struct evl_realm *realm, const struct evl_dom_node *control)
{
	return evl_element_is(realm, control, "textarea") ? "HTMLTextAreaElement" : "HTMLInputElement";
}

/* "Failed to execute ...: " of the member that is at work. */
static const char *context(struct evl_realm *realm, const struct evl_args *args, const struct evl_dom_node *control)
{
	const char *name = evl_platform_name(args), *interface = interface_of(realm, control);
	bool is_attribute = strncmp(name, "selection", 9) == 0;
	return is_attribute ? evl_unknown_text(realm, "Failed to set the '%s' property on '%s': ", name, interface) :
			      evl_unknown_text(realm, "Failed to execute '%s' on '%s': ", name, interface);
}

/* The receiver and its value's length. False: an exception is pending, or the value is not known and the run halts. */
static bool find(struct evl_realm *realm, const struct evl_args *args, struct selection *out)
{
	out->control = evl_node_receiver(realm, args, 0);
	struct evl_string *text = out->control != NULL ? evl_control_value(realm, out->control) : NULL;
	if (text == NULL)
		return false;
	if (evl_text_is_partial(realm, text))
		return evl_not_covered(realm, "the selection in a text that comes from outside");
	out->length = text->length;
	/* The value may have become shorter without a word to the selection. */
	struct evl_dom_node *c = out->control;
	c->selection_end = c->selection_end < text->length ? c->selection_end : text->length;
	c->selection_start = c->selection_start < c->selection_end ? c->selection_start : c->selection_end;
	return true;
}

/* The same for what changes the selection: not where there is none, nor where somebody would hear of it. */
static bool find_to_change(struct evl_realm *realm, const struct evl_args *args, struct selection *out)
{
	static const char *const told[] = { "select", "selectionchange" };
	if (!find(realm, args, out))
		return false;
	struct evl_dom_node *control = out->control;
	if (!applies(realm, control)) {
		struct evl_string *type = evl_element_get(realm, control, "type");
		char name[32] = "";
		const char *given = type != NULL ? evl_string_utf8(realm, type) : "";
		for (size_t i = 0; given[i] != '\0' && i + 1 < sizeof name; i++)
			name[i] = given[i] >= 'A' && given[i] <= 'Z' ? (char)(given[i] + 32) : given[i];
		return evl_dom_exception_throw(realm, evl_unknown_text(realm, "%sThe input element's type ('%s') does not support selection.", context(realm, args, control), name),
					       "InvalidStateError");
	}
	for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
		bool heard = evl_target_has_listener(realm, evl_web(realm)->window, told[i]);
		for (const struct evl_dom_node *at = control; at != NULL; at = at->parent)
			heard = heard || evl_target_has_listener(realm, &at->target, told[i]);
		if (heard)
			return evl_not_covered(realm, "the events of a selection in a text control");
	}
	return true;
}

static void select_range(const struct selection *selection, uint32_t start, uint32_t end, bool backward)
{
	struct evl_dom_node *control = selection->control;
	control->selection_end = end < selection->length ? end : selection->length;
	control->selection_start = start < control->selection_end ? start : control->selection_end;
	control->selection_backward = backward;
}

void evl_text_selection_to_end(struct evl_dom_node *control, uint32_t length)
{
	control->selection_start = control->selection_end = length;
	control->selection_backward = false;
}

bool evl_text_selection_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct selection s;
	*result = EVL_NULL;
	if (!find(realm, args, &s))
		return false;
	if (!applies(realm, s.control))
		return true;
	const char *name = evl_platform_name(args) + strlen("selection");
	*result = strcmp(name, "Direction") == 0 ? evl_platform_text(realm, s.control->selection_backward ? "backward" : "forward") :
						   evl_from_uint32(name[0] == 'S' ? s.control->selection_start : s.control->selection_end);
	return true;
}

/* Is a direction, given as a value, "backward"? */
static bool read_direction(struct evl_realm *realm, evl_value given, bool *backward)
{
	struct evl_string *text;
	*backward = false;
	if (evl_is_undefined(given))
		return true;
	if (!evl_to_string(realm, given, &text))
		return false;
	*backward = strcmp(evl_string_utf8(realm, text), "backward") == 0;
	return true;
}

bool evl_text_selection_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct selection s;
	uint32_t at = 0;
	bool backward;
	const char *name = evl_platform_name(args) + strlen("selection");
	*result = EVL_UNDEFINED;
	if (name[0] == 'D' ? !read_direction(realm, evl_arg(args, 0), &backward) : !evl_to_uint32(realm, evl_arg(args, 0), &at))
		return false;
	if (!find_to_change(realm, args, &s))
		return false;
	struct evl_dom_node *c = s.control;
	if (name[0] == 'D')
		c->selection_backward = backward;
	else if (name[0] == 'S')
		select_range(&s, at, c->selection_end > at ? c->selection_end : at, c->selection_backward);
	else
		select_range(&s, c->selection_start < at ? c->selection_start : at, at, c->selection_backward);
	return true;
}

bool evl_text_selection_range(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct selection s;
	uint32_t start, end;
	bool backward;
	*result = EVL_UNDEFINED;
	const struct evl_dom_node *control = evl_node_receiver(realm, args, 0);
	if (control == NULL || !evl_platform_require_args(realm, args, 2, interface_of(realm, control), "setSelectionRange") ||
	    !evl_to_uint32(realm, args->values[0], &start) || !evl_to_uint32(realm, args->values[1], &end) ||
	    !read_direction(realm, evl_arg(args, 2), &backward) || !find_to_change(realm, args, &s))
		return false;
	select_range(&s, start, end, backward);
	return true;
}

bool evl_text_selection_all(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct selection s;
	*result = EVL_UNDEFINED;
	if (!find(realm, args, &s))
		return false;
	if (!applies(realm, s.control))
		return true;
	if (!find_to_change(realm, args, &s))
		return false;
	select_range(&s, 0, s.length, false);
	return true;
}

enum mode { PRESERVE, SELECT, START, END };

static bool read_mode(struct evl_realm *realm, const struct evl_args *args, const struct evl_dom_node *control, enum mode *mode)
{
	static const char *const names[] = { "preserve", "select", "start", "end" };
	struct evl_string *text;
	*mode = PRESERVE;
	if (evl_is_undefined(evl_arg(args, 3)))
		return true;
	if (!evl_to_string(realm, args->values[3], &text))
		return false;
	const char *name = evl_string_utf8(realm, text);
	for (int i = PRESERVE; i <= END; i++)
		if (strcmp(name, names[i]) == 0) {
			*mode = (enum mode)i;
			return true;
		}
	return evl_platform_type_error(realm, "%sThe provided value '%s' is not a valid enum value of type SelectionMode.", context(realm, args, control), name);
}

/* Where a bound of the old selection is after start..end has become `length` units (HTML, dom-textarea/input-setRangeText, "preserve"). */
static uint32_t moved(uint32_t bound, uint32_t start, uint32_t end, uint32_t length, bool is_end)
{
	return bound > end ? bound - (end - start) + length : bound > start ? (is_end ? start + length : start) : bound;
}

static void select_after(const struct selection *s, enum mode mode, uint32_t start, uint32_t end, uint32_t length, const uint32_t old[2])
{
	switch (mode) {
	case SELECT:
		select_range(s, start, start + length, false);
		return;
	case START:
		select_range(s, start, start, false);
		return;
	case END:
		select_range(s, start + length, start + length, false);
		return;
	default:
		select_range(s, moved(old[0], start, end, length, false), moved(old[1], start, end, length, true), false);
	}
}

bool evl_text_selection_replace(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct selection s;
	struct evl_string *text;
	uint32_t start, end;
	enum mode mode;
	*result = EVL_UNDEFINED;
	struct evl_dom_node *control = evl_node_receiver(realm, args, 0);
	if (control == NULL || !evl_platform_require_args(realm, args, 1, interface_of(realm, control), "setRangeText"))
		return false;
	if (args->count == 2)
		return evl_platform_type_error(realm, "%sOverload resolution failed.", context(realm, args, control));
	if (!evl_to_string(realm, args->values[0], &text))
		return false;
	if (args->count > 2 && (!evl_to_uint32(realm, args->values[1], &start) || !evl_to_uint32(realm, args->values[2], &end)))
		return false;
	if (!read_mode(realm, args, control, &mode) || !find_to_change(realm, args, &s))
		return false;
	const uint32_t old[2] = { control->selection_start, control->selection_end };
	if (args->count < 3) {
		start = old[0];
		end = old[1];
	}
	if (start > end)
		return evl_dom_exception_throw(realm, evl_unknown_text(realm, "%sThe provided start value (%u) is larger than the provided end value (%u).", context(realm, args, control), start, end),
					       "IndexSizeError");
	start = start < s.length ? start : s.length;
	end = end < s.length ? end : s.length;
	struct evl_string *value = evl_control_value(realm, control);
	struct evl_string *before = evl_string_substring(realm, value, 0, start), *after = evl_string_substring(realm, value, end, s.length);
	struct evl_string *joined = before != NULL && after != NULL ? evl_string_concat(realm, before, text) : NULL;
	joined = joined != NULL ? evl_string_concat(realm, joined, after) : NULL;
	if (joined == NULL)
		return false;
	evl_value given = evl_from_string(joined);
	struct evl_args put = { .this_value = args->this_value, .new_target = EVL_UNDEFINED, .count = 1, .values = &given };
	if (!evl_control_set_value(realm, &put, result))
		return false;
	value = evl_control_value(realm, control);
	if (value == NULL)
		return false;
	s.length = value->length;
	select_after(&s, mode, start, end, text->length, old);
	return true;
}
