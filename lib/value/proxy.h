/*
 * proxy.h - Proxy objects (sec-proxy-object-internal-methods-and-internal-slots).
 *
 * A proxy is an exotic object of class PROXY: it has the flags CALLABLE and
 * CONSTRUCTOR of its target, an empty shape of its own without prototype (which holds
 * only private names), and is never in an inline cache. Operations on a chain of proxies nest in C
 * and end in a RangeError when the stack is used up (realm->hooks.has_room) or EVL_PROXY_DEPTH are open.
 *
 * When a trap says no, realm->refused_by names it until the next trap runs, so that
 * who has to throw can say what V8 says: evl_throw_refusal.
 */
#ifndef EVL_VALUE_PROXY_H
#define EVL_VALUE_PROXY_H

#include "value/object.h"
#include "value/property.h"

enum { EVL_PROXY_DEPTH = 8000 };

struct evl_proxy {
	struct evl_object object;
	struct evl_object *target;  /* NULL: revoked */
	struct evl_object *handler; /* NULL: revoked */
	bool is_of_host;	    /* no proxy to a script: structuredClone copies it as a plain object */
};

extern const struct evl_exotic evl_proxy_exotic;

/* ProxyCreate (sec-proxycreate). NULL with a TypeError pending unless both are objects. */
struct evl_proxy *evl_proxy_new(struct evl_realm *realm, evl_value target, evl_value handler);

/* The target, through any number of proxies; `object` itself when it is none, NULL when a proxy on the way is revoked. Runs no script. */
struct evl_object *evl_proxy_innermost(struct evl_object *object);

/*
 * The trap `name` of a proxy (GetMethod of its handler), EVL_UNDEFINED when the operation goes to the target.
 * False: TypeError for revoked proxies and for traps that are no functions, RangeError when the stack is used up.
 */
bool evl_proxy_trap(struct evl_realm *realm, const struct evl_proxy *proxy, evl_name name, evl_value *trap);
/* To be told when the target's method is done that was called because there is no trap: hands `ok` on. So no chain of proxies, round in itself or not, nests without end. */
bool evl_proxy_left(struct evl_realm *realm, bool ok);

/* Throw for the operation that was just refused when a trap refused it, with V8's text; `key` EVL_NAME_NONE: none to tell. *thrown false: no trap did. */
bool evl_throw_refusal(struct evl_realm *realm, evl_key key, bool *thrown);

/* The three for objects as a whole are in proxy_object.c. */
bool evl_proxy_own_keys(struct evl_realm *realm, struct evl_object *object, struct evl_key_list *out);
bool evl_proxy_get_prototype(struct evl_realm *realm, struct evl_object *object, evl_value *out);
bool evl_proxy_set_prototype(struct evl_realm *realm, struct evl_object *object, struct evl_object *prototype, bool *ok);
bool evl_proxy_is_extensible(struct evl_realm *realm, struct evl_object *object, bool *out);
bool evl_proxy_prevent_extensions(struct evl_realm *realm, struct evl_object *object, bool *ok);

#endif
