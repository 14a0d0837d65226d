/* SPDX-License-Identifier: MIT */
/* lib/builtins/date.c and date_get.c, date_set.c, date_text.c: dates under the virtual clock. */
#include "../script.h"
#include "base/time_zone.h"

Test(builtins_date, now_is_a_whole_number_of_milliseconds)
{
	expect_output("log(typeof Date.now(), Number.isInteger(Date.now()), typeof Date, Date.name, Date.length);\n"
		      "log(({}) instanceof Date, Object.prototype.toString.call(Date.prototype), Date.prototype.constructor === Date);",
		      "number true function Date 7\nfalse [object Object] true");
}

Test(builtins_date, the_clock_stands_still_and_is_said_to_be_virtual_once)
{
	struct script s;
	uint32_t notes = 0;
	script_open(&s);
	script_run(&s, "const d = new Date(); log(d - new Date()); log(d.toISOString(), Date() === String(d));");
	cr_expect_str_eq(script_output(&s), "0\n2025-01-01T00:00:00.000Z true");
	for (uint32_t i = 0; i < s.trace.count; i++)
		notes += s.trace.events[i].kind == EVL_EVENT_NOTE;
	cr_expect_eq(notes, 1);
	script_close(&s);
}

Test(builtins_date, fields_are_read_and_set_in_the_zone)
{
	struct script s;
	script_open(&s);
	s.realm.zone = (int16_t)evl_zone_find("America/New_York", 16);
	script_run(&s, "const d = new Date(2025, 2, 9, 2, 30); log(d.toString()); log(d.getUTCHours(), d.getTimezoneOffset());\n"
		       "d.setMonth(10, 2); d.setHours(1); log(d.toISOString());");
	cr_expect_str_eq(script_output(&s), "Sun Mar 09 2025 03:30:00 GMT-0400 (Eastern Daylight Time)\n7 240\n2025-11-02T05:30:00.000Z");
	script_close(&s);
}

Test(builtins_date, an_invalid_date_stays_so_until_a_year_is_set)
{
	expect_output("const d = new Date(NaN); log(d.setHours(1), d.setMonth(1), String(d)); log(d.setFullYear(2000));\n"
		      "try { new Date(NaN).toISOString(); } catch (e) { log(e.name, e.message); }",
		      "NaN NaN Invalid Date\n946684800000\nRangeError Invalid time value");
}
