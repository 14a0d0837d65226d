/*
 * interp.h - the interpreter loop and the ways into it.
 */
#ifndef EVL_VM_INTERP_H
#define EVL_VM_INTERP_H

#include "code/template.h"
#include "value/realm.h"
#include "vm/frame.h"
#include "vm/function.h"
#include "vm/generator.h"

struct evl_globals;

/* How an interpreter loop that was entered with a coroutine frame was left. */
enum evl_exit {
	EVL_EXIT_RETURN,  /* *out is the result */
	EVL_EXIT_THROW,   /* an exception is pending */
	EVL_EXIT_SUSPEND, /* the coroutine suspended; sync generators: *out is the value yielded */
};

/*
 * Run realm->vm->frame, which has BOUNDARY set, until it returns, throws or suspends. When an exception is
 * pending on entry, it is thrown where the frame stands: so a suspended frame is resumed by linking it
 * (caller = vm->frame, flag BOUNDARY, vm->frame = it), calling evl_frame_deliver, throwing the value when that
 * says so, and calling this. On return the frame is unlinked again: vm->frame is what it was before.
 * *out for async functions is their promise. EVL_EXIT_THROW: the exception is pending.
 */
enum evl_exit evl_interpret(struct evl_realm *realm, evl_value *out);

/* Prepare a suspended frame: store `value` and the mode where its YIELD, YIELD_DELEGATE or AWAIT wants them. Returns false when the frame must throw `value` at once. */
bool evl_frame_deliver(struct evl_realm *realm, struct evl_frame *frame, enum evl_resume_mode mode, evl_value value);

/*
 * Run the main template of a compiled source with these arguments and this value,
 * to its end or first suspension (modules with top-level await). `env` may be NULL.
 */
bool evl_run_template(struct evl_realm *realm, const struct evl_template *template_, struct evl_env *env, evl_value this_value,
		      uint32_t count, const evl_value *arguments, evl_value *out);
/* Run a script's template in a global environment, over `env`. *out: its completion value. False as evl_run_template. */
bool evl_run_globally(struct evl_realm *realm, const struct evl_template *template_, struct evl_globals *globals, struct evl_env *env, evl_value *out);
/*
 * A global environment whose names are the properties of `global`, for evl_run_globally; lives as long as the realm. What scripts
 * declare with var and function are properties of `variables`, an ordinary object behind it.
 */
struct evl_globals *evl_globals_new(struct evl_realm *realm, struct evl_object *global, struct evl_object *variables);

#endif
