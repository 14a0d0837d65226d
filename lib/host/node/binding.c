/* SPDX-License-Identifier: MIT */
/*
 * binding.c - the functions of this host that its own scripts find in
 * require('host'): the queues without a detour over the snippet's objects, Node's
 * errors, and looks into values that JavaScript itself does not give.
 */
#include <string.h>

#include "console/ansi.h"
#include "console/console.h"
#include "console/inspect_node.h"
#include "host/node/node.h"
#include "host/script.h"
#include "host/outside.h"
#include "value/convert.h"
#include "value/unknown.h"
#include "vm/function.h"
#include "vm/promise.h"
#include "vm/stack.h"
#include "vm/vm.h"

/*
 * error(kind, code, message[, place]): an error of Node's, to be thrown by the host's script, from `place` when that is
 * not where arguments are checked. kind: 'Error', 'TypeError', 'RangeError', 'URIError'.
 */
static bool make_error(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *kind = evl_value_text(realm, evl_arg(args, 0));
	enum evl_error_type type = kind[0] == 'T' ? EVL_ERROR_TYPE : kind[0] == 'R' ? EVL_ERROR_RANGE : kind[0] == 'U' ? EVL_ERROR_URI : EVL_ERROR_ERROR;
	*result = evl_node_error(realm, type, evl_value_text(realm, evl_arg(args, 1)), evl_value_text(realm, evl_arg(args, 2)));
	if (evl_is_string(evl_arg(args, 3)))
		evl_node_mark_thrown(realm, *result, evl_value_text(realm, evl_arg(args, 3)));
	else
		evl_node_mark_thrown_from(realm, *result, NULL);
	return realm->halt == EVL_STATUS_OK;
}

/* received(value): "an instance of Foo", "type string ('x')". */
static bool received(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	char room[320];
	if (evl_is_unknown(evl_arg(args, 0)))
		return evl_unknown_refuse(realm, "the type", args->values[0]);
	const char *text = evl_node_received(realm, evl_arg(args, 0), room, sizeof room);
	*result = evl_text_value(realm, text);
	return *result != EVL_EMPTY;
}

/*
 * thrown(error, place[, enhance[, read]]): should this error, thrown now by the host, be fatal, the report begins with `place`
 * (as evl_node_mark_thrown has it); `enhance(error)` completes its stack before that; `read`: Node has read the stack.
 */
static bool thrown(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (evl_is_string(evl_arg(args, 1)))
		evl_node_mark_thrown(realm, evl_arg(args, 0), evl_value_text(realm, evl_arg(args, 1)));
	else
		evl_node_mark_thrown_from(realm, evl_arg(args, 0), NULL);
	evl_node(realm)->enhance = evl_arg(args, 2);
	evl_node(realm)->internal_read = evl_arg(args, 3) == EVL_TRUE;
	*result = evl_arg(args, 0);
	return true;
}

/* madeAt(error, place): the line of Node's own files that made this error, for a report of one that was passed on. */
static bool made_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = evl_arg(args, 0);
	struct evl_error *error = (struct evl_error *)evl_pointer(*result);
	error->made_in = evl_value_text(realm, evl_arg(args, 1));
	error->host_frames = true;
	return true;
}

/* thrownFrom(error, made): the same for one that a check of arguments throws; where it is passed on, the report begins with `made`. */
static bool thrown_from(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_node_mark_thrown_from(realm, evl_arg(args, 0), evl_is_string(evl_arg(args, 1)) ? evl_value_text(realm, evl_arg(args, 1)) : NULL);
	*result = evl_arg(args, 0);
	return true;
}

/* thrownOn(error, place, enhance): the same for an error that was there before; where a promise passes it on, that is told of. */
static bool thrown_on(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_node_mark_thrown_on(realm, evl_arg(args, 0), evl_value_text(realm, evl_arg(args, 1)));
	evl_node(realm)->enhance = evl_arg(args, 2);
	*result = evl_arg(args, 0);
	return true;
}

/* className(value): which kind of object it is inside, as classes.def has it ("PROMISE", "MAP", "ERROR"); undefined for what is no object. */
static bool class_name(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	static const char *const names[] = {
#define EVL_CLASS(id, name) #id,
#include "value/classes.def"
#undef EVL_CLASS
	};
	*result = EVL_UNDEFINED;
	if (!evl_is_object(evl_arg(args, 0)))
		return true;
	const char *name = names[evl_class_of(evl_as_object(evl_arg(args, 0)))];
	*result = evl_text_value(realm, name);
	return *result != EVL_EMPTY;
}

/* functionKind(value): 'async', 'generator', 'asyncGenerator', 'class' or 'plain'; undefined for what is no bytecode function. */
static bool function_kind(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	if (!evl_is_class(evl_arg(args, 0), EVL_CLASS_FUNCTION))
		return true;
	uint32_t flags = ((const struct evl_function *)evl_pointer(evl_arg(args, 0)))->code->template_->flags;
	bool async = (flags & EVL_TEMPLATE_ASYNC) != 0;
	const char *kind = flags & EVL_TEMPLATE_GENERATOR	    ? (async ? "asyncGenerator" : "generator")
			   : async				    ? "async"
			   : flags & EVL_TEMPLATE_CLASS_CONSTRUCTOR ? "class"
								    : "plain";
	*result = evl_text_value(realm, kind);
	return *result != EVL_EMPTY;
}

/* globalValue(name[, test]): what the global object has there; with `test`, undefined for what is not covered. */
static bool global_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const char *name = evl_value_text(realm, evl_arg(args, 0));
	const struct evl_host_profile *profile = realm->host->profile;
	*result = EVL_UNDEFINED;
	for (uint32_t i = 0; evl_arg(args, 1) == EVL_TRUE && i < profile->global_table_count; i++)
		for (uint32_t k = 0; k < profile->globals[i]->count; k++)
			if (profile->globals[i]->rows[k].kind == EVL_ROW_NOT_COVERED && strcmp(profile->globals[i]->rows[k].name, name) == 0)
				return true;
	return evl_get(realm, evl_from_object(realm->global), evl_text_name(realm, name), result);
}

/* getContext(), setContext(value): the asynchronous context that goes with promises, timers and the rest. */
static bool get_context(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = realm->vm->async_context;
	return true;
}

static bool set_context(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = realm->vm->async_context;
	realm->vm->async_context = evl_arg(args, 0);
	return true;
}

/* inspectState(inspect[, defaultOptions]): from now on these say how values are shown. */
static bool inspect_state(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_console *console = evl_console_state(realm);
	console->inspect = evl_arg(args, 0);
	if (evl_is_object(evl_arg(args, 1)))
		console->defaults = evl_arg(args, 1);
	*result = EVL_UNDEFINED;
	return true;
}

/* stripSequences(text): without terminals' escape sequences. */
static bool strip_sequences(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return false;
	size_t removed = evl_ansi_count(units, text->length), kept = 0;
	*result = evl_from_string(text);
	if (removed == 0)
		return true;
	uint16_t *out = evl_realm_scratch(realm, (text->length - removed + 1) * sizeof *out);
	for (size_t i = 0; i < text->length;) {
		size_t taken = evl_ansi_sequence(units, text->length, i);
		if (taken == 0)
			out[kept++] = units[i];
		i += taken != 0 ? taken : 1;
	}
	*result = evl_string_value(evl_string_new(realm, out, kept));
	return *result != EVL_EMPTY;
}

/* stringWidth(text): how many columns of a terminal it takes. */
static bool string_width(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	if (!evl_to_string(realm, evl_arg(args, 0), &text))
		return false;
	const uint16_t *units = evl_string_units(realm, text);
	if (units == NULL)
		return false;
	uint32_t width = 0;
	for (size_t i = 0, plain = 0; i <= text->length;) {
		size_t taken = i < text->length ? evl_ansi_sequence(units, text->length, i) : 1;
		if (taken != 0) {
			width += evl_text_width(units + plain, i - plain);
			plain = i + taken;
		}
		i += taken != 0 ? taken : 1;
	}
	*result = evl_from_uint32(width);
	return true;
}

/* The text from `start` to `end` of a source. */
static evl_value part_of_source(struct evl_realm *realm, const struct evl_source *source, uint32_t start, uint32_t end)
{
	return evl_string_value(evl_string_from_utf8(realm, source->text + start, end - start));
}

/*
 * callText(): the call that the snippet is in: its `text`, what stands `before` it on its line, that much of the text as stands before the place that
 * V8 shows (`head`), and, where the function that calls begins on that line, what stands there of it (`within`); undefined where the text is no file's.
 */
static bool call_text(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_span span = evl_stack_site(realm), place = evl_stack_place(realm), within = evl_stack_function_text(realm);
	(void)args;
	*result = EVL_UNDEFINED;
	if (span.start == UINT32_MAX || span.source >= realm->trace->source_count || span.end > realm->trace->sources[span.source].length)
		return true;
	const struct evl_source *source = &realm->trace->sources[span.source];
	if (source->origin != NULL)
		return true;
	uint32_t line = span.start;
	while (line > 0 && source->text[line - 1] != '\n')
		line--;
	struct evl_object *call = evl_object_new(realm, NULL);
	*result = evl_from_object(call);
	evl_define_text(realm, call, "text", part_of_source(realm, source, span.start, span.end));
	evl_define_text(realm, call, "before", part_of_source(realm, source, line, span.start));
	evl_define_text(realm, call, "head", part_of_source(realm, source, span.start, place.start > span.start ? place.start : span.start));
	if (within.start >= line && within.start < span.start)
		evl_define_text(realm, call, "within", part_of_source(realm, source, within.start, span.start));
	return realm->halt == EVL_STATUS_OK;
}

enum evl_work evl_node_running_work(const struct evl_realm *realm)
{
	return realm->current != EVL_NO_EVENT ? (enum evl_work)realm->trace->events[realm->current].work : EVL_WORK_TIMER;
}

/* isMain(): does the main script run, and no callback yet? */
static bool is_main(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_bool(evl_node_running_work(realm) == EVL_WORK_SCRIPT);
	return true;
}

/* isReaction(): does a promise run this, or a module's body, which one runs, too? */
static bool is_reaction(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	enum evl_work work = evl_node_running_work(realm);
	(void)args;
	*result = evl_from_bool(work == EVL_WORK_MODULE || work == EVL_WORK_REACTION || work == EVL_WORK_AWAIT ||
				work == EVL_WORK_THENABLE || work == EVL_WORK_ASYNC_GENERATOR);
	return true;
}

/* framesBelow(): how many frames of its own a real Node has below those of the snippet in the work that runs. */
static bool frames_below(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	int32_t count = 1;
	(void)args;
	if (realm->current != EVL_NO_EVENT) {
		enum evl_work work = realm->trace->events[realm->current].work;
		if (work == EVL_WORK_SCRIPT)
			count = 6;
		else if (work == EVL_WORK_MODULE)
			count = 4;
		else if (work == EVL_WORK_TIMER || work == EVL_WORK_INTERVAL)
			count = 2;
	}
	*result = evl_from_int(count);
	return true;
}

static bool make_win32(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script_get(realm, "node/win32_paths", "win32", result);
}

static const struct evl_row win32_row[] = { EVL_MADE_ROW("win32", make_win32, EVL_DATA_DEFAULT) };
static const struct evl_rows win32_rows = EVL_ROWS(win32_row);

/* defineWin32(path): its property `win32`, whose script runs when it is first read. */
static bool define_win32(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_define_rows(realm, evl_as_object(evl_arg(args, 0)), &win32_rows);
	*result = EVL_UNDEFINED;
	return true;
}

static bool make_process(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_node_process_make(realm, args, result);
}

static const struct evl_row binding_row[] = {
	EVL_METHOD("nextTick", evl_node_next_tick, 1),
	EVL_METHOD("queueMicrotask", evl_node_queue_microtask, 1),
	EVL_METHOD("setTimeout", evl_node_set_timeout, 5),
	EVL_METHOD("setInterval", evl_node_set_interval, 5),
	EVL_METHOD("setImmediate", evl_node_set_immediate, 4),
	EVL_METHOD("clearTimeout", evl_node_clear_timer, 1),
	EVL_METHOD("clearImmediate", evl_node_clear_immediate, 1),
	EVL_METHOD("emitWarning", evl_node_emit_warning, 1),
	EVL_METHOD("inspect", evl_util_inspect, 2),
	EVL_METHOD("format", evl_util_format, 0),
	EVL_METHOD("formatWithOptions", evl_util_format_with_options, 1),
	EVL_METHOD("inspectState", inspect_state, 2),
	EVL_METHOD("stripSequences", strip_sequences, 1),
	EVL_METHOD("stringWidth", string_width, 1),
	EVL_METHOD("error", make_error, 3),
	EVL_METHOD("received", received, 1),
	EVL_METHOD("thrown", thrown, 2),
	EVL_METHOD("madeAt", made_at, 2),
	EVL_METHOD("thrownFrom", thrown_from, 2),
	EVL_METHOD("thrownOn", thrown_on, 3),
	EVL_METHOD("defineWin32", define_win32, 1),
	EVL_METHOD("framesBelow", frames_below, 0),
	EVL_METHOD("getContext", get_context, 0),
	EVL_METHOD("setContext", set_context, 1),
	EVL_METHOD("firstFolder", evl_node_first_folder, 0),
	EVL_METHOD("enterFolder", evl_node_enter_folder, 1),
	EVL_METHOD("callText", call_text, 0),
	EVL_METHOD("isMain", is_main, 0),
	EVL_METHOD("isReaction", is_reaction, 0),
	EVL_METHOD("functionKind", function_kind, 1),
	EVL_METHOD("globalValue", global_value, 1),
	EVL_METHOD("className", class_name, 1),
	EVL_METHOD("outsideFetch", evl_outside_fetch, 2),
	EVL_MADE_ROW("process", make_process, EVL_DATA_HIDDEN),
};
const struct evl_rows evl_node_binding_rows = EVL_ROWS(binding_row);
