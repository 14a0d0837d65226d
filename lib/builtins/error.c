/* SPDX-License-Identifier: MIT */
/*
 * error.c - Error and its kinds, AggregateError, and V8's additions: captureStackTrace, stackTraceLimit.
 *
 * `stack` is an own property that becomes text when first read (value/error.h).
 */
#include <string.h>

#include "builtins/args.h"
#include "builtins/call_site.h"
#include "value/unknown.h"
#include "value/words.h"
#include "vm/iterator.h"
#include "vm/stack.h"

/* InstallErrorCause (sec-installerrorcause) */
static bool install_cause(struct evl_realm *realm, struct evl_object *error, evl_value options)
{
	bool found;
	evl_value cause;
	if (!evl_is_object(options))
		return true;
	if (!evl_has_property(realm, evl_as_object(options), EVL_NAME_cause, &found))
		return false;
	if (!found)
		return true;
	if (!evl_get(realm, options, EVL_NAME_cause, &cause))
		return false;
	evl_define_new(realm, error, EVL_NAME_cause, cause, EVL_DATA_HIDDEN);
	return true;
}

/* Hold the frames that an error has captured to the limit. */
static void apply_frame_limit(struct evl_realm *realm, struct evl_error *error)
{
	uint32_t limit;
	struct evl_stack_frames *frames = (struct evl_stack_frames *)(void *)error->frames;
	if (!evl_stack_limit(realm, &limit))
		error->object.slots[EVL_ERROR_SLOT_STACK] = EVL_UNDEFINED;
	else if (frames != NULL && frames->count > limit)
		frames->count = limit;
}

/* The steps that all constructors share (sec-error-message); options are argument `at_options`. */
static bool construct(struct evl_realm *realm, const struct evl_args *args, enum evl_error_type type,
		      enum evl_intrinsic prototype_id, uint32_t at_message, evl_value *result)
{
	evl_value new_target = evl_is_undefined(args->new_target) ? evl_from_object(args->callee) : args->new_target;
	evl_value message = evl_arg(args, at_message);
	struct evl_object *prototype;
	if (!evl_prototype_from_constructor(realm, new_target, prototype_id, &prototype))
		return false;
	if (!evl_is_undefined(message) && !evl_is_unknown(message)) {
		struct evl_string *text;
		if (!evl_to_string(realm, message, &text))
			return false;
		/* An error that a function of the host makes has Chromium's words. */
		if (realm->words != NULL && evl_stack_in_host(realm))
			text = evl_words_unsure_string(realm, text);
		if (text == NULL)
			return false;
		message = evl_from_string(text);
	}
	struct evl_object *error = evl_error_new_with(realm, type, prototype, message);
	apply_frame_limit(realm, (struct evl_error *)error);
	((struct evl_error *)error)->derived = evl_as_object(new_target) != args->callee;
	*result = evl_from_object(error);
	return install_cause(realm, error, evl_arg(args, at_message + 1));
}

static bool error_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return construct(realm, args, EVL_ERROR_ERROR, EVL_INTRINSIC_ERROR_PROTOTYPE, 0, result);
}

static bool type_error_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return construct(realm, args, EVL_ERROR_TYPE, EVL_INTRINSIC_TYPE_ERROR_PROTOTYPE, 0, result);
}

static bool range_error_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return construct(realm, args, EVL_ERROR_RANGE, EVL_INTRINSIC_RANGE_ERROR_PROTOTYPE, 0, result);
}

static bool reference_error_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return construct(realm, args, EVL_ERROR_REFERENCE, EVL_INTRINSIC_REFERENCE_ERROR_PROTOTYPE, 0, result);
}

static bool syntax_error_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return construct(realm, args, EVL_ERROR_SYNTAX, EVL_INTRINSIC_SYNTAX_ERROR_PROTOTYPE, 0, result);
}

static bool eval_error_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return construct(realm, args, EVL_ERROR_EVAL, EVL_INTRINSIC_EVAL_ERROR_PROTOTYPE, 0, result);
}

static bool uri_error_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return construct(realm, args, EVL_ERROR_URI, EVL_INTRINSIC_URI_ERROR_PROTOTYPE, 0, result);
}

/* sec-aggregate-error: errors, message, options */
static bool aggregate_error_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!construct(realm, args, EVL_ERROR_AGGREGATE, EVL_INTRINSIC_AGGREGATE_ERROR_PROTOTYPE, 1, result))
		return false;
	struct evl_object *errors = evl_array_new(realm, 0, 0);
	if (!evl_iterate(realm, evl_arg(args, 0), evl_library_collect, errors))
		return false;
	evl_define_new(realm, evl_as_object(*result), EVL_NAME_errors, evl_from_object(errors), EVL_DATA_HIDDEN);
	return true;
}

/* sec-suppressederror: error, suppressed, message */
static bool suppressed_error_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!construct(realm, args, EVL_ERROR_ERROR, EVL_INTRINSIC_SUPPRESSED_ERROR_PROTOTYPE, 2, result))
		return false;
	evl_define_new(realm, evl_as_object(*result), EVL_NAME_error, evl_arg(args, 0), EVL_DATA_HIDDEN);
	evl_define_new(realm, evl_as_object(*result), EVL_NAME_suppressed, evl_arg(args, 1), EVL_DATA_HIDDEN);
	return true;
}

/* Get(o, key) as text; undefined gives the text of `absent`. */
static bool text_property(struct evl_realm *realm, evl_value o, evl_key key, evl_name absent, struct evl_string **out)
{
	evl_value value;
	if (!evl_get(realm, o, key, &value))
		return false;
	if (evl_is_undefined(value)) {
		*out = evl_string_from_name(realm, absent);
		return true;
	}
	return evl_to_string(realm, value, out);
}

/* sec-error.prototype.tostring on an object */
static bool error_text(struct evl_realm *realm, evl_value error, evl_value *result)
{
	struct evl_string *name, *message;
	if (!text_property(realm, error, EVL_NAME_name, EVL_NAME_Error, &name) ||
	    !text_property(realm, error, EVL_NAME_message, EVL_NAME_empty, &message))
		return false;
	if (name->length == 0 || message->length == 0) {
		*result = evl_from_string(name->length == 0 ? message : name);
		return true;
	}
	struct evl_string *colon = evl_string_from_ascii(realm, ": ");
	struct evl_string *head = colon ? evl_string_concat(realm, name, colon) : NULL;
	struct evl_string *text = head ? evl_string_concat(realm, head, message) : NULL;
	*result = evl_string_value(text);
	return text != NULL;
}

/* sec-error.prototype.tostring */
static bool error_prototype_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, "Error.prototype.toString",
					 evl_describe(realm, args->this_value));
	return error_text(realm, args->this_value, result);
}

/*
 * Is `function` on the stack, and how many lines does a stack capture have down
 * to and with it? Library functions and frames alternate: a library function stands above the frame it was called from.
 */
static bool lines_through(const struct evl_vm *vm, evl_value function, uint32_t *lines)
{
	const struct evl_native_call *native = vm->native_call;
	*lines = 0;
	for (const struct evl_frame *frame = vm->frame; frame != NULL; frame = frame->caller) {
		for (; native != NULL && native->frame == frame; native = native->previous) {
			++*lines;
			if (evl_from_object(native->args->callee) == function)
				return true;
		}
		++*lines;
		if (evl_from_object(frame->function) == function)
			return true;
	}
	return false;
}

/* The frames of a stack captured now as text behind the first line, for objects that are no errors. */
static bool stack_text_now(struct evl_realm *realm, evl_value target, const struct evl_stack_frames *frames, evl_value *out)
{
	bool prepared = false;
	if (!evl_prepare_stack(realm, target, frames, &prepared, out))
		return false;
	if (prepared)
		return true;
	const char *lines = frames != NULL ? evl_stack_frames_text(realm, frames) : "";
	struct evl_string *tail = evl_string_from_utf8(realm, lines, strlen(lines));
	if (tail == NULL || !error_text(realm, target, out))
		return false;
	struct evl_string *all = evl_string_concat(realm, evl_as_string(*out), tail);
	*out = evl_string_value(all);
	return all != NULL;
}

/*
 * Error.captureStackTrace(object, above): gives `object` an own `stack` as of
 * now, without the frames down to the function `above` (V8's stack trace API).
 * The first line, which has the name and message, is made when `stack` is read; for objects that are no errors, now.
 */
static bool error_capture_stack_trace(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	uint32_t skip = 1, limit;
	evl_value target = evl_arg(args, 0), text = EVL_UNDEFINED;
	*result = EVL_UNDEFINED;
	if (!evl_is_object(target))
		return evl_throw_message(realm, EVL_MESSAGE_CAPTURE_OF_NON_OBJECT);
	struct evl_object *o = evl_as_object(target);
	struct evl_stack_frames *frames = NULL;
	if (!evl_is_callable(evl_arg(args, 1)) || lines_through(realm->vm, args->values[1], &skip))
		frames = evl_stack_capture(realm, skip);
	if (evl_stack_limit(realm, &limit)) {
		if (frames != NULL && frames->count > limit)
			frames->count = limit;
		const struct evl_property_entry *own = evl_shape_find(o->shape, EVL_NAME_stack);
		if (evl_class_of(o) == EVL_CLASS_ERROR && own != NULL && own->slot == EVL_ERROR_SLOT_STACK &&
		    own->attributes == EVL_DATA_HIDDEN) {
			((struct evl_error *)o)->frames = frames != NULL ? &frames->cell : NULL;
			((struct evl_error *)o)->host_frames = frames != NULL && frames->host;
			o->slots[EVL_ERROR_SLOT_STACK] = EVL_LAZY(0);
			return true;
		}
		if (!stack_text_now(realm, target, frames, &text))
			return false;
	}
	struct evl_descriptor descriptor = {
		.value = text, .writable = true, .enumerable = false, .configurable = true,
		.has_value = true, .has_writable = true, .has_enumerable = true, .has_configurable = true,
	};
	return evl_define_or_throw(realm, o, EVL_NAME_stack, &descriptor);
}

/*
 * Node's own Error.prepareStackTrace: the text that there would be anyway. A page has none.
 */
static bool error_prepare_stack_trace(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *sites;
	double length;
	if (!evl_is_object(evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, "Error.prototype.toString",
					 evl_describe(realm, evl_arg(args, 0)));
	if (!error_text(realm, args->values[0], result) || !evl_to_object(realm, evl_arg(args, 1), &sites) ||
	    !evl_length_of(realm, sites, &length))
		return false;
	struct evl_string *text = evl_as_string(*result), *line;
	for (double i = 0; i < length && text != NULL; i++) {
		evl_value site;
		if (!evl_library_step(realm) || !evl_get(realm, evl_from_object(sites), evl_key_from_number(realm, i), &site) ||
		    !evl_to_string(realm, site, &line))
			return false;
		text = evl_string_concat(realm, text, evl_string_from_ascii(realm, "\n    at "));
		text = text != NULL ? evl_string_concat(realm, text, line) : NULL;
	}
	*result = evl_string_value(text);
	return text != NULL;
}

static bool make_prepare_stack_trace(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_native_function_new(realm, EVL_DEFAULT_PREPARE_NAME, 2, error_prepare_stack_trace));
	/* In Node it is an ordinary function. */
	struct evl_object *prototype = evl_object_plain(realm);
	evl_define_new(realm, prototype, EVL_NAME_constructor, *result, EVL_DATA_HIDDEN);
	evl_define_new(realm, evl_as_object(*result), EVL_NAME_prototype, evl_from_object(prototype), EVL_WRITABLE);
	return realm->halt == EVL_STATUS_OK;
}

/* sec-error.iserror */
static bool error_is_error(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = evl_from_bool(evl_is_class(evl_arg(args, 0), EVL_CLASS_ERROR));
	return true;
}

static const struct evl_row error_statics[] = {
	EVL_METHOD("captureStackTrace", error_capture_stack_trace, 2),
	{ .name = "prepareStackTrace", .kind = EVL_ROW_MADE, .attributes = EVL_DATA_HIDDEN, .until = EVL_V8_15, .fn = make_prepare_stack_trace },
	EVL_METHOD_SINCE(EVL_V8_13, "isError", error_is_error, 1),
	{ .name = "stackTraceLimit", .kind = EVL_ROW_NUMBER, .attributes = EVL_DATA_DEFAULT, .number = 10 },
};

static const struct evl_row error_prototype[] = {
	EVL_TEXT_ROW("name", "Error", EVL_DATA_HIDDEN),
	EVL_TEXT_ROW("message", "", EVL_DATA_HIDDEN),
	EVL_METHOD("toString", error_prototype_to_string, 0),
};

const struct evl_family evl_family_ERROR = {
	.name = "Error",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = error_construct,
	.length = 1,
	.statics = EVL_ROWS(error_statics),
	.prototype = EVL_ROWS(error_prototype),
};

/* The native errors (sec-native-error-types-used-in-this-standard): one row pair and one family each. */
#define KIND(ID, lower, text, arity, everywhere) \
	static const struct evl_row lower##_prototype[] = { \
		EVL_TEXT_ROW("name", text, EVL_DATA_HIDDEN), \
		EVL_TEXT_ROW("message", "", EVL_DATA_HIDDEN), \
	}; \
	const struct evl_family evl_family_##ID = { \
		.name = text, \
		.kind = EVL_FAMILY_CONSTRUCTOR, \
		.global = everywhere, \
		.construct = lower##_construct, \
		.length = arity, \
		.parent = EVL_INTRINSIC_ERROR, \
		.prototype_parent = EVL_INTRINSIC_ERROR_PROTOTYPE, \
		.prototype = EVL_ROWS(lower##_prototype), \
	};

KIND(TYPE_ERROR, type_error, "TypeError", 1, true)
KIND(RANGE_ERROR, range_error, "RangeError", 1, true)
KIND(REFERENCE_ERROR, reference_error, "ReferenceError", 1, true)
KIND(SYNTAX_ERROR, syntax_error, "SyntaxError", 1, true)
KIND(EVAL_ERROR, eval_error, "EvalError", 1, true)
KIND(URI_ERROR, uri_error, "URIError", 1, true)
KIND(AGGREGATE_ERROR, aggregate_error, "AggregateError", 2, true)
KIND(SUPPRESSED_ERROR, suppressed_error, "SuppressedError", 3, false)
