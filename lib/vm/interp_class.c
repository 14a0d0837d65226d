/* SPDX-License-Identifier: MIT */
/*
 * interp_class.c - classes, methods, private names, object and template literals.
 */
#include "value/bigint.h"
#include "value/unknown.h"
#include "vm/stack.h"
#include "vm/step.h"

/* ---- classes (sec-runtime-semantics-classdefinitionevaluation) ---- */

/* The prototype's parent and the constructor's parent. */
static bool parents_of(struct evl_realm *realm, evl_value heritage, struct evl_object **prototype, struct evl_object **constructor)
{
	*prototype = evl_intrinsic(realm, EVL_INTRINSIC_OBJECT_PROTOTYPE);
	*constructor = evl_intrinsic(realm, EVL_INTRINSIC_FUNCTION_PROTOTYPE);
	if (heritage == EVL_EMPTY)
		return true;
	if (evl_is_null(heritage)) {
		*prototype = NULL;
		return true;
	}
	if (!evl_is_constructor(heritage)) {
		const char *text = evl_is_class(heritage, EVL_CLASS_FUNCTION)
					   ? evl_string_utf8(realm, evl_function_source(realm, evl_as_object(heritage)))
					   : evl_is_string(heritage) ? evl_string_utf8(realm, evl_as_string(heritage))
								     : evl_describe(realm, heritage);
		return evl_throw_message(realm, EVL_MESSAGE_CLASS_EXTENDS, text);
	}
	evl_value value;
	if (!evl_get(realm, heritage, EVL_NAME_prototype, &value))
		return false;
	if (!evl_is_object(value) && !evl_is_null(value))
		return evl_throw_message(realm, EVL_MESSAGE_CLASS_EXTENDS_PROTOTYPE, evl_describe(realm, value));
	*prototype = evl_is_object(value) ? evl_as_object(value) : NULL;
	*constructor = evl_as_object(heritage);
	return true;
}

bool evl_step_new_class(struct evl_realm *realm, struct evl_code *code, struct evl_env *env, evl_value *registers)
{
	struct evl_object *prototype_parent, *constructor_parent;
	if (!parents_of(realm, registers[0], &prototype_parent, &constructor_parent))
		return false;
	struct evl_object *prototype = evl_object_new(realm, prototype_parent);
	struct evl_function *function = evl_function_new(realm, code, env);
	function->home = evl_from_object(prototype);
	function->object.slots[2] = evl_from_object(prototype);
	if (constructor_parent != evl_intrinsic(realm, EVL_INTRINSIC_FUNCTION_PROTOTYPE)) {
		bool ok;
		if (!evl_set_prototype(realm, &function->object, constructor_parent, &ok))
			return false;
	}
	evl_define_new(realm, prototype, EVL_NAME_constructor, evl_from_object(function), EVL_DATA_HIDDEN);
	registers[0] = evl_from_object(function);
	registers[1] = evl_from_object(prototype);
	return true;
}

bool evl_step_define_method(struct evl_realm *realm, enum evl_opcode op, evl_value base, evl_value keyv, evl_value method)
{
	evl_key key;
	if (!evl_quick_key(realm, keyv, &key))
		return false;
	struct evl_object *object = evl_as_object(base);
	if (evl_is_class(method, EVL_CLASS_FUNCTION))
		((struct evl_function *)evl_as_object(method))->home = base;
	bool of_class = op == EVL_OPCODE_DEFINE_CLASS_METHOD || op == EVL_OPCODE_DEFINE_CLASS_GETTER || op == EVL_OPCODE_DEFINE_CLASS_SETTER;
	if (of_class && key == EVL_NAME_prototype && evl_is_class(base, EVL_CLASS_FUNCTION))
		return evl_throw_message(realm, EVL_MESSAGE_STATIC_PROTOTYPE);
	bool visible = op == EVL_OPCODE_DEFINE_METHOD || op == EVL_OPCODE_DEFINE_GETTER || op == EVL_OPCODE_DEFINE_SETTER;
	struct evl_descriptor d = { .enumerable = visible, .has_enumerable = true, .configurable = true, .has_configurable = true };
	switch (op) {
	case EVL_OPCODE_DEFINE_GETTER:
	case EVL_OPCODE_DEFINE_CLASS_GETTER:
		d.get = method;
		d.has_get = true;
		break;
	case EVL_OPCODE_DEFINE_SETTER:
	case EVL_OPCODE_DEFINE_CLASS_SETTER:
		d.set = method;
		d.has_set = true;
		break;
	default:
		d.value = method;
		d.has_value = d.writable = d.has_writable = true;
		break;
	}
	return evl_define_or_throw(realm, object, key, &d);
}

bool evl_step_define_element(struct evl_realm *realm, evl_value base, evl_value keyv, evl_value value)
{
	evl_key key;
	return evl_step_key(realm, base, keyv, &key) && evl_create_data(realm, evl_as_object(base), key, value);
}

bool evl_step_set_function_name(struct evl_realm *realm, evl_value function, evl_value key, uint32_t prefix)
{
	if (!evl_is_class(function, EVL_CLASS_FUNCTION))
		return true;
	struct evl_object *object = evl_as_object(function);
	const struct evl_template *t = ((struct evl_function *)object)->code->template_;
	const struct evl_property_entry *entry = evl_shape_find(object->shape, EVL_NAME_name);
	bool anonymous = (t->flags & EVL_TEMPLATE_NO_NAME) != 0 || t->name == EVL_NAME_empty || t->name == EVL_NAME_NONE;
	if (!anonymous || entry == NULL || (entry->attributes & EVL_ACCESSOR) != 0 || !evl_is_lazy(object->slots[entry->slot]))
		return true;
	struct evl_string *name;
	if (evl_is_symbol(key)) {
		const struct evl_name_entry *symbol = evl_names_entry(realm->names, evl_as_symbol(key)->name);
		struct evl_string *description = evl_string_new(realm, symbol->units, symbol->length);
		if (symbol->kind == EVL_NAME_KIND_PRIVATE) {
			name = description;
		} else if (!symbol->has_description) {
			name = evl_string_from_name(realm, EVL_NAME_empty);
		} else {
			name = evl_string_concat(realm, evl_string_from_ascii(realm, "["), description);
			name = evl_string_concat(realm, name, evl_string_from_ascii(realm, "]"));
		}
	} else if (!evl_to_string(realm, key, &name)) {
		return false;
	}
	if (prefix != 0)
		name = evl_string_concat(realm, evl_string_from_ascii(realm, prefix == 1 ? "get " : "set "), name);
	if (name == NULL)
		return false;
	object->slots[entry->slot] = evl_from_string(name);
	return true;
}

/* ---- private names ---- */

evl_value evl_step_new_private(struct evl_realm *realm, evl_name name)
{
	const struct evl_name_entry *entry = evl_names_entry(realm->names, name);
	evl_name made = evl_names_new_symbol(realm->names, EVL_NAME_KIND_PRIVATE, entry->units, entry->length);
	if (evl_stack_in_host(realm))
		evl_names_set_host(realm->names, made);
	return evl_symbol_value(realm, made);
}

static evl_name private_name(evl_value v)
{
	return evl_as_symbol(v)->name;
}

bool evl_step_private(struct evl_realm *realm, enum evl_opcode op, evl_value *a, evl_value b, const evl_value *c)
{
	switch (op) {
	case EVL_OPCODE_GET_PRIVATE:
		return evl_private_get(realm, b, private_name(*c), a);
	case EVL_OPCODE_SET_PRIVATE:
		return evl_private_set(realm, *a, private_name(b), *c);
	case EVL_OPCODE_ADD_PRIVATE:
		return evl_private_add(realm, evl_as_object(*a), private_name(b), *c, EVL_WRITABLE);
	case EVL_OPCODE_ADD_PRIVATE_METHOD:
		return evl_private_add(realm, evl_as_object(*a), private_name(b), *c, 0);
	default:
		break;
	}
	if (!evl_is_object(b)) {
		const char *name = evl_names_utf8(realm->names, private_name(*c), &realm->scratch);
		return evl_throw_message(realm, EVL_MESSAGE_IN_NOT_OBJECT, name, evl_describe(realm, b));
	}
	*a = evl_from_bool(evl_private_has(realm, evl_as_object(b), private_name(*c)));
	return true;
}

bool evl_step_add_private_accessor(struct evl_realm *realm, evl_value object, const evl_value *operands)
{
	struct evl_accessor *accessor = evl_accessor_new(realm, operands[1], operands[2]);
	return evl_private_add(realm, evl_as_object(object), private_name(operands[0]), evl_from_cell(accessor), EVL_ACCESSOR);
}

/* ---- literals ---- */

bool evl_step_set_literal_proto(struct evl_realm *realm, evl_value object, evl_value proto)
{
	bool ok;
	if (!evl_is_object(proto) && !evl_is_null(proto))
		return true;
	return evl_set_prototype(realm, evl_as_object(object), evl_is_object(proto) ? evl_as_object(proto) : NULL, &ok);
}

/* Is `key` among the keys (strings, symbols, index numbers of TO_KEY) in the array `excluded`? */
static bool is_excluded(struct evl_realm *realm, evl_value excluded, evl_key key)
{
	if (!evl_is_object(excluded))
		return false;
	struct evl_object *array = evl_as_object(excluded);
	for (uint32_t i = 0; i < array->element_count; i++) {
		evl_key other;
		if (evl_quick_key(realm, array->elements[i], &other) && other == key)
			return true;
	}
	return false;
}

/* Without accessors and exotic keys, copying runs no script: straight from the shape. */
static bool copies_plainly(const struct evl_object *source)
{
	const struct evl_shape *shape = source->shape;
	if ((source->cell.flags & (EVL_OBJECT_EXOTIC | EVL_OBJECT_SPARSE)) != 0 || evl_class_of(source) == EVL_CLASS_STRING)
		return false;
	for (uint32_t i = 0; i < shape->count; i++) {
		const struct evl_property_entry *entry = &shape->properties->entries[i];
		if (entry->key != 0 && (entry->attributes & EVL_ACCESSOR) != 0 && (entry->attributes & EVL_ENUMERABLE) != 0)
			return false;
	}
	return true;
}

static bool copy_named(struct evl_realm *realm, struct evl_object *target, struct evl_object *source, evl_value excluded, bool symbols)
{
	const struct evl_shape *shape = source->shape;
	for (uint32_t i = 0; i < shape->count; i++) {
		const struct evl_property_entry entry = shape->properties->entries[i];
		if (entry.key == 0 || (entry.attributes & EVL_ENUMERABLE) == 0)
			continue;
		uint8_t kind = evl_names_entry(realm->names, entry.key)->kind;
		if (kind == EVL_NAME_KIND_PRIVATE || (kind == EVL_NAME_KIND_SYMBOL) != symbols || is_excluded(realm, excluded, entry.key))
			continue;
		evl_value value = source->slots[entry.slot];
		if (evl_is_lazy(value) && !evl_object_resolve_lazy(realm, source, entry.slot, &value))
			return false;
		if (!evl_create_data(realm, target, entry.key, value))
			return false;
	}
	return true;
}

static bool copy_plainly(struct evl_realm *realm, struct evl_object *target, struct evl_object *source, evl_value excluded)
{
	for (uint32_t i = 0; i < source->element_count; i++) {
		evl_key key = evl_key_from_index(i);
		if (source->elements[i] == EVL_HOLE || is_excluded(realm, excluded, key))
			continue;
		if (!evl_create_data(realm, target, key, source->elements[i]))
			return false;
	}
	return copy_named(realm, target, source, excluded, false) && copy_named(realm, target, source, excluded, true);
}

bool evl_step_copy_data(struct evl_realm *realm, evl_value target, evl_value sourcev, evl_value excluded)
{
	struct evl_object *source;
	struct evl_object *to = evl_as_object(target);
	if (evl_is_nullish(sourcev))
		return true;
	if (!evl_to_object(realm, sourcev, &source))
		return false;
	if (source != to && copies_plainly(source))
		return copy_plainly(realm, to, source, excluded);
	struct evl_key_list keys;
	if (!evl_own_keys(realm, source, &keys))
		return false;
	for (uint32_t i = 0; i < keys.count; i++) {
		if (is_excluded(realm, excluded, keys.keys[i]))
			continue;
		struct evl_descriptor d;
		bool found;
		evl_value value;
		if (!evl_get_own_property(realm, source, keys.keys[i], &d, &found))
			return false;
		if (!found || !d.enumerable)
			continue;
		if (!evl_object_get(realm, source, keys.keys[i], evl_from_object(source), &value) ||
		    !evl_create_data(realm, to, keys.keys[i], value))
			return false;
	}
	return true;
}

static evl_value name_value(struct evl_realm *realm, evl_name name)
{
	return name == EVL_NAME_NONE ? EVL_UNDEFINED : evl_from_string(evl_string_from_name(realm, name));
}

/* sec-gettemplateobject */
bool evl_step_template_object(struct evl_realm *realm, uint32_t index, evl_value *out)
{
	struct evl_code *code = realm->vm->frame->code;
	const struct evl_constant *k = &code->template_->constants[index];
	bool ok;
	struct evl_object *cooked = evl_array_new(realm, 0, k->count);
	struct evl_object *raw = evl_array_new(realm, 0, k->count);
	for (uint32_t i = 0; i < k->count; i++)
		if (!evl_array_append(realm, cooked, name_value(realm, k->cooked[i])) ||
		    !evl_array_append(realm, raw, name_value(realm, k->raw[i])))
			return false;
	if (!evl_set_integrity(realm, raw, true, &ok))
		return false;
	evl_define_new(realm, cooked, EVL_NAME_raw, evl_from_object(raw), 0);
	if (!evl_set_integrity(realm, cooked, true, &ok))
		return false;
	*out = code->constants[index] = evl_from_object(cooked);
	return true;
}

bool evl_step_constant(struct evl_realm *realm, uint32_t index, evl_value *out)
{
	struct evl_code *code = realm->vm->frame->code;
	const struct evl_constant *k = &code->template_->constants[index];
	if (k->kind == EVL_CONSTANT_BIGINT) {
		if (!evl_bigint_from_literal(realm, k->name, out))
			return false;
		code->constants[index] = *out;
		return true;
	}
	*out = evl_string_value(evl_string_from_name(realm, k->name));
	if (*out == EVL_EMPTY)
		return false;
	code->constants[index] = *out;
	return true;
}
