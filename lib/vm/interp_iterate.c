/* SPDX-License-Identifier: MIT */
/*
 * interp_iterate.c - iteration instructions: opening, stepping and spreading iterables.
 *
 * The library's own iterators and generators are stepped without result
 * objects when their `next` is the library's; nobody can see the difference.
 */
#include "vm/step.h"

#include "syntax/ast.h"
#include "value/unknown.h"
#include "vm/stack.h"

static void fill_record(evl_value *record, evl_value iterator, evl_value next)
{
	record[0] = iterator;
	record[1] = next;
	record[2] = EVL_FALSE;
}

/* The record of an array whose protocol is the library's. */
static bool open_array(struct evl_realm *realm, evl_value *record, evl_value array)
{
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_ITERATOR_PROTOTYPE);
	evl_value next = prototype->slots[realm->vm->iteration.next_slot];
	fill_record(record, evl_from_object(evl_builtin_iterator_new(realm, EVL_ITERATOR_ARRAY, EVL_ITERATOR_VALUES, array)), next);
	return true;
}

/* Call a [Symbol.iterator] method and read `next`. */
static bool open_with(struct evl_realm *realm, evl_value *record, evl_value iterable, evl_value method, enum evl_message message)
{
	evl_value iterator, next;
	if (!evl_call(realm, method, iterable, 0, NULL, &iterator))
		return false;
	if (!evl_is_object(iterator))
		return evl_throw_message(realm, message);
	if (!evl_get(realm, iterator, EVL_NAME_next, &next))
		return false;
	fill_record(record, iterator, next);
	return true;
}

/* What is taken apart by a pattern has the elements that the pattern names. */
static void count_by_pattern(struct evl_realm *realm, struct evl_unknown *unknown)
{
	const struct evl_node *node = evl_stack_node(realm);
	if (node == NULL || node->kind != EVL_NODE_ARRAY_PATTERN)
		return;
	const struct evl_node_list *items = &node->as.list.items;
	uint32_t count = items->count;
	if (count != 0 && items->items[count - 1] != NULL && items->items[count - 1]->kind == EVL_NODE_REST)
		return;
	if (count > 1) /* one element is as likely as none: that is asked */
		evl_unknown_take_elements(realm, unknown, count);
}

bool evl_step_get_iterator(struct evl_realm *realm, evl_value *record, evl_value iterable)
{
	if (EVL_UNLIKELY(realm->unknowns != 0) && evl_is_unknown(iterable))
		count_by_pattern(realm, evl_as_unknown(iterable));
	if (evl_array_iterates_plainly(realm, iterable))
		return open_array(realm, record, iterable);
	evl_value method = EVL_UNDEFINED;
	if (!evl_is_nullish(iterable) && !evl_get(realm, iterable, EVL_NAME_symbol_iterator, &method))
		return false;
	if (!evl_is_callable(method))
		return evl_throw_not_iterable(realm, iterable);
	return open_with(realm, record, iterable, method, EVL_MESSAGE_SYMBOL_ITERATOR_NOT_OBJECT);
}

bool evl_step_get_async_iterator(struct evl_realm *realm, evl_value *record, evl_value iterable)
{
	evl_value method = EVL_UNDEFINED;
	if (!evl_is_nullish(iterable) && !evl_get(realm, iterable, EVL_NAME_symbol_async_iterator, &method))
		return false;
	if (!evl_is_nullish(method) && !evl_is_callable(method))
		return evl_throw_not_async_iterable(realm, iterable, method);
	if (!evl_is_nullish(method))
		return open_with(realm, record, iterable, method, EVL_MESSAGE_SYMBOL_ASYNC_ITERATOR_NOT_OBJECT);
	if (evl_is_unknown(iterable))
		iterable = evl_from_object(evl_unknown_later_elements(realm, evl_as_unknown(iterable)));
	method = EVL_UNDEFINED;
	if (!evl_is_nullish(iterable) && !evl_get(realm, iterable, EVL_NAME_symbol_iterator, &method))
		return false;
	if (!evl_is_callable(method))
		return evl_throw_not_async_iterable(realm, iterable, method);
	evl_value sync[3];
	if (!open_with(realm, sync, iterable, method, EVL_MESSAGE_SYMBOL_ITERATOR_NOT_OBJECT))
		return false;
	evl_value iterator = evl_async_from_sync_iterator_new(realm, sync[0], sync[1]);
	evl_value next;
	if (!evl_get(realm, iterator, EVL_NAME_next, &next))
		return false;
	fill_record(record, iterator, next);
	return true;
}

/* A library iterator under its own `next`. */
static bool is_own_next(evl_value iterator, evl_native fn)
{
	static const evl_native natives[] = {
		[EVL_ITERATOR_ARRAY] = evl_array_iterator_prototype_next,
		[EVL_ITERATOR_MAP] = evl_map_iterator_prototype_next,
		[EVL_ITERATOR_SET] = evl_set_iterator_prototype_next,
		[EVL_ITERATOR_STRING] = evl_string_iterator_prototype_next,
	};
	return evl_is_class(iterator, EVL_CLASS_ITERATOR) &&
	       fn == natives[((struct evl_builtin_iterator *)evl_as_object(iterator))->source];
}

enum evl_advance evl_step_iterator_next(struct evl_realm *realm, evl_value *record, uint16_t reg, evl_value *out)
{
	evl_value iterator = record[0];
	evl_native fn = evl_native_of(record[1]);
	*out = EVL_UNDEFINED;
	if (fn != NULL && is_own_next(iterator, fn)) {
		bool done;
		record[2] = EVL_TRUE;
		if (!evl_builtin_iterator_next(realm, (struct evl_builtin_iterator *)evl_as_object(iterator), out, &done))
			return EVL_ADVANCE_THROW;
		record[2] = evl_from_bool(done);
		return done ? EVL_ADVANCE_END : EVL_ADVANCE_VALUE;
	}
	record[2] = EVL_TRUE;
	enum evl_step step;
	if (fn == evl_generator_prototype_next && evl_step_is_idle_generator(iterator)) {
		if (((struct evl_generator *)evl_as_object(iterator))->state == EVL_GENERATOR_DONE)
			return EVL_ADVANCE_END;
		step = evl_step_generator_next(realm, iterator, EVL_UNDEFINED, EVL_FRAME_STEPPED, reg, out);
	} else if (!evl_is_callable(record[1])) {
		evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe_callee(realm, record[1]));
		return EVL_ADVANCE_THROW;
	} else {
		step = evl_step_call(realm, record[1], iterator, 0, NULL, 0, reg, out);
	}
	if (step == EVL_STEP_ENTER)
		return EVL_ADVANCE_ENTER;
	return step == EVL_STEP_DONE ? EVL_ADVANCE_RESULT : EVL_ADVANCE_THROW;
}

bool evl_step_unwrap(struct evl_realm *realm, evl_value result, evl_value *out, bool *done)
{
	*out = EVL_UNDEFINED;
	if (!evl_is_object(result))
		return evl_throw_message(realm, EVL_MESSAGE_ITERATOR_RESULT_NOT_OBJECT, evl_describe(realm, result));
	struct evl_object *object = evl_as_object(result);
	if (object->shape == realm->iterator_result_shape && !evl_has_flag(object, EVL_OBJECT_EXOTIC)) {
		*done = evl_to_boolean(object->slots[1]);
		if (!*done)
			*out = object->slots[0];
		return true;
	}
	evl_value flag;
	if (!evl_object_get(realm, object, EVL_NAME_done, result, &flag))
		return false;
	*done = evl_to_boolean(flag);
	return *done || evl_object_get(realm, object, EVL_NAME_value, result, out);
}

static bool append_each(struct evl_realm *realm, void *context, evl_value value)
{
	return evl_array_append(realm, context, value);
}

bool evl_step_spread(struct evl_realm *realm, struct evl_object *array, evl_value iterable)
{
	if (evl_array_iterates_plainly(realm, iterable)) {
		struct evl_object *source = evl_as_object(iterable);
		uint32_t wanted = array->length + source->length;
		if (source->length == source->element_count && evl_array_prototypes_plain(realm) && array->length == array->element_count &&
		    wanted >= array->length) {
			if (wanted > array->element_capacity && !evl_object_reserve_elements(realm, array, wanted))
				return false;
			for (uint32_t i = 0; i < source->element_count; i++) {
				evl_value element = source->elements[i];
				if (!evl_array_append(realm, array, element == EVL_HOLE ? EVL_UNDEFINED : element))
					return false;
			}
			return true;
		}
		return evl_iterate(realm, iterable, append_each, array);
	}
	evl_value record[3];
	if (!evl_step_get_iterator(realm, record, iterable))
		return false;
	struct evl_iterator_record r = { .iterator = record[0], .next = record[1], .done = false };
	for (;;) {
		evl_value value;
		if (!evl_iterator_step(realm, &r, &value))
			return false;
		if (r.done)
			return true;
		if (!evl_array_append(realm, array, value))
			return false;
	}
}
