/* SPDX-License-Identifier: MIT */
/*
 * test_console_manner.c - The ways of writing that differ between hosts: Deno's groups, tables and counters. What is expected is what Deno prints.
 */
#include "prediction.h"

Test(console_console_manner, groups_and_counters)
{
	static const struct console_case cases[] = {
		{ "console.group('g'); console.log('in\\ntwo'); console.group(); console.log('deep'); console.groupEnd(); console.groupEnd(); console.log('out');\n"
		  "console.count(); console.count('x'); console.count(); console.countReset(); console.count(); \n"
		  "console.log(-0, [-0], 'x', ['x'], [undefined, null], { a: 'b' }); console.log(); console.log('');\n"
		  "console.log(new Map([[1, 2]]), new Set(['a']), [1, , 3], Symbol('q'), 12n, [function f() {}, class A {}]);",
		  "g\n"
		  "  in\n"
		  "  two\n"
		  "    deep\n"
		  "out\n"
		  "default: 1\n"
		  "x: 1\n"
		  "default: 2\n"
		  "default: 1\n"
		  "-0 [ -0 ] x [ \"x\" ] [ undefined, null ] { a: \"b\" }\n"
		  "\n"
		  "\n"
		  "Map(1) { 1 => 2 } Set(1) { \"a\" } [ 1, <1 empty item>, 3 ] Symbol(q) 12n [ [Function: f], [class A] ]" },
	};
	EXPECT_PRINTS("deno", cases);
}
