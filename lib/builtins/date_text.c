/* SPDX-License-Identifier: MIT */
/*
 * date_text.c - a Date as text: the fixed English forms of the standard, ISO 8601, JSON, and conversion to a primitive.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/time_zone.h"
#include "builtins/args.h"
#include "builtins/date.h"

static const char days[7][4] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
static const char months[12][4] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

static const char *sign_of(int64_t year) { return year < 0 ? "-" : ""; }
static long long magnitude(int64_t year) { return (long long)(year < 0 ? -year : year); }

size_t evl_date_text(struct evl_realm *realm, double time, enum evl_date_part part, char text[EVL_DATE_TEXT_MAX])
{
	if (isnan(time)) {
		static const char invalid[] = "Invalid Date";
		memcpy(text, invalid, sizeof invalid);
		return sizeof invalid - 1;
	}
	bool is_english = realm->locale == NULL || strncmp(realm->locale, "en", 2) == 0;
	if (part != EVL_DATE_ONLY && !is_english) {
		(void)evl_not_covered(realm, "the name of the time zone in the host's language");
		return 0;
	}
	int32_t offset = evl_zone_at(realm->zone, (int64_t)time)->offset / 60;
	const char *zone = evl_zone_date_name(realm->zone, (int64_t)time);
	struct evl_moment m;
	evl_moment_of((int64_t)evl_date_local(realm, time), &m);
	char date[40] = "", clock[80] = "";
	if (part != EVL_TIME_ONLY)
		snprintf(date, sizeof date, "%s %s %02d %s%04lld", days[m.weekday], months[m.month], m.day, sign_of(m.year), magnitude(m.year));
	if (part != EVL_DATE_ONLY) {
		int minutes = offset < 0 ? -offset : offset;
		snprintf(clock, sizeof clock, "%02d:%02d:%02d GMT%c%02d%02d (%s)", m.hour, m.minute, m.second, offset < 0 ? '-' : '+',
			 minutes / 60, minutes % 60, zone);
	}
	int length = snprintf(text, EVL_DATE_TEXT_MAX, "%s%s%s", date, part == EVL_DATE_AND_TIME ? " " : "", clock);
	return length > 0 ? (size_t)length : 0;
}

size_t evl_date_iso_text(double time, char text[EVL_DATE_TEXT_MAX])
{
	struct evl_moment m;
	evl_moment_of((int64_t)time, &m);
	char year[24];
	if (m.year >= 0 && m.year <= 9999)
		snprintf(year, sizeof year, "%04lld", (long long)m.year);
	else
		snprintf(year, sizeof year, "%c%06lld", m.year < 0 ? '-' : '+', magnitude(m.year));
	int length = snprintf(text, EVL_DATE_TEXT_MAX, "%s-%02d-%02dT%02d:%02d:%02d.%03dZ", year, m.month + 1, m.day, m.hour, m.minute,
			      m.second, m.millisecond);
	return length > 0 ? (size_t)length : 0;
}

static bool give(struct evl_realm *realm, const char *text, size_t length, evl_value *result)
{
	*result = evl_string_value(evl_string_from_utf8(realm, text, length));
	return *result != EVL_EMPTY;
}

static bool give_text(struct evl_realm *realm, const struct evl_args *args, const char *method, enum evl_date_part part,
		      evl_value *result)
{
	char text[EVL_DATE_TEXT_MAX];
	const struct evl_date *date = evl_this_date(realm, args, method);
	if (date == NULL)
		return false;
	size_t length = evl_date_text(realm, date->time, part, text);
	return length != 0 && give(realm, text, length, result);
}

/* sec-date.prototype.tostring */
bool evl_date_to_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return give_text(realm, args, "Date.prototype.toString", EVL_DATE_AND_TIME, result);
}

/* sec-date.prototype.todatestring */
bool evl_date_to_date_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return give_text(realm, args, "Date.prototype.toDateString", EVL_DATE_ONLY, result);
}

/* sec-date.prototype.totimestring */
bool evl_date_to_time_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	return give_text(realm, args, "Date.prototype.toTimeString", EVL_TIME_ONLY, result);
}

/* sec-date.prototype.toisostring */
bool evl_date_to_iso_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	char text[EVL_DATE_TEXT_MAX];
	const struct evl_date *date = evl_this_date(realm, args, "Date.prototype.toISOString");
	if (date == NULL)
		return false;
	if (isnan(date->time))
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_TIME);
	return give(realm, text, evl_date_iso_text(date->time, text), result);
}

/* sec-date.prototype.toutcstring */
bool evl_date_to_utc_string(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	char text[EVL_DATE_TEXT_MAX];
	const struct evl_date *date = evl_this_date(realm, args, "Date.prototype.toUTCString");
	if (date == NULL)
		return false;
	if (isnan(date->time))
		return give(realm, text, evl_date_text(realm, date->time, EVL_DATE_ONLY, text), result);
	struct evl_moment m;
	evl_moment_of((int64_t)date->time, &m);
	int length = snprintf(text, sizeof text, "%s, %02d %s %s%04lld %02d:%02d:%02d GMT", days[m.weekday], m.day, months[m.month],
			      sign_of(m.year), magnitude(m.year), m.hour, m.minute, m.second);
	return give(realm, text, (size_t)length, result);
}

/* sec-date.prototype.tojson */
bool evl_date_to_json(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	struct evl_object *object;
	evl_value primitive, method;
	if (!evl_to_object(realm, args->this_value, &object) ||
	    !evl_to_primitive(realm, evl_from_object(object), EVL_HINT_NUMBER, &primitive))
		return false;
	if (evl_is_number(primitive) && !isfinite(evl_number(primitive))) {
		*result = EVL_NULL;
		return true;
	}
	evl_key key = evl_text_name(realm, "toISOString");
	if (!evl_get(realm, evl_from_object(object), key, &method))
		return false;
	if (!evl_is_callable(method))
		return evl_throw_message(realm, EVL_MESSAGE_NOT_CALLABLE, "toISOString");
	return evl_call(realm, method, evl_from_object(object), 0, NULL, result);
}

/* sec-date.prototype-%symbol.toprimitive% */
bool evl_date_to_primitive(struct evl_realm *realm, const struct evl_args *args, evl_value *result)
{
	evl_value hint = evl_arg(args, 0);
	if (!evl_is_object(args->this_value))
		return evl_throw_message(realm, EVL_MESSAGE_INCOMPATIBLE_RECEIVER, "Date.prototype [ @@toPrimitive ]",
					 evl_describe(realm, args->this_value));
	evl_name name = evl_is_string(hint) ? evl_string_name(realm, evl_as_string(hint)) : EVL_NAME_NONE;
	if (name != EVL_NAME_string && name != EVL_NAME_default_ && name != EVL_NAME_number)
		return evl_throw_message(realm, EVL_MESSAGE_INVALID_HINT, evl_describe(realm, hint));
	return evl_ordinary_to_primitive(realm, args->this_value, name == EVL_NAME_number ? EVL_HINT_NUMBER : EVL_HINT_STRING, result);
}
