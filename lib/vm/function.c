/* SPDX-License-Identifier: MIT */
/*
 * function.c - function objects of bytecode, bound functions, environments.
 *
 * A closure is one cell: its own properties are lazy slots under a shape that
 * all functions of its kind share, and become values when a script looks at them.
 */
#include "vm/function.h"

#include <string.h>

#include "base/utf.h"
#include "value/convert.h"
#include "value/property.h"
#include "vm/function_slots.h"
#include "vm/legacy_function.h"
#include "vm/step.h"

/* How a lazy slot of a function object is filled; the low 32 bits of the lazy value. */
enum { LAZY_LENGTH = 1, LAZY_NAME = 2, LAZY_PROTOTYPE = 3, LAZY_ARGUMENTS = 4, LAZY_CALLER = 5 };

struct kind_row {
	enum evl_intrinsic prototype;
	uint8_t flags;            /* besides EXTENSIBLE and CALLABLE */
	bool legacy;              /* own `arguments` and `caller`, null and constant, as V8 had them up to Node 20's */
	uint8_t prototype_attributes; /* of the `prototype` property; 0xFF: none */
};

static const struct kind_row kinds[EVL_FUNCTION_KIND_COUNT] = {
	[EVL_FUNCTION_SLOPPY] = { EVL_INTRINSIC_FUNCTION_PROTOTYPE, EVL_OBJECT_CONSTRUCTOR, true, EVL_WRITABLE },
	[EVL_FUNCTION_STRICT] = { EVL_INTRINSIC_FUNCTION_PROTOTYPE, EVL_OBJECT_CONSTRUCTOR, false, EVL_WRITABLE },
	[EVL_FUNCTION_METHOD] = { EVL_INTRINSIC_FUNCTION_PROTOTYPE, 0, false, 0xFF },
	[EVL_FUNCTION_CLASS] = { EVL_INTRINSIC_FUNCTION_PROTOTYPE, EVL_OBJECT_CONSTRUCTOR, false, 0 },
	[EVL_FUNCTION_ASYNC] = { EVL_INTRINSIC_ASYNC_FUNCTION_PROTOTYPE, 0, false, 0xFF },
	[EVL_FUNCTION_GENERATOR] = { EVL_INTRINSIC_GENERATOR_FUNCTION_PROTOTYPE, 0, false, EVL_WRITABLE },
	[EVL_FUNCTION_ASYNC_GENERATOR] = { EVL_INTRINSIC_ASYNC_GENERATOR_FUNCTION_PROTOTYPE, 0, false, EVL_WRITABLE },
};

static enum evl_function_kind kind_of(uint32_t flags)
{
	if (flags & EVL_TEMPLATE_CLASS_CONSTRUCTOR)
		return EVL_FUNCTION_CLASS;
	if (flags & EVL_TEMPLATE_GENERATOR)
		return flags & EVL_TEMPLATE_ASYNC ? EVL_FUNCTION_ASYNC_GENERATOR : EVL_FUNCTION_GENERATOR;
	if (flags & EVL_TEMPLATE_ASYNC)
		return EVL_FUNCTION_ASYNC;
	if (flags & (EVL_TEMPLATE_ARROW | EVL_TEMPLATE_METHOD | EVL_TEMPLATE_GETTER | EVL_TEMPLATE_SETTER | EVL_TEMPLATE_FIELDS))
		return EVL_FUNCTION_METHOD;
	return flags & EVL_TEMPLATE_STRICT ? EVL_FUNCTION_STRICT : EVL_FUNCTION_SLOPPY;
}

static struct evl_shape *shape_of(struct evl_realm *realm, enum evl_function_kind kind)
{
	struct evl_shape **cached = &realm->vm->function_shapes[kind];
	if (*cached != NULL)
		return *cached;
	const struct kind_row *row = &kinds[kind];
	struct evl_shape *shape = evl_shape_root(realm, evl_intrinsic(realm, row->prototype));
	shape = evl_shape_add(realm, shape, EVL_NAME_length, EVL_CONFIGURABLE);
	shape = evl_shape_add(realm, shape, EVL_NAME_name, EVL_CONFIGURABLE);
	if (row->legacy && realm->v8 < EVL_V8_15) {
		shape = evl_shape_add(realm, shape, EVL_NAME_arguments, 0);
		shape = evl_shape_add(realm, shape, EVL_NAME_caller, 0);
	}
	if (row->prototype_attributes != 0xFF)
		shape = evl_shape_add(realm, shape, EVL_NAME_prototype, row->prototype_attributes);
	*cached = shape;
	return shape;
}

struct evl_function *evl_function_new(struct evl_realm *realm, struct evl_code *code, struct evl_env *env)
{
	uint32_t template_flags = code->template_->flags;
	enum evl_function_kind kind = kind_of(template_flags);
	const struct kind_row *row = &kinds[kind];
	struct evl_shape *shape = shape_of(realm, kind);
	struct evl_object *object =
		evl_object_alloc(realm, EVL_CLASS_FUNCTION, shape, sizeof(struct evl_function), shape->slot_count);
	object->cell.flags |= (uint8_t)(EVL_OBJECT_CALLABLE | row->flags);
	struct evl_function *function = (struct evl_function *)object;
	function->code = code;
	function->env = env;
	function->home = EVL_UNDEFINED;
	function->fields = EVL_UNDEFINED;
	evl_value *slots = object->slots;
	slots[EVL_FUNCTION_SLOT_LENGTH] = EVL_LAZY(1);
	slots[EVL_FUNCTION_SLOT_NAME] = EVL_LAZY(2);
	if (row->legacy && realm->v8 < EVL_V8_15) {
		slots[2] = EVL_LAZY(4);
		slots[3] = EVL_LAZY(5);
		slots[4] = EVL_LAZY(3);
	} else if (row->prototype_attributes != 0xFF) {
		slots[2] = EVL_LAZY(3);
	}
	return function;
}

/* The initial `prototype` object (sec-makeconstructor; generators: sec-runtime-semantics-instantiategeneratorfunctionexpression). */
static evl_value make_prototype(struct evl_realm *realm, struct evl_function *function)
{
	uint32_t flags = function->code->template_->flags;
	if (flags & EVL_TEMPLATE_GENERATOR) {
		enum evl_intrinsic parent = flags & EVL_TEMPLATE_ASYNC ? EVL_INTRINSIC_ASYNC_GENERATOR_PROTOTYPE
								       : EVL_INTRINSIC_GENERATOR_PROTOTYPE;
		return evl_from_object(evl_object_new(realm, evl_intrinsic(realm, parent)));
	}
	struct evl_object *prototype = evl_object_plain(realm);
	evl_define_new(realm, prototype, EVL_NAME_constructor, evl_from_object(function), EVL_DATA_HIDDEN);
	return evl_from_object(prototype);
}

/* "get x" of an accessor whose template is named x. */
static evl_value accessor_name(struct evl_realm *realm, const struct evl_template *t)
{
	const char *prefix = t->flags & EVL_TEMPLATE_GETTER ? "get " : "set ";
	struct evl_string *left = evl_string_from_ascii(realm, prefix);
	return evl_string_value(evl_string_concat(realm, left, evl_string_from_name(realm, t->name)));
}

bool evl_function_slot(struct evl_realm *realm, struct evl_object *object, uint32_t slot, evl_value *out)
{
	struct evl_function *function = (struct evl_function *)object;
	const struct evl_template *t = function->code->template_;
	switch ((uint32_t)object->slots[slot]) {
	case LAZY_LENGTH:
		*out = evl_from_uint32(t->length);
		break;
	case LAZY_NAME:
		if ((t->flags & (EVL_TEMPLATE_GETTER | EVL_TEMPLATE_SETTER)) != 0 && t->name != EVL_NAME_empty)
			*out = accessor_name(realm, t);
		else
			*out = evl_from_string(evl_string_from_name(realm, t->name == EVL_NAME_NONE ? EVL_NAME_empty : t->name));
		break;
	case LAZY_ARGUMENTS: /* told anew each time */
		*out = evl_legacy_arguments(realm, object);
		return *out != EVL_EMPTY;
	case LAZY_CALLER:
		*out = evl_legacy_caller(realm, object);
		return true;
	default:
		*out = make_prototype(realm, function);
		break;
	}
	object->slots[slot] = *out;
	return true;
}

struct evl_env *evl_env_new(struct evl_realm *realm, struct evl_env *parent, uint32_t count)
{
	struct evl_env *env = evl_heap_alloc(&realm->heap, EVL_CELL_ENV, sizeof *env + count * sizeof(evl_value));
	env->parent = parent;
	env->count = count;
	for (uint32_t i = 0; i < count; i++)
		env->slots[i] = EVL_TDZ;
	return env;
}

const char *evl_function_name(struct evl_realm *realm, struct evl_object *function)
{
	const struct evl_property_entry *entry = evl_shape_find(function->shape, EVL_NAME_name);
	if (entry == NULL || (entry->attributes & EVL_ACCESSOR) != 0 || evl_has_flag(function, EVL_OBJECT_EXOTIC))
		return "";
	evl_value name = function->slots[entry->slot];
	if (evl_is_lazy(name) && !evl_object_resolve_lazy(realm, function, entry->slot, &name))
		return "";
	return evl_value_text(realm, name);
}

/* `function name() { [native code] }`, which has three lines in Firefox, and there no "get " of an accessor's function. */
static struct evl_string *native_source(struct evl_realm *realm, const char *name)
{
	if (realm->spidermonkey && (strncmp(name, "get ", 4) == 0 || strncmp(name, "set ", 4) == 0))
		name += 4;
	struct evl_string *text = evl_string_from_ascii(realm, "function ");
	text = evl_string_concat(realm, text, evl_string_from_utf8(realm, name, strlen(name)));
	return evl_string_concat(realm, text, evl_string_from_ascii(realm, realm->spidermonkey ? "() {\n    [native code]\n}" : "() { [native code] }"));
}

struct evl_string *evl_function_source(struct evl_realm *realm, struct evl_object *function)
{
	if (evl_class_of(function) == EVL_CLASS_NATIVE_FUNCTION)
		return native_source(realm, evl_function_name(realm, function));
	if (evl_class_of(function) == EVL_CLASS_BOUND_FUNCTION && realm->spidermonkey)
		return evl_string_from_ascii(realm, "function() {\n    [native code]\n}");
	if (evl_class_of(function) != EVL_CLASS_FUNCTION)
		return native_source(realm, "");
	evl_span span = ((struct evl_function *)function)->code->template_->text;
	if (realm->trace == NULL || span.source >= realm->trace->source_count)
		return native_source(realm, evl_function_name(realm, function));
	const struct evl_source *source = &realm->trace->sources[span.source];
	uint32_t end = span.end < source->length ? span.end : source->length;
	uint32_t start = span.start < end ? span.start : end;
	if (!evl_utf8_has_surrogate(source->text + start, end - start))
		return evl_string_from_utf8(realm, source->text + start, end - start);
	uint16_t *units = evl_realm_scratch(realm, (end - start) * sizeof *units);
	return units != NULL ? evl_string_new(realm, units, evl_wtf8_to_utf16(source->text + start, end - start, units)) : NULL;
}

struct evl_bound_function *evl_bound_function_new(struct evl_realm *realm, evl_value target, evl_value bound_this,
						  uint32_t count, const evl_value *arguments)
{
	evl_value prototype = EVL_NULL;
	struct evl_object *target_object = evl_as_object(target);
	if (!evl_get_prototype(realm, target_object, &prototype))
		return NULL;
	struct evl_shape *shape = evl_shape_root(realm, evl_is_object(prototype) ? evl_as_object(prototype) : NULL);
	struct evl_object *object =
		evl_object_alloc(realm, EVL_CLASS_BOUND_FUNCTION, shape, sizeof(struct evl_bound_function), 2);
	object->cell.flags |= EVL_OBJECT_CALLABLE;
	if (evl_has_flag(target_object, EVL_OBJECT_CONSTRUCTOR))
		object->cell.flags |= EVL_OBJECT_CONSTRUCTOR;
	struct evl_bound_function *bound = (struct evl_bound_function *)object;
	bound->target = target;
	bound->bound_this = bound_this;
	bound->count = count;
	if (count != 0) {
		size_t bytes = sizeof(struct evl_cell) + 8 + count * sizeof(evl_value);
		unsigned char *cell = evl_heap_alloc(&realm->heap, EVL_CELL_VALUES, bytes);
		bound->arguments = (evl_value *)(void *)(cell + 16);
		memcpy(bound->arguments, arguments, count * sizeof(evl_value));
	}
	return bound;
}
