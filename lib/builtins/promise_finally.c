/* SPDX-License-Identifier: MIT */
/*
 * promise_finally.c - Promise.prototype.finally as JavaScriptCore has it: written natively, it settles the derived promise itself.
 *
 * The derived promise settles in the reaction in which the callback ran, or, where that gave a promise, in the reaction of that
 * one; sec-promise.prototype.finally goes through promises of its own and takes two reactions more.
 */
#include "builtins/promise_finally.h"

#include "value/convert.h"
#include "vm/function.h"

/* What the functions here hold. */
enum { DERIVED, ON_FINALLY, VALUE = ON_FINALLY };

static struct evl_promise *derived_of(const struct evl_args *args)
{
	return evl_pointer(((struct evl_native_function *)args->callee)->captured[DERIVED]);
}

static evl_value make(struct evl_realm *realm, evl_native fn, evl_value derived, evl_value second)
{
	struct evl_native_function *function = evl_native_function_new(realm, "", 1, fn);
	function->captured[DERIVED] = derived;
	function->captured[ON_FINALLY] = second;
	return evl_from_object(function);
}

/* The promise that the callback gave has settled: fulfilled, what was there before goes on; rejected, its reason does. */
static bool keep_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	evl_promise_fulfill(realm, derived_of(args), ((struct evl_native_function *)args->callee)->captured[VALUE]);
	return true;
}

static bool keep_reason(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	evl_promise_reject(realm, derived_of(args), ((struct evl_native_function *)args->callee)->captured[VALUE]);
	return true;
}

static bool take_reason(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	evl_promise_reject(realm, derived_of(args), evl_arg(args, 0));
	return true;
}

static bool has_then(struct evl_realm *realm, evl_value value, bool *out)
{
	evl_value then;
	*out = false;
	if (!evl_is_object(value))
		return true;
	if (!evl_get(realm, value, EVL_NAME_then, &then))
		return false;
	*out = evl_is_callable(then);
	return true;
}

/* Call the callback; *waits: the derived promise is that of a promise it gave. False: it threw. */
static bool call_back(struct evl_realm *realm, const struct evl_args *args, evl_native keep, bool *waits)
{
	struct evl_native_function *self = (struct evl_native_function *)args->callee;
	evl_value given;
	*waits = false;
	if (!evl_call(realm, self->captured[ON_FINALLY], EVL_UNDEFINED, 0, NULL, &given))
		return false;
	if (evl_promise_is_plain(realm, given)) {
		evl_value derived = self->captured[DERIVED];
		evl_promise_then(realm, evl_pointer(given), make(realm, keep, derived, evl_arg(args, 0)),
				 make(realm, take_reason, derived, EVL_UNDEFINED), NULL);
		*waits = true;
		return true;
	}
	bool thenable;
	if (!has_then(realm, given, &thenable))
		return false;
	return !thenable || evl_not_covered(realm, "finally whose callback returns an object with a then method, in this engine");
}

static bool settle(struct evl_realm *realm, const struct evl_args *args, bool rejected)
{
	bool waits;
	if (!call_back(realm, args, rejected ? keep_reason : keep_value, &waits)) {
		if (realm->halt != EVL_STATUS_OK)
			return false;
		evl_promise_reject(realm, derived_of(args), evl_take_exception(realm));
		return true;
	}
	if (!waits)
		(rejected ? evl_promise_reject : evl_promise_fulfill)(realm, derived_of(args), evl_arg(args, 0));
	return true;
}

static bool on_fulfilled(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return settle(realm, args, false);
}

static bool on_rejected(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return settle(realm, args, true);
}

evl_value evl_promise_quick_finally(struct evl_realm *realm, struct evl_promise *promise, evl_value on_finally)
{
	evl_value derived = evl_from_object(evl_promise_new(realm));
	evl_promise_then(realm, promise, make(realm, on_fulfilled, derived, on_finally), make(realm, on_rejected, derived, on_finally), NULL);
	return derived;
}
