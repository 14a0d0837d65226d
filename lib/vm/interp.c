/* SPDX-License-Identifier: MIT */
/*
 * interp.c - the interpreter loop: fetch, dispatch, and the fast path of every
 * instruction. What takes more than a few lines is in interp_*.c (step.h).
 *
 * The running frame, its instruction pointer and its registers are C locals; before anything
 * that may throw, call or look at the stack, the pointer is saved in the frame. Calls
 * between bytecode functions only change these locals. On back edges and calls every live value is in a
 * register of some frame, so those are safe points.
 *
 * With GNU C each instruction jumps to the next one through a table of labels, which
 * gives the processor one indirect branch per instruction to predict; elsewhere it is a switch.
 */
#include "vm/interp.h"

#include "value/unknown.h"
#include "vm/inline_cache.h"
#include "vm/disposal.h"
#include "vm/regexp.h"
#include "vm/step.h"
#include "vm/track_step.h"

#if defined(__GNUC__)
#define THREADED 1
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#else
#define THREADED 0
#endif

/* ---- numbers ---- */

static const uint64_t int_bits = EVL_TAG_INT << 48;

static inline bool both_int(evl_value x, evl_value y)
{
	return (((x ^ int_bits) | (y ^ int_bits)) >> 32) == 0;
}

static inline bool both_number(evl_value x, evl_value y)
{
	return evl_is_number(x) && evl_is_number(y);
}

/* The result of arithmetic on canonical numbers is canonical: store the bits. */
static inline evl_value bits_of(double d)
{
	evl_value v;
	memcpy(&v, &d, sizeof v);
	return v;
}

static inline bool int_add(int32_t a, int32_t b, int32_t *out)
{
#if defined(__GNUC__)
	return !__builtin_add_overflow(a, b, out);
#else
	int64_t r = (int64_t)a + b;
	*out = (int32_t)r;
	return r == *out;
#endif
}

static inline bool int_sub(int32_t a, int32_t b, int32_t *out)
{
#if defined(__GNUC__)
	return !__builtin_sub_overflow(a, b, out);
#else
	int64_t r = (int64_t)a - b;
	*out = (int32_t)r;
	return r == *out;
#endif
}

/* Not when the product is 0: its sign may be negative. */
static inline bool int_mul(int32_t a, int32_t b, int32_t *out)
{
#if defined(__GNUC__)
	return !__builtin_mul_overflow(a, b, out) && *out != 0;
#else
	int64_t r = (int64_t)a * b;
	*out = (int32_t)r;
	return r == *out && r != 0;
#endif
}

static inline bool quick_truth(const struct evl_realm *realm, evl_value v, bool *out)
{
	if (evl_tag(v) == EVL_TAG_SIMPLE || evl_is_int(v)) {
		*out = v == EVL_TRUE || (evl_is_int(v) && evl_as_int(v) != 0);
		return true;
	}
	*out = true;
	return evl_is_object(v) && EVL_LIKELY(realm->unknowns == 0);
}

static inline bool truth(const struct evl_realm *realm, evl_value v)
{
	bool t;
	return quick_truth(realm, v, &t) ? t : evl_to_boolean(v);
}

/* Of a value that is unknown it is a question. */
static inline bool is_nullish(struct evl_realm *realm, evl_value v)
{
	bool nullish = evl_is_nullish(v);
	if (EVL_UNLIKELY(realm->unknowns != 0) && evl_is_unknown(v))
		evl_loosely_equals(realm, v, EVL_NULL, &nullish);
	return nullish;
}

static inline bool is_undefined(struct evl_realm *realm, evl_value v)
{
	if (EVL_UNLIKELY(realm->unknowns != 0) && evl_is_unknown(v))
		return evl_unknown_is_undefined(realm, evl_as_unknown(v));
	return evl_is_undefined(v);
}

static inline bool same_strictly(struct evl_realm *realm, evl_value x, evl_value y)
{
	if (both_int(x, y))
		return x == y;
	if (x == y)
		return !evl_is_double(x) || evl_as_double(x) == evl_as_double(x);
	if (EVL_UNLIKELY(realm->unknowns != 0))
		return evl_strict_equals(realm, x, y);
	if (evl_tag(x) != evl_tag(y) && !both_number(x, y))
		return false;
	if (evl_is_object(x) || evl_tag(x) == EVL_TAG_SIMPLE)
		return false;
	return evl_strict_equals(realm, x, y);
}

static inline struct evl_env *outer_env(const struct evl_frame *frame, uint32_t steps)
{
	struct evl_env *env = frame->function->env;
	while (steps-- != 0)
		env = env->parent;
	return env;
}

static inline struct evl_env *env_operand(const struct evl_frame *frame, uint16_t operand)
{
	return operand == EVL_OUTER_ENV ? frame->function->env : (struct evl_env *)evl_pointer(frame->regs[operand]);
}

/* Where the direct eval at `pc` stands. */
static inline struct evl_scope *eval_scope(const struct evl_frame *frame, const struct evl_insn *pc)
{
	return frame->code->template_->constants[pc[1].c].scope;
}

static inline bool is_strict(const struct evl_frame *frame)
{
	return (frame->code->template_->flags & EVL_TEMPLATE_STRICT) != 0;
}

static evl_value clone_env(struct evl_realm *realm, evl_value v)
{
	const struct evl_env *old = evl_pointer(v);
	struct evl_env *env = evl_env_new(realm, old->parent, old->count);
	memcpy(env->slots, old->slots, old->count * sizeof(evl_value));
	return evl_from_cell(env);
}

static evl_value array_literal(struct evl_realm *realm, uint32_t capacity)
{
	return evl_from_object(evl_array_new(realm, 0, capacity));
}

static evl_value rest_array(struct evl_realm *realm, const struct evl_frame *frame, uint32_t from)
{
	uint32_t count = frame->argument_count > from ? frame->argument_count - from : 0;
	return evl_from_object(evl_array_from(realm, count != 0 ? frame->arguments + from : NULL, count));
}

static bool too_early(struct evl_realm *realm, evl_name name)
{
	return evl_throw_message(realm, EVL_MESSAGE_BEFORE_INITIALIZATION, evl_names_utf8(realm->names, name, &realm->scratch));
}

static bool not_covered_here(struct evl_realm *realm, const struct evl_frame *frame, uint32_t constant)
{
	return evl_not_covered(realm, evl_names_utf8(realm->names, frame->code->template_->constants[constant].name, &realm->scratch));
}

/* GetMethod's check on a value already read. */
static bool check_method(struct evl_realm *realm, evl_value *v)
{
	if (evl_is_null(*v))
		*v = EVL_UNDEFINED;
	if (evl_is_undefined(*v) || evl_is_callable(*v))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe_callee(realm, *v));
}

/* The elements of the argument array that the compiler built. */
static uint32_t spread_arguments(evl_value array, const evl_value **values)
{
	*values = evl_as_object(array)->elements;
	return evl_as_object(array)->element_count;
}

static evl_value typeof_value(struct evl_realm *realm, evl_value v)
{
	if (EVL_UNLIKELY(realm->unknowns != 0) && evl_is_unknown(v)) {
		if (evl_as_unknown(v)->equal == EVL_EMPTY)
			return evl_unknown_prefixed(realm, "typeof ", v);
		v = evl_as_unknown(v)->equal;
	}
	return evl_from_string(evl_string_from_name(realm, evl_typeof(v)));
}

/* ---- iteration without result objects ---- */

/* The next value of an array under the library's iterator, when it is simply there. */
static inline bool step_array(const evl_value *record, evl_value *value)
{
	if (evl_native_of(record[1]) != evl_array_iterator_prototype_next || !evl_is_class(record[0], EVL_CLASS_ITERATOR))
		return false;
	struct evl_builtin_iterator *it = (struct evl_builtin_iterator *)evl_as_object(record[0]);
	if (it->kind != EVL_ITERATOR_VALUES || !evl_is_class(it->target, EVL_CLASS_ARRAY))
		return false;
	const struct evl_object *array = evl_as_object(it->target);
	if (it->position >= array->element_count || evl_has_flag(array, EVL_OBJECT_EXOTIC) || array->elements[it->position] == EVL_HOLE)
		return false;
	*value = array->elements[it->position++];
	return true;
}

/* Resume a generator that stands at a yield, under the library's `next`: it becomes vm->frame. The caller's frame is saved. */
static inline bool step_generator(struct evl_vm *vm, evl_value *record)
{
	if (evl_native_of(record[1]) != evl_generator_prototype_next || !evl_is_class(record[0], EVL_CLASS_GENERATOR))
		return false;
	struct evl_generator *generator = (struct evl_generator *)evl_as_object(record[0]);
	if (generator->state != EVL_GENERATOR_SUSPENDED || generator->delegating || vm->depth >= vm->max_depth || vm->steps_left <= 1)
		return false;
	struct evl_frame *frame = generator->frame;
	struct evl_insn insn = frame->pc[-1]; /* its YIELD */
	frame->regs[insn.a] = EVL_UNDEFINED;
	frame->regs[insn.a + 1u] = EVL_FALSE;
	generator->state = EVL_GENERATOR_RUNNING;
	frame->caller = vm->frame;
	frame->result_register = 0; /* STEPPED frames find theirs in the ITER_NEXT */
	frame->flags = EVL_FRAME_COROUTINE | EVL_FRAME_STEPPED;
	record[2] = EVL_TRUE;
	vm->steps_left--;
	vm->frame = frame;
	vm->depth++;
	return true;
}

/* ---- the loop ---- */

#ifdef EVL_INTERP_TRACKED
#define TRACK() evl_track_instruction(realm, frame, pc)
#else
#define TRACK() ((void)0)
#endif

#if THREADED
#define CASE(name) op_##name
#define DISPATCH() do { TRACK(); goto *labels[pc->op]; } while (0)
#else
#define CASE(name) case EVL_OPCODE_##name
#define DISPATCH() do { TRACK(); goto dispatch; } while (0)
#endif

#define NEXT() do { pc++; DISPATCH(); } while (0)
#define JUMP_BY(offset) do { pc += 1 + (ptrdiff_t)(offset); DISPATCH(); } while (0)
#define A regs[pc->a]
#define B regs[pc->b]
#define C regs[pc->c]
#define SAVE() (frame->pc = pc + 1)
/* Before what asks when a value is unknown: the question is told by its place. */
#define ASK() do { if (EVL_UNLIKELY(realm->unknowns != 0)) SAVE(); } while (0)
#define LOAD() (frame = vm->frame, pc = frame->pc, regs = frame->regs)
#define TRY(expression) do { SAVE(); if (EVL_UNLIKELY(!(expression))) goto exception; } while (0)
/* A step that gives the instruction's result. */
#define RESULT(expression) do { SAVE(); if (EVL_UNLIKELY(!(expression))) goto exception; A = result; NEXT(); } while (0)
#define COUNT_STEP() do { if (EVL_UNLIKELY(--vm->steps_left <= 0 || realm->heap.over_limit)) { SAVE(); if (!evl_step_limits(realm)) goto unwind; } } while (0)

#define BINARY_ARITHMETIC(name, int_op, c_op) \
	CASE(name): { \
		evl_value x = B, y = C; \
		int32_t n; \
		if (EVL_LIKELY(both_int(x, y)) && EVL_LIKELY(int_op(evl_as_int(x), evl_as_int(y), &n))) { \
			A = evl_from_int(n); \
			NEXT(); \
		} \
		if (EVL_LIKELY(both_number(x, y))) { \
			A = bits_of(evl_number(x) c_op evl_number(y)); \
			NEXT(); \
		} \
		RESULT(evl_step_binary(realm, EVL_OPCODE_##name, x, y, &result)); \
	}

#define IMMEDIATE_ARITHMETIC(name, general, int_op, c_op) \
	CASE(name): { \
		evl_value x = B; \
		int32_t n; \
		if (EVL_LIKELY(evl_is_int(x)) && EVL_LIKELY(int_op(evl_as_int(x), (int16_t)pc->c, &n))) { \
			A = evl_from_int(n); \
			NEXT(); \
		} \
		if (EVL_LIKELY(evl_is_number(x))) { \
			A = bits_of(evl_number(x) c_op (double)(int16_t)pc->c); \
			NEXT(); \
		} \
		RESULT(evl_step_binary(realm, EVL_OPCODE_##general, x, evl_from_int((int16_t)pc->c), &result)); \
	}

#define BITWISE(name, expression) \
	CASE(name): { \
		evl_value x = B, y = C; \
		if (EVL_LIKELY(both_int(x, y))) { \
			int32_t m = evl_as_int(x), n = evl_as_int(y); \
			A = expression; \
			NEXT(); \
		} \
		RESULT(evl_step_binary(realm, EVL_OPCODE_##name, x, y, &result)); \
	}

#define GENERAL_BINARY(name) \
	CASE(name): \
		RESULT(evl_step_binary(realm, EVL_OPCODE_##name, B, C, &result));

#define COMPARE(name, c_op) \
	CASE(name): { \
		evl_value x = B, y = C; \
		if (EVL_LIKELY(both_int(x, y))) { \
			A = evl_from_bool(evl_as_int(x) c_op evl_as_int(y)); \
			NEXT(); \
		} \
		if (EVL_LIKELY(both_number(x, y))) { \
			A = evl_from_bool(evl_number(x) c_op evl_number(y)); \
			NEXT(); \
		} \
		RESULT(evl_step_comparison(realm, EVL_OPCODE_##name, x, y, &result)); \
	}

/* `wanted`: jump when the comparison gives this. The negated forms differ for NaN. */
#define JUMP_COMPARE(name, general, c_op, wanted) \
	CASE(name): { \
		evl_value x = A, y = B; \
		if (EVL_LIKELY(both_int(x, y))) \
			flag = evl_as_int(x) c_op evl_as_int(y); \
		else if (EVL_LIKELY(both_number(x, y))) \
			flag = evl_number(x) c_op evl_number(y); \
		else \
			TRY(evl_step_compare(realm, EVL_OPCODE_##general, x, y, &flag)); \
		if (flag == wanted) \
			JUMP_BY((int16_t)pc->c); \
		NEXT(); \
	}

#define JUMP_COMPARE_INT(name, general, c_op, wanted) \
	CASE(name): { \
		evl_value x = A; \
		if (EVL_LIKELY(evl_is_int(x))) \
			flag = evl_as_int(x) c_op (int16_t)pc->b; \
		else if (EVL_LIKELY(evl_is_number(x))) \
			flag = evl_number(x) c_op (double)(int16_t)pc->b; \
		else \
			TRY(evl_step_compare(realm, EVL_OPCODE_##general, x, evl_from_int((int16_t)pc->b), &flag)); \
		if (flag == wanted) \
			JUMP_BY((int16_t)pc->c); \
		NEXT(); \
	}

#define LOOP_COMPARE(name, general, c_op) \
	CASE(name): { \
		evl_value x = A, y = B; \
		if (EVL_LIKELY(both_int(x, y))) \
			flag = evl_as_int(x) c_op evl_as_int(y); \
		else if (EVL_LIKELY(both_number(x, y))) \
			flag = evl_number(x) c_op evl_number(y); \
		else \
			TRY(evl_step_loop_compare(realm, pc, EVL_OPCODE_##general, x, y, &flag)); \
		if (!flag) \
			NEXT(); \
		COUNT_STEP(); \
		JUMP_BY((int16_t)pc->c); \
	}

#define LOOP_COMPARE_INT(name, general, c_op) \
	CASE(name): { \
		evl_value x = A; \
		if (EVL_LIKELY(evl_is_int(x))) \
			flag = evl_as_int(x) c_op (int16_t)pc->b; \
		else if (EVL_LIKELY(evl_is_number(x))) \
			flag = evl_number(x) c_op (double)(int16_t)pc->b; \
		else \
			TRY(evl_step_loop_compare(realm, pc, EVL_OPCODE_##general, x, evl_from_int((int16_t)pc->b), &flag)); \
		if (!flag) \
			NEXT(); \
		COUNT_STEP(); \
		JUMP_BY((int16_t)pc->c); \
	}

/* What a step that may enter script leads to. */
#define STEP(expression) \
	do { \
		SAVE(); \
		step = (expression); \
		goto stepped; \
	} while (0)

static enum evl_exit run(struct evl_realm *realm, evl_value *out)
{
#if THREADED
	static const void *const labels[EVL_OPCODE_COUNT] = {
#define EVL_OPCODE(name, format, meaning) &&op_##name,
#include "code/opcodes.def"
#undef EVL_OPCODE
	};
#endif
	struct evl_vm *const vm = realm->vm;
	struct evl_frame *frame;
	const struct evl_insn *pc;
	evl_value *regs;
	evl_value value;                  /* never leaves the registers of the processor */
	evl_value result = EVL_UNDEFINED; /* what steps store */
	enum evl_step step;
	enum evl_exit exit;
	bool flag;

	LOAD();
	if (realm->exception != EVL_EMPTY || realm->halt != EVL_STATUS_OK)
		goto unwind;
	TRACK();
#if THREADED
	goto *labels[pc->op];
#else
dispatch:
	switch ((enum evl_opcode)pc->op) {
#endif

	/* loads */
	CASE(MOVE):
		A = B;
		NEXT();
	CASE(LOAD_CONST):
		value = frame->code->constants[(uint32_t)evl_insn_imm(*pc)];
		if (EVL_LIKELY(value != EVL_EMPTY)) {
			A = value;
			NEXT();
		}
		RESULT(evl_step_constant(realm, (uint32_t)evl_insn_imm(*pc), &result));
	CASE(LOAD_INT):
		A = evl_from_int(evl_insn_imm(*pc));
		NEXT();
	CASE(LOAD_UNDEFINED):
		A = EVL_UNDEFINED;
		NEXT();
	CASE(LOAD_NULL):
		A = EVL_NULL;
		NEXT();
	CASE(LOAD_TRUE):
		A = EVL_TRUE;
		NEXT();
	CASE(LOAD_FALSE):
		A = EVL_FALSE;
		NEXT();
	CASE(LOAD_TDZ):
		A = EVL_TDZ;
		NEXT();
	CASE(LOAD_EMPTY):
		A = EVL_EMPTY;
		NEXT();
	CASE(LOAD_THIS):
		A = frame->this_value;
		NEXT();
	CASE(LOAD_THIS_SLOPPY):
		A = evl_step_this_sloppy(realm, frame->this_value);
		NEXT();
	CASE(LOAD_CALLEE):
		A = evl_from_object(frame->function);
		NEXT();
	CASE(LOAD_NEW_TARGET):
		A = frame->new_target;
		NEXT();
	CASE(LOAD_HOME):
		A = frame->function->home;
		NEXT();
	CASE(CHECK_TDZ):
		if (EVL_UNLIKELY(A == EVL_TDZ))
			TRY(too_early(realm, (evl_name)evl_insn_imm(*pc)));
		NEXT();
	CASE(CHECK_THIS):
		if (EVL_UNLIKELY(A == EVL_TDZ))
			TRY(evl_throw_message(realm, EVL_MESSAGE_SUPER_NOT_CALLED));
		NEXT();
	CASE(CHECK_UNBOUND):
		if (EVL_UNLIKELY(A != EVL_TDZ))
			TRY(evl_throw_message(realm, EVL_MESSAGE_SUPER_CALLED_TWICE));
		NEXT();
	CASE(THROW_MESSAGE):
		SAVE();
		evl_throw_message(realm, (enum evl_message)pc->a);
		goto exception;
	CASE(NEW_ERROR):
		SAVE();
		evl_throw_message(realm, (enum evl_message)pc->b);
		if (realm->halt != EVL_STATUS_OK)
			goto exception;
		A = evl_take_exception(realm);
		NEXT();
	CASE(THROW_CONST):
		SAVE();
		evl_throw_message(realm, pc->a != 0 ? EVL_MESSAGE_USING_ASSIGN : EVL_MESSAGE_CONST_ASSIGN);
		goto exception;

	/* environments */
	CASE(NEW_ENV):
		A = evl_from_cell(evl_env_new(realm, env_operand(frame, pc->b), pc->c));
		NEXT();
	CASE(CLONE_ENV):
		A = clone_env(realm, A);
		NEXT();
	CASE(LOAD_SCOPED):
		A = ((struct evl_env *)evl_pointer(B))->slots[pc->c];
		NEXT();
	CASE(STORE_SCOPED):
		((struct evl_env *)evl_pointer(B))->slots[pc->c] = A;
		NEXT();
	CASE(LOAD_OUTER):
		A = outer_env(frame, pc->b)->slots[pc->c];
		NEXT();
	CASE(STORE_OUTER):
		outer_env(frame, pc->b)->slots[pc->c] = A;
		NEXT();
	CASE(DEREF): {
		const struct evl_binding_reference *reference = evl_pointer(A);
		A = reference->env->slots[reference->slot];
		NEXT();
	}

	/* globals */
	CASE(GET_GLOBAL): {
		struct evl_ic *ic = &frame->code->ics[pc->b];
		struct evl_object *global = realm->global;
		if (EVL_LIKELY(global->shape == ic->shape)) {
			value = global->slots[ic->slot];
			if (EVL_LIKELY(!evl_is_lazy(value))) {
				A = value;
				NEXT();
			}
		}
		RESULT(evl_step_get_global(realm, ic, frame->code->template_->property_sites[pc->b], false, &result));
	}
	CASE(GET_GLOBAL_OR_UNDEFINED):
		RESULT(evl_step_get_global(realm, &frame->code->ics[pc->b], frame->code->template_->property_sites[pc->b], true,
					   &result));
	CASE(SET_GLOBAL): {
		struct evl_ic *ic = &frame->code->ics[pc->b];
		struct evl_object *global = realm->global;
		if (EVL_LIKELY(global->shape == ic->shape && ic->kind == EVL_IC_WRITABLE)) {
			global->slots[ic->slot] = A;
			NEXT();
		}
		TRY(evl_step_set_global(realm, ic, frame->code->template_->property_sites[pc->b], A, is_strict(frame)));
		NEXT();
	}
	CASE(DECLARE_GLOBAL):
		TRY(evl_step_declare_global(realm, (evl_name)evl_insn_imm(*pc)));
		NEXT();
	CASE(DECLARE_GLOBAL_FUNCTION):
		TRY(evl_step_declare_global_function(realm, (evl_name)evl_insn_imm(*pc), A));
		NEXT();

	CASE(DECLARE_EVAL_GLOBAL):
		TRY(evl_step_declare_eval_global(realm, (evl_name)evl_insn_imm(*pc)));
		NEXT();
	CASE(DECLARE_EVAL_GLOBAL_FUNCTION):
		TRY(evl_step_declare_eval_global_function(realm, (evl_name)evl_insn_imm(*pc), A));
		NEXT();
	CASE(CHECK_GLOBAL):
		TRY(evl_step_check_global(realm, (evl_name)evl_insn_imm(*pc), pc->a));
		NEXT();

	/* names that only the run knows */
	CASE(WITH_OBJECT):
		RESULT(evl_step_with_object(realm, B, &result));
	CASE(NEW_EVAL_VARS):
		if (!evl_is_object(A))
			A = evl_from_object(evl_object_new(realm, NULL));
		NEXT();
	CASE(HAS_BINDING):
		RESULT(evl_step_has_binding(realm, B, frame->code->template_->property_sites[pc->c], &result));
	CASE(GET_BINDING):
		RESULT(evl_step_get_binding(realm, B, frame->code->template_->property_sites[pc->c], is_strict(frame), &result));
	CASE(SET_BINDING):
		TRY(evl_step_set_binding(realm, A, frame->code->template_->property_sites[pc->c], B, is_strict(frame)));
		NEXT();
	CASE(DELETE_BINDING):
		RESULT(evl_step_delete_binding(realm, B, frame->code->template_->property_sites[pc->c], &result));

	/* properties */
	CASE(GET_PROP): {
		evl_value base = B;
		struct evl_ic *ic = &frame->code->ics[pc->c];
		if (EVL_LIKELY(evl_is_object(base))) {
			struct evl_object *object = evl_as_object(base);
			if (EVL_LIKELY(object->shape == ic->shape)) {
				if (ic->kind <= EVL_IC_WRITABLE) {
					value = object->slots[ic->slot];
					if (EVL_LIKELY(!evl_is_lazy(value))) {
						A = value;
						NEXT();
					}
				} else if (ic->kind == EVL_IC_PROTOTYPE && ic->epoch == realm->prototype_epoch &&
					   !evl_has_flag(object, EVL_OBJECT_EXOTIC)) {
					value = ic->holder->slots[ic->slot];
					if (EVL_LIKELY(!evl_is_lazy(value))) {
						A = value;
						NEXT();
					}
				} else if (ic->kind == EVL_IC_ARRAY_LENGTH && evl_class_of(object) == EVL_CLASS_ARRAY) {
					A = evl_from_uint32(object->length);
					NEXT();
				}
			}
		}
		STEP(evl_step_get_property(realm, ic, frame->code->template_->property_sites[pc->c], base, pc->a, &result));
	}
	CASE(SET_PROP): {
		evl_value base = A;
		struct evl_ic *ic = &frame->code->ics[pc->c];
		if (EVL_LIKELY(evl_is_object(base))) {
			struct evl_object *object = evl_as_object(base);
			if (EVL_LIKELY(object->shape == ic->shape)) {
				if (EVL_LIKELY(ic->kind == EVL_IC_WRITABLE)) {
					object->slots[ic->slot] = B;
					NEXT();
				}
				if (ic->kind == EVL_IC_ADD && ic->epoch == realm->prototype_epoch && ic->slot < object->slot_capacity &&
				    (object->cell.flags & (EVL_OBJECT_EXTENSIBLE | EVL_OBJECT_EXOTIC)) == EVL_OBJECT_EXTENSIBLE) {
					object->slots[ic->slot] = B;
					object->shape = ic->next_shape;
					NEXT();
				}
			}
		}
		TRY(evl_step_set_property(realm, ic, frame->code->template_->property_sites[pc->c], base, B, is_strict(frame)));
		NEXT();
	}
	CASE(GET_ELEM): {
		evl_value base = B, key = C;
		if (EVL_LIKELY(evl_is_object(base) && evl_is_int(key))) {
			struct evl_object *object = evl_as_object(base);
			uint32_t index = (uint32_t)evl_as_int(key);
			if (EVL_LIKELY(index < object->element_count && !evl_has_flag(object, EVL_OBJECT_EXOTIC))) {
				value = object->elements[index];
				if (EVL_LIKELY(value != EVL_HOLE)) {
					A = value;
					NEXT();
				}
			}
		}
		RESULT(evl_step_get_element(realm, base, key, &result));
	}
	CASE(SET_ELEM): {
		evl_value base = A, key = B;
		if (EVL_LIKELY(evl_is_object(base) && evl_is_int(key))) {
			struct evl_object *object = evl_as_object(base);
			uint32_t index = (uint32_t)evl_as_int(key);
			if (EVL_LIKELY(index < object->element_count && !evl_has_flag(object, EVL_OBJECT_EXOTIC) &&
				       object->elements[index] != EVL_HOLE)) {
				object->elements[index] = C;
				NEXT();
			}
		}
		TRY(evl_step_set_element(realm, base, key, C, is_strict(frame)));
		NEXT();
	}
	CASE(GET_SUPER):
		RESULT(evl_step_get_super(realm, &B, &result));
	CASE(SET_SUPER):
		TRY(evl_step_set_super(realm, &B, A, is_strict(frame)));
		NEXT();
	CASE(DELETE_PROP):
		RESULT(evl_step_delete(realm, B, C, is_strict(frame), &result));
	CASE(DELETE_GLOBAL):
		RESULT(evl_step_delete_global(realm, (evl_name)evl_insn_imm(*pc), &result));
	CASE(TO_KEY):
		RESULT(evl_step_to_key(realm, B, &result));
	CASE(IN):
		RESULT(evl_step_in(realm, B, C, &result));
	CASE(INSTANCEOF):
		TRY(evl_instance_of(realm, B, C, &flag));
		A = evl_from_bool(flag);
		NEXT();

	/* private names */
	CASE(NEW_PRIVATE):
		A = evl_step_new_private(realm, (evl_name)evl_insn_imm(*pc));
		NEXT();
	CASE(BRAND_PRIVATE):
		evl_names_set_brand(realm->names, evl_as_symbol(A)->name, (evl_name)evl_insn_imm(*pc));
		NEXT();
	CASE(GET_PRIVATE):
		RESULT(evl_step_private(realm, EVL_OPCODE_GET_PRIVATE, &result, B, &C));
	CASE(HAS_PRIVATE):
		RESULT(evl_step_private(realm, EVL_OPCODE_HAS_PRIVATE, &result, B, &C));
	CASE(SET_PRIVATE):
		TRY(evl_step_private(realm, EVL_OPCODE_SET_PRIVATE, &A, B, &C));
		NEXT();
	CASE(ADD_PRIVATE):
		TRY(evl_step_private(realm, EVL_OPCODE_ADD_PRIVATE, &A, B, &C));
		NEXT();
	CASE(ADD_PRIVATE_METHOD):
		TRY(evl_step_private(realm, EVL_OPCODE_ADD_PRIVATE_METHOD, &A, B, &C));
		NEXT();
	CASE(ADD_PRIVATE_ACCESSOR):
		TRY(evl_step_add_private_accessor(realm, A, &B));
		NEXT();

	/* literals */
	CASE(NEW_OBJECT):
		A = evl_from_object(evl_object_plain(realm));
		NEXT();
	CASE(NEW_ARRAY):
		A = array_literal(realm, pc->b);
		NEXT();
	CASE(ARRAY_PUSH): {
		struct evl_object *array = evl_as_object(A);
		if (EVL_LIKELY(array->element_count < array->element_capacity && array->length == array->element_count)) {
			array->elements[array->element_count++] = B;
			array->length++;
			NEXT();
		}
		TRY(evl_array_append(realm, array, B));
		NEXT();
	}
	CASE(ARRAY_PUSH_HOLE):
		TRY(evl_array_append(realm, evl_as_object(A), EVL_HOLE));
		NEXT();
	CASE(ARRAY_SPREAD):
		TRY(evl_step_spread(realm, evl_as_object(A), B));
		NEXT();
	CASE(DEFINE_FIELD): {
		struct evl_ic *ic = &frame->code->ics[pc->c];
		struct evl_object *object = evl_as_object(A);
		if (EVL_LIKELY(object->shape == ic->shape && ic->kind == EVL_IC_ADD && ic->slot < object->slot_capacity &&
			       (object->cell.flags & (EVL_OBJECT_EXTENSIBLE | EVL_OBJECT_EXOTIC)) == EVL_OBJECT_EXTENSIBLE)) {
			object->slots[ic->slot] = B;
			object->shape = ic->next_shape;
			NEXT();
		}
		TRY(evl_step_define_field(realm, ic, frame->code->template_->property_sites[pc->c], A, B));
		NEXT();
	}
	CASE(DEFINE_ELEM):
		TRY(evl_step_define_element(realm, A, B, C));
		NEXT();
	CASE(DEFINE_METHOD):
	CASE(DEFINE_GETTER):
	CASE(DEFINE_SETTER):
	CASE(DEFINE_CLASS_METHOD):
	CASE(DEFINE_CLASS_GETTER):
	CASE(DEFINE_CLASS_SETTER):
		TRY(evl_step_define_method(realm, (enum evl_opcode)pc->op, A, B, C));
		NEXT();
	CASE(SET_HOME):
		((struct evl_function *)evl_as_object(A))->home = B;
		NEXT();
	CASE(SET_LITERAL_PROTO):
		TRY(evl_step_set_literal_proto(realm, A, B));
		NEXT();
	CASE(COPY_DATA):
		if (EVL_UNLIKELY(evl_is_unknown(B))) {
			A = evl_unknown_spread(realm, A, evl_as_unknown(B));
			TRY(realm->halt == EVL_STATUS_OK && realm->exception == EVL_EMPTY);
			NEXT();
		}
		TRY(evl_step_copy_data(realm, A, B, EVL_UNDEFINED));
		NEXT();
	CASE(COPY_REST):
		if (EVL_UNLIKELY(evl_is_unknown(B))) {
			A = evl_unknown_rest(realm, evl_as_unknown(B), C);
			NEXT();
		}
		result = evl_from_object(evl_object_plain(realm));
		RESULT(evl_step_copy_data(realm, result, B, C));
	CASE(SET_FUNCTION_NAME):
		TRY(evl_step_set_function_name(realm, A, B, pc->c));
		NEXT();
	CASE(CLOSURE): {
		struct evl_code *code = frame->code->children[pc->b];
		if (EVL_UNLIKELY(code == NULL))
			code = evl_code_child(realm, frame->code, pc->b);
		A = evl_from_object(evl_function_new(realm, code, env_operand(frame, pc->c)));
		NEXT();
	}
	CASE(NEW_CLASS):
		TRY(evl_step_new_class(realm, evl_code_child(realm, frame->code, pc->b), env_operand(frame, pc->c), &A));
		NEXT();
	CASE(SET_FIELDS):
		((struct evl_function *)evl_as_object(A))->fields = B;
		NEXT();
	CASE(GET_FIELDS):
		A = evl_is_class(B, EVL_CLASS_FUNCTION) ? ((struct evl_function *)evl_as_object(B))->fields : EVL_UNDEFINED;
		NEXT();
	CASE(TEMPLATE_OBJECT):
		result = frame->code->constants[(uint32_t)evl_insn_imm(*pc)];
		if (result == EVL_EMPTY)
			TRY(evl_step_template_object(realm, (uint32_t)evl_insn_imm(*pc), &result));
		A = result;
		NEXT();
	CASE(REGEXP):
		SAVE();
		{
			uint32_t index = (uint32_t)evl_insn_imm(*pc);
			const struct evl_constant *literal = &frame->code->template_->constants[index];
			TRY(evl_regexp_literal(realm, literal->name, literal->flags, &frame->code->constants[index], &result));
		}
		A = result;
		NEXT();
	CASE(NOT_COVERED):
		SAVE();
		not_covered_here(realm, frame, (uint32_t)evl_insn_imm(*pc));
		goto exception;

	/* calls */
	CASE(CALL_EVAL):
		STEP(evl_step_eval(realm, &B, pc->c, &B + 2, eval_scope(frame, pc), env_operand(frame, pc[1].a), pc->a, &result));
	CASE(CALL_EVAL_SPREAD): {
		const evl_value *values;
		uint32_t count = spread_arguments(regs[pc->b + 2u], &values);
		if (realm->v8 < EVL_V8_15) /* eval(...x) was an indirect one in V8 up to Node 20's (its issue 5690) */
			STEP(evl_step_call(realm, B, regs[pc->b + 1u], count, values, 0, pc->a, &result));
		STEP(evl_step_eval(realm, &B, count, values, eval_scope(frame, pc), env_operand(frame, pc[1].a), pc->a, &result));
	}
	CASE(NEW_DISPOSAL):
		A = evl_disposal_new(realm);
		NEXT();
	CASE(USING):
		TRY(evl_disposal_use(realm, A, B, pc->c != 0));
		NEXT();
	CASE(DISPOSE): {
		bool done;
		TRY(evl_disposal_step(realm, &B, &result, &done));
		A = result;
		if (done)
			JUMP_BY((int16_t)pc->c);
		NEXT();
	}
	CASE(DISPOSE_ERROR):
		TRY(evl_disposal_error(realm, &A, B));
		NEXT();
	CASE(EVAL_SITE):
		NEXT();
	CASE(PAGE_SCOPE):
		evl_step_page_scope(realm, frame->code->template_->constants[pc->c].scope, env_operand(frame, pc->a), pc->b != 0);
		NEXT();
	CASE(CALL): {
		evl_value callee = B;
		evl_value *base = &B;
		if (EVL_LIKELY(evl_is_object(callee))) {
			struct evl_object *object = evl_as_object(callee);
			if (EVL_LIKELY(evl_class_of(object) == EVL_CLASS_FUNCTION)) {
				struct evl_function *function = (struct evl_function *)object;
				struct evl_code *code = function->code;
				if (EVL_LIKELY(code->call_kind == EVL_CALL_PLAIN && vm->depth < vm->max_depth &&
					       (size_t)(vm->stack.end - vm->stack.next) >= code->frame_bytes)) {
					COUNT_STEP();
					SAVE();
					struct evl_frame *callee_frame = (struct evl_frame *)(void *)vm->stack.next;
					vm->stack.next += code->frame_bytes;
					vm->depth++;
					uint32_t count = pc->c;
					callee_frame->caller = frame;
					callee_frame->code = code;
					callee_frame->function = function;
					callee_frame->this_value = base[1];
					callee_frame->new_target = EVL_UNDEFINED;
					callee_frame->arguments = base + 2;
					callee_frame->argument_count = count;
					callee_frame->result_register = pc->a;
					callee_frame->flags = 0;
					callee_frame->generator = NULL;
					evl_value *to = (evl_value *)(void *)(callee_frame + 1);
					callee_frame->regs = to;
					uint32_t total = code->register_count;
					uint32_t i = 0;
					if (count > code->parameter_count)
						count = code->parameter_count;
					for (; i < count; i++)
						to[i] = base[2 + i];
					for (; i < total; i++)
						to[i] = EVL_UNDEFINED;
					vm->frame = frame = callee_frame;
					regs = to;
					pc = code->entry;
					DISPATCH();
				}
			}
		}
		STEP(evl_step_call(realm, callee, base[1], pc->c, base + 2, 0, pc->a, &result));
	}
	CASE(CALL_SPREAD): {
		const evl_value *values;
		uint32_t count = spread_arguments(regs[pc->b + 2u], &values);
		STEP(evl_step_call(realm, B, regs[pc->b + 1u], count, values, 0, pc->a, &result));
	}
	CASE(NEW):
		STEP(evl_step_construct(realm, B, B, pc->c, &B + 2, 0, pc->a, &result));
	CASE(NEW_SPREAD): {
		const evl_value *values;
		uint32_t count = spread_arguments(regs[pc->b + 2u], &values);
		STEP(evl_step_construct(realm, B, B, count, values, 0, pc->a, &result));
	}
	CASE(SUPER_CALL):
		STEP(evl_step_super_call(realm, B, regs[pc->b + 1u], pc->c, &B + 2, pc->a, &result));
	CASE(SUPER_CALL_SPREAD): {
		const evl_value *values;
		uint32_t count = spread_arguments(regs[pc->b + 2u], &values);
		STEP(evl_step_super_call(realm, B, regs[pc->b + 1u], count, values, pc->a, &result));
	}
	CASE(RETURN):
		value = A;
	leave_frame:
		if (EVL_LIKELY(frame->flags == 0)) {
			struct evl_frame *caller = frame->caller;
			vm->stack.next = (unsigned char *)frame;
			vm->depth--;
			regs = caller->regs;
			regs[frame->result_register] = value;
			pc = caller->pc;
			vm->frame = frame = caller;
			DISPATCH();
		}
		if (frame->flags == EVL_FRAME_BOUNDARY) {
			vm->frame = frame->caller;
			vm->stack.next = (unsigned char *)frame;
			*out = value;
			return EVL_EXIT_RETURN;
		}
		SAVE();
		if (evl_step_return(realm, value, out, &exit))
			return exit;
		LOAD();
		DISPATCH();
	CASE(RETURN_UNDEFINED):
		value = EVL_UNDEFINED;
		goto leave_frame;
	CASE(RETURN_DERIVED):
		TRY(evl_step_derived_result(realm, A, B, &result));
		value = result;
		goto leave_frame;
	CASE(THROW):
		SAVE();
		if (pc->b == 0)
			evl_throw(realm, A);
		else
			realm->exception = A;
		goto exception;
	CASE(CREATE_ARGUMENTS):
		result = evl_arguments_new(realm, frame);
		RESULT(result != EVL_EMPTY);
	CASE(CREATE_MAPPED_ARGUMENTS):
		result = evl_arguments_new_mapped(realm, frame, evl_pointer(B));
		RESULT(result != EVL_EMPTY);
	CASE(CREATE_REST):
		A = rest_array(realm, frame, pc->b);
		NEXT();

	/* jumps */
	CASE(JUMP):
		JUMP_BY(evl_insn_imm(*pc));
	CASE(LOOP):
		COUNT_STEP();
		JUMP_BY(evl_insn_imm(*pc));
	CASE(JUMP_TRUE):
		ASK();
		if (truth(realm, A))
			JUMP_BY(evl_insn_imm(*pc));
		NEXT();
	CASE(JUMP_FALSE):
		ASK();
		if (!truth(realm, A))
			JUMP_BY(evl_insn_imm(*pc));
		NEXT();
	CASE(LOOP_TRUE):
		ASK();
		if (!(quick_truth(realm, A, &flag) ? flag : evl_step_loop_truth(realm, pc, A)))
			NEXT();
		COUNT_STEP();
		JUMP_BY(evl_insn_imm(*pc));
	CASE(JUMP_NULLISH):
		ASK();
		if (is_nullish(realm, A))
			JUMP_BY(evl_insn_imm(*pc));
		NEXT();
	CASE(JUMP_NOT_NULLISH):
		ASK();
		if (!is_nullish(realm, A))
			JUMP_BY(evl_insn_imm(*pc));
		NEXT();
	CASE(JUMP_UNDEFINED):
		if (evl_is_undefined(A))
			JUMP_BY(evl_insn_imm(*pc));
		NEXT();
	CASE(JUMP_NOT_UNDEFINED):
		ASK();
		if (!is_undefined(realm, A))
			JUMP_BY(evl_insn_imm(*pc));
		NEXT();
	JUMP_COMPARE(J_LT, LT, <, true)
	JUMP_COMPARE(J_LE, LE, <=, true)
	JUMP_COMPARE(J_GT, GT, >, true)
	JUMP_COMPARE(J_GE, GE, >=, true)
	JUMP_COMPARE(J_NLT, LT, <, false)
	JUMP_COMPARE(J_NLE, LE, <=, false)
	JUMP_COMPARE(J_NGT, GT, >, false)
	JUMP_COMPARE(J_NGE, GE, >=, false)
	JUMP_COMPARE_INT(J_LT_I, LT, <, true)
	JUMP_COMPARE_INT(J_LE_I, LE, <=, true)
	JUMP_COMPARE_INT(J_GT_I, GT, >, true)
	JUMP_COMPARE_INT(J_GE_I, GE, >=, true)
	JUMP_COMPARE_INT(J_NLT_I, LT, <, false)
	JUMP_COMPARE_INT(J_NLE_I, LE, <=, false)
	JUMP_COMPARE_INT(J_NGT_I, GT, >, false)
	JUMP_COMPARE_INT(J_NGE_I, GE, >=, false)
	CASE(J_SEQ):
		ASK();
		if (same_strictly(realm, A, B))
			JUMP_BY((int16_t)pc->c);
		NEXT();
	CASE(J_SNE):
		ASK();
		if (!same_strictly(realm, A, B))
			JUMP_BY((int16_t)pc->c);
		NEXT();
	CASE(J_SEQ_I):
		ASK();
		if (same_strictly(realm, A, evl_from_int((int16_t)pc->b)))
			JUMP_BY((int16_t)pc->c);
		NEXT();
	CASE(J_SNE_I):
		ASK();
		if (!same_strictly(realm, A, evl_from_int((int16_t)pc->b)))
			JUMP_BY((int16_t)pc->c);
		NEXT();
	LOOP_COMPARE(LOOP_LT, LT, <)
	LOOP_COMPARE(LOOP_LE, LE, <=)
	LOOP_COMPARE(LOOP_GT, GT, >)
	LOOP_COMPARE(LOOP_GE, GE, >=)
	LOOP_COMPARE_INT(LOOP_LT_I, LT, <)
	LOOP_COMPARE_INT(LOOP_LE_I, LE, <=)
	LOOP_COMPARE_INT(LOOP_GT_I, GT, >)
	LOOP_COMPARE_INT(LOOP_GE_I, GE, >=)

	CASE(COUNT_LT):
		A = evl_step_count(A, B, false);
		NEXT();
	CASE(COUNT_LE):
		A = evl_step_count(A, B, true);
		NEXT();

	/* operators */
	BINARY_ARITHMETIC(ADD, int_add, +)
	BINARY_ARITHMETIC(SUB, int_sub, -)
	BINARY_ARITHMETIC(MUL, int_mul, *)
	CASE(DIV): {
		evl_value x = B, y = C;
		if (EVL_LIKELY(both_number(x, y))) {
			A = bits_of(evl_number(x) / evl_number(y));
			NEXT();
		}
		RESULT(evl_step_binary(realm, EVL_OPCODE_DIV, x, y, &result));
	}
	CASE(MOD): {
		evl_value x = B, y = C;
		if (EVL_LIKELY(both_int(x, y) && evl_as_int(x) >= 0 && evl_as_int(y) > 0)) {
			A = evl_from_int(evl_as_int(x) % evl_as_int(y));
			NEXT();
		}
		RESULT(evl_step_binary(realm, EVL_OPCODE_MOD, x, y, &result));
	}
	GENERAL_BINARY(EXP)
	BITWISE(SHL, evl_from_int((int32_t)((uint32_t)m << (n & 31))))
	BITWISE(SAR, evl_from_int(m >> (n & 31)))
	BITWISE(SHR, evl_from_uint32((uint32_t)m >> (n & 31)))
	BITWISE(BIT_AND, evl_from_int(m & n))
	BITWISE(BIT_OR, evl_from_int(m | n))
	BITWISE(BIT_XOR, evl_from_int(m ^ n))
	IMMEDIATE_ARITHMETIC(ADD_I, ADD, int_add, +)
	IMMEDIATE_ARITHMETIC(SUB_I, SUB, int_sub, -)
	IMMEDIATE_ARITHMETIC(MUL_I, MUL, int_mul, *)
	CASE(MOD_I): {
		evl_value x = B;
		int32_t n = (int16_t)pc->c;
		if (EVL_LIKELY(evl_is_int(x) && evl_as_int(x) >= 0 && n > 0)) {
			A = evl_from_int(evl_as_int(x) % n);
			NEXT();
		}
		RESULT(evl_step_binary(realm, EVL_OPCODE_MOD, x, evl_from_int(n), &result));
	}
	CASE(BIT_AND_I): {
		evl_value x = B;
		int32_t n = (int16_t)pc->c;
		if (EVL_LIKELY(evl_is_int(x))) {
			A = evl_from_int(evl_as_int(x) & n);
			NEXT();
		}
		RESULT(evl_step_binary(realm, EVL_OPCODE_BIT_AND, x, evl_from_int(n), &result));
	}
	CASE(INC): {
		evl_value x = B;
		if (EVL_LIKELY(evl_is_int(x) && evl_as_int(x) != INT32_MAX)) {
			A = evl_from_int(evl_as_int(x) + 1);
			NEXT();
		}
		RESULT(evl_step_unary(realm, EVL_OPCODE_INC, x, &result));
	}
	CASE(DEC): {
		evl_value x = B;
		if (EVL_LIKELY(evl_is_int(x) && evl_as_int(x) != INT32_MIN)) {
			A = evl_from_int(evl_as_int(x) - 1);
			NEXT();
		}
		RESULT(evl_step_unary(realm, EVL_OPCODE_DEC, x, &result));
	}
	CASE(TO_NUMERIC):
		if (EVL_LIKELY(evl_is_number(B))) {
			A = B;
			NEXT();
		}
		RESULT(evl_step_unary(realm, EVL_OPCODE_TO_NUMERIC, B, &result));
	CASE(TO_NUMBER):
		if (EVL_LIKELY(evl_is_number(B))) {
			A = B;
			NEXT();
		}
		RESULT(evl_step_unary(realm, EVL_OPCODE_TO_NUMBER, B, &result));
	CASE(NEG):
		RESULT(evl_step_unary(realm, EVL_OPCODE_NEG, B, &result));
	CASE(BIT_NOT):
		RESULT(evl_step_unary(realm, EVL_OPCODE_BIT_NOT, B, &result));
	CASE(NOT):
		ASK();
		A = evl_from_bool(!truth(realm, B));
		NEXT();
	CASE(TYPEOF):
		A = typeof_value(realm, B);
		NEXT();
	COMPARE(LT, <)
	COMPARE(LE, <=)
	COMPARE(GT, >)
	COMPARE(GE, >=)
	CASE(EQ):
		TRY(evl_loosely_equals(realm, B, C, &flag));
		A = evl_from_bool(flag);
		NEXT();
	CASE(NE):
		TRY(evl_loosely_equals(realm, B, C, &flag));
		A = evl_from_bool(!flag);
		NEXT();
	CASE(SEQ):
		if (EVL_UNLIKELY(realm->unknowns != 0) && (evl_is_unknown(B) || evl_is_unknown(C)) && B != C) {
			SAVE();
			A = evl_unknown_equality(realm, B, C);
			NEXT();
		}
		A = evl_from_bool(same_strictly(realm, B, C));
		NEXT();
	CASE(SNE):
		ASK();
		A = evl_from_bool(!same_strictly(realm, B, C));
		NEXT();
	CASE(CONCAT):
		RESULT(evl_step_concat(realm, &B, pc->c, &result));
	CASE(CHECK_DESTRUCTURE):
		if (EVL_UNLIKELY(evl_is_nullish(A)))
			TRY(evl_step_destructure(realm, A));
		NEXT();
	CASE(CHECK_OBJECT):
		if (EVL_UNLIKELY(!evl_is_object(A)))
			TRY(evl_throw_message(realm, EVL_MESSAGE_ITERATOR_RESULT_NOT_OBJECT, evl_describe(realm, A)));
		NEXT();
	CASE(CHECK_CALLABLE_OR_UNDEFINED):
		TRY(check_method(realm, &A));
		NEXT();

	/* iteration */
	CASE(GET_ITERATOR):
		TRY(evl_step_get_iterator(realm, &A, B));
		NEXT();
	CASE(GET_ASYNC_ITERATOR):
		TRY(evl_step_get_async_iterator(realm, &A, B));
		NEXT();
	CASE(ITER_NEXT): {
		evl_value *record = &B;
		if (EVL_UNLIKELY(record[2] == EVL_TRUE)) {
			A = EVL_UNDEFINED;
			JUMP_BY((int16_t)pc->c);
		}
		if (step_array(record, &value)) {
			A = value;
			pc += 2;
			DISPATCH();
		}
		SAVE();
		if (step_generator(vm, record)) {
			LOAD();
			DISPATCH();
		}
		switch (evl_step_iterator_next(realm, record, pc->a, &result)) {
		case EVL_ADVANCE_VALUE:
			A = result;
			pc += 2;
			DISPATCH();
		case EVL_ADVANCE_END:
			A = EVL_UNDEFINED;
			JUMP_BY((int16_t)pc->c);
		case EVL_ADVANCE_RESULT:
			A = result;
			NEXT();
		case EVL_ADVANCE_ENTER:
			LOAD();
			DISPATCH();
		case EVL_ADVANCE_THROW:
			break;
		}
		goto exception;
	}
	CASE(ITER_UNWRAP):
		TRY(evl_step_unwrap(realm, A, &result, &flag));
		A = result;
		if (flag)
			JUMP_BY((int16_t)pc->c);
		regs[pc->b + 2u] = EVL_FALSE;
		NEXT();
	CASE(ITER_CALL_NEXT): {
		evl_value *record = &B;
		record[2] = EVL_TRUE;
		STEP(evl_step_call(realm, record[1], record[0], 0, NULL, 0, pc->a, &result));
	}
	CASE(GET_RETURN):
		RESULT(evl_get_callee(realm, B, EVL_NAME_return_, &result));
	CASE(FORIN_START):
		RESULT(evl_forin_start(realm, B, &result));
	CASE(FORIN_NEXT):
		TRY(evl_forin_next(realm, B, &result, &flag));
		if (!flag)
			JUMP_BY((int16_t)pc->c);
		A = result;
		NEXT();

	/* suspension */
	CASE(INITIAL_YIELD):
		SAVE();
		if (evl_step_initial_yield(realm, out, &exit, &flag))
			return exit;
		goto suspended;
	CASE(YIELD):
		SAVE();
		if (frame->flags == (EVL_FRAME_COROUTINE | EVL_FRAME_STEPPED) && !frame->generator->is_async) {
			/* To the ITER_NEXT that resumed it, past the ITER_UNWRAP behind that. */
			value = B;
			frame->generator->state = EVL_GENERATOR_SUSPENDED;
			frame->generator->delegating = 0;
			frame->flags = EVL_FRAME_COROUTINE;
			vm->frame = frame->caller;
			vm->depth--;
			frame->caller = NULL;
			LOAD();
			regs[pc[-1].a] = value;
			regs[pc[-1].b + 2u] = EVL_FALSE;
			pc++;
			DISPATCH();
		}
		if (evl_step_yield(realm, B, false, out, &exit, &flag))
			return exit;
		goto suspended;
	CASE(YIELD_DELEGATE):
		SAVE();
		if (evl_step_yield(realm, B, true, out, &exit, &flag))
			return exit;
		goto suspended;
	CASE(AWAIT):
		SAVE();
		if (evl_step_await(realm, B, out, &exit, &flag))
			return exit;
		goto suspended;
	CASE(IMPORT_CALL):
		RESULT(evl_step_import(realm, B, C, &result));
	CASE(IMPORT_META):
		RESULT(evl_step_import_meta(realm, &result));
#if !THREADED
	case EVL_OPCODE_COUNT:
		break;
	}
#endif

stepped:
	if (step == EVL_STEP_DONE) {
		A = result;
		NEXT();
	}
	if (step == EVL_STEP_THROW)
		goto exception;
	LOAD();
	DISPATCH();

suspended:
	if (flag)
		goto exception;
	LOAD();
	DISPATCH();

exception:
unwind:
	if (evl_step_unwind(realm, out, &exit))
		return exit;
	LOAD();
	DISPATCH();
}

#ifdef EVL_INTERP_TRACKED
enum evl_exit evl_interpret_tracked(struct evl_realm *realm, evl_value *out)
{
	return run(realm, out);
}
#else
enum evl_exit evl_interpret(struct evl_realm *realm, evl_value *out)
{
	struct evl_vm *vm = realm->vm;
	vm->native_depth++;
	vm->depth++;
	*out = EVL_UNDEFINED;
	if (!evl_vm_native_room(vm))
		evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
	enum evl_exit exit = vm->track != NULL ? evl_interpret_tracked(realm, out) : run(realm, out);
	vm->depth--;
	vm->native_depth--;
	return exit;
}
#endif

#if THREADED
#pragma GCC diagnostic pop
#endif
