/* SPDX-License-Identifier: MIT */
/*
 * test_preview_properties.c - Properties of an object in a page's console. What is expected is what Chromium prints.
 */
#include "prediction.h"

Test(console_preview_properties, how_many_are_shown)
{
	static const struct console_case cases[] = {
		{ "console.log({ a: 1, b: 2, c: 3, d: 4, e: 5, f: 6 }); console.log([1, , 3]); console.log({ 'x y': 1, [Symbol('s')]: 2, get g() { return 1; } });\n"
		  "console.log(Object.assign([1], { k: 1 })); console.log(new Array(5)); console.log('a'.repeat(300).length, { t: 'b'.repeat(200) });",
		  "{a: 1, b: 2, c: 3, d: 4, e: 5, …}\n"
		  "(3) [1, empty, 3]\n"
		  "{x y: 1, Symbol(s): 2}\n"
		  "[1, k: 1]\n"
		  "(5) [empty × 5]\n"
		  "300 {t: 'bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb…bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb'}" },
	};
	EXPECT_PRINTS("browser", cases);
}
