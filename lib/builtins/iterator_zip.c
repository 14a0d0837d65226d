/* SPDX-License-Identifier: MIT */
/*
 * iterator_zip.c - Iterator.concat, Iterator.zip and Iterator.zipKeyed (sec-iterator.concat; the joint iteration proposal).
 */
#include <string.h>

#include "builtins/args.h"
#include "builtins/array_like.h"
#include "builtins/iterator_methods.h"

/* ---- concat ---- */

static bool concat_close(struct evl_realm *realm, struct evl_iterator_helper *helper)
{
	bool open = helper->has_inner;
	helper->has_inner = false;
	return open ? evl_iterator_close(realm, &helper->inner) : realm->exception == EVL_EMPTY;
}

/* helper->items: iterable, its method, iterable, its method ... */
static bool concat_step(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value *value, bool *done)
{
	for (;;) {
		if (!helper->has_inner) {
			evl_value iterator;
			*done = helper->at == helper->count;
			if (*done)
				return true;
			const evl_value *pair = helper->items + 2 * (size_t)helper->at++;
			if (!evl_call(realm, pair[1], pair[0], 0, NULL, &iterator))
				return false;
			if (!evl_is_object(iterator))
				return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, evl_describe(realm, iterator));
			if (!evl_iterator_direct(realm, iterator, &helper->inner))
				return false;
			helper->has_inner = true;
		}
		if (!evl_library_step(realm) || !evl_iterator_step(realm, &helper->inner, value)) {
			helper->has_inner = false;
			return false;
		}
		*done = false;
		if (!helper->inner.done)
			return true;
		helper->has_inner = false;
	}
}

static const struct evl_helper_kind concat_kind = { concat_step, concat_close };

bool evl_iterator_concat(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value *pairs = evl_values_alloc(realm, 2 * (size_t)args->count);
	if (pairs == NULL)
		return false;
	for (uint32_t i = 0; i < args->count; i++) {
		evl_value item = args->values[i];
		pairs[2 * i] = item;
		if (!evl_is_object(item))
			return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, "Iterator.concat");
		if (!evl_get_method(realm, item, EVL_NAME_symbol_iterator, &pairs[2 * i + 1]))
			return false;
		if (evl_is_undefined(pairs[2 * i + 1]))
			return evl_throw_message(realm, EVL_MESSAGE_NOT_ITERABLE, evl_describe(realm, item));
	}
	struct evl_iterator_helper *helper = evl_iterator_helper_new(realm, &concat_kind);
	helper->items = pairs;
	helper->count = args->count;
	*result = evl_from_object(helper);
	return true;
}

/* ---- zip ---- */

enum { SHORTEST, LONGEST, STRICT };

/* A growing list of iterators. `done` of a record says that it is not open any more. */
struct open_list {
	struct evl_iterator_record *records;
	uint32_t count, capacity;
};

static bool add_record(struct evl_realm *realm, struct open_list *list, struct evl_iterator_record record)
{
	if (list->count == list->capacity) {
		uint32_t capacity = list->capacity == 0 ? 8 : list->capacity * 2;
		size_t words = (sizeof(record) / sizeof(evl_value)) * (size_t)capacity;
		struct evl_iterator_record *records = (struct evl_iterator_record *)(void *)evl_values_alloc(realm, words);
		if (records == NULL)
			return false;
		if (list->count != 0)
			memcpy(records, list->records, list->count * sizeof *records);
		list->records = records;
		list->capacity = capacity;
	}
	list->records[list->count++] = record;
	return true;
}

/* IteratorCloseAll: from the last to the first; the first exception stays. False when one is pending. */
static bool close_all(struct evl_realm *realm, struct evl_iterator_record *records, uint32_t count)
{
	bool ok = realm->exception == EVL_EMPTY;
	while (count-- > 0)
		if (!records[count].done)
			ok = evl_iterator_close(realm, &records[count]) && ok;
	return ok && realm->halt == EVL_STATUS_OK;
}

static bool zip_close(struct evl_realm *realm, struct evl_iterator_helper *helper)
{
	return close_all(realm, helper->records, helper->count);
}

static const char *zip_name(const struct evl_iterator_helper *helper)
{
	return helper->keys != NULL ? "Iterator.zipKeyed" : "Iterator.zip";
}

/* Iterator `i` of those that must end together ended; `i` is the first. The others must be at their ends, too. */
static bool end_together(struct evl_realm *realm, struct evl_iterator_helper *helper)
{
	for (uint32_t k = 1; k < helper->count; k++) {
		if (!evl_iterator_step_over(realm, &helper->records[k]))
			return zip_close(realm, helper);
		if (!helper->records[k].done) {
			evl_throw_message(realm, EVL_MESSAGE_ZIP_STRICT, zip_name(helper));
			return zip_close(realm, helper);
		}
	}
	return true;
}

static bool all_ended(const struct evl_iterator_helper *helper)
{
	for (uint32_t i = 0; i < helper->count; i++)
		if (!helper->records[i].done)
			return false;
	return true;
}

/* The values of one round, or *done. helper->items: the padding, and room for the values. */
static bool zip_round(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value *values, bool *done)
{
	*done = helper->count == 0;
	for (uint32_t i = 0; i < helper->count; i++) {
		struct evl_iterator_record *record = &helper->records[i];
		if (record->done) { /* of the longest: it ended in an earlier round */
			values[i] = helper->items[i];
			continue;
		}
		if (!evl_library_step(realm) || !evl_iterator_step(realm, record, &values[i]))
			return zip_close(realm, helper);
		if (!record->done)
			continue;
		*done = helper->mode != LONGEST || all_ended(helper);
		if (helper->mode == STRICT && i == 0)
			return end_together(realm, helper);
		if (helper->mode == STRICT)
			evl_throw_message(realm, EVL_MESSAGE_ZIP_STRICT, zip_name(helper));
		if (helper->mode != LONGEST)
			return zip_close(realm, helper);
		if (*done)
			return true;
		values[i] = helper->items[i];
	}
	return true;
}

static bool zip_step(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value *value, bool *done)
{
	evl_value *values = helper->items + helper->count;
	if (!zip_round(realm, helper, values, done))
		return false;
	if (*done)
		return true;
	if (helper->keys == NULL) {
		*value = evl_from_object(evl_array_from(realm, values, helper->count));
		return true;
	}
	struct evl_object *object = evl_object_new(realm, NULL);
	for (uint32_t i = 0; i < helper->count; i++)
		if (!evl_create_data(realm, object, helper->keys[i], values[i]))
			return false;
	*value = evl_from_object(object);
	return true;
}

static const struct evl_helper_kind zip_kind = { zip_step, zip_close };

/* The options: mode, and for the longest the padding. */
static bool read_options(struct evl_realm *realm, evl_value options, const char *method, uint8_t *mode, evl_value *padding)
{
	evl_value value = EVL_UNDEFINED;
	*mode = SHORTEST;
	*padding = EVL_UNDEFINED;
	if (evl_is_undefined(options))
		return true;
	if (!evl_is_object(options))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, "options");
	if (!evl_get(realm, options, EVL_NAME_mode, &value))
		return false;
	if (!evl_is_undefined(value)) {
		const char *text = evl_value_text(realm, value);
		*mode = strcmp(text, "longest") == 0 ? LONGEST : strcmp(text, "strict") == 0 ? STRICT : SHORTEST;
		if (*mode == SHORTEST && strcmp(text, "shortest") != 0)
			return evl_throw_message(realm, EVL_MESSAGE_ZIP_MODE, method);
	}
	if (*mode != LONGEST)
		return true;
	if (!evl_get(realm, options, EVL_NAME_padding, padding))
		return false;
	return evl_is_undefined(*padding) || evl_is_object(*padding) ||
	       evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, "padding");
}

/* A helper over the iterators; items for padding (undefined) and values. NULL with the run halting. */
static struct evl_iterator_helper *zip_new(struct evl_realm *realm, const struct open_list *list, uint8_t mode)
{
	evl_value *items = evl_values_alloc(realm, 2 * (size_t)list->count);
	if (items == NULL)
		return NULL;
	for (uint32_t i = 0; i < 2 * list->count; i++)
		items[i] = EVL_UNDEFINED;
	struct evl_iterator_helper *helper = evl_iterator_helper_new(realm, &zip_kind);
	helper->records = list->records;
	helper->count = list->count;
	helper->items = items;
	helper->mode = mode;
	return helper;
}

/* The padding of zip: as many values as there are iterators, from an iterable. */
static bool read_padding(struct evl_realm *realm, struct evl_iterator_helper *helper, evl_value padding)
{
	struct evl_iterator_record record;
	if (evl_is_undefined(padding))
		return true;
	if (!evl_iterator_open(realm, padding, &record))
		return zip_close(realm, helper);
	for (uint32_t i = 0; i < helper->count && !record.done; i++)
		if (!evl_iterator_step(realm, &record, &helper->items[i]))
			return zip_close(realm, helper);
	return record.done || evl_iterator_close(realm, &record) || zip_close(realm, helper);
}

bool evl_iterator_zip(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_iterator_record input;
	struct open_list list = { 0 };
	evl_value padding;
	uint8_t mode;
	if (!evl_is_object(evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, "Iterator.zip");
	if (!read_options(realm, evl_arg(args, 1), "Iterator.zip", &mode, &padding) ||
	    !evl_iterator_open(realm, args->values[0], &input))
		return false;
	for (;;) {
		evl_value value;
		struct evl_iterator_record record;
		if (!evl_library_step(realm) || !evl_iterator_step(realm, &input, &value))
			return close_all(realm, list.records, list.count);
		if (input.done)
			break;
		if (!evl_iterator_flattenable(realm, value, false, NULL, &record)) {
			close_all(realm, list.records, list.count);
			return evl_iterator_close(realm, &input);
		}
		if (!add_record(realm, &list, record))
			return false;
	}
	struct evl_iterator_helper *helper = zip_new(realm, &list, mode);
	if (helper == NULL || !read_padding(realm, helper, padding))
		return false;
	*result = evl_from_object(helper);
	return true;
}

/* The iterators under the enumerable keys of `from`; out->keys keeps those that have one. */
static bool open_by_key(struct evl_realm *realm, struct evl_object *from, struct evl_key_list *keys, struct open_list *list)
{
	uint32_t used = 0;
	if (!evl_own_keys(realm, from, keys))
		return false;
	for (uint32_t i = 0; i < keys->count; i++) {
		struct evl_descriptor own;
		struct evl_iterator_record record;
		evl_value value;
		bool found;
		if (!evl_library_step(realm) || !evl_get_own_property(realm, from, keys->keys[i], &own, &found))
			return close_all(realm, list->records, list->count);
		if (!found || !own.enumerable)
			continue;
		if (!evl_object_get(realm, from, keys->keys[i], evl_from_object(from), &value))
			return close_all(realm, list->records, list->count);
		if (evl_is_undefined(value))
			continue;
		if (!evl_iterator_flattenable(realm, value, false, NULL, &record))
			return close_all(realm, list->records, list->count);
		if (!add_record(realm, list, record))
			return false;
		keys->keys[used++] = keys->keys[i];
	}
	return true;
}

bool evl_iterator_zip_keyed(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct open_list list = { 0 };
	struct evl_key_list keys;
	evl_value padding;
	uint8_t mode;
	if (!evl_is_object(evl_arg(args, 0)))
		return evl_throw_message(realm, EVL_MESSAGE_CALLED_ON_NON_OBJECT, "Iterator.zipKeyed");
	if (!read_options(realm, evl_arg(args, 1), "Iterator.zipKeyed", &mode, &padding) ||
	    !open_by_key(realm, evl_as_object(args->values[0]), &keys, &list))
		return false;
	struct evl_iterator_helper *helper = zip_new(realm, &list, mode);
	if (helper == NULL)
		return false;
	helper->keys = keys.keys;
	for (uint32_t i = 0; i < helper->count && !evl_is_undefined(padding); i++)
		if (!evl_get(realm, padding, keys.keys[i], &helper->items[i]))
			return zip_close(realm, helper);
	*result = evl_from_object(helper);
	return true;
}
