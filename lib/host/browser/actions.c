/* SPDX-License-Identifier: MIT */
/*
 * actions.c - what a user does, given with the run: "100ms click #button", "1s key Enter on #name", "event scroll on
 * window", "input \"Ann\" on #name" (the text is there at once, as pasted). Each becomes a task of the user interaction source; its events are trusted, and microtasks run after every
 * listener. Input comes right before a frame, as browsers align it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "builtins/json.h"
#include "host/browser/controls.h"
#include "host/browser/dom.h"
#include "host/browser/pointer.h"
#include "host/web/message.h"
#include "value/convert.h"
#include "vm/promise.h"

/* One action as it waits; texts are UTF-8 in scratch. */
struct action {
	const char *verb, *type, *target;
	const char *data; /* JSON, or NULL */
};

/* ------------------------------------------------------------------- parsing */

static const char *skip(const char *text)
{
	while (*text == ' ' || *text == '\t')
		text++;
	return text;
}

static const char *word(struct evl_realm *realm, const char **text)
{
	const char *from = *text = skip(*text);
	while (**text != '\0' && **text != ' ' && **text != '\t')
		(*text)++;
	size_t length = (size_t)(*text - from);
	char *out = evl_arena_alloc(&realm->scratch, length + 1);
	memcpy(out, from, length);
	out[length] = '\0';
	return out;
}

static const char *rest(struct evl_realm *realm, const char *text)
{
	text = skip(text);
	size_t length = strlen(text);
	while (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t' || text[length - 1] == '\r'))
		length--;
	char *out = evl_arena_alloc(&realm->scratch, length + 1);
	memcpy(out, text, length);
	out[length] = '\0';
	return out;
}

/* The end of a string of JSON that begins here; NULL: none does. */
static const char *json_text_end(const char *text)
{
	if (*text++ != '"')
		return NULL;
	for (; *text != '"'; text++) {
		if (*text == '\\' && text[1] != '\0')
			text++;
		if (*text == '\0')
			return NULL;
	}
	return text + 1;
}

/* "100ms", "2s", "5us" as microseconds; -1: no time. */
static int64_t parse_time(const char *text)
{
	char *end;
	double number = strtod(text, &end);
	double unit = strcmp(end, "ms") == 0 ? 1e3 : strcmp(end, "s") == 0 ? 1e6 : strcmp(end, "us") == 0 ? 1 : 0;
	return end == text || unit == 0 || !(number >= 0) || number * unit > 9e15 ? -1 : (int64_t)(number * unit);
}

/* ---------------------------------------------------------------- the target */

static struct evl_target *find_target(struct evl_realm *realm, const char *selector)
{
	if (selector == NULL || selector[0] == '\0' || strcmp(selector, "window") == 0)
		return evl_web(realm)->window;
	struct evl_dom_node *document = evl_document(realm);
	if (strcmp(selector, "document") == 0)
		return &document->target;
	struct evl_string *text = evl_string_from_utf8(realm, selector, strlen(selector));
	const struct evl_selector *parsed = text != NULL ? evl_selector_parse(realm, text, "querySelector", "Document") : NULL;
	if (parsed == NULL)
		return NULL;
	struct evl_dom_node *found = evl_selector_first(realm, parsed, document);
	if (found == NULL)
		found = evl_document_assume(realm, text, "querySelector");
	if (found == NULL && realm->halt == EVL_STATUS_OK) {
		char note[200];
		snprintf(note, sizeof note, "the user's action finds no element %.120s", selector);
		evl_host_note(realm, evl_span_none(), note);
	}
	return found != NULL ? &found->target : NULL;
}

/* ----------------------------------------------------------------- the verbs */

static bool fire(struct evl_realm *realm, struct evl_target *target, const char *interface, const char *type, bool *go_on)
{
	return evl_pointer_fire(realm, target, interface, type, EVL_DOM_TRUSTED | EVL_DOM_BUBBLES | EVL_DOM_CANCELABLE | EVL_DOM_COMPOSED, NULL, go_on);
}

static bool click(struct evl_realm *realm, struct evl_target *target)
{
	struct evl_dom_node *node = target->platform.kind == EVL_PLATFORM_NODE ? (struct evl_dom_node *)target : NULL;
	bool go_on = true;
	if (node != NULL && node->type == EVL_DOM_ELEMENT && !evl_pointer_move(realm, node))
		return false;
	if (!fire(realm, target, "PointerEvent", "pointerdown", NULL) || !fire(realm, target, "MouseEvent", "mousedown", &go_on))
		return false;
	if (go_on && node != NULL) {
		struct evl_dom_node *at = node;
		while (at != NULL && at->type == EVL_DOM_ELEMENT && !evl_is_focusable(realm, at))
			at = at->parent;
		if (at != NULL && at->type == EVL_DOM_ELEMENT ? !evl_element_focus(realm, at) :
								  evl_page(realm)->focused != NULL && !evl_element_blur(realm, evl_page(realm)->focused))
			return false;
	}
	if (!fire(realm, target, "PointerEvent", "pointerup", NULL) || !fire(realm, target, "MouseEvent", "mouseup", NULL))
		return false;
	if (evl_node_is(node, EVL_DOM_ELEMENT) && evl_popover_left(realm, node))
		return evl_not_covered(realm, "a click of the user outside of an open popover");
	return node == NULL || node->type != EVL_DOM_ELEMENT ? fire(realm, target, "PointerEvent", "click", NULL) :
								evl_element_click(realm, node, true);
}

static bool fire_key(struct evl_realm *realm, struct evl_target *target, const char *type, const char *key, bool *go_on)
{
	char code[16];
	bool letter = strlen(key) == 1 && ((key[0] | 32) >= 'a' && (key[0] | 32) <= 'z');
	struct evl_dom_event *event = evl_event_new(realm, "KeyboardEvent", type,
						    EVL_DOM_TRUSTED | EVL_DOM_BUBBLES | EVL_DOM_CANCELABLE | EVL_DOM_COMPOSED);
	snprintf(code, sizeof code, "Key%c", key[0] & ~32);
	evl_event_set(realm, event, "key", evl_platform_text(realm, key));
	evl_event_set(realm, event, "code", evl_platform_text(realm, letter ? code : key));
	evl_event_set(realm, event, "view", evl_from_object(realm->global));
	return evl_event_dispatch(realm, target, event, go_on);
}

static bool is_text_field(struct evl_realm *realm, const struct evl_dom_node *node)
{
	return evl_element_is(realm, node, "textarea") ||
	       (evl_element_is(realm, node, "input") && !evl_element_type_is(realm, node, "checkbox") && !evl_element_type_is(realm, node, "radio") &&
		!evl_element_type_is(realm, node, "submit") && !evl_element_type_is(realm, node, "button"));
}

/* What a key does to a text field: beforeinput, the change, input. */
static bool type_key(struct evl_realm *realm, struct evl_dom_node *field, const char *key)
{
	bool go_on = true, back = strcmp(key, "Backspace") == 0;
	const char *kind = back ? "deleteContentBackward" : "insertText";
	struct evl_dom_event *event = evl_event_new(realm, "InputEvent", "beforeinput",
						    EVL_DOM_TRUSTED | EVL_DOM_BUBBLES | EVL_DOM_CANCELABLE | EVL_DOM_COMPOSED);
	evl_event_set(realm, event, "inputType", evl_platform_text(realm, kind));
	evl_event_set(realm, event, "data", back ? EVL_NULL : evl_platform_text(realm, key));
	if (!evl_event_dispatch(realm, &field->target, event, &go_on) || !go_on)
		return realm->halt == EVL_STATUS_OK;
	struct evl_string *value = evl_control_value(realm, field);
	if (back)
		value = evl_string_substring(realm, value, 0, value->length > 0 ? value->length - 1 : 0);
	else
		value = evl_string_concat(realm, value, evl_string_from_utf8(realm, key, strlen(key)));
	field->value = evl_string_value(value);
	field->edited = true;
	event = evl_event_new(realm, "InputEvent", "input", EVL_DOM_TRUSTED | EVL_DOM_BUBBLES | EVL_DOM_COMPOSED);
	evl_event_set(realm, event, "inputType", evl_platform_text(realm, kind));
	evl_event_set(realm, event, "data", back ? EVL_NULL : evl_platform_text(realm, key));
	return evl_event_dispatch(realm, &field->target, event, NULL);
}

/* Text that comes into a field at once. `data` is JSON: the text. */
static bool paste(struct evl_realm *realm, struct evl_target *target, const char *data)
{
	struct evl_string *json = evl_string_from_utf8(realm, data, strlen(data));
	evl_value value;
	if (json == NULL || !evl_json_parse(realm, json, &value))
		return false;
	struct evl_string *text;
	if (!evl_to_string(realm, value, &text))
		return false;
	if (target->platform.kind != EVL_PLATFORM_NODE)
		return true;
	struct evl_dom_node *field = (struct evl_dom_node *)target;
	if (is_text_field(realm, field)) {
		field->value = evl_string_value(text);
		field->edited = true;
	}
	struct evl_dom_event *event = evl_event_new(realm, "InputEvent", "input", EVL_DOM_TRUSTED | EVL_DOM_BUBBLES | EVL_DOM_COMPOSED);
	evl_event_set(realm, event, "inputType", evl_platform_text(realm, "insertText"));
	evl_event_set(realm, event, "data", evl_string_value(text));
	return evl_event_dispatch(realm, target, event, NULL);
}

/* Enter in a field: its change is told, the form's submit button is clicked, or the form submitted. */
static bool enter(struct evl_realm *realm, struct evl_dom_node *field)
{
	struct evl_dom_node *form = evl_form_of(realm, field);
	if (field->edited) {
		field->edited = false;
		if (!evl_event_fire(realm, &field->target, "Event", "change", EVL_DOM_TRUSTED | EVL_DOM_BUBBLES))
			return false;
	}
	for (struct evl_dom_node *at = form != NULL ? form->first : NULL; at != NULL; at = evl_node_next(form, at))
		if (at->type == EVL_DOM_ELEMENT && evl_element_type_is(realm, at, "submit"))
			return evl_element_click(realm, at, true);
	return form == NULL || evl_form_submit(realm, form, NULL);
}

static bool press(struct evl_realm *realm, struct evl_target *target, const char *key)
{
	struct evl_dom_node *node = target->platform.kind == EVL_PLATFORM_NODE ? (struct evl_dom_node *)target : NULL;
	bool go_on = true, prints = strlen(key) == 1 || (unsigned char)key[0] >= 0x80;
	if (!fire_key(realm, target, "keydown", key, &go_on))
		return false;
	if (go_on && (prints || strcmp(key, "Enter") == 0) && !fire_key(realm, target, "keypress", key, &go_on))
		return false;
	if (go_on && node != NULL && is_text_field(realm, node)) {
		bool ok = strcmp(key, "Enter") == 0 && evl_element_is(realm, node, "input") ? enter(realm, node) :
			  prints || strcmp(key, "Backspace") == 0 ? type_key(realm, node, key) : true;
		if (!ok)
			return false;
	}
	return fire_key(realm, target, "keyup", key, NULL);
}

/* An event named by the user: its interface follows from its type. */
static bool plain_event(struct evl_realm *realm, struct evl_target *target, const char *type, const char *data)
{
	static const struct {
		const char *prefix, *interface;
		uint8_t flags;
	} known[] = {
		{ "mouse", "MouseEvent", 15 }, { "dblclick", "MouseEvent", 15 }, { "contextmenu", "PointerEvent", 15 }, { "pointer", "PointerEvent", 15 },
		{ "key", "KeyboardEvent", 15 }, { "touch", "TouchEvent", 15 }, { "wheel", "WheelEvent", 15 }, { "drag", "DragEvent", 15 },
		{ "drop", "DragEvent", 15 }, { "focusin", "FocusEvent", 13 }, { "focusout", "FocusEvent", 13 }, { "focus", "FocusEvent", 12 },
		{ "blur", "FocusEvent", 12 }, { "input", "InputEvent", 13 }, { "change", "Event", 9 }, { "submit", "SubmitEvent", 11 },
		{ "storage", "StorageEvent", 8 }, { "message", "MessageEvent", 8 }, { "hashchange", "HashChangeEvent", 8 },
		{ "popstate", "PopStateEvent", 8 }, { "resize", "UIEvent", 8 }, { "scroll", "Event", 8 }, { "online", "Event", 8 }, { "offline", "Event", 8 },
	};
	const char *interface = "Event";
	uint8_t flags = EVL_DOM_TRUSTED | EVL_DOM_BUBBLES | EVL_DOM_CANCELABLE;
	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
		if (strncmp(known[i].prefix, type, strlen(known[i].prefix)) == 0) {
			interface = known[i].interface;
			flags = known[i].flags;
			break;
		}
	}
	if (strcmp(type, "visibilitychange") == 0) {
		struct evl_page *page = evl_page(realm);
		page->hidden = !page->hidden;
		flags = EVL_DOM_TRUSTED | EVL_DOM_BUBBLES;
		target = &evl_document(realm)->target;
	}
	struct evl_dom_event *event = evl_event_new(realm, interface, type, flags);
	if (data != NULL) {
		struct evl_string *text = evl_string_from_utf8(realm, data, strlen(data));
		evl_value init;
		struct evl_key_list keys;
		if (text == NULL || !evl_json_parse(realm, text, &init))
			return false;
		if (evl_is_object(init)) {
			if (!evl_own_keys(realm, evl_as_object(init), &keys))
				return false;
			for (uint32_t i = 0; i < keys.count; i++) {
				evl_value value;
				if (evl_key_is_index(keys.keys[i]))
					continue;
				if (!evl_object_get(realm, evl_as_object(init), keys.keys[i], init, &value))
					return false;
				evl_event_set(realm, event, evl_names_utf8(realm->names, keys.keys[i], &realm->scratch), value);
			}
		}
	}
	return evl_event_dispatch(realm, target, event, NULL);
}

static bool run_action(struct evl_realm *realm, uint32_t record)
{
	const struct action *action = evl_page(realm)->actions[evl_host_task(realm->host, record)->handle];
	if (strcmp(action->verb, "frame") == 0)
		return true;
	struct evl_target *target;
	if (strcmp(action->verb, "click") == 0 || strcmp(action->verb, "key") == 0 || strcmp(action->verb, "type") == 0)
		evl_page(realm)->activated = true;
	bool keys = strcmp(action->verb, "key") == 0 || strcmp(action->verb, "type") == 0 || strcmp(action->verb, "input") == 0;
	if (keys && action->target == NULL)
		target = evl_page(realm)->focused != NULL ? &evl_page(realm)->focused->target :
							    &evl_document_body(realm)->target;
	else
		target = find_target(realm, action->target);
	if (target == NULL)
		return realm->halt == EVL_STATUS_OK && realm->exception == EVL_EMPTY;
	if (strcmp(action->verb, "click") == 0)
		return click(realm, target);
	if (keys && action->target != NULL && target->platform.kind == EVL_PLATFORM_NODE &&
	    !evl_element_focus(realm, (struct evl_dom_node *)target))
		return false;
	if (strcmp(action->verb, "input") == 0)
		return paste(realm, target, action->data);
	if (strcmp(action->verb, "key") == 0)
		return press(realm, target, action->type);
	if (strcmp(action->verb, "type") == 0) {
		for (const char *c = action->type; *c != '\0';) {
			char key[8];
			size_t n = 0;
			do
				key[n++] = *c++;
			while (((unsigned char)*c & 0xC0) == 0x80 && n < 4);
			key[n] = '\0';
			if (!press(realm, target, key) || !evl_web_checkpoint(realm))
				return false;
		}
		return true;
	}
	if (strcmp(action->verb, "message") == 0) {
		struct evl_string *text = evl_string_from_utf8(realm, action->data, strlen(action->data));
		evl_value data;
		if (text == NULL || !evl_json_parse(realm, text, &data))
			return false;
		struct evl_dom_event *event = evl_event_new(realm, "MessageEvent", "message", EVL_DOM_TRUSTED);
		evl_event_set(realm, event, "data", data);
		return evl_event_dispatch(realm, target, event, NULL);
	}
	return plain_event(realm, target, action->type, action->data);
}

bool evl_page_action(struct evl_realm *realm, const char *text)
{
	struct evl_page *page = evl_page(realm);
	struct action *action = evl_arena_zalloc(&realm->scratch, sizeof *action);
	int64_t time = parse_time(word(realm, &text));
	action->verb = word(realm, &text);
	if (time < 0)
		return false;
	if (strcmp(action->verb, "click") == 0) {
		action->target = rest(realm, text);
	} else if (strcmp(action->verb, "key") == 0 || strcmp(action->verb, "type") == 0 || strcmp(action->verb, "event") == 0) {
		action->type = word(realm, &text);
		text = skip(text);
		const char *brace = strchr(text, '{');
		if (strncmp(text, "on ", 3) == 0) {
			const char *from = text + 3;
			size_t length = brace != NULL ? (size_t)(brace - from) : strlen(from);
			char *target = evl_arena_alloc(&realm->scratch, length + 1);
			memcpy(target, from, length);
			target[length] = '\0';
			action->target = rest(realm, target);
		}
		if (brace != NULL)
			action->data = rest(realm, brace);
		if (action->type[0] == '\0')
			return false;
	} else if (strcmp(action->verb, "message") == 0) {
		action->data = rest(realm, text);
	} else if (strcmp(action->verb, "input") == 0) {
		const char *end = json_text_end(text = skip(text));
		if (end == NULL)
			return false;
		char *data = evl_arena_alloc(&realm->scratch, (size_t)(end - text) + 1);
		memcpy(data, text, (size_t)(end - text));
		data[end - text] = '\0';
		action->data = data;
		end = skip(end);
		if (strncmp(end, "on ", 3) == 0)
			action->target = rest(realm, end + 3);
		else if (*end != '\0' && *end != '\r')
			return false;
	} else if (strcmp(action->verb, "frame") != 0) {
		return false;
	}
	if (page->action_count == page->action_capacity) {
		uint32_t capacity = page->action_capacity ? page->action_capacity * 2 : 8;
		const struct action **grown = evl_arena_alloc(&realm->scratch, capacity * sizeof(struct action *));
		if (page->action_count != 0)
			memcpy(grown, page->actions, page->action_count * sizeof(struct action *));
		page->actions = grown;
		page->action_capacity = capacity;
	}
	uint32_t record = evl_host_task_new(realm, EVL_WORK_EVENT, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, time);
	evl_host_task(realm->host, record)->run = run_action;
	evl_host_task(realm->host, record)->handle = page->action_count;
	page->actions[page->action_count++] = action;
	evl_host_post(realm, record, EVL_SOURCE_USER, time);
	return true;
}
