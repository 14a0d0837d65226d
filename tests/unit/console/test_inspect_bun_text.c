/* SPDX-License-Identifier: MIT */
/*
 * test_inspect_bun_text.c - Texts, numbers and other primitives as Bun's console writes them. What is expected is what Bun prints.
 */
#include "prediction.h"

Test(console_inspect_bun_text, primitives)
{
	static const struct console_case cases[] = {
		{ "console.log('text', 1, -0, 1.5, NaN, Infinity, 10n, true, null, undefined, Symbol('s'), Symbol());\n"
		  "console.log(['it\\'s', \"say \\\"x\\\"\", 'a\\nb', 'tab\\t', '\\\\', '`', '\\u0000', 'é', '\\u{1F600}']);\n"
		  "console.log(['a', 1, -0, 10n, Symbol('s')]);",
		  "text 1 -0 1.5 NaN Infinity 10n true null undefined Symbol(s) Symbol()\n"
		  "[ \"it's\", \"say \\\"x\\\"\", \"a\\nb\", \"tab\\t\", \"\\\\\", \"`\", \"\\u0000\", \"é\", \"😀\" ]\n"
		  "[ \"a\", 1, -0, 10n, Symbol(s) ]" },
	};
	EXPECT_PRINTS("bun", cases);
}

Test(console_inspect_bun_text, functions)
{
	static const struct console_case cases[] = {
		{ "console.log(function named() {}, () => {}, class K {}, async function af() {}, function* gf() {}, async () => {});\n"
		  "console.log([function named() {}, class K {}]);",
		  "[Function: named] [Function] [class K] [AsyncFunction: af] [GeneratorFunction: gf] [AsyncFunction]\n"
		  "[\n"
		  "  [Function: named], [class K]\n"
		  "]" },
	};
	EXPECT_PRINTS("bun", cases);
}

Test(console_inspect_bun_text, dates_and_patterns)
{
	static const struct console_case cases[] = {
		{ "console.log(new Date(0), /a+/gi, [new Date(1e12), /x/]);",
		  "1970-01-01T00:00:00.000Z /a+/gi [\n"
		  "  2001-09-09T01:46:40.000Z, /x/\n"
		  "]" },
	};
	EXPECT_PRINTS("bun", cases);
}
