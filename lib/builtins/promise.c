/* SPDX-License-Identifier: MIT */
/*
 * promise.c - the Promise constructor and its prototype (sec-promise-objects).
 */
#include "vm/promise.h"

#include "base/misconception.h"
#include "base/names.h"
#include "builtins/promise_combinators.h"
#include "builtins/promise_finally.h"
#include "builtins/recent.h"
#include "value/error.h"
#include "value/property.h"
#include "value/realm.h"
#include "value/rows.h"
#include "vm/stack.h"
#include "vm/vm.h"

/* Believed: the executor runs later. captured: 0 the executor, 1 and 2 its arguments. */
static bool late_executor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_native_function *self = (struct evl_native_function *)args->callee;
	return evl_call(realm, self->captured[0], EVL_UNDEFINED, 2, self->captured + 1, result);
}

/* Call the executor; with a changed rule, as that has it. */
static bool call_executor(struct evl_realm *realm, evl_value executor, evl_value functions[2])
{
	evl_value ignored;
	if (realm->vm->misconception == EVL_MISCONCEPTION_EXECUTOR_LATER) {
		struct evl_native_function *late = evl_native_function_new(realm, "", 0, late_executor);
		late->captured[0] = executor;
		late->captured[1] = functions[0];
		late->captured[2] = functions[1];
		evl_job_queue_call(realm, evl_from_object(late));
		return true;
	}
	bool counts = realm->vm->misconception == EVL_MISCONCEPTION_RESOLVE_RETURNS && realm->vm->executing < 100;
	realm->vm->executing = (uint8_t)(realm->vm->executing + counts);
	bool ok = evl_call(realm, executor, EVL_UNDEFINED, 2, functions, &ignored);
	realm->vm->executing = (uint8_t)(realm->vm->executing - counts);
	return ok;
}

/* sec-promise-executor */
static bool promise_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value executor = evl_arg(args, 0);
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_PROMISE_WITHOUT_NEW);
	if (!evl_is_callable(executor))
		return evl_throw_message(realm, EVL_MESSAGE_PROMISE_RESOLVER, evl_describe(realm, executor));
	struct evl_promise *promise;
	if (args->new_target == evl_from_object(args->callee)) {
		promise = evl_promise_new(realm);
	} else {
		struct evl_object *prototype;
		if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_PROMISE_PROTOTYPE, &prototype))
			return false;
		promise = evl_promise_new_with(realm, prototype);
	}
	evl_value functions[2];
	evl_value ignored;
	evl_promise_resolving_functions(realm, promise, &functions[0], &functions[1]);
	*result = evl_from_object(promise);
	if (call_executor(realm, executor, functions))
		return true;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	evl_value reason = evl_take_exception(realm);
	return evl_call(realm, functions[1], EVL_UNDEFINED, 1, &reason, &ignored);
}

/* sec-promise.reject */
static bool promise_reject(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_capability capability;
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, "PromiseReject");
	if (!evl_capability_new(realm, args->this_value, &capability) ||
	    !evl_capability_reject(realm, &capability, evl_arg(args, 0)))
		return false;
	*result = capability.promise;
	return true;
}

/* sec-promise.withResolvers */
static bool promise_with_resolvers(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_capability capability;
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, "Promise.withResolvers");
	if (!evl_capability_new(realm, args->this_value, &capability))
		return false;
	evl_capability_functions(realm, &capability);
	struct evl_object *object = evl_object_plain(realm);
	*result = evl_from_object(object);
	return evl_create_data(realm, object, EVL_NAME_promise, capability.promise) &&
	       evl_create_data(realm, object, EVL_NAME_resolve, capability.resolve) &&
	       evl_create_data(realm, object, EVL_NAME_reject, capability.reject);
}

/*
 * sec-promise.try. As Chromium has it since 2026: a promise of the same constructor is handed on as it is. Node 24,
 * Deno and Firefox resolve a new promise with it, which takes two more ticks (realm->plain_try).
 */
static bool promise_try(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_capability capability;
	evl_value value;
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, "Promise.try");
	if (realm->plain_try && !evl_capability_new(realm, args->this_value, &capability))
		return false;
	uint32_t count = args->count > 1 ? args->count - 1 : 0;
	if (evl_call(realm, evl_arg(args, 0), EVL_UNDEFINED, count, count != 0 ? args->values + 1 : NULL, &value)) {
		if (!realm->plain_try)
			return evl_promise_resolve(realm, args->this_value, value, result);
		*result = capability.promise;
		return evl_capability_resolve(realm, &capability, value);
	}
	if (realm->halt != EVL_STATUS_OK)
		return false;
	evl_value reason = evl_take_exception(realm);
	if (!realm->plain_try && !evl_capability_new(realm, args->this_value, &capability))
		return false;
	*result = capability.promise;
	return evl_capability_reject(realm, &capability, reason);
}

/* promise.then(...) as a script would call it. */
static bool invoke_then(struct evl_realm *realm, evl_value promise, evl_value on_fulfilled, evl_value on_rejected, evl_value *result)
{
	if (evl_promise_is_plain(realm, promise))
		return evl_promise_then_method(realm, evl_pointer(promise), on_fulfilled, on_rejected, result);
	evl_value handlers[2] = { on_fulfilled, on_rejected };
	return evl_invoke(realm, promise, EVL_NAME_then, 2, handlers, result);
}

/* sec-promise.prototype.catch */
static bool promise_prototype_catch(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return invoke_then(realm, args->this_value, EVL_UNDEFINED, evl_arg(args, 0), result);
}

/* The value and thrower thunks of finally; captured 0: the value or reason. */
static bool finally_value(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)realm;
	*result = ((struct evl_native_function *)args->callee)->captured[0];
	return true;
}

static bool finally_thrower(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)result;
	return evl_throw(realm, ((struct evl_native_function *)args->callee)->captured[0]);
}

/* What the two finally functions share: call onFinally, wait for its result, go on with `thunk`. captured 0: onFinally, 1: constructor. */
static bool finally_step(struct evl_realm *realm, const struct evl_args *args, evl_native thunk, evl_value *result)
{
	struct evl_native_function *self = (struct evl_native_function *)args->callee;
	evl_value value;
	evl_value promise;
	if (!evl_call(realm, self->captured[0], EVL_UNDEFINED, 0, NULL, &value))
		return false;
	if (!evl_promise_resolve(realm, self->captured[1], value, &promise))
		return false;
	struct evl_native_function *next = evl_native_function_new(realm, "", 0, thunk);
	next->captured[0] = evl_arg(args, 0);
	evl_value handler = evl_from_object(next);
	if (evl_promise_is_plain(realm, promise))
		return evl_promise_then_method(realm, evl_pointer(promise), handler, EVL_UNDEFINED, result);
	return evl_invoke(realm, promise, EVL_NAME_then, 1, &handler, result);
}

static bool then_finally(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return finally_step(realm, args, finally_value, result);
}

static bool catch_finally(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return finally_step(realm, args, finally_thrower, result);
}

/* sec-promise.prototype.finally */
static bool promise_prototype_finally(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value on_finally = evl_arg(args, 0);
	evl_value constructor;
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, "Promise.prototype.finally");
	if (evl_is_class(args->this_value, EVL_CLASS_PROMISE)) {
		if (!evl_promise_species(realm, evl_pointer(args->this_value), &constructor))
			return false;
	} else if (!evl_species_constructor(realm, evl_as_object(args->this_value),
					    evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_PROMISE)), &constructor)) {
		return false;
	}
	if (!evl_is_callable(on_finally))
		return invoke_then(realm, args->this_value, on_finally, on_finally, result);
	if (realm->quick_finally && evl_promise_is_plain(realm, args->this_value)) {
		*result = evl_promise_quick_finally(realm, evl_pointer(args->this_value), on_finally);
		return true;
	}
	struct evl_native_function *fulfilled = evl_native_function_new(realm, evl_finally_function_name, 1, then_finally);
	struct evl_native_function *rejected = evl_native_function_new(realm, evl_finally_function_name, 1, catch_finally);
	fulfilled->captured[0] = rejected->captured[0] = on_finally;
	fulfilled->captured[1] = rejected->captured[1] = constructor;
	return invoke_then(realm, args->this_value, evl_from_object(fulfilled), evl_from_object(rejected), result);
}

static const struct evl_row promise_statics[] = {
	EVL_METHOD("all", evl_promise_all, 1),
	EVL_METHOD("allSettled", evl_promise_all_settled, 1),
	EVL_METHOD("any", evl_promise_any, 1),
	EVL_METHOD("race", evl_promise_race, 1),
	EVL_METHOD("resolve", evl_promise_static_resolve, 1),
	EVL_METHOD("reject", promise_reject, 1),
	EVL_GETTER("[Symbol.species]", evl_promise_species_getter),
};

static const struct evl_row promise_prototype[] = {
	EVL_METHOD("then", evl_promise_prototype_then, 2),
	EVL_METHOD("catch", promise_prototype_catch, 1),
	EVL_METHOD("finally", promise_prototype_finally, 1),
	EVL_TAG_ROW("Promise"),
};

const struct evl_family evl_family_PROMISE = {
	.name = "Promise",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = promise_construct,
	.length = 1,
	.statics = EVL_ROWS(promise_statics),
	.prototype = EVL_ROWS(promise_prototype),
};

static const struct evl_row promise_recent[] = {
	EVL_METHOD("withResolvers", promise_with_resolvers, 0),
	EVL_METHOD_SINCE(EVL_V8_13, "try", promise_try, 1),
};

const struct evl_rows evl_rows_promise_recent = EVL_ROWS(promise_recent);
