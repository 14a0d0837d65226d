/* SPDX-License-Identifier: MIT */
/*
 * test_gen_function.c - Code of functions. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_function, parameters_and_arguments)
{
	expect_output(
		"function a(x, y = x + 1, { z = y } = {}, ...r) { return [x, y, z, r.length, arguments.length].join(); } log(a(1), a(1, 5, { z: 9 }, 2, 3), a.length, a.name); function m(x) { arguments[0] = 9; x += 1; return arguments[0] + ',' + x; } log(m(1), (function (x) { 'use strict'; arguments[0] = 9; return x; })(1), (function (x = 0) { arguments[0] = 9; return x; })(1)); function shadow(arguments) { return arguments; } log(shadow(3), (function () { var arguments; return typeof arguments; })(), (function (a, a) { return a; })(1, 2));",
		"1,2,2,0,1 1,5,9,2,5 1 a\n"
		"10,10 1 1\n"
		"3 object 2");
}

Test(compile_gen_function, names_and_hoisting)
{
	expect_output(
		"log(typeof early, early()); function early() { return 'e'; } try { late(); } catch (e) { log(e.message); } let late = () => 1; const o = { f: () => 1, ['g' + 1]: function () {}, get h() { return 1; }, [Symbol('s')]: () => 1 }; log(o.f.name, o.g1.name, Object.getOwnPropertyDescriptor(o, 'h').get.name, o[Object.getOwnPropertySymbols(o)[0]].name, (() => {}).name === '', new Function('a', 'b', 'return a').name, (function () {}).bind().name); { function inner() { return 1; } } log(typeof inner); const rec = function self(n) { self = 5; return n ? self(n - 1) : typeof self; }; log(rec(2)); if (1) { function cond() { return 'c'; } } log(cond());",
		"function e\n"
		"Cannot access 'late' before initialization\n"
		"f g1 get h [s] true anonymous bound \n"
		"function\n"
		"function\n"
		"c");
}

Test(compile_gen_function, source_texts)
{
	expect_output(
		"const f = function  named ( a ,b ) { /* c */ }; class C { static  async * m ( ) { } get  x() { return 1 } } log(String(f), String(C.m), String(Object.getOwnPropertyDescriptor(C.prototype, 'x').get), String((a)=>a), String(Function('a', 'return a')), String(Math.max), String(class  { }));",
		"function  named ( a ,b ) { /* c */ } async * m ( ) { } get  x() { return 1 } (a)=>a function anonymous(a\n"
		") {\n"
		"return a\n"
		"} function max() { [native code] } class  { }");
}
