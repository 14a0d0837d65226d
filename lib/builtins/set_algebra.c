/* SPDX-License-Identifier: MIT */
/*
 * set_algebra.c - the methods of Set.prototype that combine a set with another set-like
 * object (sec-set.prototype.union and its siblings). Not in Node 20: see recent.h.
 */
#include <math.h>

#include "base/names.h"
#include "builtins/args.h"
#include "builtins/collection_make.h"
#include "builtins/set_algebra.h"
#include "value/collection.h"
#include "value/convert.h"
#include "value/property.h"
#include "value/realm.h"
#include "vm/iterator.h"

/* Set Records (sec-set-records). */
struct other_set {
	evl_value object, has, keys;
	double size;
};

/* Read the method `name`, which must be one; V8 calls one that is not by its name alone. */
static bool get_callable(struct evl_realm *realm, evl_value object, evl_key name, evl_value *method)
{
	if (!evl_get(realm, object, name, method))
		return false;
	if (evl_is_callable(*method))
		return true;
	return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, evl_describe_callee(realm, evl_key_to_value(realm, name)));
}

/* GetSetRecord (sec-getsetrecord). */
static bool get_other(struct evl_realm *realm, evl_value v, const char *method, struct other_set *other)
{
	evl_value size;
	double number;
	if (!evl_is_object(v))
		return evl_throw_message(realm, EVL_MESSAGE_ARGUMENT_NOT_OBJECT, method);
	other->object = v;
	if (!evl_get(realm, v, EVL_NAME_size, &size) || !evl_to_number(realm, size, &number))
		return false;
	if (isnan(number))
		return evl_throw_message(realm, EVL_MESSAGE_SIZE_IS_NAN);
	other->size = trunc(number);
	if (other->size < 0)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_SIZE, evl_describe(realm, evl_from_number(other->size)));
	return get_callable(realm, v, EVL_NAME_has, &other->has) && get_callable(realm, v, EVL_NAME_keys, &other->keys);
}

/* The receiver and the argument of a method. */
static struct evl_collection *operands(struct evl_realm *realm, const struct evl_args *args, const char *method,
				       struct other_set *other)
{
	struct evl_collection *set = evl_collection_receiver(realm, args, EVL_CLASS_SET, method);
	return set != NULL && get_other(realm, evl_arg(args, 0), method, other) ? set : NULL;
}

static bool other_has(struct evl_realm *realm, const struct other_set *other, evl_value value, bool *has)
{
	evl_value result;
	if (!evl_library_step(realm) || !evl_call(realm, other->has, other->object, 1, &value, &result))
		return false;
	*has = evl_to_boolean(result);
	return true;
}

/* GetIteratorFromMethod of the other's keys. */
static bool open_keys(struct evl_realm *realm, const struct other_set *other, struct evl_iterator_record *record)
{
	*record = (struct evl_iterator_record){ .done = false };
	if (!evl_call(realm, other->keys, other->object, 0, NULL, &record->iterator))
		return false;
	if (!evl_is_object(record->iterator))
		return evl_throw_message(realm, EVL_MESSAGE_KEYS_NOT_OBJECT);
	return get_callable(realm, record->iterator, EVL_NAME_next, &record->next);
}

static bool step_keys(struct evl_realm *realm, struct evl_iterator_record *record, evl_value *value)
{
	return evl_library_step(realm) && evl_iterator_step(realm, record, value);
}

static struct evl_collection *new_set(struct evl_realm *realm)
{
	return evl_collection_new(realm, EVL_CLASS_SET, evl_intrinsic(realm, EVL_INTRINSIC_SET_PROTOTYPE));
}

static bool copy_set(struct evl_realm *realm, struct evl_collection *from, struct evl_collection *to)
{
	uint32_t position = 0;
	evl_value key;
	evl_value value;
	while (evl_collection_next(from, &position, &key, &value))
		if (!evl_library_step(realm) || !evl_collection_set(realm, to, key, key))
			return false;
	return true;
}

bool evl_set_union(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct other_set other;
	struct evl_iterator_record record;
	evl_value value;
	struct evl_collection *set = operands(realm, args, "Set.prototype.union", &other);
	if (set == NULL || !open_keys(realm, &other, &record))
		return false;
	struct evl_collection *out = new_set(realm);
	*result = evl_from_object(out);
	if (!copy_set(realm, set, out))
		return false;
	for (;;) {
		if (!step_keys(realm, &record, &value))
			return false;
		if (record.done)
			return true;
		if (!evl_collection_set(realm, out, value, value))
			return false;
	}
}

bool evl_set_intersection(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct other_set other;
	struct evl_iterator_record record;
	evl_value value;
	evl_value ignored;
	struct evl_collection *set = operands(realm, args, "Set.prototype.intersection", &other);
	if (set == NULL)
		return false;
	struct evl_collection *out = new_set(realm);
	*result = evl_from_object(out);
	if (set->live <= other.size) {
		uint32_t position = 0;
		bool has;
		while (evl_collection_next(set, &position, &value, &ignored))
			if (!other_has(realm, &other, value, &has) || (has && !evl_collection_set(realm, out, value, value)))
				return false;
		return true;
	}
	if (!open_keys(realm, &other, &record))
		return false;
	for (;;) {
		if (!step_keys(realm, &record, &value))
			return false;
		if (record.done)
			return true;
		if (evl_collection_has(realm, set, value) && !evl_collection_set(realm, out, value, value))
			return false;
	}
}

bool evl_set_difference(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct other_set other;
	struct evl_iterator_record record;
	evl_value value;
	evl_value ignored;
	struct evl_collection *set = operands(realm, args, "Set.prototype.difference", &other);
	if (set == NULL)
		return false;
	struct evl_collection *out = new_set(realm);
	*result = evl_from_object(out);
	if (set->live <= other.size) {
		uint32_t position = 0;
		bool has;
		while (evl_collection_next(set, &position, &value, &ignored))
			if (!other_has(realm, &other, value, &has) || (!has && !evl_collection_set(realm, out, value, value)))
				return false;
		return true;
	}
	if (!open_keys(realm, &other, &record) || !copy_set(realm, set, out))
		return false;
	for (;;) {
		if (!step_keys(realm, &record, &value))
			return false;
		if (record.done)
			return true;
		evl_collection_delete(realm, out, value);
	}
}

bool evl_set_symmetric_difference(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct other_set other;
	struct evl_iterator_record record;
	evl_value value;
	struct evl_collection *set = operands(realm, args, "Set.prototype.symmetricDifference", &other);
	if (set == NULL || !open_keys(realm, &other, &record))
		return false;
	struct evl_collection *out = new_set(realm);
	*result = evl_from_object(out);
	if (!copy_set(realm, set, out))
		return false;
	for (;;) {
		if (!step_keys(realm, &record, &value))
			return false;
		if (record.done)
			return true;
		if (evl_collection_has(realm, set, value))
			evl_collection_delete(realm, out, value);
		else if (!evl_collection_set(realm, out, value, value))
			return false;
	}
}

bool evl_set_is_subset_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct other_set other;
	evl_value value;
	evl_value ignored;
	uint32_t position = 0;
	bool has = true;
	struct evl_collection *set = operands(realm, args, "Set.prototype.isSubsetOf", &other);
	if (set == NULL)
		return false;
	if (set->live > other.size)
		has = false;
	while (has && evl_collection_next(set, &position, &value, &ignored))
		if (!other_has(realm, &other, value, &has))
			return false;
	*result = evl_from_bool(has);
	return true;
}

/* Go through the other's keys until one is, or is not, in the set; the iterator is closed there. */
static bool search_keys(struct evl_realm *realm, struct evl_collection *set, const struct other_set *other, bool wanted,
			bool *found)
{
	struct evl_iterator_record record;
	evl_value value;
	*found = false;
	if (!open_keys(realm, other, &record))
		return false;
	for (;;) {
		if (!step_keys(realm, &record, &value))
			return false;
		if (record.done)
			return true;
		if (evl_collection_has(realm, set, value) == wanted) {
			*found = true;
			return evl_iterator_close(realm, &record);
		}
	}
}

bool evl_set_is_superset_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct other_set other;
	bool missing = true;
	struct evl_collection *set = operands(realm, args, "Set.prototype.isSupersetOf", &other);
	if (set == NULL)
		return false;
	if (set->live >= other.size && !search_keys(realm, set, &other, false, &missing))
		return false;
	*result = evl_from_bool(!missing);
	return true;
}

bool evl_set_is_disjoint_from(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct other_set other;
	evl_value value;
	evl_value ignored;
	uint32_t position = 0;
	bool common = false;
	struct evl_collection *set = operands(realm, args, "Set.prototype.isDisjointFrom", &other);
	if (set == NULL)
		return false;
	if (set->live <= other.size) {
		while (!common && evl_collection_next(set, &position, &value, &ignored))
			if (!other_has(realm, &other, value, &common))
				return false;
	} else if (!search_keys(realm, set, &other, true, &common)) {
		return false;
	}
	*result = evl_from_bool(!common);
	return true;
}
