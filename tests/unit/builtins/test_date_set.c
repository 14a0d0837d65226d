/* SPDX-License-Identifier: MIT */
/*
 * test_date_set.c - Setting a date's fields. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_date_set, overflow_goes_to_the_next_field)
{
	expect_output(
		"const d = new Date(0); log(d.setUTCMonth(13, 32), d.toISOString()); d.setUTCDate(0); log(d.toISOString()); d.setUTCHours(-1, 61, 60, 1000); log(d.toISOString()); d.setUTCFullYear(2023, 1, 29); log(d.toISOString());",
		"36892800000 1971-03-04T00:00:00.000Z\n"
		"1971-02-28T00:00:00.000Z\n"
		"1971-02-28T00:02:01.000Z\n"
		"2023-03-01T00:02:01.000Z");
}

Test(builtins_date_set, fractions_are_cut_and_other_things_are_no_number)
{
	expect_output(
		"const d = new Date(0); log(d.setUTCMilliseconds(1.9), d.setUTCMilliseconds(-1.9), d.setUTCSeconds('5'), d.setUTCMinutes(), String(d));"
		"log(d.setTime(8.64e15), d.setTime(8.64e15 + 1), d.setTime('7'));",
		"1 -1 -54001 NaN Invalid Date\n"
		"8640000000000000 NaN 7");
}

Test(builtins_date_set, arguments_are_converted_even_when_the_date_is_invalid)
{
	expect_output(
		"const d = new Date(NaN); let order = ''; const v = (n) => ({ valueOf() { order += n; return n; } }); log(d.setUTCHours(v(1), v(2), v(3), v(4)), order);"
		"log(d.setUTCFullYear(v(2000)), order, new Date(NaN).setUTCMonth(1), new Date(5).setUTCFullYear(NaN));",
		"NaN 1\n"
		"946684800000 12000 NaN NaN");
}

Test(builtins_date_set, years_of_two_digits)
{
	expect_output(
		"const d = new Date(0); log(d.setYear(95) === Date.UTC(1995, 0, 1), new Date(0).setYear(100) === -59011459200000, isNaN(new Date(0).setYear(NaN)));",
		"true true true");
}
