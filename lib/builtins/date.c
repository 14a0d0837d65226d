/* SPDX-License-Identifier: MIT */
/*
 * date.c - the family Date: the constructor, its functions, local time, and the rows.
 */
#include "builtins/date.h"

#include <math.h>

#include "base/time_zone.h"
#include "builtins/args.h"
#include "builtins/clock.h"
#include "builtins/recent.h"

double evl_date_local(struct evl_realm *realm, double time)
{
	if (isnan(time))
		return time;
	return time + (double)evl_zone_at(realm->zone, (int64_t)time)->offset * EVL_MS_PER_SECOND;
}

double evl_date_utc(struct evl_realm *realm, double local)
{
	if (!(fabs(local) <= EVL_TIME_MAX + EVL_MS_PER_DAY))
		return NAN;
	return local - (double)evl_zone_at_local(realm->zone, (int64_t)local)->offset * EVL_MS_PER_SECOND;
}

static struct evl_date *date_alloc(struct evl_realm *realm, struct evl_object *prototype, double time)
{
	struct evl_date *date =
		(struct evl_date *)evl_object_alloc(realm, EVL_CLASS_DATE, evl_shape_root(realm, prototype), sizeof(struct evl_date), 0);
	date->time = time;
	return date;
}

struct evl_date *evl_date_new(struct evl_realm *realm, double time)
{
	return date_alloc(realm, evl_intrinsic(realm, EVL_INTRINSIC_DATE_PROTOTYPE), time);
}

struct evl_date *evl_this_date(struct evl_realm *realm, const struct evl_args *args, const char *method)
{
	if (!evl_is_class(args->this_value, EVL_CLASS_DATE)) {
		if (method == NULL)
			evl_throw_message(realm, EVL_MESSAGE_NOT_A_DATE);
		else
			evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, method, evl_describe(realm, args->this_value));
		return NULL;
	}
	struct evl_date *date = (struct evl_date *)evl_as_object(args->this_value);
	if (date->from_clock)
		evl_clock_note(realm);
	return date;
}

/* The numbers of a date, from the year on: up to seven arguments, all converted in order. Absent ones are 1 for the day, else 0. */
static bool read_fields(struct evl_realm *realm, const struct evl_args *args, double *out)
{
	double fields[7] = { NAN, 0, 1, 0, 0, 0, 0 };
	for (uint32_t i = 0; i < 7 && i < args->count; i++)
		if (!evl_to_number(realm, args->values[i], &fields[i]))
			return false;
	double day = evl_make_day(evl_make_full_year(fields[0]), fields[1], fields[2]);
	*out = evl_make_date(day, evl_make_time(fields[3], fields[4], fields[5], fields[6]));
	return true;
}

static bool time_of_value(struct evl_realm *realm, evl_value value, double *out, bool *from_clock)
{
	if (evl_is_class(value, EVL_CLASS_DATE)) {
		const struct evl_date *date = (const struct evl_date *)evl_as_object(value);
		*out = date->time;
		*from_clock = date->from_clock;
		return true;
	}
	if (!evl_to_primitive(realm, value, EVL_HINT_DEFAULT, &value))
		return false;
	if (evl_is_string(value)) {
		const uint16_t *units = evl_string_units(realm, evl_as_string(value));
		if (units == NULL)
			return false;
		*out = evl_date_parse(realm, units, evl_as_string(value)->length);
		return true;
	}
	double time;
	if (!evl_to_number(realm, value, &time))
		return false;
	*out = evl_time_clip(time);
	return true;
}

/* sec-date */
static bool date_construct(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (evl_is_undefined(args->new_target)) {
		char text[EVL_DATE_TEXT_MAX];
		evl_clock_note(realm);
		size_t length = evl_date_text(realm, evl_clock_read_ms(realm), EVL_DATE_AND_TIME, text);
		*result = length != 0 ? evl_string_value(evl_string_from_utf8(realm, text, length)) : EVL_EMPTY;
		return *result != EVL_EMPTY;
	}
	double time;
	bool from_clock = false;
	if (args->count == 0) {
		time = evl_clock_read_ms(realm);
		from_clock = true;
	} else if (args->count == 1) {
		if (!time_of_value(realm, args->values[0], &time, &from_clock))
			return false;
	} else {
		if (!read_fields(realm, args, &time))
			return false;
		time = evl_time_clip(evl_date_utc(realm, time));
	}
	struct evl_object *prototype;
	if (!evl_prototype_from_constructor(realm, args->new_target, EVL_INTRINSIC_DATE_PROTOTYPE, &prototype))
		return false;
	struct evl_date *date = date_alloc(realm, prototype, time);
	date->from_clock = from_clock;
	*result = evl_from_object(date);
	return true;
}

/* sec-date.now */
static bool date_now(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	(void)args;
	*result = evl_from_number(evl_clock_read_ms(realm));
	return true;
}

/* sec-date.parse */
static bool date_parse(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_string *text;
	const uint16_t *units;
	if (!evl_to_string(realm, evl_arg(args, 0), &text) || (units = evl_string_units(realm, text)) == NULL)
		return false;
	*result = evl_from_number(evl_date_parse(realm, units, text->length));
	return true;
}

/* sec-date.utc */
static bool date_utc(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double time;
	if (!read_fields(realm, args, &time))
		return false;
	*result = evl_from_number(evl_time_clip(time));
	return true;
}

static const struct evl_row date_statics[] = {
	EVL_METHOD("now", date_now, 0),
	EVL_METHOD("parse", date_parse, 1),
	EVL_METHOD("UTC", date_utc, 7),
};

static const struct evl_row date_prototype[] = {
	EVL_METHOD("toString", evl_date_to_string, 0),
	EVL_METHOD("toDateString", evl_date_to_date_string, 0),
	EVL_METHOD("toTimeString", evl_date_to_time_string, 0),
	EVL_METHOD("toISOString", evl_date_to_iso_string, 0),
	EVL_METHOD("toUTCString", evl_date_to_utc_string, 0),
	EVL_ALIAS_ROW("toGMTString", "toUTCString"),
	EVL_METHOD("getDate", evl_date_get_date, 0),
	EVL_METHOD("setDate", evl_date_set_date, 1),
	EVL_METHOD("getDay", evl_date_get_day, 0),
	EVL_METHOD("getFullYear", evl_date_get_full_year, 0),
	EVL_METHOD("setFullYear", evl_date_set_full_year, 3),
	EVL_METHOD("getHours", evl_date_get_hours, 0),
	EVL_METHOD("setHours", evl_date_set_hours, 4),
	EVL_METHOD("getMilliseconds", evl_date_get_milliseconds, 0),
	EVL_METHOD("setMilliseconds", evl_date_set_milliseconds, 1),
	EVL_METHOD("getMinutes", evl_date_get_minutes, 0),
	EVL_METHOD("setMinutes", evl_date_set_minutes, 3),
	EVL_METHOD("getMonth", evl_date_get_month, 0),
	EVL_METHOD("setMonth", evl_date_set_month, 2),
	EVL_METHOD("getSeconds", evl_date_get_seconds, 0),
	EVL_METHOD("setSeconds", evl_date_set_seconds, 2),
	EVL_METHOD("getTime", evl_date_get_time, 0),
	EVL_METHOD("setTime", evl_date_set_time, 1),
	EVL_METHOD("getTimezoneOffset", evl_date_get_timezone_offset, 0),
	EVL_METHOD("getUTCDate", evl_date_get_utc_date, 0),
	EVL_METHOD("setUTCDate", evl_date_set_utc_date, 1),
	EVL_METHOD("getUTCDay", evl_date_get_utc_day, 0),
	EVL_METHOD("getUTCFullYear", evl_date_get_utc_full_year, 0),
	EVL_METHOD("setUTCFullYear", evl_date_set_utc_full_year, 3),
	EVL_METHOD("getUTCHours", evl_date_get_utc_hours, 0),
	EVL_METHOD("setUTCHours", evl_date_set_utc_hours, 4),
	EVL_METHOD("getUTCMilliseconds", evl_date_get_utc_milliseconds, 0),
	EVL_METHOD("setUTCMilliseconds", evl_date_set_utc_milliseconds, 1),
	EVL_METHOD("getUTCMinutes", evl_date_get_utc_minutes, 0),
	EVL_METHOD("setUTCMinutes", evl_date_set_utc_minutes, 3),
	EVL_METHOD("getUTCMonth", evl_date_get_utc_month, 0),
	EVL_METHOD("setUTCMonth", evl_date_set_utc_month, 2),
	EVL_METHOD("getUTCSeconds", evl_date_get_utc_seconds, 0),
	EVL_METHOD("setUTCSeconds", evl_date_set_utc_seconds, 2),
	EVL_METHOD("valueOf", evl_date_value_of, 0),
	EVL_METHOD("getYear", evl_date_get_year, 0),
	EVL_METHOD("setYear", evl_date_set_year, 1),
	EVL_METHOD("toJSON", evl_date_to_json, 1),
	EVL_METHOD("toLocaleString", evl_date_to_locale_string, 0),
	EVL_METHOD("toLocaleDateString", evl_date_to_locale_date_string, 0),
	EVL_METHOD("toLocaleTimeString", evl_date_to_locale_time_string, 0),
	{ .name = "[Symbol.toPrimitive]", .kind = EVL_ROW_METHOD, .attributes = EVL_CONFIGURABLE, .fn = evl_date_to_primitive, .length = 1 },
};

static const struct evl_row date_recent[] = {
	EVL_NOT_COVERED_ROW_SINCE(EVL_V8_15, "toTemporalInstant", "Temporal"),
};

const struct evl_rows evl_rows_date_recent = EVL_ROWS(date_recent);

const struct evl_family evl_family_DATE = {
	.name = "Date",
	.kind = EVL_FAMILY_CONSTRUCTOR,
	.global = true,
	.construct = date_construct,
	.length = 7,
	.statics = EVL_ROWS(date_statics),
	.prototype = EVL_ROWS(date_prototype),
};
