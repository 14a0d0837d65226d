/* SPDX-License-Identifier: MIT */
/*
 * env.c - process.env: an object whose properties are texts, whatever is assigned.
 */
#include "host/node/node.h"
#include "value/convert.h"
#include "value/property.h"
#include "value/proxy.h"
#include "value/rows.h"

/* [[Set]]: the value as a string; symbols, as keys or values, are refused with ToString's TypeError. */
static bool set_variable(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *name, *text;
	evl_key key;
	bool ok;
	*result = EVL_TRUE;
	if (evl_node(realm)->env_shared)
		return evl_not_covered(realm, "a change of process.env while workers share it");
	return evl_to_string(realm, evl_arg(args, 1), &name) && evl_to_string(realm, evl_arg(args, 2), &text) &&
	       evl_to_key(realm, evl_arg(args, 1), &key) &&
	       evl_object_set(realm, evl_as_object(args->values[0]), key, evl_from_string(text), args->values[0], &ok);
}

static bool define_variable(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = EVL_UNDEFINED;
	return evl_not_covered(realm, "defining properties of process.env");
}

static bool delete_variable(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_key key;
	bool ok = false;
	if (evl_node(realm)->env_shared)
		return evl_not_covered(realm, "a change of process.env while workers share it");
	if (!evl_to_key(realm, evl_arg(args, 1), &key) || !evl_delete(realm, evl_as_object(args->values[0]), key, &ok))
		return false;
	*result = evl_from_bool(ok);
	return true;
}

static const struct evl_row trap_row[] = {
	EVL_METHOD("set", set_variable, 4),
	EVL_METHOD("defineProperty", define_variable, 3),
	EVL_METHOD("deleteProperty", delete_variable, 2),
};
const struct evl_rows evl_node_env_traps = EVL_ROWS(trap_row);

struct evl_object *evl_node_env_new(struct evl_realm *realm)
{
	struct evl_object *handler = evl_object_plain(realm);
	evl_define_rows(realm, handler, &evl_node_env_traps);
	struct evl_proxy *env = evl_proxy_new(realm, evl_from_object(evl_object_plain(realm)), evl_from_object(handler));
	if (env != NULL)
		env->is_of_host = true;
	return (struct evl_object *)env;
}

/* newEnvironment(): another one, empty. */
static bool new_environment(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_node_env_new(realm));
	return true;
}

/* readsEnvironment(): has the snippet, or what it asked for, looked at process.env? Before that nothing is in it. */
static bool reads_environment(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_bool(evl_node(realm)->env_noted);
	return true;
}

/* shareEnvironment(): it is a worker's, too, from now on. */
static bool share_environment(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	evl_node(realm)->env_shared = true;
	*result = EVL_UNDEFINED;
	return true;
}

static const struct evl_row binding_row[] = {
	EVL_METHOD("newEnvironment", new_environment, 0),
	EVL_METHOD("readsEnvironment", reads_environment, 0),
	EVL_METHOD("shareEnvironment", share_environment, 0),
};
const struct evl_rows evl_node_env_binding = EVL_ROWS(binding_row);
