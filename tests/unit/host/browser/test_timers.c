/* SPDX-License-Identifier: MIT */
/*
 * test_timers.c - Timers of a page. What is expected is what Chromium prints.
 */
#include "../../console/prediction.h"

Test(host_browser_timers, numbers_and_arguments)
{
	static const struct console_case cases[] = {
		{ "console.log(typeof setTimeout(() => {}), setTimeout.length, clearTimeout(undefined), clearTimeout(-5), clearTimeout('x')); setTimeout((a, b) => console.log('args', a, b), 0, 1, 2); setTimeout(function () { console.log(this === window); }); setTimeout('console.log(\"text\", typeof hidden)'); setTimeout(() => console.log('NaN'), NaN); setTimeout(() => console.log('negative'), -10); try { setTimeout(); } catch (e) { console.log(e.name, e.message); } setTimeout(() => console.log('late'), 40); setTimeout({ toString() { return 'console.log(\"object\")'; } }, 90);",
		  "number 1 undefined undefined undefined\n"
		  "TypeError Failed to execute 'setTimeout' on 'Window': 1 argument required, but only 0 present.\n"
		  "args 1 2\n"
		  "true\n"
		  "text undefined\n"
		  "NaN\n"
		  "negative\n"
		  "late\n"
		  "object" },
	};
	EXPECT_PRINTS("browser", cases);
}
