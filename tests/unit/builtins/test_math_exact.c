/* SPDX-License-Identifier: MIT */
/*
 * test_math_exact.c - The functions of Math that round exactly. What is expected is what Chromium gives.
 */
#include "recent_script.h"

Test(builtins_math_exact, sums)
{
	expect_recent_output(
		"log(Math.sumPrecise([1e20, 0.1, -1e20]), Math.sumPrecise([0.1, 0.2, 0.3]), 0.1 + 0.2 + 0.3, Math.sumPrecise([1e308, 1e308, -1e308]), Math.sumPrecise([1, NaN]), Math.sumPrecise([Infinity, -Infinity]), Math.sumPrecise([1e308, 1e308]));\n"
		"log(Object.is(Math.sumPrecise([]), -0), Object.is(Math.sumPrecise([-0, -0]), -0), Object.is(Math.sumPrecise([-0, 0]), 0), Math.sumPrecise([5e-324, 5e-324]), Math.sumPrecise([1, 2 ** -53, 2 ** -106]), Math.sumPrecise([9007199254740992, 1, 1]));",
		"0.1 0.6 0.6000000000000001 1e+308 NaN NaN Infinity\n"
		"true true true 1e-323 1.0000000000000002 9007199254740994");
}

Test(builtins_math_exact, sums_of_what_are_no_numbers)
{
	expect_recent_output(
		"let closed = 0; const it = { [Symbol.iterator]: () => ({ next: () => ({ value: '1' }), return() { closed++; return {}; } }) };\n"
		"for (const v of [it, [1n], 5, undefined, [null]]) try { log(Math.sumPrecise(v)); } catch (e) { log(e.name); } log(closed);",
		"TypeError\n"
		"TypeError\n"
		"TypeError\n"
		"TypeError\n"
		"TypeError\n"
		"1");
}

Test(builtins_math_exact, halves)
{
	expect_recent_output(
		"log(Math.f16round(1.337), Math.f16round(65504), Math.f16round(65519.99), Math.f16round(65520), Math.f16round(5.960464477539063e-8), Math.f16round(2.98e-8), Math.f16round(0.1), Object.is(Math.f16round(-0), -0), Math.f16round('x'), Math.f16round(2049), Math.f16round(2051), Math.f16round.length);",
		"1.3369140625 65504 65504 Infinity 5.960464477539063e-8 0 0.0999755859375 true NaN 2048 2052 1");
}
