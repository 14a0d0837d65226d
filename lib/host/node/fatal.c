/* SPDX-License-Identifier: MIT */
/*
 * fatal.c - uncaught exceptions: the snippet's own handlers, and otherwise the
 * text on standard error and exit status 1.
 *
 * The text begins with the place: that of the throw for an exception that V8
 * reports itself; that where the error object was made for one that Node passes
 * on (a rejection, a queueMicrotask callback, a module's body). Frames of Node's own
 * files are left out.
 */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "base/diag.h"
#include "base/mark.h"
#include "base/source.h"
#include "base/utf.h"
#include "builtins/dom_exception.h"
#include "host/node/node.h"
#include "host/script.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* ----------------------------------------------------------------- places */

enum { EVL_NODE_MARK_ROOM = 1020 }; /* Node marks no column beyond */

/* Path and line, the source line, and a caret under the column. V8 counts UTF-16 units and keeps tabs. */
static void append_place(struct evl_realm *realm, struct evl_buffer *out, evl_span span)
{
	if (span.start == UINT32_MAX || span.source >= realm->trace->source_count) {
		evl_buffer_append_text(out, "<anonymous_script>:0\n\n");
		return;
	}
	const struct evl_source *source = &realm->trace->sources[span.source];
	evl_place place = evl_source_place(source, span.start);
	size_t length;
	const char *line = evl_source_line(source, place.line, &length);
	evl_buffer_printf(out, "%s:%u\n", source->origin != NULL ? "<anonymous_script>" : evl_source_host_name(source), place.line);
	evl_buffer_append(out, line, length);
	evl_buffer_append_byte(out, '\n');
	size_t at = 0;
	uint32_t units = 0;
	for (uint32_t column = 1; column < place.column && at < length && units < EVL_NODE_MARK_ROOM; column++) {
		size_t taken;
		uint32_t c = evl_utf8_decode(line + at, length - at, &taken);
		at += taken;
		evl_buffer_append_byte(out, c == '\t' ? '\t' : ' ');
		units++;
		if (c > 0xFFFF && units++ < EVL_NODE_MARK_ROOM)
			evl_buffer_append_byte(out, ' ');
	}
	evl_buffer_append_text(out, units < EVL_NODE_MARK_ROOM ? "^\n" : "\n");
}

/* The same for a place in a text that JSON.parse was given. */
static void append_text_place(struct evl_realm *realm, struct evl_buffer *out, const struct evl_error *error)
{
	const uint16_t *units = evl_string_units(realm, error->text);
	uint32_t length = error->text->length, start = 0, line = 1, end;
	if (units == NULL)
		return;
	for (uint32_t i = 0; i < error->text_at && i < length; i++) {
		if (units[i] != '\n')
			continue;
		line++;
		start = i + 1;
	}
	for (end = start; end < length && units[end] != '\n';)
		end++;
	evl_buffer_printf(out, "<anonymous_script>:%u\n", line);
	evl_buffer_append_utf16(out, units + start, end - start);
	evl_buffer_append_byte(out, '\n');
	if (error->text_at >= end)
		return;
	for (uint32_t i = start; i < error->text_at; i++)
		evl_buffer_append_byte(out, i < end && units[i] == '\t' ? '\t' : ' ');
	evl_buffer_append_text(out, "^\n");
}

/* V8 forgets the frames of an error once somebody has read its stack. */
static bool has_unread_stack(evl_value error)
{
	return evl_is_lazy(evl_as_object(error)->slots[EVL_ERROR_SLOT_STACK]);
}

evl_span evl_node_made_at(evl_value reason)
{
	if (!evl_is_class(reason, EVL_CLASS_ERROR))
		return evl_span_none();
	const struct evl_error *error = (const struct evl_error *)evl_pointer(reason);
	const struct evl_stack_frames *frames = (const struct evl_stack_frames *)(const void *)error->frames;
	for (uint32_t i = 0; frames != NULL && i < frames->count; i++)
		if (frames->frames[i].span.start != UINT32_MAX)
			return frames->frames[i].span;
	return evl_span_none();
}

/* The same, none when its stack was looked at, a log of it included. */
static evl_span made_at(evl_value reason)
{
	return evl_is_class(reason, EVL_CLASS_ERROR) && has_unread_stack(reason) ? evl_node_made_at(reason) : evl_span_none();
}

/* Was the reason made by JSON.parse and not thrown again elsewhere? */
static bool is_in_text(evl_value reason, evl_span place)
{
	evl_span made = made_at(reason);
	return evl_is_class(reason, EVL_CLASS_ERROR) && ((const struct evl_error *)evl_pointer(reason))->text != NULL &&
	       made.start == place.start && made.source == place.source;
}

/* The same of a text that eval or Function was given. */
static bool is_in_code(evl_value reason, evl_span place)
{
	if (!evl_is_class(reason, EVL_CLASS_ERROR) || ((const struct evl_error *)evl_pointer(reason))->in_code.source == 0)
		return false;
	evl_span made = made_at(reason);
	return made.start == place.start && made.source == place.source;
}

/* The whole wrong word is marked. */
static void append_code_place(struct evl_realm *realm, struct evl_buffer *out, evl_span span)
{
	if (span.source >= realm->trace->source_count)
		return;
	const struct evl_source *source = &realm->trace->sources[span.source];
	evl_buffer_printf(out, "<anonymous_script>:%u\n", evl_source_place(source, span.start).line);
	evl_mark_append(source, span, out);
}

static void append_snippet_place(struct evl_realm *realm, struct evl_buffer *out, evl_value error, evl_span place)
{
	if (is_in_text(error, place))
		append_text_place(realm, out, evl_pointer(error));
	else if (is_in_code(error, place))
		append_code_place(realm, out, ((const struct evl_error *)evl_pointer(error))->in_code);
	else
		append_place(realm, out, place);
}

/* Is it reported from where it was made, because it was not V8 that saw it escape? */
static bool is_passed_on(enum evl_origin origin)
{
	return origin == EVL_ORIGIN_MICROTASK || origin == EVL_ORIGIN_REJECTION || origin == EVL_ORIGIN_MODULE;
}

static evl_span place_of(struct evl_realm *realm, evl_value reason, enum evl_origin origin)
{
	if (is_passed_on(origin))
		return made_at(reason);
	/* What Node's own files throw for others without a word (thrown()) is reported from where it was made. */
	bool known = realm->exception_span.start != UINT32_MAX && !evl_span_is_host(realm->exception_span);
	return known || reason == evl_node(realm)->internal_error ? realm->exception_span : made_at(reason);
}

/*
 * A place in a file of Node's own, "fs:244  binding.^access(path);": file and line, the source line with a mark before the
 * column. What has lines of its own is written as it is. `made`: the report shows where the error was made, not where it was thrown.
 */
static void append_node_place(struct evl_buffer *out, const char *place, bool made)
{
	static const char throwing[] = "^throw ";
	const char *mark = strchr(place, '^'), *source = strchr(place, ':');
	if (strchr(place, '\n') != NULL || mark == NULL || source == NULL) {
		evl_buffer_append_text(out, place);
		return;
	}
	for (source++; *source >= '0' && *source <= '9';)
		source++;
	size_t column = (size_t)(mark - source);
	evl_buffer_append_text(out, "node:");
	evl_buffer_append(out, place, (size_t)(source - place));
	evl_buffer_append_byte(out, '\n');
	evl_buffer_append(out, source, column);
	evl_buffer_printf(out, "%s\n", mark + 1);
	if (made && strncmp(mark, throwing, sizeof throwing - 1) == 0 && strchr(mark, '(') != NULL)
		column += sizeof "throw " - 1;
	evl_buffer_printf(out, "%*s^\n", (int)column, "");
}

/* ------------------------------------------------------------------ texts */

/* A report shows more levels than a log does, and never asks the value's own way of being inspected. */
static void append_inspected(struct evl_realm *realm, struct evl_buffer *out, evl_value value)
{
	struct evl_inspect_options options = { .depth = 5, .ignore_custom = true };
	struct evl_string *text;
	if (!evl_inspect(realm, EVL_DIALECT_NODE, value, &options, &text)) {
		if (realm->exception != EVL_EMPTY)
			(void)evl_take_exception(realm);
		return;
	}
	const uint16_t *units = evl_string_units(realm, text);
	if (units != NULL)
		evl_buffer_append_utf16(out, units, text->length);
}

/* A value that is not an error, as the fatal report shows it: primitives as String() writes them. */
static void append_plain(struct evl_realm *realm, struct evl_buffer *out, evl_value value)
{
	struct evl_string *text;
	if (evl_is_object(value) || !evl_to_string(realm, value, &text)) {
		append_inspected(realm, out, value);
		return;
	}
	const uint16_t *units = evl_string_units(realm, text);
	if (units != NULL)
		evl_buffer_append_utf16(out, units, text->length);
}

/* Was this an import or export that could not be resolved? */
static bool is_unlinked(const struct evl_realm *realm, evl_span place)
{
	evl_span span = realm->vm->link_error;
	return place.start != UINT32_MAX && place.start == span.start && place.source == span.source && realm->host->is_module;
}

/* Then the whole name is marked, and its text stands below without a line between. */
static void append_unlinked(struct evl_realm *realm, struct evl_buffer *out, evl_value reason, evl_span place)
{
	evl_value name, message;
	if (out->length > 0 && !out->failed)
		out->length--;
	for (uint32_t i = place.start + 1; i < place.end; i++)
		evl_buffer_append_byte(out, '^');
	evl_buffer_append_byte(out, '\n');
	if (!evl_get(realm, reason, EVL_NAME_name, &name) || !evl_get(realm, reason, EVL_NAME_message, &message)) {
		(void)evl_take_exception(realm);
		return;
	}
	append_plain(realm, out, name);
	evl_buffer_append_text(out, ": ");
	append_plain(realm, out, message);
}

/* Did Node's own code throw it, and nobody again? */
static bool is_internal(struct evl_realm *realm, evl_value reason, enum evl_origin origin, evl_span place)
{
	const struct evl_node *node = evl_node(realm);
	if (reason != node->internal_error)
		return false;
	if (is_passed_on(origin) || realm->exception_span.start == UINT32_MAX || evl_span_is_host(place))
		return true;
	return place.start == node->internal_span.start && place.source == node->internal_span.source;
}

bool evl_node_is_like_error(struct evl_realm *realm, evl_value reason)
{
	if (evl_is_unknown(reason))
		return true;
	bool found = false;
	if (evl_is_object(reason) && !evl_has_own_property(realm, evl_as_object(reason), EVL_NAME_stack, &found) && realm->exception != EVL_EMPTY)
		(void)evl_take_exception(realm);
	return found;
}

/*
 * Was there a tick to run in the drain that ended now? Then its microtasks ran below a function of Node's own. What is printed before
 * them leaves a tick, too: its stream hears that it was written.
 */
static bool has_ticked(const struct evl_realm *realm)
{
	const struct evl_trace *trace = realm->trace;
	bool in_microtasks = false;
	for (uint32_t i = realm->host->settled_before; i < trace->count; i++) {
		const struct evl_event *e = &trace->events[i];
		if ((e->kind == EVL_EVENT_BEGIN && e->work == EVL_WORK_NEXT_TICK) || (e->kind == EVL_EVENT_PRINT && !in_microtasks))
			return true;
		in_microtasks = in_microtasks || (e->kind == EVL_EVENT_BEGIN && evl_work_class(e->work) == EVL_CLASS_MICROTASK);
	}
	return false;
}

/* The remark of the host script's line that threw, or that made the error when it was `passed_on`; NULL: none. */
static const char *remarked_place(struct evl_realm *realm, evl_value reason, bool passed_on)
{
	if (!passed_on)
		return evl_host_script_remark(realm, realm->exception_inner);
	if (!evl_is_class(reason, EVL_CLASS_ERROR) || !has_unread_stack(reason))
		return NULL;
	const struct evl_stack_frames *frames = (const struct evl_stack_frames *)(const void *)((const struct evl_error *)evl_pointer(reason))->frames;
	return frames != NULL ? evl_host_script_remark(realm, frames->inner) : NULL;
}

/* Which of Node's own places the report begins with; NULL: one of the snippet's. */
static const char *internal_place(struct evl_realm *realm, evl_value reason, enum evl_origin origin, evl_span place)
{
	const struct evl_node *node = evl_node(realm);
	bool passed_on = is_passed_on(origin), internal = is_internal(realm, reason, origin, place);
	bool is_error = evl_is_class(reason, EVL_CLASS_ERROR) || (origin == EVL_ORIGIN_REJECTION && evl_node_is_like_error(realm, reason));
	if (internal && passed_on && node->passed_place != NULL)
		return node->passed_place;
	if (passed_on && evl_is_class(reason, EVL_CLASS_ERROR) && has_unread_stack(reason) && ((const struct evl_error *)evl_pointer(reason))->made_in != NULL)
		return ((const struct evl_error *)evl_pointer(reason))->made_in;
	/* What JSON.parse could not read is shown itself, also where nothing of the snippet's called it. */
	if (passed_on && place.start == UINT32_MAX && evl_is_class(reason, EVL_CLASS_ERROR) && has_unread_stack(reason) && is_in_text(reason, place))
		return NULL;
	const char *remarked = internal ? NULL : remarked_place(realm, reason, passed_on);
	if (remarked != NULL)
		return remarked;
	internal = internal && !(passed_on && node->made_before);
	bool later = origin == EVL_ORIGIN_MODULE || origin == EVL_ORIGIN_REJECTION;
	/* V8 forgot where an error was made whose stack Node has read: a module's and a rejection's are reported from where that is done. */
	bool forgotten = internal && is_error && node->internal_read;
	if (internal && node->internal_place != NULL && !(forgotten && later))
		return node->internal_place;
	if (is_error && evl_is_dom_exception(reason) && passed_on && has_unread_stack(reason))
		return "internal/per_context/domexception:53    ^ErrorCaptureStackTrace(this);";
	bool unplaced = is_error && (place.start == UINT32_MAX || forgotten);
	bool is_read = passed_on && evl_is_class(reason, EVL_CLASS_ERROR) && !has_unread_stack(reason);
	const char *calling = unplaced && !forgotten && !is_read ? evl_node_calling_line(realm, origin) : NULL;
	if (calling != NULL && !is_in_text(reason, place) && !is_in_code(reason, place))
		return calling;
	bool is_below_node = unplaced && !forgotten && evl_is_class(reason, EVL_CLASS_ERROR) && has_unread_stack(reason) && has_ticked(realm);
	if (is_below_node && origin == EVL_ORIGIN_REJECTION)
		return "internal/process/task_queues:95    ^runMicrotasks();";
	if (unplaced && origin == EVL_ORIGIN_REJECTION)
		return "internal/process/promises:391    ^triggerUncaughtException(err, true /* fromPromise */);";
	if ((!is_error || unplaced) && origin == EVL_ORIGIN_MODULE)
		return "internal/modules/run_main:123    ^triggerUncaughtException(";
	if (internal && is_error && origin != EVL_ORIGIN_REJECTION)
		return "internal/errors:541      ^throw error;";
	return NULL;
}

void evl_node_append_throw_place(struct evl_realm *realm, struct evl_buffer *out, evl_value error, evl_span place)
{
	const char *own = internal_place(realm, error, EVL_ORIGIN_TASK, place);
	if (own != NULL)
		append_node_place(out, own, false);
	else
		append_snippet_place(realm, out, error, place);
}

/* The first lines are of Node's own files where V8 knows no place of the snippet's. */
static void append_fatal(struct evl_realm *realm, struct evl_buffer *out, evl_value reason, enum evl_origin origin, evl_span place)
{
	struct evl_node *node = evl_node(realm);
	bool is_error = evl_is_class(reason, EVL_CLASS_ERROR) || (origin == EVL_ORIGIN_REJECTION && evl_is_unknown(reason));
	bool native = is_error && !evl_is_dom_exception(reason); /* of V8's own kinds: Node can keep the lines with it */
	if (is_internal(realm, reason, origin, place) && evl_is_callable(node->enhance)) {
		evl_value ignored;
		if (!evl_call(realm, node->enhance, EVL_UNDEFINED, 1, &reason, &ignored) && realm->exception != EVL_EMPTY)
			(void)evl_take_exception(realm);
	}
	if (is_error && reason == node->decorated) { /* its stack says where */
		append_plain(realm, out, reason);
		evl_buffer_printf(out, "\n\n%s", realm->host->profile->version_line);
		return;
	}
	if (!native && reason == node->placed) {
		native = true;
		place = node->placed_at;
	}
	if (!native)
		evl_buffer_append_byte(out, '\n');
	const char *own = internal_place(realm, reason, origin, place);
	if (own != NULL)
		append_node_place(out, own, is_passed_on(origin));
	else
		append_snippet_place(realm, out, reason, place);
	if (is_error && is_unlinked(realm, place)) {
		append_unlinked(realm, out, reason, place);
	} else {
		if (native)
			evl_buffer_append_byte(out, '\n');
		if (!evl_is_symbol(reason)) /* Node shows nothing of these */
			append_plain(realm, out, reason);
	}
	if (!evl_is_object(reason))
		evl_buffer_append_text(out, "\n(Use `node --trace-uncaught ...` to show where the exception was thrown)");
	evl_buffer_printf(out, "\n\n%s", realm->host->profile->version_line);
}

const char *evl_node_reason_text(struct evl_realm *realm, evl_value reason)
{
	if (evl_is_string(reason))
		return evl_string_utf8(realm, evl_as_string(reason));
	return evl_describe(realm, reason);
}

static const char rejection_sentence[] =
	"This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise "
	"which was not handled with .catch(). The promise rejected with the reason \"%s\".";

static void append_rejection(struct evl_realm *realm, struct evl_buffer *out, evl_value reason)
{
	append_node_place(out, "internal/process/promises:389      ^new UnhandledPromiseRejection(reason);", false);
	evl_buffer_append_text(out, "\nUnhandledPromiseRejection: ");
	evl_buffer_printf(out, rejection_sentence, evl_node_reason_text(realm, reason));
	evl_buffer_append_text(out, " {\n  code: 'ERR_UNHANDLED_REJECTION'\n}\n\n");
	evl_buffer_append_text(out, realm->host->profile->version_line);
}

/* What an uncaughtException handler gets for a rejection whose reason is no error. */
static evl_value rejection_error(struct evl_realm *realm, evl_value reason)
{
	struct evl_buffer text;
	evl_value message, error = EVL_UNDEFINED;
	evl_buffer_init(&text);
	evl_buffer_printf(&text, rejection_sentence, evl_node_reason_text(realm, reason));
	message = text.failed ? EVL_EMPTY : evl_string_value(evl_string_from_utf8(realm, text.bytes, text.length));
	evl_buffer_release(&text);
	if (message != EVL_EMPTY && !evl_host_script_call(realm, "node/errors", "unhandledRejection", 1, &message, &error) &&
	    realm->exception != EVL_EMPTY)
		(void)evl_take_exception(realm);
	return error;
}

/* ------------------------------------------------------------------ dying */

/* The thread that made the worker is told. */
static void die_in_worker(struct evl_realm *realm, evl_value reason)
{
	struct evl_host *host = realm->host;
	evl_value ignored;
	if (!evl_host_script_call(realm, "node/worker_main", "fatal", 1, &reason, &ignored) && realm->exception != EVL_EMPTY)
		(void)evl_take_exception(realm);
	host->exit_code = evl_node_exit_code(realm, 1);
	host->exiting = true;
	host->ended = true;
}

static void die(struct evl_realm *realm, evl_value reason, enum evl_origin origin, evl_span place, int code)
{
	struct evl_host *host = realm->host;
	struct evl_buffer text;
	bool is_rejection = origin == EVL_ORIGIN_REJECTION;
	evl_buffer_init(&text);
	/* Exit handlers come first: Node writes the text when they are done. */
	evl_span inner = realm->exception_inner;
	host->exit_code = code;
	if (!evl_node_emit_exit(realm, code) && realm->exception != EVL_EMPTY)
		(void)evl_take_exception(realm);
	realm->exception_inner = inner;
	if (host->ended || realm->halt != EVL_STATUS_OK)
		return;
	if (evl_node_is_thread(realm)) {
		die_in_worker(realm, is_rejection && !evl_node_is_like_error(realm, reason) ? rejection_error(realm, reason) : reason);
		return;
	}
	if (is_rejection && !evl_node_is_like_error(realm, reason))
		append_rejection(realm, &text, reason);
	else
		append_fatal(realm, &text, reason, origin, place);
	if (!text.failed)
		evl_host_print_error(realm, text.bytes, text.length, place, is_rejection);
	evl_buffer_release(&text);
	if (code == 1)
		host->exit_code = evl_node_exit_code(realm, 1);
	host->exiting = true;
	evl_host_exit(realm);
}

/* What CommonJS files have and a module's body asked for in vain: Node says so in the message. */
static void explain_module_scope(struct evl_realm *realm, evl_value reason)
{
	static const char *const names[] = { "require", "module", "exports", "__filename", "__dirname" };
	evl_value message;
	char expected[64];
	if (!evl_is_class(reason, EVL_CLASS_ERROR) || ((const struct evl_error *)evl_pointer(reason))->type != EVL_ERROR_REFERENCE)
		return;
	if (!evl_get(realm, reason, EVL_NAME_message, &message)) {
		(void)evl_take_exception(realm);
		return;
	}
	for (size_t i = 0; evl_is_string(message) && i < sizeof names / sizeof names[0]; i++) {
		snprintf(expected, sizeof expected, "%s is not defined", names[i]);
		if (strcmp(evl_string_utf8(realm, evl_as_string(message)), expected) != 0)
			continue;
		struct evl_buffer text;
		evl_buffer_init(&text);
		evl_buffer_printf(&text, "%s in ES module scope%s", expected, i == 0 ? ", you can use import instead" : "");
		if (realm->host->package != NULL)
			evl_buffer_printf(&text,
					  "\nThis file is being treated as an ES module because it has a '.js' file extension and '%s' contains "
					  "\"type\": \"module\". To treat it as a CommonJS script, rename it to use the '.cjs' file extension.",
					  realm->host->package);
		struct evl_string *longer = text.failed ? NULL : evl_string_from_utf8(realm, text.bytes, text.length);
		evl_buffer_release(&text);
		if (longer != NULL && !evl_set(realm, reason, EVL_NAME_message, evl_string_value(longer), true))
			(void)evl_take_exception(realm);
		return;
	}
}

/* What the program's own handlers do with an uncaught exception. False: one of them threw. */
static bool tell_handlers(struct evl_realm *realm, evl_value reason, const char *kind, bool *handled)
{
	evl_value values[2] = { reason, evl_text_value(realm, kind) }, capture, ignored;
	bool monitored;
	if (!evl_node_emit(realm, "uncaughtExceptionMonitor", 2, values, &monitored))
		return false;
	capture = evl_node(realm)->capture;
	*handled = capture != EVL_NULL;
	if (*handled)
		return evl_host_call(realm, capture, EVL_UNDEFINED, 1, values, &ignored);
	return evl_node_emit(realm, "uncaughtException", 2, values, handled);
}

/* An error that nothing caught, from where `place` is: the program's handlers, then the end of the process. */
static bool tell_or_die(struct evl_realm *realm, evl_value reason, enum evl_origin origin, evl_span place)
{
	bool is_rejection = origin == EVL_ORIGIN_REJECTION, handled = false;
	bool wrapped = is_rejection && !evl_node_is_like_error(realm, reason);
	bool listened = evl_node(realm)->capture != EVL_NULL || evl_node_has_listeners(realm, "uncaughtException") ||
			evl_node_has_listeners(realm, "uncaughtExceptionMonitor");
	bool passes_by = is_rejection && realm->host->profile->rejections_are_fatal;
	if (listened && !passes_by && !evl_node(realm)->exit_emitted) {
		evl_value told = wrapped ? rejection_error(realm, reason) : reason;
		bool of_promise = is_rejection || origin == EVL_ORIGIN_MODULE || (origin == EVL_ORIGIN_MAIN && realm->host->profile->main_is_promise);
		if (!tell_handlers(realm, told, of_promise ? "unhandledRejection" : "uncaughtException", &handled)) {
			/* A handler threw: that is fatal, with a status of its own. */
			if (realm->halt != EVL_STATUS_OK)
				return false;
			evl_span thrown = realm->exception_span;
			evl_value second = evl_take_exception(realm);
			die(realm, second, EVL_ORIGIN_TASK, thrown, 7);
			return false;
		}
	}
	if (handled)
		return true;
	if (realm->host->profile->fatal != NULL)
		return realm->host->profile->fatal(realm, reason, origin, place);
	die(realm, reason, origin, place, 1);
	return false;
}

bool evl_node_uncaught(struct evl_realm *realm, evl_value reason, enum evl_origin origin, struct evl_promise *promise)
{
	(void)promise;
	if (origin == EVL_ORIGIN_MODULE)
		explain_module_scope(realm, reason);
	evl_span place = place_of(realm, reason, origin);
	struct evl_node *node = evl_node(realm);
	if (evl_node_calling_line(realm, origin) != NULL)
		evl_node_leave_library_frames(reason);
	if (origin == EVL_ORIGIN_MAIN && realm->host->profile->main_is_promise && node->worker == NULL) {
		node->main_threw = true;
		node->main_error = reason;
		node->main_thrown_at = place;
		return true;
	}
	return tell_or_die(realm, reason, origin, place);
}

static bool tell_main_error(struct evl_realm *realm, uint32_t record)
{
	(void)record;
	return tell_or_die(realm, evl_node(realm)->main_error, EVL_ORIGIN_MAIN, evl_node(realm)->main_thrown_at);
}

void evl_node_tell_main_error(struct evl_realm *realm)
{
	if (!evl_node(realm)->main_threw)
		return;
	evl_node(realm)->main_threw = false;
	uint32_t record = evl_host_task_new(realm, EVL_WORK_IO, EVL_UNDEFINED, EVL_UNDEFINED, 0, NULL, 0);
	evl_host_task(realm->host, record)->run = tell_main_error;
	evl_host_post(realm, record, EVL_SOURCE_POSTED, 0);
}

static bool throw_again(struct evl_realm *realm, uint32_t record)
{
	struct evl_node *node = evl_node(realm);
	evl_value reason = evl_host_task(realm->host, record)->values[0];
	bool again = node->internal_error == reason; /* what completes its stack stays with it */
	evl_value enhance = again ? node->enhance : EVL_UNDEFINED;
	evl_node_mark_thrown(realm, reason, "internal/event_target:1105  process.nextTick(() => { ^throw err; });");
	node->enhance = enhance;
	(void)evl_throw(realm, reason);
	node->internal_span = realm->exception_span;
	return false;
}

void evl_node_report_listener(struct evl_realm *realm, evl_value reason)
{
	struct evl_host_task *task = evl_host_task(realm->host, evl_node_tick(realm, EVL_UNDEFINED, throw_again));
	task->values = evl_arena_copy(&realm->scratch, &reason, sizeof reason);
	task->count = 1;
}
