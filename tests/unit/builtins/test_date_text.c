/* SPDX-License-Identifier: MIT */
/*
 * test_date_text.c - Dates as texts. What is expected is what Node 20 gives in UTC.
 */
#include "../script.h"

Test(builtins_date_text, iso_texts_have_years_of_six_digits_where_four_are_not_enough)
{
	expect_output(
		"log(new Date(0).toISOString(), new Date(Date.UTC(-1, 0)).toISOString(), new Date(8.64e15).toISOString(), new Date(-62167219200001).toISOString());"
		"for (const f of ['toISOString', 'toJSON', 'toString', 'toUTCString', 'toDateString']) try { log(f, new Date(NaN)[f]()); } catch (e) { log(f, e.name, e.message); }",
		"1970-01-01T00:00:00.000Z -000001-01-01T00:00:00.000Z +275760-09-13T00:00:00.000Z -000001-12-31T23:59:59.999Z\n"
		"toISOString RangeError Invalid time value\n"
		"toJSON null\n"
		"toString Invalid Date\n"
		"toUTCString Invalid Date\n"
		"toDateString Invalid Date");
}

Test(builtins_date_text, other_texts)
{
	expect_output(
		"const d = new Date(Date.UTC(2024, 1, 9, 3, 4, 5)); log(d.toUTCString(), '|', d.toGMTString === d.toUTCString, '|', new Date(Date.UTC(-5, 0, 1)).toUTCString(), '|', new Date(Date.UTC(12345, 0, 1)).toUTCString());",
		"Fri, 09 Feb 2024 03:04:05 GMT | true | Sun, 01 Jan -0005 00:00:00 GMT | Mon, 01 Jan 12345 00:00:00 GMT");
}

Test(builtins_date_text, json_asks_the_object)
{
	expect_output(
		"log(JSON.stringify({ d: new Date(0) }), Date.prototype.toJSON.call({ toISOString: () => 'x', valueOf: () => 1 }), Date.prototype.toJSON.call({ toISOString: () => 'x', valueOf: () => Infinity }));"
		"try { Date.prototype.toJSON.call({}); } catch (e) { log(e.message); }",
		"{\"d\":\"1970-01-01T00:00:00.000Z\"} x null\n"
		"toISOString is not a function");
}

Test(builtins_date_text, primitives)
{
	expect_output(
		"const d = new Date(5); log(d[Symbol.toPrimitive]('number'), typeof d[Symbol.toPrimitive]('default'), +d, typeof (d + 1)); try { d[Symbol.toPrimitive]('x'); } catch (e) { log(e.message); }",
		"5 string 5 string\n"
		"Invalid hint: x");
}
