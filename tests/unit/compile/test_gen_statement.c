/* SPDX-License-Identifier: MIT */
/*
 * test_gen_statement.c - Code of statements. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_statement, switches)
{
	expect_output(
		"const f = (x) => { const out = []; switch (x) { case 1: out.push('one'); case 2: out.push('two'); break; default: out.push('other'); case '3': out.push('three'); } return out.join('+'); }; log(f(1), f(2), f(3), f('3'), f(NaN)); switch (1) { case 0: let y; break; case 1: try { y; } catch (e) { log(e.message); } } let n = 0; const t = () => ++n; switch (3) { case t(): case t(): case t(): log('at', n); } switch (5) { } log(eval('switch (1) { case 1: \"v\"; break }'), eval('1; switch (2) {}'));",
		"one+two two other+three three other+three\n"
		"Cannot access 'y' before initialization\n"
		"at 3\n"
		"v undefined");
}

Test(compile_gen_statement, blocks_labels_and_empty_ones)
{
	expect_output(
		"a: b: { { break a; } } if (0) ; else log('else'); ; { let x = 1; { let x = 2; log(x); } log(x); } l: for (;;) { switch (1) { case 1: break l; } } if (1) var hoisted = 1; log(hoisted, eval('{ 1; { } }'), eval('3; var z = 5;'), eval('a: { 9; break a; }'), eval('if (1) { 4 } else 5'), eval('try { 6 } finally { 7 }')); debugger; log((() => { with ({ w: 1 }) { var w2 = w; } return w2; })());",
		"else\n"
		"2\n"
		"1\n"
		"1 1 3 9 4 6\n"
		"1");
}
