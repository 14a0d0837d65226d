/* SPDX-License-Identifier: MIT */
/*
 * date_set.c - changing a Date: each setter takes some fields anew and keeps the rest.
 */
#include <math.h>

#include "builtins/args.h"
#include "builtins/date.h"

/* The fields in the order of the setters' arguments. */
enum field { YEAR, MONTH, DATE, HOURS, MINUTES, SECONDS, MILLISECONDS, FIELDS };

/*
 * Set the fields from `first` on, at most up to `last`, to the arguments. The first is needed, the others keep
 * their values when absent. All arguments are converted, in order, even when the time is not a number; the V8 of Node 20
 * then looks at the first alone.
 */
static bool set_fields(struct evl_realm *realm, const struct evl_args *args, const char *method, enum field first, enum field last,
		       bool local, evl_value *result)
{
	double given[FIELDS] = { NAN, NAN, NAN, NAN, NAN, NAN, NAN };
	if (!evl_is_class(args->this_value, EVL_CLASS_DATE))
		return evl_this_date(realm, args, method) != NULL;
	struct evl_date *date = (struct evl_date *)evl_as_object(args->this_value);
	double time = date->time;
	uint32_t count = args->count > 0 ? args->count : 1;
	if (isnan(time) && first != YEAR && realm->v8 < EVL_V8_15)
		count = 1;
	for (uint32_t i = 0; i < count && first + i <= (uint32_t)last; i++)
		if (!evl_to_number(realm, evl_arg(args, i), &given[first + i]))
			return false;
	*result = evl_from_double(NAN);
	if (isnan(time)) {
		if (first != YEAR)
			return true;
		time = 0; /* a year makes an invalid date valid again */
	} else if (local) {
		time = evl_date_local(realm, time);
	}
	struct evl_moment m;
	evl_moment_of((int64_t)time, &m);
	double fields[FIELDS] = { (double)m.year, m.month, m.day, m.hour, m.minute, m.second, m.millisecond };
	for (uint32_t i = 0; i < count && first + i <= (uint32_t)last; i++)
		fields[first + i] = given[first + i];
	double day = evl_make_day(fields[YEAR], fields[MONTH], fields[DATE]);
	time = evl_make_date(day, evl_make_time(fields[HOURS], fields[MINUTES], fields[SECONDS], fields[MILLISECONDS]));
	date->time = evl_time_clip(local ? evl_date_utc(realm, time) : time);
	*result = evl_from_number(date->time);
	return true;
}

/* A setter of local time and one of UTC (sec-date.prototype.setdate and its siblings). */
#define SETTERS(name, method, first, last) \
	bool evl_date_set_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{ \
		return set_fields(realm, args, "Date.prototype.set" method, first, last, true, result); \
	} \
	bool evl_date_set_utc_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{ \
		return set_fields(realm, args, "Date.prototype.setUTC" method, first, last, false, result); \
	}

SETTERS(full_year, "FullYear", YEAR, DATE)
SETTERS(month, "Month", MONTH, DATE)
SETTERS(date, "Date", DATE, DATE)
SETTERS(hours, "Hours", HOURS, MILLISECONDS)
SETTERS(minutes, "Minutes", MINUTES, MILLISECONDS)
SETTERS(seconds, "Seconds", SECONDS, MILLISECONDS)
SETTERS(milliseconds, "Milliseconds", MILLISECONDS, MILLISECONDS)

/* sec-date.prototype.settime */
bool evl_date_set_time(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double time;
	if (!evl_is_class(args->this_value, EVL_CLASS_DATE))
		return evl_this_date(realm, args, "Date.prototype.setTime") != NULL;
	if (!evl_to_number(realm, evl_arg(args, 0), &time))
		return false;
	struct evl_date *date = (struct evl_date *)evl_as_object(args->this_value);
	date->time = evl_time_clip(time);
	date->from_clock = false;
	*result = evl_from_number(date->time);
	return true;
}

/* sec-date.prototype.setyear */
bool evl_date_set_year(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	double year;
	if (!evl_is_class(args->this_value, EVL_CLASS_DATE))
		return evl_this_date(realm, args, "Date.prototype.setYear") != NULL;
	if (!evl_to_number(realm, evl_arg(args, 0), &year))
		return false;
	evl_value full = evl_from_number(evl_make_full_year(year));
	struct evl_args with_year = *args;
	with_year.values = &full;
	with_year.count = 1;
	return set_fields(realm, &with_year, "Date.prototype.setYear", YEAR, YEAR, true, result);
}
