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

#include "value/collection.h"
#include "value/object.h"
#include "value/unknown.h"
#include "vm/function.h"
#include "vm/iterator.h"
#include "vm/step.h"
#include "vm/track_log.h"
#include "vm/track_native.h"

enum { CHAIN_MAX = 12, WALK_MAX = 256 };

static uint64_t place_of(const void *cell) { return (uint64_t)(uintptr_t)cell; }

static void read_slot(struct evl_realm *realm, const struct evl_env *env, uint32_t slot)
{
	evl_track_read_at(realm->vm->track, evl_track_mix(place_of(env), slot) | 1, place_of(env));
}

static void write_slot(struct evl_realm *realm, const struct evl_env *env, uint32_t slot)
{
	evl_track_write_at(realm->vm->track, evl_track_mix(place_of(env), slot) | 1, place_of(env));
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
	case EVL_CLASS_MAP:
	case EVL_CLASS_SET:
	case EVL_CLASS_WEAK_MAP:
	case EVL_CLASS_WEAK_SET:
	case EVL_CLASS_DATE:
		return !evl_has_flag(object, EVL_OBJECT_EXOTIC);
	default:
		return false;
	}
}

void evl_track_unknown(struct evl_realm *realm, evl_value value, bool writes)
{
	const struct evl_unknown *origin = evl_as_unknown(value)->origin;
	uint64_t place = place_of(origin), address = place;
	if (origin->is_external) { /* made when first met, in whichever task */
		place = evl_track_mix(12, (uint64_t)origin->key) | 1;
		address = 0;
	}
	if (writes)
		evl_track_write_at(realm->vm->track, place, address);
	else
		evl_track_read_at(realm->vm->track, place, address);
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
	if (evl_is_unknown(value))
		evl_track_unknown(realm, value, true);
	else if (evl_is_object(value))
		read_chain(realm, evl_as_object(value));
}

/* While roots are told apart: an object of the library, which came to be when somebody first met it. */
static bool is_library(const struct evl_realm *realm, const struct evl_object *object)
{
	enum evl_class class_ = evl_class_of(object);
	if (realm->vm->track->roots == NULL || (class_ != EVL_CLASS_OBJECT && class_ != EVL_CLASS_NATIVE_FUNCTION))
		return false;
	for (uint32_t i = 0; i < object->shape->slot_count; i++)
		if (evl_is_lazy(object->slots[i]))
			return true;
	return class_ == EVL_CLASS_NATIVE_FUNCTION;
}

static void write_object(struct evl_realm *realm, evl_value value)
{
	if (!evl_is_object(value))
		return;
	const struct evl_object *object = evl_as_object(value);
	if (evl_is_unknown(value)) {
		evl_track_unknown(realm, value, true);
		return;
	}
	if (!is_simple(object) || evl_has_flag(object, EVL_OBJECT_PROTOTYPE) || is_library(realm, object)) {
		everything(realm);
		return;
	}
	read_chain(realm, object->shape->prototype);
	evl_track_write(realm->vm->track, place_of(object));
}

static void operand(struct evl_realm *realm, evl_value value)
{
	if (evl_is_unknown(value))
		evl_track_unknown(realm, value, true);
	else if (evl_is_object(value))
		everything(realm); /* valueOf, toString */
}

static bool is_collection(const struct evl_object *object)
{
	enum evl_class class_ = evl_class_of(object);
	return class_ == EVL_CLASS_MAP || class_ == EVL_CLASS_SET;
}

/* All that can be seen of a value when it is printed. */
static bool walk(struct evl_realm *realm, evl_value value, uint32_t *left)
{
	if (!evl_is_object(value))
		return true;
	const struct evl_object *object = evl_as_object(value);
	if (evl_class_of(object) == EVL_CLASS_UNKNOWN) {
		evl_track_unknown(realm, value, false);
		return true;
	}
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
	if (is_collection(object)) {
		uint32_t position = 0;
		evl_value key, mapped;
		while (evl_collection_next((struct evl_collection *)evl_as_object(value), &position, &key, &mapped))
			if (!walk(realm, key, left) || !walk(realm, mapped, left))
				return false;
	}
	return evl_class_of(object) != EVL_CLASS_PROMISE || walk(realm, ((const struct evl_promise *)object)->result, left);
}

/* ---- library functions ---- */

static void reads(struct evl_realm *realm, evl_value value, uint32_t *left)
{
	if (!walk(realm, value, left))
		everything(realm);
}

void evl_track_native(struct evl_realm *realm, const struct evl_native_function *function, const struct evl_args *args)
{
	struct evl_track *track = realm->vm->track;
	uint32_t left = WALK_MAX;
	if (track->everything && track->roots == NULL && track->touches == NULL)
		return;
	enum evl_known known = evl_known_function(track, function->fn, function->name);
	if (track->touches != NULL && (known == EVL_KNOWN_READS || known == EVL_KNOWN_CHANGES_THIS))
		evl_track_log_contents(realm, args->this_value, known == EVL_KNOWN_CHANGES_THIS);
	for (uint32_t i = 0; i < args->count && realm->unknowns != 0; i++)
		if (evl_is_unknown(args->values[i]))
			evl_track_unknown(realm, args->values[i], known != EVL_KNOWN_PRINTS);
	if (evl_promise_is_tracked(function->fn)) {
		evl_track_write(track, place_of(function)); /* what it remembers of earlier calls */
		evl_track_lookup(realm, args->this_value);
		for (uint32_t i = 0; i < args->count; i++)
			if (evl_is_object(args->values[i]) && !evl_is_callable(args->values[i]))
				evl_track_lookup(realm, args->values[i]);
		return;
	}
	switch (known) {
	case EVL_KNOWN_NOT:
		everything(realm);
		return;
	case EVL_KNOWN_FETCHES:
		if (evl_is_object(evl_arg(args, 1)))
			everything(realm);
		return;
	case EVL_KNOWN_READS:
		reads(realm, args->this_value, &left);
		/* fall through */
	case EVL_KNOWN_PRINTS:
		for (uint32_t i = 0; i < args->count; i++)
			reads(realm, args->values[i], &left);
		return;
	case EVL_KNOWN_CHANGES_THIS:
		reads(realm, args->this_value, &left);
		write_object(realm, args->this_value);
		return;
	case EVL_KNOWN_CHANGES_FIRST:
		write_object(realm, evl_arg(args, 0));
		for (uint32_t i = 1; i < args->count; i++)
			reads(realm, args->values[i], &left);
		return;
	case EVL_KNOWN_CLOCK:
		track->identity = evl_track_mix(track->identity, (uint64_t)*track->now);
		if (track->roots != NULL)
			track->roots->dependent = true;
		return;
	case EVL_KNOWN_RANDOM:
		evl_track_write_at(track, EVL_TRACK_RANDOM, 0);
		return;
	case EVL_KNOWN_POSTS:
		evl_track_write_at(track, EVL_TRACK_TIMERS, 0);
		if (track->roots != NULL && track->root != EVL_ROOT_MAIN)
			evl_roots_join(track->roots, track->root, EVL_ROOT_CLOCK);
		if (args->count == 0 || !evl_is_callable(args->values[0]) || (args->count > 1 && evl_is_object(args->values[1])))
			everything(realm);
		return;
	case EVL_KNOWN_CLEARS:
		evl_track_write_at(track, EVL_TRACK_TIMERS, 0);
		return;
	case EVL_KNOWN_QUEUES:
		if (!evl_is_callable(evl_arg(args, 0)) ||
		    (evl_is_object(args->new_target) && args->new_target != evl_from_object(args->callee)))
			everything(realm);
		return;
	}
}

/* ---- instructions ---- */

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
	if (evl_is_class(it->target, EVL_CLASS_ARRAY) || is_collection(evl_as_object(it->target)))
		evl_track_lookup(realm, it->target);
	else
		everything(realm);
}

/* `given`: it may be called with a function first. */
static void call(struct evl_realm *realm, evl_value callee, bool given)
{
	if (!evl_is_object(callee))
		return;
	if (evl_is_unknown(callee)) { /* array methods run over its elements, of which it is asked how many there are */
		evl_track_unknown(realm, callee, evl_as_unknown(callee)->base != NULL && given);
		return;
	}
	enum evl_class class_ = evl_class_of(evl_as_object(callee));
	if (class_ == EVL_CLASS_FUNCTION || class_ == EVL_CLASS_NATIVE_FUNCTION)
		evl_track_read(realm->vm->track, place_of(evl_as_object(callee)));
	else
		everything(realm);
}

static void global(struct evl_realm *realm, evl_key key, bool writes)
{
	uint64_t place = evl_track_mix(5, (uint64_t)key) | 1;
	const struct evl_lexical *lexical = evl_lexical_find(realm->vm, (evl_name)key);
	if (lexical != NULL && writes)
		write_slot(realm, lexical->env, lexical->slot);
	else if (lexical != NULL)
		read_slot(realm, lexical->env, lexical->slot);
	else if (writes)
		evl_track_write_at(realm->vm->track, place, 0);
	else
		evl_track_read_at(realm->vm->track, place, 0);
}

/* Is it a property through which an unknown value becomes a promise? */
static bool chains(evl_key key) { return key == EVL_NAME_then || key == EVL_NAME_catch_ || key == EVL_NAME_finally_; }

static void operand_unknown(struct evl_realm *realm, const struct evl_frame *frame, uint32_t reg)
{
	if (reg < frame->code->register_count && evl_is_unknown(frame->regs[reg]))
		evl_track_unknown(realm, frame->regs[reg], true);
}

/* What is done with a value that is not known may settle what is assumed of it; moving it, calling it and reading its properties do not. */
static bool only_unknown(struct evl_realm *realm, const struct evl_frame *frame, const struct evl_insn *pc)
{
	const struct evl_template *template_ = frame->code->template_;
	switch ((enum evl_opcode)pc->op) {
	case EVL_OPCODE_CALL:
	case EVL_OPCODE_NEW:
	case EVL_OPCODE_RETURN:
	case EVL_OPCODE_MOVE:
		return false;
	case EVL_OPCODE_GET_PROP:
		if (!evl_is_unknown(frame->regs[pc->b]))
			return false;
		evl_track_unknown(realm, frame->regs[pc->b], chains(template_->property_sites[pc->c]));
		return true;
	default:
		operand_unknown(realm, frame, pc->a);
		operand_unknown(realm, frame, pc->b);
		operand_unknown(realm, frame, pc->c);
		return false;
	}
}

void evl_track_instruction(struct evl_realm *realm, const struct evl_frame *frame, const struct evl_insn *pc)
{
	struct evl_track *track = realm->vm->track;
	const evl_value *regs = frame->regs;
	if (track->touches != NULL)
		evl_track_log(realm, frame, pc);
	if (track->everything)
		return;
	if (realm->unknowns != 0 && only_unknown(realm, frame, pc))
		return;
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
	case EVL_OPCODE_NEW_ERROR:
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
	case EVL_OPCODE_LOAD_HOME:
	case EVL_OPCODE_NEW_PRIVATE:
	case EVL_OPCODE_REGEXP:
	case EVL_OPCODE_CREATE_ARGUMENTS:
	case EVL_OPCODE_RETURN_DERIVED:
	case EVL_OPCODE_CHECK_CALLABLE_OR_UNDEFINED:
		return;
	case EVL_OPCODE_GET_PRIVATE:
	case EVL_OPCODE_HAS_PRIVATE:
	case EVL_OPCODE_GET_FIELDS:
	case EVL_OPCODE_SUPER_CALL:
	case EVL_OPCODE_SUPER_CALL_SPREAD:
	case EVL_OPCODE_FORIN_START:
		evl_track_lookup(realm, regs[pc->b]);
		return;
	case EVL_OPCODE_SET_PRIVATE:
	case EVL_OPCODE_ADD_PRIVATE:
	case EVL_OPCODE_DEFINE_METHOD:
	case EVL_OPCODE_DEFINE_GETTER:
	case EVL_OPCODE_DEFINE_SETTER:
		write_object(realm, regs[pc->a]);
		return;
	case EVL_OPCODE_GET_SUPER:
		operand(realm, regs[pc->b + 2u]);
		evl_track_lookup(realm, regs[pc->b]);
		evl_track_lookup(realm, regs[pc->b + 1u]);
		return;
	case EVL_OPCODE_DELETE_PROP:
		operand(realm, regs[pc->c]);
		write_object(realm, regs[pc->b]);
		return;
	case EVL_OPCODE_IN:
		operand(realm, regs[pc->b]);
		evl_track_lookup(realm, regs[pc->c]);
		return;
	case EVL_OPCODE_INSTANCEOF:
		evl_track_lookup(realm, regs[pc->b]);
		evl_track_lookup(realm, regs[pc->c]);
		return;
	case EVL_OPCODE_GET_RETURN:
		if (!evl_is_class(regs[pc->b], EVL_CLASS_ITERATOR))
			everything(realm);
		return;
	case EVL_OPCODE_CLONE_ENV: {
		const struct evl_env *env = evl_pointer(regs[pc->a]);
		for (uint32_t i = 0; i < env->count; i++)
			read_slot(realm, env, i);
		return;
	}
	case EVL_OPCODE_LOAD_SCOPED:
		read_slot(realm, evl_pointer(regs[pc->b]), pc->c);
		return;
	case EVL_OPCODE_STORE_SCOPED:
		write_slot(realm, evl_pointer(regs[pc->b]), pc->c);
		return;
	case EVL_OPCODE_LOAD_OUTER:
		read_slot(realm, evl_env_outer(frame->function->env, pc->b), pc->c);
		return;
	case EVL_OPCODE_STORE_OUTER:
		write_slot(realm, evl_env_outer(frame->function->env, pc->b), pc->c);
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
		if (evl_is_class(regs[pc->b], EVL_CLASS_ARRAY) || evl_is_unknown(regs[pc->b]) ||
		    (evl_is_object(regs[pc->b]) && is_collection(evl_as_object(regs[pc->b]))))
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
		call(realm, regs[pc->b], (pc->op != EVL_OPCODE_CALL && pc->op != EVL_OPCODE_NEW) || (pc->c != 0 && evl_is_callable(regs[pc->b + 2u])));
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
	case EVL_OPCODE_COUNT_LT:
	case EVL_OPCODE_COUNT_LE:
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
	case EVL_OPCODE_EXP:
	case EVL_OPCODE_SHL:
	case EVL_OPCODE_SAR:
	case EVL_OPCODE_SHR:
	case EVL_OPCODE_BIT_AND:
	case EVL_OPCODE_BIT_OR:
	case EVL_OPCODE_BIT_XOR:
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
	case EVL_OPCODE_BIT_NOT:
	case EVL_OPCODE_BIT_AND_I:
	case EVL_OPCODE_TO_KEY:
		operand(realm, regs[pc->b]);
		return;
	default:
		everything(realm);
		return;
	}
}
