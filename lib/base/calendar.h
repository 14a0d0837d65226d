/* SPDX-License-Identifier: MIT */
/*
 * calendar.h - the proleptic Gregorian calendar as ECMAScript counts time (sec-overview-of-date-objects-and-definitions-of-abstract-operations):
 * milliseconds since 1970 without leap seconds, days of 86400 seconds.
 */
#ifndef EVL_BASE_CALENDAR_H
#define EVL_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

enum { EVL_MS_PER_SECOND = 1000, EVL_MS_PER_MINUTE = 60000, EVL_MS_PER_HOUR = 3600000, EVL_MS_PER_DAY = 86400000 };

/* The largest time value (sec-timeclip). */
#define EVL_TIME_MAX 8.64e15

/* A moment taken apart. */
struct evl_moment {
	int64_t year;
	int month;   /* 0 January ... 11 */
	int day;     /* of the month, from 1 */
	int weekday; /* 0 Sunday ... 6 */
	int hour, minute, second, millisecond;
};

/* The day number (0: 1 January 1970) of a date; `month` 0..11, `day` may be any number. */
int64_t evl_day_number(int64_t year, int month, int64_t day);

/* Take `ms` milliseconds since 1970 apart; any value of at most 2^62. */
void evl_moment_of(int64_t ms, struct evl_moment *out);

/* How many days the month has. */
int evl_days_in_month(int64_t year, int month);

/* sec-makeday, sec-maketime, sec-makedate, sec-timeclip, sec-makefullyear: NaN in, NaN out. */
double evl_make_day(double year, double month, double date);
double evl_make_time(double hour, double minute, double second, double ms);
double evl_make_date(double day, double time);
double evl_time_clip(double time);
double evl_make_full_year(double year);

/* Is the text a moment in the format that Date writes (sec-date-time-string-format)? Year, month and day, time of day may be all that is said. */
bool evl_calendar_is_moment(const char *text);

#endif
