/* SPDX-License-Identifier: MIT */
/*
 * activation.c - where events go in a document, and what they do by default: clicks on
 * controls, labels and links, submission (HTML, "Activation behavior").
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "builtins/dom_exception.h"
#include "host/browser/controls.h"
#include "host/browser/dom.h"
#include "host/browser/image.h"
#include "host/browser/resource.h"
#include "host/browser/transitions.h"
#include "host/script.h"
#include "value/convert.h"

/* Is `root` a shadow-including inclusive ancestor of `node`? */
static bool shadow_includes(const struct evl_dom_node *root, struct evl_dom_node *node)
{
	for (; node != NULL; node = evl_node_root(node)->host)
		if (evl_node_root(node) == root)
			return true;
	return false;
}

/* What `target` is for a listener at `against` (DOM, "retarget"). */
static struct evl_target *retarget(struct evl_target *target, struct evl_target *against)
{
	while (target->platform.kind == EVL_PLATFORM_NODE) {
		struct evl_dom_node *root = evl_node_root((struct evl_dom_node *)target);
		if (root->host == NULL || (against != NULL && against->platform.kind == EVL_PLATFORM_NODE &&
					   shadow_includes(root, (struct evl_dom_node *)against)))
			return target;
		target = &root->host->target;
	}
	return target;
}

/* Does a closed shadow tree hide `target` from a listener at `current`? */
static bool hides(struct evl_target *target, struct evl_target *current)
{
	if (target->platform.kind != EVL_PLATFORM_NODE)
		return false;
	for (struct evl_dom_node *root = evl_node_root((struct evl_dom_node *)target); root->host != NULL; root = evl_node_root(root->host))
		if (root->open_dialog && !(current != NULL && current->platform.kind == EVL_PLATFORM_NODE &&
					   shadow_includes(root, (struct evl_dom_node *)current)))
			return true;
	return false;
}

void evl_shadow_begin(struct evl_realm *realm)
{
	evl_web(realm)->retarget = retarget;
	evl_web(realm)->hides = hides;
}

/* The way of an event: from node to parent, from a shadow root to its host, from the document to the window. */
static struct evl_target *parent_of(struct evl_realm *realm, struct evl_target *target, const struct evl_dom_event *event)
{
	if (target->platform.kind != EVL_PLATFORM_NODE)
		return target->parent;
	struct evl_dom_node *node = (struct evl_dom_node *)target;
	if (node->parent != NULL && node->parent->shadow != NULL && (node->type == EVL_DOM_ELEMENT || node->type == EVL_DOM_TEXT)) {
		struct evl_dom_node *slot = evl_slot_of(realm, node);
		if (slot != NULL)
			return &slot->target;
	}
	if (node->parent != NULL)
		return &node->parent->target;
	if (node->host != NULL) {
		/* An event that is not composed stays in the tree where it began. */
		struct evl_target *first = evl_target_of(realm, event->target);
		bool began_here = first != NULL && first->platform.kind == EVL_PLATFORM_NODE && evl_node_root((struct evl_dom_node *)first) == node;
		return (event->flags & EVL_DOM_COMPOSED) != 0 || !began_here ? &node->host->target : NULL;
	}
	if (node->type == EVL_DOM_DOCUMENT && target == evl_page(realm)->document && !evl_event_is(realm, event, "load"))
		return evl_web(realm)->window;
	return NULL;
}

/* ------------------------------------------------------------ what activates */

static bool is_click(struct evl_realm *realm, const struct evl_dom_event *event)
{
	return evl_event_is(realm, event, "click") &&
	       (strcmp(event->interface->name, "MouseEvent") == 0 || strcmp(event->interface->name, "PointerEvent") == 0);
}

static bool has_activation(struct evl_realm *realm, const struct evl_dom_node *node)
{
	return evl_element_is(realm, node, "input") || evl_element_is(realm, node, "button") || evl_element_is(realm, node, "label") ||
	       evl_element_is(realm, node, "summary") || (evl_element_is(realm, node, "a") && evl_element_has(realm, node, "href"));
}

/* How a checkbox or radio button stood before the click. */
struct before {
	bool checked, indeterminate;
	struct evl_dom_node *chosen; /* of the radio group */
};

static struct evl_target *before_default(struct evl_realm *realm, struct evl_dom_event *event, void **state)
{
	if (!is_click(realm, event))
		return NULL;
	for (uint32_t i = 0; i < event->path_count; i++) {
		struct evl_dom_node *node = (struct evl_dom_node *)event->path[i];
		if (event->path[i]->platform.kind != EVL_PLATFORM_NODE || (i > 0 && (event->flags & EVL_DOM_BUBBLES) == 0))
			break;
		if (!has_activation(realm, node))
			continue;
		bool box = evl_element_type_is(realm, node, "checkbox"), radio = evl_element_type_is(realm, node, "radio");
		if (box || radio) {
			struct before *before = evl_arena_zalloc(&realm->scratch, sizeof *before);
			before->checked = evl_control_checked(realm, node);
			before->indeterminate = node->indeterminate;
			before->chosen = radio ? evl_radio_of_group(realm, node) : NULL;
			*state = before;
			evl_control_set_checked(realm, node, radio || !before->checked);
			node->indeterminate = false;
		}
		return &node->target;
	}
	return NULL;
}

static bool fire(struct evl_realm *realm, struct evl_dom_node *node, const char *type, uint8_t flags)
{
	return evl_event_fire(realm, &node->target, "Event", type, (uint8_t)(flags | EVL_DOM_TRUSTED));
}

/* Are all the controls of a form that is to be submitted as they should be? The person is shown the first that is not. */
static bool validate(struct evl_realm *realm, const struct evl_dom_node *form, const struct evl_dom_node *submitter, bool *valid)
{
	evl_value value = evl_from_object(form), out;
	*valid = true;
	if (evl_element_has(realm, form, "novalidate") || (submitter != NULL && evl_element_has(realm, submitter, "formnovalidate")))
		return true;
	if (!evl_host_script_call(realm, "browser/validity", "reportValidity", 1, &value, &out))
		return false;
	*valid = evl_to_boolean(out);
	return true;
}

static bool fire_submit(struct evl_realm *realm, struct evl_dom_node *form, struct evl_dom_node *submitter, bool *go_on)
{
	struct evl_dom_event *event =
		evl_event_new(realm, "SubmitEvent", "submit", EVL_DOM_TRUSTED | EVL_DOM_BUBBLES | EVL_DOM_CANCELABLE | EVL_DOM_COMPOSED);
	evl_event_set(realm, event, "submitter", evl_node_value(submitter));
	return evl_event_dispatch(realm, &form->target, event, go_on);
}

/* The dialog that a form with method=dialog closes; NULL: it is in none. */
static struct evl_dom_node *dialog_of(struct evl_realm *realm, struct evl_dom_node *form)
{
	struct evl_dom_node *at = form;
	while (at != NULL && !evl_element_is(realm, at, "dialog"))
		at = at->parent;
	return at;
}

bool evl_form_submit(struct evl_realm *realm, struct evl_dom_node *form, struct evl_dom_node *submitter)
{
	bool go_on;
	/* Not again while its listeners run (HTML, "firing submission events"). */
	if (!evl_node_connected(realm, form) || form->activating)
		return true;
	form->activating = true;
	bool ok = validate(realm, form, submitter, &go_on) && (!go_on || fire_submit(realm, form, submitter, &go_on));
	form->activating = false;
	if (!ok || !go_on)
		return ok;
	struct evl_string *method = evl_element_get(realm, form, "method");
	if (method != NULL && strcmp(evl_string_utf8(realm, method), "dialog") == 0) {
		struct evl_dom_node *dialog = dialog_of(realm, form);
		struct evl_string *value = submitter != NULL ? evl_element_get(realm, submitter, "value") : NULL;
		return dialog == NULL || evl_dialog_end(realm, dialog, value);
	}
	evl_host_note(realm, evl_span_none(), "a submitted form would leave the page; the prediction stays on it");
	return true;
}

static struct evl_dom_event *click_event(struct evl_realm *realm, bool trusted)
{
	struct evl_dom_event *event = evl_event_new(realm, "PointerEvent", "click",
						    (uint8_t)(EVL_DOM_BUBBLES | EVL_DOM_CANCELABLE | EVL_DOM_COMPOSED | (trusted ? EVL_DOM_TRUSTED : 0)));
	evl_event_set(realm, event, "view", evl_from_object(realm->global));
	evl_event_set(realm, event, "pointerId", evl_from_int(trusted ? 1 : -1));
	if (trusted) {
		evl_event_set(realm, event, "pointerType", evl_platform_text(realm, "mouse"));
		evl_event_set(realm, event, "detail", evl_from_int(1));
	}
	return event;
}

/* Click an element, unless a click on it is under way (HTML, "click in progress flag"). */
static bool simulate(struct evl_realm *realm, struct evl_dom_node *element, struct evl_dom_event *event)
{
	if (element->clicking || (evl_control_disabled(realm, element) && !evl_element_is(realm, element, "fieldset")))
		return true;
	element->clicking = true;
	bool ok = evl_event_dispatch(realm, &element->target, event, NULL);
	element->clicking = false;
	return ok;
}

/* Interactive content: a click on it is its own affair (HTML, "Interactive content"). */
static bool is_interactive(struct evl_realm *realm, const struct evl_dom_node *node)
{
	static const char *const always[] = { "button", "details", "embed", "iframe", "label", "select", "summary", "textarea" };
	for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
		if (evl_element_is(realm, node, always[i]))
			return true;
	return (evl_element_is(realm, node, "input") && !evl_element_type_is(realm, node, "hidden")) ||
	       (evl_element_is(realm, node, "a") && evl_element_has(realm, node, "href")) ||
	       ((evl_element_is(realm, node, "audio") || evl_element_is(realm, node, "video")) && evl_element_has(realm, node, "controls")) ||
	       ((evl_element_is(realm, node, "img") || evl_element_is(realm, node, "object")) && evl_element_has(realm, node, "usemap"));
}

/* A label gives its control the focus and a click of its own, as Chromium's does also for a script's click. */
static bool activate_label(struct evl_realm *realm, struct evl_dom_node *label, const struct evl_dom_event *event)
{
	struct evl_dom_node *control = evl_control_of(realm, label), *target = evl_node_cast(event->target);
	if (control == NULL || label->activating || (target != NULL && evl_node_contains(control, target)))
		return true;
	for (const struct evl_dom_node *at = target; at != NULL && at != label; at = at->parent)
		if (is_interactive(realm, at))
			return true;
	struct evl_dom_event *like = click_event(realm, (event->flags & EVL_DOM_TRUSTED) != 0);
	static const char *const copied[] = { "detail", "ctrlKey", "shiftKey", "altKey", "metaKey" };
	for (size_t i = 0; i < sizeof copied / sizeof copied[0]; i++) {
		evl_value value = evl_event_get(event, copied[i]);
		if (!evl_is_undefined(value))
			evl_event_set(realm, like, copied[i], value);
	}
	label->activating = true;
	bool ok = evl_element_focus(realm, control) && simulate(realm, control, like);
	label->activating = false;
	return ok;
}

/* Is this an address of a script that does nothing, as links have it that only listeners care for? */
static bool does_nothing(const char *address)
{
	static const char *const known[] = { "javascript:", "javascript:;", "javascript:void(0)", "javascript:void(0);", "javascript:void 0", "javascript:void 0;" };
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (strcmp(address, known[i]) == 0)
			return true;
	return false;
}

static bool activate(struct evl_realm *realm, struct evl_dom_node *node, const struct evl_dom_event *event, const struct before *before)
{
	if (evl_element_is(realm, node, "label"))
		return activate_label(realm, node, event);
	if (evl_element_is(realm, node, "a")) {
		struct evl_string *address = evl_element_get(realm, node, "href");
		const char *text = address != NULL ? evl_string_utf8(realm, address) : "";
		struct evl_string *where = evl_element_get(realm, node, "target");
		if (address == NULL)
			return true;
		if (text[0] == '#' && text[1] != '\0')
			return evl_page_set_hash(realm, text + 1);
		if (does_nothing(text))
			return true;
		if (where != NULL && where->length != 0 && strcmp(evl_string_utf8(realm, where), "_self") != 0) {
			evl_host_note(realm, evl_span_none(), "a link opens another page: what happens there is not predicted");
			return true;
		}
		return evl_page_navigate(realm, text, false, NULL);
	}
	if (evl_element_is(realm, node, "summary")) {
		struct evl_dom_node *details = node->parent;
		const struct evl_dom_node *target = evl_node_cast(event->target);
		/* A control in it is clicked for its own sake. */
		if (!evl_summary_is_main(realm, node) || evl_element_is(realm, target, "select") || evl_element_is(realm, target, "textarea"))
			return true;
		bool open = evl_element_has(realm, details, "open");
		return evl_element_set(realm, details, evl_platform_intern(realm, "open"),
				       open ? NULL : evl_string_from_name(realm, EVL_NAME_empty));
	}
	bool radio = evl_element_type_is(realm, node, "radio");
	if (radio || evl_element_type_is(realm, node, "checkbox")) {
		/* Of a radio button that was chosen already, or is not any more, nobody is told. */
		bool chosen = evl_control_checked(realm, node);
		if (!evl_node_connected(realm, node) || (radio && (!chosen || (before != NULL && before->checked))))
			return true;
		return fire(realm, node, "input", EVL_DOM_BUBBLES | EVL_DOM_COMPOSED) && fire(realm, node, "change", EVL_DOM_BUBBLES);
	}
	struct evl_dom_node *form = evl_control_disabled(realm, node) ? NULL : evl_form_of(realm, node);
	if (form != NULL && (evl_element_type_is(realm, node, "submit") || evl_element_type_is(realm, node, "image")))
		return evl_form_submit(realm, form, node);
	if (form != NULL && evl_element_type_is(realm, node, "reset")) {
		struct evl_args args = { .this_value = evl_from_object(form), .new_target = EVL_UNDEFINED };
		evl_value ignored;
		return evl_form_reset(realm, &args, &ignored);
	}
	bool is_button = evl_element_is(realm, node, "button") || evl_element_type_is(realm, node, "button");
	return !is_button || evl_control_disabled(realm, node) || evl_popover_button(realm, node);
}

static bool after_default(struct evl_realm *realm, struct evl_target *target, struct evl_dom_event *event, void *state)
{
	struct evl_dom_node *node = (struct evl_dom_node *)target;
	const struct before *before = state;
	if (!event->canceled)
		return activate(realm, node, event, before);
	if (before != NULL) {
		node->checked = before->checked;
		node->indeterminate = before->indeterminate;
		if (before->chosen != NULL)
			evl_control_set_checked(realm, before->chosen, true);
	}
	return true;
}

/* Events of what is not modelled: they would never come. */
static bool refuses(struct evl_realm *realm, struct evl_target *target, struct evl_string *type)
{
	const char *text = type->length < 30 ? evl_string_utf8(realm, type) : "";
	if (target->platform.kind != EVL_PLATFORM_NODE)
		return false;
	if (strncmp(text, "transition", 10) == 0 || strncmp(text, "animation", 9) == 0)
		return !evl_transitions_watch(realm);
	return false;
}

void evl_page_init_events(struct evl_realm *realm)
{
	struct evl_web *web = evl_web(realm);
	web->refuses = refuses;
	web->parent = parent_of;
	web->handler_owner = evl_page_handler_owner;
	web->before_default = before_default;
	web->passive_by_default = evl_page_passive_by_default;
	web->after_default = after_default;
}

/* -------------------------------------------------------------------- click */

bool evl_element_click(struct evl_realm *realm, struct evl_dom_node *element, bool trusted)
{
	return simulate(realm, element, click_event(realm, trusted));
}

/* ------------------------------------------------- insertion and attributes */

static bool fire_style_loaded(struct evl_realm *realm, uint32_t record)
{
	const struct evl_host_task *task = evl_host_task(realm->host, record);
	struct evl_dom_node *element = evl_pointer(task->this_value);
	bool awaited = task->handle != 0;
	if (!evl_event_fire(realm, &element->target, "Event", "load", EVL_DOM_TRUSTED))
		return false;
	if (awaited)
		evl_resource_arrived(realm);
	return true;
}

void evl_style_changed(struct evl_realm *realm, struct evl_dom_node *element)
{
	struct evl_string *type = evl_element_get(realm, element, "type");
	if (!evl_element_is(realm, element, "style") || !evl_node_connected(realm, element) ||
	    (type != NULL && type->length != 0 && strcmp(evl_string_utf8(realm, type), "text/css") != 0))
		return;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(element), 0, NULL, 0);
	evl_host_task(realm->host, record)->run = fire_style_loaded;
	evl_host_task(realm->host, record)->handle = evl_page(realm)->ready_state != EVL_PAGE_COMPLETE;
	if (evl_page(realm)->ready_state != EVL_PAGE_COMPLETE)
		evl_resource_awaited(realm);
	/* The parser may have come to its end by then, or not. */
	bool parsed = evl_page(realm)->parsing && element->parser_inserted;
	evl_host_post(realm, record, parsed ? EVL_SOURCE_NETWORK : EVL_SOURCE_DOM, 0);
}

bool evl_element_inserted(struct evl_realm *realm, struct evl_dom_node *element)
{
	evl_transitions_inserted(realm, element);
	if (evl_element_is(realm, element, "script") && !element->script_done)
		return evl_page_script_inserted(realm, element);
	if (element->space == EVL_SPACE_SVG && !element->script_done && element->name == evl_platform_intern(realm, "script"))
		return evl_not_covered(realm, "scripts inside of svg");
	if (!evl_page(realm)->autofocused && element->attribute_count != 0 && evl_element_has(realm, element, "autofocus"))
		evl_focus_candidate(realm, element);
	evl_style_changed(realm, element);
	if (evl_element_is(realm, element, "link"))
		return evl_link_inserted(realm, element);
	if (evl_element_is(realm, element, "iframe"))
		return evl_frame_inserted(realm, element);
	if (evl_element_is(realm, element, "source") && evl_node_is(element->parent, EVL_DOM_ELEMENT) && evl_media_is(realm, element->parent))
		return evl_media_source(realm, element->parent, true);
	/* An image that comes out of a template's content. */
	if (evl_element_is(realm, element, "img") && !element->image_asked && evl_element_has(realm, element, "src"))
		evl_image_load(realm, element);
	return true;
}

static bool is_handler(struct evl_realm *realm, evl_name name)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	return entry->length > 2 && entry->units[0] == 'o' && entry->units[1] == 'n';
}

bool evl_toggle_fire(struct evl_realm *realm, struct evl_dom_node *element, const char *type, bool from_open, bool to_open, bool *go_on)
{
	struct evl_dom_event *event = evl_event_new(realm, "ToggleEvent", type, go_on != NULL ? EVL_DOM_TRUSTED | EVL_DOM_CANCELABLE : EVL_DOM_TRUSTED);
	evl_event_set(realm, event, "newState", evl_platform_text(realm, to_open ? "open" : "closed"));
	evl_event_set(realm, event, "oldState", evl_platform_text(realm, from_open ? "open" : "closed"));
	return evl_event_dispatch(realm, &element->target, event, go_on);
}

static bool fire_toggle(struct evl_realm *realm, uint32_t record)
{
	struct evl_dom_node *element = evl_pointer(evl_host_task(realm->host, record)->this_value);
	element->toggling = false;
	return evl_toggle_fire(realm, element, "toggle", element->was_open,
			       element->popover_shown || evl_element_has(realm, element, "open"), NULL);
}

void evl_toggle_later(struct evl_realm *realm, struct evl_dom_node *element, bool was_open)
{
	/* One event for all changes until it is fired, and that after the last of them (HTML, "queue a details toggle event task"). */
	if (element->toggling)
		evl_host_task_cancel(realm, element->toggle_record);
	else
		element->was_open = was_open;
	element->toggling = true;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(element), 0, NULL, 0);
	evl_host_task(realm->host, record)->run = fire_toggle;
	evl_host_post(realm, record, EVL_SOURCE_DOM, 0);
	element->toggle_record = record;
}

/* Of the details with one name only one is open (HTML, "details name group"). */
static bool close_others(struct evl_realm *realm, struct evl_dom_node *details)
{
	struct evl_string *name = evl_element_get(realm, details, "name");
	if (name == NULL || name->length == 0)
		return true;
	struct evl_dom_node *root = evl_node_root(details);
	for (struct evl_dom_node *at = root; at != NULL; at = evl_node_next(root, at)) {
		struct evl_string *other = at != details && evl_element_is(realm, at, "details") ? evl_element_get(realm, at, "name") : NULL;
		if (other != NULL && evl_string_equals(realm, other, name) && evl_element_has(realm, at, "open"))
			return evl_element_set(realm, at, evl_platform_intern(realm, "open"), NULL);
	}
	return true;
}

bool evl_element_attribute_changed(struct evl_realm *realm, struct evl_dom_node *element, evl_name name, struct evl_string *value)
{
	if (evl_page(realm)->focused != NULL && !evl_focus_attribute(realm, element, name, value))
		return false;
	if (name == evl_platform_intern(realm, "style")) {
		evl_observe_layout(realm);
		evl_transitions_style(realm, element, value);
		return true;
	}
	if (name == evl_platform_intern(realm, "class"))
		return evl_transitions_class(realm, element);
	if (value != NULL && name == evl_platform_intern(realm, "name") && evl_document_knows_by_name(realm, element))
		evl_document(realm)->target.platform.object.cell.flags |= EVL_OBJECT_EXOTIC;
	if (evl_element_is(realm, element, "input")) {
		if (name == evl_platform_intern(realm, "type") && !evl_input_type_changed(realm, element))
			return false;
		evl_range_limits_changed(realm, element, name);
	}
	if (evl_element_is(realm, element, "canvas") && (name == evl_platform_intern(realm, "width") || name == evl_platform_intern(realm, "height")))
		return evl_canvas_resized(realm, element);
	if (value != NULL && evl_element_is(realm, element, "script") && name == evl_platform_intern(realm, "src") && !element->script_done &&
	    !element->parser_inserted && evl_node_connected(realm, element))
		return evl_page_script_inserted(realm, element);
	if (evl_element_is(realm, element, "img") && name == evl_platform_intern(realm, "src")) {
		evl_image_load(realm, element);
		return true;
	}
	if (evl_media_is(realm, element) && name == evl_platform_intern(realm, "src") && value != NULL)
		return evl_media_source(realm, element, false);
	if (evl_element_is(realm, element, "details") && name == evl_platform_intern(realm, "open")) {
		evl_toggle_later(realm, element, value == NULL);
		return value == NULL || close_others(realm, element);
	}
	/* on<type>="..." */
	if (is_handler(realm, name))
		evl_page_handler_attribute(realm, element, name, value);
	return true;
}

bool evl_element_attributes_came(struct evl_realm *realm, struct evl_dom_node *element, bool inert)
{
	for (uint32_t i = 0; i < element->attribute_count; i++)
		if ((!inert || is_handler(realm, element->attributes[i].name)) &&
		    !evl_element_attribute_changed(realm, element, element->attributes[i].name, evl_as_string(element->attributes[i].value)))
			return false;
	return true;
}

bool evl_block_level(struct evl_realm *realm, const struct evl_dom_node *element)
{
	static const char *const inlines[] = { "a", "span", "b", "i", "em", "strong", "small", "code", "label", "abbr", "sub", "sup", "u", "s",
					       "mark", "kbd", "samp", "var", "cite" };
	(void)realm;
	for (size_t i = 0; i < sizeof inlines / sizeof inlines[0]; i++)
		if (element->kind != NULL && strcmp(element->kind->tag, inlines[i]) == 0)
			return false;
	return true;
}
