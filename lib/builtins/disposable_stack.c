/* SPDX-License-Identifier: MIT */
/*
 * disposable_stack.c - DisposableStack and AsyncDisposableStack (sec-disposablestack-objects,
 * sec-asyncdisposablestack-objects). Not in Node 20: see recent.h. What disposing is, is vm/disposal.c.
 */
#include <stdio.h>

#include "builtins/args.h"
#include "vm/disposal.h"
#include "vm/promise.h"

struct disposable_stack {
	struct evl_object object; /* class DISPOSABLE_STACK or ASYNC_DISPOSABLE_STACK */
	evl_value list;           /* EVL_UNDEFINED once it is disposed of or moved */
};

/* What the two kinds do not share. */
struct stack_kind {
	const char *name;
	enum evl_class cls;
	enum evl_intrinsic prototype;
	bool is_async;
};

static const struct stack_kind sync_kind = {
	"DisposableStack", EVL_CLASS_DISPOSABLE_STACK, EVL_INTRINSIC_DISPOSABLE_STACK_PROTOTYPE, false,
};
static const struct stack_kind async_kind = {
	"AsyncDisposableStack", EVL_CLASS_ASYNC_DISPOSABLE_STACK, EVL_INTRINSIC_ASYNC_DISPOSABLE_STACK_PROTOTYPE, true,
};

static struct disposable_stack *stack_new(struct evl_realm *realm, const struct stack_kind *kind, struct evl_object *prototype)
{
	struct evl_object *object =
		evl_object_alloc(realm, kind->cls, evl_shape_root(realm, prototype), sizeof(struct disposable_stack), 0);
	((struct disposable_stack *)object)->list = evl_disposal_new(realm);
	return (struct disposable_stack *)object;
}

static bool construct(struct evl_realm *realm, const struct evl_args *args, const struct stack_kind *kind, evl_value *result)
{
	struct evl_object *prototype;
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_WITHOUT_NEW, kind->name);
	if (!evl_prototype_from_constructor(realm, args->new_target, kind->prototype, &prototype))
		return false;
	*result = evl_from_object(stack_new(realm, kind, prototype));
	return true;
}

/* The receiver; NULL with TypeError, or with ReferenceError when it is to be `open` and is not. */
static struct disposable_stack *receiver(struct evl_realm *realm, const struct evl_args *args, const struct stack_kind *kind,
					 const char *method, bool open)
{
	char name[64];
	snprintf(name, sizeof name, "%s.prototype.%s", kind->name, method);
	if (!evl_is_class(args->this_value, kind->cls)) {
		evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, name, evl_describe(realm, args->this_value));
		return NULL;
	}
	struct disposable_stack *stack = evl_pointer(args->this_value);
	if (!open || !evl_is_undefined(stack->list))
		return stack;
	evl_throw_message(realm, EVL_MESSAGE_ALREADY_DISPOSED, name, kind->name);
	return NULL;
}

/* sec-disposablestack.prototype.use, sec-asyncdisposablestack.prototype.use */
static bool use(struct evl_realm *realm, const struct evl_args *args, const struct stack_kind *kind, evl_value *result)
{
	struct disposable_stack *stack = receiver(realm, args, kind, "use", true);
	if (stack == NULL || !evl_disposal_use(realm, stack->list, evl_arg(args, 0), kind->is_async))
		return false;
	*result = evl_arg(args, 0);
	return true;
}

/* sec-disposablestack.prototype.adopt, sec-asyncdisposablestack.prototype.adopt */
static bool adopt(struct evl_realm *realm, const struct evl_args *args, const struct stack_kind *kind, evl_value *result)
{
	struct disposable_stack *stack = receiver(realm, args, kind, "adopt", true);
	if (stack == NULL)
		return false;
	*result = evl_arg(args, 0);
	if (!evl_is_callable(evl_arg(args, 1)))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe(realm, evl_arg(args, 1)));
	return evl_disposal_add(realm, stack->list, *result, args->values[1],
				kind->is_async ? EVL_DISPOSE_ADOPTED_ASYNC : EVL_DISPOSE_ADOPTED);
}

/* sec-disposablestack.prototype.defer, sec-asyncdisposablestack.prototype.defer */
static bool defer(struct evl_realm *realm, const struct evl_args *args, const struct stack_kind *kind, evl_value *result)
{
	struct disposable_stack *stack = receiver(realm, args, kind, "defer", true);
	*result = EVL_UNDEFINED;
	if (stack == NULL)
		return false;
	if (!evl_is_callable(evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe(realm, evl_arg(args, 0)));
	return evl_disposal_add(realm, stack->list, EVL_UNDEFINED, args->values[0],
				kind->is_async ? EVL_DISPOSE_CALLBACK_ASYNC : EVL_DISPOSE_CALLBACK);
}

/* sec-disposablestack.prototype.move, sec-asyncdisposablestack.prototype.move */
static bool move(struct evl_realm *realm, const struct evl_args *args, const struct stack_kind *kind, evl_value *result)
{
	struct disposable_stack *stack = receiver(realm, args, kind, "move", true);
	if (stack == NULL)
		return false;
	struct disposable_stack *moved = stack_new(realm, kind, evl_intrinsic(realm, kind->prototype));
	moved->list = stack->list;
	stack->list = EVL_UNDEFINED;
	*result = evl_from_object(moved);
	return true;
}

/* sec-get-disposablestack.prototype.disposed, sec-get-asyncdisposablestack.prototype.disposed */
static bool disposed(struct evl_realm *realm, const struct evl_args *args, const struct stack_kind *kind, evl_value *result)
{
	char name[64];
	snprintf(name, sizeof name, "get %s.prototype.disposed", kind->name);
	if (!evl_is_class(args->this_value, kind->cls))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, name, evl_describe(realm, args->this_value));
	*result = evl_from_bool(evl_is_undefined(((struct disposable_stack *)evl_pointer(args->this_value))->list));
	return true;
}

/* sec-disposablestack.prototype.dispose */
static bool dispose(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct disposable_stack *stack = receiver(realm, args, &sync_kind, "dispose", false);
	*result = EVL_UNDEFINED;
	if (stack == NULL)
		return false;
	if (evl_is_undefined(stack->list))
		return true;
	evl_value r[3] = { stack->list, evl_from_int(0), EVL_UNDEFINED }, awaited;
	bool done = false;
	stack->list = EVL_UNDEFINED;
	if (!evl_disposal_step(realm, r, &awaited, &done))
		return false;
	return evl_as_int(r[1]) == 0 || evl_throw(realm, r[2]);
}

/* ---- the asynchronous way: state is an array of the list, the flag, the error and the promise ---- */

enum { STATE_PROMISE = 3, STATE_COUNT = 4 };

static bool go_on(struct evl_realm *realm, struct evl_object *state);

static bool on_settled(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_native_function *self = (const struct evl_native_function *)args->callee;
	struct evl_object *state = evl_pointer(self->captured[0]);
	*result = EVL_UNDEFINED;
	if (self->captured[1] == EVL_TRUE && !evl_disposal_error(realm, state->elements, evl_arg(args, 0)))
		return false;
	return go_on(realm, state);
}

static evl_value settled_function(struct evl_realm *realm, struct evl_object *state, bool rejected)
{
	struct evl_native_function *function = evl_native_function_new(realm, "", 1, on_settled);
	function->captured[0] = evl_from_object(state);
	function->captured[1] = evl_from_bool(rejected);
	return evl_from_object(function);
}

static bool go_on(struct evl_realm *realm, struct evl_object *state)
{
	for (;;) {
		evl_value awaited, promise;
		bool done;
		if (!evl_disposal_step(realm, state->elements, &awaited, &done))
			return false;
		struct evl_promise *result = evl_pointer(state->elements[STATE_PROMISE]);
		if (done && evl_as_int(state->elements[1]) == 0)
			evl_promise_fulfill(realm, result, EVL_UNDEFINED);
		else if (done)
			evl_promise_reject(realm, result, state->elements[2]);
		if (done)
			return true;
		if (evl_promise_resolve(realm, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_PROMISE)), awaited, &promise)) {
			evl_promise_then(realm, evl_pointer(promise), settled_function(realm, state, false),
					 settled_function(realm, state, true), NULL);
			return true;
		}
		if (realm->halt != EVL_STATUS_OK || !evl_disposal_error(realm, state->elements, evl_take_exception(realm)))
			return false;
	}
}

/* sec-asyncdisposablestack.prototype.disposeasync */
static bool dispose_async(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_promise *promise = evl_promise_new(realm);
	*result = evl_from_object(promise);
	struct disposable_stack *stack = receiver(realm, args, &async_kind, "disposeAsync", false);
	if (stack == NULL) {
		if (realm->halt != EVL_STATUS_OK)
			return false;
		evl_promise_reject(realm, promise, evl_take_exception(realm));
		return true;
	}
	if (evl_is_undefined(stack->list)) {
		evl_promise_fulfill(realm, promise, EVL_UNDEFINED);
		return true;
	}
	const evl_value values[STATE_COUNT] = { stack->list, evl_from_int(0), EVL_UNDEFINED, *result };
	stack->list = EVL_UNDEFINED;
	return go_on(realm, evl_array_from(realm, values, STATE_COUNT));
}

/* ---- rows ---- */

#define SHARED(prefix, kind) \
	static bool prefix##_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return construct(realm, args, &kind, result); } \
	static bool prefix##_use(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return use(realm, args, &kind, result); } \
	static bool prefix##_adopt(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return adopt(realm, args, &kind, result); } \
	static bool prefix##_defer(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return defer(realm, args, &kind, result); } \
	static bool prefix##_move(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return move(realm, args, &kind, result); } \
	static bool prefix##_disposed(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return disposed(realm, args, &kind, result); }

SHARED(sync, sync_kind)
SHARED(async, async_kind)

static const struct evl_row sync_prototype[] = {
	EVL_METHOD("use", sync_use, 1),
	EVL_METHOD("dispose", dispose, 0),
	EVL_METHOD("adopt", sync_adopt, 2),
	EVL_METHOD("defer", sync_defer, 1),
	EVL_METHOD("move", sync_move, 0),
	EVL_GETTER("disposed", sync_disposed),
	EVL_ALIAS_ROW("[Symbol.dispose]", "dispose"),
	EVL_TAG_ROW("DisposableStack"),
};

const struct evl_family evl_family_DISPOSABLE_STACK = {
	.name = "DisposableStack",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = sync_construct,
	.prototype = EVL_ROWS(sync_prototype),
};

static const struct evl_row async_prototype[] = {
	EVL_METHOD("use", async_use, 1),
	EVL_METHOD("disposeAsync", dispose_async, 0),
	EVL_METHOD("adopt", async_adopt, 2),
	EVL_METHOD("defer", async_defer, 1),
	EVL_METHOD("move", async_move, 0),
	EVL_GETTER("disposed", async_disposed),
	EVL_ALIAS_ROW("[Symbol.asyncDispose]", "disposeAsync"),
	EVL_TAG_ROW("AsyncDisposableStack"),
};

const struct evl_family evl_family_ASYNC_DISPOSABLE_STACK = {
	.name = "AsyncDisposableStack",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = async_construct,
	.prototype = EVL_ROWS(async_prototype),
};
