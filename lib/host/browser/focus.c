/* SPDX-License-Identifier: MIT */
/*
 * focus.c - which element has the focus: what can have it, how it moves, and what takes it away (HTML, "Focus", in the
 * order in which Chromium tells the listeners of it).
 */
#include <string.h>

#include "host/browser/controls.h"
#include "host/browser/dom.h"

bool evl_summary_is_main(struct evl_realm *realm, const struct evl_dom_node *element)
{
	if (!evl_element_is(realm, element, "summary") || !evl_element_is(realm, element->parent, "details"))
		return false;
	const struct evl_dom_node *first = element->parent->first;
	while (!evl_element_is(realm, first, "summary"))
		first = first->next;
	return first == element;
}

/* Does a tabindex attribute hold an integer (HTML, "Rules for parsing integers")? */
static bool has_tab_index(struct evl_realm *realm, const struct evl_dom_node *element)
{
	struct evl_string *text = evl_element_get(realm, element, "tabindex");
	if (text == NULL)
		return false;
	const char *at = evl_string_utf8(realm, text);
	at += strspn(at, " \t\n\f\r");
	at += *at == '-' || *at == '+';
	return *at >= '0' && *at <= '9';
}

bool evl_is_editing_host(struct evl_realm *realm, const struct evl_dom_node *element)
{
	struct evl_string *text = evl_element_get(realm, element, "contenteditable");
	const char *value = text != NULL ? evl_string_utf8(realm, text) : "false";
	return value[0] == '\0' || strcmp(value, "true") == 0 || strcmp(value, "plaintext-only") == 0;
}

/* Is it such that it takes the focus where it is drawn? */
static bool takes_focus(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const tags[] = { "input", "button", "select", "textarea", "iframe", "embed", "object" };
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (evl_element_is(realm, element, tags[i]))
			return true;
	if (evl_element_is(realm, element, "a") && evl_element_has(realm, element, "href"))
		return true;
	if ((evl_element_is(realm, element, "audio") || evl_element_is(realm, element, "video")) && evl_element_has(realm, element, "controls"))
		return true;
	return has_tab_index(realm, element) || evl_is_editing_host(realm, element) || evl_summary_is_main(realm, element);
}

/* Is it inert, or in a details element that is closed? */
static bool is_out_of_reach(struct evl_realm *realm, const struct evl_dom_node *element)
{
	for (const struct evl_dom_node *at = element; at != NULL; at = evl_node_shown_in(realm, at)) {
		if (at->type == EVL_DOM_ELEMENT && evl_element_has(realm, at, "inert"))
			return true;
		if (evl_element_is(realm, at->parent, "details") && !evl_element_has(realm, at->parent, "open") && !evl_summary_is_main(realm, at))
			return true;
	}
	return false;
}

bool evl_is_focusable(struct evl_realm *realm, const struct evl_dom_node *element)
{
	return takes_focus(realm, element) && !evl_control_disabled(realm, element) && evl_element_drawn(realm, element) &&
	       !evl_element_styled(realm, element, "display", "contents") &&
	       !(evl_element_is(realm, element, "slot") && !evl_element_styled(realm, element, "display", "")) &&
	       !evl_element_inherits(realm, element, "visibility", "hidden", "collapse") && !is_out_of_reach(realm, element);
}

static bool fire_focus(struct evl_realm *realm, struct evl_dom_node *element, const char *type, bool bubbles, struct evl_dom_node *related)
{
	struct evl_dom_event *event = evl_event_new(realm, "FocusEvent", type,
						    (uint8_t)(EVL_DOM_TRUSTED | EVL_DOM_COMPOSED | (bubbles ? EVL_DOM_BUBBLES : 0)));
	evl_event_set(realm, event, "relatedTarget", evl_node_value(related));
	evl_event_set(realm, event, "view", evl_from_object(realm->global));
	return evl_event_dispatch(realm, &element->target, event, NULL);
}

/* The focus goes to `to` (NULL: to none), unless a listener takes it elsewhere. */
static bool move(struct evl_realm *realm, struct evl_dom_node *to)
{
	struct evl_page *page = evl_page(realm);
	struct evl_dom_node *from = page->focused, *next = to;
	page->focused = NULL;
	if (from != NULL) {
		/* A value typed by the user and not told yet. */
		if (from->edited) {
			from->edited = false;
			if (!evl_event_fire(realm, &from->target, "Event", "change", EVL_DOM_TRUSTED | EVL_DOM_BUBBLES))
				return false;
		}
		if (page->focused != NULL)
			next = NULL;
		if (!fire_focus(realm, from, "blur", false, next))
			return false;
		if (page->focused != NULL)
			next = NULL;
		if (!fire_focus(realm, from, "focusout", true, next))
			return false;
		if (page->focused != NULL)
			next = NULL;
	}
	if (next == NULL || !evl_is_focusable(realm, next))
		return true;
	page->focused = next;
	return fire_focus(realm, next, "focus", false, from) && (page->focused != next || fire_focus(realm, next, "focusin", true, from));
}

struct evl_dom_node *evl_focus_active(struct evl_realm *realm, const struct evl_dom_node *root)
{
	struct evl_dom_node *at = evl_page(realm)->focused;
	while (at != NULL && evl_node_root(at) != root)
		at = evl_node_root(at)->host;
	return at;
}

bool evl_element_focus(struct evl_realm *realm, struct evl_dom_node *element)
{
	if (element->shadow != NULL && element->shadow->delegates_focus)
		return evl_not_covered(realm, "focus of shadow hosts with delegatesFocus");
	if (!evl_is_focusable(realm, element)) {
		struct evl_dom_node *control = evl_element_is(realm, element, "label") ? evl_control_of(realm, element) : NULL;
		return control == NULL || evl_element_focus(realm, control);
	}
	if (evl_page(realm)->focused == element)
		return true;
	if (evl_element_is(realm, element, "iframe"))
		return evl_not_covered(realm, "focus inside of frames");
	return move(realm, element);
}

bool evl_element_blur(struct evl_realm *realm, struct evl_dom_node *element)
{
	return evl_page(realm)->focused == NULL || evl_focus_active(realm, evl_node_root(element)) != element || move(realm, NULL);
}

/* ---------------------------------------------------------- what is given it */

/* "flush autofocus candidates", among what a frame begins with. */
static bool give_focus(struct evl_realm *realm, uint32_t record)
{
	struct evl_dom_node *element = evl_pointer(evl_host_task(realm->host, record)->this_value);
	return evl_page(realm)->focused != NULL || !evl_node_connected(realm, element) || evl_element_focus(realm, element);
}

void evl_focus_candidate(struct evl_realm *realm, struct evl_dom_node *element)
{
	if (!evl_is_focusable(realm, element))
		return;
	evl_page(realm)->autofocused = true;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(element), 0, NULL, 0);
	evl_host_task(realm->host, record)->run = give_focus;
	evl_host_task(realm->host, record)->task = evl_loop_post(&realm->host->loop, EVL_PAGE_QUEUE_FRAME_EVENTS, record);
}

struct evl_dom_node *evl_focus_autofocus_in(struct evl_realm *realm, struct evl_dom_node *root)
{
	for (struct evl_dom_node *at = root; at != NULL; at = evl_node_next(root, at))
		if (at->type == EVL_DOM_ELEMENT && evl_element_has(realm, at, "autofocus") && evl_is_focusable(realm, at))
			return at;
	return NULL;
}

/* "dialog focusing steps": the element with autofocus, or the first that takes it; else the dialog itself, which nobody hears of. */
bool evl_focus_dialog(struct evl_realm *realm, struct evl_dom_node *dialog)
{
	struct evl_dom_node *to = evl_focus_autofocus_in(realm, dialog);
	for (struct evl_dom_node *at = dialog->first; at != NULL && to == NULL; at = evl_node_next(dialog, at))
		if (at->type == EVL_DOM_ELEMENT && evl_is_focusable(realm, at))
			to = at;
	return to != NULL ? evl_element_focus(realm, to) : move(realm, NULL);
}

/* ------------------------------------------------------------ what takes it */

static bool lose(struct evl_realm *realm, void *context)
{
	(void)context;
	return move(realm, NULL);
}

bool evl_focus_removing(struct evl_realm *realm, const struct evl_dom_node *node)
{
	for (const struct evl_dom_node *at = evl_page(realm)->focused; at != NULL; at = at->parent != NULL ? at->parent : at->host)
		if (at == node)
			return evl_custom_apart(realm, lose, NULL);
	return true;
}

/* The task after the frame in which the focused element was found to be unfocusable. */
static bool lose_later(struct evl_realm *realm, uint32_t record)
{
	struct evl_dom_node *element = evl_pointer(evl_host_task(realm->host, record)->this_value);
	return evl_page(realm)->focused != element || evl_is_focusable(realm, element) || move(realm, NULL);
}

static bool look_after_frame(struct evl_realm *realm, uint32_t record)
{
	(void)record;
	struct evl_page *page = evl_page(realm);
	page->focus_watched = false;
	if (page->focused == NULL || evl_is_focusable(realm, page->focused))
		return true;
	uint32_t later = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(page->focused), 0, NULL, 0);
	evl_host_task(realm->host, later)->run = lose_later;
	evl_host_post(realm, later, EVL_SOURCE_DOM, 0);
	return true;
}

bool evl_focus_attribute(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, const struct evl_string *value)
{
	struct evl_page *page = evl_page(realm);
	static const char *const watched[] = { "hidden", "disabled", "style", "inert", "open", "tabindex", "href", "contenteditable", "type" };
	if (element == page->focused && value != NULL && name == evl_platform_intern(realm, "hidden"))
		return evl_custom_apart(realm, lose, NULL);
	bool counts = false;
	for (size_t i = 0; i < sizeof watched / sizeof watched[0]; i++)
		counts = counts || name == evl_platform_intern(realm, watched[i]);
	return !counts || evl_focus_lost(realm);
}

bool evl_focus_lost(struct evl_realm *realm)
{
	struct evl_page *page = evl_page(realm);
	if (page->focused == NULL || page->focus_watched || evl_is_focusable(realm, page->focused))
		return true;
	page->focus_watched = true;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0);
	evl_host_task(realm->host, record)->run = look_after_frame;
	evl_host_task(realm->host, record)->task = evl_loop_post(&realm->host->loop, EVL_PAGE_QUEUE_RESIZE, record);
	return true;
}
