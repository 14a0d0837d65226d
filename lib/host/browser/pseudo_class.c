/* SPDX-License-Identifier: MIT */
/* pseudo_class.c - the state that :checked, :hover and the like ask for. Which names there are is Chromium's list. */
#include "host/browser/pseudo_class.h"

#include <string.h>

#include "host/browser/controls.h"
#include "host/script.h"
#include "value/string.h"

static const struct {
	const char *name;
	uint8_t kind; /* enum evl_pseudo_class */
	bool functional;
} known[] = {
	{ "checked", EVL_PSEUDO_CHECKED, false }, { "defined", EVL_PSEUDO_DEFINED, false }, { "disabled", EVL_PSEUDO_DISABLED, false },
	{ "enabled", EVL_PSEUDO_ENABLED, false }, { "focus", EVL_PSEUDO_FOCUS, false }, { "focus-within", EVL_PSEUDO_FOCUS_WITHIN, false },
	{ "hover", EVL_PSEUDO_HOVER, false }, { "indeterminate", EVL_PSEUDO_INDETERMINATE, false }, { "invalid", EVL_PSEUDO_INVALID, false },
	{ "link", EVL_PSEUDO_LINK, false }, { "any-link", EVL_PSEUDO_LINK, false }, { "-webkit-any-link", EVL_PSEUDO_LINK, false },
	{ "modal", EVL_PSEUDO_MODAL, false }, { "open", EVL_PSEUDO_OPEN, false }, { "optional", EVL_PSEUDO_OPTIONAL, false },
	{ "placeholder-shown", EVL_PSEUDO_PLACEHOLDER_SHOWN, false }, { "read-only", EVL_PSEUDO_READ_ONLY, false },
	{ "read-write", EVL_PSEUDO_READ_WRITE, false }, { "required", EVL_PSEUDO_REQUIRED, false }, { "valid", EVL_PSEUDO_VALID, false },
	{ "active", EVL_PSEUDO_NEVER, false }, { "target", EVL_PSEUDO_NEVER, false }, { "visited", EVL_PSEUDO_NEVER, false },
	{ "host", EVL_PSEUDO_NEVER, false }, { "fullscreen", EVL_PSEUDO_NEVER, false }, { "-webkit-full-screen", EVL_PSEUDO_NEVER, false },
	{ "picture-in-picture", EVL_PSEUDO_NEVER, false }, { "autofill", EVL_PSEUDO_NEVER, false }, { "-webkit-autofill", EVL_PSEUDO_NEVER, false },
	{ "past", EVL_PSEUDO_NEVER, false }, { "future", EVL_PSEUDO_NEVER, false }, { "xr-overlay", EVL_PSEUDO_NEVER, false },
	{ "before", EVL_PSEUDO_NEVER, false }, { "after", EVL_PSEUDO_NEVER, false }, { "first-line", EVL_PSEUDO_NEVER, false },
	{ "first-letter", EVL_PSEUDO_NEVER, false },
	{ "default", EVL_PSEUDO_LATER, false }, { "focus-visible", EVL_PSEUDO_LATER, false }, { "in-range", EVL_PSEUDO_LATER, false },
	{ "out-of-range", EVL_PSEUDO_LATER, false }, { "popover-open", EVL_PSEUDO_POPOVER, false }, { "user-valid", EVL_PSEUDO_LATER, false },
	{ "user-invalid", EVL_PSEUDO_LATER, false }, { "active-view-transition", EVL_PSEUDO_LATER, false },
	{ "interest-source", EVL_PSEUDO_LATER, false }, { "interest-target", EVL_PSEUDO_LATER, false }, { "target-current", EVL_PSEUDO_LATER, false },
	{ "window-inactive", EVL_PSEUDO_LATER, false }, { "start", EVL_PSEUDO_LATER, false }, { "end", EVL_PSEUDO_LATER, false },
	{ "horizontal", EVL_PSEUDO_LATER, false }, { "vertical", EVL_PSEUDO_LATER, false }, { "decrement", EVL_PSEUDO_LATER, false },
	{ "increment", EVL_PSEUDO_LATER, false }, { "double-button", EVL_PSEUDO_LATER, false }, { "single-button", EVL_PSEUDO_LATER, false },
	{ "no-button", EVL_PSEUDO_LATER, false }, { "corner-present", EVL_PSEUDO_LATER, false },
	{ "lang", EVL_PSEUDO_LATER, true }, { "dir", EVL_PSEUDO_LATER, true }, { "host", EVL_PSEUDO_LATER, true },
	{ "host-context", EVL_PSEUDO_LATER, true }, { "state", EVL_PSEUDO_LATER, true }, { "-webkit-any", EVL_PSEUDO_LATER, true },
};

enum evl_pseudo_class evl_pseudo_class_find(const char *name, bool functional)
{
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (known[i].functional == functional && strcmp(known[i].name, name) == 0)
			return (enum evl_pseudo_class)known[i].kind;
	return EVL_PSEUDO_INVALID_NAME;
}

bool evl_pseudo_element_known(const char *name)
{
	static const char *const names[] = { "before", "after", "placeholder", "selection", "marker", "backdrop", "first-line", "first-letter", "cue",
					     "file-selector-button" };
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return strncmp(name, "-webkit-", 8) == 0;
}

static bool is_input_of(struct evl_realm *realm, const struct evl_dom_node *element, const char *const *types, size_t count)
{
	struct evl_string *type = evl_element_get(realm, element, "type");
	/* What is no type is "text". */
	static const char *const others[] = { "hidden", "date", "month", "week", "time", "datetime-local", "range", "color", "checkbox", "radio", "file",
					      "submit", "image", "reset", "button" };
	if (!evl_element_is(realm, element, "input"))
		return false;
	for (size_t i = 0; type != NULL && i < count; i++)
		if (evl_element_type_is(realm, element, types[i]))
			return true;
	for (size_t i = 0; type != NULL && i < sizeof others / sizeof others[0]; i++)
		if (evl_element_type_is(realm, element, others[i]))
			return false;
	return true;
}

/* Does a user's typing change it (HTML, "mutable"), or the text that it is part of? */
static bool is_editable(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const dates[] = { "date", "month", "week", "time", "datetime-local" };
	if (evl_element_is(realm, element, "textarea") || is_input_of(realm, element, dates, sizeof dates / sizeof dates[0]))
		return !evl_element_has(realm, element, "readonly") && !evl_control_disabled(realm, element);
	for (const struct evl_dom_node *at = element; evl_node_is(at, EVL_DOM_ELEMENT); at = at->parent)
		if (evl_element_has(realm, at, "contenteditable"))
			return evl_is_editing_host(realm, at);
	return false;
}

static bool shows_placeholder(struct evl_realm *realm, const struct evl_dom_node *element)
{
	if (!evl_element_has(realm, element, "placeholder") ||
	    (!evl_element_is(realm, element, "textarea") && !is_input_of(realm, element, NULL, 0)))
		return false;
	struct evl_string *value = evl_control_value(realm, (struct evl_dom_node *)element);
	return value != NULL && value->length == 0;
}

/* A checkbox that says so, a progress bar without a value, a radio button of whose group none is chosen. */
static bool is_indeterminate(struct evl_realm *realm, const struct evl_dom_node *element)
{
	if (evl_element_is(realm, element, "progress"))
		return !evl_element_has(realm, element, "value");
	if (!evl_element_is(realm, element, "input"))
		return false;
	return evl_element_type_is(realm, element, "checkbox") ? element->indeterminate :
								  evl_element_type_is(realm, element, "radio") &&
									  !evl_control_checked(realm, element) &&
									  evl_radio_of_group(realm, (struct evl_dom_node *)element) == NULL;
}

/* Is `inner`, or what is inside of it, the element or inside of it, through the hosts of shadow trees? */
static bool is_around(const struct evl_dom_node *outer, const struct evl_dom_node *inner)
{
	for (; inner != NULL; inner = inner->parent != NULL ? inner->parent : inner->host)
		if (inner == outer)
			return true;
	return false;
}

/* Is `e` a control or form whose validity is known, and which is invalid, or valid? */
static bool is_validated(struct evl_realm *realm, const struct evl_dom_node *e, bool invalid)
{
	evl_value value = evl_from_object(e), out;
	return evl_host_script_call(realm, "browser/validity", "isInvalid", 1, &value, &out) && out == evl_from_bool(invalid);
}

static bool takes_part(struct evl_realm *realm, const struct evl_dom_node *e)
{
	return evl_element_is(realm, e, "input") || evl_element_is(realm, e, "select") || evl_element_is(realm, e, "textarea");
}

static bool can_be_disabled(struct evl_realm *realm, const struct evl_dom_node *e)
{
	return takes_part(realm, e) || evl_element_is(realm, e, "button") || evl_element_is(realm, e, "option") ||
	       evl_element_is(realm, e, "optgroup") || evl_element_is(realm, e, "fieldset");
}

static bool is_disabled(struct evl_realm *realm, const struct evl_dom_node *e)
{
	return evl_element_is(realm, e, "optgroup") ? evl_element_has(realm, e, "disabled") : evl_control_disabled(realm, e);
}

/* The attribute counts only for what a user can leave empty (HTML, "The required attribute"). */
static bool is_required(struct evl_realm *realm, const struct evl_dom_node *e)
{
	static const char *const without[] = { "hidden", "range", "color", "submit", "image", "reset", "button" };
	if (!takes_part(realm, e) || !evl_element_has(realm, e, "required"))
		return false;
	for (size_t i = 0; i < sizeof without / sizeof without[0] && evl_element_is(realm, e, "input"); i++)
		if (evl_element_type_is(realm, e, without[i]))
			return false;
	return true;
}

/* Does the shadow tree of `e`, or one within it, hold `node`? */
static bool hosts(const struct evl_dom_node *e, struct evl_dom_node *node)
{
	while (node != NULL && node != e)
		node = evl_node_root(node)->host;
	return node != NULL;
}

bool evl_pseudo_class_matches(struct evl_realm *realm, enum evl_pseudo_class which, const struct evl_dom_node *e)
{
	switch (which) {
	case EVL_PSEUDO_CHECKED:
		return evl_control_checked(realm, e);
	case EVL_PSEUDO_DEFINED:
		return e->definition != EVL_EMPTY || strchr(evl_names_utf8(realm->names, e->name, &realm->scratch), '-') == NULL;
	case EVL_PSEUDO_DISABLED:
		return is_disabled(realm, e);
	case EVL_PSEUDO_ENABLED:
		return can_be_disabled(realm, e) && !is_disabled(realm, e);
	case EVL_PSEUDO_FOCUS:
		return e == evl_page(realm)->focused || hosts(e, evl_page(realm)->focused);
	case EVL_PSEUDO_FOCUS_WITHIN:
		return is_around(e, evl_page(realm)->focused);
	case EVL_PSEUDO_HOVER:
		return is_around(e, evl_page(realm)->hovered);
	case EVL_PSEUDO_INDETERMINATE:
		return is_indeterminate(realm, e);
	case EVL_PSEUDO_INVALID:
	case EVL_PSEUDO_VALID:
		return is_validated(realm, e, which == EVL_PSEUDO_INVALID);
	case EVL_PSEUDO_LINK:
		return (evl_element_is(realm, e, "a") || evl_element_is(realm, e, "area")) && evl_element_has(realm, e, "href");
	case EVL_PSEUDO_MODAL:
		return e->modal && evl_element_has(realm, e, "open");
	case EVL_PSEUDO_OPEN:
		return (evl_element_is(realm, e, "details") || evl_element_is(realm, e, "dialog")) && evl_element_has(realm, e, "open");
	case EVL_PSEUDO_REQUIRED:
		return is_required(realm, e);
	case EVL_PSEUDO_OPTIONAL:
		return (takes_part(realm, e) || evl_element_is(realm, e, "button")) && !is_required(realm, e);
	case EVL_PSEUDO_PLACEHOLDER_SHOWN:
		return shows_placeholder(realm, e);
	case EVL_PSEUDO_READ_ONLY:
	case EVL_PSEUDO_READ_WRITE:
		return is_editable(realm, e) == (which == EVL_PSEUDO_READ_WRITE);
	case EVL_PSEUDO_NEVER:
	case EVL_PSEUDO_POPOVER:
		return e->popover_shown;
	case EVL_PSEUDO_LATER:
	case EVL_PSEUDO_INVALID_NAME:
		return false;
	}
	return false;
}
