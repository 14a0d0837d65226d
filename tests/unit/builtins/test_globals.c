/* SPDX-License-Identifier: MIT */
/* lib/builtins/globals.c. What is expected is what Node 20 writes, but for lengths that it would not live to see. */
#include "../script.h"

Test(builtins_globals, numbers_and_constants)
{
	expect_output(
		"log(isNaN('x'), isNaN(''), isFinite('5'), isFinite(-Infinity), parseInt === Number.parseInt, globalThis === globalThis.globalThis, eval(5), typeof undefined); "
		"for (const n of ['NaN', 'Infinity', 'undefined', 'globalThis', 'eval']) { const d = Object.getOwnPropertyDescriptor(globalThis, n); "
		"log(n, d.writable, d.enumerable, d.configurable); }",
		"true false true false true true 5 undefined\nNaN false false false\nInfinity false false false\n"
		"undefined false false false\nglobalThis true false true\neval true false true");
}
