/* SPDX-License-Identifier: MIT */
/* lib/base/time_zone.c: names, offsets, and the hours that clocks skip or repeat. */
#include <criterion/criterion.h>
#include <string.h>

#include "base/time_zone.h"

static int find(const char *name) { return evl_zone_find(name, strlen(name)); }

Test(base_time_zone, names_are_found_in_any_case)
{
	cr_expect_eq(find("utc"), EVL_ZONE_UTC);
	cr_expect_eq(find("Etc/GMT"), EVL_ZONE_UTC);
	cr_expect_str_eq(evl_zone_name(find("europe/berlin")), "Europe/Berlin");
	cr_expect_eq(find("Asia/Kolkata"), find("Asia/Calcutta"));
	cr_expect_eq(find("Mars/Olympus"), EVL_ZONE_NONE);
	cr_expect_eq(find(""), EVL_ZONE_NONE);
}

Test(base_time_zone, a_skipped_time_has_the_offset_from_before_and_a_repeated_one_the_first)
{
	int zone = find("America/New_York");
	const int64_t spring = INT64_C(1741487400000), autumn = INT64_C(1762047000000); /* 02:30 on 9 March, 01:30 on 2 November 2025 */
	cr_expect_eq(evl_zone_at_local(zone, spring)->offset, -5 * 3600);
	cr_expect_eq(evl_zone_at_local(zone, autumn)->offset, -4 * 3600);
	cr_expect_str_eq(evl_zone_at(zone, autumn)->short_name, "EDT");
	cr_expect_str_eq(evl_zone_date_name(zone, spring + 5 * 3600000), "Eastern Daylight Time");
}

Test(base_time_zone, rules_go_on_for_ever)
{
	int zone = find("Australia/Sydney");
	cr_expect_eq(evl_zone_at(zone, INT64_C(8000000000000000))->offset % 3600, 0);
	cr_expect_eq(evl_zone_at(zone, INT64_C(4105080000000))->offset, 11 * 3600); /* January 2100 */
	cr_expect_eq(evl_zone_at(zone, INT64_C(4118126400000))->offset, 10 * 3600); /* July 2100 */
}
