/* SPDX-License-Identifier: MIT */
/*
 * track_step.c - the accesses of each instruction, by object: an object is one place, a slot of an environment and a
 * name of the global object are places of their own.
 *
 * Whatever is not listed here touches everything, so that a new instruction or library function is slow to explore but
 * never wrong. Registers belong to one activation and are no places: an activation that is suspended is resumed through a
 * promise, which is one.
 */
#include "vm/track_step.h"

#include <string.h>

#include "value/object.h"
#include "vm/function.h"
#include "vm/iterator.h"
#include "vm/step.h"

enum { CHAIN_MAX = 12, WALK_MAX = 256 };

static uint64_t place_of(const void *cell) { return (uint64_t)(uintptr_t)cell; }

static uint64_t slot_place(const struct evl_env *env, uint32_t slot)
{
	return evl_track_mix(place_of(env), slot) | 1;
}

static void everything(struct evl_realm *realm) { evl_track_everything(realm->vm->track); }

/* Objects whose properties are all that there is to them. */
static bool is_simple(const struct evl_object *object)
{
	switch (evl_class_of(object)) {
	case EVL_CLASS_OBJECT:
	case EVL_CLASS_ARRAY:
	case EVL_CLASS_FUNCTION:
	case EVL_CLASS_NATIVE_FUNCTION:
	case EVL_CLASS_ERROR:
	case EVL_CLASS_PROMISE:
		return !evl_has_flag(object, EVL_OBJECT_EXOTIC);
	default:
		return false;
	}
}

static void read_chain(struct evl_realm *realm, const struct evl_object *object)
{
	for (int i = 0; object != NULL; i++, object = object->shape->prototype) {
		if (i == CHAIN_MAX || !is_simple(object)) {
			everything(realm);
			return;
		}
		evl_track_read(realm->vm->track, place_of(object));
	}
}

void evl_track_lookup(struct evl_realm *realm, evl_value value)
{
	if (evl_is_object(value))
		read_chain(realm, evl_as_object(value));
}

static void write_object(struct evl_realm *realm, evl_value value)
{
	if (!evl_is_object(value))
		return;
	const struct evl_object *object = evl_as_object(value);
	if (!is_simple(object) || evl_has_flag(object, EVL_OBJECT_PROTOTYPE)) {
		everything(realm);
		return;
	}
	read_chain(realm, object->shape->prototype);
	evl_track_write(realm->vm->track, place_of(object));
}

static void operand(struct evl_realm *realm, evl_value value)
{
	if (evl_is_object(value))
		everything(realm); /* valueOf, toString */
}

/* All that can be seen of a value when it is printed. */
static bool walk(struct evl_realm *realm, evl_value value, uint32_t *left)
{
	if (!evl_is_object(value))
		return true;
	const struct evl_object *object = evl_as_object(value);
	if (evl_class_of(object) == EVL_CLASS_UNKNOWN)
		return true; /* only what touches everything changes it */
	if (!is_simple(object) || *left == 0)
		return false;
	--*left;
	read_chain(realm, object);
	if (realm->vm->track->everything)
		return false;
	if (evl_class_of(object) == EVL_CLASS_NATIVE_FUNCTION)
		return true;
	for (uint32_t i = 0; i < object->shape->slot_count; i++)
		if (!evl_is_lazy(object->slots[i]) && !walk(realm, object->slots[i], left))
			return false;
	for (uint32_t i = 0; i < object->element_count; i++)
		if (!walk(realm, object->elements[i], left))
			return false;
	return evl_class_of(object) != EVL_CLASS_PROMISE || walk(realm, ((const struct evl_promise *)object)->result, left);
}

/* ---- library functions ---- */

enum known {
	KNOWN_NOT,
	KNOWN_PRINTS, /* reads its arguments to the bottom */
	KNOWN_POSTS,  /* asks for a task, numbered */
	KNOWN_QUEUES, /* asks for a microtask, or makes a new object and calls its argument */
	KNOWN_PUSHES, /* changes the array that it is called on, to which nobody listens */
};

static enum known known_function(const char *name)
{
	static const struct {
		const char *name;
		uint8_t known;
	} table[] = {
		{ "log", KNOWN_PRINTS },	{ "info", KNOWN_PRINTS },	    { "warn", KNOWN_PRINTS },
		{ "error", KNOWN_PRINTS },	{ "debug", KNOWN_PRINTS },	    { "setTimeout", KNOWN_POSTS },
		{ "setImmediate", KNOWN_POSTS }, { "requestAnimationFrame", KNOWN_POSTS }, { "queueMicrotask", KNOWN_QUEUES },
		{ "Promise", KNOWN_QUEUES },	{ "push", KNOWN_PUSHES },
	};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (strcmp(table[i].name, name) == 0)
			return (enum known)table[i].known;
	return KNOWN_NOT;
}

void evl_track_native(struct evl_realm *realm, const struct evl_native_function *function, const struct evl_args *args)
{
	struct evl_track *track = realm->vm->track;
	uint32_t left = WALK_MAX;
	if (track->everything)
		return;
	if (evl_promise_is_tracked(function->fn)) {
		evl_track_write(track, place_of(function)); /* what it remembers of earlier calls */
		evl_track_lookup(realm, args->this_value);
		for (uint32_t i = 0; i < args->count; i++)
			if (evl_is_object(args->values[i]) && !evl_is_callable(args->values[i]))
				evl_track_lookup(realm, args->values[i]);
		return;
	}
	switch (known_function(function->name)) {
	case KNOWN_NOT:
		everything(realm);
		return;
	case KNOWN_PRINTS:
		for (uint32_t i = 0; i < args->count; i++)
			if (!walk(realm, args->values[i], &left)) {
				everything(realm);
				return;
			}
		return;
	case KNOWN_POSTS:
		evl_track_write(track, EVL_TRACK_TIMERS);
		if (args->count == 0 || !evl_is_callable(args->values[0]) || (args->count > 1 && evl_is_object(args->values[1])))
			everything(realm);
		return;
	case KNOWN_QUEUES:
		if (!evl_is_callable(evl_arg(args, 0)) ||
		    (evl_is_object(args->new_target) && args->new_target != evl_from_object(args->callee)))
			everything(realm);
		return;
	case KNOWN_PUSHES:
		if (!evl_is_class(args->this_value, EVL_CLASS_ARRAY))
			everything(realm);
		else
			write_object(realm, args->this_value);
		return;
	}
}

/* ---- instructions ---- */

static const struct evl_env *outer(const struct evl_frame *frame, uint32_t steps)
{
	const struct evl_env *env = frame->function->env;
	while (steps-- != 0)
		env = env->parent;
	return env;
}

static void iterate(struct evl_realm *realm, evl_value iterator)
{
	if (!evl_is_class(iterator, EVL_CLASS_ITERATOR)) {
		everything(realm);
		return;
	}
	const struct evl_builtin_iterator *it = (const struct evl_builtin_iterator *)evl_as_object(iterator);
	evl_track_write(realm->vm->track, place_of(it));
	if (!evl_is_object(it->target))
		return;
	if (evl_is_class(it->target, EVL_CLASS_ARRAY))
		evl_track_lookup(realm, it->target);
	else
		everything(realm);
}

static void call(struct evl_realm *realm, evl_value callee)
{
	if (!evl_is_object(callee))
		return;
	enum evl_class class_ = evl_class_of(evl_as_object(callee));
	if (class_ == EVL_CLASS_FUNCTION || class_ == EVL_CLASS_NATIVE_FUNCTION)
		evl_track_read(realm->vm->track, place_of(evl_as_object(callee)));
	else
		everything(realm);
}

static void global(struct evl_realm *realm, evl_key key, bool writes)
{
	uint64_t place = evl_track_mix(5, (uint64_t)key) | 1;
	if (evl_lexical_find(realm->vm, (evl_name)key) != NULL)
		everything(realm); /* a slot of an environment that the script itself finds in another way */
	else if (writes)
		evl_track_write(realm->vm->track, place);
	else
		evl_track_read(realm->vm->track, place);
}

/* May an operand be a value that is not known? Whatever is done with one but printing it touches everything. */
static bool meets_unknown(const struct evl_frame *frame, const struct evl_insn *pc)
{
	uint32_t count = frame->code->register_count;
	return (pc->a < count && evl_is_class(frame->regs[pc->a], EVL_CLASS_UNKNOWN)) ||
	       (pc->b < count && evl_is_class(frame->regs[pc->b], EVL_CLASS_UNKNOWN)) ||
	       (pc->c < count && evl_is_class(frame->regs[pc->c], EVL_CLASS_UNKNOWN));
}

void evl_track_instruction(struct evl_realm *realm, const struct evl_frame *frame, const struct evl_insn *pc)
{
	struct evl_track *track = realm->vm->track;
	const evl_value *regs = frame->regs;
	if (track->everything)
		return;
	if (realm->unknowns != 0 && meets_unknown(frame, pc)) {
		everything(realm); /* what is assumed of a value is remembered */
		return;
	}
	switch ((enum evl_opcode)pc->op) {
	case EVL_OPCODE_MOVE:
	case EVL_OPCODE_LOAD_CONST:
	case EVL_OPCODE_LOAD_INT:
	case EVL_OPCODE_LOAD_UNDEFINED:
	case EVL_OPCODE_LOAD_NULL:
	case EVL_OPCODE_LOAD_TRUE:
	case EVL_OPCODE_LOAD_FALSE:
	case EVL_OPCODE_LOAD_TDZ:
	case EVL_OPCODE_LOAD_EMPTY:
	case EVL_OPCODE_LOAD_THIS:
	case EVL_OPCODE_LOAD_THIS_SLOPPY:
	case EVL_OPCODE_LOAD_CALLEE:
	case EVL_OPCODE_LOAD_NEW_TARGET:
	case EVL_OPCODE_CHECK_TDZ:
	case EVL_OPCODE_CHECK_THIS:
	case EVL_OPCODE_CHECK_UNBOUND:
	case EVL_OPCODE_THROW_CONST:
	case EVL_OPCODE_THROW_MESSAGE:
	case EVL_OPCODE_THROW:
	case EVL_OPCODE_NEW_ENV:
	case EVL_OPCODE_NEW_OBJECT:
	case EVL_OPCODE_NEW_ARRAY:
	case EVL_OPCODE_ARRAY_PUSH:
	case EVL_OPCODE_ARRAY_PUSH_HOLE:
	case EVL_OPCODE_CLOSURE:
	case EVL_OPCODE_RETURN:
	case EVL_OPCODE_RETURN_UNDEFINED:
	case EVL_OPCODE_CREATE_REST:
	case EVL_OPCODE_JUMP:
	case EVL_OPCODE_LOOP:
	case EVL_OPCODE_JUMP_TRUE:
	case EVL_OPCODE_JUMP_FALSE:
	case EVL_OPCODE_LOOP_TRUE:
	case EVL_OPCODE_JUMP_NULLISH:
	case EVL_OPCODE_JUMP_NOT_NULLISH:
	case EVL_OPCODE_JUMP_UNDEFINED:
	case EVL_OPCODE_JUMP_NOT_UNDEFINED:
	case EVL_OPCODE_J_SEQ:
	case EVL_OPCODE_J_SNE:
	case EVL_OPCODE_J_SEQ_I:
	case EVL_OPCODE_J_SNE_I:
	case EVL_OPCODE_NOT:
	case EVL_OPCODE_TYPEOF:
	case EVL_OPCODE_SEQ:
	case EVL_OPCODE_SNE:
	case EVL_OPCODE_CHECK_DESTRUCTURE:
	case EVL_OPCODE_CHECK_OBJECT:
	case EVL_OPCODE_SET_FUNCTION_NAME:
		return;
	case EVL_OPCODE_CLONE_ENV: {
		const struct evl_env *env = evl_pointer(regs[pc->a]);
		for (uint32_t i = 0; i < env->count; i++)
			evl_track_read(track, slot_place(env, i));
		return;
	}
	case EVL_OPCODE_LOAD_SCOPED:
		evl_track_read(track, slot_place(evl_pointer(regs[pc->b]), pc->c));
		return;
	case EVL_OPCODE_STORE_SCOPED:
		evl_track_write(track, slot_place(evl_pointer(regs[pc->b]), pc->c));
		return;
	case EVL_OPCODE_LOAD_OUTER:
		evl_track_read(track, slot_place(outer(frame, pc->b), pc->c));
		return;
	case EVL_OPCODE_STORE_OUTER:
		evl_track_write(track, slot_place(outer(frame, pc->b), pc->c));
		return;
	case EVL_OPCODE_GET_GLOBAL:
	case EVL_OPCODE_GET_GLOBAL_OR_UNDEFINED:
		global(realm, frame->code->template_->property_sites[pc->b], false);
		return;
	case EVL_OPCODE_SET_GLOBAL:
		global(realm, frame->code->template_->property_sites[pc->b], true);
		return;
	case EVL_OPCODE_GET_PROP:
	case EVL_OPCODE_GET_ELEM:
		if (pc->op == EVL_OPCODE_GET_ELEM)
			operand(realm, regs[pc->c]);
		evl_track_lookup(realm, regs[pc->b]);
		return;
	case EVL_OPCODE_SET_ELEM:
		operand(realm, regs[pc->b]);
		write_object(realm, regs[pc->a]);
		return;
	case EVL_OPCODE_SET_PROP:
	case EVL_OPCODE_DEFINE_FIELD:
		write_object(realm, regs[pc->a]);
		return;
	case EVL_OPCODE_COPY_DATA:
		write_object(realm, regs[pc->a]);
		evl_track_lookup(realm, regs[pc->b]);
		return;
	case EVL_OPCODE_ARRAY_SPREAD:
		if (evl_is_class(regs[pc->b], EVL_CLASS_ARRAY))
			evl_track_lookup(realm, regs[pc->b]);
		else
			everything(realm);
		return;
	case EVL_OPCODE_GET_ITERATOR:
		if (evl_is_class(regs[pc->b], EVL_CLASS_ARRAY))
			evl_track_lookup(realm, regs[pc->b]);
		else if (evl_is_object(regs[pc->b]))
			everything(realm);
		return;
	case EVL_OPCODE_ITER_NEXT:
		iterate(realm, regs[pc->b]);
		return;
	case EVL_OPCODE_CALL:
	case EVL_OPCODE_CALL_SPREAD:
	case EVL_OPCODE_NEW:
	case EVL_OPCODE_NEW_SPREAD:
		call(realm, regs[pc->b]);
		return;
	case EVL_OPCODE_AWAIT:
		evl_track_lookup(realm, regs[pc->b]);
		return;
	case EVL_OPCODE_CONCAT:
		for (uint32_t i = 0; i < pc->c; i++)
			operand(realm, regs[pc->b + i]);
		return;
	case EVL_OPCODE_J_LT:
	case EVL_OPCODE_J_LE:
	case EVL_OPCODE_J_GT:
	case EVL_OPCODE_J_GE:
	case EVL_OPCODE_J_NLT:
	case EVL_OPCODE_J_NLE:
	case EVL_OPCODE_J_NGT:
	case EVL_OPCODE_J_NGE:
	case EVL_OPCODE_LOOP_LT:
	case EVL_OPCODE_LOOP_LE:
	case EVL_OPCODE_LOOP_GT:
	case EVL_OPCODE_LOOP_GE:
		operand(realm, regs[pc->a]);
		operand(realm, regs[pc->b]);
		return;
	case EVL_OPCODE_J_LT_I:
	case EVL_OPCODE_J_LE_I:
	case EVL_OPCODE_J_GT_I:
	case EVL_OPCODE_J_GE_I:
	case EVL_OPCODE_J_NLT_I:
	case EVL_OPCODE_J_NLE_I:
	case EVL_OPCODE_J_NGT_I:
	case EVL_OPCODE_J_NGE_I:
	case EVL_OPCODE_LOOP_LT_I:
	case EVL_OPCODE_LOOP_LE_I:
	case EVL_OPCODE_LOOP_GT_I:
	case EVL_OPCODE_LOOP_GE_I:
		operand(realm, regs[pc->a]);
		return;
	case EVL_OPCODE_ADD:
	case EVL_OPCODE_SUB:
	case EVL_OPCODE_MUL:
	case EVL_OPCODE_DIV:
	case EVL_OPCODE_MOD:
	case EVL_OPCODE_LT:
	case EVL_OPCODE_LE:
	case EVL_OPCODE_GT:
	case EVL_OPCODE_GE:
	case EVL_OPCODE_EQ:
	case EVL_OPCODE_NE:
		operand(realm, regs[pc->b]);
		operand(realm, regs[pc->c]);
		return;
	case EVL_OPCODE_ADD_I:
	case EVL_OPCODE_SUB_I:
	case EVL_OPCODE_MUL_I:
	case EVL_OPCODE_MOD_I:
	case EVL_OPCODE_INC:
	case EVL_OPCODE_DEC:
	case EVL_OPCODE_TO_NUMERIC:
	case EVL_OPCODE_TO_NUMBER:
	case EVL_OPCODE_NEG:
		operand(realm, regs[pc->b]);
		return;
	default:
		everything(realm);
		return;
	}
}
