/* SPDX-License-Identifier: MIT */
/*
 * performance.c - the performance object, which both profiles have.
 */
#include "builtins/clock.h"
#include "host/host.h"

static bool performance_now(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_number((double)(realm->host->profile->up_time + evl_clock_read(realm)) / 1000.0);
	return true;
}

static const struct evl_row performance_row[] = {
	EVL_OPERATION("now", performance_now, 0),
	EVL_TAG_ROW("Performance"),
	EVL_NOT_COVERED_ROW("timeOrigin", "performance.timeOrigin"),
	EVL_NOT_COVERED_ROW("mark", "performance.mark"),
	EVL_NOT_COVERED_ROW("measure", "performance.measure"),
	EVL_NOT_COVERED_ROW("getEntries", "performance.getEntries"),
	EVL_NOT_COVERED_ROW("getEntriesByName", "performance.getEntriesByName"),
	EVL_NOT_COVERED_ROW("getEntriesByType", "performance.getEntriesByType"),
	EVL_NOT_COVERED_ROW("clearMarks", "performance.clearMarks"),
	EVL_NOT_COVERED_ROW("clearMeasures", "performance.clearMeasures"),
	EVL_NOT_COVERED_ROW("timing", "performance.timing"),
	EVL_NOT_COVERED_ROW("memory", "performance.memory"),
	EVL_NOT_COVERED_ROW("timerify", "performance.timerify"),
	EVL_NOT_COVERED_ROW("eventLoopUtilization", "performance.eventLoopUtilization"),
	EVL_NOT_COVERED_ROW("toJSON", "performance.toJSON"),
};
static const struct evl_rows performance_rows = EVL_ROWS(performance_row);

bool evl_host_performance_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	struct evl_host *host = realm->host;
	if (host->performance == NULL) {
		host->performance = evl_object_plain(realm);
		evl_define_rows(realm, host->performance, &performance_rows);
	}
	*result = evl_from_object(host->performance);
	return true;
}

bool evl_host_global_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result, const char *name)
{
	struct evl_descriptor descriptor = {
		.value = evl_arg(args, 0), .writable = true, .enumerable = true, .configurable = true,
		.has_value = true, .has_writable = true, .has_enumerable = true, .has_configurable = true,
	};
	size_t length = 0;
	while (name[length] != '\0')
		length++;
	*result = EVL_UNDEFINED;
	return evl_define_or_throw(realm, realm->global, evl_names_intern_utf8(realm->names, name, length), &descriptor);
}

bool evl_host_performance_set(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return evl_host_global_set(realm, args, result, "performance");
}
