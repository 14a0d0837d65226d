/* SPDX-License-Identifier: MIT */
/*
 * test_gen_variable.c - Code of variables. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(compile_gen_variable, before_they_are_there)
{
	expect_output(
		"for (const f of [() => { a; let a; }, () => { b = 1; const b = 2; }, () => { typeof c; let c; }, () => { d++; let d = 1; }, () => { const e = 1; e = 2; }, () => { new F(); class F {} }, () => { const g = g + 1; }, () => { let h = (() => h)(); }, (p = q, q = 1) => p]) try { log(f()); } catch (x) { log(x.name, x.message); } { let s = 1; const get = () => s, set = (v) => { s = v; }; set(5); log(get()); }",
		"ReferenceError Cannot access 'a' before initialization\n"
		"ReferenceError Cannot access 'b' before initialization\n"
		"ReferenceError Cannot access 'c' before initialization\n"
		"ReferenceError Cannot access 'd' before initialization\n"
		"TypeError Assignment to constant variable.\n"
		"ReferenceError Cannot access 'F' before initialization\n"
		"ReferenceError Cannot access 'g' before initialization\n"
		"ReferenceError Cannot access 'h' before initialization\n"
		"ReferenceError Cannot access 'q' before initialization\n"
		"5");
}

Test(compile_gen_variable, the_global_object)
{
	expect_output(
		"var declared = 1; let lexical = 2; function fn() {} implicit = 3; log(globalThis.declared, globalThis.lexical, typeof globalThis.fn, globalThis.implicit, delete globalThis.declared, delete globalThis.implicit, typeof implicit, 'declared' in globalThis); (function () { 'use strict'; try { undeclared = 1; } catch (e) { log(e.message); } try { undefined = 1; } catch (e) { log(e.message); } })(); undefined = 5; NaN = 1; log(undefined, NaN); var undefined; log(typeof undefined, this === globalThis, Object.getOwnPropertyDescriptor(globalThis, 'fn').configurable);",
		"1 undefined function 3 false true undefined true\n"
		"undeclared is not defined\n"
		"Cannot assign to read only property 'undefined' of object '#<Object>'\n"
		"undefined NaN\n"
		"undefined true false");
}
