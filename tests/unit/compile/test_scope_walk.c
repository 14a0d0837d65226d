/* SPDX-License-Identifier: MIT */
/*
 * test_scope_walk.c - Which variables closures share. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_scope_walk, closures)
{
	expect_output(
		"function counter() { let n = 0; return { up: () => ++n, down: () => --n, get: () => n }; } const a = counter(), b = counter(); a.up(); a.up(); b.down(); log(a.get(), b.get()); const x = 'outer'; function f(g = () => x, h = () => arguments.length) { var x = 'inner'; return [g(), x, h()].join(); } log(f()); function deep() { let v = 1; return () => () => () => { v *= 2; return eval('v'); }; } const d = deep()()(); log(d(), d()); class K { static n = 0; static up = () => ++K.n; } log(K.up()); const fs = [1, 2].map((v) => () => v); log(fs[0](), fs[1]()); var self = this; log((() => this === self)(), (function () { return (() => arguments[0])(5); })(7), typeof (() => { try { return arguments; } catch (e) { return e.name; } })());",
		"2 -1\n"
		"outer,inner,0\n"
		"2 4\n"
		"1\n"
		"1 2\n"
		"true 7 string");
}
