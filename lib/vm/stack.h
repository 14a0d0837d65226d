/*
 * stack.h - what is on the stack, for error objects and reports.
 */
#ifndef EVL_VM_STACK_H
#define EVL_VM_STACK_H

#include "base/span.h"
#include "value/realm.h"

/* One line of a stack trace, as Node writes it ("at async f (file:1:2)"). */
struct evl_stack_frame {
	const char *function; /* "new Foo", "Foo.method", "Object.<anonymous>", "async f"; NULL: no name, only the place */
	evl_span span;        /* start is the position V8 shows */
};

struct evl_stack_frames {
	struct evl_cell cell;
	uint32_t count; /* at most 10, innermost first (Error.stackTraceLimit) */
	struct evl_stack_frame frames[];
};

/* Copy the current stack (at most 10 frames), leaving out `skip` innermost ones. */
struct evl_stack_frames *evl_stack_capture(struct evl_realm *realm, uint32_t skip);

/* The frames of an error value as text, each "\n    at ...", with source names; "" when none. UTF-8 in scratch. */
const char *evl_stack_frames_text(struct evl_realm *realm, const struct evl_stack_frames *frames);

/* The place of the instruction that runs (or called the running library function). evl_span_none() outside script. */
evl_span evl_stack_site(struct evl_realm *realm);
/* Its syntax node, or NULL. */
const struct evl_node *evl_stack_node(struct evl_realm *realm);

#endif
