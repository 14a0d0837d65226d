/* SPDX-License-Identifier: MIT */
/*
 * performance.c - the performance object, which both profiles have.
 */
#include "builtins/clock.h"
#include "host/host.h"
#include "host/script.h"
#include "host/web/event.h"
#include "host/web/platform.h"

/* Node's own check of the object that a member is called on; `line`: of its file. A page has checked it already. */
static bool is_receiver(struct evl_realm *realm, evl_value receiver, const char *line)
{
	const struct evl_web_checks *checks = evl_web(realm)->checks;
	if (checks == NULL || (evl_is_object(receiver) && evl_as_object(receiver) == realm->host->performance))
		return true;
	(void)checks->bad_argument(realm, "this", "an instance of Performance", receiver, NULL);
	return checks->asked_in(realm, line);
}

static bool performance_now(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!is_receiver(realm, args->this_value, "internal/perf/performance:138    ^validateInternalField(this, kPerformanceBrand, 'Performance');"))
		return false;
	*result = evl_from_number((double)(realm->host->profile->up_time + evl_clock_read(realm)) / 1000.0);
	return true;
}

/* High Resolution Time, "get time origin timestamp": the moment at which now() was 0, milliseconds since 1970. */
static bool time_origin(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	evl_clock_note(realm);
	*result = evl_from_number(evl_clock_start_ms(realm) - (double)realm->host->profile->up_time / 1000.0);
	return true;
}

/* Marks and measures are those of the script web/performance. */
#define FROM_SCRIPT(function, property)                                                                                \
	static bool function(struct evl_realm *realm, const struct evl_args *args, evl_value *result)                  \
	{                                                                                                              \
		(void)args;                                                                                            \
		return evl_host_script_get(realm, "web/performance", property, result);                               \
	}
FROM_SCRIPT(make_mark, "mark")
FROM_SCRIPT(make_measure, "measure")
FROM_SCRIPT(make_get_entries, "getEntries")
FROM_SCRIPT(make_get_by_name, "getEntriesByName")
FROM_SCRIPT(make_get_by_type, "getEntriesByType")
FROM_SCRIPT(make_clear_marks, "clearMarks")
FROM_SCRIPT(make_clear_measures, "clearMeasures")

static bool make_timerify(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	if (realm->host->profile->has_builtin == NULL)
		return evl_not_covered(realm, "performance.timerify");
	return evl_host_script_get(realm, "node/perf_hooks", "timerify", result);
}

static bool make_inspect(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	return evl_host_script(realm, "node/inspect_performance", result);
}

static const struct evl_row performance_row[] = {
	EVL_OPERATION("now", performance_now, 0),
	EVL_TAG_ROW("Performance"),
	EVL_ATTRIBUTE("timeOrigin", time_origin),
	EVL_MADE_ROW("mark", make_mark, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("measure", make_measure, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("getEntries", make_get_entries, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("getEntriesByName", make_get_by_name, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("getEntriesByType", make_get_by_type, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("clearMarks", make_clear_marks, EVL_DATA_DEFAULT),
	EVL_MADE_ROW("clearMeasures", make_clear_measures, EVL_DATA_DEFAULT),
	EVL_NOT_COVERED_ROW("timing", "performance.timing"),
	EVL_NOT_COVERED_ROW("memory", "performance.memory"),
	EVL_MADE_ROW("timerify", make_timerify, EVL_DATA_DEFAULT),
	EVL_NOT_COVERED_ROW("eventLoopUtilization", "performance.eventLoopUtilization"),
	EVL_NOT_COVERED_ROW("toJSON", "performance.toJSON"),
	EVL_NOT_COVERED_ROW("clearResourceTimings", "performance.clearResourceTimings"),
	EVL_NOT_COVERED_ROW("markResourceTiming", "performance.markResourceTiming"),
	EVL_NOT_COVERED_ROW("nodeTiming", "performance.nodeTiming"),
	EVL_NOT_COVERED_ROW("onresourcetimingbufferfull", "performance.onresourcetimingbufferfull"),
	EVL_NOT_COVERED_ROW("setResourceTimingBufferSize", "performance.setResourceTimingBufferSize"),
};
static const struct evl_rows performance_rows = EVL_ROWS(performance_row);

/* Outside of pages: how it is shown. */
static const struct evl_row shown_row[] = { EVL_MADE_ROW("[nodejs.util.inspect.custom]", make_inspect, EVL_DATA_HIDDEN) };
static const struct evl_rows shown_rows = EVL_ROWS(shown_row);

/* Of a page, whose object is a target of events; Node's has its members itself. */
const struct evl_family evl_family_PERFORMANCE = {
	.name = "Performance",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.construct = evl_platform_illegal_constructor,
	.parent = EVL_INTRINSIC_EVENT_TARGET,
	.prototype_parent = EVL_INTRINSIC_EVENT_TARGET_PROTOTYPE,
	.prototype = EVL_ROWS(performance_row),
};

static struct evl_object *make(struct evl_realm *realm)
{
	if (realm->host->profile->is_page) {
		struct evl_target *target = evl_platform_new(realm, EVL_PLATFORM_TARGET, sizeof *target, EVL_UNDEFINED, EVL_INTRINSIC_PERFORMANCE_PROTOTYPE);
		return &target->platform.object;
	}
	struct evl_object *object = evl_object_plain(realm);
	evl_define_rows(realm, object, &performance_rows);
	evl_define_rows(realm, object, &shown_rows);
	return object;
}

bool evl_host_performance_get(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	struct evl_host *host = realm->host;
	if (host->performance == NULL)
		host->performance = make(realm);
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
