/*
 * frame.h - an activation of a bytecode function.
 *
 * Ordinary frames lie on the machine's stack with their registers behind them.
 * The frame of an async function or generator is a heap cell (kind FRAME), so
 * suspending it is unlinking it, and resuming it is linking it again.
 */
#ifndef EVL_VM_FRAME_H
#define EVL_VM_FRAME_H

#include <stdint.h>

#include "code/template.h"
#include "value/object.h"
#include "value/value.h"

struct evl_code;
struct evl_function;
struct evl_generator;

enum {
	EVL_FRAME_CONSTRUCT = 1, /* entered by [[Construct]] */
	EVL_FRAME_BOUNDARY = 2,  /* returning from it leaves the interpreter loop that entered it */
	EVL_FRAME_COROUTINE = 4, /* heap frame of an async function or generator */
	EVL_FRAME_STEPPED = 8,   /* a generator resumed by ITER_NEXT: what it yields goes to the register, without a result object */
};

struct evl_frame {
	struct evl_cell cell;       /* used when it is a heap frame */
	struct evl_frame *caller;   /* the frame that it returns to */
	struct evl_code *code;
	const struct evl_insn *pc;  /* the next instruction; while a call is in progress, the one after the call */
	evl_value *regs;
	struct evl_function *function;
	evl_value this_value;
	evl_value new_target;       /* EVL_UNDEFINED for calls */
	const evl_value *arguments; /* the actual arguments, valid during the prologue only */
	uint32_t argument_count;
	uint16_t result_register;   /* in the caller's frame */
	uint16_t flags;
	struct evl_generator *generator; /* coroutine state, NULL otherwise */
};

#endif
