/* SPDX-License-Identifier: MIT */
/*
 * disposal.h - resources that wait to be disposed of (DisposableResource Records), for using
 * declarations and for DisposableStack: an array of flags, then value, method and hint of each.
 */
#ifndef EVL_VM_DISPOSAL_H
#define EVL_VM_DISPOSAL_H

#include "value/object.h"
#include "value/realm.h"

/* How a resource is disposed of. */
enum evl_disposal_hint {
	EVL_DISPOSE_SYNC,       /* call the method */
	EVL_DISPOSE_ASYNC,      /* call it and await what it gives */
	EVL_DISPOSE_SYNC_LATER, /* await using of something that is disposed of synchronously: call it, await undefined */
	EVL_DISPOSE_ADOPTED,    /* DisposableStack.prototype.adopt: call the method with the value as argument */
	EVL_DISPOSE_ADOPTED_ASYNC,
	EVL_DISPOSE_CALLBACK,   /* defer: call the method */
	EVL_DISPOSE_CALLBACK_ASYNC,
};

/* A new empty list. */
evl_value evl_disposal_new(struct evl_realm *realm);
/* AddDisposableResource with `value` itself (sec-adddisposableresource): finds its method. False: an exception is pending. */
bool evl_disposal_use(struct evl_realm *realm, evl_value list, evl_value value, bool is_async);
/* The same with a method that is known. */
bool evl_disposal_add(struct evl_realm *realm, evl_value list, evl_value value, evl_value method, enum evl_disposal_hint hint);

/*
 * Go on with DisposeResources (sec-disposeresources) of r[0] = the list, r[1] = 1 when an error is on its way, which is r[2] then.
 * *done: nothing is left; otherwise *awaited must be awaited first. False: the run halts.
 */
bool evl_disposal_step(struct evl_realm *realm, evl_value *r, evl_value *awaited, bool *done);
/* What was awaited rejected, or a method threw `error`: it takes the place of the error on its way, as a SuppressedError. */
bool evl_disposal_error(struct evl_realm *realm, evl_value *r, evl_value error);

#endif
