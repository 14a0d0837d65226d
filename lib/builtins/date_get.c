/* SPDX-License-Identifier: MIT */
/*
 * date_get.c - what a Date says about itself: each field, in local time and in UTC.
 */
#include <math.h>

#include "base/time_zone.h"
#include "builtins/date.h"

enum field { FIELD_YEAR, FIELD_MONTH, FIELD_DATE, FIELD_DAY, FIELD_HOURS, FIELD_MINUTES, FIELD_SECONDS, FIELD_MILLISECONDS };

static bool get_field(struct evl_realm *realm, const struct evl_args *args, enum field field, bool local, evl_value *result)
{
	const struct evl_date *date = evl_this_date(realm, args, NULL);
	if (date == NULL)
		return false;
	*result = evl_from_double(NAN);
	if (isnan(date->time))
		return true;
	struct evl_moment moment;
	evl_moment_of((int64_t)(local ? evl_date_local(realm, date->time) : date->time), &moment);
	const int fields[] = { 0, moment.month, moment.day, moment.weekday, moment.hour, moment.minute, moment.second, moment.millisecond };
	*result = field == FIELD_YEAR ? evl_from_number((double)moment.year) : evl_from_int(fields[field]);
	return true;
}

/* One getter of local time and one of UTC (sec-date.prototype.getdate and its siblings). */
#define GETTERS(name, field) \
	bool evl_date_get_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{ \
		return get_field(realm, args, field, true, result); \
	} \
	bool evl_date_get_utc_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result) \
	{ \
		return get_field(realm, args, field, false, result); \
	}

GETTERS(full_year, FIELD_YEAR)
GETTERS(month, FIELD_MONTH)
GETTERS(date, FIELD_DATE)
GETTERS(day, FIELD_DAY)
GETTERS(hours, FIELD_HOURS)
GETTERS(minutes, FIELD_MINUTES)
GETTERS(seconds, FIELD_SECONDS)
GETTERS(milliseconds, FIELD_MILLISECONDS)

/* sec-date.prototype.getyear */
bool evl_date_get_year(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (evl_this_date(realm, args, "Date.prototype.getYear") == NULL || !get_field(realm, args, FIELD_YEAR, true, result))
		return false;
	*result = evl_from_number(evl_number(*result) - 1900);
	return true;
}

/* The time value; whoever takes it may still only subtract, so that nothing is said of the clock. */
static bool give_time(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	if (!evl_is_class(args->this_value, EVL_CLASS_DATE))
		return evl_this_date(realm, args, NULL) != NULL;
	*result = evl_from_number(((const struct evl_date *)evl_as_object(args->this_value))->time);
	return true;
}

/* sec-date.prototype.gettime */
bool evl_date_get_time(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return give_time(realm, args, result); }

/* sec-date.prototype.valueof */
bool evl_date_value_of(struct evl_realm *realm, const struct evl_args *args, evl_value *result) { return give_time(realm, args, result); }

/* sec-date.prototype.gettimezoneoffset; V8 counts whole minutes. */
bool evl_date_get_timezone_offset(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	const struct evl_date *date = evl_this_date(realm, args, NULL);
	if (date == NULL)
		return false;
	*result = isnan(date->time) ? evl_from_double(NAN)
				    : evl_from_int(-evl_zone_at(realm->zone, (int64_t)date->time)->offset / 60);
	return true;
}
