/* SPDX-License-Identifier: MIT */
/*
 * disposal.c - disposing of resources, last first. See disposal.h.
 */
#include "vm/disposal.h"

#include "value/error.h"
#include "value/property.h"
#include "value/words.h"
#include "vm/promise.h"

enum { NEEDS_AWAIT = 1, HAS_AWAITED = 2 }; /* flags in element 0 */
enum { EACH = 3 };

evl_value evl_disposal_new(struct evl_realm *realm)
{
	struct evl_object *list = evl_array_new(realm, 0, 1 + EACH);
	evl_array_append(realm, list, evl_from_int(0));
	return evl_from_object(list);
}

bool evl_disposal_add(struct evl_realm *realm, evl_value list, evl_value value, evl_value method, enum evl_disposal_hint hint)
{
	struct evl_object *array = evl_as_object(list);
	return evl_array_append(realm, array, value) && evl_array_append(realm, array, method) &&
	       evl_array_append(realm, array, evl_from_int((int32_t)hint));
}

/* GetDisposeMethod (sec-getdisposemethod) */
static bool dispose_method(struct evl_realm *realm, evl_value value, bool is_async, evl_value *method, enum evl_disposal_hint *hint)
{
	*hint = is_async ? EVL_DISPOSE_ASYNC : EVL_DISPOSE_SYNC;
	*method = EVL_UNDEFINED;
	if (is_async && !evl_get_method(realm, value, EVL_NAME_symbol_async_dispose, method))
		return false;
	if (!evl_is_undefined(*method))
		return true;
	if (!evl_get_method(realm, value, EVL_NAME_symbol_dispose, method))
		return false;
	if (is_async)
		*hint = EVL_DISPOSE_SYNC_LATER;
	return !evl_is_undefined(*method) ||
	       evl_throw_message(realm, EVL_MESSAGE_NOT_DISPOSABLE);
}

bool evl_disposal_use(struct evl_realm *realm, evl_value list, evl_value value, bool is_async)
{
	evl_value method;
	enum evl_disposal_hint hint;
	if (evl_is_nullish(value))
		return !is_async || evl_disposal_add(realm, list, EVL_UNDEFINED, EVL_UNDEFINED, EVL_DISPOSE_ASYNC);
	if (!evl_is_object(value))
		return evl_throw_message(realm, EVL_MESSAGE_USING_NOT_OBJECT);
	return dispose_method(realm, value, is_async, &method, &hint) && evl_disposal_add(realm, list, value, method, hint);
}

bool evl_disposal_error(struct evl_realm *realm, evl_value *r, evl_value error)
{
	if (evl_is_int(r[1]) && evl_as_int(r[1]) == 1) {
		struct evl_string *text = evl_string_from_ascii(realm, realm->words != NULL ? realm->words->suppressed : "An error was suppressed during disposal");
		struct evl_object *both = evl_error_new_with(realm, EVL_ERROR_ERROR, evl_intrinsic(realm, EVL_INTRINSIC_SUPPRESSED_ERROR_PROTOTYPE),
							     evl_string_value(text));
		evl_define_new(realm, both, EVL_NAME_error, error, EVL_DATA_HIDDEN);
		evl_define_new(realm, both, EVL_NAME_suppressed, r[2], EVL_DATA_HIDDEN);
		error = evl_from_object(both);
	}
	r[1] = evl_from_int(1);
	r[2] = error;
	return realm->halt == EVL_STATUS_OK;
}

static bool call_method(struct evl_realm *realm, evl_value value, evl_value method, enum evl_disposal_hint hint, evl_value *result)
{
	switch (hint) {
	case EVL_DISPOSE_ADOPTED:
	case EVL_DISPOSE_ADOPTED_ASYNC:
		return evl_call(realm, method, EVL_UNDEFINED, 1, &value, result);
	case EVL_DISPOSE_CALLBACK:
	case EVL_DISPOSE_CALLBACK_ASYNC:
		return evl_call(realm, method, EVL_UNDEFINED, 0, NULL, result);
	default:
		return evl_call(realm, method, value, 0, NULL, result);
	}
}

/* The promise that stands for a synchronous disposal under `await using`: rejected when the method threw. */
static evl_value settled(struct evl_realm *realm, bool ok)
{
	struct evl_promise *promise = evl_promise_new(realm);
	if (ok)
		evl_promise_fulfill(realm, promise, EVL_UNDEFINED);
	else
		evl_promise_reject(realm, promise, evl_take_exception(realm));
	return evl_from_object(promise);
}

bool evl_disposal_step(struct evl_realm *realm, evl_value *r, evl_value *awaited, bool *done)
{
	struct evl_object *list = evl_as_object(r[0]);
	evl_value *flags = &list->elements[0];
	*awaited = EVL_UNDEFINED;
	*done = false;
	while (list->element_count > 1) {
		evl_value *top = &list->elements[list->element_count - EACH];
		evl_value value = top[0], method = top[1], result;
		enum evl_disposal_hint hint = (enum evl_disposal_hint)evl_as_int(top[2]);
		bool is_async = hint == EVL_DISPOSE_ASYNC || hint == EVL_DISPOSE_SYNC_LATER || hint == EVL_DISPOSE_ADOPTED_ASYNC ||
				hint == EVL_DISPOSE_CALLBACK_ASYNC;
		if (!is_async && evl_as_int(*flags) == NEEDS_AWAIT) {
			*flags = evl_from_int(0);
			return true;
		}
		list->element_count -= EACH;
		list->length = list->element_count;
		if (evl_is_undefined(method)) {
			*flags = evl_from_int(evl_as_int(*flags) | NEEDS_AWAIT);
			continue;
		}
		bool ok = call_method(realm, value, method, hint, &result);
		flags = &list->elements[0];
		if (realm->halt != EVL_STATUS_OK)
			return false;
		if (hint == EVL_DISPOSE_SYNC_LATER) {
			*flags = evl_from_int(evl_as_int(*flags) | HAS_AWAITED);
			*awaited = settled(realm, ok);
			return true;
		}
		if (!ok) {
			if (!evl_disposal_error(realm, r, evl_take_exception(realm)))
				return false;
		} else if (is_async) {
			*flags = evl_from_int(evl_as_int(*flags) | HAS_AWAITED);
			*awaited = result;
			return true;
		}
	}
	if (evl_as_int(*flags) == NEEDS_AWAIT) {
		*flags = evl_from_int(HAS_AWAITED);
		return true;
	}
	*done = true;
	return true;
}
