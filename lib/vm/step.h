/* SPDX-License-Identifier: MIT */
/*
 * step.h - the instructions that interp.c does not do itself: slow paths and
 * long ones, in interp_*.c. Only the interpreter's own files include this.
 *
 * All of them find the running frame in vm->frame with its pc saved behind the
 * instruction, and read and write its registers. A false result: an exception is pending.
 */
#ifndef EVL_VM_STEP_H
#define EVL_VM_STEP_H

#include <stdbool.h>
#include <stdint.h>

#include "code/template.h"
#include "value/convert.h"
#include "value/realm.h"
#include "vm/frame.h"
#include "vm/function.h"
#include "vm/interp.h"
#include "vm/iterator.h"
#include "vm/vm.h"

#if defined(__GNUC__)
#define EVL_LIKELY(x) __builtin_expect(!!(x), 1)
#define EVL_UNLIKELY(x) __builtin_expect(!!(x), 0)
#else
#define EVL_LIKELY(x) (x)
#define EVL_UNLIKELY(x) (x)
#endif

/* The C function behind a library function; NULL when `v` is none. */
static inline evl_native evl_native_of(evl_value v)
{
	return evl_is_class(v, EVL_CLASS_NATIVE_FUNCTION) ? ((struct evl_native_function *)evl_as_object(v))->fn : NULL;
}

/* What a step that may call did. */
enum evl_step {
	EVL_STEP_DONE,  /* *out is the result */
	EVL_STEP_ENTER, /* vm->frame is a new frame whose result goes to the register named */
	EVL_STEP_THROW,
};

/* interp_call.c: calls. `flags` are the new frame's; `reg` is the result's register in the caller. */
enum evl_step evl_step_call(struct evl_realm *realm, evl_value callee, evl_value this_value, uint32_t count,
			    const evl_value *values, uint16_t flags, uint16_t reg, evl_value *out);
enum evl_step evl_step_construct(struct evl_realm *realm, evl_value callee, evl_value new_target, uint32_t count,
				 const evl_value *values, uint16_t flags, uint16_t reg, evl_value *out);
enum evl_step evl_step_super_call(struct evl_realm *realm, evl_value active, evl_value new_target, uint32_t count,
				  const evl_value *values, uint16_t reg, evl_value *out);
/* Push an activation of `function`; NULL with an exception pending (STACK_OVERFLOW). */
struct evl_frame *evl_frame_push(struct evl_realm *realm, struct evl_function *function, evl_value this_value,
				 evl_value new_target, uint32_t count, const evl_value *values, uint16_t flags, uint16_t reg);
/* Leave the running frame, which has flags, with `value`. True: the loop ends with *exit and *out; false: go on with vm->frame. */
bool evl_step_return(struct evl_realm *realm, evl_value value, evl_value *out, enum evl_exit *exit);
/* An exception is pending: find its handler. Results as evl_step_return. */
bool evl_step_unwind(struct evl_realm *realm, evl_value *out, enum evl_exit *exit);
/* Suspensions; results as evl_step_return. AWAIT and YIELD may leave an exception pending: then *threw. */
bool evl_step_await(struct evl_realm *realm, evl_value value, evl_value *out, enum evl_exit *exit, bool *threw);
bool evl_step_yield(struct evl_realm *realm, evl_value value, bool delegate, evl_value *out, enum evl_exit *exit, bool *threw);
bool evl_step_initial_yield(struct evl_realm *realm, evl_value *out, enum evl_exit *exit, bool *threw);
/* Limits at a safe point. False: the run halts. */
bool evl_step_limits(struct evl_realm *realm);
/* RETURN_DERIVED's result. */
bool evl_step_derived_result(struct evl_realm *realm, evl_value value, evl_value this_value, evl_value *out);
evl_value evl_step_this_sloppy(struct evl_realm *realm, evl_value this_value);
/* A library function. */
bool evl_native_enter(struct evl_realm *realm, struct evl_native_function *function, const struct evl_args *args, evl_value *out);

/* interp_property.c: properties, with the inline cache of the site. */
enum evl_step evl_step_get_property(struct evl_realm *realm, struct evl_ic *ic, evl_key key, evl_value base, uint16_t reg,
				    evl_value *out);
bool evl_step_set_property(struct evl_realm *realm, struct evl_ic *ic, evl_key key, evl_value base, evl_value value, bool strict);
bool evl_step_define_field(struct evl_realm *realm, struct evl_ic *ic, evl_key key, evl_value base, evl_value value);
bool evl_step_get_global(struct evl_realm *realm, struct evl_ic *ic, evl_key key, bool or_undefined, evl_value *out);
bool evl_step_set_global(struct evl_realm *realm, struct evl_ic *ic, evl_key key, evl_value value, bool strict);
bool evl_step_declare_global(struct evl_realm *realm, evl_name name);
bool evl_step_declare_global_function(struct evl_realm *realm, evl_name name, evl_value value);
bool evl_step_get_element(struct evl_realm *realm, evl_value base, evl_value key, evl_value *out);
bool evl_step_set_element(struct evl_realm *realm, evl_value base, evl_value key, evl_value value, bool strict);
bool evl_step_get_super(struct evl_realm *realm, const evl_value *operands, evl_value *out);
bool evl_step_set_super(struct evl_realm *realm, const evl_value *operands, evl_value value, bool strict);
bool evl_step_delete(struct evl_realm *realm, evl_value base, evl_value key, bool strict, evl_value *out);
bool evl_step_delete_global(struct evl_realm *realm, evl_name name, evl_value *out);
bool evl_step_to_key(struct evl_realm *realm, evl_value value, evl_value *out);
bool evl_step_in(struct evl_realm *realm, evl_value key, evl_value object, evl_value *out);
bool evl_step_constant(struct evl_realm *realm, uint32_t index, evl_value *out);

/* interp_binding.c: names of `with` and of direct evals; operands as the instructions of their names. */
bool evl_step_has_binding(struct evl_realm *realm, evl_value base, evl_key key, evl_value *out);
bool evl_step_get_binding(struct evl_realm *realm, evl_value base, evl_key key, bool strict, evl_value *out);
bool evl_step_set_binding(struct evl_realm *realm, evl_value base, evl_key key, evl_value value, bool strict);
bool evl_step_delete_binding(struct evl_realm *realm, evl_value base, evl_key key, evl_value *out);
bool evl_step_with_object(struct evl_realm *realm, evl_value value, evl_value *out);
/* Names of other scripts: NULL when there is none such; reading and writing as sec-declarative-environment-records. */
struct evl_lexical *evl_lexical_find(struct evl_vm *vm, evl_name name);
bool evl_lexical_get(struct evl_realm *realm, const struct evl_lexical *lexical, evl_value *out);
bool evl_lexical_set(struct evl_realm *realm, const struct evl_lexical *lexical, evl_value value);
/* The global environment of the code that runs. */
struct evl_globals *evl_globals_here(struct evl_vm *vm);
/* The let, const and class names of a script, which code from text sees from now on and, if it `shares` them, other scripts too. */
void evl_step_page_scope(struct evl_realm *realm, struct evl_scope *scope, struct evl_env *env, bool shares);
bool evl_step_check_global(struct evl_realm *realm, evl_name name, uint16_t what);
bool evl_step_declare_eval_global(struct evl_realm *realm, evl_name name);
bool evl_step_declare_eval_global_function(struct evl_realm *realm, evl_name name, evl_value value);

/* context.c: the same for code of a context, whose global object is no ordinary one. */
bool evl_context_get(struct evl_realm *realm, struct evl_object *global, evl_key key, bool or_undefined, evl_value *out);
bool evl_context_set(struct evl_realm *realm, struct evl_object *global, evl_key key, evl_value value, bool strict);
bool evl_context_declare(struct evl_realm *realm, const struct evl_globals *globals, evl_name name);
bool evl_context_declare_function(struct evl_realm *realm, const struct evl_globals *globals, evl_name name, evl_value value);
/* What `this` is of a script: the global object. */
evl_value evl_context_this(const struct evl_realm *realm, const struct evl_globals *globals);

/* eval.c: a call by the name eval in `site` over `env`: callee and this in operands[0] and [1]. */
enum evl_step evl_step_eval(struct evl_realm *realm, const evl_value *operands, uint32_t count, const evl_value *values,
			    struct evl_scope *site, struct evl_env *env, uint16_t reg, evl_value *out);

/* interp_import.c: import(specifier, options) and import.meta. */
bool evl_step_import(struct evl_realm *realm, evl_value specifier, evl_value options, evl_value *out);
bool evl_step_import_meta(struct evl_realm *realm, evl_value *out);

/* interp_operators.c: the general case of every operator. */
bool evl_step_binary(struct evl_realm *realm, enum evl_opcode op, evl_value a, evl_value b, evl_value *out);
bool evl_step_unary(struct evl_realm *realm, enum evl_opcode op, evl_value a, evl_value *out);
/* op: LT, LE, GT or GE. */
bool evl_step_compare(struct evl_realm *realm, enum evl_opcode op, evl_value a, evl_value b, bool *out);
/*
 * A loop does nothing but count `from` up by one while it is below `limit` (`inclusive`: or equal): the last value that it
 * has a round for. `from` itself when that is no whole number. Rounds that are not made are no steps.
 */
evl_value evl_step_count(evl_value from, evl_value limit, bool inclusive);
/* The same, and ToBoolean, where the instruction `test` decides whether a loop goes on: one on what is not known comes to an end. */
bool evl_step_loop_compare(struct evl_realm *realm, const void *test, enum evl_opcode op, evl_value a, evl_value b, bool *out);
bool evl_step_loop_truth(struct evl_realm *realm, const void *test, evl_value v);
/* The same as a value, which of an unknown value is unknown. */
bool evl_step_comparison(struct evl_realm *realm, enum evl_opcode op, evl_value a, evl_value b, evl_value *out);
bool evl_step_concat(struct evl_realm *realm, const evl_value *values, uint32_t count, evl_value *out);

/* interp_iterate.c */
bool evl_step_get_iterator(struct evl_realm *realm, evl_value *record, evl_value iterable);
bool evl_step_get_async_iterator(struct evl_realm *realm, evl_value *record, evl_value iterable);
/* What ITER_NEXT did. */
enum evl_advance { EVL_ADVANCE_VALUE, EVL_ADVANCE_END, EVL_ADVANCE_RESULT, EVL_ADVANCE_ENTER, EVL_ADVANCE_THROW };
enum evl_advance evl_step_iterator_next(struct evl_realm *realm, evl_value *record, uint16_t reg, evl_value *out);
/* ITER_UNWRAP: *done, or *out. */
bool evl_step_unwrap(struct evl_realm *realm, evl_value result, evl_value *out, bool *done);
bool evl_step_spread(struct evl_realm *realm, struct evl_object *array, evl_value iterable);
/* A generator that may be resumed or asked; one that runs refuses in its own method, whose frame is seen. */
static inline bool evl_step_is_idle_generator(evl_value v)
{
	return evl_is_class(v, EVL_CLASS_GENERATOR) && ((const struct evl_generator *)evl_as_object(v))->state != EVL_GENERATOR_RUNNING;
}
/* IDLE GENERATOR: resume with next(value) in this loop: vm->frame is its frame then. */
enum evl_step evl_step_generator_next(struct evl_realm *realm, evl_value receiver, evl_value sent, uint16_t flags, uint16_t reg,
				      evl_value *out);
bool evl_step_destructure(struct evl_realm *realm, evl_value value);
/* Does v[Symbol.iterator] of this array reach the library's own protocol without anything that a script could see? */
bool evl_array_iterates_plainly(struct evl_realm *realm, evl_value v);
/* No integer key stands in Array.prototype or Object.prototype. */
bool evl_array_prototypes_plain(struct evl_realm *realm);

/* forin.c */
bool evl_forin_start(struct evl_realm *realm, evl_value value, evl_value *out);
/* *more false: the end. */
bool evl_forin_next(struct evl_realm *realm, evl_value enumeration, evl_value *out, bool *more);

/* arguments.c */
extern const struct evl_exotic evl_arguments_exotic;
evl_value evl_arguments_new(struct evl_realm *realm, const struct evl_frame *frame);
evl_value evl_arguments_new_mapped(struct evl_realm *realm, const struct evl_frame *frame, struct evl_env *env);
/* An object of the arguments as they are now, for `arguments` of a function that runs. EVL_EMPTY: an exception is pending. */
evl_value evl_arguments_snapshot(struct evl_realm *realm, const struct evl_frame *frame);

/* interp_class.c: classes, private names, literals. */
bool evl_step_new_class(struct evl_realm *realm, struct evl_code *code, struct evl_env *env, evl_value *registers);
bool evl_step_define_method(struct evl_realm *realm, enum evl_opcode op, evl_value base, evl_value key, evl_value method);
bool evl_step_define_element(struct evl_realm *realm, evl_value base, evl_value key, evl_value value);
bool evl_step_set_function_name(struct evl_realm *realm, evl_value function, evl_value key, uint32_t prefix);
bool evl_step_set_literal_proto(struct evl_realm *realm, evl_value object, evl_value proto);
bool evl_step_copy_data(struct evl_realm *realm, evl_value target, evl_value source, evl_value excluded);
bool evl_step_template_object(struct evl_realm *realm, uint32_t index, evl_value *out);
bool evl_step_private(struct evl_realm *realm, enum evl_opcode op, evl_value *a, evl_value b, const evl_value *c);
bool evl_step_add_private_accessor(struct evl_realm *realm, evl_value object, const evl_value *operands);
evl_value evl_step_new_private(struct evl_realm *realm, evl_name name);
struct evl_code *evl_code_child(struct evl_realm *realm, struct evl_code *code, uint32_t index);

/* callee_text.c: how V8's messages call the thing that the running instruction is about; UTF-8 in scratch memory. */
const char *evl_callee_text(struct evl_realm *realm, const struct evl_node *node, evl_value value);
/* Does the running function stand where Node 20's V8 does not find its text, in a class's static fields and blocks? Errors name types there, not expressions. */
bool evl_is_out_of_sight(const struct evl_realm *realm);
/* The text of an expression; "(intermediate value)" for what has none. `iterated`: in a message about iterating over it. */
const char *evl_node_text(struct evl_realm *realm, const struct evl_node *node, bool iterated);

/* conversion_text.c: the hook refuse_conversion of a realm: throws in V8's words for an object whose Symbol.toPrimitive is no function. Always false. */
bool evl_refuse_conversion(struct evl_realm *realm, evl_value object, evl_value method);

/* decompiled_text.c: how Firefox's engine calls an expression; NULL: not known. UTF-8 in scratch memory. */
const char *evl_decompiled_text(struct evl_realm *realm, const struct evl_node *node);
/* Throw Firefox's TypeError for a property, `key` as V8 writes it, that is read from or written to undefined or null. Always false. */
bool evl_step_of_nullish(struct evl_realm *realm, evl_value base, const char *key);

/* pattern_text.c: destructuring and iterating over what cannot be. */
/* Throw NOT_CALLABLE for the running instruction. Always false. */
bool evl_step_not_callable(struct evl_realm *realm, evl_value callee);
/* The same for what C code would call: an iterator's next, in a spread. Always false. */
bool evl_throw_not_called(struct evl_realm *realm, evl_value callee);
/* Throw NOT_ITERABLE for the running instruction. Always false. */
bool evl_throw_not_iterable(struct evl_realm *realm, evl_value value);
/* The same for `for await` and an async generator's yield*; `method`: the iterator method, which is not callable. Always false. */
bool evl_throw_not_async_iterable(struct evl_realm *realm, evl_value value, evl_value method);

/* ToPropertyKey of what is used as a key of `base`; an unknown value is one of its keys, or its own (value/unknown.h). */
bool evl_step_key(struct evl_realm *realm, evl_value base, evl_value keyv, evl_key *out);

/* ToPropertyKey without conversion when it is a string, symbol or int. */
static inline bool evl_quick_key(struct evl_realm *realm, evl_value v, evl_key *out)
{
	if (evl_is_int(v) && evl_as_int(v) >= 0 && evl_as_int(v) <= (int32_t)EVL_KEY_MAX_INDEX) {
		*out = evl_key_from_index((uint32_t)evl_as_int(v));
		return true;
	}
	if (evl_is_string(v) && evl_as_string(v)->name != EVL_NAME_NONE) {
		*out = evl_key_from_string(realm, evl_as_string(v));
		return true;
	}
	if (evl_is_symbol(v)) {
		*out = evl_as_symbol(v)->name;
		return true;
	}
	return evl_to_key(realm, v, out);
}

#endif
