/* SPDX-License-Identifier: MIT */
/* calendar.c - dates to day numbers and back. Years begin in March inside, so that the leap day is the last. */
#include "base/calendar.h"

#include <string.h>

#include <math.h>
#include <stdbool.h>

enum { DAYS_PER_ERA = 146097, YEARS_PER_ERA = 400, MARCH_1_0000 = 719468 /* days before 1970 */ };

static int64_t floor_divide(int64_t a, int64_t b) { return a / b - (a % b < 0); }

int64_t evl_day_number(int64_t year, int month, int64_t day)
{
	if (month < 2)
		year--;
	int64_t era = floor_divide(year, YEARS_PER_ERA), of_era = year - era * YEARS_PER_ERA;
	int from_march = (month + 10) % 12;
	int64_t of_year = (153 * from_march + 2) / 5 + day - 1;
	return era * DAYS_PER_ERA + of_era * 365 + of_era / 4 - of_era / 100 + of_year - MARCH_1_0000;
}

void evl_moment_of(int64_t ms, struct evl_moment *out)
{
	int64_t day = floor_divide(ms, EVL_MS_PER_DAY), rest = ms - day * EVL_MS_PER_DAY;
	int64_t weekday = (day + 4) % 7;
	out->weekday = (int)(weekday < 0 ? weekday + 7 : weekday);
	out->hour = (int)(rest / EVL_MS_PER_HOUR);
	out->minute = (int)(rest / EVL_MS_PER_MINUTE % 60);
	out->second = (int)(rest / EVL_MS_PER_SECOND % 60);
	out->millisecond = (int)(rest % EVL_MS_PER_SECOND);
	day += MARCH_1_0000;
	int64_t era = floor_divide(day, DAYS_PER_ERA), of_era = day - era * DAYS_PER_ERA;
	int64_t year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
	int64_t of_year = of_era - (365 * year + year / 4 - year / 100);
	int64_t from_march = (5 * of_year + 2) / 153;
	out->day = (int)(of_year - (153 * from_march + 2) / 5 + 1);
	out->month = (int)((from_march + 2) % 12);
	out->year = year + era * YEARS_PER_ERA + (out->month < 2);
}

int evl_days_in_month(int64_t year, int month)
{
	static const int days[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	return days[month] + (month == 1 && leap);
}

double evl_make_day(double year, double month, double date)
{
	if (!isfinite(year) || !isfinite(month) || !isfinite(date))
		return NAN;
	double y = trunc(year), m = trunc(month), d = trunc(date);
	double whole = y + floor(m / 12);
	if (fabs(whole) > 400000)
		return NAN;
	double rest = m - floor(m / 12) * 12;
	return (double)evl_day_number((int64_t)whole, (int)rest, 1) + d - 1;
}

double evl_make_time(double hour, double minute, double second, double ms)
{
	if (!isfinite(hour) || !isfinite(minute) || !isfinite(second) || !isfinite(ms))
		return NAN;
	return trunc(hour) * EVL_MS_PER_HOUR + trunc(minute) * EVL_MS_PER_MINUTE + trunc(second) * EVL_MS_PER_SECOND + trunc(ms);
}

double evl_make_date(double day, double time)
{
	double whole = day * EVL_MS_PER_DAY + time;
	return isfinite(whole) ? whole : NAN;
}

double evl_time_clip(double time)
{
	if (!(fabs(time) <= EVL_TIME_MAX))
		return NAN;
	return trunc(time) + 0;
}

double evl_make_full_year(double year)
{
	double whole = trunc(year);
	return whole >= 0 && whole <= 99 ? 1900 + whole : whole;
}

static bool matches_form(const char *text, size_t length, const char *form)
{
	if (strlen(form) != length)
		return false;
	for (size_t i = 0; i < length; i++)
		if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i])
			return false;
	return true;
}

/* "2024", "2024-02-29", "2024-02-29T12:00", "2024-02-29T12:00:00.000+01:00": digits where 0 stands. */
bool evl_calendar_is_moment(const char *now)
{
	static const char *const forms[] = { "0000", "0000-00", "0000-00-00" };
	static const char *const times[] = { "T00:00", "T00:00:00", "T00:00:00.000" };
	size_t date = strcspn(now, "T");
	bool good = false;
	for (size_t f = 0; f < sizeof forms / sizeof forms[0]; f++)
		good |= matches_form(now, date, forms[f]);
	if (!good || now[date] == '\0')
		return good;
	size_t zone = strcspn(now + date, "Z+-");
	good = false;
	for (size_t f = 0; f < sizeof times / sizeof times[0]; f++)
		good |= matches_form(now + date, zone, times[f]);
	const char *rest = now + date + zone;
	return good && (rest[0] == '\0' || strcmp(rest, "Z") == 0 || (rest[0] != 'Z' && matches_form(rest + 1, strlen(rest + 1), "00:00")));
}
