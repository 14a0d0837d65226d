/* SPDX-License-Identifier: MIT */
/*
 * test_gen_eval.c - Code of direct and indirect eval. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_eval, what_eval_sees)
{
	expect_output(
		"var g = 'global'; function f() { var g = 'local'; let l = 1; return [eval('g'), (0, eval)('g'), eval('var made = 5; made'), typeof made, eval('let inner = 1; l + inner'), typeof inner].join(); } log(f(), typeof made); function s() { 'use strict'; eval('var hidden = 1'); return typeof hidden; } log(s(), eval('1;;{}'), eval('if (0) 1'), eval(5), eval('\"use strict\"; var q = 1'), typeof q, eval('this === globalThis'));",
		"local,global,5,number,2,undefined undefined\n"
		"undefined 1 undefined 5 use strict undefined true");
}

Test(compile_gen_eval, in_functions)
{
	expect_output(
		"function f(a = eval('arguments.length'), b = eval('var x = 2'), c = typeof x) { return [a, c].join(); } log(f()); const o = { m() { return eval('super.toString === Object.prototype.toString'); } }; log(o.m(), (() => eval('new.target === undefined'))  === undefined); for (const t of ['new.target', 'super()', 'return 1', 'let let', 'await 1', 'yield = 1; yield']) try { log(t, (0, eval)(t)); } catch (e) { log(t, e.name, e.message); } function d() { eval('function made() { return 1 }'); return delete made; } log(d());",
		"0,number\n"
		"true false\n"
		"new.target SyntaxError new.target expression is not allowed here\n"
		"super() SyntaxError 'super' keyword unexpected here\n"
		"return 1 SyntaxError Illegal return statement\n"
		"let let SyntaxError let is disallowed as a lexically bound name\n"
		"await 1 SyntaxError await is only valid in async functions and the top level bodies of modules\n"
		"yield = 1; yield 1\n"
		"true");
}
