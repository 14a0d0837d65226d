/* SPDX-License-Identifier: MIT */
/*
 * stdio.c - process.stdout and process.stderr: what is written goes out at once; a snippet that puts a `write` of its own
 * there also gets what the console writes.
 */
#include <string.h>

#include "base/buffer.h"
#include "base/utf.h"
#include "console/console.h"
#include "host/node/node.h"
#include "host/script.h"
#include "value/convert.h"
#include "value/typed_array.h"
#include "value/unknown.h"
#include "vm/stack.h"

static bool run_write_callback(struct evl_realm *realm, uint32_t record)
{
	evl_value ignored, argument = EVL_NULL;
	return evl_host_call(realm, evl_host_task(realm->host, record)->callback, EVL_UNDEFINED, 1, &argument, &ignored);
}

/* The text that bytes written to a terminal show; NULL: exception or halting. */
static struct evl_string *text_of_bytes(struct evl_realm *realm, const uint8_t *bytes, size_t length)
{
	for (size_t at = 0; at < length;) {
		size_t taken;
		if (evl_utf8_decode((const char *)bytes + at, length - at, &taken) == 0xFFFD) {
			evl_not_covered(realm, "writing bytes that are no whole UTF-8 text");
			return NULL;
		}
		at += taken;
	}
	return evl_string_from_utf8(realm, (const char *)bytes, length);
}

/* What a text shows that goes out as its bytes in this encoding; NULL: exception or halting. */
static struct evl_string *text_encoded(struct evl_realm *realm, struct evl_string *text, evl_value encoding)
{
	const uint8_t *bytes = NULL;
	size_t length = 0;
	if (evl_is_string(encoding) && strcmp(evl_string_utf8(realm, evl_as_string(encoding)), "buffer") == 0) {
		evl_not_covered(realm, "process.stdout.write of a text as a buffer");
		return NULL;
	}
	if (evl_is_string(encoding) && !evl_node_encode(realm, text, evl_string_utf8(realm, evl_as_string(encoding)), &bytes, &length))
		return NULL;
	if (bytes != NULL)
		return text_of_bytes(realm, bytes, length);
	struct evl_string *name;
	if (!evl_to_string(realm, encoding, &name))
		return NULL;
	struct evl_buffer message;
	evl_buffer_init(&message);
	evl_buffer_printf(&message, "Unknown encoding: %s", evl_string_utf8(realm, name));
	if (!message.failed)
		evl_node_throw_code(realm, EVL_ERROR_TYPE, "ERR_UNKNOWN_ENCODING", message.bytes,
				    "internal/streams/writable:468      ^throw new ERR_UNKNOWN_ENCODING(encoding);");
	evl_buffer_release(&message);
	return NULL;
}

/* write(chunk[, encoding][, callback]) */
static bool write_chunk(struct evl_realm *realm, const struct evl_args *args, evl_value *result, uint8_t stream)
{
	evl_value chunk = evl_arg(args, 0), encoding = evl_arg(args, 1), done = EVL_NULL;
	struct evl_string *text;
	if (realm->host->profile->loop->first_interrupts)
		evl_loop_made_first(&realm->host->loop);
	if (evl_is_null(chunk))
		return evl_node_throw_code(realm, EVL_ERROR_TYPE, "ERR_STREAM_NULL_VALUES", "May not write null values to stream",
					   "internal/streams/writable:461    ^throw new ERR_STREAM_NULL_VALUES();");
	if (evl_is_string(chunk)) {
		text = evl_as_string(chunk);
		if (!evl_is_callable(encoding) && evl_to_boolean(encoding))
			text = text_encoded(realm, text, encoding);
		if (text == NULL)
			return false;
	} else if (evl_is_typed_array(chunk)) {
		const struct evl_view *view = evl_as_view(chunk);
		size_t length = evl_view_length(view) * evl_typed_sizes[view->type];
		text = text_of_bytes(realm, length != 0 ? evl_view_bytes(view) : (const uint8_t *)"", length);
		if (text == NULL)
			return false;
	} else if (evl_is_unknown(chunk)) {
		text = evl_unknown_string(realm, evl_as_unknown(chunk));
		if (text == NULL)
			return false;
	} else {
		return evl_node_throw_arg_type(realm, "chunk", "of type string or an instance of Buffer, TypedArray, or DataView", chunk,
					       "internal/streams/writable:482      ^throw new ERR_INVALID_ARG_TYPE(");
	}
	evl_host_print(realm, stream, EVL_CONSOLE_WRITE, text);
	for (uint32_t i = 1; i < args->count && i < 3; i++)
		if (evl_is_callable(args->values[i])) {
			if (!realm->host->profile->calls_writers)
				evl_node_tick(realm, args->values[i], run_write_callback);
			else if (!evl_call(realm, args->values[i], EVL_UNDEFINED, 1, &done, result))
				return false;
			break;
		}
	*result = EVL_TRUE;
	return realm->halt == EVL_STATUS_OK;
}

static bool stdout_write(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return write_chunk(realm, args, result, 0);
}

static bool stderr_write(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return write_chunk(realm, args, result, 1);
}

/* The methods of an event emitter, out of node/events. */
#define EMITTER_METHOD(function, property)                                                                             \
	static bool function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)                  \
	{                                                                                                              \
		(void)args;                                                                                            \
		return emitter_method(realm, property, result);                                                       \
	}

static bool emitter_method(struct evl_realm *realm, const char *property, evl_value *result)
{
	evl_value prototype;
	return evl_host_script_get(realm, "node/events", "prototype", &prototype) && evl_get(realm, prototype, evl_text_name(realm, property), result);
}

EMITTER_METHOD(emitter_on, "on")
EMITTER_METHOD(emitter_once, "once")
EMITTER_METHOD(emitter_off, "off")
EMITTER_METHOD(emitter_emit, "emit")
EMITTER_METHOD(emitter_prepend, "prependListener")
EMITTER_METHOD(emitter_remove_all, "removeAllListeners")
EMITTER_METHOD(emitter_count, "listenerCount")
EMITTER_METHOD(emitter_listeners, "listeners")
EMITTER_METHOD(emitter_set_max, "setMaxListeners")

#define EMITTER_ROWS                                                                                                   \
	EVL_MADE_ROW("on", emitter_on, EVL_DATA_HIDDEN), EVL_MADE_ROW("addListener", emitter_on, EVL_DATA_HIDDEN),      \
		EVL_MADE_ROW("once", emitter_once, EVL_DATA_HIDDEN), EVL_MADE_ROW("off", emitter_off, EVL_DATA_HIDDEN), \
		EVL_MADE_ROW("removeListener", emitter_off, EVL_DATA_HIDDEN), EVL_MADE_ROW("emit", emitter_emit, EVL_DATA_HIDDEN), \
		EVL_MADE_ROW("prependListener", emitter_prepend, EVL_DATA_HIDDEN),                                      \
		EVL_MADE_ROW("removeAllListeners", emitter_remove_all, EVL_DATA_HIDDEN),                                \
		EVL_MADE_ROW("listenerCount", emitter_count, EVL_DATA_HIDDEN),                                          \
		EVL_MADE_ROW("listeners", emitter_listeners, EVL_DATA_HIDDEN),                                          \
		EVL_MADE_ROW("setMaxListeners", emitter_set_max, EVL_DATA_HIDDEN)

#define WRITABLE_ROWS(stream, descriptor)                                                                              \
	EMITTER_ROWS, EVL_NUMBER_ROW("fd", descriptor), EVL_NUMBER_ROW("writableHighWaterMark", 16384), EVL_NUMBER_ROW("writableCorked", 0), \
		EVL_MADE_ROW("writableObjectMode", evl_give_false, EVL_DATA_HIDDEN), EVL_MADE_ROW("writableNeedDrain", evl_give_false, EVL_DATA_HIDDEN), \
		EVL_MADE_ROW("writableFinished", evl_give_false, EVL_DATA_HIDDEN), EVL_MADE_ROW("closed", evl_give_false, EVL_DATA_HIDDEN), \
	 EVL_METHOD("cork", evl_give_undefined, 0), EVL_METHOD("uncork", evl_give_undefined, 0),                           \
		EVL_NOT_COVERED_ROW("end", stream ".end"), EVL_NOT_COVERED_ROW("destroy", stream ".destroy"),           \
		EVL_NOT_COVERED_ROW("_write", stream "._write"), EVL_NOT_COVERED_ROW("_handle", stream "._handle"),     \
		EVL_NUMBER_ROW("writableLength", 0), EVL_MADE_ROW("writable", evl_give_true, EVL_DATA_HIDDEN), EVL_MADE_ROW("writableEnded", evl_give_false, EVL_DATA_HIDDEN), \
		EVL_MADE_ROW("destroyed", evl_give_false, EVL_DATA_HIDDEN)

static const struct evl_row stdout_row[] = {
	EVL_METHOD("write", stdout_write, 1),
	WRITABLE_ROWS("process.stdout", 1),
};
const struct evl_rows evl_node_stdout_rows = EVL_ROWS(stdout_row);

static const struct evl_row stderr_row[] = {
	EVL_METHOD("write", stderr_write, 1),
	WRITABLE_ROWS("process.stderr", 2),
};
const struct evl_rows evl_node_stderr_rows = EVL_ROWS(stderr_row);

/* The snippet's own `write` of the stream; EVL_EMPTY: it is ours. */
static evl_value own_write(struct evl_realm *realm, uint8_t stream)
{
	struct evl_object *object = evl_node(realm)->stdio[stream];
	struct evl_descriptor d;
	bool found;
	if (object == NULL || !evl_get_own_property(realm, object, evl_text_name(realm, "write"), &d, &found) || !found || !d.has_value ||
	    !evl_is_callable(d.value))
		return EVL_EMPTY;
	if (evl_is_class(d.value, EVL_CLASS_NATIVE_FUNCTION)) {
		evl_native fn = ((const struct evl_native_function *)evl_as_object(d.value))->fn;
		if (fn == stdout_write || fn == stderr_write)
			return stream == (fn == stderr_write) ? EVL_EMPTY : d.value;
	}
	return d.value;
}

bool evl_node_console_write(struct evl_realm *realm, uint8_t stream, struct evl_string *text, bool *handled)
{
	evl_value write = own_write(realm, stream), ignored;
	*handled = write != EVL_EMPTY;
	if (!*handled)
		return true;
	struct evl_string *end = evl_string_from_ascii(realm, "\n"), *line = end != NULL ? evl_string_concat(realm, text, end) : NULL;
	if (line == NULL)
		return false;
	evl_value arguments[2] = { evl_from_string(line), evl_from_object(evl_native_function_new(realm, "", 1, evl_give_undefined)) };
	if (evl_call(realm, write, evl_from_object(evl_node(realm)->stdio[stream]), 2, arguments, &ignored))
		return true;
	/* The console does not let an error of its stream out. */
	if (realm->halt == EVL_STATUS_OK)
		realm->exception = EVL_EMPTY;
	return realm->halt == EVL_STATUS_OK;
}
