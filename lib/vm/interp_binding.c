/* SPDX-License-Identifier: MIT */
/*
 * interp_binding.c - names that only the run knows: the object environments of `with`
 * (sec-object-environment-records) and the variables that direct evals declare,
 * which are the properties of an object without a prototype.
 */
#include "value/convert.h"
#include "value/property.h"
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

/* sec-candeclareglobalvar, sec-candeclareglobalfunction */
bool evl_step_check_global(struct evl_realm *realm, evl_name name, uint16_t what)
{
	struct evl_object *global = realm->global;
	struct evl_descriptor d;
	bool found, extensible;
	if (!evl_get_own_property(realm, global, name, &d, &found))
		return false;
	if (what == 2)
		return !found || d.configurable || evl_throw_message(realm, EVL_MESSAGE_LEXICAL_REDECLARED, evl_describe_key(realm, name));
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
	bool found;
	if (!evl_has_own_property(realm, realm->global, name, &found))
		return false;
	if (!found)
		evl_define_new(realm, realm->global, name, EVL_UNDEFINED, EVL_WRITABLE | EVL_ENUMERABLE | EVL_CONFIGURABLE);
	return true;
}

/* sec-createglobalfunctionbinding, deletable */
bool evl_step_declare_eval_global_function(struct evl_realm *realm, evl_name name, evl_value value)
{
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
