/* SPDX-License-Identifier: MIT */
/* Options of util.inspect and console.dir. What is expected is what Node 20 prints. */
#include "prediction.h"

Test(console_inspect_options, options_are_read_from_an_object)
{
	static const struct console_case cases[] = {
		{ "console.dir({ a: { b: { c: { d: 1 } } } }, { depth: 0 })",
		  "{ a: [Object] }" },
		{ "console.dir({ a: { b: { c: { d: 1 } } } }, { depth: null })",
		  "{\n"
	  "  a: { b: { c: { d: 1 } } }\n"
	  "}" },
		{ "console.dir([1, 2, 3, 4], { maxArrayLength: 2 })",
		  "[ 1, 2, ... 2 more items ]" },
		{ "console.dir(['abcdef'], { maxStringLength: 3 })",
		  "[ 'abc'... 3 more characters ]" },
		{ "console.dir('text')",
		  "'text'" },
		{ "console.dir({ a: 1 }, undefined)",
		  "{ a: 1 }" },
		{ "console.dir(new Set([1, 2, 3]), { maxArrayLength: 0 })",
		  "Set(3) { ... 3 more items }" },
	};
	EXPECT_PRINTS("node", cases);
}

Test(console_inspect_options, inspect_itself_can_be_called)
{
	static const struct console_case cases[] = {
		{ "const { inspect, format } = require('util'); console.log(inspect('a'), inspect({ a: [[[[]]]] }, { depth: 0 }), inspect([1], true), format('%s:%d', 'x', 5))",
		  "'a' { a: [Array] } [ 1, [length]: 1 ] x:5" },
	};
	EXPECT_PRINTS("node", cases);
}
