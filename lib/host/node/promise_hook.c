/* SPDX-License-Identifier: MIT */
/*
 * promise_hook.c - what Node keeps in promises and timers while an AsyncLocalStorage is in use: two numbers, which are other ones in every run, and
 * for each storage what it held where the promise was made. All of it shows when a promise is printed.
 */
#include "host/node/node.h"
#include "value/collection.h"
#include "value/convert.h"
#include "value/own.h"
#include "value/unknown.h"
#include "vm/promise.h"
#include "vm/vm.h"

/* What the storage holds now. */
static evl_value held(struct evl_realm *realm, evl_value storage)
{
	evl_value context = realm->vm->async_context;
	evl_value value = evl_is_class(context, EVL_CLASS_MAP) ? evl_collection_get(realm, evl_pointer(context), storage) : EVL_UNDEFINED;
	return value != EVL_EMPTY ? value : EVL_UNDEFINED;
}

static void promise_made(struct evl_realm *realm, struct evl_promise *promise)
{
	evl_value symbol, value;
	evl_key key;
	uint32_t position = 0;
	while (evl_collection_next(evl_pointer(evl_node(realm)->tracked), &position, &symbol, &value))
		if (!evl_to_key(realm, symbol, &key) ||
		    !evl_own_add(realm, &promise->object, key, evl_is_unknown(value) ? value : held(realm, value), EVL_DATA_DEFAULT))
			return;
}

void evl_node_keep_stores(struct evl_realm *realm, struct evl_object *object)
{
	evl_value symbol, storage;
	evl_key key;
	uint32_t position = 0;
	if (realm->vm->promise_made != promise_made)
		return;
	while (evl_collection_next(evl_pointer(evl_node(realm)->tracked), &position, &symbol, &storage))
		if (!evl_is_unknown(storage) && (!evl_to_key(realm, symbol, &key) || !evl_own_add(realm, object, key, held(realm, storage), EVL_DATA_DEFAULT)))
			return;
}

/* trackPromises(map[, on]): whether promises get these properties from now on: symbols with an unknown value or with the storage that has it. */
static bool track_promises(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	evl_node(realm)->tracked = evl_arg(args, 0);
	realm->vm->promise_made = evl_arg(args, 1) == EVL_TRUE && realm->v8 < EVL_V8_13 ? promise_made : NULL; /* Node 24 has them elsewhere */
	return true;
}

static const struct evl_row binding_row[] = { EVL_METHOD("trackPromises", track_promises, 1) };
const struct evl_rows evl_node_promise_binding = EVL_ROWS(binding_row);
