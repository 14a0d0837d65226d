/* SPDX-License-Identifier: MIT */
/* lib/builtins/date_now.c: what is there of Date, and what is not. */
#include "../script.h"

Test(builtins_date_now, now_is_a_whole_number_of_milliseconds)
{
	expect_output("log(typeof Date.now(), Number.isInteger(Date.now()), typeof Date, Date.name, Date.length);\n"
		      "log(({}) instanceof Date, Object.prototype.toString.call(Date.prototype), Date.prototype.constructor === Date);",
		      "number true function Date 7\nfalse [object Object] true");
}

static void expect_halt(const char *source, const char *what)
{
	struct script s;
	script_open(&s);
	script_run(&s, source);
	cr_expect_eq(s.realm.halt, EVL_STATUS_NOT_COVERED, "%s", source);
	cr_expect(s.realm.halt_text != NULL && strcmp(s.realm.halt_text, what) == 0, "%s: %s", source, s.realm.halt_text);
	script_close(&s);
}

Test(builtins_date_now, the_rest_stops_the_prediction_with_its_name)
{
	expect_halt("new Date();", "new Date");
	expect_halt("try { Date(); } catch {}", "Date()");
	expect_halt("Date.parse('2020-01-01');", "Date.parse");
	expect_halt("Date.prototype.getTime.call(1);", "Date.prototype.getTime");
}
