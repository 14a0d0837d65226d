/* SPDX-License-Identifier: MIT */
/*
 * iterator_consume.c - the methods of Iterator.prototype that run an iterator until they know their answer:
 * reduce, toArray, forEach, some, every, find, join, includes (sec-iterator.prototype).
 */
#include <math.h>

#include "builtins/args.h"
#include "builtins/array_like.h"
#include "builtins/iterator_methods.h"

/* What is done with each value: *stop ends the run and closes the iterator. False: an exception, which closes it too. */
typedef bool (*use_value)(struct evl_realm *realm, void *context, evl_value value, bool *stop);

static bool run(struct evl_realm *realm, struct evl_iterator_record *record, use_value use, void *context)
{
	for (;;) {
		evl_value value;
		bool stop = false;
		if (!evl_library_step(realm) || !evl_iterator_step(realm, record, &value))
			return false;
		if (record->done)
			return true;
		if (!use(realm, context, value, &stop) || stop)
			return evl_iterator_close(realm, record);
	}
}

/* A function that is called with each value and its number. */
struct calling {
	evl_value function;
	double counter;
	evl_value result; /* of the whole */
};

static bool call(struct evl_realm *realm, struct calling *calling, evl_value value, evl_value *out)
{
	const evl_value values[2] = { value, evl_from_number(calling->counter++) };
	return evl_call(realm, calling->function, EVL_UNDEFINED, 2, values, out);
}

static bool run_calling(struct evl_realm *realm, const struct evl_args *args, const char *method, use_value use, evl_value otherwise,
			evl_value *result)
{
	struct evl_iterator_record record;
	struct calling calling = { .function = evl_arg(args, 0), .result = otherwise };
	if (!evl_iterator_receiver_with(realm, args, method, &record) || !run(realm, &record, use, &calling))
		return false;
	*result = calling.result;
	return true;
}

static bool use_for_each(struct evl_realm *realm, void *context, evl_value value, bool *stop)
{
	evl_value ignored;
	(void)stop;
	return call(realm, context, value, &ignored);
}

/* sec-iterator.prototype.foreach */
bool evl_iterator_prototype_for_each(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return run_calling(realm, args, "Iterator.prototype.forEach", use_for_each, EVL_UNDEFINED, result);
}

static bool use_some(struct evl_realm *realm, void *context, evl_value value, bool *stop)
{
	struct calling *calling = context;
	evl_value is;
	if (!call(realm, calling, value, &is))
		return false;
	*stop = evl_to_boolean(is);
	if (*stop)
		calling->result = EVL_TRUE;
	return true;
}

/* sec-iterator.prototype.some */
bool evl_iterator_prototype_some(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return run_calling(realm, args, "Iterator.prototype.some", use_some, EVL_FALSE, result);
}

static bool use_every(struct evl_realm *realm, void *context, evl_value value, bool *stop)
{
	struct calling *calling = context;
	evl_value is;
	if (!call(realm, calling, value, &is))
		return false;
	*stop = !evl_to_boolean(is);
	if (*stop)
		calling->result = EVL_FALSE;
	return true;
}

/* sec-iterator.prototype.every */
bool evl_iterator_prototype_every(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return run_calling(realm, args, "Iterator.prototype.every", use_every, EVL_TRUE, result);
}

static bool use_find(struct evl_realm *realm, void *context, evl_value value, bool *stop)
{
	struct calling *calling = context;
	evl_value is;
	if (!call(realm, calling, value, &is))
		return false;
	*stop = evl_to_boolean(is);
	if (*stop)
		calling->result = value;
	return true;
}

/* sec-iterator.prototype.find */
bool evl_iterator_prototype_find(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return run_calling(realm, args, "Iterator.prototype.find", use_find, EVL_UNDEFINED, result);
}

static bool use_reduce(struct evl_realm *realm, void *context, evl_value value, bool *stop)
{
	struct calling *calling = context;
	(void)stop;
	const evl_value values[3] = { calling->result, value, evl_from_number(calling->counter++) };
	return evl_call(realm, calling->function, EVL_UNDEFINED, 3, values, &calling->result);
}

/* sec-iterator.prototype.reduce */
bool evl_iterator_prototype_reduce(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_record record;
	struct calling calling = { .function = evl_arg(args, 0), .result = evl_arg(args, 1) };
	if (!evl_iterator_receiver_with(realm, args, "Iterator.prototype.reduce", &record))
		return false;
	if (args->count < 2) {
		if (!evl_iterator_step(realm, &record, &calling.result))
			return false;
		if (record.done)
			return evl_throw_message(realm, EVL_MESSAGE_EMPTY_ITERATOR_REDUCE);
		calling.counter = 1;
	}
	if (!run(realm, &record, use_reduce, &calling))
		return false;
	*result = calling.result;
	return true;
}

static bool use_append(struct evl_realm *realm, void *context, evl_value value, bool *stop)
{
	(void)stop;
	return evl_array_append(realm, context, value);
}

/* sec-iterator.prototype.toarray */
bool evl_iterator_prototype_to_array(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_record record;
	struct evl_object *array = evl_array_new(realm, 0, 0);
	*result = evl_from_object(array);
	return evl_iterator_receiver(realm, args, "Iterator.prototype.toArray", &record) &&
	       evl_iterator_direct(realm, args->this_value, &record) && run(realm, &record, use_append, array);
}

struct joining {
	struct evl_string *text, *separator;
	bool begun;
};

static bool use_join(struct evl_realm *realm, void *context, evl_value value, bool *stop)
{
	struct joining *joining = context;
	struct evl_string *piece = NULL;
	(void)stop;
	if (joining->begun) {
		joining->text = evl_string_concat(realm, joining->text, joining->separator);
		if (joining->text == NULL)
			return false;
	}
	joining->begun = true;
	if (evl_is_nullish(value))
		return true;
	if (!evl_to_string(realm, value, &piece))
		return false;
	joining->text = evl_string_concat(realm, joining->text, piece);
	return joining->text != NULL;
}

/* Iterator.prototype.join(separator) of the proposal that Chromium ships */
bool evl_iterator_prototype_join(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_record record;
	struct joining joining = { .text = evl_string_from_ascii(realm, ""), .separator = evl_string_from_ascii(realm, ",") };
	if (!evl_iterator_receiver(realm, args, "Iterator.prototype.join", &record))
		return false;
	if (!evl_is_undefined(evl_arg(args, 0)) && !evl_to_string(realm, args->values[0], &joining.separator))
		return evl_iterator_close(realm, &record);
	if (!evl_iterator_direct(realm, args->this_value, &record) || !run(realm, &record, use_join, &joining))
		return false;
	*result = evl_from_string(joining.text);
	return true;
}

struct including {
	evl_value wanted;
	double skip;
	bool found;
};

static bool use_includes(struct evl_realm *realm, void *context, evl_value value, bool *stop)
{
	struct including *including = context;
	if (including->skip > 0) {
		including->skip--;
		return true;
	}
	*stop = including->found = evl_same_value_zero(realm, value, including->wanted);
	return true;
}

/* Iterator.prototype.includes(searchElement, skippedElements) of the proposal that Chromium ships */
bool evl_iterator_prototype_includes(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_record record;
	struct including including = { .wanted = evl_arg(args, 0) };
	evl_value skip = evl_arg(args, 1);
	if (!evl_iterator_receiver(realm, args, "Iterator.prototype.includes", &record))
		return false;
	if (!evl_is_undefined(skip)) {
		double n = evl_is_number(skip) ? evl_number(skip) : NAN;
		if (isnan(n) || (isfinite(n) && trunc(n) != n)) {
			evl_throw_message(realm, EVL_MESSAGE_SKIPPED_ELEMENTS);
			return evl_iterator_close(realm, &record);
		}
		if (n < 0 || (isfinite(n) && n > EVL_MAX_SAFE_LENGTH)) {
			evl_throw_message(realm, EVL_MESSAGE_MUST_BE_POSITIVE, evl_describe(realm, skip));
			return evl_iterator_close(realm, &record);
		}
		including.skip = n;
	}
	if (!evl_iterator_direct(realm, args->this_value, &record) || !run(realm, &record, use_includes, &including))
		return false;
	*result = evl_from_bool(including.found);
	return true;
}
