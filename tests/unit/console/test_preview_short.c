/* SPDX-License-Identifier: MIT */
/*
 * test_preview_short.c - Values within others in a page's console. What is expected is what Chromium prints.
 */
#include "prediction.h"

Test(console_preview_short, short_forms)
{
	static const struct console_case cases[] = {
		{ "console.log([{ a: 1 }, [1, 2], new Map([[1, 2]]), function f() {}, class A {}, Symbol('s'), 1n, new Date(0), /x/, null, undefined]);\n"
		  "console.log({ a: { b: 1 }, c: [1], d: new Set([1]), f: () => {}, g: new (class B {})(), h: new Uint8Array(2), i: Promise.resolve() });",
		  "(11) [{…}, Array(2), Map(1), ƒ, ƒ, Symbol(s), 1n, Thu Jan 01 1970 00:00:00 GMT+0000 (Coordinated Universal Time), /x/, null, undefined]\n"
		  "{a: {…}, c: Array(1), d: Set(1), g: B, f: ƒ, …}" },
	};
	EXPECT_PRINTS("browser", cases);
}
