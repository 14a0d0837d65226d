/* SPDX-License-Identifier: MIT */
/*
 * test_intl_date_time_format.c - Dates as Intl writes them. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(builtins_intl_date_time_format, fields_and_styles)
{
	expect_output(
		"const d = Date.UTC(2024, 1, 9, 15, 4, 5, 67), f = (o, l = 'en-US') => new Intl.DateTimeFormat(l, { timeZone: 'UTC', ...o }).format(d);"
		"log(f(), '|', f({ dateStyle: 'full' }), '|', f({ dateStyle: 'short', timeStyle: 'medium' }).replace(/\\u202f/g, '_'), '|', f({ weekday: 'short', month: 'long', day: '2-digit' }));"
		"log(f({ hour: 'numeric', minute: '2-digit', hour12: false }), '|', f({ timeZoneName: 'short', hour: 'numeric' }).replace(/\\u202f/g, '_'));",
		"2/9/2024 | Friday, February 9, 2024 | 2/9/24, 3:04:05 PM | Fri, February 09\n"
		"15:04 | 3 PM UTC");
}

Test(builtins_intl_date_time_format, what_cannot_be_is_refused)
{
	expect_output(
		"for (const o of [{ timeZone: 'Mars/Base' }, { dateStyle: 'full', year: 'numeric' }, { month: 'big' }, { hourCycle: 'h25' }]) try { new Intl.DateTimeFormat('en', o); log('no error'); } catch (e) { log(e.name, e.message); }"
		"try { new Intl.DateTimeFormat('en').format(NaN); } catch (e) { log(e.name, e.message); }",
		"RangeError Invalid time zone specified: Mars/Base\n"
		"TypeError Can't set option year when dateStyle is used\n"
		"RangeError Value big out of range for Intl.DateTimeFormat options property month\n"
		"RangeError Value h25 out of range for Intl.DateTimeFormat options property hourCycle\n"
		"RangeError Invalid time value");
}

Test(builtins_intl_date_time_format, parts_and_ranges)
{
	expect_output(
		"log(JSON.stringify(new Intl.DateTimeFormat('en-US', { timeZone: 'UTC' }).formatToParts(0)));"
		"const r = new Intl.DateTimeFormat('en-US', { timeZone: 'UTC', dateStyle: 'medium' }), p = (s) => s.replace(/[\\u2009\\u202f]/g, '_'); log(p(r.formatRange(0, 86400000 * 3)), '|', p(r.formatRange(0, 86400000 * 40)), '|', p(r.formatRange(0, 1000)));",
		"[{\"type\":\"month\",\"value\":\"1\"},{\"type\":\"literal\",\"value\":\"/\"},{\"type\":\"day\",\"value\":\"1\"},{\"type\":\"literal\",\"value\":\"/\"},{\"type\":\"year\",\"value\":\"1970\"}]\n"
		"Jan 1_\xe2" "\x80" "\x93" "_4, 1970 | Jan 1_\xe2" "\x80" "\x93" "_Feb 10, 1970 | Jan 1, 1970");
}
