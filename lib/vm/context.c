/* SPDX-License-Identifier: MIT */
/*
 * context.c - global environments beside the realm's own (node:vm). Code that belongs to one has it in its instance
 * (vm.h, evl_code.globals); the names that are not lexical ones are properties of its global object, which may be a proxy.
 */
#include "base/arena.h"
#include "value/property.h"
#include "vm/interp.h"
#include "vm/step.h"

struct evl_globals *evl_globals_new(struct evl_realm *realm, struct evl_object *global, struct evl_object *variables)
{
	struct evl_globals *globals = evl_arena_zalloc(&realm->scratch, sizeof *globals);
	globals->object = global;
	globals->variables = variables;
	return globals;
}

evl_value evl_context_this(const struct evl_realm *realm, const struct evl_globals *globals)
{
	return evl_from_object(globals->object != NULL ? globals->object : realm->global);
}

static bool not_defined(struct evl_realm *realm, evl_key key)
{
	return evl_throw_message(realm, EVL_MESSAGE_NOT_DEFINED, evl_names_utf8(realm->names, key, &realm->scratch));
}

bool evl_context_get(struct evl_realm *realm, struct evl_object *global, evl_key key, bool or_undefined, evl_value *out)
{
	bool found;
	*out = EVL_UNDEFINED;
	if (!evl_has_property(realm, global, key, &found))
		return false;
	if (found)
		return evl_object_get(realm, global, key, evl_from_object(global), out);
	return or_undefined || not_defined(realm, key);
}

bool evl_context_set(struct evl_realm *realm, struct evl_object *global, evl_key key, evl_value value, bool strict)
{
	bool found = true;
	if (strict && !evl_has_property(realm, global, key, &found))
		return false;
	if (!found)
		return not_defined(realm, key);
	return evl_set(realm, evl_from_object(global), key, value, strict);
}

/* The declared names are known, and cannot be deleted; the global object shows them once they are assigned to. */
bool evl_context_declare(struct evl_realm *realm, const struct evl_globals *globals, evl_name name)
{
	bool found;
	if (!evl_has_own_property(realm, globals->variables, name, &found))
		return false;
	if (!found)
		evl_define_new(realm, globals->variables, name, EVL_UNDEFINED, EVL_WRITABLE | EVL_ENUMERABLE);
	return true;
}

bool evl_context_declare_function(struct evl_realm *realm, const struct evl_globals *globals, evl_name name, evl_value value)
{
	return evl_context_declare(realm, globals, name) && evl_set(realm, evl_from_object(globals->object), name, value, false);
}
