/* SPDX-License-Identifier: MIT */
/*
 * test_inspect_style.c - The colours of util.inspect. What is expected is what Node 20 prints.
 */
#include "prediction.h"

Test(console_inspect_style, colours_by_kind)
{
	static const struct console_case cases[] = {
		{ "const util = require('util');\n"
		  "console.log(JSON.stringify(util.inspect({ n: 1, s: 'x', b: true, u: undefined, z: null, y: Symbol('q'), f() {}, d: new Date(0), r: /x/, g: 1n, m: new Map([['k', 2]]) }, { colors: true })));\n"
		  "console.log(JSON.stringify(util.inspect('a', { colors: true })), util.inspect(1, { colors: true }).length);",
		  "\"{\\n  n: \\u001b[33m1\\u001b[39m,\\n  s: \\u001b[32m'x'\\u001b[39m,\\n  b: \\u001b[33mtrue\\u001b[39m,\\n  u: \\u001b[90mundefined\\u001b[39m,\\n  z: \\u001b[1mnull\\u001b[22m,\\n  y: \\u001b[32mSymbol(q)\\u001b[39m,\\n  f: \\u001b[36m[Function: f]\\u001b[39m,\\n  d: \\u001b[35m1970-01-01T00:00:00.000Z\\u001b[39m,\\n  r: \\u001b[31m/x/\\u001b[39m,\\n  g: \\u001b[33m1n\\u001b[39m,\\n  m: Map(1) { \\u001b[32m'k'\\u001b[39m => \\u001b[33m2\\u001b[39m }\\n}\"\n"
		  "\"\\u001b[32m'a'\\u001b[39m\" 11" },
	};
	EXPECT_PRINTS("node", cases);
}
