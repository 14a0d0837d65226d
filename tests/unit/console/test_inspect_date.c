/* SPDX-License-Identifier: MIT */
/*
 * test_inspect_date.c - Dates as the console writes them. What is expected is what Node 20 prints.
 */
#include "prediction.h"

Test(console_inspect_date, dates)
{
	static const struct console_case cases[] = {
		{ "console.log(new Date(0), [new Date(0)], new Date(NaN), { d: new Date(8.64e15) }, new Date(-62198755200000));\n"
		  "class D extends Date {} console.log(new D(0), Object.assign(new Date(0), { x: 1 }), Object.setPrototypeOf(new Date(0), null));",
		  "1970-01-01T00:00:00.000Z [ 1970-01-01T00:00:00.000Z ] Invalid Date { d: +275760-09-13T00:00:00.000Z } -000001-01-01T00:00:00.000Z\n"
		  "D 1970-01-01T00:00:00.000Z 1970-01-01T00:00:00.000Z { x: 1 } [Date: null prototype] 1970-01-01T00:00:00.000Z" },
	};
	EXPECT_PRINTS("node", cases);
}
