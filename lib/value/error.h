/*
 * error.h - throwing: the exception is stored in the realm, the thrower returns false.
 */
#ifndef EVL_VALUE_ERROR_H
#define EVL_VALUE_ERROR_H

#include <stdbool.h>

#include "base/span.h"
#include "base/status.h"
#include "value/object.h"
#include "value/value.h"

struct evl_realm;

enum evl_error_type {
	EVL_ERROR_ERROR,
	EVL_ERROR_TYPE,
	EVL_ERROR_RANGE,
	EVL_ERROR_REFERENCE,
	EVL_ERROR_SYNTAX,
	EVL_ERROR_EVAL,
	EVL_ERROR_URI,
	EVL_ERROR_AGGREGATE,
	EVL_ERROR_TYPE_COUNT
};

enum evl_message {
#define EVL_MESSAGE(id, type, format) EVL_MESSAGE_##id,
#include "value/messages.def"
#undef EVL_MESSAGE
	EVL_MESSAGE_COUNT
};

/*
 * An error object. `frames` is what was on the stack when it was made
 * (vm/stack.h); the own property `stack` is lazy and becomes text when read.
 */
struct evl_error {
	struct evl_object object;
	uint8_t type; /* enum evl_error_type it was constructed as */
	bool derived; /* made for a class that extends its type */
	bool host_frames; /* on a real host its stack has lines of the host's own, which are left out here */
	struct evl_cell *frames; /* vm's, or NULL */
	evl_value message;       /* as it was made with; EVL_UNDEFINED: none */
	struct evl_string *text; /* of JSON, in which it was found; NULL: none */
	uint32_t text_at;        /* where in it, in UTF-16 units */
	evl_span in_code;        /* what is wrong in the text that eval or Function was given; otherwise of source 0, the main file */
	const char *made_in;     /* the line of the host's own files that made it, as its reports write one; NULL: none */
};

enum { EVL_ERROR_SLOT_STACK, EVL_ERROR_SLOT_MESSAGE }; /* slots of an error as it is made; message only when it has one */

/* Throw `value`. Always returns false. */
bool evl_throw(struct evl_realm *realm, evl_value value);
/* Throw a new error with a message of messages.def and printf arguments (UTF-8 strings for %s). Always false. */
bool evl_throw_message(struct evl_realm *realm, enum evl_message message, ...);
/* The format of a message as V8 has it; static. */
const char *evl_message_format(enum evl_message message);
/* Throw a new error with free text (for hosts), which is Chromium's or Node's: marked where the engine is another (words.h). Always false. */
bool evl_throw_text(struct evl_realm *realm, enum evl_error_type type, const char *text);
/* The same with a text that is the engine's own. Always false. */
bool evl_throw_exactly(struct evl_realm *realm, enum evl_error_type type, const char *text);
/* A new error object of `type` with `message` (an own hidden property; EVL_UNDEFINED: none), stack captured. */
struct evl_object *evl_error_new(struct evl_realm *realm, enum evl_error_type type, evl_value message);

/* As evl_error_new with this [[Prototype]] (error constructors with new.target). */
struct evl_object *evl_error_new_with(struct evl_realm *realm, enum evl_error_type type, struct evl_object *prototype, evl_value message);
/* The prototype intrinsic of errors of `type`. */
struct evl_object *evl_error_prototype(struct evl_realm *realm, enum evl_error_type type);

/*
 * Stop the run: not an exception, no script can catch it. `detail` is formatted
 * text for the report ("regular expressions"); the place is that of the running
 * instruction. Always returns false; realm->halt is set from then on.
 */
bool evl_halt(struct evl_realm *realm, enum evl_status status, const char *format, ...)
#if defined(__GNUC__)
	__attribute__((format(printf, 3, 4)))
#endif
	;
/* evl_halt(NOT_COVERED, ...). */
bool evl_not_covered(struct evl_realm *realm, const char *what);

/* Text of a value for messages as V8 prints it there ("#<Object>", "[object Array]", "foo"); UTF-8 in scratch memory. */
const char *evl_describe(struct evl_realm *realm, evl_value v);
/* The same, but NULL for an object of which it says nothing but the class ("[object Date]"); proxies have one in older V8. */
const char *evl_describe_unless_class(struct evl_realm *realm, evl_value v);
/* The same for a key: its text, "Symbol(description)" for symbols. */
const char *evl_describe_key(struct evl_realm *realm, evl_key key);
/* What is called in "... is not a function" when the source text of the call is not at hand: "number 1", "string \"x\"", "#<Object>". */
const char *evl_describe_callee(struct evl_realm *realm, evl_value v);
/* "object '#<Object>'", "function 'class A {}'", "string 'abc'": evl_typeof and evl_describe, as some messages have it. */
const char *evl_describe_typed(struct evl_realm *realm, evl_value v);

#endif
