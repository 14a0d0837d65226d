/* SPDX-License-Identifier: MIT */
/*
 * test_date_get.c - What a date says of itself. What is expected is what Node 20 gives in UTC.
 */
#include "../script.h"

Test(builtins_date_get, fields)
{
	expect_output(
		"const d = new Date(Date.UTC(2024, 1, 29, 23, 59, 58, 7)); log(d.getUTCFullYear(), d.getUTCMonth(), d.getUTCDate(), d.getUTCDay(), d.getUTCHours(), d.getUTCMinutes(), d.getUTCSeconds(), d.getUTCMilliseconds(), d.getTime(), d.valueOf());",
		"2024 1 29 4 23 59 58 7 1709251198007 1709251198007");
}

Test(builtins_date_get, before_the_epoch_fields_count_up)
{
	expect_output(
		"const e = new Date(-1); log(e.getUTCFullYear(), e.getUTCMonth(), e.getUTCDate(), e.getUTCDay(), e.getUTCHours(), e.getUTCMilliseconds());"
		"const f = new Date(-8.64e15); log(f.getUTCFullYear(), f.getUTCMonth(), f.getUTCDate(), f.getUTCDay()); log(new Date(8.64e15).getUTCFullYear(), new Date(8.64e15 + 1).getUTCFullYear());",
		"1969 11 31 3 23 999\n"
		"-271821 3 20 2\n"
		"275760 NaN");
}

Test(builtins_date_get, invalid_dates_have_none)
{
	expect_output(
		"const n = new Date(NaN); log(n.getUTCFullYear(), n.getDay(), n.getTimezoneOffset(), n.getTime(), new Date(2e16).getUTCDate(), new Date(undefined).getTime(), new Date(null).getTime());",
		"NaN NaN NaN NaN NaN NaN 0");
}

Test(builtins_date_get, only_dates_have_fields)
{
	expect_output(
		"for (const f of ['getTime', 'getUTCDay', 'getYear', 'getTimezoneOffset']) try { Date.prototype[f].call({}); } catch (e) { log(e.name, e.message); }"
		"log(new Date(Date.UTC(2024, 0)).getYear(), new Date(Date.UTC(1899, 5)).getYear());",
		"TypeError this is not a Date object.\n"
		"TypeError this is not a Date object.\n"
		"TypeError Method Date.prototype.getYear called on incompatible receiver #<Object>\n"
		"TypeError this is not a Date object.\n"
		"124 -1");
}
