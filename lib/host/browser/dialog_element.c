/* SPDX-License-Identifier: MIT */
/*
 * dialog_element.c - <dialog>: what opens and closes it, with the events that tell of it (HTML, "The dialog element").
 */
#include <string.h>

#include "builtins/dom_exception.h"
#include "host/browser/controls.h"
#include "host/browser/node.h"
#include "value/convert.h"

#define RECEIVER(element)                                                                                            \
	struct evl_dom_node *element = evl_node_receiver(realm, args, 0);                                            \
	*result = EVL_UNDEFINED;                                                                                     \
	if (element == NULL)                                                                                         \
		return false

static struct evl_string *empty(struct evl_realm *realm) { return evl_string_from_name(realm, EVL_NAME_empty); }

bool evl_dialog_get_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	RECEIVER(dialog);
	*result = dialog->return_value != EVL_EMPTY ? dialog->return_value : evl_from_string(empty(realm));
	return true;
}

bool evl_dialog_set_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	RECEIVER(dialog);
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	dialog->return_value = evl_from_string(text);
	return true;
}

static bool fire_close(struct evl_realm *realm, uint32_t record)
{
	struct evl_dom_node *dialog = evl_pointer(evl_host_task(realm->host, record)->this_value);
	return evl_event_fire(realm, &dialog->target, "Event", "close", EVL_DOM_TRUSTED);
}

static bool is_open(struct evl_realm *realm, const struct evl_dom_node *dialog) { return evl_element_has(realm, dialog, "open"); }

bool evl_dialog_end(struct evl_realm *realm, struct evl_dom_node *dialog, struct evl_string *value)
{
	if (!is_open(realm, dialog))
		return true;
	if (!evl_toggle_fire(realm, dialog, "beforetoggle", true, false, NULL))
		return false;
	if (!is_open(realm, dialog))
		return true;
	evl_toggle_later(realm, dialog, true);
	bool was_modal = dialog->modal;
	dialog->modal = false;
	if (!evl_element_set(realm, dialog, evl_platform_intern(realm, "open"), NULL))
		return false;
	if (value != NULL)
		dialog->return_value = evl_from_string(value);
	struct evl_dom_node *before = dialog->focused_before;
	const struct evl_dom_node *focused = evl_page(realm)->focused;
	dialog->focused_before = NULL;
	if (before != NULL && (was_modal || (focused != NULL && evl_node_contains(dialog, focused)))) {
		if (!evl_element_focus(realm, before))
			return false;
	} else if (!evl_focus_lost(realm)) {
		return false;
	}
	/* Chromium fires it among the events of the next frame. */
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, evl_from_object(dialog), 0, NULL, 0);
	evl_host_task(realm->host, record)->run = fire_close;
	evl_host_task(realm->host, record)->task = evl_loop_post(&realm->host->loop, EVL_PAGE_QUEUE_FRAME_EVENTS, record);
	return true;
}

bool evl_dialog_close(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text = NULL;
	RECEIVER(dialog);
	return (args->count == 0 || !is_open(realm, dialog) || evl_to_string(realm, args->values[0], &text)) && evl_dialog_end(realm, dialog, text);
}

/* May it be shown in this way? False: InvalidStateError pending, or *shown when it is so already. */
static bool may_show(struct evl_realm *realm, const struct evl_dom_node *dialog, bool modal, bool *shown)
{
	*shown = is_open(realm, dialog) && dialog->modal == modal;
	if (*shown)
		return false;
	if (is_open(realm, dialog))
		return evl_dom_exception_throw(realm,
					       modal ? "Failed to execute 'showModal' on 'HTMLDialogElement': The dialog is already open as a non-modal dialog, and therefore cannot be opened as a modal dialog." :
						       "Failed to execute 'show' on 'HTMLDialogElement': The dialog is already open as a modal dialog, and therefore cannot be opened as a non-modal dialog.",
					       "InvalidStateError");
	return !modal || evl_node_connected(realm, dialog) ||
	       evl_dom_exception_throw(realm, "Failed to execute 'showModal' on 'HTMLDialogElement': The element is not in a Document.", "InvalidStateError");
}

bool evl_dialog_show(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	bool modal = strcmp(evl_platform_name(args), "showModal") == 0, go_on = true, shown;
	RECEIVER(dialog);
	if (!may_show(realm, dialog, modal, &shown))
		return shown;
	if (!evl_toggle_fire(realm, dialog, "beforetoggle", false, true, &go_on))
		return false;
	if (!go_on || is_open(realm, dialog))
		return true;
	evl_toggle_later(realm, dialog, false);
	dialog->modal = modal;
	dialog->focused_before = evl_page(realm)->focused;
	return evl_element_set(realm, dialog, evl_platform_intern(realm, "open"), empty(realm)) &&
	       (!evl_node_connected(realm, dialog) || evl_focus_dialog(realm, dialog));
}
