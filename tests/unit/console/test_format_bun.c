/* SPDX-License-Identifier: MIT */
/*
 * test_format_bun.c - Format specifiers of Bun's console. What is expected is what Bun prints.
 */
#include "prediction.h"

Test(console_format_bun, specifiers)
{
	static const struct console_case cases[] = {
		{ "console.log('%s is %d and %i', 'x', 4.5, 4.5, 'rest');\n"
		  "console.log('%f %o %O %j', 1.25, { a: 1 }, { b: 2 }, { c: 3 });\n"
		  "console.log('%c styled', 'color: red');\n"
		  "console.log('100%', 5); console.log('%%', 5); console.log('%s'); console.log('%x', 1);\n"
		  "console.log('%d %i %f', 'x', '7px', '2.5abc');",
		  "x is 4 and 4 rest\n"
		  "1.25 {\n"
		  "  a: 1,\n"
		  "} {\n"
		  "  b: 2,\n"
		  "} {\"c\":3}\n"
		  " styled\n"
		  "100% 5\n"
		  "% 5\n"
		  "%s\n"
		  "%x 1\n"
		  "NaN NaN NaN" },
	};
	EXPECT_PRINTS("bun", cases);
}
