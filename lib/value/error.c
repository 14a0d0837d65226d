/* SPDX-License-Identifier: MIT */
/*
 * error.c - making and throwing errors, and stopping the run.
 */
#include "value/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/diag.h"
#include "value/own.h"
#include "value/property.h"
#include "value/realm.h"
#include "value/words.h"

static const struct {
	const char *format;
	enum evl_error_type type;
} messages[] = {
#define EVL_MESSAGE(id, error_type, text) { .format = text, .type = EVL_ERROR_##error_type },
#include "value/messages.def"
#undef EVL_MESSAGE
};

static const enum evl_intrinsic prototypes[EVL_ERROR_TYPE_COUNT] = {
	[EVL_ERROR_ERROR] = EVL_INTRINSIC_ERROR_PROTOTYPE,
	[EVL_ERROR_TYPE] = EVL_INTRINSIC_TYPE_ERROR_PROTOTYPE,
	[EVL_ERROR_RANGE] = EVL_INTRINSIC_RANGE_ERROR_PROTOTYPE,
	[EVL_ERROR_REFERENCE] = EVL_INTRINSIC_REFERENCE_ERROR_PROTOTYPE,
	[EVL_ERROR_SYNTAX] = EVL_INTRINSIC_SYNTAX_ERROR_PROTOTYPE,
	[EVL_ERROR_EVAL] = EVL_INTRINSIC_EVAL_ERROR_PROTOTYPE,
	[EVL_ERROR_URI] = EVL_INTRINSIC_URI_ERROR_PROTOTYPE,
	[EVL_ERROR_AGGREGATE] = EVL_INTRINSIC_AGGREGATE_ERROR_PROTOTYPE,
};

struct evl_object *evl_error_prototype(struct evl_realm *realm, enum evl_error_type type)
{
	return evl_intrinsic(realm, prototypes[type]);
}

struct evl_object *evl_error_new_with(struct evl_realm *realm, enum evl_error_type type, struct evl_object *prototype,
				      evl_value message)
{
	struct evl_object *object = evl_object_alloc(realm, EVL_CLASS_ERROR, evl_shape_root(realm, prototype),
						     sizeof(struct evl_error), 4);
	struct evl_error *error = (struct evl_error *)object;
	error->type = (uint8_t)type;
	error->message = message;
	error->text = NULL;
	error->text_at = 0;
	error->in_code = (evl_span){ 0 };
	error->made_in = NULL;
	evl_own_add(realm, object, EVL_NAME_stack, EVL_LAZY(0), EVL_DATA_HIDDEN);
	if (!evl_is_undefined(message))
		evl_own_add(realm, object, EVL_NAME_message, message, EVL_DATA_HIDDEN);
	if (realm->hooks.capture_stack)
		realm->hooks.capture_stack(realm, error);
	return object;
}

struct evl_object *evl_error_new(struct evl_realm *realm, enum evl_error_type type, evl_value message)
{
	return evl_error_new_with(realm, type, evl_error_prototype(realm, type), message);
}

/* Where the machine is. */
static evl_span place(struct evl_realm *realm)
{
	return realm->hooks.site ? realm->hooks.site(realm) : evl_span_none();
}

bool evl_throw(struct evl_realm *realm, evl_value value)
{
	realm->exception = value;
	realm->exception_span = realm->hooks.place ? realm->hooks.place(realm) : evl_span_none();
	realm->exception_inner = realm->hooks.inner_place ? realm->hooks.inner_place(realm) : evl_span_none();
	return false;
}

static bool throw_new(struct evl_realm *realm, enum evl_error_type type, const char *text, size_t length)
{
	if (realm->halt != EVL_STATUS_OK)
		return false;
	struct evl_string *message = evl_string_from_utf8(realm, text, length);
	if (!message)
		return false;
	return evl_throw(realm, evl_from_object(evl_error_new(realm, type, evl_from_string(message))));
}

bool evl_throw_text(struct evl_realm *realm, enum evl_error_type type, const char *text)
{
	text = evl_words_unsure(realm, text);
	return throw_new(realm, type, text, strlen(text));
}

#if defined(__GNUC__)
#pragma GCC diagnostic ignored "-Wformat-nonliteral" /* the formats are those of messages.def */
#endif

bool evl_throw_exactly(struct evl_realm *realm, enum evl_error_type type, const char *text)
{
	return throw_new(realm, type, text, strlen(text));
}

const char *evl_message_format(enum evl_message message) { return messages[message].format; }

bool evl_throw_message(struct evl_realm *realm, enum evl_message message, ...)
{
	const char *format = messages[message].format;
	const char *known = realm->words != NULL ? realm->words->texts[message] : NULL;
	if (realm->words != NULL && message == EVL_MESSAGE_STACK_OVERFLOW && realm->words->overflow != NULL)
		return evl_not_covered(realm, realm->words->overflow);
	char small[256];
	char *text = small;
	va_list arguments;
	va_start(arguments, message);
	if (known != NULL) {
		known = evl_words_say(realm, known, format, arguments);
		va_end(arguments);
		return evl_throw_exactly(realm, messages[message].type, known);
	}
	int length = vsnprintf(small, sizeof(small), format, arguments);
	va_end(arguments);
	if (length < 0)
		length = 0;
	if ((size_t)length >= sizeof(small)) {
		text = evl_realm_scratch(realm, (size_t)length + 1);
		va_start(arguments, message);
		vsnprintf(text, (size_t)length + 1, format, arguments);
		va_end(arguments);
	}
	if (realm->words != NULL)
		return evl_throw_text(realm, messages[message].type, text);
	return throw_new(realm, messages[message].type, text, (size_t)length);
}

bool evl_halt(struct evl_realm *realm, enum evl_status status, const char *format, ...)
{
	if (realm->halt != EVL_STATUS_OK)
		return false; /* the first reason is the reason */
	char small[512];
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(small, sizeof(small), format, arguments);
	va_end(arguments);
	size_t size = length < 0 ? 0 : (size_t)length < sizeof(small) ? (size_t)length : sizeof(small) - 1;
	char *text = evl_realm_scratch(realm, size + 1);
	memcpy(text, small, size);
	text[size] = '\0';
	realm->halt = status;
	realm->halt_text = text;
	realm->halt_span = place(realm);
	return false;
}

bool evl_not_covered(struct evl_realm *realm, const char *what)
{
	return evl_halt(realm, EVL_STATUS_NOT_COVERED, "%s", what);
}
