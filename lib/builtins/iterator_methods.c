/* SPDX-License-Identifier: MIT */
/*
 * iterator_methods.c - the Iterator constructor, Iterator.from, and the methods that give iterator helper
 * objects: map, filter, take, drop, flatMap (sec-iterator-objects). Not in Node 20: see recent.h.
 */
#include "builtins/iterator_methods.h"

#include <math.h>

#include "builtins/args.h"
#include "builtins/array_like.h"
#include "builtins/recent.h"

/* ---- what all share ---- */

bool evl_iterator_direct(struct evl_realm *realm, evl_value iterator, struct evl_iterator_record *record)
{
	*record = (struct evl_iterator_record){ .iterator = iterator, .next = EVL_UNDEFINED };
	return evl_get(realm, iterator, EVL_NAME_next, &record->next);
}

bool evl_iterator_flattenable(struct evl_realm *realm, evl_value value, bool strings, const char *method,
			      struct evl_iterator_record *record)
{
	evl_value function, iterator = value;
	if (!evl_is_object(value) && !(strings && evl_is_string(value)))
		return method != NULL ? evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, method) :
					evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, evl_describe(realm, value));
	if (!evl_get_method(realm, value, EVL_NAME_symbol_iterator, &function))
		return false;
	if (!evl_is_undefined(function) && !evl_call(realm, function, value, 0, NULL, &iterator))
		return false;
	if (!evl_is_object(iterator))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, evl_describe(realm, value));
	return evl_iterator_direct(realm, iterator, record);
}

bool evl_iterator_receiver(struct evl_realm *realm, const struct evl_args *args, const char *method, struct evl_iterator_record *record)
{
	*record = (struct evl_iterator_record){ .iterator = args->this_value, .next = EVL_UNDEFINED };
	return evl_is_object(args->this_value) || evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, method);
}

bool evl_iterator_receiver_with(struct evl_realm *realm, const struct evl_args *args, const char *method,
				struct evl_iterator_record *record)
{
	if (!evl_iterator_receiver(realm, args, method, record))
		return false;
	if (!evl_require_callable(realm, evl_arg(args, 0)))
		return evl_iterator_close(realm, record);
	return evl_iterator_direct(realm, args->this_value, record);
}

struct evl_iterator_helper *evl_iterator_helper_new(struct evl_realm *realm, const struct evl_helper_kind *kind)
{
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_ITERATOR_HELPER_PROTOTYPE);
	struct evl_object *object = evl_object_alloc(realm, EVL_CLASS_ITERATOR_HELPER, evl_shape_root(realm, prototype),
						     sizeof(struct evl_iterator_helper), 0);
	struct evl_iterator_helper *helper = (struct evl_iterator_helper *)object;
	helper->kind = kind;
	helper->function = EVL_UNDEFINED;
	return helper;
}

/* ---- the helper objects ---- */

/* The receiver of a helper's method, which must not be at work already. */
static struct evl_iterator_helper *helper_receiver(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	if (!evl_is_class(args->this_value, EVL_CLASS_ITERATOR_HELPER)) {
		evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
		return NULL;
	}
	struct evl_iterator_helper *helper = evl_pointer(args->this_value);
	if (helper->state != EVL_HELPER_RUNNING)
		return helper;
	evl_throw_message(realm, EVL_MESSAGE_GENERATOR_RUNNING);
	return NULL;
}

/* sec-%iteratorhelperprototype%.next */
static bool helper_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_helper *helper = helper_receiver(realm, args, "Iterator Helper.prototype.next");
	if (helper == NULL)
		return false;
	evl_value value = EVL_UNDEFINED;
	bool done = true;
	if (helper->state != EVL_HELPER_DONE) {
		helper->state = EVL_HELPER_RUNNING;
		bool ok = evl_library_room(realm) && helper->kind->step(realm, helper, &value, &done);
		helper->state = ok && !done ? EVL_HELPER_SUSPENDED : EVL_HELPER_DONE;
		if (!ok)
			return false;
	}
	*result = evl_iterator_result(realm, done ? EVL_UNDEFINED : value, done);
	return true;
}

/* sec-%iteratorhelperprototype%.return */
static bool helper_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_helper *helper = helper_receiver(realm, args, "Iterator Helper.prototype.return");
	if (helper == NULL)
		return false;
	enum evl_helper_state state = helper->state;
	if (state != EVL_HELPER_DONE) {
		helper->state = state == EVL_HELPER_START ? EVL_HELPER_DONE : EVL_HELPER_RUNNING;
		bool ok = evl_library_room(realm) && helper->kind->close(realm, helper);
		helper->state = EVL_HELPER_DONE;
		if (!ok)
			return false;
	}
	*result = evl_iterator_result(realm, EVL_UNDEFINED, true);
	return true;
}

static const struct evl_row helper_prototype[] = {
	EVL_METHOD("next", helper_next, 0),
	EVL_METHOD("return", helper_return, 0),
	EVL_TAG_ROW("Iterator Helper"),
};

const struct evl_family evl_family_ITERATOR_HELPER = {
	.name = "Iterator Helper",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(helper_prototype),
};

/* Close the underlying iterator; what a helper with nothing else open does. */
static bool close_source(struct evl_realm *realm, struct evl_iterator_helper *helper)
{
	return evl_iterator_close(realm, &helper->source);
}

/* Call the helper's function with a value and the counter; an exception closes the source. */
static bool apply(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value value, evl_value *out)
{
	const evl_value values[2] = { value, evl_from_number(helper->counter++) };
	return evl_call(realm, helper->function, EVL_UNDEFINED, 2, values, out) || close_source(realm, helper);
}

/* The next value of the source. */
static bool next_of_source(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value *value, bool *done)
{
	if (!evl_library_step(realm) || !evl_iterator_step(realm, &helper->source, value))
		return false;
	*done = helper->source.done;
	return true;
}

static bool map_step(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value *value, bool *done)
{
	return next_of_source(realm, helper, value, done) && (*done || apply(realm, helper, *value, value));
}

static bool filter_step(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value *value, bool *done)
{
	for (;;) {
		evl_value selected;
		if (!next_of_source(realm, helper, value, done))
			return false;
		if (*done)
			return true;
		if (!apply(realm, helper, *value, &selected))
			return false;
		if (evl_to_boolean(selected))
			return true;
	}
}

static bool take_step(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value *value, bool *done)
{
	if (helper->remaining == 0) {
		*done = true;
		return close_source(realm, helper);
	}
	helper->remaining--;
	return next_of_source(realm, helper, value, done);
}

static bool drop_step(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value *value, bool *done)
{
	for (; helper->remaining > 0; helper->remaining--) {
		if (!evl_library_step(realm) || !evl_iterator_step_over(realm, &helper->source))
			return false;
		*done = helper->source.done;
		if (*done)
			return true;
	}
	return next_of_source(realm, helper, value, done);
}

static bool flat_map_step(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value *value, bool *done)
{
	for (;;) {
		if (helper->has_inner) {
			if (!evl_library_step(realm) || !evl_iterator_step(realm, &helper->inner, value)) {
				helper->has_inner = false;
				return close_source(realm, helper);
			}
			*done = false;
			if (!helper->inner.done)
				return true;
			helper->has_inner = false;
		}
		evl_value mapped;
		if (!next_of_source(realm, helper, value, done))
			return false;
		if (*done)
			return true;
		if (!apply(realm, helper, *value, &mapped))
			return false;
		if (!evl_iterator_flattenable(realm, mapped, false, "Iterator.prototype.flatMap", &helper->inner))
			return close_source(realm, helper);
		helper->has_inner = true;
	}
}

/* The inner iterator first, then, whatever came of it, the source. */
static bool flat_map_close(struct evl_realm *realm, struct evl_iterator_helper *helper)
{
	bool ok = !helper->has_inner || evl_iterator_close(realm, &helper->inner);
	helper->has_inner = false;
	return close_source(realm, helper) && ok;
}

static const struct evl_helper_kind map_kind = { map_step, close_source };
static const struct evl_helper_kind filter_kind = { filter_step, close_source };
static const struct evl_helper_kind take_kind = { take_step, close_source };
static const struct evl_helper_kind drop_kind = { drop_step, close_source };
static const struct evl_helper_kind flat_map_kind = { flat_map_step, flat_map_close };

/* ---- their makers ---- */

static bool make_with_function(struct evl_realm *realm, const struct evl_args *args, const char *method,
			       const struct evl_helper_kind *kind, evl_value *result)
{
	struct evl_iterator_record record;
	if (!evl_iterator_receiver_with(realm, args, method, &record))
		return false;
	struct evl_iterator_helper *helper = evl_iterator_helper_new(realm, kind);
	helper->source = record;
	helper->function = evl_arg(args, 0);
	*result = evl_from_object(helper);
	return true;
}

/* sec-iterator.prototype.map */
static bool iterator_prototype_map(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return make_with_function(realm, args, "Iterator.prototype.map", &map_kind, result);
}

/* sec-iterator.prototype.filter */
static bool iterator_prototype_filter(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return make_with_function(realm, args, "Iterator.prototype.filter", &filter_kind, result);
}

/* sec-iterator.prototype.flatmap; V8 has words of its own for a mapper that is no function */
static bool iterator_prototype_flat_map(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_record record;
	if (evl_is_object(args->this_value) && !evl_is_callable(evl_arg(args, 0))) {
		evl_iterator_receiver(realm, args, "Iterator.prototype.flatMap", &record);
		evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, "Iterator.prototype.flatMap");
		return evl_iterator_close(realm, &record);
	}
	return make_with_function(realm, args, "Iterator.prototype.flatMap", &flat_map_kind, result);
}

/* take and drop */
static bool make_with_limit(struct evl_realm *realm, const struct evl_args *args, const char *method,
			    const struct evl_helper_kind *kind, evl_value *result)
{
	struct evl_iterator_record record;
	double number;
	if (!evl_iterator_receiver(realm, args, method, &record))
		return false;
	if (!evl_to_number(realm, evl_arg(args, 0), &number))
		return evl_iterator_close(realm, &record);
	if (isnan(number) || trunc(number) < 0 || (isfinite(number) && trunc(number) > EVL_MAX_SAFE_LENGTH)) {
		evl_throw_message(realm, EVL_MESSAGE_MUST_BE_POSITIVE, evl_describe(realm, evl_arg(args, 0)));
		return evl_iterator_close(realm, &record);
	}
	if (!evl_iterator_direct(realm, args->this_value, &record))
		return false;
	struct evl_iterator_helper *helper = evl_iterator_helper_new(realm, kind);
	helper->source = record;
	helper->remaining = trunc(number);
	*result = evl_from_object(helper);
	return true;
}

/* sec-iterator.prototype.take */
static bool iterator_prototype_take(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return make_with_limit(realm, args, "Iterator.prototype.take", &take_kind, result);
}

/* sec-iterator.prototype.drop */
static bool iterator_prototype_drop(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return make_with_limit(realm, args, "Iterator.prototype.drop", &drop_kind, result);
}

/* ---- Iterator.from ---- */

/* Of class ITERATOR_WRAP: an iterator that does not inherit from Iterator.prototype. */
struct evl_iterator_wrap {
	struct evl_object object;
	struct evl_iterator_record iterated;
};

static struct evl_iterator_wrap *wrap_receiver(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	if (evl_is_class(args->this_value, EVL_CLASS_ITERATOR_WRAP))
		return evl_pointer(args->this_value);
	evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
	return NULL;
}

/* sec-%wrapforvaliditeratorprototype%.next */
static bool wrap_next(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_wrap *wrap = wrap_receiver(realm, args, "%WrapForValidIteratorPrototype%.next");
	return wrap != NULL && evl_call(realm, wrap->iterated.next, wrap->iterated.iterator, 0, NULL, result);
}

/* sec-%wrapforvaliditeratorprototype%.return */
static bool wrap_return(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_wrap *wrap = wrap_receiver(realm, args, "%WrapForValidIteratorPrototype%.return");
	evl_value method;
	if (wrap == NULL || !evl_get_method(realm, wrap->iterated.iterator, EVL_NAME_return_, &method))
		return false;
	if (!evl_is_undefined(method))
		return evl_call(realm, method, wrap->iterated.iterator, 0, NULL, result);
	*result = evl_iterator_result(realm, EVL_UNDEFINED, true);
	return true;
}

static const struct evl_row wrap_prototype[] = {
	EVL_METHOD("next", wrap_next, 0),
	EVL_METHOD("return", wrap_return, 0),
};

const struct evl_family evl_family_ITERATOR_WRAP = {
	.name = "Iterator",
	.kind = EVL_FAMILY_PROTOTYPE,
	.prototype_parent = EVL_INTRINSIC_ITERATOR_PROTOTYPE,
	.prototype = EVL_ROWS(wrap_prototype),
};

/* sec-iterator.from */
static bool iterator_from(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_record record;
	bool is;
	if (!evl_iterator_flattenable(realm, evl_arg(args, 0), true, "Iterator.from", &record) ||
	    !evl_ordinary_has_instance(realm, evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ITERATOR)), record.iterator, &is))
		return false;
	*result = record.iterator;
	if (is)
		return true;
	struct evl_object *prototype = evl_intrinsic(realm, EVL_INTRINSIC_ITERATOR_WRAP_PROTOTYPE);
	struct evl_object *object = evl_object_alloc(realm, EVL_CLASS_ITERATOR_WRAP, evl_shape_root(realm, prototype),
						     sizeof(struct evl_iterator_wrap), 0);
	((struct evl_iterator_wrap *)object)->iterated = record;
	*result = evl_from_object(object);
	return true;
}

/* ---- the constructor and the accessors that look like data ---- */

bool evl_iterator_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *prototype;
	if (evl_is_undefined(args->new_target))
		return evl_throw_message(realm, EVL_MESSAGE_CONSTRUCTOR_WITHOUT_NEW, "Iterator");
	if (args->new_target == evl_from_object(args->callee))
		return evl_throw_message(realm, EVL_MESSAGE_ABSTRACT_CLASS, "Iterator");
	if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_ITERATOR_PROTOTYPE, &prototype))
		return false;
	*result = evl_from_object(evl_object_new(realm, prototype));
	return true;
}

/* SetterThatIgnoresPrototypeProperties (sec-SetterThatIgnoresPrototypeProperties) */
static bool set_ignoring_prototype(struct evl_realm *realm, const struct evl_args *args, evl_key key, const char *method)
{
	struct evl_descriptor own;
	bool found;
	evl_value home = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ITERATOR_PROTOTYPE));
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, method);
	if (args->this_value == home)
		return evl_throw_message(realm, EVL_MESSAGE_READ_ONLY, evl_describe_key(realm, key), "object '[object Object]'");
	struct evl_object *object = evl_as_object(args->this_value);
	if (!evl_get_own_property(realm, object, key, &own, &found))
		return false;
	return found ? evl_set(realm, args->this_value, key, evl_arg(args, 0), true) :
		       evl_create_data(realm, object, key, evl_arg(args, 0));
}

/* sec-get-iteratorprototype-constructor */
static bool get_constructor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_object(evl_intrinsic(realm, EVL_INTRINSIC_ITERATOR));
	return true;
}

/* sec-set-iteratorprototype-constructor */
static bool set_constructor(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return set_ignoring_prototype(realm, args, EVL_NAME_constructor, "set Iterator.prototype.constructor");
}

/* sec-get-iteratorprototype-@@tostringtag */
static bool get_tag(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_text_value(realm, "Iterator");
	return *result != EVL_EMPTY;
}

/* sec-set-iteratorprototype-@@tostringtag */
static bool set_tag(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	*result = EVL_UNDEFINED;
	return set_ignoring_prototype(realm, args, EVL_NAME_symbol_to_string_tag, "set Iterator.prototype[Symbol.toStringTag]");
}

/* sec-%iterator.prototype%-@@dispose */
static bool iterator_prototype_dispose(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value method, ignored;
	*result = EVL_UNDEFINED;
	return evl_get_method(realm, args->this_value, EVL_NAME_return_, &method) &&
	       (evl_is_undefined(method) || evl_call(realm, method, args->this_value, 0, NULL, &ignored));
}

/* In V8's order. */
static const struct evl_row iterator_recent[] = {
	EVL_ACCESSOR_ROW("constructor", get_constructor, set_constructor),
	EVL_METHOD("reduce", evl_iterator_prototype_reduce, 1),
	EVL_METHOD("toArray", evl_iterator_prototype_to_array, 0),
	EVL_METHOD("forEach", evl_iterator_prototype_for_each, 1),
	EVL_METHOD("some", evl_iterator_prototype_some, 1),
	EVL_METHOD("every", evl_iterator_prototype_every, 1),
	EVL_METHOD("find", evl_iterator_prototype_find, 1),
	EVL_METHOD("map", iterator_prototype_map, 1),
	EVL_METHOD("filter", iterator_prototype_filter, 1),
	EVL_METHOD("take", iterator_prototype_take, 1),
	EVL_METHOD("drop", iterator_prototype_drop, 1),
	EVL_METHOD("flatMap", iterator_prototype_flat_map, 1),
	EVL_METHOD_SINCE(EVL_V8_15, "join", evl_iterator_prototype_join, 1),
	EVL_METHOD_SINCE(EVL_V8_15, "includes", evl_iterator_prototype_includes, 1),
	EVL_ACCESSOR_ROW("[Symbol.toStringTag]", get_tag, set_tag),
	EVL_METHOD_SINCE(EVL_V8_13, "[Symbol.dispose]", iterator_prototype_dispose, 0),
};

const struct evl_rows evl_rows_iterator_recent = EVL_ROWS(iterator_recent);

static const struct evl_row iterator_static_recent[] = {
	EVL_METHOD("from", iterator_from, 1),
	EVL_METHOD_SINCE(EVL_V8_15, "concat", evl_iterator_concat, 0),
	EVL_METHOD_SINCE(EVL_V8_15, "zip", evl_iterator_zip, 1),
	EVL_METHOD_SINCE(EVL_V8_15, "zipKeyed", evl_iterator_zip_keyed, 1),
};

const struct evl_rows evl_rows_iterator_static_recent = EVL_ROWS(iterator_static_recent);

static const struct evl_row global_recent[] = {
	EVL_INTRINSIC_ROW("Iterator", EVL_INTRINSIC_ITERATOR),
	EVL_INTRINSIC_ROW_SINCE(EVL_V8_13, "DisposableStack", EVL_INTRINSIC_DISPOSABLE_STACK),
	EVL_INTRINSIC_ROW_SINCE(EVL_V8_13, "AsyncDisposableStack", EVL_INTRINSIC_ASYNC_DISPOSABLE_STACK),
	EVL_NOT_COVERED_ROW_SINCE(EVL_V8_15, "Temporal", "Temporal"),
	EVL_INTRINSIC_ROW_SINCE(EVL_V8_13, "SuppressedError", EVL_INTRINSIC_SUPPRESSED_ERROR),
};

const struct evl_rows evl_rows_global_recent = EVL_ROWS(global_recent);
