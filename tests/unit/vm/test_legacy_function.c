/* SPDX-License-Identifier: MIT */
/*
 * test_legacy_function.c - Function.prototype.arguments and caller. What is expected is what Node 20 gives.
 */
#include "../script.h"

Test(vm_legacy_function, while_the_function_runs)
{
	expect_output(
		"function inner() { return [inner.arguments.length, inner.arguments[1], inner.caller && inner.caller.name, inner.arguments === inner.arguments]; }\n"
		"function outer() { return inner(1, 'two', 3); }\n"
		"log(outer().join(), inner.arguments, inner.caller, (() => inner())()[2]);\n"
		"function rec(n) { return n === 0 ? rec.arguments[0] + ' ' + rec.caller.name : rec(n - 1); } log(rec(2));",
		"3,two,outer,false null null \n"
		"0 rec");
}

Test(vm_legacy_function, callers_that_are_not_told)
{
	expect_output(
		"function inner() { return inner.caller; } function strict() { 'use strict'; return inner(); } log(strict());\n"
		"for (const f of [() => 1, class {}, function () { 'use strict'; }, async function () {}, function* () {}, { m() {} }.m]) try { log(f.caller, f.arguments); } catch (e) { log(e.name, e.message); }\n"
		"log(Object.getOwnPropertyNames(function () {}).join());",
		"null\n"
		"TypeError 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them\n"
		"TypeError 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them\n"
		"TypeError 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them\n"
		"TypeError 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them\n"
		"TypeError 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them\n"
		"TypeError 'caller', 'callee', and 'arguments' properties may not be accessed on strict mode functions or the arguments objects for calls to them\n"
		"length,name,arguments,caller,prototype");
}
