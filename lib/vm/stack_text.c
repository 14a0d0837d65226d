/* SPDX-License-Identifier: MIT */
/*
 * stack_text.c - a captured stack as text: the lines "at f (file:1:2)", and the `stack` of an error.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/source.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/function.h"
#include "vm/stack.h"
#include "vm/stack_element.h"
#include "vm/stack_names.h"
#include "vm/vm.h"

struct text {
	struct evl_realm *realm;
	struct evl_buffer buffer;
};

static bool is_identifier(const char *text)
{
	if (*text == '\0' || (*text >= '0' && *text <= '9'))
		return false;
	for (; *text != '\0'; text++) {
		char ch = *text;
		bool word = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '_' ||
			    ch == '$' || (unsigned char)ch >= 0x80;
		if (!word)
			return false;
	}
	return true;
}

/* Does "a.b" end with the method name b, on its own or behind a dot? Since V8 12 "get b" does, too. */
static bool ends_with_method(const struct evl_realm *realm, const char *function, const char *method)
{
	size_t length = strlen(function);
	size_t tail = strlen(method);
	if (length < tail || strcmp(function + length - tail, method) != 0)
		return false;
	if (length == tail)
		return true;
	char before = function[length - tail - 1];
	return before == '.' || (before == ' ' && realm->v8 >= EVL_V8_12);
}

/* The type before the function's name, where that says something else. */
static void append_type(struct evl_buffer *out, const char *type, const char *function)
{
	if (strcmp(type, function) != 0)
		evl_buffer_printf(out, "%s.", type);
}

static void append_method_call(struct text *t, const struct evl_stack_frame *frame, const char *type, const char *function)
{
	struct evl_buffer *out = &t->buffer;
	if (evl_is_class_constructor(frame->receiver) && (frame->flags & EVL_STACK_OF_GENERATOR) == 0) {
		const char *name = evl_stack_function_name(t->realm, evl_as_object(frame->receiver));
		if (*name != '\0' && is_identifier(function)) {
			append_type(out, name, function);
			evl_buffer_append_text(out, function);
			return;
		}
	}
	evl_name property = evl_stack_method_name(t->realm, frame->receiver, frame->callee);
	const char *method = property != EVL_NAME_NONE ? evl_names_utf8(t->realm->names, property, &t->realm->scratch)
						       : evl_stack_host_method(type, frame->receiver);
	if (*function == '\0') {
		evl_buffer_printf(out, "%s.%s", type, method != NULL ? method : "<anonymous>");
		return;
	}
	if (is_identifier(function))
		append_type(out, type, function);
	evl_buffer_append_text(out, function);
	if (method != NULL && !ends_with_method(t->realm, function, method))
		evl_buffer_printf(out, " [as %s]", method);
}

/* The type that a frame's receiver is named by; NULL: a plain call. */
static const char *receiver_type(struct evl_realm *realm, const struct evl_stack_frame *frame)
{
	if (frame->flags & EVL_STACK_OF_GENERATOR)
		return evl_stack_generator_name(realm, evl_as_object(frame->receiver));
	/* the global object of the context that the function belongs to; the realm's own is known by itself */
	if (frame->callee != NULL && evl_class_of(frame->callee) == EVL_CLASS_FUNCTION) {
		const struct evl_globals *globals = ((const struct evl_function *)(const void *)frame->callee)->code->globals;
		if (globals != NULL && frame->receiver == evl_from_object(globals->object))
			return NULL;
	}
	return evl_stack_type_name(realm, frame->receiver);
}

const char *evl_stack_frame_name(struct evl_realm *realm, struct evl_stack_frame *frame)
{
	if (frame->flags & EVL_STACK_NAMED)
		return frame->function;
	frame->flags |= EVL_STACK_NAMED;
	frame->function = NULL;
	struct text t = { .realm = realm };
	evl_buffer_init(&t.buffer);
	const char *function = evl_stack_is_nameless_eval(realm, frame->callee) ? "eval" : evl_stack_function_name(realm, frame->callee);
	const char *type = receiver_type(realm, frame);
	bool async = (frame->flags & EVL_STACK_ASYNC) != 0;
	struct evl_combinator_element element;
	if (async)
		evl_buffer_append_text(&t.buffer, "async ");
	size_t before = t.buffer.length;
	if (async && evl_is_combinator_element(frame->callee, &element))
		evl_buffer_printf(&t.buffer, "Promise.%s", element.method);
	else if (frame->flags & EVL_STACK_NEXT)
		evl_buffer_printf(&t.buffer, "%s.next", evl_stack_generator_name(realm, frame->callee));
	else if (frame->flags & EVL_STACK_CONSTRUCT)
		evl_buffer_printf(&t.buffer, "new %s", *function != '\0' ? function : "<anonymous>");
	else if (type != NULL)
		append_method_call(&t, frame, type, function);
	else
		evl_buffer_append_text(&t.buffer, function);
	if (t.buffer.length > before && !t.buffer.failed)
		frame->function = evl_arena_copy(&realm->scratch, t.buffer.bytes, t.buffer.length + 1);
	evl_buffer_release(&t.buffer);
	return frame->function;
}

static void append_place(struct text *t, const struct evl_stack_frame *frame)
{
	const struct evl_trace *trace = t->realm->trace;
	evl_span span = frame->span;
	if (span.start == UINT32_MAX || trace == NULL || span.source >= trace->source_count) {
		evl_buffer_append_text(&t->buffer, "<anonymous>");
		return;
	}
	const struct evl_source *source = &trace->sources[span.source];
	evl_place place = evl_source_place_utf16(source, span.start);
	evl_buffer_printf(&t->buffer, "%s:%u:%u", evl_source_host_name(source), place.line, place.column);
}

static void append_frame(struct text *t, struct evl_stack_frame *frame)
{
	const char *name = evl_stack_frame_name(t->realm, frame);
	evl_buffer_append_text(&t->buffer, "\n    at ");
	struct evl_combinator_element element;
	if (name == NULL) {
		if (frame->flags & EVL_STACK_ASYNC)
			evl_buffer_append_text(&t->buffer, "async ");
		append_place(t, frame);
		return;
	}
	evl_buffer_append_text(&t->buffer, name);
	evl_buffer_append_text(&t->buffer, " (");
	if ((frame->flags & EVL_STACK_ASYNC) != 0 && evl_is_combinator_element(frame->callee, &element))
		evl_buffer_printf(&t->buffer, "index %u", frame->index);
	else
		append_place(t, frame);
	evl_buffer_append_text(&t->buffer, ")");
}

/* The place as text, or "index n" of an element of a combinator. */
const char *evl_stack_frame_text(struct evl_realm *realm, struct evl_stack_frame *frame)
{
	enum { MARGIN = sizeof "\n    at " - 1 };
	struct text t = { .realm = realm };
	evl_buffer_init(&t.buffer);
	append_frame(&t, frame);
	const char *text =
		t.buffer.failed ? "" : evl_arena_copy(&realm->scratch, t.buffer.bytes + MARGIN, t.buffer.length - MARGIN + 1);
	evl_buffer_release(&t.buffer);
	return text;
}

void evl_stack_frame_words(struct evl_realm *realm, const struct evl_stack_frame *frame, struct evl_stack_words *out)
{
	struct evl_combinator_element element;
	*out = (struct evl_stack_words){ 0 };
	const char *function = evl_stack_function_name(realm, frame->callee);
	out->function = *function != '\0' ? function : NULL;
	if ((frame->flags & EVL_STACK_CONSTRUCT) == 0) {
		out->type = receiver_type(realm, frame);
		if (realm->v8 >= EVL_V8_15 && evl_is_class_constructor(frame->receiver))
			out->type = evl_stack_function_name(realm, evl_as_object(frame->receiver));
		out->top_level = out->type == NULL;
		evl_value holder = frame->receiver;
		if (out->top_level && realm->v8 >= EVL_V8_15)
			holder = evl_from_object(realm->global);
		evl_name method =
			out->top_level && realm->v8 < EVL_V8_15 ? EVL_NAME_NONE : evl_stack_method_name(realm, holder, frame->callee);
		if (method != EVL_NAME_NONE)
			out->method = evl_names_utf8(realm->names, method, &realm->scratch);
	}
	out->promise_all = (frame->flags & EVL_STACK_ASYNC) != 0 && evl_is_combinator_element(frame->callee, &element) &&
			   strcmp(element.method, "all") == 0;
	const struct evl_trace *trace = realm->trace;
	if (frame->span.start != UINT32_MAX && trace != NULL && frame->span.source < trace->source_count)
		out->source = &trace->sources[frame->span.source];
}

const char *evl_stack_frames_text(struct evl_realm *realm, const struct evl_stack_frames *frames)
{
	if (frames == NULL || frames->count == 0)
		return "";
	struct text t = { .realm = realm };
	evl_buffer_init(&t.buffer);
	for (uint32_t i = 0; i < frames->count; i++) {
		struct evl_stack_frame copy = frames->frames[i];
		append_frame(&t, &copy);
	}
	const char *text = t.buffer.failed ? "" : evl_arena_copy(&realm->scratch, t.buffer.bytes, t.buffer.length + 1);
	evl_buffer_release(&t.buffer);
	return text;
}

/* ErrorUtils::ToString: name and message, read like any script would. Recent V8s keep the message that the error was made with. */
static bool header(struct evl_realm *realm, struct evl_error *error, struct evl_string **out)
{
	evl_value object = evl_from_object(error);
	evl_value namev, messagev;
	struct evl_string *name, *message;
	if (!evl_get(realm, object, EVL_NAME_name, &namev) || !evl_get(realm, object, EVL_NAME_message, &messagev))
		return false;
	if (realm->v8 >= EVL_V8_15)
		messagev = error->message;
	if (evl_is_undefined(namev))
		namev = evl_from_string(evl_string_from_name(realm, EVL_NAME_Error));
	if (evl_is_undefined(messagev))
		messagev = evl_from_string(evl_string_from_name(realm, EVL_NAME_empty));
	if (evl_is_unknown(messagev)) {
		struct evl_string *shown = evl_unknown_string(realm, evl_as_unknown(messagev));
		if (shown == NULL)
			return false;
		messagev = evl_from_string(shown);
	}
	if (!evl_to_string(realm, namev, &name) || !evl_to_string(realm, messagev, &message))
		return false;
	*out = name;
	if (name->length == 0) {
		*out = message;
		return true;
	}
	if (message->length == 0)
		return true;
	struct evl_string *head = evl_string_concat(realm, name, evl_string_from_ascii(realm, ": "));
	*out = head != NULL ? evl_string_concat(realm, head, message) : NULL;
	return *out != NULL;
}

bool evl_stack_text(struct evl_realm *realm, struct evl_error *error, evl_value *out)
{
	struct evl_string *text;
	const struct evl_stack_frames *captured = (const struct evl_stack_frames *)(const void *)error->frames;
	bool prepared = false;
	if (realm->hooks.prepare_stack != NULL &&
	    !realm->hooks.prepare_stack(realm, evl_from_object(error), captured, &prepared, out))
		return false;
	if (prepared)
		return true;
	if (!header(realm, error, &text))
		return false;
	const char *frames = evl_stack_frames_text(realm, (const struct evl_stack_frames *)(const void *)error->frames);
	struct evl_string *tail = evl_string_from_utf8(realm, frames, strlen(frames));
	struct evl_string *all = tail != NULL ? evl_string_concat(realm, text, tail) : NULL;
	if (all == NULL)
		return false;
	*out = evl_from_string(all);
	return true;
}
