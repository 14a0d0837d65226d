/* SPDX-License-Identifier: MIT */
/* lib/base/calendar.c: dates to days and back, over the whole range. */
#include <criterion/criterion.h>
#include <math.h>

#include "base/calendar.h"

Test(base_calendar, day_numbers_and_moments_are_inverse)
{
	for (int64_t day = -100000000; day <= 100000000; day += 9973) {
		struct evl_moment m;
		evl_moment_of(day * EVL_MS_PER_DAY + 1, &m);
		cr_assert_eq(evl_day_number(m.year, m.month, m.day), day);
		cr_assert(m.day >= 1 && m.day <= evl_days_in_month(m.year, m.month) && m.millisecond == 1 && m.hour == 0);
	}
}

Test(base_calendar, days_before_1970_have_their_weekday_and_time)
{
	struct evl_moment m;
	evl_moment_of(-1, &m);
	cr_expect(m.year == 1969 && m.month == 11 && m.day == 31 && m.weekday == 3);
	cr_expect(m.hour == 23 && m.minute == 59 && m.second == 59 && m.millisecond == 999);
}

Test(base_calendar, months_overflow_into_years)
{
	cr_expect_eq(evl_make_day(2020, 13, 1), evl_make_day(2021, 1, 1));
	cr_expect_eq(evl_make_day(2020, -1, 1), evl_make_day(2019, 11, 1));
	cr_expect(isnan(evl_make_day(1e9, 0, 1)) && isnan(evl_make_day(NAN, 0, 1)) && isnan(evl_time_clip(8.64e15 + 1)));
	cr_expect_eq(evl_make_full_year(70), 1970);
	cr_expect_eq(evl_make_full_year(100), 100);
}

Test(base_calendar, moments_are_told_from_other_text)
{
	static const char *const good[] = { "2024", "2024-02", "2024-02-29", "2024-02-29T12:00", "2024-02-29T12:00:00Z", "2024-02-29T12:00:00.000+01:00" };
	static const char *const bad[] = { "", "24", "20240", "2024-2-1", "yesterday", "2024-02-29T", "2024-02-29T12", "2024-02-29T12:00:00z", "2024-02-29T12:00+1" };
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
		cr_expect(evl_calendar_is_moment(good[i]), "%s", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		cr_expect_not(evl_calendar_is_moment(bad[i]), "%s", bad[i]);
}
