/* SPDX-License-Identifier: MIT */
/*
 * storage.c - localStorage and sessionStorage (HTML, "Web storage"): text by name, synchronous, empty at first.
 */
#include <string.h>

#include "base/diag.h"
#include "host/browser/companions.h"
#include "host/browser/partial_text.h"
#include "value/collection.h"
#include "value/convert.h"

struct storage {
	struct evl_platform platform;
	struct evl_collection *items; /* a Map */
};

static struct evl_collection *items_of(struct evl_platform *storage) { return ((struct storage *)storage)->items; }

bool evl_storage_find(struct evl_realm *realm, struct evl_platform *storage, evl_key key, evl_value *out)
{
	bool inherited;
	/* Methods come first. */
	if (!evl_has_property(realm, storage->object.shape->prototype, key, &inherited))
		return false;
	*out = inherited ? EVL_EMPTY : evl_collection_get(realm, items_of(storage), evl_key_to_value(realm, key));
	return true;
}

bool evl_storage_set(struct evl_realm *realm, struct evl_platform *storage, evl_key key, evl_value value)
{
	return evl_collection_set(realm, items_of(storage), evl_key_to_value(realm, key), value);
}

bool evl_storage_remove(struct evl_realm *realm, struct evl_platform *storage, evl_key key)
{
	(void)evl_collection_delete(realm, items_of(storage), evl_key_to_value(realm, key));
	return true;
}

void evl_storage_keys(struct evl_realm *realm, struct evl_platform *storage, struct evl_key_list *out)
{
	struct evl_collection *items = items_of(storage);
	uint32_t position = 0;
	evl_value key, value;
	out->keys = evl_arena_alloc(&realm->scratch, (items->live + (size_t)1) * sizeof *out->keys);
	out->count = 0;
	if (items->live > 1 && !evl_page(realm)->told_storage) {
		evl_host_note(realm, evl_span_none(), "nothing fixes the order of the names in a storage: shown as they were set");
		evl_page(realm)->told_storage = true;
	}
	while (evl_collection_next(items, &position, &key, &value))
		out->keys[out->count++] = evl_key_from_string(realm, evl_as_string(key));
}

static bool receiver(struct evl_realm *realm, const struct evl_args *args, struct storage **out)
{
	*out = evl_platform_receiver(realm, args, EVL_PLATFORM_STORAGE);
	return *out != NULL;
}

static bool text_argument(struct evl_realm *realm, const struct evl_args *args, uint32_t index, evl_value *out)
{
	struct evl_string *text;
	if (!(index == 1 ? evl_partial_text(realm, args->values[index], &text) : evl_to_string(realm, args->values[index], &text)))
		return false;
	*out = evl_from_string(text);
	return true;
}

/* Does the storage have room for an item, as Chromium counts? False: QuotaExceededError is pending. */
static bool has_room(struct evl_realm *realm, const struct storage *storage, evl_value new_key, evl_value new_value)
{
	enum { MOST = 5 << 20 }; /* UTF-16 units */
	uint32_t position = 0;
	evl_value key, value;
	uint64_t total = (uint64_t)evl_as_string(new_key)->length + evl_as_string(new_value)->length;
	if (total < MOST / 1024 && storage->items->live < 512)
		return true;
	while (total <= MOST && evl_collection_next(storage->items, &position, &key, &value))
		total += (uint64_t)evl_as_string(key)->length + evl_as_string(value)->length;
	if (total <= MOST)
		return true;
	return evl_platform_exception(realm, "QuotaExceededError",
				      "Failed to execute 'setItem' on 'Storage': Setting the value of '%s' exceeded the quota.",
				      evl_string_utf8(realm, evl_as_string(new_key)));
}

static bool get_item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct storage *storage;
	evl_value key;
	if (!receiver(realm, args, &storage) || !evl_platform_require_args(realm, args, 1, "Storage", "getItem") ||
	    !text_argument(realm, args, 0, &key))
		return false;
	evl_value found = evl_collection_get(realm, storage->items, key);
	*result = found != EVL_EMPTY ? found : EVL_NULL;
	return true;
}

static bool set_item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct storage *storage;
	evl_value key, value;
	*result = EVL_UNDEFINED;
	return receiver(realm, args, &storage) && evl_platform_require_args(realm, args, 2, "Storage", "setItem") &&
	       text_argument(realm, args, 0, &key) && text_argument(realm, args, 1, &value) &&
	       has_room(realm, storage, key, value) && evl_collection_set(realm, storage->items, key, value);
}

static bool remove_item(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct storage *storage;
	evl_value key;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &storage) || !evl_platform_require_args(realm, args, 1, "Storage", "removeItem") ||
	    !text_argument(realm, args, 0, &key))
		return false;
	(void)evl_collection_delete(realm, storage->items, key);
	return true;
}

static bool clear(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct storage *storage;
	*result = EVL_UNDEFINED;
	if (!receiver(realm, args, &storage))
		return false;
	storage->items = evl_collection_new(realm, EVL_CLASS_MAP, NULL);
	return true;
}

static bool key_at(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct storage *storage;
	uint32_t index, position = 0;
	evl_value key, value;
	if (!receiver(realm, args, &storage) || !evl_platform_require_args(realm, args, 1, "Storage", "key") ||
	    !evl_to_uint32(realm, args->values[0], &index))
		return false;
	*result = EVL_NULL;
	for (uint32_t i = 0; evl_collection_next(storage->items, &position, &key, &value); i++)
		if (i == index)
			*result = key;
	return true;
}

static bool get_length(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct storage *storage;
	if (!receiver(realm, args, &storage))
		return false;
	*result = evl_from_uint32(storage->items->live);
	return true;
}

static const struct evl_row storage_row[] = {
	EVL_ATTRIBUTE("length", get_length),
	EVL_OPERATION("clear", clear, 0),
	EVL_OPERATION("getItem", get_item, 1),
	EVL_OPERATION("key", key_at, 1),
	EVL_OPERATION("removeItem", remove_item, 1),
	EVL_OPERATION("setItem", set_item, 2),
	EVL_TAG_ROW("Storage"),
};
const struct evl_family evl_family_STORAGE = {
	.name = "Storage",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.prototype = EVL_ROWS(storage_row),
};

static bool make(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	struct storage *storage =
		evl_platform_new(realm, EVL_PLATFORM_STORAGE, sizeof *storage, EVL_UNDEFINED, EVL_INTRINSIC_STORAGE_PROTOTYPE);
	storage->platform.object.cell.flags |= EVL_OBJECT_EXOTIC;
	storage->items = evl_collection_new(realm, EVL_CLASS_MAP, NULL);
	*result = evl_from_object(storage);
	return true;
}

static const struct evl_row window_row[] = {
	EVL_MADE_ROW("localStorage", make, EVL_ENUMERABLE | EVL_CONFIGURABLE),
	EVL_MADE_ROW("sessionStorage", make, EVL_ENUMERABLE | EVL_CONFIGURABLE),
	EVL_INTERFACE_ROW("Storage", STORAGE),
};
const struct evl_rows evl_page_storage_rows = EVL_ROWS(window_row);
