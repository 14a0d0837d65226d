/* SPDX-License-Identifier: MIT */
/*
 * record.c - platform objects whose attributes are plain data: mutation records,
 * rectangles, entries of observers.
 */
#include "host/web/record.h"

#include <string.h>

struct record {
	struct evl_platform platform;
	const char *const *names;
	evl_value *values;
};

evl_value evl_record_new(struct evl_realm *realm, enum evl_intrinsic prototype, const char *const *names, const evl_value *values)
{
	uint32_t count = 0;
	while (names[count] != NULL)
		count++;
	struct record *record = evl_platform_new(realm, EVL_PLATFORM_RECORD, sizeof *record, EVL_UNDEFINED, prototype);
	record->names = names;
	record->values = evl_arena_copy(&realm->scratch, values, count * sizeof *values);
	return evl_from_object(record);
}

evl_value *evl_record_find(void *record, const char *name)
{
	struct record *r = record;
	for (uint32_t i = 0; r->names[i] != NULL; i++)
		if (strcmp(r->names[i], name) == 0)
			return &r->values[i];
	return NULL;
}

bool evl_record_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct record *record = evl_platform_receiver(realm, args, EVL_PLATFORM_RECORD);
	*result = EVL_UNDEFINED;
	if (record == NULL)
		return false;
	const evl_value *value = evl_record_find(record, evl_platform_name(args));
	if (value == NULL)
		return evl_platform_wrong_receiver(realm, args, EVL_PLATFORM_RECORD);
	*result = *value;
	return true;
}

bool evl_record_json(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct record *record = evl_platform_receiver(realm, args, EVL_PLATFORM_RECORD);
	if (record == NULL)
		return false;
	struct evl_object *out = evl_object_plain(realm);
	for (uint32_t i = 0; record->names[i] != NULL; i++)
		evl_define_new(realm, out, evl_platform_intern(realm, record->names[i]), record->values[i], EVL_DATA_DEFAULT);
	*result = evl_from_object(out);
	return true;
}
