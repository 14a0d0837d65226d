/* SPDX-License-Identifier: MIT */
/*
 * process_warnings.c - process.emitWarning: the 'warning' event in a tick of its own, whose first listener, Node's, writes the line.
 */
#include <string.h>

#include "base/buffer.h"
#include "console/console.h"
#include "host/node/node.h"
#include "value/convert.h"
#include "value/property.h"
#include "vm/vm.h"

/* A switch on `process` that snippets may turn. */
static bool is_on(struct evl_realm *realm, const char *name, bool *on)
{
	evl_value value;
	if (!evl_get(realm, evl_from_object(evl_node_process(realm)), evl_text_name(realm, name), &value))
		return false;
	*on = evl_to_boolean(value);
	return true;
}

static bool is_deprecation(struct evl_realm *realm, evl_value name)
{
	return evl_is_string(name) && strcmp(evl_string_utf8(realm, evl_as_string(name)), "DeprecationWarning") == 0;
}

/* The warning in a line: its stack when it is traced, otherwise what its own toString gives, or Error.prototype's. */
static bool text_of(struct evl_realm *realm, evl_value warning, bool traced, struct evl_string **text)
{
	evl_value value = EVL_UNDEFINED;
	if (traced && !evl_get(realm, warning, EVL_NAME_stack, &value))
		return false;
	if (evl_to_boolean(value))
		return evl_to_string(realm, value, text);
	if (!evl_get(realm, warning, EVL_NAME_toString, &value))
		return false;
	if (evl_is_callable(value))
		return evl_call(realm, value, warning, 0, NULL, &value) && evl_to_string(realm, value, text);
	value = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ERROR_PROTOTYPE));
	return evl_get(realm, value, EVL_NAME_toString, &value) && evl_call(realm, value, warning, 0, NULL, &value) &&
	       evl_to_string(realm, value, text);
}

bool evl_node_write_warning(struct evl_realm *realm, evl_value warning)
{
	struct evl_node *node = evl_node(realm);
	evl_value name, code, detail;
	struct evl_string *text;
	bool traced, silent = false;
	if (!evl_is_class(warning, EVL_CLASS_ERROR))
		return true;
	if (!evl_get(realm, warning, EVL_NAME_name, &name))
		return false;
	bool deprecation = is_deprecation(realm, name);
	if ((deprecation && !is_on(realm, "noDeprecation", &silent)) || !is_on(realm, "traceProcessWarnings", &traced))
		return false;
	if (silent)
		return true;
	if (!traced && deprecation && !is_on(realm, "traceDeprecation", &traced))
		return false;
	if (!evl_get(realm, warning, evl_text_name(realm, "code"), &code) || !text_of(realm, warning, traced, &text) ||
	    !evl_get(realm, warning, evl_text_name(realm, "detail"), &detail))
		return false;
	struct evl_buffer line;
	evl_buffer_init(&line);
	evl_buffer_append_text(&line, "(node:PID) ");
	if (evl_to_boolean(code))
		evl_buffer_printf(&line, "[%s] ", evl_value_text(realm, code));
	evl_buffer_append_text(&line, evl_string_utf8(realm, text));
	if (evl_is_string(detail))
		evl_buffer_printf(&line, "\n%s", evl_string_utf8(realm, evl_as_string(detail)));
	if (!traced && !node->warned) {
		evl_buffer_printf(&line, "\n(Use `node --trace-%s ...` to show where the warning was created)",
				  deprecation ? "deprecation" : "warnings");
		node->warned = true;
	}
	/* As console.error would: inside of the open groups. */
	bool written = !line.failed &&
		       evl_console_print_text(realm, EVL_CONSOLE_REPORT, evl_string_from_utf8(realm, line.bytes, line.length));
	evl_buffer_release(&line);
	return written && realm->halt == EVL_STATUS_OK;
}

/* The event in its tick. Before `process` is an emitter nobody but Node listens. */
static bool deliver_warning(struct evl_realm *realm, uint32_t record)
{
	evl_value warning = evl_host_task(realm->host, record)->values[0];
	bool handled;
	if (!evl_node(realm)->emits)
		return evl_node_write_warning(realm, warning);
	return evl_node_emit(realm, "warning", 1, &warning, &handled);
}

static bool throw_deprecation(struct evl_realm *realm, uint32_t record)
{
	return evl_throw(realm, evl_host_task(realm->host, record)->values[0]);
}

static void queue(struct evl_realm *realm, evl_value warning, bool (*run)(struct evl_realm *realm, uint32_t record))
{
	struct evl_host_task *task = evl_host_task(realm->host, evl_node_tick(realm, EVL_UNDEFINED, run));
	task->values = evl_arena_copy(&realm->scratch, &warning, sizeof warning);
	task->count = 1;
}

/* As the switches on `process` say for deprecations: to be warned of, to be thrown, or neither. */
static bool queue_warning(struct evl_realm *realm, evl_value warning)
{
	evl_value name;
	bool silent, thrown;
	if (!evl_get(realm, warning, EVL_NAME_name, &name))
		return false;
	if (!is_deprecation(realm, name)) {
		queue(realm, warning, deliver_warning);
		return true;
	}
	if (!is_on(realm, "noDeprecation", &silent) || !is_on(realm, "throwDeprecation", &thrown))
		return false;
	if (!silent)
		queue(realm, warning, thrown ? throw_deprecation : deliver_warning);
	return true;
}

struct evl_object *evl_node_warning_new(struct evl_realm *realm, const char *name, const char *text)
{
	struct evl_object *warning = evl_error_new(realm, EVL_ERROR_ERROR, evl_text_value(realm, text));
	evl_define_new(realm, warning, EVL_NAME_name, evl_text_value(realm, name), EVL_DATA_DEFAULT);
	return warning;
}

void evl_node_warn_object(struct evl_realm *realm, struct evl_object *warning)
{
	(void)queue_warning(realm, evl_from_object(warning));
}

void evl_node_warn(struct evl_realm *realm, const char *name, const char *code, const char *text)
{
	struct evl_object *warning = evl_node_warning_new(realm, name, text);
	if (code != NULL)
		evl_define_text(realm, warning, "code", evl_text_value(realm, code));
	evl_node_warn_object(realm, warning);
}

struct given {
	evl_value warning, type, code, detail;
};

/* emitWarning(warning, options): type, code and detail are members. */
static bool read_options(struct evl_realm *realm, struct given *given)
{
	evl_value options = given->type;
	bool is_array;
	if (evl_is_callable(options)) {
		given->type = EVL_UNDEFINED;
		given->code = evl_text_value(realm, "");
		return true;
	}
	if (!evl_is_object(options))
		return true;
	if (!evl_is_array(realm, options, &is_array) || is_array)
		return !realm->halt && realm->exception == EVL_EMPTY;
	if (!evl_get(realm, options, evl_text_name(realm, "code"), &given->code) ||
	    !evl_get(realm, options, evl_text_name(realm, "detail"), &given->detail) ||
	    !evl_get(realm, options, evl_text_name(realm, "type"), &given->type))
		return false;
	if (!evl_is_string(given->detail))
		given->detail = EVL_UNDEFINED;
	if (!evl_to_boolean(given->type))
		given->type = EVL_UNDEFINED;
	return true;
}

static evl_value warning_from(struct evl_realm *realm, const struct given *given)
{
	struct evl_object *warning = evl_error_new(realm, EVL_ERROR_ERROR, given->warning);
	bool named = evl_is_string(given->type) && evl_as_string(given->type)->length != 0;
	evl_define_new(realm, warning, EVL_NAME_name, named ? given->type : evl_text_value(realm, "Warning"), EVL_DATA_DEFAULT);
	if (!evl_is_undefined(given->code))
		evl_define_text(realm, warning, "code", given->code);
	if (!evl_is_undefined(given->detail))
		evl_define_text(realm, warning, "detail", given->detail);
	return evl_from_object(warning);
}

/* process.emitWarning(warning[, type | options[, code]]) */
bool evl_node_emit_warning(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct given given = { evl_arg(args, 0), evl_arg(args, 1), evl_arg(args, 2), EVL_UNDEFINED };
	bool silent;
	*result = EVL_UNDEFINED;
	if (is_deprecation(realm, given.type)) {
		if (!is_on(realm, "noDeprecation", &silent))
			return false;
		if (silent)
			return true;
	}
	if (!read_options(realm, &given))
		return false;
	if (evl_is_callable(given.code))
		given.code = evl_text_value(realm, "");
	if ((!evl_is_undefined(given.type) && !evl_node_check(realm, "validateString", given.type, "type")) ||
	    (!evl_is_undefined(given.code) && !evl_node_check(realm, "validateString", given.code, "code")))
		return false;
	if (evl_is_string(given.warning))
		given.warning = warning_from(realm, &given);
	else if (!evl_is_class(given.warning, EVL_CLASS_ERROR))
		return evl_node_throw_arg_type(realm, "warning", "of type string or an instance of Error", given.warning,
					       "internal/process/warning:176    ^throw new ERR_INVALID_ARG_TYPE('warning', ['Error', 'string'], warning);");
	return queue_warning(realm, given.warning);
}
