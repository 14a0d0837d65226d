/* SPDX-License-Identifier: MIT */
/*
 * stack_names.c - what V8 calls functions, receivers and methods in a trace.
 *
 * Worked out when somebody reads a trace, because most errors are caught and forgotten. Nothing here runs script.
 */
#include "vm/stack_names.h"

#include <string.h>

#include "base/buffer.h"
#include "compile/inferred_name.h"
#include "value/error.h"
#include "value/typed_array.h"
#include "vm/generator.h"
#include "vm/step.h"

/* What V8's parser infers for a function without a name: what it was assigned to (compile/inferred_name.h); "" for none. */
static const char *inferred_name(struct evl_realm *realm, const struct evl_template *template_)
{
	const char *name = "";
	struct evl_buffer buffer;
	evl_buffer_init(&buffer);
	evl_inferred_name(template_, realm->names, &buffer);
	if (buffer.length != 0 && !buffer.failed)
		name = evl_arena_copy(&realm->scratch, buffer.bytes, buffer.length + 1);
	evl_buffer_release(&buffer);
	return name;
}

/* The name that the function has in the source, else the inferred one; its property does not matter. */
static const char *shared_name(struct evl_realm *realm, struct evl_object *function)
{
	if (evl_class_of(function) != EVL_CLASS_FUNCTION)
		return evl_function_name(realm, function);
	const struct evl_template *template_ = ((struct evl_function *)function)->code->template_;
	if (template_->name == EVL_NAME_NONE || template_->name == EVL_NAME_empty)
		return inferred_name(realm, template_);
	return evl_names_utf8(realm->names, template_->name, &realm->scratch);
}

/* The name as V8's traces have it: the property's, if that is a text. */
const char *evl_stack_function_name(struct evl_realm *realm, struct evl_object *function)
{
	const char *name = evl_function_name(realm, function);
	return *name != '\0' ? name : shared_name(realm, function);
}

/* What the function lends its name to (what it made): newer engines look at the property for that. */
static const char *stack_lent_name(struct evl_realm *realm, struct evl_object *function)
{
	return realm->v8 >= EVL_V8_15 ? evl_stack_function_name(realm, function) : shared_name(realm, function);
}

/* The value of the object's own data property `key`; undefined where it has none. Never runs script. */
static evl_value own_data(struct evl_realm *realm, struct evl_object *object, evl_key key)
{
	const struct evl_property_entry *entry = evl_shape_find(object->shape, key);
	if (entry == NULL || (entry->attributes & EVL_ACCESSOR) != 0)
		return EVL_UNDEFINED;
	evl_value value = object->slots[entry->slot];
	if (evl_is_lazy(value) && !evl_object_resolve_lazy(realm, object, entry->slot, &value))
		return EVL_UNDEFINED;
	return value;
}

const char *evl_class_name(const struct evl_object *object)
{
	static const char *const names[EVL_CLASS_COUNT] = {
#define EVL_CLASS(id, name) [EVL_CLASS_##id] = name,
#include "value/classes.def"
#undef EVL_CLASS
	};
	switch (evl_class_of(object)) {
	case EVL_CLASS_ERROR: {
		static const char *const errors[EVL_ERROR_TYPE_COUNT] = {
			[EVL_ERROR_ERROR] = "Error", [EVL_ERROR_TYPE] = "TypeError", [EVL_ERROR_RANGE] = "RangeError",
			[EVL_ERROR_REFERENCE] = "ReferenceError", [EVL_ERROR_SYNTAX] = "SyntaxError",
			[EVL_ERROR_EVAL] = "EvalError", [EVL_ERROR_URI] = "URIError",
			[EVL_ERROR_AGGREGATE] = "AggregateError",
		};
		uint8_t type = ((const struct evl_error *)object)->type;
		return !((const struct evl_error *)object)->derived && type < EVL_ERROR_TYPE_COUNT ? errors[type] : "Error";
	}
	case EVL_CLASS_TYPED_ARRAY:
		return evl_typed_names[((const struct evl_view *)object)->type];
	case EVL_CLASS_ASYNC_FROM_SYNC_ITERATOR:
		return "Async-from-Sync Iterator";
	case EVL_CLASS_ARGUMENTS:
	case EVL_CLASS_ITERATOR:
	case EVL_CLASS_HOST:
	case EVL_CLASS_PLATFORM:
	case EVL_CLASS_GLOBAL:
	case EVL_CLASS_UNKNOWN:
		return "Object";
	default:
		return names[evl_class_of(object)];
	}
}

/* What V8 calls the library's iterators, where that is not their tag. */
static const char *iterator_name(const struct evl_object *object)
{
	static const char *const names[] = {
		[EVL_ITERATOR_ARRAY] = "Array Iterator",
		[EVL_ITERATOR_MAP] = "MapIterator",
		[EVL_ITERATOR_SET] = "SetIterator",
		[EVL_ITERATOR_STRING] = "StringIterator",
	};
	return names[((const struct evl_builtin_iterator *)object)->source];
}

/* The functions that V8 makes the library's objects with, where they have names of their own; NULL for other objects. */
static const char *maker_name(struct evl_realm *realm, struct evl_object *object)
{
	switch (evl_class_of(object)) {
	case EVL_CLASS_ARGUMENTS:
		return "Arguments";
	case EVL_CLASS_ITERATOR:
		return iterator_name(object);
	case EVL_CLASS_REGEXP_STRING_ITERATOR:
		return "RegExpStringIterator";
	case EVL_CLASS_GENERATOR:
	case EVL_CLASS_ASYNC_GENERATOR: {
		const struct evl_frame *frame = ((const struct evl_generator *)object)->frame;
		return frame != NULL ? stack_lent_name(realm, &frame->function->object) : NULL;
	}
	default:
		return object->shape->constructor != NULL ? stack_lent_name(realm, object->shape->constructor) : NULL;
	}
}

static bool is_telling(const char *name)
{
	return name != NULL && *name != '\0' && strcmp(name, "Object") != 0;
}

const char *evl_constructor_name(struct evl_realm *realm, struct evl_object *object)
{
	const char *name = evl_has_flag(object, EVL_OBJECT_PROTOTYPE) ? NULL : maker_name(realm, object);
	if (is_telling(name) || evl_class_of(object) == EVL_CLASS_PROXY)
		return is_telling(name) ? name : evl_class_name(object);
	for (struct evl_object *o = object; o != NULL; o = o->shape->prototype) {
		evl_value tag = own_data(realm, o, EVL_NAME_symbol_to_string_tag);
		if (evl_is_string(tag))
			return evl_string_utf8(realm, evl_as_string(tag));
		evl_value constructor = o != object ? own_data(realm, o, EVL_NAME_constructor) : EVL_UNDEFINED;
		name = evl_is_callable(constructor) ? shared_name(realm, evl_as_object(constructor)) : NULL;
		if (is_telling(name))
			return name;
	}
	return evl_class_name(object);
}

/* What a generator that has not ended is called: its function's name, else what it inherits. */
const char *evl_stack_generator_name(struct evl_realm *realm, struct evl_object *function)
{
	const char *name = stack_lent_name(realm, function);
	if (*name != '\0')
		return name;
	bool is_async = evl_class_of(function) == EVL_CLASS_FUNCTION &&
			(((struct evl_function *)function)->code->template_->flags & EVL_TEMPLATE_ASYNC) != 0;
	return is_async ? "AsyncGenerator" : "Generator";
}

/* Of a function that is a receiver: newer engines call it by its own name, others by what made it. */
static const char *function_type_name(struct evl_realm *realm, struct evl_object *function)
{
	bool is_bound = evl_class_of(function) != EVL_CLASS_FUNCTION && evl_class_of(function) != EVL_CLASS_NATIVE_FUNCTION;
	if (realm->v8 >= EVL_V8_15) {
		const char *name = is_bound ? "" : evl_stack_function_name(realm, function);
		return *name != '\0' ? name : "Function";
	}
	uint32_t flags = evl_class_of(function) == EVL_CLASS_FUNCTION ? ((struct evl_function *)function)->code->template_->flags : 0;
	bool is_async = (flags & EVL_TEMPLATE_ASYNC) != 0, is_generator = (flags & EVL_TEMPLATE_GENERATOR) != 0;
	return is_async && is_generator ? "AsyncGeneratorFunction" : is_async ? "AsyncFunction" : is_generator ? "GeneratorFunction" : "Function";
}

/* V8's type name of a receiver; NULL for undefined, null and the global object: a plain call. */
const char *evl_stack_type_name(struct evl_realm *realm, evl_value receiver)
{
	if (evl_is_nullish(receiver) || evl_is_cell(receiver) || receiver == EVL_TDZ || receiver == EVL_EMPTY)
		return NULL;
	if (!evl_is_object(receiver))
		return evl_is_string(receiver)	  ? "String"
		       : evl_is_number(receiver)  ? "Number"
		       : evl_is_boolean(receiver) ? "Boolean"
		       : evl_is_symbol(receiver)  ? "Symbol"
						  : "BigInt";
	struct evl_object *object = evl_as_object(receiver);
	if (object == realm->global)
		return NULL;
	if (evl_class_of(object) == EVL_CLASS_PROXY)
		return "Proxy";
	if (evl_has_flag(object, EVL_OBJECT_CALLABLE))
		return function_type_name(realm, object);
	return evl_constructor_name(realm, object);
}

static bool is_same_function(evl_value value, const struct evl_object *function)
{
	return evl_is_object(value) && evl_as_object(value) == function;
}

static bool slot_holds(const struct evl_object *object, const struct evl_property_entry *entry, const struct evl_object *function)
{
	evl_value value = object->slots[entry->slot];
	if ((entry->attributes & EVL_ACCESSOR) == 0)
		return is_same_function(value, function);
	if (!evl_is_cell(value))
		return false;
	const struct evl_accessor *accessor = evl_pointer(value);
	return is_same_function(accessor->get, function) || is_same_function(accessor->set, function);
}

/* The name that the function was written with. */
static evl_name written_name(struct evl_realm *realm, const struct evl_object *callee)
{
	if (evl_class_of(callee) == EVL_CLASS_FUNCTION)
		return ((const struct evl_function *)callee)->code->template_->name;
	if (evl_class_of(callee) == EVL_CLASS_NATIVE_FUNCTION) {
		const char *name = ((const struct evl_native_function *)callee)->name;
		return name == NULL ? EVL_NAME_NONE : evl_text_name(realm, name);
	}
	return EVL_NAME_NONE;
}

/* That of an accessor of a class, whose name says which of the two it is. */
static evl_name accessor_name(struct evl_realm *realm, struct evl_object *callee)
{
	const char *name = evl_stack_function_name(realm, callee);
	return strncmp(name, "get ", 4) == 0 || strncmp(name, "set ", 4) == 0 ? evl_text_name(realm, name + 4) : EVL_NAME_NONE;
}

/* Where a method of the receiver is looked for. */
static struct evl_object *lookup_start(struct evl_realm *realm, evl_value receiver)
{
	if (evl_is_object(receiver))
		return evl_as_object(receiver);
	enum evl_intrinsic id = evl_is_string(receiver)	   ? EVL_INTRINSIC_STRING_PROTOTYPE
				: evl_is_number(receiver)  ? EVL_INTRINSIC_NUMBER_PROTOTYPE
				: evl_is_boolean(receiver) ? EVL_INTRINSIC_BOOLEAN_PROTOTYPE
				: evl_is_symbol(receiver)  ? EVL_INTRINSIC_SYMBOL_PROTOTYPE
							   : EVL_INTRINSIC_NONE;
	return id != EVL_INTRINSIC_NONE ? evl_intrinsic(realm, id) : NULL;
}

/* The property of the receiver that holds the function; NONE when there is none or more than one. */
evl_name evl_stack_method_name(struct evl_realm *realm, evl_value receiver, struct evl_object *callee)
{
	struct evl_object *start = lookup_start(realm, receiver);
	if (start == NULL)
		return EVL_NAME_NONE;
	evl_name written = written_name(realm, callee);
	if (written == EVL_NAME_NONE || written == EVL_NAME_empty)
		written = accessor_name(realm, callee);
	if (written != EVL_NAME_NONE && written != EVL_NAME_empty) {
		for (const struct evl_object *o = start; o != NULL; o = o->shape->prototype) {
			const struct evl_property_entry *entry = evl_shape_find(o->shape, written);
			if (entry == NULL)
				continue;
			if (slot_holds(o, entry, callee))
				return written;
			break;
		}
	}
	for (const struct evl_object *o = start; o != NULL; o = o->shape->prototype) {
		evl_name found = EVL_NAME_NONE;
		for (uint32_t i = 0; i < o->shape->count; i++) {
			const struct evl_property_entry *entry = &o->shape->properties->entries[i];
			if (entry->key == 0 || evl_key_is_index(entry->key) ||
			    evl_names_entry(realm->names, entry->key)->kind != EVL_NAME_KIND_STRING)
				continue;
			if ((entry->attributes & EVL_ENUMERABLE) == 0 || !slot_holds(o, entry, callee))
				continue;
			if (found != EVL_NAME_NONE)
				return EVL_NAME_NONE;
			found = entry->key;
		}
		if (found != EVL_NAME_NONE)
			return found;
	}
	return EVL_NAME_NONE;
}

/* Node's timers call back through a property that the model's objects do not have. */
const char *evl_stack_host_method(const char *type, evl_value receiver)
{
	if (!evl_is_class(receiver, EVL_CLASS_HOST))
		return NULL;
	/* a Timeout has it until it is cleared, */
	if (strcmp(type, "Timeout") == 0)
		return evl_as_object(receiver)->length == 0 ? "_onTimeout" : NULL;
	/* an Immediate has it only while its callback runs (its host counts that in `length`) */
	return strcmp(type, "Immediate") == 0 && evl_as_object(receiver)->length != 0 ? "_onImmediate" : NULL;
}

bool evl_is_class_constructor(evl_value receiver)
{
	return evl_is_class(receiver, EVL_CLASS_FUNCTION) &&
	       (((struct evl_function *)evl_as_object(receiver))->code->template_->flags & EVL_TEMPLATE_CLASS_CONSTRUCTOR) != 0;
}

/* A function without a name in code made from text is called eval. */
bool evl_stack_is_nameless_eval(struct evl_realm *realm, const struct evl_object *callee)
{
	if (evl_class_of(callee) != EVL_CLASS_FUNCTION)
		return false;
	const struct evl_template *t = ((const struct evl_function *)callee)->code->template_;
	const struct evl_trace *trace = realm->trace;
	if ((t->name != EVL_NAME_NONE && t->name != EVL_NAME_empty) || trace == NULL || t->where.source >= trace->source_count)
		return false;
	return trace->sources[t->where.source].origin != NULL;
}
