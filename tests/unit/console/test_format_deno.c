/* SPDX-License-Identifier: MIT */
/*
 * test_format_deno.c - Format specifiers of Deno's console. What is expected is what Deno prints.
 */
#include "prediction.h"

Test(console_format_deno, specifiers)
{
	static const struct console_case cases[] = {
		{ "console.log('%s is %d and %i', 'x', 4.5, 4.5, 'rest');\n"
		  "console.log('%f %o %O %j', 1.25, { a: 1 }, { b: 2 }, { c: 3 });\n"
		  "console.log('%c styled', 'color: red');\n"
		  "console.log('100%', 5); console.log('%%', 5); console.log('%s'); console.log('%x', 1);\n"
		  "console.log('%d %i %f', 'x', '7px', '2.5abc');\n"
		  "console.log('%s %s', Symbol('a'), null);\n"
		  "console.log('%s', { toString() { return 'own'; } }, '%s', 'no');",
		  "x is 4 and 4 rest\n"
		  "1.25 { a: 1 } { b: 2 } {\"c\":3}\n"
		  " styled\n"
		  "100% 5\n"
		  "% 5\n"
		  "%s\n"
		  "%x 1\n"
		  "NaN 7 2.5\n"
		  "Symbol(a) null\n"
		  "own %s no" },
	};
	EXPECT_PRINTS("deno", cases);
}
