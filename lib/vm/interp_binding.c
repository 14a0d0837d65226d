/* SPDX-License-Identifier: MIT */
/*
 * interp_binding.c - names that only the run knows: the object environments of `with`
 * (sec-object-environment-records) and the variables that direct evals declare,
 * which are the properties of an object without a prototype.
 */
#include <string.h>

#include "compile/scope.h"
#include "value/convert.h"
#include "value/property.h"
#include "value/shape.h"
#include "vm/stack.h"
#include "vm/step.h"

/* sec-object-environment-records-hasbinding-n */
bool evl_step_has_binding(struct evl_realm *realm, evl_value base, evl_key key, evl_value *out)
{
	bool found;
	evl_value blocked;
	*out = EVL_FALSE;
	if (!evl_is_object(base))
		return true;
	struct evl_object *object = evl_as_object(base);
	if (!evl_has_property(realm, object, key, &found))
		return false;
	if (!found)
		return true;
	if (!evl_get(realm, base, EVL_NAME_symbol_unscopables, &blocked))
		return false;
	if (evl_is_object(blocked)) {
		if (!evl_get(realm, blocked, key, &blocked))
			return false;
		found = !evl_to_boolean(blocked);
	}
	*out = evl_from_bool(found);
	return true;
}

static bool not_defined(struct evl_realm *realm, evl_key key)
{
	return evl_throw_message(realm, EVL_MESSAGE_NOT_DEFINED, evl_describe_key(realm, key));
}

/* sec-object-environment-records-getbindingvalue-n-s */
bool evl_step_get_binding(struct evl_realm *realm, evl_value base, evl_key key, bool strict, evl_value *out)
{
	bool found;
	*out = EVL_UNDEFINED;
	if (!evl_has_property(realm, evl_as_object(base), key, &found))
		return false;
	if (!found)
		return !strict || not_defined(realm, key);
	return evl_get(realm, base, key, out);
}

/* sec-object-environment-records-setmutablebinding-n-v-s */
bool evl_step_set_binding(struct evl_realm *realm, evl_value base, evl_key key, evl_value value, bool strict)
{
	bool found;
	if (!evl_has_property(realm, evl_as_object(base), key, &found))
		return false;
	if (!found && strict)
		return not_defined(realm, key);
	return evl_set(realm, base, key, value, strict);
}

bool evl_step_delete_binding(struct evl_realm *realm, evl_value base, evl_key key, evl_value *out)
{
	bool ok;
	if (!evl_delete(realm, evl_as_object(base), key, &ok))
		return false;
	*out = evl_from_bool(ok);
	return true;
}

bool evl_step_with_object(struct evl_realm *realm, evl_value value, evl_value *out)
{
	struct evl_object *object;
	if (!evl_to_object(realm, value, &object))
		return false;
	*out = evl_from_object(object);
	return true;
}

/* -------------------------------------------------- names of other scripts */

/* The place of `name` in the table of places: of its number, or a free one. Half of the table at least is free. */
static uint32_t *lexical_place(const struct evl_globals *globals, evl_name name)
{
	uint32_t at = name * UINT32_C(2654435761) & (globals->lexical_capacity * 2 - 1);
	while (globals->lexical_places[at] != 0 && globals->lexicals[globals->lexical_places[at] - 1].name != name)
		at = (at + 1) & (globals->lexical_capacity * 2 - 1);
	return &globals->lexical_places[at];
}

struct evl_globals *evl_globals_here(struct evl_vm *vm)
{
	return vm->frame != NULL && vm->frame->code->globals != NULL ? vm->frame->code->globals : &vm->globals;
}

struct evl_lexical *evl_lexical_find(struct evl_vm *vm, evl_name name)
{
	const struct evl_globals *globals = evl_globals_here(vm);
	uint32_t number = globals->lexical_count != 0 ? *lexical_place(globals, name) : 0;
	return number != 0 ? &globals->lexicals[number - 1] : NULL;
}

bool evl_lexical_get(struct evl_realm *realm, const struct evl_lexical *lexical, evl_value *out)
{
	*out = lexical->env->slots[lexical->slot];
	/* V8 says this of another script's name, though not when it is assigned to */
	if (*out == EVL_TDZ && realm->spidermonkey)
		return evl_throw_message(realm, EVL_MESSAGE_BEFORE_INITIALIZATION, evl_describe_key(realm, lexical->name));
	return *out != EVL_TDZ || not_defined(realm, lexical->name);
}

bool evl_lexical_set(struct evl_realm *realm, const struct evl_lexical *lexical, evl_value value)
{
	if (lexical->env->slots[lexical->slot] == EVL_TDZ)
		return evl_throw_message(realm, EVL_MESSAGE_BEFORE_INITIALIZATION, evl_describe_key(realm, lexical->name));
	if (lexical->is_constant)
		return evl_throw_message(realm, EVL_MESSAGE_CONST_ASSIGN);
	lexical->env->slots[lexical->slot] = value;
	return true;
}

static void add_lexical(struct evl_realm *realm, struct evl_globals *globals, const struct evl_variable *v)
{
	if (globals->lexical_count == globals->lexical_capacity) {
		uint32_t capacity = globals->lexical_capacity != 0 ? globals->lexical_capacity * 2 : 32;
		struct evl_lexical *grown = evl_arena_alloc(&realm->scratch, capacity * sizeof *grown);
		if (globals->lexical_count != 0)
			memcpy(grown, globals->lexicals, globals->lexical_count * sizeof *grown);
		globals->lexicals = grown;
		globals->lexical_capacity = capacity;
		globals->lexical_places = evl_arena_zalloc(&realm->scratch, (size_t)capacity * 2 * sizeof *globals->lexical_places);
		for (uint32_t i = 0; i < globals->lexical_count; i++)
			*lexical_place(globals, grown[i].name) = i + 1;
	}
	*lexical_place(globals, v->name) = globals->lexical_count + 1;
	globals->lexicals[globals->lexical_count++] = (struct evl_lexical){
		.name = v->name, .slot = v->place, .is_constant = v->kind == VARIABLE_CONST, .env = globals->page_env };
}

void evl_step_page_scope(struct evl_realm *realm, struct evl_scope *scope, struct evl_env *env, bool shares)
{
	struct evl_globals *globals = evl_globals_here(realm->vm);
	bool hides = false;
	globals->page_scope = scope;
	globals->page_env = env;
	for (const struct evl_variable *v = shares ? scope->first : NULL; v != NULL; v = v->next) {
		if (!v->captured || (v->kind != VARIABLE_LET && v->kind != VARIABLE_CONST && v->kind != VARIABLE_CLASS))
			continue;
		add_lexical(realm, globals, v);
		hides = hides || evl_shape_find(realm->global->shape, v->name) != NULL;
	}
	/* what was looked up as a property of the global object may have another meaning now */
	if (hides)
		evl_dictionary_renew(realm, realm->global);
}

/* The script has not begun when one of its let, const or class names stands for something: it is no frame of the error. */
static bool redeclared(struct evl_realm *realm, evl_name name)
{
	realm->vm->redeclared = true;
	(void)evl_throw_message(realm, EVL_MESSAGE_LEXICAL_REDECLARED, evl_describe_key(realm, name));
	if (evl_is_class(realm->exception, EVL_CLASS_ERROR)) {
		struct evl_error *error = evl_pointer(realm->exception);
		struct evl_stack_frames *frames = (struct evl_stack_frames *)(void *)error->frames;
		if (frames != NULL && frames->count != 0) {
			frames->count--;
			memmove(frames->frames, frames->frames + 1, frames->count * sizeof frames->frames[0]);
		}
	}
	return false;
}

/* sec-candeclareglobalvar, sec-candeclareglobalfunction */
bool evl_step_check_global(struct evl_realm *realm, evl_name name, uint16_t what)
{
	struct evl_object *context = evl_globals_here(realm->vm)->object, *global = context != NULL ? context : realm->global;
	struct evl_descriptor d;
	bool found, extensible;
	realm->vm->redeclared = false;
	if (what >= 2 && evl_lexical_find(realm->vm, name) != NULL)
		return what == 2 ? redeclared(realm, name) :
				   evl_throw_message(realm, EVL_MESSAGE_LEXICAL_REDECLARED, evl_describe_key(realm, name));
	if (what == 3 || (context != NULL && what == 2))
		return true;
	const struct evl_property_entry *entry = what == 2 ? evl_shape_find(global->shape, name) : NULL;
	if (entry != NULL && (entry->attributes & EVL_CONFIGURABLE) != 0)
		return true; /* without making what it holds */
	if (!evl_get_own_property(realm, global, name, &d, &found))
		return false;
	if (what == 2)
		return !found || d.configurable || redeclared(realm, name);
	if (!found) {
		if (!evl_is_extensible(realm, global, &extensible))
			return false;
		return extensible || evl_throw_message(realm, EVL_MESSAGE_NOT_EXTENSIBLE, evl_describe_key(realm, name));
	}
	if (what == 0 || d.configurable || (!d.has_get && !d.has_set && d.writable && d.enumerable))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_REDECLARED, evl_describe_key(realm, name));
}

bool evl_step_declare_eval_global(struct evl_realm *realm, evl_name name)
{
	const struct evl_globals *globals = evl_globals_here(realm->vm);
	bool found;
	if (globals->object != NULL)
		return evl_context_declare(realm, globals, name);
	if (!evl_has_own_property(realm, realm->global, name, &found))
		return false;
	if (!found)
		evl_define_new(realm, realm->global, name, EVL_UNDEFINED, EVL_WRITABLE | EVL_ENUMERABLE | EVL_CONFIGURABLE);
	return true;
}

/* sec-createglobalfunctionbinding, deletable */
bool evl_step_declare_eval_global_function(struct evl_realm *realm, evl_name name, evl_value value)
{
	const struct evl_globals *globals = evl_globals_here(realm->vm);
	if (globals->object != NULL)
		return evl_context_declare_function(realm, globals, name, value);
	struct evl_object *global = realm->global;
	struct evl_descriptor now;
	bool found;
	if (!evl_get_own_property(realm, global, name, &now, &found))
		return false;
	struct evl_descriptor d = { .value = value, .has_value = true };
	if (!found || now.configurable) {
		d.writable = d.enumerable = d.configurable = true;
		d.has_writable = d.has_enumerable = d.has_configurable = true;
	}
	return evl_define_or_throw(realm, global, name, &d) && evl_set(realm, evl_from_object(global), name, value, false);
}
