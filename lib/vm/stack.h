/*
 * stack.h - what is on the stack, for error objects and reports.
 */
#ifndef EVL_VM_STACK_H
#define EVL_VM_STACK_H

#include "base/span.h"
#include "value/error.h"
#include "value/realm.h"

struct evl_node; /* syntax/ast.h */
struct evl_source; /* base/source.h */

/* One line of a stack trace, as Node writes it ("at async f (file:1:2)"). */
struct evl_stack_frame {
	const char *function; /* "new Foo", "Foo.method", "Object.<anonymous>", "async f"; NULL: no name, only the place. Known once evl_stack_frame_name was called */
	evl_span span;        /* start is the position V8 shows; evl_span_none(): a library function */
	struct evl_object *callee; /* the function object; of a combinator: its element function */
	evl_value receiver;
	uint32_t index;       /* of an element of Promise.all and its siblings */
	uint8_t flags;        /* evl_stack_frame_flags */
};

enum evl_stack_frame_flags {
	EVL_STACK_CONSTRUCT = 1,
	EVL_STACK_ASYNC = 2, /* not running: it awaits what the frame above it will settle */
	EVL_STACK_NAMED = 4, /* `function` is known */
	EVL_STACK_NEXT = 8,  /* the library's `next` that resumed the generator function `callee` */
	EVL_STACK_OF_GENERATOR = 16, /* `receiver` is the generator function that made the receiver */
};

struct evl_stack_frames {
	struct evl_cell cell;
	uint32_t count; /* innermost first, as many as Error.stackTraceLimit says */
	bool host;      /* there were frames of the host's own, too, which are left out */
	evl_span inner; /* the innermost of those, where no other frame is above it; none otherwise */
	struct evl_stack_frame frames[];
};

/* Was the native function at work called by the host's own text? */
bool evl_stack_in_host(const struct evl_realm *realm);

/* Copy the current stack, leaving out `skip` innermost ones. */
struct evl_stack_frames *evl_stack_capture(struct evl_realm *realm, uint32_t skip);

/*
 * The element functions of Promise.all and its siblings are told by the address of their (empty) name; captured[0] is a
 * cell whose first value is the promise of the whole, captured[1] the index ("at async Promise.all (index 0)").
 */
extern const char evl_all_element_name[1], evl_all_settled_element_name[1], evl_any_element_name[1];

/*
 * The empty names of the functions that resolve a promise and of those that call what Promise.prototype.finally was given:
 * the only nameless natives that have a frame ("at <anonymous>").
 */
extern const char evl_resolve_function_name[1], evl_finally_function_name[1];

/* The name of a frame as in `function`; made when first asked for. Never runs script. */
const char *evl_stack_frame_name(struct evl_realm *realm, struct evl_stack_frame *frame);

/* What a frame is called, in parts. */
struct evl_stack_words {
	const char *type, *function, *method; /* NULL: none; UTF-8 in scratch */
	const struct evl_source *source;      /* NULL: a library function */
	bool top_level, promise_all;
};
/* Fill *out. */
void evl_stack_frame_words(struct evl_realm *realm, const struct evl_stack_frame *frame, struct evl_stack_words *out);
/* The frame as a line of the stack has it, behind "at "; UTF-8 in scratch. */
const char *evl_stack_frame_text(struct evl_realm *realm, struct evl_stack_frame *frame);

/* Error.stackTraceLimit as a snippet may have set it (at most 200); false when it is no number any more and errors get no stack. Runs no script. */
bool evl_stack_limit(struct evl_realm *realm, uint32_t *limit);

/* The hook: what is on the stack for a new error object, without the frames of its own construction. */
void evl_stack_capture_error(struct evl_realm *realm, struct evl_error *error);
/* The hook: the text of `stack`: the error as a string and its frames. May run script (name, message). */
bool evl_stack_text(struct evl_realm *realm, struct evl_error *error, evl_value *out);

/* The frames of an error value as text, each "\n    at ...", with source names; "" when none. UTF-8 in scratch. */
const char *evl_stack_frames_text(struct evl_realm *realm, const struct evl_stack_frames *frames);

/*
 * The place of the snippet's instruction that runs, or that called the library function or the host's text that runs.
 * evl_span_none() outside script; a place of the host's where no frame of the snippet's is on the stack.
 */
evl_span evl_stack_site(struct evl_realm *realm);
/* The same, beginning at the position that V8 shows for it. */
evl_span evl_stack_place(struct evl_realm *realm);
/* The source text of the function that is in; evl_span_none() where it is in none. */
evl_span evl_stack_function_text(struct evl_realm *realm);
/* The position in the host's own text that runs, or that called the library function that runs; evl_span_none(): the snippet's does. */
evl_span evl_stack_inner_place(struct evl_realm *realm);
/* The same with the host's frames that called it, innermost first and `room` at most, as far as the snippet's. How many there are. */
uint32_t evl_stack_inner_places(struct evl_realm *realm, evl_span *places, uint32_t room);
/* Its syntax node, or NULL. */
const struct evl_node *evl_stack_node(struct evl_realm *realm);

#endif
