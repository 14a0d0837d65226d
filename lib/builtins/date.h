/* SPDX-License-Identifier: MIT */
/*
 * date.h - Date objects, for the files of the family and for those that write values.
 */
#ifndef EVL_BUILTINS_DATE_H
#define EVL_BUILTINS_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "value/realm.h"
#include "value/rows.h"

/* A Date (sec-date-objects). `from_clock`: its time is the virtual clock's, so that what it shows is approximate. */
struct evl_date {
	struct evl_object object;
	double time; /* milliseconds since 1970, or NaN */
	bool from_clock;
};

enum evl_date_part { EVL_DATE_AND_TIME, EVL_DATE_ONLY, EVL_TIME_ONLY };

enum { EVL_DATE_TEXT_MAX = 120 };

/* A Date with %Date.prototype%. */
struct evl_date *evl_date_new(struct evl_realm *realm, double time);

/* LocalTime and UTC (sec-localtime, sec-utc-t) in the realm's time zone; NaN for NaN. */
double evl_date_local(struct evl_realm *realm, double time);
double evl_date_utc(struct evl_realm *realm, double local);

/*
 * ToDateString (sec-todatestring) and its parts: UTF-8, NUL-terminated. Returns the length; 0: how the host's language names
 * the time zone is not known, the prediction has ended.
 */
size_t evl_date_text(struct evl_realm *realm, double time, enum evl_date_part part, char text[EVL_DATE_TEXT_MAX]);

/* sec-date.prototype.toisostring of a finite time value. */
size_t evl_date_iso_text(double time, char text[EVL_DATE_TEXT_MAX]);

/*
 * The time value of a date in text as V8 reads it (sec-date.parse): the standard's format, and else
 * V8's lenient one. NaN when it is neither. `units` are borrowed.
 */
double evl_date_parse(struct evl_realm *realm, const uint16_t *units, size_t length);

/*
 * The Date that a method of the name `method` was called on; a TypeError and NULL when there is none. `method` NULL: V8's
 * short message. Says once a run that the virtual clock is not a real one, if the date came from it.
 */
struct evl_date *evl_this_date(struct evl_realm *realm, const struct evl_args *args, const char *method);

/* %Date.prototype%'s getters (date_get.c), setters (date_set.c) and texts (date_text.c); the family lists them all. */
#define EVL_DATE_METHOD(name) bool evl_date_##name(struct evl_realm *realm, const struct evl_args *args, evl_value *result);
EVL_DATE_METHOD(get_date) EVL_DATE_METHOD(get_day) EVL_DATE_METHOD(get_full_year) EVL_DATE_METHOD(get_hours)
EVL_DATE_METHOD(get_milliseconds) EVL_DATE_METHOD(get_minutes) EVL_DATE_METHOD(get_month) EVL_DATE_METHOD(get_seconds)
EVL_DATE_METHOD(get_time) EVL_DATE_METHOD(get_timezone_offset) EVL_DATE_METHOD(get_year) EVL_DATE_METHOD(get_utc_date)
EVL_DATE_METHOD(get_utc_day) EVL_DATE_METHOD(get_utc_full_year) EVL_DATE_METHOD(get_utc_hours) EVL_DATE_METHOD(get_utc_milliseconds)
EVL_DATE_METHOD(get_utc_minutes) EVL_DATE_METHOD(get_utc_month) EVL_DATE_METHOD(get_utc_seconds) EVL_DATE_METHOD(value_of)
EVL_DATE_METHOD(set_date) EVL_DATE_METHOD(set_full_year) EVL_DATE_METHOD(set_hours) EVL_DATE_METHOD(set_milliseconds)
EVL_DATE_METHOD(set_minutes) EVL_DATE_METHOD(set_month) EVL_DATE_METHOD(set_seconds) EVL_DATE_METHOD(set_time) EVL_DATE_METHOD(set_year)
EVL_DATE_METHOD(set_utc_date) EVL_DATE_METHOD(set_utc_full_year) EVL_DATE_METHOD(set_utc_hours) EVL_DATE_METHOD(set_utc_milliseconds)
EVL_DATE_METHOD(set_utc_minutes) EVL_DATE_METHOD(set_utc_month) EVL_DATE_METHOD(set_utc_seconds)
EVL_DATE_METHOD(to_string) EVL_DATE_METHOD(to_date_string) EVL_DATE_METHOD(to_time_string) EVL_DATE_METHOD(to_iso_string)
EVL_DATE_METHOD(to_utc_string) EVL_DATE_METHOD(to_json) EVL_DATE_METHOD(to_primitive)
EVL_DATE_METHOD(to_locale_string) EVL_DATE_METHOD(to_locale_date_string) EVL_DATE_METHOD(to_locale_time_string)
#undef EVL_DATE_METHOD

#endif
