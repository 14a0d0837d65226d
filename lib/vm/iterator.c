/* SPDX-License-Identifier: MIT */
/*
 * iterator.c - the library's iterators and the iterator protocol for C code.
 */
#include "vm/iterator.h"

#include "value/collection.h"
#include "value/convert.h"
#include "value/property.h"
#include "value/typed_array.h"
#include "vm/promise.h"
#include "vm/step.h"

/* ---- the library's iterators ---- */

struct evl_builtin_iterator *evl_builtin_iterator_new(struct evl_realm *realm, enum evl_iterator_source source,
						      enum evl_iterator_kind kind, evl_value target)
{
	static const enum evl_intrinsic prototypes[] = {
		[EVL_ITERATOR_ARRAY] = EVL_INTRINSIC_ARRAY_ITERATOR_PROTOTYPE,
		[EVL_ITERATOR_MAP] = EVL_INTRINSIC_MAP_ITERATOR_PROTOTYPE,
		[EVL_ITERATOR_SET] = EVL_INTRINSIC_SET_ITERATOR_PROTOTYPE,
		[EVL_ITERATOR_STRING] = EVL_INTRINSIC_STRING_ITERATOR_PROTOTYPE,
	};
	struct evl_shape *shape = evl_shape_root(realm, evl_intrinsic(realm, prototypes[source]));
	struct evl_object *object =
		evl_object_alloc(realm, EVL_CLASS_ITERATOR, shape, sizeof(struct evl_builtin_iterator), 0);
	struct evl_builtin_iterator *it = (struct evl_builtin_iterator *)object;
	it->target = target;
	it->position = 0;
	it->kind = (uint8_t)kind;
	it->source = (uint8_t)source;
	return it;
}

static evl_value entry_of(struct evl_realm *realm, evl_value key, evl_value value)
{
	const evl_value pair[2] = { key, value };
	return evl_from_object(evl_array_from(realm, pair, 2));
}

static bool next_of_array(struct evl_realm *realm, struct evl_builtin_iterator *it, evl_value *value, bool *done)
{
	struct evl_object *target = evl_as_object(it->target);
	double length;
	if (evl_class_of(target) == EVL_CLASS_ARRAY) {
		length = target->length;
	} else if (evl_class_of(target) == EVL_CLASS_TYPED_ARRAY) {
		if (evl_view_is_out((struct evl_view *)target))
			return evl_throw_message(realm, realm->v8 >= EVL_V8_15 ? EVL_MESSAGE_BUFFER_OUT : EVL_MESSAGE_BUFFER_DETACHED,
						 "%ArrayIteratorPrototype%.next");
		length = (double)evl_view_length((struct evl_view *)target);
	} else if (!evl_length_of(realm, target, &length)) {
		return false;
	}
	if ((double)it->position >= length) {
		it->target = EVL_UNDEFINED;
		*done = true;
		*value = EVL_UNDEFINED;
		return true;
	}
	*done = false;
	uint64_t index = it->position++;
	evl_value number = evl_from_number((double)index);
	*value = number;
	if (it->kind == EVL_ITERATOR_KEYS)
		return true;
	evl_value element = EVL_HOLE;
	if (index < target->element_count && !evl_has_flag(target, EVL_OBJECT_EXOTIC))
		element = target->elements[index];
	if (element == EVL_HOLE &&
	    !evl_object_get(realm, target, evl_key_from_number(realm, (double)index), it->target, &element))
		return false;
	*value = it->kind == EVL_ITERATOR_VALUES ? element : entry_of(realm, number, element);
	return true;
}

static bool next_of_collection(struct evl_realm *realm, struct evl_builtin_iterator *it, evl_value *value, bool *done)
{
	uint32_t position = (uint32_t)it->position;
	evl_value key, mapped;
	if (!evl_collection_next((struct evl_collection *)evl_as_object(it->target), &position, &key, &mapped)) {
		it->target = EVL_UNDEFINED;
		*done = true;
		*value = EVL_UNDEFINED;
		return true;
	}
	it->position = position;
	*done = false;
	if (it->source == EVL_ITERATOR_SET)
		mapped = key;
	if (it->kind == EVL_ITERATOR_ENTRIES)
		*value = entry_of(realm, key, mapped);
	else
		*value = it->kind == EVL_ITERATOR_KEYS ? key : mapped;
	return true;
}

static bool next_of_string(struct evl_realm *realm, struct evl_builtin_iterator *it, evl_value *value, bool *done)
{
	struct evl_string *s = evl_as_string(it->target);
	*value = EVL_UNDEFINED;
	*done = it->position >= s->length;
	if (*done) {
		it->target = EVL_UNDEFINED;
		return true;
	}
	const uint16_t *units = evl_string_units(realm, s);
	if (units == NULL)
		return false;
	uint32_t at = (uint32_t)it->position;
	bool pair = (units[at] & 0xFC00) == 0xD800 && at + 1 < s->length && (units[at + 1] & 0xFC00) == 0xDC00;
	struct evl_string *piece =
		pair ? evl_string_substring(realm, s, at, at + 2) : evl_string_from_unit(realm, units[at]);
	if (piece == NULL)
		return false;
	it->position = at + (pair ? 2u : 1u);
	*value = evl_from_string(piece);
	return true;
}

bool evl_builtin_iterator_next(struct evl_realm *realm, struct evl_builtin_iterator *it, evl_value *value, bool *done)
{
	if (evl_is_undefined(it->target)) {
		*value = EVL_UNDEFINED;
		*done = true;
		return true;
	}
	switch ((enum evl_iterator_source)it->source) {
	case EVL_ITERATOR_ARRAY:
		return next_of_array(realm, it, value, done);
	case EVL_ITERATOR_STRING:
		return next_of_string(realm, it, value, done);
	default:
		return next_of_collection(realm, it, value, done);
	}
}

evl_value evl_iterator_result(struct evl_realm *realm, evl_value value, bool done)
{
	if (realm->iterator_result_shape == NULL) {
		struct evl_shape *shape = evl_object_plain(realm)->shape;
		shape = evl_shape_add(realm, shape, EVL_NAME_value, EVL_DATA_DEFAULT);
		realm->iterator_result_shape = evl_shape_add(realm, shape, EVL_NAME_done, EVL_DATA_DEFAULT);
	}
	struct evl_object *object =
		evl_object_alloc(realm, EVL_CLASS_OBJECT, realm->iterator_result_shape, sizeof(struct evl_object), 4);
	object->slots[0] = value;
	object->slots[1] = evl_from_bool(done);
	return evl_from_object(object);
}

static bool prototype_next(struct evl_realm *realm, const struct evl_args *args, enum evl_iterator_source source,
			   const char *method, evl_value *result)
{
	struct evl_builtin_iterator *it = (struct evl_builtin_iterator *)evl_pointer(args->this_value);
	if (!evl_is_class(args->this_value, EVL_CLASS_ITERATOR) || it->source != source)
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	evl_value value;
	bool done;
	if (!evl_builtin_iterator_next(realm, it, &value, &done))
		return false;
	*result = evl_iterator_result(realm, value, done);
	return true;
}

bool evl_array_iterator_prototype_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return prototype_next(realm, args, EVL_ITERATOR_ARRAY, "Array Iterator.prototype.next", result);
}

bool evl_map_iterator_prototype_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return prototype_next(realm, args, EVL_ITERATOR_MAP, "Map Iterator.prototype.next", result);
}

bool evl_set_iterator_prototype_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return prototype_next(realm, args, EVL_ITERATOR_SET, "Set Iterator.prototype.next", result);
}

bool evl_string_iterator_prototype_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return prototype_next(realm, args, EVL_ITERATOR_STRING, "String Iterator.prototype.next", result);
}

bool evl_array_prototype_values(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *object;
	if (!evl_to_object(realm, args->this_value, &object))
		return false;
	*result = evl_from_object(
		evl_builtin_iterator_new(realm, EVL_ITERATOR_ARRAY, EVL_ITERATOR_VALUES, evl_from_object(object)));
	return true;
}

/* ---- is the array protocol as the library made it? ---- */

/* The slot of an own data property of a library object. */
static bool own_slot(struct evl_object *object, evl_key key, uint32_t *slot)
{
	const struct evl_property_entry *entry = evl_shape_find(object->shape, key);
	if (entry == NULL || (entry->attributes & EVL_ACCESSOR) != 0)
		return false;
	*slot = entry->slot;
	return true;
}

static bool lacks_index(const struct evl_object *object)
{
	return object->element_count == 0 && !evl_has_flag(object, EVL_OBJECT_SPARSE);
}

static struct evl_iteration_watch *watch_of(struct evl_realm *realm)
{
	struct evl_iteration_watch *watch = &realm->vm->iteration;
	if (watch->known && watch->epoch == realm->prototype_epoch)
		return watch;
	struct evl_object *array = evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_PROTOTYPE);
	struct evl_object *iterator = evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_ITERATOR_PROTOTYPE);
	struct evl_object *object = evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	watch->has_values = own_slot(array, EVL_NAME_symbol_iterator, &watch->values_slot);
	watch->has_next = own_slot(iterator, EVL_NAME_next, &watch->next_slot);
	watch->no_index = lacks_index(array) && lacks_index(object) && array->shape->prototype == object &&
			  object->shape->prototype == NULL;
	watch->known = true;
	watch->epoch = realm->prototype_epoch;
	return watch;
}

static bool slot_is_native(struct evl_realm *realm, enum evl_intrinsic id, uint32_t slot, evl_native fn)
{
	struct evl_object *object = evl_intrinsic(realm, id);
	evl_value value = object->slots[slot];
	if (evl_is_lazy(value) && !evl_object_resolve_lazy(realm, object, slot, &value))
		return false;
	return evl_is_class(value, EVL_CLASS_NATIVE_FUNCTION) && ((struct evl_native_function *)evl_as_object(value))->fn == fn;
}

bool evl_array_prototypes_plain(struct evl_realm *realm)
{
	return watch_of(realm)->no_index;
}

bool evl_array_iterates_plainly(struct evl_realm *realm, evl_value v)
{
	if (!evl_is_class(v, EVL_CLASS_ARRAY) || evl_as_object(v)->shape != realm->array_shape)
		return false;
	const struct evl_iteration_watch *watch = watch_of(realm);
	return watch->has_values && watch->has_next &&
	       slot_is_native(realm, EVL_INTRINSIC_ARRAY_PROTOTYPE, watch->values_slot, evl_array_prototype_values) &&
	       slot_is_native(realm, EVL_INTRINSIC_ARRAY_ITERATOR_PROTOTYPE, watch->next_slot, evl_array_iterator_prototype_next);
}

/* ---- the protocol for C code ---- */

bool evl_iterator_open(struct evl_realm *realm, evl_value iterable, struct evl_iterator_record *record)
{
	evl_value method;
	record->done = false;
	record->iterator = record->next = EVL_UNDEFINED;
	if (evl_is_nullish(iterable) || !evl_get(realm, iterable, EVL_NAME_symbol_iterator, &method))
		return evl_is_nullish(iterable) &&
		       evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, evl_callee_text(realm, NULL, iterable));
	if (!evl_is_callable(method))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, evl_callee_text(realm, NULL, iterable));
	if (!evl_call(realm, method, iterable, 0, NULL, &record->iterator))
		return false;
	if (!evl_is_object(record->iterator))
		return evl_throw_message(realm, EVL_MESSAGE_SYMBOL_ITERATOR_NOT_OBJECT);
	return evl_get(realm, record->iterator, EVL_NAME_next, &record->next);
}

/* Is `next` the library's own step for this iterator? Then it can be done without a result object. */
static bool steps_plainly(evl_value iterator, evl_value next)
{
	static const evl_native natives[] = {
		[EVL_ITERATOR_ARRAY] = evl_array_iterator_prototype_next,
		[EVL_ITERATOR_MAP] = evl_map_iterator_prototype_next,
		[EVL_ITERATOR_SET] = evl_set_iterator_prototype_next,
		[EVL_ITERATOR_STRING] = evl_string_iterator_prototype_next,
	};
	if (!evl_is_class(iterator, EVL_CLASS_ITERATOR) || !evl_is_class(next, EVL_CLASS_NATIVE_FUNCTION))
		return false;
	const struct evl_builtin_iterator *it = (struct evl_builtin_iterator *)evl_as_object(iterator);
	return ((struct evl_native_function *)evl_as_object(next))->fn == natives[it->source];
}

/* IteratorStepValue, or IteratorStep when `value` is NULL. */
static bool step(struct evl_realm *realm, struct evl_iterator_record *record, evl_value *value)
{
	evl_value unread;
	if (record->done)
		return true;
	if (steps_plainly(record->iterator, record->next)) {
		struct evl_builtin_iterator *it = (struct evl_builtin_iterator *)evl_as_object(record->iterator);
		bool ok = evl_builtin_iterator_next(realm, it, value != NULL ? value : &unread, &record->done);
		if (!ok)
			record->done = true;
		return ok;
	}
	evl_value result, done;
	bool more = record->done;
	record->done = true;
	if (!evl_call(realm, record->next, record->iterator, 0, NULL, &result))
		return false;
	if (!evl_is_object(result))
		return evl_throw_message(realm, EVL_MESSAGE_ITERATOR_RESULT_NOT_OBJECT, evl_describe(realm, result));
	if (!evl_get(realm, result, EVL_NAME_done, &done))
		return false;
	if (evl_to_boolean(done))
		return true;
	if (value != NULL && !evl_get(realm, result, EVL_NAME_value, value))
		return false;
	record->done = more;
	return true;
}

bool evl_iterator_step(struct evl_realm *realm, struct evl_iterator_record *record, evl_value *value)
{
	*value = EVL_UNDEFINED;
	return step(realm, record, value);
}

bool evl_iterator_step_over(struct evl_realm *realm, struct evl_iterator_record *record)
{
	return step(realm, record, NULL);
}

bool evl_iterator_close(struct evl_realm *realm, struct evl_iterator_record *record)
{
	evl_value pending = realm->exception;
	evl_value method = EVL_UNDEFINED;
	evl_value result = EVL_UNDEFINED;
	record->done = true;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	realm->exception = EVL_EMPTY;
	bool ok = evl_get_callee(realm, record->iterator, EVL_NAME_return_, &method);
	bool called = ok && !evl_is_undefined(method);
	if (called)
		ok = evl_call(realm, method, record->iterator, 0, NULL, &result);
	if (realm->halt != EVL_STATUS_OK)
		return false;
	if (pending != EVL_EMPTY) {
		realm->exception = pending;
		return false;
	}
	if (ok && called && !evl_is_object(result))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_AN_OBJECT, evl_describe(realm, result));
	return ok;
}

bool evl_iterate(struct evl_realm *realm, evl_value iterable, evl_iterate_each each, void *context)
{
	struct evl_iterator_record record;
	if (evl_array_iterates_plainly(realm, iterable)) {
		struct evl_builtin_iterator *it =
			evl_builtin_iterator_new(realm, EVL_ITERATOR_ARRAY, EVL_ITERATOR_VALUES, iterable);
		for (;;) {
			evl_value value;
			bool done;
			if (!evl_builtin_iterator_next(realm, it, &value, &done))
				return false;
			if (done)
				return true;
			if (!each(realm, context, value)) {
				/* `return` may have been given to the iterator's prototype meanwhile. */
				record.iterator = evl_from_object(it);
				return evl_iterator_close(realm, &record);
			}
		}
	}
	if (!evl_iterator_open(realm, iterable, &record))
		return false;
	for (;;) {
		evl_value value;
		if (!evl_iterator_step(realm, &record, &value))
			return false;
		if (record.done)
			return true;
		if (!each(realm, context, value))
			return evl_iterator_close(realm, &record);
	}
}
