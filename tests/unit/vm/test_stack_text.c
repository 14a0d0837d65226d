/* SPDX-License-Identifier: MIT */
/*
 * test_stack_text.c - The texts of stacks. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(vm_stack_text, methods_constructors_and_what_is_called_otherwise)
{
	expect_output(
		"class A { m() { return new Error('e').stack; } static s() { return new Error('e').stack; } get g() { return new Error('e').stack; } constructor(t) { if (t) this.t = new Error('e').stack; } #p() { return new Error('e').stack; } q() { return this.#p(); } }"
		"const first = (s) => s.split('\\n')[1].replace(/ \\(.*| test.js.*/, '').trim(); const o = { m: A.prototype.m, ['x y']() { return new Error('e').stack; } };"
		"log([new A().m(), A.s(), new A().g, new A(1).t, new A().q(), o.m(), o['x y'](), (function named() { return new Error('e').stack; })(), [1].map(function cb() { return new Error('e').stack; })[0]].map(first).join('|'));"
		"log(new Error('a\\nb').stack.split('\\n').slice(0, 2).join('~'), String(new Error('').stack).split('\\n')[0], Object.assign(new TypeError('t'), {}).stack.split('\\n')[0]);",
		"at A.m|at A.s|at get g [as g]|at new A|at #p|at Object.m|at x y|at named|at cb\n"
		"Error: a~b Error TypeError: t");
}

Test(vm_stack_text, the_limit_and_the_capture)
{
	expect_output(
		"const depth = (n) => (n === 0 ? new Error('e').stack.split('\\n').length - 1 : depth(n - 1)); log(depth(20)); Error.stackTraceLimit = 3; log(depth(20)); Error.stackTraceLimit = 0; log(depth(20)); Error.stackTraceLimit = 'x'; log(new Error('e').stack); Error.stackTraceLimit = 10;"
		"const target = {}; function inner() { Error.captureStackTrace(target, inner); } (function outer() { inner(); })(); log(target.stack.split('\\n')[0], /outer/.test(target.stack), /inner/.test(target.stack));",
		"10\n"
		"3\n"
		"0\n"
		"undefined\n"
		"Error true false");
}
