/* SPDX-License-Identifier: MIT */
/*
 * interp_property.c - property access behind the inline caches: fills them, and
 * does what they cannot hold.
 *
 * What an entry promises. OWN and WRITABLE: the receiver's shape says that the key is a data
 * property in `slot`. A dictionary gets a new identity when a property is
 * deleted or reconfigured, so this holds for it too. PROTOTYPE: the shape lacks the key and says
 * which prototype comes next; nothing on the way changed while the epoch is the
 * same. A dictionary may gain the key without a new identity, so it never gets
 * such an entry; neither does an exotic receiver, and every hit looks at the EXOTIC
 * flag, because a proxy may share the empty shape of ordinary objects. `length` is cached only
 * as OWN or ARRAY_LENGTH: arrays share their shape with other heirs of Array.prototype.
 */
#include "value/proxy.h"
#include "value/unknown.h"
#include "vm/missing_name.h"
#include "value/typed_array.h"
#include "vm/inline_cache.h"
#include "vm/step.h"

static bool is_exotic(const struct evl_object *o)
{
	return evl_has_flag(o, EVL_OBJECT_EXOTIC);
}

static bool is_dictionary(const struct evl_shape *shape)
{
	return (shape->cell.flags & EVL_SHAPE_DICTIONARY) != 0;
}

static void fill(struct evl_realm *realm, struct evl_ic *ic, uint8_t kind, struct evl_shape *shape, struct evl_object *holder,
		 uint32_t slot)
{
	ic->kind = kind;
	ic->shape = shape;
	ic->holder = holder;
	ic->slot = slot;
	ic->next_shape = NULL;
	ic->epoch = realm->prototype_epoch;
}

static bool slot_value(struct evl_realm *realm, struct evl_object *holder, uint32_t slot, evl_value *out)
{
	*out = holder->slots[slot];
	return !evl_is_lazy(*out) || evl_object_resolve_lazy(realm, holder, slot, out);
}

static enum evl_step call_getter(struct evl_realm *realm, evl_value accessor, evl_value receiver, uint16_t reg, evl_value *out)
{
	evl_value get = ((struct evl_accessor *)evl_pointer(accessor))->get;
	if (evl_is_undefined(get)) {
		*out = EVL_UNDEFINED;
		return EVL_STEP_DONE;
	}
	return evl_step_call(realm, get, receiver, 0, NULL, 0, reg, out);
}

static enum evl_step done(bool ok)
{
	return ok ? EVL_STEP_DONE : EVL_STEP_THROW;
}

/* Does the object keep its `length` outside of its shape? */
static bool has_own_length(const struct evl_object *o)
{
	return evl_class_of(o) == EVL_CLASS_ARRAY || evl_class_of(o) == EVL_CLASS_STRING;
}

/* Find the key from `start` on along ordinary objects. False: something on the way needs the general way. */
static bool find(struct evl_object *start, evl_key key, struct evl_object **holder, const struct evl_property_entry **entry)
{
	*entry = NULL;
	for (struct evl_object *o = start; o != NULL; o = o->shape->prototype) {
		if (is_exotic(o) || (key == EVL_NAME_length && has_own_length(o)))
			return false;
		*entry = evl_shape_find(o->shape, key);
		if (*entry != NULL) {
			*holder = o;
			return true;
		}
	}
	*holder = NULL;
	return true;
}

/* A method of a primitive: only the prototype's own property is cached, guarded by the epoch. */
static enum evl_step get_of_primitive(struct evl_realm *realm, struct evl_ic *ic, evl_key key, evl_value base, uint16_t reg,
				      evl_value *out)
{
	if (evl_is_string(base) && key == EVL_NAME_length) {
		*out = evl_from_uint32(evl_as_string(base)->length);
		return EVL_STEP_DONE;
	}
	enum evl_intrinsic id;
	if (evl_is_string(base))
		id = EVL_INTRINSIC_STRING_PROTOTYPE;
	else if (evl_is_number(base))
		id = EVL_INTRINSIC_NUMBER_PROTOTYPE;
	else if (realm->spidermonkey && evl_is_nullish(base) && key != EVL_NAME_symbol_iterator)
		return done(evl_step_of_nullish(realm, base, evl_describe_key(realm, key)));
	else
		return done(evl_get(realm, base, key, out));
	struct evl_object *prototype = evl_intrinsic(realm, id);
	if (ic->kind == EVL_IC_PRIMITIVE && ic->holder == prototype && ic->epoch == realm->prototype_epoch)
		return done(slot_value(realm, prototype, ic->slot, out));
	const struct evl_property_entry *entry =
		evl_key_is_index(key) || key == EVL_NAME_length ? NULL : evl_shape_find(prototype->shape, key);
	if (entry == NULL || (entry->attributes & EVL_ACCESSOR) != 0)
		return done(evl_get(realm, base, key, out));
	(void)reg;
	fill(realm, ic, EVL_IC_PRIMITIVE, NULL, prototype, entry->slot);
	return done(slot_value(realm, prototype, entry->slot, out));
}

enum evl_step evl_step_get_property(struct evl_realm *realm, struct evl_ic *ic, evl_key key, evl_value base, uint16_t reg,
				    evl_value *out)
{
	if (!evl_is_object(base))
		return get_of_primitive(realm, ic, key, base, reg, out);
	struct evl_object *object = evl_as_object(base);
	if (key == EVL_NAME_length && evl_class_of(object) == EVL_CLASS_ARRAY) {
		fill(realm, ic, EVL_IC_ARRAY_LENGTH, object->shape, NULL, 0);
		*out = evl_from_uint32(object->length);
		return EVL_STEP_DONE;
	}
	if (object->shape == ic->shape && (ic->kind <= EVL_IC_WRITABLE || (ic->epoch == realm->prototype_epoch && !is_exotic(object)))) {
		switch ((enum evl_ic_kind)ic->kind) {
		case EVL_IC_OWN:
		case EVL_IC_WRITABLE:
			return done(slot_value(realm, object, ic->slot, out));
		case EVL_IC_PROTOTYPE:
			return done(slot_value(realm, ic->holder, ic->slot, out));
		case EVL_IC_GETTER:
			return call_getter(realm, (ic->holder != NULL ? ic->holder : object)->slots[ic->slot], base, reg, out);
		case EVL_IC_ABSENT:
			*out = EVL_UNDEFINED;
			return EVL_STEP_DONE;
		default:
			break;
		}
	}
	struct evl_object *holder;
	const struct evl_property_entry *entry;
	if (evl_key_is_index(key) || !find(object, key, &holder, &entry))
		return done(evl_object_get(realm, object, key, base, out));
	bool through_prototype = !is_dictionary(object->shape) && key != EVL_NAME_length;
	ic->misses++;
	if (entry == NULL) {
		if (evl_model_lacks(realm, object, key))
			return EVL_STEP_THROW;
		if (through_prototype)
			fill(realm, ic, EVL_IC_ABSENT, object->shape, NULL, 0);
		*out = EVL_UNDEFINED;
		return EVL_STEP_DONE;
	}
	uint32_t slot = entry->slot;
	if (entry->attributes & EVL_ACCESSOR) {
		evl_value accessor = holder->slots[slot];
		if (evl_is_lazy(accessor) || evl_is_lazy(((struct evl_accessor *)evl_pointer(accessor))->get))
			return done(evl_object_get(realm, object, key, base, out));
		if (holder == object || through_prototype)
			fill(realm, ic, EVL_IC_GETTER, object->shape, holder == object ? NULL : holder, slot);
		return call_getter(realm, accessor, base, reg, out);
	}
	if (holder == object)
		fill(realm, ic, entry->attributes & EVL_WRITABLE ? EVL_IC_WRITABLE : EVL_IC_OWN, object->shape, NULL, slot);
	else if (through_prototype)
		fill(realm, ic, EVL_IC_PROTOTYPE, object->shape, holder, slot);
	return done(slot_value(realm, holder, slot, out));
}

/* May `key` be added to `object` by plain assignment? True only when every object on the way is ordinary and lacks it. */
static bool may_add(struct evl_object *object, evl_key key)
{
	if (!evl_has_flag(object, EVL_OBJECT_EXTENSIBLE) || evl_key_is_index(key))
		return false;
	struct evl_object *holder;
	const struct evl_property_entry *entry;
	return find(object, key, &holder, &entry) && entry == NULL;
}

/* Add a property with default attributes to an ordinary object that lacks it; fills the entry. */
static void add(struct evl_realm *realm, struct evl_ic *ic, struct evl_object *object, evl_key key, evl_value value)
{
	struct evl_shape *shape = object->shape;
	struct evl_shape *next = evl_shape_add(realm, shape, key, EVL_DATA_DEFAULT);
	evl_object_push_slot(realm, object, next, value);
	if (key == EVL_NAME_length)
		return;
	fill(realm, ic, EVL_IC_ADD, shape, NULL, next->slot_count - 1);
	ic->next_shape = next;
}

bool evl_step_set_property(struct evl_realm *realm, struct evl_ic *ic, evl_key key, evl_value base, evl_value value, bool strict)
{
	if (evl_is_nullish(base) && realm->spidermonkey)
		return evl_step_of_nullish(realm, base, evl_describe_key(realm, key));
	if (!evl_is_object(base))
		return evl_set(realm, base, key, value, strict);
	struct evl_object *object = evl_as_object(base);
	if (is_exotic(object) || evl_key_is_index(key) || (key == EVL_NAME_length && has_own_length(object)))
		return evl_set(realm, base, key, value, strict);
	if (object->shape == ic->shape && ic->kind == EVL_IC_ADD && ic->epoch == realm->prototype_epoch &&
	    evl_has_flag(object, EVL_OBJECT_EXTENSIBLE)) {
		evl_object_push_slot(realm, object, ic->next_shape, value);
		return true;
	}
	const struct evl_property_entry *entry = evl_shape_find(object->shape, key);
	if (entry != NULL) {
		if ((entry->attributes & (EVL_ACCESSOR | EVL_WRITABLE)) != EVL_WRITABLE)
			return evl_set(realm, base, key, value, strict);
		ic->misses++;
		fill(realm, ic, EVL_IC_WRITABLE, object->shape, NULL, entry->slot);
		object->slots[entry->slot] = value;
		return true;
	}
	if (is_dictionary(object->shape) || !may_add(object, key))
		return evl_set(realm, base, key, value, strict);
	if (realm->hooks.lacks_setter != NULL && evl_model_lacks_setter(realm, object, key))
		return false;
	ic->misses++;
	add(realm, ic, object, key, value);
	return true;
}

bool evl_step_define_field(struct evl_realm *realm, struct evl_ic *ic, evl_key key, evl_value base, evl_value value)
{
	struct evl_object *object = evl_as_object(base);
	bool plain = !is_exotic(object) && !evl_key_is_index(key) && evl_has_flag(object, EVL_OBJECT_EXTENSIBLE) &&
		     !is_dictionary(object->shape) && !(key == EVL_NAME_length && has_own_length(object));
	if (!plain)
		return evl_create_data(realm, object, key, value);
	if (object->shape == ic->shape && ic->kind == EVL_IC_ADD) {
		evl_object_push_slot(realm, object, ic->next_shape, value);
		return true;
	}
	if (evl_shape_find(object->shape, key) != NULL)
		return evl_create_data(realm, object, key, value);
	add(realm, ic, object, key, value);
	return true;
}

/* ---- globals ---- */

bool evl_step_get_global(struct evl_realm *realm, struct evl_ic *ic, evl_key key, bool or_undefined, evl_value *out)
{
	struct evl_object *global = realm->global;
	struct evl_object *context = evl_globals_here(realm->vm)->object;
	const struct evl_lexical *lexical = evl_lexical_find(realm->vm, key);
	if (lexical != NULL)
		return evl_lexical_get(realm, lexical, out);
	if (context != NULL)
		return evl_context_get(realm, context, key, or_undefined, out);
	const struct evl_property_entry *entry = evl_shape_find(global->shape, key);
	if (entry != NULL && (entry->attributes & EVL_ACCESSOR) == 0) {
		fill(realm, ic, EVL_IC_OWN, global->shape, NULL, entry->slot);
		return slot_value(realm, global, entry->slot, out);
	}
	bool found;
	if (!evl_has_property(realm, global, key, &found))
		return false;
	if (found)
		return evl_object_get(realm, global, key, evl_from_object(global), out);
	*out = EVL_UNDEFINED;
	if (or_undefined && !evl_unknown_is_provided(realm, key))
		return true;
	if (realm->assume) {
		if (realm->hooks.named != NULL && realm->hooks.named(realm, key, true, out))
			return true;
		*out = evl_unknown_external(realm, key);
		return true;
	}
	if (!realm->missing_callee)
		realm->missing_callee = evl_missing_name_is_used(realm, key) ||
					(realm->hooks.named != NULL && realm->hooks.named(realm, key, false, out));
	return evl_throw_message(realm, EVL_MESSAGE_NOT_DEFINED, evl_names_utf8(realm->names, key, &realm->scratch));
}

bool evl_step_set_global(struct evl_realm *realm, struct evl_ic *ic, evl_key key, evl_value value, bool strict)
{
	struct evl_object *global = realm->global;
	struct evl_object *context = evl_globals_here(realm->vm)->object;
	const struct evl_lexical *lexical = evl_lexical_find(realm->vm, key);
	if (lexical != NULL)
		return evl_lexical_set(realm, lexical, value);
	if (context != NULL)
		return evl_context_set(realm, context, key, value, strict);
	const struct evl_property_entry *entry = evl_shape_find(global->shape, key);
	if (entry != NULL && (entry->attributes & (EVL_ACCESSOR | EVL_WRITABLE)) == EVL_WRITABLE) {
		fill(realm, ic, EVL_IC_WRITABLE, global->shape, NULL, entry->slot);
		global->slots[entry->slot] = value;
		return true;
	}
	if (strict) {
		bool found;
		if (!evl_has_property(realm, global, key, &found))
			return false;
		if (!found)
			return evl_throw_message(realm, EVL_MESSAGE_NOT_DECLARED, evl_names_utf8(realm->names, key, &realm->scratch));
	}
	return evl_set(realm, evl_from_object(global), key, value, strict);
}

bool evl_step_declare_global(struct evl_realm *realm, evl_name name)
{
	const struct evl_globals *globals = evl_globals_here(realm->vm);
	bool found;
	if (globals->object != NULL)
		return evl_context_declare(realm, globals, name);
	if (!evl_has_own_property(realm, realm->global, name, &found))
		return false;
	if (found || !evl_has_flag(realm->global, EVL_OBJECT_EXTENSIBLE))
		return true;
	evl_define_new(realm, realm->global, name, EVL_UNDEFINED, EVL_WRITABLE | EVL_ENUMERABLE);
	return true;
}

bool evl_step_declare_global_function(struct evl_realm *realm, evl_name name, evl_value value)
{
	const struct evl_globals *globals = evl_globals_here(realm->vm);
	if (globals->object != NULL)
		return evl_context_declare_function(realm, globals, name, value);
	struct evl_object *global = realm->global;
	const struct evl_property_entry *entry = evl_shape_find(global->shape, name);
	struct evl_descriptor d = { .value = value, .has_value = true };
	if (entry == NULL || (entry->attributes & EVL_CONFIGURABLE) != 0) {
		d.writable = d.enumerable = true;
		d.has_writable = d.has_enumerable = d.has_configurable = true;
	}
	return evl_define_or_throw(realm, global, name, &d) && evl_set(realm, evl_from_object(global), name, value, false);
}

/* ---- computed member access ---- */

/* The key as messages show it when it was not converted because the base is undefined or null; NULL: they do not. */
static const char *key_text(struct evl_realm *realm, evl_value key)
{
	if (evl_is_string(key))
		return evl_string_utf8(realm, evl_as_string(key));
	if (evl_is_number(key))
		return evl_string_utf8(realm, evl_number_to_string(realm, key));
	return evl_describe_unless_class(realm, key);
}

/* Throw for an element that is read from, or written to, undefined or null. Always false. */
static bool element_of_nullish(struct evl_realm *realm, evl_value base, evl_value key, bool write)
{
	const char *text = key_text(realm, key), *value = evl_is_null(base) ? "null" : "undefined";
	if (realm->spidermonkey && !evl_is_object(key))
		return evl_step_of_nullish(realm, base, text);
	if (text == NULL)
		return evl_throw_message(realm, write ? EVL_MESSAGE_ANY_WRITE_OF_NULLISH : EVL_MESSAGE_ANY_READ_OF_NULLISH, value);
	return evl_throw_message(realm, write ? EVL_MESSAGE_WRITE_OF_NULLISH : EVL_MESSAGE_READ_OF_NULLISH, value, text);
}

/* An own data property of an ordinary object through the machine's cache of lookups. */
static bool quick_own(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value *out)
{
	struct evl_shape *shape = object->shape;
	struct evl_lookup *entry = &realm->vm->lookups[(key * 31u + shape->slot_count) % EVL_LOOKUP_COUNT];
	if (entry->shape == shape && entry->key == key) {
		*out = object->slots[entry->slot];
		return !evl_is_lazy(*out);
	}
	const struct evl_property_entry *found = evl_shape_find(shape, key);
	if (found == NULL || (found->attributes & EVL_ACCESSOR) != 0)
		return false;
	entry->shape = shape;
	entry->key = key;
	entry->slot = found->slot;
	*out = object->slots[found->slot];
	return !evl_is_lazy(*out);
}

bool evl_step_key(struct evl_realm *realm, evl_value base, evl_value keyv, evl_key *out)
{
	if (EVL_UNLIKELY(realm->unknowns != 0) && evl_is_unknown(keyv) && evl_as_unknown(keyv)->equal == EVL_EMPTY && evl_is_object(base))
		return evl_unknown_key(realm, evl_as_object(base), evl_as_unknown(keyv), out);
	return evl_quick_key(realm, keyv, out);
}

bool evl_step_get_element(struct evl_realm *realm, evl_value base, evl_value keyv, evl_value *out)
{
	if (evl_is_double(keyv))
		keyv = evl_from_number(evl_as_double(keyv));
	if (EVL_UNLIKELY(realm->unknowns != 0) && evl_is_unknown(keyv) && evl_as_unknown(keyv)->equal == EVL_EMPTY && evl_is_unknown(base)) {
		*out = evl_unknown_element(realm, evl_as_unknown(base), evl_as_unknown(keyv));
		return true;
	}
	if (evl_is_typed_array(base) && evl_is_int(keyv)) {
		if (evl_typed_quick_get(evl_as_view(base), (uint32_t)evl_as_int(keyv), out))
			return true;
		*out = evl_typed_get(realm, evl_as_view(base), evl_as_int(keyv));
		return true;
	}
	if (evl_is_string(base) && evl_is_int(keyv)) {
		struct evl_string *s = evl_as_string(base);
		uint32_t index = (uint32_t)evl_as_int(keyv);
		if (index < s->length) {
			const uint16_t *units = evl_string_units(realm, s);
			if (units == NULL)
				return false;
			*out = evl_string_value(evl_string_from_unit(realm, units[index]));
			return *out != EVL_EMPTY;
		}
	}
	if (evl_is_nullish(base) && evl_is_symbol(keyv) && evl_as_symbol(keyv)->name == EVL_NAME_symbol_iterator)
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE_NOR_SYMBOL, evl_callee_text(realm, NULL, base));
	if (evl_is_nullish(base))
		return element_of_nullish(realm, base, keyv, false);
	evl_key key;
	if (!evl_step_key(realm, base, keyv, &key))
		return false;
	if (evl_is_object(base)) {
		struct evl_object *object = evl_as_object(base);
		if (!is_exotic(object) && !evl_key_is_index(key) && quick_own(realm, object, key, out))
			return true;
		return evl_object_get(realm, object, key, base, out);
	}
	return evl_get(realm, base, key, out);
}

bool evl_step_set_element(struct evl_realm *realm, evl_value base, evl_value keyv, evl_value value, bool strict)
{
	if (evl_is_nullish(base))
		return element_of_nullish(realm, base, keyv, true);
	if (evl_is_double(keyv))
		keyv = evl_from_number(evl_as_double(keyv));
	if (evl_is_typed_array(base) && evl_is_int(keyv))
		return evl_typed_quick_set(evl_as_view(base), (uint32_t)evl_as_int(keyv), value) ||
		       evl_typed_set(realm, evl_as_view(base), evl_as_int(keyv), value);
	evl_key key;
	if (!evl_step_key(realm, base, keyv, &key))
		return false;
	if (!evl_is_object(base) || !evl_key_is_index(key))
		return evl_set(realm, base, key, value, strict);
	/* Appending to an array, nothing in the way. */
	struct evl_object *object = evl_as_object(base);
	uint32_t index = evl_key_index(key);
	const uint8_t hindering = EVL_OBJECT_EXOTIC | EVL_OBJECT_SPARSE | EVL_OBJECT_LENGTH_FIXED;
	if (evl_class_of(object) == EVL_CLASS_ARRAY && index == object->element_count && index == object->length &&
	    (object->cell.flags & (hindering | EVL_OBJECT_EXTENSIBLE)) == EVL_OBJECT_EXTENSIBLE &&
	    object->shape == realm->array_shape && evl_array_prototypes_plain(realm)) {
		if (index == object->element_capacity) {
			uint32_t capacity = object->element_capacity < 8 ? 16 : object->element_capacity * 2;
			if (!evl_object_reserve_elements(realm, object, capacity))
				return false;
		}
		object->elements[index] = value;
		object->element_count = index + 1;
		object->length = index + 1;
		return true;
	}
	return evl_set(realm, base, key, value, strict);
}

/*
 * The key and the base of super[key]. Today's engines take the base before the key is converted (sec-super-keyword,
 * MakeSuperPropertyReference), Node 20 after.
 */
static bool super_reference(struct evl_realm *realm, const evl_value *operands, evl_key *key, evl_value *base)
{
	struct evl_object *home = evl_as_object(operands[0]);
	if (realm->v8 >= EVL_V8_15)
		return evl_get_prototype(realm, home, base) && evl_quick_key(realm, operands[2], key);
	return evl_quick_key(realm, operands[2], key) && evl_get_prototype(realm, home, base);
}

bool evl_step_get_super(struct evl_realm *realm, const evl_value *operands, evl_value *out)
{
	evl_value prototype;
	evl_key key;
	if (!evl_is_object(operands[0]))
		return evl_throw_message(realm, EVL_MESSAGE_SUPER_DELETE);
	if (!super_reference(realm, operands, &key, &prototype))
		return false;
	if (!evl_is_object(prototype))
		return element_of_nullish(realm, prototype, operands[2], false);
	return evl_object_get(realm, evl_as_object(prototype), key, operands[1], out);
}

bool evl_step_set_super(struct evl_realm *realm, const evl_value *operands, evl_value value, bool strict)
{
	evl_value prototype;
	evl_key key;
	bool ok, thrown;
	if (!evl_is_object(operands[0]))
		return evl_throw_message(realm, EVL_MESSAGE_SUPER_DELETE);
	if (!super_reference(realm, operands, &key, &prototype))
		return false;
	if (!evl_is_object(prototype))
		return element_of_nullish(realm, prototype, operands[2], true);
	realm->refused_by = EVL_NAME_NONE;
	if (!evl_object_set(realm, evl_as_object(prototype), key, value, operands[1], &ok))
		return false;
	if (ok || !strict)
		return true;
	if (!evl_throw_refusal(realm, key, &thrown))
		return false;
	return evl_throw_message(realm, EVL_MESSAGE_READ_ONLY, key_text(realm, operands[2]), evl_describe(realm, operands[1]));
}

bool evl_step_delete(struct evl_realm *realm, evl_value base, evl_value keyv, bool strict, evl_value *out)
{
	struct evl_object *object;
	evl_key key;
	bool ok, thrown;
	if (evl_is_nullish(base))
		return evl_throw_message(realm, EVL_MESSAGE_NULLISH_TO_OBJECT);
	realm->refused_by = EVL_NAME_NONE;
	if (!evl_quick_key(realm, keyv, &key) || !evl_to_object(realm, base, &object) || !evl_delete(realm, object, key, &ok))
		return false;
	*out = evl_from_bool(ok);
	if (ok || !strict)
		return true;
	if (!evl_throw_refusal(realm, key, &thrown) || !evl_blame_host(realm, object, key, EVL_REFUSED_DELETE))
		return false;
	return evl_throw_message(realm, EVL_MESSAGE_CANNOT_DELETE, key_text(realm, evl_key_to_value(realm, key)),
				 evl_describe(realm, evl_from_object(object)));
}

bool evl_step_delete_global(struct evl_realm *realm, evl_name name, evl_value *out)
{
	struct evl_object *context = evl_globals_here(realm->vm)->object;
	bool ok;
	*out = EVL_FALSE;
	if (evl_lexical_find(realm->vm, name) != NULL)
		return true;
	if (!evl_delete(realm, context != NULL ? context : realm->global, name, &ok))
		return false;
	*out = evl_from_bool(ok);
	return true;
}

bool evl_step_to_key(struct evl_realm *realm, evl_value value, evl_value *out)
{
	evl_key key;
	*out = value;
	if (evl_is_string(value) || evl_is_symbol(value) || (evl_is_int(value) && evl_as_int(value) >= 0))
		return true;
	if (evl_is_unknown(value) && evl_as_unknown(value)->equal == EVL_EMPTY) /* which key it is, the object says (evl_step_key) */
		return true;
	if (!evl_to_key(realm, value, &key))
		return false;
	*out = evl_key_is_index(key) ? evl_from_uint32(evl_key_index(key)) : evl_key_to_value(realm, key);
	return true;
}

bool evl_step_in(struct evl_realm *realm, evl_value keyv, evl_value object, evl_value *out)
{
	evl_key key;
	bool found;
	if (!evl_is_object(object)) {
		const char *text = evl_is_string(object) ? evl_string_utf8(realm, evl_as_string(object)) : evl_describe(realm, object);
		return evl_throw_message(realm, EVL_MESSAGE_IN_NOT_OBJECT, key_text(realm, keyv), text);
	}
	if (!evl_step_key(realm, object, keyv, &key) || !evl_has_property(realm, evl_as_object(object), key, &found))
		return false;
	*out = evl_from_bool(found);
	return true;
}
