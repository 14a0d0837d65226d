/* SPDX-License-Identifier: MIT */
/*
 * array_from_async.c - Array.fromAsync (sec-array.fromasync). Not in Node 20.
 *
 * The standard writes it as an async function. Here its state is an object and every
 * await of it two native functions that go on; they take as many ticks.
 */
#include "base/names.h"
#include "builtins/args.h"
#include "builtins/array.h"
#include "value/error.h"
#include "value/property.h"
#include "value/realm.h"
#include "vm/generator.h"
#include "vm/iterator.h"
#include "vm/promise.h"

/* What the await in progress is for. */
enum stage { AWAIT_RESULT, AWAIT_ELEMENT, AWAIT_MAPPED, AWAIT_CLOSE };

struct from_async {
	struct evl_object object;
	evl_value promise; /* plain; settled here only */
	evl_value array;
	evl_value mapper, this_argument; /* mapper EVL_UNDEFINED: none */
	evl_value iterator, next;        /* iterator EVL_UNDEFINED: array-like */
	evl_value source;                /* array-like */
	evl_value failure;               /* while the iterator is closed */
	double index, length;
	uint8_t stage;
};

static bool go_on(struct evl_realm *realm, struct from_async *self);
static bool settled(struct evl_realm *realm, struct from_async *self, bool rejected, evl_value value);

static bool on_fulfilled(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return settled(realm, evl_pointer(((struct evl_native_function *)args->callee)->captured[0]), false, evl_arg(args, 0));
}

static bool on_rejected(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return settled(realm, evl_pointer(((struct evl_native_function *)args->callee)->captured[0]), true, evl_arg(args, 0));
}

static bool await(struct evl_realm *realm, struct from_async *self, evl_value value, enum stage stage)
{
	evl_value promise;
	if (!evl_promise_resolve(realm, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_PROMISE)), value, &promise))
		return false;
	struct evl_native_function *fulfilled = evl_native_function_new(realm, "", 1, on_fulfilled);
	struct evl_native_function *rejected = evl_native_function_new(realm, "", 1, on_rejected);
	fulfilled->captured[0] = rejected->captured[0] = evl_from_object(self);
	self->stage = (uint8_t)stage;
	evl_promise_then(realm, evl_pointer(promise), evl_from_object(fulfilled), evl_from_object(rejected), NULL);
	return true;
}

/* The pending exception ends it. False: the run halts. */
static bool fail(struct evl_realm *realm, struct from_async *self)
{
	if (realm->halt != EVL_STATUS_OK)
		return false;
	evl_promise_reject(realm, evl_pointer(self->promise), evl_take_exception(realm));
	return true;
}

/* The same after closing the iterator, whose promise is awaited and whose errors are not told (sec-asynciteratorclose). */
static bool fail_closing(struct evl_realm *realm, struct from_async *self)
{
	evl_value method;
	evl_value result;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	if (evl_is_undefined(self->iterator))
		return fail(realm, self);
	self->failure = evl_take_exception(realm);
	bool called = evl_get_method(realm, self->iterator, EVL_NAME_return_, &method) && !evl_is_undefined(method) &&
		      evl_call(realm, method, self->iterator, 0, NULL, &result);
	if (called && await(realm, self, result, AWAIT_CLOSE))
		return true;
	if (realm->halt != EVL_STATUS_OK)
		return false;
	realm->exception = EVL_EMPTY;
	evl_promise_reject(realm, evl_pointer(self->promise), self->failure);
	return true;
}

static bool finish(struct evl_realm *realm, struct from_async *self)
{
	if (!evl_set(realm, self->array, EVL_NAME_length, evl_from_number(self->index), true))
		return fail(realm, self);
	evl_promise_resolve_with(realm, evl_pointer(self->promise), self->array);
	return realm->halt == EVL_STATUS_OK;
}

static bool store(struct evl_realm *realm, struct from_async *self, evl_value value)
{
	if (!evl_create_data(realm, evl_as_object(self->array), evl_key_from_number(realm, self->index), value))
		return fail_closing(realm, self);
	self->index++;
	return go_on(realm, self);
}

/* An element is there: map it or store it. */
static bool element(struct evl_realm *realm, struct from_async *self, evl_value value)
{
	evl_value values[2] = { value, evl_from_number(self->index) };
	evl_value mapped;
	if (evl_is_undefined(self->mapper))
		return store(realm, self, value);
	if (!evl_call(realm, self->mapper, self->this_argument, 2, values, &mapped) || !await(realm, self, mapped, AWAIT_MAPPED))
		return fail_closing(realm, self);
	return true;
}

static bool result_object(struct evl_realm *realm, struct from_async *self, evl_value result)
{
	evl_value value;
	if (!evl_is_object(result)) {
		evl_throw_message(realm, EVL_MESSAGE_ITERATOR_RESULT_NOT_OBJECT, evl_describe(realm, result));
		return fail(realm, self);
	}
	if (!evl_get(realm, result, EVL_NAME_done, &value))
		return fail(realm, self);
	if (evl_to_boolean(value))
		return finish(realm, self);
	if (!evl_get(realm, result, EVL_NAME_value, &value))
		return fail(realm, self);
	return element(realm, self, value);
}

static bool settled(struct evl_realm *realm, struct from_async *self, bool rejected, evl_value value)
{
	if (!evl_library_step(realm))
		return false;
	if (self->stage == AWAIT_CLOSE) {
		evl_promise_reject(realm, evl_pointer(self->promise), self->failure);
		return true;
	}
	if (rejected) {
		evl_throw(realm, value);
		return self->stage == AWAIT_MAPPED ? fail_closing(realm, self) : fail(realm, self);
	}
	if (self->stage == AWAIT_RESULT)
		return result_object(realm, self, value);
	return self->stage == AWAIT_ELEMENT ? element(realm, self, value) : store(realm, self, value);
}

/* Ask for the next element. */
static bool go_on(struct evl_realm *realm, struct from_async *self)
{
	evl_value value;
	if (!evl_is_undefined(self->iterator)) {
		if (!evl_call(realm, self->next, self->iterator, 0, NULL, &value) || !await(realm, self, value, AWAIT_RESULT))
			return fail(realm, self);
		return true;
	}
	if (self->index >= self->length)
		return finish(realm, self);
	if (!evl_get(realm, self->source, evl_key_from_number(realm, self->index), &value) ||
	    !await(realm, self, value, AWAIT_ELEMENT))
		return fail(realm, self);
	return true;
}

/* GetIteratorFromMethod, wrapped when it is a sync one. */
static bool open(struct evl_realm *realm, struct from_async *self, evl_value items, evl_value method, bool is_async)
{
	if (!evl_call(realm, method, items, 0, NULL, &self->iterator))
		return false;
	if (!evl_is_object(self->iterator))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_AN_OBJECT, evl_describe(realm, self->iterator));
	if (!evl_get(realm, self->iterator, EVL_NAME_next, &self->next))
		return false;
	if (is_async)
		return true;
	self->iterator = evl_async_from_sync_iterator_new(realm, self->iterator, self->next);
	return evl_get(realm, self->iterator, EVL_NAME_next, &self->next);
}

static bool begin(struct evl_realm *realm, struct from_async *self, evl_value constructor, evl_value items)
{
	evl_value method;
	evl_value length;
	bool is_async = true;
	if (!evl_is_undefined(self->mapper) && !evl_require_callable(realm, self->mapper))
		return false;
	if (!evl_get_method(realm, items, EVL_NAME_symbol_async_iterator, &method))
		return false;
	if (evl_is_undefined(method)) {
		is_async = false;
		if (!evl_get_method(realm, items, EVL_NAME_symbol_iterator, &method))
			return false;
	}
	if (!evl_is_undefined(method)) {
		if (!open(realm, self, items, method, is_async))
			return false;
		self->array = evl_from_object(evl_array_new(realm, 0, 0));
		return !evl_is_constructor(constructor) || evl_construct(realm, constructor, 0, NULL, constructor, &self->array);
	}
	struct evl_object *object;
	if (!evl_to_object(realm, items, &object) || !evl_length_of(realm, object, &self->length))
		return false;
	self->source = evl_from_object(object);
	length = evl_from_number(self->length);
	if (evl_is_constructor(constructor))
		return evl_construct(realm, constructor, 1, &length, constructor, &self->array);
	if (self->length > 4294967295.0)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_ARRAY_LENGTH);
	self->array = evl_from_object(evl_array_new(realm, (uint32_t)self->length, 0));
	return true;
}

bool evl_array_from_async(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct from_async *self = (struct from_async *)evl_object_alloc(realm, EVL_CLASS_OBJECT, evl_shape_root(realm, NULL),
									sizeof *self, 0);
	self->promise = evl_from_object(evl_promise_new(realm));
	self->array = self->iterator = self->next = self->source = self->failure = EVL_UNDEFINED;
	self->mapper = evl_arg(args, 1);
	self->this_argument = evl_arg(args, 2);
	*result = self->promise;
	if (!begin(realm, self, args->this_value, evl_arg(args, 0)))
		return fail(realm, self);
	return go_on(realm, self);
}
