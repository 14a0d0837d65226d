/* SPDX-License-Identifier: MIT */
/* proxy.c - the Proxy constructor; what proxies do is value/proxy.c. */
#include "value/proxy.h"

#include "builtins/args.h"

/* sec-proxy-target-handler */
static bool proxy_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_WITHOUT_NEW, "Proxy");
	struct evl_proxy *proxy = evl_proxy_new(realm, evl_arg(args, 0), evl_arg(args, 1));
	if (proxy == NULL)
		return false;
	*result = evl_from_object(proxy);
	return true;
}

/* sec-proxy-revocation-functions; captured: the proxy, or undefined once it is revoked */
static bool revoke(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	struct evl_native_function *self = (struct evl_native_function *)args->callee;
	*result = EVL_UNDEFINED;
	if (evl_is_object(self->captured[0])) {
		struct evl_proxy *proxy = evl_pointer(self->captured[0]);
		proxy->target = NULL;
		proxy->handler = NULL;
		self->captured[0] = EVL_UNDEFINED;
	}
	return true;
}

/* sec-proxy.revocable */
static bool proxy_revocable(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_proxy *proxy = evl_proxy_new(realm, evl_arg(args, 0), evl_arg(args, 1));
	if (proxy == NULL)
		return false;
	struct evl_native_function *function = evl_native_function_new(realm, "", 0, revoke);
	function->captured[0] = evl_from_object(proxy);
	struct evl_object *pair = evl_object_plain(realm);
	evl_define_new(realm, pair, EVL_NAME_proxy, evl_from_object(proxy), EVL_DATA_DEFAULT);
	evl_define_new(realm, pair, EVL_NAME_revoke, evl_from_object(function), EVL_DATA_DEFAULT);
	*result = evl_from_object(pair);
	return true;
}

static const struct evl_row proxy_statics[] = {
	EVL_METHOD("revocable", proxy_revocable, 2),
};

const struct evl_family evl_family_PROXY = {
	.name = "Proxy",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = proxy_construct,
	.length = 2,
	.without_prototype = true,
	.statics = EVL_ROWS(proxy_statics),
};
