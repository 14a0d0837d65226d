/* SPDX-License-Identifier: MIT */
/*
 * arguments.c - arguments objects (sec-arguments-exotic-objects).
 *
 * A mapped object shares some indexes with the variables of its function. Those variables live in
 * an environment; the object keeps an ordinary element beside each. Every
 * internal method first copies the variables into the elements, then does the
 * ordinary thing, then copies back what was written: so only the sharing is
 * special, and an object whose last shared index is gone is not exotic any more.
 */
#include "vm/step.h"

enum { NOT_MAPPED = 0xFFFF };

struct evl_arguments {
	struct evl_object object;
	struct evl_env *env;
	uint32_t mapped_count;
	uint16_t *slots; /* per index: its environment slot or NOT_MAPPED; in a cell */
};

static struct evl_arguments *make(struct evl_realm *realm, const struct evl_frame *frame)
{
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	struct evl_object *object = evl_object_alloc(realm, EVL_CLASS_ARGUMENTS, evl_shape_root(realm, prototype),
						     sizeof(struct evl_arguments), 4);
	uint32_t count = frame->argument_count;
	if (count != 0 && !evl_object_reserve_elements(realm, object, count))
		return NULL;
	for (uint32_t i = 0; i < count; i++)
		object->elements[i] = frame->arguments[i];
	object->element_count = count;
	evl_define_new(realm, object, EVL_NAME_length, evl_from_uint32(count), EVL_DATA_HIDDEN);
	return (struct evl_arguments *)object;
}

static bool define_iterator(struct evl_realm *realm, struct evl_object *object)
{
	/* %Array.prototype.values%: the property that the library made holds it. */
	evl_value values;
	struct evl_object *array = evl_intrinsic(realm, EVL_INTRINSIC_ARRAY_PROTOTYPE);
	if (!evl_object_get(realm, array, EVL_NAME_symbol_iterator, evl_from_object(array), &values))
		return false;
	evl_define_new(realm, object, EVL_NAME_symbol_iterator, values, EVL_DATA_HIDDEN);
	return true;
}

evl_value evl_arguments_new(struct evl_realm *realm, const struct evl_frame *frame)
{
	struct evl_arguments *arguments = make(realm, frame);
	if (arguments == NULL)
		return EVL_EMPTY;
	struct evl_object *object = &arguments->object;
	const struct evl_template *t = frame->code->template_;
	if ((t->flags & EVL_TEMPLATE_STRICT) == 0 && t->parameter_count == 0) {
		/* A sloppy function without parameters has nothing to map; its object is of the other kind all the same. */
		evl_define_new(realm, object, EVL_NAME_callee, evl_from_object(frame->function), EVL_DATA_HIDDEN);
		return define_iterator(realm, object) ? evl_from_object(object) : EVL_EMPTY;
	}
	evl_value thrower = evl_from_object(evl_throw_type_error(realm));
	evl_define_new(realm, object, EVL_NAME_callee, evl_from_cell(evl_accessor_new(realm, thrower, thrower)), EVL_ACCESSOR);
	return define_iterator(realm, object) ? evl_from_object(object) : EVL_EMPTY;
}

evl_value evl_arguments_snapshot(struct evl_realm *realm, const struct evl_frame *frame)
{
	struct evl_arguments *arguments = make(realm, frame);
	if (arguments == NULL)
		return EVL_EMPTY;
	struct evl_object *object = &arguments->object;
	uint32_t count = frame->code->parameter_count; /* the others are not in registers and cannot have changed */
	for (uint32_t i = 0; i < count && i < object->element_count; i++)
		if (frame->regs[i] != EVL_TDZ)
			object->elements[i] = frame->regs[i];
	evl_define_new(realm, object, EVL_NAME_callee, evl_from_object(frame->function), EVL_DATA_HIDDEN);
	return define_iterator(realm, object) ? evl_from_object(object) : EVL_EMPTY;
}

evl_value evl_arguments_new_mapped(struct evl_realm *realm, const struct evl_frame *frame, struct evl_env *env)
{
	struct evl_arguments *arguments = make(realm, frame);
	if (arguments == NULL)
		return EVL_EMPTY;
	struct evl_object *object = &arguments->object;
	evl_define_new(realm, object, EVL_NAME_callee, evl_from_object(frame->function), EVL_DATA_HIDDEN);
	if (!define_iterator(realm, object))
		return EVL_EMPTY;
	const struct evl_template *t = frame->code->template_;
	uint32_t count = frame->argument_count < t->parameter_count ? frame->argument_count : t->parameter_count;
	if (count == 0)
		return evl_from_object(object);
	unsigned char *cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, sizeof(struct evl_cell) + count * sizeof(uint16_t));
	arguments->slots = (uint16_t *)(void *)(cell + sizeof(struct evl_cell));
	for (uint32_t i = 0; i < count; i++)
		arguments->slots[i] = t->mapped[i];
	arguments->env = env;
	arguments->mapped_count = count;
	object->cell.flags |= EVL_OBJECT_EXOTIC;
	return evl_from_object(object);
}

static struct evl_arguments *as_arguments(struct evl_object *object)
{
	return (struct evl_arguments *)object;
}

/* The variable behind `key`, or NULL. */
static evl_value *variable_of(struct evl_object *object, evl_key key)
{
	struct evl_arguments *a = as_arguments(object);
	if (!evl_key_is_index(key) || evl_key_index(key) >= a->mapped_count || a->slots[evl_key_index(key)] == NOT_MAPPED)
		return NULL;
	return &a->env->slots[a->slots[evl_key_index(key)]];
}

static void unmap(struct evl_object *object, evl_key key)
{
	if (evl_key_is_index(key) && evl_key_index(key) < as_arguments(object)->mapped_count)
		as_arguments(object)->slots[evl_key_index(key)] = NOT_MAPPED;
}

/* Be an ordinary object with the variable's value in place, until `leave`. */
static bool become_ordinary(struct evl_realm *realm, struct evl_object *object, evl_key key)
{
	object->cell.flags &= (uint8_t)~EVL_OBJECT_EXOTIC;
	const evl_value *variable = variable_of(object, key);
	if (variable == NULL)
		return true;
	uint32_t index = evl_key_index(key);
	if (index < object->element_count && object->elements[index] != EVL_HOLE) {
		object->elements[index] = *variable;
		return true;
	}
	struct evl_descriptor d = { .value = *variable, .has_value = true };
	bool ok;
	return evl_define_own_property(realm, object, key, &d, &ok);
}

static void become_exotic(struct evl_object *object)
{
	object->cell.flags |= EVL_OBJECT_EXOTIC;
}

static bool get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found)
{
	bool ok = become_ordinary(realm, object, key) && evl_get_own_property(realm, object, key, out, found);
	become_exotic(object);
	return ok;
}

static bool define_own(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *d, bool *done)
{
	evl_value *variable = variable_of(object, key);
	bool ok = become_ordinary(realm, object, key) && evl_define_own_property(realm, object, key, d, done);
	become_exotic(object);
	if (!ok || !*done || variable == NULL)
		return ok;
	if (d->has_get || d->has_set) {
		unmap(object, key);
		return true;
	}
	if (d->has_value)
		*variable = d->value;
	if (d->has_writable && !d->writable)
		unmap(object, key);
	return true;
}

static bool get(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value receiver, evl_value *out)
{
	const evl_value *variable = variable_of(object, key);
	if (variable != NULL) {
		*out = *variable;
		return true;
	}
	object->cell.flags &= (uint8_t)~EVL_OBJECT_EXOTIC;
	bool ok = evl_object_get(realm, object, key, receiver, out);
	become_exotic(object);
	return ok;
}

static bool set(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, evl_value receiver, bool *done)
{
	evl_value *variable = evl_is_object(receiver) && evl_as_object(receiver) == object ? variable_of(object, key) : NULL;
	if (variable != NULL)
		*variable = value;
	if (!become_ordinary(realm, object, key)) {
		become_exotic(object);
		return false;
	}
	bool ok = evl_object_set(realm, object, key, value, receiver, done);
	become_exotic(object);
	return ok;
}

static bool delete_(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *done)
{
	bool ok = become_ordinary(realm, object, key) && evl_delete(realm, object, key, done);
	become_exotic(object);
	if (ok && *done)
		unmap(object, key);
	return ok;
}

const struct evl_exotic evl_arguments_exotic = {
	.get_own = get_own,
	.define_own = define_own,
	.get = get,
	.set = set,
	.delete_ = delete_,
};
