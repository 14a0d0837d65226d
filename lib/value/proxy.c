/* SPDX-License-Identifier: MIT */
/*
 * proxy.c - proxies: making them, finding traps, and the internal methods that concern one property.
 *
 * Each method has the same form: no trap, then the target's own method; otherwise
 * the trap's answer, held against what the target says of itself.
 */
#include "value/proxy.h"

#include "value/convert.h"
#include "value/error.h"
#include "value/realm.h"

struct evl_proxy *evl_proxy_new(struct evl_realm *realm, evl_value target, evl_value handler)
{
	if (!evl_is_object(target) || !evl_is_object(handler)) {
		evl_throw_message(realm, EVL_MESSAGE_PROXY_NON_OBJECT);
		return NULL;
	}
	struct evl_object *object =
		evl_object_alloc(realm, EVL_CLASS_PROXY, evl_shape_root(realm, NULL), sizeof(struct evl_proxy), 0);
	struct evl_proxy *proxy = (struct evl_proxy *)object;
	proxy->target = evl_as_object(target);
	proxy->handler = evl_as_object(handler);
	proxy->is_of_host = false;
	const uint8_t taken = EVL_OBJECT_CALLABLE | EVL_OBJECT_CONSTRUCTOR;
	object->cell.flags |= (uint8_t)(EVL_OBJECT_EXOTIC | (proxy->target->cell.flags & taken));
	return proxy;
}

struct evl_object *evl_proxy_innermost(struct evl_object *object)
{
	while (object != NULL && evl_class_of(object) == EVL_CLASS_PROXY)
		object = ((struct evl_proxy *)object)->target;
	return object;
}

bool evl_proxy_trap(struct evl_realm *realm, const struct evl_proxy *proxy, evl_name name, evl_value *trap)
{
	realm->refused_by = EVL_NAME_NONE;
	if (realm->proxy_depth >= EVL_PROXY_DEPTH || (realm->hooks.has_room && !realm->hooks.has_room(realm)))
		return evl_throw_message(realm, EVL_MESSAGE_STACK_OVERFLOW);
	if (proxy->handler == NULL)
		return evl_throw_message(realm, EVL_MESSAGE_PROXY_REVOKED, evl_describe_key(realm, name));
	if (!evl_get_method(realm, evl_from_object(proxy->handler), name, trap))
		return false;
	if (evl_is_undefined(*trap))
		realm->proxy_depth++;
	return true;
}

bool evl_proxy_left(struct evl_realm *realm, bool ok)
{
	realm->proxy_depth--;
	return ok;
}

/* Call a trap; the target is its first argument. */
static bool call(struct evl_realm *realm, const struct evl_proxy *proxy, const struct evl_object *target, evl_value trap,
		 uint32_t count, evl_value *values, evl_value *out)
{
	values[0] = evl_from_object(target);
	bool ok = evl_call(realm, trap, evl_from_object(proxy->handler), count, values, out);
	realm->refused_by = EVL_NAME_NONE;
	return ok;
}

/* A trap's answer to a question of yes or no. */
static bool answer(struct evl_realm *realm, evl_name name, evl_value value, bool *ok)
{
	*ok = evl_to_boolean(value);
	if (!*ok)
		realm->refused_by = name;
	return true;
}

bool evl_throw_refusal(struct evl_realm *realm, evl_key key, bool *thrown)
{
	evl_name name = realm->refused_by;
	*thrown = name != EVL_NAME_NONE;
	if (!*thrown)
		return true;
	realm->refused_by = EVL_NAME_NONE;
	if (key == EVL_NAME_NONE)
		return evl_throw_message(realm, EVL_MESSAGE_PROXY_FALSISH, evl_describe_key(realm, name));
	return evl_throw_message(realm, EVL_MESSAGE_PROXY_FALSISH_FOR, evl_describe_key(realm, name), evl_describe_key(realm, key));
}

/* TypeError about this key. */
static bool refuse(struct evl_realm *realm, enum evl_message message, evl_key key)
{
	return evl_throw_message(realm, message, evl_describe_key(realm, key));
}

static bool is_accessor(const struct evl_descriptor *d)
{
	return d->has_get || d->has_set;
}

/* sec-completepropertydescriptor */
static void complete(struct evl_descriptor *d)
{
	if (is_accessor(d)) {
		d->has_get = d->has_set = true;
	} else {
		d->has_value = d->has_writable = true;
	}
	d->has_enumerable = d->has_configurable = true;
}

/* May the trap hide the target's property from view? */
static bool check_hidden(struct evl_realm *realm, struct evl_object *target, evl_key key, enum evl_message fixed,
			 enum evl_message closed)
{
	struct evl_descriptor own;
	bool found, extensible;
	if (!evl_get_own_property(realm, target, key, &own, &found))
		return false;
	if (!found)
		return true;
	if (!own.configurable)
		return refuse(realm, fixed, key);
	return evl_is_extensible(realm, target, &extensible) && (extensible || refuse(realm, closed, key));
}

/* sec-proxy-object-internal-methods-and-internal-slots-getownproperty-p */
static bool proxy_get_own(struct evl_realm *realm, struct evl_object *object, evl_key key, struct evl_descriptor *out, bool *found)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value trap, result;
	if (!evl_proxy_trap(realm, proxy, EVL_NAME_getOwnPropertyDescriptor, &trap))
		return false;
	struct evl_object *target = proxy->target;
	if (evl_is_undefined(trap))
		return evl_proxy_left(realm, evl_get_own_property(realm, target, key, out, found));
	evl_value values[2] = { EVL_UNDEFINED, evl_key_to_value(realm, key) };
	if (!call(realm, proxy, target, trap, 2, values, &result))
		return false;
	*found = evl_is_object(result);
	if (evl_is_undefined(result))
		return check_hidden(realm, target, key, EVL_MESSAGE_PROXY_OWN_HIDDEN_FIXED, EVL_MESSAGE_PROXY_OWN_HIDDEN_CLOSED);
	if (!*found)
		return refuse(realm, EVL_MESSAGE_PROXY_OWN_INVALID, key);
	struct evl_descriptor own;
	bool has, extensible;
	if (!evl_get_own_property(realm, target, key, &own, &has) || !evl_is_extensible(realm, target, &extensible) ||
	    !evl_to_descriptor(realm, result, out))
		return false;
	complete(out);
	if (!evl_descriptor_is_compatible(realm, extensible, out, has ? &own : NULL))
		return refuse(realm, EVL_MESSAGE_PROXY_OWN_INCOMPATIBLE, key);
	if (out->configurable)
		return true;
	if (!has || own.configurable)
		return refuse(realm, EVL_MESSAGE_PROXY_OWN_FIXED, key);
	if (out->has_writable && !out->writable && own.writable)
		return refuse(realm, realm->v8 >= EVL_V8_13 ? EVL_MESSAGE_PROXY_OWN_WRITABLE_RECENT : EVL_MESSAGE_PROXY_OWN_WRITABLE, key);
	return true;
}

/* sec-proxy-object-internal-methods-and-internal-slots-defineownproperty-p-desc */
static bool proxy_define_own(struct evl_realm *realm, struct evl_object *object, evl_key key, const struct evl_descriptor *d,
			     bool *ok)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value trap, result;
	if (!evl_proxy_trap(realm, proxy, EVL_NAME_defineProperty, &trap))
		return false;
	struct evl_object *target = proxy->target;
	if (evl_is_undefined(trap))
		return evl_proxy_left(realm, evl_define_own_property(realm, target, key, d, ok));
	evl_value values[3] = { EVL_UNDEFINED, evl_key_to_value(realm, key), evl_from_descriptor(realm, d) };
	if (!call(realm, proxy, target, trap, 3, values, &result) || !answer(realm, EVL_NAME_defineProperty, result, ok))
		return false;
	if (!*ok)
		return true;
	struct evl_descriptor own;
	bool has, extensible;
	if (!evl_get_own_property(realm, target, key, &own, &has) || !evl_is_extensible(realm, target, &extensible))
		return false;
	bool fixing = d->has_configurable && !d->configurable;
	if (!has && !extensible)
		return refuse(realm, EVL_MESSAGE_PROXY_DEFINE_CLOSED, key);
	if (!has)
		return !fixing || refuse(realm, EVL_MESSAGE_PROXY_DEFINE_FIXED, key);
	if (!evl_descriptor_is_compatible(realm, extensible, d, &own))
		return refuse(realm, EVL_MESSAGE_PROXY_DEFINE_INCOMPATIBLE, key);
	if (fixing && own.configurable)
		return refuse(realm, EVL_MESSAGE_PROXY_DEFINE_FIXED, key);
	if (!is_accessor(&own) && !own.configurable && own.writable && d->has_writable && !d->writable)
		return refuse(realm, EVL_MESSAGE_PROXY_DEFINE_WRITABLE, key);
	return true;
}

/* sec-proxy-object-internal-methods-and-internal-slots-hasproperty-p */
static bool proxy_has(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *found)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value trap, result;
	if (!evl_proxy_trap(realm, proxy, EVL_NAME_has, &trap))
		return false;
	struct evl_object *target = proxy->target;
	if (evl_is_undefined(trap))
		return evl_proxy_left(realm, evl_has_property(realm, target, key, found));
	evl_value values[2] = { EVL_UNDEFINED, evl_key_to_value(realm, key) };
	if (!call(realm, proxy, target, trap, 2, values, &result))
		return false;
	*found = evl_to_boolean(result);
	return *found || check_hidden(realm, target, key, EVL_MESSAGE_PROXY_HAS_FIXED, EVL_MESSAGE_PROXY_HAS_CLOSED);
}

/* sec-proxy-object-internal-methods-and-internal-slots-get-p-receiver */
static bool proxy_get(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value receiver, evl_value *out)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value trap;
	if (!evl_proxy_trap(realm, proxy, EVL_NAME_get, &trap))
		return false;
	struct evl_object *target = proxy->target;
	if (evl_is_undefined(trap))
		return evl_proxy_left(realm, evl_object_get(realm, target, key, receiver, out));
	evl_value values[3] = { EVL_UNDEFINED, evl_key_to_value(realm, key), receiver };
	struct evl_descriptor own;
	bool has;
	if (!call(realm, proxy, target, trap, 3, values, out) || !evl_get_own_property(realm, target, key, &own, &has))
		return false;
	if (!has || own.configurable)
		return true;
	if (!is_accessor(&own) && !own.writable && !evl_same_value(realm, own.value, *out))
		return evl_throw_message(realm, EVL_MESSAGE_PROXY_GET_DATA, evl_describe_key(realm, key),
					 evl_describe(realm, own.value), evl_describe(realm, *out));
	if (is_accessor(&own) && evl_is_undefined(own.get) && !evl_is_undefined(*out))
		return evl_throw_message(realm, EVL_MESSAGE_PROXY_GET_ACCESSOR, evl_describe_key(realm, key),
					 evl_describe(realm, *out));
	return true;
}

/* sec-proxy-object-internal-methods-and-internal-slots-set-p-v-receiver */
static bool proxy_set(struct evl_realm *realm, struct evl_object *object, evl_key key, evl_value value, evl_value receiver, bool *ok)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value trap, result;
	if (!evl_proxy_trap(realm, proxy, EVL_NAME_set, &trap))
		return false;
	struct evl_object *target = proxy->target;
	if (evl_is_undefined(trap))
		return evl_proxy_left(realm, evl_object_set(realm, target, key, value, receiver, ok));
	evl_value values[4] = { EVL_UNDEFINED, evl_key_to_value(realm, key), value, receiver };
	if (!call(realm, proxy, target, trap, 4, values, &result) || !answer(realm, EVL_NAME_set, result, ok))
		return false;
	if (!*ok)
		return true;
	struct evl_descriptor own;
	bool has;
	if (!evl_get_own_property(realm, target, key, &own, &has))
		return false;
	if (!has || own.configurable)
		return true;
	if (!is_accessor(&own) && !own.writable && !evl_same_value(realm, own.value, value))
		return refuse(realm, EVL_MESSAGE_PROXY_SET_DATA, key);
	if (is_accessor(&own) && evl_is_undefined(own.set))
		return refuse(realm, EVL_MESSAGE_PROXY_SET_ACCESSOR, key);
	return true;
}

/* sec-proxy-object-internal-methods-and-internal-slots-delete-p */
static bool proxy_delete(struct evl_realm *realm, struct evl_object *object, evl_key key, bool *ok)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value trap, result;
	if (!evl_proxy_trap(realm, proxy, EVL_NAME_deleteProperty, &trap))
		return false;
	struct evl_object *target = proxy->target;
	if (evl_is_undefined(trap))
		return evl_proxy_left(realm, evl_delete(realm, target, key, ok));
	evl_value values[2] = { EVL_UNDEFINED, evl_key_to_value(realm, key) };
	if (!call(realm, proxy, target, trap, 2, values, &result) || !answer(realm, EVL_NAME_deleteProperty, result, ok))
		return false;
	return !*ok || check_hidden(realm, target, key, EVL_MESSAGE_PROXY_DELETE_FIXED, EVL_MESSAGE_PROXY_DELETE_CLOSED);
}

const struct evl_exotic evl_proxy_exotic = {
	.get_own = proxy_get_own,
	.define_own = proxy_define_own,
	.has = proxy_has,
	.get = proxy_get,
	.set = proxy_set,
	.delete_ = proxy_delete,
	.own_keys = evl_proxy_own_keys,
	.get_prototype = evl_proxy_get_prototype,
	.set_prototype = evl_proxy_set_prototype,
	.is_extensible = evl_proxy_is_extensible,
	.prevent_extensions = evl_proxy_prevent_extensions,
};
