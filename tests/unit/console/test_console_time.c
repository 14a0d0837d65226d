/* SPDX-License-Identifier: MIT */
/* console.time by the virtual clock: the model's own numbers in Node's form. */
#include "prediction.h"

Test(console_console_time, durations_are_virtual)
{
	static const struct console_case cases[] = {
		{ "console.time('t'); console.timeLog('t', 'x', { a: 1 }); console.timeEnd('t')",
		  "t: 0ms x { a: 1 }\n"
	  "t: 0ms" },
		{ "console.time('t'); setTimeout(() => console.timeEnd('t'), 1234)",
		  "t: 1.234s" },
		{ "console.time(); setTimeout(() => console.timeEnd(), 50)",
		  "default: 50ms" },
		{ "console.time('m'); setTimeout(() => console.timeEnd('m'), 65000)",
		  "m: 1:05.000 (m:ss.mmm)" },
		{ "console.time('h'); setTimeout(() => console.timeEnd('h'), 3723004)",
		  "h: 1:02:03.004 (h:mm:ss.mmm)" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_console_time, a_page_writes_milliseconds)
{
	static const struct console_case cases[] = {
		{ "console.time('t'); console.time('t'); setTimeout(() => { console.timeEnd('t'); console.timeEnd('t'); }, 50)",
		  "Timer 't' already exists\n"
	  "t: 50 ms\n"
	  "Timer 't' does not exist" },
	};
	EXPECT_PRINTS("browser", cases);
}
