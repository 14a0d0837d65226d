/* SPDX-License-Identifier: MIT */
/*
 * popover.c - elements with a popover attribute: showing and hiding them, the buttons that do it, and the events that tell of it
 * (HTML, "The popover attribute").
 */
#include <stdio.h>
#include <string.h>

#include "builtins/dom_exception.h"
#include "host/browser/controls.h"
#include "host/browser/node.h"
#include "value/convert.h"

#define RECEIVER(element)                                                                                            \
	struct evl_dom_node *element = evl_node_receiver(realm, args, EVL_DOM_ELEMENT);                              \
	*result = EVL_UNDEFINED;                                                                                     \
	if (element == NULL)                                                                                         \
		return false

/* The state of the attribute: "auto", "manual", "hint"; NULL: there is none. */
static const char *kind_of(struct evl_realm *realm, const struct evl_dom_node *element)
{
	struct evl_string *text = evl_element_get(realm, element, "popover");
	const char *given = text != NULL ? evl_string_utf8(realm, text) : NULL;
	if (given == NULL)
		return NULL;
	char lower[8];
	size_t n = 0;
	for (; given[n] != '\0' && n < sizeof lower - 1; n++)
		lower[n] = given[n] >= 'A' && given[n] <= 'Z' ? (char)(given[n] + 32) : given[n];
	lower[n] = '\0';
	return lower[0] == '\0' || strcmp(lower, "auto") == 0 ? "auto" : strcmp(lower, "hint") == 0 ? "hint" : "manual";
}

bool evl_popover_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	const char *kind = kind_of(realm, element);
	*result = kind != NULL ? evl_platform_text(realm, kind) : EVL_NULL;
	return true;
}

bool evl_popover_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text = NULL;
	RECEIVER(element);
	return (evl_is_nullish(evl_arg(args, 0)) || evl_to_string(realm, evl_arg(args, 0), &text)) &&
	       evl_element_set(realm, element, evl_platform_intern(realm, "popover"), text);
}

/* ------------------------------------------------------------ showing, hiding */

/* "check popover validity" but for its being shown; *go_on false: it stays as it is, with an exception where `throws`. */
static bool check(struct evl_realm *realm, const char *function, struct evl_dom_node *element, bool shown, bool throws, bool *go_on)
{
	char text[200];
	const char *what = NULL, *name = "InvalidStateError";
	*go_on = false;
	if (kind_of(realm, element) == NULL) {
		what = "Not supported on elements that are not popovers.";
		name = "NotSupportedError";
	} else if (element->popover_shown != shown) {
		return true;
	} else if (!evl_node_connected(realm, element)) {
		what = "Invalid on disconnected popover elements.";
	}
	*go_on = what == NULL;
	if (what == NULL || !throws)
		return true;
	snprintf(text, sizeof text, "Failed to execute '%s' on 'HTMLElement': %s", function, what);
	return evl_dom_exception_throw(realm, text, name);
}

static bool hide(struct evl_realm *realm, const char *function, struct evl_dom_node *element, bool gives_focus_back, bool throws)
{
	bool go_on;
	if (!check(realm, function, element, true, throws, &go_on) || !go_on)
		return realm->exception == EVL_EMPTY && realm->halt == EVL_STATUS_OK;
	/* Those inside of it go with it. */
	for (struct evl_dom_node *at = element->first; at != NULL; at = evl_node_next(element, at))
		if (at->popover_shown && strcmp(kind_of(realm, at) != NULL ? kind_of(realm, at) : "", "auto") == 0)
			return evl_not_covered(realm, "popovers inside of one that is hidden");
	if (!evl_toggle_fire(realm, element, "beforetoggle", true, false, NULL))
		return false;
	if (!element->popover_shown)
		return true;
	element->popover_shown = false;
	evl_page(realm)->dom_version++;
	evl_toggle_later(realm, element, true);
	struct evl_dom_node *before = element->focused_before;
	element->focused_before = NULL;
	const struct evl_dom_node *focused = evl_page(realm)->focused;
	if (gives_focus_back && before != NULL && focused != NULL && evl_node_contains(element, focused))
		return evl_element_focus(realm, before);
	return focused == NULL || evl_focus_lost(realm);
}

/* Auto popovers that are open and not around this one are hidden first. */
static bool hide_others(struct evl_realm *realm, const struct evl_dom_node *element)
{
	struct evl_dom_node *document = evl_document(realm);
	for (struct evl_dom_node *at = document; at != NULL; at = evl_node_next(document, at)) {
		if (at == element || !at->popover_shown || evl_node_contains(at, element))
			continue;
		if (strcmp(kind_of(realm, at) != NULL ? kind_of(realm, at) : "", "manual") != 0 && !hide(realm, "", at, false, false))
			return false;
	}
	return true;
}

static bool show(struct evl_realm *realm, const char *function, struct evl_dom_node *element, bool throws)
{
	bool go_on;
	if (!check(realm, function, element, false, throws, &go_on) || !go_on)
		return realm->exception == EVL_EMPTY && realm->halt == EVL_STATUS_OK;
	if (!evl_toggle_fire(realm, element, "beforetoggle", false, true, &go_on))
		return false;
	if (!go_on || element->popover_shown || kind_of(realm, element) == NULL || !evl_node_connected(realm, element))
		return true;
	const char *kind = kind_of(realm, element);
	if (strcmp(kind, "hint") == 0)
		return evl_not_covered(realm, "popovers of the kind hint");
	bool keeps_focus = strcmp(kind, "auto") == 0;
	if (keeps_focus && !hide_others(realm, element))
		return false;
	struct evl_dom_node *before = evl_page(realm)->focused;
	element->popover_shown = true;
	evl_page(realm)->dom_version++;
	struct evl_dom_node *to = evl_focus_autofocus_in(realm, element);
	evl_toggle_later(realm, element, false);
	if (to != NULL && !evl_element_focus(realm, to))
		return false;
	element->focused_before = keeps_focus && element->popover_shown ? before : NULL;
	return true;
}

bool evl_popover_show(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	return show(realm, "showPopover", element, true);
}

bool evl_popover_hide(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	return hide(realm, "hidePopover", element, true, true);
}

bool evl_popover_toggle(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(element);
	evl_value force = evl_arg(args, 0);
	if (evl_is_object(force) && !evl_get(realm, force, evl_platform_intern(realm, "force"), &force))
		return false;
	bool forced = !evl_is_undefined(force), on = evl_to_boolean(force), go_on;
	if (element->popover_shown ? (!forced || !on) && !hide(realm, "togglePopover", element, true, true) :
				     (!forced || on) && !show(realm, "togglePopover", element, true))
		return false;
	if (!check(realm, "togglePopover", element, element->popover_shown, true, &go_on))
		return false;
	*result = evl_from_bool(element->popover_shown);
	return true;
}

/* -------------------------------------------------------------------- buttons */

/* The popover that a button is for; NULL: none. */
static struct evl_dom_node *target_of(struct evl_realm *realm, struct evl_dom_node *button)
{
	struct evl_string *id = evl_element_get(realm, button, "popovertarget");
	struct evl_dom_node *root = evl_node_root(button);
	for (struct evl_dom_node *at = root; id != NULL && at != NULL; at = evl_node_next(root, at)) {
		struct evl_string *own = at->type == EVL_DOM_ELEMENT ? evl_element_get(realm, at, "id") : NULL;
		if (own != NULL && own->length != 0 && evl_string_equals(realm, own, id))
			return at;
	}
	return NULL;
}

static const char *action_of(struct evl_realm *realm, const struct evl_dom_node *button)
{
	struct evl_string *text = evl_element_get(realm, button, "popovertargetaction");
	const char *given = text != NULL ? evl_string_utf8(realm, text) : "";
	return strcmp(given, "show") == 0 ? "show" : strcmp(given, "hide") == 0 ? "hide" : "toggle";
}

bool evl_popover_button(struct evl_realm *realm, struct evl_dom_node *button)
{
	if (evl_element_has(realm, button, "commandfor"))
		return evl_not_covered(realm, "buttons with commandfor");
	struct evl_dom_node *popover = target_of(realm, button);
	if (popover == NULL || kind_of(realm, popover) == NULL)
		return true;
	const char *action = action_of(realm, button);
	if (popover->popover_shown)
		return strcmp(action, "show") == 0 || hide(realm, "", popover, true, false);
	return strcmp(action, "hide") == 0 || show(realm, "", popover, false);
}

bool evl_popover_element(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(button);
	*result = evl_node_value(target_of(realm, button));
	return true;
}

bool evl_popover_action(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(button);
	*result = evl_platform_text(realm, action_of(realm, button));
	return true;
}

/* Does a click of the user on this element leave an open popover, which closes it? */
bool evl_popover_left(struct evl_realm *realm, const struct evl_dom_node *clicked)
{
	struct evl_dom_node *document = evl_document(realm);
	for (struct evl_dom_node *at = document; at != NULL; at = evl_node_next(document, at))
		if (at->popover_shown && !evl_node_contains(at, clicked) && strcmp(kind_of(realm, at) != NULL ? kind_of(realm, at) : "manual", "manual") != 0 &&
		    !(evl_element_has(realm, clicked, "popovertarget")))
			return true;
	return false;
}
