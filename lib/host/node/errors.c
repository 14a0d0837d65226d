/* SPDX-License-Identifier: MIT */
/*
 * errors.c - the errors that Node's own functions throw: with a `code`, which
 * also stands in brackets in the first line of the stack, but not in `name`.
 */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "host/node/node.h"
#include "host/script.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/function.h"
#include "vm/stack.h"

/* toString of Node's errors: "TypeError [ERR_X]: message". */
static bool coded_error_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const names[] = { "name", "code", "message" };
	struct evl_string *parts[3];
	for (size_t i = 0; i < 3; i++) {
		evl_value value;
		if (!evl_get(realm, args->this_value, evl_text_name(realm, names[i]), &value) ||
		    !evl_to_string(realm, value, &parts[i]))
			return false;
	}
	struct evl_buffer16 text;
	evl_buffer16_init(&text);
	evl_buffer16_append(&text, evl_string_units(realm, parts[0]), parts[0]->length);
	evl_buffer16_append_ascii(&text, " [");
	evl_buffer16_append(&text, evl_string_units(realm, parts[1]), parts[1]->length);
	evl_buffer16_append_ascii(&text, "]: ");
	evl_buffer16_append(&text, evl_string_units(realm, parts[2]), parts[2]->length);
	struct evl_string *string = text.failed ? NULL : evl_string_new(realm, text.units, text.length);
	evl_buffer16_release(&text);
	*result = evl_string_value(string);
	return string != NULL;
}

static const struct evl_row coded_row[] = { EVL_METHOD("toString", coded_error_to_string, 0) };
static const struct evl_rows coded_rows = EVL_ROWS(coded_row);

/* Between a coded error and the prototype of its class stands one object with toString. */
static void share_to_string(struct evl_realm *realm, struct evl_object *error)
{
	evl_value class_prototype;
	bool ok;
	if (!evl_get_prototype(realm, error, &class_prototype) || !evl_is_object(class_prototype))
		return;
	struct evl_object *between = evl_object_new(realm, evl_as_object(class_prototype));
	evl_define_rows(realm, between, &coded_rows);
	if (!evl_set_prototype(realm, error, between, &ok))
		(void)evl_take_exception(realm);
}

evl_value evl_node_error(struct evl_realm *realm, enum evl_error_type type, const char *code, const char *message)
{
	static const char *const names[EVL_ERROR_TYPE_COUNT] = {
		[EVL_ERROR_ERROR] = "Error", [EVL_ERROR_TYPE] = "TypeError", [EVL_ERROR_RANGE] = "RangeError", [EVL_ERROR_URI] = "URIError",
	};
	struct evl_string *text = evl_string_from_utf8(realm, message, strlen(message));
	struct evl_string *code_text = evl_string_from_ascii(realm, code);
	if (text == NULL || code_text == NULL)
		return EVL_UNDEFINED;
	struct evl_object *error = evl_error_new(realm, type, EVL_UNDEFINED);
	evl_define_text(realm, error, "code", evl_from_string(code_text));
	evl_define_new(realm, error, EVL_NAME_message, evl_from_string(text), EVL_DATA_HIDDEN);
	share_to_string(realm, error);
	((struct evl_error *)error)->host_frames = true;
	((struct evl_error *)error)->message = evl_from_string(text); /* recent V8s take it from there */
	/* The stack is written while the name carries the code; then the name is the class's again. */
	char first[96];
	snprintf(first, sizeof first, "%s [%s]", names[type], code);
	struct evl_string *name = evl_string_from_ascii(realm, first);
	bool ok;
	evl_value ignored;
	if (name != NULL) {
		evl_define_new(realm, error, EVL_NAME_name, evl_from_string(name), EVL_DATA_HIDDEN);
		if (!evl_get(realm, evl_from_object(error), EVL_NAME_stack, &ignored))
			(void)evl_take_exception(realm);
		if (!evl_delete(realm, error, EVL_NAME_name, &ok))
			(void)evl_take_exception(realm);
	}
	return evl_from_object(error);
}

void evl_node_mark_thrown(struct evl_realm *realm, evl_value error, const char *place)
{
	struct evl_node *node = evl_node(realm);
	const struct evl_stack_frames *frames = evl_stack_capture(realm, 0);
	node->internal_error = error;
	node->internal_place = place;
	node->internal_read = false;
	node->passed_place = NULL;
	node->made_before = false;
	node->enhance = EVL_UNDEFINED;
	node->internal_span = evl_span_none();
	for (uint32_t i = 0; frames != NULL && i < frames->count; i++) {
		if (frames->frames[i].span.start == UINT32_MAX)
			continue;
		node->internal_span = frames->frames[i].span;
		break;
	}
}

/* The remark of the innermost line of the host's scripts that has one: the line of Node's that asked for the check that runs. */
static const char *asking_line(struct evl_realm *realm)
{
	enum { FRAMES_MAX = 8 };
	evl_span places[FRAMES_MAX];
	uint32_t count = evl_stack_inner_places(realm, places, FRAMES_MAX);
	for (uint32_t i = 0; i < count; i++) {
		const char *remark = evl_host_script_remark(realm, places[i]);
		if (remark != NULL)
			return remark;
	}
	return NULL;
}

void evl_node_mark_thrown_from(struct evl_realm *realm, evl_value error, const char *made)
{
	evl_node_mark_thrown(realm, error, NULL);
	if (made == NULL)
		made = asking_line(realm);
	if (made != NULL && strstr(made, "^throw ") != NULL)
		evl_node(realm)->internal_place = made; /* Node throws it there itself */
	else
		evl_node(realm)->passed_place = made;
}

void evl_node_mark_refused(struct evl_realm *realm, const char *line)
{
	struct evl_node *node = evl_node(realm);
	evl_node_mark_thrown(realm, realm->exception, line);
	/* What the value's own toString threw is not Node's. */
	if (node->internal_span.start != realm->exception_span.start || node->internal_span.source != realm->exception_span.source)
		node->internal_error = EVL_EMPTY;
}

void evl_node_mark_thrown_on(struct evl_realm *realm, evl_value error, const char *place)
{
	struct evl_node *node = evl_node(realm);
	const char *made = error != node->internal_error ? NULL : node->passed_place != NULL ? node->passed_place : node->internal_place;
	evl_node_mark_thrown(realm, error, place);
	node->passed_place = made;
	node->made_before = made == NULL;
}

bool evl_node_throw_code(struct evl_realm *realm, enum evl_error_type type, const char *code, const char *message, const char *place)
{
	evl_value error = evl_node_error(realm, type, code, message);
	evl_node_mark_thrown(realm, error, place);
	return evl_throw(realm, error);
}

/* "an instance of Foo", "type string ('x')", "function f", "undefined": determineSpecificType. */
const char *evl_node_received(struct evl_realm *realm, evl_value value, char *room, size_t size)
{
	if (evl_is_nullish(value)) {
		snprintf(room, size, "%s", evl_is_null(value) ? "null" : "undefined");
		return room;
	}
	if (evl_is_callable(value)) {
		snprintf(room, size, "function %s", evl_function_name(realm, evl_as_object(value)));
		return room;
	}
	if (evl_is_object(value)) {
		evl_value constructor;
		if (!evl_get(realm, value, EVL_NAME_constructor, &constructor)) {
			(void)evl_take_exception(realm);
			constructor = EVL_UNDEFINED;
		}
		const char *name = evl_is_callable(constructor) ? evl_function_name(realm, evl_as_object(constructor)) : "";
		if (name[0] != '\0') {
			snprintf(room, size, "an instance of %s", name);
			return room;
		}
	}
	if (evl_is_string(value)) {
		/* Cut before quoting; a text with a quote in it would be written by JSON.stringify. */
		struct evl_string *whole = evl_as_string(value);
		bool cut = whole->length > 28;
		struct evl_string *head = cut ? evl_string_substring(realm, whole, 0, 25) : whole;
		const char *text = head != NULL ? evl_string_utf8(realm, head) : "";
		if (strchr(text, '\'') == NULL) {
			snprintf(room, size, "type string ('%s%s')", text, cut ? "..." : "");
			return room;
		}
		struct evl_buffer json;
		evl_buffer_init(&json);
		for (const char *at = text; *at != '\0'; at++) {
			if (*at == '"' || *at == '\\')
				evl_buffer_append_byte(&json, '\\');
			if (*at == '\n')
				evl_buffer_append_text(&json, "\\n");
			else
				evl_buffer_append_byte(&json, *at);
		}
		snprintf(room, size, "type string (\"%s%s\")", json.bytes != NULL ? json.bytes : "", cut ? "..." : "");
		evl_buffer_release(&json);
		return room;
	}
	struct evl_inspect_options options = { .depth = -1, .quote_strings = true };
	struct evl_string *text;
	if (!evl_inspect(realm, EVL_DIALECT_NODE, value, &options, &text)) {
		(void)evl_take_exception(realm);
		return "";
	}
	if (evl_is_object(value)) {
		snprintf(room, size, "%s", evl_string_utf8(realm, text));
		return room;
	}
	const char *dots = "";
	if (text->length > 28) {
		text = evl_string_substring(realm, text, 0, 25);
		dots = "...";
	}
	struct evl_string *type = evl_string_from_name(realm, evl_typeof(value));
	snprintf(room, size, "type %s (%s%s)", evl_string_utf8(realm, type), text ? evl_string_utf8(realm, text) : "", dots);
	return room;
}

bool evl_node_throw_native(struct evl_realm *realm, enum evl_error_type type, const char *code, const char *message)
{
	struct evl_string *text = evl_string_from_utf8(realm, message, strlen(message)), *code_text = evl_string_from_ascii(realm, code);
	if (text == NULL || code_text == NULL)
		return false;
	struct evl_object *error = evl_error_new(realm, type, evl_from_string(text));
	evl_define_text(realm, error, "code", evl_from_string(code_text));
	return evl_throw(realm, evl_from_object(error));
}

bool evl_node_throw_arg_type(struct evl_realm *realm, const char *name, const char *expected, evl_value value, const char *place)
{
	char room[320], message[512];
	if (evl_is_unknown(value))
		return evl_unknown_refuse(realm, "the type", value);
	snprintf(message, sizeof message, "The \"%s\" argument must be %s. Received %s", name, expected,
		 evl_node_received(realm, value, room, sizeof room));
	return evl_node_throw_code(realm, EVL_ERROR_TYPE, "ERR_INVALID_ARG_TYPE", message, place);
}

bool evl_node_require_function(struct evl_realm *realm, const char *name, evl_value value, const char *made)
{
	if (evl_is_callable(value))
		return true;
	(void)evl_node_throw_arg_type(realm, name, "of type function", value, NULL);
	if (realm->exception == evl_node(realm)->internal_error)
		evl_node(realm)->passed_place = made;
	return false;
}

/* ------------------------------------------- checks for the web platform's functions (web/event.h) */

static bool bad_argument(struct evl_realm *realm, const char *name, const char *expected, evl_value value, const char *place)
{
	char message[128];
	if (expected != NULL)
		return evl_node_throw_arg_type(realm, name, expected, value, place);
	snprintf(message, sizeof message, "The \"%s\" argument must be specified", name);
	return evl_node_throw_code(realm, EVL_ERROR_TYPE, "ERR_MISSING_ARGS", message, place);
}

/* The lines of Node's that ask for these checks of their functions, which are C here. */
static const struct {
	const char *check, *name, *line;
} asking_lines[] = {
	{ "validateUint32", "delay", "internal/abort_controller:186    ^validateUint32(delay, 'delay', false);" },
	{ "validateObject", "options", "internal/event_target:122      ^validateObject(options, 'options');" },
	{ "validateAbortSignal", "options.signal", "internal/event_target:625      ^validateAbortSignal(signal, 'options.signal');" },
	{ "validateInteger", "code", "internal/bootstrap/node:123        ^validateInteger(value, 'code');" },
	{ "validateArray", "time", "internal/process/per_thread:73    ^validateArray(time, 'time');" },
	{ "validateString", "type", "internal/process/warning:166    ^validateString(type, 'type');" },
	{ "validateString", "code", "internal/process/warning:171    ^validateString(code, 'code');" },
};

bool evl_node_check(struct evl_realm *realm, const char *check, evl_value value, const char *name)
{
	evl_value ignored, values[] = { value, evl_text_value(realm, name) };
	if (evl_host_script_call(realm, "node/errors", check, 2, values, &ignored))
		return true;
	struct evl_node *node = evl_node(realm);
	for (size_t i = 0; i < sizeof asking_lines / sizeof asking_lines[0]; i++) {
		bool asked = strcmp(asking_lines[i].check, check) == 0 && strcmp(asking_lines[i].name, name) == 0;
		if (asked && realm->exception == node->internal_error && node->passed_place == NULL && node->internal_place == NULL)
			node->passed_place = asking_lines[i].line;
	}
	return false;
}

/* ERR_INVALID_THIS('X'). */
static bool invalid_this(struct evl_realm *realm, const char *type)
{
	char message[80];
	snprintf(message, sizeof message, "Value of \"this\" must be of type %s", type);
	return evl_node_throw_code(realm, EVL_ERROR_TYPE, "ERR_INVALID_THIS", message, NULL);
}

/* The members of the events that have some of their own. */
static const char *event_with(const char *member)
{
	static const char *const of_messages[] = { "data", "origin", "lastEventId", "source", "ports" };
	for (size_t i = 0; i < sizeof of_messages / sizeof of_messages[0]; i++)
		if (strcmp(member, of_messages[i]) == 0)
			return "MessageEvent";
	return strcmp(member, "detail") == 0 ? "CustomEvent" : "Event";
}

/* AbortController's members read its private field `#signal` first. */
static bool no_controller(struct evl_realm *realm, evl_value receiver, const char *member)
{
	if (evl_is_nullish(receiver))
		evl_throw_message(realm, EVL_MESSAGE_READ_OF_NULLISH, evl_describe(realm, receiver), "#signal");
	else
		evl_throw_message(realm, EVL_MESSAGE_PRIVATE_READ, "#signal");
	evl_node_mark_thrown(realm, realm->exception,
			     strcmp(member, "abort") == 0 ? "internal/abort_controller:392    abortSignal(this^.#signal ?\?= createAbortSignal(), reason);" :
							    "internal/abort_controller:384    this^.#signal ?\?= createAbortSignal();");
	return false;
}

/* Where the members of BroadcastChannel check their receiver. */
static const char *broadcast_place(const char *member)
{
	static const struct {
		const char *member, *place;
	} places[] = {
		{ "name", "internal/worker/io:467      ^throw new ERR_INVALID_THIS('BroadcastChannel');" },
		{ "close", "internal/worker/io:476      ^throw new ERR_INVALID_THIS('BroadcastChannel');" },
		{ "postMessage", "internal/worker/io:494      ^throw new ERR_INVALID_THIS('BroadcastChannel');" },
		{ "ref", "internal/worker/io:512      ^throw new ERR_INVALID_THIS('BroadcastChannel');" },
		{ "unref", "internal/worker/io:527      ^throw new ERR_INVALID_THIS('BroadcastChannel');" },
	};
	for (size_t i = 0; i < sizeof places / sizeof places[0]; i++)
		if (strcmp(member, places[i].member) == 0)
			return places[i].place;
	return NULL;
}

static bool wrong_receiver(struct evl_realm *realm, const struct evl_args *args, enum evl_platform_kind kind)
{
	const char *member = evl_platform_name(args);
	switch (kind) {
	case EVL_PLATFORM_EVENT:
		return invalid_this(realm, event_with(member));
	case EVL_PLATFORM_ABORT_SIGNAL:
		return invalid_this(realm, "AbortSignal");
	case EVL_PLATFORM_BROADCAST:
		return evl_node_throw_code(realm, EVL_ERROR_TYPE, "ERR_INVALID_THIS", "Value of \"this\" must be of type BroadcastChannel", broadcast_place(member));
	case EVL_PLATFORM_TARGET:
		return strncmp(member, "on", 2) == 0 ? evl_node_throw_arg_type(realm, "this", "an instance of EventTarget", args->this_value, NULL) :
						       invalid_this(realm, "EventTarget");
	case EVL_PLATFORM_ABORT_CONTROLLER:
		return no_controller(realm, args->this_value, member);
	default:
		return evl_throw_text(realm, EVL_ERROR_TYPE, "Illegal invocation");
	}
}

static bool asked_in(struct evl_realm *realm, const char *line)
{
	struct evl_node *node = evl_node(realm);
	if (realm->exception == node->internal_error && node->internal_place == NULL)
		node->passed_place = line;
	return false;
}

static void warn(struct evl_realm *realm, const char *name, const char *text)
{
	evl_node_warn(realm, name, NULL, text);
}

const struct evl_web_checks evl_node_web_checks = {
	.bad_argument = bad_argument,
	.refuse = evl_node_throw_code,
	.refuse_native = evl_node_throw_native,
	.wrong_receiver = wrong_receiver,
	.check = evl_node_check,
	.warn = warn,
	.asked_in = asked_in,
	.throwing = evl_node_mark_thrown_on,
};
