/* SPDX-License-Identifier: MIT */
/*
 * proxy_object.c - the internal methods of proxies that concern the object as a whole: its keys, prototype, extensibility.
 */
#include "value/convert.h"
#include "value/error.h"
#include "value/key_set.h"
#include "value/proxy.h"
#include "value/realm.h"

/*
 * Call the trap `name` with the target and perhaps one more value (EVL_EMPTY: none). *trapped false: there is no such trap.
 */
static bool ask(struct evl_realm *realm, const struct evl_proxy *proxy, evl_name name, evl_value more, bool *trapped, evl_value *out)
{
	evl_value trap;
	if (!evl_proxy_trap(realm, proxy, name, &trap))
		return false;
	*trapped = !evl_is_undefined(trap);
	if (!*trapped)
		return true;
	const evl_value values[2] = { evl_from_object(proxy->target), more };
	bool ok = evl_call(realm, trap, evl_from_object(proxy->handler), more == EVL_EMPTY ? 1 : 2, values, out);
	realm->refused_by = EVL_NAME_NONE;
	return ok;
}

/* CreateListFromArrayLike(value, property-key) into out->keys; no key twice. */
static bool keys_from_array_like(struct evl_realm *realm, evl_value value, struct evl_key_list *out, struct evl_key_set *set)
{
	enum { LARGE = 134217726 };
	double length;
	if (!evl_is_object(value))
		return evl_throw_message(realm, EVL_MESSAGE_LIST_FROM_NON_OBJECT);
	if (!evl_length_of(realm, evl_as_object(value), &length))
		return false;
	if (length > LARGE)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_ARRAY_LENGTH);
	uint32_t capacity = 0;
	out->count = 0;
	out->keys = NULL;
	for (uint32_t i = 0; i < (uint32_t)length; i++) { /* the list grows with what is there, not with what `length` says */
		evl_value item;
		if (!evl_object_get(realm, evl_as_object(value), evl_key_from_index(i), value, &item))
			return false;
		if (!evl_is_string(item) && !evl_is_symbol(item))
			return evl_throw_message(realm, EVL_MESSAGE_NOT_A_KEY, evl_describe(realm, item));
		if (out->count == capacity) {
			uint32_t wanted = capacity == 0 ? 16 : capacity * 2;
			size_t bytes = sizeof(struct evl_cell) + wanted * sizeof(evl_key);
			if (!evl_heap_can_take(&realm->heap, bytes))
				return evl_halt(realm, EVL_STATUS_MEMORY_LIMIT, "a list of keys is too long");
			struct evl_cell *cell = evl_heap_alloc(&realm->heap, EVL_CELL_OTHER, bytes);
			evl_key *keys = (evl_key *)(void *)(cell + 1);
			for (uint32_t k = 0; k < out->count; k++)
				keys[k] = out->keys[k];
			out->keys = keys;
			capacity = wanted;
		}
		if (!evl_to_key(realm, item, &out->keys[out->count++]))
			return false;
	}
	if (!evl_key_set_make(realm, out->count, set))
		return false;
	for (uint32_t i = 0; i < out->count; i++)
		if (!evl_key_set_add(set, out->keys[i]))
			return evl_throw_message(realm, EVL_MESSAGE_PROXY_KEYS_TWICE);
	return true;
}

/* sec-proxy-object-internal-methods-and-internal-slots-ownpropertykeys */
bool evl_proxy_own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value result;
	bool trapped, extensible;
	if (!ask(realm, proxy, EVL_NAME_ownKeys, EVL_EMPTY, &trapped, &result))
		return false;
	struct evl_object *target = proxy->target;
	if (!trapped)
		return evl_proxy_left(realm, evl_own_keys(realm, target, out));
	struct evl_key_set set = { .slots = NULL };
	struct evl_key_list own;
	if (!keys_from_array_like(realm, result, out, &set) || !evl_is_extensible(realm, target, &extensible) ||
	    !evl_own_keys(realm, target, &own))
		return false;
	/* What cannot be hidden: all of a closed target, otherwise what cannot be deleted; the latter is told first. */
	uint32_t open_count = 0;
	for (uint32_t i = 0; i < own.count; i++) {
		struct evl_descriptor d;
		bool found;
		if (!evl_get_own_property(realm, target, own.keys[i], &d, &found))
			return false;
		if (!found || d.configurable)
			own.keys[open_count++] = own.keys[i];
		else if (!evl_key_set_has(&set, own.keys[i]))
			return evl_throw_message(realm, EVL_MESSAGE_PROXY_KEYS_MISSING, evl_describe_key(realm, own.keys[i]));
	}
	if (extensible)
		return true;
	for (uint32_t i = 0; i < open_count; i++)
		if (!evl_key_set_has(&set, own.keys[i]))
			return evl_throw_message(realm, EVL_MESSAGE_PROXY_KEYS_MISSING, evl_describe_key(realm, own.keys[i]));
	return out->count == own.count || evl_throw_message(realm, EVL_MESSAGE_PROXY_KEYS_CLOSED);
}

/* sec-proxy-object-internal-methods-and-internal-slots-getprototypeof */
bool evl_proxy_get_prototype(struct evl_realm *realm, struct evl_object *object, evl_value *out)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value own;
	bool trapped, extensible;
	if (!ask(realm, proxy, EVL_NAME_getPrototypeOf, EVL_EMPTY, &trapped, out))
		return false;
	struct evl_object *target = proxy->target;
	if (!trapped)
		return evl_proxy_left(realm, evl_get_prototype(realm, target, out));
	if (!evl_is_object(*out) && !evl_is_null(*out))
		return evl_throw_message(realm, EVL_MESSAGE_PROXY_PROTOTYPE_INVALID);
	if (!evl_is_extensible(realm, target, &extensible))
		return false;
	if (extensible)
		return true;
	if (!evl_get_prototype(realm, target, &own))
		return false;
	return own == *out || evl_throw_message(realm, EVL_MESSAGE_PROXY_PROTOTYPE_CLOSED);
}

/* sec-proxy-object-internal-methods-and-internal-slots-setprototypeof-v */
bool evl_proxy_set_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object *prototype, bool *ok)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value wanted = prototype != NULL ? evl_from_object(prototype) : EVL_NULL;
	evl_value result, own;
	bool trapped, extensible;
	if (!ask(realm, proxy, EVL_NAME_setPrototypeOf, wanted, &trapped, &result))
		return false;
	struct evl_object *target = proxy->target;
	if (!trapped)
		return evl_proxy_left(realm, evl_set_prototype(realm, target, prototype, ok));
	*ok = evl_to_boolean(result);
	if (!*ok) {
		realm->refused_by = EVL_NAME_setPrototypeOf;
		return true;
	}
	if (!evl_is_extensible(realm, target, &extensible))
		return false;
	if (extensible)
		return true;
	if (!evl_get_prototype(realm, target, &own))
		return false;
	return own == wanted || evl_throw_message(realm, EVL_MESSAGE_PROXY_SET_PROTOTYPE_CLOSED);
}

/* sec-proxy-object-internal-methods-and-internal-slots-isextensible */
bool evl_proxy_is_extensible(struct evl_realm *realm, struct evl_object *object, bool *out)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value result;
	bool trapped, own;
	if (!ask(realm, proxy, EVL_NAME_isExtensible, EVL_EMPTY, &trapped, &result))
		return false;
	struct evl_object *target = proxy->target;
	if (!trapped)
		return evl_proxy_left(realm, evl_is_extensible(realm, target, out));
	*out = evl_to_boolean(result);
	if (!evl_is_extensible(realm, target, &own))
		return false;
	return own == *out || evl_throw_message(realm, EVL_MESSAGE_PROXY_EXTENSIBLE, own ? "true" : "false");
}

/* sec-proxy-object-internal-methods-and-internal-slots-preventextensions */
bool evl_proxy_prevent_extensions(struct evl_realm *realm, struct evl_object *object, bool *ok)
{
	const struct evl_proxy *proxy = (const struct evl_proxy *)object;
	evl_value result;
	bool trapped, own;
	if (!ask(realm, proxy, EVL_NAME_preventExtensions, EVL_EMPTY, &trapped, &result))
		return false;
	struct evl_object *target = proxy->target;
	if (!trapped)
		return evl_proxy_left(realm, evl_prevent_extensions(realm, target, ok));
	*ok = evl_to_boolean(result);
	if (!*ok) {
		realm->refused_by = EVL_NAME_preventExtensions;
		return true;
	}
	if (!evl_is_extensible(realm, target, &own))
		return false;
	return !own || evl_throw_message(realm, EVL_MESSAGE_PROXY_PREVENT);
}
